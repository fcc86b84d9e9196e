//! Speakers: what kind of voice the words of a source name, and whom a pronoun or a short form goes back to.
//!
//! Kinds come from the lexicon, in this order: an outlet, a speaker's noun ("resident", "spokesman"), a named actor or a force
//! of a state, a title. A spokesman speaks for the actor in his phrase: "a spokesman of the army" is the army.
//!
//! Pronouns go back to the nearest speaker before them that they fit: "he" to a person, "it" to an institution or a group,
//! "they" to anything that can be many. "The ministry" goes back to a fuller phrase with the same noun. What is not found
//! stays what the words say.

use super::draft::{Draft, SourceWords, Stretch};
use super::quotation::Quotations;
use super::{Part, Speaker, syntax};
use crate::page::{Page, Passage};
use attest_language::{Analysis, Token};
use attest_lexicon::{ActorKind, Office, Table};
use attest_model::SourceKind;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many speakers back an antecedent is looked for.
const REACH: usize = 12;

/// The speakers of each draft, in the order of `drafts` (which is that of the text); `parents` says inside which draft each
/// one stands.
pub(crate) fn describe(
    page: &Page<'_>,
    drafts: &[Draft],
    parents: &[Option<usize>],
    quotes: &Quotations,
) -> Vec<Vec<Speaker>> {
    let mut memory = Memory { past: Vec::new() };
    let forces = Forces::of(page);
    let mut out: Vec<Vec<Speaker>> = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.iter().enumerate() {
        let parent = parents.get(index).copied().flatten();
        let outer = parent.and_then(|parent| match out.get(parent) {
            Some(speakers) => speakers.last().cloned(),
            // The outer voice stands behind: "it had counted ten, the monitor said".
            None => drafts.get(parent).and_then(|outer| {
                let source = outer.sources.last()?;
                let mut speaker = describe_one(page, outer.passage, source);
                memory.resolve(page, &mut speaker, None, false);
                Some(speaker)
            }),
        });
        let mut speakers = Vec::new();
        let via = draft.via.iter().map(|source| (source, Part::Via));
        let own = draft.sources.iter().map(|source| (source, Part::Own));
        let cited = draft.cited.iter().map(|source| (source, Part::Cited));
        for (source, part) in via.chain(own).chain(cited) {
            let mut speaker = describe_one(page, draft.passage, source);
            speaker.part = part;
            let quoted = quotes.holds(draft.passage, source.head);
            memory.resolve(page, &mut speaker, outer.as_ref(), quoted);
            forces.enter(page, &mut speaker);
            memory.note(page, &speaker, quoted);
            speakers.push(speaker);
        }
        out.push(speakers);
    }
    out
}

/// What a phrase is by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Look {
    kind: Option<SourceKind>,
    entry: Option<String>,
    anonymous: bool,
    party: Option<bool>,
}

fn describe_one(page: &Page<'_>, index: usize, source: &SourceWords) -> Speaker {
    let Some(passage) = page.passages.get(index) else {
        return blank(index, source);
    };
    let issuer = issued_by(&passage.analysis, source);
    let speaks = issuer.as_ref().unwrap_or(source);
    let look = look(passage, speaks);
    Speaker {
        passage: index,
        tokens: source.tokens.clone(),
        head: source.head,
        part: Part::Own,
        named: None,
        name: name(passage, speaks),
        kind: look.kind.unwrap_or(SourceKind::Unknown),
        entry: look.entry,
        anonymous: look.anonymous,
        party: look.party,
    }
}

fn blank(passage: usize, source: &SourceWords) -> Speaker {
    Speaker {
        passage,
        tokens: source.tokens.clone(),
        head: source.head,
        part: Part::Own,
        named: None,
        name: String::new(),
        kind: SourceKind::Unknown,
        entry: None,
        anonymous: true,
        party: None,
    }
}

