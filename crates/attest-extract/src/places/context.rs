//! What the words around names say of their relations: *X, Y*, *X in Y*, *Y's X*, *X, a village near Y*; and which mentions are one name.

use std::collections::{BTreeMap, BTreeSet};

use attest_gazetteer::{Candidate, Iso, Kind, Matched, distance_km};

use super::resolve::{Group, MOST_CANDIDATES, Stated};
use super::spans::{Page, Shape, Span};
use super::vocabulary as v;

/// How near "near" is, in kilometres, when candidates are weighed.
pub(super) const NEAR_KM: f64 = 60.0;

/// The groups, and for each chosen span the group it belongs to.
pub(super) fn groups<'g>(page: &Page<'_, 'g>, chosen: &[Span]) -> (Vec<Group<'g>>, Vec<Option<usize>>) {
    let stated = stated(page, chosen);
    let mut groups: Vec<Group<'g>> = Vec::new();
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut members = Vec::with_capacity(chosen.len());
    let mut loose_left = 24;
    for (n, span) in chosen.iter().enumerate() {
        if matches!(span.shape, Shape::Demonym(_) | Shape::Street) {
            members.push(None);
            continue;
        }
        let own = stated.get(n).cloned().unwrap_or_default();
        let known = by_name.entry(span.folded.clone()).or_default();
        let sorts = sorts(page, span);
        let unit = is_unit(sorts);
        let fitting = known.iter().rev().copied().find(|&g| {
            unit == is_unit(&groups[g].sorts) && (own.is_empty() || agree(&groups[g], &own, page))
        });
        let g = fitting.unwrap_or_else(|| {
            let candidates = candidates(page, span, &mut loose_left);
            groups.push(Group {
                folded: span.folded.clone(),
                candidates,
                mentions: 0,
                stated: BTreeSet::new(),
                sorts: Vec::new(),
                dateline: false,
                evidence: Vec::new(),
                belief: Vec::new(),
            });
            known.push(groups.len() - 1);
            groups.len() - 1
        });
        let group = &mut groups[g];
        group.mentions += 1;
        group.stated.extend(own);
        if group.sorts.is_empty() {
            group.sorts = sorts.to_vec();
        }
        group.dateline |= n == 0 && is_dateline(page, span);
        members.push(Some(g));
    }
    (groups, members)
}

/// Whether the words say a unit, river or the like: "Aleppo province" is another place than "Aleppo".
fn is_unit(sorts: &[Kind]) -> bool {
    sorts.first().is_some_and(|k| !matches!(k, Kind::Settlement | Kind::Neighbourhood | Kind::Area))
}

/// Whether a span is the place a report is dated from: it begins the text, and a dash follows.
fn is_dateline(page: &Page<'_, '_>, span: &Span) -> bool {
    let first = page.words.get(span.first).is_some_and(|w| w.gap.ends);
    let dash = (1..=5).any(|k| page.words.get(span.last + k).is_some_and(|w| w.gap.dash || w.gap.opens));
    first && dash && span.first < 60
}

fn candidates<'g>(page: &Page<'_, 'g>, span: &Span, loose_left: &mut u32) -> Vec<Candidate<'g>> {
    if let Some(found) = page.names.get(&span.folded) {
        // "Mexico" is the country; its state, and the town in it, of that name are meant where the words call them so.
        let country = found.iter().find(|c| c.kind == Kind::Country && c.matched != Matched::Alias);
        let sorts = sorts(page, span);
        let hidden = |c: &Candidate<'_>| {
            country.is_some_and(|own| c.kind != Kind::Country && c.country == own.country)
                && !sorts.contains(&c.kind)
        };
        return found.iter().filter(|c| !hidden(c)).take(MOST_CANDIDATES).copied().collect();
    }
    if *loose_left == 0 || span.folded.len() < 4 {
        return Vec::new();
    }
    *loose_left -= 1;
    page.gazetteer.lookup_loose(page.name(span.first, span.last), 0.8).into_iter().take(12).collect()
}

