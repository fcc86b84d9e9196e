//! Which of its namesakes a name means, by evidence.
//!
//! Mentions of one name are one question (one sense a document), unless their own words say otherwise ("Tripoli, Libya" and "Tripoli, Lebanon"). Each
//! candidate is weighed by what the text states (containers, sorts, countries), by how near it lies to what the other names may mean, and by how well
//! known it is. The nearness of uncertain names to uncertain names is settled in a few rounds: every round weighs a neighbour by how probable it was in
//! the round before. Each piece of evidence ends up in the record's `why`; what it weighs is in `weights`.

use std::collections::{BTreeMap, BTreeSet};

use attest_gazetteer::{Candidate, Iso, Kind, Layer, Matched, distance_km};

use super::Hints;
use super::weights;

macro_rules! evidence {
    ($($name:ident: $why:literal),+ $(,)?) => {
        /// A piece of evidence for a candidate.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Evidence { $(#[doc = $why] $name),+ }

        impl Evidence {
            /// All of them, in order.
            pub(super) const ALL: &'static [Evidence] = &[$(Evidence::$name),+];

            /// Its name and its wording.
            pub(super) fn words(self) -> (&'static str, &'static str) {
                match self { $(Evidence::$name => (stringify!($name), $why)),+ }
            }
        }
    };
}

evidence! {
    Population: "well known",
    Country: "a country",
    Continent: "a continent",
    Admin1: "a first-order unit",
    Admin2: "a second-order unit",
    Neighbourhood: "a part of a town",
    Capital: "a national capital",
    Seat: "the seat of a unit",
    Area: "a region or natural feature",
    Alias: "only another name of it",
    Loose: "only another transliteration",
    Inside: "lies in the place the text gives for it",
    NotInside: "does not lie in the place the text gives for it",
    Beside: "near the place the text gives for it",
    Holds: "holds a place the text puts in it",
    SortAgrees: "of the sort the text says",
    SortDisagrees: "not of the sort the text says",
    UnitNamed: "its province or state is named in the text",
    CountryNamed: "its country is named in the text",
    CountryNamedOften: "its country is the one most named in the text",
    CountryHinted: "its country is that of the report or its actors",
    Near30: "within 30 km of other places of the text",
    Near100: "within 100 km of other places of the text",
    Near300: "within 300 km of other places of the text",
    SameUnit: "in one province or state with other places of the text",
    SameCountry: "in one country with other places of the text",
    NearDateline: "near the place the report is dated from",
    UserLayer: "in the user's own list",
    Lone: "the only place of that name",
    Derived: "its point is computed",
    Foreign: "in a country that the report does not name",
}

/// What the text itself says a name lies in or by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stated {
    /// Another name of the text, by its group's name.
    Name(String),
    /// Another name of the text that it is near to.
    Near(String),
    /// A unit's code, from an abbreviation: `US.IL`.
    Unit(String),
}

/// The mentions of one name that mean one place.
#[derive(Debug, Clone)]
pub(super) struct Group<'g> {
    pub(super) folded: String,
    pub(super) candidates: Vec<Candidate<'g>>,
    /// How many mentions it has.
    pub(super) mentions: usize,
    /// Where the text puts it.
    pub(super) stated: BTreeSet<Stated>,
    /// Which kinds its own words allow ("village of").
    pub(super) sorts: Vec<Kind>,
    /// Whether the report is dated from it.
    pub(super) dateline: bool,
    /// The evidence for each candidate, with its strength.
    pub(super) evidence: Vec<Vec<(Evidence, f32)>>,
    /// How probable each candidate is.
    pub(super) belief: Vec<f32>,
}

/// No more candidates of a name than this are weighed: the best known.
pub(super) const MOST_CANDIDATES: usize = 48;
/// No more names of a document than this support each other: the first, which stand in the lead.
const MOST_NAMES: usize = 80;
const ROUNDS: usize = 4;

