//! From weighed candidates to a mention with a point, a precision and a reason.

use std::collections::BTreeMap;

use attest_gazetteer::{Candidate, Kind, Matched, Origin, country_by_demonym, distance_km};
use attest_model::{GazetteerRef, PlaceBasis, PlaceKind, Precision};

use super::resolve::{Evidence, Group, Relation, Stated, relation, weigh};
use super::spans::{Page, Shape, Span};
use super::vocabulary as v;
use super::{PlaceMention, Reading, Role};

/// The radius of a place known only to be near another, in kilometres (UCDP's where_prec 2).
pub(super) const NEAR_RADIUS_KM: f64 = 25.0;

/// From how many inhabitants on a town is taken for itself in a report that never names its country.
const KNOWN_ABROAD: u32 = 300_000;

/// The same in a report that names no country at all.
const KNOWN_ALONE: u32 = 5_000;

/// All mentions, in text order.
pub(super) fn mentions(
    page: &Page<'_, '_>,
    chosen: &[Span],
    groups: &[Group<'_>],
    members: &[Option<usize>],
) -> Vec<PlaceMention> {
    let by_name: BTreeMap<&str, usize> =
        groups.iter().enumerate().rev().map(|(n, g)| (g.folded.as_str(), n)).collect();
    let mut out: Vec<PlaceMention> = Vec::with_capacity(chosen.len());
    for (span, member) in chosen.iter().zip(members) {
        let mut mention = blank(page, span);
        if let Shape::Demonym(_) = span.shape {
            demonym(page, span, &mut mention);
        } else if let Some((g, group)) = member.and_then(|g| groups.get(g).map(|group| (g, group))) {
            mention.group = g;
            resolved(page, span, group, groups, &by_name, &mut mention);
        } else {
            mention.note = Some("streets and roads are in no gazetteer".to_string());
        }
        out.push(mention);
    }
    by_neighbours(&mut out, groups, members);
    quarters(&mut out);
    out
}

fn blank(page: &Page<'_, '_>, span: &Span) -> PlaceMention {
    let (start, end) = (page.words[span.first].start, page.words[span.last].end);
    PlaceMention {
        start: start as u32,
        end: end as u32,
        text: page.text.get(start..end).unwrap_or("").to_string(),
        role: role(page, span),
        kind: match span.shape {
            Shape::Street => PlaceKind::Road,
            Shape::Demonym(_) => PlaceKind::Country,
            _ => PlaceKind::Other,
        },
        readings: Vec::new(),
        chosen: None,
        lat: None,
        lon: None,
        country: None,
        admin1: None,
        admin2: None,
        radius_km: None,
        precision: Precision { ged: None, acled: None },
        basis: PlaceBasis::Unresolved,
        near: None,
        within: None,
        note: None,
        recognition: f64::from(span.score),
        group: usize::MAX,
    }
}

/// How the words around a span use it.
fn role(page: &Page<'_, '_>, span: &Span) -> Role {
    if matches!(span.shape, Shape::Demonym(_)) {
        return Role::Demonym;
    }
    let Some(next) = page.words.get(span.last + 1).filter(|w| !w.gap.ends) else { return Role::Place };
    let before = span
        .first
        .checked_sub(1)
        .and_then(|n| page.words.get(n))
        .map(|w| w.text.to_lowercase())
        .unwrap_or_default();
    let after_preposition = v::has(v::IN, &before)
        || v::has(v::TO, &before)
        // "the toll of the attack **on Gao** has risen"
        || matches!(before.as_str(), "of" | "on" | "against" | "over");
    let lower = next.text.to_lowercase();
    if next.gap.joined
        && matches!(lower.as_str(), "based" | "born" | "backed" | "led" | "style" | "bound" | "controlled")
        || super::stage::of_abroad(page, span)
    {
        Role::Modifier
    } else if next.gap.plain && !after_preposition && v::has(v::SPEAKS, &lower) {
        Role::Metonym
    } else if next.gap.plain
        && !after_preposition
        && v::has(v::ROLES, &lower)
        && v::kinds_of(&lower).is_none()
    {
        Role::Modifier
    } else {
        Role::Place
    }
}

fn demonym(page: &Page<'_, '_>, span: &Span, mention: &mut PlaceMention) {
    let Some(country) = country_by_demonym(page.name(span.first, span.last)) else { return };
    mention.country = Some(country.iso);
    mention.basis = PlaceBasis::Country;
    mention.precision = Precision { ged: Some(6), acled: None };
    if let Some(place) = page.gazetteer.country_place(country.iso) {
        mention.readings = vec![reading(&place, 1.0, "the country of these people".to_string())];
        mention.chosen = Some(0);
        (mention.lat, mention.lon) = (Some(round(place.lat)), Some(round(place.lon)));
        mention.radius_km = place.radius_km.map(f64::from);
    }
}

/// The gazetteer's reference of a candidate, where it has one.
fn reference(c: &Candidate<'_>) -> Option<GazetteerRef> {
    let id = u64::try_from(c.id).ok().filter(|&id| id > 0)?;
    Some(GazetteerRef { source: c.origin.as_str().to_string(), id })
}

fn reading(c: &Candidate<'_>, score: f32, why: String) -> Reading {
    Reading {
        name: c.name.to_string(),
        country: c.country,
        admin1: c.admin1.map(String::from),
        admin2: c.admin2.map(String::from),
        lat: round(c.lat),
        lon: round(c.lon),
        gazetteer: reference(c),
        kind: kind_of(c),
        radius_km: c.radius_km.map(f64::from),
        capital: c.capital,
        score: (f64::from(score) * 1000.0).round() / 1000.0,
        why,
    }
}

/// Five decimals: what gazetteers give.
fn round(degrees: f64) -> f64 {
    (degrees * 100_000.0).round() / 100_000.0
}

/// The contract's kind of a candidate.
fn kind_of(c: &Candidate<'_>) -> PlaceKind {
    match c.kind {
        Kind::Country => PlaceKind::Country,
        Kind::Admin1 => PlaceKind::Region,
        Kind::Admin2 | Kind::Admin3 => PlaceKind::District,
        Kind::Settlement if c.population >= 100_000 || c.capital => PlaceKind::City,
        Kind::Settlement if c.population >= 5_000 || c.feature.code().starts_with("PPLA") => PlaceKind::Town,
        Kind::Settlement => PlaceKind::Village,
        Kind::Neighbourhood => PlaceKind::Neighbourhood,
        Kind::Continent | Kind::Area => PlaceKind::Area,
        Kind::Camp => PlaceKind::Camp,
        Kind::Road => PlaceKind::Road,
        Kind::River => PlaceKind::River,
        Kind::Forest => PlaceKind::Forest,
        Kind::Mountain => PlaceKind::Mountain,
        Kind::Island => PlaceKind::Island,
        Kind::Sea => PlaceKind::Sea,
        Kind::Site => PlaceKind::Site,
        Kind::Water | Kind::Other => PlaceKind::Other,
    }
}

/// The codes of a place that is named itself.
pub(super) fn precision_of(kind: PlaceKind) -> Precision {
    let (ged, acled) = match kind {
        PlaceKind::Country => (6, None),
        PlaceKind::Region => (4, Some(3)),
        PlaceKind::District => (3, Some(2)),
        PlaceKind::Area
        | PlaceKind::Road
        | PlaceKind::River
        | PlaceKind::Forest
        | PlaceKind::Mountain
        | PlaceKind::Island => (5, Some(3)),
        PlaceKind::Sea => (7, Some(3)),
        _ => (1, Some(1)),
    };
    Precision { ged: Some(ged), acled }
}

/// The evidence in words, heaviest first.
fn why(c: &Candidate<'_>, evidence: &[(Evidence, f32)]) -> String {
    let mut parts: Vec<(f32, &'static str)> = evidence
        .iter()
        .map(|&(e, x)| (weigh(&[(e, x)]), e.words().1))
        .filter(|(w, _)| w.abs() > 0.05)
        .collect();
    parts.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then_with(|| a.1.cmp(b.1)));
    let mut out = match c.matched {
        Matched::Exact => "its name".to_string(),
        Matched::Folded => "its name but for case or marks".to_string(),
        Matched::Alias => format!("another name of {}", c.name),
        Matched::Loose => format!("{} in another transliteration", c.name),
    };
    for (weight, words) in parts
        .into_iter()
        .filter(|(_, w)| !matches!(*w, "only another name of it" | "only another transliteration"))
        .take(5)
    {
        out.push_str(if weight > 0.0 { "; for: " } else { "; against: " });
        out.push_str(words);
    }
    out
}

fn resolved(
    page: &Page<'_, '_>,
    span: &Span,
    group: &Group<'_>,
    groups: &[Group<'_>],
    by_name: &BTreeMap<&str, usize>,
    mention: &mut PlaceMention,
) {
    let mut order: Vec<usize> = (0..group.candidates.len()).collect();
    order.sort_by(|&a, &b| group.belief[b].total_cmp(&group.belief[a]).then(a.cmp(&b)));
    mention.readings = order
        .iter()
        .take(8)
        .map(|&k| {
            reading(&group.candidates[k], group.belief[k], why(&group.candidates[k], &group.evidence[k]))
        })
        .collect();
    let Some(best) = order.first().and_then(|&k| group.candidates.get(k)) else {
        mention.note = Some(format!("no gazetteer has {}", mention.text));
        if let Some(kind) = stated_kind(page, span) {
            mention.kind = kind;
        }
        return;
    };
    let relations: Vec<(&Stated, Relation)> =
        group.stated.iter().filter_map(|s| relation(best, s, groups, by_name).map(|r| (s, r))).collect();
    let contradicted = relations.iter().any(|(_, r)| *r == Relation::Elsewhere)
        && !relations.iter().any(|(s, r)| {
            *r != Relation::Elsewhere
                && !matches!(s, Stated::Name(_) if group.stated.iter().any(|t| matches!(t, Stated::Near(_))))
        });
    let evidence = order.first().and_then(|&k| group.evidence.get(k)).map_or(&[][..], Vec::as_slice);
    let strong = |e: Evidence| evidence.iter().any(|(x, v)| *x == e && *v > 0.0);
    let loose = best.matched == Matched::Loose
        && !(strong(Evidence::Inside)
            || strong(Evidence::Beside)
            || strong(Evidence::CountryNamed)
            || strong(Evidence::CountryHinted)
            || strong(Evidence::Near100));
    // A hamlet in a country that the report never speaks of, with no other place there, is a namesake.
    let amount = |e: Evidence| evidence.iter().filter(|(x, _)| *x == e).map(|(_, v)| *v).sum::<f32>();
    let spoken_of =
        strong(Evidence::CountryNamed) || strong(Evidence::CountryHinted) || strong(Evidence::UnitNamed);
    let known = if strong(Evidence::Foreign) { KNOWN_ABROAD } else { KNOWN_ALONE };
    // "Latin America", "the Mediterranean" lie in no one country.
    let wide = best.country.is_none() && matches!(best.kind, Kind::Continent | Kind::Area | Kind::Sea);
    // "Marnak refugee camp" is no city abroad that is called so, however great.
    let camp = group.sorts == [Kind::Camp] && strong(Evidence::Foreign);
    let namesake = !wide
        && (strong(Evidence::Foreign) || !spoken_of)
        && amount(Evidence::SameCountry) < 0.1
        && (camp || !(best.capital || best.population >= known || group.dateline))
        && !(strong(Evidence::Inside)
            || strong(Evidence::Beside)
            || amount(Evidence::Near100) > 0.3
            || strong(Evidence::Holds));
    if contradicted || loose || namesake {
        mention.note = Some(if contradicted {
            format!("no {} that the gazetteers have lies where the text puts it", mention.text)
        } else if namesake {
            let country = best.country.as_str();
            format!(
                "the gazetteers' {} lies in {country}, a country that the report does not speak of",
                best.name
            )
        } else {
            format!("no gazetteer has {}; the nearest spelling is {}", mention.text, best.name)
        });
        mention.kind = stated_kind(page, span).unwrap_or(PlaceKind::Other);
        return;
    }
    let rivals = rivals(group, &order);
    if rivals > 0 {
        mention.note = Some(format!(
            "{} places of that name fit equally well; nothing in the text tells which {} is meant",
            rivals + 1,
            mention.text
        ));
        mention.kind = stated_kind(page, span).unwrap_or_else(|| kind_of(best));
        return;
    }
    take(mention, best);
    // "the Tolsa **district**", of which the gazetteers have the seat alone: no more than the district is told.
    let unit = stated_kind(page, span).filter(|kind| matches!(kind, PlaceKind::Region | PlaceKind::District));
    if let Some(unit) = unit.filter(|_| best.kind == Kind::Settlement) {
        mention.kind = unit;
        mention.precision = precision_of(unit);
        mention.note =
            Some(format!("no gazetteer has the unit of that name; the point is that of {}", best.name));
    }
}

/// Another village is as likely as the best where it has at least this share of the belief in it.
const AS_LIKELY: f32 = 0.8;
/// Namesakes closer than this, in kilometres, are one place for every purpose of a record.
const APART_KM: f64 = 50.0;

/// How many villages of the name are as likely as the best one and lie elsewhere: then none is pinned. A place whose people are
/// counted is known, and a hamlet is no rival to it.
fn rivals(group: &Group<'_>, order: &[usize]) -> usize {
    let hamlet =
        |c: &Candidate<'_>| c.kind == Kind::Settlement && c.population == 0 && c.matched != Matched::Loose;
    let Some((&first, others)) = order.split_first() else { return 0 };
    let Some((best, belief)) = group.candidates.get(first).zip(group.belief.get(first)) else { return 0 };
    if !hamlet(best) {
        return 0;
    }
    others
        .iter()
        .filter_map(|&k| group.candidates.get(k).zip(group.belief.get(k)))
        .filter(|(other, own)| {
            hamlet(other)
                && **own >= belief * AS_LIKELY
                && distance_km(best.lat, best.lon, other.lat, other.lon) > APART_KM
        })
        .count()
}

/// The kind that the words themselves say: "the village of Kwala".
fn stated_kind(page: &Page<'_, '_>, span: &Span) -> Option<PlaceKind> {
    Some(match super::context::sorts(page, span).first()? {
        Kind::Settlement => PlaceKind::Village,
        Kind::Admin1 => PlaceKind::Region,
        Kind::Admin2 => PlaceKind::District,
        Kind::Forest => PlaceKind::Forest,
        Kind::River => PlaceKind::River,
        Kind::Mountain => PlaceKind::Mountain,
        Kind::Island => PlaceKind::Island,
        Kind::Camp => PlaceKind::Camp,
        Kind::Road => PlaceKind::Road,
        Kind::Neighbourhood => PlaceKind::Neighbourhood,
        Kind::Site => PlaceKind::Site,
        _ => return None,
    })
}

fn take(mention: &mut PlaceMention, c: &Candidate<'_>) {
    mention.chosen = Some(0);
    mention.kind = kind_of(c);
    (mention.lat, mention.lon) = (Some(round(c.lat)), Some(round(c.lon)));
    mention.country = (!c.country.is_none()).then_some(c.country);
    mention.admin1 = c.admin1.map(String::from);
    mention.admin2 = c.admin2.map(String::from);
    mention.radius_km = c.radius_km.map(f64::from);
    mention.precision = precision_of(mention.kind);
    mention.basis = if c.kind == Kind::Country { PlaceBasis::Country } else { PlaceBasis::Named };
    if c.kind == Kind::Continent {
        mention.precision = Precision { ged: None, acled: None };
    }
    if c.origin == Origin::Curated {
        mention.note = Some("an area of the curated list: its point is a middle".to_string());
    }
}

/// How far back the town of a quarter is looked for, in bytes.
const TOWN_REACH: u32 = 1500;

/// "in the San Victorino **neighborhood**": a quarter that no gazetteer has lies in the town named last before it.
fn quarters(mentions: &mut [PlaceMention]) {
    for n in 0..mentions.len() {
        let quarter = &mentions[n];
        let open = quarter.chosen.is_none() && quarter.within.is_none() && quarter.near.is_none();
        if !open || quarter.kind != PlaceKind::Neighbourhood {
            continue;
        }
        let start = quarter.start;
        let town = |m: &PlaceMention| {
            m.chosen.is_some()
                && matches!(m.kind, PlaceKind::City | PlaceKind::Town)
                && m.role == Role::Place
                && start - m.start <= TOWN_REACH
        };
        let Some(at) = (0..n).rev().find(|&m| town(&mentions[m])) else { continue };
        let town = mentions[at].clone();
        let quarter = &mut mentions[n];
        quarter.within = Some(at);
        quarter.basis = PlaceBasis::Within;
        (quarter.country, quarter.admin1, quarter.admin2) = (town.country, town.admin1, town.admin2);
        (quarter.lat, quarter.lon) = (town.lat, town.lon);
        quarter.radius_km = town.radius_km.or(Some(NEAR_RADIUS_KM));
        quarter.precision = Precision { ged: Some(2), acled: Some(2) };
    }
}

/// Places that no gazetteer has, or none where the text puts them, take the point of what they are near to or within.
fn by_neighbours(mentions: &mut [PlaceMention], groups: &[Group<'_>], members: &[Option<usize>]) {
    for n in 0..mentions.len() {
        if mentions[n].chosen.is_some() {
            continue;
        }
        let Some(group) = members.get(n).copied().flatten().and_then(|g| groups.get(g)) else { continue };
        let find = |name: &str| {
            let at = |m: &usize| {
                members
                    .get(*m)
                    .copied()
                    .flatten()
                    .and_then(|g| groups.get(g))
                    .is_some_and(|g| g.folded == name)
                    && mentions[*m].chosen.is_some()
            };
            (n + 1..mentions.len().min(n + 40)).find(at).or_else(|| (n.saturating_sub(40)..n).rev().find(at))
        };
        let named = |name: &str| {
            (n + 1..members.len().min(n + 40)).find(|m| {
                members
                    .get(*m)
                    .copied()
                    .flatten()
                    .and_then(|g| groups.get(g))
                    .is_some_and(|g| g.folded == name)
            })
        };
        let near =
            group.stated.iter().find_map(|s| if let Stated::Near(name) = s { find(name) } else { None });
        let within = group
            .stated
            .iter()
            .filter_map(|s| if let Stated::Name(name) = s { find(name) } else { None })
            .min_by_key(|&m| mentions[m].precision.ged.unwrap_or(9));
        if near.is_none() {
            // The neighbour is in no gazetteer either: the tie stands, without a point.
            mentions[n].near =
                group.stated.iter().find_map(|s| if let Stated::Near(name) = s { named(name) } else { None });
        }
        let Some(anchor) = near.or(within) else { continue };
        let other = mentions[anchor].clone();
        let mention = &mut mentions[n];
        mention.within = within;
        mention.country = other.country;
        mention.admin1 = other.admin1;
        mention.admin2 = other.admin2;
        if near.is_some() {
            mention.near = near;
            mention.basis = PlaceBasis::Near;
            (mention.lat, mention.lon) = (other.lat, other.lon);
            mention.radius_km = Some(NEAR_RADIUS_KM);
            mention.precision = Precision { ged: Some(2), acled: Some(2) };
        } else if !matches!(other.kind, PlaceKind::Country | PlaceKind::Sea) {
            mention.basis = PlaceBasis::Within;
            (mention.lat, mention.lon) = (other.lat, other.lon);
            mention.radius_km = other.radius_km.or(Some(NEAR_RADIUS_KM));
            mention.precision = match other.precision {
                Precision { ged: Some(1), .. } => Precision { ged: Some(2), acled: Some(2) },
                precision => precision,
            };
        } else {
            mention.note = Some(format!(
                "{}; known only to be in {}",
                mention.note.clone().unwrap_or_default(),
                other.text
            ));
        }
    }
}
