"""Random spellings of networks and paths: JSON with every notation of numbers, and files of arrays of floats.

Everything takes a random.Random and is determined by it. float() and struct find floats and their shortest texts, in a
way that the reference does not share.
"""

from __future__ import annotations

import io
import json
import random
import struct
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Optional

from exact_numbers import K
from generate import number
from network_files import SCHEMES, Network

F = Fraction
SLIPS = ' +-*/.,:"0129abcdefpxEPX[]{}()\\\n\t_\x00\u0661\u00a0'
WORDS = (
    "1/0",
    "1e99999",
    "1e100001",
    "NaN",
    "Infinity",
    "null",
    "true",
    "tanh(1)",
    "1 + 1",
    "/* */",
    "[]",
    "{}",
    '"c": 1,',
)


# ---------------------------------------------------------------------------------------------------------- spellings


def exponent_text(rng: random.Random, mark: str, exponent: int) -> str:
    sign = "-" if exponent < 0 else rng.choice(("", "+", "-" if exponent == 0 else "+"))
    return rng.choice((mark, mark.upper())) + sign + rng.choice(("", "", "0", "000")) + str(abs(exponent))


def point_text(
    rng: random.Random, digits: str, places: int, mark: str, per_digit: int, exponent: int, bare: bool
) -> str:
    """digits with a point before the last `places`, and the exponent that makes up for it."""
    digits = digits.rjust(places + 1, "0")
    whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
    whole = whole.lstrip("0") or "0"
    if not bare and rng.random() < 0.2:
        whole = rng.choice(("0", "000")) + whole
    exponent += per_digit * places
    tail = exponent_text(rng, mark, exponent) if exponent or mark == "p" or rng.random() < 0.2 else ""
    return whole + ("." + part if part else "") + tail


