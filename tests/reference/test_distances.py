"""Tests of distances.py: cases computed by hand, cells against linear algebra, distances against theorems and against
paths, bounds against distances.

    test_distances.py [unittest options]
"""

from __future__ import annotations

import json
import random
import sys
import unittest
from fractions import Fraction
from itertools import permutations, product
from pathlib import Path
from typing import Any, Optional

sys.path.insert(0, str(Path(__file__).resolve().parent))

import generate  # noqa: E402
import generate_members  # noqa: E402
from distances import (
    Cell,
    all_cells,
    bound_of,
    carriers,
    cell_of,
    cell_of_rigid,
    cells_with,
    class_of_cell,  # noqa: E402
    exact_distance,
    first_move,
    layers_from,
    lower_bound,
    meets,
    rigid,
    seats_bound,
    shortest_chain,
    table_bound,
    turned_cell,
    unit_bound,
)
from exact_numbers import Malformed, NotTreated, read_sum  # noqa: E402
from network_files import (
    Network,
    Unit,
    claim_of,
    lower_of,
    network_fields,
    path_fields,
    vertex_fields,
)  # noqa: E402
from reference import breaches, canonical, check_path, decide, equivalent, rank  # noqa: E402

F = Fraction
Row = tuple[dict[Any, Fraction], Fraction]  # a linear equation: coefficients, right-hand side


def net(units: list[tuple[object, object, object]], d: str = "0") -> Network:
    """One input, one output; a unit is (a, b, c)."""
    made = [Unit((F(str(a)),), (F(str(b)),), F(str(c))) for a, b, c in units]
    return Network("tanh", 1, 1, tuple(made), (read_sum(d),))


def rigid_net(
    groups: int, spare: int, flipped: tuple[int, ...] = (), order: Optional[tuple[int, ...]] = None
) -> Network:
    units = [(-k - 1, -k - 1, -1) if k in flipped else (k + 1, k + 1, 1) for k in range(groups)]
    units = [units[k] for k in order] if order else units
    return net([*units, *((1, 0, j + 1) for j in range(spare))])


def solve(equations: list[Row]) -> Optional[dict[Any, Fraction]]:
    """Some solution, unknowns that are free being 0 and left out; None if there is none."""
    solved: dict[Any, Row] = {}
    for left, right in equations:
        left = dict(left)
        for unknown, (others, value) in solved.items():
            factor = left.pop(unknown, F(0))
            if factor:
                right -= factor * value
                for other, coefficient in others.items():
                    left[other] = left.get(other, F(0)) - factor * coefficient
        left = {unknown: coefficient for unknown, coefficient in left.items() if coefficient}
        if not left:
            if right:
                return None
            continue
        pivot, by = left.popitem()
        row = {unknown: coefficient / by for unknown, coefficient in left.items()}, right / by
        for unknown, (others, value) in solved.items():
            factor = others.pop(pivot, F(0))
            if factor:
                value -= factor * row[1]
                for other, coefficient in row[0].items():
                    others[other] = others.get(other, F(0)) - factor * coefficient
            solved[unknown] = {key: x for key, x in others.items() if x}, value
        solved[pivot] = row
    return {unknown: value for unknown, (_, value) in solved.items()}


def equations(cell: Cell, form: Network) -> list[Row]:
    """What the definition of a cell asks of a's ("a", unit, output) and pairs ("p", unit, place), a = 0 at labels C."""
    rows: list[Row] = []
    one, outputs, inputs = F(1), range(form.outputs), form.inputs
    for kind, number in {label[:2] for label in cell}:
        members = [(i, F(sign)) for i, (own, n, sign) in enumerate(cell) if (own, n) == (kind, number)]
        if kind == "C":
            for i, _ in members:
                rows += [({("a", i, o): one}, F(0)) for o in outputs]
                rows += [
                    ({("p", i, place): one}, number if place == inputs else F(0))
                    for place in range(inputs + 1)
                ]
            continue
        unit = form.units[number] if kind == "E" else Unit((F(0),) * form.outputs, (), F(0))
        rows += [({("a", i, o): sign for i, sign in members}, unit.a[o]) for o in outputs]
        for i, sign in members if kind == "E" else members[1:]:
            for place in range(inputs + 1):
                if kind == "E":
                    rows.append(({("p", i, place): sign}, (*unit.b, unit.c)[place]))
                else:
                    rows.append(({("p", i, place): sign, ("p", members[0][0], place): -members[0][1]}, F(0)))
    return rows


