#!/usr/bin/env python3
"""The programs as scripts see them: first lines, exit codes, files, pipes, refusals, bounded memory.

    cli.py --bin DIR
"""
import argparse
import io
import json
import os
import pty
import re
import resource
import shlex
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from decimal import Decimal
from pathlib import Path

UNIT = '{"a": ["1/2"], "b": ["3", "-0.25"], "c": "-1"}'
NETWORK = '{"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 2, "outputs": 1, "units": [%s], "d": ["%s"]}'
NETWORKS = Path(__file__).resolve().parents[2] / "networks"
CASES = Path(__file__).resolve().parent / "cases"


class Run:
    def __init__(self, command: list[str], stdin: bytes | None, limit_mb: int | None) -> None:
        def limit() -> None:
            if limit_mb is not None:
                resource.setrlimit(resource.RLIMIT_AS, (limit_mb << 20, limit_mb << 20))

        done = subprocess.run(
            command, input=stdin, capture_output=True, preexec_fn=limit, timeout=120, check=False
        )
        self.code, self.out, self.err = done.returncode, done.stdout.decode(), done.stderr.decode()
        self.first = self.out.split("\n", 1)[0]


class Suite:
    def __init__(self, bin_dir: str, folder: str) -> None:
        self.bin, self.folder = Path(bin_dir).resolve(), Path(folder)
        self.sanitized = b"__asan_init" in (self.bin / "isopath").read_bytes()
        self.passed = self.failed = 0
        os.chdir(folder)

    def run(
        self, program: str, *arguments: str, stdin: bytes | None = None, limit_mb: int | None = None
    ) -> Run:
        # The address sanitizer reserves terabytes of address space: no limit on that under it.
        limit = None if self.sanitized else limit_mb
        return Run([str(self.bin / program), *arguments], stdin, limit)

    def check(self, name: str, holds: bool, run: Run | None = None) -> None:
        if holds:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED {name}")
        if run is not None:
            print(f"  exit {run.code}\n  stdout: {run.out[:500]!r}\n  stderr: {run.err[:500]!r}")

    def expect(
        self, name: str, run: Run, code: int, first: str | None = None, error: str | None = None
    ) -> None:
        ok = (
            run.code == code and (first is None or run.first == first) and (error is None or error in run.err)
        )
        self.check(name, ok, run)

    def cases(self, table: str) -> None:
        """Runs the commands of a table of cases/: lines `NAME | COMMAND | EXIT CODE | WORDS`, or without words.

        Words that begin with "s " are the first line of the output, others are part of the error.
        """
        for line in (CASES / (table + ".txt")).read_text(encoding="utf-8").splitlines():
            name, command, code, *words = line.split(" | ")
            run = self.run(*shlex.split(command.replace("$NETWORKS", str(NETWORKS))))
            first = next((text for text in words if text.startswith("s ")), None)
            error = next((text for text in words if text != first), None)
            self.expect(name, run, int(code), first, error)

    def write(self, name: str, content: str | bytes) -> str:
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return name


def network(units: str = UNIT, d: str = "0.25") -> str:
    return NETWORK % (units, d)


def verdicts(s: Suite) -> None:
    s.write("a.json", network())
    s.write(
        "b.json",
        network(
            '{"a": ["-1/2"], "b": ["-3", "1/4"], "c": "1"}, {"a": ["0"], "b": ["1", "1"], "c": "7"}', "1/4"
        ),
    )
    s.write("c.json", network(d="1/3"))
    for verb in (["describe", "a.json"], ["equiv", "a.json", "c.json"]):
        run = s.run("isopath", *verb)
        s.check(f"{verb[0]} says what the verdict is about", "real function" in run.out, run)
    described = json.loads(s.run("isopath", "describe", "b.json", "--json").out)
    s.check(
        "describe --json",
        described["width"] == 2
        and described["rank"] == 1
        and described["reducible"] is True
        and described["inputs"] == 2
        and described["outputs"] == 1
        and described["redundant_units"] == [{"unit": 1, "reasons": ["blank"]}]
        and described["parameters"] == 9
        and described["class_dimension"] == 3
        and described["threshold_bound"] == "3",
    )
    compared = json.loads(s.run("isopath", "equiv", "a.json", "b.json", "--json").out)
    s.check(
        "equiv --json",
        compared["equivalent"] is True
        and compared["rank_a"] == compared["rank_b"] == 1
        and compared["counterparts"][0]["b"] == [{"unit": 0, "flipped": True}],
    )
    differ = json.loads(s.run("isopath", "equiv", "a.json", "c.json", "--json").out)
    s.check(
        "equiv --json, witness",
        differ["equivalent"] is False
        and differ["witness"]["output"] == 0
        and differ["differing_outputs"] == [0],
    )
    canonical = s.run("isopath", "canon", "b.json")
    s.check(
        "canon prints a network",
        canonical.code == 0
        and json.loads(canonical.out)["units"] == [{"a": ["1/2"], "b": ["3", "-1/4"], "c": "-1"}],
        canonical,
    )
    s.check(
        "canon -o",
        s.run("isopath", "canon", "b.json", "-o", "out.json").code == 0
        and (s.folder / "out.json").read_text() == canonical.out,
    )
    s.cases("verdicts")


def one_unit(a: str, b: str, c: str, d: str) -> str:
    return NETWORK.replace('"inputs": 2', '"inputs": 1') % (
        '{"a": ["%s"], "b": ["%s"], "c": "%s"}' % (a, b, c),
        d,
    )


def radii(s: Suite) -> None:
    s.write("wide.json", one_unit("1", "0.713 +/- 5e-4", "0", "0"))
    s.write("other.json", one_unit("1", "[0.7140, 0.7141]", "0", "0"))
    s.write("within.json", one_unit("1", "0.7131", "0", "0"))
    s.write("blank.json", one_unit("0", "0.713 +/- 5e-4", "0 +/- 7", "1/2"))
    s.write("half.json", one_unit("0", "1", "0", "0.5"))
    for pair, words in (
        ("wide.json other.json", "c f_A and f_B differ for all values"),
        ("wide.json within.json", "c it depends on the values"),
        ("blank.json half.json", "c f_A = f_B for all values"),
        ("wide.json wide.json", "in the middle: f_A = f_B"),
    ):
        run = s.run("isopath", "equiv", *pair.split())
        s.check(f"{pair}: {words}", words in run.out and "real function" in run.out, run)
    differ = json.loads(s.run("isopath", "equiv", "wide.json", "other.json", "--json").out)
    s.check(
        "equiv --json, differ for all",
        differ["equivalent"] is False
        and differ["equal_for_some"] is False
        and differ["rank_a"] == differ["rank_b"] == 1
        and differ["uncertain_a"] == differ["uncertain_b"] == 1
        and differ["lasting_unit"]["nearest"]
        == {"unit": 0, "flipped": False, "entries_apart": 1, "entry": "b[0]"}
        and differ["witness"]["output"] == 0,
        None,
    )
    unsure = json.loads(s.run("isopath", "equiv", "wide.json", "within.json", "--json").out)
    s.check(
        "equiv --json, undecided",
        unsure["equivalent"] is None
        and unsure["equal_for_some"] is True
        and unsure["witness"] is None
        and unsure["midpoints"]["equivalent"] is False
        and unsure["midpoints"]["witness"] is not None,
    )
    equal = json.loads(s.run("isopath", "equiv", "blank.json", "half.json", "--json").out)
    s.check(
        "equiv --json, equal for all", equal["equivalent"] is True and equal["rank_a"] == equal["rank_b"] == 0
    )
    s.write("maybe.json", one_unit("0 +/- 1", "1", "0", "0"))
    unsure = json.loads(s.run("isopath", "equiv", "maybe.json", "within.json", "--json").out)
    s.check("a rank that depends", unsure["rank_a"] is None and unsure["rank_b"] == 1)


def printed_numbers(s: Suite) -> None:
    s.write("printed3.json", one_unit("1", "0.713", "0", "0"))
    s.write("printed4.json", one_unit("1", "0.7131", "0", "0"))
    s.write("printed4off.json", one_unit("1", "0.7138", "0", "0"))
    s.expect(
        "as printed, from a pipe",
        s.run(
            "isopath",
            "equiv",
            "-",
            "printed4off.json",
            "--as-printed",
            stdin=(s.folder / "printed3.json").read_bytes(),
        ),
        1,
        "s INEQUIVALENT",
    )
    s.write("fractions.json", one_unit("1", "713/1000", "0", "0"))
    s.write("floats.json", one_unit("1", "1", "0", "0")[:-1] + ', "numbers": "binary64"}')


