//! From the text of a regular expression to a tree.

/// A part of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// One character of a class.
    Class(u32),
    Start,
    End,
    Sequence(Vec<Node>),
    Alternatives(Vec<Node>),
    Repeat {
        node: Box<Node>,
        min: u32,
        max: Option<u32>,
        lazy: bool,
    },
    /// Look-around; `back` is the width of a look-behind.
    Look {
        node: Box<Node>,
        back: Option<u32>,
        negative: bool,
    },
}

impl Node {
    /// The most characters it can take, if there is a limit.
    pub(super) fn longest(&self) -> Option<usize> {
        match self {
            Node::Class(_) => Some(1),
            Node::Start | Node::End | Node::Look { .. } => Some(0),
            Node::Sequence(nodes) => {
                nodes.iter().try_fold(0usize, |sum, node| sum.checked_add(node.longest()?))
            }
            Node::Alternatives(nodes) => {
                nodes.iter().try_fold(0, |most: usize, node| Some(most.max(node.longest()?)))
            }
            Node::Repeat { node, max, .. } => node.longest()?.checked_mul((*max)? as usize),
        }
    }

    fn shortest(&self) -> usize {
        match self {
            Node::Class(_) => 1,
            Node::Start | Node::End | Node::Look { .. } => 0,
            Node::Sequence(nodes) => nodes.iter().map(Node::shortest).sum(),
            Node::Alternatives(nodes) => nodes.iter().map(Node::shortest).min().unwrap_or(0),
            Node::Repeat { node, min, .. } => node.shortest() * *min as usize,
        }
    }

    /// Whether every match ends at the end of the text.
    pub(super) fn ends_at_end(&self) -> bool {
        match self {
            Node::End => true,
            Node::Sequence(nodes) => nodes.last().is_some_and(Node::ends_at_end),
            Node::Alternatives(nodes) => nodes.iter().all(Node::ends_at_end),
            _ => false,
        }
    }

    /// Number of instructions it expands to, roughly; guards against `{1000}{1000}`.
    fn size(&self) -> usize {
        match self {
            Node::Class(_) | Node::Start | Node::End => 1,
            Node::Sequence(nodes) | Node::Alternatives(nodes) => {
                nodes.iter().fold(2, |sum: usize, node| sum.saturating_add(node.size() + 2))
            }
            Node::Repeat { node, min, max, .. } => {
                (node.size() + 1).saturating_mul(max.unwrap_or(*min + 1).max(1) as usize)
            }
            Node::Look { node, .. } => node.size() + 3,
        }
    }
}

/// A set of characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Class {
    ascii: u128,
    /// Sorted, for characters beyond ASCII.
    ranges: Vec<(u32, u32)>,
    /// Escapes such as `\w` (and, negated, `\W`), for characters beyond ASCII.
    kinds: Vec<(char, bool)>,
    negated: bool,
    ignore_case: bool,
}

impl Class {
    fn add_range(&mut self, low: char, high: char) {
        for c in low as u32..=(high as u32).min(127) {
            self.ascii |= 1 << c;
        }
        if high as u32 > 127 {
            self.ranges.push(((low as u32).max(128), high as u32));
        }
    }

    fn add_kind(&mut self, kind: char) {
        let positive = kind.to_ascii_lowercase();
        let negated = kind != positive;
        for c in 0u8..128 {
            if is_kind(positive, c as char) != negated {
                self.ascii |= 1 << c;
            }
        }
        self.kinds.push((positive, negated));
    }

    fn finish(&mut self, ignore_case: bool) {
        self.ignore_case = ignore_case;
        if ignore_case {
            for c in b'a'..=b'z' {
                let upper = c.to_ascii_uppercase();
                if (self.ascii >> c | self.ascii >> upper) & 1 == 1 {
                    self.ascii |= 1 << c | 1 << upper;
                }
            }
        }
        if self.negated {
            self.ascii = !self.ascii;
        }
        self.ranges.sort_unstable();
    }

    pub(super) fn ascii(&self) -> u128 {
        self.ascii
    }

    pub(super) fn reaches_beyond_ascii(&self) -> bool {
        self.negated || !self.ranges.is_empty() || !self.kinds.is_empty()
    }

