//! Bytes to documents: encodings, HTML, wikitext, Markdown, PDF, plain text; zones, citations, references.
