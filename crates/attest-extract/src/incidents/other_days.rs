//! Days of other things than the deed: of what was said of it, of an answer to it, of an office that somebody held.

use crate::page::Passage;
use attest_language::{Analysis, Token};
use attest_lexicon::Table;

/// "the killing of Tessi Oran, mayor of Tolsa **in 1984**": when somebody was what he was.
pub(super) fn in_office(content: &Passage<'_>, head: usize, top: usize) -> bool {
    let analysis = &content.analysis;
    let titled = |at: usize| {
        content
            .terms
            .iter()
            .find(|hit| hit.last == at && hit.entries.iter().any(|term| term.table == Table::Titles))
    };
    let path = analysis.ancestors(top).take_while(|token| token.index() != head);
    let apposed = path.filter(|noun| noun.tag().starts_with("NN")).any(|noun| {
        let first = crate::tree::first_conjunct(analysis, noun.index());
        analysis.token(first).is_some_and(|noun| noun.dep() == "appos") && titled(noun.index()).is_some()
    });
    // The same in a row, wherever the tree has hung the year: ", **mayor of Tolsa in** 1984".
    let word = |at: usize| analysis.token(at).map_or("", Token::text);
    let name_ends = top.checked_sub(2).filter(|_| word(top - 1) == "in");
    let in_a_row = name_ends.is_some_and(|end| {
        let capital = |at: usize| analysis.token(at).is_some_and(|token| token.tag().starts_with("NNP"));
        let first = (end.saturating_sub(3)..=end).rev().take_while(|at| capital(*at)).last();
        first.and_then(|first| first.checked_sub(2).filter(|_| word(first - 1) == "of")).is_some_and(|noun| {
            titled(noun).is_some_and(|hit| {
                hit.first > 0
                    && matches!(word(hit.first - 1), "," | "and")
                    && !(hit.first..=hit.last).contains(&head)
            })
        })
    });
    apposed || in_a_row
}

/// Nouns for what somebody says, shows or publishes.
pub(super) fn is_a_saying(token: Token<'_>) -> bool {
    matches!(
        token.lemma(),
        "statement"
            | "message"
            | "video"
            | "communique"
            | "communiqué"
            | "interview"
            | "speech"
            | "broadcast"
            | "tweet"
            | "post"
            | "letter"
            | "report"
            | "briefing"
            | "conference"
    )
}

/// "The government **today condemned** the killing", "on Monday **accused** the army of shooting him": the day of the answer, which tells
/// nothing of the day of the deed but that it came before.
pub fn reacts(analysis: &Analysis, verb: usize) -> bool {
    analysis.token(verb).is_some_and(|verb| {
        matches!(
            verb.lemma(),
            "condemn"
                | "denounce"
                | "deplore"
                | "repudiate"
                | "regret"
                | "lament"
                | "mourn"
                | "protest"
                | "criticise"
                | "criticize"
                | "accuse"
                | "blame"
                | "investigate"
                | "resign"
                | "remove"
                | "dismiss"
                | "arrest"
                | "charge"
                | "sentence"
                | "convict"
                | "indict"
                | "acquit"
                | "commemorate"
                | "demand"
        )
    })
}

/// "kidnapped three candidates ahead of **the elections of 12 November**": the day of what was still to come, or past.
pub(super) fn of_an_occasion(analysis: &Analysis, head: usize, top: usize) -> bool {
    let path = analysis.ancestors(top).take_while(|token| token.index() != head);
    path.filter(|noun| noun.tag().starts_with("NN") && noun.dep() == "pobj").any(|noun| {
        matches!(
            noun.lemma().to_lowercase().as_str(),
            "election"
                | "vote"
                | "referendum"
                | "summit"
                | "poll"
                | "inauguration"
                | "runoff"
                | "deadline"
                | "anniversary"
        ) && {
            let preposition = noun.head();
            matches!(preposition.lemma(), "before" | "after" | "until" | "for" | "since")
                || preposition.lemma() == "of" && preposition.head().lemma() == "ahead"
        }
    })
}
