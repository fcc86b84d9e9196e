//! Fitted numbers, one for each feature and each piece of evidence, in their order. Written by `scripts/fit_places.py`; do not edit.

/// What a span must weigh to be a place.
pub(super) const BAR: f32 = 0.0;

/// Weights of features without a language model.
pub(super) const WITHOUT_MODEL: &[f32] = &[
    -1.717, // Bias
    -0.107, // Known
    0.396, // Country
    2.274, // Continent
    0.306, // Admin1
    0.02, // Admin2
    -0.956, // Settlement
    1.077, // Area
    0.0, // OtherKind
    3.018, // Population
    0.436, // Namesakes
    -1.404, // AliasOnly
    0.768, // Capital
    1.051, // Demonym
    0.31, // Street
    -0.342, // RoadNumber
    0.235, // FeatureName
    -1.541, // Unknown
    0.404, // Words2
    -0.118, // Words3
    1.097, // SortInside
    1.136, // BeforeIn
    1.19, // BeforeTo
    1.07, // BeforeOf
    0.517, // BeforeOtherPreposition
    0.724, // BeforeThe
    1.012, // BeforeAnd
    0.119, // BeforeCompass
    0.811, // BeforeTitle
    -0.53, // BeforeGiven
    -2.354, // BeforeCapital
    0.967, // BeforeInitial
    0.929, // BeforeCommaPlace
    1.991, // BeforeSortOf
    -2.098, // BeforeOrganisationOf
    1.629, // BeforePossessive
    -1.902, // AfterCapital
    0.751, // AfterOrganisation
    -1.666, // AfterStreet
    -1.473, // AfterFeature
    1.745, // AfterSort
    0.566, // AfterRole
    -0.824, // AfterSpeaks
    1.118, // AfterCommaPlace
    1.597, // AfterCommaState
    0.494, // AfterBased
    -0.168, // AfterPossessive
    -0.556, // AfterInitial
    -0.776, // AfterParenthesis
    -0.061, // AfterLower
    -0.637, // SentenceStart
    0.348, // SentenceStartWord
    -0.038, // Shouting
    -1.019, // UpperCase
    3.024, // Dateline
    -1.79, // GivenName
    -1.949, // TitleWord
    -4.744, // CalendarWord
    -1.786, // LowerElsewhere
    -3.648, // CommonWord
    -0.764, // StreetWord
    -1.621, // OrganisationWord
    -4.215, // SurnameElsewhere
    1.207, // LocativeElsewhere
    0.0, // CapitalElsewhere
    -3.709, // InsideKnown
    -0.348, // ListOfPlaces
    0.0, // ModelPlace
    0.0, // ModelPerson
    0.0, // ModelOrganisation
    0.0, // ModelPeople
    0.0, // ModelOther
    0.0, // ModelExact
    0.0, // ModelInside
    0.0, // ModelProper
    0.0, // ModelNotProper
    0.0, // ModelObject
    0.0, // ModelCompound
    0.0, // ModelSubject
    0.0, // HasModel
];

/// Weights of features with a language model.
pub(super) const WITH_MODEL: &[f32] = &[
    -2.636, // Bias
    0.18, // Known
    0.077, // Country
    1.519, // Continent
    0.243, // Admin1
    0.081, // Admin2
    -0.928, // Settlement
    0.842, // Area
    0.0, // OtherKind
    2.294, // Population
    0.391, // Namesakes
    -1.278, // AliasOnly
    0.634, // Capital
    1.506, // Demonym
    -0.2, // Street
    -0.178, // RoadNumber
    0.018, // FeatureName
    -1.494, // Unknown
    0.365, // Words2
    -0.037, // Words3
    1.055, // SortInside
    0.31, // BeforeIn
    0.508, // BeforeTo
    0.404, // BeforeOf
    -0.045, // BeforeOtherPreposition
    0.738, // BeforeThe
    0.815, // BeforeAnd
    0.124, // BeforeCompass
    0.901, // BeforeTitle
    -0.184, // BeforeGiven
    -1.897, // BeforeCapital
    1.317, // BeforeInitial
    0.305, // BeforeCommaPlace
    1.69, // BeforeSortOf
    -1.022, // BeforeOrganisationOf
    1.252, // BeforePossessive
    -0.684, // AfterCapital
    0.958, // AfterOrganisation
    -1.342, // AfterStreet
    -1.035, // AfterFeature
    1.879, // AfterSort
    0.624, // AfterRole
    -0.691, // AfterSpeaks
    0.76, // AfterCommaPlace
    1.28, // AfterCommaState
    0.426, // AfterBased
    -0.358, // AfterPossessive
    -0.533, // AfterInitial
    -0.71, // AfterParenthesis
    0.109, // AfterLower
    -0.354, // SentenceStart
    0.69, // SentenceStartWord
    -0.115, // Shouting
    -1.0, // UpperCase
    3.442, // Dateline
    -1.752, // GivenName
    -1.924, // TitleWord
    -4.114, // CalendarWord
    -1.488, // LowerElsewhere
    -3.176, // CommonWord
    -0.299, // StreetWord
    -1.418, // OrganisationWord
    -4.184, // SurnameElsewhere
    1.146, // LocativeElsewhere
    0.0, // CapitalElsewhere
    -2.976, // InsideKnown
    -0.194, // ListOfPlaces
    -0.587, // ModelPlace
    0.516, // ModelPerson
    0.584, // ModelOrganisation
    0.591, // ModelPeople
    0.255, // ModelOther
    2.358, // ModelExact
    -1.1, // ModelInside
    0.629, // ModelProper
    -0.619, // ModelNotProper
    0.56, // ModelObject
    -0.322, // ModelCompound
    -0.782, // ModelSubject
    0.009, // HasModel
];

/// Weights of evidence.
pub(super) const RESOLUTION: &[f32] = &[
    6.491,  // Population
    0.0,    // PopulationOften
    -0.911, // Country
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
];

/// Weights of ties.
pub(super) const EVENT: &[f32] = &[
    1.525, // Bias
    0.47, // Direct
    1.049, // ObjectModifier
    -0.16, // SubjectModifier
    0.749, // Object
    -1.129, // Subject
    0.955, // PassiveSubject
    -0.013, // Within
    0.537, // Governs
    -0.637, // OtherClause
    -0.442, // Conjunct
    -0.079, // PathUp
    -0.109, // PathDown
    1.479, // In
    0.514, // At
    0.813, // Near
    -0.835, // From
    -0.127, // To
    0.335, // Of
    -0.538, // OtherPreposition
    -0.116, // NoPreposition
    0.711, // Before
    0.815, // After
    -0.539, // Distance
    -0.095, // Nearest
    0.877, // NearestAfter
    -0.449, // Container
    -0.845, // Country
    0.396, // Region
    1.156, // Town
    -0.103, // Site
    -0.583, // Modifier
    -0.248, // Metonym
    0.315, // Only
    -0.182, // SentenceFirst
    -0.558, // Reported
    0.521, // CommaAfter
    0.0, // Compass
    1.588, // Unresolved
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
