//! Reading a sentence's tree: clauses, arguments, noun phrases, modality.
//!
//! The trees carry spaCy's English labels (ClearNLP style: `nsubj`, `nsubjpass`, `dobj`, `agent`, `pobj`, `relcl` …). Every
//! walk is a bounded iteration; parser errors are the normal case, so each question has a cautious answer for a strange tree.

use attest_language::{Analysis, Token};
use attest_model::{Certainty, Reality};
use std::ops::Range;

/// Dependencies that stand before a noun inside its own phrase.
const PREMODIFIERS: [&str; 9] =
    ["det", "amod", "compound", "nummod", "poss", "quantmod", "advmod", "nmod", "predet"];

/// Whether the token is a verb form or an auxiliary in verbal use.
pub fn is_verb(token: Token<'_>) -> bool {
    token.tag().starts_with("VB") || (token.tag() == "MD") || matches!(token.pos(), "VERB" | "AUX")
}

/// Whether the token is a common or proper noun (or a pronoun where `pronouns`).
pub fn is_nominal(token: Token<'_>, pronouns: bool) -> bool {
    token.tag().starts_with("NN") || (pronouns && matches!(token.tag(), "PRP" | "DT" | "CD" | "WP" | "EX"))
}

/// The child of `index` with one of these labels, leftmost first.
pub fn child<'a>(analysis: &'a Analysis, index: usize, labels: &[&str]) -> Option<Token<'a>> {
    analysis.children(index).find(|child| labels.contains(&child.dep()))
}

/// The tokens coordinated with `index` (after it), iteratively.
pub fn conjuncts(analysis: &Analysis, index: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut queue = vec![index];
    while let Some(at) = queue.pop() {
        for token in analysis.children(at) {
            if token.dep() == "conj" && !out.contains(&token.index()) && out.len() < 64 {
                out.push(token.index());
                queue.push(token.index());
            }
        }
    }
    out.sort_unstable();
    out
}

/// The first of the coordination that `index` belongs to.
pub fn first_conjunct(analysis: &Analysis, index: usize) -> usize {
    let mut at = index;
    for _ in 0..32 {
        match analysis.token(at) {
            Some(token) if token.dep() == "conj" => at = token.head().index(),
            _ => break,
        }
    }
    at
}

/// The verb (or root) of the clause that the token stands in: itself if it is a verb.
pub fn clause_of(analysis: &Analysis, index: usize) -> usize {
    let mut at = index;
    for _ in 0..256 {
        let Some(token) = analysis.token(at) else { break };
        if is_verb(token) && !matches!(token.dep(), "aux" | "auxpass" | "amod" | "compound") {
            return at;
        }
        if token.is_root() {
            return at;
        }
        at = token.head().index();
    }
    at
}

/// The heads of the subject of verb `verb`: its own, or one shared by coordination, control or a relative clause.
/// The flag says whether the subject is passive.
pub fn subjects(analysis: &Analysis, verb: usize) -> Vec<(usize, bool)> {
    let mut at = verb;
    let passive_verb = is_passive(analysis, verb);
    for _ in 0..16 {
        let own: Vec<(usize, bool)> = analysis
            .children(at)
            .filter(|child| matches!(child.dep(), "nsubj" | "nsubjpass" | "csubj"))
            .map(|child| {
                (
                    child.index(),
                    if at == verb { child.dep() == "nsubjpass" || passive_verb } else { passive_verb },
                )
            })
            .collect();
        let Some(token) = analysis.token(at) else { break };
        if let Some(&(subject, passive)) = own.first() {
            let relative = analysis.token(subject).is_some_and(|word| matches!(word.tag(), "WDT" | "WP"));
            if relative && token.dep() == "relcl" {
                let noun = who(analysis, subject, token.head().index());
                return spread(analysis, noun, passive);
            }
            return spread(analysis, subject, passive);
        }
        if let Some(subject) = behind_a_date(analysis, at) {
            return spread(analysis, subject, passive_verb);
        }
        match token.dep() {
            // "gunmen on motorcycles killed 40 villagers": a participle with an object of its own is the verb of the noun further up.
            "acl" if token.tag() == "VBN" && !passive_verb => {
                let mut noun = token.head();
                if noun.dep() == "pobj" && noun.head().head().tag().starts_with("NN") {
                    noun = noun.head().head();
                }
                return spread(analysis, noun.index(), false);
            }
            "relcl" | "acl" => {
                return spread(analysis, token.head().index(), passive_verb || token.tag() == "VBN");
            }
            "conj" if is_verb(token.head()) => at = token.head().index(),
            "xcomp" | "advcl" | "dep" if is_verb(token.head()) => at = token.head().index(),
            _ => break,
        }
    }
    Vec::new()
}

