//! Rows like UCDP GED's: 49 columns; low, best and high, and the four sides that add up to best.
//!
//! Numbers of UCDP's registers (conflict, dyad, side) are UCDP's and stay 0. GED takes an event with at least one death in some
//! estimate between two known sides, or of civilians at the hands of a known one; everything else is left out and says why.

use super::{LeftOut, Settings, sketch};
use crate::codebook::{Row, table};
use crate::country;
use crate::day;
use crate::naming;
use crate::record::{Party, Record, Report};
use crate::toll;
use attest_model::{ActorKind, ActorRole, Harm, Role};

/// The PRIO-GRID cell of a position: half a degree, numbered from the south-west corner, 720 to a row.
pub fn priogrid(lat: f64, lon: f64) -> i64 {
    let row = ((lat + 90.0) * 2.0).floor().clamp(0.0, 359.0) as i64;
    let column = ((lon + 180.0) * 2.0).floor().clamp(0.0, 719.0) as i64;
    row * 720 + column + 1
}

/// Two sides of an event, and whether the perpetrators stand on the first.
struct SidesOf {
    a: Side,
    b: Side,
    attackers_are_a: bool,
}

/// A side: its name, the state whose government it is, the actor's id.
struct Side {
    name: String,
    state: Option<String>,
    id: Option<String>,
}

impl Side {
    fn of(party: &Party) -> Self {
        let state = naming::state_of(party).map(str::to_owned);
        Self { name: naming::ged(party), state, id: Some(party.id.clone()) }
    }
}

/// The row of a record.
///
/// # Errors
/// Why GED would not take it.
pub fn rows(record: &Record, settings: &Settings) -> Result<Vec<Row>, LeftOut> {
    let table = table("ged");
    let Some(kind) = record.types.ged.as_ref().map(|own| own.type_of_violence) else {
        return Err("no UCDP type of violence is supported by the words".to_owned());
    };
    let Some((start, end)) = day::bounds(&record.when) else {
        return Err("no date, or an open one".to_owned());
    };
    if start.year() != end.year() {
        return Err("dated more vaguely than a calendar year".to_owned());
    }
    let rule = settings.rule_of(table);
    let Some(own) = record.assessment(rule, Harm::Killed) else {
        return Err("no report gives a number of killed".to_owned());
    };
    let best = own.best.or(own.low).unwrap_or(0);
    let (low, high) = (own.low.unwrap_or(best).min(best), own.high.unwrap_or(best).max(best));
    if high == 0 {
        return Err("no death in any estimate".to_owned());
    }
    let sides_of = sides_of(record, kind)?;
    let mut row = table.row();
    place(&mut row, record)?;
    let country = sketch::country(record);
    let iso3 = country.map_or("XXX", |own| own.iso3.as_str());
    row.set("id", record.number().to_string());
    row.set("relid", format!("{iso3}-{}-{kind}-X0-{}", start.year(), record.number()));
    row.set("year", start.year().to_string());
    row.set("active_year", "0");
    row.set("code_status", "Clear");
    row.set("type_of_violence", kind.to_string());
    for column in ["conflict_new_id", "dyad_new_id", "side_a_new_id", "side_b_new_id"] {
        row.set(column, "0");
    }
    name_sides(&mut row, kind, &sides_of, country);
    sources(&mut row, record);
    row.set("event_clarity", if record.role == Role::Aggregate { "2" } else { "1" });
    row.set("date_prec", day::ged_precision(day::span(start, end)).to_string());
    row.set("date_start", start.to_string());
    row.set("date_end", end.to_string());
    let standing = toll::Standing {
        a: sides_of.a.id.as_deref(),
        b: sides_of.b.id.as_deref(),
        attackers_are_a: sides_of.attackers_are_a,
        one_sided: kind == 3,
        divided: record.is_of_datasets(),
    };
    let sides = toll::sides(record, &own.by, best, standing);
    for (column, count) in [
        ("deaths_a", sides.a),
        ("deaths_b", sides.b),
        ("deaths_civilians", sides.civilians),
        ("deaths_unknown", sides.unknown),
        ("best", best),
        ("high", high),
        ("low", low),
    ] {
        row.set(column, count.to_string());
    }
    Ok(vec![row])
}

