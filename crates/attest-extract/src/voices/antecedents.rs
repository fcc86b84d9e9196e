//! Whom a pronoun or a short form goes back to among those who spoke before.
//!
//! Pronouns go back to the nearest speaker before them that they fit: "he" to a person, "it" to an institution or a group,
//! "they" to anything that can be many. "The ministry" goes back to a fuller phrase with the same noun. What is not found
//! stays what the words say.

use super::draft::{SourceWords, Stretch};
use super::speakers::describe_one;
use super::{Speaker, syntax};
use crate::page::{Page, Passage};
use attest_language::Token;
use attest_lexicon::Table;
use attest_model::SourceKind;

/// How many speakers back an antecedent is looked for.
const REACH: usize = 12;

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
#[derive(Default)]
pub(super) struct Memory {
    past: Vec<Past>,
}

impl Memory {
    pub(super) fn note(&mut self, page: &Page<'_>, speaker: &Speaker, quoted: bool) {
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
    pub(super) fn resolve(
        &self,
        page: &Page<'_>,
        speaker: &mut Speaker,
        outer: Option<&Speaker>,
        quoted: bool,
    ) {
        let Some(passage) = page.passages.get(speaker.passage) else { return };
        let analysis = &passage.analysis;
        let Some(token) = analysis.token(speaker.head) else { return };
        if let Some(wanted) = wanted(token) {
            if wanted == Wanted::Described {
                self.resolve_described(page, passage, speaker);
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

    fn resolve_described(&self, page: &Page<'_>, passage: &Passage<'_>, speaker: &mut Speaker) {
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
        // "Israel, **which** has not commented": of the kind that the noun is.
        let known = describe_one(page, speaker.passage, &source);
        speaker.kind = known.kind;
        speaker.entry = known.entry;
        speaker.party = known.party;
        speaker.name = known.name;
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
