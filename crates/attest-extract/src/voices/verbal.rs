//! Speech and attitude told by a verb with a subject: "police said twelve died", "twelve died, police said", "the army denied
//! the attack", "the ministry plans to", "he was accused by villagers of".
//!
//! The lexicon says which shapes a verb takes; this file looks whether the sentence has one of them. A verb that has none of
//! its shapes is no cue ("the road shows signs of use" against "footage shows that"). Rules:
//!
//! - `voice/verb-clause`: the content is a clause, before, after or around the verb;
//! - `voice/verb-quote`: it stands in quotation marks beside the verb;
//! - `voice/verb-after`: the words before "…, X said" that the tree leaves apart;
//! - `voice/verb-as`: "as X said, …";
//! - `voice/verb-object`: "X confirmed the attack", "X called for a truce", "X accused Y of …";
//! - `voice/verb-infinitive`: "X plans to …", "X denied firing";
//! - `voice/seems`: "appears to …", without a speaker.
//!
//! Passives are read in [`passive`](super::passive).

use super::cue::CueWord;
use super::draft::{Draft, SourceWords};
use super::literal;
use super::passive::passive;
use super::quotation::Quotation;
use super::subjects::{inverted, issuer, lost, set_apart, teller, turned};
use super::syntax::{self, Subject, child, is_punct, is_verb, object_of, preposition, subject, verb_group};
use crate::page::Passage;
use attest_language::{Analysis, Token};
use attest_lexicon::{Frame, Pos};
use std::ops::Range;

/// What a rule reads in one passage.
pub(crate) struct Scene<'p, 'k> {
    /// Index of the passage.
    pub index: usize,
    /// The passage.
    pub passage: &'p Passage<'k>,
    /// The quotations of the passage.
    pub quotes: &'p [Quotation],
}

impl Scene<'_, '_> {
    pub(crate) fn analysis(&self) -> &Analysis {
        &self.passage.analysis
    }

    /// The speech quotations that touch these tokens.
    pub(crate) fn quotes_in<'s>(&'s self, tokens: &'s Range<usize>) -> impl Iterator<Item = &'s Quotation> {
        self.quotes.iter().filter(|quote| {
            quote.passage == self.index
                && quote.speech
                && quote.tokens.start < tokens.end
                && tokens.start < quote.tokens.end
        })
    }

    /// Whether the token stands inside a speech quotation.
    pub(crate) fn is_quoted(&self, token: usize) -> bool {
        self.quotes.iter().any(|quote| quote.speech && quote.holds(self.index, token))
    }
}

/// The attribution that the verb `word` makes, if it makes one.
pub(crate) fn read(scene: &Scene<'_, '_>, word: &CueWord) -> Option<Draft> {
    let analysis = scene.analysis();
    let verb = word.head;
    let token = analysis.token(verb)?;
    if word.pos != Pos::Verb
        || matches!(token.dep(), "aux" | "auxpass" | "compound" | "case")
        || syntax::says_nothing(analysis, token)
        || is_said_in_quoting(analysis, token)
    {
        return None;
    }
    let cue = cue_range(analysis, word);
    if syntax::is_passive(analysis, verb) {
        return passive(scene, word, &cue);
    }
    if token.dep() == "amod" && token.tag() != "VBG" {
        return None;
    }
    let who =
        subject(analysis, verb).filter(|who| !(who.passive && who.own)).map(|who| turned(scene, word, who));
    if word.frames.only_impersonal() && !who.is_some_and(|who| who.empty) {
        return seems(scene, word, cue, who);
    }
    let apart = set_apart(scene, word, &cue);
    let source = match who {
        _ if apart.is_some() => apart,
        Some(who) if who.empty => return impersonal(scene, word, cue),
        Some(who) => Some(source_words(scene, issuer(scene, teller(scene, who, verb)), &cue)),
        None => inverted(scene, word).or_else(|| lost(scene, word, &cue)),
    };
    let (content, rule) = active_content(scene, word, &cue, source.as_ref())?;
    let as_saying = quoted_as_saying(scene, verb);
    let content = as_saying.as_ref().map_or(content, |(_, said)| vec![said.clone()]);
    if content.is_empty() {
        return None;
    }
    if literal::says_nothing(scene, token, source.as_ref(), rule) {
        return None;
    }
    // A verb without any subject is a cue only where it plainly speaks: headlines, notes, imperatives are not.
    if source.is_none() && !(word.speech && matches!(rule, "voice/verb-quote" | "voice/verb-after")) {
        return None;
    }
    let mut draft = Draft::new(scene.index, word, cue, source, content, rule);
    if let Some((cited, _)) = as_saying {
        draft.cited.push(cited);
    } else if syntax::lemma_any(token, &["cite", "quote"]) && rule == "voice/verb-clause" {
        draft.cited.extend(child(analysis, verb, &["dobj"]).map(|cited| SourceWords {
            tokens: syntax::noun_phrase(analysis, cited.index(), &(verb..verb + 1)),
            head: cited.index(),
        }));
    }
    draft.via = told_outlet(scene, word);
    Some(draft)
}

