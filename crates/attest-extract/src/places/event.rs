//! Which place is an event's.
//!
//! Not the nearest name: in "The army, based in Tamba, shelled villages around Kouri" the place is Kouri. Each place of the sentence is weighed by how
//! it hangs on the event's word in the tree (a preposition of the verb, a modifier of its object, another clause), by its preposition, by order and
//! distance. Where the sentence names none, the report's own place stands in: that of the sentence before, the dateline, the lead.

use attest_language::Analysis;
use attest_model::PlaceKind;

use super::vocabulary as v;
use super::weights;
use super::{PlaceMention, Places, Role};

/// The place of an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EventPlace {
    /// Index into [`Places::mentions`].
    pub mention: usize,
    /// Index into [`Places::relatives`], where the mention stands in such a phrase: the event was there, and not at the mention itself.
    pub relative: Option<usize>,
    /// The weight of the evidence; above zero.
    pub score: f32,
    /// The strongest reason.
    pub why: &'static str,
    /// The place stands in another sentence.
    pub inherited: bool,
}

macro_rules! ties {
    ($($name:ident: $why:literal),+ $(,)?) => {
        /// A tie between an event's word and a place.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Tie { $(#[doc = $why] $name),+ }

        impl Tie {
            pub(super) const ALL: &'static [Tie] = &[$(Tie::$name),+];

            pub(super) fn words(self) -> (&'static str, &'static str) {
                match self { $(Tie::$name => (stringify!($name), $why)),+ }
            }
        }
    };
}

ties! {
    Bias: "always",
    Direct: "the event's own preposition",
    ObjectModifier: "a modifier of the event's object",
    SubjectModifier: "a modifier of the event's subject",
    Object: "the event's object",
    Subject: "the event's subject",
    PassiveSubject: "what the event was done to",
    Within: "inside the event's phrase",
    Governs: "what the event's clause hangs on",
    OtherClause: "in another clause",
    Conjunct: "tied to a conjoined verb",
    PathUp: "steps up the tree",
    PathDown: "steps down the tree",
    In: "after in",
    At: "after at or on",
    Near: "after near, outside or around",
    From: "after from",
    To: "after to or into",
    Of: "after of",
    OtherPreposition: "after another preposition",
    NoPreposition: "after no preposition",
    Before: "before the event's word",
    After: "after the event's word",
    Distance: "words between",
    Nearest: "the nearest place",
    NearestAfter: "the nearest place after",
    Container: "only holds the place before it",
    Country: "a country",
    Region: "a region",
    Town: "a town or village",
    Site: "a site or street",
    Modifier: "a modifier of people or things",
    Metonym: "a speaking government",
    Only: "the only place of the sentence",
    SentenceFirst: "opens the sentence",
    Reported: "in a clause of saying",
    CommaAfter: "set off by a comma",
    Unresolved: "in no gazetteer",
}

/// The ties of one place to an event's word.
type Ties = Vec<(Tie, f32)>;

/// The mentions of a token range that could be where something was.
fn places_in(analysis: &Analysis, sentence: &std::ops::Range<usize>, places: &Places) -> Vec<usize> {
    let bytes = analysis.range_of(sentence.clone());
    let from = places.mentions.partition_point(|m| (m.end as usize) <= bytes.start);
    let found = places
        .mentions
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(|m| (m.start as usize) < bytes.end)
        .take(40);
    found
        .enumerate()
        .filter(|(_, m)| m.role != Role::Demonym && !lies_beside(analysis, m))
        .map(|(n, _)| from + n)
        .collect()
}

/// "the **Red Sea** port town of Mokha": where the town lies that is named behind it.
fn lies_beside(analysis: &Analysis, mention: &PlaceMention) -> bool {
    let Some(head) = head_of(analysis, mention).and_then(|head| analysis.token(head)) else { return false };
    let sort = head.head();
    matches!(head.dep(), "compound" | "nmod" | "amod")
        && v::kinds_of(&sort.lemma().to_lowercase()).is_some()
        && analysis.children(sort.index()).any(|of| {
            of.lemma() == "of"
                && analysis
                    .children(of.index())
                    .any(|town| town.dep() == "pobj" && town.tag().starts_with("NNP"))
        })
}

