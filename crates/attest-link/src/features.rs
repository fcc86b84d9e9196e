//! The table of features: what is compared between two reports, and what each agreement or difference weighs.
//!
//! A feature is a named comparison with a value, most often 1. Its weight is in units of the natural logarithm of the odds that the
//! two reports are of one incident; the score of a pair is the sum. The weights in `weights` were fitted to pairs of the
//! development sets by `scripts/learn-link-weights.py` and may be read as a list of what matters; those marked as rules were not
//! fitted, because no set of examples is large enough to show what they guard against.

use crate::profile::{Page, Profile, Profiles, Spot, likeness, shared};
use crate::weights::WEIGHTS;
use attest_model::sketch::resemblance;

/// Declares the features: name in the output, and what it means.
macro_rules! features {
    ($($variant:ident = $name:literal : $meaning:literal),* $(,)?) => {
        /// A comparison of two reports.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Feature { $(#[doc = $meaning] $variant),* }
        impl Feature {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// Its name in the output.
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $name),* } }
            /// What it means, in plain words.
            pub const fn meaning(self) -> &'static str { match self { $(Self::$variant => $meaning),* } }
        }
    };
}

features! {
    Prior = "prior": "two reports with anything in common, nothing else known",
    WordsAlike = "words.alike": "the reports share much of their wording",
    WordsClose = "words.close": "the reports share most of their wording",
    NamesAlike = "names.alike": "the reports name the same names",
    NamesRare = "names.rare": "the reports share names that hardly any other report has",
    NumbersShared = "numbers.shared": "the reports share ages, house numbers or other numbers",
    TitleAlike = "title.alike": "the titles are alike",
    DateSame = "date.same_day": "the same day",
    DateOverlap = "date.overlap": "the days may be the same",
    DateApartDay = "date.apart_1": "a day apart",
    DateApart3 = "date.apart_3": "two or three days apart",
    DateApartWeek = "date.apart_7": "four to seven days apart",
    DateApartMonth = "date.apart_31": "more than a week apart",
    DateApartYear = "date.apart_366": "more than a month apart",
    DateApartLonger = "date.apart_longer": "more than a year apart",
    DateUnknown = "date.unknown": "one report gives no day of the incident",
    DateElsewhere = "date.told_besides": "the day of one is told in the other as the day of something else",
    WeekdayShared = "weekday.shared": "the same day of the week is named",
    WeekdayOther = "weekday.other": "days of the week are named, and none in common",
    PublishedSame = "published.same_day": "published on the same day",
    Published1 = "published.apart_1": "published a day apart",
    Published3 = "published.apart_3": "published two or three days apart",
    Published7 = "published.apart_7": "published within a week",
    Published31 = "published.apart_31": "published within a month",
    Published366 = "published.apart_366": "published within a year",
    PublishedLonger = "published.apart_longer": "published more than a year apart",
    PlaceSame = "place.same": "the same place",
    PlaceNear = "place.apart_15": "places within 15 kilometres",
    PlaceAround = "place.apart_50": "places within 50 kilometres",
    PlaceFar = "place.apart_200": "places within 200 kilometres",
    PlaceFarther = "place.apart_1000": "places more than 200 kilometres apart",
    PlaceElsewhere = "place.apart_longer": "places more than 1000 kilometres apart",
    PlaceWithin = "place.within": "one place may lie within the other",
    PlaceName = "place.same_name": "places of one name, not looked up",
    PlaceUnknown = "place.unknown": "one report's place is not known",
    PlaceCountry = "place.other_country": "places in two countries",
    KilledSame = "killed.same_number": "the same number of dead, four or more",
    KilledSmall = "killed.same_small": "the same number of dead, three or fewer",
    KilledGrown = "killed.near": "numbers of dead that a growing toll explains",
    KilledOther = "killed.other": "numbers of dead that no growing toll explains",
    WoundedSame = "wounded.same_number": "the same number of wounded, four or more",
    WoundedSmall = "wounded.same_small": "the same number of wounded, three or fewer",
    WoundedGrown = "wounded.near": "numbers of wounded that a growing toll explains",
    WoundedOther = "wounded.other": "numbers of wounded that no growing toll explains",
    ActorsShared = "actors.shared": "a named actor in both",
    ActorsOther = "actors.other": "named perpetrators, and none in common",
    TargetsShared = "targets.shared": "the same kind of target",
    TargetsOther = "targets.other": "kinds of targets, and none in common",
    WeaponsShared = "weapons.shared": "the same kind of weapon",
    WeaponsOther = "weapons.other": "kinds of weapons, and none in common",
    References = "references.shared": "the reports cite the same address",
    Copied = "wording.copied": "one text is a copy of the other, or both are of a third",
    DateFirm = "rule.dates_exclude": "both give a date in so many words, and the dates are more than a month apart",
    TwoArticles = "rule.two_articles": "two articles of an encyclopedia, which has one on each incident",
    PlacesExclude = "rule.places_exclude": "places more than 50 kilometres apart, and neither report names the other's",
    GroupsExclude = "rule.groups_exclude": "armed groups or forces named as having done it, and neither report names the other's",
    DaysExclude = "rule.days_exclude": "days apart or other days of the week, numbers of dead that do not fit, and neither report tells of the other's day",
    NotMainly = "rule.told_in_passing": "one report only mentions the incident: day and place must both agree",
}

