//! The command line: its words, and nothing else.

mod archive;
mod serve;

pub use archive::{
    ActArgs, Add, Agreement, ArchiveArgs, Decide, Documents, FilterArgs, Incidents, Look, Recode, Review,
    Search, Show, Verdicts, Verify,
};
use attest_export::format::Format as ExportFormat;
use attest_export::output::Shape;
use attest_model::DocumentKind;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

pub use serve::{About as ServeAbout, Serve, Users as ServeUsers};

/// Reads reports of armed-conflict events and writes sourced, comparable records: what, where, when, to whom, who says so, in
/// which words.
#[derive(Debug, Parser)]
#[command(
    name = "attest",
    version,
    about,
    arg_required_else_help = true,
    after_help = "Start with:  attest code report.txt\nThen ask why: attest explain report.txt",
    max_term_width = 100
)]
pub struct Cli {
    /// When to use colours [default: on a terminal, unless NO_COLOR is set]
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = When::Auto, hide_default_value = true)]
    pub color: When,
    /// Draw with ASCII signs only
    #[arg(long, global = true)]
    pub ascii: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// When to use something that a terminal may not want.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Code reports: one card, or one line of JSON, for each
    Code(Code),
    /// Put reports into an archive: read, hashed, coded, linked; each once
    Add(Add),
    /// List the incidents of an archive; with --from, link those of coded reports
    Incidents(Incidents),
    /// Show an incident, a document or a decision of an archive
    Show(Show),
    /// Search the reports or claims of an archive
    Search(Search),
    /// Show what changed between an article and its sources: attribution lost, hedge dropped, figure hardened, …
    Compare(Compare),
    /// List the documents of an archive
    Documents(Documents),
    /// List who speaks in an archive
    Sources(Look),
    /// Say what is in an archive
    Status(Look),
    /// Decide: same, different, accept, reject, correct, sign, undo
    Decide(Decide),
    /// Decide at the keyboard, one suggestion after the other
    Review(Review),
    /// Set two reviewers' decisions side by side
    Agreement(Agreement),
    /// Code an archive anew, after new rules or lexicons; decisions stay
    Recode(Recode),
    /// Prove that nothing in an archive, or in a data package, was altered
    Verify(Verify),
    /// Print the log of an archive: who did what, when, why
    Log(Look),
    /// Show how a report was read: parts, citations, sentences
    Read(Read),
    /// Show which words, which rule and which entry lie behind each value
    Explain(Explain),
    /// Words and groups that are known
    #[command(subcommand)]
    Lexicon(Lexicon),
    /// Places that are known
    #[command(subcommand)]
    Gazetteer(Gazetteer),
    /// Open an archive in the browser: map, timeline, incidents with their evidence, review
    Serve(Serve),
    /// Write incidents as tables and files that datasets and tools accept
    Export(Export),
    /// Read rows of other datasets as claims that their dataset makes
    Import(Import),
    /// Take claims of any other program; refuse those whose words do not stand in the document
    ImportClaims(ImportClaims),
    /// Make a pair of keys, to sign data packages and to check them
    #[command(subcommand)]
    Keys(Keys),
    /// Print what each column of each table means (`CODEBOOK.md`)
    Codebook(Codebook),
    /// Run literate cases: reports with what should be read in them
    Cases(Cases),
    /// Print the JSON Schema of an output format
    Schema {
        /// Of one document's record, or of an incident over many documents
        #[arg(value_enum, default_value_t = Record::Coding)]
        record: Record,
    },
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// `attest code`.
#[derive(Debug, Args)]
pub struct Code {
    /// Reports: text, HTML, Markdown, wikitext, PDF, WARC, WACZ, JSON Lines; folders are walked; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub inputs: Vec<PathBuf>,
    /// What is told from outside.
    #[command(flatten)]
    pub about: AboutArgs,
    /// Data besides what comes with the program.
    #[command(flatten)]
    pub data: DataArgs,
    /// Cards for people, or `attest.coding/1` as JSON Lines
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// With JSON: also list every mention of a time, place, actor, weapon, figure, source
    #[arg(long)]
    pub mentions: bool,
    /// Threads [default: one for each processor]; the output is the same for any number
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Write here instead of standard output
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
}

