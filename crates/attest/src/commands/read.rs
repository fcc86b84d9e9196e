//! `attest read`: how a report was taken apart, for those who wonder why something was not found.

use super::{Outcome, read_one};
use crate::about::Told;
use crate::card::{Sheet, Text, Tone};
use crate::cli::{DataArgs, Read};
use crate::kit;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_extract::page::Page;
use attest_model::{Document, Span};

/// Columns of the two cells before the words.
const RANGE: usize = 13;
const KIND: usize = 12;

/// Runs the command.
///
/// # Errors
/// A file that cannot be read, or a folder of entries that cannot.
pub fn run(args: &Read, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let (told, bad) = Told::read(&args.about)?;
    for trouble in &bad {
        trouble.print(terminal.colour_errors, terminal.ascii());
    }
    let document = read_one(&args.file, &told)?;
    let mut sheet = Sheet::new(terminal.look.width, terminal.ascii());
    head(&mut sheet, &document);
    zones(&mut sheet, &document);
    citations(&mut sheet, &document);
    sentences(&mut sheet, &document, args.trees)?;
    super::print(&sheet.print(terminal.colour))?;
    Ok(Outcome::Done)
}

fn row(sheet: &mut Sheet, label: &str, kind: &str, text: &str) {
    let rest = sheet.width().saturating_sub(RANGE + KIND + 4);
    let cells = [
        (RANGE, Text::of(Tone::Faint, label)),
        (KIND, Text::of(Tone::Mark, kind)),
        (rest, Text::of(Tone::Plain, text)),
    ];
    sheet.columns(0, &cells);
}

fn head(sheet: &mut Sheet, document: &Document) {
    sheet.paragraph(0, &Text::of(Tone::Strong, document.title.as_deref().unwrap_or(&document.name)));
    row(sheet, "document", document.kind.as_str(), &document.id);
    row(sheet, "language", &document.language, "");
    for (label, value) in
        [("published", &document.published), ("publisher", &document.publisher), ("address", &document.url)]
    {
        if let Some(value) = value {
            row(sheet, label, "", value);
        }
    }
    if let Some(words) = document.dateline.and_then(|span| span.of(&document.text)) {
        row(sheet, "dateline", "", words);
    }
    for (about, text) in &document.notes {
        row(sheet, "note", about, text);
    }
}

fn range(span: Span) -> String {
    format!("{}..{}", span.start, span.end)
}

fn zones(sheet: &mut Sheet, document: &Document) {
    sheet.blank();
    for zone in &document.zones {
        let words = zone.span().of(&document.text).unwrap_or_default();
        row(sheet, &range(zone.span()), zone.kind.as_str(), &shortened(words, zone.name.as_deref()));
    }
}

/// The first and last words of a zone.
fn shortened(words: &str, name: Option<&str>) -> String {
    const SHOWN: usize = 160;
    let words: Vec<char> = words.trim().chars().collect();
    let name = name.map_or_else(String::new, |name| format!("[{name}] "));
    if words.len() <= SHOWN {
        return format!("{name}{}", words.into_iter().collect::<String>());
    }
    let (head, _) = words.split_at(SHOWN / 2);
    let (_, tail) = words.split_at(words.len() - SHOWN / 2);
    format!("{name}{} … {}", head.iter().collect::<String>(), tail.iter().collect::<String>())
}

fn citations(sheet: &mut Sheet, document: &Document) {
    if !document.citations.is_empty() {
        sheet.blank();
    }
    for citation in &document.citations {
        let span = Span::new(citation.start, citation.end);
        let entry = citation.reference.as_deref().unwrap_or("no entry in the reference list");
        row(sheet, &range(span), &citation.marker, entry);
    }
    for reference in &document.references {
        let publisher = reference.publisher.as_deref().unwrap_or("publisher not named");
        let date = reference.published.as_deref().unwrap_or("no date");
        let text = reference.text.as_deref().unwrap_or_default();
        row(sheet, "reference", &reference.id, &format!("{publisher}, {date}: {text}"));
    }
}

/// The sentences as the extractor sees them: without citation marks, each within its block; with `trees`, a line a token under
/// each, the head above what hangs on it.
fn sentences(sheet: &mut Sheet, document: &Document, trees: bool) -> Result<(), Trouble> {
    let kit = kit::load(&DataArgs::default())?;
    let page = Page::open(document, attest_text::view(document), kit.pipeline, kit.lexicon, &kit.gazetteer);
    if !page.sentences.is_empty() {
        sheet.blank();
    }
    for (number, sentence) in page.sentences.iter().enumerate() {
        let Some(passage) = page.passages.get(sentence.passage) else { continue };
        let analysis = &passage.analysis;
        let words = analysis.text().get(analysis.range_of(sentence.tokens.clone())).unwrap_or_default();
        row(sheet, &range(sentence.span), &format!("sentence {}", number + 1), words);
        if trees {
            for line in analysis.drawing(sentence.tokens.clone()).lines() {
                sheet.line(Text::of(Tone::Plain, "    ").with(Tone::Plain, line));
            }
            sheet.blank();
        }
    }
    Ok(())
}
