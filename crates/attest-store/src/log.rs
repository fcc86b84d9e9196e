//! The log: everything that a person did to the archive, in order, each entry sealed with the hash of the one before.
//!
//! The log is the only place where the clock is read, and no result ever depends on what it says: order is the order of entries.
//! An entry is never changed and never removed. Whoever keeps the hash of the last entry somewhere else (on paper, in a
//! mail) can later prove that nothing before it was altered, added or taken away.

use crate::digest::of_fields;
use serde::{Deserialize, Serialize};

/// The hash before the first entry.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Who does something, when, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// The person, by the name under which the team knows them.
    pub by: String,
    /// When, RFC 3339 in UTC. From the clock of the one who does it; it may be wrong, and is never relied on.
    pub at: String,
    /// Why, in their words.
    pub why: Option<String>,
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Number, from 1, without gaps.
    pub number: i64,
    /// When.
    pub at: String,
    /// Who.
    pub by: String,
    /// What: `create`, `add`, `recode`, `decide`, `protect`; `user` for one let in or out.
    pub what: String,
    /// What exactly, as JSON.
    pub detail: String,
    /// Why.
    pub why: Option<String>,
    /// Hash of the entry before, [`GENESIS`] for the first.
    pub previous: String,
    /// Hash of this entry.
    pub hash: String,
}

impl LogEntry {
    /// The entry that follows `previous`, sealed.
    pub fn sealed(number: i64, act: &Act, what: &str, detail: String, previous: String) -> Self {
        let mut entry = Self {
            number,
            at: act.at.clone(),
            by: act.by.clone(),
            what: what.to_owned(),
            detail,
            why: act.why.clone(),
            previous,
            hash: String::new(),
        };
        entry.hash = entry.seal();
        entry
    }

    /// The hash that the entry's own fields give.
    pub fn seal(&self) -> String {
        let number = self.number.to_string();
        let why = self.why.as_deref();
        of_fields(&[
            &number,
            &self.at,
            &self.by,
            &self.what,
            &self.detail,
            if why.is_some() { "why" } else { "" },
            why.unwrap_or_default(),
            &self.previous,
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(by: &str) -> Act {
        Act { by: by.to_owned(), at: "2024-03-05T10:00:00Z".to_owned(), why: None }
    }

    #[test]
    fn any_changed_field_changes_the_seal() {
        let entry = LogEntry::sealed(1, &act("Ana"), "decide", "{}".to_owned(), GENESIS.to_owned());
        assert_eq!(entry.seal(), entry.hash);
        for change in [
            |entry: &mut LogEntry| entry.number = 2,
            |entry: &mut LogEntry| entry.at.push('0'),
            |entry: &mut LogEntry| entry.by = "Ben".to_owned(),
            |entry: &mut LogEntry| entry.what = "add".to_owned(),
            |entry: &mut LogEntry| entry.detail.push(' '),
            |entry: &mut LogEntry| entry.why = Some(String::new()),
            |entry: &mut LogEntry| entry.previous.replace_range(..1, "1"),
        ] {
            let mut changed = entry.clone();
            change(&mut changed);
            assert_ne!(changed.seal(), entry.hash);
        }
    }
}
