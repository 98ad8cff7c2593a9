#!/usr/bin/env python3
"""Writes the corpus: good/, networks/, bad/ and bad/EXPECT. Deterministic; usage: make_corpus.py

Good certificates get their evidence from the plain definitions below (dictionaries and Fractions). Each bad file is a good
one with one edit, and its name is the rule it breaks and how. What is too large for a folder (limits of a million) is tested in
checker/.
"""
import json
import os
import random
import struct
import sys
from fractions import Fraction as F

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "reference"))

import reference  # noqa: E402
from exact_numbers import add_to, write_sum  # noqa: E402
from network_files import network_fields, read_json_network  # noqa: E402

EXPECT = []


# --- good certificates ---------------------------------------------------------------------------------------------------

def text_of(x):
    return str(F(x))


def net(units, d, inputs=1, outputs=1, activation="tanh"):
    listed = [{"a": [text_of(x) for x in a], "b": [text_of(x) for x in b], "c": text_of(c)} for a, b, c in units]
    return {"activation": activation, "inputs": inputs, "outputs": outputs, "units": listed, "d": d}


def pairs_of(network):
    """The oriented pair of each unit of the tanh network, None for a constant unit."""
    half = F(1, 2) if network["activation"] == "logistic" else F(1)
    for unit in network["units"]:
        pair = [half * F(x) for x in unit["b"] + [unit["c"]]]
        lead = next((x for x in pair[:-1] if x != 0), None)
        yield None if lead is None else tuple(x if lead > 0 else -x for x in pair)


def groups(networks, first=()):
    number = {pair: k for k, pair in enumerate(first)}
    return [[None if p is None else number.setdefault(p, len(number)) for p in pairs_of(n)] for n in networks]


def certificate(kind, claim, evidence):
    return {"format": "isopath-certificate", "version": 1, "kind": kind, "claim": claim, "evidence": evidence}


def equivalent(a, b):
    in_a, in_b = groups([a, b])
    return certificate("equivalent", {"a": a, "b": b}, {"groups": {"a": in_a, "b": in_b}})


def canonical_form(network):
    whole = dict(network, format="isopath-network", version=1)
    return reference.canonical(read_json_network(json.dumps(whole).encode()))


def canonical(network):
    form = canonical_form(network)
    claim = {"network": network, "canonical": network_fields(form), "rank": len(form.units)}
    return certificate("canonical", claim, {"groups": groups([network], [u.b + (u.c,) for u in form.units])[0]})


def inequivalent(a, b, output, pair, witness):
    return certificate("inequivalent", {"a": a, "b": b},
                       {"algebra": {"output": output, "pair": pair}, "witness": witness})


def path(vertices, full=(), inputs=1, outputs=1, activation="tanh"):
    """The claim's path through vertices (units, d), stated by changes but for vertex 0 and those of `full`."""
    stated, before = [], None
    for k, (units, d) in enumerate(vertices):
        vertex = {key: value for key, value in net(units, d, inputs, outputs, activation).items() if key in ("units", "d")}
        stated.append(vertex)
        if k > 0 and k not in full:
            pairs = zip(before["units"], vertex["units"])
            changes = [{"unit": i, **{key: new[key] if new[key] != old[key] else None for key in "abc"}}
                       for i, (old, new) in enumerate(pairs) if new != old]
            stated[k] = {"changes": changes, "d": d if d != before["d"] else None}
        before = vertex
    return {"activation": activation, "inputs": inputs, "outputs": outputs, "vertices": stated}


def path_valid(*arguments, **more):
    return certificate("path valid", {"path": path(*arguments, **more)}, {})


def connected(vertices, **more):
    return certificate("connected", {"path": path(vertices, **more), "segments": len(vertices) - 1}, {})


def not_connected(a, b):
    return certificate("not connected", {"a": a, "b": b}, {})


def near(network, units, radius, rank, d=None):
    """`units`: those of the near parameter."""
    shape = [network[key] for key in ("inputs", "outputs", "activation")]
    claim = {"network": network, "near": net(units, d or network["d"], *shape), "radius": text_of(radius), "rank": rank}
    return certificate("near", claim, {})


def lower_bound(argument, unit=None, layers=None):
    return {"lower": {"argument": argument, "unit": unit, "layers": layers}}


def distance(vertices, lower, *argument, **more):
    return certificate("distance", {"path": path(vertices, **more), "lower": lower, "upper": len(vertices) - 1}, lower_bound(*argument))


def diameter(network, rank, pair, lower, upper, *argument):
    """The pair: two lists of (units, d)."""
    shape = [network[key] for key in ("inputs", "outputs", "activation")]
    members = [{key: value for key, value in net(*member, *shape).items() if key in ("units", "d")} for member in pair]
    return certificate("diameter", {"network": network, "rank": rank, "pair": members, "lower": lower, "upper": upper}, lower_bound(*argument))


def path_broken(broken, witness, *arguments, **more):
    if witness is not None:
        segment, t, x, output, bounds = witness
        witness = {"segment": segment, "t": text_of(t), "x": [text_of(y) for y in x], "output": output, "difference": [text_of(y) for y in bounds]}
    return certificate("path broken", {"path": path(*arguments, **more), "broken": broken}, {"witness": witness})


def difference_bound(a, b, domain, lower, upper, x, scale, *outputs, output=0):
    """Outputs: the pairs and the cells of each. No x: nothing is claimed from below; no upper: nor from above."""
    above = {"scale": scale, "outputs": [{"pairs": pairs, "cells": cells} for pairs, cells in outputs]}
    lower, upper = (bound if bound is None else text_of(F(bound)) for bound in (lower, upper))
    return certificate("difference bound", {"a": a, "b": b, "domain": domain, "lower": lower, "upper": upper},
                       {"lower": {"x": x, "output": output} if x is not None else None, "upper": above if upper is not None else None})


def dump(value, depth=0):
    """JSON with one unit or change, and one key of the larger objects, a line."""
    if isinstance(value, dict) and not ("c" in value and len(value) <= 4) and value.keys() != {"output", "pair"}:
        pad = "\n" + " " * (depth + 1)
        return "{" + ",".join(pad + json.dumps(k) + ": " + dump(v, depth + 1) for k, v in value.items()) + "}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        pad = "\n" + " " * (depth + 1)
        return "[" + ",".join(pad + dump(v, depth + 1) for v in value) + "]"
    return json.dumps(value)


def write(folder, name, data):
    mode = "wb" if isinstance(data, bytes) else "w"
    with open(os.path.join(HERE, folder, name), mode, encoding=None if mode == "wb" else "utf-8") as file:
        file.write(data)


def small_equivalent():
    a = net([((F(1, 2),), (3, F(-1, 4)), -1), ((2,), (0, 0), F(1, 3)), ((5,), (-3, F(1, 4)), 1)], ["1/4"], 2)
    b = net([((F(-9, 2),), (3, F(-1, 4)), -1)], ["1/4 + 2*tanh(1/3)"], 2)
    return equivalent(a, b)


def small_canonical():
    return canonical(net([((1,), (1,), 0), ((2,), (-1,), 0), ((3,), (2,), 1), ((3,), (-2,), -1), ((5,), (0,), F(-1, 2)),
                          ((1,), (F(1, 2),), 1)], ["1"]))


def small_inequivalent():
    a, b = net([((1,), (1,), 0)], ["0"]), net([((2,), (1,), 0)], ["0"])
    return inequivalent(a, b, 0, {"b": ["1"], "c": "0"}, {"x": ["1"], "output": 0, "difference": ["-77/100", "-19/25"]})


def bias_inequivalent():
    a, b = net([], ["1"], 0), net([((1,), (), 1)], ["1"], 0)
    return inequivalent(a, b, 0, None, {"x": [], "output": 0, "difference": ["-77/100", "-19/25"]})


def random_network(rng, activation, inputs, outputs, units, grid):
    def number():
        return F(rng.randint(-grid, grid), rng.choice([1, 1, 2, 3, 8]))
    return net([([number() for _ in range(outputs)], [number() for _ in range(inputs)], number()) for _ in range(units)],
               [text_of(number()) for _ in range(outputs)], inputs, outputs, activation)


def disguised(network, rng):
    """An equivalent tanh network: the canonical form with units split, turned around and blank, in another order."""
    form = canonical_form(network)
    out = []
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


def f32(x):
    return F(struct.unpack("<f", struct.pack("<f", x))[0])


def safetensors(tensors, metadata=None, dtype="F32", respelt=lambda header: header):
    """tensors: name -> (shape, list of numbers)"""
    code = {"F16": "e", "F32": "f", "F64": "d"}
    header, data = {}, b""
    if metadata is not None:
        header["__metadata__"] = metadata
    for name, (shape, numbers) in tensors.items():
        if dtype == "BF16":
            raw = b"".join(struct.pack("<f", x)[2:] for x in numbers)
        else:
            raw = struct.pack("<%d%s" % (len(numbers), code[dtype]), *numbers)
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = respelt(json.dumps(header)).encode()
    return struct.pack("<Q", len(text)) + text + data


def float_network(dtype="F32"):
    """(network, its four tensors): dyadic numbers that all types hold, a subnormal of binary16, -0."""
    w1, b1 = [0.5, -1.25, 2.0 ** -24, 3.0, -0.0, 1.5], [0.125, -2.0, 0.0]
    w2, b2 = [1.0, -1.0, 0.75, 0.0, 2.0, -0.5], [0.25, -4.0]
    if dtype == "BF16":
        w1[2] = 2.0 ** -126
    units = [((F(w2[i]), F(w2[3 + i])), (F(w1[2 * i]), F(w1[2 * i + 1])), F(b1[i])) for i in range(3)]
    return (net(units, [text_of(F(x)) for x in b2], 2, 2, "logistic"),
            {"weight1": ([3, 2], w1), "bias1": ([3], b1), "weight2": ([2, 3], w2), "bias2": ([2], b2)})


def named(tensors, names):
    return {name: tensors[key] for key, name in zip(["weight1", "bias1", "weight2", "bias2"], names) if name}


def good():
    rng = random.Random(1)
    out = {"equivalent-small": small_equivalent(), "canonical-small": small_canonical(), "inequivalent-small": small_inequivalent(),
           "inequivalent-bias": bias_inequivalent()}
    empty = net([], ["0"], 3)
    out["equivalent-no-units"] = equivalent(empty, empty)
    out["canonical-no-units"] = canonical(empty)
    out["equivalent-no-inputs"] = equivalent(net([((2,), (), F(-1, 3)), ((1,), (), 0)], ["tanh(1/3)"], 0),
                                             net([((1,), (), F(-1, 3))], ["0"], 0))
    for k in range(4):
        activation = "logistic" if k % 2 else "tanh"
        network = random_network(rng, activation, 1 + k % 3, 1 + k % 2, 7, 2)
        out["canonical-random-%d" % k] = canonical(network)
        out["equivalent-random-%d" % k] = equivalent(network, disguised(network, rng))
    logistic = random_network(rng, "logistic", 2, 2, 4, 3)
    out["equivalent-two-logistic"] = equivalent(logistic, dict(logistic, units=logistic["units"][::-1]))
    long_number = F(10 ** 5000 + 7, 3 ** 10480)
    big = net([((long_number,), (F(1, 10 ** 3000),), 10 ** 4000), ((F(1, 2 ** 1074),), (F(2) ** 1023,), 0)], [str(long_number)])
    out["equivalent-long-numbers"] = equivalent(big, dict(big, units=big["units"][::-1]))
    out["canonical-long-numbers"] = canonical(big)
    out["equivalent-cancelling"] = equivalent(net([((1,), (1,), 1), ((1,), (-1,), -1)], ["1/3"]), net([], ["1/3"], 1))
    out["canonical-many-biases"] = canonical(net([((1, F(-k)), (0,), F((-1) ** k, k)) for k in range(1, 40)], ["1", "tanh(1) - 3*tanh(2)"], 1, 2))
    out["equivalent-plain"] = equivalent(*[float_network()[0]] * 2)
    out["equivalent-bf16"] = equivalent(*[float_network("BF16")[0]] * 2)
    out["canonical-notations"] = canonical(net([((F(1, 10), F(-1, 4)), (F(3, 16),), 7), ((f32(0.1), F(0.1)), (0,), -1)],
                                               ["3/4 - 1/2*tanh(1/3)", "0"], 1, 2, "tanh"))
    # Huge and tiny arguments of tanh: 1 - tanh is far below any precision, tanh(q) far below 1.
    huge, tiny = 10 ** 2000, F(1, 10 ** 2000)
    out["inequivalent-huge-argument"] = inequivalent(
        net([((1,), (huge,), 0)], ["0"]), net([], ["0"]), 0, {"b": [str(huge)], "c": "0"},
        {"x": ["1"], "output": 0, "difference": ["9/10", "11/10"]})
    out["inequivalent-tiny-argument"] = inequivalent(
        net([((1,), (tiny,), 0)], ["0"]), net([], ["0"]), 0, {"b": [str(tiny)], "c": "0"},
        {"x": ["1"], "output": 0, "difference": [str(tiny * F(9, 10)), str(tiny * F(11, 10))]})
    out["inequivalent-cancellation"] = inequivalent(  # 1 + 2^-3000 against 1: needs 4096 bits
        net([((1 + F(1, 2 ** 3000),), (1,), 1)], ["0"]), net([((1,), (1,), 1)], ["0"]), 0, {"b": ["1"], "c": "1"},
        {"x": ["0"], "output": 0, "difference": [str(F(3, 2 ** 3002)), str(F(4, 2 ** 3002))]})
    out["inequivalent-no-witness"] = inequivalent(net([((1, 2), (-1, 0), 2)], ["0", "0"], 2, 2), net([((1, 2), (-1, 0), 3)], ["0", "0"], 2, 2),
                                                  1, {"b": ["1", "0"], "c": "-2"}, None)
    out["inequivalent-logistic"] = inequivalent(net([((2,), (4,), 2)], ["0"], activation="logistic"), net([((1,), (2,), 1)], ["0"]), 0, None,
                                                {"x": ["0"], "output": 0, "difference": ["99/100", "101/100"]})
    out["inequivalent-output-1"] = inequivalent(net([], ["0", "tanh(1/2)"], 1, 2), net([], ["0", "1/2"], 1, 2), 1, None,
                                                {"x": ["5"], "output": 1, "difference": ["-1/25", "-3/100"]})
    out.update(good_paths())
    return out


def folded(d, units, activation="tanh"):
    """d less the contributions of the constant units, so that both together are the d given."""
    d, scale = [dict(total) for total in d], F(1, 2) if activation == "logistic" else F(1)
    for a, b, c in units:
        for total, weight in zip(d, a):
            if activation == "logistic":
                add_to(total, F(0), -scale * F(weight))
            if not any(b) and c != 0:
                add_to(total, scale * F(c), -scale * F(weight))
    return [write_sum(total) for total in d]


def good_paths():
    half, one_in = F(1, 2), ((1,), (1,), 0)
    small = [([((2,), (1,), 1), ((-2,), (1,), 1), ((3,), (0,), half), ((0,), (5,), -7)], ["1/4"]),
             ([((2,), (3,), -1), ((-2,), (3,), -1), ((0,), (0,), half), ((0,), (half,), 7)], ["1/4 + 3*tanh(1/2)"]),  # move, fold, a = 0 moves
             ([((5,), (3,), -1), ((-5,), (3,), -1), ((0,), (2,), 1), ((0,), (3,), -1)], ["1/4 + 3*tanh(1/2)"]),  # weights move at rest
             ([((1,), (3,), -1), ((-5,), (3,), -1), ((0,), (2,), 1), ((4,), (3,), -1)], ["1/4 + 3*tanh(1/2)"])]
    out = {"path-valid-small": path_valid(small), "path-valid-small-in-full": path_valid(small, full=(1, 2, 3)),
           "path-valid-mixed": path_valid(small, full=(2,)),
           "path-valid-one-vertex": path_valid(small[:1]), "path-valid-two-vertices": path_valid(small[:2]),
           "path-valid-repeated": path_valid([small[0]] * 3 + [small[1], small[0], small[0]], full=(2, 4))}
    out["path-valid-no-units"] = path_valid([([], ["1"])] * 2)
    out["path-valid-no-inputs"] = path_valid([([((2,), (), 1), ((-3,), (), -1), ((1,), (), 0)], ["0"]), ([((0,), (), 1), ((-5,), (), -1), ((1,), (), 0)], ["0"]),
                                              ([((0,), (), 7), ((-5,), (), -1), ((7,), (), 0)], ["0"])], inputs=0)
    # flipped units: (b, c) and (-b, -c) move together, and share weight with the other sign; orientation by c at v where all before is 0
    out["path-valid-flipped"] = path_valid([([((1,), (2,), -3), ((1,), (-2,), 3), ((half,), (0,), 0), ((half,), (0,), 0)], ["0"]),
                                            ([((4,), (0,), 0), ((4,), (0,), 0), ((-1,), (0,), 5), ((-1,), (0,), -5)], ["0"]),
                                            ([((-4,), (1,), 7), ((-4,), (-1,), -7), ((-2,), (0,), 5), ((-2,), (0,), -5)], ["0"])])
    # through b = 0, through c = 0, through (0, 0): units of weight 0, and a pair
    out["path-valid-through-0"] = path_valid([([((0,), (1,), 1), ((3,), (-1,), 2), ((-3,), (-1,), 2)], ["0"]), ([((0,), (-1,), -1), ((3,), (1,), -2), ((-3,), (1,), -2)], ["0"]),
                                              ([((0,), (0,), 0), ((1,), (1,), -2), ((-1,), (1,), -2)], ["0"])])
    # two zero-sum groups whose pairs are the same at t = 1/2 only
    out["path-valid-meeting-inside"] = path_valid([([((1,), (1,), 0), ((-1,), (1,), 0), ((2,), (3,), 0), ((-2,), (3,), 0)], ["0"]), ([((1,), (3,), 0), ((-1,), (3,), 0), ((2,), (1,), 0), ((-2,), (1,), 0)], ["0"])])
    # a shift of weight among three units, one with the opposite sign; two outputs, two inputs, different denominators
    shift = [([((half, 1), (0, 1), 2), ((F(1, 3), 0), (0, 1), 2), ((F(1, 7), 5), (0, -1), -2), ((1, -1), (0, 0), 3)], ["0", "tanh(1)"]),
             ([((F(1, 6), 0), (0, 1), 2), ((F(1, 7), -1), (0, 1), 2), ((F(1, 7) + F(1, 6) + F(1, 7) - half - F(1, 3), 3), (0, -1), -2), ((0, 0), (0, 0), 3)], ["tanh(3)", "tanh(1) - tanh(3)"])]
    out["path-valid-two-outputs"] = path_valid(shift, inputs=2, outputs=2)
    # logistic: the sum of all a/2 is part of d. Weight goes from unit 0 to its copy (same sum), to its flipped copy (another), constants fold, units move
    units = [[((2,), (1,), 1), ((1,), (1,), 1), ((3,), (-1,), -1), ((4,), (0,), -6), ((1,), (2,), 2), ((-1,), (2,), 2), ((2,), (5,), 1), ((2,), (-5,), -1)],
             [((0,), (1,), 1), ((7,), (1,), 1), ((7,), (-1,), -1), ((1,), (0,), -6), ((1,), (3,), 4), ((-1,), (3,), 4), ((-5,), (6,), 1), ((-5,), (-6,), -1)],
             [((0,), (2,), 9), ((7,), (1,), 1), ((7,), (-1,), -1), ((0,), (0,), -6), ((1,), (2,), 4), ((-1,), (2,), 4), ((0,), (7,), 1), ((0,), (-7,), -1)]]
    out["path-valid-logistic"] = path_valid([(u, folded([{F(0): F(9)}], u, "logistic")) for u in units], activation="logistic")
    many = [[((f(k), F(-1, k)), (0,), F(k, 3)) for k in range(1, 20)] for f in (F, lambda k: F(1, k))]
    out["path-valid-many-constants"] = path_valid([(u, folded([{}, {}], u)) for u in many], outputs=2)
    long_number = F(10 ** 3000 + 7, 3 ** 6000)
    out["path-valid-long-numbers"] = path_valid([([((long_number,), (1,), long_number), ((-long_number,), (1,), long_number)], ["0"]), ([((1,), (long_number,), 0), ((-1,), (long_number,), 0)], ["0"])])
    plain, tensors = float_network()
    as_vertex = ([([F(x) for x in u["a"]], [F(x) for x in u["b"]], F(u["c"])) for u in plain["units"]], plain["d"])
    out["path-valid-tensors"] = path_valid([as_vertex] * 2, inputs=2, outputs=2, activation="logistic")

    # (i): a group that moves with weight, seen between its ends; (ii), (iii); several; the same function at both ends; at 10^-300
    tiny = F(1, 10 ** 300)
    out["path-broken-small"] = path_broken([0, 2], (0, half, [1], 0, [F(-59, 1000), F(-58, 1000)]), [([((1,), (2,), 0), ((2,), (0,), 1)], ["0"]), ([((1,), (1,), 0), ((2,), (0,), 1)], ["0"]),
                                                    ([((1,), (1,), 0), ((0,), (0,), 1)], ["2*tanh(1)"]), ([((2,), (1,), 0), ((0,), (3,), 1)], ["2*tanh(1)"]), ([((2,), (1,), 0), ((0,), (0,), 1)], ["2*tanh(1)"])])
    # tanh(2x) + tanh(x) with the units exchanged: at t = 1/2, x = 1: 2 tanh(3/2) - tanh(2) - tanh(1)
    out["path-broken-inside"] = path_broken([0], (0, half, [1], 0, [F(8, 100), F(9, 100)]), [([((1,), (2,), 0), ((1,), (1,), 0)], ["0"]), ([((1,), (1,), 0), ((1,), (2,), 0)], ["0"])])
    out["path-broken-weight"] = path_broken([1], (1, 1, [0], 1, [F(-24, 100), F(-23, 100)]), [([((1, 1), (1,), half), ((0, 1), (1,), 1)], ["0", "0"]), ([((1, 1), (1,), half), ((0, 1), (1,), 1)], ["0", "0"]),
                                                            ([((1, half), (1,), half), ((0, 1), (1,), 1)], ["0", "0"])], outputs=2)
    out["path-broken-bias"] = path_broken([0], (0, F(1, 3), [], 0, [F(1, 3) - F(1, 10 ** 9), F(1, 3) + F(1, 10 ** 9)]), [([((1,), (), 1)], ["0"]), ([((0,), (), 1)], ["1 + tanh(1)"])], inputs=0)
    out["path-broken-tiny"] = path_broken([1], (1, 1, [1], 0, [tiny * F(76, 100), tiny * F(77, 100)]), [([((1,), (1,), 0), ((0,), (1,), 0)], ["0"]), ([((0,), (1,), 0), ((1,), (1,), 0)], ["0"]), ([((0,), (1,), 0), ((1 + tiny,), (1,), 0)], ["0"])])
    out["path-broken-tiny-move"] = path_broken([0], None, [([((1,), (1,), tiny)], ["0"]), ([((1,), (1,), 0)], ["0"])], full=(1,))
    # all of d lacks the change of the sum of a/2
    out["path-broken-logistic"] = path_broken([0], (0, half, [0], 0, [F(99, 100), F(101, 100)]), [([((2,), (1,), 1), ((3,), (-1,), -1)], ["0"]), ([((4,), (1,), 1), ((5,), (-1,), -1)], ["0"])], activation="logistic")
    out["path-broken-logistic-move"] = path_broken([0], (0, 1, [0], 0, [F(2, 10), F(3, 10)]), [([one_in], ["0"]), ([((1,), (1,), 1)], ["0"])], activation="logistic")
    out["path-broken-constant-moves"] = path_broken([0, 1], (0, half, [7], 0, [F(8, 100), F(1, 10)]), [([((1,), (0,), 1)], ["0"]), ([((1,), (0,), 0)], ["tanh(1)"]), ([((1,), (0,), -1)], ["2*tanh(1)"])])
    # the terms in tanh(1) of d at w(1/2) cancel
    out["path-broken-terms"] = path_broken([0], (0, half, [], 0, [F(-78, 100), F(-74, 100)]), [([], ["tanh(1)"]), ([], ["-tanh(1)"])], inputs=0)
    out["path-valid-notations"] = path_valid([([((F(1, 10), F(-1, 4)), (F(3, 16),), 7), ((0, 0), (f32(0.1),), -1)], ["3/4 - 1/2*tanh(1/3)", "0"]),
                                              ([((F(1, 10), F(-1, 4)), (F(3, 16),), 7), ((0, 0), (0,), F(1, 2))], ["3/4 - 1/2*tanh(1/3)", "0"])], outputs=2)
    return out


