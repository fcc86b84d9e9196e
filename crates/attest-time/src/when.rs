//! From an expression to the `when` of an incident: interval, precision, basis, quote and anchor.
//!
//! The publication date never becomes the day of an event silently: [`When::publication`] exists for the caller who decides so, and
//! says so in its basis.

use jiff::civil::Date;
use serde::Serialize;

use crate::anchors::Anchors;
use crate::interval::{Interval, Precision};
use crate::mention::{Basis, Bound, TimeMention};

/// The pieces of the coding format's `when`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct When {
    /// First possible day.
    pub earliest: Option<Date>,
    /// Last possible day.
    pub latest: Option<Date>,
    /// How finely the words speak.
    pub precision: Precision,
    /// Where the days come from.
    pub basis: Basis,
    /// The words, `None` only for a basis of publication.
    pub quote: Option<(u32, u32)>,
    /// The words they were resolved against.
    pub anchor: Option<(u32, u32)>,
    /// Why something is open.
    pub note: Option<&'static str>,
}

impl When {
    /// The publication day as the latest possible day of an event that the text does not date. The earliest stays open: a report
    /// tells of what has already happened, not of how long ago.
    pub fn publication(anchors: &Anchors) -> Option<Self> {
        let day = anchors.published.or_else(|| anchors.dateline.as_ref().and_then(|d| d.date))?;
        Some(Self {
            earliest: None,
            latest: Some(day),
            precision: Precision::Open,
            basis: Basis::Publication,
            quote: None,
            anchor: anchors
                .dateline
                .as_ref()
                .filter(|_| anchors.published.is_none())
                .map(|d| (d.start, d.end)),
            note: Some("the text gives no date of its own"),
        })
    }
}

/// The `when` of an event that the expression `index` dates. Both halves of a range are joined, "since …" and "until …" open the
/// interval. `None` when the index is out of range or the expression is no point in time (a duration, a set, a vague reference).
///
/// ```
/// use attest_time::{Anchors, read, resolve_event};
/// let mentions = read("Fighting went on from 3 to 5 March 2024.", &Anchors::default());
/// let when = resolve_event(&mentions, 0).unwrap();
/// assert_eq!(when.earliest, Some(jiff::civil::date(2024, 3, 3)));
/// assert_eq!(when.latest, Some(jiff::civil::date(2024, 3, 5)));
/// ```
pub fn resolve_event(mentions: &[TimeMention], index: usize) -> Option<When> {
    let mention = mentions.get(index)?;
    let own = mention.interval?;
    let partner = mention.partner.and_then(|p| mentions.get(p as usize)).filter(|p| p.interval.is_some());
    let (interval, quote) = match (mention.bound, partner.and_then(|p| p.interval), partner) {
        (Bound::RangeStart | Bound::RangeEnd, Some(other), Some(p)) => {
            (join(own, other), (mention.start.min(p.start), mention.end.max(p.end)))
        }
        (bound, _, _) => (opened(own, bound), (mention.start, mention.end)),
    };
    Some(When {
        earliest: interval.earliest,
        latest: interval.latest,
        precision: interval.precision,
        basis: partner.map_or(mention.basis, |p| mention.basis.max(p.basis)),
        quote: Some(quote),
        anchor: mention.anchor.or_else(|| partner.and_then(|p| p.anchor)),
        note: mention.note,
    })
}

fn join(a: Interval, b: Interval) -> Interval {
    let earliest = a.earliest.zip(b.earliest).map(|(x, y)| x.min(y));
    let latest = a.latest.zip(b.latest).map(|(x, y)| x.max(y));
    let precision = match a.precision.max(b.precision) {
        Precision::Day if earliest != latest => Precision::Days,
        other => other,
    };
    Interval { earliest, latest, precision }
}

fn opened(own: Interval, bound: Bound) -> Interval {
    let step = |d: Date, n: i32| d.checked_add(jiff::Span::new().days(n)).ok();
    match bound {
        Bound::From => Interval { earliest: own.earliest, latest: None, precision: Precision::Open },
        Bound::Until => Interval { earliest: None, latest: own.latest, precision: Precision::Open },
        Bound::Before => Interval {
            earliest: None,
            latest: own.earliest.and_then(|d| step(d, -1)),
            precision: Precision::Open,
        },
        Bound::After => Interval {
            earliest: own.latest.and_then(|d| step(d, 1)),
            latest: None,
            precision: Precision::Open,
        },
        Bound::At | Bound::RangeStart | Bound::RangeEnd => own,
    }
}
