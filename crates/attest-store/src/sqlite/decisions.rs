//! Decisions and protections: each one an entry of the log, and a row that repeats it.

use super::{codings, log, resolve, rows};
use crate::{Act, StoreError, standing};
use attest_link::Unfit;
use attest_model::{Coding, Decision, Subject, Verdict};
use rusqlite::{Connection, Transaction, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A log entry's detail for a protection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protection {
    /// Id of the document.
    pub document: String,
    /// Id of the source within it; empty for the whole document.
    pub source: String,
    /// Protected from now on, or no longer.
    pub protect: bool,
}

/// Appends a decision.
pub fn append(
    transaction: &Transaction<'_>,
    mut decision: Decision,
    act: &Act,
) -> Result<Decision, StoreError> {
    decision.reviewer.clone_from(&act.by);
    decision.at.clone_from(&act.at);
    decision.reason.clone_from(&act.why);
    if let Some(about) = &decision.about {
        decision.about = Some(resolve(transaction, "decision", about)?);
    }
    allowed(&decision, &all(transaction)?)?;
    let number = log::next(transaction)?;
    decision.sequence = number as u64;
    decision.id = decision.digest();
    let body = serde_json::to_string(&decision)?;
    log::append(transaction, act, "decide", body.clone())?;
    transaction
        .prepare_cached("INSERT INTO decision (number, id, body) VALUES (?1,?2,?3)")?
        .execute(params![number, decision.id, body])?;
    touch(transaction, &decision)?;
    Ok(decision)
}

/// Whether the rules allow a decision.
fn allowed(decision: &Decision, before: &[Decision]) -> Result<(), StoreError> {
    let refuse = |why: &str| Err(StoreError::Refused(why.to_owned()));
    if decision.reviewer.trim().is_empty() {
        return refuse("a decision needs the name of who decides; give it with --by");
    }
    let incidents = decision.subjects.iter().all(|subject| subject.incident);
    match decision.verdict {
        Verdict::Same | Verdict::Different | Verdict::Unsure if decision.subjects.len() < 2 || !incidents => {
            refuse("name two incidents or more to say whether they are the same")
        }
        Verdict::Accept | Verdict::Reject | Verdict::Correct if decision.subjects.len() != 1 => {
            refuse("name one claim or one incident")
        }
        Verdict::Correct if decision.correction.is_none() => refuse("name the value that is right"),
        Verdict::Correct | Verdict::Reject
            if decision.reason.as_deref().is_none_or(|why| why.trim().is_empty()) =>
        {
            refuse("say why, with --why: whoever reads this later has only your reason")
        }
        Verdict::SignOff | Verdict::Retract => about(decision, before),
        _ => Ok(()),
    }
}

fn about(decision: &Decision, before: &[Decision]) -> Result<(), StoreError> {
    let refuse = |why: String| Err(StoreError::Refused(why));
    let Some(earlier) = before.iter().find(|earlier| Some(&earlier.id) == decision.about.as_ref()) else {
        return refuse("name the decision that this is about".to_owned());
    };
    let holds = standing(before).iter().any(|one| one.id == earlier.id);
    if !holds {
        return refuse(format!("decision {} has been retracted already", earlier.id));
    }
    if decision.verdict == Verdict::Retract {
        return Ok(());
    }
    if matches!(earlier.verdict, Verdict::SignOff | Verdict::Retract) {
        return refuse(format!(
            "decision {} is a signature or a retraction and needs none itself",
            earlier.id
        ));
    }
    if same_person(&earlier.reviewer, &decision.reviewer) {
        return refuse(format!(
            "{} decided this; a second person must sign it, with their own name in --by",
            earlier.reviewer
        ));
    }
    let signed = standing(before).into_iter().any(|one| {
        one.verdict == Verdict::SignOff
            && one.about == decision.about
            && same_person(&one.reviewer, &decision.reviewer)
    });
    if signed {
        return refuse(format!("{} has signed decision {} already", decision.reviewer, earlier.id));
    }
    Ok(())
}

