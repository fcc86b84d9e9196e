//! Several indexes as one: the user's own over country dumps over the built-in.
//!
//! A stack answers with the union. One place met in two layers (same origin, same id) is one candidate: the upper layer's row, with the lower's
//! population where the upper knows none, since dumps are fresher in names and coordinates and often blank in people.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::error::{Error, Result};
use crate::feature::Kind;
use crate::fold::fold;
use crate::index::{CAPITAL, DERIVED, Hit, Index, Meta, Row};
use crate::place::{Candidate, Iso, Layer, Matched, Origin};

/// The file extension of an index.
pub const EXTENSION: &str = "gaz";

static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/builtin.gaz"));

/// Place names to candidates. Cheap to clone and to share between threads.
#[derive(Clone)]
pub struct Gazetteer {
    /// Upper layers first.
    layers: Vec<Arc<Index>>,
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.layers.iter().map(|l| &l.meta)).finish()
    }
}

fn built_in() -> Option<Arc<Index>> {
    static INDEX: OnceLock<Option<Arc<Index>>> = OnceLock::new();
    INDEX.get_or_init(|| Index::open(Cow::Borrowed(BUILT_IN), "built-in").ok().map(Arc::new)).clone()
}

impl Gazetteer {
    /// What the program brings: the world's towns over 500 people, administrative units, countries, curated areas. Opening costs microseconds.
    ///
    /// ```
    /// let gazetteer = attest_gazetteer::Gazetteer::builtin();
    /// let bamako = gazetteer.lookup("Bamako")[0];
    /// assert_eq!((bamako.country.as_str(), bamako.capital), ("ML", true));
    /// ```
    pub fn builtin() -> Gazetteer {
        Gazetteer { layers: built_in().into_iter().collect() }
    }

    /// No layer at all: every lookup is empty.
    pub fn empty() -> Gazetteer {
        Gazetteer { layers: Vec::new() }
    }

    /// The built-in layer under every `*.gaz` of a folder; a folder that does not exist is an empty one.
    ///
    /// # Errors
    /// A folder or file that cannot be read, a file that is no index.
    pub fn stack(dir: &Path) -> Result<Gazetteer> {
        let mut files = Vec::new();
        match std::fs::read_dir(dir) {
            Ok(entries) => files.extend(
                entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == EXTENSION)),
            ),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(Error::File { action: "read", path: dir.to_path_buf(), source }),
        }
        files.sort();
        let mut gazetteer = Gazetteer::builtin();
        for file in files {
            gazetteer = gazetteer.with_file(&file)?;
        }
        Ok(gazetteer)
    }

    /// This stack with one more index file.
    ///
    /// # Errors
    /// A file that cannot be read or is no index.
    pub fn with_file(&self, path: &Path) -> Result<Gazetteer> {
        let bytes = std::fs::read(path).map_err(Error::file("read", path))?;
        let index = Index::open(Cow::Owned(bytes), &path.display().to_string())?;
        let mut layers = self.layers.clone();
        layers.push(Arc::new(index));
        layers.sort_by(|a, b| b.meta.layer.cmp(&a.meta.layer).then_with(|| a.meta.name.cmp(&b.meta.name)));
        Ok(Gazetteer { layers })
    }

    /// The stack in a line, upper layers first: name, rows and, for a layer that does not come with the program, a hash of its rows
    /// ("ML 24365 9f0c…; built-in 273065"). Two runs with one description had the same places.
    pub fn describe(&self) -> String {
        let one = |index: &Arc<Index>| {
            let meta = &index.meta;
            match meta.layer {
                Layer::BuiltIn => format!("{} {}", meta.name, meta.rows),
                _ => format!("{} {} {:016x}", meta.name, meta.rows, index.fingerprint()),
            }
        };
        self.layers.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    /// What the layers say of themselves, upper layers first.
    pub fn layers(&self) -> impl Iterator<Item = &Meta> {
        self.layers.iter().map(|l| &l.meta)
    }

    /// The places of exactly this name, but for case, marks, hyphens, articles ([`fold`]); best known first.
    pub fn lookup(&self, name: &str) -> Vec<Candidate<'_>> {
        let folded = fold(name);
        let mut found = Vec::new();
        let mut hits = Vec::new();
        for layer in &self.layers {
            layer.same(&folded, &mut hits);
            collect(layer, &hits, name, &mut found);
            hits.clear();
        }
        order(found)
    }

    /// The places whose name may be another transliteration of this one ([`likeness`](crate::likeness)), `least` alike or more (0 to 1); exact namesakes are left out.
    ///
    /// ```
    /// let gazetteer = attest_gazetteer::Gazetteer::builtin();
    /// assert!(gazetteer.lookup_loose("Tumbuktu", 0.7).iter().any(|c| c.country.as_str() == "ML") || gazetteer.lookup("Tumbuktu").is_empty());
    /// ```
    pub fn lookup_loose(&self, name: &str, least: f32) -> Vec<Candidate<'_>> {
        let folded = fold(name);
        if folded.len() < 3 {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut hits = Vec::new();
        for layer in &self.layers {
            layer.alike(&folded, least, &mut hits);
            collect(layer, &hits, name, &mut found);
            hits.clear();
        }
        order(found)
    }

    /// Whether any place has this name (by [`fold`]): the quick question a reader of text asks of every capitalised word.
    pub fn knows(&self, name: &str) -> bool {
        let folded = fold(name);
        self.layers.iter().any(|layer| layer.knows(&folded))
    }

    /// The greatest number of leading words that together are a name, with its candidates. At most six words are tried.
    pub fn longest_match(&self, words: &[&str]) -> Option<(usize, Vec<Candidate<'_>>)> {
        (1..=words.len().min(6)).rev().find_map(|n| {
            let found = self.lookup(&words.get(..n)?.join(" "));
            (!found.is_empty()).then_some((n, found))
        })
    }

    /// The places within `km` of a point, nearest first.
    pub fn nearby(&self, lat: f64, lon: f64, km: f64) -> Vec<(f64, Candidate<'_>)> {
        let mut found: BTreeMap<(Origin, i32, u32), (f64, Candidate<'_>)> = BTreeMap::new();
        for (n, layer) in self.layers.iter().enumerate() {
            layer.around(lat, lon, km, |number, row, away| {
                let unique = if row.id == 0 { number + 1 } else { 0 };
                let hit = Hit { row: number, matched: Matched::Exact, likeness: 1.0 };
                let slot = (row.origin, if row.id == 0 { n as i32 } else { row.id }, unique);
                found.entry(slot).or_insert_with(|| (away, candidate(layer, hit, row)));
            });
        }
        let mut all: Vec<_> = found.into_values().collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
        all
    }

    pub(crate) fn each_layer(&self, mut each: impl FnMut(&Index)) {
        for layer in &self.layers {
            each(layer);
        }
    }

    /// The country's own row: its point and name.
    pub fn country_place(&self, iso: Iso) -> Option<Candidate<'_>> {
        let name = &crate::countries::country(iso)?.name;
        self.lookup(name).into_iter().find(|c| c.kind == Kind::Country && c.country == iso)
    }
}

