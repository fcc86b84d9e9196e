//! A dataset's row as a document, and the coding in the making.

use crate::export::hex;
use attest_lexicon::Lexicon;
use attest_model::{
    Actor, ActorKind, ActorRole, Assessment, Certainty, Claim, ClaimCitation, Coding, Corroboration,
    CorroborationStatus, DocumentKind, DocumentRecord, Exactness, Figure, Harm, Incident, IncidentActor,
    Place, PlaceBasis, PlaceKind, Precision, Predicate, ProducedBy, Quote, Reality, Role, Side, Source,
    SourceKind, Span, Stance, Types, Voice, When, WhenBasis, Where,
};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The cells of a row, by column, and the text that they make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// `column: value`, a line each, in the order of the file; empty cells are left out.
    pub text: String,
    spans: BTreeMap<String, Span>,
}

impl Cells {
    /// The row of these headers and cells.
    pub fn of<'c>(headers: impl Iterator<Item = &'c str>, cells: impl Iterator<Item = &'c str>) -> Self {
        let (mut text, mut spans) = (String::new(), BTreeMap::new());
        for (header, cell) in headers.zip(cells) {
            let cell = crate::cell::plain(cell).trim();
            if cell.is_empty() || cell == "NA" {
                continue;
            }
            text.push_str(header);
            text.push_str(": ");
            let start = text.len() as u32;
            text.push_str(cell);
            spans.insert(header.to_owned(), Span::new(start, text.len() as u32));
            text.push('\n');
        }
        Self { text, spans }
    }

    /// What a cell holds; empty where it holds nothing.
    pub fn get(&self, column: &str) -> &str {
        self.spans.get(column).and_then(|span| span.of(&self.text)).unwrap_or("")
    }

    /// A whole number, also written `3.0`.
    pub fn whole(&self, column: &str) -> Option<i64> {
        let cell = self.get(column);
        cell.parse().ok().or_else(|| cell.strip_suffix(".0").and_then(|own| own.parse().ok()))
    }

    /// A number.
    pub fn number(&self, column: &str) -> Option<f64> {
        self.get(column).parse().ok().filter(|own: &f64| own.is_finite())
    }

    /// The quote of a cell, or of several with what stands between them.
    pub fn quote(&self, columns: &[&str]) -> Option<Quote> {
        let spans = columns.iter().filter_map(|column| self.spans.get(*column)).copied();
        spans.reduce(Span::join).and_then(|span| Quote::read(&self.text, span))
    }
}

/// A coding of one row in the making.
#[derive(Debug)]
pub struct Draft<'c> {
    cells: &'c Cells,
    rule: &'static str,
    /// The coding so far; its one incident is the last thing to be put in.
    pub coding: Coding,
    /// The incident so far.
    pub incident: Incident,
}

impl<'c> Draft<'c> {
    /// A draft for a row of `dataset`; `rule` names the importer (`import/ged`).
    pub fn new(cells: &'c Cells, dataset: &str, version: &str, rule: &'static str, id: &str) -> Self {
        let document = DocumentRecord {
            id: hex(&Sha256::digest(cells.text.as_bytes())),
            name: format!("{dataset}/{id}"),
            title: Some(format!("{dataset}, row {id}")),
            // A dataset restates reports: no source of its own.
            kind: DocumentKind::Digest,
            language: "en".to_owned(),
            publisher: Some(dataset.to_owned()),
            published: None,
            url: None,
            length: cells.text.len() as u64,
            zones: Vec::new(),
            citations: Vec::new(),
            references: Vec::new(),
            sketch: None,
        };
        let made = ProducedBy {
            attest: version.to_owned(),
            model: None,
            lexicons: Lexicon::builtin().hash().to_owned(),
            gazetteer: None,
        };
        let mut coding = Coding::empty(document, made);
        coding.sources.push(source("s0", dataset, SourceKind::Document));
        let incident = Incident {
            id: "i1".to_owned(),
            label: format!("{dataset} {id}"),
            role: Role::Primary,
            part_of: None,
            reality: Reality::Asserted,
            when: When {
                earliest: None,
                latest: None,
                precision: attest_model::WhenPrecision::Unknown,
                basis: WhenBasis::None,
                quote: None,
                anchor: None,
            },
            place: None,
            actors: Vec::new(),
            targets: Vec::new(),
            weapons: Vec::new(),
            types: Types::default(),
            claims: Vec::new(),
            assessments: Vec::new(),
            corroboration: Corroboration {
                status: CorroborationStatus::SingleSource,
                independent_sources: 1,
                why: format!("a row of {dataset}"),
            },
            campaign: None,
        };
        Self { cells, rule, coding, incident }
    }

