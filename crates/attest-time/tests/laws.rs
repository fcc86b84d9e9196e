//! Laws of reading time: total on any text, spans that read back, no overlap, and vaguer words never giving narrower days.

use attest_time::{Anchors, Interval, TimeMention, dateline, read, resolve_event};
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn anchors() -> impl Strategy<Value = Anchors> {
    proptest::option::of((1900_i16..2100, 1_i8..=12, 1_i8..=28))
        .prop_map(|d| Anchors { published: d.map(|(y, m, d)| date(y, m, d)), ..Anchors::default() })
}

/// Texts made of the words that rules look for, in any order, so that rules meet each other.
fn word_salad() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "the",
        "last",
        "next",
        "this",
        "that",
        "same",
        "day",
        "week",
        "year",
        "years",
        "quarter",
        "2024",
        "1999",
        "28",
        "3",
        "31",
        "February",
        "Feb",
        ".",
        ",",
        "-",
        "/",
        ":",
        "'",
        "90s",
        "of",
        "on",
        "in",
        "at",
        "to",
        "and",
        "between",
        "from",
        "since",
        "until",
        "Friday",
        "night",
        "morning",
        "early",
        "late",
        "mid",
        "ago",
        "later",
        "earlier",
        "two",
        "twenty",
        "hundred",
        "thousand",
        "several",
        "a",
        "few",
        "every",
        "each",
        "other",
        "p",
        "m",
        "am",
        "GMT",
        "noon",
        "Ramadan",
        "Easter",
        "was",
        "will",
        "said",
        "99999999999",
        "0",
        "\n\n",
        "\n",
        "é",
        "century",
        "third",
        "half",
        "fiscal",
        "weekend",
        "or",
        "so",
        "end",
        "past",
        "decades",
        "hours",
        "(",
        ")",
        "--",
        "DPA",
        "UPDATED",
    ]);
    prop::collection::vec((words, prop::sample::select(vec!["", " ", " ", " "])), 0..60)
        .prop_map(|parts| parts.into_iter().flat_map(|(w, s)| [w, s]).collect())
}

fn check(text: &str, mentions: &[TimeMention]) {
    let mut last = 0;
    for (n, m) in mentions.iter().enumerate() {
        assert!(m.start < m.end && m.end as usize <= text.len());
        assert!(text.is_char_boundary(m.start as usize) && text.is_char_boundary(m.end as usize));
        assert!(!m.words(text).is_empty());
        assert!(m.start >= last, "{text:?}: {mentions:?}");
        last = m.end;
        assert!(!m.value.is_empty());
        if let Some(Interval { earliest: Some(e), latest: Some(l), .. }) = m.interval {
            assert!(e <= l, "{text:?} {m:?}");
        }
        if let Some((a, b)) = m.anchor {
            assert!(a < b && text.get(a as usize..b as usize).is_some());
        }
        if let Some(p) = m.partner {
            assert!((p as usize) < mentions.len() && p as usize != n);
        }
        let _ = resolve_event(mentions, n);
    }
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in "\\PC{0,200}", anchors in anchors()) {
        check(&text, &read(&text, &anchors));
        let _ = dateline(&text);
    }

    #[test]
    fn any_order_of_time_words_can_be_read(text in word_salad(), anchors in anchors()) {
        check(&text, &read(&text, &anchors));
        let _ = dateline(&text);
    }

    #[test]
    fn reading_twice_gives_the_same(text in word_salad(), anchors in anchors()) {
        prop_assert_eq!(read(&text, &anchors), read(&text, &anchors));
    }

    #[test]
    fn a_stated_day_is_that_day_whatever_the_publication(y in 1900_i16..2100, m in 1_i8..=12, d in 1_i8..=28, anchors in anchors()) {
        let text = format!("It happened on {d} {} {y}.", MONTHS[m as usize - 1]);
        let mentions = read(&text, &anchors);
        prop_assert_eq!(mentions.len(), 1);
        prop_assert_eq!(mentions[0].interval, Some(Interval::day(date(y, m, d))));
        prop_assert!(mentions[0].calendar_complete);
    }

    #[test]
    fn a_vaguer_wording_never_gives_narrower_days(y in 1950_i16..2050, m in 1_i8..=12, d in 1_i8..=28) {
        let month = MONTHS[m as usize - 1];
        let ladder = [
            format!("{d} {month} {y}"),
            format!("around {d} {month} {y}"),
        ];
        narrowing(&ladder)?;
        for part in ["early", "late", "mid"] {
            narrowing(&[format!("{part} {month} {y}"), format!("{month} {y}"), format!("{y}"), format!("the {}s", y / 10 * 10)])?;
            narrowing(&[format!("{part} {y}"), format!("{y}")])?;
            narrowing(&[format!("the {part} {}s", y / 10 * 10), format!("the {}s", y / 10 * 10)])?;
        }
        narrowing(&[format!("{d} {month} {y}"), format!("{month} {y}")])?;
    }

    #[test]
    fn vaguer_distances_never_give_narrower_days(n in 2_u32..20, y in 1950_i16..2050, m in 1_i8..=12, d in 1_i8..=28) {
        let anchors = Anchors::published(date(y, m, d));
        for unit in ["days", "weeks", "months", "years"] {
            let exact = interval(&format!("It happened {n} {unit} ago."), &anchors);
            let vague = interval(&format!("It happened several {unit} ago."), &anchors);
            let (Some(exact), Some(vague)) = (exact, vague) else { continue };
            prop_assert!(vague.days().is_none() || vague.covers(&exact), "{} {}", n, unit);
        }
    }

    #[test]
    fn without_an_anchor_nothing_relative_gets_a_day(text in word_salad()) {
        // Digits, years in words and counted centuries are absolute.
        let text = text.replace(|c: char| c.is_ascii_digit(), "");
        let text = text.replace("thousand", "").replace("twenty", "").replace("centur", "");
        for m in read(&text, &Anchors::default()) {
            prop_assert!(m.interval.is_none() || m.value.len() <= 3, "{:?}", m);
        }
    }
}

