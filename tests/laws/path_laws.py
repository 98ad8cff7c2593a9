"""Laws that check-path and isopath-check have to obey on random paths, with tests/reference as the second opinion.

    path_laws.py --bin DIR [--seed N] [--effort K] [--case I]

Case I of seed N is always the same; --case runs that one alone. Seed and effort are also read from ISOPATH_SEED
and ISOPATH_EFFORT.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Optional

import cases  # before the modules of the reference, which it puts on the path

import generate
import generate_paths
import reference
import spell
from exact_numbers import Malformed, NotTreated, Undecided, combine, read_number, read_sum
from network_files import (
    Network,
    Unit,
    claim_of,
    network_object,
    path_fields,
    path_object,
    read_json_path,
    read_network,
)

CASES = 160  # at effort 1
ALL = ("--most", "1000")

Vertices = list[Network]


def fits_arrays(network: Network) -> bool:
    """Whether all its numbers are binary64 values."""
    biases = [value.get(Fraction(0), Fraction(0)) for value in network.d]
    rest = [x for unit in network.units for x in (*unit.a, *unit.b, unit.c)]
    return (
        all(set(value) <= {Fraction(0)} for value in network.d) and spell.pack(biases + rest, "d") is not None
    )


class Case(cases.Case):
    def write_path(self, name: str, vertices: Vertices) -> Path:
        path = self.folder / f"{name}.json"
        path.write_bytes(spell.spell_path(self.rng, vertices).encode())
        self.tally.that(
            read_json_path(path.read_bytes()) == vertices, f"the reference reads {name} as it was spelled"
        )
        return path

    def write_plainly(self, network: Network) -> Path:
        path = self.place("vertex.json")
        path.write_text(json.dumps(network_object(network)))
        return path

    def check_path(self, what: str, vertices: Vertices, *arguments: str | Path) -> Optional[dict[str, Any]]:
        """The verdict is that of the reference. `vertices` is what the arguments state."""
        expected = reference.path_report(vertices)
        outcome = self.programs.isopath("check-path", *arguments, "--json", *ALL)
        got = self.json(outcome, (0,) if expected["valid"] else (1,), what)
        if got is not None:
            for key in ("valid", "segments", "first_broken_segment", "broken_segments"):
                self.same(got.get(key, "missing"), expected[key], f"{what}: {key}")
        return got

    # What is said of a path.

    def verdict(self, path: Path, vertices: Vertices) -> None:
        first = vertices[0]
        got = self.check_path(path.name, vertices, path)
        if got is None:
            return
        stated = {
            "vertices": len(vertices),
            "width": len(first.units),
            "inputs": first.inputs,
            "outputs": first.outputs,
            "activation": first.activation,
            "from": None,
            "to": None,
        }
        self.same({key: got.get(key, "missing") for key in stated}, stated, path.name)
        accounts = got["accounts"]
        self.same(
            [account["segment"] for account in accounts],
            list(range(len(vertices) - 1)),
            f"{path.name}: accounts",
        )
        for account, u, v in zip(accounts, vertices, vertices[1:]):
            self.account(account, u, v, f"{path.name}, segment {account['segment']}")
        text = self.programs.isopath("check-path", path)
        self.same(
            (text.code, text.first_line),
            (0, "s VALID") if got["valid"] else (1, "s BROKEN"),
            f"{path.name}, as text",
        )

    def account(self, account: dict[str, Any], u: Network, v: Network, what: str) -> None:
        expected, breaches = reference.account(u, v), reference.breaches(u, v)
        self.same(account["valid"], not breaches, f"{what}: valid")
        self.same(account["unchanged"], expected["unchanged"], f"{what}: unchanged")
        for key in ("moving_blank_units", "shifting_groups", "zero_sum_groups", "constants"):
            self.same(account[key], {"count": len(expected[key]), "listed": expected[key]}, f"{what}: {key}")
        biases = [
            output
            for output, (p, q) in enumerate(zip(reference.to_tanh(u).d, reference.to_tanh(v).d))
            if p != q
        ]
        self.same(
            account["output_biases"], {"count": len(biases), "listed": biases}, f"{what}: output_biases"
        )
        # A group is told with the first output in which it breaks its condition, and without the units that
        # meet it by themselves: they may add the same to both ends.
        alone, one, told = reference.units_that_need_no_group(u, v), Fraction(1), {}
        for breach in breaches:
            units = tuple(index for index in breach.units if index not in alone)
            told.setdefault(
                (breach.condition, breach.output if breach.condition == "iii" else None, units), breach
            )
        found = {
            (b["condition"], b["output"] if b["condition"] == "iii" else None, tuple(b["units"])): b
            for b in account["broken"]
        }
        if not self.same(
            (sorted(map(str, found)), len(account["broken"])),
            (sorted(map(str, told)), len(told)),
            f"{what}: broken",
        ):
            return
        for key, b in found.items():
            breach, start, end = told[key], read_sum(b["start"]), read_sum(b["end"])
            self.same(b["output"], breach.output, f"{what}: output of {b}")
            if breach.condition == "i":
                self.same((start, end), (breach.start, breach.end), f"{what}: sums of {b}")
            self.same(
                combine((one, end), (-one, start)),
                combine((one, breach.end), (-one, breach.start)),
                f"{what}: difference of {b}",
            )
        if not breaches:
            self.same(account["refutation"], None, f"{what}: refutation")
        elif account["refutation"]:
            self.refutation(account["refutation"], u, v, what)

    def refutation(self, told: dict[str, Any], u: Network, v: Network, what: str) -> None:
        t, x = read_number(told["t"]), [read_number(entry) for entry in told["x"]]
        low, high = map(read_number, told["difference"])
        try:
            self.tally.that(
                reference.refuted(u, v, t, x, told["output"], low, high), f"{what}: {told} refutes nothing"
            )
        except Undecided:
            pass

    # Other ways to state the same path, and other paths with the same verdict.

    def vertex_files(self, vertices: Vertices) -> list[Path]:
        """A file for each vertex, arrays of floats among them where they can state it."""
        return [
            spell.write_arrays(self.rng, vertex, self.place("arrays"))
            if fits_arrays(vertex) and self.rng.random() < 0.8
            else self.write(f"vertex_{k}", vertex)
            for k, vertex in enumerate(vertices)
        ]

    def as_files(self, vertices: Vertices) -> None:
        if len(vertices) > 1:
            files = self.vertex_files(vertices)
            activation = vertices[0].activation
            self.same([read_network(file, activation) for file in files], vertices, "vertices as files")
            self.check_path("network files", vertices, *files, "--activation", activation)

    def variants(self, vertices: Vertices) -> None:
        rng, broken, last = self.rng, reference.check_path(vertices), len(vertices) - 2
        turned = vertices[::-1]
        self.same(
            reference.check_path(turned), [last - k for k in reversed(broken)], "reversed, by the reference"
        )
        self.check_path("reversed", turned, self.write_path("reversed", turned))

        order = rng.sample(range(len(vertices[0].units)), len(vertices[0].units))
        flipped = [i for i in order if rng.random() < 0.4]
        other = [replace(w, units=tuple(w.units[i] for i in order)) for w in vertices]
        for i in flipped:
            other = [generate.flip_unit(w, i) for w in other]
        self.same(reference.check_path(other), broken, "permuted and flipped, by the reference")
        self.check_path("permuted and flipped", other, self.write_path("permuted", other))

        weights = tuple(generate.number(rng) for _ in range(vertices[0].outputs))
        unit = Unit(weights, *generate.random_pair(rng, rng.choice(vertices)))
        place = rng.randint(0, len(order))
        wider = [replace(w, units=w.units[:place] + (unit,) + w.units[place:]) for w in vertices]
        self.same(reference.check_path(wider), broken, "with one more unit, by the reference")
        self.check_path("with one more unit", wider, self.write_path("wider", wider))

        if len(vertices) > 1:
            k, t = rng.randint(0, last), Fraction(rng.randint(1, 6), 7) if rng.random() < 0.7 else Fraction(
                1, 10**9 + 7
            )
            split = (
                vertices[: k + 1] + [reference.point_on(vertices[k], vertices[k + 1], t)] + vertices[k + 1 :]
            )
            halves = sorted({i + (i > k) for i in broken} | ({k, k + 1} if k in broken else set()))
            self.same(reference.check_path(split), halves, f"split at {t} of segment {k}, by the reference")
            self.check_path(f"split at {t} of segment {k}", split, self.write_path("split", split))

    def points(self, vertices: Vertices) -> None:
        """The function at points of the segments, by canonical forms: by no part of Theorem 3."""
        for k, (u, v) in enumerate(zip(vertices, vertices[1:])):
            points = [
                reference.point_on(u, v, Fraction(self.rng.randint(1, 10**6), 10**6 + 3))
                for _ in range(3)
            ]
            same = [reference.equivalent(u, point) for point in points]
            valid = k not in reference.check_path(vertices)
            self.tally.that(
                all(same) if valid else not all(same), f"points of segment {k}: {same}, by the reference"
            )
            outcome = self.programs.isopath(
                "equiv", self.write_plainly(u), self.write_plainly(points[0]), "--json"
            )
            self.same(outcome.code, 0 if same[0] else 1, f"equiv of vertex {k} and a point of the segment")

    def ends(self, path: Path, vertices: Vertices, wrong: Optional[Network]) -> None:
        first, last = self.write("first", vertices[0]), self.write("last", vertices[-1])
        code = 1 if reference.check_path(vertices) else 0
        got = self.json(
            self.programs.isopath("check-path", path, "--json", "--from", first, "--to", last),
            (code,),
            f"{path.name} with its ends",
        )
        if got:
            self.same(
                (got["from"], got["to"], got["valid"]), (True, True, not code), f"{path.name} with its ends"
            )
        if wrong:
            other = self.write("wrong_end", wrong)
            for option, end in (("--from", vertices[0]), ("--to", vertices[-1])):
                outcome = self.programs.isopath("check-path", path, "--json", option, other)
                got = self.json(outcome, (0,) if wrong == end and not code else (1,), f"{path.name} {option}")
                if got:
                    self.same(got[option[2:]], wrong == end, f"{path.name} {option}")
                    self.same(got["valid"], wrong == end and not code, f"{path.name} {option}: valid")

    # Certificates.

    def certificate(self, path: Path, vertices: Vertices, wrong: Optional[Network]) -> None:
        broken = reference.check_path(vertices)
        results = []
        for jobs in ("1", "3", "1"):
            certificate = self.place("certificate")
            outcome = self.programs.isopath("check-path", path, "--certificate", certificate, "--jobs", jobs)
            if not self.same(
                (outcome.code, certificate.exists()),
                (1 if broken else 0, True),
                f"certificate of {path.name} ({outcome.err[:200]})",
            ):
                return
            results.append((outcome.out, certificate.read_bytes()))
        self.tally.that(results[0] == results[1], f"{path.name}: --jobs 3 gives another text or certificate")
        self.tally.that(results[0] == results[2], f"{path.name}: another text or certificate the second time")

        data, name = results[0][1], f"{certificate.name} of {path.name}"
        self.same(
            claim_of(data),
            ("path broken", vertices, broken) if broken else ("path valid", vertices, None),
            f"claim of {name}",
        )
        self.tally.that(reference.decide(data), f"{name}: the claim is false")
        whole = json.loads(data)
        self.same(whole["claim"]["path"], path_fields(vertices), f"{name}: how vertices are stated")
        witness = whole["evidence"].get("witness")
        if witness:
            k = witness["segment"]
            self.same(k, broken[0], f"{name}: segment of the witness")
            self.refutation(witness, vertices[k], vertices[k + 1], name)

        files = [self.write(f"checked_{k}", vertex) for k, vertex in enumerate(vertices)]
        ways = [[], [path], [files[0]], files] + ([[files[0], files[-1]]] if len(files) > 1 else [])
        for way in ways:
            self.tally.verified(
                self.programs.check(certificate, *way), f"{name} with {[file.name for file in way]}"
            )
        if wrong:
            other = self.write("wrong", wrong)
            k = self.rng.randrange(len(vertices))
            bad = [
                files[:k] + [other] + files[k + 1 :] if wrong != vertices[k] else [],
                [other, files[-1]] if wrong != vertices[0] and len(files) > 1 else [],
                [files[0], other] if wrong != vertices[-1] and len(files) > 1 else [],
                [other] if wrong != vertices[0] else [],
            ]
            if wrong != vertices[k]:
                bad.append([self.write_path("wrong_path", vertices[:k] + [wrong] + vertices[k + 1 :])])
            for way in filter(None, bad):
                self.tally.rejected(
                    self.programs.check(certificate, *way), f"{name} with {[file.name for file in way]}"
                )
        self.tally.rejected(
            self.programs.check(certificate, *files, files[-1], files[-1]), f"{name} with files too many"
        )
        longer = self.write_path("longer", vertices + vertices[-1:])
        self.tally.rejected(self.programs.check(certificate, longer), f"{name} with a longer path")
        self.garbled(path, certificate)
        self.garbled_certificate(data)

    def garbled_certificate(self, data: bytes) -> None:
        """What is verified is true, and a certificate for the reference too."""
        for _ in range(4):
            spoilt = self.place("garbled.certificate")
            spoilt.write_bytes(spell.garble(self.rng, data.decode()).encode())
            outcome = self.programs.check(spoilt)
            try:
                holds = reference.decide(spoilt.read_bytes())
            except (Malformed, NotTreated):
                holds = False
            self.tally.that(
                holds if outcome.code == 0 else outcome.code in (1, 3, 4),
                f"{spoilt.name}: exit {outcome.code} ({outcome.err[:200]}), the reference finds it {holds}",
            )

    def garbled(self, path: Path, certificate: Path) -> None:
        """All three readers accept the same slips, and refuse the same."""
        spoilt = self.place("garbled.json")
        spoilt.write_bytes(spell.garble(self.rng, path.read_bytes().decode()).encode())
        try:
            expected: Optional[Vertices] = read_json_path(spoilt.read_bytes())
        except Malformed:
            expected = None
        code = 3 if expected is None else 1 if reference.check_path(expected) else 0
        outcome = self.programs.isopath("check-path", spoilt)
        self.same(outcome.code, code, f"exit of check-path {spoilt.name} ({outcome.err[:200]})")
        code = 3 if expected is None else 0 if expected == claim_of(certificate.read_bytes())[1] else 1
        checked = self.programs.check(certificate, spoilt)
        self.same(
            checked.code,
            code,
            f"exit of isopath-check {certificate.name} with {spoilt.name} ({checked.err[:200]})",
        )

    def connection(self, vertices: Vertices) -> None:
        """`connect` joins the ends if and only if they are equivalent and a unit is redundant, or they are one."""
        ends = [vertices[0], vertices[-1]]
        files = [self.place("json") for _ in ends]
        for file, network in zip(files, ends):
            file.write_text(json.dumps(network_object(network)))
        rank, width = reference.rank(ends[0]), len(ends[0].units)
        equivalent = reference.equivalent(*ends)
        expected = ends[0] == ends[1] or (equivalent and rank < width)
        result, certificate = self.place("connection.json"), self.place("connection.certificate")
        told = self.json(
            self.programs.isopath("connect", *files, "-o", result, "--certificate", certificate, "--json"),
            (0 if expected else 1,),
            "connect",
        )
        if told is None:
            return
        self.same(
            (told.get("connected"), told.get("equivalent"), told.get("rank")),
            (expected, equivalent, rank),
            "connect",
        )
        self.tally.verified(self.programs.check(certificate, *files), "certificate of connect")
        self.tally.that(reference.decide(certificate.read_bytes()), "the claim of connect does not hold")
        self.same(result.exists(), expected, "connect writes a path")
        if not expected:
            return
        path = read_json_path(result.read_bytes())
        self.same([path[0], path[-1]], ends, "ends of the path of connect")
        self.same(reference.check_path(path), [], "broken segments of the path of connect")
        self.same(told.get("segments"), len(path) - 1, "segments of connect")
        bound = 3 + 4 * -(-rank // (width - rank)) if rank < width else 0
        self.tally.that(len(path) - 1 <= bound, f"connect: {len(path) - 1} segments, Theorem 4 has {bound}")
        if not reference.check_path(ends):
            self.tally.that(len(path) <= 2, f"connect: {len(path) - 1} segments, and the straight one holds")

    def misshapen(self, vertices: Vertices) -> None:
        """Vertices of different shapes are refused."""
        rng, w = self.rng, vertices[-1]
        other = rng.choice(
            (
                generate.add_blank(rng, w),
                replace(
                    w,
                    outputs=w.outputs + 1,
                    d=w.d + ({},),
                    units=tuple(replace(unit, a=unit.a + (Fraction(0),)) for unit in w.units),
                ),
                replace(
                    w,
                    inputs=w.inputs + 1,
                    units=tuple(replace(unit, b=unit.b + (Fraction(0),)) for unit in w.units),
                ),
            )
        )
        files = [self.write_plainly(vertex) for vertex in (*vertices, other)]
        self.same(
            self.programs.isopath("check-path", *files).code,
            3,
            "exit of check-path with a vertex of another shape",
        )
        if (other.inputs, other.outputs) == (w.inputs, w.outputs):
            path = self.place("misshapen.json")
            path.write_text(json.dumps(path_object([*vertices, other])))
            self.same(
                self.programs.isopath("check-path", path).code,
                3,
                "exit of check-path with a vertex of another width",
            )

    # One case.

    def run(self) -> None:
        vertices, story = generate_paths.random_path(self.rng, floats=self.rng.random() < 0.35)
        (self.folder / "made_by").write_text("\n".join(story) + "\n")
        path = self.write_path("path", vertices)
        changed = generate.changed(self.rng, self.rng.choice(vertices))
        wrong = changed[0] if changed and len(changed[0].units) == len(vertices[0].units) else None
        self.verdict(path, vertices)
        self.as_files(vertices)
        self.variants(vertices)
        self.points(vertices)
        self.ends(path, vertices, wrong)
        self.certificate(path, vertices, wrong)
        self.misshapen(vertices)
        self.connection(vertices)


if __name__ == "__main__":
    sys.exit(cases.main(Case, CASES, __doc__))
