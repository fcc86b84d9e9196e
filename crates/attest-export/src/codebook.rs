//! The codebooks as data: the columns of every table, in order, with their meaning, type and codes.
//!
//! `codebook/*.toml` is the one place where a column is described. CSV headers, the checks that every row passes before it is
//! written ([`crate::check`]), the resources of a data package and the pages of `CODEBOOK.md` are made from it.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::OnceLock;

/// Type of a column's cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnType {
    /// Words.
    Text,
    /// A whole number.
    Integer,
    /// A number with a decimal point.
    Number,
    /// An ISO day.
    Date,
    /// `true` or `false`.
    Boolean,
}

impl ColumnType {
    /// Its name in a Frictionless table schema.
    pub const fn frictionless(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Date => "date",
            Self::Boolean => "boolean",
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Column {
    /// Header.
    pub name: String,
    /// Type of its cells.
    #[serde(rename = "type")]
    pub kind: ColumnType,
    /// What it means in Attest's rows.
    pub meaning: String,
    /// Section of the notes on codebooks.
    pub section: String,
    /// Whether it may not be empty.
    #[serde(default)]
    pub required: bool,
    /// Lowest and highest number.
    #[serde(default)]
    pub range: Option<[i64; 2]>,
    /// The codes that it may hold; empty: any.
    #[serde(default)]
    pub codes: Vec<String>,
    /// Whether an import keeps it, so that it comes back equal.
    #[serde(default, rename = "import")]
    pub modelled: bool,
    /// Why it may be empty.
    #[serde(default)]
    pub empty: Option<String>,
    /// HXL tag.
    #[serde(default)]
    pub hxl: Option<String>,
}

/// An ACLED type.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct TypeRow {
    /// Event type.
    pub event_type: String,
    /// Sub-event type.
    pub sub_event_type: String,
    /// Disorder type that follows.
    pub disorder_type: String,
}

/// A number of a code list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct NumberRow {
    /// Which list: `attacktype`.
    pub list: String,
    /// The number.
    pub number: u32,
    /// The words.
    pub text: String,
}

/// A table of the codebook.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Table {
    /// Name: `acled`.
    pub name: String,
    /// Title.
    pub title: String,
    /// Where the columns were looked up.
    pub source: String,
    /// The rule of assessment that gives its tolls; empty where it has none of its own.
    pub toll: String,
    /// Columns in order.
    #[serde(rename = "column")]
    pub columns: Vec<Column>,
    /// ACLED's types in the order of their rank.
    #[serde(default, rename = "type")]
    pub types: Vec<TypeRow>,
    /// Numbers of code lists.
    #[serde(default, rename = "number")]
    pub numbers: Vec<NumberRow>,
    #[serde(skip)]
    index: BTreeMap<String, usize>,
}

/// The files of the codebook, by name.
const FILES: [(&str, &str); 15] = [
    ("acled", include_str!("../../../codebook/acled.toml")),
    ("ged", include_str!("../../../codebook/ged.toml")),
    ("gtd", include_str!("../../../codebook/gtd.toml")),
    ("incidents", include_str!("../../../codebook/incidents.toml")),
    ("claims", include_str!("../../../codebook/claims.toml")),
    ("figures", include_str!("../../../codebook/figures.toml")),
    ("sources", include_str!("../../../codebook/sources.toml")),
    ("documents", include_str!("../../../codebook/documents.toml")),
    ("relations", include_str!("../../../codebook/relations.toml")),
    ("decisions", include_str!("../../../codebook/decisions.toml")),
    ("airwars-incidents", include_str!("../../../codebook/airwars-incidents.toml")),
    ("airwars-sources", include_str!("../../../codebook/airwars-sources.toml")),
    ("hxl", include_str!("../../../codebook/hxl.toml")),
    ("atlos", include_str!("../../../codebook/atlos.toml")),
    ("archiver", include_str!("../../../codebook/archiver.toml")),
];

