//! Any bytes read as PDF: no panic, and the laws of a document hold.

#![no_main]

mod laws;

use laws::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"%PDF-") {
        check("a.pdf", data);
    } else {
        check("a.pdf", &[b"%PDF-1.4\n", data].concat());
    }
});
