//! The cast of a report: who acts and who suffers, under whatever words.
//!
//! One actor is named in full, then in short, then as "the group", "the militants", "they". A [`Cast`] answers for any noun
//! phrase who is meant. Names come from the lexicons (the model's own names of armed groups are poor); descriptions
//! ("heavily armed men") are actors too, but say so: `named: false`. What cannot be told stays a description.

mod coreference;
mod descriptions;
mod groups;
mod membership;
mod names;
mod publisher;

pub use coreference::{is_fighter_word, is_somebodys};
pub(crate) use groups::own_name;

use crate::page::{At, Page};
use crate::tree;
use attest_lexicon::Lexicon;
use attest_model::{ActorKind, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// One actor of the report, as the cast knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Player {
    /// Name or describing words.
    pub name: String,
    /// Lexicon id (`jnim`, `state:ML:military`).
    pub entry: Option<String>,
    /// Country, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Met so far only as its country's adjective ("**Russian** shelling"); the name is the lexicon's.
    pub bare: bool,
    /// Whether it is a name.
    pub named: bool,
    /// Title or role of a named person.
    pub description: Option<Span>,
    /// Kind.
    pub kind: ActorKind,
    /// Where its words stand in the original.
    pub mentions: Vec<Span>,
    /// Whether the words are plural.
    pub plural: bool,
    /// Head lemma of a description.
    pub lemma: String,
    /// Head lemmas of other words that it was called by.
    pub also: Vec<String>,
    /// First mention.
    pub first: At,
    /// Whether the words entail a weapon ("gunmen").
    pub weapon: Option<attest_model::WeaponKind>,
}

impl Player {
    /// Whether its words have this head lemma.
    pub fn called(&self, lemma: &str) -> bool {
        self.lemma == lemma || self.also.iter().any(|other| other == lemma)
    }
}

/// What a noun phrase turned out to be, before it is matched with the actors known already.
#[derive(Debug, Clone)]
pub(crate) struct Sketch {
    pub name: String,
    pub entry: Option<String>,
    pub country: Option<String>,
    pub named: bool,
    pub description: Option<Span>,
    pub kind: ActorKind,
    pub plural: bool,
    pub lemma: String,
    pub definite: bool,
    pub words: Range<usize>,
    pub weapon: Option<attest_model::WeaponKind>,
    /// The usual name of an institution ("the armed forces"): matched like a description, entered as a name.
    pub institution: bool,
}

/// The actors of a page, found as they are asked for in text order.
#[derive(Debug)]
pub struct Cast<'p, 'k> {
    page: &'p Page<'k>,
    lexicon: &'k Lexicon,
    /// The actors, in order of first asking.
    pub players: Vec<Player>,
    known: BTreeMap<At, Option<usize>>,
    places: &'p BTreeSet<At>,
    /// The party that publishes the text, once it was asked for.
    own: std::cell::OnceCell<Option<usize>>,
}

/// "US drone", "Turkish artillery": a state's weapon, where its forces are meant.
fn names_a_weapon(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    name.contains(' ')
        && matches!(
            last.trim_end_matches('s'),
            "drone"
                | "missile"
                | "rocket"
                | "warplane"
                | "jet"
                | "aircraft"
                | "plane"
                | "helicopter"
                | "gunship"
                | "artillery"
                | "tank"
                | "mortar"
                | "airstrike"
                | "shelling"
        )
}

impl<'p, 'k> Cast<'p, 'k> {
    /// An empty cast for `page`; every named group of the text is entered at once, so that "the group" finds it. `places` are the
    /// words of names that stand for places: no name of a person without a title.
    pub fn new(page: &'p Page<'k>, lexicon: &'k Lexicon, places: &'p BTreeSet<At>) -> Self {
        let mut cast = Self {
            page,
            lexicon,
            players: Vec::new(),
            known: BTreeMap::new(),
            places,
            own: std::cell::OnceCell::new(),
        };
        for (passage, content) in page.passages.iter().enumerate() {
            for hit in &content.actors {
                let tokens = content.tokens_over(hit.start as u32, hit.end as u32);
                if let Some(last) = tokens.clone().last() {
                    let head = names::head_of_hit(&content.analysis, tokens, last);
                    cast.of(At { passage, token: head });
                }
            }
        }
        cast
    }

