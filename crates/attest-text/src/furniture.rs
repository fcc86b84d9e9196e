//! Page furniture: bylines, captions, share buttons, copyright lines, agency sign-offs.
//!
//! A line is set apart only where the whole of it is furniture. A real sentence that is taken for furniture loses a death toll; a
//! button that is read as text costs nothing, so every pattern here is anchored at both ends or bound to a length.

use crate::date::{self, byte_pattern, pattern};
use attest_model::ZoneKind;
use regex::{Regex, bytes};
use std::sync::LazyLock;

/// What a line that is no running text is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Furniture {
    /// Boilerplate or caption.
    pub caption: bool,
    /// A day of publication in it, ISO.
    pub published: Option<String>,
    /// An agency that signs.
    pub agency: Option<String>,
}

impl Furniture {
    /// The zone it makes.
    pub const fn kind(&self) -> ZoneKind {
        if self.caption { ZoneKind::Caption } else { ZoneKind::Boilerplate }
    }
}

static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[Bb]y|BY)\s+(?:the\s+)?[\p{Lu}][\p{L}.'’\-]*(?:[\s,|/]+(?:and|AND|&|of|for|in|[\p{Lu}][\p{L}\p{N}.'’\-@]*)){0,11}(?:\s*[|•,–-]\s*[^.!?]{0,60})?$",
    )
});
static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\(?(?:(?:first |last )?(?:published|posted|updated|modified|issued|date|created|filed)(?: (?:on|at))?|publication date)\b\s*[:|]?\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?(?P<day>[^\n]{6,60}?)\)?$",
    )
});
/// "Published July 5 2016 A motorcycle …": the date, then text without a break.
static PUBLISHED_PREFIX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Published|Posted|Updated|PUBLISHED|UPDATED)(?: on)?:?\s+(?P<day>(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:\p{Lu}\p{L}{2,8}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+\p{Lu}\p{L}{2,8}\.?,?\s+\d{4}|\d{4}-\d{2}-\d{2}))(?:\s*(?:at\s+)?\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4}\b)?)?\s+",
    )
});
static PUBLISHED_SUFFIX: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\((?:Published|Posted|Updated)[^()]{6,50}\)\s*$"));
static CAPTION: LazyLock<bytes::Regex> = LazyLock::new(|| {
    byte_pattern(
        r"(?i)^(?:(?:photo|image|picture|video|file photo|photograph|media caption|image caption|photo caption|caption|illustration|map)\s*(?:\d{1,2}\s*)?:\s|image (?:copyright|source|caption)|media caption|file\s*(?:[-:]|–|—)\s|in this (?:photo|image|picture|file photo|frame|undated photo|handout)|.{0,260}\((?:(?:file )?(?:photos?|image|picture|photo credit|credit|source photo|video|screenshot|ap photo|reuters|getty|afp photo)[^()]{0,80}|[^()]{1,50}\s(?:photos?|via ap|via getty images))\)\.?(?:\s?buy photo)?$|.{0,260}[\[(/](?:ap|reuters|afp|epa|getty images|anadolu)(?: photo|[^\])]{0,40})?[\])]$)",
    )
});
static CREDIT: LazyLock<bytes::Regex> = LazyLock::new(|| {
    byte_pattern(
        r"(?i)^(?:getty images|ap photo.{0,60}|(?:photo|image|video)\s*(?:by|credit|courtesy).{0,80}|credit:.{0,80}|reuters/.{1,60}|afp/getty.{0,40}|©.{0,120}|\(c\)\s.{0,120}|copyright\b.{0,200})$",
    )
});
/// An image of Markdown alone in its line, and HTML comments.
static IMAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:!\[[^\]]*\]\([^)]*\)|<!--.*-->)$"));
static LINE: LazyLock<bytes::Regex> = LazyLock::new(|| {
    byte_pattern(
        r"(?i)^(?:share(?: (?:this|on|via|with|the)\b.{0,60})?|tweet(?: this)?|e?-?mail(?: this)?(?: article| story)?|print(?: this)?(?: article| page)?|facebook|twitter|whatsapp|telegram|reddit|linkedin|pinterest|google\+?|copy link|save|comments?(?: \(\d+\))?|\d+ (?:comments?|shares?|views?)|leave a (?:comment|reply).{0,40}|post a comment|add a comment|view comments|show comments|advertis(?:ement|ing)\b.{0,40}|please enable javascript.{0,60}|thank you for (?:registering|subscribing).{0,60}|already have an account.{0,60}|never miss .{0,100}|report an error.{0,80}|(?:hide|show) transcript.{0,40}|copy link.{0,20}|welcome back.{0,60}|sign in.{0,60}|view results|vote|link:.{0,80}|.{0,40}(?:iphone|android) app|text size|skip ad.{0,60}|sponsored(?: content)?|story continues below(?: advertisement)?|article continues (?:below|after).{0,40}|continue reading.{0,60}|read (?:more|also|next|full story|the full story|full article)\b.{0,160}|more (?:on|from) .{0,80}|see also:.{0,160}|also(?: on [\w.]{2,30})?:?|related(?: (?:stories|articles|topics|content|news|links|coverage|video))?(?::.{0,160})?|also read:?.{0,160}|(?:related (?:story|coverage|reading)|more|previously|previous (?:story|coverage)|must read|don'?t miss|recommended)(?: ?[:|]).{0,160}[^.!?]|watch(?: (?:live|now|more|the video))?:.{0,160}|listen:.{0,120}|(?:click|tap) (?:here|to)\b.{0,160}|sign up\b.{0,160}|subscribe\b.{0,160}|log ?in.{0,40}|register(?: now)?|follow (?:us|him|her|@|the)\b.{0,120}|like us on\b.{0,80}|join (?:us|our|the conversation)\b.{0,80}|stay (?:up to date|connected|tuned|informed).{0,100}|view full caption.{0,80}|[\w.+-]+@[\w-]+\.[\w.-]+|(?:(?:-|–|—)\s*)?reach [^.]{2,60} at \S+@\S+|download (?:the|our)\b.{0,120}|get (?:the|our) (?:app|newsletter|latest).{0,120}|back to top|skip to (?:main )?content|home(?: ?(?:[>/|]|»|›) ?.{0,80})?|menu|search|close|next|previous|next article|previous article|load more|show more|see more|view (?:gallery|all|more)|photo gallery|photos?|videos?|gallery|slideshow|play video|top stories|most (?:read|popular|viewed)|trending(?: now)?|recommended(?: for you)?|you may also like|you might also like|editor'?s picks?|latest news|breaking news|newsletter|tags?:?.{0,120}|topics?:.{0,120}|filed under:?.{0,120}|categor(?:y|ies):.{0,120}|keywords?:.{0,120}|(?:\d+ )?min(?:ute)?s? read|\d+ (?:minutes?|hours?|days?) ago|all rights reserved\.?|terms (?:of (?:use|service)|and conditions).{0,60}|privacy policy.{0,60}|contact us.{0,40}|about us|(?:we|this (?:web)?site) uses? cookies.{0,200}|(?:by (?:using|continuing)).{0,60}(?:cookies|agree).{0,120}|accept(?: all)?(?: cookies)?|continue to map|web link|report a (?:typo|correction|mistake).{0,80}|send (?:tips|feedback).{0,120}|toggle .{0,40}|embed(?: code)?|original article|source link|jump to.{0,60}|#\w+(?:\s+#\w+)*)$",
    )
});
/// A link to another page: "► Two held after attack", and a list of videos with their lengths, "1:17 Witness describes blast".
static LINK: LazyLock<bytes::Regex> =
    LazyLock::new(|| byte_pattern(r"^(?:(?:►|▶|▸|➤|→|»)\s?.{2,160}|[0-5]:[0-5]\d\s[A-Z].{3,110}[^.!?])$"));
