//! Walks over a tree: subjects, noun phrases, verb groups.
//!
//! The rules of this room ask the same few questions of a verb: who is its subject, even where a participle or a second verb
//! borrows it; is it passive; is it denied; which words are its group. They are answered here once. Every walk is bounded, so
//! that no odd tree can make it long.

use attest_language::{Analysis, Token};
use std::ops::Range;

/// How many steps a walk towards the root may take.
const STEPS: usize = 12;

/// The subject of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Subject {
    /// Head token of the subject.
    pub token: usize,
    /// Whether it is the verb's own subject, not one shared with or borrowed from another verb.
    pub own: bool,
    /// It is the subject of a passive verb group.
    pub passive: bool,
    /// It stands for nothing: "it is said", "there is".
    pub empty: bool,
}

/// Whether the token is this word, whatever its case.
pub(crate) fn is(analysis: &Analysis, index: usize, word: &str) -> bool {
    analysis.token(index).is_some_and(|token| token.text().eq_ignore_ascii_case(word))
}

/// Whether the token is one of these words, whatever their case.
pub(crate) fn is_any(analysis: &Analysis, index: usize, words: &[&str]) -> bool {
    analysis
        .token(index)
        .is_some_and(|token| words.iter().any(|word| token.text().eq_ignore_ascii_case(word)))
}

/// Whether the token's base form is one of these words.
pub(crate) fn lemma_any(token: Token<'_>, words: &[&str]) -> bool {
    words.iter().any(|word| token.lemma().eq_ignore_ascii_case(word))
}

/// The first child with one of these labels.
pub(crate) fn child<'a>(analysis: &'a Analysis, of: usize, labels: &[&str]) -> Option<Token<'a>> {
    analysis.children(of).find(|token| labels.contains(&token.dep()))
}

/// The child preposition `word` of `of`.
pub(crate) fn preposition<'a>(analysis: &'a Analysis, of: usize, words: &[&str]) -> Option<Token<'a>> {
    analysis.children(of).find(|token| {
        matches!(token.dep(), "prep" | "agent" | "dative")
            && words.iter().any(|word| token.text().eq_ignore_ascii_case(word))
    })
}

/// What a preposition governs.
pub(crate) fn object_of(analysis: &Analysis, preposition: usize) -> Option<Token<'_>> {
    child(analysis, preposition, &["pobj", "pcomp"])
}

/// Whether the token can be a verb of a clause. "The group **claims** it killed 200": where the tagger saw a noun, but the tree gives it
/// a subject and a clause for its object, the tree is right.
pub(crate) fn is_verb(token: Token<'_>) -> bool {
    let has = |labels: &[&str]| token.children().any(|child| labels.contains(&child.dep()));
    matches!(token.pos(), "VERB" | "AUX")
        || token.tag().starts_with("VB")
        || token.is_root() && token.tag().starts_with("NN") && has(&["nsubj"]) && has(&["ccomp"])
}

/// Whether the token is punctuation (quotation marks too).
pub(crate) fn is_punct(token: Token<'_>) -> bool {
    token.pos() == "PUNCT" || token.is_space() || token.text().chars().all(|c| !c.is_alphanumeric())
}

/// Whether the verb is in the passive, a bare participle ("reported by") included.
pub(crate) fn is_passive(analysis: &Analysis, verb: usize) -> bool {
    // "documented the killing **by settlers**": the doer of the noun, whatever the parser hangs him on.
    let active = child(analysis, verb, &["nsubj"]).is_some() && child(analysis, verb, &["dobj"]).is_some();
    if child(analysis, verb, &["auxpass", "nsubjpass", "csubjpass"]).is_some()
        || !active && child(analysis, verb, &["agent"]).is_some()
    {
        return true;
    }
    analysis.token(verb).is_some_and(|token| {
        token.tag() == "VBN"
            && matches!(token.dep(), "acl" | "amod" | "advcl")
            && child(analysis, verb, &["aux", "nsubj"]).is_none()
            && !speaks_of_a_clause(analysis, verb)
    })
}

/// "The government, which rarely comments, **acknowledged** that …": a verb that the parser took for a participle of its subject.
fn speaks_of_a_clause(analysis: &Analysis, verb: usize) -> bool {
    analysis.token(verb).is_some_and(|token| {
        token.dep() == "acl"
            && token.tag() == "VBN"
            && token.head().is_root()
            && child(analysis, verb, &["ccomp"]).is_some()
            && child(analysis, verb, &["agent", "auxpass"]).is_none()
    })
}

