//! Armed groups that no list holds, told by how their names are written and by the words beside them.

use super::Sketch;
use super::descriptions;
use super::names::phrase_text;
use crate::page::Passage;
use crate::tree;
use attest_language::Token;
use attest_lexicon::Table;
use attest_model::ActorKind;
use std::ops::Range;

/// Last words of the names that armed groups give themselves.
const ARMED_NAMES: [&str; 26] = [
    "front",
    "army",
    "brigade",
    "brigades",
    "battalion",
    "battalions",
    "movement",
    "militia",
    "resistance",
    "guard",
    "guards",
    "guardians",
    "volunteers",
    "fighters",
    "warriors",
    "mujahideen",
    "mujahedin",
    "mujahidin",
    "commando",
    "commandos",
    "cartel",
    "brotherhood",
    "alliance",
    "coalition",
    "column",
    "forces",
];

/// "22nd **Front** of the FARC", "a **column** of the ELN": a part of a group, and no group.
pub(super) fn is_unit(lemma: &str) -> bool {
    matches!(
        lemma,
        "front"
            | "column"
            | "unit"
            | "wing"
            | "cell"
            | "faction"
            | "commando"
            | "squad"
            | "bloc"
            | "branch"
            | "command"
            | "platoon"
    )
}

/// Whether the word is of a group of fighters, or of those in it.
fn fights(lemma: &str) -> bool {
    matches!(
        lemma,
        "fighter"
            | "militant"
            | "guerrilla"
            | "rebel"
            | "insurgent"
            | "jihadist"
            | "gunman"
            | "extremist"
            | "terrorist"
            | "commando"
            | "militiaman"
            | "member"
            | "column"
            | "cell"
            | "wing"
            | "faction"
    ) || is_body(lemma)
}

/// "the **group** Ostara Front", "the guerrilla **organization** Ostara Path": a word behind which its name stands.
fn is_body(lemma: &str) -> bool {
    matches!(
        lemma,
        "group"
            | "organization"
            | "organisation"
            | "movement"
            | "faction"
            | "militia"
            | "gang"
            | "cartel"
            | "network"
    )
}

/// "ORF **guerrillas**", "Ostara Front **rebels**", "members of the Ostara Front", "the rebel **group** Ostara Front".
pub(super) fn members(passage: &Passage<'_>, head: Token<'_>, base: &Sketch) -> Option<Sketch> {
    if !fights(&base.lemma) || head.tag().starts_with("NNP") {
        return None;
    }
    let analysis = &passage.analysis;
    let name = in_front(passage, head, base).or_else(|| {
        analysis.children(head.index()).find_map(|child| {
            let (objects, beside) = match child.dep() {
                "prep" if matches!(child.lemma(), "of" | "from") => {
                    (tree::pobjs(analysis, child.index()), false)
                }
                "appos" if child.index() > head.index() => (vec![child.index()], true),
                _ => return None,
            };
            let object = objects.into_iter().next()?;
            if beside && is_body(&base.lemma) {
                let words = tree::bare(analysis, object);
                let adjacent = words.start == head.index() + 1;
                return (adjacent && is_name(passage, &words)).then_some(words);
            }
            let mut object = object;
            // "members of the 22nd Front **of the Ostara Army**"
            if analysis.token(object).is_some_and(|token| is_unit(&token.lemma().to_lowercase()))
                && let Some(whole) = tree::prepositional(analysis, object, &["of"]).into_iter().next()
            {
                object = whole;
            }
            let token = analysis.token(object)?;
            let words = name_of(passage, token, &tree::bare(analysis, object))
                .or_else(|| is_acronym(passage, object).then_some(object..object + 1));
            words.filter(|_| !beside || is_body(&base.lemma) || base.lemma == "wing")
        })
    })?;
    let kind = descriptions::description(passage, head, tree::core(analysis, head.index()), base)
        .map(|told| told.kind)
        .filter(|kind| {
            matches!(kind, ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia)
        })
        .unwrap_or(ActorKind::Unknown);
    Some(Sketch { name: phrase_text(passage, name), named: true, kind, ..base.clone() })
}