def good_connections():
    half = F(1, 2)
    turned = [([((1,), (2,), 0), ((0,), (5,), 1)], ["0"]), ([((1,), (2,), 0), ((0,), (-2,), 0)], ["0"]),
              ([((0,), (2,), 0), ((-1,), (-2,), 0)], ["0"]), ([((0,), (5,), 1), ((-1,), (-2,), 0)], ["0"])]
    paid = turned[:2] + [(turned[k][0], ["1"]) for k in (2, 3)]  # a logistic unit turns its sign for its weight
    two = net([((1, 0), (half, -2), 0), ((0, half), (half, 2), 0)], ["0", "tanh(1)"], 2, 2)
    flipped = net([((0, half), (half, 2), 0), ((-1, 0), (-half, 2), 0)], ["0", "tanh(1)"], 2, 2)
    other = net([((1, 0), (half, -2), 0), ((0, half), (half, 2), 0)], ["0", "0"], 2, 2)
    out = {"connected-small": connected(turned), "connected-logistic": connected(paid, activation="logistic"),
           "connected-one-vertex": connected(turned[:1]), "not-connected-small": not_connected(two, flipped),
           "not-connected-other-function": not_connected(two, other),
           "not-connected-logistic": not_connected(*[dict(network, activation="logistic") for network in (two, flipped)]),
           "not-connected-no-units": not_connected(net([], ["1"]), net([], ["tanh(1)"]))}
    return out


def bad_connections(forms):
    c, n = dump(forms["connected-small"]) + "\n", dump(forms["not-connected-small"]) + "\n"
    bad("K1-fewer", c, '"segments": 3', '"segments": 2', 1, "$.claim.segments: rule K1: expected the number of vertices less one, 3, found another")
    bad("K1-more", c, '"segments": 3', '"segments": 4', 1, "$.claim.segments: rule K1")
    bad("K1-string", c, '"segments": 3', '"segments": "3"', 3, "$.claim.segments: rule T3")
    bad("K1-none", c, ',\n  "segments": 3', "", 3, 'rule T1: expected the key "segments", found the end of the object')
    bad("K-segment-broken", c, '{"unit": 1, "a": ["-1"]', '{"unit": 1, "a": ["1"]', 1, "$.claim.path.vertices[2].changes[0]: rule S2")
    bad("K-evidence", c, '"evidence": {}', '"evidence": {"path": null}', 3, "$.evidence.path: rule T1")
    a, b = '{"a": ["1", "0"], "b": ["1/2", "-2"], "c": "0"}', '{"a": ["-1", "0"], "b": ["-1/2", "2"], "c": "0"}'
    bad("I1-units", n, ",\n    " + b, "", 1, "$.claim.b: rule I1: expected the activation and the units of a, tanh, 2 hidden units")
    bad("I1-activation", n, '"activation": "tanh"', '"activation": "logistic"', 1, "$.claim.b: rule I1: expected the activation", 2)
    bad("I2-a", n, a, a.replace('"1", "0"', '"0", "0"'), 1, "$.claim.a.units[0]: rule I2: expected an a and a b other than 0, found 0")
    bad("I2-b", n, a, a.replace('"1/2", "-2"', '"0", "0"'), 1, "$.claim.a.units[0]: rule I2: expected an a and a b other than 0, found 0")
    bad("I3-equal", n, a, a.replace('"-2"', '"2"'), 1, "$.claim.a.units[1]: rule I3: expected another oriented pair than that of unit 0, found the same")
    bad("I3-opposite", n, a, a.replace('"1/2", "-2"', '"-1/2", "-2"'), 1, "$.claim.a.units[1]: rule I3")
    bad("I-evidence", n, '"evidence": {}', '"evidence": {"groups": null}', 3, "$.evidence.groups: rule T1")
    same = not_connected(forms["not-connected-small"]["claim"]["a"], forms["not-connected-small"]["claim"]["a"])
    write("bad", "I1-same.json", dump(same) + "\n")
    expect("I1-same.json", 1, "$.claim.b: rule I1: expected another parameter than a, found the same")
    shapes = not_connected(net([], ["1"]), net([], ["1"], 2))
    write("bad", "I1-inputs.json", dump(shapes) + "\n")
    expect("I1-inputs.json", 1, "$.claim.b: rule I1")


# --- tables: cells are (labels, signs); unit k < r is the home of k, labels from r on are zero-sum groups; signs are relative to u

def class_text(r, cell):
    labels, signs = cell

    def leads_back(k):
        group = labels[k]
        for _ in range(r):
            if group >= r or group == k:
                break
            group = labels[group]
        return group == k

    def text(group):
        spare = sum(1 for label in labels[r:] if label == group)
        return "(" + (str(spare) if spare else "") + "".join(sorted(text(k) for k in range(r) if labels[k] == group and not leads_back(k))) + ")"

    parts, done = ["Z" + text(group) for group in range(r, max(labels) + 1)], set()
    for k in filter(leads_back, range(r)):
        cycle = [k]
        while labels[cycle[-1]] != k:
            cycle.append(labels[cycle[-1]])
        if done.isdisjoint(cycle):
            done.update(cycle)
            turned = sum(1 for g in cycle if signs[g] < 0)
            parts.append("+-"[turned % 2] + min("".join(text(g) for g in cycle[i:] + cycle[:i]) for i in range(len(cycle))))
    return "".join(sorted(parts))


def all_cells(r, units):
    """Labels of zero-sum groups in the order of their first units, which have the sign 1."""
    cells = [((), ())]
    for _ in range(units):
        longer = []
        for labels, signs in cells:
            new = max((r - 1,) + labels) + 1
            longer += [(labels + (label,), signs + (sign,)) for label in range(new + 1) for sign in ((1,) if label == new else (1, -1))]
        cells = longer
    return [cell for cell in cells if set(range(r)) <= set(cell[0])]


def meet(r, p, q):
    """By the words of docs/mathematics.md, section 7."""
    sign = {}  # of a node, relative to the first of its component

    def walk(node, root):
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


def table(r, s, last):
    """Layers 0 to `last`."""
    cells = all_cells(r, r + s)
    start = (tuple(range(r + s)), (1,) * (r + s))
    layers, found = [{class_text(r, start): start}], set()
    while len(layers) <= last:
        found.update(layers[-1])
        layers.append({})
        for p in layers[-2].values():
            for q in cells:
                if meet(r, p, q) and class_text(r, q) not in found:
                    layers[-1].setdefault(class_text(r, q), q)
    return [sorted(layer) for layer in layers]


def rigid(carried, constants, outputs=1, scale=1):
    """Units (a, b, c): essential group k of `carried` = [(k, sign), ...] with b = k + 1; None for the next constant."""
    constants, units = iter(constants), []
    for entry in carried:
        k, sign = entry or (None, 1)
        pair = ((0,), next(constants)) if entry is None else ((sign * (k + 1) * scale,), sign * k * scale)
        units.append(((sign,) * outputs, *pair))
    return units


def good_lower():
    """Rigid members: weights 1, and constants with the weight 1, which d takes away."""
    one, two, half = [(0, 1), None], [(0, -1), None], F(1, 2)
    u, w = (rigid(one, [1]), ["0"]), (rigid(two, [1]), ["0"])
    blank = lambda units, moved=(0, 1): [units, ((0,), (moved[0],), moved[1])]  # noqa: E731
    at, other = ((1,), (1,), 0), ((-1,), (-1,), 0)
    seven = [u, (blank(at), ["tanh(1)"]), (blank(at, (1, 0)), ["tanh(1)"]), ([((0,), (1,), 0), ((1,), (1,), 0)], ["tanh(1)"]),
             ([((0,), (-1,), 0), ((1,), (1,), 0)], ["tanh(1)"]), (blank(other, (1, 0)), ["tanh(1)"]), (blank(other), ["tanh(1)"]), w]
    turned = [([((1,), (2,), 0), ((0,), (5,), 1)], ["0"]), ([((1,), (2,), 0), ((0,), (-2,), 0)], ["0"]),
              ([((0,), (2,), 0), ((-1,), (-2,), 0)], ["0"]), ([((0,), (5,), 1), ((-1,), (-2,), 0)], ["0"])]
    paid = turned[:2] + [(turned[k][0], ["1"]) for k in (2, 3)]
    out = {"distance-unit": distance(turned, 3, "unit", 0), "distance-none": distance(turned, 0, "none"), "distance-parameters": distance(turned, 1, "parameters"),
           "distance-segment": distance(turned, 2, "segment"), "distance-one-vertex": distance(turned[:1], 0, "none"), "distance-logistic": distance(paid, 3, "unit", 1, activation="logistic"),
           "distance-seven": distance(seven, 7, "unit", 0), "distance-seats": distance(seven, 7, "seats"), "distance-table": distance(seven, 7, "table", None, table(1, 1, 2)),
           "distance-table-three-layers": distance(seven, 7, "table", None, table(1, 1, 3)), "distance-table-one-layer": distance(seven, 4, "table", None, table(1, 1, 0))}
    network = net([((1,), (1,), 0), ((0,), (5,), 1)], ["tanh(1)"])
    out["diameter-unit"] = diameter(network, 1, [u, w], 7, 7, "unit", 0)
    out["diameter-seats"] = diameter(network, 1, [u, w], 7, 7, "seats")
    out["diameter-table"] = diameter(network, 1, [u, w], 7, 7, "table", None, table(1, 1, 2))
    out["diameter-segment"] = diameter(network, 1, [u, w], 2, 7, "segment")
    out["diameter-none"] = diameter(network, 1, [u, u], 0, 7, "none")
    out["diameter-no-units"] = diameter(net([], ["1"]), 0, [([], ["1"])] * 2, 0, 0, "none")
    out["diameter-isolated"] = diameter(net([((1,), (1,), 0)], ["0"]), 1, [([((1,), (1,), 0)], ["0"]), ([((-1,), (-1,), 0)], ["0"])], 1, None, "parameters")
    out["diameter-constants"] = diameter(net([((1,), (0,), 1)], ["0"]), 0, [([((1,), (0,), 1)], ["0"]), ([((1,), (0,), half)], ["-tanh(1/2) + tanh(1)"])], 3, 3, "unit", 0)
    out["diameter-logistic"] = diameter(net([((1,), (1,), 0), ((0,), (0,), 0)], ["1/2"], activation="logistic"), 1, [(u[0], ["-1/2*tanh(1/2)"]), (w[0], ["1 - 1/2*tanh(1/2)"])], 7, 7, "unit", 0)
    # the network: two units share a group, two cancel, one is a constant; two outputs
    spread = net([((2, 2), (1,), 0), ((1, 1), (-1,), 0), ((1, 1), (3,), 0), ((-1, -1), (3,), 0), ((1, 1), (2,), 1), ((1, 1), (0,), half)], ["0", "3"], 1, 2)
    d = ["%stanh(1/2) - tanh(1) - tanh(2) - tanh(3) - tanh(4)" % rest for rest in ("", "3 + ")]
    pair = [(rigid([(0, sign), (1, sign)] + [None] * 4, [1, 2, 3, 4], 2), d) for sign in (1, -1)]
    out["diameter-two-outputs"] = diameter(spread, 2, pair, 5, 7, "seats")
    pair = [(rigid([(0, sign), (1, sign), (2, sign), None, None], [1, 2]), ["0"]) for sign in (1, -1)]
    out["diameter-turned"] = diameter(net(*pair[0]), 3, pair, 11, 11, "turned")
    for r, s, last, lower in [(2, 1, 4, 11), (1, 2, 2, 7), (2, 2, 2, 7)]:
        pair = [(rigid([(k, sign) for k in range(r)] + [None] * s, range(1, s + 1)), ["0"]) for sign in (1, -1)]
        out["diameter-table-%d-%d" % (r, s)] = diameter(net(*pair[0]), r, pair, lower, lower, "table", None, table(r, s, last))
    # not all signs turned: the class of the cell of w is beyond the layers. One sign; exchanged units; a spare unit carries a group
    for name, carried, last in [("sign", [(0, -1), (1, 1), None], 3), ("exchange", [(1, 1), (0, 1), None], 5), ("exchange-turned", [(1, 1), (0, -1), None], 3), ("spare", [None, (1, 1), (0, 1)], 1)]:
        pair = [(rigid(entries, [1]), ["0"]) for entries in ([(0, 1), (1, 1), None], carried)]
        out["diameter-table-" + name] = diameter(net(*pair[0]), 2, pair, last + 4, 11, "table", None, table(2, 1, last))
    return out


