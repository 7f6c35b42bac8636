"""What the numbers of the benchmark mean: statistics over the probe's lines, and what a tree of
processes costs. No wall, screen or camera is touched here; tests/tools/bench_test.py proves it.
"""
import os
import re
import time
from collections import Counter
from pathlib import Path

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def percentile(values, percent):
    """Nearest rank, so always a value that occurred; None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)  # rounded up
    return ordered[max(int(rank), 1) - 1]


def by_tile(changes, tiles):
    """The probe's changes, one list a tile, in time."""
    lists = [[] for _ in range(tiles)]
    for change in changes:
        if "tile" in change:
            lists[change["tile"]].append(change)
    return lists


def advance(before, after, loop):
    """Frames from one counter value to the next; negative when a picture came back."""
    step = (after - before) % loop
    return step if step <= loop // 2 else step - loop


def shown(changes, tiles, seconds, loop):
    """Shown pictures, skips and latency of a steady wall watched for `seconds`.

    A first line of a tile tells what stood there already, so it counts for no latency.
    """
    rates, skipped, backward, unreadable, ages = [], 0, 0, 0, []
    for lines in by_tile(changes, tiles):
        pictures = [line for line in lines if line["camera"] is not None]
        unreadable += len(lines) - len(pictures)
        rates.append(max(len(pictures) - 1, 0) / seconds)
        ages += [line["age_us"] / 1000 for line in pictures[1:]]
        for before, after in zip(pictures, pictures[1:]):
            if before["camera"] == after["camera"]:
                step = advance(before["frame"], after["frame"], loop)
                skipped += max(step - 1, 0)
                backward += step < 0
    return {
        "fps_mean": sum(rates) / tiles,
        "fps_worst": min(rates),
        "fps_tiles": [round(rate, 1) for rate in rates],
        "skipped": skipped,
        "skipped_a_second": skipped / seconds,
        "backward": backward,
        "unreadable": unreadable,
        "latency_p50_ms": percentile(ages, 50),
        "latency_p95_ms": percentile(ages, 95),
        "latency_p99_ms": percentile(ages, 99),
        "latency_max_ms": max(ages, default=None),
    }


def skew(changes, tiles):
    """For a camera shown by all tiles: milliseconds from the first to the last tile that shows a
    frame, over all frames that every tile showed."""
    first_seen = {}
    for tile, lines in enumerate(by_tile(changes, tiles)):
        for line in lines[1:]:
            if line["camera"] is not None:
                first_seen.setdefault(line["frame"], {}).setdefault(tile, line["at_us"])
    spreads = [
        (max(seen.values()) - min(seen.values())) / 1000
        for seen in first_seen.values()
        if len(seen) == tiles
    ]
    return {
        "skew_p50_ms": percentile(spreads, 50),
        "skew_p99_ms": percentile(spreads, 99),
        "frames_on_all": len(spreads),
        "frames_not_on_all": len(first_seen) - len(spreads),
    }


def first_shown_us(changes, tiles, since_us, cameras, fresh_ms=1000):
    """When each tile first showed, since `since_us`, a picture of the camera expected there that was
    not older than `fresh_ms`; None when one never did."""
    firsts = []
    for lines, camera in zip(by_tile(changes, tiles), cameras):
        times = [
            line["at_us"]
            for line in lines
            if line["at_us"] > since_us
            and line["camera"] == camera
            and line["age_us"] <= fresh_ms * 1000
        ]
        if not times:
            return None
        firsts.append(times[0])
    return firsts


def first_by_tile_ms(changes, since_us, cameras):
    """Per tile, milliseconds until it showed its camera fresh; None where it never did."""
    firsts = []
    for tile, camera in enumerate(cameras):
        own = [dict(change, tile=0) for change in changes if change.get("tile") == tile]
        first = first_shown_us(own, 1, since_us, [camera])
        firsts.append(first and (first[0] - since_us) / 1000)
    return firsts


def tail_of(times):
    """The middle and the end of what was measured; `never` counts the None."""
    seen = [value for value in times if value is not None]
    return {
        "p50": percentile(seen, 50),
        "p99": percentile(seen, 99),
        "worst": max(seen, default=None),
        "never": len(times) - len(seen),
    }


def live_again_ms(changes, tiles, since_us, cameras, fresh_ms=1000):
    """Milliseconds from `since_us` until every tile has shown a fresh picture of its camera."""
    firsts = first_shown_us(changes, tiles, since_us, cameras, fresh_ms)
    return firsts and (max(firsts) - since_us) / 1000


def spread_ms(changes, tiles, since_us, cameras):
    """Milliseconds from the first tile that shows its new camera to the last."""
    firsts = first_shown_us(changes, tiles, since_us, cameras)
    return firsts and (max(firsts) - min(firsts)) / 1000


def dark_tiles(changes, tiles, since_us):
    """How many tiles had a moment without a readable picture after `since_us`."""
    return sum(
        any(line["camera"] is None and line["at_us"] > since_us for line in lines)
        for lines in by_tile(changes, tiles)
    )


def stat_of(process):
    """The fields of /proc/PID/stat after the name, which may hold anything; None when it ended."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def name_of(process):
    try:
        return (process / "comm").read_text().strip()
    except OSError:
        return "?"  # it ended


def kind_of(thread):
    """The name without the number that tells threads of one kind apart."""
    return re.sub(r"[-:_#]?[0-9]+$", "", thread)


def tasks_of(process):
    try:
        return list((process / "task").iterdir())
    except OSError:
        return []


def children_of(parent, name):
    """The pids of the children of that name."""
    for entry in Path("/proc").iterdir():
        fields = stat_of(entry) if entry.name.isdigit() else None
        if fields and int(fields[1]) == parent and (entry / "comm").read_text().strip() == name:
            yield int(entry.name)


def cpu_seconds_of(pid):
    fields = stat_of(Path(f"/proc/{pid}"))
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND if fields else 0


def pss_mb_of(pid):
    """Proportional memory of one process; 0 when it ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(int(l.split()[1]) for l in rollup.splitlines() if l.startswith("Pss:")) / 1024


class ProcessTree:
    """All processes of the sessions that these children lead: their CPU time and memory."""

    def __init__(self, leaders):
        self.leaders = set(leaders)

    def members(self):
        for entry in Path("/proc").iterdir():
            fields = stat_of(entry) if entry.name.isdigit() else None
            if fields and int(fields[3]) in self.leaders:
                yield entry, fields

    def cpu_seconds(self):
        return sum(int(f[11]) + int(f[12]) for _, f in self.members()) / TICKS_A_SECOND

    def cpu_seconds_by_thread(self):
        """CPU time by the name of the process and its thread; threads numbered alike are taken together."""
        seconds = Counter()
        for entry, _ in self.members():
            for task in tasks_of(entry):
                fields = stat_of(task)
                if fields:
                    process, thread = name_of(entry), kind_of(name_of(task))
                    name = process if thread == process else f"{process} · {thread}"
                    seconds[name] += (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND
        return seconds

    def pss_mb(self):
        return sum(pss_mb_of(entry.name) for entry, _ in self.members())


def cores_of(trees, wait):
    """The cores each of these trees takes while `wait` lasts."""
    before, begun = [tree.cpu_seconds() for tree in trees], time.monotonic()
    wait()
    passed = time.monotonic() - begun
    return [(tree.cpu_seconds() - b) / passed for tree, b in zip(trees, before)]
