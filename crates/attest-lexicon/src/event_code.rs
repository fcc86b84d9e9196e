//! Codes that describe events and speech about them: our own classes beside those of ACLED, GTD and PLOVER.
//!
//! A word maps to one of our classes and, separately, to the codes of each codebook, because the books cut violence
//! differently: a suicide bombing is one sub-type for ACLED, an attack type plus a flag for GTD, a mode for PLOVER.

use crate::code::codes;
use serde::Deserialize;
use std::fmt;

codes! {
    /// What a word of the `events` table says happened.
    EventClass {
        Attack = "attack", Clash = "clash", Ambush = "ambush", Raid = "raid", Siege = "siege", Explosion = "explosion",
        SuicideBombing = "suicide_bombing", Shelling = "shelling", Airstrike = "airstrike", Shooting = "shooting",
        Stabbing = "stabbing", VehicleRamming = "vehicle_ramming", ChemicalAttack = "chemical_attack",
        Assassination = "assassination", Execution = "execution", Massacre = "massacre", Killing = "killing",
        Abduction = "abduction", HostageTaking = "hostage_taking", Hijacking = "hijacking", Arson = "arson",
        Sabotage = "sabotage", Destruction = "destruction", Looting = "looting", SexualViolence = "sexual_violence",
        Torture = "torture", Beating = "beating", Protest = "protest", Riot = "riot", MobViolence = "mob_violence",
        Crackdown = "crackdown", Arrest = "arrest", GroundCapture = "ground_capture", GroundRetaken = "ground_retaken",
        Withdrawal = "withdrawal", Deployment = "deployment", Seizure = "seizure", Disarming = "disarming",
        Interception = "interception", Ceasefire = "ceasefire", Agreement = "agreement", Release = "release",
        Rescue = "rescue", Surrender = "surrender", Displacement = "displacement", Coup = "coup", Threat = "threat",
        Operation = "operation", Violence = "violence", Conflict = "conflict", Misfortune = "misfortune",
    }
}

codes! {
    /// ACLED sub-event types; each belongs to one event type.
    AcledSubEvent {
        GovernmentRegainsTerritory = "Government regains territory",
        NonStateActorOvertakesTerritory = "Non-state actor overtakes territory", ArmedClash = "Armed clash",
        ExcessiveForce = "Excessive force against protesters", ProtestWithIntervention = "Protest with intervention",
        PeacefulProtest = "Peaceful protest", ViolentDemonstration = "Violent demonstration", MobViolence = "Mob violence",
        ChemicalWeapon = "Chemical weapon", AirDroneStrike = "Air/drone strike", SuicideBomb = "Suicide bomb",
        Shelling = "Shelling/artillery/missile attack", RemoteExplosive = "Remote explosive/landmine/IED",
        Grenade = "Grenade", SexualViolence = "Sexual violence", Attack = "Attack",
        Abduction = "Abduction/forced disappearance", Agreement = "Agreement", Arrests = "Arrests",
        ChangeToGroup = "Change to group/activity", DisruptedWeaponsUse = "Disrupted weapons use",
        HeadquartersEstablished = "Headquarters or base established", Looting = "Looting/property destruction",
        NonViolentTransfer = "Non-violent transfer of territory", Other = "Other",
    }
}

impl AcledSubEvent {
    /// The ACLED event type that this sub-event type belongs to.
    pub const fn event_type(self) -> &'static str {
        match self {
            Self::GovernmentRegainsTerritory | Self::NonStateActorOvertakesTerritory | Self::ArmedClash => {
                "Battles"
            }
            Self::ExcessiveForce | Self::ProtestWithIntervention | Self::PeacefulProtest => "Protests",
            Self::ViolentDemonstration | Self::MobViolence => "Riots",
            Self::ChemicalWeapon
            | Self::AirDroneStrike
            | Self::SuicideBomb
            | Self::Shelling
            | Self::RemoteExplosive
            | Self::Grenade => "Explosions/Remote violence",
            Self::SexualViolence | Self::Attack | Self::Abduction => "Violence against civilians",
            Self::Agreement
            | Self::Arrests
            | Self::ChangeToGroup
            | Self::DisruptedWeaponsUse
            | Self::HeadquartersEstablished
            | Self::Looting
            | Self::NonViolentTransfer
            | Self::Other => "Strategic developments",
        }
    }
}

/// Name of a GTD attack type (1-9).
pub const fn gtd_attack_type(code: u8) -> Option<&'static str> {
    Some(match code {
        1 => "Assassination",
        2 => "Armed Assault",
        3 => "Bombing/Explosion",
        4 => "Hijacking",
        5 => "Hostage Taking (Barricade Incident)",
        6 => "Hostage Taking (Kidnapping)",
        7 => "Facility/Infrastructure Attack",
        8 => "Unarmed Assault",
        9 => "Unknown",
        _ => return None,
    })
}

