//! The commands over an archive, from outside; and the review queue, which needs no terminal.

use attest::card::UNICODE;
use attest::commands::archive::review::queue::{Flow, Key, Queue};
use attest_store::{Act, SqliteStore, Store};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const FIRST: &str = "Gunmen attacked the army post at Tolsa on 28 February 2024, the army said. Over thirty soldiers were killed.\n";
const SECOND: &str = "The army post at Tolsa was attacked on 28 February 2024. At least 12 soldiers were killed, residents said.\n";
const OTHER: &str =
    "A bomb exploded in the market of Ostara on 3 May 2023. Two civilians were wounded, police said.\n";

/// A folder of its own for each test, with an archive, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("attest-archive-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(path.join("reports")).unwrap();
        Self(path)
    }

    fn filled(name: &str) -> Self {
        let folder = Self::new(name);
        for (file, text) in [("first.txt", FIRST), ("second.txt", SECOND), ("other.txt", OTHER)] {
            folder.report(file, text);
        }
        assert!(folder.run(&["add", "reports"]).status.success());
        folder
    }

    fn report(&self, name: &str, text: &str) {
        std::fs::write(self.0.join("reports").join(name), text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_attest"))
            .args(arguments)
            .current_dir(&self.0)
            .env_remove("ATTEST_ARCHIVE")
            .env("ATTEST_BY", "Ana")
            .env("COLUMNS", "120")
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn says(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Vec<serde_json::Value> {
        let mut all = arguments.to_vec();
        all.extend(["--format", "json"]);
        self.says(&all).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_is_there_is_not_added_twice() {
    let folder = Folder::new("twice");
    folder.report("first.txt", FIRST);
    assert!(folder.says(&["add", "reports"]).starts_with("1 new, 0 there already"));
    folder.report("other.txt", OTHER);
    assert!(folder.says(&["add", "reports"]).starts_with("1 new, 1 there already"));
    assert_eq!(folder.json(&["documents"]).len(), 2);
}

#[test]
fn each_line_of_json_lines_is_a_document_with_its_own_bytes() {
    let folder = Folder::new("lines");
    let line = |text: &str| serde_json::json!({ "text": text }).to_string();
    let lines = format!("{}\n{}\r\n", line(FIRST), line(OTHER));
    folder.report("two.jsonl", &lines);
    assert!(folder.says(&["add", "reports"]).starts_with("2 new"));
    assert!(folder.says(&["verify"]).contains("intact"));
    let documents = folder.json(&["documents"]);
    let id = documents[0]["id"].as_str().unwrap();
    let original = folder.says(&["show", id, "--original"]);
    assert!(lines.contains(&original), "{original}");
}

#[test]
fn an_archive_is_listed_searched_and_shown() {
    let folder = Folder::filled("looks");
    assert!(folder.says(&["status"]).contains("documents"));
    assert!(folder.says(&["search", "market", "Ostara"]).contains("exploded"));
    assert!(folder.says(&["search", "--claims", "wounded"]).contains("Two civilians were wounded"));
    assert!(folder.says(&["sources"]).contains("army"));
    assert!(folder.says(&["log"]).contains("Ana"));
    let incidents = folder.json(&["incidents", "--since", "2024-01-01"]);
    assert!(incidents.iter().all(|one| one["schema"] == "attest.incident/1") && !incidents.is_empty());
    let id = incidents[0]["id"].as_str().unwrap();
    assert!(folder.says(&["show", id]).contains("28 February 2024"));
    assert_eq!(folder.says(&["show", "first.txt", "--text"]), FIRST);
    assert_eq!(folder.run(&["search", "nowhere"]).status.code(), Some(1));
    assert_eq!(folder.run(&["show", "ffffffff"]).status.code(), Some(2));
}

#[test]
fn a_rejected_claim_stays_and_is_marked_until_the_rejection_is_taken_back() {
    let folder = Folder::filled("reject");
    let coding = &folder.json(&["show", "second.txt"])[0];
    let claims = coding["claims"].as_array().unwrap();
    let claim = claims.iter().find(|claim| claim["predicate"] == "casualties").unwrap();
    let name = format!("second.txt/{}", claim["id"].as_str().unwrap());
    let quiet = folder.run(&["decide", "reject", &name]);
    assert!(String::from_utf8_lossy(&quiet.stderr).contains("--why"));
    let id = folder.says(&["decide", "reject", &name, "--why", "of the whole month"]);
    let rejected = |folder: &Folder| {
        let incidents = folder.json(&["incidents", "--background"]);
        let claims: Vec<_> =
            incidents.iter().flat_map(|one| one["claims"].as_array().unwrap().clone()).collect();
        claims.iter().filter(|claim| claim["rejected"] == true).count()
    };
    assert_eq!(rejected(&folder), 1);
    let own = folder.run(&["decide", "sign", id.trim()]);
    assert!(String::from_utf8_lossy(&own.stderr).contains("second person"));
    folder.says(&["decide", "sign", id.trim(), "--by", "Ben"]);
    folder.says(&["decide", "undo", id.trim()]);
    assert_eq!(rejected(&folder), 0);
    assert!(folder.says(&["verify"]).contains("intact"));
    assert!(folder.says(&["decide", "list"]).contains("retracted"));
}

#[test]
fn reports_that_were_linked_are_parted_by_a_decision_until_it_is_taken_back() {
    let folder = Folder::filled("part");
    let home = |folder: &Folder, name: &str| {
        let all = folder.json(&["incidents", "--background"]);
        let tells = |one: &&serde_json::Value| {
            one["members"]
                .as_array()
                .unwrap()
                .iter()
                .any(|member| member["name"].as_str().unwrap().ends_with(name))
        };
        all.iter().find(tells).unwrap()["id"].as_str().unwrap().to_owned()
    };
    assert_eq!(home(&folder, "first.txt"), home(&folder, "second.txt"));
    let id = folder.says(&["decide", "different", "first.txt/i1", "second.txt/i1", "--why", "two posts"]);
    assert_ne!(home(&folder, "first.txt"), home(&folder, "second.txt"));
    folder.says(&["recode"]);
    assert_ne!(home(&folder, "first.txt"), home(&folder, "second.txt"));
    folder.says(&["decide", "undo", id.trim()]);
    assert_eq!(home(&folder, "first.txt"), home(&folder, "second.txt"));
}

#[test]
fn a_value_that_cannot_be_is_said_to_be_none() {
    let folder = Folder::filled("value");
    let output = folder.run(&["decide", "correct", "second.txt/c2", "figure.min=many", "--why", "a try"]);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(errors.contains("`figure.min` cannot be"), "{errors}");
}

#[test]
fn the_archive_of_the_environment_is_not_at_odds_with_what_needs_none() {
    let folder = Folder::filled("environment");
    folder.report("none.jsonl", "");
    let with = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attest"));
        command.args(arguments).current_dir(&folder.0).env("ATTEST_ARCHIVE", "archive.attest");
        command.stdin(Stdio::null()).output().unwrap()
    };
    assert_eq!(with(&["incidents", "--from", "reports/none.jsonl"]).status.code(), Some(1));
    assert!(with(&["status"]).status.success());
}

#[test]
fn what_is_drawn_in_ascii_has_no_other_sign() {
    let folder = Folder::filled("ascii");
    for row in folder.json(&["incidents"]) {
        let card = folder.says(&["show", row["id"].as_str().unwrap(), "--ascii"]);
        assert!(card.is_ascii(), "{card}");
    }
}

#[test]
fn a_protected_source_is_not_named() {
    let folder = Folder::filled("veil");
    folder.says(&["decide", "protect", "first.txt"]);
    let listed = folder.says(&["documents"]);
    assert!(listed.contains("Undisclosed Source") && !listed.contains("first.txt"));
    assert!(!folder.says(&["search", "gunmen"]).contains("Tolsa"));
    assert!(folder.says(&["search", "gunmen", "--reveal"]).contains("Tolsa"));
    let incidents = folder.says(&["incidents", "--format", "json"]);
    assert!(!incidents.contains("first.txt"));
    folder.says(&["decide", "unprotect", "first.txt"]);
    assert!(folder.says(&["documents"]).contains("first.txt"));
}

#[test]
fn coding_anew_keeps_decisions_and_changes_nothing_where_nothing_changed() {
    let folder = Folder::filled("recode");
    let before = folder.says(&["incidents", "--format", "json"]);
    folder.says(&["decide", "accept", "first.txt/i1"]);
    assert!(folder.says(&["recode"]).contains("0 read otherwise"));
    assert_eq!(folder.json(&["decide", "list"]).len(), 1);
    let after = folder.json(&["incidents"]);
    assert_eq!(before.lines().count(), after.len());
    assert!(folder.says(&["verify"]).contains("intact"));
}

#[test]
fn verify_names_a_hash_that_is_gone() {
    let folder = Folder::filled("head");
    let report = &folder.json(&["verify"])[0];
    let head = report["head"].as_str().unwrap().to_owned();
    assert!(folder.run(&["verify", "--head", &head]).status.success());
    let other = folder.run(&["verify", "--head", &"0".repeat(64)]);
    assert_eq!(other.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&other.stdout).contains("cut off"));
}

#[test]
fn without_an_archive_the_way_to_one_is_told() {
    let folder = Folder::new("none");
    let output = folder.run(&["status"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("attest add"));
}

#[test]
fn the_queue_is_worked_with_one_key_each_and_taken_back_with_another() {
    let folder = Folder::filled("queue");
    let act = || {
        let at = "2024-03-05T10:00:00Z".to_owned();
        Ok(Act { by: "Ana".to_owned(), at, why: None })
    };
    let store = SqliteStore::open(&folder.0.join("archive.attest")).unwrap();
    let mut queue = Queue::fill(store, act).unwrap();
    assert!(!queue.is_empty());
    let shown = |queue: &Queue<_>| queue.draw(100, 40, &UNICODE).print(false);
    let first = shown(&queue);
    assert!(first.contains("q quit") && first.lines().count() <= 40, "{first}");
    let key = if first.contains("s same") { 'd' } else { 'a' };
    assert_eq!(queue.press(Key::Char(key)).unwrap(), Flow::On);
    assert_eq!(queue.store().decisions().unwrap().len(), 1);
    assert!(queue.summary().starts_with("1 decision made"));
    queue.press(Key::Char('u')).unwrap();
    assert_eq!(queue.store().decisions().unwrap().len(), 2);
    assert!(queue.summary().starts_with("0 decisions made"));
    assert!(shown(&queue).contains("taken back"));
    // Down to an incident: a rejection asks for the reason, and Escape gives it up.
    while !shown(&queue).contains("a accept") {
        queue.press(Key::Char('j')).unwrap();
    }
    queue.press(Key::Char('r')).unwrap();
    "wrong".chars().for_each(|c| assert_eq!(queue.press(Key::Char(c)).unwrap(), Flow::On));
    assert!(shown(&queue).contains("why? wrong"));
    queue.press(Key::Escape).unwrap();
    assert_eq!(queue.store().decisions().unwrap().len(), 2);
    queue.press(Key::Char('r')).unwrap();
    "told twice".chars().for_each(|c| assert_eq!(queue.press(Key::Char(c)).unwrap(), Flow::On));
    queue.press(Key::Enter).unwrap();
    let last = queue.store().decisions().unwrap().pop().unwrap();
    assert_eq!(last.reason.as_deref(), Some("told twice"));
    assert_eq!(queue.press(Key::Char('q')).unwrap(), Flow::End);
}

#[test]
fn two_reviewers_are_set_side_by_side() {
    let folder = Folder::filled("agreement");
    folder.says(&["decide", "accept", "first.txt/i1"]);
    folder.says(&["decide", "accept", "other.txt/i1"]);
    folder.says(&["decide", "accept", "first.txt/i1", "--by", "Ben"]);
    folder.says(&["decide", "reject", "other.txt/i1", "--by", "Ben", "--why", "an exercise"]);
    let compared = &folder.json(&["agreement"])[0];
    assert_eq!((&compared["agreed"], compared["both"].as_array().unwrap().len()), (&1.into(), 2));
    assert_eq!(compared["kappa"], 0.0);
}
