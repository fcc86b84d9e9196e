//! A claim: one voice saying one thing, with the words quoted.

use crate::{Figure, Quote, codes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

codes! {
    /// What a claim is about.
    Predicate {
        Occurrence = "occurrence", Casualties = "casualties", Responsibility = "responsibility", Manner = "manner",
        Target = "target", Strength = "strength", Control = "control", Damage = "damage", Capture = "capture",
        Response = "response", Verifiability = "verifiability", Corroboration = "corroboration",
        FirstSince = "first_since", Campaign = "campaign", Presence = "presence",
        ReportingPractice = "reporting_practice", Date = "date", Place = "place", Release = "release",
    }
}

codes! {
    /// How the voice comes to us.
    Mode { Narrator = "narrator", Reported = "reported", Quoted = "quoted", Inferred = "inferred" }
}

codes! {
    /// How the voice stands to what it says. `claims`: a party speaking of its own deed or its enemy's losses.
    /// `withholds`: silence reported.
    Stance {
        Asserts = "asserts", Confirms = "confirms", Claims = "claims", Denies = "denies", Doubts = "doubts",
        Withholds = "withholds",
    }
}

codes! {
    /// The voice's own hedge.
    Certainty { Certain = "certain", Probable = "probable", Possible = "possible" }
}

codes! {
    /// How a claim's citation marks are tied to it.
    Attachment { SameSentence = "same_sentence", NextSentence = "next_sentence", None = "none" }
}

/// Who says it: a chain from the document (`s0`) to the innermost accountable speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Voice {
    /// How the voice comes to us.
    pub mode: Mode,
    /// Ids of sources, outermost first; the first is always `s0`.
    pub chain: Vec<String>,
    /// The innermost speaker's words.
    pub quote: Option<Quote>,
    /// The cue's words: "stated", "according to".
    pub cue: Option<Quote>,
}

impl Voice {
    /// A voice that no words mark: the narrator where the chain ends with the document, else one that it reports.
    pub const fn of(chain: Vec<String>) -> Self {
        let mode = if chain.len() > 1 { Mode::Reported } else { Mode::Narrator };
        Self { mode, chain, quote: None, cue: None }
    }
}

/// A claim's citation marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimCitation {
    /// The marks as written: `[4]`.
    pub markers: Vec<String>,
    /// How they are tied to the claim.
    pub attachment: Attachment,
}

impl ClaimCitation {
    /// No marks at all.
    pub const NONE: Self = Self { markers: Vec::new(), attachment: Attachment::None };
}

/// One voice saying one thing, with the words quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// Id within the document: `c1`.
    pub id: String,
    /// Id of the incident that it is about.
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
    pub voice: Voice,
    /// Its citation marks.
    pub citation: ClaimCitation,
    /// How the voice stands to it.
    pub stance: Stance,
    /// The voice's own hedge.
    pub certainty: Certainty,
    /// The figure, for claims of tolls, strength, damage.
    pub figure: Option<Figure>,
    /// Id of the actor that a claim of responsibility names.
    pub actor: Option<String>,
    /// The rule that read it.
    pub rule: String,
}
