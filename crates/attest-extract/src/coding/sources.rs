//! The list of sources: the document itself, and everyone who speaks in it, each once.

use super::Desk;
use crate::actors::Cast;
use crate::voices::Speaker;
use std::collections::BTreeMap;

use attest_model::{ActorKind, Document, DocumentKind, Quote, Source, SourceKind, Span};

/// Sources in order of first use; `s0` is the document.
#[derive(Debug)]
pub struct Registry {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    kind: SourceKind,
    lexicon: Option<String>,
    anonymous: bool,
    mentions: Vec<Span>,
}

impl Registry {
    /// A list that holds the document itself.
    pub fn new(document: &Document) -> Self {
        let name = document
            .publisher
            .clone()
            .or_else(|| document.title.clone())
            .unwrap_or_else(|| document.name.clone());
        Self {
            entries: vec![Entry {
                name,
                kind: SourceKind::Document,
                lexicon: None,
                anonymous: false,
                mentions: Vec::new(),
            }],
        }
    }

    /// Id of the speaker's source, entered if new.
    pub fn of(&mut self, speaker: &Speaker, span: Span) -> String {
        let known = self.entries.iter().skip(1).position(|entry| {
            // "Malian officials" and "Malian army officials said" may be one; "details by X and Y" is not X.
            let single = |name: &str| !name.contains(" and ") && !name.contains(", ");
            entry.kind == speaker.kind
                && match (&entry.lexicon, &speaker.entry) {
                    (Some(a), Some(b)) if a == b => {
                        entry.name.eq_ignore_ascii_case(&speaker.name)
                            || (single(&entry.name) && single(&speaker.name))
                    }
                    (None, None) => entry.name.eq_ignore_ascii_case(&speaker.name),
                    _ => false,
                }
        });
        let index = known.map_or_else(
            || {
                self.entries.push(Entry {
                    name: speaker.name.clone(),
                    kind: speaker.kind,
                    lexicon: speaker.entry.clone(),
                    anonymous: speaker.anonymous,
                    mentions: Vec::new(),
                });
                self.entries.len() - 1
            },
            |found| found + 1,
        );
        let mentions = &mut self.entries[index].mentions;
        if !span.is_empty() && !mentions.contains(&span) {
            mentions.push(span);
        }
        format!("s{index}")
    }

    /// The kind of a source that was entered before.
    pub fn kind(&self, id: &str) -> Option<SourceKind> {
        let index: usize = id.strip_prefix('s')?.parse().ok()?;
        self.entries.get(index).map(|entry| entry.kind)
    }

    /// The records.
    pub fn finish(&self, desk: &Desk<'_, '_>, cast: &mut Cast<'_, '_>) -> Vec<Source> {
        let party_text = desk.page.document.kind == DocumentKind::PartyStatement;
        let publisher = if party_text { cast.publisher() } else { None };
        let cast = &*cast;
        let named = mentions_of(cast);
        self.entries
            .iter()
            .enumerate()
            .map(|(index, entry)| {
                let meant = meant(&named, cast, entry);
                let actor = entry.lexicon.as_ref().and_then(|id| {
                    cast.players
                        .iter()
                        .position(|player| player.entry.as_ref() == Some(id))
                        .or_else(|| forces(cast, id))
                });
                let actor = actor.or(meant).or(publisher.filter(|_| index == 0));
                Source {
                    id: format!("s{index}"),
                    name: entry.name.clone(),
                    kind: entry.kind,
                    actor: actor.map(|actor| format!("a{}", actor + 1)),
                    party: party(desk, cast, entry, index, meant),
                    anonymous: entry.anonymous,
                    mentions: entry
                        .mentions
                        .iter()
                        .filter_map(|span| desk.page.quote(*span))
                        .collect::<Vec<Quote>>(),
                }
            })
            .collect()
    }
}

/// The forces of the state that a ministry or government speaks for.
fn forces(cast: &Cast<'_, '_>, entry: &str) -> Option<usize> {
    let country = entry.strip_prefix("state:")?.get(..2)?;
    cast.players.iter().position(|player| {
        player.kind == ActorKind::StateForces && player.country.as_deref() == Some(country)
    })
}

/// Where each actor's words begin, with their end and the actor.
fn mentions_of(cast: &Cast<'_, '_>) -> BTreeMap<u32, (u32, usize)> {
    let mentions = |(index, player): (usize, &crate::actors::Player)| {
        player.mentions.iter().map(move |span| (span.start, (span.end, index))).collect::<Vec<_>>()
    };
    cast.players.iter().enumerate().flat_map(mentions).collect()
}

