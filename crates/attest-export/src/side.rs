//! The side file: how a table came about, beside the table.
//!
//! A row does not say which version made it, under which rule, what was filtered, withheld or left out. The side file does, so that
//! a table can be made again byte for byte, and so that nobody takes an absence for a finding.

use crate::border::{Border, Withheld};
use crate::filter::Filters;
use attest_model::ProducedBy;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How many left-out incidents are listed by id; beyond that they are only counted.
pub const LISTED: usize = 10_000;

/// An incident that gave no row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOutRecord {
    /// Its id.
    pub id: String,
    /// Its label, after what the border withheld.
    pub label: String,
    /// Why.
    pub why: String,
}

/// What became of the records in one format.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Incidents read.
    pub read: u64,
    /// Incidents written.
    pub written: u64,
    /// Rows, features or objects written.
    pub rows: u64,
    /// Incidents left out, by reason.
    pub left_out: BTreeMap<String, u64>,
    /// The first of them by id.
    pub left_out_list: Vec<LeftOutRecord>,
}

impl Tally {
    /// Counts an incident that gave no row.
    pub fn leave(&mut self, id: &str, label: &str, why: String) {
        if self.left_out_list.len() < LISTED {
            self.left_out_list.push(LeftOutRecord {
                id: id.to_owned(),
                label: label.to_owned(),
                why: why.clone(),
            });
        }
        *self.left_out.entry(why).or_default() += 1;
    }
}

/// The archive that records came out of, as it stood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Archive {
    /// Entries of its log: documents that came in, decisions, protections.
    pub log_entries: u64,
    /// Hash of the last of them, SHA-256, which stands for all before it: `attest verify --head HASH` finds it again.
    pub log_head: String,
}

/// What all formats of an export share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Origin {
    /// What wrote the codings.
    pub produced_by: Vec<ProducedBy>,
    /// Reports by publisher; those without one under the empty name.
    pub publishers: BTreeMap<String, u64>,
    /// Decisions that shaped the incidents, hashed in order; `None` where there were none.
    pub decisions: Option<String>,
    /// The archive, where the records came out of one.
    pub archive: Option<Archive>,
    /// SHA-256 of the lines read.
    pub input: String,
    /// Lines that held no record.
    pub bad_lines: u64,
}

/// A written file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Written {
    /// Name.
    pub path: String,
    /// Bytes.
    pub bytes: u64,
    /// `sha256:` and 64 hexadecimal digits.
    pub hash: String,
}

/// Everything that a side file says.
#[derive(Debug)]
pub struct Side<'s> {
    /// Version of the program that exports.
    pub attest: &'s str,
    /// Format's name.
    pub format: &'s str,
    /// Rule of the tolls; empty where the format takes none.
    pub rule: &'s str,
    /// Filters.
    pub filters: &'s Filters,
    /// What may not cross.
    pub border: &'s Border,
    /// What was withheld.
    pub withheld: Withheld,
    /// What became of the records.
    pub tally: &'s Tally,
    /// What the formats share.
    pub origin: &'s Origin,
    /// The file.
    pub file: Written,
}

/// Who must be named wherever the table goes.
pub const ATTRIBUTION: [&str; 2] = [
    "Place names and positions: GeoNames (https://www.geonames.org/), CC BY 4.0",
    "Country outlines: Natural Earth, public domain",
];

impl Side<'_> {
    /// The side file as JSON.
    pub fn json(&self) -> Value {
        let filters = self.filters;
        // Names that were asked to be protected must not leave through the log of their protection.
        let border = json!({
            "coarsen": self.border.coarsen,
            "redact_persons": self.border.redact_persons,
            "undisclose_anonymous": self.border.undisclose_anonymous,
            "protected_names": self.border.protect.len(),
        });
        let (produced, publishers) = (&self.origin.produced_by, &self.origin.publishers);
        json!({
            "schema": "attest.side/1",
            "attest": self.attest,
            "produced_by": produced,
            "format": self.format,
            "codebook": format!("CODEBOOK.md of Attest {}", self.attest),
            "rule": if self.rule.is_empty() { Value::Null } else { json!(self.rule) },
            "filters": {
                "countries": filters.countries, "since": filters.from, "until": filters.to, "types": filters.types,
                "statuses": filters.statuses, "independent_sources": filters.sources, "roles": filters.roles,
                "realities": filters.realities,
            },
            "border": border,
            "withheld": self.withheld,
            "incidents": self.tally,
            "input": {"sha256": self.origin.input, "bad_lines": self.origin.bad_lines, "decisions_sha256": self.origin.decisions, "archive": self.origin.archive},
            "reports_by_publisher": publishers,
            "attribution": ATTRIBUTION,
            "source_licences": "the reports' texts belong to their publishers; quoted words are short quotations for verification",
            "reading": "an empty cell means not reported or not known, never zero; 0 in a toll that a dataset's convention demands is explained in the row's notes",
            "file": self.file,
        })
    }
}
