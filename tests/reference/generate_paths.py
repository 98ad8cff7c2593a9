"""Random paths with a bias to corners: valid ones by construction, and ones that are disturbed.

Everything takes a random.Random and is determined by it. Values are exact. Paths are made of tanh networks; the map to
logistic networks is linear, so it takes a segment to a segment.
"""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import Callable, Optional

import generate
from exact_numbers import add_to
from generate import TINY, signed
from network_files import Network, Unit

F = Fraction
Path = list[Network]
Source = Callable[[random.Random], Fraction]
Pair = tuple[tuple[Fraction, ...], Fraction]


def turned(sign: int, pair: Pair) -> Pair:
    return signed(sign, pair[0]), sign * pair[1]


def plus(a: tuple[Fraction, ...], b: tuple[Fraction, ...], factor: Fraction = F(1)) -> tuple[Fraction, ...]:
    return tuple(x + factor * y for x, y in zip(a, b))


# ------------------------------------------------------------------------------------------------------- valid segments


class Step:
    """The end of a segment in the making. Each move takes units that no move has taken before, so that what it does to
    the sums of Theorem 3 is 0 by itself. A move that finds no units does nothing."""

    def __init__(self, rng: random.Random, start: Network, fresh: Source) -> None:
        self.rng, self.start, self.fresh = rng, start, fresh
        self.units, self.d = list(start.units), [dict(value) for value in start.d]
        self.free = rng.sample(range(len(start.units)), len(start.units))

    def end(self) -> Network:
        return replace(self.start, units=tuple(self.units), d=tuple(self.d))

    def take(self, *places: int) -> None:
        self.free = [i for i in self.free if i not in places]

    def weights(self) -> tuple[Fraction, ...]:
        return tuple(self.fresh(self.rng) for _ in range(self.start.outputs))

    def pair(self) -> Pair:
        """Most often that of a unit up to sign; or with b = 0; or 0; or new."""
        rng, zero = self.rng, (F(0),) * self.start.inputs
        draw = rng.random()
        if draw < 0.5 and self.units:
            unit = rng.choice(rng.choice((self.units, self.start.units)))
            return turned(rng.choice((1, -1)), (unit.b, unit.c))
        if draw < 0.65:
            return zero, self.fresh(rng)
        return (zero, F(0)) if draw < 0.7 else (tuple(self.fresh(rng) for _ in zero), self.fresh(rng))

    def of_pair(self, pair: Pair) -> list[tuple[int, int]]:
        """The free units that have this pair up to sign, and their signs; with the pair 0, any sign."""
        signs = [
            (i, [sign for sign in (1, -1) if turned(sign, (self.units[i].b, self.units[i].c)) == pair])
            for i in self.free
        ]
        return [(i, self.rng.choice(fitting)) for i, fitting in signs if fitting]

    def blank(self) -> None:
        """A unit without weight goes anywhere."""
        for i in [i for i in self.free if not any(self.units[i].a)][: self.rng.choice((1, 1, 2))]:
            unit = self.units[i]
            b, c = turned(-1, (unit.b, unit.c)) if self.rng.random() < 0.2 else self.pair()
            self.units[i] = Unit(unit.a, b, c)
            self.take(i)

    def shift(self) -> None:
        """Weight goes from one unit to a copy of it, or to a negated copy."""
        for i in self.free:
            unit = self.units[i]
            others = [other for other in self.of_pair((unit.b, unit.c)) if other[0] != i]
            if others:
                (j, sign), other = others[0], self.units[others[0][0]]
                part = self.rng.choice((unit.a, unit.a, self.weights(), plus(unit.a, signed(-sign, other.a))))
                self.units[i] = replace(unit, a=plus(unit.a, part, F(-1)))
                self.units[j] = replace(other, a=plus(other.a, part, F(sign)))
                self.take(i, j)
                return

    def zero_sum(self) -> None:
        """Units of one pair up to sign, whose weights cancel, go together; with the same weights or others that cancel."""
        for i in self.free:
            members = self.of_pair((self.units[i].b, self.units[i].c))
            chosen = self.rng.choice(
                (members, members, [(i, 1)] + [other for other in members if other[0] != i][:1])
            )
            total = (F(0),) * self.start.outputs
            for j, sign in chosen:
                total = plus(total, self.units[j].a, F(sign))
            if len(chosen) > 1 and not any(total):
                b, c = self.pair()
                anew = self.rng.random() < 0.4
                for place, (j, sign) in enumerate(chosen):
                    a = self.units[j].a
                    if anew:
                        a = self.weights() if place else signed(sign, total)
                        total = plus(total, a, F(-sign))
                    self.units[j] = Unit(a, *turned(sign, (b, c)))
                if anew:  # the first makes up for the others
                    j, sign = chosen[0]
                    self.units[j] = replace(self.units[j], a=signed(sign, total))
                self.take(*(j for j, _ in chosen))
                return

    def trade(self) -> None:
        """Constant units trade weight with the output biases."""
        for i in [i for i in self.free if not any(self.units[i].b)][: self.rng.choice((1, 1, 2, 3))]:
            unit, new = self.units[i], self.rng.choice(((F(0),) * self.start.outputs, self.weights()))
            for value, x, y in zip(self.d, unit.a, new):
                if unit.c:
                    add_to(value, unit.c, x - y)
            self.units[i] = replace(unit, a=new)
            self.take(i)