/// "On 26 May **fighters** attacked the camp": behind a date without a comma, the parser takes the subject for what the date counts.
fn behind_a_date(analysis: &Analysis, verb: usize) -> Option<usize> {
    analysis.token(verb).filter(|token| matches!(token.tag(), "VBD" | "VBZ" | "VBP"))?;
    let opens = analysis.children(verb).find(|child| {
        child.dep() == "prep" && child.index() < verb && matches!(child.lemma(), "on" | "in")
    })?;
    let noun = analysis.children(opens.index()).find(|child| child.dep() == "pobj")?;
    let date = |part: &attest_language::Token<'_>| part.kind() == "DATE" && part.index() < noun.index();
    let counted = noun.kind() != "DATE"
        && noun.tag().starts_with("NN")
        && analysis.children(noun.index()).any(|part| date(&part))
        && analysis.token(opens.index() + 1).is_some_and(|first| first.kind() == "DATE");
    counted.then(|| noun.index())
}

/// "The bishop **of Tolsa**, who was killed": no town is "who"; the noun that it stands behind is.
pub fn who(analysis: &Analysis, pronoun: usize, noun: usize) -> usize {
    let person = analysis.token(pronoun).is_some_and(|word| matches!(word.lemma(), "who" | "whom"));
    let place = analysis.token(noun).filter(|place| {
        person && place.dep() == "pobj" && matches!(place.kind(), "GPE" | "LOC" | "FAC" | "NORP")
    });
    let above = place.map(|place| place.head().head()).filter(|above| above.tag().starts_with("NN"));
    above.map_or(noun, |above| above.index())
}

fn spread(analysis: &Analysis, index: usize, passive: bool) -> Vec<(usize, bool)> {
    let mut out = vec![(index, passive)];
    out.extend(conjuncts(analysis, index).into_iter().map(|conjunct| (conjunct, passive)));
    out
}

/// The name that a description is given: "the minister, **Jose Porth**, was hurt", "the mayor of Tolsa, **Tessi Oran**". Its head.
pub fn introduced_name(analysis: &Analysis, noun: usize) -> Option<usize> {
    let name = |at: usize| {
        analysis.children(at).find(|child| {
            child.dep() == "appos"
                && child.tag() == "NNP"
                && child.index() > noun
                && analysis
                    .children(child.index())
                    .any(|part| part.dep() == "compound" && part.tag() == "NNP")
                && !analysis.children(child.index()).any(|part| part.dep() == "det")
        })
    };
    analysis.token(noun).filter(|token| token.tag() == "NN")?;
    let behind = prepositional(analysis, noun, &["of", "in", "for"]).into_iter().find_map(name);
    name(noun).or(behind).map(attest_language::Token::index)
}

/// Whether the verb stands in the passive ("was killed", "killed by", a bare participle after its noun).
pub fn is_passive(analysis: &Analysis, verb: usize) -> bool {
    let Some(token) = analysis.token(verb) else { return false };
    if analysis.children(verb).any(|child| matches!(child.dep(), "auxpass" | "nsubjpass" | "agent")) {
        return true;
    }
    if token.tag() != "VBN" {
        return false;
    }
    match token.dep() {
        // A passive has no object: "killed 40 villagers" is what somebody did.
        "acl" => !analysis.children(verb).any(|child| child.dep() == "dobj" && child.index() > verb),
        "conj" => {
            // "were killed and wounded": the coordinated participle shares the auxiliary unless it has its own.
            !analysis.children(verb).any(|child| matches!(child.dep(), "aux" | "nsubj"))
                && analysis
                    .token(token.head().index())
                    .is_some_and(|head| head.tag() == "VBN" && is_passive(analysis, head.index()))
        }
        _ => false,
    }
}

/// The heads of the direct objects of `verb`, with their coordination.
pub fn objects(analysis: &Analysis, verb: usize) -> Vec<usize> {
    let mut out = Vec::new();
    for token in analysis.children(verb) {
        if matches!(token.dep(), "dobj" | "obj" | "dative") && !is_prefix(analysis, token.index()) {
            out.push(token.index());
            out.extend(conjuncts(analysis, token.index()));
        }
    }
    out
}

/// "his **ex-**wife": a prefix and its hyphen, which the parser may take for objects of their own.
pub fn is_prefix(analysis: &Analysis, index: usize) -> bool {
    let hyphen = |at: usize| analysis.token(at).is_some_and(|token| token.text() == "-");
    hyphen(index)
        || hyphen(index + 1)
            && analysis.token(index).is_some_and(|token| {
                matches!(token.text().to_lowercase().as_str(), "ex" | "co" | "vice" | "step" | "half" | "non")
            })
}

