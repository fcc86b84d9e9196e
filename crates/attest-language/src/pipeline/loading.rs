//! From the bytes of a model file to a pipeline.

use std::sync::Arc;

use pulp::Arch;

use crate::encoder::Encoder;
use crate::error::Error;
use crate::format::{self, Header};
use crate::hashing::string_id;
use crate::labels::{Labels, Numbering};
use crate::lemmatizer::Lemmatizer;
use crate::matrix::Matrix;
use crate::ruler::{Names, Ruler, tidy_morph};
use crate::tensors::{Bytes, Tensors};
use crate::tokenizer::Tokenizer;
use crate::transitions::{Network, names, parser};
use crate::tree::Decorations;

use super::{Pipeline, Tagger};

/// What stands between the two labels of an arc that was moved to make the tree projective.
const DECORATION: &str = "||";

pub(super) fn load(bytes: Bytes) -> Result<Pipeline, Error> {
    let (header, numbers) = format::read(&bytes)?;
    let start = bytes.len() - numbers.len();
    let tensors = Tensors::new(bytes, start, &header.tensors)?;
    let mut names = Names {
        tags: Numbering::new(),
        pos: Numbering::new(),
        deps: Numbering::new(),
        morphs: Numbering::new(),
        kinds: Numbering::new(),
    };
    let encoders: Vec<Encoder> =
        header.encoders.iter().map(|spec| Encoder::new(spec, &tensors)).collect::<Result<_, _>>()?;
    let width = |encoder: usize, part: &str| {
        let encoder = encoders.get(encoder).map(Encoder::width);
        encoder.ok_or_else(|| Error::malformed(format!("the {part} has no encoder")))
    };
    let tagger = match &header.tagger {
        Some(classes) => Some(tagger(classes, width(0, "tagger")?, &tensors, &mut names)?),
        None => None,
    };
    let root = names.deps.number("ROOT");
    let parser = match &header.parser {
        Some(spec) => {
            expect_features(spec, parser::FEATURES)?;
            let width = width(spec.encoder, "parser")?;
            Some(Network::new(spec, width, &tensors, |label| names.deps.number(label))?)
        }
        None => None,
    };
    let decorations = decorations(&mut names.deps);
    let recogniser = match &header.names {
        Some(spec) => {
            expect_features(spec, names::FEATURES)?;
            let width = width(spec.encoder, "name recogniser")?;
            Some(Network::new(spec, width, &tensors, |label| names.kinds.number(label))?)
        }
        None => None,
    };
    let ruler = Ruler::new(&header.ruler, &mut names)?;
    let lemmatizer = header.lemmatizer.as_ref().map(|spec| Lemmatizer::new(spec, &tensors)).transpose()?;
    Ok(Pipeline {
        labels: Arc::new(labels(names)),
        tokenizer: Tokenizer::new(&header.tokenizer)?,
        norms: norms(&header),
        encoders,
        tagger,
        parser,
        root,
        decorations,
        ruler,
        lemmatizer,
        names: recogniser,
        arch: Arch::new(),
    })
}

fn labels(names: Names) -> Labels {
    Labels {
        tags: names.tags.into_names(),
        pos: names.pos.into_names(),
        deps: names.deps.into_names(),
        morphs: names.morphs.into_names(),
        kinds: names.kinds.into_names(),
    }
}

fn norms(header: &Header) -> crate::lexeme::Norms {
    header.norms.iter().map(|(word, norm)| (*word, string_id(norm))).collect()
}

fn expect_features(spec: &format::Transitions, features: usize) -> Result<(), Error> {
    if spec.features == features {
        return Ok(());
    }
    let (name, found) = (&spec.name, spec.features);
    Err(Error::malformed(format!("the {name} looks at {found} tokens; only {features} are supported")))
}

fn tagger(
    classes: &[format::Tagging],
    width: usize,
    tensors: &Tensors,
    names: &mut Names,
) -> Result<Tagger, Error> {
    if classes.is_empty() {
        return Err(Error::malformed("the tagger has no classes"));
    }
    let weights = tensors.floats("tagger/W", classes.len() * width)?;
    let number = |class: &format::Tagging| {
        let tag = names.tags.number(&class.tag);
        (tag, names.pos.number(&class.pos), names.morphs.number(&tidy_morph(&class.morph)))
    };
    Ok(Tagger {
        matrix: Matrix::new(classes.len(), width, |output, input| weights[output * width + input]),
        bias: tensors.floats("tagger/b", classes.len())?,
        classes: classes.iter().map(number).collect(),
    })
}

/// Splits the decorated labels among those known so far; their parts are numbered too.
fn decorations(deps: &mut Numbering) -> Decorations {
    let decorated: Vec<(usize, String)> = deps
        .names()
        .iter()
        .enumerate()
        .filter(|(_, name)| name.contains(DECORATION))
        .map(|(number, name)| (number, name.to_string()))
        .collect();
    let mut decorations = vec![None; deps.names().len()];
    for (number, name) in decorated {
        if let Some((label, head)) = name.split_once(DECORATION) {
            decorations[number] = Some((deps.number(label), deps.number(head)));
        }
    }
    decorations
}
