//! Totals that can only be parts of another figure of their incident.

use attest_model::{Claim, Exactness, Figure, Group, Harm, Side};

/// Marks totals that can only be parts of another figure of their incident: a kind of people below a number of people at large, officers
/// below a number of soldiers.
pub fn mark_parts(text: &str, claims: &mut [Claim]) {
    let whole = |claim: &Claim| -> Option<(Option<String>, Harm, Option<Group>, u64)> {
        let figure = claim.figure.as_ref().filter(|figure| figure.total && stated(figure))?;
        Some((claim.incident.clone(), figure.harm, figure.group, figure.min?))
    };
    // "killed 16 soldiers, the army said. The rebels **put the number at** 31": of the same people, in other words than theirs.
    let rival = |claim: &Claim| {
        let put = claim.voice.cue.as_ref().is_some_and(|cue| cue.text.to_lowercase().starts_with("put"));
        claim.voice.chain.last().filter(|_| put).cloned()
    };
    let wholes: Vec<_> =
        claims.iter().filter_map(|claim| Some((whole(claim)?, rival(claim), claim.quote.end))).collect();
    // "six soldiers and 20 insurgents": what a sentence adds up to is no part of a smaller number elsewhere.
    let mut lists: std::collections::BTreeMap<(u32, Harm), u64> = std::collections::BTreeMap::new();
    for claim in claims.iter() {
        if let Some((_, harm, group, min)) = whole(claim)
            && !matches!(group, None | Some(Group::People))
        {
            *lists.entry((claim.sentence.start, harm)).or_default() += min;
        }
    }
    for claim in claims.iter_mut() {
        let sentence = claim.sentence.start;
        let Some(figure) = claim.figure.as_mut().filter(|figure| figure.total && stated(figure)) else {
            continue;
        };
        let Some(most) = figure.max.or(figure.min) else { continue };
        let rank = figure.who.as_ref().is_some_and(|who| {
            let noun = who.text.rsplit(' ').next().unwrap_or_default().to_lowercase();
            matches!(
                noun.as_str(),
                "officers" | "officer" | "commanders" | "commander" | "leaders" | "generals" | "colonels"
            )
        });
        let people = |group: Option<Group>| matches!(group, None | Some(Group::People));
        let voice = claim.voice.chain.last();
        let begins = claim.quote.start;
        figure.total = !wholes.iter().any(|((incident, harm, group, min), rival, end)| {
            let list = lists.get(&(sentence, *harm)).copied().unwrap_or(0);
            rival.as_ref().is_none_or(|rival| voice == Some(rival))
                && !listed_behind(text, *end, begins)
                && *incident == claim.incident
                && *harm == figure.harm
                && *min > most
                && *min >= list
                && (people(*group) && !people(figure.group) && figure.side != Side::Attackers
                    || rank && *group == figure.group)
        });
    }
}

/// "killing 60 Afghans **and** 13 US troops": two of a list, neither a part of the other.
fn listed_behind(text: &str, end: u32, begins: u32) -> bool {
    text.get(end as usize..begins as usize).is_some_and(|between| between.trim() == "and")
}

/// Whether a figure has a number of its own.
fn stated(figure: &Figure) -> bool {
    !matches!(
        figure.exactness,
        Exactness::Vague | Exactness::Plural | Exactness::Entailed | Exactness::NotReported
    )
}
