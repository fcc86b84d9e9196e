//! The text format: what a researcher wants to see first.
//!
//! One card an incident, in the order of the reader's questions: what, when, where, who, how; then *who says how many, in
//! which words*; then what rules of assessment make of it, and what a careful reader would stumble over. Background
//! incidents are one line each, so that they cannot be taken for the report's own. Nothing is printed that has no words
//! behind it, and an empty field says why it is empty.
//!
//! The whole picture is computed from a [`Coding`] alone, so that a coding read back from a file shows the same card.

mod besides;
pub mod changes;
mod excerpt;
mod explain;
mod fields;
mod glyphs;
pub mod incident;
mod index;
mod sheet;
mod table;
mod toll;
mod verdict;
mod voice;
mod words;

pub use excerpt::{Mark, draw as draw_excerpt, position};
pub use explain::{Entry, explain};
pub use glyphs::{ASCII, Glyphs, UNICODE};
pub use sheet::{Sheet, Text, Tone};
pub use words::counted;

use attest_model::{Coding, Incident, Role};
use index::Index;

/// How a card is to look.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Signs to draw with.
    pub glyphs: &'static Glyphs,
}

impl Look {
    /// Whether words stand beside what was read from them; on a narrow terminal they move under it.
    const fn wide(&self) -> bool {
        self.width >= 100
    }
}

/// Narrowest and widest sheet: below the one the columns break, beyond the other lines are hard to follow.
const WIDTHS: (usize, usize) = (60, 140);

/// The cards of one document.
pub fn draw(coding: &Coding, look: Look) -> Sheet {
    let look = Look { width: look.width.clamp(WIDTHS.0, WIDTHS.1), ..look };
    let index = Index::new(coding);
    let mut sheet = Sheet::new(look.width, look.glyphs == &ASCII);
    head(&mut sheet, coding, look);
    let order = in_reading_order(coding);
    for (position, &incident) in order.iter().enumerate() {
        sheet.blank();
        fields::draw(&mut sheet, &index, incident, look);
        table::draw(&mut sheet, &index, incident, look);
        besides::draw(&mut sheet, &index, incident, look);
        let earlier = order.get(..position).unwrap_or_default();
        verdict::draw(&mut sheet, &index, incident, earlier, look);
    }
    sheet.blank();
    verdict::draw_rest(&mut sheet, &index, look);
    sheet
}

/// The incidents that get a card: each followed by its parts; background and aggregates are left to the closing lines.
fn in_reading_order(coding: &Coding) -> Vec<&Incident> {
    let shown = |incident: &&Incident| has_card(incident);
    let ids: Vec<&str> = coding.incidents.iter().filter(shown).map(|incident| incident.id.as_str()).collect();
    let is_part_of = |incident: &Incident, whole: &str| incident.part_of.as_deref() == Some(whole);
    let mut out = Vec::new();
    for incident in coding.incidents.iter().filter(shown) {
        if incident.part_of.as_deref().is_some_and(|whole| whole != incident.id && ids.contains(&whole)) {
            continue;
        }
        out.push(incident);
        out.extend(coding.incidents.iter().filter(shown).filter(|part| is_part_of(part, &incident.id)));
    }
    // Parts of parts, and parts that name each other, still get their card.
    let missed: Vec<&Incident> = coding
        .incidents
        .iter()
        .filter(shown)
        .filter(|incident| !out.iter().any(|seen| seen.id == incident.id))
        .collect();
    out.extend(missed);
    out
}

fn has_card(incident: &Incident) -> bool {
    !matches!(incident.role, Role::Background | Role::Aggregate)
}

/// The document: its title, and what kind of text it is.
fn head(sheet: &mut Sheet, coding: &Coding, look: Look) {
    let document = &coding.document;
    let title = document.title.as_deref().unwrap_or(&document.name);
    let mut about: Vec<String> = Vec::new();
    if document.title.is_some() && document.title.as_deref() != Some(&document.name) {
        about.push(document.name.clone());
    }
    about.push(words::plain(document.kind.as_str()));
    about.push(words::language(&document.language));
    about.extend(document.publisher.clone());
    about.extend(document.published.as_deref().map(words::date));
    let references = document.references.len();
    if references > 0 {
        let linked = document.references.iter().filter(|entry| entry.text.is_some()).count();
        about.push(format!(
            "{}, {}",
            words::counted(references, "reference"),
            words::resolvable(linked, references)
        ));
    } else if !document.citations.is_empty() {
        about.push(format!(
            "{}, no reference list",
            words::counted(document.citations.len(), "citation mark")
        ));
    }
    let right = Text::of(Tone::Faint, &about.join(look.glyphs.dot));
    sheet.edges(0, &Text::of(Tone::Strong, title), &right);
}
