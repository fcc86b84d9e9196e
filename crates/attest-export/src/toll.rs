//! Tolls: what the rules of assessment gave, divided as a table needs it (by side, by day), and told in words.

use crate::record::{Record, Said};
use attest_model::{ActorKind, ActorRole, Exactness, Figure, Harm, Side};

/// Deaths by UCDP's four columns; their sum is the best estimate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sides {
    /// On side a.
    pub a: u64,
    /// On side b.
    pub b: u64,
    /// Civilians.
    pub civilians: u64,
    /// On no known side.
    pub unknown: u64,
}

impl Sides {
    /// All of them.
    pub const fn sum(self) -> u64 {
        self.a + self.b + self.civilians + self.unknown
    }
}

/// Who stands where in a table with two sides.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'s> {
    /// Id of the actor on side a, where it is known.
    pub a: Option<&'s str>,
    /// Id of the actor on side b.
    pub b: Option<&'s str>,
    /// Whether the perpetrators stand on side a.
    pub attackers_are_a: bool,
    /// Side b is civilians and has no deaths of its own.
    pub one_sided: bool,
    /// A dataset divided the toll itself: what it calls unknown stays unknown.
    pub divided: bool,
}

impl Standing<'_> {
    /// The slot of a figure: 0 side a, 1 side b, 2 civilians, 3 bystanders, 4 nobody's.
    fn slot(self, figure: &Figure) -> usize {
        let actor = figure.actor.as_deref();
        let (attackers, defenders) = if self.attackers_are_a { (0, 1) } else { (1, 0) };
        match figure.side {
            Side::Attackers => attackers,
            Side::Defenders if self.one_sided => 2,
            Side::Defenders => defenders,
            Side::Civilians => 2,
            Side::Bystanders => 3,
            Side::Unknown if actor.is_some() && actor == self.a => 0,
            Side::Unknown if actor.is_some() && actor == self.b => 1,
            Side::Unknown => 4,
        }
    }
}

/// What the claims that made up `best` say of each side, so that the four add up to it; what no side accounts for is unknown.
pub fn sides(record: &Record, by: &[String], best: u64, standing: Standing<'_>) -> Sides {
    let mut slots: [Vec<&Figure>; 5] = Default::default();
    for (_, figure) in record.figures(Harm::Killed).filter(|(said, _)| by.contains(&said.id)) {
        if let Some(slot) = slots.get_mut(standing.slot(figure)) {
            slot.push(figure);
        }
    }
    let lowest = |slot: &Vec<&Figure>| -> u64 {
        let low = |figure: &&Figure| figure.min.or(figure.max);
        let clear =
            slot.iter().copied().filter(|own| !matches!(own.exactness, Exactness::Vague | Exactness::Plural));
        clear.filter_map(|own| low(&own)).min().or_else(|| slot.iter().filter_map(low).min()).unwrap_or(0)
    };
    let [a, b, civilians, bystanders, _] = slots.each_ref().map(lowest);
    let mut out =
        Sides { a, b: if standing.one_sided { 0 } else { b }, civilians: civilians + bystanders, unknown: 0 };
    if standing.one_sided && !standing.divided && out.civilians == 0 && out.a == 0 {
        // In one-sided violence the dead are civilians unless somebody says that an attacker died.
        return Sides { civilians: best, ..Sides::default() };
    }
    if out.sum() > best {
        // Parts that overlap, or figures of several voices: the sides cannot be told apart.
        out = Sides::default();
    }
    out.unknown = best - out.sum();
    out
}

/// A toll over some days by ACLED's rule: evenly, the remainder from the first day on.
///
/// ```
/// use attest_export::toll::over_days;
/// assert_eq!(over_days(12, 3), [4, 4, 4]);
/// assert_eq!(over_days(14, 3), [5, 5, 4]);
/// ```
pub fn over_days(total: u64, days: u64) -> Vec<u64> {
    (0..days).map(|day| total / days + u64::from(day < total % days)).collect()
}

/// A figure's number: `31..`, `30..32`, `5`; empty where the words give none.
pub fn range(figure: &Figure) -> String {
    match (figure.min, figure.max) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}..{high}"),
        (Some(low), None) => format!("{low}.."),
        (None, Some(high)) => format!("..{high}"),
        (None, None) => String::new(),
    }
}

/// A figure's number in a cell of words: `5`, `30 to 32`, `31 or more`, `at most 50`; empty where the words give none. No program takes
/// these for a number or a day (readr reads `31..` as a broken number, spreadsheets `3-12` as the twelfth of March).
pub fn in_words(figure: &Figure) -> String {
    match (figure.min, figure.max) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("at most {high}"),
        (None, None) => String::new(),
    }
}

/// Who gives which toll, in their words: `killed 30..32 ("between thirty and thirty-two", RFI)`; the shortest list that names every voice.
pub fn told(record: &Record, harms: &[Harm], most: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut seen: Vec<(Harm, String, Side, String)> = Vec::new();
    for harm in harms {
        for (said, figure) in record.figures(*harm) {
            if figure.exactness == Exactness::Entailed {
                continue;
            }
            let key = (*harm, range(figure), figure.side, voice(said));
            if seen.contains(&key) || out.len() >= most {
                continue;
            }
            let number = if key.1.is_empty() { "no figure".to_owned() } else { key.1.clone() };
            out.push(format!(
                "{} {number} (\"{}\", {})",
                harm.as_str().replace('_', " "),
                brief(&figure.quote.text),
                key.3
            ));
            seen.push(key);
        }
    }
    out
}

/// The innermost speaker's name.
pub fn voice(said: &Said) -> String {
    said.speaker().map_or_else(|| "the report".to_owned(), |speaker| crate::naming::tidy(&speaker.name))
}

/// At most 120 characters of a quote.
pub fn brief(text: &str) -> String {
    let flat = crate::naming::tidy(text);
    match flat.char_indices().nth(120) {
        Some((at, _)) => format!("{}…", flat.get(..at).unwrap_or_default()),
        None => flat,
    }
}

/// Whether the perpetrators stand on the government's side.
pub fn perpetrator_is_state(record: &Record) -> bool {
    let mut perpetrators = record.parties_as(ActorRole::Perpetrator).peekable();
    perpetrators.peek().is_some() && perpetrators.all(|party| party.kind == ActorKind::StateForces)
}
