//! `attest lexicon`.
