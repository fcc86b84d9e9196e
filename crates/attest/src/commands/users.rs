//! `attest serve users`: who may read, decide, sign and rule over an archive that is served to others.

use super::Outcome;
use crate::cli::ServeUsers;
use crate::safe::visible;
use crate::trouble::Trouble;
use attest_server::people::log_user;
use attest_server::users::UsersError;
use attest_server::{Role, Users};
use attest_store::{Act, SqliteStore};
use std::path::Path;

/// Runs the command.
///
/// # Errors
/// An archive that cannot be opened, a file of users that cannot be read or written, a name that nobody has or can have.
pub fn run(archive: &Path, what: &ServeUsers) -> Result<Outcome, Trouble> {
    match what {
        ServeUsers::Add { name, role, by } => add(archive, name, *role, by),
        ServeUsers::Revoke { name, by } => {
            let (mut store, act) = open(archive, by)?;
            Users::beside(archive).revoke(name).map_err(|error| trouble(&error))?;
            log_user(&mut store, &act, "sent away", name, None)?;
            super::print(&format!("{}'s link is worth nothing from now on.\n", visible(name)))?;
            Ok(Outcome::Done)
        }
        ServeUsers::List => {
            let users = Users::beside(archive);
            let all = users.list().map_err(|error| trouble(&error))?;
            let lines = all.iter().map(|user| {
                format!(
                    "{:<9} {}  {}\n",
                    user.role.as_str(),
                    user.since.get(..10).unwrap_or_default(),
                    visible(&user.name)
                )
            });
            let lines: String = lines.collect();
            let none = if users.exist() {
                "Nobody is in, and without a link nobody gets in.\n"
            } else {
                "This archive has no users; attest serve users add NAME --role owner lets the first one in.\n"
            };
            super::print(if lines.is_empty() { none } else { &lines })?;
            Ok(if all.is_empty() { Outcome::Nothing } else { Outcome::Done })
        }
    }
}

fn add(archive: &Path, name: &str, role: Role, by: &str) -> Result<Outcome, Trouble> {
    let (mut store, act) = open(archive, by)?;
    let users = Users::beside(archive);
    let first = users.list().map_err(|error| trouble(&error))?.is_empty();
    if first && role != Role::Owner {
        return Err(Trouble::stop(
            "the first user must be an owner, who can let others in from the page",
            "give --role owner; then add the others",
        ));
    }
    let token = users.add(name, role, &act.at).map_err(|error| trouble(&error))?;
    log_user(&mut store, &act, "let in", name.trim(), Some(role))?;
    let name = visible(name.trim()).into_owned();
    super::print(&format!(
        "{name} is in as {}. The link, told once and kept nowhere, is the page's address and then:\n\n    #/?token={token}\n\n\
         Send it on a way that nobody else reads. attest serve users revoke \"{name}\" takes it back.\n",
        role.as_str()
    ))?;
    Ok(Outcome::Done)
}

fn open(archive: &Path, by: &str) -> Result<(SqliteStore, Act), Trouble> {
    let store = SqliteStore::open(archive)
        .map_err(|error| Trouble::stop(error.to_string(), "name the archive's file with --archive"))?;
    Ok((store, Act { by: by.to_owned(), at: attest_server::writing::now(), why: None }))
}

fn trouble(error: &UsersError) -> Trouble {
    let help = match error {
        UsersError::Nobody(_) => "attest serve users list shows who is in",
        UsersError::LastOwner(_) => "attest serve users add NAME --role owner",
        UsersError::Name => "give a name as the team knows it",
        _ => "see whether the folder of the archive can be written",
    };
    Trouble::stop(error.to_string(), help)
}
