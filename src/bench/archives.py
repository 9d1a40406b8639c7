"""Archives for the curves: the same lines in other files, and lines with many groups."""

import gzip
import shutil
import uuid
from pathlib import Path

BATCH = 100
HOSTS = 5_000
START = 1_793_491_200_000
HOUR = 3_600_000


def repacked(source, target, count, total):
    """The `total` lines of an archive in `count` files, in their order of delivery."""

    def make(folder):
        shutil.copytree(source / "fdrv2", folder / "fdrv2")
        lines = lines_of(source)
        write(folder / "data", lines, [total * (i + 1) // count for i in range(count)])

    return once(target, make)


def lines_of(archive):
    """The lines by the time at which their files begin, as far as one file goes after another."""
    files = sorted((archive / "data").rglob("*.gz"), key=first_time)
    for file in files:
        with gzip.open(file, "rb") as lines:
            yield from lines


def first_time(file):
    with gzip.open(file, "rb") as lines:
        line = lines.readline()
    mark = b'"timestamp":"'
    at = line.find(mark) + len(mark)
    return line[at : line.find(b'"', at)], str(file)


def grouped(target, groups, total, hot=0):
    """`total` connections in one hour to `groups` addresses, each as often as the others; but
    `hot` percent of all go to one."""
    return once(target, lambda folder: write(folder / "data", connections(groups, total, hot), [
        total * (i + 1) // 100 for i in range(100)
    ]))


def connections(groups, total, hot):
    for i in range(total):
        # A step without a common divisor goes through all groups before it comes back to one.
        group = groups if i % 100 < hot else i * 7_919 % groups
        address = f"{20 + (group >> 24)}.{group >> 16 & 255}.{group >> 8 & 255}.{group & 255}"
        yield (
            f'{{"event_simpleName":"NetworkConnectIP4","RemoteAddressIP4":"{address}"'
            f',"RemotePort":"{1024 + i % 40_000}","id":"{i:032x}","aid":"{i % HOSTS:032x}"'
            f',"cid":"c1d0a7e5b94f4e2f8d3b6a5097e1f2c4"'
            f',"timestamp":"{START + i * HOUR // total}"}}\n'
        ).encode()


def once(target, make):
    """Makes a folder under another name first, so that what has the name is whole."""
    if not target.exists():
        unfinished = target.with_name(target.name + ".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        make(unfinished)
        unfinished.rename(target)
    return target


def write(data, lines, ends):
    """Files of batches; `ends` says how many lines there are up to the end of each file."""
    written = 0
    lines = iter(lines)
    for i, end in enumerate(ends):
        batch = data / str(uuid.uuid5(uuid.NAMESPACE_OID, str(i // BATCH)))
        batch.mkdir(parents=True, exist_ok=True)
        with gzip.open(batch / f"part-{i % BATCH:05}.gz", "wb", compresslevel=6) as file:
            while written < end:
                file.write(next(lines))
                written += 1
    for batch in Path(data).iterdir():
        (batch / "_SUCCESS").touch()
