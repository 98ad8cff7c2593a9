"""Tests of the reference itself: cases computed by hand, and its canonical forms against high-precision evaluation.

    test_reference.py [unittest options]
"""

from __future__ import annotations

import decimal
import io
import json
import random
import struct
import sys
import tempfile
import unittest
import zipfile
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import generate  # noqa: E402
import generate_paths  # noqa: E402
import spell  # noqa: E402
from exact_numbers import (
    K,
    Malformed,
    NotTreated,
    combine,
    enclose,
    floats,
    lies_in,
    read_number,
    read_sum,  # noqa: E402
    round_sum,
    round_to,
    tanh_bounds,
    write_sum,
)
from network_files import (
    Network,
    Unit,
    claim_of,
    network_fields,
    network_object,
    path_fields,
    path_object,  # noqa: E402
    read_json_network,
    read_json_path,
    read_network,
    read_path,
    record,
    vertex_fields,
)
from reference import (
    account,
    breaches,
    canonical,
    change,
    check_path,
    decide,
    describe,
    equivalent,
    orient,
    path_report,  # noqa: E402
    point_on,
    rank,
    refuted,
    rounded_equivalent,
    segment_conditions,
    to_tanh,
    value_at,
)

F = Fraction


def net(
    units: list[tuple[list[object], list[object], object]],
    d: list[str],
    activation: str = "tanh",
    inputs: int = 1,
) -> Network:
    made = [Unit(tuple(F(str(x)) for x in a), tuple(F(str(x)) for x in b), F(str(c))) for a, b, c in units]
    return Network(activation, inputs, len(d), tuple(made), tuple(map(read_sum, d)))


def certificate(kind: str, claim: dict[str, object]) -> bytes:
    whole = {"format": "isopath-certificate", "version": 1, "kind": kind, "claim": claim, "evidence": None}
    return json.dumps(whole).encode()


class Numbers(unittest.TestCase):
    def test_accepted(self) -> None:
        for text, value in {
            "-12": F(-12),
            "007": F(7),
            "-3/7": F(-3, 7),
            "6/4": F(3, 2),
            "00/5": F(0),
            "0.1": F(1, 10),
            "-25e-2": F(-1, 4),
            "1E+6": F(10**6),
            "1e-003": F(1, 1000),
            "0x1.8p-3": F(3, 16),
            "-0x2p-0": F(-2),
            "0XfF.8P+1": F(511),
            "-0": F(0),
            "-0.0": F(0),
            "0e100000": F(0),
            "0x0p-400000": F(0),
            "12.50e1": F(125),
        }.items():
            self.assertEqual(read_number(text), value, text)

    def test_refused(self) -> None:
        for text in (
            "",
            "-",
            "+1",
            " 1",
            "1 ",
            ".5",
            "5.",
            "inf",
            "nan",
            "1/0",
            "1/-2",
            "1 /2",
            "1.5/2",
            "1e",
            "1e1.5",
            "0x1",
            "0x1.p1",
            "0x.8p1",
            "0xp1",
            "1e100001",
            "1e-100001",
            "0x1p400001",
            "0x1p-400001",
            "--1",
            "1_0",
            "\u0661",
            "1e999999999",
            "0x1e5",
            "1p3",
            "1/2e3",
            "tanh(1)",
            "9" * 1_000_001,
        ):
            self.assertRaises(Malformed, read_number, text)

    def test_sums(self) -> None:
        whole = {F(0): F(3, 4), F(1, 3): F(1, 2), F(2): F(-1)}
        self.assertEqual(read_sum("3/4 + 1/2*tanh(1/3) - tanh(2)"), whole)
        self.assertEqual(
            read_sum("-tanh( 0x1p1 )+0.75+1/4*tanh(1/3)  -  25e-2  *   tanh(-1/3)+5*tanh(0)"), whole
        )
        self.assertEqual(write_sum(whole), "3/4 + 1/2*tanh(1/3) - tanh(2)")
        self.assertEqual(read_sum("tanh(1) - tanh(1)"), {})
        self.assertEqual(read_sum("1e+5+1"), {F(0): F(100001)})
        self.assertEqual(
            [write_sum(read_sum(text)) for text in ("0", "-0", "-tanh(2)", "tanh(-2)", "2*tanh(1)", "1-3")],
            ["0", "0", "-tanh(2)", "-tanh(2)", "2*tanh(1)", "-2"],
        )
        for text in (
            "",
            "- tanh(2)",
            "1 +",
            "1 + -2",
            "+1",
            "tanh(1",
            "2 tanh(1)",
            "tanh(1)*2",
            "tanh (1)",
            "tanh()",
            "1\t+ 2",
            " 1",
            "1 ",
            "1 + 2 ",
            "2*-tanh(1)",
            "1/2/3",
            "Tanh(1)",
            "tanh(tanh(1))",
            "1/0*tanh(0)",
        ):
            self.assertRaises(Malformed, read_sum, text)


