"""Decides what a storm has shown: pure, time comes in. Knows what was injected, reads looks at the
screen and the API, and believes neither alone.

A look has a time and for each camera what the API calls its tile and what the screen shows there: the
frame number of the strip and how bright its white is, or nothing where no strip can be read. A picture
stands still from the look at which its frame number was first seen. Looks are taken some way apart, so
each time is known within two bounds: a promise is broken when even the kind bound breaks it, and the
worst times told are those of the unkind one.
"""
import dataclasses

from kinds import LIMIT

BRIGHT = 190  # of 255: what an undimmed strip's white has at least
FRESH = 2.0  # seconds: a picture that changed this lately is live
# How long after a fault its tile may still be touched by it, beyond its being back.
GRACE = 3.0


@dataclasses.dataclass
class Seen:
    """A tile at one look. `state` None: the API was not heard; `frame` None: no strip;
    `screen` False: there was no picture of the screen at all."""
    state: str | None
    frame: int | None = None
    white: int = 0
    screen: bool = True


@dataclasses.dataclass
class Fault:
    kind: object
    cameras: list  # all it may touch
    begun: float
    ended: float | None = None
    detected: float | None = None  # seconds, the unkind bound
    detected_kindly: float | None = None
    recovered: float | None = None  # seconds after its end
    lies: int = 0  # looks at which something false was called live
    longest_lie: float = 0
    unsaid: int = 0  # looks in a row at which what was said is not, though it is so
    alarmed: bool = False  # of a kind that must stay live
    back: set = dataclasses.field(default_factory=set)  # cameras that are

    def over(self):
        return self.recovered is not None


@dataclasses.dataclass
class Tile:
    frame: int | None = None
    changed: float | None = None  # the look that first showed this frame
    before: float | None = None  # and the look before that one
    looked: float | None = None
    live_by_screen: bool = False
    live_by_api: bool = False
    claim: tuple | None = None  # at the look before: how long it stood still while called live, and the word
    quiet_after: float = 0  # no false alarm before
    alarm: bool = False