/// `attest compare`.
#[derive(Debug, Args)]
pub struct Compare {
    /// The article
    pub article: PathBuf,
    /// The texts that it draws on
    #[arg(required = true)]
    pub sources: Vec<PathBuf>,
    /// What is told from outside.
    #[command(flatten)]
    pub about: AboutArgs,
    /// Data besides what comes with the program.
    #[command(flatten)]
    pub data: DataArgs,
}

/// What is told of the reports from outside.
#[derive(Debug, Default, Clone, Args)]
pub struct AboutArgs {
    /// Day of publication of all inputs, e.g. 2024-03-05
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// Who published them
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
    /// What kind of text they are
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub kind: Option<DocumentKind>,
    /// Table with a row for each report: name,published,publisher,url,kind
    #[arg(long, value_name = "FILE.csv")]
    pub about: Option<PathBuf>,
}

/// Data besides what comes with the program.
#[derive(Debug, Default, Clone, Args)]
pub struct DataArgs {
    /// A folder of lexicon entries, laid over those that come with the program
    #[arg(long, value_name = "DIR")]
    pub lexicon: Vec<PathBuf>,
}

/// How to print codings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One card an incident.
    #[default]
    Text,
    /// JSON Lines: `attest.coding/1`, `attest.incident/1`.
    Json,
}

/// The records that are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Record {
    /// `attest.coding/1`: one document.
    #[default]
    Coding,
    /// `attest.incident/1`: one incident over many documents.
    Incident,
}

/// `attest read`.
#[derive(Debug, Args)]
pub struct Read {
    /// The report; `-` is standard input
    pub file: PathBuf,
    /// What is told from outside.
    #[command(flatten)]
    pub about: AboutArgs,
    /// Also print the grammatical tree of each sentence
    #[arg(long)]
    pub trees: bool,
}

/// `attest explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The report; `-` is standard input
    pub file: PathBuf,
    /// A claim (`c3`), an incident (`1`), or a field of one (`1.where`, `1.when`, `1.who`); without it, every claim
    pub what: Option<String>,
    /// What is told from outside.
    #[command(flatten)]
    pub about: AboutArgs,
    /// Data besides what comes with the program.
    #[command(flatten)]
    pub data: DataArgs,
}

/// `attest lexicon`.
#[derive(Debug, Subcommand)]
pub enum Lexicon {
    /// Run the tests inside the entries
    Check(DataArgs),
    /// Which entries some words meet, and where they come from
    Why {
        /// The words
        #[arg(required = true)]
        words: Vec<String>,
        /// Data besides what comes with the program.
        #[command(flatten)]
        data: DataArgs,
    },
    /// List the entries
    List {
        /// Only this table: actor, weapon, cue, …
        table: Option<String>,
        /// Data besides what comes with the program.
        #[command(flatten)]
        data: DataArgs,
    },
}

