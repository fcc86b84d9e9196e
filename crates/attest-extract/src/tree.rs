//! Reading a sentence's tree: clauses, arguments, noun phrases, modality.
//!
//! The trees carry spaCy's English labels (ClearNLP style: `nsubj`, `nsubjpass`, `dobj`, `agent`, `pobj`, `relcl` …). Every
//! walk is a bounded iteration; parser errors are the normal case, so each question has a cautious answer for a strange tree.

use attest_language::{Analysis, Token};
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

/// "two others **injured after gunmen** ambushed": whoever stands right before the verb, where the parser made the hurt its subject.
fn behind_the_hurt(analysis: &Analysis, subject: usize, verb: usize) -> Option<usize> {
    let hurt = analysis.children(subject).find(|child| {
        child.dep() == "acl"
            && child.tag() == "VBN"
            && matches!(child.lemma(), "injure" | "wound" | "hurt" | "kill")
            && child.index() < verb
    })?;
    let link = analysis
        .children(hurt.index())
        .find(|child| child.dep() == "prep" && matches!(child.lemma(), "after" | "when" | "as" | "since"))?;
    pobjs(analysis, link.index()).into_iter().find(|doer| *doer < verb && verb - doer <= 6)
}

/// "died in a shop that burned **after youths** broke in": whoever stands right before a verb that tells what came before, where the parser
/// hung him on the word between the clauses.
fn behind_its_link(analysis: &Analysis, verb: usize) -> Option<usize> {
    let own = analysis.token(verb)?;
    let before = analysis.token(verb.checked_sub(1)?)?;
    let link = before.head();
    (own.dep() == "advcl"
        && matches!(own.tag(), "VBD" | "VBP" | "VBZ")
        && before.dep() == "pobj"
        && before.tag().starts_with('N')
        && link.dep() == "prep"
        && matches!(link.lemma(), "after" | "before" | "since" | "until" | "as"))
    .then_some(before.index())
}

