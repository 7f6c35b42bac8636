"""tools/setup with stand-ins for apt and dpkg: what it asks, says before and while it installs, and
says when it fails; and tools/fetch_scripts.py against a registry of its own."""
import base64
import hashlib
import http.server
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import threading
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import fetch_scripts  # noqa: E402

# apt-get: keeps its words; says what a real one does.
APT = """#!/bin/sh
echo "$@" >>"$NOTES"
case "$*" in
    *update*) echo "Fetched 9,000 kB in 2s (4,500 kB/s)"; exit ${UPDATE:-0} ;;
    *--print-uris*)
        [ -z "$UNKNOWN" ] || { echo "E: Unable to locate package $UNKNOWN" >&2; exit 100; }
        echo "0 upgraded, 480 newly installed, 0 to remove and 0 not upgraded."
        echo "Need to get 270 MB of archives."
        echo "After this operation, 1,234 MB of additional disk space will be used."
        echo "'http://there/a.deb' a.deb 1 MD5Sum:0" ;;
    *)
        printf 'dlstatus:1:3.5:Retrieving\\ndlstatus:1:52.1:Retrieving\\ndlstatus:1:55:Retrieving\\npmstatus:a:57.0:Unpacking\\n'
        [ -z "$BROKEN" ] || { echo "E: $BROKEN" >&2; exit 100; }
        echo "pmstatus:a:100:Done" ;;
esac
"""
DPKG_QUERY = """#!/bin/sh
for word; do case $word in -*) ;; *) [ "$word" = "${LACKS:-}" ] || echo "ii  $word" ;; esac; done
"""


class Setup(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.write("tools/setup", (ROOT / "tools/setup").read_text())
        self.write("path/apt-get", APT)
        self.write("path/dpkg-query", DPKG_QUERY)
        self.write("path/dpkg", "#!/bin/sh\n")
        self.write("path/id", "#!/bin/sh\necho ${MYSELF:-0}\n")
        self.write("path/sudo", "#!/bin/sh\nexit 1\n")

    def tearDown(self):
        self.folder.cleanup()

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)

    def setup(self, *words, **environment):
        return subprocess.run(
            [self.root / "tools/setup", *words], capture_output=True, text=True, check=False, cwd=self.root,
            env=os.environ | {"PATH": f"{self.root}/path:{os.environ['PATH']}", "NOTES": f"{self.root}/notes"} | environment,
        )

    def notes(self):
        return (self.root / "notes").read_text() if (self.root / "notes").exists() else ""

    def test_touches_nothing_when_everything_is_there(self):
        done = self.setup("runtime", "test")
        self.assertEqual((done.returncode, done.stdout, done.stderr, self.notes()), (0, "", "", ""))

    def test_tells_what_is_missing(self):
        self.assertEqual(self.setup("--missing", "test", LACKS="mosquitto-clients").stdout, "mosquitto-clients\n")
        self.assertEqual(self.notes(), "")

    def test_says_how_much_before_it_installs_and_how_far_it_is(self):
        done = self.setup("runtime", LACKS="tzdata")
        self.assertEqual(done.returncode, 0, done.stderr)
        said = done.stderr.splitlines()
        self.assertEqual(
            said[1],
            "tools/setup: will install 480 packages for runtime: 270 MB to fetch, 1,234 MB on disk; "
            "about 3 min at the speed of this line (4,500 kB/s)",
        )
        self.assertEqual(
            [line.removeprefix("tools/setup: ") for line in said[2:]],
            ["fetching 50 %", "installing 50 %", "installing 100 %", "packages installed"],
        )
        self.assertRegex(self.notes().splitlines()[-1], r"install -y --no-install-recommends .* tzdata$")

    def test_promises_no_time_it_cannot_know(self):
        self.write("path/apt-get", APT.replace("9,000 kB in 2s (4,500 kB/s)", "241 kB in 3s (84.9 kB/s)"))
        self.assertIn("1,234 MB on disk; about 3 min after they are fetched\n", self.setup("runtime", LACKS="tzdata").stderr)

    def failed(self, **environment):
        done = self.setup("runtime", LACKS="tzdata", **environment)
        self.assertEqual(done.returncode, 1)
        return done.stderr.splitlines()[-1]

    def test_says_what_to_do(self):
        for broken, words in [
            ("Failed to fetch http://there/a.deb  Could not connect", "check the network"),
            ("Could not get lock /var/lib/dpkg/lock-frontend", "call this again when it has ended"),
            ("You don't have enough free space in /var/cache/apt/archives/.", "make room"),
            ("Sub-process /usr/bin/dpkg returned an error code (1)", "read build/setup.log"),
        ]:
            self.assertIn(words, self.failed(BROKEN=broken))
        self.assertIn("this needs Debian 12", self.failed(UNKNOWN="tzdata", UPDATE="100"))

    def test_no_rights(self):
        self.assertEqual(
            self.failed(MYSELF="1000"), "tools/setup: sudo was refused — as root, run: apt-get install tzdata"
        )
        self.assertEqual(self.notes(), "")

    def test_unknown_word(self):
        done = self.setup("tests")
        self.assertEqual(done.returncode, 2)
        self.assertIn("unknown word 'tests'", done.stderr)


def archive(files):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as files_in:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(text)
            files_in.addfile(entry, io.BytesIO(text.encode()))
    return packed.getvalue()


