//! Full-text search. Accents and case make no difference; words stand for themselves, `"several words"` for a phrase, a final `*`
//! for any ending.

use super::rows;
use crate::{Filter, Found, Hit, StoreError};
use rusqlite::{Connection, params_from_iter};

/// With more matches than this, reports come by date, the latest first, and not by how well they match.
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

/// Clauses on the document's day, and the values that they take.
fn days(filter: &Filter, values: &mut Vec<String>) -> String {
    let mut out = String::from("d.current = 1");
    for (clause, value) in [("d.published >= ?", &filter.from), ("d.published <= ?", &filter.to)] {
        if let Some(value) = value {
            values.push(value.clone());
            out.push_str(" AND ");
            out.push_str(&clause.replace('?', &format!("?{}", values.len())));
        }
    }
    out
}

fn limit(filter: &Filter) -> i64 {
    if filter.limit == 0 { -1 } else { filter.limit as i64 }
}

/// Search over titles and texts, the best match first.
pub fn reports(connection: &Connection, words: &str, filter: &Filter) -> Result<Found<Hit>, StoreError> {
    let Some(query) = phrase(words) else { return Ok(Found { rows: Vec::new(), all: 0 }) };
    let mut values = vec![query];
    let days = days(filter, &mut values);
    let from = format!(
        "FROM text_words JOIN document d ON d.number = text_words.rowid WHERE text_words MATCH ?1 AND {days}"
    );
    let all: i64 = connection
        .prepare_cached(&format!("SELECT count(*) {from}"))?
        .query_row(params_from_iter(&values), |row| row.get(0))?;
    // Excerpts are cut from the chosen ones only; and of very many matches the ranks tell little and cost much.
    let order = if all > MANY { "d.published DESC, d.number DESC" } else { "rank, d.number" };
    let sql = format!(
        "SELECT d.id, d.name, d.title, d.published, snippet(text_words, -1, '', '', ' … ', 32),
           EXISTS (SELECT 1 FROM protected p WHERE p.document = d.id AND p.source = '')
         FROM text_words JOIN document d ON d.number = text_words.rowid
         WHERE text_words MATCH ?1
           AND text_words.rowid IN (SELECT text_words.rowid {from} ORDER BY {order} LIMIT {})
         ORDER BY {order}",
        limit(filter)
    );
    let rows = rows(connection, &sql, params_from_iter(&values), |row| {
        Ok(Hit {
            document: row.get(0)?,
            name: row.get(1)?,
            title: row.get(2)?,
            published: row.get(3)?,
            claim: None,
            incident: None,
            words: row.get(4)?,
            speaker: None,
            protected: row.get(5)?,
        })
    })?;
    Ok(Found { rows, all: all as u64 })
}

/// Search over claims, in the order of their documents' days.
pub fn claims(connection: &Connection, words: &str, filter: &Filter) -> Result<Found<Hit>, StoreError> {
    let Some(query) = phrase(words) else { return Ok(Found { rows: Vec::new(), all: 0 }) };
    let mut values = vec![query];
    let mut wheres = days(filter, &mut values);
    for (clause, value) in [
        ("i.country = ? COLLATE NOCASE OR i.place LIKE ? || '%'", &filter.place),
        ("c.predicate = ?", &filter.kind),
        ("i.status = ?", &filter.status),
    ] {
        if let Some(value) = value {
            values.push(value.clone());
            wheres.push_str(&format!(" AND ({})", clause.replace('?', &format!("?{}", values.len()))));
        }
    }
    let from = format!(
        "FROM claim_words JOIN claim c ON c.number = claim_words.rowid JOIN document d ON d.number = c.document
           LEFT JOIN telling t ON t.document = c.document AND t.local = c.incident
           LEFT JOIN incident i ON i.number = t.incident
         WHERE claim_words MATCH ?1 AND {wheres}"
    );
    let all: i64 = connection
        .prepare_cached(&format!("SELECT count(*) {from}"))?
        .query_row(params_from_iter(&values), |row| row.get(0))?;
    let sql = format!(
        "SELECT d.id, d.name, d.title, d.published, c.local, i.id,
           substr(CAST(d.text AS BLOB), c.sentence_start + 1, c.sentence_stop - c.sentence_start), c.document,
           EXISTS (SELECT 1 FROM protected p WHERE p.document = d.id)
         FROM (SELECT c.number AS number {from} ORDER BY d.published IS NULL, d.published, c.number LIMIT {}) chosen
           JOIN claim c ON c.number = chosen.number JOIN document d ON d.number = c.document
           LEFT JOIN telling t ON t.document = c.document AND t.local = c.incident
           LEFT JOIN incident i ON i.number = t.incident
         ORDER BY d.published IS NULL, d.published, c.number",
        limit(filter)
    );
    let found = rows(connection, &sql, params_from_iter(&values), |row| {
        let words: Vec<u8> = row.get(6)?;
        let hit = Hit {
            document: row.get(0)?,
            name: row.get(1)?,
            title: row.get(2)?,
            published: row.get(3)?,
            claim: row.get(4)?,
            incident: row.get(5)?,
            words: String::from_utf8_lossy(&words).into_owned(),
            speaker: None,
            protected: row.get(8)?,
        };
        Ok((row.get::<_, i64>(7)?, hit))
    })?;
    Ok(Found { rows: found.into_iter().map(|(_, hit)| hit).collect(), all: all as u64 })
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
