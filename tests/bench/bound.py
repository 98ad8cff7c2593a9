#!/usr/bin/env python3
"""`isopath bound`: beside Sollya's infnorm (Debian package sollya), on published networks, and its growth.

    bound.py --bin DIR [--runs N]

Sollya bounds the norm of a function of one variable with intervals. The two get the same differences of 5-unit networks;
isopath is asked for the relative width that Sollya reached. CPU seconds of whole processes, medians.
"""
import argparse
import json
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
from decimal import Decimal, getcontext
from pathlib import Path

getcontext().prec = 60
NETWORKS = Path(__file__).resolve().parent.parent / "networks"
Unit = tuple[str, list[str], str]  # a, b, c


def row(*cells: object) -> None:
    print(
        "| " + " | ".join(f"{cell:.3g}" if isinstance(cell, float) else str(cell) for cell in cells) + " |",
        flush=True,
    )


def write(path: str, units: list[Unit], inputs: int) -> str:
    Path(path).write_text(
        json.dumps(
            {
                "format": "isopath-network",
                "version": 1,
                "activation": "tanh",
                "inputs": inputs,
                "outputs": 1,
                "units": [{"a": [a], "b": b, "c": c} for a, b, c in units],
                "d": ["0"],
            }
        )
    )
    return path


def draw(source: random.Random, units: int, inputs: int) -> list[Unit]:
    def number(scale: float) -> str:
        return f"{source.gauss(0, scale):.6f}"

    return [(number(1), [number(2 / inputs**0.5) for _ in range(inputs)], number(1)) for _ in range(units)]


def near(source: random.Random, units: list[Unit], distance: float) -> list[Unit]:
    def moved(text: str) -> str:
        return str(Decimal(text) * (1 + Decimal(f"{distance * source.uniform(-1, 1):.20f}")))

    return [(moved(a), [moved(b) for b in bs], moved(c)) for a, bs, c in units]


def expression(units: list[Unit]) -> str:
    return " + ".join(f"({a})*tanh(({b[0]})*x+({c}))" for a, b, c in units)


