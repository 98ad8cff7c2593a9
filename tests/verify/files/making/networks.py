"""The networks of the files, as arrays in PyTorch's layout."""
from typing import Any, Iterable

import numpy as np

from making.formats import Arrays

NAMES = ("0.weight", "0.bias", "2.weight", "2.bias")


def network(seed: int, h: int, n: int, m: int) -> Arrays:
    """Random numbers whose sizes differ widely, as arrays in PyTorch's layout."""
    random = np.random.default_rng(seed)

    def numbers(*shape: int) -> Any:
        return random.standard_normal(shape) * 2.0 ** random.integers(-6, 6, shape)

    return dict(zip(NAMES, (numbers(h, n), numbers(h), numbers(m, h), numbers(m))))


def rounded(arrays: Arrays, kind: str) -> Arrays:
    if kind == "bf16":
        return {k: (v.astype("<f4").view("<u4") & 0xFFFF0000).view("<f4") for k, v in arrays.items()}
    return {k: v.astype(kind) for k, v in arrays.items()}


def numbers_of(arrays: Arrays) -> str:
    hidden_weight, hidden_bias, output_weight, output_bias = (np.asarray(arrays[k], "f8") for k in NAMES)
    (h, n), m = hidden_weight.shape, len(output_weight)
    rows = np.hstack([hidden_weight, hidden_bias.reshape(h, 1), output_weight.T])
    numbers = [float(x).hex() for x in [*rows.ravel(), *output_bias]]
    return " ".join(map(str, [h, n, m, *numbers]))


def extremes(kind: str) -> Arrays:
    """Zeros of both signs, the least and greatest subnormals and normals."""
    exponent, mantissa = {"f2": (5, 10), "bf16": (8, 7), "f4": (8, 23), "f8": (11, 52)}[kind]
    top, one = ((1 << exponent) - 1) << mantissa, 1 << mantissa
    bits = [0, 1, 2, 3, one // 2, one - 1, one, one + 1, top - 1, top - one]
    sign = 1 << (exponent + mantissa)
    bits += [b | sign for b in bits]
    if kind == "bf16":
        numbers = (np.array(bits, "<u4") << 16).view("<f4")
    else:
        numbers = np.array(bits, "<u%d" % ((exponent + mantissa + 1) // 8)).view("<" + kind)
    parts = (numbers[:10].reshape(5, 2), numbers[10:15], numbers[5:15].reshape(2, 5), numbers[18:])
    return dict(zip(NAMES, parts))


def renamed(arrays: Arrays, names: Iterable[str]) -> Arrays:
    return dict(zip(names, arrays.values()))
