#!/usr/bin/env python3
"""Whether the table of roles in engine/sandbox/README.md says what engine/sandbox/role.cpp does.

Usage: check_sandbox.py [ROOT]   prints 'file: what — what to do' and ends with 1 when they differ.
"""
import re
import sys
from pathlib import Path

CODE = "engine/sandbox/role.cpp"
TABLE = "engine/sandbox/README.md"
ROW = re.compile(r"\{SandboxRole::(\w+),(.*?)\}")
COLUMNS = 8


def roles_of_code(text):
    """{role: its seven words} of the table kRights."""
    roles = {}
    for role, rest in ROW.findall(text):
        roles[role] = [cell.strip().split("::")[-1] for cell in rest.split(",")]
    return roles


def roles_of_table(text):
    """{role: its seven words} of the first table whose head begins with 'role'."""
    lines = iter(text.splitlines())
    roles = {}
    for line in lines:
        if line.startswith("| role |"):
            next(lines, None)
            break
    for line in lines:
        if not line.startswith("|"):
            break
        cells = [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        roles[cells[0]] = cells[1:]
    return roles


def differences(code, table):
    """What differs, a line each."""
    found = []
    for role in [*code, *(r for r in table if r not in code)]:
        if role not in table:
            found.append(f"{TABLE}: no row for `{role}` — write: {' | '.join([f'`{role}`', *code[role]])}")
        elif role not in code:
            found.append(f"{TABLE}: `{role}` is no role of {CODE} — take its row out")
        elif code[role] != table[role]:
            found.append(f"{TABLE}: `{role}` says {' | '.join(table[role])} — {CODE} says {' | '.join(code[role])}")
    return found


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    code = roles_of_code((root / CODE).read_text())
    if not code or any(len(words) != COLUMNS - 1 for words in code.values()):
        print(f"{CODE}: its table cannot be read — one role a line, {COLUMNS} values; or mend tools/check_sandbox.py")
        return 1
    found = differences(code, roles_of_table((root / TABLE).read_text()))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