static RIGHTS: LazyLock<bytes::Regex> = LazyLock::new(|| {
    byte_pattern(
        r"(?i)^(?:.{0,120}\ball rights reserved\b.{0,260}|this material may not be published.{0,200}|copyright (?:\d{4}|©|\(c\)|by)?.{0,240}|.{0,80}contributed to this (?:report|story|article)\.?(?:.{0,80})?|the associated press contributed.{0,80}|(?:additional |with )?reporting (?:by|from) .{2,200}|\(?(?:additional )?(?:reporting|writing|editing|compiled|written) by [^.]{2,250}[.;]?\)?(?:.{0,160})?|our standards: .{0,80}|.{0,60}has been (?:corrected|updated) (?:to|with).{0,200}|with (?:inputs|files|material|information) from .{2,80}|source: .{2,60}|(?:afp|reuters|ap|dpa|efe|xinhua|tass|upi|ansa)(?:[/,-]\s?\w+){0,3}|-+\s*(?:ends?|30|###?)\s*-*|#{2,3}|-{3,}|\*{3,}|_{3,}|={3,})$",
    )
});
static SIGN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[-–—]+\s*)?\(?(?P<agency>AFP|Reuters|REUTERS|AP|DPA|dpa|EFE|Xinhua|TASS|UPI|ANSA|IANS|ANI|PTI|Anadolu Agency|Al Jazeera|BBC|CNN|VOA|RFI|MENA|SANA|WAM|KUNA)\)?\.?$",
    )
});