    /// Whether the character is in the set.
    pub(super) fn holds(&self, c: char) -> bool {
        if c.is_ascii() {
            return self.ascii >> (c as u32) & 1 == 1;
        }
        let mut held = self.lists(c);
        if !held && self.ignore_case {
            let mut lower = c.to_lowercase();
            let mut upper = c.to_uppercase();
            held = lower.next().is_some_and(|c| lower.len() == 0 && self.lists(c))
                || upper.next().is_some_and(|c| upper.len() == 0 && self.lists(c));
        }
        held != self.negated
    }

    fn lists(&self, c: char) -> bool {
        let code = c as u32;
        let at = self.ranges.partition_point(|&(low, _)| low <= code);
        // Ranges may overlap, so one before the last may still reach; overlaps are rare and short.
        let near = self.ranges[..at].iter().rev().take(4).any(|&(_, high)| code <= high);
        near || self.kinds.iter().any(|&(kind, negated)| is_kind(kind, c) != negated)
    }
}

fn is_kind(kind: char, c: char) -> bool {
    match kind {
        'd' => crate::characters::is_decimal(c),
        's' => crate::characters::is_space(c),
        _ => c == '_' || c.is_alphanumeric(),
    }
}

/// Parses an expression.
pub(super) fn parse(source: &str) -> Result<(Node, Vec<Class>), String> {
    let mut parser =
        Parser { chars: source.chars().collect(), at: 0, classes: Vec::new(), ignore_case: false, depth: 0 };
    let node = parser.alternatives()?;
    if parser.at < parser.chars.len() {
        return Err(format!("unmatched ) at {}", parser.at));
    }
    if node.size() > 200_000 {
        return Err("too large".to_owned());
    }
    Ok((node, parser.classes))
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    classes: Vec<Class>,
    ignore_case: bool,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take(&mut self, text: &str) -> bool {
        let length = text.chars().count();
        let found = self
            .chars
            .get(self.at..self.at + length)
            .is_some_and(|next| next.iter().copied().eq(text.chars()));
        if found {
            self.at += length;
        }
        found
    }

    fn alternatives(&mut self) -> Result<Node, String> {
        self.depth += 1;
        if self.depth > 50 {
            return Err("nested too deeply".to_owned());
        }
        let mut branches = vec![self.sequence()?];
        while self.take("|") {
            branches.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(match branches.len() {
            1 => branches.remove(0),
            _ => Node::Alternatives(branches),
        })
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            if let Some(node) = self.atom()? {
                nodes.push(self.repeated(node)?);
            }
        }
        Ok(match nodes.len() {
            1 => nodes.remove(0),
            _ => Node::Sequence(nodes),
        })
    }

    fn single(&mut self, class: Class) -> Node {
        let mut class = class;
        class.finish(self.ignore_case);
        self.classes.push(class);
        Node::Class(self.classes.len() as u32 - 1)
    }

    fn character(&mut self, c: char) -> Node {
        let mut class = Class::default();
        class.add_range(c, c);
        if self.ignore_case {
            for other in c.to_lowercase().chain(c.to_uppercase()) {
                class.add_range(other, other);
            }
        }
        self.single(class)
    }

    fn atom(&mut self) -> Result<Option<Node>, String> {
        let Some(c) = self.peek() else {
            return Ok(None);
        };
        self.at += 1;
        Ok(Some(match c {
            '^' => Node::Start,
            '$' => Node::End,
            '.' => {
                let mut class = Class::default();
                class.add_range('\n', '\n');
                class.negated = true;
                self.single(class)
            }
            '[' => self.class()?,
            '(' => return self.group(),
            '*' | '+' | '?' => return Err(format!("nothing to repeat at {}", self.at)),
            '\\' => match self.escape()? {
                Escape::Char(c) => self.character(c),
                Escape::Kind(kind) => {
                    let mut class = Class::default();
                    class.add_kind(kind);
                    self.single(class)
                }
            },
            c => self.character(c),
        }))
    }

    fn group(&mut self) -> Result<Option<Node>, String> {
        let look = [("?=", false, false), ("?!", false, true), ("?<=", true, false), ("?<!", true, true)];
        for (mark, behind, negative) in look {
            if self.take(mark) {
                let node = self.alternatives()?;
                self.close()?;
                let back = if behind {
                    let width = node.longest().filter(|&longest| longest == node.shortest());
                    Some(width.ok_or("look-behind requires fixed width")? as u32)
                } else {
                    None
                };
                let node = Box::new(node);
                return Ok(Some(Node::Look { node, back, negative }));
            }
        }
        for (flags, ignore) in [("?u)", false), ("?iu)", true), ("?ui)", true), ("?i)", true)] {
            if self.take(flags) {
                self.ignore_case |= ignore;
                return Ok(None);
            }
        }
        if !self.take("?:") && self.peek() == Some('?') {
            return Err(format!("group of a kind that is not supported at {}", self.at));
        }
        let node = self.alternatives()?;
        self.close()?;
        // A group is one node even if it is empty, so that what follows repeats all of it.
        Ok(Some(Node::Sequence(vec![node])))
    }

    fn close(&mut self) -> Result<(), String> {
        if self.take(")") { Ok(()) } else { Err("missing )".to_owned()) }
    }

    fn repeated(&mut self, node: Node) -> Result<Node, String> {
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                let start = self.at;
                self.at += 1;
                let Some(bounds) = self.bounds() else {
                    // Not a repeat after all: a brace as it stands.
                    self.at = start;
                    return Ok(node);
                };
                self.at -= 1;
                bounds
            }
            _ => return Ok(node),
        };
        self.at += 1;
        if max.is_some_and(|max| max < min || max > 1000) || min > 1000 {
            return Err(format!("bad repeat at {}", self.at));
        }
        let lazy = self.take("?");
        let node = Box::new(node);
        Ok(Node::Repeat { node, min, max, lazy })
    }

    /// Reads `m}`, `m,}`, `,n}` or `m,n}`.
    fn bounds(&mut self) -> Option<(u32, Option<u32>)> {
        let min = self.number();
        if self.take("}") {
            return min.map(|min| (min, Some(min)));
        }
        if !self.take(",") {
            return None;
        }
        let max = self.number();
        self.take("}").then_some((min.unwrap_or(0), max))
    }

    fn number(&mut self) -> Option<u32> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        self.chars[start..self.at].iter().collect::<String>().parse().ok()
    }

    fn class(&mut self) -> Result<Node, String> {
        let mut class = Class { negated: self.take("^"), ..Class::default() };
        let mut first = true;
        loop {
            let Some(c) = self.peek() else {
                return Err("missing ]".to_owned());
            };
            self.at += 1;
            if c == ']' && !first {
                break;
            }
            first = false;
            let low = match c {
                '\\' => match self.escape()? {
                    Escape::Char(c) => c,
                    Escape::Kind(kind) => {
                        class.add_kind(kind);
                        continue;
                    }
                },
                c => c,
            };
            let ranged =
                self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|&next| next != ']');
            if !ranged {
                class.add_range(low, low);
                continue;
            }
            self.at += 1;
            let high = match self.peek() {
                Some('\\') => {
                    self.at += 1;
                    match self.escape()? {
                        Escape::Char(c) => c,
                        Escape::Kind(_) => return Err("bad range in a class".to_owned()),
                    }
                }
                Some(c) => {
                    self.at += 1;
                    c
                }
                None => return Err("missing ]".to_owned()),
            };
            if high < low {
                return Err("bad range in a class".to_owned());
            }
            class.add_range(low, high);
        }
        Ok(self.single(class))
    }

    fn escape(&mut self) -> Result<Escape, String> {
        let c = self.peek().ok_or("\\ at the end")?;
        self.at += 1;
        let digits = match c {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => return Ok(Escape::Kind(c)),
            'n' => return Ok(Escape::Char('\n')),
            't' => return Ok(Escape::Char('\t')),
            'r' => return Ok(Escape::Char('\r')),
            'x' => 2,
            'u' => 4,
            'U' => 8,
            c if c.is_ascii_alphanumeric() => return Err(format!("escape \\{c} is not supported")),
            c => return Ok(Escape::Char(c)),
        };
        let text: String = self.chars.iter().skip(self.at).take(digits).collect();
        self.at += digits;
        let code = u32::from_str_radix(&text, 16).ok().and_then(char::from_u32);
        code.map(Escape::Char).ok_or_else(|| format!("bad escape \\{c}{text}"))
    }
}

enum Escape {
    Char(char),
    Kind(char),
}
