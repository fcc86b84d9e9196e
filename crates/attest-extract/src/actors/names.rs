//! What a noun phrase says of its actor: a name from the lexicons, a force of a state, a person, a description.

use super::{Sketch, descriptions, groups, membership};
use crate::page::{At, Page, Passage};
use crate::tree;
use attest_language::{Analysis, Token};
use attest_lexicon::{Lexicon, Table};
use attest_model::ActorKind;
use std::ops::Range;

/// Nouns under which members of a named group stand: "fighters of X", "members of X", "X militants".
pub(super) const MEMBERS: [&str; 32] = [
    "member",
    "fighter",
    "militant",
    "guerrilla",
    "rebel",
    "group",
    "force",
    "soldier",
    "troop",
    "men",
    "man",
    "unit",
    "insurgent",
    "jihadist",
    "gunman",
    "extremist",
    "terrorist",
    "commando",
    "cell",
    "faction",
    "element",
    "branch",
    "wing",
    "militiaman",
    "militia",
    "supporter",
    "movement",
    "organization",
    "organisation",
    "network",
    "column",
    "squad",
];

/// The head token of a name found in the text: the last word, or the noun that it modifies ("JNIM **fighters**").
pub fn head_of_hit(analysis: &Analysis, tokens: Range<usize>, last: usize) -> usize {
    // The word inside the hit whose head lies outside it is the hit's own head.
    let own = tokens
        .clone()
        .find(|&index| {
            analysis
                .token(index)
                .is_some_and(|token| !tokens.contains(&token.head().index()) || token.is_root())
        })
        .unwrap_or(last);
    match analysis.token(own) {
        Some(token) if matches!(token.dep(), "compound" | "amod" | "nmod") && token.head().index() > own => {
            let head = token.head();
            let lemma = head.lemma().to_lowercase();
            if MEMBERS.contains(&lemma.as_str()) { head.index() } else { own }
        }
        _ => own,
    }
}

/// What the noun phrase headed by `at` is, `None` where it is no actor.
pub fn sketch(page: &Page<'_>, lexicon: &Lexicon, at: At) -> Option<Sketch> {
    let passage = page.passages.get(at.passage)?;
    let analysis = &passage.analysis;
    let head = analysis.token(at.token)?;
    if !tree::is_nominal(head, true) && head.pos() != "ADJ" && head.pos() != "PROPN" {
        return None;
    }
    // "took **Khan Sibil, a village** near Tolsa": a place, whatever the model takes the name for.
    let settlement = |what: Token<'_>| {
        what.dep() == "appos" && what.index() > at.token && crate::places::is_settlement(what.lemma())
    };
    let top = if head.dep() == "compound" { head.head().index() } else { at.token };
    if head.tag().starts_with("NNP") && analysis.children(top).any(settlement) {
        return None;
    }
    // "two **Su-30SM fighters** were destroyed": aeroplanes.
    let model = |word: Token<'_>| {
        word.index() < at.token
            && word.text().chars().any(|c| c.is_ascii_digit())
            && word.text().chars().any(char::is_alphabetic)
    };
    let beside = analysis.subtree(at.token).filter(|word| at.token - word.index().min(at.token) <= 4);
    if head.lemma() == "fighter" && beside.into_iter().any(model) {
        return None;
    }
    let core = tree::core(analysis, at.token);
    let mut words = tree::bare(analysis, at.token);
    // "This morning at **6.30 a.m. warplanes** struck": when, and not whose.
    while words.start < at.token
        && analysis.token(words.start).is_some_and(|word| word.kind() == "TIME" && word.text() != "between")
    {
        words.start += 1;
    }
    let base = Sketch {
        name: phrase_text(passage, words.clone()),
        entry: None,
        country: None,
        named: false,
        description: None,
        kind: ActorKind::Unknown,
        plural: matches!(head.tag(), "NNS" | "NNPS"),
        lemma: crate::page::lemma_of(head),
        definite: analysis.children(at.token).any(|child| {
            child.dep() == "det" && matches!(child.lemma(), "the" | "this" | "these" | "that" | "those")
        }),
        words,
        weapon: None,
        institution: false,
    };
    lexicon_actor(passage, lexicon, head, core.clone(), &base)
        .or_else(|| membership::membership(page, lexicon, at, head, &base))
        .or_else(|| membership::believed_to_be(page, lexicon, at, &base))
        .or_else(|| groups::self_named(passage, lexicon, head, &base))
        .or_else(|| groups::members(passage, head, &base))
        .or_else(|| groups::organisation(passage, head, &base))
        .or_else(|| person(passage, head, &base))
        .or_else(|| descriptions::introduced(passage, head, &base))
        .or_else(|| country(passage, lexicon, head, core.clone(), &base))
        .or_else(|| descriptions::made_of(passage, head, &base))
        .or_else(|| descriptions::description(passage, head, core, &base))
}