class Rounding(unittest.TestCase):
    def test_floats_stay(self) -> None:
        rng = random.Random(1)
        for _ in range(500):
            bits = rng.getrandbits(64)
            if (bits >> 52) & 0x7FF != 0x7FF:
                value = floats(bits.to_bytes(8, "little"), "F64", "little")[0]
                self.assertEqual(value, F(struct.unpack("<d", bits.to_bytes(8, "little"))[0]))
                self.assertEqual(round_to("binary64", value), value)

    def test_against_the_machine(self) -> None:
        rng = random.Random(2)
        for _ in range(500):
            value = F(rng.randint(-(10**25), 10**25), rng.randint(1, 10**20)) * F(10) ** rng.randint(
                -330, 305
            )
            if abs(value) < F(2) ** 1023:
                self.assertEqual(round_to("binary64", value), F(value.numerator / value.denominator))

    def test_corners(self) -> None:
        tiny, top = F(1, 2**1074), F(2**1024 - 2**971)
        for value, nearest in {
            tiny / 2: F(0),
            tiny * F(3, 2): 2 * tiny,
            -tiny * F(51, 100): -tiny,
            top: top,
            top + 2**970 - F(1, 7): top,
            top + 2**970: None,
            -top - 2**970: None,
            1 + F(1, 2**53): F(1),
            1 + F(3, 2**53): 1 + F(1, 2**51),
            F(2**53 + 1): F(2**53),
            F(1, 2**1022) - tiny / 4: F(1, 2**1022),
        }.items():
            self.assertEqual(round_to("binary64", value), nearest)
        self.assertEqual(round_to("binary32", F(1, 10)), F(13421773, 2**27))
        self.assertIsNone(round_to("binary32", F(2**128)))
        self.assertEqual(round_to("binary32", F(1, 2**150)), 0)

    def test_sums(self) -> None:
        self.assertEqual(round_sum("binary64", read_sum("tanh(1)")), F(0.7615941559557649))
        self.assertEqual(round_sum("binary64", read_sum("1 + 0x1p-53 - 0x1p-2000*tanh(1)")), F(1))
        self.assertEqual(
            round_sum("binary64", read_sum("1 + 0x1p-53 + 0x1p-2000*tanh(1)")), 1 + F(1, 2**52)
        )
        self.assertEqual(round_sum("binary64", read_sum("tanh(0x1p-1074)")), F(1, 2**1074))
        self.assertEqual(round_sum("binary64", read_sum("tanh(1e400) - 1")), 0)
        self.assertIsNone(round_sum("binary64", read_sum("-1e400*tanh(2)")))
        below = F(10**23) - 2**23  # 10^23 is half way between two floats; the even one is below it
        self.assertEqual(round_sum("binary64", read_sum("1e23*tanh(0x20000000000001p0)")), below)
        self.assertEqual(round_sum("binary64", read_sum("0x1p-1075*tanh(1e38)")), 0)
        self.assertEqual(round_sum("binary32", read_sum("1/4")), F(1, 4))

    def test_tanh_bounds(self) -> None:
        with decimal.localcontext() as context:
            context.prec = 120
            for q in (F(1, 2**80), F(1, 3), F(1), F(22, 7), F(20), F(63), F(300)):
                low, high = tanh_bounds(q, 256)
                true = tanh(Decimal(q.numerator) / Decimal(q.denominator))
                self.assertLessEqual(low - F(true), F(1, 10**75))
                self.assertLessEqual(F(true) - high, F(1, 10**75))
                self.assertTrue(0 < high - low < F(1, 2**180))

    def test_elements(self) -> None:
        self.assertEqual(
            combine((F(2), read_sum("1 + tanh(1)")), (F(-1), read_sum("2 - tanh(3) + 2*tanh(1)"))), {F(3): 1}
        )
        low, high = enclose(read_sum("2 - 3*tanh(1)"), 200)
        self.assertTrue(low < high < low + F(1, 2**150))
        self.assertTrue(low < 2 - 3 * generate.tanh_one(70) < high)
        near = read_sum("1 - tanh(2000)")  # 2 e^-4000 or so: 2^-5770
        self.assertTrue(lies_in(near, F(1, 2**5772), F(1, 2**5769)))
        self.assertFalse(lies_in(near, F(0), F(1, 2**5772)))
        self.assertTrue(lies_in({}, F(0), F(1)))


def tanh(x: Decimal) -> Decimal:
    e = (2 * x).exp()
    return (e - 1) / (e + 1)


def value_of(value: K) -> Decimal:
    total = Decimal(0)
    for argument, coefficient in value.items():
        size = Decimal(coefficient.numerator) / coefficient.denominator
        total += size * (tanh(Decimal(argument.numerator) / argument.denominator) if argument else 1)
    return total


def evaluate(network: Network, x: list[Fraction], output: int) -> Decimal:
    """f(x) by the definition, each unit for itself: a s(z) is a/(1 + e^-z)."""
    total = value_of(network.d[output])
    for unit in network.units:
        z = sum((p * q for p, q in zip(unit.b, x)), unit.c)
        exact = Decimal(z.numerator) / z.denominator
        act = tanh(exact) if network.activation == "tanh" else 1 / (1 + (-exact).exp())
        total += Decimal(unit.a[output].numerator) / unit.a[output].denominator * act
    return total


