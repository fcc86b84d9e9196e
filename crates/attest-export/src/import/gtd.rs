//! Rows of GTD, by column names.

use super::row::{Cells, Draft, Position, some};
use crate::country;
use attest_model::{ActorKind, ActorRole, Coding, GtdType, Harm, Predicate, Reference, Side};
use jiff::civil::Date;

/// A row as a coding.
///
/// # Errors
/// Why it is no row of GTD.
pub fn coding(cells: &Cells, dataset: &str, version: &str) -> Result<Coding, String> {
    let id = some(cells.get("eventid")).ok_or("no eventid")?;
    let mut draft = Draft::new(cells, dataset, version, "import/gtd", id);
    let (start, end) = days(cells).ok_or("iyear, imonth and iday make no date")?;
    draft.when(start, end, &["iyear", "imonth", "iday"]);
    let kinds: Vec<String> = ["attacktype1_txt", "attacktype2_txt", "attacktype3_txt"]
        .iter()
        .filter_map(|column| some(cells.get(column)).map(str::to_owned))
        .collect();
    if kinds.is_empty() {
        return Err("no attack type".to_owned());
    }
    draft.incident.types.gtd = Some(GtdType { attacktype: kinds });
    for column in ["gname", "gname2", "gname3"] {
        if let Some(name) = some(cells.get(column)).filter(|own| *own != "Unknown") {
            draft.party(name, column, ActorKind::RebelGroup, None, ActorRole::Perpetrator);
        }
    }
    place(&mut draft, cells);
    draft.incident.label = format!("{} ({dataset} {id})", cells.get("attacktype1_txt"));
    draft
        .claim(Predicate::Occurrence, &["summary"], None)
        .or_else(|| draft.claim(Predicate::Occurrence, &["attacktype1_txt"], None));
    draft.claim(Predicate::Place, &["city"], None);
    // A blank is silence, and a written 0 is GTD's finding; it is kept as its assessment, not as a toll of claims.
    let count = |column: &str| cells.whole(column).and_then(|own| u64::try_from(own).ok());
    for (column, of_attackers, harm) in
        [("nkill", "nkillter", Harm::Killed), ("nwound", "nwoundte", Harm::Wounded)]
    {
        let Some(total) = count(column) else { continue };
        let mut by = Vec::new();
        if total > 0 {
            by.extend(draft.toll(harm, Side::Unknown, None, (total, total), &[column]));
        }
        if let Some(own) = count(of_attackers).filter(|own| *own > 0) {
            by.extend(draft.toll(harm, Side::Attackers, None, (own, own), &[of_attackers]));
        }
        draft.assess("gtd.recent_majority_lowest/1", harm, (total, total, total), &by);
    }
    let cites = ["scite1", "scite2", "scite3"].iter().enumerate().filter_map(|(at, column)| {
        let text = some(cells.get(column))?.to_owned();
        Some(Reference { id: format!("r{}", at + 1), text: Some(text), ..Reference::default() })
    });
    draft.coding.document.references = cites.collect();
    Ok(draft.finish())
}

/// The days that year, month and day allow; 0 is unknown.
fn days(cells: &Cells) -> Option<(Date, Date)> {
    let part = |column: &str| cells.whole(column).unwrap_or(0);
    let year = i16::try_from(part("iyear")).ok()?;
    let (month, day) = (i8::try_from(part("imonth")).ok()?, i8::try_from(part("iday")).ok()?);
    let first = Date::new(year, month.max(1), 1).ok()?;
    match (month, day) {
        (0, _) => Some((first, first.last_of_year())),
        (_, 0) => Some((first, first.last_of_month())),
        _ => Date::new(year, month, day).ok().map(|own| (own, own)),
    }
}

fn place(draft: &mut Draft<'_>, cells: &Cells) {
    let specific = cells.whole("specificity");
    // The code list of `specificity` was not found: only its first step is taken as a named town.
    let exact = specific.is_none_or(|own| own == 1)
        && !cells.get("city").is_empty()
        && cells.get("city") != "Unknown";
    draft.place(Position {
        name: cells.get("city"),
        country: country::named(cells.get("country_txt")).map(|own| own.iso.as_str()),
        admin1: some(cells.get("provstate")),
        admin2: None,
        lat: cells.number("latitude"),
        lon: cells.number("longitude"),
        ged: Some(if exact { 1 } else { 4 }),
        acled: Some(if exact { 1 } else { 3 }),
        words: &["city"],
    });
}