/// "The paper quoted **a survivor as saying** that eight had died": whom it quotes, and what that one says.
fn quoted_as_saying(scene: &Scene<'_, '_>, verb: usize) -> Option<(SourceWords, Range<usize>)> {
    let analysis = scene.analysis();
    if !syntax::lemma_any(analysis.token(verb)?, &["cite", "quote"]) {
        return None;
    }
    let cited = child(analysis, verb, &["dobj"])?;
    let saying = [verb, cited.index()]
        .into_iter()
        .filter_map(|at| preposition(analysis, at, &["as"]))
        .find_map(|by| child(analysis, by.index(), &["pcomp"]))?;
    // The tree may tear off what stands behind a comma.
    let end = right_side(analysis, verb, saying.index() + 1).last().map_or(0, |words| words.end);
    let mut said = saying.index() + 1..analysis.subtree_span(saying.index()).end.max(end);
    if syntax::is(analysis, said.start, "that") {
        said.start += 1;
    }
    let said = syntax::trim_content(analysis, said);
    let tokens = syntax::noun_phrase(analysis, cited.index(), &(verb..verb + 1));
    (!said.is_empty()).then_some((SourceWords { tokens, head: cited.index() }, said))
}

/// Whether the verb is the "saying" of such a quotation: told by the verb of quoting.
fn is_said_in_quoting(analysis: &Analysis, token: Token<'_>) -> bool {
    let by = token.head();
    let above = by.head();
    let verb = if above.dep() == "dobj" { above.head() } else { above };
    token.dep() == "pcomp"
        && by.lemma() == "as"
        && syntax::lemma_any(verb, &["cite", "quote"])
        && !syntax::is_passive(analysis, verb.index())
        && child(analysis, verb.index(), &["dobj"]).is_some()
}

/// "X told the agency that": the outlet stands between the article and X.
pub(super) fn told_outlet(scene: &Scene<'_, '_>, word: &CueWord) -> Option<SourceWords> {
    if !word.speech {
        return None;
    }
    let analysis = scene.analysis();
    let direct =
        child(analysis, word.head, &["dobj", "dative"]).filter(|_| word.frames.has(Frame::Recipient));
    let to = || preposition(analysis, word.head, &["to"]).and_then(|to| object_of(analysis, to.index()));
    let told = direct.or_else(to)?;
    let tokens = syntax::noun_phrase(analysis, told.index(), &(word.head..word.head + 1));
    let outlet = scene.passage.outlets_in(&tokens).next().is_some();
    outlet.then_some(SourceWords { tokens, head: told.index() })
}

/// The words of the cue: the verb group, widened to the words of the lexicon's form.
fn cue_range(analysis: &Analysis, word: &CueWord) -> Range<usize> {
    let group = verb_group(analysis, word.head);
    group.start.min(word.tokens.start)..group.end.max(word.tokens.end)
}

