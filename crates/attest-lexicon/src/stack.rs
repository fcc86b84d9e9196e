//! Files to entries: parsing, completing rows, laying layer over layer, checking references.
//!
//! Entries keep the order of files and of rows in them, so that everything computed from them is the same on every run. An
//! entry of a later layer takes the place of the one it overrides.

use crate::actor::Actor;
use crate::code::Pos;
use crate::country::{Country, NamedForce};
use crate::entry::{Data, Header, LayerKind, Location, Table, Term};
use crate::error::LexiconError;
use crate::event_code::Branch;
use crate::layer::LexiconFile;
use crate::row::{ActorRow, Common, CountryRow, FileRows, ForceRow, ForcesRow, SpellingRow, TermRow};
use crate::source::{Source, SourceRef};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A force word: "army", "security forces".
#[derive(Debug, Clone)]
pub(crate) struct Force {
    pub header: Header,
    pub forms: Vec<String>,
    /// `None`: a word that may stand between the country and the force ("federal", "special").
    pub branch: Option<Branch>,
    /// Words for what only such forces do ("shelling"): an adjective in front of them names the doer.
    pub deed: bool,
}

/// Words that are spellings of one another.
#[derive(Debug, Clone)]
pub(crate) struct Spelling {
    pub header: Header,
    pub forms: Vec<String>,
}

/// A list of entries in which a later one replaces an earlier one of the same id.
#[derive(Debug)]
pub(crate) struct Entries<T> {
    pub list: Vec<Option<T>>,
    index: FxHashMap<String, usize>,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self { list: Vec::new(), index: FxHashMap::default() }
    }
}

impl<T> Entries<T> {
    pub(crate) fn get(&self, id: &str) -> Option<&T> {
        self.index.get(id).and_then(|at| self.list.get(*at)).and_then(Option::as_ref)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.list.iter().flatten()
    }

    fn put(&mut self, id: String, entry: Option<T>) {
        if let Some(slot) = self.index.get(&id).and_then(|at| self.list.get_mut(*at)) {
            *slot = entry;
        } else if entry.is_some() {
            self.index.insert(id, self.list.len());
            self.list.push(entry);
        }
    }
}

/// All entries of a stack of layers.
#[derive(Debug, Default)]
pub(crate) struct Stack {
    pub actors: Entries<Actor>,
    pub countries: Entries<Country>,
    pub forces: Entries<Force>,
    pub spellings: Entries<Spelling>,
    pub terms: BTreeMap<Table, Entries<Term>>,
}

/// What is being read: one file, its line starts, the sources known so far.
struct Reader<'a> {
    file: &'a LexiconFile,
    name: Arc<str>,
    line_starts: Vec<usize>,
    default_source: Option<Arc<Source>>,
    sources: &'a FxHashMap<String, Arc<Source>>,
}

impl Stack {
    /// Reads the files in the order given; those of one layer must stand together.
    pub(crate) fn read(files: &[LexiconFile]) -> Result<Self, LexiconError> {
        let mut parsed = Vec::with_capacity(files.len());
        let mut sources = FxHashMap::default();
        for (file, rows) in files.iter().zip(parse_all(files)) {
            let mut rows = rows?;
            for source in std::mem::take(&mut rows.source) {
                sources.insert(source.id.get_ref().clone(), Arc::new(source.into_source()));
            }
            parsed.push((file, rows));
        }
        let mut stack = Self::default();
        let mut seen = Seen::default();
        for (file, rows) in parsed {
            let reader = Reader::new(file, &rows, &sources)?;
            stack.take_file(&reader, rows, &mut seen)?;
        }
        stack.check_references()?;
        Ok(stack)
    }

    /// The entries of all term tables, in the order of tables and files.
    pub(crate) fn take_all_terms(&mut self) -> Vec<Term> {
        let terms = std::mem::take(&mut self.terms);
        terms.into_values().flat_map(|entries| entries.list.into_iter().flatten()).collect()
    }

