"""The storm's judge: what it takes for marked, for back, for a lie and for a false alarm; and its plan."""
import random
import sys
import unittest
from pathlib import Path

STORM = Path(__file__).resolve().parents[2] / "tools/storm"
sys.path.insert(0, str(STORM))
from judge import Judge, Seen, table  # noqa: E402
from kinds import KINDS, Kind, plan  # noqa: E402
from report import broken_promises, leaks_of  # noqa: E402

STALL = Kind("stall", "camera", "silence")
FROZEN = Kind("frozen", "camera", "repeat", right="say", limit=9.0, still=9.0)
STAY = Kind("stay", "camera", "pts-reset", right="stay")


def live(frame):
    return Seen("live", frame, 220)


class Judged(unittest.TestCase):
    def setUp(self):
        self.judge = Judge(["a"])
        self.frame, self.now = 0, 0.0

    def moving(self, until, state="live", white=220):
        while self.now < until:
            self.frame += 5
            self.look(Seen(state, self.frame, white))

    def look(self, seen):
        self.now += 0.5
        self.judge.look(self.now, {"a": seen})

    def standing(self, until, state="live", white=220, frame=None):
        while self.now < until:
            self.look(Seen(state, self.frame if frame is None else frame, white))

    def row(self, kind):
        return table(self.judge.faults, [kind])[0]

    def test_a_picture_that_is_marked_and_comes_back(self):
        self.moving(5)
        fault = self.judge.inject(STALL, ["a"], self.now)
        self.standing(8)
        self.standing(12, "stale", white=80)
        self.judge.end(fault, self.now)
        self.standing(13, "offline", white=80)
        self.moving(15)
        row = self.row(STALL)
        self.assertEqual((row["detected_in_time"], row["recovered"], row["false_live"]), (1, 1, 0))
        self.assertAlmostEqual(row["worst_detect_s"], 3.5)
        self.assertAlmostEqual(row["worst_recover_s"], 1.5)
        self.assertEqual(self.judge.false_lives + self.judge.false_alarms, [])

    def test_the_api_alone_or_the_screen_alone_is_no_mark(self):
        for word, white in (("stale", 220), ("live", 80)):
            with self.subTest(word):
                self.setUp()
                self.moving(5)
                self.judge.inject(STALL, ["a"], self.now)
                self.standing(20, word, white)
                self.assertEqual(self.row(STALL)["detected_in_time"], 0)

    def test_a_picture_that_stands_and_is_called_live_is_a_lie(self):
        self.moving(5)
        self.judge.inject(STALL, ["a"], self.now)
        self.standing(12)
        self.assertGreater(len(self.judge.false_lives), 2)
        self.assertEqual(self.row(STALL)["false_live"], 1)
        self.standing(13, "live", white=80)
        lies = len(self.judge.false_lives)
        self.standing(14, "live", white=80)
        self.assertGreater(len(self.judge.false_lives), lies, "the API's word counts, however the tile looks")

    def test_a_tile_without_a_fault_may_not_lie_either(self):
        self.moving(5)
        self.standing(12)
        self.assertGreater(len(self.judge.false_lives), 0)

    def test_the_screen_of_a_look_is_older_than_its_word(self):
        self.moving(5)
        fault = self.judge.inject(STALL, ["a"], self.now)
        self.standing(15, "offline", white=80)
        self.judge.end(fault, self.now)
        self.look(Seen("live", self.frame, 80))  # just back; the picture was taken a moment before
        self.moving(20)
        self.assertEqual(self.judge.false_lives, [])
        self.assertEqual(self.row(STALL)["recovered"], 1)

    def test_marked_too_late_is_not_in_time(self):
        self.moving(5)
        self.judge.inject(STALL, ["a"], self.now)
        self.standing(10.5)
        self.standing(12, "stale", white=80)
        row = self.row(STALL)
        self.assertEqual(row["detected_in_time"], 0)
        self.assertGreater(row["worst_detect_s"], 5)

    def test_a_repeated_picture_has_its_own_limit_and_needs_its_word(self):
        self.moving(5)
        self.judge.inject(FROZEN, ["a"], self.now)
        self.standing(12)
        self.assertEqual(self.judge.false_lives, [])
        self.standing(14, "frozen")
        self.assertEqual(self.row(FROZEN)["detected_in_time"], 1)

    def test_what_is_said_must_be_said_until_the_end(self):
        self.moving(5)
        fault = self.judge.inject(FROZEN, ["a"], self.now)
        self.standing(12, "frozen")
        self.moving(12.5)  # one look between two words
        self.standing(14, "frozen")
        self.assertEqual(self.judge.false_lives, [])
        self.moving(16)
        self.assertGreater(len(self.judge.false_lives), 0)
        lies = len(self.judge.false_lives)
        self.judge.end(fault, self.now)
        self.moving(20)
        self.assertEqual(len(self.judge.false_lives), lies)

    def test_a_word_without_a_reason_is_a_false_alarm(self):
        self.moving(5)
        self.moving(7, "stale")
        self.moving(9)
        self.assertEqual(len(self.judge.false_alarms), 1, "one, however long it is")
        self.judge.inject(STAY, ["a"], self.now)
        self.moving(12, "delayed")
        self.assertEqual(len(self.judge.false_alarms), 2)
        self.assertEqual(self.row(STAY)["false_alarms"], 1)

    def test_an_api_or_a_screen_that_is_away_for_a_moment_says_nothing(self):
        self.moving(5)
        for _ in range(20):
            self.look(Seen(None, screen=False))
        self.assertEqual(self.judge.false_lives + self.judge.false_alarms, [])

    def test_what_never_comes_back_is_told(self):
        self.moving(5)
        fault = self.judge.inject(STALL, ["a"], self.now)
        self.standing(8, "offline", white=80)
        self.judge.end(fault, self.now)
        self.standing(25, "offline", white=80)
        self.assertEqual(self.judge.gave_up(self.now), [fault])
        rows = table(self.judge.faults, [STALL])
        self.assertIn("stall: recovered 0 of 1", broken_promises(self.judge, rows, [], {}, []))
        large = broken_promises(self.judge, [], [], {"ingest": 200 * 1024, "render": 400 * 1024}, [])
        self.assertEqual(large, ["an ingest worker had 200 MB"])


