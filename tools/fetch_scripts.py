#!/usr/bin/env python3
"""Fetches the JavaScript that pendopo-script embeds, where there is no npm: the packages that
package.json names, at the version and with the SHA-512 of package-lock.json, and of each only the
file that is built in.

The registry is the one npm would ask: npm_config_registry in the environment, then `registry=` in an
.npmrc of the folder, of the user or of the machine. Where nobody has set one it is npm's own default,
read from Debian's package of npm (one file of 0.7 MB; nothing of it is installed).
Usage: fetch_scripts.py FOLDER
"""
import base64
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

BUILT_IN = {"echarts": "dist/echarts.min.js", "jsonata": "jsonata.min.js"}  # as engine/script/CMakeLists.txt
LARGEST = 64 << 20
PATIENCE_S = 60
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


def main():
    folder = Path(sys.argv[1])
    try:
        fetch_all(folder, configured_registry(folder) or default_registry())
    except Failure as failure:
        print(f"tools/fetch_scripts.py: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
