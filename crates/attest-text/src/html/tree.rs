//! A page as a flat tree: elements and texts in document order, each element knowing where its inside ends.
//!
//! html5ever's tokenizer reads tags, entities and scripts as the standard says; the tree on top is our own, because the standard's tree
//! building takes quadratic time on hostile nesting and recursive walks overflow the stack. In this layout a subtree is a range,
//! skipping one is a jump, and nothing recurses. What is lost (misnested formatting) does not matter for text.

use html5ever::{
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        states::RawKind,
    },
};
use std::{cell::RefCell, collections::BTreeMap, ops::Range};

/// More elements than any page has; further tags are read as if they were not there.
const MOST: usize = 2_000_000;
/// More attributes than any tag has: the tokenizer compares each with all before.
const MOST_ATTRIBUTES: usize = 500;
/// How far up the open elements a misplaced end tag is looked for.
const REACH: usize = 64;
/// The longest attribute value that is kept.
const LONGEST: usize = 4096;

macro_rules! names {
    ($($variant:ident = $text:literal),* $(,)?) => {
        /// The elements that matter for text; all others are [`Name::Other`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Name { $($variant,)* Other }
        impl Name {
            fn of(name: &str) -> Self { match name { $($text => Self::$variant,)* _ => Self::Other } }
        }
    };
}
names! {
    A = "a", Abbr = "abbr", Address = "address", Article = "article", Aside = "aside", B = "b", Base = "base", Blockquote = "blockquote",
    Body = "body", Br = "br", Button = "button", Canvas = "canvas", Caption = "caption", Cite = "cite", Col = "col", Dd = "dd", Details = "details",
    Dialog = "dialog", Div = "div", Dl = "dl", Dt = "dt", Em = "em", Embed = "embed", Fieldset = "fieldset", Figcaption = "figcaption",
    Figure = "figure", Footer = "footer", Form = "form", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6", Head = "head",
    Header = "header", Hr = "hr", Html = "html", I = "i", Iframe = "iframe", Img = "img", Input = "input", Label = "label", Li = "li",
    Link = "link", Main = "main", Math = "math", Meta = "meta", Nav = "nav", Noscript = "noscript", Object = "object", Ol = "ol",
    Option = "option", P = "p", Param = "param", Picture = "picture", Pre = "pre", Q = "q", Script = "script", Section = "section",
    Select = "select", Small = "small", Source = "source", Span = "span", Strong = "strong", Style = "style", Sub = "sub", Summary = "summary",
    Sup = "sup", Svg = "svg", Table = "table", Tbody = "tbody", Td = "td", Template = "template", Textarea = "textarea", Tfoot = "tfoot",
    Th = "th", Thead = "thead", Time = "time", Title = "title", Tr = "tr", Track = "track", U = "u", Ul = "ul", Video = "video", Wbr = "wbr",
}

impl Name {
    /// Elements without inside.
    const fn is_void(self) -> bool {
        matches!(
            self,
            Self::Base
                | Self::Br
                | Self::Col
                | Self::Embed
                | Self::Hr
                | Self::Img
                | Self::Input
                | Self::Link
                | Self::Meta
                | Self::Param
                | Self::Source
                | Self::Track
                | Self::Wbr
        )
    }

    /// Elements that break a line.
    pub const fn is_block(self) -> bool {
        matches!(
            self,
            Self::Address
                | Self::Article
                | Self::Aside
                | Self::Blockquote
                | Self::Body
                | Self::Caption
                | Self::Dd
                | Self::Details
                | Self::Dialog
                | Self::Div
                | Self::Dl
                | Self::Dt
                | Self::Fieldset
                | Self::Figcaption
                | Self::Figure
                | Self::Footer
                | Self::Form
                | Self::H1
                | Self::H2
                | Self::H3
                | Self::H4
                | Self::H5
                | Self::H6
                | Self::Header
                | Self::Hr
                | Self::Html
                | Self::Li
                | Self::Main
                | Self::Nav
                | Self::Ol
                | Self::P
                | Self::Pre
                | Self::Section
                | Self::Summary
                | Self::Table
                | Self::Tbody
                | Self::Tfoot
                | Self::Thead
                | Self::Tr
                | Self::Ul
                | Self::Td
                | Self::Th
        )
    }

