//! The places of a page: read once over all its blocks, put back on the original text, compared with one another.
//!
//! Places want the whole document (a name means one place throughout; "the district" explains "the town"), trees want blocks.
//! The atlas joins the blocks' analyses for the reading and keeps the way back. Each [`Spot`] is a named place or one that words
//! compute from others ("12 km north of Nara").

use crate::page::{At, Page};
use crate::places::{self, EventPlace, Hints, Places, Role};
use attest_gazetteer::{Gazetteer, distance_km};
use attest_language::Analysis;
use attest_model::{Candidate, Place, PlaceBasis, PlaceKind, Precision, Span};

/// How far apart two points of one place may lie, in kilometres.
const SAME_KM: f64 = 3.0;
/// How far apart two settlements may lie and still be one event's surroundings, in kilometres.
const NEAR_KM: f64 = 30.0;

/// A place of the document, on its original text.
#[derive(Debug, Clone)]
pub struct Spot {
    /// Where its words stand in the original.
    pub span: Span,
    /// Passage and first token.
    pub at: At,
    /// The words.
    pub text: String,
    /// Kind.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Second-order division.
    pub admin2: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Radius within which the place lies.
    pub radius_km: Option<f64>,
    /// Precision codes.
    pub precision: Precision,
    /// What the position rests on.
    pub basis: PlaceBasis,
    /// Index of the spot that it is near to.
    pub near: Option<usize>,
    /// Index of the spot that holds it.
    pub within: Option<usize>,
    /// The gazetteer's entry.
    pub gazetteer: Option<attest_model::GazetteerRef>,
    /// The other candidates.
    pub candidates: Vec<Candidate>,
    /// Named as a place where something can happen, not by its people or its government.
    pub locative: bool,
    /// Named as a modifier of people or things ("a Tolsa bank"), or computed: no proof that something happened there, and yet a trace.
    pub modifier: bool,
    /// Why a field is empty or doubtful.
    pub note: Option<String>,
    /// Stands in the dateline, and is a national capital or in another country than the one that the report tells of: correspondents sit
    /// there, and events elsewhere.
    pub filed: bool,
    /// Mentions with one number mean one place; `None` for computed places.
    group: Option<usize>,
}

impl Spot {
    /// 0 for a site or village up to 4 for a country, 5 for a part of the world: how coarse the place is.
    pub const fn coarseness(&self) -> u8 {
        match self.kind {
            PlaceKind::Country => 4,
            PlaceKind::Area | PlaceKind::Sea if self.country.is_none() => 5,
            PlaceKind::Region | PlaceKind::Area | PlaceKind::Sea => 3,
            PlaceKind::District
            | PlaceKind::Mountain
            | PlaceKind::River
            | PlaceKind::Road
            | PlaceKind::Island
            | PlaceKind::Forest => 2,
            PlaceKind::City => 1,
            _ => 0,
        }
    }

    /// Whether both are one place.
    pub fn same(&self, other: &Self) -> bool {
        if let (Some(own), Some(theirs)) = (self.group, other.group) {
            // Words for peoples, and streets, belong to no group of names.
            if own == usize::MAX || theirs == usize::MAX {
                let peoples = self.kind == PlaceKind::Country && other.kind == PlaceKind::Country;
                return own == theirs
                    && if peoples { self.country == other.country } else { self.text == other.text };
            }
            return own == theirs;
        }
        if self.group.is_some() != other.group.is_some() {
            return false;
        }
        self.text.eq_ignore_ascii_case(&other.text) && self.distance(other).is_none_or(|km| km <= SAME_KM)
    }

    fn distance(&self, other: &Self) -> Option<f64> {
        match (self.lat, self.lon, other.lat, other.lon) {
            (Some(a), Some(b), Some(c), Some(d)) => Some(distance_km(a, b, c, d)),
            _ => None,
        }
    }

