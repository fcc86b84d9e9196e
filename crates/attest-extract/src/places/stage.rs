//! The country that a report tells of: its stage.
//!
//! Villages that no gazetteer has still lie somewhere, and most reports say in which country, if only by its people ("a Nigerian town", "Syrian
//! warplanes"). The places of the text vote, the lead twice; a country named only by its people counts less, since armies travel. The winner is lent to
//! unresolved names as their country, never as their point: a country's middle is no place.

use std::collections::{BTreeMap, BTreeSet};

use attest_gazetteer::Iso;
use attest_model::{PlaceBasis, PlaceKind};

use super::spans::{Page, Shape, Span};
use super::vocabulary as v;
use super::{Hints, PlaceMention, Role};

/// The bytes at the front of a report that count as its lead.
const LEAD: u32 = 500;

/// The country with most votes; none where there is no clear first. `spans` are all that were weighed: "Syrian" in "Syrian Civil War" names no place, and
/// still tells the country.
pub(super) fn country(
    page: &Page<'_, '_>,
    spans: &[Span],
    mentions: &[PlaceMention],
    hints: &Hints,
) -> Option<Iso> {
    let mut votes = Votes::default();
    let standing_abroad: BTreeSet<u32> = spans
        .iter()
        .filter(|span| of_abroad(page, span))
        .filter_map(|span| page.word(span.first).map(|word| word.start as u32))
        .collect();
    for mention in mentions.iter().filter(|m| m.role != Role::Demonym) {
        let Some(iso) = mention.country else { continue };
        let weight = match (mention.role, mention.kind) {
            (Role::Modifier, PlaceKind::Country) => 0,
            (Role::Metonym, _) => 1,
            (_, PlaceKind::Country) if !stands_in(page, mention.start) => 1,
            _ => 3,
        };
        if matches!(mention.kind, PlaceKind::Country | PlaceKind::City) {
            votes.sure.insert(iso);
        }
        // Where a report was filed says little of where its events were.
        let filed = hints.dateline.as_ref().is_some_and(|line| line.contains(&mention.start));
        let weight = if filed || said_there(page, mention.start) { weight.min(1) } else { weight };
        // "the **U.S.** embassy", "**U.S.** ambassador Walker"
        if standing_abroad.contains(&mention.start) {
            continue;
        }
        // "in **Central** area": no country's region by that word alone.
        if page.words.get(page.words.partition_point(|w| w.start < mention.start as usize)).is_some_and(
            |word| {
                matches!(
                    word.text.to_lowercase().as_str(),
                    "central"
                        | "northern"
                        | "southern"
                        | "eastern"
                        | "western"
                        | "north"
                        | "south"
                        | "east"
                        | "west"
                ) && word.start + word.text.len() == mention.end as usize
            },
        ) {
            continue;
        }
        // "fire **from across the border in Ostland**": where it came from.
        if sent_from(page, mention.start) {
            continue;
        }
        // "in **neighbouring Ostland**": a country beside the one that the report is about.
        if neighbours(page, mention.start) {
            continue;
        }
        // "peacekeepers **from Ostland**": those who serve abroad say nothing of where they are.
        if serve_abroad(page, mention.start) {
            continue;
        }
        votes.grounds.insert(iso);
        votes.add(iso, mention.group, weight, mention.start < LEAD && !filed);
    }
    for span in spans {
        let Shape::Demonym(iso) = span.shape else { continue };
        let start = page.word(span.first).map_or(0, |w| w.start as u32);
        let next = page.word(span.last + 1).map(|w| w.text.to_lowercase()).unwrap_or_default();
        let fired = is_fired(&next);
        if !matches!(next.as_str(), "border" | "frontier" | "based" | "backed")
            && !fired
            && !abroad(page, span)
            && !of_abroad(page, span)
        {
            votes.sure.insert(iso);
            if !fights(&next) {
                votes.grounds.insert(iso);
            }
            votes.add(iso, usize::MAX, 1, start < LEAD);
        }
    }
    for (n, iso) in hints.countries.iter().enumerate() {
        votes.sure.insert(*iso);
        votes.add(*iso, usize::MAX - 1 - n, if n == 0 { 2 } else { 1 }, false);
    }
    // "the **Ostlander army** said it had struck a post of the Marne Front": an army strikes abroad as well as at home.
    votes.disputed = hints.countries.len() > 1;
    votes.first()
}

/// "the Ostlander **army**": those who fight for a country.
fn fights(word: &str) -> bool {
    matches!(
        word,
        "army"
            | "military"
            | "forces"
            | "force"
            | "troops"
            | "soldiers"
            | "air"
            | "navy"
            | "naval"
            | "commandos"
            | "marines"
    )
}