/// "Tuesday 04 April 2017 Four killed …": a bare date in front of running text.
static DAY_PREFIX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?P<day>\d{1,2}\s+\p{Lu}\p{L}{2,8}\.?,?\s+\d{4}|\p{Lu}\p{L}{2,8}\.?\s+\d{1,2},?\s+\d{4})\s+\p{Lu}",
    )
});

/// Whether the list behind this line has links to other pages.
pub fn leads_links(line: &str) -> bool {
    let words = line.trim().trim_end_matches(':').to_lowercase();
    [
        "related",
        "read more",
        "read also",
        "see also",
        "more on",
        "more from",
        "top stories",
        "most read",
        "recommended",
    ]
    .iter()
    .any(|start| words.starts_with(start))
        || words == "also"
        || words.starts_with("also on ")
}

/// Whether a line behind such a label is the headline of another page: short, and no sentence.
pub fn is_link(line: &str) -> bool {
    let words = line.trim();
    words.len() <= 140 && !words.ends_with(['.', '!', '?', '"', '”', '’', ':'])
}

/// What the whole of `line` is, if it is no running text.
pub fn whole(line: &str) -> Option<Furniture> {
    let words = line.trim();
    if words.is_empty() || words.len() > 400 {
        return None;
    }
    if let Some(parts) = SIGN.captures(words) {
        return Some(Furniture { agency: Some(parts["agency"].to_owned()), ..Furniture::default() });
    }
    if let Some(day) = PUBLISHED.captures(words).and_then(|p| date::parse_day(&p["day"])) {
        return Some(Furniture { published: Some(day.to_string()), ..Furniture::default() });
    }
    if is_date_line(words) {
        return Some(Furniture {
            published: date::parse_day(words).map(|d| d.to_string()),
            ..Furniture::default()
        });
    }
    if words.len() <= 300 && CAPTION.is_match(words.as_bytes()) {
        let published = PUBLISHED_SUFFIX.find(words).and_then(|m| date::parse_day(m.as_str()));
        return Some(Furniture { caption: true, published: published.map(|d| d.to_string()), agency: None });
    }
    if words.len() <= 300 && PUBLISHED_SUFFIX.is_match(words) {
        let published = date::parse_day(PUBLISHED_SUFFIX.find(words).map_or("", |m| m.as_str()));
        return Some(Furniture { caption: true, published: published.map(|d| d.to_string()), agency: None });
    }
    let furniture = BYLINE.is_match(words) && words.len() <= 110
        || IMAGE.is_match(words)
        || CREDIT.is_match(words.as_bytes())
        || LINE.is_match(words.as_bytes())
        || LINK.is_match(words.as_bytes())
        || RIGHTS.is_match(words.as_bytes());
    furniture.then(Furniture::default)
}

