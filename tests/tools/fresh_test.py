"""tools/fresh with stand-ins for debootstrap and for the root: what it keeps, runs, looks at and ends."""
import os
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PICTURE = "\\211PNG\\r\\n\\032\\n"
UNSHARE = """#!/bin/sh
while :; do case $1 in -*) shift ;; *) break ;; esac; done
exec "$@"
"""
DEBOOTSTRAP = """#!/bin/sh
echo bare >>"$NOTES"
for target; do case $target in */base.new) mkdir -p "$target/etc/apt/apt.conf.d" "$target/usr/sbin" "$target/var/cache/apt/archives" ;; esac; done
"""
# In place of the root: the command in the checkout, and the package it installs on its first run.
FRESH_ROOT = """#!/bin/bash
folder=$1 layers=$2 upper=$3
shift 5
echo "layers $(tr : '\\n' <<<"$layers" | sed 's|.*/||; s|-.*||' | tr '\\n' ' ')" >>"$NOTES"
mkdir -p "$upper/var/lib/dpkg"
echo installed >"$upper/var/lib/dpkg/status"
touch -d '-1 minute' "$upper/var/lib/dpkg/status"
cd "$folder/checkout" && UPPER=$upper "$@" 9>&-
"""
RUN = f"""#!/bin/bash
[[ ! -e build ]] || echo "a build folder came along" >>"$NOTES"
mkdir -p build/pictures
for display in $(cat shown); do printf '{PICTURE}' >build/pictures/$display.png; done
"""


class Fresh(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        script = (ROOT / "tools/fresh").read_text()
        # The stand-ins want the tests' own environment.
        self.write("tools/fresh", script.replace("env -i ", 'env "NOTES=$NOTES" '))
        self.write("tools/clean_debian", (ROOT / "tools/clean_debian").read_text())
        self.write("tools/fresh_root", FRESH_ROOT)
        self.write("tools/setup", "#!/bin/sh\n")
        self.write("tools/run", RUN)
        self.write("tools/test", '#!/bin/sh\necho "tested $*" >>"$NOTES"\n')
        self.write("shown", "kiri kanan")
        self.write("config/lounge/wall.json", '{ "id": "kiri", "name": "A", "size": [1, 1] }\n{ "id": "kanan", "name": "B", "size": [1, 1] }')
        self.write("build/old", "")
        for name, text in [
            ("unshare", UNSHARE),
            ("debootstrap", DEBOOTSTRAP),
            ("id", "#!/bin/sh\necho ${MYSELF:-0}\n"),
            ("apt-get", "#!/bin/sh\necho 'http://there/ bookworm main'\n"),
            ("apt-config", "#!/bin/sh\n"),
        ]:
            self.write(f".path/{name}", text)
        subprocess.run(["git", "init", "-q"], cwd=self.root, check=True)
        (self.root / ".gitignore").write_text("/build/\n/notes\n")

    def tearDown(self):
        self.folder.cleanup()

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)

    def start(self, *words, **environment):
        return subprocess.Popen(
            [self.root / "tools/fresh", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=os.environ | {"PATH": f"{self.root}/.path:{os.environ['PATH']}", "NOTES": f"{self.root}/notes"} | environment,
        )

    def fresh(self, *words, **environment):
        """Status, what it said, and what the stand-ins noted."""
        (self.root / "notes").unlink(missing_ok=True)
        with self.start(*words, **environment) as child:
            _, said = child.communicate(timeout=60)
        notes = self.root / "notes"
        return child.returncode, said, notes.read_text().splitlines() if notes.exists() else []

    def test_both_commands_and_what_is_kept(self):
        status, said, notes = self.fresh("--", "-L", "unit")
        self.assertEqual(status, 0, said)
        # Each is followed by a look at whether all packages are there, on the same layers.
        self.assertEqual(
            notes, ["bare", "layers base ", "layers base ", "layers run base ", "tested -L unit", "layers run base "]
        )
        status, said, notes = self.fresh()
        self.assertEqual((status, notes), (0, ["layers run base ", "layers test run base ", "tested "]), said)
        self.assertFalse((self.root / "build/fresh/now").exists())

    def test_another_setup_is_another_machine(self):
        self.fresh()
        self.write("tools/setup", "#!/bin/sh\n# one more package\n")
        self.assertEqual(self.fresh("--only", "run")[2][0], "layers base ")
        self.assertEqual(len(list((self.root / "build/fresh").glob("*-*"))), 2)

    def test_unfinished_packages_are_not_kept(self):
        self.write("tools/setup", "#!/bin/sh\necho gone\n")
        self.assertEqual(self.fresh("--only", "run")[0], 0)
        self.assertEqual(self.fresh("--only", "run")[2], ["layers base ", "layers base "])

    def test_a_missing_picture_is_a_failure(self):
        self.write("shown", "kiri")
        status, said, _ = self.fresh("--only", "run")
        self.assertEqual(status, 1)
        self.assertIn("no picture of display kanan was left", said)
        self.assertIn("failed on a clean Debian: tools/run --headless --seconds 10", said)

    def test_a_failed_suite_is_a_failure(self):
        self.write("tools/test", "#!/bin/sh\nexit 8\n")
        status, said, _ = self.fresh()
        self.assertEqual(status, 1)
        self.assertIn("failed on a clean Debian: tools/test", said)

    def test_what_a_command_leaves_in_the_system_is_told_and_not_kept(self):
        self.write("tools/test", '#!/bin/sh\nmkdir -p "$UPPER/etc"; touch "$UPPER/etc/left"\n')
        status, said, _ = self.fresh("--only", "test")
        self.assertEqual(status, 0)
        self.assertIn("it left in the system: /etc/left (1 files)", said)
        self.assertEqual(list((self.root / "build/fresh").glob("test-*/etc/left")), [])

    def test_a_signal_ends_all(self):
        (self.root / ".path/unshare").unlink()  # the real one: this is what its namespaces are for
        if subprocess.run(["unshare", "--mount", "--pid", "--fork", "true"], check=False, capture_output=True).returncode:
            self.skipTest("this machine or user may not make namespaces")
        self.write("tools/run", '#!/bin/sh\necho $$ >"$NOTES.pid"\nexec sleep 600.125\n')
        for number in (signal.SIGTERM, signal.SIGKILL):
            pid_file = self.root / "notes.pid"
            with self.start("--only", "run") as child:
                deadline = time.monotonic() + 30
                while not (pid_file.exists() and pid_file.read_text()) and time.monotonic() < deadline:
                    time.sleep(0.01)
                pid_file.unlink()
                child.send_signal(number)
                _, said = child.communicate(timeout=30)  # ends when nothing holds its output any more
            self.assertEqual(child.returncode, 143 if number == signal.SIGTERM else -number, said)
            self.assertEqual(self.running("600.125"), [])
            self.assertEqual((self.root / "build/fresh/now").exists(), number == signal.SIGKILL)

    def running(self, word):
        found = []
        for line in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                found += [line] if word in line.read_text() else []
            except OSError:
                pass  # ended meanwhile
        return found

    def test_says_what_it_needs(self):
        self.assertIn("call it with sudo", self.fresh(MYSELF="1000")[1])
        self.write(".path/unshare", "#!/bin/sh\nexit 1\n")
        status, said, _ = self.fresh()
        self.assertEqual(status, 1)
        self.assertIn("this machine forbids new mount and process namespaces", said)
        self.assertEqual(self.fresh("--only", "both")[0], 2)
        self.assertEqual(self.fresh("unit")[0], 2)


if __name__ == "__main__":
    unittest.main()