/// Verbs of saying and holding in words that say nothing: "**carried out** the bombing", "**holding** students **hostage**", "a girl
/// **thought to be** ten blew herself up" (what others think of her, which the parser takes for what she thinks).
pub(crate) fn says_nothing(analysis: &Analysis, token: Token<'_>) -> bool {
    let verb = token.index();
    let out = token.lemma() == "carry" && is(analysis, verb + 1, "out");
    let captives = token.lemma() == "hold"
        && analysis
            .tokens_in(verb..(verb + 6).min(analysis.len()))
            .any(|word| matches!(word.lemma(), "hostage" | "captive" | "prisoner"));
    let thought_of = matches!(token.tag(), "VBD" | "VBN")
        && !is_passive(analysis, verb)
        && lemma_any(
            token,
            &["think", "believe", "say", "presume", "suspect", "allege", "report", "know", "understand"],
        )
        && is(analysis, verb + 1, "to")
        && is_any(analysis, verb + 2, &["be", "have"]);
    // "Civilians **reported** injured: 2": the words of a form.
    let in_a_form = token.lemma() == "report"
        && !is_passive(analysis, verb)
        && is_any(analysis, verb + 1, &["killed", "injured", "wounded", "dead", "missing", "hurt"]);
    out || captives || thought_of || in_a_form
}

/// Whether the verb is denied: "did not say", "never said", "no one said".
pub(crate) fn is_negated(analysis: &Analysis, verb: usize) -> bool {
    analysis.children(verb).any(|token| token.dep() == "neg" || lemma_any(token, &["not", "never"]))
}

/// The subject of a verb: its own, or the one that it shares with the verb it is joined to, borrows from the verb above it, or
/// takes from the noun it describes.
pub(crate) fn subject(analysis: &Analysis, verb: usize) -> Option<Subject> {
    let mut at = verb;
    for step in 0..STEPS {
        // "attacked a wedding, a hospital and a funeral on Saturday, **officials** said": of two subjects before a verb, the nearer.
        let subjects = || {
            analysis.children(at).filter(|token| matches!(token.dep(), "nsubj" | "nsubjpass" | "csubjpass"))
        };
        let mut nearer = subjects().filter(|token| {
            let start = analysis.subtree_span(token.index()).start;
            start > 0
                && is(analysis, start - 1, ",")
                && token.index() < at
                && analysis.subtree_span(token.index()).end == at
                && !token.tag().starts_with('W')
        });
        if let Some(token) = nearer.next_back().or_else(|| subjects().next()) {
            let passive = matches!(token.dep(), "nsubjpass" | "csubjpass");
            return Some(Subject { token: token.index(), own: step == 0, passive, empty: false });
        }
        if let Some(token) = child(analysis, at, &["expl"]) {
            return Some(Subject { token: token.index(), own: step == 0, passive: false, empty: true });
        }
        let here = analysis.token(at)?;
        let head = analysis.head(at);
        if head == at {
            return None;
        }
        match here.dep() {
            "conj" | "xcomp" | "advcl" | "pcomp" | "prep" | "dep" => at = head,
            "ccomp" if here.tag() == "VBG" => at = head,
            "acl" if speaks_of_a_clause(analysis, at) => {
                return Some(Subject { token: head, own: true, passive: false, empty: false });
            }
            // "A grave was found, **the group said, blaming** the army": who says it blames, and not the grave.
            "acl" if here.tag() == "VBG" && teller_between(analysis, head, at).is_some() => {
                let token = teller_between(analysis, head, at)?;
                return Some(Subject { token, own: false, passive: false, empty: false });
            }
            "acl" | "relcl" => {
                return Some(Subject { token: head, own: false, passive: false, empty: false });
            }
            _ => return None,
        }
        let above = analysis.token(at)?;
        if !is_verb(above) && here.dep() != "pcomp" && here.dep() != "prep" {
            // A participle that describes a noun: the noun is the subject.
            let noun = matches!(above.pos(), "NOUN" | "PROPN" | "PRON");
            return noun.then_some(Subject { token: at, own: false, passive: false, empty: false });
        }
    }
    None
}

