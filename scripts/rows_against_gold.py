#!/usr/bin/env python3
"""The founding example's exported rows against its gold rows, column by column, as Markdown.

  rows_against_gold.py GOLD-SOURCE.json FOLDER > corpus/accuracy/founding-rows.md

FOLDER holds acled.csv, ged.csv and gtd.csv as `attest export` writes them. Free text (notes, descriptions) is not compared, and never printed."""
import csv, json, os, sys

FREE = {"notes", "where_description", "source_original", "rule", "alternatives", "codes_old", "unverified", "incident"}
SAME = {"gtd": {"Explosives": "Explosives/Bombs/Dynamite"}}
WHY = {
    "actor1": "ACLED's own name of the group; Attest writes the lexicon's",
    "actor2": "ACLED's regime years; no list of them was found, so none is added",
    "source": "the gold lists the outlets named in the text; the article itself is the report here",
    "number_of_sources": "the article's references are empty and it has no date: -1, not recorded",
    "source_office": "as number_of_sources",
    "source_scale": "Attest does not know the reach of outlets",
    "adm_1": "the gazetteer's name, without the word for the kind of division",
    "gname": "spelling of the lexicon's entry",
    "event_id_cnty": "ids are our own", "timestamp": "no date of publication is known: the event's own day",
    "latitude": "the gold has no gazetteer", "longitude": "the gold has no gazetteer",
}
def main():
    gold = json.load(open(sys.argv[1], encoding="utf-8"))["expected_exports"]
    print("# The founding example's rows against its gold rows\n\nMade by `scripts/rows_against_gold.py`; free text is not compared. The gold row is the primary incident's.\n")
    for table in ("acled", "ged", "gtd"):
        key = {"acled": "acled_like", "ged": "ucdp_ged_like", "gtd": "gtd_like"}[table]
        want = gold[key][0]
        path = os.path.join(sys.argv[2], f"{table}.csv")
        rows = list(csv.DictReader(open(path, encoding="utf-8"))) if os.path.exists(path) else []
        print(f"## {table}\n")
        if not rows:
            side = json.load(open(path + ".side.json"))
            reasons = "; ".join(f"{why} ({n})" for why, n in side["incidents"]["left_out"].items())
            print(f"No row: {reasons}.\n"); continue
        got = rows[0]; right = 0; total = 0; lines = []
        for column, value in want.items():
            if column in FREE or column not in got: continue
            gold_text = "" if value is None else str(value)
            alternatives = [str(x) for x in (want.get("alternatives") or {}).get(column, [])]
            mine = got[column]; total += 1
            ok = mine == gold_text or mine in alternatives or SAME.get(table, {}).get(gold_text) == mine
            if value is None: ok = None
            right += bool(ok)
            if ok is None: total -= 1
            lines.append(f"| `{column}` | {gold_text} | {mine} | {'' if ok is None else 'yes' if ok else 'no'} | {'' if ok else WHY.get(column, '')} |")
        print(f"{right} of {total} columns equal, in a row of {len(got)}.\n\n| column | gold | Attest | equal | why not |\n|---|---|---|---|---|"); print("\n".join(lines) + "\n")

if __name__ == "__main__":
    main()
