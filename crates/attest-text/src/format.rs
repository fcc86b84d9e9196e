//! Which reader a file needs.
//!
//! The name's extension is a hint, the content decides where it is plain: a page saved as `.txt` is still HTML.

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text.
    Plain,
    /// HTML.
    Html,
    /// MediaWiki markup.
    Wikitext,
    /// Markdown, with or without YAML front matter.
    Markdown,
    /// One JSON object per line.
    JsonLines,
    /// PDF.
    Pdf,
}

impl Format {
    /// The format of `bytes` that are called `name`.
    ///
    /// ```
    /// use attest_text::Format;
    /// assert_eq!(Format::detect("a.txt", b"Calm returned."), Format::Plain);
    /// assert_eq!(Format::detect("a.txt", b"<!DOCTYPE html><p>Calm returned."), Format::Html);
    /// assert_eq!(Format::detect("a", b"%PDF-1.7\n"), Format::Pdf);
    /// ```
    pub fn detect(name: &str, bytes: &[u8]) -> Self {
        let head = &bytes[..bytes.len().min(4096)];
        let (head, _) = crate::decode::text(head);
        let head = head.trim_start();
        if head.starts_with("%PDF-") {
            return Self::Pdf;
        }
        let extension =
            name.rsplit(['/', '\\']).next().and_then(|file| file.rsplit_once('.')).map(|(_, ext)| ext);
        let named = match extension.map(str::to_ascii_lowercase).as_deref() {
            Some("html" | "htm" | "xhtml" | "shtml" | "mhtml") => Some(Self::Html),
            Some("md" | "markdown" | "mdown" | "mkd") => Some(Self::Markdown),
            Some("wiki" | "wikitext" | "mediawiki" | "mw") => Some(Self::Wikitext),
            Some("jsonl" | "ndjson" | "jsonlines") => Some(Self::JsonLines),
            Some("json") if head.starts_with('{') => Some(Self::JsonLines),
            Some("pdf") => Some(Self::Pdf),
            _ => None,
        };
        match named {
            // A file that only calls itself PDF is read for what it is.
            Some(Self::Pdf) | None => Self::sniff(head),
            Some(format) => format,
        }
    }

    fn sniff(head: &str) -> Self {
        let lower = crate::draft::floor(head, 1024).to_ascii_lowercase();
        if lower.starts_with('<')
            && [
                "<!doctype html",
                "<html",
                "<head",
                "<body",
                "<article",
                "<div",
                "<p>",
                "<p ",
                "<meta",
                "<title",
            ]
            .iter()
            .any(|tag| lower.contains(tag))
        {
            return Self::Html;
        }
        if lower.starts_with("---\n") || lower.starts_with("---\r\n") {
            return Self::Markdown;
        }
        if lower.starts_with('{') && lower.contains("\"text\"") {
            return Self::JsonLines;
        }
        let wiki = [
            "{{infobox",
            "{{short description",
            "{{use dmy",
            "{{cite ",
            "<ref>",
            "<ref name",
            "[[category:",
            "[[file:",
        ];
        if wiki.iter().any(|mark| lower.contains(mark)) {
            return Self::Wikitext;
        }
        Self::Plain
    }
}
