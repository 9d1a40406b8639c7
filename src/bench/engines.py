"""The commands that are measured, and what they found in one form for all."""

import gzip as gzip_module
import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "target" / "bench"
JAR = ROOT / "target" / "lanner.jar"
PUBLISHED = ROOT / "rules" / "published"


@dataclass(frozen=True)
class Found:
    """What an engine found: its lines without repetition, and how often each rule fired."""

    lines: frozenset
    counts: Counter


@dataclass(frozen=True)
class Engine:
    """`command` of (archive, folder for output); `found` of that folder, or None."""

    name: str
    command: Callable
    found: Callable = lambda out: None


def build(always):
    """Builds the jar and the benchmarks, unless they are there."""
    if always or not JAR.exists():
        maven("-DskipTests", "package")
    if always or not (BENCH / "bench.classpath").exists():
        maven("-Pbench", "process-test-classes")


def maven(*arguments):
    subprocess.run([ROOT / "mvnw", "-q", "-B", *arguments], cwd=ROOT, check=True)


def java_main(name, *arguments):
    """A class of src/bench/java."""
    path = (BENCH / "bench.classpath").read_text(encoding="utf-8").strip()
    path = f"{BENCH / 'classes'}:{BENCH / 'test-classes'}:{path}"
    return ["java", "-cp", path, f"dev.lanner.bench.{name}", *map(str, arguments)]


def lanner(*arguments, options=()):
    # In the variable they come on top of what the launcher gives; before -jar, instead of it.
    more = ["env", "LANNER_OPTS=" + " ".join(options)] if options else []
    return [*more, "java", "-jar", str(JAR), *map(str, arguments)]


def generate(archive, events, hosts, inject="all"):
    """Makes an archive once; its name says what is in it."""
    if not (archive / "injected.ndjson").exists():
        print(f"generating {events:,} events", file=sys.stderr)
        sizes = ("--events", events, "--hosts", hosts, "--seed", 7, "--inject", inject)
        silently(lanner("generate", "--output", archive, *sizes))


def silently(command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def synthetic(folder, count):
    """Makes a folder of synthetic rules once, and the same in SQL beside it."""
    if not folder.with_suffix(".tsv").exists():
        silently(java_main("SyntheticRules", count, folder))
    return folder


def data_files(archive):
    return sorted(str(file) for file in (archive / "data").rglob("*.gz"))


def lines_in(archive):
    """Counted once and kept beside the archive."""
    return measured(archive)["lines"]


def raw_bytes(archive):
    return measured(archive)["bytes"]


def measured(archive):
    kept = archive.with_name(archive.name + ".size.json")
    if not kept.exists():
        lines = size = 0
        for file in data_files(archive):
            with gzip_module.open(file, "rb") as text:
                while block := text.read(1 << 20):
                    lines += block.count(b"\n")
                    size += len(block)
        kept.write_text(json.dumps({"lines": lines, "bytes": size}), encoding="utf-8")
    return json.loads(kept.read_text(encoding="utf-8"))


def replay(name, rules, dedup, parallelism=2, options=(), more=(), before=()):
    """A replay; `dedup` is whether repeated deliveries are removed, which is the default.

    `before` stands in front of the command.
    """

    def command(archive, out):
        arguments = ["--input", archive, "--rules", rules, "--output", out / "lanner"]
        arguments += ["--lookups", ROOT / "conf" / "lookups", "--parallelism", parallelism]
        if not dedup:
            arguments += ["--dedup-horizon", "0s"]
        return [*before, *lanner("replay", *arguments, *more, options=options)]

    return Engine(name, command, lambda out: of_replay(out / "lanner"))


def of_replay(out):
    """Detections of an event as rule and event id; of a window with start, key and counts."""
    lines = set()
    names = {}
    with open(out / "detections.ndjson", encoding="utf-8") as file:
        for line in file:
            detection = json.loads(line)
            rule = detection["rule"]["id"]
            names[rule] = detection["technique"] or rule
            if detection["window"] is None:
                lines.add((names[rule], *detection["events"]))
            else:
                row = detection["row"]
                start = str(detection["window"]["start"])
                counts = (row["TotalConns"], row["UniqueDestPorts"])
                lines.add((names[rule], start, row["RemoteAddressIP4"], *counts))
    account = json.loads((out / "account.json").read_text(encoding="utf-8"))
    fired = {rule: told["fired"] for rule, told in account["rules"].items()}
    counts = Counter({names[rule]: count for rule, count in fired.items() if count})
    return Found(frozenset(lines), counts)


def events_in(out):
    account = json.loads((out / "lanner" / "account.json").read_text(encoding="utf-8"))
    return account["events"]["in"]


def of_lines(file):
    """What src/bench/java writes: one detection a line; of a repeated delivery two alike, of which
    Lanner tells one."""
    lines = {tuple(line.split("\t")) for line in file.read_text(encoding="utf-8").splitlines()}
    return Found(frozenset(lines), Counter(line[0] for line in lines))


def duckdb(name, dedup, rules=None):
    def command(archive, out):
        arguments = [archive / "data", out / "duckdb.tsv", 2, str(dedup).lower()]
        return java_main("DuckDb", *arguments, *([rules.with_suffix(".tsv")] if rules else []))

    return Engine(name, command, lambda out: of_lines(out / "duckdb.tsv"))


def flink_sql(name, dedup, once):
    def command(archive, out):
        switches = (str(dedup).lower(), str(once).lower())
        return java_main("FlinkSql", archive / "data", out / "flink.tsv", 2, *switches)

    return Engine(name, command, lambda out: of_lines(out / "flink.tsv"))


def gzip():
    return Engine("gzip -dc", lambda archive, out: ["gzip", "-dc", *data_files(archive)])


def gzip_at_once(count):
    """The same by several processes: what more processors of a machine are worth."""

    def command(archive, out):
        script = 'printf "%s\\0" "$@" | xargs -0 -n 4 -P "$0" gzip -dc >/dev/null'
        return ["sh", "-c", script, str(count), *data_files(archive)]

    return Engine(f"gzip -dc, {count} at once", command)


def inflate():
    return Engine("JDK inflate", lambda archive, out: java_main("Inflate", archive / "data"))


def check():
    rule = PUBLISHED / "reconnaissance" / "t1595-active-scanning"
    return Engine("lanner check, one rule", lambda archive, out: lanner("check", rule))


def evaluate():
    """Of the first file of a generated archive, some hundred events."""
    query = "groupBy(#event_simpleName)"
    return Engine(
        "lanner eval, one file",
        lambda archive, out: lanner("eval", query, data_files(archive)[0]),
    )


def processors():
    return len(os.sched_getaffinity(0))
