#!/usr/bin/env python3
"""Which lines the tests ran, by what GCC counted in a build with --coverage. tests/coverage.sh makes one.

    coverage.py BUILD [--write]

--write puts the figures into the line of docs/hacking.md that begins as FIGURES does.
"""
from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, Iterator

ROOT = Path(__file__).resolve().parent.parent
LAYERS = (
    "exact",
    "verify",
    "certificates/format",
    "certificates/rendering",
    "certificates/checker",
    "programs",
)
REFUSAL = re.compile(r"\bthrow\b|\brefuse\w*\(|\bfail\w*\(")
FIGURES = "Lines run by tests:"
BATCH = 20  # objects that one gcov reads
LISTED = 25  # files that are listed
Counts = dict[str, dict[int, int]]  # of each file, how often each line was run


def reports(build: Path) -> Iterator[dict[str, Any]]:
    """What gcov says of each object that was run; objects that no program ran have notes (.gcno) only."""
    notes = sorted(build.rglob("*.gcno"))
    for begin in range(0, len(notes), BATCH):
        command = ["gcov", "--json-format", "--stdout", *map(str, notes[begin : begin + BATCH])]
        done = subprocess.run(command, cwd=build, capture_output=True, text=True, check=False)
        for line in done.stdout.splitlines():
            yield json.loads(line)


def layer_of(name: str) -> str | None:
    return next((layer for layer in LAYERS if name.startswith(layer + "/")), None)


def counts_in(build: Path) -> Counts:
    counts: Counts = defaultdict(lambda: defaultdict(int))
    for report in reports(build):
        for file in report["files"]:
            path = Path(report["current_working_directory"], file["file"]).resolve()
            if not path.is_relative_to(ROOT):
                continue
            name = str(path.relative_to(ROOT))
            if layer_of(name) is None:
                continue
            for line in file["lines"]:
                counts[name][line["line_number"]] += line["count"]
    return counts


def share(lines: list[int]) -> str:
    """`lines`: how often each was run."""
    return f"{100 * sum(1 for count in lines if count) / len(lines):.1f} %" if lines else "no lines"


def print_layers(counts: Counts) -> dict[str, str]:
    figures = {}
    for layer in LAYERS:
        lines = [count for name, of in counts.items() if layer_of(name) == layer for count in of.values()]
        figures[layer.removeprefix("certificates/")] = share(lines)
        print(f"{layer:24} {sum(1 for count in lines if count):6} of {len(lines):6} lines  {share(lines):>8}")
    return figures


def print_files(counts: Counts) -> None:
    left = {name: sum(1 for count in lines.values() if not count) for name, lines in counts.items()}
    print(f"\nThe {LISTED} files that have most lines left:")
    for name in sorted(left, key=lambda name: (-left[name], name))[:LISTED]:
        if left[name]:
            print(f"{left[name]:6}  {share([*counts[name].values()]):>8}  {name}")


def print_refusals(counts: Counts) -> None:
    found = []
    for name, lines in sorted(counts.items()):
        text = (ROOT / name).read_text(encoding="utf-8").splitlines()
        unreached = [number for number, count in sorted(lines.items()) if not count]
        found += [(name, n, text[n - 1].strip()) for n in unreached if REFUSAL.search(text[n - 1])]
    print(f"\nRefusals that no test reaches: {len(found)}")
    for name, number, line in found:
        print(f"{name}:{number}: {line}")


def write_figures(figures: dict[str, str]) -> None:
    page = ROOT / "docs" / "hacking.md"
    line = f"{FIGURES} " + ", ".join(f"{layer} {figure}" for layer, figure in figures.items()) + "."
    text, replaced = re.subn(rf"^{FIGURES}.*$", line, page.read_text(encoding="utf-8"), flags=re.M)
    if replaced != 1:
        raise SystemExit(f"docs/hacking.md: expected one line that begins with {FIGURES!r}, found {replaced}")
    page.write_text(text, encoding="utf-8")


def main() -> int:
    counts = counts_in(Path(sys.argv[1]).resolve())
    if not counts:
        print(f"{sys.argv[1]}: expected a build with --coverage, found none")
        return 1
    figures = print_layers(counts)
    print_files(counts)
    print_refusals(counts)
    if "--write" in sys.argv[2:]:
        write_figures(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
