//! The words around names that say what the names are.
//!
//! Closed lists of plain English, sorted for binary search by a test. They hold kinds of words, never names of particular places.

use attest_gazetteer::Kind;

pub(super) use super::given_names::GIVEN;
pub(super) use super::people_words::{ORGANISATIONS, PRESS, ROLES, SPEAKS, TITLES};

/// Whether a sorted list holds a word.
pub(super) fn has(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// Prepositions after which a place is likely.
pub(super) const IN: &[&str] = &["around", "at", "in", "inside", "near", "outside", "within"];
/// Prepositions of movement.
pub(super) const TO: &[&str] = &[
    "across",
    "along",
    "beyond",
    "from",
    "into",
    "leaving",
    "off",
    "through",
    "throughout",
    "to",
    "toward",
    "towards",
    "via",
];

/// Words after which a name is hardly anything but a place.
pub(super) const NEAR: &[&str] = &["around", "inside", "near", "nearby", "outside", "surrounding"];
/// Verbs whose object, where it is one name, is a place oftener than a person.
pub(super) const ATTACKS: &[&str] = &[
    "approaching",
    "captured",
    "capturing",
    "controlled",
    "hit",
    "left",
    "reached",
    "rocked",
    "seized",
    "seizing",
    "struck",
    "surrounded",
    "surrounding",
    "targeted",
    "took",
    "visited",
];

/// Verbs of the same sort whose object is hardly ever a person, whatever the name looks like.
pub(super) const STORMS: &[&str] = &[
    "attacked",
    "besieged",
    "besieging",
    "bombarded",
    "bombarding",
    "bombed",
    "bombing",
    "burned",
    "burnt",
    "entered",
    "entering",
    "fled",
    "flee",
    "fleeing",
    "invaded",
    "invading",
    "liberated",
    "liberating",
    "looted",
    "looting",
    "occupied",
    "occupying",
    "overran",
    "overrunning",
    "pounded",
    "pounding",
    "raided",
    "raiding",
    "razed",
    "recapture",
    "recaptured",
    "recapturing",
    "retake",
    "retaking",
    "retook",
    "shelled",
    "shelling",
    "storm",
    "stormed",
    "storming",
];

/// Deeds whose aim, behind *on*, is a place oftener than not: "the assault on Marnak", "bombs fell on Marnak".
pub(super) const DEEDS: &[&str] = &[
    "advance",
    "advanced",
    "advancing",
    "airstrike",
    "airstrikes",
    "assault",
    "assaults",
    "attack",
    "attacks",
    "bombardment",
    "bombs",
    "dropped",
    "fell",
    "landed",
    "march",
    "marched",
    "marching",
    "missiles",
    "offensive",
    "onslaught",
    "raid",
    "raids",
    "rained",
    "rockets",
    "shells",
    "strike",
    "strikes",
];

/// Who suffers something *in* a place, or what they suffer: "killed **six** in Marnak", "**wounded** in Marnak".
pub(super) fn is_harmed(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty() && word.len() < 4
        || matches!(
            word,
            "killed"
                | "died"
                | "dead"
                | "wounded"
                | "injured"
                | "hurt"
                | "abducted"
                | "kidnapped"
                | "massacred"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "eleven"
                | "twelve"
                | "dozens"
                | "people"
                | "civilians"
                | "villagers"
                | "residents"
                | "soldiers"
                | "policemen"
                | "militants"
                | "fighters"
                | "fighting"
                | "farmers"
                | "herders"
                | "bodies"
        )
}

/// What stands, and what happens, *in* a place: "a church **in** Marnak", "an ambush near Marnak".
pub(super) fn is_scene(noun: &str) -> bool {
    matches!(
        noun.strip_suffix('s').unwrap_or(noun),
        "church"
            | "churche"
            | "mosque"
            | "temple"
            | "school"
            | "market"
            | "camp"
            | "post"
            | "base"
            | "checkpoint"
            | "hospital"
            | "clinic"
            | "house"
            | "home"
            | "hotel"
            | "bar"
            | "restaurant"
            | "station"
            | "bridge"
            | "mine"
            | "farm"
            | "attack"
            | "ambush"
            | "ambushe"
            | "blast"
            | "explosion"
            | "bombing"
            | "raid"
            | "strike"
            | "airstrike"
            | "clash"
            | "clashe"
            | "shelling"
            | "massacre"
            | "shooting"
            | "firefight"
            | "killing"
            | "protest"
            | "riot"
    )
}

/// Deeds that take people away from a place: "abducted **from** Marnak", "driven from Marnak".
pub(super) fn is_taking(word: &str) -> bool {
    matches!(
        word,
        "abducted"
            | "kidnapped"
            | "snatched"
            | "seized"
            | "displaced"
            | "evacuated"
            | "fled"
            | "fleeing"
            | "driven"
            | "expelled"
    )
}

/// Parts of a place, and what lies about it: "the outskirts of Marnak".
pub(super) fn is_part(noun: &str) -> bool {
    matches!(
        noun,
        "outskirts"
            | "countryside"
            | "suburbs"
            | "perimeter"
            | "vicinity"
            | "surroundings"
            | "hinterland"
            | "environs"
    )
}

/// Capitalised nouns that close the name of a street or road.
pub(super) const STREETS: &[&str] = &[
    "alley",
    "ave",
    "avenue",
    "blvd",
    "boulevard",
    "bridge",
    "bypass",
    "causeway",
    "circle",
    "close",
    "court",
    "crescent",
    "dr",
    "drive",
    "expressway",
    "freeway",
    "highway",
    "hwy",
    "lane",
    "motorway",
    "parkway",
    "pike",
    "place",
    "plaza",
    "rd",
    "road",
    "roundabout",
    "row",
    "square",
    "st",
    "street",
    "terrace",
    "thoroughfare",
    "trail",
    "tunnel",
    "turnpike",
    "way",
];

/// Words before a road number.
pub(super) const ROADS: &[&str] =
    &["fm", "highway", "hwy", "i", "interstate", "ky", "road", "route", "rt", "sr", "us"];

/// Capitalised nouns that close (or, some, open) the name of a natural or other feature.
pub(super) const FEATURES: &[&str] = &[
    "airport",
    "base",
    "basin",
    "bay",
    "beach",
    "camp",
    "canal",
    "cape",
    "cemetery",
    "coast",
    "creek",
    "crossing",
    "dam",
    "delta",
    "desert",
    "falls",
    "forest",
    "gap",
    "gulf",
    "harbor",
    "harbour",
    "heights",
    "hill",
    "hills",
    "island",
    "islands",
    "isle",
    "lake",
    "lakes",
    "marsh",
    "mountain",
    "mountains",
    "ocean",
    "park",
    "peak",
    "peninsula",
    "plain",
    "plains",
    "point",
    "pond",
    "port",
    "reservoir",
    "ridge",
    "river",
    "sea",
    "shore",
    "springs",
    "strait",
    "suburb",
    "triangle",
    "valley",
    "wilderness",
    "woods",
];

/// Nouns that say which kind of place a name is, after it ("Aleppo province") or before it ("the village of"), and the kinds they admit.
pub(super) fn kinds_of(noun: &str) -> Option<&'static [Kind]> {
    use Kind::{
        Admin1, Admin2, Admin3, Area, Camp, Country, Forest, Island, Mountain, Neighbourhood, River, Road,
        Sea, Settlement, Site, Water,
    };
    Some(match noun {
        "village" | "town" | "city" | "villages" | "towns" | "cities" | "hamlet" | "municipality"
        | "locality" | "capital" | "township" | "borough" | "suburb" => &[Settlement, Neighbourhood, Admin3],
        "neighbourhood" | "neighborhood" | "quarter" | "neighbourhoods" | "neighborhoods" => {
            &[Neighbourhood, Settlement]
        }
        "province" | "provinces" | "governorate" | "governorates" | "state" | "states" | "oblast"
        | "wilaya" | "muhafazah" | "emirate" | "canton" => &[Admin1],
        "region" | "regions" => &[Admin1, Area, Admin2],
        "district" | "districts" | "county" | "counties" | "department" | "prefecture" | "parish" => {
            &[Admin2, Admin3, Admin1]
        }
        // Units below the first order wherever they are called so: "Beni territory" is no department of Bolivia.
        "cercle" | "raion" | "woreda" | "commune" | "tehsil" | "subdistrict" | "territory" | "upazila"
        | "taluk" | "payam" | "ward" | "barangay" | "chiefdom" => &[Admin2, Admin3],
        "country" | "republic" | "kingdom" | "nation" => &[Country],
        "river" | "creek" | "stream" | "wadi" => &[River, Water],
        "lake" | "reservoir" | "pond" | "well" => &[Water],
        "forest" | "woods" | "reserve" => &[Forest, Area, Site],
        "mountain" | "mountains" | "hill" | "hills" | "peak" | "desert" | "valley" | "massif" => {
            &[Mountain, Area]
        }
        "island" | "islands" | "isle" | "archipelago" => &[Island, Area],
        "sea" | "ocean" | "gulf" | "bay" | "strait" => &[Sea],
        "road" | "highway" | "street" | "avenue" | "route" => &[Road],
        "camp" => &[Camp, Settlement, Neighbourhood],
        "airport" | "base" | "airbase" | "hospital" | "mosque" | "stadium" => &[Site],
        "post" | "outpost" | "garrison" | "barracks" => &[Site, Settlement],
        "area" | "areas" | "peninsula" | "basin" | "coast" | "delta" | "heights" | "shore" | "shores"
        | "enclave" | "pocket" | "sector" => &[Area, Settlement, Admin1, Admin2, Island],
        _ => return None,
    })
}

