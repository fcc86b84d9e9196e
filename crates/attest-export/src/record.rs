//! A record: one incident with everything that a row may need standing inside it.
//!
//! Two shapes come in. A line of `attest.coding/1` keeps actors, places and sources in lists and points to them by id; a line of
//! `attest.incident/1` has them inline, over many documents. Exporters should not know the difference, so both become this
//! one shape ([`crate::reading`]), and everything that crosses the border of the house (names withheld, positions coarsened)
//! is changed here, once, before any format sees it ([`crate::border`]).

use attest_model::{ActorKind, ActorRole};
use attest_model::{
    Assessment, Certainty, Corroboration, Figure, Harm, Mode, Place, Predicate, ProducedBy, Quote, Reality,
    Role, SourceKind, Stance, Target, Types, Weapon, When,
};

/// A document that tells of the incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// SHA-256 of its original bytes.
    pub id: String,
    /// File name or given name.
    pub name: String,
    /// Title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Day of publication, ISO.
    pub published: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Kind of text, by its code.
    pub kind: String,
    /// The reports that the document itself rests on, where it is a row of another dataset.
    pub cites: Vec<Cited>,
}

/// An entry of a document's list of references.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cited {
    /// Who published it.
    pub publisher: Option<String>,
    /// When, ISO.
    pub published: Option<String>,
    /// The entry's words or headline.
    pub text: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The mark that points to it: `r3`.
    pub id: String,
}

/// Who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// Name or describing words.
    pub name: String,
    /// Kind.
    pub kind: SourceKind,
    /// Whether it is a party to the conflict.
    pub party: bool,
    /// Whether the words keep it unnamed.
    pub anonymous: bool,
    /// Whether somebody marked it as one to protect.
    pub protected: bool,
    /// Id of the actor that it is.
    pub actor: Option<String>,
}

/// A claim with its voice spelt out.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Id of the claim.
    pub id: String,
    /// SHA-256 of the document.
    pub document: String,
    /// Day on which it was reported, ISO.
    pub reported: Option<String>,
    /// What it is about.
    pub predicate: Predicate,
    /// The shortest words that carry it.
    pub quote: Quote,
    /// Where the sentence around them stands.
    pub sentence: (u32, u32),
    /// Name of the zone.
    pub zone: Option<String>,
    /// How the voice comes to us.
    pub mode: Mode,
    /// Speakers, outermost first; the first is the document.
    pub chain: Vec<Speaker>,
    /// Citation marks.
    pub markers: Vec<String>,
    /// How the voice stands to it.
    pub stance: Stance,
    /// The voice's own hedge.
    pub certainty: Certainty,
    /// The figure.
    pub figure: Option<Figure>,
    /// Name of the actor that a claim of responsibility names.
    pub actor: Option<String>,
    /// The rule that read it.
    pub rule: String,
    /// Whether words in the quote were withheld at the border.
    pub redacted: bool,
}

impl Said {
    /// The innermost speaker.
    pub fn speaker(&self) -> Option<&Speaker> {
        self.chain.last()
    }
}

/// An actor's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Id, as figures and speakers name it.
    pub id: String,
    /// Name, or the describing words.
    pub name: String,
    /// Id of the lexicon's entry.
    pub entry: Option<String>,
    /// Country that it belongs to, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// `false`: a description, not a name.
    pub named: bool,
    /// Kind.
    pub kind: ActorKind,
    /// What it does in the incident.
    pub role: ActorRole,
}

/// Where it happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The place.
    pub place: Place,
    /// The words that place it.
    pub words: Option<String>,
    /// Name of the place that it is near to, where that is known.
    pub near: Option<String>,
}

/// A relation between two claims or two incidents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// Which: `conflicts`, `part_of`.
    pub kind: &'static str,
    /// Id of the one.
    pub from: String,
    /// Id of the other.
    pub to: String,
    /// On what: a harm or a field; empty between incidents.
    pub on: String,
    /// Why.
    pub why: String,
}

