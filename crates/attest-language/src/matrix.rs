//! The arithmetic: products with fixed matrices, maxout, layer normalisation.
//!
//! The weights never change, so they are laid out once in panels of sixteen outputs, as the inner loop reads them. The
//! loop is written with portable vectors (the `pulp` crate picks the widest the machine has), six rows at a time. Each
//! output is one chain of fused multiply-adds in the order of the inputs, whatever the vector width and whatever other
//! rows are computed beside it: a row's result depends on nothing but the row. A general matrix library promises
//! neither, packs the weights again on every call, and needs `unsafe`.

use pulp::{Arch, Simd, WithSimd};

/// Outputs in a panel.
const PANEL: usize = 16;
/// Rows worked on at a time.
const ROWS: usize = 6;

/// A matrix prepared for multiplication from the right: a linear map from `inputs` to `outputs`.
#[derive(Debug, Clone)]
pub(crate) struct Matrix {
    inputs: usize,
    outputs: usize,
    /// For each panel, for each input, sixteen weights.
    panels: Vec<f32>,
}

impl Matrix {
    /// From weights by output: `weight(output, input)`.
    pub(crate) fn new(outputs: usize, inputs: usize, weight: impl Fn(usize, usize) -> f32) -> Self {
        let count = outputs.div_ceil(PANEL);
        let mut panels = Vec::with_capacity(count * inputs * PANEL);
        for panel in 0..count {
            for input in 0..inputs {
                for at in 0..PANEL {
                    let output = panel * PANEL + at;
                    panels.push(if output < outputs { weight(output, input) } else { 0.0 });
                }
            }
        }
        Self { inputs, outputs, panels }
    }

    /// Outputs rounded up to whole panels: the length of a row of results.
    pub(crate) fn stride(&self) -> usize {
        self.outputs.next_multiple_of(PANEL)
    }

    pub(crate) fn outputs(&self) -> usize {
        self.outputs
    }

    pub(crate) fn inputs(&self) -> usize {
        self.inputs
    }

    /// Multiplies `rows` rows; row `r` of the input begins at `r * step` and may overlap the next. Results go to `out`,
    /// [`stride`](Self::stride) numbers for each row.
    pub(crate) fn multiply(&self, input: &[f32], step: usize, rows: usize, out: &mut [f32], arch: Arch) {
        arch.dispatch(Multiply { matrix: self, input, step, rows, out });
    }
}

struct Multiply<'a> {
    matrix: &'a Matrix,
    input: &'a [f32],
    step: usize,
    rows: usize,
    out: &'a mut [f32],
}

impl WithSimd for Multiply<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        match S::F32_LANES {
            4 => self.run::<S, 4>(simd),
            8 => self.run::<S, 2>(simd),
            16 => self.run::<S, 1>(simd),
            _ => self.run::<S, PANEL>(simd),
        }
    }
}

impl Multiply<'_> {
    #[inline(always)]
    fn run<S: Simd, const V: usize>(self, simd: S) {
        let inputs = self.matrix.inputs;
        let stride = self.matrix.stride();
        if inputs == 0 || stride == 0 {
            return;
        }
        for (tile, out) in self.out[..self.rows * stride].chunks_mut(ROWS * stride).enumerate() {
            let count = out.len() / stride;
            // A tile that is not full takes its last row several times; the surplus is not stored.
            let rows: [&[f32]; ROWS] = std::array::from_fn(|row| {
                let start = (tile * ROWS + row.min(count - 1)) * self.step;
                &self.input[start..start + inputs]
            });
            for (panel, weights) in self.matrix.panels.chunks_exact(inputs * PANEL).enumerate() {
                let sums = tile_product::<S, V>(simd, rows, weights);
                for (row, sums) in sums.iter().enumerate().take(count) {
                    let at = row * stride + panel * PANEL;
                    let (slots, _) = S::as_mut_simd_f32s(&mut out[at..at + PANEL]);
                    for (slot, sum) in slots.iter_mut().zip(sums) {
                        *slot = *sum;
                    }
                }
            }
        }
    }
}

