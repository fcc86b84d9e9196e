#!/usr/bin/env python3
"""cluster-tolls.py INCIDENTS.jsonl GOLD.json [--reports GOLD_DIR] > corpus/accuracy/cluster-tolls.csv

What the rules of assessment make of the incidents that several reports of the development set tell of: INCIDENTS are the lines of
`attest incidents --from CODED.jsonl --format json`, GOLD is a file of the benchmark set `matching`. A row for each incident of the
gold with two or more reports: how many of its reports came together, and the killed under each rule (low/best/high). Figures
only: the reports belong to their owners."""
import argparse, collections, csv, json, re, sys

RULES = ["acled.lowest", "ged.low_best_high", "gtd.recent_majority_lowest", "ibc.min_max", "everycasualty.range_or_pending", "airwars.grade"]

def stem(name): return re.sub(r"\.[a-z]+$", "", name or "")

def three(one):
    if one is None: return ""
    values = [one.get(key) for key in ("low", "best", "high")]
    return "/".join("-" if value is None else str(value) for value in values)

def main():
    ap = argparse.ArgumentParser(description=__doc__); ap.add_argument("incidents"); ap.add_argument("gold"); a = ap.parse_args()
    gold = json.load(open(a.gold, encoding="utf-8"))["incident"]
    clusters = collections.defaultdict(list)
    for document, incident in gold.items(): clusters[incident].append(document)
    found = [json.loads(line) for line in open(a.incidents, encoding="utf-8")]
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["incident", "reports", "joined", "status", "independent"] + [f"killed {rule}" for rule in RULES])
    for incident, documents in sorted(clusters.items()):
        if len(documents) < 2: continue
        best = max(found, key=lambda one: (len({stem(m["name"]) for m in one["members"] if m["primary"]} & set(documents)), -len(one["members"])))
        joined = {stem(m["name"]) for m in best["members"] if m["primary"]} & set(documents)
        killed = {one["rule"].split("/")[0]: one for one in best["assessments"] if one["harm"] == "killed"}
        status = best["corroboration"]
        out.writerow([incident, len(documents), len(joined), status["status"], status["independent_sources"]] + [three(killed.get(rule)) for rule in RULES])

main()
