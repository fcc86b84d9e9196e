//! What is wanted, foretold, asked, supposed, or said of nobody in particular: no deed that was done.

use crate::tree::{child, is_verb};
use attest_language::{Analysis, Token};

/// "**requested the arrest** of two leaders", "a warrant **for the arrest**": nobody has been arrested yet.
pub(crate) fn is_wanted(noun: Token<'_>) -> bool {
    let verb = noun.head();
    matches!(noun.lemma(), "arrest" | "detention" | "extradition" | "capture" | "trial")
        && (matches!(noun.dep(), "dobj" | "nsubjpass")
            && matches!(verb.lemma(), "request" | "demand" | "order" | "seek" | "urge" | "propose")
            || noun.dep() == "pobj"
                && matches!(
                    verb.head().lemma(),
                    "warrant" | "order" | "call" | "request" | "reward" | "demand" | "appeal"
                ))
}

/// "we **will have** more than 12,000 murders", "there **will be** attacks".
pub(crate) fn is_foretold(analysis: &Analysis, noun: usize) -> bool {
    let Some(token) = analysis.token(noun).filter(|token| matches!(token.dep(), "dobj" | "attr")) else {
        return false;
    };
    let verb = token.head();
    matches!(verb.lemma(), "have" | "be" | "see")
        && analysis.children(verb.index()).any(|word| {
            word.dep() == "aux" && matches!(word.text().to_lowercase().as_str(), "will" | "shall" | "'ll")
        })
}

/// "**Did** the army **kill** them?", "**Have** the helicopters been **downed**?": who asks tells nothing.
pub(super) fn is_asked(analysis: &Analysis, verb: usize) -> bool {
    let sentence = analysis.sentence_of(verb);
    let asks = analysis.tokens_in(sentence.clone()).last().is_some_and(|last| last.text() == "?");
    let Some(token) = analysis.token(verb).filter(|token| asks && token.is_root()) else { return false };
    let subject = child(analysis, token.index(), &["nsubj", "nsubjpass", "expl"]);
    let first = analysis.children(verb).find(|word| matches!(word.dep(), "aux" | "auxpass"));
    let inverted = subject.zip(first).is_some_and(|(subject, aux)| aux.index() < subject.index());
    let wh = analysis
        .tokens_in(sentence.start..verb)
        .any(|word| matches!(word.tag(), "WP" | "WRB" | "WDT" | "WP$"));
    inverted && !wh
}

/// "**To bomb** the towns would be a crime": what is only thought of.
pub(super) fn is_supposed(analysis: &Analysis, verb: usize) -> bool {
    analysis.token(verb).is_some_and(|token| {
        token.tag() == "VB"
            && matches!(token.dep(), "csubj" | "csubjpass" | "nsubj")
            && analysis.children(token.head().index()).any(|word| {
                word.dep() == "aux"
                    && matches!(word.text().to_lowercase().as_str(), "would" | "could" | "might")
            })
    })
}

