#!/usr/bin/env python3
"""Writes good/ and bad/: small network files by NumPy and the zipfile module, for corpus_test.cpp.

    make_files.py           writes them
    make_files.py --check   fails if they are not as this program would write them

good/EXPECT: `network NAME h n m numbers...` (rows b, c, a of each unit, then d, in hexadecimal), and of each
file that has these numbers `FILE NAME`.
bad/EXPECT: a line for each file: its name, 3 (malformed) or 4 (not treated), a part of the message.
Each bad file has one fault; most are in the tables of faults/.
"""
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent)]

from making.bad import write_bad  # noqa: E402
from making.good import write_good  # noqa: E402


def write_all(place: Path) -> None:
    for name, write in (("good", write_good), ("bad", write_bad)):
        folder = place / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "EXPECT").write_text("\n".join(write(folder)) + "\n", encoding="utf-8")


def files_in(place: Path) -> dict[Path, bytes]:
    found = [path for name in ("good", "bad") for path in (place / name).rglob("*") if path.is_file()]
    return {path.relative_to(place): path.read_bytes() for path in found}


def check() -> int:
    with tempfile.TemporaryDirectory() as folder:
        write_all(Path(folder))
        right, present = files_in(Path(folder)), files_in(HERE)
    wrong = sorted(path for path in right.keys() | present.keys() if right.get(path) != present.get(path))
    for path in wrong:
        print(f"FAILED {path}: not as make_files.py writes it")
    print(f"{len(right)} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(check())
    write_all(HERE)
