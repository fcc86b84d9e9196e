//! Checks made from the codebook: header, types, ranges, codes, and the rules that hold between columns.
//!
//! Every row passes here before it is written, and a row that does not is left out with the reason; a file that was written can
//! be checked again ([`file()`]). A row can be valid and wrong: this checks form, not truth.

use crate::codebook::{ColumnType, Row, Table};
use crate::day;
use std::collections::BTreeSet;
use std::io::Read;

/// What is wrong with a row: the column and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which column.
    pub column: String,
    /// What is wrong.
    pub what: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.column, self.what)
    }
}

/// What is wrong with a row; nothing where it is valid.
pub fn row(row: &Row) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (column, cell) in row.table.columns.iter().zip(&row.cells) {
        let mut fault = |what: String| faults.push(Fault { column: column.name.clone(), what });
        if cell.is_empty() {
            if column.required {
                fault("empty".to_owned());
            }
            continue;
        }
        match column.kind {
            ColumnType::Integer => match cell.parse::<i64>() {
                Ok(number) => {
                    if let Some([low, high]) = column.range
                        && !(low..=high).contains(&number)
                    {
                        fault(format!("{number} is outside {low}..{high}"));
                    }
                }
                Err(_) => fault(format!("not a whole number: {cell}")),
            },
            ColumnType::Number => match cell.parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    if let Some([low, high]) = column.range
                        && !(low as f64..=high as f64).contains(&number)
                    {
                        fault(format!("{number} is outside {low}..{high}"));
                    }
                }
                _ => fault(format!("not a number: {cell}")),
            },
            ColumnType::Date => {
                if day::parse(cell).is_none() {
                    fault(format!("not a day: {cell}"));
                }
            }
            ColumnType::Boolean => {
                if cell != "true" && cell != "false" {
                    fault(format!("neither true nor false: {cell}"));
                }
            }
            ColumnType::Text => {
                if !column.codes.is_empty() && !column.codes.iter().any(|code| code == cell) {
                    fault(format!("not a code: {cell}"));
                }
            }
        }
    }
    match row.table.name.as_str() {
        "acled" => acled(row, &mut faults),
        "ged" => ged(row, &mut faults),
        _ => {}
    }
    faults
}

fn acled(row: &Row, faults: &mut Vec<Fault>) {
    let mut fault =
        |column: &str, what: &str| faults.push(Fault { column: column.to_owned(), what: what.to_owned() });
    let pair = row.table.types.iter().find(|own| own.sub_event_type == row.get("sub_event_type"));
    if pair.is_none_or(|own| {
        own.event_type != row.get("event_type") || own.disorder_type != row.get("disorder_type")
    }) {
        fault("sub_event_type", "does not belong to its event type or disorder type");
    }
    if row.get("actor2").is_empty() != row.get("inter2").is_empty() {
        fault("inter2", "actor2 and inter2 come together");
    }
    if row.get("interaction") != interaction(row.get("inter1"), row.get("inter2")) {
        fault("interaction", "is not the pair of inter1 and inter2");
    }
    if row.get("event_type") == "Battles" && row.get("actor2").is_empty() {
        fault("actor2", "a battle needs two sides");
    }
    if !row.get("event_date").starts_with(row.get("year")) {
        fault("year", "is not that of event_date");
    }
    if !row.get("assoc_actor_2").is_empty() && row.get("actor2").is_empty() {
        fault("assoc_actor_2", "without actor2");
    }
    let stamp = row.get("timestamp").parse::<i64>().ok();
    if let (Some(stamp), Some(date)) = (stamp, day::parse(row.get("event_date")))
        && stamp < day::unix(date)
    {
        fault("timestamp", "before the event");
    }
}

fn ged(row: &Row, faults: &mut Vec<Fault>) {
    let number = |column: &str| row.get(column).parse::<i64>().unwrap_or(0);
    let mut fault =
        |column: &str, what: &str| faults.push(Fault { column: column.to_owned(), what: what.to_owned() });
    let sum = number("deaths_a") + number("deaths_b") + number("deaths_civilians") + number("deaths_unknown");
    if sum != number("best") {
        fault("best", "is not the sum of the four deaths");
    }
    if !(number("low") <= number("best") && number("best") <= number("high")) {
        fault("low", "low, best and high are not in order");
    }
    if number("type_of_violence") == 3 && (number("deaths_b") != 0 || row.get("side_b") != "Civilians") {
        fault("side_b", "one-sided violence has Civilians on side b and no deaths there");
    }
    if let (Some(start), Some(end)) = (day::parse(row.get("date_start")), day::parse(row.get("date_end"))) {
        if end < start {
            fault("date_end", "before date_start");
        } else if number("date_prec") != i64::from(day::ged_precision(day::span(start, end))) {
            fault("date_prec", "does not fit the span");
        }
        if i64::from(start.year()) != number("year") {
            fault("year", "is not that of date_start");
        }
    }
    let (lat, lon) = (row.get("latitude").parse::<f64>().ok(), row.get("longitude").parse::<f64>().ok());
    if let (Some(lat), Some(lon)) = (lat, lon)
        && crate::format::ged::priogrid(lat, lon).to_string() != row.get("priogrid_gid")
    {
        fault("priogrid_gid", "is not the cell of the coordinates");
    }
}

/// ACLED's pair of kinds, the lower number first; `X only` where one side stands alone.
pub fn interaction(first: &str, second: &str) -> String {
    if second.is_empty() {
        return format!("{first} only");
    }
    let rank = |kind: &str| crate::naming::INTER.iter().position(|own| *own == kind).unwrap_or(usize::MAX);
    let (low, high) = if rank(first) <= rank(second) { (first, second) } else { (second, first) };
    // The one irregular pair of the codebook.
    if low == "Civilians" && high == "External/Other forces" {
        return format!("{high}-{low}");
    }
    format!("{low}-{high}")
}

/// Checks a CSV file of a table: at most `most` faults, each with its line, and the number of rows.
///
/// # Errors
/// What the CSV reader says of a file that is none.
pub fn file(
    table: &'static Table,
    input: impl Read,
    most: usize,
) -> Result<(u64, Vec<(u64, Fault)>), csv::Error> {
    let mut reader = csv::ReaderBuilder::new().from_reader(input);
    let mut faults = Vec::new();
    let headers = reader.headers()?.clone();
    if !headers.iter().eq(table.headers()) {
        let what =
            format!("the {} columns of {} in their order are expected", table.columns.len(), table.name);
        faults.push((1, Fault { column: "header".to_owned(), what }));
        return Ok((0, faults));
    }
    let (mut rows, mut seen) = (0, BTreeSet::new());
    for record in reader.records() {
        let record = record?;
        rows += 1;
        let line = record.position().map_or(0, csv::Position::line);
        let own = Row { table, cells: record.iter().map(str::to_owned).collect() };
        let unique = matches!(table.name.as_str(), "acled" | "ged" | "gtd");
        if unique && !seen.insert(crate::record::number_of(own.cells.first().map_or("", String::as_str))) {
            faults.push((
                line,
                Fault { column: table.columns[0].name.clone(), what: "comes twice".to_owned() },
            ));
        }
        faults.extend(self::row(&own).into_iter().map(|fault| (line, fault)));
        if faults.len() > most {
            faults.truncate(most);
            break;
        }
    }
    Ok((rows, faults))
}
