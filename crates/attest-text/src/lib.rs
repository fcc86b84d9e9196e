//! Bytes to documents: encodings, HTML, wikitext, Markdown, PDF, plain text; zones, citations, references.
//!
//! [`read`] makes an immutable [`Document`] of a file's bytes, [`view`] the clean blocks that language
//! analysis works on. Readers find the *parts* of a text (title, lead, sections, infobox, references, furniture) and mark them as
//! zones without altering a byte, because every later quote is checked against this text. For plain text and Markdown the text is
//! the decoded file itself, for JSON Lines the value of `text`; for HTML, wikitext and PDF it is the text extracted from the markup.
//!
//! ```
//! use attest_text::{About, read, view};
//! let document = read(b"Raid on Ost\n\nFour soldiers were killed.[1] AftermathThe army left.", &About::named("ost.txt")).unwrap();
//! assert_eq!(document.title.as_deref(), Some("Raid on Ost"));
//! let blocks: Vec<_> = view(&document).blocks.into_iter().map(|b| b.text).collect();
//! assert_eq!(blocks, ["Raid on Ost", "Four soldiers were killed.", "Aftermath", "The army left."]);
//! ```

mod about;
mod archived;
mod clean;
pub mod current_events;
mod date;
mod dateline;
mod decode;
mod draft;
mod error;
mod fields;
mod format;
mod front_matter;
mod furniture;
mod headings;
mod html;
mod json;
mod kind;
mod language;
mod lines;
mod markdown;
mod marks;
mod paragraph;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod reflist;
mod sections;
pub mod sheet;
mod view;
mod wikitext;

pub use about::{About, AboutTable, about_table};
pub use archived::{Archive, Page};
pub use decode::{LIMIT, TEXT_LIMIT};
use draft::Draft;
pub use error::ReadError;
pub use format::Format;
pub use language::is_upper_case;
pub use view::view;

use attest_model::Document;

/// Reads one document. For a file of many (JSON Lines) this is the first, with a note; see [`read_all`].
///
/// # Errors
/// Where the bytes hold no readable text; the message names the input and the way out.
pub fn read(bytes: &[u8], about: &About) -> Result<Document, ReadError> {
    let mut all = read_all(bytes, about);
    let more = all.len().saturating_sub(1);
    if all.is_empty() {
        return Err(ReadError::Empty { name: about.name.clone() });
    }
    let mut first = all.swap_remove(0)?;
    if more > 0 {
        first.notes.push((
            "document".to_owned(),
            format!("the file holds {more} more documents, which were not read"),
        ));
    }
    Ok(first)
}

/// Reads every document that the bytes hold: one, or one per line of JSON Lines. A line that cannot be read is an error of its own
/// and does not lose the others.
pub fn read_all(bytes: &[u8], about: &About) -> Vec<Result<Document, ReadError>> {
    if let Some(archive) = Archive::detect(&about.name, bytes) {
        return archived::read_all(archive, bytes, about);
    }
    let format = Format::detect(&about.name, bytes);
    if format == Format::Pdf && bytes.len() <= LIMIT {
        return vec![read_pdf(bytes, about)];
    }
    if let Err(error) = decode::check(bytes, &about.name) {
        return vec![Err(error)];
    }
    let declared = (format == Format::Html).then(|| html::declared_charset(bytes)).flatten();
    let (text, encoding) = decode::text_declared(bytes, declared.as_deref());
    // Markup is longer than its text, which is measured when it is known.
    if !matches!(format, Format::Html | Format::Wikitext | Format::JsonLines)
        && let Err(error) = decode::check_length(&text, &about.name)
    {
        return vec![Err(error)];
    }
    let mut draft = match format {
        Format::Html => html::read(&text, about),
        Format::JsonLines => return json::read_all(&text, about),
        Format::Wikitext => wikitext::read(&text, about),
        Format::Markdown => markdown::read(&text, about),
        _ => plain::read(&text, about),
    };
    if let Some(words) = encoding {
        draft.note("document.text", words);
    }
    let document = draft.finish(bytes, about);
    vec![decode::check_length(&document.text, &about.name).map(|()| document)]
}

#[cfg(feature = "pdf")]
fn read_pdf(bytes: &[u8], about: &About) -> Result<Document, ReadError> {
    let (text, note) = pdf::text(bytes, &about.name)?;
    decode::check_length(&text, &about.name)?;
    let mut draft = plain::read(&text, about);
    if let Some(words) = note {
        draft.note("document.text", words);
    }
    Ok(draft.finish(bytes, about))
}

#[cfg(not(feature = "pdf"))]
fn read_pdf(_bytes: &[u8], about: &About) -> Result<Document, ReadError> {
    let reason = "this build has no PDF reader (feature `pdf`)".to_owned();
    Err(ReadError::Pdf { name: about.name.clone(), reason })
}
