#!/usr/bin/env python3
"""Random changes of one byte in good network and path files: what Python's json refuses, isopath refuses too.

Usage: mutations.py --bin DIR [--effort K]

`isopath convert` has to exit 0 or 3, and 3 with a place in its message whenever Python's json (strict UTF-8, no NaN,
no repeated key) does not take the text. What it takes it writes again, as JSON that reads back the same. Of a path file
`isopath check-path` has to exit 0, 1 or 3 in the same way, and its certificate has to be verified.
--effort or ISOPATH_EFFORT (1) multiplies the number of changes. A failure names its ISOPATH_SEED, which makes it the first.
Prints `N passed, M failed`; exit 0 if none failed.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

GOOD = [
    b"""{"format": "isopath-network", "version": 1, "activation": "tanh",
 "inputs": 2, "outputs": 1,
 "units": [{"a": ["1/2"], "b": ["3", "-0.25"], "c": "-1"},
           {"a": [1], "b": [0, -2e1], "c": 0.5}],
 "d": ["0.25 - tanh(1)"]}
""",
    b"""{"units":[],"numbers":"binary32","d":[0.1,-1.5E+3],"outputs":2,"inputs":0,"activation":"logistic",
"version":1,"format":"isopath-network"}""",
    b"""{"format": "isopath-network", "version": 1, "activation": "t\\u0061nh", "inputs": 1, "outputs": 1,
"units": [{"c": "0x1.8p-3", "a": ["-25e-2"], "b": ["007"]}], "d": ["3/4 + 1/2*tanh(1/3) - tanh(2)"]}""",
]
GOOD_PATHS = [
    b"""{"format": "isopath-path", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1,
 "vertices": [{"units": [{"a": ["2"], "b": ["0"], "c": "1"}], "d": ["0"]},
  {"units": [{"a": ["0"], "b": ["0"], "c": "1"}], "d": ["2*tanh(1)"]}, {"d": ["2*tanh(1)"], "units": [{"a": [0], "b": [5], "c": -0.5}]}]}
""",
    b"""{"vertices":[{"units":[],"d":[0.1]},{"d":["0x1.999999999999ap-4"],"units":[]}],"numbers":"binary64","outputs":1,
"inputs":0,"activation":"logist\\u0069c","version":1,"format":"isopath-path"}""",
]
LETTERS = b'{}[]",:\\0123456789.-+eE/ truefalsn\n\t*()\x00\x7f\x80\xc3\xef\xff'
CASES = 1000
FIRST_SEED = 20231031


def changed(text: bytes, rng: random.Random) -> bytes:
    """The text with one byte replaced, left out, put in or doubled."""
    at = rng.randrange(len(text))
    byte = bytes([rng.choice(LETTERS) if rng.random() < 0.7 else rng.randrange(256)])
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + byte + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + byte + text[at:]
    return text[: at + 1] + text[at:]


def refuse_constant(name: str) -> None:
    raise ValueError(name)


def without_repeats(pairs: list) -> dict:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a repeated key")
    return result


def python_reads(text: bytes) -> bool:
    try:
        json.loads(
            text.decode("utf-8"),
            parse_constant=refuse_constant,
            object_pairs_hook=without_repeats,
        )
    except (ValueError, RecursionError):
        return False
    return True


class Runner:
    def __init__(self, program: pathlib.Path, folder: pathlib.Path):
        self.program = program
        self.file = folder / "net.json"

    def convert(self, text: bytes) -> subprocess.CompletedProcess:
        self.file.write_bytes(text)
        return subprocess.run(
            [self.program, "convert", self.file], capture_output=True, timeout=60, check=False
        )

    def path_fault(self, text: bytes) -> str:
        """What is wrong with isopath's answer to a path file; empty if nothing is."""
        self.file.write_bytes(text)
        certificate = self.file.with_suffix(".certificate")
        answer = subprocess.run(
            [self.program, "check-path", self.file, "--certificate", certificate],
            capture_output=True,
            timeout=60,
            check=False,
        )
        if answer.returncode == 3:
            start = b"isopath: " + bytes(self.file) + b":"
            return "" if answer.stderr.startswith(start) else f"no place: {answer.stderr[:300]!r}"
        if answer.returncode not in (0, 1):
            return f"exit {answer.returncode}: {answer.stderr[:300]!r}"
        if not python_reads(text):
            return "read, but not by Python's json"
        checked = subprocess.run(
            [self.program.with_name("isopath-check"), certificate, "--network", self.file],
            capture_output=True,
            timeout=60,
            check=False,
        )
        return "" if checked.returncode == 0 else f"the certificate: {checked.stdout[:300]!r}"

    def fault(self, text: bytes) -> str:
        """What is wrong with isopath's answer; empty if nothing is."""
        answer = self.convert(text)
        if answer.returncode not in (0, 3):
            return f"exit {answer.returncode}: {answer.stderr[:300]!r}"
        if answer.returncode == 3:
            start = b"isopath: " + bytes(self.file) + b":"
            return "" if answer.stderr.startswith(start) else f"no place: {answer.stderr[:300]!r}"
        if not python_reads(text):
            return "read, but not by Python's json"
        again = self.convert(answer.stdout)
        if again.returncode != 0 or again.stdout != answer.stdout:
            return "what was written does not read back the same"
        return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="folder of the built programs")
    parser.add_argument("--effort", type=float, default=float(os.environ.get("ISOPATH_EFFORT") or 1))
    options = parser.parse_args()
    program = options.bin.resolve() / "isopath"
    if not program.is_file():
        print(f"no program {program}", file=sys.stderr)
        return 2
    first = int(os.environ.get("ISOPATH_SEED") or FIRST_SEED)
    passed = failed = refused = 0
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(program, pathlib.Path(folder))
        texts = [(f"good file {i}", good, runner.fault) for i, good in enumerate(GOOD)]
        texts += [(f"good path {i}", good, runner.path_fault) for i, good in enumerate(GOOD_PATHS)]
        for seed in range(first, first + round(CASES * options.effort)):
            rng = random.Random(seed)
            texts.append((f"ISOPATH_SEED={seed}", changed(rng.choice(GOOD), rng), runner.fault))
            texts.append(
                (f"ISOPATH_SEED={seed}, a path", changed(rng.choice(GOOD_PATHS), rng), runner.path_fault)
            )
        for name, text, judge in texts:
            fault = judge(text)
            refused += not python_reads(text)
            if not fault and name.startswith("good file") and runner.convert(text).returncode != 0:
                fault = "a good file is refused"
            if fault:
                failed += 1
                print(f"FAILED {name}: {fault}\n  {text!r}")
            else:
                passed += 1
    if not refused:
        failed += 1
        print("FAILED: no change made a text that is no JSON")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
