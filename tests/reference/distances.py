"""Distances in a class: a second reading of docs/mathematics.md, sections 6 and 7, and of docs/certificate-format.md,
sections 10 and 11, in Python's fractions. Everything is found by trying all cells, so for small widths only.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache
from itertools import combinations, product
from typing import Any, Iterator, Optional, Sequence

from exact_numbers import NotTreated
from network_files import Network, claim_of, lower_of
from reference import Pair, breaches, canonical, check_path, equivalent, rank, to_tanh

Member = tuple[int, int]  # a unit, and the sign that orients its pair
Vector = tuple[Fraction, ...]

MANY = 8  # D4: of so many units with weight every set is tried
MOST_OF_DISTANCE, MOST_OF_TABLE = 4, 5  # the widths treated here


# ------------------------------------------------------------------------------------------------------- lower bounds


def pairs_groups(w: Network) -> dict[Pair, list[Member]]:
    """The units of a tanh network by their whole pair, oriented as a vector: constants by |c|."""
    groups: dict[Pair, list[Member]] = {}
    for index, unit in enumerate(w.units):
        sign = next((1 if entry > 0 else -1 for entry in (*unit.b, unit.c) if entry != 0), 1)
        groups.setdefault((tuple(sign * entry for entry in unit.b), sign * unit.c), []).append((index, sign))
    return groups


def total(w: Network, members: Sequence[Member]) -> Vector:
    return tuple(
        sum((sign * w.units[index].a[output] for index, sign in members), Fraction(0))
        for output in range(w.outputs)
    )


def is_zero(pair: Pair) -> bool:
    return not any(pair[0]) and pair[1] == 0


def signings(pair: Pair, members: Sequence[Member]) -> Iterator[tuple[Member, ...]]:
    """The members with the signs they may have: their own; any, up to a common one, if the pair is (0, 0)."""
    if not is_zero(pair):
        yield tuple(members)
        return
    for signs in product((1, -1), repeat=len(members) - 1):
        yield tuple((index, sign) for (index, _), sign in zip(members, (1, *signs)))


def is_zero_sum(w: Network, pair: Pair, members: Sequence[Member]) -> bool:
    return any(not any(total(w, signed)) for signed in signings(pair, members))


def first_move(network: Network, i: int) -> int:
    """t(i) by rule D4."""
    w = to_tanh(network)
    groups = pairs_groups(w)
    loose = {index for index, unit in enumerate(w.units) if not any(unit.a)}
    zero_set = any(sum(index in loose for index, _ in members) >= 2 for members in groups.values())
    for pair, members in groups.items():
        weighted = [member for member in members if any(w.units[member[0]].a)]
        if len(weighted) > MANY:
            loose |= {index for index, _ in members}
            zero_set = True
            continue
        for size in range(2, len(weighted) + 1):
            for chosen in combinations(weighted, size):
                if is_zero_sum(w, pair, chosen):
                    loose |= {index for index, _ in chosen}
                    zero_set = True
    (own,) = (members for members in groups.values() if i in dict(members))
    if i in loose:
        return 1
    if not any(w.units[i].b) or len(own) > 1 or zero_set:
        return 2
    if loose or any(len(members) > (2 if any(b) else 1) for (b, _), members in groups.items()):
        return 3
    return 4


def moved_units(u: Network, w: Network) -> list[int]:
    return [i for i, (p, q) in enumerate(zip(u.units, w.units)) if (p.b, p.c) != (q.b, q.c)]


def bound_by_unit(u: Network, w: Network, i: int) -> int:
    return first_move(u, i) + first_move(w, i) - 1


def unit_bound(u: Network, w: Network) -> int:
    """Theorem 5, for the best unit; 0 if no pair differs."""
    return max((bound_by_unit(u, w, i) for i in moved_units(u, w)), default=0)


def rigid(network: Network) -> bool:
    w = to_tanh(network)
    return all(any(unit.a) for unit in w.units) and all(
        len(members) == 1 for members in pairs_groups(w).values()
    )


def carriers(network: Network) -> dict[Pair, Member]:
    """Of a rigid network: the essential groups by their oriented pairs, each with its unit and that unit's sign."""
    return {pair: members[0] for pair, members in pairs_groups(to_tanh(network)).items() if any(pair[0])}


