"""Runs a command in a process of its own and says what it took."""

import contextlib
import fcntl
import os
import subprocess
import time
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Cost:
    """Wall and processor seconds (user and system, children included), peak memory in bytes."""

    wall: float
    cpu: float
    memory: int


class Failed(Exception):
    pass


@contextlib.contextmanager
def alone(lock):
    """Holds the lock of a file, if one is given, so that no other measurement runs meanwhile."""
    if lock is None:
        yield
        return
    with open(lock, "w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def run(command, log, lock=None, timeout=3600):
    """Runs a command; its output goes to the file `log`, or nowhere."""
    with alone(lock), open(log or os.devnull, "wb") as out:
        start = time.monotonic()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        status, usage = wait(process, start + timeout)
        wall = time.monotonic() - start
    if status != 0:
        raise Failed(f"exit code {status}: {' '.join(map(str, command))[:400]} (output: {log})")
    # Linux tells kilobytes.
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def wait(process, end):
    """Waits with wait4, the one call that tells the use of a single child and of its children."""
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage
        if time.monotonic() > end:
            process.kill()
            end = float("inf")
        time.sleep(0.005)


def middle(costs):
    """The medians of several runs, each of its own; the largest memory."""
    return Cost(
        median(cost.wall for cost in costs),
        median(cost.cpu for cost in costs),
        max(cost.memory for cost in costs),
    )


def table(head, rows, align="---:"):
    """A table in Markdown: names to the left, the rest, mostly numbers, to the right."""
    lines = ["| " + " | ".join(head) + " |", "| --- |" + f" {align} |" * (len(head) - 1)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def number(value, digits=0):
    return "–" if value is None else f"{value:,.{digits}f}"


def scientific(value):
    mantissa, exponent = f"{value:.1e}".split("e")
    digits = str(int(exponent)).translate(str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"))
    return f"{mantissa} × 10{digits}"


def mebibytes(value):
    return number(value / 2**20)
