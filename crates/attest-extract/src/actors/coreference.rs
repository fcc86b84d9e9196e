//! "The group", "the militants", "they", "the army": who was meant by the words before.
//!
//! Good enough for news, and no better: the nearest earlier actor that the words can mean, subjects first. A description
//! without an antecedent becomes an actor of its own, which is the honest reading.

use super::{Cast, Sketch};
use crate::page::At;
use attest_model::ActorKind;

/// How many sentences back a pronoun may look.
const REACH: usize = 3;

/// Words that stand for an organisation named before.
const GROUP_WORDS: [&str; 9] =
    ["group", "organization", "organisation", "movement", "faction", "militia", "network", "cell", "outfit"];

/// Whether the noun only stands for an organisation named before.
pub fn is_group_word(lemma: &str) -> bool {
    GROUP_WORDS.contains(&lemma)
}

/// Words for fighters that a named armed group may stand behind.
const FIGHTER_WORDS: [&str; 21] = [
    "militant",
    "fighter",
    "rebel",
    "insurgent",
    "guerrilla",
    "jihadist",
    "extremist",
    "terrorist",
    "attacker",
    "assailant",
    "gunman",
    "separatist",
    "islamist",
    "raider",
    "bandit",
    "perpetrator",
    "subversive",
    "mujahideen",
    "mujahidin",
    "mujahedin",
    "mujahid",
];

/// Whether the word is one for fighters, whoever they fight for.
pub fn is_fighter_word(lemma: &str) -> bool {
    FIGHTER_WORDS.contains(&lemma)
}

/// Words for forces of a state.
const FORCE_WORDS: [&str; 9] =
    ["army", "military", "soldier", "troop", "force", "police", "gendarme", "officer", "government"];

/// "**The rebels** confirmed this, saying that they": the subjects of the clauses that hold a pronoun, which stand before it.
pub fn governing_subjects(analysis: &attest_language::Analysis, pronoun: usize) -> Vec<usize> {
    let is_noun = |index: usize| analysis.token(index).is_some_and(|token| token.tag().starts_with("NN"));
    analysis
        .ancestors(pronoun)
        .filter(|token| crate::tree::is_verb(*token))
        .flat_map(|verb| crate::tree::subjects(analysis, verb.index()))
        .map(|(subject, _)| subject)
        .filter(|subject| *subject < pronoun && is_noun(*subject))
        .collect()
}

