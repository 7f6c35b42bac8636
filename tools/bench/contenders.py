"""The programs that are compared: how each shows the same cameras on the same outputs.

A contender is started with a Scene, says which processes are its own, and may be able to switch to
the other arrangement of cameras or to be hit by kill -9. Tiles are a grid on each output.
"""
import json
import math
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from console_token import console_headers  # noqa: E402
from x_windows import Windows  # noqa: E402

OUTPUT = (1920, 1080)


class Scene:
    """Which camera stands in which tile of which output.

    Tiles are counted output by output, row by row. `cameras` are numbers as the strip has them.
    """

    def __init__(self, outputs, cameras, base):
        self.outputs = outputs
        self.per_output = math.ceil(len(cameras) / outputs)
        self.columns = math.ceil(math.sqrt(self.per_output))
        self.rows = math.ceil(self.per_output / self.columns)
        self.cameras = cameras
        self.base = base  # rtsp://host:port

    def url(self, camera):
        return f"{self.base}/cam-{camera}/sub"

    def place(self, tile):
        """x, y, width, height of a tile in its output, and the output."""
        output, cell = divmod(tile, self.per_output)
        width, height = OUTPUT[0] // self.columns, OUTPUT[1] // self.rows
        return cell % self.columns * width, cell // self.columns * height, width, height, output

    def picture(self, tile):
        """WIDTHxHEIGHT+X+Y on the screen of the 16:9 picture a tile contains."""
        x, y, width, height, output = self.place(tile)
        shown = min(width, height * 16 // 9), min(height, width * 9 // 16)
        left = output * OUTPUT[0] + x + (width - shown[0]) // 2
        return f"{shown[0]}x{shown[1]}+{left}+{y + (height - shown[1]) // 2}"

    def pictures(self):
        return [self.picture(tile) for tile in range(len(self.cameras))]

    def of_output(self, output):
        """(tile, camera) of each tile there."""
        first = output * self.per_output
        return [(first + i, c) for i, c in enumerate(self.cameras[first : first + self.per_output])]

    def with_cameras(self, cameras):
        return Scene(self.outputs, cameras, self.base)


class Contender:
    name = ""
    note = ""

    def __init__(self, folder):
        self.folder = folder
        self.children = []

    def start(self, scene):
        raise NotImplementedError

    def switch(self, scene):
        """Shows the other scene; returns the time of the command, in microseconds."""
        now = time.monotonic_ns() // 1000
        self.stop()
        self.start(scene)
        return now

    def renderer_pid(self):
        """What kill -9 hits in the recovery test; None where nothing would bring it back."""
        return None

    def spawn(self, command, name):
        log = open(self.folder / f"{self.name}-{name}.log", "a")
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        self.children.append(child)
        return child

    def leaders(self):
        return [child.pid for child in self.children]

    def stop(self):
        for child in self.children:
            child.terminate()
        for child in self.children:
            try:
                child.wait(8)
            except subprocess.TimeoutExpired:
                pass
            try:
                os.killpg(child.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            child.wait()
        self.children = []


class Ours(Contender):
    name = "ours"

    def __init__(self, folder, program):
        super().__init__(folder)
        self.program = program
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def layout(self, scene, name):
        displays = {}
        for output in range(scene.outputs):
            tiles = [{"camera": f"cam-{camera}"} for _, camera in scene.of_output(output)]
            displays[f"d{output}"] = {"grid": f"{scene.columns}x{scene.rows}", "tiles": tiles}
        layout = {"version": 1, "id": name, "style": {"label": "none"}, "displays": displays}
        self.write(f"layouts/{name}.json", layout)

    def write(self, name, value):
        file = self.folder / "wall" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(value, indent=1))

    def start(self, scene):
        known = sorted(set(scene.cameras))
        backwards = scene.with_cameras(scene.cameras[::-1])
        self.layout(scene, "a")
        self.layout(backwards, "b")
        cameras = [{"id": f"cam-{c}", "main": scene.url(c)} for c in known]
        self.write("cameras.json", {"version": 1, "cameras": cameras})
        displays = [{"id": f"d{o}", "output": f"DUMMY{o}"} for o in range(scene.outputs)]
        self.write(
            "wall.json",
            {
                "version": 1,
                "displays": displays,
                "control": {"port": self.port},
                "first_layout": "a",
                "state_dir": str(self.folder / "state"),
            },
        )
        self.spawn([self.program, "run", "--config", str(self.folder / "wall/wall.json")], "run")

    def ask(self, path, data=None):
        with urllib.request.urlopen(
            urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, console_headers(self.port)), timeout=5
        ) as answer:
            return answer.read()

    def switch(self, scene):
        now = time.monotonic_ns() // 1000
        self.ask("/api/v1/layouts/b/activate", b"")
        return now

    def renderer_pid(self):
        workers = json.loads(self.ask("/api/v1/state"))["workers"]
        return next(worker["pid"] for worker in workers if worker["role"] == "render")


class CornerScene(Scene):
    """One camera an output, in the first cell of a grid; the others are for cards."""

    columns, rows = 4, 3

    def __init__(self, outputs, cameras, base):
        super().__init__(outputs, cameras[:outputs], base)
        self.columns, self.rows = CornerScene.columns, CornerScene.rows

    def with_cameras(self, cameras):
        return CornerScene(self.outputs, cameras, self.base)