/// Six rows times one panel. The rows are walked side by side by one zip, so that the loop has a single counter and no
/// bounds to check.
#[inline(always)]
fn tile_product<S: Simd, const V: usize>(
    simd: S,
    rows: [&[f32]; ROWS],
    weights: &[f32],
) -> [[S::f32s; V]; ROWS] {
    let mut sums = [[simd.splat_f32s(0.0); V]; ROWS];
    let (weights, _) = S::as_simd_f32s(weights);
    let (weights, _) = weights.as_chunks::<V>();
    let [a, b, c, d, e, f] = rows;
    let inputs = a.iter().zip(b).zip(c).zip(d).zip(e).zip(f);
    for ((((((a, b), c), d), e), f), weights) in inputs.zip(weights) {
        for (sums, &input) in sums.iter_mut().zip([a, b, c, d, e, f]) {
            let input = simd.splat_f32s(input);
            for (sum, &weight) in sums.iter_mut().zip(weights) {
                *sum = simd.mul_add_f32s(input, weight, *sum);
            }
        }
    }
    sums
}

/// One row times `G` neighbouring panels: enough independent chains for a single row to keep the machine busy.
#[inline(always)]
fn row_product<S: Simd, const V: usize, const G: usize>(
    simd: S,
    row: &[f32],
    panels: &[f32],
    out: &mut [f32],
) {
    let mut sums = [[simd.splat_f32s(0.0); V]; G];
    let length = row.len();
    let (weights, _) = S::as_simd_f32s(panels);
    let (weights, _) = weights.as_chunks::<V>();
    if weights.len() < length * G || out.len() < G * PANEL {
        return;
    }
    let panels: [&[[S::f32s; V]]; G] =
        std::array::from_fn(|panel| &weights[panel * length..(panel + 1) * length]);
    for (at, &input) in row.iter().enumerate() {
        let input = simd.splat_f32s(input);
        for (sums, weights) in sums.iter_mut().zip(&panels) {
            for (sum, &weight) in sums.iter_mut().zip(&weights[at]) {
                *sum = simd.mul_add_f32s(input, weight, *sum);
            }
        }
    }
    for (out, sums) in out.chunks_exact_mut(PANEL).zip(&sums) {
        let (slots, _) = S::as_mut_simd_f32s(out);
        for (slot, sum) in slots.iter_mut().zip(sums) {
            *slot = *sum;
        }
    }
}

/// Bias, maxout and layer normalisation of rows of products. Products are laid out piece by piece: the first pieces of
/// all units, then the second pieces, and so on.
#[derive(Debug, Clone)]
pub(crate) struct Maxout {
    pub(crate) width: usize,
    /// One number for each piece of each unit.
    pub(crate) bias: Vec<f32>,
    pub(crate) gain: Vec<f32>,
    pub(crate) shift: Vec<f32>,
}

/// Vector length of the plain loops below; sums run over this many chains whatever the machine.
const CHAINS: usize = 8;

impl Maxout {
    /// Works on each row of `products` (each `step` long) and writes the result to the row of `out`, with the row of
    /// `before` added if there are any.
    pub(crate) fn finish(&self, products: &[f32], step: usize, before: &[f32], out: &mut [f32], arch: Arch) {
        arch.dispatch(Finish { layer: self, products, step, before, out });
    }
}

struct Finish<'a> {
    layer: &'a Maxout,
    products: &'a [f32],
    step: usize,
    before: &'a [f32],
    out: &'a mut [f32],
}