/// Weights that are rules, not fitted.
const RULES: [(Feature, f64); 7] = [
    (Feature::Copied, 8.0),
    (Feature::DateFirm, -8.0),
    (Feature::TwoArticles, -6.0),
    (Feature::PlacesExclude, -4.0),
    (Feature::GroupsExclude, -4.0),
    (Feature::DaysExclude, -3.0),
    (Feature::NotMainly, -3.0),
];

/// A copy has the place, the group and the dead of what it copies; where they differ, what is alike is a paper's pattern.
const NO_COPY: [Feature; 3] = [Feature::PlacesExclude, Feature::GroupsExclude, Feature::KilledOther];

/// Days within which one text is taken for a copy of another.
const COPY_DAYS: u64 = 14;

/// A comparison's features with their values.
pub type Values = Vec<(Feature, f64)>;

/// The weight of a feature.
pub fn weight(feature: Feature) -> f64 {
    let rule = RULES.iter().find(|(rule, _)| *rule == feature).map(|(_, weight)| *weight);
    rule.or_else(|| WEIGHTS.get(feature as usize).copied()).unwrap_or(0.0)
}

/// The score of values: the sum of value times weight.
pub fn score(values: &Values) -> f64 {
    values.iter().map(|(feature, value)| value * weight(*feature)).sum()
}

/// Compares two reports.
pub fn compare(profiles: &Profiles, a: usize, b: usize) -> Values {
    let mut out = vec![(Feature::Prior, 1.0)];
    let (Some(one), Some(two)) = (profiles.all.get(a), profiles.all.get(b)) else { return out };
    let (Some(left), Some(right)) = (profiles.pages.get(one.paper), profiles.pages.get(two.paper)) else {
        return out;
    };
    if one.primary && two.primary {
        wording(profiles, left, right, &mut out);
        published(left, right, &mut out);
    } else {
        out.push((Feature::NotMainly, 1.0));
    }
    dates((one, left), (two, right), &mut out);
    places(one.spot.as_ref(), two.spot.as_ref(), &mut out);
    if places_exclude((one, left), (two, right)) {
        out.push((Feature::PlacesExclude, 1.0));
    }
    if groups_exclude((one, left), (two, right)) {
        out.push((Feature::GroupsExclude, 1.0));
    }
    tolls(one, two, &mut out);
    actors(one, two, &mut out);
    kinds(one.targets, two.targets, [Feature::TargetsShared, Feature::TargetsOther], &mut out);
    kinds(one.weapons, two.weapons, [Feature::WeaponsShared, Feature::WeaponsOther], &mut out);
    out.retain(|(_, value)| *value != 0.0);
    let has = |wanted: Feature| out.iter().any(|(feature, _)| *feature == wanted);
    // A toll grows in the reports of one event, which name its day of the week.
    // A toll grows within days, not from one week to the next.
    let weeks = one.span.zip(two.span).is_some_and(|(a, b)| gap(a, b) > 7);
    if (has(Feature::KilledOther) || has(Feature::KilledGrown) && weeks)
        && days_exclude((one, left), (two, right))
        || has(Feature::WeekdayOther) && (has(Feature::KilledOther) || has(Feature::KilledGrown))
    {
        out.push((Feature::DaysExclude, 1.0));
    }
    if out.iter().any(|(feature, _)| NO_COPY.contains(feature)) {
        out.retain(|(feature, _)| *feature != Feature::Copied);
    }
    out
}

