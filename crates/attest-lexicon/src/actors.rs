//! Finding named actors, state forces and countries in running text.
//!
//! Names are matched word by word over folded text (see `fold`); the longest name that begins at a word wins. State forces
//! are read by rule: a country's adjective or name and a force word ("Malian army", "Mali's armed forces", "army of Mali",
//! "French and Malian soldiers"), so that no list of two hundred armies has to be kept.

use crate::actor::{Actor, state_id};
use crate::code::ActorKind;
use crate::country::Country;
use crate::entry::{CountryRole, Table, Term};
use crate::event_code::Branch;
use crate::fold::{Gap, WALL, fold_words, folded};
use crate::lexicon::Lexicon;
use crate::stack::Stack;
use crate::terms::Terms;
use crate::trie::{Node, Trie};
use smallvec::SmallVec;
use std::borrow::Cow;

/// How an actor was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// By its name or usual short name.
    Name,
    /// By another name or spelling.
    Alias,
    /// By an acronym.
    Acronym,
    /// By the rule for state forces.
    Rule,
}

/// An actor in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorHit<'a> {
    /// First byte of the original text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Id of the actor's entry, or of a state's force such as `state:ML:military`.
    pub id: Cow<'a, str>,
    /// The form of the entry; for the rule, the force word.
    pub form: &'a str,
    /// How it was recognised.
    pub how: How,
    /// Kind of the actor.
    pub kind: ActorKind,
    /// Its home country, where known.
    pub country: Option<&'a str>,
    /// Other actors with the same form, for the caller to choose from; see [`ActorHit::in_country`].
    pub also: SmallVec<[Cow<'a, str>; 1]>,
}

impl ActorHit<'_> {
    /// Of all actors with this form, the first that is active in the country (ISO 3166-1 alpha-2), else the first of all.
    ///
    /// ```
    /// use attest_lexicon::Lexicon;
    /// let lexicon = Lexicon::builtin();
    /// let hits = lexicon.scan_actors("Fighters of Ansar al-Sharia left the town.");
    /// assert_eq!(hits[0].in_country(lexicon, "TN"), "ansar-al-sharia-tunisia");
    /// ```
    pub fn in_country(&self, lexicon: &Lexicon, iso: &str) -> &str {
        let ids = || std::iter::once(self.id.as_ref()).chain(self.also.iter().map(AsRef::as_ref));
        let is_there =
            |id: &&str| lexicon.actor(id).is_some_and(|actor| actor.countries.iter().any(|c| c == iso));
        ids().find(is_there).unwrap_or(self.id.as_ref())
    }
}

/// A country's name, adjective, demonym or capital in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountryHit<'a> {
    /// First byte of the original text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// ISO 3166-1 alpha-2.
    pub iso: &'a str,
    /// Which form it is.
    pub role: CountryRole,
}

/// An outlet in a text.
#[derive(Debug, Clone, Copy)]
pub struct OutletHit<'a> {
    /// First byte of the original text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Its entry; [`Term::outlet`] says what it is.
    pub term: &'a Term,
    /// The form of the entry.
    pub form: &'a str,
}

/// How much the capitals of a form matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// Not at all.
    Any,
    /// There must be a capital somewhere.
    Capital,
    /// Exactly those of the form, and not in text that is all capitals.
    Strict,
}

#[derive(Debug, Clone, Copy)]
enum Payload {
    Actor {
        actor: u32,
        form: u32,
        case: Case,
        how: How,
    },
    /// A proper name of a state's force.
    NamedForce {
        country: u32,
        force: u32,
    },
    /// A form of a country; an acronym ("US") needs its capitals.
    Country {
        country: u32,
        role: CountryRole,
        acronym: bool,
    },
    Force {
        force: u32,
        form: u32,
    },
    Modifier,
    /// A name of an outlet, by its place among all terms.
    Outlet {
        term: u32,
        form: u32,
    },
}

/// A word of the text that stands in some form; the others are only walls.
#[derive(Debug, Clone, Copy)]
struct TextWord {
    start: usize,
    end: usize,
    gap: Gap,
    id: u32,
}

/// The matcher: a trie over the forms, and the lists that its payloads point into.
#[derive(Debug)]
pub(crate) struct ActorScanner {
    trie: Trie<Payload>,
    glue: Glue,
}