class Leaks(unittest.TestCase):
    def test_are_what_a_process_has_more_than_before(self):
        def process(descriptors=10, threads=4, kilobytes=1000, pid=1):
            return {"pid": pid, "descriptors": descriptors, "threads": threads, "kilobytes": kilobytes}
        for after, leaks in ((process(), False), (process(descriptors=20), True), (process(threads=9), True),
                             (process(kilobytes=90_000), True), (process(kilobytes=5_000, pid=2), False)):
            row, = leaks_of({"ingest-1": process()}, {"ingest-1": after, "new": process()})
            self.assertEqual(row["leaks"], leaks, after)


class Plans(unittest.TestCase):
    CAMERAS = [f"cam-{i}" for i in range(1, 17)]

    def test_the_seed_decides_everything(self):
        one, same, other = (plan(100, random.Random(seed), self.CAMERAS) for seed in (1, 1, 2))
        self.assertEqual(one, same)
        self.assertNotEqual(one, other)

    def test_every_kind_comes_when_there_is_room(self):
        kinds = {kind.name for kind, _, _ in plan(300, random.Random(1), self.CAMERAS)}
        self.assertEqual(kinds, {kind.name for kind in KINDS})
        self.assertEqual(len({kind.name for kind in KINDS}), len(KINDS), "a name stands for one row")

    def test_a_plan_has_as_many_as_it_was_asked_for(self):
        for count in (3, 300):
            self.assertEqual(len(plan(count, random.Random(1), self.CAMERAS)), count)


if __name__ == "__main__":
    unittest.main()