/// "A group **calling itself the Owls of Tolsa**", "a militia known as the Owls": the words of the name that it goes by.
pub(crate) fn own_name(passage: &Passage<'_>, head: usize) -> Option<Range<usize>> {
    let analysis = &passage.analysis;
    let noun = analysis.token(head).filter(|noun| {
        is_body(noun.lemma())
            || is_unit(noun.lemma())
            || matches!(noun.lemma(), "brigade" | "outfit" | "alliance")
    })?;
    let called = analysis.children(noun.index()).filter(|verb| {
        matches!(verb.dep(), "acl" | "relcl")
            && matches!(verb.lemma(), "call" | "name" | "dub" | "style" | "term" | "know" | "identify")
    });
    let names = called.flat_map(|verb| {
        let direct = analysis
            .children(verb.index())
            .filter(|word| matches!(word.dep(), "oprd" | "dobj" | "attr" | "ccomp"))
            .map(Token::index);
        direct.chain(tree::prepositional(analysis, verb.index(), &["as"])).collect::<Vec<_>>()
    });
    names
        .map(|name| with_of(analysis, tree::bare(analysis, name)))
        .map(|words| without_article(analysis, words))
        .find(|words| {
            let particle = |word: &Token<'_>| {
                matches!(word.text(), "-" | "of" | "the" | "for" | "al" | "el" | "ul" | "and" | "de" | "del")
            };
            let capital = |word: Token<'_>| word.text().starts_with(char::is_uppercase);
            let written = (1..=8).contains(&words.len())
                && analysis.tokens_in(words.clone()).all(|word| capital(word) || particle(&word))
                && analysis.token(words.start).is_some_and(capital);
            written && !analysis.tokens_in(words.clone()).any(|word| word.kind() == "DATE")
        })
}

/// "the Red Owls **of Justice**": a name over its "of".
fn with_of(analysis: &attest_language::Analysis, mut words: Range<usize>) -> Range<usize> {
    let capital = |at: usize| {
        analysis
            .token(at)
            .is_some_and(|word| word.tag().starts_with("NNP") && word.text().starts_with(char::is_uppercase))
    };
    if analysis.token(words.end).is_some_and(|of| of.text() == "of") && capital(words.end + 1) {
        words.end += 2;
        while capital(words.end) {
            words.end += 1;
        }
    }
    words
}

fn without_article(analysis: &attest_language::Analysis, mut words: Range<usize>) -> Range<usize> {
    while analysis.token(words.start).is_some_and(|word| word.pos() == "DET" && words.contains(&word.index()))
    {
        words.start += 1;
    }
    words
}

/// Whoever goes by such a name: a listed one, or one that only the report gives.
pub(super) fn self_named(
    passage: &Passage<'_>,
    lexicon: &attest_lexicon::Lexicon,
    head: Token<'_>,
    base: &Sketch,
) -> Option<Sketch> {
    let words = own_name(passage, head.index())?;
    let listed =
        passage.actors_in(&words).next().and_then(|hit| lexicon.actor(&hit.id).map(|actor| (hit, actor)));
    if let Some((hit, actor)) = listed {
        return Some(Sketch {
            name: actor.label().to_owned(),
            entry: Some(hit.id.to_string()),
            country: actor.countries.first().cloned(),
            named: true,
            kind: actor.kind,
            ..base.clone()
        });
    }
    Some(Sketch { name: phrase_text(passage, words), named: true, kind: ActorKind::Unknown, ..base.clone() })
}

/// The name right before the word for its people: an acronym, or words of which the last is one that groups call themselves by.
fn in_front(passage: &Passage<'_>, head: Token<'_>, base: &Sketch) -> Option<Range<usize>> {
    let analysis = &passage.analysis;
    let mut last = head.index().checked_sub(1)?;
    // "the ORF **guerrilla** group"
    let plain =
        |at: usize| analysis.token(at).is_some_and(|token| token.text().chars().all(char::is_lowercase));
    while last > base.words.start && head.index() - last < 3 && plain(last) {
        last -= 1;
    }
    if last < base.words.start {
        return None;
    }
    if is_acronym(passage, last) {
        return Some(last..last + 1);
    }
    let token = analysis.token(last)?;
    name_of(passage, token, &(base.words.start..last + 1)).or_else(|| labelled(passage, base, last + 1))
}

/// "the **Ostara Path** rebels": a name of two or more words that the model takes for an organisation's, whatever its last word.
fn labelled(passage: &Passage<'_>, base: &Sketch, end: usize) -> Option<Range<usize>> {
    let analysis = &passage.analysis;
    let named = |at: usize| {
        analysis.token(at).is_some_and(|token| token.kind() == "ORG" && token.tag().starts_with("NNP"))
    };
    let mut first = end;
    while first > base.words.start && named(first - 1) {
        first -= 1;
    }
    let words = first..end;
    (words.len() >= 2
        && matches!(
            base.lemma.as_str(),
            "rebel" | "guerrilla" | "insurgent" | "militant" | "jihadist" | "fighter"
        )
        && is_name(passage, &words))
    .then_some(words)
}