impl Table {
    /// Where a column stands.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.index.get(column).copied()
    }

    /// The headers in order.
    pub fn headers(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    /// The number of a code list's words.
    pub fn number(&self, list: &str, text: &str) -> Option<u32> {
        self.numbers.iter().find(|row| row.list == list && row.text == text).map(|row| row.number)
    }

    /// An empty row.
    pub fn row(&'static self) -> Row {
        Row { table: self, cells: vec![String::new(); self.columns.len()] }
    }
}

/// The table of that name.
///
/// ```
/// let acled = attest_export::codebook::table("acled");
/// assert_eq!(acled.columns.len(), 31);
/// assert_eq!(attest_export::codebook::table("ged").columns.len(), 49);
/// assert_eq!(attest_export::codebook::table("gtd").columns.len(), 135);
/// ```
///
/// # Panics
/// Where the program itself names a table that does not exist; tests read every one.
pub fn table(name: &str) -> &'static Table {
    let found = tables().iter().find(|table| table.name == name);
    found.unwrap_or_else(|| panic!("no table `{name}` in the codebook"))
}

/// Every table.
pub fn tables() -> &'static [Table] {
    static TABLES: OnceLock<Vec<Table>> = OnceLock::new();
    TABLES.get_or_init(|| FILES.iter().filter_map(|(_, text)| read(text)).collect())
}

fn read(text: &str) -> Option<Table> {
    let mut table: Table = toml::from_str(text).ok()?;
    table.index = table.columns.iter().enumerate().map(|(at, column)| (column.name.clone(), at)).collect();
    Some(table)
}

/// A row in the making: cells under the headers of its table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The table.
    pub table: &'static Table,
    /// Cells in the order of its columns.
    pub cells: Vec<String>,
}

impl Row {
    /// Fills a cell. A column that the table does not have is passed over; tests name them all.
    pub fn set(&mut self, column: &str, value: impl Into<String>) {
        debug_assert!(self.table.position(column).is_some(), "no column `{column}` in {}", self.table.name);
        if let Some(cell) = self.table.position(column).and_then(|at| self.cells.get_mut(at)) {
            *cell = value.into();
        }
    }

    /// Fills a cell where there is a value.
    pub fn set_some<T: ToString>(&mut self, column: &str, value: Option<T>) {
        if let Some(value) = value {
            self.set(column, value.to_string());
        }
    }

    /// What a cell holds.
    pub fn get(&self, column: &str) -> &str {
        self.table.position(column).and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }
}

/// `CODEBOOK.md`: every table, column by column.
pub fn page() -> String {
    let mut out = String::from(
        "# Codebook\n\nWhat stands in each column of each table that `attest export` writes. This page is made from `codebook/*.toml` by `attest codebook`; \
         change the files, not the page.\n\nSections are those of the notes on codebooks that the columns were taken from. *kept* marks columns that an import keeps, \
         so that an exported row comes back equal in them.\n",
    );
    for table in tables() {
        out.push_str(&section(table, "##"));
    }
    out
}

/// The page of one table, as the documentation's site has it.
pub fn table_page(table: &Table) -> String {
    format!(
        "<!-- Made from codebook/{}.toml by a test; change that file, not this one. -->\n{}",
        table.name,
        section(table, "#")
    )
}

/// The JSON Schema of a row of the table, as JSON Lines would hold it: what is empty in CSV is absent or null.
pub fn json_schema(table: &Table) -> Value {
    let mut properties = Map::new();
    for column in &table.columns {
        let (kind, format) = match column.kind {
            ColumnType::Text => ("string", None),
            ColumnType::Integer => ("integer", None),
            ColumnType::Number => ("number", None),
            ColumnType::Date => ("string", Some("date")),
            ColumnType::Boolean => ("boolean", None),
        };
        let mut own = Map::new();
        own.insert("description".to_owned(), json!(column.meaning));
        own.insert("type".to_owned(), if column.required { json!(kind) } else { json!([kind, "null"]) });
        if let Some(format) = format {
            own.insert("format".to_owned(), json!(format));
        }
        if let Some([low, high]) = column.range {
            own.insert("minimum".to_owned(), json!(low));
            own.insert("maximum".to_owned(), json!(high));
        }
        if !column.codes.is_empty() {
            let codes = column.codes.iter().map(|code| json!(code));
            let none = (!column.required).then_some(Value::Null);
            own.insert("enum".to_owned(), codes.chain(none).collect());
        }
        properties.insert(column.name.clone(), Value::Object(own));
    }
    let required: Vec<&str> =
        table.columns.iter().filter(|own| own.required).map(|own| own.name.as_str()).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema", "title": table.title, "type": "object",
        "properties": properties, "required": required, "additionalProperties": false,
    })
}

