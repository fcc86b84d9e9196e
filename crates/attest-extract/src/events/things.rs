//! With what, and at what: weapons and targets named near a word of violence.
//!
//! A weapon's words ("a car bomb", "mortars") or the evidence for one ("shot dead") are lexicon terms; a target is a thing or
//! place of the `targets` table that stands as a patient of the violence, or is told to have been hit.

use crate::page::{Page, Passage};
use crate::tree;
use attest_lexicon::{Pos, Table};
use attest_model::{TargetEffect, TargetKind, WeaponKind};
use std::ops::Range;

/// A means of violence in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeaponMention {
    /// Its passage.
    pub passage: usize,
    /// Index of its sentence.
    pub sentence: usize,
    /// Its words.
    pub tokens: Range<usize>,
    /// Kind.
    pub kind: WeaponKind,
    /// `false`: evidence, not a name.
    pub named: bool,
    /// The attacker means to die by it.
    pub suicide: bool,
    /// A vehicle carries it.
    pub vehicle: bool,
}

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

/// Every weapon of the page, longest words first where they nest.
pub fn read_weapons(page: &Page<'_>) -> Vec<WeaponMention> {
    let mut out: Vec<WeaponMention> = Vec::new();
    let pits = std::cell::OnceCell::new();
    for (passage, content) in page.passages.iter().enumerate() {
        let mut hits: Vec<_> = content
            .terms
            .iter()
            .filter_map(|hit| hit.entries.iter().find_map(|term| term.weapon()).map(|weapon| (hit, weapon)))
            .collect();
        hits.sort_by_key(|(hit, _)| (hit.first, std::cmp::Reverse(hit.last)));
        let mut covered = 0;
        for (hit, weapon) in hits {
            if hit.first < covered
                || refused(content, hit.first..hit.last + 1)
                || is_verb_of(content, hit)
                || is_pit(page, content, hit.last, &pits)
            {
                continue;
            }
            covered = hit.last + 1;
            let at = crate::page::At { passage, token: hit.first };
            let Some(sentence) = page.sentence_of(at) else { continue };
            out.push(WeaponMention {
                passage,
                sentence,
                tokens: hit.first..hit.last + 1,
                kind: if weapon.kind == WeaponKind::Aircraft && is_man(content, hit.first..hit.last + 1) {
                    WeaponKind::Bomb
                } else {
                    weapon.kind
                },
                named: weapon.named,
                suicide: weapon.suicide,
                vehicle: weapon.vehicle,
            });
        }
    }
    let laden = laden_vehicles(page);
    out.retain(|mention| !laden.iter().any(|vehicle| covers(vehicle, mention)));
    out.extend(laden);
    out.sort_by_key(|mention| (mention.passage, mention.tokens.start));
    out
}

/// "**A bomber** killed three people": who carries a bomb; "Russian bombers", "a Tu-95 bomber", "a strategic bomber" fly.
fn is_man(content: &Passage<'_>, range: Range<usize>) -> bool {
    let analysis = &content.analysis;
    let Some(bomber) =
        analysis.token(range.start).filter(|word| word.lemma() == "bomber" && range.len() == 1)
    else {
        return false;
    };
    let flies = analysis.children(bomber.index()).any(|word| {
        matches!(word.dep(), "amod" | "compound" | "nmod" | "poss")
            && (word.text().contains(|c: char| c.is_ascii_digit())
                || word.tag().starts_with("NNP")
                || word.kind() == "NORP"
                || matches!(
                    word.lemma(),
                    "strategic"
                        | "stealth"
                        | "fighter"
                        | "jet"
                        | "heavy"
                        | "range"
                        | "nuclear"
                        | "supersonic"
                        | "government"
                        | "army"
                        | "force"
                        | "military"
                        | "enemy"
                        | "coalition"
                ))
    });
    let aloft = analysis.tokens_in(analysis.sentence_of(bomber.index())).any(|word| {
        matches!(
            word.lemma(),
            "fly"
                | "drop"
                | "scramble"
                | "squadron"
                | "airstrike"
                | "aircraft"
                | "jet"
                | "pilot"
                | "warplane"
                | "plane"
        )
    });
    bomber.tag() == "NN" && !flies && !aloft
}

