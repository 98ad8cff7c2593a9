#!/usr/bin/env python3
"""Writes the corpus: good/, networks/, bad/ and bad/EXPECT. Deterministic.

    make_corpus.py           writes it
    make_corpus.py --check   fails if it is not as this program would write it

What good certificates claim stands in corpus/good/, a table each; what is bad about each bad file stands in
faults/, a table each, and its name is the rule it breaks and how. What is too large for a folder (limits of
a million) is tested in checker/.
"""
import json
import sys
import tomllib
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS / "certificates"), str(TESTS / "reference")]

import reference  # noqa: E402
from corpus.bad import bad_files  # noqa: E402
from corpus.computed import computed_certificates  # noqa: E402
from corpus.files import files_beside  # noqa: E402
from corpus.folders import BAD, GOOD, HERE, NETWORKS  # noqa: E402
from corpus.kinds import made  # noqa: E402
from corpus.notation import Json, dump  # noqa: E402


Corpus = dict[Path, bytes]


def good_certificates() -> dict[str, Json]:
    certificates = computed_certificates()
    for path in sorted((HERE / "corpus" / "good").glob("*.toml")):
        for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            certificates[name] = made(entry)
    for name, value in certificates.items():
        if not reference.decide(json.dumps(value).encode()):
            raise SystemExit(f"{name} is not true")
    return certificates


def bad_corpus(certificates: dict[str, Json], networks: dict[str, bytes]) -> Corpus:
    corpus: Corpus = {}
    expected = []
    for fault in bad_files(certificates, networks):
        if BAD / fault.file in corpus:
            raise SystemExit(f"{fault.file} is stated twice")
        corpus[BAD / fault.file] = fault.data
        expected.append(fault.expectation() + "\n")
    return {**corpus, BAD / "EXPECT": "".join(sorted(expected)).encode()}


def whole_corpus() -> Corpus:
    certificates = good_certificates()
    good = {GOOD / (name + ".json"): (dump(value) + "\n").encode() for name, value in certificates.items()}
    networks = dict(files_beside(certificates))
    beside = {NETWORKS / name: data for name, data in networks.items()}
    return {**good, **beside, **bad_corpus(certificates, networks)}


def differing(corpus: Corpus) -> list[Path]:
    """The files that are not there, or there but not of the corpus, or other than they should be."""
    present = {path: path.read_bytes() for folder in (GOOD, BAD, NETWORKS) for path in folder.iterdir()}
    return sorted(path for path in corpus.keys() | present.keys() if corpus.get(path) != present.get(path))


def main() -> int:
    corpus = whole_corpus()
    if sys.argv[1:] == ["--check"]:
        wrong = differing(corpus)
        for path in wrong:
            print(f"FAILED {path.relative_to(HERE)}: not as make_corpus.py writes it")
        print(f"{len(corpus) - len(wrong)} passed, {len(wrong)} failed")
        return 1 if wrong else 0
    for path in differing(corpus):
        path.unlink(missing_ok=True)
        if path in corpus:
            path.write_bytes(corpus[path])
    return 0


if __name__ == "__main__":
    sys.exit(main())
