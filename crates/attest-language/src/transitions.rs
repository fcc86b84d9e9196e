//! The network behind both transition systems: from the tokens a state looks at to a score for each move.
//!
//! The hidden layer is linear in the state's features, so each token's contribution in each role is computed ahead, a
//! block of tokens at a time, and a step only sums a handful of rows. Blocks far behind the front are let go (a very
//! long text would fill the memory) and computed again in the rare case that a state looks back so far.

pub(crate) mod names;
pub(crate) mod parser;

use std::ops::Range;

use pulp::Arch;

use crate::encoder::Vectors;
use crate::error::Error;
use crate::format;
use crate::matrix::{Matrix, Score};
use crate::tensors::Tensors;

/// Tokens in a block.
const BLOCK: usize = 64;
/// Blocks kept behind the front.
const KEPT: usize = 64;
/// The most features a state may have.
pub(crate) const MOST_FEATURES: usize = 13;

/// A transition network with its moves.
#[derive(Debug)]
pub(crate) struct Network {
    pub(crate) encoder: usize,
    pub(crate) features: usize,
    hidden: usize,
    narrow: Matrix,
    narrow_bias: Vec<f32>,
    lower: Matrix,
    bias: Vec<f32>,
    pad: Vec<f32>,
    upper: Matrix,
    upper_bias: Vec<f32>,
    /// Kind and label number of each class.
    pub(crate) moves: Vec<(u8, u16)>,
    seen: Vec<bool>,
    /// Runs of classes of one kind.
    runs: Vec<(u8, Range<usize>)>,
}

impl Network {
    /// `label` numbers the labels.
    pub(crate) fn new(
        spec: &format::Transitions,
        encoder_width: usize,
        tensors: &Tensors,
        mut label: impl FnMut(&str) -> u16,
    ) -> Result<Self, Error> {
        let (name, features, hidden, pieces) = (&spec.name, spec.features, spec.hidden, spec.pieces);
        let classes = spec.moves.len();
        if features == 0
            || features > MOST_FEATURES
            || hidden == 0
            || hidden > 4096
            || pieces == 0
            || pieces > 16
        {
            return Err(Error::malformed(format!("the network {name} has impossible extents")));
        }
        let units = hidden * pieces;
        // Within a feature, units come one by one with their pieces together; they are wanted piece by piece.
        let unit = move |at: usize| at / units * units + (at % units % hidden) * pieces + at % units / hidden;
        let narrow = tensors.floats(&format!("{name}/narrow/W"), hidden * encoder_width)?;
        let lower = tensors.floats(&format!("{name}/lower/W"), features * units * hidden)?;
        let bias = tensors.floats(&format!("{name}/lower/b"), units)?;
        let pad = tensors.floats(&format!("{name}/lower/pad"), features * units)?;
        let upper = tensors.floats(&format!("{name}/upper/W"), classes * hidden)?;
        let mut seen = vec![true; classes];
        for &class in &spec.unseen {
            if let Some(seen) = seen.get_mut(class) {
                *seen = false;
            }
        }
        let mut runs: Vec<(u8, Range<usize>)> = Vec::new();
        for (class, (kind, _)) in spec.moves.iter().enumerate() {
            match runs.last_mut() {
                Some((last, run)) if last == kind => run.end = class + 1,
                _ => runs.push((*kind, class..class + 1)),
            }
        }
        Ok(Self {
            encoder: spec.encoder,
            features,
            hidden,
            narrow: Matrix::new(hidden, encoder_width, |output, input| {
                narrow[output * encoder_width + input]
            }),
            narrow_bias: tensors.floats(&format!("{name}/narrow/b"), hidden)?,
            lower: Matrix::new(features * units, hidden, |output, input| {
                lower[unit(output) * hidden + input]
            }),
            bias: (0..units).map(|at| bias[unit(at)]).collect(),
            pad: (0..features * units).map(|at| pad[unit(at)]).collect(),
            upper: Matrix::new(classes, hidden, |output, input| upper[output * hidden + input]),
            upper_bias: tensors.floats(&format!("{name}/upper/b"), classes)?,
            moves: spec.moves.iter().map(|(kind, text)| (*kind, label(text))).collect(),
            seen,
            runs,
        })
    }
}

