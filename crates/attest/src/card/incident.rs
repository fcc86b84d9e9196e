//! The card of an incident over many documents: what, when, where, who; then every toll with its day and its voice; then what the
//! rules make of it, who counts as a source and why, what joined the reports, and what is left for review.

use super::glyphs::Glyphs;
use super::words::{self, counted, plain};
use super::{ASCII, Look, Sheet, Text, Tone, WIDTHS};
use crate::country;
use attest_model::{
    Assessment, Figure, Harm, Join, LinkedActor, LinkedClaim, LinkedIncident, Member, Predicate, Quote,
    Stance, TollStep,
};

/// Columns of the cell before a value.
const LABEL: usize = 12;
/// Claims of tolls that are listed.
const TOLLS: usize = 12;

/// The card.
pub fn draw(incident: &LinkedIncident, look: Look) -> Sheet {
    let look = Look { width: look.width.clamp(WIDTHS.0, WIDTHS.1), ..look };
    let glyphs = look.glyphs;
    let mut sheet = Sheet::new(look.width, glyphs == &ASCII);
    let reports = counted(incident.members.len(), "report");
    sheet.edges(
        0,
        &Text::of(Tone::Strong, &incident.label),
        &Text::of(Tone::Faint, &format!("{reports}{}{}", glyphs.dot, incident.id)),
    );
    when(&mut sheet, incident, glyphs);
    place(&mut sheet, incident, glyphs);
    actors(&mut sheet, incident, glyphs);
    members(&mut sheet, &incident.members, glyphs);
    tolls(&mut sheet, incident, glyphs);
    rules(&mut sheet, &incident.assessments, glyphs);
    sources(&mut sheet, incident);
    let mut told: Vec<&str> = Vec::new();
    for tension in &incident.tensions {
        // Several pairs of claims may be at odds in one and the same way; that is said once.
        if !told.contains(&tension.why.as_str()) {
            told.push(&tension.why);
            row(&mut sheet, "tension", Text::of(Tone::Warn, &tension.why));
        }
    }
    if let Some(campaign) = incident.campaigns.first() {
        let mut text = Text::of(Tone::Plain, &campaign.value.label);
        text.push(Tone::Faint, &format!("  {}", campaign.value.id));
        if let Some(quote) = campaign.value.quotes.first() {
            text.push(Tone::Quote, &quoted(quote, glyphs));
        }
        row(&mut sheet, "campaign", text);
    }
    for link in &incident.links {
        let mut text = Text::of(Tone::Plain, &format!("{} {}", plain(link.kind.as_str()), link.incident));
        text.push(Tone::Faint, &format!("  {}", link.why));
        if let Some(quote) = &link.quote {
            text.push(Tone::Quote, &quoted(quote, glyphs));
        }
        row(&mut sheet, "related", text);
        if let Some(join) = &link.join {
            row(&mut sheet, "", reasons(join));
        }
    }
    for join in &incident.joins {
        row(&mut sheet, "joined", reasons(join));
    }
    for candidate in &incident.candidates {
        let mut text = Text::of(Tone::Plain, &format!("{} {}  ", candidate.incident, candidate.label));
        text.join(reasons(&candidate.join));
        row(&mut sheet, "perhaps also", text);
    }
    if !incident.decisions.is_empty() {
        row(&mut sheet, "decided", Text::of(Tone::Mark, &incident.decisions.join(" ")));
    }
    sheet
}

fn row(sheet: &mut Sheet, label: &str, text: Text) {
    let rest = sheet.width().saturating_sub(LABEL + 4);
    sheet.columns(2, &[(LABEL, Text::of(Tone::Faint, label)), (rest, text)]);
}

/// Two blanks, and the words in quotation marks.
fn quoted(quote: &Quote, glyphs: &Glyphs) -> String {
    format!("  {}{}{}", glyphs.open, quote.text, glyphs.close)
}

fn when(sheet: &mut Sheet, incident: &LinkedIncident, glyphs: &Glyphs) {
    let when = &incident.when.value;
    let mut text = match words::when(when, glyphs) {
        Some(days) => Text::of(Tone::Plain, &days).with(Tone::Faint, &format!(" ({})", when.precision)),
        None => Text::of(Tone::Faint, "no day is given"),
    };
    if let Some(quote) = &when.quote {
        text.push(Tone::Quote, &quoted(quote, glyphs));
    }
    if let Some(basis) = words::basis(when.basis) {
        text.push(Tone::Faint, &format!("{}{basis}", glyphs.dot));
    }
    row(sheet, "when", text);
}

fn place(sheet: &mut Sheet, incident: &LinkedIncident, glyphs: &Glyphs) {
    let Some(told) = &incident.place else {
        row(sheet, "where", Text::of(Tone::Faint, "no report places it"));
        return;
    };
    let mut text = Text::of(Tone::Plain, &told.place.name);
    if let Some(region) = &told.place.admin1 {
        text.push(Tone::Plain, &format!(", {region}"));
    }
    if let Some(code) = &told.place.country {
        text.push(Tone::Plain, &format!(", {}", country::name(code)));
    }
    if let Some(radius) = told.place.radius_km {
        text.push(Tone::Faint, &format!("  {}{radius:.0} km", glyphs.radius));
    }
    row(sheet, "where", text);
}

