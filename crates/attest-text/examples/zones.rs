//! Prints what the reader made of each file: zones, citations, blocks. `cargo run -p attest-text --example zones -- FILES`

use attest_text::{About, read_all, view};

fn main() {
    for path in std::env::args().skip(1) {
        println!("=== {path}");
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                println!("error: {error}");
                continue;
            }
        };
        for document in read_all(&bytes, &About::named(path.as_str())) {
            match document {
                Ok(document) => show(&document),
                Err(error) => println!("error: {error}"),
            }
        }
    }
}

fn show(document: &attest_model::Document) {
    println!(
        "kind {} language {} published {:?} publisher {:?} url {:?}",
        document.kind, document.language, document.published, document.publisher, document.url
    );
    println!("title {:?}", document.title);
    println!("dateline {:?}", document.dateline.and_then(|d| d.of(&document.text)));
    for zone in &document.zones {
        println!("  zone {} {:?} {}..{}", zone.kind, zone.name, zone.start, zone.end);
        if matches!(zone.kind.as_str(), "boilerplate" | "references") {
            println!(
                "       {:?}",
                zone.span().of(&document.text).unwrap_or("?").chars().take(160).collect::<String>()
            );
        }
    }
    println!("  citations {}", document.citations.len());
    for reference in &document.references {
        println!("  reference {reference:?}");
    }
    for block in view(document).blocks {
        println!("  [{}] {}", block.kind, block.text);
    }
    for (about, note) in &document.notes {
        println!("  note {about}: {note}");
    }
}
