"""The published networks: every pair of pairs.json comes out as listed there, with verified certificates.

    pairs.py --bin DIR
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "reference"))

import reference  # noqa: E402
from network_files import read_network  # noqa: E402
from programs import Programs, Tally  # noqa: E402

RANKS = {"rnnet_stroke_17x8x1": 4, "matlab_ctsh_5x64x31": 64}  # the others are irreducible, as listed below


def one_pair(programs: Programs, tally: Tally, entry: dict[str, object], certificate: Path) -> None:
    a, b = (HERE / f"{entry[key]}.json" for key in "ab")
    what, listed = f"{a.stem} {b.stem}", {name: entry[name] for name in ("binary32", "binary64")}
    outcome = programs.isopath("equiv", a, b, "--json", "--certificate", certificate)
    tally.that(
        outcome.code == (0 if entry["equal"] else 1), f"{what}: exit {outcome.code} {outcome.err[:300]}"
    )
    if outcome.code not in (0, 1):
        return
    got = json.loads(outcome.out)
    tally.that((got["equivalent"], got["rounded"]) == (entry["equal"], listed), f"{what}: {got}")
    of_a, of_b = read_network(a), read_network(b)
    expected = reference.equivalence_report(of_a, of_b)
    tally.that(
        (expected["equivalent"], expected["rounded"]) == (entry["equal"], listed),
        f"{what}: reference {expected}",
    )
    tally.that(
        (got["rank_a"], got["rank_b"]) == (expected["rank_a"], expected["rank_b"]), f"{what}: ranks {got}"
    )
    tally.that(
        reference.decide(certificate.read_bytes()), f"{what}: the reference refutes the certificate's claim"
    )
    tally.verified(programs.check(certificate), what)
    tally.verified(programs.check(certificate, a, b), f"{what}, with files")
    if of_a == of_b:  # the same numbers in the same order: nothing tells the two files apart
        tally.verified(programs.check(certificate, b, a), f"{what}, files swapped")
    else:
        tally.rejected(programs.check(certificate, b, a), f"{what}, files swapped")
        tally.rejected(programs.check(certificate, a, a), f"{what}, one file twice")


def printed(text: str) -> tuple[Fraction, Fraction]:
    """The numbers that round to a decimal; the published files have nothing else but integers."""
    mantissa, _, exponent = text.lower().partition("e")
    decimals = len(mantissa.partition(".")[2])
    half = 0 if mantissa == text and "." not in text else Fraction(10) ** (int(exponent or 0) - decimals) / 2
    return Fraction(text) - half, Fraction(text) + half


def printed_numbers(path: Path) -> list[tuple[Fraction, Fraction]]:
    network = json.loads(path.read_text())
    numbers = [number for unit in network["units"] for number in (*unit["a"], *unit["b"], unit["c"])]
    return [printed(str(number)) for number in numbers + network["d"]]


def as_printed(programs: Programs, tally: Tally, entry: dict[str, object]) -> None:
    """Copies of one network, units in one order: they can be equal if, number by number, some number rounds to both."""
    a, b = (HERE / f"{entry[key]}.json" for key in "ab")
    common = all(
        low_a <= high_b and low_b <= high_a
        for (low_a, high_a), (low_b, high_b) in zip(printed_numbers(a), printed_numbers(b), strict=True)
    )
    outcome = programs.isopath("equiv", a, b, "--as-printed", "--json")
    what = f"{a.stem} {b.stem} as printed"
    if tally.that(outcome.code == (5 if common else 1), f"{what}: exit {outcome.code} {outcome.err[:300]}"):
        got = json.loads(outcome.out)
        tally.that(
            (got["equivalent"], got["equal_for_some"]) == ((None, True) if common else (False, False)),
            f"{what}: {got}",
        )
        tally.that(got["midpoints"]["equivalent"] == entry["equal"], f"{what}: {got['midpoints']}")
    back = programs.isopath("equiv", b, a, "--as-printed")
    tally.that(back.code == outcome.code, f"{what}, in the other order: exit {back.code}")


def one_file(programs: Programs, tally: Tally, path: Path, certificate: Path) -> None:
    network = read_network(path)
    rank = RANKS.get(path.stem, len(network.units))
    tally.that(
        reference.rank(network) == rank, f"{path.stem}: the reference finds rank {reference.rank(network)}"
    )
    outcome = programs.isopath("describe", path, "--json")
    tally.that(outcome.code == 0 and json.loads(outcome.out)["rank"] == rank, f"{path.stem}: {outcome}")
    outcome = programs.isopath("canon", path, "--certificate", certificate)
    if tally.that(outcome.code == 0, f"canon {path.stem}: exit {outcome.code} {outcome.err[:300]}"):
        form = reference.network_object(reference.canonical(network))
        tally.that(json.loads(outcome.out) == form, f"canon {path.stem} is not the reference's")
        tally.verified(programs.check(certificate, path), f"canon {path.stem}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bin", type=Path, required=True, help="folder of isopath and isopath-check")
    programs, tally = Programs(parser.parse_args().bin.resolve()), Tally()
    pairs = json.loads((HERE / "pairs.json").read_text())
    files = sorted(path for path in HERE.glob("*.json") if path.name != "pairs.json")
    tally.that(len(pairs) == 69 and len(files) == 26, f"{len(pairs)} pairs, {len(files)} networks")
    with tempfile.TemporaryDirectory() as folder:
        for entry in pairs:
            one_pair(programs, tally, entry, Path(folder) / "certificate")
            as_printed(programs, tally, entry)
        for path in files:
            one_file(programs, tally, path, Path(folder) / "certificate")
    for sentence in tally.failures:
        print(sentence)
    return tally.report()


if __name__ == "__main__":
    sys.exit(main())
