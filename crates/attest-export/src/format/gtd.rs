//! Rows like GTD's: 135 columns, its rule for conflicting tolls, its code lists as far as they were found.
//!
//! GTD records attacks by non-state actors. What is a judgement of intent (`crit1` to `crit3`) or needs a code list that was
//! not found stays blank; `CODEBOOK.md` says which is which. "Blank when the figure is missing or too vague", never 0.

use super::{LeftOut, Settings, degrees, sketch};
use crate::codebook::{Row, Table, table};
use crate::day;
use crate::naming;
use crate::record::Record;
use crate::toll;
use attest_model::{
    ActorKind, ActorRole, Certainty, Exactness, Figure, Harm, PlaceBasis, Predicate, Reality, Side, Stance,
    TargetEffect, TargetKind, WeaponKind,
};

/// The row of a record.
///
/// # Errors
/// Why GTD would not take it.
pub fn rows(record: &Record, settings: &Settings) -> Result<Vec<Row>, LeftOut> {
    let table = table("gtd");
    let Some(types) = record.types.gtd.as_ref().filter(|own| !own.attacktype.is_empty()) else {
        return Err("no GTD attack type is supported by the words".to_owned());
    };
    if toll::perpetrator_is_state(record) {
        return Err("done by a state; GTD records acts of non-state actors".to_owned());
    }
    let Some(country) = sketch::country(record) else {
        return Err("the country of the place is not known".to_owned());
    };
    let mut row = table.row();
    date(&mut row, record)?;
    row.set("country_txt", &country.name);
    place(&mut row, record);
    row.set("summary", given(record).unwrap_or_else(|| sketch::summary(record)));
    for (at, name) in types.attacktype.iter().take(3).enumerate() {
        code(&mut row, table, "attacktype", at + 1, name);
    }
    weapons(&mut row, table, record);
    targets(&mut row, table, record);
    perpetrators(&mut row, record);
    harm(&mut row, record, settings);
    let attempted = record.reality == Reality::Attempted;
    row.set("success", if attempted { "0" } else { "1" });
    let cites = record.reports.iter().flat_map(|report| &report.cites).filter_map(|own| own.text.as_ref());
    let cites: Vec<&String> = if record.is_of_datasets() { cites.collect() } else { Vec::new() };
    for (column, text) in ["scite1", "scite2", "scite3"].iter().zip(&cites) {
        row.set(column, naming::tidy(text));
    }
    let reports = if cites.is_empty() { record.reports.as_slice() } else { &[] };
    for (column, report) in ["scite1", "scite2", "scite3"].iter().zip(reports) {
        let parts = [report.title.as_deref(), report.publisher.as_deref(), report.published.as_deref()];
        let text = parts.into_iter().flatten().map(naming::tidy).collect::<Vec<_>>().join(", ");
        row.set(column, if text.is_empty() { naming::tidy(&report.name) } else { text });
    }
    let version = record.produced_by.first().map_or("", |own| own.attest.as_str());
    row.set("dbsource", format!("Attest {version}").trim_end());
    for column in ["INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY"] {
        row.set(column, "-9");
    }
    Ok(vec![row])
}

/// The summary of GTD's own row.
fn given(record: &Record) -> Option<String> {
    let told = |said: &&crate::record::Said| {
        said.rule == "import/gtd" && said.predicate == attest_model::Predicate::Occurrence
    };
    let said = record.claims.iter().find(told).filter(|_| record.is_of_datasets())?;
    Some(said.quote.text.clone())
}

fn date(row: &mut Row, record: &Record) -> Result<(), LeftOut> {
    let Some((start, end)) = day::bounds(&record.when) else {
        return Err("no date, or an open one".to_owned());
    };
    if start.year() != end.year() {
        return Err("dated more vaguely than a calendar year".to_owned());
    }
    let month = if start.month() == end.month() { start.month() } else { 0 };
    let of_month = if start == end { start.day() } else { 0 };
    row.set("iyear", start.year().to_string());
    row.set("imonth", month.to_string());
    row.set("iday", of_month.to_string());
    if start != end {
        row.set("approxdate", day::edtf(&record.when));
    }
    let stamp = format!("{:04}{month:02}{of_month:02}", start.year());
    row.set("eventid", format!("{stamp}{:08}", record.number() % 100_000_000));
    Ok(())
}

fn place(row: &mut Row, record: &Record) {
    let Some(site) = &record.site else { return };
    row.set("provstate", site.place.admin1.clone().unwrap_or_default());
    if site.place.precision.ged.is_some_and(|own| own <= 2) {
        row.set("city", sketch::location(record).unwrap_or_default());
    }
    // No position of a country: it would be read as that of a town.
    if let (Some(lat), Some(lon), Some(1..=5)) = (site.place.lat, site.place.lon, site.place.precision.ged) {
        row.set("latitude", degrees(lat));
        row.set("longitude", degrees(lon));
    }
    row.set("vicinity", if site.place.basis == PlaceBasis::Near { "1" } else { "0" });
    row.set("location", site.words.as_deref().map(naming::tidy).unwrap_or_default());
}