    /// Whose words the dataset rests on, where a column says so.
    pub fn original(&mut self, column: &str) {
        let name = self.cells.get(column);
        if !name.is_empty() {
            let (kind, party) = standing(name);
            let mut own = Source { party: Some(party), ..source("s1", name, kind) };
            own.mentions.extend(self.cells.quote(&[column]));
            self.coding.sources.push(own);
        }
    }

    /// The time: two days and the cells that give them.
    pub fn when(&mut self, start: Date, end: Date, columns: &[&str]) {
        self.incident.when = When {
            earliest: Some(start.to_string()),
            latest: Some(end.to_string()),
            precision: crate::day::precision(start, end),
            basis: WhenBasis::Stated,
            quote: self.cells.quote(columns),
            anchor: None,
        };
    }

    /// The place, from its columns.
    pub fn place(&mut self, place: Position<'_>) {
        let quote = self.cells.quote(place.words);
        let name = if place.name.is_empty() {
            place.admin1.or(place.country).unwrap_or("unknown")
        } else {
            place.name
        };
        let own = Place {
            id: "p1".to_owned(),
            name: name.to_owned(),
            kind: PlaceKind::Other,
            country: place.country.map(str::to_owned),
            admin1: place.admin1.map(str::to_owned),
            admin2: place.admin2.map(str::to_owned),
            lat: place.lat,
            lon: place.lon,
            radius_km: None,
            precision: Precision { ged: place.ged, acled: place.acled },
            basis: if place.ged == Some(2) { PlaceBasis::Near } else { PlaceBasis::Named },
            near: None,
            within: None,
            gazetteer: None,
            candidates: Vec::new(),
            mentions: quote.iter().cloned().collect(),
        };
        self.incident.place = Some(Where { place: own.id.clone(), quote });
        self.coding.places.push(own);
    }

    /// An actor named in a cell; its id.
    pub fn party(
        &mut self,
        name: &str,
        column: &str,
        kind: ActorKind,
        country: Option<&str>,
        role: ActorRole,
    ) -> String {
        let id = format!("a{}", self.coding.actors.len() + 1);
        let entry = match (kind, country, name.strip_prefix("Government of ")) {
            (ActorKind::StateForces, Some(iso), Some(_)) => Some(format!("state:{iso}:government")),
            _ => Lexicon::builtin()
                .actors()
                .find(|own| own.label() == name || own.name == name)
                .map(|own| own.id().to_owned()),
        };
        let quote = self.cells.quote(&[column]);
        self.coding.actors.push(Actor {
            id: id.clone(),
            name: name.to_owned(),
            entry: entry.filter(|_| kind != ActorKind::Civilians),
            country: country.map(str::to_owned),
            named: kind != ActorKind::Civilians,
            description: None,
            kind,
            mentions: quote.iter().cloned().collect(),
        });
        self.incident.actors.push(IncidentActor { actor: id.clone(), role, quote });
        id
    }

    /// A claim whose words are cells; its id.
    pub fn claim(
        &mut self,
        predicate: Predicate,
        columns: &[&str],
        figure: Option<Figure>,
    ) -> Option<String> {
        let quote = self.cells.quote(columns)?;
        let id = format!("c{}", self.coding.claims.len() + 1);
        let mut chain = vec!["s0".to_owned()];
        chain.extend(self.coding.sources.get(1).map(|own| own.id.clone()));
        self.coding.claims.push(Claim {
            id: id.clone(),
            incident: Some("i1".to_owned()),
            predicate,
            sentence: quote.clone(),
            zone: None,
            voice: Voice::of(chain),
            citation: ClaimCitation::NONE,
            stance: Stance::Asserts,
            certainty: Certainty::Certain,
            figure,
            actor: None,
            rule: self.rule.to_owned(),
            quote,
        });
        self.incident.claims.push(id.clone());
        Some(id)
    }

