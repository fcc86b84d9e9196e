//! The scan: markup to lines of text, with templates, links and references resolved.
//!
//! Open constructs are frames on a stack; text goes to the innermost one, and a frame that closes is rendered into the one around it.
//! At most [`DEPTH`] frames are open, so every byte is copied at most that often.

use super::template::{self, Template};
use crate::{draft::floor, reflist};
use attest_model::Reference;
use std::collections::BTreeMap;

/// How deep constructs may nest: MediaWiki's own limit.
const DEPTH: usize = 40;
/// Starts a line that is no running text: a field (`F`, label, mark, value) or a caption (`C`).
pub const MARK: char = '\u{1}';

/// A construct that is open.
enum Frame {
    /// The text outside of everything.
    Base(String),
    /// `{{name|…`
    Template(Template),
    /// `[[target|…`, with its parts and the open one.
    Link(Vec<String>, String),
    /// `<ref name= group=>…`
    Reference { key: String, group: String, words: String, from: Option<Reference> },
    /// `{|…`
    Table(String),
}

/// What the scan gives.
pub struct Scanned {
    pub text: String,
    pub references: Vec<Reference>,
    /// Whether something was nested too deeply.
    pub deep: bool,
}

/// The state of the scan.
pub struct Scanner<'a> {
    markup: &'a str,
    frames: Vec<Frame>,
    references: Vec<Reference>,
    /// Entry of each named reference.
    named: BTreeMap<(String, String), usize>,
    /// Index in `references` by id.
    counts: BTreeMap<String, usize>,
    /// Fields that an infobox inside another construct left for the base.
    waiting: String,
    deep: bool,
}

impl<'a> Scanner<'a> {
    /// Scans all of `markup`.
    pub fn read(markup: &'a str) -> Scanned {
        let mut scanner = Self {
            markup,
            frames: vec![Frame::Base(String::new())],
            references: Vec::new(),
            named: BTreeMap::new(),
            counts: BTreeMap::new(),
            waiting: String::new(),
            deep: false,
        };
        let mut at = 0;
        while at < markup.len() {
            at = scanner.step(at);
        }
        while scanner.frames.len() > 1 {
            scanner.give_up();
        }
        let waiting = std::mem::take(&mut scanner.waiting);
        scanner.push(&waiting);
        let text = match scanner.frames.pop() {
            Some(Frame::Base(text)) => text,
            _ => String::new(),
        };
        Scanned { text, references: scanner.references, deep: scanner.deep }
    }

    fn push(&mut self, words: &str) {
        match self.frames.last_mut() {
            Some(Frame::Base(text) | Frame::Table(text)) => text.push_str(words),
            Some(Frame::Template(template)) => template.value.push_str(words),
            Some(Frame::Link(_, open)) => open.push_str(words),
            Some(Frame::Reference { words: open, .. }) => open.push_str(words),
            None => {}
        }
    }

