#!/usr/bin/env python3
"""Writes the corpus of `isopath selftest`: files of the tests, and what is expected of the programs on them.

    make_corpus.py FOLDER

The expectations are those of the tests themselves, read where the tests read them: tests/certificates (run_corpus.py),
tests/networks/pairs.json, tests/known_bad/pairs.json, tests/verify/files/good and bad. FOLDER, which is written anew, holds
the files under their names in tests/, and corpus.json:

    {"format": "isopath-selftest", "version": 1, "file_count": 2, "case_count": 1,
     "files": [{"name": "networks/a.json", "sha256": "..."}, ...],
     "groups": [{"name": "pairs", "cases": [
       {"run": ["equiv", "networks/a.json", "networks/b.json", "--certificate", "-"], "exit": 1, "verdict": "s INEQUIVALENT",
        "then": ["check", "-", "--network", "networks/a.json", "--network", "networks/b.json"]}]}]}

A run is a verb of isopath, or `check` for isopath-check, and its arguments. Its exit code is `exit`; its first line is
`verdict`, and without one it prints nothing; its reason for a refusal contains `reason`. The certificate that it writes to
standard output is what `then` reads from standard input and has to verify; the verdict is on standard error then.
"""
from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any, Iterator

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS / "certificates"))

import run_corpus  # noqa: E402

Case = dict[str, Any]
BINARY = Path("verify/files")


def in_tests(words: list[str]) -> list[str]:
    return [word.removeprefix(f"{TESTS}/") for word in words]


def good_certificates() -> Iterator[Case]:
    for name, words in run_corpus.good_cases():
        if words is None:
            raise SystemExit(f"make_corpus.py: {name}")
        yield {"run": ["check", *in_tests(words)], "exit": 0, "verdict": "s VERIFIED"}


def bad_certificates() -> Iterator[Case]:
    for name, fields in run_corpus.bad_cases():
        if fields is None:
            raise SystemExit(
                f"make_corpus.py: {name}: a file without a line in EXPECT, or a line without a file"
            )
        yield {
            "run": ["check", *in_tests(run_corpus.bad_arguments(name, fields))],
            "exit": int(fields[0]),
            "verdict": "s REJECTED",
            "reason": fields[1],
        }


def pair(a: str, b: str, same: bool) -> Case:
    return {
        "run": ["equiv", a, b, "--certificate", "-"],
        "exit": 0 if same else 1,
        "verdict": "s EQUIVALENT" if same else "s INEQUIVALENT",
        "then": ["check", "-", "--network", a, "--network", b],
    }


def published_pairs() -> Iterator[Case]:
    for entry in json.loads((TESTS / "networks" / "pairs.json").read_text()):
        yield pair(f"networks/{entry['a']}.json", f"networks/{entry['b']}.json", entry["equal"])


def hard_pairs() -> Iterator[Case]:
    for entry in json.loads((TESTS / "known_bad" / "pairs.json").read_text()):
        a, b = (f"known_bad/{entry['name']}__{side}.json" for side in "ab")
        yield pair(a, b, entry["equivalent"])


def good_networks() -> Iterator[Case]:
    folder = TESTS / BINARY / "good"
    for path in sorted(folder.iterdir()):
        if path.name != "EXPECT":
            yield {"run": ["describe", str(BINARY / "good" / path.name)], "exit": 0, "verdict": "s DESCRIBED"}


def looks_like_safetensors(path: Path) -> bool:
    """docs/network-files.md, section 8."""
    content = path.read_bytes()
    return content[8:9] == b"{" and int.from_bytes(content[:8], "little") <= len(content) - 8


def bad_networks() -> Iterator[Case]:
    for line in (TESTS / BINARY / "bad" / "EXPECT").read_text().splitlines():
        name, code, reason = line.split(maxsplit=2)
        file = BINARY / "bad" / name
        if file.suffix == ".safetensors" and not looks_like_safetensors(TESTS / file):
            reason = str(file)  # it is read as JSON, and refused as that
        yield {"run": ["describe", str(file)], "exit": int(code), "reason": reason}
    for (
        name,
        fields,
    ) in run_corpus.bad_cases():  # what is malformed for the checker is so for isopath, but for its limits
        if (
            name.startswith("network-")
            and name.endswith(".json")
            and fields[0] == "3"
            and "numbers expand" not in fields[1]
        ):
            yield {
                "run": ["describe", f"certificates/bad/{name}"],
                "exit": 3,
                "reason": f"certificates/bad/{name}",
            }


def files_of(cases: list[Case]) -> list[Path]:
    """Relative to tests/, folders with what is in them."""
    named = {TESTS / word for case in cases for word in case["run"][1:] if (TESTS / word).exists()}
    files = {
        path
        for start in named
        for path in (start.rglob("*") if start.is_dir() else [start])
        if path.is_file()
    }
    return sorted(path.relative_to(TESTS) for path in files)


def main() -> int:
    out = Path(sys.argv[1])
    groups = {
        name: list(cases)
        for name, cases in (
            ("isopath-check, good certificates", good_certificates()),
            ("isopath-check, bad certificates and networks", bad_certificates()),
            ("isopath and isopath-check, pairs of published networks", published_pairs()),
            ("isopath and isopath-check, pairs that fool floats", hard_pairs()),
            ("isopath, good networks", good_networks()),
            ("isopath, bad networks", bad_networks()),
        )
    }
    cases = [case for group in groups.values() for case in group]
    files = files_of(cases)
    shutil.rmtree(out, ignore_errors=True)
    for file in files:
        (out / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(TESTS / file, out / file)
    listed = [
        {"name": str(file), "sha256": hashlib.sha256((TESTS / file).read_bytes()).hexdigest()}
        for file in files
    ]
    corpus = {
        "format": "isopath-selftest",
        "version": 1,
        "file_count": len(files),
        "case_count": len(cases),
        "files": listed,
        "groups": [{"name": name, "cases": group} for name, group in groups.items()],
    }
    (out / "corpus.json").write_text(
        json.dumps(corpus, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