/// A point on the unit sphere.
fn point(c: &Candidate<'_>) -> [f32; 3] {
    let (lat, lon) = (c.lat.to_radians(), c.lon.to_radians());
    [(lat.cos() * lon.cos()) as f32, (lat.cos() * lon.sin()) as f32, lat.sin() as f32]
}

/// The cosine of an angle of so many kilometres.
fn cosine(km: f32) -> f32 {
    (km / 6371.0).cos()
}

/// Settles all groups.
pub(super) fn settle(groups: &mut [Group<'_>], hints: &Hints, countries: &BTreeMap<Iso, u32>) {
    let fixed = local_evidence(groups, hints, countries);
    for (group, evidence) in groups.iter_mut().zip(&fixed) {
        group.evidence.clone_from(evidence);
        group.belief = softmax(&group.evidence);
    }
    let points: Vec<Vec<[f32; 3]>> =
        groups.iter().map(|g| g.candidates.iter().map(point).collect()).collect();
    for _ in 0..ROUNDS {
        let support = support(groups, &points);
        for ((group, fixed), support) in groups.iter_mut().zip(&fixed).zip(support) {
            group.evidence =
                fixed.iter().zip(support).map(|(a, b)| a.iter().copied().chain(b).collect()).collect();
            group.belief = softmax(&group.evidence);
        }
    }
}

/// The sum of evidence of a candidate.
pub(super) fn weigh(evidence: &[(Evidence, f32)]) -> f32 {
    evidence.iter().map(|(e, x)| weights::of_evidence(*e) * x).sum()
}

fn softmax(evidence: &[Vec<(Evidence, f32)>]) -> Vec<f32> {
    let weights: Vec<f32> = evidence.iter().map(|e| weigh(e)).collect();
    let most = weights.iter().copied().fold(f32::MIN, f32::max);
    let exp: Vec<f32> = weights.iter().map(|w| (w - most).exp()).collect();
    let sum: f32 = exp.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    exp.iter().map(|e| e / sum).collect()
}

/// The evidence that does not depend on what other names turn out to mean.
fn local_evidence(
    groups: &[Group<'_>],
    hints: &Hints,
    countries: &BTreeMap<Iso, u32>,
) -> Vec<Vec<Vec<(Evidence, f32)>>> {
    let by_name: BTreeMap<&str, usize> =
        groups.iter().enumerate().rev().map(|(n, g)| (g.folded.as_str(), n)).collect();
    let mut named_units: BTreeSet<&str> = BTreeSet::new();
    for group in groups {
        for c in group.candidates.iter().filter(|c| c.kind == Kind::Admin1) {
            named_units.insert(c.admin_code);
        }
        for stated in &group.stated {
            if let Stated::Unit(code) = stated {
                named_units.insert(code);
            }
        }
    }
    // Which candidates of a container hold a place that is put in it.
    let mut holders: BTreeSet<(usize, usize)> = BTreeSet::new();
    for group in groups {
        for stated in &group.stated {
            let Stated::Name(name) = stated else { continue };
            let Some(&n) = by_name.get(name.as_str()) else { continue };
            for (k, d) in groups[n].candidates.iter().enumerate() {
                if group.candidates.iter().any(|c| c.lies_in(d) && c.id != d.id) {
                    holders.insert((n, k));
                }
            }
        }
    }
    let most = countries.values().copied().max().unwrap_or(0);
    let heard = heard(groups, hints, countries);
    let silent = heard.is_empty();
    groups
        .iter()
        .enumerate()
        .map(|(n, group)| {
            let one = |k: usize, c: &Candidate<'_>| {
                let mut out = own_evidence(group, c);
                // "the Tolsa **region**": not its seat, where the gazetteer has both.
                let seat_of =
                    |d: &Candidate<'_>| group.sorts.contains(&d.kind) && c.id != d.id && c.lies_in(d);
                if c.kind == Kind::Settlement
                    && !group.sorts.is_empty()
                    && !group.sorts.contains(&c.kind)
                    && group.candidates.iter().any(seat_of)
                {
                    out.push((Evidence::SortDisagrees, 3.0));
                }
                stated_evidence(group, c, groups, &by_name, &mut out);
                if holders.contains(&(n, k)) {
                    out.push((Evidence::Holds, 1.0));
                }
                let unit = unit_of(c);
                if c.kind != Kind::Admin1 && !unit.is_empty() && named_units.contains(unit) {
                    out.push((Evidence::UnitNamed, 1.0));
                }
                let times = countries.get(&c.country).copied().unwrap_or(0);
                if c.kind != Kind::Country && times > 0 {
                    out.push((Evidence::CountryNamed, 1.0));
                    if times == most {
                        out.push((Evidence::CountryNamedOften, 1.0));
                    }
                }
                if hints.countries.contains(&c.country) {
                    out.push((Evidence::CountryHinted, 1.0));
                }
                let foreign = !silent
                    && !heard.contains(&c.country)
                    && !c.country.is_none()
                    && !named_units.contains(unit);
                if foreign && !matches!(c.kind, Kind::Country | Kind::Continent) {
                    out.push((Evidence::Foreign, 1.0));
                }
                out
            };
            group.candidates.iter().enumerate().map(|(k, c)| one(k, c)).collect()
        })
        .collect()
}

/// The countries that a report speaks of: by name, by their people, by their groups, by a province or a great city that has no namesake.
fn heard(groups: &[Group<'_>], hints: &Hints, countries: &BTreeMap<Iso, u32>) -> BTreeSet<Iso> {
    let mut heard: BTreeSet<Iso> = countries.keys().chain(&hints.countries).copied().collect();
    for group in groups {
        let mut units =
            group.candidates.iter().filter(|c| c.kind == Kind::Admin1 && c.matched != Matched::Alias);
        if let (Some(unit), None) = (units.next(), units.next()) {
            heard.insert(unit.country);
        }
        let great =
            |c: &&Candidate<'_>| c.matched != Matched::Alias && (c.capital || c.population >= 1_000_000);
        heard.extend(group.candidates.iter().filter(great).map(|c| c.country));
    }
    heard
}

/// The code of the first-order unit: `US.IL`.
fn unit_of<'c>(c: &Candidate<'c>) -> &'c str {
    let code = c.admin_code;
    let mut dots = code.match_indices('.').map(|(at, _)| at);
    match (dots.next(), dots.next()) {
        (Some(_), Some(second)) => code.get(..second).unwrap_or(""),
        (Some(_), None) => code,
        _ => "",
    }
}

