//! People told of by what they do or belong to: "gunmen", "a group of unidentified individuals", "the mayor of Tolsa, Tessi Oran".

use super::Sketch;
use super::names::{MEMBERS, is_office, phrase_text};
use crate::page::Passage;
use crate::tree;
use attest_language::Token;
use attest_model::ActorKind;
use std::ops::Range;

/// "a group **of unidentified individuals**", "members **of the death squads**": whom the group is made of, or belongs to.
pub(super) fn made_of(passage: &Passage<'_>, head: Token<'_>, base: &Sketch) -> Option<Sketch> {
    let of_whom = matches!(
        base.lemma.as_str(),
        "group"
            | "band"
            | "gang"
            | "column"
            | "crowd"
            | "squad"
            | "pair"
            | "team"
            | "handful"
            | "member"
            | "element"
    );
    if !of_whom || base.definite && !base.plural {
        return None;
    }
    let analysis = &passage.analysis;
    let inner = tree::prepositional(analysis, head.index(), &["of"]).into_iter().next()?;
    let token = analysis.token(inner).filter(|token| token.tag() == "NNS")?;
    let own = Sketch {
        lemma: crate::page::lemma_of(token),
        plural: true,
        definite: false,
        words: tree::bare(analysis, inner),
        ..base.clone()
    };
    let people = description(passage, token, tree::core(analysis, inner), &own)?;
    let words = base.words.start..inner + 1;
    Some(Sketch { name: phrase_text(passage, words.clone()), words, ..people })
}

/// "The **mayor** of Tolsa, Tessi Oran, was shot": somebody of an office, and behind it the name.
pub(super) fn introduced(passage: &Passage<'_>, head: Token<'_>, base: &Sketch) -> Option<Sketch> {
    if !is_office(passage, head.index()) {
        return None;
    }
    let name = tree::introduced_name(&passage.analysis, head.index())?;
    let token = passage.analysis.token(name)?;
    // A town or a group stands so, too: "the capital, Port Tessi".
    let words = tree::bare(&passage.analysis, name);
    let spelled = |part: Token<'_>| part.tag() == "NNP" && part.text().starts_with(char::is_uppercase);
    let whole = passage.analysis.tokens_in(words.clone()).all(spelled) && (2..=5).contains(&words.len());
    let listed = passage.names_actor(name);
    if !whole || listed || !matches!(token.kind(), "PERSON" | "" | "ORG" | "GPE" | "NORP" | "FAC") {
        return None;
    }
    Some(Sketch {
        name: phrase_text(passage, words),
        named: true,
        description: Some(
            passage.span(tree::phrase(&passage.analysis, head.index()).start..head.index() + 1),
        ),
        kind: ActorKind::Individual,
        plural: false,
        ..base.clone()
    })
}

