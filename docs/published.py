#!/usr/bin/env python3
"""Certificates of the published networks of tests/networks, a page of each, and what they show.

    docs/published.py [--bin build/bin] [--out build/published]
    docs/published.py --check [--bin build/bin]

Writes to the folder: the certificates, each verified by isopath-check against the network files, a page of each, and
index.html; and to docs/: published-networks.md, and published-networks.sha256 with the digests of all certificates. With
--check nothing is kept: those two files are compared with what they should be. Verdicts, classes and bounds are isopath's.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Context
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NETWORKS, PATHS = ROOT / "tests" / "networks", ROOT / "tests" / "paths"
PAGE, DIGESTS = ROOT / "docs" / "published-networks.md", ROOT / "docs" / "published-networks.sha256"

FAMILIES = {
    "sl2p_2.1_FAPAR": "SL2P 2.1, FAPAR: The fraction of absorbed radiation from Sentinel-2 bands, a network of the SNAP toolbox and copies of it in other programs.",
    "sl2p_2.1_LAI": "SL2P 2.1, LAI: The same for the leaf area index; three of the copies are revisions of one project's port.",
    "sl2p_3.0": "SL2P 3.0, LAI: The next version for Sentinel-2B, and the one that the toolbox has for Sentinel-2C.",
    "tessem2_H": "TESSEM2, H: Emissivity of the sea surface, one network in three radiative transfer programs, row by row in one of them and column by column in two.",
    "matlab_ctsh": "CTSH: A function exported by MATLAB with 20 digits.",
    "rnnet_stroke": "R nnet: A fit as its summary prints it, with two decimals of each weight; logistic units.",
}


def decimal(text: str, direction: str) -> str:
    """A bound to three digits, rounded to the side on which it stays one."""
    return f"{Context(prec=3, rounding=direction).create_decimal(text):.2e}"


@dataclass
class Library:
    """Certificates in a folder, and what isopath answered with each."""

    bin: Path
    out: Path
    networks: dict[str, list[Path]] = field(default_factory=dict)  # of a certificate's claim
    answers: dict[str, dict] = field(default_factory=dict)

    def batch(self, runs: dict[str, list[str | Path]]) -> dict[str, dict]:
        """What `isopath batch` says of each run, by its name. Files are named from the folder."""
        words = {
            name: [os.path.relpath(word, self.out) if isinstance(word, Path) else word for word in run]
            for name, run in runs.items()
        }
        manifest = {
            "format": "isopath-batch",
            "version": 1,
            "jobs": [{"name": name, "run": run} for name, run in words.items()],
        }
        (self.out / "batch.json").write_text(json.dumps(manifest))
        done = subprocess.run(
            [self.bin / "isopath", "batch", self.out / "batch.json", "--jobs", str(os.cpu_count() or 1)],
            capture_output=True,
        )
        (self.out / "batch.json").unlink()
        results = {line["job"]: line for line in map(json.loads, done.stdout.splitlines())}
        if results.keys() != runs.keys():
            sys.exit(f"isopath batch: {done.stderr.decode()}")
        return results

    def prove(self, claims: dict[str, tuple[list[str | Path], list[Path]]]) -> None:
        """Runs each verb for its certificate, and isopath-check on that with the networks of the claim."""
        for name, result in self.batch(
            {name: [*run, "--certificate", f"{name}.json"] for name, (run, _) in claims.items()}
        ).items():
            if result["exit"] not in (0, 1):
                sys.exit(f"{name}: exit {result['exit']}: {result['error']}")
            self.answers[name] = result["answer"]
        checks = {
            name: ["check", f"{name}.json", *(word for file in networks for word in ("--network", file))]
            for name, (_, networks) in claims.items()
        }
        for name, result in self.batch(checks).items():
            if result["verdict"] != "s VERIFIED":
                sys.exit(f"{name}: isopath-check: {result['verdict']} {result['error']}")
            self.networks[name] = claims[name][1]

    def digests(self) -> str:
        return "".join(
            f"{hashlib.sha256((self.out / f'{name}.json').read_bytes()).hexdigest()}  {name}.json\n"
            for name in sorted(self.networks)
        )

    def write_pages(self) -> None:
        names = sorted(self.networks)
        for name, result in self.batch(
            {name: ["render", f"{name}.json", "-o", f"{name}.html"] for name in names}
        ).items():
            if result["exit"] != 0:
                sys.exit(f"{name}: render: {result['error']}")
        rows = "".join(
            f'<li><a href="{name}.html">{name}</a> (<a href="{name}.json">certificate</a>)\n'
            for name in map(html.escape, names)
        )
        (self.out / "index.html").write_text(
            "<!DOCTYPE html>\n<html lang=en><meta charset=utf-8><title>Certificates of published networks</title>\n"
            f"<h1>Certificates of published networks</h1>\n<ul>\n{rows}</ul>\n</html>\n"
        )


@dataclass
class Family:
    """Files that are meant to be the same network."""

    prefix: str
    library: Library

    def __post_init__(self) -> None:
        self.files = sorted(NETWORKS.glob(f"{self.prefix}*.json"))
        self.pairs = list(combinations(self.files, 2))

    def short(self, file: Path) -> str:
        """The file's name without what all names of the family have in common."""
        return file.stem.removeprefix(self.prefix).strip("_") or file.stem

    def name(self, *files: Path) -> str:
        return "-".join([self.prefix, *map(self.short, files)])

    def prove(self) -> None:
        self.library.prove({f"{self.name(a)}-rank": (["canon", a], [a]) for a in self.files})
        described = self.library.batch({a.stem: ["describe", a, "--json"] for a in self.files})
        self.described = {a: described[a.stem]["answer"] for a in self.files}
        self.library.prove(
            {self.name(*pair): (["equiv", *pair, "--json"], list(pair)) for pair in self.pairs}
        )
        self.classes = self.gather()
        self.unequal = list(combinations([group[0] for group in self.classes], 2))
        printed = self.library.batch(
            {self.name(*pair): ["equiv", *pair, "--as-printed", "--json"] for pair in self.unequal}
        )
        self.printed = {pair: printed[self.name(*pair)]["answer"] for pair in self.unequal}
        self.library.prove(
            {
                f"{self.name(*pair)}-bound": (
                    ["bound", *pair, "--box", "-1:1", "--relative", "0.5", "--time", "1e6", "--json"],
                    list(pair),
                )
                for pair in self.unequal
            }
        )

    def same(self, a: Path, b: Path) -> bool:
        return self.library.answers[self.name(a, b)]["equivalent"]

    def gather(self) -> list[list[Path]]:
        """The files by function. The verdicts on all pairs have to be those of an equivalence."""
        classes: list[list[Path]] = []
        for file in self.files:
            home = next((group for group in classes if self.same(group[0], file)), None)
            classes.append([file]) if home is None else home.append(file)
        for a, b in self.pairs:
            if self.same(a, b) != any(a in group and b in group for group in classes):
                sys.exit(f"{self.name(a, b)}: the verdicts on all pairs are not those of an equivalence")
        return classes

    def text(self) -> str:
        shape = self.described[self.files[0]]
        units = ", ".join(
            sorted({f"{of['width']} units of rank {of['rank']}" for of in self.described.values()})
        )
        title, _, about = FAMILIES[self.prefix].partition(": ")
        lines = [
            f"## {title}\n",
            f"{about} {shape['inputs']} inputs, {shape['outputs']} output{'s' if shape['outputs'] > 1 else ''}, {units}.\n",
        ]
        if len(self.files) > 1:
            lines.append(
                f"{len(self.files)} files, {len(self.classes)} function{'s' if len(self.classes) > 1 else ''}:\n"
            )
            lines += [
                f"{k}. {', '.join(f'`{self.short(file)}`' for file in group)}"
                for k, group in enumerate(self.classes, 1)
            ]
            lines.append("")
        if self.unequal:
            lines += [
                "| functions | in binary64 | in binary32 | as printed | sup of the difference on [-1, 1]^n |",
                "|---|---|---|---|---|",
            ]
            lines += [self.row(pair) for pair in self.unequal]
            lines += ["", f"Rounded to binary32 the files are {self.in_binary32()}.\n"]
        return "\n".join(lines)

    def in_binary32(self) -> str:
        groups: list[list[int]] = []
        for k, (file, *_) in enumerate(self.classes):
            home = next(
                (
                    group
                    for group in groups
                    if self.library.answers[self.name(self.classes[group[0]][0], file)]["rounded"]["binary32"]
                ),
                None,
            )
            groups.append([k]) if home is None else home.append(k)
        if len(groups) == 1:
            return "one function"
        return f"{len(groups)} functions: " + "; ".join(
            ", ".join(str(k + 1) for k in group) for group in groups
        )

    def row(self, pair: tuple[Path, Path]) -> str:
        number = {group[0]: k for k, group in enumerate(self.classes, 1)}
        verdict = self.library.answers[self.name(*pair)]
        same = {True: "the same", False: "differ", None: "may be the same"}
        bound = self.library.answers[f"{self.name(*pair)}-bound"]["certified"]
        return " | ".join(
            [
                f"| {number[pair[0]]}, {number[pair[1]]}",
                same[verdict["rounded"]["binary64"]],
                same[verdict["rounded"]["binary32"]],
                same[self.printed[pair]["equivalent"]],
                f"{decimal(bound['lower'], ROUND_FLOOR)} to {decimal(bound['upper'], ROUND_CEILING)} |",
            ]
        )


