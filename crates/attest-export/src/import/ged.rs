//! Rows of UCDP GED, by column names: 23.1 and the older orders.

use super::row::{Cells, Draft, Position, some};
use crate::country;
use crate::day;
use attest_model::{ActorKind, ActorRole, Coding, GedType, Harm, Predicate, Reference, Side};

/// A row as a coding.
///
/// # Errors
/// Why it is no row of GED.
pub fn coding(cells: &Cells, dataset: &str, version: &str) -> Result<Coding, String> {
    let id = some(cells.get("id")).ok_or("no id")?;
    let day_of = |column: &str| {
        day::parse(cells.get(column)).ok_or_else(|| format!("{column} is no date: {}", cells.get(column)))
    };
    let (start, end) = (day_of("date_start")?, day_of("date_end")?);
    let kind =
        u8::try_from(cells.whole("type_of_violence").unwrap_or(0)).ok().filter(|own| (1..=3).contains(own));
    let kind = kind.ok_or("type_of_violence is none of 1, 2, 3")?;
    let count = |column: &str| {
        cells
            .whole(column)
            .and_then(|own| u64::try_from(own).ok())
            .ok_or_else(|| format!("{column} is no count: {}", cells.get(column)))
    };
    let (best, low, high) = (count("best")?, count("low")?, count("high")?);
    let mut draft = Draft::new(cells, dataset, version, "import/ged", id);
    draft.original("source_original");
    draft.when(start, end, &["date_start", "date_end"]);
    place(&mut draft, cells);
    draft.incident.types.ged = Some(GedType { type_of_violence: kind });
    let role = if kind == 3 { ActorRole::Perpetrator } else { ActorRole::Participant };
    let a = side(&mut draft, cells.get("side_a"), "side_a", role);
    let b_role = if kind == 3 { ActorRole::Target } else { ActorRole::Participant };
    let b = side(&mut draft, cells.get("side_b"), "side_b", b_role);
    if !cells.get("dyad_name").is_empty() {
        draft.incident.label = format!("{} ({dataset} {id})", cells.get("dyad_name"));
    }
    draft.claim(Predicate::Occurrence, &["dyad_name"], None);
    draft.claim(Predicate::Date, &["date_start", "date_end"], None);
    draft.claim(Predicate::Place, &["where_description", "where_coordinates"], None);
    let mut by = Vec::new();
    for (column, side, actor) in [
        ("deaths_a", Side::Unknown, Some(a)),
        ("deaths_b", Side::Unknown, Some(b)),
        ("deaths_civilians", Side::Civilians, None),
    ] {
        let deaths = count(column)?;
        if deaths > 0 {
            by.extend(draft.toll(Harm::Killed, side, actor, (deaths, deaths), &[column]));
        }
    }
    if high.max(best) > 0 {
        let range = (low.min(best), high.max(best));
        by.extend(draft.toll(Harm::Killed, Side::Unknown, None, range, &["best", "high", "low"]));
        draft.assess("ged.low_best_high/1", Harm::Killed, (low, best, high), &by);
    }
    draft.coding.document.references = references(cells);
    draft.coding.document.published =
        draft.coding.document.references.iter().filter_map(|own| own.published.clone()).max();
    Ok(draft.finish())
}

fn side(draft: &mut Draft<'_>, name: &str, column: &str, role: ActorRole) -> String {
    if name == "Civilians" {
        return draft.party(name, column, ActorKind::Civilians, None, role);
    }
    match name.strip_prefix("Government of ").and_then(country::named) {
        Some(state) => draft.party(name, column, ActorKind::StateForces, Some(&state.iso), role),
        None => draft.party(name, column, ActorKind::RebelGroup, None, role),
    }
}

fn place(draft: &mut Draft<'_>, cells: &Cells) {
    let number = cells.whole("country_id").and_then(|own| u16::try_from(own).ok());
    let country = number.and_then(country::numbered).or_else(|| country::named(cells.get("country")));
    let precision = cells.whole("where_prec").and_then(|own| u8::try_from(own).ok());
    draft.place(Position {
        name: cells.get("where_coordinates"),
        country: country.map(|own| own.iso.as_str()),
        admin1: some(cells.get("adm_1")),
        admin2: some(cells.get("adm_2")),
        lat: cells.number("latitude"),
        lon: cells.number("longitude"),
        ged: precision,
        acled: precision.and_then(|own| match own {
            1 => Some(1),
            2 => Some(2),
            3..=5 => Some(3),
            _ => None,
        }),
        words: &["where_description"],
    });
}

/// The articles of a row: `"office,date,headline";"office,date,headline"`, or the older free text.
fn references(cells: &Cells) -> Vec<Reference> {
    let text = cells.get("source_article");
    if text.is_empty() {
        return Vec::new();
    }
    let dated = cells.whole("number_of_sources").is_some_and(|own| own > 0);
    if !dated {
        return vec![Reference { id: "r1".to_owned(), text: Some(text.to_owned()), ..Reference::default() }];
    }
    let parts: Vec<&str> = text.split("\";\"").collect();
    let last = parts.len().saturating_sub(1);
    let entries = parts.iter().enumerate().map(|(at, part)| {
        let part = if at == 0 { part.strip_prefix('"').unwrap_or(part) } else { part };
        let part = if at == last { part.strip_suffix('"').unwrap_or(part) } else { part };
        let id = format!("r{}", at + 1);
        match article(part) {
            Some((office, date, headline)) => Reference {
                id,
                text: Some(headline.to_owned()),
                url: None,
                publisher: Some(office.to_owned()),
                published: Some(date.to_owned()),
            },
            None => Reference { id, text: Some(part.to_owned()), ..Reference::default() },
        }
    });
    entries.collect()
}

/// Office, date and headline of an entry: the date is the first that stands between commas.
fn article(entry: &str) -> Option<(&str, &str, &str)> {
    let commas = entry.char_indices().filter(|(_, sign)| *sign == ',').map(|(at, _)| at);
    commas.into_iter().find_map(|at| {
        let date = entry.get(at + 1..at + 11)?;
        day::parse(date)?;
        let rest = entry.get(at + 11..)?;
        Some((entry.get(..at)?, date, rest.strip_prefix(',')?))
    })
}
