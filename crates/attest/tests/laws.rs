//! The laws of the output format, on the example reports and on texts put together by chance.

use attest_extract::{Kit, Options, code};
use attest_model::{Certainty, Coding, Document, Exactness, Stance, WhenBasis};
use attest_text::{About, about_table, read_all};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

static KIT: LazyLock<Kit> = LazyLock::new(|| Kit::builtin().unwrap());

fn coded(document: &Document) -> Coding {
    code(document, &KIT, &Options { mentions: true })
}

/// The example reports with their codings.
fn examples() -> Vec<(Document, Coding)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let table = about_table(&std::fs::read(root.join("about.csv")).unwrap()).unwrap();
    let mut files: Vec<_> =
        std::fs::read_dir(root.join("reports")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut out = Vec::new();
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let about = About { name: name.clone(), ..table.find(&name).cloned().unwrap_or_default() };
        for document in read_all(&std::fs::read(&path).unwrap(), &about) {
            let document = document.unwrap();
            let coding = coded(&document);
            out.push((document, coding));
        }
    }
    out
}

/// What every coding of every text must keep.
fn keeps_the_laws(document: &Document, coding: &Coding) -> Result<(), String> {
    for quote in coding.quotes() {
        if !quote.reads_back(&document.text) {
            return Err(format!("a quote does not read back: {quote:?}"));
        }
    }
    for mention in coding.mentions.iter().flatten() {
        if document.text.get(mention.start as usize..mention.end as usize) != Some(mention.text.as_str()) {
            return Err(format!("a mention does not read back: {mention:?}"));
        }
    }
    for claim in &coding.claims {
        if let Some(figure) = &claim.figure {
            if figure.exactness == Exactness::NotReported && (figure.min, figure.max) != (None, None) {
                return Err(format!("silence became a number: {figure:?}"));
            }
            if figure.min.zip(figure.max).is_some_and(|(min, max)| min > max) {
                return Err(format!("a figure runs backwards: {figure:?}"));
            }
        }
        if claim.voice.chain.first().map(String::as_str) != Some("s0") {
            return Err(format!("a chain does not begin with the document: {:?}", claim.voice.chain));
        }
        let known = |id: &String| coding.sources.iter().any(|source| source.id == *id);
        if !claim.voice.chain.iter().all(known) {
            return Err(format!("a voice is no source: {:?}", claim.voice.chain));
        }
        let incident = claim.incident.as_ref();
        if incident.is_some_and(|id| !coding.incidents.iter().any(|incident| incident.id == *id)) {
            return Err(format!("{} hangs on an incident that is not there", claim.id));
        }
    }
    for incident in &coding.incidents {
        let dated = incident.when.earliest.is_some() || incident.when.latest.is_some();
        if dated
            && incident.when.quote.is_none()
            && matches!(incident.when.basis, WhenBasis::None | WhenBasis::Stated)
        {
            return Err(format!("{} has a date without words or basis", incident.id));
        }
        if incident
            .when
            .earliest
            .as_ref()
            .zip(incident.when.latest.as_ref())
            .is_some_and(|(from, to)| from > to)
        {
            return Err(format!("{} ends before it begins", incident.id));
        }
        let place = incident.place.as_ref();
        if place.is_some_and(|found| !coding.places.iter().any(|place| place.id == found.place)) {
            return Err(format!("{} is at a place that is not there", incident.id));
        }
        for part in &incident.actors {
            if !coding.actors.iter().any(|actor| actor.id == part.actor) {
                return Err(format!("{} has an actor that is not there", incident.id));
            }
        }
    }
    Ok(())
}

#[test]
fn every_example_keeps_the_laws() {
    for (document, coding) in examples() {
        keeps_the_laws(&document, &coding).unwrap_or_else(|broken| panic!("{}: {broken}", document.name));
    }
}

#[test]
fn every_example_is_valid_by_the_schema() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/attest.coding-1.schema.json");
    let schema: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (document, coding) in examples() {
        let value = serde_json::to_value(&coding).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", document.name);
        assert_eq!(serde_json::from_value::<Coding>(value).unwrap(), coding, "{}", document.name);
    }
}

