//! One entry of a term table: the forms that are looked for, and what they mean there.
//!
//! Each table has its own record, so that a weapon cannot carry a stance and a misplaced field is an error of the file. The
//! common part (id, forms, part of speech, tests, source, place in the files) is the same everywhere.

use crate::code::{
    ActorKind, Argument, Certainty, Exactness, Group, Harm, Pos, Side, SourceKind, Stance, TargetEffect,
    TargetKind, WeaponKind, codes,
};
use crate::event_code::{
    AcledSubEvent, CountRole, CueClass, EventClass, Frame, Office, PloverEvent, PloverMode,
};
use crate::source::Source;
use serde::Deserialize;
use std::fmt;
use std::sync::Arc;

codes! {
    /// The tables of a lexicon; also the array names in the files (`[[weapon]]`).
    Table {
        Actors = "actor", Countries = "country", Forces = "force", Weapons = "weapon", Targets = "target",
        Harms = "harm", Events = "event", Cues = "cue", Hedges = "hedge", Speakers = "speaker", Outlets = "outlet",
        Groups = "group", Counts = "count", Titles = "title", Perpetrators = "perpetrator", Spellings = "spelling",
    }
}

impl Table {
    /// The table that a user's word names: singular or plural.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        Self::parse(&word)
            .or_else(|| word.strip_suffix('s').and_then(Self::parse))
            .or_else(|| (word == "countries").then_some(Self::Countries))
    }
}

/// The layer that an entry comes from; a later one overrides an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LayerKind {
    /// Shipped with Attest.
    BuiltIn,
    /// The user's own folder.
    User,
    /// The project's folder.
    Project,
    /// Named on the command line.
    Flag,
}

impl LayerKind {
    /// The layer's name in output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BuiltIn => "built-in",
            Self::User => "user",
            Self::Project => "project",
            Self::Flag => "flag",
        }
    }
}

impl fmt::Display for LayerKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where an entry stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The layer.
    pub layer: LayerKind,
    /// The file, relative to the layer, with `/` between its parts.
    pub file: Arc<str>,
    /// Line of the entry's `id`, from 1.
    pub line: u32,
}

/// What every entry of every table has.
#[derive(Debug, Clone)]
pub struct Header {
    /// Unique in its table; a later layer's entry of the same id replaces this one.
    pub id: String,
    /// Phrases in which the entry must be found (run by `attest lexicon check`).
    pub matches: Vec<String>,
    /// Phrases in which it must not be found.
    pub misses: Vec<String>,
    /// Where its facts come from.
    pub source: Arc<Source>,
    /// Where it stands.
    pub at: Location,
}

/// One entry of a term table.
#[derive(Debug, Clone)]
pub struct Term {
    /// Id, tests, source and place.
    pub header: Header,
    /// The table.
    pub table: Table,
    /// Part of speech of the forms.
    pub pos: Pos,
    /// What is looked for: lemmas or exact lower-case words, several words separated by spaces.
    pub forms: Vec<String>,
    /// What the forms mean.
    pub data: Data,
}

impl Term {
    /// The entry's id.
    pub fn id(&self) -> &str {
        &self.header.id
    }
}

/// What the forms of a term mean, by table.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Data {
    /// Table `weapon`.
    Weapon(Weapon),
    /// Table `target`.
    Target(Target),
    /// Table `harm`.
    Harm(HarmWord),
    /// Table `event`.
    Event(EventWord),
    /// Table `cue`.
    Cue(Cue),
    /// Table `hedge`.
    Hedge(Hedge),
    /// Table `speaker`.
    Speaker(Speaker),
    /// Table `outlet`.
    Outlet(Outlet),
    /// Table `group`.
    Group(GroupNoun),
    /// Table `count`.
    Count(CountWord),
    /// Table `title`.
    Title(Title),
    /// Table `perpetrator`.
    Perpetrator(Perpetrator),
    /// Table `country`: a form of a country.
    Country(CountryForm),
    /// Any table (`decoy = true`): the form is *not* of the table ("West Bank" is no bank). It takes the place of shorter
    /// terms and is never reported.
    Decoy,
}

macro_rules! accessors {
    ($($name:ident: $variant:ident($type:ty),)+) => {
        impl Term {
            $(#[doc = concat!("The meaning, if this is a `", stringify!($name), "` entry.")]
            pub const fn $name(&self) -> Option<&$type> {
                match &self.data { Data::$variant(data) => Some(data), _ => None }
            })+
        }
    };
}
accessors! {
    weapon: Weapon(Weapon), target: Target(Target), harm: Harm(HarmWord), event: Event(EventWord), cue: Cue(Cue),
    hedge: Hedge(Hedge), speaker: Speaker(Speaker), outlet: Outlet(Outlet), group: Group(GroupNoun),
    count: Count(CountWord), title: Title(Title), perpetrator: Perpetrator(Perpetrator), country: Country(CountryForm),
}

