//! Any bytes read as Markdown with front matter: no panic, and the laws of a document hold.

#![no_main]

mod laws;

use laws::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    check("a.md", data);
});