def radii_elsewhere(s: Suite) -> None:
    s.expect(
        "no certificate",
        s.run("isopath", "equiv", "wide.json", "other.json", "--certificate", "radius.cert"),
        2,
        error="--certificate",
    )
    s.check("none is left", not (s.folder / "radius.cert").exists())
    for verb in (
        "describe wide.json",
        "canon wide.json",
        "convert wide.json",
        "check-path wide.json wide.json",
        "connect wide.json wide.json",
        "distance wide.json wide.json",
        "diameter wide.json",
        "bound wide.json wide.json",
        "equiv printed3.json wide.json --as-printed",
    ):
        run = s.run("isopath", *verb.split())
        if verb.startswith("equiv"):
            s.expect(verb, run, 5, "s UNDECIDED")
            continue
        s.expect(
            verb,
            run,
            4,
            error="wide.json:1:123: $.units[0].b[0]: expected an exact number, found a number with a radius, '0.713 +/- 5e-4'",
        )
    s.run("isopath", "equiv", "printed3.json", "printed4.json", "--certificate", "exact.cert")
    s.expect(
        "the checker reads exact numbers",
        s.run("isopath-check", "exact.cert", "--network", "wide.json", "--network", "printed4.json"),
        3,
        error="wide.json",
    )
    s.expect(
        "negative radius",
        s.run("isopath", "equiv", s.write("negative.json", one_unit("1", "1 +/- -1", "0", "0")), "wide.json"),
        3,
        error="expected a radius of 0 or more, found '-1'",
    )
    s.expect(
        "ends the wrong way round",
        s.run("isopath", "equiv", s.write("wrong.json", one_unit("1", "[1, 0]", "0", "0")), "wide.json"),
        3,
        error="expected an upper end that is not below the lower one",
    )
    s.cases("radii")


def reasons(s: Suite) -> None:
    units = ",".join(
        '{"a": ["%s"], "b": ["%s", "0"], "c": "%s"}' % unit
        for unit in (
            ("1", "1", "1"),
            ("2", "1", "1"),
            ("1", "-1", "-1"),
            ("0", "5", "5"),
            ("1", "0", "2"),
            ("3", "2", "0"),
            ("3", "-2", "0"),
            ("0", "0", "0"),
        )
    )
    s.write("reasons.json", network(units))
    run = s.run("isopath", "describe", "reasons.json")
    for line in (
        "c unit 1: copy of unit 0 (same incoming pair)",
        "c unit 2: negated copy of unit 0 (opposite incoming pair)",
        "c unit 3: blank (a = 0)",
        "c unit 4: constant (b = 0)",
        "c unit 5: part of a group that cancels: units 5, 6",
        "c unit 7: blank (a = 0) and constant (b = 0)",
        "c rank 1 of 8: reducible, 7 redundant units",
    ):
        s.check(line, line + "\n" in run.out, run)


def rendering(s: Suite) -> None:
    s.run("isopath", "equiv", "a.json", "b.json", "--certificate", "rendered.json")
    page = s.run("isopath", "render", "rendered.json")
    s.check(
        "render prints a page",
        page.code == 0 and page.out.startswith("<!doctype html>") and page.out.endswith("</html>\n"),
        page,
    )
    s.check(
        "render -o",
        s.run("isopath", "render", "rendered.json", "--to", "html", "-o", "page.html").code == 0
        and (s.folder / "page.html").read_text() == page.out,
    )
    for form, part in (
        ("latex", "\\begin{claim}\n$f_a(x) = f_b(x)$"),
        ("markdown", "**Claim.** $f_a(x) = f_b(x)$"),
        ("text", "Claim. f_a(x) = f_b(x)"),
    ):
        run = s.run("isopath", "render", "rendered.json", "--to", form)
        s.check(f"render --to {form}", run.code == 0 and part in run.out and "did not verify" in run.out, run)
    s.expect("a page has no need to read it", s.run("isopath", "render", "a.json", "-o", "page.html"), 0)
    s.expect(
        "a certificate is not overwritten",
        s.run("isopath", "render", "rendered.json", "-o", "rendered.json"),
        2,
        error="is an input",
    )
    s.cases("rendering")


def pipes_and_files(s: Suite) -> None:
    text = network().encode()
    s.expect("standard input", s.run("isopath", "describe", "-", stdin=text), 0, "s DESCRIBED")
    s.expect("equiv A -", s.run("isopath", "equiv", "a.json", "-", stdin=text), 0, "s EQUIVALENT")
    s.expect("equiv - -", s.run("isopath", "equiv", "-", "-", stdin=text), 2, error="standard input")
    both = s.run("isopath", "equiv", "a.json", "b.json", "--certificate", "-")
    s.check(
        "certificate on standard output",
        both.code == 0 and json.loads(both.out)["kind"] == "equivalent",
        both,
    )
    s.expect("and verified from there", s.run("isopath-check", "-", stdin=both.out.encode()), 0, "s VERIFIED")
    s.expect(
        "an input is not overwritten",
        s.run("isopath", "canon", "a.json", "-o", "a.json"),
        2,
        error="is an input",
    )
    s.expect(
        "nor by another name", s.run("isopath", "convert", "a.json", "-o", "./a.json"), 2, error="is an input"
    )
    s.expect(
        "nor by a certificate", s.run("isopath", "equiv", "a.json", "b.json", "--certificate", "b.json"), 2
    )
    s.expect(
        "two outputs in one",
        s.run("isopath", "canon", "a.json", "-o", "x", "--certificate", "x"),
        2,
        error="two outputs",
    )
    s.expect(
        "unwritable output",
        s.run("isopath", "canon", "a.json", "-o", "no/such/place"),
        70,
        error="no/such/place",
    )


def outputs_that_fail(s: Suite) -> None:
    for program, arguments in (
        ("isopath", "describe a.json"),
        ("isopath", "canon a.json"),
        ("isopath", "equiv a.json b.json"),
    ):
        run = Run(["sh", "-c", f"{s.bin / program} {arguments} > /dev/full"], None, None)
        s.expect(f"{arguments} to a full device", run, 70)
    names = sorted(path.name for path in s.folder.iterdir())
    s.run("isopath", "canon", "a.json", "-o", "/dev/full")
    s.run("isopath", "canon", "a.json", "-o", "no/such/place")
    s.check("nothing is left of failed outputs", sorted(path.name for path in s.folder.iterdir()) == names)
    both = s.run("isopath", "canon", "a.json", "-o", "x.part", "--certificate", "x")
    s.check(
        "outputs with names alike",
        both.code == 0 and (s.folder / "x.part").exists() and (s.folder / "x").exists(),
        both,
    )
    ignoring = Run(
        [
            "sh",
            "-c",
            f"trap '' HUP; {s.bin / 'isopath'} canon a.json -o hup.json; kill -HUP $$; test -f hup.json",
        ],
        None,
        None,
    )
    s.check("an ignored hang-up stays ignored", ignoring.code == 0, ignoring)
    s.expect(
        "verdict before certificate can't be lost",
        s.run("isopath", "equiv", "a.json", "b.json", "--certificate", "/dev/full"),
        70,
    )


def names(s: Suite) -> None:
    """The name of a file begins no line of its own, whatever is in it."""
    name = s.write("a\ns VERIFIED\x1b", network())
    path = s.write(
        "p\ns VERIFIED\x1b",
        '{"format": "isopath-path", "version": 1, "activation": "tanh", "inputs": 2, "outputs": 1, "vertices": [{"units": [%s], "d": ["0.25"]}]}'
        % UNIT,
    )
    certificate = "c\ns VERIFIED\x1b"
    commands = [
        ["describe", name],
        ["equiv", name, name, "--certificate", certificate],
        ["equiv", name, name, "--as-printed"],
        ["equiv", name, name, "--within", "1"],
        ["check-path", path, name],
        ["connect", name, name],
        ["distance", name, name],
        ["diameter", name],
        ["bound", name, name],
        ["near", name, "--radius", "1"],
        ["near", name, "--sweep"],
        ["cert", "info", certificate],
        ["cert", "info", name],
        ["describe", name + "2"],
    ]
    for command in commands:
        run = s.run("isopath", *command)
        lines = (run.out + run.err).splitlines()
        s.check(
            f"names, escaped: {command}",
            any("\\x0as VERIFIED\\x1b" in line for line in lines)
            and not any(line.startswith("s ") for line in lines[1:]),
            run,
        )


def usage(s: Suite) -> None:
    for program in ("isopath", "isopath-check"):
        s.check(f"{program} --version", s.run(program, "--version").first.startswith(f"{program} 0."))
        s.expect(f"{program} --help", s.run(program, "--help"), 0)
    s.check("help lists exit codes", "70 a fault" in s.run("isopath", "equiv", "--help").out)
    s.cases("usage")


def refusals(s: Suite) -> None:
    s.expect("empty file", s.run("isopath", "describe", s.write("empty.json", "")), 3, error="empty.json")
    s.expect("a folder without arrays", s.run("isopath", "describe", "."), 4)
    s.expect(
        "different shapes",
        s.run(
            "isopath",
            "equiv",
            "a.json",
            s.write(
                "n1.json", network('{"a": ["1"], "b": ["1"], "c": "0"}').replace('"inputs": 2', '"inputs": 1')
            ),
        ),
        3,
        error="expected the shape of a.json",
    )
    located = s.run("isopath", "describe", s.write("bad.json", network().replace('"3"', '"1/0"')))
    s.expect(
        "division by zero",
        located,
        3,
        error="bad.json:1:128: $.units[0].b[0]: expected a denominator other than 0, found '0'",
    )
    s.expect("nan", s.run("isopath", "describe", s.write("nan.json", network(d="nan"))), 3, error="$.d[0]")
    s.expect(
        "exponent bomb",
        s.run("isopath", "describe", s.write("bomb.json", network(d="1e999999999")), limit_mb=300),
        3,
        error="exponent",
    )


