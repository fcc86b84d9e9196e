//! What a noun stands for beside a word of violence: somebody, ground that can be held, a thing on wheels, words.

use crate::page::Passage;
use crate::tree;
use attest_lexicon::Table;
use attest_model::TargetKind;

/// What is attacked with words only.
pub(super) fn is_for_words(content: &Passage<'_>, noun: usize) -> bool {
    content.analysis.token(noun).is_some_and(|token| {
        // "an attack on women's **rights**"; "on the right", of the parties.
        token.text() == "rights"
            || matches!(
                token.lemma(),
                "decision"
                | "plan"
                | "policy"
                | "proposal"
                | "bill"
                | "law"
                | "idea"
                | "statement"
                | "remark"
                | "comment"
                | "criticism"
                | "critic"
                | "caller"
                | "verdict"
                | "ruling"
                | "agreement"
                | "resolution"
                | "record"
                | "reputation"
                | "reform"
                | "budget"
                // "shares hit a record high", "struck a deal"
                | "high"
                | "low"
                | "deal"
                | "balance"
                | "milestone"
                | "chord"
                | "headline"
                | "bargain"
                | "note"
                | "tone"
                | "optimist"
                | "amendment"
                | "motion"
                | "suggestion"
                | "theory"
                | "argument"
                | "rumor"
                | "rumour"
                | "speculation"
                | "inflation"
                | "deficit"
                | "price"
                | "interest"
                | "demand"
                | "supply"
                | "anger"
                | "joy"
                | "laughter"
                | "applause"
                | "color"
                | "colour"
                | "creativity"
                | "growth"
                | "debt"
                | "tax"
                | "poverty"
                | "corruption"
                | "privilege"
                | "freedom"
                | "liberty"
                | "democracy"
                | "sovereignty"
                | "dignity"
                | "independence"
                | "credibility"
                | "integrity"
                | "handling"
                | "legacy"
                | "script"
                | "performance"
                | "game"
                | "match"
                | "hope"
                | "dream"
                | "chance"
                | "initiative"
                | "treaty"
                | "bid"
                | "production"
                | "profit"
                | "sale"
                | "export"
                | "economy"
                | "confidence"
                | "mood"
                | "share"
                | "goal"
                | "salary"
                | "wage"
                | "pension"
                | "request"
                | "offer"
                | "candidacy"
                | "treasury"
                | "coffer"
                | "saving"
            )
    })
}

/// Whether the noun names those whose trade is politics, and who fight with words and votes: "the opposition", "two senators".
pub(super) fn is_of_politics(content: &Passage<'_>, noun: usize) -> bool {
    content.terms.iter().filter(|hit| hit.last == noun).any(|hit| {
        hit.entries
            .iter()
            .filter_map(|term| term.group())
            .any(|word| word.group == attest_model::Group::Politicians)
    }) || content.analysis.token(noun).is_some_and(|word| {
        matches!(
            word.lemma(),
            "opposition"
                | "party"
                | "critic"
                | "minister"
                | "president"
                | "premier"
                | "parliament"
                | "shareholder"
                | "investor"
                | "economist"
                | "bank"
                | "company"
                | "firm"
                | "lawyer"
                | "union"
                | "editorial"
        )
    })
}

pub(super) fn is_of_the_press(content: &Passage<'_>, noun: usize) -> bool {
    content
        .analysis
        .children(noun)
        .any(|child| matches!(child.lemma(), "press" | "news" | "media" | "image" | "video"))
}

/// Whether the noun is somebody: a person's name, a word for people, a pronoun, a named group.
pub fn is_person(content: &Passage<'_>, head: usize) -> bool {
    let Some(token) = content.analysis.token(head) else { return false };
    // "**St Tessi Catholic Church**": the name of a house, whatever the model takes it for.
    let house = super::bears_a_name(&token.lemma().to_lowercase());
    if token.kind() == "PERSON" && !house
        || matches!(
            token.text().to_lowercase().as_str(),
            "he" | "him" | "she" | "her" | "they" | "them" | "who" | "us" | "me" | "whom"
        )
    {
        return true;
    }
    if matches!(token.kind(), "CARDINAL") && token.tag() == "CD" {
        return true;
    }
    listed(content, head, &[Table::Groups, Table::Perpetrators, Table::Titles]) || content.names_actor(head)
}

/// Whether the noun is a named place, or a word for a place where people live or troops stand.
pub(super) fn is_settlement(content: &Passage<'_>, head: usize) -> bool {
    content.analysis.token(head).is_some_and(|token| {
        // Whatever the tagger makes of the name: nobody takes over a person.
        let named = token.tag().starts_with("NNP") && !listed(content, head, &[Table::Targets]);
        named
            || matches!(
                token.lemma(),
                "town"
                    | "village"
                    | "city"
                    | "district"
                    | "area"
                    | "territory"
                    | "region"
                    | "province"
                    | "base"
                    | "camp"
                    | "outpost"
                    | "position"
                    | "neighborhood"
                    | "neighbourhood"
                    | "suburb"
                    | "capital"
                    | "stronghold"
                    | "island"
                    | "settlement"
                    | "hill"
                    | "hamlet"
            )
    })
}