def prove_path_of_r_nnet(library: Library) -> str:
    """Certificates of the reducible network: paths in its class, a distance, the diameter."""
    network, end, shuffled = (
        NETWORKS / "rnnet_stroke_17x8x1.json",
        PATHS / "stroke_end.json",
        PATHS / "stroke_shuffled.json",
    )
    library.prove(
        {
            "rnnet_stroke-path": (["check-path", PATHS / "stroke_path.json", "--json"], [network, end]),
            "rnnet_stroke-line": (["check-path", network, end, "--json"], [network, end]),
            "rnnet_stroke-distance": (
                ["distance", network, shuffled, "--exact", "--json"],
                [network, shuffled],
            ),
            "rnnet_stroke-diameter": (["diameter", network, "--json"], [network]),
        }
    )
    path, line, distance, diameter = (
        library.answers[f"rnnet_stroke-{name}"] for name in ("path", "line", "distance", "diameter")
    )
    if not (
        path["valid"]
        and not line["valid"]
        and distance["lower"] == distance["upper"]
        and diameter["lower"] == diameter["upper"]
    ):
        sys.exit("rnnet_stroke: the words of the page do not hold")
    return (
        f"The function stays the same along a path of {path['segments']} segments, and leaves it on the straight line between its ends. To a copy with its units\n"
        f"shuffled, turned and split anew it is {distance['upper']} segments, exactly; no two parameters of the function are more than {diameter['upper']} apart, and some are.\n"
    )


