//! A case file: heading, prose, a fenced report, a table of claims, a list of expectations.

use super::spec::{ClaimSpec, Demand, IncidentRef, IncidentSpec, PlaceSpec, mention, relation, rule};
use attest_model::{DocumentKind, Harm, TensionKind};
use std::ops::Range;

/// A case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Case {
    /// Its first heading.
    pub title: String,
    /// Why it is not passed yet, where it says so.
    pub known_gap: Option<String>,
    /// The report.
    pub report: String,
    /// Rows that are laid over the built-in gazetteer for this case: a table with a header, as `attest gazetteer add` reads it.
    pub gazetteer: Option<String>,
    /// Extension of the report's format.
    pub format: String,
    /// Told from outside: day of publication.
    pub published: Option<String>,
    /// Told from outside: publisher.
    pub publisher: Option<String>,
    /// Told from outside: kind of text.
    pub kind: Option<DocumentKind>,
    /// The table of claims.
    pub claims: Vec<ClaimSpec>,
    /// The list of incidents.
    pub incidents: Vec<IncidentSpec>,
    /// Everything else that is expected.
    pub demands: Vec<(usize, Demand)>,
    /// Lines of the file that hold expectations, for updates.
    pub expectation: Option<Range<usize>>,
}

/// Reads a case.
///
/// # Errors
/// A sentence that names the line and what cannot be understood there.
pub fn parse(text: &str) -> Result<Case, String> {
    let mut case = Case { format: "txt".to_owned(), ..Case::default() };
    let lines: Vec<&str> = text.lines().collect();
    let mut columns: Option<Vec<String>> = None;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let number = at + 1;
        let located = |why: String| format!("line {number}: {why}");
        if let Some((fence, info)) = fence(line) {
            at = case.block(&lines, at + 1, fence, info).map_err(located)?;
            columns = None;
            continue;
        }
        let trimmed = line.trim();
        if trimmed.starts_with('|') {
            case.expects(at);
            case.row(trimmed, number, &mut columns).map_err(located)?;
        } else if let Some(item) = trimmed.strip_prefix("- ").filter(|_| !case.report.is_empty()) {
            case.expects(at);
            case.item(item, number).map_err(located)?;
            columns = None;
        } else if let Some(title) = trimmed.strip_prefix("# ").filter(|_| case.title.is_empty()) {
            title.clone_into(&mut case.title);
        } else if let Some(why) = trimmed.strip_prefix("Known gap:") {
            case.known_gap = Some(why.trim().to_owned());
        }
        at += 1;
    }
    if case.report.trim().is_empty() {
        return Err("there is no report; put it between ```report and ```".to_owned());
    }
    if case.claims.is_empty() && case.incidents.is_empty() && case.demands.is_empty() {
        return Err("nothing is expected; add a table of claims or a list".to_owned());
    }
    case.numbers_are_told()?;
    Ok(case)
}

/// A fence of three or more backticks, and the words behind it.
fn fence(line: &str) -> Option<(&str, &str)> {
    let ticks = line.len() - line.trim_start_matches('`').len();
    let (fence, info) = line.split_at_checked(ticks)?;
    (ticks >= 3).then_some((fence, info.trim()))
}

impl Case {
    fn expects(&mut self, at: usize) {
        let start = self.expectation.as_ref().map_or(at, |range| range.start);
        self.expectation = Some(start..at + 1);
    }

    /// Takes the fenced block from line `from`; the line after it.
    fn block(&mut self, lines: &[&str], from: usize, fence: &str, info: &str) -> Result<usize, String> {
        let rest = lines.get(from..).unwrap_or_default();
        let length =
            rest.iter().position(|line| line.trim_end() == fence).ok_or("the fence is not closed")?;
        let after = from + length + 1;
        let mut words = words(info);
        if words.first().is_some_and(|word| word == "gazetteer") {
            let rows: String = rest.iter().take(length).flat_map(|line| [*line, "\n"]).collect();
            self.gazetteer.get_or_insert_default().push_str(&rows);
            return Ok(after);
        }
        if words.first().is_none_or(|word| word != "report") {
            return Ok(after);
        }
        if !self.report.is_empty() {
            return Err("a case has one report".to_owned());
        }
        words.remove(0);
        for word in words {
            match word.split_once('=') {
                None => self.format = word,
                Some(("published", value)) => self.published = Some(value.to_owned()),
                Some(("publisher", value)) => self.publisher = Some(value.to_owned()),
                Some(("kind", value)) => {
                    self.kind =
                        Some(DocumentKind::parse(value).ok_or_else(|| format!("no such kind: {value}"))?);
                }
                Some((key, _)) => {
                    return Err(format!("`{key}` is not told of a report; published, publisher or kind"));
                }
            }
        }
        self.report = rest.iter().take(length).flat_map(|line| [*line, "\n"]).collect();
        Ok(after)
    }

