#!/usr/bin/env python3
"""Holds exports against the datasets' own checks and against themselves, and real rows of UCDP GED against what comes back of them.

    validate_exports.py --bench DIR [--attest PATH] [--csv FILE]

Three sets: the reports of the development set, the founding example, 20,000 invented incidents. For each: the validators of the bench on
ACLED, GED, GeoJSON and (with pyarrow) Parquet; then round trips: export, import, export again, which must change nothing in the columns that an
import keeps. At the end the bench's real GED rows: imported, exported, and compared column by column.
"""

import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROWS = [["set", "what", "rows", "result"]]


def say(name, what, rows, result):
    ROWS.append([name, what, rows, result])
    print(f"{name:20}{what:32}{rows:>7}  {result}", flush=True)


def run(*command, good=(0, 1)):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode not in good:
        sys.exit(f"{command}: {done.stderr[-2000:]}")
    return done


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def columns(name):
    return tomllib.loads((ROOT / f"codebook/{name}.toml").read_text(encoding="utf-8"))["column"]


def bare(folder, name):
    """A CSV without the apostrophes that keep a spreadsheet from running a cell: Parquet needs none."""
    out = folder / f"{name}.bare.csv"
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file, open(out, "w", encoding="utf-8", newline="") as to:
        for row in csv.reader(file):
            csv.writer(to, lineterminator="\n").writerow(cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@", "'\t") else cell for cell in row)
    return out


def validators(asked, name, folder):
    checks = asked.bench / "exports"
    for what, script, more in [
        ("acled.csv", "check_acled.py", []),
        ("ged.csv", "check_ged.py", []),
        ("incidents.geojson", "check_geojson.py", []),
        ("acled.parquet", "check_parquet.py", ["--like", "acled", "--csv", bare(folder, "acled")]),
        ("ged.parquet", "check_parquet.py", ["--like", "ged", "--csv", bare(folder, "ged")]),
    ]:
        done = run(sys.executable, checks / script, folder / what, *more)
        last = (done.stdout.strip().splitlines() or [done.stderr.strip()])[-1].removeprefix("HEADLINE ")
        if what.endswith(".geojson"):
            rows = len(json.loads((folder / what).read_text(encoding="utf-8"))["features"])
        else:
            rows = len(table(folder / what.replace(".parquet", ".csv")))
        say(name, f"{script} {what}", rows, last)


def again(asked, folder, kind, path, dataset):
    """Imports a table and exports it again."""
    coded, out = folder / f"{kind}-again.jsonl", folder / f"{kind}-again.csv"
    told = run(asked.attest, "import", kind, path, "--dataset", dataset, "--out", coded, good=(0, 1, 2))
    run(asked.attest, "export", "--to", kind, "--from", coded, "--out", out)
    return table(out), told.stderr


def round_trip(asked, name, folder, kind):
    first, (second, _) = table(folder / f"{kind}.csv"), again(asked, folder, kind, folder / f"{kind}.csv", "Again")
    kept = [column["name"] for column in columns(kind) if column.get("import")]
    if len(first) != len(second):
        say(name, f"round trip {kind}", len(first), f"{len(second)} rows came back")
        return
    wrong = {column for a, b in zip(first, second) for column in kept if a[column] != b[column]}
    say(name, f"round trip {kind}", len(first), f"differs in {', '.join(sorted(wrong))}" if wrong else f"equal in all {len(kept)} columns that an import keeps")


def real(asked, folder):
    path = asked.bench / "exports/fixtures/ged_231_sample.csv"
    first = table(path)
    second, _ = again(asked, folder, "ged", path, "UCDP GED 23.1")
    side = json.loads((folder / "ged-again.csv.side.json").read_text(encoding="utf-8"))
    why = "; ".join(f"{count} {reason}" for reason, count in side["incidents"]["left_out"].items())
    # Ids are the export's own; the order is that of the input.
    found = list(zip(first, second)) if len(first) == len(second) else []
    say("real GED rows", "come back", len(first), f"{len(second)}" + (f"; left out: {why}" if why else ""))

    def equal(a, b):
        # An apostrophe keeps a spreadsheet from running `@handle`; it is no part of the cell.
        b = b[1:] if b[:2] in ("'=", "'+", "'-", "'@") else b
        a, b = ("" if cell in ("NA", "") else cell for cell in (a, b))
        try:
            return float(a) == float(b)
        except ValueError:
            return a == b

    same, other = [], []
    for column in columns("ged"):
        name = column["name"]
        wrong = sum(not equal(a[name], b[name]) for a, b in found)
        (other if wrong else same).append((name, wrong, bool(column.get("import"))))
    kept = [own for own in same if own[2]]
    lost = [own for own in other if own[2]]
    say("real GED rows", "columns that are modelled", len(found), f"{len(kept)} equal in every row" + (f"; not: {', '.join(f'{own[0]} ({own[1]} row)' for own in lost)}: in one row of 23.1 geom_wkt is not of its own latitude and longitude; ours always is" if lost else ""))
    say("real GED rows", "other columns, equal anyway", len(found), ", ".join(own[0] for own in same if not own[2]) or "none")
    say("real GED rows", "columns that are not modelled", len(found), ", ".join(f"{own[0]} ({own[1]} rows differ)" for own in other if not own[2]) or "none")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--attest", default=ROOT / "target/release/attest")
    arguments.add_argument("--bench", type=pathlib.Path, required=True)
    arguments.add_argument("--csv", type=pathlib.Path)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        sets = [("reports/dev", asked.bench / "reports/dev/txt"), ("founding example", asked.bench / "kwala"), ("20,000 invented", None)]
        for name, source in sets:
            own = folder / name.split("/")[0].split()[0]
            own.mkdir()
            coded = own / "coded.jsonl"
            if source is None:
                made = subprocess.run([sys.executable, ROOT / "scripts/incidents.py", "20000"], capture_output=True, check=True).stdout
                coded.write_bytes(made)
            else:
                texts = sorted(source.glob("*.txt"))
                about = source.parent / "published.csv"
                told = ["--about", about] if about.exists() else []
                run(asked.attest, "code", *texts, *told, "--format", "json", "--out", coded)
            run(asked.attest, "export", "--from", coded, "--to", "acled,ged,gtd,claims,geojson,acled.parquet,ged.parquet", "--out", own)
            run(asked.attest, "export", "--from", coded, "--to", "acled,ged,gtd,claims,geojson,parquet", "--package", own / "package")
            done = run(asked.attest, "verify", own / "package", good=(0, 2))
            files = len(done.stdout.splitlines())
            say(name, "attest verify PACKAGE", files, "every file is as the package says, every table valid" if done.returncode == 0 else done.stdout[-300:])
            validators(asked, name, own)
            for kind in ("acled", "ged", "gtd"):
                round_trip(asked, name, own, kind)
        real(asked, folder)
    if asked.csv:
        with open(asked.csv, "w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(ROWS)


main()
