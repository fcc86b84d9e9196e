//! What a case expects: claims, incidents, and what must not be there.

use super::figure::FigureSpec;
use super::when::WhenSpec;
use attest_model::{
    ActorRole, Certainty, Exactness, Harm, LinkKind, PlaceBasis, Predicate, Reality, RelationKind, Role,
    Stance, TargetKind, TensionKind, WeaponKind,
};

/// A row of the table of claims, or what follows `no claim:`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimSpec {
    /// Line of the file.
    pub line: usize,
    /// The row as written, for messages.
    pub written: String,
    /// What it is about.
    pub predicate: Option<Predicate>,
    /// Words that its quote must share.
    pub words: Option<String>,
    /// Who says it.
    pub voice: Option<VoiceSpec>,
    /// How the voice stands to it.
    pub stance: Option<Stance>,
    /// The voice's hedge.
    pub certainty: Option<Certainty>,
    /// The figure.
    pub figure: Option<FigureSpec>,
    /// The incident, by the case's own number.
    pub incident: Option<IncidentRef>,
    /// Citation marks; `none` is the empty list.
    pub marks: Option<Vec<String>>,
}

/// Which incident a claim hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IncidentRef {
    /// On none.
    None,
    /// On the one that the case gives this number.
    Number(String),
}

/// Who says it: names from the outlet to the innermost voice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VoiceSpec {
    /// Words of the names; empty for the report itself. One name stands for the innermost voice, more for the whole chain.
    pub names: Vec<String>,
    /// Whether the innermost is a party.
    pub party: Option<bool>,
}

impl VoiceSpec {
    /// Reads a cell: `report`, `RFI < medical sources`, `JNIM (party)`.
    pub fn parse(cell: &str) -> Self {
        let (cell, party) = if let Some(cell) = cell.strip_suffix("(party)") {
            (cell, Some(true))
        } else if let Some(cell) = cell.strip_suffix("(no party)") {
            (cell, Some(false))
        } else {
            (cell, None)
        };
        let names: Vec<String> = cell.split('<').map(|name| name.trim().to_lowercase()).collect();
        let own =
            names.len() == 1 && matches!(names.first().map(String::as_str), Some("report" | "narrator"));
        Self { names: if own { Vec::new() } else { names }, party }
    }
}

/// An incident of the case's list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IncidentSpec {
    /// Line of the file.
    pub line: usize,
    /// As written, for messages.
    pub written: String,
    /// The case's own number.
    pub number: String,
    /// Part in the document.
    pub role: Option<Role>,
    /// How real.
    pub reality: Option<Reality>,
    /// When.
    pub when: Option<WhenSpec>,
    /// Words of the place's name, with those of the places that it is near to or within; empty: none.
    pub place: Option<String>,
    /// Actors: part, words of the name; an empty name: none with that part.
    pub actors: Vec<(ActorRole, String)>,
    /// Kinds of targets; an empty list says nothing, `None` inside says that there are none.
    pub targets: Vec<Option<TargetKind>>,
    /// Kinds of weapons, in the same way.
    pub weapons: Vec<Option<WeaponKind>>,
    /// ACLED types: "Battles / Armed clash" or one of both.
    pub acled: Option<String>,
    /// Corroboration status.
    pub status: Option<String>,
    /// Number of the incident that it is part of.
    pub part_of: Option<String>,
    /// Incidents that the words call it an answer to, or set it after: by number.
    pub sequels: Vec<(LinkKind, String)>,
}

/// One expectation of the closing list.
#[derive(Debug, Clone, PartialEq)]
pub enum Demand {
    /// `nothing else: killed`: no claim counts that harm besides those of the table.
    NothingElse(Harm),
    /// `no claim: …`.
    NoClaim(Box<ClaimSpec>),
    /// `no incident: …`.
    NoIncident(Box<IncidentSpec>),
    /// `incidents: 2`: so many, background included.
    Incidents(usize),
    /// `no claims`.
    NoClaims,
    /// `tension: attribution_lost`.
    Tension(TensionKind),
    /// `relation: agrees killed`.
    Relation(RelationKind, String),
    /// `rule 1: ged killed 31/31/33`: incident, words of the rule's name, harm, low, best, high.
    Rule(String, String, Harm, [Option<u64>; 3]),
    /// `note: words`.
    Note(String),
    /// `language: fr`.
    Language(String),
    /// `mention: time 2024-02-28 "words"`: kind, value, words.
    Mention(String, Option<String>, Option<String>),
    /// `place Kwala: at 14.5, -7.4; candidates 5`.
    Place(Box<PlaceSpec>),
}

