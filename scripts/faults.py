"""What the archive's commands survive: `attest add` and `attest decide` killed again and again, then other faults, one by one.

    python3 scripts/faults.py target/release/attest [KILLS]

Reports are invented. A writer adds one report and decides about it, over and over; it is killed (SIGKILL, with its children) up to
0.3 s after a command began. Acknowledged is what a command said on standard output before it ended with 0. After each
kill the archive is verified and everything acknowledged is looked for; the counts are printed as rows of docs/reliability.md."""

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOWNS = ["Tolsa", "Ostara", "Marne", "Belku", "Ridan", "Olveshi", "Golam", "Perzu", "Inkamo", "Fenlo"]
# Archives are begun anew after so many kills, so that verifying them stays quick.
EACH = 25


def report(number):
    dice = random.Random(number)
    town, dead = dice.choice(TOWNS), dice.randint(2, 40)
    day = f"{dice.randint(1, 28)} {dice.choice(['March', 'April', 'May'])} 2023"
    return f"Gunmen attacked the army post at {town} on {day}, police said. {dead} soldiers were killed. Log {number}.\n"


class Archive:
    """An archive in a folder of its own, and what its commands acknowledged."""

    def __init__(self, attest, folder):
        self.attest, self.folder = attest, Path(folder)
        self.path = self.folder / "archive.attest"
        self.added, self.decided = set(), set()
        self.before = None

    def command(self, *words):
        return [self.attest, *map(str, words), "--archive", str(self.path), "--by", "Ana"]

    def look(self, *words):
        return subprocess.run(
            [self.attest, *map(str, words), "--archive", str(self.path)],
            capture_output=True,
            text=True,
            preexec_fn=self.before,
        )

    def run(self, *words, kill_after=None, before=None):
        """Output and status; `None` where it was killed."""
        child = subprocess.Popen(
            self.command(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=before
        )
        try:
            out, errors = child.communicate(timeout=kill_after)
            return child.returncode, out, errors
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            out, errors = child.communicate()
            return None, out, errors

    def check(self):
        if not self.path.exists():
            assert not self.added, "the archive is gone"
            return
        verdict = self.look("verify", "--format", "json")
        if verdict.returncode and not self.added:
            # Killed while the archive was being made: the next command makes it.
            return
        assert verdict.returncode == 0, verdict.stdout + verdict.stderr
        there = {json.loads(line)["name"] for line in self.look("documents", "--format", "json").stdout.splitlines()}
        assert self.added <= {Path(name).name for name in there}, f"lost {self.added - there}"
        listed = self.look("decide", "list", "--format", "json").stdout.splitlines()
        decisions = {json.loads(line)["id"] for line in listed}
        assert self.decided <= decisions, f"lost {self.decided - decisions}"


def killed(attest, kills):
    dice = random.Random(7)
    counts = {"add": 0, "decide": 0, "documents": 0, "decisions": 0}
    done = number = 0
    while done < kills:
        with tempfile.TemporaryDirectory() as folder:
            archive = Archive(attest, folder)
            for _ in range(min(EACH, kills - done)):
                struck = False
                # How long the two commands last is learned as they run, so that a kill falls anywhere in them.
                while not struck:
                    number += 1
                    name = f"report-{number}.txt"
                    (archive.folder / name).write_text(report(number))
                    after = dice.uniform(0, 0.15) if dice.random() < 0.6 else None
                    status, out, errors = archive.run("add", archive.folder / name, kill_after=after)
                    if status is None:
                        counts["add"] += 1
                        struck = True
                        break
                    assert status == 0, errors
                    archive.added.add(name)
                    after = dice.uniform(0, 0.06) if dice.random() < 0.8 else None
                    status, out, errors = archive.run("decide", "accept", f"{name}/i1", kill_after=after)
                    if out.endswith("\n"):
                        # The id is printed once the decision is on the disk, whatever becomes of the rest.
                        archive.decided.add(out.strip())
                    if status is None:
                        counts["decide"] += 1
                        struck = True
                archive.check()
                done += 1
            # What was stored and not linked is linked by the next command.
            assert archive.run("recode")[0] == 0
            archive.check()
            counts["documents"] += len(archive.added)
            counts["decisions"] += len(archive.decided)
    print(
        f"{kills} kills, {counts['add']} during add, {counts['decide']} during decide; "
        f"{counts['documents']} documents and {counts['decisions']} decisions acknowledged, none lost"
    )


def filled(attest, folder, count=20):
    archive = Archive(attest, folder)
    reports = archive.folder / "reports"
    reports.mkdir()
    for number in range(count):
        (reports / f"r{number}.txt").write_text(report(number))
        archive.added.add(f"r{number}.txt")
    assert archive.run("add", reports)[0] == 0
    return archive


def full_disk(attest):
    """A file size limit stands for the full disk; the signal that goes with it is ignored, so that writing fails."""
    stopped = 0
    for limit in range(400, 1200, 100):
        with tempfile.TemporaryDirectory() as folder:
            archive = filled(attest, folder, 5)

            def tight():
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit << 10, limit << 10))

            more = archive.folder / "more"
            more.mkdir()
            for number in range(100, 180):
                (more / f"r{number}.txt").write_text(report(number) * 12)
            status, _, errors = archive.run("add", more, before=tight)
            if status != 0:
                stopped += 1
                assert "space" in errors or "write" in errors, errors
            archive.check()
            assert archive.run("add", more)[0] == 0
            archive.added |= {f"r{number}.txt" for number in range(100, 180)}
            archive.check()
    print(f"full disk: {stopped} of 8 runs of add stopped, none lost anything, all went on with space again")


