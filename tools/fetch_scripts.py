#!/usr/bin/env python3
"""Fetches JavaScript from npm's registry where there is no npm, at the versions and with the SHA-512
of a folder's package-lock.json. Of engine/script the packages that package.json names, and of each
only the file that is built in; with --whole every package of the lock file that this machine needs
and that is not for development, into node_modules as npm would lay it out (without the links of
node_modules/.bin: call `node node_modules/…`).

The registry is the one npm would ask: npm_config_registry in the environment, then `registry=` in an
.npmrc of the folder, of the user or of the machine. Where nobody has set one it is npm's own default,
read from Debian's package of npm (one file of 0.7 MB; nothing of it is installed).
Usage: fetch_scripts.py [--whole] FOLDER
"""
import base64
import hashlib
import io
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

BUILT_IN = {"echarts": "dist/echarts.min.js", "jsonata": "jsonata.min.js"}  # as engine/script/CMakeLists.txt
LARGEST = 64 << 20
PATIENCE_S = 60
AT_ONCE = 6
MACHINES = {"x86_64": "x64", "aarch64": "arm64"}
NPM_DEFAULTS = "usr/share/nodejs/npm/lib/utils/config/definitions.js"


class Failure(Exception):
    """A sentence for people: where, what, what to do."""


def configured_registry(folder, environment=os.environ):
    for name, value in environment.items():
        if name.lower() == "npm_config_registry" and value:
            return value
    home = Path(environment.get("HOME", "/nonexistent"))
    for file in [folder / ".npmrc", home / ".npmrc", Path("/etc/npmrc"), Path("/usr/etc/npmrc")]:
        if file.is_file():
            set_there = re.search(r"^\s*registry\s*=\s*(\S+)", file.read_text(), re.MULTILINE)
            if set_there:
                return set_there[1].strip("\"'")
    return None


def default_registry():
    """npm's own, from Debian's package of it."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        got = subprocess.run(
            ["apt-get", "-q", "download", "npm"], cwd=folder, capture_output=True, text=True, check=False
        )
        archives = list(Path(folder).glob("npm_*.deb"))
        if not archives:
            raise Failure(
                "no registry is set, and Debian's package of npm, which names the usual one, could not be "
                f"fetched ({got.stderr.strip()[-200:]}) — check the network, or set npm_config_registry"
            )
        packed = subprocess.run(
            ["dpkg-deb", "--fsys-tarfile", archives[0]], capture_output=True, check=True
        ).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        text = files.extractfile("./" + NPM_DEFAULTS).read().decode()
    found = re.search(r"define\('registry', \{\s*default: '([^']+)'", text)
    if not found:
        raise Failure("Debian's package of npm names no registry where it used to — set npm_config_registry")
    return found[1]


def fetch(address):
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE_S) as answer:
            body = answer.read(LARGEST + 1)
    except (OSError, urllib.error.URLError) as error:
        reason = getattr(error, "reason", None) or error
        raise Failure(
            f"{address}: {reason} — check the network; behind a proxy set https_proxy, for a registry of "
            "your own npm_config_registry; then call this again"
        ) from error
    if len(body) > LARGEST:
        raise Failure(f"{address}: larger than {LARGEST >> 20} MB — not what the lock file means")
    return body


def checked(body, integrity, address):
    kind, _, expected = integrity.partition("-")
    if kind != "sha512":
        raise Failure(f"{address}: the lock file has {kind}, expected sha512 — make it anew with a recent npm")
    if base64.b64encode(hashlib.sha512(body).digest()).decode() != expected:
        raise Failure(f"{address}: {len(body)} bytes that are not what the lock file names — do not use this registry")
    return body


def unpack(body, wanted, target):
    with tarfile.open(fileobj=io.BytesIO(body)) as files:
        for name in [wanted, "package.json"]:
            try:
                text = files.extractfile(f"package/{name}").read()
            except KeyError as error:
                raise Failure(f"{target.name}: its package has no {name} — look at engine/script/CMakeLists.txt") from error
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(text)


def fetch_all(folder, registry):
    locked = json.loads((folder / "package-lock.json").read_text())["packages"]
    for name in locked[""]["dependencies"]:
        entry = locked[f"node_modules/{name}"]
        address = f"{registry.rstrip('/')}/{name}/-/{name}-{entry['version']}.tgz"
        body = checked(fetch(address), entry["integrity"], address)
        unpack(body, BUILT_IN[name], folder / "node_modules" / name)
        print(f"fetched {name} {entry['version']} ({len(body) / 1e6:.1f} MB)")


def needed(entry, machine=platform.machine()):
    """Whether a build on this machine needs a package: Debian is Linux with glibc."""
    if entry.get("dev") or entry.get("devOptional") or entry.get("link"):
        return False
    here = {"os": "linux", "cpu": MACHINES.get(machine, machine), "libc": "glibc"}
    return all(word in entry.get(key, [word]) for key, word in here.items())


def unpack_whole(body, target):
    """All files, below whatever folder the archive puts them into; nothing else, and nothing outside."""
    with tarfile.open(fileobj=io.BytesIO(body)) as files:
        for member in files:
            path = PurePosixPath(*PurePosixPath(member.name).parts[1:])
            if not member.isfile() or not path.parts:
                continue
            if ".." in path.parts or path.is_absolute():
                raise Failure(f"{target.name}: its package wants to write {member.name} — do not use this registry")
            file = target / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(files.extractfile(member).read())
            file.chmod(0o755 if member.mode & 0o111 else 0o644)


def fetch_whole(folder, registry):
    locked = json.loads((folder / "package-lock.json").read_text())["packages"]
    wanted = [(path, entry) for path, entry in locked.items() if path and needed(entry)]
    shutil.rmtree(folder / "node_modules", ignore_errors=True)

    def fetch_one(path, entry):
        name = entry.get("name") or path.rpartition("node_modules/")[2]
        address = f"{registry.rstrip('/')}/{name}/-/{name.rpartition('/')[2]}-{entry['version']}.tgz"
        body = checked(fetch(address), entry["integrity"], address)
        unpack_whole(body, folder / path)
        return len(body)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        sizes = list(pool.map(lambda item: fetch_one(*item), wanted))
    print(f"fetched {len(sizes)} packages for {folder} ({sum(sizes) / 1e6:.1f} MB)")


def main():
    words = [word for word in sys.argv[1:] if word != "--whole"]
    if len(words) != 1:
        print("Usage: fetch_scripts.py [--whole] FOLDER", file=sys.stderr)
        return 2
    folder = Path(words[0])
    fetch_them = fetch_whole if "--whole" in sys.argv[1:] else fetch_all
    try:
        fetch_them(folder, configured_registry(folder) or default_registry())
    except Failure as failure:
        print(f"tools/fetch_scripts.py: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