fn own_evidence(group: &Group<'_>, c: &Candidate<'_>) -> Vec<(Evidence, f32)> {
    use Evidence as E;
    let mut out = vec![(E::Population, (c.population as f32 + 1.0).log10() / 7.0)];
    let mut mark = |e: E, holds: bool| {
        if holds {
            out.push((e, 1.0));
        }
    };
    mark(E::Country, c.kind == Kind::Country);
    mark(E::Continent, c.kind == Kind::Continent);
    mark(E::Admin1, c.kind == Kind::Admin1);
    mark(E::Admin2, matches!(c.kind, Kind::Admin2 | Kind::Admin3));
    mark(E::Neighbourhood, c.kind == Kind::Neighbourhood);
    mark(E::Capital, c.capital);
    mark(E::Seat, c.kind == Kind::Settlement && c.feature.code().starts_with("PPLA"));
    // Where the text calls it a village, that it is a river speaks no more for it.
    let other_sort = !group.sorts.is_empty() && !group.sorts.contains(&c.kind);
    mark(
        E::Area,
        !other_sort
            && !matches!(
                c.kind,
                Kind::Country
                    | Kind::Continent
                    | Kind::Admin1
                    | Kind::Admin2
                    | Kind::Admin3
                    | Kind::Neighbourhood
                    | Kind::Settlement
            ),
    );
    mark(E::Alias, c.matched == Matched::Alias);
    mark(E::UserLayer, c.layer == Layer::User);
    mark(E::Derived, c.derived && c.kind != Kind::Country);
    mark(E::Lone, group.candidates.len() == 1);
    if !group.sorts.is_empty() {
        mark(E::SortAgrees, group.sorts.contains(&c.kind));
        mark(E::SortDisagrees, !group.sorts.contains(&c.kind));
    }
    if c.matched == Matched::Loose {
        out.push((E::Loose, 2.0 - c.likeness));
    }
    out
}