/// Name of a GTD target type (1-22).
pub const fn gtd_target_type(code: u8) -> Option<&'static str> {
    Some(match code {
        1 => "Business",
        2 => "Government (General)",
        3 => "Police",
        4 => "Military",
        5 => "Abortion Related",
        6 => "Airports & Aircraft",
        7 => "Government (Diplomatic)",
        8 => "Educational Institution",
        9 => "Food or Water Supply",
        10 => "Journalists & Media",
        11 => "Maritime",
        12 => "NGO",
        13 => "Other",
        14 => "Private Citizens & Property",
        15 => "Religious Figures/Institutions",
        16 => "Telecommunication",
        17 => "Terrorists/Non-State Militia",
        18 => "Tourists",
        19 => "Transportation",
        20 => "Unknown",
        21 => "Utilities",
        22 => "Violent Political Party",
        _ => return None,
    })
}

codes! {
    /// PLOVER event types that violence and its surroundings map to.
    PloverEvent {
        Agree = "AGREE", Support = "SUPPORT", Concede = "CONCEDE", Consult = "CONSULT", Cooperate = "COOPERATE",
        Aid = "AID", Retreat = "RETREAT", Request = "REQUEST", Reject = "REJECT", Accuse = "ACCUSE",
        Threaten = "THREATEN", Sanction = "SANCTION", Protest = "PROTEST", Mobilize = "MOBILIZE", Coerce = "COERCE",
        Assault = "ASSAULT",
    }
}

codes! {
    /// PLOVER modes.
    PloverMode {
        Withdraw = "withdraw", Release = "release", Disarm = "disarm", Ceasefire = "ceasefire", Access = "access",
        Violence = "violence", Demo = "demo", Riot = "riot", Strike = "strike", Hunger = "hunger", Boycott = "boycott",
        Obstruct = "obstruct", Vandalize = "vandalize", Troops = "troops", Weapons = "weapons", Police = "police",
        Militia = "militia", Seize = "seize", Restrict = "restrict", Curfew = "curfew", MartialLaw = "martial-law",
        Arrest = "arrest", Deport = "deport", Abduct = "abduct", Beat = "beat", Torture = "torture", Sexual = "sexual",
        Targeted = "targeted", Destroy = "destroy", Primitive = "primitive", Firearms = "firearms",
        Explosives = "explosives", SuicideAttack = "suicide-attack", Aerial = "aerial", Drone = "drone",
        HeavyWeapons = "heavy-weapons", CrowdControl = "crowd-control", Unconventional = "unconventional",
        Allege = "allege",
    }
}

codes! {
    /// What kind of saying (or other attitude) a cue is.
    CueClass {
        Say = "say", Report = "report", Claim = "claim", Confirm = "confirm", Deny = "deny", Doubt = "doubt",
        Withhold = "withhold", Accuse = "accuse", Blame = "blame", Responsibility = "responsibility",
        Believe = "believe", Find = "find", Show = "show", Ask = "ask", Threaten = "threaten", Promise = "promise",
        Warn = "warn", Praise = "praise", Criticise = "criticise", Want = "want", Plan = "plan", Support = "support",
        Oppose = "oppose", Feel = "feel", Expect = "expect", Agree = "agree", Hear = "hear",
    }
}

codes! {
    /// What the words around a cue look like.
    Frame {
        /// X says (that) …
        Clause = "clause",
        /// "…", X says; X: "…"
        Quote = "quote",
        /// X confirms the attack.
        Object = "object",
        /// X tells Y (that) …
        Recipient = "recipient",
        /// X wants to …
        Infinitive = "infinitive",
        /// X accuses Y of …
        Of = "of",
        /// X blames Y for … / … on Y
        For = "for",
        /// … was blamed on X
        On = "on",
        /// According to X, …
        AccordingTo = "according_to",
        /// X's statement that …; a statement by X
        Nominal = "nominal",
        /// It is said that …; no speaker of its own.
        Impersonal = "impersonal",
    }
}

codes! {
    /// How a count word enters a figure.
    CountRole {
        /// A number by itself: "seven".
        Number = "number",
        /// A vague count by itself: "several", "hundreds".
        Vague = "vague",
        /// A multiplier: "dozen", "hundred".
        Unit = "unit",
        /// A bound or hedge before (or after) a number: "at least", "or more".
        Modifier = "modifier",
        /// Opens a range: "between".
        Range = "range",
        /// Nobody: "no", "none", "nobody".
        Zero = "zero",
        /// Says that a count is not known: "an unknown number of".
        Unstated = "unstated",
        /// Says that the figure is a sum: "a total of".
        Total = "total",
        /// Says that the figure is a part: "including", "among them".
        Part = "part",
    }
}

codes! {
    /// Whose office a title names.
    Office {
        HeadOfState = "head_of_state", Minister = "minister", Legislator = "legislator", Governor = "governor",
        Mayor = "mayor", LocalOfficial = "local_official", Official = "official", Judge = "judge",
        Prosecutor = "prosecutor", Diplomat = "diplomat", Military = "military", Police = "police", Clergy = "clergy",
        Politician = "politician", Candidate = "candidate", Chief = "chief", Activist = "activist", Union = "union",
        Journalist = "journalist", Medical = "medical", Academic = "academic", Business = "business",
        ArmedGroup = "armed_group", Spokesperson = "spokesperson", Civil = "civil", Honorific = "honorific",
    }
}

codes! {
    /// Which arm of a state a force word names; the last part of ids such as `state:ML:military`.
    Branch {
        Military = "military", Police = "police", Security = "security", Intelligence = "intelligence",
        Government = "government",
    }
}
