//! Links codings read from standard input and prints the incidents, as JSON Lines; without the command around it.

use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut codings = Vec::new();
    for line in std::io::stdin().lock().lines() {
        codings.push(serde_json::from_str(&line?)?);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for incident in attest_link::link(&codings, &[], &attest_link::Settings::default()) {
        writeln!(out, "{}", serde_json::to_string(&incident)?)?;
    }
    Ok(())
}
