//! Tells cargo that a new or removed file under `lexicons/` changes the crate: the embedding macro alone sees only files it already knows.

fn main() {
    println!("cargo::rerun-if-changed=../../lexicons");
}
