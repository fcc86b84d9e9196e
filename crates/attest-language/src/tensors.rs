//! The numbers of a model file, by name.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::error::Error;
use crate::format::{Kind, Tensor};

/// The bytes of a model: those of the program itself, or a copy.
pub(crate) type Bytes = Cow<'static, [u8]>;

/// All tensors of a model.
#[derive(Debug)]
pub(crate) struct Tensors {
    bytes: Arc<Bytes>,
    index: BTreeMap<String, (Tensor, Range<usize>)>,
}

impl Tensors {
    /// `start` is where the numbers begin in `bytes`.
    pub(crate) fn new(bytes: Bytes, start: usize, tensors: &[Tensor]) -> Result<Self, Error> {
        let mut index = BTreeMap::new();
        for tensor in tensors {
            let range = tensor.byte_len().and_then(|length| {
                let from = start.checked_add(tensor.offset)?;
                let to = from.checked_add(length)?;
                (to <= bytes.len()).then_some(from..to)
            });
            let range = range
                .ok_or_else(|| Error::malformed(format!("the numbers {} are cut short", tensor.name)))?;
            index.insert(tensor.name.clone(), (tensor.clone(), range));
        }
        Ok(Self { bytes: Arc::new(bytes), index })
    }

    fn find(&self, name: &str, count: usize) -> Result<(Kind, Range<usize>), Error> {
        match self.index.get(name) {
            None => Err(Error::malformed(format!("there are no numbers {name}"))),
            Some((tensor, range)) => {
                if tensor.kind != Kind::Fst && tensor.shape.iter().product::<usize>() == count {
                    Ok((tensor.kind, range.clone()))
                } else {
                    Err(Error::malformed(format!("there are not {count} numbers {name}")))
                }
            }
        }
    }

    /// The numbers of a tensor, which must be `count`.
    pub(crate) fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, Error> {
        let (kind, range) = self.find(name, count)?;
        let bytes = &self.bytes[range];
        Ok(match kind {
            Kind::F16 => {
                bytes.as_chunks::<2>().0.iter().map(|&bytes| widen(u16::from_le_bytes(bytes))).collect()
            }
            Kind::F32 | Kind::Fst => {
                bytes.as_chunks::<4>().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
            }
        })
    }

    /// A table used in place.
    pub(crate) fn table(&self, name: &str, rows: usize, width: usize) -> Result<Table, Error> {
        if rows == 0 || width == 0 {
            return Err(Error::malformed(format!("the table {name} is empty")));
        }
        let count = rows.checked_mul(width).ok_or_else(|| Error::malformed("a table is too large"))?;
        let (kind, range) = self.find(name, count)?;
        Ok(Table { bytes: Arc::clone(&self.bytes), range, rows, width, half: kind == Kind::F16 })
    }

    /// The bytes of a word list.
    pub(crate) fn words(&self, name: &str) -> Result<Words, Error> {
        match self.index.get(name) {
            Some((tensor, range)) if tensor.kind == Kind::Fst => {
                let bytes = WordBytes { bytes: Arc::clone(&self.bytes), range: range.clone() };
                let broken = |error: fst::Error| Error::malformed(format!("the words {name}: {error}"));
                let words = fst::Set::new(bytes).map_err(broken)?;
                words.as_fst().verify().map_err(broken)?;
                Ok(words)
            }
            _ => Err(Error::malformed(format!("there are no words {name}"))),
        }
    }
}

/// A sorted list of words.
pub(crate) type Words = fst::Set<WordBytes>;

/// Where a word list lies in the model.
#[derive(Debug, Clone)]
pub(crate) struct WordBytes {
    bytes: Arc<Bytes>,
    range: Range<usize>,
}

impl AsRef<[u8]> for WordBytes {
    fn as_ref(&self) -> &[u8] {
        &self.bytes[self.range.clone()]
    }
}

/// A table of rows, read from the model file as it stands.
#[derive(Debug)]
pub(crate) struct Table {
    bytes: Arc<Bytes>,
    range: Range<usize>,
    rows: usize,
    width: usize,
    half: bool,
}

impl Table {
    /// Adds the row that a key falls on to `out`.
    pub(crate) fn add_row(&self, key: u32, out: &mut [f32]) {
        let row = key as usize % self.rows;
        let bytes = &self.bytes[self.range.clone()];
        if self.half {
            let bytes = &bytes[row * self.width * 2..(row + 1) * self.width * 2];
            for (out, &bytes) in out.iter_mut().zip(bytes.as_chunks::<2>().0) {
                *out += widen(u16::from_le_bytes(bytes));
            }
        } else {
            let bytes = &bytes[row * self.width * 4..(row + 1) * self.width * 4];
            for (out, &bytes) in out.iter_mut().zip(bytes.as_chunks::<4>().0) {
                *out += f32::from_le_bytes(bytes);
            }
        }
    }
}

/// The value of a 16-bit floating-point number (finite; weights are). The exponent is put right by a multiplication,
/// which serves subnormal numbers as well.
fn widen(half: u16) -> f32 {
    let magnitude = f32::from_bits(u32::from(half & 0x7fff) << 13) * f32::from_bits(0x7780_0000);
    f32::from_bits(magnitude.to_bits() | u32::from(half & 0x8000) << 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_widened_exactly() {
        for (half, value) in [(0, 0.0), (0x3c00, 1.0), (0xc000, -2.0), (0x7bff, 65504.0), (2, 1.192_092_9e-7)]
        {
            assert_eq!(widen(half), value);
        }
    }

    #[test]
    fn numbers_beyond_the_file_are_refused() {
        let tensor = Tensor { name: "W".to_owned(), kind: Kind::F32, shape: vec![3, usize::MAX], offset: 0 };
        assert!(Tensors::new(Cow::Borrowed(&[0; 16]), 4, std::slice::from_ref(&tensor)).is_err());
        let tensor = Tensor { shape: vec![3], ..tensor };
        let tensors = Tensors::new(Cow::Borrowed(&[0; 16]), 4, &[tensor]).unwrap();
        assert_eq!(tensors.floats("W", 3).unwrap(), [0.0; 3]);
        assert!(tensors.floats("W", 4).is_err() && tensors.words("W").is_err());
    }
}
