#!/usr/bin/env python3
"""Writes stroke_path.json and stroke_end.json: a path of a published network along which its function stays the same, and
the network at its end; and stroke_shuffled.json, the same function with its units shuffled, turned and split anew.
Deterministic; usage: make_paths.py

The network is tests/networks/rnnet_stroke_17x8x1.json: logistic, unit 0 blank, unit 3 constant, unit 7 a copy of unit 2 and
unit 5 its negative. s(z) = 1 - s(-z), so a weight that goes to the negative of its unit changes sign and trades with d.
"""
import json
import sys
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "reference"))

from exact_numbers import write_number, write_sum  # noqa: E402
from network_files import Network, Unit, read_network  # noqa: E402


class Parameter:
    def __init__(self, network: Network) -> None:
        self.a = [unit.a[0] for unit in network.units]
        self.pairs = [(unit.b, unit.c) for unit in network.units]
        self.d = dict(network.d[0])

    def add_to_d(
        self, rational: Fraction, argument: Fraction = Fraction(0), coefficient: Fraction = Fraction(0)
    ) -> None:
        self.d[Fraction(0)] = self.d.get(Fraction(0), Fraction(0)) + rational
        if argument:  # tanh(0) = 0, tanh(-q) = -tanh(q)
            q, x = abs(argument), coefficient if argument > 0 else -coefficient
            self.d[q] = self.d.get(q, Fraction(0)) + x
        self.d = {q: x for q, x in self.d.items() if x}

    def shift(self, source: int, target: int, opposite: bool) -> None:
        """All weight of one unit goes to another with the same pair, or the opposite one."""
        weight, self.a[source] = self.a[source], Fraction(0)
        self.a[target] += -weight if opposite else weight
        if opposite:
            self.add_to_d(weight)

    def give_constant(self, unit: int, weight: Fraction) -> None:
        """A constant unit gets more weight, which d pays: a s(c) = a/2 + (a/2) tanh(c/2)."""
        self.a[unit] += weight
        self.add_to_d(-weight / 2, self.pairs[unit][1] / 2, -weight / 2)

    def move(self, unit: int, b: tuple, c: Fraction) -> None:
        self.pairs[unit] = (tuple(b), Fraction(c))

    def network(self, like: Network) -> Network:
        units = tuple(Unit((a,), b, c) for a, (b, c) in zip(self.a, self.pairs))
        return Network(like.activation, like.inputs, like.outputs, units, (dict(sorted(self.d.items())),))


def vertices(start: Network) -> list[Network]:
    w, path = Parameter(start), [start]

    def vertex() -> None:
        path.append(w.network(start))

    w.shift(7, 2, False), w.shift(5, 2, True), w.give_constant(3, -w.a[3])
    vertex()  # units 5 and 7 merged into 2, constant unit 3 folded into d
    b, c = w.pairs[1]
    w.move(3, b, c), w.move(0, [-x for x in w.pairs[4][0]], -w.pairs[4][1]), w.move(
        7, [0] * start.inputs, Fraction(0)
    )
    vertex()  # blanks move: unit 3 to the pair of unit 1, unit 0 to the negative of that of unit 4, unit 7 through to 0
    w.shift(1, 3, False), w.shift(4, 0, True)
    vertex()  # units 3 and 0 take over
    w.move(1, [0] * start.inputs, Fraction(1, 3)), w.move(4, [Fraction(1)] * start.inputs, Fraction(-2))
    w.move(5, [Fraction(1)] * start.inputs, Fraction(-2))
    vertex()  # unit 1 becomes a constant, units 4 and 5 meet
    w.give_constant(1, Fraction(2)), w.shift(4, 5, False)
    w.a[4], w.a[5] = Fraction(7), Fraction(-7)
    vertex()  # unit 1 unfolds from d, units 4 and 5 become a zero-sum pair
    w.move(4, [Fraction(1, 2)] * start.inputs, Fraction(5)), w.move(
        5, [Fraction(1, 2)] * start.inputs, Fraction(5)
    )
    vertex()  # the pair moves with its weights
    return path


def shuffled(start: Network) -> Network:
    """Units 1, 2, 4 and 6 carry the function. 2 is split between 5 and 7, the constant unit 3 carries part of unit 4, the
    blank one part of unit 6; then every other unit turns its signs, and all change places."""
    w = Parameter(start)
    w.shift(7, 2, False), w.shift(5, 2, True), w.give_constant(3, -w.a[3])
    for source, target, part in (
        (2, 5, Fraction(1, 3)),
        (2, 7, Fraction(-3, 2)),
        (4, 3, Fraction(2, 5)),
        (6, 0, Fraction(9, 8)),
    ):
        w.move(target, *w.pairs[source])
        w.a[target] = part * w.a[source]
        w.a[source] -= w.a[target]
    for unit in range(0, 8, 2):  # a s(z) = a - a s(-z)
        b, c = w.pairs[unit]
        w.move(unit, [-x for x in b], -c)
        w.add_to_d(w.a[unit])
        w.a[unit] = -w.a[unit]
    order = [5, 2, 7, 0, 6, 3, 1, 4]
    w.a, w.pairs = [w.a[k] for k in order], [w.pairs[k] for k in order]
    return w.network(start)


def text_of(network: Network) -> str:
    units = ",\n".join(
        json.dumps(
            {"a": [write_number(x) for x in u.a], "b": [write_number(x) for x in u.b], "c": write_number(u.c)}
        )
        for u in network.units
    )
    return f'"units": [\n{units}],\n"d": {json.dumps([write_sum(x) for x in network.d])}'


def main() -> None:
    start = read_network(HERE.parent / "networks" / "rnnet_stroke_17x8x1.json")
    path = vertices(start)
    head = f'"version": 1, "activation": "{start.activation}", "inputs": {start.inputs}, "outputs": {start.outputs},\n'
    body = ",\n".join("{" + text_of(network) + "}" for network in path)
    (HERE / "stroke_path.json").write_text('{"format": "isopath-path", ' + head + f'"vertices": [{body}]}}\n')
    (HERE / "stroke_end.json").write_text('{"format": "isopath-network", ' + head + text_of(path[-1]) + "}\n")
    assert read_network(HERE / "stroke_end.json") == path[-1]
    (HERE / "stroke_shuffled.json").write_text(
        '{"format": "isopath-network", ' + head + text_of(shuffled(start)) + "}\n"
    )


main()
