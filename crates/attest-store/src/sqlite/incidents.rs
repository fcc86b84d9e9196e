//! Linked incidents in their table, and how they are found.

use super::search::phrase;
use super::{pack, resolve, rows, unpack};
use crate::{Filter, Found, Row, StoreError};
use attest_model::LinkedIncident;
use rusqlite::{Connection, OptionalExtension, Transaction, params, params_from_iter};

/// Writes an incident; returns its number.
pub fn put(transaction: &Transaction<'_>, incident: &LinkedIncident) -> Result<i64, StoreError> {
    let place = incident.place.as_ref().map(|place| &place.place);
    let mut documents: Vec<&str> = incident.members.iter().map(|member| member.document.as_str()).collect();
    documents.sort_unstable();
    documents.dedup();
    let body = pack(&serde_json::to_string(incident)?)?;
    transaction
        .prepare_cached(
            "INSERT INTO incident (id, label, earliest, latest, place, country, status, reality, documents, claims, leading, doubt)
             VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)",
        )?
        .execute(params![
            incident.id,
            incident.label,
            incident.when.value.earliest,
            incident.when.value.latest,
            place.map(|place| &place.name),
            place.and_then(|place| place.country.as_ref()),
            incident.corroboration.status.as_str(),
            incident.reality.as_str(),
            documents.len() as i64,
            incident.claims.len() as i64,
            incident.members.iter().any(|member| member.primary),
            incident
                .candidates
                .iter()
                .filter(|candidate| candidate.join.decision.is_none())
                .map(|candidate| candidate.join.score)
                .max_by(f64::total_cmp),
        ])?;
    let number = transaction.last_insert_rowid();
    transaction
        .prepare_cached("INSERT INTO record (incident, body) VALUES (?1, ?2)")?
        .execute(params![number, body])?;
    transaction
        .prepare_cached(
            "INSERT INTO incident_words (rowid, label, place, actor, kind) VALUES (?1,?2,?3,?4,?5)",
        )?
        .execute(params![
            number,
            incident.label,
            place_words(incident),
            actor_words(incident),
            kind_words(incident)
        ])?;
    Ok(number)
}

fn place_words(incident: &LinkedIncident) -> String {
    let Some(place) = incident.place.as_ref().map(|place| &place.place) else { return String::new() };
    let parts = [Some(&place.name), place.admin2.as_ref(), place.admin1.as_ref(), place.country.as_ref()];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" | ")
}

fn actor_words(incident: &LinkedIncident) -> String {
    let mut out: Vec<&str> = Vec::new();
    for actor in &incident.actors {
        out.push(&actor.name);
        out.extend(actor.entry.as_deref());
    }
    out.join(" | ")
}

fn kind_words(incident: &LinkedIncident) -> String {
    let mut out: Vec<String> = Vec::new();
    if let Some(acled) = &incident.types.acled {
        out.extend([acled.event_type.clone(), acled.sub_event_type.clone()]);
    }
    if let Some(gtd) = &incident.types.gtd {
        out.extend(gtd.attacktype.iter().cloned());
    }
    out.extend(incident.targets.iter().map(|target| target.value.kind.as_str().replace('_', " ")));
    out.extend(incident.weapons.iter().map(|weapon| weapon.value.kind.as_str().replace('_', " ")));
    out.join(" | ")
}

/// Removes an incident; it is computed, and will be again.
pub fn remove(transaction: &Transaction<'_>, number: i64) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM incident_words WHERE rowid = ?1",
        "DELETE FROM record WHERE incident = ?1",
        "DELETE FROM incident WHERE number = ?1",
        "DELETE FROM stale WHERE incident = ?1",
        "UPDATE telling SET incident = NULL WHERE incident = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute([number])?;
    }
    Ok(())
}

/// Incident `number`, where it is there.
pub fn of_number(connection: &Connection, number: i64) -> Result<Option<LinkedIncident>, StoreError> {
    let body: Option<Vec<u8>> = connection
        .prepare_cached("SELECT body FROM record WHERE incident = ?1")?
        .query_row([number], |row| row.get(0))
        .optional()?;
    body.map(|body| Ok(serde_json::from_str(&unpack(&body)?)?)).transpose()
}

/// Goes through all incidents, in the order of their numbers. `wanted` is told the id and a checksum of the record of each and says
/// whether the record is to be read; what is not wanted costs no more than its checksum.
pub fn each(
    connection: &Connection,
    wanted: &mut dyn FnMut(&str, u64) -> bool,
    take: &mut dyn FnMut(u64, String),
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT i.id, r.body FROM incident i JOIN record r ON r.incident = i.number ORDER BY i.number",
    )?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let body = row.get_ref(1)?.as_blob().map_err(|error| StoreError::Damaged(error.to_string()))?;
        let sum = checksum(body);
        let id = row.get_ref(0)?.as_str().map_err(|error| StoreError::Damaged(error.to_string()))?;
        if wanted(id, sum) {
            take(sum, unpack(body)?);
        }
    }
    Ok(())
}

