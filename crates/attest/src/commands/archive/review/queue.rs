//! The queue behind `attest review`: what waits for a decision, what the keys do, what is shown. It knows no terminal and is tested
//! without one.
//!
//! The order is that of usefulness: pairs of incidents that may be one, the likeliest first; then decisions of others that lack a
//! signature; then incidents nobody has looked at. Each decision is stored when its key is pressed, so that nothing is lost
//! when the terminal goes away.

use super::super::decide::{blank, correction};
use super::super::subject::{representative, subject};
use crate::card::{self, ASCII, Glyphs, Look, Sheet, Text, Tone};
use crate::trouble::Trouble;
use attest_link::Settings;
use attest_model::{Decision, Join, LinkedIncident, Subject, Verdict};
use attest_store::{Act, Filter, Scope, SqliteStore, Store, StoreError, open, standing};
use std::collections::BTreeSet;

/// Pairs and incidents that are loaded at a time.
const LOAD: usize = 500;

/// A key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A character.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// Backspace.
    Backspace,
    /// Arrow down.
    Down,
    /// Arrow up.
    Up,
    /// Control-C.
    Quit,
}

/// Whether the review goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// It does.
    On,
    /// It ends.
    End,
}

/// Something that waits for a decision.
#[derive(Debug, Clone)]
enum Item {
    /// Two incidents that may be one.
    Pair { ids: [String; 2], join: Join },
    /// Another person's decision without a second signature.
    Sign(Box<Decision>),
    /// An incident that nobody has looked at.
    Incident(String),
}

/// What is being typed, and for what.
#[derive(Debug, Clone)]
enum Prompt {
    /// Why it is rejected.
    Reject,
    /// `FIELD=VALUE`.
    Value,
    /// Why the value is another one.
    Why { value: String },
}

/// The queue.
pub struct Queue<A> {
    store: SqliteStore,
    act: A,
    items: Vec<Item>,
    /// Decisions of this sitting: the item and the decision's id.
    done: Vec<(usize, String)>,
    at: usize,
    prompt: Option<(Prompt, String)>,
    message: String,
}