def common_point(p: Cell, q: Cell, form: Network) -> Optional[Network]:
    found = solve(equations(p, form) + equations(q, form))
    if found is None:
        return None
    value = lambda *name: found.get(name, F(0))  # noqa: E731
    units = [
        Unit(
            tuple(value("a", i, o) for o in range(form.outputs)),
            tuple(value("p", i, k) for k in range(form.inputs)),
            value("p", i, form.inputs),
        )
        for i in range(len(p))
    ]
    return Network("tanh", form.inputs, form.outputs, tuple(units), form.d)


def pairs_of_members(
    name: str, number: int, width: Optional[int] = None
) -> list[tuple[str, Network, Network]]:
    found = []
    for index in range(number):
        seed = f"{name} {index}"
        _, (u, w) = generate_members.random_members(random.Random(seed), 2, width)
        found.append((seed, u, w))
    return found


class FirstMoves(unittest.TestCase):
    def moves(self, *units: tuple[object, object, object]) -> list[int]:
        return [first_move(net(list(units)), i) for i in range(len(units))]

    def test_by_hand(self) -> None:
        self.assertEqual(self.moves((1, 1, 1), (1, 0, 1)), [4, 2])  # rigid
        self.assertEqual(self.moves((1, 1, 1), (0, 0, 1)), [3, 1])
        self.assertEqual(self.moves((1, 1, 1), (0, 1, 1)), [2, 1])
        self.assertEqual(self.moves((1, 1, 1), (2, -1, -1), (5, 3, 3)), [2, 2, 4])
        self.assertEqual(self.moves((1, 1, 1), (1, -1, -1), (5, 3, 3)), [1, 1, 2])
        self.assertEqual(
            self.moves((1, 1, 1), (1, 1, 1), (1, 1, 1), (5, 3, 3)), [2, 2, 2, 3]
        )  # three in a group
        self.assertEqual(self.moves((1, 0, 1), (1, 0, 1), (5, 3, 3)), [2, 2, 3])  # constants share |c|
        self.assertEqual(self.moves((1, 0, 1), (1, 0, -1), (5, 3, 3)), [1, 1, 2])
        self.assertEqual(self.moves((1, 0, 0), (1, 0, 0), (5, 3, 3)), [1, 1, 2])  # (0, 0): signs are free
        self.assertEqual(
            self.moves((1, 0, 0), (2, 0, 0), (3, 0, 0), (4, 0, 0)), [1, 1, 1, 1]
        )  # 1 - 2 - 3 + 4
        self.assertEqual(self.moves((1, 0, 0), (2, 0, 0), (4, 0, 0), (5, 3, 3)), [2, 2, 2, 3])
        self.assertEqual(
            self.moves((1, 1, 1), (0, 0, 1), (0, 0, -1)), [2, 1, 1]
        )  # two blanks can move as a group
        self.assertEqual(self.moves((1, 1, 1), (0, 0, 1), (0, 0, 2)), [3, 1, 1])

    def test_many(self) -> None:
        self.assertEqual(self.moves(*[(1, 1, 1)] * 8, (5, 3, 3)), [2] * 8 + [3])
        self.assertEqual(self.moves(*[(1, 1, 1)] * 9, (5, 3, 3)), [1] * 9 + [2])

    def test_rigid(self) -> None:
        self.assertTrue(rigid(rigid_net(2, 2)))
        for units in ([(1, 1, 1), (0, 0, 1)], [(1, 1, 1), (1, -1, -1)], [(1, 0, 1), (2, 0, -1)]):
            self.assertFalse(rigid(net(units)))  # type: ignore[arg-type]
        logistic = generate.other_activation(random.Random(0), rigid_net(2, 2))
        self.assertTrue(rigid(logistic))
        self.assertEqual([first_move(logistic, i) for i in range(4)], [4, 4, 2, 2])

    def test_seats(self) -> None:
        u = rigid_net(3, 1)
        for flipped, order, bound in (
            ((), None, 0),
            ((0,), None, 7),
            ((0, 1, 2), None, 15),
            ((), (1, 0, 2), 7),
            ((), (1, 2, 0), 9),
            ((0,), (0, 2, 1), 11),
        ):
            self.assertEqual(seats_bound(u, rigid_net(3, 1, flipped, order)), bound)
        self.assertEqual(seats_bound(rigid_net(1, 2), rigid_net(1, 2, (0,))), 5)
        self.assertEqual(unit_bound(rigid_net(1, 2), rigid_net(1, 2, (0,))), 7)
        self.assertEqual(seats_bound(rigid_net(1, 0), rigid_net(1, 0, (0,))), 0)


