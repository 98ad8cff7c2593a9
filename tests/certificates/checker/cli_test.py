#!/usr/bin/env python3
"""The command line of isopath-check: options, exit codes, what goes to which stream, and the ends without a verdict.

usage: cli_test.py CHECKER
"""
import json
import os
import re
import resource
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
GOOD = os.path.join(HERE, "..", "good")
NETWORKS = os.path.join(HERE, "..", "networks")
SMALL = os.path.join(GOOD, "equivalent-small.json")
FILES = [os.path.join(NETWORKS, "equivalent-small.%d.json" % k) for k in (0, 1)]

failures = []
checks = 0


def run(arguments, **more):
    return subprocess.run([sys.argv[1]] + arguments, capture_output="stdout" not in more, **more)


def check(name, condition, found=""):
    global checks
    checks += 1
    if not condition:
        failures.append(name)
        print("FAILED %s: %s" % (name, found))


def check_usage(arguments, message):
    process = run(arguments)
    check(
        "usage %s" % arguments,
        process.returncode == 2 and process.stdout == b"" and message in process.stderr.decode(),
        process,
    )


def options():
    with open(SMALL, "rb") as file:
        text = file.read()
    for arguments in (["-"], ["--json", "-"], ["-", "--json"], ["--", "-"]):
        process = run(arguments, input=text)
        check("standard input %s" % arguments, process.returncode == 0 and process.stderr == b"", process)
    for arguments in (
        [SMALL, "--network", FILES[0], "--network=" + FILES[1]],
        ["--network", FILES[0], SMALL],
        ["--network=" + FILES[0], "--", SMALL],
    ):
        process = run(arguments)
        lines = process.stdout.decode().split("\n")
        check("networks %s" % arguments, process.returncode == 0 and lines[0] == "s VERIFIED", process)
        check(
            "networks %s" % arguments,
            "c network a: tanh, 3 hidden units, 2 inputs and 1 output; it is that of " + FILES[0] in lines,
            lines,
        )
        both = len([a for a in arguments if "equivalent-small.1" in a]) == 1
        second = "it is that of " + FILES[1] if both else "compared with no file"
        check(
            "networks %s" % arguments,
            "c network b: tanh, 1 hidden unit, 2 inputs and 1 output; " + second in lines,
            lines,
        )
    lines = run([os.path.join(GOOD, "canonical-small.json")]).stdout.decode().split("\n")
    check(
        "one network",
        "c network: tanh, 6 hidden units, 1 input and 1 output; compared with no file" in lines,
        lines,
    )
    process = run([SMALL, "--network", FILES[1]])
    check(
        "exchanged network",
        process.returncode == 1
        and b"rule F1: expected tanh, 1 hidden unit, 2 inputs and 1 output as in " in process.stdout,
        process,
    )
    for arguments in (["--help"], [SMALL, "--help"], ["-h"]):
        process = run(arguments)
        check(
            "help",
            process.returncode == 0
            and process.stdout.startswith(b"usage: isopath-check")
            and b"exit codes" in process.stdout,
            process,
        )
    process = run(["--version"])
    check(
        "version",
        process.returncode == 0
        and re.fullmatch(rb"isopath-check [0-9]+\.[0-9]+\.[0-9]+( \([0-9a-f]+\))?\n", process.stdout),
        process,
    )


