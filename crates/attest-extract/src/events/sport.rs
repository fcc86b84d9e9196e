//! Reports of games, which are told in the words of battles: "bombarded the goal", "the rivals clash again on Saturday".

use crate::page::{Page, Passage};
use std::collections::BTreeSet;

/// Whether the paragraph tells of a game and of nobody who came to harm by others.
pub(crate) fn is_play(page: &Page<'_>, passage: usize) -> bool {
    let Some(content) = page.passages.get(passage) else { return false };
    let own = words_of_sport(content);
    if own.len() >= 3 && !tells_of_harm(content) {
        return true;
    }
    let all: BTreeSet<&str> = page.passages.iter().flat_map(words_of_sport).collect();
    all.len() >= 4 && !page.passages.iter().any(tells_of_harm)
}

fn words_of_sport<'p>(content: &'p Passage<'_>) -> BTreeSet<&'p str> {
    content
        .analysis
        .tokens()
        .map(attest_language::Token::lemma)
        .filter(|lemma| {
            matches!(
                *lemma,
                "goal"
                    | "striker"
                    | "midfielder"
                    | "goalkeeper"
                    | "keeper"
                    | "coach"
                    | "referee"
                    | "match"
                    | "league"
                    | "cup"
                    | "champion"
                    | "championship"
                    | "tournament"
                    | "semifinal"
                    | "semi-final"
                    | "quarterfinal"
                    | "quarter-final"
                    | "playoff"
                    | "fixture"
                    | "wicket"
                    | "inning"
                    | "innings"
                    | "batsman"
                    | "bowler"
                    | "penalty"
                    | "season"
                    | "team"
                    | "derby"
                    | "trophy"
                    | "title"
                    | "medal"
                    | "half"
                    | "football"
                    | "rugby"
                    | "cricket"
                    | "tennis"
                    | "boxing"
                    | "boxer"
                    | "basketball"
                    | "hockey"
                    | "quarterback"
                    | "touchdown"
                    | "sprint"
                    | "cyclist"
                    | "challenger"
                    | "round"
                    | "pawn"
                    | "knight"
                    | "hole"
                    | "birdie"
                    | "bout"
                    | "opponent"
                    | "podium"
            )
        })
        .collect()
}

/// A bomb in a stadium is no game.
fn tells_of_harm(content: &Passage<'_>) -> bool {
    content.analysis.tokens().any(|word| {
        matches!(
            word.lemma().to_lowercase().as_str(),
            "dead"
                | "death"
                | "die"
                | "murder"
                | "wound"
                | "gunman"
                | "gun"
                | "bullet"
                | "bomb"
                | "bomber"
                | "bombing"
                | "blast"
                | "explosion"
                | "explode"
                | "grenade"
                | "militant"
                | "rebel"
                | "militia"
                | "soldier"
                | "troop"
                | "army"
                | "police"
                | "policeman"
                | "knife"
                | "stab"
                | "riot"
                | "tear"
                | "kidnap"
                | "abduct"
                | "hostage"
                | "terrorist"
                | "terrorism"
                | "war"
                | "missile"
                | "drone"
                | "airstrike"
                | "victim"
                | "arrest"
        ) || word.lemma() == "kill" && (word.tag() == "VBN" || kills_somebody(content, word))
    })
}

/// "The collapse **killed 12**"; "we killed the game".
fn kills_somebody(content: &Passage<'_>, verb: attest_language::Token<'_>) -> bool {
    crate::tree::objects(&content.analysis, verb.index())
        .into_iter()
        .any(|object| super::is_person(content, object))
}
