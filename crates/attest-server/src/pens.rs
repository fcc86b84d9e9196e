//! Who may write: a name and a token for each person, given when the program starts.
//!
//! The token is sent in a header of its own, never in a cookie, so that no page of another site can make the reader's browser send
//! it. It is made anew at every start: a token that got into wrong hands ends with the program, or sooner, when it is given back.
//! The name is bound to the token, so that nobody signs with another's name from the page.

use attest_store::sha256;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Changes that one person may make at once, and how long it takes until one more is allowed.
const BURST: u32 = 60;
const EACH: Duration = Duration::from_millis(250);

/// One who may write.
#[derive(Debug)]
struct Pen {
    by: String,
    /// The token's hash: what lies in memory cannot be sent.
    hash: String,
    allowance: u32,
    counted: Instant,
}

/// All who may write.
#[derive(Debug, Default)]
pub struct Pens {
    pens: Mutex<Vec<Pen>>,
}

/// Whether a change may be made.
#[derive(Debug, PartialEq, Eq)]
pub enum Leave {
    /// By this person.
    Given(String),
    /// The token is nobody's.
    Unknown,
    /// Too many changes in a short time.
    TooFast,
}

impl Pens {
    /// Lets `by` write; returns the token.
    ///
    /// # Errors
    /// The system has no random numbers.
    pub fn hand(&self, by: &str) -> Result<String, getrandom::Error> {
        let mut random = [0_u8; 24];
        getrandom::fill(&mut random)?;
        let token = random.iter().fold(String::with_capacity(48), |mut token, byte| {
            let _ = write!(token, "{byte:02x}");
            token
        });
        let pen = Pen {
            by: by.to_owned(),
            hash: sha256(token.as_bytes()),
            allowance: BURST,
            counted: Instant::now(),
        };
        self.pens.lock().unwrap_or_else(PoisonError::into_inner).push(pen);
        Ok(token)
    }

    /// Whether anyone may write.
    pub fn any(&self) -> bool {
        !self.pens.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Whose token this is. Hashes are compared, so that the time it takes says nothing of the token.
    pub fn whose(&self, token: &str) -> Option<String> {
        let hash = sha256(token.as_bytes());
        let pens = self.pens.lock().unwrap_or_else(PoisonError::into_inner);
        pens.iter().find(|pen| pen.hash == hash).map(|pen| pen.by.clone())
    }

    /// Counts a change by the bearer of `token`.
    pub fn leave(&self, token: &str) -> Leave {
        let hash = sha256(token.as_bytes());
        let mut pens = self.pens.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(pen) = pens.iter_mut().find(|pen| pen.hash == hash) else { return Leave::Unknown };
        let steps = pen.counted.elapsed().as_millis() / EACH.as_millis();
        if steps > 0 {
            pen.allowance = pen.allowance.saturating_add(u32::try_from(steps).unwrap_or(BURST)).min(BURST);
            pen.counted = Instant::now();
        }
        if pen.allowance == 0 {
            return Leave::TooFast;
        }
        pen.allowance -= 1;
        Leave::Given(pen.by.clone())
    }

    /// Takes a token back for good.
    pub fn revoke(&self, token: &str) {
        let hash = sha256(token.as_bytes());
        self.pens.lock().unwrap_or_else(PoisonError::into_inner).retain(|pen| pen.hash != hash);
    }
}

#[cfg(test)]
mod tests {
    use super::{BURST, Leave, Pens};

    #[test]
    fn a_token_is_one_persons_until_it_is_given_back() {
        let pens = Pens::default();
        let (ana, ben) = (pens.hand("Ana").unwrap(), pens.hand("Ben").unwrap());
        assert_ne!(ana, ben);
        assert_eq!(pens.whose(&ben).as_deref(), Some("Ben"));
        assert_eq!(pens.leave(&ana), Leave::Given("Ana".to_owned()));
        pens.revoke(&ana);
        assert_eq!(pens.leave(&ana), Leave::Unknown);
        assert_eq!(pens.leave(""), Leave::Unknown);
    }

    #[test]
    fn nobody_writes_faster_than_a_person_can() {
        let pens = Pens::default();
        let token = pens.hand("Ana").unwrap();
        let given = (0..BURST * 2).filter(|_| pens.leave(&token) != Leave::TooFast).count() as u32;
        assert!((BURST..BURST * 2).contains(&given), "{given}");
    }
}
