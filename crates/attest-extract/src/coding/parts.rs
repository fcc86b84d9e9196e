//! Totals that can only be parts of another figure of their incident.

use attest_model::{Claim, Exactness, Figure, Group, Harm, Side};

/// Marks totals that can only be parts of another figure of their incident: a kind of people below a number of people at large, officers
/// below a number of soldiers.
pub fn mark_parts(claims: &mut [Claim]) {
    type Whole = (Option<String>, Harm, Option<Group>, u64);
    let whole = |claim: &Claim| -> Option<Whole> {
        let figure = claim.figure.as_ref().filter(|figure| figure.total && stated(figure))?;
        Some((claim.incident.clone(), figure.harm, figure.group, figure.min?))
    };
    let words = |figure: &Figure| {
        let who = figure.who.as_ref().unwrap_or(&figure.quote);
        (figure.quote.start.min(who.start), who.end.max(figure.quote.end))
    };
    // "killed 16 soldiers, the army said. The rebels **put the number at** 31": of the same people, in other words than theirs.
    let rival = |claim: &Claim| {
        let put = claim.voice.cue.as_ref().is_some_and(|cue| cue.text.to_lowercase().starts_with("put"));
        claim.voice.chain.last().filter(|_| put).cloned()
    };
    let wholes: Vec<(Whole, (u32, u32), Option<String>)> = claims
        .iter()
        .filter_map(|claim| Some((whole(claim)?, words(claim.figure.as_ref()?), rival(claim))))
        .collect();
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
        let toll = claim.rule.starts_with("casualties/toll");
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
        let (start, end) = words(figure);
        let voice = claim.voice.chain.last();
        figure.total = !wholes.iter().any(|((incident, harm, group, min), (first, last), rival)| {
            let list = lists.get(&(sentence, *harm)).copied().unwrap_or(0);
            // "13 soldiers **and at least 169 Afghans**", "five Israelis **and the driver**": two of a list hold nobody of each other.
            let next = first.checked_sub(end).is_some_and(|gap| gap <= AND)
                || start.checked_sub(*last).is_some_and(|gap| gap == AND);
            *incident == claim.incident
                && !next
                && rival.as_ref().is_none_or(|rival| voice == Some(rival))
                && *harm == figure.harm
                && *min > most
                && *min >= list
                && (people(*group) && !people(figure.group) && figure.side != Side::Attackers
                    // "the toll is six officers": the whole, whatever was said before.
                    || rank && !toll && *group == figure.group)
        });
    }
}

/// How many bytes stand between two members of a list: " and ".
const AND: u32 = 5;

/// Whether a figure has a number of its own.
fn stated(figure: &Figure) -> bool {
    !matches!(
        figure.exactness,
        Exactness::Vague | Exactness::Plural | Exactness::Entailed | Exactness::NotReported
    )
}
