//! Which sense of a word of violence is meant: "captured a base" takes ground, "captured two men" takes people; "released
//! images" frees nobody.
//!
//! The lexicons list every sense; the words that it is done to decide. A word whose senses all need a patient that is not there
//! is no event.

use super::nouns::{
    is_a_message, is_armed_group, is_explosive, is_goods, is_ground, is_of_the_press, is_on_wheels,
    is_peaceful_work, is_person, is_scenery, is_settlement,
};
use super::{arguments, ground};
use crate::page::Passage;
use crate::tree;
use attest_lexicon::{EventClass, EventWord, Pos, TermHit};
use attest_model::ZoneKind;

/// The sense that fits, with agents and patients; `None` where none does.
pub fn choose<'k>(
    content: &Passage<'k>,
    hit: &TermHit<'k>,
    head: usize,
    verbal: bool,
    place: &dyn Fn(usize) -> bool,
) -> Option<(&'k EventWord, Vec<usize>, Vec<usize>)> {
    let mut fallback = None;
    // "the murder of" is the noun's entry, though the verb's has the same form; a phrase is either.
    let of_its_kind = |term: &&attest_lexicon::Term| match term.pos {
        Pos::Verb => verbal,
        Pos::Noun => !verbal,
        _ => true,
    };
    let first = hit.entries.iter().copied().filter(of_its_kind);
    // "the Paris Club", "a stage of the project": a noun with an article and the form of a verb only is no deed. Without an article
    // the tagger may have missed a verb of a headline.
    let running = !matches!(content.kind(), ZoneKind::Title | ZoneKind::Heading);
    let noun = content.analysis.token(head).is_some_and(|token| token.tag().starts_with("NN"))
        && (running
            && content
                .analysis
                .token(head)
                .is_some_and(|token| token.dep() == "compound" && !falls(content, token.head().index()))
            || content.analysis.children(head).any(|child| {
                child.dep() == "det"
                || child.dep() == "nummod"
                    && content.analysis.token(head).is_some_and(|token| token.lemma() == "target")
                // "the **level** of support", "their **fire**", "M-16 **machine guns**": in running text only a noun is so described.
                || running
                    && (matches!(child.dep(), "poss" | "amod" | "nummod")
                        || child.dep() == "prep" && child.lemma() == "of")
            })
            || running
                && content.analysis.token(head).is_some_and(|token| token.tag() == "NNS")
                && !comes_down(content, head));
    let others = hit
        .entries
        .iter()
        .copied()
        .filter(|term| !(of_its_kind(term) || noun && hit.first == hit.last && term.pos == Pos::Verb));
    for word in first.chain(others).filter_map(|term| term.event()) {
        let (agents, patients) = arguments::of(&content.analysis, head, verbal, word);
        match fits(content, word.class, head, verbal, hit.last > hit.first, &patients, place) {
            Some(true) => return Some((word, agents, patients)),
            Some(false) => {}
            None => fallback = fallback.or(Some((word, agents, patients))),
        }
    }
    fallback
}

/// "Seven barrel **bombs** were dropped on the town": what falls is the deed, where no word beside it is.
fn comes_down(content: &Passage<'_>, noun: usize) -> bool {
    content.analysis.token(noun).is_some_and(|token| {
        matches!(token.lemma(), "bomb" | "rocket" | "shell" | "mortar") && falls(content, noun)
    })
}

/// Whether the noun is the subject of a verb that tells of more than that it was found or kept.
fn falls(content: &Passage<'_>, noun: usize) -> bool {
    content.analysis.token(noun).is_some_and(|token| {
        matches!(token.dep(), "nsubj" | "nsubjpass")
            // "rockets and shells **were found** in a barn"
            && !matches!(
                token.head().lemma(),
                "find"
                    | "seize"
                    | "recover"
                    | "discover"
                    | "confiscate"
                    | "hide"
                    | "store"
                    | "stockpile"
                    | "display"
                    | "show"
                    | "exhibit"
                    | "sell"
                    | "buy"
                    | "supply"
                    | "deliver"
                    | "ship"
                    | "smuggle"
                    | "defuse"
                    | "be"
                    | "have"
            )
    })
}