/// How a name of the report is to be placed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlaceSpec {
    /// The name.
    pub name: String,
    /// As written, for messages.
    pub written: String,
    /// The point.
    pub at: Option<(f64, f64)>,
    /// It has no point.
    pub nowhere: bool,
    /// ISO code of the country.
    pub country: Option<String>,
    /// Words of its first or second unit.
    pub admin: Option<String>,
    /// How it was placed.
    pub basis: Option<PlaceBasis>,
    /// Name of the place that it is near to.
    pub near: Option<String>,
    /// UCDP GED's code of precision.
    pub ged: Option<u8>,
    /// ACLED's.
    pub acled: Option<u8>,
    /// Within how many kilometres.
    pub radius_km: Option<f64>,
    /// How many places of that name were weighed.
    pub candidates: Option<usize>,
    /// Words of the first candidate's reason.
    pub why: Option<String>,
}

impl PlaceSpec {
    /// Reads `at 14.5, -7.4; country ML; basis near; near Mourdiah; precision GED 2; radius 25; candidates 5; why region`.
    pub fn parse(name: &str, text: &str) -> Result<Self, String> {
        let mut spec =
            Self { name: name.to_owned(), written: format!("place {name}: {text}"), ..Self::default() };
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once(' ').map_or((part, ""), |(key, value)| (key, value.trim()));
            let wrong = || format!("`{part}` says nothing of a place; see corpus/README.md");
            match key {
                "at" if value == "none" => spec.nowhere = true,
                "at" => {
                    let (lat, lon) = value.split_once(',').ok_or_else(wrong)?;
                    let degrees = |text: &str| text.trim().parse().map_err(|_| wrong());
                    spec.at = Some((degrees(lat)?, degrees(lon)?));
                }
                "country" => spec.country = Some(value.to_owned()),
                "in" => spec.admin = Some(value.to_lowercase()),
                "basis" => spec.basis = Some(PlaceBasis::parse(&value.replace(' ', "_")).ok_or_else(wrong)?),
                "near" => spec.near = Some(value.to_lowercase()),
                "precision" => {
                    let (codebook, code) = value.split_once(' ').ok_or_else(wrong)?;
                    let code = Some(code.trim().parse().map_err(|_| wrong())?);
                    match codebook {
                        "GED" => spec.ged = code,
                        "ACLED" => spec.acled = code,
                        _ => return Err(wrong()),
                    }
                }
                "radius" => spec.radius_km = Some(value.parse().map_err(|_| wrong())?),
                "candidates" => spec.candidates = Some(value.parse().map_err(|_| wrong())?),
                "why" => spec.why = Some(value.to_lowercase()),
                _ => return Err(wrong()),
            }
        }
        Ok(spec)
    }
}

/// Reads `agrees killed`.
pub fn relation(text: &str) -> Result<Demand, String> {
    let (kind, on) = text.split_once(' ').unwrap_or((text, ""));
    let kind = RelationKind::parse(kind).ok_or_else(|| format!("no such relation: {kind}"))?;
    Ok(Demand::Relation(kind, on.trim().to_owned()))
}

/// Reads `ged killed 31/31/33` for the incident `number`.
pub fn rule(number: &str, text: &str) -> Result<Demand, String> {
    let wrong = || format!("`{text}`: write a rule as `ged killed 31/31/33`, with `-` for what is not known");
    let words: Vec<&str> = text.split_whitespace().collect();
    let [name, harm, values] = words.as_slice() else { return Err(wrong()) };
    let harm = Harm::parse(harm).ok_or_else(wrong)?;
    let value = |text: &str| if text == "-" { Ok(None) } else { text.parse().map(Some).map_err(|_| wrong()) };
    let values: Vec<Option<u64>> = values.split('/').map(value).collect::<Result<_, _>>()?;
    let values = <[Option<u64>; 3]>::try_from(values).map_err(|_| wrong())?;
    Ok(Demand::Rule(number.to_owned(), (*name).to_owned(), harm, values))
}

/// Reads `time 2024-02-28 "on Wednesday"`.
pub fn mention(text: &str) -> Demand {
    let (head, words) = match text.split_once('"') {
        Some((head, words)) => (head.trim(), Some(words.trim_end_matches('"').to_owned())),
        None => (text.trim(), None),
    };
    let (kind, value) =
        head.split_once(' ').map_or((head, None), |(kind, value)| (kind, Some(value.trim().to_owned())));
    Demand::Mention(kind.to_owned(), value, words)
}

