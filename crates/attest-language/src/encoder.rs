//! Tokens to vectors: hashed features, a mixing layer, residual convolutions of width three.
//!
//! Everything up to the first convolution depends on one word alone, so it is computed once for each distinct word of
//! the batch and looked up for each token: the first convolution of a window is a sum of three looked-up rows. The
//! later layers are products over the whole batch, the windows being overlapping rows of the buffer.
//!
//! Texts of a batch lie behind each other with `depth` rows of padding between. The padding starts as zeros and is
//! convolved along, as spaCy does it: the network has learnt what the edge of a text looks like after each layer.

use std::ops::Range;

use pulp::Arch;

use crate::error::Error;
use crate::format;
use crate::hash_map::HashMap;
use crate::hashing::feature_keys;
use crate::lexeme::Lexeme;
use crate::matrix::{Matrix, Maxout, SumRows};
use crate::tensors::{Table, Tensors};

/// Rows of products in flight: their buffer stays in the nearest caches.
const BLOCK: usize = 48;

/// The most features a network may have: there are no more attributes.
const MOST_FEATURES: usize = 8;

/// What a feature is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Attribute {
    Norm,
    Prefix,
    Suffix,
    Shape,
    Orth,
    Lower,
    SpaceAfter,
    IsSpace,
}

impl Attribute {
    fn new(name: &str) -> Result<Self, Error> {
        Ok(match name {
            "NORM" => Self::Norm,
            "PREFIX" => Self::Prefix,
            "SUFFIX" => Self::Suffix,
            "SHAPE" => Self::Shape,
            "ORTH" => Self::Orth,
            "LOWER" => Self::Lower,
            "SPACY" => Self::SpaceAfter,
            "IS_SPACE" => Self::IsSpace,
            other => return Err(Error::malformed(format!("the feature {other} is not known"))),
        })
    }

    fn id(self, lexeme: &Lexeme, space_after: bool) -> u64 {
        match self {
            Self::Norm => lexeme.norm,
            Self::Prefix => lexeme.prefix,
            Self::Suffix => lexeme.suffix,
            Self::Shape => lexeme.shape,
            Self::Orth => lexeme.orth,
            Self::Lower => lexeme.lower_id,
            Self::SpaceAfter => space_after.into(),
            Self::IsSpace => lexeme.is_space.into(),
        }
    }
}

#[derive(Debug)]
struct Feature {
    attribute: Attribute,
    seed: u32,
    table: Table,
    /// The mixing layer's weights for this feature.
    mix: Matrix,
}

/// The distinct values of a feature in a batch, multiplied by the mixing layer's weights.
struct Values {
    /// The number of each distinct word's value.
    value_of: Vec<u32>,
    /// One row for each value.
    products: Vec<f32>,
    step: usize,
}

impl Feature {
    /// Prefixes and shapes are few, so most of the mixing layer's work is shared between words.
    fn values(&self, distinct: &[Word], lexemes: &[Lexeme], arch: Arch) -> Values {
        let mut numbers: HashMap<u64, u32> = HashMap::default();
        let mut ids: Vec<u64> = Vec::new();
        let number = |word: &Word| {
            let id = self.attribute.id(&lexemes[word.number as usize], word.space_after);
            *numbers.entry(id).or_insert_with(|| {
                ids.push(id);
                ids.len() as u32 - 1
            })
        };
        let value_of: Vec<u32> = distinct.iter().map(number).collect();
        let (width, step) = (self.mix.inputs(), self.mix.stride());
        let mut embedded = vec![0.0; ids.len() * width];
        for (id, row) in ids.iter().zip(embedded.chunks_exact_mut(width)) {
            for key in feature_keys(*id, self.seed) {
                self.table.add_row(key, row);
            }
        }
        let mut products = vec![0.0; ids.len() * step];
        self.mix.multiply(&embedded, width, ids.len(), &mut products, arch);
        Values { value_of, products, step }
    }
}

/// A token-to-vector network.
#[derive(Debug)]
pub(crate) struct Encoder {
    width: usize,
    features: Vec<Feature>,
    sees_space: bool,
    mix_out: Maxout,
    /// The first convolution's weights for the word before, the word itself and the word after, side by side.
    first: Matrix,
    first_out: Maxout,
    later: Vec<(Matrix, Maxout)>,
}

