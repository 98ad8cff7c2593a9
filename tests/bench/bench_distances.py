#!/usr/bin/env python3
"""The benchmarks of paths within a class, distances and diameters: isopath beside public anchors, in one run.

    bench_distances.py --bin DIR [--runs N] [--diameters]

Prints Markdown (docs/benchmarks.md has a copy). With --diameters only the table of docs/diameters.md.
"""
import argparse
import json
import math
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import Bench, in_turn, megabytes, once, row

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "reference"))
from generate_members import random_members  # noqa: E402
from network_files import network_object  # noqa: E402

# What search-diameter is asked for, rank and spare units, with the cases of docs/diameters.md.
CASES = [
    (1, 1),
    (2, 1),
    (3, 1),
    (4, 1),
    (5, 1),
    (6, 1),
    (7, 1),
    (8, 1),
    (9, 1),
    (10, 1),
    (11, 1),
    (1, 2),
    (2, 2),
    (3, 2),
    (4, 2),
    (5, 2),
    (6, 2),
    (7, 2),
    (8, 2),
    (9, 2),
    (10, 2),
    (1, 3),
    (2, 3),
    (3, 3),
    (4, 3),
    (5, 3),
    (6, 3),
    (7, 3),
    (8, 3),
    (1, 4),
    (2, 4),
    (3, 4),
    (4, 4),
    (5, 4),
    (6, 4),
    (7, 4),
]


def members(hidden: int, names: list[str]) -> None:
    """Two members of a class of rank 0.6 h, n = 8, m = 2: of the spare units a third each are blank, part of a split unit, constant."""
    rng = random.Random(1)

    def number() -> int:
        return rng.choice((-1, 1)) * rng.randint(1, 10**6)

    essential = [
        ([number(), number()], [number() for _ in range(8)], number()) for _ in range(6 * hidden // 10)
    ]
    for name in names:
        units = [(list(a), list(b), c) for a, b, c in essential]
        constants = 0
        for spare in range(hidden - len(essential)):
            if spare % 3 == 0:
                units.append(([0, 0], [number() for _ in range(8)], number()))
            elif spare % 3 == 1:
                whole = units[rng.randrange(len(essential))]
                part = [number(), number()]
                units.append((part, whole[1], whole[2]))
                whole[0][:] = [x - y for x, y in zip(whole[0], part)]
            else:
                units.append(([1, 0], [0] * 8, 1))
                constants += 1
        rng.shuffle(units)
        stated = []
        for a, b, c in units:
            sign = rng.choice((-1, 1)) if any(b) else 1
            stated.append(
                {"a": [str(sign * x) for x in a], "b": [str(sign * x) for x in b], "c": str(sign * c)}
            )
        d = f"-{constants}*tanh(1)" if constants else "0"
        Path(name).write_text(
            json.dumps(
                {
                    "format": "isopath-network",
                    "version": 1,
                    "activation": "tanh",
                    "inputs": 8,
                    "outputs": 2,
                    "units": stated,
                    "d": [d, "0"],
                }
            )
        )


class DistanceBench(Bench):
    def connect(self) -> None:
        print(
            "\n### `isopath connect`, rank 0.6 h, n = 8, m = 2; the anchor is a bare parse of both files to fmpq\n"
        )
        row(
            "h",
            "segments",
            "seconds",
            "CPU seconds",
            "peak MB",
            "times the anchor",
            "exponent of CPU seconds since the row before",
        )
        row("---:", "---:", "---:", "---:", "---:", "---:", "---:")
        before = None
        for hidden in (1000, 10_000, 100_000):
            a, b, path = (f"{self.folder}/{name}.json" for name in ("a", "b", "path"))
            members(hidden, [a, b])
            ours, first, second = in_turn(
                3, [self.isopath, "connect", a, b, "-o", path], [self.anchor, a], [self.anchor, b]
            )
            exponent = f"{math.log10(ours.cpu / before):.2f}" if before else ""
            segments = len(json.loads(Path(path).read_text())["vertices"]) - 1
            row(
                hidden,
                segments,
                ours.seconds,
                ours.cpu,
                ours.peak_mb,
                ours.cpu / (first.cpu + second.cpu),
                exponent,
            )
            before = ours.cpu

    def shortest(self) -> None:
        print("\n### `isopath connect --shortest`, 200 random pairs of each width, whole processes\n")
        row("h", "pairs connected", "median seconds", "longest", "longest path")
        row("---:", "---:", "---:", "---:", "---:")
        rng = random.Random(1)
        for hidden in (3, 4, 5, 6, 7):
            seconds, longest = [], 0
            for _ in range(200 if hidden <= 6 else 30):
                names = [f"{self.folder}/{name}.json" for name in "uv"]
                for name, member in zip(names, random_members(rng, 2, hidden)[1]):
                    Path(name).write_text(json.dumps(network_object(member)))
                seconds.append(
                    once(
                        [self.isopath, "connect", *names, "--shortest", "-o", f"{self.folder}/path.json"],
                        (0, 1),
                    ).seconds
                )
                answer = json.loads(
                    subprocess.run(
                        [self.isopath, "connect", *names, "--shortest", "--json"], capture_output=True
                    ).stdout
                )
                longest = max(longest, answer["segments"] or 0)
            row(hidden, len(seconds), statistics.median(seconds), max(seconds), longest)

    def kinds(self) -> None:
        print("\n### `isopath-check` on the kinds of this page\n")
        row("kind", "MB", "seconds", "MB/s", "peak MB")
        row("---", "---:", "---:", "---:", "---:")
        a, b, certificate = (f"{self.folder}/{name}.json" for name in ("a", "b", "certificate"))
        members(100_000, [a, b])
        rigid = f"{self.folder}/rigid.json"
        units = [{"a": ["1"], "b": [str(k + 1)], "c": "0"} for k in range(7)] + [
            {"a": ["0"], "b": ["0"], "c": "0"}
        ] * 2
        Path(rigid).write_text(
            json.dumps(
                {
                    "format": "isopath-network",
                    "version": 1,
                    "activation": "tanh",
                    "inputs": 1,
                    "outputs": 1,
                    "units": units,
                    "d": ["0"],
                }
            )
        )
        for kind, command in (
            ("connected, h = 10^5", ["connect", a, b]),
            ("distance, h = 10^5", ["distance", a, b]),
            ("diameter, h = 10^5", ["diameter", a]),
            ("diameter by table, rank 7 of 9", ["diameter", rigid, "--table"]),
        ):
            subprocess.run(
                [self.isopath, *command, "--certificate", certificate], check=True, stdout=subprocess.DEVNULL
            )
            (check,) = in_turn(3, [self.check, certificate])
            row(
                kind,
                megabytes(certificate),
                check.seconds,
                megabytes(certificate) / check.seconds,
                check.peak_mb,
            )

    def diameters(self) -> None:
        row("rank r", "spare units u", "cells", "classes", "greatest distance", "3 + 4 ceil(r/u)", "seconds")
        row("---:", "---:", "---:", "---:", "---:", "---:", "---:")
        for rank, spare in CASES:
            command = [self.isopath, "search-diameter", str(rank), str(spare), "--json"]
            timing = once(command)
            found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
            row(
                rank,
                spare,
                f"{found['cells']:,}".replace(",", " "),
                found["classes"],
                found["greatest"],
                found["formula"],
                timing.seconds,
            )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--diameters", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = DistanceBench(arguments.bin, arguments.runs, folder)
        if arguments.diameters:
            bench.diameters()
            return
        bench.connect()
        bench.shortest()
        bench.kinds()


if __name__ == "__main__":
    main()
