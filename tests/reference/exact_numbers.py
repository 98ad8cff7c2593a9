"""Exact numbers by their text and by their bits: the second reading of docs/network-files.md, sections 1 and 3.

Every number is a Fraction; float() is used nowhere.
"""

from __future__ import annotations

import re
import sys
from fractions import Fraction
from typing import Optional

sys.set_int_max_str_digits(0)

# An element of K: {argument: coefficient}. Arguments q > 0 stand for tanh(q), the argument 0 for the number 1.
# No coefficient is 0, so (Theorem 1) equal elements are equal dictionaries.
K = dict[Fraction, Fraction]


class Malformed(ValueError):
    """The input is not what the formats allow."""


class NotTreated(ValueError):
    """The input may be sound, but is not a network of the kind treated here."""


class Undecided(ValueError):
    """What was asked about a sum of tanh's was not settled at the highest precision tried."""


UNSIGNED = (
    r"0[xX][0-9a-fA-F]+(?:\.[0-9a-fA-F]+)?[pP][+-]?[0-9]+|[0-9]+/[0-9]+"
    r"|[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
)
TERM = re.compile(rf"(?:({UNSIGNED}) *\* *)?tanh\( *(-?(?:{UNSIGNED})) *\)|({UNSIGNED})")
OPERATOR = re.compile(r" *([+-]) *")


def read_number(text: str) -> Fraction:
    """A fraction, decimal or hexadecimal float, exactly."""
    if len(text) > 1_000_000 or not re.fullmatch(rf"-?(?:{UNSIGNED})", text):
        raise Malformed(f"not a number: {text[:60]!r}")
    sign, text = (-1, text[1:]) if text[0] == "-" else (1, text)
    if "/" in text:
        numerator, denominator = map(int, text.split("/"))
        if denominator == 0:
            raise Malformed("a denominator is zero")
        return Fraction(sign * numerator, denominator)
    base, digit_base, mark, limit, shift = 10, 10, "e", 100_000, 1
    if text[:2] in ("0x", "0X"):
        base, digit_base, mark, limit, shift, text = 2, 16, "p", 400_000, 4, text[2:]
    mantissa, _, exponent_text = text.lower().partition(mark)
    exponent = int(exponent_text or "0")
    if abs(exponent) > limit:
        raise Malformed(f"exponent out of range: {exponent}")
    whole, _, part = mantissa.partition(".")
    return sign * int(whole + part, digit_base) * Fraction(base) ** (exponent - shift * len(part))


def add_to(total: K, argument: Fraction, coefficient: Fraction) -> None:
    """total += coefficient * tanh(argument), or += coefficient if the argument is 0 (see K)."""
    if argument < 0:
        argument, coefficient = -argument, -coefficient
    value = total.pop(argument, Fraction(0)) + coefficient
    if value != 0:
        total[argument] = value


def combine(*parts: tuple[Fraction, K]) -> K:
    """The sum of coefficient times element."""
    total: K = {}
    for coefficient, value in parts:
        for argument, own in value.items():
            add_to(total, argument, coefficient * own)
    return total


def read_sum(text: str) -> K:
    total: K = {}
    sign, place = (-1, 1) if text[:1] == "-" else (1, 0)
    while True:
        term = TERM.match(text, place)
        if not term:
            raise Malformed(f"not a sum: {text[:60]!r}")
        coefficient, argument, plain = term.groups()
        if plain is not None:
            add_to(total, Fraction(0), sign * read_number(plain))
        elif read_number(argument) != 0:  # tanh(0) is 0
            add_to(total, read_number(argument), sign * read_number(coefficient or "1"))
        elif coefficient:
            read_number(coefficient)
        if term.end() == len(text):
            return total
        operator = OPERATOR.match(text, term.end())
        if not operator:
            raise Malformed(f"not a sum: {text[:60]!r}")
        sign, place = (1 if operator[1] == "+" else -1), operator.end()


def write_number(value: Fraction) -> str:
    return str(value)  # Fraction's own text is the canonical notation: p or p/q in lowest terms


def write_sum(value: K) -> str:
    text = ""
    for argument, coefficient in sorted(value.items()):
        size = write_number(abs(coefficient))
        if argument != 0:
            size = ("" if abs(coefficient) == 1 else size + "*") + f"tanh({write_number(argument)})"
        minus = coefficient < 0
        text += (" - " if minus else " + ") + size if text else ("-" if minus else "") + size
    return text or "0"


