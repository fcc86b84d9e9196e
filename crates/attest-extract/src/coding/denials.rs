//! What a denial leaves standing: "denied any role **in the attack that killed six**" denies the role, and neither the attack nor its dead.

use crate::figures::FigureMention;
use crate::page::Page;
use crate::voices::{VoiceOf, Voices};
use attest_language::Analysis;
use attest_model::{Reality, Stance};

/// Nouns and verbs of having a hand in a deed: who denies it speaks of himself, and the deed was done.
const HAND: [&str; 14] = [
    "role",
    "involvement",
    "responsibility",
    "part",
    "complicity",
    "participation",
    "link",
    "hand",
    "knowledge",
    "connection",
    "tie",
    "behind",
    "responsible",
    "involved",
];

/// Marks the figures that somebody denies, so that they are no toll: "denied that 30 soldiers had died".
pub(super) fn settle(page: &Page<'_>, voices: &Voices, figures: &mut [FigureMention]) {
    for figure in figures {
        if figure.reality != Reality::Asserted || figure.max == Some(0) {
            continue;
        }
        let said = whole(page, voices, voices.of(figure.passage, &figure.claim));
        if said.stance == Stance::Denies && !stands(page, voices, &said, figure.passage, figure.trigger) {
            figure.reality = Reality::Denied;
        }
    }
}

/// The voice of words at `trigger` that `said` holds: without the denial where it does not touch them.
pub(super) fn voice(
    page: &Page<'_>,
    voices: &Voices,
    said: VoiceOf,
    passage: usize,
    trigger: usize,
) -> VoiceOf {
    let said = whole(page, voices, said);
    let judged = said
        .attributions
        .last()
        .and_then(|&index| voices.attributions.get(index))
        .is_some_and(|cue| is_judged(page, cue, passage, trigger));
    if judged && said.stance == Stance::Asserts {
        return match said.attributions.iter().rev().nth(1) {
            Some(&outer) => voices.chain(outer),
            None => VoiceOf::NARRATOR,
        };
    }
    if said.stance != Stance::Denies || !stands(page, voices, &said, passage, trigger) {
        return said;
    }
    match said.attributions.iter().rev().nth(1) {
        Some(&outer) => voices.chain(outer),
        None => VoiceOf::NARRATOR,
    }
}

/// "ministers **condemned the bombing that killed 41**", "sent condolences for the 17 killed", "declared a day of mourning
/// **as the toll rose to 14**": they judge what is known, and tell nothing of it.
fn is_judged(page: &Page<'_>, cue: &crate::voices::Attribution, passage: usize, trigger: usize) -> bool {
    let Some(content) = page.passages.get(cue.passage).filter(|_| cue.passage == passage) else {
        return false;
    };
    let analysis = &content.analysis;
    let verb = crate::tree::clause_of(analysis, cue.cue_head);
    let has = |dep: &[&str]| analysis.children(verb).any(|word| dep.contains(&word.dep()));
    let judges = matches!(
        cue.cue_lemma.as_str(),
        "condemn"
            | "denounce"
            | "deplore"
            | "decry"
            | "mourn"
            | "lament"
            | "criticise"
            | "criticize"
            | "charge"
            | "indict"
    );
    let feels = analysis.children(verb).any(|word| {
        word.dep() == "dobj"
            && matches!(
                word.lemma(),
                "condolence" | "condolences" | "sympathy" | "outrage" | "grief" | "sorrow" | "shock"
            )
    });
    // The clause of time beside an object: "as the toll rose".
    let beside = analysis.children(verb).any(|clause| {
        clause.dep() == "advcl"
            && clause.index() > verb
            && analysis.is_within(trigger, clause.index())
            && analysis.children(clause.index()).any(|mark| {
                matches!(mark.lemma(), "as" | "after" | "when") && matches!(mark.dep(), "mark" | "advmod")
            })
    });
    // "over a shootout **that wounded** two": a relative clause, wherever the tree has hung it.
    let clause = analysis.children(verb).any(|word| {
        word.dep() == "ccomp"
            && !analysis
                .children(word.index())
                .any(|subject| subject.dep() == "nsubj" && subject.tag() == "WDT")
    });
    has(&["dobj", "nsubjpass"]) && !clause && (judges || feels || beside)
}

/// "denied **rebel claims that** 30 had died": the words of others inside a denial are denied with them.
fn whole(page: &Page<'_>, voices: &Voices, said: VoiceOf) -> VoiceOf {
    let rejected = said.attributions.windows(2).find_map(|pair| {
        let [outer, inner] = pair else { return None };
        let (denial, claim) = (voices.attributions.get(*outer)?, voices.attributions.get(*inner)?);
        let noun = page.passages.get(claim.passage)?.analysis.token(claim.cue_head)?;
        let object = noun.dep() == "dobj" && noun.head().index() == denial.cue_head;
        (denial.stance == Stance::Denies && denial.passage == claim.passage && object).then_some(*outer)
    });
    rejected.map_or(said, |denial| voices.chain(denial))
}

/// Whether the words at `trigger` stand whatever is denied: told of the deed in a clause of its own, or named as the deed that somebody
/// had no hand in.
fn stands(page: &Page<'_>, voices: &Voices, said: &VoiceOf, passage: usize, trigger: usize) -> bool {
    let Some(content) = page.passages.get(passage) else { return false };
    let Some(denial) = said.attributions.last().and_then(|&index| voices.attributions.get(index)) else {
        return false;
    };
    if denial.passage != passage {
        return false;
    }
    // "**disavowed** the attack": it was made, by others.
    let lemma = denial.cue_lemma.as_str();
    if crate::voices::guilt::DISOWNS.contains(&lemma) || crate::voices::guilt::STANDS_APART.contains(&lemma) {
        return true;
    }
    let analysis = &content.analysis;
    let mut at = trigger;
    for _ in 0..16 {
        let Some(token) = analysis.token(at) else { return false };
        let hand = HAND.contains(&token.lemma()) || HAND.contains(&token.text());
        if at != trigger && hand {
            return true;
        }
        if at == denial.cue_head || token.is_root() {
            return false;
        }
        let head = token.head();
        // "the attack **that killed six**", "Monday's bombing, **which killed six**": but not "reports that".
        if token.dep() == "relcl" && !reported(head.lemma()) && !is_denied(analysis, at) {
            return true;
        }
        at = head.index();
    }
    false
}

/// "the reports", "the claims": words of others that are denied whole.
fn reported(noun: &str) -> bool {
    matches!(
        noun,
        "report" | "claim" | "allegation" | "accusation" | "rumor" | "rumour" | "charge" | "assertion"
    )
}

/// Whether the clause is itself the denial: "the Front, **which denied** killing six".
fn is_denied(analysis: &Analysis, verb: usize) -> bool {
    analysis.token(verb).is_some_and(|verb| matches!(verb.lemma(), "deny" | "reject" | "dismiss" | "dispute"))
}