def step(rng: random.Random, start: Network, fresh: Source) -> tuple[Network, str]:
    """A vertex to which the straight segment from `start` keeps the function."""
    made = Step(rng, start, fresh)
    moves = rng.choices((made.blank, made.shift, made.zero_sum, made.trade), k=rng.choice((0, 1, 1, 2, 3, 5)))
    for move in moves:
        move()
    return made.end(), "+".join(move.__name__ for move in moves) or "nothing"


def carry(rng: random.Random, start: Network, fresh: Source) -> Path:
    """A blank unit goes to a unit with weight, takes its weight over, whole or by half, and the other goes away."""
    blank = [i for i, unit in enumerate(start.units) if not any(unit.a)]
    others = [i for i, unit in enumerate(start.units) if any(unit.a)]
    if not blank or not others:
        return []
    (i, j), sign = (rng.choice(others), rng.choice(blank)), rng.choice((1, -1))
    path, part = [start], rng.choice((F(1), F(1), F(1, 2)))
    unit = start.units[i]
    pair, a = turned(sign, (unit.b, unit.c)), tuple(part * x for x in unit.a)

    def now(k: int, new: Unit) -> None:
        path.append(replace(path[-1], units=path[-1].units[:k] + (new,) + path[-1].units[k + 1 :]))

    now(j, Unit((F(0),) * start.outputs, *pair))
    now(i, replace(unit, a=plus(unit.a, a, F(-1))))
    path[-1] = replace(
        path[-1], units=path[-1].units[:j] + (Unit(signed(sign, a), *pair),) + path[-1].units[j + 1 :]
    )
    if part == 1:
        now(i, Unit((F(0),) * start.outputs, *Step(rng, path[-1], fresh).pair()))
    return path[1:]


def small_float(rng: random.Random) -> Fraction:
    return rng.choice([F(0), F(1), F(-1), F(rng.randint(-64, 64), 16), generate.float_from_bits(rng, "f")])


def random_start(rng: random.Random, fresh: Source, source: Optional[Source]) -> Network:
    """A tanh network with units to move, most often."""
    network = generate.random_network(rng, tame=rng.random() < 0.7, source=source, activation="tanh")
    for _ in range(rng.choice((0, 2, 3, 4)) if len(network.units) < 7 else 0):
        pairs = Step(rng, network, fresh)
        pair, a = pairs.pair(), pairs.weights()
        network = rng.choice(
            (
                lambda: generate.insert(rng, network, Unit((F(0),) * network.outputs, *pair)),
                lambda: generate.insert(rng, network, Unit(a, *pair), Unit(signed(-1, a), *pair)),
                lambda: generate.insert(rng, network, Unit(a, *pair), Unit(a, *turned(-1, pair))),
                lambda: generate.insert(rng, network, Unit(a, (F(0),) * network.inputs, pair[1])),
                lambda: generate.insert(rng, network, Unit(a, *pair)),
            )
        )()
    return network