    /// Whether one event can be told with both: the same place, one inside the other, or neighbours.
    pub fn agrees(&self, other: &Self) -> bool {
        // "Tolsa", "the post of Tolsa": one name under two sorts, unless the gazetteers put them apart.
        let one_name = self.is_named() && other.is_named() && self.text.eq_ignore_ascii_case(&other.text);
        if self.same(other) || one_name && self.distance(other).is_none_or(|km| km <= SAME_KM) {
            return true;
        }
        let (fine, coarse) =
            if self.coarseness() <= other.coarseness() { (self, other) } else { (other, self) };
        if coarse.kind == PlaceKind::Country {
            return coarse.country.is_some() && coarse.country == fine.country;
        }
        if coarse.coarseness() >= 2 && fine.country == coarse.country {
            let named = |unit: &Option<String>| unit.as_ref().is_some_and(|unit| alike(unit, &coarse.text));
            if named(&fine.admin1) || named(&fine.admin2) {
                return true;
            }
        }
        // "northern Ostland" ends where nobody has drawn it.
        let vague = coarse.kind == PlaceKind::Area && !coarse.is_named() && fine.country == coarse.country;
        let reach = coarse.radius_km.unwrap_or(0.0) * if vague { 2.0 } else { 1.0 };
        self.distance(other).is_some_and(|km| km <= NEAR_KM + reach)
    }

    /// Whether one event cannot have happened in both.
    pub fn excludes(&self, other: &Self) -> bool {
        if self.agrees(other) {
            return false;
        }
        match (&self.country, &other.country) {
            (Some(own), Some(theirs)) if own != theirs => true,
            (None, _) | (_, None) => false,
            _ => self.coarseness() < 4 && other.coarseness() < 4 && self.distance(other).is_some(),
        }
    }

    /// A name of the text, not a place computed from others.
    pub const fn is_named(&self) -> bool {
        self.group.is_some()
    }

    /// The GeoNames id, where that is the gazetteer.
    pub fn geonames(&self) -> Option<u64> {
        self.gazetteer.as_ref().filter(|entry| entry.source == "geonames").map(|entry| entry.id)
    }

    /// Its name: the words, or the gazetteer's name of a country that is told only by its adjective ("**Beninese** government").
    pub fn name(&self) -> &str {
        let listed = self
            .candidates
            .first()
            .filter(|_| self.kind == PlaceKind::Country && (self.modifier || !self.locative));
        listed.map_or(self.text.as_str(), |candidate| candidate.name.as_str())
    }

    /// The record, without its id, links and mentions.
    pub fn record(&self) -> Place {
        Place {
            id: String::new(),
            name: self.name().to_owned(),
            kind: self.kind,
            country: self.country.clone(),
            admin1: self.admin1.clone(),
            admin2: self.admin2.clone(),
            lat: self.lat,
            lon: self.lon,
            radius_km: self.radius_km,
            precision: self.precision,
            basis: self.basis,
            near: None,
            within: None,
            gazetteer: self.gazetteer.clone(),
            candidates: self.candidates.clone(),
            mentions: Vec::new(),
        }
    }
}

/// "Koulikoro Region" and "Koulikoro".
fn alike(unit: &str, words: &str) -> bool {
    let (unit, words) = (unit.to_lowercase(), words.to_lowercase());
    words.contains(&unit) || unit.contains(&words)
}

/// The places of a page.
#[derive(Debug)]
pub struct Atlas {
    /// Named places in text order, then computed ones.
    pub spots: Vec<Spot>,
    /// Sentences about stated coordinates that contradict their country.
    pub contradictions: Vec<String>,
    places: Places,
    joined: Analysis,
    /// For each passage: its first token and first byte in the joined analysis.
    starts: Vec<(usize, u32)>,
}

const SEPARATOR: &str = "\n\n";

