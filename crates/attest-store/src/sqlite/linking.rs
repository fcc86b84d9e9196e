//! Incidents over documents, kept up to date: only what is new or was decided on, and what may be one incident with it, is
//! computed anew.
//!
//! A *telling* is an incident as one document tells it. Tellings that share a [key](crate::block) or rare words may be one incident. When a
//! telling arrives, it is linked together with those that share its keys and with everything that those are one incident with
//! already; all other incidents stay as they are. What an incident says about others outside that circle (candidates for
//! review, relations) is carried over from its former record.

use super::{codings, decisions, incidents, rows};
use crate::store::{Linked, Scope};
use crate::{StoreError, standing};
use attest_link::{RARE, Settings, linking};
use attest_model::{Coding, Decision, LinkedIncident};
use rusqlite::{Connection, Transaction};
use std::collections::{BTreeMap, BTreeSet};

/// Days that two tellings which meet by their words may be apart: reports of a trial or a burial come within the year.
const DAYS: u64 = 366;

/// What tellings must share to meet by their words: a word that only they have is worth 2.6, one of [`RARE`] tellings 1.
const SHARED: f64 = 3.5;
/// Tellings that one telling meets by its words, at most: those that share most.
const ALIKE: usize = 24;
/// Tellings that are linked in one go, at most, where it is words that hold them together: memory grows with them.
const ISLAND: usize = 4000;

/// A telling: its number, its document, its id there.
type Telling = (i64, i64, String);

/// Computes incidents in `scope`.
pub fn link(transaction: &Transaction<'_>, scope: Scope, settings: &Settings) -> Result<Linked, StoreError> {
    let decisions = carried(transaction)?;
    let groups = match scope {
        Scope::Touched => islands(transaction, &touched(transaction, &decisions)?, &decisions)?,
        Scope::All => {
            let numbers = rows(transaction, "SELECT number FROM telling", [], |row| row.get(0))?;
            islands(transaction, &numbers.into_iter().collect(), &decisions)?
        }
    };
    let mut out = Linked::default();
    if scope == Scope::All {
        transaction.execute_batch(
            "UPDATE telling SET incident = NULL; DELETE FROM record; DELETE FROM incident; DELETE FROM stale; DELETE FROM incident_words;",
        )?;
    }
    for group in groups {
        link_group(transaction, &group, &decisions, settings, &mut out)?;
    }
    if scope == Scope::Touched {
        // Incidents whose every telling is gone.
        let gone: Vec<i64> =
            rows(transaction, "SELECT incident FROM stale ORDER BY incident", [], |row| row.get(0))?;
        for number in gone {
            incidents::remove(transaction, number)?;
        }
    }
    out.unfit.sort_by(|a, b| (&a.decision, &a.why).cmp(&(&b.decision, &b.why)));
    out.unfit.dedup();
    Ok(out)
}

/// The decisions that hold, each about the current text of its page.
pub fn carried(connection: &Connection) -> Result<Vec<Decision>, StoreError> {
    let mut all = decisions::all(connection)?;
    let sql = "SELECT new.id FROM document old JOIN document new ON new.page = old.page AND new.current = 1
               WHERE old.id = ?1 AND old.current = 0";
    for decision in &mut all {
        for subject in &mut decision.subjects {
            let newer: Vec<String> = rows(connection, sql, [&subject.document], |row| row.get(0))?;
            if let Some(id) = newer.into_iter().next() {
                subject.document = id;
            }
        }
    }
    Ok(all)
}

/// Tellings that are new or part of a stale incident, with those that they may be one with.
fn touched(connection: &Connection, decisions: &[Decision]) -> Result<BTreeSet<i64>, StoreError> {
    let seeds: Vec<i64> = rows(
        connection,
        "SELECT number FROM telling WHERE incident IS NULL
         UNION SELECT t.number FROM telling t JOIN stale s ON s.incident = t.incident",
        [],
        |row| row.get(0),
    )?;
    let mut found: BTreeSet<i64> = seeds.iter().copied().collect();
    for seed in &seeds {
        let partners: Vec<i64> = rows(
            connection,
            "SELECT DISTINCT post.telling FROM look JOIN post ON post.key = look.key WHERE look.telling = ?1",
            [seed],
            |row| row.get(0),
        )?;
        found.extend(partners);
        found.extend(alike(connection, *seed)?.into_iter().map(|(other, _)| other));
    }
    close(connection, &mut found, decisions)?;
    Ok(found)
}

