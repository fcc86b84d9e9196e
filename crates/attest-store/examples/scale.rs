//! How an archive grows: fills one with invented reports and times adding one more, filters and searches.
//!
//! `cargo run --release -p attest-store --example scale -- 100000 scale.attest` prints one row of the table in
//! docs/reliability.md; every report has ten claims, three reports tell of each incident, and what was linked is compared with that.

#[path = "../tests/invented/mod.rs"]
mod invented;

use attest_link::Settings;
use attest_store::{Act, Filter, Scope, SqliteStore, Store, StoreError};
use std::collections::BTreeMap;
use std::time::Instant;

/// Reports in a transaction.
const BITE: u64 = 200;
/// Measurements of each question, of which the median is told.
const TIMES: usize = 15;

fn main() -> Result<(), StoreError> {
    let mut arguments = std::env::args().skip(1);
    let count: u64 = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(1000);
    let path = arguments.next().unwrap_or_else(|| "scale.attest".to_owned());
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{path}{end}"));
    }
    let act = Act { by: "scale".to_owned(), at: "2024-03-05T10:00:00Z".to_owned(), why: None };
    let mut store = SqliteStore::create(path.as_ref(), &act)?;
    let begin = Instant::now();
    for first in (0..count).step_by(BITE as usize) {
        let bite: Vec<_> = (first..(first + BITE).min(count)).map(invented::report).collect();
        store.add(&bite, &act)?;
        // How time grows along the way: to standard error, for whoever watches.
        if (first / BITE + 1).is_multiple_of((count / BITE / 10).max(1)) {
            eprintln!("  {} added after {:.1} s", first + BITE, begin.elapsed().as_secs_f64());
        }
    }
    let added = begin.elapsed();
    let begin = Instant::now();
    store.link(Scope::All, &Settings::default())?;
    let linked = begin.elapsed();
    let peak = memory() >> 10;
    let (all, right) = truth(&store)?;
    let mut next = count;
    let one = median(|| {
        next += 1;
        store.add(&[invented::report(next)], &act)?;
        store.link(Scope::Touched, &Settings::default()).map(|_| ())
    })?;
    let size = std::fs::metadata(&path).map_or(0, |data| data.len()) >> 20;
    println!(
        "{count} documents | {} claims | add {:.1} s | link {:.1} s | {all} incidents, {right} right | one more {one:.0} ms | file {size} MB | \
         memory {peak} MB",
        count * 10,
        added.as_secs_f64(),
        linked.as_secs_f64(),
    );
    questions(&store)
}

fn questions(store: &SqliteStore) -> Result<(), StoreError> {
    let (town, ..) = invented::town(invented::draw(5, 4000));
    let limit = Filter { limit: 50, ..Filter::default() };
    let day =
        Filter { from: Some("2022-03-01".to_owned()), to: Some("2022-03-07".to_owned()), ..limit.clone() };
    let place = Filter { place: Some(town.clone()), ..limit.clone() };
    let actor = Filter { actor: Some("Ridge Front".to_owned()), ..limit.clone() };
    let all = [("all", &limit), ("days", &day), ("place", &place), ("actor", &actor)];
    for (what, filter) in all {
        println!("  incidents by {what}: {:.1} ms", median(|| store.incidents(filter).map(|_| ()))?);
    }
    for words in [&format!("\"post at {town}\""), "soldiers wounded", "bridge school", "wound*", &town] {
        let found = store.search_reports(words, &limit)?.all;
        let time = median(|| store.search_reports(words, &limit).map(|_| ()))?;
        println!("  reports with {words}: {time:.1} ms ({found} found)");
    }
    let both = Filter { status: Some("corroborated".to_owned()), ..place.clone() };
    let kind = Filter { kind: Some("damage".to_owned()), ..limit.clone() };
    let all = [("", &limit), (" by days", &day), (" by place and status", &both), (" by kind", &kind)];
    for words in ["bridge", "that", "wound*", "\"soldiers were killed\"", &town] {
        for (what, filter) in all {
            let found = store.search_claims(words, filter)?.all;
            let time = median(|| store.search_claims(words, filter).map(|_| ()))?;
            println!("  claims with {words}{what}: {time:.1} ms ({found} found)");
        }
    }
    let words = Filter { words: Some("herald".to_owned()), ..limit.clone() };
    for (what, filter) in [("all", &limit), ("days", &day), ("words", &words)] {
        println!("  documents by {what}: {:.1} ms", median(|| store.documents(filter, false).map(|_| ()))?);
    }
    println!("  sources: {:.1} ms", median(|| store.sources(50).map(|_| ()))?);
    println!("  status: {:.1} ms", median(|| store.status().map(|_| ()))?);
    Ok(())
}

/// How many incidents there are, and how many hold exactly the reports that they should.
fn truth(store: &SqliteStore) -> Result<(u64, u64), StoreError> {
    let mut right = 0;
    let rows = store.incidents(&Filter::default())?.rows;
    for row in &rows {
        let members = store.incident(&row.id)?.members;
        let number =
            |name: &str| -> Option<u64> { name.strip_prefix("report-")?.strip_suffix(".txt")?.parse().ok() };
        let mut of: BTreeMap<u64, u64> = BTreeMap::new();
        for member in &members {
            *of.entry(number(&member.name).unwrap_or(0) / invented::REPORTS).or_default() += 1;
        }
        right += u64::from(of.len() == 1 && of.values().all(|count| *count == invented::REPORTS));
    }
    Ok((rows.len() as u64, right))
}

/// The median time in milliseconds.
fn median(mut ask: impl FnMut() -> Result<(), StoreError>) -> Result<f64, StoreError> {
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let begin = Instant::now();
        ask()?;
        times.push(begin.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    Ok(times.get(TIMES / 2).copied().unwrap_or_default())
}

/// The most memory that this process ever had, in kilobytes, where the system says it.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