/// The token of a mention that its other tokens hang on.
fn head_of(analysis: &Analysis, mention: &PlaceMention) -> Option<usize> {
    let tokens = analysis.tokens_over(mention.start as usize..mention.end as usize);
    tokens
        .clone()
        .find(|&t| !tokens.contains(&analysis.head(t)) || analysis.head(t) == t)
        .or(tokens.clone().next())
}

/// The ties of each place of the event's sentence.
fn ties(analysis: &Analysis, event: usize, places: &Places) -> Vec<(usize, Ties)> {
    let sentence = analysis.sentence_of(event);
    let found = places_in(analysis, &sentence, places);
    let heads: Vec<Option<usize>> = found.iter().map(|&n| head_of(analysis, &places.mentions[n])).collect();
    let gap = |n: &Option<usize>| n.map_or(usize::MAX, |h| h.abs_diff(event));
    let nearest = heads.iter().map(gap).min().unwrap_or(usize::MAX);
    let nearest_after = heads.iter().filter(|h| h.is_some_and(|h| h > event)).map(gap).min();
    let mut out = Vec::new();
    for (k, (&n, head)) in found.iter().zip(&heads).enumerate() {
        let Some(head) = *head else { continue };
        let mention = &places.mentions[n];
        let mut t: Ties = vec![(Tie::Bias, 1.0)];
        let mut mark = |tie: Tie, holds: bool| {
            if holds {
                t.push((tie, 1.0));
            }
        };
        mark(if head < event { Tie::Before } else { Tie::After }, true);
        mark(Tie::Nearest, head.abs_diff(event) == nearest);
        mark(Tie::NearestAfter, head > event && Some(head - event) == nearest_after);
        mark(Tie::Only, found.len() == 1);
        mark(Tie::SentenceFirst, head < sentence.start + 4);
        mark(Tie::Country, matches!(mention.kind, PlaceKind::Country));
        mark(Tie::Region, matches!(mention.kind, PlaceKind::Region | PlaceKind::District | PlaceKind::Area));
        mark(
            Tie::Town,
            matches!(
                mention.kind,
                PlaceKind::City | PlaceKind::Town | PlaceKind::Village | PlaceKind::Neighbourhood
            ),
        );
        mark(Tie::Site, matches!(mention.kind, PlaceKind::Site | PlaceKind::Road));
        mark(Tie::Modifier, mention.role == Role::Modifier);
        mark(Tie::Metonym, mention.role == Role::Metonym);
        mark(Tie::Unresolved, mention.chosen.is_none());
        mark(Tie::Container, is_container(analysis, places, &found, k));
        mark(Tie::CommaAfter, analysis.token(head + 1).is_some_and(|w| w.text() == ","));
        preposition_ties(analysis, head, &mut mark);
        tree_ties(analysis, event, head, &mut t);
        t.push((Tie::Distance, (head.abs_diff(event) as f32 + 1.0).ln()));
        out.push((n, t));
    }
    out
}

/// "Nara, Koulikoro": the second only holds the first.
fn is_container(analysis: &Analysis, places: &Places, found: &[usize], k: usize) -> bool {
    let Some(before) = k.checked_sub(1).and_then(|k| found.get(k)).and_then(|&n| places.mentions.get(n))
    else {
        return false;
    };
    let Some(here) = found.get(k).and_then(|&n| places.mentions.get(n)) else { return false };
    let between = analysis.text().get(before.end as usize..here.start as usize).unwrap_or("x");
    let bare = between.trim().trim_matches(|c| matches!(c, ',' | '(' | ' '));
    bare.is_empty()
        || matches!(bare, "in" | "in the" | ", in")
        || bare.ends_with("town in")
        || bare.ends_with("village in")
}

