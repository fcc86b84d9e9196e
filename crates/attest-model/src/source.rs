//! Sources: whoever speaks in a document, from the document itself (`s0`) to the innermost witness.

use crate::{Quote, codes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

codes! {
    /// Kind of a source.
    SourceKind {
        Document = "document", NewsAgency = "news_agency", Broadcaster = "broadcaster", Newspaper = "newspaper",
        Government = "government", Military = "military", Police = "police", ArmedGroup = "armed_group",
        Medical = "medical", Residents = "residents", Witness = "witness", Official = "official", Un = "un", Ngo = "ngo",
        Monitor = "monitor", Analyst = "analyst", Reference = "reference", Unknown = "unknown",
    }
}

/// Someone who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Id within the document; `s0` is the document itself.
    pub id: String,
    /// Name or describing words.
    pub name: String,
    /// Kind.
    pub kind: SourceKind,
    /// Id of the actor that it is or belongs to.
    pub actor: Option<String>,
    /// Whether it is a party to the conflict told of; `None` where that cannot be said.
    pub party: Option<bool>,
    /// Whether the words keep it unnamed.
    pub anonymous: bool,
    /// Where it is mentioned.
    pub mentions: Vec<Quote>,
}
