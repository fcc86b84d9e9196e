//! One document's coding: the line of output `attest.coding/1`.

use crate::{Actor, Campaign, Claim, DocumentRecord, Incident, Mention, Place, Quote, Sequel, Source, codes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The name and version of the format.
pub const SCHEMA: &str = "attest.coding/1";

/// What wrote the coding: the same four and the same document give the same bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProducedBy {
    /// Version of Attest.
    pub attest: String,
    /// Name and hash of the language model.
    pub model: Option<String>,
    /// Hash of the lexicons.
    pub lexicons: String,
    /// Name, version and hash of the gazetteer.
    pub gazetteer: Option<String>,
}

codes! {
    /// How two claims stand to each other.
    RelationKind {
        Agrees = "agrees", Compatible = "compatible", Conflicts = "conflicts", Refines = "refines",
        Restates = "restates", Supersedes = "supersedes", SilentOn = "silent_on",
    }
}

/// A relation between claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Relation {
    /// Which relation.
    #[serde(rename = "type")]
    pub kind: RelationKind,
    /// The claims, in text order.
    pub claims: Vec<String>,
    /// On what: a harm or a field.
    pub on: String,
    /// Why.
    pub why: String,
}

codes! {
    /// What a careful reader would stumble over.
    TensionKind {
        FiguresConflict = "figures_conflict", OverstatedCorroboration = "overstated_corroboration",
        AttributionLost = "attribution_lost", ScopeMismatch = "scope_mismatch",
        CorroborationVsCaveat = "corroboration_vs_caveat", SilenceVsFigure = "silence_vs_figure",
        MissingCitation = "missing_citation", UnlinkedReference = "unlinked_reference",
        ImplausibleJump = "implausible_jump", CoordinateOutsideCountry = "coordinate_outside_country",
        Anachronism = "anachronism",
    }
}

/// A tension inside a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tension {
    /// Which kind.
    pub kind: TensionKind,
    /// The claims concerned.
    pub claims: Vec<String>,
    /// Why, in plain words.
    pub why: String,
}

/// Why a field is empty, or what was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// What it is about: `i2.where`.
    pub about: String,
    /// The reason.
    pub text: String,
}

/// One document's coding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Coding {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// What wrote it.
    pub produced_by: ProducedBy,
    /// The document.
    pub document: DocumentRecord,
    /// Its actors.
    pub actors: Vec<Actor>,
    /// Its places.
    pub places: Vec<Place>,
    /// Its sources; the first is the document itself.
    pub sources: Vec<Source>,
    /// Its claims, in text order.
    pub claims: Vec<Claim>,
    /// Its incidents, the primary first.
    pub incidents: Vec<Incident>,
    /// Its campaigns.
    pub campaigns: Vec<Campaign>,
    /// Which of its incidents the words call an answer to another, or set after another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sequels: Vec<Sequel>,
    /// How its claims stand to each other.
    pub relations: Vec<Relation>,
    /// What a careful reader would stumble over.
    pub tensions: Vec<Tension>,
    /// What was not read and why.
    pub notes: Vec<Note>,
    /// Mentions, where asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mentions: Option<Vec<Mention>>,
}

impl Coding {
    /// An empty coding of `document`.
    pub fn empty(document: DocumentRecord, produced_by: ProducedBy) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            produced_by,
            document,
            actors: Vec::new(),
            places: Vec::new(),
            sources: Vec::new(),
            claims: Vec::new(),
            incidents: Vec::new(),
            campaigns: Vec::new(),
            sequels: Vec::new(),
            relations: Vec::new(),
            tensions: Vec::new(),
            notes: Vec::new(),
            mentions: None,
        }
    }

    /// Every quote of the coding, for checking the first law.
    pub fn quotes(&self) -> Vec<&Quote> {
        let mut out: Vec<&Quote> = Vec::new();
        for actor in &self.actors {
            out.extend(actor.description.iter().chain(&actor.mentions));
        }
        for place in &self.places {
            out.extend(&place.mentions);
        }
        for source in &self.sources {
            out.extend(&source.mentions);
        }
        for claim in &self.claims {
            out.extend([&claim.quote, &claim.sentence]);
            out.extend(claim.voice.quote.iter().chain(&claim.voice.cue));
            out.extend(claim.figure.iter().flat_map(|figure| figure.who.iter().chain([&figure.quote])));
        }
        for incident in &self.incidents {
            out.extend(incident.when.quote.iter().chain(&incident.when.anchor));
            out.extend(incident.place.iter().filter_map(|place| place.quote.as_ref()));
            out.extend(incident.actors.iter().filter_map(|actor| actor.quote.as_ref()));
            out.extend(incident.targets.iter().filter_map(|target| target.quote.as_ref()));
            out.extend(
                incident
                    .targets
                    .iter()
                    .filter_map(|target| target.figure.as_ref())
                    .flat_map(|figure| figure.who.iter().chain([&figure.quote])),
            );
            out.extend(incident.weapons.iter().filter_map(|weapon| weapon.quote.as_ref()));
        }
        out.extend(self.campaigns.iter().flat_map(|campaign| &campaign.quotes));
        out
    }
}

/// The JSON Schema of `attest.coding/1`, generated from these types.
pub fn schema() -> serde_json::Value {
    let mut value = schemars::schema_for!(Coding).to_value();
    if let Some(object) = value.as_object_mut() {
        object.insert("title".to_owned(), SCHEMA.into());
    }
    value
}
