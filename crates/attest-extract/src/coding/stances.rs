//! Stances that need the sources and the incidents: a party that tells its own deed, or its enemy's losses, *claims*.
//!
//! Nobody is a witness in his own cause. An army that counts dead rebels, and rebels who count dead soldiers, are held apart from
//! a hospital that counts both; a police that says who bombed it accuses, which is no claim of its own.

use super::Desk;
use super::cast_list::player;
use crate::actors::{Cast, Player};
use crate::figures::FigureMention;
use attest_model::{
    ActorKind, ActorRole, Claim, Figure, Group, Harm, Incident, Predicate, Side, Source, SourceKind, Stance,
};

/// Sets [`Stance::Claims`] where a party speaks for itself.
pub fn settle(claims: &mut [Claim], sources: &[Source], incidents: &[Incident], cast: &Cast<'_, '_>) {
    for claim in claims {
        if claim.stance != Stance::Asserts {
            continue;
        }
        let Some(source) =
            claim.voice.chain.last().and_then(|id| sources.iter().find(|source| &source.id == id))
        else {
            continue;
        };
        // A party's own communiqué claims its deeds; of any other text it is its voices that do.
        if source.party != Some(true) || source.kind == SourceKind::Document && source.actor.is_none() {
            continue;
        }
        let Some(incident) =
            claim.incident.as_ref().and_then(|id| incidents.iter().find(|incident| &incident.id == id))
        else {
            continue;
        };
        let Some(own) = source.actor.as_deref().and_then(|id| player(cast, id)) else {
            if claim.figure.as_ref().is_some_and(|figure| foe_of(source.kind, figure)) {
                claim.stance = Stance::Claims;
            }
            continue;
        };
        let scene = Scene { own, incident, cast };
        if claim.figure.as_ref().is_some_and(|figure| scene.enemy_loss(figure)) || scene.own_deed(claim) {
            claim.stance = Stance::Claims;
        }
    }
}

/// Losses of those whom the kind of party fights, where the party is no actor of the report: "the army said it killed 25 fighters".
const fn foe_of(kind: SourceKind, figure: &Figure) -> bool {
    matches!(figure.harm, Harm::Killed | Harm::Wounded | Harm::KilledOrWounded | Harm::Captured)
        && match kind {
            SourceKind::Military | SourceKind::Police => {
                matches!(figure.group, Some(Group::Militants | Group::Attackers))
            }
            SourceKind::ArmedGroup => {
                matches!(figure.group, Some(Group::Soldiers | Group::Police | Group::Guards))
            }
            _ => false,
        }
}

/// A party and the incident that it speaks of.
struct Scene<'c, 'p, 'k> {
    own: &'c Player,
    incident: &'c Incident,
    cast: &'c Cast<'p, 'k>,
}

impl Scene<'_, '_, '_> {
    /// The party itself, or another arm of its state.
    fn is_own(&self, other: &Player) -> bool {
        let state = |player: &Player| player.kind.is_state();
        std::ptr::eq(self.own, other)
            || self.own.entry.is_some() && self.own.entry == other.entry
            || state(self.own)
                && state(other)
                && self.own.country.is_some()
                && self.own.country == other.country
    }

    fn has(&self, role: ActorRole, own: bool) -> bool {
        self.incident.actors.iter().any(|part| {
            part.role == role && player(self.cast, &part.actor).is_some_and(|other| self.is_own(other) == own)
        })
    }

    fn does(&self) -> bool {
        self.has(ActorRole::Perpetrator, true) || self.has(ActorRole::Responder, true)
    }

    /// People of the other side, killed, wounded or taken.
    fn enemy_loss(&self, figure: &Figure) -> bool {
        if matches!(figure.harm, Harm::Present | Harm::Destroyed | Harm::Displaced) {
            return false;
        }
        let fighters = matches!(
            figure.group,
            Some(Group::Soldiers | Group::Militants | Group::Attackers | Group::Guards | Group::Police)
                | None
        );
        if let Some(sufferer) = figure.actor.as_deref().and_then(|id| player(self.cast, id))
            && !matches!(sufferer.kind, ActorKind::Civilians | ActorKind::Individual | ActorKind::Unknown)
        {
            // "only four **soldiers** had been killed", says the army: its own, where the words name no other's.
            let unnamed = sufferer.kind == ActorKind::StateForces
                && !sufferer.named
                && (sufferer.country.is_none() || sufferer.country == self.own.country);
            let of_the_state = unnamed && self.own.kind == ActorKind::StateForces && !self.does();
            return !of_the_state && !self.is_own(sufferer);
        }
        if let (Some(nation), Some(country)) = (&figure.nation, &self.own.country)
            && fighters
        {
            return nation != country;
        }
        match figure.side {
            Side::Attackers => !self.does() && self.has(ActorRole::Target, true),
            Side::Defenders => self.does(),
            _ => false,
        }
    }

    fn own_deed(&self, claim: &Claim) -> bool {
        // "**accused each other of** shelling the prison": another's deed.
        let accuses = claim.voice.cue.as_ref().is_some_and(|cue| {
            let cue = cue.text.to_lowercase();
            ["accus", "blam"].iter().any(|verb| cue.contains(verb))
        });
        if accuses && claim.predicate != Predicate::Responsibility {
            return false;
        }
        if claim.figure.as_ref().is_some_and(|figure| figure.harm != Harm::Destroyed) {
            return false;
        }
        if claim.predicate == Predicate::Responsibility {
            return claim
                .actor
                .as_deref()
                .and_then(|id| player(self.cast, id))
                .is_some_and(|doer| self.is_own(doer));
        }
        let hit = !self.has(ActorRole::Perpetrator, false)
            && self.has(ActorRole::Target, false)
            && !self.has(ActorRole::Target, true);
        match claim.predicate {
            Predicate::Occurrence => self.does(),
            Predicate::Control | Predicate::Capture | Predicate::Damage | Predicate::Response => {
                self.does() || hit
            }
            _ => false,
        }
    }
}

/// "According to the police, the **confirmed** deaths are fourteen civilians": whoever gives the figure confirms it.
pub(super) fn is_confirmed(desk: &Desk<'_, '_>, figure: &FigureMention) -> bool {
    let Some(content) = desk.page.passages.get(figure.passage) else { return false };
    let analysis = &content.analysis;
    // The members of one list hang on its first.
    let sentence = analysis.sentence_of(figure.trigger);
    analysis.tokens_in(sentence).any(|word| {
        word.text().eq_ignore_ascii_case("confirmed")
            && word.dep() == "amod"
            && matches!(word.head().lemma(), "death" | "toll" | "casualty" | "fatality" | "dead" | "number")
            && figure.claim.clone().chain([figure.trigger]).any(|at| at == word.head().index())
    })
}
