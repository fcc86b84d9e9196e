//! Prints the flat layer of attributions of each file as a line of mentions, for scoring without the rest of the coder.

use attest_extract::page::Page;
use attest_extract::voices;
use attest_language::Pipeline;
use attest_lexicon::Lexicon;
use attest_text::About;

fn main() {
    let Ok(pipeline) = Pipeline::embedded() else {
        eprintln!("the language model is not built in");
        return;
    };
    let lexicon = Lexicon::builtin();
    let gazetteer = attest_gazetteer::Gazetteer::builtin();
    for path in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&path) else {
            eprintln!("{path}: cannot be read");
            continue;
        };
        let name = std::path::Path::new(&path)
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let Ok(document) = attest_text::read(&bytes, &About::named(&name)) else {
            eprintln!("{path}: holds no text");
            continue;
        };
        let page = Page::open(&document, attest_text::view(&document), pipeline, lexicon, &gazetteer);
        let mentions = voices::read(&page).mentions(&page);
        println!(
            "{}",
            serde_json::json!({"schema": "attest.coding/1", "document": {"name": name}, "mentions": mentions})
        );
    }
}
