//! How real a clause holds what it tells: done, denied, tried, threatened, supposed; and how sure its words are.
//!
//! Read from the tree around the word: negation, auxiliaries, the verbs and nouns that it hangs on. A deed that a clause only wants, fears
//! or plans never becomes a fact.

mod aims;
mod unreal;

use crate::tree::{child, clause_of, is_verb};
use aims::aims;
use attest_language::{Analysis, Token};
use attest_model::{Certainty, Reality};
use unreal::{is_asked, is_supposed, is_to_end, nobody_does};
pub(crate) use unreal::{is_foiled, is_foretold, is_wanted, is_wont};

/// Whether a negation hangs on the token ("did not report", "no casualties").
pub fn is_negated(analysis: &Analysis, index: usize) -> bool {
    analysis.children(index).any(|child| {
        child.dep() == "neg"
            || (child.dep() == "det" && matches!(child.lemma(), "no" | "neither"))
            || matches!(child.text(), "never" | "not" | "n't")
    })
}

/// What the words around a verb say of its reality: asserted, denied by a negation, hypothetical, threatened, attempted.
pub fn reality(analysis: &Analysis, index: usize) -> Reality {
    let verb = clause_of(analysis, index);
    if verb != index && is_negated(analysis, index) {
        return Reality::Denied;
    }
    // "took the town **without** a fight", "without firing a shot"
    let without = analysis
        .token(index)
        .is_some_and(|token| matches!(token.dep(), "pobj" | "pcomp") && token.head().lemma() == "without");
    if without {
        return Reality::Denied;
    }
    if let Some(reality) = of_noun(analysis, index) {
        return reality;
    }
    if is_wont(analysis, index) {
        return Reality::Hypothetical;
    }
    // "the shooting may be **connected** to the killing": both happened, whatever holds of the two together.
    let beside = analysis.token(verb).is_some_and(|verb| {
        matches!(verb.lemma(), "connect" | "link" | "relate" | "tie" | "connected" | "related")
    });
    if verb != index && (beside || spoken_of(analysis, index)) {
        return Reality::Asserted;
    }
    if verb == index && (is_asked(analysis, index) || is_supposed(analysis, index)) {
        return Reality::Hypothetical;
    }
    let mut at = verb;
    for step in 0..12 {
        let Some(token) = analysis.token(at) else { break };
        if is_negated(analysis, at) && step == 0 {
            return Reality::Denied;
        }
        if step == 0 && verb == index && nobody_does(analysis, at) {
            return Reality::Denied;
        }
        if step == 0 && fell_short(analysis, at) {
            return Reality::Attempted;
        }
        for word in analysis.children(at) {
            match word.dep() {
                "aux" if matches!(word.lemma(), "will" | "shall") || matches!(word.text(), "'ll") => {
                    return Reality::Threatened;
                }
                "aux" if matches!(word.text(), "would" | "should") && !past_future(analysis, at) => {
                    return Reality::Hypothetical;
                }
                // "could kill hundreds"; but "could have killed" is a guess at what was.
                "aux"
                    if step == 0
                        && (matches!(word.text(), "could" | "can" | "may" | "might")
                            || verb == index && word.text() == "must")
                        && !has_perfect(analysis, at) =>
                {
                    return Reality::Hypothetical;
                }
                "mark" if matches!(word.lemma(), "if" | "unless" | "whether") => {
                    return Reality::Hypothetical;
                }
                _ => {}
            }
        }
        let head = token.head();
        if token.is_root() {
            break;
        }
        // "asked to investigate the killing": what a noun tells of may be known without the aim.
        let own = verb == index || at != verb || !points(analysis, index);
        if own && aims(analysis, token) {
            return Reality::Hypothetical;
        }
        match token.dep() {
            "ccomp" | "xcomp" if matches!(head.lemma(), "deny" | "refute") => return Reality::Denied,
            "xcomp" => {
                if matches!(head.lemma(), "try" | "attempt" | "seek" | "fail") || is_foiled(head.lemma()) {
                    return Reality::Attempted;
                }
                // "somebody is going to get hurt"
                if head.lemma() == "go" && head.tag() == "VBG" {
                    return Reality::Threatened;
                }
                if matches!(
                    head.lemma(),
                    "threaten"
                        | "plan"
                        | "vow"
                        | "swear"
                        | "pledge"
                        | "want"
                        | "intend"
                        | "plot"
                        | "warn"
                        | "hope"
                        | "promise"
                        | "prepare"
                        | "order"
                ) && token.tag() == "VB"
                {
                    return Reality::Threatened;
                }
                at = head.index();
            }
            "acl" | "relcl" | "ccomp" if rejected(head) => return Reality::Denied,
            "acl" | "relcl" => {
                if matches!(head.lemma(), "attempt" | "bid" | "effort") {
                    return Reality::Attempted;
                }
                if matches!(head.lemma(), "threat" | "plan" | "plot" | "warning") {
                    return Reality::Threatened;
                }
                break;
            }
            "pcomp" => {
                let noun = head.head();
                if matches!(head.lemma(), "of" | "to")
                    && matches!(noun.lemma(), "threat" | "plan" | "risk" | "possibility" | "danger")
                {
                    return Reality::Threatened;
                }
                if matches!(noun.lemma(), "attempt" | "try") {
                    return Reality::Attempted;
                }
                // "use explosives to make bombs **for targeting** patrols": what a thing is for.
                if head.lemma() == "for"
                    && matches!(
                        noun.lemma(),
                        "use"
                            | "make"
                            | "build"
                            | "design"
                            | "produce"
                            | "manufacture"
                            | "train"
                            // The tree may hang it on what is made.
                            | "bomb"
                            | "mine"
                            | "landmine"
                            | "device"
                            | "weapon"
                            | "explosive"
                    )
                {
                    return Reality::Hypothetical;
                }
                // "went there **with the intention of kidnapping** him": what they were after.
                if matches!(
                    noun.lemma(),
                    "intention"
                        | "intent"
                        | "aim"
                        | "purpose"
                        | "objective"
                        | "goal"
                        | "view"
                        | "idea"
                        | "hope"
                ) {
                    return Reality::Hypothetical;
                }
                at = noun.index();
            }
            // "did not torture **or kill** anyone"
            "conj" if is_verb(head) && step == 0 && is_negated(analysis, head.index()) => {
                let or = analysis.children(head.index()).any(|word| matches!(word.lemma(), "or" | "nor"));
                if or && child(analysis, at, &["nsubj", "nsubjpass"]).is_none() {
                    return Reality::Denied;
                }
                at = head.index();
            }
            "conj" if is_verb(head) => at = head.index(),
            _ => break,
        }
    }
    Reality::Asserted
}

