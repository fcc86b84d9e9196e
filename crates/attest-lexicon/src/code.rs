//! The closed vocabularies that lexicon entries map words to.
//!
//! Most are the output contract's own (`attest-model`), so that an entry's `kind` is copied into a record unchanged; those of
//! grammar are declared here. A code that is not in the list is an error of the lexicon file with its line, never a
//! silent `other`: a misspelt kind would otherwise lose every sentence it should have coded.

pub use attest_model::{
    ActorKind, Certainty, Exactness, Group, Harm, Side, SourceKind, Stance, TargetEffect, TargetKind,
    WeaponKind,
};
use serde::Deserialize;
use std::fmt;

macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $text)] #[doc = concat!("`", $text, "`")] $variant,)+ }

        impl $name {
            /// Every code, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as the contract and the lexicon files spell it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The code that is spelt so, if there is one.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }
    };
}
pub(crate) use codes;

codes! {
    /// Part of speech of an entry's forms.
    Pos {
        Verb = "verb", Noun = "noun", Adjective = "adjective", Adverb = "adverb", Phrase = "phrase",
    }
}

codes! {
    /// Where an argument of a word stands.
    Argument {
        /// Of a verb: who does it.
        Subject = "subject",
        /// Of a verb: whom it is done to (the subject of its passive).
        Object = "object",
        /// Of a noun: after "of" ("the death of X") or before it ("X's death").
        Of = "of",
        /// The word is itself the sufferer or the doer ("the dead", "victims").
        Itself = "itself",
        /// Of an adjective: what it is said of ("X is dead").
        Modified = "modified",
        /// After one of the entry's prepositions ("attack on X").
        Preposition = "preposition",
        /// Nowhere: the word has no such argument.
        None = "none",
    }
}
