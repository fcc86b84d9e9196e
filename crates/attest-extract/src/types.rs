//! The incident in four codebooks: ACLED, UCDP GED, GTD and PLOVER types, from words, weapons and sides.
//!
//! ACLED's hierarchy (codebooks, sections 1.2 and 1.3) decides where several forms meet: fighting between two organised sides
//! is a battle whatever exploded in it; an air strike beats shelling; a suicide bombing beats another bomb. Each type says why.

use attest_lexicon::{AcledSubEvent, EventClass, EventWord, gtd_attack_type};
use attest_model::{AcledType, ActorKind, GedType, GtdType, Plover, Types, WeaponKind};
use std::collections::BTreeMap;

/// What the typing looks at.
#[derive(Debug, Clone, Default)]
pub struct Evidence<'k> {
    /// The words of violence with how often each class was used, strongest first.
    pub words: Vec<&'k EventWord>,
    /// Classes and counts.
    pub classes: BTreeMap<EventClass, u32>,
    /// Weapons.
    pub weapons: Vec<(WeaponKind, bool)>,
    /// Kinds of those who did it.
    pub doers: Vec<ActorKind>,
    /// Kinds of those who suffered it.
    pub sufferers: Vec<ActorKind>,
    /// Kinds of those who took or retook ground; the forces of another state than the report's count as external.
    pub takers: Vec<ActorKind>,
    /// Ground was taken and nobody is said to have resisted: "without a fight", "unopposed".
    pub unopposed: bool,
    /// Every word of a demonstration only says where somebody was attacked: "shot at a rally".
    pub crowd_is_scene: bool,
    /// An attacked thing belongs to soldiers or police (a base, a checkpoint).
    pub military_target: bool,
}

impl Evidence<'_> {
    fn has(&self, class: EventClass) -> bool {
        self.classes.contains_key(&class)
    }

    fn any(&self, classes: &[EventClass]) -> bool {
        classes.iter().any(|class| self.has(*class))
    }

    fn weapon(&self, kinds: &[WeaponKind]) -> bool {
        self.weapons.iter().any(|(kind, _)| kinds.contains(kind))
    }

    /// A hand-thrown explosive and nothing bigger.
    fn only_grenade(&self) -> bool {
        use WeaponKind as W;
        self.weapon(&[W::Grenade])
            && !self.has(EventClass::SuicideBombing)
            && !self.weapon(&[
                W::Svbied,
                W::Vbied,
                W::SuicideVest,
                W::SuicideOther,
                W::Ied,
                W::Landmine,
                W::Bomb,
                W::Dynamite,
                W::UnknownExplosive,
            ])
    }

    /// Grenades and projectiles beside firearms or blades, and nothing else that explodes: GTD's codebook (attack type) takes it for
    /// an armed assault only.
    fn thrown_beside_guns(&self) -> bool {
        use WeaponKind as W;
        self.weapon(&[W::Firearm, W::MachineGun, W::Blade])
            && self.weapon(&[W::Grenade, W::Mortar, W::Rocket])
            && !self.explosive()
            && !self.any(&[EventClass::Airstrike, EventClass::ChemicalAttack])
            && !self.weapon(&[W::Missile, W::Drone, W::Aircraft, W::Airstrike])
    }

    /// Whether a class is one of the main ones, and no single word in a long report on something else.
    fn more_than_mentioned(&self, class: EventClass) -> bool {
        use EventClass as C;
        let count = |class| self.classes.get(&class).copied().unwrap_or(0);
        let most = [
            C::Killing,
            C::Attack,
            C::Massacre,
            C::Assassination,
            C::Clash,
            C::Explosion,
            C::Shooting,
            C::Airstrike,
        ]
        .into_iter()
        .map(count)
        .max()
        .unwrap_or(0);
        count(class) > 0 && count(class) * 4 > most
    }

    /// Who took the ground, where every word of it says so and all are of one sort: government forces, or others. ACLED's codebook
    /// lists the forces of a foreign state with the others.
    fn ground_taker(&self) -> Option<(AcledSubEvent, &'static str)> {
        if !self.any(&[EventClass::GroundCapture, EventClass::GroundRetaken]) || self.takers.is_empty() {
            return None;
        }
        if self.takers.iter().all(|kind| *kind == ActorKind::StateForces) {
            return Some((
                AcledSubEvent::GovernmentRegainsTerritory,
                "government forces take or retake ground",
            ));
        }
        let armed = |kind: &ActorKind| kind.is_organised() && *kind != ActorKind::StateForces;
        self.takers.iter().all(armed).then_some(OVERTAKEN)
    }

    /// An armed side that is no state: its arrests are abductions.
    fn non_state_doer(&self) -> bool {
        !self.doers.contains(&ActorKind::StateForces)
            && self.doers.iter().any(|kind| {
                matches!(
                    kind,
                    ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia
                )
            })
    }

    fn suicide(&self) -> bool {
        self.has(EventClass::SuicideBombing) || self.weapons.iter().any(|(_, suicide)| *suicide)
    }

    /// Arrests, seizures and rescues, and no violence beside them.
    fn only_answers(&self) -> bool {
        use EventClass as C;
        !self.classes.is_empty()
            && self.classes.keys().all(|class| {
                matches!(class, C::Arrest | C::Seizure | C::Release | C::Rescue | C::Interception)
            })
            && !self.non_state_doer()
    }

    /// "Soldiers killed six rebels": armed people on both sides.
    fn organised_doer(&self) -> bool {
        self.doers.iter().copied().any(ActorKind::is_organised)
    }

    fn organised_sufferer(&self) -> bool {
        self.sufferers.iter().copied().any(ActorKind::is_organised)
    }

    fn armed_sufferer(&self) -> bool {
        self.organised_sufferer() || self.military_target
    }

    fn explosive(&self) -> bool {
        use WeaponKind as W;
        self.any(&[EventClass::Explosion, EventClass::SuicideBombing])
            || self.weapon(&[
                W::Svbied,
                W::Vbied,
                W::SuicideVest,
                W::SuicideOther,
                W::Ied,
                W::Landmine,
                W::Bomb,
                W::Dynamite,
                W::UnknownExplosive,
            ])
    }

    fn remote(&self) -> bool {
        use WeaponKind as W;
        self.any(&[EventClass::Shelling, EventClass::Airstrike, EventClass::ChemicalAttack])
            || self.weapon(&[
                W::Artillery,
                W::Mortar,
                W::Rocket,
                W::Missile,
                W::Drone,
                W::Aircraft,
                W::Airstrike,
            ])
    }

    fn ground(&self) -> bool {
        use EventClass as C;
        self.any(&[C::Clash, C::Ambush, C::Raid, C::Siege, C::GroundCapture, C::GroundRetaken, C::Shooting])
            || self.weapon(&[WeaponKind::Firearm, WeaponKind::MachineGun])
    }
}

