//! Plain text: title, headings, datelines, lists, reference lists and furniture found by shape alone.
//!
//! The text is not altered; lines and headings become zones. The same marking serves the bodies of Markdown pages and of JSON
//! records, which are plain text with a little markup.

use crate::{
    About, dateline,
    draft::Draft,
    fields, furniture, headings, language, marks,
    paragraph::{self, Layout},
    sections,
};
use attest_model::{Span, ZoneKind};
use std::ops::Range;

/// Reads decoded plain text.
pub fn read(text: &str, about: &About) -> Draft {
    let mut draft = Draft { text: text.to_owned(), ..Draft::default() };
    let body = title(&mut draft, about);
    mark(&mut draft, body);
    draft
}

/// The text with its title line marked and nothing else.
pub fn with_title(text: &str, about: &About) -> Draft {
    let mut draft = Draft { text: text.to_owned(), ..Draft::default() };
    title(&mut draft, about);
    draft
}

/// Marks the title line, if the text starts with one; returns where the body starts.
fn title(draft: &mut Draft, about: &About) -> usize {
    let text = std::mem::take(&mut draft.text);
    let layout = Layout::of(&text);
    let filled = |l: &Range<usize>| text.get(l.clone()).is_some_and(|words| !words.trim().is_empty());
    let two: Vec<Range<usize>> = paragraph::lines(&text, 0, text.len()).filter(filled).take(2).collect();
    let mut body = 0;
    if let [first, next] = two.as_slice() {
        let line = text.get(first.clone()).unwrap_or_default();
        let after = text.get(next.clone()).unwrap_or_default();
        let gap = text.get(first.end..next.start).is_some_and(|g| g.matches('\n').count() > 1);
        let told = about.title.as_deref().is_some_and(|t| t.trim() == line.trim());
        if told
            || is_title(line, after, gap, layout, language::is_upper_case(crate::draft::floor(&text, 4000)))
        {
            let start = first.start + (line.len() - line.trim_start().len());
            let words = headings::marked(line).map_or(start..first.start + line.trim_end().len(), |r| {
                first.start + r.start..first.start + r.end
            });
            draft.title = text.get(words.clone()).map(ToOwned::to_owned);
            draft.zone(ZoneKind::Title, None, words.start, words.end);
            body = first.end;
        }
    }
    draft.text = text;
    body
}

fn is_title(line: &str, next: &str, gap: bool, layout: Layout, upper: bool) -> bool {
    let words = line.trim();
    let count = words.split_whitespace().count();
    if words.len() > 250 || !(1..=35).contains(&count) || !words.contains(char::is_alphabetic) {
        return false;
    }
    if dateline::find(words).is_some()
        || furniture::whole(words).is_some()
        || paragraph::is_item(words)
        || fields::is_label(words)
    {
        return false;
    }
    let open = !words.ends_with(['.', ',', ';', ':']) || words.ends_with("...") || short_abbreviation(words);
    if gap {
        return open || count <= 14 && words.ends_with(':');
    }
    open && !upper
        && !layout.joins(line, next)
        && words.len() <= 140
        && (next.trim().len() > words.len() || paragraph::ends_sentence(next) && next.trim().len() > 30)
        && next.trim_start().starts_with(|c: char| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '(' | '\'')
        })
}

/// "… in Washington D.C.", "… says U.S."
fn short_abbreviation(words: &str) -> bool {
    let last = words.split_whitespace().next_back().unwrap_or_default();
    last.len() <= 6 && last.matches('.').count() >= 2
}

/// Marks the parts of the body, which starts at byte `start`.
pub fn mark(draft: &mut Draft, start: usize) {
    let text = std::mem::take(&mut draft.text);
    let start = opening(draft, &text, start);
    if !sections::mark(draft, &text, start) {
        split_lead(draft, &text);
    }
    draft.citations.extend(marks::marks(&text, start, text.len()));
    closing(draft, &text);
    draft.text = text;
}

