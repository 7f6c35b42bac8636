"""The benchmark's figures, computed by hand; and where it expects pictures to be."""
import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "tools/bench"
sys.path.insert(0, str(BENCH))
import measure  # noqa: E402
from contenders import Scene  # noqa: E402


def change(tile, at_ms, camera, frame=0, age_ms=50):
    if camera is None:
        return {"tile": tile, "at_us": at_ms * 1000, "camera": None}
    return {"tile": tile, "at_us": at_ms * 1000, "camera": camera, "frame": frame, "age_us": age_ms * 1000}


class Statistics(unittest.TestCase):
    def test_percentile_is_a_value_that_occurred(self):
        self.assertIsNone(measure.percentile([], 50))
        self.assertEqual(measure.percentile([7], 99), 7)
        self.assertEqual(measure.percentile([4, 1, 3, 2], 50), 2)
        self.assertEqual(measure.percentile(range(1, 101), 99), 99)
        self.assertEqual(measure.percentile(range(1, 101), 100), 100)

    def test_frames_advance_over_the_end_of_the_loop(self):
        self.assertEqual(measure.advance(10, 11, 500), 1)
        self.assertEqual(measure.advance(499, 1, 500), 2)
        self.assertEqual(measure.advance(1, 499, 500), -2)

    def test_shown_counts_pictures_skips_returns_and_darkness(self):
        changes = [
            change(0, 0, 1, 498, age_ms=9000),  # stood there before we looked: no latency
            change(0, 40, 1, 499, age_ms=60),
            change(0, 80, 1, 1, age_ms=80),  # 0 was skipped
            change(0, 120, 1, 0, age_ms=140),  # came back
            change(1, 0, 2, 7),
            change(1, 500, None),
            {"samples": 100, "late": 0},
        ]
        figures = measure.shown(changes, 2, 1.0, 500)
        self.assertEqual(figures["fps_tiles"], [3.0, 0.0])
        self.assertEqual((figures["fps_mean"], figures["fps_worst"]), (1.5, 0.0))
        self.assertEqual((figures["skipped"], figures["backward"]), (1, 1))
        self.assertEqual(measure.shown(changes, 2, 4.0, 500)["skipped_a_second"], 0.25)
        self.assertEqual(figures["unreadable"], 1)
        self.assertEqual((figures["latency_p50_ms"], figures["latency_max_ms"]), (80, 140))
        many = [change(0, 40 * i, 1, i, age_ms=i) for i in range(101)]
        figures = measure.shown(many, 1, 4.0, 500)
        self.assertEqual((figures["latency_p95_ms"], figures["latency_p99_ms"]), (95, 99))

    def test_each_tile_has_its_own_time_and_one_that_never_came_is_counted(self):
        changes = [
            change(0, 90, 2), change(0, 130, 1),  # another camera before
            change(1, 101, 2, age_ms=4000), change(1, 160, 2),  # an old picture is none
            change(2, 500, None),
            {"samples": 3, "late": 0},
        ]  # fmt: skip
        times = measure.first_by_tile_ms(changes, 100_000, [1, 2, 3])
        self.assertEqual(times, [30, 60, None])
        self.assertEqual(measure.tail_of(times), {"p50": 30, "p99": 60, "worst": 60, "never": 1})
        self.assertEqual(measure.tail_of([None]), {"p50": None, "p99": None, "worst": None, "never": 1})

    def test_skew_is_between_first_and_last_tile_of_a_frame(self):
        changes = [change(tile, 0, 1, 10) for tile in (0, 1)] + [
            change(0, 40, 1, 11), change(1, 41, 1, 11),
            change(1, 80, 1, 12), change(0, 90, 1, 12),
            change(0, 120, 1, 13),
        ]  # fmt: skip
        figures = measure.skew(changes, 2)
        self.assertEqual((figures["skew_p50_ms"], figures["skew_p99_ms"]), (1, 10))
        self.assertEqual((figures["frames_on_all"], figures["frames_not_on_all"]), (2, 1))

    def test_live_again_wants_the_right_camera_and_a_fresh_picture_on_every_tile(self):
        changes = [
            change(0, 50, 2),  # before the command
            change(0, 130, 1),  # the camera of before
            change(0, 140, 2, age_ms=1500),  # the right one, but old
            change(0, 180, 2),
            change(1, 150, 1),
        ]
        self.assertEqual(measure.live_again_ms(changes, 2, 100_000, [2, 1]), 80)
        self.assertIsNone(measure.live_again_ms(changes, 2, 100_000, [2, 3]))
        self.assertEqual(measure.spread_ms(changes, 2, 100_000, [2, 1]), 30)

    def test_dark_tiles(self):
        changes = [change(0, 50, None), change(1, 150, None), change(1, 160, 1), change(1, 170, None)]
        self.assertEqual(measure.dark_tiles(changes, 2, 100_000), 1)


class Processes(unittest.TestCase):
    def test_a_tree_is_what_runs_in_its_sessions(self):
        script = "sh -c 'while :; do :; done' & read line"
        with subprocess.Popen(
            ["sh", "-c", script], stdin=subprocess.PIPE, start_new_session=True
        ) as child:
            tree = measure.ProcessTree([child.pid])
            deadline = time.monotonic() + 10
            while (tree.cpu_seconds() == 0 or tree.pss_mb() == 0) and time.monotonic() < deadline:
                time.sleep(0.01)
            self.assertEqual(len(list(tree.members())), 2)
            self.assertGreater(tree.cpu_seconds(), 0)
            self.assertGreater(tree.pss_mb(), 0)
            threads = tree.cpu_seconds_by_thread()
            self.assertEqual(list(threads), ["sh"])  # both processes
            self.assertGreater(threads["sh"], 0)
            self.assertIn(child.pid, measure.children_of(os.getpid(), "sh"))
            os.killpg(child.pid, 9)

    def test_cores_are_of_the_time_waited_only(self):
        class Tree:
            seconds = iter([10.0, 10.5])

            def cpu_seconds(self):
                return next(self.seconds)

        cores = measure.cores_of([Tree()], lambda: time.sleep(0.1))
        self.assertTrue(2 < cores[0] <= 5, cores)

    def test_threads_that_differ_by_a_number_are_one_kind(self):
        self.assertEqual(measure.kind_of("llvmpipe-3"), "llvmpipe")
        self.assertEqual(measure.kind_of("pendopo-ingest"), "pendopo-ingest")


class Scenes(unittest.TestCase):
    def test_sixteen_on_four_outputs(self):
        scene = Scene(4, list(range(1, 17)), "rtsp://h:1")
        self.assertEqual((scene.columns, scene.rows), (2, 2))
        self.assertEqual(scene.picture(0), "960x540+0+0")
        self.assertEqual(scene.picture(7), f"960x540+{1920 + 960}+540")
        self.assertEqual(scene.of_output(3), [(12, 13), (13, 14), (14, 15), (15, 16)])
        self.assertEqual(scene.url(16), "rtsp://h:1/cam-16/sub")

    def test_pictures_stand_in_the_middle_of_tiles_of_another_shape(self):
        scene = Scene(1, [1, 2], "")  # two columns, one row: 960x1080
        self.assertEqual(scene.picture(1), "960x540+960+270")

    def test_a_switch_keeps_the_places(self):
        scene = Scene(2, [1, 2, 3], "")
        self.assertEqual(scene.with_cameras([3, 2, 1]).pictures(), scene.pictures())
        self.assertEqual(scene.with_cameras([3, 2, 1]).of_output(1), [(2, 1)])


if __name__ == "__main__":
    unittest.main()
