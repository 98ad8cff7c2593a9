"""Arrays in safetensors files, .npy files and archives of them, sound and raw."""
import io
import json
import struct
import zipfile
from typing import Any, Iterable

import numpy as np

Arrays = dict[str, Any]  # NumPy's arrays by name
SAFETENSORS_TYPES = {"f2": "F16", "f4": "F32", "f8": "F64"}


def bfloat16(array: Any) -> Any:
    """The bits of an array whose values are bfloat16 ones."""
    return (np.asarray(array, "<f4").view("<u4") >> 16).astype("<u2")


def safetensors(arrays: Arrays, kind: str = "f4", metadata: Any = None, pad: bool = True) -> bytes:
    """Arrays by name, in the order of the data."""
    header, blobs, at = {}, [], 0
    if metadata is not None:
        header["__metadata__"] = metadata
    for name, array in arrays.items():
        blob = (bfloat16(array) if kind == "bf16" else np.asarray(array, "<" + kind)).tobytes()
        header[name] = {
            "dtype": "BF16" if kind == "bf16" else SAFETENSORS_TYPES[kind],
            "shape": list(np.shape(array)),
            "data_offsets": [at, at + len(blob)],
        }
        at += len(blob)
        blobs.append(blob)
    text = json.dumps(header, separators=(",", ":")).encode()
    if pad:
        text += b" " * (-len(text) % 8)
    return raw_safetensors(text, b"".join(blobs))


def raw_safetensors(header: bytes, data: bytes = b"") -> bytes:
    return struct.pack("<Q", len(header)) + header + data


def npy(array: Any, version: tuple[int, int] | None = None) -> bytes:
    out = io.BytesIO()
    np.lib.format.write_array(out, array, version=version)
    return out.getvalue()


def raw_npy(header: bytes, data: bytes = b"", version: tuple[int, ...] = (1, 0)) -> bytes:
    length = struct.pack("<H" if version[0] == 1 else "<I", len(header))
    return b"\x93NUMPY" + bytes(version) + length + header + data


def npz(arrays: Arrays, deflated: bool = False) -> bytes:
    """As numpy.savez writes it."""
    out = io.BytesIO()
    (np.savez_compressed if deflated else np.savez)(out, **arrays)
    return out.getvalue()


def archive(members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as zipped:
        for name, data in members:
            zipped.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()
