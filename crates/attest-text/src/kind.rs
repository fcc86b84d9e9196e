//! What kind of text a document is, guessed from its shape where nobody told.
//!
//! The kind decides how sections and voices are weighed, so a guess errs to `unknown` or `news`; the caller's word always wins.

use crate::{
    date::pattern,
    draft::{Draft, floor},
    headings,
};
use attest_model::{DocumentKind, Zone, ZoneKind};
use regex::Regex;
use std::sync::LazyLock;

/// How much of the body is looked at.
const SAMPLE: usize = 6000;

static RELEASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:for immediate release|press release (?:no\b|#))|^\s*(?:press release|news release|media advisory|joint statement|statement (?:by|of|from) the (?:spokes|minist|government|president|embassy))",
    )
});
static PARTY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?im)in the name of (?:god|allah)|^\s*(?:(?:on|over|during) [^.,]{3,30},? )?our (?:forces|troops|units|soldiers|army|air force|air defences?|air defenses?|artillery|fighters|comrades)\b|\bour (?:fighters|mujahideen|mujahidin|heroic|brave fighters)\b|\bwe (?:claim|declare|announce) (?:our )?responsib|communiqu[eé] (?:no|number|#)",
    )
});
static AGENCY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:AFP|Reuters|REUTERS|AP|DPA|EFE|TASS|Xinhua|XINHUA|ANSA|UPI|Al Jazeera|BBC|CNN)\b")
});
static NGO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:airwars assessment|incident code|amnesty international|human rights watch|m[eé]decins sans fronti[eè]res|acled|crisis group|syrian network for human rights|b'?tselem|ohchr|unama|situation report|civilian harm)\b",
    )
});
static SOCIAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|\s)(?:RT @\w|@\w{3,}|#\w{3,}|https://t\.co/)"));
static SPEECH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:said|says|told|according to|reported|officials|police|witnesses|spokes(?:man|woman|person))\b",
    )
});

/// Running text of the document, without title page, references and furniture, at most a few thousand bytes.
pub fn sample(text: &str, zones: &[Zone]) -> String {
    let mut body = String::new();
    let mut at = 0usize;
    for zone in zones {
        let left_out = matches!(zone.kind, ZoneKind::References | ZoneKind::Boilerplate | ZoneKind::Infobox);
        let stop = if left_out { zone.start as usize } else { zone.end as usize };
        if let Some(part) = text.get(at..stop) {
            body.push_str(floor(part, SAMPLE.saturating_sub(body.len())));
            body.push('\n');
        }
        at = zone.end as usize;
        if body.len() >= SAMPLE {
            return body;
        }
    }
    if let Some(part) = text.get(at..) {
        body.push_str(floor(part, SAMPLE.saturating_sub(body.len())));
    }
    body
}

/// The kind that the shape of the text suggests.
pub fn guess(draft: &Draft, body: &str, publisher: Option<&str>) -> DocumentKind {
    let head = floor(body, 600);
    let count = draft.zones.iter().filter(|z| z.kind == ZoneKind::Heading).count();
    let infobox = draft.zones.iter().any(|z| z.kind == ZoneKind::Infobox);
    let publisher = publisher.unwrap_or_default();
    if publisher.eq_ignore_ascii_case("wikipedia") || draft.citations.len() >= 3 && count > 0 {
        return DocumentKind::Encyclopedia;
    }
    if RELEASE.is_match(head) {
        return DocumentKind::PressRelease;
    }
    if PARTY.is_match(head) {
        return DocumentKind::PartyStatement;
    }
    if SOCIAL.find_iter(floor(body, 1000)).count() >= 2 && body.len() < 1500 {
        return DocumentKind::Social;
    }
    if NGO.is_match(publisher) || infobox && NGO.is_match(body) {
        return DocumentKind::Ngo;
    }
    if draft.dateline.is_some() || AGENCY.is_match(publisher) || draft.published.is_some() && count == 0 {
        return DocumentKind::News;
    }
    let usual = draft.zones.iter().filter(|z| z.kind == ZoneKind::Heading).filter_map(|z| z.name.as_deref());
    if count >= 1 && usual.filter(|name| headings::is_known(name)).count() >= 1 || draft.citations.len() >= 2
    {
        return DocumentKind::Encyclopedia;
    }
    if NGO.is_match(head) && count > 0 {
        return DocumentKind::Ngo;
    }
    let items = draft.zones.iter().filter(|z| z.kind == ZoneKind::List).count();
    let one_line = body.trim().lines().count() == 1 && body.len() < 700;
    if items > 0 && count > 0 || one_line && draft.references.len() == 1 {
        return DocumentKind::Digest;
    }
    if SPEECH.is_match(body) || draft.title.is_some() && count == 0 && body.len() > 60 {
        return DocumentKind::News;
    }
    DocumentKind::Unknown
}
