//! MediaWiki markup: articles as their editors wrote them.
//!
//! The text of the document is extracted: links shown by their labels, templates rendered where they carry words, references gathered
//! into a list at the end, an infobox as one line a field. One scan with a stack of bounded depth does it; there is no recursion, and what is
//! nested deeper than MediaWiki itself allows is read as plain characters.

mod scan;
mod template;

use crate::{
    About,
    draft::Draft,
    headings,
    lines::{self, Kind, Line},
    marks,
    paragraph::item_marker,
};
use attest_model::DocumentKind;
use std::fmt::Write as _;

/// Reads decoded markup.
pub fn read(markup: &str, about: &About) -> Draft {
    let scanned = scan::Scanner::read(markup);
    let mut writer = Writer { draft: Draft::default(), lines: Vec::new() };
    if let Some(title) = about.title.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
        writer.draft.title = Some(title.to_owned());
    }
    let mut paragraph = String::new();
    for line in scanned.text.split('\n') {
        writer.line(line, &mut paragraph);
    }
    writer.paragraph(&mut paragraph);
    let body = writer.draft.text.len();
    let ids: Vec<String> = scanned.references.iter().map(|r| r.id.clone()).collect();
    for reference in &scanned.references {
        let mut words = String::new();
        let _ = write!(
            words,
            "[{}] {}",
            reference.id.trim_start_matches('r'),
            reference.text.as_deref().unwrap_or("—")
        );
        writer.push(Kind::Entry, &words);
    }
    let Writer { mut draft, lines } = writer;
    draft.references = scanned.references;
    lines::zones(&mut draft, &lines, None);
    draft.citations = marks::marks(&draft.text, 0, body);
    for citation in &mut draft.citations {
        // A mark written as such in the markup, with no reference behind it, is left loose.
        if citation.reference.as_ref().is_some_and(|id| !ids.contains(id)) {
            citation.reference = None;
        }
    }
    let wiki = lines.iter().any(|line| matches!(line.kind, Kind::Heading | Kind::Field(_) | Kind::Entry));
    draft.kind = wiki.then_some(DocumentKind::Encyclopedia);
    if scanned.deep {
        draft.note("document.text", "markup nested deeper than 40 levels was read as plain characters");
    }
    draft
}

struct Writer {
    draft: Draft,
    lines: Vec<Line>,
}

impl Writer {
    /// One line of scanned text: a heading, an item, a field, or a part of a paragraph.
    fn line(&mut self, line: &str, paragraph: &mut String) {
        let words = line.trim();
        if words.is_empty() {
            self.paragraph(paragraph);
            return;
        }
        if let Some(rest) = line.strip_prefix(scan::MARK) {
            self.paragraph(paragraph);
            self.marked(rest);
            return;
        }
        if let Some(range) = headings::marked(words).filter(|_| words.starts_with("==")) {
            self.paragraph(paragraph);
            self.push(Kind::Heading, words.get(range).unwrap_or_default());
            return;
        }
        let bullet = line.starts_with(['*', '#', ':', ';']);
        if bullet || item_marker(words).is_some() && !line.starts_with(' ') {
            self.paragraph(paragraph);
            let shown = words.trim_start_matches(['*', '#', ':', ';', ' ']);
            self.push(if line.starts_with(':') { Kind::Text } else { Kind::Item }, shown);
            return;
        }
        if words.starts_with('|') {
            self.paragraph(paragraph);
            self.push(Kind::Row, words);
            return;
        }
        if !paragraph.is_empty() {
            paragraph.push(' ');
        }
        paragraph.push_str(words);
    }

    /// A line that the scanner marked: a field of an infobox, or a caption.
    fn marked(&mut self, rest: &str) {
        if let Some(caption) = rest.strip_prefix('C') {
            self.push(Kind::Caption, caption.trim());
        } else if let Some((label, value)) =
            rest.strip_prefix('F').and_then(|field| field.split_once(scan::MARK))
        {
            let words = format!("{label}: {}", value.trim());
            self.push(Kind::Field(label.to_owned()), &words);
        }
    }

    fn paragraph(&mut self, paragraph: &mut String) {
        let words = std::mem::take(paragraph);
        self.push(Kind::Text, words.trim());
    }

    fn push(&mut self, kind: Kind, words: &str) {
        if !words.contains(char::is_alphanumeric) {
            return;
        }
        if let Some(last) = self.lines.last() {
            let close = matches!(
                (&last.kind, &kind),
                (Kind::Field(_), Kind::Field(_)) | (Kind::Row, Kind::Row) | (Kind::Entry, Kind::Entry)
            );
            self.draft.text.push_str(if close { "\n" } else { "\n\n" });
        }
        let start = self.draft.text.len();
        for (index, word) in words.split([' ', '\t', '\r']).filter(|w| !w.is_empty()).enumerate() {
            if index > 0 {
                self.draft.text.push(' ');
            }
            self.draft.text.push_str(word);
        }
        let end = self.draft.text.len();
        self.lines.push(Line { kind, start, end });
    }
}

