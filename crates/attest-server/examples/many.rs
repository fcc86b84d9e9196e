//! An archive of many invented incidents, to measure the page on: `cargo run --release -p attest-server --example many -- 100000 many.attest`.

#[path = "../../attest-store/tests/invented/mod.rs"]
mod invented;

use attest_link::Settings;
use attest_store::{Act, Incoming, Scope, SqliteStore, Store, StoreError};

/// Reports in a transaction.
const BITE: u64 = 500;

/// The first of the three reports of an incident. Its days are spread over two centuries: in the three years of the invented reports so
/// many incidents would lie too near to one another to be told apart.
fn report(number: u64) -> Incoming {
    let mut incoming = invented::report(number * invented::REPORTS);
    for incident in &mut incoming.coding.incidents {
        for day in [&mut incident.when.earliest, &mut incident.when.latest].into_iter().flatten() {
            day.replace_range(..4, &format!("{}", 1824 + number % 200));
        }
    }
    incoming
}

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
        let bite: Vec<_> = (first..(first + BITE).min(count)).map(report).collect();
        store.add(&bite, &act)?;
    }
    store.link(Scope::All, &Settings::default())?;
    println!("{} incidents", store.status()?.incidents);
    Ok(())
}
