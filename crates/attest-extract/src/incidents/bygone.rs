//! The past of the past: words that tell of what came before the story.

use crate::tree;
use attest_language::{Analysis, Token};

/// "after the Marne bombing, which **had killed** one": the words tell of another event, which came before.
pub(super) fn is_bygone(analysis: &Analysis, head: usize) -> bool {
    let had = |verb: usize| {
        analysis.children(verb).any(|child| child.dep() == "aux" && child.text().eq_ignore_ascii_case("had"))
    };
    let stands_behind = |noun: usize| {
        analysis.token(noun).is_some_and(|noun| {
            noun.tag().starts_with("NN")
                && noun.dep() == "pobj"
                && matches!(noun.head().lemma(), "after" | "since" | "follow" | "than" | "unlike")
        })
    };
    // "This **comes after** two people were killed outside the bar in 2012".
    let comes_after = analysis.ancestors(head).take(6).chain(analysis.token(head)).any(|token| {
        let after = token.dep() == "advcl"
            && analysis.children(token.index()).any(|mark| mark.dep() == "mark" && mark.lemma() == "after");
        let noun = token.dep() == "pobj" && token.head().lemma() == "after" && token.tag().starts_with("NN");
        let verb = if after {
            Some(token.head())
        } else if noun {
            Some(token.head().head())
        } else {
            None
        };
        verb.is_some_and(|verb| verb.lemma() == "come")
    });
    if comes_after {
        return true;
    }
    // "two were killed on Wednesday, **a day after four soldiers died**": of the day before.
    let clause = tree::clause_of(analysis, head);
    let span = |time: attest_language::Token<'_>| {
        time.dep() == "npadvmod" && matches!(time.lemma(), "day" | "week" | "month" | "year")
    };
    // "were found a day after gunmen **raided** the village": there the raid is the story.
    let toll = analysis
        .token(clause)
        .is_some_and(|verb| matches!(verb.lemma(), "die" | "kill" | "wound" | "injure" | "perish"));
    let eve = toll
        && analysis.children(clause).any(|mark| {
            mark.dep() == "mark"
                && mark.lemma() == "after"
                && (analysis.children(mark.index()).any(span)
                    || analysis.children(clause).any(|time| span(time) && time.index() + 1 == mark.index()))
        });
    if eve {
        return true;
    }
    // "the first such attack **since the army captured** the town"
    let since_then = analysis.token(head).into_iter().chain(analysis.ancestors(head).take(4)).any(|token| {
        // "ten have been **missing since** rebels overran the post": of the same story.
        let missing = matches!(token.head().lemma(), "miss" | "disappear" | "vanish")
            || analysis.children(token.head().index()).any(|word| word.text() == "missing");
        token.dep() == "advcl"
            && !missing
            && analysis.children(token.index()).any(|mark| mark.dep() == "mark" && mark.lemma() == "since")
            && token.index() > 0
            && analysis.sentence_of(head).start + 1 < analysis.subtree_span(token.index()).start
    });
    if since_then {
        return true;
    }
    // "the deadliest attack **since** the January bombing, **which killed** 103".
    let since = |noun: usize| {
        stands_behind(noun) && analysis.token(analysis.head(noun)).is_some_and(|word| word.lemma() == "since")
    };
    let relative = analysis
        .token(tree::clause_of(analysis, head))
        // "since US forces **left** in August": the parser makes a noun of the clause.
        .filter(|clause| matches!(clause.dep(), "relcl" | "acl"));
    if since(head) || relative.is_some_and(|clause| since(clause.head().index())) {
        return true;
    }
    // "an operation **launched after an attack that killed** 100": the attack is what it answers.
    let answered = |noun: usize| {
        stands_behind(noun)
            && analysis.token(analysis.head(noun)).is_some_and(|after| {
                matches!(after.lemma(), "after" | "follow")
                    && matches!(after.head().lemma(), "launch" | "order" | "mount" | "begin" | "start")
                    && matches!(after.head().dep(), "acl" | "conj" | "relcl" | "advcl")
            })
    };
    if answered(head) || relative.is_some_and(|clause| answered(clause.head().index())) {
        return true;
    }
    if stands_behind(head)
        && analysis
            .tokens_in(analysis.subtree_span(head))
            .any(|token| token.dep() == "relcl" && had(token.index()))
    {
        return true;
    }
    // The clause may hang on the time between: "the bombing earlier in the **year**, which had killed one".
    let told_before = |clause: usize| {
        let mut noun = analysis.head(clause);
        for _ in 0..4 {
            if stands_behind(noun) {
                return true;
            }
            match analysis.token(noun) {
                Some(token)
                    if !token.is_root()
                        && (matches!(token.kind(), "DATE" | "TIME")
                            || matches!(token.dep(), "prep" | "advmod" | "npadvmod")
                            || matches!(token.lemma(), "year" | "month" | "week" | "day")) =>
                {
                    noun = token.head().index();
                }
                _ => return false,
            }
        }
        false
    };
    let mut at = tree::clause_of(analysis, head);
    for _ in 0..4 {
        let Some(token) = analysis.token(at) else { return false };
        match token.dep() {
            "relcl" => return had(at) && told_before(at),
            "conj" | "advcl" | "xcomp" => at = token.head().index(),
            _ => return false,
        }
    }
    false
}