/// How far into the body a dateline may stand behind captions and standfirsts.
const OPENING: usize = 900;

/// Byline, date lines, captions and dateline in front of the first paragraph; returns where running text starts.
fn opening(draft: &mut Draft, text: &str, start: usize) -> usize {
    let mut at = start;
    let mut before: Vec<Range<usize>> = Vec::new();
    for line in paragraph::lines(text, start, text.len()) {
        if line.start > start + OPENING {
            break;
        }
        let words = text.get(line.clone()).unwrap_or_default();
        let mut begin = line.start + (words.len() - words.trim_start().len());
        let end = line.start + words.trim_end().len();
        if begin >= end {
            continue;
        }
        if headings::marked(words).is_some() {
            break;
        }
        if before.is_empty() {
            if let Some(found) = furniture::whole(words) {
                set_apart(draft, found, begin..end);
                at = line.end;
                continue;
            }
            if let Some((len, day)) = furniture::published_prefix(words.trim_start()) {
                draft.zone(ZoneKind::Boilerplate, None, begin, begin + len);
                draft.published.get_or_insert(day);
                begin += len;
                at = begin;
            }
        }
        if find_dateline(draft, text, begin, end, before.is_empty() && at == start) {
            if let Some(title) =
                draft.zones.iter().rfind(|z| z.kind == ZoneKind::Title && z.start as usize == begin)
            {
                at = title.end as usize;
            }
            // One short paragraph in front of it belongs to a picture; more are the report's own.
            if let [range] = before.as_slice()
                && range.len() <= 300
            {
                draft.zone(ZoneKind::Caption, None, range.start, range.end);
                at = range.end;
            }
            break;
        }
        before.push(begin..end);
    }
    at
}

/// A dateline at `begin`, or behind a title that is glued to it.
fn find_dateline(draft: &mut Draft, text: &str, begin: usize, end: usize, first: bool) -> bool {
    let Some(rest) = text.get(begin..) else { return false };
    let rest = crate::draft::floor(rest, 700);
    let mut at = begin;
    let mut found = dateline::find(rest);
    if found.is_none() && first && draft.title.is_none() {
        let head = crate::draft::floor(text.get(begin..end).unwrap_or_default(), 260);
        if let Some((offset, line)) = dateline::find_behind_title(head, rest) {
            at = begin + offset;
            let title = text.get(begin..at).unwrap_or_default().trim_end();
            draft.title = Some(title.to_owned());
            draft.zone(ZoneKind::Title, None, begin, begin + title.len());
            found = Some(line);
        }
    }
    let Some(found) = found else { return false };
    let words = text.get(at..at + found.len).unwrap_or_default().trim_end();
    draft.dateline = Some(Span::new(at as u32, (at + words.len()) as u32));
    draft.published = draft.published.take().or(found.published);
    draft.publisher = draft.publisher.take().or(found.agency);
    true
}

/// Marks a line of furniture and keeps what it says.
pub fn set_apart(draft: &mut Draft, found: furniture::Furniture, range: Range<usize>) {
    draft.zone(found.kind(), None, range.start, range.end);
    learn(draft, found);
}

/// Keeps what furniture says of the date and the agency.
pub fn learn(draft: &mut Draft, found: furniture::Furniture) {
    draft.published = draft.published.take().or(found.published);
    draft.publisher = draft.publisher.take().or(found.agency);
}

/// Without headings the first paragraph is the lead and the rest is body.
pub fn split_lead(draft: &mut Draft, text: &str) {
    let layout = Layout::of(text);
    let Some(at) = draft.zones.iter().position(|z| z.kind == ZoneKind::Lead) else { return };
    for zone in draft.zones.iter_mut().skip(at + 1).filter(|z| z.kind == ZoneKind::Lead) {
        zone.kind = ZoneKind::Section;
    }
    let (start, end) = (draft.zones[at].start as usize, draft.zones[at].end as usize);
    let mut found = paragraph::paragraphs(text, start, end, layout).into_iter();
    // A dateline may stand on a line of its own.
    let first = found.find(|p| draft.dateline.is_none_or(|d| p.end as u32 > d.end));
    if let (Some(first), Some(second)) = (first, found.next()) {
        draft.zones[at].end = first.end as u32;
        draft.zone(ZoneKind::Section, None, second.start, end);
    }
}

