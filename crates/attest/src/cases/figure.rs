//! Figures in the notation of cases: `killed 30..32 soldiers`, `wounded or missing 24..`, `killed not reported`.

use attest_model::{Exactness, Figure, Group, Harm, Side};
use std::fmt;

/// What is expected of a figure; `None` expects nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FigureSpec {
    harm: Option<Harm>,
    number: Option<(Option<u64>, Option<u64>)>,
    group: Option<Group>,
    side: Option<Side>,
    exactness: Option<Exactness>,
    total: Option<bool>,
    none: bool,
}

impl FigureSpec {
    /// Reads a cell. Words are harm, number, kind of sufferers, `side=…`, wording, `part` or `total`, in any order.
    pub fn parse(cell: &str) -> Result<Self, String> {
        let mut spec = Self::default();
        if matches!(cell, "none" | "-") {
            spec.none = true;
            return Ok(spec);
        }
        let mut rest = cell.replace("not reported", "not_reported");
        for joint in ["killed or wounded", "wounded or missing"] {
            rest = rest.replace(joint, &joint.replace(' ', "_"));
        }
        for word in rest.split_whitespace() {
            let word = word.trim_matches(',');
            if let Some(number) = number(word) {
                spec.number = Some(number);
            } else if let Some(side) = word.strip_prefix("side=") {
                spec.side = Some(Side::parse(side).ok_or_else(|| format!("no such side: {side}"))?);
            } else if let Some(harm) = Harm::parse(word) {
                spec.harm = Some(harm);
            } else if let Some(group) = Group::parse(word) {
                spec.group = Some(group);
            } else if let Some(exactness) = Exactness::parse(word) {
                spec.exactness = Some(exactness);
            } else if matches!(word, "part" | "total") {
                spec.total = Some(word == "total");
            } else {
                return Err(format!(
                    "`{word}` in the figure `{cell}` is no harm, number, kind of people or wording"
                ));
            }
        }
        Ok(spec)
    }

    /// Whether `figure` is as expected.
    pub fn fits(&self, figure: Option<&Figure>) -> bool {
        let Some(figure) = figure else { return self.none || *self == Self::default() };
        !self.none
            && self.harm.is_none_or(|harm| harm == figure.harm)
            && self.number.is_none_or(|number| number == (figure.min, figure.max))
            && self.group.is_none_or(|group| Some(group) == figure.group)
            && self.side.is_none_or(|side| side == figure.side)
            && self.exactness.is_none_or(|exactness| exactness == figure.exactness)
            && self.total.is_none_or(|total| total == figure.total)
    }
}

/// A number or an interval: `12`, `30..32`, `31..`, `..50`.
fn number(word: &str) -> Option<(Option<u64>, Option<u64>)> {
    let plain = word.replace(',', "");
    if let Ok(exact) = plain.parse() {
        return Some((Some(exact), Some(exact)));
    }
    let (min, max) = plain.split_once("..")?;
    let end = |text: &str| if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) };
    Some((end(min)?, end(max)?)).filter(|ends| *ends != (None, None))
}

/// A figure in the notation of cases.
pub struct Noted<'a>(pub &'a Figure);

impl fmt::Display for Noted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let figure = self.0;
        write!(f, "{}", figure.harm.as_str().replace('_', " "))?;
        match (figure.min, figure.max) {
            (Some(min), Some(max)) if min == max => write!(f, " {min}")?,
            (None, None) if figure.exactness == Exactness::NotReported => write!(f, " not reported")?,
            (min, max) => {
                let end = |value: Option<u64>| value.map_or_else(String::new, |value| value.to_string());
                write!(f, " {}..{}", end(min), end(max))?;
            }
        }
        if let Some(group) = figure.group {
            write!(f, " {group}")?;
        }
        if !matches!(figure.exactness, Exactness::Exact | Exactness::Range | Exactness::NotReported) {
            write!(f, " {}", figure.exactness)?;
        }
        if figure.side != Side::Unknown {
            write!(f, " side={}", figure.side)?;
        }
        if !figure.total {
            write!(f, " part")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_read_in_any_order() {
        let spec = FigureSpec::parse("wounded or missing 24.. soldiers vague").unwrap();
        assert_eq!(spec.harm, Some(Harm::WoundedOrMissing));
        assert_eq!(spec.number, Some((Some(24), None)));
        assert_eq!(spec.group, Some(Group::Soldiers));
        assert_eq!(spec.exactness, Some(Exactness::Vague));
        assert_eq!(FigureSpec::parse("1,000 killed").unwrap().number, Some((Some(1000), Some(1000))));
    }

    #[test]
    fn a_word_that_means_nothing_is_named() {
        assert!(FigureSpec::parse("killed 3 martians").unwrap_err().contains("martians"));
    }

    #[test]
    fn silence_is_not_a_number() {
        let spec = FigureSpec::parse("killed not reported").unwrap();
        assert_eq!(spec.exactness, Some(Exactness::NotReported));
        assert_eq!(spec.number, None);
    }
}
