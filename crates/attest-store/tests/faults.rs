//! What an archive survives: killed writers, a full disk, a folder that may not be written.
//!
//! `ATTEST_KILLS` says how often a writer is killed: 20 without it, 500 for docs/reliability.md.

#![cfg(unix)]

mod invented;

use attest_link::Settings;
use attest_model::{Decision, Subject, Verdict};
use attest_store::{Act, Filter, Scope, SqliteStore, Store, StoreError};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Kills after which a new archive is begun, so that checking it stays quick.
const EACH: u64 = 20;

fn act() -> Act {
    Act { by: "Ana".to_owned(), at: "2024-03-05T10:00:00Z".to_owned(), why: None }
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("attest-faults-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::set_permissions(&self.0, std::fs::Permissions::from_mode(0o755));
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The name of the test in whose process the writer runs, where `ATTEST_WRITER` names an archive.
const HOST: &str = "a_writer_killed_at_any_moment_loses_nothing_that_it_acknowledged";

/// The writer that the tests start and kill. Says on standard output what was acknowledged.
fn write(archive: &Path) {
    let mut store = SqliteStore::create(archive, &act()).unwrap();
    let first = store.known().unwrap().len() as u64;
    for number in first.. {
        let report = invented::report(number);
        let id = report.document.id.clone();
        match store.add(&[report], &act()) {
            Ok(_) => println!("\nadded {id}"),
            Err(error) => return println!("\nstopped {error}"),
        }
        if let Err(error) = store.link(Scope::Touched, &Settings::default()) {
            return println!("\nstopped {error}");
        }
        let subject = Subject::incident(&store.coding(&id).unwrap(), "i1").unwrap();
        let decision = Decision {
            id: String::new(),
            sequence: 0,
            reviewer: String::new(),
            at: String::new(),
            verdict: Verdict::Accept,
            subjects: vec![subject],
            about: None,
            correction: None,
            reason: None,
            quote: None,
            quote_document: None,
        };
        match store.decide(decision, &act()) {
            Ok(decision) => println!("\ndecided {}", decision.id),
            Err(error) => return println!("\nstopped {error}"),
        }
    }
}

fn start(archive: &Path, before: &str) -> Child {
    let own = std::env::current_exe().unwrap();
    Command::new("sh")
        .arg("-c")
        .arg(format!("{before} exec \"$0\" {HOST} --exact --nocapture"))
        .arg(own)
        .env("ATTEST_WRITER", archive)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What a writer acknowledged: documents, decisions, and why it stopped if it did by itself.
#[derive(Default)]
struct Said {
    added: BTreeSet<String>,
    decided: BTreeSet<String>,
    stopped: Option<String>,
}

fn listen(child: &mut Child, said: &mut Said, writing: &AtomicBool) {
    for line in BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok) {
        match line.split_once(' ') {
            Some(("added", id)) => {
                writing.store(true, Ordering::Relaxed);
                said.added.insert(id.to_owned());
            }
            Some(("decided", id)) => {
                said.decided.insert(id.to_owned());
            }
            Some(("stopped", why)) => said.stopped = Some(why.to_owned()),
            _ => {}
        }
    }
}

fn check(archive: &Path, said: &Said) {
    let store = match SqliteStore::open(archive) {
        // Killed while the archive was being made.
        Err(StoreError::Missing(_)) if said.added.is_empty() => return,
        other => other.unwrap(),
    };
    let report = store.verify().unwrap();
    assert!(report.intact(), "{:?}", report.breaks);
    let known = store.known().unwrap();
    assert!(said.added.is_subset(&known), "an acknowledged document is gone");
    let decisions: BTreeSet<String> =
        store.decisions().unwrap().into_iter().map(|decision| decision.id).collect();
    assert!(said.decided.is_subset(&decisions), "an acknowledged decision is gone");
}

#[test]
fn a_writer_killed_at_any_moment_loses_nothing_that_it_acknowledged() {
    if let Some(archive) = std::env::var_os("ATTEST_WRITER") {
        // The process that this or another test started, to be killed.
        return write(Path::new(&archive));
    }
    let kills: u64 = std::env::var("ATTEST_KILLS").ok().and_then(|it| it.parse().ok()).unwrap_or(20);
    let (mut documents, mut decisions, mut during) = (0, 0, 0);
    for round in 0..kills.div_ceil(EACH) {
        let folder = Folder::new(&format!("kill-{round}"));
        let archive = folder.0.join("archive.attest");
        let mut said = Said::default();
        for kill in 0..EACH.min(kills - round * EACH) {
            let mut child = start(&archive, "");
            // One in four is killed while it starts, the others up to 0.3 s after it first acknowledged something.
            let early = kill % 4 == 0;
            let wait = 1 + invented::draw(round * EACH + kill, 300);
            let writing = AtomicBool::new(false);
            let before = said.added.len() + said.decided.len();
            std::thread::scope(|scope| {
                let id = child.id();
                let writing = &writing;
                scope.spawn(move || {
                    for _ in 0..1000 {
                        if early || writing.load(Ordering::Relaxed) {
                            break;
                        }
                        std::thread::sleep(Duration::from_millis(10));
                    }
                    std::thread::sleep(Duration::from_millis(wait));
                    Command::new("kill").args(["-9", &id.to_string()]).status().unwrap();
                });
                listen(&mut child, &mut said, writing);
            });
            child.wait().unwrap();
            during += u64::from(said.added.len() + said.decided.len() > before);
            if archive.exists() && std::fs::metadata(&archive).unwrap().len() > 0 {
                check(&archive, &said);
            } else {
                assert!(said.added.is_empty());
            }
        }
        documents += said.added.len();
        decisions += said.decided.len();
    }
    println!(
        "{kills} kills, {during} of them while writing; {documents} documents and {decisions} decisions acknowledged, none lost"
    );
}

#[test]
fn a_disk_without_space_stops_the_writer_and_loses_nothing() {
    let folder = Folder::new("full");
    let archive = folder.0.join("archive.attest");
    let mut said = Said::default();
    // A file of at most 1.5 MB stands for the full disk; the signal that goes with it is ignored, so that writing fails instead.
    let mut child = start(&archive, "trap '' XFSZ; ulimit -f 3000;");
    listen(&mut child, &mut said, &AtomicBool::new(false));
    child.wait().unwrap();
    let why = said.stopped.clone().expect("the writer should have stopped");
    assert!(why.contains("write") || why.contains("space"), "{why}");
    assert!(!said.added.is_empty());
    check(&archive, &said);
    // With space again, it goes on where it was.
    let mut store = SqliteStore::open(&archive).unwrap();
    let next = store.known().unwrap().len() as u64;
    store.add(&[invented::report(next)], &act()).unwrap();
    store.link(Scope::Touched, &Settings::default()).unwrap();
    assert_eq!(store.status().unwrap().unlinked, 0);
}

#[test]
fn a_folder_that_may_not_be_written_can_be_read() {
    let folder = Folder::new("locked");
    let archive = folder.0.join("archive.attest");
    let mut store = SqliteStore::create(&archive, &act()).unwrap();
    store.add(&[invented::report(0)], &act()).unwrap();
    store.link(Scope::Touched, &Settings::default()).unwrap();
    drop(store);
    std::fs::set_permissions(&archive, std::fs::Permissions::from_mode(0o444)).unwrap();
    std::fs::set_permissions(&folder.0, std::fs::Permissions::from_mode(0o555)).unwrap();
    if std::fs::write(folder.0.join("probe"), "").is_ok() {
        // The superuser may write everywhere.
        return;
    }
    let store = SqliteStore::read(&archive).unwrap();
    assert!(store.verify().unwrap().intact());
    assert_eq!(store.incidents(&Filter::default()).unwrap().all, 1);
    drop(store);
    let refused = SqliteStore::open(&archive)
        .and_then(|mut store| store.add(&[invented::report(1)], &act()).map(|_| ()));
    assert!(matches!(refused, Err(StoreError::ReadOnly)), "{refused:?}");
}
