//! The laws of linking, as properties over generated reports: merging loses no claim, the order of inputs does not matter, a
//! decision wins until it is retracted, a party is never independent.

mod world;

use attest_link::{Settings, link, linking};
use attest_model::{Coding, Decision, LinkedIncident, Subject, Verdict};
use proptest::prelude::*;
use std::collections::BTreeSet;
use world::world;

fn linked(codings: &[Coding], decisions: &[Decision]) -> Vec<LinkedIncident> {
    link(codings, decisions, &Settings::default())
}

fn decision(sequence: u64, verdict: Verdict, subjects: Vec<Subject>, about: Option<&str>) -> Decision {
    let mut out = Decision {
        id: String::new(),
        sequence,
        reviewer: "reviewer".to_owned(),
        at: "2024-03-05T10:00:00Z".to_owned(),
        verdict,
        subjects,
        about: about.map(ToOwned::to_owned),
        correction: None,
        reason: None,
        quote: None,
        quote_document: None,
    };
    out.id = out.digest();
    out
}

fn subject(coding: &Coding) -> Subject {
    Subject::incident(coding, "i1").unwrap()
}

/// The incident that holds a document's first incident.
fn home(incidents: &[LinkedIncident], coding: &Coding) -> String {
    let holds = |incident: &&LinkedIncident| {
        incident.members.iter().any(|member| member.document == coding.document.id)
    };
    incidents.iter().find(holds).unwrap().id.clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn merging_loses_no_claim_and_lists_every_report_once(seed in any::<u64>(), count in 1_usize..40) {
        let (codings, _) = world(seed, count);
        let incidents = linked(&codings, &[]);
        let claims: Vec<&str> = incidents.iter().flat_map(|incident| &incident.claims).map(|claim| claim.id.as_str()).collect();
        prop_assert_eq!(claims.len(), codings.iter().map(|coding| coding.claims.len()).sum::<usize>());
        prop_assert_eq!(claims.iter().collect::<BTreeSet<_>>().len(), claims.len());
        let members: Vec<(&str, &str)> = incidents
            .iter()
            .flat_map(|incident| &incident.members)
            .map(|member| (member.name.as_str(), member.incident.as_str()))
            .collect();
        prop_assert_eq!(members.len(), codings.iter().map(|coding| coding.incidents.len()).sum::<usize>());
        prop_assert_eq!(members.iter().collect::<BTreeSet<_>>().len(), members.len());
    }

    #[test]
    fn the_order_of_reports_and_a_report_given_twice_change_nothing(seed in any::<u64>(), count in 2_usize..30, turn in 0_usize..30) {
        let (codings, _) = world(seed, count);
        let mut other = codings.clone();
        other.rotate_left(turn % count);
        other.reverse();
        other.push(codings[0].clone());
        let (one, two) = (linked(&codings, &[]), linked(&other, &[]));
        prop_assert_eq!(serde_json::to_string(&one).unwrap(), serde_json::to_string(&two).unwrap());
    }

    #[test]
    fn a_decision_wins_until_it_is_retracted(seed in any::<u64>(), count in 3_usize..24, a in 0_usize..24, b in 0_usize..24) {
        let (codings, _) = world(seed, count);
        let (a, b) = (a % count, b % count);
        prop_assume!(a != b);
        let (one, two) = (&codings[a], &codings[b]);
        let before = linked(&codings, &[]);
        let together = home(&before, one) == home(&before, two);
        let verdict = if together { Verdict::Different } else { Verdict::Same };
        let first = decision(1, verdict, vec![subject(one), subject(two)], None);
        let after = linked(&codings, std::slice::from_ref(&first));
        prop_assert_eq!(home(&after, one) == home(&after, two), !together);
        prop_assert!(after.iter().any(|incident| incident.decisions.contains(&first.id)));
        let back = decision(2, Verdict::Retract, Vec::new(), Some(&first.id));
        let again = linked(&codings, &[back, first]);
        prop_assert_eq!(serde_json::to_string(&before).unwrap(), serde_json::to_string(&again).unwrap());
    }

    #[test]
    fn of_two_decisions_that_cannot_both_hold_the_later_one_does(seed in any::<u64>(), count in 3_usize..20) {
        let (codings, _) = world(seed, count);
        let pair = vec![subject(&codings[0]), subject(&codings[count - 1])];
        let same = decision(1, Verdict::Same, pair.clone(), None);
        let other = decision(2, Verdict::Different, pair, None);
        let found = linking(&codings, &[same.clone(), other], &Settings::default());
        prop_assert!(home(&found.incidents, &codings[0]) != home(&found.incidents, &codings[count - 1]));
        prop_assert!(found.unfit.iter().any(|unfit| unfit.decision == same.id));
    }

    #[test]
    fn a_party_is_never_independent_and_a_rejected_claim_stays(seed in any::<u64>(), count in 1_usize..24) {
        let (codings, _) = world(seed, count);
        let rejected = decision(1, Verdict::Reject, vec![Subject::claim(&codings[0], "c2").unwrap()], None);
        let incidents = linked(&codings, &[rejected]);
        for incident in &incidents {
            prop_assert!(incident.origins.iter().all(|origin| !(origin.party && origin.independent)));
            let independent = incident.origins.iter().filter(|origin| origin.independent).count();
            prop_assert!(incident.members.len() == 1 || incident.corroboration.independent_sources as usize == independent);
        }
        prop_assert_eq!(incidents.iter().flat_map(|incident| &incident.claims).filter(|claim| claim.rejected).count(), 1);
    }
}

#[test]
fn generated_attacks_are_mostly_found_and_seldom_poured_together() {
    let (codings, truth) = world(7, 600);
    let incidents = linked(&codings, &[]);
    let place = |coding: &Coding| home(&incidents, coding);
    let homes: Vec<String> = codings.iter().map(place).collect();
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    for a in 0..codings.len() {
        for b in a + 1..codings.len() {
            match (homes[a] == homes[b], truth[a] == truth[b]) {
                (true, true) => right += 1,
                (true, false) => wrong += 1,
                (false, true) => missed += 1,
                (false, false) => {}
            }
        }
    }
    assert!(right > 9 * missed, "{right} right, {missed} missed");
    // Invented reports share the words of their patterns, and one group strikes one place again within days: harder than news.
    assert!(right > 20 * wrong, "{right} right, {wrong} wrong");
}