#[derive(Debug, Clone, Copy)]
struct Glue {
    and: u32,
    of: u32,
    the: u32,
    s: u32,
    wall: u32,
    places: [u32; 6],
}

/// One scan: the scanner with the lists and the text.
struct Scan<'a, 't> {
    scanner: &'a ActorScanner,
    actors: &'a [Option<Actor>],
    countries: &'a [Option<Country>],
    forces: &'a [Option<crate::stack::Force>],
    text: &'t str,
    words: Vec<TextWord>,
}

impl ActorScanner {
    pub(crate) fn new(stack: &Stack, terms: &Terms) -> Self {
        let mut trie = Trie::default();
        for spelling in stack.spellings.iter() {
            let mut forms = spelling.forms.iter().map(|form| folded(form).concat());
            let Some(id) = forms.next().map(|first| trie.intern(&first)) else { continue };
            for form in forms {
                trie.alias(&form, id);
            }
        }
        let glue = Glue {
            and: trie.intern("and"),
            of: trie.intern("of"),
            the: trie.intern("the"),
            s: trie.intern("s"),
            wall: trie.intern(WALL),
            places: ["in", "from", "into", "across", "throughout", "inside"].map(|word| trie.intern(word)),
        };
        let mut scanner = Self { trie, glue };
        scanner.add_actors(stack);
        scanner.add_countries(stack);
        for (index, term) in terms.all().iter().enumerate().filter(|(_, term)| term.table == Table::Outlets) {
            for (at, form) in term.forms.iter().enumerate() {
                scanner.add(form, Payload::Outlet { term: index as u32, form: at as u32 });
            }
        }
        for (index, force) in stack.forces.list.iter().enumerate() {
            let Some(force) = force else { continue };
            for (at, form) in force.forms.iter().enumerate() {
                let payload = match force.branch {
                    Some(_) => Payload::Force { force: index as u32, form: at as u32 },
                    None => Payload::Modifier,
                };
                scanner.add(form, payload);
            }
        }
        scanner
    }

    fn add(&mut self, form: &str, payload: Payload) {
        let words: SmallVec<[u32; 8]> = folded(form).iter().map(|word| self.trie.intern(word)).collect();
        if !words.is_empty() {
            self.trie.insert(&words, payload);
        }
    }

    fn add_actors(&mut self, stack: &Stack) {
        for (index, actor) in stack.actors.list.iter().enumerate() {
            let Some(actor) = actor else { continue };
            for (at, (form, strict)) in actor.forms().enumerate() {
                let is_acronym = is_acronym(form);
                let case = match (strict, actor.any_case && !is_acronym) {
                    (true, _) => Case::Strict,
                    (_, true) => Case::Any,
                    _ => Case::Capital,
                };
                let how = match at {
                    _ if is_acronym => How::Acronym,
                    0 => How::Name,
                    1 if actor.short.is_some() => How::Name,
                    _ => How::Alias,
                };
                self.add(form, Payload::Actor { actor: index as u32, form: at as u32, case, how });
            }
        }
    }

    fn add_countries(&mut self, stack: &Stack) {
        for (index, country) in stack.countries.list.iter().enumerate() {
            let Some(country) = country else { continue };
            let index = index as u32;
            for (form, role) in country_forms(country) {
                self.add(form, Payload::Country { country: index, role, acronym: is_acronym(form) });
            }
            for (at, force) in country.forces.iter().enumerate() {
                self.add(&force.form, Payload::NamedForce { country: index, force: at as u32 });
            }
        }
    }

    fn open<'a, 't>(&'a self, stack: &'a Stack, text: &'t str) -> Scan<'a, 't> {
        let mut words = Vec::with_capacity(text.len() / 24);
        let mut wall = Gap::Wall;
        fold_words(text, |word| match self.trie.word(word.text) {
            Some(id) => {
                words.push(TextWord { start: word.start, end: word.end, gap: word.gap.max(wall), id });
                wall = Gap::Soft;
            }
            None => wall = Gap::Word,
        });
        Scan {
            scanner: self,
            actors: &stack.actors.list,
            countries: &stack.countries.list,
            forces: &stack.forces.list,
            text,
            words,
        }
    }

