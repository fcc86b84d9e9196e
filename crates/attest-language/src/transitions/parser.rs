//! The arc-eager dependency parser of spaCy: shift, reduce, left arc, right arc, and a break that starts a sentence.
//!
//! It is the non-monotonic variant: a word reduced without a head goes back to the buffer, and a left arc may replace a
//! head given before. All state is in flat arrays; a step is constant time.

use pulp::Arch;

use crate::encoder::Vectors;

use super::{Network, Scorer};

const SHIFT: u8 = 0;
const REDUCE: u8 = 1;
const LEFT: u8 = 2;
const RIGHT: u8 = 3;
const BREAK: u8 = 4;

/// State features: the first two of the buffer, the top three of the stack, outermost children of the tops.
pub(crate) const FEATURES: usize = 8;

const NONE: u32 = u32::MAX;

/// A tree over a text as the parser leaves it: roots head themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tree {
    pub(crate) heads: Vec<u32>,
    /// Label numbers; 0 for a root.
    pub(crate) labels: Vec<u16>,
}

struct State {
    length: usize,
    stack: Vec<u32>,
    /// Words put back, the next one last.
    rebuffer: Vec<u32>,
    /// The next word never shifted.
    next: usize,
    heads: Vec<u32>,
    labels: Vec<u16>,
    /// Last arc added to the left and to the right of each word, and the arc added before it on the same side.
    last_left: Vec<u32>,
    last_right: Vec<u32>,
    before: Vec<u32>,
    unshiftable: Vec<bool>,
    sentence_start: Vec<bool>,
}

impl State {
    fn new(length: usize) -> Self {
        Self {
            length,
            stack: Vec::new(),
            rebuffer: Vec::new(),
            next: 0,
            heads: vec![NONE; length],
            labels: vec![0; length],
            last_left: vec![NONE; length],
            last_right: vec![NONE; length],
            before: vec![NONE; length],
            unshiftable: vec![false; length],
            sentence_start: vec![false; length],
        }
    }

    fn stack(&self, at: usize) -> Option<usize> {
        let at = self.stack.len().checked_sub(at + 1)?;
        Some(self.stack[at] as usize)
    }

    fn buffer(&self, at: usize) -> Option<usize> {
        match self.rebuffer.len().checked_sub(at + 1) {
            Some(at) => Some(self.rebuffer[at] as usize),
            None => Some(self.next + at - self.rebuffer.len()).filter(|&word| word < self.length),
        }
    }

    fn buffer_length(&self) -> usize {
        self.length - self.next + self.rebuffer.len()
    }

    fn starts_sentence(&self, word: Option<usize>) -> bool {
        word.is_some_and(|word| self.sentence_start[word])
    }

    fn context(&self) -> [Option<usize>; FEATURES] {
        let word = |list: &[u32], word: Option<usize>| {
            let child = list[word?];
            (child != NONE).then_some(child as usize)
        };
        let (buffer, stack) = (self.buffer(0), self.stack(0));
        [
            buffer,
            self.buffer(1),
            stack,
            self.stack(1),
            self.stack(2),
            word(&self.last_left, buffer),
            word(&self.last_left, stack),
            word(&self.last_right, stack),
        ]
    }

    /// Which kinds of moves are allowed, by their number.
    fn allowed(&self) -> [bool; 5] {
        let (empty, left) = (self.stack.is_empty(), self.buffer_length());
        let first = self.buffer(0);
        let new_sentence = self.starts_sentence(first);
        let shiftable = left >= 2 && !new_sentence && first.is_some_and(|word| !self.unshiftable[word]);
        let arc = !empty && left > 0 && !new_sentence;
        let second = self.buffer(1);
        let adjacent = first.zip(second).is_some_and(|(first, second)| second == first + 1);
        [empty || shiftable, !empty, arc, arc, left >= 2 && adjacent && !self.starts_sentence(second)]
    }

    fn push(&mut self) {
        if let Some(word) = self.rebuffer.pop() {
            self.stack.push(word);
        } else if self.next < self.length {
            self.stack.push(self.next as u32);
            self.next += 1;
        }
    }

    fn apply(&mut self, kind: u8, label: u16) {
        match kind {
            SHIFT => self.push(),
            REDUCE => {
                let Some(top) = self.stack.pop() else { return };
                if self.heads[top as usize] == NONE && !self.stack.is_empty() {
                    self.unshiftable[top as usize] = true;
                    self.rebuffer.push(top);
                }
            }
            LEFT => {
                if let (Some(head), Some(child)) = (self.buffer(0), self.stack.pop()) {
                    self.add_arc(head, child as usize, label);
                    // The stack has changed, so the word may be shifted again.
                    self.unshiftable[head] = false;
                }
            }
            RIGHT => {
                if let (Some(head), Some(child)) = (self.stack(0), self.buffer(0)) {
                    self.add_arc(head, child, label);
                    self.push();
                }
            }
            BREAK => {
                if let Some(word) = self.buffer(1) {
                    self.sentence_start[word] = true;
                }
            }
            _ => {}
        }
    }

    fn add_arc(&mut self, head: usize, child: usize, label: u16) {
        let old = self.heads[child];
        if old != NONE {
            let list = if old as usize > child { &mut self.last_left } else { &mut self.last_right };
            // The arc replaced is always the last one of its head.
            if list[old as usize] == child as u32 {
                list[old as usize] = self.before[child];
            }
        }
        let list = if head > child { &mut self.last_left } else { &mut self.last_right };
        self.before[child] = std::mem::replace(&mut list[head], child as u32);
        self.heads[child] = head as u32;
        self.labels[child] = label;
    }
}

/// Parses one text of a batch.
pub(crate) fn parse(network: &Network, vectors: &Vectors, text: usize, length: usize, arch: Arch) -> Tree {
    let mut state = State::new(length);
    let mut scorer = Scorer::new(network, vectors, text, length, arch);
    // The system itself needs at most a few moves a word; the limit is for models that are not what they seem.
    for _ in 0..length * 16 + 16 {
        if state.stack.is_empty() && state.buffer_length() == 0 {
            break;
        }
        let allowed = state.allowed();
        let best = scorer.best(&state.context(), |kind, _| allowed.get(usize::from(kind)) == Some(&true));
        let Some((kind, label)) = best else { break };
        state.apply(kind, label);
    }
    let heads = state.heads.iter().enumerate().map(|(at, &head)| if head == NONE { at as u32 } else { head });
    Tree { heads: heads.collect(), labels: state.labels }
}