/// The parties as sides of the type of violence.
fn sides_of(record: &Record, kind: u8) -> Result<SidesOf, LeftOut> {
    let known = |party: &&Party| party.named || naming::state_of(party).is_some();
    let armed = |party: &&Party| {
        !matches!(party.kind, ActorKind::Civilians | ActorKind::Individual | ActorKind::Unknown)
    };
    let parties: Vec<&Party> = record.parties.iter().filter(armed).filter(known).collect();
    let perpetrator = parties.iter().copied().find(|party| party.role == ActorRole::Perpetrator);
    if kind == 3 {
        let Some(attacker) = perpetrator.or_else(|| parties.first().copied()) else {
            return Err("the side that did it is not named".to_owned());
        };
        let b = Side { name: "Civilians".to_owned(), state: None, id: None };
        return Ok(SidesOf { a: Side::of(attacker), b, attackers_are_a: true });
    }
    let Some(first) = perpetrator.or_else(|| parties.first().copied()) else {
        return Err("no side is named".to_owned());
    };
    let differs = |party: &&Party| naming::ged(party) != naming::ged(first);
    let other =
        parties.iter().copied().filter(differs).min_by_key(|party| party.role == ActorRole::Responder);
    let stateless = |party: &Party| naming::state_of(party).is_none();
    let Some(other) = other else {
        // A base or a police post of a nation is its government's.
        let nation = record.targets.iter().find_map(|own| own.nation.as_deref()).and_then(country::of);
        let Some(nation) = nation.filter(|_| kind == 1 && stateless(first)) else {
            return Err("only one side is named".to_owned());
        };
        let a = Side {
            name: format!("Government of {}", nation.ged_name),
            state: Some(nation.iso.clone()),
            id: None,
        };
        return Ok(SidesOf { a, b: Side::of(first), attackers_are_a: false });
    };
    let (a, b) = if kind == 1 && stateless(first) { (other, first) } else { (first, other) };
    if kind == 1 && stateless(a) {
        return Err("state-based, and no government is named".to_owned());
    }
    // Where nobody is said to have begun, the first named stands for the attackers.
    let attackers_are_a =
        a.role == ActorRole::Perpetrator || b.role != ActorRole::Perpetrator && std::ptr::eq(a, first);
    Ok(SidesOf { a: Side::of(a), b: Side::of(b), attackers_are_a })
}

fn name_sides(row: &mut Row, kind: u8, sides: &SidesOf, country: Option<&country::Country>) {
    let dyad = format!("{} - {}", sides.a.name, sides.b.name);
    let conflict = match country {
        Some(own) if kind == 1 => format!("{}: Government", own.ged_name),
        _ => dyad.clone(),
    };
    row.set("conflict_name", conflict);
    row.set("dyad_name", dyad);
    row.set("side_a", &sides.a.name);
    row.set("side_b", &sides.b.name);
    let number = |iso: &Option<String>| iso.as_deref().and_then(country::of).and_then(|own| own.gw);
    row.set_some("gwnoa", number(&sides.a.state));
    row.set_some("gwnob", number(&sides.b.state));
}

