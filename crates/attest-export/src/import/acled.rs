//! Rows of ACLED: the current layout (kinds of actors in words) and the older ones (numbers, `dd-mm-yyyy`, "28 February 2024").

use super::row::{Cells, Draft, Position, some};
use crate::codebook::table;
use crate::country;
use crate::day;
use crate::naming::INTER;
use attest_model::{AcledType, ActorKind, ActorRole, Coding, Harm, Predicate, Side};
use jiff::civil::Date;

/// A row as a coding.
///
/// # Errors
/// Why it is no row of ACLED.
pub fn coding(cells: &Cells, dataset: &str, version: &str) -> Result<Coding, String> {
    let id = ["event_id_cnty", "data_id", "id"]
        .iter()
        .find_map(|own| some(cells.get(own)))
        .ok_or("no event id")?;
    let date = date(cells.get("event_date"))
        .ok_or_else(|| format!("event_date is no date: {}", cells.get("event_date")))?;
    let mut draft = Draft::new(cells, dataset, version, "import/acled", id);
    let (start, end) =
        span(date, cells.whole("time_precision").or_else(|| cells.whole("time_prec")).unwrap_or(1));
    draft.when(start, end, &["event_date"]);
    let (event, sub) = (cells.get("event_type"), cells.get("sub_event_type"));
    let known = table("acled").types.iter().any(|own| own.event_type == event && own.sub_event_type == sub);
    if !known {
        return Err(format!("`{event}` / `{sub}` is no type of ACLED"));
    }
    draft.incident.types.acled = Some(AcledType {
        event_type: event.to_owned(),
        sub_event_type: sub.to_owned(),
        why: format!("as {dataset} states"),
    });
    let against = event == "Violence against civilians";
    for (number, column, inter) in [(1, "actor1", "inter1"), (2, "actor2", "inter2")] {
        let Some(name) = some(cells.get(column)) else { continue };
        let kind = kind(cells.get(inter))
            .ok_or_else(|| format!("{inter} is no kind of actor: {}", cells.get(inter)))?;
        let role = match (against, number) {
            (true, 1) => ActorRole::Perpetrator,
            (true, _) => ActorRole::Target,
            _ => ActorRole::Participant,
        };
        draft.party(name, column, kind, None, role);
    }
    place(&mut draft, cells);
    draft.incident.label = format!("{sub} ({dataset} {id})");
    draft
        .claim(Predicate::Occurrence, &["notes"], None)
        .or_else(|| draft.claim(Predicate::Occurrence, &["sub_event_type"], None));
    draft.claim(Predicate::Date, &["event_date"], None);
    draft.claim(Predicate::Place, &["location"], None);
    // 0 is ACLED's code for none and for not reported: no claim.
    let killed = cells.whole("fatalities").and_then(|own| u64::try_from(own).ok()).filter(|own| *own > 0);
    if let Some(killed) = killed {
        let by = draft.toll(Harm::Killed, Side::Unknown, None, (killed, killed), &["fatalities"]);
        let by: Vec<String> = by.into_iter().collect();
        draft.assess("acled.lowest/1", Harm::Killed, (killed, killed, killed), &by);
    }
    let upload =
        cells.whole("timestamp").and_then(|own| day::later(Date::constant(1970, 1, 1), own / 86_400));
    draft.coding.document.published = upload.map(|own| own.to_string());
    Ok(draft.finish())
}

/// The day of a cell, in any of the forms that ACLED's files have had.
fn date(cell: &str) -> Option<Date> {
    if let Some(day) = day::parse(cell) {
        return Some(day);
    }
    let parts: Vec<&str> = cell.split(['-', '/', ' ']).filter(|own| !own.is_empty()).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let month = month.parse().ok().or_else(|| attest_model::month::number(month))?;
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// The days that a precision allows around the one written, so that its middle is the one written.
fn span(date: Date, precision: i64) -> (Date, Date) {
    let around = match precision {
        2 => 3,
        3 => 15,
        _ => 0,
    };
    (day::later(date, -around).unwrap_or(date), day::later(date, around).unwrap_or(date))
}

/// The kind of an actor by its words (also acledR's older ones) or its number.
fn kind(cell: &str) -> Option<ActorKind> {
    use ActorKind as K;
    const KINDS: [ActorKind; 8] = [
        K::StateForces,
        K::RebelGroup,
        K::PoliticalMilitia,
        K::IdentityMilitia,
        K::Rioters,
        K::Protesters,
        K::Civilians,
        K::ExternalForces,
    ];
    const OLD: [&str; 8] = [
        "State Forces",
        "Rebel Groups",
        "Political Militias",
        "Identity Militias",
        "Rioters",
        "Protesters",
        "Civilians",
        "External/Other Forces",
    ];
    let number =
        cell.strip_suffix(".0").unwrap_or(cell).parse::<usize>().ok().and_then(|own| own.checked_sub(1));
    let words = || INTER.iter().position(|own| own.eq_ignore_ascii_case(cell));
    let old = || OLD.iter().position(|own| own.eq_ignore_ascii_case(cell));
    number.or_else(words).or_else(old).and_then(|at| KINDS.get(at).copied())
}

fn place(draft: &mut Draft<'_>, cells: &Cells) {
    let iso = cells.whole("iso").and_then(|own| u16::try_from(own).ok());
    let country = iso.and_then(country::iso_numbered).or_else(|| country::named(cells.get("country")));
    let acled = cells
        .whole("geo_precision")
        .or_else(|| cells.whole("geo_prec"))
        .and_then(|own| u8::try_from(own).ok());
    draft.place(Position {
        name: cells.get("location"),
        country: country.map(|own| own.iso.as_str()),
        admin1: some(cells.get("admin1")),
        admin2: some(cells.get("admin2")),
        lat: cells.number("latitude"),
        lon: cells.number("longitude"),
        ged: acled.map(|own| match own {
            1 => 1,
            2 => 2,
            _ => 5,
        }),
        acled,
        words: &["location"],
    });
}
