//! Any bytes that are UTF-8, with and without a publication date: no panic, spans on character boundaries, in order.

#![no_main]

use attest_time::{Anchors, dateline, read, resolve_event};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (Option<(i16, i8, i8)>, &str)| {
    let (published, text) = input;
    let published = published.and_then(|(y, m, d)| jiff::civil::Date::new(y, m, d).ok());
    let mentions = read(text, &Anchors { published, ..Anchors::default() });
    let mut last = 0;
    for (n, m) in mentions.iter().enumerate() {
        assert!(m.start >= last && m.start < m.end);
        assert!(!m.words(text).is_empty());
        last = m.end;
        let _ = resolve_event(&mentions, n);
    }
    let _ = dateline(text);
});