const MONTHS: [&str; 12] = [
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

fn interval(text: &str, anchors: &Anchors) -> Option<Interval> {
    read(text, anchors).first().and_then(|m| m.interval)
}

/// Each wording's days lie within the days of the next.
fn narrowing(ladder: &[String]) -> Result<(), TestCaseError> {
    let days: Vec<Interval> = ladder
        .iter()
        .filter_map(|w| interval(&format!("It happened in {w}."), &Anchors::default()))
        .collect();
    prop_assert_eq!(days.len(), ladder.len(), "{:?}", ladder);
    for (pair, words) in days.windows(2).zip(ladder.windows(2)) {
        prop_assert!(pair[1].covers(&pair[0]), "{:?}: {:?}", words, pair);
    }
    Ok(())
}

#[test]
fn the_publication_date_is_never_given_to_an_event_by_itself() {
    let day: Date = date(2024, 3, 5);
    let mentions =
        read("Four people were killed in the village. The road is closed.", &Anchors::published(day));
    assert!(mentions.is_empty(), "{mentions:?}");
    let when = attest_time::When::publication(&Anchors::published(day)).unwrap();
    assert_eq!((when.earliest, when.latest), (None, Some(day)));
    assert_eq!(when.basis, attest_time::Basis::Publication);
}

#[test]
fn an_anchor_keeps_its_words() {
    let text = "The raid came on 28 February 2024. That same day a statement was issued.";
    let mentions = read(text, &Anchors::default());
    let (a, b) = mentions[1].anchor.unwrap();
    assert_eq!(&text[a as usize..b as usize], "28 February 2024");
}

#[test]
fn a_very_long_text_is_read_in_linear_time() {
    let text = "On 28 February 2024 gunmen attacked. The next day, at 7 a.m., the army came. ".repeat(4000);
    let started = std::time::Instant::now();
    assert!(read(&text, &Anchors::default()).len() >= 8_000);
    assert!(started.elapsed().as_secs() < 20);
}

#[test]
fn only_expressions_with_days_date_an_event() {
    let anchors = Anchors::published(date(2024, 3, 5));
    let told = |text: &str| read(text, &anchors).iter().map(TimeMention::dates_an_event).collect::<Vec<_>>();
    assert_eq!(told("It fell on Friday. Two days later the army came."), [true, true]);
    assert_eq!(told("It went on for three days."), [false]);
    assert_eq!(told("It fell in the past week."), [true]);
    assert_eq!(told("It was recently shelled, every day."), [false, false]);
}
