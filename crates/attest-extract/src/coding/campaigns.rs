//! Campaigns: what the report itself calls one.

use super::{Desk, cast_list};
use crate::actors::Cast;
use attest_model::{ActorKind, Campaign, Claim, Incident, Predicate};

/// Campaigns that the set phrases tell of, one an actor.
pub fn campaigns(
    desk: &Desk<'_, '_>,
    cast: &mut Cast<'_, '_>,
    claims: &[Claim],
    incidents: &mut [Incident],
) -> Vec<Campaign> {
    let mut out: Vec<Campaign> = Vec::new();
    for claim in claims.iter().filter(|claim| claim.predicate == Predicate::Campaign) {
        let span = claim.quote.span();
        let actor = cast.players.iter().position(|player| {
            player.named
                && player.kind != ActorKind::Individual
                && player.mentions.iter().any(|mention| span.contains(*mention))
        });
        let id = if let Some(campaign) =
            out.iter_mut().find(|campaign| campaign.actor == actor.map(cast_list::id))
        {
            campaign.quotes.push(claim.quote.clone());
            campaign.id.clone()
        } else {
            let id = format!("g{}", out.len() + 1);
            let whose = actor.map_or_else(String::new, |actor| format!(" of {}", cast.players[actor].name));
            let aim = aim(&claim.quote.text).map_or_else(String::new, |aim| format!(" {aim}"));
            let label = format!("campaign{whose}{aim}");
            out.push(Campaign {
                id: id.clone(),
                label,
                actor: actor.map(cast_list::id),
                quotes: vec![claim.quote.clone()],
            });
            id
        };
        if let Some(incident) =
            claim.incident.as_ref().and_then(|own| incidents.iter_mut().find(|incident| &incident.id == own))
        {
            incident.campaign.get_or_insert(id);
        }
    }
    let _ = desk;
    out
}

/// What a campaign is for: "a campaign by X **to cut the road**".
fn aim(words: &str) -> Option<&str> {
    let lower = words.to_ascii_lowercase();
    let campaign = lower.find("campaign").or_else(|| lower.find("offensive"))?;
    let at = campaign + lower.get(campaign..)?.find(" to ")? + 1;
    let aim = words.get(at..)?;
    let next = aim.split_whitespace().nth(1)?;
    (next.chars().all(char::is_lowercase) && !matches!(next, "the" | "a" | "an" | "its" | "their"))
        .then_some(aim)
}
