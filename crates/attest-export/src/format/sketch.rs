//! What most tables say of a record in the same way: sides, country, place, names, the sentence of the notes.

use crate::country::{self, Country};
use crate::day;
use crate::naming::{self, Named};
use crate::record::{Party, Record};
use crate::toll;
use attest_model::{ActorKind, ActorRole, Harm, Reality};
use jiff::civil::Date;

/// The two sides as ACLED orders them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pair {
    /// Who acts.
    pub first: Option<Named>,
    /// Further actors on that side.
    pub with_first: Vec<String>,
    /// The other side.
    pub second: Option<Named>,
    /// Further actors there.
    pub with_second: Vec<String>,
}

/// The country of the record's place.
pub fn country(record: &Record) -> Option<&'static Country> {
    record.country().and_then(country::of)
}

/// The sides of a record. In violence against civilians the second is civilians; a battle has two.
pub fn pair(record: &Record) -> Pair {
    let place = record.country();
    let kind = record.types.acled.as_ref();
    let event = kind.map_or("", |own| own.event_type.as_str());
    let against = event == "Violence against civilians";
    let mut first: Vec<Named> = Vec::new();
    let mut second: Vec<Named> = Vec::new();
    for party in &record.parties {
        let named = naming::acled(party, place);
        let battle_victim = event == "Battles" && named.inter == "Civilians" && !record.is_of_datasets();
        if battle_victim {
            continue;
        }
        match party.role {
            ActorRole::Perpetrator => push(&mut first, named),
            ActorRole::Target | ActorRole::Victim => {
                push(
                    &mut second,
                    if against && named.inter != "Civilians" && unarmed(party) {
                        naming::civilians(place)
                    } else {
                        named
                    },
                );
            }
            ActorRole::Participant => push(if first.is_empty() { &mut first } else { &mut second }, named),
            ActorRole::Responder => {}
        }
    }
    // A dataset may set two groups of one description against each other, and says so by setting them.
    if !record.is_of_datasets() {
        second.retain(|own| !first.contains(own));
    }
    if second.is_empty()
        && matches!(event, "Battles" | "Explosions/Remote violence" | "Strategic developments")
    {
        second.extend(naming::of_target(record, place).filter(|own| !first.contains(own)));
    }
    // Civilians are unarmed by ACLED's codebook: who is violent against them and known no better is an unidentified armed group.
    if against && !record.is_of_datasets() {
        first.retain(|own| own.inter != "Civilians");
    }
    complete(event, place, &mut first, &mut second);
    // Beside somebody known by name a group of no name is nobody of its own.
    if !record.is_of_datasets() {
        let nameless = naming::unidentified(place);
        for side in [&mut first, &mut second] {
            if side.iter().any(|own| *own != nameless) {
                side.retain(|own| *own != nameless);
            }
        }
    }
    // In violence against civilians the target is always actor2, whoever else was hit.
    if against {
        second.sort_by_key(|own| own.inter != "Civilians");
    }
    let mut first = first.into_iter();
    let mut second = second.into_iter();
    Pair {
        first: first.next(),
        second: second.next(),
        with_first: first.map(|own| own.name).collect(),
        with_second: second.map(|own| own.name).collect(),
    }
}

fn unarmed(party: &Party) -> bool {
    matches!(party.kind, ActorKind::Unknown | ActorKind::Individual)
}

fn push(side: &mut Vec<Named>, named: Named) {
    if !side.contains(&named) {
        side.push(named);
    }
}

/// Fills the sides that the type of event demands.
fn complete(event: &str, place: Option<&str>, first: &mut Vec<Named>, second: &mut Vec<Named>) {
    if first.is_empty() {
        match event {
            "Protests" | "Riots" => {
                let (name, inter) = if event == "Protests" { ("Protesters", 5) } else { ("Rioters", 4) };
                let at = place.and_then(country::of).map_or("unknown country", |own| own.name.as_str());
                first.push(Named { name: format!("{name} ({at})"), inter: naming::INTER[inter] });
                second.retain(|own| !first.contains(own));
            }
            "" => {}
            _ => first.push(naming::unidentified(place)),
        }
    }
    match event {
        "Violence against civilians" if !second.iter().any(|own| own.inter == "Civilians") => {
            second.insert(0, naming::civilians(place));
        }
        "Battles" if second.is_empty() => second.push(naming::unidentified(place)),
        _ => {}
    }
    if first == second {
        second.clear();
    }
}