/// "in **neighbouring** Ostland".
fn neighbours(page: &Page<'_, '_>, start: u32) -> bool {
    let n = page.words.partition_point(|w| w.start < start as usize);
    page.before(n).is_some_and(|w| matches!(w.text.to_lowercase().as_str(), "neighbouring" | "neighboring"))
}

/// Whether the word before says that something is or moves there.
fn stands_in(page: &Page<'_, '_>, start: u32) -> bool {
    let n = page.words.partition_point(|w| w.start < start as usize);
    let before = page.before(n).map(|w| w.text.to_lowercase()).unwrap_or_default();
    v::has(v::IN, &before) || page.words.get(n).is_some_and(|w| w.gap.comma)
}

#[derive(Default)]
struct Votes {
    sums: BTreeMap<Iso, u32>,
    heard: BTreeMap<(Iso, usize), u32>,
    /// Countries that are spoken of, or in which a city lies that is named.
    sure: BTreeSet<Iso>,
    /// Countries for which more speaks than that their forces fight.
    grounds: BTreeSet<Iso>,
    /// Whether the groups and forces of the report are of several countries.
    disputed: bool,
}

impl Votes {
    /// One name often said is three witnesses at most; the lead counts double.
    fn add(&mut self, iso: Iso, name: usize, weight: u32, lead: bool) {
        let times = self.heard.entry((iso, name)).or_default();
        *times += 1;
        if *times <= 3 && weight > 0 {
            *self.sums.entry(iso).or_default() += if lead { 2 * weight } else { weight };
        }
    }

    /// A country that nobody speaks of needs two places: one alone may be a namesake.
    fn stands(&self, iso: Iso) -> bool {
        self.sure.contains(&iso) || self.heard.keys().filter(|(heard, _)| *heard == iso).count() >= 2
    }

    fn first(self) -> Option<Iso> {
        let mut order: Vec<(u32, Iso)> =
            self.sums.iter().filter(|(iso, _)| self.stands(**iso)).map(|(iso, sum)| (*sum, *iso)).collect();
        order.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        if order.first().is_some_and(|(_, iso)| self.disputed && !self.grounds.contains(iso)) {
            return None;
        }
        match order.as_slice() {
            [] => None,
            [(_, iso)] => Some(*iso),
            [(most, iso), (next, _), ..] => (most > next).then_some(*iso),
        }
    }
}

/// Where no chosen span tells a country, the first word for a people joins them: "rioters burn an Ostlander bank" says no more than that.
pub(super) fn people(page: &Page<'_, '_>, spans: &[Span], chosen: &mut Vec<Span>) {
    if !super::context::countries(page, chosen).is_empty() {
        return;
    }
    let free = |s: &&Span| {
        matches!(s.shape, Shape::Demonym(_))
            && !abroad(page, s)
            && chosen.iter().all(|c| c.last < s.first || s.last < c.first)
    };
    if let Some(span) = spans.iter().find(free).cloned() {
        let at = chosen.partition_point(|c| c.first < span.first);
        chosen.insert(at, span);
    }
}

/// "told reporters **in** Tolsa", "a summit in Tolsa", "talks in Tolsa": where it was said.
fn said_there(page: &Page<'_, '_>, start: u32) -> bool {
    let n = page.words.partition_point(|w| w.start < start as usize);
    let word = |back: usize| {
        n.checked_sub(back).and_then(|n| page.words.get(n)).map(|w| w.text.to_lowercase()).unwrap_or_default()
    };
    word(1) == "in"
        && matches!(
            word(2).as_str(),
            "reporters"
                | "journalists"
                | "conference"
                | "summit"
                | "talks"
                | "negotiations"
                | "interview"
                | "briefing"
                | "meeting"
                | "speech"
                | "published"
        )
}

/// "fire **from across the border in** Ostland", "rockets fired from Ostland", "help from Ostland".
fn sent_from(page: &Page<'_, '_>, start: u32) -> bool {
    let n = page.words.partition_point(|w| w.start < start as usize);
    let word = |back: usize| {
        n.checked_sub(back).and_then(|n| page.words.get(n)).map(|w| w.text.to_lowercase()).unwrap_or_default()
    };
    let across = matches!(word(1).as_str(), "in" | "inside" | "with" | "into")
        && matches!(word(2).as_str(), "border" | "frontier")
        && (3..=5).any(|back| word(back) == "from");
    let sent = matches!(
        word(2).as_str(),
        "fired"
            | "launched"
            | "fire"
            | "infiltrated"
            | "infiltration"
            | "help"
            | "support"
            | "backing"
            | "assistance"
    );
    across || word(1) == "from" && sent
}

/// "peacekeepers **from** Chad", "mercenaries of Ostland".
fn serve_abroad(page: &Page<'_, '_>, start: u32) -> bool {
    let n = page.words.partition_point(|w| w.start < start as usize);
    let word = |back: usize| {
        n.checked_sub(back).and_then(|n| page.words.get(n)).map(|w| w.text.to_lowercase()).unwrap_or_default()
    };
    matches!(word(1).as_str(), "from" | "of") && serves(&word(2))
}

