"""Bad files, from the tables of ../faults/ and from computed.py.

A fault says of its file:
    good                  the good file that it changes, without its suffix
    kind and its keys     or the certificate that it changes (kinds.py)
    old, new, times       a text of that file and what replaces it; the last of `times` occurrences is changed
    set."$.PLACE"         the new value at a place of that file, in JSON
    repairs               edits like `set`, each of which makes it true
    text                  or all of the file
    header, cut, append   of a safetensors file: the header, how many bytes go, those that come at the end
    length                of a safetensors file: the length that it states for its header
    code, reason          the exit code, and what the reason contains
    against, args         for a network file: the certificate that it is tried with, and further arguments
    suffix, encoding, final_newline   of the file, if they are not ".json", "utf-8" and true
"""
import json
import struct
from dataclasses import dataclass
from typing import Iterator

import reference
from corpus.computed import computed_faults
from corpus.kinds import made
from corpus.notation import Json, dump
from corpus.tensors import float_network, named, safetensors
from faults import Entry, read_faults, replaced, set_at
from corpus.folders import HERE

TENSOR_NAMES = ("0.weight", "0.bias", "2.weight", "2.bias")


@dataclass(frozen=True)
class Fault:
    file: str
    data: bytes
    code: int
    reason: str
    arguments: tuple[str, ...]

    def expectation(self) -> str:
        return "\t".join((self.file, str(self.code), self.reason, *self.arguments))


def good_files(certificates: dict[str, Json], networks: dict[str, bytes]) -> dict[str, str]:
    """What faults change: the text of each."""
    files = {name: dump(value) + "\n" for name, value in certificates.items()}
    network = json.loads(networks["canonical-small.0.json"])
    a_unit_a_line = json.dumps(network).replace('"units": [', '"units": [\n').replace("}, {", "},\n{")
    files["network file"] = a_unit_a_line
    files["path file"] = networks["path-valid-small.0.json"].decode()
    return files


def edited(text: str, entry: Entry) -> str:
    """JSON text with the edits of a fault."""
    if "old" in entry:
        return replaced(text, entry["old"], entry["new"], entry.get("times", 1))
    return text


def with_values(value: Json, entry: Entry) -> Json:
    value = json.loads(json.dumps(value))
    for place, new in entry.get("set", {}).items():
        set_at(value, place, json.loads(new))
    return value


def repaired(value: Json, entry: Entry) -> Iterator[Json]:
    for repair in entry.get("repairs", ()):
        yield with_values(with_values(value, entry), {"set": repair})


def json_file(entry: Entry, certificates: dict[str, Json], files: dict[str, str]) -> bytes:
    if "text" in entry:
        return entry["text"].encode(entry.get("encoding", "utf-8"))
    if "old" in entry:
        text = edited(files[entry["good"]], entry)
    else:
        good = made(entry) if "kind" in entry else certificates[entry["good"]]
        text = dump(with_values(good, entry)) + "\n"
        if not all(reference.decide(json.dumps(value).encode()) for value in repaired(good, entry)):
            raise SystemExit(f"{text}: a repair does not make it true")
    if not entry.get("final_newline", True):
        text = text.removesuffix("\n")
    return text.encode(entry.get("encoding", "utf-8"))


def tensor_file(entry: Entry) -> bytes:
    good = safetensors(named(float_network()[1], TENSOR_NAMES))
    length = struct.unpack("<Q", good[:8])[0]
    header, data = good[8 : 8 + length].decode(), good[8 + length :]
    if "set" in entry:
        header = json.dumps(with_values(json.loads(header), entry))
    header = edited(entry.get("header", header), entry)
    data = data[: len(data) - entry.get("cut", 0)] + bytes.fromhex(entry.get("append", ""))
    return struct.pack("<Q", entry.get("length", len(header))) + header.encode() + data


def bad_files(certificates: dict[str, Json], networks: dict[str, bytes]) -> Iterator[Fault]:
    """`networks`: the files of ../networks/."""
    files = good_files(certificates, networks)
    tables = [fault for path in sorted((HERE / "faults").glob("*.toml")) for fault in read_faults(path)]
    for name, entry in [*tables, *computed_faults()]:
        suffix = entry.get("suffix", ".json")
        data = tensor_file(entry) if suffix == ".safetensors" else json_file(entry, certificates, files)
        against = (entry["against"], *entry.get("args", ())) if "against" in entry else ()
        yield Fault(name + suffix, data, entry["code"], entry["reason"], against)
