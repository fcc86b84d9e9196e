//! Speakers: what kind of voice the words of a source name.
//!
//! Kinds come from the lexicon, in this order: an outlet, a speaker's noun ("resident", "spokesman"), a named actor or a force
//! of a state, a title. A spokesman speaks for the actor in his phrase: "a spokesman of the army" is the army. Whom a pronoun or a short form
//! goes back to is asked in [`antecedents`](super::antecedents).

use super::antecedents::Memory;
use super::draft::{Draft, SourceWords};
use super::quotation::Quotations;
use super::{Part, Speaker, syntax};
use crate::page::{Page, Passage};
use attest_language::{Analysis, Token};
use attest_lexicon::{ActorKind, Office, Table};
use attest_model::SourceKind;
use std::collections::BTreeMap;
use std::ops::Range;

/// The speakers of each draft, in the order of `drafts` (which is that of the text); `parents` says inside which draft each
/// one stands.
pub(crate) fn describe(
    page: &Page<'_>,
    drafts: &[Draft],
    parents: &[Option<usize>],
    quotes: &Quotations,
) -> Vec<Vec<Speaker>> {
    let mut memory = Memory::default();
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

pub(super) fn describe_one(page: &Page<'_>, index: usize, source: &SourceWords) -> Speaker {
    let Some(passage) = page.passages.get(index) else {
        return blank(index, source);
    };
    let issuer = issued_by(&passage.analysis, source);
    let speaks = issuer.as_ref().unwrap_or(source);
    let look = spelled_out(page, passage, speaks).unwrap_or_else(|| look(passage, speaks));
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
    // "A group **calling itself the Owls** said"
    let own = crate::actors::own_name(passage, source.head).filter(|own| source.tokens.start < own.start);
    let core =
        own.or_else(|| in_apposition(passage, source)).unwrap_or_else(|| core(&passage.analysis, source));
    let range = passage.analysis.range_of(core);
    passage.block.text.get(range).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "A previously unknown group, **the Deccan Owls**, claimed responsibility": the name behind a word that names nobody.
fn in_apposition(passage: &Passage<'_>, source: &SourceWords) -> Option<Range<usize>> {
    let analysis = &passage.analysis;
    let noun = analysis.token(source.head)?;
    let bare =
        syntax::lemma_any(noun, &["group", "organisation", "organization", "militia", "faction", "outfit"]);
    let indefinite = syntax::is_any(analysis, source.tokens.start, &["a", "an", "another"]);
    let name = syntax::child(analysis, source.head, &["appos"]).filter(|name| {
        bare && indefinite && name.tag().starts_with("NNP") && source.tokens.contains(&name.index())
    })?;
    let mut words = crate::tree::bare(analysis, name.index());
    while analysis.token(words.start).is_some_and(|word| word.pos() == "DET") {
        words.start += 1;
    }
    Some(words)
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
        // "the Front **on Sunday** said": when it spoke is no part of its name.
        let day = matches!(token.lemma(), "on" | "in")
            && analysis.token(token.index() + 1).is_some_and(|next| matches!(next.kind(), "DATE" | "TIME"))
            && analysis.subtree_span(token.index()).end >= range.end;
        let stops = matches!(token.text(), "," | "(" | "—" | "–" | "who" | "which" | "that")
            || matches!(token.dep(), "relcl" | "acl")
            || day;
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
    // "a group calling itself the Owls of **Justice**": a word of its name tells nothing of what it is.
    let own = crate::actors::own_name(passage, source.head).unwrap_or(0..0);
    for hit in passage.terms_in(&source.tokens).filter(|hit| !own.contains(&hit.last)) {
        match hit.table {
            // "a **pro-government** militia": whom it is for, not what it is.
            Table::Speakers if core.contains(&hit.last) && !hyphenated(analysis, hit.first) => {
                // "a spokesman for the **defence ministry**": who is spoken for says what the spokesman does not.
                let open = |known: &attest_lexicon::Speaker| known.kind == SourceKind::Unknown;
                // "the **chief** of the armed forces": of no village.
                let leads = |known: &attest_lexicon::Speaker| {
                    known.kind == SourceKind::Residents
                        && analysis
                            .token(source.head)
                            .is_some_and(|head| syntax::lemma_any(head, &["chief", "head", "leader"]))
                };
                let armed = |known: &attest_lexicon::Speaker| {
                    matches!(known.kind, SourceKind::Military | SourceKind::Police | SourceKind::ArmedGroup)
                };
                if let Some(found) = hit.entries.iter().find_map(|term| term.speaker())
                    && (speaker.is_none_or(open)
                        || hit.last == source.head && !open(found)
                        || speaker.is_some_and(leads) && armed(found))
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
            // "a **commander** of the Ostara Front": of whom he commands.
            Some(SourceKind::Military)
                if of_actor == SourceKind::ArmedGroup && is_rank(&passage.analysis, source.head) =>
            {
                of_actor
            }
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

/// Ranks that armies and armed groups have alike.
fn is_rank(analysis: &Analysis, word: usize) -> bool {
    analysis.token(word).is_some_and(|token| {
        matches!(
            token.lemma().to_lowercase().as_str(),
            "brigades"
                | "brigade"
                | "battalion"
                | "commander"
                | "leader"
                | "general"
                | "colonel"
                | "officer"
                | "chief"
                | "fighter"
                | "soldier"
                | "spokesman"
        )
    })
}

/// Whether a prefix hangs on the word: "pro-", "anti-".
fn hyphenated(analysis: &Analysis, word: usize) -> bool {
    word >= 2
        && analysis.token(word - 1).is_some_and(|token| token.text() == "-")
        && syntax::is_any(analysis, word - 2, &["pro", "anti", "ex", "non"])
}

/// "The **RSF** denied this", where the report has named the Rapid Support Forces in full: an actor's acronym, whatever outlet bears it, too.
fn spelled_out(page: &Page<'_>, passage: &Passage<'_>, source: &SourceWords) -> Option<Look> {
    let core = core(&passage.analysis, source);
    passage.outlets_in(&core).next()?;
    let hit = passage.actors_in(&core).next()?;
    let full = page
        .passages
        .iter()
        .flat_map(|other| &other.actors)
        .any(|other| other.id == hit.id && other.end - other.start > hit.end - hit.start);
    // "**the** RSF": Reporters sans frontières bears no article.
    let full = full || syntax::is(&passage.analysis, source.tokens.start, "the") && source.tokens.len() == 2;
    let kind = actor_kind(&hit.id, hit.kind);
    full.then(|| Look {
        kind: Some(kind),
        entry: Some(hit.id.to_string()),
        anonymous: false,
        party: Some(matches!(kind, SourceKind::Military | SourceKind::ArmedGroup | SourceKind::Police)),
    })
}

/// "**Islamabad** rejected the allegation", "**Russia** said": a country or its capital that speaks is its government. The country's code.
fn country_named(passage: &Passage<'_>, head: usize) -> Option<String> {
    // "an adult **male** was hit": a word that a capital is written like.
    passage.analysis.token(head).filter(|name| name.text().starts_with(char::is_uppercase))?;
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
        Office::Civil => SourceKind::Residents,
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
