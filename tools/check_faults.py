#!/usr/bin/env python3
"""The table of fault rows (tests/faults/ROWS.md) against the tests: every row from 1 to 70 stands in it
once, and what it names exists, a test (Suite.Name, or a name that begins with Row) or a kind of the storm
(storm:KIND). A row that is shown by nothing begins with — and says why.
Usage: check_faults.py [ROOT]
"""
import re
import sys
from pathlib import Path

ROWS = range(1, 71)
TABLE = "tests/faults/ROWS.md"
TEST = re.compile(r"^TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\)", re.M)
KIND = re.compile(r'Kind\("([^"]+)"')


def problems_of(table, tests, kinds):
    """What is wrong with the table, given the names of tests (with and without suite) and kinds."""
    found, seen = [], []
    for number, line in enumerate(table.splitlines(), 1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or not cells[0].isdigit():
            continue
        seen.append(int(cells[0]))
        place = f"{TABLE}:{number}: row {cells[0]}"
        shown = cells[2] if len(cells) == 3 else ""
        if shown.startswith("—"):
            if len(shown.split()) < 3:
                found.append(f"{place} is shown by nothing and does not say why")
            continue
        if not shown:
            found.append(f"{place} has no cell that says what shows it")
        for name in shown.split():
            known = kinds if name.startswith("storm:") else tests
            if name.removeprefix("storm:") not in known:
                found.append(f"{place} names {name}, which is not there — correct it")
    found += [f"{TABLE}: row {row} is missing" for row in ROWS if row not in seen]
    found += [f"{TABLE}: row {row} stands there {seen.count(row)} times" for row in sorted(set(seen)) if seen.count(row) > 1]
    return found


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[1])
    tests = set()
    for path in (root / "tests").rglob("*_test.cpp"):
        for suite, name in TEST.findall(path.read_text()):
            tests |= {f"{suite}.{name}", name}
    kinds = set(KIND.findall((root / "tools/storm/kinds.py").read_text()))
    found = problems_of((root / TABLE).read_text(), tests, kinds)
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
