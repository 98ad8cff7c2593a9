#!/usr/bin/env python3
"""Runs isopath-check on the corpus of certificates and network files.

usage: run_corpus.py CHECKER

good/NAME.json           must be verified, alone and with networks/NAME.K.EXT, K = 0, 1, as its K-th network file
networks/NAME.K.ARGS     more arguments for that (one file, K of any of them)
bad/FILE                 must be refused as bad/EXPECT says, which has a line for each file: name, exit code, what the reason
                         contains, and for a network file the certificate and arguments it is tried with; tabs between them
"""
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
GOOD, BAD, NETWORKS = (os.path.join(HERE, folder) for folder in ("good", "bad", "networks"))


def run(checker, arguments):
    process = subprocess.run([checker] + arguments, capture_output=True, text=True)
    return process.returncode, process.stdout, process.stderr


def good_cases():
    """(name, arguments)"""
    files = sorted(os.listdir(NETWORKS))
    used = set()
    for name in sorted(os.listdir(GOOD)):
        stem, path = name[: -len(".json")], os.path.join(GOOD, name)
        yield name, [path]
        networks = [f for f in files if f.rsplit(".", 2)[0] == stem and not f.endswith(".args")]
        used.update(f for f in files if f.rsplit(".", 2)[0] == stem)
        if not networks:
            continue
        arguments = [word for f in networks for word in ("--network", os.path.join(NETWORKS, f))]
        for f in files:
            if f.rsplit(".", 2)[0] == stem and f.endswith(".args"):
                with open(os.path.join(NETWORKS, f), encoding="utf-8") as file:
                    arguments += file.read().split()
        yield name + " with " + " ".join(networks), arguments + [path]
    for orphan in sorted(set(files) - used):
        yield "networks/" + orphan + ", which belongs to no certificate", None


def check_good(checker, arguments):
    if arguments is None:
        return "orphan"
    code, out, err = run(checker, arguments)
    if code != 0 or not out.startswith("s VERIFIED\n") or err:
        return "exit %d\n%s%s" % (code, out, err)
    code, out, _ = run(checker, ["--json"] + arguments)
    return (
        None
        if code == 0 and json.loads(out)["verified"] is True and json.loads(out)["reason"] is None
        else "--json: " + out
    )


def bad_cases():
    """(name, fields of EXPECT or None)"""
    with open(os.path.join(BAD, "EXPECT"), encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file if line.strip()]
    expected = {fields[0]: fields[1:] for fields in lines}
    if len(expected) != len(lines):
        yield "EXPECT names a file twice", None
    for name in sorted(set(expected) | set(os.listdir(BAD)) - {"EXPECT"}):
        present = os.path.exists(os.path.join(BAD, name))
        yield name, expected.get(name) if present else None


def bad_arguments(name, fields):
    path = os.path.join(BAD, name)
    return [os.path.join(GOOD, fields[2]), "--network", path] + fields[3:] if len(fields) > 2 else [path]


def check_bad(checker, name, fields):
    if fields is None:
        return "a file without a line in EXPECT, or a line without a file"
    exit_code, reason = int(fields[0]), fields[1]
    arguments = bad_arguments(name, fields)
    code, out, err = run(checker, arguments)
    lines = out.split("\n")
    if (
        code != exit_code
        or lines[0] != "s REJECTED"
        or not lines[1].startswith("c reason: ")
        or reason not in lines[1]
    ):
        return "expected exit %d and %r, found exit %d and\n%s%s" % (exit_code, reason, code, out, err)
    if (code != 1) != (reason in err):
        return "found on standard error: " + err
    code, out, _ = run(checker, ["--json"] + arguments)
    answer = json.loads(out)
    return (
        None if code == exit_code and answer["verified"] is False and answer["reason"] else "--json: " + out
    )


def main():
    checker = sys.argv[1]
    passed = failed = 0
    for name, problem in [(n, check_good(checker, a)) for n, a in good_cases()] + [
        (n, check_bad(checker, n, f)) for n, f in bad_cases()
    ]:
        if problem:
            failed += 1
            print("FAILED %s: %s" % (name, problem))
        else:
            passed += 1
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