fn code(row: &mut Row, table: &Table, list: &str, at: usize, text: &str) {
    if let Some(number) = table.number(list, text) {
        row.set(&format!("{list}{at}"), number.to_string());
        row.set(&format!("{list}{at}_txt"), text);
    }
}

fn weapon(kind: WeaponKind) -> &'static str {
    use WeaponKind as W;
    match kind {
        W::Firearm | W::MachineGun => "Firearms",
        W::Fire => "Incendiary",
        W::Blade | W::Blunt => "Melee",
        W::Chemical | W::TearGas => "Chemical",
        W::VehicleRamming => "Vehicle (not to include vehicle-borne explosives, i.e., car or truck bombs)",
        W::Other | W::Tank | W::Aircraft => "Other",
        _ => "Explosives/Bombs/Dynamite",
    }
}

fn weapons(row: &mut Row, table: &Table, record: &Record) {
    let mut names: Vec<&str> = Vec::new();
    for own in &record.weapons {
        let name = weapon(own.kind);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        names.push("Unknown");
    }
    for (at, name) in names.iter().take(4).enumerate() {
        code(row, table, "weaptype", at + 1, name);
    }
    let words: Vec<String> = record
        .weapons
        .iter()
        .filter_map(|own| own.quote.as_ref())
        .map(|quote| naming::tidy(&quote.text))
        .collect();
    row.set("weapdetail", words.join("; "));
    let suicide = record.weapons.iter().any(|own| {
        matches!(own.kind, WeaponKind::Svbied | WeaponKind::SuicideVest | WeaponKind::SuicideOther)
    });
    row.set("suicide", if suicide { "1" } else { "0" });
}

fn target(kind: TargetKind) -> &'static str {
    use TargetKind as T;
    match kind {
        T::MilitaryBase | T::Checkpoint | T::MilitaryVehicle => "Military",
        T::PoliceStation => "Police",
        T::GovernmentOffice | T::Politician => "Government (General)",
        T::DiplomaticMission => "Government (Diplomatic)",
        T::Market | T::Shop | T::Business | T::Bank | T::Hotel | T::Restaurant | T::Farm => "Business",
        T::School => "Educational Institution",
        T::PlaceOfWorship => "Religious Figures/Institutions",
        T::Media => "Journalists & Media",
        T::Power | T::Oil => "Utilities",
        T::Water => "Food or Water Supply",
        T::Telecommunications => "Telecommunication",
        T::Bridge | T::Road | T::Railway | T::Bus => "Transportation",
        T::Aircraft | T::Airport => "Airports & Aircraft",
        T::Ship => "Maritime",
        T::AidConvoy => "NGO",
        T::ArmedGroupBase => "Terrorists/Non-State Militia",
        T::Village | T::Residence | T::CampForDisplaced | T::Crowd | T::Vehicle | T::Hospital => {
            "Private Citizens & Property"
        }
        T::Convoy | T::Other => "Unknown",
    }
}

