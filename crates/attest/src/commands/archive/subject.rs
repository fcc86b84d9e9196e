//! Names on the command line, as subjects of decisions: an incident by its id, one document's incident or claim as `DOCUMENT/i1`
//! or `DOCUMENT/c4`.

use crate::trouble::Trouble;
use attest_model::{LinkedIncident, Subject};
use attest_store::{SqliteStore, Store};

/// The document and the id within it, where `name` has both.
pub fn parts(name: &str) -> Option<(&str, &str)> {
    let (document, local) = name.rsplit_once('/')?;
    let kind = local.get(..1)?;
    let number = local.get(1..)?;
    (matches!(kind, "i" | "c" | "s")
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit()))
    .then_some((document, local))
}

/// The subject that `name` means.
///
/// # Errors
/// A name that means nothing in the archive.
pub fn subject(store: &SqliteStore, name: &str) -> Result<Subject, Trouble> {
    let Some((document, local)) = parts(name) else {
        return representative(store, &store.incident(name)?);
    };
    let coding = store.coding(document)?;
    let found = if local.starts_with('i') {
        Subject::incident(&coding, local)
    } else {
        Subject::claim(&coding, local)
    };
    found.ok_or_else(|| {
        Trouble::stop(
            format!("{} has no `{local}`", coding.document.name),
            format!("`attest show {document}` lists its claims and incidents"),
        )
    })
}

/// The telling that stands for an incident: the first whose document is mainly about it, else the first.
///
/// # Errors
/// An incident whose documents are not there.
pub fn representative(store: &SqliteStore, incident: &LinkedIncident) -> Result<Subject, Trouble> {
    let member = incident.members.iter().find(|member| member.primary).or_else(|| incident.members.first());
    let found = match member {
        Some(member) => Subject::incident(&store.coding(&member.document)?, &member.incident),
        None => None,
    };
    found.ok_or_else(|| {
        Trouble::stop(format!("incident {} has no report in the archive", incident.id), "run `attest recode`")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_slash_may_still_be_a_files() {
        assert_eq!(parts("3f2a/c4"), Some(("3f2a", "c4")));
        assert_eq!(parts("reports/tolsa.txt"), None);
        assert_eq!(parts("reports/tolsa.txt/i1"), Some(("reports/tolsa.txt", "i1")));
        assert_eq!(parts("i1"), None);
    }
}
