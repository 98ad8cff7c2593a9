"""Laws that distance, diameter, connect --shortest and isopath-check have to obey on random members of small classes, with
tests/reference as the second opinion.

    distance_laws.py --bin DIR [--seed N] [--effort K] [--case I]

Case I of seed N is always the same; --case runs that one alone. Seed and effort are also read from ISOPATH_SEED
and ISOPATH_EFFORT.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Optional

import cases  # before the modules of the reference, which it puts on the path

import distances
import generate
import generate_members
import reference
from network_files import Network, claim_of, network_object, read_json_path

CASES = 150  # at effort 1

Bounds = tuple[Optional[int], Optional[int]]  # null: not connected


class Case(cases.Case):
    def plainly(self, network: Network) -> Path:
        path = self.place("json")
        path.write_text(json.dumps(network_object(network)))
        return path

    def bounds(self, a: Path, b: Path, what: str, *options: str | Path) -> Optional[Bounds]:
        got = self.json(self.programs.isopath("distance", a, b, "--json", *options), (0, 1), what)
        if got is None or not self.tally.that({"lower", "upper"} <= got.keys(), f"{what}: {got}"):
            return None
        lower, upper = got["lower"], got["upper"]
        return (None if upper is None else lower), upper

    # Laws of one pair.

    def distance(self, u: Network, w: Network, what: str) -> Optional[Bounds]:
        """The bounds, which agree with the reference."""
        a, b = self.plainly(u), self.plainly(w)
        certificate = self.place("certificate")
        found = self.bounds(a, b, what, "--certificate", certificate)
        if found is None:
            return None
        lower, upper = found
        connected = u == w or reference.rank(u) < len(u.units)
        self.same(upper is not None, connected, f"{what}: connected")
        self.same(self.bounds(a, b, what), found, f"{what}, the second time")
        self.same(self.bounds(b, a, f"{what}, turned round"), found, f"{what}, turned round")
        self.certificate(certificate, (a, b), (u, w), found, what)
        self.shortest((a, b), (u, w), found, what)
        if upper is None or lower is None or not connected:
            return found
        self.tally.that(reference.equivalent(u, w), f"{what}: members of two classes")
        self.tally.that(lower <= upper, f"{what}: from {lower} to {upper}")
        known = distances.lower_bound(u, w)
        self.tally.that(known <= lower, f"{what}: at least {lower}, the reference has at least {known}")
        self.same(upper == 0, u == w, f"{what}: 0 if and only if equal")
        self.same(
            upper <= 1,
            not reference.check_path([u, w]),
            f"{what}: 1 if and only if the straight segment holds",
        )
        self.same(lower == 0, u == w, f"{what}: lower bound 0 if and only if equal")
        if len(u.units) <= distances.MOST_OF_DISTANCE:
            self.same(found, (distances.exact_distance(u, w),) * 2, f"{what}: bounds")
        return found

    def certificate(
        self,
        certificate: Path,
        files: tuple[Path, Path],
        ends: tuple[Network, Network],
        found: Bounds,
        what: str,
    ) -> None:
        if not self.tally.that(certificate.exists(), f"{what}: no certificate"):
            return
        what, data = f"{certificate.name} of {what}", certificate.read_bytes()
        kind, networks, stated = claim_of(data)
        self.tally.verified(self.programs.check(certificate), what)
        self.tally.verified(self.programs.check(certificate, *files), f"{what}, with files")
        if ends[0] != ends[1]:
            self.tally.rejected(self.programs.check(certificate, *reversed(files)), f"{what}, files swapped")
        self.tally.that(reference.decide(data), f"{what}: the claim is false")
        self.same((networks[0], networks[-1]), ends, f"{what}: ends")
        if (
            not self.same(kind, "not connected" if found[1] is None else "distance", what)
            or kind == "not connected"
        ):
            return
        lower, upper = stated
        self.same(upper, found[1], f"{what}: upper bound")
        if len(ends[0].units) <= distances.MOST_OF_TABLE or distances.lower_of(data)[0] != "table":
            self.same(lower, distances.bound_of(data), f"{what}: lower bound, by its evidence")
        # What was found by search alone need not be certified.
        known = distances.lower_bound(*ends)
        self.tally.that(
            found[0] is not None and known <= lower <= found[0],
            f"{what}: at least {lower}, the reference has at least {known}, and {found} was told",
        )
        for wrong in (upper - 1, upper + 1, None):
            spoilt, whole = self.place("spoilt.certificate"), json.loads(data)
            whole["claim"].update({"lower": lower + 1} if wrong is None else {"upper": wrong})
            spoilt.write_text(json.dumps(whole))
            if wrong != -1:
                self.tally.rejected(
                    self.programs.check(spoilt), f"{what} with {whole['claim']['lower']} and {wrong}"
                )

    def shortest(
        self, files: tuple[Path, Path], ends: tuple[Network, Network], found: Bounds, what: str
    ) -> None:
        result, what = self.place("path.json"), f"connect --shortest of {what}"
        outcome = self.programs.isopath("connect", *files, "-o", result, "--shortest", "--json")
        # A path that was not proved to be the shortest may have an exit code of its own.
        told = self.json(
            outcome, (1,) if found[1] is None else (0,) if found[0] == found[1] else range(256), what
        )
        if told is None:
            return
        self.same(told.get("connected"), found[1] is not None, f"{what}: connected")
        if not self.same(result.exists(), found[1] is not None, f"{what} writes a path") or found[0] is None:
            return
        path, (rank, width) = read_json_path(result.read_bytes()), (
            reference.rank(ends[0]),
            len(ends[0].units),
        )
        self.same((path[0], path[-1]), ends, f"{what}: ends")
        self.same(reference.check_path(path), [], f"{what}: broken segments")
        self.same(told.get("segments"), len(path) - 1, f"{what}: segments")
        self.tally.that(
            found[0] <= len(path) - 1, f"{what}: {len(path) - 1} segments, and at least {found[0]} was told"
        )
        if found[0] == found[1]:
            self.same(len(path) - 1, found[0], f"{what}: segments")
        bound = 3 + 4 * -(-rank // (width - rank)) if rank < width else 0
        self.tally.that(len(path) - 1 <= bound, f"{what}: {len(path) - 1} segments, Theorem 4 has {bound}")

    # Laws of several pairs.

    def transformed(self, u: Network, w: Network, found: Bounds) -> None:
        """Both ends permuted and flipped the same way, and then stated as logistic networks."""
        order = self.rng.sample(range(len(u.units)), len(u.units))
        ends = [replace(v, units=tuple(v.units[i] for i in order)) for v in (u, w)]
        for i in range(len(order)):
            if self.rng.random() < 0.5:
                ends = [generate.flip_unit(v, i) for v in ends]
        self.same(
            self.bounds(*map(self.plainly, ends), "permuted and flipped"), found, "permuted and flipped"
        )
        ends = [generate.other_activation(self.rng, v) for v in ends]
        self.same(
            self.bounds(*map(self.plainly, ends), "as logistic networks"), found, "as logistic networks"
        )

    def triangle(self, found: list[Optional[Bounds]]) -> None:
        """Distances of a and b, b and c, a and c: each at most the sum of the others, as far as the bounds tell."""
        if any(bounds is None for bounds in found):
            return
        for one, two, three in ((0, 1, 2), (0, 2, 1), (1, 2, 0)):
            far, *near = found[three], found[one], found[two]
            if all(bounds and bounds[1] is not None for bounds in near):
                most = sum(bounds[1] for bounds in near)  # type: ignore[index, misc]
                self.tally.that(
                    far is not None and far[0] is not None and far[0] <= most, f"triangle: {far} by {near}"
                )

    def diameter(self, w: Network, found: list[Optional[Bounds]]) -> None:
        """Of the class of w, in which these distances were found."""
        file, certificate, what = self.plainly(w), self.place("certificate"), "diameter"
        told = self.json(
            self.programs.isopath("diameter", file, "--json", "--certificate", certificate), (0,), what
        )
        if told is None or not self.tally.that(certificate.exists(), f"{what}: no certificate"):
            return
        data = certificate.read_bytes()
        kind, networks, (rank, lower, upper) = claim_of(data)
        self.same((kind, networks[0], rank), ("diameter", w, reference.rank(w)), what)
        self.tally.that(reference.decide(data), f"{what}: the claim is false")
        self.same(lower, distances.bound_of(data), f"{what}: lower bound, by its evidence")
        files = [file, *map(self.plainly, networks[1:])]
        for way in ([], files[:1], files):
            self.tally.verified(
                self.programs.check(certificate, *way), f"certificate of {what}, {len(way)} files"
            )
        if upper is None:
            return
        self.tally.that(
            lower <= told.get("lower") <= told.get("upper") <= upper, f"{what}: {told}, {lower}, {upper}"
        )
        for bounds in filter(None, found):
            self.tally.that(
                bounds[0] is not None and bounds[0] <= told["upper"],
                f"{what}: {told}, and a distance is {bounds}",
            )

    # One case.

    def run(self) -> None:
        width = self.rng.choice((None, None, 3, 3, 4, 4, 5))
        of, members = generate_members.random_members(self.rng, 3, width)
        if of.rank < of.width and self.rng.random() < 0.1:
            members[2] = members[0]
        (self.folder / "made_by").write_text(f"{of}\n")
        a, b, c = members
        found = [
            self.distance(a, b, "a and b"),
            self.distance(b, c, "b and c"),
            self.distance(a, c, "a and c"),
        ]
        if found[0]:
            self.transformed(a, b, found[0])
        self.triangle(found)
        self.diameter(a, found)
        self.same(self.bounds(self.plainly(a), self.plainly(a), "a and a"), (0, 0), "a and a")


if __name__ == "__main__":
    sys.exit(cases.main(Case, CASES, __doc__))
