//! Plain text: title, headings, datelines, lists, reference lists and furniture found by shape alone.
//!
//! The text is not altered; lines and headings become zones. The same marking serves the bodies of Markdown pages and of JSON
//! records, which are plain text with a little markup.

use crate::{
    About, dateline,
    draft::Draft,
    fields, furniture,
    headings::{self, Opens},
    language, marks,
    paragraph::{self, Layout},
    reflist,
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

/// What a line is.
enum Line {
    Blank,
    Heading(Range<usize>),
    Item,
    Row,
    Footnote,
    Set(furniture::Furniture),
    Label(String),
    Text,
}

/// The stretch of text, list or references that is being gathered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    Text,
    List,
    Infobox,
    Table,
}

struct Marker<'a> {
    text: &'a str,
    draft: &'a mut Draft,
    section: Option<String>,
    opens: Opens,
    run: Option<(Run, Range<usize>, Option<String>)>,
    list: Vec<Range<usize>>,
    headed: bool,
    /// Whether the list that follows has links to other pages.
    related: bool,
    /// Whether the page has fields whose labels stand on lines of their own.
    fields: bool,
}

/// Marks the parts of the body, which starts at byte `start`.
pub fn mark(draft: &mut Draft, start: usize) {
    let text = std::mem::take(&mut draft.text);
    let layout = Layout::of(&text);
    let upper = language::is_upper_case(crate::draft::floor(&text, 4000));
    let start = opening(draft, &text, start);
    let mut marker = Marker {
        text: &text,
        draft,
        section: None,
        opens: Opens::Section,
        run: None,
        list: Vec::new(),
        headed: false,
        related: false,
        fields: false,
    };
    let mut before_blank = true;
    let mut lines = paragraph::lines(&text, start, text.len()).peekable();
    while let Some(range) = lines.next() {
        let words = text.get(range.clone()).unwrap_or_default();
        let next_blank =
            lines.peek().is_none_or(|n| text.get(n.clone()).unwrap_or_default().trim().is_empty());
        let continued = !before_blank && marker.continues(words, layout);
        let alone = before_blank && next_blank && !upper && !layout.is_wrapped();
        let kind = marker.classify(words, before_blank, alone, continued);
        before_blank = matches!(kind, Line::Blank);
        marker.take(range, kind);
    }
    drop(lines);
    marker.flush();
    marker.close_references();
    let headed = marker.headed;
    if !headed {
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
            for range in before {
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

fn set_apart(draft: &mut Draft, found: furniture::Furniture, range: Range<usize>) {
    draft.zone(found.kind(), None, range.start, range.end);
    learn(draft, found);
}

/// Keeps what furniture says of the date and the agency.
pub fn learn(draft: &mut Draft, found: furniture::Furniture) {
    draft.published = draft.published.take().or(found.published);
    draft.publisher = draft.publisher.take().or(found.agency);
}

impl Marker<'_> {
    fn continues(&self, words: &str, layout: Layout) -> bool {
        match &self.run {
            Some((Run::Text, range, _)) => {
                let gathered = self.text.get(range.clone()).unwrap_or_default();
                let last = gathered.rsplit('\n').next().unwrap_or_default();
                layout.joins(last, words)
            }
            _ => false,
        }
    }

    fn classify(&self, words: &str, before_blank: bool, alone: bool, continued: bool) -> Line {
        let trimmed = words.trim();
        if trimmed.is_empty() {
            return Line::Blank;
        }
        if let Some(label) = self.label(trimmed, before_blank) {
            return label;
        }
        if let Some(range) = headings::marked(words)
            && (!continued || trimmed.starts_with(['=', '#']))
        {
            return Line::Heading(range);
        }
        if self.opens == Opens::References {
            return Line::Text;
        }
        if trimmed.starts_with('|') && trimmed.matches('|').count() >= 2 {
            return Line::Row;
        }
        if trimmed.starts_with("[^") && trimmed.contains("]:") {
            return Line::Footnote;
        }
        if let Some(found) = furniture::whole(trimmed).filter(|_| !continued) {
            return Line::Set(found);
        }
        if paragraph::is_item(words.trim_start()) && !continued {
            return Line::Item;
        }
        if alone && headings::plausible(trimmed) {
            let indent = words.len() - words.trim_start().len();
            return Line::Heading(indent..indent + trimmed.len());
        }
        Line::Text
    }

    /// A label of a field, or the short lines of its value.
    fn label(&self, line: &str, before_blank: bool) -> Option<Line> {
        if self.opens != Opens::Section {
            return None;
        }
        let fields = self.fields;
        if fields::is_label(line)
            && (line.contains(':') || fields || line.to_lowercase().starts_with("incident "))
        {
            return Some(Line::Label(line.split(':').next().unwrap_or(line).trim().to_owned()));
        }
        let Some((Run::Infobox, range, _)) = &self.run else { return None };
        let gathered = self.text.get(range.clone()).unwrap_or_default();
        let lone = !gathered.contains(['\n', ':']);
        let short = line.len() <= 60 && gathered.lines().count() <= 3 && !paragraph::ends_sentence(line);
        (lone && line.len() <= 200 || short && fields && !before_blank && !gathered.contains(':'))
            .then_some(Line::Item)
    }

    fn take(&mut self, range: Range<usize>, kind: Line) {
        let words = self.text.get(range.clone()).unwrap_or_default();
        let begin = range.start + (words.len() - words.trim_start().len());
        let end = range.start + words.trim_end().len();
        match kind {
            Line::Blank => {
                if !matches!(&self.run, Some((Run::Text, ..))) {
                    self.flush();
                }
            }
            Line::Heading(inner) => {
                self.related = false;
                self.heading(range.start + inner.start..range.start + inner.end);
            }
            Line::Item if self.related => self.draft.zone(ZoneKind::Boilerplate, None, begin, end),
            Line::Item if self.opens == Opens::Section => {
                let infobox = matches!(&self.run, Some((Run::Infobox, ..)));
                self.gather(if infobox { Run::Infobox } else { Run::List }, begin..end);
            }
            Line::Set(found) => {
                self.flush();
                self.related = furniture::leads_links(words);
                set_apart(self.draft, found, begin..end);
            }
            Line::Row => self.gather(Run::Table, begin..end),
            Line::Footnote => {
                self.flush();
                self.draft.zone(ZoneKind::References, self.section.as_deref(), begin, end);
                self.push_entry(Some(begin..end));
            }
            Line::Label(name) => {
                self.flush();
                self.fields |= !words.contains(':');
                self.run = Some((Run::Infobox, begin..end, Some(name)));
            }
            Line::Item | Line::Text => match self.opens {
                Opens::References => self.list.push(begin..end),
                Opens::Links => self.draft.zone(ZoneKind::Boilerplate, self.section.as_deref(), begin, end),
                Opens::Section => {
                    self.related = false;
                    self.running(begin..end);
                }
            },
        }
    }

    /// Running text, which may have headings glued into it.
    fn running(&mut self, range: Range<usize>) {
        let mut at = range.start;
        for found in headings::glued(self.text, range.start, range.end) {
            let head = self.text.get(at..found.start).unwrap_or_default();
            if !head.trim().is_empty() {
                self.gather(Run::Text, at..at + head.trim_end().len());
            }
            self.heading(found.words);
            at = found.resume;
        }
        if at < range.end {
            match self.opens {
                Opens::References => self.list.push(at..range.end),
                Opens::Links => {
                    self.draft.zone(ZoneKind::Boilerplate, self.section.as_deref(), at, range.end);
                }
                Opens::Section => self.gather(Run::Text, at..range.end),
            }
        }
    }

    fn gather(&mut self, kind: Run, range: Range<usize>) {
        match &mut self.run {
            Some((running, gathered, _)) if *running == kind => gathered.end = range.end,
            _ => {
                self.flush();
                self.run = Some((kind, range, None));
            }
        }
    }

    fn heading(&mut self, words: Range<usize>) {
        self.flush();
        self.close_references();
        let name = self.text.get(words.clone()).unwrap_or_default().trim().to_owned();
        self.opens = headings::opens(&name);
        self.draft.zone(ZoneKind::Heading, Some(&name), words.start, words.end);
        self.section = Some(name);
        self.headed = true;
    }

    fn flush(&mut self) {
        let Some((kind, range, name)) = self.run.take() else { return };
        let kind = match kind {
            Run::Text if self.section.is_none() => ZoneKind::Lead,
            Run::Text => ZoneKind::Section,
            Run::List => ZoneKind::List,
            Run::Infobox => ZoneKind::Infobox,
            Run::Table => ZoneKind::Table,
        };
        let name = name.or_else(|| self.section.clone());
        self.draft.zone(kind, name.as_deref(), range.start, range.end);
    }

    /// The gathered lines of a reference list become its zone and its entries.
    fn close_references(&mut self) {
        let lines = std::mem::take(&mut self.list);
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        self.draft.zone(ZoneKind::References, self.section.as_deref(), first.start, last.end);
        let numbered =
            lines.iter().any(|l| reflist::starts_entry(self.text.get(l.clone()).unwrap_or_default()));
        let mut entry: Option<Range<usize>> = None;
        for line in lines {
            let fresh = !numbered || reflist::starts_entry(self.text.get(line.clone()).unwrap_or_default());
            match &mut entry {
                Some(open) if !fresh => open.end = line.end,
                _ => {
                    self.push_entry(entry.take());
                    entry = Some(line);
                }
            }
        }
        self.push_entry(entry);
    }

    fn push_entry(&mut self, range: Option<Range<usize>>) {
        let words = range.and_then(|r| self.text.get(r)).filter(|w| w.contains(char::is_alphanumeric));
        if let Some(words) = words {
            let found = reflist::entry(words, self.draft.references.len() + 1);
            if self.draft.references.iter().rev().take(400).all(|r| r.id != found.id) {
                self.draft.references.push(found);
            }
        }
    }
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
