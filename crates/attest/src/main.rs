//! The `attest` command.

use attest::cli::{Cli, Command};
use attest::commands::{self, Outcome};
use attest::terminal::Terminal;
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let to_file = matches!(&cli.command, Command::Code(code) if code.out.is_some());
    let terminal = Terminal::of(&cli, to_file);
    let outcome = match &cli.command {
        Command::Code(args) => commands::code::run(args, &terminal),
        Command::Compare(args) => commands::compare::run(args, &terminal),
        Command::Incidents(args) => commands::incidents::run(args, &terminal),
        Command::Read(args) => commands::read::run(args, &terminal),
        Command::Explain(args) => commands::explain::run(args, &terminal),
        Command::Lexicon(args) => commands::lexicon::run(args, &terminal),
        Command::Gazetteer(args) => commands::gazetteer::run(args, &terminal),
        Command::Serve(args) => commands::serve::run(args),
        Command::Export(args) => commands::export::run(args, &terminal),
        Command::Import(args) => commands::import::run(args, &terminal),
        Command::ImportClaims(args) => commands::import::claims(args, &terminal),
        Command::Verify(args) => commands::verify::run(args),
        Command::Codebook => commands::shell::codebook(),
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
