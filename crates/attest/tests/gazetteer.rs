//! `attest gazetteer get`, `list` and `--sha256` against a server on this machine: a dump, an error page, a server that stands still, one
//! that breaks off, one that is not there. Needs the system's `curl`, as the command does; without it the tests say so and pass.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("attest-get-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What the server does with a request.
#[derive(Clone)]
enum Answer {
    /// Sends this.
    Send(Vec<u8>),
    /// Sends this, though it has promised more, and hangs up.
    BreakOff(Vec<u8>),
    /// Says that there is none.
    Missing,
    /// Says nothing.
    StandStill,
}

/// A server that answers every request in the same way, for as long as the test runs; its address.
fn server(answer: Answer) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            std::thread::spawn(move || {
                let mut stream = stream;
                let _ = stream.read(&mut [0; 4096]);
                let head = |length: usize| {
                    format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n")
                };
                match answer {
                    Answer::Send(bytes) => {
                        let _ = stream.write_all(head(bytes.len()).as_bytes());
                        let _ = stream.write_all(&bytes);
                    }
                    Answer::BreakOff(bytes) => {
                        let _ = stream.write_all(head(bytes.len() * 2).as_bytes());
                        let _ = stream.write_all(&bytes);
                    }
                    Answer::Missing => {
                        let _ = stream.write_all(
                            b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                        );
                    }
                    Answer::StandStill => std::thread::sleep(Duration::from_secs(60)),
                }
            });
        }
    });
    format!("http://{address}")
}

fn attest(folder: &Folder, mirror: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_attest"))
        .arg("gazetteer")
        .args(arguments)
        .env("ATTEST_DATA", &folder.0)
        .env("ATTEST_GEONAMES", mirror)
        .env_remove("http_proxy")
        .env("no_proxy", "127.0.0.1")
        .output()
        .expect("attest runs")
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Whether there is a curl; without one the command can only say so.
fn curl() -> bool {
    let there = Command::new("curl").arg("--version").output().is_ok();
    if !there {
        eprintln!("there is no curl on this machine: `attest gazetteer get` was not tested");
    }
    there
}

/// An archive with one stored member: a zip file written by hand, for the tests need no compressor.
fn archive(name: &str, text: &str) -> Vec<u8> {
    let crc = text.bytes().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    }) ^ u32::MAX;
    let (size, length) = (text.len() as u32, name.len() as u16);
    let common = |out: &mut Vec<u8>| {
        out.extend([20, 0, 0, 0, 0, 0, 0, 0, 33, 0]);
        out.extend(crc.to_le_bytes());
        out.extend(size.to_le_bytes());
        out.extend(size.to_le_bytes());
        out.extend(length.to_le_bytes());
        out.extend([0, 0]);
    };
    let mut out = b"PK\x03\x04".to_vec();
    common(&mut out);
    out.extend(name.bytes());
    out.extend(text.bytes());
    let directory = out.len() as u32;
    out.extend(b"PK\x01\x02\x14\x00");
    common(&mut out);
    out.extend([0; 2 + 2 + 2 + 4 + 4]);
    out.extend(name.bytes());
    let length = out.len() as u32 - directory;
    out.extend(b"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00");
    out.extend(length.to_le_bytes());
    out.extend(directory.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn dump() -> Vec<u8> {
    let row = |id: u32, name: &str, lat: f64| {
        format!(
            "{id}\t{name}\t{name}\t\t{lat}\t-8.0\tP\tPPL\tML\t\t07\t\t\t\t0\t\t1\tAfrica/Bamako\t2020-01-01\n"
        )
    };
    archive("ML.txt", &(row(1, "Tolsavar", 14.1) + &row(2, "Ostarine", 14.9)))
}

fn indexes(folder: &Path) -> Vec<String> {
    let inside = folder.join("gazetteer");
    let mut out: Vec<String> = std::fs::read_dir(inside)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name != "downloads")
        .collect();
    out.sort();
    out
}

