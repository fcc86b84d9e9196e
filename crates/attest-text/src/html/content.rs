//! Where a page's report stands: its main content, and the furniture inside it.
//!
//! Known containers are asked first (MediaWiki's body, `articleBody`, `<article>`, `<main>`); otherwise paragraphs vote for their
//! parents, as readability tools do. What lies outside stays in the text as boilerplate, so that a wrong choice can be seen and
//! nothing is lost in silence.

use super::tree::{Data, Name, Node, Page};
use std::collections::BTreeMap;
use std::ops::Range;

/// Class and id words of furniture.
const FURNITURE: [&str; 47] = [
    "share",
    "sharing",
    "social",
    "related",
    "newsletter",
    "subscribe",
    "subscription",
    "cookie",
    "cookies",
    "consent",
    "comment",
    "comments",
    "promo",
    "promotion",
    "advert",
    "advertisement",
    "ad",
    "ads",
    "sponsored",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "toc",
    "navbox",
    "nav",
    "navigation",
    "menu",
    "footer",
    "noprint",
    "ambox",
    "hatnote",
    "catlinks",
    "recommended",
    "recommendations",
    "trending",
    "popular",
    "mostread",
    "tags",
    "byline",
    "sistersitebox",
    "metadata",
    "skip",
    "paywall",
    "modal",
    "popup",
    "outbrain",
    "taboola",
];

/// Class and id words of the container of an article's text.
const BODY: [&str; 16] = [
    "articlebody",
    "article-body",
    "article__body",
    "article_body",
    "story-body",
    "storybody",
    "story__body",
    "entry-content",
    "post-content",
    "article-content",
    "article__content",
    "content-body",
    "post-body",
    "td-post-content",
    "news-content",
    "wysiwyg",
];

/// How much text each subtree has, as sums over document order.
pub struct Sums {
    /// Bytes of paragraph text before each node.
    paragraphs: Vec<usize>,
    /// Bytes of link text before each node.
    links: Vec<usize>,
    /// Bytes of all text before each node.
    all: Vec<usize>,
}

impl Sums {
    /// Measures `page`.
    pub fn of(page: &Page) -> Self {
        let mut sums = Self { paragraphs: vec![0], links: vec![0], all: vec![0] };
        let (mut paragraph, mut link, mut skip) = (0usize, 0usize, 0usize);
        let (mut p, mut l, mut a) = (0, 0, 0);
        for (index, node) in page.nodes.iter().enumerate() {
            match &node.data {
                Data::Element(name, _) => {
                    if matches!(name, Name::P | Name::Blockquote) {
                        paragraph = paragraph.max(node.end);
                    }
                    if *name == Name::A {
                        link = link.max(node.end);
                    }
                    if is_silent(node) {
                        skip = skip.max(node.end);
                    }
                }
                Data::Text(range) if index >= skip => {
                    let len = page.characters.get(range.clone()).map_or(0, |t| t.trim().len());
                    a += len;
                    l += if index < link { len } else { 0 };
                    p += if index < paragraph { len } else { 0 };
                }
                Data::Text(_) => {}
            }
            sums.paragraphs.push(p);
            sums.links.push(l);
            sums.all.push(a);
        }
        sums
    }

    fn within(of: &[usize], range: &Range<usize>) -> usize {
        of.get(range.end).zip(of.get(range.start)).map_or(0, |(end, start)| end - start)
    }

    /// Bytes of paragraph text in `range` of the nodes.
    pub fn paragraphs(&self, range: &Range<usize>) -> usize {
        Self::within(&self.paragraphs, range)
    }

    /// Bytes of text in `range` of the nodes.
    pub fn all(&self, range: &Range<usize>) -> usize {
        Self::within(&self.all, range)
    }

    /// Bytes of link text in `range` of the nodes.
    pub fn links(&self, range: &Range<usize>) -> usize {
        Self::within(&self.links, range)
    }
}

