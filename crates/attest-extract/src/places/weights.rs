//! Fitted numbers, one for each feature and each piece of evidence, in their order. Written by `scripts/fit_places.py`; do not edit.

/// What a span must weigh to be a place.
pub(super) const BAR: f32 = 0.0;

/// Weights of features without a language model.
pub(super) const WITHOUT_MODEL: &[f32] = &[
    -1.833, // Bias
    -0.344, // Known
    0.187,  // Country
    2.452,  // Continent
    0.203,  // Admin1
    -0.018, // Admin2
    -1.007, // Settlement
    1.254,  // Area
    3.533,  // Population
    0.441,  // Namesakes
    -1.467, // AliasOnly
    0.764,  // Capital
    1.123,  // Demonym
    0.379,  // Street
    -0.359, // RoadNumber
    0.283,  // FeatureName
    -1.478, // Unknown
    0.411,  // Words2
    -0.112, // Words3
    1.093,  // SortInside
    1.073,  // BeforeIn
    0.776,  // BeforeNear
    2.268,  // BeforeAttack
    1.227,  // BeforeTo
    1.103,  // BeforeOf
    0.547,  // BeforeOtherPreposition
    0.766,  // BeforeThe
    1.051,  // BeforeAnd
    0.137,  // BeforeCompass
    0.833,  // BeforeTitle
    -0.518, // BeforeGiven
    -2.3,   // BeforeCapital
    0.972,  // BeforeInitial
    1.5,    // BeforeBattleOf
    4.0,    // AfterLabel
    0.949,  // BeforeCommaPlace
    1.977,  // BeforeSortOf
    -2.117, // BeforeOrganisationOf
    1.642,  // BeforePossessive
    -1.882, // AfterCapital
    0.824,  // AfterOrganisation
    -1.889, // AfterPress
    1.523,  // AfterApposition
    -1.688, // AfterStreet
    -1.483, // AfterFeature
    1.695,  // AfterSort
    0.562,  // AfterRole
    -0.814, // AfterSpeaks
    1.139,  // AfterCommaPlace
    1.608,  // AfterCommaState
    0.501,  // AfterBased
    -0.173, // AfterPossessive
    -0.553, // AfterInitial
    -0.749, // AfterParenthesis
    -0.04,  // AfterLower
    -0.616, // SentenceStart
    0.347,  // SentenceStartWord
    -0.189, // Shouting
    -1.02,  // UpperCase
    3.052,  // Dateline
    -1.775, // GivenName
    -1.92,  // TitleWord
    -4.669, // CalendarWord
    -1.792, // LowerElsewhere
    -3.611, // CommonWord
    -0.732, // StreetWord
    -1.625, // OrganisationWord
    -4.195, // SurnameElsewhere
    1.206,  // LocativeElsewhere
    -3.728, // InsideKnown
    -0.345, // ListOfPlaces
    0.0,    // ModelPlace
    0.0,    // ModelPerson
    0.0,    // ModelOrganisation
    0.0,    // ModelPeople
    0.0,    // ModelOther
    0.0,    // ModelExact
    0.0,    // ModelInside
    0.0,    // ModelProper
    0.0,    // ModelNotProper
    0.0,    // ModelObject
    0.0,    // ModelCompound
    0.0,    // ModelSubject
];