fn wording(profiles: &Profiles, a: &Page, b: &Page, out: &mut Values) {
    let alike = likeness(&a.words, &b.words);
    out.push((Feature::WordsAlike, alike.sqrt()));
    out.push((Feature::WordsClose, (alike - 0.25).clamp(0.0, 0.35) * 4.0));
    out.push((Feature::NamesAlike, likeness(&a.names, &b.names)));
    let rare = shared(&a.names, &b.names)
        .map(|(word, _, _)| (profiles.rarity.weight(word) - 3.5).max(0.0))
        .sum::<f64>();
    out.push((Feature::NamesRare, (rare / 3.0).min(2.0)));
    let numbers = a.numbers.iter().filter(|number| b.numbers.binary_search(number).is_ok());
    let numbers = numbers.map(|number| (profiles.rarity.weight(*number) / 5.0).min(1.0)).sum::<f64>();
    out.push((Feature::NumbersShared, numbers.min(4.0) / 2.0));
    out.push((Feature::TitleAlike, likeness(&a.title, &b.title)));
    // Wires are copied within days. The same wording years apart is a page's furniture, or a report of a series.
    let near = a.published.zip(b.published).is_none_or(|(a, b)| a.abs_diff(b) <= COPY_DAYS);
    let copied = if near { resemblance(&a.minhash, &b.minhash) } else { 0.0 };
    out.push((Feature::Copied, ((copied - 0.25) / 0.25).clamp(0.0, 1.0)));
    if a.weekdays != 0 && b.weekdays != 0 {
        let other = a.weekdays & b.weekdays == 0;
        let feature = if other { Feature::WeekdayOther } else { Feature::WeekdayShared };
        // Without a day of publication the day of the week may be all that tells two days apart.
        let alone = other && a.published.is_none() && b.published.is_none();
        out.push((feature, if alone { 2.0 } else { 1.0 }));
    }
    let article = a.article.as_ref().zip(b.article.as_ref()).is_some_and(|(a, b)| a != b);
    out.push((Feature::TwoArticles, if article { 1.0 } else { 0.0 }));
    let cited = a.references.iter().any(|address| b.references.binary_search(address).is_ok());
    out.push((Feature::References, if cited { 1.0 } else { 0.0 }));
}

fn published(a: &Page, b: &Page, out: &mut Values) {
    let (Some(a), Some(b)) = (a.published, b.published) else { return };
    let feature = match a.abs_diff(b) {
        0 => Feature::PublishedSame,
        1 => Feature::Published1,
        2..=3 => Feature::Published3,
        4..=7 => Feature::Published7,
        8..=31 => Feature::Published31,
        32..=366 => Feature::Published366,
        _ => Feature::PublishedLonger,
    };
    out.push((feature, 1.0));
}

/// Days between two intervals, 0 where they meet.
fn gap(a: (i64, i64), b: (i64, i64)) -> i64 {
    (a.0 - b.1).max(b.0 - a.1).max(0)
}

fn dates((one, left): (&Profile, &Page), (two, right): (&Profile, &Page), out: &mut Values) {
    let (Some(a), Some(b)) = (one.span, two.span) else {
        // A report without a day is one of the days around its publication; where that is unknown too, nothing is known.
        let known = left.published.is_some() && right.published.is_some();
        out.push((Feature::DateUnknown, if known { 1.0 } else { 0.0 }));
        return;
    };
    let days = gap(a, b);
    let wide = (a.1 - a.0).max(b.1 - b.0);
    let feature = match days {
        0 if wide <= 1 => Feature::DateSame,
        0 => Feature::DateOverlap,
        1 => Feature::DateApartDay,
        2..=3 => Feature::DateApart3,
        4..=7 => Feature::DateApartWeek,
        8..=31 => Feature::DateApartMonth,
        32..=366 => Feature::DateApartYear,
        _ => Feature::DateApartLonger,
    };
    out.push((feature, 1.0));
    if days > 1
        && (right.days.iter().any(|day| gap(a, *day) == 0) || left.days.iter().any(|day| gap(b, *day) == 0))
    {
        out.push((Feature::DateElsewhere, 1.0));
    }
    if days > 31 && one.firm && two.firm {
        out.push((Feature::DateFirm, 1.0));
    }
}

fn places(a: Option<&Spot>, b: Option<&Spot>, out: &mut Values) {
    let (Some(a), Some(b)) = (a, b) else {
        out.push((Feature::PlaceUnknown, 1.0));
        return;
    };
    if let (Some(one), Some(two)) = (&a.country, &b.country)
        && one != two
    {
        out.push((Feature::PlaceCountry, 1.0));
    }
    let feature = match a.at.zip(b.at).map(|(a, b)| crate::place::great_circle(a, b)) {
        Some(km)
            if (a.coarse || b.coarse)
                && km <= a.radius.max(b.radius).max(100.0)
                && a.country == b.country =>
        {
            Feature::PlaceWithin
        }
        Some(km) if km <= 3.0 => Feature::PlaceSame,
        Some(km) if km <= 15.0 => Feature::PlaceNear,
        Some(km) if km <= 50.0 => Feature::PlaceAround,
        Some(km) if km <= 200.0 => Feature::PlaceFar,
        Some(km) if km <= 1000.0 => Feature::PlaceFarther,
        Some(_) => Feature::PlaceElsewhere,
        None if a.name == b.name => Feature::PlaceName,
        None => Feature::PlaceUnknown,
    };
    out.push((feature, 1.0));
}

