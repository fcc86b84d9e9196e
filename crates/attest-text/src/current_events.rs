//! Wikipedia's "Portal:Current events" of a day: each bullet that tells something is a report of its own.
//!
//! The portal is a list under headings (*Armed conflicts and attacks*), then topics that nest, then a sentence or two with the outlet
//! that it rests on at its end: `(AFP)`. The bullet becomes a document of that day, its topics the title, the outlet its reference, so that
//! it is read like any digest: as the restatement that it is. Both forms are read, the wikitext and the page.

use crate::html::tree::{Data, Name, Page};
use crate::{About, Draft, Format, ReadError, date, decode};
use attest_model::{Citation, Document, DocumentKind, Reference};

/// An item of the list, as it is being put together.
#[derive(Debug, Default)]
struct Item {
    depth: usize,
    text: String,
    /// Label and address of each outlet, with the place of the label in the text.
    outlets: Vec<(usize, usize, String)>,
}

/// Reads every bullet of the page that tells something.
pub fn read_all(bytes: &[u8], about: &About) -> Vec<Result<Document, ReadError>> {
    let (text, _) = decode::text(bytes);
    let is_page = Format::detect("page", bytes) == Format::Html;
    let (items, day) = if is_page {
        let page = Page::read(&text);
        (page_items(&page), page_day(&page))
    } else {
        (wiki_items(&text), wiki_day(&text))
    };
    let day = about.published.clone().or(day).or_else(|| named_day(&about.name));
    let Some(day) = day.and_then(|day| date::parse_day(&day)) else {
        let reason = "it does not say of which day it is; give it with --published".to_owned();
        return vec![Err(ReadError::Row { name: about.name.clone(), line: 1, reason })];
    };
    let mut topics: Vec<(usize, String)> = Vec::new();
    let mut out = Vec::new();
    for (at, item) in items.iter().enumerate() {
        topics.retain(|(depth, _)| *depth < item.depth);
        let below = items.get(at + 1).is_some_and(|next| next.depth > item.depth);
        // What has items below it, or no outlet and no full stop, is a heading.
        if item.depth == 0
            || below && item.outlets.is_empty()
            || item.outlets.is_empty() && !item.text.ends_with('.')
        {
            topics.push((item.depth, item.text.clone()));
            continue;
        }
        out.push(Ok(document(item, &topics, &day.to_string(), about, out.len() + 1)));
    }
    if out.is_empty() {
        let reason = "no bullet of it tells of an event; give the page or the wikitext of Portal:Current events/2024 February 28";
        return vec![Err(ReadError::Row { name: about.name.clone(), line: 1, reason: reason.to_owned() })];
    }
    out
}

fn document(item: &Item, topics: &[(usize, String)], day: &str, about: &About, number: usize) -> Document {
    let mut draft = Draft { text: item.text.clone(), kind: Some(DocumentKind::Digest), ..Draft::default() };
    for (index, (start, end, address)) in item.outlets.iter().enumerate() {
        let marker = item.text.get(*start..*end).unwrap_or_default();
        let id = format!("r{}", index + 1);
        let name = marker.trim_matches(['(', ')']).trim().to_owned();
        draft.references.push(Reference {
            id: id.clone(),
            text: Some(name.clone()),
            url: Some(address.clone()).filter(|own| !own.is_empty()),
            publisher: Some(name),
            published: None,
        });
        draft.citations.push(Citation {
            marker: marker.to_owned(),
            start: *start as u32,
            end: *end as u32,
            reference: Some(id),
        });
    }
    let title: Vec<&str> = topics.iter().map(|own| own.1.as_str()).collect();
    let own = About {
        name: format!("{}#{number}", about.name),
        published: Some(day.to_owned()),
        title: Some(title.join(", ")).filter(|own| !own.is_empty()),
        publisher: about.publisher.clone().or_else(|| Some("Wikipedia: Current events".to_owned())),
        kind: about.kind,
        // The page's own address is that of all its bullets, and of none.
        url: None,
    };
    draft.finish(item.text.as_bytes(), &own)
}

