//! The `attest` command.

use attest::cli::{Cli, Command};
use attest::commands::{self, Outcome, archive};
use attest::terminal::Terminal;
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let to_file = matches!(&cli.command, Command::Code(code) if code.out.is_some());
    let terminal = Terminal::of(&cli, to_file);
    let outcome = match &cli.command {
        Command::Code(args) => commands::code::run(args, &terminal),
        Command::Add(args) => archive::add::run(args, &terminal),
        Command::Incidents(args) => commands::incidents::run(args, &terminal),
        Command::Show(args) => archive::show::run(args, &terminal),
        Command::Search(args) => archive::search::run(args, &terminal),
        Command::Compare(args) => commands::compare::run(args, &terminal),
        Command::Documents(args) => archive::lists::documents(args, &terminal),
        Command::Sources(args) => archive::lists::sources(args, &terminal),
        Command::Status(args) => archive::lists::status(args, &terminal),
        Command::Decide(args) => archive::decide::run(args, &terminal),
        Command::Review(args) => archive::review::run(args, &terminal),
        Command::Agreement(args) => archive::agreement::run(args, &terminal),
        Command::Recode(args) => archive::recode::run(args, &terminal),
        Command::Verify(args) => commands::verify::run(args, &terminal),
        Command::Log(args) => archive::lists::log(args, &terminal),
        Command::Read(args) => commands::read::run(args, &terminal),
        Command::Explain(args) => commands::explain::run(args, &terminal),
        Command::Lexicon(args) => commands::lexicon::run(args, &terminal),
        Command::Gazetteer(args) => commands::gazetteer::run(args, &terminal),
        Command::Serve(args) => commands::serve::run(args),
        Command::Export(args) => commands::export::run(args, &terminal),
        Command::Import(args) => commands::import::run(args, &terminal),
        Command::ImportClaims(args) => commands::import::claims(args, &terminal),
        Command::Keys(args) => commands::keys::run(args),
        Command::Codebook(args) => commands::shell::codebook(args),
        Command::Cases(args) => commands::cases::run(args),
        Command::Schema { record } => commands::shell::schema(*record),
        Command::Completions { shell } => commands::shell::completions(*shell),
        Command::Man => commands::shell::man(),
    };
    let outcome = outcome.unwrap_or_else(|trouble| {
        trouble.print(terminal.colour_errors, terminal.ascii());
        Outcome::Trouble
    });
    ExitCode::from(outcome as u8)
}
