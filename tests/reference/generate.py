"""Random networks with a bias to corners, and transformations that keep or change their function.

Everything takes a random.Random and is determined by it. Values are exact.
"""

from __future__ import annotations

import random
import struct
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Callable, Optional

from exact_numbers import K, add_to
from network_files import Network, Unit

F = Fraction
TINY = F(1, 2**1074)


def tanh_one(digits: int) -> Fraction:
    """tanh(1) cut to so many digits."""
    with localcontext() as context:
        context.prec = digits + 20
        square = Decimal(2).exp()
        return F(str((square - 1) / (square + 1))[: digits + 2])


# ------------------------------------------------------------------------------------------------------------ numbers


def tame_number(rng: random.Random) -> Fraction:
    return rng.choice(
        [F(0), F(0), F(1), F(-1), F(rng.randint(-9, 9), rng.randint(1, 9)), F(rng.randint(-99, 99), 10)]
    )


def float_from_bits(rng: random.Random, kind: str = "d") -> Fraction:
    size = {"e": 2, "f": 4, "d": 8}[kind]
    while True:
        value = struct.unpack("<" + kind, rng.randbytes(size))[0]
        if abs(value) < float("inf"):
            return F(value)


def number(rng: random.Random) -> Fraction:
    """A number from a corner of the notation, small ones most often."""
    sign = rng.choice((1, -1))
    draw = rng.random()
    if draw < 0.62:
        return tame_number(rng)
    if draw < 0.72:
        return F(rng.gauss(0, 2)) if draw < 0.69 else float_from_bits(rng)
    return (
        sign
        * rng.choice(
            [
                lambda: rng.randint(1, 5) * TINY,
                lambda: rng.choice(
                    [F(2**1024 - 2**971), F(1, 2**1022), F(1, 2**1022) - TINY, F(2**128 - 2**104)]
                ),
                lambda: rng.choice(
                    [
                        1 + F(1, 2**52),
                        1 - F(1, 2**53),
                        1 + F(1, 2**53),
                        F(2**53 + 1),
                        F(1, 10),
                        F(3, 10),
                    ]
                ),
                lambda: F(rng.choice([1, 7]), 1)
                * F(10) ** rng.choice([-400, -300, -20, 17, 22, 23, 39, 309, 400]),
                lambda: F(2) ** rng.choice([-1075, -1073, -1022, -150, -60, 63, 1023, 1024, 1100]),
                lambda: F(rng.randint(1, 10**40), 10 ** rng.randint(30, 60)),
                lambda: F(
                    rng.getrandbits(rng.choice([64, 200, 900])) + 1,
                    rng.getrandbits(rng.choice([64, 200])) + 1,
                ),
                lambda: F(rng.randint(1, 10**2000), 10**1990)
                if rng.random() < 0.1
                else F(rng.randint(1, 999), 100),
                lambda: F(10) ** rng.choice([-3000, 3000])
                if rng.random() < 0.1
                else F(rng.randint(1, 64), 64),
            ]
        )()
    )


# ----------------------------------------------------------------------------------------------------------- networks


