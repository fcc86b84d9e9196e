//! Verbs of harm and who suffers it: "were killed", "killed three", "the boy, who died", "shot himself".
//!
//! A verb tells its sufferer by its form and place: the subject of a passive, the object of an active, the noun that a participle
//! hangs on, the antecedent of "who". News English leaves much unsaid ("three were killed and five injured", "Two shot in
//! Dorran"), so an unsaid subject is looked for up the chain of heads, by the same few steps for every verb.

use super::row::Row;

/// A sufferer's head token and the rule that found it.
pub(crate) type Sufferer = (usize, &'static str);

/// Heads of the phrases that suffer what the verb at `verb` says. `object`: the verb's object suffers ("kill"), else its
/// subject ("die").
pub(crate) fn sufferers(row: &Row<'_, '_>, verb: usize, object: bool) -> Vec<Sufferer> {
    let mut found = Vec::new();
    if object {
        object_verb(row, verb, &mut found);
    } else {
        subject_verb(row, verb, &mut found);
    }
    // "**Two inmates** and a guard were killed in a prison riot": the parser cuts the list in two.
    let torn = row.head(verb);
    if row.dep(verb) == "conj"
        && row.dep(torn) == "ROOT"
        && matches!(row.tag(torn), "NNS" | "NN" | "CD")
        && row.child(torn, &["nummod", "det"]).is_some()
        && row.group(torn).is_some()
        && row.child(torn, &["cc"]).is_some_and(|and| and < verb)
        && found
            .iter()
            .any(|(subject, rule)| *rule == "casualties/passive" && *subject > torn && *subject < verb)
    {
        found.push((torn, "casualties/passive"));
    }
    if found
        .iter()
        .any(|(_, rule)| matches!(*rule, "casualties/passive" | "casualties/subject" | "casualties/active"))
    {
        found.extend(with_them(row, verb).into_iter().map(|head| (head, "casualties/along-with")));
    }
    let mut out: Vec<Sufferer> = Vec::new();
    for (head, rule) in found {
        let head = antecedent(row, head);
        if out.iter().all(|(other, _)| *other != head) {
            out.push((head, rule));
        }
    }
    out
}

/// "was killed **along with three bodyguards**", "died, **as well as two civilians**": who suffered it beside those told of first.
pub(super) fn with_them(row: &Row<'_, '_>, verb: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let prepositions = row.children(verb, &["prep"]).flat_map(|prep| {
        // "kidnapped the mayor **along with** his driver": one preposition on another.
        std::iter::once(prep).chain(row.children(prep, &["prep"]))
    });
    for prep in prepositions {
        let beside = row.word(prep) == "alongside"
            || row.word(prep) == "with"
                && (matches!(row.before(prep), "along" | "together")
                    // "was killed **with five other fighters**"
                    || row.child(prep, &["pobj"]).is_some_and(|noun| {
                        row.children(noun, &["amod"]).any(|word| row.word(word) == "other")
                            && row.child(noun, &["nummod"]).is_some()
                    })
                    || row.children(prep, &["advmod"]).any(|word| row.word(word) == "together"));
        if beside && let Some(noun) = row.child(prep, &["pobj"]) {
            found.push(noun);
        }
    }
    let subject = row.children(verb, SUBJECTS).max();
    for other in row.children(verb, &["conj"]) {
        let noun = row.tag(other).starts_with("NN") && row.child(other, &["det", "nummod"]).is_some();
        let joined = row.any(verb..other, &["as", "and"]) && subject.is_some_and(|subject| subject < verb);
        let verbless = row.child(other, &["nsubj", "nsubjpass", "acl", "relcl"]).is_none();
        // "40 were killed **and 12 taken prisoner**": a harm of their own.
        let own = row.harm(other).is_some_and(|hit| hit.first < hit.last);
        if noun && joined && verbless && !own && row.group(other).is_some() {
            found.push(other);
        }
    }
    // "were shot dead, along with a woman **who was wounded**": what befell her is told by itself.
    let told = |noun: usize| {
        row.children(noun, &["relcl"])
            .any(|clause| row.analysis.subtree_span(clause).any(|at| row.harm(at).is_some()))
    };
    // "were killed **with two others and a guard injured**": those were only injured.
    let hurt_behind = |noun: usize| {
        let behind = |one: usize| {
            row.children(one, &["acl", "relcl"]).any(|word| word > one && row.harm(word).is_some())
        };
        row.harm(row.analysis.subtree_span(noun).end).is_some() || row.conjuncts(noun).into_iter().any(behind)
    };
    found.retain(|noun| !hurt_behind(*noun));
    found.retain(|noun| (row.group(*noun).is_some() || row.title(*noun).is_some()) && !told(*noun));
    found
}

const SUBJECTS: &[&str] = &["nsubj", "nsubjpass"];
const OBJECTS: &[&str] = &["dobj"];

/// "kill", "wound": the object of the active, the subject of the passive.
fn object_verb(row: &Row<'_, '_>, verb: usize, found: &mut Vec<Sufferer>) {
    // "Six priests, **their cook and her daughter** were murdered": a list that the parser cut in two subjects.
    let subjects: Vec<usize> = row.children(verb, &["nsubjpass"]).collect();
    if !subjects.is_empty() {
        // "**Tessi, an engineer** was shot": a name and who it was, without the second comma, are one.
        let described = |subject: usize| {
            let start = row.analysis.subtree_span(subject).start;
            matches!(row.word(start), "a" | "an")
                && row.tag(subject) == "NN"
                && start > 0
                && row.token(start - 1).is_some_and(|before| before.kind() == "PERSON")
                && subjects.contains(&(start - 1))
        };
        let subjects: Vec<usize> = subjects.iter().copied().filter(|own| !described(*own)).collect();
        // The other of a pair is told of as its conjunct.
        let first = |subject: usize| one_of_a_pair(row, verb, subject).unwrap_or(subject);
        found.extend(subjects.into_iter().map(|subject| (first(subject), "casualties/passive")));
        return;
    }
    let objects: Vec<usize> =
        row.children(verb, OBJECTS).filter(|object| !crate::tree::is_prefix(row.analysis, *object)).collect();
    if !objects.is_empty() {
        for object in objects {
            if reflexive(row.word(object)) {
                // "charged after **3-year-old** kills himself"
                let aged =
                    row.children(verb, &["amod"]).find(|word| row.word(*word) == "old" && *word < verb);
                let subject = aged.or_else(|| subject_of(row, verb)).unwrap_or(object);
                found.push((subject, "casualties/reflexive"));
                // "killing himself **and eight soldiers**"
                let others = row.conjuncts(object).into_iter().filter(|other| *other != object);
                found.extend(others.map(|other| (other, "casualties/active")));
            } else {
                found.push((object, "casualties/active"));
            }
        }
        // "killed his son and then himself"
        let then_himself = row.analysis.subtree(verb).any(|token| {
            reflexive(&token.text().to_lowercase())
                && matches!(token.dep(), "conj" | "npadvmod" | "dep" | "appos")
                && (matches!(row.before(token.index()), "then" | "and")
                    || token.text().eq_ignore_ascii_case("self") && row.before(token.index()) == ",")
        });
        if then_himself {
            found.extend(subject_of(row, verb).map(|subject| (subject, "casualties/reflexive")));
        }
        return;
    }
    let passive = row.child(verb, &["auxpass"]).is_some();
    if passive && let Some(subject) = before_the_included(row, verb) {
        found.push((subject, "casualties/passive"));
        return;
    }
    // "**Between four and six civilians** were killed": the parser takes the range for a preposition of place.
    let between = row
        .children(verb, &["prep"])
        .find(|prep| row.word(*prep) == "between" && *prep < verb)
        .and_then(|prep| row.child(prep, &["pobj"]))
        .filter(|noun| row.child(*noun, &["nummod"]).is_some() || row.quantity(*noun).is_some());
    if let Some(noun) = between.filter(|_| passive) {
        found.push((noun, "casualties/passive"));
        return;
    }
    if passive {
        if let Some(attr) = row
            .children(verb, &["auxpass", "aux"])
            .find_map(|aux| row.child(aux, &["attr"]))
            .or_else(|| row.child(verb, &["attr"]))
        {
            found.push((attr, "casualties/inverted"));
        } else if let Some(subject) = subject_of(row, verb) {
            found.push((subject, "casualties/passive"));
        }
        return;
    }
    unsaid_object(row, verb, found);
}

/// A verb of harm without object and without the sign of the passive.
fn unsaid_object(row: &Row<'_, '_>, verb: usize, found: &mut Vec<Sufferer>) {
    let tag = row.tag(verb);
    let head = row.head(verb);
    // "continues to kill": who kills suffers nothing by it.
    let infinitive = tag == "VB" && row.children(verb, &["aux"]).any(|aux| row.word(aux) == "to");
    let participle = !infinitive && matches!(tag, "VBN" | "VBD" | "JJ" | "NNP" | "NN" | "VB" | "VBP");
    let subject = row.child(verb, SUBJECTS);
    // "shot and killed three": one object for both verbs.
    let shared = row.children(verb, &["conj"]).find_map(|next| row.child(next, OBJECTS));
    if let Some(object) = shared.filter(|_| subject.is_some() && row.dep(verb) != "acl") {
        found.push((object, "casualties/active"));
        return;
    }
    match row.dep(verb) {
        // "the 16 were **terrorists killed in combat**": told of those who were counted.
        "acl"
            if participle
                && row.dep(head) == "attr"
                && row.tag(head) == "NNS"
                && row.child(head, &["nummod"]).is_none() => {}
        "acl" if participle => {
            found.push((nearest(row, verb, head), "casualties/participle"));
            // "were killed **with two others and an Afghan injured**": all of them.
            let first = crate::tree::first_conjunct(row.analysis, head);
            if first != head && row.dep(first) == "pobj" && row.word(row.head(first)) == "with" {
                let others = crate::tree::conjuncts(row.analysis, first).into_iter().filter(|at| *at < head);
                found.extend(
                    std::iter::once(first)
                        .chain(others)
                        .filter(|at| row.child(*at, &["nummod"]).is_some())
                        .map(|at| (at, "casualties/participle")),
                );
            }
        }
        "amod" if participle && matches!(row.tag(head), "NN" | "NNS" | "NNP" | "NNPS") => {
            found.push((head, "casualties/attributive"));
        }
        "relcl" => {
            // "the soldiers they had killed"; but "the boy who shot and killed two" did it.
            let doer = subject.is_some_and(|subject| matches!(row.word(subject), "who" | "which" | "that"));
            if subject.is_some() && !doer {
                found.push((head, "casualties/relative-object"));
            }
        }
        "oprd" | "acomp" | "xcomp" | "ccomp" | "attr" if subject.is_none() && participle => {
            let object = row.child(head, OBJECTS).filter(|_| row.dep(verb) != "acomp");
            if let Some(sufferer) = object.or_else(|| subject_of(row, verb)) {
                found.push((sufferer, "casualties/result"));
            }
        }
        _ if subject.is_some() && matches!(tag, "VBN" | "VBD" | "NNP" | "JJ" | "NN") => {
            // "Two shot in Dorran", "three were killed and five injured"
            // "hacked to death a priest"
            let ended = crate::tree::after_a_death(row.analysis, verb);
            let behind = ended.unwrap_or(verb + 1);
            let active = tag == "VBD" || ended.is_some() && matches!(row.tag(behind), "DT" | "CD" | "PRP$");
            if let Some(object) = row.noun_at(behind).filter(|_| active) {
                // "allegedly shot his neighbour": an object that the parser did not see.
                found.push((object, "casualties/active"));
            } else if let Some(subject) = subject {
                found.push((subject, "casualties/reduced-passive"));
            }
        }
        "conj" if crate::tree::joined_without_and(row.analysis, verb).is_some() => {
            let noun = crate::tree::joined_without_and(row.analysis, verb);
            found.extend(noun.map(|noun| (noun, "casualties/participle")));
        }
        "conj" => {
            // "was shot and killed": the subject of the first; "shot and killed three": the object of the last.
            // "43 were killed and **18 taken** prisoner": a number of its own.
            let own = (1..=2)
                .filter_map(|back| verb.checked_sub(back))
                .any(|before| row.quantity(before).is_some());
            if let Some(first) = verb_above(row, verb).filter(|_| !own) {
                let mut above = Vec::new();
                object_of_head(row, first, &mut above);
                found.extend(above.into_iter().map(|(head, _)| (head, "casualties/shared")));
            }
        }
        // "and more than 20 **wounded**": a number of its own, and nobody's that stands before.
        "advcl" if verb.checked_sub(1).is_some_and(|before| row.quantity(before).is_some()) => {}
        "advcl" | "pcomp" if tag == "VBN" => {
            if let Some(subject) = subject_of(row, verb) {
                found.push((subject, "casualties/participle"));
            }
        }
        _ => {}
    }
}

/// "A **teacher** and village chief **were** killed": two people, whom the parser takes for one name; the first of them.
fn one_of_a_pair(row: &Row<'_, '_>, verb: usize, subject: usize) -> Option<usize> {
    let many = row.children(verb, &["auxpass"]).any(|aux| matches!(row.word(aux), "were" | "are"));
    let single = matches!(row.tag(subject), "NN" | "NNP") && row.child(subject, &["conj"]).is_none();
    let span = row.analysis.subtree_span(subject);
    let and = (span.start..subject).find(|at| row.word(*at) == "and").filter(|_| many && single)?;
    // "the commander of the rebels and the army": only what stands before the noun itself.
    let first = and.checked_sub(1).filter(|at| *at > span.start)?;
    (row.group(first).is_some() && matches!(row.tag(first), "NN" | "NNP")).then_some(first)
}

/// "The family of a boy killed in …": the participle belongs to the noun right before it.
fn nearest(row: &Row<'_, '_>, verb: usize, head: usize) -> usize {
    let before = verb.saturating_sub(1);
    let of = before > head
        && row.dep(before) == "pobj"
        && row.word(row.head(before)) == "of"
        && row.head(row.head(before)) == head;
    // "mother **of 3** killed in drive-by"; "**son** of a police officer killed": a headline of one noun is about it.
    let its_own = row.tag(before) == "CD"
        || row.dep(head) == "ROOT"
            && matches!(
                row.lemma(head),
                "son"
                    | "daughter"
                    | "wife"
                    | "husband"
                    | "nephew"
                    | "niece"
                    | "grandson"
                    | "granddaughter"
                    | "aide"
            );
    if of
        && !its_own
        && row.quantity(head).is_none()
        && !matches!(row.lemma(head), "number" | "member" | "people" | "group")
    {
        before
    } else {
        head
    }
}

/// The sufferer of the verb that a conjoined verb shares its arguments with: only where that verb is passive too.
fn object_of_head(row: &Row<'_, '_>, first: usize, found: &mut Vec<Sufferer>) {
    if let Some(subject) = row.child(first, &["nsubjpass"]) {
        found.push((subject, "casualties/shared"));
    } else if row.child(first, &["auxpass"]).is_some() || matches!(row.dep(first), "acl") {
        let sufferer = if row.dep(first) == "acl" { Some(row.head(first)) } else { subject_of(row, first) };
        found.extend(sufferer.map(|head| (head, "casualties/shared")));
    } else if row.child(first, OBJECTS).is_none() {
        found.extend(row.child(first, &["nsubj"]).map(|head| (head, "casualties/shared")));
    }
}

/// "die", "perish": the subject.
fn subject_verb(row: &Row<'_, '_>, verb: usize, found: &mut Vec<Sufferer>) {
    // "The attacker stabbed six; **two of them** died": the nearer of two subjects.
    // "**Three people**, all of them from one family, died": "all" is said of those before it.
    let all = |subject: usize| {
        matches!(row.word(subject), "all" | "both" | "most")
            && row.children(verb, SUBJECTS).any(|other| other < subject)
    };
    let nearer = row.children(verb, SUBJECTS).filter(|subject| *subject < verb && !all(*subject)).max();
    if let Some(subject) = nearer.or_else(|| row.child(verb, SUBJECTS)) {
        // "**A commander**, his driver and six bodyguards died": a list that the parser cut in two subjects.
        let first = row
            .children(verb, SUBJECTS)
            .filter(|first| list_goes_on(row, *first, subject) || and_then(row, *first, subject))
            .min();
        found.extend(first.map(|first| (first, "casualties/subject")));
        found.push((subject, "casualties/subject"));
        return;
    }
    match row.dep(verb) {
        "acl" => found.push((row.head(verb), "casualties/participle")),
        "amod" if matches!(row.tag(row.head(verb)), "NN" | "NNS" | "NNP") => {
            found.push((row.head(verb), "casualties/attributive"));
        }
        "oprd" | "ccomp" if row.child(row.head(verb), OBJECTS).is_some() => {
            found.extend(row.child(row.head(verb), OBJECTS).map(|object| (object, "casualties/result")));
        }
        _ => found.extend(subject_of(row, verb).map(|subject| (subject, "casualties/subject"))),
    }
}

/// "**Thirty victims and three bombers** died": whether the noun phrase of `first` ends in the "and" that `next` stands behind.
fn and_then(row: &Row<'_, '_>, first: usize, next: usize) -> bool {
    let start = row.analysis.subtree_span(next).start;
    first < next && row.before(start) == "and" && row.analysis.subtree_span(first).end == start
}

/// Whether the noun phrase of `next`, itself a list, stands right behind that of `first` and a comma.
pub(super) fn list_goes_on(row: &Row<'_, '_>, first: usize, next: usize) -> bool {
    let end = row.analysis.subtree_span(first).end;
    let start = row.analysis.subtree_span(next).start;
    // "**Sixty-seven hostages** and 50 fighters died": the list of two.
    let two =
        row.before(start) == "and" && row.quantity(start).is_some() && (end == start || end + 1 == start);
    first < next
        && (two || row.child(next, &["conj"]).is_some())
        && (two || row.before(start) == "," && (end == start || end + 1 == start))
        && row.group(first).is_some()
        && row.group(next).is_some()
}

/// "and **around twenty more**, including a teacher, were injured": the subject before words that the parser has lost it over.
pub(super) fn before_the_included(row: &Row<'_, '_>, verb: usize) -> Option<usize> {
    let sentence = row.sentence(verb);
    let close = (sentence.start..verb).rev().take(3).find(|at| row.word(*at) == ",")?;
    let opens = |at: usize| row.word(at) == "," && matches!(row.word(at + 1), "including" | "among");
    let comma = (close.saturating_sub(14).max(sentence.start)..close).rev().find(|at| opens(*at))?;
    let subject = comma.checked_sub(1)?;
    let counted = row.quantity(subject).is_some()
        || subject > sentence.start && row.quantity(subject - 1).is_some()
        || row.child(subject, &["nummod"]).is_some();
    (counted && row.tag(subject) != "CD" || row.quantity(subject).is_some()).then_some(subject)
}

/// Whether a word points back at the doer.
pub(crate) fn reflexive(word: &str) -> bool {
    matches!(word, "himself" | "herself" | "themselves" | "itself" | "self")
}

/// The first verb of a chain of conjoined verbs.
fn verb_above(row: &Row<'_, '_>, verb: usize) -> Option<usize> {
    let head = row.head(verb);
    (head != verb).then_some(head)
}

/// The subject that a verb has or shares with the verbs above it, a few steps up at most.
pub(crate) fn subject_of(row: &Row<'_, '_>, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..6 {
        if let Some(subject) = row.child(at, SUBJECTS) {
            return Some(subject);
        }
        // "31 were dead and **200 were** missing": which the parser hangs on the auxiliary.
        if let Some(subject) = row.child(at, &["aux", "auxpass"]).and_then(|aux| row.child(aux, SUBJECTS)) {
            return Some(subject);
        }
        let head = row.head(at);
        if head == at {
            return None;
        }
        match row.dep(at) {
            // A clause inside a noun phrase is about that noun.
            "acl" | "relcl" => return Some(head),
            "xcomp" | "ccomp" if row.child(head, OBJECTS).is_some() && row.tag(at) == "VB" => {
                return row.child(head, OBJECTS);
            }
            "conj" | "xcomp" | "ccomp" | "advcl" | "pcomp" | "prep" | "oprd" | "acomp" | "dep" | "aux"
            | "auxpass" | "attr" | "parataxis" => at = head,
            // "was killed after the blast, dying …": climb through the noun's preposition.
            "pobj" | "dobj" => at = head,
            _ => return None,
        }
    }
    None
}

/// What a relative pronoun stands for; the token itself for other words.
pub(crate) fn antecedent(row: &Row<'_, '_>, at: usize) -> usize {
    if !matches!(row.word(at), "who" | "which" | "that" | "whom") {
        return at;
    }
    let mut verb = row.head(at);
    for _ in 0..4 {
        if row.dep(verb) == "relcl" {
            return crate::tree::who(row.analysis, at, nearest(row, at, row.head(verb)));
        }
        if !matches!(row.dep(verb), "conj" | "ccomp" | "xcomp") {
            break;
        }
        verb = row.head(verb);
    }
    at
}