fn actors(sheet: &mut Sheet, incident: &LinkedIncident, glyphs: &Glyphs) {
    let describe = |actor: &LinkedActor| format!("{} ({})", actor.name, plain(actor.role.as_str()));
    let names: Vec<String> = incident.actors.iter().take(8).map(describe).collect();
    if !names.is_empty() {
        row(sheet, "who", Text::of(Tone::Plain, &names.join(glyphs.dot)));
    }
}

fn members(sheet: &mut Sheet, members: &[Member], glyphs: &Glyphs) {
    const SHOWN: usize = 10;
    for member in members.iter().take(SHOWN) {
        let day = member.published.as_deref().map_or_else(|| "day unknown".to_owned(), words::date);
        let who = member.publisher.as_deref().unwrap_or("publisher unknown");
        let dot = glyphs.dot;
        let mut text = Text::of(Tone::Plain, &format!("{}{dot}{who}{dot}{day}", member.name));
        text.push(Tone::Mark, &format!("  {}/{}", member.handle, member.incident));
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

/// A figure in words.
fn number(figure: &Figure, glyphs: &Glyphs) -> String {
    match (figure.min, figure.max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min}{}{max}", glyphs.to),
        (Some(min), None) => format!("{min} or more"),
        (None, Some(max)) => format!("up to {max}"),
        (None, None) => "not reported".to_owned(),
    }
}

/// What is said of the dead and wounded, by day of reporting, each with its voice and words.
fn tolls(sheet: &mut Sheet, incident: &LinkedIncident, glyphs: &Glyphs) {
    let told = |claim: &&LinkedClaim| {
        claim
            .figure
            .as_ref()
            .is_some_and(|figure| figure.total && matches!(figure.harm, Harm::Killed | Harm::Wounded))
            || (claim.stance == Stance::Withholds && claim.predicate == Predicate::Casualties)
    };
    let mut claims: Vec<&LinkedClaim> = incident.claims.iter().filter(told).collect();
    claims.sort_by_key(|claim| (claim.figure.as_ref().map(|figure| figure.harm), claim.reported.clone()));
    for claim in claims.iter().take(TOLLS) {
        let figure = claim.figure.as_ref();
        let label = figure.map_or_else(|| "toll".to_owned(), |figure| plain(figure.harm.as_str()));
        let mut text = figure.map_or_else(
            || Text::of(Tone::Figure, "not reported"),
            |figure| Text::of(Tone::Figure, &number(figure, glyphs)),
        );
        let origin = incident.origins.iter().find(|origin| origin.id == claim.origin);
        text.push(Tone::Plain, &format!("  {}", origin.map_or("", |origin| origin.name.as_str())));
        if origin.is_some_and(|origin| origin.party) {
            text.push(Tone::Party, " (a party)");
        }
        if claim.rejected {
            text.push(Tone::Warn, " (rejected by a reviewer)");
        }
        if let Some(day) = &claim.reported {
            text.push(Tone::Faint, &format!(", {}", words::date(day)));
        }
        text.push(Tone::Quote, &quoted(&claim.quote, glyphs));
        text.push(Tone::Mark, &format!("  {}", claim.id));
        row(sheet, &label, text);
    }
    if claims.len() > TOLLS {
        row(sheet, "", Text::of(Tone::Faint, &format!("and {} more claims", claims.len() - TOLLS)));
    }
    for point in incident.tolls.iter().filter(|point| matches!(point.step, TollStep::Grown)) {
        let day = point.reported.as_deref().map_or_else(String::new, words::date);
        let harm = plain(point.harm.as_str());
        row(
            sheet,
            "growth",
            Text::of(Tone::Faint, &format!("{harm} grew to {} by {day}", point.min.unwrap_or(0))),
        );
    }
}

fn rules(sheet: &mut Sheet, assessments: &[Assessment], glyphs: &Glyphs) {
    for assessment in assessments {
        let range = match (assessment.low, assessment.high) {
            (Some(low), Some(high)) if low == high => low.to_string(),
            (Some(low), Some(high)) => format!("{low}{}{high}", glyphs.to),
            (Some(low), None) => format!("{low} or more"),
            (None, Some(high)) => format!("up to {high}"),
            (None, None) => "pending".to_owned(),
        };
        let best = assessment
            .best
            .filter(|best| Some(*best) != assessment.low || assessment.low != assessment.high)
            .map_or_else(String::new, |best| format!(", best {best}"));
        let harm = plain(assessment.harm.as_str());
        let mut text = Text::of(Tone::Plain, &format!("{}  {harm} ", assessment.rule));
        text.push(Tone::Figure, &format!("{range}{best}"));
        text.push(Tone::Faint, &format!("  {}", assessment.why));
        row(sheet, "by rule", text);
    }
}

fn sources(sheet: &mut Sheet, incident: &LinkedIncident) {
    let corroboration = &incident.corroboration;
    let status = plain(corroboration.status.as_str());
    row(
        sheet,
        "status",
        Text::of(Tone::Strong, &status).with(Tone::Plain, &format!(": {}", corroboration.why)),
    );
    for origin in incident.origins.iter().take(8) {
        let tone = if origin.party { Tone::Party } else { Tone::Plain };
        let text = Text::of(tone, &format!("{} ({})", origin.name, plain(origin.kind.as_str())))
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