/// "**It was the fourth murder** in the town this year": a count of what was told, and no other deed.
pub(super) fn is_told_before(analysis: &Analysis, head: usize) -> bool {
    analysis.token(head).is_some_and(|noun| {
        noun.dep() == "attr"
            && noun.head().lemma() == "be"
            && analysis.children(head).any(|word| {
                word.tag() == "JJ" && word.kind() == "ORDINAL" || matches!(word.tag(), "JJS" | "RBS")
            })
            && analysis.children(noun.head().index()).any(|subject| {
                subject.dep() == "nsubj"
                    && matches!(subject.text(), "It" | "it" | "This" | "this" | "That" | "that")
            })
    })
}

/// "had attacked"
pub(super) fn is_pluperfect(analysis: &Analysis, head: usize) -> bool {
    let clause = tree::clause_of(analysis, head);
    // "It **was discovered that** 200 had been murdered": the tense of what is found or said, whatever was told before.
    let found = analysis.token(clause).is_some_and(|verb| {
        verb.dep() == "ccomp"
            && matches!(
                verb.head().lemma(),
                "discover" | "find" | "learn" | "emerge" | "establish" | "determine"
            )
    });
    let had = |child: Token<'_>| child.dep() == "aux" && child.text().eq_ignore_ascii_case("had");
    !found && analysis.children(clause).any(had)
}

/// "was **investigating the murder** of Tessi Oran", "**recalled the killing** of the bishop", "the **anniversary of the death**": a deed
/// that is only spoken of.
pub(super) fn is_recalled(analysis: &Analysis, head: usize) -> bool {
    let mut at = head;
    for _ in 0..6 {
        let Some(token) = analysis.token(at).filter(|token| !token.is_root()) else { return false };
        let above = token.head();
        let object = matches!(token.dep(), "dobj" | "nsubjpass" | "pobj" | "prep" | "conj");
        if !object {
            return false;
        }
        let recalls = matches!(
            above.lemma(),
            "investigate"
                | "probe"
                | "recall"
                | "remember"
                | "forget"
                | "remind"
                | "commemorate"
                | "solve"
                | "cite"
                | "mention"
                | "resemble"
                | "investigation"
                | "inquiry"
                | "anniversary"
                | "memory"
                | "trial"
        );
        if recalls && token.dep() != "conj" {
            return true;
        }
        if tree::is_verb(above) {
            return false;
        }
        at = above.index();
    }
    false
}

/// "endured the attacks **of 11 September 2001**": a deed known by its day, which is no other day's.
pub(super) fn is_known_by_its_day(analysis: &Analysis, head: usize) -> bool {
    analysis.children(head).filter(|of| of.lemma() == "of" && of.dep() == "prep").any(|of| {
        let mut objects = analysis.children(of.index()).filter(|day| day.dep() == "pobj");
        objects.any(|day| day.kind() == "DATE")
    })
}

/// "in revenge **for the army's killing** of 15", "killed a man **accused of planting bombs**": an earlier deed that is the reason of the one
/// that is told.
pub(super) fn is_reason(analysis: &Analysis, head: usize) -> bool {
    const BACK: [&str; 6] = ["revenge", "retaliation", "vengeance", "reprisal", "retribution", "avenge"];
    let mut at = head;
    for _ in 0..6 {
        let Some(token) = analysis.token(at).filter(|token| !token.is_root()) else { return false };
        let above = token.head();
        // "in revenge for the army's attacks **and for a bombing**"
        let for_it = |word: Token<'_>| word.lemma() == "for" || word.dep() == "dobj";
        let joined = token.dep() == "conj" && token.lemma() == "for";
        let sentence = analysis.sentence_of(head).start..token.index();
        if joined
            && analysis
                .tokens_in(sentence)
                .any(|first| first.lemma() == "for" && for_it(first) && BACK.contains(&first.head().lemma()))
        {
            return true;
        }
        if BACK.contains(&above.lemma()) && for_it(token) {
            // "in retaliation for **the bombing**": the one that was told before.
            let mut own = analysis.children(head);
            let pointed =
                analysis.children(head).any(|word| matches!(word.lemma(), "the" | "this" | "that" | "these"));
            return !(pointed && own.all(|word| matches!(word.dep(), "det" | "punct")));
        }
        let charged = matches!(above.lemma(), "accuse" | "suspect") && token.lemma() == "of";
        if charged {
            return is_slain(analysis, above);
        }
        at = above.index();
    }
    false
}

/// Whether the one who is accused is told of as hurt or killed: "**a man** suspected of it **was lynched**"; who is arrested is held for it.
fn is_slain(analysis: &Analysis, accused: attest_language::Token<'_>) -> bool {
    if !matches!(accused.dep(), "acl" | "relcl") {
        return false;
    }
    // "killed **a commander of the rebels**, who was accused of": the tree may hang the clause on the last noun.
    let noun = accused.head();
    let above = noun.head();
    let who = if noun.dep() == "pobj" && above.lemma() == "of" { above.head() } else { noun };
    let does = analysis.token(who.head().index()).filter(|verb| tree::is_verb(*verb));
    let suffers = matches!(who.dep(), "dobj" | "nsubjpass");
    suffers
        && does.is_some_and(|verb| {
            matches!(
                verb.lemma(),
                "kill"
                    | "shoot"
                    | "beat"
                    | "lynch"
                    | "behead"
                    | "execute"
                    | "wound"
                    | "injure"
                    | "hang"
                    | "burn"
                    | "stab"
                    | "attack"
                    | "assault"
                    | "murder"
                    | "stone"
                    | "torture"
            )
        })
}