def seats_bound(u: Network, w: Network) -> int:
    """D5 and its line of D3; 0 if it says nothing."""
    if not rigid(u) or not rigid(w):
        return 0
    at_u, at_w = carriers(u), carriers(w)
    hops = sum(0 if at_u[pair] == at_w[pair] else 2 if at_u[pair][0] == at_w[pair][0] else 1 for pair in at_u)
    spare = len(u.units) - len(at_u)
    return 3 + 2 * -(-hops // spare) if hops and spare else 0


def turned_bound(u: Network, w: Network) -> int:
    """The line "turned" of D3 (Theorem 8); 0 if it says nothing."""
    if not rigid(u) or not rigid(w):
        return 0
    at_u, at_w = carriers(u), carriers(w)
    spare = len(u.units) - len(at_u)
    all_turned = all(at_w[pair] == (unit, -sign) for pair, (unit, sign) in at_u.items())
    return 3 + 4 * -(-len(at_u) // spare) if at_u and spare and all_turned else 0


def lower_bound(u: Network, w: Network) -> int:
    """The best of D3 without a table, for two members of a class."""
    return max(
        0,
        1 if u != w else 0,
        2 if breaches(u, w) else 0,
        unit_bound(u, w),
        seats_bound(u, w),
        turned_bound(u, w),
    )


# -------------------------------------------------------------------------------------------------------------- cells

# A label is ("E", k, sign), ("Z", j, sign) or ("C", c, 1). Zero-sum groups are numbered in the order of their first
# units, and the first unit's sign is 1; so equal cells are equal tuples.
Label = tuple[str, Any, int]
Cell = tuple[Label, ...]


def partitions(members: Sequence[Any]) -> Iterator[list[list[Any]]]:
    if not members:
        yield []
        return
    head, rest = members[0], members[1:]
    for size in range(len(rest) + 1):
        for chosen in combinations(rest, size):
            for others in partitions([member for member in rest if member not in chosen]):
                yield [[head, *chosen], *others]


def cell_of(width: int, fixed: dict[int, Label], zero_sums: Sequence[Sequence[Member]]) -> Cell:
    labels = dict(fixed)
    for number, members in enumerate(sorted(map(sorted, zero_sums))):
        labels |= {index: ("Z", number, sign * members[0][1]) for index, sign in members}
    return tuple(labels[index] for index in range(width))


def ways(
    w: Network,
    pair: Pair,
    members: list[Member],
    essential: dict[Pair, tuple[int, Vector]],
) -> Iterator[tuple[dict[int, Label], list[tuple[Member, ...]]]]:
    """The labels that the units of one pair may have: those with E or C, and the zero-sum groups of the others."""
    for size in range(len(members) + 1):
        for chosen in combinations(members, size):
            fixed: dict[int, Label] = {}
            if pair in essential:
                k, alpha = essential[pair]
                if total(w, chosen) != alpha:
                    continue
                fixed = {index: ("E", k, sign) for index, sign in chosen}
            elif not any(pair[0]):
                fixed = {index: ("C", w.units[index].c, 1) for index, _ in chosen}
            elif chosen:
                continue
            for sets in partitions([member for member in members if member not in chosen]):
                signed = [[s for s in signings(pair, part) if not any(total(w, s))] for part in sets]
                yield from ((fixed, list(zero_sums)) for zero_sums in product(*signed))


def cells_with(network: Network) -> list[Cell]:
    """All cells that contain a parameter."""
    w = to_tanh(network)
    essential = {(unit.b, unit.c): (k, unit.a) for k, unit in enumerate(canonical(w).units)}
    found = []
    for choice in product(
        *(list(ways(w, pair, members, essential)) for pair, members in pairs_groups(w).items())
    ):
        fixed = {index: label for labels, _ in choice for index, label in labels.items()}
        found.append(
            cell_of(len(w.units), fixed, [members for _, zero_sums in choice for members in zero_sums])
        )
    return found


@cache
def all_cells(width: int, groups: int) -> tuple[Cell, ...]:
    """All cells without C."""
    labels: list[Optional[Label]] = [("E", k, sign) for k in range(groups) for sign in (1, -1)]
    zero: Pair = ((), Fraction(0))
    found = []
    for choice in product([*labels, None], repeat=width):
        fixed = {index: label for index, label in enumerate(choice) if label}
        if len({k for _, k, _ in fixed.values()}) < groups:
            continue
        for sets in partitions([(index, 1) for index in range(width) if index not in fixed]):
            for zero_sums in product(*(list(signings(zero, part)) for part in sets)):
                found.append(cell_of(width, fixed, zero_sums))
    return tuple(found)


def meets(p: Cell, q: Cell) -> bool:
    """Whether two cells have a point in common at which the units labelled C have a = 0."""
    if any(s[0] == t[0] == "E" and s != t for s, t in zip(p, q)):
        return False  # the pair of this unit is another one
    # A node for each group, one for each unit labelled C; `above` leads to a node of the same component, with a sign.
    above: dict[Any, tuple[Any, int]] = {}

    def top(node: Any) -> tuple[Any, int]:
        sign = 1
        while node in above:
            node, step = above[node]
            sign *= step
        return node, sign

    nodes: dict[Any, Label] = {}
    torn = []  # where a cycle has the sign -1
    for index, labels in enumerate(zip(p, q)):
        here = [
            (side, kind, index if kind == "C" else number) for side, (kind, number, _) in enumerate(labels)
        ]
        nodes |= dict(zip(here, labels))
        (one, sign_one), (other, sign_other) = map(top, here)
        product_of_signs = sign_one * sign_other * labels[0][2] * labels[1][2]
        if one != other:
            above[one] = other, product_of_signs
        elif product_of_signs < 0:
            torn.append(one)
    components: dict[Any, list[tuple[Any, Label, int]]] = {}
    for node, label in nodes.items():
        root, sign = top(node)
        components.setdefault(root, []).append((node, label, sign))
    turned = {top(node)[0] for node in torn}
    for root, members in components.items():
        essential = [(node, sign) for node, (kind, _, _), sign in members if kind == "E"]
        constants = {sign * c for _, (kind, c, _), sign in members if kind == "C"}
        if constants and (essential or len(constants) > 1 or (root in turned and constants != {0})):
            return False
        if essential:
            if (
                root in turned
                or len({k for (_, _, k), _ in essential}) > 1
                or len({sign for _, sign in essential}) > 1
            ):
                return False
            if len({side for (side, _, _), _ in essential}) < 2:
                return False
    return True


@lru_cache(maxsize=30_000)
def around(cell: Cell, groups: int) -> int:
    """The cells without C that meet this one: the bits of their places in all_cells."""
    return sum(1 << place for place, other in enumerate(all_cells(len(cell), groups)) if meets(cell, other))


def places(bits: int) -> Iterator[int]:
    while bits:
        yield (bits & -bits).bit_length() - 1
        bits &= bits - 1


def shortest_chain(u: Network, w: Network) -> Optional[list[Cell]]:
    """Two cells or more, as few as there can be, from one with u to one with w, neighbours meeting; only the first and
    the last may have labels C."""
    first, last, groups = cells_with(u), cells_with(w), rank(u)
    for p in first:
        for q in last:
            if meets(p, q):
                return [p, q]
    cells, goal, reached = all_cells(len(u.units), groups), 0, 0
    for cell in last:
        goal |= around(cell, groups)
    layers = [first]
    while layers[-1]:
        new = 0
        for cell in layers[-1]:
            new |= around(cell, groups)
        new &= ~reached
        reached |= new
        layers.append([cells[place] for place in places(new)])
        if new & goal:
            chain = [next(cell for cell in last if any(meets(other, cell) for other in layers[-1]))]
            for layer in reversed(layers):
                chain.append(next(cell for cell in layer if meets(cell, chain[-1])))
            return chain[::-1]
    return None


def exact_distance(u: Network, w: Network, most: int = MOST_OF_DISTANCE) -> Optional[int]:
    """The least number of segments between two members of a class; None if no path joins them. `most`: the greatest
    width treated."""
    if len(u.units) > most:
        raise NotTreated(f"distances at width {len(u.units)}")
    if u == w:
        return 0
    if not breaches(u, w):
        return 1
    chain = shortest_chain(u, w)
    return len(chain) if chain else None


# ------------------------------------------------------------------------------------------------------------- tables


def cell_of_rigid(w: Network, numbers: dict[Pair, int]) -> Cell:
    """The one cell without C that contains a rigid parameter with its constants set to 0."""
    fixed: dict[int, Label] = {
        index: ("E", numbers[pair], sign) for pair, (index, sign) in carriers(w).items()
    }
    return cell_of(len(w.units), fixed, [[(index, 1)] for index in range(len(w.units)) if index not in fixed])


def turned_cell(cell: Cell) -> Cell:
    """All signs of essential groups turned."""
    return tuple((kind, number, -sign if kind == "E" else sign) for kind, number, sign in cell)


def class_of_cell(cell: Cell, start: Cell) -> str:
    """D7, relative to the rigid parameter whose cell is `start`."""
    homes = {number: unit for unit, (kind, number, _) in enumerate(start) if kind == "E"}
    leads_to = {("E", k): cell[unit][:2] for k, unit in homes.items()}
    sign = {
        ("E", k): 1 if cell[unit] == ("E", cell[unit][1], start[unit][2]) else -1 for k, unit in homes.items()
    }
    spare: dict[Any, int] = {}
    for unit, (kind, number, _) in enumerate(cell):
        if start[unit][0] != "E":
            spare[kind, number] = spare.get((kind, number), 0) + 1

    def after(node: Any) -> list[Any]:
        """Where a group leads, step by step, until it comes back to one of them or to a zero-sum group."""
        way = [node]
        while way[-1] in leads_to and leads_to[way[-1]] not in way:
            way.append(leads_to[way[-1]])
        return way

    cycles = {node: way for node in leads_to for way in [after(node)] if leads_to.get(way[-1]) == node}

    def text(node: Any) -> str:
        children = sorted(
            text(other) for other, end in leads_to.items() if end == node and other not in cycles
        )
        return f"({spare.get(node, '')}{''.join(children)})"

    parts = ["Z" + text(node) for node in {label[:2] for label in cell} if node[0] == "Z"]
    for node, way in cycles.items():
        if node == min(way):
            texts = list(map(text, way))
            product_of_signs = 1
            for other in way:
                product_of_signs *= sign[other]
            rotations = ["".join(texts[k:] + texts[:k]) for k in range(len(texts))]
            parts.append(("+" if product_of_signs > 0 else "-") + min(rotations))
    return "".join(sorted(parts))


@cache
def classes(start: Cell, groups: int) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for cell in all_cells(len(start), groups):
        found.setdefault(class_of_cell(cell, start), []).append(cell)
    return found


@cache
def neighbours(start: Cell, groups: int, name: str, all_of_it: bool) -> frozenset[str]:
    """The classes of the cells that meet a cell of a class: of its first cell, or of all its cells."""
    cells = classes(start, groups)
    chosen = cells[name] if all_of_it else cells[name][:1]
    return frozenset(
        other for other, members in cells.items() if any(meets(p, q) for p in chosen for q in members)
    )


def layers_from(start: Cell, groups: int, last: int, all_of_it: bool = False) -> list[list[str]]:
    """The classes by their distance from `start`: layers 0 to `last`, or as many as there are."""
    layers, reached = [[class_of_cell(start, start)]], {class_of_cell(start, start)}
    while len(layers) <= last:
        new = {name for old in layers[-1] for name in neighbours(start, groups, old, all_of_it)} - reached
        if not new:
            break
        reached |= new
        layers.append(sorted(new))
    return layers


def table_bound(u: Network, w: Network, layers: list[list[str]]) -> int:
    """D6 and its line of D3; 0 if a rule does not hold."""
    if not rigid(u) or not rigid(w) or not seats_bound(u, w) or not layers:
        return 0
    if len(u.units) > MOST_OF_TABLE:
        raise NotTreated(f"tables at width {len(u.units)}")
    at_u, at_w = carriers(u), carriers(w)
    numbers = {pair: k for k, pair in enumerate(sorted(at_u))}
    start, groups = cell_of_rigid(u, numbers), len(numbers)
    known = classes(start, groups)
    number_of = {name: t for t, layer in enumerate(layers) for name in layer}
    if len(number_of) != sum(map(len, layers)) or any(layer != sorted(layer) for layer in layers):
        return 0
    if not set(number_of) <= set(known) or layers[0] != [class_of_cell(start, start)]:
        return 0
    for t, layer in enumerate(layers[:-1]):
        if any(
            number_of.get(other, t + 2) > t + 1
            for name in layer
            for other in neighbours(start, groups, name, False)
        ):
            return 0
    if all((at_u[pair][0], -at_u[pair][1]) == at_w[pair] for pair in at_u):
        ways_round = [2 * len(layers) - 1]
        for name, t in number_of.items():
            other = class_of_cell(turned_cell(known[name][0]), start)
            if other in number_of:
                ways_round.append(t + number_of[other])
        return 3 + min(ways_round)
    return 0 if class_of_cell(cell_of_rigid(w, numbers), start) in number_of else 3 + len(layers)


# ------------------------------------------------------------------------------------------------------- certificates


def ends_of(kind: str, networks: list[Network]) -> tuple[Network, Network]:
    return (networks[0], networks[-1]) if kind == "distance" else (networks[1], networks[2])


def bound_of(data: bytes) -> Optional[int]:
    """The bound that the argument of a certificate gives, by D2 to D7; None if a rule of the argument does not hold."""
    kind, networks, _ = claim_of(data)
    u, w = ends_of(kind, networks)
    argument, unit, layers = lower_of(data)
    if argument == "none":
        return 0
    if argument == "parameters":
        return 1 if u != w else None
    if argument == "segment":
        return 2 if breaches(u, w) else None
    if unit is not None:
        return bound_by_unit(u, w, unit) if unit in moved_units(u, w) else None
    if layers is not None:
        return table_bound(u, w, layers) or None
    return (turned_bound(u, w) if argument == "turned" else seats_bound(u, w)) or None


def decide(data: bytes) -> bool:
    """Whether the claim of a certificate of kind `distance` or `diameter` holds. For small widths the evidence is not
    looked at; for others it has to give the lower bound."""
    kind, networks, stated = claim_of(data)
    u, w = ends_of(kind, networks)
    if kind == "distance":
        lower, upper = stated
        if check_path(networks) or upper != len(networks) - 1:
            return False
    else:
        network, (stated_rank, lower, upper) = networks[0], stated
        groups, width = rank(network), len(network.units)
        bound = 3 + 4 * -(-groups // (width - groups)) if groups < width else 0 if width == 0 else None
        if any(len(member.units) != width or not equivalent(network, member) for member in (u, w)):
            return False
        if (stated_rank, upper) != (groups, bound):
            return False
    if len(u.units) <= MOST_OF_DISTANCE:
        exact = exact_distance(u, w)
        return exact is None or lower <= exact
    return bound_of(data) == lower
