#!/usr/bin/env python3
"""The same events from an archive and from Kafka, with the same rules: how fast each is read.

    python3 src/bench/throughput.py                 2,000,000 events, three rounds
    python3 src/bench/throughput.py --events 500000 --rounds 1

Builds Lanner, generates the archive, starts a broker (src/main/scripts/kafka), fills a topic with
the archive's lines and runs `lanner replay` and `lanner detect` in turn, each as a process of its
own from its start until its last detection is there: on disk, or committed to a topic. Both remove
duplicates, and must find the same.
"""

import argparse
import heapq
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import archives
import engines
from measure import Cost, Failed, alone, mebibytes, middle, number, run, table, wait

PARTITIONS = 4
AT_ONCE = 300_000
TOPIC = engines.ROOT / "src" / "bench" / "java" / "dev" / "lanner" / "bench" / "Topic.java"
JOB = """\
name: {name}
kafka: {{servers: "{servers}"}}
input: {{topic: {events}, group: {name}, disorder: {disorder}s, idle: 10m}}
rules: {{folders: [{rules}]}}
lookups: {lookups}
output: {{detections: {name}-detections, dead-letters: {name}-deadletters, late: {name}-late,
         audit: {name}-audit, transaction-timeout: 10m}}
dedup: {{horizon: 1h}}
checkpoints: {{interval: 2s, timeout: 1m, dir: "{folder}"}}
restart: {{outage: 1m}}
parallelism: {parallelism}
"""


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=2_000_000)
    parser.add_argument("--hosts", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--parallelism", type=int, default=2)
    parser.add_argument("--work", type=Path, default=engines.BENCH / "work")
    parser.add_argument("--output", type=Path, default=engines.BENCH / "results")
    parser.add_argument("--no-build", action="store_true", help="take what is built")
    parser.add_argument("--lock", type=Path, help="hold the lock of this file during each run")
    parser.add_argument("--options", default="", help="JVM options of the continuous job, on top")
    return parser.parse_args()


def free_port():
    """A port of which the next one is free, too."""
    for _ in range(100):
        with socket.socket() as one, socket.socket() as next_one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            try:
                next_one.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port
    raise Failed("no free ports")


class Broker:
    def __init__(self, folder):
        port = free_port()
        self.servers = f"127.0.0.1:{port}"
        self.surroundings = {**os.environ, "LANNER_RUN": str(folder), "KAFKA_PORT": str(port)}

    def __enter__(self):
        self.script("start")
        return self

    def __exit__(self, *problem):
        self.script("stop")

    def script(self, *given):
        script = engines.ROOT / "src" / "main" / "scripts" / "kafka"
        command = [script, *map(str, given)]
        subprocess.run(command, env=self.surroundings, check=True, stdout=subprocess.DEVNULL)

    def client(self, *given):
        """A client of the broker that is no part of what is measured."""
        options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", engines.JAR]
        return ["java", *map(str, [*options, TOPIC, given[0], self.servers, *given[1:]])]


class Trial:
    def __init__(self, given):
        self.given = given
        self.archive = given.work / f"archive-{given.events}-{given.hosts}"
        self.out = given.work / "throughput"
        self.costs = {"archive": [], "Kafka": []}
        self.expected = None
        self.disorder = 60
        self.events = 0

    def run(self):
        if not (self.given.no_build and engines.JAR.exists()):
            engines.maven("-DskipTests", "package")
        engines.generate(self.archive, self.given.events, self.given.hosts)
        self.events = engines.lines_in(self.archive)
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir(parents=True)
        with Broker(self.out / "run") as broker:
            self.fill(broker)
            for turn in range(self.given.rounds):
                self.replay()
                self.detect(broker, f"round-{turn + 1}")
                for name, costs in self.costs.items():
                    print(f"round {turn + 1} {name:8} {costs[-1]}", file=sys.stderr, flush=True)

    def fill(self, broker):
        broker.script("topic", "events", PARTITIONS)
        command = broker.client("fill", "events", PARTITIONS)
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as filling:
            for line in self.by_arrival():
                filling.stdin.write(line)
            filling.stdin.close()
        if filling.returncode != 0:
            raise Failed("the topic could not be filled")

    def by_arrival(self):
        """The archive's lines in the order in which the cloud got them, as far as that can be had
        from a few files at a time; notes what disorder is left."""
        mark = b'"timestamp":"'
        waiting = []
        largest = 0
        for number_of, line in enumerate(archives.lines_of(self.archive)):
            at = line.find(mark) + len(mark)
            heapq.heappush(waiting, (int(line[at : at + 13]), number_of, line))
            if len(waiting) > AT_ONCE:
                arrival, _, first = heapq.heappop(waiting)
                largest = max(largest, arrival)
                self.disorder = max(self.disorder, -(-(largest - arrival) // 1000))
                yield first
        while waiting:
            yield heapq.heappop(waiting)[2]

    def replay(self):
        out = self.out / "replay"
        shutil.rmtree(out, ignore_errors=True)
        given = ["--input", self.archive, "--rules", engines.PUBLISHED, "--output", out]
        given += ["--lookups", engines.ROOT / "conf" / "lookups"]
        given += ["--parallelism", self.given.parallelism]
        cost = run(engines.lanner("replay", *given), self.out / "replay.log", self.given.lock)
        self.costs["archive"].append(cost)
        with open(out / "detections.ndjson", encoding="utf-8") as lines:
            self.expected = {json.loads(line)["id"] for line in lines}

    def detect(self, broker, name):
        for what in ("detections", "deadletters", "late", "audit"):
            broker.script("topic", f"{name}-{what}")
        job = self.out / f"{name}.yaml"
        job.write_text(
            JOB.format(
                name=name,
                servers=broker.servers,
                events="events",
                disorder=self.disorder,
                rules=engines.PUBLISHED,
                lookups=engines.ROOT / "conf" / "lookups",
                folder=self.out / "checkpoints",
                parallelism=self.given.parallelism,
            ),
            encoding="utf-8",
        )
        found = self.out / f"{name}.ndjson"
        awaiting = broker.client("await", f"{name}-detections", len(self.expected), found)
        command = engines.lanner("detect", job, options=self.given.options.split())
        with alone(self.given.lock), open(self.out / f"{name}.log", "wb") as log:
            reader = subprocess.Popen(awaiting, stdout=subprocess.PIPE)
            time.sleep(2)
            start = time.monotonic()
            process = subprocess.Popen(command, stdout=log, stderr=log)
            told = reader.stdout.readline()
            wall = time.monotonic() - start
            process.send_signal(signal.SIGTERM)
            _, usage = wait(process, time.monotonic() + 60)
            reader.wait()
        if not told:
            raise Failed(f"not all detections came: {found}")
        self.costs["Kafka"].append(
            Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
        )
        ids = [json.loads(line)["id"] for line in found.read_text(encoding="utf-8").splitlines()]
        if len(ids) != len(set(ids)) or set(ids) != self.expected:
            raise Failed(f"{name}: {len(ids)} detections, {len(self.expected)} expected")

    def text(self):
        rows = []
        costs = {name: middle(all) for name, all in self.costs.items()}
        for name, cost in costs.items():
            rows.append(
                [
                    name,
                    number(cost.wall, 1),
                    number(cost.cpu, 1),
                    number(self.events / cost.wall / 1000),
                    number(self.events / cost.cpu / 1000),
                    mebibytes(cost.memory),
                ]
            )
        archive, kafka = costs["archive"], costs["Kafka"]
        rows.append(
            [
                "Kafka by archive",
                "",
                "",
                number(archive.wall / kafka.wall, 2),
                number(archive.cpu / kafka.cpu, 2),
                "",
            ]
        )
        head = ["events from", "wall s", "CPU s", "1,000 events / s", "1,000 events / CPU s"]
        return (
            f"{self.events:,} events, parallelism {self.given.parallelism}, medians of"
            f" {self.given.rounds} rounds; whole processes; the broker's CPU time apart. Both found"
            f" the same {len(self.expected):,} detections.\n\n"
            + table([*head, "peak MiB"], rows)
            + "\n"
        )


def main():
    trial = Trial(arguments())
    trial.run()
    trial.given.output.mkdir(parents=True, exist_ok=True)
    text = trial.text()
    (trial.given.output / "throughput.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
