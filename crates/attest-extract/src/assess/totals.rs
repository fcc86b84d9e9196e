//! Totals and how they come together: added up, or set beside one another as a range.

/// A total that the report gives: lowest, highest (`None` open), and the figures that make it up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Total {
    pub low: Option<u64>,
    pub high: Option<u64>,
    /// Indices of the figures.
    pub by: Vec<usize>,
    /// Added up here from a list, which may have been read in part.
    pub summed: bool,
}

impl Total {
    /// One number.
    pub fn exactly(number: u64, by: Vec<usize>) -> Self {
        Self { low: Some(number), high: Some(number), by, summed: false }
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
    Total { low, high, by: one.by.iter().chain(&two.by).copied().collect(), summed: true }
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
        summed: totals.iter().any(|total| total.summed),
    })
}

#[cfg(test)]
mod tests {
    use super::{Total, over, plus};

    fn total(low: u64, high: Option<u64>) -> Total {
        Total { low: Some(low), high, by: Vec::new(), summed: false }
    }

    #[test]
    fn a_sum_stays_open_while_a_part_is_open() {
        let sum = plus(&total(3, None), &total(4, Some(4)));
        assert_eq!((sum.low, sum.high, sum.summed), (Some(7), None, true));
    }

    #[test]
    fn a_range_is_open_only_where_its_highest_end_is() {
        let closed = over(&[total(10, None), total(30, Some(30))]).unwrap();
        assert_eq!((closed.low, closed.high), (Some(10), Some(30)));
        let open = over(&[total(40, None), total(30, Some(30))]).unwrap();
        assert_eq!((open.low, open.high), (Some(30), None));
    }

    #[test]
    fn an_open_sum_holds_a_larger_total() {
        assert!(total(58, None).holds(&total(100, Some(100))));
        assert!(!total(43, Some(59)).holds(&total(100, None)));
    }
}