class Forms(unittest.TestCase):
    def test_by_hand(self) -> None:
        # 2 tanh(x+1) - 3 tanh(-x-1) = 5 tanh(x+1); 4 tanh(-1/3) is constant; tanh(2x) - tanh(2x) vanishes; 0 tanh(7x) too.
        w = net(
            [
                ([2], [1], 1),
                ([-3], [-1], -1),
                ([4], [0], "-1/3"),
                ([1], [2], 0),
                ([1], [-2], 0),
                ([0], [7], 1),
            ],
            ["1/2 + tanh(1/3)"],
        )
        self.assertEqual(canonical(w), net([([5], [1], 1)], ["1/2 - 3*tanh(1/3)"]))
        self.assertEqual(rank(w), 1)
        units = describe(w)["units"]
        self.assertEqual([unit["constant"] for unit in units], [False, False, True, False, False, False])
        self.assertEqual([unit["blank"] for unit in units], [False] * 5 + [True])
        self.assertEqual([unit["negated_copy_of"] for unit in units], [None, 0, None, None, 3, None])
        self.assertEqual([unit["cancels"] for unit in units], [False, False, False, True, True, True])

    def test_order_and_orientation(self) -> None:
        w = net(
            [([1], [0, -2], 3), ([1], [0, 2], -4), ([1], [-1, 5], 0), ([1], ["1/2", 9], 0)], ["0"], inputs=2
        )
        self.assertEqual(
            [(unit.b, unit.c) for unit in canonical(w).units],
            [((0, 2), -4), ((0, 2), -3), ((F(1, 2), 9), 0), ((1, -5), 0)],
        )
        self.assertEqual(orient(w.units[2]), (-1, ((1, -5), 0)))

    def test_logistic(self) -> None:
        # 3 s(2x+4) = 3/2 + (3/2) tanh(x+2); s(-z) = 1 - s(z).
        w = net([([3], [2], 4)], ["1"], "logistic")
        self.assertEqual(canonical(w), net([(["3/2"], [1], 2)], ["5/2"]))
        self.assertTrue(equivalent(w, net([([-3], [-2], -4)], ["4"], "logistic")))
        self.assertFalse(equivalent(w, net([([-3], [-2], -4)], ["1"], "logistic")))
        self.assertEqual(canonical(net([([1], [0], 0)], ["0"], "logistic")), net([], ["1/2"]))

    def test_no_inputs(self) -> None:
        w = net([([1, -1], [], 2), ([1, 1], [], -2)], ["0", "0"], inputs=0)
        self.assertEqual(canonical(w), net([], ["0", "-2*tanh(2)"], inputs=0))

    def test_rounded(self) -> None:
        a, b = net([([1], [1], "1/10")], ["0"]), net([([1], [1], F(0.1))], ["0"])
        self.assertFalse(equivalent(a, b))
        self.assertTrue(rounded_equivalent(a, b, "binary64"))
        self.assertIsNone(rounded_equivalent(a, net([([1], [1], 10**39)], ["0"]), "binary32"))
        self.assertIs(rounded_equivalent(a, net([([1], [1], 10**39)], ["0"]), "binary64"), False)

    def test_against_evaluation(self) -> None:
        """f of the network and f of its canonical form, by the definition, to 150 digits, at random points."""
        compared = 0
        for seed in range(300):
            rng = random.Random(seed)
            network = generate.random_network(rng, tame=True)
            form = canonical(network)
            with decimal.localcontext() as context:
                context.prec = 400
                for _ in range(2):
                    x = [F(rng.randint(-40, 40), rng.randint(1, 9)) for _ in range(network.inputs)]
                    for output in range(network.outputs):
                        left, right = evaluate(network, x, output), evaluate(form, x, output)
                        self.assertLess(abs(left - right), Decimal(10) ** -150, seed)
                        compared += 1
        self.assertGreater(compared, 600)

    def test_reducible_is_sussmann(self) -> None:
        """rank < width if and only if one of the four conditions holds, read off the units one by one."""
        seen = set()
        for seed in range(400):
            network = generate.random_network(random.Random(seed))
            pairs = [(unit.b, unit.c) for unit in to_tanh(network).units]
            negated = [(tuple(-x for x in b), -c) for b, c in pairs]
            conditions = (
                any(not any(unit.a) for unit in network.units)
                or any(not any(b) for b, _ in pairs)
                or any(pairs[i] in (pairs[j], negated[j]) for i in range(len(pairs)) for j in range(i))
            )
            self.assertEqual(describe(network)["reducible"], conditions, seed)
            seen.add(conditions)
        self.assertEqual(seen, {True, False})

    def test_transformations(self) -> None:
        changed = 0
        for seed in range(300):
            rng = random.Random(seed)
            network = generate.random_network(rng)
            other, names = generate.kept(rng, network)
            self.assertTrue(equivalent(network, other), (seed, names))
            moved = generate.changed(rng, other)
            if moved:
                changed += not equivalent(network, moved[0])
        self.assertGreater(changed, 150)