#[test]
fn a_dump_is_fetched_added_listed_with_its_hash_and_found_altered_when_it_is() {
    if !curl() {
        return;
    }
    let folder = Folder::new("success");
    let mirror = server(Answer::Send(dump()));
    let got = attest(&folder, &mirror, &["get", "ml"]);
    let text = told(&got);
    assert!(got.status.success(), "{text}");
    assert!(text.contains("ML: 2 places from GeoNames"), "{text}");
    let hash =
        text.split("SHA-256 ").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap().to_owned();
    assert_eq!(hash.len(), 64);
    assert_eq!(indexes(&folder.0), ["dump-ML.gaz", "dump-ML.gaz.sha256"]);
    let listed = told(&attest(&folder, &mirror, &["list"]));
    assert!(listed.contains("as it was made") && listed.contains(&hash), "{listed}");
    // The same bytes by their hash; other bytes are refused and change nothing.
    let pinned = attest(&folder, &mirror, &["get", "ML", "--sha256", &hash.to_uppercase()]);
    assert!(pinned.status.success(), "{}", told(&pinned));
    let other = attest(&folder, &mirror, &["get", "ML", "--sha256", &"0".repeat(64)]);
    assert_eq!(other.status.code(), Some(2));
    assert!(told(&other).contains("another edition"), "{}", told(&other));
    assert!(told(&attest(&folder, &mirror, &["list"])).contains("as it was made"));
    // A byte of the index is changed.
    let index = folder.0.join("gazetteer/dump-ML.gaz");
    let mut bytes = std::fs::read(&index).unwrap();
    let last = bytes.len() - 1;
    bytes[last / 2] ^= 1;
    std::fs::write(&index, bytes).unwrap();
    let listed = attest(&folder, &mirror, &["list"]);
    assert!(!listed.status.success() && told(&listed).contains("ALTERED"), "{}", told(&listed));
}

#[test]
fn what_cannot_be_fetched_is_said_with_the_way_out_and_leaves_nothing_behind() {
    if !curl() {
        return;
    }
    let whole = dump();
    let half = whole[..whole.len() / 2].to_vec();
    // Nobody listens on a port that was just given back.
    let nobody = format!("http://{}", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
    let cases = [
        ("missing", server(Answer::Missing), "404"),
        ("still", server(Answer::StandStill), "could not download"),
        ("broken", server(Answer::BreakOff(half.clone())), "could not download"),
        ("cut", server(Answer::Send(half)), "no whole archive"),
        (
            "page",
            server(Answer::Send(b"<html>Welcome to the hotel's network</html>".to_vec())),
            "no whole archive",
        ),
        ("offline", nobody, "could not download"),
    ];
    for (name, mirror, words) in cases {
        let folder = Folder::new(name);
        let got = attest(&folder, &mirror, &["get", "ML", "--patience", "1"]);
        let text = told(&got);
        assert_eq!(got.status.code(), Some(2), "{name}: {text}");
        assert!(text.contains(words), "{name}: {text}");
        assert!(text.replace('\n', " ").contains("elsewhere"), "{name} tells no way out: {text}");
        assert!(indexes(&folder.0).is_empty(), "{name} left something behind");
        let left = std::fs::read_dir(folder.0.join("gazetteer/downloads")).unwrap().count();
        assert_eq!(left, 0, "{name} left a download behind");
    }
}

#[test]
fn a_hash_that_is_none_and_a_code_that_is_none_are_refused_before_anything_is_fetched() {
    let folder = Folder::new("refused");
    for (arguments, words) in [
        (&["get", "ML", "--sha256", "abc"][..], "no SHA-256"),
        (&["get", "ML", "BF", "--sha256", &"a".repeat(64)][..], "one by one"),
        (&["get", "QQ"][..], "no country code"),
    ] {
        let got = attest(&folder, "http://127.0.0.1:9", arguments);
        assert!(!got.status.success() && told(&got).contains(words), "{}", told(&got));
    }
}