fn preposition_ties(analysis: &Analysis, head: usize, mark: &mut impl FnMut(Tie, bool)) {
    // The preposition above the place, over compounds and sorts ("in the town of Kouri": in).
    let mut word = String::new();
    let mut at = head;
    for _ in 0..6 {
        let Some(token) = analysis.token(at) else { break };
        if token.pos() == "ADP" || token.dep() == "prep" {
            word = token.text().to_lowercase();
            let above = token.head();
            let sort = v::kinds_of(&above.lemma().to_lowercase()).is_some();
            if word == "of" && sort {
                at = above.index();
                if at == analysis.head(at) {
                    break;
                }
                at = analysis.head(at);
                word.clear();
                continue;
            }
            break;
        }
        if !matches!(token.dep(), "compound" | "pobj" | "nmod" | "appos" | "conj" | "poss" | "amod" | "nn") {
            break;
        }
        let up = analysis.head(at);
        if up == at {
            break;
        }
        at = up;
    }
    mark(Tie::In, matches!(word.as_str(), "in" | "inside" | "within" | "across" | "throughout"));
    mark(Tie::At, matches!(word.as_str(), "at" | "on" | "along"));
    mark(Tie::Near, matches!(word.as_str(), "near" | "outside" | "around" | "between"));
    mark(Tie::From, word == "from");
    mark(Tie::To, matches!(word.as_str(), "to" | "into" | "towards" | "toward" | "through"));
    mark(Tie::Of, word == "of");
    mark(Tie::NoPreposition, word.is_empty());
    mark(
        Tie::OtherPreposition,
        !word.is_empty()
            && !matches!(
                word.as_str(),
                "in" | "inside"
                    | "within"
                    | "across"
                    | "throughout"
                    | "at"
                    | "on"
                    | "along"
                    | "near"
                    | "outside"
                    | "around"
                    | "between"
                    | "from"
                    | "to"
                    | "into"
                    | "towards"
                    | "toward"
                    | "through"
                    | "of"
            ),
    );
}

fn tree_ties(analysis: &Analysis, event: usize, head: usize, t: &mut Ties) {
    let up_from = |from: usize| {
        let mut chain = vec![from];
        chain.extend(analysis.ancestors(from).take(24).map(attest_language::Token::index));
        chain
    };
    let (place, own) = (up_from(head), up_from(event));
    let meet = place.iter().position(|p| own.contains(p));
    let mut mark = |tie: Tie, holds: bool| {
        if holds {
            t.push((tie, 1.0));
        }
    };
    let Some(meet) = meet else { return };
    let top = place[meet];
    let down = &place[..meet];
    let up = own.iter().position(|p| *p == top).unwrap_or(0);
    let dep = |n: usize| analysis.token(n).map_or("", |w| w.dep());
    let is_clause = |n: usize| matches!(dep(n), "relcl" | "advcl" | "ccomp" | "acl" | "parataxis" | "csubj");
    mark(Tie::Within, top == event && !down.is_empty());
    mark(Tie::Governs, top == head);
    if top == event {
        let first = down.last().copied().unwrap_or(head);
        let prepositional = dep(first) == "prep" || dep(first) == "agent";
        let clause = down.iter().any(|&n| is_clause(n));
        mark(Tie::Direct, prepositional && !clause && down.len() <= 4);
        mark(Tie::Object, dep(first) == "dobj" && down.len() <= 2);
        mark(Tie::ObjectModifier, dep(first) == "dobj" && down.len() > 2 && !clause);
        mark(Tie::Subject, dep(first) == "nsubj" && down.len() <= 1);
        mark(Tie::SubjectModifier, matches!(dep(first), "nsubj" | "nsubjpass") && down.len() > 1 && !clause);
        mark(Tie::PassiveSubject, dep(first) == "nsubjpass" && down.len() <= 1);
    }
    let crossed = down.iter().any(|&n| is_clause(n));
    mark(Tie::OtherClause, crossed);
    mark(Tie::Conjunct, dep(event) == "conj" || down.iter().any(|&n| dep(n) == "conj"));
    mark(Tie::Reported, own.iter().take(up).any(|&n| dep(n) == "ccomp"));
    t.push((Tie::PathUp, up as f32));
    t.push((Tie::PathDown, down.len() as f32));
}

fn weigh(ties: &Ties) -> f32 {
    ties.iter().map(|(t, x)| weights::of_tie(*t) * x).sum()
}