/// Weights of features with a language model.
pub(super) const WITH_MODEL: &[f32] = &[
    -2.729, // Bias
    -0.023, // Known
    -0.091, // Country
    1.669,  // Continent
    0.152,  // Admin1
    0.046,  // Admin2
    -0.969, // Settlement
    0.979,  // Area
    2.726,  // Population
    0.395,  // Namesakes
    -1.331, // AliasOnly
    0.647,  // Capital
    1.545,  // Demonym
    -0.138, // Street
    -0.205, // RoadNumber
    0.059,  // FeatureName
    -1.445, // Unknown
    0.372,  // Words2
    -0.036, // Words3
    1.048,  // SortInside
    0.228,  // BeforeIn
    0.968,  // BeforeNear
    1.999,  // BeforeAttack
    0.535,  // BeforeTo
    0.427,  // BeforeOf
    -0.02,  // BeforeOtherPreposition
    0.773,  // BeforeThe
    0.861,  // BeforeAnd
    0.142,  // BeforeCompass
    0.905,  // BeforeTitle
    -0.172, // BeforeGiven
    -1.845, // BeforeCapital
    1.33,   // BeforeInitial
    1.5,    // BeforeBattleOf
    4.0,    // AfterLabel
    0.333,  // BeforeCommaPlace
    1.689,  // BeforeSortOf
    -1.042, // BeforeOrganisationOf
    1.26,   // BeforePossessive
    -0.665, // AfterCapital
    1.02,   // AfterOrganisation
    -1.655, // AfterPress
    1.521,  // AfterApposition
    -1.365, // AfterStreet
    -1.049, // AfterFeature
    1.836,  // AfterSort
    0.61,   // AfterRole
    -0.677, // AfterSpeaks
    0.784,  // AfterCommaPlace
    1.295,  // AfterCommaState
    0.445,  // AfterBased
    -0.347, // AfterPossessive
    -0.53,  // AfterInitial
    -0.678, // AfterParenthesis
    0.132,  // AfterLower
    -0.328, // SentenceStart
    0.691,  // SentenceStartWord
    -0.21,  // Shouting
    -0.998, // UpperCase
    3.466,  // Dateline
    -1.737, // GivenName
    -1.901, // TitleWord
    -4.052, // CalendarWord
    -1.497, // LowerElsewhere
    -3.147, // CommonWord
    -0.269, // StreetWord
    -1.418, // OrganisationWord
    -4.161, // SurnameElsewhere
    1.141,  // LocativeElsewhere
    -2.997, // InsideKnown
    -0.182, // ListOfPlaces
    -0.59,  // ModelPlace
    0.512,  // ModelPerson
    0.597,  // ModelOrganisation
    0.616,  // ModelPeople
    0.257,  // ModelOther
    2.355,  // ModelExact
    -1.103, // ModelInside
    0.614,  // ModelProper
    -0.616, // ModelNotProper
    0.575,  // ModelObject
    -0.299, // ModelCompound
    -0.781, // ModelSubject
];

/// Weights of evidence.
pub(super) const RESOLUTION: &[f32] = &[
    6.491,  // Population
    1.5,    // Country
    0.0,    // Continent
    1.24,   // Admin1
    -1.249, // Admin2
    -0.499, // Neighbourhood
    0.843,  // Capital
    0.962,  // Seat
    2.835,  // Area
    -2.265, // Alias
    0.0,    // Loose
    0.871,  // Inside
    -0.87,  // NotInside
    0.0,    // Beside
    0.253,  // Holds
    0.534,  // SortAgrees
    -0.534, // SortDisagrees
    1.178,  // UnitNamed
    2.284,  // CountryNamed
    -0.426, // CountryNamedOften
    0.0,    // CountryHinted
    0.899,  // Near30
    1.665,  // Near100
    0.951,  // Near300
    1.951,  // SameUnit
    2.123,  // SameCountry
    -0.042, // NearDateline
    0.0,    // UserLayer
    0.0,    // Lone
    -0.344, // Derived
    -0.5,   // Foreign
];

/// Weights of ties.
pub(super) const EVENT: &[f32] = &[
    1.525,  // Bias
    0.47,   // Direct
    1.049,  // ObjectModifier
    -0.16,  // SubjectModifier
    0.749,  // Object
    -1.129, // Subject
    0.955,  // PassiveSubject
    -0.013, // Within
    0.537,  // Governs
    -0.637, // OtherClause
    -0.442, // Conjunct
    -0.079, // PathUp
    -0.109, // PathDown
    1.479,  // In
    0.514,  // At
    0.813,  // Near
    -0.835, // From
    -0.127, // To
    0.335,  // Of
    -0.538, // OtherPreposition
    -0.116, // NoPreposition
    0.711,  // Before
    0.815,  // After
    -0.539, // Distance
    -0.095, // Nearest
    0.877,  // NearestAfter
    -0.449, // Container
    -0.845, // Country
    0.396,  // Region
    1.156,  // Town
    -0.103, // Site
    -0.583, // Modifier
    -0.248, // Metonym
    0.315,  // Only
    -0.182, // SentenceFirst
    -0.558, // Reported
    0.521,  // CommaAfter
    1.588,  // Unresolved
];

