//! The lexicon as the rest of Attest sees it: a stack of layers, loaded once, asked many times.

use crate::actor::Actor;
use crate::actors::{ActorScanner, country_forms};
use crate::code::Pos;
use crate::country::Country;
use crate::entry::{CountryForm, Data, Header, Table, Term};
use crate::error::LexiconError;
use crate::event_code::Branch;
use crate::hit::{ActorHit, CountryHit, OutletHit};
use crate::layer::{Layer, LexiconFile, built_in_files, folder_files};
use crate::stack::Stack;
use crate::terms::Terms;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

/// A stack of lexicons: actors, countries and term tables.
///
/// ```
/// use attest_lexicon::Lexicon;
/// let hits = Lexicon::builtin().scan_actors("Malian soldiers fought JNIM, the al-Qaida affiliate.");
/// let ids: Vec<&str> = hits.iter().map(|hit| hit.id.as_ref()).collect();
/// assert_eq!(ids, ["state:ML:military", "jnim", "al-qaeda"]);
/// ```
#[derive(Debug)]
pub struct Lexicon {
    pub(crate) stack: Stack,
    hash: String,
    terms: Terms,
    scanner: OnceLock<ActorScanner>,
}

impl Lexicon {
    /// The lexicons that Attest comes with. Loaded at the first call.
    ///
    /// # Panics
    /// Never in a build that passes its tests: the files are compiled in, and a test loads them.
    pub fn builtin() -> &'static Self {
        static BUILT_IN: OnceLock<Lexicon> = OnceLock::new();
        BUILT_IN.get_or_init(|| match Self::from_files(&built_in_files()) {
            Ok(lexicon) => lexicon,
            Err(error) => panic!("built-in lexicons: {error}"),
        })
    }

    /// The built-in lexicons with folders laid over them, in the order given: a later layer's entry replaces the one of the
    /// same table and id, `remove = true` deletes it.
    pub fn layered(layers: &[Layer]) -> Result<Self, LexiconError> {
        let mut files = built_in_files();
        for layer in layers {
            files.extend(folder_files(layer)?);
        }
        Self::from_files(&files)
    }

    /// A lexicon of nothing but the files of these folders.
    pub fn only(layers: &[Layer]) -> Result<Self, LexiconError> {
        let mut files = Vec::new();
        for layer in layers {
            files.extend(folder_files(layer)?);
        }
        Self::from_files(&files)
    }

    /// A lexicon of one file's text, as the fuzz target and the tests need it.
    pub fn from_text(name: &str, text: &str) -> Result<Self, LexiconError> {
        let file = LexiconFile {
            layer: crate::entry::LayerKind::Flag,
            name: name.to_owned(),
            text: Cow::Owned(text.to_owned()),
        };
        Self::from_files(&[file])
    }

    pub(crate) fn from_files(files: &[LexiconFile]) -> Result<Self, LexiconError> {
        let mut stack = Stack::read(files)?;
        let mut terms: Vec<Term> = stack.countries.iter().flat_map(country_terms).collect();
        terms.append(&mut stack.take_all_terms());
        Ok(Self { stack, hash: hash_of(files), terms: Terms::new(terms), scanner: OnceLock::new() })
    }

    /// SHA-256 over the names and bytes of all files of the stack, in hexadecimal: what `produced_by.lexicons` records.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The actors named in a text, in order, without overlaps; the longest name wins.
    ///
    /// ```
    /// use attest_lexicon::{How, Lexicon};
    /// let text = "The army of Chad joined Nigerian and Nigerien troops.";
    /// let hits = Lexicon::builtin().scan_actors(text);
    /// let found: Vec<_> = hits.iter().map(|hit| (&text[hit.start..hit.end], hit.id.as_ref())).collect();
    /// assert_eq!(found, [("army of Chad", "state:TD:military"), ("Nigerian", "state:NG:military"), ("Nigerien troops", "state:NE:military")]);
    /// assert!(hits.iter().all(|hit| hit.how == How::Rule));
    /// ```
    pub fn scan_actors(&self, text: &str) -> Vec<ActorHit<'_>> {
        self.scanner().scan(&self.stack, text)
    }

    /// The countries, nationalities and capitals named in a text, in order, without overlaps.
    pub fn scan_countries(&self, text: &str) -> Vec<CountryHit<'_>> {
        self.scanner().scan_countries(&self.stack, text)
    }

    /// The outlets and institutions named in a text, in order, without overlaps; capitals count, so that "the times" is no
    /// newspaper.
    ///
    /// ```
    /// use attest_lexicon::Lexicon;
    /// let hits = Lexicon::builtin().scan_outlets("A nurse told AFP that many times she had fled, Human Rights Watch wrote.");
    /// let names: Vec<&str> = hits.iter().filter_map(|hit| Some(hit.term.outlet()?.name.as_str())).collect();
    /// assert_eq!(names, ["Agence France-Presse", "Human Rights Watch"]);
    /// ```
    pub fn scan_outlets(&self, text: &str) -> Vec<OutletHit<'_>> {
        self.scanner().scan_outlets(&self.stack, &self.terms, text)
    }

    /// The actor of that id: an entry, or an arm of a state (`state:ML:military`).
    pub fn actor(&self, id: &str) -> Option<Cow<'_, Actor>> {
        if let Some(actor) = self.stack.actors.get(id) {
            return Some(Cow::Borrowed(actor));
        }
        let (iso, branch) = id.strip_prefix("state:")?.split_once(':')?;
        Some(Cow::Owned(Actor::of_state(self.country(iso)?, Branch::parse(branch)?)))
    }

    /// All actor entries, in the order of the files.
    pub fn actors(&self) -> impl Iterator<Item = &Actor> {
        self.stack.actors.iter()
    }

    /// The country of that ISO 3166-1 alpha-2 code.
    pub fn country(&self, iso: &str) -> Option<&Country> {
        self.stack.countries.get(iso)
    }

    /// All countries, in the order of the files.
    pub fn countries(&self) -> impl Iterator<Item = &Country> {
        self.stack.countries.iter()
    }

    /// The term tables.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The first entry of a table that has this form (a lemma, or several words separated by spaces).
    ///
    /// ```
    /// use attest_lexicon::{Lexicon, Table, Harm};
    /// let term = Lexicon::builtin().term(Table::Harms, "kill").unwrap();
    /// assert_eq!(term.harm().unwrap().harm, Harm::Killed);
    /// ```
    pub fn term(&self, table: Table, form: &str) -> Option<&Term> {
        self.terms().find(table, form)
    }

    fn scanner(&self) -> &ActorScanner {
        self.scanner.get_or_init(|| ActorScanner::new(&self.stack, &self.terms))
    }
}

/// The forms of a country as terms, one for each role.
fn country_terms(country: &Country) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::with_capacity(4);
    for (form, role) in country_forms(country) {
        let data = Data::Country(CountryForm { iso: country.header.id.clone(), role });
        if let Some(term) = terms.iter_mut().find(|term| term.data == data) {
            term.forms.push(form.to_lowercase());
            continue;
        }
        let header = Header {
            id: country.header.id.clone(),
            matches: Vec::new(),
            misses: Vec::new(),
            source: Arc::clone(&country.header.source),
            at: country.header.at.clone(),
        };
        terms.push(Term {
            header,
            table: Table::Countries,
            pos: Pos::Noun,
            forms: vec![form.to_lowercase()],
            data,
        });
    }
    terms
}

fn hash_of(files: &[LexiconFile]) -> String {
    let mut hasher = Sha256::new();
    for file in files {
        hasher.update(file.layer.as_str());
        hasher.update([0]);
        hasher.update(&file.name);
        hasher.update([0]);
        hasher.update((file.text.len() as u64).to_le_bytes());
        hasher.update(file.text.as_bytes());
    }
    hasher.finalize().iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