pub(super) fn source_words(scene: &Scene<'_, '_>, who: Subject, cue: &Range<usize>) -> SourceWords {
    SourceWords::of(scene.passage, who.token, cue)
}

/// "It is said that", "it appears that": nobody speaks.
fn impersonal(scene: &Scene<'_, '_>, word: &CueWord, cue: Range<usize>) -> Option<Draft> {
    if !word.frames.has(Frame::Impersonal) {
        return None;
    }
    let analysis = scene.analysis();
    let clause = child(analysis, word.head, &["ccomp", "xcomp", "advcl"])?;
    let content = vec![clause_range(analysis, clause, &cue)];
    Some(Draft::new(scene.index, word, cue, None, content, "voice/impersonal"))
}

/// "The fighters appear to have left": the subject is part of what seems to be so, and nobody says it.
fn seems(scene: &Scene<'_, '_>, word: &CueWord, cue: Range<usize>, who: Option<Subject>) -> Option<Draft> {
    let analysis = scene.analysis();
    let complement = child(analysis, word.head, &["xcomp", "oprd", "acomp", "ccomp", "prep"]).is_some();
    let who = who.filter(|who| who.empty || who.own)?;
    if !complement {
        return None;
    }
    let mut content = Vec::new();
    if !who.empty {
        content.push(syntax::noun_phrase(analysis, who.token, &cue));
    }
    content.extend(right_side(analysis, word.head, cue.end));
    Some(Draft::new(scene.index, word, cue, None, content, "voice/seems"))
}

/// What an active verb gives to its subject, and by which rule.
fn active_content(
    scene: &Scene<'_, '_>,
    word: &CueWord,
    cue: &Range<usize>,
    source: Option<&SourceWords>,
) -> Option<(Vec<Range<usize>>, &'static str)> {
    let analysis = scene.analysis();
    let frames = word.frames;
    let mut cuts = vec![cue.clone()];
    cuts.extend(source.map(|source| source.tokens.clone()));
    let clausal = frames.has(Frame::Clause) || frames.has(Frame::Recipient) || frames.has(Frame::Quote);
    if clausal && let Some(content) = clause_content(scene, word, &cuts) {
        return Some((content, "voice/verb-clause"));
    }
    if word.speech
        && let Some(content) = in_a_statement(analysis, word.head)
    {
        return Some((vec![content], "voice/verb-clause"));
    }
    if clausal
        && word.speech
        && let Some(content) = parenthesis(analysis, word.head, &cuts)
    {
        return Some((content, "voice/verb-as"));
    }
    if (frames.has(Frame::Quote) || frames.has(Frame::Clause))
        && let Some(content) = quoted_beside(scene, word)
    {
        return Some((content, "voice/verb-quote"));
    }
    if frames.has(Frame::Quote)
        && word.speech
        && let Some(content) = said_before(scene, word, &cuts)
    {
        return Some((content, "voice/verb-after"));
    }
    if frames.has(Frame::Infinitive) && child(analysis, word.head, &["xcomp"]).is_some_and(is_verb) {
        return Some((right_side(analysis, word.head, cue.end), "voice/verb-infinitive"));
    }
    if has_object(analysis, word) {
        return Some((right_side(analysis, word.head, cue.end), "voice/verb-object"));
    }
    None
}

