#!/usr/bin/env python3
"""Networks for the benchmarks: float32 safetensors A and B with the same function.

B is A with its units permuted, signs flipped, 2 % of the units split exactly in two and 1 % blank units added.

    make_networks.py HIDDEN INPUTS OUTPUTS A.safetensors B.safetensors [--seed N]
"""
import argparse
import json
import struct

import numpy


def write(
    path: str, hidden: numpy.ndarray, bias: numpy.ndarray, output: numpy.ndarray, d: numpy.ndarray
) -> None:
    arrays = {"0.weight": hidden, "0.bias": bias, "2.weight": output, "2.bias": d}
    header, offset = {}, 0
    for name, array in arrays.items():
        header[name] = {
            "dtype": "F32",
            "shape": list(array.shape),
            "data_offsets": [offset, offset + array.nbytes],
        }
        offset += array.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)))
        file.write(text)
        for array in arrays.values():
            numpy.ascontiguousarray(array).tofile(file)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("hidden", type=int)
    parser.add_argument("inputs", type=int)
    parser.add_argument("outputs", type=int)
    parser.add_argument("a")
    parser.add_argument("b")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random = numpy.random.default_rng(arguments.seed)
    h, n, m = arguments.hidden, arguments.inputs, arguments.outputs

    def weights(*shape: int) -> numpy.ndarray:
        return random.standard_normal(shape, dtype=numpy.float32)

    pairs, a, d = weights(h, n + 1), weights(h, m), weights(m)
    write(arguments.a, pairs[:, :n], pairs[:, n], a.T, d)

    # Exact halves: the upper 12 bits of a float32 and what is left, both float32 values.
    split = random.choice(h, size=h // 50, replace=False)
    upper = (a[split].view(numpy.uint32) & numpy.uint32(0xFFFFF000)).view(numpy.float32)
    lower = a[split] - upper
    assert (upper + lower == a[split]).all()
    a[split] = upper
    blanks = h // 100
    pairs = numpy.concatenate([pairs, pairs[split], weights(blanks, n + 1)])
    a = numpy.concatenate([a, lower, numpy.zeros((blanks, m), dtype=numpy.float32)])
    signs = random.choice(numpy.array([-1, 1], dtype=numpy.float32), size=len(a))[:, None]
    order = random.permutation(len(a))
    pairs, a = (pairs * signs)[order], (a * signs)[order]
    write(arguments.b, pairs[:, :n], pairs[:, n], a.T, d)


if __name__ == "__main__":
    main()
