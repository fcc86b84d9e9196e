//! All incidents in columns: what the overview needs of each, and no more.
//!
//! A browser filters a hundred thousand rows of numbers in a few milliseconds; asking a server at every step of a brush takes
//! longer than a frame. So the overview gets everything once, as columns, which are small and compress well, and asks again
//! only for what is opened. The same rows answer the filters of the list, which therefore never wait for the disk.
//!
//! The rows are computed from the archive and kept as long as the records that they were read from have the same checksums: a
//! decision that touches two incidents costs two records, not all.

use crate::brief::Brief;
use attest_model::{ActorRole, Harm, LinkKind};
use attest_store::sha256;
use flate2::{Compression, write::GzEncoder};
use jiff::civil::{Date, date};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::sync::Arc;

/// The ways in which incidents are told apart, in the order of `Entry::facets`.
pub const FACETS: [&str; 8] = ["country", "type", "actor", "status", "harm", "source", "precision", "lane"];

/// Days up to which an interval is drawn on the timeline; a longer one would draw a peak that no words support.
const SHARP: i32 = 31;

/// What is kept of an incident.
#[derive(Debug)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Checksum of the record that this was read from.
    pub sum: u64,
    /// Its label.
    pub label: String,
    /// Name of the place.
    pub place: Option<String>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// Kilometres around the point.
    pub radius: Option<f64>,
    /// UCDP `where_prec`.
    pub precision: Option<u8>,
    /// First possible day, counted from 1970-01-01.
    pub earliest: Option<i32>,
    /// Last possible day.
    pub latest: Option<i32>,
    /// The lowest and highest number of dead that the reports' totals allow.
    pub killed: (Option<u64>, Option<u64>),
    /// How many reports tell of it.
    pub reports: u32,
    /// How many things in it do not go together.
    pub tensions: u32,
    /// How many decisions are about it.
    pub decisions: u32,
    /// Whether a report is mainly about it.
    pub leading: bool,
    /// Its campaign.
    pub campaign: Option<Box<str>>,
    /// How it stands to which others, by their ids.
    pub links: Box<[(LinkKind, Box<str>)]>,
    /// For each of [`FACETS`] the numbers of its values' names.
    facets: [Box<[u32]>; FACETS.len()],
}

impl Entry {
    /// Where it stands among the others: by its first day, those without one last; then by its id.
    pub fn key(&self) -> (i32, &str) {
        (self.earliest.or(self.latest).unwrap_or(i32::MAX), &self.id)
    }
}

/// Names of facets' values, each kept once and known by its number.
#[derive(Debug, Default, Clone)]
pub struct Names {
    list: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let (name, number): (Arc<str>, u32) = (name.into(), self.list.len() as u32);
        self.list.push(Arc::clone(&name));
        self.numbers.insert(name, number);
        number
    }

    fn name(&self, number: u32) -> &str {
        self.list.get(number as usize).map_or("", |name| name)
    }
}

/// Reads an entry.
pub fn entry(incident: &Brief, sum: u64, names: &mut Names) -> Entry {
    let place = incident.place.as_ref().map(|place| &place.place);
    let when = &incident.when;
    let killed = incident
        .assessments
        .iter()
        .find(|one| one.harm == Harm::Killed && one.rule.starts_with("report.range"));
    let point = place.and_then(|place| Some((rounded(place.lat?), rounded(place.lon?))));
    Entry {
        id: incident.id.clone(),
        sum,
        label: incident.label.clone(),
        place: place.map(|place| place.name.clone()),
        point,
        radius: place.and_then(|place| place.radius_km),
        precision: place.and_then(|place| place.precision.ged),
        earliest: when.earliest.as_deref().and_then(day),
        latest: when.latest.as_deref().and_then(day),
        killed: (killed.and_then(|one| one.low), killed.and_then(|one| one.high)),
        reports: incident.members.len() as u32,
        tensions: incident.tensions.len() as u32,
        decisions: incident.decisions.len() as u32,
        leading: incident.members.iter().any(|member| member.primary),
        campaign: incident.campaign.as_deref().map(Box::from),
        links: incident.links.iter().map(|link| (link.kind, link.incident.as_str().into())).collect(),
        facets: facets_of(incident).map(|values| {
            let mut numbers: Vec<u32> = values.iter().map(|value| names.number(value)).collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers.into()
        }),
    }
}

