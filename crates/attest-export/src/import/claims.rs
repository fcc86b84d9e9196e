//! Claims of any other program (a language model, another coder), one a line of JSON.
//!
//! Attest does not care how a claim was found, only that its words are there: a claim whose quote does not read back from its document
//! is refused with the reason, and the other lines are read. Numbers must agree with themselves, and silence is never a number.

use super::{GIVEN, Refused};
use attest_model::{
    Assessment, Certainty, Claim, ClaimCitation, Coding, Corroboration, CorroborationStatus, Document,
    Exactness, Figure, Group, Harm, Incident, Place, PlaceBasis, PlaceKind, Precision, Predicate, ProducedBy,
    Quote, Reality, Role, Side, Source, SourceKind, Span, Stance, Types, Voice, When, WhenBasis,
    WhenPrecision, Where,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A claim as another program writes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Name of the document.
    pub document: String,
    /// The words; offsets may be left out where the words stand only once.
    pub quote: Words,
    /// What it is about.
    pub predicate: Predicate,
    /// Label of the incident that it is about; in an archive also its id within the document, `i1`.
    #[serde(default)]
    pub incident: Option<String>,
    /// The innermost speaker's name; without it the document speaks.
    #[serde(default)]
    pub voice: Option<String>,
    /// Kind of the speaker.
    #[serde(default)]
    pub voice_kind: Option<SourceKind>,
    /// Whether the speaker is a party to the conflict.
    #[serde(default)]
    pub party: Option<bool>,
    /// How the voice stands to it; `asserts` unless said.
    #[serde(default)]
    pub stance: Option<Stance>,
    /// The voice's own hedge; `certain` unless said.
    #[serde(default)]
    pub certainty: Option<Certainty>,
    /// The figure.
    #[serde(default)]
    pub figure: Option<LineFigure>,
    /// With `date`: the first day.
    #[serde(default)]
    pub earliest: Option<String>,
    /// With `date`: the last day.
    #[serde(default)]
    pub latest: Option<String>,
    /// With `place`: ISO 3166-1 alpha-2.
    #[serde(default)]
    pub country: Option<String>,
    /// With `place`: degrees north.
    #[serde(default)]
    pub lat: Option<f64>,
    /// With `place`: degrees east.
    #[serde(default)]
    pub lon: Option<f64>,
    /// With `place`: UCDP's precision, 1 to 7.
    #[serde(default)]
    pub where_prec: Option<u8>,
    /// Who found it: name and version of the program.
    #[serde(default)]
    pub program: Option<String>,
}

/// Words, with or without their offsets.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Words {
    /// The words alone.
    Text(String),
    /// The words and where they stand, in bytes of the UTF-8 text.
    At(Quote),
}

/// A figure as another program writes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineFigure {
    /// What befell them.
    pub harm: Harm,
    /// On which side.
    #[serde(default)]
    pub side: Option<Side>,
    /// What kind of people.
    #[serde(default)]
    pub group: Option<Group>,
    /// Lowest number that the words allow.
    #[serde(default)]
    pub min: Option<u64>,
    /// Highest number.
    #[serde(default)]
    pub max: Option<u64>,
    /// How it is worded.
    pub exactness: Exactness,
    /// `false`: a part of another figure.
    #[serde(default)]
    pub total: Option<bool>,
}

/// What is known of a document that claims are given for: its text, and what was read in it before.
#[derive(Debug, Clone)]
pub struct Known {
    /// The document.
    pub document: Document,
    /// What an archive holds as read in it; the claims are added to that.
    pub coding: Option<Coding>,
}

/// Finds a document by the name that a line gives.
pub type Find<'f> = dyn FnMut(&str) -> Result<Known, String> + 'f;

/// Claims of many lines, by document.
pub struct Claims<'f> {
    find: Box<Find<'f>>,
    /// By the name that lines give: the text and the hash.
    texts: BTreeMap<String, (String, String)>,
    codings: BTreeMap<String, Coding>,
    changed: BTreeSet<String>,
    version: String,
}

impl<'f> Claims<'f> {
    /// Claims on these documents.
    pub fn on(documents: &'f [Document], version: &str) -> Self {
        let named: BTreeMap<&str, &Document> = documents.iter().map(|own| (own.name.as_str(), own)).collect();
        Self::found(version, move |name| {
            let document = named.get(name).ok_or_else(|| format!("no document `{name}` was given"))?;
            Ok(Known { document: (*document).clone(), coding: None })
        })
    }

