"""What a storm has shown, as JSON for programs and as Markdown for people."""
from judge import table
from kinds import FAMILIES, KINDS

# A process may grow a little without a leak: a cache that was cold, an allocator's arenas.
MORE_KILOBYTES = 24 * 1024
MORE_DESCRIPTORS = 4
MORE_THREADS = 2
# faults.md F19: what cameras send may cost their worker this much, and no more.
MOST_INGEST_KILOBYTES = 192 * 1024


def leaks_of(before, after):
    """A row a process that was there at both times, by its role."""
    rows = []
    for role in sorted(set(before) & set(after)):
        grown = {what: after[role][what] - before[role][what] for what in ("descriptors", "threads", "kilobytes")}
        rows.append({"role": role, "same_process": before[role]["pid"] == after[role]["pid"],
                     "before": before[role], "after": after[role], "grown": grown,
                     "leaks": grown["descriptors"] > MORE_DESCRIPTORS or grown["threads"] > MORE_THREADS
                     or grown["kilobytes"] > MORE_KILOBYTES})
    return rows


def broken_promises(judge, rows, leaks, peaks, lost):
    """In words; none where all was kept."""
    broken = []
    for row in rows:
        for what, wanted in (("detected_in_time", row["to_detect"]), ("recovered", row["injected"])):
            if row[what] != wanted:
                broken.append(f"{row['kind']}: {what.replace('_', ' ')} {row[what]} of {wanted}")
    if judge.false_lives:
        worst = max(judge.false_lives, key=lambda lie: lie[3])
        broken.append(f"false LIVE at {len(judge.false_lives)} looks, the longest {worst[3]:.1f} s ({worst[1]})")
    if judge.false_alarms:
        broken.append(f"{len(judge.false_alarms)} false alarms, the first {judge.false_alarms[0]}")
    broken += [f"{row['role']} grew by {row['grown']}" for row in leaks if row["leaks"]]
    if peaks.get("ingest", 0) > MOST_INGEST_KILOBYTES:
        broken.append(f"an ingest worker had {peaks['ingest'] / 1024:.0f} MB")
    return broken + lost


def document(judge, about, before, after, peaks, lost):
    rows = table(judge.faults, KINDS)
    leaks = leaks_of(before, after)
    return {**about, "families": by_family(rows), "kinds": rows, "faults": len(judge.faults),
            "longest_still_called_live_s": round(judge.longest_still, 2),
            "false_live": [dict(zip(("at_s", "camera", "state", "still_s"), lie)) for lie in judge.false_lives],
            "false_alarms": [dict(zip(("at_s", "camera", "state"), alarm)) for alarm in judge.false_alarms],
            "processes": leaks, "peak_kilobytes": peaks,
            "broken": broken_promises(judge, rows, leaks, peaks, lost)}


def number(value):
    return "—" if value is None else f"{value:.1f}"


def detection(row):
    return f"{row['detected_in_time']} of {row['to_detect']}" if row["to_detect"] else "—"


def by_family(rows):
    """The rows of each family in one."""
    summed = []
    for name, kinds in FAMILIES.items():
        mine = [row for row in rows if row["kind"] in {kind.name for kind in kinds}]
        if not mine:
            continue
        family = {"kind": name}
        for what in ("injected", "to_detect", "detected_in_time", "recovered", "false_live", "false_alarms"):
            family[what] = sum(row[what] for row in mine)
        for what in ("worst_detect_s", "worst_recover_s"):
            family[what] = max((row[what] for row in mine if row[what] is not None), default=None)
        summed.append(family)
    return summed


def markdown(told):
    lines = [f"**{'Every promise was kept' if not told['broken'] else 'Broken promises'}**: {told['faults']} of {told['planned']} faults, seed {told['seed']}, {told['machine']}, {told['minutes']:.0f} minutes, "
             f"a look each {told['look_s']:.2f} s on average ({told['slowest_look_s']:.1f} s at worst).", "",
             "| family | injected | detected in time | worst, s | recovered | worst, s | false LIVE | false alarms |",
             "|---|---|---|---|---|---|---|---|"]
    for row in told["families"]:
        lines.append(f"| {row['kind']} | {row['injected']} | {detection(row)} | {number(row['worst_detect_s'])} | "
                     f"{row['recovered']} | {number(row['worst_recover_s'])} | {row['false_live']} | "
                     f"{row['false_alarms']} |")
    lines += ["", "| kind | injected | detected in time | worst, s | limit, s | recovered | worst, s | false LIVE | false alarms |",
             "|---|---|---|---|---|---|---|---|---|"]
    for row in told["kinds"]:
        lines.append(f"| {row['kind']} | {row['injected']} | {detection(row)} | {number(row['worst_detect_s'])} | "
                     f"{number(row['limit_s'])} | {row['recovered']} | {number(row['worst_recover_s'])} | "
                     f"{row['false_live']} | {row['false_alarms']} |")
    lines += ["", f"False alarms of tiles without a fault: {len(told['false_alarms'])}. Longest that a tile stood still "
              f"and was called live: {told['longest_still_called_live_s']:.1f} s.", "",
              "| process | descriptors | threads | MB |", "|---|---|---|---|"]
    for row in told["processes"]:
        change = [f"{row['before'][what]} → {row['after'][what]}" for what in ("descriptors", "threads")]
        memory = f"{row['before']['kilobytes'] / 1024:.0f} → {row['after']['kilobytes'] / 1024:.0f}"
        lines.append(f"| {row['role']}{'' if row['same_process'] else ' (another one)'} | {change[0]} | {change[1]} | {memory} |")
    most = ", ".join(f"{role} {kilobytes / 1024:.0f}" for role, kilobytes in sorted(told["peak_kilobytes"].items()))
    lines += ["", f"The most that a process of a kind ever had, MB: {most}."]
    lines += ["", "Broken: " + ("nothing." if not told["broken"] else "; ".join(told["broken"]) + ".")]
    return "\n".join(lines) + "\n"