    /// The actors of a text, in order, without overlaps.
    pub(crate) fn scan<'a>(&'a self, stack: &'a Stack, text: &str) -> Vec<ActorHit<'a>> {
        let scan = self.open(stack, text);
        let mut hits = Vec::new();
        let mut at = 0;
        while at < scan.words.len() {
            at = scan.take_at(at, &mut hits);
        }
        hits
    }

    /// The countries of a text, in order, without overlaps.
    pub(crate) fn scan_countries<'a>(&'a self, stack: &'a Stack, text: &str) -> Vec<CountryHit<'a>> {
        let scan = self.open(stack, text);
        let mut hits = Vec::new();
        let mut at = 0;
        while at < scan.words.len() {
            if let Some((len, country, role)) = scan.country_at(at) {
                hits.extend(scan.country(country).map(|country| CountryHit {
                    start: scan.start(at),
                    end: scan.end(at + len),
                    iso: country.iso(),
                    role,
                }));
                at += len;
            } else {
                at += 1;
            }
        }
        hits
    }
}

impl ActorScanner {
    /// The outlets of a text, in order, without overlaps.
    pub(crate) fn scan_outlets<'a>(
        &'a self,
        stack: &'a Stack,
        terms: &'a Terms,
        text: &str,
    ) -> Vec<OutletHit<'a>> {
        let scan = self.open(stack, text);
        let mut hits = Vec::new();
        let mut at = 0;
        while at < scan.words.len() {
            let mut best = None;
            scan.walk(at, |len, ends| {
                let found = ends.iter().find_map(|payload| match payload {
                    Payload::Outlet { term, form } => {
                        let term = terms.all().get(*term as usize)?;
                        let form = term.forms.get(*form as usize)?;
                        scan.has_capitals_of(form, at, at + len).then_some((len, term, form.as_str()))
                    }
                    _ => None,
                });
                best = found.or(best);
            });
            let Some((len, term, form)) = best else {
                at += 1;
                continue;
            };
            hits.push(OutletHit { start: scan.start(at), end: scan.closed_end(at, at + len), term, form });
            at += len;
        }
        hits
    }
}

/// A name found at a word: how many words, and what they name.
struct NameMatch<'a> {
    len: usize,
    hit: ActorHit<'a>,
}

/// A force found by rule: where it ends, and what it is.
struct ForceMatch<'a> {
    end: usize,
    iso: &'a str,
    branch: Branch,
    form: &'a str,
}

