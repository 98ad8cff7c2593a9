#!/usr/bin/env python3
"""What the programs print, byte for byte, over the whole corpus of the tests, good and bad.

    outputs.py --bin DIR --against DIR   runs both, and prints each command whose output, error or exit code differs

Standard output, standard error and exit code of each command count. Both programs run on one corpus, that of the second
build, in its folder, so no message depends on where the tree is.
"""
from __future__ import annotations

import argparse
import concurrent.futures
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Iterator

TIMELESS = {**os.environ, "LC_ALL": "C", "COLUMNS": "80"}
VERBS = [
    "describe",
    "canon",
    "equiv",
    "check-path",
    "connect",
    "distance",
    "diameter",
    "search-diameter",
    "bound",
    "near",
    "convert",
    "render",
    "cert",
    "batch",
    "selftest",
    "completions",
    "manual",
]

Command = tuple[str, ...]


def of_corpus(folder: Path) -> Iterator[tuple[str, Command]]:
    for group in json.loads((folder / "corpus.json").read_text(encoding="utf-8"))["groups"]:
        for case in group["cases"]:
            yield f"corpus: {group['name']}", tuple(case["run"])


def of_certificates(folder: Path) -> Iterator[tuple[str, Command]]:
    for file in sorted((folder / "certificates" / "good").glob("*.json")):
        name = str(file.relative_to(folder))
        yield "cert info", ("cert", "info", name)
        yield "cert info --json", ("cert", "info", name, "--json")
        yield "cert complete", ("cert", "complete", name)
        for form in ("text", "latex", "markdown", "svg", "html"):
            yield f"render --to {form}", ("render", name, "--to", form)


def of_networks(folder: Path) -> Iterator[tuple[str, Command]]:
    names = [
        str(path.relative_to(folder))
        for place in ("networks", "verify/files/good", "verify/models/good")
        for path in sorted((folder / place).glob("*"))
        if path.name != "EXPECT"
    ]
    for name in names:
        yield "describe --json", ("describe", name, "--json")
        yield "canon", ("canon", name)
        yield "canon --certificate", ("canon", name, "-o", os.devnull, "--certificate", "-")
        yield "convert", ("convert", name)
        yield "near", ("near", name, "--radius", "1/100", "--json", "--time", "0")
        yield "check-path of one network", ("check-path", name, name, "--certificate", "-")
        yield "connect", ("connect", name, name, "-o", "-")


def of_pairs(folder: Path) -> Iterator[tuple[str, Command]]:
    for file in sorted((folder / "known_bad").glob("*__a.json")):
        a = str(file.relative_to(folder))
        pair = (a, a.replace("__a.json", "__b.json"))
        yield "equiv --json", ("equiv", *pair, "--json")
        yield "check-path of two networks", ("check-path", *pair)
        yield "check-path --json", ("check-path", *pair, "--json", "--certificate", "/dev/null")
        yield "connect of two", ("connect", *pair, "-o", "-")
        yield "connect --certificate", ("connect", *pair, "--certificate", "-")
        yield "distance --json", ("distance", *pair, "--json")
        yield "distance --certificate", ("distance", *pair, "--certificate", "-")
        yield "diameter", ("diameter", a)
        yield "diameter --certificate", ("diameter", a, "--certificate", "-")


def of_usage(_: Path) -> Iterator[tuple[str, Command]]:
    yield "usage", ()
    for verb in VERBS:
        yield "usage", (verb, "--no-such-option")
        if verb not in ("manual", "selftest"):
            yield "usage", (verb,)


def commands(folder: Path) -> list[tuple[str, Command]]:
    return [
        item
        for source in (of_corpus, of_certificates, of_networks, of_pairs, of_usage)
        for item in source(folder)
    ]


def run(bin_folder: Path, folder: Path, command: Command) -> dict[str, object]:
    check = bool(command) and command[0] == "check"
    words = [str(bin_folder / ("isopath-check" if check else "isopath")), *command[1 if check else 0 :]]
    done = subprocess.run(
        words, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, env=TIMELESS, timeout=300
    )
    return {
        "command": command,
        "exit": done.returncode,
        "out": hashlib.sha256(done.stdout).hexdigest(),
        "error": hashlib.sha256(done.stderr).hexdigest(),
    }


def outputs(bin_folder: Path, folder: Path) -> dict[str, list[dict[str, object]]]:
    items = commands(folder)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda item: run(bin_folder, folder, item[1]), items))
    groups: dict[str, list[dict[str, object]]] = {}
    for (group, _), result in zip(items, results):
        groups.setdefault(group, []).append(result)
    return groups


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bin", type=Path, required=True)
    parser.add_argument("--against", type=Path, required=True)
    options = parser.parse_args()
    here, there = options.bin.resolve(), options.against.resolve()
    folder = there.parent / "share" / "isopath" / "selftest"
    found, other = outputs(here, folder), outputs(there, folder)
    pairs = [(mine, its) for name in found for mine, its in zip(found[name], other[name])]
    differing = [mine["command"] for mine, its in pairs if mine != its]
    for command in differing:
        print("differs:", " ".join(map(str, command)))
    print(f"{len(pairs) - len(differing)} passed, {len(differing)} failed")
    return 1 if differing or not pairs else 0


if __name__ == "__main__":
    sys.exit(main())
