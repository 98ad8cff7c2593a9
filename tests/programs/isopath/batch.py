#!/usr/bin/env python3
"""isopath batch: lines, exit codes, the report, refused manifests.

    batch.py --bin DIR
"""
import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

NETWORK = '{"format": "isopath-network", "version": 1, "activation": "tanh", "inputs": 1, "outputs": 1, "units": [{"a": ["1"], "b": ["2"], "c": "0"}], "d": ["%s"]}'
HEAD = '{"format": "isopath-batch", "version": 1, "jobs": %s}'


class Suite:
    def __init__(self, bin_dir: str, folder: Path) -> None:
        self.isopath, self.folder = str(Path(bin_dir).resolve() / "isopath"), folder
        self.passed = self.failed = 0
        for name, d in (("a", "0"), ("b", "0.0"), ("c", "1/3")):
            (folder / f"{name}.json").write_text(NETWORK % d)

    def check(self, name: str, holds: bool, *shown: object) -> None:
        self.passed, self.failed = self.passed + holds, self.failed + (not holds)
        if not holds:
            print(f"FAILED {name}", *(repr(item)[:1000] for item in shown))

    def run(self, jobs: object, *options: str) -> subprocess.CompletedProcess:
        path = self.folder / "manifest.json"
        path.write_text(jobs if isinstance(jobs, str) else HEAD % json.dumps(jobs))
        return subprocess.run(
            [self.isopath, "batch", str(path), *options],
            capture_output=True,
            text=True,
            timeout=120,
            cwd="/",
            check=False,
        )


JOBS = [
    {"name": "same", "run": ["equiv", "a.json", "b.json", "--certificate", "certificate.json"]},
    {
        "name": "checked",
        "run": ["check", "certificate.json", "--network", "a.json", "--network", "b.json"],
        "expect": 0,
    },
    {"name": "other", "run": ["equiv", "a.json", "c.json", "--json"], "expect": 1},
    {"name": "a path", "run": ["check-path", "a.json", "b.json"]},
    {"name": "a network", "run": ["canon", "a.json"]},
    {"name": "usage", "run": ["describe"], "expect": 2},
    {"name": "nothing on standard input", "run": ["describe", "-"], "expect": 3},
]


def jobs_as_expected(s: Suite) -> None:
    run = s.run(JOBS)
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    s.check("all as expected", run.returncode == 0 and run.stderr == "7 jobs, 0 not as expected\n", run)
    s.check("a line for each, in order", [line["job"] for line in lines] == [job["name"] for job in JOBS])
    s.check(
        "keys",
        all(
            list(line) == ["job", "as_expected", "exit", "expect", "seconds", "verdict", "answer", "error"]
            for line in lines
        ),
    )
    s.check(
        "verdicts",
        [line["verdict"] for line in lines]
        == ["s EQUIVALENT", "s VERIFIED", None, "s VALID", None, None, None],
        lines,
    )
    s.check(
        "answers",
        [line["answer"] is not None for line in lines] == [False, False, True, False, False, False, False]
        and lines[2]["answer"]["equivalent"] is False,
        lines,
    )
    s.check("errors", [line["error"] is not None for line in lines] == [False] * 5 + [True] * 2, lines)
    many = [
        {"name": str(k), "run": ["equiv", "a.json", "bc"[k % 2] + ".json"], "expect": k % 2}
        for k in range(40)
    ]
    run = s.run(many, "--jobs", "4")
    s.check(
        "several at a time",
        run.returncode == 0
        and sorted(json.loads(line)["job"] for line in run.stdout.splitlines())
        == sorted(job["name"] for job in many),
        run,
    )


def jobs_not_as_expected(s: Suite) -> None:
    jobs = [
        *JOBS,
        {"name": 'differ <&"\n\u00e9', "run": ["equiv", "a.json", "c.json"]},
        {"name": "missing", "run": ["describe", "missing.json"]},
        {"name": "equivalent after all", "run": ["equiv", "a.json", "b.json"], "expect": 1},
    ]
    report = s.folder / "report.xml"
    run = s.run(jobs, "--junit", str(report))
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    s.check("exit 1", run.returncode == 1 and run.stderr == "10 jobs, 3 not as expected\n", run)
    s.check("which", [line["as_expected"] for line in lines] == [True] * 7 + [False] * 3, lines)
    s.check(
        "why", "missing.json" in lines[8]["error"] and lines[7]["exit"] == 1 and lines[9]["exit"] == 0, lines
    )
    suite = ElementTree.parse(report).getroot()
    s.check(
        "report",
        suite.tag == "testsuite"
        and suite.attrib["tests"] == "10"
        and suite.attrib["failures"] == "3"
        and [case.find("failure") is not None for case in suite] == [False] * 7 + [True] * 3,
        suite.attrib,
    )
    s.check(
        "names in it",
        suite[7].attrib["name"] == 'differ <&"\n??' and suite[7].attrib["classname"] == "isopath.equiv",
        suite[7].attrib,
    )
    s.check(
        "failures in it",
        suite[7].find("failure").attrib["message"] == "exit code 1, expected 0"
        and "s INEQUIVALENT" in suite[7].find("failure").text,
    )
    run = s.run(JOBS, "--junit", "/no/such/place")
    s.check("a report that can't be written", run.returncode == 70 and "/no/such/place" in run.stderr, run)
    run = s.run(JOBS, "--junit", str(s.folder / "manifest.json"))
    s.check("the manifest is not overwritten", run.returncode == 2 and "is an input" in run.stderr, run)
    with open("/dev/full", "w", encoding="utf-8") as full:
        code = subprocess.run(
            [s.isopath, "batch", str(s.folder / "manifest.json")],
            stdout=full,
            stderr=subprocess.DEVNULL,
            check=False,
        ).returncode
    s.check("lines that can't be written", code == 70, code)
    run = s.run([{"name": "x", "run": ["describe", "missing.json"], "expect": 0}], "--jobs", "0")
    s.check("--jobs 0", run.returncode == 2, run)