/// The types that the evidence supports.
pub fn of(evidence: &Evidence<'_>) -> Types {
    let sub = acled(evidence);
    Types {
        acled: sub.map(|(sub, why)| AcledType {
            event_type: sub.event_type().to_owned(),
            sub_event_type: sub.as_str().to_owned(),
            why: why.to_owned(),
        }),
        ged: ged(evidence),
        gtd: gtd(evidence),
        plover: plover(evidence),
    }
}

/// Ground taken, in a battle or after shelling.
const OVERTAKEN: (AcledSubEvent, &str) = (
    AcledSubEvent::NonStateActorOvertakesTerritory,
    "a non-state actor, or the forces of another state, take ground and are not said to lose it",
);

fn acled(evidence: &Evidence<'_>) -> Option<(AcledSubEvent, &'static str)> {
    use AcledSubEvent as S;
    use EventClass as C;
    let attacked = evidence.crowd_is_scene
        && !evidence.any(&[C::Riot, C::MobViolence, C::Crackdown])
        && !evidence.doers.contains(&ActorKind::StateForces)
        && evidence.any(&[
            C::Killing,
            C::Assassination,
            C::Shooting,
            C::Explosion,
            C::SuicideBombing,
            C::Attack,
        ]);
    if evidence.any(&[C::Protest, C::Riot, C::MobViolence, C::Crackdown])
        && !attacked
        && !evidence.any(&[C::Airstrike, C::Shelling, C::Clash])
    {
        return Some(demonstration(evidence));
    }
    let crowd = |kind: &ActorKind| matches!(kind, ActorKind::Protesters | ActorKind::Rioters);
    // "protesters clashed with police": no armed group among those who fought.
    let unarmed = |kind: &ActorKind| {
        !matches!(
            kind,
            ActorKind::RebelGroup
                | ActorKind::PoliticalMilitia
                | ActorKind::IdentityMilitia
                | ActorKind::Unknown
        )
    };
    if evidence.has(C::Clash)
        && evidence.doers.iter().any(crowd)
        && evidence.doers.iter().all(unarmed)
        && !evidence.any(&[C::Airstrike, C::Shelling, C::GroundCapture, C::GroundRetaken])
    {
        return Some((S::ViolentDemonstration, "demonstrators fight with those who face them"));
    }
    // "soldiers opened fire on demonstrators"
    if evidence.sufferers.iter().any(crowd)
        && evidence.doers.contains(&ActorKind::StateForces)
        && evidence.any(&[C::Shooting, C::Killing, C::Attack, C::Massacre])
        && !evidence.any(&[C::Airstrike, C::Shelling, C::Clash])
    {
        return Some((S::ExcessiveForce, "lethal force against demonstrators"));
    }
    if !evidence.doers.is_empty()
        && evidence.doers.iter().all(crowd)
        && evidence.any(&[C::Arson, C::Attack, C::Killing, C::Destruction, C::Looting, C::Beating])
    {
        // "A mob beat a thief to death": nobody demonstrated.
        if !evidence.doers.contains(&ActorKind::Protesters)
            && evidence.any(&[C::Attack, C::Killing, C::Beating])
        {
            return Some((S::MobViolence, "a crowd that does not demonstrate attacks people"));
        }
        return Some((S::ViolentDemonstration, "demonstrators use violence"));
    }
    if evidence.unopposed
        && evidence.any(&[C::GroundCapture, C::GroundRetaken])
        && !evidence.any(&[C::Attack, C::Killing, C::Shooting, C::Explosion, C::SuicideBombing, C::Clash])
        && !evidence.remote()
    {
        return Some((S::NonViolentTransfer, "control changed hands and nobody fought for it"));
    }
    // Of those who took the ground, where the words say who did: both sides of a fight do something.
    let state_doer = if evidence.takers.is_empty() {
        evidence.doers.contains(&ActorKind::StateForces)
    } else {
        evidence.takers.contains(&ActorKind::StateForces)
    };
    let armed_doer = evidence.doers.is_empty()
        || evidence.doers.iter().any(|kind| !matches!(kind, ActorKind::Civilians | ActorKind::Protesters));
    let fighting = evidence.has(C::Clash)
        || (armed_doer && evidence.armed_sufferer() && (evidence.ground() || evidence.has(C::Attack)))
        || evidence.organised_doer() && evidence.organised_sufferer() && evidence.has(C::Killing);
    if fighting && (evidence.ground() || !(evidence.explosive() || evidence.remote())) {
        if evidence.has(C::GroundRetaken) && state_doer && !evidence.any(&[C::Attack, C::SuicideBombing]) {
            return Some((S::GovernmentRegainsTerritory, "government forces retake ground by force"));
        }
        if evidence.has(C::GroundCapture)
            && !state_doer
            && !evidence.has(C::GroundRetaken)
            && !evidence.has(C::Withdrawal)
        {
            return Some(OVERTAKEN);
        }
        if !evidence.has(C::Withdrawal)
            && let Some(taken) = evidence.ground_taker()
        {
            return Some(taken);
        }
        return Some((
            S::ArmedClash,
            "two organised armed sides; explosions inside a battle do not change its type",
        ));
    }
    // "Police arrested two and found a bomb": the bomb was found, and nobody attacked.
    if evidence.only_answers() {
        return strategic(evidence);
    }
    // "Fighters seized the town after three days of shelling".
    if evidence.has(C::GroundCapture)
        && !evidence.doers.is_empty()
        && !state_doer
        && evidence.remote()
        && !evidence.any(&[C::Withdrawal, C::GroundRetaken])
    {
        return Some(OVERTAKEN);
    }
    if evidence.has(C::ChemicalAttack) || evidence.weapon(&[WeaponKind::Chemical]) {
        return Some((S::ChemicalWeapon, "a chemical weapon is named"));
    }
    if evidence.has(C::Airstrike)
        || evidence.weapon(&[WeaponKind::Airstrike, WeaponKind::Aircraft, WeaponKind::Drone])
    {
        return Some((S::AirDroneStrike, "an air or drone strike without fighting on the ground"));
    }
    if evidence.suicide() {
        return Some((S::SuicideBomb, "a suicide bombing without an armed clash"));
    }
    if evidence.remote() {
        return Some((S::Shelling, "long-range fire"));
    }
    if evidence.words.iter().any(|word| word.class == C::Attack && word.acled == Some(S::Shelling)) {
        return Some((S::Shelling, "a crewed aircraft or ship brought down at range"));
    }
    if evidence.only_grenade() && !evidence.ground() {
        return Some((S::Grenade, "a hand-thrown explosive"));
    }
    if evidence.explosive() && !evidence.only_grenade() {
        return Some((S::RemoteExplosive, "an explosive set off by other means than a suicide attack"));
    }
    if evidence.has(C::SexualViolence) {
        return Some((S::SexualViolence, "sexual violence is reported"));
    }
    if evidence.any(&[C::Abduction, C::HostageTaking, C::Hijacking])
        && !evidence.any(&[C::Killing, C::Massacre, C::Execution])
    {
        return Some((S::Abduction, "people are taken and not killed in the act"));
    }
    if evidence.any(&[
        C::Attack,
        C::Killing,
        C::Massacre,
        C::Shooting,
        C::Stabbing,
        C::Assassination,
        C::Execution,
        C::Ambush,
        C::Raid,
        C::Beating,
        C::Torture,
        C::VehicleRamming,
    ]) {
        return Some((
            S::Attack,
            "an attack on people who do not fight back, or of whom nothing else is said",
        ));
    }
    if evidence.has(C::Arrest) && evidence.non_state_doer() {
        return Some((S::Abduction, "people are held by a group that is no state"));
    }
    evidence.ground_taker().or_else(|| strategic(evidence))
}