/// Whether two names are one person's: the same letters.
fn same_person(a: &str, b: &str) -> bool {
    let bare = |name: &str| {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    bare(a) == bare(b)
}

/// Has the incidents that a decision is about computed anew with the next linking.
fn touch(transaction: &Transaction<'_>, decision: &Decision) -> Result<(), StoreError> {
    let mut subjects: Vec<Subject> = decision.subjects.clone();
    let mut about = decision.about.clone();
    let before = all(transaction)?;
    // A retraction may retract a retraction: what the first one was about comes back.
    while let Some(id) = about {
        let Some(earlier) = before.iter().find(|one| one.id == id && one.sequence < decision.sequence) else {
            break;
        };
        subjects.extend(earlier.subjects.iter().cloned());
        about = earlier.about.clone();
    }
    for subject in subjects {
        transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO stale SELECT t.incident FROM document own
                   JOIN document d ON d.page = own.page JOIN telling t ON t.document = d.number
                 WHERE own.id = ?1 AND t.incident IS NOT NULL",
            )?
            .execute([&subject.document])?;
    }
    Ok(())
}

/// All decisions, in the order of the log.
pub fn all(connection: &Connection) -> Result<Vec<Decision>, StoreError> {
    let bodies: Vec<String> =
        rows(connection, "SELECT body FROM decision ORDER BY number", [], |row| row.get(0))?;
    bodies.iter().map(|body| Ok(serde_json::from_str(body)?)).collect()
}

/// Decisions that hold and no longer find what they are about.
pub fn unfit(connection: &Connection) -> Result<Vec<Unfit>, StoreError> {
    let all = super::linking::carried(connection)?;
    let mut codings: BTreeMap<String, Option<Coding>> = BTreeMap::new();
    let mut out = Vec::new();
    for decision in standing(&all) {
        for subject in &decision.subjects {
            if !codings.contains_key(&subject.document) {
                let coding = match codings::of_id(connection, &subject.document) {
                    Ok(coding) => Some(coding),
                    Err(StoreError::NoSuch { .. }) => None,
                    Err(error) => return Err(error),
                };
                codings.insert(subject.document.clone(), coding);
            }
            let coding = codings.get(&subject.document).and_then(Option::as_ref);
            if let Some(why) = misfit(subject, coding) {
                out.push(Unfit { decision: decision.id.clone(), why });
            }
        }
    }
    Ok(out)
}

/// Why a subject is not found in the coding of its document, where it is not.
fn misfit(subject: &Subject, coding: Option<&Coding>) -> Option<String> {
    let Some(coding) = coding else {
        return Some(format!("its document {} is not in the archive", subject.document));
    };
    let (found, what) = if subject.incident {
        (subject.find_incident(coding).is_some(), "an incident")
    } else {
        (subject.find_claim(coding).is_some(), "a claim")
    };
    (!found).then(|| format!("“{}” is no longer read as {what} in {}", subject.words, coding.document.name))
}

/// Protects a document or a source, or lifts that.
pub fn protect(
    transaction: &Transaction<'_>,
    document: &str,
    source: Option<&str>,
    protect: bool,
    act: &Act,
) -> Result<(), StoreError> {
    let document = resolve(transaction, "document", document)?;
    let source = source.unwrap_or_default().to_owned();
    if !source.is_empty() {
        let coding = codings::of_id(transaction, &document)?;
        if !coding.sources.iter().any(|own| own.id == source) {
            return Err(StoreError::NoSuch { kind: "source", id: source });
        }
    }
    let detail = Protection { document: document.clone(), source: source.clone(), protect };
    let number = log::append(transaction, act, "protect", serde_json::to_string(&detail)?)?;
    if protect {
        transaction.execute(
            "INSERT OR REPLACE INTO protected (document, source, number) VALUES (?1,?2,?3)",
            params![document, source, number],
        )?;
    } else {
        transaction.execute(
            "DELETE FROM protected WHERE document = ?1 AND source = ?2",
            params![document, source],
        )?;
    }
    Ok(())
}

/// What is protected.
pub fn protected(connection: &Connection) -> Result<BTreeSet<(String, String)>, StoreError> {
    let all =
        rows(connection, "SELECT document, source FROM protected", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(all.into_iter().collect())
}