pub(super) fn phrase_text(passage: &Passage<'_>, tokens: Range<usize>) -> String {
    let range = passage.analysis.range_of(tokens);
    passage.block.text.get(range).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name of the lexicons inside the phrase: the head itself, or in front of a noun for its members.
pub(super) fn lexicon_actor(
    passage: &Passage<'_>,
    lexicon: &Lexicon,
    head: Token<'_>,
    core: Range<usize>,
    base: &Sketch,
) -> Option<Sketch> {
    let mut best: Option<(bool, Range<usize>, &attest_lexicon::ActorHit)> = None;
    for hit in &passage.actors {
        let tokens = passage.tokens_over(hit.start as u32, hit.end as u32);
        let covers_head = tokens.contains(&head.index());
        // "by the **al-Qaeda**-linked Ostara Army rebels", where the list holds both: the second.
        let of_another = !covers_head && sides_with(passage, tokens.end) && {
            passage.actors.iter().any(|other| {
                let other = passage.tokens_over(other.start as u32, other.end as u32);
                other.start > tokens.end && other.end <= core.end
            })
        };
        if of_another {
            continue;
        }
        let inside = tokens.start >= core.start && tokens.end <= core.end;
        let members = MEMBERS.contains(&base.lemma.as_str())
            || groups::is_unit(&base.lemma)
            || head_is_force(passage, head.index());
        if (covers_head || (inside && members))
            && best.as_ref().is_none_or(|(covered, _, _)| !covered && covers_head)
        {
            best = Some((covers_head, tokens, hit));
        }
    }
    let (covered, tokens, hit) = best?;
    // "the **al-Qaeda affiliated** group Ostara Front": whose side they are on, and another name behind.
    let affiliated = !covered
        && passage.analysis.tokens_in(tokens.end..head.index()).any(|word| {
            matches!(
                word.text().to_lowercase().as_str(),
                "affiliated" | "linked" | "aligned" | "backed" | "allied" | "inspired" | "affiliate"
            )
        })
        && passage.analysis.children(head.index()).any(|name| {
            name.dep() == "appos" && name.tag().starts_with("NNP") && name.index() > head.index()
        });
    if affiliated {
        return None;
    }
    let actor = lexicon.actor(&hit.id)?;
    // "Russia's **defence ministry** denied that": its forces, under the name of those who speak for them.
    let ministry = hit.id.ends_with(":military")
        && passage
            .analysis
            .tokens_in(tokens.clone())
            .any(|word| matches!(word.lemma().to_lowercase().as_str(), "ministry" | "mod"));
    let words = if covered {
        tokens.start.min(base.words.start.max(tokens.start))..tokens.end.max(head.index() + 1)
    } else {
        base.words.clone()
    };
    Some(Sketch {
        name: if covered && !ministry { phrase_text(passage, tokens) } else { actor.label().to_owned() },
        entry: Some(hit.id.to_string()),
        country: actor.countries.first().cloned(),
        named: true,
        kind: actor.kind,
        words,
        ..base.clone()
    })
}

/// "**-linked**", "affiliated": whose side somebody is on who is named behind it.
fn sides_with(passage: &Passage<'_>, end: usize) -> bool {
    let word = |at: usize| passage.analysis.token(at).map_or("", Token::text);
    let at = if matches!(word(end), "-" | "–") { end + 1 } else { end };
    matches!(
        word(at).to_lowercase().as_str(),
        "affiliated" | "linked" | "aligned" | "backed" | "allied" | "inspired" | "affiliate" | "led"
    )
}

/// "soldiers", "police officers": nouns of the tables for forces and groups.
pub(super) fn head_is_force(passage: &Passage<'_>, head: usize) -> bool {
    passage.terms.iter().any(|hit| {
        (hit.first..=hit.last).contains(&head)
            && hit.entries.iter().any(|term| matches!(term.table, Table::Groups | Table::Perpetrators))
    })
}

/// A named person, with the title or role in front or in apposition.
///
/// The model's own label is enough; where it gives none (Spanish names in wire text), a title in front of capitals is.
fn person(passage: &Passage<'_>, head: Token<'_>, base: &Sketch) -> Option<Sketch> {
    if !head.tag().starts_with("NNP")
        || !matches!(head.kind(), "PERSON" | "" | "ORG" | "GPE" | "NORP" | "FAC")
    {
        return None;
    }
    // "Al Jawf **Governorate**": a unit of a country.
    if matches!(
        head.text().to_lowercase().as_str(),
        "governorate"
            | "province"
            | "district"
            | "region"
            | "oblast"
            | "prefecture"
            | "municipality"
            | "department"
            | "county"
            | "airport"
            | "highway"
    ) {
        return None;
    }
    // "a vehicle of a local **NGO**": letters alone are no person's name.
    let letters = head.text().len() > 1 && head.text().chars().all(|letter| letter.is_ascii_uppercase());
    if letters && !passage.analysis.children(head.index()).any(|part| part.dep() == "compound") {
        return None;
    }
    // "**Maalbeek** metro station": the name of a house.
    let house = |word: Token<'_>| crate::events::bears_a_name(&word.lemma().to_lowercase());
    if house(head) || head.dep() == "compound" && house(head.head()) {
        return None;
    }
    let analysis = &passage.analysis;
    let core = tree::core(analysis, head.index());
    let labelled = head.kind() == "PERSON";
    let names = |index: usize| is_name_part(passage, index, labelled);
    if !names(head.index()) {
        return None;
    }
    let mut first = head.index();
    while let Some(before) = name_before(analysis, first, names)
        && (first > core.start || same_name(analysis, first))
    {
        first = before;
    }
    let mut last = head.index();
    while let Some(next) = name_behind(analysis, last, names)
        && (same_name(analysis, next) || next > last + 1)
    {
        last = next;
    }
    let titled = core.start < first && is_office(passage, first - 1);
    let apposition = analysis
        .children(head.index())
        .find(|child| child.dep() == "appos" && child.tag().starts_with("NN") && child.kind() != "PERSON");
    // "**Bernardo Tessi Oran**, the presidential candidate, has died": a given name or what he is, where the model has no label.
    let given = || {
        let lower = analysis.token(first).map(|word| word.text().to_lowercase()).unwrap_or_default();
        crate::places::GIVEN.binary_search(&lower.as_str()).is_ok()
    };
    let presented = || apposition.is_some_and(|what| is_office(passage, what.index()));
    let unlabelled = first < last
        && matches!(head.kind(), "" | "ORG")
        && matches!(head.dep(), "nsubj" | "nsubjpass" | "dobj" | "pobj" | "appos" | "conj")
        && (given() || presented());
    if !(titled || (labelled || unlabelled) && !stands_at(head)) {
        return None;
    }
    let title = if core.start < first { Some(passage.span(core.start..first)) } else { None };
    let apposition = apposition.map(|child| passage.span(tree::phrase(analysis, child.index())));
    Some(Sketch {
        name: phrase_text(passage, first..last + 1),
        named: true,
        description: title.or(apposition),
        kind: ActorKind::Individual,
        plural: false,
        words: first..last + 1,
        ..base.clone()
    })
}

/// Particles inside names: "Abu Jandal **al**-Kuwaiti", "Osama **bin** Laden", "Cristina **de** Kirchner".
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "ul"
            | "ad"
            | "as"
            | "ar"
            | "az"
            | "at"
            | "an"
            | "ash"
            | "ud"
            | "ur"
            | "bin"
            | "ibn"
            | "bint"
            | "ould"
            | "ag"
            | "abu"
            | "de"
            | "del"
            | "da"
            | "dos"
            | "van"
            | "von"
            | "der"
    )
}

