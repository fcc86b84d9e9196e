//! Words that tell of several events at once: sums over a year, "has often attacked", tolls that go on.

use super::{Grouping, Material};
use attest_lexicon::EventClass;

/// "attacks since late 2023", "has attacked … throughout the war", "dozens of attacks": several events at once.
pub(super) fn is_aggregate(
    material: &Material<'_, '_>,
    event: &crate::events::EventMention<'_>,
    stamp: &super::Stamp,
) -> bool {
    let long = stamp.interval.as_ref().is_some_and(|interval| interval.days().is_none_or(|days| days > 31));
    let analysis = &material.page.passages[event.passage].analysis;
    let clause = crate::tree::clause_of(analysis, event.head);
    let perfect = analysis
        .children(clause)
        .any(|child| child.dep() == "aux" && matches!(child.text(), "has" | "have" | "'ve"));
    let frequent = analysis.children(clause).any(|child| {
        matches!(
            child.lemma(),
            "often"
                | "regularly"
                | "frequently"
                | "repeatedly"
                | "routinely"
                | "usually"
                | "increasingly"
                | "throughout"
                | "sometimes"
                | "occasionally"
                | "commonly"
        )
    });
    // "Boko Haram **often attacks** markets", "**in the past**, militants have attacked convoys": what somebody is wont to do.
    let present = analysis.token(clause).is_some_and(|verb| matches!(verb.tag(), "VBZ" | "VBP"));
    let past = perfect
        && analysis.children(clause).any(|child| {
            child.lemma() == "previously"
                || matches!(child.lemma(), "in" | "over")
                    && child.dep() == "prep"
                    && analysis.children(child.index()).any(|noun| {
                        noun.lemma() == "past"
                            && !analysis.children(noun.index()).any(|word| word.dep() == "prep")
                    })
        });
    // "the army **has been fighting** rebels", "the scene of heavy fighting **in recent months**": it goes on.
    let going_on = event.verbal
        && perfect
        && stamp.interval.is_none()
        && matches!(event.class(), EventClass::Clash | EventClass::Conflict | EventClass::Attack)
        && analysis.token(event.head).is_some_and(|verb| verb.tag() == "VBG");
    let lately = (stamp.interval.is_none() || long)
        && matches!(event.class(), EventClass::Clash | EventClass::Conflict)
        && analysis.tokens_in(analysis.sentence_of(event.head)).any(|word| {
            matches!(word.lemma(), "recent" | "past")
                && matches!(word.head().text(), "months" | "years" | "weeks" | "decades")
        });
    // "**Fighting** between the two **has killed** 15,000 **since April 2023**": all of it.
    let of_all_of_it = long
        && analysis.token(event.head).is_some_and(|word| {
            word.dep() == "nsubj"
                && analysis
                    .children(word.head().index())
                    .any(|aux| aux.dep() == "aux" && matches!(aux.text(), "has" | "have" | "had"))
        });
    if going_on || lately || of_all_of_it {
        return true;
    }
    if event.verbal && (present && frequent || past && stamp.interval.is_none()) {
        return true;
    }
    let background = stamp.background && stamp.interval.is_none();
    // "have captured wide areas from the extremists": over years, and of no one day.
    let swathes = perfect
        && event.class() == EventClass::GroundCapture
        && event.patients.iter().all(|&ground| {
            analysis.token(ground).is_some_and(|noun| {
                matches!(noun.lemma(), "area" | "territory" | "swathe" | "part" | "stretch")
            }) && !analysis.children(ground).any(|child| child.dep() == "nummod")
        })
        && !event.patients.is_empty();
    // "the death toll in Sunday's **twin** blasts has risen": one deed in two blows.
    let at_once = analysis.children(event.head).any(|child| {
        matches!(
            child.text().to_lowercase().as_str(),
            "twin" | "double" | "dual" | "triple" | "simultaneous" | "coordinated" | "back-to-back"
        )
    });
    let plural = event.plural && !at_once;
    swathes
        || (plural && (long || perfect || frequent || background))
        || (event.verbal && perfect && (long || frequent || background))
}

/// "The network recorded **41 incidents**. **They** left 63 civilians dead": of all of them.
pub(super) fn counts_many(material: &Material<'_, '_>, passage: usize, sentence: usize, head: usize) -> bool {
    let Some(content) = material.page.passages.get(passage) else { return false };
    let analysis = &content.analysis;
    let clause = crate::tree::clause_of(analysis, head);
    let they = analysis.token(clause).into_iter().chain(analysis.ancestors(clause).take(2)).any(|verb| {
        crate::tree::subjects(analysis, verb.index())
            .into_iter()
            .filter_map(|(subject, _)| analysis.token(subject))
            .any(|subject| matches!(subject.text().to_lowercase().as_str(), "they" | "these" | "those"))
    });
    let before = sentence.checked_sub(1).and_then(|before| material.page.sentences.get(before));
    they && before.filter(|before| before.passage == passage).is_some_and(|before| {
        analysis.tokens_in(before.tokens.clone()).any(|noun| {
            noun.tag() == "NNS"
                && matches!(
                    noun.lemma(),
                    "incident" | "attack" | "violation" | "case" | "raid" | "strike" | "clash" | "event"
                )
                && noun.children().any(|count| {
                    count.dep() == "nummod" || matches!(count.lemma(), "several" | "many" | "numerous")
                })
        })
    })
}

