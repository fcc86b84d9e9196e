//! Templates: which of them carry words, and which words.
//!
//! There are hundreds of thousands of templates and no way to expand them here. Those that only lay text out show their text, dates and
//! measures are written out, citation templates become references, infoboxes fields; every other template is dropped, as most are
//! navigation and maintenance.

use super::scan::MARK;
use crate::date;
use attest_model::Reference;
use std::fmt::Write as _;

/// A template as it is read: its name and parameters.
#[derive(Default)]
pub struct Template {
    /// Parameters that are complete: name (empty for positional) and value. The first is the template's name.
    parts: Vec<(String, String)>,
    /// Name of the open parameter.
    key: Option<String>,
    /// Value of the open parameter.
    pub value: String,
}

impl Template {
    /// Ends the open parameter.
    pub fn next(&mut self) {
        self.parts.push((self.key.take().unwrap_or_default(), std::mem::take(&mut self.value)));
    }

    /// Takes what was read of the open parameter as its name, if it can be one.
    pub fn take_key(&mut self) -> bool {
        let key = self.value.trim();
        let fits = self.key.is_none()
            && !self.parts.is_empty()
            && key.len() <= 60
            && !key.is_empty()
            && !key.contains(['\n', '[', '<']);
        if fits {
            self.key = Some(key.to_lowercase());
            self.value.clear();
        }
        fits
    }

    /// The words of a template that was never closed.
    pub fn raw(mut self) -> String {
        self.next();
        let parts: Vec<String> = self
            .parts
            .into_iter()
            .map(|(key, value)| if key.is_empty() { value } else { format!("{key}={value}") })
            .collect();
        parts.join("|")
    }

    /// Its name in lower case.
    pub fn name(&self) -> String {
        let name = self
            .parts
            .first()
            .map(|(_, name)| name.trim().to_lowercase().replace('_', " "))
            .unwrap_or_default();
        name.split(['\n', '<']).next().unwrap_or_default().trim().to_owned()
    }

    /// The value of the parameter called `key`.
    pub fn named(&self, key: &str) -> Option<&str> {
        self.parts.iter().skip(1).find(|(k, _)| k == key).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }

    /// The positional parameter `index`, from 0.
    pub fn positional(&self, index: usize) -> Option<&str> {
        let number = (index + 1).to_string();
        let mut unnamed = self.parts.iter().skip(1).filter(|(k, _)| k.is_empty());
        self.named(&number).or_else(|| unnamed.nth(index).map(|(_, v)| v.trim())).filter(|v| !v.is_empty())
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        self.parts
            .iter()
            .skip(1)
            .filter(|(k, v)| (k.is_empty() || k.bytes().all(|b| b.is_ascii_digit())) && !v.trim().is_empty())
            .map(|(_, v)| v.trim())
    }
}

/// Fields of an infobox that are layout.
fn is_layout(key: &str) -> bool {
    key.is_empty()
        || [
            "image",
            "map",
            "width",
            "alt",
            "mark",
            "label",
            "pushpin",
            "relief",
            "module",
            "template",
            "coordinates_",
        ]
        .iter()
        .any(|start| key.starts_with(start))
}

/// The fields of an infobox as marked lines.
pub fn infobox(template: &Template) -> String {
    let mut lines = String::new();
    for (key, value) in template.parts.iter().skip(1) {
        let value = value.trim();
        if !value.contains(char::is_alphanumeric) {
            continue;
        }
        if matches!(key.as_str(), "caption" | "image_caption" | "map_caption") {
            let _ = write!(lines, "\n{MARK}C{}\n", value.replace(['\n', MARK], " "));
        } else if !is_layout(key) {
            let _ = write!(lines, "\n{MARK}F{key}{MARK}{}\n", joined(value));
        }
    }
    lines
}

/// Lines and bullets of a value in one line.
fn joined(value: &str) -> String {
    let mut line = String::new();
    for part in value.split('\n') {
        let part = part.trim_start_matches(['*', '#', ' ', MARK]).trim();
        if !part.contains(char::is_alphanumeric) {
            continue;
        }
        if !line.is_empty() {
            line.push_str(if part.starts_with('(') { " " } else { "; " });
        }
        line.push_str(part);
    }
    line
}

/// The reference that a citation template describes.
pub fn citation(template: &Template) -> Option<Reference> {
    let name = template.name();
    if !(name.starts_with("cite ") || name == "citation") {
        return None;
    }
    let first = |keys: &[&str]| keys.iter().find_map(|key| template.named(key)).map(ToOwned::to_owned);
    let title = first(&["title", "script-title", "chapter"]);
    let publisher = first(&[
        "work",
        "newspaper",
        "website",
        "journal",
        "magazine",
        "periodical",
        "agency",
        "publisher",
        "via",
    ]);
    let when = first(&["date", "year", "publication-date"]);
    let author = first(&["author", "last", "last1", "author1"]);
    let mut words = String::new();
    for part in
        [author, title.map(|t| format!("\"{t}\"")), publisher.clone(), when.clone()].into_iter().flatten()
    {
        if !words.is_empty() {
            words.push_str(if words.ends_with('.') { " " } else { ". " });
        }
        words.push_str(&part);
    }
    if !words.is_empty() && !words.ends_with('.') {
        words.push('.');
    }
    Some(Reference {
        id: String::new(),
        text: Some(words),
        url: first(&["url"]),
        publisher,
        published: when.and_then(|w| date::parse_part(&w)),
    })
}

