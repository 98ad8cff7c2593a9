"""The bad files, from the tables of ../faults/; those of archives and folders as such are made by programs.

A table says of its file, by its form:
    safetensors   raw: all its bytes; or text: the header (in Latin-1), without data; or old, new: an edit of
                  the header of a small network; or nested: how deep the shape of 0.bias is; length: what
                  the file states for its header
    arrays        array, at, number: one number of a network; zeros: arrays that are zeros of another shape;
                  names: other names; again: the same arrays with these names, too; type and fortran: of
                  the arrays; only: the one format that has this fault
    npy           member: all bytes of 0.weight.npy; or an edit of its header; magic, version; cut, append:
                  bytes at the end; pickled: it holds Python's objects
and of all: code, 3 (malformed) or 4 (not treated), and a part of the message.
"""
import io
import json
import struct
from pathlib import Path
from typing import Iterator

import numpy as np

from faults import Entry, read_faults, replaced
from making.archives import archive_faults
from making.formats import Arrays, archive, npy, npz, raw_npy, raw_safetensors, safetensors
from making.networks import network, renamed

FAULTS = Path(__file__).resolve().parent.parent / "faults"
SMALL = {k: v.astype("f4") for k, v in network(4, 2, 1, 1).items()}
DATA = b"".join(v.tobytes() for v in SMALL.values())  # 2 + 2 + 2 + 1 numbers, 28 bytes
ENTRIES = {
    "0.weight": '{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}',
    "0.bias": '{"dtype":"F32","shape":[2],"data_offsets":[8,16]}',
    "2.weight": '{"dtype":"F32","shape":[1,2],"data_offsets":[16,24]}',
    "2.bias": '{"dtype":"F32","shape":[1],"data_offsets":[24,28]}',
}
HEADER = "{" + ",".join(f'"{name}":{text}' for name, text in ENTRIES.items()) + "}"
NPY_HEADER = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }"


class Bad:
    def __init__(self, folder: Path) -> None:
        self.folder, self.lines = folder, list[str]()

    def add(self, name: str, data: bytes, code: int, message: str) -> None:
        (self.folder / name).write_bytes(data)
        self.lines.append(f"{name} {code} {message}")


# --- from tables


def edited(text: str, fault: Entry) -> str:
    return replaced(text, fault["old"], fault["new"]) if "old" in fault else text


def safetensors_file(fault: Entry) -> bytes:
    if "raw" in fault:
        return bytes.fromhex(fault["raw"])
    if "text" in fault:
        text = fault["text"].encode("latin-1")
        return struct.pack("<Q", int(fault.get("length", len(text)))) + text
    if "nested" in fault:
        fault = {"old": '"shape":[2]', "new": '"shape":' + "[" * fault["nested"] + "]" * fault["nested"]}
    return raw_safetensors(edited(HEADER, fault).encode(), DATA)


def arrays_at_fault(fault: Entry) -> Arrays:
    kind = fault.get("type", "f4")
    arrays = {k: v.astype("f4") for k, v in network(5, 4, 3, 2).items()}
    if "array" in fault:
        arrays = {k: v.astype("f4" if kind == "bf16" else kind) for k, v in arrays.items()}
        arrays[fault["array"]][tuple(fault["at"])] = float(fault["number"])
    if fault.get("fortran"):
        arrays = {k: np.asfortranarray(v) for k, v in arrays.items()}
    for name, shape in fault.get("zeros", {}).items():
        arrays[name] = np.zeros(shape, "f4")
    if "again" in fault:
        arrays = {**arrays, **renamed(arrays, fault["again"])}
    return renamed(arrays, fault.get("names", arrays))


def npy_file(fault: Entry) -> bytes:
    if fault.get("pickled"):
        return npy_object()
    if "member" in fault:
        return bytes.fromhex(fault["member"])
    header = edited(NPY_HEADER, fault).encode("latin-1")
    data = raw_npy(header, SMALL["0.weight"].tobytes(), tuple(fault.get("version", (1, 0))))
    magic = fault.get("magic", "").encode("latin-1")
    data = magic + data[len(magic) :]
    return data[: len(data) - fault.get("cut", 0)] + bytes.fromhex(fault.get("append", ""))


def files_of(name: str, fault: Entry) -> Iterator[tuple[str, bytes]]:
    if fault["form"] == "safetensors":
        yield name + ".safetensors", safetensors_file(fault)
    elif fault["form"] == "npy":
        members = {**{k + ".npy": npy(v) for k, v in SMALL.items()}, "0.weight.npy": npy_file(fault)}
        yield name + ".npz", archive(members.items())
    else:
        arrays, only = arrays_at_fault(fault), fault.get("only")
        if only != ".npz":
            yield name + ".safetensors", safetensors(arrays, fault.get("type", "f4"))
        if only != ".safetensors":
            yield name + ".npz", npz(arrays)


def bad_by_table(bad: Bad, table: str) -> None:
    for name, fault in read_faults(FAULTS / (table + ".toml")):
        for file, data in files_of(name, fault):
            bad.add(file, data, fault["code"], fault["message"])


# --- types that are not treated


def bad_types(bad: Bad) -> None:
    bad.add("no-arrays.safetensors", raw_safetensors(b"{}"), 4, "or by --tensors, found no arrays")
    for name, size in (("I64", 8), ("F8_E4M3", 1), ("Q7", 1)):
        text, at = {}, 0
        for k, v in SMALL.items():
            text[k] = {"dtype": name, "shape": list(v.shape), "data_offsets": [at, at + size * v.size]}
            at += size * v.size
        message = f"array '0.weight': expected floats of 16, 32 or 64 bits, found elements of type '{name}'"
        data = raw_safetensors(json.dumps(text).encode(), bytes(at))
        bad.add(f"type-{name}.safetensors", data, 4, message)


def npy_object() -> bytes:
    out = io.BytesIO()
    np.lib.format.write_array(out, np.array([[None], [print]], object), allow_pickle=True)
    return out.getvalue()


# --- folders


def bad_folders(bad: Bad) -> None:
    files = {k + ".npy": npy(v) for k, v in SMALL.items()}
    bias = files["0.bias.npy"]
    expected = "0.bias.npy: expected a shape that takes the"
    left_over = "expected no array beside those of the network"
    no_arrays = "expected arrays in files named *.npy, found 'README'"
    for name, listed, code, message in (
        ("folder-without-arrays", {"README": b""}, 4, no_arrays),
        ("folder-left-over", {**files, "x.npy": bias}, 4, left_over),
        ("folder-truncated", {**files, "0.bias.npy": bias[:-1]}, 3, f"{expected} 7 bytes after the header"),
        ("folder-long", {**files, "0.bias.npy": bias * 2}, 3, f"{expected} 144 bytes after the header"),
    ):
        folder = bad.folder / name
        folder.mkdir()
        for file, data in listed.items():
            (folder / file).write_bytes(data)
        bad.lines.append(f"{name} {code} {message}")


def write_bad(folder: Path) -> list[str]:
    bad = Bad(folder)
    for table in ("headers", "entries", "networks"):
        bad_by_table(bad, table)
    bad_types(bad)
    bad_by_table(bad, "npy")
    for file, data, code, message in archive_faults(SMALL):
        bad.add(file, data, code, message)
    bad_folders(bad)
    return bad.lines