def refused_manifests(s: Suite) -> None:
    job = '{"name": "x", "run": ["describe", "a.json"]}'
    for text, error in (
        ("", "manifest.json"),
        ("[]", "$"),
        (HEAD % "[]", "$.jobs: expected at least 1 job, found 0"),
        (HEAD % "{}", "$.jobs: expected"),
        (HEAD % f"[{job}]" + "x", "manifest.json:1:"),
        (
            HEAD.replace("isopath-batch", "isopath-path") % f"[{job}]",
            "manifest.json:1:12: $.format: expected 'isopath-batch', found 'isopath-path'",
        ),
        (HEAD.replace("1,", "2,") % f"[{job}]", "$.version: expected version 1, found another version"),
        (HEAD.replace('"version": 1, ', "") % f"[{job}]", "expected key 'version', found none"),
        (
            HEAD.replace('"jobs"', '"job"') % f"[{job}]",
            "expected one of the keys format, version, jobs, found key 'job'",
        ),
        (HEAD.replace('"jobs"', '"version"') % "1", "expected each key once, found 'version' again"),
        (HEAD % "[1]", "$.jobs[0]: expected"),
        (HEAD % '[{"name": "x"}]', "$.jobs[0]: expected key 'run', found none"),
        (HEAD % '[{"run": ["describe"]}]', "$.jobs[0]: expected key 'name', found none"),
        (HEAD % '[{"name": "", "run": ["describe"]}]', "$.jobs[0].name: expected a name, found ''"),
        (
            HEAD % f"[{job}, {job}]",
            "manifest.json:1:107: $.jobs[1].name: expected each name once, found 'x' again",
        ),
        (HEAD % '[{"name": "x", "run": []}]', "$.jobs[0].run: expected a verb and its arguments, found none"),
        (
            HEAD % '[{"name": "x", "run": ["batch", "manifest.json"]}]',
            "$.jobs[0].run: expected a verb other than batch and selftest, found 'batch'",
        ),
        (
            HEAD % '[{"name": "x", "run": ["selftest"]}]',
            "$.jobs[0].run: expected a verb other than batch and selftest, found 'selftest'",
        ),
        (
            HEAD % '[{"name": "x", "run": ["--help"]}]',
            "$.jobs[0].run: expected a verb other than batch and selftest, found '--help'",
        ),
        (HEAD % '[{"name": "x", "run": "describe"}]', "$.jobs[0].run: expected"),
        (HEAD % '[{"name": "x", "run": ["describe", 1]}]', "$.jobs[0].run[1]: expected"),
        (
            HEAD % '[{"name": "x", "run": ["describe", "a\\u0000b"]}]',
            "$.jobs[0].run[1]: expected a word of a command line",
        ),
        (HEAD % '[{"name": "x", "run": ["describe"], "expect": 7}]', "$.jobs[0].expect: expected"),
        (HEAD % '[{"name": "x", "run": ["describe"], "expect": -1}]', "$.jobs[0].expect: expected"),
        (
            HEAD % '[{"name": "x", "run": ["describe"], "except": 1}]',
            "expected one of the keys name, run, expect, found key 'except'",
        ),
    ):
        run = s.run(text)
        s.check(
            f"refused: {text[:100]}",
            run.returncode == 3 and error in run.stderr and run.stdout == "",
            error,
            run,
        )
    run = subprocess.run(
        [s.isopath, "batch", "-"],
        input=HEAD % '[{"name": "x", "run": ["describe", "a.json"]}]',
        cwd=s.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    s.check("a manifest on standard input", run.returncode == 0, run)


def an_interrupt(s: Suite) -> None:
    """A batch that ends ends its jobs."""
    (s.folder / "manifest.json").write_text(
        HEAD % json.dumps([{"name": "long", "run": ["search-diameter", "6", "5", "--state", "state"]}])
    )
    batch = subprocess.Popen(
        [s.isopath, "batch", str(s.folder / "manifest.json")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def children() -> str:
        return Path(f"/proc/{batch.pid}/task/{batch.pid}/children").read_text(encoding="utf-8")

    deadline = time.monotonic() + 20
    while not children() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.2)
    child = int(children())
    batch.send_signal(signal.SIGTERM)
    batch.wait()

    def runs() -> bool:
        try:
            return (
                Path(f"/proc/{child}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
            )
        except OSError:
            return False

    while runs() and time.monotonic() < deadline:
        time.sleep(0.01)
    s.check("an interrupt", batch.returncode == -signal.SIGTERM and not runs(), batch.returncode)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        s = Suite(arguments.bin, Path(folder))
        for part in (jobs_as_expected, jobs_not_as_expected, refused_manifests, an_interrupt):
            part(s)
    print(f"{s.passed} passed, {s.failed} failed")
    return 1 if s.failed or not s.passed else 0


if __name__ == "__main__":
    sys.exit(main())
