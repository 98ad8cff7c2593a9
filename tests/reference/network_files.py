"""Files of networks and paths, and certificates, read strictly and written: docs/network-files.md, sections 2 to 8, and
the texts of docs/certificate-format.md. A second reading, by the words of those pages alone.
"""

from __future__ import annotations

import ast
import json
import re
import struct
import zipfile
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Callable, Optional, Sequence

from exact_numbers import (
    FORMATS,
    K,
    LAYOUT,
    Malformed,
    NotTreated,
    floats,
    read_number,
    read_sum,
    round_to,
    write_number,
    write_sum,
)


@dataclass(frozen=True)
class Unit:
    a: tuple[Fraction, ...]
    b: tuple[Fraction, ...]
    c: Fraction


@dataclass(frozen=True)
class Network:
    activation: str
    inputs: int
    outputs: int
    units: tuple[Unit, ...]
    d: tuple[K, ...]


class Bare(str):
    """The text of a bare JSON number."""


def parse_json(data: bytes) -> Any:
    """JSON with objects as dicts in file order; duplicate keys, NaN and what follows the value are refused."""

    def unique(items: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(items)) != len(items):
            raise Malformed("duplicate key")
        return dict(items)

    def refuse(text: str) -> Any:
        raise Malformed(f"not JSON: {text}")

    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=unique,
            parse_int=Bare,
            parse_float=Bare,
            parse_constant=refuse,
        )
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Malformed(str(error)) from error


def record(value: Any, keys: str, optional: Sequence[str] = (), ordered: bool = False) -> dict[str, Any]:
    if not isinstance(value, dict) or sorted(set(value) - set(optional)) != sorted(keys.split()):
        raise Malformed(f"not an object with the keys {keys}")
    if ordered and list(value) != keys.split():
        raise Malformed("keys out of order")
    return value


def items(value: Any, length: Optional[int] = None) -> list[Any]:
    if not isinstance(value, list) or length not in (None, len(value)):
        raise Malformed(f"not a list of {length} entries")
    return value


def count(value: Any, least: int = 0, most: int = 1_000_000) -> int:
    if (
        not isinstance(value, Bare)
        or not re.fullmatch("0|[1-9][0-9]{0,9}", value)
        or not least <= int(value) <= most
    ):
        raise Malformed(f"not a count from {least} to {most}: {value!r}")
    return int(value)


def one_of(value: Any, choices: Sequence[str]) -> str:
    if isinstance(value, Bare) or value not in choices:
        raise Malformed(f"not one of {choices}: {value!r}")
    return value


@dataclass(frozen=True)
class Notation:
    """How numbers stand in a file. `numbers` is what a bare number means; "canonical": strings in canonical notation
    only, and keys in order."""

    numbers: str

    def text_of(self, entry: Any, rewrite: Callable[[str], str]) -> str:
        if not isinstance(entry, str):
            raise Malformed(f"not a number: {entry!r}")
        if self.numbers == "canonical" and (isinstance(entry, Bare) or rewrite(entry) != entry):
            raise Malformed(f"not in canonical notation: {entry[:60]!r}")
        if isinstance(entry, Bare) and self.numbers in FORMATS:
            nearest = round_to(self.numbers, read_number(entry))
            if nearest is None:
                raise Malformed(f"overflows {self.numbers}: {entry[:60]}")
            return write_number(nearest)
        return str(entry)

    def rational(self, entry: Any) -> Fraction:
        return read_number(self.text_of(entry, lambda text: write_number(read_number(text))))

    def sum_of(self, entry: Any) -> K:
        return read_sum(self.text_of(entry, lambda text: write_sum(read_sum(text))))

    def rationals(self, value: Any, length: int) -> tuple[Fraction, ...]:
        return tuple(map(self.rational, items(value, length)))

    def sums(self, value: Any, length: int) -> tuple[K, ...]:
        return tuple(map(self.sum_of, items(value, length)))

    def record(self, value: Any, keys: str) -> dict[str, Any]:
        return record(value, keys, ordered=self.numbers == "canonical")

    def shape(self, value: dict[str, Any]) -> Network:
        """Activation, inputs and outputs; a network of no units."""
        inputs, outputs = count(value["inputs"]), count(value["outputs"], 1)
        return Network(
            one_of(value["activation"], ("tanh", "logistic")), inputs, outputs, (), ({},) * outputs
        )

    def filled(self, shape: Network, value: dict[str, Any]) -> Network:
        """With the units and output biases of `value`."""
        units = []
        for entry in items(value["units"]):
            unit = self.record(entry, "a b c")
            units.append(
                Unit(
                    self.rationals(unit["a"], shape.outputs),
                    self.rationals(unit["b"], shape.inputs),
                    self.rational(unit["c"]),
                )
            )
        return replace(shape, units=tuple(units), d=self.sums(value["d"], shape.outputs))


