"""Canonicalisers that are wrong in ways that programs have been wrong, each as small as it can be.

Each takes a network and returns a value; they claim that two networks are the same function if and only if the values are
equal. Every one of them is refuted by a pair of this folder, in both directions where it errs in both.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, Callable

from network_files import Network, Unit


def oriented(b: tuple[Any, ...]) -> int:
    return next((1 if x > 0 else -1 for x in b if x), 0)


def adds_floats(network: Network) -> object:
    """Everything right, but in floats."""
    half = 0.5 if network.activation == "logistic" else 1.0
    d = [sum(float(x) * (math.tanh(q) if q else 1.0) for q, x in value.items()) for value in network.d]
    groups: dict[Any, list[float]] = {}
    for unit in network.units:
        a, b, c = (
            [half * float(x) for x in unit.a],
            tuple(half * float(x) for x in unit.b),
            half * float(unit.c),
        )
        sign = oriented(b)
        if network.activation == "logistic":
            d = [x + y for x, y in zip(d, a)]
        if sign == 0:
            d = [x + y * math.tanh(c) for x, y in zip(d, a)]
        else:
            total = groups.setdefault((tuple(sign * x for x in b), sign * c), [0.0] * len(a))
            total[:] = [x + sign * y for x, y in zip(total, a)]
    return sorted((pair, a) for pair, a in groups.items() if any(a)), d


def exactly(network: Network, orient: Callable[[Unit], int], outgoing: bool, constants: bool) -> object:
    """An exact canonical form of a tanh network with its steps to choose."""
    d = [dict(value) for value in network.d]
    groups: dict[Any, list[Fraction]] = {}
    for unit in network.units:
        if any(unit.b):
            sign = orient(unit)
            total = groups.setdefault(
                (tuple(sign * x for x in unit.b), sign * unit.c), [Fraction(0)] * len(unit.a)
            )
            total[:] = [x + (sign if outgoing else 1) * y for x, y in zip(total, unit.a)]
        elif constants and unit.c:
            for value, weight in zip(d, unit.a):
                size = abs(unit.c)
                value[size] = value.get(size, Fraction(0)) + (weight if unit.c > 0 else -weight)
    return (
        sorted((pair, a) for pair, a in groups.items() if any(a)),
        [{q: x for q, x in value.items() if x} for value in d],
    )


def drops_constants(network: Network) -> object:
    """Removes units with b = 0 as if they did nothing, before a tanh(c) is in d."""
    return exactly(network, lambda unit: oriented(unit.b), outgoing=True, constants=False)


def forgets_orientation(network: Network) -> object:
    """Merges equal pairs, but not opposite ones."""
    return exactly(network, lambda unit: 1, outgoing=True, constants=True)


def forgets_outgoing_signs(network: Network) -> object:
    """Turns the pairs to one side, but leaves the outgoing weights as they were."""
    return exactly(network, lambda unit: oriented(unit.b), outgoing=False, constants=True)


CANONICALISERS: dict[str, Callable[[Network], object]] = {
    made.__name__: made
    for made in (adds_floats, drops_constants, forgets_orientation, forgets_outgoing_signs)
}