/// Elements whose inside is never text of the page.
pub fn is_silent(node: &Node) -> bool {
    let Some(name) = node.name() else { return false };
    matches!(
        name,
        Name::Script
            | Name::Style
            | Name::Noscript
            | Name::Template
            | Name::Svg
            | Name::Math
            | Name::Head
            | Name::Iframe
            | Name::Object
            | Name::Select
            | Name::Textarea
            | Name::Button
            | Name::Canvas
            | Name::Video
    ) || node.attribute("hidden") == "hidden"
        || node.attribute("aria-hidden") == "true" && name != Name::Body
        || {
            let style = node.attribute("style");
            style.contains("display:none") || style.contains("display: none")
        }
        || node.attribute("class").split_whitespace().any(|class| {
            matches!(
                class,
                "mw-editsection"
                    | "mw-cite-backlink"
                    | "mw-jump-link"
                    | "sr-only"
                    | "visually-hidden"
                    | "screen-reader-text"
                    | "Z3988"
            )
        })
}

/// Whether an element is furniture by name or class, whatever its size.
pub fn looks_like_furniture(node: &Node) -> bool {
    let Some(name) = node.name() else { return false };
    if matches!(name, Name::Nav | Name::Aside | Name::Footer | Name::Form | Name::Dialog) {
        return true;
    }
    if !matches!(
        name,
        Name::Div
            | Name::Section
            | Name::Ul
            | Name::Ol
            | Name::Span
            | Name::P
            | Name::Table
            | Name::Header
            | Name::Other
            | Name::Li
    ) {
        return false;
    }
    if matches!(
        node.attribute("role"),
        "navigation" | "complementary" | "search" | "contentinfo" | "banner" | "dialog" | "note"
    ) {
        return true;
    }
    [node.attribute("class"), node.attribute("id")].iter().any(|words| {
        words
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| FURNITURE.contains(&word.to_ascii_lowercase().as_str()))
    })
}

/// The nodes of the main content, and whether the page is an encyclopedia's.
pub fn main(page: &Page, sums: &Sums) -> (Range<usize>, bool) {
    let whole = 0..page.nodes.len();
    let total = sums.paragraphs(&whole);
    let enough = |range: &Range<usize>| {
        sums.paragraphs(range) * 2 >= total && sums.all(range) > 0 || sums.paragraphs(range) > 1200
    };
    let mut best: Option<(usize, usize, Range<usize>)> = None;
    for (index, node) in page.nodes.iter().enumerate() {
        let Some(rank) = rank(node) else { continue };
        let range = index..node.end;
        if rank == 0 {
            return (range, true);
        }
        let size = sums.paragraphs(&range);
        if enough(&range) && best.as_ref().is_none_or(|(r, s, _)| rank < *r || rank == *r && size > *s) {
            best = Some((rank, size, range));
        }
    }
    if let Some((_, _, range)) = best {
        return (range, false);
    }
    let range = vote(page, sums).filter(|range| sums.paragraphs(range) * 2 >= total).unwrap_or(whole);
    (range, false)
}

/// How telling a container is: 0 is MediaWiki's body.
fn rank(node: &Node) -> Option<usize> {
    let name = node.name()?;
    let (class, id) = (node.attribute("class"), node.attribute("id"));
    if class.split_whitespace().any(|c| c == "mw-parser-output")
        || matches!(id, "mw-content-text" | "bodyContent")
    {
        return Some(0);
    }
    if node.attribute("itemprop").eq_ignore_ascii_case("articleBody") {
        return Some(1);
    }
    let named =
        |words: &str| words.split_whitespace().any(|word| BODY.contains(&word.to_ascii_lowercase().as_str()));
    if named(class) || named(id) {
        return Some(2);
    }
    match name {
        Name::Article => Some(3),
        Name::Main => Some(4),
        _ if node.attribute("role") == "main" => Some(4),
        _ => None,
    }
}

/// Each paragraph votes for its parent and, by half, for its grandparent; the element with most votes is the content.
fn vote(page: &Page, sums: &Sums) -> Option<Range<usize>> {
    let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, node) in page.nodes.iter().enumerate().filter(|(_, n)| n.name() == Some(Name::P)) {
        let range = index..node.end;
        let len = sums.all(&range);
        if len >= 40 && sums.links(&range) * 2 < len {
            *votes.entry(node.parent).or_default() += len * 2;
            let above = page.nodes.get(node.parent).map_or(0, |n| n.parent);
            *votes.entry(above).or_default() += len;
        }
    }
    let (index, _) = votes.into_iter().max_by_key(|(index, count)| (*count, *index))?;
    page.nodes.get(index).map(|node| index..node.end)
}