class Segments(unittest.TestCase):
    """One input; a unit is (a, b, c)."""

    def broken(
        self,
        start: list[tuple[object, object, object]],
        end: list[tuple[object, object, object]],
        d_start: str = "0",
        d_end: str = "0",
        activation: str = "tanh",
    ) -> str:
        u, v = (
            net([([a], [b], c) for a, b, c in units], [d], activation)
            for units, d in ((start, d_start), (end, d_end))
        )
        found = segment_conditions(u, v)
        turned = segment_conditions(v, u)
        self.assertEqual(found, turned)
        return " ".join(found)

    def test_moving(self) -> None:
        self.assertEqual(self.broken([(0, 1, 2)], [(0, 5, 6)]), "")
        self.assertEqual(self.broken([(0, 1, 2)], [(0, -1, -2)]), "")
        self.assertEqual(
            self.broken([(1, 1, 2)], [(-1, -1, -2)]), "i"
        )  # a flip: the ends are the same function
        self.assertEqual(self.broken([(0, 1, 2)], [("1e-3000", 5, 6)]), "i")
        self.assertEqual(self.broken([(1, 1, 2), (-1, 1, 2)], [(3, 5, 6), (-3, 5, 6)]), "")
        self.assertEqual(self.broken([(1, 1, 2), (1, -1, -2)], [(3, 5, 6), (3, -5, -6)]), "")
        self.assertEqual(self.broken([(1, 1, 2), (1, -1, -2)], [(3, 5, 6), (3, 5, 6)]), "i")  # go apart
        self.assertEqual(self.broken([(1, 1, 2), (-1, 1, 2)], [(1, 5, 6), (-1, 6, 5)]), "i")
        self.assertEqual(
            self.broken([(1, 1, 2), (-1, 1, 2)], [(3, 5, 6), (-2, 5, 6)]), "i"
        )  # vanish at one end only
        self.assertEqual(self.broken([(1, 0, 2), (-1, 0, 2)], [(3, 0, 6), (-3, 0, 6)]), "")
        self.assertEqual(
            self.broken([(1, 0, 0), (1, 0, 0)], [(3, 1, 6), (3, -1, -6)]), ""
        )  # opposite keys from (0, 0)
        self.assertEqual(self.broken([(1, 0, 0), (-1, 0, 0)], [(3, 1, 6), (-3, 1, 6)]), "")
        self.assertEqual(self.broken([(1, 0, 0), (0, 0, 0)], [(0, 1, 6), (0, 1, 6)]), "i")
        # Change places: the same set of units at both ends; and two groups that meet at t = 1/2 with opposite weights.
        self.assertEqual(self.broken([(1, 1, 0), (1, 3, 0)], [(1, 3, 0), (1, 1, 0)]), "i")
        self.assertEqual(self.broken([(1, 1, 0), (-1, 3, 0)], [(1, 3, 0), (-1, 1, 0)]), "i")

    def test_staying(self) -> None:
        self.assertEqual(self.broken([(1, 1, 2)], [(2, 1, 2)]), "ii")
        self.assertEqual(self.broken([(1, 1, 2), (3, 1, 2)], [(4, 1, 2), (0, 1, 2)]), "")
        self.assertEqual(self.broken([(1, 1, 2), (3, -1, -2)], [(0, 1, 2), (2, -1, -2)]), "")
        self.assertEqual(self.broken([(1, 1, 2), (3, -1, -2)], [(4, 1, 2), (0, -1, -2)]), "ii")
        self.assertEqual(
            self.broken([(1, 1, 2), (0, 4, 4)], [(0, 1, 2), (1, 1, 2)]), "i ii"
        )  # not blank when it arrives

    def test_constants(self) -> None:
        self.assertEqual(self.broken([(3, 0, 1)], [(1, 0, 1)], "0", "2*tanh(1)"), "")
        self.assertEqual(self.broken([(3, 0, -1)], [(1, 0, -1)], "0", "-2*tanh(1)"), "")
        self.assertEqual(self.broken([(3, 0, 1)], [(1, 0, 1)], "0", "1.5231883119115297"), "iii")
        self.assertEqual(self.broken([(3, 0, 1), (1, 0, -1)], [(2, 0, 1), (0, 0, -1)]), "")
        self.assertEqual(self.broken([(3, 0, 1), (1, 0, -1)], [(2, 0, 1), (2, 0, -1)]), "iii")
        self.assertEqual(self.broken([(3, 0, 0)], [(7, 0, 0)]), "")
        self.assertEqual(self.broken([], [], "tanh(1)", "tanh(2)"), "iii")
        # It moves, and d makes up for it at both ends.
        self.assertEqual(self.broken([(1, 0, 1)], [(1, 0, 2)], "-tanh(1)", "-tanh(2)"), "i iii")
        self.assertEqual(self.broken([(1, 0, 1)], [(-1, 0, -1)]), "i")

    def test_logistic(self) -> None:
        self.assertEqual(self.broken([(3, 0, 2)], [(1, 0, 2)], "0", "1 + tanh(1)", "logistic"), "")
        self.assertEqual(self.broken([(3, 0, 0)], [(1, 0, 0)], "0", "1", "logistic"), "")
        self.assertEqual(self.broken([(3, 0, 0)], [(1, 0, 0)], "0", "0", "logistic"), "iii")
        # s(z) + s(-z) = 1: weight shifts among negated copies against d.
        self.assertEqual(
            self.broken([(1, 1, 2), (3, -1, -2)], [(0, 1, 2), (2, -1, -2)], "0", "1", "logistic"), ""
        )
        self.assertEqual(
            self.broken([(1, 1, 2), (3, -1, -2)], [(0, 1, 2), (2, -1, -2)], "0", "0", "logistic"), "iii"
        )

    def test_outputs(self) -> None:
        u = net([([1, 0], [1], 2), ([-1, 0], [1], 2)], ["0", "0"])
        v = net([([1, 1], [2], 3), ([-1, 0], [2], 3)], ["0", "1"])
        self.assertEqual(
            [(b.condition, b.units, b.output, b.start, b.end) for b in breaches(u, v)],
            [("i", (0, 1), 1, {}, {F(0): 1}), ("iii", (), 1, {}, {F(0): 1})],
        )

    def test_account(self) -> None:
        u = net(
            [
                ([1], [1], 2),
                ([5], [3], 3),
                ([0], [1], 4),
                ([2], [-1], -2),
                ([7], [0], 1),
                ([1], [0], 2),
                ([-1], [0], 2),
                ([9], [6], 6),
            ],
            ["0"],
        )
        v = net(
            [
                ([2], [1], 2),
                ([5], [3], 3),
                ([0], [2], 4),
                ([3], [-1], -2),
                ([8], [0], 1),
                ([4], [9], 9),
                ([-4], [9], 9),
                ([9], [6], 7),
            ],
            ["-tanh(1)"],
        )
        self.assertEqual(
            account(u, v),
            {
                "unchanged": 1,
                "constants": [4],
                "moving_blank_units": [2],
                "shifting_groups": [[0, 3]],
                "zero_sum_groups": [[5, 6]],
            },
        )
        self.assertEqual([b.units for b in breaches(u, v)], [(7,)])

    def test_points(self) -> None:
        u, v = net([([1], [0], 4)], ["tanh(1)"]), net([([3], [6], -2)], ["1"])
        self.assertEqual(point_on(u, v, F(0)), u)
        self.assertEqual(point_on(u, v, F(1)), v)
        self.assertEqual(point_on(u, v, F(1, 3)), net([(["5/3"], [2], 2)], ["1/3 + 2/3*tanh(1)"]))
        self.assertEqual(value_at(u, [F(9)]), ({F(1): 1, F(4): 1},))
        self.assertEqual(value_at(net([([2], [1], 1)], ["0"], "logistic"), [F(3)]), ({F(0): 1, F(2): 1},))

    def test_refutations(self) -> None:
        u, v = net([([0], [1], 0)], ["0"]), net([([2], [1], 0)], ["0"])
        self.assertTrue(refuted(u, v, F(1, 2), [F(1)], 0, F(7, 10), F(8, 10)))  # tanh(1)
        self.assertFalse(refuted(u, v, F(1, 2), [F(1)], 0, F(77, 100), F(8, 10)))
        self.assertFalse(refuted(u, v, F(1, 2), [F(1)], 0, F(-1), F(1)))
        self.assertFalse(refuted(u, v, F(1, 2), [F(0)], 0, F(-1), F(1)))
        self.assertFalse(refuted(u, v, F(3, 2), [F(1)], 0, F(2), F(3)))
        self.assertTrue(refuted(v, u, F(1), [F(1)], 0, F(-2), F(-1)))

    def test_generated(self) -> None:
        """Against canonical forms at points of the segments, which Theorem 3 has no part in. Valid paths are valid."""
        seen = set()
        for seed in range(300):
            rng = random.Random(seed)
            valid, story = generate_paths.valid_path(rng, seed % 3 == 0)
            self.assertEqual(check_path(valid), [], (seed, story))
            path, story = generate_paths.random_path(rng, seed % 3 == 0)
            broken = check_path(path)
            for k, (u, v) in enumerate(zip(path, path[1:])):
                points = [point_on(u, v, F(rng.randint(1, 10**6), 10**6 + 3)) for _ in range(2)]
                self.assertEqual(
                    all(equivalent(u, point) for point in points), k not in broken, (seed, k, story)
                )
                seen.add((" ".join(segment_conditions(u, v)), equivalent(u, v)))
        # With True the ends are in one class and the way leaves it.
        self.assertLessEqual(
            {
                ("", True),
                ("i", True),
                ("i iii", True),
                ("i", False),
                ("ii", False),
                ("iii", False),
                ("i ii", False),
            },
            seen,
        )


