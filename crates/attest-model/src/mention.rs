//! Mentions: what the words of a text name, before any claim is made of it. They may nest and overlap.

use crate::codes;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

codes! {
    /// What is mentioned.
    MentionKind {
        Time = "time", Place = "place", Actor = "actor", Person = "person", Weapon = "weapon", Target = "target",
        Figure = "figure", Source = "source", Cue = "cue", Content = "content", Event = "event",
    }
}

codes! {
    /// TIMEX3 type of a time mention.
    MentionType { Date = "DATE", Time = "TIME", Duration = "DURATION", Set = "SET" }
}

/// A mention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// What is mentioned.
    pub kind: MentionKind,
    /// First byte in the original text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The words.
    pub text: String,
    /// The value: a TIMEX3 string, `{lat, lon, geonames, country}`, a code.
    pub value: serde_json::Value,
    /// TIMEX3 type, for times.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub timex: Option<MentionType>,
    /// Number of the attribution that a source, cue or content belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<u32>,
}
