//! Markdown: front matter, then plain text with a little markup.
//!
//! The text stays the file's own. Headings, lists, footnotes and tables become zones; emphasis and link targets stay in the text and
//! are skipped in the view, so that quotes still read back.

use crate::{About, draft::Draft, front_matter, headings, paragraph, plain};
use attest_model::ZoneKind;

/// Reads decoded Markdown.
pub fn read(text: &str, _about: &About) -> Draft {
    let mut draft = Draft { text: text.to_owned(), ..Draft::default() };
    let mut body = front_matter::mark(&mut draft);
    if draft.title.is_none() {
        body = title(&mut draft, body);
    }
    plain::mark(&mut draft, body);
    draft
}

/// A first-level heading in front of the body is the title.
fn title(draft: &mut Draft, body: usize) -> usize {
    let text = std::mem::take(&mut draft.text);
    let first = paragraph::lines(&text, body, text.len())
        .find(|line| text.get(line.clone()).is_some_and(|l| !l.trim().is_empty()));
    let mut after = body;
    if let Some(line) = first
        && let Some(words) = text.get(line.clone())
        && words.starts_with("# ")
        && let Some(range) = headings::marked(words)
    {
        draft.title = words.get(range.clone()).map(ToOwned::to_owned);
        draft.zone(ZoneKind::Title, None, line.start + range.start, line.start + range.end);
        after = line.end;
    }
    draft.text = text;
    after
}
