//! What else is said of an incident: responsibility, silence, doubt, "the first since", and whose words they are.
//!
//! Plain statements that something happened, with its day and place, already stand in the upper half of the card; they are
//! counted here and not repeated.

use super::fields::{INDENT, quoted};
use super::index::Index;
use super::sheet::{GUTTER, Sheet, Text, Tone};
use super::{Look, voice, words};
use attest_model::{Claim, Incident, Predicate, Stance};

/// Columns of the two cells before the words.
const LABEL: usize = 15;
const WHO: usize = 40;

/// Draws the claims of `incident` that carry no figure.
pub fn draw(sheet: &mut Sheet, index: &Index<'_>, incident: &Incident, look: Look) {
    let claims = index.claims_of(incident);
    let others: Vec<&Claim> = claims.into_iter().filter(|claim| claim.figure.is_none()).collect();
    let (mut shown, left_out): (Vec<&Claim>, Vec<&Claim>) =
        others.into_iter().partition(|claim| is_telling(claim));
    shown.sort_by_key(|claim| claim.predicate);
    if shown.is_empty() {
        return;
    }
    sheet.blank();
    let mut last = None;
    for claim in &shown {
        let label = if last == Some(claim.predicate) { String::new() } else { voice::predicate(claim) };
        line(sheet, index, claim, &label, look);
        last = Some(claim.predicate);
    }
    if !left_out.is_empty() {
        let more = words::counted(left_out.len(), "more claim");
        let text = format!("{more} that it happened, how and to whom: attest explain, or --format json");
        sheet.paragraph(INDENT, &Text::of(Tone::Faint, &text));
    }
}

/// Whether a claim says more than the upper half of the card: another voice than the report's own, or a statement on the
/// report's own knowledge.
fn is_telling(claim: &Claim) -> bool {
    let plain = claim.voice.chain.len() < 2 && claim.stance == Stance::Asserts;
    match claim.predicate {
        Predicate::Date | Predicate::Place | Predicate::Target | Predicate::Manner => false,
        Predicate::Occurrence => claim.stance != Stance::Asserts,
        Predicate::Verifiability
        | Predicate::Corroboration
        | Predicate::FirstSince
        | Predicate::Campaign
        | Predicate::Release
        | Predicate::ReportingPractice => true,
        _ => !plain,
    }
}

fn line(sheet: &mut Sheet, index: &Index<'_>, claim: &Claim, label: &str, look: Look) {
    let label = Text::of(Tone::Strong, label);
    let mut who = voice::told_by(index, claim, look);
    if claim.stance == Stance::Withholds {
        who.push(Tone::Warn, ", keeps silent");
    }
    if !claim.citation.markers.is_empty() {
        who.push(Tone::Plain, "  ");
        who.join(voice::marks(claim, look));
    }
    let said = quoted(&claim.quote.text, look);
    let rest = look.width.saturating_sub(INDENT + LABEL + GUTTER);
    if look.wide() {
        sheet.columns(INDENT, &[(LABEL, label), (WHO, who), (rest.saturating_sub(WHO + GUTTER), said)]);
    } else {
        sheet.columns(INDENT, &[(LABEL, label), (rest, who)]);
        sheet.paragraph(INDENT + LABEL + GUTTER, &said);
    }
}