/// Where a name goes on before the token `first`: the word before it, or one behind a particle or a hyphen.
fn name_before(analysis: &Analysis, first: usize, names: impl Fn(usize) -> bool) -> Option<usize> {
    let word = |at: usize| analysis.token(at).map_or("", Token::text);
    let before = first.checked_sub(1)?;
    if names(before) {
        return Some(before);
    }
    if word(before) == "-" {
        // "al-Kuwaiti", "Al-Kasasbeh"
        let prefix = before.checked_sub(1)?;
        return (is_particle(&word(prefix).to_lowercase())).then_some(prefix);
    }
    let name = before.checked_sub(1)?;
    (is_particle(word(before)) && names(name)).then_some(name)
}

/// Where a name goes on behind the token `last`: "Musab **al-Zarqawi**".
fn name_behind(analysis: &Analysis, last: usize, names: impl Fn(usize) -> bool) -> Option<usize> {
    let word = |at: usize| analysis.token(at).map_or("", Token::text);
    if names(last + 1) {
        return Some(last + 1);
    }
    if !is_particle(word(last + 1)) {
        return None;
    }
    let next = if word(last + 2) == "-" { last + 3 } else { last + 2 };
    names(next).then_some(next)
}

/// "the attack **at** Tolsa", "fought **in** Tolsa": where something happens, whatever the name's label.
fn stands_at(head: Token<'_>) -> bool {
    let locative =
        ["at", "in", "near", "inside", "outside", "around", "into", "through", "toward", "towards", "within"];
    head.dep() == "pobj" && locative.contains(&head.head().text().to_lowercase().as_str())
}