    fn take_file(
        &mut self,
        reader: &Reader<'_>,
        rows: FileRows,
        seen: &mut Seen,
    ) -> Result<(), LexiconError> {
        for row in rows.actor {
            self.take_actor(reader, row, seen)?;
        }
        for row in rows.country {
            self.take_country(reader, row, seen)?;
        }
        for row in rows.force {
            self.take_force(reader, row, seen)?;
        }
        for row in rows.spelling {
            self.take_spelling(reader, row, seen)?;
        }
        self.take_terms(reader, rows.weapon, seen)?;
        self.take_terms(reader, rows.target, seen)?;
        self.take_terms(reader, rows.harm, seen)?;
        self.take_terms(reader, rows.event, seen)?;
        self.take_terms(reader, rows.cue, seen)?;
        self.take_terms(reader, rows.hedge, seen)?;
        self.take_terms(reader, rows.speaker, seen)?;
        self.take_terms(reader, rows.outlet, seen)?;
        self.take_terms(reader, rows.group, seen)?;
        self.take_terms(reader, rows.count, seen)?;
        self.take_terms(reader, rows.title, seen)?;
        self.take_terms(reader, rows.perpetrator, seen)
    }

    fn take_terms<R: TermRow>(
        &mut self,
        reader: &Reader<'_>,
        rows: Vec<R>,
        seen: &mut Seen,
    ) -> Result<(), LexiconError> {
        for row in rows {
            let (common, data) = row.split();
            let is_decoy = common.decoy;
            let entries = self.terms.entry(R::TABLE).or_default();
            let Opened { header, forms, pos, remove } = reader.open(R::TABLE, common, seen)?;
            if remove {
                entries.put(header.id, None);
                continue;
            }
            let data = if is_decoy { Ok(Data::Decoy) } else { data };
            let data = data.map_err(|message| entry_error(R::TABLE, &header, message))?;
            if forms.is_empty() {
                return Err(entry_error(R::TABLE, &header, "has no `forms`; name at least one".to_owned()));
            }
            let term = Term { pos: pos.unwrap_or(R::POS), table: R::TABLE, forms, data, header };
            entries.put(term.header.id.clone(), Some(term));
        }
        Ok(())
    }

    fn take_actor(
        &mut self,
        reader: &Reader<'_>,
        mut row: ActorRow,
        seen: &mut Seen,
    ) -> Result<(), LexiconError> {
        let Opened { header, forms, remove, .. } = reader.open(Table::Actors, row.take_common(), seen)?;
        let id = header.id.clone();
        if remove {
            self.actors.put(id, None);
            return Ok(());
        }
        let fail = |message: &str| Err(entry_error(Table::Actors, &header, message.to_owned()));
        let Some(kind) = row.kind else {
            return fail(
                "has no `kind`; add one, or `remove = true` to delete the entry of an earlier layer",
            );
        };
        if row.name.is_empty() {
            return fail("has no `name`");
        }
        if !forms.is_empty() {
            return fail("actors have `aliases`, not `forms`");
        }
        if row.from.zip(row.to).is_some_and(|(from, to)| from > to) {
            return fail("is active `from` a year after the one it is active `to`");
        }
        let actor = Actor {
            header,
            name: row.name,
            short: row.short,
            aliases: row.aliases,
            strict: row.strict,
            any_case: row.any_case,
            kind,
            countries: row.countries,
            parents: row.parents,
            from: row.from,
            to: row.to,
        };
        self.actors.put(id, Some(actor));
        Ok(())
    }

    fn take_country(
        &mut self,
        reader: &Reader<'_>,
        mut row: CountryRow,
        seen: &mut Seen,
    ) -> Result<(), LexiconError> {
        let Opened { header, remove, .. } = reader.open(Table::Countries, row.take_common(), seen)?;
        let id = header.id.clone();
        if remove {
            self.countries.put(id, None);
            return Ok(());
        }
        if row.name.is_empty() {
            return Err(entry_error(Table::Countries, &header, "has no `name`".to_owned()));
        }
        if id.len() != 2 || !id.bytes().all(|byte| byte.is_ascii_uppercase()) {
            let message =
                "is no ISO 3166-1 alpha-2 code: two capital letters (X. for entities without one)".to_owned();
            return Err(entry_error(Table::Countries, &header, message));
        }
        let country = Country {
            header,
            name: row.name,
            aliases: row.aliases,
            former: row.former,
            adjectives: row.adjectives,
            demonyms: row.demonyms,
            capital: row.capital,
            forces: named_forces(row.forces),
        };
        self.countries.put(id, Some(country));
        Ok(())
    }

