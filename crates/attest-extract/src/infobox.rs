//! What the rows of an infobox are about, and the date that they give.
//!
//! An infobox is the article's own summary of its event: a row's label says what the value is, so no syntax is needed. Its date row dates
//! the event, its place row places it, and the rows of losses stand in columns, one a side (`casualties1` belongs to
//! `combatant1`). Labels are those of front matter, wikitext and pages alike.

use crate::incidents::{TimedMention, dates};
use crate::page::Page;
use attest_model::ZoneKind;
use attest_time::{Interval, Precision};

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// When it happened.
    Date,
    /// Where it happened.
    Place,
    /// One side of a fight, by its column.
    Combatant(u8),
    /// Dead, wounded, missing; by column, 0 where the infobox has no columns.
    Losses(u8),
}

/// The topic of a passage; `None` where it is no row of an infobox, or one about something else.
pub fn topic(page: &Page<'_>, passage: usize) -> Option<Topic> {
    let passage = page.passages.get(passage)?;
    if passage.kind() != ZoneKind::Infobox {
        return None;
    }
    let named = passage
        .block
        .zone
        .and_then(|zone| page.document.zones.get(zone))
        .and_then(|zone| zone.name.as_deref());
    let label = named.or_else(|| passage.block.text.split_once(':').map(|(label, _)| label))?;
    of_label(label)
}

/// The topic that a label names: "Date", "casualties2", "Non-fatal injuries".
fn of_label(label: &str) -> Option<Topic> {
    let label = label.trim().to_lowercase().replace(['_', '-'], " ");
    let stem = label.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let column = label.get(stem.len()..).and_then(|digits| digits.trim().parse().ok()).unwrap_or(0);
    Some(match stem {
        "date" | "dates" | "date and time" | "date of attack" => Topic::Date,
        "place" | "location" | "locations" | "site" => Topic::Place,
        "combatant" => Topic::Combatant(column),
        "casualties"
        | "casualties and losses"
        | "losses"
        | "deaths"
        | "fatalities"
        | "killed"
        | "dead"
        | "injuries"
        | "injured"
        | "wounded"
        | "non fatal injuries"
        | "total deaths"
        | "total fatalities"
        | "total injuries"
        | "reported deaths"
        | "reported injuries"
        | "missing"
        | "victims"
        | "death toll" => Topic::Losses(column),
        // "Civilians reported killed", "Militants killed or injured"
        _ if HARMED.iter().any(|harm| stem.ends_with(harm)) => Topic::Losses(column),
        _ => return None,
    })
}

/// What the label of a row of losses ends in.
const HARMED: [&str; 7] =
    [" killed", " injured", " wounded", " deaths", " fatalities", " injuries", " casualties"];

/// The days that the date row gives, from the first to the last, with the index of its first time; `None` where there is no such row or
/// it gives no day.
pub fn date(page: &Page<'_>, times: &[TimedMention]) -> Option<(usize, Interval)> {
    let row = (0..page.passages.len()).find(|passage| topic(page, *passage) == Some(Topic::Date))?;
    let mut found: Option<(usize, Interval)> = None;
    for (index, mention) in times.iter().enumerate().filter(|(_, mention)| mention.passage == row) {
        let Some(own) = mention.time.interval.as_ref().filter(|_| dates(&mention.time)) else { continue };
        let (Some(first), Some(last)) = (own.earliest, own.latest) else { continue };
        found = Some(match found {
            None => (index, *own),
            Some((kept, whole)) => {
                let first = whole.earliest.map_or(first, |day| day.min(first));
                let last = whole.latest.map_or(last, |day| day.max(last));
                let same = whole.earliest == Some(first) && whole.latest == Some(last);
                (kept, if same { whole } else { Interval::between(first, last, Precision::Days) })
            }
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Topic, of_label};

    #[test]
    fn labels_of_every_format_name_their_topic_and_column() {
        assert_eq!(of_label("Date"), Some(Topic::Date));
        assert_eq!(of_label("casualties2"), Some(Topic::Losses(2)));
        assert_eq!(of_label("Casualties and losses"), Some(Topic::Losses(0)));
        assert_eq!(of_label("Non-fatal injuries"), Some(Topic::Losses(0)));
        assert_eq!(of_label("Villagers reported killed"), Some(Topic::Losses(0)));
        assert_eq!(of_label("combatant1"), Some(Topic::Combatant(1)));
        assert_eq!(of_label("commander1"), None);
    }
}