def files_of_paths():
    """F2: how many files a path may be compared with, and what is said of it."""
    good, files = [
        os.path.join(GOOD, "path-%s.json" % name)
        for name in ("broken-small", "valid-two-vertices", "valid-one-vertex", "valid-small")
    ], {}
    for k, name in enumerate(("path-broken-small", "path-valid-two-vertices", "path-valid-one-vertex")):
        files[k] = [
            os.path.join(NETWORKS, f) for f in sorted(os.listdir(NETWORKS)) if f.startswith(name + ".")
        ]
    five = files[0]

    def outcome(certificate, names):
        process = run([certificate] + [word for name in names for word in ("--network", name)])
        return process.returncode, process.stdout.decode()

    shape = "path: 5 vertices, 4 segments; tanh, 2 hidden units, 1 input and 1 output; "
    for names, said in [
        ([], "compared with no file"),
        (five[:1], "vertex 0 is that of " + five[0]),
        ([five[0], five[4]], "the first and the last vertex are those of " + five[0] + ", " + five[4]),
        (five, "its vertices are those of " + ", ".join(five)),
    ]:
        code, text = outcome(good[0], names)
        check("files of a path", code == 0 and ("c " + shape + said + "\n") in text, text)
    check(
        "broken segments",
        "c claim: f_w changes on each segment that is broken, and on no other\n" in text
        and "c broken: 2 segments, 0, 2\n" in text,
        text,
    )
    check(
        "a point",
        "c evidence: algebraic, and on the first of them a point x with bounds of the difference\n" in text,
        text,
    )
    text = outcome(os.path.join(GOOD, "path-broken-tiny-move.json"), [])[1]
    check("no point", "c broken: 1 segment, 0\nc evidence: algebraic; no point x is given\n" in text, text)
    code, text = outcome(good[2], files[2] * 2)
    check("both ends of a path of one vertex", code == 0, text)
    for certificate, names, reason in [
        (
            good[0],
            five[:3],
            "$.claim.path.vertices[4]: rule F2: expected one file, two, or as many as vertices, 5, found 3",
        ),
        (good[0], five[:4], "rule F2: expected one file, two, or as many as vertices, 5, found 4"),
        (good[0], five + five[4:], "rule F2: expected one file, two, or as many as vertices, 5, found 6"),
        (
            good[1],
            files[1] + files[1][1:],
            "$.claim.path.vertices[1]: rule F2: expected one file, two, or as many as vertices, 2, found 3",
        ),
        (
            good[2],
            files[2] * 3,
            "$.claim.path.vertices[0]: rule F2: expected one file, two, or as many as vertices, 1, found 3",
        ),
        (good[2], files[2] + [five[0]], "$.claim.path.vertices[0]: rule F1: expected "),
        (good[0], [five[0], five[3]], '$.claim.path.vertices[4].units[1].b[0]: rule F1: expected "3" as in '),
        (good[0], five[1:2], '$.claim.path.vertices[0].units[0].b[0]: rule F1: expected "1" as in '),
        (
            good[0],
            [five[0], five[2], five[2], five[3], five[4]],
            "$.claim.path.vertices[1].units[1].a[0]: rule F1",
        ),
        (good[1], files[1][::-1], "$.claim.path.vertices[0].units[2].a[0]: rule F1"),
    ]:
        code, text = outcome(certificate, names)
        check("files of a path, " + reason, code == 1 and reason in text, text)
    path_file = os.path.join(NETWORKS, "path-valid-small.0.json")
    for certificate, names in [(good[3], [path_file] * 2), (SMALL, [path_file])]:
        code, text = outcome(certificate, names)
        check(
            "a path file as a network",
            code == 3 and '$.vertices: found a key that has no place here, "vertices"' in text,
            text,
        )
    text = outcome(good[3], [path_file])[1]
    check(
        "a path file",
        "c path: 4 vertices, 3 segments; tanh, 4 hidden units, 1 input and 1 output; its vertices are those of "
        + path_file
        in text,
        text,
    )
    with open(path_file, "rb") as file:  # which can be read once only
        process = run([good[3], "--network", "/dev/stdin"], stdin=file)
    check("a path file from a pipe", process.returncode == 0, process)


def files_of_diameters():
    """F1: the network, then the two of the pair; distances have the files of their path."""
    unit, names = os.path.join(GOOD, "diameter-unit.json"), [
        os.path.join(NETWORKS, "diameter-unit.%d.json" % k) for k in range(3)
    ]

    def outcome(certificate, files):
        process = run([certificate] + [word for name in files for word in ("--network", name)])
        return process.returncode, process.stdout.decode()

    shape = "tanh, 2 hidden units, 1 input and 1 output; "
    for count in range(4):
        code, text = outcome(unit, names[:count])
        said = ["it is that of " + name for name in names[:count]] + ["compared with no file"] * 3
        lines = [
            "c %s: %s%s" % (label, shape, word)
            for label, word in zip(("network", "first member", "second member"), said)
        ]
        check(
            "files of a diameter",
            code == 0
            and "\n".join(lines + ["c rank: 1; upper: 7", 'c lower: 7, by the argument "unit"']) in text,
            text,
        )
    for files, reason in [
        (names + names[:1], "$: rule F1: expected at most 3 network files for this kind, found 4"),
        ([names[0], names[2], names[1]], '$.claim.pair[0].units[0].a[0]: rule F1: expected "-1" as in '),
        ([names[0], names[1], names[1]], '$.claim.pair[1].units[0].a[0]: rule F1: expected "1" as in '),
        (names[1:], '$.claim.network.units[1].a[0]: rule F1: expected "1" as in '),
    ]:
        code, text = outcome(unit, files)
        check("files of a diameter, " + reason, code == 1 and reason in text, text)
    code, text = outcome(os.path.join(GOOD, "diameter-isolated.json"), [])
    check("no upper bound", code == 0 and "c rank: 1; upper: none, for not all are joined\n" in text, text)
    distance, vertices = os.path.join(GOOD, "distance-unit.json"), [
        os.path.join(NETWORKS, "distance-unit.%d.json" % k) for k in range(4)
    ]
    code, text = outcome(distance, [vertices[0], vertices[3]])
    check(
        "files of a distance",
        code == 0
        and '; the first and the last vertex are those of %s, %s\nc lower: 3, by the argument "unit"\n'
        % (vertices[0], vertices[3])
        in text,
        text,
    )
    for files, reason in [
        (vertices[::-1], "$.claim.path.vertices[0].units[0].a[0]: rule F1"),
        (vertices[:3], "rule F2: expected one file, two, or as many as vertices, 4, found 3"),
    ]:
        code, text = outcome(distance, files)
        check("files of a distance, " + reason, code == 1 and reason in text, text)


