//! NGA GNS files: tab-separated with a header, one line a *name*; the lines of one feature share its UFI.
//!
//! Two generations are about: the old one (`UFI`, `LAT`, `LONG`, `FC`, `DSG`, `CC1` in FIPS codes, `FULL_NAME_RO`) and that of 2021 (`ufi`, `lat_dd`,
//! `long_dd`, `fc`, `desig_cd`, `cc_ft`, `full_name`). Columns are found by name, so both are read by the same lines.

use crate::builder::{Builder, Entry};
use crate::countries::countries;
use crate::error::Result;
use crate::feature::Feature;
use crate::import::usable_alias;
use crate::place::{Iso, Origin};

/// Where the columns are.
pub(super) struct Columns {
    ufi: Option<usize>,
    lat: Option<usize>,
    lon: Option<usize>,
    class: Option<usize>,
    designation: Option<usize>,
    country: Option<usize>,
    admin1: Option<usize>,
    population: Option<usize>,
    kind: Option<usize>,
    name: Option<usize>,
}

/// The country of a GNS code: three letters are GENC (as ISO), two are FIPS 10-4 in the old files.
fn country(code: &str) -> Iso {
    let code = code.split([',', ';']).next().unwrap_or("").trim().to_uppercase();
    countries()
        .iter()
        .find(|c| if code.len() == 3 { c.iso3 == code } else { c.fips == code })
        .map_or_else(|| Iso::new(&code), |c| c.iso)
}

impl Columns {
    pub(super) fn of(header: &str) -> Columns {
        let names: Vec<String> =
            header.trim_start_matches('\u{feff}').split('\t').map(|c| c.trim().to_lowercase()).collect();
        let find = |wanted: &[&str]| wanted.iter().find_map(|w| names.iter().position(|n| n == w));
        Columns {
            ufi: find(&["ufi"]),
            lat: find(&["lat", "lat_dd"]),
            lon: find(&["long", "long_dd", "lon"]),
            class: find(&["fc"]),
            designation: find(&["dsg", "desig_cd"]),
            country: find(&["cc1", "cc_ft", "cc"]),
            admin1: find(&["adm1"]),
            population: find(&["pop"]),
            kind: find(&["nt"]),
            name: find(&["full_name_ro", "full_name", "full_name_nd_ro", "full_nm_nd"]),
        }
    }

    pub(super) fn place(&mut self, line: &str, builder: &mut Builder) -> Result<bool> {
        let c: Vec<&str> = line.split('\t').collect();
        let cell = |n: Option<usize>| n.and_then(|n| c.get(n)).map_or("", |s| s.trim());
        let (Ok(id), Ok(lat), Ok(lon)) =
            (cell(self.ufi).parse::<i64>(), cell(self.lat).parse::<f64>(), cell(self.lon).parse::<f64>())
        else {
            return Ok(false);
        };
        let name = cell(self.name);
        if name.is_empty() || !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
            return Ok(false);
        }
        let id = i32::try_from(id).unwrap_or((id & 0x7fff_ffff) as i32);
        let entry = Entry {
            id,
            origin: Origin::Gns,
            name: name.to_string(),
            aliases: Vec::new(),
            lat,
            lon,
            feature: Feature::new(cell(self.class).chars().next().unwrap_or(' '), cell(self.designation)),
            country: country(cell(self.country)),
            admin1: String::new(),
            admin2: String::new(),
            population: cell(self.population).parse().unwrap_or(0),
            radius_km: 0,
            derived: false,
            capital: cell(self.designation) == "PPLC",
        };
        let _ = self.admin1; // GNS numbers its units otherwise than GeoNames: no name would fit the code
        builder.add_ranked(&entry, matches!(cell(self.kind), "N" | "C" | "NS"))?;
        if usable_alias(name) {
            builder.other_name(Origin::Gns, id, name)?;
        }
        Ok(true)
    }
}
