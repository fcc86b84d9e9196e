//! HTML pages: encyclopedia articles and news.
//!
//! The text of the document is extracted: one line a heading, paragraph, list item or field, blank lines between. What the page's
//! markup says about a line (infobox row, caption, reference, navigation) becomes its zone, so that nothing has to be guessed back from
//! the text. The page's head tells title, date, publisher and address.

mod content;
mod emit;
mod meta;
pub mod tree;

use crate::{About, draft::Draft};
use attest_model::DocumentKind;

/// The charset that the first bytes of a page declare.
pub fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(2048))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let at = head.find("charset")?;
    let rest = head.get(at + "charset".len()..)?.trim_start().strip_prefix('=')?.trim_start();
    let label: String = rest
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// Reads a decoded page.
pub fn read(markup: &str, _about: &About) -> Draft {
    let page = tree::Page::read(markup);
    let sums = content::Sums::of(&page);
    let (root, encyclopedia) = content::main(&page, &sums);
    let meta = meta::Meta::read(&page);
    let mut draft = emit::text(&page, &sums, root, meta.title.as_deref());
    if encyclopedia {
        draft.kind = Some(DocumentKind::Encyclopedia);
    } else if meta.article {
        draft.kind = Some(DocumentKind::News);
    }
    meta.fill(&mut draft);
    if page.cut {
        draft.note(
            "document.text",
            "the page has more tags or attributes than can be read; some were left out",
        );
    }
    draft
}

#[cfg(test)]
mod tests {
    use crate::{About, read, view};
    use attest_model::{DocumentKind, ZoneKind};

    const ARTICLE: &str = r##"<!DOCTYPE html><html lang="en"><head><title>Raid on Ost - Wikipedia</title><style>p{}</style></head><body>
<nav><ul><li><a href="/">Main page</a></li></ul></nav><h1 id="firstHeading">Raid on Ost</h1>
<div id="mw-content-text"><div class="mw-parser-output"><div class="hatnote">For the town, see Ost.</div>
<table class="infobox vevent"><tbody><tr><th colspan="2">Raid on Ost</th></tr><tr><td class="infobox-image"><img src=a><div>A street in Ost</div></td></tr>
<tr><th>Date</th><td>5 August 2015<br>(1 day)</td></tr><tr><th colspan=2>Casualties and losses</th></tr><tr><td>27 killed</td><td>40 killed<br>3 wounded<sup class="reference" id="x"><a href="#cite_note-b-2">[2]</a></sup></td></tr></tbody></table>
<p>The <b>raid on Ost</b> took place in August.<sup id="cite_ref-1" class="reference"><a href="#cite_note-a-1">[1]</a></sup> Over ten died.<sup class="reference"><a href="#cite_note-b-2"><span>[</span>2<span>]</span></a></sup></p>
<div class="thumb"><div class="thumbcaption">The bridge</div></div>
<h2><span class="mw-headline">Background</span><span class="mw-editsection">[edit]</span></h2><p>Ost is a town.</p><ul><li>First Column</li><li>Second Column</li></ul>
<h2>References</h2><div class="reflist"><ol class="references"><li id="cite_note-a-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span> <cite>"Raid kills ten". <i>Ostland Herald</i>. 6 August 2015.</cite><span title="ctx_ver=Z39.88-2004&amp;rft.genre=article&amp;rft.jtitle=Ostland+Herald&amp;rft.date=2015-08-06&amp;rft_id=https%3A%2F%2Fherald.example%2Fa" class="Z3988"></span></li>
<li id="cite_note-b-2"><span class="reference-text"><a rel="nofollow" class="external" href="https://radio.example/b">"Toll rises"</a>. <i>Radio Ostland</i>. 7 August 2015</span></li></ol></div>
<div class="navbox">Battles of 2015</div></div></div><footer>Text is available under a licence.</footer><script>var x = "<p>";</script></body></html>"##;

    fn blocks(document: &attest_model::Document) -> Vec<String> {
        view(document).blocks.into_iter().map(|b| format!("{}: {}", b.kind, b.text)).collect()
    }

