//! The heart of a card: who says how many, in which words.

use super::fields::{INDENT, quoted};
use super::index::Index;
use super::sheet::{GUTTER, Sheet, Text, Tone};
use super::toll::{Drawing, Scale, draw as draw_toll};
use super::{Look, voice, words};
use attest_model::{Claim, Exactness, Figure, Incident, Stance};

/// Columns of the table, from left to right; the words take the rest.
struct Columns {
    label: usize,
    left: usize,
    lane: usize,
    right: usize,
    voice: usize,
    marks: usize,
}

impl Columns {
    const fn of(look: Look) -> Self {
        if look.wide() {
            Self { label: 15, left: 5, lane: 7, right: 5, voice: 30, marks: 5 }
        } else {
            Self { label: 14, left: 5, lane: 6, right: 5, voice: look.width.saturating_sub(47), marks: 5 }
        }
    }

    /// Columns of the drawing with the numbers on both sides.
    const fn toll(&self) -> usize {
        self.left + self.lane + self.right + 2
    }
}

/// The figures of one harm and one kind of sufferers.
struct Row<'a> {
    label: String,
    order: usize,
    claims: Vec<(&'a Claim, &'a Figure)>,
}

/// Draws the table of `incident`, if anyone gives a figure or says that there is none.
pub fn draw(sheet: &mut Sheet, index: &Index<'_>, incident: &Incident, look: Look) {
    let rows = rows(index, incident);
    if rows.is_empty() {
        return;
    }
    sheet.blank();
    let columns = Columns::of(look);
    for row in &rows {
        let scale = Scale::of(row.claims.iter().map(|(_, figure)| *figure), columns.lane);
        for (position, (claim, figure)) in row.claims.iter().enumerate() {
            let label = if position == 0 { row.label.as_str() } else { "" };
            line(sheet, index, &columns, label, (claim, figure), scale, look);
        }
    }
}

/// Harms in the order of the output format, sufferers in the order of the text.
fn rows<'a>(index: &Index<'a>, incident: &Incident) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    for claim in index.claims_of(incident) {
        let Some(figure) = &claim.figure else { continue };
        let label = words::harm(figure);
        match rows.iter_mut().find(|row| row.label == label) {
            Some(row) => row.claims.push((claim, figure)),
            None => rows.push(Row { label, order: figure.harm as usize, claims: vec![(claim, figure)] }),
        }
    }
    rows.sort_by_key(|row| row.order);
    rows
}

fn line(
    sheet: &mut Sheet,
    index: &Index<'_>,
    columns: &Columns,
    label: &str,
    (claim, figure): (&Claim, &Figure),
    scale: Scale,
    look: Look,
) {
    let label = Text::of(Tone::Strong, label);
    let toll = toll(claim, figure, scale, columns, look);
    let who = voice::told_by(index, claim, look);
    let marks = voice::marks(claim, look);
    let said = quoted(&claim.quote.text, look);
    let mut cells =
        vec![(columns.label, label), (columns.toll(), toll), (columns.voice, who), (columns.marks, marks)];
    let before: usize = INDENT + cells.iter().map(|(width, _)| width + GUTTER).sum::<usize>();
    if look.wide() {
        cells.push((look.width.saturating_sub(before), said));
        sheet.columns(INDENT, &cells);
    } else {
        sheet.columns(INDENT, &cells);
        sheet.paragraph(INDENT + columns.label + GUTTER, &said);
    }
}

/// The drawing with its numbers: `30 ├─────┤ 32`.
fn toll(claim: &Claim, figure: &Figure, scale: Scale, columns: &Columns, look: Look) -> Text {
    if figure.exactness == Exactness::NotReported || claim.stance == Stance::Withholds {
        return Text::of(Tone::Faint, &format!("{}not reported", " ".repeat(columns.left + 1)));
    }
    let Drawing { left, lane, right } = draw_toll(figure, claim.stance, scale, look.glyphs);
    let blank = |width: usize, text: &str| " ".repeat(width.saturating_sub(text.chars().count()));
    Text::of(Tone::Plain, &blank(columns.left, &left))
        .with(Tone::Figure, &left)
        .with(Tone::Plain, " ")
        .with(Tone::Figure, &lane)
        .with(Tone::Plain, &blank(if right.is_empty() { 0 } else { columns.lane }, &lane))
        .with(Tone::Figure, &if right.is_empty() { String::new() } else { format!(" {right}") })
}