def decimal_text(rng: random.Random, x: Fraction, bare: bool = False) -> Optional[str]:
    """|x| as a decimal, if it is one."""
    twos = (x.denominator & -x.denominator).bit_length() - 1
    odd, fives = x.denominator >> twos, 0
    while odd % 5 == 0:
        odd, fives = odd // 5, fives + 1
    if odd != 1:
        return None
    places = max(twos, fives)
    digits, exponent = str(abs(x.numerator) * 10**places // x.denominator), -places
    if rng.random() < 0.5:  # as short as can be
        short = digits.rstrip("0") or "0"
        digits, exponent = short, exponent + len(digits) - len(short)
    elif rng.random() < 0.3:
        zeros = rng.randint(1, 30)
        digits, exponent = digits + "0" * zeros, exponent - zeros
    shift = -exponent if exponent <= 0 and rng.random() < 0.5 else rng.randint(0, len(digits) + 2)
    return point_text(rng, digits, shift, "e", 1, exponent, bare)


def hexadecimal_text(rng: random.Random, x: Fraction) -> Optional[str]:
    if x.denominator & (x.denominator - 1):
        return None
    shift = rng.randint(0, 7)
    digits, exponent = f"{abs(x.numerator) << shift:x}", 1 - x.denominator.bit_length() - shift
    text = point_text(rng, digits, rng.randint(0, len(digits) + 1), "p", 4, exponent, False)
    return "0" + rng.choice("xX") + (text.upper() if rng.random() < 0.3 else text)


def fraction_text(rng: random.Random, x: Fraction) -> str:
    factor, zeros = rng.choice((1, 1, 2, 10, 12345678901234567890)), rng.choice(("", "", "0", "00"))
    if x.denominator == 1 and rng.random() < 0.5:
        return zeros + str(abs(x.numerator))
    return f"{zeros}{abs(x.numerator) * factor}/{rng.choice(('', '0'))}{x.denominator * factor}"


def unsigned_text(rng: random.Random, x: Fraction) -> str:
    return rng.choice((fraction_text, decimal_text, hexadecimal_text))(rng, x) or fraction_text(rng, x)


def number_text(rng: random.Random, x: Fraction) -> str:
    return ("-" if x < 0 or (x == 0 and rng.random() < 0.2) else "") + unsigned_text(rng, x)


def sum_text(rng: random.Random, value: K) -> str:
    terms = []
    for argument, coefficient in [*value.items(), *([(F(1), F(0))] if rng.random() < 0.1 else [])]:
        parts = [coefficient]
        if rng.random() < 0.2:
            part = number(rng)
            parts = [part, coefficient - part]
        terms += [(argument, part) for part in parts]
    rng.shuffle(terms)
    text, blanks = "", lambda: " " * rng.choice((0, 0, 1, 1, 3))
    for argument, coefficient in terms or [(F(0), F(0))]:
        if argument:
            sign = rng.choice((1, -1))
            argument, coefficient = sign * argument, sign * coefficient
            inner = f"tanh({blanks()}{number_text(rng, argument)}{blanks()})"
            if abs(coefficient) != 1 or rng.random() < 0.3:
                inner = f"{unsigned_text(rng, coefficient)}{blanks()}*{blanks()}{inner}"
        else:
            inner = unsigned_text(rng, coefficient)
        if text:
            text += blanks() + ("-" if coefficient < 0 else "+") + blanks() + inner
        else:
            text = ("-" if coefficient < 0 else "") + inner
    return text + (f"{blanks()}-{blanks()}7*tanh(0)" if rng.random() < 0.05 else "")


def bare_float_text(rng: random.Random, x: Fraction, kind: str) -> Optional[str]:
    """A decimal that rounds to x, if x is a float of this kind (f, d): its shortest text, itself, or one near by."""
    try:
        size = struct.pack("<" + kind, float(abs(x)))
    except OverflowError:
        return None
    if F(struct.unpack("<" + kind, size)[0]) != abs(x):
        return None
    bits, near = int.from_bytes(size, "little"), abs(x)
    draw = rng.random()
    if draw < 0.4:
        return ("-" if x < 0 else "") + (repr(float(abs(x))) if kind == "d" else f"{float(abs(x)):.9g}")
    if draw < 0.7 and bits:
        step = rng.choice((1, -1))
        other = struct.unpack("<" + kind, (bits + step).to_bytes(len(size), "little"))[0]
        if other != float("inf"):
            part = rng.choice((F(1, 2) if bits % 2 == 0 else F(499, 1000), F(1, 10), F(499, 1000)))
            near += (F(other) - near) * part
    text = decimal_text(rng, near, bare=True)
    return text and ("-" if x < 0 else "") + text


class Speller:
    """One file's manner: what bare numbers mean and how often they occur, how much white space, and escapes."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.numbers = rng, rng.choice((None, None, "exact", "binary64", "binary64", "binary32"))
        self.bareness, self.airy, self.escapes = (
            rng.choice((0, 0.3, 1)),
            rng.choice((0, 0.2, 1)),
            rng.random() < 0.05,
        )

    def air(self) -> str:
        rng = self.rng
        return (
            "".join(rng.choice(" \t\n\r") for _ in range(rng.randint(0, 3)))
            if rng.random() < self.airy
            else ""
        )

    def string(self, text: str) -> str:
        if self.escapes and self.rng.random() < 0.3:
            return (
                '"'
                + "".join(
                    f"\\u{ord(x):04x}" if self.rng.random() < 0.3 else x.replace("/", "\\/") for x in text
                )
                + '"'
            )
        return json.dumps(text)

    def number(self, x: Fraction) -> str:
        if self.rng.random() < self.bareness:
            kind = {"binary64": "d", "binary32": "f"}.get(self.numbers or "")
            text = bare_float_text(self.rng, x, kind) if kind else decimal_text(self.rng, x, bare=True)
            if text:
                return text if kind else ("-" if x < 0 else "") + text
        return self.string(number_text(self.rng, x))

    def sum(self, value: K) -> str:
        if set(value) <= {F(0)} and self.rng.random() < 0.7:
            return self.number(value.get(F(0), F(0)))
        return self.string(sum_text(self.rng, value))

    def array(self, entries: list[str]) -> str:
        return "[" + self.air() + (self.air() + "," + self.air()).join(entries) + self.air() + "]"

    def entity(self, fields: dict[str, str]) -> str:
        keys = self.rng.sample(list(fields), len(fields)) if self.rng.random() < 0.7 else list(fields)
        members = [
            f"{self.air()}{self.string(key)}{self.air()}:{self.air()}{fields[key]}{self.air()}"
            for key in keys
        ]
        return "{" + ",".join(members) + "}"

    def vertex(self, network: Network) -> dict[str, str]:
        units = [
            self.entity(
                {
                    "a": self.array([self.number(x) for x in unit.a]),
                    "b": self.array([self.number(x) for x in unit.b]),
                    "c": self.number(unit.c),
                }
            )
            for unit in network.units
        ]
        return {"units": self.array(units), "d": self.array([self.sum(value) for value in network.d])}

    def file(self, form: str, network: Network, fields: dict[str, str]) -> str:
        fields = {
            "format": f'"{form}"',
            "version": "1",
            "activation": self.string(network.activation),
            "inputs": str(network.inputs),
            "outputs": str(network.outputs),
            **fields,
        }
        if self.numbers:
            fields["numbers"] = self.string(self.numbers)
        return self.air() + self.entity(fields) + self.air()


def spell_network(rng: random.Random, network: Network) -> str:
    """A JSON text of the network: any notation for any number, any order of keys, any white space."""
    speller = Speller(rng)
    return speller.file("isopath-network", network, speller.vertex(network))


def spell_path(rng: random.Random, vertices: list[Network]) -> str:
    """A JSON text of the path, likewise."""
    speller = Speller(rng)
    stated = [speller.entity(speller.vertex(network)) for network in vertices]
    return speller.file("isopath-path", vertices[0], {"vertices": speller.array(stated)})


def garble(rng: random.Random, text: str) -> str:
    """The text with a slip or two, which may or may not spoil it."""
    for _ in range(rng.choice((1, 1, 2))):
        i = rng.randrange(len(text) or 1)
        text = rng.choice(
            [
                lambda: text[:i] + text[i + 1 :],
                lambda: text[: i + 1] + text[i:],
                lambda: text[:i] + rng.choice(SLIPS) + text[i + rng.randint(0, 1) :],
                lambda: text[:i] + rng.choice(WORDS) + text[i:],
                lambda: text[:i],
                lambda: text + text[i:],
            ]
        )()
    return text


# --------------------------------------------------------------------------------------------------- arrays of floats


def pack(values: list[Fraction], kind: str, order: str = "<") -> Optional[bytes]:
    """The floats' bytes, if all are floats of this kind: e, f, d, or B for bfloat16. Some zeros are written as -0.0."""
    layout = f"{order}{len(values)}{'f' if kind == 'B' else kind}"
    try:
        data = struct.pack(
            layout, *(-0.0 if x == 0 and i % 3 == 2 else float(x) for i, x in enumerate(values))
        )
    except OverflowError:
        return None
    if [F(x) for x in struct.unpack(layout, data)] != values:
        return None
    if kind != "B":
        return data
    halves = [data[i : i + 4] for i in range(0, len(data), 4)]
    return b"".join(half[2:] for half in halves) if all(half[:2] == b"\0\0" for half in halves) else None


def npy(rng: random.Random, shape: tuple[int, ...], values: list[Fraction]) -> bytes:
    order = rng.choice("<>")
    kind = rng.choice([kind for kind in "efd" if pack(values, kind) is not None])
    fortran = len(shape) == 2 and rng.random() < 0.4
    if fortran:
        values = [values[row * shape[1] + column] for column in range(shape[1]) for row in range(shape[0])]
    version = rng.choice((1, 1, 2, 3))
    descr = order + {"e": "f2", "f": "f4", "d": "f8"}[kind]
    header = repr({"descr": descr, "fortran_order": fortran, "shape": shape}).encode()
    start = 10 if version == 1 else 12
    header += b" " * (-(start + len(header) + 1) % 64) + b"\n"
    size = struct.pack("<H" if version == 1 else "<I", len(header))
    return b"\x93NUMPY" + bytes((version, 0)) + size + header + (pack(values, kind, order) or b"")


def write_arrays(
    rng: random.Random, network: Network, stem: Path, safetensors: Optional[bool] = None
) -> Path:
    """The network as an .npz, a folder of .npy or a safetensors file. All its numbers have to be binary64."""
    units, h = network.units, len(network.units)
    prefix, scheme = rng.choice(("", "", "model.", "a/b.", "net/")), rng.choice(SCHEMES)
    values = (
        [x for unit in units for x in unit.b],
        [unit.c for unit in units],
        [unit.a[o] for o in range(network.outputs) for unit in units],
        [d.get(F(0), F(0)) for d in network.d],
    )
    shapes = ((h, network.inputs), (h,), (network.outputs, h), (network.outputs,))
    arrays = [
        (prefix + name, shape, flat)
        for place, (name, shape, flat) in enumerate(zip(scheme, shapes, values))
        if place % 2 == 0 or any(flat) or rng.random() < 0.5
    ]
    rng.shuffle(arrays)
    if safetensors or (safetensors is None and rng.random() < 0.5):
        header: dict[str, object] = {"__metadata__": {"format": "pt"}} if rng.random() < 0.5 else {}
        body = b""
        for name, shape, flat in arrays:
            data, dtype = rng.choice(
                [
                    (data, dtype)
                    for kind, dtype in zip("eBfd", ("F16", "BF16", "F32", "F64"))
                    if (data := pack(flat, kind)) is not None
                ]
            )
            header[name] = {
                "dtype": dtype,
                "shape": shape,
                "data_offsets": (len(body), len(body) + len(data)),
            }
            body += data
        text = json.dumps(header, separators=(",", ":") if rng.random() < 0.5 else None).encode()
        text += b" " * (-len(text) % 8)
        path = stem.with_suffix(".safetensors")
        path.write_bytes(struct.pack("<Q", len(text)) + text + body)
        return path
    if rng.random() < 0.2 and not prefix.count("/"):
        path = stem.with_suffix(".folder")
        path.mkdir()
        for name, shape, flat in arrays:
            (path / f"{name}.npy").write_bytes(npy(rng, shape, flat))
        return path
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, shape, flat in arrays:
            with archive.open(f"{name}.npy", "w", force_zip64=rng.random() < 0.3) as member:
                member.write(npy(rng, shape, flat))
    path = stem.with_suffix(".npz")
    path.write_bytes(buffer.getvalue())
    return path
