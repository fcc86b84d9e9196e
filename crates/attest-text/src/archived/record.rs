//! One WARC record: its fields, its block, its hashes, and the page in it.

use super::{Page, at_most_the_limit};
use crate::{About, Format};
use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// The longest head of a record or of an answer.
const HEAD: usize = 1 << 20;

/// Fields of a head, in order; names in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The fields of the lines behind the first, up to the empty line; and how many bytes all of them are, the empty line too.
    pub fn read(bytes: &[u8]) -> Option<(String, Self, usize)> {
        let head = bytes.get(..bytes.len().min(HEAD))?;
        let (end, skip) = match (find(head, b"\r\n\r\n"), find(head, b"\n\n")) {
            (Some(strict), loose) if loose.is_none_or(|loose| strict < loose) => (strict, 4),
            (_, Some(loose)) => (loose, 2),
            _ => return None,
        };
        let text = String::from_utf8_lossy(head.get(..end)?);
        let mut lines = text.lines();
        let first = lines.next()?.trim().to_owned();
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines {
            // A folded line goes on with the field before it.
            if let Some(last) = fields.last_mut().filter(|_| line.starts_with([' ', '\t'])) {
                last.1.push(' ');
                last.1.push_str(line.trim());
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Some((first, Self(fields), end + skip))
    }

    /// The value of a field, by its name in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// Where `needle` begins.
pub fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

/// The page in a record; with `strict` only one that a hash was archived with. Nothing where it holds none (a request, a picture, a script, an answer that says "not found").
///
/// # Errors
/// Why the record cannot be trusted or read.
pub fn page(file: &str, fields: &Fields, block: &[u8], strict: bool) -> Result<Option<Page>, String> {
    let mut checked = Vec::new();
    if let Some(hash) = fields.get("warc-block-digest") {
        check(hash, &[block], "its block")?;
        checked.push(hash);
    }
    let kind = fields.get("warc-type").unwrap_or_default().to_ascii_lowercase();
    if !matches!(kind.as_str(), "response" | "resource" | "conversion") {
        return Ok(None);
    }
    let address = fields.get("warc-target-uri").unwrap_or_default().trim_matches(['<', '>']).to_owned();
    let web = address.starts_with("http:") || address.starts_with("https:");
    let is_answer = kind == "response" && block.starts_with(b"HTTP/");
    let (answer, payload) = if is_answer {
        let (first, own, used) = Fields::read(block).ok_or("the server's answer has no end of its head")?;
        (Some((first, own)), block.get(used..).unwrap_or_default())
    } else {
        (None, block)
    };
    let http = answer.as_ref().map(|(_, own)| own);
    let unchunked = http
        .and_then(|own| own.get("transfer-encoding"))
        .filter(|own| own.eq_ignore_ascii_case("chunked"))
        .and_then(|_| dechunk(payload));
    let body = unchunked.as_deref().unwrap_or(payload);
    if let Some(hash) = fields.get("warc-payload-digest").filter(|_| kind != "response" || is_answer) {
        // Crawlers hash what came over the wire or what was in it; both are the same page.
        check(hash, &[payload, body], "its page")?;
        checked.push(hash);
    }
    if let Some((first, _)) = &answer
        && !first.split_whitespace().nth(1).is_some_and(|code| code.starts_with('2'))
    {
        return Ok(None);
    }
    let media = http
        .and_then(|own| own.get("content-type"))
        .or_else(|| if is_answer { None } else { fields.get("content-type") });
    let Some(ending) = ending(media, body) else { return Ok(None) };
    let bytes = decoded(http.and_then(|own| own.get("content-encoding")), body)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    let mut name = format!("{file}/{}", address.split_once("://").map_or(address.as_str(), |(_, rest)| rest));
    if !ending.is_empty() && Format::detect(&name, &bytes) != Format::detect(&format!("x{ending}"), &bytes) {
        name.push_str(ending);
    }
    if strict && checked.is_empty() {
        return Err("no hash was archived with it, and the file around it was changed".to_owned());
    }
    let day = fields.get("warc-date").unwrap_or("a day unknown");
    let cut = fields
        .get("warc-truncated")
        .map_or_else(String::new, |why| format!("; cut short by the crawler ({why})"));
    let captured = match checked.as_slice() {
        [] => format!("captured {day}; no hash was archived with it{cut}"),
        hashes => format!("captured {day}; its archived hash holds ({}){cut}", hashes.join(", ")),
    };
    let about = About { name, url: web.then_some(address), ..About::default() };
    Ok(Some(Page { about, bytes, captured }))
}

/// The ending of a file of that media type that may hold a report; nothing for pictures, scripts, styles and the like.
fn ending(media: Option<&str>, body: &[u8]) -> Option<&'static str> {
    let media = media.map(|own| own.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
    match media.as_deref() {
        Some("text/html" | "application/xhtml+xml") => Some(".html"),
        Some("application/pdf") => Some(".pdf"),
        Some("text/markdown") => Some(".md"),
        Some("text/plain") => Some(""),
        None | Some("" | "application/octet-stream") if body.starts_with(b"%PDF-") => Some(".pdf"),
        None | Some("") if Format::detect("page", body) == Format::Html => Some(".html"),
        _ => None,
    }
}

/// The page as its author wrote it, without the compression of the way.
fn decoded(encoding: Option<&str>, body: &[u8]) -> Result<Vec<u8>, String> {
    let told = |error: std::io::Error| format!("its compression is damaged ({error})");
    let long = || "it is longer than one report may be".to_owned();
    match encoding.map(str::to_ascii_lowercase).as_deref() {
        None | Some("" | "identity") => Ok(body.to_vec()),
        // Some crawlers store the page unpacked and leave the field as it came.
        Some("gzip" | "x-gzip") if !body.starts_with(b"\x1f\x8b") => Ok(body.to_vec()),
        Some("gzip" | "x-gzip") => at_most_the_limit(GzDecoder::new(body)).map_err(told)?.ok_or_else(long),
        Some("deflate") => {
            let read = at_most_the_limit(ZlibDecoder::new(body))
                .or_else(|_| at_most_the_limit(DeflateDecoder::new(body)));
            read.map_err(told)?.ok_or_else(long)
        }
        // Text that is stored unpacked under a field that says otherwise reads as text.
        Some(_) if std::str::from_utf8(body).is_ok() => Ok(body.to_vec()),
        Some(other) => {
            Err(format!("it is packed as `{other}`, which is not read; archive it again unpacked or as gzip"))
        }
    }
}

/// The parts of a chunked answer put together; nothing where it is not chunked after all.
fn dechunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let line = find(rest, b"\r\n")?;
        let size = std::str::from_utf8(rest.get(..line)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        rest = rest.get(line + 2..)?;
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

/// Holds bytes against a hash as WARC writes it, `sha1:` with base 32 or hexadecimal digits; any of `any` may have it.
fn check(written: &str, any: &[&[u8]], what: &str) -> Result<(), String> {
    let Some((algorithm, digest)) = written.split_once(':') else {
        return Err(format!("the hash of {what} cannot be read: {written}"));
    };
    let hash: fn(&[u8]) -> Vec<u8> = match algorithm.to_ascii_lowercase().as_str() {
        "sha1" | "sha-1" => |bytes| Sha1::digest(bytes).to_vec(),
        "sha256" | "sha-256" => |bytes| Sha256::digest(bytes).to_vec(),
        other => {
            return Err(format!(
                "the hash of {what} is a `{other}`, which is not known here; it cannot be checked"
            ));
        }
    };
    let same = any.iter().any(|bytes| {
        let own = hash(bytes);
        base32(&own).eq_ignore_ascii_case(digest.trim_end_matches('='))
            || hex(&own).eq_ignore_ascii_case(digest)
    });
    if same {
        return Ok(());
    }
    Err(format!(
        "{what} does not have the hash that it was archived with ({written}): it was changed or damaged"
    ))
}

/// Hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Base 32 (RFC 4648) without padding.
fn base32(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let digit = |value: u32| DIGITS.get(value as usize & 31).map_or('A', |own| char::from(*own));
    let mut out = String::new();
    let (mut waiting, mut bits) = (0_u32, 0);
    for byte in bytes {
        waiting = waiting << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(digit(waiting >> bits));
        }
        waiting &= (1 << bits) - 1;
    }
    if bits > 0 {
        out.push(digit(waiting << (5 - bits)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_read_in_both_ways_of_writing_and_a_wrong_one_is_told() {
        assert_eq!(base32(b"foobar"), "MZXW6YTBOI");
        let sha1 = format!("sha1:{}", base32(&Sha1::digest(b"page")));
        let sha256 = format!("sha256:{}", hex(&Sha256::digest(b"page")));
        assert!(check(&sha1, &[b"page"], "it").is_ok() && check(&sha256, &[b"wire", b"page"], "it").is_ok());
        assert!(check(&sha1, &[b"Page"], "it").unwrap_err().contains("changed or damaged"));
        assert!(check("md5:00", &[b"page"], "it").unwrap_err().contains("not known"));
    }

    #[test]
    fn chunks_are_put_together() {
        assert_eq!(dechunk(b"4\r\nWiki\r\n5;x\r\npedia\r\n0\r\n\r\n").unwrap(), b"Wikipedia");
        assert_eq!(dechunk(b"<html>"), None);
    }
}
