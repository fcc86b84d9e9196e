//! The nouns: a country code, a layer of the stack, a candidate.

use serde::{Deserialize, Serialize};

use crate::feature::{Feature, Kind};

/// An ISO 3166-1 alpha-2 code, or none.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Iso([u8; 2]);

impl Iso {
    /// No country: a sea, a region across borders.
    pub const NONE: Iso = Iso([0, 0]);

    /// Reads two letters in either case; anything else is [`Iso::NONE`].
    ///
    /// ```
    /// use attest_gazetteer::Iso;
    /// assert_eq!(Iso::new("ml").as_str(), "ML");
    /// assert!(Iso::new("Mali").is_none());
    /// ```
    pub fn new(code: &str) -> Iso {
        match code.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Iso([a.to_ascii_uppercase(), b.to_ascii_uppercase()])
            }
            _ => Iso::NONE,
        }
    }

    pub(crate) fn from_bytes(bytes: [u8; 2]) -> Iso {
        if bytes.iter().all(u8::is_ascii_uppercase) { Iso(bytes) } else { Iso::NONE }
    }

    pub(crate) fn bytes(self) -> [u8; 2] {
        self.0
    }

    /// The code in capitals, or nothing.
    pub fn as_str(&self) -> &str {
        if self.is_none() { "" } else { std::str::from_utf8(&self.0).unwrap_or("") }
    }

    /// Whether there is no country.
    pub fn is_none(&self) -> bool {
        self.0 == [0, 0]
    }
}

impl std::fmt::Debug for Iso {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.is_none() { "--" } else { self.as_str() })
    }
}

impl std::fmt::Display for Iso {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Iso {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_none() { serializer.serialize_none() } else { serializer.serialize_str(self.as_str()) }
    }
}

/// A layer of the stack, from the last asked to the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// What the program brings.
    BuiltIn,
    /// A country dump the user imported.
    Dump,
    /// The user's own list.
    User,
}

impl Layer {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Layer::BuiltIn => "built-in",
            Layer::Dump => "dump",
            Layer::User => "user",
        }
    }

    pub(crate) fn parse(text: &str) -> Layer {
        match text {
            "user" => Layer::User,
            "dump" => Layer::Dump,
            _ => Layer::BuiltIn,
        }
    }
}

/// Whose row it is; an id is unique within its origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// GeoNames; the id is a geonameid.
    Geonames,
    /// NGA GNS; the id is a UFI.
    Gns,
    /// A list of the user's own; the id is the row number.
    User,
    /// Our curated areas; the id is the row number.
    Curated,
}

impl Origin {
    /// The name used in records: `geonames`, `gns`, `user`, `curated`.
    pub fn as_str(self) -> &'static str {
        match self {
            Origin::Geonames => "geonames",
            Origin::Gns => "gns",
            Origin::User => "user",
            Origin::Curated => "curated",
        }
    }

    pub(crate) fn from_byte(byte: u8) -> Origin {
        match byte {
            1 => Origin::Gns,
            2 => Origin::User,
            3 => Origin::Curated,
            _ => Origin::Geonames,
        }
    }

    pub(crate) fn byte(self) -> u8 {
        self as u8
    }
}

/// How a name led to a row, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    /// Letter by letter the row's main name.
    Exact,
    /// The main name but for case, marks, hyphens or the article.
    Folded,
    /// One of its other names.
    Alias,
    /// Another transliteration of one of its names.
    Loose,
}

/// One place that a name may mean. Borrowed from the [`Gazetteer`](crate::Gazetteer) it came from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate<'g> {
    /// The row's main name, in its own spelling.
    pub name: &'g str,
    /// The id within `origin`; zero where the source gives none.
    pub id: i32,
    /// Whose row it is.
    pub origin: Origin,
    /// The layer it was found in.
    pub layer: Layer,
    /// Its country.
    pub country: Iso,
    /// The first-order unit it lies in (or is).
    pub admin1: Option<&'g str>,
    /// The second-order unit it lies in (or is).
    pub admin2: Option<&'g str>,
    /// The finest unit's code, `ML.07.2453080` (`ML` alone where only the country is known): containment is a prefix.
    pub admin_code: &'g str,
    /// What it is, in GeoNames' terms.
    pub feature: Feature,
    /// What it is, coarsely.
    pub kind: Kind,
    /// Latitude, degrees north.
    pub lat: f64,
    /// Longitude, degrees east.
    pub lon: f64,
    /// Inhabitants; zero where unknown.
    pub population: u32,
    /// The radius within which the place lies, where the row states an extent.
    pub radius_km: Option<u16>,
    /// The coordinate is computed from the places inside, not stated by the source.
    pub derived: bool,
    /// Seat of a government: a national capital.
    pub capital: bool,
    /// How the name led here.
    pub matched: Matched,
    /// 1 for the same name, less for a loose match.
    pub likeness: f32,
}

impl Candidate<'_> {
    /// The kind in a word: "settlement", "admin1".
    pub fn kind_word(&self) -> &'static str {
        use Kind::{
            Admin1, Admin2, Admin3, Area, Camp, Continent, Country, Forest, Island, Mountain, Neighbourhood,
            Other, River, Road, Sea, Settlement, Site, Water,
        };
        match self.kind {
            Continent => "continent",
            Country => "country",
            Admin1 => "first-order unit",
            Admin2 => "second-order unit",
            Admin3 => "lower unit",
            Settlement => "settlement",
            Neighbourhood => "part of a settlement",
            Area => "area",
            Camp => "camp",
            Road => "road",
            River => "river",
            Water => "water",
            Sea => "sea",
            Forest => "forest",
            Mountain => "mountain",
            Island => "island",
            Site => "site",
            Other => "place",
        }
    }

    /// Whether this place lies in `other` by administrative codes: a country holds its regions, a region its districts and towns.
    pub fn lies_in(&self, other: &Candidate<'_>) -> bool {
        match other.kind {
            Kind::Country => !other.country.is_none() && self.country == other.country,
            Kind::Admin1 | Kind::Admin2 | Kind::Admin3 => {
                let code = other.admin_code;
                code.len() > 2
                    && self.admin_code.starts_with(code)
                    && matches!(self.admin_code.as_bytes().get(code.len()), None | Some(b'.'))
            }
            _ => false,
        }
    }
}