def valid_path(rng: random.Random, floats: bool = False) -> tuple[Path, list[str]]:
    """A valid path of tanh networks, and how it was made. With `floats` most of its numbers are binary32."""
    fresh: Source = small_float if floats else generate.tame_number if rng.random() < 0.7 else generate.number
    path, story = [random_start(rng, fresh, small_float if floats else None)], ["start"]
    for _ in range(rng.choice((0, 1, 1, 2, 3, 4, 6))):
        walk = carry(rng, path[-1], fresh) if rng.random() < 0.2 else []
        if walk:
            path += walk
            story += ["carry"] * len(walk)
        else:
            vertex, name = step(rng, path[-1], fresh)
            path.append(vertex)
            story.append(name)
    return path, story


# ------------------------------------------------------------------------------------------------------------ disturbed


def at(path: Path, k: int, vertex: Optional[Network]) -> Optional[Path]:
    return path[:k] + [vertex] + path[k + 1 :] if vertex else None


def change_one(rng: random.Random, path: Path) -> Optional[Path]:
    """One number of one vertex."""
    k, size = rng.randrange(len(path)), rng.choice((F(1), F(10) ** -300, TINY))
    return at(path, k, generate.change_one(rng, path[k], lambda x: x + rng.choice((1, -1)) * size))


def decimals_of_tanh(rng: random.Random, path: Path) -> Optional[Path]:
    k = rng.randrange(len(path))
    return at(path, k, generate.approximate_tanh_one(rng, path[k]))


def move_weighted(rng: random.Random, path: Path) -> Optional[Path]:
    """A unit with weight goes somewhere else, or its weight changes, from some vertex on."""
    k = rng.randrange(len(path))
    places = [i for i, unit in enumerate(path[k].units) if any(unit.a)]
    if not places:
        return None
    i, made = rng.choice(places), Step(rng, path[k], generate.tame_number)
    unit = path[k].units[i]
    new = Unit(unit.a, *made.pair()) if rng.random() < 0.5 else replace(unit, a=made.weights())
    return path[:k] + [replace(w, units=w.units[:i] + (new,) + w.units[i + 1 :]) for w in path[k:]]


def change_d(rng: random.Random, path: Path) -> Path:
    """The output biases of one vertex, or from it on."""
    k = rng.randrange(len(path))
    last = rng.choice((k + 1, len(path)))
    argument, a = generate.tame_number(rng), tuple(generate.tame_number(rng) for _ in range(path[0].outputs))
    return path[:k] + [generate.with_bias(w, argument, a) for w in path[k:last]] + path[last:]


def flip_later(rng: random.Random, path: Path) -> Optional[Path]:
    """A unit is flipped from some vertex on: the vertices keep their function, the way there doesn't."""
    if not path[0].units:
        return None
    k, i = rng.randrange(len(path)), rng.randrange(len(path[0].units))
    return path[:k] + [generate.flip_unit(w, i) for w in path[k:]]


def permute_later(rng: random.Random, path: Path) -> Path:
    k, order = rng.randrange(len(path)), list(range(len(path[0].units)))
    if len(order) > 1:
        i, j = rng.sample(order, 2)
        order[i], order[j] = order[j], order[i]
    return path[:k] + [replace(w, units=tuple(w.units[i] for i in order)) for w in path[k:]]


