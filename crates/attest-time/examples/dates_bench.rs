//! Writes one line of the coding format for every text of a folder, with its time expressions only, so that date reading can be
//! scored and timed without the command: `dates_bench FOLDER > out.jsonl`. The publication date of `NAME.txt` comes from
//! `NAME.json` (`{"published": "2024-03-05"}`) or from a `published.csv` beside the folder (`name,published`).

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use attest_time::{Anchors, read};
use jiff::civil::Date;
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: dates_bench FOLDER")?;
    let folder = Path::new(&folder);
    let table = published_table(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.sort();
    let (mut bytes, mut spent, mut slowest) = (0, 0.0, 0.0_f64);
    for path in files.iter().filter(|p| p.extension().is_none_or(|e| e == "txt")) {
        let text = std::fs::read_to_string(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let sidecar = std::fs::read_to_string(path.with_extension("json")).ok();
        let beside = sidecar.and_then(|s| serde_json::from_str::<serde_json::Value>(&s).ok());
        let published: Option<Date> = beside
            .and_then(|v| v["published"].as_str().and_then(|s| s.parse().ok()))
            .or_else(|| table.get(&stem).copied());
        let anchors = Anchors { published, ..Anchors::default() };
        let clock = Instant::now();
        let mentions = read(&text, &anchors);
        let took = clock.elapsed().as_secs_f64();
        bytes += text.len();
        spent += took;
        slowest = slowest.max(took);
        let list: Vec<_> = mentions
            .iter()
            .map(|m| {
                json!({"kind": "time", "start": m.start, "end": m.end, "text": m.words(&text), "value": m.value,
                       "type": m.kind.as_str(), "rule": m.rule, "interval": m.interval, "basis": m.basis, "mod": m.modifier,
                       "anchor": m.anchor, "note": m.note, "bound": m.bound})
            })
            .collect();
        println!("{}", json!({"document": {"name": name}, "mentions": list}));
    }
    eprintln!("{} texts, {bytes} bytes, {:.2} ms, slowest {:.2} ms", files.len(), spent * 1e3, slowest * 1e3);
    Ok(())
}

fn published_table(folder: &Path) -> BTreeMap<String, Date> {
    let Some(parent) = folder.parent() else { return BTreeMap::new() };
    let Ok(text) = std::fs::read_to_string(parent.join("published.csv")) else { return BTreeMap::new() };
    text.lines()
        .filter_map(|l| {
            let (name, date) = l.split_once(',')?;
            Some((name.trim_end_matches(".txt").to_owned(), date.trim().parse().ok()?))
        })
        .collect()
}