impl<'a> Scan<'a, '_> {
    /// Takes the actors that begin at word `at`; returns where to go on.
    fn take_at(&self, at: usize, hits: &mut Vec<ActorHit<'a>>) -> usize {
        let name = self.name_at(at);
        let name_end = name.as_ref().map_or(at, |name| at + name.len);
        let listed = self.listed_forces_at(at);
        if let Some((_, force)) = listed.last().filter(|(_, force)| force.end > name_end) {
            let end = force.end;
            let last = listed.len() - 1;
            for (index, (begin, force)) in listed.iter().enumerate() {
                let (from, len) = *begin;
                let until = if index == last { force.end } else { from + len };
                hits.push(self.state_hit(from, until, force));
            }
            return end;
        }
        if let Some(force) = self.force_of_country_at(at).filter(|force| force.end > name_end) {
            hits.push(self.state_hit(at, force.end, &force));
            return force.end;
        }
        match name {
            Some(name) => {
                hits.push(name.hit);
                name_end
            }
            None => at + 1,
        }
    }

    fn start(&self, at: usize) -> usize {
        self.words.get(at).map_or(self.text.len(), |word| word.start)
    }

    /// Byte after word `until - 1`.
    fn end(&self, until: usize) -> usize {
        until.checked_sub(1).and_then(|last| self.words.get(last)).map_or(0, |word| word.end)
    }

    /// The same, with the bracket that closes one inside the name.
    fn closed_end(&self, from: usize, until: usize) -> usize {
        let end = self.end(until);
        let is_open = self.original(from, until).contains('(') && !self.original(from, until).contains(')');
        if is_open && self.text.as_bytes().get(end) == Some(&b')') { end + 1 } else { end }
    }

    fn original(&self, from: usize, until: usize) -> &str {
        self.text.get(self.start(from)..self.end(until)).unwrap_or("")
    }

    fn country(&self, index: u32) -> Option<&'a Country> {
        self.countries.get(index as usize).and_then(Option::as_ref)
    }

    fn word_is(&self, at: usize, id: u32) -> bool {
        self.words.get(at).is_some_and(|word| word.id == id && word.gap == Gap::Soft)
    }

    /// Walks the trie from word `at`, calling `visit` with each length and what ends there; punctuation only where a form has it.
    fn walk(&self, at: usize, mut visit: impl FnMut(usize, &'a [Payload])) {
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
    fn name_at(&self, at: usize) -> Option<NameMatch<'a>> {
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

    fn named_hit(&self, at: usize, len: usize, payload: Payload) -> Option<ActorHit<'a>> {
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
    fn has_capitals_of(&self, form: &str, from: usize, until: usize) -> bool {
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
    fn is_strictly(&self, form: &str, from: usize, until: usize) -> bool {
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
    fn country_at(&self, at: usize) -> Option<(usize, u32, CountryRole)> {
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

    /// The longest force word or modifier at word `at`.
    fn force_word_at(&self, at: usize, is_modifier: bool) -> Option<(usize, Branch, &'a str)> {
        let mut best = None;
        if self.words.get(at).is_none_or(|word| word.gap != Gap::Soft) {
            return None;
        }
        self.walk(at, |len, ends| {
            for payload in ends {
                match payload {
                    Payload::Force { force, form } if !is_modifier => {
                        let force = self.forces.get(*force as usize).and_then(Option::as_ref);
                        let found =
                            force.and_then(|f| Some((len, f.branch?, f.forms.get(*form as usize)?.as_str())));
                        best = found.or(best);
                    }
                    Payload::Modifier if is_modifier => best = Some((len, Branch::Security, "")),
                    _ => {}
                }
            }
        });
        best
    }

    /// Modifiers, then a force word: "special forces of the", "federal police".
    fn force_phrase_at(&self, at: usize) -> Option<(usize, Branch, &'a str)> {
        let mut from = at;
        for _ in 0..4 {
            let plain = self.force_phrase_after(from);
            let Some((len, ..)) = self.force_word_at(from, true) else { return plain };
            let after = self.force_phrase_after(from + len);
            match (plain, after) {
                (Some(plain), Some(after)) if after.0 > plain.0 => return Some(after),
                (Some(plain), _) => return Some(plain),
                (None, Some(after)) => return Some(after),
                (None, None) => from += len,
            }
        }
        None
    }

    fn force_phrase_after(&self, at: usize) -> Option<(usize, Branch, &'a str)> {
        self.force_word_at(at, false).map(|(len, branch, form)| (at + len, branch, form))
    }

    /// A country and its force: "Malian army", "Mali's special forces".
    fn force_after_country(&self, at: usize) -> Option<((usize, usize), ForceMatch<'a>)> {
        let (len, country, role) = self.country_at(at)?;
        if role == CountryRole::Capital {
            return None;
        }
        let country = self.country(country)?;
        let possessive = self.word_is(at + len, self.scanner.glue.s);
        let from = at + len + usize::from(possessive);
        let (end, branch, form) = self.force_phrase_at(from)?;
        if (at + len..end).any(|inside| self.name_at(inside).is_some_and(|name| inside + name.len >= end)) {
            return None;
        }
        let is_name = matches!(role, CountryRole::Name | CountryRole::Former);
        if is_name && !possessive && self.is_after_place_word(at) && !self.is_capitalised(end - 1) {
            return None;
        }
        Some(((at, len), ForceMatch { end, iso: country.iso(), branch, form }))
    }

    /// "in Mali soldiers …" names a place, not an army.
    fn is_after_place_word(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        before.is_some_and(|word| self.scanner.glue.places.contains(&word.id))
            && self.words.get(at).is_some_and(|word| word.gap == Gap::Soft)
    }

    fn is_capitalised(&self, at: usize) -> bool {
        self.original(at, at + 1).chars().next().is_some_and(char::is_uppercase)
    }

    /// One force or a list of them sharing the force word: "French, Malian and Nigerien soldiers".
    fn listed_forces_at(&self, at: usize) -> Vec<((usize, usize), ForceMatch<'a>)> {
        let mut begins: SmallVec<[(usize, usize, u32); 4]> = SmallVec::new();
        let mut from = at;
        loop {
            if let Some((begin, force)) = self.force_after_country(from) {
                let mut list: Vec<_> = begins
                    .iter()
                    .filter_map(|(at, len, country)| {
                        let iso = self.country(*country)?.iso();
                        Some((
                            (*at, *len),
                            ForceMatch { end: force.end, iso, branch: force.branch, form: force.form },
                        ))
                    })
                    .collect();
                list.push((begin, force));
                return list;
            }
            let Some((len, country, CountryRole::Adjective)) = self.country_at(from) else {
                return Vec::new();
            };
            if begins.len() >= 4 {
                return Vec::new();
            }
            begins.push((from, len, country));
            from += len;
            if self.word_is(from, self.scanner.glue.and) {
                from += 1;
            } else if self.words.get(from).is_none_or(|word| word.gap != Gap::Comma) {
                return Vec::new();
            } else if self.words.get(from).is_some_and(|word| word.id == self.scanner.glue.and) {
                from += 1;
            }
        }
    }

    /// "army of Mali", "security forces of the Central African Republic".
    fn force_of_country_at(&self, at: usize) -> Option<ForceMatch<'a>> {
        let mut best = None;
        self.walk(at, |len, ends| {
            for payload in ends {
                if let Payload::Force { force, form } = payload {
                    best = Some((len, *force, *form));
                }
            }
        });
        let (len, force, form) = best?;
        let force = self.forces.get(force as usize).and_then(Option::as_ref)?;
        if !self.word_is(at + len, self.scanner.glue.of) {
            return None;
        }
        let the = usize::from(self.word_is(at + len + 1, self.scanner.glue.the));
        let from = at + len + 1 + the;
        if self.words.get(from).is_none_or(|word| word.gap != Gap::Soft) {
            return None;
        }
        let (country_len, country, role) = self.country_at(from)?;
        if !matches!(role, CountryRole::Name | CountryRole::Former) {
            return None;
        }
        let iso = self.country(country)?.iso();
        Some(ForceMatch {
            end: from + country_len,
            iso,
            branch: force.branch?,
            form: force.forms.get(form as usize)?,
        })
    }

    fn state_hit(&self, from: usize, until: usize, force: &ForceMatch<'a>) -> ActorHit<'a> {
        ActorHit {
            start: self.start(from),
            end: self.end(until),
            id: Cow::Owned(state_id(force.iso, force.branch)),
            form: force.form,
            how: How::Rule,
            kind: ActorKind::StateForces,
            country: Some(force.iso),
            also: SmallVec::new(),
        }
    }
}

/// Outlets' acronyms that are English words: they count only with exactly their capitals, not in text all in capitals.
const ACRONYMS_THAT_ARE_WORDS: &[&str] = &["WHO", "CARE", "SITE", "PA", "APP", "TAP", "NAN", "MENA", "SUN"];

/// Every form of a country with its role.
pub(crate) fn country_forms(country: &Country) -> impl Iterator<Item = (&str, CountryRole)> {
    let roles = [
        (&country.aliases, CountryRole::Name),
        (&country.former, CountryRole::Former),
        (&country.adjectives, CountryRole::Adjective),
        (&country.demonyms, CountryRole::Demonym),
    ];
    std::iter::once((country.name.as_str(), CountryRole::Name))
        .chain(
            roles.into_iter().flat_map(|(forms, role)| forms.iter().map(move |form| (form.as_str(), role))),
        )
        .chain(country.capital.as_deref().map(|capital| (capital, CountryRole::Capital)))
}

/// A single word with two or more capitals and hardly anything else: "JNIM", "FAMa", "M-19".
fn is_acronym(form: &str) -> bool {
    let capitals = form.chars().filter(|c| c.is_uppercase()).count();
    let lower = form.chars().filter(|c| c.is_lowercase()).count();
    !form.contains(' ')
        && capitals + form.chars().filter(char::is_ascii_digit).count() >= 2
        && lower <= 2
        && lower < capitals
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while at > 0 && !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
