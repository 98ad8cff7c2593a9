#!/usr/bin/env python3
"""isopath-check-proved against isopath-check: the same verdict and the same exit code on the same certificates.

usage: both_checkers.py --bin DIR [--seed N] [--effort K]     (or the environment: ISOPATH_SEED, ISOPATH_EFFORT)

The certificates are those of good/ and bad/, those that isopath writes for random networks and paths, and random changes of all
of them that are verified (mutate.py). On those of good/ and bad/ the rule that is named must be the same, too. A kind that
isopath-check-proved does not know must be exit 4, whatever isopath-check says of it. A text with several faults may be refused
for another of them, with exit 1 by one and 3 by the other: isopath-check reports the first fault that it meets, and
isopath-check-proved looks at rules only when it has read all.
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "reference"))

import generate  # noqa: E402
import generate_paths  # noqa: E402
import mutate  # noqa: E402
import run_corpus  # noqa: E402
from network_files import network_object, path_object  # noqa: E402

KNOWN = ("canonical", "equivalent", "path valid", "connected")
CHANGES_EACH = 40  # of a good certificate, for effort 1
CASES = 100  # of random networks and paths
CHANGES_OF_CASES = 4  # of each certificate written for them


def run(program, text):
    done = subprocess.run([program, "-"], input=text, capture_output=True)
    out = done.stdout.decode("utf-8", "replace")
    rule = re.search(r"rule ([A-Z][0-9]):", out)
    return (
        done.returncode,
        out.partition("\n")[0],
        rule[1] if rule else None,
        out + done.stderr.decode("utf-8", "replace"),
    )


def kind_of(text):
    found = re.match(
        rb'\s*\{\s*"format":\s*"isopath-certificate",\s*"version":\s*1,\s*"kind":\s*"([a-z ]*)"', text
    )
    return found[1].decode() if found else None


class Programs:
    def __init__(self, folder):
        self.isopath, self.check, self.proved = (
            os.path.join(folder, name) for name in ("isopath", "isopath-check", "isopath-check-proved")
        )

    def compare(self, text, same_rule=False):
        """(are both satisfied, what is wrong or None)"""
        proved = run(self.proved, text)
        if proved[:2] not in ((0, "s VERIFIED"), (1, "s REJECTED"), (3, "s REJECTED"), (4, "s REJECTED")):
            return False, "isopath-check-proved: exit %d\n%s" % (proved[0], proved[3])
        kind = kind_of(text)
        if kind is not None and kind not in KNOWN:
            return (
                False,
                None if proved[0] == 4 else "not exit 4 for a kind that it does not know\n" + proved[3],
            )
        check = run(self.check, text)
        wrong = check[:2] != proved[:2]
        if wrong and not same_rule and {check[0], proved[0]} == {1, 3}:
            wrong = False
        if same_rule and not wrong:
            wrong = check[2] != proved[2]
        return proved[0] == 0, "%s\n%s" % (check[3], proved[3]) if wrong else None

    def certificates(self, rng, folder):
        """What isopath writes for a random network, or a random path."""

        def write(name, value):
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8") as file:
                json.dump(value, file)
            return path

        def certificate(*arguments):
            path = os.path.join(folder, "certificate.json")
            if os.path.exists(path):
                os.remove(path)
            subprocess.run([self.isopath, *arguments, "--certificate", path], capture_output=True)
            if os.path.exists(path):
                with open(path, "rb") as file:
                    yield file.read()

        if rng.random() < 0.5:
            network = generate.random_network(rng)
            a, b = (
                write(name, network_object(value))
                for name, value in (("a.json", network), ("b.json", generate.kept(rng, network)[0]))
            )
            yield from certificate("canon", a)
            yield from certificate("equiv", a, b)
        else:
            vertices = generate_paths.valid_path(rng)[0]
            yield from certificate("check-path", write("path.json", path_object(vertices)))
            ends = [
                write(name, network_object(value))
                for name, value in (("u.json", vertices[0]), ("v.json", vertices[-1]))
            ]
            yield from certificate("connect", *ends)


def command_line(proved):
    """What is wrong with its options, exit codes and streams."""
    good = os.path.join(run_corpus.GOOD, "equivalent-small.json")
    bad = os.path.join(run_corpus.BAD, "E3-weight.json")
    for arguments, code, out, err in [
        ([], 2, "", "a certificate is missing"),
        ([good, good], 2, "", "more than one certificate"),
        ([good, "--network", good], 2, "", "--network is not supported"),
        ([good, "--network=" + good], 2, "", "--network is not supported"),
        (["--what", good], 2, "", "unknown option --what"),
        (["--help"], 0, "usage: isopath-check-proved", ""),
        (["--version"], 0, "isopath-check-proved ", ""),
        (["--", good], 0, "s VERIFIED\nc kind: equivalent\n", ""),
        ([good + ".absent"], 3, "s REJECTED\nc reason: ", "can't be read"),
        ([run_corpus.GOOD], 3, "s REJECTED\nc reason: ", "can't be read"),
        ([bad], 1, "s REJECTED\nc reason: ", ""),
        ([good, "--json"], 0, '{"verified": true, "claim": "equivalent", "reason": null, ', ""),
        (["--json", bad], 1, '{"verified": false, "claim": "equivalent", "reason": "', ""),
    ]:
        done = subprocess.run([proved] + arguments, capture_output=True, text=True)
        is_right = done.returncode == code and done.stdout.startswith(out) and err in done.stderr
        if "--json" in arguments:
            is_right = is_right and isinstance(json.loads(done.stdout)["lines"], list)
        yield None if is_right and bool(err) == bool(done.stderr) and bool(out) == bool(
            done.stdout
        ) else "%s: %s" % (arguments, done)
    for front in (
        b"\x1f\x8b\x08",
        b"\x28\xb5\x2f\xfd",
        b"\x5a\x2a\x4d\x18",
    ):  # gzip, Zstandard, a frame to be skipped
        done = subprocess.run([proved, "-"], input=front, capture_output=True)
        is_right = done.returncode == 4 and done.stdout.startswith(
            b"s REJECTED\nc reason: -: compressed: expand it first"
        )
        yield None if is_right and b"expand it first" in done.stderr else "compressed: %s" % done
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([proved, good], stdout=full, stderr=subprocess.DEVNULL)
        yield None if done.returncode == 70 else "a full disk: %s" % done


def changed(text, rng):
    return rng.choice(mutate.CHANGES)(text.decode(), rng).encode()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True, help="folder of the programs")
    parser.add_argument(
        "--seed", type=int, default=int(os.environ.get("ISOPATH_SEED") or time.time_ns() % 10**9)
    )
    parser.add_argument("--effort", type=float, default=float(os.environ.get("ISOPATH_EFFORT") or 1))
    options = parser.parse_args()
    print("seed %d" % options.seed, flush=True)
    programs = Programs(options.bin)
    wrong_lines = list(command_line(programs.proved))
    failed = sum(1 for wrong in wrong_lines if wrong)
    passed = len(wrong_lines) - failed
    for wrong in filter(None, wrong_lines):
        print("FAILED command line: " + wrong)

    def judge(name, texts, same_rule=False):
        nonlocal passed, failed
        results = list(pool.map(lambda text: programs.compare(text, same_rule), texts))
        for text, (_, wrong) in zip(texts, results):
            if wrong:
                print("FAILED %s: %s\n%s" % (name, wrong, text[:5000].decode("utf-8", "replace")))
        failed += sum(1 for result in results if result[1])
        passed += sum(1 for result in results if not result[1])
        return sum(accepted for accepted, _ in results)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for folder in (run_corpus.GOOD, run_corpus.BAD):
            accepted, all_changed = 0, []
            for name in sorted(os.listdir(folder)):
                # bad/ also has network files, for which isopath-check is run with a good certificate.
                if (
                    not name.endswith(".json")
                    or name.startswith(("network-", "path-"))
                    and folder == run_corpus.BAD
                ):
                    continue
                with open(os.path.join(folder, name), "rb") as file:
                    text = file.read()
                accepted += judge(name, [text], same_rule=True)
                if folder == run_corpus.GOOD and kind_of(text) in KNOWN and len(text) < 10**6:
                    rng = random.Random("%d %s" % (options.seed, name))
                    all_changed += [
                        changed(text, rng) for _ in range(max(1, round(CHANGES_EACH * options.effort)))
                    ]
            print(
                "%s: %d verified; changes: %d, of which verified %d"
                % (os.path.basename(folder), accepted, len(all_changed), judge("a change", all_changed)),
                flush=True,
            )
        texts = []
        for k in range(max(1, round(CASES * options.effort))):
            rng = random.Random("%d case %d" % (options.seed, k))
            with tempfile.TemporaryDirectory() as folder:
                for text in programs.certificates(rng, folder):
                    texts += [text] + (
                        [changed(text, rng) for _ in range(CHANGES_OF_CASES)]
                        if kind_of(text) in KNOWN
                        else []
                    )
        print(
            "certificates of isopath and their changes: %d, of which verified %d"
            % (len(texts), judge("a case", texts))
        )
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
