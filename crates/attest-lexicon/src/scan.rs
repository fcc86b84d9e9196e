//! One scan of one text: its folded words, and the names and countries that begin at each.

use crate::actor::{Actor, state_id};
use crate::actors::{ActorScanner, Case, Payload, is_acronym};
use crate::code::ActorKind;
use crate::country::Country;
use crate::entry::CountryRole;
use crate::fold::Gap;
use crate::hit::{ActorHit, How};
use crate::stack::Force;
use crate::trie::Node;
use smallvec::SmallVec;
use std::borrow::Cow;

/// A word of the text that stands in some form; the others are only walls.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextWord {
    pub start: usize,
    pub end: usize,
    pub gap: Gap,
    pub id: u32,
}

/// One scan: the scanner with the lists and the text.
pub(crate) struct Scan<'a, 't> {
    pub scanner: &'a ActorScanner,
    pub actors: &'a [Option<Actor>],
    pub countries: &'a [Option<Country>],
    pub forces: &'a [Option<Force>],
    pub text: &'t str,
    pub words: Vec<TextWord>,
}

/// A name found at a word: how many words, and what they name.
pub(crate) struct NameMatch<'a> {
    pub len: usize,
    pub hit: ActorHit<'a>,
}

impl<'a> Scan<'a, '_> {
    pub(crate) fn start(&self, at: usize) -> usize {
        self.words.get(at).map_or(self.text.len(), |word| word.start)
    }

    /// Byte after word `until - 1`.
    pub(crate) fn end(&self, until: usize) -> usize {
        until.checked_sub(1).and_then(|last| self.words.get(last)).map_or(0, |word| word.end)
    }

    /// The same, with the bracket that closes one inside the name.
    pub(crate) fn closed_end(&self, from: usize, until: usize) -> usize {
        let end = self.end(until);
        let is_open = self.original(from, until).contains('(') && !self.original(from, until).contains(')');
        if is_open && self.text.as_bytes().get(end) == Some(&b')') { end + 1 } else { end }
    }

    pub(crate) fn original(&self, from: usize, until: usize) -> &str {
        self.text.get(self.start(from)..self.end(until)).unwrap_or("")
    }

    pub(crate) fn country(&self, index: u32) -> Option<&'a Country> {
        self.countries.get(index as usize).and_then(Option::as_ref)
    }

    pub(crate) fn word_is(&self, at: usize, id: u32) -> bool {
        self.words.get(at).is_some_and(|word| word.id == id && word.gap == Gap::Soft)
    }

    /// Walks the trie from word `at`, calling `visit` with each length and what ends there; punctuation only where a form has it.
    pub(crate) fn walk(&self, at: usize, mut visit: impl FnMut(usize, &'a [Payload])) {
        let mut node: Node = 0;
        for (len, word) in self.words.get(at..).unwrap_or(&[]).iter().enumerate() {
            let from = match word.gap {
                _ if len == 0 => Some(node),
                Gap::Soft => Some(node),
                Gap::Comma | Gap::Wall => self.scanner.trie.step(node, self.scanner.glue.wall),
                Gap::Word => None,
            };
            match from.and_then(|node| self.scanner.trie.step(node, word.id)) {
                Some(next) => node = next,
                None => return,
            }
            let ends = self.scanner.trie.ends(node);
            if !ends.is_empty() {
                visit(len + 1, ends);
            }
        }
    }

    /// The longest name that begins at word `at`.
    pub(crate) fn name_at(&self, at: usize) -> Option<NameMatch<'a>> {
        let mut best: Option<NameMatch<'a>> = None;
        self.walk(at, |len, ends| {
            let mut here: Option<ActorHit<'a>> = None;
            for payload in ends {
                let Some(hit) = self.named_hit(at, len, *payload) else { continue };
                match &mut here {
                    None => here = Some(hit),
                    Some(first) if first.id != hit.id => first.also.push(hit.id),
                    Some(_) => {}
                }
            }
            if let Some(hit) = here {
                best = Some(NameMatch { len, hit });
            }
        });
        best
    }

    pub(crate) fn named_hit(&self, at: usize, len: usize, payload: Payload) -> Option<ActorHit<'a>> {
        let (start, end) = (self.start(at), self.closed_end(at, at + len));
        match payload {
            Payload::Actor { actor, form, case, how } => {
                let actor = self.actors.get(actor as usize).and_then(Option::as_ref)?;
                let (form, _) = actor.forms().nth(form as usize)?;
                let fits = match case {
                    Case::Any => true,
                    Case::Capital => self.original(at, at + len).chars().any(char::is_uppercase),
                    Case::Strict => self.is_strictly(form, at, at + len),
                };
                fits.then(|| ActorHit {
                    start,
                    end,
                    id: Cow::Borrowed(actor.id()),
                    form,
                    how,
                    kind: actor.kind,
                    country: actor.countries.first().map(String::as_str),
                    also: SmallVec::new(),
                })
            }
            Payload::NamedForce { country, force } => {
                let country = self.country(country)?;
                let force = country.forces.get(force as usize)?;
                let has_capital = self.original(at, at + len).chars().any(char::is_uppercase);
                let how = if is_acronym(&force.form) { How::Acronym } else { How::Alias };
                has_capital.then(|| ActorHit {
                    start,
                    end,
                    id: Cow::Owned(state_id(country.iso(), force.branch)),
                    form: &force.form,
                    how,
                    kind: ActorKind::StateForces,
                    country: Some(country.iso()),
                    also: SmallVec::new(),
                })
            }
            _ => None,
        }
    }

    /// Whether each word that has a capital in the form has one in the text; in a strict sense for acronyms that are words.
    pub(crate) fn has_capitals_of(&self, form: &str, from: usize, until: usize) -> bool {
        if ACRONYMS_THAT_ARE_WORDS.contains(&form) {
            return self.is_strictly(form, from, until);
        }
        let original = self.original(from, until);
        if is_acronym(form) {
            return !original.chars().any(|c| c.is_lowercase() && !form.contains(c));
        }
        let capitals = |text: &str| {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|word| word.starts_with(char::is_uppercase))
                .count()
        };
        let article = usize::from(form.starts_with("The "));
        capitals(original) + article >= capitals(form)
    }

    /// Whether the text has exactly the letters of the form, and does not have only capitals around it.
    pub(crate) fn is_strictly(&self, form: &str, from: usize, until: usize) -> bool {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        if letters(self.original(from, until)) != letters(form) {
            return false;
        }
        let (start, end) = (self.start(from), self.end(until));
        let before = floor_boundary(self.text, start.saturating_sub(40));
        let after = floor_boundary(self.text, (end + 40).min(self.text.len()));
        let around = [self.text.get(before..start), self.text.get(end..after)];
        let mut around =
            around.into_iter().flatten().flat_map(str::chars).filter(|c| c.is_alphabetic()).peekable();
        around.peek().is_none() || around.any(char::is_lowercase)
    }

    /// The longest form of a country that begins at word `at`, capitals minded.
    pub(crate) fn country_at(&self, at: usize) -> Option<(usize, u32, CountryRole)> {
        let mut best = None;
        self.walk(at, |len, ends| {
            let original = self.original(at, at + len);
            let has_capital = original.chars().next().is_some_and(char::is_uppercase);
            let has_small = original.chars().any(char::is_lowercase);
            let found = ends.iter().find_map(|payload| match payload {
                Payload::Country { acronym: true, .. } if has_small => None,
                Payload::Country { country, role, .. } => Some((len, *country, *role)),
                _ => None,
            });
            if has_capital && found.is_some() {
                best = found;
            }
        });
        best
    }
}

/// Outlets' acronyms that are English words: they count only with exactly their capitals, not in text all in capitals.
const ACRONYMS_THAT_ARE_WORDS: &[&str] = &["WHO", "CARE", "SITE", "PA", "APP", "TAP", "NAN", "MENA", "SUN"];

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while at > 0 && !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
