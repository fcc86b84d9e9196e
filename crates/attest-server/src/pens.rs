//! Who asks, and what they may do.
//!
//! On the reader's own machine `attest serve --by NAME` gives each name a token when the program starts; it ends with the program, or
//! sooner, when it is given back. Where an archive has [users](crate::users), every question needs the token of one of them, and their
//! role says what it may change.
//!
//! A token is sent in a header of its own, never in a cookie, so that no page of another site can make the reader's browser send it.
//! The name is bound to the token, so that nobody signs with another's name from the page.

use crate::users::{Role, Users, token};
use attest_store::sha256;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How often something may be done: so often at once, and how long it takes until once more is allowed.
#[derive(Debug, Clone, Copy)]
struct Pace {
    burst: u32,
    each: Duration,
}

/// Changes by one person.
const CHANGES: Pace = Pace { burst: 60, each: Duration::from_millis(250) };
/// Questions by one person, where the archive has users: a page asks a dozen when it opens.
const QUESTIONS: Pace = Pace { burst: 600, each: Duration::from_millis(20) };
/// Tokens that are nobody's, from all who try.
const GUESSES: Pace = Pace { burst: 30, each: Duration::from_secs(1) };

/// What is left of a pace.
#[derive(Debug)]
struct Allowance {
    left: u32,
    counted: Instant,
}

impl Allowance {
    fn of(pace: Pace) -> Self {
        Self { left: pace.burst, counted: Instant::now() }
    }

    /// Takes one; says whether there was one.
    fn take(&mut self, pace: Pace) -> bool {
        let steps = self.counted.elapsed().as_millis() / pace.each.as_millis();
        if steps > 0 {
            let steps = u32::try_from(steps).unwrap_or(pace.burst);
            self.left = self.left.saturating_add(steps).min(pace.burst);
            self.counted = Instant::now();
        }
        self.left = match self.left.checked_sub(1) {
            Some(left) => left,
            None => return false,
        };
        true
    }
}

/// A person who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Their name.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

/// One who may write until the program ends.
#[derive(Debug)]
struct Pen {
    who: Who,
    /// The token's hash: what lies in memory cannot be sent.
    hash: String,
}

#[derive(Debug, Default)]
struct Counts {
    changes: HashMap<String, Allowance>,
    questions: HashMap<String, Allowance>,
    guesses: Option<Allowance>,
}

/// All who may ask and write.
#[derive(Debug, Default)]
pub struct Pens {
    handed: Mutex<Vec<Pen>>,
    counts: Mutex<Counts>,
    users: Option<Users>,
}

/// Whether something may be done.
#[derive(Debug, PartialEq, Eq)]
pub enum Leave {
    /// By this person.
    Given(Who),
    /// The token is nobody's.
    Unknown,
    /// The person's role does not allow it.
    Above(Role),
    /// Too much in a short time.
    TooFast,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Pens {
    /// Lets in those of `users` and nobody else.
    pub fn of(users: Users) -> Self {
        Self { users: Some(users), ..Self::default() }
    }

    /// Lets `by` write until the program ends; returns the token. Who sits at this machine owns the archive's file, and may do all.
    ///
    /// # Errors
    /// The system has no random numbers.
    pub fn hand(&self, by: &str) -> Result<String, getrandom::Error> {
        let token = token()?;
        let who = Who { name: by.to_owned(), role: Role::Owner };
        lock(&self.handed).push(Pen { who, hash: sha256(token.as_bytes()) });
        Ok(token)
    }

    /// The users, where every question needs a token.
    pub const fn users(&self) -> Option<&Users> {
        self.users.as_ref()
    }

    /// Whether anyone may write.
    pub fn any(&self) -> bool {
        self.users.is_some() || !lock(&self.handed).is_empty()
    }

    /// Whose token this is. Hashes are compared, so that the time it takes says nothing of the token.
    pub fn whose(&self, token: &str) -> Option<Who> {
        let hash = sha256(token.as_bytes());
        if let Some(users) = &self.users {
            let user = users.list().ok()?.into_iter().find(|user| user.token == hash)?;
            return Some(Who { name: user.name, role: user.role });
        }
        lock(&self.handed).iter().find(|pen| pen.hash == hash).map(|pen| pen.who.clone())
    }

    /// Counts a change by the bearer of `token`, for which `needed` is the least role.
    pub fn change(&self, token: &str, needed: Role) -> Leave {
        self.leave(token, needed, true)
    }

    /// Counts a question by the bearer of `token`.
    pub fn question(&self, token: &str) -> Leave {
        self.leave(token, Role::Reader, false)
    }

    fn leave(&self, token: &str, needed: Role, change: bool) -> Leave {
        let found = self.whose(token);
        let mut counts = lock(&self.counts);
        let Some(who) = found else {
            let guesses = counts.guesses.get_or_insert_with(|| Allowance::of(GUESSES));
            return if guesses.take(GUESSES) { Leave::Unknown } else { Leave::TooFast };
        };
        if who.role < needed {
            return Leave::Above(who.role);
        }
        let (paces, pace) =
            if change { (&mut counts.changes, CHANGES) } else { (&mut counts.questions, QUESTIONS) };
        let own = paces.entry(who.name.clone()).or_insert_with(|| Allowance::of(pace));
        if own.take(pace) { Leave::Given(who) } else { Leave::TooFast }
    }

    /// Takes a token back for good. A user's goes out of the users' file; that of the only owner stays.
    pub fn revoke(&self, token: &str) {
        let hash = sha256(token.as_bytes());
        lock(&self.handed).retain(|pen| pen.hash != hash);
        if let (Some(users), Some(who)) = (&self.users, self.whose(token)) {
            let _ = users.revoke(&who.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CHANGES, GUESSES, Leave, Pens};
    use crate::users::Role;

    #[test]
    fn a_token_is_one_persons_until_it_is_given_back() {
        let pens = Pens::default();
        let (ana, ben) = (pens.hand("Ana").unwrap(), pens.hand("Ben").unwrap());
        assert_ne!(ana, ben);
        assert_eq!(pens.whose(&ben).map(|who| who.name).as_deref(), Some("Ben"));
        assert!(matches!(pens.change(&ana, Role::Owner), Leave::Given(who) if who.name == "Ana"));
        pens.revoke(&ana);
        assert_eq!(pens.change(&ana, Role::Reader), Leave::Unknown);
        assert_eq!(pens.change("", Role::Reader), Leave::Unknown);
    }

    #[test]
    fn nobody_writes_faster_than_a_person_can() {
        let pens = Pens::default();
        let token = pens.hand("Ana").unwrap();
        let given = (0..CHANGES.burst * 2)
            .filter(|_| pens.change(&token, Role::Coder) != Leave::TooFast)
            .count() as u32;
        assert!((CHANGES.burst..CHANGES.burst * 2).contains(&given), "{given}");
    }

    #[test]
    fn whoever_guesses_tokens_is_slowed_down() {
        let pens = Pens::default();
        let token = pens.hand("Ana").unwrap();
        let told = (0..GUESSES.burst * 3)
            .filter(|n| pens.question(&format!("guess {n}")) == Leave::Unknown)
            .count() as u32;
        assert!((GUESSES.burst..GUESSES.burst + 10).contains(&told), "{told}");
        assert!(
            matches!(pens.question(&token), Leave::Given(_)),
            "who is known is not slowed down by others"
        );
    }
}
