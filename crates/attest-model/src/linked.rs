//! An incident over many documents: the line of output `attest.incident/1`.
//!
//! Every claim of every member is kept, with the document that it stands in; what the record says beyond that (time, place,
//! actors, tolls, corroboration) is computed over all of them. A quote's offsets count in the document that stands beside it.
//! Ids of claims, actors, places and incidents inside a line carry the document before a slash (`3f2a9c01b7de/c4`): the first
//! twelve digits of its hash, with a number where the same bytes came under several names.

use crate::{
    ActorKind, ActorRole, Assessment, Campaign, Certainty, ClaimCitation, Corroboration, DocumentKind,
    Figure, Harm, LinkKind, Mode, Place, Predicate, ProducedBy, Quote, Reality, Relation, Role, Side, Source,
    SourceKind, Stance, Target, Tension, Types, Weapon, When, codes,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The name and version of the format.
pub const SCHEMA: &str = "attest.incident/1";

/// A document's incident that is part of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// SHA-256 of the document's original bytes.
    pub document: String,
    /// Its name.
    pub name: String,
    /// Id of the incident within the document: `i1`.
    pub incident: String,
    /// Whether it is the document's primary incident.
    pub primary: bool,
    /// What part it plays in the document; absent in lines that were written before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The document before the slash of this line's ids.
    pub handle: String,
    /// What the document calls the incident.
    pub label: String,
    /// Who published the document.
    pub publisher: Option<String>,
    /// When it was published, ISO.
    pub published: Option<String>,
    /// What kind of text it is.
    pub kind: DocumentKind,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The group of members that tell one wire story, where there is more than one: `w1`. All of them are one source.
    pub wire: Option<String>,
}

/// A value and the document whose words it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sourced<T> {
    /// The value.
    #[serde(flatten)]
    pub value: T,
    /// SHA-256 of the document; `None` where no words give the value.
    pub document: Option<String>,
}

/// Where it happened, with the place itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LinkedWhere {
    /// The place.
    pub place: Place,
    /// The words that place it.
    pub quote: Option<Quote>,
    /// SHA-256 of the document that holds them.
    pub document: Option<String>,
}

/// An actor's part, with the actor itself, over all members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LinkedActor {
    /// Id, qualified.
    pub actor: String,
    /// Which part.
    pub role: ActorRole,
    /// The words that say so.
    pub quote: Option<Quote>,
    /// SHA-256 of the document that holds them.
    pub document: String,
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
    /// Qualified ids of the same actor in the other members.
    pub also: Vec<String>,
}

/// Who says it, with the sources themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LinkedVoice {
    /// How the voice comes to us.
    pub mode: Mode,
    /// Sources, outermost first; the first is always the document.
    pub chain: Vec<Source>,
    /// The innermost speaker's words.
    pub quote: Option<Quote>,
    /// The cue's words.
    pub cue: Option<Quote>,
}

/// A claim of one of the members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LinkedClaim {
    /// Id, qualified.
    pub id: String,
    /// SHA-256 of the document.
    pub document: String,
    /// Day on which the document was published, ISO.
    pub reported: Option<String>,
    /// Qualified id of the document's incident.
    pub incident: Option<String>,
    /// What it is about.
    pub predicate: Predicate,
    /// The shortest words that carry it.
    pub quote: Quote,
    /// The sentence around them.
    pub sentence: Quote,
    /// Name of the zone.
    pub zone: Option<String>,
    /// Who says it.
    pub voice: LinkedVoice,
    /// Its citation marks.
    pub citation: ClaimCitation,
    /// How the voice stands to it.
    pub stance: Stance,
    /// The voice's own hedge.
    pub certainty: Certainty,
    /// The figure; its actor's id is qualified.
    pub figure: Option<Figure>,
    /// Qualified id of the actor that a claim of responsibility names.
    pub actor: Option<String>,
    /// The rule that read it.
    pub rule: String,
    /// Id of the origin that it is counted under.
    pub origin: String,
    /// A reviewer rejected it: it stays, and no rule counts it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rejected: bool,
    /// Its pin: what a decision about it is keyed by.
    pub pin: String,
}

/// A voice counted once, however many documents repeat it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// Id: `o1`.
    pub id: String,
    /// Name: of the innermost accountable speaker, or of the wire or paper where the document itself speaks.
    pub name: String,
    /// Kind.
    pub kind: SourceKind,
    /// Whether it is a party to the incident.
    pub party: bool,
    /// Whether it counts as one independent source of the incident.
    pub independent: bool,
    /// SHA-256 of the documents that carry it.
    pub documents: Vec<String>,
    /// Ids of its claims.
    pub claims: Vec<String>,
    /// Why its claims are one voice, or why it does not count.
    pub why: String,
}

