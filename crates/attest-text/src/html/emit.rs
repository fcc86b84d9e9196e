//! From a page to lines of text: one walk in document order.
//!
//! Each element may open a context (infobox, list, caption, furniture) that lasts until its end; text is appended to the open line and
//! block elements end it. [`super::lines`] makes zones of the lines.

use super::{
    content::{self, Sums},
    tree::{Data, Name, Node, Page},
};
use crate::{
    draft::{Draft, shorten},
    lines::{self, Kind, Line},
    marks, reflist,
};
use attest_model::{Citation, Reference};
use std::{collections::BTreeMap, ops::Range};

/// What the walk is inside of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    Text,
    Furniture,
    Infobox,
    Table,
    List,
    Caption,
    Title,
    Heading,
    References,
    /// Inside a reference list entry.
    Entry,
}

struct Emitter<'a> {
    page: &'a Page,
    sums: &'a Sums,
    root: Range<usize>,
    /// Bytes of paragraph text of the page.
    total: usize,
    draft: Draft,
    lines: Vec<Line>,
    contexts: Vec<(usize, Context)>,
    /// Start of the open line.
    line: Option<usize>,
    /// The label of the infobox row, once its header cell ended.
    label: Option<String>,
    /// Whether the open line holds that label and nothing else yet.
    labelled: bool,
    /// The header row that labels the rows behind it.
    header: Option<String>,
    /// Where the open header cell ends.
    label_end: Option<usize>,
    /// Ids of entries by the address of their marks.
    targets: BTreeMap<String, String>,
    /// The node of the open reference entry.
    entry: Option<usize>,
    titled: bool,
}

/// The text of `page` with its zones; `title` is what its head says.
pub fn text(page: &Page, sums: &Sums, root: Range<usize>, title: Option<&str>) -> Draft {
    let total = sums.paragraphs(&(0..page.nodes.len())).max(1);
    let mut emitter = Emitter {
        page,
        sums,
        root,
        total,
        draft: Draft::default(),
        lines: Vec::new(),
        contexts: Vec::new(),
        line: None,
        label: None,
        labelled: false,
        header: None,
        label_end: None,
        targets: BTreeMap::new(),
        entry: None,
        titled: false,
    };
    let mut at = 0;
    while let Some(node) = page.nodes.get(at) {
        at = emitter.step(at, node);
    }
    emitter.leave(usize::MAX);
    emitter.end_line();
    let Emitter { mut draft, lines, .. } = emitter;
    lines::zones(&mut draft, &lines, title);
    draft
}