def refusals_of_much(s: Suite) -> None:
    nested = network().replace("[" + UNIT + "]", "[" * 1_000_000)
    s.expect("deep nesting", s.run("isopath", "describe", s.write("deep.json", nested), limit_mb=600), 3)
    s.expect(
        "deep nesting under an unknown key",
        s.run("isopath", "describe", s.write("deep2.json", '{"x": ' + "[" * 1_000_000), limit_mb=600),
        3,
    )
    many = s.write(
        "many.json",
        network(",".join(['{"a": ["1e100000"], "b": ["1", "1e-99999"], "c": "1e-100000"}'] * 2000)),
    )
    run = s.run("isopath", "describe", many, limit_mb=2000)
    s.expect("many large exponents", run, 3, error="bytes in all")
    s.expect(
        "large exponents within the budget",
        s.run(
            "isopath",
            "describe",
            s.write("some.json", network('{"a": ["1e100000"], "b": ["1", "1e-99999"], "c": "1e-100000"}')),
        ),
        0,
        "s DESCRIBED",
    )
    s.write(
        "one.npy",
        b"\x93NUMPY\x01\x00"
        + struct.pack("<H", 54)
        + b"{'descr': '<f4', 'fortran_order': False, 'shape': ()}\n",
    )
    s.write("cut.safetensors", struct.pack("<Q", 1 << 60) + b"{}")
    s.cases("refusals")


def hostile_archives(s: Suite) -> None:
    def npy(shape: str, data: bytes, descr: str = "<f4") -> bytes:
        header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}"
        header += " " * (63 - (10 + len(header)) % 64) + "\n"
        return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + data

    def archive(name: str, members: dict[str, bytes]) -> str:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
            for member, content in members.items():
                file.writestr(member, content)
        return s.write(name, buffer.getvalue())

    four = struct.pack("<4f", 1, 2, 3, 4)
    good = {
        "W1.npy": npy("(2, 2)", four),
        "b1.npy": npy("(2,)", four[:8]),
        "W2.npy": npy("(1, 2)", four[:8]),
        "b2.npy": npy("(1,)", four[:4]),
    }
    s.expect("npz", s.run("isopath", "describe", archive("good.npz", good)), 0, "s DESCRIBED")
    os.makedirs("folder")
    for member, content in good.items():
        s.write(f"folder/{member}", content)
    for name in ("folder/W1.npy", "folder/new", "./folder/W1.npy"):
        s.expect(
            f"{name} is no output if the folder is an input",
            s.run("isopath", "canon", "folder", "-o", name),
            2,
            error="in a folder that is one",
        )
    s.check("its arrays are untouched", (s.folder / "folder/W1.npy").read_bytes() == good["W1.npy"])
    s.expect("npz is not for the checker", s.run("isopath-check", certificate(s), "--network", "good.npz"), 4)
    bomb = dict(good, **{"W1.npy": npy("(25000000, 2)", bytes(200_000_000))})
    run = s.run("isopath", "describe", archive("bomb.npz", bomb), limit_mb=400)
    s.expect("zip bomb", run, 3)
    liar = dict(good, **{"W1.npy": npy("(1000000000, 2)", four)})
    s.expect(
        "a count that is not there", s.run("isopath", "describe", archive("liar.npz", liar), limit_mb=400), 3
    )
    s.cases("hostile-archives")


def certificate(s: Suite) -> str:
    s.run("isopath", "canon", "b.json", "-o", "canonical.json", "--certificate", "canonical.certificate")
    return "canonical.certificate"


def checker(s: Suite) -> None:
    name = certificate(s)
    s.expect("canonical verified", s.run("isopath-check", name, "--network", "b.json"), 0, "s VERIFIED")
    s.expect("other network refused", s.run("isopath-check", name, "--network", "a.json"), 1, "s REJECTED")
    s.expect(
        "too many networks",
        s.run("isopath-check", name, "--network", "b.json", "--network", "b.json"),
        1,
        "s REJECTED",
    )
    verdict = json.loads(s.run("isopath-check", name, "--json").out)
    s.check(
        "isopath-check --json",
        verdict["verified"] is True and verdict["claim"] == "canonical" and "reason" in verdict,
    )
    text = (s.folder / name).read_text()
    s.expect(
        "unknown kind",
        s.run("isopath-check", s.write("kind", text.replace('"canonical",\n', '"nonsense",\n', 1))),
        4,
        "s REJECTED",
    )
    s.expect(
        "unknown version",
        s.run("isopath-check", s.write("version", text.replace('"version": 1', '"version": 2', 1))),
        3,
        "s REJECTED",
    )
    s.expect("trailing text", s.run("isopath-check", s.write("trailing", text + "x")), 3, "s REJECTED")
    s.expect("not a certificate", s.run("isopath-check", "a.json"), 3, "s REJECTED")
    s.expect("missing", s.run("isopath-check", "missing"), 3, "s REJECTED")
    full = Run(["sh", "-c", f"{s.bin / 'isopath-check'} {name} > /dev/full"], None, None)
    s.check("never 0 if the verdict can't be written", full.code == 70, full)


def witnesses(s: Suite) -> None:
    """Networks on which a witness is hard to find, or to evaluate without knowing where it comes from."""

    def of(units: list[tuple[str, str, str]]) -> str:
        text = ",".join('{"a": ["%s"], "b": ["%s"], "c": "%s"}' % unit for unit in units)
        return network(text, "0").replace('"inputs": 2', '"inputs": 1')

    s.write("large_a.json", of([("1e60000", "1", "1"), ("1", "2", "0")]))
    s.write("large_b.json", of([("1e60000", "1", "1"), ("1", "3", "0")]))
    run = s.run("isopath", "equiv", "large_a.json", "large_b.json", "--certificate", "large")
    s.check("large numbers that cancel", run.code == 1 and "witness: f_A(x)" in run.out, run)
    s.expect("their certificate is verified", s.run("isopath-check", "large"), 0, "s VERIFIED")
    for name, moved in (("wide_a.json", 0), ("wide_b.json", 1)):
        units = ",".join(
            '{"a": ["%d"], "b": [%s], "c": "0"}'
            % (k % 5 + 1, ", ".join(f'"{k * j % 7 - 3 + (moved if j == 30 else 0)}"' for j in range(100)))
            for k in range(400)
        )
        s.write(name, network(units, "0").replace('"inputs": 2', '"inputs": 100'))
    run = s.run("isopath", "equiv", "wide_a.json", "wide_b.json")
    s.check("a difference in one input of many", run.code == 1 and "witness: f_A(x)" in run.out, run)
    for name, weight in (("long_a.json", "1"), ("long_b.json", "2")):
        s.write(
            name,
            network(
                '{"a": ["%s"], "b": [%s], "c": "1e100000"}' % (weight, ", ".join(['"1"'] * 60000)), "0"
            ).replace('"inputs": 2', '"inputs": 60000'),
        )
    run = s.run("isopath", "equiv", "long_a.json", "long_b.json", limit_mb=1000)
    s.expect("a far unit of many inputs takes little memory", run, 1, "s INEQUIVALENT")


PATH = '{"format": "isopath-path", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1, "vertices": [%s]}'


def vertex(units: list[tuple[str, str, str]], d: str = "0") -> str:
    return '{"units": [%s], "d": ["%s"]}' % (
        ", ".join('{"a": ["%s"], "b": ["%s"], "c": "%s"}' % unit for unit in units),
        d,
    )


def as_network(text: str) -> str:
    return (
        '{"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1, '
        + text[1:]
    )


def paths(s: Suite) -> None:
    folded, free, moved = [("0", "0", "1")], [("2", "0", "1")], [("0", "5", "1/2")]
    vertices = [vertex(free), vertex(folded, "2*tanh(1)"), vertex(moved, "2*tanh(1)")]
    s.write("p.json", PATH % ", ".join(vertices))
    files = [s.write(f"p{k}.json", as_network(text)) for k, text in enumerate(vertices)]
    run = s.run("isopath", "check-path", "p.json")
    s.expect("valid path", run, 0, "s VALID")
    s.check("what the verdict is about", "real function" in run.out, run)
    for line in (
        "c segment 0: holds, 0 units unchanged",
        "c   stay as constants (b = 0), and trade with d: unit 0",
        "c   move as blanks (a = 0): unit 0",
    ):
        s.check(line, line + "\n" in run.out, run)
    s.expect(
        "standard input",
        s.run("isopath", "check-path", "-", stdin=(s.folder / "p.json").read_bytes()),
        0,
        "s VALID",
    )
    for jobs in ("1", "2"):
        s.expect(
            f"a vertex from standard input, {jobs} jobs, a certificate",
            s.run(
                "isopath",
                "check-path",
                files[0],
                "-",
                files[2],
                "--jobs",
                jobs,
                "--certificate",
                "from_pipe",
                stdin=(s.folder / files[1]).read_bytes(),
            ),
            0,
            "s VALID",
        )
    s.expect("which is verified", s.run("isopath-check", "from_pipe"), 0, "s VERIFIED")
    run = Run(
        [
            "bash",
            "-c",
            f"{s.bin / 'isopath'} check-path {files[0]} <(cat {files[1]}) --certificate from_pipe",
        ],
        None,
        None,
    )
    s.expect("a vertex from a named pipe", run, 0, "s VALID")
    verdict = json.loads(s.run("isopath", "check-path", "p.json", "--json").out)
    s.check(
        "check-path --json",
        verdict["valid"] is True
        and verdict["segments"] == 2
        and verdict["first_broken_segment"] is None
        and verdict["vertices"] == 3
        and verdict["from"] is None
        and len(verdict["accounts"]) == 2,
    )