    /// Which open elements a start tag of this name closes, up to which boundary.
    const fn closes(self, open: Self) -> bool {
        match self {
            Self::Li => matches!(open, Self::Li | Self::P),
            Self::Dd | Self::Dt => matches!(open, Self::Dd | Self::Dt | Self::P),
            Self::Tr => matches!(open, Self::Tr | Self::Td | Self::Th | Self::P),
            Self::Td | Self::Th => matches!(open, Self::Td | Self::Th | Self::P),
            Self::Tbody | Self::Thead | Self::Tfoot => {
                matches!(
                    open,
                    Self::Tr | Self::Td | Self::Th | Self::Tbody | Self::Thead | Self::Tfoot | Self::P
                )
            }
            Self::Option => matches!(open, Self::Option),
            _ => {
                self.is_block() && matches!(open, Self::P) || matches!((self, open), (Self::Body, Self::Head))
            }
        }
    }

    /// Elements that an implied end never reaches over.
    const fn bounds(self) -> bool {
        matches!(
            self,
            Self::Table
                | Self::Ul
                | Self::Ol
                | Self::Dl
                | Self::Div
                | Self::Section
                | Self::Article
                | Self::Body
                | Self::Blockquote
                | Self::Main
                | Self::Aside
                | Self::Nav
                | Self::Header
                | Self::Footer
                | Self::Select
                | Self::Figure
                | Self::Form
        )
    }
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Data {
    /// An element and its attributes.
    Element(Name, Vec<(&'static str, String)>),
    /// A stretch of the page's characters.
    Text(Range<usize>),
}

/// A node of the page.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub data: Data,
    /// Index of its parent; its own for the first.
    pub parent: usize,
    /// Index past its inside.
    pub end: usize,
}

impl Node {
    /// The element's name; none for text.
    pub const fn name(&self) -> Option<Name> {
        match self.data {
            Data::Element(name, _) => Some(name),
            Data::Text(_) => None,
        }
    }

    /// The value of an attribute that was kept, or nothing.
    pub fn attribute(&self, key: &str) -> &str {
        match &self.data {
            Data::Element(_, attributes) => {
                attributes.iter().find(|(name, _)| *name == key).map_or("", |(_, value)| value.as_str())
            }
            Data::Text(_) => "",
        }
    }
}

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// Its nodes in document order.
    pub nodes: Vec<Node>,
    /// The characters that text nodes refer to.
    pub characters: String,
    /// Whether something was left out because there was too much of it.
    pub cut: bool,
}

impl Page {
    /// Reads the markup.
    pub fn read(markup: &str) -> Self {
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
        let queue = BufferQueue::default();
        let mut cut = false;
        let mut at = 0;
        for over in crowded(markup) {
            queue.push_back(StrTendril::from_slice(markup.get(at..over.start).unwrap_or_default()));
            at = over.end;
            cut = true;
        }
        queue.push_back(StrTendril::from_slice(markup.get(at..).unwrap_or_default()));
        // The sink never asks for a script to be run, so one call reads all of it.
        while !queue.is_empty() {
            let _ = tokenizer.feed(&queue);
        }
        tokenizer.end();
        let mut page = tokenizer.sink.builder.into_inner().finish();
        page.cut |= cut;
        page
    }