/// Whether the patients bear the class out; `None` where the class asks nothing of them.
fn fits(
    content: &Passage<'_>,
    class: EventClass,
    head: usize,
    verbal: bool,
    several_words: bool,
    patients: &[usize],
    place: &dyn Fn(usize) -> bool,
) -> Option<bool> {
    use EventClass as C;
    // "freeing **hundreds of inmates**": those whom a number counts.
    let counted: Vec<usize> = patients
        .iter()
        .filter(|patient| {
            content.analysis.token(**patient).is_some_and(|word| {
                word.tag() == "CD"
                    || matches!(word.lemma(), "hundred" | "thousand" | "dozen" | "score" | "number")
            })
        })
        .flat_map(|patient| crate::tree::prepositional(&content.analysis, *patient, &["of"]))
        .collect();
    let any = |test: &dyn Fn(&Passage<'_>, usize) -> bool| {
        patients.iter().chain(&counted).any(|&patient| test(content, patient))
    };
    // "captured **Tessalit**": a place that the tagger takes for a person.
    let is_person = |content: &Passage<'_>, patient: usize| is_person(content, patient) && !place(patient);
    // "after **its** liberation": of the town that was told of.
    let its = |content: &Passage<'_>, patient: usize| {
        content.analysis.token(patient).is_some_and(|word| word.text().eq_ignore_ascii_case("its"))
            // "aid for its recovery"
            && content.analysis.token(head).is_some_and(|noun| noun.lemma() != "recovery")
    };
    let is_ground = |content: &Passage<'_>, patient: usize| {
        is_ground(content, patient) || place(patient) || !verbal && its(content, patient)
    };
    let abstracted = |patient: &usize| {
        content.analysis.token(*patient).is_some_and(|token| {
            matches!(
                token.lemma().to_lowercase().as_str(),
                "terrorism"
                    | "terror"
                    | "extremism"
                    | "drug"
                    | "narcotic"
                    | "trafficking"
                    | "traffic"
                    | "crime"
                    | "criminality"
                    | "corruption"
                    | "poverty"
                    | "hunger"
                    | "disease"
                    | "virus"
                    | "pandemic"
                    | "impunity"
                    | "injustice"
                    | "racism"
                    | "inflation"
                    | "threat"
                    | "problem"
                    | "violence"
                    | "ideology"
                    | "climate"
                    | "democracy"
                    | "freedom"
                    | "right"
                    | "justice"
                    | "cancer"
                    | "life"
                    | "scourge"
                    | "addiction"
            )
        })
    };
    // "their boat **sank** off the coast": it went down by itself.
    let sank = verbal
        && content
            .analysis
            .token(head)
            .is_some_and(|verb| verb.lemma() == "sink" && !crate::tree::is_passive(&content.analysis, head))
        && crate::tree::objects(&content.analysis, head).is_empty();
    if sank {
        return Some(false);
    }
    // "the night between **March** 3 and 4": a month.
    let month = class == C::Protest
        && content.analysis.token(head).is_some_and(|word| {
            word.text().eq_ignore_ascii_case("march")
                && (word.kind() == "DATE" || word.tag().starts_with("NNP"))
                && content.analysis.token(head + 1).is_some_and(|next| next.tag() == "CD")
        });
    if month {
        return Some(false);
    }
    match class {
        // "searches **were carried out**", "staged a play": what is carried out is named beside it.
        C::Attack
            if verbal
                && content
                    .analysis
                    .token(head)
                    .is_some_and(|verb| matches!(verb.lemma(), "carry" | "stage" | "conduct"))
                && any(&is_peaceful_work) =>
        {
            Some(false)
        }
        // "to combat terrorism", "the fight against drugs": nobody fights anybody there and then.
        C::Clash | C::Conflict if patients.iter().any(abstracted) => Some(false),
        // "the **fight** against the subversives", "its armed **fight**": a struggle, and no battle of a day.
        C::Clash
            if !verbal
                && content.analysis.token(head).is_some_and(|noun| noun.lemma() == "fight")
                && (!tree::prepositional(&content.analysis, head, &["against", "for"]).is_empty()
                    || content.analysis.children(head).any(|word| {
                        matches!(word.lemma(), "armed" | "continue" | "just" | "against" | "its" | "their")
                    })) =>
        {
            Some(false)
        }
        // "the rebels **seized** two trucks and 40 rifles": loot; what police seize is evidence.
        C::Looting
            if verbal
                && !several_words
                && content
                    .analysis
                    .token(head)
                    .is_some_and(|verb| matches!(verb.lemma(), "seize" | "capture" | "take")) =>
        {
            let doers = tree::subjects(&content.analysis, head);
            let armed = doers.iter().any(|(doer, passive)| !passive && is_armed_group(content, *doer));
            Some(armed && any(&is_goods))
        }
        // "a bomb **ripped through** a bus"; a storm tears through a town, too.
        C::Explosion
            if several_words
                && content
                    .analysis
                    .token(head)
                    .is_some_and(|verb| matches!(verb.lemma(), "rip" | "tear")) =>
        {
            let subjects = tree::subjects(&content.analysis, head);
            Some(subjects.iter().any(|(subject, _)| {
                is_explosive(content, *subject)
                    || content.analysis.token(*subject).is_some_and(|noun| {
                        matches!(
                            noun.lemma(),
                            "explosion" | "blast" | "bombing" | "missile" | "rocket" | "shell"
                        )
                    })
            }))
        }
        // "**placed** four more bombs", "**hurled** two grenades"; "placed a wreath", "threw a party".
        C::Explosion
            if !several_words
                && content.analysis.token(head).is_some_and(|verb| {
                    matches!(
                        verb.lemma().to_lowercase().as_str(),
                        "place" | "plant" | "throw" | "hurl" | "toss" | "lob" | "put" | "activate"
                    )
                }) =>
        {
            Some(verbal && any(&is_explosive))
        }
        // "a **flight** from Tolsa to Marne": a journey; "the flight of 3,000 villagers" is none.
        C::Displacement
            if !verbal
                && content
                    .analysis
                    .token(head)
                    .is_some_and(|noun| noun.lemma().eq_ignore_ascii_case("flight"))
                && !any(&is_person) =>
        {
            Some(false)
        }
        C::GroundCapture | C::GroundRetaken => {
            let word = ground::Taking { class, head, verbal, several_words, patients };
            ground::taken(content, &word, &is_ground, &is_person)
        }
        // "no places **left** after the bombings", "the men left in the town"
        C::Withdrawal
            if verbal
                && content.analysis.token(head).is_some_and(|verb| {
                    verb.lemma() == "leave" && verb.tag() == "VBN" && matches!(verb.dep(), "acl" | "amod")
                }) =>
        {
            Some(false)
        }
        // "had **intercepted** his letters": read or heard, and nothing that flew.
        C::Interception if verbal && any(&is_a_message) => Some(false),
        // "his car was **intercepted** by another vehicle": stopped on its way, and nothing that flew.
        C::Interception if verbal && !several_words && !patients.is_empty() && any(&is_on_wheels) => {
            Some(false)
        }
        // "pools **surrounded** by luxury rugs"
        C::Siege
            if verbal && content.analysis.token(head).is_some_and(|verb| verb.lemma() == "surround") && {
                let by = tree::agents(&content.analysis, head);
                !by.is_empty() && by.iter().all(|by| is_scenery(content, *by))
            } =>
        {
            Some(false)
        }
        // "Tessi **resisted** and was shot": one who is robbed or taken fights no battle; nor does who "resists arrest".
        C::Clash
            if verbal
                && content.analysis.token(head).is_some_and(|verb| verb.lemma() == "resist")
                && (patients.is_empty()
                    || any(&|content: &Passage<'_>, what: usize| {
                        content.analysis.token(what).is_some_and(|noun| {
                            matches!(noun.lemma(), "arrest" | "pressure" | "call" | "temptation" | "change")
                        })
                    }))
                && tree::subjects(&content.analysis, head).iter().all(|(who, _)| {
                    content.analysis.token(*who).is_some_and(|who| {
                        matches!(who.tag(), "NN" | "NNP" | "PRP")
                            && !is_armed_group(content, who.index())
                            && !matches!(who.text().to_lowercase().as_str(), "they" | "we")
                    })
                }) =>
        {
            Some(false)
        }
        // "the main force **fighting** the group": what it is there for.
        C::Clash
            if verbal
                && content
                    .analysis
                    .token(head)
                    .is_some_and(|token| token.tag() == "VBG" && token.dep() == "acl") =>
        {
            Some(false)
        }
        // "a press release" frees nobody.
        C::Release if !verbal && is_of_the_press(content, head) => Some(false),
        // "twenty fighters **surrendered**", "the rebels laid down their arms": whoever does it is the one it is told of.
        C::Surrender if verbal && (patients.is_empty() || several_words) => {
            let subjects = crate::tree::subjects(&content.analysis, head);
            Some(subjects.iter().any(|(subject, _)| is_person(content, *subject)))
        }
        // "the rebels **captured** two soldiers": who bears arms against a state arrests nobody.
        C::Arrest | C::Abduction
            if verbal
                && !several_words
                && content.analysis.token(head).is_some_and(|verb| verb.lemma() == "capture") =>
        {
            let doers = tree::subjects(&content.analysis, head);
            let rebels = doers.iter().any(|(doer, passive)| !passive && is_armed_group(content, *doer))
                || tree::agents(&content.analysis, head).iter().any(|doer| is_armed_group(content, *doer));
            Some((rebels == (class == C::Abduction)) && any(&is_person))
        }
        // "a difficult **trial** for the faithful", "their **conviction** that trade should grow": nobody stands before a court.
        C::Arrest
            if !verbal
                && patients.is_empty()
                && content
                    .analysis
                    .token(head)
                    .is_some_and(|noun| matches!(noun.lemma(), "trial" | "conviction" | "sentencing")) =>
        {
            Some(false)
        }
        C::Arrest | C::Release | C::Rescue | C::Surrender => {
            if verbal {
                Some(any(&is_person))
            } else {
                (!patients.is_empty()).then(|| any(&is_person))
            }
        }
        // "took over the town": ground, not a building with people in it.
        C::HostageTaking if verbal && several_words && any(&is_settlement) => Some(false),
        C::Abduction | C::HostageTaking => {
            // "kidnapped Tessi" has one sense, whoever Tessi is; "seized" has several, and what was seized decides.
            let sure = content.analysis.token(head).is_some_and(|token| {
                matches!(
                    token.lemma().to_lowercase().as_str(),
                    "kidnap" | "abduct" | "kidnapping" | "abduction" | "hijack"
                )
            });
            if patients.is_empty() || several_words || sure { None } else { Some(any(&is_person)) }
        }
        // "pursued a policy" chases nobody.
        C::Operation if verbal && !several_words => Some(any(&is_person)),
        // "warned against new strikes", "warned that" speaks; "warned them to leave" threatens.
        C::Threat
            if verbal
                && content.analysis.token(head).is_some_and(|token| token.lemma() == "warn")
                && !content.analysis.children(head).any(|child| child.dep() == "xcomp") =>
        {
            Some(false)
        }
        // "a mine left over from the war"
        C::Withdrawal
            if content
                .analysis
                .token(head + 1)
                .is_some_and(|next| matches!(next.text(), "over" | "behind" | "unexploded")) =>
        {
            Some(false)
        }
        // "before **fleeing**": who gets away gives up no ground.
        C::Withdrawal
            if verbal
                && patients.is_empty()
                && content.analysis.token(head).is_some_and(|token| {
                    matches!(token.lemma(), "flee" | "escape")
                        && token.tag() == "VBG"
                        && matches!(token.dep(), "pcomp" | "advcl")
                }) =>
        {
            Some(false)
        }
        // "**withdrew** the figure": what was said.
        C::Withdrawal
            if verbal
                && content.analysis.children(head).any(|child| {
                    matches!(child.dep(), "dobj" | "nsubjpass")
                        && matches!(
                            child.lemma(),
                            "figure"
                                | "claim"
                                | "statement"
                                | "report"
                                | "toll"
                                | "charge"
                                | "complaint"
                                | "bill"
                                | "candidacy"
                                | "offer"
                                | "ambassador"
                                | "accusation"
                                | "article"
                                | "support"
                                | "request"
                                | "threat"
                                | "money"
                                | "cash"
                                | "license"
                                | "licence"
                        )
                }) =>
        {
            Some(false)
        }
        // "worshippers **leaving** a mosque"
        C::Withdrawal
            if verbal
                && content.analysis.token(head).is_some_and(|token| {
                    token.lemma() == "leave" && matches!(token.dep(), "acl" | "amod") && token.tag() == "VBG"
                }) =>
        {
            Some(false)
        }
        // "left 14 dead", "left the revolver on the table": only ground is left by who withdraws.
        C::Withdrawal
            if verbal
                && content.analysis.token(head).is_some_and(|token| token.lemma() == "leave")
                && content
                    .analysis
                    .children(head)
                    .any(|child| child.dep() == "dobj" && !is_ground(content, child.index())) =>
        {
            Some(false)
        }
        // "the blast **left** three dead", "he left the country": nobody withdraws.
        C::Withdrawal
            if verbal
                && content.analysis.token(head).is_some_and(|token| token.lemma() == "leave")
                && content.analysis.children(head).any(|child| {
                    matches!(child.dep(), "oprd" | "acomp" | "ccomp")
                        || child.dep() == "dobj"
                            && (is_person(content, child.index())
                                || matches!(
                                    child.lemma(),
                                    "country" | "home" | "house" | "scene" | "hospital" | "office" | "room"
                                ))
                }) =>
        {
            Some(false)
        }
        // "the hills surrounding the town" besiege nobody.
        C::Siege => (verbal
            && content
                .analysis
                .token(head)
                .is_some_and(|token| token.tag() == "VBG" && token.dep() == "acl"))
        .then_some(false),
        _ => None,
    }
}