/// How a candidate lies to a place that the text gives for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    Inside,
    Beside,
    Elsewhere,
}

/// How `c` lies to the nearest reading of a stated container.
pub(super) fn relation(
    c: &Candidate<'_>,
    stated: &Stated,
    groups: &[Group<'_>],
    by_name: &BTreeMap<&str, usize>,
) -> Option<Relation> {
    match stated {
        Stated::Unit(code) => Some(if unit_of(c) == code { Relation::Inside } else { Relation::Elsewhere }),
        Stated::Near(name) => {
            let group = groups.get(*by_name.get(name.as_str())?)?;
            // Near a country or province is near its border, wherever that is.
            let small =
                |d: &&Candidate<'_>| !matches!(d.kind, Kind::Country | Kind::Continent | Kind::Admin1);
            let near = |d: &Candidate<'_>| {
                c.id != d.id && distance_km(c.lat, c.lon, d.lat, d.lon) <= super::context::NEAR_KM
            };
            if !group.candidates.iter().any(|d| small(&d))
                || group.candidates.iter().any(|d| d.kind == Kind::Country)
            {
                return None;
            }
            Some(if group.candidates.iter().filter(small).any(near) {
                Relation::Beside
            } else {
                Relation::Elsewhere
            })
        }
        Stated::Name(name) => {
            let group = groups.get(*by_name.get(name.as_str())?)?;
            if group.candidates.is_empty() {
                return None;
            }
            let mut best = Relation::Elsewhere;
            for d in &group.candidates {
                if c.id == d.id && c.origin == d.origin {
                    continue;
                }
                if c.lies_in(d) {
                    return Some(Relation::Inside);
                }
                let reach = f64::from(d.radius_km.unwrap_or(0)).max(40.0);
                let holds = !matches!(d.kind, Kind::Country | Kind::Admin1 | Kind::Continent);
                if holds && distance_km(c.lat, c.lon, d.lat, d.lon) <= reach {
                    best = Relation::Beside;
                }
            }
            Some(best)
        }
    }
}

