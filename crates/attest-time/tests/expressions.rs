//! The cases of `expressions.md`, row by row.

use attest_time::{Anchors, read, resolve_event};
use jiff::civil::Date;

struct Case<'a> {
    line: usize,
    published: Option<Date>,
    text: String,
    at: (usize, usize),
    wanted: &'a str,
    days: &'a str,
}

fn cases(table: &str) -> Vec<Case<'_>> {
    let rows = table.lines().enumerate().filter(|(_, l)| l.starts_with("| ") && l.contains('['));
    rows.map(|(line, row)| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [published, marked, wanted, days] = cells[..] else { panic!("line {}: four cells", line + 1) };
        let (open, close) = (marked.find('[').unwrap(), marked.find(']').unwrap());
        let text = marked.replacen(['[', ']'], "", 2);
        let published = (published != "-").then(|| published.parse().unwrap());
        Case { line: line + 1, published, text, at: (open, close - 1), wanted, days }
    })
    .collect()
}

fn written(date: Option<Date>) -> String {
    date.map_or(String::new(), |d| d.to_string())
}

#[test]
fn every_expression_of_the_table_has_its_value_and_its_days() {
    let cases = cases(include_str!("expressions.md"));
    assert!(cases.len() >= 150, "{} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let anchors = Anchors { published: case.published, ..Anchors::default() };
        let mentions = read(&case.text, &anchors);
        let (start, end) = (case.at.0 as u32, case.at.1 as u32);
        let found = mentions.iter().position(|m| m.start < end && m.end > start);
        let (got, days) = match found {
            None => ("-".to_owned(), "-".to_owned()),
            Some(n) => {
                let m = &mentions[n];
                let span = if (m.start, m.end) == (start, end) { "" } else { m.words(&case.text) };
                let days = resolve_event(&mentions, n)
                    .map_or("-".to_owned(), |w| format!("{}..{}", written(w.earliest), written(w.latest)));
                (format!("{} {}{span}", m.kind.as_str(), m.value), days)
            }
        };
        if (got.as_str(), days.as_str()) != (case.wanted, case.days) {
            wrong.push(format!("line {}: {} -> {got} | {days}", case.line, case.text));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
