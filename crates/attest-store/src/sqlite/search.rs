//! Full-text search. Accents and case make no difference; words stand for themselves, `"several words"` for a phrase, a final `*`
//! for any ending.

use super::{order, rows};
use crate::{Filter, Found, Hit, StoreError};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// With more matches than this, reports come by date, the latest first, and not by how well they match: of very many matches the
/// ranks tell little and cost much.
const MANY: i64 = 5_000;

/// A user's words as a query that cannot be malformed; `None` where there are none.
pub fn phrase(words: &str) -> Option<String> {
    let mut out: Vec<String> = Vec::new();
    let mut push = |words: &str, prefix: bool| {
        // Only letters and digits are indexed; anything else parts words there as here.
        if words.chars().any(char::is_alphanumeric) {
            out.push(format!("\"{}\"{}", words.replace('"', "\"\""), if prefix { "*" } else { "" }));
        }
    };
    for (index, part) in words.split('"').enumerate() {
        if index % 2 == 1 {
            push(part, false);
        } else {
            part.split_whitespace().for_each(|word| push(word.trim_end_matches('*'), word.ends_with('*')));
        }
    }
    (!out.is_empty()).then(|| out.join(" AND "))
}

fn limit(filter: &Filter) -> i64 {
    if filter.limit == 0 { -1 } else { filter.limit as i64 }
}

/// Search over titles and texts: the best match first; of more than [`MANY`] matches the latest.
pub fn reports(connection: &Connection, words: &str, filter: &Filter) -> Result<Found<Hit>, StoreError> {
    let Some(query) = phrase(words) else { return Ok(Found { rows: Vec::new(), all: 0 }) };
    let (first, last) = order::between(filter.from.as_deref(), filter.to.as_deref());
    let about = About::of(filter, filter.kind.as_ref());
    let (all, chosen) = match about.documents(connection, (first, last))? {
        None => texts(connection, &query, (first, last), filter)?,
        Some(documents) => texts_among(connection, &query, (first, last), &documents, filter)?,
    };
    let mut statement = connection.prepare_cached(
        "SELECT d.id, d.name, d.title, d.published,
           EXISTS (SELECT 1 FROM protected p WHERE p.document = d.id AND p.source = '')
         FROM listed l JOIN document d ON d.number = l.document WHERE l.at = ?1",
    )?;
    let mut rows = Vec::with_capacity(chosen.len());
    for (at, words) in chosen {
        rows.push(statement.query_row([at], |row| {
            Ok(Hit {
                document: row.get(0)?,
                name: row.get(1)?,
                title: row.get(2)?,
                published: row.get(3)?,
                claim: None,
                incident: None,
                words,
                speaker: None,
                protected: row.get(4)?,
            })
        })?);
    }
    Ok(Found { rows, all })
}

/// How many reports match, and the first of them: where each stands among all, and an excerpt.
type Texts = (u64, Vec<(i64, String)>);

/// An excerpt around the words.
const EXCERPT: &str = "snippet(text_words, -1, '', '', ' … ', 32)";

fn texts(
    connection: &Connection,
    query: &str,
    (first, last): (i64, i64),
    filter: &Filter,
) -> Result<Texts, StoreError> {
    let all: i64 = connection
        .prepare_cached(
            "SELECT count(*) FROM text_words WHERE text_words MATCH ?1 AND rowid BETWEEN ?2 AND ?3",
        )?
        .query_row(params![query, first, last], |row| row.get(0))?;
    let mut chosen: Vec<(i64, String)> = Vec::new();
    // In the order of its index and of its ranks alike, the full text stops at the limit, and cuts excerpts from what it gives only.
    let mut take = |order: &str, first: i64, last: i64| -> Result<(), StoreError> {
        let left = if filter.limit == 0 { -1 } else { filter.limit.saturating_sub(chosen.len()) as i64 };
        let sql = format!(
            "SELECT rowid, {EXCERPT} FROM text_words
             WHERE text_words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY {order} LIMIT ?4"
        );
        let found =
            rows(connection, &sql, params![query, first, last, left], |row| Ok((row.get(0)?, row.get(1)?)))?;
        chosen.extend(found);
        Ok(())
    };
    if all > MANY {
        take("rowid DESC", first, last.min(order::undated() - 1))?;
        take("rowid", first.max(order::undated()), last)?;
    } else {
        take("rank", first, last)?;
    }
    Ok((all as u64, chosen))
}