/// "a **gold mine**", and "the mine" in a report that tells of one, or of its miners: no weapon.
fn is_pit(page: &Page<'_>, content: &Passage<'_>, index: usize, told: &std::cell::OnceCell<bool>) -> bool {
    let mine = |passage: &Passage<'_>, at: usize| {
        passage.analysis.token(at).is_some_and(|token| token.lemma().eq_ignore_ascii_case("mine"))
    };
    let dug = |passage: &Passage<'_>, at: usize| {
        mine(passage, at)
            && at.checked_sub(1).and_then(|before| passage.analysis.token(before)).is_some_and(|word| {
                matches!(
                    word.text().to_lowercase().as_str(),
                    "gold"
                        | "coal"
                        | "copper"
                        | "diamond"
                        | "silver"
                        | "salt"
                        | "iron"
                        | "cobalt"
                        | "coltan"
                        | "uranium"
                        | "tin"
                        | "jade"
                        | "zinc"
                        | "tantalum"
                        | "manganese"
                        | "ore"
                        | "emerald"
                        | "nickel"
                        | "artisanal"
                        | "mineral"
                )
            })
    };
    // "stepped on a mine", "hit a mine" beside a gold mine: what people tread on goes off.
    let trodden = content.analysis.token(index).is_some_and(|token| {
        matches!(
            token.head().lemma(),
            "hit" | "strike" | "lay" | "plant" | "clear" | "explode" | "detonate" | "on" | "over"
        ) && matches!(
            token.head().head().lemma(),
            "step" | "drive" | "tread" | "run" | "hit" | "strike" | "lay" | "plant"
        )
    });
    mine(content, index)
        && !trodden
        && (dug(content, index)
            || *told.get_or_init(|| {
                page.passages.iter().any(|passage| {
                    passage
                        .analysis
                        .tokens()
                        .any(|token| dug(passage, token.index()) || token.lemma() == "miner")
                })
            }))
}

fn covers(outer: &WeaponMention, inner: &WeaponMention) -> bool {
    outer.passage == inner.passage
        && outer.tokens.start <= inner.tokens.start
        && inner.tokens.end <= outer.tokens.end
}

/// "a **truck loaded with** large quantities of **explosives**": what carries the bomb and the bomb are one weapon.
fn laden_vehicles(page: &Page<'_>) -> Vec<WeaponMention> {
    let mut out = Vec::new();
    for (passage, content) in page.passages.iter().enumerate() {
        let analysis = &content.analysis;
        for vehicle in analysis.tokens().filter(|token| is_vehicle(token.lemma())) {
            let filled = analysis.children(vehicle.index()).find(|child| {
                child.index() > vehicle.index()
                    && matches!(child.dep(), "acl" | "amod" | "relcl")
                    && matches!(child.lemma(), "load" | "pack" | "lade" | "laden" | "fill" | "rig" | "stuff")
            });
            let Some(filled) = filled.filter(|filled| filled.index() <= vehicle.index() + 3) else {
                continue;
            };
            let end = (filled.index() + 8).min(analysis.subtree_span(vehicle.index()).end);
            let explosive = (filled.index() + 1..end).find(|&at| {
                analysis.token(at).is_some_and(|token| {
                    matches!(token.lemma(), "explosive" | "explosives" | "bomb" | "dynamite" | "tnt")
                })
            });
            let Some(last) = explosive else { continue };
            let Some(sentence) = page.sentence_of(crate::page::At { passage, token: vehicle.index() }) else {
                continue;
            };
            out.push(WeaponMention {
                passage,
                sentence,
                tokens: vehicle.index()..last + 1,
                kind: WeaponKind::Vbied,
                named: true,
                suicide: false,
                vehicle: true,
            });
        }
    }
    out
}

/// Whether a noun names what can carry a bomb or a bomber.
pub(crate) fn is_vehicle(lemma: &str) -> bool {
    matches!(
        lemma,
        "car"
            | "truck"
            | "lorry"
            | "vehicle"
            | "van"
            | "minibus"
            | "bus"
            | "motorcycle"
            | "motorbike"
            | "pickup"
            | "jeep"
            | "suv"
            | "ambulance"
            | "tanker"
            | "boat"
            | "rickshaw"
            | "taxi"
            | "tractor"
            | "humvee"
    )
}

/// "bombs **rock** the capital": a verb with the form of a noun that names a weapon.
fn is_verb_of(content: &Passage<'_>, hit: &attest_lexicon::TermHit<'_>) -> bool {
    let verb = content.analysis.token(hit.last).is_some_and(|token| {
        // A headline's "rock", which the tagger takes for a noun, has neither article nor plural.
        let bare = token.text().eq_ignore_ascii_case("rock")
            && !content
                .analysis
                .children(token.index())
                .any(|child| matches!(child.dep(), "det" | "nummod" | "amod"));
        token.tag().starts_with("VB") || bare
    });
    verb && hit.first == hit.last
        && hit.entries.iter().filter(|term| term.weapon().is_some()).all(|term| term.pos == Pos::Noun)
}

