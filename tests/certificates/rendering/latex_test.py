#!/usr/bin/env python3
"""The statements of all good certificates, as one LaTeX document of the class article: does it compile?

    latex_test.py --bin DIR

Needs pdflatex (Debian: texlive-latex-base); without it exit 77, skipped. Lines that stick out of the page by more than 12 points are failures.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

GOOD = Path(__file__).resolve().parent.parent / "good"
START, END = "% From here on for another document", "\\end{document}"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=Path, required=True, help="folder of isopath")
    isopath = parser.parse_args().bin.resolve() / "isopath"
    if shutil.which("pdflatex") is None:
        print("skipped: there is no pdflatex")
        return 77
    failures, passed, parts = [], 0, []
    preamble = ""
    for certificate in sorted(GOOD.glob("*.json")):
        done = subprocess.run([isopath, "render", certificate, "--to", "latex"], capture_output=True)
        text = done.stdout.decode()
        if done.returncode != 0 or START not in text or not text.rstrip().endswith(END):
            failures.append(f"{certificate.name}: exit {done.returncode} {done.stderr.decode()}")
            continue
        preamble, body = text.split(START, 1)
        parts.append(
            f"\\typeout{{CERTIFICATE {certificate.name}}}\n%{body.rstrip().removesuffix(END)}\n\\clearpage\n"
        )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "all.tex").write_text(f"{preamble}{''.join(parts)}{END}\n")
        done = subprocess.run(
            ["pdflatex", "-interaction=nonstopmode", "all.tex"], cwd=folder, capture_output=True, timeout=300
        )
    current, seen = "", 0
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        if found := re.match(r"CERTIFICATE (.*)", line):
            current, seen = found[1], seen + 1
        too_wide = re.match(r"Overfull \\hbox \(([\d.]+)pt too wide\)", line)
        if line.startswith("!") or (too_wide and float(too_wide[1]) > 12):
            failures.append(f"{current}: {line}")
    passed += seen
    if done.returncode != 0 or seen != len(parts) or not parts:
        failures.append(f"pdflatex: exit {done.returncode}, {seen} of {len(parts)} statements")
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