def good_differences():
    """Lower ends, upper ends and cells were found by hand, or with isopath bound."""
    all_x, near = [None, None], [[0, 1, 0]]
    tanh, other, double = net([((1,), (1,), 0)], ["0"]), net([((1,), (1,), 1)], ["0"]), net([((1,), (2,), 0)], ["0"])
    nearly = (net([((3,), (1,), 0), ((1,), (2,), 1)], ["0"]), net([((3,), (1,), F(1, 10 ** 9)), ((1,), (2,), 1)], ["0"]))
    small = (net([((2,), (1,), 0)], ["0"]), net([((2,), (1,), F(1, 4))], ["0"]))
    plane = (net([((1,), (1, 0), 0), ((1,), (0, 1), 0)], ["0"], 2), net([((1,), (1, 0), F(1, 2)), ((1,), (0, 1), 0)], ["0"], 2))
    out = {"small": difference_bound(*small, [["-1", "1"]], "497/1000", "831/1000", ["-1/8"], ["1"], ([], [1, 1, 0, 0, 1, 0, 0])),
           "lower-only": difference_bound(*small, [["-1", "1"]], "497/1000", None, ["-1/8"], None),
           "upper-only": difference_bound(*small, [["-1", "1"]], "0", "831/1000", None, ["7"], ([], [1, 1, 0, 0, 1, 0, 0])),
           "nothing": difference_bound(*small, [all_x], "0", None, None, None),
           "pair": difference_bound(*nearly, [["-2", "3"]], "2997/1000000000000", "4/1000000000", ["1/32"], ["5/2"], (near, [0])),
           "all-inputs": difference_bound(tanh, other, [all_x], "231/250", "11/8", ["-1/2"], ["4"], ([], [2, 1, 1, 0, 1, 0, 0, 0, 0, 0])),
           "turned": difference_bound(net([((1,), (F(1, 10 ** 6), 1), 0)], ["0"], 2), net([((1,), (F(-1, 10 ** 6), 1), 0)], ["0"], 2), [["-1", "1"], ["0", "1"]],
                                      "19/10000000", "3/1000000", ["1", "0"], ["1", "1"], ([[0, 1, 1]], [0])),
           "two-outputs": difference_bound(net([((1, 0), (1,), 0)], ["0", "1/3"], 1, 2), net([((1, 0), (2,), 0)], ["0", "0"], 1, 2), [["0", "2"]], "1/3", "13/25", ["1"], ["1"],
                                           ([], [1, 1, 0, 0, 0]), ([], [0]), output=1),
           "equal": difference_bound(net([((1,), (1,), 1), ((1,), (1,), 1)], ["0"]), net([((-2,), (-1,), -1)], ["0"]), [all_x], "0", "0", None, ["1"], ([], [0])),
           "rational": difference_bound(net([], ["1/3"]), net([], ["0"]), [all_x], "1/3", "1/3", ["0"], ["1"], ([], [0])),
           "constant": difference_bound(net([], ["tanh(1)"]), net([((1,), (0,), F(1, 2))], ["0"]), [all_x], "1/4", "1/3", ["9"], ["1"], ([], [0])),
           "point": difference_bound(net([((1,), (1, 2), 0)], ["0"], 2), net([((1,), (1, 3), 0)], ["0"], 2), [["1/2", "1/2"], ["1/3", "1/3"]], "2/25", "1/10", ["1/2", "1/3"], ["1", "1"], ([], [0])),
           "half-line": difference_bound(tanh, double, [["1", None]], "1/5", "2/7", ["1"], ["2"], ([], [2, 1, 1, 0, 0, 0, 2, 0, 0])),
           "half-line-below": difference_bound(tanh, double, [[None, "-1"]], "1/5", "1/3", ["-1"], ["2"], ([], [2, 0, 0])),
           "plane": difference_bound(*plane, [all_x, all_x], "2/5", "3/4", ["-1/4", "0"], ["4", "1"], (near, [0])),
           "plane-split": difference_bound(*plane, [all_x, all_x], "2/5", "3/4", ["-1/4", "100"], ["4", "1"], (near, [3, 1, 0, 0, 3, 0, 0, 0])),
           "cone-split": difference_bound(net([((1,), (1, 1), 0)], ["0"], 2), net([((1,), (1, -1), 0)], ["0"], 2), [all_x, all_x], "1", "2", ["3", "4"], ["1", "1"], ([], [3, 1, 0, 0, 2, 0, 0, 3, 0, 3, 0, 0, 0, 0])),
           "strip": difference_bound(net([((1,), (1, 1), 0)], ["0"], 2), net([((1,), (1, F(1, 2)), 0)], ["0"], 2), [all_x, ["0", "1"]], "12/25", "37/50", ["-3/4", "1"], ["4", "1"], (near, [3, 0, 0, 0])),
           "logistic": difference_bound(net([((4,), (1,), 0)], ["0"], activation="logistic"), net([((4,), (1,), F(1, 8))], ["0"], activation="logistic"), [["-1", "1"]], "3/25", "4/21", ["0"], ["1"], (near, [0])),
           "mixed": difference_bound(net([((2,), (2,), 0)], ["0"], activation="logistic"), net([((1,), (1,), F(1, 100))], ["1"]), [["-1", "1"]], "9/1000", "3/200", ["0"], ["1"], (near, [0])),
           "tiny": difference_bound(tanh, net([((1,), (1,), F(1, 10 ** 200))], ["0"]), [["-1", "1"]], F(9, 10 ** 201), F(3, 2 * 10 ** 200), ["0"], ["1"], (near, [0])),
           "huge": difference_bound(net([((10 ** 40,), (1,), 0)], ["0"]), net([((10 ** 40,), (1,), F(1, 10 ** 40))], ["0"]), [["-1", "1"]], "9/10", "3/2", ["0"], ["1"], (near, [0])),
           "steep": difference_bound(net([((1,), (10 ** 6,), 0)], ["0"]), net([((1,), (10 ** 6,), F(1, 10))], ["0"]), [["-1", "1"]], "99/1000", "3/20", ["0"], ["1"], (near, [0])),
           "no-inputs": difference_bound(net([((1,), (), 1)], ["0"], 0), net([], ["0"], 0), [], "3/4", "4/5", [], [], ([], [0])),
           "axis-that-cancels": difference_bound(net([((1,), (1, 1), 0), ((1,), (1, 0), 0)], ["0"], 2), net([((1,), (1, 2), -3), ((2,), (1, 0), 0)], ["0"], 2), [["0", "1"], ["3", "3"]],
                                                 "3/4", "7/8", ["1", "3"], ["1", "1"], ([], [1, 1, 0, 0, 0]))}
    return {"difference-" + name: value for name, value in out.items()}


def good_near():
    half, fifth = F(1, 2), F(1, 5)
    small = net([((1,), (2,), 1), ((3,), (F(-21, 10),), F(-9, 10)), ((fifth,), (5,), 7), ((4,), (F(1, 10),), 3)], ["1/4 + tanh(1/3)"])
    merged = [((1,), (F(41, 20),), F(19, 20)), ((3,), (F(-41, 20),), F(-19, 20)), ((0,), (5,), 7), ((4,), (0,), 3)]
    two = net([((1, -2), (half, 3), 0), ((F(-11, 10), F(9, 5)), (F(3, 5), 3), F(-1, 10))], ["0", "tanh(2)"], 2, 2, "logistic")
    gone = [((F(21, 20), F(-19, 10)), (F(11, 20), 3), F(-1, 20)), ((F(-21, 20), F(19, 10)), (F(11, 20), 3), F(-1, 20))]
    empty = net([], ["0"], 3)
    return {"near-small": near(small, merged, fifth, 1), "near-greater": near(small, merged, 3, 4),
            "near-d": near(small, merged, fifth, 1, ["9/20 + tanh(1/3)"]),
            "near-logistic": near(two, gone, F(1, 10), 0), "near-no-units": near(empty, [], 0, 0),
            "near-itself": near(small, [((1,), (2,), 1), ((3,), (F(-21, 10),), F(-9, 10)), ((fifth,), (5,), 7), ((4,), (F(1, 10),), 3)], 0, 4),
            "near-no-inputs": near(net([((2,), (), 1)], ["0"], 0), [((2,), (), half)], half, 0)}


def bad_near(forms):
    n = dump(forms["near-small"]) + "\n"
    l = dump(forms["near-logistic"]) + "\n"
    bad("T1-near-evidence", n, '"evidence": {}', '"evidence": {"groups": []}', 3, "$.evidence.groups: rule T1")
    bad("T1-near-no-radius", n, '"radius": "1/5",\n  ', "", 3, 'rule T1: expected the key "radius", found the key "rank"')
    bad("T2-near-radius", n, '"radius": "1/5"', '"radius": "2/10"', 3, "$.claim.radius: rule T2")
    bad("T3-near-rank", n, '"rank": 1', '"rank": "1"', 3, "$.claim.rank: rule T3")
    bad("T4-near-rank", n, '"rank": 1', '"rank": 2147483648', 3, "$.claim.rank: rule T4")
    bad("W1-radius", n, '"radius": "1/5"', '"radius": "-1/5"', 1, '$.claim.radius: rule W1: expected a radius >= 0, found "-1/5"')
    bad("W1-activation", n, '"activation": "tanh"', '"activation": "logistic"', 1, "$.claim.near: rule W1: expected the shape of $.claim.network, tanh, 4 hidden units", 2)
    bad("W1-units", n, ',\n    {"a": ["4"], "b": ["0"], "c": "3"}', "", 1, "$.claim.near: rule W1")
    shapes = near(net([], ["1"]), [], 0, 0)
    shapes["claim"]["near"]["inputs"] = 2
    write("bad", "W1-inputs.json", dump(shapes) + "\n")
    expect("W1-inputs.json", 1, "$.claim.near: rule W1")
    shapes["claim"]["near"] = net([], ["1", "0"], 1, 2)
    write("bad", "W1-outputs.json", dump(shapes) + "\n")
    expect("W1-outputs.json", 1, "$.claim.near: rule W1")
    beyond = 'rule W2: expected a number that differs by at most the radius from that of the network, found '
    bad("W2-a", n, '{"a": ["0"], "b": ["5"], "c": "7"}', '{"a": ["-1/1000"], "b": ["5"], "c": "7"}', 1, '$.claim.near.units[2].a[0]: ' + beyond + '"-1/1000" for "1/5"')
    bad("W2-b", n, '"b": ["0"]', '"b": ["-101/1000"]', 1, '$.claim.near.units[3].b[0]: ' + beyond + '"-101/1000" for "1/10"')
    bad("W2-c", n, '"b": ["0"], "c": "3"', '"b": ["0"], "c": "16001/5000"', 1, '$.claim.near.units[3].c: ' + beyond + '"16001/5000" for "3"')
    bad("W2-radius", n, '"radius": "1/5"', '"radius": "199/1000"', 1, '$.claim.near.units[2].a[0]: ' + beyond + '"0" for "1/5"')
    bad("W2-output-1", l, '["21/20", "-19/10"]', '["21/20", "-1899/1000"]', 1, '$.claim.near.units[0].a[1]: ' + beyond + '"-1899/1000" for "-2"')
    bad("W3-rational", n, '"d": ["1/4 + tanh(1/3)"]', '"d": ["451/1000 + tanh(1/3)"]', 1, "$.claim.near.d[0]: rule W3: expected the terms of the network and a rational part that differs by at most the radius, found another rational part", 2)
    bad("W3-coefficient", n, '"d": ["1/4 + tanh(1/3)"]', '"d": ["1/4 + 11/10*tanh(1/3)"]', 1, "$.claim.near.d[0]: rule W3: expected the terms of the network and a rational part that differs by at most the radius, found other terms", 2)
    bad("W3-no-term", n, '"d": ["1/4 + tanh(1/3)"]', '"d": ["1/4"]', 1, "$.claim.near.d[0]: rule W3", 2)
    bad("W3-output-1", l, '"d": ["0", "tanh(2)"]', '"d": ["0", "1/5 + tanh(2)"]', 1, "$.claim.near.d[1]: rule W3", 2)
    bad("W4-rank", n, '"rank": 1', '"rank": 0', 1, '$.claim.rank: rule W4: expected at least the number of groups of "near" that stay, 1, found 0')
    bad("W4-pair", n, '"b": ["41/20"], "c": "19/20"', '"b": ["41/20"], "c": "9/10"', 1, '$.claim.rank: rule W4: expected at least the number of groups of "near" that stay, 2, found 1')
    bad("W4-not-blank", n, '{"a": ["0"], "b": ["5"], "c": "7"}', '{"a": ["1/1000"], "b": ["5"], "c": "7"}', 1, "$.claim.rank: rule W4")
    bad("W4-not-constant", n, '"b": ["0"]', '"b": ["1/1000"]', 1, "$.claim.rank: rule W4")
    bad("W4-output-1", l, '["21/20", "-19/10"]', '["21/20", "-37/19"]', 1, "$.claim.rank: rule W4")
    bad("W4-sign", n, '"b": ["-41/20"], "c": "-19/20"', '"b": ["-41/20"], "c": "-9/10"', 1, "$.claim.rank: rule W4")


def network_files(certificates):
    def as_file(network, order=("format", "version", "activation", "inputs", "outputs", "units", "d")):
        full = dict(network, format="isopath-network", version=1)
        return json.dumps({key: full[key] for key in order}, indent=1)
    for name in ("equivalent-small", "equivalent-two-logistic", "equivalent-random-1", "inequivalent-small", "equivalent-long-numbers", "not-connected-small", "not-connected-logistic", "difference-small", "difference-mixed"):
        claim = certificates[name]["claim"]
        write("networks", name + ".0.json", as_file(claim["a"]))
        write("networks", name + ".1.json", as_file(claim["b"], ("units", "d", "version", "outputs", "format", "inputs", "activation")))
    write("networks", "canonical-small.0.json", as_file(certificates["canonical-small"]["claim"]["network"]))
    for name in ("near-small", "near-logistic"):
        for k, key in enumerate(("network", "near")):
            write("networks", "%s.%d.json" % (name, k), as_file(certificates[name]["claim"][key]))
    for name, count in (("diameter-unit", 3), ("diameter-logistic", 2), ("diameter-two-outputs", 1)):
        claim = certificates[name]["claim"]
        members = [claim["network"]] + [dict(claim["network"], **member) for member in claim["pair"]]
        for k in range(count):
            write("networks", "%s.%d.json" % (name, k), as_file(members[k]))
    write("networks", "canonical-notations.0.json", r"""{"\u0064": ["0.5 + 1/4-0*tanh( 1/3 ) - 0x1p-1 * tan\u0068( 1\/3 )", "tanh(2) + tanh(-2) + tanh(0)"],
 "un\u0069ts": [{"c": "007", "a": ["1e-1", "\u002d25e\u002D2"], "b": ["0x1.8p-3"]}, {"a": [0.1, "0.1000000000000000055511151231257827021181583404541015625"],
 "\u0063": -1.0E0, "b": [-0.0]}],
 "numbers": "binar\u007932", "version": 1, "format": "isopath-network", "inputs": 1, "outputs": 2, "activation": "tanh"}
""")
    path_files(certificates, as_file)
    _, tensors = float_network()
    names = [["net.0.weight", "net.0.bias", "net.2.weight", "net.2.bias"], ["a/fc1.weight", "a/fc1.bias", "a/fc2.weight", "a/fc2.bias"]]
    write("networks", "equivalent-plain.0.safetensors", safetensors(named(tensors, names[0]), {"note": "a \"quote\", \u00e9"}))
    write("networks", "equivalent-plain.1.safetensors", safetensors(named(tensors, names[1]), None, "F16", lambda header: header.replace("a/fc", "a\\/f\\u0063")))
    write("networks", "equivalent-plain.0.args", "--activation logistic\n")
    for k in (0, 1):
        write("networks", "path-valid-tensors.%d.safetensors" % k, safetensors(named(tensors, names[k]), None, "F64"))
    write("networks", "path-valid-tensors.0.args", "--activation logistic\n")
    _, tensors = float_network("BF16")
    # JSON escapes spell these names, one with a pair of surrogates; the arguments have them in UTF-8.
    extra = dict(named(tensors, ["h\u00e9", "hb\U0001f600", "o", "ob"]), other=([1], [1.0]))
    write("networks", "equivalent-bf16.0.safetensors", safetensors(extra, None, "BF16"))
    write("networks", "equivalent-bf16.1.safetensors", safetensors(extra, None, "F64"))
    write("networks", "equivalent-bf16.0.args", "--activation=logistic --tensors=h\u00e9,hb\U0001f600,o,ob\n")


def path_files(certificates, as_file):
    """Path files, and one file per vertex, of which path-valid-two-vertices and path-valid-one-vertex have all that F2 allows."""
    def vertices_of(name):
        """Each vertex in full, as a network."""
        claim = certificates[name]["claim"]["path"]
        for vertex in claim["vertices"]:
            if "units" in vertex:
                units = [dict(unit) for unit in vertex["units"]]
            for change in vertex.get("changes", []):
                units[change["unit"]].update((key, change[key]) for key in "abc" if change[key] is not None)
            d = vertex["d"] or d
            yield {"activation": claim["activation"], "inputs": claim["inputs"], "outputs": claim["outputs"], "units": [dict(u) for u in units], "d": d}
    for name in ("path-valid-two-vertices", "path-valid-one-vertex", "path-broken-small", "distance-unit"):
        for k, vertex in enumerate(vertices_of(name)):
            write("networks", "%s.%d.json" % (name, k), as_file(vertex))
    for name in ("path-valid-small", "path-valid-mixed", "path-broken-weight", "path-valid-logistic", "path-valid-repeated", "path-valid-no-units", "distance-seats"):
        claim = certificates[name]["claim"]["path"]
        vertices = [{"units": v["units"], "d": v["d"]} for v in vertices_of(name)]
        write("networks", name + ".0.json", dump(dict(format="isopath-path", version=1, **dict(claim, vertices=vertices))) + "\n")
    write("networks", "path-valid-notations.0.json", r"""{"vertic\u0065s": [
 {"d": ["0.5 + 1/4-0*tanh( 1/3 ) - 0x1p-1 * tan\u0068( 1\/3 )", "tanh(2) + tanh(-2)"], "units": [{"c": "007", "a": ["1e-1", "-25e-2"], "b": ["0x1.8p-3"]}, {"a": [0, -0.0], "c": -1.0E0, "b": [0.1]}]},
 {"units": [{"c": 7, "b": ["3/16"], "a": ["0.1", -0.25]}, {"a": ["0/7", 0e5], "b": [0], "c": 5e-1}], "d": ["-1/2*tanh(1/3) + 3/4", 0]}],
 "outputs": 2, "inputs": 1, "activation": "tanh", "numbers": "binary32", "format": "isopath\u002dpath", "version": 1}
""")


# --- bad certificates ----------------------------------------------------------------------------------------------------

def expect(name, exit_code, reason, *more):
    assert name not in [line[0] for line in EXPECT], name
    EXPECT.append([name, str(exit_code), reason, *more])


def bad(name, base, old, new, exit_code, reason, count=1):
    """`base` with one occurrence of `old` changed. `count`: how often it stands there; the last is changed."""
    assert base.count(old) == count, (name, old, base.count(old))
    before, _, after = base.rpartition(old)
    write("bad", name + ".json", (before + new + after).encode() if isinstance(base, str) else before + new + after)
    expect(name + ".json", exit_code, reason)