/// "denounced the murder of three **workers killed** when a bank burned": a participle right behind its noun, which the parser joined to
/// the verb of the sentence though no "and" stands between them. The noun.
pub fn joined_without_and(analysis: &Analysis, verb: usize) -> Option<usize> {
    let token = analysis.token(verb).filter(|token| token.dep() == "conj" && is_verb(token.head()))?;
    let before = analysis.token(verb.checked_sub(1)?)?;
    let hurt = matches!(
        token.lemma(),
        "kill"
            | "wound"
            | "injure"
            | "murder"
            | "kidnap"
            | "abduct"
            | "slay"
            | "maim"
            | "detain"
            | "displace"
    );
    let apart = analysis.children(token.head().index()).any(|child| {
        (child.dep() == "cc" || matches!(child.text(), "," | ";" | "-" | "–" | "—"))
            && (token.head().index()..verb).contains(&child.index())
    });
    let own = child(analysis, verb, &["nsubj", "nsubjpass", "dobj", "auxpass", "aux"]).is_some();
    (hurt
        && matches!(token.tag(), "VBN" | "VBD")
        && matches!(before.tag(), "NN" | "NNS" | "NNP")
        && !apart
        && !own)
        .then(|| before.index())
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
        // "burned three houses after residents had **fled**, looting livestock": who had fled looted nothing.
        if at != verb
            && token.dep() == "advcl"
            && matches!(token.lemma(), "flee" | "leave" | "depart" | "evacuate")
            && is_verb(token.head())
            && analysis.token(verb).is_some_and(|doing| doing.tag() == "VBG")
            && verb
                .checked_sub(1)
                .and_then(|before| analysis.token(before))
                .is_some_and(|comma| comma.text() == ",")
        {
            at = token.head().index();
            continue;
        }
        if let Some(&(subject, passive)) = own.first() {
            // "**Militants** dressed as police shot ten": whom they look like did nothing.
            let looks = token.head();
            let like = token.dep() == "advcl"
                && matches!(looks.lemma(), "dress" | "disguise" | "pose" | "masquerade" | "clothe")
                && looks.dep() == "acl"
                && analysis.children(at).any(|mark| mark.text() == "as" && mark.index() < subject);
            if like {
                return spread(analysis, looks.head().index(), passive);
            }
            // "the guerrilla organization **Ostara Path** killed two": the word and the name behind it, taken for two subjects.
            let subject = match own.as_slice() {
                [(word, _), (name, _)]
                    if name - word <= 4
                        && analysis.token(*name).is_some_and(|name| name.tag().starts_with("NNP"))
                        && analysis.token(*word).is_some_and(|word| word.tag() == "NN") =>
                {
                    *name
                }
                // "two others injured **after** unknown assailants ambushed them": the second is the subject of its own clause.
                [(first, _), (second, _)]
                    if analysis.children(at).any(|mark| {
                        mark.dep() == "mark" && mark.index() > *first && mark.index() < *second
                    }) =>
                {
                    *second
                }
                _ => subject,
            };
            // "four were killed and two others injured after **gunmen** ambushed them": not the injured did.
            if let Some(doer) = behind_the_hurt(analysis, subject, at) {
                return spread(analysis, doer, passive);
            }
            let relative = analysis.token(subject).is_some_and(|word| matches!(word.tag(), "WDT" | "WP"));
            if relative && token.dep() == "relcl" {
                let noun = who(analysis, subject, behind_its_day(token.head()));
                return spread(analysis, noun, passive);
            }
            return spread(analysis, subject, passive);
        }
        // "Moscow blamed **Ukrainian** shelling": not who blames did it.
        if token.tag() == "VBG"
            && matches!(token.dep(), "advcl" | "xcomp" | "acl")
            && let Some(blamed) = before_a_gerund(analysis, at)
        {
            return spread(analysis, blamed, false);
        }
        if let Some(subject) = behind_a_date(analysis, at) {
            return spread(analysis, subject, passive_verb);
        }
        if let Some(subject) = behind_its_link(analysis, at) {
            return spread(analysis, subject, passive_verb);
        }
        match token.dep() {
            // "gunmen on motorcycles killed 40 villagers": a participle with an object of its own is the verb of the noun further up.
            "acl" if token.tag() == "VBN" && !passive_verb => {
                let mut noun = token.head();
                if noun.dep() == "pobj" && noun.head().head().tag().starts_with("NN") {
                    noun = noun.head().head();
                }
                // "a strike on a station **packed with evacuees** killed 50": whoever fills it, whether the parser takes that for the verb
                // of the strike or for a word on the station.
                let filled = noun.head().head();
                if noun.dep() == "pobj"
                    && filled.tag() == "VBN"
                    && (filled.dep() == "acl" || child(analysis, filled.index(), &["nsubj"]).is_some())
                {
                    at = filled.index();
                    continue;
                }
                return spread(analysis, noun.index(), false);
            }
            "relcl" | "acl" => {
                let noun = behind_its_day(token.head());
                return spread(analysis, noun, passive_verb || token.tag() == "VBN");
            }
            "conj" if is_verb(token.head()) => {
                if let Some(noun) = joined_without_and(analysis, at) {
                    return spread(analysis, noun, true);
                }
                at = token.head().index();
            }
            "xcomp" | "advcl" | "dep" if is_verb(token.head()) => at = token.head().index(),
            // "**men** believed to be herders killed 95 people": the parser takes what they are held to be for what they held.
            "ccomp"
                if matches!(token.head().lemma(), "believe" | "think" | "suspect" | "say" | "know")
                    && child(analysis, token.head().index(), &["xcomp"])
                        .is_some_and(|be| be.lemma() == "be")
                    && child(analysis, token.head().index(), &["auxpass"]).is_none() =>
            {
                at = token.head().index();
            }
            // "surrendered **after being shot**", "stormed the hotel **before killing** 12"
            "pcomp" if matches!(token.head().lemma(), "before" | "after") && is_verb(token.head().head()) => {
                at = token.head().head().index();
            }
            _ => break,
        }
    }
    Vec::new()
}

/// "blamed **Ukrainian** shelling", "condemned **Israeli** bombing": the adjective right before a noun that the tagger took for a verb.
fn before_a_gerund(analysis: &Analysis, gerund: usize) -> Option<usize> {
    let before = analysis.token(gerund.checked_sub(1)?)?;
    let people = matches!(before.kind(), "NORP" | "GPE") && before.text().starts_with(char::is_uppercase);
    let judged = matches!(before.head().lemma(), "blame" | "condemn" | "denounce" | "cite" | "report");
    (before.dep() == "dobj" && people && judged).then(|| before.index())
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
    above.map_or(noun, attest_language::Token::index)
}