fn demonstration(evidence: &Evidence<'_>) -> (AcledSubEvent, &'static str) {
    use AcledSubEvent as S;
    use EventClass as C;
    if evidence.has(C::MobViolence) {
        return (S::MobViolence, "a mob without a demonstration");
    }
    if evidence.has(C::Riot) {
        return (S::ViolentDemonstration, "demonstrators use violence");
    }
    let forced = evidence.has(C::Crackdown) || evidence.doers.contains(&ActorKind::StateForces);
    if forced && evidence.any(&[C::Killing, C::Shooting, C::Massacre]) {
        return (S::ExcessiveForce, "lethal force against demonstrators");
    }
    if evidence.any(&[C::Crackdown, C::Arrest, C::Beating]) || evidence.weapon(&[WeaponKind::TearGas]) {
        return (S::ProtestWithIntervention, "a protest broken up or followed by arrests");
    }
    let violent =
        [C::Arson, C::Attack, C::Killing, C::Destruction, C::Explosion, C::Looting, C::Shooting, C::Stabbing];
    let armed =
        [WeaponKind::Fire, WeaponKind::Blade, WeaponKind::Bomb, WeaponKind::Grenade, WeaponKind::Firearm];
    if evidence.any(&violent) || evidence.weapon(&armed) {
        return (
            S::ViolentDemonstration,
            "people were attacked or things destroyed in the course of a demonstration",
        );
    }
    (S::PeacefulProtest, "a protest without violence or intervention")
}