    /// The words inside node `index`, white space collapsed, at most about `most` bytes.
    pub fn words(&self, index: usize, most: usize) -> String {
        let mut words = String::new();
        let Some(node) = self.nodes.get(index) else { return words };
        for inner in self.nodes.get(index..node.end).unwrap_or_default() {
            if let Data::Text(range) = &inner.data {
                for word in self
                    .characters
                    .get(range.clone())
                    .unwrap_or_default()
                    .split_inclusive(char::is_whitespace)
                {
                    let bare = word.trim_end();
                    if bare.is_empty() || words.len() > most {
                        if !words.is_empty() && !words.ends_with(' ') && words.len() <= most {
                            words.push(' ');
                        }
                        continue;
                    }
                    words.push_str(bare);
                    if bare.len() < word.len() {
                        words.push(' ');
                    }
                }
            } else if inner.name().is_some_and(|name| name.is_block() || name == Name::Br)
                && !words.is_empty()
                && !words.ends_with(' ')
            {
                words.push(' ');
            }
        }
        words.trim_end().to_owned()
    }
}

/// Tags with more attributes than is sane.
fn crowded(markup: &str) -> Vec<Range<usize>> {
    let bytes = markup.as_bytes();
    let mut found = Vec::new();
    let mut start: Option<(usize, usize)> = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (&mut start, byte) {
            (None, b'<') if bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => start = Some((at, 0)),
            (Some((from, count)), b'>') => {
                if *count > MOST_ATTRIBUTES {
                    found.push(*from..at + 1);
                }
                start = None;
            }
            (Some((_, count)), b' ' | b'\n' | b'\t' | b'\r' | b'/' | 0x0c) => *count += 1,
            (Some((_, count)), b'"' | b'\'') => *count += 1,
            _ => {}
        }
    }
    if let Some((from, count)) = start
        && count > MOST_ATTRIBUTES
    {
        found.push(from..bytes.len());
    }
    found
}