def joined(rng: random.Random, path: Path, ends: list[tuple[Unit, Unit]]) -> Path:
    """New units, at their first place up to some vertex and at their second from the next on."""
    k = rng.randint(1, len(path))
    for pair in ends:
        place = rng.randint(0, len(path[0].units))
        path = [
            replace(w, units=w.units[:place] + (pair[i >= k],) + w.units[place:]) for i, w in enumerate(path)
        ]
    return path


def two_units(rng: random.Random, path: Path) -> Path:
    """Two that go together, with sum 0 at one end only, or at no end but at some t between them. Or with sum 0 at both
    ends, but they come from different places or go to different places; one may stay."""
    made, zero = Step(rng, path[0], generate.tame_number), (F(0),) * path[0].outputs
    p, q, a, b, e = made.pair(), made.pair(), made.weights(), made.weights(), made.weights()
    places, sums = [(p, q), (p, q)], rng.choice(((e, zero), (zero, e), (e, signed(-1, e)), (e, e)))
    if rng.random() < 0.5:
        places, sums = rng.choice(
            ([(p, q), (p, made.pair())], [(p, q), (made.pair(), q)], [(p, q), (p, p)])
        ), (zero, zero)
    ends = []
    for (start, end), now, then in zip(places, (a, plus(sums[0], a, F(-1))), (b, plus(sums[1], b, F(-1)))):
        sign = rng.choice((1, -1))
        ends.append(
            (Unit(signed(sign, now), *turned(sign, start)), Unit(signed(sign, then), *turned(sign, end)))
        )
    return joined(rng, path, ends)


def meeting(rng: random.Random, path: Path) -> Path:
    """Two groups with opposite weights that meet at one t between the ends, up to sign; or that change places."""
    made = Step(rng, path[0], generate.tame_number)
    (b, c), a = made.pair(), made.weights()
    t = rng.choice((F(1, 2), F(1, 3), F(rng.randint(1, 98), 99)))
    ends = []
    for sign in (1, -1):
        way_b, way_c = made.pair()
        if rng.random() < 0.3:
            way_b, way_c = (F(0),) * len(b), F(0)  # stays
        flipped = rng.choice((1, -1))
        weights = signed(sign * flipped, a)
        ends.append(
            (
                Unit(weights, *turned(flipped, (plus(b, way_b, -t), c - t * way_c))),
                Unit(weights, *turned(flipped, (plus(b, way_b, 1 - t), c + (1 - t) * way_c))),
            )
        )
    if rng.random() < 0.3:
        (u, _), (v, _) = ends
        v = replace(v, a=u.a)
        ends = [(u, v), (v, u)]
    return joined(rng, path, ends)


def moving_constant(rng: random.Random, path: Path) -> Path:
    """A constant unit with weight moves, and the output biases make up for it at both ends."""
    made = Step(rng, path[0], generate.tame_number)
    zero, a, p, q = (F(0),) * path[0].inputs, made.weights(), made.fresh(rng), made.fresh(rng)
    k = rng.randint(1, len(path))
    result = []
    for i, w in enumerate(path):
        c = q if i >= k else p
        w = replace(w, units=w.units + (Unit(a, zero, c),))
        result.append(generate.with_bias(w, c, signed(-1, a)) if c else w)
    return result


DISTURBING: list[Callable[[random.Random, Path], Optional[Path]]] = [
    change_one,
    change_one,
    change_one,
    two_units,
    decimals_of_tanh,
    move_weighted,
    change_d,
    flip_later,
    permute_later,
    two_units,
    meeting,
    moving_constant,
]


def random_path(rng: random.Random, floats: bool = False) -> tuple[Path, list[str]]:
    """A path of tanh or logistic networks, and how it was made."""
    path, story = valid_path(rng, floats)
    for disturb in rng.sample(DISTURBING, rng.choice((0, 0, 1, 1, 2))):
        result = disturb(rng, path)
        if result:
            path, story = result, [*story, disturb.__name__]
    if rng.random() < 0.3:
        path = [generate.other_activation(rng, w) for w in path]
        story.append("logistic")
    return path, story