/// One step of a toll over the days of its reporting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TollPoint {
    /// Day of publication of the report, ISO.
    pub reported: Option<String>,
    /// Which harm.
    pub harm: Harm,
    /// On which side.
    pub side: Side,
    /// Lowest number that the words allow.
    pub min: Option<u64>,
    /// Highest number that the words allow.
    pub max: Option<u64>,
    /// Ids of the claims that give it.
    pub claims: Vec<String>,
    /// How it stands to the point before it.
    pub step: TollStep,
}

codes! {
    /// How a toll stands to the one reported before it.
    TollStep {
        /// Nothing was reported before.
        First = "first",
        /// The same figure, or one that the words before allow.
        Same = "same",
        /// Higher, as tolls grow while the dead are found. No conflict.
        Grown = "grown",
        /// Lower than what was certain before: a correction, or another count. Flagged.
        Dropped = "dropped",
        /// Higher than growth explains. Flagged.
        Jumped = "jumped",
    }
}

/// One thing that speaks for or against two reports telling of one incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Name of the feature: `date.same_day`.
    pub feature: String,
    /// What it adds to the score, in units of the natural logarithm of the odds.
    pub weight: f64,
    /// Why, in plain words.
    pub why: String,
    /// The words compared, of the first and of the second report; `None` where the feature compares no words.
    pub quotes: [Option<Quote>; 2],
}

/// Two reports compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Join {
    /// Qualified ids of the two documents' incidents.
    pub between: [String; 2],
    /// Sum of the weights; above zero the reports are rather of one incident than of two.
    pub score: f64,
    /// What it is made of, the weightiest first.
    pub evidence: Vec<Evidence>,
    /// Id of the decision that joined or parted them, where one did.
    pub decision: Option<String>,
}

/// Another incident that may be the same one: for review, not forgotten.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Likeness {
    /// Id of the other incident.
    pub incident: String,
    /// Its label.
    pub label: String,
    /// The strongest pair of reports, one of each.
    pub join: Join,
}

/// A relation to another incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// Which.
    pub kind: LinkKind,
    /// Id of the other incident.
    pub incident: String,
    /// The words that say so.
    pub quote: Option<Quote>,
    /// SHA-256 of the document that holds them.
    pub document: Option<String>,
    /// Why, in plain words.
    pub why: String,
    /// Why the other incident is taken to be the one meant: its strongest comparison with what the document says of it. Empty where the
    /// document tells of both itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join: Option<Join>,
}

/// An incident as all its reports tell it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LinkedIncident {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Id: stable while the earliest report of it stays a member.
    pub id: String,
    /// What wrote the codings of its members.
    pub produced_by: Vec<ProducedBy>,
    /// A short name.
    pub label: String,
    /// The documents' incidents that it is made of, by day of publication.
    pub members: Vec<Member>,
    /// How real.
    pub reality: Reality,
    /// When.
    pub when: Sourced<When>,
    /// Where.
    #[serde(rename = "where")]
    pub place: Option<LinkedWhere>,
    /// Who.
    pub actors: Vec<LinkedActor>,
    /// What was attacked.
    pub targets: Vec<Sourced<Target>>,
    /// With what.
    pub weapons: Vec<Sourced<Weapon>>,
    /// Types.
    pub types: Types,
    /// Every claim of every member.
    pub claims: Vec<LinkedClaim>,
    /// Voices, each counted once.
    pub origins: Vec<Origin>,
    /// Tolls by day of reporting.
    pub tolls: Vec<TollPoint>,
    /// What each rule of assessment makes of the claims.
    pub assessments: Vec<Assessment>,
    /// How far it is corroborated, over independent sources.
    pub corroboration: Corroboration,
    /// How its claims stand to each other.
    pub relations: Vec<Relation>,
    /// What a careful reader would stumble over.
    pub tensions: Vec<Tension>,
    /// Id of the campaign that it belongs to.
    pub campaign: Option<String>,
    /// The campaigns that its members name.
    pub campaigns: Vec<Sourced<Campaign>>,
    /// Why its members are taken to be one: the strongest comparison that holds each of them to the rest.
    pub joins: Vec<Join>,
    /// Incidents that may be the same one: above the line of review and below that of joining, or parted by a decision.
    pub candidates: Vec<Likeness>,
    /// Relations to other incidents.
    pub links: Vec<Link>,
    /// Ids of the reviewers' decisions that shaped it.
    pub decisions: Vec<String>,
}

/// The JSON Schema of `attest.incident/1`, generated from these types.
pub fn schema() -> serde_json::Value {
    let mut value = schemars::schema_for!(LinkedIncident).to_value();
    if let Some(object) = value.as_object_mut() {
        object.insert("title".to_owned(), SCHEMA.into());
    }
    value
}