impl Emitter<'_> {
    fn context(&self) -> Context {
        self.contexts.last().map_or(Context::Text, |(_, context)| *context)
    }

    /// Handles node `at`; returns the next node to look at.
    fn step(&mut self, at: usize, node: &Node) -> usize {
        self.leave(at);
        match &node.data {
            Data::Text(range) => {
                if !self.root.contains(&at) && self.context() == Context::Text {
                    self.outside(range.clone());
                } else {
                    self.push(range.clone());
                }
                at + 1
            }
            Data::Element(name, _) => {
                if content::is_silent(node) {
                    return node.end;
                }
                if (*name == Name::Sup
                    || node.attribute("class").split_whitespace().any(|c| c == "reference"))
                    && let Some(next) = self.mark(at, node)
                {
                    return next;
                }
                self.open(at, *name, node);
                at + 1
            }
        }
    }

    /// Ends the contexts that end before node `at`.
    fn leave(&mut self, at: usize) {
        if self.label_end.is_some_and(|end| end <= at) {
            self.label_end = None;
            let words = self.line.and_then(|start| self.draft.text.get(start..)).unwrap_or_default().trim();
            self.label = (!words.is_empty()).then(|| words.trim_end_matches(':').to_owned());
            self.labelled = self.label.is_some();
        }
        while self.contexts.last().is_some_and(|(end, _)| *end <= at) {
            self.end_line();
            if let Some((_, Context::Entry)) = self.contexts.pop() {
                self.entry = None;
            }
        }
    }

    fn open(&mut self, at: usize, name: Name, node: &Node) {
        if name.is_block()
            && (self.context() != Context::Infobox || matches!(name, Name::Tr | Name::Table | Name::Caption))
        {
            self.end_line();
        }
        if name == Name::Br {
            self.line_break();
            return;
        }
        let context = self.context();
        if context == Context::Infobox {
            self.open_in_infobox(name, node);
            return;
        }
        let entered = self.entered(at, name, node, context);
        if let Some(entered) = entered
            && context != Context::Furniture
        {
            self.end_line();
            self.contexts.push((node.end, entered));
            if entered == Context::Entry {
                self.entry = Some(at);
            }
            if entered == Context::Infobox {
                (self.label, self.header) = (None, None);
            }
        }
        if context == Context::Table && matches!(name, Name::Td | Name::Th) {
            self.cell();
        }
    }

    /// The context that an element opens.
    fn entered(&self, at: usize, name: Name, node: &Node, context: Context) -> Option<Context> {
        let classes = node.attribute("class");
        let class = |word: &str| classes.split_whitespace().any(|c| c == word);
        let range = at..node.end;
        let inside = self.root.contains(&at);
        let holds_root = range.start <= self.root.start && range.end >= self.root.end;
        if name == Name::H1 && !self.titled && context == Context::Text {
            return Some(Context::Title);
        }
        if context == Context::References && name == Name::Li {
            return Some(Context::Entry);
        }
        if matches!(context, Context::References | Context::Entry) {
            return None;
        }
        if class("references") || class("reflist") || class("mw-references-wrap") || class("footnotes") {
            return Some(Context::References);
        }
        if name == Name::Table && (class("infobox") || class("vevent"))
            || class("infobox") && name == Name::Aside
        {
            return Some(Context::Infobox);
        }
        if !holds_root
            && content::looks_like_furniture(node)
            && self.sums.paragraphs(&range) * 5 < self.total * 2
        {
            return Some(Context::Furniture);
        }
        if !inside {
            return None;
        }
        match name {
            Name::H1 | Name::H2 | Name::H3 | Name::H4 | Name::H5 | Name::H6 => Some(Context::Heading),
            Name::Figcaption | Name::Caption => Some(Context::Caption),
            _ if class("thumbcaption")
                || class("wp-caption-text")
                || class("caption")
                || class("gallerytext") =>
            {
                Some(Context::Caption)
            }
            Name::Table if self.sums.paragraphs(&range) * 2 < self.sums.all(&range) => Some(Context::Table),
            Name::Li if self.sums.paragraphs(&range) * 2 <= self.sums.all(&range) => Some(Context::List),
            _ => None,
        }
    }

    /// Rows and cells of an infobox: a line a row, "Label: value"; rows without header cell take the header row's label.
    fn open_in_infobox(&mut self, name: Name, node: &Node) {
        match name {
            Name::Tr | Name::Table => {
                self.end_line();
                (self.label, self.labelled) = (None, false);
            }
            Name::Th => {
                self.end_line();
                self.label_end = Some(node.end);
            }
            Name::Td => {
                if node.attribute("class").contains("image") {
                    self.end_line();
                    self.contexts.push((node.end, Context::Caption));
                } else if let (true, Some(label), Some(start)) = (self.labelled, &self.label, self.line) {
                    shorten(&mut self.draft.text, start + label.len());
                    self.draft.text.push_str(": ");
                } else {
                    self.end_line();
                    self.label = self.label.take().or_else(|| self.header.clone());
                    if let Some(label) = self.label.clone() {
                        self.begin(Kind::Field(label.clone()));
                        self.draft.text.push_str(&label);
                        self.draft.text.push_str(": ");
                    }
                }
                self.labelled = false;
            }
            Name::Li | Name::P | Name::Div | Name::Dd => self.line_break(),
            _ => {}
        }
    }

    fn line_break(&mut self) {
        match self.context() {
            Context::Infobox => {
                let open = self.line.and_then(|start| self.draft.text.get(start..)).map(str::trim_end);
                if open.is_some_and(|l| !l.is_empty() && !l.ends_with([':', ';', ',']))
                    && self.label_end.is_none()
                {
                    let kept = self.draft.text.trim_end().len();
                    shorten(&mut self.draft.text, kept);
                    self.draft.text.push_str("; ");
                } else {
                    self.space();
                }
            }
            Context::Heading | Context::Title | Context::Table | Context::Entry => self.space(),
            _ => self.end_line(),
        }
    }

    fn cell(&mut self) {
        if self.line.is_none() {
            self.begin(Kind::Row);
            self.draft.text.push_str("| ");
        } else {
            self.space();
            self.draft.text.push_str("| ");
        }
    }

    fn space(&mut self) {
        if self.line.is_some_and(|start| start < self.draft.text.len()) && !self.draft.text.ends_with(' ') {
            self.draft.text.push(' ');
        }
    }

    /// A citation mark: its words, and the entry it jumps to.
    fn mark(&mut self, at: usize, node: &Node) -> Option<usize> {
        if self.line.is_none() || self.entry.is_some() {
            return None;
        }
        let words = self.page.words(at, 40);
        let href =
            self.page.nodes.get(at..node.end)?.iter().map(|n| n.attribute("href")).find(|h| !h.is_empty())?;
        let target = href.rsplit_once('#').map(|(_, target)| target.to_owned())?;
        let bare = words.trim();
        let marker = if bare.starts_with('[') { bare.to_owned() } else { format!("[{bare}]") };
        let id = marks::reference_id(&marker)?;
        let kept = self.draft.text.trim_end().len();
        shorten(&mut self.draft.text, kept);
        let start = self.draft.text.len();
        self.draft.text.push_str(&marker);
        let end = self.draft.text.len();
        self.targets.entry(target).or_insert_with(|| id.clone());
        self.draft.citations.push(Citation {
            marker,
            start: start as u32,
            end: end as u32,
            reference: Some(id),
        });
        Some(node.end)
    }

    /// Text outside the main content: furniture unless it is the title.
    fn outside(&mut self, range: Range<usize>) {
        self.contexts.push((usize::MAX, Context::Furniture));
        self.push(range);
        self.contexts.pop();
    }

    fn push(&mut self, range: Range<usize>) {
        let Some(words) = self.page.characters.get(range) else { return };
        if self.line.is_none() && words.trim().is_empty() {
            return;
        }
        if self.line.is_none() {
            self.begin(self.kind());
        }
        if words.starts_with('(') && self.draft.text.ends_with("; ") && self.context() == Context::Infobox {
            let kept = self.draft.text.len() - 2;
            shorten(&mut self.draft.text, kept);
            self.draft.text.push(' ');
        }
        let empty = |text: &str, line: Option<usize>| line == Some(text.len()) || text.ends_with(' ');
        if words.starts_with(is_space) && !empty(&self.draft.text, self.line) {
            self.draft.text.push(' ');
        }
        let mut first = true;
        for word in words.split(is_space).filter(|w| !w.is_empty()) {
            if !first {
                self.draft.text.push(' ');
            }
            first = false;
            self.draft.text.push_str(word);
        }
        if !first && words.ends_with(is_space) {
            self.draft.text.push(' ');
        }
    }

    fn kind(&self) -> Kind {
        match self.context() {
            Context::Text => Kind::Text,
            Context::Furniture | Context::References => Kind::Furniture,
            Context::Infobox => {
                Kind::Field(self.label.clone().or_else(|| self.header.clone()).unwrap_or_default())
            }
            Context::Table => Kind::Row,
            Context::List => Kind::Item,
            Context::Caption => Kind::Caption,
            Context::Title => Kind::Title,
            Context::Heading => Kind::Heading,
            Context::Entry => Kind::Entry,
        }
    }

    /// Starts a line of `kind`, apart from the one before.
    fn begin(&mut self, kind: Kind) {
        if let Some(last) = self.lines.last() {
            let close = matches!(
                (&last.kind, &kind),
                (Kind::Field(_), Kind::Field(_)) | (Kind::Row, Kind::Row) | (Kind::Entry, Kind::Entry)
            );
            self.draft.text.push_str(if close { "\n" } else { "\n\n" });
        }
        let start = self.draft.text.len();
        self.line = Some(start);
        self.lines.push(Line { kind, start, end: start });
    }

    /// Ends the open line; one without words is taken back.
    fn end_line(&mut self) {
        let Some(start) = self.line.take() else { return };
        let kept = self.draft.text.trim_end().len().max(start);
        shorten(&mut self.draft.text, kept);
        let words = self.draft.text.get(start..).unwrap_or_default().trim_end_matches([';', ' ']);
        let end = start + words.len();
        shorten(&mut self.draft.text, end);
        let words = self.draft.text.get(start..).unwrap_or_default().to_owned();
        let header = self.context() == Context::Infobox
            && self.label.as_deref().is_some_and(|l| words.trim_end_matches(':') == l);
        if header {
            self.header = self.label.take();
        }
        if header || !words.contains(char::is_alphanumeric) {
            self.lines.pop();
            let kept = self.lines.last().map_or(0, |line| line.end);
            shorten(&mut self.draft.text, kept);
            let len = self.draft.text.len();
            while self.draft.citations.last().is_some_and(|c| c.end as usize > len) {
                self.draft.citations.pop();
            }
            return;
        }
        let entry = self.entry;
        let Some(line) = self.lines.last_mut() else { return };
        line.end = end;
        match line.kind {
            Kind::Title => self.titled = true,
            Kind::Entry => {
                if let Some(node) = entry {
                    let reference = self.reference(node, &words);
                    self.draft.references.push(reference);
                }
            }
            _ => {}
        }
    }

    /// The entry of the list item `node` with the words shown.
    fn reference(&self, node: usize, words: &str) -> Reference {
        let inside =
            self.page.nodes.get(node).and_then(|n| self.page.nodes.get(node..n.end)).unwrap_or_default();
        let key = inside.first().map(|n| n.attribute("id")).unwrap_or_default();
        let id =
            self.targets.get(key).cloned().unwrap_or_else(|| format!("r{}", self.draft.references.len() + 1));
        let mut found = reflist::described(id, words);
        let link =
            inside.iter().map(|n| n.attribute("href")).find(|h| h.starts_with("http") || h.starts_with("//"));
        found.url = found.url.or_else(|| link.map(ToOwned::to_owned));
        if let Some(coins) = inside.iter().find(|n| n.attribute("class").contains("Z3988")) {
            reflist::coins(&mut found, coins.attribute("title"));
        } else if let Some(work) = inside.iter().position(|n| n.name() == Some(Name::I)) {
            let name = self.page.words(node + work, 80);
            found.publisher = found.publisher.or((!name.is_empty()).then_some(name));
        }
        found
    }
}

/// White space that markup does not mean; a non-breaking space is a character.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}')
}
