//! The layers of a thinc model, and the numbers taken from them.

use attest_language::format::{Encoder, Feature, Kind, Tensor};

use super::Result;
use super::package::Value;

/// A thinc model: layers in breadth-first order, as thinc writes them.
pub struct Graph {
    layers: Vec<Layer>,
}

/// One layer.
pub struct Layer {
    name: String,
    dims: Value,
    attrs: Value,
    params: Value,
}

/// An array of 32-bit numbers.
pub struct Array {
    pub shape: Vec<usize>,
    pub values: Vec<f32>,
}

impl Graph {
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let data = Value::decode(bytes)?;
        let list = |key: &str| data.get(key).and_then(Value::as_array).unwrap_or(&[]).to_vec();
        let (attrs, params) = (list("attrs"), list("params"));
        let mut layers = Vec::new();
        for (index, node) in list("nodes").iter().enumerate() {
            layers.push(Layer {
                name: node.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
                dims: node.get("dims").cloned().unwrap_or(Value::Nil),
                attrs: attrs.get(index).cloned().unwrap_or(Value::Nil),
                params: params.get(index).cloned().unwrap_or(Value::Nil),
            });
        }
        Ok(Self { layers })
    }

    pub fn all(&self, name: &str) -> Vec<&Layer> {
        self.layers.iter().filter(|layer| layer.name == name).collect()
    }

    pub fn has(&self, name: &str) -> bool {
        self.layers.iter().any(|layer| layer.name == name)
    }

    pub fn only(&self, name: &str) -> Result<&Layer> {
        match self.all(name).as_slice() {
            [layer] => Ok(layer),
            found => Err(format!("{} layers named {name}, not one", found.len()).into()),
        }
    }

    /// Classes of a transition model that were never seen in training.
    pub fn unseen_classes(&self) -> Result<Vec<usize>> {
        let layer = self.only("parser_model")?;
        match layer.attr("unseen_classes")? {
            Some(value) => Ok(value.as_array().unwrap_or(&[]).iter().filter_map(Value::as_usize).collect()),
            None => Ok(Vec::new()),
        }
    }

    /// Takes a token-to-vector network: hashed features, the mixing layer, residual convolutions of window one.
    pub fn encoder(&self, name: &str, numbers: &mut Numbers) -> Result<Encoder> {
        let columns = self.only("extract_features")?.attr("columns")?.ok_or("no feature columns")?;
        let columns = columns.as_array().unwrap_or(&[]).to_vec();
        let mut features = Vec::new();
        for (column, layer) in columns.iter().zip(self.all("hashembed")) {
            let table = layer.param("E")?;
            let attribute = column.as_str().ok_or("a feature column without a name")?.to_owned();
            let seed = layer.attr("seed")?.and_then(|seed| seed.as_u64()).ok_or("a table without a seed")?;
            let rows = layer.dim("nV")?;
            numbers.push(&format!("{name}/{attribute}/E"), table);
            features.push(Feature { attribute, seed: u32::try_from(seed)?, rows });
        }
        for layer in self.all("expand_window") {
            if layer.attr("window_size")?.and_then(|size| size.as_u64()) != Some(1) {
                return Err("a convolution whose window is not one".into());
            }
        }
        let (maxouts, norms) = (self.all("maxout"), self.all("layernorm"));
        if maxouts.len() != norms.len() || features.len() != columns.len() {
            return Err("a token-to-vector network of another architecture".into());
        }
        let first = maxouts.first().ok_or("no mixing layer")?;
        for (index, (maxout, norm)) in maxouts.iter().zip(&norms).enumerate() {
            let layer = if index == 0 { "mix".to_owned() } else { format!("conv{}", index - 1) };
            numbers.push(&format!("{name}/{layer}/W"), maxout.param("W")?);
            numbers.push(&format!("{name}/{layer}/b"), maxout.param("b")?);
            numbers.push(&format!("{name}/{layer}/G"), norm.param("G")?);
            numbers.push(&format!("{name}/{layer}/B"), norm.param("b")?);
        }
        Ok(Encoder {
            name: name.to_owned(),
            features,
            depth: maxouts.len() - 1,
            width: first.dim("nO")?,
            pieces: first.dim("nP")?,
        })
    }
}

