//! How real an incident is: told as fact, claimed by a party, attempted, alleged.

use super::sources::Registry;
use crate::incidents::Draft;
use attest_model::{Claim, Incident, Mode, Predicate, Reality, Role, Stance};

pub(super) fn reality(draft: &Draft, claims: &[&Claim], sources: &Registry, role: Role) -> Reality {
    let _ = sources;
    if draft.presupposed || draft.captives {
        return Reality::Presupposed;
    }
    if !draft.realities.is_empty() && draft.realities.iter().all(|reality| *reality != Reality::Asserted) {
        return draft.realities[0];
    }
    let told: Vec<&&Claim> = claims
        .iter()
        .filter(|claim| claim.figure.is_none() && claim.predicate != Predicate::Verifiability)
        .collect();
    let narrated =
        told.iter().any(|claim| claim.voice.mode == Mode::Narrator && claim.voice.chain.len() == 1);
    if !told.is_empty() && !narrated && role != Role::Primary {
        if told.iter().all(|claim| {
            claim.stance == Stance::Claims
                || claim.voice.cue.as_ref().is_some_and(|cue| cue.text.contains("claim"))
        }) {
            return Reality::ClaimedByParty;
        }
        if told.iter().all(|claim| claim.certainty != attest_model::Certainty::Certain) {
            return Reality::Alleged;
        }
    }
    Reality::Asserted
}

/// What only a party tells of its own deeds is claimed by that party; the stances are known only after the incidents.
pub fn settle_reality(incidents: &mut [Incident], claims: &[Claim]) {
    for incident in incidents {
        if incident.reality != Reality::Asserted || incident.role == Role::Primary {
            continue;
        }
        let mut told = claims.iter().filter(|claim| {
            claim.incident.as_ref() == Some(&incident.id)
                && !matches!(
                    claim.predicate,
                    Predicate::Verifiability | Predicate::Casualties | Predicate::Strength
                )
        });
        let Some(first) = told.next() else { continue };
        if std::iter::once(first)
            .chain(told)
            .all(|claim| claim.stance == Stance::Claims && claim.voice.chain.len() > 1)
        {
            incident.reality = Reality::ClaimedByParty;
        }
    }
}