/// "letters", "calls": what is read or listened to on its way.
pub(super) fn is_a_message(content: &Passage<'_>, head: usize) -> bool {
    content.analysis.token(head).is_some_and(|noun| {
        matches!(
            noun.lemma().to_lowercase().as_str(),
            "letter"
                | "message"
                | "communication"
                | "call"
                | "mail"
                | "signal"
                | "conversation"
                | "document"
                | "transmission"
                | "telegram"
                | "email"
        )
    })
}

/// "searches", "checks", "repairs": what is carried out without doing anybody harm.
pub(super) fn is_peaceful_work(content: &Passage<'_>, head: usize) -> bool {
    content.analysis.token(head).is_some_and(|noun| {
        matches!(
            noun.lemma().to_lowercase().as_str(),
            "search"
                | "check"
                | "checking"
                | "frisking"
                | "inspection"
                | "investigation"
                | "inquiry"
                | "patrol"
                | "survey"
                | "exercise"
                | "drill"
                | "test"
                | "census"
                | "study"
                | "work"
                | "repair"
                | "reform"
                | "order"
                | "instruction"
                | "duty"
                | "task"
                | "project"
                | "evacuation"
                | "vaccination"
                | "review"
                | "assessment"
                | "analysis"
                | "autopsy"
                | "examination"
                | "play"
                | "concert"
                | "election"
        )
    })
}

/// "control **of the organization**", "control of the situation": of people, not of ground.
pub(super) fn is_command_of_a_body(content: &Passage<'_>, head: usize) -> bool {
    content.analysis.token(head).is_some_and(|noun| matches!(noun.lemma(), "control" | "command" | "charge"))
        && tree::prepositional(&content.analysis, head, &["of"]).into_iter().any(|of| {
            content.analysis.token(of).is_some_and(|body| {
                matches!(
                    body.lemma().to_lowercase().as_str(),
                    "organization"
                        | "organisation"
                        | "party"
                        | "movement"
                        | "group"
                        | "company"
                        | "union"
                        | "agency"
                        | "leadership"
                        | "situation"
                        | "investigation"
                        | "case"
                        | "operation"
                        | "trade"
                        | "business"
                        | "faction"
                        | "cartel"
                        | "gang"
                )
            })
        })
}

/// Whether the noun is ground that can be held: a named place, a base, a town, "control".
pub(super) fn is_ground(content: &Passage<'_>, head: usize) -> bool {
    let Some(token) = content.analysis.token(head) else { return false };
    matches!(token.kind(), "GPE" | "LOC" | "FAC")
        || matches!(
            token.lemma(),
            "base"
                | "basis"
                | "camp"
                | "barracks"
                | "control"
                | "territory"
                | "area"
                | "position"
                | "ground"
                | "town"
                | "city"
                | "village"
                | "district"
                | "hill"
                | "outpost"
                | "neighborhood"
                | "neighbourhood"
                | "region"
                | "province"
                | "part"
                | "quarter"
                | "island"
                | "crossing"
                | "stronghold"
                | "capital"
                | "settlement"
                | "hub"
                | "junction"
                | "port"
                | "airport"
                | "hilltop"
                | "bridge"
                | "highway"
                | "oilfield"
                | "mine"
                | "municipality"
                | "county"
                | "locality"
                | "commune"
                | "suburb"
                | "enclave"
        )
        || (token.tag().starts_with("NNP")
            && !matches!(token.kind(), "PERSON" | "LAW" | "EVENT" | "WORK_OF_ART")
            && !matches!(
                token.lemma().to_lowercase().as_str(),
                "resolution" | "agreement" | "deal" | "treaty" | "council" | "award" | "prize"
            ))
        || content.terms.iter().filter(|hit| (hit.first..=hit.last).contains(&head)).any(|hit| {
            hit.entries.iter().filter_map(|term| term.target()).any(|target| holds_ground(target.kind))
        })
}

/// "seized the cars": what is driven away is no ground.
const fn holds_ground(kind: TargetKind) -> bool {
    use TargetKind as T;
    !matches!(
        kind,
        T::Vehicle
            | T::Bus
            | T::Aircraft
            | T::Ship
            | T::MilitaryVehicle
            | T::Convoy
            | T::AidConvoy
            | T::Crowd
            | T::Politician
    )
}