    fn take_force(
        &mut self,
        reader: &Reader<'_>,
        mut row: ForceRow,
        seen: &mut Seen,
    ) -> Result<(), LexiconError> {
        let Opened { header, forms, remove, .. } = reader.open(Table::Forces, row.take_common(), seen)?;
        let id = header.id.clone();
        if remove {
            self.forces.put(id, None);
            return Ok(());
        }
        if row.branch.is_some() == row.modifier {
            let message = "needs either a `branch` or `modifier = true`".to_owned();
            return Err(entry_error(Table::Forces, &header, message));
        }
        self.forces.put(id, Some(Force { header, forms, branch: row.branch, deed: row.deed }));
        Ok(())
    }

    fn take_spelling(
        &mut self,
        reader: &Reader<'_>,
        mut row: SpellingRow,
        seen: &mut Seen,
    ) -> Result<(), LexiconError> {
        let Opened { header, forms, remove, .. } = reader.open(Table::Spellings, row.take_common(), seen)?;
        let id = header.id.clone();
        if let Some(bad) = forms.iter().find(|form| form.contains(' ')) {
            let message = format!("`{bad}` is more than one word; spellings are of single words");
            return Err(entry_error(Table::Spellings, &header, message));
        }
        self.spellings.put(id, (!remove).then_some(Spelling { header, forms }));
        Ok(())
    }

    /// Parents, countries and owners that entries name must exist.
    fn check_references(&self) -> Result<(), LexiconError> {
        for actor in self.actors.iter() {
            if let Some(parent) = actor.parents.iter().find(|parent| self.actors.get(parent).is_none()) {
                let message = format!("its parent `{parent}` is no actor of these lexicons; check the id");
                return Err(entry_error(Table::Actors, &actor.header, message));
            }
            if let Some(iso) = actor.countries.iter().find(|iso| self.countries.get(iso).is_none()) {
                let message =
                    format!("its country `{iso}` is not in the table of countries; use a code such as `ML`");
                return Err(entry_error(Table::Actors, &actor.header, message));
            }
        }
        for term in self.terms.get(&Table::Outlets).into_iter().flat_map(Entries::iter) {
            let Some(outlet) = term.outlet() else { continue };
            if let Some(iso) = outlet.country.as_ref().filter(|iso| self.countries.get(iso).is_none()) {
                let message =
                    format!("its country `{iso}` is not in the table of countries; use a code such as `ML`");
                return Err(entry_error(Table::Outlets, &term.header, message));
            }
            let is_known = |id: &str| id.starts_with("state:") || self.actors.get(id).is_some();
            if let Some(actor) = outlet.actor.as_ref().filter(|id| !is_known(id)) {
                let message = format!("its actor `{actor}` is no actor of these lexicons; check the id");
                return Err(entry_error(Table::Outlets, &term.header, message));
            }
        }
        Ok(())
    }
}

/// Where each id of each layer was first seen, to name both places of a double.
type Seen = FxHashMap<(LayerKind, Table, String), Location>;

struct Opened {
    header: Header,
    forms: Vec<String>,
    pos: Option<Pos>,
    remove: bool,
}

impl<'a> Reader<'a> {
    fn new(
        file: &'a LexiconFile,
        rows: &FileRows,
        sources: &'a FxHashMap<String, Arc<Source>>,
    ) -> Result<Self, LexiconError> {
        let line_starts =
            std::iter::once(0).chain(file.text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut reader =
            Self { file, name: file.name.as_str().into(), line_starts, default_source: None, sources };
        if let Some(id) = &rows.default_source {
            let Some(source) = sources.get(id.get_ref()) else {
                let (line, column) = reader.position(id.span().start);
                let message =
                    format!("`default_source` names `{}`, but no `[[source]]` has this id", id.get_ref());
                return Err(LexiconError::Syntax { file: file.name.clone(), line, column, message });
            };
            reader.default_source = Some(Arc::clone(source));
        }
        Ok(reader)
    }

    fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.file.text.get(start..offset).map_or(1, |before| before.chars().count() + 1);
        (line, column)
    }

