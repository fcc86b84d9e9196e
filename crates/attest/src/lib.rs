//! The `attest` command, and the facade that examples, benches and tests call.
//!
//! The command is thin: it finds reports, hands them to `attest-text` and `attest-extract`, and prints what comes back. What
//! is printed for people is in [`card`]; strangers' text passes through [`safe`] first.

pub mod card;
pub mod country;
pub mod safe;
