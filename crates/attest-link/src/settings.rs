//! What a caller may choose; everything else about linking is in the tables.

/// Where the lines are drawn. Scores are in units of the natural logarithm of the odds that two reports are of one incident.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Reports are joined where their score is at least this. The default is below zero because the weights were fitted to pairs
    /// that have something in common, of which most are two incidents; on held-out incidents joining is best from here on.
    pub join: f64,
    /// Incidents are listed for review where their best pair of reports scores at least this, and less than `join`.
    pub review: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { join: -0.5, review: -3.0 }
    }
}
