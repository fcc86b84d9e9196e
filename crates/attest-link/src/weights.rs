//! Fitted weights of the features, in the order of [`crate::features::Feature`]. Written by `scripts/learn-link-weights.py`; do
//! not edit by hand. Zero stands where a rule's weight is used instead, or nothing was learned.

/// Weights, in units of the natural logarithm of the odds.
#[rustfmt::skip]
pub const WEIGHTS: &[f64] = &[
    -1.99, // prior
    2.35, // words.alike
    0.15, // words.close
    2.49, // names.alike
    1.40, // names.rare
    0.56, // numbers.shared
    1.70, // title.alike
    1.19, // date.same_day
    0.57, // date.overlap
    -0.10, // date.apart_1
    -0.24, // date.apart_3
    -1.08, // date.apart_7
    -0.37, // date.apart_31
    -2.31, // date.apart_366
    -2.01, // date.apart_longer
    -0.79, // date.unknown
    1.81, // date.told_besides
    0.37, // weekday.shared
    -0.46, // weekday.other
    0.92, // published.same_day
    0.89, // published.apart_1
    0.33, // published.apart_3
    -0.49, // published.apart_7
    -0.91, // published.apart_31
    -1.86, // published.apart_366
    -2.31, // published.apart_longer
    0.97, // place.same
    -0.40, // place.apart_15
    -0.35, // place.apart_50
    0.00, // place.apart_200
    -0.27, // place.apart_1000
    -0.76, // place.apart_longer
    0.47, // place.within
    0.12, // place.same_name
    -0.44, // place.unknown
    -0.13, // place.other_country
    0.00, // killed.same_number
    0.78, // killed.same_small
    0.10, // killed.near
    -0.69, // killed.other
    0.00, // wounded.same_number
    0.00, // wounded.same_small
    -0.61, // wounded.near
    -0.87, // wounded.other
    0.00, // actors.shared
    0.00, // actors.other
    0.76, // targets.shared
    -0.59, // targets.other
    0.00, // weapons.shared
    -0.29, // weapons.other
    0.00, // references.shared
    0.00, // wording.copied
    0.00, // rule.dates_exclude
    0.00, // rule.two_articles
    0.00, // rule.places_exclude
    0.00, // rule.groups_exclude
    0.00, // rule.days_exclude
    0.00, // rule.told_in_passing
];