#[test]
fn every_example_in_english_yields_an_incident_and_the_french_one_none() {
    for (document, coding) in examples() {
        let found = !coding.incidents.is_empty() && !coding.claims.is_empty();
        assert_eq!(found, document.language == "en", "{}", document.name);
    }
}

#[test]
fn coding_twice_gives_the_same_bytes() {
    let once: Vec<String> =
        examples().iter().map(|(_, coding)| serde_json::to_string(coding).unwrap()).collect();
    let twice: Vec<String> =
        examples().iter().map(|(_, coding)| serde_json::to_string(coding).unwrap()).collect();
    assert_eq!(once, twice);
}

/// Sentences put together from pieces that the extractor knows, in any order, with noise between them.
fn reports() -> impl Strategy<Value = String> {
    const WHO: [&str; 6] = ["Gunmen", "The army", "JNIM", "Residents", "A spokesman", "Soldiers"];
    const DID: [&str; 8] = [
        "attacked",
        "killed",
        "said",
        "denied having killed",
        "did not report",
        "wounded",
        "claimed",
        "were killed by",
    ];
    const WHAT: [&str; 9] = [
        "over thirty soldiers",
        "between 3 and 5 people",
        "several civilians",
        "no casualties",
        "the camp at Tolsa",
        "up to 20 of them",
        "it",
        "“ten people were killed”",
        "[3]",
    ];
    const WHEN: [&str; 7] =
        ["on Monday", "in 2015", "on 28 February 2024", "", "the same day", "since July", "according to AFP"];
    const ENDS: [&str; 6] = [". ", ".", ".[1] ", ".\n\n", ", and ", "; "];
    let sentence = (0..WHO.len(), 0..DID.len(), 0..WHAT.len(), 0..WHEN.len(), 0..ENDS.len(), "\\PC{0,4}")
        .prop_map(|(who, did, what, when, end, noise)| {
            format!("{} {} {} {}{noise}{}", WHO[who], DID[did], WHAT[what], WHEN[when], ENDS[end])
        });
    proptest::collection::vec(sentence, 1..8).prop_map(|sentences| sentences.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_report_keeps_the_laws(text in reports()) {
        let about = About { published: Some("2024-03-05".to_owned()), ..About::named("x.txt") };
        for document in read_all(text.as_bytes(), &about).into_iter().flatten() {
            let coding = coded(&document);
            prop_assert_eq!(keeps_the_laws(&document, &coding), Ok(()));
        }
    }

    #[test]
    fn any_text_at_all_is_coded_and_keeps_the_laws(text in "(\\PC|\n){0,200}") {
        for document in read_all(text.as_bytes(), &About::named("x.txt")).into_iter().flatten() {
            let document = Document { language: "en".to_owned(), ..document };
            let coding = coded(&document);
            prop_assert_eq!(keeps_the_laws(&document, &coding), Ok(()));
        }
    }

    #[test]
    fn a_vaguer_wording_never_gives_a_narrower_figure(number in 2u64..500) {
        let killed = |words: &str| {
            let text = format!("Gunmen attacked the village of Tolsa on 28 February 2024 and killed {words} people.");
            let document = read_all(text.as_bytes(), &About::named("x.txt")).remove(0).unwrap();
            let coding = coded(&document);
            let figure = coding.claims.into_iter().find_map(|claim| claim.figure);
            figure.map(|figure| (figure.min.unwrap_or(0), figure.max.unwrap_or(u64::MAX)))
        };
        if let Some(exact) = killed(&number.to_string()) {
            for vaguer in [format!("at least {number}"), format!("up to {number}"), "several".to_owned(), "dozens of".to_owned()] {
                let Some((min, max)) = killed(&vaguer) else { continue };
                prop_assert!(max - min >= exact.1 - exact.0, "{} is narrower than {}", vaguer, number);
            }
        }
    }
}

#[test]
fn a_denial_is_never_an_assertion() {
    let text = "The army denied on 28 February 2024 that soldiers had killed nine villagers in Tolsa.";
    let document = read_all(text.as_bytes(), &About::named("x.txt")).remove(0).unwrap();
    for claim in coded(&document).claims {
        let killed_nine = claim.figure.as_ref().is_some_and(|figure| figure.min == Some(9));
        assert!(
            !(killed_nine && claim.stance == Stance::Asserts && claim.certainty == Certainty::Certain),
            "{claim:?}"
        );
    }
}
