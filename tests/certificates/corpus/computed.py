"""Good certificates and faults whose numbers are computed: random ones, and numbers too long to write out."""
import random
import struct
from fractions import Fraction
from typing import Iterator

from corpus.kinds import canonical, canonical_form, equivalent, made
from corpus.notation import Json, Unit, net, text_of
from corpus.tensors import float_network
from exact_numbers import add_to, write_sum
from faults import Entry

F = Fraction
TINY = F(1, 10**300)


# --- random networks, and the same functions in other words


def random_network(
    rng: random.Random, activation: str, inputs: int, outputs: int, units: int, grid: int
) -> Json:
    def number() -> Fraction:
        return F(rng.randint(-grid, grid), rng.choice([1, 1, 2, 3, 8]))

    listed = [
        ([number() for _ in range(outputs)], [number() for _ in range(inputs)], number())
        for _ in range(units)
    ]
    return net(listed, [text_of(number()) for _ in range(outputs)], inputs, outputs, activation)


def disguised(network: Json, rng: random.Random) -> Json:
    """An equivalent tanh network: the canonical form with units split, turned, added, shuffled."""
    form = canonical_form(network)
    out: list[Unit] = []
    for unit in form.units:
        part = [F(rng.randint(-3, 3), 2) for _ in unit.a]
        for weights in ([x - y for x, y in zip(unit.a, part)], part):
            s = rng.choice([1, -1])
            out.append(([s * x for x in weights], [s * x for x in unit.b], s * unit.c))
    n, m = network["inputs"], network["outputs"]
    out.append(([0] * m, [1] * n, 7))
    out.append(([1] * m, [0] * n, F(1, 9)))
    rng.shuffle(out)
    for element in form.d:
        add_to(element, F(1, 9), F(-1))
    return net(out, [write_sum(e) for e in form.d], n, m)


def reversed_units(network: Json) -> Json:
    return dict(network, units=network["units"][::-1])


def random_certificates() -> dict[str, Json]:
    rng = random.Random(1)
    out = {}
    for k in range(4):
        activation = "logistic" if k % 2 else "tanh"
        network = random_network(rng, activation, 1 + k % 3, 1 + k % 2, 7, 2)
        out[f"canonical-random-{k}"] = canonical(network)
        out[f"equivalent-random-{k}"] = equivalent(network, disguised(network, rng))
    logistic = random_network(rng, "logistic", 2, 2, 4, 3)
    out["equivalent-two-logistic"] = equivalent(logistic, reversed_units(logistic))
    return out


# --- long and many numbers


def line_of(network: Json) -> str:
    """A network as a line of the notation."""
    units = " ".join("|".join([",".join(u["a"]), ",".join(u["b"]), u["c"]]) for u in network["units"])
    return (
        ("logistic: " if network["activation"] == "logistic" else "")
        + units
        + " ; "
        + ", ".join(network["d"])
    )


def many_constants(weights: list[Fraction]) -> str:
    """Constant units whose contributions d takes away."""
    units: list[Unit] = [((w, F(-1, k)), (0,), F(k, 3)) for k, w in enumerate(weights, 1)]
    d: list[dict[Fraction, Fraction]] = [{}, {}]
    for a, _, c in units:
        for total, weight in zip(d, a):
            add_to(total, F(c), -F(weight))
    return line_of(net(units, [write_sum(total) for total in d], 1, 2))


def many_numbers() -> dict[str, Entry]:
    biases = " ".join(f"1,{-k}|0|{F((-1) ** k, k)}" for k in range(1, 40))
    weights = [F(k) for k in range(1, 20)]
    vertices = [many_constants(weights), many_constants([1 / w for w in weights])]
    return {
        "canonical-many-biases": {"kind": "canonical", "network": f"{biases} ; 1, tanh(1) - 3*tanh(2)"},
        "path-valid-many-constants": {"kind": "path valid", "vertices": vertices},
    }


def long_numbers() -> dict[str, Entry]:
    long, other = F(10**5000 + 7, 3**10480), F(10**3000 + 7, 3**6000)
    units = [f"{long}|1/{10**3000}|{10**4000}", f"1/{2**1074}|{2**1023}|0"]
    a, b = (f"{' '.join(order)} ; {long}" for order in (units, units[::-1]))
    moved = [f"{other}|1|{other} {-other}|1|{other} ; 0", f"1|{other}|0 -1|{other}|0 ; 0"]
    return {
        "equivalent-long-numbers": {"kind": "equivalent", "a": a, "b": b},
        "canonical-long-numbers": {"kind": "canonical", "network": a},
        "path-valid-long-numbers": {"kind": "path valid", "vertices": moved},
    }


def floats() -> dict[str, Entry]:
    """Networks that files of floats hold, too."""
    plain, bf16 = (line_of(float_network(dtype)[0]) for dtype in ("F32", "BF16"))
    tenth = F(struct.unpack("<f", struct.pack("<f", 0.1))[0])
    notations = f"1/10,-1/4|3/16|7 {tenth},{F(0.1)}|0|-1 ; 3/4 - 1/2*tanh(1/3), 0"
    return {
        "equivalent-plain": {"kind": "equivalent", "a": plain, "b": plain},
        "equivalent-bf16": {"kind": "equivalent", "a": bf16, "b": bf16},
        "path-valid-tensors": {"kind": "path valid", "vertices": [plain, plain]},
        "canonical-notations": {"kind": "canonical", "network": notations},
    }


