#!/usr/bin/env python3
"""Scores the program on the benchmark sets and writes corpus/accuracy/*.csv and the tables of docs/accuracy.md.

    accuracy.py [--attest PATH] [--bench DIR] [--from DIR] [--date YYYY-MM-DD] [SET ...]

The texts and gold of the sets belong to their owners and are no part of this repository: DIR (default: ../shared/bench) holds
them, and without it nothing is done. `--from` takes the outputs of an earlier run of its `run --out DIR` instead of coding the
texts again. Rows of other systems in the CSV files stay as they are; a row of ours keeps its day of measuring while its figures
stay the same. Sets: kwala claims reports counts matching muc4 places events dates voices. Python's standard library only.
"""

import argparse
import csv
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
ORDER = ["kwala", "claims", "reports", "counts", "matching", "muc4", "places", "events", "dates", "voices"]
BASELINE = "reference-baseline"


def percent(value):
    return None if value is None else f"{100 * value:.1f}"


def load(path):
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def printed(*command):
    done = subprocess.run([sys.executable, *map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode:
        print(f"  not scored: {command[0]}: {done.stderr.decode(errors='replace').strip().splitlines()[-1:]}")
        return ""
    return done.stdout.decode(errors="replace")


class Bench:
    """The sets, and what the program wrote about them."""

    def __init__(self, folder, out):
        self.folder, self.out = folder, out

    def baseline(self, name, run):
        known = load(self.folder / name / "results-baseline.json")
        return ((known or {}).get("runs", {}).get(run) or {}).get("result")

    def both(self, name, run, file):
        """Our result and the reference baseline's."""
        for system, result in (("attest", load(self.out / file)), (BASELINE, self.baseline(name, run))):
            if result:
                yield system, result

    # Each function gives the columns behind set, split and system, and the rows.

    def kwala(self):
        rows = []
        for system, result in self.both("kwala", "kwala", "kwala.json"):
            for field, score in {"mean": result["headline"], **result["fields"]}.items():
                rows.append(("kwala", "dev", system, field, percent(score)))
            hard = result["hard"]
            rows.append(("kwala", "dev", system, "hard faults", sum(v for k, v in hard.items() if k != "quotes")))
        return ["field", "score"], rows

    def claims(self):
        rows = []
        for system, result in self.both("claims", "claims", "claims.json"):
            rows.append(("claims", "dev", system, "mean", "", "", "", percent(result["headline"])))
            for field, of in result["fields"].items():
                rows.append(("claims", "dev", system, field, of.get("n"), percent(of.get("P")), percent(of.get("R")), percent(of.get("F"))))
        return ["field", "n", "precision", "recall", "f"], rows

    def reports(self):
        rows = []
        for name, variant in (("reports", "txt"), ("reports-md", "md")):
            for system, result in self.both("reports", variant, f"{name}.json"):
                documents = result["documents"]
                rows.append((name, "dev", system, "all", "mean", documents, percent(result["headline"])))
                for field, score in result["fields"].items():
                    rows.append((name, "dev", system, "all", field, result["n"].get(field), percent(score)))
            lines = self.out / f"{name}.jsonl"
            if lines.exists():
                score = self.folder / "reports/score.py"
                text = printed(score, lines, self.folder / "reports/dev", "--variant", variant, "--by", "kind")
                rows += [(name, "dev", "attest", *row) for row in by_kind(text)]
        return ["kind_of_source", "field", "n", "score"], rows

    def counts(self):
        rows = []
        for system, result in self.both("counts", "counts", "counts.json"):
            texts, count = result["texts"], result["counts"]
            share = lambda part, of: percent(count[part] / max(1, count[of] if isinstance(of, str) else of))
            rows.append(("counts", "dev", system, texts, percent(result["headline"]), share("killed", texts), share("injured", texts),
                         share("within1", texts), share("false_k", "false_k_n"), percent(result["both_by_incident"])))
        return ["texts", "both_exact", "killed_exact", "injured_exact", "within_one", "killed_where_nobody", "both_exact_by_incident"], rows

    def matching(self):
        rows = []
        for part in ("reports", "news"):
            for system, result in self.both("matching", part, f"matching-{part}.json"):
                if result.get("missing") == result["documents"]:
                    continue  # the command that links reports is not there, or wrote nothing
                b, p = result["bcubed"], result["pairwise"]
                rows.append((f"matching-{part}", "dev", system, result["documents"], percent(result["headline"]),
                             *(percent(x) for x in (*b, *p)), "{}/{}".format(*result["traps_joined"])))
        return ["documents", "headline", "bcubed_p", "bcubed_r", "bcubed_f", "pairwise_p", "pairwise_r", "pairwise_f", "traps_joined"], rows

    def muc4(self):
        rows = []
        for split in ("dev", "tst1", "tst2"):
            for slot, of in (load(self.out / f"muc4-{split}/score.json") or {}).items():
                if "recall" in of and slot != "F-MEASURES":
                    rows.append(("muc4", split, "attest", slot.lower(), of["recall"], of["precision"], of.get("F", "")))
        return ["slot", "recall", "precision", "f"], rows

    def places(self):
        rows, lines = [], self.out / "places.jsonl"
        for name, corpus in (("lgl", "lgl"), ("geovirus", "geovirus"), ("places", None)):
            if not lines.exists():
                break
            only = ["--corpus", corpus] if corpus else []
            text = printed(self.folder / "places/score.py", self.folder / "places/dev/gold", lines, *only)
            found = re.search(r"HEADLINE places recognition F ([\d.]+) \(overlap\) ([\d.]+) \(exact\); resolution Acc@161 ([\d.]+) of "
                              r"recognised, ([\d.]+) of all gold \(no countries\); end to end F@161 ([\d.]+)", text)
            if found:
                rows.append((name, "dev", "attest", *found.groups()))
        return ["recognition_f", "recognition_f_exact", "acc161_of_recognised", "acc161_of_all", "end_to_end_f161"], rows

    def events(self):
        rows, lines = [], self.out / "events.jsonl"
        if lines.exists():
            text = printed(self.folder / "places/score.py", "--events", self.folder / "places/dev/events/gold", lines)
            found = re.search(r"events (\d+) .*right place\s+([\d.]+) .*right silence\s+([\d.]+)\s+P\s+([\d.]+) R\s+([\d.]+) F\s+([\d.]+)", text)
            if found:
                rows.append(("events", "dev", "attest", *found.groups()))
        return ["events", "right_place", "right_silence", "precision", "recall", "f"], rows

    def dates(self):
        rows, lines = [], self.out / "dates.jsonl"
        for name, corpus in (("tempeval3-timebank", "timebank"), ("tempeval3-aquaint", "aquaint"), ("tempeval3", None)):
            if not lines.exists():
                break
            only = ["--corpus", corpus] if corpus else []
            text = printed(self.folder / "dates/score.py", self.folder / "dates/dev/gold", lines, *only)
            table = {row[1]: row for row in (line.replace("|", " ").split() for line in text.splitlines()) if len(row) > 10}
            row = table.get(corpus or "ALL")
            if row:
                # name, corpus, gold, given, strict P R F, relaxed P R F, type F, value F, ...
                rows.append((name, "dev", "attest", row[2], row[6], row[9], row[10], row[11]))
        return ["expressions", "strict_f", "relaxed_f", "type_f", "value_f"], rows

    def voices(self):
        rows, lines = [], self.out / "voices.jsonl"
        if lines.exists():
            text = printed(self.folder / "voices/score.py", self.folder / "voices/dev/gold", lines)
            found = re.search(r"HEADLINE voices full attribution F ([\d.]+) \(heads\) ([\d.]+) \(overlap\)\s+source F ([\d.]+)\s+cue F ([\d.]+)\s+content F ([\d.]+)", text)
            count = re.search(r"^voices\s+(\d+)", text, re.M)
            if found:
                full, lenient, source, cue, content = found.groups()
                rows.append(("polnear", "dev", "attest", count and count[1], source, cue, content, full, lenient))
        return ["attributions", "source_f", "cue_f", "content_f", "full_f", "lenient_f"], rows


FIELDS = ["date", "country", "place", "perpetrator", "target", "weapon", "killed", "wounded", "claims", "silence", "mean"]


def by_kind(text):
    """Rows of the table by kind of source that the scorer of `reports` prints."""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("kind "):
            break
    for line in lines:
        cells = line.split()
        if len(cells) != len(FIELDS) + 2 or line.startswith("headline"):
            break
        for field, score in zip(FIELDS, cells[2:]):
            if score != "-":
                yield cells[0], field, cells[1], score


def write(name, columns, rows, day):
    """Puts our rows (and the baseline's) in the place of the old ones; others' stay."""
    path = ROOT / "corpus/accuracy" / f"{name}.csv"
    header = ["set", "split", "system", *columns, "measured"]
    old = []
    if path.exists():
        with path.open(newline="", encoding="utf-8") as file:
            reader = csv.reader(file)
            if next(reader, None) == header:
                old = [tuple(row) for row in reader]
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in rows]
    known = {row[:-1]: row[-1] for row in old}
    fresh = {row[:3] for row in rows}
    kept = [row for row in old if row[:3] not in fresh]
    new = [(*row, known.get(row, day)) for row in rows]
    # Others' rows follow ours on the same set.
    out = []
    for row in new:
        out.append(row)
    for row in kept:
        last = max((i for i, other in enumerate(out) if other[:2] == row[:2]), default=len(out) - 1)
        out.insert(last + 1, row)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *out])
    print(f"  {path.relative_to(ROOT)}: {len(new)} rows")


