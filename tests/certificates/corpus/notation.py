"""How networks are written here, and how certificates are laid out in files.

A network is a line such as "1/2|3,-1/4|-1 2|0,0|1/3 ; 1/4": the units, each as its numbers of a, b and c
with `|` between, and behind the `;` the elements of d. It is a tanh network, and the units tell how many
inputs it has (without units, one); a line that begins with "logistic:" or "3 inputs:" or
"logistic, 3 inputs:" says otherwise.
"""
import json
import re
from fractions import Fraction
from typing import Any, Iterable, Sequence

Json = Any
Number = Fraction | int | str
Unit = tuple[Sequence[Number], Sequence[Number], Number]  # a, b, c


def text_of(x: Number) -> str:
    return str(Fraction(x))


def numbers(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")] if text.strip() else []


def units_of(text: str) -> list[Unit]:
    parts = (unit.split("|") for unit in text.split())
    return [(numbers(a), numbers(b), c) for a, b, c in parts]


def net(
    units: Iterable[Unit], d: list[str], inputs: int = 1, outputs: int = 1, activation: str = "tanh"
) -> Json:
    listed = [
        {"a": [text_of(x) for x in a], "b": [text_of(x) for x in b], "c": text_of(c)} for a, b, c in units
    ]
    return {"activation": activation, "inputs": inputs, "outputs": outputs, "units": listed, "d": d}


def network(text: str) -> Json:
    """The network that a line of the notation above says."""
    head = re.fullmatch(r"(?:(logistic)?(?:, )?(?:(\d+) inputs)?:)?([^;]*);(.*)", text)
    assert head is not None, text
    units, d = units_of(head[3]), numbers(head[4])
    inputs = len(units[0][1]) if units else 1
    return net(units, d, int(head[2] or inputs), len(d), head[1] or "tanh")


def parameter(text: str) -> Json:
    """Units and d alone."""
    full = network(text)
    return {"units": full["units"], "d": full["d"]}


def dump(value: Json, depth: int = 0) -> str:
    """JSON with one unit or change, and one key of the larger objects, a line."""
    pad = "\n" + " " * (depth + 1)
    small = isinstance(value, dict) and (
        "c" in value and len(value) <= 4 or value.keys() == {"output", "pair"}
    )
    if isinstance(value, dict) and not small:
        return "{" + ",".join(pad + json.dumps(k) + ": " + dump(v, depth + 1) for k, v in value.items()) + "}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[" + ",".join(pad + dump(v, depth + 1) for v in value) + "]"
    return json.dumps(value)
