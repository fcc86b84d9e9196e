//! Places: where a report names them, which ones they are, and which one is an event's.
//!
//! Coders pin the nearest name, or the capital, and the map is wrong where it matters. Here a name is first *recognised* (spans: is this a place at all,
//! or a person, a newspaper, a football club), then *resolved* by evidence (resolve: which of its namesakes), then *placed* with a precision and a basis
//! (outcome: the point itself, near it, in it, or nowhere). Phrases that compute a place from others ("12 km north of Nara") are read by `relative`,
//! stated coordinates by `coordinates`; which place an event happened in is a question of syntax, answered by `event`. Unresolved is a normal answer
//! with a reason.

mod common;
mod context;
mod coordinates;
mod event;
mod features;
mod given_names;
mod outcome;
mod people_words;
mod relative;
mod resolve;
mod span_features;
mod spans;
mod stage;
mod vocabulary;
mod weights;
mod words;

pub use given_names::GIVEN;
pub use stage::is_fired;

use attest_gazetteer::{Gazetteer, Iso};
use attest_language::Analysis;
use attest_model::{GazetteerRef, PlaceBasis, PlaceKind, Precision};

pub use coordinates::StatedPoint;
pub use event::{EventPlace, comes_across, event_place, explain_event};
pub use relative::RelativePlace;

/// What is known of a report before its words are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// Countries that the report is likely about: its actors' and its publisher's.
    pub countries: Vec<Iso>,
    /// Byte ranges of names that are no places whatever they hold: groups, forces, outlets ("Islamic State of Iraq and the Levant").
    pub names: Vec<std::ops::Range<u32>>,
    /// Byte range of the dateline: where the report was filed, which need not be where its events were.
    pub dateline: Option<std::ops::Range<u32>>,
}

/// How the words name the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// As a place.
    Place,
    /// By a word for its people: "Malian soldiers". Never where an event was.
    Demonym,
    /// As a government or body that speaks or acts: "Bamako denied".
    Metonym,
    /// As a modifier of people or things: "Aleppo residents", "Paris-based".
    Modifier,
}

/// One of the places that a mention may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Its name in the gazetteer.
    pub name: String,
    /// Its country.
    pub country: Iso,
    /// First-order unit.
    pub admin1: Option<String>,
    /// Second-order unit.
    pub admin2: Option<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// The gazetteer's entry.
    pub gazetteer: Option<GazetteerRef>,
    /// Its kind.
    pub kind: PlaceKind,
    /// The extent that the gazetteer states.
    pub radius_km: Option<f64>,
    /// A national capital.
    pub capital: bool,
    /// How probable it is among the readings, 0 to 1.
    pub score: f64,
    /// The evidence in words.
    pub why: String,
}

/// A place named in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    /// First byte in the text.
    pub start: u32,
    /// The byte after.
    pub end: u32,
    /// The words.
    pub text: String,
    /// How they name it.
    pub role: Role,
    /// What kind of place.
    pub kind: PlaceKind,
    /// The readings, most probable first; at most eight.
    pub readings: Vec<Reading>,
    /// The reading taken; none where the place is unresolved, or known only by its neighbour.
    pub chosen: Option<usize>,
    /// Degrees north, of the place or of what it is near to or within.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Its country.
    pub country: Option<Iso>,
    /// First-order unit.
    pub admin1: Option<String>,
    /// Second-order unit.
    pub admin2: Option<String>,
    /// Radius within which the place lies.
    pub radius_km: Option<f64>,
    /// Codes of the two codebooks.
    pub precision: Precision,
    /// What the position rests on.
    pub basis: PlaceBasis,
    /// The mention that it is near to.
    pub near: Option<usize>,
    /// The mention that holds it.
    pub within: Option<usize>,
    /// Why a field is empty, or what contradicts.
    pub note: Option<String>,
    /// How sure it is that these words name a place: above zero.
    pub recognition: f64,
    /// The mentions with one number mean one place.
    pub group: usize,
}

/// All places of a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Places {
    /// In text order; they do not overlap.
    pub mentions: Vec<PlaceMention>,
    /// Places computed from mentions: "12 km north of Nara".
    pub relatives: Vec<RelativePlace>,
    /// Coordinates that the text states.
    pub points: Vec<StatedPoint>,
    /// The country that the report tells of, where one stands out.
    pub country: Option<Iso>,
}

/// Whether a noun says which sort of place the name beside it is: "Tolsa **territory**", "the **village** of Tolsa".
pub fn is_sort(noun: &str) -> bool {
    vocabulary::kinds_of(noun).is_some()
}

/// Whether a common noun calls a name before it a settlement's: "Khan Sibil, a **village**".
pub fn is_settlement(noun: &str) -> bool {
    matches!(
        noun,
        "village" | "town" | "city" | "hamlet" | "suburb" | "settlement" | "municipality" | "district"
    )
}

