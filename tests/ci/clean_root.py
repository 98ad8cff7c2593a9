#!/usr/bin/env python3
"""Runs the shell lines of ci/gitlab.yml and of action.yml, as they stand there, in a Debian 12 with nothing in it, and says how long they take.

    clean_root.py [--keep FOLDER] [--only TRIAL]

As root, with mmdebstrap. Not among the tests of tests/run.sh: it installs a small Debian, three times, and builds isopath from nothing,
which takes minutes and needs a mirror. First GitLab's job with an empty cache; then, in another clean root, with the cache that the
first left, where no compiler may be installed any more; then the steps of the action in a third, with the same cache.
"""
from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NETWORKS = ["sl2p_3.0_S2B_LAI__s2tbx_txt.json", "sl2p_3.0_S2C_LAI__opttbx_txt.json"]
CACHE = ".isopath-package"


def script_of_gitlab() -> str:
    """The variables and the lines of the job."""
    text = (ROOT / "ci/gitlab.yml").read_text()
    variables = re.search(r"^  variables:\n((?:    .*\n)+)", text, re.M)[1]
    script = re.search(r"^  script:\n((?:    - .*\n)+)", text, re.M)[1]
    return "\n".join(
        [
            *(f"export {name}={value}" for name, value in re.findall(r"^    (\w+): (.*)$", variables, re.M)),
            *re.findall(r"^    - (.*)$", script, re.M),
        ]
    )


def script_of_github() -> str:
    """The lines of the steps, with the inputs and the variables that the service sets."""
    text = (ROOT / "action.yml").read_text()
    return "\n".join(
        [
            "export GITHUB_ACTION_PATH=$PWD/isopath GITHUB_OUTPUT=/output MANIFEST=tests/exact.json JOBS=2 JUNIT=isopath.xml",
            *re.findall(r"^ +run: (.*)$", text, re.M),
        ]
    )


def checked_out(folder: Path) -> None:
    """A project that has isopath in a folder of its own."""
    (folder / "tests").mkdir(parents=True)
    shutil.copytree(ROOT, folder / "isopath", ignore=shutil.ignore_patterns(".git", "build", "build-*"))
    for network in NETWORKS:
        shutil.copy(ROOT / "examples" / network, folder / "tests")
    jobs = [{"name": "2B and 2C", "run": ["equiv", *NETWORKS]}]
    (folder / "tests/exact.json").write_text(
        json.dumps({"format": "isopath-batch", "version": 1, "jobs": jobs})
    )


def run(name: str, script: str, image: Path, folder: Path, cache: Path) -> bool:
    """Runs a script in a root of its own made of the image; the cache goes in and comes out."""
    root = folder / name
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    subprocess.run(["tar", "xf", str(image), "-C", str(root)], check=True)
    project = root / "project"
    checked_out(project)
    if cache.exists():
        shutil.copytree(cache, project / CACHE)
    began = time.monotonic()
    done = subprocess.run(
        ["chroot", str(root), "sh", "-euc", "cd /project\n" + script],
        check=False,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    seconds = time.monotonic() - began
    report = project / "isopath.xml"
    holds = (
        done.returncode == 0
        and report.is_file()
        and "<testcase" in report.read_text()
        and "<failure" not in report.read_text()
    )
    has_compiler = (root / "usr/bin/c++").exists()
    print(
        f"{'passed' if holds else 'FAILED'} {name}: {seconds:.0f} s, {'a' if has_compiler else 'no'} compiler installed"
    )
    if not holds:
        print(done.stdout[-4000:])
    if (project / CACHE).exists():
        shutil.rmtree(cache, ignore_errors=True)
        shutil.copytree(project / CACHE, cache)
    return holds and has_compiler == (name == "gitlab-from-nothing")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--keep", help="a folder for the image, the cache and the roots, which are left there"
    )
    parser.add_argument(
        "--only",
        action="append",
        help="one of the three: gitlab-from-nothing, gitlab-with-cache, github-with-cache",
    )
    options = parser.parse_args()
    keep = options.keep
    folder = Path(keep or tempfile.mkdtemp(prefix="isopath-ci-"))
    folder.mkdir(exist_ok=True)
    try:
        image = folder / "debian.tar"
        if not image.exists():
            subprocess.run(["mmdebstrap", "--quiet", "--variant=minbase", "bookworm", str(image)], check=True)
        cache = folder / "cache"
        trials = {
            "gitlab-from-nothing": script_of_gitlab,
            "gitlab-with-cache": script_of_gitlab,
            "github-with-cache": script_of_github,
        }
        holds = all(
            run(name, script(), image, folder, cache)  # the first that fails is the last
            for name, script in trials.items()
            if not options.only or name in options.only
        )
    finally:
        if keep is None:
            shutil.rmtree(folder)
    return 0 if holds else 1


sys.exit(main())
