//! The YAML front matter of a Markdown page: title, date, publisher, and the infobox of an exported encyclopedia page.
//!
//! Only indentation, keys and scalars are read, line by line, without a YAML parser: nothing has to be built, anchors and nested
//! flow collections (the classic ways to blow a parser up) mean nothing here, and each value keeps its place in the text.

use crate::{date, draft::Draft, paragraph};
use attest_model::{DocumentKind, ZoneKind};
use std::ops::Range;

/// Infobox keys that hold no claim about the event.
const LAYOUT: [&str; 14] = [
    "image",
    "image_size",
    "imagesize",
    "image_upright",
    "alt",
    "width",
    "mark",
    "marksize",
    "label",
    "position",
    "pushpin_map",
    "coordinates_ref",
    "template",
    "bodyclass",
];

/// One line of the front matter.
struct Line<'a> {
    range: Range<usize>,
    /// Columns before the first word, a list dash and its space included.
    indent: usize,
    /// The key, where the line has one.
    key: Option<&'a str>,
    /// The value behind the key, or the whole line's words.
    value: Range<usize>,
}

/// Marks the front matter at the start of the text; returns where the body starts. 0 where there is none.
pub fn mark(draft: &mut Draft) -> usize {
    let text = std::mem::take(&mut draft.text);
    let body = match extent(&text) {
        Some((inner, body)) => {
            read(draft, &text, inner);
            fill_gaps(draft, &text, body);
            body
        }
        None => 0,
    };
    draft.text = text;
    body
}

/// What no field claimed (keys, links, formatting) is furniture.
fn fill_gaps(draft: &mut Draft, text: &str, end: usize) {
    draft.zones.sort_by_key(|zone| zone.start);
    let taken: Vec<Range<usize>> = draft.zones.iter().map(|z| z.start as usize..z.end as usize).collect();
    let mut at = 0;
    for zone in taken.into_iter().chain(std::iter::once(end..end)) {
        let gap = text.get(at..zone.start).unwrap_or_default();
        let start = at + (gap.len() - gap.trim_start().len());
        draft.zone(ZoneKind::Boilerplate, None, start, at + gap.trim_end().len());
        at = zone.end.max(at);
    }
}

/// The lines between the two `---`, and where the body starts.
fn extent(text: &str) -> Option<(Range<usize>, usize)> {
    let mut lines = paragraph::lines(text, 0, text.len());
    let first = lines.next()?;
    if text.get(first.clone())?.trim_end() != "---" {
        return None;
    }
    let start = lines.next().map_or(text.len(), |line| line.start);
    let close = paragraph::lines(text, start, text.len())
        .find(|line| text.get(line.clone()).is_some_and(|l| matches!(l.trim_end(), "---" | "...")))?;
    Some((start..close.start.saturating_sub(1), (close.end + 1).min(text.len())))
}

fn parse(text: &str, range: Range<usize>) -> Option<Line<'_>> {
    let line = text.get(range.clone())?;
    let mut words = line.trim_start();
    while let Some(rest) = words.strip_prefix("- ") {
        words = rest.trim_start();
    }
    if words.is_empty() {
        return None;
    }
    let indent = line.len() - words.len();
    let name = words.find(':').filter(|colon| {
        let key = words.get(..*colon).unwrap_or_default();
        let after = words.get(colon + 1..).unwrap_or_default();
        (1..=40).contains(&key.len())
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
            && (after.is_empty() || after.starts_with(' '))
    });
    let begin = range.start + indent;
    let value = match name {
        Some(colon) => {
            let rest = words.get(colon + 1..).unwrap_or_default();
            begin + colon + 1 + (rest.len() - rest.trim_start().len())..range.start + line.trim_end().len()
        }
        None => begin..range.start + line.trim_end().len(),
    };
    let value = value.start.min(value.end)..value.end;
    Some(Line { key: name.and_then(|colon| words.get(..colon)), range: begin..range.end, indent, value })
}

