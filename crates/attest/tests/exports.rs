//! Exports out of an archive and over standard input, imports into an archive: the commands from outside.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const FIRST: &str = "Gunmen attacked the army post at Tolsa in Mali on 28 February 2024, the army said. Over thirty soldiers were killed.\n";
const SECOND: &str = "The army post at Tolsa was attacked on 28 February 2024. At least 12 soldiers were killed, residents said.\n";

/// A row like GED's of the same invented attack, by column names.
const ROW: [(&str, &str); 28] = [
    ("id", "900001"),
    ("year", "2024"),
    ("type_of_violence", "1"),
    ("conflict_name", "Mali: Government"),
    ("dyad_name", "Government of Mali - Tolsa Front"),
    ("side_a", "Government of Mali"),
    ("side_b", "Tolsa Front"),
    ("number_of_sources", "1"),
    ("source_article", "\"Agence Tolsa,2024-02-29,Dozens killed at Tolsa\""),
    ("source_original", "army official"),
    ("where_prec", "1"),
    ("where_coordinates", "Tolsa village"),
    ("where_description", "army post at Tolsa"),
    ("adm_1", "Upper Brenn"),
    ("latitude", "14.5"),
    ("longitude", "-7.25"),
    ("country", "Mali"),
    ("country_id", "432"),
    ("date_prec", "1"),
    ("date_start", "2024-02-28"),
    ("date_end", "2024-02-28"),
    ("deaths_a", "31"),
    ("deaths_b", "2"),
    ("deaths_civilians", "0"),
    ("deaths_unknown", "0"),
    ("best", "33"),
    ("high", "40"),
    ("low", "31"),
];