    /// Reads what stands at `at`; returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        let rest = self.markup.get(at..).unwrap_or_default();
        let plain =
            rest.find(['{', '}', '[', ']', '<', '|', '=', '\'', '&', '\n', '_', MARK]).unwrap_or(rest.len());
        if plain > 0 {
            self.push(rest.get(..plain).unwrap_or_default());
            return at + plain;
        }
        let line_start = at == 0 || self.markup.as_bytes().get(at - 1) == Some(&b'\n');
        if rest.starts_with("{{") {
            return at + self.open(Frame::Template(Template::default()), "{{");
        }
        if rest.starts_with("{|") && line_start {
            return at + self.open(Frame::Table(String::new()), "{|");
        }
        if rest.starts_with("[[") {
            return at + self.open(Frame::Link(Vec::new(), String::new()), "[[");
        }
        if rest.starts_with("}}") && self.closes(|f| matches!(f, Frame::Template(_))) {
            self.close_template();
            return at + 2;
        }
        if rest.starts_with("]]") && self.closes(|f| matches!(f, Frame::Link(..))) {
            self.close_link();
            return at + 2;
        }
        if rest.starts_with("|}")
            && !rest.starts_with("|}}")
            && line_start
            && self.closes(|f| matches!(f, Frame::Table(_)))
        {
            self.close_table();
            return at + 2;
        }
        match rest.as_bytes().first() {
            Some(b'<') => self.tag(at, rest),
            Some(b'&') => self.entity(at, rest),
            Some(b'[') => self.external(at, rest),
            Some(b'\'') => {
                let quotes = rest.len() - rest.trim_start_matches('\'').len();
                if quotes < 2 {
                    self.push("'");
                }
                at + quotes
            }
            Some(b'|') => {
                self.bar();
                at + 1
            }
            Some(b'=') => {
                let key = match self.frames.last_mut() {
                    Some(Frame::Template(template)) => template.take_key(),
                    _ => false,
                };
                if !key {
                    self.push("=");
                }
                at + 1
            }
            Some(b'_') => {
                let word = rest.strip_prefix("__").and_then(|r| r.find("__").map(|end| (r, end)));
                if let Some((inner, end)) = word
                    && (3..=24).contains(&end)
                    && inner.get(..end).is_some_and(|w| w.bytes().all(|b| b.is_ascii_uppercase()))
                {
                    return at + end + 4;
                }
                self.push("_");
                at + 1
            }
            _ => {
                let c = rest.chars().next().unwrap_or(' ');
                if c != MARK {
                    self.push(rest.get(..c.len_utf8()).unwrap_or_default());
                }
                at + c.len_utf8()
            }
        }
    }

    fn open(&mut self, frame: Frame, sign: &str) -> usize {
        if self.frames.len() >= DEPTH {
            self.deep = true;
            self.push(sign);
        } else {
            self.frames.push(frame);
        }
        sign.len()
    }

    /// Whether a construct of this kind is open; those inside it are given up.
    fn closes(&mut self, kind: impl Fn(&Frame) -> bool) -> bool {
        let Some(at) = self.frames.iter().rposition(kind) else { return false };
        while self.frames.len() > at + 1 {
            self.give_up();
        }
        true
    }

    /// The innermost construct was never closed: its words are text after all.
    fn give_up(&mut self) {
        let words = match self.frames.pop() {
            Some(Frame::Base(text)) => {
                self.frames.push(Frame::Base(text));
                return;
            }
            Some(Frame::Template(template)) => template.raw(),
            Some(Frame::Link(mut parts, open)) => {
                parts.push(open);
                parts.join("|")
            }
            Some(Frame::Reference { words, .. } | Frame::Table(words)) => words,
            None => return,
        };
        self.push(&words);
    }

    fn bar(&mut self) {
        match self.frames.last_mut() {
            Some(Frame::Template(template)) => template.next(),
            Some(Frame::Link(parts, open)) => parts.push(std::mem::take(open)),
            _ => self.push("|"),
        }
    }

    fn close_template(&mut self) {
        let Some(Frame::Template(mut template)) = self.frames.pop() else { return };
        template.next();
        let name = template.name();
        if name.starts_with("infobox")
            || name.starts_with("campaignbox") && template.named("casualties").is_some()
        {
            let fields = template::infobox(&template);
            if self.frames.len() == 1 {
                self.push(&fields);
            } else {
                self.waiting.push_str(&fields);
            }
            return;
        }
        if let Some(cited) = template::citation(&template) {
            let words = cited.text.clone().unwrap_or_default();
            if let Some(Frame::Reference { from, .. }) = self.frames.last_mut() {
                from.get_or_insert(cited);
            }
            self.push(&words);
            return;
        }
        match name.as_str() {
            "efn" | "refn" | "efn-lr" | "efn-ua" => {
                let words = template.positional(0).unwrap_or_default().to_owned();
                let key = template.named("name").unwrap_or_default().to_owned();
                self.refer(&key, "note", &words, None);
            }
            "sfn" | "sfnp" | "harvnb" | "r" => {
                let words: Vec<&str> = (0..6).filter_map(|i| template.positional(i)).collect();
                let words = words.join(" ");
                let key = if name == "r" { words.clone() } else { format!("sfn {words}") };
                self.refer(&key, "", if name == "r" { "" } else { &words }, None);
            }
            _ => {
                let words = template::words(&template);
                self.push(&words);
            }
        }
    }

    fn close_link(&mut self) {
        let Some(Frame::Link(mut parts, open)) = self.frames.pop() else { return };
        parts.push(open);
        let target = parts.first().map(|t| t.trim().to_lowercase()).unwrap_or_default();
        let shown = parts.last().map(|t| t.trim().to_owned()).unwrap_or_default();
        if ["file:", "image:"].iter().any(|space| target.starts_with(space)) {
            let size = shown.ends_with("px")
                || matches!(
                    shown.as_str(),
                    "thumb" | "right" | "left" | "frame" | "center" | "frameless" | "upright"
                );
            if parts.len() > 1 && !size && !shown.contains('=') {
                let caption = shown.replace(['\n', MARK], " ");
                self.push(&format!("\n{MARK}C{caption}\n"));
            }
            return;
        }
        let namespace =
            ["category:", "wikipedia:", "template:"].iter().any(|space| target.starts_with(space))
                || target.split_once(':').is_some_and(|(code, _)| {
                    parts.len() == 1
                        && (2..=3).contains(&code.len())
                        && code.bytes().all(|b| b.is_ascii_lowercase())
                });
        if !namespace {
            self.push(shown.trim_start_matches(':'));
        }
    }

    /// Rows of a table as lines of cells.
    fn close_table(&mut self) {
        let Some(Frame::Table(words)) = self.frames.pop() else { return };
        let rendered = template::table(&words);
        self.push(&rendered);
    }

    /// A tag: references, comments, breaks; others are dropped with their attributes only.
    fn tag(&mut self, at: usize, rest: &str) -> usize {
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment.find("-->").map_or(self.markup.len(), |end| at + 4 + end + 3);
        }
        let head = floor(rest, 500);
        let Some(close) = head.find('>') else {
            self.push("<");
            return at + 1;
        };
        let inside = head.get(1..close).unwrap_or_default();
        let name: String = inside
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() {
            self.push("<");
            return at + 1;
        }
        let next = at + close + 1;
        if name == "ref" {
            if inside.starts_with('/') {
                if self.closes(|f| matches!(f, Frame::Reference { .. })) {
                    self.close_reference();
                }
            } else {
                let (key, group) = (attribute(inside, "name"), attribute(inside, "group"));
                if inside.ends_with('/') {
                    self.refer(&key, &group, "", None);
                } else {
                    self.open(Frame::Reference { key, group, words: String::new(), from: None }, "");
                }
            }
            return next;
        }
        match name.as_str() {
            "br" => self.push("\n"),
            "gallery" | "math" | "timeline" | "score" | "syntaxhighlight" | "imagemap"
                if !inside.starts_with('/') && !inside.ends_with('/') =>
            {
                let end = format!("</{name}");
                let rest = self.markup.get(next..).unwrap_or_default();
                // Only a near end is looked for, so that a thousand of these without end stay cheap.
                if let Some(found) = floor(rest, 20_000).find(&end) {
                    return next + found;
                }
            }
            "p" | "div" | "li" | "blockquote" | "poem" => self.push("\n"),
            _ => {}
        }
        next
    }

    fn close_reference(&mut self) {
        if let Some(Frame::Reference { key, group, words, from }) = self.frames.pop() {
            self.refer(&key, &group, words.trim(), from);
        }
    }

    /// Puts the mark of a reference; the first use with words makes the entry.
    fn refer(&mut self, key: &str, group: &str, words: &str, from: Option<Reference>) {
        // Inside the reference list itself a reference is defined, not used.
        let note = matches!(
            group.to_ascii_lowercase().as_str(),
            "note" | "nb" | "n" | "lower-alpha" | "notes" | "fn"
        );
        let list = if note { "note" } else { "r" };
        let known =
            if key.is_empty() { None } else { self.named.get(&(list.to_owned(), key.to_owned())).copied() };
        let at = known.unwrap_or_else(|| {
            let count = self.counts.entry(list.to_owned()).or_default();
            *count += 1;
            let id = format!("{list}{count}");
            self.references.push(Reference { id, ..Reference::default() });
            self.references.len() - 1
        });
        if !key.is_empty() {
            self.named.insert((list.to_owned(), key.to_owned()), at);
        }
        let Some(entry) = self.references.get_mut(at) else { return };
        if entry.text.is_none() && !words.is_empty() {
            let id = entry.id.clone();
            let words = words.replace(['\n', MARK], " ");
            let plain = reflist::described(id.clone(), &words);
            *entry = match from {
                Some(cited) => Reference {
                    id,
                    text: plain.text,
                    url: cited.url.or(plain.url),
                    publisher: cited.publisher.or(plain.publisher),
                    published: cited.published.or(plain.published),
                },
                None => plain,
            };
        }
        let mark = entry.id.strip_prefix("note").map_or_else(
            || format!("[{}]", entry.id.trim_start_matches('r')),
            |number| format!("[note {number}]"),
        );
        self.push(&mark);
    }

    /// `[https://… label]`
    fn external(&mut self, at: usize, rest: &str) -> usize {
        let head = floor(rest, 600);
        let link = head.starts_with("[http") || head.starts_with("[//");
        let close = head.find([']', '\n']).filter(|end| link && head.as_bytes().get(*end) == Some(&b']'));
        let Some(close) = close else {
            self.push("[");
            return at + 1;
        };
        let inside = head.get(1..close).unwrap_or_default();
        match (inside.split_once(' '), self.frames.last()) {
            // The label may hold markup of its own: only the address is taken out, the bracket behind it is skipped as it comes.
            (Some((address, label)), Some(Frame::Reference { .. })) => {
                self.push(&format!("{} {address}", label.replace("''", "")));
            }
            (Some((_, label)), _) => self.push(&label.replace("''", "")),
            (None, Some(Frame::Reference { .. })) => self.push(inside),
            (None, _) => {}
        }
        at + close + 1
    }

    fn entity(&mut self, at: usize, rest: &str) -> usize {
        let head = floor(rest, 12);
        let Some(end) = head.find(';') else {
            self.push("&");
            return at + 1;
        };
        let name = head.get(1..end).unwrap_or_default();
        let number = name.strip_prefix('#').and_then(|n| match n.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => n.parse().ok(),
        });
        let words = match (name, number.and_then(char::from_u32)) {
            (_, Some(c)) if c != MARK && !c.is_control() => c.to_string(),
            ("nbsp" | "thinsp" | "ensp" | "emsp" | "hairsp", _) => " ".to_owned(),
            ("ndash", _) => "–".to_owned(),
            ("mdash", _) => "—".to_owned(),
            ("amp", _) => "&".to_owned(),
            ("lt", _) => "<".to_owned(),
            ("gt", _) => ">".to_owned(),
            ("quot", _) => "\"".to_owned(),
            ("minus", _) => "−".to_owned(),
            ("times", _) => "×".to_owned(),
            ("deg", _) => "°".to_owned(),
            ("hellip", _) => "…".to_owned(),
            ("lsquo", _) => "‘".to_owned(),
            ("rsquo" | "apos", _) => "’".to_owned(),
            ("ldquo", _) => "“".to_owned(),
            ("rdquo", _) => "”".to_owned(),
            ("zwnj" | "zwj" | "shy", _) => String::new(),
            _ => {
                self.push("&");
                return at + 1;
            }
        };
        self.push(&words);
        at + end + 1
    }
}

/// The value of an attribute inside a tag: `name="x"`, `name=x`.
fn attribute(inside: &str, key: &str) -> String {
    let Some(at) = inside.find(key) else { return String::new() };
    let rest = inside.get(at + key.len()..).unwrap_or_default().trim_start();
    let Some(value) = rest.strip_prefix('=').map(str::trim_start) else { return String::new() };
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            return quoted.split(quote).next().unwrap_or_default().trim().to_owned();
        }
    }
    value.split([' ', '/']).next().unwrap_or_default().trim().to_owned()
}
