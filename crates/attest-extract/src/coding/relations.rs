//! How claims stand to each other: which agree, which conflict, which restate, which are silent.

use attest_model::{Claim, Exactness, Figure, Harm, Mode, Predicate, Relation, RelationKind, Source, Stance};

/// Relations between the claims of one incident, pair by pair, in text order.
pub fn of(claims: &[Claim], sources: &[Source]) -> Vec<Relation> {
    let mut out = Vec::new();
    for (index, a) in claims.iter().enumerate() {
        for b in &claims[index + 1..] {
            if a.incident.is_none() || a.incident != b.incident || out.len() > 400 {
                continue;
            }
            out.extend(
                figures(a, b, sources)
                    .or_else(|| silence(a, b))
                    .or_else(|| telling(a, b))
                    .or_else(|| phrases(a, b)),
            );
        }
    }
    out
}

fn relation(kind: RelationKind, a: &Claim, b: &Claim, on: &str, why: String) -> Relation {
    Relation { kind, claims: vec![a.id.clone(), b.id.clone()], on: on.to_owned(), why }
}

/// Two totals of one harm.
fn figures(a: &Claim, b: &Claim, sources: &[Source]) -> Option<Relation> {
    let (left, right) = (a.figure.as_ref()?, b.figure.as_ref()?);
    if !comparable(left, right) || silent(left) || silent(right) {
        return None;
    }
    let name = |claim: &Claim| speaker(claim, sources);
    let on = left.harm.as_str();
    if !overlap(left, right) {
        if early(a) != early(b) {
            let (later, earlier) = if early(a) { (b, a) } else { (a, b) };
            return Some(relation(
                RelationKind::Supersedes,
                later,
                earlier,
                on,
                format!("the report calls the figure of {} an earlier one", name(earlier)),
            ));
        }
        if a.voice.chain == b.voice.chain && a.voice.mode != Mode::Narrator {
            return None;
        }
        return Some(relation(
            RelationKind::Conflicts,
            a,
            b,
            on,
            format!("{} and {} give figures that exclude one another", name(a), name(b)),
        ));
    }
    let equal = left.min == right.min && left.max == right.max;
    let narrated = a.voice.chain.len() == 1 || b.voice.chain.len() == 1;
    if equal && (narrated || a.voice.chain == b.voice.chain) {
        return Some(relation(
            RelationKind::Restates,
            a,
            b,
            on,
            format!("the same figure, told by {} and by {}", name(a), name(b)),
        ));
    }
    if equal {
        return Some(relation(
            RelationKind::Agrees,
            a,
            b,
            on,
            format!("{} and {} give the same figure", name(a), name(b)),
        ));
    }
    Some(relation(
        RelationKind::Compatible,
        a,
        b,
        on,
        format!("the figures of {} and {} can both be true", name(a), name(b)),
    ))
}

fn speaker(claim: &Claim, sources: &[Source]) -> String {
    match claim.voice.chain.last() {
        Some(id) if id != "s0" => sources
            .iter()
            .find(|source| &source.id == id)
            .map_or_else(|| "a source".to_owned(), |source| source.name.clone()),
        _ => "the report itself".to_owned(),
    }
}

/// "An **earlier toll** was 13": the words that lead up to the figure call it one of several, and not the last.
fn early(claim: &Claim) -> bool {
    let Some(start) = claim.sentence.text.find(claim.quote.text.as_str()) else { return false };
    let told = claim.sentence.text.get(..start + claim.quote.text.len()).unwrap_or_default().to_lowercase();
    let words: Vec<&str> =
        told.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.iter().enumerate().any(|(at, word)| {
        matches!(*word, "earlier" | "initial" | "previous" | "preliminary")
            && words
                .iter()
                .skip(at + 1)
                .take(3)
                .any(|word| matches!(*word, "toll" | "tally" | "count" | "figure" | "estimate"))
    })
}

fn silent(figure: &Figure) -> bool {
    figure.exactness == Exactness::NotReported || (figure.min.is_none() && figure.max.is_none())
}

/// Totals of one harm on sides that can be the same people.
pub fn comparable(a: &Figure, b: &Figure) -> bool {
    a.harm == b.harm
        && a.total
        && b.total
        && !matches!(a.exactness, Exactness::Entailed)
        && !matches!(b.exactness, Exactness::Entailed)
        && (a.side == b.side)
        && (a.group == b.group
            || a.group.is_none()
            || b.group.is_none()
            || a.group == Some(attest_model::Group::People)
            || b.group == Some(attest_model::Group::People))
}

/// Whether a number can satisfy both.
pub fn overlap(a: &Figure, b: &Figure) -> bool {
    let low = a.min.unwrap_or(0).max(b.min.unwrap_or(0));
    let high = a.max.unwrap_or(u64::MAX).min(b.max.unwrap_or(u64::MAX));
    low <= high
}

/// A voice that gives no figure, beside one that does.
fn silence(a: &Claim, b: &Claim) -> Option<Relation> {
    let withholds =
        |claim: &Claim| claim.stance == Stance::Withholds && matches!(claim.predicate, Predicate::Casualties);
    let gives = |claim: &Claim| {
        claim.figure.as_ref().is_some_and(|figure| {
            !silent(figure)
                && figure.total
                && matches!(figure.harm, Harm::Killed | Harm::Wounded | Harm::KilledOrWounded)
                && claim.voice.chain.len() > 1
        })
    };
    if withholds(a) && gives(b) || withholds(b) && gives(a) {
        return Some(relation(
            RelationKind::SilentOn,
            a,
            b,
            "casualties",
            "one voice gives a figure, the other is reported to give none".to_owned(),
        ));
    }
    None
}

/// The same event told by the report and confirmed by another voice.
fn telling(a: &Claim, b: &Claim) -> Option<Relation> {
    let tells = |claim: &Claim| matches!(claim.predicate, Predicate::Occurrence);
    (tells(a)
        && tells(b)
        && (a.stance == Stance::Confirms) != (b.stance == Stance::Confirms)
        && a.stance != Stance::Denies
        && b.stance != Stance::Denies)
        .then(|| {
            relation(
                RelationKind::Agrees,
                a,
                b,
                "occurrence",
                "one voice tells of the event, the other confirms it".to_owned(),
            )
        })
}

/// Set phrases told twice.
fn phrases(a: &Claim, b: &Claim) -> Option<Relation> {
    if a.predicate != b.predicate {
        return None;
    }
    match a.predicate {
        Predicate::FirstSince => Some(relation(
            RelationKind::Refines,
            a,
            b,
            "first_since",
            "both say since when it is the first; the bounds differ in wording".to_owned(),
        )),
        Predicate::Campaign => Some(relation(
            RelationKind::Restates,
            a,
            b,
            "campaign",
            "both tie the event to a campaign".to_owned(),
        )),
        _ => None,
    }
}
