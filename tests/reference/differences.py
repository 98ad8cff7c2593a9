"""Claims of difference bounds (docs/certificate-format.md, section 12), read a second time.

The lower side is decided exactly, at the point of the evidence. The upper side is tried: at points of a grid, at corners, far
out and in the middle of what the evidence calls cells, |f_a - f_b| is computed to 60 digits. So a claim that is not refused
here may still be false, but not by much anywhere that was looked at.
"""
import itertools
import random
from decimal import Decimal, getcontext
from fractions import Fraction
from typing import Any, Optional

from network_files import Network, Notation, certificate_of, items, record
from reference import combine, lies_in, to_tanh, value_at

DIGITS = 60
POINTS = 400
Range = tuple[Optional[Fraction], Optional[Fraction]]


def decimal(x: Fraction) -> Decimal:
    return Decimal(x.numerator) / Decimal(x.denominator)


def tanh(x: Decimal) -> Decimal:
    if abs(x) > 200:
        return Decimal(1).copy_sign(x)
    if abs(x) < Decimal("1e-15"):
        return x - x * x * x / 3
    power = (2 * x).exp()
    return (power - 1) / (power + 1)


class Function:
    """f of a network, to 60 digits."""

    def __init__(self, network: Network):
        network = to_tanh(network)
        self.units = [
            ([decimal(w) for w in unit.a], [decimal(w) for w in unit.b], decimal(unit.c))
            for unit in network.units
        ]
        self.d = [
            sum((decimal(w) * (tanh(decimal(q)) if q else 1) for q, w in value.items()), Decimal(0))
            for value in network.d
        ]

    def at(self, x: list[Decimal]) -> list[Decimal]:
        result = list(self.d)
        for a, b, c in self.units:
            value = tanh(sum((p * q for p, q in zip(b, x)), c))
            for k, weight in enumerate(a):
                result[k] += weight * value
        return result


def samples(domain: list[Range]) -> list[list[Fraction]]:
    """Corners, if there are few; points between; and where there is no end, points up to 1000 away."""
    rng = random.Random(1)
    ends = [
        [
            Fraction(-1000) if low is None and high is None else low if low is not None else high - 1000,
            Fraction(1000) if low is None and high is None else high if high is not None else low + 1000,
        ]
        for low, high in domain
    ]
    points = [list(corner) for corner in itertools.islice(itertools.product(*ends), 64)]

    def draw(low: Fraction, high: Fraction) -> Fraction:
        part = Fraction(rng.randint(0, 1 << 20), 1 << 20)
        if high - low > 100 and rng.random() < 0.8:  # near 0, or near the end that is there
            middle = min(max(Fraction(0), low), high)
            return min(max(middle + 8 * part - 4, low), high)
        return low + (high - low) * part

    return points + [[draw(low, high) for low, high in ends] for _ in range(POINTS)]


def decide(data: bytes) -> bool:
    whole = certificate_of(data)
    claim = record(whole["claim"], "a b domain lower upper", ordered=True)
    notation = Notation("canonical")
    a, b = (
        notation.filled(
            notation.shape(claim[key]), notation.record(claim[key], "activation inputs outputs units d")
        )
        for key in "ab"
    )
    if (a.inputs, a.outputs) != (b.inputs, b.outputs):
        return False
    domain: list[Range] = []
    for ends in items(claim["domain"], a.inputs):
        low, high = (None if end is None else notation.rational(end) for end in items(ends, 2))
        if low is not None and high is not None and low > high:
            return False
        domain.append((low, high))
    lower, upper = notation.rational(claim["lower"]), None if claim["upper"] is None else notation.rational(
        claim["upper"]
    )
    if lower < 0 or (upper is not None and upper < lower):
        return False
    return (lower == 0 or reaches(a, b, domain, lower, whole["evidence"]["lower"])) and (
        upper is None or not exceeds(a, b, domain, upper)
    )


def reaches(a: Network, b: Network, domain: list[Range], lower: Fraction, evidence: Any) -> bool:
    x, output = [Fraction(str(text)) for text in evidence["x"]], int(str(evidence["output"]))
    if any(
        (low is not None and p < low) or (high is not None and p > high) for p, (low, high) in zip(x, domain)
    ):
        return False
    difference = combine((Fraction(1), value_at(a, x)[output]), (Fraction(-1), value_at(b, x)[output]))
    if all(q == 0 for q in difference):
        return abs(difference.get(Fraction(0), Fraction(0))) >= lower
    enough = lower + sum(map(abs, difference.values())) + 1
    return lies_in(difference, lower, enough) or lies_in(difference, -enough, -lower)


def exceeds(a: Network, b: Network, domain: list[Range], upper: Fraction) -> bool:
    getcontext().prec = DIGITS
    f, g, most = Function(a), Function(b), decimal(upper)
    size = max(
        [abs(w) for h in (f, g) for unit in h.units for w in unit[0]]
        + [abs(w) for h in (f, g) for w in h.d]
        + [Decimal(0)]
    )
    slack = (size + most) * Decimal(10) ** (20 - DIGITS)
    return any(
        abs(p - q) > most + slack
        for point in samples(domain)
        for x in [[decimal(entry) for entry in point]]
        for p, q in zip(f.at(x), g.at(x))
    )