def bad_text(e):
    """JSON and T1 to T5, by edits of a small equivalent certificate."""
    unit = '{"a": ["1/2"], "b": ["3", "-1/4"], "c": "-1"}'
    bad("json-trailing-text", e, "}}}\n", "}}}\nx", 3, 'expected nothing after the closing brace, found "x"')
    bad("json-second-object", e, "}}}\n", "}}} {}\n", 3, "expected nothing after the closing brace")
    bad("json-truncated", e, "}}}\n", "}}", 3, "found the end of the text")
    bad("json-missing-comma", e, '"version": 1,', '"version": 1', 3, "expected ',' or '}'")
    bad("json-missing-comma-in-list", e, '"3", "-1/4"], "c": "-1"}', '"3" "-1/4"], "c": "-1"}', 3, "$.claim.b.units[0].b[0]: expected ',' or ']'", 2)
    bad("json-trailing-comma", e, '"d": ["1/4"]', '"d": ["1/4",]', 3, "$.claim.a.d[1]: rule T2: expected a sum in a string, found \"]\"")
    bad("json-missing-colon", e, '"version": 1', '"version" 1', 3, "expected ':', found \"1\"")
    bad("json-wrong-bracket", e, '"d": ["1/4"]', '"d": ["1/4"}', 3, "expected ',' or ']'")
    bad("json-control-character", e, '"isopath-certificate"', '"isopath-\tcertificate"', 3, "a control character in a string")
    bad("json-bom", e, '{\n "format"', '\ufeff{\n "format"', 3, ":1:1: $: rule T1: expected an object")
    bad("T1-list-for-object", e, '{\n "format"', '[\n "format"', 3, "rule T1: expected an object, found \"[\"")
    bad("T1-object-for-list", e, '"d": ["1/4"]', '"d": {"1/4": 0}', 3, "$.claim.a.d: rule T1: expected a list")
    bad("T1-missing-key", e, '"inputs": 2,\n   "outputs": 1,\n   "units": [\n    {"a": ["1/2"]', '"outputs": 1,\n   "units": [\n    {"a": ["1/2"]', 3,
        '$.claim.a.outputs: rule T1: expected the key "inputs", found the key "outputs"')
    bad("T1-missing-last-key", e, unit, unit.replace(', "c": "-1"', ""), 3,
        '$.claim.a.units[0]: rule T1: expected the key "c", found the end of the object')
    bad("T1-unknown-key", e, unit, unit.replace('"c": "-1"', '"c": "-1", "e": "0"'), 3,
        '$.claim.a.units[0].e: rule T1: expected the end of the object, found the key "e"')
    bad("T1-repeated-key", e, unit, unit.replace('"c": "-1"', '"c": "-1", "c": "-1"'), 3, "rule T1: expected the end of the object")
    bad("T1-misplaced-key", e, unit, '{"b": ["3", "-1/4"], "a": ["1/2"], "c": "-1"}', 3, 'rule T1: expected the key "a", found the key "b"')
    bad("T1-key-with-escape", e, '"version"', '"v\\u0065rsion"', 3, "rule T1: expected a key, found a string with an escape")
    bad("T1-key-no-string", e, '"version"', "version", 3, "rule T1: expected a key")
    bad("T1-activation", e, '"activation": "tanh"', '"activation": "relu"', 3,
        '$.claim.b.activation: rule T1: expected "tanh" or "logistic", found "relu"', 2)
    bad("T1-null-network", e, e[e.index('{\n   "activation"'):e.index(',\n  "b": {')], "null", 3, "$.claim.a: rule T1: expected an object")
    for name, text in [("not-lowest", "2/4"), ("denominator-1", "1/1"), ("denominator-0", "1/0"), ("negative-zero", "-0"), ("zero-fraction", "0/5"),
                       ("leading-zero", "01/2"), ("leading-zero-denominator", "1/02"), ("plus", "+1/2"), ("decimal", "0.5"), ("exponent", "5e-1"),
                       ("hex", "0x1p-1"), ("blank", "1/2 "), ("inner-blank", "1 /2"), ("empty", ""), ("only-minus", "-"), ("two-slashes", "1/2/3"),
                       ("negative-denominator", "1/-2"), ("no-denominator", "1/"), ("no-numerator", "/2"), ("two-minuses", "--1"), ("letters", "nan"),
                       ("long-not-lowest", "%d/%d" % (3 * (10 ** 30 + 1), 3 * (10 ** 31 + 3))), ("tanh", "tanh(1)"),
                       ("digits-of-another-script", "\u0661")]:
        bad("T2-" + name, e, '{"a": ["1/2"]', '{"a": ["%s"]' % text, 3,
            "$.claim.a.units[0].a[0]: rule T2: expected an integer or p/q in lowest terms, in canonical notation, found \"")
    bad("T2-bare-number", e, '{"a": ["1/2"]', '{"a": [1]', 3, '$.claim.a.units[0].a[0]: rule T2: expected a rational in a string, found "1"')
    bad("T2-escape", e, '{"a": ["1/2"]', '{"a": ["1\\/2"]', 3, "rule T2: expected a rational in a string, found a string with an escape")
    bad("T2-null", e, '"c": "1/3"', '"c": null', 3, '$.claim.a.units[1].c: rule T2: expected a rational in a string, found "null"')
    for name, text in [("zero-part", "0 + tanh(1)"), ("part-not-first", "tanh(1) + 1/4"), ("two-parts", "1 + 1 + tanh(1)"), ("argument-order", "tanh(2) + tanh(1)"),
                       ("argument-twice", "tanh(1) + tanh(1)"), ("argument-negative", "tanh(-1)"), ("argument-zero", "tanh(0)"), ("argument-not-lowest", "tanh(2/4)"),
                       ("coefficient-1", "1*tanh(1)"), ("coefficient-0", "1 + 0*tanh(1)"), ("coefficient-not-lowest", "2/4*tanh(1)"), ("coefficient-decimal", "0.5*tanh(1)"),
                       ("no-blank", "1+tanh(1)"), ("two-blanks", "1  + tanh(1)"), ("blank-in-term", "2 * tanh(1)"), ("blank-in-argument", "tanh( 1)"), ("trailing-blank", "1 "),
                       ("leading-blank", " 1"), ("leading-plus", "+1"), ("two-signs", "1 + -tanh(1)"), ("negative-zero", "-0"), ("empty", ""), ("open-bracket", "tanh(1"),
                       ("no-tanh", "2*(1)"), ("no-coefficient", "*tanh(1)"), ("other-function", "sinh(1)"), ("dangling-sign", "1 + "), ("argument-empty", "tanh()"),
                       ("no-join", "1 tanh(1)"), ("sum-in-argument", "tanh(1 + 1)"), ("denominator-0", "1/0"), ("decimal", "0.25"), ("after-bracket", "tanh(1)2")]:
        bad("T2-sum-" + name, e, '"d": ["1/4"]', '"d": ["%s"]' % text, 3, '$.claim.a.d[0]: rule T2: expected a sum in canonical notation, found "')
    bad("T2-sum-bare", e, '"d": ["1/4"]', '"d": [1]', 3, '$.claim.a.d[0]: rule T2: expected a sum in a string, found "1"')
    for name, text, reason in [("sign", "-2", "an integer without sign, fraction and exponent"), ("plus", "+2", "an integer without sign, fraction and exponent"), ("string", '"2"', "an integer without sign, fraction and exponent"),
                               ("fraction", "2.0", "an integer without sign, fraction and exponent"), ("exponent", "2e0", "an integer without sign, fraction and exponent"),
                               ("leading-zero", "02", "leading zero"), ("null", "null", "an integer without sign, fraction and exponent")]:
        bad("T3-" + name, e, '"inputs": 2', '"inputs": ' + text, 3, "$.claim.b.inputs: rule T3: ", 2)
        EXPECT[-1][2] += "expected " + reason if name != "leading-zero" else "found a bare number with a leading zero"
    bad("T3-number-without-fraction", e, '"inputs": 2', '"inputs": 2.', 3, 'expected an integer without sign, fraction and exponent, found "2."', 2)
    bad("T3-number-without-exponent", e, '"inputs": 2', '"inputs": 2e+', 3, 'expected an integer without sign, fraction and exponent, found "2e+"', 2)
    bad("T3-group-sign", e, '"a": [0, null, 0]', '"a": [0, null, -0]', 3, "$.evidence.groups.a[2]: rule T3: expected an integer without sign")
    bad("T3-group-word", e, '"a": [0, null, 0]', '"a": [0, nul, 0]', 3, "$.evidence.groups.a[1]: rule T3: expected an integer without sign, fraction and exponent, found \"nul\"")
    bad("T4-inputs", e, '"inputs": 2', '"inputs": 1000001', 3, '$.claim.b.inputs: rule T4: expected at most 1000000, found "1000001"', 2)
    bad("T4-outputs", e, '"outputs": 1', '"outputs": 1000001', 3, '$.claim.b.outputs: rule T4: expected at most 1000000', 2)
    bad("T4-count-of-many-digits", e, '"outputs": 1', '"outputs": 18446744073709551617', 3, "rule T4: expected at most 1000000", 2)
    bad("T4-no-outputs", e, '"outputs": 1', '"outputs": 0', 3, "$.claim.b.outputs: rule T4: expected at least 1 output", 2)
    bad("T4-a-too-long", e, '{"a": ["1/2"]', '{"a": ["1/2", "0"]', 3, "$.claim.a.units[0].a: rule T4: expected 1 entries, found 2")
    bad("T4-a-too-short", e, '{"a": ["1/2"]', '{"a": []', 3, "$.claim.a.units[0].a: rule T4: expected 1 entries, found 0")
    bad("T4-b-too-short", e, '"b": ["0", "0"]', '"b": ["0"]', 3, "$.claim.a.units[1].b: rule T4: expected 2 entries, found 1")
    bad("T4-b-too-long", e, '"b": ["0", "0"]', '"b": ["0", "0", "0"]', 3, "$.claim.a.units[1].b: rule T4: expected 2 entries, found 3")
    bad("T4-d-too-long", e, '"d": ["1/4"]', '"d": ["1/4", "0"]', 3, "$.claim.a.d: rule T4: expected 1 entries, found 2")
    bad("T4-d-too-short", e, '"d": ["1/4"]', '"d": []', 3, "$.claim.a.d: rule T4: expected 1 entries, found 0")
    bad("T4-group-number", e, '"a": [0, null, 0]', '"a": [0, null, 4294967295]', 3, "$.evidence.groups.a[2]: rule T4")
    bad("T5-format", e, "isopath-certificate", "isopath-network", 3, '$.format: rule T5: expected "isopath-certificate", found "isopath-network"')
    bad("T5-version-0", e, '"version": 1', '"version": 0', 3, "$.version: rule T5: expected version 1, found 0")
    bad("T5-version-2", e, '"version": 1', '"version": 2', 3, "$.version: rule T5: expected version 1, found 2")
    bad("T5-version-string", e, '"version": 1', '"version": "1"', 3, "$.version: rule T3")
    bad("T5-kind-unknown", e, '"equivalent"', '"dimension"', 4, '$.kind: rule T5: found a kind that this program does not know, "dimension"')
    bad("T5-kind-no-string", e, '"equivalent"', "1", 3, "$.kind: rule T5: expected a kind")
    bad("T1-kind-of-other-claim", e, '"equivalent"', '"canonical"', 3, '$.claim.a: rule T1: expected the key "network", found the key "a"')
    raw = e.encode()
    for name, bytes_ in [("overlong", b"\xc0\xaf"), ("surrogate", b"\xed\xa0\x80"), ("truncated", b"\xe2\x82"), ("beyond", b"\xf4\x90\x80\x80"), ("lone", b"\x80"),
                         ("overlong-3", b"\xe0\x80\xaf"), ("overlong-4", b"\xf0\x80\x80\xaf"), ("byte-ff", b"\xff")]:
        bad("json-utf8-" + name, raw, b'"equivalent"', b'"' + bytes_ + b'"', 3, "$.kind: found a string that is not UTF-8")
    for name, text, reason in [("empty", "", "expected an object, found the end of the text"), ("blank", " \n ", ":2:2: $: rule T1: expected an object"),
                               ("open-string", '{"format', "found the end of the text inside a string"), ("nul", "\0", 'expected an object, found "\\x00"'),
                               ("deep", "[" * 1000, "rule T1: expected an object"), ("only-brace", "{", "rule T1: expected a key, found the end of the text")]:
        write("bad", "json-" + name + ".json", text)
        expect("json-" + name + ".json", 3, reason)


def bad_equivalent(e, forms):
    bad("G1-missing-entry", e, '"a": [0, null, 0]', '"a": [0, null]', 1, "$.evidence.groups.a: rule G1: expected one entry per unit, 3, found 2")
    bad("G1-further-entry", e, '"b": [0]', '"b": [0, 0]', 1, "$.evidence.groups.b[1]: rule G1: expected one entry per unit, 1, found more")
    bad("G1-constant-in-group", e, '"a": [0, null, 0]', '"a": [0, 0, 0]', 1, "$.evidence.groups.a[1]: rule G1: expected null")
    bad("G1-null-for-other", e, '"a": [0, null, 0]', '"a": [0, null, null]', 1, "$.evidence.groups.a[2]: rule G1: expected a group")
    bad("G2-other-pair", e, '"b": ["-3", "1/4"], "c": "1"}', '"b": ["-3", "1/4"], "c": "2"}', 1, "$.evidence.groups.a[2]: rule G2: expected a unit with the oriented pair of $.claim.a.units[0], found $.claim.a.units[2]")
    bad("G2-sign-of-c", e, '"b": ["-3", "1/4"], "c": "1"}', '"b": ["-3", "1/4"], "c": "-1"}', 1, "rule G2")
    bad("G2-other-b", e, '"b": ["-3", "1/4"], "c": "1"}', '"b": ["3", "1/4"], "c": "-1"}', 1, "rule G2")
    bad("G2-across-networks", e, '{"a": ["-9/2"], "b": ["3", "-1/4"]', '{"a": ["-9/2"], "b": ["3", "-1/3"]', 1, "$.evidence.groups.b[0]: rule G2")
    bad("E2-skipped-number", e, '"a": [0, null, 0]', '"a": [1, null, 0]', 1, "$.evidence.groups.a[0]: rule E2: expected a group that has a unit, or the next, 0, found 1")
    bad("E2-skipped-number-in-b", e, '"b": [0]', '"b": [2]', 1, "$.evidence.groups.b[0]: rule E2")
    bad("E3-one-group-as-two", e, '"a": [0, null, 0]', '"a": [0, null, 1]', 1, "$.claim.a.units[0].a[0]: rule E3: expected oriented weights of group 0")
    bad("E3-weight", e, '"-9/2"', '"-7/2"', 1, "$.claim.a.units[0].a[0]: rule E3")
    bad("E3-weight-sign", e, '"-9/2"', '"9/2"', 1, "rule E3")
    bad("E3-only-in-b", e, '{"a": ["-9/2"], "b": ["3", "-1/4"], "c": "-1"}]', '{"a": ["-9/2"], "b": ["3", "-1/4"], "c": "-1"}, {"a": ["1"], "b": ["1", "0"], "c": "0"}]'
        , 1, "rule G1")
    bad("E4-rational", e, "1/4 + 2*tanh(1/3)", "1/3 + 2*tanh(1/3)", 1, "$.claim.b.d[0]: rule E4")
    bad("E4-coefficient", e, "1/4 + 2*tanh(1/3)", "1/4 - 2*tanh(1/3)", 1, "$.claim.b.d[0]: rule E4")
    bad("E4-argument", e, "1/4 + 2*tanh(1/3)", "1/4 + 2*tanh(1/2)", 1, "$.claim.b.d[0]: rule E4")
    bad("E4-missing-term", e, "1/4 + 2*tanh(1/3)", "1/4", 1, "$.claim.b.d[0]: rule E4")
    bad("E4-constant-unit", e, '"c": "1/3"', '"c": "-1/3"', 1, "$.claim.b.d[0]: rule E4")
    bad("E4-decimals-of-tanh", e, "1/4 + 2*tanh(1/3)", "%s" % (F(1, 4) + 2 * F(0.3215127375316343)), 1, "rule E4")
    one = net([((1,), (1,), 0)], ["0"])
    write("bad", "E1-inputs.json", dump(equivalent(one, net([], ["0"], 2))) + "\n")
    expect("E1-inputs.json", 1, "$.claim.b: rule E1: expected the inputs and outputs of $.claim.a, tanh, 1 hidden unit, 1 input and 1 output, found tanh, 0 hidden units, 2 inputs and 1 output")
    write("bad", "E1-outputs.json", dump(equivalent(one, net([], ["0", "0"], 1, 2))) + "\n")
    expect("E1-outputs.json", 1, "rule E1: expected the inputs and outputs of $.claim.a, tanh, 1 hidden unit, 1 input and 1 output, found tanh, 0 hidden units, 1 input and 2 outputs")
    logistic = dict(one, activation="logistic")
    write("bad", "M1-logistic-is-not-tanh.json", dump(certificate("equivalent", {"a": one, "b": logistic}, {"groups": {"a": [0], "b": [0]}})))
    expect("M1-logistic-is-not-tanh.json", 1, "$.evidence.groups.b[0]: rule G2")
    # the units are right, the bias lacks sum a/2
    half = net([((F(1, 2),), (F(1, 2),), 0)], ["0"])
    write("bad", "M1-logistic-bias.json", dump(equivalent(logistic, half)))
    expect("M1-logistic-bias.json", 1, "$.claim.b.d[0]: rule E4")
    two = dump(forms["equivalent-plain"])
    bad("E3-second-output", two, '{"a": ["3/4", "-1/2"]', '{"a": ["3/4", "1/2"]', 1, "$.claim.a.units[2].a[1]: rule E3", 2)


def bad_canonical(c):
    bad("C1-rank", c, '"rank": 2', '"rank": 3', 1, "$.claim.rank: rule C1: expected the number of units of \"canonical\", 2, found 3")
    bad("T4-rank", c, '"rank": 2', '"rank": 2147483648', 3, "$.claim.rank: rule T4")
    bad("C1-logistic", c, '"activation": "tanh"', '"activation": "logistic"', 1, "$.claim.canonical: rule C1: expected a tanh network", 2)
    form = c[c.index('"canonical": {'):]
    bad("C1-outputs", c, form, form.replace('"outputs": 1', '"outputs": 2').replace('{"a": ["1"]', '{"a": ["1", "0"]').replace('{"a": ["-1"]', '{"a": ["-1", "0"]')
        .replace('tanh(1/2)"]', 'tanh(1/2)", "0"]'), 1, "$.claim.canonical: rule C1: expected the inputs and outputs of $.claim.network")
    bad("C2-zero-a", c, '{"a": ["-1"], "b": ["1"]', '{"a": ["0"], "b": ["1"]', 1, "$.claim.canonical.units[1].a: rule C2: expected an entry other than 0")
    bad("C2-zero-b", c, '{"a": ["-1"], "b": ["1"]', '{"a": ["-1"], "b": ["0"]', 1, "$.claim.canonical.units[1].b: rule C2: expected an entry other than 0")
    bad("C2-not-oriented", c, '{"a": ["-1"], "b": ["1"]', '{"a": ["1"], "b": ["-1"]', 1, "$.claim.canonical.units[1].b: rule C2: expected the first entry other than 0 to be positive")
    one, two = '{"a": ["1"], "b": ["1/2"], "c": "1"}', '{"a": ["-1"], "b": ["1"], "c": "0"}'
    pad = ",\n    "
    bad("C3-falling", c, one + pad + two, two + pad + one, 1, "$.claim.canonical.units[1]: rule C3")
    bad("C3-equal", c, one + pad + two, one + pad + one, 1, "$.claim.canonical.units[1]: rule C3")
    bad("C3-falling-c", c, one + pad + two, one + pad + one.replace('"c": "1"', '"c": "1/2"'), 1, "$.claim.canonical.units[1]: rule C3")
    listed = '"groups": [1, 1, 2, 2, null, 0]'
    bad("C4-other-pair", c, listed, '"groups": [0, 1, 2, 2, null, 0]', 1, "$.evidence.groups[0]: rule C4: expected a unit with the oriented pair of $.claim.canonical.units[0]")
    bad("C4-skipped-number", c, listed, '"groups": [1, 1, 3, 3, null, 0]', 1, "$.evidence.groups[2]: rule C4: expected a group that has a unit, or the next, 2, found 3")
    bad("G1-canonical-constant", c, listed, '"groups": [1, 1, 2, 2, 2, 0]', 1, "$.evidence.groups[4]: rule G1")
    bad("G1-canonical-missing", c, listed, '"groups": [1, 1, 2, 2, null]', 1, "$.evidence.groups: rule G1")
    bad("G2-cancelling-group", c, '"b": ["-2"], "c": "-1"', '"b": ["-2"], "c": "1"', 1, "$.evidence.groups[3]: rule G2")
    bad("C5-weight", c, '{"a": ["-1"], "b": ["1"]', '{"a": ["-2"], "b": ["1"]', 1, "$.claim.canonical.units[1].a[0]: rule C5: expected oriented weights of group 1 with the same sum in both networks")
    bad("C5-not-cancelling", c, listed, '"groups": [1, 1, 2, 3, null, 0]', 1, "$.claim.network.units[2].a[0]: rule C5: expected oriented weights of group 2 with the same sum in both networks")
    bad("C5-unit-left-out", c, listed, '"groups": [1, 1, 2, 2, null, 3]', 1, "$.claim.canonical.units[0].a[0]: rule C5")
    bad("C6-rational", c, "1 - 5*tanh(1/2)", "2 - 5*tanh(1/2)", 1, "$.claim.canonical.d[0]: rule C6")
    bad("C6-term", c, "1 - 5*tanh(1/2)", "1", 1, "$.claim.canonical.d[0]: rule C6")
    bad("C6-sign", c, "1 - 5*tanh(1/2)", "1 + 5*tanh(1/2)", 1, "$.claim.canonical.d[0]: rule C6")
    bad("T1-groups-object", c, listed, '"groups": {}', 3, "$.evidence.groups: rule T1: expected a list")
    bad("T1-no-rank", c, ',\n  "rank": 2', "", 3, '$.claim: rule T1: expected the key "rank"')


