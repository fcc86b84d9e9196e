//! The words of the commands over an archive.

use super::{AboutArgs, DataArgs, Format};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Which archive.
#[derive(Debug, Clone, Args)]
pub struct ArchiveArgs {
    /// The archive's file [default: $ATTEST_ARCHIVE, else archive.attest in this folder]
    #[arg(long = "archive", value_name = "PATH", global = true)]
    archive: Option<PathBuf>,
}

impl ArchiveArgs {
    /// Whether an archive was named on the command line.
    pub const fn is_named(&self) -> bool {
        self.archive.is_some()
    }

    /// The archive's file. The environment is looked up here and not by clap, for which a variable that is set would be as good as
    /// an argument, and so at odds with `--from` and with the path of a package.
    pub fn path(&self) -> PathBuf {
        let told = self.archive.clone().or_else(|| std::env::var_os("ATTEST_ARCHIVE").map(PathBuf::from));
        told.filter(|path| !path.as_os_str().is_empty()).unwrap_or_else(|| PathBuf::from("archive.attest"))
    }
}

/// Who acts, and why; both go into the log.
#[derive(Debug, Clone, Default, Args)]
pub struct ActArgs {
    /// Your name for the log [default: the name under which you are logged in]
    #[arg(long, value_name = "NAME", env = "ATTEST_BY", hide_env_values = true, global = true)]
    pub by: Option<String>,
    /// Why, in your words
    #[arg(long, value_name = "WORDS", global = true)]
    pub why: Option<String>,
    /// The time to write into the log, for tests
    #[arg(long, value_name = "TIME", hide = true, global = true)]
    pub at: Option<String>,
}

/// Which rows.
#[derive(Debug, Clone, Default, Args)]
pub struct FilterArgs {
    /// Not before this day, e.g. 2024-03-01
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<String>,
    /// Not after this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<String>,
    /// Words of a place, district or region, or a country's code: Tolsa, ML
    #[arg(long, value_name = "WORDS")]
    pub place: Option<String>,
    /// Words of an actor's name
    #[arg(long, value_name = "WORDS")]
    pub actor: Option<String>,
    /// Type, target or weapon (`Armed clash`, `market`, `drone`); kind of text for documents; predicate for claims
    #[arg(long, value_name = "WORDS")]
    pub kind: Option<String>,
    /// corroborated, single_source, party_only, contested, denied, unconfirmed
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub status: Option<String>,
    /// At most so many; 0 for all
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// An ISO day.
fn day(text: &str) -> Result<String, String> {
    text.parse::<jiff::civil::Date>()
        .map(|day| day.to_string())
        .map_err(|_| "write the day as 2024-03-05".to_owned())
}

/// A status of corroboration.
fn status(text: &str) -> Result<String, String> {
    let code = text.to_lowercase().replace([' ', '-'], "_");
    attest_model::CorroborationStatus::parse(&code).map(|status| status.as_str().to_owned()).ok_or_else(
        || {
            let known: Vec<&str> =
                attest_model::CorroborationStatus::ALL.iter().map(|status| status.as_str()).collect();
            format!("no such status; one of {}", known.join(", "))
        },
    )
}

/// `attest add`.
#[derive(Debug, Args)]
pub struct Add {
    /// Reports: text, HTML, Markdown, wikitext, PDF, WARC, WACZ, JSON Lines; folders are walked; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Which archive.
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// What is told from outside.
    #[command(flatten)]
    pub about: AboutArgs,
    /// Data besides what comes with the program.
    #[command(flatten)]
    pub data: DataArgs,
    /// Who.
    #[command(flatten)]
    pub act: ActArgs,
    /// Threads [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
}

/// `attest recode`.
#[derive(Debug, Args)]
pub struct Recode {
    /// Which archive.
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// Data besides what comes with the program.
    #[command(flatten)]
    pub data: DataArgs,
    /// Who.
    #[command(flatten)]
    pub act: ActArgs,
    /// Threads [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
}

/// `attest verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// A data package instead of an archive: its folder, or its datapackage.json
    #[arg(value_name = "PACKAGE", conflicts_with_all = ["archive", "head", "format"])]
    pub path: Option<PathBuf>,
    /// Which archive.
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// The public key (PEM) with which the data package must be signed
    #[arg(long, value_name = "PUBLIC", requires = "path")]
    pub key: Option<PathBuf>,
    /// A hash of a log entry that you noted earlier: must still be there
    #[arg(long, value_name = "HASH")]
    pub head: Option<String>,
    /// For people or programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `attest incidents`.
#[derive(Debug, Args)]
pub struct Incidents {
    /// Words of an incident's label
    pub words: Option<String>,
    /// Instead of an archive: lines of `attest.coding/1`, as `attest code --format json` writes them; `-` is standard input
    #[arg(
        long,
        value_name = "CODED.jsonl",
        num_args = 1..,
        conflicts_with_all = [
            "words", "background", "archive", "since", "until", "place", "actor", "kind", "status", "limit", "reveal"
        ]
    )]
    pub from: Vec<PathBuf>,
    /// Also incidents that reports name only in passing
    #[arg(long)]
    pub background: bool,
    /// Which archive.
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// Which rows.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// For people or programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Name what is protected
    #[arg(long)]
    pub reveal: bool,
}