impl ClaimSpec {
    /// Sets the cell of `column`.
    pub fn set(&mut self, column: &str, cell: &str) -> Result<(), String> {
        if cell.is_empty() {
            return Ok(());
        }
        match column {
            "claim" => {
                let known = Predicate::parse(&cell.replace(' ', "_"));
                self.predicate = Some(known.ok_or_else(|| format!("no such claim: {cell}"))?);
            }
            "words" => self.words = Some(cell.trim_matches('"').to_owned()),
            "voice" => self.voice = Some(VoiceSpec::parse(cell)),
            "stance" => {
                for word in cell.split(',').map(str::trim) {
                    if let Some(certainty) = Certainty::parse(word) {
                        self.certainty = Some(certainty);
                    } else {
                        self.stance =
                            Some(Stance::parse(word).ok_or_else(|| format!("no such stance: {word}"))?);
                    }
                }
            }
            "figure" => self.figure = Some(FigureSpec::parse(cell)?),
            "incident" => {
                self.incident = Some(match cell {
                    "-" | "none" => IncidentRef::None,
                    number => IncidentRef::Number(number.to_owned()),
                });
            }
            "marks" => {
                let marks = cell.split_whitespace().filter(|mark| !matches!(*mark, "-" | "none"));
                self.marks = Some(marks.map(str::to_owned).collect());
            }
            _ => return Err(format!("no such column: {column}")),
        }
        Ok(())
    }

    /// Reads what follows `no claim:`: `casualties; voice JNIM; figure killed 31..`.
    pub fn parse(text: &str, line: usize) -> Result<Self, String> {
        let mut spec = Self { line, written: text.to_owned(), ..Self::default() };
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (column, cell) = part.split_once(' ').unwrap_or((part, ""));
            if ["words", "voice", "stance", "figure", "incident", "marks", "claim"].contains(&column) {
                spec.set(column, cell.trim())?;
            } else if Predicate::parse(part).is_some() {
                spec.set("claim", part)?;
            } else {
                spec.set("figure", part)?;
            }
        }
        Ok(spec)
    }
}

impl IncidentSpec {
    /// Reads an item: `primary; when 2024-02-28; where near Mourdiah; perpetrator JNIM; target military_base; weapon svbied`.
    pub fn parse(number: &str, text: &str, line: usize) -> Result<Self, String> {
        let mut spec = Self {
            line,
            number: number.to_owned(),
            written: format!("incident {number}: {text}"),
            ..Self::default()
        };
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            spec.set(part)?;
        }
        Ok(spec)
    }

    fn set(&mut self, part: &str) -> Result<(), String> {
        let (key, value) = part.split_once(' ').map_or((part, ""), |(key, value)| (key, value.trim()));
        let none = matches!(value, "none" | "-");
        let number = |word: &str| value.trim_start_matches(word).trim().to_owned();
        let list = || value.split(',').map(|item| item.trim().replace(' ', "_"));
        if let Some(role) = ActorRole::parse(key) {
            // "target" is both a part and a kind of thing: a kind that the codebook has is a thing.
            for name in value.split(',').map(str::trim) {
                match TargetKind::parse(&name.replace(' ', "_")).filter(|_| role == ActorRole::Target) {
                    Some(kind) => self.targets.push(Some(kind)),
                    None => self.actors.push((role, if none { String::new() } else { name.to_lowercase() })),
                }
            }
            return Ok(());
        }
        match key {
            "when" => self.when = Some(WhenSpec::parse(value)?),
            "where" => self.place = Some(if none { String::new() } else { value.to_lowercase() }),
            "weapon" => {
                for kind in list() {
                    let known = WeaponKind::parse(&kind);
                    if known.is_none() && !none {
                        return Err(format!("no such weapon: {kind}"));
                    }
                    self.weapons.push(known);
                }
            }
            "reality" => {
                let known = Reality::parse(&value.replace(' ', "_"));
                self.reality = Some(known.ok_or_else(|| format!("no such reality: {value}"))?);
            }
            "acled" => self.acled = Some(value.to_lowercase()),
            "status" => self.status = Some(value.replace(' ', "_")),
            "response" => self.sequels.push((LinkKind::ResponseTo, number("to"))),
            "follows" => self.sequels.push((LinkKind::Follows, number(""))),
            "part" => self.part_of = Some(number("of")),
            _ => self.set_word(part)?,
        }
        if self.part_of.is_some() {
            self.role = Some(Role::Part);
        }
        Ok(())
    }

    fn set_word(&mut self, word: &str) -> Result<(), String> {
        let code = word.replace(' ', "_");
        if let Some(role) = Role::parse(&code) {
            self.role = Some(role);
        } else if let Some(reality) = Reality::parse(&code) {
            self.reality = Some(reality);
        } else {
            return Err(format!("`{word}` says nothing of an incident; see corpus/README.md"));
        }
        Ok(())
    }
}

/// Whether a figure tells of silence.
pub const fn is_silence(exactness: Exactness) -> bool {
    matches!(exactness, Exactness::NotReported)
}
