//! Rough lemmas for the checks of lexicon files.
//!
//! An entry's own phrases have to be checked without the language crate, whose models a lexicon must not depend on. So each
//! word gets every lemma that the regular endings of English and a short list of irregular verbs allow; a check that passes
//! only because of an impossible lemma is a smaller evil than one that needs a tagger.

/// Splits a phrase into lower-case words, each with its possible lemmas.
pub(crate) fn loose_words(phrase: &str) -> Vec<(String, Vec<String>)> {
    let is_mark = |c: char| matches!(c, ',' | ';' | ':' | '"' | '“' | '”' | '(' | ')' | '!' | '?');
    phrase
        .split(|c: char| c.is_whitespace() || is_mark(c))
        .map(|word| word.strip_suffix('.').filter(|bare| !bare.contains('.')).unwrap_or(word))
        .filter(|word| !word.is_empty())
        .map(|word| {
            let lower = word.to_lowercase();
            let lemmas = lemmas(&lower);
            (lower, lemmas)
        })
        .collect()
}

/// All lemmas that the endings of a lower-case word allow, the word itself included.
pub(crate) fn lemmas(word: &str) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    let mut push = |lemma: String| {
        if lemma.len() >= 2 && !out.contains(&lemma) {
            out.push(lemma);
        }
    };
    for (form, lemma) in IRREGULAR {
        if *form == word {
            push((*lemma).to_owned());
        }
    }
    for (ending, replacements) in ENDINGS {
        let Some(stem) = word.strip_suffix(ending) else { continue };
        for replacement in *replacements {
            push(format!("{stem}{replacement}"));
        }
        let mut letters = stem.chars().rev();
        let doubled =
            letters.next().is_some_and(|last| letters.next() == Some(last) && !"aeiou".contains(last));
        if doubled && matches!(*ending, "ed" | "ing") {
            push(stem.get(..stem.len() - 1).unwrap_or(stem).to_owned());
        }
    }
    out
}

const ENDINGS: &[(&str, &[&str])] = &[
    ("ies", &["y"]),
    ("ves", &["f", "fe"]),
    ("men", &["man"]),
    ("es", &["", "e"]),
    ("s", &[""]),
    ("ied", &["y"]),
    ("ed", &["", "e"]),
    ("ing", &["", "e"]),
];

const IRREGULAR: &[(&str, &str)] = &[
    ("am", "be"),
    ("are", "be"),
    ("been", "be"),
    ("is", "be"),
    ("was", "be"),
    ("were", "be"),
    ("beaten", "beat"),
    ("blew", "blow"),
    ("blown", "blow"),
    ("bore", "bear"),
    ("borne", "bear"),
    ("bought", "buy"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("burnt", "burn"),
    ("came", "come"),
    ("caught", "catch"),
    ("children", "child"),
    ("did", "do"),
    ("done", "do"),
    ("drove", "drive"),
    ("driven", "drive"),
    ("dying", "die"),
    ("lying", "lie"),
    ("fallen", "fall"),
    ("fell", "fall"),
    ("felt", "feel"),
    ("fled", "flee"),
    ("forgot", "forget"),
    ("fought", "fight"),
    ("found", "find"),
    ("gave", "give"),
    ("given", "give"),
    ("gone", "go"),
    ("got", "get"),
    ("had", "have"),
    ("has", "have"),
    ("heard", "hear"),
    ("held", "hold"),
    ("hung", "hang"),
    ("hurt", "hurt"),
    ("kept", "keep"),
    ("knew", "know"),
    ("known", "know"),
    ("laid", "lay"),
    ("led", "lead"),
    ("left", "leave"),
    ("lost", "lose"),
    ("made", "make"),
    ("meant", "mean"),
    ("met", "meet"),
    ("overran", "overrun"),
    ("overthrew", "overthrow"),
    ("overthrown", "overthrow"),
    ("paid", "pay"),
    ("people", "person"),
    ("ran", "run"),
    ("retook", "retake"),
    ("retaken", "retake"),
    ("said", "say"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("shot", "shoot"),
    ("shown", "show"),
    ("slain", "slay"),
    ("slew", "slay"),
    ("slit", "slit"),
    ("sought", "seek"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("strove", "strive"),
    ("struck", "strike"),
    ("stricken", "strike"),
    ("sworn", "swear"),
    ("swore", "swear"),
    ("taken", "take"),
    ("thought", "think"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("told", "tell"),
    ("took", "take"),
    ("understood", "understand"),
    ("went", "go"),
    ("withdrew", "withdraw"),
    ("withdrawn", "withdraw"),
    ("withheld", "withhold"),
    ("won", "win"),
    ("wrote", "write"),
    ("written", "write"),
    ("foresaw", "foresee"),
    ("begun", "begin"),
    ("began", "begin"),
    ("blown", "blow"),
    ("shook", "shake"),
    ("broke", "break"),
    ("bombings", "bombing"),
];
