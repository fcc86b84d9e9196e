//! Who acts, and when: the only place of the program that reads the clock, and only for the log.

use crate::cli::ActArgs;
use crate::trouble::Trouble;
use attest_store::Act;

/// The act of this run.
///
/// # Errors
/// No name is given and the system knows none; a time that is none.
pub fn act(args: &ActArgs) -> Result<Act, Trouble> {
    let by = args.by.clone().or_else(user).ok_or_else(|| {
        Trouble::stop("nobody is named for the log", "give your name with --by, or set ATTEST_BY")
    })?;
    let at = match &args.at {
        Some(at) => at
            .parse::<jiff::Timestamp>()
            .map_err(|_| Trouble::stop(format!("`{at}` is no time"), "write it as 2024-03-05T10:00:00Z"))?,
        None => jiff::Timestamp::now(),
    };
    let at = at.round(jiff::Unit::Second).unwrap_or(at).to_string();
    Ok(Act { by, at, why: args.why.clone().filter(|why| !why.trim().is_empty()) })
}

/// The name under which the system knows the user.
fn user() -> Option<String> {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
}
