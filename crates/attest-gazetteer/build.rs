//! Unpacks the built-in index once, at build time: the repository keeps it small, the program opens it in place.

use std::io::Read;
use std::path::Path;

#[path = "src/columns.rs"]
mod columns;

fn main() {
    let packed = Path::new("../../gazetteer/builtin.gaz.lzma");
    println!("cargo:rerun-if-changed={}", packed.display());
    println!("cargo:rerun-if-changed=build.rs");
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    let bytes = std::fs::read(packed).unwrap_or_default();
    let mut plain = Vec::new();
    if !bytes.is_empty() {
        let mut reader = lzma_rust2::LzmaReader::new_mem_limit(bytes.as_slice(), u32::MAX, None)
            .expect("gazetteer/builtin.gaz.lzma has a header");
        reader.read_to_end(&mut plain).expect("gazetteer/builtin.gaz.lzma is whole");
        plain = columns::turn(&plain, false);
    }
    std::fs::write(Path::new(&out).join("builtin.gaz"), plain).expect("OUT_DIR can be written");
}
