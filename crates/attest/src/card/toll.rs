//! A toll drawn as what it is: a point, a span, or an arrow that stays open.
//!
//! All figures for one harm share one scale, so that two voices can be compared at a glance: `30 ├───┤ 32` over `31 ├─▸`.
//! The numbers stand beside the drawing; the drawing adds nothing that the numbers do not say.

use super::glyphs::Glyphs;
use attest_model::{Exactness, Figure, Stance};

/// The range of one harm's figures, mapped to the cells of a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    low: u64,
    high: u64,
    cells: usize,
}

/// One figure, ready to be set in three columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The floor, or the number itself.
    pub left: String,
    /// The lane.
    pub lane: String,
    /// The ceiling of a span.
    pub right: String,
}

impl Scale {
    /// The scale that holds all `figures`, on a lane of at most `cells` cells.
    pub fn of<'a>(figures: impl Iterator<Item = &'a Figure>, cells: usize) -> Self {
        let mut ends: Vec<u64> = Vec::new();
        let mut open = false;
        for figure in figures.filter(|figure| figure.exactness != Exactness::NotReported) {
            ends.extend(figure.min.iter().chain(&figure.max));
            open |= figure.min.is_none() || figure.max.is_none();
        }
        let low = ends.iter().min().copied().unwrap_or(0);
        let high = ends.iter().max().copied().unwrap_or(0);
        let cells = match (low == high, open) {
            (true, false) => 1,
            (true, true) => cells.min(5),
            _ => cells,
        };
        Self { low, high, cells }
    }

    /// The cell of `value`.
    fn cell(self, value: u64) -> usize {
        let last = self.cells.saturating_sub(1);
        let span = self.high.saturating_sub(self.low);
        if span == 0 {
            return 0;
        }
        let along = u128::from(value.saturating_sub(self.low)) * last as u128;
        // Rounded to the nearest cell.
        ((along * 2 + u128::from(span)) / (u128::from(span) * 2)) as usize
    }
}

/// The drawing of `figure` on `scale`; a figure that is only claimed or doubted is drawn hollow.
pub fn draw(figure: &Figure, stance: Stance, scale: Scale, glyphs: &Glyphs) -> Drawing {
    let hollow = !matches!(stance, Stance::Asserts | Stance::Confirms);
    let bar = if hollow { glyphs.dashed } else { glyphs.bar };
    let about = if figure.exactness == Exactness::About { glyphs.about } else { "" };
    let last = scale.cells.saturating_sub(1);
    let number = |value: u64| format!("{about}{}", grouped(value));
    let lane = |from: usize, to: usize, ends: (char, char)| {
        let mut lane = " ".repeat(from);
        lane.push(ends.0);
        (from + 1..to).for_each(|_| lane.push(bar));
        lane.push(ends.1);
        lane
    };
    match (figure.min, figure.max) {
        (Some(min), Some(max)) if min == max => {
            let point = if hollow { glyphs.hollow } else { glyphs.point };
            let lane = format!("{}{point}", " ".repeat(scale.cell(min)));
            Drawing { left: number(min), lane, right: String::new() }
        }
        (Some(min), Some(max)) => {
            let from = scale.cell(min).min(last.saturating_sub(1));
            let lane = lane(from, scale.cell(max).max(from + 1), (glyphs.floor, glyphs.ceiling));
            Drawing { left: number(min), lane, right: number(max) }
        }
        (Some(min), None) => {
            let from = scale.cell(min).min(last.saturating_sub(1));
            Drawing {
                left: number(min),
                lane: lane(from, last.max(1), (glyphs.floor, glyphs.up)),
                right: String::new(),
            }
        }
        (None, Some(max)) => {
            let lane = lane(0, scale.cell(max).max(1), (glyphs.down, glyphs.ceiling));
            Drawing { left: String::new(), lane, right: number(max) }
        }
        (None, None) => Drawing { left: String::new(), lane: "not said".to_owned(), right: String::new() },
    }
}

/// A number with its thousands set apart.
pub fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A figure in words and digits: "30–32", "31 or more", "at most 50", "about 100", "not reported".
pub fn words(min: Option<u64>, max: Option<u64>, glyphs: &Glyphs) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => grouped(min),
        (Some(min), Some(max)) => format!("{}{}{}", grouped(min), glyphs.to, grouped(max)),
        (Some(min), None) => format!("{} or more", grouped(min)),
        (None, Some(max)) => format!("at most {}", grouped(max)),
        (None, None) => "not said".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::glyphs::{ASCII, UNICODE};
    use super::*;
    use attest_model::{Harm, Quote, Side};

    fn figure(min: Option<u64>, max: Option<u64>) -> Figure {
        let quote = Quote { start: 0, end: 1, text: "x".to_owned() };
        let exactness = Exactness::Exact;
        let (harm, side) = (Harm::Killed, Side::Unknown);
        Figure {
            harm,
            side,
            group: None,
            who: None,
            nation: None,
            actor: None,
            min,
            max,
            exactness,
            total: true,
            quote,
        }
    }

    fn drawn(figures: &[Figure], stance: Stance) -> Vec<String> {
        let scale = Scale::of(figures.iter(), 7);
        figures
            .iter()
            .map(|figure| draw(figure, stance, scale, &UNICODE))
            .map(|d| format!("{} {} {}", d.left, d.lane, d.right).trim_end().to_owned())
            .collect()
    }

    #[test]
    fn a_span_and_an_open_figure_share_one_scale() {
        let figures = [figure(Some(30), Some(32)), figure(Some(31), None)];
        assert_eq!(drawn(&figures, Stance::Asserts), ["30 ├─────┤ 32", "31    ├──▸"]);
    }

    #[test]
    fn one_exact_figure_is_a_point() {
        assert_eq!(drawn(&[figure(Some(2), Some(2))], Stance::Asserts), ["2 ●"]);
        assert_eq!(drawn(&[figure(Some(2), Some(2))], Stance::Claims), ["2 ○"]);
    }

    #[test]
    fn open_downwards_points_left() {
        assert_eq!(drawn(&[figure(None, Some(50))], Stance::Asserts), [" ◂┤ 50"]);
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        let figures = [figure(Some(0), Some(u64::MAX)), figure(Some(u64::MAX), None)];
        assert_eq!(drawn(&figures, Stance::Doubts).len(), 2);
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(words(Some(30), Some(32), &ASCII), "30-32");
    }
}
