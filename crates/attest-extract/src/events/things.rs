//! At what: things and places named near a word of violence.
//!
//! A target is a thing or place of the `targets` table that stands as a patient of the violence, or is told to have been hit.

use crate::page::{Page, Passage};
use crate::tree;
use attest_lexicon::Table;
use attest_model::{TargetEffect, TargetKind};
use std::ops::Range;

/// A thing or place that may be a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThingMention {
    /// Its passage.
    pub passage: usize,
    /// Index of its sentence.
    pub sentence: usize,
    /// Head token.
    pub head: usize,
    /// Its words.
    pub tokens: Range<usize>,
    /// Kind.
    pub kind: TargetKind,
    /// Somebody, not something ("the mayor"): an actor of the incident rather than a thing that was hit.
    pub person: bool,
    /// What became of it, where its clause tells.
    pub effect: Option<TargetEffect>,
}

/// Behind the last word of a name: "the Bank **of Ostland**".
fn end_of_name(analysis: &attest_language::Analysis, last: usize) -> usize {
    let written = |at: usize, tag: &str| analysis.token(at).is_some_and(|token| token.tag().starts_with(tag));
    let of = analysis.token(last + 1).is_some_and(|token| token.text() == "of");
    if !(of && written(last, "NNP") && written(last + 2, "NNP")) {
        return last + 1;
    }
    (last + 3..last + 8).find(|&at| !written(at, "NNP")).unwrap_or(last + 3)
}

/// Words for houses and places that bear a name: "Tessi Oran **secondary school**".
pub(crate) fn bears_a_name(lemma: &str) -> bool {
    matches!(
        lemma,
        "school"
            | "university"
            | "college"
            | "hospital"
            | "clinic"
            | "market"
            | "mosque"
            | "church"
            | "hotel"
            | "camp"
            | "airport"
            | "station"
            | "bridge"
            | "street"
            | "road"
            | "barracks"
            | "mall"
            | "prison"
            | "base"
            | "square"
            | "stadium"
            | "village"
            | "district"
    )
}

/// Every thing or place of the `targets` table on the page.
pub fn read_targets(page: &Page<'_>) -> Vec<ThingMention> {
    let mut out = Vec::new();
    for (passage, content) in page.passages.iter().enumerate() {
        let analysis = &content.analysis;
        let mut hits: Vec<_> = content
            .terms
            .iter()
            .filter(|hit| hit.entries.iter().any(|term| term.table == Table::Targets))
            .collect();
        hits.sort_by_key(|hit| (hit.first, std::cmp::Reverse(hit.last)));
        let mut covered = 0;
        for hit in hits {
            if hit.first < covered {
                continue;
            }
            covered = hit.last + 1;
            let Some(target) = hit.entries.iter().find_map(|term| term.target()) else { continue };
            let Some(token) = analysis.token(hit.last) else { continue };
            // "a **camp** for displaced people": its first word is what it is.
            let head = super::head_of(analysis, hit.first..hit.last + 1).unwrap_or(hit.last);
            let head = if head < hit.first || head > hit.last { hit.last } else { head };
            // The phrase's head: "police station" may itself describe "commander".
            if matches!(token.dep(), "compound" | "amod" | "nmod") && token.head().index() > hit.last {
                continue;
            }
            if no_thing(content, token) {
                continue;
            }
            let at = crate::page::At { passage, token: head };
            let Some(sentence) = page.sentence_of(at) else { continue };
            out.push(ThingMention {
                passage,
                sentence,
                head,
                tokens: tree::bare(analysis, head).start.min(hit.first)..end_of_name(analysis, hit.last),
                kind: by_owner(content, head, target.kind),
                person: super::nouns::is_person(content, head) && tree::is_nominal(token, false),
                effect: effect(content, head),
            });
        }
    }
    out
}

