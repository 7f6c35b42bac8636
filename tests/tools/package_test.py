"""What the package brings beside programs: the X session with stand-ins for the X server, and the manual
page and completion with one for `pendopo`."""
import gzip
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
XORG = """#!/bin/bash
echo "Xorg $*" >>"$NOTES"
trap 'echo "X ended" >>"$NOTES"; exit 0' TERM
[[ $MUTE ]] || echo 7
[[ ! $DIES ]] || exit 3
while :; do sleep 0.1; done
"""
HELP = {
    "": """A wall
Usage: pendopo [OPTIONS] SUBCOMMAND

Options:
  -h,--help                       Print this help message and exit

Subcommands:
  run                             Show it
  layout                          List and show layouts
""",
    "run": """Show it
Usage: pendopo run [OPTIONS]

Options:
  -h,--help                       Print this help message and exit
  --log-level LEVEL:{debug,error,info,warn}
                                  What to log
  --headless Excludes: --windowed Draw without any output
  --config FILE REQUIRED          The file
""",
    "layout": """List and show layouts
Usage: pendopo layout [OPTIONS] SUBCOMMAND

Options:
  -h,--help                       Print this help message and exit

Subcommands:
  list                            The layouts
""",
    "layout list": """The layouts
Usage: pendopo layout list [OPTIONS] [id]

Positionals:
  id TEXT                         Which

Options:
  -h,--help                       Print this help message and exit
  --json                          As JSON
""",
}


class Scripts(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name)
        (self.root / "run").mkdir()

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)

    def notes(self):
        path = self.root / "notes"
        return path.read_text().splitlines() if path.exists() else []


class XSession(Scripts):
    def setUp(self):
        super().setUp()
        self.write("path/Xorg", XORG)
        self.write("path/systemd-notify", '#!/bin/sh\necho "notify $1" >>"$NOTES"\n')
        self.write("path/xauth", '#!/bin/sh\necho "xauth $4" >>"$NOTES"; echo secret >"$3"\n')
        self.write("path/mcookie", "#!/bin/sh\necho 1234\n")

    def start(self, **environment):
        return subprocess.Popen(
            [ROOT / "tools/package/x-session"], stderr=subprocess.PIPE, text=True,
            env=os.environ | {"PATH": f"{self.root}/path:{os.environ['PATH']}", "NOTES": f"{self.root}/notes",
                              "RUNTIME_DIRECTORY": f"{self.root}/run", "MUTE": "", "DIES": ""} | environment,
        )  # fmt: skip

    def await_note(self, note):
        for _ in range(200):
            if note in self.notes():
                return
            time.sleep(0.05)
        self.fail(f"no '{note}' in {self.notes()}")

    def test_ready_when_the_server_answers_and_ends_with_it(self):
        with self.start() as session:
            self.await_note("notify --ready")
            words = self.notes()[1]
            self.assertIn("Xorg :7 vt7", words)
            self.assertIn("-nolisten tcp", words)
            self.assertEqual(
                (self.root / "run/environment").read_text(),
                f"DISPLAY=:7\nXAUTHORITY={self.root}/run/authority\n",
            )
            self.assertEqual((self.root / "run/authority").stat().st_mode & 0o777, 0o640)
            session.send_signal(signal.SIGTERM)
            session.communicate(timeout=20)
        self.await_note("X ended")

    def test_a_server_that_dies_ends_it_and_the_next_has_the_same_secret(self):
        for _ in range(2):
            with self.start(DIES="1") as session:
                session.communicate(timeout=20)
                self.assertEqual(session.returncode, 3)
        self.assertEqual([note for note in self.notes() if note.startswith("xauth")], ["xauth add"])

    def test_one_that_ends_before_it_answers_is_no_server(self):
        with self.start(MUTE="1", DIES="1") as session:
            _, said = session.communicate(timeout=20)
            self.assertEqual(session.returncode, 1)
        self.assertIn("<3>the X server did not answer", said)
        self.assertNotIn("notify --ready", self.notes())


class Documents(Scripts):
    def setUp(self):
        super().setUp()
        for words, text in HELP.items():
            (self.root / f"help {words}".strip()).write_text(text)
        self.write(
            "pendopo",
            f"""#!/bin/bash
[[ $1 != version ]] || {{ echo "pendopo 1.2.3"; exit; }}
cat "{self.root}/help${{2:+ ${{*:1:$#-1}}}}"
""",
        )
        subprocess.run(
            ["python3", "-B", ROOT / "tools/package/documents.py", self.root / "pendopo", self.root / "out"], check=True
        )

    def test_the_manual_has_every_verb_option_and_text(self):
        text = gzip.decompress((self.root / "out/pendopo.1.gz").read_bytes()).decode()
        for line in (
            '.TH PENDOPO 1 "" "pendopo 1.2.3" "Video wall"', ".SS pendopo run", ".SS pendopo layout list",
            ".TP\n.B \\-\\-log\\-level LEVEL:{debug,error,info,warn}\nWhat to log\n",
            ".TP\n.B \\-\\-headless\nDraw without any output\n", ".TP\n.B id TEXT\nWhich\n",
            ".TP\n.B \\-\\-config FILE (required)\nThe file\n",
        ):  # fmt: skip
            self.assertIn(line, text)

    def complete(self, *words):
        line = " ".join(f"'{word}'" for word in words)
        return subprocess.run(
            ["bash", "-c", f". out/pendopo.bash; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _pendopo; "
             'echo "${COMPREPLY[*]}"'], cwd=self.root, capture_output=True, text=True, check=True,
        ).stdout.strip()  # fmt: skip

    def test_the_completion_knows_verbs_options_and_files(self):
        self.assertEqual(self.complete("pendopo", "l"), "layout")
        self.assertEqual(self.complete("pendopo", "layout", ""), "list -h --help")
        self.assertEqual(self.complete("pendopo", "layout", "list", "--j"), "--json")
        self.assertEqual(self.complete("pendopo", "run", "--config", "not"), "notes" if self.notes() else "")
        (self.root / "notable.json").write_text("{}")
        self.assertEqual(self.complete("pendopo", "run", "--config", "notab"), "notable.json")


@unittest.skipUnless(shutil.which("systemd-analyze"), "no systemd-analyze here")
class Service(unittest.TestCase):
    def exposure(self, unit):
        said = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--no-pager", unit], capture_output=True, text=True, check=True
        ).stdout  # fmt: skip
        return float(re.search(r"exposure level for \S+: ([0-9.]+)", said).group(1))

    def test_what_the_wall_and_its_cameras_may_do_is_little(self):
        for unit in ("pendopo.service", "pendopo-cameras.service"):
            with self.subTest(unit):
                self.assertLessEqual(self.exposure(ROOT / "tools/package" / unit), 2.0)


if __name__ == "__main__":
    unittest.main()
