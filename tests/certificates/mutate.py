#!/usr/bin/env python3
"""Changes one thing in a good certificate, many times, and demands that the checker refuses it or that the claim still holds.

usage: mutate.py CHECKER CERTIFICATE SEED COUNT [NETWORK ...]

A change is of one digit, one sign, one index, the kind, an activation, or two values that change places. Whether a changed
claim still holds is decided by claim_holds.py, from the claim alone. Where the certificate's network files are given, the
checker gets them too, and must then refuse whenever the claim is not the original one.
"""
import json
import random
import re
import subprocess
import sys

import claim_holds

NUMBER = re.compile(r'(?<=")-?[0-9][^"]*(?=")|(?<=[\[ :,])[0-9]+(?=[\],}\n ])|(?<=")-?tanh[^"]*(?=")|null')


def change_digit(text, rng):
    places = [m.start() for m in re.finditer("[0-9]", text)]
    place = rng.choice(places)
    digit = rng.choice([d for d in "0123456789" if d != text[place]])
    return text[:place] + digit + text[place + 1:]


def change_sign(text, rng):
    match = rng.choice(list(NUMBER.finditer(text)))
    value = match[0]
    value = value[1:] if value.startswith("-") else "-" + value
    return text[:match.start()] + value + text[match.end():]


def change_index(text, rng):
    match = rng.choice(list(re.finditer(r"(?<=[\[ ,])([0-9]+|null)(?=[\],])", text)) or list(NUMBER.finditer(text)))
    return text[:match.start()] + rng.choice(["0", "1", "2", "3", "17", "null"]) + text[match.end():]


def change_kind(text, rng):
    old = re.search('"kind": "([a-z]*)"', text)[1]
    new = rng.choice([k for k in ["canonical", "equivalent", "inequivalent", "diameter"] if k != old])
    return text.replace('"kind": "%s"' % old, '"kind": "%s"' % new)


def change_activation(text, rng):
    match = rng.choice(list(re.finditer('"(tanh|logistic)"', text)))
    return text[:match.start()] + ('"tanh"' if match[1] == "logistic" else '"logistic"') + text[match.end():]


def swap_values(text, rng):
    matches = list(NUMBER.finditer(text))
    first, second = sorted(rng.sample(matches, 2), key=lambda m: m.start())
    return text[:first.start()] + second[0] + text[first.end():second.start()] + first[0] + text[second.end():]


def swap_units(text, rng):
    matches = list(re.finditer(r'\{"a": \["[^}]*\}', text))
    if len(matches) < 2:
        return swap_values(text, rng)
    first, second = sorted(rng.sample(matches, 2), key=lambda m: m.start())
    return text[:first.start()] + second[0] + text[first.end():second.start()] + first[0] + text[second.end():]


CHANGES = [change_digit, change_digit, change_sign, change_index, change_kind, change_activation, swap_values, swap_units]


def verdict(checker, text, networks):
    options = [word for name in networks for word in ("--network", name)]
    run = subprocess.run([checker, "-"] + options, input=text, capture_output=True, text=True)
    first = run.stdout.split("\n")[0]
    if run.returncode not in (0, 1, 3, 4) or first != ("s VERIFIED" if run.returncode == 0 else "s REJECTED"):
        raise SystemExit("exit %d, %r, %s\n%s" % (run.returncode, first, run.stderr, text))
    return run.returncode == 0


def main():
    checker, name, seed, count, networks = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5:]
    rng = random.Random(seed)
    with open(name, encoding="utf-8") as file:
        original = file.read()
    claim = json.loads(original)["claim"]
    if not verdict(checker, original, networks):
        raise SystemExit("%s: the unchanged certificate is refused" % name)
    accepted = failed = 0
    for _ in range(count):
        text = rng.choice(CHANGES)(original, rng)
        if not verdict(checker, text, networks):
            continue
        accepted += 1
        changed = json.loads(text)
        if not claim_holds.holds(changed) or (networks and changed["claim"] != claim):
            failed += 1
            print("accepted, and must not be:\n" + text)
    print("%s: %d changes, %d refused, %d accepted that hold, %d failed" % (name, count, count - accepted, accepted - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
