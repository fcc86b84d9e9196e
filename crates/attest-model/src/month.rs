//! The English names of the months, once for all who read or write dates in words.

/// January to December.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month by its number, 1 to 12.
///
/// ```
/// assert_eq!(attest_model::month::name(2), Some("February"));
/// assert_eq!(attest_model::month::name(13), None);
/// ```
pub fn name(number: usize) -> Option<&'static str> {
    MONTHS.get(number.checked_sub(1)?).copied()
}

/// The number of the month that a word names or abbreviates to three letters (and "Sept"), in any case, with or without a full stop.
///
/// ```
/// use attest_model::month::number;
/// assert_eq!((number("Sept."), number("AUG"), number("Mai")), (Some(9), Some(8), None));
/// ```
pub fn number(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    if word == "sept" {
        return Some(9);
    }
    let names = |month: &&str| {
        let month = month.to_ascii_lowercase();
        month == word || word.len() == 3 && month.starts_with(&word)
    };
    let at = MONTHS.iter().position(|month| names(&month))?;
    i8::try_from(at + 1).ok()
}
