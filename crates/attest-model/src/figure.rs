//! Figures: how many suffered what, as the words allow and no narrower.

use crate::{Quote, codes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

codes! {
    /// What befell the people counted. Joint harms are never split.
    Harm {
        Killed = "killed", Wounded = "wounded", Missing = "missing", Captured = "captured", Displaced = "displaced",
        KilledOrWounded = "killed_or_wounded", WoundedOrMissing = "wounded_or_missing", Present = "present",
        Destroyed = "destroyed",
    }
}

codes! {
    /// Who suffered it, in the incident that the figure belongs to.
    Side {
        Attackers = "attackers", Defenders = "defenders", Civilians = "civilians", Bystanders = "bystanders",
        Unknown = "unknown",
    }
}

codes! {
    /// What kind of people.
    Group {
        Soldiers = "soldiers", FormerSoldiers = "former_soldiers", Police = "police", Guards = "guards",
        Militants = "militants", Civilians = "civilians", Children = "children", Women = "women",
        Journalists = "journalists", AidWorkers = "aid_workers", MedicalWorkers = "medical_workers",
        Peacekeepers = "peacekeepers", Officials = "officials", FormerOfficials = "former_officials",
        Politicians = "politicians", Diplomats = "diplomats", Judiciary = "judiciary", Clergy = "clergy",
        Prisoners = "prisoners", Attackers = "attackers", People = "people",
    }
}

codes! {
    /// How the number is worded.
    Exactness {
        Exact = "exact", Range = "range", MoreThan = "more_than", AtLeast = "at_least", LessThan = "less_than",
        AtMost = "at_most", About = "about", Vague = "vague", Plural = "plural", Entailed = "entailed",
        NotReported = "not_reported",
    }
}

/// A number of people (or things) and what befell them, with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// What befell them.
    pub harm: Harm,
    /// On which side.
    pub side: Side,
    /// What kind of people.
    pub group: Option<Group>,
    /// The sufferers' noun phrase.
    pub who: Option<Quote>,
    /// Their nation, ISO 3166-1 alpha-2.
    pub nation: Option<String>,
    /// Id of the actor that they belong to.
    pub actor: Option<String>,
    /// Lowest number the words allow; `None` where they set no floor.
    pub min: Option<u64>,
    /// Highest number the words allow; `None` where the figure is open.
    pub max: Option<u64>,
    /// How it is worded.
    pub exactness: Exactness,
    /// `false`: a part of another figure of the same report.
    pub total: bool,
    /// The figure's words.
    pub quote: Quote,
}
