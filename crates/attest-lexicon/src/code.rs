//! The closed vocabularies that lexicon entries map words to.
//!
//! They are the contract's own words (`attest.coding/1`), spelt as they are written there, so that an entry's `kind` can be
//! copied into a record unchanged. A code that is not in the list is an error of the lexicon file with its line, never a
//! silent `other`: a misspelt kind would otherwise lose every sentence it should have coded.

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
    /// What kind of actor someone is (the eight of ACLED, plus `individual` and `unknown`). There is no kind "terrorist".
    ActorKind {
        StateForces = "state_forces", RebelGroup = "rebel_group", PoliticalMilitia = "political_militia",
        IdentityMilitia = "identity_militia", Rioters = "rioters", Protesters = "protesters", Civilians = "civilians",
        ExternalForces = "external_forces", Individual = "individual", Unknown = "unknown",
    }
}

codes! {
    /// Means of an attack, as in `incidents[].weapons[].kind`.
    WeaponKind {
        Svbied = "svbied", Vbied = "vbied", SuicideVest = "suicide_vest", SuicideOther = "suicide_other", Ied = "ied",
        Landmine = "landmine", Bomb = "bomb", Dynamite = "dynamite", Grenade = "grenade", Firearm = "firearm",
        MachineGun = "machine_gun", Mortar = "mortar", Artillery = "artillery", Rocket = "rocket", Missile = "missile",
        Drone = "drone", Aircraft = "aircraft", Airstrike = "airstrike", Tank = "tank", Blade = "blade", Blunt = "blunt",
        Fire = "fire", Chemical = "chemical", VehicleRamming = "vehicle_ramming", TearGas = "tear_gas",
        UnknownExplosive = "unknown_explosive", Other = "other",
    }
}

codes! {
    /// What was attacked, as in `incidents[].targets[].kind`.
    TargetKind {
        MilitaryBase = "military_base", Checkpoint = "checkpoint", MilitaryVehicle = "military_vehicle", Convoy = "convoy",
        PoliceStation = "police_station", GovernmentOffice = "government_office", DiplomaticMission = "diplomatic_mission",
        Politician = "politician", Village = "village", Residence = "residence", Market = "market", Shop = "shop",
        Business = "business", Bank = "bank", Hotel = "hotel", Restaurant = "restaurant", School = "school",
        Hospital = "hospital", PlaceOfWorship = "place_of_worship", CampForDisplaced = "camp_for_displaced", Media = "media",
        Power = "power", Water = "water", Oil = "oil", Telecommunications = "telecommunications", Bridge = "bridge",
        Road = "road", Railway = "railway", Bus = "bus", Vehicle = "vehicle", Aircraft = "aircraft", Airport = "airport",
        Ship = "ship", Farm = "farm", AidConvoy = "aid_convoy", ArmedGroupBase = "armed_group_base", Crowd = "crowd",
        Other = "other",
    }
}

codes! {
    /// What was suffered, as in a figure's `harm`.
    Harm {
        Killed = "killed", Wounded = "wounded", Missing = "missing", Captured = "captured", Displaced = "displaced",
        KilledOrWounded = "killed_or_wounded", WoundedOrMissing = "wounded_or_missing", Present = "present",
        Destroyed = "destroyed",
    }
}

codes! {
    /// Who suffered it, as in a figure's `group`.
    Group {
        Soldiers = "soldiers", FormerSoldiers = "former_soldiers", Police = "police", Guards = "guards",
        Militants = "militants", Civilians = "civilians", Children = "children", Women = "women",
        Journalists = "journalists", AidWorkers = "aid_workers", MedicalWorkers = "medical_workers",
        Peacekeepers = "peacekeepers", Officials = "officials", FormerOfficials = "former_officials",
        Politicians = "politicians", Diplomats = "diplomats", Judiciary = "judiciary", Clergy = "clergy",
        Prisoners = "prisoners", Attackers = "attackers", People = "people",
    }
}

codes! {
    /// The side a sufferer was on, where the noun itself says so.
    Side {
        Attackers = "attackers", Defenders = "defenders", Civilians = "civilians", Bystanders = "bystanders",
        Unknown = "unknown",
    }
}

codes! {
    /// What kind of voice a source is, as in `sources[].kind`.
    SourceKind {
        Document = "document", NewsAgency = "news_agency", Broadcaster = "broadcaster", Newspaper = "newspaper",
        Government = "government", Military = "military", Police = "police", ArmedGroup = "armed_group",
        Medical = "medical", Residents = "residents", Witness = "witness", Official = "official", Un = "un", Ngo = "ngo",
        Monitor = "monitor", Analyst = "analyst", Reference = "reference", Unknown = "unknown",
    }
}

codes! {
    /// How sure a voice is of what it says.
    Certainty { Certain = "certain", Probable = "probable", Possible = "possible", }
}

codes! {
    /// How a number is meant, as in a figure's `exactness`.
    Exactness {
        Exact = "exact", Range = "range", MoreThan = "more_than", AtLeast = "at_least", LessThan = "less_than",
        AtMost = "at_most", About = "about", Vague = "vague", Plural = "plural",
    }
}

codes! {
    /// What a target suffered, as in `targets[].effect`.
    Effect {
        Destroyed = "destroyed", Damaged = "damaged", Undamaged = "undamaged", Seized = "seized", Looted = "looted",
        MoneyTaken = "money_taken",
    }
}

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