/// Tellings whose documents share rare words with this one's, and that are of about the same time as far as that is known; those
/// that share most first, with what they share.
fn alike(connection: &Connection, telling: i64) -> Result<Vec<(i64, f64)>, StoreError> {
    let words: Vec<i64> =
        rows(connection, "SELECT digest FROM word WHERE telling = ?1", [telling], |row| row.get(0))?;
    let of = |telling: i64| -> Result<Option<i64>, StoreError> {
        let mut day = connection.prepare_cached("SELECT day FROM telling WHERE number = ?1")?;
        Ok(day.query_row([telling], |row| row.get(0))?)
    };
    let day = of(telling)?;
    let mut shared: BTreeMap<i64, f64> = BTreeMap::new();
    for word in words {
        let sql = "SELECT telling FROM word WHERE digest = ?1 LIMIT ?2";
        let with: Vec<i64> = rows(connection, sql, [word, RARE as i64 + 1], |row| row.get(0))?;
        if with.len() <= RARE {
            let worth = 1.0 + (RARE as f64 / with.len() as f64).ln() / 2.0;
            for other in with {
                *shared.entry(other).or_default() += worth;
            }
        }
    }
    let mut out = Vec::new();
    for (other, worth) in shared.into_iter().filter(|(other, worth)| *other != telling && *worth >= SHARED) {
        if day.zip(of(other)?).is_none_or(|(one, two)| one.abs_diff(two) <= DAYS) {
            out.push((other, worth));
        }
    }
    out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    out.truncate(ALIKE);
    Ok(out)
}

/// Adds what is one incident with the tellings already, and what decisions name together with them.
fn close(
    connection: &Connection,
    found: &mut BTreeSet<i64>,
    decisions: &[Decision],
) -> Result<(), StoreError> {
    let mut named = Named::of(decisions);
    let mut edge: Vec<i64> = found.iter().copied().collect();
    while let Some(telling) = edge.pop() {
        let mut mates: Vec<i64> = rows(
            connection,
            "SELECT mate.number FROM telling own JOIN telling mate ON mate.incident = own.incident WHERE own.number = ?1",
            [telling],
            |row| row.get(0),
        )?;
        mates.extend(named.with(connection, telling)?);
        for mate in mates {
            if found.insert(mate) {
                edge.push(mate);
            }
        }
    }
    Ok(())
}

/// Tellings that a decision about several incidents names together. They are looked up when a document is met that a decision
/// names: an archive may hold thousands of decisions, and a new report meets few of them.
struct Named<'d> {
    of_document: BTreeMap<&'d str, Vec<&'d Decision>>,
    found: BTreeMap<&'d str, Vec<i64>>,
}

impl<'d> Named<'d> {
    fn of(decisions: &'d [Decision]) -> Self {
        let mut of_document: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
        for decision in standing(decisions).into_iter().filter(|decision| decision.subjects.len() > 1) {
            for subject in &decision.subjects {
                of_document.entry(&subject.document).or_default().push(decision);
            }
        }
        Self { of_document, found: BTreeMap::new() }
    }

    /// The tellings that are named together with this one.
    fn with(&mut self, connection: &Connection, telling: i64) -> Result<Vec<i64>, StoreError> {
        let mut out = Vec::new();
        if self.of_document.is_empty() {
            return Ok(out);
        }
        let document: String = connection
            .prepare_cached(
                "SELECT d.id FROM telling t JOIN document d ON d.number = t.document WHERE t.number = ?1",
            )?
            .query_row([telling], |row| row.get(0))?;
        for decision in self.of_document.get(document.as_str()).cloned().unwrap_or_default() {
            if !self.found.contains_key(decision.id.as_str()) {
                self.found.insert(&decision.id, tellings_of(connection, decision)?);
            }
            let named = self.found.get(decision.id.as_str()).map_or(&[][..], Vec::as_slice);
            if named.contains(&telling) {
                out.extend(named);
            }
        }
        Ok(out)
    }

    /// Everything that is named together, a list for each decision.
    fn all(&mut self, connection: &Connection) -> Result<Vec<Vec<i64>>, StoreError> {
        let decisions: BTreeMap<&str, &Decision> =
            self.of_document.values().flatten().map(|decision| (decision.id.as_str(), *decision)).collect();
        decisions.into_values().map(|decision| tellings_of(connection, decision)).collect()
    }
}

/// The tellings that a decision is about, as far as they are found.
fn tellings_of(connection: &Connection, decision: &Decision) -> Result<Vec<i64>, StoreError> {
    let mut out = Vec::new();
    for subject in &decision.subjects {
        let Ok(coding) = codings::of_id(connection, &subject.document) else { continue };
        let Some(incident) = subject.find_incident(&coding) else { continue };
        let sql = "SELECT t.number FROM telling t JOIN document d ON d.number = t.document WHERE d.id = ?1 AND t.local = ?2";
        out.extend(rows(connection, sql, [&subject.document, &incident.id], |row| row.get::<_, i64>(0))?);
    }
    Ok(out)
}

