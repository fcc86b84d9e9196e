//! Days and intervals in the notation of cases: `2024-02-28`, `2023-10`, `2015`, `2021-06-04..2021-06-05`, `2024-02-28..`.

use attest_model::When;

/// What is expected of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhenSpec {
    /// Nothing is known.
    None,
    /// First and last day; an end that is not written is not known.
    Days(Option<String>, Option<String>),
}

impl WhenSpec {
    /// Reads a cell.
    pub fn parse(cell: &str) -> Result<Self, String> {
        if matches!(cell, "none" | "-") {
            return Ok(Self::None);
        }
        let (from, to) = cell.split_once("..").unwrap_or((cell, cell));
        let end = |text: &str, last: bool| {
            if text.is_empty() { Ok(None) } else { day(text, last).map(Some) }
        };
        Ok(Self::Days(end(from.trim(), false)?, end(to.trim(), true)?))
    }

    /// Whether `when` is as expected.
    pub fn fits(&self, when: &When) -> bool {
        match self {
            Self::None => when.earliest.is_none() && when.latest.is_none(),
            Self::Days(from, to) => *from == when.earliest && *to == when.latest,
        }
    }
}

/// The first or last day of an ISO day, month or year.
fn day(text: &str, last: bool) -> Result<String, String> {
    let wrong = || format!("`{text}` is no date; write 2024-02-28, 2024-02 or 2024");
    let parts: Vec<u16> = text.split('-').map(str::parse).collect::<Result<_, _>>().map_err(|_| wrong())?;
    let (year, month, day) = match (parts.as_slice(), last) {
        ([year, month, day], _) => (*year, *month, *day),
        ([year, month], false) => (*year, *month, 1),
        ([year, month], true) => (*year, *month, length(*year, *month)),
        ([year], false) => (*year, 1, 1),
        ([year], true) => (*year, 12, 31),
        _ => return Err(wrong()),
    };
    if !(1..=12).contains(&month) || !(1..=length(year, month)).contains(&day) {
        return Err(wrong());
    }
    Ok(format!("{year:04}-{month:02}-{day:02}"))
}

const fn length(year: u16, month: u16) -> u16 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// A date in the notation of cases.
pub fn noted(when: &When) -> String {
    match (&when.earliest, &when.latest) {
        (None, None) => "none".to_owned(),
        (Some(from), Some(to)) if from == to => from.clone(),
        (from, to) => {
            let end = |day: &Option<String>| day.clone().unwrap_or_default();
            format!("{}..{}", end(from), end(to))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(cell: &str) -> (String, String) {
        match WhenSpec::parse(cell).unwrap() {
            WhenSpec::Days(from, to) => (from.unwrap_or_default(), to.unwrap_or_default()),
            WhenSpec::None => (String::new(), String::new()),
        }
    }

    #[test]
    fn a_month_is_all_its_days() {
        assert_eq!(days("2024-02"), ("2024-02-01".to_owned(), "2024-02-29".to_owned()));
        assert_eq!(days("2015"), ("2015-01-01".to_owned(), "2015-12-31".to_owned()));
        assert_eq!(days("2024-02-28.."), ("2024-02-28".to_owned(), String::new()));
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        assert!(WhenSpec::parse("2023-02-29").is_err());
        assert!(WhenSpec::parse("last week").is_err());
    }
}
