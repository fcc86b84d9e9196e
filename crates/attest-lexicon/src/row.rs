//! The shape of the TOML files: one array of tables for each kind of entry, unknown fields refused.
//!
//! The rows are kept apart from the records of `entry` because a row may be incomplete where it only removes an entry of an
//! earlier layer (`id = "…"`, `remove = true`). Completing a row into a record is where a missing field becomes an error
//! with the line of the entry.

use crate::code::{
    ActorKind, Argument, Certainty, Exactness, Group, Harm, Pos, Side, SourceKind, Stance, TargetEffect,
    TargetKind, WeaponKind,
};
use crate::entry::{
    CountWord, Cue, Data, EventWord, GroupNoun, HarmWord, Hedge, Outlet, Perpetrator, Speaker, Table, Target,
    Title, Weapon,
};
use crate::event_code::{
    AcledSubEvent, Branch, CountRole, CueClass, EventClass, Frame, Office, PloverEvent, PloverMode,
    gtd_attack_type, gtd_target_type,
};
use crate::source::{Source, SourceRef};
use serde::Deserialize;
use toml::Spanned;

/// One file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileRows {
    pub default_source: Option<Spanned<String>>,
    #[serde(default)]
    pub source: Vec<NamedSource>,
    #[serde(default)]
    pub actor: Vec<ActorRow>,
    #[serde(default)]
    pub country: Vec<CountryRow>,
    #[serde(default)]
    pub force: Vec<ForceRow>,
    #[serde(default)]
    pub spelling: Vec<SpellingRow>,
    #[serde(default)]
    pub weapon: Vec<WeaponRow>,
    #[serde(default)]
    pub target: Vec<TargetRow>,
    #[serde(default)]
    pub harm: Vec<HarmRow>,
    #[serde(default)]
    pub event: Vec<EventRow>,
    #[serde(default)]
    pub cue: Vec<CueRow>,
    #[serde(default)]
    pub hedge: Vec<HedgeRow>,
    #[serde(default)]
    pub speaker: Vec<SpeakerRow>,
    #[serde(default)]
    pub outlet: Vec<OutletRow>,
    #[serde(default)]
    pub group: Vec<GroupRow>,
    #[serde(default)]
    pub count: Vec<CountRow>,
    #[serde(default)]
    pub title: Vec<TitleRow>,
    #[serde(default)]
    pub perpetrator: Vec<PerpetratorRow>,
}

/// A `[[source]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedSource {
    pub id: Spanned<String>,
    pub title: String,
    pub url: Option<String>,
    #[serde(default)]
    pub looked_up: bool,
}

impl NamedSource {
    pub(crate) fn into_source(self) -> Source {
        Source { title: self.title, url: self.url, looked_up: self.looked_up }
    }
}

/// The fields that all rows share.
pub(crate) struct Common {
    pub id: Spanned<String>,
    pub remove: bool,
    pub decoy: bool,
    pub forms: Vec<String>,
    pub pos: Option<Pos>,
    pub matches: Vec<String>,
    pub misses: Vec<String>,
    pub source: Option<SourceRef>,
}

/// A row of a term table.
pub(crate) trait TermRow {
    /// The table it belongs to.
    const TABLE: Table;
    /// Part of speech where the row does not say.
    const POS: Pos;
    /// Its common fields, and its meaning or what is missing in it.
    fn split(self) -> (Common, Result<Data, String>);
}

