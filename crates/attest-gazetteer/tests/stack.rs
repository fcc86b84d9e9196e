//! Importing, stacking, asking: on small files of our own, and on real dumps where a machine has them.

use std::path::{Path, PathBuf};

use attest_gazetteer::{Gazetteer, Iso, Kind, Layer, Matched, commands};

/// A folder of its own for one test, emptied.
fn folder(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("attest-gazetteer-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    dir
}

fn row(
    id: u32,
    name: &str,
    aliases: &str,
    (lat, lon): (f64, f64),
    feature: &str,
    admin1: &str,
    population: u32,
) -> String {
    let (class, code) = feature.split_once('.').unwrap();
    format!(
        "{id}\t{name}\t{name}\t{aliases}\t{lat}\t{lon}\t{class}\t{code}\tML\t\t{admin1}\t\t\t\t{population}\t\t1\tAfrica/Bamako\t2020-01-01\n"
    )
}

fn dump(dir: &Path) -> PathBuf {
    let path = dir.join("ML.txt");
    let rows = [
        row(1, "Kwela", "Kouela,Квела", (14.1, -8.0), "P.PPL", "07", 0),
        row(2, "Kwela", "", (12.7, -7.8), "P.PPL", "07", 300),
        row(3, "Dougabara", "", (14.5, -7.4), "P.PPL", "07", 4000),
        row(2453080, "Nara Cercle", "", (15.1, -7.2), "A.ADM2", "07", 0),
        row(4, "Kwela Forest", "", (14.2, -8.2), "V.FRST", "07", 0),
    ];
    std::fs::write(&path, rows.concat()).unwrap();
    path
}

#[test]
fn a_dump_is_imported_stacked_listed_and_removed() {
    let dir = folder("dump");
    let source = dump(&dir);
    let store = dir.join("store");
    let added = commands::add(&[source], &store, &mut |_| ()).unwrap();
    assert_eq!((added[0].meta.rows, added[0].tally.skipped), (5, 0));
    let gazetteer = Gazetteer::stack(&store).unwrap();
    let kwela = gazetteer.lookup("KWELA");
    assert_eq!(kwela.len(), 2);
    assert_eq!((kwela[0].population, kwela[0].admin1, kwela[0].layer), (300, Some("Koulikoro"), Layer::Dump));
    assert_eq!(gazetteer.lookup("Kouela")[0].matched, Matched::Alias);
    assert_eq!(gazetteer.lookup("Kwela Forest")[0].kind, Kind::Forest);
    let near = gazetteer.nearby(14.5, -7.4, 5.0);
    assert_eq!(near[0].1.name, "Dougabara");
    assert_eq!(commands::list(&store).unwrap().len(), 2);
    assert!(commands::remove("XX", &store).is_err());
    commands::remove("ML", &store).unwrap();
    assert_eq!(commands::list(&store).unwrap().len(), 1);
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn sorting_over_the_disk_and_in_memory_write_the_same_bytes() {
    let dir = folder("limits");
    let source = dump(&dir);
    let written = [1usize, 1 << 24].map(|limit| {
        let store = dir.join(format!("store-{limit}"));
        let added =
            commands::add_with_limit(std::slice::from_ref(&source), &store, limit, &mut |_| ()).unwrap();
        std::fs::read(&added[0].path).unwrap()
    });
    assert!(written[0] == written[1]);
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn alternate_names_and_unit_names_add_to_a_dump() {
    let dir = folder("alternate");
    let source = dump(&dir);
    let names = dir.join("alternateNamesV2.txt");
    std::fs::write(
        &names,
        "10\t3\tfr\tDougabarra-Koura\t\t\t\t\t\t\n11\t3\tlink\thttps://example.org/x\n12\t99\ten\tNobody\n",
    )
    .unwrap();
    let units = dir.join("admin1CodesASCII.txt");
    std::fs::write(&units, "ML.07\tKoulikoro Region\tKoulikoro Region\t2454532\n").unwrap();
    let store = dir.join("store");
    assert!(commands::add(std::slice::from_ref(&names), &store, &mut |_| ()).is_err());
    commands::add(&[names, source, units], &store, &mut |_| ()).unwrap();
    let gazetteer = Gazetteer::stack(&store).unwrap();
    let found = gazetteer.lookup("Dougabarra Koura");
    assert_eq!((found[0].name, found[0].admin1), ("Dougabara", Some("Koulikoro Region")));
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn a_table_of_the_users_own_comes_first() {
    let dir = folder("table");
    let source = dir.join("mine.csv");
    std::fs::write(&source, "name;lat;lon;kind;country;aliases;radius_km\nBamako;12.0;-8.0;camp;Mali;Camp B|B Camp;3\nbad;x;y;;;;\n").unwrap();
    let store = dir.join("store");
    let added = commands::add(&[source], &store, &mut |_| ()).unwrap();
    assert_eq!((added[0].tally.rows, added[0].tally.skipped), (1, 1));
    let gazetteer = Gazetteer::stack(&store).unwrap();
    let first = gazetteer.lookup("Bamako")[0];
    assert_eq!(
        (first.layer, first.kind, first.radius_km, first.country),
        (Layer::User, Kind::Camp, Some(3), Iso::new("ML"))
    );
    assert_eq!(gazetteer.lookup("b camp")[0].name, "Bamako");
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn a_zip_and_an_nga_file_are_read() {
    let dir = folder("gns");
    let source = dir.join("ml.txt");
    let header = "RC\tUFI\tUNI\tLAT\tLONG\tFC\tDSG\tCC1\tADM1\tPOP\tNT\tFULL_NAME_RO\n";
    let rows = "1\t-100\t5\t14.5\t-7.5\tP\tPPL\tML\t07\t\tV\tKouela-ba\n1\t-100\t6\t14.5\t-7.5\tP\tPPL\tML\t07\t\tN\tKwelaba\n";
    std::fs::write(&source, format!("{header}{rows}")).unwrap();
    let zipped = dir.join("ml.zip");
    let mut archive = zip::ZipWriter::new(std::fs::File::create(&zipped).unwrap());
    archive.start_file("readme.txt", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut archive, b"not a table").unwrap();
    archive.start_file("ml.txt", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut archive, std::fs::read(&source).unwrap().as_slice()).unwrap();
    archive.finish().unwrap();
    let store = dir.join("store");
    commands::add(&[zipped], &store, &mut |_| ()).unwrap();
    let gazetteer = Gazetteer::stack(&store).unwrap();
    let found = gazetteer.lookup("Kouela Ba");
    assert_eq!((found.len(), found[0].name, found[0].country), (1, "Kwelaba", Iso::new("ML")));
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn other_transliterations_are_found_with_a_lower_score() {
    let gazetteer = Gazetteer::builtin();
    let hol = gazetteer.lookup_loose("Al-Hol", 0.7);
    assert!(hol.iter().any(|c| c.name == "Al Ḩawl" && c.likeness < 1.0), "{hol:?}");
    let zliten = gazetteer.lookup_loose("Zaliten", 0.7);
    assert!(zliten.iter().any(|c| c.country == Iso::new("LY")), "{zliten:?}");
}

#[test]
fn the_built_in_layer_knows_units_countries_and_areas() {
    let gazetteer = Gazetteer::builtin();
    for (name, kind) in [
        ("Mali", Kind::Country),
        ("Koulikoro Region", Kind::Admin1),
        ("Illinois", Kind::Admin1),
        ("Fayette County", Kind::Admin2),
        ("Sambisa Forest", Kind::Forest),
        ("Donbas", Kind::Area),
        ("Africa", Kind::Continent),
        ("Kherson", Kind::Settlement),
    ] {
        assert!(gazetteer.lookup(name).iter().any(|c| c.kind == kind), "{name}");
    }
    let springfield = gazetteer.lookup("Springfield");
    let illinois = gazetteer.lookup("Illinois").into_iter().find(|c| c.kind == Kind::Admin1).unwrap();
    assert_eq!(springfield.iter().filter(|c| c.lies_in(&illinois)).count(), 1);
    assert!(gazetteer.layers().all(|l| l.rows > 250_000));
}
