#!/usr/bin/env python3
"""Follows README.md and the tutorials as a reader does: from a fresh clone of the repository, with nothing in it but what is committed.

    first_minutes.py --bin DIR

Everything that these pages show is typed (pages.py), and what is printed is compared. The clone is configured as the README says;
its build is asked only what it would do, and the programs of DIR take the place of those that it would make. Until the README puts
the programs on the PATH, they are not there. Scripts that install and test everything are left out.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from pages import GUIDES, ROOT, Result, Shell, report, typed

SKIPPED = 77  # as tests/CMakeLists.txt tells ctest
LEFT_OUT = {"docs/demo.sh", "tests/run.sh"}


def followed(guide: Path, clone: Path, outputs: Path, bin_dir: Path, env: dict[str, str]) -> list[Result]:
    """One page, in a clone of its own."""
    cloned = subprocess.run(
        ["git", "clone", "-q", str(ROOT), str(clone)], capture_output=True, text=True, check=False
    )
    if cloned.returncode != 0:
        return [("git clone", False, cloned.stderr)]

    def instead(line: str) -> str | None:
        if line in LEFT_OUT:
            return None
        if line.startswith("cmake --build "):  # says what it would do, and then its programs are there
            return f"{line} -- -n && rm -rf build/bin && ln -s {bin_dir} build/bin"
        return line

    page = clone / guide.relative_to(ROOT)
    is_first = page.name == "README.md"
    path = env["PATH"] if is_first else f"{bin_dir}:{env['PATH']}"
    with Shell(clone, dict(env, PATH=path), outputs) as shell:
        return typed(page, shell, instead)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    bin_dir = Path(parser.parse_args().bin).resolve()
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        print("skipped: this tree is no clone")
        return SKIPPED
    env = dict(os.environ, PATH=f"/usr/bin:{os.environ['PATH']}")
    results = []
    with tempfile.TemporaryDirectory() as name:
        outputs = Path(name) / "outputs"
        outputs.mkdir()
        for k, guide in enumerate(GUIDES):
            results += followed(guide, Path(name) / str(k), outputs, bin_dir, env)
    return report(results)


sys.exit(main())
