"""Random small members of one class, with a bias to coincidences.

Everything takes a random.Random and is determined by it. Values are exact.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Optional, Sequence

from exact_numbers import K, add_to, combine
from network_files import Network, Unit

F = Fraction
Vector = tuple[Fraction, ...]
Pair = tuple[Vector, Fraction]

BIASES = [F(0), F(0), F(1), F(-1), F(1, 2), F(2)]  # those of constants: equal |c|, and c = 0


@dataclass(frozen=True)
class Class:
    """The function and the width; `pairs` are those that units share, the essential ones first."""

    inputs: int
    outputs: int
    width: int
    weights: tuple[Vector, ...]
    pairs: tuple[Pair, ...]
    delta: tuple[K, ...]

    @property
    def rank(self) -> int:
        return len(self.weights)


def turned(unit: Unit) -> Unit:
    return Unit(tuple(-x for x in unit.a), tuple(-x for x in unit.b), -unit.c)


def weight(rng: random.Random, outputs: int, zero: bool = True) -> Vector:
    while True:
        result = tuple(rng.choice([F(0), F(1), F(1), F(-1), F(2), F(1, 2)]) for _ in range(outputs))
        if zero or any(result):
            return result


def minus(weights: Sequence[Vector], outputs: int) -> Vector:
    return tuple(-sum((x[output] for x in weights), F(0)) for output in range(outputs))


def random_class(rng: random.Random, width: Optional[int] = None, rank: Optional[int] = None) -> Class:
    inputs, outputs = rng.choice((1, 1, 2)), rng.choice((1, 1, 2))
    width = rng.randint(1, 4) if width is None else width
    rank = rng.randint(0, width) if rank is None else rank
    pairs: list[Pair] = []
    while len(pairs) < rank + 2:
        b = tuple(F(rng.randint(-2, 2)) for _ in range(inputs))
        pair = b, rng.choice([F(0), F(1), F(-1), F(1, 2)])
        if next((x for x in b if x), F(0)) > 0 and pair not in pairs:
            pairs.append(pair)
    delta: list[K] = []
    for _ in range(outputs):
        value: K = {}
        add_to(value, rng.choice([F(0), F(1)]), rng.choice([F(0), F(1)]))
        delta.append(value)
    return Class(
        inputs,
        outputs,
        width,
        tuple(weight(rng, outputs, False) for _ in range(rank)),
        tuple(pairs),
        tuple(delta),
    )


def network_of(rng: random.Random, of: Class, units: list[Unit], shuffle: bool = True) -> Network:
    """With signs turned here and there, in some order, and with the d that makes it a member."""
    units = [turned(unit) if rng.random() < 0.4 else unit for unit in units]
    if shuffle:
        rng.shuffle(units)
    d = [dict(value) for value in of.delta]
    for unit in units:
        if not any(unit.b) and unit.c != 0:
            for value, x in zip(d, unit.a):
                add_to(value, unit.c, -x)
    return Network("tanh", of.inputs, of.outputs, tuple(units), tuple(d))


def random_member(rng: random.Random, of: Class) -> Network:
    carried = [[k] for k in range(of.rank)]
    spare = of.width - of.rank
    zero = (F(0),) * of.inputs

    def pair() -> Pair:
        draw = rng.random()
        if draw < 0.45:
            return rng.choice(of.pairs)
        return (zero, rng.choice(BIASES))

    units: list[Unit] = []
    while spare:
        draw = rng.random()
        if draw < 0.25 and carried:  # one more unit for an essential group
            rng.choice(carried).append(-1)
            spare -= 1
        elif draw < 0.5 and spare >= 2:  # a zero-sum group of two or three
            size, (b, c) = min(spare, rng.choice((2, 2, 3))), pair()
            weights = [weight(rng, of.outputs) for _ in range(size - 1)]
            units += [Unit(a, b, c) for a in (*weights, minus(weights, of.outputs))]
            spare -= size
        elif draw < 0.7:
            units.append(Unit((F(0),) * of.outputs, *pair()))
            spare -= 1
        else:
            units.append(Unit(weight(rng, of.outputs), zero, rng.choice(BIASES)))
            spare -= 1
    for group in carried:
        k, weights = group[0], [weight(rng, of.outputs) for _ in group[1:]]
        last = tuple(x + y for x, y in zip(of.weights[k], minus(weights, of.outputs)))
        units += [Unit(a, *of.pairs[k]) for a in (*weights, last)]
    return network_of(rng, of, units)


def rigid_member(rng: random.Random, of: Class, shuffle: bool = True) -> Network:
    """Constants with different |c| > 0, as many as there are spare units, and the essential groups."""
    units = [Unit(a, *pair) for a, pair in zip(of.weights, of.pairs)]
    sizes = rng.sample(range(1, of.width - of.rank + 3), of.width - of.rank)
    units += [Unit(weight(rng, of.outputs, False), (F(0),) * of.inputs, F(size, 2)) for size in sizes]
    return network_of(rng, of, units, shuffle)


def near(rng: random.Random, of: Class, w: Network) -> Network:
    """Units change places or turn their signs, or one that is not needed changes."""
    units = list(w.units)
    for _ in range(rng.randint(1, 3)):
        i, j = rng.randrange(len(units)), rng.randrange(len(units))
        draw = rng.random()
        if draw < 0.35:
            units[i], units[j] = units[j], units[i]
        elif draw < 0.7:
            units[i] = turned(units[i])
        elif not any(units[i].b):
            units[i] = Unit(weight(rng, of.outputs), units[i].b, rng.choice([units[i].c, *BIASES]))
        elif not any(units[i].a):
            units[i] = Unit(units[i].a, *rng.choice([*of.pairs, (units[i].b, F(3))]))
    result = replace(w, units=tuple(units))
    folded = [combine((F(1), value)) for value in of.delta]
    for unit in units:
        if not any(unit.b) and unit.c != 0:
            for value, x in zip(folded, unit.a):
                add_to(value, unit.c, -x)
    return replace(result, d=tuple(folded))


def random_members(
    rng: random.Random, number: int, width: Optional[int] = None
) -> tuple[Class, list[Network]]:
    """So many members of one class."""
    of = random_class(rng, width)
    while of.rank == of.width and rng.random() < 0.6:  # few: a finite class
        of = random_class(rng, width)
    members: list[Network] = []
    kind = rng.random()
    while len(members) < number:
        draw = rng.random()
        if members and draw < 0.3:
            members.append(near(rng, of, members[-1]))
        else:
            members.append(
                rigid_member(rng, of, rng.random() < 0.5) if kind < 0.3 else random_member(rng, of)
            )
    return of, members
