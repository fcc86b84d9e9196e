//! What of a report is compared, prepared once: its days, its place, its numbers, its words.

use crate::days;
use crate::rarity::Rarity;
use crate::report::{Paper, Report, Reports};
use attest_model::sketch::word_digest;
use attest_model::{
    ActorRole, Coding, DocumentKind, Harm, PlaceBasis, PlaceKind, Sketch, SketchWord, WhenBasis,
    WhenPrecision,
};
use std::collections::BTreeSet;

/// A document's words and days.
#[derive(Debug, Default)]
pub struct Page {
    /// Every word: digest and share of the whole, by digest; the squares add up to one.
    pub words: Vec<(u32, f32)>,
    /// Names alone, likewise.
    pub names: Vec<(u32, f32)>,
    /// Words of the title, likewise.
    pub title: Vec<(u32, f32)>,
    /// Numbers, by digest.
    pub numbers: Vec<u32>,
    /// MinHash values.
    pub minhash: Vec<u16>,
    /// Day of publication.
    pub published: Option<i64>,
    /// The days of all its incidents, where they are days.
    pub days: Vec<(i64, i64)>,
    /// Days of the week that its first words name, one bit each.
    pub weekdays: u8,
    /// For an article of an encyclopedia: its title in small letters.
    pub article: Option<String>,
    /// Addresses of its references.
    pub references: Vec<String>,
}

impl Page {
    /// Whether the document has the word.
    pub fn has(&self, word: u32) -> bool {
        self.words.binary_search_by_key(&word, |(own, _)| *own).is_ok()
    }
}

/// Where a report places its incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Degrees north and east.
    pub at: Option<(f64, f64)>,
    /// Kilometres within which it lies.
    pub radius: f64,
    /// A region or country rather than a place.
    pub coarse: bool,
    /// Its name in small letters.
    pub name: String,
    /// The words of its name, by digest.
    pub words: Vec<u32>,
    /// Its country.
    pub country: Option<String>,
}

/// A report's incident.
#[derive(Debug, Default)]
pub struct Profile {
    /// Index of its document.
    pub paper: usize,
    /// Whether the document is mainly about it.
    pub primary: bool,
    /// First and last day.
    pub span: Option<(i64, i64)>,
    /// The day is given as a date or counted from one.
    pub firm: bool,
    /// The day is that of publication.
    pub from_publication: bool,
    /// Place.
    pub spot: Option<Spot>,
    /// Lowest and highest number of dead, and of wounded.
    pub tolls: [Option<(u64, u64)>; 2],
    /// Named actors, by entry or name.
    pub actors: BTreeSet<String>,
    /// Those of them that did it.
    pub perpetrators: BTreeSet<String>,
    /// The words of the names of those of them that are armed groups or forces, by digest.
    pub groups: Vec<Vec<u32>>,
    /// Kinds of targets and of weapons, one bit each.
    pub targets: u64,
    /// See `targets`.
    pub weapons: u64,
}

/// All documents and reports, prepared.
#[derive(Debug)]
pub struct Profiles {
    /// One for each of [`Reports::papers`].
    pub pages: Vec<Page>,
    /// One for each of [`Reports::all`].
    pub all: Vec<Profile>,
    /// What words weigh here.
    pub rarity: Rarity,
}

/// Prepares all reports.
pub fn of(reports: &Reports<'_>) -> Profiles {
    let words: Vec<Vec<SketchWord>> =
        reports.papers.iter().map(|paper| sketch(paper.coding).words()).collect();
    let digests: Vec<Vec<u32>> =
        words.iter().map(|words| words.iter().map(|word| word.digest).collect()).collect();
    let rarity = Rarity::of(digests.iter().map(Vec::as_slice));
    let pages = reports.papers.iter().zip(&words).map(|(paper, words)| page(paper, words, &rarity)).collect();
    let all = reports.all.iter().map(profile).collect();
    Profiles { pages, all, rarity }
}

/// The days of the week, in the languages that are read.
const WEEKDAYS: [[&str; 3]; 7] = [
    ["monday", "lundi", "lunes"],
    ["tuesday", "mardi", "martes"],
    ["wednesday", "mercredi", "miércoles"],
    ["thursday", "jeudi", "jueves"],
    ["friday", "vendredi", "viernes"],
    ["saturday", "samedi", "sábado"],
    ["sunday", "dimanche", "domingo"],
];

fn weekdays(words: &[SketchWord]) -> u8 {
    let named = |names: &[&str; 3]| {
        names
            .iter()
            .filter_map(|name| word_digest(name))
            .any(|digest| words.iter().any(|word| word.digest == digest))
    };
    WEEKDAYS.iter().enumerate().fold(0, |days, (index, names)| days | u8::from(named(names)) << index)
}

/// The sketch of a document; where its coding has none, one of the title and the sentences of its claims.
pub fn sketch(coding: &Coding) -> Sketch {
    if let Some(sketch) = &coding.document.sketch {
        return sketch.clone();
    }
    let mut sentences: Vec<&str> = Vec::new();
    for claim in &coding.claims {
        if sentences.last() != Some(&claim.sentence.text.as_str()) {
            sentences.push(&claim.sentence.text);
        }
    }
    Sketch::of_parts(coding.document.title.as_deref(), &sentences)
}