/// `attest gazetteer`.
#[derive(Debug, Subcommand)]
pub enum Gazetteer {
    /// Add the places of GeoNames dumps (`ML.zip`, `cities500.zip`) to your own gazetteer
    Add {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Download the GeoNames dump of countries (needs a network; nothing else does)
    Get {
        /// Country codes: ML, BF
        #[arg(required = true)]
        countries: Vec<String>,
        /// Add it only if it has this SHA-256 (64 hexadecimal digits; one country at a time)
        #[arg(long, value_name = "HASH")]
        sha256: Option<String>,
        /// Give up a transfer that stands still for so many seconds
        #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..))]
        patience: u32,
    },
    /// Which gazetteers there are
    List,
    /// Which places a name may mean
    Why {
        /// The name
        #[arg(required = true)]
        name: Vec<String>,
    },
    /// Remove a gazetteer that you added
    Remove {
        /// Its name
        name: String,
    },
}

/// `attest export`.
#[derive(Debug, Args)]
pub struct Export {
    /// Formats: acled, ged, gtd, incidents, claims, figures, sources, documents, relations, decisions, geojson, airwars-incidents,
    /// airwars-sources, hxl, atlos, archiver, ftm, timemap, infobox; any table also as Parquet (ged.parquet); parquet for all seven
    /// from incidents to decisions
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', required = true, value_parser = export_format)]
    pub to: Vec<To>,
    /// Instead of an archive: codings or incidents as JSON Lines; `-` is standard input, which is also read where it is a pipe or a file
    #[arg(long, value_name = "FILE", conflicts_with = "archive")]
    pub from: Option<PathBuf>,
    /// Which archive.
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// The file; with several formats the folder; `-` is standard output
    #[arg(long, value_name = "PATH", required_unless_present = "package")]
    pub out: Option<PathBuf>,
    /// Write a data package with digests into this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "out")]
    pub package: Option<PathBuf>,
    /// Sign the package with this Ed25519 key (PEM, as `attest keys new` or openssl makes it)
    #[arg(long, value_name = "KEYFILE", requires = "package")]
    pub sign: Option<PathBuf>,
    /// Rule of assessment that gives the tolls [default: the format's own]
    #[arg(long, value_name = "RULE", value_parser = rule)]
    pub rule: Option<String>,
    /// Which incidents.
    #[command(flatten)]
    pub which: ExportFilters,
    /// Make positions and names of places coarser
    #[arg(long, value_enum, default_value_t = Coarsen::None)]
    pub coarsen: Coarsen,
    /// Leave names of private persons in
    #[arg(long)]
    pub keep_persons: bool,
    /// Leave descriptions of unnamed sources in
    #[arg(long)]
    pub keep_anonymous: bool,
    /// A source or publisher that is undisclosed wherever it stands; may be repeated
    #[arg(long, value_name = "NAME")]
    pub protect: Vec<String>,
    /// Day to write as that of the upload, where a format has one [default: the day of the last report]
    #[arg(long, value_name = "DATE")]
    pub uploaded: Option<String>,
}

/// Which incidents are exported.
#[derive(Debug, Default, Clone, Args)]
pub struct ExportFilters {
    /// Countries, ISO 3166-1 alpha-2: ML,BF
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub country: Vec<String>,
    /// First day
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Last day
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// ACLED event types or sub-event types
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    pub kind: Vec<String>,
    /// Corroboration: corroborated, single_source, party_only, contested, denied, unconfirmed
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    pub status: Vec<String>,
    /// At least so many independent sources
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub sources: u32,
    /// Parts in a document: primary, related, background, part, aggregate [default: primary,related]
    #[arg(long, value_name = "ROLE", value_delimiter = ',')]
    pub role: Vec<String>,
    /// How real: asserted, claimed_by_party, alleged, attempted, presupposed, denied, threatened, hypothetical [default: the first four]
    #[arg(long, value_name = "REALITY", value_delimiter = ',')]
    pub reality: Vec<String>,
}

/// How positions are made coarser.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Coarsen {
    /// As the reports say.
    #[default]
    None,
    /// No finer than the second-order division.
    Admin2,
    /// No finer than the first-order division.
    Admin1,
    /// To cells of a tenth of a degree.
    #[value(name = "0.1deg")]
    Tenth,
}

/// `attest import`.
#[derive(Debug, Args)]
pub struct Import {
    /// What the file is: acled, ged, gtd, geojson; archiver (a sheet of auto-archiver), current-events (a day of Wikipedia's portal)
    #[arg(value_name = "KIND", value_parser = ["acled", "ged", "gtd", "geojson", "archiver", "current-events"])]
    pub kind: String,
    /// The file; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,
    /// Name and version of the dataset, as its claims will name it: "UCDP GED 23.1"
    #[arg(long, value_name = "NAME")]
    pub dataset: Option<String>,
    /// For current-events: the day, where the page does not name it
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// Data besides what comes with the program.
    #[command(flatten)]
    pub data: DataArgs,
    /// Write here instead of standard output
    #[arg(long, value_name = "PATH", conflicts_with = "archive")]
    pub out: Option<PathBuf>,
    /// Put the rows into this archive, to be matched with what it has.
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// Who.
    #[command(flatten)]
    pub act: ActArgs,
}