fn facets_of(incident: &Brief) -> [Vec<String>; FACETS.len()] {
    let place = incident.place.as_ref().map(|place| &place.place);
    let acts = |role: ActorRole| !matches!(role, ActorRole::Victim);
    let actors = incident.actors.iter().filter(|actor| actor.named && acts(actor.role));
    let harms = incident.claims.iter().filter_map(|claim| claim.figure.as_ref());
    [
        place.and_then(|place| place.country.clone()).into_iter().collect(),
        incident.types.acled.as_ref().map(|acled| acled.event_type.clone()).into_iter().collect(),
        actors.map(|actor| actor.name.clone()).collect(),
        vec![incident.corroboration.status.as_str().to_owned()],
        harms.map(|figure| figure.harm.as_str().to_owned()).collect(),
        incident.origins.iter().map(|origin| origin.kind.as_str().to_owned()).collect(),
        vec![place.and_then(|place| place.precision.ged).unwrap_or(0).to_string()],
        lanes(incident),
    ]
}

/// Where an incident stands that is not on the map (`unplaced`) or not on the timeline (`undated`; `vague` for a date known no better
/// than to the month).
fn lanes(incident: &Brief) -> Vec<String> {
    let place = incident.place.as_ref().map(|place| &place.place);
    let placed = place.is_some_and(|place| place.lat.is_some() && place.lon.is_some());
    let date = |iso: &Option<String>| iso.as_deref().and_then(day);
    let time = match (date(&incident.when.earliest), date(&incident.when.latest)) {
        (None, None) => Some("undated"),
        (Some(first), Some(last)) if last - first <= SHARP => None,
        _ => Some("vague"),
    };
    let lanes = (!placed).then_some("unplaced").into_iter().chain(time);
    lanes.map(str::to_owned).collect()
}

/// Four decimals, eleven metres: finer than any report.
fn rounded(degrees: f64) -> f64 {
    (degrees * 10_000.0).round() / 10_000.0
}

const EPOCH: Date = date(1970, 1, 1);

/// Days since 1970-01-01 of an ISO date.
pub fn day(iso: &str) -> Option<i32> {
    let date: Date = iso.get(..10)?.parse().ok()?;
    i32::try_from(date.duration_since(EPOCH).as_hours() / 24).ok()
}

/// The ISO date of a day since 1970-01-01.
pub fn iso(day: i32) -> Option<String> {
    EPOCH.checked_add(jiff::Span::new().try_days(day).ok()?).ok().map(|date| date.to_string())
}

/// The columns; every list has one entry an incident.
#[derive(Debug, Default, Serialize)]
struct Columns<'i> {
    version: &'i str,
    id: Vec<&'i str>,
    label: Vec<&'i str>,
    place: Vec<Option<&'i str>>,
    lat: Vec<Option<f64>>,
    lon: Vec<Option<f64>>,
    radius: Vec<Option<f64>>,
    precision: Vec<Option<u8>>,
    earliest: Vec<Option<i32>>,
    latest: Vec<Option<i32>>,
    killed_low: Vec<Option<u64>>,
    killed_high: Vec<Option<u64>>,
    reports: Vec<u32>,
    facets: BTreeMap<&'static str, Facet<'i>>,
}

/// For each row the number of its only value, a list of several, or nothing: most rows have one.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Own {
    None(()),
    One(u32),
    Several(Vec<u32>),
}

#[derive(Debug, Default, Serialize)]
struct Facet<'i> {
    values: Vec<&'i str>,
    of: Vec<Own>,
}

/// Degrees as whole numbers, a ten-thousandth each: what [`rounded`] leaves, compared exactly.
const GRAIN: f64 = 10_000.0;
/// Stands for "no day" and "no place": it lies in no interval that is asked for.
const NOWHERE: i32 = i32::MIN;

/// What the filters look at, in columns: a scan goes through memory in order and without branches.
#[derive(Debug, Default)]
struct Scan {
    /// First and last day; [`NOWHERE`] without any.
    first: Vec<i32>,
    last: Vec<i32>,
    /// Grains north and east; [`NOWHERE`] without a place.
    north: Vec<i32>,
    east: Vec<i32>,
    /// Labels in small letters, a line each.
    words: String,
    /// Where each line ends.
    ends: Vec<usize>,
    /// For each facet and each name's number the rows that have it, in order.
    facets: [HashMap<u32, Vec<u32>>; FACETS.len()],
}

impl Scan {
    fn of(rows: &[Arc<Entry>]) -> Self {
        let mut scan = Self::default();
        for (number, row) in rows.iter().enumerate() {
            scan.first.push(row.earliest.or(row.latest).unwrap_or(NOWHERE));
            scan.last.push(row.latest.or(row.earliest).unwrap_or(NOWHERE));
            let (north, east) = row.point.map_or((NOWHERE, NOWHERE), |(lat, lon)| (grains(lat), grains(lon)));
            scan.north.push(north);
            scan.east.push(east);
            scan.words.extend(
                row.label.chars().flat_map(char::to_lowercase).map(|c| if c == '\n' { ' ' } else { c }),
            );
            scan.words.push('\n');
            scan.ends.push(scan.words.len());
            for (lists, own) in scan.facets.iter_mut().zip(&row.facets) {
                own.iter().for_each(|name| lists.entry(*name).or_default().push(number as u32));
            }
        }
        scan
    }