/// "**nearly** captured the town", "**came close to** killing him": it was not reached. What is "almost destroyed" is damaged.
fn fell_short(analysis: &Analysis, verb: usize) -> bool {
    let Some(token) = analysis.token(verb).filter(|token| is_verb(*token)) else { return false };
    let nearly = analysis.children(verb).any(|word| {
        word.dep() == "advmod" && matches!(word.lemma(), "nearly" | "almost") && word.index() < verb
    });
    let close =
        token.dep() == "pcomp" && token.head().lemma() == "to" && token.head().head().lemma() == "close";
    (nearly || close) && !matches!(token.lemma(), "destroy" | "raze" | "flatten" | "level" | "wipe" | "empty")
}

/// "wants to question him **about** another bombing", "will be tried **for** the attack": what is spoken of, tried or mourned was done.
fn spoken_of(analysis: &Analysis, noun: usize) -> bool {
    const SPEAKS: [&str; 20] = [
        "question",
        "ask",
        "interview",
        "interrogate",
        "try",
        "charge",
        "prosecute",
        "punish",
        "sentence",
        "condemn",
        "blame",
        "mourn",
        "apologise",
        "apologize",
        "arrest",
        "detain",
        "inform",
        "talk",
        "testify",
        "speak",
    ];
    let Some(noun) = analysis.token(noun).filter(|noun| noun.dep() == "pobj") else { return false };
    let preposition = noun.head();
    if !matches!(
        preposition.lemma(),
        "about" | "over" | "for" | "following" | "after" | "regarding" | "concerning"
    ) {
        return false;
    }
    // "to question **the suspect about** it": the preposition may hang on whoever is asked.
    let above = preposition.head();
    SPEAKS.contains(&above.lemma())
        || matches!(above.dep(), "dobj" | "nsubjpass") && SPEAKS.contains(&above.head().lemma())
}

