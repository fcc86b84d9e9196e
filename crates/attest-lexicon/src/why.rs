//! `attest lexicon why` and `list`: which entries a phrase meets, and what there is.

use crate::entry::{LayerKind, Table};
use crate::inflection::loose_words;
use crate::lexicon::Lexicon;
use crate::source::Source;

/// An entry that a phrase meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// Table of the entry.
    pub table: Table,
    /// Id of the entry, or of a state's force.
    pub id: String,
    /// Layer of the entry.
    pub layer: LayerKind,
    /// File, relative to its layer.
    pub file: String,
    /// Line of the entry's id.
    pub line: u32,
    /// The words of the phrase that met it.
    pub form: String,
    /// What the entry says, in a few words: its kind or codes.
    pub meaning: String,
    /// Where its facts come from.
    pub source: Source,
}

/// Every entry that some words of a phrase meet: actors and countries first, then terms from left to right.
pub fn why(lexicon: &Lexicon, phrase: &str) -> Vec<Why> {
    let mut out = Vec::new();
    for hit in lexicon.scan_actors(phrase) {
        for id in std::iter::once(hit.id.as_ref()).chain(hit.also.iter().map(AsRef::as_ref)) {
            let Some(actor) = lexicon.actor(id) else { continue };
            out.push(Why {
                table: if id.starts_with("state:") { Table::Countries } else { Table::Actors },
                id: id.to_owned(),
                layer: actor.header.at.layer,
                file: actor.header.at.file.to_string(),
                line: actor.header.at.line,
                form: phrase.get(hit.start..hit.end).unwrap_or("").to_owned(),
                meaning: format!("{} ({})", actor.name, actor.kind),
                source: actor.source().clone(),
            });
        }
    }
    for hit in lexicon.scan_outlets(phrase) {
        out.push(Why {
            table: Table::Outlets,
            id: hit.term.id().to_owned(),
            layer: hit.term.header.at.layer,
            file: hit.term.header.at.file.to_string(),
            line: hit.term.header.at.line,
            form: phrase.get(hit.start..hit.end).unwrap_or("").to_owned(),
            meaning: hit
                .term
                .outlet()
                .map_or_else(String::new, |outlet| format!("{} ({})", outlet.name, outlet.kind)),
            source: (*hit.term.header.source).clone(),
        });
    }
    let words = loose_words(phrase);
    for hit in lexicon.terms().scan_loose(&words) {
        let form = words.get(hit.first..=hit.last).unwrap_or(&[]);
        let form = form.iter().map(|(lower, _)| lower.as_str()).collect::<Vec<_>>().join(" ");
        out.extend(hit.entries.iter().map(|term| Why {
            table: term.table,
            id: term.id().to_owned(),
            layer: term.header.at.layer,
            file: term.header.at.file.to_string(),
            line: term.header.at.line,
            form: form.clone(),
            meaning: format!("{}: {:?}", term.pos, term.data),
            source: (*term.header.source).clone(),
        }));
    }
    out
}

/// One line of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Table of the entry.
    pub table: Table,
    /// Its id.
    pub id: String,
    /// Its layer.
    pub layer: LayerKind,
    /// Its file and line.
    pub at: String,
    /// Its forms, the name first.
    pub forms: Vec<String>,
    /// Whether its source was looked up.
    pub looked_up: bool,
}

/// The entries of one table, or of all, in the order of tables and files.
pub fn list(lexicon: &Lexicon, table: Option<Table>) -> Vec<Listed> {
    let mut out = Vec::new();
    let mut push = |table, header: &crate::entry::Header, forms| {
        let at = format!("{}:{}", header.at.file, header.at.line);
        let looked_up = header.source.looked_up;
        out.push(Listed { table, id: header.id.clone(), layer: header.at.layer, at, forms, looked_up });
    };
    for actor in lexicon.actors() {
        push(Table::Actors, &actor.header, actor.forms().map(|(form, _)| form.to_owned()).collect());
    }
    for country in lexicon.countries() {
        let forms = crate::actors::country_forms(country).map(|(form, _)| form.to_owned()).collect();
        push(Table::Countries, &country.header, forms);
    }
    for force in lexicon.stack.forces.iter() {
        push(Table::Forces, &force.header, force.forms.clone());
    }
    for spelling in lexicon.stack.spellings.iter() {
        push(Table::Spellings, &spelling.header, spelling.forms.clone());
    }
    for term in lexicon.terms().all().iter().filter(|term| term.table != Table::Countries) {
        push(term.table, &term.header, term.forms.clone());
    }
    out.retain(|line| table.is_none_or(|table| table == line.table));
    out
}