fn strategic(evidence: &Evidence<'_>) -> Option<(AcledSubEvent, &'static str)> {
    evidence
        .words
        .iter()
        .find_map(|word| word.acled)
        .map(|sub| (sub, "the type of its word of action, seen alone"))
}

fn ged(evidence: &Evidence<'_>) -> Option<GedType> {
    let doer = evidence.doers.first().copied()?;
    let state = ActorKind::is_state;
    let group = |kind: ActorKind| {
        matches!(kind, ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia)
    };
    let sufferer_state = evidence.sufferers.iter().copied().any(state) || evidence.military_target;
    let sufferer_group = evidence.sufferers.iter().copied().any(group);
    // Both sides of a fight do it: whoever else was hurt, the violence is theirs against each other.
    let fighters = evidence.doers.iter().copied().filter(|kind| state(*kind) || group(*kind)).count();
    let fought = evidence.has(EventClass::Clash) && fighters > 1;
    let kind = if fought && evidence.doers.iter().copied().any(state) {
        1
    } else if fought {
        2
    } else if (state(doer) && (sufferer_group || sufferer_state)) || (group(doer) && sufferer_state) {
        1
    } else if group(doer) && sufferer_group {
        2
    } else if (state(doer) || group(doer))
        && evidence
            .sufferers
            .iter()
            .any(|kind| matches!(kind, ActorKind::Civilians | ActorKind::Individual | ActorKind::Protesters))
    {
        3
    } else {
        return None;
    };
    Some(GedType { type_of_violence: kind })
}

