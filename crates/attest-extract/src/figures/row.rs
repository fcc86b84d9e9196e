//! A passage prepared for reading figures: lower-case words, the terms at each word, the quantities, and short names for the
//! questions that every rule asks of the tree.
//!
//! Rules are many and small; what they share is asked here once, so that a rule reads like its description. The labels are
//! those of the English pipeline (`nsubjpass`, `dobj`, `acl` …).

use super::numbers::{self, Mark, Quantity};
use crate::page::Passage;
use attest_language::{Analysis, Token};
use attest_lexicon::{ActorHit, CountryForm, GroupNoun, Table, TargetKind, TermHit};
use std::ops::Range;

/// A passage under the reader's eyes.
pub(crate) struct Row<'p, 'k> {
    /// The passage.
    pub passage: &'p Passage<'k>,
    /// Its trees.
    pub analysis: &'p Analysis,
    /// Its words in lower case.
    pub lower: Vec<String>,
    /// Its quantities, in order.
    pub quantities: Vec<Quantity>,
    quantity_at: Vec<u32>,
    groups: Vec<u32>,
    perpetrators: Vec<u32>,
    titles: Vec<u32>,
    countries: Vec<u32>,
    harms: Vec<u32>,
    weapons: Vec<u32>,
    targets: Vec<u32>,
    actors: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl<'p, 'k> Row<'p, 'k> {
    /// Prepares a passage.
    pub fn new(passage: &'p Passage<'k>) -> Self {
        let analysis = &passage.analysis;
        let lower: Vec<String> = analysis.tokens().map(|token| token.text().to_lowercase()).collect();
        let words: Vec<&str> = lower.iter().map(String::as_str).collect();
        let mut marks: Vec<Mark<'_>> = Vec::new();
        let mut tables = [(); 7].map(|()| vec![NONE; lower.len()]);
        for (index, hit) in passage.terms.iter().enumerate() {
            let slot = match hit.table {
                Table::Groups => 0,
                Table::Perpetrators => 1,
                Table::Titles => 2,
                Table::Countries => 3,
                Table::Harms => 4,
                Table::Weapons => 5,
                Table::Targets => 6,
                Table::Counts => {
                    let end = hit.last + 1;
                    let next = lower.get(end).map_or("", String::as_str);
                    // "thirty-five and more than forty": here "and" joins, and the bound begins behind it.
                    let joined =
                        hit.last == hit.first + 1 && lower.get(hit.first).is_some_and(|word| word == "and");
                    let than = usize::from(next == "than");
                    if joined && (than == 1 || next.starts_with(|c: char| c.is_ascii_digit())) {
                        marks.push(Mark { start: hit.first + 1, end: end + than, word: &numbers::MORE_THAN });
                        continue;
                    }
                    marks.extend(hit.entries.iter().filter_map(|term| term.count()).map(|word| Mark {
                        start: hit.first,
                        end,
                        word,
                    }));
                    continue;
                }
                _ => continue,
            };
            for token in hit.first..=hit.last {
                if let Some(place) = tables[slot].get_mut(token) {
                    *place = index as u32;
                }
            }
        }
        marks.sort_by_key(|mark| (mark.start, mark.end));
        let quantities = numbers::scan(&words, &marks);
        let mut quantity_at = vec![NONE; lower.len()];
        for (index, quantity) in quantities.iter().enumerate() {
            for token in quantity.tokens.clone() {
                quantity_at[token] = index as u32;
            }
        }
        let mut actors = vec![NONE; lower.len()];
        for (index, hit) in passage.actors.iter().enumerate() {
            for token in passage.tokens_over(hit.start as u32, hit.end as u32) {
                if let Some(place) = actors.get_mut(token) {
                    *place = index as u32;
                }
            }
        }
        let [groups, perpetrators, titles, countries, harms, weapons, targets] = tables;
        Self {
            passage,
            analysis,
            lower,
            quantities,
            quantity_at,
            groups,
            perpetrators,
            titles,
            countries,
            harms,
            weapons,
            targets,
            actors,
        }
    }

    fn hit(&self, table: &[u32], at: usize) -> Option<&'p TermHit<'k>> {
        let index = *table.get(at)?;
        self.passage.terms.get(index as usize)
    }

    /// The harm term over a token.
    pub fn harm(&self, at: usize) -> Option<&'p TermHit<'k>> {
        self.hit(&self.harms, at)
    }

    /// The people noun over a token; none inside the longer name of a thing ("armored **personnel** carriers", "**police** station").
    pub fn group(&self, at: usize) -> Option<&'k GroupNoun> {
        let hit = self.hit(&self.groups, at)?;
        let longer = |thing: &TermHit<'_>| thing.first <= hit.first && thing.last > hit.last;
        let named = |table: &[u32]| self.hit(table, at).is_some_and(longer);
        if named(&self.weapons) || named(&self.targets) {
            return None;
        }
        hit.entries.iter().find_map(|term| term.group())
    }

