//! Time expressions of a text: TIMEX3 values, resolved to intervals of civil days against explicit anchors.
//!
//! ```
//! use attest_time::{Anchors, read};
//! let anchors = Anchors::published(jiff::civil::date(2024, 3, 5)); // a Tuesday
//! let text = "Gunmen attacked the post on Friday.";
//! for mention in read(text, &anchors) {
//!     assert_eq!(mention.words(text), "Friday");
//!     assert_eq!(mention.value, "2024-03-01");
//! }
//! ```

mod anchors;
mod dateline;
mod feast;
mod grammar;
mod interval;
mod lexicon;
mod mention;
mod narrative;
mod pass;
mod period;
mod reading;
mod resolve;
mod scan;
mod tense;
mod when;

pub use anchors::{Anchors, Dateline, DatelineKind, DayMonthOrder, NoHints, Tense, TenseHints};
pub use interval::{Interval, Precision};
pub use mention::{AnchorSource, Basis, Bound, Modifier, TimeKind, TimeMention};
pub use when::{When, resolve_event};

/// Every time expression of `text`, in the order of the text, none overlapping another.
///
/// Total on any text; without anchors what cannot be resolved stays unresolved with a note.
pub fn read(text: &str, anchors: &Anchors) -> Vec<TimeMention> {
    read_with(text, anchors, &NoHints)
}

/// As [`read`], asking the caller for the tense that governs an expression before falling back to the reader's own cue.
pub fn read_with(text: &str, anchors: &Anchors, hints: &dyn TenseHints) -> Vec<TimeMention> {
    pass::mentions(text, anchors, hints)
}

/// The dateline of a text, if it has one in its first lines.
pub fn dateline(text: &str) -> Option<Dateline> {
    pass::dateline_of(text)
}