/// Who speaks in the parenthesis between a noun and a participle that the parser hangs on it.
fn teller_between(analysis: &Analysis, noun: usize, participle: usize) -> Option<usize> {
    let above = analysis.token(noun)?.head();
    let said = analysis.children(above.index()).find(|word| {
        word.dep() == "parataxis" && (noun..participle).contains(&word.index()) && is_verb(*word)
    })?;
    child(analysis, said.index(), &["nsubj"]).map(Token::index)
}

/// The noun that a relative pronoun stands for: "who" in "residents who fled said".
pub(crate) fn antecedent(analysis: &Analysis, pronoun: usize) -> Option<usize> {
    if !is_any(analysis, pronoun, &["who", "which", "that", "whom", "whose"]) {
        return None;
    }
    analysis
        .ancestors(pronoun)
        .take(STEPS)
        .find(|token| token.dep() == "relcl")
        .map(|clause| clause.head().index())
}

/// The words of the noun phrase headed by `head`, without the punctuation at its ends, and without any of the tokens in
/// `without` (the range is cut before or after them).
pub(crate) fn noun_phrase(analysis: &Analysis, head: usize, without: &Range<usize>) -> Range<usize> {
    let mut range = analysis.subtree_span(head);
    if without.start > head && without.start < range.end {
        range.end = without.start;
    }
    if without.end <= head && without.end > range.start {
        range.start = without.end;
    }
    trim(analysis, range)
}

/// A range without white space, punctuation and joining words at its ends. Closing brackets and quotation marks that belong
/// to the phrase stay.
pub(crate) fn trim(analysis: &Analysis, mut range: Range<usize>) -> Range<usize> {
    let loose = |token: Token<'_>| {
        token.is_space()
            || matches!(
                token.text(),
                "," | ";" | ":" | "." | "—" | "–" | "-" | "--" | "…" | "..." | "\"" | "“" | "''" | "?" | "!"
            )
    };
    while range.end > range.start
        && analysis.token(range.end - 1).is_some_and(|token| loose(token) || token.text() == "”")
    {
        range.end -= 1;
    }
    while range.start < range.end
        && analysis.token(range.start).is_some_and(|token| {
            loose(token) || matches!(token.dep(), "cc" | "preconj") && token.pos() == "CCONJ"
        })
    {
        range.start += 1;
    }
    range
}

/// The words of the verb group: auxiliaries, negation and adverbs before the verb, particles behind it.
pub(crate) fn verb_group(analysis: &Analysis, verb: usize) -> Range<usize> {
    let mut range = verb..verb + 1;
    while range.start > 0 {
        let before = range.start - 1;
        let Some(token) = analysis.token(before) else { break };
        let belongs = token.head().index() == verb
            && matches!(token.dep(), "aux" | "auxpass" | "neg" | "advmod")
            && !is_punct(token)
            && !matches!(token.tag(), "WRB");
        if !belongs {
            break;
        }
        range.start = before;
    }
    while let Some(token) = analysis.token(range.end) {
        if token.head().index() != verb || token.dep() != "prt" {
            break;
        }
        range.end += 1;
    }
    range
}

/// The pieces of `range` that are left when `cuts` are taken out, each trimmed; in text order.
pub(crate) fn pieces(analysis: &Analysis, range: &Range<usize>, cuts: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut cuts: Vec<Range<usize>> =
        cuts.iter().filter(|cut| cut.start < range.end && cut.end > range.start).cloned().collect();
    cuts.sort_by_key(|cut| (cut.start, cut.end));
    let mut out = Vec::new();
    let mut at = range.start;
    for cut in cuts {
        if cut.start > at {
            out.push(at..cut.start);
        }
        at = at.max(cut.end);
    }
    if at < range.end {
        out.push(at..range.end);
    }
    out.into_iter().map(|piece| trim_content(analysis, piece)).filter(|piece| !piece.is_empty()).collect()
}

/// A content without the commas and spaces around it; its quotation marks stay.
pub(crate) fn trim_content(analysis: &Analysis, mut range: Range<usize>) -> Range<usize> {
    let loose = |token: Token<'_>| {
        token.is_space() || matches!(token.text(), "," | ";" | ":" | "—" | "–" | "-" | "--")
    };
    while range.end > range.start
        && analysis.token(range.end - 1).is_some_and(|token| loose(token) || token.text() == ".")
    {
        range.end -= 1;
    }
    while range.start < range.end && analysis.token(range.start).is_some_and(loose) {
        range.start += 1;
    }
    range
}
