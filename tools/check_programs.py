#!/usr/bin/env python3
"""Every program that scripts, tests and the build start comes with a package of tools/setup.

tools/programs.txt says which package holds which program. Found are:
 - in shell scripts, the words that stand where a command does
 - in Python, the first word given to subprocess, and what shutil.which is asked for
 - in C++ below tests/ and tools/, the first word of command lists and spawn(), and sh -c scripts
 - in CMake, find_program() and the presets' compilers
A program without a package, a package in no group, a line nobody needs, and, where the package is
installed, a program that another package holds, are problems.
Usage: check_programs.py [ROOT]
"""
import ast
import functools
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from shell_words import commands, functions

TABLE = "tools/programs.txt"
GENERATORS = {"Ninja": "ninja"}
CMAKE_MODULES = {"PkgConfig": "pkg-config", "Python3": "python3"}
BUILTINS = set(
    """. : [ [[ alias bg break builtin case cd continue declare echo eval exit export false fg for
    getopts hash jobs kill let local mapfile popd printf pushd pwd read readonly return select set shift
    shopt source test times trap true type typeset ulimit umask unset wait""".split()
)
# What runs the words behind it, and the options of it that take a value.
WRAPPERS = {"command": "", "env": "uSC", "exec": "a", "nice": "n", "nohup": "", "setpriv": "", "sudo": "uU",
            "timeout": "ks", "time": "", "unshare": "", "xargs": "nPIdLs"}  # fmt: skip
NAME = re.compile(r"[A-Za-z_][\w.+-]*")


def behind(wrapper, words):
    """The words a wrapper runs: without its options, their values, variables and durations."""
    while words:
        word = words[0]
        if word and word.startswith("-"):
            takes = len(word) == 2 and word[1] in WRAPPERS[wrapper]
            words = words[2:] if takes else words[1:]
        elif word and (re.match(r"\w+=", word) or (wrapper == "timeout" and word[0].isdigit())):
            words = words[1:]
        else:
            break
    return words


def in_words(words):
    """Programs one command starts, by its words."""
    if not words or not words[0]:
        return set()
    name = words[0]
    if name.startswith(("/usr/", "/bin/", "/sbin/")):
        name = name.rsplit("/", 1)[-1]
    if not NAME.fullmatch(name):
        return set()  # a path into the repository, or nothing to read
    found = {name}
    if name in WRAPPERS:
        found |= in_words(behind(name, words[1:]))
    if name in ("sh", "bash") and len(words) > 2 and words[1] == "-c" and words[2]:
        found |= in_shell(words[2])
    return found


def in_shell(text):
    own = functions(text)
    found = set()
    for words in commands(text):
        found |= in_words(words)
    return found - BUILTINS - own - {"command", "exec", "time"}


def strings_of(node):
    return [e.value if isinstance(e, ast.Constant) and isinstance(e.value, str) else None for e in node.elts]


def in_python(text):
    found = set()
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = ast.unparse(node.func)
        first = node.args[0]
        if name == "shutil.which" and isinstance(first, ast.Constant):
            found.add(first.value)
        elif (name.startswith("subprocess.") or name.endswith(".spawn")) and isinstance(first, (ast.List, ast.Tuple)):
            found |= in_words(strings_of(first))
    return found


TEXT = r'"(?:[^"\\]|\\.)*"'
COMMAND_LIST = r"\b(?:as_|(?<!no )command|words\.insert\(words\.begin\(\),)\s*=?\s*[({]*((?:\s*%s\s*,?)+)" % TEXT
NAMED_LIST = r"\b%s\s*=?\s*\{((?:\s*" + TEXT + r"\s*,?)+)"
CALL = r"\b(spawn|execv\w*|execl\w*|popen|shell)\(\s*(?:program_beside\(\s*)?((?:%s\s*)+)(?:,\s*\{([^{}]*)\})?" % TEXT
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def in_cpp(text):
    lists = re.findall(COMMAND_LIST, text)
    for name in set(re.findall(r"\.command\s*=\s*(\w+)", text)) - {"command"}:
        lists += re.findall(NAMED_LIST % name, text)
    found = set()
    for words in lists:
        found |= in_words(STRING.findall(words))
    for name, first, rest in re.findall(CALL, text):
        word = "".join(STRING.findall(first))
        found |= in_shell(word) if name in ("popen", "shell") else in_words([word, *STRING.findall(rest)])
    # PostgreSQL's programs are called in its own folder: command({"/initdb", …}).
    found |= {word for word in re.findall(r'\bcommand\(\{"/(\w+)"', text)}
    return {name for name in found if not name.startswith(("no-such", "pendopo"))}