impl Atlas {
    /// Every word of a name that stands for a place.
    pub fn words(&self, page: &Page<'_>) -> std::collections::BTreeSet<At> {
        let mut words = std::collections::BTreeSet::new();
        let stands = |spot: &&Spot| spot.locative || spot.lat.is_some() && spot.kind != PlaceKind::Country;
        for spot in self.spots.iter().filter(stands) {
            let Some(passage) = page.passages.get(spot.at.passage) else { continue };
            let inside = |token: &usize| passage.span(*token..token + 1).end <= spot.span.end;
            let tokens = (spot.at.token..passage.analysis.len()).take_while(inside);
            words.extend(tokens.map(|token| At { passage: spot.at.passage, token }));
        }
        words
    }

    /// Reads the places of `page`.
    pub fn open(page: &Page<'_>, gazetteer: &Gazetteer, hints: &Hints) -> Self {
        let parts: Vec<&Analysis> = page.passages.iter().map(|passage| &passage.analysis).collect();
        let joined = Analysis::join(&parts, SEPARATOR);
        let mut starts = Vec::with_capacity(parts.len());
        let (mut token, mut byte) = (0, 0);
        for part in &parts {
            starts.push((token, byte));
            token += part.len();
            byte += (part.text().len() + SEPARATOR.len()) as u32;
        }
        let hints = Hints { names: names(page, &starts), dateline: dateline(page, &starts), ..hints.clone() };
        let places = places::read(joined.text(), Some(&joined), gazetteer, &hints);
        let mut atlas = Self { spots: Vec::new(), contradictions: Vec::new(), places, joined, starts };
        atlas.spots = atlas.named(page);
        let computed = atlas.computed(page);
        atlas.spots.extend(computed);
        atlas.contradictions = atlas.places.points.iter().filter_map(|point| point.tension.clone()).collect();
        atlas
    }

    /// Passage, original range and first token of joined bytes.
    fn put(&self, page: &Page<'_>, start: u32, end: u32) -> Option<(Span, At)> {
        let passage = self.starts.partition_point(|(_, byte)| *byte <= start).checked_sub(1)?;
        let (_, byte) = *self.starts.get(passage)?;
        let content = page.passages.get(passage)?;
        let tokens = content.tokens_over(start - byte, end - byte);
        Some((content.block.span(start - byte, end - byte), At { passage, token: tokens.start }))
    }

    fn named(&self, page: &Page<'_>) -> Vec<Spot> {
        let filed = |mention: &places::PlaceMention| {
            let line = page.document.dateline;
            let chosen = mention.chosen.and_then(|chosen| mention.readings.get(chosen));
            let within = self.put(page, mention.start, mention.end).is_some_and(|(span, _)| {
                line.is_some_and(|line| line.start <= span.start && span.end <= line.end)
            });
            within
                && (chosen.is_some_and(|own| own.capital || own.kind == PlaceKind::Country)
                    || self.places.country.is_some() && mention.country != self.places.country)
        };
        self.places
            .mentions
            .iter()
            .map(|mention| {
                let (span, at) = self
                    .put(page, mention.start, mention.end)
                    .unwrap_or((Span::new(0, 0), At { passage: 0, token: 0 }));
                Spot {
                    span,
                    at,
                    text: mention.text.clone(),
                    kind: mention.kind,
                    country: mention.country.map(|iso| iso.as_str().to_owned()),
                    admin1: mention.admin1.clone(),
                    admin2: mention.admin2.clone(),
                    lat: mention.lat,
                    lon: mention.lon,
                    radius_km: mention.radius_km,
                    precision: mention.precision,
                    basis: mention.basis,
                    near: mention.near,
                    within: mention.within,
                    gazetteer: mention
                        .chosen
                        .and_then(|chosen| mention.readings.get(chosen))
                        .and_then(|reading| reading.gazetteer.clone()),
                    candidates: mention.readings.iter().map(candidate).collect(),
                    locative: mention.role == Role::Place,
                    modifier: mention.role == Role::Modifier && mention.kind != PlaceKind::Country,
                    note: mention.note.clone(),
                    filed: filed(mention),
                    group: Some(mention.group),
                }
            })
            .collect()
    }

