//! State forces by rule: "Malian army", "Mali's armed forces", "army of Mali", "French and Malian soldiers".
//!
//! A country's adjective or name with a force word makes a force; a few words may stand between ("special", "federal"). A
//! named group inside such a phrase wins over the rule: "Syria's Free Syrian Army" is no army of the state. What only forces do
//! ("shelling", "air strikes") makes the adjective a force too, and stays outside the name: "**Malian** air strikes".

use crate::actor::state_id;
use crate::actors::Payload;
use crate::code::ActorKind;
use crate::entry::CountryRole;
use crate::event_code::Branch;
use crate::fold::Gap;
use crate::hit::{ActorHit, How};
use crate::scan::Scan;
use smallvec::SmallVec;
use std::borrow::Cow;

/// A force found by rule: where it ends, and what it is.
struct ForceMatch<'a> {
    end: usize,
    iso: &'a str,
    branch: Branch,
    form: &'a str,
    /// Words at the end that tell the deed and are no part of the name.
    deed: usize,
}

/// A force word: its length (or end), its branch, its form, and how many words at its end tell a deed.
type ForceWord<'a> = (usize, Branch, &'a str, usize);

impl<'a> Scan<'a, '_> {
    /// Takes the actors that begin at word `at`; returns where to go on.
    pub(crate) fn take_at(&self, at: usize, hits: &mut Vec<ActorHit<'a>>) -> usize {
        let name = self.name_at(at);
        let name_end = name.as_ref().map_or(at, |name| at + name.len);
        let listed = self.listed_forces_at(at);
        if let Some((_, force)) = listed.last().filter(|(_, force)| force.end > name_end) {
            let end = force.end - force.deed;
            let last = listed.len() - 1;
            for (index, (begin, force)) in listed.iter().enumerate() {
                let (from, len) = *begin;
                let until = if index == last { end } else { from + len };
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

    /// The longest force word or modifier at word `at`.
    fn force_word_at(&self, at: usize, is_modifier: bool) -> Option<ForceWord<'a>> {
        let mut best = None;
        if self.words.get(at).is_none_or(|word| word.gap != Gap::Soft) {
            return None;
        }
        self.walk(at, |len, ends| {
            for payload in ends {
                match payload {
                    Payload::Force { force, form } if !is_modifier => {
                        let force = self.forces.get(*force as usize).and_then(Option::as_ref);
                        let found = force.and_then(|f| {
                            let deed = if f.deed { len } else { 0 };
                            Some((len, f.branch?, f.forms.get(*form as usize)?.as_str(), deed))
                        });
                        best = found.or(best);
                    }
                    Payload::Modifier if is_modifier => best = Some((len, Branch::Security, "", 0)),
                    _ => {}
                }
            }
        });
        best
    }

    /// Modifiers, then a force word: "special forces of the", "federal police".
    fn force_phrase_at(&self, at: usize) -> Option<ForceWord<'a>> {
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

    fn force_phrase_after(&self, at: usize) -> Option<ForceWord<'a>> {
        self.force_word_at(at, false).map(|(len, branch, form, deed)| (at + len, branch, form, deed))
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
        let (end, branch, form, deed) = self.force_phrase_at(from)?;
        if (at + len..end).any(|inside| self.name_at(inside).is_some_and(|name| inside + name.len >= end)) {
            return None;
        }
        let is_name = matches!(role, CountryRole::Name | CountryRole::Former);
        if is_name && !possessive && self.is_after_place_word(at) && !self.is_capitalised(end - 1) {
            return None;
        }
        // "Gaza air strikes" struck Gaza; "US strikes" are by the US.
        let short = self.original(at, at + len).chars().all(|c| c.is_uppercase() || c == '.');
        if deed > 0 && is_name && !possessive && !short {
            // "a **Myanmar military** air strike": the force itself stands before the deed.
            let (len, branch, form, _) = self.force_word_at(from, false).filter(|own| own.3 == 0)?;
            return Some((
                (at, len),
                ForceMatch { end: from + len, iso: country.iso(), branch, form, deed: 0 },
            ));
        }
        Some(((at, len), ForceMatch { end, iso: country.iso(), branch, form, deed }))
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
                            ForceMatch {
                                end: force.end,
                                iso,
                                branch: force.branch,
                                form: force.form,
                                deed: 0,
                            },
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
        if force.deed || !self.word_is(at + len, self.scanner.glue.of) {
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
            deed: 0,
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
