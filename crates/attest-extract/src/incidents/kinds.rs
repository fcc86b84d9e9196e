//! What the classes of violence are to an incident: a deed, an answer to one, something that lasts, or what surrounds it.

use attest_lexicon::EventClass;

/// Kinds whose doer is an attacker: no answer to an attack, no policing.
pub const fn attacks(class: EventClass) -> bool {
    use EventClass as C;
    !surrounds(class)
        && !matches!(
            class,
            C::GroundRetaken
                | C::Arrest
                | C::Release
                | C::Rescue
                | C::Interception
                | C::Crackdown
                | C::Clash
                | C::Protest
                | C::Riot
        )
}

/// Kinds that only answer violence: what they were is told beside it, and says nothing of how real it was.
pub const fn answers(class: EventClass) -> bool {
    use EventClass as C;
    matches!(class, C::Arrest | C::Release | C::Rescue | C::Interception)
}

/// Kinds of violence that go on for days.
pub const fn is_long(class: EventClass) -> bool {
    use EventClass as C;
    matches!(class, C::Clash | C::Siege | C::Operation | C::Protest | C::Riot | C::Conflict)
}

/// Kinds that do not make an incident by themselves: what surrounds violence, or a war as a whole.
pub const fn surrounds(class: EventClass) -> bool {
    use EventClass as C;
    matches!(
        class,
        C::Deployment
            | C::Operation
            | C::Conflict
            | C::Violence
            | C::Displacement
            | C::Agreement
            | C::Ceasefire
            | C::Threat
            | C::Withdrawal
            | C::Surrender
            | C::Disarming
            | C::Misfortune
    )
}
