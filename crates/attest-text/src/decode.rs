//! Bytes to characters.
//!
//! A byte order mark decides; else a declared charset; else UTF-8 where the bytes are valid; else UTF-16 where every second byte of
//! mostly Latin text is zero; else windows-1252, the encoding of old wire archives. Single broken bytes inside a text that is
//! UTF-8 for the rest (a truncated file, a cut character) are replaced, not taken as proof of another encoding.

use crate::ReadError;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The largest input, in bytes: a page with its pictures inside, or a book. What is larger holds many reports or none, and reading it
/// as one would fill the memory.
pub const LIMIT: usize = 32 << 20;

/// The longest text of one document, in bytes: some 700,000 words. A coding keeps every word's analysis at once, a few hundred
/// bytes each.
pub const TEXT_LIMIT: usize = 4 << 20;

/// How much of an input is looked at to tell what it is.
const HEAD: usize = 64 * 1024;

/// Refuses a text that is too long for one report.
pub fn check_length(text: &str, name: &str) -> Result<(), ReadError> {
    if text.len() > TEXT_LIMIT {
        return Err(ReadError::TooLarge {
            name: name.to_owned(),
            what: "the text of one report",
            limit: TEXT_LIMIT,
        });
    }
    Ok(())
}

/// Refuses bytes that are no text.
pub fn check(bytes: &[u8], name: &str) -> Result<(), ReadError> {
    if bytes.len() > LIMIT {
        return Err(ReadError::TooLarge { name: name.to_owned(), what: "a file", limit: LIMIT });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty { name: name.to_owned() });
    }
    if Encoding::for_bom(bytes).is_some() || guess_utf16(bytes).is_some() {
        return Ok(());
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let odd =
        |b: u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b | 0x1e | 0x1a | 0x08);
    let telling = head.iter().filter(|b| odd(**b)).count();
    // One stray control byte in a long report is a scanning error; one in fifty is a picture or a program.
    if telling * 50 > head.len() || head.iter().filter(|b| **b == 0).nth(3).is_some() {
        let at = head.iter().position(|b| odd(*b)).unwrap_or(0);
        let byte = head.get(at).copied().unwrap_or(0);
        return Err(ReadError::Binary { name: name.to_owned(), at, byte });
    }
    Ok(())
}

/// The text of `bytes` without byte order mark, and the name of the encoding where it was a guess or lost characters.
pub fn text(bytes: &[u8]) -> (Cow<'_, str>, Option<String>) {
    text_declared(bytes, None)
}

/// As [`text`], with the charset that the document itself declares.
pub fn text_declared<'a>(bytes: &'a [u8], declared: Option<&str>) -> (Cow<'a, str>, Option<String>) {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes.get(skip..).unwrap_or_default(), "byte order mark");
    }
    if let Some(encoding) = guess_utf16(bytes) {
        return decode_as(encoding, bytes, "zero bytes");
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !is_stateful(declared)
    {
        return (Cow::Borrowed(text), None);
    }
    if let Some(encoding) = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()))
        && encoding != UTF_8
    {
        return decode_as(encoding, bytes, "declared charset");
    }
    if mostly_utf8(bytes) {
        return decode_as(UTF_8, bytes, "its other bytes");
    }
    decode_as(WINDOWS_1252, bytes, "not valid UTF-8")
}

/// Encodings whose bytes are all ASCII, so that valid UTF-8 proves nothing.
fn is_stateful(declared: Option<&str>) -> bool {
    declared.and_then(|label| Encoding::for_label(label.trim().as_bytes())).is_some_and(|encoding| {
        !encoding.is_ascii_compatible() && encoding != UTF_16LE && encoding != UTF_16BE
    })
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8], why: &str) -> (Cow<'a, str>, Option<String>) {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    let note = match (lossy, encoding == UTF_8) {
        (false, true) => None,
        (false, false) => Some(format!("read as {} ({why})", encoding.name())),
        (true, _) => Some(format!(
            "read as {} ({why}); bytes that do not fit it were replaced by U+FFFD",
            encoding.name()
        )),
    };
    (text, note)
}

/// Mostly Latin text in UTF-16 has a zero in every second byte.
fn guess_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096) & !1)?;
    if head.len() < 8 {
        return None;
    }
    let pairs = head.len() / 2;
    let even = head.iter().step_by(2).filter(|b| **b == 0).count();
    let odd = head.iter().skip(1).step_by(2).filter(|b| **b == 0).count();
    if odd * 10 > pairs * 8 && even * 10 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 8 && odd * 10 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether broken sequences are few against whole multi-byte characters: UTF-8 with damage rather than another encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut broken, mut whole) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken * 4 <= whole || (broken == 1 && bytes.utf8_chunks().last().is_some_and(|c| cut_off(c.invalid())))
}

/// The first bytes of a character whose rest was cut off.
fn cut_off(invalid: &[u8]) -> bool {
    matches!(
        (invalid.first(), invalid.len()),
        (Some(0xe0..=0xef), 2) | (Some(0xf0..=0xf4), 2..=3) | (Some(0xc3 | 0xe2), 1)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_read_and_removed() {
        assert_eq!(text(b"\xef\xbb\xbfCalm").0, "Calm");
        assert_eq!(text(b"\xff\xfeC\0a\0").0, "Ca");
        assert_eq!(text(b"\xfe\xff\0C\0a").0, "Ca");
    }

    #[test]
    fn utf16_without_mark_is_recognised() {
        let bytes: Vec<u8> = "Calm returned to Ost.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(check(&bytes, "a").is_ok());
        assert_eq!(text(&bytes).0, "Calm returned to Ost.");
    }

    #[test]
    fn old_wire_archives_are_windows_1252() {
        let (text, note) = text(b"The mayor of Bogot\xe1 said \x93no\x94.");
        assert_eq!(text, "The mayor of Bogot\u{e1} said \u{201c}no\u{201d}.");
        assert!(note.unwrap().contains("windows-1252"));
    }

    #[test]
    fn a_declared_charset_is_used() {
        assert_eq!(text_declared(b"\xc3\xee\xf0\xee\xe4", Some("windows-1251")).0, "Город");
    }

    #[test]
    fn a_cut_character_is_damage_and_no_other_encoding() {
        let (text, note) =
            text("Tillab\u{e9}ri was calm, \u{201c}he said\u{201d}".as_bytes().split_last().unwrap().1);
        assert!(text.starts_with("Tillab\u{e9}ri was calm"));
        assert!(note.unwrap().contains("U+FFFD"));
    }

    #[test]
    fn pictures_and_empty_files_are_refused() {
        assert!(matches!(check(b" \n", "a"), Err(ReadError::Empty { .. })));
        assert!(matches!(
            check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01", "a"),
            Err(ReadError::Binary { .. })
        ));
    }
}
