//! Arguments that one word of violence lends another.
//!
//! "The group has attacked patrols for years, **with a raid** on Nara in 2015": the raid has no doer of its own; it is an instance
//! of what its clause tells, and has the clause's doers and, where it names none, its sufferers.

use crate::events::EventMention;
use crate::page::Page;
use attest_lexicon::EventClass;

/// Gives instances ("with a raid", "including an attack") the doers and sufferers of the deed that they are instances of.
pub fn arguments(page: &Page<'_>, events: &mut [EventMention<'_>]) {
    for index in 0..events.len() {
        let event = &events[index];
        let Some(content) = page.passages.get(event.passage) else { continue };
        let analysis = &content.analysis;
        // "a notable raid": an adjective that is no people does nothing.
        let plain = |&agent: &usize| {
            analysis.token(agent).is_some_and(|token| token.tag() == "JJ" && token.kind() != "NORP")
        };
        if event.verbal || !event.agents.iter().all(plain) {
            continue;
        }
        let Some(token) = analysis.token(event.head) else { continue };
        let link = token.head();
        if token.is_root()
            || !matches!(link.lemma(), "with" | "include" | "including" | "as")
            || !matches!(token.dep(), "pobj" | "pcomp" | "dobj")
        {
            continue;
        }
        let first = events.partition_point(|other| other.sentence < event.sentence);
        let beside = first..events.partition_point(|other| other.sentence <= event.sentence);
        let lender = analysis.ancestors(link.index()).take(3).find_map(|above| {
            beside.clone().find(|&other| {
                let other = &events[other];
                other.passage == event.passage
                    && other.head == above.index()
                    && !other.agents.is_empty()
                    && kindred(other.class(), event.class())
            })
        });
        let Some(lender) = lender else { continue };
        let (agents, patients) = (events[lender].agents.clone(), events[lender].patients.clone());
        let borrower = &events[index];
        // "an attack **in the capital**" says where, and not whom.
        let nobody = !borrower.patients.iter().any(|&patient| crate::events::is_person(content, patient));
        let borrower = &mut events[index];
        borrower.agents = agents;
        if nobody {
            borrower.patients = patients;
        }
    }
}

fn kindred(lender: EventClass, borrower: EventClass) -> bool {
    use EventClass as C;
    lender == borrower
        || matches!(lender, C::Attack | C::Violence | C::Raid | C::Killing | C::Conflict)
        || matches!(borrower, C::Attack | C::Violence)
}
