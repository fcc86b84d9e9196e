//! The Airwars-like pair: incidents with lowest and highest per group, and their sources.
//!
//! The grade is that of the rule `airwars.grade/1`; without a claim of harm to civilians it does not apply, and the incident is left out.

use super::{LeftOut, degrees, sketch};
use crate::codebook::{Row, table};
use crate::day;
use crate::naming::tidy;
use crate::record::Record;
use attest_model::{Figure, Group, Harm, PlaceKind, Side};

const GROUPS: [&str; 5] = ["civilian_non_combatants", "children", "women", "men", "belligerents"];

/// The incident's row.
///
/// # Errors
/// Why it is none of Airwars'.
pub fn incidents(record: &Record) -> Result<Vec<Row>, LeftOut> {
    let grade = grade(record)?;
    let Some((start, _)) = day::bounds(&record.when) else {
        return Err("no date, or an open one".to_owned());
    };
    let mut row = table("airwars-incidents").row();
    row.set("code", &record.id);
    row.set("date", start.to_string());
    row.set("country", sketch::country(record).map(|own| own.name.clone()).unwrap_or_default());
    row.set("civilian_harm_status", grade);
    if let Some(site) = &record.site {
        row.set("location_name", tidy(&site.place.name));
        row.set("region", site.place.admin1.clone().unwrap_or_default());
        if let (Some(lat), Some(lon), Some(1..=4)) =
            (site.place.lat, site.place.lon, site.place.precision.ged)
        {
            row.set("latitude", degrees(lat));
            row.set("longitude", degrees(lon));
        }
        row.set("geolocation_accuracy", accuracy(site.place.kind, site.place.precision.ged));
    }
    for group in GROUPS {
        for (harm, name) in [(Harm::Killed, "killed"), (Harm::Wounded, "injured")] {
            let own: Vec<&Figure> =
                record.figures(harm).map(|own| own.1).filter(|own| in_group(own, group)).collect();
            row.set_some(&format!("{group}_{name}_min"), own.iter().filter_map(|figure| figure.min).min());
            let closed = !own.is_empty() && own.iter().all(|figure| figure.max.is_some());
            let most = own.iter().filter_map(|figure| figure.max).max().filter(|_| closed);
            row.set_some(&format!("{group}_{name}_max"), most);
        }
    }
    Ok(vec![row])
}

/// The grade, by the word that the rule's reason begins with.
fn grade(record: &Record) -> Result<&'static str, LeftOut> {
    let Some(own) = record
        .assessment("airwars.grade/1", Harm::Killed)
        .or_else(|| record.assessment("airwars.grade/1", Harm::Wounded))
    else {
        return Err("no claim of harm to civilians was graded".to_owned());
    };
    let grades = ["Confirmed", "Fair", "Weak", "Contested", "Discounted"];
    let lower = own.why.to_lowercase();
    let found =
        grades.into_iter().filter_map(|grade| lower.find(&grade.to_lowercase()).map(|at| (at, grade))).min();
    found.map(|own| own.1).ok_or_else(|| "no claim of harm to civilians was graded".to_owned())
}

fn in_group(figure: &Figure, group: &str) -> bool {
    match group {
        "children" => figure.group == Some(Group::Children),
        "women" => figure.group == Some(Group::Women),
        "belligerents" => matches!(
            figure.group,
            Some(Group::Soldiers | Group::Police | Group::Guards | Group::Militants | Group::Attackers)
        ),
        "civilian_non_combatants" => {
            figure.side == Side::Civilians
                && figure.group.is_none_or(|own| !matches!(own, Group::Children | Group::Women))
        }
        _ => false,
    }
}

fn accuracy(kind: PlaceKind, precision: Option<u8>) -> &'static str {
    match (precision, kind) {
        (Some(4), _) => "province/governorate",
        (Some(3), _) => "district",
        (Some(1), PlaceKind::City) => "city",
        (Some(1), PlaceKind::Town) => "town",
        (Some(1), PlaceKind::Village) => "village",
        (Some(1), PlaceKind::Neighbourhood) => "neighbourhood/area",
        (Some(2), _) => "nearby landmark",
        _ => "",
    }
}

/// A row for each report of a graded incident.
///
/// # Errors
/// Why the incident is none of Airwars'.
pub fn sources(record: &Record) -> Result<Vec<Row>, LeftOut> {
    grade(record)?;
    let rows = record.reports.iter().map(|report| {
        let mut row = table("airwars-sources").row();
        row.set("code", &record.id);
        row.set(
            "date",
            report.published.as_deref().and_then(day::parse).map(|own| own.to_string()).unwrap_or_default(),
        );
        row.set(
            "name",
            tidy(report.publisher.as_deref().or(report.title.as_deref()).unwrap_or(&report.name)),
        );
        row.set("url", report.url.clone().unwrap_or_default());
        row
    });
    Ok(rows.collect())
}