/// A folder of its own for each test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("attest-exports-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(path.join("reports")).unwrap();
        Self(path)
    }

    /// With an archive of both reports.
    fn filled(name: &str) -> Self {
        let folder = Self::new(name);
        folder.file("reports/first.txt", FIRST);
        folder.file("reports/second.txt", SECOND);
        folder.says(&["add", "reports"]);
        folder
    }

    fn file(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attest"));
        command.args(arguments).current_dir(&self.0).env_remove("ATTEST_ARCHIVE").env("ATTEST_BY", "Ana");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).stdin(Stdio::null()).output().unwrap()
    }

    fn fed(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap()
    }

    fn says(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn row(&self) {
        let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let names: Vec<&str> = ROW.iter().map(|own| own.0).collect();
        let cells: Vec<String> = ROW.iter().map(|own| cell(own.1)).collect();
        self.file("ged.csv", &format!("{}\n{}\n", names.join(","), cells.join(",")));
    }

    /// Takes the row into the archive; what was said.
    fn imports(&self) -> String {
        let dataset = ["--dataset", "UCDP GED 99.1", "--archive", "archive.attest"];
        self.says(&[&["import", "ged", "ged.csv"][..], &dataset].concat())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn rows(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn without_an_input_the_archive_of_the_folder_is_exported_and_the_side_file_names_its_log() {
    let folder = Folder::filled("archive");
    folder.says(&["export", "--to", "claims", "--out", "claims.csv"]);
    let claims = rows(&folder.read("claims.csv"));
    let incidents: std::collections::BTreeSet<&str> =
        claims.iter().map(|row| row["incident"].as_str()).collect();
    assert_eq!(incidents.len(), 1, "both reports tell of one incident");
    let side = json(&folder.read("claims.csv.side.json"));
    let status = json(&folder.says(&["status", "--format", "json"]));
    assert_eq!(side["input"]["archive"]["log_head"], status["head"]);
    assert_eq!(side["input"]["archive"]["log_entries"], status["entries"]);
    assert!(side["produced_by"][0]["model"].is_string() && side["produced_by"][0]["gazetteer"].is_string());
    // Asked for by name, it is the same, byte for byte.
    folder.says(&["export", "--to", "claims", "--out", "again.csv", "--archive", "archive.attest"]);
    assert_eq!(folder.read("again.csv"), folder.read("claims.csv"));
}

#[test]
fn codings_come_over_standard_input_as_they_come_from_a_file() {
    let folder = Folder::new("stdin");
    folder.file("reports/first.txt", FIRST);
    let coded = folder.run(&["code", "reports", "--format", "json"]).stdout;
    let piped = folder.fed(&["export", "--to", "claims", "--out", "-"], &coded);
    assert!(piped.status.success());
    std::fs::write(folder.0.join("coded.jsonl"), &coded).unwrap();
    let named = folder.run(&["export", "--to", "claims", "--from", "coded.jsonl", "--out", "-"]);
    assert_eq!(piped.stdout, named.stdout);
    assert!(String::from_utf8_lossy(&piped.stdout).contains("Over thirty soldiers"));
    let empty = folder.fed(&["export", "--to", "claims", "--out", "-"], b"");
    assert_eq!(empty.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&empty.stderr).contains("--archive"));
}

#[test]
fn what_is_protected_in_the_archive_does_not_leave_it() {
    let folder = Folder::new("protected");
    folder.file("reports/memo-of-brenn.txt", "The Brenn Observer wrote that gunmen killed four villagers at Tolsa on 28 February 2024, said Hadra Dun, a teacher.\n");
    folder.says(&["add", "reports", "--publisher", "Brenn Observer"]);
    folder.says(&["decide", "protect", "memo-of-brenn.txt"]);
    folder.says(&[
        "export",
        "--to",
        "claims,incidents,figures,sources,documents,relations,decisions,geojson,ftm,timemap,infobox,archiver",
        "--out",
        "out",
        "--keep-anonymous",
        "--keep-persons",
    ]);
    for entry in std::fs::read_dir(folder.0.join("out")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for word in ["memo-of-brenn", "Brenn Observer"] {
            assert!(!text.contains(word), "{word} in {}: {text}", path.display());
        }
    }
}

#[test]
fn a_row_of_a_dataset_and_reports_of_the_same_event_become_one_incident_with_both_figures() {
    let folder = Folder::filled("ged");
    folder.row();
    let told = folder.imports();
    assert!(told.starts_with("1 new, 0 there already; 1 incident"), "{told}");
    let list = folder.says(&["incidents"]);
    assert_eq!(list.lines().filter(|line| line.contains("2024-02-28")).count(), 1, "{list}");
    assert!(list.contains("3 reports"), "{list}");
    folder.says(&["export", "--to", "claims,ged", "--out", "out"]);
    let claims = rows(&folder.read("out/claims.csv"));
    let figure = |publisher: &str, value: &str| {
        claims
            .iter()
            .any(|row| row["publisher"] == publisher && row["harm"] == "killed" && row["value"] == value)
    };
    assert!(figure("UCDP GED 99.1", "31 to 40") && figure("", "31 or more"), "{claims:#?}");
    // The dataset places it, so that it can be a row again; its voice is the dataset's, and no independent source.
    let ged = rows(&folder.read("out/ged.csv"));
    assert_eq!(
        (ged[0]["where_coordinates"].as_str(), ged[0]["latitude"].as_str()),
        ("Tolsa village", "14.5")
    );
    let incident = folder.says(&["incidents", "--format", "json"]);
    let id = json(incident.lines().next().unwrap())["id"].as_str().unwrap().to_owned();
    let shown = json(&folder.says(&["show", &id, "--format", "json"]));
    let origins = shown["origins"].as_array().unwrap();
    let restates =
        |name: &str| origins.iter().find(|own| own["name"] == name).unwrap()["independent"] == false;
    assert!(
        restates("army official")
            && !origins.iter().any(|own| own["name"] == "UCDP GED 99.1" && own["independent"] == true)
    );
    assert!(folder.says(&["verify"]).contains("intact"));
    // Coding the archive anew leaves the row what it is, and the same row is not taken twice.
    folder.says(&["recode"]);
    assert!(folder.says(&["verify"]).contains("intact"));
    folder.says(&["export", "--to", "claims", "--out", "after.csv"]);
    assert_eq!(folder.read("after.csv"), folder.read("out/claims.csv"));
    let again = folder.imports();
    assert!(again.starts_with("0 new, 1 there already"), "{again}");
}

#[test]
fn claims_of_another_program_join_what_the_archive_has_and_stay_when_it_is_coded_anew() {
    let folder = Folder::filled("given");
    let good = r#"{"document":"first.txt","incident":"i1","predicate":"casualties","quote":"Over thirty soldiers were killed","voice":"a medic","voice_kind":"medical","figure":{"harm":"killed","min":31,"exactness":"more_than"},"program":"give.py 1"}"#;
    let bad = good.replace("Over thirty", "Over forty");
    folder.file("given.jsonl", &format!("{good}\n{bad}\n{good}\n"));
    let give = |file: &str| folder.run(&["import-claims", file, "--archive", "archive.attest"]);
    let output = give("given.jsonl");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(out.starts_with("1 claims new, 1 there already, 1 refused"), "{out}");
    assert!(err.contains("line 2") && err.contains("does not stand in the document"), "{err}");
    let given = || {
        folder.says(&["export", "--to", "claims", "--out", "claims.csv", "--keep-anonymous"]);
        let all = rows(&folder.read("claims.csv"));
        let incidents: std::collections::BTreeSet<String> =
            all.iter().map(|row| row["incident"].clone()).collect();
        assert_eq!(incidents.len(), 1, "it joined the incident that the report tells of");
        all.into_iter().filter(|row| row["rule"] == "given/give.py 1").collect::<Vec<_>>()
    };
    assert_eq!(given().len(), 1);
    assert_eq!(given()[0]["voice"], "a medic");
    assert!(folder.says(&["verify"]).contains("intact"));
    folder.says(&["recode"]);
    assert_eq!(given().len(), 1, "given claims stay");
    assert!(folder.says(&["verify"]).contains("intact"));
}

#[test]
fn a_signed_package_is_proven_by_its_key_and_by_no_other() {
    let folder = Folder::filled("signed");
    folder.says(&["keys", "new", "ana"]);
    folder.says(&["keys", "new", "other"]);
    assert_eq!(folder.run(&["keys", "new", "ana"]).status.code(), Some(2), "a key is never written over");
    folder.says(&["export", "--to", "claims,parquet", "--package", "release", "--sign", "ana.key.pem"]);
    let verify = |key: &str| folder.run(&["verify", "release", "--key", key]);
    assert_eq!(verify("ana.public.pem").status.code(), Some(0));
    assert_eq!(verify("other.public.pem").status.code(), Some(2));
    assert_eq!(verify("ana.key.pem").status.code(), Some(2), "a private key is none to check with");
    let unproven = folder.says(&["verify", "release"]);
    assert!(unproven.contains("--key"), "{unproven}");
    let table = folder.read("release/claims.csv").replace("thirty", "twenty");
    folder.file("release/claims.csv", &table);
    let told = verify("ana.public.pem");
    assert_eq!(told.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&told.stdout).contains("CHANGED  claims.csv"));
}

#[test]
fn archived_pages_go_into_an_archive_and_a_changed_one_is_refused_alone() {
    let folder = Folder::new("archived");
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/docs");
    std::fs::copy(data.join("archived.wacz"), folder.0.join("pages.wacz")).unwrap();
    std::fs::copy(data.join("archived.warc.gz"), folder.0.join("pages.warc.gz")).unwrap();
    assert!(folder.says(&["add", "pages.wacz"]).starts_with("2 new, 0 there already"));
    assert!(folder.says(&["add", "pages.warc.gz"]).starts_with("0 new, 2 there already"));
    assert!(folder.says(&["verify"]).contains("intact"));
    let list = folder.says(&["documents", "--format", "json"]);
    assert!(list.contains("https://example.org/tolsa"), "{list}");
    let mut bytes = std::fs::read(data.join("archived.warc.gz")).unwrap();
    bytes[200] ^= 0xff;
    std::fs::write(folder.0.join("damaged.warc.gz"), bytes).unwrap();
    let output = folder.run(&["code", "damaged.warc.gz", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1, "the other page is read");
    assert!(String::from_utf8_lossy(&output.stderr).contains("byte 0"));
}

#[test]
fn sheets_and_days_of_current_events_become_reports() {
    let folder = Folder::new("sheets");
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/docs");
    for file in ["sheet.csv", "2024_February_28.wiki"] {
        std::fs::copy(data.join(file), folder.0.join(file)).unwrap();
    }
    let add = ["--archive", "archive.attest"];
    assert!(folder.says(&[&["import", "archiver", "sheet.csv"], &add[..]].concat()).starts_with("1 new"));
    assert!(
        folder
            .says(&[&["import", "current-events", "2024_February_28.wiki"], &add[..]].concat())
            .starts_with("2 new")
    );
    assert!(folder.says(&["verify"]).contains("intact"));
    folder.says(&["export", "--to", "documents", "--out", "documents.csv"]);
    let all = rows(&folder.read("documents.csv"));
    let days: Vec<&str> = all.iter().map(|row| row["published"].as_str()).collect();
    assert!(days.contains(&"2024-02-28") && days.contains(&"2024-02-29"), "{all:#?}");
}
