"""A second, independent reading of the mathematics of isopath, in Python's fractions.

It follows docs/mathematics.md (sections 1 to 3) by its words alone, shares nothing with the C++ programs, and prefers
shortness to speed. With exact_numbers.py and network_files.py it is a program:

    reference.py canon FILE | equiv A B | describe FILE | certificate FILE     [--activation logistic]
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Optional

from exact_numbers import FORMATS, K, Undecided, add_to, round_sum, round_to
from network_files import Network, Unit, claim_of, network_object, read_network

Pair = tuple[tuple[Fraction, ...], Fraction]


def to_tanh(network: Network) -> Network:
    """a s(z) = a/2 + (a/2) tanh(z/2)."""
    if network.activation == "tanh":
        return network
    d = [dict(value) for value in network.d]
    for unit in network.units:
        for total, weight in zip(d, unit.a):
            add_to(total, Fraction(0), weight / 2)
    halves = [Unit(tuple(x / 2 for x in unit.a), tuple(x / 2 for x in unit.b), unit.c / 2) for unit in network.units]
    return replace(network, activation="tanh", units=tuple(halves), d=tuple(d))


def orient(unit: Unit) -> tuple[int, Pair]:
    """The sign of the first non-zero entry of b (0: none, a constant unit), and the pair times it."""
    sign = next((1 if entry > 0 else -1 for entry in unit.b if entry != 0), 0)
    return sign, (tuple(sign * entry for entry in unit.b), sign * unit.c)


def canonical(network: Network) -> Network:
    """The canonical form (section 3): Theorem 2 makes equality of functions equality of these."""
    network = to_tanh(network)
    groups: dict[Pair, list[Fraction]] = {}
    d = [dict(value) for value in network.d]
    for unit in network.units:
        sign, pair = orient(unit)
        for output, weight in enumerate(unit.a):
            if sign:
                groups.setdefault(pair, [Fraction(0)] * network.outputs)[output] += sign * weight
            elif unit.c != 0:
                add_to(d[output], unit.c, weight)
    units = tuple(Unit(tuple(a), b, c) for (b, c), a in sorted(groups.items()) if any(a))
    return Network("tanh", network.inputs, network.outputs, units, tuple(d))


def rank(network: Network) -> int:
    return len(canonical(network).units)


def equivalent(a: Network, b: Network) -> bool:
    return canonical(a) == canonical(b)


def rounded(network: Network, name: str) -> Optional[Network]:
    """Every stated number rounded to the format; None if one overflows."""
    units = [Unit(tuple(round_to(name, x) for x in unit.a), tuple(round_to(name, x) for x in unit.b),
                  round_to(name, unit.c)) for unit in network.units]
    d = [round_sum(name, value) for value in network.d]
    if None in d or any(None in (*unit.a, *unit.b, unit.c) for unit in units):
        return None
    return replace(network, units=tuple(units), d=tuple({Fraction(0): value} if value else {} for value in d))


def rounded_equivalent(a: Network, b: Network, name: str) -> Optional[bool]:
    rounded_a, rounded_b = rounded(a, name), rounded(b, name)
    return None if rounded_a is None or rounded_b is None else equivalent(rounded_a, rounded_b)


def describe(network: Network) -> dict[str, Any]:
    """Width, rank, and what makes units superfluous: Sussmann's four conditions, and groups that cancel."""
    kept = {(unit.b, unit.c) for unit in canonical(network).units}
    first: dict[Pair, int] = {}
    signs, units = [], []
    for index, unit in enumerate(to_tanh(network).units):
        sign, pair = orient(unit)
        signs.append(sign)
        original = first.setdefault(pair, index) if sign else index
        units.append({"blank": not any(unit.a), "constant": not sign,
                      "copy_of": original if original != index and sign == signs[original] else None,
                      "negated_copy_of": original if original != index and sign != signs[original] else None,
                      "cancels": bool(sign) and pair not in kept})
    return {"width": len(units), "rank": len(kept), "inputs": network.inputs, "outputs": network.outputs,
            "activation": network.activation, "reducible": len(kept) < len(units), "units": units}


# ------------------------------------------------------------------------------------------- certificates and reports


def decide(data: bytes) -> bool:
    """Whether the claim of a certificate holds, decided from the claim alone. The evidence is not looked at."""
    kind, (first, second), stated = claim_of(data)
    if (first.inputs, first.outputs) != (second.inputs, second.outputs):
        return False
    if kind == "canonical":
        return canonical(first) == second and stated == len(second.units)
    return equivalent(first, second) == (kind == "equivalent")


def equivalence_report(a: Network, b: Network) -> dict[str, Any]:
    report: dict[str, Any] = {"equivalent": equivalent(a, b), "rank_a": rank(a), "rank_b": rank(b), "rounded": {}}
    for name in FORMATS:
        try:
            report["rounded"][name] = rounded_equivalent(a, b, name)
        except Undecided:
            report["rounded"][name] = "undecided"
    return report


def main(arguments: list[str]) -> int:
    activation = "tanh"
    if "--activation" in arguments:
        place = arguments.index("--activation")
        activation = arguments[place + 1]
        del arguments[place:place + 2]
    verb, files = arguments[0], arguments[1:]
    if verb == "certificate":
        print(json.dumps({"holds": decide(Path(files[0]).read_bytes())}))
        return 0
    networks = [read_network(file, activation) for file in files]
    verbs = {"canon": lambda a: network_object(canonical(a)), "describe": describe, "equiv": equivalence_report}
    print(json.dumps(verbs[verb](*networks), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
