"""A second, independent reading of the mathematics of isopath, in Python's fractions.

It follows docs/mathematics.md (sections 1 to 4) by its words alone, shares nothing with the C++ programs, and prefers
shortness to speed. With exact_numbers.py and network_files.py it is a program:

    reference.py canon FILE | equiv A B | describe FILE | path FILE... | certificate FILE     [--activation logistic]
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Optional

from exact_numbers import FORMATS, K, Undecided, add_to, combine, lies_in, round_sum, round_to
from network_files import Network, Unit, certificate_of, claim_of, network_object, read_network, read_path

Pair = tuple[tuple[Fraction, ...], Fraction]


def to_tanh(network: Network) -> Network:
    """a s(z) = a/2 + (a/2) tanh(z/2)."""
    if network.activation == "tanh":
        return network
    d = [dict(value) for value in network.d]
    for unit in network.units:
        for total, weight in zip(d, unit.a):
            add_to(total, Fraction(0), weight / 2)
    halves = [
        Unit(tuple(x / 2 for x in unit.a), tuple(x / 2 for x in unit.b), unit.c / 2) for unit in network.units
    ]
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
    units = [
        Unit(
            tuple(round_to(name, x) for x in unit.a),
            tuple(round_to(name, x) for x in unit.b),
            round_to(name, unit.c),
        )
        for unit in network.units
    ]
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
        units.append(
            {
                "blank": not any(unit.a),
                "constant": not sign,
                "copy_of": original if original != index and sign == signs[original] else None,
                "negated_copy_of": original if original != index and sign != signs[original] else None,
                "cancels": bool(sign) and pair not in kept,
            }
        )
    return {
        "width": len(units),
        "rank": len(kept),
        "inputs": network.inputs,
        "outputs": network.outputs,
        "activation": network.activation,
        "reducible": len(kept) < len(units),
        "units": units,
    }


# -------------------------------------------------------------------------------------------------- segments and paths


def point_on(u: Network, v: Network, t: Fraction) -> Network:
    """w(t) = (1 - t) u + t v, as stated. The map of logistic networks to tanh networks is linear: it may come after."""

    def between(p: Fraction, q: Fraction) -> Fraction:
        return (1 - t) * p + t * q

    units = [
        Unit(tuple(map(between, p.a, q.a)), tuple(map(between, p.b, q.b)), between(p.c, q.c))
        for p, q in zip(u.units, v.units)
    ]
    return replace(u, units=tuple(units), d=tuple(combine((1 - t, p), (t, q)) for p, q in zip(u.d, v.d)))


JointKey = tuple[Pair, Pair]  # at u and at v


def joint_groups(u: Network, v: Network) -> dict[JointKey, list[tuple[int, int]]]:
    """All units by joint key, with their signs; groups in the order of their first units."""
    groups: dict[JointKey, list[tuple[int, int]]] = {}
    for index, (p, q) in enumerate(zip(u.units, v.units)):
        vector = (*p.b, p.c, *q.b, q.c)
        sign = next((1 if entry > 0 else -1 for entry in vector if entry != 0), 1)
        *b_u, c_u = (sign * entry for entry in (*p.b, p.c))
        *b_v, c_v = (sign * entry for entry in (*q.b, q.c))
        groups.setdefault(((tuple(b_u), c_u), (tuple(b_v), c_v)), []).append((index, sign))
    return groups


@dataclass(frozen=True)
class Breach:
    """A condition of Theorem 3 that does not hold, in one output: two elements of K that should be 0 (i), or equal."""

    condition: str
    units: tuple[int, ...]  # of the group; of (iii) all that stay with b = 0
    output: int
    start: K
    end: K


def breaches(u: Network, v: Network) -> list[Breach]:
    """What the segment from u to v breaks of Theorem 3: groups in order, then the output biases."""
    u, v = to_tanh(u), to_tanh(v)
    found, constants = [], []
    d_u, d_v = [dict(value) for value in u.d], [dict(value) for value in v.d]
    for ((b, c), at_v), members in joint_groups(u, v).items():
        moves = (b, c) != at_v
        if not moves and not any(b):
            constants += [index for index, _ in members]
        for output in range(u.outputs):
            start, end = (
                sum((sign * w.units[index].a[output] for index, sign in members), Fraction(0)) for w in (u, v)
            )
            if not moves and not any(b):
                if c != 0:
                    add_to(d_u[output], c, start)
                    add_to(d_v[output], c, end)
            elif (start != 0 or end != 0) if moves else start != end:
                sums: list[K] = [{Fraction(0): value} if value else {} for value in (start, end)]
                found.append(
                    Breach("i" if moves else "ii", tuple(index for index, _ in members), output, *sums)
                )
    return found + [
        Breach("iii", tuple(sorted(constants)), output, start, end)
        for output, (start, end) in enumerate(zip(d_u, d_v))
        if start != end
    ]


def segment_conditions(u: Network, v: Network) -> list[str]:
    """The conditions of Theorem 3 that the segment from u to v breaks."""
    return sorted({breach.condition for breach in breaches(u, v)})


def check_path(vertices: list[Network]) -> list[int]:
    """The broken segments."""
    return [k for k, (u, v) in enumerate(zip(vertices, vertices[1:])) if breaches(u, v)]


def movers(u: Network, v: Network) -> list[bool]:
    return [(p.b, p.c) != (q.b, q.c) for p, q in zip(u.units, v.units)]


def units_that_need_no_group(u: Network, v: Network) -> set[int]:
    """They meet their condition by themselves."""
    return {
        i
        for i, (p, q, moves) in enumerate(zip(u.units, v.units, movers(u, v)))
        if (not any((*p.a, *q.a)) if moves else p.a == q.a)
    }


def account(u: Network, v: Network) -> dict[str, Any]:
    """What the units of a segment do. Groups that break a condition are left out, and units that need no group."""
    u, v = to_tanh(u), to_tanh(v)
    moving, alone = movers(u, v), units_that_need_no_group(u, v)
    broken = {breach.units for breach in breaches(u, v)}
    groups: dict[bool, list[list[int]]] = {True: [], False: []}
    constants: list[int] = []
    for ((b, _), _), members in joint_groups(u, v).items():
        units = tuple(index for index, _ in members)
        left = [index for index in units if index not in alone]
        if not any(b) and not moving[units[0]]:
            constants += left
        elif left and units not in broken:
            groups[moving[units[0]]].append(left)
    return {
        "unchanged": sum(p == q for p, q in zip(u.units, v.units)),
        "constants": sorted(constants),
        "moving_blank_units": [i for i in sorted(alone) if moving[i]],
        "shifting_groups": sorted(groups[False]),
        "zero_sum_groups": sorted(groups[True]),
    }


def path_report(vertices: list[Network]) -> dict[str, Any]:
    broken = check_path(vertices)
    return {
        "valid": not broken,
        "segments": len(vertices) - 1,
        "first_broken_segment": broken[0] if broken else None,
        "broken_segments": broken,
        "conditions": [
            {"segment": k, "broken": segment_conditions(vertices[k], vertices[k + 1])} for k in broken
        ],
    }


def value_at(network: Network, x: list[Fraction]) -> tuple[K, ...]:
    """f(x), an element of K in each output."""
    network = to_tanh(network)
    result = [dict(value) for value in network.d]
    for unit in network.units:
        argument = sum((p * q for p, q in zip(unit.b, x)), unit.c)
        for total, weight in zip(result, unit.a):
            if argument != 0:
                add_to(total, argument, weight)
    return tuple(result)


def refuted(
    u: Network, v: Network, t: Fraction, x: list[Fraction], output: int, low: Fraction, high: Fraction
) -> bool:
    """Whether f_w(t)(x) - f_u(x) is not 0, exactly, and lies in [low, high], which has one sign."""
    difference = combine(
        (Fraction(1), value_at(point_on(u, v, t), x)[output]), (Fraction(-1), value_at(u, x)[output])
    )
    one_sign = low < high and (low > 0 or high < 0)
    return 0 <= t <= 1 and bool(difference) and one_sign and lies_in(difference, low, high)


# ------------------------------------------------------------------------------------------- certificates and reports


def is_isolated(first: Network, second: Network) -> bool:
    """Whether no path leaves `first` within its class: no unit is redundant. `second` has to be of its kind."""
    same_kind = (first.activation, first.inputs, first.outputs, len(first.units)) == (
        second.activation,
        second.inputs,
        second.outputs,
        len(second.units),
    )
    return same_kind and rank(first) == len(first.units)


def change(first: Network, second: Network) -> Optional[Fraction]:
    """The greatest difference of their numbers; None if they have not one shape, or not the same tanh terms in d."""
    if (first.activation, first.inputs, first.outputs, len(first.units)) != (
        second.activation,
        second.inputs,
        second.outputs,
        len(second.units),
    ):
        return None
    pairs = [
        pair for p, q in zip(first.units, second.units) for pair in zip((*p.a, *p.b, p.c), (*q.a, *q.b, q.c))
    ]
    for p, q in zip(first.d, second.d):
        if {**p, Fraction(0): 0} != {**q, Fraction(0): 0}:
            return None
        pairs.append((p.get(Fraction(0), Fraction(0)), q.get(Fraction(0), Fraction(0))))
    return max((abs(x - y) for x, y in pairs), default=Fraction(0))


def decide(data: bytes) -> bool:
    """Whether the claim of a certificate holds, decided from the claim alone. The evidence is not looked at, but for
    lower bounds of distances at widths that are too large to try all cells, and for lower ends of difference bounds.
    """
    if certificate_of(data)["kind"] == "difference bound":
        import differences  # it imports this module

        return differences.decide(data)
    kind, networks, stated = claim_of(data)
    if kind in ("distance", "diameter"):
        import distances  # it imports this module

        return distances.decide(data)
    if kind in ("path valid", "path broken", "connected"):
        broken = check_path(networks)
        if kind == "path broken":
            return bool(broken) and broken == stated
        return not broken and stated in (None, len(networks) - 1)
    first, second = networks
    if kind == "near":
        difference, (radius, most) = change(first, second), stated
        return difference is not None and difference <= radius and rank(second) <= most
    if kind == "not connected":
        return first != second and is_isolated(first, second)
    if (first.inputs, first.outputs) != (second.inputs, second.outputs):
        return False
    if kind == "canonical":
        return canonical(first) == second and stated == len(second.units)
    return equivalent(first, second) == (kind == "equivalent")


def equivalence_report(a: Network, b: Network) -> dict[str, Any]:
    report: dict[str, Any] = {
        "equivalent": equivalent(a, b),
        "rank_a": rank(a),
        "rank_b": rank(b),
        "rounded": {},
    }
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
        del arguments[place : place + 2]
    verb, files = arguments[0], arguments[1:]
    if verb == "certificate":
        print(json.dumps({"holds": decide(Path(files[0]).read_bytes())}))
        return 0
    if verb == "path":
        print(json.dumps(path_report(read_path(files, activation)), indent=1))
        return 0
    networks = [read_network(file, activation) for file in files]
    verbs = {
        "canon": lambda a: network_object(canonical(a)),
        "describe": describe,
        "equiv": equivalence_report,
    }
    print(json.dumps(verbs[verb](*networks), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
