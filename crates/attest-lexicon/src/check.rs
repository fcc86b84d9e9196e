//! `attest lexicon check`: every entry proves itself.
//!
//! Three things are tried for each entry: that each of its forms, alone, finds it (a form that another entry hides is a dead
//! form), that it is found in each of its `matches`, and that it is found in none of its `misses`. Facts that rest on general
//! knowledge are counted, not blamed.

use crate::entry::{Header, Table};
use crate::inflection::loose_words;
use crate::lexicon::Lexicon;
use std::collections::BTreeMap;
use std::fmt;

/// One failed check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// File, relative to its layer.
    pub file: String,
    /// Line of the entry.
    pub line: u32,
    /// Table of the entry.
    pub table: Table,
    /// Id of the entry.
    pub id: String,
    /// What was expected and what happened.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {} `{}`: {}", self.file, self.line, self.table, self.id, self.message)
    }
}

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Entries by table.
    pub entries: BTreeMap<Table, usize>,
    /// Forms by table.
    pub forms: BTreeMap<Table, usize>,
    /// Phrases of `matches` and `misses` that were run.
    pub phrases: usize,
    /// Actors and outlets whose source was looked up, and those that rest on general knowledge.
    pub looked_up: (usize, usize),
    /// What failed, in the order of tables and files.
    pub failures: Vec<Failure>,
}

impl Report {
    /// Whether nothing failed.
    pub fn is_ok(&self) -> bool {
        self.failures.is_empty()
    }
}

/// Runs the tests inside the entries, and looks each form up.
pub fn check(lexicon: &Lexicon) -> Report {
    let mut report = Report::default();
    for actor in lexicon.actors() {
        let forms = actor.forms().map(|(form, _)| form.to_owned()).collect::<Vec<_>>();
        report.count(Table::Actors, forms.len());
        report.count_source(&actor.header);
        for form in &forms {
            if !finds_actor(lexicon, actor.id(), &sentence_with(form, actor.any_case)) {
                report.fail(
                    Table::Actors,
                    &actor.header,
                    format!("its form `{form}` is not found as this actor"),
                );
            }
        }
        run_phrases(&mut report, Table::Actors, &actor.header, |phrase| {
            finds_actor(lexicon, actor.id(), phrase)
        });
    }
    for country in lexicon.countries() {
        report.count(Table::Countries, crate::actors::country_forms(country).count() + country.forces.len());
        let prefix = format!("state:{}:", country.iso());
        run_phrases(&mut report, Table::Countries, &country.header, |phrase| {
            lexicon.scan_countries(phrase).iter().any(|hit| hit.iso == country.iso())
                || lexicon.scan_actors(phrase).iter().any(|hit| hit.id.starts_with(&prefix))
        });
        for force in &country.forces {
            let is_of_country = |id: &str| id.starts_with(&prefix);
            let found = lexicon
                .scan_actors(&force.form)
                .iter()
                .any(|hit| is_of_country(&hit.id) || hit.also.iter().any(|id| is_of_country(id)));
            if !found {
                report.fail(
                    Table::Countries,
                    &country.header,
                    format!("its force `{}` is not found", force.form),
                );
            }
        }
    }
    for force in lexicon.stack.forces.iter() {
        report.count(Table::Forces, force.forms.len());
        run_phrases(&mut report, Table::Forces, &force.header, |phrase| {
            lexicon.scan_actors(phrase).iter().any(|hit| hit.how == crate::How::Rule)
        });
    }
    for spelling in lexicon.stack.spellings.iter() {
        report.count(Table::Spellings, spelling.forms.len());
    }
    check_terms(lexicon, &mut report);
    report
}

fn check_terms(lexicon: &Lexicon, report: &mut Report) {
    for term in lexicon.terms().all().iter().filter(|term| term.table != Table::Countries) {
        report.count(term.table, term.forms.len());
        if term.table == Table::Outlets {
            report.count_source(&term.header);
        }
        let finds = |phrase: &str| {
            if term.table == Table::Outlets {
                return lexicon.scan_outlets(phrase).iter().any(|hit| hit.term.id() == term.id());
            }
            let words = loose_words(phrase);
            let hits = lexicon.terms().scan_loose(&words);
            hits.iter()
                .any(|hit| hit.table == term.table && hit.entries.iter().any(|entry| entry.id() == term.id()))
        };
        for (at, form) in term.forms.iter().enumerate() {
            if term.forms.iter().take(at).any(|earlier| earlier == form) {
                report.fail(term.table, &term.header, format!("has the form `{form}` twice"));
            } else if form.chars().any(char::is_uppercase) && term.table != Table::Outlets {
                report.fail(
                    term.table,
                    &term.header,
                    format!("its form `{form}` has a capital; forms are in lower case"),
                );
            } else if !finds(&carrier(term.table, form)) {
                report.fail(
                    term.table,
                    &term.header,
                    format!("its form `{form}` is not found as this entry"),
                );
            }
        }
        run_phrases(report, term.table, &term.header, finds);
    }
}

/// The form alone, or for outlets among words in small letters.
fn carrier(table: Table, form: &str) -> String {
    if table == Table::Outlets { format!("they told {form} that") } else { form.to_owned() }
}

impl Report {
    fn count(&mut self, table: Table, forms: usize) {
        *self.entries.entry(table).or_default() += 1;
        *self.forms.entry(table).or_default() += forms;
    }

    fn count_source(&mut self, header: &Header) {
        if header.source.looked_up {
            self.looked_up.0 += 1;
        } else {
            self.looked_up.1 += 1;
        }
    }

    fn fail(&mut self, table: Table, header: &Header, message: String) {
        let file = header.at.file.to_string();
        self.failures.push(Failure { file, line: header.at.line, table, id: header.id.clone(), message });
    }
}

fn run_phrases(report: &mut Report, table: Table, header: &Header, finds: impl Fn(&str) -> bool) {
    report.phrases += header.matches.len() + header.misses.len();
    for phrase in header.matches.iter().filter(|phrase| !finds(phrase)) {
        report.fail(table, header, format!("is not found in its `matches` phrase \"{phrase}\""));
    }
    for phrase in header.misses.iter().filter(|phrase| finds(phrase)) {
        report.fail(table, header, format!("is found in its `misses` phrase \"{phrase}\""));
    }
}

fn finds_actor(lexicon: &Lexicon, id: &str, phrase: &str) -> bool {
    lexicon.scan_actors(phrase).iter().any(|hit| hit.id == id || hit.also.iter().any(|also| also == id))
}

/// A form in a sentence of mixed case, so that strict forms can be found; small letters are tried where any case counts.
fn sentence_with(form: &str, any_case: bool) -> String {
    if any_case && !form.chars().any(char::is_uppercase) {
        return format!("that day {form} came");
    }
    let has_capital = form.chars().any(char::is_uppercase);
    if has_capital {
        format!("that day {form} came")
    } else {
        format!("that day {} came", form.to_uppercase())
    }
}
