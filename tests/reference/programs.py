"""Runs isopath and isopath-check for tests, and counts what held."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

SECONDS = 300  # for one run; more is a failure


@dataclass(frozen=True)
class Outcome:
    code: int  # negative: ended by a signal, or too slow
    out: bytes
    err: str

    @property
    def first_line(self) -> str:
        return self.out.decode("utf-8", "replace").partition("\n")[0]


@dataclass(frozen=True)
class Programs:
    folder: Path

    def run(self, program: str, *arguments: str | Path) -> Outcome:
        try:
            done = subprocess.run(
                [self.folder / program, *arguments],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            return Outcome(-1, b"", f"no answer in {SECONDS} s")
        return Outcome(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip())

    def isopath(self, *arguments: str | Path) -> Outcome:
        return self.run("isopath", *arguments)

    def check(self, certificate: Path, *networks: Path) -> Outcome:
        return self.run(
            "isopath-check", certificate, *(word for file in networks for word in ("--network", file))
        )


@dataclass
class Tally:
    """What held, and the sentences about what did not."""

    passed: int = 0
    failures: list[str] = field(default_factory=list)

    def that(self, holds: bool, sentence: str) -> bool:
        if holds:
            self.passed += 1
        else:
            self.failures.append(sentence)
        return holds

    def verified(self, outcome: Outcome, what: str) -> bool:
        return self.that(
            (outcome.code, outcome.first_line) == (0, "s VERIFIED"),
            f"{what}: verified expected, exit {outcome.code}, {outcome.first_line!r} {outcome.err[:300]}",
        )

    def rejected(self, outcome: Outcome, what: str) -> bool:
        return self.that(
            (outcome.code, outcome.first_line) == (1, "s REJECTED"),
            f"{what}: rejected expected, exit {outcome.code}, {outcome.first_line!r} {outcome.err[:300]}",
        )

    def report(self) -> int:
        """The last line of output; the exit code."""
        print(f"{self.passed} passed, {len(self.failures)} failed")
        return 1 if self.failures or not self.passed else 0
