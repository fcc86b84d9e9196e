//! Times that date nothing: the feast of a market, the day that a street or an election is called after, the year of a car.

use attest_language::Analysis;

/// "the **Christmas** market": open for weeks; the feast is not the day.
pub(super) fn is_of_the_season(analysis: &Analysis, top: usize) -> bool {
    analysis.token(top).is_some_and(|token| {
        token.dep() == "compound"
            && matches!(
                token.head().lemma(),
                "market"
                    | "tree"
                    | "fair"
                    | "gift"
                    | "card"
                    | "decoration"
                    | "shopping"
                    | "shopper"
                    | "holiday"
                    | "break"
            )
    })
}

/// "**9 October** Avenue", "the **19 March** elections", "a **1981** Ostra": a date that tells which street, which elections, which car.
pub(super) fn names_a_thing(analysis: &Analysis, top: usize, deed: impl Fn(usize) -> bool) -> bool {
    let Some(token) = analysis.token(top) else { return false };
    let head = token.head();
    if !matches!(token.dep(), "compound" | "nmod" | "nummod" | "amod" | "npadvmod")
        || head.index() < top
        || deed(head.index())
    {
        return false;
    }
    // "In 2015 gunmen killed twelve": a date, whatever the tree has.
    let after_in =
        top.checked_sub(1).and_then(|before| analysis.token(before)).is_some_and(|word| word.tag() == "IN");
    let year = token.text().len() == 4 && token.text().bytes().all(|byte| byte.is_ascii_digit()) && !after_in;
    year && head.tag().starts_with("NN")
        || matches!(
            head.lemma().to_lowercase().as_str(),
            "election"
                | "vote"
                | "referendum"
                | "poll"
                | "avenue"
                | "district"
                | "quarter"
                | "neighbourhood"
                | "mosque"
                | "hospital"
                | "stadium"
                | "street"
                | "square"
                | "boulevard"
                | "road"
                | "park"
                | "bridge"
                | "plaza"
                | "neighborhood"
                | "movement"
                | "brigade"
                | "battalion"
                | "front"
                | "constitution"
                | "law"
                | "agreement"
                | "accord"
                | "treaty"
                | "resolution"
                | "revolution"
        )
}