/// A one-paragraph item that ends in the names of its sources: "… in Ost. ORA via Ostland Radio".
fn closing(draft: &mut Draft, text: &str) {
    let body = text.trim_end();
    if body.len() > 900
        || !draft.references.is_empty()
        || body.lines().filter(|l| !l.trim().is_empty()).count() > 2
    {
        return;
    }
    let Some(at) = body.rfind(['.', '!', '?', '"', '”']) else { return };
    let stop = at + body.get(at..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8);
    let Some(tail) = body.get(stop..).map(str::trim) else { return };
    let source = |w: &str| {
        w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || matches!(w, "via" | "and" | "of" | "the" | "&" | "de" | "/" | "el" | "dpa")
    };
    let words: Vec<&str> = tail.split_whitespace().collect();
    let spaced = body.get(stop..).is_some_and(|r| r.starts_with([' ', '\n', '(']));
    if words.is_empty()
        || words.len() > 12
        || !spaced
        || !words.iter().all(|w| source(w.trim_matches(['(', ')', '"', ','])))
    {
        return;
    }
    let start = body.len() - tail.len();
    for zone in draft.zones.iter_mut().filter(|z| z.end as usize > start) {
        zone.end = (start.min(zone.end as usize)) as u32;
    }
    draft.zones.retain(|z| z.start < z.end);
    draft.zone(ZoneKind::References, None, start, body.len());
    let name = tail.trim_matches(['(', ')']).to_owned();
    draft.references.push(attest_model::Reference {
        id: "r1".to_owned(),
        text: Some(name.clone()),
        publisher: Some(name),
        ..Default::default()
    });
}

#[cfg(test)]
mod tests {
    use crate::{About, read, view};
    use attest_model::{Document, ZoneKind};

    fn document(text: &str) -> Document {
        read(text.as_bytes(), &About::named("a.txt")).unwrap()
    }

    fn blocks(document: &Document) -> Vec<String> {
        view(document).blocks.into_iter().map(|b| format!("{}: {}", b.kind, b.text)).collect()
    }

    #[test]
    fn an_article_that_lost_its_line_ends_is_taken_apart() {
        let text = "Raid on Ost\nOn 3 March the front raided Ost. Over ten died. BackgroundThe front has held Ost since 2010.[1] AttackThe raid began at dawn.[2] AftermathThe army left.[2] References\n1. ^ \"Ost falls\". Herald. 5 May 2010.\n2. ^ \"Raid\". Radio Ostland. 3 March 2015.\n";
        let found = document(text);
        assert_eq!(found.text, text);
        assert_eq!(
            blocks(&found),
            [
                "title: Raid on Ost",
                "lead: On 3 March the front raided Ost. Over ten died.",
                "heading: Background",
                "section: The front has held Ost since 2010.",
                "heading: Attack",
                "section: The raid began at dawn.",
                "heading: Aftermath",
                "section: The army left.",
                "heading: References",
            ]
        );
        assert_eq!(
            found.zone_at(text.find("The army").unwrap() as u32).and_then(|z| z.name.as_deref()),
            Some("Aftermath")
        );
        assert_eq!(
            found.citations.iter().map(|c| c.reference.as_deref()).collect::<Vec<_>>(),
            [Some("r1"), Some("r2"), Some("r2")]
        );
        assert_eq!(found.references[1].publisher.as_deref(), Some("Radio Ostland"));
    }

