//! Fitted weights of the features, in the order of [`crate::features::Feature`]. Written by `scripts/learn-link-weights.py`; do
//! not edit by hand.

/// Weights, in units of the natural logarithm of the odds.
pub const WEIGHTS: &[f64] = &[];
