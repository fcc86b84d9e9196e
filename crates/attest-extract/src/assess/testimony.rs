//! What a rule of assessment sees of a claim: its figure, its voice, and whether that voice is a party.

use attest_model::{
    ActorRole, Assessment, Claim, Exactness, Figure, Harm, Incident, Side, Source, SourceKind, Stance,
};
use std::borrow::Cow;

/// A figure as evidence.
#[derive(Debug, Clone)]
pub struct Testimony<'c> {
    /// The claim; of a list ("two monks and a nun") all its members.
    pub claims: Vec<&'c Claim>,
    /// Its figure; of a list the sum.
    pub figure: Cow<'c, Figure>,
    /// The voice is a party to the conflict.
    pub party: bool,
    /// The voice is the perpetrator's.
    pub perpetrator: bool,
}

impl Testimony<'_> {
    /// A party speaking of its enemy's losses.
    pub fn of_enemy(&self) -> bool {
        self.party
            && match self.figure.side {
                Side::Defenders | Side::Civilians => self.perpetrator,
                Side::Attackers => !self.perpetrator,
                _ => true,
            }
    }
}

/// The figures of one harm that a rule may use: totals, told and not denied; joint harms stay apart.
pub fn of<'c>(
    incident: &Incident,
    claims: &[&'c Claim],
    sources: &[Source],
    harm: Harm,
) -> Vec<Testimony<'c>> {
    let mut all: Vec<Testimony<'c>> = claims
        .iter()
        .filter_map(|claim| {
            let figure = claim.figure.as_ref()?;
            let usable = figure.harm == harm
                && figure.total
                && !matches!(claim.stance, Stance::Denies | Stance::Withholds)
                && figure.exactness != Exactness::NotReported
                && (figure.min.is_some() || figure.max.is_some());
            if !usable {
                return None;
            }
            let source =
                claim.voice.chain.last().and_then(|id| sources.iter().find(|source| &source.id == id));
            let party = source.is_some_and(|source| {
                source.party == Some(true)
                    && (source.kind != SourceKind::Document || incident.claims.is_empty())
            });
            // "per RFI and the rebels": a voice that is no party alone is not the doer's.
            let own = source.filter(|source| source.party != Some(false));
            let perpetrator = own.and_then(|source| source.actor.as_ref()).is_some_and(|actor| {
                incident.actors.iter().any(|part| &part.actor == actor && part.role == ActorRole::Perpetrator)
            });
            Some(Testimony { claims: vec![claim], figure: Cow::Borrowed(figure), party, perpetrator })
        })
        .collect();
    let range = incident
        .assessments
        .iter()
        .find(|found| found.harm == harm && found.rule.starts_with("report.range"));
    if let Some(range) = range {
        join_list(&mut all, range);
    }
    // "a teacher was killed" beside "three people were killed" tells of one of them, and is no lower total; "one dead" is one.
    let several = all.iter().any(|own| own.figure.min.is_some_and(|min| min > 1) && is_stated(&own.figure));
    all.into_iter().filter(|own| !several || !is_person(&own.figure)).collect()
}

/// "two monks and a nun were killed", "two soldiers, three policemen and four civilians": members of one list, which the report's own range
/// added up, are one figure for each side; with members of no known side ("two women and one man") one figure for all of them.
fn join_list(all: &mut Vec<Testimony<'_>>, range: &Assessment) {
    let (Some(low), true) = (range.low, range.low == range.high) else { return };
    let member = |own: &Testimony<'_>| {
        own.figure.exactness == Exactness::Exact
            && own.figure.min == own.figure.max
            && own.claims.iter().all(|claim| range.by.contains(&claim.id))
    };
    let list: Vec<usize> = (0..all.len()).filter(|&at| member(&all[at])).collect();
    let Some((&first, rest)) = list.split_first() else { return };
    let together = rest.iter().all(|&at| {
        let (one, two) = (&all[first], &all[at]);
        one.claims[0].sentence == two.claims[0].sentence
            && one.claims[0].voice.chain == two.claims[0].voice.chain
            && one.figure.quote != two.figure.quote
    });
    let sum: u64 = list.iter().filter_map(|&at| all[at].figure.min).sum();
    if rest.is_empty() || !together || list.len() != range.by.len() || sum != low {
        return;
    }
    let unknown = list.iter().any(|&at| all[at].figure.side == Side::Unknown);
    let mut joined: Vec<usize> = Vec::new();
    for (place, &at) in list.iter().enumerate() {
        let (number, claims) = (all[at].figure.min.unwrap_or(0), all[at].claims.clone());
        let before = list[..place].iter().copied().find(|&other| {
            !joined.contains(&other) && (unknown || all[other].figure.side == all[at].figure.side)
        });
        let Some(before) = before else { continue };
        let whole = &mut all[before];
        whole.claims.extend(claims);
        let figure = whole.figure.to_mut();
        let sum = figure.min.map(|min| min + number);
        (figure.min, figure.max, figure.group) = (sum, sum, None);
        if unknown {
            figure.side = Side::Unknown;
        }
        joined.push(at);
    }
    let mut at = 0;
    all.retain(|_| {
        at += 1;
        !joined.contains(&(at - 1))
    });
}

/// Whether the figure has a number of its own.
const fn is_stated(figure: &Figure) -> bool {
    !matches!(figure.exactness, Exactness::Vague | Exactness::Plural | Exactness::Entailed)
}

/// Somebody told of without a number word.
fn is_person(figure: &Figure) -> bool {
    let numbered =
        figure.quote.text.split(|c: char| !c.is_alphanumeric()).any(|word| {
            word.eq_ignore_ascii_case("one") || word == "1" || word.eq_ignore_ascii_case("single")
        });
    figure.min == Some(1) && figure.max == Some(1) && figure.exactness == Exactness::Exact && !numbered
}