def signed(sign: int, entries: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    return tuple(sign * entry for entry in entries)


def random_network(
    rng: random.Random,
    tame: bool = False,
    source: Optional[Callable[[random.Random], Fraction]] = None,
    activation: Optional[str] = None,
) -> Network:
    """Units draw their pairs, up to sign, from a small pool; some groups are made to cancel. With a `source` of numbers
    nothing but these numbers and their negatives is used."""
    fresh = source or (tame_number if tame or rng.random() < 0.4 else number)
    palette = [fresh(rng) for _ in range(rng.randint(2, 6))]

    def draw() -> Fraction:
        return rng.choice(palette) if rng.random() < 0.6 else fresh(rng)

    n, m = rng.choice((0, 1, 1, 1, 2, 2, 3, 4)), rng.choice((1, 1, 1, 2, 3))
    h = rng.choice((0, 1, 2, 3, 3, 4, 4, 5, 6, 7, 8, 9))
    zero, special = (F(0),) * n, rng.choice((0, 0.5, 1))  # `special`: how often a unit is superfluous
    pool = [
        (zero if rng.random() < 0.2 * special else tuple(draw() for _ in range(n)), draw())
        for _ in range(rng.randint(1, h + 1) if special else h + 1)
    ]
    units: list[Unit] = []
    for i in range(h):
        (b, c), sign = rng.choice(pool) if special else pool[i], rng.choice((1, -1))
        draws = rng.random() / special if special else 1
        a = tuple(draw() for _ in range(m))
        if draws < 0.12:
            a = (F(0),) * m
        elif draws < 0.3 and units:  # cancel a unit that is there already
            other = rng.choice(units)
            a, b, c = signed(-sign, other.a), other.b, other.c
        elif draws < 0.4 and source is None:  # cancel all that share a pair so far
            sums = [F(0)] * m
            for unit in units:
                same = (
                    1 if (unit.b, unit.c) == (b, c) else -1 if (signed(-1, unit.b), -unit.c) == (b, c) else 0
                )
                sums = [total + same * weight for total, weight in zip(sums, unit.a)]
            a = tuple(-sign * total for total in sums)
        units.append(Unit(a, signed(sign, b), sign * c))
    d: list[K] = []
    for _ in range(m):
        value: K = {}
        add_to(value, F(0), draw())
        for _ in range(rng.choice((0, 0, 1, 1, 2, 3)) if source is None else 0):
            argument = rng.choice([F(1), draw(), pool[0][1]])
            if argument:
                add_to(value, argument, rng.choice([F(1), F(-1), draw()]))
        d.append(value)
    return Network(activation or rng.choice(("tanh", "tanh", "logistic")), n, m, tuple(units), tuple(d))


def float_network(rng: random.Random) -> Network:
    """A tanh network all of whose numbers are floats of one small format, so that it fits into arrays."""
    kind = rng.choice("efd")

    def source(rng: random.Random) -> Fraction:
        return rng.choice([F(0), F(1), F(-1), F(rng.randint(-64, 64), 16), float_from_bits(rng, kind)])

    network = random_network(rng, source=source, activation="tanh")
    return replace(network, d=({},) * network.outputs) if rng.random() < 0.2 else network


# ---------------------------------------------------------------------------------------------------- transformations

Change = Callable[[random.Random, Network], Optional[Network]]


def with_bias(network: Network, argument: Fraction, weights: tuple[Fraction, ...]) -> Network:
    """d + weights * tanh(argument), or d + weights if the argument is 0."""
    d = [dict(value) for value in network.d]
    for value, weight in zip(d, weights):
        add_to(value, argument, weight)
    return replace(network, d=tuple(d))


def permute(rng: random.Random, network: Network) -> Network:
    return replace(network, units=tuple(rng.sample(network.units, len(network.units))))


def insert(rng: random.Random, network: Network, *units: Unit) -> Network:
    result = list(network.units)
    for unit in units:
        result.insert(rng.randint(0, len(result)), unit)
    return replace(network, units=tuple(result))


def flip_unit(network: Network, i: int) -> Network:
    """tanh(-z) = -tanh(z); s(-z) = 1 - s(z)."""
    unit = network.units[i]
    turned = Unit(signed(-1, unit.a), signed(-1, unit.b), -unit.c)
    flipped = replace(network, units=network.units[:i] + (turned,) + network.units[i + 1 :])
    return flipped if network.activation == "tanh" else with_bias(flipped, F(0), unit.a)


def flip(rng: random.Random, network: Network) -> Optional[Network]:
    return flip_unit(network, rng.randrange(len(network.units))) if network.units else None


def split(rng: random.Random, network: Network) -> Optional[Network]:
    if not network.units:
        return None
    units = list(network.units)
    unit = units.pop(rng.randrange(len(units)))
    part = tuple(number(rng) for _ in unit.a)
    rest = tuple(x - y for x, y in zip(unit.a, part))
    return insert(rng, replace(network, units=tuple(units)), replace(unit, a=part), replace(unit, a=rest))


def random_pair(rng: random.Random, network: Network) -> tuple[tuple[Fraction, ...], Fraction]:
    if network.units and rng.random() < 0.4:
        unit = rng.choice(network.units)
        return unit.b, unit.c
    return tuple(number(rng) for _ in range(network.inputs)), number(rng)


def add_blank(rng: random.Random, network: Network) -> Network:
    return insert(rng, network, Unit((F(0),) * network.outputs, *random_pair(rng, network)))


def add_zero_sum(rng: random.Random, network: Network) -> Network:
    pair, a = random_pair(rng, network), tuple(number(rng) for _ in range(network.outputs))
    return insert(rng, network, Unit(a, *pair), Unit(signed(-1, a), *pair))


def fold_constant(rng: random.Random, network: Network) -> Optional[Network]:
    places = [i for i, unit in enumerate(network.units) if not any(unit.b)]
    if not places:
        return None
    i = rng.choice(places)
    unit, rest = network.units[i], replace(network, units=network.units[:i] + network.units[i + 1 :])
    weights, c = unit.a, unit.c
    if network.activation == "logistic":
        weights, c = tuple(x / 2 for x in weights), c / 2
        rest = with_bias(rest, F(0), weights)
    return with_bias(rest, c, weights) if c else rest


def unfold_constant(rng: random.Random, network: Network) -> Optional[Network]:
    """The reverse: a tanh term of d becomes a constant unit."""
    terms = [(o, q) for o, value in enumerate(network.d) for q in value if q]
    if network.activation != "tanh" or not terms:
        return None
    o, q = rng.choice(terms)
    a = tuple(value[q] if i == o else F(0) for i, value in enumerate(network.d))
    d = tuple({r: x for r, x in value.items() if (i, r) != (o, q)} for i, value in enumerate(network.d))
    return insert(rng, replace(network, d=d), Unit(a, (F(0),) * network.inputs, q))


def other_activation(_: random.Random, network: Network) -> Network:
    """(a, b, c, d) of tanh is (2a, 2b, 2c, d - sum a) of the logistic function, and back."""
    to_logistic = network.activation == "tanh"
    factor = F(2) if to_logistic else F(1, 2)
    units = [
        Unit(tuple(factor * x for x in unit.a), tuple(factor * x for x in unit.b), factor * unit.c)
        for unit in network.units
    ]
    result = replace(network, activation="logistic" if to_logistic else "tanh", units=tuple(units))
    for unit in network.units:
        result = with_bias(result, F(0), signed(-1, unit.a) if to_logistic else tuple(x / 2 for x in unit.a))
    return result


KEEPING: list[Change] = [
    permute,
    flip,
    split,
    add_blank,
    add_zero_sum,
    fold_constant,
    unfold_constant,
    other_activation,
]


def kept(rng: random.Random, network: Network) -> tuple[Network, list[str]]:
    """The same function, by a few transformations; and their names."""
    names: list[str] = []
    for change in rng.choices(KEEPING, k=rng.randint(1, 5)):
        result = change(rng, network)
        if result and len(result.units) <= 14:
            network = result
            names.append(change.__name__)
    return network, names


def change_one(
    rng: random.Random, network: Network, change: Callable[[Fraction], Optional[Fraction]]
) -> Optional[Network]:
    """One stated number, replaced; None if `change` will not have it."""
    i = rng.randint(-1, len(network.units) - 1)
    if i < 0:
        o = rng.randrange(network.outputs)
        value = dict(network.d[o])
        argument = rng.choice([F(0), *value])
        result = change(value.pop(argument, F(0)))
        if result is None:
            return None
        add_to(value, argument, result)
        return replace(network, d=network.d[:o] + (value,) + network.d[o + 1 :])
    unit = network.units[i]
    entries = [*unit.a, *unit.b, unit.c]
    place, m = rng.randrange(len(entries)), network.outputs
    result = change(entries[place])
    if result is None:
        return None
    entries[place] = result
    unit = Unit(tuple(entries[:m]), tuple(entries[m:-1]), entries[-1])
    return replace(network, units=network.units[:i] + (unit,) + network.units[i + 1 :])


def nudge(rng: random.Random, network: Network) -> Optional[Network]:
    step = rng.choice((TINY, -TINY, F(10) ** -300, F(1, 2**52)))
    return change_one(rng, network, lambda x: x + step)


def negate_one(rng: random.Random, network: Network) -> Optional[Network]:
    return change_one(rng, network, lambda x: -x if x else None)


def drop_unit(rng: random.Random, network: Network) -> Optional[Network]:
    if not network.units:
        return None
    i = rng.randrange(len(network.units))
    return replace(network, units=network.units[:i] + network.units[i + 1 :])


def approximate_tanh_one(rng: random.Random, network: Network) -> Optional[Network]:
    places = [o for o, value in enumerate(network.d) if F(1) in value]
    if not places:
        return None
    o = rng.choice(places)
    value = dict(network.d[o])
    add_to(value, F(0), value.pop(F(1)) * tanh_one(60))
    return replace(network, d=network.d[:o] + (value,) + network.d[o + 1 :])


CHANGING: list[Change] = [nudge, nudge, negate_one, drop_unit, approximate_tanh_one, approximate_tanh_one]


def changed(rng: random.Random, network: Network) -> Optional[tuple[Network, str]]:
    """Another network near by, almost always another function; None if there was nothing to change."""
    for change in rng.sample(CHANGING, len(CHANGING)):
        result = change(rng, network)
        if result:
            return result, change.__name__
    return None
