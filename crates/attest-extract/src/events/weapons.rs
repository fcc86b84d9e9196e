//! With what: weapons named near a word of violence, or the evidence for one ("shot dead").

use crate::page::{Page, Passage};
use crate::tree;
use attest_lexicon::Pos;
use attest_model::WeaponKind;
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
                || super::pits::is_pit(page, content, hit.last, &pits)
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
    // "three **bombers died**": machines do not.
    let dies = matches!(bomber.dep(), "nsubj" | "nsubjpass" | "conj")
        && matches!(
            analysis.token(tree::clause_of(analysis, bomber.index())).map(attest_language::Token::lemma),
            Some("die" | "kill" | "arrest" | "identify" | "blow" | "wear" | "detain" | "flee")
        );
    (bomber.tag() == "NN" || dies) && !flies && !aloft
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

/// "a **gas** explosion", "a **gas** pipeline", "police ruled out **gas**": what is burned in kitchens, and no weapon.
fn is_household_gas(analysis: &attest_language::Analysis, word: attest_language::Token<'_>) -> bool {
    if !matches!(word.lemma().to_lowercase().as_str(), "gas" | "gases") {
        return false;
    }
    let of_a_thing = word.dep() == "compound"
        && matches!(
            word.head().lemma(),
            "explosion"
                | "blast"
                | "leak"
                | "cylinder"
                | "pipeline"
                | "pipe"
                | "line"
                | "main"
                | "station"
                | "company"
                | "field"
                | "plant"
                | "worker"
                | "supply"
                | "stove"
                | "bottle"
                | "price"
                | "facility"
                | "well"
                | "industry"
                | "tank"
                | "deposit"
                | "installation"
        );
    let first = tree::first_conjunct(analysis, word.index());
    let ruled_out = analysis.token(first).is_some_and(|first| {
        matches!(first.dep(), "dobj" | "nsubjpass")
            && (first.head().lemma() == "exclude"
                || first.head().lemma() == "rule"
                    && analysis.children(first.head().index()).any(|out| out.lemma() == "out"))
    });
    of_a_thing || ruled_out
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
    if range.len() == 1 && is_household_gas(analysis, last) {
        return true;
    }
    // "the Tolsa **Helicopter** Air Base": the name of a place.
    let of_a_base = last.dep() == "compound"
        && last.text().starts_with(char::is_uppercase)
        && last.head().text().starts_with(char::is_uppercase)
        && matches!(
            last.head().lemma().to_lowercase().as_str(),
            "base"
                | "airbase"
                | "airport"
                | "airfield"
                | "station"
                | "school"
                | "museum"
                | "academy"
                | "squadron"
        );
    if of_a_base {
        return true;
    }
    // "a **reconnaissance** drone": it looks, and hits nothing.
    let looks = |child: attest_language::Token<'_>| {
        matches!(child.lemma(), "reconnaissance" | "surveillance" | "spy" | "observation" | "scout")
    };
    if last.lemma() == "drone" && analysis.children(last.index()).any(looks) || brings_down(content, last) {
        return true;
    }
    // "missiles of the **Dagger** complex": a name among plain words, and no blade.
    let lower = |at: Option<usize>| {
        at.and_then(|at| analysis.token(at)).is_some_and(|word| word.text().starts_with(char::is_lowercase))
    };
    if range.len() == 1
        && matches!(
            last.lemma().to_lowercase().as_str(),
            "dagger" | "sword" | "spear" | "arrow" | "hammer" | "axe"
        )
        && last.text().starts_with(char::is_uppercase)
        && lower(range.start.checked_sub(1))
        && lower(Some(range.end))
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

/// "**shot** down three drones", "the helicopter was **shot** down": at range, and by no rifle that the words name.
fn brings_down(content: &Passage<'_>, word: attest_language::Token<'_>) -> bool {
    let analysis = &content.analysis;
    let down = analysis.token(word.index() + 1).is_some_and(|next| next.text().eq_ignore_ascii_case("down"));
    let flies = |index: usize| {
        content.terms.iter().any(|hit| {
            (hit.first..=hit.last).contains(&index)
                && hit.entries.iter().filter_map(|term| term.weapon()).any(|weapon| {
                    matches!(weapon.kind, WeaponKind::Aircraft | WeaponKind::Drone | WeaponKind::Missile)
                })
        })
    };
    let mut brought = tree::objects(analysis, word.index());
    brought.extend(
        tree::subjects(analysis, word.index())
            .into_iter()
            .filter(|(_, passive)| *passive)
            .map(|(what, _)| what),
    );
    word.lemma() == "shoot" && down && brought.into_iter().any(flies)
}
