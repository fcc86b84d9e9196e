//! `attest explain`: which words, which rule, which entry.

use super::{Outcome, one};
use crate::card::explain;
use crate::cli::Explain;
use crate::terminal::Terminal;
use crate::trouble::Trouble;

/// Runs the command.
///
/// # Errors
/// A file that cannot be read; something asked for that the coding does not have.
pub fn run(args: &Explain, terminal: &Terminal) -> Result<Outcome, Trouble> {
    let (document, coding) = one(&args.file, &args.about, &args.data, terminal)?;
    let lexicon = crate::kit::lexicon(&args.data)?;
    let entry = |id: &str| {
        let actor = lexicon.actor(id)?;
        let looked_up = if actor.source().looked_up { "" } else { ", not looked up" };
        Some(format!(
            "{}:{}, after {}{looked_up}",
            actor.header.at.file,
            actor.header.at.line,
            actor.source().title
        ))
    };
    let what = args.what.as_deref();
    let Some(sheet) = explain(&coding, &document.text, what, &entry, terminal.look) else {
        let claims: Vec<&str> = coding.claims.iter().map(|claim| claim.id.as_str()).collect();
        let ends = match (claims.first(), claims.last()) {
            (Some(first), Some(last)) => format!("claims {first} to {last}, "),
            _ => String::new(),
        };
        let help = format!(
            "there are {ends}{} incidents; fields of an incident are 1.when, 1.where, 1.who, 1.how, 1.rules",
            coding.incidents.len()
        );
        return Err(Trouble::stop(format!("no `{}` in `{}`", what.unwrap_or_default(), document.name), help));
    };
    super::print(&sheet.print(terminal.colour))?;
    Ok(if coding.claims.is_empty() { Outcome::Nothing } else { Outcome::Done })
}