def json_file(data: bytes, form: str, keys: str) -> tuple[Notation, dict[str, Any]]:
    value = record(parse_json(data), f"format version activation inputs outputs {keys}", ("numbers",))
    one_of(value["format"], (form,))
    count(value["version"], 1, 1)
    return Notation(one_of(value.get("numbers", "exact"), ("exact", "binary64", "binary32"))), value


def read_json_network(data: bytes) -> Network:
    notation, value = json_file(data, "isopath-network", "units d")
    return notation.filled(notation.shape(value), value)


def read_json_path(data: bytes) -> list[Network]:
    """The vertices of a path file (section 4)."""
    notation, value = json_file(data, "isopath-path", "vertices")
    shape = notation.shape(value)
    vertices = [
        notation.filled(shape, notation.record(entry, "units d")) for entry in items(value["vertices"])
    ]
    return same_width(vertices)


def same_width(vertices: list[Network]) -> list[Network]:
    if not vertices or len({(w.activation, w.inputs, w.outputs, len(w.units)) for w in vertices}) != 1:
        raise Malformed("a path has one vertex or more, all of one shape")
    return vertices


def network_fields(network: Network) -> dict[str, Any]:
    """The network in canonical notation, keys in the order of the certificate format."""
    return {**shape_fields(network), **vertex_fields(network)}


def shape_fields(network: Network) -> dict[str, Any]:
    return {"activation": network.activation, "inputs": network.inputs, "outputs": network.outputs}


def vertex_fields(network: Network) -> dict[str, Any]:
    units = [
        {
            "a": list(map(write_number, unit.a)),
            "b": list(map(write_number, unit.b)),
            "c": write_number(unit.c),
        }
        for unit in network.units
    ]
    return {"units": units, "d": list(map(write_sum, network.d))}


def network_object(network: Network) -> dict[str, Any]:
    return {"format": "isopath-network", "version": 1, **network_fields(network)}


def path_object(vertices: list[Network]) -> dict[str, Any]:
    return {
        "format": "isopath-path",
        "version": 1,
        **shape_fields(vertices[0]),
        "vertices": list(map(vertex_fields, vertices)),
    }


# ------------------------------------------------------------------------------------------------------- certificates


def claim_of(data: bytes) -> tuple[str, list[Network], Any]:
    """The kind of a certificate, the networks of its claim in their order, and what else the claim states: the rank of
    `canonical`, the broken segments of `path broken`, the number of segments of `connected`, the bounds of `distance`,
    rank and bounds of `diameter`, radius and rank of `near`."""
    whole = certificate_of(data)
    kind, notation = whole["kind"], Notation("canonical")
    keys = {
        "canonical": "network canonical rank",
        "equivalent": "a b",
        "inequivalent": "a b",
        "not connected": "a b",
        "path valid": "path",
        "path broken": "path broken",
        "connected": "path segments",
        "distance": "path lower upper",
        "diameter": "network rank pair lower upper",
        "near": "network near radius rank",
    }
    if kind not in tuple(keys):
        raise NotTreated(f"certificates of kind {kind}")
    claim = record(whole["claim"], keys[kind], ordered=True)
    if "path" in claim:
        vertices = path_of(claim["path"])
        if kind == "connected":
            return kind, vertices, count(claim["segments"], 0, 10**18)
        if kind == "distance":
            return kind, vertices, (count(claim["lower"], 0, 10**18), count(claim["upper"], 0, 10**18))
        broken = (
            [count(index, 0, 2**31 - 1) for index in items(claim["broken"])]
            if kind == "path broken"
            else None
        )
        return kind, vertices, broken
    if kind == "diameter":
        shape = notation.shape(notation.record(claim["network"], "activation inputs outputs units d"))
        members = [
            notation.filled(shape, notation.record(entry, "units d")) for entry in items(claim["pair"], 2)
        ]
        bounds = [
            None if claim[key] is None and key == "upper" else count(claim[key], 0, 10**18)
            for key in ("lower", "upper")
        ]
        return (
            kind,
            [notation.filled(shape, claim["network"]), *members],
            (count(claim["rank"], 0, 2**31 - 1), *bounds),
        )
    networks = [
        notation.filled(notation.shape(value), notation.record(value, "activation inputs outputs units d"))
        for key, value in claim.items()
        if key not in ("radius", "rank")
    ]
    if kind == "near":
        return kind, networks, (notation.rational(claim["radius"]), count(claim["rank"], 0, 2**31 - 1))
    return kind, networks, count(claim["rank"], 0, 2**31 - 1) if kind == "canonical" else None


def certificate_of(data: bytes) -> dict[str, Any]:
    whole = record(parse_json(data), "format version kind claim evidence", ordered=True)
    one_of(whole["format"], ("isopath-certificate",))
    count(whole["version"], 1, 1)
    return whole


