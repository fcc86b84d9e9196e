//! Do no harm at the border: what is withheld before any format sees a record.
//!
//! Three things may hurt people when a table leaves the house: the name or description of a source who asked not to be named, the
//! names of private persons, and a position finer than is safe. All three are dealt with here, once, on the record itself, so
//! that no format can forget one. What was withheld is counted for the side file; offsets of quotes stay, so that whoever
//! holds the documents can still check every claim.

use crate::record::{Record, Said, Speaker};
use attest_model::SourceKind;
use serde::Serialize;

/// How positions are made coarser.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub enum Coarsen {
    /// As the reports say.
    #[default]
    #[serde(rename = "none")]
    None,
    /// No finer than the second-order division.
    #[serde(rename = "admin2")]
    Admin2,
    /// No finer than the first-order division.
    #[serde(rename = "admin1")]
    Admin1,
    /// To the middle of cells of a tenth of a degree (about 11 km), and no place names finer than a division.
    #[serde(rename = "0.1deg")]
    Tenth,
}

/// What may not cross.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Border {
    /// How positions are made coarser.
    pub coarsen: Coarsen,
    /// Whether names of private persons are withheld.
    pub redact_persons: bool,
    /// Whether sources whom the words keep unnamed are undisclosed.
    pub undisclose_anonymous: bool,
    /// Names of sources and publishers that are undisclosed wherever they stand.
    pub protect: Vec<String>,
}

impl Default for Border {
    fn default() -> Self {
        Self { coarsen: Coarsen::None, redact_persons: true, undisclose_anonymous: true, protect: Vec::new() }
    }
}

/// What was withheld.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Withheld {
    /// Speakers and publishers undisclosed.
    pub sources: u64,
    /// Claims in whose quotes words were withheld.
    pub quotes: u64,
    /// Records that named a private person.
    pub persons: u64,
    /// Records whose place was made coarser.
    pub places: u64,
}

/// Looks up the middle of a division: country (ISO 3166-1 alpha-2), first-order, second-order.
pub type Centre<'c> = dyn Fn(&str, &str, Option<&str>) -> Option<(f64, f64)> + 'c;

/// What stands where a name stood.
pub const NAME: &str = "[name withheld]";
/// What stands where a place's name stood.
pub const PLACE: &str = "[place withheld]";
/// What stands where a protected source's name stood.
pub const SOURCE: &str = "Undisclosed Source";

