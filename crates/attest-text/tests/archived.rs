//! Archived pages: what is read out of WARC and WACZ, and what damage does to it.

use attest_text::{About, read_all};
use flate2::{Compression, write::GzEncoder};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use std::io::Write;

const FIRST: &str = "<html><head><title>Attack at Tolsa</title><script>document.title = 'run'</script></head><body><p>Four soldiers were killed at Tolsa on Monday, the army said.</p></body></html>";
const SECOND: &str =
    "A bomb exploded in the market of Ostara on 3 May 2023. Two civilians were wounded, police said.";

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn record(kind: &str, uri: &str, media: &str, body: &[u8], more: &str) -> Vec<u8> {
    let block = if kind == "response" {
        [format!("HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n{more}\r\n").into_bytes(), body.to_vec()]
            .concat()
    } else {
        body.to_vec()
    };
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-03-05T10:00:00Z\r\nContent-Type: {}\r\n\
         WARC-Payload-Digest: sha1:{}\r\nWARC-Block-Digest: sha256:{}\r\nContent-Length: {}\r\n\r\n",
        if kind == "response" { "application/http; msgtype=response" } else { media },
        hex(&Sha1::digest(body)),
        hex(&Sha256::digest(&block)),
        block.len()
    );
    [head.into_bytes(), block, b"\r\n\r\n".to_vec()].concat()
}

fn first() -> Vec<u8> {
    record("response", "https://example.org/first", "text/html; charset=utf-8", FIRST.as_bytes(), "")
}

fn second() -> Vec<u8> {
    record("resource", "https://example.org/second.txt", "text/plain", SECOND.as_bytes(), "")
}

fn others() -> Vec<u8> {
    [
        record("request", "https://example.org/first", "application/http", b"GET / HTTP/1.1\r\n\r\n", ""),
        record(
            "response",
            "https://example.org/a.js",
            "text/javascript",
            b"alert('Six soldiers were killed.')",
            "",
        ),
        record("response", "https://example.org/a.png", "image/png", b"\x89PNG", ""),
    ]
    .concat()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Titles or beginnings of what was read, and what was refused.
fn read(name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let (mut texts, mut errors) = (Vec::new(), Vec::new());
    for document in read_all(bytes, &About::named(name)) {
        match document {
            Ok(document) => {
                assert!(document.url.as_deref().is_some_and(|url| url.starts_with("https://example.org/")));
                assert!(
                    document.notes.iter().any(|note| note.0 == "document.archived"),
                    "{:?}",
                    document.notes
                );
                texts.push(document.text);
            }
            Err(error) => errors.push(error.to_string()),
        }
    }
    (texts, errors)
}

#[test]
fn pages_are_read_and_nothing_else_plain_or_packed() {
    let plain = [first(), others(), second()].concat();
    let members = [packed(&first()), packed(&others()), packed(&second())].concat();
    let whole = packed(&plain);
    for (name, bytes) in [("a.warc", plain), ("a.warc.gz", members), ("b.warc.gz", whole)] {
        let (texts, errors) = read(name, &bytes);
        assert_eq!((texts.len(), errors.len()), (2, 0), "{name}: {errors:?}");
        assert!(texts[0].contains("Four soldiers") && !texts.iter().any(|text| text.contains("run")));
        assert!(texts[1].contains("Ostara"));
    }
}

#[test]
fn a_changed_page_is_refused_with_its_place_and_the_others_are_read() {
    let mut bytes = [first(), second(), first()].concat();
    let at = bytes.windows(4).position(|four| four == b"Four").unwrap();
    bytes[at..at + 4].copy_from_slice(b"Nine");
    let (texts, errors) = read("a.warc", &bytes);
    assert_eq!((texts.len(), errors.len()), (2, 1), "{errors:?}");
    assert!(
        errors[0].contains("byte 0")
            && errors[0].contains("example.org/first")
            && errors[0].contains("changed or damaged"),
        "{errors:?}"
    );
}

#[test]
fn damage_costs_its_record_and_no_other() {
    // A member that does not unpack, rubbish between records, a file that is cut short.
    let mut broken = packed(&first());
    let middle = broken.len() / 2;
    broken[middle] ^= 0xff;
    broken[middle + 1] ^= 0xff;
    let (texts, errors) = read("a.warc.gz", &[broken, packed(&second())].concat());
    assert_eq!((texts.len(), errors.len()), (1, 1), "{errors:?}");
    let (texts, errors) =
        read("a.warc", &[b"rubbish\n".to_vec(), first(), b"more rubbish\n".to_vec(), second()].concat());
    assert_eq!((texts.len(), errors.len()), (2, 2), "{errors:?}");
    let all = [second(), first()].concat();
    let (texts, errors) = read("a.warc", &all[..all.len() - 60]);
    assert_eq!((texts.len(), errors.len()), (1, 1), "{errors:?}");
    assert!(errors[0].contains("cut short"), "{errors:?}");
}

#[test]
fn the_compression_of_the_way_is_taken_off() {
    let body = packed(FIRST.as_bytes());
    let bytes =
        record("response", "https://example.org/first", "text/html", &body, "Content-Encoding: gzip\r\n");
    let (texts, errors) = read("a.warc", &bytes);
    assert!(errors.is_empty() && texts[0].contains("Four soldiers"), "{errors:?}");
}

fn wacz(warc: &[u8], listed: &[u8]) -> Vec<u8> {
    let list = format!(
        "{{\"profile\":\"data-package\",\"resources\":[{{\"name\":\"data.warc.gz\",\"path\":\"archive/data.warc.gz\",\"hash\":\"sha256:{}\",\"bytes\":{}}}]}}",
        hex(&Sha256::digest(listed)),
        listed.len()
    );
    let seal = format!(
        "{{\"path\":\"datapackage.json\",\"hash\":\"sha256:{}\"}}",
        hex(&Sha256::digest(list.as_bytes()))
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in [
        ("archive/data.warc.gz", warc),
        ("datapackage.json", list.as_bytes()),
        ("datapackage-digest.json", seal.as_bytes()),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_package_is_held_against_its_list_of_hashes() {
    let warc = [packed(&first()), packed(&second())].concat();
    let (texts, errors) = read("a.wacz", &wacz(&warc, &warc));
    assert_eq!((texts.len(), errors.len()), (2, 0), "{errors:?}");
    let (texts, errors) = read("a.wacz", &wacz(&warc, b"other"));
    assert_eq!(texts.len(), 2, "the records' own hashes hold");
    assert!(
        errors[0].contains("archive/data.warc.gz") && errors[0].contains("does not have the hash"),
        "{errors:?}"
    );
    let (texts, errors) = read("a.wacz", b"PK\x03\x04 no zip");
    assert!(texts.is_empty() && errors.len() == 1, "{errors:?}");
}

#[test]
fn any_cut_of_an_archive_is_read_or_refused_and_never_worse() {
    let all = [packed(&first()), second(), packed(&others())].concat();
    for end in (0..all.len()).step_by(7) {
        let _ = read_all(&all[..end], &About::named("a.warc.gz"));
        let _ = read_all(&all[end..], &About::named("a.warc"));
    }
}