ARGUMENTS = ("none", "parameters", "segment", "unit", "seats", "turned", "table")


def lower_of(data: bytes) -> tuple[str, Optional[int], Optional[list[list[str]]]]:
    """What the evidence of a certificate of kind `distance` or `diameter` says: argument, unit and layers (D2)."""
    evidence = record(certificate_of(data)["evidence"], "lower", ordered=True)
    lower = record(evidence["lower"], "argument unit layers", ordered=True)
    argument, unit, layers = one_of(lower["argument"], ARGUMENTS), lower["unit"], lower["layers"]
    if (unit is None) == (argument == "unit") or (layers is None) == (argument == "table"):
        raise Malformed(f"the unit or the layers are not those of the argument {argument}")
    if layers is not None:
        layers = [items(layer) for layer in items(layers)]
        if not all(
            isinstance(text, str) and not isinstance(text, Bare) for layer in layers for text in layer
        ):
            raise Malformed("a class is a text")
    return argument, None if unit is None else count(unit, 0, 2**31 - 1), layers


def path_of(value: Any) -> list[Network]:
    """The vertices of the path that a certificate states (section 6)."""
    notation = Notation("canonical")
    shape = notation.shape(notation.record(value, "activation inputs outputs vertices"))
    vertices: list[Network] = []
    for entry in items(value["vertices"]):
        if vertices and isinstance(entry, dict) and "changes" in entry:
            vertices.append(changed_by(vertices[-1], notation.record(entry, "changes d"), notation))
        else:
            vertices.append(notation.filled(shape, notation.record(entry, "units d")))
    return same_width(vertices)


def changed_by(before: Network, entry: dict[str, Any], notation: Notation) -> Network:
    """The vertex after `before`, stated by what changes."""

    def new(old: Any, value: Any, read: Callable[[Any], Any]) -> Any:
        if value is None:
            return old
        if read(value) == old:
            raise Malformed("a change to what is there already")
        return read(value)

    units, last = list(before.units), -1
    for change in items(entry["changes"]):
        change = notation.record(change, "unit a b c")
        last, old = count(change["unit"], last + 1, len(units) - 1), units[int(change["unit"])]
        units[last] = Unit(
            new(old.a, change["a"], lambda value: notation.rationals(value, before.outputs)),
            new(old.b, change["b"], lambda value: notation.rationals(value, before.inputs)),
            new(old.c, change["c"], notation.rational),
        )
        if units[last] == old:
            raise Malformed("a change of nothing")
    d = new(before.d, entry["d"], lambda value: notation.sums(value, before.outputs))
    return replace(before, units=tuple(units), d=d)


def path_fields(vertices: list[Network]) -> dict[str, Any]:
    """The path as a certificate states it: vertices by their changes where that takes fewer numbers."""
    stated = [vertex_fields(vertices[0])]
    for before, after in zip(vertices, vertices[1:]):
        old, new = vertex_fields(before), vertex_fields(after)
        changes, cost = [], 0
        for index, (was, now) in enumerate(zip(old["units"], new["units"])):
            if was != now:
                changes.append(
                    {"unit": index, **{key: now[key] if now[key] != was[key] else None for key in now}}
                )
                cost += 1 + sum(1 if key == "c" else len(now[key]) for key in now if now[key] != was[key])
        d = new["d"] if new["d"] != old["d"] else None
        cost += len(d or [])
        full = after.outputs + len(after.units) * (after.outputs + after.inputs + 1)
        stated.append({"changes": changes, "d": d} if cost < full else new)
    return {**shape_fields(vertices[0]), "vertices": stated}


# --------------------------------------------------------------------------------------------------- arrays of floats

SCHEMES = [
    ("0.weight", "0.bias", "2.weight", "2.bias"),
    ("W1", "b1", "W2", "b2"),
    ("w1", "b1", "w2", "b2"),
    *[
        (f"{name}1.weight", f"{name}1.bias", f"{name}2.weight", f"{name}2.bias")
        for name in ("fc", "linear", "lin", "layer", "l", "dense")
    ],
    *[("hidden.weight", "hidden.bias", f"{out}.weight", f"{out}.bias") for out in ("output", "out")],
]


@dataclass(frozen=True)
class Array:
    shape: tuple[int, ...]
    values: Callable[[], list[Fraction]]  # row by row


def elements(shape: Sequence[int]) -> int:
    total = 1
    for extent in shape:
        total *= extent
    return total