class Judge:
    def __init__(self, cameras):
        self.tiles = {camera: Tile() for camera in cameras}
        self.faults = []
        self.false_alarms = []  # (when, camera, state)
        self.false_lives = []  # (when, camera, state, seconds it stood still)
        self.longest_still = 0.0  # of any tile that was called live and had no fault of its own limit

    def inject(self, kind, cameras, now):
        fault = Fault(kind, list(cameras), now)
        self.faults.append(fault)
        return fault

    def end(self, fault, now):
        fault.ended = now

    def open_faults(self):
        return [fault for fault in self.faults if not fault.over()]

    def touching(self, camera):
        return [fault for fault in self.open_faults() if camera in fault.cameras]

    def look(self, now, seen):
        for camera, what in seen.items():
            self.look_at(now, camera, what)

    def look_at(self, now, camera, what):
        tile, faults = self.tiles[camera], self.touching(camera)
        if what.screen and what.frame is not None and what.frame != tile.frame:
            tile.frame, tile.changed, tile.before = what.frame, now, tile.looked
        # Without a picture of the screen nobody knows whether it moved; without the API, what it says.
        tile.live_by_screen = what.screen and what.frame is not None and what.white >= BRIGHT
        tile.live_by_api = what.state == "live"
        still = 0.0 if tile.changed is None or not what.screen else now - tile.changed
        self.judge_lie(now, camera, tile, faults, still, what)
        for fault in faults:
            self.judge_unsaid(now, camera, tile, fault)
            self.judge_detection(now, tile, fault)
            self.judge_recovery(now, camera, tile, fault, still)
        self.judge_alarm(now, camera, tile, faults, what)
        tile.looked = now

    def judge_lie(self, now, camera, tile, faults, still, what):
        """What was called live at the look before, and had not moved since when looked at again.

        The screen of one look is older than its API, so a tile that just came back may be called live
        beside its old picture; the next look tells.
        """
        allowed = max([LIMIT] + [fault.kind.still for fault in faults])
        if tile.claim is not None and what.screen and what.frame == tile.frame and still > 0:
            stood, state = tile.claim
            self.longest_still = max(self.longest_still, stood)
            if stood > allowed:
                self.false_lives.append((now, camera, state, stood))
                for fault in faults:
                    fault.lies += 1
                    fault.longest_lie = max(fault.longest_lie, stood)
        called_live = tile.live_by_api or (tile.live_by_screen and what.state in ("live", None))
        tile.claim = (still, what.state) if called_live and what.screen else None

    def judge_unsaid(self, now, camera, tile, fault):
        """What was said once must be said for as long as it is so; one look may be between two words."""
        if fault.kind.right != "say" or fault.detected is None or fault.ended is not None:
            return
        fault.unsaid = fault.unsaid + 1 if tile.live_by_api else 0
        if fault.unsaid > 1:
            self.false_lives.append((now, camera, "live", now - fault.begun - fault.detected))
            fault.lies += 1

    def judge_detection(self, now, tile, fault):
        kind = fault.kind
        if fault.detected is not None or kind.right not in ("mark", "say") or fault.ended is not None:
            return
        if kind.right == "say":
            marked, since = not tile.live_by_api and now > fault.begun, fault.begun
        else:
            marked = not tile.live_by_api and not tile.live_by_screen
            since = max(tile.before or 0, fault.begun)
        if marked:
            fault.detected = max(0.0, now - since)
            kind_since = max(tile.changed or 0, fault.begun) if kind.right == "mark" else fault.begun
            fault.detected_kindly = max(0.0, (tile.looked or now) - kind_since)

    def judge_recovery(self, now, camera, tile, fault, still):
        if fault.ended is None or fault.over():
            return
        if tile.changed is not None and tile.changed > fault.ended and still < FRESH and \
                tile.live_by_api and tile.live_by_screen:
            fault.back.add(camera)
            if len(fault.back) == len(fault.cameras):
                fault.recovered = now - fault.ended
                for camera in fault.cameras:
                    self.tiles[camera].quiet_after = now + GRACE

    def judge_alarm(self, now, camera, tile, faults, what):
        wrong = what.state is not None and not tile.live_by_api
        if faults:
            for fault in faults:
                if fault.kind.right == "stay" and wrong and fault.ended is None and not fault.alarmed:
                    fault.alarmed = True
                    self.false_alarms.append((now, camera, what.state))
            tile.alarm = wrong
            return
        if wrong and not tile.alarm and now > tile.quiet_after:
            self.false_alarms.append((now, camera, what.state))
        tile.alarm = wrong

    def gave_up(self, now):
        """Faults that ended so long ago that their tiles should be back; none of them waits on."""
        late = [fault for fault in self.open_faults()
                if fault.ended is not None and now - fault.ended > fault.kind.back]
        return late


def table(faults, kinds):
    """A row a kind: what was injected and what became of it."""
    rows = []
    for kind in kinds:
        mine = [fault for fault in faults if fault.kind.name == kind.name]
        if not mine:
            continue
        asked = [fault for fault in mine if kind.right in ("mark", "say")]
        found = [fault for fault in asked if fault.detected is not None]
        in_time = [fault for fault in found if fault.detected_kindly <= kind.limit]
        back = [fault for fault in mine if fault.recovered is not None]
        rows.append({
            "kind": kind.name,
            "injected": len(mine),
            "to_detect": len(asked),
            "detected_in_time": len(in_time),
            "worst_detect_s": max((fault.detected for fault in found), default=None),
            "limit_s": kind.limit if asked else None,
            "recovered": len([fault for fault in back if fault.recovered <= kind.back]),
            "worst_recover_s": max((fault.recovered for fault in back), default=None),
            "false_live": sum(1 for fault in mine if fault.lies),
            "false_alarms": sum(1 for fault in mine if fault.alarmed),
        })
    return rows
