//! What a rule of assessment sees of a claim: its figure, its voice, and whether that voice is a party.

use attest_model::{ActorRole, Claim, Exactness, Figure, Harm, Incident, Side, Source, SourceKind, Stance};

/// A figure as evidence.
#[derive(Debug, Clone, Copy)]
pub struct Testimony<'c> {
    /// The claim.
    pub claim: &'c Claim,
    /// Its figure.
    pub figure: &'c Figure,
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
    let all: Vec<Testimony<'c>> = claims
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
            let perpetrator = source.and_then(|source| source.actor.as_ref()).is_some_and(|actor| {
                incident.actors.iter().any(|part| &part.actor == actor && part.role == ActorRole::Perpetrator)
            });
            Some(Testimony { claim, figure, party, perpetrator })
        })
        .collect();
    // "a teacher was killed" beside "three people were killed" tells of one of them, and is no lower total; "one dead" is one.
    let several = all.iter().any(|own| own.figure.min.is_some_and(|min| min > 1) && is_stated(own.figure));
    all.into_iter().filter(|own| !several || !is_person(own.figure)).collect()
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