/// "a strike on the consulate on **1 April that killed** seven": no day kills; the noun that stands before it does.
fn behind_its_day(noun: Token<'_>) -> usize {
    let mut at = noun;
    if noun.kind() == "DATE" {
        while at.dep() == "pobj" && at.head().head().tag().starts_with("NN") {
            at = at.head().head();
        }
    }
    at.index()
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
    // "the families of the six **killed** and of those injured": a participle that the tagger took for a past.
    let participle = token.tag() == "VBN" || token.dep() == "acl" && token.tag() == "VBD";
    if !participle {
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
        let object =
            matches!(token.dep(), "dobj" | "obj" | "dative") || behind_a_death(analysis, verb, token);
        if object && !is_prefix(analysis, token.index()) {
            out.push(token.index());
            out.extend(conjuncts(analysis, token.index()));
        }
    }
    out
}

/// "hacked to death **a priest**": where the object stands behind the words that say how it ended.
pub fn after_a_death(analysis: &Analysis, verb: usize) -> Option<usize> {
    let word = |at: usize| analysis.token(at).map_or("", Token::text).to_lowercase();
    match (word(verb + 1).as_str(), word(verb + 2).as_str()) {
        ("to", "death") => Some(verb + 3),
        ("dead", _) => Some(verb + 2),
        _ => None,
    }
}

/// An object that stands so and that the parser took for a time.
fn behind_a_death(analysis: &Analysis, verb: usize, noun: Token<'_>) -> bool {
    noun.dep() == "npadvmod"
        && noun.tag().starts_with("NN")
        && !matches!(noun.kind(), "DATE" | "TIME")
        && after_a_death(analysis, verb) == Some(analysis.subtree_span(noun.index()).start)
}

/// "found **the bodies**", "the remains were discovered".
pub fn is_found(noun: Token<'_>) -> bool {
    matches!(noun.dep(), "dobj" | "nsubjpass")
        && matches!(
            noun.head().lemma(),
            "find" | "discover" | "recover" | "unearth" | "exhume" | "retrieve" | "locate" | "dump"
        )
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

/// "documented the killing **by settlers of a boy**": who did it and who suffered it, where the parser hangs the first on the verb above the
/// noun and the second on the first.
pub fn done_by_to(analysis: &Analysis, noun: usize) -> Option<(usize, usize)> {
    let by =
        analysis.token(noun + 1).filter(|by| by.text() == "by" && matches!(by.dep(), "agent" | "prep"))?;
    let doer = pobjs(analysis, by.index()).into_iter().next()?;
    let some_of = analysis.token(doer).is_some_and(|word| {
        matches!(word.lemma(), "member" | "group" | "unit" | "element" | "man" | "force" | "part" | "one")
    });
    let sufferer = prepositional(analysis, doer, &["of"]).into_iter().next().filter(|_| !some_of)?;
    Some((doer, sufferer))
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
    // "On **26 May 2024** fighters of", "On **Thursday** guerrillas": a date that the parser took for a part of the name.
    let month = |at: usize| {
        analysis.token(at).is_some_and(|token| {
            let word = token.text().to_lowercase();
            let possessive = analysis.token(at + 1).is_some_and(|next| next.tag() == "POS");
            token.kind() == "DATE"
                && (crate::calendar::is_month(&word) || !possessive && crate::calendar::is_weekday(&word))
        })
    };
    if analysis.token(head).is_some_and(|token| token.kind() != "DATE")
        && (first..head.min(first + 2)).any(month)
    {
        first = (first..head)
            .find(|at| analysis.token(*at).is_some_and(|token| token.kind() != "DATE"))
            .unwrap_or(head);
    }
    // "shooting **dead** four herders": what they were after it.
    let shot = |at: usize| {
        at > 0 && analysis.token(at - 1).is_some_and(|verb| verb.lemma().eq_ignore_ascii_case("shoot"))
    };
    if first < head && analysis.token(first).is_some_and(|word| word.lemma() == "dead") && shot(first) {
        first += 1;
    }
    // "In Tolsa **40 people** were killed": a place before a number, without a comma, is no part of whom the number counts.
    let tag = |at: usize| analysis.token(at).map_or("", |token| token.tag());
    let counted = (first + 1..head).find(|at| {
        tag(*at) == "CD"
            && tag(at - 1) == "NNP"
            && analysis.token(*at).is_some_and(|number| number.dep() == "nummod")
    });
    if let Some(number) = counted.filter(|number| {
        tag(head) == "NNS"
            && (first..*number).all(|at| tag(at).starts_with("NNP"))
            && first.checked_sub(1).is_some_and(|before| matches!(tag(before), "IN" | "VBG" | "JJ" | "NN"))
    }) {
        first = number;
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
