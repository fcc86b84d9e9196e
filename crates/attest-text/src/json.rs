//! JSON Lines: one report a line, for bulk.
//!
//! Fields: `text` (or `body`, `content`), `title`, `published` (or `date`), `publisher` (or `source`), `url`, `kind`, `name` (or
//! `id`), `language`. The document's text is the value of `text` itself and its id the hash of the line. A file with one object or an array
//! of objects over several lines is read too; there the id is the hash of the text.

use crate::{About, ReadError, decode, draft::Draft, plain};
use attest_model::{Document, DocumentKind, ZoneKind};
use serde_json::{Map, Value};

/// Reads every record of `text`.
pub fn read_all(text: &str, about: &About) -> Vec<Result<Document, ReadError>> {
    if let Some(values) = whole(text) {
        let one = values.len() == 1;
        return values
            .into_iter()
            .enumerate()
            .map(|(index, value)| record(value, None, if one { None } else { Some(index + 1) }, about))
            .collect();
    }
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        found.push(match serde_json::from_str::<Value>(line) {
            Ok(value) => record(value, Some(line.as_bytes()), Some(index + 1), about),
            Err(error) => Err(fault(about, index + 1, error.to_string())),
        });
    }
    found
}

/// The records of a file that is one JSON value over several lines.
fn whole(text: &str) -> Option<Vec<Value>> {
    let start = text.trim_start();
    let first = start.lines().next().unwrap_or_default().trim_end();
    if !matches!(first, "{" | "[" | "[{") && !first.starts_with('[') {
        return None;
    }
    match serde_json::from_str(start) {
        Ok(Value::Array(values)) => Some(values),
        Ok(value) => Some(vec![value]),
        Err(_) => None,
    }
}

fn fault(about: &About, line: usize, reason: String) -> ReadError {
    ReadError::Json { name: about.name.clone(), line, reason }
}

fn record(
    value: Value,
    bytes: Option<&[u8]>,
    line: Option<usize>,
    about: &About,
) -> Result<Document, ReadError> {
    let number = line.unwrap_or(1);
    let Value::Object(mut fields) = value else {
        return Err(fault(about, number, "not an object".to_owned()));
    };
    let Some(text) = take(&mut fields, &["text", "body", "content"]) else {
        return Err(fault(about, number, "no \"text\"".to_owned()));
    };
    if text.trim().is_empty() {
        return Err(fault(about, number, "its \"text\" is empty".to_owned()));
    }
    let name = take(&mut fields, &["name", "id", "file"]);
    decode::check_length(&text, name.as_deref().unwrap_or(&about.name))?;
    let own = About {
        name: name
            .unwrap_or_else(|| line.map_or_else(|| about.name.clone(), |n| format!("{}:{n}", about.name))),
        published: take(&mut fields, &["published", "date", "pub_date", "date_published"]),
        publisher: take(&mut fields, &["publisher", "source", "outlet", "site"]),
        kind: take(&mut fields, &["kind"]).and_then(|code| DocumentKind::parse(&code)),
        url: take(&mut fields, &["url", "link"]),
        title: take(&mut fields, &["title", "headline"]),
    };
    let own = own.or(&About { name: String::new(), title: None, ..about.clone() });
    let mut draft = Draft { language: take(&mut fields, &["language", "lang"]), ..titled(text, &own) };
    let start = draft.zones.first().map_or(0, |zone| zone.end as usize);
    plain::mark(&mut draft, start);
    let text = draft.text.clone();
    Ok(draft.finish(bytes.unwrap_or(text.as_bytes()), &own))
}

/// The text, whose first line may repeat the title; without a title it may still start with one.
fn titled(text: String, about: &About) -> Draft {
    let lead = text.len() - text.trim_start().len();
    if let Some(title) = about.title.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
        let mut draft = Draft { text, ..Draft::default() };
        if draft.text.get(lead..).is_some_and(|t| t.starts_with(title)) {
            draft.zone(ZoneKind::Title, None, lead, lead + title.len());
        }
        return draft;
    }
    let read = plain::with_title(&text, about);
    Draft { title: read.title, zones: read.zones, text, ..Draft::default() }
}

/// The first of `keys` that holds words or a number.
fn take(fields: &mut Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| match fields.remove(*key) {
        Some(Value::String(words)) if !words.trim().is_empty() => Some(words),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::{About, ReadError, read_all};

    #[test]
    fn each_line_is_a_document_and_a_bad_one_does_not_lose_the_others() {
        let lines = "{\"text\": \"Four soldiers were killed in Ost.\", \"published\": \"2015-03-03\", \"publisher\": \"Ostland Radio\", \"url\": \"https://radio.example/a\", \"name\": \"r1\"}\n\n{\"text\": 3\n{\"title\": \"No text\"}\n{\"text\": \"Raid\\n\\nThe army left Ost on Monday.\"}\n";
        let found = read_all(lines.as_bytes(), &About::named("a.jsonl"));
        assert_eq!(found.len(), 4);
        let first = found[0].as_ref().unwrap();
        assert_eq!((first.name.as_str(), first.published.as_deref()), ("r1", Some("2015-03-03")));
        assert_eq!(first.text, "Four soldiers were killed in Ost.");
        assert!(matches!(&found[1], Err(ReadError::Json { line: 3, .. })));
        assert!(matches!(&found[2], Err(ReadError::Json { line: 4, .. })));
        let last = found[3].as_ref().unwrap();
        assert_eq!((last.name.as_str(), last.title.as_deref()), ("a.jsonl:5", Some("Raid")));
        assert_ne!(first.id, last.id);
    }

    #[test]
    fn one_object_over_several_lines_is_one_document() {
        let found = read_all(b"{\n \"text\": \"The army left Ost.\"\n}\n", &About::named("a.json"));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].as_ref().unwrap().name, "a.json");
    }

    #[test]
    fn hostile_nesting_is_an_error_of_its_line() {
        let deep = format!("{{\"text\": {}", "[".repeat(100_000));
        assert!(matches!(
            read_all(deep.as_bytes(), &About::named("a.jsonl"))[..],
            [Err(ReadError::Json { .. })]
        ));
    }
}
