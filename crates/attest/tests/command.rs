//! The command from outside: what it prints, how it ends, and what bad input does to it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const REPORT: &str =
    "Gunmen attacked the army post at Tolsa on 28 February 2024. Over thirty soldiers were killed.\n";

/// A folder of its own for each test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("attest-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn attest() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attest"));
    command.env_remove("COLUMNS").env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
    command
}

fn code(inputs: &[&Path], more: &[&str]) -> Output {
    attest().arg("code").args(inputs).args(more).output().unwrap()
}

fn names(output: &Output) -> Vec<String> {
    let lines = String::from_utf8(output.stdout.clone()).unwrap();
    lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|coding| coding["document"]["name"].as_str().unwrap().to_owned())
        .collect()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn every_readable_input_gets_its_line_and_the_others_a_message() {
    let folder = Folder::new("mixed");
    let first = folder.file("a.txt", REPORT);
    let empty = folder.file("b.txt", "");
    let binary =
        folder.file("c.txt", [0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0xff, 0xfe]);
    let missing = folder.0.join("d.txt");
    let last = folder.file("e.txt", REPORT);
    let output = code(&[&first, &empty, &binary, &missing, &last], &["--format", "json"]);
    assert_eq!(names(&output), ["a.txt", "e.txt"]);
    assert_eq!(output.status.code(), Some(2));
    for name in ["b.txt", "c.txt", "d.txt"] {
        assert!(stderr(&output).contains(name), "{}", stderr(&output));
    }
}