impl Layer {
    pub fn dim(&self, name: &str) -> Result<usize> {
        let value = self.dims.get(name).and_then(Value::as_usize);
        value.ok_or_else(|| format!("layer {} has no extent {name}", self.name).into())
    }

    fn attr(&self, name: &str) -> Result<Option<Value>> {
        match self.attrs.get(name).and_then(Value::as_bytes) {
            Some(bytes) => Value::decode(bytes).map(Some),
            None => Ok(None),
        }
    }

    pub fn param(&self, name: &str) -> Result<Array> {
        let missing = || format!("layer {} has no numbers {name}", self.name);
        let value = self.params.get(name).ok_or_else(missing)?;
        if value.get("type").and_then(Value::as_str) != Some("<f4") {
            return Err(format!("numbers {name} of layer {} are not 32-bit floating point", self.name).into());
        }
        let shape: Option<Vec<usize>> = value
            .get("shape")
            .and_then(Value::as_array)
            .map(|shape| shape.iter().filter_map(Value::as_usize).collect());
        let shape = shape.ok_or_else(missing)?;
        let bytes = value.get("data").and_then(Value::as_bytes).ok_or_else(missing)?;
        let (words, rest) = bytes.as_chunks::<4>();
        let values: Vec<f32> = words.iter().map(|word| f32::from_le_bytes(*word)).collect();
        if !rest.is_empty() || values.len() != shape.iter().product::<usize>() {
            return Err(format!("numbers {name} of layer {} are cut short", self.name).into());
        }
        Ok(Array { shape, values })
    }
}

/// Arrays of more numbers than this are kept at half precision.
const LARGE: usize = 2048;

/// The numbers of a model file in the making.
#[derive(Default)]
pub struct Numbers {
    pub tensors: Vec<Tensor>,
    pub bytes: Vec<u8>,
}

impl Numbers {
    /// Adds an array: large ones at half precision, small ones (biases, gains, paddings) as they are.
    pub fn push(&mut self, name: &str, array: Array) {
        if array.values.len() > LARGE {
            return self.push_half(name, array);
        }
        self.begin(name, Kind::F32, array.shape);
        for value in array.values {
            self.bytes.extend_from_slice(&value.to_le_bytes());
        }
    }

    /// Adds an array at half precision.
    fn push_half(&mut self, name: &str, array: Array) {
        self.begin(name, Kind::F16, array.shape);
        for value in array.values {
            self.bytes.extend_from_slice(&half(value).to_le_bytes());
        }
    }

    /// Adds a sorted list of words as a finite-state set.
    pub fn push_words(&mut self, name: &str, words: &[&str]) -> Result<()> {
        let set = fst::Set::from_iter(words)?;
        let bytes = set.as_fst().as_bytes();
        self.begin(name, Kind::Fst, vec![bytes.len()]);
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn begin(&mut self, name: &str, kind: Kind, shape: Vec<usize>) {
        while !self.bytes.len().is_multiple_of(16) {
            self.bytes.push(0);
        }
        self.tensors.push(Tensor { name: name.to_owned(), kind, shape, offset: self.bytes.len() });
    }
}

/// The nearest 16-bit floating-point number (ties to even). Weights are far from the limits; what is too large becomes
/// infinite.
fn half(value: f32) -> u16 {
    let bits = value.to_bits();
    let sign = (bits >> 16) as u16 & 0x8000;
    let magnitude = bits & 0x7fff_ffff;
    if magnitude >= 0x4780_0000 {
        return sign | 0x7c00;
    }
    if magnitude < 0x3880_0000 {
        // Subnormal: count steps of 2^-24.
        let steps = (f32::from_bits(magnitude) * 16_777_216.0).round_ties_even();
        return sign | steps as u16;
    }
    let round = ((magnitude >> 13) & 1) + 0x0fff;
    sign | ((magnitude - 0x3800_0000 + round) >> 13) as u16
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn halves_are_rounded_to_the_nearest() {
        for (value, bits) in
            [(0.0, 0), (1.0, 0x3c00), (-2.0, 0xc000), (0.1, 0x2e66), (65504.0, 0x7bff), (1e-7, 2)]
        {
            assert_eq!(half(value), bits, "{value}");
        }
    }
}
