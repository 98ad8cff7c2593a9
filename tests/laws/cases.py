"""What the scripts of random cases share: their options, one case after another in two processes, the report."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, Optional

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reference"))

import spell  # noqa: E402
from network_files import Network, read_json_network  # noqa: E402
from programs import Outcome, Programs, Tally  # noqa: E402


class Case:
    """One case: a folder for its files, its random numbers, and what held."""

    def __init__(self, programs: Programs, folder: Path, rng: random.Random) -> None:
        self.programs, self.folder, self.rng, self.tally = programs, folder, rng, Tally()
        self.files = 0

    def run(self) -> None:
        raise NotImplementedError

    def place(self, suffix: str) -> Path:
        self.files += 1
        return self.folder / f"{self.files:02}.{suffix}"

    def write(self, name: str, network: Network) -> Path:
        path = self.folder / f"{name}.json"
        path.write_bytes(spell.spell_network(self.rng, network).encode())
        self.tally.that(
            read_json_network(path.read_bytes()) == network, f"the reference reads {name} as it was spelled"
        )
        return path

    def json(self, outcome: Outcome, codes: tuple[int, ...], what: str) -> Optional[dict[str, Any]]:
        """The one JSON object of a run that should have ended with one of the codes."""
        told = f"{what}: exit {outcome.code}, {outcome.out[:200]!r}, {outcome.err[:400]}"
        try:
            value = json.loads(outcome.out)
        except ValueError:
            value = None
        good = outcome.code in codes and isinstance(value, dict)
        return value if self.tally.that(good, told) else None

    def same(self, value: object, expected: object, what: str) -> bool:
        return self.tally.that(
            value == expected, f"{what}: {str(value)[:300]}, the reference has {str(expected)[:300]}"
        )


Result = tuple[int, int, list[str], Optional[str]]


def run_case(job: tuple[type[Case], Path, str, int]) -> Result:
    """One case: its number, what held, what did not, and the folder with its files if something did not."""
    kind, bin_folder, seed, index = job
    folder = Path(tempfile.mkdtemp(prefix=f"isopath-laws-{seed}-{index}-"))
    case = kind(Programs(bin_folder), folder, random.Random(f"{seed}/{index}"))
    try:
        case.run()
    except Exception:  # unreadable output of a program, or a fault of the tests: a failure either way
        case.tally.failures.append(traceback.format_exc())
    if not case.tally.failures:
        shutil.rmtree(folder)
    return index, case.tally.passed, case.tally.failures, str(folder) if case.tally.failures else None


def main(kind: type[Case], count: int, description: Optional[str]) -> int:
    """Runs `count` cases at effort 1."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bin", type=Path, required=True, help="folder of isopath and isopath-check")
    parser.add_argument(
        "--seed", default=os.environ.get("ISOPATH_SEED") or str(random.SystemRandom().randrange(10**9))
    )
    parser.add_argument("--effort", type=float, default=float(os.environ.get("ISOPATH_EFFORT", "1")))
    parser.add_argument("--case", type=int)
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    cases = [options.case] if options.case is not None else range(max(1, round(count * options.effort)))
    tally = Tally()
    with multiprocessing.Pool(2) as pool:
        for index, passed, failures, folder in pool.imap_unordered(
            run_case, [(kind, options.bin.resolve(), options.seed, index) for index in cases]
        ):
            tally.passed += passed
            tally.failures += failures
            if failures:
                print(f"seed {options.seed}, case {index}: files in {folder}")
                print("".join(f"  {sentence}\n" for sentence in failures[:12]), end="", flush=True)
    return tally.report()
