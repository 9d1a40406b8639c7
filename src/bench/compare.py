#!/usr/bin/env python3
"""Lanner beside decompression alone, DuckDB and Flink SQL: the same work over the same files.

    python3 src/bench/compare.py                    2,000,000 events, three rounds
    python3 src/bench/compare.py --events 100000 --rounds 1

Builds Lanner, generates the archive, runs everything in turn in processes of its own,
checks that all found the same, and writes compare.md and compare.json to the folder of --output.
Needs Java, gzip and Python 3.9, nothing else.
"""

import argparse
import json
import platform
import shutil
import sys
from pathlib import Path

import engines
from measure import Failed, Cost, mebibytes, middle, number, run, table

SETS = (100, 1000, 5000)
TINY_EVENTS = 100
GZIP_AT_ONCE = "inflate / gzip -dc, 2 at once"
ONE_PROCESSOR = "Lanner, parallelism 1 on one processor"


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=2_000_000)
    parser.add_argument("--hosts", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--flink-rounds", type=int, default=99, help="rounds in which Flink SQL, the slowest, runs"
    )
    parser.add_argument("--only", default="", help="parts of names, with commas between")
    parser.add_argument("--work", type=Path, default=engines.BENCH / "work")
    parser.add_argument("--output", type=Path, default=engines.BENCH / "results")
    parser.add_argument("--page", type=Path, help="also write the result as a page of the documents")
    parser.add_argument("--no-build", action="store_true", help="take what is built")
    parser.add_argument("--lock", type=Path, help="hold the lock of this file during each run")
    parser.add_argument(
        "--variant",
        action="append",
        default=[],
        metavar="NAME=OPTIONS",
        help="another Lanner, with these JVM options, over the published rules",
    )
    return parser.parse_args()


def cases(work, variants):
    """Each case: the work, whether repeated deliveries are removed, and the engine."""
    on, off = "on", "off"
    everything = [
        ("inflate", "", engines.gzip()),
        ("inflate", "", engines.gzip_at_once(2)),
        ("inflate", "", engines.inflate()),
        ("command", "", engines.check()),
        ("command", "", engines.evaluate()),
        ("4 published", on, engines.replay("Lanner", engines.PUBLISHED, True)),
        ("4 published", on, engines.duckdb("DuckDB", True)),
        ("4 published", on, engines.flink_sql("Flink SQL", True, False)),
        ("4 published", on, engines.flink_sql("Flink SQL, one scan", True, True)),
        ("4 published", off, engines.replay("Lanner", engines.PUBLISHED, False)),
        ("4 published", off, engines.duckdb("DuckDB", False)),
        ("4 published", off, engines.flink_sql("Flink SQL", False, False)),
        ("4 published", off, engines.flink_sql("Flink SQL, one scan", False, True)),
        ("4 published", on, engines.replay("Lanner, parallelism 1", engines.PUBLISHED, True, 1)),
        ("4 published", off, engines.replay("Lanner, parallelism 1", engines.PUBLISHED, False, 1)),
    ]
    if shutil.which("taskset"):
        for dedup in (on, off):
            engine = engines.replay(
                ONE_PROCESSOR, engines.PUBLISHED, dedup == on, 1, before=("taskset", "-c", "0")
            )
            everything.append(("4 published", dedup, engine))
    for variant in variants:
        name, options = variant.split("=", 1)
        for dedup in (on, off):
            engine = engines.replay(
                f"Lanner, {name}", engines.PUBLISHED, dedup == on, options=options.split()
            )
            everything.append(("4 published", dedup, engine))
    for count in SETS:
        rules = engines.synthetic(work / f"rules-{count}", count)
        work_name = f"{count:,} synthetic"
        everything += [
            (work_name, on, engines.replay("Lanner", rules, True)),
            (work_name, off, engines.replay("Lanner", rules, False)),
            (work_name, off, engines.duckdb("DuckDB", False, rules)),
        ]
    return everything


def key(case):
    return " / ".join(part for part in (case[0], case[1], case[2].name) if part)


