//! Regular expressions in Python's notation, for the short strings a tokenizer looks at.
//!
//! spaCy's tokenizer rules use look-behind and very large character classes. General engines either lack the first or
//! spend tens of milliseconds compiling the second, which a command that must answer within 60 ms cannot pay. Chunks
//! between blanks are short, so a plain backtracking machine over characters does: parsing is all the compilation
//! there is, alternation is ordered as in Python, and a table of visited states keeps the time bounded by program
//! length times text length.

mod syntax;

use std::fmt;

use syntax::{Class, Node};

/// One instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Consume a character of the class.
    Class(u32),
    /// Try the first, then the second.
    Split(u32, u32),
    /// Go on elsewhere.
    Jump(u32),
    /// Succeed only if the program at `sub` matches (or not, if negative) `back` characters before here, or from here.
    Look { sub: u32, back: Option<u32>, negative: bool },
    /// Only at the start.
    Start,
    /// Only at the end, or before a line feed that ends the text.
    End,
    /// Done.
    Match,
}

/// A compiled regular expression.
pub(crate) struct Pattern {
    steps: Vec<Step>,
    classes: Vec<Class>,
    /// First ASCII characters a match can have; `None` if a match may be empty.
    first: Option<u128>,
    /// Whether a match can begin with a character beyond ASCII.
    first_beyond: bool,
    /// For expressions whose every alternative ends at the end of the text: the most characters a match can have.
    tail: Option<usize>,
}

/// Working memory of a search, kept between searches.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    visited: Vec<u64>,
    stack: Vec<(u32, u32)>,
}

impl Pattern {
    /// Compiles an expression.
    pub(crate) fn new(source: &str) -> Result<Self, String> {
        let (node, classes) = syntax::parse(source)?;
        Ok(Self::compile(&node, classes))
    }

    /// Compiles an expression whose alternatives all end with `$`, as two patterns: the alternatives of bounded
    /// length, which need only be tried near the end, and the others.
    pub(crate) fn new_tail(source: &str) -> Result<Vec<Self>, String> {
        let (node, classes) = syntax::parse(source)?;
        let Node::Alternatives(branches) = &node else {
            return Ok(vec![Self::compile(&node, classes)]);
        };
        let (bounded, open): (Vec<Node>, Vec<Node>) =
            branches.iter().cloned().partition(|branch| branch.ends_at_end() && branch.longest().is_some());
        let longest = bounded.iter().filter_map(Node::longest).max();
        let mut patterns = Vec::new();
        if !bounded.is_empty() {
            let mut pattern = Self::compile(&Node::Alternatives(bounded), classes.clone());
            pattern.tail = longest;
            patterns.push(pattern);
        }
        if !open.is_empty() {
            patterns.push(Self::compile(&Node::Alternatives(open), classes));
        }
        Ok(patterns)
    }

    fn compile(node: &Node, classes: Vec<Class>) -> Self {
        let mut pattern = Self { steps: Vec::new(), classes, first: None, first_beyond: true, tail: None };
        pattern.emit(node);
        pattern.steps.push(Step::Match);
        pattern.find_first();
        pattern
    }

    fn here(&self) -> u32 {
        self.steps.len() as u32
    }

    fn emit(&mut self, node: &Node) {
        match node {
            Node::Class(id) => self.steps.push(Step::Class(*id)),
            Node::Start => self.steps.push(Step::Start),
            Node::End => self.steps.push(Step::End),
            Node::Sequence(nodes) => nodes.iter().for_each(|node| self.emit(node)),
            Node::Alternatives(branches) => self.emit_alternatives(branches),
            Node::Repeat { node, min, max, lazy } => self.emit_repeat(node, *min, *max, *lazy),
            Node::Look { node, back, negative } => {
                let jump = self.steps.len();
                self.steps.push(Step::Jump(0));
                let sub = self.here();
                self.emit(node);
                self.steps.push(Step::Match);
                self.steps[jump] = Step::Jump(self.here());
                self.steps.push(Step::Look { sub, back: *back, negative: *negative });
            }
        }
    }

