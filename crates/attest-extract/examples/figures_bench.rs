//! Writes minimal coding lines from figures alone: one primary incident that holds every figure which is not of other events.
//!
//! `cargo run -p attest-extract --example figures_bench -- FOLDER OUT.jsonl [--show]`. It lets the scorers of tolls be run on the room of
//! figures by itself, so that an error there is not hidden behind errors of incidents and voices.

use attest_extract::assess::{Counted, range};
use attest_extract::figures::{self, FigureMention};
use attest_extract::page::Page;
use attest_language::Pipeline;
use attest_lexicon::Lexicon;
use attest_model::{Document, Harm, Side, View};
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (Some(folder), Some(out)) = (args.first(), args.get(1)) else {
        return Err("usage: figures_bench FOLDER OUT.jsonl [--show]".into());
    };
    let show = args.iter().any(|arg| arg == "--show");
    let pipeline = Pipeline::embedded()?;
    let lexicon = Lexicon::builtin();
    let mut names: Vec<_> =
        std::fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    names.sort();
    let mut file = std::io::BufWriter::new(std::fs::File::create(out)?);
    for path in names.iter().filter(|path| path.extension().is_some_and(|ext| ext == "txt" || ext == "md")) {
        let (document, view) = open(path)?;
        let page = Page::open(&document, view, pipeline, lexicon);
        if show {
            eprintln!("## {}", document.name);
        }
        let line = code(&page, show);
        writeln!(file, "{line}")?;
    }
    Ok(())
}

fn open(path: &Path) -> Result<(Document, View), Box<dyn std::error::Error>> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let document = attest_text::read(&std::fs::read(path)?, &attest_text::About::named(name))?;
    let view = attest_text::view(&document);
    Ok((document, view))
}

fn code(page: &Page<'_>, show: bool) -> Value {
    let figures = figures::read(page);
    let ids: Vec<String> = (1..=figures.len()).map(|number| format!("c{number}")).collect();
    let counted: Vec<Counted<'_>> = figures
        .iter()
        .zip(&ids)
        .map(|(figure, id)| Counted {
            figure,
            claim: id,
            zone: page.passages[figure.passage].kind(),
            sentence: page
                .sentence_of(attest_extract::page::At { passage: figure.passage, token: figure.trigger })
                .unwrap_or(0),
            side: figure.side.unwrap_or(Side::Unknown),
        })
        .collect();
    if show {
        for person in attest_extract::assess::persons::tell_apart(&counted) {
            eprintln!("P\t{person:?}");
        }
    }
    let assessments: Vec<Value> = [Harm::Killed, Harm::Wounded]
        .into_iter()
        .filter_map(|harm| range(&counted, harm))
        .filter_map(|assessment| serde_json::to_value(assessment).ok())
        .collect();
    let claims: Vec<Value> =
        figures.iter().zip(&ids).filter_map(|(figure, id)| claim(page, figure, id, show)).collect();
    let mine: Vec<&str> = claims
        .iter()
        .filter_map(|claim| if claim["incident"] == "i1" { claim["id"].as_str() } else { None })
        .collect();
    json!({
        "schema": "attest.coding/1", "produced_by": {"attest": "0.1.0"},
        "document": {"id": page.document.id, "name": page.document.name, "title": null, "kind": "unknown", "language": "en", "publisher": null,
            "published": null, "length": page.document.text.len(), "zones": [], "citations": [], "references": []},
        "actors": [], "places": [], "sources": [{"id": "s0", "name": null, "kind": "document", "actor": null, "party": null, "anonymous": false, "mentions": []}],
        "incidents": [{"id": "i1", "label": "", "role": "primary", "part_of": null, "reality": "asserted",
            "when": {"earliest": null, "latest": null, "precision": "unknown", "basis": "none", "quote": null, "anchor": null}, "where": null, "actors": [],
            "targets": [], "weapons": [], "types": {}, "claims": mine, "assessments": assessments,
            "corroboration": {"status": "unconfirmed", "independent_sources": 0, "why": ""}, "campaign": null},
            {"id": "i2", "label": "", "role": "aggregate", "part_of": null, "reality": "asserted",
            "when": {"earliest": null, "latest": null, "precision": "unknown", "basis": "none", "quote": null, "anchor": null}, "where": null, "actors": [],
            "targets": [], "weapons": [], "types": {}, "claims": [], "assessments": [], "corroboration": null, "campaign": null}],
        "claims": claims, "campaigns": [], "relations": [], "tensions": [], "notes": []
    })
}

fn claim(page: &Page<'_>, figure: &FigureMention, id: &str, show: bool) -> Option<Value> {
    let quote = |range: &std::ops::Range<usize>| {
        page.quote(page.span(figure.passage, range.clone()))
            .and_then(|quote| serde_json::to_value(quote).ok())
    };
    if show {
        let words = quote(&figure.claim).map(|value| value["text"].to_string()).unwrap_or_default();
        eprintln!(
            "{id}\t{}\t{}..{}\t{}\t{:?} {:?}{}{}\t{:?}\t{}\t{words}",
            figure.harm,
            figure.min.map_or("-".to_owned(), |n| n.to_string()),
            figure.max.map_or("-".to_owned(), |n| n.to_string()),
            figure.exactness,
            figure.group,
            figure.reference,
            if figure.part { " part" } else { "" },
            if figure.aggregate { " AGG" } else { "" },
            figure.reality,
            figure.rule
        );
    }
    if !figure.claimable() {
        return None;
    }
    let sentence =
        page.sentence_of(attest_extract::page::At { passage: figure.passage, token: figure.trigger })?;
    let sentence = page.quote(page.sentences.get(sentence)?.span)?;
    Some(json!({
        "id": id, "incident": if figure.aggregate { "i2" } else { "i1" }, "predicate": "casualties", "quote": quote(&figure.claim)?, "sentence": sentence, "zone": null,
        "voice": {"mode": "narrator", "chain": ["s0"], "quote": null, "cue": null}, "citation": {"markers": [], "attachment": "none"},
        "stance": "asserts", "certainty": figure.certainty,
        "figure": {"harm": figure.harm, "side": figure.side.unwrap_or(Side::Unknown), "group": figure.group, "who": figure.who.as_ref().and_then(quote),
            "nation": figure.nation, "actor": null, "min": figure.min, "max": figure.max, "exactness": figure.exactness, "total": !figure.part, "quote": quote(&figure.number)?},
        "actor": null, "rule": figure.rule
    }))
}