fn stated_evidence(
    group: &Group<'_>,
    c: &Candidate<'_>,
    groups: &[Group<'_>],
    by_name: &BTreeMap<&str, usize>,
    out: &mut Vec<(Evidence, f32)>,
) {
    let relations: Vec<Relation> =
        group.stated.iter().filter_map(|s| relation(c, s, groups, by_name)).collect();
    if relations.contains(&Relation::Inside) {
        out.push((Evidence::Inside, 1.0));
    } else if relations.contains(&Relation::Beside) {
        out.push((Evidence::Beside, 1.0));
    } else if !relations.is_empty() {
        out.push((Evidence::NotInside, 1.0));
    }
}

/// Whether a reading speaks for its country when other names are weighed: no country itself, and no guess at another spelling.
fn bears_witness(c: &Candidate<'_>) -> bool {
    c.kind != Kind::Country && c.matched != Matched::Loose
}

/// The evidence from what other names may mean, for each group and candidate.
fn support(groups: &[Group<'_>], points: &[Vec<[f32; 3]>]) -> Vec<Vec<Vec<(Evidence, f32)>>> {
    let bands = [cosine(30.0), cosine(100.0), cosine(300.0)];
    let dateline = groups.iter().position(|g| g.dateline);
    // How much belief each country and unit has over all groups, and from each group alone.
    let mut by_unit: BTreeMap<&str, f32> = BTreeMap::new();
    let mut by_country: BTreeMap<Iso, f32> = BTreeMap::new();
    for group in groups.iter().take(MOST_NAMES) {
        for (c, b) in group.candidates.iter().zip(&group.belief).filter(|(c, _)| bears_witness(c)) {
            *by_unit.entry(unit_of(c)).or_insert(0.0) += b;
            *by_country.entry(c.country).or_insert(0.0) += b;
        }
    }
    let others = groups.len().min(MOST_NAMES).saturating_sub(1).max(1) as f32;
    groups
        .iter()
        .enumerate()
        .map(|(n, group)| {
            // What the name itself may mean, here and under another sort ("Jobar", "the Jobar district"), is no witness for it.
            let own = |test: &dyn Fn(&Candidate<'_>) -> bool| -> f32 {
                let named = groups.iter().take(MOST_NAMES).filter(|other| other.folded == group.folded);
                named
                    .flat_map(|other| other.candidates.iter().zip(&other.belief))
                    .filter(|(c, _)| bears_witness(c) && test(c))
                    .map(|(_, b)| *b)
                    .sum()
            };
            let near = nearness(n, groups, points, &bands);
            group
                .candidates
                .iter()
                .enumerate()
                .map(|(k, c)| {
                    let mut out = Vec::with_capacity(6);
                    for (e, x) in
                        [Evidence::Near30, Evidence::Near100, Evidence::Near300].into_iter().zip(near[k])
                    {
                        if x > 0.01 && c.kind != Kind::Country {
                            out.push((e, (1.0 + x).ln()));
                        }
                    }
                    let unit = unit_of(c);
                    if c.kind != Kind::Country {
                        let same_unit =
                            by_unit.get(unit).copied().unwrap_or(0.0) - own(&|o| unit_of(o) == unit);
                        let same_country = by_country.get(&c.country).copied().unwrap_or(0.0)
                            - own(&|o| o.country == c.country);
                        if !unit.is_empty() {
                            out.push((Evidence::SameUnit, (same_unit / others).max(0.0)));
                        }
                        out.push((Evidence::SameCountry, (same_country / others).max(0.0)));
                    }
                    if let Some(d) = dateline.filter(|&d| d != n) {
                        let best = groups[d]
                            .belief
                            .iter()
                            .enumerate()
                            .max_by(|a, b| a.1.total_cmp(b.1))
                            .map(|(i, _)| i);
                        let near = best
                            .and_then(|i| points[d].get(i))
                            .is_some_and(|p| dot(p, &points[n][k]) > bands[2]);
                        if near {
                            out.push((Evidence::NearDateline, 1.0));
                        }
                    }
                    out
                })
                .collect()
        })
        .collect()
}

fn dot(a: &[f32; 3], b: &[f32; 3]) -> f32 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// For each candidate of group `n`: how many other names have a probable reading within each band.
fn nearness(n: usize, groups: &[Group<'_>], points: &[Vec<[f32; 3]>], bands: &[f32; 3]) -> Vec<[f32; 3]> {
    let mut out = vec![[0.0f32; 3]; groups[n].candidates.len()];
    for (m, other) in groups.iter().enumerate().take(MOST_NAMES) {
        // "Jobar" and "the Jobar district": what one name may mean is no witness for itself.
        if m == n || other.folded == groups[n].folded {
            continue;
        }
        for (k, p) in points[n].iter().enumerate() {
            let mut best = [0.0f32; 3];
            for ((q, &belief), d) in points[m].iter().zip(&other.belief).zip(&other.candidates) {
                if belief < 0.02 || matches!(d.kind, Kind::Country | Kind::Continent) {
                    continue;
                }
                let close = dot(p, q);
                for (slot, band) in best.iter_mut().zip(bands) {
                    if close > *band && belief > *slot {
                        *slot = belief;
                    }
                }
            }
            for (sum, b) in out[k].iter_mut().zip(best) {
                *sum += b;
            }
        }
    }
    out
}
