#!/usr/bin/env python3
"""learn-link-weights.py GOLD.json=PAIRS.jsonl ... [--write crates/attest-link/src/weights.rs] [--folds 4]

Fits the weights of linking's features to pairs of reports whose truth is known, by logistic regression with a penalty (the same
input gives the same weights: no chance is used). PAIRS are the lines of the example `pairs` of attest-link over the documents of
GOLD, a file of the benchmark `matching`. First it says what to expect: weights fitted without a fold of the incidents, the
fold's pairs scored with them. Then it fits to all pairs and writes the table."""
import argparse, collections, hashlib, itertools, json, math, pathlib, re

RULES = {"wording.copied": 8.0, "rule.dates_exclude": -8.0, "rule.two_articles": -6.0, "rule.places_exclude": -4.0, "rule.groups_exclude": -4.0,
    "rule.days_exclude": -3.0, "rule.told_in_passing": -3.0}
# What a table may not say even where few examples suggest it: an agreement never speaks against, a difference never for.
LEAST_ZERO = {"words.alike", "words.close", "names.alike", "names.rare", "numbers.shared", "title.alike", "date.same_day", "published.same_day",
    "place.same", "place.same_name", "killed.same_number", "killed.same_small", "wounded.same_number", "wounded.same_small", "actors.shared", "targets.shared",
    "weapons.shared", "references.shared", "date.told_besides", "weekday.shared"}
MOST_ZERO = {"date.apart_31", "date.apart_366", "date.apart_longer", "published.apart_366", "published.apart_longer", "place.apart_200", "place.apart_1000",
    "place.apart_longer", "place.other_country", "killed.other", "wounded.other", "actors.other", "targets.other", "weapons.other", "weekday.other"}

def stem(name): return re.sub(r"\.[a-z]+$", "", name)

def features(rust):
    """Names of the features in the order of the table, from the source that declares them."""
    return re.findall(r'^    \w+ = "([\w.]+)": "', pathlib.Path(rust).read_text(encoding="utf-8"), re.M)

def read(argument):
    gold, lines = argument.split("=", 1)
    gold = json.load(open(gold, encoding="utf-8"))
    of, unsure = gold["incident"], [set(x) for x in gold.get("uncertain", [])]
    rows = []
    for line in open(lines, encoding="utf-8"):
        pair = json.loads(line)
        a, b = map(stem, pair["names"])
        if "rule.told_in_passing" in dict(pair["values"]) or a not in of or b not in of or any(a in u and b in u for u in unsure):
            continue
        rows.append((a, b, dict(pair["values"]), of[a] == of[b]))
    return gold, rows

def fit(rows, penalty=0.6, rounds=400):
    """Logistic regression by full-batch gradient steps with momentum per feature (RProp), signs bounded as above."""
    names = sorted({name for _, _, values, _ in rows for name in values if name not in RULES})
    at = {name: i for i, name in enumerate(names)}
    data = [([(at[k], v) for k, v in values.items() if k in at], sum(RULES[k] * v for k, v in values.items() if k in RULES), truth) for _, _, values, truth in rows]
    w, step, last = [0.0] * len(names), [0.1] * len(names), [0.0] * len(names)
    for _ in range(rounds):
        g = [penalty * x for x in w]
        if "prior" in at: g[at["prior"]] = 0.0
        for values, base, truth in data:
            z = max(-30.0, min(30.0, base + sum(w[i] * v for i, v in values)))
            d = 1 / (1 + math.exp(-z)) - truth
            for i, v in values: g[i] += d * v
        for i, x in enumerate(g):
            step[i] = min(0.5, step[i] * 1.2) if x * last[i] > 0 else step[i] * 0.5 if x * last[i] < 0 else step[i]
            w[i] -= math.copysign(step[i], x) if x else 0.0
            if names[i] in LEAST_ZERO: w[i] = max(0.0, w[i])
            if names[i] in MOST_ZERO: w[i] = min(0.0, w[i])
            last[i] = x
    return dict(zip(names, w))

def score(weights, values): return sum(weights.get(k, RULES.get(k, 0.0)) * v for k, v in values.items())