    /// The actor that the noun phrase headed by `at` was found to mean, where it was asked for before.
    pub fn told(&self, at: At) -> Option<usize> {
        self.known.get(&at).copied().flatten()
    }

    /// The actor that the noun phrase headed by `at` means, entered if new; `None` where it is no actor (a date, a vehicle).
    pub fn of(&mut self, at: At) -> Option<usize> {
        if let Some(&known) = self.known.get(&at) {
            return known;
        }
        let found = self.resolve(at);
        self.known.insert(at, found);
        found
    }

    /// Like [`Cast::of`], without entering a new actor.
    pub fn look(&self, at: At) -> Option<usize> {
        self.known.get(&at).copied().flatten()
    }

    fn resolve(&mut self, at: At) -> Option<usize> {
        let passage = self.page.passages.get(at.passage)?;
        let token = passage.analysis.token(at.token)?;
        // "**Our forces** repelled an assault", "**we** seized 20 rifles": those whose words these are.
        if publisher::is_ours(self.page, at)
            && let Some(own) = self.publisher()
        {
            let span = passage.span(tree::bare(&passage.analysis, at.token));
            let mentions = &mut self.players[own].mentions;
            if !mentions.contains(&span) {
                mentions.push(span);
            }
            return Some(own);
        }
        if matches!(token.tag(), "PRP" | "PRP$" | "WP" | "WDT") {
            // Who speaks or acts in the clauses around it is known before it is asked who is meant.
            for subject in coreference::governing_subjects(&passage.analysis, at.token) {
                self.of(At { passage: at.passage, token: subject });
            }
            if token.dep() == "nsubj"
                && token.text().eq_ignore_ascii_case("they")
                && let Some(before) = coreference::subject_before(self.page, at)
            {
                self.of(before);
            }
            let antecedent = coreference::pronoun(self, at)?;
            return Some(antecedent);
        }
        // "The group said **one of its members** had carried it out"
        if token.tag() == "CD"
            && let Some(owner) = coreference::of_its_members(&passage.analysis, at.token)
        {
            let of = self.of(At { passage: at.passage, token: owner })?;
            return Some(of).filter(|&of| {
                self.players[of].named
                    && !matches!(self.players[of].kind, ActorKind::Individual | ActorKind::Civilians)
            });
        }
        let sketch = names::sketch(self.page, self.lexicon, at)?;
        let person = sketch.kind == ActorKind::Individual && sketch.named && sketch.description.is_none();
        // "Kwala attack", "Jdaidet al-Fadl": a name whose every word stands in a place's name elsewhere in the report is that place.
        let also_a_place = || {
            let places = |word: &str| {
                let mut named = self.places.iter().filter_map(|place| self.page.token(*place));
                named.any(|other| other.text().eq_ignore_ascii_case(word))
            };
            let mut words = sketch.name.split([' ', '-']).filter(|word| word.len() > 2).peekable();
            words.peek().is_some() && words.all(places)
        };
        // "Ayn Tarma, **Harasta** and Douma were hit": one of a list that begins with a place.
        let among_places = || {
            let first = tree::first_conjunct(&passage.analysis, at.token);
            first != at.token && self.places.contains(&At { passage: at.passage, token: first })
        };
        if person && (self.places.contains(&at) || also_a_place() || among_places()) {
            return None;
        }
        let span = passage.span(sketch.words.clone());
        let matched = self.match_sketch(&sketch, at).or_else(|| self.only_group(&sketch));
        let index = match matched {
            Some(index) => {
                let player = &mut self.players[index];
                if player.description.is_none() {
                    player.description = sketch.description;
                }
                if !player.named && !sketch.named && !player.called(&sketch.lemma) {
                    player.also.push(sketch.lemma.clone());
                }
                // "The army" after "the army base": the institution, under its usual name.
                player.named |= sketch.institution;
                // "Russian forces" after "Russian shelling": the fuller name.
                if player.bare && sketch.name.contains(' ') && !names_a_weapon(&sketch.name) {
                    player.bare = false;
                    player.name.clone_from(&sketch.name);
                }
                if sketch.named && !player.named {
                    player.named = true;
                    player.name.clone_from(&sketch.name);
                    player.entry.clone_from(&sketch.entry);
                }
                index
            }
            // "terrorist groups", "an armed group" are somebody; "the group", "groups" alone only stand for those named before.
            None if !sketch.named
                && coreference::is_group_word(&sketch.lemma)
                && (!sketch.name.contains(' ') || sketch.definite) =>
            {
                return None;
            }
            None => {
                // "**Russian** shelling": an adjective is no name; the lexicon has one.
                // "a **US drone** strike" names whose the drone is.
                let bare = sketch.entry.as_ref().is_some_and(|entry| entry.starts_with("state:"))
                    && (!sketch.name.contains(' ')
                        && (token.tag() == "JJ" || matches!(token.kind(), "NORP" | "GPE"))
                        || names_a_weapon(&sketch.name));
                let listed =
                    sketch.entry.as_ref().filter(|_| bare).and_then(|entry| self.lexicon.actor(entry));
                let name = listed.map_or(sketch.name, |actor| actor.name.clone());
                self.players.push(Player {
                    name,
                    bare,
                    entry: sketch.entry,
                    country: sketch.country,
                    named: sketch.named || sketch.institution,
                    description: sketch.description,
                    kind: sketch.kind,
                    mentions: Vec::new(),
                    plural: sketch.plural,
                    lemma: sketch.lemma,
                    also: Vec::new(),
                    first: at,
                    weapon: sketch.weapon,
                });
                self.players.len() - 1
            }
        };
        let player = &mut self.players[index];
        if !player.mentions.contains(&span) {
            player.mentions.push(span);
        }
        Some(index)
    }

