//! An archive of many invented incidents, to measure the page on: `cargo run --release -p attest-server --example many -- 100000 many.attest`.

#[path = "../../attest-store/tests/invented/mod.rs"]
mod invented;

use attest_link::Settings;
use attest_store::{Act, Scope, SqliteStore, Store, StoreError};

/// Reports in a transaction.
const BITE: u64 = 500;

fn main() -> Result<(), StoreError> {
    let mut arguments = std::env::args().skip(1);
    let count: u64 = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1000);
    let path = arguments.next().unwrap_or_else(|| "many.attest".to_owned());
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{path}{end}"));
    }
    let act = Act { by: "many".to_owned(), at: "2024-03-05T10:00:00Z".to_owned(), why: None };
    let mut store = SqliteStore::create(path.as_ref(), &act)?;
    for first in (0..count).step_by(BITE as usize) {
        // The first of the three reports of each incident.
        let bite: Vec<_> = (first..(first + BITE).min(count))
            .map(|number| invented::report(number * invented::REPORTS))
            .collect();
        store.add(&bite, &act)?;
    }
    store.link(Scope::All, &Settings::default())?;
    println!("{} incidents", store.status()?.incidents);
    Ok(())
}
