//! Figures in an infobox or a table: "Deaths: 35–180", "Injured 134+", "Casualties and losses", "12 killed".
//!
//! An infobox has no sentences: a label, then a value. The label gives the harm, each number of the value is a figure. Where the
//! value names the harm itself ("12 killed, 30 wounded"), the value's own word wins. Numbers of things ("15 tanks captured") count
//! nobody. A row may set several voices against each other ("Per Marne: 52 killed Per Ostara: 7 killed"): these are rival tolls of one
//! side and never add up, while the sides do; so each figure keeps its [`Cell`].

use super::row::Row;
use super::{FigureMention, Profile, Reference};
use attest_model::{Certainty, Exactness, Group, Harm, Reality, ZoneKind};
use std::ops::Range;

/// Where in an infobox a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Index of the row's passage: figures of one row belong to one side.
    pub row: usize,
    /// Column of the side; 0 where the infobox has none.
    pub column: u8,
    /// Number of the voice within its row; 0 is the article's own.
    pub voice: u8,
}

/// How many words may stand between a number and its word of harm: "150 people on both sides wounded".
const REACH: usize = 7;

/// The figures of an infobox line, or of a table's. `losses` is the column of a row that tells of losses: only there (and in tables) does a
/// label give the harm of numbers that name none.
pub(crate) fn read(row: &Row<'_, '_>, losses: Option<u8>) -> Vec<FigureMention> {
    let labelled = losses.is_some() || row.passage.kind() == ZoneKind::Table;
    let mut reader = Reader {
        row,
        column: losses.unwrap_or(0),
        label: None,
        voices: Vec::new(),
        voice: 0,
        depth: 0,
        run: 0,
        words: 0,
        total: false,
        labelled,
        found: Vec::new(),
    };
    let mut at = 0;
    while at < row.lower.len() {
        at = reader.step(at);
    }
    reader.found
}

struct Reader<'r, 'p, 'k> {
    row: &'r Row<'p, 'k>,
    column: u8,
    /// The harm of the label in force, and its token.
    label: Option<(Harm, usize)>,
    /// Words of the voices met, by number.
    voices: Vec<String>,
    voice: u8,
    /// Open brackets.
    depth: u32,
    /// Figures found before the run of words at hand: a bracket tells of those behind.
    run: usize,
    /// First token after the last figure or separator.
    words: usize,
    /// "Total:" stands before the numbers at hand.
    total: bool,
    /// The row's label, or a word of harm, may give the harm of numbers that name none.
    labelled: bool,
    found: Vec<FigureMention>,
}