class FetchScripts(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory()
        self.folder = Path(self.holder.name)
        self.bodies = {
            "/echarts/-/echarts-6.1.0.tgz": archive({"dist/echarts.min.js": "chart", "package.json": "{}", "dist/x.map": "-"}),
            "/jsonata/-/jsonata-2.2.2.tgz": archive({"jsonata.min.js": "pick", "package.json": "{}"}),
        }
        self.lock()
        bodies = self.bodies

        class Registry(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = bodies.get(self.path)
                self.send_response(200 if body else 404)
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Registry)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.registry = f"http://127.0.0.1:{self.server.server_port}/"

    def tearDown(self):
        self.server.shutdown()
        self.server.server_close()
        self.holder.cleanup()

    def lock(self):
        packages = {"": {"dependencies": {"echarts": "6.1.0", "jsonata": "2.2.2"}}}
        for path, body in self.bodies.items():
            name, version = path.split("/")[1], path.rsplit("-", 1)[1].removesuffix(".tgz")
            digest = base64.b64encode(hashlib.sha512(body).digest()).decode()
            packages[f"node_modules/{name}"] = {"version": version, "integrity": f"sha512-{digest}"}
        (self.folder / "package-lock.json").write_text(json.dumps({"packages": packages}))

    def test_only_what_is_built_in(self):
        fetch_scripts.fetch_all(self.folder, self.registry)
        modules = self.folder / "node_modules"
        self.assertEqual((modules / "echarts/dist/echarts.min.js").read_text(), "chart")
        self.assertEqual(
            sorted(str(p.relative_to(modules)) for p in modules.rglob("*") if p.is_file()),
            ["echarts/dist/echarts.min.js", "echarts/package.json", "jsonata/jsonata.min.js", "jsonata/package.json"],
        )

    def test_other_bytes_are_refused(self):
        self.bodies["/jsonata/-/jsonata-2.2.2.tgz"] = archive({"jsonata.min.js": "other", "package.json": "{}"})
        with self.assertRaisesRegex(fetch_scripts.Failure, "are not what the lock file names"):
            fetch_scripts.fetch_all(self.folder, self.registry)
        self.assertFalse((self.folder / "node_modules/jsonata").exists())

    def test_a_registry_without_it(self):
        del self.bodies["/echarts/-/echarts-6.1.0.tgz"]
        with self.assertRaisesRegex(fetch_scripts.Failure, "echarts-6.1.0.tgz: Not Found — check the network"):
            fetch_scripts.fetch_all(self.folder, self.registry)

    def test_whose_registry(self):
        ask = fetch_scripts.configured_registry
        self.assertEqual(ask(self.folder, {"NPM_CONFIG_REGISTRY": "http://mine"}), "http://mine")
        (self.folder / ".npmrc").write_text("fund=false\nregistry = 'http://ours/'\n")
        self.assertEqual(ask(self.folder, {"HOME": "/nonexistent"}), "http://ours/")

    def test_what_is_built_in_is_what_the_build_wants(self):
        build = (ROOT / "engine/script/CMakeLists.txt").read_text()
        for name, file in fetch_scripts.BUILT_IN.items():
            self.assertIn(f"node_modules/{name}/{file}", build)
        wanted = json.loads((ROOT / "engine/script/package.json").read_text())["dependencies"]
        self.assertEqual(wanted.keys(), fetch_scripts.BUILT_IN.keys())

    def test_a_whole_lock_file(self):
        self.bodies.clear()  # the registry has the same dict
        self.bodies["/vite/-/vite-6.4.6.tgz"] = archive({"bin/vite.js": "build", "package.json": "{}"})
        self.bodies["/@esbuild/linux-x64/-/linux-x64-0.25.12.tgz"] = archive({"bin/esbuild": "program"})
        self.lock()
        file = self.folder / "package-lock.json"
        packages = json.loads(file.read_text())["packages"]
        vite, esbuild = packages["node_modules/vite"], packages.pop("node_modules/@esbuild")
        needs = {"node_modules/vite": vite,
                 "node_modules/vite/node_modules/@esbuild/linux-x64": esbuild | {"os": ["linux"], "optional": True},
                 "node_modules/fsevents": {"version": "2.3.3", "os": ["darwin"], "optional": True},
                 "node_modules/musl": {"version": "1.0.0", "os": ["linux"], "libc": ["musl"]},
                 "node_modules/other": {"version": "1.0.0", "cpu": ["mips"]},
                 "node_modules/typescript": {"version": "5.9.3", "dev": True}}  # fmt: skip
        file.write_text(json.dumps({"packages": {"": {}} | needs}))
        (self.folder / "node_modules/old").mkdir(parents=True)
        fetch_scripts.fetch_whole(self.folder, self.registry)
        modules = self.folder / "node_modules"
        self.assertEqual(
            sorted(str(p.relative_to(modules)) for p in modules.rglob("*") if p.is_file()),
            ["vite/bin/vite.js", "vite/node_modules/@esbuild/linux-x64/bin/esbuild", "vite/package.json"],
        )

    def test_a_package_stays_below_its_folder(self):
        for name in ["../../out.js", "a/../../../out.js"]:
            with self.assertRaisesRegex(fetch_scripts.Failure, "wants to write package/.*out.js — do not use this registry"):
                fetch_scripts.unpack_whole(archive({name: "out"}), self.folder / "node_modules/bad")
        self.assertFalse((self.folder / "out.js").exists())

    def test_lock_files_name_no_registry(self):
        for folder in ["engine/script", "engine/control/panel", "tests/panel"]:
            packages = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
            for path, entry in packages.items():
                self.assertNotIn("resolved", entry, path)
                if path and fetch_scripts.needed(entry):
                    self.assertRegex(entry["integrity"], "^sha512-", path)


if __name__ == "__main__":
    unittest.main()
