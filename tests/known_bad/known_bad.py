"""Pairs on which wrong canonicalisers go wrong, and isopath does not.

    known_bad.py --bin DIR

pairs.json says of each pair NAME__a.json, NAME__b.json whether the two are the same function and which of the functions in
canonicalisers.py are fooled by it. Exactly those have to be: a fixture that fools no one shows nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "reference"))

import reference  # noqa: E402
from canonicalisers import CANONICALISERS  # noqa: E402
from network_files import read_network  # noqa: E402
from programs import Programs, Tally  # noqa: E402


def one_pair(
    programs: Programs, tally: Tally, name: str, same: bool, fooled: list[str], certificate: Path
) -> None:
    a, b = (HERE / f"{name}__{side}.json" for side in "ab")
    of_a, of_b = read_network(a), read_network(b)
    tally.that(reference.equivalent(of_a, of_b) == same, f"{name}: the reference says {not same}")
    wrong = [bad for bad, canonical in CANONICALISERS.items() if (canonical(of_a) == canonical(of_b)) != same]
    tally.that(wrong == fooled, f"{name}: fools {wrong}, not {fooled}")
    outcome = programs.isopath("equiv", a, b, "--json", "--certificate", certificate)
    told = outcome.code == (0 if same else 1) and json.loads(outcome.out)["equivalent"] is same
    if tally.that(told, f"{name}: isopath exits {outcome.code}, {outcome.out[:200]!r} {outcome.err[:300]}"):
        tally.that(
            reference.decide(certificate.read_bytes()),
            f"{name}: the reference refutes the certificate's claim",
        )
        tally.verified(programs.check(certificate, a, b), f"{name}, with files")
        tally.rejected(programs.check(certificate, b, a), f"{name}, files swapped")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bin", type=Path, required=True, help="folder of isopath and isopath-check")
    programs, tally = Programs(parser.parse_args().bin.resolve()), Tally()
    pairs = json.loads((HERE / "pairs.json").read_text())
    listed = {f"{pair['name']}__{side}.json" for pair in pairs for side in "ab"} | {"pairs.json"}
    tally.that(
        listed == {path.name for path in HERE.glob("*.json")}, "pairs.json lists other files than there are"
    )
    tally.that(
        {bad for pair in pairs for bad in pair["fooled"]} == set(CANONICALISERS),
        "a canonicaliser is never fooled",
    )
    with tempfile.TemporaryDirectory() as folder:
        for pair in pairs:
            one_pair(
                programs,
                tally,
                pair["name"],
                pair["equivalent"],
                pair["fooled"],
                Path(folder) / "certificate",
            )
    for sentence in tally.failures:
        print(sentence)
    return tally.report()


if __name__ == "__main__":
    sys.exit(main())
