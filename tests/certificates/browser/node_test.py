#!/usr/bin/env python3
"""The checker of the rendered page, run by Node, on the corpus and on random changes of it: the same verdicts as isopath-check's.

usage: node_test.py --bin DIR [--seed N] [--effort K]     (or the environment: ISOPATH_SEED, ISOPATH_EFFORT)
Exit code 77, and a line that says so, if there is no node.
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

CHANGES_EACH = 25  # for effort 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True, help="folder of isopath-check")
    parser.add_argument(
        "--seed", type=int, default=int(os.environ.get("ISOPATH_SEED") or time.time_ns() % 10**9)
    )
    parser.add_argument("--effort", type=float, default=float(os.environ.get("ISOPATH_EFFORT") or 1))
    options = parser.parse_args()
    node = shutil.which("node")
    if not node:
        print("left out: node is not installed")
        return 77
    print("seed %d" % options.seed, flush=True)
    texts = list(cases.corpus()) + list(
        cases.changes(options.seed, max(1, round(CHANGES_EACH * options.effort)))
    )
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for case in cases.judged(os.path.join(options.bin, "isopath-check"), texts):
            file.write(json.dumps({**case, "text": base64.b64encode(case["text"]).decode()}) + "\n")
        file.flush()
        return subprocess.run(
            [node, os.path.join(cases.HERE, "node_test.mjs"), file.name],
            env={**os.environ, "ISOPATH_SEED": str(options.seed)},
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