class Bench:
    def __init__(self, bin_dir: str, runs: int, folder: str) -> None:
        self.isopath, self.runs, self.folder = os.path.join(bin_dir, "isopath"), runs, folder

    def pair(self, a: list[Unit], b: list[Unit], inputs: int) -> list[str]:
        return [write(f"{self.folder}/a.json", a, inputs), write(f"{self.folder}/b.json", b, inputs)]

    def timed(self, command: list[str]) -> tuple[float, str]:
        """CPU seconds, which other work on the machine disturbs less than the clock."""
        times = []
        for _ in range(self.runs):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
        return statistics.median(times), done.stdout

    def bound(self, files: list[str], *options: str) -> tuple[float, dict]:
        seconds, text = self.timed([self.isopath, "bound", *files, "--json", *options])
        return seconds, json.loads(text)

    def infnorm(self, text: str) -> tuple[float, Decimal, Decimal]:
        script = f"{self.folder}/norm.sollya"
        Path(script).write_text(text)
        seconds, out = self.timed(["sollya", script])
        low, high = re.search(r"\[([^;\]]*);([^\]]*)\]", out).groups()
        return seconds, Decimal(low), Decimal(high)

    def sollya(self) -> None:
        print(
            "\n## `isopath bound` and Sollya's `infnorm`: differences of two 5-unit networks of one input over [-1, 1]\n"
        )
        if shutil.which("sollya") is None:
            print("Not measured: Sollya is not installed (apt-get install sollya).")
            return
        idle = self.infnorm("print([0;0]); quit;\n")[0]
        source = random.Random(0)
        same = draw(source, 5, 1)
        our_idle = self.bound(self.pair(same, same, 1))[0]
        row(
            "networks",
            "relative width reached by Sollya",
            "by isopath",
            "Sollya, CPU seconds",
            "isopath, CPU seconds",
            "times faster",
            "less the starts",
        )
        row("---", "---:", "---:", "---:", "---:", "---:", "---:")
        for name, distance in (("unrelated", None), ("equal to 1e-7", 1e-7)):
            for seed in (1, 2, 3):
                source = random.Random(seed)
                a = draw(source, 5, 1)
                b = draw(source, 5, 1) if distance is None else near(source, a, distance)
                theirs, low, high = self.infnorm(
                    f"prec = 165; print(infnorm({expression(a)} - ({expression(b)}), [-1;1])); quit;\n"
                )
                width = (high - low) / high
                ours, found = self.bound(
                    self.pair(a, b, 1), "--box", "-1:1", "--relative", f"{max(width, Decimal('1e-12')):.6e}"
                )
                lower, upper = Decimal(found["lower"]), Decimal(found["upper"])
                assert lower <= high and low <= upper
                row(
                    f"{name}, {seed}",
                    f"{width:.1e}",
                    f"{(upper - lower) / upper:.1e}",
                    theirs,
                    ours,
                    theirs / ours,
                    (theirs - idle) / max(ours - our_idle, 1e-4),
                )
        row("a start: nothing to do", "", "", idle, our_idle, "", "")

    def published(self) -> None:
        print("\n## Published 11-input networks, each against sl2p_2.1_LAI__s2tbx_xlsx over [-1, 1]^11\n")
        row("file", "at least", "at most", "factor", "CPU seconds", "cells")
        row("---", "---:", "---:", "---:", "---:", "---:")
        reference = str(NETWORKS / "sl2p_2.1_LAI__s2tbx_xlsx.json")
        for name in ("s2tbx_txt", "prosailvae_py", "prosailvae_csv", "prosailvae_oldrev1"):
            for relative in ("0.5", "0.1", "1e-3"):
                seconds, found = self.bound(
                    [reference, str(NETWORKS / f"sl2p_2.1_LAI__{name}.json")],
                    "--box",
                    "-1:1",
                    "--relative",
                    relative,
                )
                lower, upper = Decimal(found["lower"]), Decimal(found["upper"])
                row(
                    f"{name}, --relative {relative}",
                    f"{lower:.5e}",
                    f"{upper:.5e}",
                    f"{upper / lower:.4f}",
                    seconds,
                    found["cells"],
                )

    def certificates(self) -> None:
        print("\n## Certificates of these bounds: CPU seconds with the search, and of `isopath-check`\n")
        row(
            "file",
            "at least",
            "at most, certified",
            "factor",
            "isopath",
            "cells of the certificate",
            "KB",
            "isopath-check",
        )
        row("---", "---:", "---:", "---:", "---:", "---:", "---:", "---:")
        reference, certificate = (
            str(NETWORKS / "sl2p_2.1_LAI__s2tbx_xlsx.json"),
            Path(self.folder) / "certificate",
        )
        for name in ("s2tbx_txt", "prosailvae_py", "prosailvae_csv", "prosailvae_oldrev1"):
            for relative in ("0.5", "0.1"):
                seconds, found = self.bound(
                    [reference, str(NETWORKS / f"sl2p_2.1_LAI__{name}.json")],
                    "--box",
                    "-1:1",
                    "--relative",
                    relative,
                    "--certificate",
                    str(certificate),
                )
                lower, upper = (Decimal(found["certified"][end]) for end in ("lower", "upper"))
                cells = json.loads(certificate.read_text())["evidence"]["upper"]["outputs"][0]["cells"].count(
                    0
                )
                checking, verdict = self.timed([f"{self.isopath}-check", str(certificate)])
                assert verdict.startswith("s VERIFIED"), verdict
                row(
                    f"{name}, --relative {relative}",
                    f"{lower:.5e}",
                    f"{upper:.5e}",
                    f"{upper / lower:.4f}",
                    seconds,
                    cells,
                    certificate.stat().st_size / 1e3,
                    checking,
                )

    def growth(self) -> None:
        print(
            "\n## Growth of `isopath bound` with inputs n, units h of each network and width; weights moved by 1e-7; ten seconds at most\n"
        )
        row("n", "h", "domain", "asked for", "reached", "CPU seconds", "cells")
        row("---:", "---:", "---", "---:", "---:", "---:", "---:")
        cases = [(n, 5, "-1:1", "1e-3") for n in (1, 2, 4, 8, 16, 64, 400)] + [
            (2, h, "-1:1", "1e-3") for h in (1, 10, 40, 160)
        ]
        cases += [(n, 5, "-1:1", relative) for n in (1, 2) for relative in ("0.5", "1e-6", "1e-9", "1e-12")]
        cases += [(n, 5, "-inf:inf", "1e-3") for n in (1, 2, 10, 400)]
        for n, hidden, box, relative in cases:
            source = random.Random(n)
            a = draw(source, hidden, n)
            seconds, found = self.bound(
                self.pair(a, near(source, a, 1e-7), n), "--box", box, "--relative", relative
            )
            lower, upper = Decimal(found["lower"]), Decimal(found["upper"])
            row(n, hidden, box, relative, f"{(upper - lower) / upper:.1e}", seconds, found["cells"])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments.bin, arguments.runs, folder)
        bench.sollya()
        bench.published()
        bench.certificates()
        bench.growth()


if __name__ == "__main__":
    main()
