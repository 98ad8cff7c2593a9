"""The safetensors files of the corpus, and the network that is in them."""
import json
import struct
from fractions import Fraction
from typing import Callable, Sequence

from corpus.notation import Json, net, text_of

Tensors = dict[str, tuple[list[int], list[float]]]  # the shape and the numbers of each
ROLES = ("weight1", "bias1", "weight2", "bias2")


def float_network(dtype: str = "F32") -> tuple[Json, Tensors]:
    """A network and its four tensors: dyadic numbers that all types hold, a subnormal of binary16, -0."""
    w1, b1 = [0.5, -1.25, 2.0**-24, 3.0, -0.0, 1.5], [0.125, -2.0, 0.0]
    w2, b2 = [1.0, -1.0, 0.75, 0.0, 2.0, -0.5], [0.25, -4.0]
    if dtype == "BF16":
        w1[2] = 2.0**-126
    units = [
        (
            (Fraction(w2[i]), Fraction(w2[3 + i])),
            (Fraction(w1[2 * i]), Fraction(w1[2 * i + 1])),
            Fraction(b1[i]),
        )
        for i in range(3)
    ]
    network = net(units, [text_of(Fraction(x)) for x in b2], 2, 2, "logistic")
    return network, dict(zip(ROLES, (([3, 2], w1), ([3], b1), ([2, 3], w2), ([2], b2))))


def named(tensors: Tensors, names: Sequence[str]) -> Tensors:
    return {name: tensors[role] for role, name in zip(ROLES, names)}


def same(header: str) -> str:
    return header


def safetensors(
    tensors: Tensors, metadata: Json = None, dtype: str = "F32", respelt: Callable[[str], str] = same
) -> bytes:
    code = {"F16": "e", "F32": "f", "F64": "d"}
    header: Json = {}
    data = b""
    if metadata is not None:
        header["__metadata__"] = metadata
    for name, (shape, listed) in tensors.items():
        if dtype == "BF16":
            raw = b"".join(struct.pack("<f", x)[2:] for x in listed)
        else:
            raw = struct.pack("<%d%s" % (len(listed), code[dtype]), *listed)
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = respelt(json.dumps(header)).encode()
    return struct.pack("<Q", len(text)) + text + data