/// The day that a name gives: `2024 February 28`, `2024_February_28.html`, `2024-02-28`.
fn named_day(name: &str) -> Option<String> {
    let name = name.replace(['_', '/', '.'], " ");
    date::parse_day(&name).map(|day| day.to_string()).or_else(|| year_first(&name))
}

/// A day written with the year first, as the portal's pages are named.
fn year_first(words: &str) -> Option<String> {
    let words: Vec<&str> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(3).find_map(|three| {
        let [year, month, day] = three else { return None };
        attest_model::month::number(month)?;
        let year = year.get(year.len().checked_sub(4)?..).filter(|year| year.parse::<u16>().is_ok())?;
        date::parse_day(&format!("{day} {month} {year}")).map(|day| day.to_string())
    })
}

fn wiki_day(markup: &str) -> Option<String> {
    let head = crate::draft::floor(markup, 4096);
    let part = |key: &str| -> Option<u16> {
        let at = head.find(&format!("|{key}="))? + key.len() + 2;
        let digits: String = head.get(at..)?.trim_start().chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    match (part("year"), part("month"), part("day")) {
        (Some(year), Some(month), Some(day)) => Some(format!("{year:04}-{month:02}-{day:02}")),
        _ => year_first(head.lines().next()?),
    }
}

/// The items of the wikitext, line by line.
fn wiki_items(markup: &str) -> Vec<Item> {
    let mut out = Vec::new();
    for line in markup.lines() {
        let line = line.trim();
        let depth = line.len() - line.trim_start_matches('*').len();
        let heading = line.starts_with("'''") || line.starts_with(';') || line.starts_with("==");
        if depth == 0 && !heading {
            continue;
        }
        let inside = line.trim_start_matches(['*', ';', '=']).trim_end_matches('=').trim();
        let mut item = Item { depth, ..Item::default() };
        plain(inside, &mut item);
        settle(&mut item);
        if !item.text.is_empty() {
            out.push(item);
        }
    }
    out
}

/// Wikitext of one line as words; links outside are outlets.
fn plain(mut rest: &str, item: &mut Item) {
    while let Some(next) = rest.find(['[', '{', '<', '\'']) {
        item.text.push_str(rest.get(..next).unwrap_or_default());
        rest = rest.get(next..).unwrap_or_default();
        let until = |end: &str| rest.find(end).map(|at| at + end.len());
        let used = if rest.starts_with("[[") {
            let end = until("]]").unwrap_or(rest.len());
            let inside = rest.get(2..end).unwrap_or_default().trim_end_matches(']');
            let shown = inside.rsplit('|').next().unwrap_or(inside);
            if !inside.starts_with("File:") && !inside.starts_with("Category:") {
                item.text.push_str(shown);
            }
            end
        } else if rest.starts_with('[') {
            let end = until("]").unwrap_or(rest.len());
            let inside = rest.get(1..end).unwrap_or_default().trim_end_matches(']');
            let (address, label) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
            let label = label.replace("''", "");
            let start = item.text.len();
            item.text.push_str(label.trim());
            if !label.trim().is_empty() {
                item.outlets.push((start, item.text.len(), address.to_owned()));
            }
            end
        } else if rest.starts_with("{{") {
            until("}}").unwrap_or(rest.len())
        } else if rest.starts_with("<!--") {
            until("-->").unwrap_or(rest.len())
        } else if rest.starts_with("<ref") {
            until("</ref>").or_else(|| until("/>")).unwrap_or(rest.len())
        } else if rest.starts_with('<') {
            until(">").unwrap_or(rest.len())
        } else if rest.starts_with("''") {
            rest.len() - rest.trim_start_matches('\'').len()
        } else {
            let sign = rest.chars().next().map_or(0, char::len_utf8);
            item.text.push_str(rest.get(..sign).unwrap_or_default());
            sign
        };
        rest = rest.get(used..).unwrap_or_default();
    }
    item.text.push_str(rest);
}

/// White space in order; the places of the outlets follow.
fn settle(item: &mut Item) {
    let (mut text, mut places) = (String::with_capacity(item.text.len()), Vec::new());
    for (at, c) in item.text.char_indices() {
        places.push((at, text.len()));
        if !c.is_whitespace() {
            text.push(c);
        } else if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    }
    let end = text.trim_end().len();
    text.truncate(end);
    let moved = |at: usize| {
        let found = places.binary_search_by_key(&at, |own| own.0).ok().and_then(|index| places.get(index));
        found.map_or(end, |own| own.1).min(end)
    };
    for outlet in &mut item.outlets {
        (outlet.0, outlet.1) = (moved(outlet.0), moved(outlet.1));
    }
    item.outlets.retain(|outlet| outlet.0 < outlet.1 && text.get(outlet.0..outlet.1).is_some());
    // An outlet is told in brackets; another link outside is a part of the sentence.
    item.outlets.retain(|outlet| text.get(outlet.0..outlet.1).is_some_and(|own| own.starts_with('(')));
    item.text = text;
}

/// The day that the page names in an id, `2024_February_28`, or in its title.
fn page_day(page: &Page) -> Option<String> {
    let mut ids =
        page.nodes.iter().map(|node| node.attribute("id")).filter(|id| !id.is_empty() && id.len() < 40);
    ids.find_map(|id| year_first(&id.replace('_', " "))).or_else(|| {
        let title = page.nodes.iter().position(|node| node.name() == Some(Name::Title))?;
        year_first(&page.words(title, 200))
    })
}

/// The items of the page: list items, and bold lines before lists.
fn page_items(page: &Page) -> Vec<Item> {
    let inside = |node: &crate::html::tree::Node, id: &str| node.attribute("class").contains(id);
    // The portal's own part of a page, where it is marked; else all of it.
    let parts: Vec<usize> =
        (0..page.nodes.len()).filter(|at| inside(&page.nodes[*at], "current-events-content")).collect();
    let parts = if parts.is_empty() { vec![0] } else { parts };
    let mut out = Vec::new();
    for part in parts {
        let end = page.nodes.get(part).map_or(0, |node| node.end.max(part + 1));
        let end = if part == 0 { page.nodes.len() } else { end };
        for at in part..end {
            let Some(node) = page.nodes.get(at) else { break };
            let heading = node.name() == Some(Name::B) && depth(page, at) == 0;
            if node.name() != Some(Name::Li) && !heading {
                continue;
            }
            let mut item = Item { depth: depth(page, at), ..Item::default() };
            words(page, at, &mut item);
            settle(&mut item);
            if !item.text.is_empty() {
                out.push(item);
            }
        }
    }
    out
}

/// How many list items a node stands in, itself included.
fn depth(page: &Page, mut at: usize) -> usize {
    let mut depth = 0;
    while let Some(node) = page.nodes.get(at) {
        depth += usize::from(node.name() == Some(Name::Li));
        if node.parent == at {
            break;
        }
        at = node.parent;
    }
    depth
}

/// The words of a node without those of lists inside it; links outside are outlets.
fn words(page: &Page, item_at: usize, item: &mut Item) {
    let end = page.nodes.get(item_at).map_or(0, |node| node.end);
    let mut at = item_at + 1;
    let mut link: Option<(usize, usize, String)> = None;
    while at < end {
        if let Some((start, stop, address)) = link.take() {
            if at >= stop {
                item.outlets.push((start, item.text.len(), address));
            } else {
                link = Some((start, stop, address));
            }
        }
        let Some(node) = page.nodes.get(at) else { break };
        match (&node.data, node.name()) {
            (Data::Text(range), _) => {
                item.text.push_str(page.characters.get(range.clone()).unwrap_or_default());
            }
            (_, Some(Name::Ul | Name::Ol | Name::Dl | Name::Script | Name::Style | Name::Sup)) => {
                at = node.end.max(at + 1);
                continue;
            }
            (_, Some(Name::A))
                if node.attribute("href").starts_with("http")
                    && node.attribute("class").contains("external") =>
            {
                link = Some((item.text.len(), node.end, node.attribute("href").to_owned()));
            }
            _ => {}
        }
        at += 1;
    }
    if let Some((start, _, address)) = link {
        item.outlets.push((start, item.text.len(), address));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIKI: &str = "{{Current events|year=2024|month=02|day=28|content=\n<!-- below -->\n'''Armed conflicts and attacks'''\n\
        *[[Brenn conflict]]\n**Four [[Ostland|Ostlandic]] soldiers are killed in an attack at [[Tolsa]]. \
        [https://example.org/a (Marne Post)]\n*A bomb kills two people in Ostara, Marne. [https://example.org/b (Radio Ostara)] \
        [https://example.org/c (Tolsa Wire)]\n}}\n";

    const PAGE: &str = "<html><body><div id=\"2024_February_28\"><div class=\"current-events-content description\">\
        <p><b>Armed conflicts and attacks</b></p><ul><li><a href=\"/wiki/B\">Brenn conflict</a><ul><li>Four \
        <a href=\"/wiki/O\">Ostlandic</a> soldiers are killed in an attack at <a href=\"/wiki/T\">Tolsa</a>. \
        <a rel=\"nofollow\" class=\"external text\" href=\"https://example.org/a\">(Marne Post)</a></li></ul></li>\
        <li>A bomb kills two people in Ostara, Marne. <a class=\"external text\" href=\"https://example.org/b\">(Radio Ostara)</a> \
        <a class=\"external text\" href=\"https://example.org/c\">(Tolsa Wire)</a></li></ul></div></div></body></html>";

    #[test]
    fn each_bullet_is_a_report_of_its_day_with_its_outlet_in_either_form() {
        let wiki = read_all(WIKI.as_bytes(), &About::named("day.wiki"));
        let page = read_all(PAGE.as_bytes(), &About::named("day.wiki"));
        for all in [&wiki, &page] {
            let all: Vec<&Document> = all.iter().map(|own| own.as_ref().unwrap()).collect();
            assert_eq!(all.len(), 2, "{all:#?}");
            let [first, second] = all.as_slice() else { panic!() };
            assert_eq!(first.text, "Four Ostlandic soldiers are killed in an attack at Tolsa. (Marne Post)");
            assert_eq!(first.title.as_deref(), Some("Armed conflicts and attacks, Brenn conflict"));
            assert_eq!(first.published.as_deref(), Some("2024-02-28"));
            assert_eq!(first.references[0].url.as_deref(), Some("https://example.org/a"));
            assert_eq!(
                (first.citations[0].marker.as_str(), first.kind),
                ("(Marne Post)", DocumentKind::Digest)
            );
            assert_eq!(second.title.as_deref(), Some("Armed conflicts and attacks"));
            assert_eq!(second.references.len(), 2);
        }
        assert_eq!(wiki, page);
    }

    #[test]
    fn a_page_of_no_day_is_refused_and_a_name_may_tell_it() {
        let bare = "'''Armed conflicts and attacks'''\n*A bomb kills two people in Ostara. [https://example.org/b (Radio Ostara)]\n";
        let error = read_all(bare.as_bytes(), &About::named("today.wiki")).remove(0).unwrap_err().to_string();
        assert!(error.contains("--published"), "{error}");
        let named = read_all(bare.as_bytes(), &About::named("2024_February_28.wiki")).remove(0).unwrap();
        assert_eq!(named.published.as_deref(), Some("2024-02-28"));
    }
}