/// The actor that a pronoun stands for.
pub fn pronoun(cast: &Cast<'_, '_>, at: At) -> Option<usize> {
    let page = cast.page();
    let token = page.token(at)?;
    let word = token.text().to_lowercase();
    if matches!(token.tag(), "WP" | "WDT") {
        let verb = token.head();
        return (verb.dep() == "relcl")
            .then(|| {
                let analysis = &page.passages.get(at.passage)?.analysis;
                let noun = crate::tree::who(analysis, at.token, verb.head().index());
                cast.look(At { passage: at.passage, token: noun })
            })
            .flatten();
    }
    let plural = match word.as_str() {
        "they" | "them" | "their" => true,
        "it" | "its" | "he" | "him" | "his" | "she" | "her" => false,
        _ => return None,
    };
    // "The brigade said **it** had repelled them": who speaks, whether or not anybody knows who that is.
    if word == "it"
        && token.dep() == "nsubj"
        && token.head().dep() == "ccomp"
        && let analysis = &page.passages.get(at.passage)?.analysis
        && let Some(speaker) = analysis
            .children(token.head().head().index())
            .find(|child| child.dep() == "nsubj" && child.index() < at.token && child.tag().starts_with("NN"))
    {
        return cast.look(At { passage: at.passage, token: speaker.index() });
    }
    // "**They** killed nine farmers … Then **they** burned the houses": the same, whoever they are, and not those whom they killed.
    if plural
        && let Some(before) = they_before(page, at)
        && let Some(&same) = cast.known.get(&before)
    {
        return same;
    }
    // "accused each other of **firing it**": what is fired, laid or brought down is nobody.
    if word == "it"
        && token.dep() == "dobj"
        && matches!(
            token.head().lemma(),
            "fire" | "launch" | "plant" | "lay" | "throw" | "detonate" | "drop" | "down" | "carry"
        )
    {
        return None;
    }
    let personal = matches!(word.as_str(), "he" | "him" | "his" | "she" | "her");
    let sentence = page.sentence_of(at)?;
    let lowest = sentence.saturating_sub(REACH);
    // "Troops pursued the attackers and killed six of **them**": no more the troops than in "killed them".
    let suffers = matches!(token.dep(), "dobj" | "pobj") && matches!(word.as_str(), "them" | "him" | "it");
    let doers: Vec<usize> = page
        .passages
        .get(at.passage)
        .filter(|_| suffers)
        .map(|content| {
            crate::tree::subjects(&content.analysis, crate::tree::clause_of(&content.analysis, at.token))
        })
        .unwrap_or_default()
        .into_iter()
        .filter_map(|(subject, _)| cast.look(At { passage: at.passage, token: subject }))
        .collect();
    // "dragged 11 **peasants** off a bus and shot **them**": whom the doer dealt with just before, known or not.
    if suffers && plural && token.head().dep() == "conj" {
        let analysis = &page.passages.get(at.passage)?.analysis;
        let above = token.head().head().index();
        let dealt_with = analysis.children(above).find(|child| child.dep() == "dobj" && child.tag() == "NNS");
        if let Some(noun) = dealt_with.filter(|noun| noun.index() < at.token) {
            return cast.look(At { passage: at.passage, token: noun.index() });
        }
    }
    let mut best: Option<(i64, usize)> = None;
    for (&mention, &player) in cast.known.range(..at) {
        let Some(index) = player.filter(|index| !doers.contains(index)) else { continue };
        let Some(own) = page.sentence_of(mention) else { continue };
        if own < lowest {
            continue;
        }
        // "**NATO** instructors": who only describes somebody is not who is meant.
        if page.token(mention).is_some_and(|word| matches!(word.dep(), "compound" | "nmod" | "amod")) {
            continue;
        }
        let candidate = &cast.players[index];
        // "two jets were over the convoy when **it was struck**": no state is.
        let state = candidate.entry.as_deref().is_some_and(|entry| entry.ends_with(":government"));
        if state && word == "it" && matches!(token.dep(), "nsubjpass" | "dobj") {
            continue;
        }
        if !may_be(word.as_str(), &candidate.lemma) {
            continue;
        }
        let fits = if personal {
            candidate.kind == ActorKind::Individual || (!candidate.plural && !candidate.named)
        } else if plural {
            candidate.plural || candidate.named && candidate.kind != ActorKind::Individual
        } else {
            candidate.named && candidate.kind != ActorKind::Individual
        };
        if !fits {
            continue;
        }
        let subject =
            page.token(mention).is_some_and(|word| matches!(word.dep(), "nsubj" | "nsubjpass" | "ROOT"));
        let distance = (sentence - own) as i64;
        let score = -4 * distance + if subject { 3 } else { 0 } + i64::from(candidate.named);
        if best.is_none_or(|(kept, _)| score >= kept) {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| index)
}

/// The "they" that does something in the sentence before, where this one does something, too.
fn they_before(page: &crate::page::Page<'_>, at: At) -> Option<At> {
    let analysis = &page.passages.get(at.passage)?.analysis;
    let acts = |word: attest_language::Token<'_>| {
        word.dep() == "nsubj"
            && word.text().eq_ignore_ascii_case("they")
            && crate::tree::is_verb(word.head())
            && word.head().lemma() != "be"
    };
    analysis.token(at.token).filter(|word| acts(*word))?;
    let sentence = page.sentence_of(at)?;
    let before = page.sentences.get(sentence.checked_sub(1)?).filter(|own| own.passage == at.passage)?;
    let told = analysis.tokens_in(before.tokens.clone()).find(|word| acts(*word))?;
    Some(At { passage: at.passage, token: told.index() })
}

/// The subject of the sentence before: whom a pronoun at the head of the next may mean, whether or not anybody asked for it yet.
pub fn subject_before(page: &crate::page::Page<'_>, at: At) -> Option<At> {
    let sentence = page.sentence_of(at)?;
    let before = page.sentences.get(sentence.checked_sub(1)?).filter(|own| own.passage == at.passage)?;
    let analysis = &page.passages.get(at.passage)?.analysis;
    let root = analysis.tokens_in(before.tokens.clone()).find(|word| word.is_root())?;
    crate::tree::child(analysis, root.index(), &["nsubj", "nsubjpass"])
        .filter(|subject| subject.tag().starts_with("NN"))
        .map(|subject| At { passage: at.passage, token: subject.index() })
}

/// "**he** stabbed her": no wife, and "she" no husband.
fn may_be(pronoun: &str, noun: &str) -> bool {
    let of_women = matches!(
        noun,
        "woman"
            | "wife"
            | "mother"
            | "girl"
            | "daughter"
            | "sister"
            | "widow"
            | "grandmother"
            | "schoolgirl"
            | "nun"
            | "girlfriend"
            | "aunt"
            | "policewoman"
    );
    let of_men = matches!(
        noun,
        "man"
            | "husband"
            | "father"
            | "boy"
            | "son"
            | "brother"
            | "grandfather"
            | "schoolboy"
            | "monk"
            | "boyfriend"
            | "uncle"
            | "policeman"
    );
    match pronoun {
        "he" | "him" | "his" => !of_women,
        "she" | "her" => !of_men,
        _ => true,
    }
}