    /// "**Guerrillas** attacked the post", in a report that names one guerrilla group and no other, if only further down: that group.
    fn only_group(&mut self, sketch: &Sketch) -> Option<usize> {
        let lower = sketch.name.to_lowercase();
        let guerrillas = lower.split_whitespace().any(|word| {
            matches!(
                word,
                "guerrilla" | "guerrillas" | "guerilla" | "guerillas" | "subversive" | "subversives"
            )
        });
        let counted = lower.starts_with(|c: char| c.is_ascii_digit())
            || lower.split_whitespace().any(|word| {
                matches!(word, "unidentified" | "unknown" | "former" | "suspected" | "alleged" | "other")
            });
        if sketch.named || sketch.entry.is_some() || !guerrillas || counted {
            return None;
        }
        let mut named: Option<(&str, At)> = None;
        for (passage, content) in self.page.passages.iter().enumerate() {
            for hit in content.actors.iter().filter(|hit| hit.kind == ActorKind::RebelGroup) {
                let tokens = content.tokens_over(hit.start as u32, hit.end as u32);
                match named {
                    Some((id, _)) if id != hit.id => return None,
                    Some(_) => {}
                    None => named = Some((&hit.id, At { passage, token: tokens.end.checked_sub(1)? })),
                }
            }
        }
        let (id, at) = named?;
        let id = id.to_owned();
        self.of(at).filter(|&player| self.players[player].entry.as_deref() == Some(id.as_str()))
    }

