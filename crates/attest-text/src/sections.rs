//! The parts of running text: one walk over the lines, each classified by its shape and its neighbours.
//!
//! Text, lists, tables and fields are gathered while their lines follow each other; a heading or a piece of furniture ends what is
//! gathered. Reference lists are gathered whole and read at their end.

use crate::{
    draft::Draft,
    fields, furniture,
    headings::{self, Opens},
    language,
    paragraph::{self, Layout},
    plain, reflist,
};
use attest_model::ZoneKind;
use std::ops::Range;

/// Marks the parts of `text` from byte `start` on; returns whether it has headings.
pub fn mark(draft: &mut Draft, text: &str, start: usize) -> bool {
    let layout = Layout::of(text);
    let upper = language::is_upper_case(crate::draft::floor(text, 4000));
    let mut marker = Marker {
        text,
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
    let mut lines = paragraph::lines(text, start, text.len()).peekable();
    while let Some(range) = lines.next() {
        let words = text.get(range.clone()).unwrap_or_default();
        let next_blank =
            lines.peek().is_none_or(|n| text.get(n.clone()).unwrap_or_default().trim().is_empty());
        let continued = !before_blank && marker.continues(words, layout);
        let alone = before_blank && next_blank && !upper && !layout.is_wrapped();
        // Between wrapped lines a line that only looks like furniture is the middle of a sentence.
        let inside = (upper || layout.is_wrapped()) && !(before_blank && next_blank);
        let kind = marker.classify(words, before_blank, alone, continued || inside);
        before_blank = matches!(kind, Line::Blank);
        marker.take(range, kind);
    }
    drop(lines);
    marker.flush();
    marker.close_references();
    marker.headed
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

/// The walk over the lines.
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
        if alone && self.opens != Opens::Links && headings::plausible(trimmed) {
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
            Line::Text if self.related && furniture::is_link(words) => {
                self.flush();
                self.draft.zone(ZoneKind::Boilerplate, None, begin, end);
            }
            Line::Item if self.opens == Opens::Section => {
                let infobox = matches!(&self.run, Some((Run::Infobox, ..)));
                self.gather(if infobox { Run::Infobox } else { Run::List }, begin..end);
            }
            Line::Set(found) => {
                self.flush();
                self.related = furniture::leads_links(words);
                plain::set_apart(self.draft, found, begin..end);
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
                Opens::Links if !headings::is_prose(words) => {
                    self.draft.zone(ZoneKind::Boilerplate, self.section.as_deref(), begin, end);
                }
                Opens::Section | Opens::Links => {
                    if self.opens == Opens::Links {
                        (self.opens, self.section) = (Opens::Section, None);
                    }
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
                self.prose(at..at + head.trim_end().len());
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
                Opens::Section => self.prose(at..range.end),
            }
        }
    }

    /// Sentences, which may have the items of a list glued between them.
    fn prose(&mut self, range: Range<usize>) {
        let mut at = range.start;
        for item in headings::glued_items(self.text.get(range.clone()).unwrap_or_default()) {
            let (begin, end) = (range.start + item.start, range.start + item.end);
            if at + 1 < begin {
                self.gather(Run::Text, at..begin - 1);
            }
            self.flush();
            self.gather(Run::List, begin..end);
            self.flush();
            at = end;
        }
        if at < range.end {
            self.gather(Run::Text, at..range.end);
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
            Run::Text if !self.headed => ZoneKind::Lead,
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