    fn emit_alternatives(&mut self, branches: &[Node]) {
        let mut jumps = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            let split = (index + 1 < branches.len()).then(|| {
                self.steps.push(Step::Split(self.here() + 1, 0));
                self.steps.len() - 1
            });
            self.emit(branch);
            if let Some(split) = split {
                jumps.push(self.steps.len());
                self.steps.push(Step::Jump(0));
                self.steps[split] = Step::Split(split as u32 + 1, self.here());
            }
        }
        let end = self.here();
        for jump in jumps {
            self.steps[jump] = Step::Jump(end);
        }
    }

    fn emit_repeat(&mut self, node: &Node, min: u32, max: Option<u32>, lazy: bool) {
        let order = |into: u32, past: u32| {
            if lazy { Step::Split(past, into) } else { Step::Split(into, past) }
        };
        for _ in 0..min {
            self.emit(node);
        }
        if let Some(max) = max {
            let mut splits = Vec::new();
            for _ in min..max {
                splits.push(self.steps.len());
                self.steps.push(Step::Match);
                self.emit(node);
            }
            let end = self.here();
            for split in splits {
                self.steps[split] = order(split as u32 + 1, end);
            }
        } else {
            let split = self.steps.len();
            self.steps.push(Step::Match);
            self.emit(node);
            self.steps.push(Step::Jump(split as u32));
            self.steps[split] = order(split as u32 + 1, self.here());
        }
    }

    /// Collects the characters a match can begin with, so that most positions are passed over at once.
    fn find_first(&mut self) {
        let mut ascii = 0u128;
        let mut beyond = false;
        let mut seen = vec![false; self.steps.len()];
        let mut open = vec![0u32];
        while let Some(pc) = open.pop() {
            if std::mem::replace(&mut seen[pc as usize], true) {
                continue;
            }
            match self.steps[pc as usize] {
                Step::Class(id) => {
                    let class = &self.classes[id as usize];
                    ascii |= class.ascii();
                    beyond |= class.reaches_beyond_ascii();
                }
                Step::Split(a, b) => open.extend([a, b]),
                Step::Jump(to) => open.push(to),
                Step::Look { .. } | Step::Start | Step::End => open.push(pc + 1),
                Step::Match => return,
            }
        }
        self.first = Some(ascii);
        self.first_beyond = beyond;
    }

    /// Whether some text of nothing but ASCII letters can hold a match. (May say yes though there is none.)
    pub(crate) fn can_match_letters(&self) -> bool {
        const LETTERS: u128 = 0x07ff_fffe_07ff_fffe << 64;
        let has_letter = |id: u32| self.classes[id as usize].ascii() & LETTERS != 0;
        let mut seen = vec![false; self.steps.len()];
        let mut open = vec![0u32];
        while let Some(pc) = open.pop() {
            if std::mem::replace(&mut seen[pc as usize], true) {
                continue;
            }
            match self.steps[pc as usize] {
                Step::Class(id) if has_letter(id) => open.push(pc + 1),
                Step::Class(_) => {}
                Step::Split(a, b) => open.extend([a, b]),
                Step::Jump(to) => open.push(to),
                Step::Look { sub, negative: false, .. } => match self.steps[sub as usize] {
                    Step::Class(id) if !has_letter(id) => {}
                    _ => open.push(pc + 1),
                },
                Step::Look { .. } | Step::Start | Step::End => open.push(pc + 1),
                Step::Match => return true,
            }
        }
        false
    }

    fn may_begin_with(&self, c: Option<&char>) -> bool {
        match (self.first, c) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(ascii), Some(&c)) => {
                if c.is_ascii() {
                    ascii >> (c as u32) & 1 == 1
                } else {
                    self.first_beyond
                }
            }
        }
    }

    /// The end of the match that begins at `at`.
    pub(crate) fn match_at(&self, text: &[char], at: usize, scratch: &mut Scratch) -> Option<usize> {
        if !self.may_begin_with(text.get(at)) {
            return None;
        }
        self.run(0, text, at, scratch)
    }

    /// The leftmost match that begins at `from` or later.
    pub(crate) fn search(&self, text: &[char], from: usize, scratch: &mut Scratch) -> Option<(usize, usize)> {
        let from = self.tail.map_or(from, |tail| from.max(text.len().saturating_sub(tail + 1)));
        (from..=text.len()).find_map(|at| self.match_at(text, at, scratch).map(|end| (at, end)))
    }

    /// All matches, left to right, without overlap.
    pub(crate) fn find_all(&self, text: &[char], scratch: &mut Scratch) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((start, end)) = self.search(text, at, scratch) {
            found.push((start, end));
            at = if end == start { end + 1 } else { end };
            if at > text.len() {
                break;
            }
        }
        found
    }

    /// Runs the program at `pc` from `at`. Nested runs (for look-around) get a scratch of their own; their nesting is
    /// that of the expression.
    fn run(&self, pc: u32, text: &[char], at: usize, scratch: &mut Scratch) -> Option<usize> {
        let width = text.len() + 1;
        scratch.visited.clear();
        scratch.visited.resize((self.steps.len() * width).div_ceil(64), 0);
        scratch.stack.clear();
        scratch.stack.push((pc, at as u32));
        while let Some((mut pc, at)) = scratch.stack.pop() {
            let mut at = at as usize;
            loop {
                let step = self.steps[pc as usize];
                if let Step::Split(..) = step {
                    let bit = pc as usize * width + at;
                    let word = &mut scratch.visited[bit / 64];
                    if *word >> (bit % 64) & 1 == 1 {
                        break;
                    }
                    *word |= 1 << (bit % 64);
                }
                match step {
                    Step::Class(id) => match text.get(at) {
                        Some(&c) if self.classes[id as usize].holds(c) => at += 1,
                        _ => break,
                    },
                    Step::Split(first, second) => {
                        scratch.stack.push((second, at as u32));
                        pc = first;
                        continue;
                    }
                    Step::Jump(to) => {
                        pc = to;
                        continue;
                    }
                    Step::Look { sub, back, negative } => {
                        if self.look(sub, back, text, at) == negative {
                            break;
                        }
                    }
                    Step::Start => {
                        if at != 0 {
                            break;
                        }
                    }
                    Step::End => {
                        if !(at == text.len() || at + 1 == text.len() && text[at] == '\n') {
                            break;
                        }
                    }
                    Step::Match => return Some(at),
                }
                pc += 1;
            }
        }
        None
    }

    fn look(&self, sub: u32, back: Option<u32>, text: &[char], at: usize) -> bool {
        let from = match back {
            None => at,
            Some(width) => match at.checked_sub(width as usize) {
                Some(from) => from,
                None => return false,
            },
        };
        // The common look-around is one class: no machine is needed.
        if let (Step::Class(id), Step::Match) = (self.steps[sub as usize], self.steps[sub as usize + 1]) {
            return text.get(from).is_some_and(|&c| self.classes[id as usize].holds(c));
        }
        let text = if back.is_some() { &text[..at] } else { text };
        self.run(sub, text, from, &mut Scratch::default()).is_some()
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pattern").field("steps", &self.steps.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(source: &str, text: &str) -> Vec<(usize, usize)> {
        let text: Vec<char> = text.chars().collect();
        Pattern::new(source).expect(source).find_all(&text, &mut Scratch::default())
    }

    #[test]
    fn alternatives_are_tried_in_order() {
        assert_eq!(all("a|ab", "ab"), [(0, 1)]);
        assert_eq!(all("(?:ab|a)b?", "abb"), [(0, 3)]);
        assert_eq!(all(r"\.\.+|…", "a...b…"), [(1, 4), (5, 6)]);
    }

    #[test]
    fn look_around_sees_but_does_not_take() {
        assert_eq!(all(r"(?<=[a-z])\.(?=[A-Z])", "end.Next a.b"), [(3, 4)]);
        assert_eq!(all(r"(?<![0-9])-", "a-b 1-2"), [(1, 2)]);
        assert_eq!(all(r"(?!10|12)[0-9]+", "10 13"), [(1, 2), (3, 5)]);
        assert_eq!(all(r"(?<=ab|cd)x", "abxcdxadx"), [(2, 3), (5, 6)]);
    }

    #[test]
    fn repeats_are_greedy_unless_told_otherwise() {
        assert_eq!(all("a{2,3}", "aaaaa"), [(0, 3), (3, 5)]);
        assert_eq!(all("a+?", "aa"), [(0, 1), (1, 2)]);
        assert_eq!(all("(?:a*)*b", "aaab"), [(0, 4)]);
    }

    #[test]
    fn classes_take_escapes_ranges_and_negation() {
        assert_eq!(all(r"[^\d\s\-]+", "ab-1 ç"), [(0, 2), (5, 6)]);
        assert_eq!(all(r"[\u00e0-\u00ff\]]", "aé]"), [(1, 2), (2, 3)]);
        assert_eq!(all(r"(?i)[a-c]x", "BX"), [(0, 2)]);
    }

    #[test]
    fn what_is_not_an_expression_is_refused() {
        for source in ["(", "a)", "[a", "*", "(?P<n>a)", r"\1", "a{3,2}", "(?<=a+)b"] {
            assert!(Pattern::new(source).is_err(), "{source}");
        }
    }

    #[test]
    fn letters_alone_are_known_to_match_or_not() {
        let can = |source: &str| Pattern::new(source).expect(source).can_match_letters();
        assert!(!can(r"(?<=[0-9])(?:km|m)$|\.\.+$|(?<=[a-z])\.$"));
        assert!(!can(r"^US\$|^\+(?![0-9])") && !can(r"(?:[a-z]+\.)+[a-z]+"));
        assert!(can(r"(?<![0-9])m$") && can("x*"));
    }

    #[test]
    fn nested_repeats_do_not_explode() {
        let text = format!("{}!", "a".repeat(2000));
        assert_eq!(all("^(?:a|a?)+$", &text), []);
    }
}
