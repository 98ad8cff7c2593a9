#!/usr/bin/env python3
"""docs/certificate-format.md: every rule has a mark, and its grammar of canonical sums accepts the texts that isopath-check does.

    certificate_format.py --bin DIR

The texts are sums of the good certificates, and texts made of them by a change or two; each goes into a certificate as an output bias.
"""
from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

from pages import ROOT, Result, report

PAGE = (ROOT / "docs/certificate-format.md").read_text(encoding="utf-8")
WANTED = 400
ALPHABET = [
    "0",
    "1",
    "2",
    "3",
    "10",
    "4/6",
    "1/2",
    "2/1",
    "/",
    "*",
    "1*",
    "tanh(",
    ")",
    "tanh(1/2)",
    "tanh(2)",
    "tanh(10/3)",
    "-",
    "+",
    " + ",
    " - ",
    " ",
    "e1",
    ".5",
    "0x1p0",
    "\\u0030",
    "\t",
]


def grammar() -> str:
    """The regular expression of a sum, its parts put in."""
    block = re.search(r"^```\n(p +=.*?)^```", PAGE, re.M | re.S)[1]
    rules = dict(re.split(r" += ", line) for line in block.splitlines())
    term = re.sub(r"\bp\b", lambda _: f"(?:{rules['p']})", rules["term"])
    return re.sub(
        r"\bterm\b", lambda _: f"(?:{term})", re.sub(r"\bp\b", lambda _: f"(?:{rules['p']})", rules["sum"])
    )


def is_sum(text: str, pattern: str) -> bool:
    """By the grammar, and by what it can't say."""
    if not re.fullmatch(pattern, text):
        return False
    fractions = re.findall(r"\d+/\d+", text)
    arguments = [Fraction(argument) for argument in re.findall(r"tanh\(([^)]*)\)", text)]
    return (
        all(str(Fraction(fraction)) == fraction for fraction in fractions)
        and not re.search(r"(?<![\d/])1\*", text)
        and all(p < q for p, q in zip(arguments, arguments[1:]))
    )


def is_accepted(text: str, checker: Path) -> bool:
    """As raw text between the quotation marks of a certificate."""
    network = '{"activation": "tanh", "inputs": 0, "outputs": 1, "units": [], "d": ["%s"]}' % text
    certificate = (
        '{"format": "isopath-certificate", "version": 1, "kind": "near", "claim": {"network": %s, "near": %s, "radius": "0", "rank": 0}, "evidence": {}}'
        % (network, network)
    )
    done = subprocess.run([str(checker), "-"], input=certificate.encode(), capture_output=True, check=False)
    assert done.returncode in (0, 3), done
    return done.returncode == 0


def texts(chance: random.Random) -> list[str]:
    found = {"0", "-0", "", "1", "-1/2*tanh(3)", "-tanh(2)", "3/4 + 1/2*tanh(1/3) - tanh(2)"}
    for file in (ROOT / "tests/certificates/good").glob("*.json"):
        found |= {
            text
            for text in re.findall(r'"([^"]*tanh\([^"]*)"', file.read_text(encoding="utf-8"))
            if len(text) < 100
        }
    seeds = sorted(found)
    while len(found) < WANTED:
        text = chance.choice(seeds)
        for _ in range(chance.randint(1, 2)):
            at, end = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
            end = min(end, at + chance.randint(0, 3))
            text = text[:at] + chance.choice([*ALPHABET, ""]) + text[end:]
        found.add(text)
    return sorted(found)


def marks() -> list[Result]:
    """S, F or L in each rule, from its bold name to the next."""
    rules = re.split(r"\*\*([A-Z]\d)\*\*", PAGE)
    defined = {name: bool(re.search(r"\[[SFL]\]", text)) for name, text in zip(rules[-2::-2], rules[::-2])}
    named = set(re.findall(r"\b(?:[TMGCENPSBKIDQUWF])\d\b", PAGE))
    return [(f"rule {name} has a mark", defined.get(name, False), "none") for name in sorted(named)]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    checker = Path(parser.parse_args().bin) / "isopath-check"
    seed = int(os.environ.get("ISOPATH_SEED") or time.time_ns() % 10**9)
    pattern = grammar()
    tried = [(text, is_sum(text, pattern), is_accepted(text, checker)) for text in texts(random.Random(seed))]
    results = marks() + [
        (f"{text!r} (seed {seed})", said == accepted, f"the page: {said}, isopath-check: {accepted}")
        for text, said, accepted in tried
    ]
    accepted = sum(accepted for _, _, accepted in tried)
    results.append(
        (
            f"texts of both kinds (seed {seed})",
            30 < accepted < WANTED - 30,
            f"{accepted} of {len(tried)} accepted",
        )
    )
    return report(results)


sys.exit(main())
