#!/usr/bin/env python3
"""isopath cert: what is written is verified by isopath-check, and compared with the certificates of the corpus, with
those of the documentation, and with the second reading.

    cert.py --bin DIR [--seed N] [--effort K]     (or the environment: ISOPATH_SEED, ISOPATH_EFFORT)
"""
import argparse
import hashlib
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
GOOD = sorted((ROOT / "tests/certificates/good").glob("*.json"))
sys.path.insert(0, str(ROOT / "tests/reference"))

import reference  # noqa: E402
from network_files import read_json_network  # noqa: E402

NEVER = {
    "difference-cone-split.json"
}  # the bound is attained at infinity: there is a proof, but none is found
STRONGER = {"distance-table-one-layer.json"}  # only a table gives just its lower bound
PATHS = ("path valid", "path broken", "connected", "distance")
COMPUTED = {
    "canonical": ["canonical", "rank"],
    "connected": ["segments"],
    "path broken": ["broken"],
    "distance": ["upper"],
    "diameter": ["rank", "upper"],
    "difference bound": [],
    "near": ["rank"],
}


class Suite:
    def __init__(self, bin_dir: str, folder: Path, seed: int, effort: float) -> None:
        self.bin, self.folder, self.rng, self.effort = (
            Path(bin_dir).resolve(),
            folder,
            random.Random(seed),
            effort,
        )
        self.passed = self.failed = 0

    def check(self, name: str, holds: bool, *shown: object) -> bool:
        self.passed, self.failed = self.passed + holds, self.failed + (not holds)
        if not holds:
            print(f"FAILED {name}", *(repr(item)[:1500] for item in shown))
        return holds

    def write(self, name: str, value: object) -> str:
        (self.folder / name).write_text(value if isinstance(value, str) else json.dumps(value))
        return name

    def run(self, *words: str, text: str | None = None) -> subprocess.CompletedProcess:
        return subprocess.run(
            [str(self.bin / "isopath"), *words],
            input=text,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def batch(self, jobs: dict[str, list[str]]) -> dict[str, dict]:
        """By name, the line of each job."""
        manifest = {
            "format": "isopath-batch",
            "version": 1,
            "jobs": [{"name": name, "run": words} for name, words in jobs.items()],
        }
        lines = self.run("batch", self.write("manifest.json", manifest), "--jobs", "2").stdout.splitlines()
        return {line["job"]: line for line in map(json.loads, lines)}

    def verify(self, files: list[str]) -> None:
        for name, line in self.batch({file: ["check", file] for file in files}).items():
            self.check(f"{name} is verified", line["exit"] == 0, line)

    def some(self, items: list, least: int) -> list:
        """All of them, or with less effort fewer."""
        return (
            items
            if self.effort >= 1
            else self.rng.sample(items, min(len(items), max(least, int(len(items) * self.effort))))
        )

    def load(self, name: str) -> dict:
        return json.loads((self.folder / name).read_text())


def in_full(path: dict) -> list[dict]:
    """The vertices, each with all its units."""
    vertices: list[dict] = []
    for vertex in path["vertices"]:
        if "units" not in vertex:
            units = [dict(unit) for unit in vertices[-1]["units"]]
            for change in vertex["changes"]:
                units[change["unit"]].update({key: change[key] for key in "abc" if change[key] is not None})
            vertex = {"units": units, "d": vertices[-1]["d"] if vertex["d"] is None else vertex["d"]}
        vertices.append(vertex)
    return vertices


def same_path(p: dict, q: dict) -> bool:
    return {k: v for k, v in p.items() if k != "vertices"} == {
        k: v for k, v in q.items() if k != "vertices"
    } and in_full(p) == in_full(q)


# --- drafts


def respelled(s: Suite, value: object) -> object:
    """The same with its keys in another order and its numbers in another notation."""
    if isinstance(value, list):
        return [respelled(s, entry) for entry in value]
    if isinstance(value, dict):
        keys = list(value)
        s.rng.shuffle(keys)
        return {
            key: value[key] if key in ("format", "kind", "activation") else respelled(s, value[key])
            for key in keys
        }
    if not isinstance(value, str) or "tanh" in value or len(value) > 15:
        return value
    number = Fraction(value)
    if number.denominator == 1:
        return s.rng.choice([int(number), f"{number}.0", f"{number * 10}/10", f"{number}e0"])
    return f"{number.numerator * 3}/{number.denominator * 3}"


def as_written_by_hand(s: Suite, path: dict) -> dict:
    """Each vertex in full or by changes, as comes; changes that change nothing, null and left out."""
    full, vertices = in_full(path), []
    for k, vertex in enumerate(full):
        if k == 0 or s.rng.random() < 0.3:
            vertices.append(vertex)
            continue
        changes = [
            dict(unit, unit=i)
            for i, unit in enumerate(vertex["units"])
            if unit != full[k - 1]["units"][i] or s.rng.random() < 0.3
        ]
        for change in changes:
            for key in "abc":
                if change[key] == full[k - 1]["units"][change["unit"]][key] and s.rng.random() < 0.6:
                    if s.rng.random() < 0.5:
                        change[key] = None
                    else:
                        del change[key]
        s.rng.shuffle(changes)
        stated = {"changes": changes}
        if vertex["d"] != full[k - 1]["d"] or s.rng.random() < 0.3:
            stated["d"] = vertex["d"]
        vertices.append(stated)
    return dict(path, vertices=vertices)


def draft_of(s: Suite, certificate: dict) -> dict:
    claim = dict(certificate["claim"])
    for key in COMPUTED.get(certificate["kind"], []):
        if s.rng.random() < 0.5 and certificate["kind"] != "near":
            del claim[key]
    if "path" in claim:
        claim["path"] = as_written_by_hand(s, claim["path"])
    draft = dict(certificate, claim=claim)
    evidence = s.rng.choice([None, {}, "absent", {"groups": [0, 1]}, [1, {"witness": 2}]])
    draft.pop("evidence")
    if evidence != "absent":
        draft["evidence"] = evidence
    return respelled(s, draft)


def drafts_of_good_files(s: Suite) -> None:
    jobs, originals = {}, {}
    for file in s.some(GOOD, 30):
        originals[file.name] = json.loads(file.read_text())
        s.write(f"draft-{file.name}", draft_of(s, originals[file.name]))
        jobs[file.name] = [
            "cert",
            "complete",
            f"draft-{file.name}",
            "-o",
            file.name,
            "--time",
            "3" if file.name in NEVER else "60",
        ]
    lines = s.batch(jobs)
    for name in sorted(NEVER & set(jobs)):
        s.check(
            f"{name} is not completed",
            lines[name]["exit"] == 5
            and "no proof for a certificate was found within --time" in lines[name]["error"],
            lines[name],
        )
    completed = [name for name in jobs if name not in NEVER]
    for name in completed:
        if not s.check(
            f"{name} is completed",
            lines[name]["exit"] == 0,
            lines[name],
            (s.folder / f"draft-{name}").read_text(),
        ):
            continue
        claim, original = s.load(name)["claim"], originals[name]["claim"]
        if name in STRONGER:
            s.check(
                f"{name}: a stronger bound",
                claim["lower"] == 7
                and 'no argument gives just "lower" 4: 7 is proved, and written' in lines[name]["error"],
                lines[name],
            )
            original = dict(original, lower=7)
        s.check(
            f"{name}: the claim",
            list(claim) == list(original)
            and all(
                same_path(claim[key], original[key]) if key == "path" else claim[key] == original[key]
                for key in claim
            ),
            claim,
            original,
        )
    s.verify(completed)


def examples_of_the_format(s: Suite) -> None:
    """They are written by isopath, and come out byte by byte."""
    blocks = re.findall(
        r"^```json\n(.*?)^```", (ROOT / "docs/certificate-format.md").read_text(), re.M | re.S
    )
    jobs = {}
    for k, block in enumerate(blocks):
        draft = dict(json.loads(block), evidence=None)
        jobs[str(k)] = [
            "cert",
            "complete",
            s.write(f"example-draft-{k}.json", draft),
            "-o",
            f"example-{k}.json",
        ]
    lines = s.batch(jobs)
    s.check("an example of each kind", len(blocks) == 11, len(blocks))
    for k, block in enumerate(blocks):
        s.check(
            f"example {k}",
            lines[str(k)]["exit"] == 0 and (s.folder / f"example-{k}.json").read_text() == block,
            lines[str(k)],
            (s.folder / f"example-{k}.json").read_text() if lines[str(k)]["exit"] == 0 else "",
        )


# --- what a claim may leave out, and what is refused


def network(*units: tuple[str, str, str], d: str = "0", activation: str = "tanh") -> dict:
    return {
        "activation": activation,
        "inputs": 1,
        "outputs": 1,
        "units": [{"a": [a], "b": [b], "c": c} for a, b, c in units],
        "d": [d],
    }


def draft(kind: str, **claim: object) -> dict:
    return {"format": "isopath-certificate", "version": 1, "kind": kind, "claim": claim}


ONE, TURNED, TWO = (
    network(("1", "2", "0")),
    network(("-1", "-2", "0")),
    network(("1", "2", "0"), ("0", "5", "1")),
)
SPLIT, OTHER = network(("1/2", "2", "0"), ("1/2", "2", "0")), network(("1", "3", "0"))
SHIFTED = network(("1", "2", "1/4"))


def path(*networks: dict) -> dict:
    return {
        "activation": "tanh",
        "inputs": 1,
        "outputs": 1,
        "vertices": [{"units": n["units"], "d": n["d"]} for n in networks],
    }


MOVED, CARRIED = network(("1", "2", "0"), ("0", "-2", "0")), network(("0", "2", "0"), ("-1", "-2", "0"))
LONG = path(TWO, MOVED, CARRIED, MOVED, TWO)  # there and back


def left_out(s: Suite) -> None:
    """The claim that comes of one that says less."""
    cases = (
        (draft("canonical", network=SPLIT), {"rank": 1, "canonical": ONE}),
        (draft("path broken", path=path(ONE, TURNED)), {"broken": [0]}),
        (draft("connected", path=LONG), {"segments": 4}),
        (draft("distance", path=LONG), {"lower": 0, "upper": 4}),
        (draft("diameter", network=TWO), {"rank": 1, "lower": 7, "upper": 7}),
        (draft("diameter", network=ONE, upper=None), {"rank": 1, "lower": 7, "upper": None}),
        (
            draft("near", network=network(("1", "2", "0"), ("3", "21/10", "0")), radius=0.1),
            {"radius": "1/10", "rank": 1},
        ),
        (draft("near", network=SPLIT, near=SPLIT, radius=0, rank=2), {"rank": 2}),
        (draft("difference bound", a=ONE, b=SPLIT), {"domain": [[None, None]], "lower": "0", "upper": "0"}),
        (
            draft("difference bound", a=ONE, b=SHIFTED, domain=[[-1, 1]], upper=None, lower="0.2"),
            {"lower": "1/5", "upper": None},
        ),
        (
            draft("difference bound", a=ONE, b=SHIFTED, domain=[[-1, 1]], upper="0.9", lower=0),
            {"lower": "0", "upper": "9/10"},
        ),
    )
    lines = s.batch(
        {
            str(k): ["cert", "complete", s.write(f"less-{k}.json", case), "-o", f"whole-{k}.json"]
            for k, (case, _) in enumerate(cases)
        }
    )
    for k, (case, expected) in enumerate(cases):
        if s.check(f"less {k}", lines[str(k)]["exit"] == 0, lines[str(k)]):
            claim = s.load(f"whole-{k}.json")["claim"]
            s.check(f"less {k}: the claim", {key: claim[key] for key in expected} == expected, claim)
    s.verify([f"whole-{k}.json" for k in range(len(cases))])


def refused_drafts(s: Suite) -> None:
    """Exit code, and what is said; nothing is written."""
    cases = (
        (draft("canonical", network=SPLIT, rank=2), 1, '"rank" is stated to be 2, but is 1'),
        (
            draft("canonical", network=SPLIT, canonical=OTHER),
            1,
            '"canonical" is stated with unit 0 b[0] 3, in the canonical form it is 2',
        ),
        (
            draft("equivalent", a=ONE, b=OTHER),
            1,
            "the claim is that a and b are equivalent, but they differ: f_A(x) - f_B(x) in [",
        ),
        (
            draft("inequivalent", a=ONE, b=SPLIT),
            1,
            "the claim is that a and b are not equivalent, but they are the same function",
        ),
        (
            draft("path valid", path=path(ONE, ONE, TURNED)),
            1,
            "found that segment 1 is broken, 1 of 2 in all",
        ),
        (
            draft("path broken", path=LONG),
            1,
            "the claim is that the path is broken, but all its segments hold",
        ),
        (
            draft("path broken", path=path(ONE, TURNED), broken=[]),
            1,
            '"broken" is stated with no other segment in place 0, but what is broken there is segment 0',
        ),
        (
            draft("path broken", path=path(ONE, TURNED, TURNED), broken=[0, 1]),
            1,
            '"broken" is stated with segment 1 in place 1, but what is broken there is no other segment',
        ),
        (draft("connected", path=LONG, segments=3), 1, '"segments" is stated to be 3, but is 4'),
        (draft("distance", path=LONG, upper=5), 1, '"upper" is stated to be 5, but is 4'),
        (
            draft("distance", path=LONG, lower=5),
            1,
            "the lower bound is stated to be 5 segments, but a path of 4 holds",
        ),
        (
            draft("distance", path=LONG, lower=1),
            1,
            "the lower bound is stated to be 1 segment, but there is a path of 0",
        ),
        (draft("not connected", a=ONE, b=ONE), 1, "but they are the same parameter"),
        (
            draft("not connected", a=TWO, b=MOVED),
            1,
            "but they are the same function, and a unit is redundant (rank 1 of 2 units): isopath connect finds a path",
        ),
        (
            draft("not connected", a=TWO, b=network(("2", "2", "0"), ("0", "1", "1"))),
            4,
            'the kind "inequivalent" states',
        ),
        (draft("not connected", a=ONE, b=TWO), 3, "expected a and b of one activation and width"),
        (draft("diameter", network=TWO, rank=2), 1, '"rank" is stated to be 2, but is 1'),
        (draft("diameter", network=TWO, upper=8), 1, '"upper" is stated to be 8, but is 7'),
        (draft("diameter", network=TWO, upper=None), 1, '"upper" is stated to be null, but is 7'),
        (
            draft("diameter", network=TWO, lower=8),
            1,
            "the lower bound is stated to be 8 segments, but a path of 7 holds",
        ),
        (
            draft("diameter", network=ONE, lower=8),
            5,
            "the lower bound is stated to be 8 segments, but only 7 is proved: first moves of unit 0 (Theorem 5)",
        ),
        (
            draft(
                "diameter", network=TWO, pair=path(TWO, network(("2", "2", "0"), ("0", "5", "1")))["vertices"]
            ),
            1,
            'member 1 of "pair" is not the same function as the network',
        ),
        (
            draft("diameter", network=TWO, pair=path(ONE, TWO)["vertices"]),
            1,
            'member 0 of "pair" has 1 unit, the network has 2',
        ),
        (
            draft("near", network=ONE, near=OTHER, radius="0.5"),
            1,
            "the claim is that no number moves by more than 0.5, but a number of unit 0 moves by 1",
        ),
        (
            draft("near", network=ONE, near=network(("1", "2", "0"), d="tanh(1)"), radius=2),
            4,
            'expected d[0] of "near" with the tanh terms of that of "network", found a difference of',
        ),
        (
            draft("near", network=ONE, near=network(("1", "2", "0"), d="3"), radius=2),
            1,
            "but d[0] moves by 3",
        ),
        (
            draft("near", network=ONE, near=ONE, radius=2, rank=0),
            1,
            '"rank" is stated to be 0, but that of "near" is 1',
        ),
        (
            draft("near", network=ONE, radius="1/2", rank=0),
            1,
            '"rank" is stated to be 0, but no parameter within the radius has a rank below 1',
        ),
        (
            draft("difference bound", a=ONE, b=SHIFTED, lower="0.5"),
            1,
            '"lower" is stated to be 0.5, but the functions differ by 0.24',
        ),
        (
            draft("difference bound", a=ONE, b=SHIFTED, lower=0, upper="0.1"),
            1,
            '"upper" is stated to be 0.1, but the functions differ by 0.',
        ),
        (
            draft("difference bound", a=ONE, b=SHIFTED, lower=2, upper=1),
            1,
            '"lower" is stated to be above "upper"',
        ),
        (
            draft("difference bound", a=ONE, b=OTHER, lower="0.2", upper="0.2"),
            1,
            '"lower" is stated to be 0.2, but the functions differ by 0.18',
        ),
        (draft("equivalent", a=ONE), 3, "$.claim: expected key 'b', found none"),
        (
            draft("equivalent", a=ONE, b=ONE, c=ONE),
            3,
            "$.claim: expected one of the keys a, b, found key 'c'",
        ),
        (
            draft("isotopic", a=ONE, b=ONE),
            4,
            "$.kind: expected a kind of certificate that is known, found 'isotopic'",
        ),
        (json.dumps(draft("equivalent", a=ONE, b=ONE)) + "x", 3, ":1:"),
        ("", 3, "$"),
    )
    lines = s.batch(
        {
            str(k): ["cert", "complete", s.write(f"bad-{k}.json", case), "-o", f"not-{k}.json"]
            for k, (case, _, _) in enumerate(cases)
        }
    )
    for k, (case, code, error) in enumerate(cases):
        line = lines[str(k)]
        s.check(
            f"refused {k}: {error}",
            line["exit"] == code
            and error in (line["error"] or "")
            and f"bad-{k}.json" in line["error"]
            and not (s.folder / f"not-{k}.json").exists(),
            line,
            case,
        )


# --- paths


def slices(s: Suite) -> None:
    jobs, wanted = {}, {}
    for file in GOOD:
        certificate = json.loads(file.read_text())
        if certificate["kind"] not in PATHS:
            continue
        vertices = in_full(certificate["claim"]["path"])
        for first, last in itertools.combinations(range(len(vertices)), 2):
            if last == first + 1 or s.rng.random() < 0.2:
                name = f"slice-{first}-{last}-{file.name}"
                to = ["--to", str(last)] if last > first + 1 else []
                jobs[name] = ["cert", "slice", str(file), "--segment", str(first), *to, "-o", name]
                wanted[name] = (
                    certificate["claim"]["path"],
                    vertices[first : last + 1],
                    [k - first for k in certificate["claim"].get("broken", []) if first <= k < last],
                )
    jobs = dict(s.some(list(jobs.items()), 12))
    lines = s.batch(jobs)
    for name in jobs:
        of, vertices, broken = wanted[name]
        if not s.check(
            name, lines[name]["exit"] == (1 if broken else 0) and lines[name]["error"] is None, lines[name]
        ):
            continue
        found = s.load(name)
        s.check(
            f"{name}: the claim",
            found["kind"] == ("path broken" if broken else "path valid")
            and found["claim"].get("broken", []) == broken
            and same_path(found["claim"]["path"], dict(of, vertices=vertices)),
            found,
        )
    s.verify(list(jobs))


def lengthened(s: Suite, vertices: list[dict]) -> list[dict]:
    """With vertices again, points on segments, and ways there and back."""
    vertices = list(vertices)
    while len(vertices) < 8:
        k = s.rng.randrange(len(vertices))
        choice = s.rng.randrange(3) if k + 1 < len(vertices) else 0
        if choice == 0:
            vertices.insert(k, vertices[k])
        elif choice == 1:
            vertices[k + 1 : k + 1] = [vertices[k + 1], vertices[k]]
        elif vertices[k]["d"] == vertices[k + 1]["d"]:
            u, v = vertices[k], vertices[k + 1]
            t = Fraction(s.rng.randint(1, 4), 5)

            def between(x: str, y: str) -> str:
                return str((1 - t) * Fraction(x) + t * Fraction(y))

            units = [
                {
                    "a": list(map(between, p["a"], q["a"])),
                    "b": list(map(between, p["b"], q["b"])),
                    "c": between(p["c"], q["c"]),
                }
                for p, q in zip(u["units"], v["units"])
            ]
            vertices.insert(k + 1, {"units": units, "d": u["d"]})
    return vertices


def fewest(path_of: dict, vertices: list[dict]) -> int:
    """By trying all choices with the second reading."""
    networks = [
        read_json_network(
            json.dumps(
                {
                    "format": "isopath-network",
                    "version": 1,
                    **{k: path_of[k] for k in ("activation", "inputs", "outputs")},
                    **vertex,
                }
            ).encode()
        )
        for vertex in vertices
    ]
    holds = {
        (i, j): not reference.check_path([networks[i], networks[j]])
        for i, j in itertools.combinations(range(len(networks)), 2)
    }
    last = len(networks) - 1
    for inner in range(last):
        for chosen in itertools.combinations(range(1, last), inner):
            if all(holds[segment] for segment in itertools.pairwise((0, *chosen, last))):
                return inner + 2
    raise AssertionError("the path itself does not hold")


def trims(s: Suite) -> None:
    jobs, wanted = {}, {}
    for file in GOOD:
        certificate = json.loads(file.read_text())
        claim, kind = certificate["claim"], certificate["kind"]
        if (
            kind not in ("path valid", "connected", "distance")
            or len(in_full(claim["path"])) < 2
            or file.stat().st_size > 5000
        ):
            continue
        vertices = lengthened(s, in_full(claim["path"])[:7])
        if kind == "distance" and len(in_full(claim["path"])) > 7:
            continue  # cut short it would not reach its end
        long_claim = {"path": dict(claim["path"], vertices=vertices)} | (
            {"lower": claim["lower"]} if kind == "distance" else {}
        )
        s.write(f"long-{file.name}", draft(kind, **long_claim))
        name = f"trim-{file.name}"
        jobs[name] = ["cert", "trim", f"long-{file.name}", "-o", name]
        wanted[name] = (kind, claim, vertices)
    jobs = dict(s.some(list(jobs.items()), 6))
    lines = s.batch(jobs)
    for name in jobs:
        kind, claim, vertices = wanted[name]
        least = fewest(claim["path"], vertices)
        said = f"isopath: {len(vertices)} vertices, now {least}: the fewest that are possible with these vertices\n"
        if not s.check(
            name, lines[name]["exit"] == 0 and (lines[name]["error"] or "").endswith(said), least, lines[name]
        ):
            continue
        found = s.load(name)
        kept = in_full(found["claim"]["path"])
        rest = iter(vertices)
        s.check(
            f"{name}: the claim",
            found["kind"] == kind
            and len(kept) == least
            and kept[0] == vertices[0]
            and kept[-1] == vertices[-1]
            and all(vertex in rest for vertex in kept),
            found,
        )
        if kind == "distance":
            s.check(
                f"{name}: the bounds",
                found["claim"]["lower"] == claim["lower"] and found["claim"]["upper"] == least - 1,
                found["claim"],
            )
    s.verify(list(jobs))


def refused_paths(s: Suite) -> None:
    long = s.write("long.json", draft("connected", path=LONG))
    broken = s.write("broken.json", draft("path valid", path=path(ONE, ONE, TURNED, ONE)))
    denied = s.write("denied.json", draft("path broken", path=LONG))
    point = s.write("point.json", draft("path valid", path=path(ONE)))
    far = s.write("far.json", draft("distance", path=LONG, lower=3))
    pair = s.write("pair.json", draft("equivalent", a=ONE, b=ONE))
    ragged = s.write("ragged.json", draft("path valid", path=path(ONE, TWO)))
    for words, code, error in (
        (
            ("slice", long, "--segment", "4"),
            2,
            "--segment: expected a number below 4 (the path has 4 segments), found 4",
        ),
        (
            ("slice", point, "--segment", "0"),
            2,
            "--segment: expected a number below 0 (the path has 0 segments), found 0",
        ),
        (
            ("slice", long, "--segment", "1", "--to", "1"),
            2,
            "--to: expected a vertex from 2 to 4 (the path has 4 segments), found 1",
        ),
        (
            ("slice", long, "--segment", "1", "--to", "5"),
            2,
            "--to: expected a vertex from 2 to 4 (the path has 4 segments), found 5",
        ),
        (("slice", long, "--segment", "-1"), 2, "--segment"),
        (("slice", long), 2, "slice: expected --segment K"),
        (
            ("slice", pair, "--segment", "0"),
            4,
            'expected a certificate with a path (path valid, path broken, connected or distance), found the kind "equivalent"',
        ),
        (("slice", ragged, "--segment", "0"), 3, "ragged.json:1:"),
        (("trim", pair), 4, 'found the kind "equivalent"'),
        (("trim", ragged), 3, "$.claim.path.vertices[1]: expected the shape of vertex 0"),
        (("trim", broken), 1, "found that segment 1 is broken, 2 of 3 in all"),
        (("trim", denied), 1, "the claim is that the path is broken, but all its segments hold"),
        (("trim", far), 1, "the lower bound is stated to be 3 segments, but a path of 1 holds"),
        (("trim", long, "--segment", "1"), 2, "--segment: only of isopath cert slice"),
        (("complete", long, "--to", "1"), 2, "--to: only of isopath cert slice"),
        (("complete", long, "--json"), 2, "--json: only of isopath cert info"),
        (("info", long, "-o", "out"), 2, "-o: not of isopath cert info"),
        (("trim", long, "-o", long), 2, "is an input"),
        (("info", "missing.json"), 3, "missing.json"),
        (("prove", long), 2, "TOOL"),
    ):
        run = s.run("cert", *words)
        s.check(
            f"refused: {words}",
            run.returncode == code and error in run.stderr and run.stdout == "",
            error,
            run,
        )
    run = s.run("cert", "trim", "-", text=(s.folder / long).read_text())
    s.check(
        "standard input and output",
        run.returncode == 0 and json.loads(run.stdout)["claim"]["segments"] == 1,
        run,
    )


# --- info


def info(s: Suite) -> None:
    proved = ("canonical", "equivalent", "path valid", "connected")
    files = s.some(GOOD, 12)
    lines = s.batch({file.name: ["cert", "info", str(file), "--json"] for file in files})
    texts = s.batch({file.name: ["cert", "info", str(file)] for file in files})
    for file in files:
        data = file.read_bytes()
        certificate = json.loads(data)
        claim, kind, evidence = certificate["claim"], certificate["kind"], certificate["evidence"]
        found, line = lines[file.name]["answer"], lines[file.name]
        if not s.check(
            f"info {file.name}",
            line["exit"] == 0 and texts[file.name]["verdict"] == "s CERTIFICATE" and found is not None,
            line,
        ):
            continue
        vertices = in_full(claim["path"]) if "path" in claim else None
        networks = [claim[key] for key in ("a", "b") if key in claim] or [
            claim.get("network") or dict(claim["path"], units=vertices[0]["units"])
        ]
        lower = evidence.get("lower") or {}
        expected = {
            "kind": kind,
            "activation": networks[0]["activation"],
            "inputs": networks[0]["inputs"],
            "outputs": networks[0]["outputs"],
            "units": [len(n["units"]) for n in networks],
            "vertices": vertices and len(vertices),
            "segments": vertices and len(vertices) - 1,
            "rank": claim.get("rank"),
            "lower": claim.get("lower"),
            "upper": claim.get("upper"),
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "verified": None,
            "treated_by": ["isopath-check"]
            + ["isopath-check-proved"] * (kind in proved)
            + ["the page of isopath render"],
        }
        s.check(
            f"info {file.name}: the answer",
            {key: found[key] for key in expected} == expected,
            found,
            expected,
        )
        s.check(
            f"info {file.name}: a sentence",
            bool(found["claim"]) and "$" not in found["claim"] and "\\" not in found["claim"],
            found["claim"],
        )
        groups = evidence.get("groups", [])
        cells = [
            token for output in (evidence.get("upper") or {}).get("outputs", []) for token in output["cells"]
        ]
        s.check(
            f"info {file.name}: evidence",
            found["evidence"]
            == {
                "groups": len(groups) if isinstance(groups, list) else len(groups["a"]) + len(groups["b"]),
                "algebra": "algebra" in evidence,
                "witness": evidence.get("witness") is not None,
                "argument": lower.get("argument"),
                "classes": sum(map(len, lower.get("layers") or [])),
                "cells": len(cells),
            },
            found["evidence"],
            evidence,
        )
    for name, text, words in (
        (
            "a draft",
            draft("connected", path=LONG),
            [
                "c claim: not put into words: ",
                "c path: vertices: 5, segments: 4\n",
                "c evidence: none is needed\n",
            ],
        ),
        (
            "of a small one",
            json.loads((ROOT / "tests/certificates/good/distance-table.json").read_text()),
            [
                "c kind: distance\n",
                "c evidence: the argument 'table', a table of 3 classes\n",
                "has exactly 7 straight segments.\n",
                "c nothing was verified here: isopath-check info.json does that\n",
            ],
        ),
    ):
        run = s.run("cert", "info", s.write("info.json", text))
        s.check(
            f"info: {name}",
            run.returncode == 0
            and run.stdout.startswith("s CERTIFICATE\n")
            and all(word in run.stdout for word in words),
            run,
        )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--seed", type=int, default=int(os.environ.get("ISOPATH_SEED", "1")))
    parser.add_argument("--effort", type=float, default=float(os.environ.get("ISOPATH_EFFORT", "1")))
    arguments = parser.parse_args()
    print(f"ISOPATH_SEED={arguments.seed}")
    with tempfile.TemporaryDirectory() as folder:
        s = Suite(arguments.bin, Path(folder), arguments.seed, arguments.effort)
        for part in (
            info,
            drafts_of_good_files,
            examples_of_the_format,
            left_out,
            refused_drafts,
            slices,
            trims,
            refused_paths,
        ):
            part(s)
    print(f"{s.passed} passed, {s.failed} failed")
    return 1 if s.failed or not s.passed else 0


if __name__ == "__main__":
    sys.exit(main())
