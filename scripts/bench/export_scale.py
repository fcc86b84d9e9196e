#!/usr/bin/env python3
"""Exports as many invented incidents as UCDP GED has rows, one format after the other: seconds and peak memory of each.

    export_scale.py [--attest PATH] [--incidents N] [--formats acled,ged,…] [--csv FILE]

The incidents are those of `scripts/incidents.py`; they are written once to `target/` and removed at the end. Seconds are of the processor, memory is the most that the process ever held,
both from the kernel's accounting. Each format is also run on a tenth of the incidents: memory that grows with their number would show.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TABLES = "acled ged gtd incidents claims figures sources documents relations hxl airwars-incidents airwars-sources atlos archiver".split()
OTHERS = "geojson ftm timemap infobox".split()
FORMATS = TABLES + ["ged.parquet", "acled.parquet", "parquet"] + OTHERS


def measured(command):
    """Clock seconds, processor seconds, peak memory in MB, and what the command said."""
    start = time.monotonic()
    process = subprocess.Popen(list(map(str, command)), stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1 says that nothing was left to write: of invented incidents none is graded.
    if process.returncode not in (0, 1):
        sys.exit(f"{command}: {said}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--attest", default=ROOT / "target/release/attest")
    arguments.add_argument("--incidents", type=int, default=350_000)
    arguments.add_argument("--formats", default=",".join(FORMATS))
    arguments.add_argument("--csv", type=pathlib.Path)
    asked = arguments.parse_args()
    folder = ROOT / "target/export-scale"
    folder.mkdir(parents=True, exist_ok=True)
    some, all_of = asked.incidents // 10, asked.incidents
    inputs = {}
    for count in (some, all_of):
        inputs[count] = folder / f"{count}.jsonl"
        with open(inputs[count], "wb") as out:
            subprocess.run([sys.executable, ROOT / "scripts/incidents.py", str(count)], stdout=out, check=True)
    print(f"{all_of:,} incidents, {inputs[all_of].stat().st_size / 1e6:,.0f} MB of JSON", flush=True)
    print(f"{'format':20}{'rows':>12}{'MB':>10}{'seconds':>10}{'memory MB':>12}{'of a tenth':>12}", flush=True)
    rows = ["format,incidents,rows,megabytes,processor_seconds,clock_seconds,peak_memory_mb,peak_memory_mb_of_a_tenth"]
    for name in asked.formats.split(","):
        out = folder / name
        command = [asked.attest, "export", "--to", name, "--out", out, "--from"]
        _, _, tenth, _ = measured([*command, inputs[some]])
        clock, seconds, memory, said = measured([*command, inputs[all_of]])
        written = sum(int(line.split(": ")[1].split(" rows")[0]) for line in said.splitlines() if " rows of " in line)
        files = list(out.iterdir()) if out.is_dir() else [out]
        size = sum(file.stat().st_size for file in files if not file.name.endswith(".side.json")) / 1e6
        print(f"{name:20}{written:>12,}{size:>10,.1f}{seconds:>10.1f}{memory:>12.1f}{tenth:>12.1f}", flush=True)
        rows.append(f"{name},{all_of},{written},{size:.1f},{seconds:.1f},{clock:.1f},{memory:.1f},{tenth:.1f}")
        for file in files:
            file.unlink()
        if out.is_dir():
            out.rmdir()
        out.with_name(out.name + ".side.json").unlink(missing_ok=True)
    for path in inputs.values():
        path.unlink()
    if asked.csv:
        asked.csv.write_text("\n".join(rows) + "\n", encoding="utf-8")


main()