/// The place of the event whose word is `event` (a token's index). `None` where nothing in reach is likely.
///
/// The analysis must be of the text that the places were read from.
pub fn event_place(analysis: &Analysis, event: usize, places: &Places) -> Option<EventPlace> {
    // A country that does the deed is a state, not a place: "Ostland bombs a camp".
    let acts = |n: usize, t: &Ties| {
        let country = places.mentions.get(n).is_some_and(|m| m.kind == PlaceKind::Country);
        country && t.iter().any(|(t, _)| *t == Tie::Subject)
    };
    let tied = ties(analysis, event, places)
        .into_iter()
        .filter(|(n, t)| !acts(*n, t) && !places.mentions.get(*n).is_some_and(|m| comes_from(analysis, m)));
    let weighed = tied.map(|(n, t)| (weigh(&t), n, t));
    let best = weighed.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    if let Some((score, mention, ties)) = best
        && score > 0.0
    {
        let strongest = ties
            .iter()
            .max_by(|a, b| weigh(&vec![**a]).total_cmp(&weigh(&vec![**b])))
            .map_or("", |(t, _)| t.words().1);
        return Some(EventPlace {
            mention,
            relative: relative_of(places, mention),
            score,
            why: strongest,
            inherited: false,
        });
    }
    inherited(analysis, event, places)
}

/// Whether a place tells of somebody, and not where something was: "Sgt Tessi, **of Tolsa**, was killed in Marne", "a native **of Tolsa**": where somebody comes from.
fn comes_from(analysis: &Analysis, mention: &PlaceMention) -> bool {
    let Some(head) = head_of(analysis, mention) else { return false };
    let country = matches!(mention.kind, PlaceKind::Country);
    if analysis.token(head).is_some_and(comes_across) {
        return true;
    }
    // "**Moscow** blamed Ukrainian shelling": who speaks.
    if analysis.token(head).is_some_and(|token| {
        token.dep() == "nsubj"
            && matches!(
                token.head().lemma(),
                "accuse"
                    | "blame"
                    | "condemn"
                    | "denounce"
                    | "deny"
                    | "reject"
                    | "say"
                    | "claim"
                    | "insist"
                    | "dismiss"
                    | "announce"
                    | "warn"
            )
    }) {
        return true;
    }
    // "blamed **Ostland** for the bombing", "accused Ostland of": whom somebody speaks of.
    if analysis.token(head).is_some_and(|token| {
        country
            && token.dep() == "dobj"
            && matches!(
                token.head().lemma(),
                "accuse" | "blame" | "condemn" | "criticise" | "criticize" | "urge" | "warn" | "thank"
            )
    }) {
        return true;
    }
    let Some(token) = analysis.token(head).filter(|token| token.dep() == "pobj") else { return false };
    let (word, owner) = (token.head(), token.head().head());
    // "with help **from Ostland**", "trained by Ostland", "weapons from Ostland": who is behind it.
    if country
        && (matches!(
            owner.lemma(),
            "help"
                | "support"
                | "backing"
                | "assistance"
                | "aid"
                | "funding"
                | "money"
                | "weapon"
                | "arm"
                | "order"
                | "pressure"
                | "condemnation"
                | "criticism"
                | "infiltration"
                | "incursion"
        ) && word.lemma() == "from"
            || matches!(owner.lemma(), "blame" | "fault") && matches!(word.lemma(), "on" | "at"))
    {
        return true;
    }
    // "drones launched **by Russia**": who did it.
    if word.lemma() == "by" && country {
        return true;
    }
    let lemma = owner.lemma().to_lowercase();
    // "a man who was visiting **from Colorado**"
    if word.lemma() == "from" && lemma == "visit" {
        return true;
    }
    // "the group (banned **in Ostland**)": whose law it is.
    if word.lemma() == "in"
        && matches!(
            lemma.as_str(),
            "ban" | "banned" | "outlaw" | "outlawed" | "prohibit" | "designate" | "proscribe"
        )
    {
        return true;
    }
    // "fled Tolsa **for Marne**"
    if word.lemma() == "for" && matches!(lemma.as_str(), "flee" | "leave" | "depart" | "head" | "bound") {
        return true;
    }
    // "extradited **to Ostland**", "will go **to Tolsa** for talks": where somebody is going, or sent.
    if word.lemma() == "to"
        && matches!(
            lemma.as_str(),
            "extradite"
                | "send"
                | "go"
                | "travel"
                | "return"
                | "deport"
                | "fly"
                | "visit"
                | "trip"
                | "export"
                | "transfer"
                | "loyal"
                | "withdraw"
                | "retreat"
                | "flee"
                | "escape"
                | "evacuate"
                | "airlift"
                | "rush"
                | "ambassador"
                | "envoy"
                | "consul"
                | "aid"
                | "assistance"
                | "letter"
                | "message"
        )
    {
        return true;
    }
    // "the embassy **of Ostland**", "the president of Ostland": whose it is.
    if word.lemma() == "of"
        && country
        && matches!(
            lemma.as_str(),
            "embassy"
                | "consulate"
                | "ambassador"
                | "president"
                | "government"
                | "minister"
                | "ministry"
                | "mission"
                | "delegation"
                | "citizen"
                | "people"
                | "representation"
                | "foreign"
                | "republic"
        )
    {
        return true;
    }
    matches!(word.lemma(), "of" | "from")
        && (owner.lemma() == "native"
            || owner.kind() == "PERSON"
                && owner.tag().starts_with("NNP")
                && word
                    .index()
                    .checked_sub(1)
                    .and_then(|before| analysis.token(before))
                    .is_some_and(|t| t.text() == ","))
}

