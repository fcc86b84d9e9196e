//! `attest gazetteer`.
