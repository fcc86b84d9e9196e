//! What must hold of every document, whatever the bytes: the same laws as `crates/attest-text/tests/properties.rs`.

use attest_text::{About, read_all, view};

/// Reads `bytes` as the file `name` and checks what comes out.
pub fn check(name: &str, bytes: &[u8]) {
    for document in read_all(bytes, &About::named(name)).into_iter().flatten() {
        let text = &document.text;
        let mut last = 0;
        for zone in &document.zones {
            assert!(zone.start >= last && zone.start < zone.end && zone.span().of(text).is_some());
            last = zone.end;
        }
        let mut last = 0;
        for citation in &document.citations {
            assert!(citation.start >= last);
            assert_eq!(text.get(citation.start as usize..citation.end as usize), Some(citation.marker.as_str()));
            last = citation.end;
        }
        assert!(document.dateline.is_none_or(|line| line.of(text).is_some()));
        for block in view(&document).blocks {
            assert!(block.extent().of(text).is_some());
            for (at, c) in block.text.char_indices() {
                assert!(block.span(at as u32, (at + c.len_utf8()) as u32).of(text).is_some());
            }
        }
    }
}