def bad_inequivalent(i, n):
    one = net([((1,), (1,), 0)], ["0"])
    wide = inequivalent(one, net([], ["0", "0"], 1, 2), 0, None, None)
    write("bad", "N1-outputs.json", dump(wide))
    expect("N1-outputs.json", 1, "$.claim.b: rule N1: expected the inputs and outputs of $.claim.a, tanh, 1 hidden unit, 1 input and 1 output, found tanh, 0 hidden units, 1 input and 2 outputs")
    bad("N1-algebra-output", i, '"output": 0, "pair"', '"output": 1, "pair"', 1, "$.evidence.algebra.output: rule N1: expected an output below 1, found 1")
    bad("N1-witness-output", i, '"output": 0,\n', '"output": 1,\n', 1, "$.evidence.witness.output: rule N1")
    bad("T4-output", i, '"output": 0,\n', '"output": 1000001,\n', 3, "$.evidence.witness.output: rule T4")
    bad("N2-zero-pair", i, '{"b": ["1"], "c": "0"}', '{"b": ["0"], "c": "0"}', 1, "$.evidence.algebra.pair: rule N2: expected a pair with b != 0")
    bad("N2-not-oriented", i, '{"b": ["1"], "c": "0"}', '{"b": ["-1"], "c": "0"}', 1, "$.evidence.algebra.pair: rule N2: expected an oriented pair")
    bad("N2-pair-of-no-unit", i, '{"b": ["1"], "c": "0"}', '{"b": ["1"], "c": "1"}', 1, "$.evidence.algebra.pair: rule N2: expected different sums")
    bad("N2-equal-sums", i, '{"a": ["2"]', '{"a": ["1"]', 1, "rule N2: expected different sums")
    bad("T4-pair-length", i, '{"b": ["1"], "c": "0"}', '{"b": ["1", "0"], "c": "0"}', 3, "$.evidence.algebra.pair.b: rule T4: expected 1 entries, found 2")
    bad("T2-pair", i, '{"b": ["1"], "c": "0"}', '{"b": ["1"], "c": "-0"}', 3, "$.evidence.algebra.pair.c: rule T2")
    bad("N3-equal-biases", i, '{"b": ["1"], "c": "0"}', "null", 1, "$.evidence.algebra.pair: rule N3")
    bad("N3-equal-elements", n, '"units": [\n    {"a": ["1"], "b": [], "c": "1"}],\n   "d": ["1"]', '"units": [],\n   "d": ["1"]', 1, "$.evidence.algebra.pair: rule N3")
    difference = '["-77/100", "-19/25"]'
    for name, text, reason in [("empty", '["-19/25", "-19/25"]', "expected [l, u] with l < u"), ("reversed", '["-19/25", "-77/100"]', "expected [l, u] with l < u"),
                               ("zero-inside", '["-77/100", "1/100"]', "expected [l, u] without 0"), ("zero-at-u", '["-77/100", "0"]', "expected [l, u] without 0"),
                               ("zero-at-l", '["0", "1"]', "expected [l, u] without 0"), ("disjoint-below", '["-2", "-1"]', "found that it does not, at 64 bits"),
                               ("disjoint-above", '["-3/4", "-1/2"]', "found that it does not, at 64 bits"), ("other-sign", '["19/25", "77/100"]', "found that it does not")]:
        bad("N4-" + name, i, difference, text, 1, "$.evidence.witness.difference: rule N4: ")
        EXPECT[-1][2] += reason if name not in ("disjoint-below", "disjoint-above", "other-sign") else "expected an [l, u] that f_a(x) - f_b(x) lies in, " + reason
    # l = u/2 at a difference that is exactly l: no enclosure is ever inside, and none is disjoint
    a, b = net([], ["1/3"], 0), net([], ["0"], 0)
    edge = inequivalent(a, b, 0, None, {"x": [], "output": 0, "difference": ["1/3", "2/3"]})
    write("bad", "N4-on-the-edge.json", dump(edge))
    expect("N4-on-the-edge.json", 1, "rule N4: expected an [l, u] that f_a(x) - f_b(x) lies in, found that it does not, at 64 bits")
    thin = inequivalent(a, b, 0, None, {"x": [], "output": 0, "difference": ["1/3", str(F(1, 3) + F(1, 2 ** 20000))]})
    write("bad", "N4-at-many-bits.json", dump(thin))
    expect("N4-at-many-bits.json", 1, "rule N4: expected an [l, u] that f_a(x) - f_b(x) lies in, found that it does not, at 32768 bits")
    bad("T4-difference-length", i, difference, '["-77/100"]', 3, "$.evidence.witness.difference: rule T4: expected 2 entries, found 1")
    bad("T4-x-length", i, '"x": ["1"]', '"x": []', 3, "$.evidence.witness.x: rule T4: expected 1 entries, found 0")
    bad("T1-witness-no-object", i, i[i.index('{\n   "x"'):i.rindex("}}")], "[]", 3, "$.evidence.witness: rule T1: expected an object")


def bad_paths(forms):
    def text(name):
        return dump(forms[name]) + "\n"

    def refused(name, value, reason, exit_code=1):
        write("bad", name + ".json", dump(value) + "\n")
        expect(name + ".json", exit_code, reason)

    v, f, b = text("path-valid-small"), text("path-valid-small-in-full"), text("path-broken-small")
    at = "$.claim.path.vertices"
    # grammar
    bad("T1-path-evidence", v, '"evidence": {}', '"evidence": {"groups": []}', 3, '$.evidence.groups: rule T1: expected the end of the object, found the key "groups"')
    bad("T1-path-evidence-null", v, '"evidence": {}', '"evidence": null', 3, "$.evidence: rule T1: expected an object")
    bad("T1-path-evidence-list", v, '"evidence": {}', '"evidence": []', 3, "$.evidence: rule T1: expected an object")
    bad("T1-path-no-evidence", v, ',\n "evidence": {}', "", 3, 'rule T1: expected the key "evidence", found the end of the object')
    bad("T1-path-valid-with-broken", v, '"d": null}]}}', '"d": null}]},\n  "broken": [0]}', 3, '$.claim.broken: rule T1: expected the end of the object, found the key "broken"')
    bad("T1-path-broken-without-list", v, '"path valid"', '"path broken"', 3, '$.claim: rule T1: expected the key "broken", found the end of the object')
    bad("T1-path-kind-of-other-claim", v, '"path valid"', '"equivalent"', 3, '$.claim.path: rule T1: expected the key "a", found the key "path"')
    bad("T5-path-kind", v, '"path valid"', '"path"', 4, "$.kind: rule T5: found a kind that this program does not know")
    bad("T1-path-no-witness", b, '"witness": {', '"point": {', 3, 'rule T1: expected the key "witness", found the key "point"')
    bad("T1-vertex-key", v, '"changes": [\n      {"unit": 0, "a": ["1"]', '"change": [\n      {"unit": 0, "a": ["1"]', 3, at + '[3].change: rule T1: expected the key "units" or "changes", found the key "change"')
    bad("T1-vertex-empty", v, ',\n    {\n     "changes": [\n      {"unit": 0, "a": ["1"]', ',\n    {},\n    {\n     "changes": [\n      {"unit": 0, "a": ["1"]', 3, at + '[3]: rule T1: expected the key "units" or "changes", found the end of the object')
    bad("T1-vertex-units-and-changes", f, '{"a": ["4"], "b": ["3"], "c": "-1"}],', '{"a": ["4"], "b": ["3"], "c": "-1"}], "changes": [],', 3, at + '[3].changes: rule T1: expected the key "d", found the key "changes"')
    bad("T1-vertex-no-d", v, '],\n     "d": null}]}}', "]}]}}", 3, at + '[3]: rule T1: expected the key "d", found the end of the object')
    bad("T1-vertex-null", v, '"vertices": [', '"vertices": [null, ', 3, at + "[0]: rule T1: expected an object")
    bad("T1-vertex-full-d-null", f, '"d": ["1/4 + 3*tanh(1/2)"]', '"d": null', 3, at + "[3].d: rule T1: expected a list", 3)
    bad("T1-vertex-full-a-null", f, '{"a": ["4"]', '{"a": null', 3, at + "[3].units[3].a: rule T1: expected a list")
    bad("T1-change-without-unit", v, '{"unit": 3, "a": ["4"]', '{"a": ["4"]', 3, at + '[3].changes[1].a: rule T1: expected the key "unit", found the key "a"')
    bad("T1-change-without-null", v, '{"unit": 3, "a": ["4"], "b": null, "c": null}', '{"unit": 3, "a": ["4"]}', 3, at + '[3].changes[1]: rule T1: expected the key "b"')
    bad("T1-change-word", v, '{"unit": 3, "a": ["4"], "b": null, "c": null}', '{"unit": 3, "a": ["4"], "b": nul, "c": null}', 3, at + '[3].changes[1].b: rule T1: expected a list, found "nul"')
    bad("T1-changes-object", v, '"changes": [\n      {"unit": 0, "a": ["1"], "b": null, "c": null},\n      {"unit": 3, "a": ["4"], "b": null, "c": null}]', '"changes": {}', 3, at + "[3].changes: rule T1: expected a list")
    bad("T1-path-activation", v, '"tanh"', '"relu"', 3, "$.claim.path.activation: rule T1")
    # numbers
    bad("T2-change-decimal", v, '"b": ["1/2"], "c": "7"', '"b": ["0.5"], "c": "7"', 3, at + "[1].changes[3].b[0]: rule T2")
    bad("T2-change-not-lowest", v, '{"unit": 3, "a": ["4"]', '{"unit": 3, "a": ["8/2"]', 3, at + "[3].changes[1].a[0]: rule T2")
    bad("T2-change-negative-zero", v, '"b": ["1/2"], "c": "7"', '"b": ["1/2"], "c": "-0"', 3, at + "[1].changes[3].c: rule T2")
    bad("T2-change-c-list", v, '"b": ["1/2"], "c": "7"', '"b": ["1/2"], "c": ["7"]', 3, at + "[1].changes[3].c: rule T2")
    bad("T2-change-d", v, '"d": ["1/4 + 3*tanh(1/2)"]', '"d": ["3*tanh(1/2) + 1/4"]', 3, at + "[1].d[0]: rule T2")
    bad("T3-change-unit", v, '{"unit": 3, "a": ["4"]', '{"unit": "3", "a": ["4"]', 3, at + "[3].changes[1].unit: rule T3")
    bad("T3-change-unit-sign", v, '{"unit": 3, "a": ["4"]', '{"unit": -3, "a": ["4"]', 3, at + "[3].changes[1].unit: rule T3")
    bad("T4-change-a", v, '{"unit": 3, "a": ["4"]', '{"unit": 3, "a": ["4", "0"]', 3, at + "[3].changes[1].a: rule T4: expected 1 entries, found 2")
    bad("T4-change-a-empty", v, '{"unit": 3, "a": ["4"]', '{"unit": 3, "a": []', 3, at + "[3].changes[1].a: rule T4: expected 1 entries, found 0")
    bad("T4-change-b", v, '"b": ["1/2"], "c": "7"', '"b": ["1/2", "0"], "c": "7"', 3, at + "[1].changes[3].b: rule T4: expected 1 entries, found 2")
    bad("T4-change-d", v, '"d": ["1/4 + 3*tanh(1/2)"]', '"d": ["1/4 + 3*tanh(1/2)", "0"]', 3, at + "[1].d: rule T4: expected 1 entries, found 2")
    bad("T4-change-unit", v, '{"unit": 3, "a": ["4"]', '{"unit": 2147483648, "a": ["4"]', 3, at + "[3].changes[1].unit: rule T4")
    bad("T4-path-outputs", v, '"outputs": 1', '"outputs": 0', 3, "$.claim.path.outputs: rule T4")
    # P1, P2
    write("bad", "P1-no-vertex.json", dump(certificate("path valid", {"path": dict(forms["path-valid-small"]["claim"]["path"], vertices=[])}, {})))
    expect("P1-no-vertex.json", 1, at + ": rule P1: expected a vertex, found none")
    bad("P1-changes-first", v, '"units": [\n      {"a": ["2"], "b": ["1"], "c": "1"},\n      {"a": ["-2"], "b": ["1"], "c": "1"},\n      {"a": ["3"], "b": ["0"], "c": "1/2"},\n      {"a": ["0"], "b": ["5"], "c": "-7"}]',
        '"changes": []', 1, at + '[0].changes: rule P1: expected vertex 0 with "units", found it with "changes"')
    bad("P1-fewer-units", f, ',\n      {"a": ["4"], "b": ["3"], "c": "-1"}]', "]", 1, at + "[3].units: rule P1: expected 4 units as at vertex 0, found 3")
    bad("P1-more-units", f, '{"a": ["4"], "b": ["3"], "c": "-1"}]', '{"a": ["4"], "b": ["3"], "c": "-1"}, {"a": ["0"], "b": ["3"], "c": "-1"}]', 1, at + "[3].units: rule P1: expected 4 units as at vertex 0, found 5")
    bad("P1-more-units-in-broken", b, '"vertices": [', '"vertices": [{"units": [], "d": ["0"]}, ', 1, at + "[1].units: rule P1: expected 0 units as at vertex 0, found 2")
    bad("P2-unit-beyond", v, '{"unit": 3, "a": ["4"]', '{"unit": 4, "a": ["4"]', 1, at + "[3].changes[1].unit: rule P2: expected a unit below 4, found 4")
    bad("P2-unit-twice", v, '{"unit": 3, "a": ["4"]', '{"unit": 0, "a": ["4"]', 1, at + "[3].changes[1].unit: rule P2: expected a unit beyond that of the change before, 0, found 0")
    one, two = '{"unit": 0, "a": ["1"], "b": null, "c": null}', '{"unit": 3, "a": ["4"], "b": null, "c": null}'
    bad("P2-units-falling", v, one + ",\n      " + two, two + ",\n      " + one, 1, at + "[3].changes[1].unit: rule P2: expected a unit beyond that of the change before, 3, found 0")
    bad("P2-all-null", v, two, '{"unit": 3, "a": null, "b": null, "c": null}', 1, at + "[3].changes[1]: rule P2: expected an a, b or c that is not null, found none")
    bad("P2-same-a", v, two, '{"unit": 3, "a": ["0"], "b": null, "c": null}', 1, at + "[3].changes[1].a: rule P2: expected null or another a than at the vertex before, found the same")
    bad("P2-same-b", v, two, two.replace('"b": null', '"b": ["3"]'), 1, at + "[3].changes[1].b: rule P2: expected null or another b than at the vertex before")
    bad("P2-same-c", v, two, two.replace('"c": null', '"c": "-1"'), 1, at + "[3].changes[1].c: rule P2: expected null or another c than at the vertex before")
    bad("P2-same-d", v, two + '],\n     "d": null', two + '],\n     "d": ["1/4 + 3*tanh(1/2)"]', 1, at + "[3].d: rule P2: expected null or another d than at the vertex before")
    # S1 to S3 by edits
    moving = "expected units that move together to have weights that add up to 0 at both vertices, found other sums in output 0"
    staying = "expected units that stay together to have the same sum of weights at both vertices, found other sums in output 0"
    bias = "expected d plus the contributions of the units that stay with b = 0 to be in output 0 as at the vertex before, found another element of K"
    bad("S1-weight-at-u", v, '{"a": ["-2"], "b": ["1"]', '{"a": ["-3"], "b": ["1"]', 1, at + "[1].changes[0]: rule S1: " + moving)
    bad("S1-weight-at-v", f, '{"a": ["-2"], "b": ["3"]', '{"a": ["2"], "b": ["3"]', 1, at + "[1].units[0]: rule S1: " + moving)
    bad("S1-one-stays", f, '{"a": ["-2"], "b": ["3"], "c": "-1"}', '{"a": ["-2"], "b": ["1"], "c": "1"}', 1, at + "[1].units[0]: rule S1")
    bad("S1-other-way", f, '{"a": ["-2"], "b": ["3"], "c": "-1"}', '{"a": ["-2"], "b": ["-3"], "c": "1"}', 1, at + "[1].units[0]: rule S1")
    bad("S1-blank-gets-weight", f, '{"a": ["0"], "b": ["1/2"], "c": "7"}', '{"a": ["1"], "b": ["1/2"], "c": "7"}', 1, at + "[1].units[3]: rule S1")
    bad("S1-constant-moves", v, '{"unit": 2, "a": ["0"], "b": null, "c": null}', '{"unit": 2, "a": ["0"], "b": null, "c": "1"}', 1, at + "[1].changes[2]: rule S1")
    bad("S1-constant-gets-b", v, '{"unit": 2, "a": ["0"], "b": null, "c": null}', '{"unit": 2, "a": ["0"], "b": ["1"], "c": null}', 1, at + "[1].changes[2]: rule S1")
    bad("S2-weight", v, two, two.replace("4", "5"), 1, at + "[3].changes[0]: rule S2: " + staying)
    bad("S2-one-alone", v, one + ",\n      " + two, two, 1, at + "[3].changes[0]: rule S2: " + staying)
    bad("S2-other-pair", v, '{"unit": 3, "a": null, "b": ["3"], "c": "-1"}', '{"unit": 3, "a": null, "b": ["3"], "c": "1"}', 1, at + "[3].changes[0]: rule S2")
    bad("S2-opposite-pair", v, '{"unit": 3, "a": null, "b": ["3"], "c": "-1"}', '{"unit": 3, "a": null, "b": ["-3"], "c": "1"}', 1, at + "[3].changes[0]: rule S2")
    d_folded = '"d": ["1/4 + 3*tanh(1/2)"]'
    bad("S3-sign", v, d_folded, '"d": ["1/4 - 3*tanh(1/2)"]', 1, at + "[1].d[0]: rule S3: " + bias)
    bad("S3-rational", v, d_folded, '"d": ["1/3 + 3*tanh(1/2)"]', 1, at + "[1].d[0]: rule S3: " + bias)
    bad("S3-argument", v, d_folded, '"d": ["1/4 + 3*tanh(1/3)"]', 1, at + "[1].d[0]: rule S3")
    bad("S3-not-folded", v, d_folded, '"d": null', 1, at + "[1]: rule S3: " + bias)
    bad("S3-d-alone", v, two + '],\n     "d": null', two + '],\n     "d": ["0"]', 1, at + "[3].d[0]: rule S3: " + bias)
    bad("S3-constant-alone", v, '{"unit": 2, "a": ["0"]', '{"unit": 2, "a": ["1"]', 1, at + "[1].d[0]: rule S3")
    bad("S3-decimals", v, d_folded, '"d": ["%s"]' % (F(1, 4) + 3 * F(0.46211715726000975)), 1, at + "[1].d[0]: rule S3")
    two_outputs = text("path-valid-two-outputs")
    bad("S2-second-output", two_outputs, '"-1"], "b": null', '"1"], "b": null', 1, at + "[1].changes[0]: rule S2: " + staying.replace("output 0", "output 1"))
    bad("S3-second-output", two_outputs, "tanh(1) - tanh(3)", "tanh(1) + tanh(3)", 1, at + "[1].d[1]: rule S3: " + bias.replace("output 0", "output 1"))
    # whole paths
    refused("S1-flipped-with-c", path_valid([([((1,), (2,), -3), ((1,), (-2,), 3)], ["0"]), ([((1,), (1,), 5), ((1,), (-1,), 5)], ["0"])]), at + "[1].changes[0]: rule S1")
    refused("S1-flipped-weight", path_valid([([((1,), (2,), -3), ((1,), (-2,), 3)], ["0"]), ([((1,), (1,), 5), ((-1,), (-1,), -5)], ["0"])]), at + "[1].changes[0]: rule S1")
    refused("S1-orientation-at-v", path_valid([([((1,), (0,), 0), ((1,), (0,), 0)], ["0"]), ([((1,), (1,), 5), ((1,), (1,), -5)], ["0"])]), at + "[1].changes[0]: rule S1")
    refused("S1-exchanged", path_valid([([((1,), (2,), 0), ((1,), (1,), 0)], ["0"]), ([((1,), (1,), 0), ((1,), (2,), 0)], ["0"])]), at + "[1].changes[0]: rule S1")
    refused("S1-turned-around", path_valid([([((1,), (1,), 1)], ["0"]), ([((-1,), (-1,), -1)], ["0"])]), at + "[1].changes[0]: rule S1")
    refused("S1-constant-turned", path_valid([([((1,), (0,), 1)], ["0"]), ([((-1,), (0,), -1)], ["0"])]), at + "[1].changes[0]: rule S1")
    refused("S1-constant-folded-on-the-way", path_valid([([((1,), (0,), 1)], ["0"]), ([((0,), (0,), 0)], ["tanh(1)"])]), at + "[1].changes[0]: rule S1")
    refused("S1-tiny", path_valid([([((1,), (1,), F(1, 10 ** 300))], ["0"]), ([((1,), (1,), 0)], ["0"])]), at + "[1].changes[0]: rule S1")
    refused("S1-second-segment", path_valid([([((0,), (1,), 0)], ["0"]), ([((0,), (2,), 0)], ["0"]), ([((1,), (3,), 0)], ["0"])]), at + "[2].changes[0]: rule S1")
    refused("S2-opposite-sum", path_valid([([((1,), (1,), 1), ((1,), (-1,), -1)], ["0"]), ([((2,), (1,), 1), ((0,), (-1,), -1)], ["0"])]), at + "[1].changes[0]: rule S2")
    refused("S2-many", path_valid([([((F(1, k),), (1,), 1) for k in range(1, 9)], ["0"]), ([((F(1, k + 1),), (1,), 1) for k in range(1, 9)], ["0"])]), at + "[1].changes[0]: rule S2")
    # logistic: each of these is valid for tanh
    log = {"activation": "logistic"}
    moving_flipped = [([((1,), (1,), 1), ((1,), (-1,), -1)], ["0"]), ([((2,), (2,), 1), ((2,), (-2,), -1)], ["0"])]
    shifted_flipped = [([((2,), (1,), 1), ((0,), (-1,), -1)], ["0"]), ([((3,), (1,), 1), ((1,), (-1,), -1)], ["0"])]
    folded_constant = [([((2,), (0,), 2)], ["0"]), ([((0,), (0,), 2)], ["2*tanh(2)"])]
    constant_at_0 = [([((2,), (0,), 0)], ["0"]), ([((0,), (0,), 0)], ["0"])]
    opposite_constants = [([((2,), (0,), 1), ((0,), (0,), -1)], ["0"]), ([((0,), (0,), 1), ((-2,), (0,), -1)], ["0"])]
    for name, vertices, right in [("moving-flipped", moving_flipped, "-1"), ("shifted-flipped", shifted_flipped, "-1"), ("constant-at-0", constant_at_0, "1"), ("opposite-constants", opposite_constants, "2"),
                                  ("folded-constant", folded_constant, "1 + tanh(1)")]:
        assert reference.decide(json.dumps(path_valid(vertices)).encode()), name
        assert reference.decide(json.dumps(path_valid([vertices[0], (vertices[1][0], [right])], **log)).encode()), name
        refused("S3-logistic-" + name, path_valid(vertices, **log), at + ("[1].d[0]: rule S3: " if name == "folded-constant" else "[1]: rule S3: ") + bias)
    bad("S3-logistic-rational", text("path-valid-logistic"), "13/2 + 1/2*tanh(3)", "7 + 1/2*tanh(3)", 1, at + "[1].d[0]: rule S3")
    bad("S3-logistic-argument", text("path-valid-logistic"), "13/2 + 1/2*tanh(3)", "13/2 + 1/2*tanh(6)", 1, at + "[1].d[0]: rule S3")
    # B1, B2, N4
    listed = '"broken": [0, 2]'
    for name, new, reason in [("missing-last", "[0]", ": rule B1: expected 2, the next segment that is broken, found none"), ("missing-first", "[2]", "[0]: rule B1: expected 0, the next segment that is broken, found 2"),
                              ("one-too-many", "[0, 2, 3]", "[2]: rule B1: expected no further segment, found 3"), ("one-between", "[0, 1, 2]", "[1]: rule B1: expected 2, the next segment that is broken, found 1"),
                              ("falling", "[2, 0]", "[0]: rule B1: expected 0"), ("twice", "[0, 0, 2]", "[1]: rule B1: expected 2"), ("twice-at-the-end", "[0, 2, 2]", "[2]: rule B1: expected no further segment, found 2"),
                              ("empty", "[]", ": rule B1: expected 0, the next segment that is broken, found none"), ("beyond", "[0, 4]", "[1]: rule B1: expected 2, the next segment that is broken, found 4"),
                              ("large", "[0, 4294967298]", "[1]: rule B1: expected 2")]:
        bad("B1-" + name, b, listed, '"broken": ' + new, 1, "$.claim.broken" + reason)
    refused("B1-valid-path", path_broken([], None, [([((1,), (1,), 0)], ["0"])] * 3), "$.claim.broken: rule B1: expected a segment that is broken, found none")
    refused("B1-valid-path-listed", path_broken([0], None, [([((1,), (1,), 0)], ["0"])] * 3), "$.claim.broken[0]: rule B1: expected no further segment, found 0")
    refused("B1-one-vertex", path_broken([0], None, [([((1,), (1,), 0)], ["0"])]), "$.claim.broken[0]: rule B1: expected no further segment, found 0")
    bad("T3-broken-null", b, listed, '"broken": null', 3, "$.claim.broken: rule T1: expected a list")
    bad("T3-broken-string", b, listed, '"broken": ["0", 2]', 3, "$.claim.broken[0]: rule T3")
    bad("B2-segment", b, '"segment": 0', '"segment": 2', 1, "$.evidence.witness.segment: rule B2: expected the first segment that is broken, 0, found another")
    bad("B2-segment-not-broken", b, '"segment": 0', '"segment": 1', 1, "$.evidence.witness.segment: rule B2")
    bad("B2-t-negative", b, '"t": "1/2"', '"t": "-1/2"', 1, '$.evidence.witness.t: rule B2: expected 0 <= t <= 1 of at most 100 characters, found "-1/2"')
    bad("B2-t-long", b, '"t": "1/2"', '"t": "1/1%s"' % ("0" * 98), 1, "$.evidence.witness.t: rule B2: expected 0 <= t <= 1 of at most 100 characters, found")
    bad("B2-t-beyond-1", b, '"t": "1/2"', '"t": "1000001/1000000"', 1, "$.evidence.witness.t: rule B2: expected 0 <= t <= 1")
    bad("B2-output", b, '"output": 0', '"output": 1', 1, "$.evidence.witness.output: rule B2: expected an output below 1, found 1")
    bad("T2-t", b, '"t": "1/2"', '"t": "2/4"', 3, "$.evidence.witness.t: rule T2")
    bad("T4-path-x", b, '"x": ["1"]', '"x": ["1", "1"]', 3, "$.evidence.witness.x: rule T4: expected 1 entries, found 2")
    bad("T4-path-difference", b, '["-59/1000", "-29/500"]', '["-59/1000"]', 3, "$.evidence.witness.difference: rule T4: expected 2 entries, found 1")
    outside = "$.evidence.witness.difference: rule N4: expected an [l, u] that f_a(x) - f_b(x) lies in, found that it does not, at 64 bits"
    bad("N4-path-other-sign", b, '["-59/1000", "-29/500"]', '["29/500", "59/1000"]', 1, outside)
    bad("N4-path-outside", b, '["-59/1000", "-29/500"]', '["-3/50", "-59/1000"]', 1, outside)
    bad("N4-path-with-0", b, '["-59/1000", "-29/500"]', '["-1", "0"]', 1, "$.evidence.witness.difference: rule N4: expected [l, u] without 0")
    bad("N4-path-t-0", b, '"t": "1/2"', '"t": "0"', 1, outside)
    bad("N4-path-t-1", b, '"t": "1/2"', '"t": "1"', 1, outside)
    bad("N4-path-x-0", b, '"x": ["1"]', '"x": ["0"]', 1, outside)
    bad("N4-path-difference-of-the-ends", text("path-broken-inside"), '"t": "1/2"', '"t": "1"', 1, outside)
    bad("N4-path-logistic", text("path-broken-logistic"), '"1/2"', '"1/3"', 1, outside)
    bad("N4-path-bias", text("path-broken-bias"), '"t": "1/3"', '"t": "1/4"', 1, outside)