/// The heads of the by-phrase of a passive verb or of a noun ("an attack by X").
pub fn agents(analysis: &Analysis, index: usize) -> Vec<usize> {
    let mut out = Vec::new();
    for token in analysis.children(index) {
        if token.dep() == "agent" || (token.dep() == "prep" && token.lemma() == "by") {
            out.extend(pobjs(analysis, token.index()));
        }
    }
    out
}

/// The heads governed by preposition `prep`, with their coordination.
pub fn pobjs(analysis: &Analysis, prep: usize) -> Vec<usize> {
    let mut out = Vec::new();
    for token in analysis.children(prep) {
        if matches!(token.dep(), "pobj" | "pcomp") {
            out.push(token.index());
            out.extend(conjuncts(analysis, token.index()));
        }
    }
    out
}

/// The heads governed by one of these prepositions below `index`.
pub fn prepositional(analysis: &Analysis, index: usize, prepositions: &[&str]) -> Vec<usize> {
    let mut out = Vec::new();
    for token in analysis.children(index) {
        if matches!(token.dep(), "prep" | "agent")
            && prepositions.contains(&token.text().to_lowercase().as_str())
        {
            out.extend(pobjs(analysis, token.index()));
            // "on the base in Kwala": a second preposition may hang below the first one's noun; callers ask for it there.
        }
    }
    out
}

/// The core of a noun phrase: premodifiers and head, without anything behind the head.
pub fn core(analysis: &Analysis, head: usize) -> Range<usize> {
    let mut first = head;
    for token in analysis.children(head) {
        if token.index() < head && PREMODIFIERS.contains(&token.dep()) {
            let span = analysis.subtree_span(token.index());
            if span.end <= head && span.start < first {
                first = span.start;
            }
        }
    }
    // "Mali: soldiers killed": what stands before a colon says where the headline is from.
    if let Some(colon) =
        (first..head).rev().find(|at| analysis.token(*at).is_some_and(|token| token.text() == ":"))
    {
        first = colon + 1;
    }
    // "On **26 May 2024** fighters of": a date that the parser took for a count.
    let month = |at: usize| {
        analysis.token(at).is_some_and(|token| {
            token.kind() == "DATE"
                && matches!(
                    token.text().to_lowercase().as_str(),
                    "january"
                        | "february"
                        | "march"
                        | "april"
                        | "may"
                        | "june"
                        | "july"
                        | "august"
                        | "september"
                        | "october"
                        | "november"
                        | "december"
                )
        })
    };
    if analysis.token(head).is_some_and(|token| token.kind() != "DATE")
        && (first..head.min(first + 2)).any(month)
    {
        first = (first..head)
            .find(|at| analysis.token(*at).is_some_and(|token| token.kind() != "DATE"))
            .unwrap_or(head);
    }
    // A mis-parse may leave a gap between the leftmost premodifier and the head; that is fine, the words are contiguous.
    first..head + 1
}

/// The core without a leading determiner or possessive pronoun.
pub fn bare(analysis: &Analysis, head: usize) -> Range<usize> {
    let mut range = core(analysis, head);
    while range.start < head
        && analysis
            .token(range.start)
            .is_some_and(|token| matches!(token.tag(), "DT" | "PRP$" | "PDT") || token.is_space())
    {
        range.start += 1;
    }
    range
}

/// The noun phrase with its prepositional tail ("the entrance to the Malian base"), without relative clauses, appositions and
/// coordination.
pub fn phrase(analysis: &Analysis, head: usize) -> Range<usize> {
    let core = core(analysis, head);
    let mut end = core.end;
    for token in analysis.children(head) {
        if token.index() > head
            && token.dep() == "prep"
            && analysis.token(end).is_some_and(|next| next.index() == token.index())
        {
            if !matches!(token.lemma(), "of" | "for" | "from" | "to" | "in" | "at" | "on") {
                break;
            }
            end = tail_end(analysis, token.index(), end);
        }
    }
    core.start..end
}

