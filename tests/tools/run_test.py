"""tools/run with stand-ins for the programs it starts: what it starts, passes on, says and ends."""
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Stand-ins note their arguments and their end; the cameras say where they listen, the wall listens
# where its configuration tells it to.
CAMERAS = """#!/usr/bin/env python3
import signal, sys
open("cameras.args", "w").write(" ".join(sys.argv[1:]))
open("cameras.pid", "w").write(str(__import__("os").getpid()))
def end(*_):
    open("cameras.ended", "w").close()
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
print("listening rtsp://127.0.0.1:PORT", flush=True)
while True:
    signal.pause()
"""
WALL = """#!/usr/bin/env bash
trap 'touch wall.ended; kill $!; exit 0' TERM
echo "$@" >wall.args
echo $$ >wall.pid
BODY
"""
# A build that goes on until it is told to end, with a compiler of its own.
BUILD = """#!/usr/bin/env bash
[[ $1 == --build ]] || exit 0
trap 'touch build.ended; exit 1' TERM
sleep 300 & echo $! >compiler.pid
touch build.begun
wait
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Run(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.panel = free_port()
        script = (ROOT / "tools/run").read_text()
        self.write("tools/run", script.replace("panel_port=7600", f"panel_port={self.panel}"))
        self.write("tools/setup", "#!/bin/sh\n")
        self.write("path/cmake", "#!/bin/sh\n")
        for name in ("wall.json", "cameras.json"):
            self.write(f"config/lounge/{name}", (ROOT / "config/lounge" / name).read_text())
        self.cameras_listen_on(8554)
        self.wall_does("exit 0")

    def tearDown(self):
        self.folder.cleanup()

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)

    def wall_does(self, body):
        self.write("build/release/bin/pendopo", WALL.replace("BODY", body))

    def cameras_listen_on(self, port):
        self.write("build/release/bin/pendopo-cameras", CAMERAS.replace("PORT", str(port)))

    def wait_for(self, name):
        deadline = time.monotonic() + 20
        while not (self.root / name).exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        self.assertTrue((self.root / name).exists(), name)

    def gone(self, name):
        """Whether the process that noted its id is, or within a moment will be, no more."""
        pid = int((self.root / name).read_text())
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            try:
                os.kill(pid, 0)
                if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                    return True
            except (ProcessLookupError, FileNotFoundError):
                return True
            time.sleep(0.01)
        return False

    def start(self, *words, display=":9"):
        path = f"{self.root}/path:{os.environ['PATH']}"
        return subprocess.Popen(
            [self.root / "tools/run", *words], env=os.environ | {"PATH": path, "DISPLAY": display},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def run_to_end(self, *words, display=":9"):
        run = self.start(*words, display=display)
        said = run.communicate(timeout=30)[1]
        return run.returncode, said

    def args(self, name):
        return (self.root / f"{name}.args").read_text().strip()

    def ended(self, name):
        return (self.root / f"{name}.ended").exists()

    def test_every_program_that_the_wall_starts_is_built(self):
        built = (ROOT / "tools/run").read_text().split("--target", 1)[1].split("bin=", 1)[0].split()
        for source in (ROOT / "engine/app").glob("*.cpp"):
            for program in re.findall(r'"(pendopo-[a-z]+)"', source.read_text()):
                self.assertIn(program, built, source.name)

    def test_the_example_with_its_cameras(self):
        self.assertEqual(self.run_to_end("--seconds", "20", "--out", "d"), (0, ""))
        self.assertEqual(self.args("wall"), "run --config config/lounge/wall.json --seconds 20 --out d")
        self.assertEqual(
            self.args("cameras"), "--file tools/cameras/lounge.json --port 8554 --next-ports 100"
        )
        self.assertTrue(self.ended("cameras"))

    def test_headless_where_there_is_no_display_or_by_choice(self):
        self.run_to_end(display="")
        self.assertIn("--headless", self.args("wall"))
        self.run_to_end("--windowed")
        self.assertIn("--windowed", self.args("wall"))

    def test_a_wall_of_ones_own_gets_no_cameras(self):
        self.write("mine.json", "{}")
        self.assertEqual(self.run_to_end("--config", "mine.json"), (0, ""))
        self.assertEqual(self.args("wall"), "run --config mine.json")
        self.assertFalse((self.root / "cameras.args").exists())

    def test_the_status_of_the_wall_is_ours(self):
        self.wall_does("exit 3")
        self.assertEqual(self.run_to_end()[0], 3)
        self.assertTrue(self.ended("cameras"))

    def test_ctrl_c_ends_everything(self):
        self.wall_does("sleep 60 & wait")
        run = self.start()
        self.wait_for("wall.pid")
        os.killpg(run.pid, signal.SIGINT)
        run.communicate(timeout=20)
        self.assertEqual(run.returncode, 130)
        self.assertTrue(self.ended("wall"))
        self.assertTrue(self.ended("cameras"))

    def test_ctrl_c_ends_the_build_and_its_compilers(self):
        self.write("path/cmake", BUILD)
        run = self.start()
        self.wait_for("build.begun")
        os.killpg(run.pid, signal.SIGINT)
        run.communicate(timeout=20)
        self.assertEqual(run.returncode, 130)
        self.assertTrue(self.ended("build"))
        self.assertTrue(self.gone("compiler.pid"))

    def test_killed_it_leaves_neither_wall_nor_cameras(self):
        self.wall_does("sleep 60 & wait")
        run = self.start()
        self.wait_for("wall.pid")
        self.wait_for("cameras.pid")
        run.kill()
        run.communicate(timeout=20)
        self.assertTrue(self.gone("wall.pid"))
        self.assertTrue(self.gone("cameras.pid"))

    def test_the_next_free_ports_where_ours_are_taken(self):
        self.cameras_listen_on(8557)
        self.wall_does("cp -r $(dirname $3) kept")
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", self.panel))
            taken.listen()
            run = self.start()
            said = run.communicate(timeout=30)[0]
        self.assertEqual(run.returncode, 0)
        panel = json.loads((self.root / "kept/wall.json").read_text())["control"]["port"]
        self.assertGreater(panel, self.panel)
        self.assertIn(f"the cameras are on 8557, the panel is on http://127.0.0.1:{panel}", said)
        config = self.args("wall").split()[2]
        self.assertRegex(config, "^build/lounge[.].*/wall.json$")
        self.assertFalse((self.root / config).exists(), "the copy stayed")
        cameras = (self.root / "kept/cameras.json").read_text()
        self.assertIn("rtsp://127.0.0.1:8557/rsud-lobi/main", cameras)
        self.assertNotIn("8554", cameras)
        wall = json.loads((self.root / "kept/wall.json").read_text())
        self.assertEqual(wall["layouts"], "../../config/lounge/layouts")
        self.assertEqual(wall["cards"], "../../config/lounge/cards")
        self.assertEqual(wall["data"], "../../config/lounge/data.json")
        self.assertEqual(wall["first_layout"], "beranda")

    def test_two_at_once_take_their_turns(self):
        self.wall_does("sleep 60 & wait")
        first = self.start()
        self.wait_for("wall.pid")  # the stand-in never answers, so its turn is not over
        second = self.start()
        self.assertIn("waiting for it", second.stdout.readline())
        for run in (first, second):
            run.send_signal(signal.SIGTERM)
            run.communicate(timeout=20)
            self.assertEqual(run.returncode, 143)

    def test_what_goes_wrong_is_said(self):
        code, said = self.run_to_end("--config", "gone.json")
        self.assertEqual(code, 1)
        self.assertIn("cannot read gone.json — expected a wall.json", said)
        self.write("build/release/bin/pendopo-cameras", "#!/bin/sh\nexit 1\n")
        self.assertIn("cameras ended before they answered", self.run_to_end()[1])
        self.write("path/cmake", "#!/bin/sh\n[ $1 != --build ]\n")
        self.assertIn("the build failed", self.run_to_end()[1])


if __name__ == "__main__":
    unittest.main()