def usage():
    check_usage([], "a certificate is missing")
    check_usage(["--json"], "a certificate is missing")
    check_usage([SMALL, SMALL], "more than one certificate")
    check_usage([SMALL, "--quiet"], "unknown option --quiet")
    check_usage([SMALL, "-x"], "unknown option -x")
    check_usage([SMALL, "--json=1"], "unknown option --json=1")
    check_usage([SMALL, "--network"], "--network needs a value")
    check_usage([SMALL, "--network="], "--network needs the name of a file")
    check_usage([SMALL, "--network", "-"], "--network needs the name of a file")
    check_usage([SMALL, "--activation", "relu"], "--activation is tanh or logistic")
    for names in ("a", "a,b,c", "a,b,c,d,e", ",b,c,d", "a,b,,d", ""):
        check_usage([SMALL, "--tensors", names], "--tensors needs HW,HB,OW,OB")


def ends():
    with tempfile.TemporaryDirectory() as folder:
        process = run([os.path.join(folder, "absent")])
        check(
            "absent file",
            process.returncode == 3
            and process.stdout.startswith(b"s REJECTED\n")
            and b"can't be read" in process.stderr,
            process,
        )
        process = run([folder])
        check("folder", process.returncode == 3 and process.stdout.startswith(b"s REJECTED\n"), process)
        process = run([SMALL, "--network", folder])
        check("folder as network", process.returncode == 4 and b"NumPy" in process.stderr, process)
        odd = os.path.join(folder.encode(), b'odd "\\\n\xff\xc3\xa9.json')
        with open(odd, "wb") as file:
            file.write(b"{")
        process = run([odd, "--json"])
        answer = json.loads(process.stdout.decode())
        check(
            "odd name",
            process.returncode == 3 and answer["verified"] is False and answer["claim"] is None,
            process,
        )
        check("odd name", 'odd "\\\\x0a\\xff\u00e9.json:1:2: $:' in answer["reason"], answer)
        check("odd name in text", run([odd]).stdout.count(b"\n") == 3, run([odd]))
    for arguments in ([SMALL], [SMALL, "--json"], ["--help"], ["--version"]):
        with open("/dev/full", "wb") as full:
            process = run(arguments, stdout=full, stderr=subprocess.PIPE)
        check(
            "full device %s" % arguments,
            process.returncode == 70 and b"standard output can't be written" in process.stderr,
            process,
        )


def memory():
    def limited(size):
        return lambda: resource.setrlimit(resource.RLIMIT_AS, (size, size))

    if run(["--version"], preexec_fn=limited(64 << 20)).returncode != 0:
        print("skipped: out of memory (the program does not start with 64 MB, as with an address sanitizer)")
        return
    blank = b" " * (100 << 20)
    process = run(["-"], input=blank, preexec_fn=limited(64 << 20))
    check(
        "out of memory, text",
        process.returncode == 6 and process.stdout == b"" and b"out of memory" in process.stderr,
        process.returncode,
    )
    # 3 MB of text, but its sum has a denominator of 3 MB and GMP needs a multiple of that
    units = ", ".join(
        '{"a": ["1/%s"], "b": ["1"], "c": "0"}' % ("1" + "0" * 998999 + str(2 * k + 1)) for k in range(3)
    )
    text = (
        '{"format": "isopath-certificate", "version": 1, "kind": "equivalent", "claim": {"a": {"activation": "tanh", "inputs": 1, "outputs": 1, "units": ['
        + units
        + '], "d": ["0"]}, "b": {"activation": "tanh", "inputs": 1, "outputs": 1, "units": [], "d": ["0"]}}, '
        '"evidence": {"groups": {"a": [0, 0, 0], "b": []}}}'
    ).encode()
    check("in enough memory", run(["-"], input=text).returncode == 1)
    codes = {run(["-"], input=text, preexec_fn=limited(size << 20)).returncode for size in range(10, 24, 2)}
    check("out of memory, GMP", 6 in codes and codes <= {1, 6, 127}, codes)


def main():
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    for test in (options, files_of_paths, files_of_diameters, usage, ends, memory):
        test()
    print("%d passed, %d failed" % (checks - len(failures), len(failures)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
