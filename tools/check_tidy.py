#!/usr/bin/env python3
"""clang-tidy over the .cpp files that changed since a commit; not over tests, where it costs most and
finds least.

A file that was clean is not looked at again until it, a header of ours that it includes, or
.clang-tidy changes; the stamps live in the user's cache folder.
Usage: check_tidy.py SINCE   run in the root, after `cmake --preset dev`
"""
import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

DATABASE = Path("build/dev/compile_commands.json")
QUOTED = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def closure_of(path, seen):
    """The file and every header of ours it includes, directly or not (paths are from the root)."""
    if path not in seen and Path(path).is_file():
        seen.add(path)
        for header in QUOTED.findall(Path(path).read_text()):
            closure_of(header, seen)
    return seen


def stamp_of(path):
    digest = hashlib.sha256()
    for part in [".clang-tidy", *sorted(closure_of(path, set()))]:
        digest.update(part.encode() + b"\0" + Path(part).read_bytes())
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "pendopo-tidy" / digest.hexdigest()


def tidy(path):
    """True when the file is clean; prints what clang-tidy says otherwise."""
    stamp = stamp_of(path)
    if stamp.exists():
        return True
    run = subprocess.run(
        # The database may be GCC's, whose names of warnings Clang does not all know.
        ["clang-tidy", "--quiet", "--warnings-as-errors=*",
         "--extra-arg=-Wno-unknown-warning-option", "-p", str(DATABASE.parent), path],
        capture_output=True,
        text=True,
    )
    if run.returncode == 0:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()
        return True
    print(run.stdout or run.stderr, end="", flush=True)
    return False


def main():
    since = sys.argv[1]
    changed = subprocess.run(
        ["git", "diff", "--name-only", "--diff-filter=d", since, "--", "*.cpp", ":!tests"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    compiled = {
        os.path.relpath(entry["file"]) for entry in json.loads(DATABASE.read_text())
    }
    # What this build leaves out is not in the database, and cannot be read.
    files = [path for path in changed if path in compiled]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        clean = list(pool.map(tidy, files))
    return 0 if all(clean) else 1


if __name__ == "__main__":
    sys.exit(main())
