//! Full-text search. Accents and case make no difference; words stand for themselves, `"several words"` for a phrase, a final `*`
//! for any ending.

use super::{order, rows};
use crate::{Filter, Found, Hit, StoreError};
use rusqlite::{Connection, params, params_from_iter};

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
            "SELECT rowid, snippet(text_words, -1, '', '', ' … ', 32) FROM text_words
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
    Ok(Found { rows, all: all as u64 })
}

/// Search over claims, in the order of their documents' days.
pub fn claims(connection: &Connection, words: &str, filter: &Filter) -> Result<Found<Hit>, StoreError> {
    let Some(query) = phrase(words) else { return Ok(Found { rows: Vec::new(), all: 0 }) };
    let (first, last) = order::between(filter.from.as_deref(), filter.to.as_deref());
    let bound = |at: i64, end: fn((i64, i64)) -> i64| end(order::claims(at));
    let (first, last) = (bound(first, |ends| ends.0), bound(last, |ends| ends.1));
    let mut values = vec![query, first.to_string(), last.to_string()];
    let mut set = |clause: &str, value: &Option<String>| {
        value.as_ref().map(|value| {
            values.push(value.clone());
            clause.replace('?', &format!("?{}", values.len()))
        })
    };
    let kind = set("c.predicate = ?", &filter.kind);
    let about = [
        set("(country = ? COLLATE NOCASE OR place LIKE ? || '%')", &filter.place),
        set("status = ?", &filter.status),
    ];
    let about: Vec<String> = about.into_iter().flatten().collect();
    // What is asked of the words alone is answered by their index alone.
    let mut from = "claim_words".to_owned();
    let mut wheres =
        "claim_words MATCH ?1 AND claim_words.rowid BETWEEN CAST(?2 AS INTEGER) AND CAST(?3 AS INTEGER)"
            .to_owned();
    if kind.is_some() || !about.is_empty() {
        from.push_str(" CROSS JOIN claim c ON c.number = claim_words.rowid");
    }
    if let Some(kind) = kind {
        wheres.push_str(&format!(" AND {kind}"));
    }
    if !about.is_empty() {
        let about = about.join(" AND ");
        wheres.push_str(&format!(
            " AND c.telling IN (SELECT t.number FROM incident i JOIN telling t ON t.incident = i.number WHERE {about})"
        ));
    }
    let all: i64 = connection
        .prepare_cached(&format!("SELECT count(*) FROM {from} WHERE {wheres}"))?
        .query_row(params_from_iter(&values), |row| row.get(0))?;
    let sql = format!(
        "SELECT claim_words.rowid FROM {from} WHERE {wheres} ORDER BY claim_words.rowid LIMIT {}",
        limit(filter)
    );
    let chosen: Vec<i64> = rows(connection, &sql, params_from_iter(&values), |row| row.get(0))?;
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
    Ok(Found { rows, all: all as u64 })
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
