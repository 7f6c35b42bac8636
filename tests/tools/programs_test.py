"""tools/check_programs.py finds what scripts, tests and the build start, and misses no package."""
import sys
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[2] / "tools"
sys.path.insert(0, str(TOOLS))
import check_programs  # noqa: E402
from check_programs import programs_in  # noqa: E402
from shell_words import commands  # noqa: E402

SCRIPT = r"""#!/usr/bin/env bash
# not-this: no command in a comment
set -euo pipefail
usage() {
    cat <<'TEXT'
nor this
TEXT
}
a=$(git log | head -n 1) b="say $(tail "$a") 'it'"
words=(neither these $(sort "$a"))
case $a in
    one | two) cmp "$a" "$b" ;;
    *) usage ;;
esac
if [[ -n $a && $b != "$(cut -c 1 "$a")" ]] || ! grep -q x; then
    xargs -0 -n 4 -P "$(nproc)" clang-format --dry-run | awk '$1 > 4 && print'
fi
for ((i = 0; i < 3; ++i)); do sleep 1; done >/dev/null
exec env A=b timeout 5 sed 's/;rm//' <(od "$a") && tools/setup build
"""


class Found(unittest.TestCase):
    def test_shell(self):
        self.assertEqual(
            programs_in("tools/x", SCRIPT),
            set("bash cat git head tail sort cmp cut grep xargs nproc clang-format awk sleep env timeout sed od".split()),
        )

    def test_shell_words(self):
        self.assertEqual(
            commands("a=$(git log | head -n 1) && exec cmake --build '.'"),
            [["git", "log"], ["head", "-n", "1"], ["exec", "cmake", "--build", "."]],
        )
        self.assertEqual(commands('echo "$HOME/x" y'), [["echo", None, "y"]])

    def test_python(self):
        text = 'import subprocess\nsubprocess.run(["git", "add"])\nself.spawn(["mpv", x], "a")\nshutil.which("npm")\n'
        self.assertEqual(programs_in("tests/tools/a.py", text), {"git", "mpv", "npm"})
        self.assertEqual(programs_in("tools/y", "#!/usr/bin/env python3\nsubprocess.Popen(['sh', '-c', 'ls; cat'])"), {"sh", "ls", "cat"})

    def test_cpp(self):
        for text, program in [
            ('run_to_end({.command = {"xrandr", "--display"}}, t)', "xrandr"),
            ('std::vector<std::string> words{\n "mosquitto_pub", "-h"};\n run({.command = words});', "mosquitto_pub"),
            ('spawn({.command = {"/usr/sbin/mosquitto", "-c"}})', "mosquitto"),
            ('command({"/initdb", "-D"})', "initdb"),
            ('ChildProcess::spawn("/bin/sleep", {"60"}, fd)', "sleep"),
        ]:
            self.assertEqual(programs_in("tests/a_test.cpp", text), {program}, text)
        self.assertEqual(programs_in("tests/a.h", 'spawn("/bin/sh", {"-c", "exec tail x"})'), {"sh", "tail"})

    def test_build(self):
        self.assertEqual(programs_in("CMakeLists.txt", "find_program(P ccache)\nfind_package(PkgConfig REQUIRED)"), {"ccache", "pkg-config"})
        presets = '{"configurePresets": [{"generator": "Ninja", "cacheVariables": {"CMAKE_C_COMPILER": "clang"}}]}'
        self.assertEqual(programs_in("CMakePresets.json", presets), {"ninja", "clang"})


class Problems(unittest.TestCase):
    FILES = {"tests/a.cpp": 'spawn({.command = {"mosquitto_pub"}})', check_programs.TABLE: "mosquitto-clients mosquitto_pub"}

    def problems(self, changed=None, grouped=("mosquitto-clients",)):
        return check_programs.problems_in(None, self.FILES | (changed or {}), grouped)

    def test_good(self):
        self.assertEqual(self.problems(), [])

    def test_a_program_without_a_package(self):
        self.assertEqual(
            self.problems({check_programs.TABLE: ""}),
            ["tests/a.cpp: starts mosquitto_pub, which is in no line of tools/programs.txt — add it there, and "
             "its package to a group of tools/setup"],
        )

    def test_a_package_in_no_group(self):
        self.assertEqual(
            self.problems(grouped=["mosquitto"]),
            ["tools/programs.txt: mosquitto-clients (mosquitto_pub) is in no group of tools/setup — add it to "
             "the group that needs it"],
        )

    def test_a_line_nobody_needs(self):
        self.assertEqual(
            self.problems({check_programs.TABLE: "mosquitto-clients mosquitto_pub mosquitto_sub"}),
            ["tools/programs.txt: nothing starts mosquitto_sub — remove it"],
        )
        everywhere = self.FILES[check_programs.TABLE] + "\n*coreutils cat"
        self.assertEqual(self.problems({check_programs.TABLE: everywhere}), [])

    def test_functions_of_a_file_that_is_sourced(self):
        files = {"tools/a": "#!/bin/bash\nsource tools/b\nsay hello", "tools/b": "#!/bin/bash\nsay() { mosquitto_pub; }",
                 check_programs.TABLE: self.FILES[check_programs.TABLE] + "\n*bash bash"}
        self.assertEqual(self.problems(files), [])
        self.assertIn("starts say", " ".join(self.problems(files | {"tools/b": ""})))

    def test_the_wrong_package(self):
        problem = check_programs.holder_problem("nosuchprogram", "coreutils", "*")
        if problem is None:
            self.skipTest("no dpkg here")
        self.assertEqual(problem, "coreutils is installed and holds no program nosuchprogram — correct the line")
        self.assertIsNone(check_programs.holder_problem("awk", "mawk", "*"))


if __name__ == "__main__":
    unittest.main()
