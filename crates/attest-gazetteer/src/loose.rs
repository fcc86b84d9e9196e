//! Names that may be one name in another transliteration.
//!
//! *Ouagadou* and *Wagadou*, *Kouala* and *Kwala*, *Zaliten* and *Zliten*: French *ou* for English *w*, a vowel more or less, *kh* for *k*. A weighted
//! edit distance says how far apart two folded names are: what transliterations confuse costs one, any other edit costs [`FOREIGN`]. It runs as an
//! automaton over the index's FST, so only names with a promising beginning are looked at, and the index needs no second key. Why not plain edit
//! distance: it makes *Mali* and *Bali* neighbours.

use std::sync::Arc;

/// What an edit costs that no transliteration makes.
pub(crate) const FOREIGN: u8 = 5;

/// Sounds that transliterations write with one another's letters; a letter may belong to two.
fn class(c: u8) -> u8 {
    match c {
        b'a' => 1,
        b'e' | b'i' | b'y' => 2,
        b'o' | b'u' | b'w' => 4,
        b'k' | b'q' | b'c' => 8,
        b's' | b'z' => 16,
        b'g' | b'j' => 32,
        b'v' | b'f' | b'b' => 64,
        b'd' | b't' => 128,
        _ => 0,
    }
}

const VOWELS: u8 = 1 | 2 | 4;

/// What it costs to read `a` where `b` is written.
fn exchange(a: u8, b: u8) -> u8 {
    let (x, y) = (class(a), class(b));
    if a == b {
        0
    } else if x & y != 0 {
        1
    } else if x & VOWELS != 0 && y & VOWELS != 0 {
        2
    } else {
        FOREIGN
    }
}

/// What it costs to leave `c` out after `before`.
fn omission(c: u8, before: u8) -> u8 {
    if c == before {
        1
    } else {
        match c {
            b'h' | b' ' | b'u' | b'w' => 1,
            c if class(c) & VOWELS != 0 => 2,
            _ => FOREIGN,
        }
    }
}

/// Matches the folded names within a budget of one folded name.
#[derive(Debug, Clone)]
pub(crate) struct Near {
    name: Arc<[u8]>,
    budget: u8,
}

impl Near {
    /// `budget` is the greatest total cost.
    pub(crate) fn new(folded: &str, budget: u8) -> Near {
        Near { name: folded.bytes().take(64).collect(), budget }
    }

    /// The cost of `other`, where it is within the budget.
    pub(crate) fn cost(&self, other: &[u8]) -> Option<u8> {
        use fst::Automaton;
        let end = other.iter().fold(self.start(), |row, &b| self.accept(&row, b));
        end.costs.last().copied().filter(|&c| c <= self.budget)
    }
}

/// The cost of each prefix of the sought name against what was read, and the letter read last.
#[derive(Debug, Clone)]
pub(crate) struct Costs {
    costs: Vec<u8>,
    last: u8,
}

impl fst::Automaton for Near {
    type State = Costs;

    fn start(&self) -> Costs {
        let mut costs = vec![0u8];
        let mut before = 0;
        for &c in self.name.iter() {
            let sum = costs.last().copied().unwrap_or(0).saturating_add(omission(c, before));
            costs.push(sum);
            before = c;
        }
        Costs { costs, last: 0 }
    }

    fn is_match(&self, state: &Costs) -> bool {
        state.costs.last().is_some_and(|&c| c <= self.budget)
    }

    fn can_match(&self, state: &Costs) -> bool {
        state.costs.iter().any(|&c| c <= self.budget)
    }

    fn accept(&self, state: &Costs, byte: u8) -> Costs {
        let extra = omission(byte, state.last);
        let mut costs = Vec::with_capacity(state.costs.len());
        let mut corner = 0u8;
        let mut before = 0;
        for (n, &above) in state.costs.iter().enumerate() {
            let mut best = above.saturating_add(extra);
            if let (Some(&c), Some(&left)) = (n.checked_sub(1).and_then(|n| self.name.get(n)), costs.last()) {
                let left: u8 = left;
                best = best
                    .min(corner.saturating_add(exchange(c, byte)))
                    .min(left.saturating_add(omission(c, before)));
                before = c;
            }
            costs.push(best);
            corner = above;
        }
        Costs { costs, last: byte }
    }
}

/// How alike two folded names are, from 0 to 1: one less the cost over twice the longer length.
///
/// ```
/// use attest_gazetteer::{fold, likeness};
/// assert!(likeness("kouala", "kwala") > 0.8);
/// assert!(likeness(&fold("Zaliten"), &fold("Zliten")) > 0.8);
/// assert!(likeness(&fold("Al Ḩawl"), &fold("Al-Hol")) > 0.75);
/// assert!(likeness("mali", "bali") < 0.5);
/// assert_eq!(likeness("nara", "nara"), 1.0);
/// ```
pub fn likeness(a: &str, b: &str) -> f32 {
    let cost = Near::new(a, u8::MAX).cost(b.as_bytes()).unwrap_or(u8::MAX);
    likeness_of(cost, a.len().max(b.len()))
}

pub(crate) fn likeness_of(cost: u8, length: usize) -> f32 {
    (1.0 - f32::from(cost) / (2.0 * length.max(1) as f32)).max(0.0)
}

/// The greatest cost for which a name of this length is still `least` alike.
pub(crate) fn budget(length: usize, least: f32) -> u8 {
    ((1.0 - least.clamp(0.0, 1.0)) * 2.0 * length.min(64) as f32).floor() as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn transliterations_are_near_and_other_names_are_not() {
        for (a, b) in [
            ("Ouagadou", "Wagadou"),
            ("Tessalit", "Tesalit"),
            ("Khartoum", "Khartum"),
            ("Hamah", "Hama"),
            ("Zlitan", "Zliten"),
            ("Fallou", "Falou"),
        ] {
            assert!(likeness(&fold(a), &fold(b)) >= 0.75, "{a} {b} {}", likeness(&fold(a), &fold(b)));
        }
        for (a, b) in [("Mali", "Bali"), ("Nara", "Mara"), ("Gao", "Goa Trance"), ("Paris", "Pairs Town")] {
            assert!(likeness(&fold(a), &fold(b)) < 0.75, "{a} {b} {}", likeness(&fold(a), &fold(b)));
        }
    }

    #[test]
    fn the_automaton_takes_any_bytes() {
        let near = Near::new("kwala", 4);
        for bytes in [&[0u8, 255, 128][..], b"", &[b'a'; 300]] {
            let _ = near.cost(bytes);
        }
    }
}