/// "soldiers **murder peasants** with impunity", "is known for **killing people**", "must stop **murdering civilians**": what somebody is said
/// to do, at no time, to nobody in particular. A headline ("Gunmen kill farmers") has no full stop.
pub(crate) fn is_wont(analysis: &Analysis, verb: usize) -> bool {
    let Some(token) = analysis.token(verb).filter(|token| is_verb(*token)) else { return false };
    let sentence = analysis.sentence_of(verb);
    let told = analysis.tokens_in(sentence).last().is_some_and(|last| matches!(last.text(), "." | "?" | "!"));
    if !told {
        return false;
    }
    // "rebels who say they **fight for the poor**": what for, and no fight.
    let for_a_cause = token.lemma() == "fight"
        && crate::tree::prepositional(analysis, verb, &["for"]).into_iter().any(|cause| {
            analysis.token(cause).is_some_and(|cause| {
                !matches!(
                    cause.lemma(),
                    "control" | "day" | "hour" | "week" | "month" | "town" | "city" | "village"
                ) && !matches!(cause.kind(), "DATE" | "TIME" | "GPE" | "LOC" | "FAC")
            })
        });
    if for_a_cause {
        return true;
    }
    let at_a_time = analysis
        .subtree(verb)
        .any(|word| matches!(word.kind(), "DATE" | "TIME" | "CARDINAL") || word.tag() == "CD");
    let bare = |noun: Token<'_>| {
        noun.tag() == "NNS"
            && !analysis.children(noun.index()).any(|child| {
                matches!(child.dep(), "det" | "poss" | "nummod" | "relcl" | "acl")
                    || matches!(child.lemma(), "several" | "many" | "other" | "another" | "few" | "dozen")
            })
    };
    // "often attacks markets": told of as a sum.
    let often = analysis.children(verb).any(|child| {
        matches!(child.lemma(), "often" | "regularly" | "frequently" | "repeatedly" | "routinely" | "usually")
    });
    if often {
        return false;
    }
    // "**Terrorists kill** because it works", "for **each** one it **kills**"
    let kinds = matches!(token.tag(), "VBZ" | "VBP")
        && matches!(token.lemma(), "kill" | "murder" | "bomb")
        && (token.dep() == "relcl"
            && analysis.children(token.head().index()).any(|each| matches!(each.lemma(), "each" | "every"))
            || !analysis.children(verb).any(|child| child.dep() == "dobj")
                && analysis.children(verb).any(|child| child.dep() == "nsubj" && bare(child)));
    if kinds && !at_a_time {
        return true;
    }
    let mut objects = analysis.children(verb).filter(|child| child.dep() == "dobj").peekable();
    if objects.peek().is_none() || !objects.all(bare) || at_a_time {
        return false;
    }
    match token.tag() {
        "VBZ" | "VBP" => {
            !analysis.children(verb).any(|child| matches!(child.dep(), "aux" | "prt"))
                || analysis.children(verb).any(|child| child.dep() == "aux" && child.lemma() == "do")
        }
        "VB" => analysis.children(verb).any(|child| child.dep() == "aux" && child.lemma() == "do"),
        "VBG" => match token.dep() {
            "xcomp" => {
                matches!(token.head().lemma(), "stop" | "continue" | "keep" | "avoid" | "cease" | "advocate")
            }
            "pcomp" => {
                let above = token.head().head();
                matches!(
                    above.lemma(),
                    "know" | "famous" | "notorious" | "refrain" | "abstain" | "responsible"
                )
            }
            _ => false,
        },
        _ => false,
    }
}

/// "**no** planes had bombed them", "had fired **no** missiles": done by nobody, or with nothing.
pub(super) fn nobody_does(analysis: &Analysis, verb: usize) -> bool {
    let none = |noun: Token<'_>| {
        analysis
            .children(noun.index())
            .any(|word| word.dep() == "det" && word.lemma().eq_ignore_ascii_case("no"))
    };
    analysis.token(verb).is_some_and(is_verb)
        && analysis.children(verb).any(|noun| {
            noun.dep() == "nsubj" && none(noun)
                || noun.dep() == "dobj"
                    && none(noun)
                    && analysis.token(verb).is_some_and(|verb| {
                        matches!(verb.lemma(), "fire" | "launch" | "drop" | "use" | "carry")
                    })
        })
}

/// "talks on **an end to the bombardment**", "called for a halt to attacks": what is to cease. What was "put an end to" was there.
pub(super) fn is_to_end(noun: Token<'_>) -> bool {
    let end = noun.head().head();
    noun.dep() == "pobj"
        && matches!(noun.head().lemma(), "to" | "of" | "in")
        && matches!(end.lemma(), "end" | "halt" | "stop" | "cessation" | "pause" | "moratorium")
        && end.tag() == "NN"
        && !matches!(end.head().lemma(), "put" | "bring" | "mark" | "come" | "by" | "since" | "after" | "at")
}

/// "**foiled** a plot to kill", "**thwarted** the attack".
pub(crate) fn is_foiled(verb: &str) -> bool {
    matches!(verb, "foil" | "thwart" | "prevent" | "avert" | "disrupt")
}