/// Ids of all incidents, by day.
pub fn ids(connection: &Connection) -> Result<Vec<String>, StoreError> {
    rows(connection, "SELECT id FROM incident ORDER BY earliest IS NULL, earliest, id", [], |row| row.get(0))
}

/// A checksum that notices change, eight bytes a step; it proves nothing and is kept nowhere.
fn checksum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, word: u64| (sum.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    let mut words = bytes.chunks_exact(8);
    let mut sum = bytes.len() as u64;
    for word in &mut words {
        sum = step(sum, word.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
    }
    words.remainder().iter().fold(sum, |sum, byte| step(sum, u64::from(*byte)))
}

/// One incident by its id.
pub fn get(connection: &Connection, id: &str) -> Result<LinkedIncident, StoreError> {
    let id = resolve(connection, "incident", id)?;
    let body: Vec<u8> = connection
        .prepare_cached(
            "SELECT r.body FROM incident i JOIN record r ON r.incident = i.number WHERE i.id = ?1",
        )?
        .query_row([id], |row| row.get(0))?;
    let mut incident: LinkedIncident = serde_json::from_str(&unpack(&body)?)?;
    // What it points to may have been computed anew under another name since.
    let mut there = connection.prepare_cached("SELECT 1 FROM incident WHERE id = ?1")?;
    let mut lives = |id: &str| there.exists([id]);
    let mut candidates = Vec::new();
    for candidate in std::mem::take(&mut incident.candidates) {
        if lives(&candidate.incident)? {
            candidates.push(candidate);
        }
    }
    incident.candidates = candidates;
    let mut links = Vec::new();
    for link in std::mem::take(&mut incident.links) {
        if lives(&link.incident)? {
            links.push(link);
        }
    }
    incident.links = links;
    Ok(incident)
}

/// The linked incident of a document's incident.
pub fn of_telling(
    connection: &Connection,
    document: &str,
    local: &str,
) -> Result<Option<String>, StoreError> {
    let document = resolve(connection, "document", document)?;
    let sql = "SELECT i.id FROM telling t JOIN document d ON d.number = t.document JOIN incident i ON i.number = t.incident
               WHERE d.id = ?1 AND t.local = ?2";
    Ok(connection.prepare_cached(sql)?.query_row([document.as_str(), local], |row| row.get(0)).optional()?)
}

/// Incidents that match.
pub fn list(connection: &Connection, filter: &Filter) -> Result<Found<Row>, StoreError> {
    let mut wheres: Vec<String> = Vec::new();
    let mut values: Vec<String> = Vec::new();
    if !filter.background {
        wheres.push("i.leading = 1".to_owned());
    }
    for (clause, value) in
        [("i.latest >= ?", &filter.from), ("i.earliest <= ?", &filter.to), ("i.status = ?", &filter.status)]
    {
        if let Some(value) = value {
            values.push(value.clone());
            wheres.push(clause.replace('?', &format!("?{}", values.len())));
        }
    }
    let columns = [
        ("place", &filter.place),
        ("actor", &filter.actor),
        ("kind", &filter.kind),
        ("label", &filter.words),
    ];
    let words: Vec<String> = columns
        .into_iter()
        .filter_map(|(column, words)| Some((column, phrase(words.as_ref()?)?)))
        .map(|(column, words)| format!("{column} : ({words})"))
        .collect();
    if !words.is_empty() {
        values.push(words.join(" AND "));
        wheres.push(format!(
            "i.number IN (SELECT rowid FROM incident_words WHERE incident_words MATCH ?{})",
            values.len()
        ));
    }
    let wheres = if wheres.is_empty() { "1".to_owned() } else { wheres.join(" AND ") };
    let all: i64 = connection
        .prepare_cached(&format!("SELECT count(*) FROM incident i WHERE {wheres}"))?
        .query_row(params_from_iter(&values), |row| row.get(0))?;
    let limit = if filter.limit == 0 { -1 } else { filter.limit as i64 };
    let sql = format!(
        "SELECT i.id, i.label, i.earliest, i.latest, i.place, i.country, i.status, i.reality, i.documents, i.claims
         FROM incident i WHERE {wheres} ORDER BY i.earliest IS NULL, i.earliest, i.id LIMIT {limit}"
    );
    let rows = rows(connection, &sql, params_from_iter(&values), |row| {
        Ok(Row {
            id: row.get(0)?,
            label: row.get(1)?,
            earliest: row.get(2)?,
            latest: row.get(3)?,
            place: row.get(4)?,
            country: row.get(5)?,
            status: row.get(6)?,
            reality: row.get(7)?,
            documents: row.get::<_, i64>(8)? as u64,
            claims: row.get::<_, i64>(9)? as u64,
        })
    })?;
    Ok(Found { rows, all: all as u64 })
}
