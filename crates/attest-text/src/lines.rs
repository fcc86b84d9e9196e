//! From lines of extracted text to zones of a document: the last step of HTML and wikitext.
//!
//! Lines of one kind that follow each other make one zone, except fields of an infobox, which keep their labels apart. Shape still
//! matters where markup says nothing: a dateline, a share button in a plain paragraph.

use crate::{
    dateline,
    draft::Draft,
    furniture,
    headings::{self, Opens},
    plain, reflist,
};
use attest_model::{Span, ZoneKind};

/// What a line of the page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Text,
    Title,
    Heading,
    Item,
    Row,
    Caption,
    /// A field of an infobox, with its label.
    Field(String),
    /// An entry of a reference list.
    Entry,
    Furniture,
}

/// A line of the extracted text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

/// Marks the zones of `lines`; `title` is what the page's head says.
pub fn zones(draft: &mut Draft, lines: &[Line], title: Option<&str>) {
    let text = std::mem::take(&mut draft.text);
    let mut zoner =
        Zoner { draft, section: None, opens: Opens::Section, run: None, started: false, headed: false };
    for line in lines {
        zoner.line(line, text.get(line.start..line.end).unwrap_or_default(), title);
    }
    zoner.flush();
    let headed = zoner.headed;
    if !headed {
        plain::split_lead(draft, &text);
    }
    draft.text = text;
}

struct Zoner<'a> {
    draft: &'a mut Draft,
    section: Option<String>,
    opens: Opens,
    run: Option<(ZoneKind, usize, usize)>,
    /// Whether running text has begun.
    started: bool,
    headed: bool,
}

impl Zoner<'_> {
    fn line(&mut self, line: &Line, words: &str, title: Option<&str>) {
        match &line.kind {
            Kind::Title => {
                self.flush();
                self.draft.zone(ZoneKind::Title, None, line.start, line.end);
                self.draft.title.get_or_insert_with(|| words.to_owned());
            }
            Kind::Heading
                if !self.started
                    && self.draft.title.is_none()
                    && title.is_some_and(|t| t.contains(words)) =>
            {
                self.flush();
                self.draft.zone(ZoneKind::Title, None, line.start, line.end);
                self.draft.title = Some(words.to_owned());
            }
            Kind::Heading => {
                self.flush();
                self.draft.zone(ZoneKind::Heading, Some(words), line.start, line.end);
                self.section = Some(words.to_owned());
                self.opens = headings::opens(words);
                self.headed = true;
            }
            Kind::Field(label) => {
                self.flush();
                let label =
                    if label.is_empty() { words.split(':').next().unwrap_or_default() } else { label };
                self.draft.zone(ZoneKind::Infobox, Some(label), line.start, line.end);
            }
            Kind::Caption => self.add(ZoneKind::Caption, line),
            Kind::Furniture => self.add(ZoneKind::Boilerplate, line),
            Kind::Entry => self.add(ZoneKind::References, line),
            Kind::Row => self.add(ZoneKind::Table, line),
            Kind::Text if self.opens == Opens::Links && headings::is_prose(words) => {
                self.flush();
                (self.opens, self.section) = (Opens::Section, None);
                self.text(line, words);
            }
            Kind::Item | Kind::Text if self.opens != Opens::Section => self.listed(line, words),
            Kind::Item => self.add(ZoneKind::List, line),
            Kind::Text => self.text(line, words),
        }
    }

    /// A line under "References" or "See also" that the markup does not tell apart.
    fn listed(&mut self, line: &Line, words: &str) {
        if self.opens == Opens::Links {
            self.add(ZoneKind::Boilerplate, line);
            return;
        }
        self.add(ZoneKind::References, line);
        let entry = reflist::entry(words, self.draft.references.len() + 1);
        self.draft.references.push(entry);
    }

    fn text(&mut self, line: &Line, words: &str) {
        if let Some(found) = furniture::whole(words) {
            self.add(found.kind(), line);
            plain::learn(self.draft, found);
            return;
        }
        if !self.started {
            self.started = true;
            if let Some(found) = dateline::find(words) {
                let len = words.get(..found.len).map_or(0, |w| w.trim_end().len());
                self.draft.dateline = Some(Span::new(line.start as u32, (line.start + len) as u32));
                self.draft.published = self.draft.published.take().or(found.published);
                self.draft.publisher = self.draft.publisher.take().or(found.agency);
            }
        }
        let kind = if self.headed { ZoneKind::Section } else { ZoneKind::Lead };
        self.add(kind, line);
    }

    fn add(&mut self, kind: ZoneKind, line: &Line) {
        match &mut self.run {
            Some((running, _, end)) if *running == kind && kind != ZoneKind::Caption => *end = line.end,
            _ => {
                self.flush();
                self.run = Some((kind, line.start, line.end));
            }
        }
    }

    fn flush(&mut self) {
        if let Some((kind, start, end)) = self.run.take() {
            let section = self.section.clone();
            let named = !matches!(kind, ZoneKind::Boilerplate | ZoneKind::Caption);
            self.draft.zone(kind, section.as_deref().filter(|_| named), start, end);
        }
    }
}