class Files(unittest.TestCase):
    TEXT = (
        '{"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 2, "outputs": 1, '
        '"units": [{"a": ["1/2"], "b": ["3", "-0.25"], "c": "-1"}], "d": ["0.25"]}'
    )

    def test_example(self) -> None:
        w = read_json_network(self.TEXT.encode())
        self.assertEqual(w, net([(["1/2"], [3, "-1/4"], -1)], ["1/4"], inputs=2))
        self.assertEqual(read_json_network(json.dumps(network_object(w)).encode()), w)

    def test_refused(self) -> None:
        for old, new in (
            ('"version": 1', '"version": 2'),
            ('"version": 1', '"version": "1"'),
            ('"tanh"', '"relu"'),
            ('"inputs": 2', '"inputs": 3'),
            ('"outputs": 1', '"outputs": 0'),
            ('"outputs": 1', '"outputs": 1.0'),
            ('"d": ["0.25"]', '"d": ["0.25", "1"]'),
            ('"d": ["0.25"]', '"d": [null]'),
            ('"c": "-1"', '"c": "1", "e": "1"'),
            ('"c": "-1"', '"c": "1", "c": "1"'),
            (', "c": "-1"', ""),
            ('"3"', '"tanh(3)"'),
            ('"3"', "3."),
            ('"3"', '"+3"'),
            ('"3"', "NaN"),
            ('"3"', "03"),
            ('"3"', '["3"]'),
            ('{"format"', '\ufeff{"format"'),
            ('"version": 1,', ""),
            ('"version": 1,', '"version": 1, "name": "x",'),
            ("isopath-network", "isopath"),
            ('["0.25"]}', '["0.25"]} x'),
            ('["0.25"]}', '["0.25"]'),
            ('"version": 1', '"version": 1, "numbers": "f64"'),
        ):
            self.assertEqual(self.TEXT.count(old), 1, old)
            self.assertRaises(Malformed, read_json_network, self.TEXT.replace(old, new).encode())

    def test_bare(self) -> None:
        text = self.TEXT.replace('"3"', "0.1").replace('"0.25"', "0.1").replace('"-0.25"', '"0.1"')
        for numbers, value in (
            ("", F(1, 10)),
            ("exact", F(1, 10)),
            ("binary64", F(0.1)),
            ("binary32", F(13421773, 2**27)),
        ):
            said = f'"version": 1, "numbers": "{numbers}"' if numbers else '"version": 1'
            w = read_json_network(text.replace('"version": 1', said).encode())
            self.assertEqual((w.units[0].b, w.d[0]), ((value, F(1, 10)), {F(0): value}))
        wide = self.TEXT.replace('"3"', "1e39").replace('"version": 1', '"version": 1, "numbers": "binary32"')
        self.assertRaises(Malformed, read_json_network, wide.encode())

    def test_floats(self) -> None:
        self.assertEqual(
            floats(bytes.fromhex("0100ff7b0080003c"), "F16", "little"), [F(1, 2**24), F(65504), F(0), F(1)]
        )
        self.assertEqual(
            floats(bytes.fromhex("3f800001c2f7"), "BF16", "big"), [F(1), F(1, 2**133), F(-247, 2)]
        )
        for kind, bits in (
            ("F16", "7c00"),
            ("BF16", "ff81"),
            ("F32", "7f800000"),
            ("F64", "fff8000000000000"),
        ):
            self.assertRaises(Malformed, floats, bytes.fromhex(bits), kind, "big")

    def test_arrays(self) -> None:
        """The same network through both binary formats and all layouts the writers know."""
        for seed in range(60):
            rng = random.Random(seed)
            network = generate.float_network(rng)
            with tempfile.TemporaryDirectory() as folder:
                path = spell.write_arrays(rng, network, Path(folder) / "w")
                self.assertEqual(read_network(path), network, seed)

    def test_arrays_by_hand(self) -> None:
        def npy(shape: tuple[int, ...], *values: float) -> bytes:
            header = repr({"descr": "<f8", "fortran_order": False, "shape": shape}).encode() + b"\n"
            return (
                b"\x93NUMPY\x01\x00"
                + struct.pack("<H", len(header))
                + header
                + struct.pack(f"<{len(values)}d", *values)
            )

        def archive(**members: bytes) -> Path:
            data = io.BytesIO()
            with zipfile.ZipFile(data, "w") as target:
                for name, member in members.items():
                    target.writestr(name + ".npy", member)
            path.write_bytes(data.getvalue())
            return path

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "w.npz"
            w1, w2 = npy((2, 3), 1, 2, 3, 4, 5, 6), npy((1, 2), -0.0, 8)
            w = net([([0], [1, 2, 3], 9), ([8], [4, 5, 6], 10)], ["0"], inputs=3)
            self.assertEqual(read_network(archive(W1=w1, W2=w2, b1=npy((2,), 9, 10))), w)
            self.assertRaises(NotTreated, read_network, archive(W1=w1, W2=w2, W3=w2))
            self.assertRaises(NotTreated, read_network, archive(W1=w1))
            self.assertRaises(Malformed, read_network, archive(W1=w1, W2=w1))
            self.assertRaises(Malformed, read_network, archive(W1=w1, W2=w2, b1=npy((3,), 1, 2, 3)))

    def test_spelling(self) -> None:
        """What the generator spells is what is read."""
        for seed in range(300):
            rng = random.Random(seed)
            network = generate.random_network(rng)
            self.assertEqual(read_json_network(spell.spell_network(rng, network).encode()), network, seed)