/// "gunmen", "soldiers", "civilians": words for people by what they do.
pub(super) fn description(
    passage: &Passage<'_>,
    head: Token<'_>,
    core: Range<usize>,
    base: &Sketch,
) -> Option<Sketch> {
    let mut kind = None;
    let mut weapon = None;
    let mut hits: Vec<_> =
        passage.terms.iter().filter(|hit| (hit.first..=hit.last).contains(&head.index())).collect();
    hits.sort_by_key(|hit| std::cmp::Reverse(hit.last - hit.first));
    // What they are as perpetrators says more than the group they count with among victims.
    let tells = |hit: &&attest_lexicon::TermHit<'_>| {
        hit.entries.iter().any(|term| term.perpetrator().is_some() || term.group().is_some())
    };
    let longest = hits.iter().find(|hit| tells(hit)).map_or(0, |hit| hit.last - hit.first);
    let known = || hits.iter().filter(|hit| hit.last - hit.first == longest);
    // "Soldiers killed 12 **herders**": those who suffer are the people that their word tells of, not fighters of theirs.
    let people = (matches!(head.dep(), "dobj" | "nsubjpass")
        || head.dep() == "nsubj" && matches!(head.head().lemma(), "die" | "perish"))
        && hits
            .iter()
            .flat_map(|hit| hit.entries.iter())
            .any(|term| term.group().is_some_and(|group| kind_of_group(group.group) == ActorKind::Civilians))
        && !passage.analysis.tokens_in(core.clone()).any(|word| word.lemma() == "armed");
    if let Some(perpetrator) = known()
        .flat_map(|hit| hit.entries.iter())
        .filter_map(|term| term.perpetrator())
        .find(|perpetrator| perpetrator.kind != ActorKind::Unknown)
        .filter(|perpetrator| !(people && perpetrator.kind == ActorKind::IdentityMilitia))
    {
        kind = Some(perpetrator.kind);
        weapon = perpetrator.weapon;
    } else {
        for hit in &hits {
            let group = hit.entries.iter().find_map(|term| term.group());
            let perpetrator = hit.entries.iter().find_map(|term| term.perpetrator());
            kind = group
                .map(|group| kind_of_group(group.group))
                .or_else(|| perpetrator.map(|perpetrator| perpetrator.kind));
            weapon = perpetrator.and_then(|perpetrator| perpetrator.weapon);
            if kind.is_some() {
                break;
            }
        }
    }
    // "a commander said **his men** had killed nine": those who fight for him.
    let kind = kind.filter(|kind| {
        let his = passage.analysis.children(head.index()).any(|word| {
            word.tag() == "PRP$"
                && matches!(word.text().to_lowercase().as_str(), "his" | "her" | "our" | "my")
        });
        !(his && base.lemma == "man" && base.plural && head.dep() == "nsubj" && *kind == ActorKind::Civilians)
    });
    // "the group" is nobody by itself; it is whoever was named before.
    let kind = qualified(passage, head, &core, kind, &base.lemma).or_else(|| {
        (base.definite && super::coreference::is_group_word(&base.lemma)).then_some(ActorKind::Unknown)
    })?;
    if matches!(
        base.lemma.as_str(),
        "casualty"
            | "victim"
            | "death"
            | "fatality"
            | "injury"
            | "body"
            | "toll"
            | "dead"
            | "wounded"
            | "injured"
            | "old"
            | "other"
            | "enemy"
    ) {
        return None;
    }
    let country = passage
        .terms
        .iter()
        .filter(|hit| hit.first >= core.start && hit.last < core.end)
        .flat_map(|hit| hit.entries.iter())
        .find_map(|term| term.country().map(|form| form.iso.clone()));
    // "**Men** in fatigues killed nine villagers": who does so is not known to be a civilian.
    let attacks = head.dep() == "nsubj"
        && matches!(
            head.head().lemma(),
            "kill"
                | "attack"
                | "storm"
                | "shoot"
                | "abduct"
                | "kidnap"
                | "ambush"
                | "raid"
                | "massacre"
                | "behead"
        )
        && matches!(head.head().tag(), "VBD" | "VBZ" | "VBP" | "VBG")
        && !tree::is_passive(&passage.analysis, head.head().index());
    let kind = if attacks && kind == ActorKind::Civilians && base.lemma == "man" {
        ActorKind::Unknown
    } else {
        kind
    };
    Some(Sketch { kind, weapon, country, institution: is_institution(base), ..base.clone() })
}

/// "guerrilla commandos", "army units", "rebel column": the word in front says whose men they are where the noun itself does not.
fn qualified(
    passage: &Passage<'_>,
    head: Token<'_>,
    core: &Range<usize>,
    kind: Option<ActorKind>,
    lemma: &str,
) -> Option<ActorKind> {
    let open = kind.is_none_or(|kind| {
        matches!(kind, ActorKind::Unknown | ActorKind::Civilians | ActorKind::StateForces)
    });
    if !open || !MEMBERS.contains(&lemma) {
        return kind;
    }
    let told = passage
        .terms_in(core)
        .filter(|hit| hit.last < head.index())
        .flat_map(|hit| hit.entries.iter())
        .filter_map(|term| term.perpetrator())
        .map(|perpetrator| perpetrator.kind)
        .find(|kind| !matches!(kind, ActorKind::Unknown | ActorKind::Civilians | ActorKind::Individual));
    told.or(kind)
}

/// "the army", "the government", "the drug mafia": the institution itself, under its usual name, where the report names no state.
/// The whole of an organisation is meant, not some men of it ("the gang" was told of before, "soldiers" are some).
pub(super) fn is_institution(base: &Sketch) -> bool {
    let name = base.name.to_lowercase();
    let whole = [
        "army",
        "armed forces",
        "military",
        "government",
        "regime",
        "air force",
        "navy",
        "national guard",
        "national police",
        "treasury police",
        "security forces",
    ];
    let criminal = matches!(base.lemma.as_str(), "mafia" | "cartel") && !base.plural;
    base.definite && (whole.contains(&name.as_str()) || criminal)
}

fn kind_of_group(group: attest_model::Group) -> ActorKind {
    use attest_model::Group as G;
    match group {
        G::Soldiers | G::Police | G::Guards => ActorKind::StateForces,
        G::Militants | G::Attackers => ActorKind::Unknown,
        G::Peacekeepers => ActorKind::ExternalForces,
        _ => ActorKind::Civilians,
    }
}
