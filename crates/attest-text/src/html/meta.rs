//! What a page's head says of itself: title, date, publisher, address, language.
//!
//! Pages say it up to four times, in `<meta>` tags, JSON-LD, `<time>` and the title line; they are asked in the order in which publishers
//! keep them right.

use super::tree::{Data, Name, Node, Page};
use crate::{date, draft::Draft};
use serde_json::Value;

/// The longest JSON-LD that is parsed.
const LONGEST: usize = 1 << 20;
/// The most values of it that are looked at.
const MOST: usize = 20_000;

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Meta {
    pub title: Option<String>,
    pub published: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    /// Whether JSON-LD or a meta tag calls the page a news article.
    pub article: bool,
}

impl Meta {
    /// Reads the head of `page`.
    pub fn read(page: &Page) -> Self {
        let mut tags = Self::default();
        let mut linked = Self::default();
        let mut shown = Self::default();
        let mut line: Option<String> = None;
        for (index, node) in page.nodes.iter().enumerate() {
            match node.name() {
                Some(Name::Html) => {
                    tags.language = tags.language.take().or_else(|| filled(node.attribute("lang")));
                }
                Some(Name::Meta) => tags.meta(node),
                Some(Name::Link) if node.attribute("rel").eq_ignore_ascii_case("canonical") => {
                    tags.url = filled(node.attribute("href")).or(tags.url.take());
                }
                Some(Name::Title) if line.is_none() => line = filled(&page.words(index, 400)),
                Some(Name::Script) if node.attribute("type").to_ascii_lowercase().contains("ld+json") => {
                    linked.script(page, index);
                }
                Some(Name::Time) => shown.time(node),
                Some(_) if node.attribute("itemprop").eq_ignore_ascii_case("datePublished") => {
                    let words = filled(node.attribute("content")).unwrap_or_else(|| page.words(index, 80));
                    shown.published = shown.published.take().or_else(|| day(&words));
                }
                _ => {}
            }
        }
        let (title, site) = line.map(|line| split_title(&line)).unwrap_or_default();
        Self {
            title: linked.title.or(tags.title).or(title),
            published: linked.published.or(tags.published).or(shown.published),
            publisher: linked.publisher.or(tags.publisher).or(site),
            url: tags.url.or(linked.url),
            language: tags.language.or(linked.language),
            article: linked.article || tags.article,
        }
    }

    /// Gives a draft what the head says; the title shown on the page goes before the head's, an agency in the dateline behind it.
    pub fn fill(self, draft: &mut Draft) {
        draft.title = draft.title.take().or(self.title);
        draft.published = self.published.or(draft.published.take());
        draft.publisher = self.publisher.or(draft.publisher.take());
        draft.url = draft.url.take().or(self.url);
        draft.language = draft.language.take().or(self.language);
    }

    fn meta(&mut self, node: &Node) {
        let content = node.attribute("content");
        let key = [
            node.attribute("property"),
            node.attribute("name"),
            node.attribute("itemprop"),
            node.attribute("http-equiv"),
        ]
        .into_iter()
        .find(|key| !key.is_empty())
        .unwrap_or_default()
        .to_ascii_lowercase();
        match key.as_str() {
            "og:title" | "twitter:title" | "dc.title" | "headline" | "title" => {
                self.title = self.title.take().or_else(|| filled(content));
            }
            "article:published_time"
            | "og:article:published_time"
            | "datepublished"
            | "pubdate"
            | "publish-date"
            | "publishdate"
            | "publish_date"
            | "date"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.date"
            | "dcterms.created"
            | "sailthru.date"
            | "parsely-pub-date"
            | "article.published"
            | "published_time"
            | "publication_date"
            | "citation_publication_date"
            | "originalpublicationdate"
            | "cxenseparse:recs:publishtime" => {
                self.published = self.published.take().or_else(|| day(content));
            }
            "og:site_name"
            | "application-name"
            | "dc.publisher"
            | "publisher"
            | "citation_journal_title"
            | "article:publisher"
                if !content.contains("://") =>
            {
                self.publisher = self.publisher.take().or_else(|| filled(content));
            }
            "og:url" => self.url = self.url.take().or_else(|| filled(content)),
            "og:locale" | "content-language" => {
                self.language = self.language.take().or_else(|| filled(content));
            }
            "og:type" => self.article |= content.contains("article"),
            _ => {}
        }
    }

    fn time(&mut self, node: &Node) {
        let marked = node.attribute("itemprop").to_ascii_lowercase();
        if self.published.is_none()
            && !marked.contains("modified")
            && !node.attribute("class").to_ascii_lowercase().contains("updat")
        {
            self.published = day(node.attribute("datetime"));
        }
    }

