//! An incident: what a set of claims is believed to be about. Computed, never edited.

use crate::{Figure, Harm, Quote, codes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

codes! {
    /// What part the incident plays in its document.
    Role { Primary = "primary", Part = "part", Related = "related", Background = "background", Aggregate = "aggregate" }
}

codes! {
    /// How real the document holds it to be.
    Reality {
        Asserted = "asserted", ClaimedByParty = "claimed_by_party", Alleged = "alleged", Presupposed = "presupposed",
        Denied = "denied", Attempted = "attempted", Threatened = "threatened", Hypothetical = "hypothetical",
    }
}

codes! {
    /// How precisely the time is known.
    WhenPrecision {
        Day = "day", Days = "days", Week = "week", Month = "month", Season = "season", Year = "year", Decade = "decade",
        Open = "open", Unknown = "unknown",
    }
}

codes! {
    /// What the time rests on.
    WhenBasis {
        Stated = "stated", Relative = "relative", Inherited = "inherited", Publication = "publication",
        Inferred = "inferred", None = "none",
    }
}

codes! {
    /// What an actor does in the incident.
    ActorRole {
        Perpetrator = "perpetrator", Target = "target", Participant = "participant", Responder = "responder",
        Victim = "victim",
    }
}

codes! {
    /// What kind of thing or place was attacked.
    TargetKind {
        MilitaryBase = "military_base", Checkpoint = "checkpoint", MilitaryVehicle = "military_vehicle",
        Convoy = "convoy", PoliceStation = "police_station", GovernmentOffice = "government_office",
        DiplomaticMission = "diplomatic_mission", Politician = "politician", Village = "village",
        Residence = "residence", Market = "market", Shop = "shop", Business = "business", Bank = "bank",
        Hotel = "hotel", Restaurant = "restaurant", School = "school", Hospital = "hospital",
        PlaceOfWorship = "place_of_worship", CampForDisplaced = "camp_for_displaced", Media = "media", Power = "power",
        Water = "water", Oil = "oil", Telecommunications = "telecommunications", Bridge = "bridge", Road = "road",
        Railway = "railway", Bus = "bus", Vehicle = "vehicle", Aircraft = "aircraft", Airport = "airport",
        Ship = "ship", Farm = "farm", AidConvoy = "aid_convoy", ArmedGroupBase = "armed_group_base", Crowd = "crowd",
        Other = "other",
    }
}

codes! {
    /// What became of a target.
    TargetEffect {
        Destroyed = "destroyed", Damaged = "damaged", Undamaged = "undamaged", Seized = "seized", Looted = "looted",
        MoneyTaken = "money_taken",
    }
}

codes! {
    /// Means of violence.
    WeaponKind {
        Svbied = "svbied", Vbied = "vbied", SuicideVest = "suicide_vest", SuicideOther = "suicide_other", Ied = "ied",
        Landmine = "landmine", Bomb = "bomb", Dynamite = "dynamite", Grenade = "grenade", Firearm = "firearm",
        MachineGun = "machine_gun", Mortar = "mortar", Artillery = "artillery", Rocket = "rocket", Missile = "missile",
        Drone = "drone", Aircraft = "aircraft", Airstrike = "airstrike", Tank = "tank", Blade = "blade",
        Blunt = "blunt", Fire = "fire", Chemical = "chemical", VehicleRamming = "vehicle_ramming",
        TearGas = "tear_gas", UnknownExplosive = "unknown_explosive", Other = "other",
    }
}

/// When it happened: an interval, never narrower than the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct When {
    /// First possible day, ISO.
    pub earliest: Option<String>,
    /// Last possible day, ISO.
    pub latest: Option<String>,
    /// How precise.
    pub precision: WhenPrecision,
    /// What it rests on.
    pub basis: WhenBasis,
    /// The words that date it.
    pub quote: Option<Quote>,
    /// The words that they were resolved against.
    pub anchor: Option<Quote>,
}

impl When {
    /// On no day that anybody says.
    pub const fn unknown() -> Self {
        Self {
            earliest: None,
            latest: None,
            precision: WhenPrecision::Unknown,
            basis: WhenBasis::None,
            quote: None,
            anchor: None,
        }
    }
}

/// Where it happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Where {
    /// Id of the place.
    pub place: String,
    /// The words that place it.
    pub quote: Option<Quote>,
}

/// An actor's part in an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IncidentActor {
    /// Id of the actor.
    pub actor: String,
    /// Which part.
    pub role: ActorRole,
    /// The words that say so.
    pub quote: Option<Quote>,
}

