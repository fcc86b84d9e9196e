//! Where something was said, and not where it happened: "told a news conference in Khartoum", "officials in Tolsa", "talks in Doha".

use crate::page::Passage;
use attest_language::{Analysis, Token};

/// Whether the place named at `token` is where those sit, or meet, who speak of an event.
pub(crate) fn is_seat(content: &Passage<'_>, token: usize) -> bool {
    holder(content, token).is_some_and(|holder| sits(&holder.lemma().to_lowercase()))
        || was_said(content, token)
        || of_the_press(content, token)
}

/// "**Russia's** state-run Tass news agency reported": whose agency tells of it.
fn of_the_press(content: &Passage<'_>, token: usize) -> bool {
    content.analysis.token(token).is_some_and(|place| {
        matches!(place.dep(), "poss" | "compound" | "nmod" | "amod")
            && matches!(
                place.head().lemma().to_lowercase().as_str(),
                "agency"
                    | "media"
                    | "television"
                    | "tv"
                    | "broadcaster"
                    | "newspaper"
                    | "radio"
                    | "daily"
                    | "channel"
            )
            && place.head().dep() == "nsubj"
            && tells(&content.analysis, place.head().head())
    })
}

/// Whether the place named at `token` is where somebody spoke, or met somebody.
pub(crate) fn was_said(content: &Passage<'_>, token: usize) -> bool {
    holder(content, token)
        .is_some_and(|holder| is_occasion(&holder.lemma().to_lowercase()) || tells(&content.analysis, holder))
}

/// What the preposition before a place hangs on: "**officials** in Tolsa".
fn holder<'a>(content: &'a Passage<'_>, token: usize) -> Option<Token<'a>> {
    let analysis = &content.analysis;
    let place = analysis.token(token)?;
    let top = analysis.ancestors(place.index()).find(|above| above.dep() != "compound");
    let preposition = if place.dep() == "pobj" {
        Some(place.head())
    } else {
        // "a reporter at **Tolsa** station"
        let station =
            || top.filter(|noun| place.dep() == "compound" && noun.dep() == "pobj").map(Token::head);
        top.filter(|above| above.tag() == "IN").or_else(station)
    };
    preposition.filter(|word| matches!(word.lemma(), "in" | "at")).map(Token::head)
}

/// Those who speak of what happened elsewhere.
fn sits(noun: &str) -> bool {
    matches!(
        noun,
        "regime"
            | "government"
            | "official"
            | "authority"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "ministry"
            | "minister"
            | "embassy"
            | "ambassador"
            | "diplomat"
            | "correspondent"
            | "reporter"
            | "journalist"
            | "headquarters"
            | "coordinator"
            | "representative"
            | "envoy"
    )
}

/// What people speak at.
fn is_occasion(noun: &str) -> bool {
    matches!(
        noun,
        "talk" | "conference" | "interview" | "briefing" | "summit" | "negotiation" | "speech" | "telegram"
    )
}

/// "told reporters **in Bonn**", "was **in Ankara** for talks", "will meet the envoy **in New York**".
fn tells(analysis: &Analysis, verb: Token<'_>) -> bool {
    match verb.lemma() {
        "tell" | "say" | "state" | "announce" | "declare" | "speak" | "publish" | "report" | "confirm"
        | "warn" | "deny" => true,
        // "met the envoy in Marne"; troops meet resistance there.
        "meet" => crate::tree::objects(analysis, verb.index()).into_iter().any(|object| {
            analysis.token(object).is_some_and(|noun| {
                noun.kind() == "PERSON"
                    || sits(&noun.lemma().to_lowercase())
                    || matches!(
                        noun.lemma(),
                        "president" | "chief" | "leader" | "king" | "envoy" | "counterpart"
                    )
            })
        }),
        "be" => analysis.children(verb.index()).filter(|word| word.lemma() == "for").any(|word| {
            analysis.children(word.index()).any(|noun| {
                matches!(noun.lemma(), "talk" | "talks" | "meeting" | "summit" | "conference" | "negotiation")
            })
        }),
        _ => false,
    }
}
