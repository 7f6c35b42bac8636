#!/usr/bin/env python3
"""The manual page and the shell completion of `pendopo`, made from what its own --help says.

Usage: documents.py PENDOPO FOLDER   writes pendopo.1.gz, pendopo.bash and changelog.gz into FOLDER
The first two name every verb and option the program has, and so cannot be behind it; the last says in
Debian's form which version this is.
"""
import gzip
import re
import subprocess
import sys
from email.utils import formatdate
from pathlib import Path

COLUMN = 34  # where descriptions begin (engine/app/main.cpp); a longer name has its own on the next line
HEADING = re.compile(r"^([A-Z][A-Za-z ]*):\s*$")


class Verb:
    """One command with its description, options, positionals and verbs below it."""

    def __init__(self, words, program):
        self.words = words
        said = subprocess.run(
            [program, *words[1:], "--help"], capture_output=True, text=True, check=True, cwd="/"
        ).stdout
        lines = said.splitlines()
        self.description = []
        while lines and not lines[0].startswith("Usage:"):
            self.description.append(lines.pop(0).strip())
        self.usage = lines.pop(0).removeprefix("Usage:").strip()
        self.options, self.positionals, below = [], [], []
        lists = {"Options": self.options, "Positionals": self.positionals, "Subcommands": below}
        entries = []
        for line in filter(str.strip, lines):
            heading = HEADING.match(line)
            if heading:
                entries = lists[heading[1]]
            elif line.startswith(" " * COLUMN):
                entries[-1][1] = f"{entries[-1][1]} {line.strip()}".strip()
            else:
                short = len(line) > COLUMN and line[COLUMN - 1] == " "
                name, text = (line[:COLUMN], line[COLUMN:]) if short else (line, "")
                name = re.sub(r" Excludes: \S+", "", name).replace(" REQUIRED", " (required)")
                entries.append([name.strip(), text.strip()])
        self.verbs = [Verb([*words, name], program) for name, _ in below]

    def all(self):
        yield self
        for verb in self.verbs:
            yield from verb.all()

    def option_words(self):
        """Every spelling: -h, --help."""
        return re.findall(r"(?<![\w-])--?[a-z][\w-]*", " ".join(names for names, _ in self.options))


def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return "\\&" + text if text.startswith(".") else text


def manual(top, version):
    lines = [
        f'.TH PENDOPO 1 "" "pendopo {version}" "Video wall"',
        ".SH NAME", "pendopo \\- " + roff("a video wall of live cameras and figures over several displays"),
        ".SH SYNOPSIS", ".B pendopo", ".I verb", "[options]",
        ".SH DESCRIPTION", roff(" ".join(top.description)) + ".",
        "The packaged wall is the service", ".BR pendopo.service ,", "of the user pendopo; its verbs are called as that user:",
        ".PP", ".RS", roff("sudo -u pendopo pendopo status"), ".RE",
        ".SH VERBS",
    ]  # fmt: skip
    for verb in top.all():
        if verb is top:
            continue
        lines += [".SS " + roff(" ".join(verb.words)), roff(" ".join(verb.description)), ".PP", ".B " + roff(verb.usage)]
        for name, text in [*verb.positionals, *verb.options]:
            if not name.startswith("-h,"):
                lines += [".TP", ".B " + roff(name), roff(text)]
    lines += [
        ".SH EXIT STATUS", "0: good. 1: what was asked cannot be had. 2: wrong use, or what was named cannot be read.",
        ".SH FILES",
        ".TP", ".I /etc/pendopo", "the installation: wall.json and what it names. secrets.json has mode 0600.",
        ".TP", ".I /var/lib/pendopo", "state: users, audit, earlier texts of the files, the last good configuration.",
        ".TP", ".I /usr/share/pendopo/example", "the example installation.",
        ".TP", ".I /usr/share/doc/pendopo", "every key of the files (REFERENCE), and what a technician does.",
        ".SH SEE ALSO", ".BR systemctl (1),", ".BR journalctl (1)",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


COMPLETION = """# Completion of pendopo(1) for bash; made from its --help.
_pendopo() {
    local current=${COMP_WORDS[COMP_CWORD]} path=pendopo word words
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case "$path $word" in
%s            *) ;;
        esac
    done
    case $path in
%s    esac
    if [[ $current == -* || ( -n $current && " $words" == *" $current"* ) || ( -z $current && -n $words ) ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    fi
    ((${#COMPREPLY[@]})) || mapfile -t COMPREPLY < <(compgen -f -- "$current")
}
complete -o filenames -F _pendopo pendopo
"""


def completion(top):
    paths = "".join(
        f'            "{" ".join(verb.words)}") path="$path $word" ;;\n' for verb in top.all() if verb is not top
    )
    words = ""
    for verb in top.all():
        known = " ".join([*(each.words[-1] for each in verb.verbs), *verb.option_words()])
        words += f'        "{" ".join(verb.words)}") words="{known}" ;;\n'
    return COMPLETION % (paths, words)


CHANGELOG = """pendopo ({version}) bookworm; urgency=medium

  * What changed for those who run a wall stands in CHANGELOG.md beside this.

 -- Pendopo maintainers <maintainers@users.noreply.r-seed-8795b9d8.example>  {date}
"""


def write_packed(path, text):
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, folder = sys.argv[1], Path(sys.argv[2])
    version = subprocess.run([program, "version"], capture_output=True, text=True, check=True).stdout.split()[-1]
    top = Verb(["pendopo"], program)
    folder.mkdir(parents=True, exist_ok=True)
    write_packed(folder / "pendopo.1.gz", manual(top, version))
    write_packed(folder / "changelog.gz", CHANGELOG.format(version=version, date=formatdate(localtime=True)))
    (folder / "pendopo.bash").write_text(completion(top))


if __name__ == "__main__":
    main()