/// Words that name a weapon without one being used: "bomb disposal", "arms depot", "weapons were seized".
fn refused(content: &Passage<'_>, range: Range<usize>) -> bool {
    let analysis = &content.analysis;
    let Some(last) = range.end.checked_sub(1).and_then(|index| analysis.token(index)) else { return true };
    // "a military helicopter **crashed**": it fell, and attacked nobody.
    if matches!(last.dep(), "nsubj" | "nsubjpass")
        && matches!(last.head().lemma(), "crash" | "plunge" | "collide" | "overturn" | "sink" | "disappear")
    {
        return true;
    }
    // "a **gas** station", "cut off the **gas**": fuel.
    if matches!(last.lemma(), "gas" | "gases") && range.len() == 1 {
        let fuel = [
            "station",
            "field",
            "pipeline",
            "plant",
            "tanker",
            "cylinder",
            "facility",
            "company",
            "supply",
            "line",
            "terminal",
            "industry",
            "price",
            "pump",
            "storage",
            "platform",
            "installation",
            "well",
            "deposit",
            "tank",
            "production",
            "export",
            "leak",
            "explosion",
            "infrastructure",
            "stove",
            "bottle",
        ];
        let of_fuel = last.head().index() >= range.end && fuel.contains(&last.head().lemma());
        let sold = last.dep() == "dobj"
            && matches!(
                last.head().lemma(),
                "cut" | "supply" | "sell" | "deliver" | "import" | "export" | "buy"
            );
        let beside = analysis.token(range.end).is_some_and(|next| fuel.contains(&next.lemma()));
        if of_fuel || sold || beside {
            return true;
        }
    }
    if matches!(last.dep(), "compound" | "amod") && last.head().index() >= range.end {
        let noun = last.head();
        return matches!(
            noun.lemma(),
            "disposal"
                | "squad"
                | "expert"
                | "depot"
                | "factory"
                | "threat"
                | "scare"
                | "control"
                | "law"
                | "dealer"
                | "test"
                | "range"
                | "program"
                | "programme"
                | "maker"
                | "store"
                | "cache"
                | "owner"
                | "violence"
                | "right"
                | "shop"
                | "licence"
                | "license"
                | "defence"
                | "defense"
                | "system"
                | "technician"
                | "unit"
        );
    }
    // "expelled from the club": a house.
    if last.lemma() == "club"
        && last.dep() == "pobj"
        && matches!(
            last.head().lemma(),
            "at" | "in" | "from" | "outside" | "inside" | "to" | "into" | "near" | "of"
        )
    {
        return true;
    }
    let first = tree::first_conjunct(analysis, last.index());
    let Some(last) = analysis.token(first) else { return true };
    let verb = last.head();
    if last.dep() == "pobj" && verb.lemma() == "of" {
        // "the seizure of rifles", "a cache of arms": weapons that lie or travel.
        return matches!(
            verb.head().lemma(),
            "seizure"
                | "cache"
                | "shipment"
                | "delivery"
                | "purchase"
                | "sale"
                | "smuggling"
                | "supply"
                | "possession"
                | "discovery"
                | "traffic"
                | "trafficking"
                | "theft"
                | "recovery"
                | "confiscation"
                | "arsenal"
                | "import"
                | "export"
                | "stock"
                | "stockpile"
                | "load"
                | "surrender"
                | "type"
        );
    }
    matches!(last.dep(), "dobj" | "nsubjpass" | "conj")
        && matches!(
            verb.lemma(),
            "seize"
                | "recover"
                | "confiscate"
                | "find"
                | "discover"
                | "loot"
                | "capture"
                | "collect"
                | "defuse"
                | "smuggle"
                | "steal"
                | "buy"
                | "sell"
                | "supply"
                | "deliver"
                | "surrender"
                | "possess"
                | "import"
                | "export"
                | "send"
                | "ship"
                | "provide"
                | "manufacture"
                | "deactivate"
                | "disarm"
                | "store"
                | "hide"
                | "purchase"
                | "receive"
                | "obtain"
                | "own"
                | "ban"
                | "dismantle"
        )
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
            // The phrase's head: "police station" may itself describe "commander".
            if matches!(token.dep(), "compound" | "amod" | "nmod") && token.head().index() > hit.last {
                continue;
            }
            if no_thing(content, token) {
                continue;
            }
            let at = crate::page::At { passage, token: hit.last };
            let Some(sentence) = page.sentence_of(at) else { continue };
            out.push(ThingMention {
                passage,
                sentence,
                head: hit.last,
                tokens: tree::bare(analysis, hit.last).start.min(hit.first)..end_of_name(analysis, hit.last),
                kind: target.kind,
                person: super::sense::is_person(content, hit.last) && tree::is_nominal(token, false),
                effect: effect(content, hit.last),
            });
        }
    }
    out
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