impl WithSimd for Finish<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _simd: S) {
        let width = self.layer.width;
        let mut best = vec![0.0f32; width];
        let rows = self.products.chunks_exact(self.step).zip(self.out.chunks_exact_mut(width));
        for (row, (products, out)) in rows.enumerate() {
            for (piece, bias) in self.layer.bias.chunks_exact(width).enumerate() {
                let products = &products[piece * width..(piece + 1) * width];
                if piece == 0 {
                    for ((best, product), bias) in best.iter_mut().zip(products).zip(bias) {
                        *best = product + bias;
                    }
                } else {
                    for ((best, product), bias) in best.iter_mut().zip(products).zip(bias) {
                        *best = larger(product + bias, *best);
                    }
                }
            }
            let mean = chain_sum(&best, |value| value) / width as f32;
            let variance = chain_sum(&best, |value| (value - mean) * (value - mean)) / width as f32 + 1e-8;
            let scale = 1.0 / variance.sqrt();
            let gains = self.layer.gain.iter().zip(&self.layer.shift);
            for ((out, best), (gain, shift)) in out.iter_mut().zip(&best).zip(gains) {
                *out = (best - mean) * scale * gain + shift;
            }
            if let Some(before) = self.before.get(row * width..(row + 1) * width) {
                add_row(before, out);
            }
        }
    }
}

/// The larger of two, in the form that becomes one instruction.
#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// Sum of a function over a row, in a fixed order that vectorises.
#[inline(always)]
fn chain_sum(values: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0f32; CHAINS];
    let (chunks, rest) = values.as_chunks::<CHAINS>();
    for chunk in chunks {
        for (sum, &value) in sums.iter_mut().zip(chunk) {
            *sum += f(value);
        }
    }
    let mut total = 0.0;
    for &value in rest {
        total += f(value);
    }
    let mut length = CHAINS / 2;
    while length > 0 {
        for at in 0..length {
            sums[at] += sums[at + length];
        }
        length /= 2;
    }
    total + sums[0]
}

/// One step of a transition scorer: sum feature rows and bias, take the larger half, multiply by the output matrix.
pub(crate) struct Score<'a> {
    /// One row for each feature, each `2 * hidden` (or `pieces * hidden`) numbers, piece by piece.
    pub(crate) features: &'a [&'a [f32]],
    pub(crate) bias: &'a [f32],
    pub(crate) hidden: usize,
    pub(crate) upper: &'a Matrix,
    pub(crate) upper_bias: &'a [f32],
    /// Room for `bias.len()` numbers.
    pub(crate) sums: &'a mut [f32],
    /// Room for the output matrix's stride.
    pub(crate) scores: &'a mut [f32],
}

impl WithSimd for Score<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        match S::F32_LANES {
            4 => self.run::<S, 4>(simd),
            8 => self.run::<S, 2>(simd),
            16 => self.run::<S, 1>(simd),
            _ => self.run::<S, PANEL>(simd),
        }
    }
}

impl Score<'_> {
    #[inline(always)]
    fn run<S: Simd, const V: usize>(self, simd: S) {
        let sums = self.sums;
        sums.fill(0.0);
        for feature in self.features {
            for (sum, value) in sums.iter_mut().zip(*feature) {
                *sum += value;
            }
        }
        for (sum, bias) in sums.iter_mut().zip(self.bias) {
            *sum += bias;
        }
        let (hidden, others) = sums.split_at_mut(self.hidden);
        for piece in others.chunks_exact(self.hidden) {
            for (best, &other) in hidden.iter_mut().zip(piece) {
                *best = larger(other, *best);
            }
        }
        let size = self.upper.inputs * PANEL;
        let mut panels = &self.upper.panels[..];
        let mut scores = &mut self.scores[..];
        // Groups of four or three, or what is left.
        while !panels.is_empty() && size > 0 {
            let left = panels.len() / size;
            let group = match left {
                1..=4 => left,
                5 | 6 | 9 => 3,
                _ => 4,
            };
            let (here, rest) = panels.split_at(group * size);
            let (out, others) = scores.split_at_mut(group * PANEL);
            match group {
                1 => row_product::<S, V, 1>(simd, hidden, here, out),
                2 => row_product::<S, V, 2>(simd, hidden, here, out),
                3 => row_product::<S, V, 3>(simd, hidden, here, out),
                _ => row_product::<S, V, 4>(simd, hidden, here, out),
            }
            (panels, scores) = (rest, others);
        }
        for (score, bias) in self.scores.iter_mut().zip(self.upper_bias) {
            *score += bias;
        }
    }
}

