//! Claims of any other program (a language model, another coder), one a line of JSON.
//!
//! Attest does not care how a claim was found, only that its words are there: a claim whose quote does not read back from its document
//! is refused with the reason, and the other lines are read. Numbers must agree with themselves, and silence is never a number.

use super::Refused;
use attest_model::{
    Attachment, Certainty, Claim, ClaimCitation, Coding, Corroboration, CorroborationStatus, Document,
    Exactness, Figure, Group, Harm, Incident, Mode, Place, PlaceBasis, PlaceKind, Precision, Predicate,
    ProducedBy, Quote, Reality, Role, Side, Source, SourceKind, Span, Stance, Types, Voice, When, WhenBasis,
    WhenPrecision, Where,
};
use serde::Deserialize;
use std::collections::BTreeMap;

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
    /// Label of the incident that it is about.
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

/// Claims of many lines, by document.
#[derive(Debug)]
pub struct Claims<'d> {
    documents: BTreeMap<&'d str, &'d Document>,
    codings: BTreeMap<String, Coding>,
    version: String,
}

impl<'d> Claims<'d> {
    /// Claims on these documents.
    pub fn on(documents: &'d [Document], version: &str) -> Self {
        let named = documents.iter().map(|own| (own.name.as_str(), own));
        Self { documents: named.collect(), codings: BTreeMap::new(), version: version.to_owned() }
    }

    /// Takes a line.
    ///
    /// # Errors
    /// Why it is refused; the line number is the caller's.
    pub fn take(&mut self, number: u64, line: &str) -> Result<(), Refused> {
        self.try_take(line).map_err(|why| Refused { line: number, why })
    }

    fn try_take(&mut self, line: &str) -> Result<(), String> {
        let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let document = *self
            .documents
            .get(line.document.as_str())
            .ok_or_else(|| format!("no document `{}` was given", line.document))?;
        let quote = read_back(&line.quote, &document.text)?;
        let figure = line.figure.as_ref().map(|own| figure(own, &quote)).transpose()?;
        let made = ProducedBy {
            attest: self.version.clone(),
            model: line.program.clone(),
            lexicons: String::new(),
            gazetteer: None,
        };
        let coding = self.codings.entry(document.id.clone()).or_insert_with(|| {
            let mut coding = Coding::empty(document.record(), made);
            let name = document
                .publisher
                .clone()
                .or_else(|| document.title.clone())
                .unwrap_or_else(|| document.name.clone());
            coding.sources.push(source("s0".to_owned(), name, SourceKind::Document, Some(false)));
            coding
        });
        let incident = line.incident.as_deref().map(|label| incident_of(coding, label));
        if let Some(at) = incident {
            date(coding, at, &line, &quote)?;
            place(coding, at, &line, &quote)?;
        }
        let chain = voice(coding, &line);
        let id = format!("c{}", coding.claims.len() + 1);
        if let Some(own) = incident.and_then(|at| coding.incidents.get_mut(at)) {
            own.claims.push(id.clone());
        }
        let incident = incident.and_then(|at| coding.incidents.get(at)).map(|own| own.id.clone());
        coding.claims.push(Claim {
            id,
            incident,
            predicate: line.predicate,
            sentence: quote.clone(),
            quote,
            zone: None,
            voice: Voice {
                mode: if chain.len() > 1 { Mode::Reported } else { Mode::Narrator },
                chain,
                quote: None,
                cue: None,
            },
            citation: ClaimCitation { markers: Vec::new(), attachment: Attachment::None },
            stance: line.stance.unwrap_or(Stance::Asserts),
            certainty: line.certainty.unwrap_or(Certainty::Certain),
            figure,
            actor: None,
            rule: format!("given/{}", line.program.as_deref().unwrap_or("unnamed")),
        });
        Ok(())
    }

    /// The codings, in the order of the documents' hashes.
    pub fn finish(self) -> impl Iterator<Item = Coding> {
        self.codings.into_values()
    }
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
    let mut chain = vec!["s0".to_owned()];
    if let Some(name) = line.voice.as_deref().filter(|own| !own.trim().is_empty()) {
        let known = coding.sources.iter().skip(1).find(|own| own.name == name).map(|own| own.id.clone());
        let id = known.unwrap_or_else(|| {
            let id = format!("s{}", coding.sources.len());
            let kind = line.voice_kind.unwrap_or(SourceKind::Unknown);
            coding.sources.push(source(id.clone(), name.to_owned(), kind, line.party));
            id
        });
        chain.push(id);
    }
    chain
}

/// Where the incident of that label stands; it is added the first time.
fn incident_of(coding: &mut Coding, label: &str) -> usize {
    if let Some(at) = coding.incidents.iter().position(|own| own.label == label) {
        return at;
    }
    let first = coding.incidents.is_empty();
    coding.incidents.push(Incident {
        id: format!("i{}", coding.incidents.len() + 1),
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
    if let Some(own) = coding.incidents.get_mut(at) {
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
    let id = format!("p{}", coding.places.len() + 1);
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
    if let Some(own) = coding.incidents.get_mut(at) {
        own.place = Some(Where { place: id, quote: Some(quote.clone()) });
    }
    Ok(())
}
