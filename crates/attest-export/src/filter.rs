//! Which incidents are exported at all, and the reason where one is not.
//!
//! An incident that was threatened, denied, imagined or only presupposed ("the first since July") is no event of a dataset, and a
//! part or a sum of others would be counted twice. These stay out unless they are asked for, and the side file says how many.

use crate::day;
use crate::record::Record;
use attest_model::{CorroborationStatus, Reality, Role};

/// What to export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filters {
    /// Countries of the place, ISO 3166-1 alpha-2; empty: all.
    pub countries: Vec<String>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// ACLED event types or sub-event types; empty: all.
    pub types: Vec<String>,
    /// Statuses of corroboration; empty: all.
    pub statuses: Vec<CorroborationStatus>,
    /// How many independent sources at least.
    pub sources: u32,
    /// Parts in a document.
    pub roles: Vec<Role>,
    /// Realities.
    pub realities: Vec<Reality>,
}

impl Default for Filters {
    fn default() -> Self {
        Self {
            countries: Vec::new(),
            from: None,
            to: None,
            types: Vec::new(),
            statuses: Vec::new(),
            sources: 0,
            roles: vec![Role::Primary, Role::Related],
            realities: vec![Reality::Asserted, Reality::ClaimedByParty, Reality::Alleged, Reality::Attempted],
        }
    }
}

impl Filters {
    /// Why the record is not asked for; `None` where it is.
    pub fn refuses(&self, record: &Record) -> Option<String> {
        if !self.realities.contains(&record.reality) {
            return Some(format!("no event that took place: {}", record.reality));
        }
        if !self.roles.contains(&record.role) {
            return Some(match record.role {
                Role::Part => "a part of another incident, counted there".to_owned(),
                Role::Aggregate => "a sum of several events".to_owned(),
                role => format!("{role} to its document (--role asks for it)"),
            });
        }
        if !self.countries.is_empty()
            && !record.country().is_some_and(|own| self.countries.iter().any(|c| c == own))
        {
            return Some("filter: country".to_owned());
        }
        let kind = record.types.acled.as_ref();
        let asked =
            |own: &String| kind.is_some_and(|kind| kind.event_type == *own || kind.sub_event_type == *own);
        if !self.types.is_empty() && !self.types.iter().any(asked) {
            return Some("filter: type".to_owned());
        }
        if !self.statuses.is_empty() && !self.statuses.contains(&record.corroboration.status) {
            return Some("filter: corroboration".to_owned());
        }
        if record.corroboration.independent_sources < self.sources {
            return Some("filter: independent sources".to_owned());
        }
        self.outside(record).then(|| "filter: date".to_owned())
    }

    /// Whether the record lies outside the days asked for, or has no days where days are asked for.
    fn outside(&self, record: &Record) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return false;
        }
        let Some((start, end)) = day::bounds(&record.when) else { return true };
        let before = self.from.as_deref().and_then(day::parse).is_some_and(|from| end < from);
        let after = self.to.as_deref().and_then(day::parse).is_some_and(|to| start > to);
        before || after
    }
}
