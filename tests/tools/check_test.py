"""The checkers of tools/check find what they are for, and leave good files alone."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[2] / "tools"
sys.path.insert(0, str(TOOLS))
import check_docs  # noqa: E402
import check_faults  # noqa: E402
import check_includes  # noqa: E402
import check_sandbox  # noqa: E402


class Sandbox(unittest.TestCase):
    CODE = "{SandboxRole::data, F::figures, N::connect, C::fixed, D::none, 6144, 0, 1024},"
    TABLE = "| role | files | n | c | d | a | d | o |\n|---|\n| `data` | figures | connect | fixed | none | 6144 | 0 | 1024 |\n\n| `x` |"

    def test_same(self):
        code, table = check_sandbox.roles_of_code(self.CODE), check_sandbox.roles_of_table(self.TABLE)
        self.assertEqual(list(code), ["data"])
        self.assertEqual(check_sandbox.differences(code, table), [])

    def test_differences(self):
        code, table = check_sandbox.roles_of_code(self.CODE), check_sandbox.roles_of_table(self.TABLE)
        self.assertIn("code says", check_sandbox.differences({"data": ["none", *code["data"][1:]]}, table)[0].replace(check_sandbox.CODE, "code"))
        self.assertIn("no row for `data`", check_sandbox.differences(code, {})[0])
        self.assertIn("is no role", check_sandbox.differences({}, table)[0])


class FaultRows(unittest.TestCase):
    def problems(self, *changed):
        rows = {row: f"| {row} | a promise | Some.Test |" for row in check_faults.ROWS}
        rows |= dict(changed)
        return check_faults.problems_of("\n".join(rows.values()), {"Some.Test", "Row01_Is", "Test"}, {"stall"})

    def test_good_rows(self):
        self.assertEqual(self.problems((1, "| 1 | p | Row01_Is storm:stall |"), (2, "| 2 | p | — no such thing here |")), [])

    def test_wrong_rows(self):
        for row, text in (
            ("| 7 | p | Some.Other |", "names Some.Other"),
            ("| 7 | p | storm:drip |", "names storm:drip"),
            ("| 7 | p | — |", "does not say why"),
            ("| 7 | p |", "no cell"),
            ("", "row 7 is missing"),
            ("| 6 | p | Some.Test |", "row 6 stands there 2 times"),
        ):
            self.assertIn(text, "\n".join(self.problems((7, row))), row)


class Includes(unittest.TestCase):
    def problem(self, path, header, quoted=True):
        return check_includes.problem_with(path, header, quoted)

    def test_allowed(self):
        for path, header in [
            ("engine/base/log.cpp", "engine/base/log.h"),
            ("layouts/solver.cpp", "config/wall_config.h"),
            ("engine/render/wall_renderer.cpp", "layouts/scene.h"),
            ("engine/app/supervisor.cpp", "decoders/camera.h"),
            ("tests/wall/tour_test.cpp", "engine/wall/tour.h"),
        ]:
            self.assertIsNone(self.problem(path, header), (path, header))
        self.assertIsNone(self.problem("decoders/ffmpeg_decoder.cpp", "libavformat/avformat.h", False))
        self.assertIsNone(self.problem("engine/ipc/channel.cpp", "sys/socket.h", False))

    def test_refused_modules(self):
        for path, header in [
            ("engine/base/log.cpp", "engine/ipc/channel.h"),
            ("engine/render/wall_renderer.cpp", "decoders/camera.h"),
            ("engine/render/wall_renderer.cpp", "layouts/solver.h"),
            ("layouts/solver.cpp", "config/camera_config.h"),
            ("decoders/camera.cpp", "engine/wall/wall.h"),
            ("engine/control/api.cpp", "tests/support/http_get.h"),
        ]:
            self.assertIn("may not include", self.problem(path, header), (path, header))

    def test_refused_foreign(self):
        for path, header, library in [
            ("engine/render/wall_renderer.cpp", "libavcodec/avcodec.h", "FFmpeg"),
            ("engine/app/main.cpp", "epoxy/gl.h", "OpenGL"),
            ("engine/render/egl_displays.cpp", "GLFW/glfw3.h", "GLFW"),
            ("decoders/camera.h", "gst/gst.h", "GStreamer"),
            ("engine/control/api.cpp", "libsoup/soup.h", "libsoup"),
        ]:
            self.assertIn(f"{library} stays in", self.problem(path, header, False), (path, header))

    def test_how_it_is_written(self):
        self.assertIn("is relative", self.problem("engine/base/log.cpp", "../base/log.h"))
        self.assertIn("is ours", self.problem("engine/base/log.cpp", "engine/base/log.h", False))
        self.assertIn("no module", self.problem("engine/base/log.cpp", "fmt/format.h"))
        self.assertIn("stands in no module", self.problem("misc/a.cpp", "engine/base/log.h"))

    def test_place_is_told(self):
        text = '#pragma once\n\n#include "engine/wall/wall.h"\n'
        self.assertTrue(
            check_includes.problems_of("decoders/camera.h", text)[0].startswith(
                'decoders/camera.h:3: decoders may not include "engine/wall/wall.h"'
            )
        )
        self.assertIn("#pragma once", check_includes.problems_of("decoders/camera.h", "")[0])


class Docs(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        subprocess.run(["git", "init", "-q"], cwd=self.root, check=True)
        self.write("engine/app/verbs.h", "#pragma once\n")
        self.write("engine/app/verbs.cpp", 'add("run"); add("--config");')
        self.write("engine/README.md", "# engine\n")
        self.write("engine/app/README.md", "# app\n")

    def tearDown(self):
        self.folder.cleanup()

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text)

    def problems(self):
        subprocess.run(["git", "add", "-A"], cwd=self.root, check=True)
        return check_docs.problems_in(self.root)

    def test_good(self):
        self.write("README.md", "See [app](engine/app/README.md#x), `pendopo run --config F`, `engine/*`, `engine/app/verbs`.\n")
        self.assertEqual(self.problems(), [])

    def test_each_fault(self):
        for text, expected in [
            ("[x](gone.md)", "README.md:1: link to gone.md"),
            ("`engine/gone.cpp`", "README.md:1: names engine/gone.cpp"),
            ("`pendopo fly`", "knows no such verb"),
            ("`pendopo run --fast`", "has no option --fast"),
            ("```sh\npendopo run --fast\n```", "README.md:2: `pendopo` has no option --fast"),
        ]:
            self.write("README.md", text + "\n")
            found = self.problems()
            self.assertEqual(len(found), 1, (text, found))
            self.assertIn(expected, found[0])

    def test_readmes(self):
        self.write("engine/app/README.md", "line\n" * 61)
        self.write("layouts/solver.h", "#pragma once\n")
        found = "\n".join(self.problems())
        self.assertIn("engine/app/README.md:61: longer than 60 lines", found)
        self.assertIn("layouts: no README.md", found)

    def test_schema_keys_are_described(self):
        self.write("config/schema/a.schema.json", '{"properties": {"alpha": {}, "beta": {"items": {"properties": {"gamma": {}}}}}}')
        self.write("config/README.md", "`alpha` is the first.\n```json\n{ \"beta\": 1 }\n```\n")
        found = self.problems()
        self.assertEqual(len(found), 1, found)
        self.assertIn('key "gamma" is in no document', found[0])


if __name__ == "__main__":
    unittest.main()