/// A reviewer's decision, by its id; and what it was, where the archive that holds it is at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Id.
    pub id: String,
    /// What it was.
    pub known: Option<Verdict>,
}

/// What a reviewer decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Position in the log.
    pub sequence: u64,
    /// Who.
    pub reviewer: String,
    /// When, by their clock.
    pub at: String,
    /// What: `same`, `reject`.
    pub verdict: &'static str,
    /// The words that the reviewer saw.
    pub about: String,
    /// For a correction: which field.
    pub field: Option<String>,
    /// For a correction: the value as JSON.
    pub value: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Whether a second person signed it.
    pub signed: bool,
}

/// One incident, everything inline.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Id: stable while its earliest report stays.
    pub id: String,
    /// A short name.
    pub label: String,
    /// Part in its documents; over many documents `primary` where it is any document's primary incident.
    pub role: Role,
    /// How real.
    pub reality: Reality,
    /// When.
    pub when: When,
    /// Where.
    pub site: Option<Site>,
    /// Who.
    pub parties: Vec<Party>,
    /// What was attacked.
    pub targets: Vec<Target>,
    /// With what.
    pub weapons: Vec<Weapon>,
    /// Types.
    pub types: Types,
    /// Every claim.
    pub claims: Vec<Said>,
    /// What each rule of assessment makes of them.
    pub assessments: Vec<Assessment>,
    /// How far it is corroborated.
    pub corroboration: Corroboration,
    /// Label of its campaign.
    pub campaign: Option<String>,
    /// The documents that tell of it, by day of publication.
    pub reports: Vec<Report>,
    /// What wrote the codings.
    pub produced_by: Vec<ProducedBy>,
    /// How its claims stand to each other, and it to other incidents.
    pub ties: Vec<Tie>,
    /// The reviewers' decisions that shaped it.
    pub decisions: Vec<Decided>,
    /// Names of persons that must not leave the house.
    pub persons: Vec<String>,
}

impl Record {
    /// The answer of the rule whose name begins `rule` (up to its dot or in full) for a harm.
    pub fn assessment(&self, rule: &str, harm: Harm) -> Option<&Assessment> {
        self.assessments.iter().find(|own| {
            own.harm == harm
                && (own.rule == rule || own.rule.split(['.', '/']).next() == rule.split(['.', '/']).next())
        })
    }

    /// Whether all that is known of it comes from rows of datasets.
    pub fn is_of_datasets(&self) -> bool {
        !self.reports.is_empty() && self.reports.iter().all(|report| report.kind == crate::reading::DATASET)
    }

    /// The country in which it happened, ISO 3166-1 alpha-2.
    pub fn country(&self) -> Option<&str> {
        self.site.as_ref().and_then(|site| site.place.country.as_deref())
    }

    /// A whole number that stands for the record: 53 bits of a hash of its id, so that every program reads it exactly.
    pub fn number(&self) -> u64 {
        number_of(&self.id)
    }

    /// The parties of a role.
    pub fn parties_as(&self, role: ActorRole) -> impl Iterator<Item = &Party> {
        self.parties.iter().filter(move |party| party.role == role)
    }

    /// Claims whose figure is of that harm.
    pub fn figures(&self, harm: Harm) -> impl Iterator<Item = (&Said, &Figure)> {
        self.claims.iter().filter_map(move |said| {
            said.figure.as_ref().filter(|figure| figure.harm == harm).map(|figure| (said, figure))
        })
    }

    /// The last day on which a report came out, ISO.
    pub fn last_report(&self) -> Option<&str> {
        self.reports.iter().filter_map(|report| report.published.as_deref()).max()
    }
}

/// 53 bits of the SHA-256 of a text.
pub fn number_of(text: &str) -> u64 {
    use sha2::{Digest, Sha256};
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().take(8).fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte)) >> 11
}
