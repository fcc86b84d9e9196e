//! A report as linking sees it: one incident of one document, with what is needed to compare it.

use attest_model::{Claim, Coding, Incident, Role, Subject};
use std::collections::BTreeMap;

/// One document among those that are linked.
#[derive(Debug)]
pub struct Paper<'c> {
    /// Its coding.
    pub coding: &'c Coding,
    /// What stands before the slash of ids: `3f2a9c01b7de`, or `3f2a9c01b7de.2` for the same bytes under a second name.
    pub handle: String,
    /// Pins of its claims, in their order.
    pub pins: Vec<String>,
}

/// One incident of one document.
#[derive(Debug, Clone, Copy)]
pub struct Report<'c> {
    /// Index of its document in [`Reports::papers`].
    pub paper: usize,
    /// Its coding.
    pub coding: &'c Coding,
    /// The incident.
    pub incident: &'c Incident,
}

impl<'c> Report<'c> {
    /// Whether the document is mainly about it.
    pub fn primary(&self) -> bool {
        self.incident.role == Role::Primary
    }

    /// Its claims, in text order: those that name it, and those that it names.
    pub fn claims(&self) -> impl Iterator<Item = (usize, &'c Claim)> {
        let incident = self.incident;
        self.coding.claims.iter().enumerate().filter(move |(_, claim)| match &claim.incident {
            Some(id) => id == &incident.id,
            None => incident.claims.contains(&claim.id),
        })
    }
}

/// All documents and their incidents, in an order that does not depend on that of the input.
#[derive(Debug)]
pub struct Reports<'c> {
    /// Documents: by hash, then name.
    pub papers: Vec<Paper<'c>>,
    /// Their incidents: by document, then as they stand in it.
    pub all: Vec<Report<'c>>,
}

impl<'c> Reports<'c> {
    /// The documents with these bytes: their indices and codings. Documents are ordered by hash.
    pub fn of_document<'r>(&'r self, id: &str) -> impl Iterator<Item = (usize, &'c Coding)> + use<'r, 'c> {
        let start = self.papers.partition_point(|paper| paper.coding.document.id.as_str() < id);
        let end = start
            + self
                .papers
                .get(start..)
                .map_or(0, |rest| rest.partition_point(|paper| paper.coding.document.id == id));
        (start..end).filter_map(|index| self.papers.get(index).map(|paper| (index, paper.coding)))
    }

    /// What stands before the slash of a report's ids.
    pub fn handle(&self, report: &Report<'_>) -> &str {
        self.papers.get(report.paper).map_or("", |paper| paper.handle.as_str())
    }

    /// The report of a document that a decision is about.
    pub fn find(&self, paper: usize, subject: &Subject) -> Option<usize> {
        let coding = self.papers.get(paper)?.coding;
        let incident = subject.find_incident(coding)?;
        let first = self.all.partition_point(|report| report.paper < paper);
        let own = self.all.get(first..)?.iter().take_while(|report| report.paper == paper);
        own.enumerate()
            .find(|(_, report)| report.incident.id == incident.id)
            .map(|(offset, _)| first + offset)
    }
}

/// Orders the documents, drops those given twice, and lists their incidents.
pub fn of(codings: &[Coding]) -> Reports<'_> {
    let mut order: Vec<&Coding> = codings.iter().collect();
    order.sort_by(|a, b| {
        let key = |coding: &Coding| {
            let document = &coding.document;
            (document.id.clone(), document.name.clone(), document.published.clone())
        };
        key(a).cmp(&key(b))
    });
    order.dedup_by(|b, a| a.document.id == b.document.id && a.document.name == b.document.name);
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let papers: Vec<Paper<'_>> = order
        .into_iter()
        .map(|coding| {
            let short = short(&coding.document.id);
            let count = seen.entry(short).or_default();
            *count += 1;
            let handle = if *count == 1 { short.to_owned() } else { format!("{short}.{count}") };
            Paper { coding, handle, pins: attest_model::pin::claims(coding) }
        })
        .collect();
    let all = papers
        .iter()
        .enumerate()
        .flat_map(|(paper, own)| {
            let coding = own.coding;
            coding.incidents.iter().map(move |incident| Report { paper, coding, incident })
        })
        .collect();
    Reports { papers, all }
}

/// The first twelve characters of a document's hash.
fn short(id: &str) -> &str {
    id.char_indices().nth(12).map_or(id, |(end, _)| id.get(..end).unwrap_or(id))
}
