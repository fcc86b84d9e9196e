//! Actors, weapons, targets, tactics, verbs, attribution cues: TOML files, layered, tested in place.
//!
//! What Attest knows about words and groups is data that a researcher can read, correct and extend: a folder of small TOML
//! files (`lexicons/` in the repository, compiled in), over which a user's, a project's and the command line's folders are
//! laid. An entry maps forms to the contract's codes and says where its facts come from; phrases inside it prove that it is
//! found where it should be and not where it should not ([`check()`]).
//!
//! Two scans use them: [`Lexicon::scan_actors`] over running text, for names, and [`terms::Terms::scan`] over tokens with
//! lemmas, for everything else. Neither decides anything: a hit says that the words are there, the extractor says what they
//! do in the sentence. Why not one model for all of it: there are no weights for armed groups that may be shipped, and a
//! wrong entry can be found, named and mended in a minute.

mod actor;
mod actors;
pub mod check;
mod code;
mod country;
mod entry;
mod error;
mod event_code;
mod fold;
mod forces;
mod hit;
mod inflection;
mod layer;
mod lexicon;
mod row;
mod scan;
mod source;
mod stack;
pub mod terms;
mod trie;
pub mod why;

pub use actor::{Actor, state_id};
pub use check::{Failure, Report, check};
pub use code::{
    ActorKind, Argument, Certainty, Exactness, Group, Harm, Pos, Side, SourceKind, Stance, TargetEffect,
    TargetKind, WeaponKind,
};
pub use country::{Country, NamedForce};
pub use entry::{
    CountWord, CountryForm, CountryRole, Cue, Data, EventWord, GroupNoun, HarmWord, Header, Hedge, LayerKind,
    Location, Outlet, Perpetrator, Speaker, Table, Target, Term, Title, Weapon,
};
pub use error::LexiconError;
pub use event_code::{
    AcledSubEvent, Branch, CountRole, CueClass, EventClass, Frame, Office, PloverEvent, PloverMode,
    gtd_attack_type, gtd_target_type,
};
pub use hit::{ActorHit, CountryHit, How, OutletHit};
pub use layer::Layer;
pub use lexicon::Lexicon;
pub use source::Source;
pub use terms::{TermHit, Terms, Word};
pub use why::{Listed, Why, list, why};