class Comparison:
    def __init__(self, given):
        self.given = given
        self.out = given.work / "out"
        self.archive = given.work / f"archive-{given.events}-{given.hosts}"
        self.tiny = given.work / "archive-tiny"
        self.costs = {}
        self.starts = {}
        self.found = {}
        self.different = []
        self.events = 0

    def prepare(self):
        engines.build(not self.given.no_build)
        engines.generate(self.archive, self.given.events, self.given.hosts)
        engines.generate(self.tiny, TINY_EVENTS, 10, "none")
        self.events = engines.lines_in(self.archive)
        everything = cases(self.given.work, self.given.variant)
        wanted = [part for part in self.given.only.split(",") if part]
        self.cases = [c for c in everything if not wanted or any(w in key(c) for w in wanted)]

    def measure(self):
        for turn in range(self.given.rounds):
            for case in self.cases:
                name = key(case)
                if "Flink SQL" in name and turn >= self.given.flink_rounds:
                    continue
                self.starts.setdefault(name, []).append(self.one(case, self.tiny))
                cost = self.one(case, self.archive)
                self.costs.setdefault(name, []).append(cost)
                self.check(case)
                print(
                    f"round {turn + 1}  {name:50} {cost.wall:7.1f} s wall {cost.cpu:7.1f} s cpu"
                    f" {mebibytes(cost.memory):>6} MiB",
                    file=sys.stderr,
                    flush=True,
                )

        self.cases = [case for case in self.cases if key(case) in self.costs]

    def one(self, case, archive):
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir(parents=True)
        log = None if case[0] == "inflate" else self.given.work / "last.log"
        return run(case[2].command(archive, self.out), log, self.given.lock)

    def check(self, case):
        """The first that does a work is the yardstick of the others."""
        found = case[2].found(self.out)
        if found is None:
            return
        if (self.out / "lanner").exists() and engines.events_in(self.out) != self.events:
            told = engines.events_in(self.out)
            self.different.append(f"{key(case)} read {told:,} of {self.events:,} events")
        first_name, first = self.found.setdefault(case[:2], (key(case), found))
        if found != first:
            lines = sorted(found.lines ^ first.lines)[:3]
            self.different.append(
                f"{key(case)} and {first_name}: {len(found.lines)} and {len(first.lines)} detections,"
                f" {dict(found.counts - first.counts)} more, {dict(first.counts - found.counts)}"
                f" fewer, for example {lines}"
            )

    def net(self, name):
        whole, start = middle(self.costs[name]), middle(self.starts[name])
        return Cost(whole.wall - start.wall, whole.cpu - start.cpu, whole.memory)

    def speed(self, name):
        """Events a processor second, net of start; None for runs that are too short to tell."""
        if name.startswith("command") or name not in self.costs:
            return None
        net = self.net(name)
        return self.events / net.cpu if net.cpu > 0.05 else None

    def rows(self):
        gzip = self.speed("inflate / gzip -dc")
        for case in self.cases:
            name = key(case)
            whole, start = middle(self.costs[name]), middle(self.starts[name])
            speed = self.speed(name)
            duck = self.speed(f"{case[0]} / {case[1]} / DuckDB")
            sql = self.speed(f"{case[0]} / {case[1]} / Flink SQL")
            yield [
                case[2].name,
                case[0],
                case[1],
                number(whole.wall, 1),
                number(whole.cpu, 1),
                number(start.cpu, 1),
                number(speed and speed / 1000),
                ratio(speed, gzip),
                ratio(speed, duck),
                ratio(speed, sql),
                mebibytes(whole.memory),
            ]

    def ratios(self):
        """What is to be shown, and what came out."""
        yield f"{GZIP_AT_ONCE}: wall time of one after the other by that", self.longer(
            "inflate / gzip -dc", GZIP_AT_ONCE, "wall"
        )
        for dedup in ("on", "off"):
            lanner = f"4 published / {dedup} / Lanner"
            for other in ("inflate / gzip -dc", GZIP_AT_ONCE, "inflate / JDK inflate"):
                yield f"{lanner} against {other}", self.faster(lanner, other)
            for other in ("DuckDB", "Flink SQL", "Flink SQL, one scan"):
                other = f"4 published / {dedup} / {other}"
                yield f"{lanner} against {other}", self.faster(lanner, other)
            yield f"{lanner}: wall time of parallelism 1 by 2", self.longer(
                f"{lanner}, parallelism 1", lanner, "wall"
            )
            yield f"{lanner}: wall time of parallelism 1 on one processor by 2", self.longer(
                f"4 published / {dedup} / {ONE_PROCESSOR}", lanner, "wall"
            )
            few = f"100 synthetic / {dedup} / Lanner"
            for count in SETS[1:]:
                many = f"{count:,} synthetic / {dedup} / Lanner"
                yield f"{many}: processor time by that of 100", self.longer(many, few, "cpu")
        for count in SETS:
            name = f"{count:,} synthetic / off"
            yield f"{name} / Lanner against DuckDB", self.faster(f"{name} / Lanner", f"{name} / DuckDB")

    def faster(self, one, other):
        return quotient(self.speed(one), self.speed(other))

    def longer(self, one, other, what):
        if one not in self.costs or other not in self.costs:
            return None
        below = getattr(self.net(other), what)
        return getattr(self.net(one), what) / below if below > 0.05 else None

    def text(self):
        head = ["engine", "rules", "duplicates removed", "wall s", "CPU s", "start CPU s"]
        head += ["1,000 events / CPU s", "/ gzip", "/ DuckDB", "/ Flink SQL", "peak MiB"]
        files = engines.data_files(self.archive)
        size = sum(Path(file).stat().st_size for file in files)
        parts = [
            f"{self.events:,} events in {len(files):,} files ({mebibytes(size)} MiB compressed),"
            f" {engines.processors()} processors, {platform.machine()}, Python"
            f" {platform.python_version()}, medians of {self.given.rounds} rounds. Wall and CPU"
            " seconds are of the whole process; events a CPU second are net of the start, which is"
            " the same command over a tiny archive.",
            table(head, self.rows()),
            table(["ratio", ""], ([name, number(r, 2)] for name, r in self.ratios() if r is not None)),
            self.agreement(),
        ]
        return "\n\n".join(part for part in parts if part) + "\n"

    def agreement(self):
        if self.different:
            return "**The results differ:**\n\n" + "\n".join(f"- {line}" for line in self.different)
        if not self.found:
            return ""
        told = [
            f"{work}, duplicates {'removed' if dedup == 'on' else 'counted'}:"
            f" {sum(found.counts.values()):,} detections"
            for (work, dedup), (_, found) in self.found.items()
        ]
        return "All engines found the same: " + "; ".join(told) + "."

    def json(self):
        return {
            "events": self.events,
            "rounds": self.given.rounds,
            "different": self.different,
            "cases": [
                {
                    "rules": case[0],
                    "duplicatesRemoved": case[1],
                    "engine": case[2].name,
                    "runs": [vars(cost) for cost in self.costs[key(case)]],
                    "starts": [vars(cost) for cost in self.starts[key(case)]],
                    "eventsPerCpuSecond": self.speed(key(case)),
                }
                for case in self.cases
            ],
            "ratios": {name: value for name, value in self.ratios() if value is not None},
        }


