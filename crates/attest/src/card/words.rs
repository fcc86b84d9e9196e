//! Codes of the output format in plain words, dates as people write them.

use super::glyphs::Glyphs;
use attest_model::{Figure, Group, Harm, Side, When, WhenBasis, WhenPrecision};

/// A code in plain words: `wounded_or_missing` is "wounded or missing".
pub fn plain(code: &str) -> String {
    code.replace('_', " ")
}

/// `count` things: "1 reference", "5 references".
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// How many of the references say what they are.
pub fn resolvable(linked: usize, all: usize) -> String {
    match linked {
        0 => "none resolvable".to_owned(),
        _ if linked == all => "all resolvable".to_owned(),
        _ => format!("{linked} resolvable"),
    }
}

/// English name of a language by its ISO 639-1 code, or the code.
pub fn language(code: &str) -> String {
    let name = match code {
        "ar" => "Arabic",
        "am" => "Amharic",
        "bn" => "Bengali",
        "de" => "German",
        "en" => "English",
        "es" => "Spanish",
        "fa" => "Persian",
        "fr" => "French",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "id" => "Indonesian",
        "it" => "Italian",
        "ja" => "Japanese",
        "ko" => "Korean",
        "ku" => "Kurdish",
        "my" => "Burmese",
        "nl" => "Dutch",
        "pl" => "Polish",
        "ps" => "Pashto",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "sv" => "Swedish",
        "sw" => "Swahili",
        "th" => "Thai",
        "tl" => "Tagalog",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "ur" => "Urdu",
        "vi" => "Vietnamese",
        "zh" => "Chinese",
        "und" => "language unknown",
        _ => return code.to_owned(),
    };
    name.to_owned()
}

/// Year, month and day of an ISO date, as far as it goes.
fn parts(iso: &str) -> Option<(&str, Option<&'static str>, Option<u8>)> {
    let mut pieces = iso.splitn(3, '-');
    let year = pieces.next().filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))?;
    let month = match pieces.next() {
        None => return Some((year, None, None)),
        Some(month) => month.parse::<usize>().ok().and_then(attest_model::month::name)?,
    };
    let day = match pieces.next() {
        None => None,
        Some(day) => Some(day.get(..2)?.parse::<u8>().ok()?),
    };
    Some((year, Some(month), day))
}

/// An ISO date as people write it: "28 February 2024". What is no date comes back as it is.
pub fn date(iso: &str) -> String {
    match parts(iso) {
        Some((year, Some(month), Some(day))) => format!("{day} {month} {year}"),
        Some((year, Some(month), None)) => format!("{month} {year}"),
        _ => iso.to_owned(),
    }
}

/// An interval of days, its common parts said once: "4–5 June 2021".
fn interval(from: &str, to: &str, glyphs: &Glyphs) -> String {
    match (parts(from), parts(to)) {
        (Some((y1, Some(m1), Some(d1))), Some((y2, Some(m2), Some(d2)))) if y1 == y2 && m1 == m2 => {
            format!("{d1}{}{d2} {m1} {y1}", glyphs.to)
        }
        (Some((y1, Some(m1), Some(d1))), Some((y2, Some(m2), Some(d2)))) if y1 == y2 => {
            format!("{d1} {m1} {} {d2} {m2} {y1}", glyphs.to)
        }
        _ => format!("{} {} {}", date(from), glyphs.to, date(to)),
    }
}

/// When an incident happened: the interval at the precision of the words, never narrower.
pub fn when(when: &When, glyphs: &Glyphs) -> Option<String> {
    let (from, to) = match (&when.earliest, &when.latest) {
        (None, None) => return None,
        (Some(from), None) => return Some(format!("{} or later", date(from))),
        (None, Some(to)) => return Some(format!("{} or earlier", date(to))),
        (Some(from), Some(to)) => (from, to),
    };
    let whole = |length: usize| from.get(..length).filter(|head| to.get(..length) == Some(*head)).map(date);
    let text = match when.precision {
        WhenPrecision::Year => whole(4),
        WhenPrecision::Month => whole(7),
        _ if from == to => Some(date(from)),
        _ => None,
    };
    Some(text.unwrap_or_else(|| interval(from, to, glyphs)))
}

/// What a date rests on, where that is not the report's own statement.
pub const fn basis(basis: WhenBasis) -> Option<&'static str> {
    match basis {
        WhenBasis::Stated | WhenBasis::None => None,
        WhenBasis::Relative => Some("counted from another date"),
        WhenBasis::Inherited => Some("from the incident that it is part of"),
        WhenBasis::Publication => Some("from the date of publication"),
        WhenBasis::Inferred => Some("inferred"),
    }
}

/// What a row of the table is about: "killed", "wounded or missing", "civilians killed".
pub fn harm(figure: &Figure) -> String {
    let harm = match figure.harm {
        Harm::Present => "took part".to_owned(),
        harm => plain(harm.as_str()),
    };
    let who = match (figure.side, figure.group) {
        (Side::Attackers, _) | (_, Some(Group::Attackers)) => "attackers",
        (_, None | Some(Group::People)) => return harm,
        (_, Some(group)) => return format!("{} {harm}", plain(group.as_str())),
    };
    format!("{who} {harm}")
}

#[cfg(test)]
mod tests {
    use super::super::glyphs::UNICODE;
    use super::*;

    fn dated(from: &str, to: &str, precision: WhenPrecision) -> String {
        let when = When {
            earliest: Some(from.to_owned()),
            latest: Some(to.to_owned()),
            precision,
            basis: WhenBasis::Stated,
            quote: None,
            anchor: None,
        };
        super::when(&when, &UNICODE).unwrap()
    }

    #[test]
    fn a_date_is_said_as_precisely_as_the_words_allow() {
        assert_eq!(dated("2024-02-28", "2024-02-28", WhenPrecision::Day), "28 February 2024");
        assert_eq!(dated("2021-06-04", "2021-06-05", WhenPrecision::Days), "4–5 June 2021");
        assert_eq!(dated("2021-05-31", "2021-06-02", WhenPrecision::Days), "31 May – 2 June 2021");
        assert_eq!(dated("2023-10-01", "2023-10-31", WhenPrecision::Month), "October 2023");
        assert_eq!(dated("2015-01-01", "2015-12-31", WhenPrecision::Year), "2015");
        assert_eq!(
            dated("2019-12-01", "2020-02-29", WhenPrecision::Season),
            "1 December 2019 – 29 February 2020"
        );
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        assert_eq!(date("soon"), "soon");
        assert_eq!(date("2024-13-01"), "2024-13-01");
        assert_eq!(date("2024"), "2024");
    }
}