    /// A toll in cells; the claim's id.
    pub fn toll(
        &mut self,
        harm: Harm,
        side: Side,
        actor: Option<String>,
        range: (u64, u64),
        columns: &[&str],
    ) -> Option<String> {
        let quote = self.cells.quote(columns)?;
        let whole = side == Side::Unknown && actor.is_none();
        let exactness = if range.0 == range.1 { Exactness::Exact } else { Exactness::Range };
        let figure = Figure {
            harm,
            side,
            group: None,
            who: None,
            nation: None,
            actor,
            min: Some(range.0),
            max: Some(range.1),
            exactness,
            total: whole,
            quote,
        };
        self.claim(Predicate::Casualties, columns, Some(figure))
    }

    /// What a dataset's own rule (`own`) made of its sources, and what the others make of a report that says just that: the rows of
    /// one dataset can so be written as those of another, and count where an incident has other reports besides.
    pub fn assess(&mut self, own: &str, harm: Harm, (low, best, high): (u64, u64, u64), by: &[String]) {
        let publisher = self.coding.document.publisher.clone().unwrap_or_default();
        for (rule, low, best, high) in [
            ("report.range/1", low, None, high),
            ("acled.lowest/1", low, Some(low), low),
            ("ged.low_best_high/1", low, Some(best), high),
            ("gtd.recent_majority_lowest/1", best, Some(best), best),
        ] {
            let whole = rule == own;
            // A written 0 is a finding by the dataset's own rule alone, and ACLED and GED count the dead only.
            if !whole && (high == 0 || harm != Harm::Killed && !rule.starts_with("report")) {
                continue;
            }
            self.incident.assessments.push(Assessment {
                rule: rule.to_owned(),
                harm,
                low: Some(low),
                best,
                high: Some(high),
                by: by.to_vec(),
                why: if whole {
                    format!("as {publisher} states")
                } else {
                    format!("of what {publisher} states")
                },
            });
        }
    }

    /// The coding.
    pub fn finish(mut self) -> Coding {
        self.coding.incidents.push(self.incident);
        self.coding
    }
}

/// A place from a row's columns.
#[derive(Debug, Clone, Copy, Default)]
pub struct Position<'c> {
    /// Name.
    pub name: &'c str,
    /// ISO 3166-1 alpha-2.
    pub country: Option<&'c str>,
    /// First-order division.
    pub admin1: Option<&'c str>,
    /// Second-order division.
    pub admin2: Option<&'c str>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// UCDP's precision.
    pub ged: Option<u8>,
    /// ACLED's precision.
    pub acled: Option<u8>,
    /// The columns whose words place it.
    pub words: &'c [&'c str],
}

fn source(id: &str, name: &str, kind: SourceKind) -> Source {
    Source {
        id: id.to_owned(),
        name: name.to_owned(),
        kind,
        actor: None,
        party: Some(false),
        anonymous: false,
        mentions: Vec::new(),
    }
}

/// What kind of source the words of a cell describe, and whether they are a party's: armed sides and governments are, so that a
/// dataset's row never makes an army corroborate itself.
fn standing(words: &str) -> (SourceKind, bool) {
    const KINDS: [(SourceKind, bool, &[&str]); 6] = [
        (
            SourceKind::Military,
            true,
            &["army", "military", "soldier", "troops", "commander", "air force", "defence"],
        ),
        (
            SourceKind::ArmedGroup,
            true,
            &["rebel", "insurgent", "militant", "militia", "guerrilla", "fighter"],
        ),
        (SourceKind::Police, false, &["police"]),
        (
            SourceKind::Official,
            true,
            &["government", "ministry", "minister", "official", "authorit", "governor"],
        ),
        (SourceKind::Residents, false, &["resident", "villager", "locals"]),
        (SourceKind::Witness, false, &["witness"]),
    ];
    let words = words.to_lowercase();
    let found = KINDS.iter().find(|(_, _, cues)| cues.iter().any(|cue| words.contains(cue)));
    found.map_or((SourceKind::Unknown, false), |(kind, party, _)| (*kind, *party))
}

/// Nothing where a cell is empty.
pub fn some(cell: &str) -> Option<&str> {
    (!cell.is_empty()).then_some(cell)
}