def cluster(scores, line, missing=-3.0, cut=6.0):
    """Groups by mean score over all pairs between them, from the highest pair down, as the program does."""
    group = {}
    for a, b in scores: group.setdefault(a, [a]); group.setdefault(b, [b])
    for (a, b), s in sorted(scores.items(), key=lambda x: (-x[1], x[0])):
        if s < line: break
        x, y = group[a], group[b]
        if x is y: continue
        between = [max(-cut, min(cut, scores.get((min(p, q), max(p, q)), missing))) for p in x for q in y]
        if sum(between) / len(between) < line: continue
        x.extend(y)
        for q in y: group[q] = x
    return group

def measure(gold, group):
    of, docs = gold["incident"], list(gold["incident"])
    name = {d: min(group.get(d, [d])) for d in docs}
    G, S = collections.defaultdict(set), collections.defaultdict(set)
    for d in docs: G[of[d]].add(d); S[name[d]].add(d)
    p = sum(len(G[of[d]] & S[name[d]]) / len(S[name[d]]) for d in docs) / len(docs)
    r = sum(len(G[of[d]] & S[name[d]]) / len(G[of[d]]) for d in docs) / len(docs)
    tp = sum(sum(v * (v - 1) // 2 for v in collections.Counter(of[d] for d in s).values()) for s in S.values())
    said, true = (sum(len(s) * (len(s) - 1) // 2 for s in x.values()) for x in (S, G))
    return 2 * p * r / (p + r), 2 * tp / (said + true), said - tp, true - tp

def main():
    ap = argparse.ArgumentParser(); ap.add_argument("sets", nargs="+"); ap.add_argument("--write"); ap.add_argument("--folds", type=int, default=4); ap.add_argument("--penalty", type=float, default=0.6)
    ap.add_argument("--features", default=str(pathlib.Path(__file__).resolve().parent.parent / "crates/attest-link/src/features.rs")); a = ap.parse_args()
    sets = [read(x) for x in a.sets]
    for gold, rows in sets:
        pairs = sum(v * (v - 1) // 2 for v in collections.Counter(gold["incident"].values()).values())
        print(f"{len(rows)} pairs compared, of them one incident {sum(t for *_, t in rows)} of {pairs}")
    # An incident is in one fold, by a digest of its name; a pair is fitted to where both its incidents are in other folds.
    fold = lambda incident: int(hashlib.sha256(incident.encode()).hexdigest(), 16) % a.folds
    held = [{} for _ in sets]
    for out in range(a.folds):
        rest = [r for gold, rows in sets for r in rows if fold(gold["incident"][r[0]]) != out and fold(gold["incident"][r[1]]) != out]
        w = fit(rest, a.penalty)
        for i, (gold, rows) in enumerate(sets):
            for x, y, values, _ in rows:
                folds = {fold(gold["incident"][x]), fold(gold["incident"][y])}
                # A pair over two folds is scored by the weights of the lower one.
                if out == min(folds): held[i][min(x, y), max(x, y)] = score(w, values)
    for line in (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0):
        out = []
        for (gold, _), scores in zip(sets, held):
            b, p, wrong, apart = measure(gold, cluster(scores, line))
            out.append(f"B-cubed {100*b:.1f} pairwise {100*p:.1f} mean {50*(b+p):.1f} (wrongly joined {wrong}, apart {apart})")
        print(f"held out, line {line:4.1f}: " + " | ".join(out))
    w = fit([r for _, rows in sets for r in rows], a.penalty)
    names = features(a.features)
    for name in names: print(f"{name:24} {w.get(name, RULES.get(name, 0.0)):6.2f}{'  rule' if name in RULES else ''}")
    if a.write:
        lines = "".join(f"    {w.get(n, 0.0):.2f}, // {n}\n" for n in names)
        pathlib.Path(a.write).write_text("//! Fitted weights of the features, in the order of [`crate::features::Feature`]. Written by `scripts/learn-link-weights.py`; do\n"
            "//! not edit by hand. Zero stands where a rule's weight is used instead, or nothing was learned.\n\n/// Weights, in units of the natural logarithm of the odds.\n"
            f"#[rustfmt::skip]\npub const WEIGHTS: &[f64] = &[\n{lines}];\n", encoding="utf-8")
if __name__ == "__main__":
    main()