/// Reads the places of a text. The analysis, where there is one, must be of the same text; it makes recognition better and is not required.
///
/// ```
/// use attest_extract::places::{self, Hints};
/// use attest_gazetteer::Gazetteer;
///
/// let gazetteer = Gazetteer::builtin();
/// let found = places::read("Two shells fell in Tripoli, Lebanon.", None, &gazetteer, &Hints::default());
/// let tripoli = &found.mentions[0];
/// assert_eq!(tripoli.country.unwrap().as_str(), "LB");
/// ```
pub fn read(text: &str, analysis: Option<&Analysis>, gazetteer: &Gazetteer, hints: &Hints) -> Places {
    let mut page = spans::Page::new(text, gazetteer, analysis);
    page.mask(&hints.names);
    let spans = page.spans();
    let mut chosen: Vec<spans::Span> =
        spans::choose(&spans, weights::BAR).into_iter().filter_map(|n| spans.get(n).cloned()).collect();
    // Words that name no place by themselves.
    chosen.retain(|span| {
        let the = span
            .first
            .checked_sub(1)
            .and_then(|before| page.words.get(before))
            .is_some_and(|w| w.text == "the");
        let alone = span.first == span.last;
        // "attacks against the West", "this city's west side": a part of the world, of a town. "the Republic": whichever.
        !(alone
            && (the || side(&page, span))
            && matches!(span.folded.as_str(), "west" | "east" | "north" | "south")
            || alone && the && matches!(span.folded.as_str(), "republic" | "empire" | "tower" | "union"))
    });
    spans::lengthen(&page, &mut chosen);
    stage::people(&page, &spans, &mut chosen);
    let (mut groups, members) = context::groups(&page, &chosen);
    let countries = context::countries(&page, &chosen);
    resolve::settle(&mut groups, hints, &countries);
    let mut mentions = outcome::mentions(&page, &chosen, &groups, &members);
    let country = stage::country(&page, &spans, &mentions, hints);
    if let Some(country) = country {
        stage::lend(text, &mut mentions, country);
    }
    let relatives = relative::read(&page, &chosen, &mentions);
    let points = coordinates::read(text, &mentions);
    Places { mentions, relatives, points, country }
}

/// "this city's **west side**".
fn side(page: &spans::Page<'_, '_>, span: &spans::Span) -> bool {
    page.words.get(span.last + 1).is_some_and(|word| {
        matches!(word.text.to_lowercase().as_str(), "side" | "end" | "part" | "flank" | "exit" | "entrance")
    })
}

/// A span with the facts that speak for and against it: for fitting the weights, and for explaining a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct SpanFacts {
    /// First byte.
    pub start: usize,
    /// The byte after.
    pub end: usize,
    /// The weighted sum.
    pub score: f32,
    /// The facts.
    pub facts: Vec<(&'static str, f32)>,
}

/// Every span that was weighed, with its facts.
pub fn explain_spans(text: &str, analysis: Option<&Analysis>, gazetteer: &Gazetteer) -> Vec<SpanFacts> {
    let mut page = spans::Page::new(text, gazetteer, analysis);
    let spans = page.spans();
    spans
        .iter()
        .map(|s| SpanFacts {
            start: page.words[s.first].start,
            end: page.words[s.last].end,
            score: s.score,
            facts: s.features.values().iter().map(|(f, x)| (f.name(), *x)).collect(),
        })
        .collect()
}

/// A mention with every candidate and its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct MentionFacts {
    /// First byte.
    pub start: usize,
    /// The byte after.
    pub end: usize,
    /// The mentions with one number mean one place.
    pub group: usize,
    /// For each candidate: latitude, longitude, probability, evidence.
    pub candidates: Vec<(f64, f64, f32, Vec<(&'static str, f32)>)>,
}

/// Every mention with all its candidates and their evidence. `given` replaces recognition by spans of bytes.
pub fn explain_mentions(
    text: &str,
    analysis: Option<&Analysis>,
    gazetteer: &Gazetteer,
    hints: &Hints,
) -> Vec<MentionFacts> {
    let mut page = spans::Page::new(text, gazetteer, analysis);
    let spans = page.spans();
    let chosen: Vec<spans::Span> =
        spans::choose(&spans, weights::BAR).into_iter().filter_map(|n| spans.get(n).cloned()).collect();
    let (mut groups, members) = context::groups(&page, &chosen);
    let countries = context::countries(&page, &chosen);
    resolve::settle(&mut groups, hints, &countries);
    let facts = |g: &resolve::Group<'_>| {
        let candidates = g.candidates.iter().zip(&g.evidence).zip(&g.belief);
        candidates
            .map(|((c, e), b)| (c.lat, c.lon, *b, e.iter().map(|(e, x)| (e.words().0, *x)).collect()))
            .collect()
    };
    let place = |(s, m): (&spans::Span, &Option<usize>)| {
        let group = (*m)?;
        Some(MentionFacts {
            start: page.words[s.first].start,
            end: page.words[s.last].end,
            group,
            candidates: facts(groups.get(group)?),
        })
    };
    chosen.iter().zip(&members).filter_map(place).collect()
}

/// The names of all facts, all evidence and all ties, in the order of their weights.
pub fn fact_names() -> [Vec<&'static str>; 3] {
    [
        features::Feature::ALL.iter().map(|f| f.name()).collect(),
        resolve::Evidence::ALL.iter().map(|e| e.words().0).collect(),
        event::Tie::ALL.iter().map(|t| t.words().0).collect(),
    ]
}
