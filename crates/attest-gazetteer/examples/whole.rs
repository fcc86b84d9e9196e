//! A gazetteer as large as the whole of GeoNames: how long the import takes, what memory it needs, how fast names are found.
//!
//! `cargo run --release -p attest-gazetteer --example whole -- 12000000 target/whole` writes so many invented rows in GeoNames' form into the
//! folder, imports them as `attest gazetteer add` does, asks for names, prints one row of the table in docs/gazetteer.md, and removes what
//! it wrote. It is no test: it takes minutes and some four gigabytes of disk.

use attest_gazetteer::{Gazetteer, commands};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

const HEADS: [&str; 32] = [
    "Tol", "Ost", "Mar", "Vel", "Kir", "Sab", "Dun", "Ila", "Pro", "Gar", "Neb", "Zal", "Tir", "Hol", "Bek",
    "Lum", "Far", "Kwa", "Nio", "Ség", "Ouag", "Ash", "Bou", "Dje", "El M", "Kha", "Ngo", "Ro", "Sai", "Thi",
    "Umm ", "Wad",
];
const MIDDLES: [&str; 24] = [
    "a", "ar", "en", "o", "ib", "un", "es", "i", "ov", "al", "em", "u", "or", "in", "ad", "ys", "ama", "ele",
    "ira", "ou", "ân", "é", "ini", "ola",
];
const TAILS: [&str; 24] = [
    "sa", "ne", "ra", "to", "dal", "mir", "ka", "le", "bougou", "la", "ville", "abad", "grad", "pur", "kro",
    "dougou", "wa", "ni", "ta", "ham", "stan", "ya", "gou", "ri",
];
const COUNTRIES: [&str; 24] = [
    "ML", "BF", "NE", "NG", "SD", "ET", "SO", "CD", "SY", "IQ", "YE", "AF", "PK", "IN", "MM", "PH", "CO",
    "MX", "UA", "RU", "US", "CN", "ID", "BR",
];
const FEATURES: [&str; 12] = [
    "P\tPPL", "P\tPPL", "P\tPPL", "P\tPPL", "P\tPPLX", "H\tSTM", "T\tHLL", "T\tMT", "H\tWLL", "S\tFRM",
    "V\tFRST", "L\tLCTY",
];

/// Numbers that look random and are the same every time (SplitMix64).
fn draw(seed: u64, below: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x1234_5678_9abc_def1);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) % below.max(1)
}

fn pick<'l>(list: &[&'l str], seed: u64) -> &'l str {
    list[draw(seed, list.len() as u64) as usize]
}

/// A name: a few are borne by hundreds of places, most by one or two, as in GeoNames.
fn name(seed: u64) -> String {
    let mut out = format!("{}{}{}", pick(&HEADS, seed), pick(&MIDDLES, seed + 1), pick(&TAILS, seed + 2));
    if draw(seed + 3, 10) > 0 {
        out.push_str(pick(&[" ", "-", ""], seed + 4));
        out.push_str(&format!(
            "{}{}{}",
            pick(&HEADS, seed + 5),
            pick(&MIDDLES, seed + 6),
            pick(&TAILS, seed + 7)
        ));
    }
    out
}

/// Row `n` in GeoNames' nineteen columns.
fn row(n: u64, out: &mut impl Write) -> std::io::Result<()> {
    let seed = n * 64;
    let own = name(seed);
    let aliases: Vec<String> = (0..draw(seed + 10, 3)).map(|at| name(seed + 16 + at * 8)).collect();
    let (lat, lon) =
        (draw(seed + 11, 14_000_000) as f64 / 1e5 - 60.0, draw(seed + 12, 36_000_000) as f64 / 1e5 - 180.0);
    let people = if draw(seed + 13, 20) == 0 { draw(seed + 14, 50_000) } else { 0 };
    writeln!(
        out,
        "{}\t{own}\t{own}\t{}\t{lat:.5}\t{lon:.5}\t{}\t{}\t\t{:02}\t\t\t\t{people}\t\t{}\tAfrica/Bamako\t2024-01-01",
        n + 1,
        aliases.join(","),
        pick(&FEATURES, seed + 15),
        pick(&COUNTRIES, seed + 40),
        draw(seed + 41, 30),
        draw(seed + 42, 900),
    )
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: u64 = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let folder = arguments.next().map_or_else(|| std::env::temp_dir().join("attest-whole"), PathBuf::from);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let source = folder.join("whole.txt");
    let mut out = BufWriter::new(std::fs::File::create(&source)?);
    for n in 0..count {
        row(n, &mut out)?;
    }
    out.flush()?;
    drop(out);
    let size = std::fs::metadata(&source)?.len() >> 20;
    let store = folder.join("store");
    let before = memory();
    let begin = Instant::now();
    let added = commands::add(std::slice::from_ref(&source), &store, &mut |_| ())?;
    let seconds = begin.elapsed().as_secs_f64();
    let peak = memory();
    std::fs::remove_file(&source)?;
    let index = std::fs::metadata(&added[0].path)?.len() >> 20;
    println!(
        "{} rows ({size} MB) imported in {seconds:.0} s; peak memory {peak} MB ({before} MB before); index {index} MB",
        added[0].meta.rows
    );
    questions(&store, count)?;
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

fn questions(store: &Path, count: u64) -> Result<(), Box<dyn std::error::Error>> {
    let begin = Instant::now();
    let gazetteer = Gazetteer::stack(store)?;
    let opened = begin.elapsed().as_secs_f64();
    let names: Vec<String> = (0..200_000).map(|at| name(draw(at, count) * 64)).collect();
    let begin = Instant::now();
    let found: usize = names.iter().map(|name| gazetteer.lookup(name).len()).sum();
    let exact = names.len() as f64 / begin.elapsed().as_secs_f64();
    let begin = Instant::now();
    let none = names.iter().filter(|name| gazetteer.lookup(&format!("{name}x")).is_empty()).count();
    let missed = names.len() as f64 / begin.elapsed().as_secs_f64();
    let few = &names[..200];
    let begin = Instant::now();
    let alike: usize = few.iter().map(|name| gazetteer.lookup_loose(name, 0.7).len()).sum();
    let loose = few.len() as f64 / begin.elapsed().as_secs_f64();
    println!(
        "  opened in {opened:.2} s; {exact:.0} look-ups a second ({:.1} places each), {missed:.0} of names that no place bears ({none}), \
         {loose:.0} in other transliterations ({:.1} places each); memory {} MB",
        found as f64 / names.len() as f64,
        alike as f64 / few.len() as f64,
        memory()
    );
    Ok(())
}

/// The most memory that this process ever had, in megabytes, where the system says it.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) >> 10
}
