//! What the words say before anything is known about when they were said.
//!
//! The grammar produces readings, the resolver turns readings into values. Keeping the two apart keeps the grammar free of context:
//! a rule can be tested on its words alone, and the same reading resolves differently in a wire story and in an encyclopedia.

use crate::feast::Feast;
use crate::lexicon::{Part, Season, Unit};
use crate::mention::{Bound, Modifier};

/// Which of many like periods is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shift {
    /// No word says.
    Bare,
    /// "this", "the current": the one that holds the time of speech.
    This,
    /// "last", "the past".
    Last,
    /// "the past": the stretch that ends now, named like the last one.
    Past,
    /// "next", "the coming".
    Next,
    /// "that", "the same": the one the narrative is at.
    Same,
    /// "the previous", "the preceding": before the narrative's.
    Previous,
    /// "the following", "the next" in a narrative: after the narrative's.
    Following,
}

/// How a year is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YearRef {
    /// Not at all.
    Unsaid,
    /// In four digits or in words.
    Stated(i16),
    /// In two digits: "3 JAN 90", "'98".
    Short(i16),
    /// "last year", "that year".
    Shifted(Shift),
}

/// Where an offset starts to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The time of speech: "ago", "from now".
    Speech,
    /// The narrative's current date: "later", "earlier".
    Narrative,
}

/// A stretch that ends or begins at the time of speech: "the past two months".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    pub unit: Unit,
    /// `None` for a vague number.
    pub count: Option<i32>,
    /// Towards the future.
    pub ahead: bool,
    /// Where it ends or begins.
    pub origin: Origin,
}

/// A reference to a time that is not on the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Vague {
    Past,
    Present,
    Future,
}

/// The meaning of an expression without its context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    /// A day of a month; the month or the year may be unsaid.
    Day {
        year: YearRef,
        month: Option<u8>,
        day: u8,
        weekday: Option<u8>,
        doubtful: bool,
    },
    Month {
        year: YearRef,
        month: u8,
        shift: Shift,
    },
    Year(YearRef),
    Fiscal(YearRef),
    Weekday {
        weekday: u8,
        shift: Shift,
    },
    /// "this week", "yesterday", "that day".
    Near {
        unit: Unit,
        shift: Shift,
    },
    /// "three days ago", "a year earlier"; `count` is `None` for "a few days ago".
    Offset {
        unit: Unit,
        count: Option<i32>,
        half: bool,
        ahead: bool,
        origin: Origin,
    },
    Season {
        season: Season,
        year: YearRef,
        shift: Shift,
    },
    /// Quarter 1 to 4 of a year.
    Quarter {
        quarter: u8,
        year: YearRef,
    },
    /// Half 1 or 2 of a year.
    Half {
        half: u8,
        year: YearRef,
    },
    /// "the quarter", "the year-ago period": the narrative's, moved by whole years.
    SamePeriod {
        unit: Option<Unit>,
        years: i16,
        year: YearRef,
    },
    /// 199 for the 1990s.
    Decade(i16),
    /// 19 for the twentieth century.
    Century(i16),
    Feast {
        feast: Feast,
        year: YearRef,
        shift: Shift,
        week: bool,
    },
    /// The week that holds another day: "the week of March 6".
    WeekOf(Box<Form>),
    /// Only a part of a day or a clock time; the day is the narrative's.
    SomeDay {
        shift: Shift,
    },
    Vague(Vague),
    Duration {
        value: String,
        window: Option<Window>,
    },
    Set {
        value: String,
    },
}

/// A clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
    pub hour: u8,
    pub minute: Option<u8>,
}

/// A form with its words and what bends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Index of the first token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    pub form: Form,
    pub part: Option<Part>,
    pub clock: Option<Clock>,
    pub modifier: Option<Modifier>,
    /// The modifier names a half ("the first half of March"), not the narrower part that "early" means.
    pub halved: bool,
    pub bound: Bound,
    /// Index of the other half of a range.
    pub partner: Option<u32>,
    pub rule: &'static str,
}

impl Reading {
    pub fn new(first: usize, end: usize, form: Form, rule: &'static str) -> Self {
        Self {
            first,
            end,
            form,
            part: None,
            clock: None,
            modifier: None,
            halved: false,
            bound: Bound::At,
            partner: None,
            rule,
        }
    }

    pub fn with_part(mut self, part: Option<Part>) -> Self {
        self.part = part;
        self
    }

    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.clock = Some(clock);
        self
    }

    pub fn with_modifier(mut self, modifier: Option<Modifier>) -> Self {
        self.modifier = modifier.or(self.modifier);
        self
    }
}