impl<A: Fn() -> Result<Act, Trouble>> Queue<A> {
    /// What waits in `store`.
    ///
    /// # Errors
    /// An archive that cannot be read.
    pub fn fill(store: SqliteStore, act: A) -> Result<Self, Trouble> {
        let by = act()?.by;
        let decisions = store.decisions()?;
        let standing = standing(&decisions);
        let mut items = Vec::new();
        let mut seen: BTreeSet<[String; 2]> = BTreeSet::new();
        for id in store.doubtful(LOAD)? {
            let incident = store.incident(&id)?;
            for candidate in incident.candidates.iter().filter(|candidate| candidate.join.decision.is_none())
            {
                let mut pair = [incident.id.clone(), candidate.incident.clone()];
                pair.sort();
                if seen.insert(pair) && !is_decided(&candidate.join, &standing) {
                    items.push(Item::Pair {
                        ids: [incident.id.clone(), candidate.incident.clone()],
                        join: candidate.join.clone(),
                    });
                }
            }
        }
        items.sort_by(|a, b| score(b).total_cmp(&score(a)));
        let others = open(&decisions).into_iter().filter(|decision| decision.reviewer != by);
        items.extend(others.cloned().map(|decision| Item::Sign(Box::new(decision))));
        let looked_at: BTreeSet<&str> = standing
            .iter()
            .flat_map(|decision| &decision.subjects)
            .map(|one| one.document.as_str())
            .collect();
        for row in store.incidents(&Filter { limit: LOAD, ..Filter::default() })?.rows {
            let incident = store.incident(&row.id)?;
            if !incident.members.iter().any(|member| looked_at.contains(member.document.as_str())) {
                items.push(Item::Incident(row.id));
            }
        }
        Ok(Self { store, act, items, done: Vec::new(), at: 0, prompt: None, message: String::new() })
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The archive, for those who look what became of it.
    pub const fn store(&self) -> &SqliteStore {
        &self.store
    }

    /// What was done, in a line.
    pub fn summary(&self) -> String {
        let left = self.items.len() - self.decided().len();
        let done = self.done.len();
        format!("{done} decision{} made, {left} wait", if done == 1 { "" } else { "s" })
    }

    fn decided(&self) -> BTreeSet<usize> {
        self.done.iter().map(|(item, _)| *item).collect()
    }

    /// Takes a key.
    ///
    /// # Errors
    /// An archive that cannot be written. What its rules refuse is shown and changes nothing.
    pub fn press(&mut self, key: Key) -> Result<Flow, Trouble> {
        if self.prompt.is_some() {
            self.typed(key)?;
            return Ok(Flow::On);
        }
        self.message.clear();
        match key {
            Key::Quit | Key::Char('q') => return Ok(Flow::End),
            Key::Down | Key::Char('j') => self.at = (self.at + 1).min(self.items.len().saturating_sub(1)),
            Key::Up | Key::Char('k') => self.at = self.at.saturating_sub(1),
            Key::Char('u') => self.undo()?,
            Key::Char(c) => self.choose(c)?,
            Key::Enter | Key::Escape | Key::Backspace => {}
        }
        Ok(Flow::On)
    }

    fn choose(&mut self, key: char) -> Result<(), Trouble> {
        let Some(item) = self.items.get(self.at).cloned() else { return Ok(()) };
        let verdict = match (&item, key) {
            (Item::Pair { .. }, 's') => Verdict::Same,
            (Item::Pair { .. }, 'd') => Verdict::Different,
            (Item::Pair { .. }, 'x' | '?') => Verdict::Unsure,
            (Item::Incident(_), 'a') => Verdict::Accept,
            (Item::Incident(_), 'r') => {
                self.prompt = Some((Prompt::Reject, String::new()));
                return Ok(());
            }
            (Item::Incident(_), 'c') => {
                self.prompt = Some((Prompt::Value, String::new()));
                return Ok(());
            }
            (Item::Sign(_), 'g') => Verdict::SignOff,
            _ => {
                self.message = format!("{key} does nothing here");
                return Ok(());
            }
        };
        let decision = match &item {
            Item::Sign(earlier) => Decision { about: Some(earlier.id.clone()), ..blank(verdict, Vec::new()) },
            _ => blank(verdict, self.subjects(&item)?),
        };
        self.decide(decision, None)
    }

    fn subjects(&self, item: &Item) -> Result<Vec<Subject>, Trouble> {
        match item {
            Item::Pair { join, .. } => join.between.iter().map(|name| subject(&self.store, name)).collect(),
            Item::Incident(id) => Ok(vec![representative(&self.store, &self.store.incident(id)?)?]),
            Item::Sign(_) => Ok(Vec::new()),
        }
    }

    fn typed(&mut self, key: Key) -> Result<(), Trouble> {
        let Some((prompt, mut words)) = self.prompt.take() else { return Ok(()) };
        match key {
            Key::Escape | Key::Quit => return Ok(()),
            Key::Backspace => {
                words.pop();
            }
            Key::Char(c) => words.push(c),
            Key::Enter if !words.trim().is_empty() => return self.entered(prompt, words),
            _ => {}
        }
        self.prompt = Some((prompt, words));
        Ok(())
    }

    fn entered(&mut self, prompt: Prompt, words: String) -> Result<(), Trouble> {
        let Some(item) = self.items.get(self.at).cloned() else { return Ok(()) };
        match prompt {
            Prompt::Reject => {
                let decision = blank(Verdict::Reject, self.subjects(&item)?);
                self.decide(decision, Some(words))
            }
            Prompt::Value => {
                match correction(&words) {
                    Ok(_) => self.prompt = Some((Prompt::Why { value: words }, String::new())),
                    Err(trouble) => self.message = trouble.to_string(),
                }
                Ok(())
            }
            Prompt::Why { value } => {
                let mut decision = blank(Verdict::Correct, self.subjects(&item)?);
                decision.correction = Some(correction(&value)?);
                self.decide(decision, Some(words))
            }
        }
    }

    /// Stores a decision about the current item and moves on.
    fn decide(&mut self, decision: Decision, why: Option<String>) -> Result<(), Trouble> {
        let mut act = (self.act)()?;
        if why.is_some() {
            act.why = why;
        }
        match self.store.decide(decision, &act) {
            Ok(decision) => {
                self.store.link(Scope::Touched, &Settings::default())?;
                self.message = decision.verdict.as_str().replace('_', " ");
                self.done.push((self.at, decision.id));
                let decided = self.decided();
                let next = (self.at + 1..self.items.len()).find(|item| !decided.contains(item));
                self.at = next.unwrap_or(self.at);
                Ok(())
            }
            Err(StoreError::Refused(why)) => {
                self.message = why;
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Retracts the last decision of this sitting.
    fn undo(&mut self) -> Result<(), Trouble> {
        let Some((item, id)) = self.done.pop() else {
            "nothing to take back".clone_into(&mut self.message);
            return Ok(());
        };
        let act = (self.act)()?;
        self.store.decide(Decision { about: Some(id), ..blank(Verdict::Retract, Vec::new()) }, &act)?;
        self.store.link(Scope::Touched, &Settings::default())?;
        self.at = item;
        "taken back".clone_into(&mut self.message);
        Ok(())
    }

    /// What is shown, in at most `height` lines of `width` columns.
    pub fn draw(&self, width: usize, height: usize, glyphs: &'static Glyphs) -> Sheet {
        let look = Look { width: width.max(40), glyphs };
        let mut sheet = Sheet::new(look.width, glyphs == &ASCII);
        let decided = self.decided();
        let state = if decided.contains(&self.at) { "decided" } else { "waits" };
        let place = format!("{} of {}, {state}; {}", self.at + 1, self.items.len(), self.summary());
        sheet.edges(0, &Text::of(Tone::Strong, "attest review"), &Text::of(Tone::Faint, &place));
        sheet.blank();
        let mut body = Sheet::new(look.width, glyphs == &ASCII);
        let keys = match self.items.get(self.at) {
            None => "",
            Some(Item::Pair { ids, join }) => {
                self.pair(&mut body, ids, join, look);
                "s same  d different  x cannot tell"
            }
            Some(Item::Sign(decision)) => {
                signature(&mut body, decision);
                "g sign"
            }
            Some(Item::Incident(id)) => {
                match self.store.incident(id) {
                    Ok(incident) => body = card::incident::draw(&incident, look),
                    Err(error) => body.paragraph(0, &Text::of(Tone::Warn, &error.to_string())),
                }
                "a accept  r reject  c correct"
            }
        };
        sheet.append(body, height.saturating_sub(5));
        sheet.blank();
        match &self.prompt {
            Some((prompt, words)) => {
                let ask = match prompt {
                    Prompt::Reject | Prompt::Why { .. } => "why? ",
                    Prompt::Value => "FIELD=VALUE ",
                };
                sheet.line(Text::of(Tone::Strong, ask).with(Tone::Plain, words).with(Tone::Faint, "_"));
            }
            None if self.message.is_empty() => sheet.line(Text::of(Tone::Plain, " ")),
            None => sheet.line(Text::of(Tone::Warn, &self.message)),
        }
        let line =
            format!("{keys}{}j next  k back  u undo  q quit", if keys.is_empty() { "" } else { "   " });
        sheet.line(Text::of(Tone::Faint, &line));
        sheet
    }

    fn pair(&self, sheet: &mut Sheet, ids: &[String; 2], join: &Join, look: Look) {
        sheet.line(Text::of(Tone::Strong, "Are these one incident?"));
        let half = (look.width.saturating_sub(4)) / 2;
        let sides: Vec<Text> = ids
            .iter()
            .map(|id| match self.store.incident(id) {
                Ok(incident) => outline(&incident),
                Err(_) => Text::of(Tone::Faint, "decided since"),
            })
            .collect();
        if let [left, right] = sides.as_slice() {
            sheet.columns(0, &[(half, left.clone()), (half, right.clone())]);
        }
        sheet.blank();
        sheet.line(Text::of(Tone::Faint, &format!("score {:+.1}; for and against:", join.score)));
        for evidence in &join.evidence {
            let mut line = Text::of(Tone::Figure, &format!("{:+.1}", evidence.weight));
            line.push(Tone::Plain, &format!("  {}", evidence.why));
            sheet.paragraph(2, &line);
            for quote in evidence.quotes.iter().flatten() {
                let words = format!("{}{}{}", look.glyphs.open, quote.text, look.glyphs.close);
                sheet.paragraph(8, &Text::of(Tone::Quote, &words));
            }
        }
    }
}

/// An incident in a few words, with those that its reports use.
fn outline(incident: &LinkedIncident) -> Text {
    let mut out = Text::of(Tone::Strong, &incident.label);
    let when = incident.when.value.earliest.as_deref().unwrap_or("no date");
    let place = incident.place.as_ref().map_or("no place", |place| place.place.name.as_str());
    out.push(Tone::Plain, &format!(" | {when} | {place} | {} reports", incident.members.len()));
    for claim in incident.claims.iter().take(3) {
        out.push(Tone::Faint, " | ");
        out.push(Tone::Quote, &claim.sentence.text);
    }
    out
}

fn signature(sheet: &mut Sheet, decision: &Decision) {
    sheet.line(Text::of(Tone::Strong, "Do you agree?"));
    let verdict = decision.verdict.as_str().replace('_', " ");
    sheet.line(Text::of(Tone::Plain, &format!("{} said: {verdict}", decision.reviewer)));
    for subject in &decision.subjects {
        sheet.paragraph(4, &Text::of(Tone::Quote, &subject.words));
    }
    if let Some(correction) = &decision.correction {
        sheet.paragraph(4, &Text::of(Tone::Figure, &format!("{} = {}", correction.field, correction.value)));
    }
    if let Some(why) = &decision.reason {
        sheet.paragraph(4, &Text::of(Tone::Plain, why));
    }
    if let Some(quote) = &decision.quote {
        sheet.paragraph(4, &Text::of(Tone::Quote, &quote.text));
    }
}

fn score(item: &Item) -> f64 {
    match item {
        Item::Pair { join, .. } => join.score,
        _ => f64::NEG_INFINITY,
    }
}

/// Whether a decision that holds is about both tellings of a pair.
fn is_decided(join: &Join, standing: &[&Decision]) -> bool {
    let names = |subject: &Subject, between: &str| {
        between.split('/').next().is_some_and(|handle| subject.document.starts_with(handle))
    };
    standing.iter().any(|decision| {
        decision.subjects.len() > 1
            && join.between.iter().all(|side| decision.subjects.iter().any(|one| names(one, side)))
    })
}