/// "Ethiopian **peacekeepers**": those who serve abroad say nothing of where they are.
pub(super) fn abroad(page: &Page<'_, '_>, span: &Span) -> bool {
    matches!(span.shape, Shape::Demonym(_))
        && (1..=2)
            .filter_map(|next| page.words.get(span.last + next))
            .any(|word| serves(&word.text.to_lowercase()))
}

/// "the U.S. **embassy**", "French **tourists**", "an American **missionary**": whoever and whatever is its country's, and stands in another.
pub(super) fn of_abroad(page: &Page<'_, '_>, span: &Span) -> bool {
    let attributive = page.words.get(span.last + 1).is_some_and(|word| word.gap.plain || word.gap.joined);
    // "Tolsa's **diplomatic quarter**": a part of Tolsa.
    let part = || {
        page.words.get(span.last + 2).is_some_and(|word| {
            matches!(
                word.text.to_lowercase().as_str(),
                "quarter" | "area" | "district" | "zone" | "enclave" | "neighbourhood" | "neighborhood"
            )
        })
    };
    attributive
        && !part()
        && page.words.get(span.last + 1).is_some_and(|word| {
            matches!(
                word.text.to_lowercase().as_str(),
                "embassy"
                    | "embassies"
                    | "ambassador"
                    | "ambassadors"
                    | "consulate"
                    | "consulates"
                    | "consul"
                    | "legation"
                    | "diplomat"
                    | "diplomats"
                    | "diplomatic"
                    | "envoy"
                    | "charge"
                    | "adviser"
                    | "advisers"
                    | "advisor"
                    | "advisors"
                    | "citizen"
                    | "citizens"
                    | "national"
                    | "nationals"
                    | "tourist"
                    | "tourists"
                    | "missionary"
                    | "missionaries"
                    | "mission"
                    | "passport"
                    | "passports"
                    | "visa"
                    | "visas"
                    | "dollar"
                    | "dollars"
                    | "currency"
                    | "made"
            )
        })
}

/// "a Russian **missile** struck": what is fired, or flies, comes down in another country as often as not.
pub fn is_fired(word: &str) -> bool {
    matches!(
        word.trim_end_matches('s'),
        "missile" | "rocket" | "drone" | "airstrike" | "warplane" | "jet" | "bomber" | "shell" | "artillery"
    )
}

/// Words for those who serve abroad.
fn serves(word: &str) -> bool {
    matches!(
        word,
        "peacekeeper"
            | "peacekeepers"
            | "peacekeeping"
            | "contingent"
            | "mercenaries"
            | "mercenary"
            | "contractors"
            | "contractor"
    )
}

/// Gives unresolved names the country of the report, and says so; in a paragraph whose other places all lie in another country, that one.
pub(super) fn lend(text: &str, mentions: &mut [PlaceMention], country: Iso) {
    // "Marnak, near the **border with Ostland**": not in Ostland.
    let across: Vec<(u32, Iso)> = mentions
        .iter()
        .filter(|m| {
            let before = text.get(..m.start as usize).unwrap_or("").trim_end_matches("the ").trim_end();
            m.kind == PlaceKind::Country
                && (before.ends_with("border with") || before.ends_with("frontier with"))
        })
        .filter_map(|m| m.country.map(|iso| (m.start, iso)))
        .collect();
    let paragraph = |at: u32| text.get(..at as usize).map_or(0, |before| before.matches("\n\n").count());
    let mut told: BTreeMap<usize, BTreeSet<Iso>> = BTreeMap::new();
    for mention in mentions.iter().filter(|m| m.role == Role::Place && m.chosen.is_some()) {
        if let Some(iso) = mention.country {
            told.entry(paragraph(mention.start)).or_default().insert(iso);
        }
    }
    for mention in mentions
        .iter_mut()
        .filter(|m| m.chosen.is_none() && m.country.is_none() && m.basis == PlaceBasis::Unresolved)
    {
        let beside = told.get(&paragraph(mention.start)).filter(|countries| countries.len() == 1);
        let (lender, of) = match beside.and_then(|countries| countries.first().copied()) {
            Some(own) if own != country => (own, "the country of the other places of its paragraph"),
            _ => (country, "the country that the report tells of"),
        };
        let beyond = |(at, iso): &(u32, Iso)| *iso == lender && *at > mention.end && *at - mention.end < 60;
        if across.iter().any(beyond) {
            continue;
        }
        mention.country = Some(lender);
        let lent = format!("{}: {of}", lender.as_str());
        mention.note = Some(match mention.note.take() {
            Some(note) => format!("{note}; {lent}"),
            None => lent,
        });
    }
}