macro_rules! row {
    ($name:ident { $($field:ident: $type:ty,)* }) => {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name {
            pub id: Spanned<String>,
            #[serde(default)]
            pub remove: bool,
            #[serde(default)]
            pub decoy: bool,
            #[serde(default)]
            pub forms: Vec<String>,
            pub pos: Option<Pos>,
            #[serde(default)]
            pub matches: Vec<String>,
            #[serde(default)]
            pub misses: Vec<String>,
            pub source: Option<SourceRef>,
            $(#[serde(default)] pub $field: $type,)*
        }

        impl $name {
            /// Moves the shared fields out of the row.
            pub(crate) fn take_common(&mut self) -> Common {
                Common {
                    id: Spanned::new(self.id.span(), std::mem::take(self.id.get_mut())),
                    remove: self.remove,
                    decoy: self.decoy,
                    forms: std::mem::take(&mut self.forms),
                    pos: self.pos,
                    matches: std::mem::take(&mut self.matches),
                    misses: std::mem::take(&mut self.misses),
                    source: self.source.take(),
                }
            }
        }
    };
}

macro_rules! term_row {
    ($name:ident, $table:ident, $pos:ident, { $($field:ident: $type:ty,)* }, |$row:ident| $data:expr) => {
        row!($name { $($field: $type,)* });
        impl TermRow for $name {
            const TABLE: Table = Table::$table;
            const POS: Pos = Pos::$pos;
            fn split(mut self) -> (Common, Result<Data, String>) {
                let $row = &mut self;
                let data = $data;
                (self.take_common(), data)
            }
        }
    };
}

/// A field that a complete row must have.
fn need<T: Copy>(field: Option<T>, name: &str) -> Result<T, String> {
    field.ok_or_else(|| {
        format!("has no `{name}`; add one, or `remove = true` to delete the entry of an earlier layer")
    })
}

row!(ActorRow {
    name: String,
    short: Option<String>,
    aliases: Vec<String>,
    strict: Vec<String>,
    any_case: bool,
    kind: Option<ActorKind>,
    countries: Vec<String>,
    parents: Vec<String>,
    from: Option<i16>,
    to: Option<i16>,
});

/// Proper names of a country's forces, by branch.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ForcesRow {
    #[serde(default)]
    pub military: Vec<String>,
    #[serde(default)]
    pub police: Vec<String>,
    #[serde(default)]
    pub security: Vec<String>,
    #[serde(default)]
    pub intelligence: Vec<String>,
    #[serde(default)]
    pub government: Vec<String>,
}

row!(CountryRow {
    name: String,
    aliases: Vec<String>,
    former: Vec<String>,
    adjectives: Vec<String>,
    demonyms: Vec<String>,
    capital: Option<String>,
    forces: ForcesRow,
});
row!(ForceRow { branch: Option<Branch>, modifier: bool, deed: bool, });
row!(SpellingRow {});

term_row!(WeaponRow, Weapons, Noun, { kind: Option<WeaponKind>, named: Option<bool>, suicide: bool, vehicle: bool, }, |row| {
    need(row.kind, "kind").map(|kind| {
        Data::Weapon(Weapon { kind, named: row.named.unwrap_or(true), suicide: row.suicide, vehicle: row.vehicle })
    })
});

term_row!(TargetRow, Targets, Noun, { kind: Option<TargetKind>, gtd: Option<u8>, }, |row| {
    need(row.kind, "kind").and_then(|kind| {
        let gtd = need(row.gtd, "gtd")?;
        gtd_target_type(gtd).map(|_| Data::Target(Target { kind, gtd })).ok_or_else(|| format!("`gtd` is {gtd}; target types are 1 to 22"))
    })
});

term_row!(HarmRow, Harms, Verb, { harm: Option<Harm>, suffers: Option<Argument>, effect: Option<TargetEffect>, weak: bool, }, |row| {
    need(row.harm, "harm").and_then(|harm| {
        Ok(Data::Harm(HarmWord { harm, suffers: need(row.suffers, "suffers")?, effect: row.effect, weak: row.weak }))
    })
});

term_row!(EventRow, Events, Noun, {
    class: Option<EventClass>, acled: Option<AcledSubEvent>, gtd: Vec<u8>, plover: Option<PloverEvent>,
    mode: Option<PloverMode>, agent: Option<Argument>, patient: Option<Argument>, on: Vec<String>, by: Vec<String>,
    weak: bool,
}, |row| {
    need(row.class, "class").and_then(|class| {
        if let Some(code) = row.gtd.iter().find(|code| gtd_attack_type(**code).is_none()) {
            return Err(format!("`gtd` has {code}; attack types are 1 to 9"));
        }
        let (agent, patient) = match row.pos.unwrap_or(Pos::Noun) {
            Pos::Verb => (Argument::Subject, Argument::Object),
            _ => (Argument::Preposition, Argument::Preposition),
        };
        Ok(Data::Event(EventWord {
            class, acled: row.acled, gtd: std::mem::take(&mut row.gtd), plover: row.plover, mode: row.mode,
            agent: row.agent.unwrap_or(agent), patient: row.patient.unwrap_or(patient),
            on: std::mem::take(&mut row.on), by: std::mem::take(&mut row.by), weak: row.weak,
        }))
    })
});