impl Border {
    /// Takes out of the record what may not cross.
    pub fn cross(&self, record: &mut Record, centre: &Centre<'_>) -> Withheld {
        let mut withheld = Withheld::default();
        let mut words: Vec<(String, &'static str)> = Vec::new();
        if self.redact_persons && !record.persons.is_empty() {
            withheld.persons = 1;
            words.extend(record.persons.iter().map(|name| (name.clone(), NAME)));
        }
        words.extend(self.protect.iter().filter(|name| !name.is_empty()).map(|name| (name.clone(), SOURCE)));
        if self.coarsen != Coarsen::None
            && let Some(names) = coarsen(record, self.coarsen, centre)
        {
            withheld.places = 1;
            words.extend(names.into_iter().map(|name| (name, PLACE)));
        }
        withheld.sources += self.undisclose(record);
        words.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        words.dedup();
        if !words.is_empty() {
            withheld.quotes += redact(record, &words);
        }
        record.persons.clear();
        withheld
    }

    fn undisclose(&self, record: &mut Record) -> u64 {
        let mut count = 0;
        for said in &mut record.claims {
            for speaker in &mut said.chain {
                if self.hides(speaker) {
                    speaker.name = format!("{SOURCE} ({})", speaker.kind);
                    count += 1;
                }
            }
        }
        for report in &mut record.reports {
            if report.name == SOURCE
                || report.publisher.as_ref().is_some_and(|own| self.protect.contains(own))
            {
                report.publisher = Some(SOURCE.to_owned());
                report.url = None;
                SOURCE.clone_into(&mut report.name);
                report.title = None;
                count += 1;
            }
        }
        count
    }

    /// Institutions that merely speak without a name (an army, a ministry) are not hidden: whoever speaks for a party is accountable.
    fn hides(&self, speaker: &Speaker) -> bool {
        let private = matches!(
            speaker.kind,
            SourceKind::Residents
                | SourceKind::Witness
                | SourceKind::Medical
                | SourceKind::Official
                | SourceKind::Unknown
                | SourceKind::Analyst
                | SourceKind::Ngo
        );
        // What the archive's veil has covered already is counted here, and named like the others.
        speaker.protected
            || speaker.name == SOURCE
            || self.protect.contains(&speaker.name)
            || (self.undisclose_anonymous && speaker.anonymous && private && !speaker.party)
    }
}

/// Moves the record's place to its division, and tells which names of places may not be written any more.
fn coarsen(record: &mut Record, to: Coarsen, centre: &Centre<'_>) -> Option<Vec<String>> {
    let site = record.site.as_mut()?;
    let place = &mut site.place;
    let finest = match to {
        Coarsen::None => return None,
        Coarsen::Tenth => {
            let (Some(lat), Some(lon)) = (place.lat, place.lon) else { return None };
            place.lat = Some(tenth(lat));
            place.lon = Some(tenth(lon));
            2
        }
        Coarsen::Admin2 => 3,
        Coarsen::Admin1 => 4,
    };
    if place.precision.ged.is_some_and(|own| own >= finest && own != 7) && to != Coarsen::Tenth {
        return None;
    }
    let admin2 = if to == Coarsen::Admin1 { None } else { place.admin2.clone() };
    let division = admin2.clone().or_else(|| place.admin1.clone());
    let mut names = vec![place.name.clone()];
    names.extend(site.near.take());
    names.extend(place.mentions.iter().map(|quote| quote.text.clone()));
    names.retain(|name| {
        name.len() > 2 && Some(name) != division.as_ref() && Some(name) != place.admin1.as_ref()
    });
    if to != Coarsen::Tenth {
        let country = place.country.clone().unwrap_or_default();
        let at = place.admin1.as_deref().and_then(|admin1| centre(&country, admin1, admin2.as_deref()));
        place.lat = at.map(|at| at.0);
        place.lon = at.map(|at| at.1);
        place.radius_km = Some(if admin2.is_some() { 50.0 } else { 150.0 });
        place.admin2 = admin2.clone();
    }
    place.precision.ged = Some(if to == Coarsen::Tenth {
        place.precision.ged.unwrap_or(2).max(2)
    } else if admin2.is_some() {
        3
    } else {
        4
    });
    place.precision.acled =
        Some(if to == Coarsen::Tenth { place.precision.acled.unwrap_or(2).max(2) } else { 3 });
    place.name = division.unwrap_or_else(|| "not disclosed".to_owned());
    place.gazetteer = None;
    place.candidates.clear();
    place.mentions.clear();
    site.words = None;
    Some(names)
}

/// The middle of the cell of a tenth of a degree.
fn tenth(degrees: f64) -> f64 {
    ((degrees * 10.0).floor() * 10.0 + 5.0).round() / 100.0
}

/// Puts words in place of others in every text of the record; how many quotes changed.
fn redact(record: &mut Record, words: &[(String, &'static str)]) -> u64 {
    clean(&mut record.label, words);
    for party in &mut record.parties {
        clean(&mut party.name, words);
    }
    for text in record.site.iter_mut().filter_map(|site| site.words.as_mut()) {
        clean(text, words);
    }
    for target in &mut record.targets {
        clean_quote(target.quote.as_mut(), words);
    }
    for weapon in &mut record.weapons {
        clean_quote(weapon.quote.as_mut(), words);
    }
    clean_quote(record.when.quote.as_mut(), words);
    for report in &mut record.reports {
        for text in report.title.iter_mut().chain([&mut report.name]) {
            clean(text, words);
        }
    }
    for text in record.assessments.iter_mut().map(|own| &mut own.why).chain([&mut record.corroboration.why]) {
        clean(text, words);
    }
    let decided = record.decisions.iter_mut().filter_map(|own| own.known.as_mut());
    let decided = decided
        .flat_map(|own| [&mut own.about].into_iter().chain(own.value.as_mut()).chain(own.reason.as_mut()));
    let why = record.ties.iter_mut().map(|tie| &mut tie.why);
    for text in record.campaign.iter_mut().chain(why).chain(decided) {
        clean(text, words);
    }
    record.claims.iter_mut().map(|said| u64::from(clean_claim(said, words))).sum()
}

fn clean_claim(said: &mut Said, words: &[(String, &'static str)]) -> bool {
    let mut changed = clean(&mut said.quote.text, words);
    if let Some(figure) = &mut said.figure {
        changed |= clean(&mut figure.quote.text, words);
        clean_quote(figure.who.as_mut(), words);
    }
    for text in said
        .chain
        .iter_mut()
        .map(|speaker| &mut speaker.name)
        .chain(said.actor.as_mut())
        .chain(said.zone.as_mut())
    {
        clean(text, words);
    }
    said.redacted |= changed;
    changed
}

fn clean_quote(quote: Option<&mut attest_model::Quote>, words: &[(String, &'static str)]) {
    if let Some(quote) = quote {
        clean(&mut quote.text, words);
    }
}

/// Replaces whole words only: a person called Mark does not hide a market.
fn clean(text: &mut String, words: &[(String, &'static str)]) -> bool {
    let mut changed = false;
    for (needle, instead) in words {
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find(needle.as_str())).map(|at| at + from)
        {
            let end = at + needle.len();
            let before =
                text.get(..at).and_then(|own| own.chars().next_back()).is_some_and(char::is_alphanumeric);
            let after = text.get(end..).and_then(|own| own.chars().next()).is_some_and(char::is_alphanumeric);
            if before || after {
                from = end;
                continue;
            }
            text.replace_range(at..end, instead);
            from = at + instead.len();
            changed = true;
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_withheld() {
        let mut text = "Mark told the Market of Mark's death".to_owned();
        assert!(clean(&mut text, &[("Mark".to_owned(), NAME)]));
        assert_eq!(text, "[name withheld] told the Market of [name withheld]'s death");
    }

    #[test]
    fn a_tenth_of_a_degree_is_the_middle_of_its_cell() {
        assert_eq!(tenth(14.4712), 14.45);
        assert_eq!(tenth(-7.4712), -7.45);
    }
}