/// A target in the making: its type, its words, its nation.
type Aim = (&'static str, String, Option<String>);

fn targets(row: &mut Row, table: &Table, record: &Record) {
    let mut aims: Vec<Aim> = Vec::new();
    let mut push = |aim: Aim| {
        if !aims.iter().any(|own| own.0 == aim.0) {
            aims.push(aim);
        }
    };
    for own in &record.targets {
        let words = own.quote.as_ref().map(|quote| naming::tidy(&quote.text)).unwrap_or_default();
        push((target(own.kind), words, own.nation.clone()));
    }
    for party in record.parties.iter().filter(|own| matches!(own.role, ActorRole::Target | ActorRole::Victim))
    {
        let police = party.entry.as_deref().is_some_and(|id| id.ends_with(":police"));
        let kind = match party.kind {
            ActorKind::StateForces if police => "Police",
            ActorKind::StateForces | ActorKind::ExternalForces => "Military",
            ActorKind::Civilians | ActorKind::Individual | ActorKind::Protesters => {
                "Private Citizens & Property"
            }
            ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia => {
                "Terrorists/Non-State Militia"
            }
            _ => continue,
        };
        push((kind, naming::tidy(&party.name), party.country.clone()));
    }
    // What is known stands before what is not.
    aims.sort_by_key(|own| own.0 == "Unknown");
    if aims.len() > 1 {
        aims.retain(|own| own.0 != "Unknown");
    }
    if aims.is_empty() {
        aims.push(("Unknown", String::new(), None));
    }
    let military = aims.iter().any(|own| own.0 == "Military");
    let both_armed = record.types.acled.as_ref().is_some_and(|own| own.event_type == "Battles");
    row.set("doubtterr", if military || both_armed { "1" } else { "-9" });
    for (at, (kind, words, nation)) in aims.into_iter().take(3).enumerate() {
        code(row, table, "targtype", at + 1, kind);
        row.set(&format!("target{}", at + 1), words);
        let nation = nation.as_deref().and_then(crate::country::of).map(|own| own.name.clone());
        row.set(&format!("natlty{}_txt", at + 1), nation.unwrap_or_default());
    }
    let effects: Vec<&attest_model::Target> = record
        .targets
        .iter()
        .filter(|own| own.effect.is_some_and(|effect| !matches!(effect, TargetEffect::Undamaged)))
        .collect();
    row.set("property", if effects.is_empty() { "-9" } else { "1" });
    let words: Vec<String> = effects
        .iter()
        .map(|own| {
            let name =
                own.quote.as_ref().map_or_else(|| own.kind.to_string(), |quote| naming::tidy(&quote.text));
            format!("{name}: {}", own.effect.map_or("", TargetEffect::as_str))
        })
        .collect();
    row.set("propcomment", words.join("; "));
}

fn perpetrators(row: &mut Row, record: &Record) {
    let named: Vec<_> = record.parties_as(ActorRole::Perpetrator).filter(|own| own.named).collect();
    if named.is_empty() {
        row.set("gname", "Unknown");
    }
    for (column, party) in ["gname", "gname2", "gname3"].iter().zip(&named) {
        row.set(column, naming::full_name(party));
    }
    let claims: Vec<_> =
        record.claims.iter().filter(|own| own.predicate == Predicate::Responsibility).collect();
    let own_deed = |stance: Stance| matches!(stance, Stance::Claims | Stance::Confirms | Stance::Asserts);
    let speaks = |said: &&crate::record::Said| {
        said.speaker().is_some_and(|own| {
            own.actor.as_ref().is_some_and(|id| {
                record.parties.iter().any(|p| p.role == ActorRole::Perpetrator && p.id == *id)
            })
        })
    };
    // Claims: a party that speaks of its own deed.
    let claimed = record
        .claims
        .iter()
        .filter(speaks)
        .any(|said| own_deed(said.stance) && said.stance == Stance::Claims)
        || claims.iter().any(|said| said.stance == Stance::Claims);
    row.set("claimed", if claimed { "1" } else { "0" });
    if !named.is_empty() {
        let unsure = !claims.is_empty() && claims.iter().all(|said| said.certainty != Certainty::Certain)
            || matches!(record.reality, Reality::Alleged | Reality::ClaimedByParty);
        row.set("guncertain1", if unsure { "1" } else { "0" });
    }
    let present = record.figures(Harm::Present).map(|own| own.1).filter(|own| own.side == Side::Attackers);
    row.set_some(
        "nperps",
        present.filter(|own| own.exactness != Exactness::Vague).filter_map(|own| own.min).min(),
    );
}

fn harm(row: &mut Row, record: &Record, settings: &Settings) {
    let rule = settings.rule_of(row.table).to_owned();
    let killed = record.assessment(&rule, Harm::Killed);
    row.set_some("nkill", killed.and_then(|own| own.best));
    let attackers = |harm| {
        let own = record.figures(harm).map(|own| own.1).filter(|own| own.side == Side::Attackers);
        own.filter(|own| !matches!(own.exactness, Exactness::Vague | Exactness::Plural))
            .filter_map(|own| own.min)
            .min()
    };
    let best = killed.and_then(|own| own.best);
    row.set_some("nkillter", attackers(Harm::Killed).filter(|own| best.is_some_and(|best| *own <= best)));
    let wounded = record.assessment(&rule, Harm::Wounded).and_then(|own| own.best).or_else(|| {
        let range = record.assessment("report.range/1", Harm::Wounded)?;
        range.low.filter(|low| range.high == Some(*low))
    });
    row.set_some("nwound", wounded);
    row.set_some("nwoundte", attackers(Harm::Wounded).filter(|own| wounded.is_some_and(|all| *own <= all)));
    let taken: Vec<&Figure> = record.figures(Harm::Captured).map(|own| own.1).collect();
    let abducted =
        record.types.gtd.iter().flat_map(|own| &own.attacktype).any(|own| own.starts_with("Hostage"));
    let hostage = abducted || !taken.is_empty();
    row.set("ishostkid", if hostage { "1" } else { "0" });
    row.set("extended", if abducted { "1" } else { "0" });
    if hostage {
        row.set(
            "nhostkid",
            taken.iter().filter_map(|own| own.min).max().map_or("-99".to_owned(), |own| own.to_string()),
        );
    }
    let told = toll::told(record, &[Harm::Killed, Harm::Wounded, Harm::Captured], 8);
    let mut notes = told.join("; ");
    if let Some(own) = killed {
        notes.push_str(&format!(
            "{}nkill by {}: {}",
            if notes.is_empty() { "" } else { ". " },
            own.rule,
            own.why
        ));
    }
    row.set("addnotes", notes);
}