def in_cmake(text):
    found = set(re.findall(r"find_program\(\s*\w+\s+(?:NAMES\s+)?([\w.+-]+)", text))
    return found | {p for m, p in CMAKE_MODULES.items() if re.search(rf"find_package\(\s*{m}\b", text)}


def in_presets(text):
    presets = json.loads(text)["configurePresets"]
    found = {GENERATORS[p["generator"]] for p in presets if "generator" in p}
    for preset in presets:
        variables = preset.get("cacheVariables", {})
        found |= {value for key, value in variables.items() if re.fullmatch(r"CMAKE_\w+_COMPILER", key)}
    return found


def programs_in(path, text):
    if path == "CMakePresets.json":
        return in_presets(text)
    if path.endswith(("CMakeLists.txt", ".cmake")):
        return in_cmake(text)
    if not path.startswith(("tools/", "tests/", ".ci/")):
        return set()
    if path.endswith(".py") or re.match(r"#!.*\bpython3\b", text):
        return in_python(text)
    if path.endswith((".cpp", ".h")):
        return in_cpp(text)
    if re.match(r"#!.*\b(ba)?sh\b", text):
        return {"bash", *in_shell(text)}
    return set()


def sourced_functions(text, files):
    """Those of the files of the tree that a script sources."""
    return set().union(*(functions(files.get(path, "")) for path in re.findall(r"(?m)^source (\S+)$", text)))


def table_in(text):
    """program → (package, mark: * part of every Debian, ? used only where it is there, or nothing)"""
    table = {}
    for line in text.splitlines():
        words = line.split("#")[0].split()
        for program in words[1:]:
            table[program] = (words[0].lstrip("*?"), words[0][0] if words[0][0] in "*?" else "")
    return table


@functools.cache
def query(*words):
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout


def holder_problem(program, package, mark):
    """What dpkg says against a line of the table; None where it cannot say anything."""
    if not shutil.which("dpkg-query"):
        return None
    known = query("dpkg-query", "-W", "-f", "${db:Status-Status}|${Priority}|${Essential}|${Pre-Depends},${Depends}", package).split("|", 3)
    if known[0] != "installed":
        return None
    _, priority, essential, depends = known
    if mark == "*" and essential != "yes" and priority != "required":
        return f"{package} is not part of every Debian — name it in a group of tools/setup, without the *"
    parts = {package, *re.findall(r"[a-z0-9][a-z0-9.+-]+", re.sub(r"\([^)]*\)", "", depends))}
    held = re.findall(rf"(?m)^.*/s?bin/{re.escape(program)}$", query("dpkg-query", "-L", *sorted(parts)))
    alternative = Path("/etc/alternatives", program)
    if held or (alternative.exists() and query("dpkg-query", "-S", str(alternative.resolve())).split(":")[0] in parts):
        return None
    return f"{package} is installed and holds no program {program} — correct the line"


def problems_in(root, files, grouped):
    """files: {path: text}; grouped: the packages of tools/setup."""
    table = table_in(files.get(TABLE, ""))
    used = {}
    for path, text in sorted(files.items()):
        for program in programs_in(path, text) - sourced_functions(text, files):
            used.setdefault(program, path)
    found = []
    for program, path in sorted(used.items()):
        if program not in table:
            found.append(f"{path}: starts {program}, which is in no line of {TABLE} — add it there, and its package to a group of tools/setup")
    for program, (package, mark) in table.items():
        if program not in used and mark != "*":
            found.append(f"{TABLE}: nothing starts {program} — remove it")
        elif not mark and package not in grouped:
            found.append(f"{TABLE}: {package} ({program}) is in no group of tools/setup — add it to the group that needs it")
        elif root:
            problem = holder_problem(program, package, mark)
            found += [f"{TABLE}: {problem}"] if problem else []
    return found


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=root, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    files = {}
    for path in listed:
        if (root / path).is_file():
            try:
                files[path] = (root / path).read_text()
            except UnicodeDecodeError:
                pass  # a picture
    grouped = subprocess.run(
        [root / "tools/setup", "--list"], capture_output=True, text=True, check=True
    ).stdout.split()
    found = problems_in(root, files, grouped)
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