/// "the headquarters **of the National Police**", "an office **of the party**": what a building is depends on whose it is.
fn by_owner(content: &Passage<'_>, head: usize, kind: TargetKind) -> TargetKind {
    let analysis = &content.analysis;
    // "a bus **carrying 27 army soldiers**", "a truck **full of troops**"
    let carries = analysis
        .children(head)
        .filter(|word| {
            matches!(word.dep(), "acl" | "relcl") && matches!(word.lemma(), "carry" | "transport" | "take")
                || word.lemma() == "full"
        })
        .flat_map(|word| {
            let mut load = tree::objects(analysis, word.index());
            load.extend(tree::prepositional(analysis, word.index(), &["of"]));
            load
        })
        .any(|load| {
            content.terms.iter().filter(|hit| hit.last == load).any(|hit| {
                hit.entries
                    .iter()
                    .filter_map(|term| term.group())
                    .any(|word| word.group == attest_model::Group::Soldiers)
            })
        });
    if carries && matches!(kind, TargetKind::Vehicle | TargetKind::Bus) {
        return TargetKind::MilitaryVehicle;
    }
    let general = analysis.token(head).is_some_and(|noun| {
        matches!(
            noun.lemma().to_lowercase().as_str(),
            "headquarters" | "office" | "building" | "installation" | "facility" | "compound" | "house"
        )
    });
    if !general || !matches!(kind, TargetKind::Other | TargetKind::Business | TargetKind::Residence) {
        return kind;
    }
    let owners = tree::prepositional(analysis, head, &["of"]);
    owners
        .into_iter()
        .flat_map(|owner| analysis.tokens_in(tree::core(analysis, owner)))
        .find_map(|word| match word.text().to_lowercase().as_str() {
            "police" | "gendarmerie" => Some(TargetKind::PoliceStation),
            "army" | "brigade" | "battalion" | "regiment" | "navy" | "military" | "division" | "guard" => {
                Some(TargetKind::MilitaryBase)
            }
            "party" | "alliance" => Some(TargetKind::Politician),
            "ministry" | "council" | "government" | "municipality" | "prosecutor" => {
                Some(TargetKind::GovernmentOffice)
            }
            _ => None,
        })
        .unwrap_or(kind)
}

/// "the **Liberal Party**", "in **protest** of", "our **mission**", "the **site** of the attack": the words of things, and no thing.
fn no_thing(content: &Passage<'_>, noun: attest_language::Token<'_>) -> bool {
    // "left 40 bodies **on the field**": of battle.
    if noun.text() == "field"
        && noun.dep() == "pobj"
        && noun.head().lemma() == "on"
        && noun.children().all(|word| word.dep() == "det" || word.lemma() == "of")
    {
        return true;
    }
    let analysis = &content.analysis;
    let mut left = analysis.children(noun.index()).filter(|child| child.index() < noun.index());
    match noun.lemma().to_lowercase().as_str() {
        "party" => {
            noun.tag().starts_with("NNP")
                || left.any(|word| {
                    word.tag().starts_with("NNP")
                        || matches!(
                            word.lemma(),
                            "political"
                                | "opposition"
                                | "ruling"
                                | "liberal"
                                | "conservative"
                                | "communist"
                                | "socialist"
                                | "democratic"
                                | "democrat"
                                | "nationalist"
                                | "government"
                                | "governing"
                                | "republican"
                                | "labor"
                                | "labour"
                                | "islamist"
                                | "leftist"
                                | "rightist"
                                | "third"
                                | "warring"
                                | "both"
                        )
                })
        }
        // "killed by a mine" on a road; a gold mine is a place.
        "mine" => {
            let named = left.any(|word| word.dep() == "compound");
            !named
                && content.terms.iter().any(|hit| {
                    (hit.first..=hit.last).contains(&noun.index())
                        && hit.entries.iter().any(|term| term.weapon().is_some())
                })
        }
        // "took refuge in the embassy", "the column took flight"
        "refuge" | "flight" | "shelter" | "residence" => {
            noun.dep() == "dobj"
                && matches!(noun.head().lemma(), "take" | "seek" | "find" | "give" | "offer" | "have")
        }
        // "sentenced to 25 years **in prison**": a state, and no house.
        "prison" | "jail" => {
            noun.dep() == "pobj"
                && matches!(noun.head().lemma(), "in" | "to" | "from")
                && left.next().is_none()
        }
        "protest" => noun.dep() == "pobj" && noun.head().lemma() == "in" && left.next().is_none(),
        "mission" => left.any(|word| word.tag() == "PRP$") || noun.head().lemma() == "on",
        "site" | "scene" => {
            crate::tree::prepositional(analysis, noun.index(), &["of"]).into_iter().any(|of| {
                content.terms.iter().any(|hit| {
                    (hit.first..=hit.last).contains(&of)
                        && hit.entries.iter().any(|term| term.event().is_some())
                })
            })
        }
        _ => false,
    }
}

/// What the clause says became of the thing: object or passive subject of a word of destruction.
fn effect(content: &Passage<'_>, head: usize) -> Option<TargetEffect> {
    let analysis = &content.analysis;
    let first = tree::first_conjunct(analysis, head);
    let token = analysis.token(first)?;
    let verb = match token.dep() {
        "dobj" | "nsubjpass" | "obj" => token.head(),
        "pobj" if token.head().head().tag().starts_with("NN") => token.head().head(),
        _ => return None,
    };
    content
        .terms
        .iter()
        .filter(|hit| (hit.first..=hit.last).contains(&verb.index()))
        .flat_map(|hit| hit.entries.iter())
        .find_map(|term| term.harm().and_then(|harm| harm.effect))
}
