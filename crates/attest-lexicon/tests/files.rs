//! Lexicon files: errors name the file, the line and the way out; layers override and remove.

use attest_lexicon::{Layer, LayerKind, Lexicon, Table, Word, check, list, why};
use std::fs;
use std::path::PathBuf;

const SOURCE: &str = "default_source = \"s\"\n[[source]]\nid = \"s\"\ntitle = \"our own notes\"\n";

fn error(body: &str) -> String {
    match Lexicon::from_text("mine.toml", &format!("{SOURCE}{body}")) {
        Ok(_) => panic!("accepted:\n{body}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn each_kind_of_wrong_entry_has_a_located_error() {
    for (body, expected) in [
        ("[[weapon]]\nid = \"w\"\nkind = \"bom\"\nforms = [\"b\"]\n", "mine.toml:7:8: unknown variant `bom`"),
        ("[[weapon]]\nid = \"w\"\nkinds = \"bomb\"\n", "mine.toml:7:1: unknown field `kinds`"),
        ("[[weapon]]\nid = \"w\"\nforms = [\"b\"\n", "mine.toml:"),
        ("[[weapon]]\nid = \"w\"\nforms = [\"b\"]\n", "mine.toml:6: weapon `w`: has no `kind`; add one"),
        ("[[weapon]]\nid = \"w\"\nkind = \"bomb\"\n", "mine.toml:6: weapon `w`: has no `forms`"),
        ("[[weapon]]\nid = \"\"\nkind = \"bomb\"\nforms = [\"b\"]\n", "has an empty `id`"),
        ("[[weapon]]\nid = \"w\"\nkind = \"bomb\"\nforms = [\" \"]\n", "has an empty form"),
        ("[[target]]\nid = \"t\"\nkind = \"bank\"\ngtd = 40\nforms = [\"b\"]\n", "target types are 1 to 22"),
        (
            "[[event]]\nid = \"e\"\nclass = \"attack\"\ngtd = [12]\nforms = [\"b\"]\n",
            "attack types are 1 to 9",
        ),
        ("[[harm]]\nid = \"h\"\nharm = \"killed\"\nforms = [\"b\"]\n", "has no `suffers`"),
        ("[[cue]]\nid = \"c\"\nclass = \"say\"\nforms = [\"b\"]\n", "has no `frames`"),
        ("[[count]]\nid = \"c\"\nrole = \"vague\"\nforms = [\"b\"]\n", "needs a `min`"),
        ("[[outlet]]\nid = \"o\"\nkind = \"newspaper\"\n", "has no `name`"),
        (
            "[[outlet]]\nid = \"o\"\nname = \"O\"\nkind = \"ngo\"\ncountry = \"QQ\"\n",
            "country `QQ` is not in the table",
        ),
        ("[[outlet]]\nid = \"o\"\nname = \"O\"\nkind = \"ngo\"\nactor = \"x\"\n", "actor `x` is no actor"),
        ("[[actor]]\nid = \"a\"\nname = \"A\"\n", "mine.toml:6: actor `a`: has no `kind`"),
        ("[[actor]]\nid = \"a\"\nkind = \"rebel_group\"\n", "has no `name`"),
        ("[[actor]]\nid = \"a\"\nname = \"A\"\nkind = \"terrorist\"\n", "unknown variant `terrorist`"),
        (
            "[[actor]]\nid = \"a\"\nname = \"A\"\nkind = \"unknown\"\nforms = [\"b\"]\n",
            "`aliases`, not `forms`",
        ),
        (
            "[[actor]]\nid = \"a\"\nname = \"A\"\nkind = \"unknown\"\nparents = [\"b\"]\n",
            "parent `b` is no actor",
        ),
        (
            "[[actor]]\nid = \"a\"\nname = \"A\"\nkind = \"unknown\"\nfrom = 2001\nto = 1999\n",
            "active `from` a year after",
        ),
        ("[[actor]]\nid = \"a\"\nname = \"A\"\nkind = \"unknown\"\nsource = \"x\"\n", "names the source `x`"),
        ("[[country]]\nid = \"mali\"\nname = \"Mali\"\n", "no ISO 3166-1 alpha-2 code"),
        ("[[force]]\nid = \"f\"\nforms = [\"army\"]\n", "needs either a `branch` or `modifier = true`"),
        ("[[spelling]]\nid = \"s\"\nforms = [\"two words\"]\n", "spellings are of single words"),
        (
            "[[hedge]]\nid = \"h\"\ncertainty = \"possible\"\nforms = [\"b\"]\n[[hedge]]\nid = \"h\"\ncertainty = \"possible\"\nforms = [\"c\"]\n",
            "mine.toml:10: hedge `h`: is already there at mine.toml:6",
        ),
    ] {
        let message = error(body);
        assert!(message.contains(expected), "expected «{expected}» in «{message}»");
    }
}

#[test]
fn an_entry_without_any_source_is_refused() {
    let text = "[[hedge]]\nid = \"h\"\ncertainty = \"possible\"\nforms = [\"b\"]\n";
    let message = Lexicon::from_text("mine.toml", text).map(|_| ()).unwrap_err().to_string();
    assert!(message.contains("mine.toml:2: hedge `h`: has no `source`"), "{message}");
}

/// A folder of this test's own, emptied first.
fn folder(name: &str, file: &str, text: &str) -> Layer {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(dir.join("sub")).expect("a folder");
    fs::write(dir.join("sub").join(file), text).expect("a file");
    Layer { kind: LayerKind::Project, dir }
}

#[test]
fn a_later_layer_adds_overrides_and_removes() {
    let text = format!(
        "{SOURCE}[[actor]]\nid = \"jnim\"\nname = \"Coalition of Taroba\"\nkind = \"unknown\"\n\
         [[actor]]\nid = \"m23\"\nremove = true\n\
         [[weapon]]\nid = \"trebuchet\"\nkind = \"other\"\nforms = [\"trebuchet\"]\n"
    );
    let layer = folder("layered", "ours.toml", &text);
    let lexicon = Lexicon::layered(&[layer]).expect("valid");
    assert_eq!(lexicon.actor("jnim").expect("replaced").name, "Coalition of Taroba");
    assert!(lexicon.actor("m23").is_none());
    assert!(lexicon.scan_actors("The M23 and JNIM").is_empty());
    let hits = lexicon.terms().scan(&[Word { lower: "trebuchets", lemma: "trebuchet" }]);
    assert_eq!(hits[0].entries[0].header.at.layer, LayerKind::Project);
    assert_eq!(&*hits[0].entries[0].header.at.file, "sub/ours.toml");
    assert_ne!(lexicon.hash(), Lexicon::builtin().hash());
    assert!(lexicon.actor("isgs").is_some(), "the built-in entries stay");
}

#[test]
fn a_layer_that_is_not_there_says_so() {
    let layer = Layer { kind: LayerKind::User, dir: PathBuf::from("/no/such/folder") };
    let message = Lexicon::layered(&[layer]).map(|_| ()).unwrap_err().to_string();
    assert!(message.contains("/no/such/folder") && message.contains("check the path"), "{message}");
}

#[test]
fn the_tests_inside_an_entry_are_run() {
    let text = format!(
        "{SOURCE}[[harm]]\nid = \"h\"\nharm = \"killed\"\nsuffers = \"object\"\nforms = [\"smite\"]\n\
         matches = [\"he was smitten\", \"they smite\"]\nmisses = [\"they smite again\"]\n"
    );
    let report = check(&Lexicon::from_text("mine.toml", &text).expect("valid"));
    let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
    assert_eq!(failures.len(), 2, "{failures:?}");
    assert_eq!(failures[0], "mine.toml:6: harm `h`: is not found in its `matches` phrase \"he was smitten\"");
    assert_eq!(report.phrases, 3);
}

#[test]
fn why_names_the_entry_its_place_and_its_source() {
    let found = why(Lexicon::builtin(), "suicide car bombing by JNIM");
    let jnim = found.iter().find(|entry| entry.id == "jnim").expect("an actor");
    assert_eq!((jnim.table, jnim.layer, jnim.form.as_str()), (Table::Actors, LayerKind::BuiltIn, "JNIM"));
    assert!(jnim.file.starts_with("actors/") && jnim.line > 0 && jnim.source.looked_up);
    assert!(found.iter().any(|entry| entry.table == Table::Weapons && entry.id == "svbied"));
    assert!(list(Lexicon::builtin(), Table::from_word("countries")).len() > 190);
}

#[test]
fn the_same_files_have_the_same_hash() {
    let again = Lexicon::layered(&[]).expect("the built-in files");
    assert_eq!(again.hash(), Lexicon::builtin().hash());
    assert_eq!(again.hash().len(), 64);
}

#[test]
fn the_example_in_the_documentation_loads_and_proves_itself() {
    let text = include_str!("../../../docs/lexicons.md");
    let example =
        text.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let layer = folder("documented", "mine.toml", example);
    let lexicon = Lexicon::layered(&[layer]).expect("valid");
    let report = check(&lexicon);
    let ours: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
    assert!(ours.is_empty(), "{ours:?}");
    assert!(lexicon.actor("m23").is_none() && lexicon.actor("river-guard").is_some());
}
