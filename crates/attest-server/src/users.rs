//! People with a role: who may read, decide, sign, and rule over an archive that others reach too.
//!
//! They stand in a file beside the archive (`archive.attest.users`), with the hash of each one's token and never the token: whoever
//! reads the file cannot write in anybody's name. The file is read anew for every question, so that a token that is taken back, here
//! or with `attest serve users revoke`, is worth nothing from that moment. A file that has become unreadable lets nobody in.

use attest_store::sha256;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use thiserror::Error;
use utoipa::ToSchema;

/// What a person may do; each role may do what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Read and export.
    Reader,
    /// Add reports, decide, take decisions back.
    Coder,
    /// Sign what others decided.
    Reviewer,
    /// Protect and reveal sources, let people in and out.
    Owner,
}

impl Role {
    /// All of them, the least first.
    pub const ALL: [Self; 4] = [Self::Reader, Self::Coder, Self::Reviewer, Self::Owner];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Coder => "coder",
            Self::Reviewer => "reviewer",
            Self::Owner => "owner",
        }
    }

    /// The role of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

/// A person and what they may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The name under which their decisions stand in the log.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// SHA-256 of their token.
    pub token: String,
    /// When the token was handed out, RFC 3339.
    pub since: String,
}

/// Why people could not be read or changed.
#[derive(Debug, Error)]
pub enum UsersError {
    /// The file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file holds something else.
    #[error("{path} holds no list of users: {source}")]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// Nobody has that name.
    #[error("nobody is called {0} here")]
    Nobody(String),
    /// A name that nobody can have.
    #[error("a name is needed, of at most 80 letters and without control characters")]
    Name,
    /// Without an owner nobody could let people in or out from the page.
    #[error("{0} is the only owner; make another one first")]
    LastOwner(String),
    /// The system has no random numbers.
    #[error("the system has no random numbers: {0}")]
    Random(getrandom::Error),
    /// The archive does not take the entry of its log.
    #[error("the archive's log: {0}")]
    Log(#[from] attest_store::StoreError),
}

/// A new token: 192 random bits, so that nobody guesses it and a plain hash of it gives nothing away.
///
/// # Errors
/// The system has no random numbers.
pub fn token() -> Result<String, getrandom::Error> {
    let mut random = [0_u8; 24];
    getrandom::fill(&mut random)?;
    Ok(random.iter().fold(String::with_capacity(48), |mut token, byte| {
        let _ = write!(token, "{byte:02x}");
        token
    }))
}

/// The people of an archive.
#[derive(Debug, Clone)]
pub struct Users {
    path: PathBuf,
}

impl Users {
    /// Those of the archive at `archive`.
    pub fn beside(archive: &Path) -> Self {
        let mut path = archive.as_os_str().to_owned();
        path.push(".users");
        Self { path: path.into() }
    }

    /// Their file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is such a file, even one that names nobody: an archive that had users stays closed when the last one is gone.
    pub fn exist(&self) -> bool {
        self.path.exists()
    }

    /// All of them, by name.
    ///
    /// # Errors
    /// A file that cannot be read or holds something else. A file that is not there names nobody.
    pub fn list(&self) -> Result<Vec<User>, UsersError> {
        match std::fs::read(&self.path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|source| UsersError::Content { path: self.path.clone(), source }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(source) => Err(UsersError::File { path: self.path.clone(), source }),
        }
    }

    /// Lets `name` in with `role` and returns the token, which is told once and kept nowhere. Whoever is in already gets the new role
    /// and a new token; the old one is worth nothing from then on.
    ///
    /// # Errors
    /// A name that nobody can have, a file that cannot be written, the only owner made something less.
    pub fn add(&self, name: &str, role: Role, at: &str) -> Result<String, UsersError> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 80 || name.chars().any(char::is_control) {
            return Err(UsersError::Name);
        }
        let mut all = self.list()?;
        if role != Role::Owner && is_last_owner(&all, name) {
            return Err(UsersError::LastOwner(name.to_owned()));
        }
        let token = token().map_err(UsersError::Random)?;
        all.retain(|user| user.name != name);
        let hash = sha256(token.as_bytes());
        all.push(User { name: name.to_owned(), role, token: hash, since: at.to_owned() });
        all.sort_by(|a, b| a.name.cmp(&b.name));
        self.write(&all)?;
        Ok(token)
    }

    /// Takes back the token of `name`.
    ///
    /// # Errors
    /// Nobody of that name, a file that cannot be written, the only owner while others are in.
    pub fn revoke(&self, name: &str) -> Result<(), UsersError> {
        let mut all = self.list()?;
        if all.len() > 1 && is_last_owner(&all, name) {
            return Err(UsersError::LastOwner(name.to_owned()));
        }
        let before = all.len();
        all.retain(|user| user.name != name);
        if all.len() == before {
            return Err(UsersError::Nobody(name.to_owned()));
        }
        self.write(&all)
    }

    /// Writes a new file, readable by its owner only, and puts it in the place of the old one in one step.
    fn write(&self, all: &[User]) -> Result<(), UsersError> {
        let fault = |source| UsersError::File { path: self.path.clone(), source };
        let mut beside = self.path.as_os_str().to_owned();
        beside.push(format!(".{}", std::process::id()));
        let beside = PathBuf::from(beside);
        let text = serde_json::to_vec_pretty(all)
            .map_err(|source| UsersError::Content { path: self.path.clone(), source })?;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written =
            options.open(&beside).and_then(|mut file| file.write_all(&text).and_then(|()| file.sync_all()));
        written.and_then(|()| std::fs::rename(&beside, &self.path)).map_err(|error| {
            let _ = std::fs::remove_file(&beside);
            fault(error)
        })
    }
}

fn is_last_owner(all: &[User], name: &str) -> bool {
    let mut owners = all.iter().filter(|user| user.role == Role::Owner);
    owners.next().is_some_and(|first| first.name == name) && owners.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::{Role, Users, UsersError};

    fn users(name: &str) -> Users {
        let path = std::env::temp_dir().join(format!("attest-users-{}-{name}", std::process::id()));
        let users = Users::beside(&path);
        let _ = std::fs::remove_file(users.path());
        users
    }

    #[test]
    fn a_token_is_told_once_and_kept_as_a_hash() {
        let users = users("hash");
        let token = users.add("Ana", Role::Owner, "2024-03-05T10:00:00Z").unwrap();
        let text = std::fs::read_to_string(users.path()).unwrap();
        assert!(!text.contains(&token) && text.contains("\"owner\""), "{text}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(users.path()).unwrap().permissions().mode() & 0o777, 0o600);
        }
        std::fs::remove_file(users.path()).unwrap();
    }

    #[test]
    fn the_only_owner_stays_while_others_are_in() {
        let users = users("owner");
        let at = "2024-03-05T10:00:00Z";
        users.add("Ana", Role::Owner, at).unwrap();
        users.add("Ben", Role::Coder, at).unwrap();
        assert!(matches!(users.revoke("Ana"), Err(UsersError::LastOwner(_))));
        assert!(matches!(users.add("Ana", Role::Reader, at), Err(UsersError::LastOwner(_))));
        assert!(matches!(users.revoke("Cem"), Err(UsersError::Nobody(_))));
        assert!(matches!(users.add(" \n", Role::Reader, at), Err(UsersError::Name)));
        users.revoke("Ben").unwrap();
        users.revoke("Ana").unwrap();
        assert!(users.exist() && users.list().unwrap().is_empty());
        std::fs::remove_file(users.path()).unwrap();
    }
}
