//! Prints the pairs of reports that linking compares, with the values of their features, as JSON Lines: what
//! `scripts/learn-link-weights.py` fits the weights to.
//!
//!     attest code REPORTS --format json | cargo run --example pairs > pairs.jsonl

use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut codings = Vec::new();
    for line in std::io::stdin().lock().lines() {
        codings.push(serde_json::from_str(&line?)?);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for pair in attest_link::comparisons(&codings) {
        let values: Vec<(&str, f64)> =
            pair.values.iter().map(|(feature, value)| (feature.name(), *value)).collect();
        let names = pair.between.each_ref().map(|(name, _)| name);
        let incidents = pair.between.each_ref().map(|(_, incident)| incident);
        let record = serde_json::json!({"names": names, "incidents": incidents, "values": values, "score": pair.score});
        writeln!(out, "{record}")?;
    }
    Ok(())
}