/// "said **in a statement that** 12 had died": the tree hangs the clause on the writing.
fn in_a_statement(analysis: &Analysis, verb: usize) -> Option<Range<usize>> {
    if child(analysis, verb, &["ccomp", "dobj"]).is_some() {
        return None;
    }
    let clause = analysis
        .children(verb)
        .filter(|word| {
            word.dep() == "prep"
                && word.index() > verb
                && matches!(word.lemma(), "in" | "on" | "to" | "via" | "at" | "through")
        })
        .flat_map(|word| analysis.children(word.index()).filter(|noun| noun.dep() == "pobj"))
        .flat_map(|noun| analysis.subtree(noun.index()).filter(move |clause| clause.index() > noun.index()))
        .find(|clause| {
            matches!(clause.dep(), "acl" | "ccomp" | "relcl")
                && (analysis
                    .children(clause.index())
                    .any(|mark| mark.dep() == "mark" && mark.lemma() == "that")
                    // "in a press release **that two soldiers died**": a dying has no object.
                    || syntax::is(analysis, analysis.subtree_span(clause.index()).start, "that")
                        && matches!(clause.lemma(), "die" | "kill" | "be" | "explode" | "crash")
                        && child(analysis, clause.index(), &["nsubj", "nsubjpass"])
                            .is_some_and(|subject| !syntax::is(analysis, subject.index(), "that")))
        })?;
    let mut range = analysis.subtree_span(clause.index());
    if syntax::is(analysis, range.start, "that") {
        range.start += 1;
    }
    let range = syntax::trim_content(analysis, range);
    (!range.is_empty()).then_some(range)
}

/// A clause that is the verb's complement.
fn clause_content(scene: &Scene<'_, '_>, word: &CueWord, cuts: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
    let analysis = scene.analysis();
    let mut out = Vec::new();
    // "said **on Wednesday they had fired** missiles": the parser takes the clause behind the day for an adverb's.
    let bare = |token: &Token<'_>| {
        word.speech
            && token.dep() == "advcl"
            && token.index() > word.head
            && matches!(token.tag(), "VBD" | "VBN" | "VBZ" | "VBP")
            && analysis.children(token.index()).any(|own| matches!(own.dep(), "nsubj" | "nsubjpass"))
            && !analysis.children(token.index()).any(|own| {
                own.dep() == "mark"
                    || own.dep() == "advmod"
                        && matches!(
                            own.text().to_lowercase().as_str(),
                            "when" | "where" | "as" | "while" | "how"
                        )
            })
            && child(analysis, word.head, &["ccomp"]).is_none()
    };
    for clause in analysis
        .children(word.head)
        .filter(|token| matches!(token.dep(), "ccomp" | "parataxis") || bare(token))
    {
        // "said: …", "said …" with the words behind; "…, said" with the words before.
        if clause.dep() == "parataxis" && !(word.speech && is_verb(clause)) {
            continue;
        }
        let mut range = analysis.subtree_span(clause.index());
        // "Six were killed, said the mayor; the army denied …": what a semicolon parts off is a sentence of its own.
        if clause.index() < word.head && (range.end..word.head).any(|at| syntax::is(analysis, at, ";")) {
            continue;
        }
        // "Shelling killed three, **state media reported**, and a strike killed eight, activists said": each the words before it.
        if clause.index() < word.head
            && matches!(clause.lemma(), "say" | "report" | "tell" | "add" | "announce" | "state")
            && analysis
                .children(clause.index())
                .any(|own| own.dep() == "ccomp" && own.index() < clause.index())
            && let Some(own) = analysis
                .children(clause.index())
                .find(|own| own.dep() == "conj" && is_verb(*own) && own.index() > clause.index())
        {
            range = analysis.subtree_span(own.index());
        }
        if syntax::is(analysis, range.start, "that")
            && analysis.token(range.start).is_some_and(|token| token.dep() == "mark")
        {
            range.start += 1;
        }
        if clause.index() > word.head {
            range.start = range.start.max(word.tokens.end);
            // "… said it was an accident; **the opposition blamed** …": another speaks.
            let other = |from: usize| {
                (from..range.end).any(|at| {
                    analysis.token(at).is_some_and(|token| {
                        is_verb(token)
                            && matches!(
                                token.lemma(),
                                "say"
                                    | "deny"
                                    | "blame"
                                    | "claim"
                                    | "report"
                                    | "accuse"
                                    | "call"
                                    | "reject"
                                    | "dispute"
                            )
                            && child(analysis, at, &["nsubj"]).is_some_and(|who| who.index() > from)
                    })
                })
            };
            if let Some(stop) =
                (range.start..range.end).find(|at| syntax::is(analysis, *at, ";") && other(*at))
            {
                range.end = stop;
            }
            // "Said ninety were wounded, … and two each from the guard": a list that the tree has joined to the verb.
            if let Some(more) = analysis
                .children(word.head)
                .find(|token| token.dep() == "conj" && token.index() > range.end && !is_verb(*token))
            {
                range.end = analysis.subtree_span(more.index()).end;
            }
        }
        out.extend(syntax::pieces(analysis, &range, cuts));
    }
    (!out.is_empty()).then_some(out)
}