def table(name):
    path = ROOT / "corpus/accuracy" / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def pick(name, column, **where):
    for row in table(name):
        if all(row.get(key) == value for key, value in where.items()):
            return row.get(column) or "–"
    return "–"


HEADLINES = [
    # what is asked, table, column, row, the figure of others, where that comes from
    ("one article, everything coded (mean of 16 fields)", "kwala", "score", {"set": "kwala", "field": "mean"}, None, ""),
    ("every claim of 18 reports (mean of 5)", "claims", "f", {"set": "claims", "field": "mean"}, "96", "a second coder"),
    ("main incident of 150 reports, text alone (mean of 10)", "reports", "score", {"set": "reports", "kind_of_source": "all", "field": "mean"}, "91", "a second coder"),
    ("the same with infobox, 41 articles", "reports", "score", {"set": "reports-md", "kind_of_source": "all", "field": "mean"}, None, ""),
    ("killed and injured both exact, 1,195 news texts", "counts", "both_exact", {"set": "counts"}, None, ""),
    ("which reports tell of one incident, 150 reports", "matching", "headline", {"set": "matching-reports"}, None, ""),
    ("the same, 530 news texts", "matching", "headline", {"set": "matching-news"}, None, ""),
    ("24 slots of 1,300 reports (MUC-4 dev, F)", "muc4", "f", {"split": "dev", "slot": "all templates"}, "24.9", "keyword coder"),
    ("the same, tst2", "muc4", "f", {"split": "tst2", "slot": "all templates"}, "56–57", "best system of 1992"),
    ("places: within 161 km, of those recognised", "places", "acc161_of_recognised", {"set": "places"}, "85.0", "vote of eight systems, given the names"),
    ("which place is the event's, 995 sentences", "events", "right_place", {"set": "events"}, "58.2", "nearest name"),
    ("dates: value F, 256 texts", "dates", "value_f", {"set": "tempeval3"}, "77.4", "HeidelTime, developed on these texts"),
    ("who says what: full attribution F, 200 articles", "voices", "full_f", {"set": "polnear"}, "74.5", "annotator against annotator"),
]