/// "**repelled** an attack", "fought off gunmen, **killing** six", "foiled a raid and **shot** two": told of those who were attacked.
pub(super) fn defends(content: &Passage<'_>, verb: usize) -> bool {
    let analysis = &content.analysis;
    let repels = |at: usize| {
        let Some(token) = analysis.token(at).filter(|token| tree::is_verb(*token)) else { return false };
        let particle = |words: &[&str]| {
            analysis.token(at + 1).is_some_and(|next| words.contains(&next.text().to_lowercase().as_str()))
        };
        let attack = || {
            let objects = tree::objects(analysis, at);
            objects.into_iter().any(|object| {
                super::is_event(content, object)
                    || analysis.token(object).is_some_and(|noun| {
                        matches!(noun.lemma(), "advance" | "assault" | "push" | "incursion" | "attacker")
                    })
            })
        };
        match token.lemma() {
            "repel" | "repulse" | "foil" | "thwart" | "rebuff" => true,
            "fight" | "fend" | "beat" | "drive" | "ward" | "hold" => {
                particle(&["off", "back"]) && !tree::objects(analysis, at).is_empty()
            }
            "push" => particle(&["back"]) && attack(),
            // "the guards **returned fire**", "fired back"
            "return" => tree::objects(analysis, at)
                .into_iter()
                .any(|object| analysis.token(object).is_some_and(|fire| fire.lemma() == "fire")),
            "fire" | "shoot" => particle(&["back"]),
            _ => false,
        }
    };
    let Some(token) = analysis.token(verb) else { return false };
    let beside = token.dep() == "advcl" && token.tag() == "VBG"
        || token.dep() == "conj" && !analysis.children(verb).any(|child| child.dep() == "nsubj");
    repels(verb) || beside && token.head().index() < verb && repels(token.head().index())
}