def ends_of_paths(s: Suite) -> None:
    files = ["p0.json", "p1.json", "p2.json"]
    other = s.run("isopath", "check-path", "p.json", "--from", files[1], "--certificate", "none")
    s.expect("another start", other, 1, "s BROKEN", error="no certificate is written")
    s.check("and why", "c the first vertex is not p1.json: unit 0 a[0] is 2, there 0\n" in other.out, other)
    s.check("and no certificate", not (s.folder / "none").exists())
    verdict = json.loads(s.run("isopath", "check-path", "p.json", "--to", files[1], "--json").out)
    s.check(
        "another end, --json",
        verdict["valid"] is False and verdict["to"] is False and verdict["first_broken_segment"] is None,
    )
    s.expect(
        "an end of another width",
        s.run("isopath", "check-path", "p.json", "--from", s.write("wide.json", as_network(vertex([])))),
        1,
        "s BROKEN",
    )
    s.expect(
        "one vertex",
        s.run(
            "isopath",
            "check-path",
            s.write("one.json", PATH % vertex([("2", "0", "1")])),
            "--certificate",
            "one",
        ),
        0,
        "s VALID",
    )
    s.expect("its certificate", s.run("isopath-check", "one", "--network", files[0]), 0, "s VERIFIED")


def outputs_of_paths(s: Suite) -> None:
    files = ["p0.json", "p1.json", "p2.json"]
    certificate = s.run("isopath", "check-path", "p.json", "--certificate", "-")
    s.check(
        "certificate on standard output",
        certificate.code == 0
        and json.loads(certificate.out)["kind"] == "path valid"
        and certificate.err.startswith("s VALID\n"),
        certificate,
    )
    s.expect(
        "it is verified",
        s.run("isopath-check", "-", "--network", "p.json", stdin=certificate.out.encode()),
        0,
        "s VERIFIED",
    )
    s.expect(
        "an input is not overwritten",
        s.run("isopath", "check-path", *files, "--certificate", files[1]),
        2,
        error="is an input",
    )
    for option in ("--from", "--to", "--certificate"):
        s.expect(
            f"{option} with an empty name",
            s.run("isopath", "check-path", "p.json", option, ""),
            2,
            error="expected the name of a file",
        )
    s.expect(
        "nor an end",
        s.run("isopath", "check-path", "p.json", "--to", files[2], "--certificate", files[2]),
        2,
        error="is an input",
    )
    s.cases("paths")


