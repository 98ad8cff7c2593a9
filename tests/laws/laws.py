"""Laws that isopath and isopath-check have to obey on random networks, with tests/reference as the second opinion.

    laws.py --bin DIR [--seed N] [--effort K] [--case I]

Case I of seed N is always the same; --case runs that one alone. Seed and effort are also read from ISOPATH_SEED
and ISOPATH_EFFORT.
"""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import Optional

import cases  # before the modules of the reference, which it puts on the path

import generate
import reference
import spell
from exact_numbers import Malformed
from network_files import Network, claim_of, network_object, read_json_network, read_network

CASES = 220  # at effort 1


class Case(cases.Case):
    # Laws of one network.

    def describe(self, path: Path, network: Network, *options: str) -> None:
        got = self.json(
            self.programs.isopath("describe", path, "--json", *options), (0,), f"describe {path.name}"
        )
        if got is not None:
            for key in ("width", "rank", "inputs", "outputs", "reducible"):
                self.same(got.get(key), reference.describe(network)[key], f"describe {path.name}: {key}")

    def convert(self, path: Path, network: Network, *options: str) -> Path:
        """Exactly the same network, as JSON."""
        result = self.place("converted.json")
        outcome = self.programs.isopath("convert", path, "-o", result, *options)
        if self.tally.that(
            outcome.code == 0, f"convert {path.name}: exit {outcome.code} {outcome.err[:400]}"
        ):
            self.same(read_json_network(result.read_bytes()), network, f"convert {path.name}")
        return result

    def garbled(self, path: Path, certificate: Path) -> None:
        """All three readers accept the same slips, and refuse the same. `certificate` states one network, any."""
        result, spoilt = self.place("converted.json"), self.place("garbled.json")
        text = spell.garble(self.rng, path.read_bytes().decode())
        spoilt.write_bytes(text.encode())
        try:
            expected: Optional[Network] = read_json_network(spoilt.read_bytes())
        except Malformed:
            expected = None
        outcome = self.programs.isopath("convert", spoilt, "-o", result)
        self.same(
            outcome.code, 3 if expected is None else 0, f"exit of convert {spoilt.name} ({outcome.err[:200]})"
        )
        if expected and outcome.code == 0:
            self.same(read_json_network(result.read_bytes()), expected, f"convert {spoilt.name}")
        checked, (_, (stated, _), _) = self.programs.check(certificate, spoilt), claim_of(
            certificate.read_bytes()
        )
        code = 3 if expected is None else 0 if expected == stated else 1
        self.same(
            checked.code,
            code,
            f"exit of isopath-check {certificate.name} with {spoilt.name} ({checked.err[:200]})",
        )

    def canon(self, path: Path, network: Network, checked: Path, other: Optional[Path]) -> bytes:
        """The text of the canonical form. `checked` states the network for isopath-check, `other` another network."""
        results = [(self.place("canon.json"), self.place("canon.certificate")) for _ in range(2)]
        for result, certificate in results:
            outcome = self.programs.isopath("canon", path, "-o", result, "--certificate", certificate)
            if not self.tally.that(
                outcome.code == 0, f"canon {path.name}: exit {outcome.code} {outcome.err[:400]}"
            ):
                return b""
        (result, certificate), (again, certificate_again) = results
        text, form = result.read_bytes(), reference.canonical(network)
        self.same(json.loads(text), network_object(form), f"canon {path.name}")
        self.tally.that(
            text == again.read_bytes() and certificate.read_bytes() == certificate_again.read_bytes(),
            f"canon {path.name}: the same text and certificate twice",
        )
        self.same(
            claim_of(certificate.read_bytes()),
            ("canonical", [network, form], len(form.units)),
            f"claim of canon {path.name}",
        )
        self.tally.that(reference.decide(certificate.read_bytes()), f"canon {path.name}: the claim is false")
        self.tally.verified(
            self.programs.check(certificate, checked), f"{certificate.name} with {checked.name}"
        )
        self.tally.rejected(
            self.programs.check(certificate, checked, checked), f"{certificate.name} with a file too many"
        )
        if other:
            self.tally.rejected(
                self.programs.check(certificate, other), f"{certificate.name} with {other.name}"
            )
        if checked.suffix == ".json":
            self.garbled(checked, certificate)
        idempotent = self.programs.isopath("canon", result)
        self.tally.that(idempotent.out == text, f"canon of canon {path.name} is another text")
        self.equiv(path, network, result, form, light=True)
        return text

    def near(self, path: Path, network: Network, checked: Path) -> None:
        """A near parameter of small rank. `checked` states the network for isopath-check."""
        numbers = [abs(x) for unit in network.units for x in (*unit.a, *unit.b, unit.c)] + [
            Fraction(0),
            Fraction(1, 3),
        ]
        radius = self.rng.choice(numbers) * self.rng.choice(
            (Fraction(1, 2), Fraction(1), Fraction(999, 1000))
        )
        result, certificate, what = (
            self.place("near.json"),
            self.place("near.certificate"),
            f"near {path.name}",
        )
        got = self.json(
            self.programs.isopath(
                "near",
                path,
                "--radius",
                str(radius),
                "--time",
                "0",
                "--json",
                "-o",
                result,
                "--certificate",
                certificate,
            ),
            (0,),
            what,
        )
        if got is None:
            return
        found = read_json_network(result.read_bytes())
        difference = reference.change(network, found)
        self.same(
            (got["rank"], got["rank_a"], got["change"]),
            (reference.rank(found), reference.rank(network), str(difference)),
            what,
        )
        self.tally.that(
            difference is not None and difference <= radius and found.d == network.d,
            f"{what}: beyond {radius}",
        )
        self.tally.that(got["lower_rank"] <= got["rank"] <= got["rank_a"], f"{what}: ranks {got}")
        self.same(
            claim_of(certificate.read_bytes()),
            ("near", [network, found], (radius, got["rank"])),
            f"claim of {what}",
        )
        self.tally.that(reference.decide(certificate.read_bytes()), f"{what}: the claim is false")
        self.tally.verified(
            self.programs.check(certificate, checked, result), f"{certificate.name} of {what}"
        )
        if reference.equivalent(network, found):
            self.same(
                (got["difference"]["lower"], got["difference"]["upper"]),
                ("0", "0"),
                f"{what}: the same function",
            )

    # Laws of two networks.

    def equiv(
        self,
        a: Path,
        of_a: Network,
        b: Path,
        of_b: Network,
        light: bool = False,
        checked: tuple[Path, ...] = (),
        other: Optional[Path] = None,
    ) -> None:
        expected = reference.equivalence_report(of_a, of_b)
        holds, what = expected["equivalent"], f"equiv {a.name} {b.name}"
        certificate, again = self.place("certificate"), self.place("certificate")
        code = (0,) if holds else (1,)
        options = () if light else ("--certificate", certificate)
        got = self.json(self.programs.isopath("equiv", a, b, "--json", *options), code, what)
        if got is None:
            return
        for key in ("equivalent", "rank_a", "rank_b"):
            self.same(got.get(key), expected[key], f"{what}: {key}")
        # The documented null: an output bias with a saturated tanh term may be too near a tie to tell its side.
        saturated = any(
            abs(argument) > 20_000 for network in (of_a, of_b) for bias in network.d for argument in bias
        )
        for name, value in expected["rounded"].items():
            if saturated and got.get("rounded", {}).get(name, "missing") is None:
                continue
            if value != "undecided":
                self.same(got.get("rounded", {}).get(name, "missing"), value, f"{what}: rounded to {name}")
        if light:
            return
        text = self.programs.isopath("equiv", a, b, "--certificate", again)
        self.same(
            (text.code, text.first_line),
            (code[0], "s EQUIVALENT" if holds else "s INEQUIVALENT"),
            f"{what}, as text",
        )
        self.tally.that(
            certificate.read_bytes() == again.read_bytes(), f"{what}: another certificate the second time"
        )
        turned = self.json(self.programs.isopath("equiv", b, a, "--json"), code, f"{what}, turned round")
        if turned is not None:
            self.same(
                turned,
                {
                    **got,
                    "rank_a": got["rank_b"],
                    "rank_b": got["rank_a"],
                    **{key: turned[key] for key in turned.keys() & got.keys() - set(expected)},
                },
                f"{what}, turned round",
            )
        kind, claimed, _ = claim_of(certificate.read_bytes())
        self.same(
            (kind, claimed), ("equivalent" if holds else "inequivalent", [of_a, of_b]), f"claim of {what}"
        )
        self.tally.that(reference.decide(certificate.read_bytes()), f"{what}: the claim is false")
        self.tally.verified(self.programs.check(certificate), f"{certificate.name} of {what}")
        self.tally.verified(
            self.programs.check(certificate, *checked), f"{certificate.name} of {what}, with files"
        )
        if of_a != of_b:
            self.tally.rejected(
                self.programs.check(certificate, *reversed(checked)), f"{certificate.name}, files swapped"
            )
            self.tally.rejected(
                self.programs.check(certificate, checked[0], checked[0]),
                f"{certificate.name}, one file twice",
            )
        if other:
            self.tally.rejected(
                self.programs.check(certificate, checked[0], other), f"{certificate.name} with {other.name}"
            )

    # One case.

    def run(self) -> None:
        rng = self.rng
        of_arrays = rng.random() < 0.25
        network = generate.float_network(rng) if of_arrays else generate.random_network(rng)
        kept, names = generate.kept(rng, network)
        base = rng.choice((network, kept))
        changed = generate.changed(rng, base)
        other = changed[0] if changed else generate.add_zero_sum(rng, base)
        (self.folder / "made_by").write_text(
            f"kept by {names}, changed by {changed[1] if changed else 'add_zero_sum'}\n"
        )

        a = spell.write_arrays(rng, network, self.folder / "a") if of_arrays else self.write("a", network)
        b, c = self.write("b", kept), self.write("c", other)
        self.tally.that(
            reference.equivalent(network, kept), f"the reference finds a and b equivalent, by {names}"
        )
        if of_arrays:
            self.same(read_network(a), network, "the reference reads a as it was written")
            logistic = read_network(a, "logistic")
            self.convert(a, logistic, "--activation", "logistic")
            self.describe(a, logistic, "--activation", "logistic")
        converted = self.convert(a, network)
        checked = (
            a if a.suffix in (".json", ".safetensors") else converted
        )  # isopath-check reads no NumPy files
        self.describe(a, network)
        self.describe(b, kept)
        text_a = self.canon(a, network, checked, c if other != network else None)
        text_b = self.canon(b, kept, b, checked if network != kept else None)
        self.tally.that(text_a == text_b, f"canon a and canon b are the same text, by {names}")
        self.equiv(a, network, b, kept, checked=(checked, b), other=c if other != kept else None)
        self.equiv(a, network, c, other, checked=(checked, c), other=b if other != kept else None)
        self.equiv(b, kept, c, other, light=True)
        self.equiv(a, network, a, network, light=True)
        if rng.random() < 0.3:
            self.near(a, network, checked)


if __name__ == "__main__":
    sys.exit(cases.main(Case, CASES, __doc__))
