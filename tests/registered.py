#!/usr/bin/env python3
"""A test that nobody runs is a failure: every test of this folder is run by ctest, or by hand for a reason given here.

    registered.py

A *_test.cpp is compiled if it lies in a folder that tests/CMakeLists.txt gathers; a program that counts what passed, or
is named *_test.*, is run if tests/CMakeLists.txt names it. What tests/CMakeLists.txt names is there.
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BY_HAND = {"tests/outputs/outputs.py": "it compares two builds", "tests/run.sh": "it runs ctest"}
PROGRAM = re.compile(r'^if __name__ == "__main__"|^sys\.exit\(|^#!/bin/sh', re.M)


def is_test(path: Path) -> bool:
    if path.stem.endswith("_test"):
        return True
    text = path.read_text(encoding="utf-8")
    return path.suffix in (".py", ".sh") and PROGRAM.search(text) is not None and " passed" in text


def faults_of(tracked: list[str], registered: str) -> list[str]:
    """`registered`: the text of tests/CMakeLists.txt."""
    gathered = re.findall(r"\$\{CMAKE_CURRENT_SOURCE_DIR\}/([\w/]+)/\*_test\.cpp", registered)
    faults = []
    for name in tracked:
        path = ROOT / name
        if path.suffix not in (".cpp", ".py", ".sh", ".mjs") or name in BY_HAND or not is_test(path):
            continue
        compiled = path.suffix == ".cpp" and any(name.startswith(f"tests/{folder}/") for folder in gathered)
        script = name.replace(".mjs", ".py")  # which runs it in Node or in a browser
        if not compiled and not re.search(rf"(?<![\w/]){re.escape(script)}\b", registered):
            faults.append(f"{name}: expected it in tests/CMakeLists.txt, found it nowhere")
    for name in re.findall(r"(?<=\s)(?:tests|docs)/[\w./]+\.(?:py|sh)\b", registered):
        if not (ROOT / name).exists():
            faults.append(f"tests/CMakeLists.txt: expected the file {name}, found none")
    return faults


def main() -> int:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "tests"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    tracked = [name for name in listed if (ROOT / name).exists()]
    registered = (ROOT / "tests" / "CMakeLists.txt").read_text(encoding="utf-8")
    registered = re.sub(r"^\s*#.*$", "", registered, flags=re.M)
    faults = faults_of(tracked, registered)
    if not faults_of(tracked, ""):
        faults.append("tests/registered.py: expected orphans if nothing is registered, found none")
    for fault in faults:
        print(f"FAILED {fault}")
    print(f"{len(tracked) - len(faults)} passed, {len(faults)} failed")
    return 1 if faults or not tracked else 0


if __name__ == "__main__":
    sys.exit(main())