/// Adds what a layer's hits mean to what the layers above found.
fn collect<'g>(layer: &'g Index, hits: &[Hit], name: &str, found: &mut Vec<Candidate<'g>>) {
    for &hit in hits {
        let row = layer.row(hit.row);
        let mut new = candidate(layer, hit, row);
        if new.matched == Matched::Folded && new.name == name {
            new.matched = Matched::Exact;
        }
        match found.iter_mut().find(|c| c.id == new.id && c.origin == new.origin && new.id != 0) {
            Some(known) => {
                known.population = known.population.max(new.population);
                known.capital |= new.capital;
                known.radius_km = known.radius_km.or(new.radius_km);
                if (new.matched, -new.likeness) < (known.matched, -known.likeness) {
                    (known.matched, known.likeness) = (new.matched, new.likeness);
                }
            }
            None => found.push(new),
        }
    }
}

fn candidate(layer: &Index, hit: Hit, row: Row) -> Candidate<'_> {
    let (mut admin1, mut admin2) = (None, None);
    let admin_code = layer.admin(row.admin).map_or("", |a| a.code);
    let mut n = row.admin;
    while let Some(unit) = layer.admin(n) {
        match unit.level {
            1 => admin1 = Some(unit.name),
            2 => admin2 = Some(unit.name),
            _ => {}
        }
        if unit.parent >= n {
            break;
        }
        n = unit.parent;
    }
    Candidate {
        name: layer.string(row.name),
        id: row.id,
        origin: row.origin,
        layer: layer.meta.layer,
        country: row.country,
        admin1,
        admin2,
        admin_code,
        feature: row.feature,
        kind: row.feature.kind(),
        lat: row.lat,
        lon: row.lon,
        population: row.population,
        radius_km: (row.radius > 0).then_some(row.radius),
        derived: row.flags & DERIVED != 0,
        capital: row.flags & CAPITAL != 0,
        matched: hit.matched,
        likeness: hit.likeness,
    }
}

/// Upper layers' own rows first among the user's, then the better match, then the better known.
fn order(mut found: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    found.sort_by(|a, b| {
        let user = |c: &Candidate<'_>| c.layer == Layer::User;
        let rank = |c: &Candidate<'_>| match c.kind {
            Kind::Continent => 5,
            Kind::Country => 4,
            _ if c.capital => 3,
            Kind::Admin1 => 1,
            _ => 0,
        };
        user(b)
            .cmp(&user(a))
            .then_with(|| b.likeness.total_cmp(&a.likeness))
            .then_with(|| rank(b).cmp(&rank(a)))
            .then_with(|| b.population.cmp(&a.population))
            .then_with(|| a.matched.cmp(&b.matched))
            .then_with(|| (a.origin, a.id).cmp(&(b.origin, b.id)))
    });
    found
}