/// Whether the reports place the incident in two places far from each other, of which neither knows the other's: a report that
/// was placed wrongly still names the right place somewhere.
fn places_exclude((one, left): (&Profile, &Page), (two, right): (&Profile, &Page)) -> bool {
    let (Some(a), Some(b)) = (&one.spot, &two.spot) else { return false };
    let names = |page: &Page, spot: &Spot| spot.words.iter().any(|word| page.has(*word));
    let Some(km) = a.at.zip(b.at).map(|(a, b)| crate::place::great_circle(a, b)) else { return false };
    !a.coarse && !b.coarse && km > 50.0 + a.radius + b.radius && !names(left, b) && !names(right, a)
}

/// Whether the reports name other groups as having done it, of which neither knows the other's: where two are suspected, a report of
/// that says so.
fn groups_exclude((one, left): (&Profile, &Page), (two, right): (&Profile, &Page)) -> bool {
    let named = |page: &Page, groups: &[Vec<u32>]| {
        groups.iter().any(|words| !words.is_empty() && words.iter().all(|word| page.has(*word)))
    };
    !one.groups.is_empty()
        && !two.groups.is_empty()
        && one.perpetrators.is_disjoint(&two.perpetrators)
        && !named(left, &two.groups)
        && !named(right, &one.groups)
}

/// Whether the reports give days that are at least two apart, and neither tells of the other's.
fn days_exclude((one, left): (&Profile, &Page), (two, right): (&Profile, &Page)) -> bool {
    let (Some(a), Some(b)) = (one.span, two.span) else { return false };
    let told = |page: &Page, span: (i64, i64)| page.days.iter().any(|day| gap(span, *day) == 0);
    gap(a, b) > 1 && !told(left, b) && !told(right, a)
}

fn tolls(one: &Profile, two: &Profile, out: &mut Values) {
    let rows = [
        [Feature::KilledSame, Feature::KilledSmall, Feature::KilledGrown, Feature::KilledOther],
        [Feature::WoundedSame, Feature::WoundedSmall, Feature::WoundedGrown, Feature::WoundedOther],
    ];
    for ((a, b), [same, small, grown, other]) in one.tolls.iter().zip(&two.tolls).zip(rows) {
        let (Some(a), Some(b)) = (a, b) else { continue };
        let low = a.0.max(b.0);
        let high = a.1.min(b.1);
        let feature = if low <= high {
            if low > 3 { same } else { small }
        } else if low <= high.saturating_mul(2).saturating_add(1) {
            grown
        } else {
            other
        };
        out.push((feature, 1.0));
    }
}

fn actors(one: &Profile, two: &Profile, out: &mut Values) {
    if one.actors.intersection(&two.actors).next().is_some() {
        out.push((Feature::ActorsShared, 1.0));
    }
    let named = !one.perpetrators.is_empty() && !two.perpetrators.is_empty();
    if named && one.perpetrators.is_disjoint(&two.perpetrators) {
        out.push((Feature::ActorsOther, 1.0));
    }
}

fn kinds(a: u64, b: u64, [same, other]: [Feature; 2], out: &mut Values) {
    if a != 0 && b != 0 {
        out.push((if a & b == 0 { other } else { same }, 1.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_fitted_weight_or_is_a_rule() {
        assert_eq!(WEIGHTS.len(), Feature::ALL.len());
        for feature in Feature::ALL {
            let rule = RULES.iter().any(|(rule, _)| rule == feature);
            assert_eq!(
                rule,
                feature.name().starts_with("rule.") || *feature == Feature::Copied,
                "{}",
                feature.name()
            );
        }
    }

    #[test]
    fn an_agreement_never_speaks_against_and_a_difference_never_for() {
        for feature in [
            Feature::WordsAlike,
            Feature::DateSame,
            Feature::PlaceSame,
            Feature::ActorsShared,
            Feature::WeekdayShared,
        ] {
            assert!(weight(feature) >= 0.0, "{}", feature.name());
        }
        for feature in [
            Feature::DateApartYear,
            Feature::PlaceElsewhere,
            Feature::KilledOther,
            Feature::DateFirm,
            Feature::WeekdayOther,
        ] {
            assert!(weight(feature) <= 0.0, "{}", feature.name());
        }
    }
}