/// The same among the reports of some incidents, the latest first.
fn texts_among(
    connection: &Connection,
    query: &str,
    (first, last): (i64, i64),
    documents: &[i64],
    filter: &Filter,
) -> Result<Texts, StoreError> {
    let sql = "SELECT rowid FROM text_words WHERE text_words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC";
    let mut found: Vec<i64> = rows(connection, sql, params![query, first, last], |row| row.get(0))?;
    found.retain(|at| documents.binary_search(at).is_ok());
    let all = found.len() as u64;
    // What has no day comes last.
    found.sort_by_key(|at| (*at >= order::undated(), std::cmp::Reverse(*at)));
    found.truncate(if filter.limit == 0 { usize::MAX } else { filter.limit });
    let sql = format!("SELECT {EXCERPT} FROM text_words WHERE text_words MATCH ?1 AND rowid = ?2");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut chosen = Vec::with_capacity(found.len());
    for at in found {
        chosen.push((at, statement.query_row(params![query, at], |row| row.get(0))?));
    }
    Ok((all, chosen))
}

/// Incidents that match in more documents than this are looked for among the claims; in fewer, claims are looked for in those.
const FEW: usize = 2_000;

/// Search over claims, in the order of their documents' days.
pub fn claims(connection: &Connection, words: &str, filter: &Filter) -> Result<Found<Hit>, StoreError> {
    let Some(query) = phrase(words) else { return Ok(Found { rows: Vec::new(), all: 0 }) };
    let mut query = format!("{{words speaker}} : ({query})");
    if let Some(kind) = filter.kind.as_deref().and_then(phrase) {
        query.push_str(&format!(" AND kind : ({kind})"));
    }
    let (first, last) = order::between(filter.from.as_deref(), filter.to.as_deref());
    let whole = (order::claims(first).0, order::claims(last).1);
    // The kind of a claim is what it is about; that of a report is what its incidents are.
    let about = About::of(filter, None);
    let (all, chosen) = match about.documents(connection, (first, last))? {
        // What is asked of the words alone is answered by their index alone.
        None => matches(connection, &query, whole, filter)?,
        Some(documents) if documents.len() <= FEW => about.within(connection, &query, &documents, filter)?,
        Some(_) => about.among(connection, &query, whole, filter)?,
    };
    let mut statement = connection.prepare_cached(
        "SELECT d.id, d.name, d.title, d.published, c.local, i.id,
           substr(CAST(d.text AS BLOB), c.sentence_start + 1, c.sentence_stop - c.sentence_start),
           EXISTS (SELECT 1 FROM protected p WHERE p.document = d.id)
         FROM claim c JOIN listed l ON l.at = ?2 JOIN document d ON d.number = l.document
           LEFT JOIN telling t ON t.number = c.telling LEFT JOIN incident i ON i.number = t.incident
         WHERE c.number = ?1",
    )?;
    let mut rows = Vec::with_capacity(chosen.len());
    for number in chosen {
        rows.push(statement.query_row([number, order::of_claim(number)], |row| {
            let words: Vec<u8> = row.get(6)?;
            Ok(Hit {
                document: row.get(0)?,
                name: row.get(1)?,
                title: row.get(2)?,
                published: row.get(3)?,
                claim: row.get(4)?,
                incident: row.get(5)?,
                words: String::from_utf8_lossy(&words).into_owned(),
                speaker: None,
                protected: row.get(7)?,
            })
        })?);
    }
    Ok(Found { rows, all })
}

/// How many claims have the words, and the first of them.
type Matches = (u64, Vec<i64>);

fn matches(
    connection: &Connection,
    query: &str,
    (first, last): (i64, i64),
    filter: &Filter,
) -> Result<Matches, StoreError> {
    let wheres = "FROM claim_words WHERE claim_words MATCH ?1 AND rowid BETWEEN ?2 AND ?3";
    let all: i64 = connection
        .prepare_cached(&format!("SELECT count(*) {wheres}"))?
        .query_row(params![query, first, last], |row| row.get(0))?;
    let sql = format!("SELECT rowid {wheres} ORDER BY rowid LIMIT ?4");
    let chosen = rows(connection, &sql, params![query, first, last, limit(filter)], |row| row.get(0))?;
    Ok((all as u64, chosen))
}

/// What is asked of the incident that a report or a claim is about.
struct About {
    /// Words of its place, actors and kinds, as a query.
    words: Option<String>,
    status: Option<String>,
}

