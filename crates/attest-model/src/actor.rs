//! Actors: organisations, forces and people that do or suffer something, kinds from the codebook.

use crate::{Quote, codes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

codes! {
    /// Kind of an actor, after ACLED's interaction classes (codebooks, section 1.4). There is no kind "terrorist".
    ActorKind {
        StateForces = "state_forces", RebelGroup = "rebel_group", PoliticalMilitia = "political_militia",
        IdentityMilitia = "identity_militia", Rioters = "rioters", Protesters = "protesters", Civilians = "civilians",
        ExternalForces = "external_forces", Individual = "individual", Unknown = "unknown",
    }
}

impl ActorKind {
    /// Whether actors of this kind fight as an organisation: forces of a state, groups, militias.
    pub const fn is_organised(self) -> bool {
        matches!(
            self,
            Self::StateForces
                | Self::RebelGroup
                | Self::PoliticalMilitia
                | Self::IdentityMilitia
                | Self::ExternalForces
        )
    }

    /// Forces of a state, its own or another's.
    #[must_use]
    pub const fn is_state(self) -> bool {
        matches!(self, Self::StateForces | Self::ExternalForces)
    }
}

/// An actor of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Actor {
    /// Id within the document: `a1`.
    pub id: String,
    /// Name, or the describing words.
    pub name: String,
    /// Id of the lexicon's entry.
    pub entry: Option<String>,
    /// Country that it belongs to, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// `false`: a description ("heavily armed men"), not a name.
    pub named: bool,
    /// Title or role of a named person: "mayor of Achi".
    pub description: Option<Quote>,
    /// Kind.
    pub kind: ActorKind,
    /// Where it is mentioned.
    pub mentions: Vec<Quote>,
}
