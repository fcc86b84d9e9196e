//! The archive from outside: what is kept, what is found, what is refused, and what tampering it notices.

mod invented;

use attest_link::Settings;
use attest_model::{Correction, Decision, LinkKind, Subject, Verdict};
use attest_store::{Act, Arrival, Filter, Incoming, Scope, SqliteStore, Store, StoreError, sha256};
use std::path::PathBuf;

/// A folder of its own for each test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("attest-store-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn archive(&self) -> PathBuf {
        self.0.join("archive.attest")
    }

    fn store(&self) -> SqliteStore {
        SqliteStore::create(&self.archive(), &act("Ana")).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn act(by: &str) -> Act {
    Act { by: by.to_owned(), at: "2024-03-05T10:00:00Z".to_owned(), why: Some("because".to_owned()) }
}

fn filled(folder: &Folder, count: u64) -> SqliteStore {
    let mut store = folder.store();
    let incoming: Vec<Incoming> = (0..count).map(invented::report).collect();
    store.add(&incoming, &act("Ana")).unwrap();
    store.link(Scope::Touched, &Settings::default()).unwrap();
    store
}

fn said(verdict: Verdict, subjects: Vec<Subject>) -> Decision {
    Decision {
        id: String::new(),
        sequence: 0,
        reviewer: String::new(),
        at: String::new(),
        verdict,
        subjects,
        about: None,
        correction: None,
        reason: None,
        quote: None,
        quote_document: None,
    }
}

fn telling(store: &SqliteStore, number: u64) -> Subject {
    let coding = store.coding(&invented::report(number).document.id).unwrap();
    Subject::incident(&coding, "i1").unwrap()
}

/// Changes the archive's file as someone with a database browser would who knows how to get the triggers out of the way.
fn tamper(folder: &Folder, sql: &str) {
    let connection = rusqlite::Connection::open(folder.archive()).unwrap();
    let triggers: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for trigger in triggers {
        connection.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn a_document_comes_back_as_it_went_in() {
    let folder = Folder::new("back");
    let store = filled(&folder, 3);
    let one = invented::report(1);
    assert_eq!(store.document(&one.document.id).unwrap(), one.document);
    assert_eq!(store.original(&one.document.id[..10]).unwrap(), one.original);
    assert_eq!(store.coding("report-1.txt").unwrap(), one.coding);
}

#[test]
fn the_same_bytes_are_one_document_under_whatever_name() {
    let folder = Folder::new("same");
    let mut store = filled(&folder, 2);
    let mut again = invented::report(1);
    again.document.name = "copy.txt".to_owned();
    assert_eq!(store.add(&[again], &act("Ana")).unwrap(), [Arrival::Known]);
    assert_eq!(store.status().unwrap().documents, 2);
    assert!(store.verify().unwrap().intact());
}

#[test]
fn bytes_that_are_not_what_was_read_are_refused_and_nothing_of_the_batch_is_stored() {
    let folder = Folder::new("refused");
    let mut store = folder.store();
    let mut wrong = invented::report(1);
    wrong.original.push(b'!');
    let result = store.add(&[invented::report(0), wrong], &act("Ana"));
    assert!(matches!(result, Err(StoreError::Refused(_))));
    assert_eq!(store.status().unwrap().documents, 0);
}

#[test]
fn a_later_text_of_a_page_is_a_revision_and_takes_its_place() {
    let folder = Folder::new("revision");
    let mut store = filled(&folder, 3);
    let mut later = invented::report(1);
    later.document.text.push_str("Corrected the next day. ");
    later.original = later.document.text.clone().into_bytes();
    later.document.id = sha256(&later.original);
    later.coding.document = later.document.record();
    let first = invented::report(1).document.id;
    let arrival = store.add(&[later.clone()], &act("Ana")).unwrap();
    assert_eq!(arrival, [Arrival::Revision { of: first.clone(), number: 2 }]);
    store.link(Scope::Touched, &Settings::default()).unwrap();
    let status = store.status().unwrap();
    assert_eq!((status.documents, status.superseded, status.unlinked), (3, 1, 0));
    assert_eq!(store.incident_of(&first, "i1").unwrap(), None);
    assert!(store.incident_of(&later.document.id, "i1").unwrap().is_some());
    assert!(store.verify().unwrap().intact());
}

#[test]
fn another_text_under_the_same_name_is_kept_beside_the_first() {
    let folder = Folder::new("namesake");
    let mut store = folder.store();
    let mut other = invented::report(1);
    other.document.name = "report-0.txt".to_owned();
    other.document.text =
        "Nothing at all was heard from anywhere along the coast on that long and quiet day.".to_owned();
    other.original = other.document.text.clone().into_bytes();
    other.document.id = sha256(&other.original);
    let arrivals = store.add(&[invented::report(0), other], &act("Ana")).unwrap();
    assert_eq!(arrivals[1], Arrival::Namesake { of: invented::report(0).document.id });
    assert_eq!(store.status().unwrap().documents, 2);
}

#[test]
fn words_are_found_in_reports_and_in_claims_whatever_their_case() {
    let folder = Folder::new("search");
    let store = filled(&folder, 9);
    let (town, ..) = invented::town(invented::draw(5, 4000));
    let found = store.search_reports(&town.to_uppercase(), &Filter::default()).unwrap();
    assert!(found.all >= 3, "{found:?}");
    let claims =
        store.search_claims("\"soldiers were killed\"", &Filter { limit: 2, ..Filter::default() }).unwrap();
    assert_eq!((claims.rows.len(), claims.all), (2, 9));
    assert!(claims.rows[0].words.contains("soldiers were killed"));
    assert_eq!(store.search_claims("AND OR ) \"", &Filter::default()).unwrap().all, 0);
}

#[test]
fn incidents_are_filtered_by_day_place_and_actor() {
    let folder = Folder::new("filter");
    let store = filled(&folder, 30);
    let all = store.incidents(&Filter::default()).unwrap();
    let first = all.rows[0].clone();
    let day = first.earliest.clone();
    let place = first.place.clone();
    let filter = Filter { from: day.clone(), to: day, place, ..Filter::default() };
    let found = store.incidents(&filter).unwrap();
    assert!(found.rows.contains(&first) && found.all < all.all);
    let nowhere = Filter { place: Some("Atlantis".to_owned()), ..Filter::default() };
    assert_eq!(store.incidents(&nowhere).unwrap().all, 0);
}

#[test]
fn words_in_every_report_find_the_latest_and_days_cut_a_stretch_out_of_them() {
    let folder = Folder::new("common");
    let mut store = filled(&folder, 30);
    let day = |from: &str, to: &str| Filter {
        from: Some(from.to_owned()),
        to: Some(to.to_owned()),
        ..Filter::default()
    };
    let all = store.search_claims("bridge", &Filter::default()).unwrap();
    assert_eq!((all.all, all.rows.len()), (30, 30));
    let days: Vec<_> = all.rows.iter().map(|hit| hit.published.clone()).collect();
    assert!(days.is_sorted());
    let (first, last) = (days[5].clone().unwrap(), days[20].clone().unwrap());
    let within = days.iter().flatten().filter(|own| (&first..=&last).contains(own)).count() as u64;
    assert_eq!(store.search_claims("bridge", &day(&first, &last)).unwrap().all, within);
    assert_eq!(store.search_reports("bridge", &day(&first, &last)).unwrap().all, within);
    assert_eq!(store.documents(&day(&first, &last), false).unwrap().all, within);
    let cut = store.search_claims("bridge", &Filter { limit: 4, ..Filter::default() }).unwrap();
    assert_eq!((cut.all, &cut.rows[..]), (30, &all.rows[..4]));
    // A claim is filtered by the incident that it is about, and by its own kind.
    let incident = store.incidents(&Filter::default()).unwrap().rows.remove(0);
    let status = Filter { status: Some(incident.status), place: incident.place, ..Filter::default() };
    let of_it = store.search_claims("bridge", &status).unwrap();
    assert!(of_it.rows.iter().any(|hit| hit.incident.as_ref() == Some(&incident.id)) && of_it.all < 30);
    let actor = |actor: &str| Filter { actor: Some(actor.to_owned()), ..Filter::default() };
    let groups: Vec<u64> =
        ["Ridge Front", "River Brigade", "Lantern Movement", "Northern Shield", "Salt Road", "Seven Hills"]
            .into_iter()
            .map(|group| {
                let (reports, claims) = (
                    store.search_reports("bridge", &actor(group)),
                    store.search_claims("bridge", &actor(group)),
                );
                let (reports, claims) = (reports.unwrap(), claims.unwrap());
                assert!(
                    reports.all == claims.all && reports.rows.iter().all(|hit| hit.words.contains("bridge"))
                );
                reports.all
            })
            .collect();
    assert!(
        groups.iter().sum::<u64>() == 30 && groups.iter().filter(|count| **count > 0).count() > 1,
        "{groups:?}"
    );
    let kind = |kind: &str| Filter { kind: Some(kind.to_owned()), ..Filter::default() };
    assert_eq!(store.search_claims("bridge", &kind("damage")).unwrap().all, 30);
    assert_eq!(store.search_claims("bridge", &kind("casualties")).unwrap().all, 0);
    // A later text of a page takes the place of the one before, also where both came in one bite.
    let revised = |words: &str| {
        let mut one = invented::report(100);
        one.document.name = "page.txt".to_owned();
        one.document.text.push_str(words);
        one.original = one.document.text.clone().into_bytes();
        one.document.id = sha256(&one.original);
        one.coding.document.id = one.document.id.clone();
        one
    };
    store.add(&[revised("zebra one"), revised("zebra two")], &act("Ana")).unwrap();
    let hits = store.search_reports("zebra", &Filter::default()).unwrap();
    assert_eq!((hits.all, hits.rows[0].words.contains("two")), (1, true));
    store.add(&[revised("zebra three")], &act("Ana")).unwrap();
    assert_eq!(store.search_reports("zebra", &Filter::default()).unwrap().all, 1);
    assert_eq!(store.search_claims("bridge", &Filter::default()).unwrap().all, 31);
    assert_eq!(store.documents(&Filter::default(), true).unwrap().all, 33);
}

#[test]
fn an_archive_of_the_first_format_is_brought_up_to_date_and_keeps_its_decisions() {
    let folder = Folder::new("format");
    let (incidents, hits, head) = {
        let mut store = filled(&folder, 12);
        let (a, b) = (telling(&store, 0), telling(&store, 9));
        store.decide(said(Verdict::Same, vec![a, b]), &act("Ana")).unwrap();
        store.link(Scope::All, &Settings::default()).unwrap();
        let incidents = store.incidents(&Filter::default()).unwrap();
        let hits = store.search_claims("bridge", &Filter::default()).unwrap();
        (incidents, hits, store.verify().unwrap().head)
    };
    let connection = rusqlite::Connection::open(folder.archive()).unwrap();
    // As it was: other tables for what is computed, and the first format's number.
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF; DROP VIEW searched; DROP TABLE listed; DROP TABLE record; DROP TABLE claim;
             CREATE TABLE claim (number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document(number), local TEXT);
             PRAGMA user_version = 1;",
        )
        .unwrap();
    drop(connection);
    let store = SqliteStore::read(&folder.archive()).unwrap();
    assert_eq!(store.incidents(&Filter::default()).unwrap(), incidents);
    assert_eq!(store.search_claims("bridge", &Filter::default()).unwrap(), hits);
    let report = store.verify().unwrap();
    assert!(report.intact() && report.head == head);
}

#[test]
fn an_answer_leads_to_what_it_answers_whichever_of_them_came_first() {
    for answer_first in [true, false] {
        let folder = Folder::new(if answer_first { "answer-first" } else { "answer-last" });
        let mut store = folder.store();
        let earlier: Vec<Incoming> = (0..3).map(invented::report).collect();
        let answer = invented::answer(900, &earlier[0].coding);
        let bites: Vec<Vec<Incoming>> = if answer_first {
            vec![vec![answer.clone()], earlier.clone()]
        } else {
            vec![earlier.clone(), vec![answer.clone()]]
        };
        for bite in &bites {
            store.add(bite, &act("Ana")).unwrap();
            store.link(Scope::Touched, &Settings::default()).unwrap();
        }
        let id = |document: &str, local: &str| store.incident_of(document, local).unwrap().unwrap();
        let later = store.incident(&id(&answer.document.id, "i1")).unwrap();
        let meant = id(&earlier[0].document.id, "i1");
        assert_eq!(later.links.len(), 1, "{:?}", later.links);
        assert_eq!((later.links[0].kind, &later.links[0].incident), (LinkKind::ResponseTo, &meant));
        assert!(later.links[0].quote.is_some() && later.links[0].why.contains("the same day"));
        assert!(store.incident(&meant).unwrap().links.is_empty());
    }
}

#[test]
fn whoever_remembers_checksums_reads_only_what_has_changed() {
    let folder = Folder::new("checksums");
    let mut store = filled(&folder, 12);
    let watcher = SqliteStore::read(&folder.archive()).unwrap();
    let before = watcher.generation().unwrap();
    let sums = |store: &SqliteStore| {
        let mut sums = std::collections::BTreeMap::new();
        let mut read = 0;
        let mut note = |id: &str, sum: u64| sums.insert(id.to_owned(), sum).is_some();
        store.each_incident(&mut note, &mut |_, _| read += 1).unwrap();
        assert_eq!(read, 0, "what is not wanted is not read");
        sums
    };
    let first = sums(&store);
    assert_eq!(first.len(), 4);
    let subject = telling(&store, 0);
    store.decide(said(Verdict::Accept, vec![subject]), &act("Ana")).unwrap();
    store.link(Scope::Touched, &Settings::default()).unwrap();
    assert_ne!(watcher.generation().unwrap(), before);
    let second = sums(&store);
    let changed = second.iter().filter(|(id, sum)| first.get(*id) != Some(sum)).count();
    assert!((1..4).contains(&changed), "{changed}");
}

#[test]
fn adding_one_by_one_gives_the_same_incidents_as_linking_everything() {
    let folder = Folder::new("steps");
    let mut store = folder.store();
    for number in 0..60 {
        store.add(&[invented::report(number)], &act("Ana")).unwrap();
        store.link(Scope::Touched, &Settings::default()).unwrap();
    }
    let members = |store: &SqliteStore| {
        let mut out: Vec<Vec<String>> = Vec::new();
        for row in store.incidents(&Filter::default()).unwrap().rows {
            let incident = store.incident(&row.id).unwrap();
            let mut own: Vec<String> = incident.members.into_iter().map(|member| member.name).collect();
            own.sort();
            out.push(own);
        }
        out.sort();
        out
    };
    let stepwise = members(&store);
    store.link(Scope::All, &Settings::default()).unwrap();
    assert_eq!(stepwise, members(&store));
}

#[test]
fn a_decision_joins_and_its_retraction_parts_again() {
    let folder = Folder::new("decide");
    let mut store = filled(&folder, 6);
    let two = vec![telling(&store, 0), telling(&store, 3)];
    let incident = |store: &SqliteStore, number| {
        store.incident_of(&invented::report(number).document.id, "i1").unwrap().unwrap()
    };
    assert_ne!(incident(&store, 0), incident(&store, 3));
    let same = store.decide(said(Verdict::Same, two), &act("Ana")).unwrap();
    store.link(Scope::Touched, &Settings::default()).unwrap();
    assert_eq!(incident(&store, 0), incident(&store, 3));
    let undo = Decision { about: Some(same.id.clone()), ..said(Verdict::Retract, Vec::new()) };
    store.decide(undo.clone(), &act("Ana")).unwrap();
    store.link(Scope::Touched, &Settings::default()).unwrap();
    assert_ne!(incident(&store, 0), incident(&store, 3));
    assert!(matches!(store.decide(undo, &act("Ana")), Err(StoreError::Refused(_))));
    assert_eq!(store.decisions().unwrap().len(), 2);
}

#[test]
fn nobody_signs_their_own_decision_and_corrections_need_a_reason() {
    let folder = Folder::new("sign");
    let mut store = filled(&folder, 3);
    let accept = store.decide(said(Verdict::Accept, vec![telling(&store, 0)]), &act("Ana")).unwrap();
    let sign = Decision { about: Some(accept.id.clone()), ..said(Verdict::SignOff, Vec::new()) };
    let own = store.decide(sign.clone(), &act(" ana")).unwrap_err();
    assert!(own.to_string().contains("second person"), "{own}");
    assert_eq!(store.status().unwrap().unsigned, 1);
    store.decide(sign.clone(), &act("Ben")).unwrap();
    assert_eq!(store.status().unwrap().unsigned, 0);
    assert!(store.decide(sign, &act("Ben")).is_err());
    let mut correct = said(Verdict::Correct, vec![telling(&store, 0)]);
    correct.correction = Some(Correction { field: "label".to_owned(), value: "Raid".into() });
    let silent = Act { why: None, ..act("Ana") };
    assert!(matches!(store.decide(correct, &silent), Err(StoreError::Refused(_))));
}

#[test]
fn a_decision_that_no_longer_fits_is_kept_and_named() {
    let folder = Folder::new("recode");
    let mut store = filled(&folder, 3);
    let coding = store.coding(&invented::report(0).document.id).unwrap();
    let subject = Subject::claim(&coding, "c2").unwrap();
    store.decide(said(Verdict::Accept, vec![subject]), &act("Ana")).unwrap();
    // New rules number the claims otherwise: the decision follows its words.
    let mut moved = coding.clone();
    moved.claims.remove(0);
    moved.claims.iter_mut().enumerate().for_each(|(at, claim)| claim.id = format!("c{}", at + 1));
    moved.incidents[0].claims = moved.claims.iter().map(|claim| claim.id.clone()).collect();
    assert_eq!(store.recode(&[moved.clone()], &act("Ana")).unwrap(), 1);
    store.link(Scope::All, &Settings::default()).unwrap();
    assert_eq!(store.unfit().unwrap(), []);
    // New rules read no such claim: the decision is named.
    moved.claims.retain(|claim| claim.figure.is_none());
    moved.incidents[0].claims = moved.claims.iter().map(|claim| claim.id.clone()).collect();
    store.recode(&[moved], &act("Ana")).unwrap();
    assert_eq!(store.unfit().unwrap().len(), 1);
    assert_eq!(store.decisions().unwrap().len(), 1);
    assert!(store.verify().unwrap().intact());
}

#[test]
fn what_is_kept_refuses_to_be_changed() {
    let folder = Folder::new("guard");
    drop(filled(&folder, 1));
    let connection = rusqlite::Connection::open(folder.archive()).unwrap();
    for sql in [
        "UPDATE document SET text = 'x'",
        "UPDATE original SET bytes = x'00'",
        "DELETE FROM document",
        "DELETE FROM original",
        "UPDATE log SET why = 'x'",
        "DELETE FROM log",
    ] {
        assert!(connection.execute_batch(sql).is_err(), "{sql}");
    }
}

#[test]
fn every_kind_of_tampering_is_named() {
    let cases = [
        ("UPDATE original SET bytes = x'00' WHERE rowid = 1", "original bytes were changed"),
        ("UPDATE document SET text = text || '!' WHERE number = 2", "changed after it came in"),
        ("UPDATE document SET published = '1999-01-01' WHERE number = 2", "changed after it came in"),
        ("DELETE FROM document WHERE number = 2", "it is not there"),
        ("UPDATE log SET by = 'Eve' WHERE number = 2", "changed after it was written"),
        ("DELETE FROM log WHERE number = 2", "is missing"),
        ("DELETE FROM decision", "it is missing"),
        ("UPDATE decision SET body = replace(body, 'accept', 'reject')", "not what the log says"),
        ("UPDATE coding SET body = x'00' WHERE document = 1", "cannot be inflated"),
        ("DELETE FROM coding WHERE document = 1", "it is missing"),
        ("INSERT INTO protected VALUES ('x', '', 1)", "not those that the log names"),
    ];
    for (at, (sql, words)) in cases.into_iter().enumerate() {
        let folder = Folder::new(&format!("tamper-{at}"));
        let mut store = filled(&folder, 3);
        store.decide(said(Verdict::Accept, vec![telling(&store, 0)]), &act("Ana")).unwrap();
        assert!(store.verify().unwrap().intact());
        drop(store);
        tamper(&folder, sql);
        let report = SqliteStore::read(&folder.archive()).unwrap().verify().unwrap();
        let told = report.breaks.iter().any(|one| one.what.contains(words));
        assert!(told, "{sql}: {:?}", report.breaks);
    }
}

#[test]
fn a_clock_that_goes_backwards_is_remarked_and_changes_nothing() {
    let folder = Folder::new("clock");
    let mut store = filled(&folder, 3);
    let before = store.incidents(&Filter::default()).unwrap();
    let early = Act { at: "1999-01-01T00:00:00Z".to_owned(), ..act("Ana") };
    store.decide(said(Verdict::Accept, vec![telling(&store, 0)]), &early).unwrap();
    store.link(Scope::Touched, &Settings::default()).unwrap();
    let report = store.verify().unwrap();
    assert!(report.intact() && report.remarks.len() == 1);
    assert_eq!(store.incidents(&Filter::default()).unwrap(), before);
}

#[test]
fn a_truncated_archive_is_named_and_never_changed() {
    for keep in [0.0, 0.01, 0.3, 0.7, 0.99] {
        let folder = Folder::new(&format!("cut-{keep}"));
        drop(filled(&folder, 30));
        let bytes = std::fs::read(folder.archive()).unwrap();
        let cut = bytes[..(bytes.len() as f64 * keep) as usize].to_vec();
        std::fs::write(folder.archive(), &cut).unwrap();
        let verdict = SqliteStore::read(&folder.archive()).and_then(|store| store.verify());
        assert!(verdict.map_or(true, |report| !report.intact()), "{keep}");
        assert_eq!(std::fs::read(folder.archive()).unwrap(), cut, "{keep}");
    }
}

#[test]
fn a_file_that_is_no_archive_is_left_alone() {
    let folder = Folder::new("other");
    std::fs::write(folder.archive(), "Dear diary").unwrap();
    assert!(matches!(SqliteStore::create(&folder.archive(), &act("Ana")), Err(StoreError::NotAnArchive(_))));
    assert_eq!(std::fs::read(folder.archive()).unwrap(), b"Dear diary");
    assert!(matches!(SqliteStore::read(&folder.0.join("none")), Err(StoreError::Missing(_))));
}

#[test]
fn two_writers_wait_for_one_another() {
    let folder = Folder::new("two");
    drop(folder.store());
    let path = folder.archive();
    std::thread::scope(|scope| {
        for writer in 0..3 {
            let path = path.clone();
            scope.spawn(move || {
                let mut store = SqliteStore::open(&path).unwrap();
                for number in 0..20 {
                    store.add(&[invented::report(writer * 20 + number)], &act("Ana")).unwrap();
                    store.link(Scope::Touched, &Settings::default()).unwrap();
                }
            });
        }
    });
    let store = SqliteStore::read(&path).unwrap();
    let report = store.verify().unwrap();
    assert!(report.intact(), "{:?}", report.breaks);
    assert_eq!((report.documents, report.entries), (60, 61));
    assert_eq!(store.status().unwrap().unlinked, 0);
}
