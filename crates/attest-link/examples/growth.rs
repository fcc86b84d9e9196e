//! How linking grows: generated reports at several sizes, with seconds, peak memory and how much of the truth was found.
//!
//!     cargo run --release --example growth -- 100 1000 10000

#[path = "../tests/world/mod.rs"]
mod world;

use attest_link::{Settings, link};
use std::collections::HashMap;
use std::time::Instant;

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    println!("documents,claims,incidents,seconds,peak_mb,pairs_right,pairs_wrong,pairs_missed");
    for size in sizes {
        let (codings, truth) = world::world(1, size);
        let claims: usize = codings.iter().map(|coding| coding.claims.len()).sum();
        let start = Instant::now();
        let incidents = link(&codings, &[], &Settings::default());
        let seconds = start.elapsed().as_secs_f64();
        let of: HashMap<&str, usize> = codings
            .iter()
            .zip(&truth)
            .map(|(coding, attack)| (coding.document.name.as_str(), *attack))
            .collect();
        let pairs = |count: usize| count * count.saturating_sub(1) / 2;
        let mut found: HashMap<usize, usize> = HashMap::new();
        let (mut right, mut said) = (0, 0);
        for incident in &incidents {
            let mut own: HashMap<usize, usize> = HashMap::new();
            for member in &incident.members {
                *own.entry(of[member.name.as_str()]).or_default() += 1;
            }
            right += own.values().map(|count| pairs(*count)).sum::<usize>();
            said += pairs(incident.members.len());
        }
        for attack in &truth {
            *found.entry(*attack).or_default() += 1;
        }
        let all: usize = found.values().map(|count| pairs(*count)).sum();
        println!(
            "{size},{claims},{},{seconds:.2},{},{right},{},{}",
            incidents.len(),
            peak(),
            said - right,
            all - right
        );
    }
}

/// Peak memory of this process in megabytes, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse::<u64>().ok());
    kilobytes.map_or_else(|| "unknown".to_owned(), |kilobytes| (kilobytes / 1024).to_string())
}