/// Whether the word belongs to a person's name: a name by its tag, no title, no rank and no word of the tables for things.
fn is_name_part(passage: &Passage<'_>, index: usize, labelled: bool) -> bool {
    let Some(token) = passage.analysis.token(index) else { return false };
    // "**Debris** killed a woman": what opens a sentence has a capital, too.
    if matches!(
        token.lemma().to_lowercase().as_str(),
        "debris" | "shrapnel" | "wreckage" | "rubble" | "gunfire"
    ) {
        return false;
    }
    let written = token.text().starts_with(char::is_uppercase)
        && token.text().chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '\u{2019}'));
    if !token.tag().starts_with("NNP") || !written {
        return false;
    }
    if labelled && token.kind() == "PERSON" && !is_office(passage, index) {
        return true;
    }
    !passage.terms.iter().any(|hit| {
        (hit.first..=hit.last).contains(&index)
            && hit.entries.iter().any(|term| {
                matches!(
                    term.table,
                    Table::Titles
                        | Table::Groups
                        | Table::Perpetrators
                        | Table::Targets
                        | Table::Outlets
                        | Table::Countries
                ) || term.event().is_some()
            })
    }) && !passage.names_actor(index)
}

/// Whether the word ends a title, an office or a word for people ("senator", "party leader", "engineer").
pub(super) fn is_office(passage: &Passage<'_>, index: usize) -> bool {
    passage.terms.iter().any(|hit| {
        hit.last == index
            && hit.entries.iter().any(|term| {
                term.table == Table::Titles
                    || term.group().is_some_and(|noun| {
                        !matches!(noun.group, attest_model::Group::Militants | attest_model::Group::Attackers)
                    })
            })
    }) || passage.analysis.token(index).is_some_and(|token| {
        matches!(
            token.text().trim_end_matches('.').to_lowercase().as_str(),
            "dr" | "msgr" | "gen" | "col" | "maj" | "lt" | "capt" | "sgt" | "father" | "leader" | "director"
        )
    })
}

/// Whether the word goes on with the name that the word before it belongs to, as far as the model's labels tell.
fn same_name(analysis: &Analysis, index: usize) -> bool {
    analysis.token(index).is_some_and(|token| token.kind() == "PERSON" && !token.begins_name())
}

