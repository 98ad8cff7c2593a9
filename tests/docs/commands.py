#!/usr/bin/env python3
"""Runs every command that the documentation shows, and compares what it prints with what the documentation says.

    commands.py --bin DIR

In README.md and docs/*.md a block that starts with ```console is a dialogue: a line "$ COMMAND" is run beside the
files of tests/networks and tests/paths, with the programs on the PATH and with the files of earlier commands of that document still there; the lines up to the next one
are its output, exactly, where "..." alone on a line stands for any lines. A command with <<'END' goes on to the line END. A command's exit code is not 0 only if the next
command is "$ echo $?". ```sh blocks may only name the set-up commands, which the test run itself is. ```json blocks that
are whole networks, paths or certificates are read by the programs.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SETUP = {"docs/demo.sh", "tests/run.sh", "tests/run.sh release", "tests/bench/run.sh"}


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.M | re.S)


def matches(expected: list[str], found: list[str]) -> bool:
    pattern = "".join("(?:.*\n)*?" if line == "..." else re.escape(line) + "\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in found)) is not None


def sessions(document: Path, env: dict[str, str]) -> list[tuple[str, bool, str]]:
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for file in [
            *(ROOT / "tests" / "networks").glob("*.json"),
            *(ROOT / "tests" / "paths").glob("*.json"),
        ]:
            shutil.copy(file, folder)
        for block in blocks(document.read_text(), "console"):
            steps = re.split(r"^\$ ", block, flags=re.M)
            if steps[0].strip():
                results.append(
                    (f"{document.name}: a console block starts without a command", False, steps[0])
                )
            code = 0
            for step in steps[1:]:
                command, *expected = step.rstrip("\n").split("\n")
                if "<<'END'" in command:
                    end = expected.index("END") + 1
                    command, expected = "\n".join([command, *expected[:end]]), expected[end:]
                if command == "echo $?":
                    found, shown_code = [str(code)], 0
                else:
                    done = subprocess.run(
                        ["bash", "-c", command],
                        cwd=folder,
                        env=env,
                        capture_output=True,
                        timeout=300,
                        check=False,
                    )
                    found, shown_code = (done.stdout + done.stderr).decode().splitlines(), done.returncode
                code = shown_code
                results.append((f"{document.name}: $ {command}", matches(expected, found), "\n".join(found)))
    return results


def set_up_blocks(document: Path) -> list[tuple[str, bool, str]]:
    return [
        (
            f"{document.name}: {line}",
            line in SETUP and (ROOT / line.split()[0]).exists(),
            "not a set-up command",
        )
        for block in blocks(document.read_text(), "sh")
        for line in block.splitlines()
        if line and not line.startswith("#")
    ]


def examples(document: Path, env: dict[str, str]) -> list[tuple[str, bool, str]]:
    results = []
    for k, block in enumerate(blocks(document.read_text(), "json")):
        kind = json.loads(block).get("format")
        command = {
            "isopath-network": ["isopath", "describe", "-"],
            "isopath-path": ["isopath", "check-path", "-"],
            "isopath-certificate": ["isopath-check", "-"],
        }[kind]
        done = subprocess.run(
            command, input=block.encode(), env=env, capture_output=True, timeout=60, check=False
        )
        results.append(
            (f"{document.name}: example {k}", done.returncode == 0, (done.stdout + done.stderr).decode())
        )
    return results


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    bin_dir = Path(parser.parse_args().bin).resolve()
    env = dict(os.environ, PATH=f"{bin_dir}:/usr/bin:{os.environ['PATH']}")
    results = []
    for document in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        results += sessions(document, env) + set_up_blocks(document) + examples(document, env)
    failed = [result for result in results if not result[1]]
    for name, _, found in failed:
        print(f"FAILED {name}\n{found}")
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed or not results else 0


sys.exit(main())
