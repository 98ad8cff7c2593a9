"""A certificate of each kind, from what an entry of a table says of it.

The evidence of *equivalent* and *canonical* comes from the plain definitions (dictionaries and Fractions);
that of the other kinds is stated in the entry.
"""
import json
from fractions import Fraction
from typing import Callable, Iterator, Sequence

import reference
from corpus.classes import table
from corpus.notation import Json, network, parameter
from network_files import network_fields, read_json_network

Pair = tuple[Fraction, ...]


def certificate(kind: str, claim: Json, evidence: Json) -> Json:
    return {"format": "isopath-certificate", "version": 1, "kind": kind, "claim": claim, "evidence": evidence}


# --- the units of a network in groups


def pairs_of(of: Json) -> Iterator[Pair | None]:
    """The oriented pair of each unit of the tanh network, None for a constant unit."""
    half = Fraction(1, 2) if of["activation"] == "logistic" else Fraction(1)
    for unit in of["units"]:
        pair = [half * Fraction(x) for x in unit["b"] + [unit["c"]]]
        lead = next((x for x in pair[:-1] if x != 0), None)
        yield None if lead is None else tuple(x if lead > 0 else -x for x in pair)


def groups(networks: Sequence[Json], first: Sequence[Pair] = ()) -> list[list[int | None]]:
    number = {pair: k for k, pair in enumerate(first)}
    return [[None if p is None else number.setdefault(p, len(number)) for p in pairs_of(n)] for n in networks]


def canonical_form(of: Json) -> reference.Network:
    whole = dict(of, format="isopath-network", version=1)
    return reference.canonical(read_json_network(json.dumps(whole).encode()))


def equivalent(a: Json, b: Json) -> Json:
    in_a, in_b = groups([a, b])
    return certificate("equivalent", {"a": a, "b": b}, {"groups": {"a": in_a, "b": in_b}})


def canonical(of: Json) -> Json:
    form = canonical_form(of)
    claim = {"network": of, "canonical": network_fields(form), "rank": len(form.units)}
    return certificate("canonical", claim, {"groups": groups([of], [u.b + (u.c,) for u in form.units])[0]})


# --- paths


def changes(before: Json, after: Json) -> Json:
    """The vertex `after` as what changes from the vertex `before`."""
    pairs = enumerate(zip(before["units"], after["units"]))
    changed = [(i, old, new) for i, (old, new) in pairs if new != old]
    listed = [
        {"unit": i, **{key: new[key] if new[key] != old[key] else None for key in "abc"}}
        for i, old, new in changed
    ]
    return {"changes": listed, "d": after["d"] if after["d"] != before["d"] else None}


def path(vertices: Sequence[Json], full: Sequence[int] = ()) -> Json:
    """Through these networks; it is stated by changes but for vertex 0 and those of `full`."""
    plain = [{"units": vertex["units"], "d": vertex["d"]} for vertex in vertices]
    stated = [
        vertex if k == 0 or k in full else changes(plain[k - 1], vertex) for k, vertex in enumerate(plain)
    ]
    shape = {key: vertices[0][key] for key in ("activation", "inputs", "outputs")}
    return {**shape, "vertices": stated}


def path_of(entry: Json) -> Json:
    return path([network(line) for line in entry["vertices"]], entry.get("full", ()))


def lower_bound(argument: str, unit: int | None = None, layers: Json = None) -> Json:
    return {"lower": {"argument": argument, "unit": unit, "layers": layers}}


def lower_bound_of(entry: Json) -> Json:
    """`table` holds r, s and the last layer; `layers` holds the layers themselves."""
    layers = table(*entry["table"]) if "table" in entry else entry.get("layers")
    return lower_bound(entry["argument"], entry.get("unit"), layers)


# --- the kinds


def inequivalent_of(entry: Json) -> Json:
    pair = entry.get("pair")
    if pair is not None:
        b, c = pair.split("|")
        pair = {"b": b.split(",") if b else [], "c": c}
    evidence = {"algebra": {"output": entry["output"], "pair": pair}, "witness": entry.get("witness")}
    return certificate("inequivalent", {"a": network(entry["a"]), "b": network(entry["b"])}, evidence)


def not_connected_of(entry: Json) -> Json:
    return certificate("not connected", {"a": network(entry["a"]), "b": network(entry["b"])}, {})


def path_valid_of(entry: Json) -> Json:
    return certificate("path valid", {"path": path_of(entry)}, {})


def path_broken_of(entry: Json) -> Json:
    claim = {"path": path_of(entry), "broken": entry["broken"]}
    return certificate("path broken", claim, {"witness": entry.get("witness")})


def connected_of(entry: Json) -> Json:
    claim = {"path": path_of(entry), "segments": len(entry["vertices"]) - 1}
    return certificate("connected", claim, {})


def distance_of(entry: Json) -> Json:
    claim = {"path": path_of(entry), "lower": entry["lower"], "upper": len(entry["vertices"]) - 1}
    return certificate("distance", claim, lower_bound_of(entry))


def diameter_of(entry: Json) -> Json:
    claim = {
        "network": network(entry["network"]),
        "rank": entry["rank"],
        "pair": [parameter(line) for line in entry["pair"]],
        "lower": entry["lower"],
        "upper": entry.get("upper"),
    }
    return certificate("diameter", claim, lower_bound_of(entry))


def near_of(entry: Json) -> Json:
    claim = {key: network(entry[key]) for key in ("network", "near")}
    return certificate("near", {**claim, "radius": entry["radius"], "rank": entry["rank"]}, {})


def difference_bound_of(entry: Json) -> Json:
    """Without an x nothing is claimed from below, without an `upper` nothing from above."""
    claim = {
        "a": network(entry["a"]),
        "b": network(entry["b"]),
        "domain": [json.loads(ends) for ends in entry["domain"]],
        "lower": entry["lower"],
        "upper": entry.get("upper"),
    }
    below = {"x": entry["x"], "output": entry.get("output", 0)} if "x" in entry else None
    outputs = [{"pairs": pairs, "cells": cells} for pairs, cells in entry.get("outputs", ())]
    above = {"scale": entry["scale"], "outputs": outputs} if "upper" in entry else None
    return certificate("difference bound", claim, {"lower": below, "upper": above})


MAKERS: dict[str, Callable[[Json], Json]] = {
    "equivalent": lambda entry: equivalent(network(entry["a"]), network(entry["b"])),
    "canonical": lambda entry: canonical(network(entry["network"])),
    "inequivalent": inequivalent_of,
    "path valid": path_valid_of,
    "path broken": path_broken_of,
    "connected": connected_of,
    "not connected": not_connected_of,
    "distance": distance_of,
    "diameter": diameter_of,
    "near": near_of,
    "difference bound": difference_bound_of,
}


def made(entry: Json) -> Json:
    """The certificate that an entry of a table says."""
    return MAKERS[entry["kind"]](entry)
