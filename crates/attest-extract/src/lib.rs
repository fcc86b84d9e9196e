//! One document to its coding: mentions, claims, incidents.
//!
//! The rooms, in the order in which a report walks through them:
//!
//! - [`page`]: the document laid open, block by block, with its trees, terms and named actors; [`tree`] reads the trees;
//! - [`calendar`], [`places`] and their [`atlas`]: when and where;
//! - [`figures`]: how many, and what befell them;
//! - [`voices`]: who says it: source, cue, content, and the chain of them;
//! - [`events`], [`actors`], [`patterns`]: what happened, who did it and to whom, set phrases;
//! - [`incidents`]: which of these words tell of one event; [`types`]: what each codebook calls it;
//! - [`assess`]: what the rules of assessment make of the figures;
//! - [`coding`]: the records.
//!
//! Nothing here fails on text: doubt becomes data, and what is not read is said in a note.

pub mod actors;
pub mod assess;
pub mod atlas;
pub mod calendar;
pub mod coding;
pub mod events;
pub mod figures;
mod headline_case;
pub mod incidents;
mod infobox;
pub mod kit;
mod letter_case;
pub mod modality;
mod nations;
pub mod page;
pub mod patterns;
pub mod places;
pub mod rules;
mod short_names;
pub mod tree;
pub mod types;
pub mod voices;

pub use coding::code;
pub use kit::{Kit, KitError, Options};
