//! A trie over words: the one structure behind both scans.
//!
//! Why not Aho-Corasick over characters: names and terms begin and end at words, and one hash look-up a word finds that out
//! for nearly all words of a text, since they begin no entry. The automaton would have to be built on every start of the
//! command, and boundaries, spellings and lemmas would still be checked afterwards. Building this takes one insertion a
//! word.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// A node of the trie; the root is 0.
pub(crate) type Node = u32;

/// Words to ids, ids to nodes, nodes to payloads.
#[derive(Debug)]
pub(crate) struct Trie<P> {
    words: FxHashMap<Box<str>, u32>,
    edges: FxHashMap<(Node, u32), Node>,
    ends: Vec<SmallVec<[P; 2]>>,
}

impl<P> Default for Trie<P> {
    fn default() -> Self {
        Self { words: FxHashMap::default(), edges: FxHashMap::default(), ends: vec![SmallVec::new()] }
    }
}

impl<P> Trie<P> {
    /// An empty trie with room for so many forms.
    pub(crate) fn with_capacity(forms: usize) -> Self {
        let mut trie = Self::default();
        trie.words.reserve(forms);
        trie.edges.reserve(forms * 2);
        trie.ends.reserve(forms * 2);
        trie
    }

    /// The id of a word, new where it has none.
    pub(crate) fn intern(&mut self, word: &str) -> u32 {
        if let Some(id) = self.words.get(word) {
            return *id;
        }
        let id = self.words.len() as u32;
        self.words.insert(word.into(), id);
        id
    }

    /// Lets a word share the id of another.
    pub(crate) fn alias(&mut self, word: &str, id: u32) {
        self.words.insert(word.into(), id);
    }

    /// The id of a word that stands in some form.
    pub(crate) fn word(&self, word: &str) -> Option<u32> {
        self.words.get(word).copied()
    }

    /// Adds a form, as word ids.
    pub(crate) fn insert(&mut self, words: &[u32], payload: P) {
        let mut node = 0;
        for word in words {
            let next = self.ends.len() as Node;
            node = *self.edges.entry((node, *word)).or_insert(next);
            if node == next {
                self.ends.push(SmallVec::new());
            }
        }
        if let Some(ends) = self.ends.get_mut(node as usize) {
            ends.push(payload);
        }
    }

    /// Where a word leads from a node.
    pub(crate) fn step(&self, node: Node, word: u32) -> Option<Node> {
        self.edges.get(&(node, word)).copied()
    }

    /// What ends at a node.
    pub(crate) fn ends(&self, node: Node) -> &[P] {
        self.ends.get(node as usize).map_or(&[], SmallVec::as_slice)
    }
}