    /// Claims on documents that are looked up when a line names them.
    pub fn found(version: &str, find: impl FnMut(&str) -> Result<Known, String> + 'f) -> Self {
        Self {
            find: Box::new(find),
            texts: BTreeMap::new(),
            codings: BTreeMap::new(),
            changed: BTreeSet::new(),
            version: version.to_owned(),
        }
    }

    /// Takes a line; whether it says something that was not there yet.
    ///
    /// # Errors
    /// Why it is refused; the line number is the caller's.
    pub fn take(&mut self, number: u64, line: &str) -> Result<bool, Refused> {
        self.try_take(line).map_err(|why| Refused { line: number, why })
    }

    fn try_take(&mut self, line: &str) -> Result<bool, String> {
        let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let (text, id) = self.look_up(&line)?;
        let quote = read_back(&line.quote, text)?;
        let figure = line.figure.as_ref().map(|own| figure(own, &quote)).transpose()?;
        let id = id.clone();
        let coding = self.codings.get_mut(&id).ok_or("no such document")?;
        // All of a line or nothing of it: what it says is tried on a copy where it could be refused half way.
        let before = (coding.sources.len(), coding.places.len(), coding.incidents.clone());
        match give(coding, &line, quote, figure) {
            Ok(new) => {
                if new {
                    self.changed.insert(id);
                } else {
                    coding.incidents = before.2;
                }
                Ok(new)
            }
            Err(why) => {
                coding.sources.truncate(before.0);
                coding.places.truncate(before.1);
                coding.incidents = before.2;
                Err(why)
            }
        }
    }

    /// The text and the hash of the line's document.
    fn look_up(&mut self, line: &Line) -> Result<&(String, String), String> {
        if !self.texts.contains_key(&line.document) {
            let Known { document, coding } = (self.find)(&line.document)?;
            let made = ProducedBy {
                attest: self.version.clone(),
                model: line.program.clone(),
                lexicons: String::new(),
                gazetteer: None,
            };
            let coding = coding.unwrap_or_else(|| {
                let mut coding = Coding::empty(document.record(), made);
                let name = document
                    .publisher
                    .clone()
                    .or_else(|| document.title.clone())
                    .unwrap_or_else(|| document.name.clone());
                coding.sources.push(source("s0".to_owned(), name, SourceKind::Document, Some(false)));
                coding
            });
            self.codings.entry(document.id.clone()).or_insert(coding);
            self.texts.insert(line.document.clone(), (document.text, document.id));
        }
        self.texts.get(&line.document).ok_or_else(|| "no such document".to_owned())
    }

    /// The codings that claims were added to, in the order of the documents' hashes.
    pub fn finish(self) -> impl Iterator<Item = Coding> {
        let changed = self.changed;
        self.codings.into_iter().filter(move |(id, _)| changed.contains(id)).map(|(_, coding)| coding)
    }
}

/// Adds the claim of a line; whether it was not there yet.
fn give(coding: &mut Coding, line: &Line, quote: Quote, figure: Option<Figure>) -> Result<bool, String> {
    let incident = line.incident.as_deref().map(|label| incident_of(coding, label));
    if let Some(at) = incident {
        date(coding, at, line, &quote)?;
        place(coding, at, line, &quote)?;
    }
    let chain = voice(coding, line);
    let local = incident.and_then(|at| coding.incidents.get(at)).map(|own| own.id.clone());
    let claim = Claim {
        id: fresh("c", coding.claims.iter().map(|own| own.id.as_str())),
        incident: local,
        predicate: line.predicate,
        sentence: quote.clone(),
        quote,
        zone: None,
        voice: Voice::of(chain),
        citation: ClaimCitation::NONE,
        stance: line.stance.unwrap_or(Stance::Asserts),
        certainty: line.certainty.unwrap_or(Certainty::Certain),
        figure,
        actor: None,
        rule: format!("{GIVEN}{}", line.program.as_deref().unwrap_or("unnamed")),
    };
    if coding.claims.iter().any(|own| Claim { id: claim.id.clone(), ..own.clone() } == claim) {
        return Ok(false);
    }
    if let Some(own) = incident.and_then(|at| coding.incidents.get_mut(at)) {
        own.claims.push(claim.id.clone());
        if own.claims.len() == 1 || own.assessments.iter().all(|one| one.why == GIVEN_RANGE) {
            range(own, claim.figure.as_ref(), &claim.id);
        }
    }
    coding.claims.push(claim);
    Ok(true)
}