    fn computed(&self, page: &Page<'_>) -> Vec<Spot> {
        self.places
            .relatives
            .iter()
            .filter_map(|relative| {
                let (span, at) = self.put(page, relative.start, relative.end)?;
                let anchor = relative.anchors.first().copied();
                let near = matches!(relative.basis, PlaceBasis::Near | PlaceBasis::Between);
                let (admin1, admin2) = anchor
                    .and_then(|anchor| self.places.mentions.get(anchor))
                    .map(|mention| (mention.admin1.clone(), mention.admin2.clone()))
                    .unwrap_or_default();
                Some(Spot {
                    span,
                    at,
                    text: relative.text.clone(),
                    kind: relative.kind,
                    country: relative.country.map(|iso| iso.as_str().to_owned()),
                    admin1,
                    admin2,
                    lat: Some(relative.lat),
                    lon: Some(relative.lon),
                    radius_km: Some(relative.radius_km),
                    precision: relative.precision,
                    basis: relative.basis,
                    near: anchor.filter(|_| near),
                    within: anchor.filter(|_| !near),
                    gazetteer: None,
                    candidates: Vec::new(),
                    locative: true,
                    modifier: false,
                    note: Some(relative.why.clone()),
                    filed: false,
                    group: None,
                })
            })
            .collect()
    }

    /// The country that the document tells of, where one stands out.
    pub fn country(&self) -> Option<&str> {
        self.places.country.as_ref().map(attest_gazetteer::Iso::as_str)
    }

    /// The spot where the event of the word at `at` happened, with a weight: 3 tied to it by syntax, 1 taken over from the
    /// sentences before.
    pub fn of_event(&self, at: At) -> Option<(usize, u8)> {
        let (token, _) = *self.starts.get(at.passage)?;
        let EventPlace { mention, relative, score, inherited, .. } =
            places::event_place(&self.joined, token + at.token, &self.places)?;
        let spot = relative.map_or(mention, |relative| self.places.mentions.len() + relative);
        let weight = match (inherited, score > 1.0) {
            (true, _) => 1,
            (false, true) => 3,
            (false, false) => 2,
        };
        let taken = self.spots.get(spot)?;
        // "Malian soldiers were killed": a people is no place.
        taken.locative.then_some((spot, weight))
    }
}

/// Where the dateline stands in the joined text.
fn dateline(page: &Page<'_>, starts: &[(usize, u32)]) -> Option<std::ops::Range<u32>> {
    let line = page.document.dateline?;
    let at = page.passages.iter().position(|passage| {
        let whole = passage.block.span(0, passage.block.text.len() as u32);
        whole.start >= line.start && whole.end <= line.end
    })?;
    let &(_, byte) = starts.get(at)?;
    Some(byte..byte + page.passages.get(at)?.block.text.len() as u32)
}

/// Where the joined text names groups, forces and outlets: their names hold names of places that are none.
fn names(page: &Page<'_>, starts: &[(usize, u32)]) -> Vec<std::ops::Range<u32>> {
    let mut out = Vec::new();
    for (passage, &(_, byte)) in page.passages.iter().zip(starts) {
        let actors = passage.actors.iter().map(|hit| hit.start..hit.end);
        let outlets = passage.outlets.iter().map(|hit| hit.start..hit.end);
        out.extend(actors.chain(outlets).map(|name| byte + name.start as u32..byte + name.end as u32));
    }
    out.sort_by_key(|name| (name.start, name.end));
    out
}

fn candidate(reading: &places::Reading) -> Candidate {
    Candidate {
        name: reading.name.clone(),
        country: Some(reading.country.as_str().to_owned()),
        lat: reading.lat,
        lon: reading.lon,
        score: (reading.score * 1000.0).round() / 1000.0,
        why: reading.why.clone(),
    }
}