/// A token as the encoder sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its number among the batch's lexemes.
    pub(crate) number: u32,
    pub(crate) space_after: bool,
}

/// The vectors of a batch of texts.
#[derive(Debug)]
pub(crate) struct Vectors {
    pub(crate) width: usize,
    data: Vec<f32>,
    /// First row of each text.
    starts: Vec<usize>,
}

impl Vectors {
    /// The vectors of some tokens of a text, one behind the other.
    pub(crate) fn rows(&self, text: usize, tokens: Range<usize>) -> &[f32] {
        let start = self.starts[text];
        &self.data[(start + tokens.start) * self.width..(start + tokens.end) * self.width]
    }
}

impl Encoder {
    pub(crate) fn new(spec: &format::Encoder, tensors: &Tensors) -> Result<Self, Error> {
        let (name, width, pieces) = (&spec.name, spec.width, spec.pieces);
        if width == 0
            || width > 4096
            || pieces == 0
            || pieces > 16
            || spec.depth == 0
            || spec.depth > 64
            || spec.features.len() > MOST_FEATURES
        {
            return Err(Error::malformed(format!("the network {name} has impossible extents")));
        }
        let units = width * pieces;
        let inputs = width * spec.features.len();
        // Weights come unit by unit, pieces together; they are wanted piece by piece.
        let unit = |output: usize| (output % width) * pieces + output / width;
        let weights = tensors.floats(&format!("{name}/mix/W"), units * inputs)?;
        let mut features = Vec::new();
        for (number, feature) in spec.features.iter().enumerate() {
            features.push(Feature {
                attribute: Attribute::new(&feature.attribute)?,
                seed: feature.seed,
                table: tensors.table(&format!("{name}/{}/E", feature.attribute), feature.rows, width)?,
                mix: Matrix::new(units, width, |output, input| {
                    weights[unit(output) * inputs + number * width + input]
                }),
            });
        }
        let mix_out = maxout(tensors, &format!("{name}/mix"), width, pieces)?;
        let window = width * 3;
        let weights = tensors.floats(&format!("{name}/conv0/W"), units * window)?;
        let first = Matrix::new(units * 3, width, |output, input| {
            weights[unit(output % units) * window + output / units * width + input]
        });
        let first_out = maxout(tensors, &format!("{name}/conv0"), width, pieces)?;
        let mut later = Vec::new();
        for layer in 1..spec.depth {
            let weights = tensors.floats(&format!("{name}/conv{layer}/W"), units * window)?;
            let matrix = Matrix::new(units, window, |output, input| weights[unit(output) * window + input]);
            later.push((matrix, maxout(tensors, &format!("{name}/conv{layer}"), width, pieces)?));
        }
        Ok(Self {
            width,
            sees_space: features.iter().any(|feature| feature.attribute == Attribute::SpaceAfter),
            features,
            mix_out,
            first,
            first_out,
            later,
        })
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Vectors of a batch of texts, each a run of words.
    pub(crate) fn encode(&self, texts: &[&[Word]], lexemes: &[Lexeme], arch: Arch) -> Vectors {
        // Distinct words, as this network tells them apart.
        let mut row_of = vec![u32::MAX; lexemes.len() * 2];
        let mut distinct: Vec<Word> = Vec::new();
        let mut layout: Vec<u32> = Vec::new();
        let mut starts = Vec::with_capacity(texts.len());
        let pad = self.later.len() + 1;
        for text in texts {
            layout.resize(layout.len() + pad, u32::MAX);
            starts.push(layout.len() + 1);
            for word in *text {
                let word = Word { space_after: word.space_after && self.sees_space, ..*word };
                let row = &mut row_of[word.number as usize * 2 + usize::from(word.space_after)];
                if *row == u32::MAX {
                    *row = distinct.len() as u32;
                    distinct.push(word);
                }
                layout.push(*row);
            }
        }
        layout.resize(layout.len() + pad, u32::MAX);
        let (mixed, products) = self.mix(&distinct, lexemes, arch);
        let mut data = self.convolve_first(&layout, &mixed, &products, arch);
        drop(products);
        let mut next = vec![0.0; data.len()];
        for (matrix, layer) in &self.later {
            self.convolve(matrix, layer, &data, &mut next, arch);
            std::mem::swap(&mut data, &mut next);
        }
        Vectors { width: self.width, data, starts }
    }

    /// The mixing layer's output for each distinct word, and its three products with the first convolution.
    fn mix(&self, distinct: &[Word], lexemes: &[Lexeme], arch: Arch) -> (Vec<f32>, Vec<f32>) {
        let width = self.width;
        let units = self.mix_out.bias.len();
        let mut parts: Vec<Values> = Vec::with_capacity(self.features.len());
        for feature in &self.features {
            parts.push(feature.values(distinct, lexemes, arch));
        }
        let mut sums = vec![0.0; BLOCK * units];
        let mut mixed = vec![0.0; distinct.len() * width];
        let mut products = vec![0.0; distinct.len() * self.first.stride()];
        let blocks = mixed.chunks_mut(BLOCK * width).zip(products.chunks_mut(BLOCK * self.first.stride()));
        for (block, (mixed, products)) in blocks.enumerate() {
            let rows = mixed.len() / width;
            for (row, out) in sums.chunks_exact_mut(units).take(rows).enumerate() {
                let word = block * BLOCK + row;
                let mut values: [&[f32]; MOST_FEATURES] = [&[]; MOST_FEATURES];
                for (value, part) in values.iter_mut().zip(&parts) {
                    let from = part.value_of[word] as usize * part.step;
                    *value = &part.products[from..from + units];
                }
                let rows = &values[..parts.len()];
                arch.dispatch(SumRows { rows, out });
            }
            self.mix_out.finish(&sums[..rows * units], units, &[], mixed, arch);
            self.first.multiply(mixed, width, rows, products, arch);
        }
        (mixed, products)
    }

    /// The first convolution. The buffer it returns has one row of zeros at each end, beyond the padding, so that each
    /// row has a window.
    fn convolve_first(&self, layout: &[u32], mixed: &[f32], products: &[f32], arch: Arch) -> Vec<f32> {
        let width = self.width;
        let units = self.first.outputs() / 3;
        let step = self.first.stride();
        let mut data = vec![0.0; (layout.len() + 2) * width];
        let mut sums = vec![0.0; BLOCK * units];
        let mut before = vec![0.0; BLOCK * width];
        let rows = &mut data[width..(layout.len() + 1) * width];
        for (block, rows) in rows.chunks_mut(BLOCK * width).enumerate() {
            let count = rows.len() / width;
            before.fill(0.0);
            for row in 0..count {
                let at = block * BLOCK + row;
                let mut parts: [&[f32]; 3] = [&[]; 3];
                let around = [at.checked_sub(1), Some(at), Some(at + 1)];
                for (side, (part, at)) in parts.iter_mut().zip(around).enumerate() {
                    let word = at.and_then(|at| layout.get(at)).filter(|&&word| word != u32::MAX);
                    if let Some(&word) = word {
                        let from = word as usize * step + side * units;
                        *part = &products[from..from + units];
                    }
                }
                let out = &mut sums[row * units..(row + 1) * units];
                arch.dispatch(SumRows { rows: &parts, out });
                if layout[at] != u32::MAX {
                    let from = layout[at] as usize * width;
                    before[row * width..(row + 1) * width].copy_from_slice(&mixed[from..from + width]);
                }
            }
            self.first_out.finish(&sums[..count * units], units, &before, rows, arch);
        }
        data
    }

    fn convolve(&self, matrix: &Matrix, layer: &Maxout, data: &[f32], next: &mut [f32], arch: Arch) {
        let width = self.width;
        let mut raw = vec![0.0; BLOCK * matrix.stride()];
        let inner = width..data.len() - width;
        for (block, out) in next[inner].chunks_mut(BLOCK * width).enumerate() {
            let count = out.len() / width;
            // The window of row r (counted with the row of zeros before) begins at row r - 1.
            let windows = &data[block * BLOCK * width..];
            matrix.multiply(windows, width, count, &mut raw, arch);
            layer.finish(&raw[..count * matrix.stride()], matrix.stride(), &windows[width..], out, arch);
        }
    }
}

fn maxout(tensors: &Tensors, name: &str, width: usize, pieces: usize) -> Result<Maxout, Error> {
    let bias = tensors.floats(&format!("{name}/b"), width * pieces)?;
    Ok(Maxout {
        width,
        bias: (0..width * pieces).map(|at| bias[(at % width) * pieces + at / width]).collect(),
        gain: tensors.floats(&format!("{name}/G"), width)?,
        shift: tensors.floats(&format!("{name}/B"), width)?,
    })
}
