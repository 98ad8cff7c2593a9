"""Classes of cells, for the tables of rule D6.

A cell is (labels, signs): unit k < r is the home of group k, labels from r on are zero-sum groups, and
signs are relative to u.
"""
Cell = tuple[tuple[int, ...], tuple[int, ...]]


def leads_back(r: int, labels: tuple[int, ...], k: int) -> bool:
    """Whether the seats lead from group k to group k again."""
    group = labels[k]
    for _ in range(r):
        if group >= r or group == k:
            break
        group = labels[group]
    return group == k


def group_text(r: int, labels: tuple[int, ...], group: int) -> str:
    spare = sum(1 for label in labels[r:] if label == group)
    inner = [k for k in range(r) if labels[k] == group and not leads_back(r, labels, k)]
    return (
        "(" + (str(spare) if spare else "") + "".join(sorted(group_text(r, labels, k) for k in inner)) + ")"
    )


def class_text(r: int, cell: Cell) -> str:
    labels, signs = cell
    parts = ["Z" + group_text(r, labels, group) for group in range(r, max(labels) + 1)]
    done: set[int] = set()
    for k in range(r):
        if not leads_back(r, labels, k) or k in done:
            continue
        cycle = [k]
        while labels[cycle[-1]] != k:
            cycle.append(labels[cycle[-1]])
        done.update(cycle)
        turned = sum(1 for g in cycle if signs[g] < 0)
        texts = [group_text(r, labels, g) for g in cycle]
        parts.append("+-"[turned % 2] + min("".join(texts[i:] + texts[:i]) for i in range(len(texts))))
    return "".join(sorted(parts))


def all_cells(r: int, units: int) -> list[Cell]:
    """Labels of zero-sum groups are in the order of their first units, which have the sign 1."""
    cells: list[Cell] = [((), ())]
    for _ in range(units):
        longer = []
        for labels, signs in cells:
            new = max((r - 1,) + labels) + 1
            choices = [
                (label, sign) for label in range(new + 1) for sign in ((1,) if label == new else (1, -1))
            ]
            longer += [(labels + (label,), signs + (sign,)) for label, sign in choices]
        cells = longer
    return [cell for cell in cells if set(range(r)) <= set(cell[0])]


def meet(r: int, p: Cell, q: Cell) -> bool:
    """By the words of docs/mathematics.md, section 7."""
    sign: dict[tuple[int, int], tuple[int, int]] = {}  # of a node, relative to the first of its component

    def walk(node: tuple[int, int], root: int) -> bool:
        for i, ends in enumerate(zip(p[0], q[0])):
            if ends[node[0]] != node[1]:
                continue
            other, product = (1 - node[0], ends[1 - node[0]]), sign[node][1] * p[1][i] * q[1][i]
            if other not in sign:
                sign[other] = (root, product)
                if not walk(other, root):
                    return False
            elif sign[other][1] != product:
                return False
        return True

    for k in range(r):
        if (0, k) in sign:
            return False  # two essential groups in one component
        sign[0, k] = (k, 1)
        if not walk((0, k), k) or sign.get((1, k)) != (k, 1):
            return False
    return True


def table(r: int, s: int, last: int) -> list[list[str]]:
    """Layers 0 to `last`."""
    cells = all_cells(r, r + s)
    start: Cell = (tuple(range(r + s)), (1,) * (r + s))
    layers: list[dict[str, Cell]] = [{class_text(r, start): start}]
    found: set[str] = set()
    while len(layers) <= last:
        found.update(layers[-1])
        layers.append({})
        for p in layers[-2].values():
            for q in cells:
                if meet(r, p, q) and class_text(r, q) not in found:
                    layers[-1].setdefault(class_text(r, q), q)
    return [sorted(layer) for layer in layers]