#[test]
fn a_folder_is_walked_in_the_order_of_names() {
    let folder = Folder::new("walk");
    for name in ["z.txt", "a/b.md", "a/a.html", "m.jsonl"] {
        let text = if name == "m.jsonl" {
            format!("{{\"text\": \"{}\"}}\n", REPORT.trim())
        } else {
            REPORT.to_owned()
        };
        folder.file(name, text);
    }
    folder.file("picture.png", [0x89, b'P', b'N', b'G']);
    folder.file(".hidden.txt", REPORT);
    let output = code(&[&folder.0], &["--format", "json"]);
    let names = names(&output);
    assert_eq!(names.len(), 4, "{names:?}");
    assert_eq!((names[0].as_str(), names[1].as_str(), names[3].as_str()), ("a/a.html", "a/b.md", "z.txt"));
    assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_is_told_and_not_followed() {
    let folder = Folder::new("loop");
    folder.file("in/a.txt", REPORT);
    std::os::unix::fs::symlink(&folder.0, folder.0.join("in/back")).unwrap();
    std::os::unix::fs::symlink(folder.0.join("nowhere"), folder.0.join("dangling.txt")).unwrap();
    let output = code(&[&folder.0], &["--format", "json"]);
    assert_eq!(names(&output), ["in/a.txt"]);
    assert!(stderr(&output).contains("leads back"), "{}", stderr(&output));
    assert!(stderr(&output).contains("dangling.txt"), "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("forbidden");
    let path = folder.file("a.txt", REPORT);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        println!("skipped: this user may read everything");
        return;
    }
    let output = code(&[&path], &["--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cannot read"), "{}", stderr(&output));
}

#[test]
fn a_file_name_cannot_repaint_the_screen() {
    let folder = Folder::new("hostile");
    let output = code(&[&folder.0.join("a\u{1b}[2Jb\u{202e}.txt")], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!stderr(&output).contains(['\u{1b}', '\u{202e}']), "{}", stderr(&output));
}

#[test]
fn a_report_cannot_repaint_the_screen() {
    let folder = Folder::new("escape");
    let text = "Raid\u{1b}]0;x\u{7} at Tolsa\u{202e}\n\nGunmen killed \u{1b}[31mfive soldiers\u{9b}0m in Tolsa on 28 February 2024.\n";
    let path = folder.file("a.txt", text);
    for arguments in [["code"].as_slice(), &["read"], &["explain"]] {
        let output = attest().args(arguments).arg(&path).output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        assert!(!out.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}']), "{arguments:?}: {out}");
    }
}

#[test]
fn standard_input_is_an_input() {
    let mut child = attest()
        .args(["code", "-", "--format", "json", "--published", "2024-03-05"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(REPORT.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(names(&output), ["stdin"]);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = Folder::new("threads");
    for number in 0..60 {
        let format = ["txt", "md", "html"][number % 3];
        folder.file(&format!("{number:02}.{format}"), format!("{REPORT}{number} civilians were wounded.\n"));
    }
    let lines: Vec<String> =
        (0..200).map(|n| format!("{{\"text\": \"{n} people were killed in Tolsa.\"}}\n")).collect();
    folder.file("many.jsonl", lines.concat());
    let with = |jobs: &str| code(&[&folder.0], &["--format", "json", "--mentions", "--jobs", jobs]).stdout;
    let one = with("1");
    assert_eq!(one.split(|byte| *byte == b'\n').count() - 1, 260);
    assert!(one == with("2") && one == with("7"));
}

#[test]
fn lines_of_json_are_named_by_their_place_in_the_file() {
    let folder = Folder::new("lines");
    let mut lines: Vec<String> =
        (1..=100).map(|n| format!("{{\"text\": \"{n} people were killed in Tolsa.\"}}")).collect();
    lines[70] = "{\"text\": ".to_owned();
    let path = folder.file("many.jsonl", lines.join("\n"));
    let output = code(&[&path], &["--format", "json"]);
    let names = names(&output);
    assert_eq!((names.len(), names[98].as_str()), (99, "many.jsonl:100"));
    assert!(stderr(&output).contains("line 71"), "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn nothing_found_ends_with_one() {
    let folder = Folder::new("nothing");
    let path = folder.file("a.txt", "The council of Tolsa met on Monday to discuss the price of millet.\n");
    let output = code(&[&path], &["--format", "json"]);
    assert_eq!((names(&output).len(), output.status.code()), (1, Some(1)), "{}", stderr(&output));
}

#[test]
fn a_table_tells_of_each_report() {
    let folder = Folder::new("about");
    let path = folder.file("a.txt", REPORT);
    let table = folder.file("about.csv", "name,published,kind\na,2024-03-05,ngo\nb,someday,news\n");
    let output = code(&[&path], &["--format", "json", "--about", table.to_str().unwrap()]);
    let coding: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(coding["document"]["published"], "2024-03-05");
    assert_eq!(coding["document"]["kind"], "ngo");
    assert!(stderr(&output).contains("line 3"), "{}", stderr(&output));
}

#[test]
fn output_can_go_to_a_file() {
    let folder = Folder::new("out");
    let path = folder.file("a.txt", REPORT);
    let out = folder.0.join("coded.jsonl");
    let output = code(&[&path], &["--format", "json", "--out", out.to_str().unwrap()]);
    assert!(output.stdout.is_empty());
    assert_eq!(std::fs::read_to_string(out).unwrap().lines().count(), 1);
    let output = code(&[&path], &["--out", folder.0.join("no/such/folder").to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cannot write"), "{}", stderr(&output));
}

#[test]
fn a_kind_that_does_not_exist_is_refused_with_those_that_do() {
    let output = code(&[Path::new("x.txt")], &["--kind", "poem"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("press_release"), "{}", stderr(&output));
}

#[test]
fn colours_obey_the_environment() {
    let folder = Folder::new("colour");
    let path = folder.file("a.txt", REPORT);
    let with = |set: &[(&str, &str)], more: &[&str]| {
        let output = attest().arg("code").arg(&path).args(more).envs(set.iter().copied()).output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!with(&[], &[]));
    assert!(with(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!with(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
    assert!(with(&[("NO_COLOR", "1")], &["--color", "always"]));
}

#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let folder = Folder::new("pipe");
    for number in 0..200 {
        folder.file(&format!("{number}.txt"), REPORT.repeat(20));
    }
    let mut child =
        attest().arg("code").arg(&folder.0).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(!stderr(&output).contains("panicked"));
}

#[test]
fn a_report_is_taken_apart_into_sentences_and_trees() {
    let folder = Folder::new("read");
    let path = folder.file(
        "a.txt",
        "Raid at Tolsa\n\nGunmen attacked the army post.[3] Over thirty soldiers were killed.\n",
    );
    let read = |more: &[&str]| {
        let output = attest().arg("read").arg(&path).args(more).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let sentences = read(&[]);
    assert!(sentences.contains("Gunmen attacked the army post.\n"), "{sentences}");
    assert!(sentences.contains("Over thirty soldiers were killed.\n"), "{sentences}");
    assert!(!sentences.contains("nsubj"), "{sentences}");
    let trees = read(&["--trees"]);
    assert!(trees.contains("    ROOT    attacked  VBD attack\n"), "{trees}");
    assert!(trees.contains("      nsubj   Gunmen  NNS gunman\n"), "{trees}");
}

#[test]
fn what_other_programs_ask_for_is_printed() {
    for arguments in [["schema", ""], ["man", ""], ["completions", "bash"], ["completions", "fish"]] {
        let output = attest().args(arguments.iter().filter(|word| !word.is_empty())).output().unwrap();
        assert!(output.status.success() && output.stdout.len() > 500, "{arguments:?}");
    }
}

#[test]
fn an_explanation_of_nothing_says_what_there_is() {
    let folder = Folder::new("explain");
    let path = folder.file("a.txt", REPORT);
    let output = attest().args(["explain"]).arg(&path).arg("c999").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("c999") && stderr(&output).contains("1.where"), "{}", stderr(&output));
}

/// Slow, so it runs where `ATTEST_HUGE` is set: 100 MB of JSON Lines in bounded memory.
#[test]
fn a_huge_input_is_coded_in_bounded_memory() {
    if std::env::var_os("ATTEST_HUGE").is_none() {
        println!("skipped: set ATTEST_HUGE=1 to run it");
        return;
    }
    let folder = Folder::new("huge");
    let line = format!("{{\"text\": \"{}\"}}\n", REPORT.trim().repeat(10));
    let path = folder.file("many.jsonl", line.repeat((100 << 20) / line.len()));
    let mut child =
        attest().arg("code").arg(&path).args(["--format", "json", "--out", "/dev/null"]).spawn().unwrap();
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        peak = peak.max(kilobytes.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    assert!(peak < 1_500_000, "peak memory {peak} kB");
}

#[test]
fn a_text_too_long_for_one_report_is_refused_and_the_others_are_coded() {
    let folder = Folder::new("long");
    let first = folder.file("a.txt", REPORT);
    let text = folder.file("b.txt", REPORT.repeat((100 << 20) / REPORT.len()));
    let page = folder.file("c.html", format!("<p>{}</p>", REPORT.repeat((5 << 20) / REPORT.len())));
    let long = "x".repeat(40 << 20);
    let line = format!("{{\"text\": \"{}\"}}\n", REPORT.trim());
    let lines = folder.file("d.jsonl", format!("{line}{{\"text\": \"{long}\"}}\n{line}"));
    let last = folder.file("e.txt", REPORT);
    let output = code(&[&first, &text, &page, &lines, &last], &["--format", "json"]);
    assert_eq!(names(&output), ["a.txt", "d.jsonl:1", "d.jsonl:3", "e.txt"], "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(2));
    let errors = stderr(&output);
    for words in ["b.txt", "c.html", "split it", "line 2"] {
        assert!(errors.contains(words), "{errors}");
    }
}

#[test]
fn markup_nested_without_end_is_read() {
    let folder = Folder::new("nested");
    let inside =
        |open: &str, times: usize| folder.file(&format!("{}.html", open.len()), open.repeat(times) + REPORT);
    let files = [inside("<div>", 100_000), inside("<table><tr><td>", 20_000), inside("<b><a><font>", 30_000)];
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let output = code(&files, &["--format", "json"]);
    assert_eq!(names(&output).len(), 3, "{}", stderr(&output));
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", stderr(&output));
}

#[test]
fn dead_whom_only_a_party_calls_civilians_are_discounted() {
    let folder = Folder::new("discounted");
    let party =
        "JNIM said in a statement that the Malian army killed 12 civilians in Tolsa on 4 March 2024.\n";
    let others = "Residents of Tolsa said twelve JNIM fighters were killed in a Malian army raid on 4 March 2024. No civilian was killed, residents said.\n";
    let grade = |reports: &[&Path]| {
        let coded = code(reports, &["--format", "json"]);
        let lines = folder.file("coded.jsonl", &coded.stdout);
        let linked =
            attest().arg("incidents").arg("--from").arg(lines).args(["--format", "json"]).output().unwrap();
        let first = String::from_utf8(linked.stdout).unwrap().lines().next().unwrap_or_default().to_owned();
        let incident: serde_json::Value = serde_json::from_str(&first).unwrap();
        let rules = incident["assessments"].as_array().cloned().unwrap_or_default();
        let airwars = rules.iter().find(|rule| rule["rule"] == "airwars.grade/1").cloned();
        airwars.map(|rule| rule["why"].as_str().unwrap_or_default().to_owned()).unwrap_or_default()
    };
    let agree =
        "Residents of Tolsa said that 12 civilians were killed in a Malian army raid on 4 March 2024.\n";
    let (party, others, agree) =
        (folder.file("a.txt", party), folder.file("b.txt", others), folder.file("c.txt", agree));
    assert!(grade(&[&party, &others]).starts_with("Discounted"), "{}", grade(&[&party, &others]));
    assert!(grade(&[&party, &agree]).starts_with("Weak"), "{}", grade(&[&party, &agree]));
}