/// A means of attack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weapon {
    /// Its kind.
    pub kind: WeaponKind,
    /// `false`: the words are evidence ("shot dead"), not the weapon's name.
    pub named: bool,
    /// The attacker dies by it.
    pub suicide: bool,
    /// A vehicle carries it or is it.
    pub vehicle: bool,
}

/// Something that is attacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its kind.
    pub kind: TargetKind,
    /// GTD target type, 1-22.
    pub gtd: u8,
}

/// A word of harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HarmWord {
    /// What was suffered.
    pub harm: Harm,
    /// Which argument of the word suffers it.
    pub suffers: Argument,
    /// For things: what became of them.
    pub effect: Option<TargetEffect>,
    /// The word only suggests the harm ("shot", "hit"): needs a number or another word beside it.
    pub weak: bool,
}

/// A word of violence, or of what surrounds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventWord {
    /// Our class.
    pub class: EventClass,
    /// ACLED sub-event type, seen alone.
    pub acled: Option<AcledSubEvent>,
    /// GTD attack types, most likely first.
    pub gtd: Vec<u8>,
    /// PLOVER event.
    pub plover: Option<PloverEvent>,
    /// PLOVER mode.
    pub mode: Option<PloverMode>,
    /// Where the doer stands.
    pub agent: Argument,
    /// Where the one it is done to stands.
    pub patient: Argument,
    /// Prepositions before the patient of a noun: "attack *on* X".
    pub on: Vec<String>,
    /// Prepositions before the doer of a noun: "attack *by* X".
    pub by: Vec<String>,
    /// Too general to make an incident by itself ("operation", "violence", "incident").
    pub weak: bool,
}

/// A word that gives a content to a speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// What kind of saying it is.
    pub class: CueClass,
    /// Somebody speaks or writes; `false`: an attitude, plan or perception.
    pub speech: bool,
    /// What the words around it look like, most usual first.
    pub frames: Vec<Frame>,
    /// The stance it gives its content.
    pub stance: Stance,
    /// An everyday verb that is a cue only where a speaker is its subject ("the army *put* the toll at nine").
    pub weak: bool,
}

/// A word that lessens (or stresses) certainty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hedge {
    /// How certain the words leave it.
    pub certainty: Certainty,
    /// The words also say that somebody else, unnamed, reports it ("reportedly").
    pub reported: bool,
}

/// A noun that heads a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// What kind of voice.
    pub kind: SourceKind,
    /// Nobody is named by it.
    pub anonymous: bool,
    /// Whether such a voice is usually a party to the conflict; `None`: depends on whose it is.
    pub party: Option<bool>,
}

/// An outlet or institution that publishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlet {
    /// Its name.
    pub name: String,
    /// What kind of voice.
    pub kind: SourceKind,
    /// Country of its seat, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Its own site.
    pub site: Option<String>,
    /// Id of the actor whose outlet it is: what it says of that actor is the party's own word.
    pub actor: Option<String>,
}

/// A noun for people who may be harmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupNoun {
    /// Figure group.
    pub group: Group,
    /// Side hint.
    pub side: Option<Side>,
}

/// A word of quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountWord {
    /// How it enters a figure.
    pub role: CountRole,
    /// Lowest number that the words allow (for units: the factor).
    pub min: Option<u64>,
    /// Highest; `None` is open.
    pub max: Option<u64>,
    /// How the number is meant.
    pub exactness: Exactness,
    /// Stands after its number ("or more", "others").
    pub after: bool,
}

/// A title or rank before (or after) a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Whose office it is.
    pub office: Office,
    /// Figure group of its bearer.
    pub group: Option<Group>,
    /// GTD target type of its bearer.
    pub gtd: Option<u8>,
}

/// A noun that describes attackers without naming them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Perpetrator {
    /// Contract kind of such an actor.
    pub kind: ActorKind,
    /// Means that the noun entails ("gunman": a firearm).
    pub weapon: Option<WeaponKind>,
    /// The noun entails that the attacker meant to die.
    pub suicide: bool,
    /// The noun says nothing of violence by itself ("unit", "driver"): it needs a deed beside it.
    pub weak: bool,
}

codes! {
    /// Which form of a country a word is.
    CountryRole {
        Name = "name", Former = "former", Adjective = "adjective", Demonym = "demonym", Capital = "capital",
    }
}

/// A form of a country, as a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryForm {
    /// ISO 3166-1 alpha-2 (`XK` Kosovo, `XS` Somaliland: user-assigned codes).
    pub iso: String,
    /// Which form.
    pub role: CountryRole,
}
