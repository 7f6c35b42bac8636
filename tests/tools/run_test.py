"""tools/run with stand-ins for the programs it starts: what it starts, passes on, says and ends."""
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

# Stand-ins note their arguments and their end; the cameras answer on their port.
CAMERAS = """#!/usr/bin/env python3
import signal, socket, sys
open("cameras.args", "w").write(" ".join(sys.argv[1:]))
def end(*_):
    open("cameras.ended", "w").close()
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
with socket.socket() as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", PORT))
    listener.listen()
    while True:
        signal.pause()
"""
WALL = """#!/usr/bin/env bash
trap 'touch wall.ended; kill $!; exit 0' TERM
echo "$@" >wall.args
BODY
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Run(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.port = free_port()
        script = (ROOT / "tools/run").read_text()
        self.write("tools/run", script.replace("cameras_port=8554", f"cameras_port={self.port}"))
        self.write("tools/setup", "#!/bin/sh\n")
        self.write("path/cmake", "#!/bin/sh\n")
        self.write("build/release/bin/pendopo-cameras", CAMERAS.replace("PORT", str(self.port)))
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
        self.assertEqual(self.args("cameras"), f"--file tools/cameras/lounge.json --port {self.port}")
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
        deadline = time.monotonic() + 20
        while not (self.root / "wall.args").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        os.killpg(run.pid, signal.SIGINT)
        run.communicate(timeout=20)
        self.assertEqual(run.returncode, 130)
        self.assertTrue(self.ended("wall"))
        self.assertTrue(self.ended("cameras"))

    def test_what_goes_wrong_is_said(self):
        code, said = self.run_to_end("--config", "gone.json")
        self.assertEqual(code, 1)
        self.assertIn("cannot read gone.json — expected a wall.json", said)
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", self.port))
            taken.listen()
            code, said = self.run_to_end()
            self.assertEqual(code, 1)
            self.assertIn(f"port {self.port} is taken", said)
        self.write("build/release/bin/pendopo-cameras", "#!/bin/sh\nexit 1\n")
        self.assertIn("cameras ended before they answered", self.run_to_end()[1])


if __name__ == "__main__":
    unittest.main()