def quotient(one, other):
    return one / other if one and other else None


def ratio(one, other):
    return number(quotient(one, other), 2)


PAGE = """# Speed

The same work over the same files, done by Lanner, by decompression alone, by DuckDB (JDBC, two
threads, every file read once) and by Flink SQL (batch, parallelism 2; as four statements, for each
of which it reads the files, and as one query that reads them once). Each run is a process of its
own, the engines take turns, and every result is compared: rule and event, or rule, window, key and
counts. Written by

```sh
python3 src/bench/compare.py --page src/site/markdown/speed.md
```

The synthetic rules are single-event rules over processes and DNS: 45 % the name of an image and any
of four words on the command line, 20 % two words, 15 % a regex, 15 % a domain, 5 % a parent.
`duplicates removed` is Lanner's default; in SQL it is `DISTINCT` over what identifies an event.
Counted twice, a repeated delivery changes counts, but not the set of events that fire.

"""


def main():
    given = arguments()
    given.work = given.work.resolve()
    comparison = Comparison(given)
    try:
        comparison.prepare()
        comparison.measure()
    except Failed as failure:
        sys.exit(str(failure))
    text = comparison.text()
    given.output.mkdir(parents=True, exist_ok=True)
    (given.output / "compare.md").write_text(text, encoding="utf-8")
    told = json.dumps(comparison.json(), indent=2) + "\n"
    (given.output / "compare.json").write_text(told, encoding="utf-8")
    if given.page:
        given.page.write_text(PAGE + text, encoding="utf-8")
    print(text)
    sys.exit(1 if comparison.different else 0)


if __name__ == "__main__":
    main()
