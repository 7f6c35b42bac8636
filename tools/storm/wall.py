"""A wall of sixteen cameras, headless, and the cameras themselves: started, asked, hit, measured."""
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from console_token import console_headers  # noqa: E402
from judge import Seen  # noqa: E402
from kinds import FROZEN_AFTER  # noqa: E402

CAMERAS = 16
COLUMNS = 4
SCREEN = (1280, 720)
DISPLAY = "layar"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cameras:
    """pendopo-cameras with faults on demand."""

    def __init__(self, programs, folder, seed):
        self.control = folder / "cameras.control"
        self.process = subprocess.Popen(
            [programs / "pendopo-cameras", "--fault", "none", "--impair", "none", "--count", str(CAMERAS),
             "--port", "0", "--fps", "10", "--sub-size", "320x180", "--seed", str(seed), "--control",
             self.control], stdout=subprocess.PIPE, text=True)
        self.addresses = {}
        for line in self.process.stdout:
            if match := re.match(r"(cam-\d+)\s+(rtsp://\S+)", line):
                self.addresses[match[1]] = match[2]
            if line.startswith("ready"):
                break
        if len(self.addresses) != CAMERAS:
            raise RuntimeError("the cameras did not start")
        self.line = socket.socket(socket.AF_UNIX)
        self.line.connect(str(self.control))
        self.answers = self.line.makefile("r")

    def tell(self, text):
        self.line.sendall((text + "\n").encode())
        answer = self.answers.readline().strip()
        if answer.startswith("error"):
            raise RuntimeError(f"{text}: {answer}")
        return answer

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Strips:
    """Reads frame numbers out of pictures of the screen."""

    def __init__(self, programs):
        self.process = subprocess.Popen([programs / "pendopo-strips"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def read(self, png, tiles):
        self.process.stdin.write(f"picture {len(png)} {' '.join(tiles)}\n".encode() + png)
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self):
        self.process.stdin.close()
        self.process.wait(10)


def installation(folder, addresses, port, frozen):
    (folder / "layouts").mkdir(exist_ok=True)
    cameras = []
    for name, address in addresses.items():
        camera = {"id": name, "main": {"url": address, "size": [320, 180]}}
        if frozen:
            camera["frozen_after_s"] = FROZEN_AFTER
        cameras.append(camera)
    tiles = [{"camera": name, "label": "none"} for name in addresses]
    (folder / "cameras.json").write_text(json.dumps({"version": 1, "cameras": cameras}))
    (folder / "layouts/semua.json").write_text(json.dumps(
        {"version": 1, "id": "semua", "displays": {DISPLAY: {"grid": f"{COLUMNS}x{COLUMNS}", "tiles": tiles}}}))
    (folder / "wall.json").write_text(json.dumps(
        {"version": 1, "displays": [{"id": DISPLAY, "size": list(SCREEN)}], "control": {"port": port},
         "first_layout": "semua", "state_dir": "state"}))


class Wall:
    def __init__(self, programs, folder, addresses):
        self.port, self.log, self.strips = free_port(), folder / "wall.log", Strips(programs)
        self.says_frozen = True
        self.peaks = {}  # role without number → kilobytes
        installation(folder, addresses, self.port, True)
        check = subprocess.run([programs / "pendopo", "check", folder / "wall.json"], capture_output=True, text=True)
        if "frozen_after_s" in check.stdout + check.stderr:
            self.says_frozen = False  # an older wall
            installation(folder, addresses, self.port, False)
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [programs / "pendopo", "run", "--headless", "--config", folder / "wall.json"],
                stdout=log, stderr=log)

    def ask(self, path, patience=3.0):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=console_headers(self.port))
        with urllib.request.urlopen(request, timeout=patience) as answer:
            return answer.read()

    def state(self):
        """The state document; None where nobody answers."""
        try:
            return json.loads(self.ask("/api/v1/state"))
        except (OSError, ValueError, urllib.error.URLError):
            return None

    def look(self):
        """What API and screen show of each camera: {camera: Seen}, and the state document."""
        # The screen first: it is the older of the two by as long as it takes, never the younger.
        try:
            png = self.ask(f"/api/v1/displays/{DISPLAY}/picture.png")
        except (OSError, urllib.error.URLError):
            png = None
        state = self.state()
        self.note_peaks(state or {})
        tiles = {tile["camera"]: tile for tile in (state or {}).get("tiles", []) if tile.get("camera")}
        names = [f"cam-{number + 1}" for number in range(CAMERAS)]
        width, height = SCREEN[0] // COLUMNS, SCREEN[1] // COLUMNS
        places = [f"{width}x{height}+{i % COLUMNS * width}+{i // COLUMNS * height}" for i in range(CAMERAS)]
        strips = self.strips.read(png, places) if png else [None] * CAMERAS
        seen = {}
        for number, (name, strip) in enumerate(zip(names, strips)):
            word = tiles[name]["state"] if name in tiles else None
            # Another camera's picture there would be worse than none: it is no picture of this one.
            mine = strip is not None and strip["camera"] == number + 1
            seen[name] = Seen(word, strip["frame"] if mine else None, strip["white"] if mine else 0, png is not None)
        return seen, state

    def note_peaks(self, state):
        for worker in state.get("workers", []):
            kilobytes = peak(worker["pid"]) if worker.get("pid") else None
            role = worker["role"].split("-")[0]
            self.peaks[role] = max(self.peaks.get(role, 0), kilobytes or 0)

    def processes(self):
        """role → pid, of the workers and of control and its keeper."""
        state = self.state() or {}
        found = {worker["role"]: worker["pid"] for worker in state.get("workers", []) if worker.get("pid")}
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        found["keeper"] = self.process.pid
        controls = [int(pid) for pid in children if int(pid) not in found.values()]
        if len(controls) == 1:
            found["control"] = controls[0]
        return found

    def hit(self, role, number):
        """Sends a signal to a process of that role; which one was hit."""
        pid = self.processes().get(role)
        if not pid:
            return None
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return None
        return pid

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            ended = self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            ended = "did not end within 15 s"
        self.strips.end()
        return ended


def peak(pid):
    """The most memory that a process ever had, in kilobytes; nothing where it is gone."""
    try:
        found = re.search(r"^VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(), re.M)
        return int(found[1]) if found else None
    except OSError:
        return None


def measure(processes):
    """role → descriptors, threads, kilobytes of memory of its own and shared by share."""
    found = {}
    for role, pid in sorted(processes.items()):
        try:
            pss = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
            found[role] = {"pid": pid, "descriptors": len(os.listdir(f"/proc/{pid}/fd")),
                           "threads": len(os.listdir(f"/proc/{pid}/task")), "kilobytes": int(pss[1])}
        except (OSError, TypeError):
            continue  # it ended meanwhile
    return found


def wait_until(is_so, patience, pause=0.3):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(pause)
    return False