/// A line with nothing but a whole date, and perhaps an hour.
fn is_date_line(words: &str) -> bool {
    words.len() <= 60
        && words.contains(|c: char| c.is_ascii_digit())
        && date::parse_day(words).is_some()
        && words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).all(|w| {
            w.bytes().all(|b| b.is_ascii_digit())
                || date::month(w).is_some()
                || matches!(
                    w.to_ascii_lowercase().as_str(),
                    "monday"
                        | "tuesday"
                        | "wednesday"
                        | "thursday"
                        | "friday"
                        | "saturday"
                        | "sunday"
                        | "mon"
                        | "tue"
                        | "wed"
                        | "thu"
                        | "fri"
                        | "sat"
                        | "sun"
                        | "am"
                        | "pm"
                        | "a"
                        | "p"
                        | "m"
                        | "gmt"
                        | "utc"
                        | "est"
                        | "edt"
                        | "et"
                        | "pst"
                        | "at"
                        | "st"
                        | "nd"
                        | "rd"
                        | "th"
                )
                || w.ends_with("st")
                || w.ends_with("nd")
                || w.ends_with("rd")
                || w.ends_with("th")
        })
}

/// The length of a "Published July 5 2016 " in front of running text, and the day it gives.
pub fn published_prefix(line: &str) -> Option<(usize, String)> {
    let head = crate::draft::floor(line, 120);
    if let Some(parts) = PUBLISHED_PREFIX.captures(head) {
        return Some((parts.get(0)?.end(), date::parse_day(&parts["day"])?.to_string()));
    }
    let parts = DAY_PREFIX.captures(head)?;
    let last = head.get(..parts.get(0)?.end())?.char_indices().next_back()?.0;
    Some((last, date::parse_day(&parts["day"])?.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_of_furniture_are_set_apart() {
        for line in [
            "By MIRA ORBAN",
            "By Mira Orban and Jan Tesh, Ostland Radio",
            "Share this article",
            "Read more: Four killed in Ost",
            "Advertisement",
            "© 2017 KXYZ-TV",
            "All rights reserved.",
            "(Reporting by Mira Orban; Editing by Jan Tesh)",
            "AFP",
            "Updated: March 3, 2015 at 10:15 PM",
            "Tuesday, March 3, 2015",
            "Copyright 2015 Ostland Radio. All rights reserved. This material may not be published.",
            "Related: Ost mourns",
            "► Two held after the attack in Ost",
            "1:17 Witness tells of a bomb that killed four",
            "More: Ost mourns its dead",
            "We use cookies to improve this site.",
            "#Ostland #Osthaven",
        ] {
            assert!(whole(line).is_some_and(|f| !f.caption), "{line}");
        }
        for line in [
            "Police on the scene of the shooting (Photo: KXYZ)",
            "Photo: a burnt bus",
            "FILE - Soldiers in Ost in 2012.",
        ] {
            assert!(whole(line).is_some_and(|f| f.caption), "{line}");
        }
    }

    #[test]
    fn sentences_are_never_furniture() {
        for line in [
            "By dawn four soldiers were dead.",
            "Share of the blame lies with the army, officials said.",
            "Four killed.",
            "The army left.",
            "Reuters reported that four soldiers were killed.",
            "By Monday Ost had fallen",
            "Updated figures put the toll at 12.",
            "Search teams found four bodies.",
            "Photos of the dead were posted online.",
            "Videos showed four bodies.",
            "Related attacks killed four.",
            "On 3 March 2015 four people were killed.",
            "Home guards killed four people.",
            "Close to forty died.",
            "Next day four more died.",
            "9:30 Gunmen killed four people.",
            "More than four people were killed: a driver and three guards.",
            "More: four were killed.",
        ] {
            assert_eq!(whole(line), None, "{line}");
        }
    }

    #[test]
    fn a_date_in_front_of_running_text_is_cut_off() {
        let line = "Published July 5 2016 A bomber killed four people.";
        let (len, day) = published_prefix(line).unwrap();
        assert_eq!((&line[len..], day.as_str()), ("A bomber killed four people.", "2016-07-05"));
        assert_eq!(published_prefix("Published reports said so."), None);
    }
}