#[cfg(test)]
mod tests {
    use crate::{About, read, view};
    use attest_model::DocumentKind;
    use std::time::Instant;

    const ARTICLE: &str = "{{Short description|2015 raid}}\n{{Use dmy dates|date=May 2020}}\n{{Infobox military conflict\n| conflict = Raid on Ost\n| image = Ost.jpg\n| caption = A street in [[Ost]]\n| date = {{start date|2015|8|5|df=y}}<br />(1 day)\n| place = [[Ost]], [[Ostland]]\n| combatant1 = {{flagicon|Ostland}} [[River Front]]\n* Northern Column\n| casualties1 = 27 killed<ref name=herald />\n| casualties2 = \n}}\nThe '''raid on Ost''' took place in [[August]] 2015.<ref name=\"herald\">{{cite news |title=Raid kills ten |work=Ostland Herald |date=6 August 2015 |url=https://herald.example/a?b=c |access-date=1 May 2020}}</ref>\nOver [[ten|10]] people died{{citation needed|date=May 2020}}.<!-- unsure --><ref group=note>By its own count, per [https://radio.example Radio Ostland].</ref>\n\n[[File:Bridge.jpg|thumb|upright|The [[bridge]] in 2014]]\n== Background ==\n{{Main|History of Ost}}\nOst lies {{convert|5|km|mi}} from the border&nbsp;&ndash; ''roughly''.\n* First Column\n* Second Column\n{| class=wikitable\n! Side !! Killed\n|-\n| Front || 27\n|}\n== References ==\n{{reflist}}\n[[Category:Raids]]\n";

    #[test]
    fn an_article_gives_infobox_text_and_references() {
        let document = read(ARTICLE.as_bytes(), &About::named("ost.wiki")).unwrap();
        let blocks: Vec<_> =
            view(&document).blocks.into_iter().map(|b| format!("{}: {}", b.kind, b.text)).collect();
        assert_eq!(
            blocks,
            [
                "infobox: conflict: Raid on Ost",
                "caption: A street in Ost",
                "infobox: date: 5 August 2015 (1 day)",
                "infobox: place: Ost, Ostland",
                "infobox: combatant1: River Front; Northern Column",
                "infobox: casualties1: 27 killed",
                "lead: The raid on Ost took place in August 2015. Over 10 people died.",
                "caption: The bridge in 2014",
                "heading: Background",
                "section: Ost lies 5 km from the border – roughly.",
                "list: First Column",
                "list: Second Column",
                "table: Side; Killed",
                "table: Front; 27",
                "heading: References",
            ]
        );
        assert_eq!(document.kind, DocumentKind::Encyclopedia);
        let marks: Vec<_> =
            document.citations.iter().map(|c| (c.marker.as_str(), c.reference.as_deref())).collect();
        assert_eq!(
            marks,
            [
                ("[1]", Some("r1")),
                ("[1]", Some("r1")),
                ("[citation needed]", None),
                ("[note 1]", Some("note1"))
            ]
        );
        let first = &document.references[0];
        assert_eq!(
            (first.publisher.as_deref(), first.published.as_deref(), first.url.as_deref()),
            (Some("Ostland Herald"), Some("2015-08-06"), Some("https://herald.example/a?b=c"))
        );
        assert!(document.references[1].text.as_deref().unwrap().contains("Radio Ostland"));
    }

    #[test]
    fn hostile_markup_takes_linear_time_and_no_stack() {
        for open in [
            "{{a|",
            "[[a|",
            "<ref>",
            "{{a|[[b|<ref>",
            "{|\n|",
            "'''''",
            "<!--",
            "{{{",
            "==\n",
            "[http://a ",
            "<ref name=a/>",
        ] {
            let start = Instant::now();
            let markup =
                format!("{{{{Infobox\n|a=1}}}}{}Calm{}", open.repeat(100_000), "}}]]</ref>".repeat(50_000));
            let document = read(markup.as_bytes(), &About::named("a.wiki")).unwrap();
            assert!(document.text.len() <= markup.len() * 3, "{open}");
            assert!(start.elapsed().as_secs() < 10, "{open}");
        }
    }

    #[test]
    fn unclosed_markup_does_not_swallow_the_text() {
        let document =
            read(b"== A ==\nFour {{died in [[Ost. The army <ref>left.", &About::named("a.wiki")).unwrap();
        assert!(
            document.text.contains("Four")
                && document.text.contains("died in")
                && document.text.contains("left.")
        );
    }
}