/// Scores the states of one text.
pub(crate) struct Scorer<'a> {
    network: &'a Network,
    vectors: &'a Vectors,
    text: usize,
    length: usize,
    blocks: Vec<Option<Box<[f32]>>>,
    /// First block that may still be kept.
    oldest: usize,
    /// Blocks behind that which were computed again.
    again: Vec<usize>,
    sums: Vec<f32>,
    scores: Vec<f32>,
    arch: Arch,
}

impl<'a> Scorer<'a> {
    pub(crate) fn new(
        network: &'a Network,
        vectors: &'a Vectors,
        text: usize,
        length: usize,
        arch: Arch,
    ) -> Self {
        Self {
            network,
            vectors,
            text,
            length,
            blocks: vec![None; length.div_ceil(BLOCK)],
            oldest: 0,
            again: Vec::new(),
            sums: vec![0.0; network.bias.len()],
            scores: vec![0.0; network.upper.stride()],
            arch,
        }
    }

    /// The best move whose kind is allowed; `None` if there is none. The first of equals wins.
    pub(crate) fn best(
        &mut self,
        tokens: &[Option<usize>],
        allowed: impl Fn(u8, u16) -> bool,
    ) -> Option<(u8, u16)> {
        let front = tokens.iter().flatten().max();
        if let Some(&front) = front {
            self.provide(front / BLOCK);
        }
        for &token in tokens.iter().flatten() {
            self.provide(token / BLOCK);
        }
        let network = self.network;
        let units = network.bias.len();
        let step = network.lower.stride();
        let mut rows: [&[f32]; MOST_FEATURES] = [&[]; MOST_FEATURES];
        for (feature, (row, token)) in rows.iter_mut().zip(tokens).enumerate() {
            let at = feature * units;
            let block =
                token.and_then(|token| Some((self.blocks.get(token / BLOCK)?.as_ref()?, token % BLOCK)));
            *row = match block {
                Some((block, token)) => &block[token * step + at..token * step + at + units],
                None => &network.pad[at..at + units],
            };
        }
        self.arch.dispatch(Score {
            features: &rows[..network.features.min(tokens.len())],
            bias: &network.bias,
            hidden: network.hidden,
            upper: &network.upper,
            upper_bias: &network.upper_bias,
            sums: &mut self.sums,
            scores: &mut self.scores,
        });
        self.choose(allowed)
    }

    fn choose(&self, allowed: impl Fn(u8, u16) -> bool) -> Option<(u8, u16)> {
        let network = self.network;
        let mut best: Option<(f32, usize)> = None;
        for (kind, run) in &network.runs {
            // Most kinds are allowed or not whatever the label; asking label by label is for the names' system.
            for class in run.clone() {
                let score = self.scores[class];
                let better = best.is_none_or(|(best, _)| score > best);
                if better && network.seen[class] && allowed(*kind, network.moves[class].1) {
                    best = Some((score, class));
                }
            }
        }
        best.map(|(_, class)| network.moves[class])
    }

    /// Computes a block of tokens unless it is there.
    fn provide(&mut self, block: usize) {
        if self.blocks.get(block).is_none_or(Option::is_some) {
            return;
        }
        let network = self.network;
        let tokens = block * BLOCK..((block + 1) * BLOCK).min(self.length);
        let count = tokens.len();
        let width = self.vectors.width;
        let mut narrow = vec![0.0; count * network.narrow.stride()];
        network.narrow.multiply(self.vectors.rows(self.text, tokens), width, count, &mut narrow, self.arch);
        for row in narrow.chunks_exact_mut(network.narrow.stride()) {
            for (value, bias) in row.iter_mut().zip(&network.narrow_bias) {
                *value += bias;
            }
        }
        let mut rows = vec![0.0; count * network.lower.stride()];
        network.lower.multiply(&narrow, network.narrow.stride(), count, &mut rows, self.arch);
        self.blocks[block] = Some(rows.into());
        if block < self.oldest {
            self.again.push(block);
        } else if block >= self.oldest + KEPT {
            let oldest = block + 1 - KEPT;
            for old in (self.oldest..oldest).chain(self.again.drain(..)) {
                self.blocks[old] = None;
            }
            self.oldest = oldest;
        }
    }
}
