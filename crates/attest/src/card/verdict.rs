//! The lower lines of a card: what each rule of assessment makes of the claims, how far they bear each other out, and what a
//! careful reader would stumble over. A rule's answer never stands without the rule's name.

use super::fields::{INDENT, LABEL};
use super::index::{Index, number};
use super::sheet::{GUTTER, Sheet, Text, Tone};
use super::{Look, has_card, toll, words};
use attest_model::{Assessment, Harm, Incident, Role, Tension};

/// Claims that a tension lists by number.
const LISTED: usize = 6;

/// Draws rules, status and tensions of `incident`; a tension that an earlier card has told is not told again.
pub fn draw(sheet: &mut Sheet, index: &Index<'_>, incident: &Incident, earlier: &[&Incident], look: Look) {
    sheet.blank();
    for (position, harm) in harms(incident).into_iter().enumerate() {
        let answers: Vec<String> =
            incident.assessments.iter().filter(|a| a.harm == harm).map(|a| answer(a, look)).collect();
        let mut text = Text::of(Tone::Faint, &format!("{}: ", words::plain(harm.as_str())));
        text.push(Tone::Plain, &answers.join(look.glyphs.dot));
        labelled(sheet, if position == 0 { "by rule" } else { "" }, text, look);
    }
    let found = &incident.corroboration;
    let mut status = Text::of(Tone::Plain, &words::plain(found.status.as_str()));
    if !found.why.is_empty() {
        status.push(Tone::Faint, &format!(": {}", found.why));
    }
    labelled(sheet, "status", status, look);
    let own: Vec<&Tension> = index
        .coding
        .tensions
        .iter()
        .filter(|tension| concerns(index, tension, incident))
        .filter(|tension| !earlier.iter().any(|earlier| concerns(index, tension, earlier)))
        .collect();
    tensions(sheet, &own, look);
}

/// Draws what belongs to no card: other tensions, background incidents, notes.
pub fn draw_rest(sheet: &mut Sheet, index: &Index<'_>, look: Look) {
    let shown: Vec<&Incident> = index.coding.incidents.iter().filter(|incident| has_card(incident)).collect();
    let loose: Vec<&Tension> = index
        .coding
        .tensions
        .iter()
        .filter(|tension| !shown.iter().any(|incident| concerns(index, tension, incident)))
        .collect();
    tensions(sheet, &loose, look);
    for (role, label) in [(Role::Background, "background"), (Role::Aggregate, "in sum")] {
        let lines: Vec<Text> = index
            .coding
            .incidents
            .iter()
            .filter(|incident| incident.role == role)
            .map(|incident| in_one_line(index, incident, look))
            .collect();
        for (position, line) in lines.into_iter().enumerate() {
            labelled(sheet, if position == 0 { label } else { "" }, line, look);
        }
    }
    if index.coding.incidents.is_empty() {
        labelled(sheet, "nothing", Text::of(Tone::Plain, "no incident was found in this report"), look);
    }
    for (position, note) in notes(index).into_iter().enumerate() {
        labelled(sheet, if position == 0 { "not read" } else { "" }, note, look);
    }
}

fn labelled(sheet: &mut Sheet, label: &str, text: Text, look: Look) {
    let rest = look.width.saturating_sub(INDENT + LABEL + GUTTER);
    sheet.columns(INDENT, &[(LABEL, Text::of(Tone::Faint, label)), (rest, text)]);
}

fn harms(incident: &Incident) -> Vec<Harm> {
    Harm::ALL.iter().copied().filter(|harm| incident.assessments.iter().any(|a| a.harm == *harm)).collect()
}

/// One rule's answer: "GED 31/31/33", "report 30–32".
fn answer(assessment: &Assessment, look: Look) -> String {
    let name = assessment.rule.split(['.', '/']).next().unwrap_or_default();
    let known = |value: Option<u64>| value.map_or_else(|| look.glyphs.none.to_owned(), toll::grouped);
    match name {
        "report" => {
            let told = toll::words(assessment.low, assessment.high, look.glyphs);
            // No claim stands above: the words that the number was read from.
            let words = assessment.by.is_empty().then(|| assessment.why.split_once(": ")).flatten();
            words.map_or_else(
                || format!("as reported {told}"),
                |(_, words)| format!("as reported {told} from {words}"),
            )
        }
        "acled" => format!("ACLED {}", known(assessment.best.or(assessment.low))),
        "ged" => {
            let three = [assessment.low, assessment.best, assessment.high].map(known);
            format!("GED {}", three.join("/"))
        }
        "gtd" => format!("GTD {}", known(assessment.best.or(assessment.low))),
        "airwars" => format!("Airwars {}", graded(assessment, look)),
        "ibc" => format!("IBC {}", graded(assessment, look)),
        "everycasualty" => format!("Every Casualty {}", graded(assessment, look)),
        _ => format!("{} {}", assessment.rule, graded(assessment, look)),
    }
}