/// Tellings in groups that share no key. Each is linked by itself: what is one incident must not depend on which other reports
/// happened to be linked in the same go.
struct Islands {
    index: BTreeMap<i64, usize>,
    parent: Vec<usize>,
    size: Vec<usize>,
}

impl Islands {
    fn of(tellings: impl Iterator<Item = i64>) -> Self {
        let index: BTreeMap<i64, usize> = tellings.enumerate().map(|(at, number)| (number, at)).collect();
        Self { parent: (0..index.len()).collect(), size: vec![1; index.len()], index }
    }

    fn join(&mut self, a: i64, b: i64) {
        if let (Some(&a), Some(&b)) = (self.index.get(&a), self.index.get(&b)) {
            let (a, b) = (root(&mut self.parent, a), root(&mut self.parent, b));
            let (low, high) = (a.min(b), a.max(b));
            if low != high
                && let Some(up) = self.parent.get_mut(high)
            {
                *up = low;
                let more = self.size.get(high).copied().unwrap_or(0);
                self.size.iter_mut().skip(low).take(1).for_each(|size| *size += more);
            }
        }
    }

    /// How many tellings the island would have that joining two would make.
    fn joint_size(&mut self, a: i64, b: i64) -> usize {
        let (Some(&a), Some(&b)) = (self.index.get(&a), self.index.get(&b)) else { return 0 };
        let (a, b) = (root(&mut self.parent, a), root(&mut self.parent, b));
        let size = |root: usize| self.size.get(root).copied().unwrap_or(0);
        if a == b { 0 } else { size(a) + size(b) }
    }

    /// Joins what decisions name together.
    fn name(&mut self, connection: &Connection, decisions: &[Decision]) -> Result<(), StoreError> {
        for named in Named::of(decisions).all(connection)? {
            if let Some((first, others)) = named.split_first() {
                others.iter().for_each(|other| self.join(*first, *other));
            }
        }
        Ok(())
    }

    fn all(mut self) -> Vec<BTreeSet<i64>> {
        let mut members: BTreeMap<usize, BTreeSet<i64>> = BTreeMap::new();
        for (number, at) in &self.index {
            members.entry(root(&mut self.parent, *at)).or_default().insert(*number);
        }
        members.into_values().collect()
    }
}

/// The islands among the tellings. One that words hold together and that is too large to be linked in one go is taken apart where
/// the words shared are fewest; what shares a key or a decision stays together whatever its size.
fn islands(
    connection: &Connection,
    tellings: &BTreeSet<i64>,
    decisions: &[Decision],
) -> Result<Vec<BTreeSet<i64>>, StoreError> {
    let mut firm = Islands::of(tellings.iter().copied());
    meetings(connection, tellings, &mut firm)?;
    firm.name(connection, decisions)?;
    let mut likenesses: Vec<(i64, i64, f64)> = Vec::new();
    for telling in tellings {
        let others = alike(connection, *telling)?.into_iter();
        likenesses.extend(others.map(|(other, worth)| (*telling, other, worth)));
    }
    // The strongest first, so that what is cut off where an island is full is the weakest.
    likenesses.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    for (one, two, _) in likenesses {
        if firm.joint_size(one, two) <= ISLAND {
            firm.join(one, two);
        }
    }
    Ok(firm.all())
}

/// Joins those of the tellings that meet. Whoever looks under a key meets all that are posted there.
fn meetings(
    connection: &Connection,
    tellings: &BTreeSet<i64>,
    islands: &mut Islands,
) -> Result<(), StoreError> {
    let mut posted: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for telling in tellings {
        let keys: Vec<i64> =
            rows(connection, "SELECT key FROM post WHERE telling = ?1", [telling], |row| row.get(0))?;
        for key in keys {
            posted.entry(key).or_default().push(*telling);
        }
    }
    for telling in tellings {
        let keys: Vec<i64> =
            rows(connection, "SELECT key FROM look WHERE telling = ?1", [telling], |row| row.get(0))?;
        for key in keys {
            // The first looker joins all that are posted there, so that one of them stands for all afterwards.
            if let Some(list) = posted.get_mut(&key) {
                list.iter().for_each(|other| islands.join(*telling, *other));
                list.truncate(1);
            }
        }
    }
    Ok(())
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while let Some(&up) = parent.get(at) {
        if up == at {
            break;
        }
        let above = parent.get(up).copied().unwrap_or(up);
        if let Some(own) = parent.get_mut(at) {
            *own = above;
        }
        at = above;
    }
    at
}