# --- huge and tiny numbers: 1 - tanh is far below any precision, tanh(q) far below 1


def unlike(a: str, b: str, pair: str, x: str, lower: Fraction, upper: Fraction) -> Entry:
    witness = {"x": [x], "output": 0, "difference": [str(lower), str(upper)]}
    return {"kind": "inequivalent", "a": a, "b": b, "output": 0, "pair": pair, "witness": witness}


def huge_and_tiny() -> dict[str, Entry]:
    huge, tiny, bit = 10**2000, F(1, 10**2000), F(1, 2**3002)
    small = F(1, 10**200)
    weights = ["1|1|0 0|1|0 ; 0", "0|1|0 1|1|0 ; 0", f"0|1|0 {1 + TINY}|1|0 ; 0"]
    seen = [str(TINY * F(76, 100)), str(TINY * F(77, 100))]
    return {
        "inequivalent-huge-argument": unlike(f"1|{huge}|0 ; 0", "; 0", f"{huge}|0", "1", F(9, 10), F(11, 10)),
        "inequivalent-tiny-argument": unlike(
            f"1|{tiny}|0 ; 0", "; 0", f"{tiny}|0", "1", tiny * F(9, 10), tiny * F(11, 10)
        ),
        # 1 + 2^-3000 against 1 needs 4096 bits.
        "inequivalent-cancellation": unlike(
            f"{1 + 4 * bit}|1|1 ; 0", "1|1|1 ; 0", "1|1", "0", 3 * bit, 4 * bit
        ),
        "path-broken-tiny": {
            "kind": "path broken",
            "vertices": weights,
            "broken": [1],
            "witness": {"segment": 1, "t": "1", "x": ["1"], "output": 0, "difference": seen},
        },
        "path-broken-tiny-move": {
            "kind": "path broken",
            "vertices": [f"1|1|{TINY} ; 0", "1|1|0 ; 0"],
            "full": [1],
            "broken": [0],
        },
        "difference-tiny": {
            "kind": "difference bound",
            "a": "1|1|0 ; 0",
            "b": f"1|1|{small} ; 0",
            "domain": ['["-1", "1"]'],
            "lower": str(F(9, 10) * small),
            "upper": str(F(3, 2) * small),
            "x": ["0"],
            "scale": ["1"],
            "outputs": [([[0, 1, 0]], [0])],
        },
    }


def computed_certificates() -> dict[str, Json]:
    entries = {**many_numbers(), **long_numbers(), **floats(), **huge_and_tiny()}
    return {**random_certificates(), **{name: made(entry) for name, entry in entries.items()}}


# --- faults


def long_classes() -> Iterator[tuple[str, Entry]]:
    """Texts of classes that are long."""
    reason = (
        '$.evidence.lower.layers[1][0]: rule D6: expected the class of a cell with r = 2 and s = 1, found "'
    )
    for name, text in {"long": "(" * 5000, "letters": "Z" * 5000, "signs": "+" * 5000 + "(1)()"}.items():
        place = {"$.evidence.lower.layers[1][0]": f'"{text}"'}
        yield f"D6-class-{name}", {"good": "diameter-table-2-1", "set": place, "code": 1, "reason": reason}


def expansions() -> Iterator[tuple[str, Entry]]:
    """Short sums that stand for long numbers."""
    sum_of_many = " + ".join(["1e100000", "1e-100000"] * 400)
    reason = "the numbers expand beyond 64 MiB + 64 times the size of the file"
    for kind, d, against in (("network", "1", "canonical-small"), ("path", "1/4", "path-valid-small")):
        edit = {"old": f'"d": ["{d}"]', "new": f'"d": ["{sum_of_many}"]'}
        refusal = {"code": 3, "reason": reason, "against": against + ".json"}
        yield f"{kind}-expansion", {"good": f"{kind} file", **edit, **refusal}


def computed_faults() -> Iterator[tuple[str, Entry]]:
    yield from long_classes()
    yield from expansions()
    yield "json-deep", {"text": "[" * 1000, "code": 3, "reason": "rule T1: expected an object"}
    yield "S1-tiny", {
        "kind": "path valid",
        "vertices": [f"1|1|{TINY} ; 0", "1|1|0 ; 0"],
        "code": 1,
        "reason": "$.claim.path.vertices[1].changes[0]: rule S1",
    }
    yield "U5-too-far", {
        "good": "difference-half-line",
        "set": {"$.evidence.upper.outputs[0].cells": str([2, 1, 1, 0, 0, 0] + [2, 0] * 500 + [2, 0, 0])},
        "code": 1,
        "reason": "$.evidence.upper.outputs[0].cells[1006]: rule U5: expected a split of the cell, "
        "found that it can't be split there",
    }
    # The difference is exactly l: no enclosure is ever inside, and none is disjoint.
    yield "N4-at-many-bits", {
        "kind": "inequivalent",
        "a": "0 inputs: ; 1/3",
        "b": "0 inputs: ; 0",
        "output": 0,
        "witness": {"x": [], "output": 0, "difference": ["1/3", str(F(1, 3) + F(1, 2**20000))]},
        "final_newline": False,
        "code": 1,
        "reason": "rule N4: expected an [l, u] that f_a(x) - f_b(x) lies in, "
        "found that it does not, at 32768 bits",
    }
