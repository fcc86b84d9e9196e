//! The nouns of Attest and their laws.
//!
//! A [`Document`] is text that never changes. A [`Claim`] is one voice saying one thing, with the words quoted. An [`Incident`]
//! is a set of claims believed to be about one event. A [`Decision`] is what a reviewer said about claims or incidents. Everything here is plain data with `serde`; there is no I/O, and nothing
//! in this crate reads text. The output format `attest.coding/1` is the serialised form of [`Coding`], `attest.incident/1` that of [`LinkedIncident`].
//!
//! The laws (each a property test of the project): every quote reads back; no value without a quote or a stated basis;
//! silence is never a number; a vaguer wording never gives a narrower figure or date.

pub mod actor;
pub mod claim;
pub mod coding;
pub mod decision;
pub mod document;
pub mod figure;
pub mod incident;
pub mod linked;
pub mod mention;
pub mod month;
pub mod pin;
pub mod place;
pub mod sketch;
pub mod source;
pub mod span;
pub mod view;

pub use actor::{Actor, ActorKind};
pub use claim::{Attachment, Certainty, Claim, ClaimCitation, Mode, Predicate, Stance, Voice};
pub use coding::{Coding, Note, ProducedBy, Relation, RelationKind, Tension, TensionKind, schema};
pub use decision::{Correction, Decision, Subject, Verdict};
pub use document::{Citation, Document, DocumentKind, DocumentRecord, Reference, Zone, ZoneKind};
pub use figure::{Exactness, Figure, Group, Harm, Side};
pub use incident::{
    AcledType, ActorRole, Assessment, Campaign, Corroboration, CorroborationStatus, GedType, GtdType,
    Incident, IncidentActor, LinkKind, Plover, Reality, Role, Sequel, Target, TargetEffect, TargetKind,
    Types, Weapon, WeaponKind, When, WhenBasis, WhenPrecision, Where,
};
pub use linked::{
    Evidence, Join, Likeness, Link, LinkedActor, LinkedClaim, LinkedIncident, LinkedVoice, LinkedWhere,
    Member, Origin, Sourced, TollPoint, TollStep,
};
pub use mention::{Mention, MentionKind, MentionType};
pub use place::{Candidate, GazetteerRef, Place, PlaceBasis, PlaceKind, Precision};
pub use sketch::{Sketch, SketchWord};
pub use source::{Source, SourceKind};
pub use span::{Quote, Read, Span};
pub use view::{Block, View};

/// Declares an enum whose variants are written in `snake_case` in the output format.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name { $($(#[$vmeta])* #[doc = concat!("`", $text, "`")] #[serde(rename = $text)] $variant),* }
        impl $name {
            /// Every code, in the order of the output contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The code as the output format writes it.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $text),* } }
            /// The code named `text`, if there is one.
            pub fn parse(text: &str) -> Option<Self> { match text { $($text => Some(Self::$variant),)* _ => None } }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
    };
}
pub(crate) use codes;
