#!/usr/bin/env python3
"""The plan of the house: which folder may include which. Reads the #include and import lines, prints each that runs up.

    exact < verify/networks < { verify/tanh, verify/files, ... } < verify/questions
          < certificates/format < certificates/rendering < programs

A family includes no other, files/ includes no family, and certificates/{checker, proof, browser} include nothing but
themselves; of browser/, the page stands on the checker.
"""
from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FAMILIES = ["verify/tanh", "verify/relu", "verify/deep"]
BELOW: dict[str, list[str]] = {
    "exact": [],
    "verify/networks": ["exact"],
    "verify/files": ["exact", "verify/networks"],
}
BELOW |= {family: ["exact", "verify/networks"] for family in FAMILIES}
BELOW["verify/questions"] = [*BELOW]
BELOW["certificates/format"] = [*BELOW]
BELOW["certificates/rendering"] = [*BELOW]
BELOW["programs"] = [*BELOW]
ALONE = {
    "certificates/checker": ["certificates/checker"],
    "certificates/browser/checker": ["certificates/browser/checker"],
    "certificates/browser/page": ["certificates/browser/page", "certificates/browser/checker"],
}
GENERATED = {"isopath_version.hpp", "page_parts.hpp"}
INCLUDE = re.compile(
    r'^\s*#\s*include\s+"([^"]+)"|^import\b[^;]*?\bfrom\s+"([^"]+)"|\bimport\("([^"]+)"\)', re.M
)


def room_of(path: str) -> str | None:
    """The room that a path of the tree is in; None if no room is known for it."""
    return max((room for room in [*BELOW, *ALONE] if path.startswith(room + "/")), key=len, default=None)


def target_of(file: Path, name: str) -> str | None:
    """What an #include or an import names, from the top of the tree; None for a file that the build makes."""
    if name in GENERATED:
        return None
    beside = (file.parent / name).resolve()
    if name.startswith(".") or beside.exists():
        return str(beside.relative_to(ROOT))
    in_checker = ROOT / "certificates" / "checker" / name  # which is on the path of its own files
    return str(in_checker.relative_to(ROOT)) if in_checker.exists() else name


def faults_of(file: Path) -> list[str]:
    here = str(file.relative_to(ROOT))
    room = room_of(here)
    if room is None:
        return [f"{here}: expected a file in a room of the plan, found it in none"]
    allowed = ALONE.get(room) or [room, *BELOW[room]]
    faults = []
    for match in INCLUDE.finditer(file.read_text(encoding="utf-8")):
        target = target_of(file, next(name for name in match.groups() if name))
        if target is not None and room_of(target) not in allowed:
            faults.append(f"{here}: {room} may not include {target}")
    return faults


def main() -> int:
    files = [
        path
        for top in ("exact", "verify", "certificates", "programs")
        for ending in ("*.cpp", "*.hpp", "*.mjs")
        for path in sorted((ROOT / top).rglob(ending))
    ]
    faults = [fault for file in files for fault in faults_of(file)]
    for fault in faults:
        print(fault)
    refused = {fault.split(":")[0] for fault in faults}
    print(f"{len(files) - len(refused)} passed, {len(refused)} failed")
    return 1 if faults or len(files) < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