/// "denied **reports** that": the words of others, rejected.
fn rejected(noun: Token<'_>) -> bool {
    matches!(noun.lemma(), "report" | "claim" | "allegation" | "rumor" | "rumour" | "accusation")
        && matches!(noun.dep(), "dobj" | "nsubjpass")
        && matches!(noun.head().lemma(), "deny" | "reject" | "dismiss" | "refute")
}

/// "foiled **a suicide attack**", "**an attack** on the dam could kill": a noun that its verb makes unreal.
fn of_noun(analysis: &Analysis, index: usize) -> Option<Reality> {
    let token = analysis.token(index)?;
    if is_verb(token) || token.is_root() {
        return None;
    }
    let verb = token.head();
    // "tackled the bomber and **prevented many deaths**": nobody died so.
    let spared = matches!(token.lemma(), "death" | "casualty" | "loss" | "bloodshed" | "injury" | "tragedy");
    if spared
        && matches!(token.dep(), "dobj" | "nsubjpass")
        && matches!(verb.lemma(), "prevent" | "avert" | "avoid")
    {
        return Some(Reality::Hypothetical);
    }
    if matches!(token.dep(), "dobj" | "nsubjpass") && (is_foiled(verb.lemma()) || verb.lemma() == "stop") {
        // "will send troops **to stop the killing**": an aim.
        let managed = matches!(verb.head().lemma(), "manage" | "help" | "succeed" | "able");
        if verb.lemma() == "stop" && !managed && aims::is_infinitive(analysis, verb) {
            return Some(Reality::Hypothetical);
        }
        return Some(Reality::Attempted);
    }
    // "demanded a ransom **for their release**", "called for the release of": nobody is free yet.
    let asked = matches!(token.lemma(), "release" | "freedom" | "return" | "handover")
        && analysis.ancestors(index).take(4).any(|above| {
            matches!(
                above.lemma(),
                "demand"
                    | "ransom"
                    | "negotiate"
                    | "negotiation"
                    | "call"
                    | "appeal"
                    | "urge"
                    | "seek"
                    | "pray"
            )
        });
    if asked {
        return Some(Reality::Hypothetical);
    }
    if is_wanted(token) || is_to_end(token) {
        return Some(Reality::Hypothetical);
    }
    // "to abstain from any form **of attack**", "to suspend **sabotage**": what will not be done.
    let general = matches!(token.tag(), "NN" | "NNS") && !points(analysis, index);
    let given_up = |above: Token<'_>| {
        matches!(above.lemma(), "suspend" | "halt" | "cease" | "renounce" | "abandon" | "abstain" | "refrain")
    };
    let kept_from = token.dep() == "dobj" && given_up(verb)
        || token.dep() == "pobj"
            && (given_up(verb.head())
                || matches!(verb.head().lemma(), "form" | "kind" | "type" | "act")
                    && verb.head().dep() == "pobj"
                    && given_up(verb.head().head().head()));
    if general && kept_from {
        return Some(Reality::Hypothetical);
    }
    // "voted to **authorise the use of force**", "will not **allow massacres**"
    let permitted = matches!(token.dep(), "dobj" | "nsubjpass")
        && matches!(
            verb.lemma(),
            "authorise"
                | "authorize"
                | "allow"
                | "permit"
                | "ban"
                | "forbid"
                | "outlaw"
                | "tolerate"
                | "oppose"
        );
    if permitted && (general || token.lemma() == "use") {
        return Some(Reality::Hypothetical);
    }
    let pointed = points(analysis, index);
    if is_foretold(analysis, index) && !pointed {
        return Some(Reality::Hypothetical);
    }
    // "planned an attack", "threatened new strikes"
    let to_come = matches!(token.dep(), "dobj" | "nsubjpass")
        && matches!(
            verb.lemma(),
            "plan"
                | "plot"
                | "threaten"
                | "prepare"
                | "fear"
                | "expect"
                | "anticipate"
                | "vow"
                | "promise"
                | "swear"
                | "pledge"
        );
    // "warned **against** new strikes", "the threat **of** an attack": the preposition hangs on what looks ahead.
    let ahead = token.dep() == "pobj"
        && matches!(verb.text().to_lowercase().as_str(), "against" | "of" | "about")
        && (verb.head().text().to_lowercase().starts_with("warn")
            // "**warned its citizens of** attacks"
            || verb.head().dep() == "dobj" && verb.head().head().lemma() == "warn"
            || matches!(
                verb.head().lemma(),
                "caution" | "threat" | "risk" | "danger" | "possibility" | "fear" | "likelihood"
            ));
    if !pointed && (to_come || ahead) {
        return Some(Reality::Threatened);
    }
    // "**an** attack could kill", "**shelling** would destroy"
    let indefinite =
        child(analysis, index, &["det", "poss"]).is_none_or(|det| matches!(det.lemma(), "a" | "an" | "any"));
    let modal = analysis
        .children(verb.index())
        .any(|word| word.dep() == "aux" && matches!(word.text(), "could" | "would" | "might" | "may"));
    (token.dep() == "nsubj" && indefinite && modal && verb.tag() == "VB").then_some(Reality::Hypothetical)
}

