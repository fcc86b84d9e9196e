//! What sort of thing a row is: GeoNames' feature class and code, and the coarser kind that reports tell apart.

use serde::{Deserialize, Serialize};

/// A GeoNames feature: a class letter (A P H T L S V R U) and a code (`PPL`, `ADM1`, `STM`). Other gazetteers are translated into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Feature {
    class: u8,
    code: [u8; 5],
}

const CLASSES: &[u8; 10] = b" APHTLSVRU";

impl Feature {
    /// A feature of a class letter and a code of at most five capitals and digits; what does not fit is dropped.
    ///
    /// ```
    /// use attest_gazetteer::{Feature, Kind};
    /// assert_eq!(Feature::new('A', "ADM1").to_string(), "A.ADM1");
    /// assert_eq!(Feature::new('P', "PPL").kind(), Kind::Settlement);
    /// ```
    pub fn new(class: char, code: &str) -> Feature {
        let class = u8::try_from(class).ok().filter(|c| CLASSES.contains(c)).unwrap_or(b' ');
        let mut short = [0; 5];
        for (to, from) in
            short.iter_mut().zip(code.bytes().filter(|b| b.is_ascii_uppercase() || b.is_ascii_digit()))
        {
            *to = from;
        }
        Feature { class, code: short }
    }

    /// The class letter.
    pub fn class(&self) -> char {
        char::from(self.class)
    }

    /// The code.
    pub fn code(&self) -> &str {
        let end = self.code.iter().position(|&b| b == 0).unwrap_or(5);
        std::str::from_utf8(&self.code[..end]).unwrap_or("")
    }

    /// Class and code in one number: 27 bits of code in base 37, the class above.
    pub(crate) fn pack(self) -> u32 {
        let class = CLASSES.iter().position(|&c| c == self.class).unwrap_or(0) as u32;
        let code = self.code.iter().fold(0u32, |n, &b| {
            n * 37
                + match b {
                    b'A'..=b'Z' => u32::from(b - b'A') + 1,
                    b'0'..=b'9' => u32::from(b - b'0') + 27,
                    _ => 0,
                }
        });
        class << 27 | code
    }

    pub(crate) fn unpack(n: u32) -> Feature {
        let class = CLASSES.get((n >> 27) as usize).copied().unwrap_or(b' ');
        let mut rest = n & ((1 << 27) - 1);
        let mut code = [0; 5];
        for to in code.iter_mut().rev() {
            *to = match rest % 37 {
                0 => 0,
                n @ 1..=26 => b'A' + (n - 1) as u8,
                n => b'0' + (n - 27) as u8,
            };
            rest /= 37;
        }
        Feature { class, code }
    }

    /// The coarse kind.
    pub fn kind(&self) -> Kind {
        match (self.class, self.code()) {
            (b'A', "ADM1" | "ADM1H") => Kind::Admin1,
            (b'A', "ADM2" | "ADM2H") => Kind::Admin2,
            (b'A', code) if code.starts_with("PCL") || code == "TERR" => Kind::Country,
            (b'A', _) => Kind::Admin3,
            (b'P', "PPLX") => Kind::Neighbourhood,
            (b'P', _) => Kind::Settlement,
            (b'L', "CONT") => Kind::Continent,
            (b'L', "CMP" | "CMPRF" | "CMPO") | (b'S', "CMP" | "CMPRF") => Kind::Camp,
            (b'V', _) => Kind::Forest,
            (b'R', _) => Kind::Road,
            (b'T', code) if code.starts_with("ISL") || code == "ATOL" => Kind::Island,
            (b'T', _) => Kind::Mountain,
            (b'H', code) if code.starts_with("STM") || code.starts_with("WAD") || code.starts_with("CNL") => {
                Kind::River
            }
            (b'H', "SEA" | "OCN" | "GULF" | "BAY" | "STRT" | "CHN" | "SD") | (b'U', _) => Kind::Sea,
            (b'H', _) => Kind::Water,
            (b'L', _) => Kind::Area,
            (b'S', _) => Kind::Site,
            _ => Kind::Other,
        }
    }
}

impl std::fmt::Display for Feature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.class(), self.code())
    }
}

/// The kind of place, as coarse as words in reports are ("village", "province", "river").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A continent.
    Continent,
    /// A state or territory with an ISO code.
    Country,
    /// A first-order unit: region, province, US state, oblast, governorate.
    Admin1,
    /// A second-order unit: district, cercle, US county, raion.
    Admin2,
    /// A unit below.
    Admin3,
    /// A village, town or city.
    Settlement,
    /// A part of a settlement.
    Neighbourhood,
    /// A region without an administration: Donbas, Sahel, Liptako-Gourma.
    Area,
    /// A camp for displaced people or refugees.
    Camp,
    /// A road or railway.
    Road,
    /// A river, wadi or canal.
    River,
    /// A lake, well or other inland water.
    Water,
    /// A sea, bay or strait.
    Sea,
    /// A forest or other vegetation.
    Forest,
    /// A mountain, hill, desert or pass.
    Mountain,
    /// An island.
    Island,
    /// A building or facility.
    Site,
    /// Anything else.
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_survives_packing() {
        for (class, code) in
            [('P', "PPLA2"), ('A', "ADM1"), ('H', "STM"), ('A', "PCLIX"), ('U', "99Z9Z"), ('V', "")]
        {
            let feature = Feature::new(class, code);
            assert_eq!(Feature::unpack(feature.pack()), feature, "{class}.{code}");
        }
    }

    #[test]
    fn a_class_that_does_not_exist_is_a_blank() {
        assert_eq!(Feature::new('é', "XX").class(), ' ');
    }
}
