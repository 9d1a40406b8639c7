#!/usr/bin/env python3
"""How a replay grows: with parallelism, rules, files, groups and the length of the archive.

    python3 src/bench/scale.py                  1,000,000 events, three rounds
    python3 src/bench/scale.py --events 100000 --rounds 1 --groups 1000,10000
    python3 src/bench/scale.py --draw           the page again, from what was measured last

Builds Lanner, makes the archives it needs, measures, and writes the curves to src/site/markdown/images and the
page src/site/markdown/scale.md. Needs Java and Python 3.9, nothing else.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

import archives
import engines
import estimate
from measure import Failed, mebibytes, middle, number, run, table
from picture import curve

SITE = engines.ROOT / "src" / "site" / "markdown"
COUNTING = """#event_simpleName=NetworkConnectIP4
| groupBy([RemoteAddressIP4], function=count(as=TotalConns))
| TotalConns>=1000000000
"""
TRIAL = 500_000
HOT_GROUPS = 10_000


def numbers(text):
    return [int(part) for part in text.split(",")]


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--hosts", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--parallelism", type=numbers, default=[1, 2])
    parser.add_argument("--rules", type=numbers, default=[4, 10, 100, 1_000, 5_000])
    parser.add_argument("--files", type=numbers, default=[10, 100, 1_000, 10_000])
    parser.add_argument("--groups", type=numbers, default=[10**i for i in range(3, 8)])
    parser.add_argument("--hot", type=numbers, default=[0, 10, 50], help="percent of events")
    parser.add_argument("--percent", type=numbers, default=[20, 100, 400], help="of the length")
    parser.add_argument("--only", default="", help="curves, with commas between; others stay")
    parser.add_argument("--work", type=Path, default=engines.BENCH / "work")
    parser.add_argument("--output", type=Path, default=engines.BENCH / "results")
    parser.add_argument("--page", type=Path, default=SITE / "scale.md")
    parser.add_argument("--no-build", action="store_true", help="take what is built")
    parser.add_argument("--draw", action="store_true", help="measure nothing")
    parser.add_argument("--lock", type=Path, help="hold the lock of this file during each run")
    return parser.parse_args()


class Scale:
    def __init__(self, given):
        self.given = given
        self.work = given.work.resolve()
        self.tiny = self.work / "archive-tiny"

    def archive(self, events):
        folder = self.work / f"archive-{events}-{self.given.hosts}"
        engines.generate(folder, events, self.given.hosts)
        return folder

    def rules(self, count):
        if count == 4:
            return engines.PUBLISHED
        return engines.synthetic(self.work / f"rules-{count}", count)

    def points(self):
        """Each point: the curve, where on it, and a function that gives engine and archive."""
        base = self.given.events

        def published(parallelism=2):
            return engines.replay("", engines.PUBLISHED, True, parallelism)

        for n in self.given.parallelism:
            yield "parallelism", n, lambda n=n: (published(n), self.archive(base))
        for n in self.given.rules:
            yield "rules", n, lambda n=n: (
                engines.replay("", self.rules(n), True),
                self.archive(base),
            )
        for n in self.given.files:
            yield "files", n, lambda n=n: (published(), self.in_files(n))
        for n in self.given.groups:
            yield "groups", n, lambda n=n: (self.counting(), self.in_groups(n))
        for n in self.given.hot:
            yield "hot", n, lambda n=n: (self.counting(), self.with_hot(n))
        for n in self.given.percent:
            yield "length", n, lambda n=n: (published(), self.archive(base * n // 100))

    def in_files(self, count):
        source = self.archive(self.given.events)
        total = engines.lines_in(source)
        return archives.repacked(source, source.with_name(f"{source.name}-in-{count}"), count, total)

    def in_groups(self, count):
        total = max(self.given.events, count)
        return archives.grouped(self.work / f"groups-{count}-of-{total}", count, total)

    def with_hot(self, percent):
        total = self.given.events
        folder = self.work / f"hot-{percent}-of-{total}"
        return archives.grouped(folder, HOT_GROUPS, total, percent)

    def counting(self):
        rules = self.work / "counting"
        rules.mkdir(parents=True, exist_ok=True)
        (rules / "connections.cql").write_text(COUNTING, encoding="utf-8")
        return engines.replay("", rules, True, more=("--window", "1h"))

    def measure(self):
        engines.build(not self.given.no_build)
        engines.generate(self.tiny, 100, 10, "none")
        wanted = [part for part in self.given.only.split(",") if part]
        chosen = [(c, n, make()) for c, n, make in self.points() if not wanted or c in wanted]
        runs = {}
        for turn in range(self.given.rounds):
            for name, at, (engine, archive) in chosen:
                try:
                    start, _ = self.one(engine, self.tiny)
                    cost, account = self.one(engine, archive)
                except Failed as failure:
                    print(f"{name} {at}: {failure}", file=sys.stderr)
                    continue
                runs.setdefault((name, at), []).append((start, cost, account))
                print(
                    f"round {turn + 1}  {name} {at:,}: {cost.wall:.1f} s wall, {cost.cpu:.1f} s cpu,"
                    f" {mebibytes(cost.memory)} MiB",
                    file=sys.stderr,
                    flush=True,
                )
        return [self.point(name, at, of) for (name, at), of in runs.items()]

    def one(self, engine, archive):
        out = self.work / "out"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        cost = run(engine.command(archive, out), self.work / "last.log", self.given.lock)
        return cost, json.loads((out / "lanner" / "account.json").read_text(encoding="utf-8"))

    def point(self, name, at, of):
        start, cost = middle([s for s, _, _ in of]), middle([c for _, c, _ in of])
        account = of[0][2]
        events = account["events"]["in"]
        wall, cpu = cost.wall - start.wall, cost.cpu - start.cpu
        return {
            "curve": name,
            "at": at,
            "events": events,
            "wall": cost.wall,
            "cpu": cost.cpu,
            "startWall": start.wall,
            "startCpu": start.cpu,
            "eventsPerSecond": speed(events, wall),
            "eventsPerCpuSecond": speed(events, cpu),
            "peakBytes": cost.memory,
            "matched": sum(rule["matched"] for rule in account["rules"].values()),
        }

    def facts(self):
        archive = self.archive(self.given.events)
        return {
            "events": self.given.events,
            "rounds": self.given.rounds,
            "processors": engines.processors(),
            "lines": engines.lines_in(archive),
            "storedBytes": sum(Path(f).stat().st_size for f in engines.data_files(archive)),
            "rawBytes": engines.raw_bytes(archive),
        }


def speed(events, seconds):
    """None if the run was hardly longer than a start, so that the difference says nothing."""
    return events / seconds if seconds > 0.5 else None


CURVES = {
    "parallelism": ("Parallelism", "subtasks", "eventsPerSecond", False),
    "rules": ("Rules", "rules (4: the published ones, else synthetic)", "eventsPerCpuSecond", True),
    "files": ("Files", "files that hold the same lines", "eventsPerCpuSecond", True),
    "groups": ("Groups", "addresses that are counted in one window", "eventsPerCpuSecond", True),
    "hot": ("A hot key", "percent of the events with one address", "eventsPerCpuSecond", False),
    "length": ("Length of the archive", "percent", "peakBytes", False),
}
WORDS = {
    "parallelism": "Wall time, as parallelism is about that; what the processors of one machine"
    " share (memory, turbo) is in it.",
    "rules": "The four published rules read more than the synthetic ones (three look at every"
    " process, one counts), so their point lies apart from the line.",
    "files": "Opening, enumerating and reporting a file costs the same however short it is.",
    "groups": "One rule counts connections by address in a window of an hour that all events are"
    " in: the worst case, in which combining before the exchange gains least. An archive has at"
    " least as many events as groups.",
    "hot": f"As above, with {HOT_GROUPS:,} other addresses for the rest of the events.",
    "length": "A replay must not need more memory for a longer archive.",
}
Y_NAMES = {
    "eventsPerSecond": "events a second of wall time, without start",
    "eventsPerCpuSecond": "events a CPU second, without start",
    "peakBytes": "peak memory of the process, MiB",
}


def draw(told, page):
    parts = [head(told["facts"])]
    for name, (title, x_name, what, logarithmic) in CURVES.items():
        points = sorted((p for p in told["points"] if p["curve"] == name), key=lambda p: p["at"])
        if points:
            parts.append(section(name, title, x_name, what, logarithmic, points, page))
    base = [p for p in told["points"] if p["curve"] in ("parallelism", "length", "rules")]
    base = [p for p in base if p["curve"] != "rules" or p["at"] == 4]
    base = [p for p in base if p["eventsPerCpuSecond"] is not None]
    if base:
        best = max(base, key=lambda p: p["events"])
        facts = told["facts"]
        parts.append(
            estimate.page(
                best["eventsPerCpuSecond"],
                facts["storedBytes"] / facts["lines"],
                facts["rawBytes"] / facts["lines"],
                best["matched"] / best["events"],
            )
        )
    page.write_text("\n\n".join(part.rstrip() for part in parts) + "\n", encoding="utf-8")


def head(facts):
    trial = ""
    if facts["events"] < TRIAL:
        trial = (
            "\n\n**Of a trial over few events, which are gone before the compiler of the JVM is warm:"
            " the shape of this page, not a measurement.**"
        )
    return f"""# Scale