/// The codings of the tellings' documents, each with only the incidents that are among them. Claims all stay: pins count them.
fn trimmed(
    connection: &Connection,
    group: &BTreeSet<i64>,
) -> Result<(Vec<Coding>, Vec<Telling>), StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT number, document, local FROM telling WHERE number = ?1")?;
    let mut tellings: Vec<Telling> = Vec::with_capacity(group.len());
    for number in group {
        let found = statement.query_map([number], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        for telling in found {
            tellings.push(telling?);
        }
    }
    let mut by_document: BTreeMap<i64, BTreeSet<&str>> = BTreeMap::new();
    for (_, document, local) in &tellings {
        by_document.entry(*document).or_default().insert(local);
    }
    let mut codings = Vec::with_capacity(by_document.len());
    for (document, locals) in by_document {
        let mut coding = codings::of_number(connection, document)?;
        coding.incidents.retain(|incident| locals.contains(incident.id.as_str()));
        codings.push(coding);
    }
    Ok((codings, tellings))
}

/// Links one group and writes what it gave in the place of what it replaces.
fn link_group(
    transaction: &Transaction<'_>,
    group: &BTreeSet<i64>,
    decisions: &[Decision],
    settings: &Settings,
    out: &mut Linked,
) -> Result<(), StoreError> {
    let (codings, tellings) = trimmed(transaction, group)?;
    let here: BTreeSet<&str> = codings.iter().map(|coding| coding.document.id.as_str()).collect();
    let relevant: Vec<Decision> = decisions
        .iter()
        .filter(|decision| {
            decision.subjects.is_empty()
                || decision.subjects.iter().any(|subject| here.contains(subject.document.as_str()))
        })
        .cloned()
        .collect();
    let linked = linking(&codings, &relevant, settings);
    let number_of: BTreeMap<(String, &str), i64> = {
        let mut ids: BTreeMap<i64, String> = BTreeMap::new();
        let mut id = transaction.prepare_cached("SELECT id FROM document WHERE number = ?1")?;
        for (_, document, _) in &tellings {
            if !ids.contains_key(document) {
                ids.insert(*document, id.query_row([document], |row| row.get(0))?);
            }
        }
        tellings
            .iter()
            .filter_map(|(number, document, local)| {
                Some(((ids.get(document)?.clone(), local.as_str()), *number))
            })
            .collect()
    };
    let before = replaced(transaction, &tellings)?;
    let mut inside: BTreeSet<String> = linked.incidents.iter().map(|incident| incident.id.clone()).collect();
    for (old, incident) in before.values() {
        inside.insert(incident.id.clone());
        incidents::remove(transaction, *old)?;
    }
    let mut set = transaction.prepare_cached("UPDATE telling SET incident = ?2 WHERE number = ?1")?;
    for mut incident in linked.incidents {
        let own: Vec<i64> = incident
            .members
            .iter()
            .filter_map(|member| number_of.get(&(member.document.clone(), member.incident.as_str())).copied())
            .collect();
        carry(
            &mut incident,
            own.iter().filter_map(|telling| before.get(telling)).map(|(_, old)| old),
            &inside,
        );
        let number = incidents::put(transaction, &incident)?;
        for telling in own {
            set.execute([telling, number])?;
        }
        out.written += 1;
    }
    out.tellings += tellings.len() as u64;
    out.unfit.extend(linked.unfit);
    Ok(())
}

/// The incidents that the tellings were part of, by telling.
fn replaced(
    connection: &Connection,
    tellings: &[Telling],
) -> Result<BTreeMap<i64, (i64, LinkedIncident)>, StoreError> {
    let mut out = BTreeMap::new();
    let mut read: BTreeMap<i64, Option<LinkedIncident>> = BTreeMap::new();
    let mut of = connection.prepare_cached("SELECT incident FROM telling WHERE number = ?1")?;
    for (telling, _, _) in tellings {
        let Some(number) = of.query_row([telling], |row| row.get::<_, Option<i64>>(0))? else { continue };
        if let std::collections::btree_map::Entry::Vacant(e) = read.entry(number) {
            e.insert(incidents::of_number(connection, number)?);
        }
        if let Some(Some(incident)) = read.get(&number) {
            out.insert(*telling, (number, incident.clone()));
        }
    }
    Ok(out)
}

/// Carries over what former records said about incidents that are not `inside` the circle. What points to nothing by then is left out
/// when the incident is read.
fn carry<'o>(
    incident: &mut LinkedIncident,
    before: impl Iterator<Item = &'o LinkedIncident>,
    inside: &BTreeSet<String>,
) {
    let mut candidates: BTreeSet<String> = BTreeSet::new();
    let mut links: BTreeSet<(String, String)> = BTreeSet::new();
    for old in before {
        for candidate in old.candidates.iter().filter(|candidate| !inside.contains(&candidate.incident)) {
            if candidates.insert(candidate.incident.clone()) {
                incident.candidates.push(candidate.clone());
            }
        }
        for link in old.links.iter().filter(|link| !inside.contains(&link.incident)) {
            if links.insert((link.kind.to_string(), link.incident.clone())) {
                incident.links.push(link.clone());
            }
        }
    }
}
