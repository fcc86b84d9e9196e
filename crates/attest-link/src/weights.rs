//! Fitted weights of the features, in the order of [`crate::features::Feature`]. Written by `scripts/learn-link-weights.py`; do
//! not edit by hand. Zero stands where a rule's weight is used instead, or nothing was learned.

/// Weights, in units of the natural logarithm of the odds.
#[rustfmt::skip]
pub const WEIGHTS: &[f64] = &[
    -2.28, // prior
    2.77, // words.alike
    0.00, // words.close
    2.79, // names.alike
    1.62, // names.rare
    0.56, // numbers.shared
    2.07, // title.alike
    1.09, // date.same_day
    0.51, // date.overlap
    -0.27, // date.apart_1
    -0.41, // date.apart_3
    -1.38, // date.apart_7
    -0.17, // date.apart_31
    -2.52, // date.apart_366
    -1.92, // date.apart_longer
    -0.89, // date.unknown
    2.26, // date.told_besides
    0.49, // weekday.shared
    -0.42, // weekday.other
    1.16, // published.same_day
    1.16, // published.apart_1
    0.59, // published.apart_3
    -0.45, // published.apart_7
    -0.97, // published.apart_31
    -1.93, // published.apart_366
    -2.59, // published.apart_longer
    1.11, // place.same
    -0.58, // place.apart_15
    -0.42, // place.apart_50
    0.00, // place.apart_200
    -0.19, // place.apart_1000
    -0.74, // place.apart_longer
    0.46, // place.within
    0.08, // place.same_name
    -0.40, // place.unknown
    -0.18, // place.other_country
    0.00, // killed.same_number
    0.77, // killed.same_small
    0.97, // killed.near
    -0.47, // killed.other
    0.00, // wounded.same_number
    0.00, // wounded.same_small
    -0.64, // wounded.near
    -1.12, // wounded.other
    0.00, // actors.shared
    0.00, // actors.other
    0.84, // targets.shared
    -0.58, // targets.other
    0.00, // weapons.shared
    -0.44, // weapons.other
    0.00, // references.shared
    0.00, // wording.copied
    0.00, // rule.dates_exclude
    0.00, // rule.two_articles
    0.00, // rule.places_exclude
    0.00, // rule.groups_exclude
    0.00, // rule.days_exclude
    0.00, // rule.told_in_passing
];