class Paths(unittest.TestCase):
    TEXT = (
        '{"format": "isopath-path", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1, "vertices": ['
        '{"units": [{"a": ["2"], "b": ["0"], "c": "1"}], "d": ["0"]}, '
        '{"units": [{"a": ["0"], "b": ["0"], "c": "1"}], "d": ["2*tanh(1)"]}, '
        '{"units": [{"a": ["0"], "b": [5], "c": "-1/2"}], "d": ["2*tanh(1)"]}]}'
    )

    def test_example(self) -> None:
        path = read_json_path(self.TEXT.encode())
        self.assertEqual(
            path,
            [
                net([([2], [0], 1)], ["0"]),
                net([([0], [0], 1)], ["2*tanh(1)"]),
                net([([0], [5], "-1/2")], ["2*tanh(1)"]),
            ],
        )
        self.assertEqual(read_json_path(json.dumps(path_object(path)).encode()), path)
        self.assertEqual(
            path_report(path),
            {
                "valid": True,
                "segments": 2,
                "first_broken_segment": None,
                "broken_segments": [],
                "conditions": [],
            },
        )
        path = [path[1], path[0], path[0], path[2]]
        self.assertEqual(
            path_report(path),
            {
                "valid": False,
                "segments": 3,
                "first_broken_segment": 2,
                "broken_segments": [2],
                "conditions": [{"segment": 2, "broken": ["i", "iii"]}],
            },
        )

    def test_refused(self) -> None:
        for old, new in (
            ('"version": 1', '"version": 2'),
            ("isopath-path", "isopath-network"),
            ('"inputs": 1', '"inputs": 2'),
            ('"outputs": 1, ', ""),
            ('"outputs": 1', '"outputs": 1, "units": []'),
            ('{"units": [{"a": ["0"], "b": [5]', '{"units": [{"b": [5]'),
            ('{"units": [{"a": ["2"], "b": ["0"], "c": "1"}]', '{"units": []'),
            ('"d": ["0"]}', '"d": ["0"], "numbers": "exact"}'),
            ('"d": ["0"]}', '"d": null}'),
            ('"d": ["0"]}', '"d": ["0", "0"]}'),
            ('["2"]', '["2*tanh(1)"]'),
            ("5", "05"),
            ('"vertices": [', '"vertices": [], "x": ['),
            ('"vertices": [', '"vertices": [null, '),
        ):
            self.assertEqual(self.TEXT.count(old), 1, old)
            self.assertRaises(Malformed, read_json_path, self.TEXT.replace(old, new).encode())
        empty = self.TEXT[: self.TEXT.index('[{"units"')] + "[]}"
        self.assertRaises(Malformed, read_json_path, empty.encode())
        text = self.TEXT.replace("[5]", "[0.1]").replace('"version"', '"numbers": "binary64", "version"')
        rounded = read_json_path(text.encode())
        self.assertEqual(rounded[2].units[0].b, (F(0.1),))

    def test_files(self) -> None:
        path = read_json_path(self.TEXT.encode())
        with tempfile.TemporaryDirectory() as folder:
            whole, *files = (Path(folder) / name for name in ("path", "0", "1", "2"))
            whole.write_text(self.TEXT)
            for file, vertex in zip(files, path):
                file.write_text(json.dumps(network_object(vertex)))
            self.assertEqual(read_path([whole]), path)
            self.assertEqual(read_path(files), path)
            self.assertEqual(read_path(files[:1]), path[:1])
            self.assertRaises(Malformed, read_path, [whole, *files])
            files[1].write_text(json.dumps(network_object(net([], ["0"]))))
            self.assertRaises(Malformed, read_path, files)

    def test_spelling(self) -> None:
        for seed in range(200):
            rng = random.Random(seed)
            path, story = generate_paths.random_path(rng)
            self.assertEqual(read_json_path(spell.spell_path(rng, path).encode()), path, (seed, story))

    def claim(self, path: list[Network], broken: object = None, fields: object = None) -> bytes:
        claim = {"path": fields or path_fields(path)}
        return (
            certificate("path valid", claim)
            if broken is None
            else certificate("path broken", {**claim, "broken": broken})
        )

    def test_claims(self) -> None:
        for seed in range(200):
            path, story = generate_paths.random_path(random.Random(seed), seed % 2 == 0)
            full = {**path_fields(path), "vertices": list(map(vertex_fields, path))}
            broken = check_path(path)
            for fields in (None, full):
                self.assertEqual(
                    claim_of(self.claim(path, None, fields)), ("path valid", path, None), (seed, story)
                )
                self.assertEqual(claim_of(self.claim(path, [3, 1], fields)), ("path broken", path, [3, 1]))
                self.assertIs(decide(self.claim(path, None, fields)), not broken)
                self.assertIs(decide(self.claim(path, broken, fields)), bool(broken))
                self.assertFalse(decide(self.claim(path, broken + [len(path) - 1], fields)))
                self.assertFalse(decide(self.claim(path, broken[1:], fields)))
                self.assertFalse(
                    decide(self.claim(path, [0, *broken] if 0 in broken else broken[::-1] * 2, fields))
                )

    def test_fewest_numbers(self) -> None:
        path = read_json_path(self.TEXT.encode())
        first, second, third = path_fields(path)["vertices"]
        self.assertEqual(first, vertex_fields(path[0]))
        self.assertEqual(
            second, {"changes": [{"unit": 0, "a": ["0"], "b": None, "c": None}], "d": ["2*tanh(1)"]}
        )  # 3 of 4
        self.assertEqual(third, {"changes": [{"unit": 0, "a": None, "b": ["5"], "c": "-1/2"}], "d": None})
        far = net([([1], [5], "-1/2")], ["0"])
        self.assertEqual(path_fields([path[0], far])["vertices"][1], vertex_fields(far))
        self.assertEqual(path_fields([far, far])["vertices"][1], {"changes": [], "d": None})

    def test_refused_claims(self) -> None:
        u = net([([1], [1], 2), ([2], [3], 4), ([0], [5], 6)], ["0"])
        v = net([([1], [1], 2), ([2], [3], 4), ([0], [7], 8)], ["0"])
        good = self.claim([u, v]).decode()
        change = '{"unit": 2, "a": null, "b": ["7"], "c": "8"}'
        self.assertTrue(decide(good.encode()))
        for old, new in (
            (change, change + ", " + change),
            (change, '{"unit": 1, "a": ["2"], "b": null, "c": null}'),
            (change, '{"unit": 1, "a": null, "b": null, "c": null}'),
            (change, change.replace("2", "3", 1)),
            (change, change.replace("null", '["0"]')),
            (change, change.replace('"8"', '"6"')),
            (change, change.replace('"8"', "8")),
            (change, change.replace('"8"', '"8/1"')),
            (change, change.replace('"a": null, "b": ["7"]', '"b": ["7"], "a": null')),
            (change, change.replace('"a": null, ', "")),
            ('"d": null', '"d": ["0"]'),
            ('], "d": null', "]"),
            ('{"changes": [' + change + '], "d": null}', '{"d": null, "changes": [' + change + "]}"),
            ('{"path": ', '{"broken": [], "path": '),
            ('"path valid"', '"path broken"'),
        ):
            self.assertEqual(good.count(old), 1, old)
            self.assertRaises(Malformed, decide, good.replace(old, new).encode())
        vertices = path_fields([u, v])["vertices"]
        for stated in (
            [],
            vertices[1:],
            vertices[1:] + vertices[:1],
            [vertices[0], {**vertices[0], "units": []}],
        ):
            self.assertRaises(
                Malformed, decide, self.claim([], None, {**path_fields([u, v]), "vertices": stated})
            )
        for broken in ("0", ["0"], [-1], [0.0], None, [None]):
            claim = {"path": path_fields([u, v]), "broken": broken}
            self.assertRaises(Malformed, decide, certificate("path broken", claim))


