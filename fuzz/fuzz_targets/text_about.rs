//! Any bytes read as an `--about` table: no panic, every good row is found by its name.

#![no_main]

use attest_text::about_table;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(table) = about_table(data) {
        for name in table.rows.keys() {
            assert!(table.find(name).is_some());
        }
    }
});