/// "**the** attack", "**their** raids": an article or owner that points at something known.
fn points(analysis: &Analysis, noun: usize) -> bool {
    analysis.children(noun).any(|child| {
        matches!(child.dep(), "det" | "poss") && !matches!(child.lemma(), "a" | "an" | "any" | "no" | "some")
    })
}

/// "could **have** killed".
fn has_perfect(analysis: &Analysis, verb: usize) -> bool {
    analysis.children(verb).any(|child| child.dep() == "aux" && matches!(child.text(), "have" | "'ve" | "of"))
}

/// "would later claim": a past future, not a condition.
fn past_future(analysis: &Analysis, verb: usize) -> bool {
    analysis.children(verb).any(|child| {
        child.dep() == "advmod" && matches!(child.lemma(), "later" | "eventually" | "subsequently")
    })
}

/// The hedge inside a verb's own clause: modals and adverbs.
pub fn certainty(analysis: &Analysis, index: usize) -> Certainty {
    let verb = clause_of(analysis, index);
    let mut found = Certainty::Certain;
    // "did not rule out **the possibility that** the rebels had staged it"
    let held = analysis.token(verb).filter(|token| matches!(token.dep(), "acl" | "relcl" | "ccomp"));
    match held.map(Token::head) {
        Some(noun) if matches!(noun.lemma(), "possibility" | "hypothesis" | "speculation") => {
            return Certainty::Possible;
        }
        Some(noun) if matches!(noun.lemma(), "suspicion" | "theory") => found = Certainty::Probable,
        _ => {}
    }
    for at in [index, verb] {
        for word in analysis.children(at) {
            let lemma = word.lemma();
            // "was killed, **reportedly by** the rebels": who did it is in doubt, and not that it was done.
            if before_the_doer(analysis, word.index()) {
                continue;
            }
            if word.dep() == "aux" && matches!(word.text(), "may" | "might" | "could") {
                return Certainty::Possible;
            }
            if matches!(lemma, "possibly" | "perhaps" | "potentially" | "maybe" | "possible") {
                return Certainty::Possible;
            }
            if matches!(
                lemma,
                "reportedly"
                    | "allegedly"
                    | "apparently"
                    | "presumably"
                    | "probably"
                    | "likely"
                    | "suspected"
                    | "alleged"
                    | "presumed"
                    | "apparent"
                    | "purportedly"
                    | "seemingly"
            ) {
                found = Certainty::Probable;
            }
        }
    }
    found
}