/// The JSON Schema as it is committed under `schema/tables/`.
pub fn schema_text(table: &Table) -> String {
    format!("{:#}\n", json_schema(table))
}

/// A table in words, under a heading of that depth.
fn section(table: &Table, heading: &str) -> String {
    let mut out = String::new();
    let _ =
        write!(out, "\n{heading} {} (`--to {}`)\n\nColumns from {}.", table.title, table.name, table.source);
    if !table.toll.is_empty() {
        let _ = write!(out, " Tolls by `{}`.", table.toll);
    }
    out.push_str("\n\n| column | type | meaning |\n|---|---|---|\n");
    for column in &table.columns {
        let _ = writeln!(out, "| `{}` | {} | {} |", column.name, kind_words(column), meaning_words(column));
    }
    if !table.types.is_empty() {
        out.push_str("\nTypes in the order of their rank:\n\n| event_type | sub_event_type | disorder_type |\n|---|---|---|\n");
        for row in &table.types {
            let _ = writeln!(out, "| {} | {} | {} |", row.event_type, row.sub_event_type, row.disorder_type);
        }
    }
    out
}

fn kind_words(column: &Column) -> String {
    let kind = match column.kind {
        ColumnType::Text => "text",
        ColumnType::Integer => "integer",
        ColumnType::Number => "number",
        ColumnType::Date => "date",
        ColumnType::Boolean => "true or false",
    };
    let mut out = kind.to_owned();
    if column.required {
        out.push_str(", required");
    }
    if column.modelled {
        out.push_str(", *kept*");
    }
    out
}

fn meaning_words(column: &Column) -> String {
    let mut out = column.meaning.replace('|', "\\|");
    if !column.codes.is_empty() && column.codes.len() <= 9 {
        let _ = write!(out, " One of: {}.", column.codes.join(" · "));
    }
    if let Some([low, high]) = column.range.filter(|[_, high]| *high < 10_000) {
        let _ = write!(out, " {low} to {high}.");
    }
    if let Some(why) = &column.empty {
        let _ = write!(out, " Empty: {why}.");
    }
    if let Some(tag) = &column.hxl {
        let _ = write!(out, " `{tag}`");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_a_table_of_its_name() {
        assert_eq!(tables().len(), FILES.len());
        for ((name, _), table) in FILES.iter().zip(tables()) {
            assert_eq!(*name, table.name);
            assert_eq!(table.index.len(), table.columns.len(), "{name}: a column comes twice");
        }
    }

    #[test]
    fn the_page_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../CODEBOOK.md");
        if std::env::var_os("ATTEST_UPDATE").is_some() {
            std::fs::write(path, page()).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap(), page(), "run this test with ATTEST_UPDATE=1");
    }

    #[test]
    fn the_schemas_and_the_pages_of_the_tables_are_up_to_date() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        for table in tables() {
            for (path, text) in [
                (format!("{root}/schema/tables/{}.schema.json", table.name), schema_text(table)),
                (format!("{root}/docs/tables/{}.md", table.name), table_page(table)),
            ] {
                if std::env::var_os("ATTEST_UPDATE").is_some() {
                    std::fs::create_dir_all(std::path::Path::new(&path).parent().unwrap()).unwrap();
                    std::fs::write(&path, &text).unwrap();
                }
                let there = std::fs::read_to_string(&path).unwrap_or_default();
                assert_eq!(there, text, "{path}: run this test with ATTEST_UPDATE=1");
            }
        }
    }
}
