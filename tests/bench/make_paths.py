#!/usr/bin/env python3
"""Paths for the benchmarks: valid, and every unit takes part.

Half of the units carry the weights, half are blank. In turn the blanks *meet* the carriers' incoming pairs, half of them the
opposite; all weights *shift* onto them; and the former carriers, blank now, *part*: they move to other pairs.

    make_paths.py json HIDDEN INPUTS OUTPUTS VERTICES OUT.json        fractions p/q with six to eight digits
    make_paths.py safetensors HIDDEN INPUTS OUTPUTS VERTICES PREFIX   float32; PREFIX0.safetensors, PREFIX1.safetensors, ...
"""
import random
import sys
from fractions import Fraction

import numpy

from make_networks import write


STEPS = ("meet", "shift", "part")  # of segment k: STEPS[k % 3]


def write_safetensors(hidden: int, inputs: int, outputs: int, vertices: int, prefix: str) -> None:
    rng = numpy.random.default_rng(1)
    order, half = rng.permutation(hidden), hidden // 2
    carriers, blanks = order[:half], order[half : 2 * half]
    pairs = rng.standard_normal((hidden, inputs + 1), dtype=numpy.float32)
    a = numpy.zeros((hidden, outputs), dtype=numpy.float32)
    a[carriers] = rng.standard_normal((half, outputs), dtype=numpy.float32)
    d = rng.standard_normal(outputs, dtype=numpy.float32)
    signs = rng.choice(numpy.array([-1, 1], dtype=numpy.float32), size=half)[:, None]
    for k in range(vertices):
        write(f"{prefix}{k}.safetensors", pairs[:, :inputs], pairs[:, inputs], a.T, d)
        if STEPS[k % 3] == "meet":
            pairs[blanks] = signs * pairs[carriers]
        elif STEPS[k % 3] == "shift":
            a[blanks], a[carriers] = signs * a[carriers], 0
            carriers, blanks = blanks, carriers
        else:
            pairs[blanks] = rng.standard_normal((half, inputs + 1), dtype=numpy.float32)


def negated(text: str) -> str:
    return text[1:] if text.startswith("-") else text if text == "0" else "-" + text


def write_json(hidden: int, inputs: int, outputs: int, vertices: int, name: str) -> None:
    rng = random.Random(1)

    def number() -> str:
        return str(Fraction(rng.randint(-(10**8), 10**8), rng.randint(1, 10**6)))

    order, half = rng.sample(range(hidden), hidden), hidden // 2
    carriers, blanks = order[:half], order[half : 2 * half]
    pairs = [[number() for _ in range(inputs + 1)] for _ in range(hidden)]
    a = [["0"] * outputs for _ in range(hidden)]
    for unit in carriers:
        a[unit] = [number() for _ in range(outputs)]
    flips = [rng.random() < 0.5 for _ in range(half)]

    def quoted(numbers: list[str]) -> str:
        return ", ".join(f'"{x}"' for x in numbers)

    with open(name, "w", encoding="ascii") as file:
        file.write(
            '{"format": "isopath-path", "version": 1, "activation": "tanh", '
            f'"inputs": {inputs}, "outputs": {outputs},\n"vertices": ['
        )
        for k in range(vertices):
            units = ",\n".join(
                f'{{"a": [{quoted(a[u])}], "b": [{quoted(pairs[u][:-1])}], "c": "{pairs[u][-1]}"}}'
                for u in range(hidden)
            )
            file.write((",\n" if k else "\n") + f'{{"units": [{units}],\n"d": [{quoted(["0"] * outputs)}]}}')
            for carrier, blank, flip in zip(carriers, blanks, flips):
                if STEPS[k % 3] == "meet":
                    pairs[blank] = [negated(x) for x in pairs[carrier]] if flip else pairs[carrier]
                elif STEPS[k % 3] == "shift":
                    a[blank], a[carrier] = [negated(x) for x in a[carrier]] if flip else a[carrier], [
                        "0"
                    ] * outputs
                else:
                    pairs[blank] = [number() for _ in range(inputs + 1)]
            if STEPS[k % 3] == "shift":
                carriers, blanks = blanks, carriers
        file.write("]}\n")


def main() -> None:
    kind, *counts, out = sys.argv[1:]
    {"json": write_json, "safetensors": write_safetensors}[kind](*map(int, counts), out)


main()