/// The phrase without article, apposition and relative clause: "the ministry's spokesman, who …" is "ministry's spokesman".
fn name(passage: &Passage<'_>, source: &SourceWords) -> String {
    let core = core(&passage.analysis, source);
    let range = passage.analysis.range_of(core);
    passage.block.text.get(range).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "A statement **from the army** said": whoever issued it speaks.
fn issued_by(analysis: &Analysis, source: &SourceWords) -> Option<SourceWords> {
    let writing = analysis.token(source.head).filter(|noun| {
        syntax::lemma_any(
            *noun,
            &["statement", "communique", "communiqué", "message", "release", "letter", "post", "tweet"],
        )
    })?;
    let issued = syntax::child(analysis, writing.index(), &["acl"])
        .filter(|verb| syntax::lemma_any(*verb, &["issue", "release", "publish", "sign", "post"]));
    let by = issued
        .and_then(|verb| syntax::preposition(analysis, verb.index(), &["by"]))
        .or_else(|| syntax::preposition(analysis, writing.index(), &["from", "by"]))?;
    let who = syntax::object_of(analysis, by.index()).filter(|who| source.tokens.contains(&who.index()))?;
    let tokens = syntax::noun_phrase(analysis, who.index(), &(by.index()..by.index() + 1));
    Some(SourceWords { tokens, head: who.index() })
}

/// The tokens of the phrase around its head, up to the first comma, bracket or relative clause.
fn core(analysis: &Analysis, source: &SourceWords) -> Range<usize> {
    let mut range = source.tokens.clone();
    while range.start < source.head
        && analysis
            .token(range.start)
            .is_some_and(|token| matches!(token.tag(), "DT" | "PDT" | "WDT") || syntax::is_punct(token))
    {
        range.start += 1;
    }
    for token in analysis.tokens_in(source.head + 1..range.end) {
        let stops = matches!(token.text(), "," | "(" | "—" | "–" | "who" | "which" | "that")
            || matches!(token.dep(), "relcl" | "acl");
        if stops {
            range.end = token.index();
            break;
        }
    }
    range
}

fn look(passage: &Passage<'_>, source: &SourceWords) -> Look {
    let analysis = &passage.analysis;
    let core = core(analysis, source);
    let named = analysis
        .tokens_in(core.clone())
        .any(|token| token.pos() == "PROPN" && !matches!(token.kind(), "NORP"));
    let mut look = Look { anonymous: !named, ..Look::default() };
    if analysis.token(source.head).is_some_and(|token| token.pos() == "PRON") {
        return look;
    }
    let mut speaker = None;
    let mut office = None;
    if let Some((hit, outlet)) =
        passage.outlets_in(&core).find_map(|hit| hit.term.outlet().map(|outlet| (hit, outlet)))
    {
        look.kind = Some(outlet.kind);
        look.entry = outlet.actor.clone().or_else(|| Some(hit.term.id().to_owned()));
        look.party = Some(outlet.actor.is_some());
        look.anonymous = false;
        return look;
    }
    for hit in passage.terms_in(&source.tokens) {
        match hit.table {
            Table::Speakers if core.contains(&hit.last) => {
                // "a spokesman for the **defence ministry**": who is spoken for says what the spokesman does not.
                let open = |known: &attest_lexicon::Speaker| known.kind == SourceKind::Unknown;
                if let Some(found) = hit.entries.iter().find_map(|term| term.speaker())
                    && (speaker.is_none_or(open) || hit.last == source.head && !open(found))
                {
                    speaker = Some(found);
                }
            }
            Table::Titles if office.is_none() => {
                office = hit.entries.iter().find_map(|term| term.title()).map(|title| title.office);
            }
            _ => {}
        }
    }
    if let Some(hit) = passage.actors_in(&source.tokens).next() {
        let of_actor = actor_kind(&hit.id, hit.kind);
        // "Afghanistan's **intelligence agency** said": the noun belongs to the name, and says nothing more.
        let whole = passage.tokens_over(hit.start as u32, hit.end as u32).contains(&source.head)
            && of_actor != SourceKind::Unknown;
        look.entry = Some(hit.id.to_string());
        look.kind = Some(match speaker.map(|speaker| speaker.kind).filter(|_| !whole) {
            Some(SourceKind::Official | SourceKind::Unknown) | None => of_actor,
            Some(other) => other,
        });
        look.party = Some(matches!(
            look.kind,
            Some(SourceKind::Military | SourceKind::ArmedGroup | SourceKind::Police)
        ));
        look.anonymous = speaker.is_some_and(|speaker| speaker.anonymous) && look.anonymous;
        return look;
    }
    if let Some(speaker) = speaker {
        look.kind = Some(speaker.kind);
        look.party = speaker.party;
        look.anonymous = look.anonymous && speaker.anonymous;
        return look;
    }
    if let Some(iso) = country_named(passage, source.head) {
        look.kind = Some(SourceKind::Government);
        look.entry = Some(format!("state:{iso}:government"));
        return look;
    }
    look.kind = office.map(office_kind);
    look
}

/// "**Islamabad** rejected the allegation", "**Russia** said": a country or its capital that speaks is its government. The country's code.
fn country_named(passage: &Passage<'_>, head: usize) -> Option<String> {
    passage
        .terms
        .iter()
        .filter(|hit| hit.last == head)
        .flat_map(|hit| hit.entries.iter())
        .filter_map(|term| term.country())
        .find(|form| matches!(form.role.as_str(), "name" | "former" | "capital"))
        .map(|form| form.iso.clone())
}

/// Whether the words name someone who can speak: a speaker's noun, an outlet, an actor, a title, a person, a pronoun.
pub(crate) fn names_a_voice(passage: &Passage<'_>, tokens: &Range<usize>) -> bool {
    let analysis = &passage.analysis;
    passage.terms_in(tokens).any(|hit| matches!(hit.table, Table::Speakers | Table::Titles))
        || passage.outlets_in(tokens).next().is_some()
        || passage.actors_in(tokens).next().is_some()
        || analysis.tokens_in(tokens.clone()).any(|token| matches!(token.kind(), "PERSON" | "ORG"))
        || tokens
            .end
            .checked_sub(1)
            .and_then(|last| analysis.token(last))
            .is_some_and(|token| token.tag() == "PRP")
}

/// What an actor of the lexicon is as a source.
fn actor_kind(id: &str, kind: ActorKind) -> SourceKind {
    if id.ends_with(":police") {
        return SourceKind::Police;
    }
    if id.ends_with(":government") || id.ends_with(":intelligence") {
        return SourceKind::Government;
    }
    match kind {
        ActorKind::StateForces | ActorKind::ExternalForces => SourceKind::Military,
        ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia => {
            SourceKind::ArmedGroup
        }
        ActorKind::Civilians => SourceKind::Residents,
        _ => SourceKind::Unknown,
    }
}

const fn office_kind(office: Office) -> SourceKind {
    match office {
        Office::HeadOfState | Office::Minister => SourceKind::Government,
        Office::Military => SourceKind::Military,
        Office::Police => SourceKind::Police,
        Office::ArmedGroup => SourceKind::ArmedGroup,
        Office::Medical => SourceKind::Medical,
        Office::Academic => SourceKind::Analyst,
        Office::Journalist
        | Office::Activist
        | Office::Union
        | Office::Business
        | Office::Clergy
        | Office::Honorific => SourceKind::Unknown,
        _ => SourceKind::Official,
    }
}

/// The arms of states that a page names: "the army" alone is that of the one country whose army is named.
struct Forces {
    /// Id of the arm by branch; `None` where two countries' are named.
    by_branch: BTreeMap<String, Option<String>>,
}

impl Forces {
    fn of(page: &Page<'_>) -> Self {
        let mut by_branch: BTreeMap<String, Option<String>> = BTreeMap::new();
        for hit in page.passages.iter().flat_map(|passage| &passage.actors) {
            let Some(branch) = hit.id.strip_prefix("state:").and_then(|rest| rest.get(3..)) else { continue };
            by_branch
                .entry(branch.to_owned())
                .and_modify(|known| {
                    if known.as_deref() != Some(hit.id.as_ref()) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(hit.id.to_string()));
        }
        Self { by_branch }
    }

    /// Enters the arm of the state for a bare "the army", "police", "the government".
    fn enter(&self, page: &Page<'_>, speaker: &mut Speaker) {
        let branch = match speaker.kind {
            SourceKind::Military => "military",
            SourceKind::Police => "police",
            SourceKind::Government => "government",
            _ => return,
        };
        let Some(passage) = page.passages.get(speaker.passage).filter(|_| speaker.entry.is_none()) else {
            return;
        };
        // "Ukraine shot down 18 drones, **its air force** said": of the country that the sentence tells of, and of no other on the page.
        let own = |token: &Token<'_>| matches!(token.text().to_lowercase().as_str(), "its" | "their");
        if passage.analysis.tokens_in(speaker.tokens.clone()).any(|token| own(&token)) {
            speaker.entry = subject_country(passage, speaker).map(|iso| format!("state:{iso}:{branch}"));
            return;
        }
        let elsewhere = passage
            .analysis
            .tokens_in(speaker.tokens.clone())
            .any(|token| matches!(token.kind(), "NORP" | "GPE"));
        if !elsewhere {
            speaker.entry = self.by_branch.get(branch).cloned().flatten();
        }
    }
}

/// The country that is a subject in the speaker's sentence.
fn subject_country(passage: &crate::page::Passage<'_>, speaker: &Speaker) -> Option<String> {
    let sentence = passage.analysis.sentence_of(speaker.head);
    let subjects = passage.analysis.tokens_in(sentence).filter(|token| {
        matches!(token.dep(), "nsubj" | "nsubjpass") && !speaker.tokens.contains(&token.index())
    });
    subjects.into_iter().find_map(|token| {
        passage
            .terms
            .iter()
            .filter(|hit| (hit.first..=hit.last).contains(&token.index()))
            .flat_map(|hit| hit.entries.iter())
            .find_map(|term| {
                term.country().filter(|form| form.role.as_str() == "name").map(|form| form.iso.clone())
            })
    })
}

/// What a pronoun asks of its antecedent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// he, she
    Person,
    /// it
    Body,
    /// they
    Many,
    /// who, which: the noun that the clause describes
    Described,
}

fn wanted(token: Token<'_>) -> Option<Wanted> {
    match token.text().to_lowercase().as_str() {
        "he" | "she" | "his" | "her" | "him" | "himself" | "herself" => Some(Wanted::Person),
        "it" | "its" | "itself" => Some(Wanted::Body),
        "they" | "their" | "them" | "themselves" | "both" => Some(Wanted::Many),
        "who" | "which" | "that" | "whose" => Some(Wanted::Described),
        _ => None,
    }
}

/// A speaker that was named before.
struct Past {
    speaker: Speaker,
    person: bool,
    plural: bool,
    head: String,
}

/// Nouns of speakers that are institutions: "it", and never "he".
const BODIES: &[&str] = &[
    "ministry",
    "army",
    "police",
    "government",
    "group",
    "agency",
    "military",
    "council",
    "office",
    "committee",
    "television",
    "tv",
    "radio",
    "media",
    "newspaper",
    "paper",
    "daily",
    "channel",
    "broadcaster",
    "station",
    "outlet",
    "website",
    "site",
    "network",
    "observatory",
    "organisation",
    "organization",
    "ngo",
    "mission",
    "hospital",
    "department",
    "force",
    "union",
    "party",
    "movement",
    "front",
    "court",
    "commission",
    "team",
    "service",
    "authority",
    "coalition",
    "bureau",
    "foundation",
    "centre",
    "center",
    "institute",
    "company",
    "watchdog",
    "charity",
    "embassy",
    "administration",
    "command",
    "brigade",
    "battalion",
    "statement",
    "report",
];

/// Speakers so far.
struct Memory {
    past: Vec<Past>,
}

impl Memory {
    fn note(&mut self, page: &Page<'_>, speaker: &Speaker, quoted: bool) {
        let Some(token) = page.token(crate::page::At { passage: speaker.passage, token: speaker.head })
        else {
            return;
        };
        if quoted
            || wanted(token).is_some() && speaker.named.is_none()
            || matches!(token.text().to_lowercase().as_str(), "i" | "we" | "you")
        {
            return;
        }
        let resolved = speaker.named.is_some();
        let fuller = speaker.named.as_ref().and_then(|named| {
            self.past
                .iter()
                .rev()
                .take(REACH * 4)
                .find(|past| past.speaker.tokens == named.tokens && past.speaker.passage == named.passage)
        });
        let (person, plural, head) = match fuller {
            Some(past) => (past.person, past.plural, past.head.clone()),
            None => (is_person(page, speaker), is_plural(token) && !resolved, token.lemma().to_lowercase()),
        };
        self.past.push(Past { speaker: speaker.clone(), person, plural, head });
    }

    /// Gives a pronoun or a short form the name, kind and entry of the speaker it goes back to.
    fn resolve(&self, page: &Page<'_>, speaker: &mut Speaker, outer: Option<&Speaker>, quoted: bool) {
        let Some(passage) = page.passages.get(speaker.passage) else { return };
        let analysis = &passage.analysis;
        let Some(token) = analysis.token(speaker.head) else { return };
        if let Some(wanted) = wanted(token) {
            if wanted == Wanted::Described {
                self.resolve_described(passage, speaker);
                return;
            }
            // "The monitor said it had counted": inside someone's words the pronoun is the one who speaks.
            if let Some(outer) = outer.filter(|_| !quoted) {
                adopt(speaker, outer);
                return;
            }
            let fits = |past: &&Past| match wanted {
                Wanted::Person => past.person,
                Wanted::Body => !past.person && !past.plural,
                Wanted::Many => past.plural || !past.person,
                Wanted::Described => false,
            };
            if quoted {
                return;
            }
            if let Some(past) = self.past.iter().rev().take(REACH).find(fits) {
                adopt(speaker, &past.speaker);
            } else if let Some(subject) = subject_before(page, speaker, wanted) {
                adopt(speaker, &subject);
            }
            return;
        }
        let short = speaker.entry.is_none() && speaker.tokens.len() <= 3;
        if !short || quoted {
            return;
        }
        // "Rahimi said" after "Karim Rahimi, a spokesman"; "the ministry" after "the Interior Ministry".
        let head = token.lemma().to_lowercase();
        let definite = analysis
            .token(speaker.tokens.start)
            .is_some_and(|token| matches!(token.text().to_lowercase().as_str(), "the" | "that" | "this"));
        let proper = token.pos() == "PROPN";
        if !(definite || proper) {
            return;
        }
        let found = self.past.iter().rev().take(REACH * 4).find(|past| {
            let words = past.speaker.name.to_lowercase();
            past.speaker.name.len() > speaker.name.len()
                && (past.head == head
                    || proper && words.split_whitespace().any(|word| word == token.text().to_lowercase()))
        });
        // "the group said" after "the Human Rights Monitor said"
        let body = || {
            let meant =
                matches!(head.as_str(), "group" | "organization" | "organisation" | "watchdog" | "monitor");
            self.past.iter().rev().take(REACH * 4).find(|past| {
                meant
                    && definite
                    && !past.person
                    && (matches!(past.speaker.kind, SourceKind::Ngo | SourceKind::Monitor)
                        // "The monitor" is no armed group.
                        || past.speaker.kind == SourceKind::ArmedGroup
                            && !matches!(head.as_str(), "monitor" | "watchdog"))
                    && past.speaker.name.len() > speaker.name.len()
            })
        };
        if let Some(past) = found.or_else(body) {
            adopt(speaker, &past.speaker);
        }
    }

    fn resolve_described(&self, passage: &Passage<'_>, speaker: &mut Speaker) {
        let analysis = &passage.analysis;
        let Some(noun) = syntax::antecedent(analysis, speaker.head) else { return };
        let mut tokens = analysis.subtree_span(noun);
        tokens.end = tokens.end.min(speaker.head);
        let tokens = syntax::trim(analysis, tokens);
        if tokens.is_empty() || noun >= speaker.head {
            return;
        }
        let source = SourceWords { tokens: tokens.clone(), head: noun };
        let known = self
            .past
            .iter()
            .rev()
            .take(REACH)
            .find(|past| past.speaker.passage == speaker.passage && past.speaker.head == noun);
        if let Some(past) = known {
            adopt(speaker, &past.speaker);
            return;
        }
        speaker.name = name(passage, &source);
        speaker.named = Some(Stretch { passage: speaker.passage, tokens });
    }
}

/// The nearest person (for "he") or body (for "it") that an earlier sentence of the passage is about: "Governor Malo visited the
/// town. **He** said".
fn subject_before(page: &Page<'_>, speaker: &Speaker, wanted: Wanted) -> Option<Speaker> {
    const BACK: usize = 60;
    let passage = page.passages.get(speaker.passage)?;
    let analysis = &passage.analysis;
    let subject =
        analysis.tokens_in(speaker.head.saturating_sub(BACK)..speaker.head).rev().find(|token| {
            let stands = matches!(token.dep(), "nsubj" | "nsubjpass");
            let own = token.index()..token.index() + 1;
            let fits = match wanted {
                Wanted::Person => token.kind() == "PERSON",
                Wanted::Body => token.kind() == "ORG" || passage.outlets_in(&own).next().is_some(),
                _ => false,
            };
            stands && fits
        })?;
    let tokens = crate::tree::core(analysis, subject.index());
    let found =
        describe_one(page, speaker.passage, &SourceWords { tokens: tokens.clone(), head: subject.index() });
    Some(Speaker { named: Some(Stretch { passage: speaker.passage, tokens }), ..found })
}

fn adopt(speaker: &mut Speaker, past: &Speaker) {
    speaker.name.clone_from(&past.name);
    speaker.kind = past.kind;
    speaker.entry.clone_from(&past.entry);
    speaker.anonymous = past.anonymous;
    speaker.party = past.party;
    speaker.named =
        past.named.clone().or_else(|| Some(Stretch { passage: past.passage, tokens: past.tokens.clone() }));
}

fn is_person(page: &Page<'_>, speaker: &Speaker) -> bool {
    let Some(passage) = page.passages.get(speaker.passage) else { return false };
    let analysis = &passage.analysis;
    let Some(token) = analysis.token(speaker.head) else { return false };
    if token.kind() == "PERSON" {
        return true;
    }
    let singular = !is_plural(token);
    let titled = passage.terms_in(&speaker.tokens).any(|hit| hit.table == Table::Titles);
    let speaks =
        passage.terms_in(&speaker.tokens).any(|hit| hit.table == Table::Speakers && hit.last == speaker.head);
    let body = syntax::lemma_any(token, BODIES);
    singular && (titled || speaks && token.pos() == "NOUN") && !body
}

fn is_plural(token: Token<'_>) -> bool {
    matches!(token.tag(), "NNS" | "NNPS")
}