/// `attest show`.
#[derive(Debug, Args)]
pub struct Show {
    /// An incident, a document or a decision, by the start of its id; a document also by its name
    pub id: String,
    /// Which archive.
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// For people or programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// For a document: its text, as it was read
    #[arg(long, conflicts_with = "original")]
    pub text: bool,
    /// For a document: the bytes as they came
    #[arg(long)]
    pub original: bool,
    /// Name what is protected
    #[arg(long)]
    pub reveal: bool,
}

/// `attest search`.
#[derive(Debug, Args)]
pub struct Search {
    /// Words; "several words" in quotation marks are a phrase, a final * stands for any ending
    #[arg(required = true)]
    pub words: Vec<String>,
    /// In the sentences of claims and their speakers instead of whole reports
    #[arg(long)]
    pub claims: bool,
    /// Which archive.
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// Which rows.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// For people or programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Name what is protected
    #[arg(long)]
    pub reveal: bool,
}

/// `attest documents`.
#[derive(Debug, Args)]
pub struct Documents {
    /// Words of a name, title or publisher
    pub words: Option<String>,
    /// Also earlier revisions of pages
    #[arg(long)]
    pub revisions: bool,
    /// Which archive.
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// Which rows.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// For people or programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Name what is protected
    #[arg(long)]
    pub reveal: bool,
}

/// `attest sources`, `attest status`, `attest log`.
#[derive(Debug, Args)]
pub struct Look {
    /// Which archive.
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// At most so many; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
    /// For people or programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// `attest decide`.
#[derive(Debug, Args)]
pub struct Decide {
    /// What.
    #[command(subcommand)]
    pub what: Verdicts,
    /// Which archive.
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// Who.
    #[command(flatten)]
    pub act: ActArgs,
}

/// What is decided. An incident is named by its id; one document's incident or claim as DOCUMENT/i1 or DOCUMENT/c4.
#[derive(Debug, Subcommand)]
pub enum Verdicts {
    /// These are one incident
    Same {
        /// The incidents
        #[arg(required = true, num_args = 2..)]
        ids: Vec<String>,
    },
    /// These are different incidents
    Different {
        /// The incidents
        #[arg(required = true, num_args = 2..)]
        ids: Vec<String>,
    },
    /// Whether these are the same cannot be told
    Unsure {
        /// The incidents
        #[arg(required = true, num_args = 2..)]
        ids: Vec<String>,
    },
    /// This claim or incident is right as it was read
    Accept {
        /// The claim or incident
        id: String,
    },
    /// This claim or incident is wrong; say why
    Reject {
        /// The claim or incident
        id: String,
    },
    /// A value of this claim or incident is another one; say why
    Correct {
        /// The claim or incident
        id: String,
        /// The field and its value: figure.min=4, when.earliest=2024-02-28, label="Attack at Tolsa"
        #[arg(value_name = "FIELD=VALUE")]
        value: String,
        /// Words of the document that the correction rests on
        #[arg(long, value_name = "WORDS")]
        quote: Option<String>,
    },
    /// Sign another person's decision
    Sign {
        /// The decision
        id: String,
    },
    /// Retract a decision; it stays in the log
    Undo {
        /// The decision
        id: String,
    },
    /// Protect a document, or one of its sources (DOCUMENT/s2): it is not named outside
    Protect {
        /// The document or source
        id: String,
    },
    /// Lift a protection
    Unprotect {
        /// The document or source
        id: String,
    },
    /// List the decisions
    List {
        /// Only those that hold and wait for a second person's signature
        #[arg(long)]
        open: bool,
        /// For people or programs
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
}

/// `attest review`.
#[derive(Debug, Args)]
pub struct Review {
    /// Which archive.
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// Who.
    #[command(flatten)]
    pub act: ActArgs,
}

/// `attest agreement`.
#[derive(Debug, Args)]
pub struct Agreement {
    /// Two reviewers [default: every two who decided about the same]
    #[arg(num_args = 0..=2)]
    pub reviewers: Vec<String>,
    /// Which archive.
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// For people or programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