    /// Strikes out the rows of which no number is `asked` for.
    fn facet(&self, at: usize, asked: &[u32], kept: &mut [u8]) {
        let Some(lists) = self.facets.get(at) else { return };
        let mut found = vec![0; kept.len()];
        for row in asked.iter().filter_map(|name| lists.get(name)).flatten() {
            if let Some(hit) = found.get_mut(*row as usize) {
                *hit = 1;
            }
        }
        both(kept, &found);
    }

    /// Strikes out the rows that cannot lie within the days.
    fn days(&self, from: i32, to: i32, kept: &mut [u8]) {
        for ((kept, first), last) in kept.iter_mut().zip(&self.first).zip(&self.last) {
            *kept &= u8::from(*last >= from) & u8::from(*first <= to) & u8::from(*first != NOWHERE);
        }
    }

    /// Strikes out the rows that do not lie in the area.
    fn area(&self, [west, south, east, north]: [f64; 4], kept: &mut [u8]) {
        let low = |degrees: f64| (degrees * GRAIN).ceil().max(f64::from(NOWHERE + 1)) as i32;
        let high = |degrees: f64| (degrees * GRAIN).floor() as i32;
        let (west, south, east, north, across) =
            (low(west), low(south), high(east), high(north), west > east);
        for ((kept, lat), lon) in kept.iter_mut().zip(&self.north).zip(&self.east) {
            let (behind, before) =
                (u8::from(*lon >= west), u8::from(*lon <= east) & u8::from(*lon != NOWHERE));
            let between = if across { behind | before } else { behind & before };
            *kept &= u8::from(*lat >= south) & u8::from(*lat <= north) & between;
        }
    }

    /// Strikes out the rows whose label does not hold `q`.
    fn label(&self, q: &str, kept: &mut [u8]) {
        let mut found = vec![0; kept.len()];
        let finder = memchr::memmem::Finder::new(q);
        let (mut at, mut row) = (0, 0);
        // Once a label holds the words the search goes on behind it.
        while let Some(hit) = self.words.as_bytes().get(at..).and_then(|rest| finder.find(rest)) {
            while self.ends.get(row).is_some_and(|end| *end <= at + hit) {
                row += 1;
            }
            let (Some(mark), Some(end)) = (found.get_mut(row), self.ends.get(row)) else { break };
            *mark = 1;
            at = *end;
        }
        both(kept, &found);
    }
}

fn grains(degrees: f64) -> i32 {
    (degrees * GRAIN).round() as i32
}

fn both(kept: &mut [u8], found: &[u8]) {
    kept.iter_mut().zip(found).for_each(|(kept, found)| *kept &= found);
}

/// The rows of an archive as it stands.
#[derive(Debug, Default)]
pub struct Index {
    /// The rows, by [`Entry::key`].
    pub rows: Vec<Arc<Entry>>,
    names: Names,
    scan: Scan,
    /// The columns as JSON, gzipped.
    pub columns: Vec<u8>,
    /// What the columns are told apart by.
    pub tag: String,
}

impl Index {
    /// Sorts the rows and writes the columns.
    pub fn new(mut rows: Vec<Arc<Entry>>, names: Names) -> Self {
        rows.sort_by(|a, b| a.key().cmp(&b.key()));
        let mut seal = String::with_capacity(rows.len() * 24);
        for row in &rows {
            seal.push_str(&row.id);
            seal.push_str(&format!("/{:x};", row.sum));
        }
        let tag = sha256(seal.as_bytes()).get(..24).unwrap_or_default().to_owned();
        drop(seal);
        let scan = Scan::of(&rows);
        let mut index = Self { rows, names, scan, columns: Vec::new(), tag };
        index.columns = index.written();
        index
    }

    /// For each row whether it is wanted: 1 or 0.
    fn kept(&self, wanted: &Wanted) -> Vec<u8> {
        let mut kept = vec![1; self.rows.len()];
        for (at, names) in wanted.chosen.iter().enumerate().filter(|(_, names)| !names.is_empty()) {
            let asked: Vec<u32> =
                names.iter().filter_map(|name| self.names.numbers.get(name.as_str()).copied()).collect();
            self.scan.facet(at, &asked, &mut kept);
        }
        if wanted.from.is_some() || wanted.to.is_some() {
            self.scan.days(wanted.from.unwrap_or(NOWHERE), wanted.to.unwrap_or(i32::MAX), &mut kept);
        }
        if let Some(area) = wanted.area {
            self.scan.area(area, &mut kept);
        }
        let q: String = wanted.q.trim().chars().flat_map(char::to_lowercase).collect();
        if !q.is_empty() {
            self.scan.label(&q, &mut kept);
        }
        kept
    }