/// Why an incident of given claims alone has a range.
const GIVEN_RANGE: &str = "every total that was given";

/// Widens the range of an incident of given claims alone by a figure: the other rules need the report's text.
fn range(incident: &mut Incident, figure: Option<&Figure>, claim: &str) {
    let Some(figure) = figure.filter(|own| own.total && own.exactness != Exactness::NotReported) else {
        return;
    };
    match incident.assessments.iter_mut().find(|own| own.harm == figure.harm) {
        Some(own) => {
            own.low = own.low.zip(figure.min).map(|(a, b)| a.min(b)).or(own.low).or(figure.min);
            own.high = own.high.zip(figure.max).map(|(a, b)| a.max(b));
            own.by.push(claim.to_owned());
        }
        None => incident.assessments.push(Assessment {
            rule: "report.range/1".to_owned(),
            harm: figure.harm,
            low: figure.min,
            best: None,
            high: figure.max,
            by: vec![claim.to_owned()],
            why: GIVEN_RANGE.to_owned(),
        }),
    }
}

/// An id that none of `known` is.
pub(super) fn fresh<'i>(letter: &str, known: impl Iterator<Item = &'i str>) -> String {
    let numbers = known.filter_map(|id| id.strip_prefix(letter).and_then(|own| own.parse::<u64>().ok()));
    format!("{letter}{}", numbers.max().unwrap_or(0) + 1)
}

/// The quote as it stands in the text, or why it does not.
fn read_back(words: &Words, text: &str) -> Result<Quote, String> {
    match words {
        Words::At(quote) if quote.reads_back(text) && !quote.text.is_empty() => Ok(quote.clone()),
        Words::At(quote) => {
            let there = quote
                .span()
                .of(text)
                .map_or_else(|| "no whole characters".to_owned(), |own| format!("`{own}`"));
            Err(format!("the quote does not read back: bytes {}..{} hold {there}", quote.start, quote.end))
        }
        Words::Text(words) if words.trim().is_empty() => Err("the quote is empty".to_owned()),
        Words::Text(words) => {
            let mut found = text.match_indices(words.as_str());
            let Some((at, _)) = found.next() else {
                return Err("the quote does not stand in the document".to_owned());
            };
            if found.next().is_some() {
                return Err("the quote stands in the document more than once; give start and end".to_owned());
            }
            let span = Span::new(at as u32, (at + words.len()) as u32);
            Quote::read(text, span).ok_or_else(|| "the quote does not read back".to_owned())
        }
    }
}

fn figure(line: &LineFigure, quote: &Quote) -> Result<Figure, String> {
    let number = line.min.is_some() || line.max.is_some();
    match line.exactness {
        Exactness::NotReported if number => {
            return Err("silence is never a number: not_reported with min or max".to_owned());
        }
        Exactness::NotReported => {}
        _ if !number => return Err("a figure needs min or max, or the exactness not_reported".to_owned()),
        Exactness::Exact if line.min != line.max => {
            return Err("an exact figure has min equal to max".to_owned());
        }
        _ => {}
    }
    if line.min.zip(line.max).is_some_and(|(min, max)| min > max) {
        return Err("min is above max".to_owned());
    }
    Ok(Figure {
        harm: line.harm,
        side: line.side.unwrap_or(Side::Unknown),
        group: line.group,
        who: None,
        nation: None,
        actor: None,
        min: line.min,
        max: line.max,
        exactness: line.exactness,
        total: line.total.unwrap_or(true),
        quote: quote.clone(),
    })
}

fn source(id: String, name: String, kind: SourceKind, party: Option<bool>) -> Source {
    Source { id, name, kind, actor: None, party, anonymous: false, mentions: Vec::new() }
}

