//! Parts of other figures: "including six children", "among them two officers", "four of them", "most of them rebels".
//!
//! A part repeats people who are counted already; summed with its whole it would kill them twice. A phrase is a part where the
//! words say so ("including", "among", "of the", "of whom"); which figure is the whole is the nearest one of the same harm before
//! it in the sentence.

use super::FigureMention;
use super::admissible::{let_go, thing};
use super::people::{self, Likely};
use super::row::Row;
use attest_model::{Exactness, Group, Harm, Side};

/// A part: head of its phrase, head of the phrase that it is a part of (or the token after which its whole stands), and its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub head: usize,
    pub cue: usize,
    /// "most of them": more than half of the whole.
    pub most: Option<usize>,
    pub rule: &'static str,
}

/// The parts that a sentence's cue words open.
pub(crate) fn read(row: &Row<'_, '_>, sentence: std::ops::Range<usize>) -> Vec<Part> {
    let mut found = Vec::new();
    for at in sentence {
        match row.word(at) {
            "including" | "includes" | "include" | "included" => {
                let object = row.child(at, &["pobj", "dobj", "pcomp"]).or_else(|| row.noun_at(at + 1));
                if let Some(head) = object {
                    found.push(Part { head, cue: at, most: None, rule: "casualties/including" });
                }
            }
            "among" if matches!(row.word(at + 1), "them" | "whom") => {
                // "among them a **seven-year-old girl**": the year is her age.
                let aged = |noun: usize| {
                    let old = row.head(noun);
                    if row.dep(noun) == "npadvmod" && row.word(old) == "old" { row.head(old) } else { noun }
                };
                if let Some(head) = row.noun_at(at + 2).map(aged) {
                    found.push(Part { head, cue: at, most: None, rule: "casualties/among-them" });
                }
            }
            "them" | "whom" | "these" | "which" if row.before(at) == "of" && at >= 2 => {
                // "four of them women", "most of whom were children"
                if matches!(row.word(at - 2), "most" | "majority") {
                    if let Some(head) = row.noun_at(at + 1) {
                        found.push(Part { head, cue: at, most: Some(at), rule: "casualties/most-of-them" });
                    }
                } else if let Some((_, quantity)) = row.quantity(at - 2)
                    // "seized 30 pupils and **released 12 of them**"
                    && !let_go(row, quantity.core.end - 1)
                {
                    found.push(Part {
                        head: quantity.core.end - 1,
                        cue: at,
                        most: None,
                        rule: "casualties/of-them",
                    });
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether two kinds of people stand on two sides.
fn opposed(one: Option<Group>, two: Option<Group>) -> bool {
    let state = |group| matches!(group, Some(Group::Soldiers | Group::Police));
    let rebels = |group| matches!(group, Some(Group::Militants | Group::Attackers));
    (state(one) && rebels(two)) || (rebels(one) && state(two))
}

/// "Gunmen killed five soldiers. Two **of the attackers** were killed, too", "forced them off a bus and shot 18 **of them**": so many of
/// those who were there suffered it, and no figure before counts them with others. What is said "of the dead" stays a part.
pub(super) fn without_a_whole(page: &crate::page::Page<'_>, figures: &mut [FigureMention]) {
    for at in 0..figures.len() {
        let own = &figures[at];
        let of = |nouns: &[&str]| {
            let lemma = |head: usize| {
                page.passages
                    .get(own.passage)
                    .and_then(|passage| passage.analysis.token(head))
                    .map_or_else(String::new, |token| token.lemma().to_lowercase())
            };
            own.who.clone().is_some_and(|who| who.map(lemma).any(|noun| nouns.contains(&noun.as_str())))
        };
        // "Three brothers were **among eight people killed**": the whole stands behind.
        let among = own.rule == "casualties/among-the-dead";
        if !own.part || own.part_of.is_some() || own.min.is_none() || among {
            continue;
        }
        // "Two of **the wounded** died": no part of the dead who were counted before. The tagger takes the word for a participle, too.
        if own.harm == Harm::Killed && of(&["wounded", "injured", "wound", "injure"]) {
            figures[at].of_the_wounded = true;
            continue;
        }
        let of_the_dead = of(&[
            "dead", "victim", "casualty", "fatality", "wounded", "injured", "body", "missing", "hostage",
            "killed", "deceased", "wound", "injure", "kill",
        ]);
        if of_the_dead {
            continue;
        }
        let holds = |whole: &FigureMention| {
            let apart = apart(own, whole);
            let many = whole.max.is_none() || whole.max >= own.min;
            (whole.harm == own.harm || whole.harm == Harm::KilledOrWounded)
                && (whole.passage, whole.number.start) < (own.passage, own.number.start)
                && many
                && !apart
        };
        if !figures.iter().any(holds) {
            figures[at].part = false;
        }
    }
}

/// "Twenty soldiers were killed **in two separate attacks**. On Sunday, 12 died … On Tuesday, … killing eight": the sum of two incidents that
/// are told of one by one is no toll of either.
pub(super) fn sum_of_two(page: &crate::page::Page<'_>, figures: &mut [FigureMention]) {
    for at in 0..figures.len() {
        let own = &figures[at];
        let Some(sum) =
            own.min.filter(|min| *min > 1 && own.max.is_none_or(|max| max == *min) && !own.aggregate)
        else {
            continue;
        };
        let Some(passage) = page.passages.get(own.passage) else { continue };
        let sentence = passage.analysis.sentence_of(own.trigger);
        let two = passage.analysis.tokens_in(sentence.clone()).any(|noun| {
            noun.tag() == "NNS"
                && noun
                    .children()
                    .any(|word| matches!(word.text().to_lowercase().as_str(), "separate" | "different"))
                && crate::events::is_deed(passage, noun.index())
        });
        if !two {
            continue;
        }
        let harm = own.harm;
        let here = (own.passage, sentence.end);
        // One figure a sentence, in text order.
        let mut told: Vec<(usize, usize, u64)> = Vec::new();
        for figure in figures.iter().filter(|figure| {
            figure.harm == harm
                && !figure.part
                && !figure.weak
                && (figure.passage, figure.number.start) >= here
        }) {
            let Some(content) = page.passages.get(figure.passage) else { continue };
            let start = content.analysis.sentence_of(figure.trigger).start;
            let key = (figure.passage, start);
            if let Some(min) = figure.min.filter(|_| told.iter().all(|own| (own.0, own.1) != key)) {
                told.push((key.0, key.1, min));
            }
        }
        let mut parts = told.iter().map(|own| own.2).scan(0, |sum, own| {
            *sum += own;
            Some(*sum)
        });
        if told.len() > 1 && parts.any(|total| total == sum) {
            figures[at].aggregate = true;
        }
    }
}

/// Whether the attackers are counted here and others there.
fn apart(one: &FigureMention, two: &FigureMention) -> bool {
    let fights = |figure: &FigureMention| {
        matches!(figure.group, Some(Group::Attackers | Group::Militants))
            || figure.side == Some(Side::Attackers)
    };
    let others =
        |figure: &FigureMention| !fights(figure) && !matches!(figure.group, None | Some(Group::People));
    opposed(one.group, two.group) || fights(one) && others(two) || others(one) && fights(two)
}

/// "112 casualties (**41 killed and 71 injured**), including 17 women": what stands in brackets that are closed is over.
fn bracketed(row: &Row<'_, '_>, at: usize, cue: usize) -> bool {
    let start = row.sentence(at).start;
    let open = (start..at).rev().find(|at| matches!(row.word(*at), "(" | ")"));
    open.is_some_and(|open| row.word(open) == "(") && row.any(at..cue, &[")"])
}

/// Finds which figures are parts, and of which.
pub(super) fn mark_parts(row: &Row<'_, '_>, figures: &mut Vec<FigureMention>) {
    let mut cues = Vec::new();
    for sentence in row.analysis.sentences() {
        cues.extend(read(row, sentence.clone()));
    }
    let mut fresh = Vec::new();
    for part in cues {
        let sentence = row.sentence(part.cue);
        let whole = figures
            .iter()
            .rposition(|figure| {
                figure.number.start < part.cue
                    && sentence.contains(&figure.number.start)
                    && !bracketed(row, figure.number.start, part.cue)
                    && !figure.number.contains(&part.head)
            })
            .filter(|at| figures.get(*at).is_some_and(|figure| figure.max != Some(1)));
        // "**The victims** included four children": those of the sentence before.
        let told_before = || {
            let victims = row.children(part.cue, &["nsubj"]).any(|subject| {
                matches!(row.lemma(subject), "victim" | "casualty" | "fatality")
                    && row.word(part.cue) == "included"
            });
            figures.iter().rposition(|figure| {
                victims
                    && figure.number.start < sentence.start
                    && figure.harm == Harm::Killed
                    && figure.max != Some(1)
            })
        };
        let whole = whole.or_else(told_before);
        for member in row.conjuncts(part.head) {
            let existing = figures
                .iter()
                .position(|figure| figure.head == Some(member) && figure.number.start > part.cue);
            if let Some(existing) = existing {
                if let Some(harm) = whole.and_then(|whole| figures.get(whole)).map(|whole| whole.harm)
                    && figures[existing].harm == Harm::KilledOrWounded
                {
                    (figures[existing].harm, figures[existing].weak) = (harm, false);
                }
                figures[existing].part = true;
                figures[existing].part_of = whole.filter(|whole| *whole != existing);
                continue;
            }
            let Some(whole_figure) = whole.and_then(|whole| figures.get(whole)) else { continue };
            let Some(phrase) = people::phrase(row, member, part.cue + 1) else { continue };
            let things = thing(row.lemma(member)) || row.is_target(member) || row.is_weapon(member);
            if phrase.people != Likely::Yes && (phrase.quantity.is_none() || things) {
                continue;
            }
            // "40 soldiers, including 5 officers and 9 rebels": the rebels are no part of the soldiers.
            let other_side = member != part.head && opposed(whole_figure.group, phrase.group);
            let mut figure = whole_figure.clone();
            // "**most** of them civilians"
            let first = if part.most.is_some() { part.cue.saturating_sub(2) } else { part.cue };
            figure.claim = if phrase.head > part.cue { first..phrase.span.end } else { phrase.span.clone() };
            (figure.number, figure.who, figure.head) = (phrase.number, phrase.who, Some(phrase.head));
            (figure.min, figure.max, figure.exactness) = (phrase.min, phrase.max, phrase.exactness);
            (figure.group, figure.side, figure.nation) = (phrase.group, phrase.side, phrase.nation);
            (figure.reference, figure.profile) = (phrase.reference, phrase.profile);
            (figure.part, figure.part_of, figure.sum, figure.rule) =
                (!other_side, whole.filter(|_| !other_side), false, part.rule);
            if let Some((low, _)) = part.most.zip(whole_figure.min).filter(|_| phrase.quantity.is_none()) {
                let _ = low;
                (figure.min, figure.max, figure.exactness) =
                    (whole_figure.min.map(|min| min / 2 + 1), None, Exactness::Vague);
                figure.number = part.cue - 2..figure.number.end;
            }
            fresh.push(figure);
        }
    }
    // Appended, so that the indices of wholes stay valid.
    figures.append(&mut fresh);
    mark_spelled_out(row, figures);
    mark_by_place(row, figures);
    name_of_them(row, figures);
}

/// "eight civilians, four of them **children**": what stands behind the pronoun tells who the four are.
fn name_of_them(row: &Row<'_, '_>, figures: &mut [FigureMention]) {
    for at in 0..figures.len() {
        let end = figures[at].number.end;
        // "treated 26, **of whom three** later died"
        let start = figures[at].number.start;
        if start > 1 && row.word(start - 2) == "of" && row.word(start - 1) == "whom" {
            of_the_wounded(row, figures, at);
            continue;
        }
        if row.word(end) != "of" || !matches!(row.word(end + 1), "them" | "whom") {
            continue;
        }
        of_the_wounded(row, figures, at);
        let own = row.group(end + 2).map(|group| (end + 2, group.group));
        let whole = figures[at].part_of.and_then(|whole| figures.get(whole));
        let (side, nation) = whole.map_or((None, None), |whole| (whole.side, whole.nation.clone()));
        let of_whole = whole.and_then(|whole| whole.head);
        let kind = whole.and_then(|whole| whole.group);
        let figure = &mut figures[at];
        if let Some((noun, group)) = own {
            figure.group = Some(group);
            figure.who = Some(noun..noun + 1);
            figure.head = Some(noun);
        } else {
            figure.group = figure.group.or(kind);
            figure.head = of_whole.or(figure.head);
        }
        figure.side = figure.side.or(side);
        figure.nation = figure.nation.take().or(nation);
    }
}

/// "wounded 14, two of whom **later died**": no part of the dead who were counted before.
fn of_the_wounded(row: &Row<'_, '_>, figures: &mut [FigureMention], at: usize) {
    let (start, harm) = (figures[at].number.start, figures[at].harm);
    let sentence = row.sentence(start);
    let before = figures
        .iter()
        .enumerate()
        .filter(|(other, figure)| {
            *other != at && figure.number.start < start && sentence.contains(&figure.number.start)
        })
        .max_by_key(|(_, figure)| figure.number.start);
    let wounded = before.is_some_and(|(_, whole)| whole.harm == Harm::Wounded);
    let words = start..sentence.end.min(figures[at].trigger + 6);
    // "70 died and 100 were injured, of whom 43 died **on the spot**": some of those 70.
    if harm == Harm::Killed && row.any(words.clone(), &["spot", "instantly", "immediately", "scene"]) {
        let dead = figures.iter().position(|whole| {
            whole.harm == harm && whole.number.start < start && whole.min > figures[at].min
        });
        (figures[at].part, figures[at].part_of) = (dead.is_some(), dead);
        return;
    }
    if harm == Harm::Killed && figures[at].part_of.is_none() && wounded {
        figures[at].part = false;
        figures[at].of_the_wounded = row.any(
            words,
            &["later", "subsequently", "succumbed", "hospital", "wounds", "injuries", "overnight", "since"],
        );
    }
}

/// "Eleven people were killed on Monday: seven in Tolsa **and four in Marne**": behind the colon stands where the whole was.
fn mark_by_place(row: &Row<'_, '_>, figures: &mut [FigureMention]) {
    for at in 0..figures.len() {
        let (start, harm) = (figures[at].number.start, figures[at].harm);
        if figures[at].rule != "casualties/gapped" || figures[at].part {
            continue;
        }
        let sentence = row.sentence(start);
        let Some(colon) = (sentence.start..start).rev().find(|at| matches!(row.word(*at), ":" | "—" | "–"))
        else {
            continue;
        };
        let whole = figures.iter().position(|whole| {
            whole.harm == harm
                && sentence.contains(&whole.number.start)
                && whole.number.start < colon
                && whole.min >= figures[at].min
        });
        if let Some(whole) = whole {
            figures[at].part = true;
            figures[at].part_of = Some(whole);
        }
    }
}

/// "Three others were wounded — **two men and a girl**": what is spelled out behind a dash, and comes to the same number.
fn mark_spelled_out(row: &Row<'_, '_>, figures: &mut [FigureMention]) {
    for whole in 0..figures.len() {
        let Some(count) = figures[whole].min.filter(|min| *min > 1 && figures[whole].max == Some(*min))
        else {
            continue;
        };
        let sentence = row.sentence(figures[whole].number.start);
        let end = figures[whole].number.end;
        let mut members: Vec<usize> = (0..figures.len())
            .filter(|&other| {
                let figure = &figures[other];
                other != whole
                    && figure.harm == figures[whole].harm
                    && figure.number.start > end
                    && sentence.contains(&figure.number.start)
                    && figure.part_of.is_none()
                    && figure.head != figures[whole].head
            })
            .collect();
        members.sort_by_key(|&member| figures[member].number.start);
        let Some(&first) = members.first() else { continue };
        let dash = row.any(end..figures[first].number.start, &["—", "–", "--", "-", ":", "("]);
        let sum: u64 = members.iter().filter_map(|&member| figures[member].min).sum();
        // "killed 24 people: mothers, nurses and two newborns": behind a colon stands who they were, told in full or not.
        let colon = row.word(figures[whole].claim.end) == ":" && sum <= count;
        if colon {
            let trigger = figures[whole].trigger;
            members.retain(|&member| figures[member].trigger == trigger);
        }
        if (dash && sum == count || colon) && members.len() > 1 {
            for member in members {
                figures[member].part = true;
                figures[member].part_of = Some(whole);
            }
        }
    }
}