/// Three to eight capitals that stand for no country, outlet, title or weapon.
fn is_acronym(passage: &Passage<'_>, index: usize) -> bool {
    let Some(token) = passage.analysis.token(index) else { return false };
    let letters = token.text().chars().filter(|c| *c != '-').count();
    (3..=8).contains(&letters)
        && token.text().chars().all(|c| c.is_uppercase() || c == '-')
        && token.tag().starts_with("NN")
        && !told_otherwise(passage, &(index..index + 1))
}

/// Whether some table tells the words to be a country's, an outlet's, a title or a thing.
fn told_otherwise(passage: &Passage<'_>, words: &Range<usize>) -> bool {
    passage
        .terms
        .iter()
        .filter(|hit| hit.first >= words.start && hit.last < words.end)
        .flat_map(|hit| &hit.entries)
        .any(|term| {
            term.country().is_some()
                || matches!(term.table, Table::Outlets | Table::Titles)
                || term.weapon().is_some()
        })
}

/// Two to six words, each with a capital: a name, and no country's.
fn is_name(passage: &Passage<'_>, words: &Range<usize>) -> bool {
    let analysis = &passage.analysis;
    let written = |token: Token<'_>| token.text().starts_with(char::is_uppercase) || token.text() == "-";
    (1..=6).contains(&words.len())
        && analysis.tokens_in(words.clone()).all(written)
        && analysis.tokens_in(words.clone()).any(|token| token.tag().starts_with("NNP"))
        && !told_otherwise(passage, words)
}

/// The words of a name that ends in a word that groups call themselves by: the run of capitals up to it, and "of …" behind it.
fn name_of(passage: &Passage<'_>, head: Token<'_>, within: &Range<usize>) -> Option<Range<usize>> {
    let analysis = &passage.analysis;
    // The tagger takes "Front" in front of a noun for an adjective.
    let named = head.tag().starts_with("NNP")
        || head.dep() == "compound" && head.text().starts_with(char::is_uppercase);
    if !ARMED_NAMES.contains(&head.text().to_lowercase().as_str()) || !named {
        return None;
    }
    let capital = |at: usize| {
        analysis
            .token(at)
            .is_some_and(|token| token.text().starts_with(char::is_uppercase) || token.text() == "-")
    };
    let mut first = head.index();
    while first > within.start && capital(first - 1) {
        first -= 1;
    }
    let behind = head.index() + 1;
    let mut end = behind;
    // "the Army **of National Liberation**"
    for of in analysis.children(head.index()).filter(|child| child.index() == behind && child.lemma() == "of")
    {
        for object in tree::pobjs(analysis, of.index()).into_iter().take(1) {
            let words = tree::bare(analysis, object);
            if words.end > of.index() && words.clone().all(capital) {
                end = words.end;
            }
        }
    }
    let words = first..end;
    // "The Malian Army", "United States Army": what belongs to a country is told by the rule for forces.
    (words.len() >= 2 && capital(first) && !told_otherwise(passage, &words)).then_some(words)
}

/// "The Ostara Liberation Front": a group by the last word of its name. Of its kind the name tells nothing.
pub(super) fn organisation(passage: &Passage<'_>, head: Token<'_>, base: &Sketch) -> Option<Sketch> {
    if head.dep() == "compound" {
        return None;
    }
    let words = name_of(passage, head, &base.words).or_else(|| beside_its_word(passage, head, base))?;
    let name = phrase_text(passage, words.clone());
    Some(Sketch { name, named: true, kind: ActorKind::Unknown, words, ..base.clone() })
}

/// "the guerrilla **organization** Ostara Path killed two": the parser takes the word and the name behind it for two subjects.
fn beside_its_word(passage: &Passage<'_>, head: Token<'_>, base: &Sketch) -> Option<Range<usize>> {
    let words = base.words.clone();
    let before = passage.analysis.token(words.start.checked_sub(1)?)?;
    let one = before.dep() == head.dep() && before.head().index() == head.head().index();
    (one && before.tag() == "NN" && is_body(before.lemma()) && is_name(passage, &words)).then_some(words)
}
