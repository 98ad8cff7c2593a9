"""Faults of archives as such: their directory, the data of members, how these are compressed, and sizes."""
import struct
import zipfile
from typing import Iterator, NamedTuple

import numpy as np

from making.formats import Arrays, archive, npy

Fault = tuple[str, bytes, int, str]  # the name, the data, the code and a part of the message
LOCAL, ENTRY, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"


def patched(data: bytes, what: bytes, offset: int, new: bytes) -> bytes:
    """The bytes some way after every place of a zip signature, replaced."""
    result = bytearray(data)
    at = data.find(what)
    while at >= 0:
        result[at + offset : at + offset + len(new)] = new
        at = data.find(what, at + 1)
    return bytes(result)


class Archives(NamedTuple):
    """The same network in two archives, and how many bytes its first member takes."""

    members: list[tuple[str, bytes]]
    stored: bytes
    deflated: bytes


def sound_archives(arrays: Arrays) -> Archives:
    members = [(k + ".npy", npy(v)) for k, v in arrays.items()]
    return Archives(members, archive(members), archive(members, zipfile.ZIP_DEFLATED))


def directories(sound: Archives) -> Iterator[Fault]:
    stored, members = sound.stored, sound.members
    yield "none", b"PK", 3, "expected a sound zip archive"
    yield "no-directory", stored[: stored.index(ENTRY)], 3, "expected a sound zip archive"
    yield "bytes-after", stored + b"\0", 3, "expected a sound zip archive"
    yield "many-ends", stored + END * 5, 3, "expected one record that ends the directory, found 6"
    yield "no-members", archive([]), 4, "expected arrays in files named *.npy, found no files"
    other = archive([("archive/data.pkl", b"x")])
    yield "no-arrays", other, 4, "expected arrays in files named *.npy, found 'archive/data.pkl'"
    twice = archive(members + [("O.bias.npy", members[1][1])]).replace(b"O.bias.npy", b"0.bias.npy")
    yield "twice", twice, 3, "expected a sound zip archive, found: two members of one name"


def unsound_data(sound: Archives) -> Iterator[Fault]:
    unsound = "'0.weight.npy': expected sound data, found: "
    flipped = bytearray(sound.stored)
    flipped[sound.stored.index(sound.members[0][1]) + len(sound.members[0][1]) - 8] ^= 1
    yield "checksum", bytes(flipped), 3, unsound + "CRC error"
    flipped = bytearray(sound.deflated)
    for entry in (LOCAL, ENTRY):
        flipped[sound.deflated.index(entry) + (14 if entry == LOCAL else 16)] ^= 1
    yield "checksum-deflated", bytes(flipped), 3, unsound + "CRC error"
    at = sound.deflated.index(b"0.weight.npy") + len("0.weight.npy")
    yield "deflate", sound.deflated[:at] + b"\xff" * 4 + sound.deflated[at + 4 :], 3, unsound


def methods(sound: Archives) -> Iterator[Fault]:
    at = "'0.weight.npy': expected a member "
    for name, method in (("bzip2", zipfile.ZIP_BZIP2), ("lzma", zipfile.ZIP_LZMA)):
        data = archive(sound.members, method)
        yield name, data, 4, f"{at}stored or deflated, found compression method {method}"
    encrypted = patched(patched(sound.stored, LOCAL, 6, b"\1\0"), ENTRY, 8, b"\1\0")
    yield "encrypted", encrypted, 4, f"{at}in clear, found it encrypted"


def sized(data: bytes, size: int) -> bytes:
    """All members state this size."""
    number = struct.pack("<I", size)
    return patched(patched(data, LOCAL, 22, number), ENTRY, 24, number)


def sizes(sound: Archives) -> Iterator[Fault]:
    huge, small, true = sized(sound.deflated, 2**31), sized(sound.stored, 9), len(sound.members[0][1])
    yield "size-huge", huge, 3, "'0.weight.npy': expected members that inflate to at most"
    yield "size-of-stored", small, 3, f"'0.weight.npy': expected 9 stored bytes, found {true}"
    differing = patched(sound.stored, LOCAL, 8, b"\x08\0")
    yield "headers-differ", differing, 3, "expected a sound zip archive"
    outside = patched(sound.stored, ENTRY, 42, b"\xff\xff\xff\x7f")
    yield "offset-outside", outside, 3, "expected a sound zip archive"


def lies(_: Archives) -> Iterator[Fault]:
    """A member whose directory lies about its size, with a shape that agrees with the lie."""
    for name, shape in (("size-small", (3, 1)), ("size-large", (1, 1))):
        lie = npy(np.zeros((2, 1), "f4")).replace(b"(2, 1)", str(shape).encode())
        true, said = len(lie), len(lie) + 4 * (shape[0] - 2)
        rest = ("2.weight.npy", npy(np.zeros((1, shape[0]), "f4")))
        data = archive([("0.weight.npy", lie), rest], zipfile.ZIP_DEFLATED)
        first = data.index(ENTRY)
        size = struct.pack("<I", said)
        data = data[:22] + size + data[26 : first + 24] + size + data[first + 28 :]
        found = "more" if said < true else "the end of the member"
        yield name, data, 3, f"'0.weight.npy': expected as many bytes as the directory says, found: {found}"


def archive_faults(arrays: Arrays) -> Iterator[Fault]:
    sound = sound_archives(arrays)
    for part in (directories, unsound_data, methods, sizes, lies):
        for name, data, code, message in part(sound):
            yield f"zip-{name}.npz", data, code, message