/// The actor that the source's own words name or describe: "the rebels said".
fn meant(mentions: &BTreeMap<u32, (u32, usize)>, cast: &Cast<'_, '_>, entry: &Entry) -> Option<usize> {
    entry.mentions.iter().find_map(|words| {
        let inside = mentions.range(words.start..words.end).find(|(_, (end, player))| {
            *end <= words.end && cast.players[*player].kind != ActorKind::Individual
        });
        inside.map(|(_, (_, player))| *player)
    })
}

/// Whether the source is a party to the conflict told of: it is, or speaks for, one that acts or is attacked in an incident.
fn party(
    desk: &Desk<'_, '_>,
    cast: &Cast<'_, '_>,
    entry: &Entry,
    index: usize,
    meant: Option<usize>,
) -> Option<bool> {
    if index == 0 {
        return match desk.page.document.kind {
            DocumentKind::PartyStatement => Some(true),
            DocumentKind::Encyclopedia | DocumentKind::News | DocumentKind::Ngo | DocumentKind::Digest => {
                Some(false)
            }
            _ => None,
        };
    }
    match entry.kind {
        SourceKind::NewsAgency
        | SourceKind::Broadcaster
        | SourceKind::Newspaper
        | SourceKind::Medical
        | SourceKind::Residents
        | SourceKind::Witness
        | SourceKind::Un
        | SourceKind::Ngo
        | SourceKind::Monitor
        | SourceKind::Analyst
        | SourceKind::Reference
        | SourceKind::Document => return Some(false),
        SourceKind::ArmedGroup | SourceKind::Military => return Some(true),
        _ => {}
    }
    // Whoever takes a deed upon itself, or denies one that it is held to have done, is a party.
    let claims_a_deed = desk.voices.statements.iter().any(|statement| {
        statement.predicate == attest_model::Predicate::Responsibility
            && matches!(statement.stance, attest_model::Stance::Claims | attest_model::Stance::Denies)
            && statement.actor.clone().is_some_and(|words| {
                let span = desk.page.span(statement.passage, words);
                entry.mentions.iter().any(|mention| mention.start < span.end && span.start < mention.end)
            })
    });
    // "A group … said **it was behind** the attack": told by those who did it.
    let says_so = || {
        desk.voices.statements.iter().any(|statement| {
            statement.predicate == attest_model::Predicate::Responsibility
                && statement.stance == attest_model::Stance::Asserts
                && statement
                    .attribution
                    .or_else(|| {
                        let said = desk.voices.of(statement.passage, &statement.claim);
                        said.attributions.last().copied()
                    })
                    .and_then(|index| desk.voices.attributions.get(index)?.speakers.last())
                    .is_some_and(|speaker| {
                        let span = desk.page.span(speaker.passage, speaker.tokens.clone());
                        entry.mentions.contains(&span)
                    })
                && statement.actor.clone().is_some_and(|mut words| {
                    words.any(|token| {
                        let actor = cast.look(crate::page::At { passage: statement.passage, token });
                        actor.is_some() && actor == meant
                    })
                })
        })
    };
    if claims_a_deed || says_so() {
        return Some(true);
    }
    let acts = |player: usize| {
        desk.grouping
            .drafts
            .iter()
            .any(|draft| draft.agents.contains_key(&player) || draft.patients.contains_key(&player))
    };
    if meant.is_some_and(|player| cast.players[player].named && acts(player)) {
        return Some(true);
    }
    if entry.kind == SourceKind::Government && entry.lexicon.is_none() {
        // "the government", of no country that is named: that of the forces in the report.
        let forces = |player: usize| {
            cast.players.get(player).is_some_and(|player| player.kind == ActorKind::StateForces)
        };
        let involved = (0..cast.players.len()).any(|player| forces(player) && acts(player));
        return involved.then_some(true);
    }
    let lexicon = entry.lexicon.as_deref()?;
    let country = lexicon.strip_prefix("state:").and_then(|rest| rest.get(..2));
    let involved = desk.grouping.drafts.iter().any(|draft| {
        draft.agents.keys().chain(draft.patients.keys()).any(|&player| {
            let player = &cast.players[player];
            player.entry.as_deref() == Some(lexicon)
                || (country.is_some()
                    && player.country.as_deref() == country
                    && matches!(player.kind, ActorKind::StateForces))
        })
    });
    if involved { Some(true) } else { None }
}