/// "**The war** has already claimed more than 120 lives": of all its years.
pub(super) fn of_a_war(material: &Material<'_, '_>, passage: usize, head: usize) -> bool {
    let Some(content) = material.page.passages.get(passage) else { return false };
    let analysis = &content.analysis;
    let clause = crate::tree::clause_of(analysis, head);
    // "**a war in which** 27 million died", "ending a war **that has killed** 120,000"
    let long =
        |noun: attest_language::Token<'_>| matches!(noun.lemma(), "week" | "month" | "year" | "decade");
    let within =
        analysis.token(clause).filter(|verb| matches!(verb.dep(), "relcl" | "acl")).is_some_and(|verb| {
            let noun = verb.head();
            matches!(noun.lemma(), "war" | "conflict" | "insurgency" | "insurrection" | "rebellion")
            // "after **seven weeks of fighting in which** 2,140 people died"
            || of_weeks(analysis, noun.index())
            || long(noun) && analysis.children(noun.index()).any(|of| of.lemma() == "of")
        });
    if within {
        return true;
    }
    let perfect = analysis.children(clause).any(|aux| {
        aux.dep() == "aux" && matches!(aux.text().to_lowercase().as_str(), "has" | "have" | "had")
    });
    perfect
        && crate::tree::subjects(analysis, clause).into_iter().any(|(subject, _)| {
            analysis.token(subject).is_some_and(|noun| {
                matches!(
                    noun.lemma().to_lowercase().as_str(),
                    "war" | "conflict" | "insurgency" | "insurrection" | "rebellion" | "feud"
                ) || noun.lemma().eq_ignore_ascii_case("violence")
                    && noun
                        .children()
                        .any(|word| matches!(word.lemma(), "political" | "ethnic" | "sectarian"))
            })
        })
}

/// "69,280 people were killed **between 1980 and 2000**": of years, whatever the words.
pub(super) fn of_years(material: &Material<'_, '_>, stamp: &super::Stamp) -> bool {
    use attest_time::Bound;
    let days = stamp.interval.as_ref().and_then(attest_time::Interval::days);
    let ranges = stamp
        .time
        .and_then(|(time, _)| material.times.get(time))
        .is_some_and(|time| matches!(time.time.bound, Bound::RangeStart | Bound::RangeEnd));
    days.is_some_and(|days| days > 400 || ranges && days >= 365)
}

/// "At least 144 people were killed **in bombings and shootings in December**", "**violence** claimed 2,645 lives in 2011": of a month or a year.
pub(super) fn of_many_deeds(
    material: &Material<'_, '_>,
    passage: usize,
    head: usize,
    stamp: &super::Stamp,
) -> bool {
    let days = stamp.interval.as_ref().and_then(attest_time::Interval::days);
    let Some(content) = material.page.passages.get(passage).filter(|_| days.is_some_and(|days| days >= 28))
    else {
        return false;
    };
    let analysis = &content.analysis;
    // "killed in **bombings and shootings**": the words for the deeds go where their dead go.
    let first = crate::tree::first_conjunct(analysis, head);
    let head = analysis
        .token(first)
        .filter(|noun| noun.dep() == "pobj" && matches!(noun.head().lemma(), "in" | "by"))
        .map(|noun| noun.head().head().index())
        .filter(|verb| {
            material.events_of(passage, stamp.sentence).any(|event| event.head == *verb && event.verbal)
        })
        .unwrap_or(head);
    let many = crate::tree::prepositional(analysis, head, &["in", "by"]).into_iter().any(|noun| {
        material.events_of(passage, stamp.sentence).any(|event| event.head == noun && event.plural)
    });
    let violence = crate::tree::subjects(analysis, crate::tree::clause_of(analysis, head)).into_iter().any(
        |(subject, _)| {
            analysis.token(subject).is_some_and(|noun| noun.lemma().eq_ignore_ascii_case("violence"))
        },
    );
    many || violence
}

/// "seven **weeks of fighting**"
pub(super) fn of_weeks(analysis: &attest_language::Analysis, noun: usize) -> bool {
    analysis.token(noun).is_some_and(|noun| {
        noun.dep() == "pobj"
            && noun.children().any(|clause| clause.dep() == "relcl")
            && noun.head().lemma() == "of"
            && matches!(noun.head().head().text(), "weeks" | "months" | "years" | "decades")
    })
}

