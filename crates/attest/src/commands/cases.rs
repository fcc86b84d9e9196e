//! `attest cases`: run literate cases, for those who write them.

use super::Outcome;
use crate::cases::{Verdict, find, run as run_case};
use crate::cli::{Cases, DataArgs};
use crate::kit;
use crate::safe::visible;
use crate::trouble::Trouble;

/// Runs the command.
///
/// # Errors
/// No case to run.
pub fn run(args: &Cases) -> Result<Outcome, Trouble> {
    let files = find(&args.paths);
    if files.is_empty() {
        return Err(Trouble::stop(
            "no case was found",
            "name a folder with case files, such as corpus/cases",
        ));
    }
    let kit = kit::load(&DataArgs::default())?;
    let mut fine = true;
    let mut counts = [0_usize; 3];
    for file in &files {
        let outcome = run_case(file, &kit, args.update);
        fine &= outcome.verdict.is_fine();
        counts[match outcome.verdict {
            Verdict::Passed => 0,
            Verdict::KnownGap(_) => 1,
            _ => 2,
        }] += 1;
        if !matches!(outcome.verdict, Verdict::Passed) {
            let text: Vec<String> =
                outcome.to_string().lines().map(|line| visible(line).into_owned()).collect();
            super::print(&format!("{}\n", text.join("\n")))?;
        }
    }
    let [passed, gaps, failed] = counts;
    super::print(&format!(
        "{} cases: {passed} passed, {gaps} known gaps, {failed} to look at\n",
        files.len()
    ))?;
    Ok(if fine { Outcome::Done } else { Outcome::Nothing })
}