def ordinary():
    """The superuser may write everywhere, so that the test is run as somebody else."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


def read_only(attest):
    with tempfile.TemporaryDirectory() as folder:
        archive = filled(attest, folder)
        archive.path.chmod(0o444)
        archive.folder.chmod(0o555)
        archive.before = ordinary
        archive.check()
        for words in (["decide", "accept", "r0.txt/i1"], ["add", archive.folder / "reports"], ["recode"]):
            status, _, errors = archive.run(*words, before=ordinary)
            assert status == 2 and "may not be written" in errors, errors
        archive.folder.chmod(0o755)
    print("read-only folder: read and verified; add, decide and recode refused")


def cut_off(attest):
    told = {"opened and named by verify": 0, "refused": 0}
    for part in range(1, 20):
        with tempfile.TemporaryDirectory() as folder:
            archive = filled(attest, folder)
            size = archive.path.stat().st_size
            with open(archive.path, "r+b") as file:
                file.truncate(size * part // 20)
            verdict = archive.look("verify")
            assert verdict.returncode == 2, verdict.stdout
            told["refused" if verdict.stderr else "opened and named by verify"] += 1
            before = archive.path.read_bytes()
            archive.look("incidents")
            assert archive.path.read_bytes() == before
    print(f"cut off at 5 to 95 %: {told}")


def tampered(attest):
    """One column of one row changed behind the program's back, its guards removed first."""
    seen = []
    changes = [
        "UPDATE document SET name = 'other' WHERE number = 3",
        "UPDATE document SET text = text || '.' WHERE number = 3",
        "UPDATE log SET by = 'Ben' WHERE number = 2",
        "UPDATE log SET at = '2001-01-01T00:00:00Z' WHERE number = 2",
        "DELETE FROM log WHERE number = 2",
        "DELETE FROM decision",
    ]
    for sql in changes:
        with tempfile.TemporaryDirectory() as folder:
            archive = filled(attest, folder)
            assert archive.run("decide", "accept", "r0.txt/i1")[0] == 0
            base = sqlite3.connect(archive.path)
            for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                base.execute(f"DROP TRIGGER {name}")
            base.execute("PRAGMA foreign_keys = OFF")
            changed = base.execute(sql).rowcount
            base.commit()
            base.close()
            assert changed, sql
            verdict = archive.look("verify")
            assert verdict.returncode == 2 and "first break" in verdict.stdout, sql + verdict.stdout
            seen.append(sql)
    print(f"tampered rows: {len(seen)} of {len(changes)} kinds named by verify")


def clock(attest):
    with tempfile.TemporaryDirectory() as folder:
        archive = filled(attest, folder)
        assert archive.run("decide", "accept", "r0.txt/i1", "--at", "2001-01-01T00:00:00Z")[0] == 0
        verdict = archive.look("verify")
        assert verdict.returncode == 0 and "remark" in verdict.stdout, verdict.stdout
    print("clock going backwards: everything kept in its order; verify remarks it")


if __name__ == "__main__":
    attest = str(Path(sys.argv[1]).resolve())
    os.environ.pop("ATTEST_ARCHIVE", None)
    begin = time.time()
    for fault in (clock, read_only, cut_off, tampered, full_disk):
        fault(attest)
    killed(attest, int(sys.argv[2]) if len(sys.argv) > 2 else 500)
    print(f"{time.time() - begin:.0f} s")