/// "The group **has killed hundreds** of civilians": at no time that is told.
pub(super) fn of_no_time(
    material: &Material<'_, '_>,
    figure: &crate::figures::FigureMention,
    stamp: &super::Stamp,
) -> bool {
    // "Some 17,000 people **have been killed**": in no day.
    let vague = figure.exactness == attest_model::Exactness::Vague;
    let many = figure.min.is_some_and(|least| least >= if vague { 100 } else { 1000 });
    many && stamp.interval.is_none()
        && material
            .page
            .passages
            .get(figure.passage)
            .is_some_and(|content| super::around::is_perfect(&content.analysis, figure.trigger))
}

/// "More than 230 have been killed since October. On the other side, ten soldiers **have been killed**": the sum goes on.
pub(super) fn goes_on_counting(
    material: &Material<'_, '_>,
    grouping: &Grouping,
    stamp: &super::Stamp,
    head: usize,
) -> bool {
    let Some(content) = material.page.passages.get(stamp.passage) else { return false };
    let clause = crate::tree::clause_of(&content.analysis, head);
    let perfect = content
        .analysis
        .children(clause)
        .any(|aux| aux.dep() == "aux" && matches!(aux.text(), "has" | "have" | "'ve"));
    let before = stamp.sentence.checked_sub(1);
    // "Murders rose to 25,339 last year. The state of Marne had **2,318 killings**."
    // "At least 144 were killed in December. **Another 266** were wounded."
    let opens = material.page.sentences.get(stamp.sentence).map(|known| known.tokens.start);
    let added = opens.and_then(|first| content.analysis.token(first)).is_some_and(|first| {
        matches!(first.text(), "Another" | "Further")
            || first.text() == "A"
                && content.analysis.token(first.index() + 1).is_some_and(|next| next.text() == "further")
    });
    let counted = added
        || content.analysis.token(head).is_some_and(|noun| {
            noun.tag() == "NNS"
                && matches!(
                    noun.lemma(),
                    "killing" | "murder" | "homicide" | "kidnapping" | "abduction" | "execution"
                )
        });
    (perfect || counted)
        && stamp.interval.is_none()
        && before.is_some_and(|before| {
            grouping.drafts.iter().any(|draft| draft.aggregate && draft.sentences.contains(&before))
        })
}

/// "**During October** the insurgents killed 61 soldiers", "in January **alone**", "in January the guerrillas **inflicted** 532 casualties": what
/// was done over a month, at no one place.
pub(super) fn over_a_month(material: &Material<'_, '_>, stamp: &super::Stamp, head: usize) -> bool {
    let long = stamp
        .interval
        .as_ref()
        .and_then(attest_time::Interval::days)
        .is_some_and(|days| (25..=100).contains(&days));
    let time =
        stamp.time.and_then(|(time, _)| material.times.get(time)).filter(|_| long && stamp.place.is_none());
    let Some(time) = time.filter(|time| time.passage == stamp.passage) else { return false };
    let Some(content) = material.page.passages.get(stamp.passage) else { return false };
    let analysis = &content.analysis;
    let word = |at: usize| analysis.token(at).map_or_else(String::new, |token| token.text().to_lowercase());
    let opens = time.tokens.start.checked_sub(1).map(word).unwrap_or_default();
    let verb = analysis.token(crate::tree::clause_of(analysis, head)).map_or("", |verb| verb.lemma());
    matches!(opens.as_str(), "during" | "throughout" | "over")
        || matches!(word(time.tokens.start).as_str(), "during" | "throughout" | "over")
        || word(time.tokens.end) == "alone"
        || matches!(verb, "inflict" | "sustain")
}

/// "Sixteen were killed on Wednesday. … More than 90 **have died since Saturday**": a sum that began before what is told, and holds it.
pub(super) fn since_before(
    material: &Material<'_, '_>,
    grouping: &Grouping,
    stamp: &super::Stamp,
    head: usize,
) -> bool {
    let Some(content) = material.page.passages.get(stamp.passage) else { return false };
    let analysis = &content.analysis;
    let clause = crate::tree::clause_of(analysis, head);
    let told =
        grouping.drafts.iter().filter(|draft| !draft.aggregate && !draft.sentences.contains(&stamp.sentence));
    let day = told.filter_map(|draft| draft.interval.as_ref()?.earliest).min();
    let Some(day) = day.filter(|_| super::around::is_perfect(analysis, head)) else { return false };
    material.times.iter().any(|time| {
        (time.passage, time.sentence) == (stamp.passage, stamp.sentence)
            && time.time.bound == attest_time::Bound::From
            && super::governor_of(analysis, &time.tokens) == clause
            && time.time.interval.as_ref().and_then(|since| since.earliest).is_some_and(|since| since < day)
    })
}
