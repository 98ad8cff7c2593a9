#!/usr/bin/env python3
"""How long a batch of small jobs takes, against as many runs of isopath.

    batch.py --bin DIR [--count N]
"""
import argparse
import json
import resource
import subprocess
import tempfile
import time
from pathlib import Path

NETWORK = (
    '{"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 2, "outputs": 1, '
    '"units": [{"a": ["1/%d"], "b": ["3", "-0.25"], "c": "-1"}], "d": ["0.25"]}'
)


def measured(what: str, work) -> None:
    def used() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    begin, before = time.monotonic(), used()
    work()
    print(f"{what}: {time.monotonic() - begin:.2f} s, {used() - before:.2f} s of CPU")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    isopath = str(Path(options.bin).resolve() / "isopath")
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for k in range(options.count):
            names.append(str(Path(folder) / f"{k}.json"))
            Path(names[-1]).write_text(NETWORK % (k + 1))
        jobs = [{"name": name, "run": ["equiv", name, name]} for name in names]
        manifest = Path(folder) / "manifest"
        manifest.write_text(json.dumps({"format": "isopath-batch", "version": 1, "jobs": jobs}))
        script = Path(folder) / "script"
        script.write_text("".join(f"{isopath} equiv {name} {name} >/dev/null || exit 1\n" for name in names))
        measured(f"{options.count} runs", lambda: subprocess.run(["sh", str(script)], check=True))
        for at_once in ("1", "2"):
            measured(
                f"a batch, --jobs {at_once}",
                lambda: subprocess.run(
                    [isopath, "batch", str(manifest), "--jobs", at_once],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    check=True,
                ),
            )


main()