/// A country as an actor: "Russia said", "Israel struck".
fn country(
    passage: &Passage<'_>,
    lexicon: &Lexicon,
    head: Token<'_>,
    core: Range<usize>,
    base: &Sketch,
) -> Option<Sketch> {
    let form = passage
        .terms
        .iter()
        .filter(|hit| hit.first >= core.start && hit.last < core.end)
        .flat_map(|hit| hit.entries.iter().map(move |term| (hit, term)))
        .find_map(|(hit, term)| term.country().filter(|_| (hit.first..=hit.last).contains(&head.index())));
    let form = form?;
    // "**Kyiv** denied carrying out the strike": who says or does something is no town.
    // "an adult **male** was hit" is nobody's capital.
    let capital = form.role.as_str() == "capital"
        && head.dep() == "nsubj"
        && head.text().starts_with(char::is_uppercase)
        && tree::is_verb(head.head());
    // "a **Ukrainian** assault failed": who attacks, though no force is named.
    if head.dep() == "amod" && head.kind() == "NORP" && is_an_assault(&passage.analysis, head.head()) {
        let entry = format!("state:{}:military", form.iso);
        let known = lexicon.actor(&entry)?;
        return Some(Sketch {
            name: known.name.clone(),
            entry: Some(entry),
            country: Some(form.iso.clone()),
            named: true,
            kind: ActorKind::StateForces,
            ..base.clone()
        });
    }
    if !(capital || matches!(form.role.as_str(), "name" | "former"))
        || !matches!(head.dep(), "nsubj" | "nsubjpass" | "pobj" | "dobj" | "conj" | "ROOT" | "appos")
    {
        return None;
    }
    if head.dep() == "pobj" && head.head().dep() != "agent" && head.head().lemma() != "by" {
        return None;
    }
    let entry = format!("state:{}:government", form.iso);
    let known = lexicon.actor(&entry);
    let name =
        known.as_ref().filter(|_| capital).map_or_else(|| base.name.clone(), |actor| actor.name.clone());
    Some(Sketch {
        name,
        entry: known.is_some().then_some(entry),
        country: Some(form.iso.clone()),
        named: true,
        kind: ActorKind::StateForces,
        ..base.clone()
    })
}

/// "an **assault**", "the **counteroffensive**", "an **attack** on the village": what the country in front of it does; an attack of which
/// nobody says on whom may be one that it suffered.
fn is_an_assault(analysis: &Analysis, noun: Token<'_>) -> bool {
    match noun.lemma() {
        "assault" | "offensive" | "counteroffensive" | "counterattack" | "onslaught" => {
            noun.dep() != "compound"
        }
        "bombing" => !tree::prepositional(analysis, noun.index(), &["of", "on"]).is_empty(),
        // "a Russian **rocket attack**": fired by them.
        "attack" | "strike" | "bombardment"
            if analysis.children(noun.index()).any(|weapon| {
                weapon.dep() == "compound"
                    && matches!(
                        weapon.lemma().to_lowercase().as_str(),
                        "rocket"
                            | "missile"
                            | "drone"
                            | "artillery"
                            | "air"
                            | "mortar"
                            | "tank"
                            | "cruise"
                            | "shell"
                    )
            }) =>
        {
            noun.dep() != "compound"
        }
        "attack" => {
            let one =
                analysis.children(noun.index()).any(|word| matches!(word.lemma(), "a" | "an" | "another"));
            one && !tree::prepositional(analysis, noun.index(), &["on", "against", "near"]).is_empty()
        }
        _ => false,
    }
}

/// Whether two names may be one person's: equal, or the shorter one a run of words of the longer that is more than its first
/// ("Tessi" or "Oran Tessi" of "Oran Tessi Marn", whose mother's name comes last).
pub fn same_person(a: &str, b: &str) -> bool {
    let words = |name: &str| name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let (mut long, mut short) = (words(a), words(b));
    if long.len() < short.len() {
        std::mem::swap(&mut long, &mut short);
    }
    if short.is_empty() {
        return false;
    }
    long == short
        || long
            .windows(short.len())
            .enumerate()
            .any(|(at, run)| run == short.as_slice() && (at > 0 || short.len() > 1))
}
