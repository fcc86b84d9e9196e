//! The dateline: the day a report was written, told at its head.
//!
//! Three shapes are known. Agencies: a place in capitals, a day, perhaps the agency in brackets, a dash ("BAMAKO, Feb 28 (AFP) -",
//! "SAN SALVADOR, 3 JAN 90 (DPA) -- [TEXT]"). Web pages: a word that says so ("Updated 5:12 PM EST Mar 3, 2015"). And a date alone
//! on its line near the top. Anything else in the first lines is a date of the story.

use jiff::civil::Date;

use crate::anchors::{Dateline, DatelineKind};
use crate::period::day;
use crate::reading::{Form, Reading, YearRef};
use crate::scan::{Gap, Shape, Token};

/// How far from the top a dateline may stand, in bytes.
const HEAD: u32 = 1200;

/// The first dateline among the readings.
pub(crate) fn find(tokens: &[Token<'_>], readings: &[Reading]) -> Option<Dateline> {
    readings
        .iter()
        .take_while(|r| tokens.get(r.first).is_some_and(|t| t.start < HEAD))
        .filter(|r| matches!(r.form, Form::Day { month: Some(_), .. }) && r.partner.is_none())
        .find_map(|r| agency_line(tokens, r).or_else(|| stamped(tokens, r)))
}

fn date_of(form: &Form) -> Option<Date> {
    let Form::Day { year, month: Some(month), day: d, doubtful: false, .. } = form else { return None };
    let year = match year {
        YearRef::Stated(y) => *y,
        // Two digits: a wire of the last century above 40.
        YearRef::Short(n) => {
            if *n > 40 {
                1900 + n
            } else {
                2000 + n
            }
        }
        _ => return None,
    };
    day(year, *month as i8, *d as i8)
}

fn built(tokens: &[Token<'_>], r: &Reading) -> Option<Dateline> {
    Some(Dateline {
        kind: DatelineKind::Agency,
        start: tokens.get(r.first)?.start,
        end: tokens.get(r.end.checked_sub(1)?)?.end,
        date: date_of(&r.form),
        place: None,
        agency: None,
    })
}

/// PLACE, DATE (AGENCY) --
fn agency_line(tokens: &[Token<'_>], r: &Reading) -> Option<Dateline> {
    let mut line = built(tokens, r)?;
    let comma = r.first.checked_sub(1)?;
    if !tokens.get(comma)?.is_mark(',') {
        return None;
    }
    let place = place_before(tokens, comma)?;
    let mut at = r.end;
    // A stop or a comma may close the date.
    if tokens.get(at).is_some_and(|t| matches!(t.shape, Shape::Mark('.' | ','))) {
        at += 1;
    }
    let bracket = tokens.get(at).is_some_and(|t| matches!(t.shape, Shape::Mark('(' | '/' | '[')));
    if bracket {
        let close = (at + 1..at + 8)
            .find(|n| tokens.get(*n).is_some_and(|t| matches!(t.shape, Shape::Mark(')' | '/' | ']'))))?;
        let (first, last) = (tokens.get(at + 1)?, tokens.get(close - 1)?);
        line.agency = (first.shape == Shape::Word && close > at + 1).then_some((first.start, last.end));
        at = close + 1;
    }
    let dash = tokens.get(at).is_some_and(|t| t.is_dash() || t.is_mark(':'));
    if !(dash || bracket) {
        return None;
    }
    line.place = Some((tokens.get(place)?.start, tokens.get(comma - 1)?.end));
    Some(line)
}

/// First token of the place in front of a comma: words in capitals, or capitalised words from the start of a paragraph.
fn place_before(tokens: &[Token<'_>], comma: usize) -> Option<usize> {
    let mut first = comma;
    let mut shouted = false;
    for n in (comma.saturating_sub(10)..comma).rev() {
        let token = tokens.get(n)?;
        let fits = match token.shape {
            Shape::Word => token.capital || token.is_any(&["de", "del", "la", "el", "al"]),
            Shape::Mark(c) => matches!(c, ',' | '.' | '-' | '\'' | '(' | ')'),
            Shape::Number => false,
        };
        if !fits {
            break;
        }
        shouted |= token.caps;
        first = n;
        if token.gap == Gap::Paragraph {
            return Some(first);
        }
    }
    (first < comma && shouted).then_some(first)
}

/// "Updated …", "Published: …", or a date alone on its line.
fn stamped(tokens: &[Token<'_>], r: &Reading) -> Option<Dateline> {
    const WORDS: &[&str] = &["updated", "published", "posted", "modified", "released", "filed", "issued"];
    let mut line = built(tokens, r)?;
    let head = tokens.get(r.first)?;
    let behind = tokens.get(r.end);
    let clock_before = (1..=12).map_while(|n| r.first.checked_sub(n).and_then(|i| tokens.get(i)));
    let mut said = false;
    for t in clock_before {
        if t.is_any(WORDS) {
            said = true;
            break;
        }
        let of_a_clock = t.shape == Shape::Number
            || matches!(t.shape, Shape::Mark(':' | '.' | ',' | '|'))
            || t.is_any(&[
                "am", "pm", "a", "p", "m", "at", "on", "est", "edt", "gmt", "utc", "bst", "et", "first",
                "last",
            ]);
        if !of_a_clock {
            break;
        }
    }
    let alone = head.gap == Gap::Paragraph
        && behind.is_none_or(|t| t.gap == Gap::Paragraph)
        && !matches!(r.form, Form::Day { year: YearRef::Unsaid, .. });
    line.kind = if said { DatelineKind::Stamp } else { DatelineKind::Line };
    (said || alone).then_some(line)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::{DatelineKind, dateline};

    fn parts(text: &str) -> Option<(DatelineKind, Option<jiff::civil::Date>, &str, &str)> {
        let line = dateline(text)?;
        let at = |span: Option<(u32, u32)>| span.map_or("", |(a, b)| &text[a as usize..b as usize]);
        Some((line.kind, line.date, at(line.place), at(line.agency)))
    }

    #[test]
    fn agency_lines_give_place_day_and_agency() {
        use DatelineKind::Agency;
        assert_eq!(
            parts("SAN TORVO, 3 JAN 90 (ZPA) -- [TEXT] THE ARMY SAID"),
            Some((Agency, Some(date(1990, 1, 3)), "SAN TORVO", "ZPA"))
        );
        assert_eq!(parts("ORVA, Feb 28 (AFP) - Gunmen"), Some((Agency, None, "ORVA", "AFP")));
        assert_eq!(
            parts("  TOLSA, Ostara, March 4, 2024 (Reuters) — Gunmen"),
            Some((Agency, Some(date(2024, 3, 4)), "TOLSA, Ostara", "Reuters"))
        );
        assert_eq!(
            parts("NO CITY, 12 MAY 89 -- [SPEECH]"),
            Some((Agency, Some(date(1989, 5, 12)), "NO CITY", ""))
        );
    }

    #[test]
    fn stamps_and_lone_dates_are_told_apart() {
        use DatelineKind::{Line, Stamp};
        assert_eq!(
            parts("Blast in Tolsa\n\nUpdated 5:12 PM EST Mar 3, 2015\n\nA bomb"),
            Some((Stamp, Some(date(2015, 3, 3)), "", ""))
        );
        assert_eq!(
            parts("Blast in Tolsa\n\nMonday, March 2, 2015\n\nA bomb"),
            Some((Line, Some(date(2015, 3, 2)), "", ""))
        );
    }

    #[test]
    fn a_date_of_the_story_is_no_dateline() {
        assert_eq!(parts("Gunmen attacked Tolsa on March 2, 2015. The army came."), None);
        assert_eq!(parts("On 3 March, the army (which had fled) came back."), None);
    }
}