class OursWithCards(Ours):
    """Cards of four kinds, each with a source of its own; with `ticking` every figure changes every
    second."""

    def __init__(self, folder, program, cards, ticking):
        super().__init__(folder, program)
        self.cards = cards
        self.name = f"{cards} cards, " + ("all figures new each second" if ticking else "figures that stand")
        self.ticking = ticking
        self.ended = threading.Event()
        self.ticker = None

    def figures(self, card, second):
        values = [(card * 37 + second * 13 + row * 17) % 97 + 1 for row in range(8)]
        return [{"agency": f"Dinas {row + 1}", "value": v, "target": 100} for row, v in enumerate(values)]

    def write_figures(self, second):
        for card in range(self.cards):
            path = self.folder / f"wall/figures/{card}.json"
            path.with_suffix(".new").write_text(json.dumps(self.figures(card, second)))
            path.with_suffix(".new").replace(path)

    def card(self, card):
        kinds = [
            {"kind": "number", "data": "{'value': $sum(value), 'target': $sum(target)}"},
            {"kind": "table", "columns": [{"key": "agency"}, {"key": "value", "format": "number"}]},
            {"kind": "progress", "data": "$.{'label': agency, 'value': value, 'target': target}"},
            {
                "kind": "chart",
                "option": {
                    "dataset": {"source": "@data"},
                    "xAxis": {"type": "category"},
                    "yAxis": {"type": "value"},
                    "series": [{"type": "bar", "encode": {"x": "agency", "y": "value"}}],
                },
            },
        ]
        common = {"version": 1, "id": f"card-{card}", "title": f"Kartu {card}", "source": f"s-{card}"}
        return common | kinds[card % len(kinds)]

    def layout(self, scene, name):
        displays = {}
        for output in range(scene.outputs):
            tiles = [{"camera": f"cam-{camera}"} for _, camera in scene.of_output(output)]
            tiles += [{"card": f"card-{c}"} for c in range(output, self.cards, scene.outputs)]
            displays[f"d{output}"] = {"grid": f"{scene.columns}x{scene.rows}", "tiles": tiles}
        layout = {"version": 1, "id": name, "style": {"label": "none"}, "displays": displays}
        self.write(f"layouts/{name}.json", layout)

    def start(self, scene):
        (self.folder / "wall/figures").mkdir(parents=True, exist_ok=True)
        self.write_figures(0)
        sources = [
            {"id": f"s-{c}", "file": f"figures/{c}.json", "every_seconds": 1, "publisher": "Uji"}
            for c in range(self.cards)
        ]
        self.write("data.json", {"version": 1, "sources": sources})
        for card in range(self.cards):
            self.write(f"cards/card-{card}.json", self.card(card))
        super().start(scene)
        if self.ticking:
            self.ended.clear()
            self.ticker = threading.Thread(target=self.tick, daemon=True)
            self.ticker.start()

    def tick(self):
        second = 0
        while not self.ended.wait(1):
            second += 1
            self.write_figures(second)

    def stop(self):
        self.ended.set()
        if self.ticker:
            self.ticker.join()
            self.ticker = None
        super().stop()

    def worker_pids(self):
        workers = json.loads(self.ask("/api/v1/state"))["workers"]
        return {worker["role"]: worker["pid"] for worker in workers}


class Mpv(Contender):
    name = "mpv"
    note = "a window a tile"

    def socket_of(self, tile):
        return self.folder / f"mpv-{tile}.sock"

    def start(self, scene):
        for tile, camera in enumerate(scene.cameras):
            x, y, width, height, output = scene.place(tile)
            self.spawn(
                ["mpv", "--no-config", "--vo=x11", "--profile=low-latency", "--untimed",
                 "--sws-scaler=bilinear", "--sws-fast=yes", "--zimg-scaler=bilinear",
                 "--no-border", "--no-audio", "--no-osc", "--no-input-default-bindings",
                 "--rtsp-transport=tcp", "--idle=yes", "--force-window=yes",
                 f"--input-ipc-server={self.socket_of(tile)}",
                 f"--geometry={width}x{height}+{output * OUTPUT[0] + x}+{y}", scene.url(camera)],
                str(tile),
            )  # fmt: skip

    def switch(self, scene):
        now = time.monotonic_ns() // 1000
        for tile, camera in enumerate(scene.cameras):
            with socket.socket(socket.AF_UNIX) as control:
                control.connect(str(self.socket_of(tile)))
                command = {"command": ["loadfile", scene.url(camera)]}
                control.sendall(json.dumps(command).encode() + b"\n")
                control.recv(4096)
        return now


class GStreamer(Contender):
    name = "gstreamer"
    note = "compositor, a window an output; a switch is a restart"

    def start(self, scene):
        windows = Windows()
        for output in range(scene.outputs):
            before = windows.ids()
            self.spawn(["gst-launch-1.0", "-q", *self.pipeline(scene, output)], str(output))
            for _ in range(200):  # 10 s
                new = windows.ids() - before
                if new:
                    break
                time.sleep(0.05)
            for window in new:
                windows.place(window, output * OUTPUT[0], 0, *OUTPUT)

    def pipeline(self, scene, output):
        words = ["compositor", "name=mix", "background=black"]
        sources = []
        for pad, (tile, camera) in enumerate(scene.of_output(output)):
            x, y, width, height, _ = scene.place(tile)
            words += [
                f"sink_{pad}::xpos={x}", f"sink_{pad}::ypos={y}",
                f"sink_{pad}::width={width}", f"sink_{pad}::height={height}",
            ]  # fmt: skip
            sources += [
                "rtspsrc", f"location={scene.url(camera)}", "protocols=tcp", "latency=0", "!",
                "rtph264depay", "!", "h264parse", "!", "avdec_h264", "max-threads=1", "!",
                "queue", "max-size-buffers=1", "leaky=downstream", "!", f"mix.sink_{pad}",
            ]  # fmt: skip
        caps = f"video/x-raw,width={OUTPUT[0]},height={OUTPUT[1]},framerate=25/1"
        return [*words, "!", caps, "!", "videoconvert", "!", "ximagesink", "sync=false", *sources]
