//! Totals and how they come together: added up, or set beside one another as a range.

/// A total that the report gives: lowest, highest (`None` open), and the figures that make it up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Total {
    pub low: Option<u64>,
    pub high: Option<u64>,
    /// Indices of the figures.
    pub by: Vec<usize>,
}

impl Total {
    /// One number.
    pub fn exactly(number: u64, by: Vec<usize>) -> Self {
        Self { low: Some(number), high: Some(number), by }
    }

    /// The lowest number that is known of it.
    pub fn known(&self) -> u64 {
        self.low.or(self.high).unwrap_or(0)
    }

    /// Whether `other` lies within its bounds.
    pub fn holds(&self, other: &Self) -> bool {
        self.low.unwrap_or(0) <= other.low.unwrap_or(0)
            && self.high.is_none_or(|high| other.high.is_some_and(|other| other <= high))
    }
}

/// Both together; open while one of them is.
pub(super) fn plus(one: &Total, two: &Total) -> Total {
    let low = match (one.low, two.low) {
        (None, None) => None,
        (one, two) => Some(one.unwrap_or(0) + two.unwrap_or(0)),
    };
    let high = one.high.zip(two.high).map(|(one, two)| one + two);
    Total { low, high, by: one.by.iter().chain(&two.by).copied().collect() }
}

/// The lowest low and the highest high.
pub(super) fn over(totals: &[Total]) -> Option<Total> {
    let low = totals.iter().filter_map(|total| total.low).min();
    let closed = totals.iter().filter_map(|total| total.high).max();
    let open_above = totals
        .iter()
        .any(|total| total.high.is_none() && closed.is_none_or(|closed| total.low.unwrap_or(0) >= closed));
    let high = if open_above { None } else { closed };
    (!totals.is_empty()).then(|| Total {
        low,
        high,
        by: totals.iter().flat_map(|total| total.by.clone()).collect(),
    })
}
