"""What a storm throws at a wall: each kind is a row, with what is right to happen then.

`right` of a kind:
  mark    the picture stops, so the tile must be marked: within LIMIT seconds of its last new picture
          neither the API calls it live nor does the screen show it bright
  say     pictures come and the tile must say what is wrong with them: the API calls it something other
          than live within `limit` seconds of the beginning, and until the end
  stay    the tile stays live: another word is a false alarm
  any     it may do either, as long as nothing false is called live
After the end of the fault the tile is live again within `back` seconds, in every kind.
"""
import dataclasses

LIMIT = 4.0  # seconds from the last new picture to the mark
REFUSED = 45.0  # what says no, or nonsense, is asked again each 30 s, 20 % more or less
FROZEN_AFTER = 5  # as the storm's cameras.json has it
# What was damaged or lost may be called degraded, which ten good seconds end: after the next key
# picture, and a report of the worker later.
DEGRADED = 10.0 + LIMIT + 2.0


@dataclasses.dataclass(frozen=True)
class Kind:
    name: str
    how: str  # camera, line (its network), kill or stop (a worker)
    what: str  # for cameras and lines as pendopo-cameras takes it; for workers the role's beginning
    right: str = "mark"
    limit: float = LIMIT
    still: float = LIMIT  # how long a picture may stand still and be called live
    lasts: tuple = (6.0, 9.0)  # seconds; the seed takes one between
    back: float = 12.0
    weight: int = 2  # how often, beside the others


# By families, as a short table has them.
FAMILIES = {"no picture comes": [
    Kind("silence", "camera", "silence", weight=4),
    Kind("rtcp-only", "camera", "rtcp-only", weight=4),
    Kind("audio-only", "camera", "audio-only"),
    Kind("keepalive-only", "camera", "keepalive-only", weight=4),
], "opening is not answered": [
    Kind("stall-accept", "camera", "stall:at=accept"),
    Kind("stall-options", "camera", "stall:at=options"),
    Kind("stall-describe", "camera", "stall:at=describe"),
    Kind("stall-setup", "camera", "stall:at=setup"),
    Kind("stall-play", "camera", "stall:at=play"),
    Kind("drip-status", "camera", "drip:in=status"),
    Kind("drip-header", "camera", "drip:in=header"),
    Kind("drip-sdp", "camera", "drip:in=sdp"),
    Kind("drip-frame", "camera", "drip:in=frame"),
], "refused, or nonsense": [
    Kind("giant-body", "camera", "giant-body", back=REFUSED),
    Kind("giant-header", "camera", "giant-header", back=REFUSED),
    Kind("refused", "camera", "refused", weight=4),
], "it comes and goes": [
    Kind("boot-loop", "camera", "boot-loop:up=3s,down=6s", right="any", lasts=(12.0, 20.0)),
    Kind("limit", "camera", "limit", back=REFUSED, weight=1),
    Kind("eof", "camera", "eof:after=2s", right="any", lasts=(8.0, 12.0)),
    Kind("bye-continue", "camera", "bye:then=continue", right="any"),
    Kind("bye-close", "camera", "bye:then=close", right="any"),
], "pictures that are wrong": [
    # The strip is among what is damaged, and a decoder may put an old one in its place: no proof here.
    Kind("corrupt-all", "camera", "corrupt:rate=2%", right="any", still=20.0, back=DEGRADED),
    Kind("corrupt-some", "camera", "corrupt:rate=0.002%", right="any", back=DEGRADED),
    Kind("repeat-bytes", "camera", "repeat:how=bytes", right="say", limit=FROZEN_AFTER + LIMIT,
         still=FROZEN_AFTER + LIMIT, lasts=(14.0, 18.0)),
    Kind("repeat-encoded", "camera", "repeat:how=encoded", right="say", limit=FROZEN_AFTER + LIMIT,
         still=FROZEN_AFTER + LIMIT, lasts=(14.0, 18.0)),
    Kind("repeat-keyframes", "camera", "repeat:how=keyframes", right="say",
         limit=FROZEN_AFTER + LIMIT, still=FROZEN_AFTER + LIMIT, lasts=(14.0, 18.0)),
], "pictures that are late": [
    # Two seconds late is said; at half a second each second that is after four, and a report later.
    Kind("late", "camera", "late:by=6s,rate=0.5", right="say", limit=9.0, lasts=(14.0, 18.0)),
], "another time, format or pace": [
    Kind("pts-forward", "camera", "pts-jump:by=10s,every=1h", right="stay"),
    Kind("pts-back", "camera", "pts-jump:by=-10s,every=1h", right="stay"),
    Kind("pts-hour", "camera", "pts-jump:by=1h,every=1h", right="stay"),
    Kind("pts-reset", "camera", "pts-reset", right="stay"),
    Kind("size-change", "camera", "size-change", right="any", still=LIMIT),
    Kind("codec-change", "camera", "codec-change:to=h265", right="any"),
    Kind("short-session", "camera", "short-session", right="any", lasts=(10.0, 14.0)),
    Kind("giant-frames", "camera", "giant-interleaved", right="any"),
    Kind("long-group", "camera", "long-group:pictures=50", right="any"),
    Kind("pace-1", "camera", "pace:fps=1", right="any", still=8.0, lasts=(8.0, 12.0)),
], "the network": [
    Kind("loss-1%", "line", "loss=1%", right="any", back=DEGRADED),
    Kind("loss-30%", "line", "loss=30%", right="any", back=DEGRADED),
    Kind("duplicate", "line", "duplicate=10%", right="any"),
    Kind("reorder", "line", "reorder=8", right="any", back=DEGRADED),
    Kind("jitter", "line", "jitter=60ms", right="any", back=DEGRADED),
    Kind("hold", "line", "hold=60s", right="mark", weight=4),
    Kind("narrow", "line", "bandwidth=20k", right="any", lasts=(10.0, 14.0), back=DEGRADED),
], "the wall's processes": [
    Kind("kill-ingest", "kill", "ingest", right="any", weight=3),
    Kind("kill-render", "kill", "render", right="any", weight=2),
    Kind("kill-cards", "kill", "cards", right="any"),
    Kind("kill-control", "kill", "control", right="any", weight=1, back=20.0),
    Kind("stop-ingest", "stop", "ingest", right="any", weight=2, back=20.0),
    Kind("stop-render", "stop", "render", right="any", weight=1, back=25.0),
]}
KINDS = [kind for kinds in FAMILIES.values() for kind in kinds]


def plan(count, generator, cameras, kinds=tuple(KINDS)):
    """`count` faults of these kinds: (kind, camera or None, how long). All kinds once, as far as they go, then by weight.

    The order is the generator's; no two in a row of one camera.
    """
    firsts = list(kinds)
    generator.shuffle(firsts)
    rest = generator.choices(kinds, weights=[kind.weight for kind in kinds],
                             k=max(0, count - len(firsts)))
    chosen = (firsts + rest)[:count]
    faults, last = [], None
    for kind in chosen:
        camera = None
        if kind.how in ("camera", "line"):
            camera = generator.choice([each for each in cameras if each != last])
            last = camera
        faults.append((kind, camera, generator.uniform(*kind.lasts)))
    return faults