/// Houses and farms, which police seize from their owners.
pub(super) fn is_property(content: &Passage<'_>, noun: usize) -> bool {
    content.terms.iter().filter(|hit| (hit.first..=hit.last).contains(&noun)).any(|hit| {
        hit.entries.iter().filter_map(|term| term.target()).any(|target| {
            matches!(
                target.kind,
                TargetKind::Residence | TargetKind::Farm | TargetKind::Shop | TargetKind::Business
            )
        })
    })
}

/// A car or a lorry, and nothing that flies.
pub(super) fn is_on_wheels(content: &Passage<'_>, noun: usize) -> bool {
    content.terms.iter().filter(|hit| (hit.first..=hit.last).contains(&noun)).any(|hit| {
        hit.entries
            .iter()
            .filter_map(|term| term.target())
            .any(|target| matches!(target.kind, TargetKind::Vehicle | TargetKind::Bus | TargetKind::Convoy))
    })
}

/// A country, or "the country", "Honduran territory", "the border".
pub(super) fn is_a_land(content: &Passage<'_>, noun: usize) -> bool {
    content
        .terms
        .iter()
        .any(|hit| hit.last == noun && hit.entries.iter().any(|term| term.country().is_some()))
        || content.analysis.token(noun).is_some_and(|word| {
            matches!(word.lemma(), "country" | "territory" | "border" | "waters" | "airspace" | "embassy")
        })
}

/// Walls, hills and carpets surround what stands among them.
pub(super) fn is_scenery(content: &Passage<'_>, noun: usize) -> bool {
    !is_person(content, noun)
        && content.analysis.token(noun).is_some_and(|word| {
            matches!(word.tag(), "NN" | "NNS")
                && !matches!(word.kind(), "ORG" | "NORP")
                && !matches!(
                    word.lemma(),
                    "force" | "tank" | "vehicle" | "unit" | "truck" | "crowd" | "mob" | "helicopter" | "army"
                )
        })
}

fn listed(content: &Passage<'_>, head: usize, tables: &[Table]) -> bool {
    content.terms.iter().any(|hit| {
        (hit.first..=hit.last).contains(&head) && hit.entries.iter().any(|term| tables.contains(&term.table))
    })
}

/// Vehicles, cattle and arms: what is carried or driven away.
pub(super) fn is_goods(content: &Passage<'_>, noun: usize) -> bool {
    content.terms.iter().filter(|hit| hit.last == noun).any(|hit| {
        hit.entries.iter().any(|term| {
            term.weapon().is_some_and(|weapon| weapon.named)
                || term.target().is_some_and(|target| {
                    matches!(
                        target.kind,
                        TargetKind::Vehicle
                            | TargetKind::Bus
                            | TargetKind::MilitaryVehicle
                            | TargetKind::Ship
                            | TargetKind::AidConvoy
                    )
                })
        })
    }) || content.analysis.token(noun).is_some_and(|word| {
        matches!(word.lemma(), "ammunition" | "weapon" | "cattle" | "livestock" | "supply" | "equipment")
    })
}

/// Rebels, gunmen, bandits: those who bear arms and no state's.
pub fn is_armed_group(content: &Passage<'_>, noun: usize) -> bool {
    use attest_model::ActorKind as K;
    let of_a_group = |kind: K| matches!(kind, K::RebelGroup | K::PoliticalMilitia | K::IdentityMilitia);
    content.terms.iter().filter(|hit| hit.last == noun).any(|hit| {
        hit.entries.iter().any(|term| {
            term.perpetrator().is_some_and(|doer| of_a_group(doer.kind))
                || term.group().is_some_and(|word| word.group == attest_model::Group::Militants)
        })
    }) || content.analysis.token(noun).is_some_and(|word| {
        matches!(
            word.lemma(),
            "gunman"
                | "bandit"
                | "attacker"
                | "assailant"
                | "raider"
                | "rebel"
                | "militant"
                | "guerrilla"
                | "insurgent"
                | "jihadist"
                | "rustler"
                | "pirate"
        )
    }) || content.names_actor(noun)
        && !content.terms.iter().any(|hit| {
            (hit.first..=hit.last).contains(&noun)
                && hit.entries.iter().filter_map(|term| term.perpetrator()).any(|doer| doer.kind.is_state())
        })
}

/// "four more **bombs**", "50 kg **of dynamite**": what is laid or thrown to blow up.
pub(crate) fn is_explosive(content: &Passage<'_>, noun: usize) -> bool {
    use attest_model::WeaponKind as W;
    let of = crate::tree::prepositional(&content.analysis, noun, &["of"]);
    content.terms.iter().filter(|hit| hit.last == noun || of.contains(&hit.last)).any(|hit| {
        hit.entries.iter().filter_map(|term| term.weapon()).any(|weapon| {
            matches!(
                weapon.kind,
                W::Bomb | W::Grenade | W::Dynamite | W::Ied | W::UnknownExplosive | W::Vbied
            )
        })
    })
}