/// The sum of some rows, in their order.
pub(crate) struct SumRows<'a> {
    pub(crate) rows: &'a [&'a [f32]],
    pub(crate) out: &'a mut [f32],
}

impl WithSimd for SumRows<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _simd: S) {
        self.out.fill(0.0);
        for row in self.rows {
            add_row(row, self.out);
        }
    }
}

/// Adds a row to `out`, element by element.
#[inline(always)]
fn add_row(row: &[f32], out: &mut [f32]) {
    for (out, value) in out.iter_mut().zip(row) {
        *out += value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Small integers, so that every order of summation gives the same number.
    fn number(at: usize) -> f32 {
        ((at * 7919 + 13) % 17) as f32 - 8.0
    }

    #[test]
    fn products_are_those_of_the_definition() {
        let arch = Arch::new();
        for (rows, inputs, outputs) in [(1, 1, 1), (5, 7, 3), (6, 16, 16), (13, 33, 50)] {
            let matrix = Matrix::new(outputs, inputs, |output, input| number(output * inputs + input));
            let input: Vec<f32> = (0..rows * inputs).map(|at| number(at + 3)).collect();
            let mut out = vec![0.0; rows * matrix.stride()];
            matrix.multiply(&input, inputs, rows, &mut out, arch);
            for row in 0..rows {
                for output in 0..outputs {
                    let expected: f32 =
                        (0..inputs).map(|at| input[row * inputs + at] * number(output * inputs + at)).sum();
                    assert_eq!(out[row * matrix.stride() + output], expected);
                }
            }
        }
    }

    #[test]
    fn a_row_is_the_same_alone_and_among_others() {
        let arch = Arch::new();
        let matrix = Matrix::new(20, 96, |output, input| (output as f32 * 0.37 + input as f32 * 0.11).sin());
        let input: Vec<f32> = (0..96 * 9).map(|at| (at as f32 * 0.013).cos()).collect();
        let mut all = vec![0.0; 9 * matrix.stride()];
        matrix.multiply(&input, 96, 9, &mut all, arch);
        for row in 0..9 {
            let mut one = vec![0.0; matrix.stride()];
            matrix.multiply(&input[row * 96..], 96, 1, &mut one, arch);
            assert_eq!(one, all[row * matrix.stride()..(row + 1) * matrix.stride()]);
        }
    }

    #[test]
    fn normalised_rows_have_mean_zero_and_variance_one() {
        let layer = Maxout { width: 16, bias: vec![0.5; 32], gain: vec![1.0; 16], shift: vec![0.0; 16] };
        let products: Vec<f32> = (0..32).map(number).collect();
        let mut out = vec![0.0; 16];
        layer.finish(&products, 32, &[], &mut out, Arch::new());
        assert!((out.iter().map(|value| value * value).sum::<f32>() / 16.0 - 1.0).abs() < 1e-4);
        layer.finish(&products, 32, &[0.0; 16], &mut out, Arch::new());
        assert!(out.iter().sum::<f32>().abs() < 1e-4);
        assert!((out.iter().map(|value| value * value).sum::<f32>() / 16.0 - 1.0).abs() < 1e-4);
    }

    #[test]
    fn scores_take_the_larger_piece() {
        let upper = Matrix::new(70, 4, |output, input| number(output + input));
        let bias: Vec<f32> = (0..70).map(number).collect();
        let (one, two) = ([1.0, 2.0, 3.0, 4.0, 4.0, 3.0, 2.0, 1.0], [1.0; 8]);
        let mut scores = vec![0.0; upper.stride()];
        Arch::new().dispatch(Score {
            features: &[&one, &two],
            bias: &[0.0; 8],
            hidden: 4,
            upper: &upper,
            upper_bias: &bias,
            sums: &mut [0.0; 8],
            scores: &mut scores,
        });
        for output in 0..70 {
            let expected: f32 =
                [5.0, 4.0, 4.0, 5.0].iter().enumerate().map(|(at, h)| h * number(output + at)).sum();
            assert_eq!(scores[output], expected + number(output));
        }
    }
}