/// The chain of the line's voice; a speaker is added to the sources the first time.
fn voice(coding: &mut Coding, line: &Line) -> Vec<String> {
    let mut chain: Vec<String> = coding.sources.iter().take(1).map(|own| own.id.clone()).collect();
    if let Some(name) = line.voice.as_deref().filter(|own| !own.trim().is_empty()) {
        let known = coding.sources.iter().skip(1).find(|own| own.name == name).map(|own| own.id.clone());
        let id = known.unwrap_or_else(|| {
            let id = fresh("s", coding.sources.iter().map(|own| own.id.as_str()));
            let kind = line.voice_kind.unwrap_or(SourceKind::Unknown);
            coding.sources.push(source(id.clone(), name.to_owned(), kind, line.party));
            id
        });
        chain.push(id);
    }
    chain
}

/// Where the incident of that label, or of that id (`i1`), stands; it is added the first time.
fn incident_of(coding: &mut Coding, label: &str) -> usize {
    if let Some(at) = coding.incidents.iter().position(|own| own.label == label || own.id == label) {
        return at;
    }
    let first = coding.incidents.is_empty();
    coding.incidents.push(Incident {
        id: fresh("i", coding.incidents.iter().map(|own| own.id.as_str())),
        label: label.to_owned(),
        role: if first { Role::Primary } else { Role::Related },
        part_of: None,
        reality: Reality::Asserted,
        when: When::unknown(),
        place: None,
        actors: Vec::new(),
        targets: Vec::new(),
        weapons: Vec::new(),
        types: Types::default(),
        claims: Vec::new(),
        assessments: Vec::new(),
        corroboration: Corroboration {
            status: CorroborationStatus::Unconfirmed,
            independent_sources: 0,
            why: "claims given by another program; not assessed yet".to_owned(),
        },
        campaign: None,
    });
    coding.incidents.len() - 1
}

fn date(coding: &mut Coding, at: usize, line: &Line, quote: &Quote) -> Result<(), String> {
    if line.earliest.is_none() && line.latest.is_none() {
        return Ok(());
    }
    let day = |cell: &Option<String>| match cell {
        None => Ok(None),
        Some(text) => crate::day::parse(text)
            .map(Some)
            .ok_or_else(|| format!("`{text}` is no day; write it as 2024-02-28")),
    };
    let (start, end) = (day(&line.earliest)?, day(&line.latest)?);
    if start.zip(end).is_some_and(|(start, end)| start > end) {
        return Err("earliest is after latest".to_owned());
    }
    // What was read before stays as it was read; the claim stands beside it.
    if let Some(own) =
        coding.incidents.get_mut(at).filter(|own| own.when.earliest.is_none() && own.when.latest.is_none())
    {
        own.when = When {
            earliest: start.map(|own| own.to_string()),
            latest: end.map(|own| own.to_string()),
            precision: start
                .zip(end)
                .map_or(WhenPrecision::Open, |(start, end)| crate::day::precision(start, end)),
            basis: WhenBasis::Stated,
            quote: Some(quote.clone()),
            anchor: None,
        };
    }
    Ok(())
}

fn place(coding: &mut Coding, at: usize, line: &Line, quote: &Quote) -> Result<(), String> {
    if line.predicate != Predicate::Place {
        return Ok(());
    }
    let inside = |value: Option<f64>, most: f64| value.is_none_or(|own| own.is_finite() && own.abs() <= most);
    if !inside(line.lat, 90.0) || !inside(line.lon, 180.0) || line.lat.is_some() != line.lon.is_some() {
        return Err("lat and lon come together, -90..90 and -180..180".to_owned());
    }
    let precision = line.where_prec.filter(|own| (1..=7).contains(own));
    let id = fresh("p", coding.places.iter().map(|own| own.id.as_str()));
    coding.places.push(Place {
        id: id.clone(),
        name: quote.text.clone(),
        kind: PlaceKind::Other,
        country: line.country.clone(),
        admin1: None,
        admin2: None,
        lat: line.lat,
        lon: line.lon,
        radius_km: None,
        precision: Precision {
            ged: precision,
            acled: precision.and_then(|own| match own {
                1 | 2 => Some(own),
                3..=5 => Some(3),
                _ => None,
            }),
        },
        basis: if line.lat.is_some() { PlaceBasis::Named } else { PlaceBasis::Unresolved },
        near: None,
        within: None,
        gazetteer: None,
        candidates: Vec::new(),
        mentions: vec![quote.clone()],
    });
    if let Some(own) = coding.incidents.get_mut(at).filter(|own| own.place.is_none()) {
        own.place = Some(Where { place: id, quote: Some(quote.clone()) });
    }
    Ok(())
}
