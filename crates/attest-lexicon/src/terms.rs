//! Finding terms in a tokenised sentence.
//!
//! A form matches a run of tokens each of which has the form's word as its lower-case text or as its lemma; hyphens count as
//! spaces on both sides, so that "car-bomb" as one token, as three, or as two words is the same term. In each table the
//! longest term that begins at a token wins and terms of one table do not overlap; tables know nothing of each other,
//! because "army" is a force, a speaker and a group at once.

use crate::code::Pos;
use crate::entry::{Data, Table, Term};
use crate::trie::{Node, Trie};
use smallvec::SmallVec;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// One token, as the scan needs it.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// Its text in lower case.
    pub lower: &'a str,
    /// Its lemma in lower case; the text again where there is none.
    pub lemma: &'a str,
}

/// Terms found at a run of tokens.
#[derive(Debug, Clone)]
pub struct TermHit<'a> {
    /// Index of the first token.
    pub first: usize,
    /// Index of the last token, inclusive.
    pub last: usize,
    /// The table; all entries are of it.
    pub table: Table,
    /// The entries of this table that have the form, in the order of the files: a noun and a verb may share it.
    pub entries: SmallVec<[&'a Term; 2]>,
}

/// The term tables, ready to be looked for. Outlets are in them but are looked for in running text
/// ([`crate::Lexicon::scan_outlets`]), because their names need their capitals.
#[derive(Debug)]
pub struct Terms {
    list: Vec<Term>,
    trie: OnceLock<Trie<u32>>,
}

/// A hyphen-free part of a token, with the ids of the words it may be.
struct Part {
    token: u32,
    opens_token: bool,
    words: SmallVec<[Alternative; 2]>,
}

/// A word that a part may be.
#[derive(Debug, Clone, Copy)]
struct Alternative {
    word: u32,
    /// It is so only as a verb: "attacked" is no form of the noun "attack".
    verbal: bool,
}

/// Where a walk stands: a node, and whether its last word was taken as a verb.
type State = (Node, bool);

impl Terms {
    pub(crate) const fn new(list: Vec<Term>) -> Self {
        Self { list, trie: OnceLock::new() }
    }

    /// The trie over all forms, built when it is first needed.
    fn trie(&self) -> &Trie<u32> {
        self.trie.get_or_init(|| {
            let forms: usize = self.list.iter().map(|term| term.forms.len()).sum();
            let mut trie = Trie::with_capacity(forms);
            let mut words = Vec::new();
            for (index, term) in self.list.iter().enumerate().filter(|(_, term)| term.table != Table::Outlets)
            {
                for form in &term.forms {
                    words.clear();
                    words.extend(form.split(' ').flat_map(|word| form_pieces(word, &mut trie)));
                    trie.insert(&words, index as u32);
                }
            }
            trie
        })
    }

    /// All entries, tables in the order of [`Table`], entries in the order of the files.
    pub fn all(&self) -> &[Term] {
        &self.list
    }

    /// The entries of one table, in the order of the files.
    pub fn of(&self, table: Table) -> impl Iterator<Item = &Term> {
        self.list.iter().filter(move |term| term.table == table)
    }

    /// Finds the terms of a sentence. Hits are sorted by first token, then by table; see the module for what overlaps.
    ///
    /// ```
    /// use attest_lexicon::{Lexicon, Table, Word};
    /// let words = [("a", "a"), ("car", "car"), ("bomb", "bomb"), ("killed", "kill"), ("him", "he")]
    ///     .map(|(lower, lemma)| Word { lower, lemma });
    /// let hits = Lexicon::builtin().terms().scan(&words);
    /// let weapon = hits.iter().find(|hit| hit.table == Table::Weapons).unwrap();
    /// assert_eq!((weapon.first, weapon.last), (1, 2));
    /// ```
    pub fn scan(&self, words: &[Word<'_>]) -> Vec<TermHit<'_>> {
        let mut parts = Vec::with_capacity(words.len() + 4);
        for (token, word) in words.iter().enumerate() {
            self.push_parts(token as u32, word.lower, &[word.lemma], &mut parts);
        }
        let mut hits = self.walk(&parts);
        hits.retain(|hit| !hit.entries.iter().any(|term| term.data == Data::Decoy));
        hits
    }

    /// The same with several possible lemmas for each token, and decoys among the hits, as the checks need it.
    pub(crate) fn scan_loose(&self, words: &[(String, Vec<String>)]) -> Vec<TermHit<'_>> {
        let mut parts = Vec::with_capacity(words.len() + 4);
        for (token, (lower, lemmas)) in words.iter().enumerate() {
            let lemmas: Vec<&str> = lemmas.iter().map(String::as_str).collect();
            self.push_parts(token as u32, lower, &lemmas, &mut parts);
        }
        self.walk(&parts)
    }

    /// The first entry of a table that has exactly this form (a lemma, or several words).
    pub fn find(&self, table: Table, form: &str) -> Option<&Term> {
        let mut node = 0;
        for word in form.split(' ') {
            let word = lower(word);
            for piece in pieces_of(&plain(&word)) {
                node = self.trie().step(node, self.trie().word(piece)?)?;
            }
        }
        let ends = self.trie().ends(node);
        ends.iter().filter_map(|index| self.list.get(*index as usize)).find(|term| term.table == table)
    }

    fn push_parts(&self, token: u32, lower: &str, lemmas: &[&str], parts: &mut Vec<Part>) {
        let lower = plain(lower);
        let pieces: SmallVec<[&str; 4]> = pieces_of(&lower).collect();
        for (at, piece) in pieces.iter().enumerate() {
            let mut words: SmallVec<[Alternative; 2]> = SmallVec::new();
            words.extend(self.trie().word(piece).map(|word| Alternative { word, verbal: false }));
            for lemma in lemmas {
                let is_last = at + 1 == pieces.len();
                let piece_of_lemma = match pieces.len() {
                    1 => Some(*lemma),
                    _ if is_last => lemma.rsplit('-').next(),
                    _ => None,
                };
                let Some(lemma) = piece_of_lemma else { continue };
                if let Some(word) =
                    self.trie().word(lemma).filter(|id| words.iter().all(|known| known.word != *id))
                {
                    words.push(Alternative { word, verbal: !is_noun_form(piece, lemma) });
                }
            }
            parts.push(Part { token, opens_token: at == 0, words });
        }
    }

    fn walk(&self, parts: &[Part]) -> Vec<TermHit<'_>> {
        let mut hits = Vec::new();
        let mut free_from: BTreeMap<Table, u32> = BTreeMap::new();
        let mut states: SmallVec<[State; 4]> = SmallVec::new();
        let mut next: SmallVec<[State; 4]> = SmallVec::new();
        for (begin, first) in parts.iter().enumerate() {
            if first.words.is_empty() {
                continue;
            }
            let mut found: SmallVec<[(u32, State); 4]> = SmallVec::new();
            states.clear();
            states.push((0, false));
            for part in parts.get(begin..).unwrap_or(&[]) {
                next.clear();
                for (node, _) in &states {
                    let step = |word: &Alternative| Some((self.trie().step(*node, word.word)?, word.verbal));
                    next.extend(part.words.iter().filter_map(step));
                }
                if next.is_empty() {
                    break;
                }
                let ending = next.iter().filter(|(node, _)| !self.trie().ends(*node).is_empty());
                found.extend(ending.map(|state| (part.token, *state)));
                std::mem::swap(&mut states, &mut next);
            }
            self.take_longest(first, &found, &mut free_from, &mut hits);
        }
        hits.sort_by_key(|hit| (hit.first, hit.table, hit.last));
        hits
    }