def page(library: Library) -> str:
    families = [Family(prefix, library) for prefix in FAMILIES]
    texts = []
    for family in families:
        family.prove()
        texts.append(
            family.text() + (f"\n{prove_path_of_r_nnet(library)}" if family.prefix == "rnnet_stroke" else "")
        )
    return f"""# Published networks, with certificates

Files of networks that are published in several programs, and what is proved of them. Where the numbers come from: [tests/networks](../tests/networks/README.md).

    docs/published.py

after a build makes this page anew: {len(library.networks)} certificates in `build/published`, each verified by isopath-check against the files, and each as a page that checks it in the
browser, with an index. Certificates are the same bytes on every machine; [their sha256](published-networks.sha256).

Certificates are named by family and files: FAMILY-FILE-rank of each file, that its canonical form is what it is and its rank the least number of units; FAMILY-FILE-FILE of each
pair, the same function or not; FAMILY-FILE-FILE-bound, how far apart. In the tables "in binary64" and "in binary32" is with every number rounded to that format; "as printed" means that every decimal may stand for any
number that rounds to it (no certificate of these three). The last column is certified, and its digits are rounded outwards.

{chr(10).join(texts)}"""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--bin", type=Path, default=ROOT / "build" / "bin", help="folder of isopath and isopath-check"
    )
    parser.add_argument(
        "--out", type=Path, default=ROOT / "build" / "published", help="where the certificates go"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; are page and digests what they should be?"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = Library(
            arguments.bin.resolve(), Path(folder) if arguments.check else arguments.out.resolve()
        )
        library.out.mkdir(parents=True, exist_ok=True)
        made = {PAGE: page(library), DIGESTS: library.digests()}
        if arguments.check:
            stale = [
                file.name for file, text in made.items() if not file.exists() or file.read_text() != text
            ]
            print(f"{len(made) - len(stale)} passed, {len(stale)} failed")
            for name in stale:
                print(f"FAILED docs/{name} is not what docs/published.py writes")
            return 1 if stale else 0
        library.write_pages()
    for file, text in made.items():
        file.write_text(text)
    print(f"{len(library.networks)} certificates, verified: {library.out / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
