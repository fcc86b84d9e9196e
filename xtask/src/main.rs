//! Builds the data files of Attest from pinned registry packages.

fn main() {}
