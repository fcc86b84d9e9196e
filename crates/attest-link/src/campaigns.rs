//! Campaigns over documents: what the reports of an incident say that it is part of.
//!
//! A report that calls an attack "part of a campaign by the group to cut the road" says so of that attack alone. Two incidents are of one
//! campaign where reports say so of both and name the same actor: they then have the same id. A campaign of nobody in particular has an id
//! of its own for each document that speaks of it.

use crate::report::{Report, Reports};
use crate::resolve;
use attest_model::{Campaign, Sourced, pin};

/// The campaigns that the reports name, in their order, and the id of the first.
pub fn of(reports: &Reports<'_>, own: &[&Report<'_>]) -> (Option<String>, Vec<Sourced<Campaign>>) {
    let mut first = None;
    let mut out: Vec<Sourced<Campaign>> = Vec::new();
    for report in own {
        let Some(id) = &report.incident.campaign else { continue };
        let Some(campaign) = report.coding.campaigns.iter().find(|campaign| &campaign.id == id) else {
            continue;
        };
        let handle = reports.handle(report);
        let actor = report.coding.actors.iter().find(|actor| campaign.actor.as_ref() == Some(&actor.id));
        let digest = match actor {
            Some(actor) => pin::digest(&["campaign", &resolve::key(actor)]),
            None => pin::digest(&["campaign", handle, id]),
        };
        let id = format!("g{}", digest.get(..12).unwrap_or(&digest));
        first.get_or_insert_with(|| id.clone());
        let value = Campaign {
            id,
            actor: campaign.actor.as_ref().map(|actor| format!("{handle}/{actor}")),
            ..campaign.clone()
        };
        out.push(Sourced { value, document: Some(report.coding.document.id.clone()) });
    }
    (first, out)
}
