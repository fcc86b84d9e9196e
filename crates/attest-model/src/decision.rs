//! A decision: what a reviewer said about claims and incidents. Appended, never overwritten.
//!
//! Incidents are computed; decisions steer the computation and are never the result of one. A later decision about the same
//! thing wins over an earlier one, and a decision is undone only by another that retracts it, so that the history stays whole.
//! "Later" is the position in the log ([`Decision::sequence`]), never the clock: clocks go backwards.
//!
//! What a decision is about is named by [pins](crate::pin), which hold when a document is coded again with new rules or
//! lexicons, and by the words that the reviewer saw, which hold for people.

use crate::{Claim, Coding, Incident, Quote, codes, pin};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

codes! {
    /// What was decided.
    Verdict {
        /// The subjects, all incidents, are one incident.
        Same = "same",
        /// The subjects, all incidents, are each another incident.
        Different = "different",
        /// The reviewer looked and cannot tell; the pair leaves the queue and nothing else changes.
        Unsure = "unsure",
        /// The subject is right as it was read.
        Accept = "accept",
        /// The subject is wrong: a rejected claim stays in the record and no rule counts it; a rejected incident likewise.
        Reject = "reject",
        /// A value of the subject is another one.
        Correct = "correct",
        /// A second person agrees with an earlier decision.
        SignOff = "sign_off",
        /// An earlier decision no longer holds.
        Retract = "retract",
    }
}

/// What a decision is about: a claim, or an incident of one document, as it stood when the reviewer looked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Subject {
    /// SHA-256 of the document's original bytes.
    pub document: String,
    /// The pins that find it: one for a claim, those of its claims for an incident.
    pub pins: Vec<String>,
    /// For a claim: the pin of its sentence, which finds it when its own words are cut otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// Whether it is an incident (`true`) or a claim.
    pub incident: bool,
    /// The words that the reviewer saw: a claim's quote, an incident's label. For people; nothing is looked up by them.
    pub words: String,
}

impl Subject {
    /// A claim of `coding`, by its id.
    pub fn claim(coding: &Coding, id: &str) -> Option<Self> {
        let index = coding.claims.iter().position(|claim| claim.id == id)?;
        let claim = coding.claims.get(index)?;
        Some(Self {
            document: coding.document.id.clone(),
            pins: pin::claims(coding).into_iter().nth(index).into_iter().collect(),
            context: Some(pin::context(claim)),
            incident: false,
            words: claim.quote.text.clone(),
        })
    }

    /// An incident of `coding`, by its id.
    pub fn incident(coding: &Coding, id: &str) -> Option<Self> {
        let incident = coding.incidents.iter().find(|incident| incident.id == id)?;
        Some(Self {
            document: coding.document.id.clone(),
            pins: pin::incident(coding, incident),
            context: None,
            incident: true,
            words: incident.label.clone(),
        })
    }

    /// The claim of `coding` that this is about: by its pin, else the only claim with its predicate in its sentence. `None`
    /// where the subject is an incident, or the words are no longer read as a claim.
    pub fn find_claim<'c>(&self, coding: &'c Coding) -> Option<&'c Claim> {
        if self.incident {
            return None;
        }
        let pins = pin::claims(coding);
        let exact = pins.iter().zip(&coding.claims).find(|(pin, _)| self.pins.contains(pin));
        if let Some((_, claim)) = exact {
            return Some(claim);
        }
        let wanted = self.context.as_ref()?;
        let mut near = coding.claims.iter().filter(|claim| &pin::context(claim) == wanted);
        let only = near.next();
        only.filter(|_| near.next().is_none())
    }

    /// The incident of `coding` that this is about: the one that holds most of its pins, the first of several. `None` where the
    /// subject is a claim, or no incident holds any.
    pub fn find_incident<'c>(&self, coding: &'c Coding) -> Option<&'c Incident> {
        if !self.incident {
            return None;
        }
        let mut best: Option<(usize, &Incident)> = None;
        for incident in &coding.incidents {
            let held = pin::incident(coding, incident).iter().filter(|pin| self.pins.contains(pin)).count();
            if held > 0 && best.is_none_or(|(most, _)| held > most) {
                best = Some((held, incident));
            }
        }
        best.map(|(_, incident)| incident)
    }
}

/// A value put in place of the one that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Correction {
    /// Which field of the subject, as the output format names it, with dots: `figure.min`, `when.earliest`, `label`.
    pub field: String,
    /// The value, as the output format writes it.
    pub value: serde_json::Value,
}

/// What a reviewer said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// Id; [`Decision::digest`] gives one that depends on nothing but the content.
    pub id: String,
    /// Position in the log: a later decision has a higher one.
    pub sequence: u64,
    /// Who decided.
    pub reviewer: String,
    /// When, by the reviewer's clock: RFC 3339, UTC. Never used for order.
    pub at: String,
    /// What.
    pub verdict: Verdict,
    /// About what: two or more incidents for `same`, `different`, `unsure`; one claim or incident otherwise; none for
    /// `sign_off` and `retract`.
    pub subjects: Vec<Subject>,
    /// For `sign_off` and `retract`: the id of the earlier decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// For `correct`: the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<Correction>,
    /// Why, in the reviewer's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The words that the reason rests on, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// SHA-256 of the document that holds the quote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote_document: Option<String>,
}

impl Decision {
    /// An id from the content and the position in the log: `d` and sixteen hexadecimal digits. The field `id` itself does not
    /// enter.
    pub fn digest(&self) -> String {
        let mut bare = self.clone();
        bare.id = String::new();
        let text = serde_json::to_string(&bare).unwrap_or_default();
        let digest = pin::digest(&["decision", &text]);
        format!("d{}", digest.get(..16).unwrap_or(&digest))
    }
}
