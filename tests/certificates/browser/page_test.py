#!/usr/bin/env python3
"""Rendered pages in headless Chromium: the checker on the corpus and on random changes of it, the pages themselves, strings that are HTML, a large
certificate.

usage: page_test.py --bin DIR [--seed N] [--effort K]     (or the environment: ISOPATH_SEED, ISOPATH_EFFORT; CHROMIUM: another program than chromium)
Exit code 77, and a line that says so, if there is no node or no Chromium.
"""
import argparse
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

import cases

PAGES = [
    "canonical-small",
    "equivalent-small",
    "inequivalent-small",
    "inequivalent-output-1",
    "path-valid-small",
    "path-valid-mixed",
    "path-valid-one-vertex",
    "path-valid-no-inputs",
    "path-valid-no-units",
    "path-valid-two-outputs",
    "path-broken-small",
    "connected-logistic",
    "not-connected-small",
    "distance-table",
    "diameter-table",
    "diameter-isolated",
    "diameter-no-units",
    "near-small",
    "difference-small",
    "difference-tiny",
    "difference-half-line",
    "difference-two-outputs",
    "difference-nothing",
    "difference-no-inputs",
    "difference-mixed",
]
HOSTILE = [
    "</script><script>hit = 1</script>",
    '<img src=x onerror="hit = 1">',
    '--><svg onload="hit = 1">',
    '\\"; hit = 1; //',
    "@SCRIPT@",
]
LARGE = 6000  # units
CHANGES_EACH = 4  # for effort 1


def large():
    units = [
        {"a": ["%d/7" % (3 * k + 1)], "b": ["%d/11" % (k + 1), "-1/3"], "c": "%d/13" % (13 * k + 1)}
        for k in range(LARGE)
    ]
    network = {"activation": "tanh", "inputs": 2, "outputs": 1, "units": units, "d": ["0"]}
    for k, unit in enumerate(units):
        numerator = 3 * k + 1
        unit["a"] = [str(numerator // 7) if numerator % 7 == 0 else "%d/7" % numerator]
        unit["b"][0] = str((k + 1) // 11) if (k + 1) % 11 == 0 else "%d/11" % (k + 1)
    groups = list(range(LARGE))
    return json.dumps(
        {
            "format": "isopath-certificate",
            "version": 1,
            "kind": "equivalent",
            "claim": {"a": network, "b": network},
            "evidence": {"groups": {"a": groups, "b": groups}},
        }
    ).encode()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True, help="folder of isopath and isopath-check")
    parser.add_argument(
        "--seed", type=int, default=int(os.environ.get("ISOPATH_SEED") or time.time_ns() % 10**9)
    )
    parser.add_argument("--effort", type=float, default=float(os.environ.get("ISOPATH_EFFORT") or 1))
    options = parser.parse_args()
    node = shutil.which("node")
    chromium = (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if not node or not chromium:
        print("left out: %s is not installed" % ("Chromium" if node else "node"))
        return 77
    with tempfile.TemporaryDirectory() as folder:

        def render(name, text):
            subprocess.run(
                [
                    os.path.join(options.bin, "isopath"),
                    "render",
                    "-",
                    "--to",
                    "html",
                    "-o",
                    os.path.join(folder, name + ".html"),
                ],
                input=text,
                check=True,
            )

        print("seed %d" % options.seed, flush=True)
        corpus = list(cases.corpus())
        changes = list(cases.changes(options.seed, max(1, round(CHANGES_EACH * options.effort))))
        with open(os.path.join(folder, "cases.jsonl"), "w", encoding="utf-8") as file:
            for case in cases.judged(os.path.join(options.bin, "isopath-check"), corpus + changes):
                file.write(json.dumps({**case, "text": base64.b64encode(case["text"]).decode()}) + "\n")
        texts = dict(corpus)
        for name in PAGES:
            render("verified-" + name, texts["good/%s.json" % name])
        for name in ["S1-tiny", "T5-version-2", "json-utf8-lone"]:
            render("rejected-" + name, texts["bad/%s.json" % name])
        for k, string in enumerate(HOSTILE):
            kind = texts["good/path-valid-small.json"].replace(
                b'"path valid"', b'"%s"' % string.replace('"', "'").replace("\\", "").encode()
            )
            render("open-hostile-kind-%d" % k, kind)
            render("rejected-hostile-text-%d" % k, string.encode())
            render(
                "rejected-hostile-number-%d" % k,
                texts["good/path-valid-small.json"].replace(b'"1"', json.dumps(string).encode(), 1),
            )
        render("large", large())
        return subprocess.run([node, os.path.join(cases.HERE, "page_test.mjs"), chromium, folder]).returncode


if __name__ == "__main__":
    sys.exit(main())
