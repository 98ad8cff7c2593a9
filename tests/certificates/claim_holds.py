#!/usr/bin/env python3
"""Decides the claim of a certificate from the claim alone, with Python's fractions.

An independent second opinion for tests: it reads no evidence and shares nothing with the checker. Both networks are brought
to canonical form (docs/mathematics.md, section 3) with dictionaries from incoming pairs to weights, and forms are compared.

usage: claim_holds.py CERTIFICATE; prints "holds" or "does not hold", exit 0 or 1.
"""
import json
import re
import sys
from collections import defaultdict
from fractions import Fraction

sys.set_int_max_str_digits(0) if hasattr(sys, "set_int_max_str_digits") else None


def read_sum(text):
    """An element of K: a dictionary from arguments of tanh to coefficients; the rational part has the argument None."""
    element = defaultdict(Fraction)
    text = text.replace(" ", "")
    for sign, term in re.findall(r"([+-]?)((?:[^+-]|(?<=\()-)+)", text):
        factor = -1 if sign == "-" else 1
        match = re.fullmatch(r"(?:(.*)\*)?tanh\((.*)\)", term)
        if match is None:
            element[None] += factor * Fraction(term)
        else:
            element[Fraction(match[2])] += factor * Fraction(match[1] or "1")
    return element


def canonical_form(network):
    """({oriented pair: tuple of weights}, [output bias as a dictionary])"""
    outputs = network["outputs"]
    logistic = network["activation"] == "logistic"
    half = Fraction(1, 2) if logistic else Fraction(1)
    bias = [read_sum(text) for text in network["d"]]
    weights = defaultdict(lambda: [Fraction(0)] * outputs)
    for unit in network["units"]:
        a = [half * Fraction(x) for x in unit["a"]]
        pair = [half * Fraction(x) for x in unit["b"] + [unit["c"]]]
        if logistic:
            for o in range(outputs):
                bias[o][None] += a[o]
        lead = next((x for x in pair[:-1] if x != 0), None)
        if lead is None:
            c = pair[-1]
            for o in range(outputs):
                bias[o][abs(c) if c else None] += a[o] if c > 0 else -a[o] if c < 0 else 0
            continue
        sign = 1 if lead > 0 else -1
        key = tuple(sign * x for x in pair)
        weights[key] = [s + sign * x for s, x in zip(weights[key], a)]
    units = {pair: tuple(a) for pair, a in weights.items() if any(a)}
    return units, [{q: x for q, x in element.items() if x != 0} for element in bias]


def same_shape(a, b):
    return a["inputs"] == b["inputs"] and a["outputs"] == b["outputs"]


def is_canonical_form(claim):
    network, stated = claim["network"], claim["canonical"]
    if not same_shape(network, stated) or stated["activation"] != "tanh" or claim["rank"] != len(stated["units"]):
        return False
    units, bias = canonical_form(network)
    expected = [(pair, units[pair]) for pair in sorted(units)]
    found = [(tuple(map(Fraction, unit["b"] + [unit["c"]])), tuple(map(Fraction, unit["a"]))) for unit in stated["units"]]
    stated_bias = [{q: x for q, x in read_sum(text).items() if x != 0} for text in stated["d"]]
    return expected == found and bias == stated_bias


def holds(certificate):
    claim = certificate["claim"]
    if certificate["kind"] == "canonical":
        return is_canonical_form(claim)
    if not same_shape(claim["a"], claim["b"]):
        return False
    is_equal = canonical_form(claim["a"]) == canonical_form(claim["b"])
    return is_equal if certificate["kind"] == "equivalent" else not is_equal


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        verdict = holds(json.load(file))
    print("holds" if verdict else "does not hold")
    return 0 if verdict else 1


if __name__ == "__main__":
    sys.exit(main())
