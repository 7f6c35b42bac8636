#!/usr/bin/env python3
"""Docs against code: what the Markdown files name must exist, and what a file format offers must be
written down.

 - every module has a README.md of at most 60 lines
 - relative links lead to files
 - paths in code spans (`config/lounge/wall.json`, `engine/render/gl_*`) exist
 - `pendopo VERB --option` and `tools/NAME --option` are known to the program or script
 - every key of config/schema/*.json is named in a code span or example of config/ or layouts/ docs
 - README's table of a tile's states has the words of TileState, each once, with its picture
Usage: check_docs.py [ROOT]
"""
import json
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

from check_includes import MODULES

README_LINES = 60
README_FOLDERS = ["engine", "tools", "config/lounge", "tests/support", *MODULES]
PATH = re.compile(r"^(?:engine|decoders|layouts|config|tests|tools|\.ci)/[\w./*+-]*$")
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z0-9-]*")


def commands_in(text):
    """(line number, words) of every command line in code spans and fenced blocks."""
    fenced = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
            continue
        for span in [line] if fenced else SPAN.findall(line):
            words = span.split("#")[0].replace("$ ", "").split()
            if words:
                yield number, words


class Repository:
    """What the checks ask about: tracked files and the words programs and scripts know."""

    def __init__(self, root):
        self.root = root
        self.tracked = subprocess.run(
            ["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True
        ).stdout.splitlines()
        self.app = self.text_of("engine/app", ".cpp")
        self.programs = {
            "pendopo-cameras": self.text_of("tools/cameras", ".cpp"),
            "pendopo-bench-probe": self.text_of("tools/bench", ".cpp"),
            "pendopo-dummy-screens": self.text_of("tools/bench", ".cpp"),
        }

    def text_of(self, folder, ending):
        paths = [p for p in self.tracked if p.startswith(folder + "/") and p.endswith(ending)]
        return "\n".join((self.root / p).read_text() for p in paths)

    def exists(self, path):
        """Whether `path` (or `path`.h, for a source pair) is there, from the root or below a folder:
        an installation has layouts/*.json wherever it stands."""
        path = path.rstrip("/")
        if (self.root / path).exists():
            return True
        return any(
            fnmatch(tracked, pattern) or fnmatch(tracked, f"*/{pattern}")
            for pattern in (path, path + ".h", path + "/*")
            for tracked in self.tracked
        )


def check_command(repository, words):
    """What is wrong with one command line of the docs, or None."""
    name = words[0].rsplit("/", 1)[-1]
    options = [o for word in words[1:] for o in OPTION.findall(word)]
    if name == "pendopo":
        known = repository.app
        if not known:
            return None  # nothing to compare with
        verb = next((w for w in words[1:2] if re.fullmatch("[a-z]+", w)), None)
        if verb and f'"{verb}"' not in known:
            return f"`pendopo {verb}`: engine/app knows no such verb"
    elif name in repository.programs:
        known = repository.programs[name]
    elif words[0].startswith("tools/") and (repository.root / words[0]).is_file():
        known = (repository.root / words[0]).read_text()
        if words[0] == "tools/run":
            known += repository.app  # it passes on what it does not know
        if words[0] == "tools/test":
            return None  # its other words are ctest's
    else:
        return None
    unknown = [o for o in options if o not in known and o != "--help"]
    return f"`{words[0]}` has no option {', '.join(unknown)}" if known and unknown else None


def check_markdown(repository, path):
    text = (repository.root / path).read_text()
    found = []
    if path.endswith("README.md") and "/" in path:
        lines = text.count("\n")
        if lines > README_LINES:
            found.append(f"{path}:{lines}: longer than {README_LINES} lines — say less, or in the code")
    for number, line in enumerate(text.splitlines(), 1):
        for link in LINK.findall(line):
            target = link.split("#")[0]
            if target and "://" not in target and not link.startswith("mailto:"):
                if not (repository.root / path).parent.joinpath(target).exists():
                    found.append(f"{path}:{number}: link to {target}, which is not there — correct it")
    for number, words in commands_in(text):
        for word in words:
            if PATH.match(word) and not word.startswith("build/") and not repository.exists(word):
                found.append(f"{path}:{number}: names {word}, which is not there — correct it")
        problem = check_command(repository, words)
        if problem:
            found.append(f"{path}:{number}: {problem} — correct the text or add it")
    return found


def schema_keys(node):
    """Every property name anywhere in a JSON schema."""
    if isinstance(node, dict):
        properties = node.get("properties")
        if isinstance(properties, dict):
            yield from properties
        for value in node.values():
            yield from schema_keys(value)
    elif isinstance(node, list):
        for value in node:
            yield from schema_keys(value)


def check_schemas(repository):
    docs = "\n".join(
        (repository.root / p).read_text()
        for p in repository.tracked
        if p.endswith(".md") and p.startswith(("config/", "layouts/"))
    )
    documented = set(re.findall(r"[\w$]+", " ".join(SPAN.findall(docs)))) | set(
        re.findall(r'"([\w$]+)"\s*:', docs)
    )
    for path in repository.tracked:
        if path.startswith("config/schema/") and path.endswith(".json"):
            keys = set(schema_keys(json.loads((repository.root / path).read_text())))
            for key in sorted(keys - documented - {"$schema", "version"}):
                yield f'{path}: key "{key}" is in no document of config/ or layouts/ — describe it there'


STATES = "engine/ipc/cards_messages.h"


def check_states(repository):
    """README's table of states against the enum that the wall speaks."""
    if not all((repository.root / path).exists() for path in (STATES, "README.md")):
        return
    words = re.findall(r'\{TileState::\w+, "(\w+)"\}', (repository.root / STATES).read_text())
    section = (repository.root / "README.md").read_text().partition("## States of a tile\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| ([^|]*) \|", section, re.MULTILINE)
    told = [word for word, _ in rows]
    for word in words:
        if told.count(word) != 1:
            yield f'README.md: the table "States of a tile" has {told.count(word)} rows `{word}` — a state has one'
    for word, picture in rows:
        if word not in words:
            yield f"README.md: the table \"States of a tile\" has a row `{word}`, which {STATES} does not have — correct it"
        elif word != "not_shown" and f"/{word}.png" not in picture:
            yield f"README.md: the row `{word}` of the states shows no picture of it — see tests/cards/golden_states_test.cpp"


def problems_in(root):
    repository = Repository(root)
    found = []
    for folder in README_FOLDERS:
        held = [p for p in repository.tracked if p.startswith(folder + "/")]
        if any(not p.endswith("CMakeLists.txt") for p in held):
            if not (root / folder / "README.md").exists():
                found.append(f"{folder}: no README.md — what goes in, what comes out, how to add one")
    for path in repository.tracked:
        if path.endswith(".md") and (root / path).exists():
            found += check_markdown(repository, path)
    found += check_schemas(repository)
    found += check_states(repository)
    return found


def main():
    found = problems_in(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
