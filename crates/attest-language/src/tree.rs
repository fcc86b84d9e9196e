//! From the parser's arcs to a finished tree: crossing arcs are put back, sentences are found.
//!
//! The parser only builds trees without crossing arcs; a label such as `prep||dobj` says that the word belongs to the
//! `dobj` below its present head. Sentences begin at the left edges of the roots' subtrees.

use crate::transitions::parser::Tree;

/// First and last token below each token, as spaCy computes them: in passes from left to right and from right to left
/// until all heads lie within the sentences (crossing arcs may need more than one).
fn edges(heads: &[u32]) -> Vec<(u32, u32)> {
    let count = heads.len();
    let mut edges: Vec<(u32, u32)> = (0..count as u32).map(|at| (at, at)).collect();
    for _ in 0..12 {
        for child in (0..count).chain((0..count).rev()) {
            let (left, right) = edges[child];
            let edge = &mut edges[heads[child] as usize];
            *edge = (edge.0.min(left), edge.1.max(right));
        }
        if heads_lie_within(heads, &edges) {
            break;
        }
    }
    edges
}

fn heads_lie_within(heads: &[u32], edges: &[(u32, u32)]) -> bool {
    let count = heads.len();
    let mut starts = vec![false; count];
    for (at, &head) in heads.iter().enumerate() {
        if head as usize == at {
            starts[edges[at].0 as usize] = true;
        }
    }
    let mut first = 0;
    for end in 0..count {
        if end > 0 && starts[end] || end + 1 == count {
            let outside = |&head: &u32| (head as usize) < first || head as usize > end;
            if heads[first..end].iter().any(outside) {
                return false;
            }
            first = end;
        }
    }
    true
}

/// Which tokens begin a sentence.
pub(crate) fn sentence_starts(heads: &[u32]) -> Vec<bool> {
    let edges = edges(heads);
    let mut starts = vec![false; heads.len()];
    for (at, &head) in heads.iter().enumerate() {
        if head as usize == at {
            starts[edges[at].0 as usize] = true;
        }
    }
    starts
}

/// A search for a head that has looked at so many tokens is given up: this is no sentence.
const LONGEST_SEARCH: usize = 20_000;

/// The real label and the label of the real head of each decorated label; `None` for all others.
pub(crate) type Decorations = Vec<Option<(u16, u16)>>;

/// Puts back arcs with decorated labels: the new head is the first token below the present one, breadth first and from
/// left to right, that has the label named.
pub(crate) fn restore_crossing(tree: &mut Tree, decorations: &Decorations, is_space: impl Fn(usize) -> bool) {
    let decorated = |label: u16| decorations.get(usize::from(label)).copied().flatten();
    if !tree.labels.iter().any(|&label| decorated(label).is_some()) {
        return;
    }
    let edges = edges(&tree.heads);
    for token in 0..tree.heads.len() {
        let Some((label, sought)) = decorated(tree.labels[token]) else {
            continue;
        };
        if let Some(head) = find_head(tree, &edges, token, sought, &is_space) {
            tree.heads[token] = head;
        }
        tree.labels[token] = label;
    }
}

fn find_head(
    tree: &Tree,
    edges: &[(u32, u32)],
    token: usize,
    sought: u16,
    is_space: impl Fn(usize) -> bool,
) -> Option<u32> {
    let mut queue = vec![tree.heads[token]];
    let mut at = 0;
    let mut looked_at = 0;
    while let Some(&parent) = queue.get(at) {
        at += 1;
        let (first, last) = edges[parent as usize];
        looked_at += (last - first) as usize;
        if looked_at > LONGEST_SEARCH {
            return None;
        }
        for child in first as usize..=last as usize {
            let is_child = tree.heads[child] == parent && child != parent as usize;
            if !is_child || child == token || is_space(child) {
                continue;
            }
            if tree.labels[child] == sought {
                return Some(child as u32);
            }
            queue.push(child as u32);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_at_the_left_edges_of_roots() {
        assert_eq!(sentence_starts(&[1, 1, 1, 4, 4]), [true, false, false, true, false]);
        assert_eq!(sentence_starts(&[]), Vec::<bool>::new());
    }

    #[test]
    fn a_decorated_label_finds_its_head_below() {
        // 0 <- 1 (root) -> 2 (label 5) ; 3 hangs on 1 with label 9 = "7 below 5".
        let mut tree = Tree { heads: vec![1, 1, 1, 1], labels: vec![3, 0, 5, 9] };
        let mut decorations: Decorations = vec![None; 10];
        decorations[9] = Some((7, 5));
        restore_crossing(&mut tree, &decorations, |_| false);
        assert_eq!((tree.heads[3], tree.labels[3]), (2, 7));
        let mut tree = Tree { heads: vec![1, 1, 1, 1], labels: vec![3, 0, 4, 9] };
        restore_crossing(&mut tree, &decorations, |_| false);
        assert_eq!((tree.heads[3], tree.labels[3]), (1, 7));
    }
}