fn tail_end(analysis: &Analysis, prep: usize, fallback: usize) -> usize {
    let mut end = fallback;
    for object in pobjs(analysis, prep).into_iter().take(1) {
        end = end.max(core(analysis, object).end);
        for token in analysis.children(object) {
            if token.dep() == "prep" && token.lemma() == "of" {
                for inner in pobjs(analysis, token.index()).into_iter().take(1) {
                    end = end.max(core(analysis, inner).end);
                }
            }
        }
    }
    end
}

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
    if let Some(reality) = of_noun(analysis, index) {
        return reality;
    }
    // "the shooting may be **connected** to the killing": both happened, whatever holds of the two together.
    let beside = analysis.token(verb).is_some_and(|verb| {
        matches!(verb.lemma(), "connect" | "link" | "relate" | "tie" | "connected" | "related")
    });
    if verb != index && (beside || spoken_of(analysis, index)) {
        return Reality::Asserted;
    }
    let mut at = verb;
    for step in 0..12 {
        let Some(token) = analysis.token(at) else { break };
        if is_negated(analysis, at) && step == 0 {
            return Reality::Denied;
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
                        && matches!(word.text(), "could" | "can" | "may" | "might")
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
            "xcomp" => {
                if matches!(head.lemma(), "try" | "attempt" | "seek" | "fail") {
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
            "ccomp" if matches!(head.lemma(), "deny" | "refute") => return Reality::Denied,
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
                at = noun.index();
            }
            "conj" if is_verb(head) => at = head.index(),
            _ => break,
        }
    }
    Reality::Asserted
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

/// "sent **to kill** the mayor", "an order **to attack**", "asked them **to bomb**": an aim, of which the words do not say that it was
/// reached. "Began to shoot", "was said to have killed", "used rifles to kill" tell what was done.
fn aims(analysis: &Analysis, verb: Token<'_>) -> bool {
    let infinitive = verb.tag() == "VB"
        && analysis.children(verb.index()).any(|child| child.dep() == "aux" && child.tag() == "TO")
        && !analysis
            .children(verb.index())
            .any(|child| matches!(child.dep(), "aux" | "auxpass") && matches!(child.lemma(), "have" | "be"));
    if !infinitive {
        return false;
    }
    let head = verb.head();
    match verb.dep() {
        "xcomp" | "ccomp" => matches!(
            head.lemma(),
            "ask"
                | "urge"
                | "tell"
                | "call"
                | "instruct"
                | "direct"
                | "authorize"
                | "authorise"
                | "allow"
                | "permit"
                | "hire"
                | "pay"
                | "send"
                | "train"
                | "need"
                | "have"
                | "wish"
                | "decide"
                | "agree"
                | "choose"
                | "offer"
                | "commit"
                | "conspire"
                | "aim"
                | "expect"
                | "ready"
                | "willing"
                | "likely"
                | "unlikely"
                | "eager"
                | "due"
                | "set"
                | "prepared"
                | "free"
                | "fail"
                | "refuse"
                | "decline"
                | "like"
                | "love"
                | "invite"
                | "encourage"
                | "incite"
                | "enable"
        ),
        "acl" => {
            // "the first attack to kill a soldier", "the latest to die": told as facts.
            let singled =
                analysis.children(head.index()).any(|child| {
                    matches!(
                        child.lemma(),
                        "first"
                            | "second"
                            | "third"
                            | "last"
                            | "latest"
                            | "late"
                            | "next"
                            | "only"
                            | "other"
                            | "another"
                    ) || child.tag() == "JJS"
                }) || matches!(head.lemma(), "first" | "last" | "latest" | "attempt" | "bid" | "effort");
            !singled
                && !matches!(head.lemma(), "threat" | "plan" | "plot" | "warning")
                && !wields(head.head().lemma())
        }
        "advcl" => {
            !(wields(head.lemma()) || matches!(head.lemma(), "go" | "return" | "come" | "turn" | "continue"))
        }
        _ => false,
    }
}

/// "deployed missiles to destroy the depot": who uses a weapon does what it is for.
fn wields(verb: &str) -> bool {
    matches!(
        verb,
        "use" | "deploy" | "launch" | "fire" | "employ" | "detonate" | "plant" | "drop" | "throw" | "open"
    )
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
    if matches!(token.dep(), "dobj" | "nsubjpass")
        && matches!(verb.lemma(), "foil" | "thwart" | "prevent" | "avert" | "disrupt" | "stop")
    {
        return Some(Reality::Attempted);
    }
    let pointed = points(analysis, index);
    // "planned an attack", "threatened new strikes"
    let to_come = matches!(token.dep(), "dobj" | "nsubjpass")
        && matches!(
            verb.lemma(),
            "plan" | "plot" | "threaten" | "prepare" | "fear" | "expect" | "anticipate"
        );
    // "warned **against** new strikes", "the threat **of** an attack": the preposition hangs on what looks ahead.
    let ahead = token.dep() == "pobj"
        && matches!(verb.text().to_lowercase().as_str(), "against" | "of" | "about")
        && (verb.head().text().to_lowercase().starts_with("warn")
            || matches!(
                verb.head().lemma(),
                "caution" | "threat" | "risk" | "danger" | "possibility" | "fear" | "likelihood"
            ));
    if !pointed && (to_come || ahead) {
        return Some(Reality::Threatened);
    }
    let indefinite =
        child(analysis, index, &["det"]).is_some_and(|det| matches!(det.lemma(), "a" | "an" | "any"));
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
    for at in [index, verb] {
        for word in analysis.children(at) {
            let lemma = word.lemma();
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
            ) {
                found = Certainty::Probable;
            }
        }
    }
    found
}