    fn match_sketch(&self, sketch: &Sketch, at: At) -> Option<usize> {
        if let Some(entry) = &sketch.entry {
            return self.players.iter().position(|player| player.entry.as_ref() == Some(entry));
        }
        if sketch.kind == ActorKind::Individual && sketch.named {
            return self.players.iter().position(|player| {
                player.kind == ActorKind::Individual
                    && player.named
                    && names::same_person(&player.name, &sketch.name)
            });
        }
        if sketch.named {
            return self
                .players
                .iter()
                .position(|player| player.named && player.name.eq_ignore_ascii_case(&sketch.name));
        }
        coreference::description(self, sketch, at)
    }

    /// "**The Owls** claimed the attack", "the Zarate **group** has claimed": whoever takes a deed on himself is somebody, under the
    /// name that the report gives, whether or not any list holds it. `None` where the words hold no name.
    pub fn claimant(&mut self, passage: usize, words: Range<usize>) -> Option<usize> {
        let content = self.page.passages.get(passage)?;
        let word = |at: usize| content.analysis.token(at).map_or("", attest_language::Token::text);
        let named = |token: &attest_language::Token<'_>| {
            let capital = token.text().starts_with(char::is_uppercase) && token.pos() != "DET";
            // "**Pakistan-based** Ostara Front": where it sits, and no name of it.
            let seat = word(token.index() + 1) == "-"
                && matches!(
                    word(token.index() + 2),
                    "based" | "backed" | "led" | "linked" | "aligned" | "affiliated"
                );
            capital && !seat && token.tag() != "IN" && !matches!(token.kind(), "DATE" | "TIME")
        };
        // "Jaish-e-Mohammad": over its hyphens.
        let joined = |token: &attest_language::Token<'_>| {
            let at = token.index();
            named(token)
                || token.text() == "-"
                || token.text().len() <= 2 && word(at - 1) == "-" && word(at + 1) == "-"
        };
        let first = content.analysis.tokens_in(words.clone()).find(named)?.index();
        let run = content.analysis.tokens_in(first..words.end).take_while(joined);
        let last = run.filter(|token| named(token)).last()?.index();
        // "The Zarate **group**": the noun belongs to the name.
        let body = content.analysis.token(last + 1).filter(|word| {
            words.contains(&word.index())
                && matches!(
                    word.lemma(),
                    "group" | "gang" | "brigade" | "faction" | "militia" | "cartel" | "cell"
                )
        });
        let name = first..body.map_or(last + 1, |word| word.index() + 1);
        let text = names::phrase_text(content, name.clone());
        if let Some(known) = self.players.iter().position(|player| player.name.eq_ignore_ascii_case(&text)) {
            return Some(known);
        }
        let at = At { passage, token: name.end - 1 };
        let lemma = content.analysis.token(at.token).map_or_else(String::new, crate::page::lemma_of);
        self.players.push(Player {
            name: text,
            bare: false,
            entry: None,
            country: None,
            named: true,
            description: None,
            kind: ActorKind::Unknown,
            mentions: vec![content.span(name)],
            plural: false,
            lemma,
            also: Vec::new(),
            first: at,
            weapon: None,
        });
        self.known.insert(at, Some(self.players.len() - 1));
        Some(self.players.len() - 1)
    }

    /// Whether the word belongs to the name of a place.
    pub fn is_place(&self, at: At) -> bool {
        self.places.contains(&at)
    }

    /// The page.
    pub fn page(&self) -> &'p Page<'k> {
        self.page
    }

    /// The actor of any word inside the tokens `range` of a passage: the first named one, else the first.
    pub fn within(&mut self, passage: usize, range: Range<usize>) -> Option<usize> {
        let content = self.page.passages.get(passage)?;
        let heads: Vec<usize> = content
            .analysis
            .tokens_in(range)
            .filter(|token| {
                tree::is_nominal(*token, true) && !matches!(token.dep(), "compound" | "poss" | "nmod")
            })
            .map(attest_language::Token::index)
            .collect();
        let found: Vec<usize> =
            heads.into_iter().filter_map(|token| self.of(At { passage, token })).collect();
        found.iter().copied().find(|&index| self.players[index].named).or_else(|| found.first().copied())
    }
}