term_row!(CueRow, Cues, Verb, { class: Option<CueClass>, speech: Option<bool>, frames: Vec<Frame>, stance: Option<Stance>, weak: bool, }, |row| {
    need(row.class, "class").and_then(|class| {
        if row.frames.is_empty() {
            return Err("has no `frames`; name at least one".to_owned());
        }
        let stance = row.stance.unwrap_or(match class {
            CueClass::Confirm => Stance::Confirms,
            CueClass::Deny => Stance::Denies,
            CueClass::Doubt => Stance::Doubts,
            CueClass::Withhold => Stance::Withholds,
            CueClass::Responsibility => Stance::Claims,
            _ => Stance::Asserts,
        });
        Ok(Data::Cue(Cue { class, speech: row.speech.unwrap_or(true), frames: std::mem::take(&mut row.frames), stance, weak: row.weak }))
    })
});

term_row!(HedgeRow, Hedges, Adverb, { certainty: Option<Certainty>, reported: bool, }, |row| {
    need(row.certainty, "certainty").map(|certainty| Data::Hedge(Hedge { certainty, reported: row.reported }))
});

term_row!(SpeakerRow, Speakers, Noun, { kind: Option<SourceKind>, anonymous: Option<bool>, party: Option<bool>, }, |row| {
    need(row.kind, "kind").map(|kind| {
        Data::Speaker(Speaker { kind, anonymous: row.anonymous.unwrap_or(true), party: row.party })
    })
});

term_row!(OutletRow, Outlets, Noun, {
    name: String, kind: Option<SourceKind>, country: Option<String>, site: Option<String>, actor: Option<String>,
}, |row| {
    need(row.kind, "kind").and_then(|kind| {
        let name = std::mem::take(&mut row.name);
        if name.is_empty() {
            return Err("has no `name`".to_owned());
        }
        row.forms.insert(0, name.clone());
        Ok(Data::Outlet(Outlet { name, kind, country: row.country.take(), site: row.site.take(), actor: row.actor.take() }))
    })
});

term_row!(GroupRow, Groups, Noun, { group: Option<Group>, side: Option<Side>, }, |row| {
    need(row.group, "group").map(|group| Data::Group(GroupNoun { group, side: row.side }))
});

term_row!(CountRow, Counts, Phrase, {
    role: Option<CountRole>, min: Option<u64>, max: Option<u64>, exactness: Option<Exactness>, after: bool,
}, |row| {
    need(row.role, "role").and_then(|role| {
        let needs_min = matches!(role, CountRole::Number | CountRole::Vague | CountRole::Unit);
        if needs_min && row.min.is_none() {
            return Err(format!("a `{role}` needs a `min`"));
        }
        let exactness = row.exactness.unwrap_or(match role {
            CountRole::Vague => Exactness::Vague,
            CountRole::Range => Exactness::Range,
            _ => Exactness::Exact,
        });
        Ok(Data::Count(CountWord { role, min: row.min, max: row.max, exactness, after: row.after }))
    })
});

term_row!(TitleRow, Titles, Noun, { office: Option<Office>, group: Option<Group>, gtd: Option<u8>, }, |row| {
    need(row.office, "office").map(|office| Data::Title(Title { office, group: row.group, gtd: row.gtd }))
});

term_row!(PerpetratorRow, Perpetrators, Noun, { kind: Option<ActorKind>, weapon: Option<WeaponKind>, suicide: bool, weak: bool, }, |row| {
    need(row.kind, "kind").map(|kind| Data::Perpetrator(Perpetrator { kind, weapon: row.weapon, suicide: row.suicide, weak: row.weak }))
});
