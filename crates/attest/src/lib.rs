//! The `attest` command, and the facade that examples, benches and tests call.
//!
//! The command is thin: it finds reports ([`inputs`]), hands them to `attest-text` and `attest-extract` ([`batch`]), and prints
//! what comes back. What is printed for people is in [`card`]; strangers' text passes through [`safe`] first.

pub mod about;
pub mod act;
pub mod batch;
pub mod card;
pub mod cases;
pub mod cli;
pub mod commands;
pub mod country;
pub mod folders;
pub mod inputs;
pub mod kit;
pub mod safe;
pub mod terminal;
pub mod trouble;
