"""The commands of a shell script, as lists of words, without running it.

    commands("a=$(git log | head -n 1) && exec cmake --build .")
    → [["git", "log"], ["head", "-n", "1"], ["exec", "cmake", "--build", "."]]

A word that is not plain text (it has a variable or a command in it) reads as None. Knows quotes,
$( ), ( ), ${ }, (( )), [[ ]], arrays, case, functions, redirections and here-documents; enough for
scripts that shellcheck accepts, not a shell.
"""
import re

KEYWORDS = {"if", "then", "elif", "else", "fi", "while", "until", "do", "done", "{", "}", "!", "time", "esac"}
ASSIGNMENT = re.compile(r"\w+(\[[^]]*\])?\+?=")
FUNCTION = re.compile(r"[\w-]+[ \t]*\(\)")


class Script:
    def __init__(self, text):
        self.text = text.replace("\\\n", " ")
        self.at = 0
        self.found = []
        self.here = []  # the ends of here-documents that begin after this line

    def sees(self, start):
        return self.text.startswith(start, self.at)

    def skip_to(self, end):
        place = self.text.find(end, self.at)
        self.at = len(self.text) if place < 0 else place + len(end)

    def line_ends(self):
        self.at += 1
        for end in self.here:
            found = re.compile(rf"^\t*{re.escape(end)}$", re.M).search(self.text, self.at)
            self.at = found.end() if found else len(self.text)
        self.here = []

    def substitution(self):
        """After a $: whatever it is, skipped; commands in it are found."""
        if self.sees("(("):
            self.skip_to("))")
        elif self.sees("("):
            self.at += 1
            self.block(")")
        elif self.sees("{"):
            self.until("}")

    def until(self, end):
        """To `end`, over everything quoted."""
        self.at += 1
        while self.at < len(self.text) and not self.sees(end):
            self.step()
        self.at += len(end)

    def step(self):
        """One character or one quoted or substituted piece; its plain text, or None."""
        char = self.text[self.at]
        self.at += 1
        if char == "\\":
            self.at += 1
            return self.text[self.at - 1 : self.at]
        if char == "'":
            begun = self.at
            self.skip_to("'")
            return self.text[begun : self.at - 1]
        if char == '"':
            plain = ""
            while self.at < len(self.text) and not self.sees('"'):
                if self.text[self.at] == "'":  # nothing special in here
                    self.at += 1
                    piece = "'"
                else:
                    piece = self.step()
                plain = None if plain is None or piece is None else plain + piece
            self.at += 1
            return plain
        if char == "$":
            self.substitution()
            return None
        if char in "<>" and self.sees("("):
            self.at += 1
            self.block(")")
            return None
        return char

    def word(self):
        plain, begun = "", self.at
        while self.at < len(self.text):
            char = self.text[self.at]
            if char in " \t\n;&|)" or (char in "<>" and not self.text.startswith("(", self.at + 1)):
                break
            if char == "(":
                if ASSIGNMENT.fullmatch(self.text[begun : self.at]):
                    self.until(")")
                    plain = None
                    continue
                break
            piece = self.step()
            plain = None if plain is None or piece is None else plain + piece
        return plain, self.text[begun : self.at]

    def redirection(self):
        kind = re.compile(r"\d*(<<<|<<-?|[<>&]*[<>]+[&|]?)\s*").match(self.text, self.at)
        self.at = kind.end()
        plain, _ = self.word()
        if kind[1] in ("<<", "<<-"):
            self.here.append(plain or "")

    def patterns(self):
        """In a case: to behind the next pattern; False at its end."""
        while self.at < len(self.text) and self.text[self.at] in " \t\n;&":
            self.at += 1
        if re.compile(r"esac\b").match(self.text, self.at) or self.at >= len(self.text):
            return False
        if self.sees("("):
            self.at += 1
        self.at -= 1
        self.until(")")
        return True

    def block(self, end=None):
        """Commands to `end`, a bracket."""
        words, cases = [], 0
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == end:
                self.at += 1
                break
            if char in " \t":
                self.at += 1
                continue
            if char in "\n;&|()" and not self.sees("&>"):
                self.finish(words)
                words = []
                if not words and self.sees("(("):
                    self.skip_to("))")
                elif char == "(":
                    self.at += 1
                    self.block(")")
                elif self.sees(";;"):
                    if cases and not self.patterns():
                        cases -= 1
                elif char == "\n":
                    self.line_ends()
                else:
                    self.at += 1
                continue
            if char == "#":
                place = self.text.find("\n", self.at)
                self.at = len(self.text) if place < 0 else place
                continue
            if re.compile(r"\d*[<>](?!\()|&>").match(self.text, self.at):
                self.redirection()
                continue
            function = FUNCTION.match(self.text, self.at)
            if not words and function:
                self.at = function.end()
                continue
            plain, raw = self.word()
            if words[:1] == ["case"] and plain == "in":
                cases += 1
                words = []
                if not self.patterns():
                    cases -= 1
            elif words[:1] == ["[["] and raw not in ("]]",):
                while self.at < len(self.text) and not re.compile(r"\s\]\]").match(self.text, self.at):
                    self.step()
            elif not words and (plain in KEYWORDS or ASSIGNMENT.match(raw)):
                continue
            else:
                words.append(plain)
        self.finish(words)

    def finish(self, words):
        if words:
            self.found.append(words)


def commands(text):
    script = Script(text)
    script.block()
    return script.found


def functions(text):
    """The names of the script's own functions."""
    return set(re.findall(r"(?m)^\s*([\w-]+)\s*\(\)", text))
