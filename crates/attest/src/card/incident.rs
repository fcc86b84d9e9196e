//! The card of an incident over many documents: what, when, where, who; then every toll with its day and its voice; then what the
//! rules make of it, who counts as a source and why, what joined the reports, and what is left for review.

use super::{ASCII, Look, Sheet, Text, Tone, WIDTHS};
use attest_model::{
    Assessment, Harm, Join, LinkedActor, LinkedClaim, LinkedIncident, Member, Stance, TollStep,
};

/// Columns of the cell before a value.
const LABEL: usize = 12;
/// Claims of tolls that are listed.
const TOLLS: usize = 12;

/// The card.
pub fn draw(incident: &LinkedIncident, look: Look) -> Sheet {
    let look = Look { width: look.width.clamp(WIDTHS.0, WIDTHS.1), ..look };
    let mut sheet = Sheet::new(look.width, look.glyphs == &ASCII);
    let count = incident.members.len();
    let reports = if count == 1 { "1 report".to_owned() } else { format!("{count} reports") };
    sheet.edges(
        0,
        &Text::of(Tone::Strong, &incident.label),
        &Text::of(Tone::Faint, &format!("{reports} · {}", incident.id)),
    );
    when(&mut sheet, incident);
    place(&mut sheet, incident);
    actors(&mut sheet, incident);
    members(&mut sheet, &incident.members);
    tolls(&mut sheet, incident);
    rules(&mut sheet, &incident.assessments);
    sources(&mut sheet, incident);
    for tension in &incident.tensions {
        row(&mut sheet, "tension", Text::of(Tone::Warn, &tension.why));
    }
    for join in &incident.joins {
        row(&mut sheet, "joined", reasons(join));
    }
    for candidate in &incident.candidates {
        let head = format!("{} {} ({:+.1}) ", candidate.incident, candidate.label, candidate.join.score);
        let mut text = Text::of(Tone::Plain, &head);
        text.join(reasons(&candidate.join));
        row(&mut sheet, "perhaps also", text);
    }
    sheet
}

fn row(sheet: &mut Sheet, label: &str, text: Text) {
    let rest = sheet.width().saturating_sub(LABEL + 4);
    sheet.columns(2, &[(LABEL, Text::of(Tone::Faint, label)), (rest, text)]);
}

fn when(sheet: &mut Sheet, incident: &LinkedIncident) {
    let when = &incident.when.value;
    let mut text = match (&when.earliest, &when.latest) {
        (Some(from), Some(to)) if from == to => Text::of(Tone::Plain, from),
        (Some(from), Some(to)) => Text::of(Tone::Plain, &format!("{from} to {to}")),
        _ => Text::of(Tone::Faint, "no day is given"),
    };
    text.push(Tone::Faint, &format!(" ({}, {})", when.precision, when.basis));
    if let Some(quote) = &when.quote {
        text.push(Tone::Quote, &format!("  “{}”", quote.text));
    }
    row(sheet, "when", text);
}

fn place(sheet: &mut Sheet, incident: &LinkedIncident) {
    let Some(told) = &incident.place else {
        row(sheet, "where", Text::of(Tone::Faint, "no report places it"));
        return;
    };
    let mut text = Text::of(Tone::Plain, &told.place.name);
    for part in [&told.place.admin1, &told.place.country].into_iter().flatten() {
        text.push(Tone::Plain, &format!(", {part}"));
    }
    if let Some(radius) = told.place.radius_km {
        text.push(Tone::Faint, &format!("  ±{radius:.0} km"));
    }
    row(sheet, "where", text);
}

fn actors(sheet: &mut Sheet, incident: &LinkedIncident) {
    let describe = |actor: &LinkedActor| format!("{} ({})", actor.name, actor.role);
    let names: Vec<String> = incident.actors.iter().take(8).map(describe).collect();
    if !names.is_empty() {
        row(sheet, "who", Text::of(Tone::Plain, &names.join(" · ")));
    }
}

fn members(sheet: &mut Sheet, members: &[Member]) {
    const SHOWN: usize = 10;
    for member in members.iter().take(SHOWN) {
        let day = member.published.as_deref().unwrap_or("day unknown");
        let who = member.publisher.as_deref().unwrap_or("publisher unknown");
        let mut text = Text::of(Tone::Plain, &format!("{} · {who} · {day}", member.name));
        if let Some(wire) = &member.wire {
            text.push(Tone::Faint, &format!("  one text: {wire}"));
        }
        if !member.primary {
            text.push(Tone::Faint, "  told in passing");
        }
        row(sheet, "report", text);
    }
    if members.len() > SHOWN {
        row(sheet, "", Text::of(Tone::Faint, &format!("and {} more", members.len() - SHOWN)));
    }
}

