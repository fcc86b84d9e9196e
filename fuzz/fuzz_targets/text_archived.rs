//! Any bytes as an archive of web pages, a sheet, a day of current events: read or refused, never a panic.

#![no_main]

use attest_text::{About, current_events, read_all, sheet};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["a.warc", "a.warc.gz", "a.wacz"] {
        for document in read_all(bytes, &About::named(name)).into_iter().flatten() {
            assert!(document.zones.iter().all(|zone| zone.span().of(&document.text).is_some()));
        }
    }
    let _ = sheet::read_all(bytes, &About::named("sheet.csv"));
    for document in current_events::read_all(bytes, &About::named("2024_February_28.wiki")).into_iter().flatten() {
        assert!(document.citations.iter().all(|own| document.text.get(own.start as usize..own.end as usize).is_some()));
    }
});