/// Common words that are also names of places.
pub(super) const COMMON: &[&str] = &[
    "ad",
    "add",
    "adn",
    "ads",
    "advance",
    "age",
    "ago",
    "ai",
    "aid",
    "aim",
    "air",
    "aka",
    "all",
    "alone",
    "along",
    "altar",
    "alter",
    "am",
    "an",
    "and",
    "angel",
    "anger",
    "angle",
    "angles",
    "ans",
    "ant",
    "any",
    "aquarium",
    "are",
    "area",
    "arena",
    "arm",
    "arrest",
    "art",
    "artillery",
    "as",
    "ask",
    "assumption",
    "at",
    "ate",
    "axis",
    "ba",
    "bacon",
    "bad",
    "bag",
    "bake",
    "ball",
    "ban",
    "banana",
    "band",
    "bang",
    "banks",
    "banner",
    "bar",
    "bare",
    "bark",
    "barn",
    "barren",
    "bars",
    "base",
    "basic",
    "basil",
    "battle",
    "battlefield",
    "be",
    "beach",
    "bear",
    "bed",
    "beer",
    "beers",
    "began",
    "begun",
    "belt",
    "bent",
    "best",
    "bet",
    "betta",
    "bias",
    "bib",
    "bid",
    "big",
    "bigger",
    "bites",
    "biting",
    "bland",
    "blast",
    "blend",
    "blur",
    "bn",
    "boil",
    "bond",
    "bone",
    "book",
    "boom",
    "boot",
    "booth",
    "border",
    "bore",
    "born",
    "bottom",
    "bow",
    "box",
    "boy",
    "brain",
    "brains",
    "branch",
    "brand",
    "brass",
    "brick",
    "bright",
    "brilliant",
    "broke",
    "bucks",
    "bug",
    "bullet",
    "burden",
    "burns",
    "burst",
    "bus",
    "bust",
    "busy",
    "but",
    "butt",
    "buy",
    "by",
    "bye",
    "cab",
    "cactus",
    "cage",
    "calcium",
    "came",
    "camps",
    "can",
    "cant",
    "cap",
    "car",
    "carbon",
    "care",
    "cargo",
    "carpenter",
    "carry",
    "cars",
    "cases",
    "cash",
    "cast",
    "cat",
    "cave",
    "celebration",
    "central",
    "centres",
    "cents",
    "century",
    "chair",
    "chance",
    "change",
    "charge",
    "chat",
    "chiro",
    "circle",
    "citrus",
    "clay",
    "cloud",
    "coal",
    "cocoa",
    "colony",
    "combine",
    "come",
    "comet",
    "comfort",
    "commerce",
    "competition",
    "compound",
    "concrete",
    "conservation",
    "content",
    "contest",
    "continental",
    "cook",
    "cool",
    "cop",
    "cork",
    "corn",
    "corners",
    "corpus",
    "countryside",
    "course",
    "cousins",
    "cow",
    "crane",
    "crap",
    "culture",
    "curry",
    "cut",
    "cuts",
    "cuz",
    "da",
    "dad",
    "damp",
    "dare",
    "date",
    "day",
    "deal",
    "deep",
    "deer",
    "delay",
    "deli",
    "demo",
    "deposit",
    "desk",
    "dhin",
    "dial",
    "die",
    "dig",
    "dire",
    "divide",
    "do",
    "dodge",
    "dog",
    "dogs",
    "dollar",
    "dongle",
    "drag",
    "drain",
    "drama",
    "dresser",
    "driver",
    "drowning",
    "drug",
    "dry",
    "du",
    "dual",
    "due",
    "duh",
    "dusty",
    "ear",
    "early",
    "eat",
    "economy",
    "effort",
    "egg",
    "ego",
    "elk",
    "em",
    "energy",
    "engineer",
    "enter",
    "era",
    "essay",
    "ever",
    "exchange",
    "exhibition",
    "experiment",
    "eye",
    "fab",
    "faith",
    "fall",
    "fan",
    "far",
    "fare",
    "farms",
    "fat",
    "fate",
    "federal",
    "fell",
    "fiscal",
    "fleet",
    "flesh",
    "fly",
    "for",
    "force",
    "forth",
    "fortune",
    "foster",
    "four",
    "freedom",
    "friend",
    "friendly",
    "friendship",
    "from",
    "front",
    "frost",
    "fry",
    "fully",
    "fun",
    "gal",
    "gang",
    "gap",
    "garden",
    "gas",
    "gay",
    "gaze",
    "gel",
    "gem",
    "genes",
    "get",
    "gets",
    "give",
    "glad",
    "glove",
    "go",
    "goes",
    "going",
    "golden",
    "golf",
    "gon",
    "gone",
    "gonna",
    "gosh",
    "got",
    "grab",
    "grace",
    "grain",
    "grand",
    "grant",
    "grants",
    "grass",
    "grave",
    "green",
    "grim",
    "grit",
    "gross",
    "guide",
    "guinea",
    "gums",
    "guns",
    "guy",
    "gym",
    "ha",
    "had",
    "haha",
    "halfway",
    "halls",
    "handy",
    "hang",
    "happy",
    "hard",
    "harm",
    "harmony",
    "has",
    "hat",
    "hatch",
    "hav",
    "haven",
    "hay",
    "he",
    "headquarters",
    "healing",
    "heard",
    "heel",
    "hell",
    "her",
    "hes",
    "hey",
    "hh",
    "hire",
    "hit",
    "holder",
    "hole",
    "holiday",
    "home",
    "homeland",
    "honey",
    "hook",
    "hope",
    "hose",
    "hospital",
    "hot",
    "hour",
    "hub",
    "huh",
    "human",
    "humble",
    "hunt",
    "hunting",
    "hurt",
    "id",
    "ill",
    "in",
    "independence",
    "industry",
    "inland",
    "iron",
    "is",
    "island",
    "ive",
    "jam",
    "jar",
    "jaw",
    "job",
    "jug",
    "junior",
    "jury",
    "just",
    "karma",
    "keen",
    "key",
    "keys",
    "kid",
    "kill",
    "kings",
    "knees",
    "knock",
    "lab",
    "label",
    "labor",
    "lame",
    "landing",
    "lap",
    "laser",
    "law",
    "lax",
    "lazy",
    "lbs",
    "lead",
    "leader",
    "lean",
    "led",
    "leg",
    "lemon",
    "lens",
    "let",
    "level",
    "liberal",
    "licking",
    "lid",
    "lie",
    "lime",
    "limestone",
    "limit",
    "line",
    "lions",
    "lip",
    "liq",
    "list",
    "lit",
    "lives",
    "loan",
    "loans",
    "lock",
    "logo",
    "lol",
    "long",
    "look",
    "loose",
    "loss",
    "lot",
    "loving",
    "low",
    "loyal",
    "lube",
    "luck",
    "lucky",
    "luna",
    "mad",
    "made",
    "mailing",
    "maize",
    "major",
    "make",
    "makes",
    "male",
    "males",
    "mall",
    "mama",
    "man",
    "manage",
    "many",
    "marble",
    "market",
    "marks",
    "massacre",
    "mate",
    "maximum",
    "may",
    "me",
    "means",
    "mechanic",
    "media",
    "men",
    "mercy",
    "mere",
    "merit",
    "mermaid",
    "mess",
    "messy",
    "met",
    "metal",
    "meter",
    "mid",
    "mile",
    "miles",
    "min",
    "mind",
    "mine",
    "mining",
    "minor",
    "mins",
    "mission",
    "mobile",
    "mod",
    "model",
    "modern",
    "mold",
    "mom",
    "moon",
    "mop",
    "moral",
    "more",
    "most",
    "mould",
    "much",
    "mud",
    "nails",
    "name",
    "nap",
    "naval",
    "nearest",
    "nest",
    "never",
    "newborn",
    "nice",
    "nine",
    "no",
    "noisy",
    "non",
    "none",
    "nor",
    "normal",
    "northwest",
    "nose",
    "not",
    "oak",
    "occasion",
    "of",
    "off",
    "officer",
    "oil",
    "okay",
    "old",
    "olds",
    "on",
    "one",
    "opportunity",
    "ops",
    "or",
    "orange",
    "our",
    "out",
    "outer",
    "over",
    "owe",
    "pace",
    "pack",
    "pact",
    "pad",
    "page",
    "pains",
    "paint",
    "painter",
    "pale",
    "pan",
    "panic",
    "paper",
    "paradise",
    "parent",
    "parks",
    "part",
    "passage",
    "pasta",
    "paste",
    "paw",
    "peace",
    "peer",
    "pen",
    "pencil",
    "peninsula",
    "per",
    "perseverance",
    "pet",
    "pets",
    "pho",
    "phone",
    "piano",
    "pies",
    "pile",
    "pin",
    "pinch",
    "pink",
    "plain",
    "plan",
    "planes",
    "plans",
    "plate",
    "pleasant",
    "plenty",
    "plunge",
    "plus",
    "point",
    "police",
    "poll",
    "pool",
    "pop",
    "popular",
    "poses",
    "possession",
    "post",
    "pot",
    "pound",
    "powers",
    "pray",
    "pre",
    "prey",
    "price",
    "principal",
    "progress",
    "prospect",
    "prosperity",
    "prosperous",
    "proven",
    "pub",
    "punch",
    "pup",
    "purchase",
    "pure",
    "put",
    "quarter",
    "quo",
    "race",
    "rail",
    "rain",
    "ran",
    "random",
    "rapid",
    "rat",
    "rate",
    "rays",
    "re",
    "reach",
    "reading",
    "real",
    "receiving",
    "record",
    "recovery",
    "red",
    "reform",
    "rein",
    "rep",
    "research",
    "reserve",
    "rest",
    "retreat",
    "rice",
    "rich",
    "rid",
    "ride",
    "rider",
    "riding",
    "ripe",
    "rise",
    "road",
    "robe",
    "rode",
    "roles",
    "rolls",
    "root",
    "rose",
    "rot",
    "row",
    "royal",
    "rude",
    "rule",
    "rum",
    "run",
    "rush",
    "sad",
    "sadly",
    "said",
    "sail",
    "sake",
    "salads",
    "sale",
    "sales",
    "salon",
    "salt",
    "salute",
    "same",
    "samples",
    "sand",
    "sandwich",
    "sat",
    "sauce",
    "save",
    "say",
    "sci",
    "se",
    "sea",
    "section",
    "sector",
    "see",
    "seem",
    "seen",
    "sees",
    "sell",
    "send",
    "sent",
    "servant",
    "serves",
    "set",
    "settle",
    "seven",
    "sex",
    "shape",
    "share",
    "shared",
    "she",
    "shell",
    "shit",
    "shone",
    "shore",
    "shot",
    "shut",
    "side",
    "sin",
    "since",
    "sit",
    "situ",
    "six",
    "sixteen",
    "skull",
    "sky",
    "skyline",
    "slide",
    "slope",
    "smile",
    "snow",
    "so",
    "soda",
    "sole",
    "solo",
    "son",
    "song",
    "sore",
    "sort",
    "sorts",
    "soul",
    "sour",
    "sow",
    "soy",
    "spa",
    "split",
    "spoken",
    "spray",
    "spring",
    "spy",
    "stall",
    "stamp",
    "staple",
    "start",
    "station",
    "steep",
    "steps",
    "still",
    "stock",
    "stone",
    "store",
    "story",
    "straw",
    "strawberry",
    "strong",
    "success",
    "summer",
    "sunshine",
    "superior",
    "supreme",
    "surges",
    "surprise",
    "sussex",
    "swallow",
    "sweet",
    "switch",
    "ta",
    "tactic",
    "tag",
    "taking",
    "talent",
    "tales",
    "tall",
    "tame",
    "tank",
    "tape",
    "tapping",
    "tasty",
    "tea",
    "tell",
    "ten",
    "tent",
    "tequila",
    "than",
    "the",
    "them",
    "thy",
    "tie",
    "til",
    "till",
    "time",
    "timer",
    "tin",
    "tip",
    "tire",
    "tires",
    "to",
    "toast",
    "toe",
    "toll",
    "ton",
    "tongue",
    "too",
    "tool",
    "top",
    "tour",
    "tours",
    "toy",
    "trail",
    "train",
    "trainer",
    "transit",
    "trap",
    "tree",
    "trial",
    "trim",
    "trip",
    "try",
    "tsunami",
    "tube",
    "tug",
    "tuna",
    "turn",
    "twin",
    "twist",
    "unity",
    "up",
    "ur",
    "used",
    "uses",
    "vary",
    "ve",
    "veteran",
    "veto",
    "via",
    "victory",
    "villa",
    "visa",
    "voters",
    "wai",
    "wake",
    "walk",
    "wall",
    "walls",
    "walnut",
    "wan",
    "wang",
    "wanna",
    "war",
    "warn",
    "wary",
    "was",
    "wash",
    "waterfront",
    "waterproof",
    "way",
    "ways",
    "we",
    "wedding",
    "week",
    "welcome",
    "well",
    "were",
    "western",
    "white",
    "win",
    "wines",
    "wing",
    "wink",
    "winner",
    "winters",
    "wise",
    "worms",
    "worth",
    "wow",
    "ya",
    "ye",
    "yes",
    "yet",
    "yoga",
    "young",
    "zone",
    "zoo",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::{event::Tie, features::Feature, resolve::Evidence};

    #[test]
    fn every_fact_has_its_weight() {
        assert_eq!(WITHOUT_MODEL.len(), Feature::ALL.len());
        assert_eq!(WITH_MODEL.len(), Feature::ALL.len());
        assert_eq!(RESOLUTION.len(), Evidence::ALL.len());
        assert_eq!(EVENT.len(), Tie::ALL.len());
    }
}