/// "**his** soldiers", "**our** fighters": those of a person who speaks or is spoken of.
pub fn is_somebodys(page: &crate::page::Page<'_>, at: At) -> bool {
    page.passages.get(at.passage).is_some_and(|content| {
        content.analysis.children(at.token).any(|child| {
            child.tag() == "PRP$"
                && matches!(child.text().to_lowercase().as_str(), "his" | "her" | "my" | "our")
        })
    })
}

/// The actor known already that a description means.
pub fn description(cast: &Cast<'_, '_>, sketch: &Sketch, at: At) -> Option<usize> {
    let lemma = sketch.lemma.as_str();
    if let Some(owner) = owner_of_fighters(cast, lemma, at) {
        return Some(owner);
    }
    if sketch.definite && GROUP_WORDS.contains(&lemma) {
        let fits = |player: &super::Player| {
            player.named
                && matches!(
                    player.kind,
                    ActorKind::RebelGroup
                        | ActorKind::PoliticalMilitia
                        | ActorKind::IdentityMilitia
                        | ActorKind::Unknown
                )
        };
        return recent_subject(cast, at, fits).or_else(|| latest(cast, at, fits));
    }
    // "**the Ostara Path** rebels" are no "gunmen" told of before.
    let by_name = cast.page().passages.get(at.passage).is_some_and(|content| {
        content
            .analysis
            .tokens_in(sketch.words.clone())
            .any(|word| word.tag().starts_with("NNP") && word.kind() == "ORG" && word.index() != at.token)
    });
    if sketch.definite && FIGHTER_WORDS.contains(&lemma) && !by_name {
        let named = latest(cast, at, |player| {
            player.named
                && matches!(
                    player.kind,
                    ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia
                )
        });
        let fighters =
            |player: &super::Player| !player.named && FIGHTER_WORDS.contains(&player.lemma.as_str());
        // "12 rebels were killed … **The rebels** claimed": those who fight, and not the dozen who died.
        let counted =
            |player: &super::Player| player.name.starts_with(|c: char| c.is_ascii_digit()) && player.plural;
        let described = latest(cast, at, |player| fighters(player) && !counted(player))
            .or_else(|| latest(cast, at, fighters));
        // A description used before keeps its own actor; a name wins only where no description was. One man is no group: "the suicide
        // attacker" is not the group that "has claimed previous bombings".
        let one =
            !sketch.plural && matches!(lemma, "attacker" | "assailant" | "gunman" | "perpetrator" | "raider");
        return described.or(named.filter(|_| !one));
    }
    // "a rebel commander said that **his soldiers** had done it": not those of the state that was told of.
    let his = is_somebodys(cast.page(), at);
    if FORCE_WORDS.contains(&lemma) && sketch.country.is_none() && !his {
        // "Russian missiles … killed four soldiers": whose missiles they are says nothing of whose soldiers.
        let adjective = |at: &At| {
            cast.page().token(*at).is_some_and(|token| token.tag() == "JJ" || token.kind() == "NORP")
        };
        let told = cast.known.range(..at).rev().filter(|(at, _)| !adjective(at));
        // "Scotland Yard" is not "the army", nor is the army "the police".
        let of_the_branch = |entry: &str| {
            !entry.ends_with(":government")
                && match lemma {
                    "army" | "military" | "soldier" | "troop" => !entry.ends_with(":police"),
                    "police" => entry.ends_with(":police") || entry.ends_with(":security"),
                    _ => true,
                }
        };
        let state = told.filter_map(|(_, player)| *player).find(|&index| {
            cast.players[index]
                .entry
                .as_deref()
                .is_some_and(|entry| entry.starts_with("state:") && of_the_branch(entry))
        });
        let states = cast.players.iter().filter(|player| {
            player
                .entry
                .as_deref()
                .is_some_and(|entry| entry.starts_with("state:") && entry.ends_with(":military"))
        });
        if state.is_some()
            && (sketch.definite || (matches!(lemma, "soldier" | "troop") && states.count() == 1))
        {
            return state;
        }
    }
    if let Some(again) = counted_again(cast, sketch) {
        return Some(again);
    }
    cast.players.iter().position(|player| {
        let described = !player.named || player.entry.is_none() && player.kind == ActorKind::StateForces;
        described
            && player.called(&sketch.lemma)
            && player.country == sketch.country
            && (sketch.definite || player.name.eq_ignore_ascii_case(&sketch.name))
    })
}