def bad_path_files():
    good_name = "path-valid-small.json"
    with open(os.path.join(HERE, "networks", "path-valid-small.0.json"), encoding="utf-8") as file:
        base = file.read()

    def case(name, old, new, exit_code, reason, times=1):
        assert base.count(old) == times, (name, old, base.count(old))
        before, _, after = base.rpartition(old)
        write("bad", "path-%s.json" % name, before + new + after)
        expect("path-%s.json" % name, exit_code, reason, good_name)

    shape = "1 input and 1 output as in "
    at = "$.claim.path.vertices"
    last = base[base.rindex(',\n  {\n   "units"'):base.rindex("]}")]
    case("activation", '"tanh"', '"logistic"', 1, at + "[0]: rule F1: expected logistic, 4 hidden units, " + shape)
    case("F1-a", '{"a": ["4"]', '{"a": ["5"]', 1, at + '[3].units[3].a[0]: rule F1: expected "5" as in ')
    case("F1-b", '{"a": ["0"], "b": ["1/2"]', '{"a": ["0"], "b": ["0.25"]', 1, at + '[1].units[3].b[0]: rule F1: expected "1/4" as in ')
    case("F1-c", '{"a": ["-2"], "b": ["1"], "c": "1"}', '{"a": ["-2"], "b": ["1"], "c": "-1"}', 1, at + '[0].units[1].c: rule F1: expected "-1" as in ')
    case("F1-d", '"d": ["1/4 + 3*tanh(1/2)"]', '"d": ["1/4 + 3*tanh(1/3)"]', 1, at + '[3].d[0]: rule F1: expected "1/4 + 3*tanh(1/3)" as in ', 3)
    case("F2-vertex-missing", last, "", 1, at + "[3]: rule F2: expected 3 vertices as in ")
    case("F2-vertex-more", last, last + last, 1, at + "[3]: rule F2: expected 5 vertices as in ")
    case("no-vertex", base[base.index('"vertices": ['):], '"vertices": []}', 3, "$.vertices: expected a vertex, found none")
    case("no-vertices", base[base.index(',\n "vertices": ['):], "}", 3, 'found no key "vertices" in this object')
    case("width", ',\n    {"a": ["4"], "b": ["3"], "c": "-1"}', "", 3, "$.vertices[3]: expected 4 units as in vertex 0, found 3")
    case("units", '"version": 1', '"version": 1, "units": []', 3, '$.units: found a key that has no place here, "units"')
    case("changes", last, ', {"changes": [], "d": null}', 3, '$.vertices: expected a number, found "null"')
    case("changes-only", last, ', {"changes": [], "d": []}', 3, '$.vertices[3].changes: found a key that has no place here, "changes"')
    case("d-null", '"d": ["1/4"]', '"d": null', 3, '$.vertices: expected a number, found "null"')
    case("d-missing", ',\n   "d": ["1/4"]', "", 3, '$.vertices[0]: found no key "d" in this object')
    case("d-length", '"d": ["1/4"]', '"d": ["1/4", 0]', 3, "$.vertices[0].d: expected 1 entries, found 2")
    case("b-length", '{"a": ["4"], "b": ["3"]', '{"a": ["4"], "b": []', 3, "$.vertices[3].units[3].b: expected 1 entries, found 0")
    case("number", '{"a": ["4"]', '{"a": ["4."]', 3, "$.vertices[3].units[3].a[0]: expected a number, found \"4.\": there are no digits after a point")
    case("word", '{"a": ["4"]', '{"a": [null]', 3, '$.vertices: expected a number, found "null"')
    case("repeated-key", '"version": 1', '"version": 1, "version": 1', 3, 'found the key "version" for the second time')
    case("repeated-format", '"version": 1', '"version": 1, "format": "isopath-path"', 3, 'found the key "format" for the second time')
    case("version", '"version": 1', '"version": 2', 3, "$.version: expected version 1")
    case("numbers", '"version": 1', '"version": 1, "numbers": "binary16"', 3, '$.numbers: expected "exact" or "binary64" or "binary32"')
    case("as-network", "isopath-path", "isopath-network", 3, '$.vertices: found a key that has no place here, "vertices"')
    case("other-format", "isopath-path", "isopath-certificate", 3, '$.vertices: found a key that has no place here, "vertices"')
    case("format-number", '"isopath-path"', "1", 3, '$.vertices: found a key that has no place here, "vertices"')
    case("trailing-text", "]}\n", "]} 1\n", 3, "expected nothing after the closing brace")
    case("expansion", '"d": ["1/4"]', '"d": ["' + " + ".join(["1e100000", "1e-100000"] * 400) + '"]', 3, "the numbers expand beyond 64 MiB + 64 times the size of the file")
    write("bad", "path-vertex-1.json", json.dumps({"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1, "units": json.loads(base)["vertices"][1]["units"],
                                                   "d": json.loads(base)["vertices"][1]["d"]}))
    expect("path-vertex-1.json", 1, at + '[0].units[2].a[0]: rule F1: expected "0" as in ', good_name)
    write("bad", "path-archive.npz", b"PK\3\4 and so on")
    expect("path-archive.npz", 4, "isopath-check does not read NumPy files", good_name)


# --- bad network files ---------------------------------------------------------------------------------------------------

def edits_of(forms):
    def case(name, base, reason, *edits, exit_code=1):
        """Edits: (keys that lead to a value, the new value), of the good certificate `base`."""
        value = json.loads(json.dumps(forms[base]))
        for keys, new in edits:
            inner = value
            for key in keys[:-1]:
                inner = inner[key]
            inner[keys[-1]] = new
        write("bad", name + ".json", dump(value) + "\n")
        expect(name + ".json", exit_code, reason)
    return case


def bad_differences(forms):
    case, small, pair, plane = edits_of(forms), "difference-small", "difference-pair", "difference-plane-split"
    claim, above, below = ["claim"], ["evidence", "upper"], ["evidence", "lower"]
    cells, pairs, at = above + ["outputs", 0, "cells"], above + ["outputs", 0, "pairs"], "$.evidence.upper.outputs[0]"

    # grammar
    case("T1-domain-end-missing", small, "$.claim.domain[0]: rule T1: expected two ends, found 1", (claim + ["domain", 0], ["-1"]), exit_code=3)
    case("T1-domain-three-ends", small, "$.claim.domain[0][2]: rule T1: expected two ends, found more", (claim + ["domain", 0], ["-1", "1", "1"]), exit_code=3)
    case("T1-domain-text", small, "$.claim.domain[0]: rule T1: expected a list", (claim + ["domain", 0], "-1:1"), exit_code=3)
    case("T2-domain-notation", small, "$.claim.domain[0][0]: rule T2", (claim + ["domain", 0, 0], "-1.0"), exit_code=3)
    case("T2-lower-null", small, "$.claim.lower: rule T2", (claim + ["lower"], None), exit_code=3)
    case("T1-upper-evidence", small, '$.evidence.upper: rule T1: expected the key "scale", found the end of the object', (above, {}), exit_code=3)
    case("T1-cells-text", small, at + ".cells: rule T1: expected a list", (cells, "0"), exit_code=3)
    case("T3-cell-null", small, at + ".cells[0]: rule T3", (cells, [None]), exit_code=3)
    case("T1-pair-of-two", pair, at + ".pairs[0]: rule T1: expected three numbers, found 2", (pairs, [[0, 1]]), exit_code=3)
    case("T1-pair-of-four", pair, at + ".pairs[0][3]: rule T1: expected three numbers, found more", (pairs, [[0, 1, 0, 0]]), exit_code=3)
    case("T4-pair-turn", pair, at + ".pairs[0][2]: rule T4", (pairs, [[0, 1, 2]]), exit_code=3)
    case("T4-scale-missing", small, "$.evidence.upper.scale: rule T4: expected 1 entries, found 0", (above + ["scale"], []), exit_code=3)
    case("T4-x-missing", small, "$.evidence.lower.x: rule T4: expected 1 entries, found 0", (below + ["x"], []), exit_code=3)
    # U1
    case("U1-inputs", small, "$.claim.b: rule U1: expected the inputs and outputs of $.claim.a", (claim + ["b"], net([((1,), (1, 1), 0)], ["0"], 2)))
    case("U1-outputs", small, "$.claim.b: rule U1: expected the inputs and outputs of $.claim.a", (claim + ["b"], net([((1, 1), (1,), 0)], ["0", "0"], 1, 2)))
    case("U1-ranges-missing", small, "$.claim.domain: rule U1: expected one range per input, 1, found 0", (claim + ["domain"], []))
    case("U1-ranges-more", small, "$.claim.domain[1]: rule U1: expected one range per input, found more", (claim + ["domain"], [["-1", "1"]] * 2))
    case("U1-range-reversed", small, "$.claim.domain[0]: rule U1: expected [l, u] with l <= u, found l > u", (claim + ["domain", 0], ["1", "-1"]))
    case("U1-lower-negative", small, '$.claim.lower: rule U1: expected a "lower" of at least 0, found one below', (claim + ["lower"], "-1"))
    case("U1-upper-below-lower", small, '$.claim.upper: rule U1: expected an "upper" of at least "lower", found one below', (claim + ["upper"], "1/3"))
    # U2
    case("U2-scale-0", small, '$.evidence.upper.scale: rule U2: expected scales above 0, found "0"', (above + ["scale"], ["0"]))
    case("U2-scale-negative", plane, '$.evidence.upper.scale: rule U2: expected scales above 0, found "-1"', (above + ["scale"], ["4", "-1"]))
    # U3
    case("U3-no-evidence", small, "$.evidence.lower: rule U3: expected evidence if there is something to prove, found none", (below, None))
    case("U3-for-nothing", small, "$.evidence.lower: rule U3: expected evidence if there is something to prove, found some for nothing", (claim + ["lower"], "0"))
    case("U3-below-domain", small, "$.evidence.lower: rule U3: expected a point of the domain, found that x[0] is outside of it", (below + ["x"], ["-9/8"]))
    case("U3-above-domain", plane, "$.evidence.lower: rule U3: expected a point of the domain, found that x[1] is outside of it", (claim + ["domain", 1, 1], "99"))
    case("U3-output", small, "$.evidence.lower.output: rule U3: expected an output below 1, found 1", (below + ["output"], 1))
    case("U3-other-output", "difference-two-outputs", '$.evidence.lower: rule U3: expected |f_a(x) - f_b(x)| at least "lower", found that it is less, at 64 bits', (below + ["output"], 0))
    case("U3-other-point", small, '$.evidence.lower: rule U3: expected |f_a(x) - f_b(x)| at least "lower", found that it is less, at 64 bits', (below + ["x"], ["1"]))
    case("U3-too-much", small, '$.evidence.lower: rule U3: expected |f_a(x) - f_b(x)| at least "lower", found that it is less', (claim + ["lower"], "497413/1000000"))
    case("U3-rational", "difference-rational", '$.evidence.lower: rule U3: expected |f_a(x) - f_b(x)| at least "lower", found 1/3', (claim + ["lower"], "1/2"), (claim + ["upper"], "1/2"))
    case("U3-tiny", "difference-tiny", '$.evidence.lower: rule U3: expected |f_a(x) - f_b(x)| at least "lower", found that it is less, at 2048 bits', (claim + ["lower"], text_of(F(1, 10 ** 200))))
    # U4
    case("U4-unit-beyond", pair, at + ".pairs[0][1]: rule U4: expected a unit of the difference, below 2, in one pair at most, found 2", (pairs, [[0, 2, 0]]))
    case("U4-unit-with-itself", pair, at + ".pairs[0][1]: rule U4: expected a unit of the difference, below 2, in one pair at most, found 0", (pairs, [[0, 0, 0]]))
    case("U4-unit-twice", pair, at + ".pairs[1][0]: rule U4: expected a unit of the difference, below 2, in one pair at most, found 1", (pairs, [[0, 1, 0], [1, 0, 0]]))
    case("U4-no-units", "difference-rational", at + ".pairs[0][0]: rule U4: expected a unit of the difference, below 0", (pairs, [[0, 1, 0]]))
    # U5
    case("U5-no-evidence", small, "$.evidence.upper: rule U5: expected evidence if there is something to prove, found none", (above, None))
    case("U5-for-nothing", small, "$.evidence.upper: rule U5: expected evidence if there is something to prove, found some for nothing", (claim + ["upper"], None))
    case("U5-outputs-missing", "difference-two-outputs", "$.evidence.upper: rule U5: expected one entry per output, 2, found 1", (above + ["outputs"], forms["difference-two-outputs"]["evidence"]["upper"]["outputs"][:1]))
    case("U5-outputs-more", small, "$.evidence.upper.outputs[1]: rule U5: expected one entry per output, 1, found more", (above + ["outputs"], forms[small]["evidence"]["upper"]["outputs"] * 2))
    case("U5-no-cells", small, at + ".cells: rule U5: expected cells that cover the domain, found 1 too few", (cells, []))
    case("U5-cells-missing", small, at + ".cells: rule U5: expected cells that cover the domain, found 1 too few", (cells, [1, 1, 0, 0, 1, 0]))
    case("U5-cells-more", small, at + ".cells[7]: rule U5: expected no more cells, found more", (cells, [1, 1, 0, 0, 1, 0, 0, 0]))
    case("U5-cones-missing", "difference-all-inputs", at + ".cells: rule U5: expected cells that cover the domain, found 2 too few", (cells, [2, 1, 1, 0, 1, 0, 0, 0]))
    case("U5-token", small, at + ".cells[0]: rule U5: expected 0, an input from 1 to 1, or 2, found 3", (cells, [3, 0, 0]))
    split = "rule U5: expected a split of the cell, found that it can't be split there"
    case("U5-box-by-distance", small, at + ".cells[0]: " + split, (cells, [2, 0, 0]))
    case("U5-whole-halved", "difference-all-inputs", at + ".cells[0]: " + split, (cells, [1, 0, 0]))
    case("U5-whole-halved-at-range", "difference-strip", at + ".cells[0]: " + split, (cells, [2, 0, 0]))
    case("U5-cone-halved-at-side", "difference-all-inputs", at + ".cells[8]: " + split, (cells, [2, 1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0]))
    case("U5-no-axis", plane, at + ".cells[0]: " + split, (cells, [2, 0, 0]))
    case("U5-point-halved", "difference-point", at + ".cells[0]: " + split, (cells, [1, 0, 0]))
    case("U5-too-far", "difference-half-line", at + ".cells[1006]: " + split, (cells, [2, 1, 1, 0, 0, 0] + [2, 0] * 500 + [2, 0, 0]))
    case("U5-too-narrow", small, at + ".cells[54]: " + split, (cells, [1] * 56))
    # U6
    u6 = ': rule U6: expected a bound of |f_a - f_b| on the cell that is at most "upper", found none'
    case("U6-too-little", small, at + ".cells[2]" + u6, (claim + ["upper"], "1/2"))
    case("U6-one-cell", small, at + ".cells[0]" + u6, (cells, [0]))
    case("U6-no-pair", pair, at + ".cells[0]" + u6, (pairs, []))
    case("U6-turned", pair, at + ".cells[0]" + u6, (pairs, [[0, 1, 1]]))
    case("U6-not-turned", "difference-turned", at + ".cells[0]" + u6, (pairs, [[0, 1, 0]]))
    case("U6-whole", "difference-all-inputs", at + ".cells[0]" + u6, (cells, [0]))
    case("U6-cone", "difference-cone-split", at + ".cells[1]" + u6, (claim + ["upper"], "3/2"), (cells, [3, 0, 0, 0, 0, 0]))
    case("U6-rational", "difference-rational", at + ".cells[0]" + u6, (claim + ["lower"], "0"), (below, None), (claim + ["upper"], "333333333333333333/1000000000000000000"))
    case("U6-equal-but-for-bias", "difference-equal", at + ".cells[0]" + u6, (claim + ["a", "d"], ["tanh(1/10)"]))
    case("U6-second-output", "difference-two-outputs", "$.evidence.upper.outputs[1].cells[0]" + u6, (claim + ["a", "d"], ["0", "1"]), (claim + ["lower"], "1/3"))
    case("U6-logistic-as-tanh", "difference-logistic", at + ".cells[0]" + u6, (claim + ["lower"], "1/100"), (claim + ["b", "activation"], "tanh"))


