#!/usr/bin/env python3
"""Searches the weights by which mentions are grouped into incidents (crates/attest-extract/src/incidents/affinity.rs).

The weights stand in the source as plain numbers. This script makes a copy of the working tree under target/weights-tree in which every number of the
table can be set from the environment, builds it once, and then changes one number after the other, keeping what raises the mean of the dev halves. It
prints what it keeps; the numbers go into the source by hand, with the cases (`attest cases`) as judges. Text and gold of the sets stay where they are.

    python3 scripts/group-weights.py --bench ../shared/bench [--sweeps 1]

Data: the dev halves of counts, reports (with and without infobox), claims, and dev and tst1 of muc4 (never tst2), under the terms that their READMEs
name; nothing of them goes into the program but these numbers. One try takes half a minute on two cores, a sweep about an hour.
"""
import argparse, json, os, re, subprocess, sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TREE = ROOT / "target/weights-tree"
HOOK = """
fn w(index: usize, default: f32) -> f32 {
    static W: std::sync::OnceLock<std::collections::BTreeMap<usize, f32>> = std::sync::OnceLock::new();
    let read = || {
        let set = std::env::var("ATTEST_WEIGHTS").unwrap_or_default();
        set.split(',').filter_map(|one| { let (a, b) = one.split_once('=')?; Some((a.parse().ok()?, b.parse().ok()?)) }).collect()
    };
    *W.get_or_init(read).get(&index).unwrap_or(&default)
}
"""


def build():
    """The program with the weights open, and the weights as they stand."""
    TREE.mkdir(parents=True, exist_ok=True)
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode().split("\0")
    for name in filter(None, files):
        source, copy = ROOT / name, TREE / name
        if source.is_file():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(source.read_bytes())
    path = TREE / "crates/attest-extract/src/incidents/affinity.rs"
    head, body = path.read_text().split("const THRESHOLD: f32 = 0.5;", 1)
    weights = {}

    def open_up(match):
        weights[len(weights)] = float(match[0])
        return f"w({len(weights) - 1}, {match[0]})"

    fixed = re.compile(r"^\s*//|f32 = 0\.0|score = 0\.0|[<>=] 0\.0|return 0\.0")
    lines = [line if fixed.search(line) else re.sub(r"-?\b\d+\.\d+\b", open_up, line) for line in body.split("\n")]
    path.write_text(head + "const THRESHOLD: f32 = 0.5;\n" + HOOK + "\n".join(lines))
    target = ROOT / "target/weights"
    subprocess.run(["cargo", "build", "--profile", "quick", "-q", "-p", "attest"], cwd=TREE, check=True, env=dict(os.environ, CARGO_TARGET_DIR=str(target)))
    return target / "quick/attest", weights


def measure(attest, bench, out, weights):
    """The figures of the dev halves under these weights, and their mean `all`."""
    env = dict(os.environ, ATTEST_WEIGHTS=",".join(f"{index}={value}" for index, value in weights.items()))
    sets = ["counts", "reports", "reports-md", "claims", "muc4"]
    figures = out / "figures.json"
    subprocess.run([sys.executable, str(bench / "run"), str(attest), "--out", str(out), "--json", str(figures), *sets], env=env, stdout=subprocess.DEVNULL, check=True)
    read = json.loads(figures.read_text())
    found = {name: read[name] for name in ("counts", "reports", "reports-md", "claims", "muc4-dev", "muc4-tst1")}
    cases = subprocess.run([str(attest), "cases"], cwd=TREE, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()
    found["failing cases"] = sum(line.startswith("FAIL") for line in cases.splitlines())
    part = {"counts": 1.0, "reports": 0.8, "reports-md": 0.3, "claims": 0.6, "muc4-dev": 1.5, "muc4-tst1": 0.3, "failing cases": -0.6}
    return found, sum(part[name] * value for name, value in found.items())


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--bench", type=Path, required=True)
    options.add_argument("--sweeps", type=int, default=1)
    given = options.parse_args()
    if not (given.bench / "run").exists():
        sys.exit(f"no benchmark sets at {given.bench}: nothing to search on")
    attest, stand = build()
    out = ROOT / "target/weights-out"
    out.mkdir(parents=True, exist_ok=True)
    kept = {}
    figures, best = measure(attest, given.bench, out, kept)
    print("as they stand", figures, round(best, 2), flush=True)
    for sweep in range(given.sweeps):
        for index, value in stand.items():
            now = kept.get(index, value)
            step = max(0.25, abs(now) * (0.5 if sweep == 0 else 0.25))
            for tried in (now + step, now - step):
                figures, mean = measure(attest, given.bench, out, kept | {index: round(tried, 2)})
                print(index, value, round(tried, 2), figures, round(mean - best, 3), flush=True)
                if mean > best + 0.04:
                    kept, best = kept | {index: round(tried, 2)}, mean
                    print("kept", kept, flush=True)
                    break


if __name__ == "__main__":
    main()