/// Whether a group may be what a mention with these statements means: some candidate fits both.
fn agree(group: &Group<'_>, own: &BTreeSet<Stated>, page: &Page<'_, '_>) -> bool {
    if group.stated.is_empty() || group.stated == *own {
        return true;
    }
    let fits = |c: &Candidate<'_>, stated: &BTreeSet<Stated>| stated.iter().all(|s| fits(c, s, page));
    group.candidates.iter().any(|c| fits(c, own) && fits(c, &group.stated))
}

fn fits(c: &Candidate<'_>, stated: &Stated, page: &Page<'_, '_>) -> bool {
    let found = |name: &str| page.names.get(name).map_or(&[][..], Vec::as_slice);
    match stated {
        Stated::Unit(code) => c.admin_code.starts_with(code.as_str()),
        Stated::Name(name) => found(name).iter().any(|d| {
            c.lies_in(d) || (!holds_units(d.kind) && distance_km(c.lat, c.lon, d.lat, d.lon) < NEAR_KM)
        }),
        Stated::Near(name) => found(name).iter().any(|d| distance_km(c.lat, c.lon, d.lat, d.lon) < NEAR_KM),
    }
}

fn holds_units(kind: Kind) -> bool {
    matches!(kind, Kind::Country | Kind::Admin1 | Kind::Continent)
}

/// The kinds that the words around a span allow: "Aleppo province", "the village of Kwala".
pub(super) fn sorts(page: &Page<'_, '_>, span: &Span) -> &'static [Kind] {
    let next = page.words.get(span.last + 1).filter(|w| w.gap.plain && !w.is_capital());
    if let Some(kinds) = next.and_then(|w| v::kinds_of(w.text)) {
        return kinds;
    }
    // "Marnak **refugee camp**"
    let second = page.words.get(span.last + 2).filter(|w| w.gap.plain);
    let camp = second.filter(|w| matches!(w.text.to_lowercase().as_str(), "camp" | "camps"));
    if let (Some(word), Some(_)) = (next, camp)
        && matches!(word.text, "refugee" | "displacement" | "displaced")
    {
        return &[Kind::Camp];
    }
    let lower = |back: usize| {
        span.first
            .checked_sub(back)
            .and_then(|n| page.words.get(n))
            .map(|w| w.text.to_lowercase())
            .unwrap_or_default()
    };
    if lower(1) == "of" {
        return v::kinds_of(&lower(2)).unwrap_or(&[]);
    }
    if page.words.get(span.first).is_some_and(|w| w.gap.plain)
        && matches!(lower(1).as_str(), "village" | "town" | "city" | "province" | "district" | "capital")
    {
        return v::kinds_of(&lower(1)).unwrap_or(&[]);
    }
    if span.last > span.first {
        let tail = page.words.get(span.last).map(|w| w.text.to_lowercase()).unwrap_or_default();
        if matches!(
            tail.as_str(),
            "county"
                | "province"
                | "region"
                | "district"
                | "governorate"
                | "oblast"
                | "forest"
                | "river"
                | "lake"
        ) {
            return v::kinds_of(&tail).unwrap_or(&[]);
        }
    }
    &[]
}