/// `attest import-claims`.
#[derive(Debug, Args)]
pub struct ImportClaims {
    /// Claims as JSON Lines; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,
    /// The reports that they quote, files or folders; with --archive those that it has
    #[arg(long, value_name = "PATH", required_unless_present = "archive", conflicts_with = "archive", num_args = 1..)]
    pub documents: Vec<PathBuf>,
    /// Write here instead of standard output
    #[arg(long, value_name = "PATH", conflicts_with = "archive")]
    pub out: Option<PathBuf>,
    /// Add the claims to those of this archive's reports.
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// Who.
    #[command(flatten)]
    pub act: ActArgs,
}

/// What is asked for by one word behind `--to`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct To(pub Vec<(ExportFormat, Shape)>);

/// A format of `attest export` by its name.
fn export_format(name: &str) -> Result<To, String> {
    if name == "parquet" {
        return Ok(To(ExportFormat::TABLES.map(|own| (own, Shape::Parquet)).to_vec()));
    }
    let (bare, shape) = match name.strip_suffix(".parquet") {
        Some(bare) => (bare, Shape::Parquet),
        None => (name, Shape::Text),
    };
    match ExportFormat::parse(bare) {
        Some(format) if shape == Shape::Parquet && format.table().is_none() => {
            Err(format!("{bare} is no table and cannot be Parquet"))
        }
        Some(format) => Ok(To(vec![(format, shape)])),
        None => {
            let known: Vec<&str> = ExportFormat::ALL.iter().map(|own| own.as_str()).collect();
            Err(format!("no such format; one of {}, parquet", known.join(", ")))
        }
    }
}

/// `attest keys`.
#[derive(Debug, Subcommand)]
pub enum Keys {
    /// Write NAME.key.pem, which stays with you, and NAME.public.pem, which you give away
    New {
        /// Where, without the endings
        name: PathBuf,
    },
}

/// `attest codebook`.
#[derive(Debug, Args)]
pub struct Codebook {
    /// Only this table: ged, claims, …
    pub table: Option<String>,
    /// As a JSON Schema of a row instead of as a page
    #[arg(long, requires = "table")]
    pub schema: bool,
}

/// A rule of assessment whose answer a toll may be.
fn rule(name: &str) -> Result<String, String> {
    const RULES: [&str; 6] = [
        "report.range/1",
        "acled.lowest/1",
        "ged.low_best_high/1",
        "gtd.recent_majority_lowest/1",
        "ibc.min_max/1",
        "everycasualty.range_or_pending/1",
    ];
    let found = RULES.iter().find(|own| **own == name || own.split(['.', '/']).next() == Some(name));
    found.map(|own| (*own).to_owned()).ok_or_else(|| format!("no such rule; one of {}", RULES.join(", ")))
}

/// `attest cases`.
#[derive(Debug, Args)]
pub struct Cases {
    /// Case files, or folders of them
    #[arg(value_name = "PATH", default_value = "corpus/cases")]
    pub paths: Vec<PathBuf>,
    /// Write what is read today into the cases that fail
    #[arg(long, env = "ATTEST_UPDATE", hide_env_values = true)]
    pub update: bool,
}

/// A kind of document by its code.
fn kind(code: &str) -> Result<DocumentKind, String> {
    DocumentKind::parse(&code.to_lowercase().replace([' ', '-'], "_")).ok_or_else(|| {
        let known: Vec<&str> = DocumentKind::ALL.iter().map(|kind| kind.as_str()).collect();
        format!("no such kind; one of {}", known.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_kind_is_known_by_its_code_or_its_words() {
        assert_eq!(kind("Press release"), Ok(DocumentKind::PressRelease));
        assert!(kind("poem").unwrap_err().contains("press_release"));
    }
}
