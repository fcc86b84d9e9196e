//! Fitted weights of the features, in the order of [`crate::features::Feature`]. Written by `scripts/learn-link-weights.py`; do
//! not edit by hand. Zero stands where a rule's weight is used instead, or nothing was learned.

/// Weights, in units of the natural logarithm of the odds.
#[rustfmt::skip]
pub const WEIGHTS: &[f64] = &[
    -5.14, // prior
    4.88, // words.alike
    0.00, // words.close
    4.98, // names.alike
    1.35, // names.rare
    0.00, // numbers.shared
    2.57, // title.alike
    2.92, // date.same_day
    -0.17, // date.overlap
    -0.68, // date.apart_1
    -0.03, // date.apart_3
    -1.13, // date.apart_7
    0.00, // date.apart_31
    -2.58, // date.apart_366
    -1.56, // date.apart_longer
    1.14, // date.unknown
    3.13, // date.told_besides
    1.14, // published.same_day
    1.82, // published.apart_1
    0.95, // published.apart_3
    -0.17, // published.apart_7
    -0.49, // published.apart_31
    -1.51, // published.apart_366
    -2.50, // published.apart_longer
    0.91, // place.same
    -0.77, // place.apart_15
    -0.49, // place.apart_50
    0.00, // place.apart_200
    -0.58, // place.apart_1000
    -0.76, // place.apart_longer
    -0.78, // place.within
    1.24, // place.same_name
    0.19, // place.unknown
    0.00, // place.other_country
    0.00, // killed.same_number
    1.23, // killed.same_small
    0.30, // killed.near
    -2.41, // killed.other
    0.00, // wounded.same_number
    0.00, // wounded.same_small
    -1.07, // wounded.near
    -0.80, // wounded.other
    0.00, // actors.shared
    0.00, // actors.other
    0.57, // targets.shared
    -0.28, // targets.other
    0.00, // weapons.shared
    -0.53, // weapons.other
    0.00, // references.shared
    0.00, // wording.copied
    0.00, // rule.dates_exclude
    0.00, // rule.told_in_passing
];