fn place(row: &mut Row, record: &Record) -> Result<(), LeftOut> {
    let Some(site) = &record.site else { return Err("no place".to_owned()) };
    let Some(country) = sketch::country(record) else {
        return Err("the country of the place is not known".to_owned());
    };
    let (Some(gw), Some(region)) = (country.gw, country.ged_region()) else {
        return Err(format!("{} has no Gleditsch-Ward number", country.name));
    };
    let (Some(lat), Some(lon)) = (site.place.lat, site.place.lon) else {
        return Err("the place has no coordinates".to_owned());
    };
    let Some(precision) = site.place.precision.ged else {
        return Err("the place has no precision".to_owned());
    };
    row.set("where_prec", precision.to_string());
    row.set("where_coordinates", naming::flat(&site.place.name));
    // A dataset's own row keeps its own words and divisions, whatever its precision.
    let given = record.is_of_datasets();
    let words = site.words.clone().unwrap_or_default();
    let words = if given { words } else { naming::flat(&words) };
    let described = !words.is_empty() || given;
    row.set(
        "where_description",
        if described { words } else { sketch::location(record).unwrap_or_default() },
    );
    if precision <= 5 || given {
        row.set("adm_1", site.place.admin1.clone().unwrap_or_default());
    }
    if precision <= 3 || given {
        row.set("adm_2", site.place.admin2.clone().unwrap_or_default());
    }
    let (lat_text, lon_text) = (fine(lat), fine(lon));
    row.set("geom_wkt", format!("POINT ({lon_text} {lat_text})"));
    row.set("latitude", lat_text);
    row.set("longitude", lon_text);
    row.set("priogrid_gid", priogrid(lat, lon).to_string());
    row.set("country", &country.ged_name);
    row.set("country_id", gw.to_string());
    row.set("region", region);
    Ok(())
}

/// Degrees with at most six decimals, as GED writes them.
fn fine(value: f64) -> String {
    let mut text = format!("{value:.6}");
    text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    if text == "-0" { "0".to_owned() } else { text }
}

/// An article: office, date, headline.
type Article = (String, String, String);

fn articles(record: &Record) -> Vec<Article> {
    let one = |office: Option<&str>, date: Option<&str>, headline: Option<&str>| {
        (
            office.unwrap_or_default().to_owned(),
            date.unwrap_or_default().to_owned(),
            headline.unwrap_or_default().to_owned(),
        )
    };
    let cited = |report: &Report| -> Vec<Article> {
        report
            .cites
            .iter()
            .map(|own| one(own.publisher.as_deref(), own.published.as_deref(), own.text.as_deref()))
            .collect()
    };
    let mut out = Vec::new();
    for report in &record.reports {
        if report.kind == crate::reading::DATASET && !report.cites.is_empty() {
            out.extend(cited(report));
            continue;
        }
        let title = naming::tidy(report.title.as_deref().unwrap_or(&report.name)).replace('"', "'");
        let office = report
            .publisher
            .as_deref()
            .map_or_else(|| naming::tidy(&report.name), naming::tidy)
            .replace('"', "'");
        out.push((office, report.published.clone().unwrap_or_default(), title));
    }
    out
}

fn sources(row: &mut Row, record: &Record) {
    let list = articles(record);
    let dated = !list.is_empty() && list.iter().all(|(_, date, _)| day::parse(date).is_some());
    if dated {
        let quoted: Vec<String> =
            list.iter().map(|(office, date, head)| format!("\"{office},{date},{head}\"")).collect();
        row.set("number_of_sources", list.len().to_string());
        row.set("source_article", quoted.join(";"));
        let column = |pick: fn(&Article) -> &String| {
            list.iter().map(|own| pick(own).trim()).collect::<Vec<_>>().join(";")
        };
        row.set("source_office", column(|own| &own.0));
        row.set("source_date", column(|own| &own.1));
        row.set("source_headline", column(|own| &own.2));
    } else {
        let plain: Vec<String> = list
            .iter()
            .map(|(office, date, head)| {
                [office, date, head]
                    .iter()
                    .filter(|own| !own.is_empty())
                    .map(|own| own.as_str())
                    .collect::<Vec<_>>()
                    .join(", ")
            })
            .collect();
        row.set("number_of_sources", "-1");
        row.set("source_article", plain.join("; "));
    }
    row.set("source_original", originals(record).join("; "));
}

/// The people or bodies behind the reports: innermost speakers of claims that say something of the event.
fn originals(record: &Record) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for said in &record.claims {
        let Some(speaker) = said.speaker().filter(|own| own.kind != attest_model::SourceKind::Document)
        else {
            continue;
        };
        let name = naming::flat(&speaker.name);
        if !name.is_empty() && !out.contains(&name) {
            out.push(name);
        }
    }
    out
}