def bad_lower(forms):
    at, lower, half = "$.evidence.lower", ["evidence", "lower"], F(1, 2)

    case = edits_of(forms)

    def claim(*keys):
        return ["claim", *keys]

    def evidence(argument, unit=None, layers=None):
        return ["evidence"], lower_bound(argument, unit, layers)

    one, two, three = "distance-unit", "diameter-unit", "distance-segment"
    # grammar
    case("T1-distance-evidence", one, at + ': rule T1: expected the key "argument", found the end of the object', (lower, {}), exit_code=3)
    case("T1-distance-no-evidence", one, '$.evidence: rule T1: expected the key "lower", found the end of the object', (["evidence"], {}), exit_code=3)
    case("T1-distance-evidence-null", one, at + ": rule T1: expected an object", (lower, None), exit_code=3)
    case("T1-lower-argument", one, at + '.argument: rule T1: expected "none" or "parameters" or "segment" or "unit" or "seats" or "turned" or "table", found "units"', (lower + ["argument"], "units"), exit_code=3)
    case("T1-lower-more", one, at + ".more: rule T1: expected the end of the object", (lower + ["more"], None), exit_code=3)
    case("T1-pair-changes", two, '$.claim.pair[1].changes: rule T1: expected the key "units", found the key "changes"', (claim("pair", 1), {"changes": [], "d": None}), exit_code=3)
    case("T1-layers-object", "diameter-table", at + ".layers: rule T1: expected a list", (lower + ["layers"], {}), exit_code=3)
    case("T1-layer-text", "diameter-table", at + ".layers[0]: rule T1: expected a list", (lower + ["layers", 0], "+()Z(1)"), exit_code=3)
    case("T2-class-number", "diameter-table", at + ".layers[0][0]: rule T2: expected a class in a string, found", (lower + ["layers", 0, 0], 1), exit_code=3)
    case("T3-lower-null", one, "$.claim.lower: rule T3", (claim("lower"), None), exit_code=3)
    case("T3-upper-null", one, "$.claim.upper: rule T3", (claim("upper"), None), exit_code=3)
    case("T3-lower-string", two, "$.claim.lower: rule T3", (claim("lower"), "7"), exit_code=3)
    case("T3-lower-unit", one, at + ".unit: rule T3", (lower + ["unit"], "0"), exit_code=3)
    case("T4-lower", one, "$.claim.lower: rule T4", (claim("lower"), 10 ** 18 + 1), exit_code=3)
    case("T4-lower-unit", one, at + ".unit: rule T4", (lower + ["unit"], 2 ** 31), exit_code=3)
    case("T4-diameter-rank", two, "$.claim.rank: rule T4", (claim("rank"), 2 ** 31), exit_code=3)
    member = forms[two]["claim"]["pair"][0]
    case("T4-pair-of-one", two, "$.claim.pair: rule T4: expected 2 entries, found 1", (claim("pair"), [member]), exit_code=3)
    case("T4-pair-of-three", two, "$.claim.pair: rule T4: expected 2 entries, found 3", (claim("pair"), [member] * 3), exit_code=3)
    case("T4-member-d", two, "$.claim.pair[0].d: rule T4: expected 1 entries, found 2", (claim("pair", 0, "d"), ["0", "0"]), exit_code=3)
    # D1, D2, the path
    case("D1-more", one, "$.claim.upper: rule D1: expected the number of vertices less one, 3, found another", (claim("upper"), 4))
    case("D1-fewer", one, "$.claim.upper: rule D1", (claim("upper"), 2))
    case("D-segment-broken", one, "$.claim.path.vertices[1].changes[0]: rule S1", (claim("path", "vertices", 1, "changes", 0, "a"), ["1"]))
    case("D-vertex-by-changes", one, "$.claim.path.vertices[0].changes: rule P1", (claim("path", "vertices", 0), {"changes": [], "d": ["0"]}))
    case("D2-unit-null", one, at + '.unit: rule D2: expected no null for the argument "unit", found null', (lower + ["unit"], None))
    case("D2-unit-for-seats", "distance-seats", at + '.unit: rule D2: expected null for the argument "seats", found another value', (lower + ["unit"], 0))
    case("D2-unit-for-table", "distance-table", at + ".unit: rule D2: expected null", (lower + ["unit"], 0))
    case("D2-unit-for-none", "distance-none", at + ".unit: rule D2: expected null", (lower + ["unit"], 0))
    case("D2-layers-null", "distance-table", at + '.layers: rule D2: expected no null for the argument "table", found null', (lower + ["layers"], None))
    case("D2-layers-for-unit", one, at + '.layers: rule D2: expected null for the argument "unit", found another value', (lower + ["layers"], []))
    case("D2-layers-for-segment", three, at + ".layers: rule D2: expected null", (lower + ["layers"], [[]]))
    # D3: bounds that are one off
    for base in (one, "distance-none", "distance-parameters", three, "distance-seats", "diameter-turned", "distance-table", "distance-table-three-layers", "distance-table-one-layer", "diameter-table-sign", "diameter-table-2-1",
                 "diameter-constants", two, "diameter-isolated", "diameter-segment"):
        bound, argument = forms[base]["claim"]["lower"], forms[base]["evidence"]["lower"]["argument"]
        for word, found in [("above", bound + 1), ("below", bound - 1)]:
            if found >= 0:
                case("D3-%s-%s" % (base, word), base, '$.claim.lower: rule D3: expected the bound of the argument "%s", %d, found %d' % (argument, bound, found), (claim("lower"), found))
    case("D3-same-parameters", "diameter-none", at + ".argument: rule D3: expected u and w to differ in some number, found the same parameter", (claim("lower"), 1), evidence("parameters"))
    case("D3-segment-same", "diameter-none", at + ".argument: rule D3: expected a segment from u to w that breaks S1, S2 or S3, found that it holds", (claim("lower"), 2), evidence("segment"))
    case("D3-segment-holds", one, at + ".argument: rule D3: expected a segment from u to w that breaks S1, S2 or S3, found that it holds",
         (claim("path", "vertices"), forms[one]["claim"]["path"]["vertices"][:2]), (claim("upper"), 1), (claim("lower"), 2), evidence("segment"))
    case("D3-unit-beyond", one, at + ".unit: rule D3: expected a unit below 2, found 2", (lower + ["unit"], 2))
    case("D3-unit-that-stays", two, at + ".unit: rule D3: expected a unit whose (b, c) is not the same at u and at w, found the same", (lower + ["unit"], 1))
    case("D3-unit-of-none", "diameter-no-units", at + ".unit: rule D3: expected a unit below 0, found 0", evidence("unit", 0))
    # rigid vertices
    rigid_word = at + ".argument: rule D3: expected u and w to be rigid, found at "
    case("D3-rigid-blank", one, rigid_word + "u unit 1 with a = 0", evidence("seats"))
    blank = {"units": [dict(unit, a=["0"]) if k else unit for k, unit in enumerate(forms[two]["claim"]["pair"][1]["units"])], "d": ["tanh(1)"]}
    case("D3-rigid-blank-at-w", "diameter-table", rigid_word + "w unit 1 with a = 0", (claim("pair", 1), blank))
    unit = ((1,), (1,), 0)
    for name, units, found in [("shared-pair", [((half,), (1,), 0), ((half,), (1,), 0), ((1,), (0,), 1)], 0), ("opposite-pair", [((half,), (1,), 0), ((-half,), (-1,), 0), ((1,), (0,), 1)], 0),
                               ("constants", [unit, ((1,), (0,), 1), ((2,), (0,), 1)], 1), ("opposite-constants", [unit, ((1,), (0,), 1), ((-2,), (0,), -1)], 1), ("constants-of-0", [unit, ((1,), (0,), 0), ((2,), (0,), 0)], 1)]:
        a, b, c = units[0]
        members = [(listed, folded([{}], listed)) for listed in (units, [((-a[0],), (-b[0],), c)] + units[1:])]
        write("bad", "D3-rigid-%s.json" % name, dump(diameter(net(*members[0]), 1, members, 5, 7, "seats")) + "\n")
        expect("D3-rigid-%s.json" % name, 1, rigid_word + "u unit %d in a group with another" % found)
    case("D3-turned-blank", one, rigid_word + "u unit 1 with a = 0", evidence("turned"))
    for name, base, found, r in [("one-sign", "diameter-table-sign", 2, 2), ("exchange", "diameter-table-exchange", 2, 2)]:
        case("D3-turned-" + name, base, at + ".argument: rule D3: expected each essential group on its unit with the other sign, found H = %d and r = %d" % (found, r), (claim("lower"), 11), evidence("turned"))
    case("D3-turned-hops-0", "diameter-none", at + ".argument: rule D3: expected H > 0 and s > 0, found H = 0 and s = 1", (claim("lower"), 7), evidence("turned"))
    case("D3-turned-spare-0", "diameter-isolated", at + ".argument: rule D3: expected H > 0 and s > 0, found H = 2 and s = 0", (claim("lower"), 7), evidence("turned"))
    case("D2-layers-for-turned", "diameter-turned", at + '.layers: rule D2: expected null for the argument "turned", found another value', (lower + ["layers"], []))
    case("D3-hops-0", "diameter-none", at + ".argument: rule D3: expected H > 0 and s > 0, found H = 0 and s = 1", (claim("lower"), 3), evidence("seats"))
    case("D3-hops-0-in-table", "diameter-none", at + ".argument: rule D3: expected H > 0 and s > 0, found H = 0 and s = 1", (claim("lower"), 3), evidence("table", None, [["+()Z(1)"]]))
    case("D3-spare-0", "diameter-isolated", at + ".argument: rule D3: expected H > 0 and s > 0, found H = 2 and s = 0", (claim("lower"), 3), evidence("seats"))
    case("D3-spare-0-in-table", "diameter-isolated", at + ".argument: rule D3: expected H > 0 and s > 0, found H = 2 and s = 0", (claim("lower"), 3), evidence("table", None, [["+()"]]))
    case("D3-hops-of-constants", "diameter-constants", at + ".argument: rule D3: expected H > 0 and s > 0, found H = 0 and s = 1", evidence("seats"))
    # tables
    layers, big = lower + ["layers"], "diameter-table-2-1"

    def bad_table(name, change, reason, base=big):
        value = json.loads(json.dumps(forms[base]["evidence"]["lower"]["layers"]))
        case("D6-" + name, base, at + reason, (layers, change(value) or value))

    bad_table("no-layer", lambda v: v.clear(), ".layers: rule D6: expected layer 0, found no layer")
    bad_table("start-empty", lambda v: v[0].clear(), '.layers[0]: rule D6: expected layer 0 to be the class of the cell of u, "+()+()Z(1)", found another')
    bad_table("start-other", lambda v: [v[1]] + v[1:], '.layers[0]: rule D6: expected layer 0 to be the class of the cell of u')
    bad_table("start-two", lambda v: v[0].append("-()-()Z(1)"), ".layers[0]: rule D6: expected layer 0 to be the class of the cell of u")
    bad_table("order-of-layers", lambda v: [v[0], v[2], v[1]] + v[3:], ".layers[0][0]: rule D6: expected the class ")
    bad_table("order-of-classes", lambda v: v[3].reverse(), '.layers[3][1]: rule D6: expected a class beyond "+()-(1)", found "+((1))"')
    bad_table("twice-in-a-layer", lambda v: v[3].append(v[3][-1]), '.layers[3][2]: rule D6: expected a class beyond "+()-(1)", found "+()-(1)"')
    bad_table("twice-in-layers", lambda v: v[4].insert(0, v[3][0]), ".layers[4][0]: rule D6: expected a class of no other layer, found one of layer 3")
    bad_table("missing", lambda v: v[4].remove("Z(((1)))"), '.layers[3][0]: rule D6: expected the class "Z(((1)))" of a cell that meets one of this class in layers 0 to 4, found it in none')
    bad_table("missing-early", lambda v: v[1].clear(), '.layers[0][0]: rule D6: expected the class "+()+(1)" of a cell that meets one of this class in layers 0 to 1, found it in none')
    bad_table("later", lambda v: [v[0], v[1], [], v[2], v[3]], '.layers[1][0]: rule D6: expected the class "+()Z((1))" of a cell that meets one of this class in layers 0 to 2, found it in layer 3')
    for name, text in [("empty", ""), ("no-sign", "()+()Z(1)"), ("no-text-of-a-class", "x"), ("not-in-order", "Z(1)+()+()"), ("count-0", "+()+()Z(0)"), ("count-00", "+()+()Z(01)"), ("zero-sum-empty", "+()+(1)Z()"), ("essential-empty", "+(())Z(1)"),
                       ("more-spare", "+()+()Z(2)"), ("more-groups", "+()+()+()Z(1)"), ("fewer-groups", "+()Z(1)"), ("fewer-spare", "+()+()"), ("open", "+()+()Z(1"), ("closed-twice", "+()+()Z(1))"), ("sign-inside", "+(+(1))"),
                       ("zero-sum-inside", "+()+()(Z(1))"), ("rotated", "+(1)()"), ("blank", "+()+()Z( 1)"), ("count-outside", "+()+()1"), ("count-after", "+((1))1"), ("count-last", "+(()1)"), ("many-digits", "+()+()Z(99999999999999999999)"), ("long", "(" * 5000), ("letters", "Z" * 5000), ("signs", "+" * 5000 + "(1)()")]:
        case("D6-class-" + name, big, at + ".layers[1][0]: rule D6: expected the class of a cell with r = 2 and s = 1, found \"", (layers + [1, 0], text))
    bad_table("signed-zero-sum", lambda v: v[2].__setitem__(0, "-Z((1))"), '.layers[2][0]: rule D6: expected the class of a cell with r = 2 and s = 1, found "-Z((1))"')
    # w beyond the layers
    sign = forms["diameter-table-sign"]["evidence"]["lower"]["layers"]
    case("D6-w-in-a-layer", "diameter-table-sign", at + '.layers: rule D6: expected the class of the cell of w, "+()-()Z(1)", in no layer, found it in one', (layers, table(2, 1, 4)), (claim("lower"), 8))
    assert sign == table(2, 1, 3)
    case("D6-w-last-layer-not-whole", "diameter-table-sign", at + '.layers[3][0]: rule D6: expected the class', (layers, sign + [[]]), (claim("lower"), 8))
    # 13 units, and too many choices
    for name, r, s, reason in [("units", 1, 12, ".argument: rule D6: expected at most 12 units, found 13"), ("choices", 3, 9, ".layers: rule D6: expected at most 100000000 choices for the layers but the last, found more")]:
        pair = [(rigid([(k, sign) for k in range(r)] + [None] * s, range(1, s + 1)), ["0"]) for sign in (1, -1)]
        value = diameter(net(*pair[0]), r, pair, 4, 7, "table", None, [["+()" * r + "Z(1)" * s], []])
        write("bad", "D6-%s.json" % name, dump(value) + "\n")
        expect("D6-%s.json" % name, 1, at + reason)
    # diameters: Q1 to Q3
    case("Q1-width", two, "$.claim.pair[1].units: rule Q1: expected 2 units as in the network, found 1", (claim("pair", 1, "units"), forms[two]["claim"]["pair"][1]["units"][:1]))
    case("Q1-wider", two, "$.claim.pair[0].units: rule Q1: expected 2 units as in the network, found 3", (claim("pair", 0, "units"), forms[two]["claim"]["pair"][1]["units"] + [{"a": ["0"], "b": ["1"], "c": "0"}]))
    case("Q1-weight", two, "$.claim.pair[0].units[0]: rule Q1", (claim("pair", 0, "units", 0, "a"), ["2"]))
    case("Q1-weight-of-second", two, "$.claim.pair[1].units[0]: rule Q1: expected units of this pair to have the same sums of weights in $.claim.network and in $.claim.pair[1], found other sums", (claim("pair", 1, "units", 0, "a"), ["1"]))
    case("Q1-other-pair", two, "rule Q1: expected units of this pair", (claim("pair", 0, "units", 0, "c"), "1"))
    case("Q1-second-output", "diameter-two-outputs", "$.claim.pair[1].units[1]: rule Q1", (claim("pair", 1, "units", 1, "a"), ["-1", "1"]))
    case("Q1-missing-unit", two, "$.claim.network.units[0]: rule Q1: expected units of this pair", (claim("pair", 0, "units", 0), {"a": ["1"], "b": ["0"], "c": "0"}))
    case("Q1-bias", two, "$.claim.pair[1].d[0]: rule Q1: expected d plus the contributions of the constant units to be as in $.claim.network, found another element of K", (claim("pair", 1, "d"), ["1"]))
    case("Q1-constant", two, "$.claim.pair[0].d[0]: rule Q1: expected d plus", (claim("pair", 0, "units", 1, "c"), "2"))
    case("Q1-logistic", "diameter-logistic", "$.claim.pair[1].d[0]: rule Q1", (claim("pair", 1, "d"), ["-1/2*tanh(1/2)"]))
    case("Q1-activation", two, "$.claim.pair[0].d[0]: rule Q1", (claim("network", "activation"), "logistic"))
    case("Q2-above", two, "$.claim.rank: rule Q2: expected 1, found 2", (claim("rank"), 2))
    case("Q2-below", two, "$.claim.rank: rule Q2: expected 1, found 0", (claim("rank"), 0))
    case("Q2-second-output", "diameter-two-outputs", "$.claim.rank: rule Q2: expected 3, found 2", (claim("network", "units", 3, "a"), ["-1", "1"]))
    case("Q2-cancelling", "diameter-two-outputs", "$.claim.rank: rule Q2: expected 2, found 3", (claim("rank"), 3))
    for name, base, expected, found in [("more", two, "7", 8), ("fewer", two, "7", 3), ("null", two, "7", None), ("isolated", "diameter-isolated", "null", 0), ("isolated-3", "diameter-isolated", "null", 3), ("no-units", "diameter-no-units", "0", 3),
                                        ("no-units-null", "diameter-no-units", "0", None), ("rank-0", "diameter-constants", "3", 7), ("rounded", big, "11", 9)]:
        case("Q3-" + name, base, "$.claim.upper: rule Q3: expected %s, found %s" % (expected, "null" if found is None else found), (claim("upper"), found))
    case("Q3-string", two, "$.claim.upper: rule T3", (claim("upper"), "7"), exit_code=3)


