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
    let (shown, left_out): (Vec<&Claim>, Vec<&Claim>) =
        others.into_iter().partition(|claim| is_telling(claim));
    if shown.is_empty() {
        return;
    }
    sheet.blank();
    for claim in &shown {
        line(sheet, index, claim, look);
    }
    if !left_out.is_empty() {
        let more = words::counted(left_out.len(), "more claim");
        let text = format!("{more} that it happened, how and to whom: attest explain, or --format json");
        sheet.paragraph(INDENT, &Text::of(Tone::Faint, &text));
    }
}

/// Whether a claim says more than that the incident happened.
fn is_telling(claim: &Claim) -> bool {
    let reported = claim.voice.chain.len() > 1;
    match claim.predicate {
        Predicate::Date | Predicate::Place | Predicate::Target | Predicate::Manner => false,
        Predicate::Occurrence => reported && claim.stance != Stance::Asserts,
        _ => true,
    }
}

fn line(sheet: &mut Sheet, index: &Index<'_>, claim: &Claim, look: Look) {
    let label = Text::of(Tone::Plain, &voice::predicate(claim));
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