def markdown():
    lines = ["| question | Attest | reference baseline | others |", "|---|---|---|---|"]
    for question, name, column, where, figure, whose in HEADLINES:
        ours, base = (pick(name, column, system=system, **where) for system in ("attest", BASELINE))
        lines.append(f"| {question} | **{ours}** | {base} | {f'{figure} ({whose})' if figure else '–'} |")
    kinds = {}
    for row in table("reports"):
        if row["set"] == "reports" and row["system"] == "attest":
            kinds.setdefault(row["kind_of_source"], {})[row["field"]] = row
    lines += ["", "The main incident of 150 reports, by field and by kind of source (a dash: not asked there):", "",
              "| kind of source | documents | " + " | ".join(FIELDS) + " |", "|---" * (len(FIELDS) + 2) + "|"]
    base = {row["field"]: row for row in table("reports") if row["set"] == "reports" and row["system"] == BASELINE}
    for kind, fields in [*kinds.items(), ("*reference baseline*", base)]:
        cells = [fields[field]["score"] if field in fields else "–" for field in FIELDS]
        lines.append(f"| {kind} | {fields['mean']['n'] if 'mean' in fields else '–'} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def document():
    path = ROOT / "docs/accuracy.md"
    if not path.exists():
        return
    text = path.read_text(encoding="utf-8")
    begin, end = "<!-- figures: written by scripts/accuracy.py -->\n", "<!-- end of figures -->\n"
    if begin in text and end in text:
        head, rest = text.split(begin, 1)
        path.write_text(head + begin + "\n" + markdown() + "\n\n" + end + rest.split(end, 1)[1], encoding="utf-8")
        print(f"  {path.relative_to(ROOT)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attest", default="target/release/attest")
    parser.add_argument("--bench", default="../shared/bench")
    parser.add_argument("--from", dest="source")
    parser.add_argument("--date", default=datetime.date.today().isoformat())
    parser.add_argument("sets", nargs="*", default=[])
    options = parser.parse_args()
    folder = (ROOT / options.bench).resolve()
    unknown = set(options.sets) - set(ORDER)
    if unknown:
        parser.error(f"no set {' '.join(sorted(unknown))}; sets: {' '.join(ORDER)}")
    if not (folder / "run").exists():
        print(f"skipped: the benchmark sets are not at {options.bench}; they are no part of this repository")
        return
    sets = options.sets or ORDER
    if options.source:
        out = pathlib.Path(options.source)
    else:
        out = pathlib.Path(tempfile.mkdtemp(prefix="attest-accuracy-"))
        names = [name for known in sets for name in ((known, "reports-md") if known == "reports" else (known,))]
        subprocess.run([sys.executable, folder / "run", ROOT / options.attest, "--out", out, *names], check=True)
    bench = Bench(folder, out)
    for name in sets:
        columns, rows = getattr(bench, name)()
        if any(row[2] == "attest" for row in rows):
            write(name, columns, rows, options.date)
        else:
            print(f"  {name}: nothing to score in {out}")
    document()


if __name__ == "__main__":
    main()
