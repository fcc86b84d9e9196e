//! The card of `attest compare`: for each change what it is, then the article's words and the source's, side by side on a wide
//! terminal and one under the other on a narrow one. The words that changed stand out inside their sentences.

use super::{ASCII, Look, Sheet, Text, Tone, WIDTHS};
use attest_link::{Change, Words};
use attest_model::Coding;

/// The card.
pub fn draw(article: &Coding, sources: &[Coding], changes: &[Change], look: Look) -> Sheet {
    let look = Look { width: look.width.clamp(WIDTHS.0, WIDTHS.1), ..look };
    let mut sheet = Sheet::new(look.width, look.glyphs == &ASCII);
    let title = article.document.title.as_deref().unwrap_or(&article.document.name);
    let count = if sources.len() == 1 { "1 source".to_owned() } else { format!("{} sources", sources.len()) };
    sheet.edges(0, &Text::of(Tone::Strong, title), &Text::of(Tone::Faint, &format!("against {count}")));
    if changes.is_empty() {
        sheet.blank();
        let none = "Every toll and every responsibility that was found in both is worded in the article as a source words it.";
        sheet.paragraph(0, &Text::of(Tone::Plain, none));
        return sheet;
    }
    for (index, change) in changes.iter().enumerate() {
        sheet.blank();
        let head = Text::of(Tone::Strong, &format!("{:>2}  {}", index + 1, change.kind.as_str()));
        sheet.paragraph(0, &head.with(Tone::Plain, &format!("  {}", change.why)));
        let width = sheet.width();
        match &change.source {
            Some(source) if look.wide() => {
                let half = (width.saturating_sub(8)) / 2;
                let left = side("article", &change.article);
                let right = side(&source.document, source);
                for (left, right) in left.into_iter().zip(right) {
                    sheet.columns(4, &[(half, left), (half, right)]);
                }
            }
            _ => {
                let sides = [
                    Some(("article", &change.article)),
                    change.source.as_ref().map(|own| (own.document.as_str(), own)),
                ];
                for (name, words) in sides.into_iter().flatten() {
                    for line in side(name, words) {
                        sheet.paragraph(4, &line);
                    }
                }
            }
        }
    }
    sheet
}

/// Name and voice of a side, then its sentence.
fn side(name: &str, words: &Words) -> [Text; 2] {
    let head = Text::of(Tone::Faint, &format!("{name}, {}: {}", words.claim, words.voice));
    [head, sentence(words)]
}

/// The sentence with the words that carry the claim standing out.
fn sentence(words: &Words) -> Text {
    let text = &words.sentence.text;
    let start = words.quote.start.checked_sub(words.sentence.start).map(|start| start as usize);
    let parts = start.and_then(|start| {
        let end = start + words.quote.text.len();
        Some((text.get(..start)?, text.get(start..end)?, text.get(end..)?))
    });
    match parts {
        Some((before, quote, after)) => Text::of(Tone::Quote, "“")
            .with(Tone::Quote, before)
            .with(Tone::Figure, quote)
            .with(Tone::Quote, after)
            .with(Tone::Quote, "”"),
        None => Text::of(Tone::Figure, &format!("“{}”", words.quote.text)),
    }
}
