"""What a large cluster and archive would need, worked out on paper from what was measured."""

from measure import number, scientific, table

PETABYTE = 1e15
CORES = 1_000
EFFICIENCY = 0.7
CANDIDATE_BYTES = 450
CORE_HOUR_DOLLARS = 0.045
OBJECT_BYTES = 10e6
GET_DOLLARS = 0.4e-6
LIST_DOLLARS = 5e-6
LISTED = 1_000
CORES_A_NODE = 16
GROUP_BYTES = 200
HOSTS = 100_000
REMEMBERED_BYTES = 60
EVENTS_A_HOST_AND_DAY = 30_000


def page(speed, stored_bytes, raw_bytes, passed):
    """The section; `passed` is the part of the events that a rule lets through."""
    events = PETABYTE / stored_bytes
    ideal = events / speed / CORES
    real = ideal / EFFICIENCY
    core_hours = real * CORES / 3600
    candidates = events * passed
    shuffled = candidates * CANDIDATE_BYTES
    nodes = CORES / CORES_A_NODE
    objects = PETABYTE / OBJECT_BYTES
    hour_events = HOSTS * EVENTS_A_HOST_AND_DAY / 24
    remembered = hour_events * passed * REMEMBERED_BYTES
    machine = core_hours * CORE_HOUR_DOLLARS
    gets = objects * GET_DOLLARS
    lists = objects / LISTED * LIST_DOLLARS
    assumed = table(
        ["assumption", "value", "why"],
        [
            ["events a CPU second", number(speed), "measured here, 4 published rules, without start"],
            ["bytes an event, stored / raw", f"{stored_bytes:.0f} / {raw_bytes:.0f}", "this archive"],
            ["part of events that go on", f"{passed:.1%}", "this archive; nearly all for T1595"],
            ["bytes a candidate between tasks", number(CANDIDATE_BYTES), "a guess: the fields that rules read, ids, names"],
            ["efficiency of 1,000 cores", f"{EFFICIENCY:.0%}", "a guess: stragglers, skew, retries"],
            ["a core hour", f"${CORE_HOUR_DOLLARS}", "list price of a compute-optimised vCPU, on demand"],
            ["size of an object", f"{OBJECT_BYTES / 1e6:.0f} MB", "a guess; FDR's vary with the tenant"],
            ["GET, LIST", "$0.40 a million, $5 a million", "list price of S3 standard storage"],
            ["cores a node", number(CORES_A_NODE), "with 12.5 Gbit/s of network"],
        ],
        "---",
    )
    needed = table(
        ["need", "amount", "how"],
        [
            ["events", scientific(events), "a petabyte by the stored bytes of an event"],
            ["time", f"{real / 3600:.1f} h", f"{ideal / 3600:.1f} h if nothing were lost"],
            ["read from storage", f"{PETABYTE / real / 1e9:.0f} GB/s", f"{PETABYTE / real / nodes / 1e9:.2f} GB/s a node"],
            ["GET requests", f"{scientific(objects)}, {objects / real:,.0f} a second", "one an object; S3 gives 5,500 a second and prefix"],
            ["shuffled, duplicates removed", f"{shuffled / 1e12:,.0f} TB, {shuffled / real / nodes / 1e6:,.0f} MB/s a node", "every candidate once, by sensor"],
            ["disk for that in batch", f"{shuffled / nodes / 1e12:.1f} TB a node", "an exchange of a batch job is written before it is read"],
            ["shuffled, duplicates counted", "partial aggregates only", "events are evaluated where they are read (decision 005)"],
            ["state, live", f"{remembered / 1e9:.1f} GB", f"identities of candidates of one hour of {HOSTS:,} hosts, {REMEMBERED_BYTES} bytes each"],
            ["state of a window", f"{GROUP_BYTES} bytes a group", "10⁷ addresses in five minutes: 2 GB over all tasks"],
            ["checkpoints, live", f"{remembered / 1e9:.1f} GB in full", "incremental ones write what changed; a replay in batch takes none"],
            ["machines", f"${machine:,.0f}", f"{core_hours:,.0f} core hours"],
            ["requests", f"${gets + lists:,.0f}", f"GET ${gets:,.0f}, LIST ${lists:,.2f}"],
        ],
        "---",
    )
    return f"""## A petabyte on 1,000 cores, on paper

Nobody has run this. It takes what one core did here and multiplies, so it is right about what
costs and only roughly about how much.

{assumed}

{needed}

Where it would break first, and what to do:

- **The list of files.** {scientific(objects)} names and positions do not fit the coordinator of one job, and a
  restart would go through them all. Cut the archive by day and run a job a day: days share nothing
  but the windows at midnight and duplicates across it, and a day that fails is run again alone.
- **Disk for the exchange.** With duplicates removed, the candidates of a day are written to disk
  before they are read. Rules that let much through decide over that, not the size of the archive:
  here {passed:.0%} of all events pass, nearly all of them connections that T1595 counts. Counting
  duplicates instead (`--dedup-horizon 0s`) leaves partial aggregates only.
- **One hot address.** It is combined before the exchange, so a task receives a part a window from
  each other task, not its events.
- **Traffic between zones** is not in the sum: at $0.02 a gigabyte across zones the shuffle would
  cost ${shuffled / 1e9 * 0.02:,.0f} more. Keep the cluster in the zone or region of its
  bucket, with a gateway endpoint.
- **Reading storage** is not measured here either: all figures are of local files that the system
  had in memory.
"""
