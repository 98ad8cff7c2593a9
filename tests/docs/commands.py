#!/usr/bin/env python3
"""Runs every command that the documentation shows, and compares what it prints with what the documentation says (pages.py).

    commands.py --bin DIR

Commands run in a copy of examples/, with the programs on the PATH: those of README.md and the tutorials from the folder above, so
that these pages have to say `cd examples`. Set-up commands of ```sh blocks are left out, being what the test run itself is.
```json blocks that are whole networks, paths or certificates are read by the programs.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pages import GUIDES, ROOT, Result, Shell, blocks, report, typed

SETUP = {
    "docs/demo.sh",
    "tests/run.sh",
    "tests/run.sh release",
    "tests/bench/run.sh",
    "cmake --preset release -DISOPATH_TESTS=OFF",
    "cmake --build --preset release --target isopath isopath-check",
}


def sessions(page: Path, env: dict[str, str]) -> list[Result]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "outputs").mkdir()
        shutil.copytree(ROOT / "examples", folder / "examples")
        with Shell(folder if page in GUIDES else folder / "examples", env, folder / "outputs") as shell:
            return typed(page, shell, lambda line: None if line in SETUP else line)


def examples(page: Path, env: dict[str, str]) -> list[Result]:
    results = []
    for k, block in enumerate(blocks(page.read_text(encoding="utf-8"), "json")):
        kind = json.loads(block).get("format")
        command = {
            "isopath-network": ["isopath", "describe", "-"],
            "isopath-path": ["isopath", "check-path", "-"],
            "isopath-certificate": ["isopath-check", "-"],
        }[kind]
        done = subprocess.run(
            command, input=block.encode(), env=env, capture_output=True, timeout=60, check=False
        )
        results.append(
            (f"{page.name}: example {k}", done.returncode == 0, (done.stdout + done.stderr).decode())
        )
    return results


def copies() -> list[Result]:
    """The files of examples/ are those of the tests, of which the sources are known."""
    return [
        (
            f"examples/{file.name} is that of the tests",
            any(
                (ROOT / "tests" / folder / file.name).is_file()
                and (ROOT / "tests" / folder / file.name).read_bytes() == file.read_bytes()
                for folder in ("networks", "paths")
            ),
            "it is not",
        )
        for file in sorted((ROOT / "examples").glob("*.json"))
    ]


def timetable(env: dict[str, str]) -> list[Result]:
    """The drawing in the README is the one that isopath makes now. (Its picture of a page is as its browser drew it.)"""
    with tempfile.TemporaryDirectory() as name:
        done = subprocess.run(
            [
                "bash",
                "-c",
                f"isopath check-path {ROOT}/examples/stroke_path.json --certificate c.json && isopath render c.json --to svg -o c.svg",
            ],
            cwd=name,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        same = (
            done.returncode == 0
            and (Path(name) / "c.svg").read_bytes() == (ROOT / "docs/pictures/timetable.svg").read_bytes()
        )
        return [
            ("docs/pictures/timetable.svg is up to date (node docs/pictures.mjs makes it)", same, done.stderr)
        ]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    bin_dir = Path(parser.parse_args().bin).resolve()
    env = dict(os.environ, PATH=f"{bin_dir}:/usr/bin:{os.environ['PATH']}")
    results = copies() + timetable(env)
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        results += sessions(page, env) + examples(page, env)
    return report(results)


sys.exit(main())