/// A place's name as a table writes it: for a place near another one, the one that has a position.
pub fn location(record: &Record) -> Option<String> {
    let site = record.site.as_ref()?;
    Some(naming::tidy(&site.place.name)).filter(|name| !name.is_empty())
}

/// Publishers of the reports, or what stands for them; each once.
pub fn outlets(record: &Record) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut push = |name: &str| {
        let name = naming::tidy(name);
        if !name.is_empty() && !out.contains(&name) {
            out.push(name);
        }
    };
    for report in &record.reports {
        match &report.publisher {
            Some(publisher) => push(publisher),
            None => push(report.title.as_deref().unwrap_or(&report.name)),
        }
    }
    // Agencies and papers that the reports cite are sources that contributed.
    for said in &record.claims {
        for speaker in &said.chain {
            use attest_model::SourceKind::{Broadcaster, NewsAgency, Newspaper};
            if matches!(speaker.kind, NewsAgency | Newspaper | Broadcaster) {
                push(&speaker.name);
            }
        }
    }
    out
}

/// One sentence on what happened, from the record's own values.
pub fn summary(record: &Record) -> String {
    let when = match day::bounds(&record.when) {
        Some((start, end)) if start == end => format!("On {}", day::words(start)),
        Some((start, end)) => format!("Between {} and {}", day::words(start), day::words(end)),
        None => "At a time that is not known".to_owned(),
    };
    let place = location(record).map(|name| {
        let near = record.site.as_ref().and_then(|site| site.near.as_deref());
        let division =
            record.site.as_ref().and_then(|site| site.place.admin1.as_deref()).filter(|own| *own != name);
        let mut out = format!(" in {name}");
        if let Some(near) = near {
            out.push_str(&format!(", near {near}"));
        }
        if let Some(division) = division {
            out.push_str(&format!(" ({division})"));
        }
        out
    });
    let hedge = match record.reality {
        Reality::ClaimedByParty => ", as one party claims",
        Reality::Alleged => ", as is alleged",
        Reality::Attempted => ", attempted",
        _ => "",
    };
    format!("{when}: {}{}{hedge}.", naming::tidy(&record.label), place.unwrap_or_default())
}

/// The notes of a row: what happened, who gives which toll, how the number came about.
pub fn notes(record: &Record, rule: &str, number: Option<u64>, split: Option<&str>) -> String {
    let mut out = summary(record);
    let told = toll::told(
        record,
        &[
            Harm::Killed,
            Harm::Wounded,
            Harm::KilledOrWounded,
            Harm::WoundedOrMissing,
            Harm::Missing,
            Harm::Captured,
        ],
        8,
    );
    if !told.is_empty() {
        out.push_str(&format!(" Reported: {}.", told.join("; ")));
    }
    for said in record.claims.iter().filter(|said| said.stance == attest_model::Stance::Withholds).take(2) {
        out.push_str(&format!(
            " {} gives no figure (\"{}\").",
            toll::voice(said),
            toll::brief(&said.quote.text)
        ));
    }
    match (number, record.assessment(rule, Harm::Killed)) {
        (Some(number), Some(own)) => {
            out.push_str(&format!(" Fatalities {number} by {}: {}.", own.rule, own.why));
        }
        (Some(number), None) => out.push_str(&format!(" Fatalities {number}.")),
        (None, _) => out.push_str(" No report gives a number of killed: 0 here means not reported."),
    }
    if let Some(split) = split {
        out.push(' ');
        out.push_str(split);
    }
    out.push_str(&format!(
        " Corroboration: {} ({}).",
        record.corroboration.status.as_str().replace('_', " "),
        record.corroboration.why
    ));
    out
}

/// The last day of reporting in seconds, never before the event's end.
pub fn timestamp(record: &Record, end: Date) -> i64 {
    let reported = record.last_report().and_then(day::parse).unwrap_or(end);
    day::unix(reported.max(end))
}