/// "fire **from across the border in Ostland**", "missiles launched **from Ostland's** coast", "infiltrated from Ostland": where it came from.
pub fn comes_across(place: attest_language::Token<'_>) -> bool {
    let mut token = place;
    for _ in 0..4 {
        if token.dep() == "poss" || token.dep() == "compound" {
            token = token.head();
            continue;
        }
        let preposition = token.head();
        if token.dep() != "pobj" {
            return false;
        }
        let owner = preposition.head();
        // "from **across** the border": two prepositions.
        let from = preposition.lemma() == "from" || owner.lemma() == "from" && owner.dep() == "prep";
        let sender = if preposition.lemma() == "from" { owner } else { owner.head() };
        if from {
            return matches!(
                sender.lemma(),
                "fire"
                    | "launch"
                    | "shoot"
                    | "infiltrate"
                    | "infiltration"
                    | "incursion"
                    | "cross"
                    | "come"
                    | "enter"
                    | "fly"
                    | "smuggle"
                    | "rocket"
                    | "missile"
                    | "shelling"
                    | "shell"
                    | "mortar"
                    | "drone"
                    | "militant"
                    | "gunman"
                    | "attack"
                    | "firing"
                    | "intrusion"
            );
        }
        if !matches!(
            owner.lemma(),
            "border" | "frontier" | "side" | "coast" | "territory" | "soil" | "region"
        ) {
            return false;
        }
        token = owner;
    }
    false
}

/// The phrase that a mention stands in.
fn relative_of(places: &Places, mention: usize) -> Option<usize> {
    places.relatives.iter().position(|r| r.anchors.contains(&mention))
}

/// The place of an earlier sentence: the one before, else the report's lead.
fn inherited(analysis: &Analysis, event: usize, places: &Places) -> Option<EventPlace> {
    let sentence = analysis.sentence_of(event);
    let here = analysis.range_of(sentence).start;
    let usable =
        |m: &PlaceMention| m.role == Role::Place && m.chosen.is_some() && m.kind != PlaceKind::Country;
    let before = places
        .mentions
        .iter()
        .enumerate()
        .rev()
        .find(|(_, m)| (m.end as usize) <= here && here - (m.end as usize) < 400 && usable(m));
    let lead = places
        .mentions
        .iter()
        .enumerate()
        .find(|(_, m)| (m.end as usize) <= here && m.start < 600 && usable(m));
    let (mention, why) = before
        .map(|(n, _)| (n, "the place of the sentence before"))
        .or(lead.map(|(n, _)| (n, "the place of the lead")))?;
    Some(EventPlace { mention, relative: relative_of(places, mention), score: 0.1, why, inherited: true })
}

/// The ties of every place of an event's sentence, for fitting and explaining: mention, score, ties.
pub fn explain_event(
    analysis: &Analysis,
    event: usize,
    places: &Places,
) -> Vec<(usize, f32, Vec<(&'static str, f32)>)> {
    ties(analysis, event, places)
        .into_iter()
        .map(|(n, t)| (n, weigh(&t), t.iter().map(|(t, x)| (t.words().0, *x)).collect()))
        .collect()
}