How a replay grows. Written, with its pictures, by

```sh
python3 src/bench/scale.py
```

{facts["lines"]:,} events unless a table says otherwise, {facts["processors"]} processors, rounds:
{facts["rounds"]}, medians of them. Every run is a process of its own; from its time that of the same command
over a tiny archive is taken off. Repeated deliveries are removed, as is the default.{trial}"""


def section(name, title, x_name, what, logarithmic, points, page):
    scale = 2**20 if what == "peakBytes" else 1
    picture = page.parent / "images" / f"scale-{name}.svg"
    line = [(p["at"], p[what] / scale) for p in points if p[what] is not None]
    if line:
        curve(picture, title, x_name, Y_NAMES[what], {Y_NAMES[what]: line}, logarithmic)
    rows = (
        [
            number(p["at"]),
            number(p["events"]),
            number(p["wall"], 1),
            number(p["cpu"], 1),
            number(p["startCpu"], 1),
            number(p["eventsPerSecond"]),
            number(p["eventsPerCpuSecond"]),
            mebibytes(p["peakBytes"]),
        ]
        for p in points
    )
    columns = [x_name, "events", "wall s", "CPU s", "start CPU s", "events / s"]
    columns += ["events / CPU s", "peak MiB"]
    return f"""## {title}

![{title}: {Y_NAMES[what]}](images/{picture.name})

{table(columns, rows)}

{WORDS[name]}"""


def keep_others(kept, told):
    """Curves that were not measured now stay as they were, if they are of the same archive."""
    if kept.exists():
        before = json.loads(kept.read_text(encoding="utf-8"))
        measured = {point["curve"] for point in told["points"]}
        if before["facts"] == told["facts"]:
            told["points"] += [p for p in before["points"] if p["curve"] not in measured]


def main():
    given = arguments()
    kept = given.output / "scale.json"
    if not given.draw:
        scale = Scale(given)
        points = scale.measure()
        told = {"facts": scale.facts(), "points": points}
        keep_others(kept, told)
        given.output.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    draw(json.loads(kept.read_text(encoding="utf-8")), given.page)
    print(given.page)


if __name__ == "__main__":
    main()