# ----------------------------------------------------------------------------------------------------------- rounding

PRECISIONS = (192, 768, 3072, 12288)  # bits of the enclosures tried
FORMATS = {
    "binary32": (24, -149, 128),
    "binary64": (53, -1074, 1024),
}  # precision, least exponent, 2^this overflows


def round_to(name: str, value: Fraction) -> Optional[Fraction]:
    """The nearest value of the format, ties to even; None if that is an infinity."""
    precision, least, overflow = FORMATS[name]
    if value == 0:
        return value
    size = abs(value)
    exponent = size.numerator.bit_length() - size.denominator.bit_length()
    exponent -= size < Fraction(2) ** exponent  # now 2^exponent <= size < 2^(exponent + 1)
    unit = Fraction(2) ** max(exponent - precision + 1, least)
    nearest = round(value / unit) * unit  # Python rounds a Fraction half to even, exactly
    return nearest if abs(nearest) < Fraction(2) ** overflow else None


def tanh_bounds(q: Fraction, bits: int) -> tuple[Fraction, Fraction]:
    """Rational bounds of tanh(q), q > 0, from tanh q = q/(1 + q^2/(3 + q^2/(5 + ...))), in fixed point, outwards."""
    one = 1 << bits
    if q > bits:
        return Fraction(one - 1, one), Fraction(1)  # 1 - tanh q < 2 e^(-2q) < 2^-bits
    low = q.numerator * one // q.denominator
    high = low + 1
    square_low, square_high = low * low // one, high * high // one + 1
    k = bits // 4 + 2 * int(q) + 2
    tail_low, tail_high = (2 * k + 1) * one, (2 * k + 1) * one + square_high
    for odd in range(2 * k - 1, 0, -2):
        tail_low, tail_high = (
            odd * one + square_low * one // tail_high,
            odd * one + square_high * one // tail_low + 1,
        )
    return Fraction(low, tail_high), min(Fraction(high, tail_low), Fraction(1))


def enclose(value: K, bits: int) -> tuple[Fraction, Fraction]:
    """Rational bounds of the real number that an element of K is."""
    low = high = value.get(Fraction(0), Fraction(0))
    for argument, coefficient in value.items():
        if argument != 0:
            ends = sorted(coefficient * bound for bound in tanh_bounds(argument, bits))
            low, high = low + ends[0], high + ends[1]
    return low, high


def round_sum(name: str, value: K) -> Optional[Fraction]:
    """As round_to, for the real number that an element of K is. With tanh terms it is irrational: never a tie."""
    for bits in PRECISIONS:
        low, high = enclose(value, bits)
        ends = round_to(name, low), round_to(name, high)
        if ends[0] == ends[1] and (ends[0] is not None or low * high > 0):
            return ends[0]
    raise Undecided("a sum of tanh terms is too near to a point where the rounding changes")


def lies_in(value: K, low: Fraction, high: Fraction) -> bool:
    """low <= value <= high, for the real number that an element of K is."""
    for bits in PRECISIONS:
        least, most = enclose(value, bits)
        if low <= least and most <= high:
            return True
        if most < low or high < least:
            return False
    raise Undecided("a sum of tanh terms is too near to a bound")


# --------------------------------------------------------------------------------------------------------------- bits

LAYOUT = {
    "F16": (2, 5, 10),
    "BF16": (2, 8, 7),
    "F32": (4, 8, 23),
    "F64": (8, 11, 52),
}  # bytes, exponent, fraction bits


def floats(data: bytes, kind: str, order: str) -> list[Fraction]:
    if kind not in LAYOUT:
        raise NotTreated(f"elements of type {kind}")
    size, exponent_bits, fraction_bits = LAYOUT[kind]
    top, result = (1 << exponent_bits) - 1, []
    for start in range(0, len(data), size):
        bits = int.from_bytes(data[start : start + size], order)  # type: ignore[arg-type]
        exponent, fraction = (bits >> fraction_bits) & top, bits & ((1 << fraction_bits) - 1)
        if exponent == top:
            raise Malformed("NaN or infinity")
        mantissa = fraction + (1 << fraction_bits if exponent else 0)
        scale = Fraction(2) ** (max(exponent, 1) - (top >> 1) - fraction_bits)
        result.append((-1 if bits >> (8 * size - 1) else 1) * mantissa * scale)
    return result