/// The sentence into which the verb is put as a parenthesis: "the town, officials said, fell"; "as officials said, …".
fn parenthesis(analysis: &Analysis, verb: usize, cuts: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
    let token = analysis.token(verb)?;
    let aside = token.dep() == "parataxis"
        || token.dep() == "advcl"
            && analysis.children(verb).any(|child| {
                matches!(child.dep(), "mark" | "advmod") && child.text().eq_ignore_ascii_case("as")
            });
    if !aside {
        return None;
    }
    let own = analysis.subtree_span(verb);
    let mut whole = analysis.subtree_span(token.head().index());
    // "…, police said, **but community leaders put** the toll at 43": set against what they said.
    let against = analysis
        .children(token.head().index())
        .find(|word| word.dep() == "cc" && word.index() >= own.end && matches!(word.lemma(), "but" | "yet"));
    if let Some(against) = against
        && analysis.children(token.head().index()).any(|clause| {
            clause.dep() == "conj"
                && clause.index() > against.index()
                && analysis.children(clause.index()).any(|word| matches!(word.dep(), "nsubj" | "nsubjpass"))
        })
    {
        whole.end = against.index();
    }
    let mut all = cuts.to_vec();
    all.push(own);
    Some(syntax::pieces(analysis, &whole, &all))
}

/// Quoted speech in the verb's sentence that no other word stands nearer to.
fn quoted_beside(scene: &Scene<'_, '_>, word: &CueWord) -> Option<Vec<Range<usize>>> {
    if !word.speech || scene.is_quoted(word.head) {
        return None;
    }
    let analysis = scene.analysis();
    let sentence = analysis.sentence_of(word.head);
    let out: Vec<Range<usize>> = scene
        .quotes_in(&sentence)
        .map(|quote| quote.tokens.clone())
        .filter(|tokens| {
            let gap =
                if tokens.start > word.head { word.head + 1..tokens.start } else { tokens.end..word.head };
            !analysis.tokens_in(gap).any(|token| is_verb(token) && !matches!(token.dep(), "aux" | "auxpass"))
        })
        .collect();
    (!out.is_empty()).then_some(out)
}

/// Words before "…, the mayor said" that the tree does not join to the verb; or, where "the mayor said." is a sentence of its
/// own, the quotation right before it.
fn said_before(scene: &Scene<'_, '_>, word: &CueWord, cuts: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
    let analysis = scene.analysis();
    if scene.is_quoted(word.head) {
        return None;
    }
    let sentence = analysis.sentence_of(word.head);
    let group = cuts
        .iter()
        .filter(|cut| sentence.contains(&cut.start))
        .fold(word.head..word.head + 1, |group, cut| group.start.min(cut.start)..group.end.max(cut.end));
    let before = syntax::trim_content(analysis, sentence.start..group.start);
    let comma =
        group.start.checked_sub(1).is_some_and(|at| syntax::is_any(analysis, at, &[",", "\"", "”", "''"]));
    if !before.is_empty() {
        let clause = before.len() > 3 && analysis.tokens_in(before.clone()).any(is_verb);
        return (comma && clause && child(analysis, word.head, &["dobj"]).is_none()).then(|| vec![before]);
    }
    let quote = scene.quotes.iter().find(|quote| {
        quote.passage == scene.index
            && quote.speech
            && quote.tokens.end + 1 >= sentence.start
            && quote.tokens.end <= sentence.start + 1
            && quote.tokens.start < sentence.start
    })?;
    Some(vec![quote.tokens.clone()])
}