    #[test]
    fn a_wire_in_capitals_keeps_every_sentence() {
        let text = "OSTHAVEN, 3 JAN 90 (ORA) -- [REPORT] [MIRA ORBAN] [TEXT] FOUR SOLDIERS WERE\nKILLED TODAY NEAR OST, THE GARRISON SAID, AND SEVERAL OTHERS WERE HURT\nBY THE SAME CHARGE, WHICH HAD BEEN LAID UNDER A BRIDGE ON THE ROAD TO\nTHE TOWN.\n\n   [GARRISON CHIEF] WE [WORDS INDISTINCT] HOLD THE ROAD.  NOBODY CAN SAY WHO\nLAID THE CHARGE.\n";
        let found = document(text);
        assert_eq!(found.published.as_deref(), Some("1990-01-03"));
        assert_eq!(found.publisher.as_deref(), Some("ORA"));
        assert_eq!(
            blocks(&found),
            [
                "lead: OSTHAVEN, 3 JAN 90 (ORA) -- [REPORT] [MIRA ORBAN] [TEXT]",
                "lead: FOUR SOLDIERS WERE KILLED TODAY NEAR OST, THE GARRISON SAID, AND SEVERAL OTHERS WERE HURT BY THE SAME CHARGE, WHICH HAD BEEN LAID UNDER A BRIDGE ON THE ROAD TO THE TOWN.",
                "section: [GARRISON CHIEF]",
                "section: WE HOLD THE ROAD. NOBODY CAN SAY WHO LAID THE CHARGE.",
            ]
        );
    }

    #[test]
    fn a_news_page_copied_whole_gives_its_report() {
        let text = "Four killed in Ost\n\nBy MIRA ORBAN\n\nUpdated: March 3, 2015 at 10:15 PM\n\nA burnt bridge near Ost (Photo: ORA)\n\nOSTHAVEN (ORA) — Four soldiers were killed near Ost.\n\nRELATED STORIES:\n\n* Ost mourns\n\nThe army blamed the front.\n\nSee also\n\nOst in pictures\n\nThe front has not spoken of the attack, and nobody else has claimed it so far, the garrison said.\n\nShare this article\n\nCopyright 2015 Ostland Radio. All rights reserved.\n";
        let found = document(text);
        assert_eq!(found.published.as_deref(), Some("2015-03-03"));
        assert_eq!(found.dateline.and_then(|d| d.of(text)), Some("OSTHAVEN (ORA) —"));
        assert_eq!(
            blocks(&found),
            [
                "title: Four killed in Ost",
                "caption: A burnt bridge near Ost (Photo: ORA)",
                "lead: OSTHAVEN (ORA) —",
                "lead: Four soldiers were killed near Ost.",
                "lead: The army blamed the front.",
                "heading: See also",
                "section: The front has not spoken of the attack, and nobody else has claimed it so far, the garrison said.",
            ]
        );
    }

    #[test]
    fn fields_of_a_monitor_are_an_infobox() {
        let text = "Incident Code\nOST0005\nIncident date\n March 3, 2015 \nLocation\n Osthaven, near the bridge\nAccount\nFour soldiers were killed.\nCivilians reported killed\n1 – 2\n";
        let found = document(text);
        let fields: Vec<_> = found
            .zones
            .iter()
            .filter(|z| z.kind == ZoneKind::Infobox)
            .filter_map(|z| z.name.as_deref())
            .collect();
        assert_eq!(fields, ["Incident Code", "Incident date", "Location", "Civilians reported killed"]);
        assert!(blocks(&found).contains(&"infobox: Incident date: March 3, 2015".to_owned()));
    }

    #[test]
    fn sources_behind_a_short_item_are_its_reference() {
        let found = document("Four soldiers are killed in a raid on Ost, Ostland. ORA via Radio Ostland");
        assert_eq!(found.references[0].publisher.as_deref(), Some("ORA via Radio Ostland"));
        assert_eq!(blocks(&found), ["lead: Four soldiers are killed in a raid on Ost, Ostland."]);
    }
}
