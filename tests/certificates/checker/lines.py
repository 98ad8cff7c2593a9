#!/usr/bin/env python3
"""How many lines of isopath-check each kind of certificate rests on, and whether the documents state exactly that.

    lines.py           compares the table in docs/trust.md and the figures in README.md with the sources
    lines.py --write   rewrites them

A kind rests on main.cpp and certificate.cpp, on the file that defines its function in the table of kinds, and on all that
these include, each header with the .cpp of its name; of certificate.cpp's own includes those of other kinds are left out.
Whole files are counted. A line of code is one that is neither blank nor a comment alone.
"""
from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CHECKER = ROOT / "certificates" / "checker"
TRUST, README = ROOT / "docs" / "trust.md", ROOT / "README.md"
BEGIN, END = "<!-- lines of the checker: tests/certificates/checker/lines.py --write -->\n", "<!-- end -->\n"
IN_README = re.compile(r"isopath-check is [\d ]+ lines of code \([\d ]+ with comments\)")


def includes_of(file: Path) -> list[str]:
    return re.findall(r'^#include "([^"]+)"', file.read_text(encoding="utf-8"), re.M)


def files_of(room: str) -> list[Path]:
    """A header and the .cpp of its name, either of which may be absent."""
    return [path for ending in (".hpp", ".cpp") if (path := CHECKER / (room + ending)).exists()]


def rooms_of(function_room: str) -> set[str]:
    """The rooms, as paths without ending, that a kind rests on."""
    rooms: set[str] = set()
    waiting = ["main", "certificate", function_room]
    while waiting:
        room = waiting.pop()
        if room in rooms:
            continue
        rooms.add(room)
        for file in files_of(room):
            names = [name.removesuffix(".hpp") for name in includes_of(file)]
            waiting += [
                name
                for name in names
                if files_of(name) and not (room == "certificate" and name.startswith("kinds/"))
            ]
    return rooms


def kinds() -> dict[str, str]:
    """The room of each kind, by the table of certificate.cpp."""
    table = re.findall(
        r'\{"([^"]+)", (check_\w+)\}', (CHECKER / "certificate.cpp").read_text(encoding="utf-8")
    )
    defined = {
        function: str(file.relative_to(CHECKER).with_suffix(""))
        for file in sorted((CHECKER / "kinds").glob("*.cpp"))
        for function in re.findall(r"^void (check_\w+)\(", file.read_text(encoding="utf-8"), re.M)
    }
    return {name: defined[function] for name, function in table}


def lines_of(files: list[Path]) -> tuple[int, int]:
    """Lines of code, and those of code and of comments."""
    lines = [line.strip() for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return sum(1 for line in lines if line and not line.startswith("//")), sum(1 for line in lines if line)


def spaced(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def table() -> str:
    def code_of(rooms: set[str]) -> str:
        return spaced(lines_of([file for room in rooms for file in files_of(room)])[0])

    def named(rooms: set[str], first: str = "main") -> str:
        return ", ".join(
            f"`{room}`"
            for room in sorted(rooms, key=lambda room: (room != first, not room.startswith("kinds/"), room))
        )

    rooms = {name: rooms_of(room) for name, room in kinds().items()}
    common = set.intersection(*rooms.values())
    rows = [f"| every kind | {named(common)} | {code_of(common)} |"]
    rows += [
        f"| *{name}* | {named(rooms[name] - common, room)} | {code_of(rooms[name])} |"
        for name, room in kinds().items()
    ]
    return (
        "| kind | rests on these files of certificates/checker | lines of code, with those of every kind |\n|---|---|---|\n"
        + "".join(row + "\n" for row in rows)
    )


def stated_in(text: str, expected: str) -> str:
    """The text with the table between its marks."""
    before, rest = text.split(BEGIN)
    return before + BEGIN + expected + END + rest.split(END, 1)[1]


def main() -> int:
    everything = [file for ending in ("*.hpp", "*.cpp") for file in CHECKER.rglob(ending)]
    code, with_comments = lines_of(everything)
    figures = f"isopath-check is {spaced(code)} lines of code ({spaced(with_comments)} with comments)"
    trust, readme = (path.read_text(encoding="utf-8") for path in (TRUST, README))
    rooms = {str(file.relative_to(CHECKER).with_suffix("")) for file in everything}
    orphans = rooms - set().union(*(rooms_of(room) for room in kinds().values()))
    expected = {TRUST: stated_in(trust, table()), README: IN_README.sub(figures, readme)}
    if "--write" in sys.argv[1:]:
        for path, text in expected.items():
            path.write_text(text, encoding="utf-8")
    checks = [
        (
            f"{path.relative_to(ROOT)} states what the script counts (lines.py --write)",
            path.read_text(encoding="utf-8") == text,
        )
        for path, text in expected.items()
    ]
    checks += [
        ("README.md states the lines of isopath-check", len(IN_README.findall(readme)) == 1),
        ("eleven kinds are in the table of kinds", len(kinds()) == 11),
        (f"every file of the checker is a part of some kind: {sorted(orphans)}", not orphans),
    ]
    failed = [name for name, is_right in checks if not is_right]
    for name in failed:
        print("FAILED", name)
    print(f"{len(checks) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
