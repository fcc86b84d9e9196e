//! What a caller may choose; everything else about linking is in the tables.

/// Where the lines are drawn. Scores are in units of the natural logarithm of the odds that two reports are of one incident.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Reports are joined where their score is at least this.
    pub join: f64,
    /// Incidents are listed for review where their best pair of reports scores at least this, and less than `join`.
    pub review: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { join: 0.0, review: -2.0 }
    }
}
