#!/usr/bin/env python3
"""word-frequencies.py FOLDER... > crates/attest-link/data/words.tsv

In how many of a thousand reports a word stands, for words in at least one of a hundred: what linking takes for common before it
has seen a corpus. Reads every .txt file of the folders. A list of single words and counts; no text can be rebuilt from it."""
import collections, pathlib, re, sys

def main():
    df, n = collections.Counter(), 0
    for folder in sys.argv[1:]:
        for path in sorted(pathlib.Path(folder).rglob("*.txt")):
            n += 1
            words = re.findall(r"[^\W_][\w'’-]*", path.read_text(encoding="utf-8", errors="replace").lower())
            df.update({re.sub(r"['’]s$", "", word) for word in words if len(word) > 1 and not word[0].isdigit()})
    print(f"# Documents with the word, of 1000, over {n} reports; written by scripts/word-frequencies.py.")
    for word, count in sorted(df.items(), key=lambda x: (-x[1], x[0])):
        if count * 100 >= n:
            print(f"{word}\t{round(1000 * count / n)}")
if __name__ == "__main__":
    main()