def broken_paths(s: Suite) -> None:
    flipped = [
        vertex([("1", "2", "0")]),
        vertex([("-1", "-2", "0")]),
        vertex([("-1", "-2", "0")], "1e-300"),
        vertex([("-1", "-2", "0")], "1e-300"),
    ]
    s.write("broken.json", PATH % ", ".join(flipped))
    run = s.run("isopath", "check-path", "broken.json", "--certificate", "broken")
    s.expect("broken path", run, 1, "s BROKEN")
    for line in (
        "c broken segments (2 of 3): 0 1",
        "c   broken (i): unit 0 moves, and the sum of weights is not 0 at both ends; output 0: 1 at vertex 0, -1 at vertex 1",
        "c   refutation: f_w(t)(x) - f_w(0)(x) in [-0.964029, -0.964026], output 0, at t = 1/2, x = (1)",
        "c   broken (iii): the output bias is not the same at both ends; output 0: 0 at vertex 1, 1e-300 at vertex 2",
        "c   refutation: f_w(t)(x) - f_w(0)(x) in [9.99998e-301, 1.00002e-300], output 0, at t = 1, x = (0)",
    ):
        s.check(line, line + "\n" in run.out, run)
    s.expect(
        "its certificate is verified",
        s.run("isopath-check", "broken", "--network", "broken.json"),
        0,
        "s VERIFIED",
    )
    verdict = json.loads(s.run("isopath", "check-path", "broken.json", "--json").out)
    s.check(
        "broken --json",
        verdict["valid"] is False
        and verdict["first_broken_segment"] == 0
        and verdict["broken_segments"] == [0, 1]
        and verdict["accounts"][0]["refutation"]["t"] == "1/2"
        and verdict["accounts"][0]["broken"][0]["condition"] == "i",
    )
    least = s.run("isopath", "check-path", "broken.json", "--most", "0", "--certificate", "least")
    s.check(
        "--most 0 still names the broken segments", "c broken segments (2 of 3): 0 1\n" in least.out, least
    )
    s.check(
        "and leaves the certificate as it is",
        (s.folder / "least").read_bytes() == (s.folder / "broken").read_bytes(),
    )
    many = s.run(
        "isopath",
        "check-path",
        s.write("long.json", PATH % ", ".join(vertex([], str(k // 2)) for k in range(300))),
    )
    s.check(
        "all broken segments are named",
        many.code == 1
        and " 295 297\n" in many.out
        and "more (--most N lists more)" not in many.out
        and "segments not listed (--most N lists more)" in many.out,
        many,
    )
    s.check("accounts of the first ones only", many.out.count("c segment ") == 30, many)
    outputs = [
        s.run("isopath", "check-path", "long.json", "--jobs", jobs, "--certificate", "-")
        for jobs in ("1", "2", "7", "1000")
    ]
    s.check("the same for all numbers of jobs", len({(run.code, run.out, run.err) for run in outputs}) == 1)


def connections(s: Suite) -> None:
    a = s.write("ca.json", as_network(vertex([("1", "2", "0"), ("2", "0", "1")])))
    b = s.write("cb.json", as_network(vertex([("0", "5", "1"), ("-1", "-2", "0")], "2*tanh(1)")))
    run = s.run("isopath", "connect", a, b, "-o", "path.json", "--certificate", "connected")
    s.expect("connected", run, 0, "s CONNECTED")
    s.check("what the verdict is about", "real function" in run.out and "at most 7" in run.out, run)
    s.expect(
        "the certificate is verified",
        s.run("isopath-check", "connected", "--network", a, "--network", b),
        0,
        "s VERIFIED",
    )
    s.expect(
        "with the path file", s.run("isopath-check", "connected", "--network", "path.json"), 0, "s VERIFIED"
    )
    s.expect(
        "not with other ends",
        s.run("isopath-check", "connected", "--network", b, "--network", a),
        1,
        "s REJECTED",
    )
    again = s.run("isopath", "connect", a, b, "-o", "-", "--certificate", "again")
    s.check(
        "the path on standard output",
        again.code == 0
        and again.out == (s.folder / "path.json").read_text()
        and again.err.startswith("s CONNECTED\n"),
        again,
    )
    s.check(
        "the same certificate again",
        (s.folder / "again").read_bytes() == (s.folder / "connected").read_bytes(),
    )
    verdict = json.loads(s.run("isopath", "connect", a, b, "--json").out)
    s.check(
        "connect --json",
        verdict["connected"] is True
        and 0 < verdict["segments"] <= verdict["bound"] == 7
        and verdict["rank"] == 1,
    )


def connections_that_fail(s: Suite) -> None:
    a, b = "ca.json", "cb.json"
    itself = json.loads(s.run("isopath", "connect", a, a, "--json").out)
    s.check("to itself", itself["connected"] is True and itself["segments"] == 0)
    plain, turned = s.write("cn.json", as_network(vertex([("1", "2", "0")]))), s.write(
        "ct.json", as_network(vertex([("-1", "-2", "0")]))
    )
    run = s.run("isopath", "connect", plain, turned, "--certificate", "isolated", "-o", "nowhere.json")
    s.expect("no redundant unit", run, 1, "s NOT CONNECTED")
    s.check(
        "and why, and no path",
        "no unit is redundant" in run.out and not (s.folder / "nowhere.json").exists(),
        run,
    )
    s.expect(
        "its certificate is verified",
        s.run("isopath-check", "isolated", "--network", plain, "--network", turned),
        0,
        "s VERIFIED",
    )
    other = s.write("co.json", as_network(vertex([("3", "2", "0"), ("0", "0", "1")])))
    run = s.run("isopath", "connect", a, other, "--certificate", "different")
    s.expect("another function", run, 1, "s NOT CONNECTED")
    s.check("and a witness", "c witness: f_A(x) - f_B(x) in [" in run.out, run)
    s.expect(
        "its certificate",
        s.run("isopath-check", "different", "--network", a, "--network", other),
        0,
        "s VERIFIED",
    )
    verdict = json.loads(s.run("isopath", "connect", a, other, "--json").out)
    s.check(
        "another function, --json",
        verdict["connected"] is False and verdict["segments"] is None and verdict["equivalent"] is False,
    )
    s.expect(
        "another activation",
        s.run(
            "isopath",
            "connect",
            plain,
            s.write("cl.json", as_network(vertex([("1", "2", "0")])).replace("tanh", "logistic")),
        ),
        3,
    )
    s.expect(
        "two outputs in one",
        s.run("isopath", "connect", a, b, "-o", "x", "--certificate", "x"),
        2,
        error="two outputs",
    )
    s.expect(
        "an input is not overwritten", s.run("isopath", "connect", a, b, "-o", b), 2, error="is an input"
    )
    s.cases("connections")


def distances(s: Suite) -> None:
    a, b = "ca.json", "cb.json"
    run = s.run("isopath", "distance", a, b, "--certificate", "distance", "-o", "shortest.json")
    s.expect("distance", run, 0, "s DISTANCE")
    s.check(
        "exact, with its argument",
        "c distance: 4 segments, exactly\n" in run.out
        and "c lower bound: " in run.out
        and "real function" in run.out,
        run,
    )
    s.expect(
        "the certificate is verified",
        s.run("isopath-check", "distance", "--network", a, "--network", b),
        0,
        "s VERIFIED",
    )
    s.expect(
        "not with other ends",
        s.run("isopath-check", "distance", "--network", b, "--network", a),
        1,
        "s REJECTED",
    )
    there, back = (json.loads(s.run("isopath", "distance", x, y, "--json").out) for x, y in ((a, b), (b, a)))
    s.check(
        "distance --json, both ways",
        there["lower"] == there["upper"] == back["lower"] == back["upper"] == 4
        and there["rank"] == 1
        and there["width"] == 2,
    )
    s.check(
        "certified as far as it can be",
        there["certified_lower"] <= there["lower"] and there["argument"] in ("segment", "unit"),
    )
    itself = json.loads(s.run("isopath", "distance", a, a, "--json").out)
    s.check("to itself", itself["lower"] == itself["upper"] == 0 and itself["argument"] == "none")
    run = s.run("isopath", "distance", "cn.json", "ct.json", "--certificate", "-")
    s.check(
        "not connected: computed, and the certificate says so",
        run.code == 0
        and '"kind": "not connected"' in run.out
        and run.err.startswith("s DISTANCE\n")
        and "not connected" in run.err,
        run,
    )
    verdict = json.loads(s.run("isopath", "distance", "cn.json", "ct.json", "--json").out)
    s.check(
        "not connected --json",
        verdict["lower"] is None and verdict["upper"] is None and verdict["equivalent"] is True,
    )
    run = s.run("isopath", "distance", a, "co.json", "--certificate", "far", "-o", "far.json")
    s.expect("another function", run, 1, "s DISTANCE")
    s.check("a witness, and no path", "c witness: " in run.out and not (s.folder / "far.json").exists(), run)
    s.expect(
        "its certificate",
        s.run("isopath-check", "far", "--network", a, "--network", "co.json"),
        0,
        "s VERIFIED",
    )


def distances_of_rigid_pairs(s: Suite) -> None:
    # Rigid pairs: eight essential units and one that is spare. A table where no theorem says enough.
    units = [(str(k + 1), str(k + 1), "0") for k in range(8)]
    constant = ("1", "0", "1")
    s.write("r1.json", as_network(vertex([*units, constant])))
    s.write("r2.json", as_network(vertex([*units[1:4], units[0], *units[4:], constant])))
    s.write("r3.json", as_network(vertex([*units[:3], constant, ("1", "0", "2")])))
    s.write(
        "r4.json",
        as_network(vertex([("-" + x, "-" + y, "0") for x, y, _ in units[:3]] + [constant, ("1", "0", "2")])),
    )
    run = s.run("isopath", "distance", "r1.json", "r2.json")
    s.check(
        "a gap, and how to close it",
        run.code == 0 and "at least 11 segments, at most 13" in run.out and "--exact" in run.out,
        run,
    )
    run = s.run("isopath", "distance", "r1.json", "r2.json", "--exact", "--certificate", "table")
    s.check(
        "closed by search",
        run.code == 0
        and "c distance: 13 segments, exactly\n" in run.out
        and "exhaustive search among cells up to symmetry" in run.out,
        run,
    )
    s.check("with a table", '"argument": "table"' in (s.folder / "table").read_text())
    s.expect(
        "that isopath-check goes through",
        s.run("isopath-check", "table", "--network", "r1.json", "--network", "r2.json"),
        0,
        "s VERIFIED",
    )
    run = s.run("isopath", "distance", "r3.json", "r4.json", "--certificate", "turned")
    s.check("Theorem 8", "c distance: 11 segments, exactly\n" in run.out and "(Theorem 8)" in run.out, run)
    s.expect("certified", s.run("isopath-check", "turned"), 0, "s VERIFIED")


def distances_of_wide_networks(s: Suite) -> None:
    a, b = "ca.json", "cb.json"
    # 13 units can't be searched.
    more = [(str(k + 1), str(k + 1), "0") for k in range(11)]
    s.write("w1.13.json", as_network(vertex([*more, ("0", "1", "1"), ("0", "2", "2")])))
    s.write("w2.13.json", as_network(vertex([*more[1:], more[0], ("0", "3", "3"), ("0", "4", "4")])))
    run = s.run("isopath", "distance", "w1.13.json", "w2.13.json", "--exact")
    s.expect("too wide to search", run, 5, "s DISTANCE")
    s.check("and it says so", "was given up" in run.out, run)
    run = s.run("isopath", "connect", "w1.13.json", "w2.13.json", "--shortest", "-o", "13.json")
    s.expect("connected, but not proved to be shortest", run, 5, "s CONNECTED")
    s.check("and it says so, too", "c not proved to be the shortest: every path has at least" in run.out, run)
    # Each cell meets very many: the brief search that nobody asked for is given up soon.
    for name, first in (("s1.json", "1"), ("s2.json", "6")):
        d = "-" + (" - " if name == "s1.json" else " - ").join(
            ["2*tanh(1)" if name == "s1.json" else "tanh(1)", "tanh(2)", "tanh(3)", "tanh(4)", "tanh(5)"]
        )
        s.write(
            name,
            as_network(
                vertex(
                    [("1", "1", "0") if name == "s1.json" else ("-1", "-1", "0")]
                    + [("1", "0", c) for c in ("1", first, "2", "3", "4", "5")],
                    d if name == "s1.json" else d + " - tanh(6)",
                )
            ),
        )
    run = s.run("isopath", "connect", "s1.json", "s2.json")
    s.expect("a brief search", run, 0, "s CONNECTED")
    # A long path, and a shorter way back: neither is kept in memory.
    long_units = [(str(k + 1), str(k + 1), "0") for k in range(3000)] + [("0", "0", "1"), ("0", "0", "2")]
    s.write("l1.json", as_network(vertex(long_units)))
    s.write(
        "l2.json", as_network(vertex([long_units[(k + 1) % 3000] for k in range(3000)] + long_units[3000:]))
    )
    for pair in (("l1.json", "l2.json"), ("l2.json", "l1.json")):
        s.expect("long ways", s.run("isopath", "distance", *pair, limit_mb=300), 0, "s DISTANCE")
    verdict = json.loads(s.run("isopath", "connect", a, b, "--shortest", "--json").out)
    s.check(
        "connect --shortest --json",
        verdict["shortest"] is True and verdict["segments"] == verdict["lower"] == 4,
    )
    s.cases("distances")


def diameters(s: Suite) -> None:
    a = "ca.json"
    run = s.run("isopath", "diameter", a, "--certificate", "diameter", "-o", "pair.json")
    s.expect("diameter", run, 0, "s DIAMETER")
    s.check("exact", "c the diameter of its class is 7 segments, exactly\n" in run.out, run)
    s.expect(
        "the certificate is verified", s.run("isopath-check", "diameter", "--network", a), 0, "s VERIFIED"
    )
    s.expect(
        "not of another network", s.run("isopath-check", "diameter", "--network", "cb.json"), 1, "s REJECTED"
    )
    s.expect(
        "the pair as networks",
        s.run("isopath", "diameter", a, "-o", "u.json", "-o", "w.json"),
        0,
        "s DIAMETER",
    )
    s.check(
        "at the distance that is claimed",
        json.loads(s.run("isopath", "distance", "u.json", "w.json", "--json").out)["lower"] == 7,
    )
    s.expect(
        "they are those of the certificate",
        s.run("isopath-check", "diameter", "--network", a, "--network", "u.json", "--network", "w.json"),
        0,
        "s VERIFIED",
    )
    verdict = json.loads(s.run("isopath", "diameter", a, "--json").out)
    s.check("diameter --json", [verdict[key] for key in ("lower", "upper", "rank", "width")] == [7, 7, 1, 2])
    verdict = json.loads(s.run("isopath", "diameter", "cn.json", "--json", "--certificate", "finite").out)
    s.check("irreducible", verdict["upper"] is None and verdict["rank"] == verdict["width"] == 1)
    s.expect("its certificate", s.run("isopath-check", "finite", "--network", "cn.json"), 0, "s VERIFIED")
    for name, units, upper in (
        ("constants", [("1", "0", "1")], 3),
        ("blank", [("0", "0", "0"), ("0", "1", "1")], 3),
        ("empty", [], 0),
    ):
        verdict = json.loads(
            s.run(
                "isopath",
                "diameter",
                s.write(name + ".json", as_network(vertex(units))),
                "--json",
                "--certificate",
                name,
            ).out
        )
        s.check(f"rank 0: {name}", verdict["lower"] == verdict["upper"] == upper and verdict["rank"] == 0)
        s.expect(
            f"its certificate: {name}",
            s.run("isopath-check", name, "--network", name + ".json"),
            0,
            "s VERIFIED",
        )


def diameters_by_table(s: Suite) -> None:
    a = "ca.json"
    run = s.run("isopath", "diameter", "r1.json", "--table", "--certificate", "long table")
    s.check(
        "by table",
        run.code == 0
        and "35 segments, exactly" in run.out
        and '"argument": "table"' in (s.folder / "long table").read_text(),
        run,
    )
    s.expect(
        "isopath-check goes through it",
        s.run("isopath-check", "long table", "--network", "r1.json"),
        0,
        "s VERIFIED",
    )
    s.write("many spare.json", as_network(vertex([("1", "1", "0")] + [("0", "0", "0")] * 11)))
    run = s.run("isopath", "diameter", "many spare.json", "--table", limit_mb=300)
    s.expect("a table that would take its reader too long", run, 6, error="takes too many steps")
    s.expect(
        "three outputs are too many",
        s.run("isopath", "diameter", a, "-o", "1", "-o", "2", "-o", "3"),
        2,
        error="at most two",
    )
    s.expect("a file without -o is none", s.run("isopath", "diameter", a, "-o", "1", "2"), 2)
    s.expect(
        "the same output twice", s.run("isopath", "diameter", a, "-o", "1", "-o", "1"), 2, error="two outputs"
    )
    s.expect("an input is not overwritten", s.run("isopath", "diameter", a, "-o", a), 2, error="is an input")
    s.cases("diameters")


def searches(s: Suite) -> None:
    run = s.run("isopath", "search-diameter", "4", "2", "-o", "worst.json")
    s.expect("search", run, 0, "s SEARCHED")
    s.check(
        "what it finds",
        "163200 cells in 409 classes" in run.out
        and "the greatest distance of two rigid members is 11 segments" in run.out,
        run,
    )
    s.check("of that many segments", len(json.loads((s.folder / "worst.json").read_text())["vertices"]) == 12)
    found = json.loads(s.run("isopath", "search-diameter", "4", "2", "--json").out)
    s.check(
        "search --json",
        found["greatest"] == found["formula"] == 11
        and found["cells"] == 163200
        and found["classes"] == 409
        and [entry["segments"] for entry in found["distances"]] == [5, 7, 9, 11],
    )
    whole = s.run("isopath", "search-diameter", "6", "3").out
    process = subprocess.Popen(
        [str(s.bin / "isopath"), "search-diameter", "6", "3", "--state", "state"], stdout=subprocess.DEVNULL
    )
    time.sleep(3 if s.sanitized else 0.3)
    process.send_signal(signal.SIGINT)
    code = process.wait()
    s.check("an interrupt", code in (-signal.SIGINT, 0))
    s.check("leaves the state", json.loads((s.folder / "state").read_text())["format"] == "isopath-search")
    s.check(
        "and the search goes on to the same end",
        s.run("isopath", "search-diameter", "6", "3", "--state", "state").out == whole,
    )
    s.check(
        "and is complete in the file",
        s.run("isopath", "search-diameter", "6", "3", "--state", "state").out == whole,
    )


def states_of_searches(s: Suite) -> None:
    good = json.loads((s.folder / "state").read_text())
    for name, text, error in (
        ("no JSON", "{", "parse error"),
        ("no state", "{}", "format"),
        ("another version", json.dumps({**good, "version": 2}), "version 1"),
        (
            "a lost class",
            json.dumps(
                {
                    **good,
                    "layers": [*good["layers"][:-1], good["layers"][-1][:-1]],
                    "done": len(good["layers"][-1]) - 1,
                }
            ),
            "not every cell",
        ),
        ("no class", json.dumps({**good, "layers": [["x"]], "done": 0}), "not a class of cells"),
        ("done too far", json.dumps({**good, "done": 10**9}), "not the state"),
        ("done in parts", json.dumps({**good, "done": 1.5}), "an index"),
        (
            "an empty layer",
            json.dumps({**good, "layers": [good["layers"][0], [], *good["layers"][1:]]}),
            "a layer is empty",
        ),
        ("another key", json.dumps({**good, "x": 1}), "seven keys"),
    ):
        run = s.run("isopath", "search-diameter", "6", "3", "--state", s.write("bad state", text))
        s.check(f"a bad state: {name}", run.code == 3 and error in run.err, run)
    # Few cells, but each meets very many: still an interrupt is heard at once.
    process = subprocess.Popen(
        [str(s.bin / "isopath"), "search-diameter", "1", "11"], stdout=subprocess.DEVNULL
    )
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    s.check("an interrupt in a long step", process.wait(timeout=20) == -signal.SIGINT)
    s.cases("searches")


def tanh_network(s: Suite, name: str, *units: tuple[str, str, str], d: str = "0") -> str:
    return s.write(name, as_network(vertex(list(units), d)))


def bounds(s: Suite) -> None:
    a, b = tanh_network(s, "ba.json", ("1", "1", "1/2")), tanh_network(s, "bb.json", ("1", "1", "-1/2"))
    run = s.run("isopath", "bound", a, b)
    s.expect("bound", run, 0, "s BOUND")
    s.check("what it is about", "real function" in run.out and "over all x" in run.out, run)
    found = json.loads(s.run("isopath", "bound", a, b, "--json", "--relative", "1e-9").out)
    s.check(
        "bound --json: 2 tanh(1/2)",
        float(found["lower"]) <= 0.92423431452002 <= float(found["upper"]) <= 0.9242343155
        and found["complete"] is True
        and found["outputs"][0]["complete"] is True,
        None,
    )
    here = json.loads(s.run("isopath", "bound", a, b, "--json", "--box", "1:2").out)
    s.check(
        "over a box", float(here["upper"]) < 0.5 and here["box"] == "1:2" and here["outputs"][0]["x"] == ["1"]
    )
    half = json.loads(s.run("isopath", "bound", a, b, "--json", "--box", "1:inf").out)
    s.check(
        "over a half-line",
        half["outputs"][0]["x"] == ["1"] and abs(float(half["upper"]) - float(here["upper"])) < 1e-3,
    )
    point = json.loads(s.run("isopath", "bound", a, b, "--json", "--box", "1/3:1/3").out)
    s.check(
        "over a point", point["complete"] is True and float(point["upper"]) - float(point["lower"]) < 1e-9
    )
    same = tanh_network(s, "bs.json", ("-1", "-1", "-1/2"), ("0", "3", "1"))
    s.check(
        "one function: exactly 0",
        (same_bound := json.loads(s.run("isopath", "bound", a, same, "--json").out))["lower"] == "0"
        and same_bound["upper"] == "0"
        and same_bound["complete"] is True,
    )
    s.check(
        "other widths",
        s.run("isopath", "bound", a, tanh_network(s, "bw.json", ("1", "1", "1/2"), ("1", "2", "0"))).code
        == 0,
    )
    s.check(
        "constants exactly",
        "c at least 0.75\nc at most  0.75\n"
        in s.run("isopath", "bound", a, tanh_network(s, "bc.json", ("1", "1", "1/2"), d="3/4")).out,
    )


def within(s: Suite) -> None:
    a, b = "ba.json", "bb.json"
    here = json.loads(s.run("isopath", "bound", a, b, "--json", "--box", "1:2").out)
    within = ["isopath", "equiv", a, b, "--within"]
    s.expect("within", s.run(*within, "0.925", "--certificate", "within"), 0, "s WITHIN")
    s.expect(
        "its certificate", s.run("isopath-check", "within", "--network", a, "--network", b), 0, "s VERIFIED"
    )
    run = s.run(*within, "0.924", "--certificate", "beyond")
    s.expect("not within", run, 1, "s NOT WITHIN")
    s.check("and where", " at x = (" in run.out, run)
    s.expect(
        "its certificate", s.run("isopath-check", "beyond", "--network", a, "--network", b), 0, "s VERIFIED"
    )
    run = s.run(*within, here["upper"], "--box", "1:2", "--certificate", "tight", "--time", "0.2", "--json")
    s.check(
        "a verdict, but no certificate in time",
        run.code in (0, 6)
        and json.loads(run.out)["within"] is True
        and (run.code == 0) == ("no certificate" not in run.err)
        and (run.code == 0) == (s.folder / "tight").exists(),
        run,
    )
    s.check("within --json", json.loads(s.run(*within, "1e-3", "--json").out)["within"] is False)
    s.expect(
        "within 0",
        s.run("isopath", "equiv", a, "bs.json", "--within", "0", "--certificate", "zero"),
        0,
        "s WITHIN",
    )
    s.expect("its certificate", s.run("isopath-check", "zero"), 0, "s VERIFIED")


def certified_bounds(s: Suite) -> None:
    a, b = "ba.json", "bb.json"
    for name, box, relative in (
        ("box", "-1:1", "0.5"),
        ("half-line", "1:inf", "1e-3"),
        ("all", "-inf:inf", "1e-2"),
    ):
        run = s.run(
            "isopath", "bound", a, b, "--box", box, "--relative", relative, "--certificate", "bound", "--json"
        )
        found = json.loads(run.out)
        s.check(
            f"certified: {name}",
            run.code == 0
            and float(found["upper"]) <= float(found["certified"]["upper"]) * (1 + 1e-9)
            and (1 - float(relative)) * float(found["certified"]["upper"])
            <= float(found["lower"]) * (1 + 1e-9),
            run,
        )
        s.expect(
            f"verified: {name}",
            s.run("isopath-check", "bound", "--network", a, "--network", b),
            0,
            "s VERIFIED",
        )


def bounds_far_out(s: Suite) -> None:
    a, b = "ba.json", "bb.json"
    # Far out the difference is smaller than can be written, or than isopath-check resolves: bounds and certificates of what can be.
    near, far = tanh_network(s, "n0.json", ("1", "1", "0")), tanh_network(s, "n1.json", ("1", "1", "1"))
    for box in ("1e3:1.1e3", "30000:30001", "1e8:1e8", "1e11:1.1e11"):
        run = s.run(
            "isopath", "bound", near, far, "--box", box, "--certificate", "tiny", "--time", "0.5", "--json"
        )
        s.check(
            f"far out: {box}",
            run.code in (0, 5) and Decimal(json.loads(run.out)["upper"]) < Decimal("1e-868"),
            run,
        )
        s.expect(f"certified: {box}", s.run("isopath-check", "tiny"), 0, "s VERIFIED")
    logistic = [
        s.write(name, as_network(vertex([unit])).replace("tanh", "logistic"))
        for name, unit in (
            ("m0.json", ("27", "-9/4", "-2250000000000")),
            ("m1.json", ("27", "-2250000000003/1000000000000", "-9000000000009/4")),
        )
    ]
    run = s.run("isopath", "bound", *logistic, "--box", "5/8:62501/100000", "--time", "0.5", limit_mb=2000)
    s.expect("smaller than 2^-10^12", run, 5, "s BOUND")
    s.expect(
        "a bound overwrites no input",
        s.run("isopath", "bound", a, b, "--certificate", a),
        2,
        error="is an input",
    )


def bounds_out_of_time(s: Suite) -> None:
    old, new = (str(NETWORKS / f"sl2p_2.1_LAI__{name}.json") for name in ("s2tbx_txt", "prosailvae_csv"))
    hard = ["isopath", "bound", old, new, "--box", "-1:1", "--relative", "1e-9", "--json"]
    run = s.run(*hard, "--time", "0.5")
    late = json.loads(run.out)
    s.check(
        "out of time: the best bounds, exit 5",
        run.code == 5 and late["complete"] is False and 0 < float(late["lower"]) < float(late["upper"]),
        run,
    )
    process = subprocess.Popen([str(s.bin / "isopath"), *hard[1:], "--time", "1000"], stdout=subprocess.PIPE)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    text = process.communicate(timeout=60)[0]
    s.expect("out of time, with a certificate", s.run(*hard, "--time", "0.5", "--certificate", "late"), 5)
    s.expect("it is verified", s.run("isopath-check", "late"), 0, "s VERIFIED")
    middle = str((float(late["lower"]) + float(late["upper"])) / 2)
    s.expect(
        "undecided",
        s.run(
            "isopath",
            "equiv",
            old,
            new,
            "--within",
            middle,
            "--box",
            "-1:1",
            "--time",
            "0",
            "--certificate",
            "none",
        ),
        5,
        "s UNDECIDED",
    )
    s.check("no certificate of it", not (s.folder / "none").exists())
    s.check(
        "interrupted: the best bounds",
        process.returncode == -signal.SIGINT and float(json.loads(text)["lower"]) > 0,
    )
    s.cases("bounds")


def near_parameters(s: Suite) -> None:
    units = [("1", "2", "1"), ("3", "-2.1", "-0.9"), ("0.1", "5", "7")]
    a = s.write("near_a.json", as_network(vertex(units)))
    run = s.run("isopath", "near", a, "--radius", "0.1", "-o", "near_b.json", "--certificate", "near_c")
    s.expect("near", run, 0, "s NEAR")
    s.check(
        "ranks and units",
        all(
            line in run.out
            for line in (
                "rank 3\n",
                "c rank 1, of a parameter whose numbers differ from those of A by at most 0.1\n",
                "c no parameter within the radius has a smaller rank\n",
                "c   made blank, a = 0: unit 2\n",
                "c   one pair: units 0, 1 (sign turned)\n",
                "real function",
            )
        ),
        run,
    )
    s.expect(
        "the certificate is verified",
        s.run("isopath-check", "near_c", "--network", a, "--network", "near_b.json"),
        0,
        "s VERIFIED",
    )
    s.expect(
        "not of other networks",
        s.run("isopath-check", "near_c", "--network", a, "--network", a),
        1,
        "s REJECTED",
    )
    s.check(
        "the file has that rank",
        json.loads(s.run("isopath", "describe", "near_b.json", "--json").out)["rank"] == 1,
    )


def near_in_json(s: Suite) -> None:
    a = "near_a.json"
    apart = json.loads(s.run("isopath", "bound", a, "near_b.json", "--json").out)
    found = json.loads(s.run("isopath", "near", a, "--radius", "0.1", "--json").out)
    s.check(
        "near --json",
        [
            found[key]
            for key in (
                "rank",
                "rank_a",
                "lower_rank",
                "width",
                "radius",
                "change",
                "blank",
                "constant",
                "cancelling",
            )
        ]
        == [1, 3, 1, 3, "1/10", "1/10", [2], [], []]
        and found["merged"] == [[{"unit": 0, "turned": False}, {"unit": 1, "turned": True}]],
    )
    s.check(
        "the difference is that of bound",
        [found["difference"][key] for key in ("lower", "upper", "complete")]
        == [apart[key] for key in ("lower", "upper", "complete")],
    )
    here = json.loads(s.run("isopath", "near", a, "--radius", "1/10", "--box", "0:0", "--json").out)[
        "difference"
    ]
    s.check("over a box", here["box"] == "0:0" and float(here["upper"]) < float(found["difference"]["lower"]))
    same = json.loads(s.run("isopath", "near", a, "--radius", "0", "--json").out)
    s.check(
        "radius 0: A itself",
        same["rank"] == 3 and same["change"] == "0" and same["difference"]["upper"] == "0",
    )
    huge = json.loads(s.run("isopath", "near", a, "--radius", "1e300", "--json", "-o", "-").err)
    s.check("everything set to 0", huge["rank"] == 0 and huge["change"] == "21/10")
    gone = s.run(
        "isopath",
        "near",
        s.write("gone.json", as_network(vertex([("1", "2", "1"), ("-1.1", "2", "1")]))),
        "--radius",
        "0.1",
    )
    s.check("units that cancel", "c   one pair, weights add up to 0: units 0, 1\n" in gone.out, gone)


def near_by_sweep(s: Suite) -> None:
    a = "near_a.json"
    run = s.run("isopath", "near", a, "--sweep")
    s.expect("near --sweep", run, 0, "s SWEPT")
    s.check(
        "rank against radius",
        "c     rank  radius\nc        3  0\nc        2  0.05\nc        1  0.1\nc        0  1\n" in run.out,
        run,
    )
    swept = json.loads(s.run("isopath", "near", a, "--sweep", "--json").out)
    s.check(
        "near --sweep --json",
        swept["complete"] is True
        and swept["width"] == 3
        and swept["points"]
        == [
            {"radius": radius, "rank": rank, "least": True}
            for radius, rank in (("0", 3), ("1/20", 2), ("1/10", 1), ("1", 0))
        ],
    )
    listed = json.loads(s.run("isopath", "near", a, "--sweep", "--radius", "1e9,1/20,0.07", "--json").out)[
        "points"
    ]
    s.check(
        "at given radii",
        [(point["radius"], point["rank"]) for point in listed]
        == [("1/20", 2), ("7/100", 2), ("1000000000", 0)],
    )


def near_refusals(s: Suite) -> None:
    a = "near_a.json"
    hurried = s.run("isopath", "near", a, "--sweep", "--time", "0")
    s.check("out of time", hurried.code == 0 and "out of time" in hurried.out, hurried)
    for arguments, message in (
        ([], "expected --radius EPS or --sweep"),
        (["--radius", "-1"], "expected a number >= 0"),
        (["--radius", "x"], "--radius x"),
        (["--radius", ""], "--radius"),
        (["--radius", "1,2"], "--radius 1,2"),
        (["--sweep", "--radius", "1,,2"], "--radius"),
        (["--sweep", "-o", "x"], "not with -o"),
        (["--sweep", "--certificate", "x"], "not with -o"),
        (["--sweep", "--box", "0:1"], "not with -o"),
        (["--radius", "1", "-o", a], "is an input"),
        (["--radius", "1", "--relative", "2"], "from 1e-12 to 1"),
        (["--radius", "1", "--box", "2:1"], "above"),
        (["--radius", "1e999999999"], "exponent"),
    ):
        s.expect(f"near {' '.join(arguments)}", s.run("isopath", "near", a, *arguments), 2, error=message)


def near_of_many_units(s: Suite) -> None:
    many = ", ".join(
        '{"a": [%d], "b": [%d], "c": %d}' % (3 * k % 701 - 350, 5 * k % 907 - 450, 11 * k % 331)
        for k in range(1, 1500)
    )
    large = s.write(
        "near_many.json",
        '{"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1, "units": [%s], "d": [0]}'
        % many,
    )
    run = s.run("isopath", "near", large, "--radius", "20", "--time", "0", limit_mb=500)
    s.expect("1500 units", run, 0, "s NEAR")
    process = subprocess.Popen(
        [str(s.bin / "isopath"), "near", large, "--sweep", "--time", "1000", "--json"], stdout=subprocess.PIPE
    )
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    text = process.communicate(timeout=60)[0]
    s.check(
        "an interrupted sweep shows what it has",
        process.returncode == -signal.SIGINT and json.loads(text)["complete"] is False,
    )


def path_refusals(s: Suite) -> None:
    one, two = vertex([("1", "2", "0")]), vertex([("1", "2", "0"), ("0", "0", "0")])
    narrow = PATH % f"{one}, {one},\n  {two}"
    s.expect(
        "vertices of different widths",
        s.run("isopath", "check-path", s.write("widths.json", narrow)),
        3,
        error="widths.json:2:3: $.vertices[2]: expected the shape of vertex 0",
    )
    for jobs in ("1", "2"):
        s.expect(
            f"in files, {jobs} jobs",
            s.run(
                "isopath",
                "check-path",
                s.write("w1.json", as_network(one)),
                s.write("w2.json", as_network(two)),
                "--jobs",
                jobs,
            ),
            3,
            error="w2.json: expected the shape of vertex 0",
        )
    s.expect(
        "vertices of different activations",
        s.run(
            "isopath",
            "check-path",
            "w1.json",
            s.write("w3.json", as_network(one).replace("tanh", "logistic")),
        ),
        3,
    )
    s.expect(
        "no vertices",
        s.run("isopath", "check-path", s.write("none.json", PATH % "")),
        3,
        error="expected at least 1 vertex",
    )
    s.expect(
        "exponent bomb in a path",
        s.run(
            "isopath", "check-path", s.write("bomb_path.json", PATH % vertex([], "1e999999999")), limit_mb=300
        ),
        3,
        error="exponent",
    )
    deep = s.write("deep_path.json", (PATH % ("[" * 1_000_000)))
    s.expect("deep nesting in a path", s.run("isopath", "check-path", deep, limit_mb=600), 3)


def heavy_paths(s: Suite) -> None:
    # Long numbers that cancel: a refutation is looked for as long as a budget lasts.
    units = [
        vertex([("1" if k % 2 else "-1", f"{(k + 1) * (1 + move)}e-30000", "1") for k in range(40)])
        for move in (0, 1)
    ]
    run = s.run("isopath", "check-path", s.write("slow.json", PATH % ", ".join(units)), limit_mb=500)
    s.expect("a refutation that is not found", run, 1, "s BROKEN")
    # Many vertices, two at a time: memory does not grow with their number.
    wide = vertex([(str(k), str(k + 1), "0") for k in range(2000)])
    text = (s.folder / s.write("many_vertices.json", PATH % ",\n".join([wide] * 400))).stat().st_size
    run = s.run("isopath", "check-path", "many_vertices.json", limit_mb=300)
    s.expect(f"a path of {text >> 20} MB in little memory", run, 0, "s VALID")
    s.cases("path-refusals")


def long_work(s: Suite) -> None:
    """What a terminal shows of long work, and what an interrupt leaves."""
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [str(s.bin / "isopath"), "check-path", "many_vertices.json"],
        stdout=subprocess.PIPE,
        stderr=theirs,
        timeout=300,
        check=False,
    )
    os.close(theirs)
    shown = b""
    while chunk := read_or_nothing(ours):
        shown += chunk
    os.close(ours)
    s.check(
        "progress on a terminal",
        done.returncode == 0
        and re.search(rb"\rsegment [0-9]+ of 399", shown) is not None
        and shown.endswith(b"\r"),
    )
    s.check("no progress elsewhere", s.run("isopath", "check-path", "many_vertices.json").err == "")
    names = sorted(path.name for path in s.folder.iterdir())
    for seconds in (0.3, 1.2, 1.8, 2.4):
        process = subprocess.Popen(
            [str(s.bin / "isopath"), "check-path", "many_vertices.json", "--certificate", "interrupted"],
            stdout=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        code = process.wait()
        left = sorted(path.name for path in s.folder.iterdir())
        s.check(
            f"an interrupt after {seconds} s leaves nothing unfinished",
            (code == -signal.SIGINT and left == names)
            or (code == 0 and left == sorted([*names, "interrupted"])),
        )
        (s.folder / "interrupted").unlink(missing_ok=True)


def read_or_nothing(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other end is closed
        return b""


def other_notations(s: Suite) -> None:
    """The same network in JSON and in safetensors, judged equal by both programs."""
    header = json.dumps(
        {
            "0.weight": {"dtype": "F64", "shape": [1, 2], "data_offsets": [0, 16]},
            "0.bias": {"dtype": "F32", "shape": [1], "data_offsets": [16, 20]},
            "2.weight": {"dtype": "BF16", "shape": [1, 1], "data_offsets": [20, 22]},
            "2.bias": {"dtype": "F16", "shape": [1], "data_offsets": [22, 24]},
        }
    ).encode()
    data = (
        struct.pack("<2d", 3, -0.25)
        + struct.pack("<f", -1)
        + struct.pack("<H", 0x3F00)
        + struct.pack("<e", 0.25)
    )
    s.write("a.safetensors", struct.pack("<Q", len(header)) + header + data)
    run = s.run("isopath", "equiv", "a.json", "a.safetensors", "--certificate", "mixed")
    s.expect("JSON and safetensors", run, 0, "s EQUIVALENT")
    s.expect(
        "checker reads both",
        s.run("isopath-check", "mixed", "--network", "a.json", "--network", "a.safetensors"),
        0,
        "s VERIFIED",
    )
    s.expect(
        "and another claim",
        s.run(
            "isopath-check",
            "mixed",
            "--network",
            "a.json",
            "--network",
            "a.safetensors",
            "--activation",
            "logistic",
        ),
        1,
    )
    s.expect(
        "escapes in JSON",
        s.run(
            "isopath",
            "equiv",
            "a.json",
            s.write("escaped.json", network().replace('"units"', '"\\u0075nits"')),
        ),
        0,
    )
    s.expect(
        "checker reads escapes",
        s.run("isopath-check", "mixed", "--network", "escaped.json", "--network", "a.safetensors"),
        0,
        "s VERIFIED",
    )
    s.cases("other-notations")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        s = Suite(arguments.bin, folder)
        for part in (
            verdicts,
            radii,
            printed_numbers,
            radii_elsewhere,
            reasons,
            rendering,
            pipes_and_files,
            outputs_that_fail,
            names,
            usage,
            refusals,
            refusals_of_much,
            hostile_archives,
            checker,
            witnesses,
            paths,
            ends_of_paths,
            outputs_of_paths,
            broken_paths,
            connections,
            connections_that_fail,
            distances,
            distances_of_rigid_pairs,
            distances_of_wide_networks,
            diameters,
            diameters_by_table,
            searches,
            states_of_searches,
            bounds,
            within,
            certified_bounds,
            bounds_far_out,
            bounds_out_of_time,
            near_parameters,
            near_in_json,
            near_by_sweep,
            near_refusals,
            near_of_many_units,
            path_refusals,
            heavy_paths,
            long_work,
            other_notations,
        ):
            part(s)
        os.chdir("/")
    print(f"{s.passed} passed, {s.failed} failed")
    return 0 if s.failed == 0 else 1


sys.exit(main())