impl Reader<'_, '_, '_> {
    /// Reads what starts at `at`; returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        match self.row.word(at) {
            "(" => {
                self.depth += 1;
                return self.bracket(at);
            }
            ")" => self.depth = self.depth.saturating_sub(1),
            // A tokenizer that knows faces takes "):" for one.
            "):" => {
                self.depth = self.depth.saturating_sub(1);
                self.colon(at);
            }
            ";" | "\n" if self.depth == 0 => {
                (self.run, self.words, self.total) = (self.found.len(), at + 1, false);
            }
            ":" if self.depth == 0 => self.colon(at),
            _ => return self.number(at).unwrap_or(at + 1),
        }
        at + 1
    }

    /// A bracket behind figures names their voice: "12 killed (Front claim)".
    fn bracket(&mut self, open: usize) -> usize {
        let close = (open + 1..self.row.lower.len())
            .find(|at| self.row.word(*at).starts_with(')'))
            .unwrap_or(self.row.lower.len());
        let words = open + 1..close;
        if self.run < self.found.len() && self.speaks(&words) {
            let voice = self.voice_of(words);
            for figure in &mut self.found[self.run..] {
                if let Some(cell) = figure.cell.as_mut().filter(|cell| cell.voice == 0) {
                    cell.voice = voice;
                }
            }
            self.run = self.found.len();
        }
        open + 1
    }

    /// Whether words name a voice.
    fn speaks(&self, words: &Range<usize>) -> bool {
        let cue = |at: usize| {
            matches!(
                self.row.word(at),
                "per"
                    | "according"
                    | "claim"
                    | "claims"
                    | "claimed"
                    | "source"
                    | "sources"
                    | "estimate"
                    | "estimates"
            )
        };
        words.clone().any(|at| cue(at) || self.row.actor(at).is_some())
    }

    /// "Per Marne:", "Front claim:" open a voice; "Killed:" sets the harm; "Total:" belongs to the number behind it.
    fn colon(&mut self, at: usize) {
        let words = self.words..at;
        self.total = words.clone().any(|at| self.row.word(at) == "total");
        let harm = words.clone().rev().find_map(|token| Some((harm_at(self.row, token)?, token)));
        if let Some(harm) = harm {
            self.label = Some(harm);
        } else if self.words > 0 && self.speaks(&words) {
            self.voice = self.voice_of(words);
            self.run = self.found.len();
        }
        self.words = at + 1;
    }

    fn voice_of(&mut self, words: Range<usize>) -> u8 {
        let text = words
            .filter_map(|at| self.row.lower.get(at))
            .filter(|word| !matches!(word.as_str(), "per" | "claim" | "according" | "to"));
        let text = text.fold(String::new(), |text, word| text + word + " ");
        let place = self.voices.iter().position(|known| *known == text).unwrap_or_else(|| {
            self.voices.push(text);
            self.voices.len() - 1
        });
        u8::try_from(place + 1).unwrap_or(u8::MAX)
    }

    /// The figure whose number starts at `at`; returns where it ends.
    fn number(&mut self, at: usize) -> Option<usize> {
        let row = self.row;
        let Some((_, quantity)) = row.quantity(at).filter(|(_, quantity)| quantity.tokens.start == at) else {
            if self.found.is_empty()
                && self.label.is_none()
                && let Some(harm) = harm_at(row, at)
            {
                self.label = Some((harm, at));
            }
            return None;
        };
        let end = quantity.tokens.end;
        let named = named_after(row, end);
        let (harm, trigger) = named.or_else(|| {
            self.label.filter(|_| self.labelled && self.depth == 0 && !counts_things(row, end))
        })?;
        if quantity.exactness == Exactness::NotReported || quantity.max == Some(0) {
            return Some(end);
        }
        let stop = if named.is_some() { trigger + 1 } else { end };
        let group = group_between(row, end, if named.is_some() { trigger } else { end + 3 });
        let total = |at: usize| matches!(row.word(at), "total" | "overall" | "all");
        let sum = self.total || quantity.total || (self.words..at).any(total) || (stop..stop + 3).any(total);
        // "Killed: 3; 2 men; 1 child": kinds of people behind a bare number say who they were.
        let bare = |figure: &FigureMention| figure.trigger == trigger && figure.group.is_none();
        let broken_down = named.is_none() && group.is_some() && self.found.iter().any(bare);
        self.found.push(FigureMention {
            passage: 0,
            claim: if named.is_some() { at..stop } else { trigger.min(at)..end.max(trigger + 1) },
            number: quantity.tokens.clone(),
            trigger,
            who: Some(end..trigger).filter(|who| named.is_some() && !who.is_empty() && group.is_some()),
            head: None,
            harm,
            group,
            side: None,
            nation: None,
            min: quantity.min,
            max: quantity.max,
            exactness: quantity.exactness,
            part_of: None,
            of_the_wounded: false,
            part: self.depth > 0 || broken_down,
            sum,
            former: false,
            reference: Reference::New,
            profile: Profile::default(),
            weak: false,
            grave: false,
            reality: Reality::Asserted,
            certainty: Certainty::Certain,
            aggregate: false,
            cell: Some(Cell { row: 0, column: self.column, voice: self.voice }),
            rule: "casualties/infobox",
        });
        self.words = stop;
        Some(stop.max(end))
    }
}

/// The harm of the word at a token.
fn harm_at(row: &Row<'_, '_>, at: usize) -> Option<Harm> {
    // The short forms of tables; in prose "Mia" and "Kia" are names.
    match row.word(at) {
        "kia" => return Some(Harm::Killed),
        "wia" => return Some(Harm::Wounded),
        "mia" => return Some(Harm::Missing),
        "pow" | "pows" => return Some(Harm::Captured),
        _ => {}
    }
    row.harm(at)?.entries.iter().find_map(|term| term.harm()).map(|word| word.harm)
}

/// The harm that the words after a number name: "12 killed", "35 soldiers wounded", "150 people on both sides wounded".
fn named_after(row: &Row<'_, '_>, end: usize) -> Option<(Harm, usize)> {
    for at in end..row.lower.len().min(end + REACH) {
        if row.quantity(at).is_some() || matches!(row.word(at), "," | ";" | ":" | "\n" | "(" | ")") {
            return None;
        }
        if let Some(harm) = harm_at(row, at) {
            let things = (end..at).any(|at| row.is_weapon(at) || row.is_target(at))
                && group_between(row, end, at).is_none();
            return (!things && !counts_things(row, end)).then_some((harm, at));
        }
    }
    None
}

/// Whether the noun behind a number is a thing: "2 tanks", "3 vehicles captured".
fn counts_things(row: &Row<'_, '_>, end: usize) -> bool {
    let next = row.tag(end);
    let people = row.group(end).is_some()
        || row.is_perpetrator(end)
        || row.country(end).is_some()
        || row.actor(end).is_some();
    let noun = matches!(next, "NN" | "NNS" | "NNP" | "NNPS") && harm_at(row, end).is_none();
    noun && !people && group_between(row, end, end + 3).is_none()
}

/// The kind of people named between two tokens.
fn group_between(row: &Row<'_, '_>, from: usize, to: usize) -> Option<Group> {
    let mut kinds = (from..to.min(row.lower.len()))
        .take_while(|at| !matches!(row.word(*at), "," | ";" | "("))
        .filter_map(|at| row.group(at))
        .map(|group| group.group);
    let first = kinds.next()?;
    // "soldiers and civilians": people of several kinds.
    Some(if kinds.all(|kind| kind == first) { first } else { Group::People })
}
