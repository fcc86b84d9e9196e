//! Finding named actors, state forces, countries and outlets in running text: the matcher and its scans.
//!
//! Names are matched word by word over folded text (see `fold`); the longest name that begins at a word wins. State forces
//! are read by rule (see `forces`), so that no list of two hundred armies has to be kept.

use crate::country::Country;
use crate::entry::{CountryRole, Table};
use crate::fold::{Gap, WALL, fold_words, folded};
use crate::hit::{ActorHit, CountryHit, How, OutletHit};
use crate::scan::{Scan, TextWord};
use crate::stack::Stack;
use crate::terms::Terms;
use crate::trie::Trie;
use smallvec::SmallVec;

/// How much the capitals of a form matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// Not at all.
    Any,
    /// There must be a capital somewhere.
    Capital,
    /// Exactly those of the form, and not in text that is all capitals.
    Strict,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Payload {
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

/// The matcher: a trie over the forms, and the lists that its payloads point into.
#[derive(Debug)]
pub(crate) struct ActorScanner {
    pub trie: Trie<Payload>,
    pub glue: Glue,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Glue {
    pub and: u32,
    pub of: u32,
    pub the: u32,
    pub s: u32,
    pub wall: u32,
    pub places: [u32; 6],
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
pub(crate) fn is_acronym(form: &str) -> bool {
    let capitals = form.chars().filter(|c| c.is_uppercase()).count();
    let lower = form.chars().filter(|c| c.is_lowercase()).count();
    !form.contains(' ')
        && capitals + form.chars().filter(char::is_ascii_digit).count() >= 2
        && lower <= 2
        && lower < capitals
}
