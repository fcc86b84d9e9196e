//! The clean blocks of a document: what language analysis reads.
//!
//! One block per title, heading, paragraph, list item, infobox line and caption; references and furniture are left out, a dateline
//! is a block of its own. Cleaning copies stretches of the original and inserts single spaces, so every offset maps back.

use crate::{
    clean,
    paragraph::{self, Layout},
};
use attest_model::{Block, Document, Span, View, Zone, ZoneKind};

/// The blocks of `document` to analyse, in text order.
pub fn view(document: &Document) -> View {
    let mut builder =
        Builder { document, layout: Layout::of(&document.text), blocks: Vec::new(), citation: 0 };
    let mut at = 0u32;
    for (index, zone) in document.zones.iter().enumerate() {
        builder.running(ZoneKind::Section, None, at, zone.start);
        builder.zone(index, zone);
        at = zone.end.max(at);
    }
    builder.running(ZoneKind::Section, None, at, document.text.len() as u32);
    View { blocks: builder.blocks }
}

/// The length of a monitor's speaker label, "[MINISTER ORBAN] ", in front of a paragraph.
fn speaker(paragraph: &str) -> Option<usize> {
    let close = paragraph.strip_prefix('[')?.bytes().take(60).position(|b| b == b']')?;
    let label = paragraph.get(1..=close)?;
    let name = label.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\'' | ','));
    let rest = paragraph.get(close + 2..)?;
    (name && label.len() >= 3 && rest.starts_with([' ', '\n']) && rest.contains(char::is_alphanumeric))
        .then_some(close + 2)
}

struct Builder<'a> {
    document: &'a Document,
    layout: Layout,
    blocks: Vec<Block>,
    /// The first citation that may lie behind the last block.
    citation: usize,
}

impl Builder<'_> {
    fn zone(&mut self, index: usize, zone: &Zone) {
        match zone.kind {
            ZoneKind::References | ZoneKind::Boilerplate => {}
            ZoneKind::Infobox => self.field(index, zone),
            ZoneKind::List | ZoneKind::Table => self.items(index, zone),
            ZoneKind::Title | ZoneKind::Heading => self.block(zone.kind, Some(index), zone.start, zone.end),
            ZoneKind::Lead | ZoneKind::Section | ZoneKind::Caption => {
                self.running(zone.kind, Some(index), zone.start, zone.end);
            }
        }
    }

    /// Running text: a block a paragraph, the dateline apart.
    fn running(&mut self, kind: ZoneKind, zone: Option<usize>, start: u32, end: u32) {
        if start >= end {
            return;
        }
        for paragraph in paragraph::paragraphs(&self.document.text, start as usize, end as usize, self.layout)
        {
            let (first, last) = (paragraph.start as u32, paragraph.end as u32);
            match self.document.dateline {
                Some(line) if line.start < last && line.end > first => {
                    self.block(kind, zone, first, line.start);
                    self.block(kind, zone, line.start.max(first), line.end.min(last));
                    self.block(kind, zone, line.end.max(first), last);
                }
                _ => {
                    let words = self.document.text.get(paragraph).unwrap_or_default();
                    let label = speaker(words).map_or(first, |len| first + len as u32);
                    self.block(kind, zone, first, label);
                    self.block(kind, zone, label, last);
                }
            }
        }
    }

    /// List items and table rows: a block a line, without the bullet, with the lines that go on.
    fn items(&mut self, index: usize, zone: &Zone) {
        let text = &self.document.text;
        for item in paragraph::paragraphs(text, zone.start as usize, zone.end as usize, self.layout) {
            let words = text.get(item.clone()).unwrap_or_default();
            if words.starts_with('|') {
                self.row(index, item.start, words);
                continue;
            }
            let marker = paragraph::item_marker(words).unwrap_or(0);
            self.block(zone.kind, Some(index), (item.start + marker) as u32, item.end as u32);
        }
    }

    /// A table row of Markdown: its cells, apart.
    fn row(&mut self, index: usize, start: usize, words: &str) {
        let mut block = Block::new(ZoneKind::Table, Some(index));
        let mut at = start;
        for cell in words.split('|') {
            if cell.contains(char::is_alphanumeric) {
                if !block.text.is_empty() {
                    block.insert("; ");
                }
                self.fill(&mut block, at as u32, (at + cell.len()) as u32);
            }
            at += cell.len() + 1;
        }
        if !block.text.is_empty() {
            self.blocks.push(block);
        }
    }

    /// A field of an infobox: "Label: value", with the label of front matter and of pages that put it on its own line.
    fn field(&mut self, index: usize, zone: &Zone) {
        let text = &self.document.text;
        let Some(words) = zone.span().of(text) else { return };
        let first = words.find('\n').unwrap_or(words.len());
        let label = words.get(..first).and_then(|line| line.find(':')).unwrap_or(first);
        let mut block = Block::new(ZoneKind::Infobox, Some(index));
        self.fill(&mut block, zone.start, zone.start + label as u32);
        let mut joined = false;
        let mut folded = false;
        let from = zone.start as usize + (label + 1).min(words.len());
        for line in paragraph::lines(text, from, zone.end as usize) {
            let shown = text.get(line.clone()).unwrap_or_default();
            let begin = line.start + (shown.len() - shown.trim_start().len());
            let value = clean::field_value(shown.trim());
            let Some(range) = value.words else {
                folded |= value.folded || value.plain;
                continue;
            };
            let next = text.get(begin + range.start..begin + range.end).unwrap_or_default();
            let go_on = folded && !value.item
                || next.starts_with('(')
                || next.starts_with(|c: char| c.is_lowercase());
            block.insert(if !joined {
                ": "
            } else if go_on {
                " "
            } else {
                "; "
            });
            self.fill(&mut block, (begin + range.start) as u32, (begin + range.end) as u32);
            joined = true;
            folded |= value.folded || value.plain;
        }
        if block.text.chars().any(char::is_alphanumeric) {
            self.blocks.push(block);
        }
    }

    fn block(&mut self, kind: ZoneKind, zone: Option<usize>, start: u32, end: u32) {
        let mut block = Block::new(kind, zone);
        self.fill(&mut block, start, end);
        if block.text.chars().any(char::is_alphanumeric) {
            self.blocks.push(block);
        }
    }

    fn fill(&mut self, block: &mut Block, start: u32, end: u32) {
        let citations = &self.document.citations;
        while citations.get(self.citation).is_some_and(|c| c.end <= start) {
            self.citation += 1;
        }
        let marks = citations.get(self.citation..).unwrap_or_default();
        let within = marks.partition_point(|c| c.start < end);
        let skips = marks.get(..within).unwrap_or_default();
        clean::copy(block, &self.document.text, Span::new(start, end), skips);
    }
}
