//! The laws of every reader, over hostile and ordinary input: total, zones in order, marks and blocks that map back.

use attest_model::{Document, ZoneKind};
use attest_text::{About, about_table, read_all, view};
use proptest::prelude::*;

/// Pieces of markup and text that readers react to.
const PIECES: &[&str] = &[
    "Four soldiers were killed in Ost.",
    "The army left.",
    " ",
    "\n",
    "\n\n",
    "[3]",
    "[note 2]",
    "[a]",
    "[citation needed]",
    "== Background ==\n",
    "Background",
    "BackgroundThe",
    "\nReferences\n",
    "1. ^ \"Raid\". Herald. 3 March 2015.\n",
    "OSTHAVEN, 3 JAN 90 (ORA) -- [TEXT] ",
    "(Photo: KXYZ)",
    "* item\n",
    "| a | b |\n",
    "---\n",
    "title: x\n",
    "infoboxes:\n  - date:\n      text: |-\n        5 May\n",
    "{{Infobox a\n|b=c\n}}",
    "{{cite news|title=x|date=2015}}",
    "<ref name=a>",
    "</ref>",
    "<ref name=a/>",
    "[[File:a.jpg|thumb|b]]",
    "[[",
    "]]",
    "{{",
    "}}",
    "{|\n|-\n| a || b\n|}",
    "<table class=infobox><tr><th>Date<td>x",
    "</table>",
    "<sup class=reference><a href=#cite_note-1>[1]</a></sup>",
    "<ol class=references><li id=cite_note-1>x</ol>",
    "<h2>",
    "</h2>",
    "<p>",
    "<div class=share>",
    "</div>",
    "<b>",
    "&nbsp;",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "é",
    "\u{a0}",
    "\u{200b}",
    "“Yes.”The",
    "{\"text\":\"a b\",\"title\":\"c\"}\n",
    "{\"text\":",
    "Published: March 3, 2015\n",
    "By MIRA ORBAN\n",
    "\u{1}",
    "\t",
    "\r\n",
    "<td>",
    "<li>",
    "<br>",
    "%PDF-1.4\n",
    "1 0 obj\n",
    "Location\n",
    "Incident date\n",
    "*",
    "**",
    "](http://a.b/c)",
    "[",
    "\"",
    "'''",
    "|",
    "=",
    "\u{feff}",
    "name,published\n",
    "a,2015-03-03\n",
];

const NAMES: &[&str] = &["a.txt", "a.html", "a.md", "a.wiki", "a.jsonl", "a.pdf", "a"];

fn ordinary() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat().into_bytes())
}

fn mixed() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => ordinary(),
        2 => any::<String>().prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..200),
        1 => (ordinary(), prop::collection::vec(any::<u8>(), 0..8), any::<prop::sample::Index>()).prop_map(|(mut text, noise, at)| {
            let at = at.index(text.len() + 1);
            text.splice(at..at, noise);
            text
        }),
    ]
}

fn check(document: &Document) -> Result<(), TestCaseError> {
    let text = &document.text;
    prop_assert_eq!(document.id.len(), 64);
    let mut last = 0;
    for zone in &document.zones {
        prop_assert!(zone.start >= last && zone.start < zone.end, "zones in order: {:?}", document.zones);
        prop_assert!(zone.span().of(text).is_some(), "zone on character boundaries: {:?}", zone);
        last = zone.end;
    }
    let mut last = 0;
    for citation in &document.citations {
        prop_assert!(citation.start >= last);
        prop_assert_eq!(
            text.get(citation.start as usize..citation.end as usize),
            Some(citation.marker.as_str())
        );
        if let Some(id) = &citation.reference {
            prop_assert!(document.references.iter().any(|r| &r.id == id));
        }
        last = citation.end;
    }
    if let Some(line) = document.dateline {
        prop_assert!(line.of(text).is_some_and(|words| !words.is_empty()));
    }
    let mut last = 0;
    for block in view(document).blocks {
        prop_assert!(!matches!(block.kind, ZoneKind::References | ZoneKind::Boilerplate));
        prop_assert!(block.extent().of(text).is_some(), "block maps back: {:?}", block);
        prop_assert!(block.extent().start >= last, "blocks in order");
        last = block.extent().start;
        for (at, c) in block.text.char_indices() {
            let span = block.span(at as u32, (at + c.len_utf8()) as u32);
            let words = span.of(text);
            prop_assert!(words.is_some(), "character maps back: {:?} at {}", block, at);
            prop_assert!(
                words.is_some_and(|w| w.is_empty() || w.ends_with(c) || c == ' ' || matches!(c, ':' | ';')),
                "{:?} is not {:?}",
                words,
                c
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_reader_is_total_and_keeps_its_laws(bytes in mixed(), name in prop::sample::select(NAMES)) {
        for document in read_all(&bytes, &About::named(name)).into_iter().flatten() {
            check(&document)?;
        }
    }

    #[test]
    fn plain_text_and_markdown_are_never_altered(bytes in ordinary(), name in prop::sample::select(&["a.txt", "a.md"][..])) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        prop_assume!(!text.contains("%PDF") && !text.trim_start().starts_with(['<', '{']) && !text.contains('\u{feff}'));
        for document in read_all(text.as_bytes(), &About::named(name)).into_iter().flatten() {
            if !text.contains("{{") && !text.contains("<ref") && !text.contains("[[File") {
                prop_assert_eq!(&document.text, &text);
            }
        }
    }

    #[test]
    fn reading_twice_gives_the_same(bytes in mixed(), name in prop::sample::select(NAMES)) {
        let about = About::named(name);
        prop_assert_eq!(read_all(&bytes, &about), read_all(&bytes, &about));
    }

    #[test]
    fn about_tables_are_total(bytes in mixed()) {
        if let Ok(table) = about_table(&bytes) {
            for (name, about) in &table.rows {
                prop_assert_eq!(name, &about.name);
                prop_assert!(table.find(name).is_some());
            }
        }
    }
}