class NearParameters(unittest.TestCase):
    def test_change(self) -> None:
        first = net([([1], [2], "1/2"), ([3], [0], 0)], ["1 + tanh(1)"])
        self.assertEqual(change(first, first), 0)
        self.assertEqual(
            change(first, net([([1], [2], "1/3"), (["5/2"], [0], 0)], ["1 + tanh(1)"])), Fraction(1, 2)
        )
        self.assertEqual(change(first, net([([1], [2], "1/2"), ([3], [0], 0)], ["-1 + tanh(1)"])), 2)
        self.assertEqual(change(first, net([([1], [2], "1/2"), ([3], [0], 0)], ["tanh(1)"])), 1)
        self.assertIsNone(change(first, net([([1], [2], "1/2"), ([3], [0], 0)], ["1 + 2*tanh(1)"])))
        self.assertIsNone(change(first, net([([1], [2], "1/2")], ["1 + tanh(1)"])))
        self.assertIsNone(change(first, replace(first, activation="logistic")))

    def test_claims(self) -> None:
        network, near = net([([1], [2], 1), ([3], ["-21/10"], "-9/10")], ["0"]), net(
            [([1], ["41/20"], "19/20"), ([3], ["-41/20"], "-19/20")], ["0"]
        )
        for radius, rank_stated, holds in (
            ("1/20", 1, True),
            ("1", 2, True),
            ("1/20", 0, False),
            ("49/1000", 1, False),
        ):
            data = certificate(
                "near",
                {
                    "network": network_fields(network),
                    "near": network_fields(near),
                    "radius": radius,
                    "rank": rank_stated,
                },
            )
            self.assertEqual(claim_of(data), ("near", [network, near], (Fraction(radius), rank_stated)))
            self.assertIs(decide(data), holds)


