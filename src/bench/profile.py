#!/usr/bin/env python3
"""Where the CPU time of a replay goes.

    python3 src/bench/profile.py ARCHIVE [--rules DIR] [OPTION OF REPLAY...]

Runs one replay under Flight Recorder, reads what each thread has used from the system while it
runs (Linux), and divides the threads that do the work by the methods that were on their stacks.
Needs a built target/lanner.jar. Two processors: the numbers of one run, not of a benchmark.
"""

import argparse
import collections
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# The first entry of which a frame is on the stack says what a sample was spent on.
WORK = [
    ("reading JSON", "FdrDecoder.decode"),
    ("rule index", "QueryIndex.look"),
    ("partial aggregates: merging, writing", "CombineOperator"),
    ("exceptions of rules", "ActiveRule.excepts"),
    ("aggregating", "EventEvaluation.aggregate"),
    ("queries", "EventEvaluation.run"),
    ("candidates: excerpts, early parts, writing", "MatchOperator.match"),
    ("windows", "WindowFunction."),
    ("duplicates and candidates", "CandidateFunction."),
    ("cutting lines", "LineReader."),
]
SECONDS_PER_SAMPLE = 0.01


def threads(pid, seen):
    """Notes the CPU seconds of all threads; those that end keep their last."""
    for tid in os.listdir(f"/proc/{pid}/task"):
        try:
            text = Path(f"/proc/{pid}/task/{tid}/stat").read_text()
        except OSError:
            continue
        name = text[text.index("(") + 1 : text.rindex(")")]
        used = text[text.rindex(")") + 2 :].split()[11:13]
        seen[tid] = name, sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


def children(pid):
    """The processes that one has started."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        yield from (task / "children").read_text().split()


def group(name):
    if name.startswith(("C1 ", "C2 ")):
        return "compiling to machine code (JIT)"
    if name.startswith(("VM Thread", "GC ")):
        return "garbage collection"
    for start in ("match", "candidates", "windows", "SortMerger", "IOManager"):
        if name.startswith(start):
            return start
    return "all else: start, Flink's coordination"


def samples(recording):
    """Java samples by group of threads, and within it by work."""
    found = collections.defaultdict(collections.Counter)
    text = subprocess.run(
        ["jfr", "print", "--events", "jdk.ExecutionSample", "--stack-depth", "64", recording],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for event in text.split("jdk.ExecutionSample {")[1:]:
        thread = re.search(r'sampledThread = "([^"]*)"', event)
        what = next((what for what, frame in WORK if frame in event), "the way through Flink")
        found[group(thread[1] if thread else "")][what] += 1
    return found


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive")
    parser.add_argument("--rules", default=str(ROOT / "rules" / "published"))
    given, more = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as work:
        recording = f"{work}/replay.jfr"
        recorder = f"-XX:StartFlightRecording=filename={recording},settings=profile"
        started = time.time()
        process = subprocess.Popen(
            ["java", "-jar", str(ROOT / "target" / "lanner.jar"), "replay", "--input", given.archive]
            + ["--rules", given.rules, "--output", f"{work}/out", "--window", "5m"]
            + ["--parallelism", "2", *more],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # On top of the options of the launcher, which starts the JVM that does the work.
            env=os.environ | {"LANNER_OPTS": recorder},
        )
        seen = {}
        while process.poll() is None:
            try:
                for pid in children(process.pid):
                    threads(pid, seen)
            except OSError:
                pass
            time.sleep(0.1)
        if process.returncode != 0:
            sys.exit(f"the replay ended with {process.returncode}")
        wall = time.time() - started
        java = samples(recording)

    used = collections.Counter()
    for name, seconds in seen.values():
        used[group(name)] += seconds
    total = sum(used.values())
    print(f"wall {wall:.1f} s, CPU {total:.1f} s (the recorder included)\n")
    costs = collections.Counter()
    for name, seconds in used.items():
        parts = java.get(name, {})
        if name == "match":
            in_java = min(seconds, SECONDS_PER_SAMPLE * sum(parts.values()))
            costs["decompression (native)"] += seconds - in_java
            seconds = in_java
        if name in ("match", "candidates", "windows") and parts:
            for what, count in parts.items():
                costs[f"{name}: {what}"] += seconds * count / sum(parts.values())
        elif name in ("SortMerger", "IOManager"):
            costs["Flink sorts by key"] += seconds
        else:
            costs[name] += seconds
    print("| what | CPU s | share |\n| --- | ---: | ---: |")
    for what, seconds in costs.most_common():
        if seconds >= 0.1:
            print(f"| {what} | {seconds:.1f} | {100 * seconds / total:.0f} % |")


if __name__ == "__main__":
    main()