#[derive(Default)]
struct Sink {
    builder: RefCell<Builder>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut builder = self.builder.borrow_mut();
        match token {
            Token::TagToken(tag) => return builder.tag(&tag),
            Token::CharacterTokens(text) => builder.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[derive(Default)]
struct Builder {
    page: Page,
    /// Open elements, outermost first.
    open: Vec<usize>,
    /// How many of each name are open.
    counts: BTreeMap<Name, usize>,
}

const KEPT: [&str; 20] = [
    "class",
    "id",
    "href",
    "role",
    "datetime",
    "content",
    "property",
    "name",
    "itemprop",
    "type",
    "hidden",
    "style",
    "title",
    "lang",
    "charset",
    "rel",
    "aria-hidden",
    "http-equiv",
    "typeof",
    "itemtype",
];

impl Builder {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = Name::of(&tag.name);
        if tag.kind == TagKind::EndTag {
            self.close(name);
            return TokenSinkResult::Continue;
        }
        if self.page.nodes.len() >= MOST {
            self.page.cut = true;
        } else {
            self.start(name, tag);
        }
        match name {
            Name::Script => TokenSinkResult::RawData(RawKind::ScriptData),
            Name::Style | Name::Iframe => TokenSinkResult::RawData(RawKind::Rawtext),
            Name::Title | Name::Textarea => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn start(&mut self, name: Name, tag: &Tag) {
        let mut near = self.open.len();
        let floor = near.saturating_sub(REACH);
        let mut closing = None;
        while near > floor {
            near -= 1;
            let Some(open) = self.open.get(near).and_then(|i| self.page.nodes.get(*i)).and_then(Node::name)
            else {
                break;
            };
            if name.closes(open) {
                closing = Some(near);
            } else if open.bounds() {
                break;
            }
        }
        if let Some(at) = closing {
            self.pop_to(at);
        }
        let mut attributes = Vec::new();
        for attribute in &tag.attrs {
            if let Some(key) = KEPT.iter().find(|key| **key == &*attribute.name.local) {
                attributes.push((*key, crate::draft::floor(&attribute.value, LONGEST).to_owned()));
            }
        }
        let index = self.page.nodes.len();
        let parent = self.open.last().copied().unwrap_or(0);
        self.page.nodes.push(Node { data: Data::Element(name, attributes), parent, end: index + 1 });
        // A self-closing sign counts only where nothing could be inside: elsewhere browsers ignore it.
        if !(name.is_void() || tag.self_closing && name == Name::Other) {
            self.open.push(index);
            *self.counts.entry(name).or_default() += 1;
        }
    }

    fn close(&mut self, name: Name) {
        if self.counts.get(&name).is_none_or(|count| *count == 0) {
            return;
        }
        let inline = !name.is_block();
        for step in 0..self.open.len() {
            let at = self.open.len() - 1 - step;
            let Some(open) = self.open.get(at).and_then(|i| self.page.nodes.get(*i)).and_then(Node::name)
            else {
                return;
            };
            if open == name {
                self.pop_to(at);
                return;
            }
            // An end tag does not reach out of its paragraph, cell or division to close formatting outside.
            if inline && (open.is_block() || step >= REACH) {
                return;
            }
            let cell = matches!(open, Name::Td | Name::Th | Name::Table);
            if cell
                && !matches!(
                    name,
                    Name::Table
                        | Name::Tr
                        | Name::Tbody
                        | Name::Thead
                        | Name::Tfoot
                        | Name::Body
                        | Name::Html
                )
            {
                return;
            }
            if step >= REACH
                && !matches!(
                    name,
                    Name::Div
                        | Name::Article
                        | Name::Section
                        | Name::Main
                        | Name::Body
                        | Name::Html
                        | Name::Table
                )
            {
                return;
            }
            if step >= REACH * 8 {
                return;
            }
        }
    }

    fn pop_to(&mut self, at: usize) {
        let end = self.page.nodes.len();
        for index in self.open.drain(at..) {
            if let Some(node) = self.page.nodes.get_mut(index) {
                node.end = end;
                if let Some(count) = node.name().and_then(|name| self.counts.get_mut(&name)) {
                    *count = count.saturating_sub(1);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        let start = self.page.characters.len();
        self.page.characters.push_str(text);
        let end = self.page.characters.len();
        let parent = self.open.last().copied().unwrap_or(0);
        if let Some(Node { data: Data::Text(range), parent: last, .. }) = self.page.nodes.last_mut()
            && (*last == parent || self.page.cut)
        {
            range.end = end;
            return;
        }
        if self.page.nodes.len() >= MOST * 2 {
            self.page.cut = true;
            return;
        }
        let index = self.page.nodes.len();
        self.page.nodes.push(Node { data: Data::Text(start..end), parent, end: index + 1 });
    }

    fn finish(mut self) -> Page {
        self.pop_to(0);
        self.page
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    fn words(markup: &str) -> String {
        let page = Page::read(markup);
        (0..page.nodes.len())
            .filter(|i| page.nodes[*i].parent == *i)
            .map(|i| page.words(i, 1000))
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn paragraphs_and_items_end_where_the_next_begins() {
        let page = Page::read("<div><p>a<p>b<ul><li>c<li>d</ul></div>");
        let named: Vec<_> = page
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, n)| n.name() == Some(Name::P))
            .map(|(i, _)| page.words(i, 99))
            .collect();
        assert_eq!(named, ["a", "b"]);
        let named: Vec<_> = page
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, n)| n.name() == Some(Name::Li))
            .map(|(i, _)| page.words(i, 99))
            .collect();
        assert_eq!(named, ["c", "d"]);
    }

    #[test]
    fn entities_are_decoded_and_scripts_are_not_markup() {
        assert_eq!(
            words("<div>Tillab&eacute;ri &mdash; 4&nbsp;dead<script>if (a<b) '<p>'</script></div>"),
            "Tillabéri — 4 deadif (a<b) '<p>'"
        );
    }

    #[test]
    fn a_hundred_thousand_nested_divisions_take_no_time_and_no_stack() {
        for open in
            ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<b><p>", "<a href=x><div>", "</p><p></b>"]
        {
            let start = Instant::now();
            let page = Page::read(&format!("{}Calm{}", open.repeat(100_000), "</b></div>".repeat(100_000)));
            assert!(page.characters.contains("Calm"));
            assert!(start.elapsed().as_secs() < 10, "{open}");
        }
    }

    #[test]
    fn a_tag_with_a_hundred_thousand_attributes_is_left_out() {
        let attributes: Vec<String> = (0..100_000).map(|i| format!("a{i}=1")).collect();
        let markup = format!("<p>Before<p {}>After", attributes.join(" "));
        let page = Page::read(&markup);
        assert!(page.cut);
        assert!(page.characters.contains("Before"));
    }
}