    /// The rows that are wanted, in order.
    pub fn matching(&self, wanted: &Wanted) -> impl Iterator<Item = &Arc<Entry>> {
        self.rows.iter().zip(self.kept(wanted)).filter(|(_, kept)| *kept != 0).map(|(row, _)| row)
    }

    /// How many rows are wanted, the first `limit` of them behind the key `after`, and whether there are more.
    pub fn page(
        &self,
        wanted: &Wanted,
        after: Option<(i32, &str)>,
        limit: usize,
    ) -> (usize, Vec<&Arc<Entry>>, bool) {
        let kept = self.kept(wanted);
        let all = kept.iter().map(|kept| usize::from(*kept)).sum();
        // The rows are in the order of their keys: where the page begins is found, not sought.
        let begin = after.map_or(0, |after| self.rows.partition_point(|row| row.key() <= after));
        let mut rest =
            self.rows.iter().zip(&kept).skip(begin).filter(|(_, kept)| **kept != 0).map(|(row, _)| row);
        let page = rest.by_ref().take(limit).collect();
        (all, page, rest.next().is_some())
    }

    fn written(&self) -> Vec<u8> {
        let mut columns = Columns { version: &self.tag, ..Columns::default() };
        for row in &self.rows {
            columns.id.push(&row.id);
            columns.label.push(&row.label);
            columns.place.push(row.place.as_deref());
            columns.lat.push(row.point.map(|point| point.0));
            columns.lon.push(row.point.map(|point| point.1));
            columns.radius.push(row.radius);
            columns.precision.push(row.precision);
            columns.earliest.push(row.earliest);
            columns.latest.push(row.latest);
            columns.killed_low.push(row.killed.0);
            columns.killed_high.push(row.killed.1);
            columns.reports.push(row.reports);
        }
        columns.facets = FACETS.iter().enumerate().map(|(at, name)| (*name, self.facet(at))).collect();
        let mut out = GzEncoder::new(Vec::new(), Compression::fast());
        // Writing to memory cannot fail, and the columns hold nothing that JSON does not.
        let _ = serde_json::to_writer(&mut std::io::BufWriter::new(&mut out), &columns);
        let _ = out.flush();
        out.finish().unwrap_or_default()
    }

    fn facet(&self, at: usize) -> Facet<'_> {
        let numbers = || self.rows.iter().filter_map(move |row| row.facets.get(at));
        let mut used: Vec<u32> = numbers().flat_map(|own| own.iter().copied()).collect();
        used.sort_unstable();
        used.dedup();
        used.sort_by(|a, b| self.names.name(*a).cmp(self.names.name(*b)));
        let place: HashMap<u32, u32> =
            used.iter().enumerate().map(|(at, number)| (*number, at as u32)).collect();
        let of = numbers().map(|own| match own.as_ref() {
            [] => Own::None(()),
            [one] => place.get(one).map_or(Own::None(()), |number| Own::One(*number)),
            own => Own::Several(own.iter().filter_map(|number| place.get(number).copied()).collect()),
        });
        Facet { values: used.iter().map(|number| self.names.name(*number)).collect(), of: of.collect() }
    }

    /// Values of the facet at `at` of [`FACETS`] for a row.
    pub fn values<'i>(&'i self, row: &'i Entry, at: usize) -> impl Iterator<Item = &'i str> {
        row.facets.get(at).into_iter().flat_map(|own| own.iter()).map(|number| self.names.name(*number))
    }
}

/// Which incidents are wanted. Empty fields ask for nothing; all that are set must hold.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Wanted {
    /// Words of the label.
    pub q: String,
    /// Days between which the incident may have happened.
    pub from: Option<i32>,
    /// The last of them.
    pub to: Option<i32>,
    /// West, south, east, north in degrees; west may lie east of east, across the date line.
    pub area: Option<[f64; 4]>,
    /// For each of [`FACETS`] the values of which one is needed.
    pub chosen: [Vec<String>; FACETS.len()],
}

#[cfg(test)]
mod tests {
    use super::{day, iso};

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(day("1970-01-01"), Some(0));
        assert_eq!(day("2024-02-29"), Some(19_782));
        assert_eq!(day("1969-12-31"), Some(-1));
        assert_eq!(day("no date"), None);
        assert_eq!(iso(19_782).as_deref(), Some("2024-02-29"));
        assert_eq!(iso(i32::MAX), None);
    }
}