    /// Reads one JSON-LD script; a malformed one is skipped.
    fn script(&mut self, page: &Page, index: usize) {
        let end = page.nodes.get(index).map_or(index, |node| node.end);
        let json: String = page
            .nodes
            .get(index..end)
            .unwrap_or_default()
            .iter()
            .filter_map(|node| match &node.data {
                Data::Text(range) => page.characters.get(range.clone()),
                Data::Element(..) => None,
            })
            .collect();
        if json.len() > LONGEST {
            return;
        }
        let Ok(value) = serde_json::from_str::<Value>(json.trim()) else { return };
        let mut waiting = vec![&value];
        let mut seen = 0;
        while let Some(value) = waiting.pop() {
            seen += 1;
            if seen > MOST {
                return;
            }
            match value {
                Value::Array(values) => waiting.extend(values.iter().rev()),
                Value::Object(fields) => {
                    let kind = fields.get("@type").map(|t| t.to_string().to_lowercase()).unwrap_or_default();
                    if ["article", "report", "posting", "webpage"].iter().any(|k| kind.contains(k)) {
                        self.object(fields, kind.contains("article") || kind.contains("report"));
                    }
                    waiting.extend(
                        ["@graph", "mainEntity", "mainEntityOfPage"]
                            .iter()
                            .filter_map(|key| fields.get(*key)),
                    );
                }
                _ => {}
            }
        }
    }

    fn object(&mut self, fields: &serde_json::Map<String, Value>, article: bool) {
        let words = |key: &str| fields.get(key).and_then(Value::as_str).and_then(filled);
        self.article |= article;
        self.title = self.title.take().or_else(|| words("headline"));
        self.published = self.published.take().or_else(|| words("datePublished").and_then(|d| day(&d)));
        self.url = self.url.take().or_else(|| words("url"));
        self.language = self.language.take().or_else(|| words("inLanguage"));
        let publisher = fields.get("publisher").and_then(|p| match p {
            Value::Object(inner) => inner.get("name").and_then(Value::as_str).and_then(filled),
            Value::String(name) => filled(name),
            _ => None,
        });
        self.publisher = self.publisher.take().or(publisher);
    }
}

fn filled(words: &str) -> Option<String> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

fn day(words: &str) -> Option<String> {
    date::parse_day(words).map(|day| day.to_string())
}

/// "Four killed in Ost - Ostland Radio": the headline, and the site's name behind the last dash where it is short.
fn split_title(line: &str) -> (Option<String>, Option<String>) {
    let cut = [" | ", " — ", " – ", " - ", " :: "]
        .iter()
        .filter_map(|sign| line.rfind(sign).map(|at| (at, sign.len())))
        .max();
    if let Some((at, len)) = cut
        && let (Some(head), Some(site)) = (line.get(..at), line.get(at + len..))
        && site.split_whitespace().count() <= 5
        && head.len() >= 8
    {
        let site = site.strip_suffix(", the free encyclopedia").unwrap_or(site);
        return (filled(head), filled(site));
    }
    (filled(line), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_ld_goes_before_meta_tags() {
        let page = Page::read(
            "<html lang=en-GB><head><title>Four killed in Ost - Ostland Radio</title><meta property='article:published_time' content='2015-03-04T01:00:00Z'>\
             <link rel=canonical href='https://radio.example/a'><script type='application/ld+json'>{\"@context\":\"x\",\"@graph\":[{\"@type\":[\"NewsArticle\"],\
             \"headline\":\"Four killed\",\"datePublished\":\"2015-03-03T22:00:00Z\",\"publisher\":{\"@type\":\"Organization\",\"name\":\"Radio Ostland\"}}]}</script></head>",
        );
        let meta = Meta::read(&page);
        assert_eq!(meta.title.as_deref(), Some("Four killed"));
        assert_eq!(meta.published.as_deref(), Some("2015-03-03"));
        assert_eq!(meta.publisher.as_deref(), Some("Radio Ostland"));
        assert_eq!(meta.url.as_deref(), Some("https://radio.example/a"));
        assert_eq!(meta.language.as_deref(), Some("en-GB"));
        assert!(meta.article);
    }

    #[test]
    fn a_page_without_meta_tags_still_has_its_title_line_and_time() {
        let page = Page::read(
            "<title>Four killed in Ost | Ostland Radio</title><p><time datetime=2015-03-03>Tuesday</time>",
        );
        let meta = Meta::read(&page);
        assert_eq!(meta.title.as_deref(), Some("Four killed in Ost"));
        assert_eq!(meta.publisher.as_deref(), Some("Ostland Radio"));
        assert_eq!(meta.published.as_deref(), Some("2015-03-03"));
    }
}
