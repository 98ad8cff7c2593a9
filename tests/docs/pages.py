"""Pages of the documentation as a reader meets them: their blocks, and a shell in which the commands are typed.

In a page a block that starts with ```console is a dialogue: a line "$ COMMAND" is typed, and the lines up to the next one are its
output, exactly, where "..." alone on a line stands for any lines. A command with <<'END' goes on to the line END. A command's exit
code is not 0 only if the next command is "$ echo $?". The lines of ```sh blocks are typed too, and have to succeed. All blocks of
a page are typed into one shell, in order.
"""
from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# What a reader follows from the start, from the top of a clone. Other pages are looked up, and their commands stand beside the examples.
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("tutorial*.md"))]
Result = tuple[str, bool, str]


def blocks(text: str, kind: str) -> list[str]:
    return [body for found, body in all_blocks(text) if found == kind]


def all_blocks(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^```(\w+)\n(.*?)^```", text, re.M | re.S)


def matches(expected: list[str], found: list[str]) -> bool:
    pattern = "".join("(?:.*\n)*?" if line == "..." else re.escape(line) + "\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in found)) is not None


class Shell:
    """A bash that keeps its folder and its variables from one command to the next."""

    def __init__(self, folder: Path, env: dict[str, str], outputs: Path) -> None:
        self.process = subprocess.Popen(
            ["bash", "--norc"], cwd=folder, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.outputs = outputs

    def run(self, command: str) -> tuple[int, list[str]]:
        """The exit code, and the lines of standard output and then of standard error."""
        out, err = self.outputs / "out", self.outputs / "err"
        self.process.stdin.write(f"{{ {command}\n}} </dev/null >{out} 2>{err}\necho $?\n")
        self.process.stdin.flush()
        code = self.process.stdout.readline().strip()
        return int(code), (out.read_text() + err.read_text()).splitlines()

    def __enter__(self) -> Shell:
        return self

    def __exit__(self, *error: object) -> None:
        self.process.stdin.close()
        self.process.wait()


def typed_console(name: str, block: str, shell: Shell) -> list[Result]:
    results = []
    steps = re.split(r"^\$ ", block, flags=re.M)
    if steps[0].strip():
        results.append((f"{name}: a console block starts without a command", False, steps[0]))
    code = 0
    for k, step in enumerate(steps[1:], 1):
        command, *expected = step.rstrip("\n").split("\n")
        if "<<'END'" in command:
            end = expected.index("END") + 1
            command, expected = "\n".join([command, *expected[:end]]), expected[end:]
        if command == "echo $?":
            code, found = 0, [str(code)]
        else:
            code, found = shell.run(command)
        results.append((f"{name}: $ {command}", matches(expected, found), "\n".join(found)))
    return results


def typed_lines(name: str, block: str, shell: Shell, instead: Callable[[str], str | None]) -> list[Result]:
    results = []
    for line in block.splitlines():
        command = None if line.startswith("#") else instead(line)
        if command:
            code, found = shell.run(command)
            results.append((f"{name}: {line}", code == 0, "\n".join(found)))
    return results


def typed(page: Path, shell: Shell, instead: Callable[[str], str | None]) -> list[Result]:
    """Types all commands of a page. `instead` says what is typed for a line of an sh block; None: nothing is."""
    results = []
    for kind, block in all_blocks(page.read_text(encoding="utf-8")):
        if kind == "console":
            results += typed_console(page.name, block, shell)
        elif kind == "sh":
            results += typed_lines(page.name, block, shell, instead)
    return results


def report(results: list[Result]) -> int:
    failed = [result for result in results if not result[1]]
    for name, _, found in failed:
        print(f"FAILED {name}\n{found}")
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed or not results else 0