/// What the text states about where each span lies.
fn stated(page: &Page<'_, '_>, chosen: &[Span]) -> Vec<BTreeSet<Stated>> {
    let mut out: Vec<BTreeSet<Stated>> = vec![BTreeSet::new(); chosen.len()];
    for (n, span) in chosen.iter().enumerate() {
        if let Some(code) = page.state_after(span.last) {
            out[n].insert(Stated::Unit(format!("US.{code}")));
        }
        let Some(next) = chosen.get(n + 1) else { continue };
        match link(page, span, next) {
            // "attacks inside Turkey, the United States is committed": a country lies in no other.
            Some(Link::Within) if two_countries(page, span, next) => {}
            Some(Link::Within) if feasible(page, span, next) || unlisted(page, chosen, n) => {
                out[n].insert(Stated::Name(next.folded.clone()));
            }
            Some(Link::Owns) if feasible(page, next, span) || owns_town(page, span, next) => {
                out[n + 1].insert(Stated::Name(span.folded.clone()));
            }
            Some(Link::Near) if !is_country(page, next) => {
                out[n].insert(Stated::Near(next.folded.clone()));
            }
            _ => {}
        }
    }
    // "Kwala, near Mourdiah, Koulikoro Region": what holds the neighbour or the container holds the place.
    for n in (0..chosen.len().saturating_sub(1)).rev() {
        let next = Stated::Name(chosen[n + 1].folded.clone());
        let near = Stated::Near(chosen[n + 1].folded.clone());
        if out[n].contains(&next) || out[n].contains(&near) {
            let more: Vec<Stated> =
                out[n + 1].iter().filter(|s| !matches!(s, Stated::Near(_))).cloned().collect();
            let own = chosen[n].folded.clone();
            out[n].extend(more.into_iter().filter(|s| *s != Stated::Name(own.clone())));
        }
    }
    out
}

enum Link {
    /// The first lies in the second.
    Within,
    /// The second lies in the first.
    Owns,
    /// The first is near the second.
    Near,
}

/// What the words between two neighbouring spans make of them.
fn link(page: &Page<'_, '_>, a: &Span, b: &Span) -> Option<Link> {
    let gap = page.words.get(b.first)?.gap;
    if b.first <= a.last || b.first - a.last > 10 {
        return None;
    }
    let between: Vec<String> =
        page.words.get(a.last + 1..b.first)?.iter().map(|w| w.text.to_lowercase()).collect();
    if page.words.get(a.last + 1..=b.first)?.iter().any(|w| w.gap.ends) {
        return None;
    }
    let compass = between.iter().all(|w| v::has(v::COMPASS, w));
    if gap.possessive && between.is_empty() {
        return Some(Link::Owns);
    }
    if page.words.get(a.last + 1)?.gap.possessive && compass {
        return Some(Link::Owns);
    }
    if between.is_empty() {
        return (gap.comma || gap.opens).then_some(Link::Within);
    }
    // What stands before the second name, skipping "the", compass words and sorts: in, near, of.
    let mut left = between.as_slice();
    while let Some((last, rest)) = left.split_last() {
        if last == "the"
            || v::has(v::COMPASS, last)
            || v::kinds_of(last).is_some() && left.len() > 1 && rest.last().is_some_and(|w| w == "the")
        {
            left = rest;
        } else {
            break;
        }
    }
    let comma = page.words.get(a.last + 1)?.gap.comma;
    let apposition = comma
        && matches!(between.first().map(String::as_str), Some("a" | "an" | "the"))
        && between.iter().any(|w| v::kinds_of(w).is_some());
    let short = left.len() <= 2 || apposition;
    let first_sort = left.first().is_some_and(|w| v::kinds_of(w).is_some());
    match left.last().map(String::as_str) {
        Some("near") if short => Some(Link::Near),
        Some("outside") if apposition => Some(Link::Near),
        Some("in" | "of" | "within") if apposition || left.len() == 1 || (left.len() == 2 && first_sort) => {
            Some(Link::Within)
        }
        None if comma => Some(Link::Within),
        _ => None,
    }
}

/// Whether some reading of the first lies in, or by, some reading of the second; also where the first has no reading at all.
fn feasible(page: &Page<'_, '_>, a: &Span, b: &Span) -> bool {
    let found = |s: &Span| page.names.get(&s.folded).map_or(&[][..], Vec::as_slice);
    let (inner, outer) = (found(a), found(b));
    if outer.is_empty() {
        return false;
    }
    if inner.is_empty() {
        return outer.iter().any(|d| matches!(d.kind, Kind::Country | Kind::Admin1 | Kind::Admin2));
    }
    inner.iter().take(MOST_CANDIDATES).any(|c| {
        outer.iter().take(MOST_CANDIDATES).any(|d| {
            c.id != d.id
                && (c.lies_in(d)
                    || (c.kind == Kind::Neighbourhood
                        && d.kind == Kind::Settlement
                        && distance_km(c.lat, c.lon, d.lat, d.lon) < 30.0))
        })
    })
}