    /// Of the terms that begin at one part, the longest of each table.
    fn take_longest<'a>(
        &'a self,
        first: &Part,
        found: &[(u32, State)],
        free_from: &mut BTreeMap<Table, u32>,
        hits: &mut Vec<TermHit<'a>>,
    ) {
        let before = hits.len();
        let mut longest = found.len();
        while let Some(at) = longest.checked_sub(1) {
            longest = at;
            let Some((last, (node, verbal))) = found.get(at).copied() else { break };
            for term in self.trie().ends(node).iter().filter_map(|index| self.list.get(*index as usize)) {
                if verbal && term.pos == Pos::Noun {
                    continue;
                }
                let taken = hits.iter().skip(before).position(|hit| hit.table == term.table);
                if let Some(hit) = taken.and_then(|at| hits.get_mut(before + at)) {
                    let is_same = hit.last == last as usize;
                    if is_same && !hit.entries.iter().any(|entry| std::ptr::eq(*entry, term)) {
                        hit.entries.push(term);
                    }
                    continue;
                }
                let free = free_from.get(&term.table).copied().unwrap_or(0);
                if first.token < free && (first.opens_token || first.token + 1 != free) {
                    continue;
                }
                let hit = TermHit {
                    first: first.token as usize,
                    last: last as usize,
                    table: term.table,
                    entries: SmallVec::from_iter([term]),
                };
                hits.push(hit);
            }
        }
        for hit in hits.iter().skip(before) {
            free_from.insert(hit.table, hit.last as u32 + 1);
        }
    }
}

/// Interns the pieces of one word of a form.
fn form_pieces(word: &str, trie: &mut Trie<u32>) -> SmallVec<[u32; 2]> {
    let word = lower(word);
    pieces_of(&plain(&word)).map(|piece| trie.intern(piece)).collect()
}

/// A word in lower case; most forms are.
fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// A lower-case word without the dots of an acronym and with straight apostrophes.
fn plain(lower: &str) -> Cow<'_, str> {
    let is_dotted = lower.contains('.') && lower.split('.').all(|letter| letter.chars().count() <= 1);
    match (is_dotted, lower.contains('’')) {
        (true, _) => Cow::Owned(lower.replace('.', "")),
        (_, true) => Cow::Owned(lower.replace('’', "'")),
        _ => Cow::Borrowed(lower),
    }
}

/// The parts of a word that count as words: between hyphens, and a possessive ending by itself.
fn pieces_of(word: &str) -> impl Iterator<Item = &str> {
    word.split('-').flat_map(|piece| {
        let (stem, ending) = match piece.strip_suffix("'s") {
            Some(stem) if !stem.is_empty() => (stem, "'s"),
            _ => (piece.strip_suffix('\'').unwrap_or(piece), ""),
        };
        [stem, ending].into_iter().filter(|piece| !piece.is_empty())
    })
}

/// Whether a text form can be the noun of a lemma: the lemma itself, its plural, or an irregular plural.
fn is_noun_form(lower: &str, lemma: &str) -> bool {
    let ending = lower.strip_prefix(lemma);
    let stem = lemma.get(..lemma.len().saturating_sub(1)).unwrap_or("");
    matches!(ending, Some("" | "s" | "es"))
        || lower.ends_with("men")
        || lower.ends_with("ves")
        || (lower.ends_with("ies") && lower.starts_with(stem))
        || matches!(lower, "children" | "people" | "feet" | "corpses" | "bodies" | "lives")
}
