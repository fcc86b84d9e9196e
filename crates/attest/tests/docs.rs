//! Every shell line of the documentation runs, page by page, in a folder with the examples; and the page of commands is that of the program.
//!
//! A line is what stands in an indented or a plain fenced block and begins with a program that the pages speak of. A block that cannot run
//! here has `<!-- not run: why -->` in front of it in the page's source. What stands behind two blanks, outside quotes, is an explanation.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PAGES: [&str; 10] = [
    "afternoon.md",
    "guide.md",
    "archive.md",
    "page.md",
    "exports.md",
    "gazetteer.md",
    "lexicons.md",
    "linking.md",
    "language.md",
    "tables/README.md",
];

/// How many blocks may be left out, over all pages.
const LEFT_OUT: usize = 12;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder of its own for each page, removed at its end.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

/// What the pages speak of: reports, a table about them, rows of datasets, archived pages, entries and programs from the pages.
fn prepared(name: &str) -> Folder {
    let folder = std::env::temp_dir().join(format!(
        "attest-docs-{}-{}",
        name.replace(['/', '.'], "-"),
        std::process::id()
    ));
    let _ = std::fs::remove_dir_all(&folder);
    let examples = root().join("examples");
    copy(&examples.join("reports"), &folder.join("reports"));
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/docs"), &folder);
    std::fs::copy(examples.join("reports/kwala-agency.txt"), folder.join("report.txt")).unwrap();
    std::fs::copy(examples.join("about.csv"), folder.join("reports.csv")).unwrap();
    let fenced = |page: &str, language: &str| {
        let text = std::fs::read_to_string(root().join("docs").join(page)).unwrap();
        let start = text.find(&format!("```{language}\n")).unwrap() + language.len() + 4;
        text[start..=start + text[start..].find("\n```").unwrap()].to_owned()
    };
    std::fs::create_dir_all(folder.join("mine")).unwrap();
    std::fs::write(folder.join("mine/entries.toml"), fenced("lexicons.md", "toml")).unwrap();
    std::fs::write(folder.join("give.py"), fenced("exports.md", "python")).unwrap();
    std::fs::write(folder.join("my-places.csv"), "name,lat,lon,country,kind\nTolsa,14.5,-7.25,ML,village\n")
        .unwrap();
    Folder(folder)
}

/// The line without its explanation.
fn command(line: &str) -> String {
    let (mut quoted, mut blanks, mut out) = (false, 0, String::new());
    for c in line.trim().chars() {
        quoted ^= c == '"';
        blanks = if c == ' ' && !quoted { blanks + 1 } else { 0 };
        if blanks == 2 {
            break;
        }
        out.push(c);
    }
    out.trim_end().to_owned()
}

/// Whether a line is one for the shell, and not a picture of an output or a continuation of an explanation.
fn is_command(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    matches!(first, "attest" | "python3" | "openssl" | "head") && !line.contains("scripts/")
}

/// The commands of a page, and how many blocks were left out, each with its reason.
fn commands(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut out, mut left, mut skip) = (Vec::new(), Vec::new(), false);
    let mut fence: Option<bool> = None;
    for line in text.lines() {
        if let Some(why) = line.trim().strip_prefix("<!-- not run: ").and_then(|own| own.strip_suffix(" -->"))
        {
            assert!(why.len() > 8, "say why: {line}");
            left.push(why.to_owned());
            skip = true;
        } else if let Some(language) = line.strip_prefix("```") {
            let closes = fence.is_some();
            fence = if closes { None } else { Some(matches!(language, "" | "sh")) };
            skip &= !closes;
        } else if fence == Some(true) || fence.is_none() && line.starts_with("    ") {
            if is_command(line) && !skip {
                out.push(command(line));
            }
        } else if fence.is_none() && !line.trim().is_empty() {
            skip = false;
        }
    }
    (out, left)
}

#[test]
fn every_shell_line_of_the_pages_runs() {
    let program = Path::new(env!("CARGO_BIN_EXE_attest"));
    let path =
        format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap_or_default());
    let has = |tool: &str| {
        Command::new(tool).arg("--version").output().is_ok()
            || Command::new(tool).arg("version").output().is_ok()
    };
    let (mut ran, mut left_out, mut faults) = (0, 0, Vec::new());
    for page in PAGES {
        let text = std::fs::read_to_string(root().join("docs").join(page)).unwrap();
        let (all, left) = commands(&text);
        left_out += left.len();
        let folder = prepared(page);
        for line in all {
            let tool = line.split_whitespace().next().unwrap_or_default();
            if tool != "attest" && !has(tool) {
                continue;
            }
            let output = Command::new("sh")
                .args(["-c", &line])
                .current_dir(&folder.0)
                .env("PATH", &path)
                .env("ATTEST_DATA", folder.0.join("data"))
                .env("ATTEST_BY", "Ana Ruiz")
                .env_remove("ATTEST_ARCHIVE")
                .stdin(Stdio::null())
                .output()
                .unwrap();
            ran += 1;
            // 1 says that everything was read and nothing found, as an empty search does.
            if !matches!(output.status.code(), Some(0 | 1)) {
                faults.push(format!("{page}: {line}\n{}", String::from_utf8_lossy(&output.stderr)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(ran > 60, "only {ran} lines were found");
    assert!(left_out <= LEFT_OUT, "{left_out} blocks are left out");
}

#[test]
fn the_page_of_commands_is_up_to_date() {
    let path = root().join("docs/commands.md");
    let page = attest::commands::shell::commands_page();
    if std::env::var_os("ATTEST_UPDATE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(&path).unwrap_or_default(),
        page,
        "run this test with ATTEST_UPDATE=1"
    );
}

#[test]
fn every_page_that_the_book_lists_is_there() {
    let list = std::fs::read_to_string(root().join("docs/book/SUMMARY.md")).unwrap();
    let mut count = 0;
    for part in list.split("](").skip(1) {
        let path = part.split(')').next().unwrap();
        assert!(root().join(path).is_file(), "{path}");
        count += 1;
    }
    assert!(count > 30);
}

#[test]
fn explanations_are_no_part_of_a_line() {
    assert_eq!(
        command("    attest search \"killed  in Tolsa\"      these words"),
        "attest search \"killed  in Tolsa\""
    );
    assert_eq!(command("    attest status"), "attest status");
}
