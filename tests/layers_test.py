#!/usr/bin/env python3
"""layers.py can fail: lines that the plan forbids, and lines that it allows, in files of a tree that holds nothing else."""
import sys
import tempfile
from pathlib import Path

import layers

FORBIDDEN = [
    ("exact/a.cpp", '#include "verify/networks/model.hpp"'),
    ("verify/networks/a.cpp", '#include "verify/files/source.hpp"'),
    ("verify/networks/a.hpp", '#  include "verify/tanh/near/near.hpp"'),
    ("verify/files/a.cpp", '#include "verify/tanh/near/near.hpp"'),
    ("verify/tanh/near/a.cpp", '#include "verify/relu/segment.hpp"'),
    ("verify/relu/a.cpp", '#include "verify/tanh/paths/segment.hpp"'),
    ("verify/tanh/near/a.cpp", '#include "verify/questions/how_far.hpp"'),
    ("verify/questions/a.cpp", '#include "certificates/format/writer.hpp"'),
    ("certificates/format/a.cpp", '#include "certificates/rendering/page.hpp"'),
    ("certificates/rendering/a.cpp", '#include "programs/isopath/main.hpp"'),
    ("certificates/checker/a.cpp", '#include "exact/rational.hpp"'),
    ("certificates/checker/a.cpp", '#include "certificates/format/writer.hpp"'),
    ("programs/isopath/a.cpp", '#include "certificates/checker/rules.hpp"'),
    ("certificates/browser/checker/a.mjs", 'import { draw } from "../page/views.mjs";'),
    ("certificates/browser/page/a.mjs", 'import { draw } from "../../rendering/page.mjs";'),
    ("certificates/browser/checker/a.mjs", 'const page = await import("../page/views.mjs");'),
    ("certificates/browser/checker/a.mjs", 'import {\n  draw,\n} from "../page/views.mjs";'),
    ("elsewhere/a.cpp", "int x;"),
]
ALLOWED = [
    ("verify/networks/a.cpp", '#include "exact/rational.hpp"'),
    ("verify/tanh/near/a.cpp", '#include "verify/tanh/paths/segment.hpp"'),
    ("verify/questions/a.cpp", '#include "verify/tanh/near/near.hpp"'),
    ("certificates/format/a.cpp", '#include "verify/files/source.hpp"'),
    ("certificates/checker/a.cpp", '#include "b.hpp"'),
    ("certificates/browser/page/a.mjs", 'import { verify } from "../checker/checker.mjs";'),
    ("programs/isopath/a.cpp", '#include "isopath_version.hpp"'),
    ("exact/a.cpp", "#include <vector>"),
]


def faults_in(path: str, line: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        layers.ROOT = Path(folder).resolve()
        file = layers.ROOT / path
        file.parent.mkdir(parents=True)
        file.write_text(line + "\n", encoding="utf-8")
        file.with_name("b.hpp").touch()
        return layers.faults_of(file)


def main() -> int:
    failed = 0
    for path, line in FORBIDDEN:
        if len(faults_in(path, line)) != 1:
            print(f"FAILED {path}: expected a fault, found none: {line}")
            failed += 1
    for path, line in ALLOWED:
        for fault in faults_in(path, line):
            print(f"FAILED {fault}")
            failed += 1
    print(f"{len(FORBIDDEN) + len(ALLOWED) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
