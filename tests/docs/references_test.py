#!/usr/bin/env python3
"""references.py can fail: what it refuses, and what it lets pass, in texts of one line."""
import sys
import tempfile
from pathlib import Path

import references

STALE = [
    ("tests/a.py", "# verify/groups.cpp says"),
    ("tests/a.py", "# groups_that_were.hpp"),
    ("tests/a.py", '"""See docs/mathematics.md, section 13."""'),
    ("tests/a.py", "# sections 10 to 14 of docs/mathematics.md"),
    ("verify/a.hpp", "// (section 13)"),
    ("certificates/a.hpp", "// (section 97)"),
    ("verify/a.hpp", "// docs/network-files.md, section 10"),
    ("verify/a.hpp", "/// Theorem 10"),
    ("verify/a.hpp", "int x;  // Theorems 1, 2 or 10"),
    ("certificates/a.mjs", "// rules T2 and T9"),
    ("docs/a.md", "Headers in `verify/models/` are."),
    ("docs/a.md", "See [that](nowhere.md)."),
]
RIGHT = [
    ("tests/a.py", "# verify/README.md, and references.py beside this"),
    ("tests/a.py", 'name = "verify/groups.cpp"'),
    ("verify/a.hpp", "// docs/certificate-format.md, section 16"),
    ("verify/a.hpp", "// RFC 4648, section 40"),
    ("certificates/a.hpp", "// section 16, rules T1 to T5"),
    ("verify/a.hpp", "// Theorems 1, 2 or 9"),
    ("docs/a.md", "```\nverify/models/x.cpp\n```\n"),
]


def main() -> int:
    there = references.There(
        [
            "verify/README.md",
            "tests/docs/references.py",
            *("docs/" + path.name for path in references.DOCUMENTS.values()),
        ]
    )
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        references.ROOT = Path(folder).resolve()
        for path, text in STALE + RIGHT:
            file = references.ROOT / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text + "\n", encoding="utf-8")
            found = [*references.stale(there, file)]
            if bool(found) != ((path, text) in STALE):
                print(f"FAILED {path}: {text!r}: found {found}")
                failed += 1
    print(f"{len(STALE) + len(RIGHT) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
