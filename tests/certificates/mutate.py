#!/usr/bin/env python3
"""Changes one thing in a good certificate, many times, and demands that the checker refuses it or that the claim still holds.

usage: mutate.py --bin DIR [--seed N] [--effort K]     (or the environment: ISOPATH_SEED, ISOPATH_EFFORT)

A change is of one digit, one sign, one index, the kind, an activation, an entry of a list, or two values that change places; all certificates of
good/ get equally many. Whether a changed claim still holds is decided by tests/reference, from the claim alone. Every other
changed certificate is also compared with the network files of the unchanged one, if there are any, and must then be refused
whenever its claim is not the original one.
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "reference"))

import reference  # noqa: E402
import run_corpus  # noqa: E402

CHANGES_EACH = 120  # for effort 1

NUMBER = re.compile(r'(?<=")-?[0-9][^"]*(?=")|(?<=[\[ :,])[0-9]+(?=[\],}\n ])|(?<=")-?tanh[^"]*(?=")|null')


def change_digit(text, rng):
    places = [m.start() for m in re.finditer("[0-9]", text)]
    place = rng.choice(places)
    digit = rng.choice([d for d in "0123456789" if d != text[place]])
    return text[:place] + digit + text[place + 1 :]


def change_sign(text, rng):
    match = rng.choice(list(NUMBER.finditer(text)))
    value = match[0]
    value = value[1:] if value.startswith("-") else "-" + value
    return text[: match.start()] + value + text[match.end() :]


def change_index(text, rng):
    match = rng.choice(
        list(re.finditer(r"(?<=[\[ ,])([0-9]+|null)(?=[\],])", text)) or list(NUMBER.finditer(text))
    )
    return text[: match.start()] + rng.choice(["0", "1", "2", "3", "17", "null"]) + text[match.end() :]


def change_kind(text, rng):
    old = re.search('"kind": "([a-z ]*)"', text)[1]
    new = rng.choice(
        [
            k
            for k in [
                "canonical",
                "equivalent",
                "inequivalent",
                "path valid",
                "path broken",
                "connected",
                "not connected",
                "distance",
                "diameter",
                "difference bound",
                "near",
                "dimension",
            ]
            if k != old
        ]
    )
    return text.replace('"kind": "%s"' % old, '"kind": "%s"' % new)


def change_activation(text, rng):
    match = rng.choice(list(re.finditer('"(tanh|logistic)"', text)))
    return (
        text[: match.start()] + ('"tanh"' if match[1] == "logistic" else '"logistic"') + text[match.end() :]
    )


def change_list(text, rng):
    """An entry of a list (a unit, a vertex, a change, a broken segment, a number) is taken away, repeated, or moved."""
    whole, lists = json.loads(text), []

    def gather(value):
        if isinstance(value, list):
            lists.append(value)
        for entry in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
            gather(entry)

    gather(whole)
    chosen = rng.choice([entries for entries in lists if entries])
    k = rng.randrange(len(chosen))
    entry = chosen[k] if rng.random() < 0.5 else chosen.pop(k)
    if rng.random() < 0.5:
        chosen.insert(rng.randint(0, len(chosen)), entry)
    return json.dumps(whole)


def swap(text, matches, rng):
    first, second = sorted(rng.sample(matches, 2), key=lambda m: m.start())
    return (
        text[: first.start()]
        + second[0]
        + text[first.end() : second.start()]
        + first[0]
        + text[second.end() :]
    )


def swap_values(text, rng):
    return swap(text, list(NUMBER.finditer(text)), rng)


def swap_units(text, rng):
    matches = list(re.finditer(r'\{("unit": [0-9]+, )?"a": (\["|null)[^}]*\}', text))
    return swap(text, matches, rng) if len(matches) > 1 else swap_values(text, rng)


CHANGES = [
    change_digit,
    change_digit,
    change_sign,
    change_index,
    change_kind,
    change_activation,
    change_list,
    swap_values,
    swap_units,
]


def is_compared(claim, files):
    """Whether the files are those of this claim alone. F1: a diameter has three networks, near two. F2: of a path, two files are the first and
    the last vertex, which may be one, and one that is no path file is vertex 0."""
    names = [name for option, name in zip(files, files[1:]) if option == "--network"]
    if "pair" in claim:
        return len(names) == 3
    if "near" in claim:
        return len(names) == 2
    if "path" not in claim or len(names) > 2 or len(claim["path"]["vertices"]) == len(names):
        return True
    with open(names[0], "rb") as file:
        return b"vert" in file.read()


def stated_networks(text):
    """The claim of a certificate, without what files say nothing about."""
    whole = json.loads(text)
    free = {"near": ("radius", "rank"), "difference bound": ("domain", "lower", "upper")}.get(
        whole["kind"], ()
    )
    return {key: value for key, value in whole["claim"].items() if key not in free}


def judge(checker, original, text, files):
    """(is it accepted, what is wrong or None)"""
    run = subprocess.run([checker, "-"] + files, input=text, capture_output=True, text=True)
    first = run.stdout.partition("\n")[0]
    if run.returncode not in (0, 1, 3, 4) or first != ("s VERIFIED" if run.returncode == 0 else "s REJECTED"):
        return False, "exit %d, %r, %s" % (run.returncode, first, run.stderr)
    if run.returncode != 0:
        return False, None if text != original else "the unchanged certificate is refused: " + run.stdout
    try:
        holds = reference.decide(text.encode())
    except ValueError as error:
        return True, "accepted, and can't be read by the reference: %s" % error
    claim = stated_networks(text)
    if files and claim != stated_networks(original) and is_compared(claim, files):
        return True, "accepted, with the files of another claim"
    return True, None if holds else "accepted, and the claim does not hold"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True, help="folder of isopath-check")
    parser.add_argument(
        "--seed", type=int, default=int(os.environ.get("ISOPATH_SEED") or time.time_ns() % 10**9)
    )
    parser.add_argument("--effort", type=float, default=float(os.environ.get("ISOPATH_EFFORT") or 1))
    options = parser.parse_args()
    print("seed %d" % options.seed, flush=True)
    checker = os.path.join(options.bin, "isopath-check")
    passed = failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name in sorted(os.listdir(run_corpus.GOOD)):
            with open(os.path.join(run_corpus.GOOD, name), encoding="utf-8") as file:
                original = file.read()
            files = [
                arguments[:-1]
                for label, arguments in run_corpus.good_cases()
                if label.startswith(name + " with")
            ]
            rng = random.Random("%d %s" % (options.seed, name))
            count = max(1, round(CHANGES_EACH * options.effort))
            texts = [original] * 2 + [rng.choice(CHANGES)(original, rng) for _ in range(count)]
            cases = [(text, files[0] if files and k % 2 else []) for k, text in enumerate(texts)]
            results = list(pool.map(lambda case: judge(checker, original, *case), cases))
            for (text, with_files), (_, wrong) in zip(cases, results):
                if wrong:
                    print("FAILED %s %s: %s\n%s" % (name, " ".join(with_files), wrong, text))
            wrong = sum(1 for result in results if result[1])
            failed += wrong
            passed += len(results) - wrong
            print(
                "%s: %d changes, %d of them accepted"
                % (name, count, sum(accepted for accepted, _ in results[2:]))
            )
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
