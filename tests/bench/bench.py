#!/usr/bin/env python3
"""The benchmarks: isopath beside public anchors, in one run, commands in turn, medians and ratios.

    bench.py --bin DIR [--runs N] [--largest H]

Every figure is of a whole process: start, reading, work, output. Prints Markdown (docs/benchmarks.md has a copy).
"""
import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent


class Timing:
    def __init__(self, seconds: float, cpu: float, peak_mb: float) -> None:
        self.seconds, self.cpu, self.peak_mb = seconds, cpu, peak_mb


def once(command: list[str], codes: tuple[int, ...] = (0,)) -> Timing:
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in codes:
        sys.exit(f"{' '.join(command)}: exit {process.returncode}")
    return Timing(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def in_turn(runs: int, *commands: list[str]) -> list[Timing]:
    """The medians of the commands, run one after the other, again and again, after a round that is not counted."""
    rounds = [[once(command) for command in commands] for _ in range(runs + 1)][1:]
    return [
        Timing(
            *(
                statistics.median(getattr(r[k], field) for r in rounds)
                for field in ("seconds", "cpu", "peak_mb")
            )
        )
        for k in range(len(commands))
    ]


def row(*cells: object) -> None:
    print(
        "| " + " | ".join(f"{cell:.3g}" if isinstance(cell, float) else str(cell) for cell in cells) + " |",
        flush=True,
    )


def megabytes(*paths: str) -> float:
    return sum(os.path.getsize(path) for path in paths) / 1e6


class Bench:
    def __init__(self, bin_dir: str, runs: int, folder: str) -> None:
        self.isopath = str(Path(bin_dir).resolve() / "isopath")
        self.check = str(Path(bin_dir).resolve() / "isopath-check")
        self.proved = str(Path(bin_dir).resolve() / "isopath-check-proved")
        self.anchor = str(Path(bin_dir).resolve() / "isopath_bench_json_anchor")
        self.runs, self.folder = runs, folder

    def pair(self, hidden: int, inputs: int, outputs: int) -> tuple[str, str]:
        a, b = (f"{self.folder}/{name}{hidden}.safetensors" for name in "ab")
        subprocess.run(
            [
                "/usr/bin/python3",
                str(HERE / "make_networks.py"),
                str(hidden),
                str(inputs),
                str(outputs),
                a,
                b,
            ],
            check=True,
        )
        return a, b

    def safetensors(self) -> None:
        print("\n### Two float32 safetensors, h = 10^6, n = 16, m = 4\n")
        a, b = self.pair(1_000_000, 16, 4)
        ours, anchor = in_turn(self.runs, [self.isopath, "equiv", a, b], ["sha256sum", a, b])
        row("", "seconds", "CPU seconds", "peak MB")
        row("---", "---:", "---:", "---:")
        row("isopath equiv", ours.seconds, ours.cpu, ours.peak_mb)
        row("sha256sum", anchor.seconds, anchor.cpu, anchor.peak_mb)
        row(
            "ratio",
            ours.seconds / anchor.seconds,
            ours.cpu / anchor.cpu,
            f"{ours.peak_mb / (megabytes(a, b) / 1.048576):.2f} times the files",
        )

    def growth(self, largest: int) -> None:
        print("\n### Growth: `isopath equiv` on float32 safetensors, n = 16, m = 4\n")
        row("h", "seconds", "CPU seconds", "peak MB", "exponent of CPU seconds since the row before")
        row("---:", "---:", "---:", "---:", "---:")
        before = None
        first = None
        for hidden in (10_000, 100_000, 1_000_000, 10_000_000):
            if hidden > largest:
                continue
            a, b = self.pair(hidden, 16, 4)
            (timing,) = in_turn(3 if hidden >= 10_000_000 else self.runs, [self.isopath, "equiv", a, b])
            os.unlink(a), os.unlink(b)
            exponent = (
                math.log10(timing.cpu / before[1]) / math.log10(hidden / before[0]) if before else math.nan
            )
            row(hidden, timing.seconds, timing.cpu, timing.peak_mb, f"{exponent:.2f}" if before else "")
            before = (hidden, timing.cpu)
            first = first or before
        print(
            f"\nFrom the first to the last row: exponent {math.log10(before[1] / first[1]) / math.log10(before[0] / first[0]):.2f}."
        )

    def rational_json(self) -> None:
        print(
            "\n### JSON of rational strings, h = 10^5, n = 8, m = 2: fractions p/q with six to eight digits\n"
        )
        random = Random(1)

        def number() -> str:
            value = Fraction(random.randint(-(10**8), 10**8), random.randint(1, 10**6))
            return f'"{value}"'

        units = ",\n".join(
            '{"a": [%s], "b": [%s], "c": %s}'
            % (", ".join(number() for _ in range(2)), ", ".join(number() for _ in range(8)), number())
            for _ in range(100_000)
        )
        path = f"{self.folder}/rational.json"
        Path(path).write_text(
            '{"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 8, "outputs": 2,\n"units": ['
            + units
            + '],\n"d": ["0", "0"]}\n'
        )
        anchor, ours = in_turn(self.runs, [self.anchor, path], [self.isopath, "describe", path])
        row("", "seconds", "CPU seconds", "MB/s")
        row("---", "---:", "---:", "---:")
        row(
            "bare parse to fmpq (simdjson, FLINT)",
            anchor.seconds,
            anchor.cpu,
            megabytes(path) / anchor.seconds,
        )
        row("isopath describe", ours.seconds, ours.cpu, megabytes(path) / ours.seconds)
        row("speed, isopath to bare parse", anchor.seconds / ours.seconds, anchor.cpu / ours.cpu, "")

    def certificate(self) -> None:
        print("\n### `isopath-check`, an *equivalent* certificate, h = 10^5, n = 8, m = 2, float32 weights\n")
        a, b = self.pair(100_000, 8, 2)
        path = f"{self.folder}/equivalent.json"
        subprocess.run(
            [self.isopath, "equiv", a, b, "--certificate", path], check=True, stdout=subprocess.DEVNULL
        )
        check, with_files, anchor = in_turn(
            self.runs,
            [self.check, path],
            [self.check, path, "--network", a, "--network", b],
            ["sha256sum", path],
        )
        row("", "seconds", "MB/s of certificate", "peak MB")
        row("---", "---:", "---:", "---:")
        row(
            f"isopath-check, {megabytes(path):.0f} MB",
            check.seconds,
            megabytes(path) / check.seconds,
            check.peak_mb,
        )
        row(
            "with both files read again",
            with_files.seconds,
            megabytes(path) / with_files.seconds,
            with_files.peak_mb,
        )
        row("sha256sum of the certificate", anchor.seconds, megabytes(path) / anchor.seconds, anchor.peak_mb)

    def python(self) -> None:
        print(
            "\n### Python's fractions (tests/reference) on the same work: `equiv`, h = 20 000, n = 8, m = 2\n"
        )
        a, b = self.pair(20_000, 8, 2)
        names = []
        for path in (a, b):
            names.append(path + ".json")
            subprocess.run([self.isopath, "convert", path, "-o", names[-1]], check=True)
        reference = ["/usr/bin/python3", str(HERE.parent / "reference" / "reference.py"), "equiv"]
        row("", "safetensors", "exact JSON")
        row("---", "---:", "---:")
        binary, text = in_turn(5, [self.isopath, "equiv", a, b], [self.isopath, "equiv", *names])
        their_binary, their_text = in_turn(1, [*reference, a, b], [*reference, *names])
        row("isopath equiv, seconds", binary.seconds, text.seconds)
        row("Python fractions, seconds", their_binary.seconds, their_text.seconds)
        row("times faster", their_binary.seconds / binary.seconds, their_text.seconds / text.seconds)

    def make_path(self, kind: str, hidden: int, vertices: int, out: str) -> None:
        subprocess.run(
            [
                "/usr/bin/python3",
                str(HERE / "make_paths.py"),
                kind,
                str(hidden),
                "8",
                "2",
                str(vertices),
                out,
            ],
            check=True,
        )

    def paths(self) -> None:
        print("\n### `isopath check-path`, 8 vertices, h = 10^5, n = 8, m = 2, every unit takes part\n")
        path, certificate = f"{self.folder}/path.json", f"{self.folder}/path.certificate"
        self.make_path("json", 100_000, 8, path)
        self.make_path("safetensors", 100_000, 8, f"{self.folder}/v")
        files = [f"{self.folder}/v{k}.safetensors" for k in range(8)]
        parse, text, sums, binary, two = in_turn(
            self.runs,
            [self.anchor, path],
            [self.isopath, "check-path", path],
            ["sha256sum", *files],
            [self.isopath, "check-path", *files],
            [self.isopath, "check-path", path, "--jobs", "2"],
        )
        row("", "seconds", "CPU seconds", "peak MB", "times the anchor, by the clock", "by CPU")
        row("---", "---:", "---:", "---:", "---:", "---:")
        row(
            f"JSON, {megabytes(path):.0f} MB: bare parse to fmpq",
            parse.seconds,
            parse.cpu,
            parse.peak_mb,
            "1",
            "1",
        )
        row(
            "JSON: check-path",
            text.seconds,
            text.cpu,
            text.peak_mb,
            text.seconds / parse.seconds,
            text.cpu / parse.cpu,
        )
        row(
            "JSON: check-path --jobs 2",
            two.seconds,
            two.cpu,
            two.peak_mb,
            two.seconds / parse.seconds,
            two.cpu / parse.cpu,
        )
        row(
            f"safetensors, {megabytes(*files):.0f} MB: sha256sum",
            sums.seconds,
            sums.cpu,
            sums.peak_mb,
            "1",
            "1",
        )
        row(
            "safetensors: check-path",
            binary.seconds,
            binary.cpu,
            binary.peak_mb,
            binary.seconds / sums.seconds,
            binary.cpu / sums.cpu,
        )
        print("\n### `isopath-check` on certificates of such paths\n")
        row("", "MB", "seconds", "MB/s", "peak MB")
        row("---", "---:", "---:", "---:", "---:")
        for what, inputs in (("from the JSON file", [path]), ("from the safetensors", files)):
            subprocess.run(
                [self.isopath, "check-path", *inputs, "--certificate", certificate],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            (check,) = in_turn(self.runs, [self.check, certificate])
            row(
                what,
                megabytes(certificate),
                check.seconds,
                megabytes(certificate) / check.seconds,
                check.peak_mb,
            )

    def path_growth(self) -> None:
        print("\n### Growth: `isopath check-path` on JSON, n = 8, m = 2\n")
        row(
            "h", "vertices", "seconds", "CPU seconds", "peak MB", "microseconds of CPU for a unit of a vertex"
        )
        row("---:", "---:", "---:", "---:", "---:", "---:")
        for hidden, vertices in (
            (1000, 8),
            (10_000, 8),
            (100_000, 8),
            (10_000, 32),
            (10_000, 128),
            (1000, 1024),
        ):
            path = f"{self.folder}/growth.json"
            self.make_path("json", hidden, vertices, path)
            (timing,) = in_turn(3, [self.isopath, "check-path", path])
            row(
                hidden,
                vertices,
                timing.seconds,
                timing.cpu,
                timing.peak_mb,
                timing.cpu / hidden / vertices * 1e6,
            )
            os.unlink(path)

    def proved_checker(self) -> None:
        print("\n### `isopath-check-proved` beside `isopath-check`, n = 8, m = 2\n")
        row("kind", "h", "MB", "isopath-check, seconds", "isopath-check-proved, seconds", "ratio", "peak MB")
        row("---", "---:", "---:", "---:", "---:", "---:", "---:")
        path, certificate = f"{self.folder}/path.json", f"{self.folder}/proved.certificate"
        for hidden in (100, 1000, 10_000, 100_000):
            a, b = self.pair(hidden, 8, 2)
            self.make_path("json", hidden, 8, path)
            for kind, arguments in (
                ("equivalent", ["equiv", a, b]),
                ("canonical", ["canon", a, "-o", "/dev/null"]),
                ("path valid", ["check-path", path]),
            ):
                subprocess.run(
                    [self.isopath, *arguments, "--certificate", certificate],
                    check=True,
                    stdout=subprocess.DEVNULL,
                )
                check, proved = in_turn(self.runs, [self.check, certificate], [self.proved, certificate])
                row(
                    kind,
                    hidden,
                    megabytes(certificate),
                    check.seconds,
                    proved.seconds,
                    proved.seconds / check.seconds,
                    proved.peak_mb,
                )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--largest", type=int, default=10_000_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(arguments.bin, arguments.runs, folder)
        bench.safetensors()
        bench.rational_json()
        bench.certificate()
        bench.proved_checker()
        bench.paths()
        bench.path_growth()
        bench.python()
        bench.growth(arguments.largest)


if __name__ == "__main__":
    main()