/// Whether the verb has the object that one of its shapes asks for.
fn has_object(analysis: &Analysis, word: &CueWord) -> bool {
    let verb = word.head;
    let frames = word.frames;
    // "**placed** four bombs", "put a charge under the bridge": only a toll that is put somewhere is said.
    let puts = analysis.token(verb).is_some_and(|token| syntax::lemma_any(token, &["put", "place"]));
    if puts && word.tokens.len() == 1 {
        return child(analysis, verb, &["dobj"]).is_some_and(|object| {
            syntax::lemma_any(
                object,
                &[
                    "toll", "number", "figure", "count", "death", "dead", "loss", "casualty", "estimate",
                    "total", "blame",
                ],
            )
        });
    }
    let direct = child(analysis, verb, &["dobj", "oprd"]).is_some()
        || child(analysis, verb, &["ccomp", "xcomp"])
            .is_some_and(|token| token.index() > verb && frames.has(Frame::Infinitive));
    if frames.has(Frame::Object) {
        let last = word.tokens.end - 1;
        if last == verb {
            return direct;
        }
        // "call for", "point out": the object is the preposition's, or the phrasal verb's.
        let ends_in_preposition =
            analysis.token(last).is_some_and(|token| token.dep() == "prep" || token.pos() == "ADP");
        return object_of(analysis, last).is_some()
            || direct
            || ends_in_preposition && analysis.token(last + 1).is_some_and(|token| !is_punct(token));
    }
    let prepositions: &[(Frame, &[&str])] =
        &[(Frame::Of, &["of"]), (Frame::For, &["for"]), (Frame::On, &["on"])];
    direct
        && prepositions.iter().any(|(frame, words)| {
            frames.has(*frame)
                && preposition(analysis, verb, words)
                    .is_some_and(|prep| object_of(analysis, prep.index()).is_some())
        })
}

/// All that depends on the verb behind the cue, up to the next predicate that is joined to it.
fn right_side(analysis: &Analysis, verb: usize, from: usize) -> Vec<Range<usize>> {
    let mut end = from;
    for token in analysis.children(verb).filter(|token| token.index() >= from) {
        let joined = matches!(token.dep(), "conj" | "cc")
            || token.dep() == "advcl" && token.tag() == "VBG"
            || is_absolute(analysis, token);
        if joined || is_punct(token) && token.text() != "\"" && token.text() != "”" {
            if joined {
                break;
            }
            continue;
        }
        end = end.max(analysis.subtree_span(token.index()).end);
    }
    // The particle of a phrasal form stands outside the verb's own children.
    if end == from
        && let Some(next) = analysis.token(from).filter(|next| !is_punct(*next))
    {
        end = analysis.subtree_span(next.head().index()).end.max(from);
    }
    let range = syntax::trim_content(analysis, from..end);
    if range.is_empty() { Vec::new() } else { vec![range] }
}

/// "…, with the agency noting that": a clause of its own behind "with".
fn is_absolute(analysis: &Analysis, token: Token<'_>) -> bool {
    token.dep() == "prep"
        && token.text().eq_ignore_ascii_case("with")
        && analysis.subtree(token.index()).any(|verb| verb.tag() == "VBG" && verb.index() > token.index() + 1)
}

/// The words of a clause, without "that" in front, behind the cue.
fn clause_range(analysis: &Analysis, clause: Token<'_>, cue: &Range<usize>) -> Range<usize> {
    let mut range = analysis.subtree_span(clause.index());
    if syntax::is(analysis, range.start, "that") {
        range.start += 1;
    }
    if clause.index() >= cue.end {
        range.start = range.start.max(cue.end);
    }
    syntax::trim_content(analysis, range)
}