def bad_json_networks():
    good_name = "canonical-small.json"
    with open(os.path.join(HERE, "networks", "canonical-small.0.json"), encoding="utf-8") as file:
        base = file.read()
    base = json.dumps(json.loads(base)).replace('"units": [', '"units": [\n').replace("}, {", "},\n{")

    def case(name, old, new, exit_code, reason, times=1):
        assert base.count(old) == times, (name, old, base.count(old))
        before, _, after = base.rpartition(old)
        write("bad", "network-%s.json" % name, before + new + after)
        expect("network-%s.json" % name, exit_code, reason, good_name)

    case("activation", '"activation": "tanh"', '"activation": "logistic"', 1, "$.claim.network: rule F1: expected logistic, 6 hidden units, 1 input and 1 output as in ")
    case("inputs", '"inputs": 1', '"inputs": 2', 3, "$.units[0].b: expected 2 entries, found 1")
    case("outputs-0", '"outputs": 1', '"outputs": 0', 3, "$.outputs: expected at least 1 output")
    case("unit-missing", ',\n{"a": ["1"], "b": ["1/2"], "c": "1"}', "", 1, "$.claim.network: rule F1: expected tanh, 5 hidden units, 1 input and 1 output as in ")
    case("F1-a", '{"a": ["3"], "b": ["2"]', '{"a": ["-3"], "b": ["2"]', 1, '$.claim.network.units[2].a[0]: rule F1: expected "-3" as in ')
    case("F1-b", '{"a": ["3"], "b": ["2"]', '{"a": ["3"], "b": [2.5]', 1, '$.claim.network.units[2].b[0]: rule F1: expected "5/2" as in ')
    case("F1-c", '"c": "-1/2"', '"c": "-0.50000000000000001"', 1, '$.claim.network.units[4].c: rule F1: expected "-50000000000000001/100000000000000000" as in ')
    case("F1-d", '"d": ["1"]', '"d": ["1 + tanh(1e-2)"]', 1, '$.claim.network.d[0]: rule F1: expected "1 + tanh(1/100)" as in ')
    case("F1-units-exchanged", '{"a": ["1"], "b": ["1"], "c": "0"},\n{"a": ["2"], "b": ["-1"], "c": "0"}', '{"a": ["2"], "b": ["-1"], "c": "0"},\n{"a": ["1"], "b": ["1"], "c": "0"}',
         1, "$.claim.network.units[0].a[0]: rule F1")
    case("format", "isopath-network", "isopath-path", 3, '$.format: expected "isopath-network", found "isopath-path"')
    case("version", '"version": 1', '"version": 2', 3, "$.version: expected version 1")
    case("relu", '"activation": "tanh"', '"activation": "relu"', 3, '$.activation: expected "tanh" or "logistic", found "relu"')
    case("unknown-key-in-unit", '"c": "-1/2"', '"c": "-1/2", "e": "1"', 3, '$.units[4].e: found a key that has no place here, "e"')
    case("unknown-key-at-top", '"version": 1', '"version": 1, "seed": 1', 3, '$.seed: found a key that has no place here, "seed"')
    case("repeated-key", '"version": 1', '"version": 1, "version": 1', 3, 'found the key "version" for the second time')
    case("repeated-key-in-unit", '"c": "-1/2"', '"c": "-1/2", "c": "-1/2"', 3, '$.units[4].c: found the key "c" for the second time')
    case("missing-key", '"version": 1, ', "", 3, 'found no key "version" in this object')
    case("missing-key-in-unit", ', "c": "-1/2"', "", 3, '$.units[4]: found no key "c" in this object')
    case("trailing-text", '"d": ["1"]}', '"d": ["1"]}]', 3, "expected nothing after the closing brace")
    case("numbers-unknown", '"version": 1', '"version": 1, "numbers": "binary16"', 3, '$.numbers: expected "exact" or "binary64" or "binary32", found "binary16"')
    case("not-closed", '"d": ["1"]}', '"d": ["1"', 3, "found the end of the text")
    case("deep", '"d": ["1"]', '"d": [["1"]]', 3, "$.d[0]: expected a number, found \"[\"")
    case("word", '"c": "-1/2"', '"c": true', 3, 'expected a number, found "true"')
    for name, text, reason in [("plus", "+1", "a number has no digits"), ("blank", " 1", "a number has no digits"), ("empty", "", "a number has no digits"), ("point-first", ".5", "a number has no digits"),
                               ("point-last", "5.", "there are no digits after a point"), ("inf", "inf", "a number has no digits"), ("nan", "nan", "a number has no digits"),
                               ("denominator-0", "1/00", "a denominator is 0"), ("no-denominator", "1/", "a denominator has no digits"), ("decimal-fraction", "1/2.5", "something follows the number"),
                               ("no-exponent", "1e", "an exponent has no digits"), ("exponent-too-big", "1e100001", "an exponent is beyond 100000"),
                               ("exponent-too-small", "1e-100001", "an exponent is beyond 100000"), ("exponent-huge", "1e99999999999999999999", "an exponent is beyond 100000"),
                               ("hex-no-exponent", "0x1", "a hexadecimal number has no exponent"), ("hex-no-digits", "0xp1", "a number has no digits"),
                               ("hex-no-fraction", "0x1.p1", "there are no digits after a point"), ("hex-exponent-too-big", "0x1p400001", "an exponent is beyond 400000"),
                               ("hex-fraction", "0x1p0/2", "something follows the number"), ("sum", "1 + 1", "something follows the number"), ("comma", "1,5", "something follows the number")]:
        case("number-" + name, '"c": "-1/2"', '"c": "%s"' % text, 3, '$.units[4].c: expected a number, found "%s": %s' % (text, reason))
    for name, text, reason in [("leading-zero", "01", "a bare number with a leading zero"), ("plus", "+1", "expected a number"), ("point-first", ".5", "expected a number"),
                               ("point-last", "5.", "there are no digits after a point"), ("no-exponent", "5e", "an exponent has no digits"), ("nan", "NaN", "expected a number"),
                               ("minus", "-", "expected a number"), ("hex", "0x1p1", 'expected a number, found "x1p1"') , ("exponent-too-big", "1e100001", "an exponent is beyond 100000")]:
        case("bare-" + name, '"c": "-1/2"', '"c": ' + text, 3, reason)
    for name, text, reason in [("no-tanh", "2*1", "there is no tanh( after a *"), ("open", "tanh(1", "a ) is missing"), ("join", "1 2", "terms are not joined by + or -"), ("two-signs", "1 + -1", "a number has no digits"),
                               ("dangling", "1 -", "a number has no digits"), ("empty", "", "a number has no digits"), ("argument", "tanh(x)", "a number has no digits"), ("minus-coefficient", "1 - -2*tanh(1)", "a number has no digits")]:
        case("sum-" + name, '"d": ["1"]', '"d": ["%s"]' % text, 3, "$.d[0]: expected a sum, found \"%s\": %s" % (text, reason))
    for numbers, text in [("binary32", "340282356779733661637539395458142568448"), ("binary64", "1.79769313486231580793729e308")]:
        case("rounds-to-infinity-" + numbers, '"d": ["1"]', '"d": [%s], "numbers": "%s"' % (text, numbers), 3, "$.d[0]: expected a number, found \"%s\": a number rounds to infinity" % text)
    case("expansion", '"d": ["1"]', '"d": ["' + " + ".join(["1e100000", "1e-100000"] * 400) + '"]', 3, "the numbers expand beyond 64 MiB + 64 times the size of the file")
    for name, text, reason in [("unknown", '"c": "\\-1/2"', "an escape that JSON does not have"), ("short", '"c": "\\u2d1/2"', "an escape that JSON does not have"), ("high-only", '"c": "\\ud83d1/2"', "an escape that JSON does not have"),
                               ("two-high", '"c": "\\ud83d\\ud83d"', "half of a pair of surrogates"), ("low-only", '"c": "\\ude00"', "half of a pair of surrogates"), ("in-key", '"\\c": "-1/2"', "an escape that JSON does not have"),
                               ("key-twice", '"c": "-1/2", "\\u0063": "0"', '$.units[4].c: found the key "c" for the second time'), ("nul", '"c": "\\u0000"', 'expected a number, found "\\x00": a number has no digits'),
                               ("control", '"c": "\\\t"', "an escape that JSON does not have"), ("bare", '"c": \\u0031', "expected a number, found")]:
        case("escape-" + name, '"c": "-1/2"', text, 3, reason)
    write("bad", "network-empty.json", "")
    expect("network-empty.json", 3, ":1:1: $: expected an object, found the end of the text", good_name)
    write("bad", "network-archive.npz", b"PK\3\4 and so on")
    expect("network-archive.npz", 4, "isopath-check does not read NumPy files; give it JSON or safetensors", good_name)
    write("bad", "network-array.npy", b"\x93NUMPY\1\0 and so on")
    expect("network-array.npy", 4, "isopath-check does not read NumPy files", good_name)


def bad_safetensors():
    names = ["0.weight", "0.bias", "2.weight", "2.bias"]
    _, tensors = float_network()
    base = safetensors(named(tensors, names))
    length = struct.unpack("<Q", base[:8])[0]
    header, data = json.loads(base[8:8 + length]), base[8 + length:]

    def case(name, head, body, exit_code, reason, *more):
        text = head if isinstance(head, bytes) else json.dumps(head).encode()
        write("bad", "tensors-%s.safetensors" % name, struct.pack("<Q", len(text)) + text + body)
        expect("tensors-%s.safetensors" % name, exit_code, reason, "equivalent-plain.json", *(more or ["--activation", "logistic"]))

    def changed(tensor, **keys):
        return {**header, tensor: {**header[tensor], **keys}}

    text = json.dumps(header).encode()
    case("F1-activation", header, data, 1, "$.claim.a: rule F1: expected tanh, 3 hidden units, 2 inputs and 2 outputs as in ", "--activation", "tanh")
    case("F1-number", header, data[:-1] + b"\x7e", 1, "$.claim.a.d[1]: rule F1: ")
    case("nan", header, data[:-4] + b"\x01\0\x80\x7f", 3, 'tensor "2.bias": its number 1 is NaN')
    case("infinite", header, data[:-4] + b"\0\0\x80\xff", 3, 'tensor "2.bias": its number 1 is infinite')
    case("truncated", header, data[:-1], 3, 'tensor "2.bias": its offsets are beyond the end of the file')
    case("trailing", header, data + b"\0", 3, "there are bytes behind the last tensor")
    case("offsets-reversed", changed("0.weight", data_offsets=[24, 0]), data, 3, "$.0.weight.data_offsets: expected two offsets")
    case("offsets-three", changed("0.weight", data_offsets=[0, 24, 24]), data, 3, "expected two offsets")
    case("size", changed("0.weight", shape=[3, 3]), data, 3, 'tensor "0.weight": its offsets are not as far apart as its shape says')
    case("size-overflow", changed("0.weight", shape=[2 ** 32, 2 ** 31]), data, 3, 'tensor "0.weight": its offsets are not as far apart as its shape says')
    case("shape-too-big", changed("0.weight", shape=[10 ** 19]), data, 3, "$.0.weight.shape[0]: expected at most 1000000000000000000")
    case("overlap", changed("2.bias", data_offsets=[header["2.bias"]["data_offsets"][0] - 4, header["2.bias"]["data_offsets"][1] - 4]), data[:-4], 3, 'tensor "2.bias": it overlaps another')
    case("gap", changed("2.bias", data_offsets=[header["2.bias"]["data_offsets"][0] + 4, header["2.bias"]["data_offsets"][1] + 4]), data + b"\0" * 4, 3, 'tensor "2.bias": there is a gap before it')
    case("type", changed("2.bias", dtype="I32"), data, 4, 'tensor "2.bias": its type "I32" is not treated')
    case("type-unknown", changed("2.bias", dtype="F4"), data, 4, 'tensor "2.bias": its type "F4" is not treated')
    case("bias-length", {**changed("0.bias", shape=[2], data_offsets=[24, 32]), "2.bias": {**header["2.bias"], "shape": [3], "data_offsets": [56, 68]},
                         "2.weight": {**header["2.weight"], "data_offsets": [32, 56]}}, data, 3, 'tensor "0.bias": expected a last dimension of 3, found 2')
    case("output-weight-width", changed("2.weight", shape=[3, 2]), data, 3, 'tensor "2.weight": expected a last dimension of 3, found 2')
    case("rank", changed("0.weight", shape=[3, 2, 1]), data, 4, 'tensor "0.weight": a weight must have two dimensions and a bias one')
    case("no-outputs", {"0.weight": {"dtype": "F32", "shape": [3, 2], "data_offsets": [0, 24]}, "2.weight": {"dtype": "F32", "shape": [0, 3], "data_offsets": [24, 24]}}, data[:24], 3,
         "1 to 1000000 outputs")
    case("third-layer", {**header, "4.bias": {"dtype": "F32", "shape": [0], "data_offsets": [len(data)] * 2}}, data, 4, "by their names, its tensors are not those of one hidden layer")
    case("names", {("x" + k): v for k, v in header.items()}, data, 4, "by their names, its tensors are not those of one hidden layer")
    case("no-output-weight", {k: v for k, v in header.items() if k.startswith("0")}, data[:36], 4, "by their names")
    case("tensors-absent", header, data, 3, 'there is no tensor "h"', "--activation", "logistic", "--tensors", "h,,2.weight,")
    case("repeated-name", text[:-1] + b', "0.bias": {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}}', data, 3, 'found the key "0.bias" for the second time')
    case("repeated-metadata", b'{"__metadata__": {}, "__metadata__": {}, ' + text[1:], data, 3, 'found the key "__metadata__" for the second time')
    case("repeated-metadata-key", b'{"__metadata__": {"a": "1", "a": "1"}, ' + text[1:], data, 3, 'found the key "a" for the second time')
    case("metadata-number", b'{"__metadata__": {"a": 1}, ' + text[1:], data, 3, "expected a string, found \"1\"")
    case("metadata-escape", b'{"__metadata__": {"a": "\\x"}, ' + text[1:], data, 3, "an escape that JSON does not have")
    case("metadata-escape-u", b'{"__metadata__": {"a": "\\u00g0"}, ' + text[1:], data, 3, "an escape that JSON does not have")
    case("unknown-key", changed("0.bias", device="cpu"), data, 3, '$.0.bias.device: found a key that has no place here, "device"')
    case("missing-key", {**header, "0.bias": {"dtype": "F32", "shape": [3]}}, data, 3, '$.0.bias: found no key "data_offsets" in this object')
    case("repeated-key", text.replace(b'{"dtype"', b'{"dtype": "F32", "dtype"', 1), data, 3, 'found the key "dtype" for the second time')
    case("header-text", text + b"x", data, 3, "expected nothing after the closing brace")
    case("negative-offset", changed("0.weight", data_offsets=[-1, 24]), data, 3, "expected an integer without sign, fraction and exponent, found \"-1\"")
    case("repeated-name-with-escape", text[:-1] + b', "\\u0030.bias": {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}}', data, 3, 'found the key "0.bias" for the second time')
    case("name-with-half-pair", text.replace(b'"0.bias"', b'"\\ud83d0.bias"'), data, 3, "an escape that JSON does not have")
    case("name-with-pair-reversed", text.replace(b'"0.bias"', b'"\\ude00\\ud83d0.bias"'), data, 3, "half of a pair of surrogates")
    # its ninth byte is a brace, but its length does not fit: read as JSON
    write("bad", "tensors-length.safetensors", struct.pack("<Q", 10 ** 9) + text + data)
    expect("tensors-length.safetensors", 3, "expected an object, found ", "equivalent-plain.json", "--activation", "logistic")


def main():
    for folder in ("good", "bad", "networks"):
        os.makedirs(os.path.join(HERE, folder), exist_ok=True)
        for name in os.listdir(os.path.join(HERE, folder)):
            os.remove(os.path.join(HERE, folder, name))
    certificates = {**good(), **good_connections(), **good_lower(), **good_differences(), **good_near()}
    for name, value in certificates.items():
        assert reference.decide(json.dumps(value).encode()), name
        write("good", name + ".json", dump(value) + "\n")
    network_files(certificates)
    bad_text(dump(certificates["equivalent-small"]) + "\n")
    bad_equivalent(dump(certificates["equivalent-small"]) + "\n", certificates)
    bad_canonical(dump(certificates["canonical-small"]) + "\n")
    bad_inequivalent(dump(certificates["inequivalent-small"]) + "\n", dump(certificates["inequivalent-bias"]) + "\n")
    bad_paths(certificates)
    bad_connections(certificates)
    bad_lower(certificates)
    bad_differences(certificates)
    bad_near(certificates)
    bad_json_networks()
    bad_path_files()
    bad_safetensors()
    write("bad", "EXPECT", "".join("\t".join(line) + "\n" for line in sorted(EXPECT)))


if __name__ == "__main__":
    main()