/// A value being gathered: a field of the infobox or a top-level entry.
struct Field {
    key: String,
    key_start: usize,
    indent: usize,
    /// Whether the field stands in an infobox.
    boxed: bool,
    end: usize,
    /// Indentation of the `text:` inside it, whose deeper lines go on with the value.
    text_indent: Option<usize>,
    /// Whether lines now belong to a part without words (links, formatting).
    closed: bool,
}

fn read(draft: &mut Draft, text: &str, inner: Range<usize>) {
    let mut open: Option<Field> = None;
    let mut box_at: Option<usize> = None;
    let mut field_indent: Option<usize> = None;
    for range in paragraph::lines(text, inner.start, inner.end) {
        let Some(line) = parse(text, range) else { continue };
        if let Some(field) = &mut open {
            // Deeper lines belong to the field; inside block scalars even lines that look like keys.
            if line.indent > field.indent {
                extend(field, &line, text);
                continue;
            }
        }
        close(draft, text, open.take());
        let Some(key) = line.key else { continue };
        if box_at.is_some_and(|at| line.indent <= at) {
            (box_at, field_indent) = (None, None);
        }
        if box_at.is_none() && matches!(key, "infobox" | "infoboxes") {
            box_at = Some(line.indent);
            continue;
        }
        let boxed = box_at.is_some();
        if boxed {
            let at = *field_indent.get_or_insert(line.indent);
            if line.indent != at {
                continue;
            }
        }
        open = Some(Field {
            key: key.to_owned(),
            key_start: line.range.start,
            indent: line.indent,
            boxed,
            end: line.value.end,
            text_indent: None,
            closed: false,
        });
    }
    close(draft, text, open);
}

fn extend(field: &mut Field, line: &Line, text: &str) {
    if !field.boxed {
        field.end = line.value.end;
        return;
    }
    if let Some(at) = field.text_indent
        && line.indent > at
        && !field.closed
    {
        field.end = line.value.end;
        return;
    }
    match line.key {
        Some("text") if field.text_indent.is_none() => {
            field.text_indent = Some(line.indent);
            field.end = line.value.end.max(line.range.start + "text:".len());
            field.closed = false;
        }
        Some(_) => field.closed = true,
        // A scalar wrapped over lines without `text:`.
        None if field.text_indent.is_none()
            && !field.closed
            && !text.get(line.value.clone()).unwrap_or_default().is_empty() =>
        {
            field.end = line.value.end;
        }
        None => {}
    }
}

fn close(draft: &mut Draft, text: &str, field: Option<Field>) {
    let Some(field) = field else { return };
    let value = text.get(field.key_start + field.key.len() + 1..field.end).unwrap_or_default();
    let start = field.key_start;
    if field.boxed {
        let bare = value.trim().strip_prefix("text:").unwrap_or(value.trim());
        if !bare.contains(char::is_alphanumeric) {
            return;
        }
        let layout = LAYOUT.contains(&field.key.as_str())
            || field.key.starts_with("map")
            || field.key.starts_with("image_");
        let kind = match field.key.as_str() {
            "caption" | "image_caption" | "map_caption" => ZoneKind::Caption,
            _ if layout => ZoneKind::Boilerplate,
            _ => ZoneKind::Infobox,
        };
        let from = if kind == ZoneKind::Caption { field.end - bare.len().min(field.end) } else { start };
        draft.zone(kind, Some(&field.key), from, field.end);
        return;
    }
    top_level(draft, &field, value);
}