/// What is said of the dead and wounded, by day of reporting, each with its voice and words.
fn tolls(sheet: &mut Sheet, incident: &LinkedIncident) {
    let told = |claim: &&LinkedClaim| {
        claim
            .figure
            .as_ref()
            .is_some_and(|figure| figure.total && matches!(figure.harm, Harm::Killed | Harm::Wounded))
            || claim.stance == Stance::Withholds
    };
    let mut claims: Vec<&LinkedClaim> = incident.claims.iter().filter(told).collect();
    claims.sort_by_key(|claim| (claim.figure.as_ref().map(|figure| figure.harm), claim.reported.clone()));
    for claim in claims.iter().take(TOLLS) {
        let number = claim.figure.as_ref().map_or_else(
            || "not reported".to_owned(),
            |figure| match (figure.min, figure.max) {
                (Some(min), Some(max)) if min == max => min.to_string(),
                (Some(min), Some(max)) => format!("{min}–{max}"),
                (Some(min), None) => format!("{min} or more"),
                (None, Some(max)) => format!("up to {max}"),
                (None, None) => "not reported".to_owned(),
            },
        );
        let label = claim.figure.as_ref().map_or("", |figure| figure.harm.as_str());
        let mut text = Text::of(Tone::Figure, &number);
        let origin = incident.origins.iter().find(|origin| origin.id == claim.origin);
        text.push(Tone::Plain, &format!("  {}", origin.map_or("", |origin| origin.name.as_str())));
        if origin.is_some_and(|origin| origin.party) {
            text.push(Tone::Party, " (a party)");
        }
        if claim.rejected {
            text.push(Tone::Warn, " (rejected by a reviewer)");
        }
        if let Some(day) = &claim.reported {
            text.push(Tone::Faint, &format!(", {day}"));
        }
        text.push(Tone::Quote, &format!("  “{}”", claim.quote.text));
        row(sheet, label, text);
    }
    if claims.len() > TOLLS {
        row(sheet, "", Text::of(Tone::Faint, &format!("and {} more claims", claims.len() - TOLLS)));
    }
    for point in incident.tolls.iter().filter(|point| matches!(point.step, TollStep::Grown)) {
        let day = point.reported.as_deref().unwrap_or("");
        row(
            sheet,
            "growth",
            Text::of(Tone::Faint, &format!("{} grew to {} by {day}", point.harm, point.min.unwrap_or(0))),
        );
    }
}

fn rules(sheet: &mut Sheet, assessments: &[Assessment]) {
    for assessment in assessments {
        let number = |value: Option<u64>| value.map_or_else(|| "open".to_owned(), |value| value.to_string());
        let best = assessment.best.map_or_else(String::new, |best| format!("{best}, "));
        let range = format!("{best}{} to {}", number(assessment.low), number(assessment.high));
        let mut text = Text::of(Tone::Plain, &format!("{}  {} {range}", assessment.rule, assessment.harm));
        text.push(Tone::Faint, &format!("  {}", assessment.why));
        row(sheet, "by rule", text);
    }
}

fn sources(sheet: &mut Sheet, incident: &LinkedIncident) {
    let corroboration = &incident.corroboration;
    let status = corroboration.status.as_str().replace('_', " ");
    row(
        sheet,
        "status",
        Text::of(Tone::Strong, &status).with(Tone::Plain, &format!(": {}", corroboration.why)),
    );
    for origin in incident.origins.iter().take(8) {
        let tone = if origin.party { Tone::Party } else { Tone::Plain };
        let text = Text::of(tone, &format!("{} ({})", origin.name, origin.kind))
            .with(Tone::Faint, &format!("  {}", origin.why));
        row(sheet, if origin.independent { "source" } else { "not counted" }, text);
    }
}

/// The weightiest reasons of a comparison.
fn reasons(join: &Join) -> Text {
    let mut text = Text::of(Tone::Faint, &format!("{:+.1}: ", join.score));
    if let Some(decision) = &join.decision {
        text.push(Tone::Mark, &format!("decided ({decision}); "));
    }
    let parts: Vec<String> = join
        .evidence
        .iter()
        .filter(|evidence| evidence.feature != "prior")
        .take(4)
        .map(|evidence| format!("{} ({:+.1})", evidence.why, evidence.weight))
        .collect();
    text.push(Tone::Plain, &parts.join("; "));
    text
}
