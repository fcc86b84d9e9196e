//! Fitted weights of the features, in the order of [`crate::features::Feature`]. Written by `scripts/learn-link-weights.py`; do
//! not edit by hand. Zero stands where a rule's weight is used instead, or nothing was learned.

/// Weights, in units of the natural logarithm of the odds.
#[rustfmt::skip]
pub const WEIGHTS: &[f64] = &[
    -4.17, // prior
    4.53, // words.alike
    0.00, // words.close
    4.52, // names.alike
    1.45, // names.rare
    1.02, // numbers.shared
    2.76, // title.alike
    2.28, // date.same_day
    1.42, // date.overlap
    -0.78, // date.apart_1
    -0.12, // date.apart_3
    -1.74, // date.apart_7
    0.00, // date.apart_31
    -2.14, // date.apart_366
    -1.35, // date.apart_longer
    0.80, // date.unknown
    3.55, // date.told_besides
    0.32, // weekday.shared
    -0.79, // weekday.other
    0.45, // published.same_day
    1.04, // published.apart_1
    0.19, // published.apart_3
    -0.66, // published.apart_7
    -1.28, // published.apart_31
    -2.52, // published.apart_366
    -3.43, // published.apart_longer
    0.64, // place.same
    -1.10, // place.apart_15
    -0.59, // place.apart_50
    0.00, // place.apart_200
    -0.66, // place.apart_1000
    -0.92, // place.apart_longer
    -0.83, // place.within
    0.78, // place.same_name
    -0.11, // place.unknown
    0.00, // place.other_country
    0.00, // killed.same_number
    1.07, // killed.same_small
    0.26, // killed.near
    -2.07, // killed.other
    0.00, // wounded.same_number
    0.00, // wounded.same_small
    -0.94, // wounded.near
    -0.83, // wounded.other
    0.00, // actors.shared
    0.00, // actors.other
    0.77, // targets.shared
    -0.36, // targets.other
    0.24, // weapons.shared
    -0.77, // weapons.other
    0.00, // references.shared
    0.00, // wording.copied
    0.00, // rule.dates_exclude
    0.00, // rule.two_articles
    0.00, // rule.places_exclude
    0.00, // rule.groups_exclude
    0.00, // rule.days_exclude
    0.00, // rule.told_in_passing
];