/// The words that a template shows.
pub fn words(template: &Template) -> String {
    let name = template.name();
    let arg = |index: usize| template.positional(index).unwrap_or_default().to_owned();
    match name.as_str() {
        "nowrap" | "nobr" | "small" | "smaller" | "big" | "nobold" | "nowrap begin" | "flag"
        | "flagcountry" | "flagu" | "flag+link" | "abbr" | "ill" | "interlanguage link" | "plainlist"
        | "flatlist" | "center" | "quote" | "blockquote" | "cquote" | "illm" | "sic" | "not a typo"
        | "as written" | "nihongo" | "strong" | "em" | "army" | "navy" | "air force" | "convertip" => arg(0),
        "lang" | "transliteration" | "transl" | "langx" | "color" | "colour" | "font color" | "tooltip"
            if name != "tooltip" =>
        {
            if arg(1).is_empty() {
                arg(0)
            } else {
                arg(1)
            }
        }
        _ if name.starts_with("lang-") => arg(0),
        "convert" | "cvt" => format!("{} {}", arg(0), arg(1)).trim().to_owned(),
        "start date" | "start date and age" | "end date" | "date" | "dts" | "film date" | "birth date"
        | "death date" => spelled(template),
        "circa" | "c." | "ca" => format!("c. {}", arg(0)),
        "as of" => format!("As of {}", template.all().collect::<Vec<_>>().join("-")),
        "ubl" | "unbulleted list" | "hlist" | "bulleted list" | "plain list" | "flat list" | "ublist" => {
            template.all().collect::<Vec<_>>().join("\n* ")
        }
        "coord" => template
            .all()
            .filter(|part| part.len() <= 12 && !part.contains(':'))
            .collect::<Vec<_>>()
            .join(" "),
        "citation needed" | "cn" | "fact" | "citation needed span" => {
            if name.ends_with("span") {
                arg(0)
            } else {
                "[citation needed]".to_owned()
            }
        }
        "clarify" => "[clarification needed]".to_owned(),
        "better source needed" | "bsn" => "[better source needed]".to_owned(),
        "who" | "when" | "where" | "which" => format!("[{name}?]"),
        "spaced ndash" | "snd" | "spnd" | "spaces" => " – ".to_owned(),
        "ndash" | "en dash" => "–".to_owned(),
        "mdash" | "em dash" => "—".to_owned(),
        "nbsp" | "spc" => " ".to_owned(),
        "kia" | "wia" | "pow" | "mia" | "executed" | "surrendered" => {
            format!("({})", if name.len() == 3 { name.to_uppercase() } else { name })
        }
        "!" => "|".to_owned(),
        "=" => "=".to_owned(),
        "·" | "•" | "dot" | "bullet" => " · ".to_owned(),
        "br" | "break" | "clear" | "-" => "\n".to_owned(),
        _ => String::new(),
    }
}

/// "{{start date|2015|8|5}}": 5 August 2015.
fn spelled(template: &Template) -> String {
    let part = |index: usize| template.positional(index).unwrap_or_default();
    let month = part(1).parse::<usize>().ok().and_then(attest_model::month::name);
    match (part(0), month, part(2)) {
        (year, Some(month), "") => format!("{month} {year}"),
        (year, Some(month), day) => format!("{day} {month} {year}"),
        (year, None, _) => year.to_owned(),
    }
}

/// The rows of a table, a line each: "| cell | cell |"; captions and attributes are left out.
pub fn table(words: &str) -> String {
    let mut rows = String::from("\n");
    let mut open = false;
    let mut first = true;
    for line in words.split('\n') {
        let line = line.trim();
        // The first line holds the table's attributes.
        if std::mem::take(&mut first) || line.is_empty() {
            continue;
        }
        if line.starts_with("|-") || line.starts_with("|+") {
            if std::mem::take(&mut open) {
                rows.push_str(" |\n");
            }
            continue;
        }
        let cells = line.strip_prefix(['|', '!']);
        let Some(cells) = cells else {
            if open {
                rows.push(' ');
                rows.push_str(line);
            }
            continue;
        };
        for cell in cells.split("||").flat_map(|c| c.split("!!")) {
            let shown = match cell.rsplit_once('|') {
                Some((attributes, shown)) if attributes.contains('=') => shown,
                _ => cell,
            };
            rows.push_str(if open { " | " } else { "| " });
            rows.push_str(shown.trim().trim_matches('|'));
            open = true;
        }
    }
    if open {
        rows.push_str(" |");
    }
    rows.push('\n');
    rows
}
