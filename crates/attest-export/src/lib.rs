//! Incidents to the rows that datasets accept, and rows back to claims.
//!
//! A coder switches tools when the row comes out ready for the dataset, with its evidence. This crate turns lines of `attest.coding/1` or
//! `attest.incident/1` into tables like ACLED's, UCDP GED's and GTD's, a table of claims, maps and more; each value of a row comes from
//! the record by a rule that the codebook describes ([`codebook`]), each row is checked before it is written ([`check`]), and an
//! incident that a format would not take is left out and counted with the reason ([`export`]).
//!
//! ```text
//! line of JSON -> Record        reading    one shape for both inputs
//! Record -> Record              border     what may not leave the house is taken out, once, for every format
//! Record -> rows | object       format::*  a file a format
//! row -> row | reason           check      made from codebook/*.toml
//! rows -> file + side file      export     streaming, in the order of the input
//! ```
//!
//! The other way, [`import`] makes rows of those datasets into claims that their dataset makes, with quotes that read back.

pub mod border;
pub mod cell;
pub mod check;
pub mod codebook;
pub mod columns;
pub mod country;
pub mod day;
pub mod export;
pub mod filter;
pub mod format;
pub mod import;
pub mod naming;
pub mod output;
pub mod package;
pub mod reading;
pub mod record;
pub mod side;
pub mod sign;
pub mod toll;