def read_safetensors(data: bytes) -> dict[str, Array]:
    size = struct.unpack("<Q", data[:8])[0]
    header, body, arrays, spans = parse_json(data[8 : 8 + size]), data[8 + size :], {}, []
    if not isinstance(header, dict):
        raise Malformed("the header is not an object")
    for name, entry in header.items():
        if name != "__metadata__":
            entry = record(entry, "dtype shape data_offsets")
            shape = tuple(count(extent, 0, 10**9) for extent in items(entry["shape"]))
            start, end = (count(offset, 0, len(body)) for offset in items(entry["data_offsets"], 2))
            kind, chunk = str(entry["dtype"]), body[start:end]
            if kind in LAYOUT and elements(shape) * LAYOUT[kind][0] != end - start:
                raise Malformed(f"the size of {name} is not its shape's")
            spans.append((start, end))
            arrays[name] = Array(shape, lambda chunk=chunk, kind=kind: floats(chunk, kind, "little"))
    spans.sort()
    if [start for start, _ in spans] + [len(body)] != [0] + [end for _, end in spans]:
        raise Malformed("the tensors do not cover the data once each")
    return arrays


def read_npy(data: bytes) -> Array:
    if data[:6] != b"\x93NUMPY" or data[6] not in (1, 2, 3):
        raise Malformed("not a .npy array")
    start, size = (10, data[8:10]) if data[6] == 1 else (12, data[8:12])
    end = start + int.from_bytes(size, "little")
    header = ast.literal_eval(data[start:end].decode("utf-8" if data[6] == 3 else "latin-1"))
    shape, descr = tuple(header["shape"]), header["descr"]
    kind = {"f2": "F16", "f4": "F32", "f8": "F64"}.get(descr[1:], descr)
    if kind in LAYOUT and len(data) - end != elements(shape) * LAYOUT[kind][0]:
        raise Malformed("the size of an array is not its shape's")

    def values() -> list[Fraction]:
        flat = floats(data[end:], kind, "big" if descr[0] == ">" else "little")
        if header["fortran_order"] and len(shape) == 2:
            return [flat[column * shape[0] + row] for row in range(shape[0]) for column in range(shape[1])]
        return flat

    return Array(shape, values)


def network_of_arrays(arrays: dict[str, Array], activation: str) -> Network:
    for hidden_weight, *others in SCHEMES:
        for name in arrays:
            prefix = name[: len(name) - len(hidden_weight)]
            names = [prefix + suffix for suffix in (hidden_weight, *others)]
            fits = name == names[0] and (not prefix or prefix[-1] in "./") and names[2] in arrays
            if fits and set(arrays) <= set(names):
                hw, hb, ow, ob = (arrays.get(entry) for entry in names)
                break
        else:
            continue
        break
    else:
        raise NotTreated("the names of the arrays are not those of a two-layer network")
    if len(hw.shape) != 2 or len(ow.shape) != 2:
        raise Malformed("a weight array is not a matrix")
    (h, n), m = hw.shape, ow.shape[0]
    if ow.shape[1] != h or (hb and hb.shape != (h,)) or (ob and ob.shape != (m,)) or m < 1:
        raise Malformed("shapes contradict each other")
    b, a, zero = hw.values(), ow.values(), Fraction(0)
    c, d = hb.values() if hb else [zero] * h, ob.values() if ob else [zero] * m
    units = [Unit(tuple(a[i::h]), tuple(b[i * n : (i + 1) * n]), c[i]) for i in range(h)]
    return Network(activation, n, m, tuple(units), tuple({zero: value} if value else {} for value in d))


def is_safetensors(data: bytes) -> bool:
    return data[8:9] == b"{" and struct.unpack("<Q", data[:8])[0] <= len(data) - 8


def read_network(path: str | Path, activation: str = "tanh") -> Network:
    """Any network file. `activation` is for the formats that cannot say it."""
    path = Path(path)
    if path.is_dir():
        return network_of_arrays(
            {file.stem: read_npy(file.read_bytes()) for file in path.glob("*.npy")}, activation
        )
    data = path.read_bytes()
    if data[:2] == b"PK":
        with zipfile.ZipFile(path) as archive:
            arrays = {name.removesuffix(".npy"): read_npy(archive.read(name)) for name in archive.namelist()}
        return network_of_arrays(arrays, activation)
    if data[:6] == b"\x93NUMPY":
        raise NotTreated("one array alone is not a network")
    if is_safetensors(data):
        return network_of_arrays(read_safetensors(data), activation)
    return read_json_network(data)


def read_path(paths: Sequence[str | Path], activation: str = "tanh") -> list[Network]:
    """The vertices of a path: one path file, or network files in order."""
    if len(paths) == 1 and Path(paths[0]).is_file():
        data = Path(paths[0]).read_bytes()
        if data[:2] != b"PK" and data[:6] != b"\x93NUMPY" and not is_safetensors(data):
            value = parse_json(data)
            if isinstance(value, dict) and value.get("format") == "isopath-path":
                return read_json_path(data)
    return same_width([read_network(path, activation) for path in paths])