/// Low to high where there are figures, and the rule's word for it.
fn graded(assessment: &Assessment, look: Look) -> String {
    if assessment.low.is_none() && assessment.high.is_none() {
        return assessment.why.clone();
    }
    toll::words(assessment.low, assessment.high, look.glyphs)
}

/// Whether a tension is about a claim of `incident`.
fn concerns(index: &Index<'_>, tension: &Tension, incident: &Incident) -> bool {
    tension
        .claims
        .iter()
        .filter_map(|id| index.claim(id))
        .any(|claim| claim.incident.as_deref() == Some(incident.id.as_str()))
}

fn tensions(sheet: &mut Sheet, tensions: &[&Tension], look: Look) {
    for (position, tension) in tensions.iter().enumerate() {
        let mut text = Text::of(Tone::Warn, &tension.why);
        let mut claims: Vec<&str> = tension.claims.iter().map(|id| number(id)).collect();
        let more = claims.len().saturating_sub(LISTED);
        claims.truncate(LISTED);
        if !claims.is_empty() {
            let noun = if claims.len() == 1 { "claim" } else { "claims" };
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            text.push(Tone::Faint, &format!(" ({noun} {}{more})", claims.join(", ")));
        }
        labelled(sheet, if position == 0 { "tensions" } else { "" }, text, look);
    }
}

/// An incident that is not this report's own, so short that it cannot be taken for it.
fn in_one_line(index: &Index<'_>, incident: &Incident, look: Look) -> Text {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(words::when(&incident.when, look.glyphs));
    let place = incident.place.as_ref().and_then(|found| index.place(&found.place));
    parts.extend(place.map(|place| place.name.clone()));
    for claim in index.claims_of(incident) {
        if let Some(figure) = &claim.figure {
            parts.push(format!(
                "{} {}",
                toll::words(figure.min, figure.max, look.glyphs),
                words::harm(figure)
            ));
        }
    }
    let mut text =
        Text::of(Tone::Faint, &format!("{} ", number(&incident.id))).with(Tone::Plain, &incident.label);
    for part in parts {
        text.push(Tone::Faint, &format!("{}{part}", look.glyphs.dot));
    }
    text
}

/// Notes that no card has shown: those on fields of incidents stand beside the empty field, and notes that say the same of
/// several places are said once.
fn notes(index: &Index<'_>) -> Vec<Text> {
    let of_field = |about: &str| {
        about.split_once('.').is_some_and(|(id, field)| {
            matches!(field, "when" | "where" | "actors" | "targets" | "weapons")
                && index.incident(id).is_some()
        })
    };
    // Text before and after the name of the place, and the names.
    let mut of_places: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    let mut others: Vec<Text> = Vec::new();
    for note in index.coding.notes.iter().filter(|note| !of_field(&note.about)) {
        let place = note.about.split('.').next().and_then(|id| index.place(id));
        let around =
            place.and_then(|place| Some((note.text.split_once(place.name.as_str())?, place.name.as_str())));
        if let Some(((before, after), name)) = around {
            match of_places.iter_mut().find(|said| (said.0, said.1) == (before, after)) {
                Some((_, _, names)) if !names.contains(&name) => names.push(name),
                Some(_) => {}
                None => of_places.push((before, after, vec![name])),
            }
            continue;
        }
        let text = Text::of(Tone::Plain, &note.text).with(Tone::Faint, &format!("  ({})", note.about));
        if !others.contains(&text) {
            others.push(text);
        }
    }
    let places = of_places.into_iter().map(|(before, after, names)| {
        Text::of(Tone::Plain, before).with(Tone::Strong, &names.join(", ")).with(Tone::Plain, after)
    });
    places.chain(others).collect()
}