fn gtd(evidence: &Evidence<'_>) -> Option<GtdType> {
    if evidence.only_answers() {
        return None;
    }
    use EventClass as C;
    let mut codes: Vec<u8> = Vec::new();
    let add = |codes: &mut Vec<u8>, code: u8| {
        if !codes.contains(&code) && codes.len() < 3 {
            codes.push(code);
        }
    };
    if evidence.has(C::Assassination) {
        add(&mut codes, 1);
    }
    if evidence.has(C::Hijacking) {
        add(&mut codes, 4);
    }
    if evidence.more_than_mentioned(C::HostageTaking) {
        add(&mut codes, 5);
    }
    if evidence.more_than_mentioned(C::Abduction) {
        add(&mut codes, 6);
    }
    if !evidence.thrown_beside_guns()
        && (evidence.explosive() || evidence.remote() || evidence.weapon(&[WeaponKind::Grenade]))
    {
        add(&mut codes, 3);
    }
    if evidence.ground()
        || evidence.any(&[C::Massacre, C::Execution, C::Stabbing])
        || evidence.weapon(&[WeaponKind::Blade])
    {
        add(&mut codes, 2);
    }
    if evidence.any(&[C::Arson, C::Sabotage]) || evidence.weapon(&[WeaponKind::Fire]) {
        add(&mut codes, 7);
    }
    if evidence.any(&[C::Beating, C::VehicleRamming]) {
        add(&mut codes, 8);
    }
    let told = !codes.is_empty();
    for word in &evidence.words {
        for &code in &word.gtd {
            // "Sabotage" is a bombing only where something explosive is told of.
            // "Attack" and "killing" say nothing of how, where something else does.
            let general = matches!(word.class, C::Attack | C::Killing) && told;
            if !matches!(code, 3 | 9) && !general {
                add(&mut codes, code);
            }
        }
    }
    if codes.is_empty() && evidence.any(&[C::Attack, C::Killing, C::Violence]) {
        codes.push(if evidence.has(C::Attack) { 2 } else { 9 });
    }
    let names: Vec<String> = codes.into_iter().filter_map(gtd_attack_type).map(str::to_owned).collect();
    (!names.is_empty()).then_some(GtdType { attacktype: names })
}

fn plover(evidence: &Evidence<'_>) -> Option<Plover> {
    use EventClass as C;
    use WeaponKind as W;
    let word = evidence.words.iter().find(|word| word.plover.is_some())?;
    let event = word.plover?.as_str().to_owned();
    let mut mode: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if !mode.iter().any(|known| known == name) {
            mode.push(name.to_owned());
        }
    };
    if event == "ASSAULT" {
        if evidence.suicide() {
            add("suicide-attack");
        }
        if [C::Abduction, C::HostageTaking].into_iter().any(|class| evidence.more_than_mentioned(class)) {
            add("abduct");
        }
        if evidence.weapon(&[W::Drone]) {
            add("drone");
        }
        if evidence.has(C::Airstrike) || evidence.weapon(&[W::Airstrike, W::Aircraft]) {
            add("aerial");
        }
        if evidence.explosive() {
            add("explosives");
        }
        if evidence.has(C::Shelling)
            || evidence.weapon(&[W::Artillery, W::Mortar, W::Rocket, W::Missile, W::Tank])
        {
            add("heavy-weapons");
        }
        if evidence.has(C::Shooting) || evidence.weapon(&[W::Firearm, W::MachineGun]) {
            add("firearms");
        }
        if evidence.any(&[C::Stabbing]) || evidence.weapon(&[W::Blade, W::Blunt, W::Fire]) {
            add("primitive");
        }
        if evidence.weapon(&[W::TearGas]) {
            add("crowd-control");
        }
        if evidence.weapon(&[W::Chemical]) {
            add("unconventional");
        }
    }
    for word in &evidence.words {
        if word.plover.map(attest_lexicon::PloverEvent::as_str) == Some(event.as_str())
            && let Some(own) = word.mode
        {
            add(own.as_str());
        }
    }
    Some(Plover { event, mode })
}
