#!/usr/bin/env python3
"""The benchmark of the checker in rendered pages: Node and headless Chromium beside isopath-check, on the same certificates.

    browser.py --bin DIR [--runs N]

Prints Markdown (docs/benchmarks.md has a copy). Without Node or Chromium it says so, and measures the others.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
BROWSER = HERE.parent / "certificates" / "browser"
NETWORKS = HERE.parent / "networks"
HIDDEN, INPUTS, OUTPUTS, VERTICES = 10000, 8, 2, 8
PUBLISHED = (
    "sl2p_2.1_LAI__s2tbx_xlsx.json",
    "sl2p_2.1_LAI__prosailvae_py.json",
)  # 11 inputs, over [-1, 1]^11

# The checking alone, in a process that has done it once before; and whole processes.
NODE = """
import { readFileSync } from "node:fs";
import { check } from "%s";
const bytes = readFileSync(process.argv.at(-1));
const times = [];
for (let k = 0; k < 6; ++k) {
  const start = performance.now();
  if (check(bytes).code !== 0) process.exit(1);
  times.push(performance.now() - start);
}
console.log(times.slice(1).sort((p, q) => p - q)[2] / 1000);
"""


def timed(command: list[str], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.monotonic() - start)
    return statistics.median(times)


def printed(command: list[str], runs: int) -> list[float]:
    """The medians of the numbers that a command prints."""
    rows = [
        [
            float(word)
            for word in subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        ]
        for _ in range(runs)
    ]
    return [statistics.median(column) for column in zip(*rows)]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    isopath, checker = (
        os.path.join(os.path.abspath(options.bin), name) for name in ("isopath", "isopath-check")
    )
    node = shutil.which("node")
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    for name, program in (("node", node), ("chromium", chromium)):
        if not program:
            print(f"left out: {name} is not installed\n")
    print("## The checker in rendered pages\n")
    print(
        "|  | MB | isopath-check, s | Node, s | MB/s | times isopath-check | Chromium, from opening the page to its verdict, s | the checking in it, s |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        subprocess.run(
            [
                sys.executable,
                HERE / "make_networks.py",
                str(HIDDEN),
                str(INPUTS),
                str(OUTPUTS),
                "a.safetensors",
                "b.safetensors",
            ],
            check=True,
        )
        subprocess.run(
            [isopath, "equiv", "a.safetensors", "b.safetensors", "--certificate", "equivalent.json"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        subprocess.run(
            [
                sys.executable,
                HERE / "make_paths.py",
                "json",
                str(HIDDEN),
                str(INPUTS),
                str(OUTPUTS),
                str(VERTICES),
                "p.json",
            ],
            check=True,
        )
        subprocess.run(
            [isopath, "check-path", "p.json", "--certificate", "path.json"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        subprocess.run(
            [
                isopath,
                "bound",
                *(NETWORKS / name for name in PUBLISHED),
                "--box",
                "-1:1",
                "--relative",
                "0.05",
                "--certificate",
                "bound.json",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        large = f"h = 10^4, n = {INPUTS}, m = {OUTPUTS}"
        for kind, file in (
            (f"*equivalent*, float32 weights, {large}", "equivalent.json"),
            (f"*path valid*, {VERTICES} vertices, fractions, {large}", "path.json"),
            ("*difference bound*, 5 and 5 units, 11 inputs, 3 205 cells", "bound.json"),
        ):
            size = os.path.getsize(file) / 1e6
            native = timed([checker, file], options.runs)
            row = f"| {kind} | {size:.2g} | {native:.3f} "
            if node:
                in_node = printed(
                    [
                        node,
                        "--input-type=module",
                        "-e",
                        NODE
                        % (HERE.parents[1] / "certificates" / "browser" / "checker" / "checker.mjs").as_uri(),
                        file,
                    ],
                    3,
                )[0]
                row += f"| {in_node:.2f} | {size / in_node:.2g} | {in_node / native:.1f} "
            else:
                row += "| | | "
            if node and chromium:
                subprocess.run([isopath, "render", file, "-o", "page.html"], check=True)
                whole, checking = printed(
                    [node, str(BROWSER / "time_page.mjs"), chromium, "page.html"], options.runs
                )
                row += f"| {whole:.2f} | {checking:.2f} |"
            else:
                row += "| | |"
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