/// "Tolsa's Marnak district": a part of a town lies in it, whatever the gazetteer has of that name elsewhere.
fn owns_town(page: &Page<'_, '_>, owner: &Span, owned: &Span) -> bool {
    let town = page.names.get(&owner.folded).is_some_and(|found| {
        found.iter().any(|c| c.kind == Kind::Settlement && c.population >= 100_000 || c.capital)
    });
    let part = sorts(page, owned)
        .iter()
        .any(|kind| matches!(kind, Kind::Neighbourhood | Kind::Admin2 | Kind::Admin3));
    town && part && !is_country(page, owner) && !is_country(page, owned)
}

/// Whether a name is, first of all, a country's or its people's.
fn is_country(page: &Page<'_, '_>, span: &Span) -> bool {
    matches!(span.shape, Shape::Demonym(_))
        || page
            .names
            .get(&span.folded)
            .is_some_and(|found| found.iter().any(|c| matches!(c.kind, Kind::Country | Kind::Continent)))
}

/// Whether both names are those of countries, and the first is that of no province of the second ("Georgia, United States").
fn two_countries(page: &Page<'_, '_>, a: &Span, b: &Span) -> bool {
    let found = |span: &Span| page.names.get(&span.folded).map_or(&[][..], Vec::as_slice);
    let country = |span: &Span| found(span).iter().any(|c| c.kind == Kind::Country);
    let province =
        || found(a).iter().any(|c| c.kind == Kind::Admin1 && found(b).iter().any(|d| c.lies_in(d)));
    country(a) && country(b) && !province()
}

/// "Tolsa, South Ostland": a country or region behind one other name holds it, unless both stand in a list ("Tolsa, Ostland and Marne").
fn unlisted(page: &Page<'_, '_>, chosen: &[Span], n: usize) -> bool {
    let holds = |s: &Span| {
        let found = page.names.get(&s.folded).map_or(&[][..], Vec::as_slice);
        found.iter().any(|c| {
            matches!(c.kind, Kind::Country | Kind::Admin1) && c.matched != attest_gazetteer::Matched::Alias
        })
    };
    let (Some(own), Some(next)) = (chosen.get(n), chosen.get(n + 1)) else { return false };
    if holds(own) || !holds(next) {
        return false;
    }
    let joined = |a: &Span, b: &Span| {
        let between = page.words.get(a.last + 1..b.first).unwrap_or_default();
        let comma = page.words.get(b.first).is_some_and(|w| w.gap.comma);
        match between {
            [] => comma,
            [word] => matches!(word.text, "and" | "or"),
            _ => false,
        }
    };
    let before = n.checked_sub(1).and_then(|n| chosen.get(n)).is_some_and(|b| joined(b, own));
    let after = chosen.get(n + 2).is_some_and(|b| joined(next, b) && !holds(b));
    !before && !after
}

/// How often each country is named, by its own name or by a word for its people. What stands abroad by its nature ("the **U.S.** embassy",
/// "a **French** tourist") names no country.
pub(super) fn countries(page: &Page<'_, '_>, chosen: &[Span]) -> BTreeMap<Iso, u32> {
    let mut counts = BTreeMap::new();
    for span in chosen.iter().filter(|span| !super::stage::of_abroad(page, span)) {
        let country = match span.shape {
            Shape::Demonym(iso) => (!super::stage::abroad(page, span)).then_some(iso),
            _ => page
                .names
                .get(&span.folded)
                .and_then(|found| found.iter().find(|c| c.kind == Kind::Country))
                .map(|c| c.country),
        };
        if let Some(iso) = country {
            *counts.entry(iso).or_insert(0) += 1;
        }
    }
    counts
}