class Cells(unittest.TestCase):
    def test_numbers(self) -> None:
        for width, groups, number in (
            (0, 0, 1),
            (1, 0, 1),
            (1, 1, 2),
            (2, 0, 3),
            (2, 1, 8),
            (2, 2, 8),
            (3, 0, 11),
            (4, 3, 768),
        ):
            cells = all_cells(width, groups)
            self.assertEqual((len(cells), len(set(cells))), (number, number))

    def test_meetings(self) -> None:
        """By linear algebra: all pairs of cells for small widths, some for others, and cells with C."""
        form = net([(1, 1, 1), (2, 1, -1), (5, 3, 0)])
        rng, seen = random.Random(4), set()
        for width, groups in ((1, 0), (2, 0), (2, 1), (2, 2), (3, 0), (3, 1), (3, 2), (4, 1), (4, 2), (4, 3)):
            cells = all_cells(width, groups)
            here = Network("tanh", 1, 1, form.units[:groups], form.d)
            chosen = (
                list(product(cells, cells))
                if len(cells) <= 50
                else [(rng.choice(cells), rng.choice(cells)) for _ in range(2000)]
            )
            for p, q in chosen:
                p, q = (
                    tuple(
                        ("C", rng.choice([0, 1, -1, 2]), 1)
                        if kind == "Z" and rng.random() < share
                        else (kind, n, sign)
                        for kind, n, sign in cell
                    )
                    for cell, share in ((p, rng.choice((0, 0.5))), (q, rng.choice((0, 0.2))))
                )
                point = common_point(p, q, here)
                self.assertIs(meets(p, q), point is not None, (p, q))
                self.assertIs(meets(q, p), point is not None, (q, p))
                if point:
                    self.assertTrue(equivalent(point, here))
                seen.add((point is None, any(kind == "C" for kind, _, _ in p)))
        self.assertEqual(len(seen), 4)

    def test_cells_with(self) -> None:
        """Those without C are the cells of all_cells whose equations the parameter meets."""
        for seed, u, _ in pairs_of_members("cells", 150):
            form, own = canonical(u), cells_with(u)
            values = {("a", i, o): unit.a[o] for i, unit in enumerate(u.units) for o in range(u.outputs)}
            values |= {
                ("p", i, k): x for i, unit in enumerate(u.units) for k, x in enumerate((*unit.b, unit.c))
            }
            self.assertEqual(len(set(own)), len(own))
            expected = {
                cell
                for cell in all_cells(len(u.units), rank(u))
                if all(
                    sum((x * values[name] for name, x in left.items()), F(0)) == right
                    for left, right in equations(cell, form)
                )
            }
            self.assertEqual(
                {cell for cell in own if all(kind != "C" for kind, _, _ in cell)}, expected, seed
            )

    def test_by_hand(self) -> None:
        self.assertEqual(cells_with(net([(1, 1, 1), (2, 0, -3)])), [(("E", 0, 1), ("C", F(-3), 1))])
        self.assertEqual(
            set(cells_with(net([(1, 0, 0), (1, 0, 0)]))),
            {(("C", F(0), 1), ("C", F(0), 1)), (("Z", 0, 1), ("Z", 0, -1))},
        )
        self.assertEqual(
            set(cells_with(net([(1, 1, 1), (0, -1, -1)]))),
            {(("E", 0, 1), ("E", 0, -1)), (("E", 0, 1), ("Z", 0, 1))},
        )

    def test_classes(self) -> None:
        start = cell_of(4, {0: ("E", 0, 1), 1: ("E", 1, -1)}, [[(2, 1)], [(3, 1)]])
        self.assertEqual(class_of_cell(start, start), "+()+()Z(1)Z(1)")
        self.assertEqual(class_of_cell(turned_cell(start), start), "-()-()Z(1)Z(1)")
        self.assertEqual(
            class_of_cell((("E", 1, 1), ("Z", 0, 1), ("E", 0, 1), ("Z", 0, 1)), start), "Z(1((1)))"
        )
        self.assertEqual(
            class_of_cell((("Z", 0, 1), ("Z", 0, 1), ("E", 0, 1), ("E", 1, 1)), start), "Z((1)(1))"
        )
        self.assertEqual(
            class_of_cell((("E", 1, 1), ("E", 0, -1), ("E", 0, 1), ("Z", 0, 1)), start), "+()(1)Z(1)"
        )
        self.assertEqual(
            class_of_cell((("E", 1, -1), ("E", 0, -1), ("E", 0, 1), ("Z", 0, 1)), start), "-()(1)Z(1)"
        )

    def test_orbits(self) -> None:
        """Classes are the orbits of the symmetries of the cell of a rigid parameter."""
        for groups, spare in ((1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (1, 3), (0, 3)):
            width = groups + spare
            start = cell_of(
                width, {k: ("E", k, 1) for k in range(groups)}, [[(i, 1)] for i in range(groups, width)]
            )

            def moved(cell: Cell, order: tuple[int, ...], signs: tuple[int, ...]) -> Cell:
                """Unit i becomes unit order[i], with this sign; group k, which is at home on unit k, likewise."""
                fixed, zero_sums = {}, {}
                for i, (kind, number, sign) in enumerate(cell):
                    if kind == "E":
                        fixed[order[i]] = ("E", order[number], sign * signs[i] * signs[number])
                    else:
                        zero_sums.setdefault(number, []).append((order[i], sign * signs[i]))
                return cell_of(width, fixed, list(zero_sums.values()))

            orders = [
                (*home, *rest)
                for home in permutations(range(groups))
                for rest in permutations(range(groups, width))
            ]
            left = set(all_cells(width, groups))
            names = set()
            while left:
                cell = min(left, key=str)
                orbit = {
                    moved(cell, order, signs) for order in orders for signs in product((1, -1), repeat=width)
                }
                self.assertLessEqual(orbit, left)
                left -= orbit
                (name,) = {class_of_cell(one, start) for one in orbit}
                self.assertNotIn(name, names)
                names.add(name)

    def test_layers(self) -> None:
        """One cell of each class is enough to go on from; the first layers by hand."""
        for groups, spare in ((1, 1), (1, 2), (2, 1), (2, 2), (3, 1)):
            start = cell_of_rigid(
                rigid_net(groups, spare),
                {pair: k for k, pair in enumerate(sorted(carriers(rigid_net(groups, spare))))},
            )
            self.assertEqual(layers_from(start, groups, 99), layers_from(start, groups, 99, True))
            if (groups, spare) == (1, 1):
                self.assertEqual(
                    layers_from(start, 1, 99), [["+()Z(1)"], ["+(1)"], ["Z((1))"], ["-(1)"], ["-()Z(1)"]]
                )


class Distances(unittest.TestCase):
    def test_by_hand(self) -> None:
        u = net([(1, 1, 1), (0, 5, 5)])
        for other, distance in (
            ([(1, 1, 1), (0, 5, 5)], 0),
            ([(1, 1, 1), (0, 6, 6)], 1),
            ([(1, 1, 1), (0, 1, 1)], 1),
            ([(0, 1, 1), (1, 1, 1)], 2),
            ([(-1, -1, -1), (0, 1, 1)], 4),
            ([(0, 5, 5), (1, 1, 1)], 3),
            ([(0, 5, 5), (-1, -1, -1)], 3),
            ([(-1, -1, -1), (0, 5, 5)], 5),
        ):  # ways by hand
            w = net(other)  # type: ignore[arg-type]
            self.assertEqual((exact_distance(u, w), exact_distance(w, u)), (distance, distance), other)
        self.assertEqual(exact_distance(net([(1, 0, 1)], "-tanh(1)"), net([(1, 0, 2)], "-tanh(2)")), 3)
        self.assertEqual(exact_distance(net([(1, 0, 1)], "-tanh(1)"), net([(-1, 0, -1)], "-tanh(1)")), 3)
        self.assertEqual(exact_distance(net([(1, 0, 0)]), net([(2, 0, 0)])), 1)
        self.assertEqual(exact_distance(net([(1, 0, 0)]), net([(2, 0, 1)], "-2*tanh(1)")), 3)
        self.assertEqual(exact_distance(net([(0, 0, 0)]), net([(2, 0, 1)], "-2*tanh(1)")), 2)
        self.assertEqual(exact_distance(net([(1, 0, 0), (1, 0, 0)]), net([(2, 1, 3), (2, -1, -3)])), 1)
        self.assertIsNone(exact_distance(net([(1, 1, 1)]), net([(-1, -1, -1)])))
        self.assertEqual(exact_distance(net([(1, 1, 1)]), net([(1, 1, 1)])), 0)
        self.assertRaises(NotTreated, exact_distance, u, u, 1)

    def test_theorems(self) -> None:
        for groups, spare in ((1, 1), (1, 2), (2, 2), (1, 3), (2, 1), (3, 1)):  # one sign turned: always 7
            u = rigid_net(groups, spare)
            self.assertEqual(exact_distance(u, rigid_net(groups, spare, (0,))), 7)
        for groups, spare, distance in ((2, 1, 11), (3, 1, 15), (2, 2, 7)):  # all signs turned: Theorem 7
            w = rigid_net(groups, spare, tuple(range(groups)))
            self.assertEqual(exact_distance(rigid_net(groups, spare), w), distance)
        self.assertEqual(
            exact_distance(net([(1, 0, 1), (1, 0, 2)]), net([(1, 0, 3), (1, 0, 2)], "tanh(1) - tanh(3)")), 3
        )
        self.assertEqual(exact_distance(rigid_net(2, 1), rigid_net(2, 1, (), (1, 0))), 9)

    def test_random(self) -> None:
        """Symmetry, Theorem 3, Theorem 4, the lower bounds, and a path with the stated number of segments."""
        seen = set()
        for seed, u, w in [
            *pairs_of_members("random", 600, 3),
            *pairs_of_members("random", 300),
            *pairs_of_members("4", 300, 4),
        ]:
            width, groups, distance = len(u.units), rank(u), exact_distance(u, w)
            self.assertTrue(equivalent(u, w), seed)
            self.assertEqual(exact_distance(w, u), distance, seed)
            self.assertIs(bool(set(cells_with(u)) & set(cells_with(w))), not breaches(u, w), seed)
            self.assertIs(distance == 0, u == w)
            if distance is None:
                self.assertEqual(groups, width, seed)
                continue
            seen.add((groups, distance))
            self.assertLessEqual(
                distance, 3 + 4 * -(-groups // (width - groups)) if groups < width else 0, seed
            )
            self.assertLessEqual(lower_bound(u, w), distance, seed)
            if distance > 1:
                chain, form = shortest_chain(u, w), canonical(u)
                points = [common_point(p, q, form) for p, q in zip(chain, chain[1:])]
                path = [u, *points, w]
                self.assertEqual((len(path) - 1, check_path(path)), (distance, []), seed)
        self.assertLessEqual(
            {(0, d) for d in range(4)} | {(1, d) for d in range(8)} | {(2, d) for d in range(10)} | {(3, 11)},
            seen,
        )

    def test_triples(self) -> None:
        for index in range(250):
            of, members = generate_members.random_members(random.Random(f"triple {index}"), 3)
            ab, bc, ac = (exact_distance(members[i], members[j]) for i, j in ((0, 1), (1, 2), (0, 2)))
            if ab is not None and bc is not None:
                self.assertTrue(ac is not None and ac <= ab + bc, index)

    def test_invariance(self) -> None:
        """Permuting and flipping both ends, and stating them as logistic networks, changes nothing."""
        for index, (seed, u, w) in enumerate(pairs_of_members("invariance", 120)):
            rng = random.Random(index)
            order = rng.sample(range(len(u.units)), len(u.units))
            moved = [
                Network(v.activation, v.inputs, v.outputs, tuple(v.units[i] for i in order), v.d)
                for v in (u, w)
            ]
            for i in range(len(order)):
                if rng.random() < 0.5:
                    moved = [generate.flip_unit(v, i) for v in moved]
            if rng.random() < 0.3:
                moved = [generate.other_activation(rng, v) for v in moved]
            self.assertEqual(exact_distance(*moved), exact_distance(u, w), seed)
            self.assertEqual(lower_bound(*moved), lower_bound(u, w), seed)

    def test_tables(self) -> None:
        tight = 0
        for index in range(60):
            rng = random.Random(f"table {index}")
            groups, spare = rng.choice(((1, 1), (2, 1), (1, 2), (2, 2), (3, 1)))
            of = generate_members.random_class(rng, groups + spare, groups)
            u, w = (generate_members.rigid_member(rng, of, rng.random() < 0.7) for _ in range(2))
            if rng.random() < 0.5:
                w = u
                for pair, (i, _) in carriers(u).items():
                    w = generate.flip_unit(w, i)
            numbers = {pair: k for k, pair in enumerate(sorted(carriers(u)))}
            distance = exact_distance(u, w)
            for last in range(12):
                layers = layers_from(cell_of_rigid(u, numbers), groups, last)
                bound = table_bound(u, w, layers)
                self.assertLessEqual(bound, distance, index)
                tight += bound == distance
        self.assertGreater(tight, 60)

    def test_bad_tables(self) -> None:
        u, w = rigid_net(2, 1), rigid_net(2, 1, (0, 1))
        numbers = {pair: k for k, pair in enumerate(sorted(carriers(u)))}
        good = layers_from(cell_of_rigid(u, numbers), 2, 4)
        self.assertEqual([len(layer) for layer in good], [1, 1, 1, 2, 2])
        self.assertEqual([table_bound(u, w, good[:k]) for k in range(6)], [0, 4, 6, 8, 10, 11])
        self.assertEqual(table_bound(u, w, good[:2] + [sorted(good[2] + good[3]), good[4]]), 9)  # sound
        for bad in (
            good[1:],
            good[:3] + [good[3][:1]],
            good[:2] + good[3:],
            good[:3] + [good[3][::-1]],
            good[:3] + [good[3][:1], good[4]],
            good[:3] + [good[3] + good[3][-1:]],
            good[:3] + [good[3] + ["Z"]],
            good[:3] + [sorted(good[3] + good[2])],
        ):
            self.assertEqual(table_bound(u, w, bad), 0, bad)
        near = rigid_net(2, 1, (0,))
        self.assertEqual(
            [table_bound(u, near, layers_from(cell_of_rigid(u, numbers), 2, k)) for k in (3, 4)], [7, 0]
        )
        self.assertEqual(table_bound(u, u, good), 0)
        self.assertRaises(NotTreated, table_bound, rigid_net(3, 3), rigid_net(3, 3, (0,)), [["x"]])


class Certificates(unittest.TestCase):
    def text(
        self,
        kind: str,
        claim: dict[str, object],
        argument: object = "none",
        unit: object = None,
        layers: object = None,
    ) -> bytes:
        lower = {"argument": argument, "unit": unit, "layers": layers}
        whole = {
            "format": "isopath-certificate",
            "version": 1,
            "kind": kind,
            "claim": claim,
            "evidence": {"lower": lower},
        }
        return json.dumps(whole).encode()

    def distance(self, path: list[Network], lower: int, upper: int, *evidence: object) -> bytes:
        return self.text("distance", {"path": path_fields(path), "lower": lower, "upper": upper}, *evidence)

    def test_distance(self) -> None:
        u, w = rigid_net(1, 1), rigid_net(1, 1, (0,))
        form = canonical(u)
        chain = shortest_chain(u, w) or []
        path = [u, *(common_point(p, q, form) for p, q in zip(chain, chain[1:])), w]
        self.assertEqual(claim_of(self.distance(path, 7, 7)), ("distance", path, (7, 7)))
        for lower, upper, holds in ((7, 7, True), (0, 7, True), (8, 7, False), (7, 8, False)):
            self.assertIs(decide(self.distance(path, lower, upper)), holds)
        self.assertFalse(decide(self.distance([u, w], 1, 1)))
        layers = [["+()Z(1)"], ["+(1)"], ["Z((1))"]]
        for evidence, bound in (
            (("none",), 0),
            (("parameters",), 1),
            (("segment",), 2),
            (("unit", 0), 7),
            (("unit", 1), None),
            (("unit", 2), None),
            (("seats",), 7),
            (("table", None, layers), 7),
            (("table", None, layers[:2]), 6),
            (("table", None, layers[1:]), None),
        ):
            self.assertEqual(bound_of(self.distance(path, 7, 7, *evidence)), bound, evidence)
        for argument, bound in (("none", 0), ("parameters", None), ("segment", None), ("seats", None)):
            self.assertEqual(bound_of(self.distance([u], 0, 0, argument)), bound, argument)
        for bad in (
            ("unit",),
            ("none", 0),
            ("none", None, []),
            ("table",),
            ("table", 0, layers),
            ("Unit", 0),
            (None,),
            ("unit", "0"),
            ("unit", -1),
            ("table", None, [[1]]),
            ("table", None, "x"),
        ):
            self.assertRaises(Malformed, lower_of, self.distance(path, 7, 7, *bad))

    def test_wide(self) -> None:
        """Where cells are too many, the evidence has to do."""
        u = rigid_net(3, 2)
        self.assertTrue(decide(self.distance([u, u], 0, 1)))
        self.assertFalse(decide(self.distance([u, rigid_net(3, 2, (0,))], 0, 1)))
        self.assertFalse(decide(self.distance([u, u], 1, 1, "parameters")))

    def test_diameter(self) -> None:
        u, w = rigid_net(2, 1), rigid_net(2, 1, (0, 1))

        def claim(
            network: Network, *numbers: object, pair: Optional[tuple[Network, Network]] = None
        ) -> bytes:
            rank_of, lower, upper, *evidence = numbers
            return self.text(
                "diameter",
                {
                    "network": network_fields(network),
                    "rank": rank_of,
                    "pair": list(map(vertex_fields, pair or (u, w))),
                    "lower": lower,
                    "upper": upper,
                },
                *evidence,
            )

        form = net([(1, 1, 1), (2, 2, 1), (0, 3, 3)], "tanh(1)")
        self.assertEqual(claim_of(claim(form, 2, 11, None)), ("diameter", [form, u, w], (2, 11, None)))
        for numbers, holds in (
            ((2, 11, 11), True),
            ((2, 7, 11), True),
            ((2, 12, 11), False),
            ((2, 11, 12), False),
            ((1, 11, 11), False),
            ((2, 11, None), False),
        ):
            self.assertIs(decide(claim(form, *numbers)), holds, numbers)
        self.assertEqual(bound_of(claim(form, 2, 11, 11, "seats")), 11)
        self.assertFalse(decide(claim(form, 2, 11, 11, pair=(u, net([(1, 1, 1), (2, 2, 1)], "tanh(1)")))))
        self.assertFalse(
            decide(claim(form, 2, 0, 11, pair=(u, net([(1, 1, 1), (2, 2, 2), (0, 3, 3)], "tanh(1)"))))
        )
        finite = net([(1, 1, 1)])
        self.assertTrue(decide(claim(finite, 1, 2, None, "segment", pair=(finite, net([(-1, -1, -1)])))))
        self.assertFalse(decide(claim(finite, 1, 2, 3, "segment", pair=(finite, net([(-1, -1, -1)])))))
        empty = net([])
        self.assertTrue(decide(claim(empty, 0, 0, 0, pair=(empty, empty))))
        blank, constant = net([(0, 0, 0)]), net([(1, 0, 1)], "-tanh(1)")
        self.assertTrue(decide(claim(blank, 0, 3, 3, pair=(constant, net([(1, 0, 2)], "-tanh(2)")))))
        big = rigid_net(3, 3)
        self.assertTrue(decide(claim(big, 3, 7, 7, "seats", pair=(big, rigid_net(3, 3, (0, 1, 2))))))
        self.assertFalse(decide(claim(big, 3, 6, 7, "seats", pair=(big, rigid_net(3, 3, (0, 1, 2))))))


if __name__ == "__main__":
    unittest.main()