/// Whether an adverb stands right before the "by" of a doer.
pub(crate) fn before_the_doer(analysis: &Analysis, adverb: usize) -> bool {
    analysis.token(adverb + 1).is_some_and(|next| next.text().eq_ignore_ascii_case("by"))
}

/// Whether the verb has a subject of its own.
fn has_subject(analysis: &Analysis, verb: usize) -> bool {
    child(analysis, verb, &["nsubj", "nsubjpass"]).is_some()
}

/// The hedge on whoever is said to have done it: "**suspected** ISWAP fighters", "**presumed** members of", "men **believed** to be".
pub fn certainty_of_doer(analysis: &Analysis, noun: usize) -> Certainty {
    let mut found = Certainty::Certain;
    // "were taken, **presumably** by rebels": the hedge hangs on the preposition.
    let by = analysis.token(noun).map(Token::head).filter(|above| above.lemma() == "by");
    let beside = by.map(Token::index);
    // "**Suspected** Boko Haram militants": hung on the name, whatever stands between.
    let front = crate::tree::core(analysis, noun);
    let first = analysis.token(front.start).filter(|first| first.index() < noun);
    // "on Monday **alleged** rebels killed four": which the parser takes for a verb.
    let before = front.start.checked_sub(1).and_then(|before| analysis.token(before));
    if before.is_some_and(|word| {
        matches!(word.text().to_lowercase().as_str(), "suspected" | "alleged" | "presumed" | "supposed")
            && !has_subject(analysis, word.index())
    }) {
        found = found.max(Certainty::Probable);
    }
    let adverb = beside.and_then(|by| analysis.token(by.checked_sub(1)?));
    // "a bomb **presumably placed** by the rebels", "a mine that **police believe** was laid by them": of a deed that names the doer of
    // another.
    if let Some(deed) = by.map(Token::head).filter(|deed| is_verb(*deed)) {
        found = found.max(certainty(analysis, deed.index()));
        let held = deed.head();
        if matches!(deed.dep(), "ccomp" | "xcomp")
            && matches!(held.lemma(), "believe" | "suspect" | "think" | "presume" | "suppose" | "assume")
        {
            found = found.max(Certainty::Probable);
        }
    }
    // "three men, **apparently members** of the group"
    let named_as = analysis.children(noun).filter(|child| child.dep() == "appos");
    let of_name =
        named_as.flat_map(|name| analysis.children(name.index()).filter(|word| word.dep() == "advmod"));
    for word in analysis
        .children(noun)
        .chain(beside.into_iter().flat_map(|by| analysis.children(by)))
        .chain(first)
        .chain(adverb)
        .chain(of_name)
    {
        let hedge = match word.dep() {
            "amod" | "advmod" | "compound" | "nmod" => match word.text().to_lowercase().as_str() {
                "suspected" | "alleged" | "presumed" | "supposed" | "purported" | "apparent" | "reputed"
                | "allegedly" | "presumably" | "apparently" | "reportedly" | "probably" => {
                    Certainty::Probable
                }
                "possible" | "possibly" | "perhaps" | "potential" => Certainty::Possible,
                _ => Certainty::Certain,
            },
            "acl" | "relcl"
                if matches!(word.lemma(), "believe" | "suspect" | "think" | "presume" | "suppose")
                    && word.tag() == "VBN" =>
            {
                Certainty::Probable
            }
            _ => Certainty::Certain,
        };
        found = found.max(hedge);
    }
    found
}