    #[test]
    fn an_encyclopedia_page_gives_infobox_sections_and_joined_references() {
        let document = read(ARTICLE.as_bytes(), &About::named("ost.html")).unwrap();
        assert_eq!(document.kind, DocumentKind::Encyclopedia);
        assert_eq!(document.title.as_deref(), Some("Raid on Ost"));
        assert_eq!(document.publisher.as_deref(), Some("Wikipedia"));
        assert_eq!(
            blocks(&document),
            [
                "title: Raid on Ost",
                "caption: A street in Ost",
                "infobox: Date: 5 August 2015 (1 day)",
                "infobox: Casualties and losses: 27 killed",
                "infobox: Casualties and losses: 40 killed; 3 wounded",
                "lead: The raid on Ost took place in August. Over ten died.",
                "caption: The bridge",
                "heading: Background",
                "section: Ost is a town.",
                "list: First Column",
                "list: Second Column",
                "heading: References",
            ]
        );
        let marks: Vec<_> =
            document.citations.iter().map(|c| (c.marker.as_str(), c.reference.as_deref())).collect();
        assert_eq!(marks, [("[2]", Some("r2")), ("[1]", Some("r1")), ("[2]", Some("r2"))]);
        let [a, b] = &document.references[..] else { panic!("{:?}", document.references) };
        assert_eq!(
            (a.publisher.as_deref(), a.published.as_deref(), a.url.as_deref()),
            (Some("Ostland Herald"), Some("2015-08-06"), Some("https://herald.example/a"))
        );
        assert_eq!(
            (b.publisher.as_deref(), b.published.as_deref(), b.url.as_deref()),
            (Some("Radio Ostland"), Some("2015-08-07"), Some("https://radio.example/b"))
        );
        assert!(document.text.contains("Text is available"), "what is set apart stays visible");
        assert!(!document.text.contains("var x"));
    }

    #[test]
    fn a_news_page_gives_its_article_and_sets_the_rest_apart() {
        let page = r#"<html><head><meta property="og:title" content="Four killed in Ost"><meta property="og:site_name" content="Radio Ostland">
<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2015-03-03"}</script></head><body><div class="menu"><a href=/>Home</a></div>
<div class="page has-sidebar"><div class="story"><h1>Four killed in Ost</h1><p class="byline">By Mira Orban</p><p>OSTHAVEN, March 3 (ORA) - Four soldiers were killed when a bridge was blown up near the town, the garrison said.</p>
<p>The army blamed the River Front, which has not spoken of the attack so far. A curfew is in force.</p><div class="related"><h3>Related</h3><ul><li><a href=/b>Ost mourns</a></li></ul></div>
<p>Two of the wounded died in hospital on Tuesday, a doctor said.</p><p>Share this article</p></div><aside>Most read</aside></div><div class="comments"><p>Terrible, my cousin saw twelve dead!</p></div></body></html>"#;
        let document = read(page.as_bytes(), &About::named("a.html")).unwrap();
        assert_eq!(document.kind, DocumentKind::News);
        assert_eq!(document.published.as_deref(), Some("2015-03-03"));
        assert_eq!(document.publisher.as_deref(), Some("Radio Ostland"));
        assert_eq!(
            blocks(&document),
            [
                "title: Four killed in Ost",
                "lead: OSTHAVEN, March 3 (ORA) -",
                "lead: Four soldiers were killed when a bridge was blown up near the town, the garrison said.",
                "section: The army blamed the River Front, which has not spoken of the attack so far. A curfew is in force.",
                "section: Two of the wounded died in hospital on Tuesday, a doctor said.",
            ]
        );
        assert!(document.zones.iter().any(|z| z.kind == ZoneKind::Boilerplate
            && z.span().of(&document.text).unwrap().contains("twelve dead")));
    }

    #[test]
    fn a_page_without_any_known_structure_is_read_whole() {
        let document = read(
            b"<html><body>Four soldiers were killed.<br><br>The army left Ost.</body></html>",
            &About::named("a.html"),
        )
        .unwrap();
        assert_eq!(blocks(&document), ["lead: Four soldiers were killed.", "section: The army left Ost."]);
    }

    #[test]
    fn a_declared_charset_is_found() {
        assert_eq!(
            super::declared_charset(b"<meta http-equiv=a content='text/html; charset=windows-1251'>")
                .as_deref(),
            Some("windows-1251")
        );
        assert_eq!(super::declared_charset(b"<meta charset='utf-8'>").as_deref(), Some("utf-8"));
    }
}