/// Words of compass, as whole words.
pub(super) const COMPASS: &[&str] = &[
    "central",
    "downtown",
    "east",
    "eastern",
    "greater",
    "inner",
    "lower",
    "mid",
    "middle",
    "north",
    "northcentral",
    "northeast",
    "northeastern",
    "northern",
    "northwest",
    "northwestern",
    "outer",
    "rural",
    "south",
    "southcentral",
    "southeast",
    "southeastern",
    "southern",
    "southwest",
    "southwestern",
    "upper",
    "uptown",
    "west",
    "western",
];

/// Months, days and the like: capitalised, in gazetteers, and hardly ever places.
pub(super) const CALENDAR: &[&str] = &[
    "april",
    "august",
    "christmas",
    "december",
    "easter",
    "eid",
    "february",
    "friday",
    "january",
    "july",
    "june",
    "march",
    "may",
    "monday",
    "november",
    "october",
    "ramadan",
    "saturday",
    "september",
    "sunday",
    "thanksgiving",
    "thursday",
    "tuesday",
    "wednesday",
];

/// Abbreviations of US states, as written without full stops and in capitals or as in news style, with the state's GeoNames code.
pub(super) fn us_state(word: &str) -> Option<&'static str> {
    const POSTAL: &[&str] = &[
        "AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN", "KS",
        "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV",
        "NY", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY",
    ];
    const NEWS: &[(&str, &str)] = &[
        ("Ala", "AL"),
        ("Ariz", "AZ"),
        ("Ark", "AR"),
        ("Calif", "CA"),
        ("Colo", "CO"),
        ("Conn", "CT"),
        ("Del", "DE"),
        ("Fla", "FL"),
        ("Ill", "IL"),
        ("Ind", "IN"),
        ("Kan", "KS"),
        ("Ky", "KY"),
        ("La", "LA"),
        ("Mass", "MA"),
        ("Md", "MD"),
        ("Mich", "MI"),
        ("Minn", "MN"),
        ("Miss", "MS"),
        ("Mo", "MO"),
        ("Mont", "MT"),
        ("N.C.", "NC"),
        ("N.D.", "ND"),
        ("N.H.", "NH"),
        ("N.J.", "NJ"),
        ("N.M.", "NM"),
        ("N.Y.", "NY"),
        ("Neb", "NE"),
        ("Nev", "NV"),
        ("Okla", "OK"),
        ("Ore", "OR"),
        ("Pa", "PA"),
        ("R.I.", "RI"),
        ("S.C.", "SC"),
        ("S.D.", "SD"),
        ("D.C.", "DC"),
        ("Tenn", "TN"),
        ("Tex", "TX"),
        ("Va", "VA"),
        ("Vt", "VT"),
        ("W.Va", "WV"),
        ("W.Va.", "WV"),
        ("Wash", "WA"),
        ("Wis", "WI"),
        ("Wyo", "WY"),
        ("Ga", "GA"),
    ];
    NEWS.iter()
        .find(|(n, _)| *n == word)
        .map(|(_, s)| *s)
        .or_else(|| POSTAL.binary_search(&word).ok().and_then(|n| POSTAL.get(n).copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_so_that_words_are_found() {
        for list in [
            IN,
            TO,
            TITLES,
            ORGANISATIONS,
            STREETS,
            ROADS,
            FEATURES,
            ROLES,
            SPEAKS,
            NEAR,
            ATTACKS,
            STORMS,
            DEEDS,
            PRESS,
            COMPASS,
            CALENDAR,
            GIVEN,
        ] {
            for pair in list.windows(2) {
                assert!(pair[0] < pair[1], "{} {}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn states_are_read_in_both_styles() {
        assert_eq!(
            (us_state("IL"), us_state("Ill"), us_state("N.Y."), us_state("Illinois")),
            (Some("IL"), Some("IL"), Some("NY"), None)
        );
    }
}
