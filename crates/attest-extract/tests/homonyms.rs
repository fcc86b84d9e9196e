//! Traps of the same name: villages of one name in one country, towns of one name in two. The rows are real villages of Mali (GeoNames, CC BY 4.0); the
//! sentences are ours.
#![allow(clippy::unwrap_used)]

use attest_extract::places::{self, Hints, PlaceMention, Places, Role};
use attest_gazetteer::{Gazetteer, commands};
use attest_model::{PlaceBasis, Precision};
use std::sync::LazyLock;

/// Name, latitude, longitude, feature code, code of the first-order unit.
const VILLAGES: [(&str, f64, f64, &str, &str); 14] = [
    ("Nara", 15.16875, -7.28466, "PPLA2", "07"),
    ("Nara", 14.47599, -5.98992, "PPL", "05"),
    ("Mourdiah", 14.47266, -7.46708, "PPL", "07"),
    ("Kwala", 14.1506, -8.0422, "PPL", "07"),
    ("Kouala", 11.99158, -7.29668, "PPL", "06"),
    ("Fallou", 15.5208, -4.362, "PPL", "04"),
    ("Farabougou", 14.8921, -6.1414, "PPL", "05"),
    ("Farabougou", 14.5015, -9.43313, "PPL", "03"),
    ("Farabougou", 14.1002, -7.6601, "PPL", "07"),
    ("Farabougou", 13.9086, -8.2204, "PPL", "07"),
    ("Farabougou", 13.02663, -6.65963, "PPL", "05"),
    ("Farabougou", 13.40606, -7.64015, "PPL", "07"),
    ("Farabougou", 13.84453, -7.98604, "PPL", "07"),
    ("Farabougou", 13.145, -6.19794, "PPL", "05"),
];

static MALI: LazyLock<Gazetteer> = LazyLock::new(|| {
    let dir = std::env::temp_dir().join(format!("attest-homonyms-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    let row = |(n, (name, lat, lon, code, unit)): (usize, &(&str, f64, f64, &str, &str))| {
        format!(
            "{}\t{name}\t{name}\t\t{lat}\t{lon}\tP\t{code}\tML\t\t{unit}\t\t\t\t0\t\t1\tAfrica/Bamako\t2020-01-01\n",
            9_000_000 + n
        )
    };
    let rows: String = VILLAGES.iter().enumerate().map(row).collect();
    std::fs::write(dir.join("ML.txt"), rows).unwrap();
    commands::add(&[dir.join("ML.txt")], &dir.join("store"), &mut |_| ()).unwrap();
    let stack = Gazetteer::stack(&dir.join("store")).unwrap();
    let _ = std::fs::remove_dir_all(&dir);
    stack
});

fn read(text: &str) -> Places {
    places::read(text, None, &MALI, &Hints::default())
}

fn named<'p>(places: &'p Places, name: &str) -> &'p PlaceMention {
    places.mentions.iter().find(|mention| mention.text == name).unwrap()
}

fn country(text: &str, name: &str) -> String {
    named(&read(text), name).country.unwrap().as_str().to_owned()
}

#[test]
fn a_village_that_no_gazetteer_has_there_lies_near_its_neighbour() {
    let found = read("Gunmen attacked the camp in Kwala, a village near Mourdiah, Mali, on Monday.");
    let (kwala, mourdiah) = (named(&found, "Kwala"), named(&found, "Mourdiah"));
    assert_eq!((mourdiah.lat, mourdiah.lon), (Some(14.47266), Some(-7.46708)));
    assert_eq!((kwala.basis, kwala.radius_km), (PlaceBasis::Near, Some(25.0)));
    assert_eq!((kwala.lat, kwala.lon), (mourdiah.lat, mourdiah.lon));
    assert_eq!(kwala.precision, Precision { ged: Some(2), acled: Some(2) });
    assert_eq!(kwala.near.map(|n| found.mentions[n].text.as_str()), Some("Mourdiah"));
    assert!(
        kwala.readings.iter().any(|reading| reading.name == "Kwala" && (reading.lat - 14.1506).abs() < 0.01),
        "its candidates stay in the record"
    );
}

#[test]
fn the_region_that_the_text_gives_decides_among_eight_villages() {
    let found = read("Shells fell on the village of Farabougou, in Kayes Region, Mali.");
    assert!((named(&found, "Farabougou").lon.unwrap() + 9.43313).abs() < 0.01);
}

#[test]
fn the_town_of_the_region_is_meant_and_not_its_namesake() {
    let found = read("The group has fought in Nara and in Koulikoro Region, Mali.");
    assert!((named(&found, "Nara").lat.unwrap() - 15.169).abs() < 0.01);
}

#[test]
fn tripoli_is_in_the_country_that_the_text_gives() {
    assert_eq!(country("Two shells fell in Tripoli, Lebanon.", "Tripoli"), "LB");
    assert_eq!(
        country(
            "Two shells fell in Tripoli on Monday, the Libyan army said. Libya called it an attack.",
            "Tripoli"
        ),
        "LY"
    );
    assert_eq!(
        country("Two shells fell in the Lebanese port of Tripoli, and Lebanon protested.", "Tripoli"),
        "LB"
    );
}

#[test]
fn a_countrys_name_is_the_country() {
    for (name, iso) in [
        ("Georgia", "GE"),
        ("Lebanon", "LB"),
        ("Mali", "ML"),
        ("Chad", "TD"),
        ("Jordan", "JO"),
        ("Niger", "NE"),
        ("Togo", "TG"),
        ("Cuba", "CU"),
    ] {
        assert_eq!(country(&format!("Gunmen killed two soldiers in {name} on Monday."), name), iso, "{name}");
    }
}

#[test]
fn a_people_wins_over_a_hamlet_of_its_name() {
    let found = read("Gunmen attacked Malian soldiers in Nara.");
    assert_eq!(named(&found, "Malian").role, Role::Demonym);
}

#[test]
fn a_namesake_abroad_stays_unresolved_in_the_country_of_the_report() {
    let found = read("Syrian warplanes struck the village of Arbin in Syria, and Syria's army said nothing.");
    let arbin = named(&found, "Arbin");
    assert_eq!(arbin.country.map(|iso| iso.as_str().to_owned()).as_deref(), Some("SY"));
}