    /// Checks what all rows share.
    fn open(&self, table: Table, common: Common, seen: &mut Seen) -> Result<Opened, LexiconError> {
        let (line, _) = self.position(common.id.span().start);
        let id = common.id.into_inner();
        let at = Location { layer: self.file.layer, file: Arc::clone(&self.name), line: line as u32 };
        let fail = |message: String| {
            Err(LexiconError::Entry {
                file: self.name.to_string(),
                line,
                table: table.as_str(),
                id: id.clone(),
                message,
            })
        };
        if id.is_empty() {
            return fail("has an empty `id`; give it one".to_owned());
        }
        if let Some(first) = seen.get(&(at.layer, table, id.clone())) {
            return fail(format!(
                "is already there at {}:{}; rename one, or join them",
                first.file, first.line
            ));
        }
        if let Some(form) = common.forms.iter().find(|form| form.trim().is_empty()) {
            return fail(format!("has an empty form `{form}`; remove it"));
        }
        let source = match (&common.source, &self.default_source) {
            (Some(SourceRef::Inline(source)), _) => Arc::new(source.clone()),
            (Some(SourceRef::Id(key)), _) => match self.sources.get(key) {
                Some(source) => Arc::clone(source),
                None => return fail(format!("names the source `{key}`, but no `[[source]]` has this id")),
            },
            (None, Some(source)) => Arc::clone(source),
            (None, None) if common.remove => {
                Arc::new(Source { title: String::new(), url: None, looked_up: false })
            }
            (None, None) => {
                return fail(
                    "has no `source`; name one, or set `default_source` at the head of the file".to_owned(),
                );
            }
        };
        seen.insert((at.layer, table, id.clone()), at.clone());
        let header = Header { id, matches: common.matches, misses: common.misses, source, at };
        Ok(Opened { header, forms: common.forms, pos: common.pos, remove: common.remove })
    }
}

/// Parses the files on two threads: at the start of the command nothing else is ready to run.
fn parse_all(files: &[LexiconFile]) -> Vec<Result<FileRows, LexiconError>> {
    let parse = |files: &[LexiconFile]| -> Vec<Result<FileRows, LexiconError>> {
        files.iter().map(|file| toml::from_str(&file.text).map_err(|error| syntax(file, &error))).collect()
    };
    let half: usize = files.iter().map(|file| file.text.len()).sum::<usize>() / 2;
    let mut before = 0;
    let at = files.iter().position(|file| {
        before += file.text.len();
        before > half
    });
    let (first, second) = files.split_at(at.unwrap_or(files.len()));
    if before < 1 << 15 {
        return parse(files);
    }
    std::thread::scope(|scope| {
        let second = scope.spawn(|| parse(second));
        let mut rows = parse(first);
        match second.join() {
            Ok(parsed) => rows.extend(parsed),
            Err(panic) => std::panic::resume_unwind(panic),
        }
        rows
    })
}

fn named_forces(row: ForcesRow) -> Vec<NamedForce> {
    let lists = [
        (Branch::Military, row.military),
        (Branch::Police, row.police),
        (Branch::Security, row.security),
        (Branch::Intelligence, row.intelligence),
        (Branch::Government, row.government),
    ];
    lists
        .into_iter()
        .flat_map(|(branch, forms)| forms.into_iter().map(move |form| NamedForce { form, branch }))
        .collect()
}

fn entry_error(table: Table, header: &Header, message: String) -> LexiconError {
    LexiconError::Entry {
        file: header.at.file.to_string(),
        line: header.at.line as usize,
        table: table.as_str(),
        id: header.id.clone(),
        message,
    }
}

fn syntax(file: &LexiconFile, error: &toml::de::Error) -> LexiconError {
    let offset = error.span().map_or(0, |span| span.start);
    let before = file.text.get(..offset).unwrap_or(&file.text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    LexiconError::Syntax {
        file: file.name.clone(),
        line,
        column,
        message: error.message().trim().replace('\n', " "),
    }
}