    /// Every incident that a line speaks of by its number has a line of its own.
    fn numbers_are_told(&self) -> Result<(), String> {
        let claims = self.claims.iter().filter_map(|claim| match &claim.incident {
            Some(IncidentRef::Number(number)) => Some((claim.line, number)),
            _ => None,
        });
        let incidents = self.incidents.iter().flat_map(|incident| {
            let others = incident.part_of.iter().chain(incident.sequels.iter().map(|(_, number)| number));
            others.map(|number| (incident.line, number))
        });
        let demands = self.demands.iter().filter_map(|(line, demand)| match demand {
            Demand::Rule(number, ..) => Some((*line, number)),
            Demand::NoClaim(spec) => match &spec.incident {
                Some(IncidentRef::Number(number)) => Some((*line, number)),
                _ => None,
            },
            _ => None,
        });
        let untold = claims
            .chain(incidents)
            .chain(demands)
            .find(|(_, number)| !self.incidents.iter().any(|incident| incident.number == **number));
        untold.map_or(Ok(()), |(line, number)| {
            Err(format!("line {line}: there is no incident {number}; add a line `- incident {number}: …`"))
        })
    }

    fn row(&mut self, line: &str, number: usize, columns: &mut Option<Vec<String>>) -> Result<(), String> {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let Some(columns) = columns else {
            *columns = Some(cells.iter().map(|cell| cell.to_lowercase()).collect());
            return Ok(());
        };
        if cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':'))) {
            return Ok(());
        }
        let mut spec = ClaimSpec { line: number, written: cells.join(" | "), ..ClaimSpec::default() };
        for (column, cell) in columns.iter().zip(cells) {
            spec.set(column, cell)?;
        }
        self.claims.push(spec);
        Ok(())
    }

    fn item(&mut self, item: &str, number: usize) -> Result<(), String> {
        let (key, value) = item.split_once(':').map_or((item, ""), |(key, value)| (key.trim(), value.trim()));
        let demand = match key {
            "no claims" => Demand::NoClaims,
            "nothing else" => {
                for harm in value.split(',').map(|harm| harm.trim().replace(' ', "_")) {
                    let harm = Harm::parse(&harm).ok_or_else(|| format!("no such harm: {harm}"))?;
                    self.demands.push((number, Demand::NothingElse(harm)));
                }
                return Ok(());
            }
            "no claim" => Demand::NoClaim(Box::new(ClaimSpec::parse(value, number)?)),
            "no incident" => Demand::NoIncident(Box::new(IncidentSpec::parse("-", value, number)?)),
            "incidents" => Demand::Incidents(value.parse().map_err(|_| format!("`{value}` is no number"))?),
            "tension" => {
                Demand::Tension(TensionKind::parse(value).ok_or_else(|| format!("no such tension: {value}"))?)
            }
            "relation" => relation(value)?,
            "note" => Demand::Note(value.to_lowercase()),
            "language" => Demand::Language(value.to_owned()),
            "mention" => mention(value),
            _ => match key.split_once(' ') {
                Some(("incident", name)) => {
                    self.incidents.push(IncidentSpec::parse(name, value, number)?);
                    return Ok(());
                }
                Some(("rule", name)) => rule(name, value)?,
                Some(("place", name)) => Demand::Place(Box::new(PlaceSpec::parse(name, value)?)),
                _ => return Err(format!("`{key}` expects nothing that is known; see corpus/README.md")),
            },
        };
        self.demands.push((number, demand));
        Ok(())
    }
}

/// Words, with what stands between quotation marks kept together.
fn words(info: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for c in info.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => out.push(String::new()),
            c => out.last_mut().into_iter().for_each(|word| word.push(c)),
        }
    }
    out.retain(|word| !word.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = "# A title\n\nProse.\n\nKnown gap: needs more thought.\n\n```report html published=2024-03-05 publisher=\"Radio Ost\"\n<p>Ten died.</p>\n```\n\n| claim | voice | figure |\n|---|---|---|\n| casualties | report | killed 10 |\n\n- incident 1: primary; when 2024-03; where none\n- nothing else: killed, wounded\n";

    #[test]
    fn a_case_is_read_from_its_file() {
        let case = parse(CASE).unwrap();
        assert_eq!(case.title, "A title");
        assert_eq!(case.known_gap.as_deref(), Some("needs more thought."));
        assert_eq!((case.format.as_str(), case.report.as_str()), ("html", "<p>Ten died.</p>\n"));
        assert_eq!(case.publisher.as_deref(), Some("Radio Ost"));
        assert_eq!((case.claims.len(), case.incidents.len(), case.demands.len()), (1, 1, 2));
        assert_eq!(case.expectation, Some(10..16));
    }

    #[test]
    fn a_mistake_is_located() {
        let wrong = CASE.replace("killed 10", "killed ten");
        assert!(parse(&wrong).unwrap_err().starts_with("line 13:"), "{:?}", parse(&wrong));
        let lost = CASE.replace("- nothing else", "- rule 2: acled killed 10/10/10\n- nothing else");
        assert!(
            parse(&lost).unwrap_err().starts_with("line 16: there is no incident 2"),
            "{:?}",
            parse(&lost)
        );
        assert!(parse("# A\n\nno report").unwrap_err().contains("no report"));
        assert!(parse("# A\n\n```report\nx\n").unwrap_err().contains("not closed"));
    }
}