impl About {
    fn of(filter: &Filter, kind: Option<&String>) -> Self {
        let columns = [("place", filter.place.as_ref()), ("actor", filter.actor.as_ref()), ("kind", kind)];
        let words: Vec<String> = columns
            .into_iter()
            .filter_map(|(column, words)| Some((column, phrase(words?)?)))
            .map(|(column, words)| format!("{column} : ({words})"))
            .collect();
        let words = (!words.is_empty()).then(|| words.join(" AND "));
        Self { words, status: filter.status.clone() }
    }

    /// The tellings of the incidents that match; the values stand as `?1` and `?2`.
    fn tellings(&self) -> String {
        let mut out = "FROM incident i JOIN telling t ON t.incident = i.number WHERE 1".to_owned();
        if self.words.is_some() {
            out.push_str(" AND i.number IN (SELECT rowid FROM incident_words WHERE incident_words MATCH ?1)");
        }
        out + if self.status.is_some() { " AND i.status = ?2" } else { "" }
    }

    /// The documents that tell of an incident that matches, by their place among all; `None` where nothing is asked.
    fn documents(
        &self,
        connection: &Connection,
        (first, last): (i64, i64),
    ) -> Result<Option<Vec<i64>>, StoreError> {
        if self.words.is_none() && self.status.is_none() {
            return Ok(None);
        }
        let sql = format!(
            "SELECT l.at FROM listed l WHERE l.at BETWEEN ?3 AND ?4 AND l.document IN (SELECT t.document {}) ORDER BY l.at",
            self.tellings()
        );
        rows(connection, &sql, params![self.words, self.status, first, last], |row| row.get(0)).map(Some)
    }

    /// The matches in these documents, one after the other.
    fn within(
        &self,
        connection: &Connection,
        query: &str,
        documents: &[i64],
        filter: &Filter,
    ) -> Result<Matches, StoreError> {
        let sql = format!("SELECT t.number {} AND ?1 IS ?1 AND ?2 IS ?2", self.tellings());
        let tellings: Vec<i64> = rows(connection, &sql, params![self.words, self.status], |row| row.get(0))?;
        let tellings: BTreeSet<i64> = tellings.into_iter().collect();
        let mut all = 0;
        let mut chosen = Vec::new();
        let sql = "SELECT c.number, c.telling FROM claim_words CROSS JOIN claim c ON c.number = claim_words.rowid
                   WHERE claim_words MATCH ?1 AND claim_words.rowid BETWEEN ?2 AND ?3 ORDER BY claim_words.rowid";
        for at in documents {
            let (first, last) = order::claims(*at);
            let found: Vec<(i64, Option<i64>)> =
                rows(connection, sql, params![query, first, last], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for (number, telling) in found {
                if telling.is_some_and(|telling| tellings.contains(&telling)) {
                    all += 1;
                    if filter.limit == 0 || chosen.len() < filter.limit {
                        chosen.push(number);
                    }
                }
            }
        }
        Ok((all, chosen))
    }

    /// The matches among all claims whose incident matches.
    fn among(
        &self,
        connection: &Connection,
        query: &str,
        (first, last): (i64, i64),
        filter: &Filter,
    ) -> Result<Matches, StoreError> {
        let from = format!(
            "FROM claim_words CROSS JOIN claim c ON c.number = claim_words.rowid
             WHERE claim_words MATCH ?3 AND claim_words.rowid BETWEEN ?4 AND ?5 AND c.telling IN (SELECT t.number {})",
            self.tellings()
        );
        let values = params![self.words, self.status, query, first, last];
        let all: i64 = connection
            .prepare_cached(&format!("SELECT count(*) {from}"))?
            .query_row(values, |row| row.get(0))?;
        let sql = format!("SELECT c.number {from} ORDER BY claim_words.rowid LIMIT {}", limit(filter));
        let chosen = rows(connection, &sql, values, |row| row.get(0))?;
        Ok((all as u64, chosen))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_of_a_user_are_a_malformed_query() {
        assert_eq!(phrase("army post"), Some("\"army\" AND \"post\"".to_owned()));
        assert_eq!(phrase("\"army post\" Tol*"), Some("\"army post\" AND \"Tol\"*".to_owned()));
        assert_eq!(phrase("OR ( \" NEAR"), Some("\"OR\" AND \" NEAR\"".to_owned()));
        assert_eq!(phrase(" * () \" \""), None);
    }
}