fn top_level(draft: &mut Draft, field: &Field, value: &str) {
    let trimmed = value.trim();
    let words = unquote(trimmed);
    let at = field.end - (value.len() - (value.len() - value.trim_start().len()));
    match field.key.to_ascii_lowercase().as_str() {
        "title" | "headline" if draft.title.is_none() && !words.is_empty() => {
            let quote = (trimmed.len() - words.len()) / 2;
            draft.zone(ZoneKind::Title, None, at + quote, at + quote + words.len());
            draft.title = Some(words.split_whitespace().collect::<Vec<_>>().join(" "));
            return;
        }
        "date" | "published" | "publish_date" | "publishdate" | "datepublished" | "pubdate" => {
            if let Some(day) = date::parse_day(words) {
                draft.published.get_or_insert(day.to_string());
            }
        }
        "publisher" | "source" | "site" | "site_name" | "sitename" | "agency" if !words.contains("://") => {
            draft.publisher.get_or_insert(words.to_owned());
        }
        "author" if matches!(words, "Wikipedia" | "Wikinews") => {
            draft.publisher.get_or_insert(words.to_owned());
            if words == "Wikipedia" {
                draft.kind = Some(DocumentKind::Encyclopedia);
            }
        }
        "url" | "link" | "canonical" | "source_url" | "source" => {
            draft.url.get_or_insert(words.to_owned());
        }
        "lang" | "language" => draft.language = Some(words.to_owned()),
        "kind" => draft.kind = draft.kind.or(DocumentKind::parse(words)),
        _ => {}
    }
    draft.zone(ZoneKind::Boilerplate, Some(&field.key), field.key_start, field.end);
}

fn unquote(words: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(inner) = words.strip_prefix(quote).and_then(|w| w.strip_suffix(quote)) {
            return inner;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use crate::{About, read, view};
    use attest_model::{DocumentKind, ZoneKind};

    const PAGE: &str = "---\ntitle: \"Raid on Ost\"\ndescription: The raid on Ost was a raid by the\n  River Front.\nauthor: Wikipedia\ninfoboxes:\n  - conflict:\n      text: Raid on Ost\n    image:\n      text: Ost.jpg\n    date:\n      text: |-\n        5 August 2015\n        (1 day)\n      links:\n        - type: internal\n          page: 2015\n    casualties1:\n      text: ~27 killed\n    result:\n      text: \"* Front captures Ost\"\n    combatant1:\n      text: |-\n        River Front\n        * Northern Column\n---\n\nThe **raid on Ost** took place in August.\n\n## Background\nOst is a town.\n";

    #[test]
    fn an_infobox_in_front_matter_gives_one_zone_and_block_a_field() {
        let document = read(PAGE.as_bytes(), &About::named("ost.md")).unwrap();
        assert_eq!(document.title.as_deref(), Some("Raid on Ost"));
        assert_eq!(document.kind, DocumentKind::Encyclopedia);
        assert_eq!(document.publisher.as_deref(), Some("Wikipedia"));
        assert_eq!(document.text, PAGE);
        let blocks: Vec<_> = view(&document).blocks.into_iter().map(|b| (b.kind, b.text)).collect();
        let fields: Vec<_> =
            blocks.iter().filter(|b| b.0 == ZoneKind::Infobox).map(|b| b.1.as_str()).collect();
        assert_eq!(
            fields,
            [
                "conflict: Raid on Ost",
                "date: 5 August 2015 (1 day)",
                "casualties1: ~27 killed",
                "result: Front captures Ost",
                "combatant1: River Front; Northern Column",
            ]
        );
        assert!(blocks.iter().any(|b| b.1 == "The raid on Ost took place in August."));
        assert_eq!(blocks.iter().filter(|b| b.0 == ZoneKind::Heading).count(), 1);
        assert_eq!(blocks.len(), 5 + 4, "{blocks:?}");
    }

    #[test]
    fn front_matter_tells_date_and_address() {
        let page = "---\ndate: 2015-03-03\nurl: https://radio.example/a\npublisher: Ostland Radio\n---\nFour soldiers were killed.\n";
        let document = read(page.as_bytes(), &About::named("a.md")).unwrap();
        assert_eq!(document.published.as_deref(), Some("2015-03-03"));
        assert_eq!(document.url.as_deref(), Some("https://radio.example/a"));
        assert_eq!(document.publisher.as_deref(), Some("Ostland Radio"));
    }

    #[test]
    fn a_rule_that_is_never_closed_is_no_front_matter() {
        let document = read(b"---\nFour soldiers were killed.\n", &About::named("a.md")).unwrap();
        assert_eq!(view(&document).blocks.len(), 1);
    }
}