/// "Seven people … **7 people** … **approximately seven people**", "six Jesuits … **the six Jesuit priests**", "ten persons … **ten labour
/// leaders**": as many people again, called by the same word, by more words or by a wider one.
fn counted_again(cast: &Cast<'_, '_>, sketch: &Sketch) -> Option<usize> {
    let split = |name: &str| -> Option<(u64, Vec<String>)> {
        let lower = name.to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        let (count, rest) = crate::figures::counted(&words)?;
        (count >= 2 && !rest.is_empty()).then(|| (count, rest.into_iter().map(str::to_owned).collect()))
    };
    let (count, words) = split(&sketch.name)?;
    let wide = |words: &[String]| {
        let last = words.last().map_or("", String::as_str);
        words.len() == 1 && matches!(last, "people" | "persons" | "victims" | "individuals")
    };
    cast.players.iter().position(|player| {
        let Some((theirs, other)) = split(&player.name).filter(|_| !player.named) else { return false };
        let same_kind = player.kind == sketch.kind && player.country == sketch.country;
        let within =
            |a: &[String], b: &[String]| a.iter().all(|word| b.iter().any(|other| stem(other) == stem(word)));
        theirs == count
            && same_kind
            && (player.called(&sketch.lemma) && (within(&words, &other) || within(&other, &words))
                || count >= 3 && (within(&words, &other) || within(&other, &words))
                || count >= 4 && (wide(&words) || wide(&other)))
    })
}

fn stem(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// "one of **its** members", "two of **their** fighters": the pronoun that tells whose.
pub fn of_its_members(analysis: &attest_language::Analysis, number: usize) -> Option<usize> {
    let people = crate::tree::prepositional(analysis, number, &["of"]).into_iter().next()?;
    let noun = analysis.token(people)?;
    let fights = FIGHTER_WORDS.contains(&noun.lemma())
        || matches!(noun.lemma(), "member" | "man" | "follower" | "soldier" | "operative");
    let owner = analysis.children(people).find(|child| {
        child.tag() == "PRP$" && matches!(child.text().to_lowercase().as_str(), "its" | "their")
    })?;
    fights.then(|| owner.index())
}

/// "The group said that **its fighters** had carried it out": the group did.
fn owner_of_fighters(cast: &Cast<'_, '_>, lemma: &str, at: At) -> Option<usize> {
    if !FIGHTER_WORDS.contains(&lemma)
        && !FORCE_WORDS.contains(&lemma)
        && !matches!(lemma, "man" | "men" | "unit" | "commando" | "forces")
    {
        return None;
    }
    let analysis = &cast.page().passages.get(at.passage)?.analysis;
    if is_somebodys(cast.page(), at) {
        return group_of_the_speaker(cast, at);
    }
    let owner = analysis.children(at.token).find(|child| {
        child.tag() == "PRP$" && matches!(child.text().to_lowercase().as_str(), "its" | "their")
    })?;
    pronoun(cast, At { passage: at.passage, token: owner.index() })
        .filter(|&player| cast.players[player].named && cast.players[player].kind.is_organised())
}

/// "A commander **of the Front** said that **his men** had done it": the group for which he fights, where his words name it.
fn group_of_the_speaker(cast: &Cast<'_, '_>, at: At) -> Option<usize> {
    let content = cast.page().passages.get(at.passage)?;
    let analysis = &content.analysis;
    let speaker = governing_subjects(analysis, at.token).into_iter().next()?;
    let words = analysis.subtree_span(speaker);
    cast.known
        .range(At { passage: at.passage, token: words.start }..At { passage: at.passage, token: words.end })
        .filter_map(|(_, player)| *player)
        .find(|&index| cast.players[index].named && cast.players[index].kind.is_organised())
}

/// The subject of the nearest sentence before, among those that fit: a name in passing ("an ally of X") is not taken up.
fn recent_subject(cast: &Cast<'_, '_>, at: At, fits: impl Fn(&super::Player) -> bool) -> Option<usize> {
    let page = cast.page();
    let lowest = page.sentence_of(at)?.saturating_sub(REACH);
    cast.known
        .range(..at)
        .rev()
        .take_while(|(mention, _)| page.sentence_of(**mention).is_some_and(|own| own >= lowest))
        .find_map(|(mention, player)| {
            let subject =
                page.token(*mention).is_some_and(|word| matches!(word.dep(), "nsubj" | "nsubjpass"));
            player.filter(|&index| subject && fits(&cast.players[index]))
        })
}

fn latest(cast: &Cast<'_, '_>, at: At, fits: impl Fn(&super::Player) -> bool) -> Option<usize> {
    cast.known.range(..at).rev().filter_map(|(_, player)| *player).find(|&index| fits(&cast.players[index]))
}