    /// Whether a token belongs to a description of attackers.
    pub fn is_perpetrator(&self, at: usize) -> bool {
        self.hit(&self.perpetrators, at).is_some()
    }

    /// Whether a token belongs to a title or office.
    pub fn title(&self, at: usize) -> Option<&'k attest_lexicon::Title> {
        self.hit(&self.titles, at)?.entries.iter().find_map(|term| term.title())
    }

    /// Whether a token belongs to the name of a weapon.
    pub fn is_weapon(&self, at: usize) -> bool {
        self.hit(&self.weapons, at).is_some()
    }

    /// The named group or state force that a token belongs to.
    pub fn actor(&self, at: usize) -> Option<&'p ActorHit<'k>> {
        self.passage.actors.get(*self.actors.get(at)? as usize)
    }

    /// Whether a token belongs to a word of violence: "operation", "strike".
    pub fn is_event(&self, at: usize) -> bool {
        self.passage.terms.iter().any(|hit| {
            (hit.first..=hit.last).contains(&at) && hit.entries.iter().any(|term| term.event().is_some())
        })
    }

    /// Whether a token names a thing or place that is attacked, and no people.
    pub fn is_target(&self, at: usize) -> bool {
        self.hit(&self.targets, at).is_some() && self.group(at).is_none()
    }

    /// Whether a token belongs to the words for a hospital.
    pub fn is_hospital(&self, at: usize) -> bool {
        let named = |hit: &TermHit<'_>| {
            hit.entries
                .iter()
                .filter_map(|term| term.target())
                .any(|target| target.kind == TargetKind::Hospital)
        };
        self.hit(&self.targets, at).is_some_and(named)
            || matches!(
                self.word(at),
                "hospital" | "hospitals" | "clinic" | "infirmary" | "medical" | "trauma" | "er"
            )
    }

    /// The country that a token names, or whose adjective it is.
    pub fn country(&self, at: usize) -> Option<&'k CountryForm> {
        self.hit(&self.countries, at)?.entries.iter().find_map(|term| term.country())
    }

    /// The quantity that a token belongs to.
    pub fn quantity(&self, at: usize) -> Option<(usize, &Quantity)> {
        let index = *self.quantity_at.get(at)? as usize;
        self.quantities.get(index).map(|quantity| (index, quantity))
    }

    /// The lower-case word; empty beyond the ends.
    pub fn word(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// The word before.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// The token.
    pub fn token(&self, at: usize) -> Option<Token<'p>> {
        self.analysis.token(at)
    }

    /// Its fine-grained tag.
    pub fn tag(&self, at: usize) -> &'p str {
        self.token(at).map_or("", Token::tag)
    }

    /// Its dependency label.
    pub fn dep(&self, at: usize) -> &'p str {
        self.token(at).map_or("", Token::dep)
    }

    /// Its lemma.
    pub fn lemma(&self, at: usize) -> &'p str {
        self.token(at).map_or("", Token::lemma)
    }

    /// Its head.
    pub fn head(&self, at: usize) -> usize {
        self.analysis.head(at)
    }

    /// Its children with one of these labels.
    pub fn children(
        &self,
        at: usize,
        labels: &'static [&'static str],
    ) -> impl DoubleEndedIterator<Item = usize> + use<'p, 'k> {
        self.analysis.children(at).filter(move |child| labels.contains(&child.dep())).map(Token::index)
    }

    /// Its first child with one of these labels.
    pub fn child(&self, at: usize, labels: &'static [&'static str]) -> Option<usize> {
        self.children(at, labels).next()
    }

    /// The object of a preposition `words` that hangs on `at`: "of" on "deaths".
    pub fn complement(&self, at: usize, words: &[&str]) -> Option<usize> {
        self.children(at, &["prep", "agent", "dative"])
            .filter(|prep| words.contains(&self.word(*prep)))
            .find_map(|prep| self.child(prep, &["pobj", "pcomp"]))
    }

    /// The tokens of the sentence around `at`.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        self.analysis.sentence_of(at)
    }

    /// Whether one of the words stands in a token range.
    pub fn any(&self, range: Range<usize>, words: &[&str]) -> bool {
        range.into_iter().any(|at| words.contains(&self.word(at)))
    }

    /// The conjuncts of a token, itself first, in text order of discovery; also the members of a list that the parser
    /// hangs as appositions ("a woman, a man and a boy").
    pub fn conjuncts(&self, at: usize) -> Vec<usize> {
        let mut all = vec![at];
        let mut next = 0;
        while let Some(&token) = all.get(next) {
            next += 1;
            if all.len() > 24 {
                break;
            }
            for child in self.analysis.children(token) {
                let list = child.dep() == "appos" && child.index() > token && self.opens_list(child.index());
                if child.dep() == "conj" || list {
                    all.push(child.index());
                } else if child.dep() == "appos" && self.names(token, child.index()) {
                    // "the village chief, Amadou Sare, **and his two sons**"
                    let others = self.children(child.index(), &["conj"]);
                    all.extend(
                        others.filter(|other| self.is_counted(*other) && self.group(*other).is_some()),
                    );
                }
            }
        }
        all
    }

    /// Whether an apposition is the name of somebody whom the noun before it describes.
    fn names(&self, noun: usize, name: usize) -> bool {
        name > noun
            && self.tag(noun) == "NN"
            && self.group(noun).is_some()
            && self.tag(name).starts_with("NNP")
            && self.token(name).is_some_and(|name| name.kind() == "PERSON")
    }

    /// Whether a noun has an article, a number or an owner of its own.
    fn is_counted(&self, noun: usize) -> bool {
        self.quantity(noun).is_some() || self.child(noun, &["det", "nummod", "poss"]).is_some()
    }

    /// Whether an apposition is really the next member of a list: it has its own number or article, and an "and" after it.
    ///
    /// "Tessi, **a leader** of the party **and director** of the bank": one person of two offices.
    fn opens_list(&self, at: usize) -> bool {
        let name = self.token(at).map(attest_language::Token::head);
        let same = name.is_some_and(|name| name.kind() == "PERSON" && name.tag() == "NNP")
            && self.children(at, &["conj"]).all(|other| !self.tag(other).starts_with("NNP"));
        if same {
            return false;
        }
        let start = self.analysis.subtree_span(at).start;
        // "a woman, **her two daughters and** a neighbour"
        let whose = matches!(self.word(start), "his" | "her" | "their")
            && self.children(at, &["conj"]).any(|other| self.is_counted(other));
        let own = matches!(self.word(start), "a" | "an" | "another")
            || whose
            || self.quantity(start).is_some_and(|(_, q)| q.core.end <= at);
        // "a 59-year-old man, **49-year-old woman and** 53-year-old man"
        let aged = |at: usize| self.children(at, &["amod"]).any(|word| self.word(word) == "old");
        (own || aged(at) && name.is_some_and(|name| aged(name.index())))
            && self.child(at, &["conj"]).is_some()
    }

    /// The head of the noun phrase that starts at or right after `at`.
    pub fn noun_at(&self, at: usize) -> Option<usize> {
        let sentence = self.sentence(at);
        let mut last = None;
        for token in at..sentence.end.min(at + 8) {
            match self.tag(token) {
                "NN" | "NNS" | "NNP" | "NNPS" => last = Some(token),
                "CD" | "DT" | "JJ" | "PRP$" | "HYPH" | "RB" | "RBS" | "VBN" | "POS" if last.is_none() => {}
                "HYPH" | "POS" => {}
                _ if self.quantity(token).is_some() && last.is_none() => {}
                _ => break,
            }
        }
        last.or_else(|| self.quantity(at).map(|(_, quantity)| quantity.core.end - 1))
    }
}
