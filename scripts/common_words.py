#!/usr/bin/env python3
"""Writes crates/attest-extract/src/places/common.rs: English words that are also names of places.

    scripts/common_words.py UD_EWT_TRAIN.conllu.gz CITIES500.txt > crates/attest-extract/src/places/common.rs

A word is listed where UD English EWT (CC BY-SA 4.0) has it at least twice in small letters and not as a proper
noun, oftener than with a capital as a proper noun, and GeoNames cities500 (CC BY 4.0) has it as a one-word name or
other name of some place. Words of one letter are left out. Only the Python standard library is used; same input, same bytes.
"""
import collections
import gzip
import sys

LEAST = 2


def counts(path):
    """How often each word stands in small letters, and how often as a proper noun with a capital."""
    small, proper = collections.Counter(), collections.Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 4 or not cells[0].isdigit():
                continue
            word, tag = cells[1], cells[3]
            if not (word.isascii() and word.isalpha() and len(word) > 1):
                continue
            if tag == "PROPN":
                proper[word.lower()] += 1
            elif word.islower():
                small[word] += 1
    return small, proper


def names(path):
    """One-word names and other names in small letters."""
    found = set()
    with open(path, encoding="utf-8") as rows:
        for row in rows:
            cells = row.rstrip("\n").split("\t")
            for name in [cells[1], cells[2], *cells[3].split(",")]:
                if name.isascii() and name.isalpha():
                    found.add(name.lower())
    return found


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    small, proper = counts(sys.argv[1])
    known = names(sys.argv[2])
    words = sorted(w for w, n in small.items() if n >= LEAST and n > proper[w] and w in known)
    print("//! English words that are also names of places, in alphabetical order.")
    print("//!")
    print("//! Written by `scripts/common_words.py` from word counts of UD English EWT (CC BY-SA 4.0) and the names of GeoNames cities500 (CC BY 4.0); do not")
    print("//! edit. A word of this list at the start of a sentence is hardly ever the hamlet of that name.")
    print()
    print("/// The words.")
    print("#[rustfmt::skip]")
    print("pub(super) const WORDS: &[&str] = &[")
    line = "   "
    for word in words:
        cell = f' "{word}",'
        if len(line) + len(cell) > 150:
            print(line)
            line = "   "
        line += cell
    print(line)
    print("];")


main()