class Certificates(unittest.TestCase):
    def test_decisions(self) -> None:
        a, b = net([([2], [1], 1)], ["0"]), net([([-2], [-1], -1)], ["0"])
        c = net([([2], [1], 1)], ["tanh(1)"])
        for first, second, same in ((a, b, True), (a, c, False)):
            claim: dict[str, object] = {"a": network_fields(first), "b": network_fields(second)}
            self.assertIs(decide(certificate("equivalent", claim)), same)
            self.assertIs(decide(certificate("inequivalent", claim)), not same)
        for form, stated, holds in ((a, 1, True), (a, 0, False), (b, 1, False)):
            claim = {"network": network_fields(b), "canonical": network_fields(form), "rank": stated}
            self.assertIs(decide(certificate("canonical", claim)), holds)

    def test_refused(self) -> None:
        fields = network_fields(net([([2], [1], 1)], ["1/2 + tanh(1)"]))
        good = certificate("equivalent", {"a": fields, "b": fields}).decode()
        self.assertTrue(decide(good.encode()))
        for old, new in (
            ('"2"', '"4/2"'),
            ('"2"', "2"),
            ('"1/2 + tanh(1)"', '"tanh(1) + 1/2"'),
            ('"version": 1', '"version": 2'),
            ('"1/2 + tanh(1)"', '"1/2+tanh(1)"'),
            ('"1/2 + tanh(1)"', '"1/2 + 1*tanh(1)"'),
            (
                '"format": "isopath-certificate", "version": 1',
                '"version": 1, "format": "isopath-certificate"',
            ),
        ):
            self.assertIn(old, good)
            self.assertRaises(Malformed, decide, good.replace(old, new, 1).encode())
        self.assertRaises(NotTreated, decide, good.replace('"equivalent"', '"path"').encode())
        self.assertRaises(Malformed, record, {"a": 1, "b": 2}, "b a", (), True)


if __name__ == "__main__":
    unittest.main()