/// Something attacked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Target {
    /// What kind.
    pub kind: TargetKind,
    /// Its words.
    pub quote: Option<Quote>,
    /// What became of it.
    pub effect: Option<TargetEffect>,
    /// How many.
    pub figure: Option<Figure>,
    /// Whose it is, ISO 3166-1 alpha-2.
    pub nation: Option<String>,
}

/// A means of violence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Weapon {
    /// What kind.
    pub kind: WeaponKind,
    /// Its words.
    pub quote: Option<Quote>,
    /// `false`: the quote is evidence ("shot dead"), not the weapon's name.
    pub named: bool,
}

/// ACLED event and sub-event type (codebooks, section 1.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AcledType {
    /// Event type: "Battles".
    pub event_type: String,
    /// Sub-event type: "Armed clash".
    pub sub_event_type: String,
    /// Which words and rule led there.
    pub why: String,
}

/// UCDP type of violence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GedType {
    /// 1 state-based, 2 non-state, 3 one-sided.
    pub type_of_violence: u8,
}

/// GTD attack types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GtdType {
    /// "Bombing/Explosion", "Armed Assault", … up to three.
    pub attacktype: Vec<String>,
}

/// PLOVER event and modes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Plover {
    /// "ASSAULT".
    pub event: String,
    /// "explosives", "firearms", …
    pub mode: Vec<String>,
}

/// The incident in four codebooks; a type is absent where nothing supports one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Types {
    /// ACLED.
    pub acled: Option<AcledType>,
    /// UCDP GED.
    pub ged: Option<GedType>,
    /// GTD.
    pub gtd: Option<GtdType>,
    /// PLOVER.
    pub plover: Option<Plover>,
}

/// The answer of one rule of assessment for one harm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Assessment {
    /// Rule and version: `ged.low_best_high/1`.
    pub rule: String,
    /// Which harm.
    pub harm: Harm,
    /// Lowest.
    pub low: Option<u64>,
    /// Best.
    pub best: Option<u64>,
    /// Highest; `None` where open.
    pub high: Option<u64>,
    /// Claims used.
    pub by: Vec<String>,
    /// Why, in a sentence.
    pub why: String,
}

codes! {
    /// How far independent sources bear an incident out.
    CorroborationStatus {
        Corroborated = "corroborated", SingleSource = "single_source", PartyOnly = "party_only",
        Contested = "contested", Denied = "denied", Unconfirmed = "unconfirmed",
    }
}

/// Corroboration, counted over independent sources that are no party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Corroboration {
    /// Status.
    pub status: CorroborationStatus,
    /// How many independent sources.
    pub independent_sources: u32,
    /// Why.
    pub why: String,
}

/// An incident of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Incident {
    /// Id within the document: `i1`.
    pub id: String,
    /// A short name.
    pub label: String,
    /// Part in the document.
    pub role: Role,
    /// The incident that it is a part of.
    pub part_of: Option<String>,
    /// How real.
    pub reality: Reality,
    /// When.
    pub when: When,
    /// Where.
    #[serde(rename = "where")]
    pub place: Option<Where>,
    /// Who.
    pub actors: Vec<IncidentActor>,
    /// What was attacked.
    pub targets: Vec<Target>,
    /// With what.
    pub weapons: Vec<Weapon>,
    /// Types.
    pub types: Types,
    /// Ids of its claims.
    pub claims: Vec<String>,
    /// What each rule of assessment makes of them.
    pub assessments: Vec<Assessment>,
    /// How far it is corroborated.
    pub corroboration: Corroboration,
    /// Id of the campaign that it belongs to.
    pub campaign: Option<String>,
}

/// A campaign: incidents of one actor with one aim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Campaign {
    /// Id: `g1`.
    pub id: String,
    /// A short name.
    pub label: String,
    /// Whose.
    pub actor: Option<String>,
    /// The words that tell of it.
    pub quotes: Vec<Quote>,
}

codes! {
    /// How one incident stands to another, as far as the words say so.
    LinkKind { PartOf = "part_of", ResponseTo = "response_to", Follows = "follows", SameCampaign = "same_campaign" }
}

/// What the words set in an order: one incident that answers or follows another one of the same document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sequel {
    /// `response_to` ("in retaliation for …") or `follows` ("a day after …").
    pub kind: LinkKind,
    /// Id of the later incident: `i1`.
    pub incident: String,
    /// Id of the earlier one.
    pub of: String,
    /// The words that say so.
    pub quote: Quote,
}