fn page(paper: &Paper<'_>, words: &[SketchWord], rarity: &Rarity) -> Page {
    let document = &paper.coding.document;
    let vector = |wanted: &dyn Fn(&SketchWord) -> bool| {
        let chosen = words.iter().filter(|word| wanted(word));
        let mut out: Vec<(u32, f64)> = chosen
            .map(|word| (word.digest, rarity.weight(word.digest) * if word.repeated { 1.7 } else { 1.0 }))
            .collect();
        out.sort_unstable_by_key(|(digest, _)| *digest);
        let length = out.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        let whole = if length > 0.0 { length } else { 1.0 };
        out.into_iter().map(|(digest, weight)| (digest, (weight / whole) as f32)).collect::<Vec<(u32, f32)>>()
    };
    let mut numbers: Vec<u32> = words.iter().filter(|word| word.number).map(|word| word.digest).collect();
    numbers.sort_unstable();
    let mut references: Vec<String> =
        document.references.iter().filter_map(|entry| entry.url.clone()).collect();
    references.extend(document.url.clone());
    references.sort();
    references.dedup();
    let incidents = paper.coding.incidents.iter();
    Page {
        words: vector(&|_| true),
        names: vector(&|word| word.name),
        title: vector(&|word| word.title),
        numbers,
        minhash: sketch(paper.coding).minhash(),
        weekdays: weekdays(words),
        article: document
            .title
            .as_ref()
            .filter(|_| document.kind == DocumentKind::Encyclopedia)
            .map(|title| title.to_lowercase()),
        published: document.published.as_deref().and_then(days::number),
        days: incidents
            .filter_map(|incident| days::span(&incident.when))
            .filter(|(from, to)| to - from <= 3)
            .collect(),
        references,
    }
}

fn profile(report: &Report<'_>) -> Profile {
    let incident = report.incident;
    let when = &incident.when;
    // An encyclopedia's dates are whole, wherever in the article the year stands.
    let article = report.coding.document.kind == DocumentKind::Encyclopedia;
    let named = |id: &str| {
        report.coding.actors.iter().find(|actor| actor.id == id && actor.named).map(crate::resolve::key)
    };
    let span = days::span(when).filter(|_| when.basis != WhenBasis::Publication);
    Profile {
        paper: report.paper,
        primary: report.primary(),
        span,
        firm: (when.basis == WhenBasis::Stated || (article && when.basis == WhenBasis::Inherited))
            && !matches!(
                when.precision,
                WhenPrecision::Open | WhenPrecision::Unknown | WhenPrecision::Decade
            ),
        from_publication: when.basis == WhenBasis::Publication,
        spot: spot(report),
        tolls: [Harm::Killed, Harm::Wounded].map(|harm| toll(report, harm)),
        actors: incident.actors.iter().filter_map(|part| named(&part.actor)).collect(),
        perpetrators: incident
            .actors
            .iter()
            .filter(|part| part.role == ActorRole::Perpetrator)
            .filter_map(|part| named(&part.actor))
            .collect(),
        groups: incident
            .actors
            .iter()
            .filter(|part| part.role == ActorRole::Perpetrator)
            .filter_map(|part| report.coding.actors.iter().find(|actor| actor.id == part.actor))
            .filter(|actor| actor.named && actor.kind.is_organised())
            .map(|actor| digests(&actor.name))
            .collect(),
        targets: bits(incident.targets.iter().map(|target| target.kind as u32)),
        weapons: bits(incident.weapons.iter().map(|weapon| weapon.kind as u32)),
    }
}

/// The words of a name, by digest.
fn digests(name: &str) -> Vec<u32> {
    name.split(|c: char| !c.is_alphanumeric()).filter_map(word_digest).collect()
}

fn bits(kinds: impl Iterator<Item = u32>) -> u64 {
    kinds.fold(0, |set, kind| set | 1_u64.checked_shl(kind).unwrap_or(0))
}

fn spot(report: &Report<'_>) -> Option<Spot> {
    let told = report.incident.place.as_ref()?;
    let place = report.coding.places.iter().find(|place| place.id == told.place)?;
    Some(Spot {
        at: place.lat.zip(place.lon),
        radius: place.radius_km.unwrap_or(3.0),
        coarse: place.precision.ged.is_some_and(|code| code >= 4)
            || matches!(place.kind, PlaceKind::Country | PlaceKind::Region)
            || place.basis == PlaceBasis::Country,
        name: place.name.to_lowercase(),
        words: digests(&place.name),
        country: place.country.clone(),
    })
}

/// The report's own range of a toll: `u64::MAX` where it is open.
fn toll(report: &Report<'_>, harm: Harm) -> Option<(u64, u64)> {
    let own = report.incident.assessments.iter();
    let range = own.clone().find(|own| own.rule.starts_with("report.range") && own.harm == harm)?;
    range.low.map(|low| (low, range.high.unwrap_or(u64::MAX).max(low)))
}

/// How far two sets of weighted words point the same way: 0 to 1.
pub fn likeness(a: &[(u32, f32)], b: &[(u32, f32)]) -> f64 {
    shared(a, b).map(|(_, left, right)| f64::from(left) * f64::from(right)).sum()
}

/// The words that both have, in ascending order, and what they weigh in each.
pub fn shared<'v>(
    a: &'v [(u32, f32)],
    b: &'v [(u32, f32)],
) -> impl Iterator<Item = (u32, f32, f32)> + use<'v> {
    let (mut left, mut right) = (0, 0);
    std::iter::from_fn(move || {
        loop {
            let (one, two) = (a.get(left)?, b.get(right)?);
            match one.0.cmp(&two.0) {
                std::cmp::Ordering::Less => left += 1,
                std::cmp::Ordering::Greater => right += 1,
                std::cmp::Ordering::Equal => {
                    left += 1;
                    right += 1;
                    return Some((one.0, one.1, two.1));
                }
            }
        }
    })
}
