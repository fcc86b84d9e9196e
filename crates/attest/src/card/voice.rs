//! Who says it, in a few words: the chain from the outlet to the innermost voice, and what a reader must know of it.

use super::index::Index;
use super::sheet::{Text, Tone};
use super::{Look, words};
use attest_model::{Certainty, Claim, DocumentKind, Mode, Stance, ZoneKind};

/// The chain with what a reader must know of it.
pub fn told_by(index: &Index<'_>, claim: &Claim, look: Look) -> Text {
    let mut out = chain(index, claim, look);
    let remarks = remarks(index, claim);
    if !remarks.is_empty() {
        out.push(Tone::Faint, look.glyphs.dot);
        out.join(remarks);
    }
    out
}

/// The chain, outermost first, without the document itself: "RFI ‹ local medical sources".
fn chain(index: &Index<'_>, claim: &Claim, look: Look) -> Text {
    let links = claim.voice.chain.get(1..).unwrap_or_default();
    if links.is_empty() {
        return Text::of(Tone::Plain, own_voice(index.coding.document.kind));
    }
    let mut out = Text::new();
    for (position, id) in links.iter().enumerate() {
        out.push(Tone::Faint, &if position > 0 { format!(" {} ", look.glyphs.cites) } else { String::new() });
        out.push(Tone::Plain, index.source(id).map_or(id.as_str(), |source| source.name.as_str()));
    }
    out
}

/// How the document speaks of itself.
const fn own_voice(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Encyclopedia => "the article itself",
        DocumentKind::PressRelease | DocumentKind::PartyStatement => "the statement itself",
        _ => "the report itself",
    }
}

/// What a reader must know of the voice: a party, a claim or a denial, a hedge; nothing where it simply says so.
fn remarks(index: &Index<'_>, claim: &Claim) -> Text {
    let mut out = Text::new();
    let mut add = |tone: Tone, text: &str| {
        out.push(Tone::Faint, if out.is_empty() { "" } else { ", " });
        out.push(tone, text);
    };
    let speaker = claim.voice.chain.last().filter(|id| *id != "s0").and_then(|id| index.source(id));
    if let Some(speaker) = speaker {
        if speaker.party == Some(true) {
            add(Tone::Party, "a party");
        }
        if speaker.anonymous {
            add(Tone::Faint, "unnamed");
        }
    } else if claim.citation.markers.is_empty() {
        add(Tone::Faint, "no source");
    }
    if claim.figure.as_ref().is_some_and(|figure| !figure.total) {
        add(Tone::Faint, "a part");
    }
    match claim.stance {
        Stance::Asserts | Stance::Withholds => {}
        Stance::Confirms => add(Tone::Faint, "confirms"),
        Stance::Claims => add(Tone::Faint, "claims"),
        Stance::Denies => add(Tone::Warn, "denies"),
        Stance::Doubts => add(Tone::Warn, "doubts"),
    }
    match claim.certainty {
        Certainty::Certain => {}
        Certainty::Probable => add(Tone::Faint, "says probably"),
        Certainty::Possible => add(Tone::Faint, "says possibly"),
    }
    if claim.voice.mode == Mode::Inferred {
        add(Tone::Faint, "inferred");
    }
    match zone(index, claim) {
        Some(ZoneKind::Infobox) => add(Tone::Faint, "in the infobox"),
        Some(ZoneKind::Title | ZoneKind::Heading) => add(Tone::Faint, "in the title"),
        Some(ZoneKind::Lead) if speaker.is_none() => add(Tone::Faint, "in the lead"),
        _ => {}
    }
    out
}

/// The zone in which a claim stands.
fn zone(index: &Index<'_>, claim: &Claim) -> Option<ZoneKind> {
    let zones = &index.coding.document.zones;
    zones.iter().find(|zone| zone.span().contains(claim.quote.span())).map(|zone| zone.kind)
}

/// The citation marks of a claim, or the sign for none.
pub fn marks(claim: &Claim, look: Look) -> Text {
    if claim.citation.markers.is_empty() {
        return Text::of(Tone::Faint, look.glyphs.none);
    }
    Text::of(Tone::Mark, &claim.citation.markers.join(" "))
}

/// A predicate as the heading of a row.
pub fn predicate(claim: &Claim) -> String {
    words::plain(claim.predicate.as_str())
}
