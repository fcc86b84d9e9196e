//! Groups of reports that are one incident, under what must stay apart.
//!
//! A union of sets that knows which sets may never meet: those that a decision parts, and those that hold two incidents of one
//! document, for a document that tells of two incidents has told them apart itself.

use std::collections::BTreeSet;

/// Disjoint groups of reports, by index.
#[derive(Debug, Clone)]
pub struct Groups {
    parent: Vec<usize>,
    members: Vec<Vec<usize>>,
    forbidden: Vec<BTreeSet<usize>>,
    papers: Vec<BTreeSet<usize>>,
}

impl Groups {
    /// Every report alone; `papers` gives the document of each.
    pub fn alone(papers: impl Iterator<Item = usize>) -> Self {
        let papers: Vec<BTreeSet<usize>> = papers.map(|paper| BTreeSet::from([paper])).collect();
        let count = papers.len();
        Self {
            parent: (0..count).collect(),
            members: (0..count).map(|report| vec![report]).collect(),
            forbidden: vec![BTreeSet::new(); count],
            papers,
        }
    }

    /// The report that stands for the group of `report`.
    pub fn root(&self, report: usize) -> usize {
        let mut at = report;
        while let Some(&up) = self.parent.get(at) {
            if up == at {
                break;
            }
            at = up;
        }
        at
    }

    /// The reports of the group that `root` stands for.
    pub fn members(&self, root: usize) -> &[usize] {
        self.members.get(root).map_or(&[], Vec::as_slice)
    }

    /// Whether the two groups may be joined at all.
    pub fn may_join(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        a != b && !self.parted(a, b) && !self.share_a_paper(a, b)
    }

    /// Whether a decision keeps the groups apart.
    pub fn parted(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.forbidden.get(a).is_some_and(|others| others.contains(&b))
    }

    fn share_a_paper(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.papers.get(a), self.papers.get(b)) else { return false };
        let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        small.iter().any(|paper| large.contains(paper))
    }

    /// Keeps two groups apart; `false` where they are one already.
    pub fn part(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return false;
        }
        for (own, other) in [(a, b), (b, a)] {
            if let Some(set) = self.forbidden.get_mut(own) {
                set.insert(other);
            }
        }
        true
    }

    /// Joins two groups; `false` where a decision forbids it. Whether they share a document is the caller's question: a decision
    /// may join two incidents of one document, a score may not.
    pub fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return true;
        }
        if self.parted(a, b) {
            return false;
        }
        let size = |root: usize| self.members.get(root).map_or(0, Vec::len);
        let (keep, gone) = if size(a) >= size(b) { (a, b) } else { (b, a) };
        if let Some(parent) = self.parent.get_mut(gone) {
            *parent = keep;
        }
        let members = self.members.get_mut(gone).map(std::mem::take).unwrap_or_default();
        let papers = self.papers.get_mut(gone).map(std::mem::take).unwrap_or_default();
        let others = self.forbidden.get_mut(gone).map(std::mem::take).unwrap_or_default();
        for other in &others {
            if let Some(set) = self.forbidden.get_mut(*other) {
                set.remove(&gone);
                set.insert(keep);
            }
        }
        if let (Some(own), Some(sheets), Some(set)) =
            (self.members.get_mut(keep), self.papers.get_mut(keep), self.forbidden.get_mut(keep))
        {
            own.extend(members);
            sheets.extend(papers);
            set.extend(others);
        }
        true
    }

    /// The groups, each in ascending order, by their first report.
    pub fn all(&self) -> Vec<Vec<usize>> {
        let mut out: Vec<Vec<usize>> =
            self.members.iter().filter(|members| !members.is_empty()).cloned().collect();
        for members in &mut out {
            members.sort_unstable();
        }
        out.sort();
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_are_parted_never_meet_whatever_joins_them() {
        let mut groups = Groups::alone(0..4);
        assert!(groups.part(0, 3));
        assert!(groups.join(0, 1) && groups.join(2, 3));
        assert!(!groups.join(1, 2));
        assert_eq!(groups.all(), vec![vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn two_incidents_of_one_document_may_not_be_joined_by_a_third() {
        let mut groups = Groups::alone([0, 0, 1].into_iter());
        assert!(!groups.may_join(0, 1));
        assert!(groups.may_join(0, 2) && groups.join(0, 2));
        assert!(!groups.may_join(1, 2));
    }
}
