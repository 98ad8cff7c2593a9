#!/usr/bin/env python3
"""What is installed: programs that run, completions and a manual that know every verb and option.

    install.py --build DIR
"""
import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


class Suite:
    def __init__(self, prefix: Path) -> None:
        self.prefix, self.passed, self.failed = prefix, 0, 0

    def check(self, name: str, holds: bool, *shown: object) -> None:
        self.passed, self.failed = self.passed + holds, self.failed + (not holds)
        if not holds:
            print(f"FAILED {name}", *(repr(item)[:1000] for item in shown))

    def run(self, program: str, *arguments: str) -> str:
        return subprocess.run([str(self.prefix / "bin" / program), *arguments], capture_output=True, text=True, check=False).stdout

    def text(self, name: str) -> str:
        return (self.prefix / "share" / name).read_text(encoding="utf-8")


def options_of(text: str) -> set[str]:
    """Of the help of a verb."""
    return {name for names in re.findall(r"^  (-[^ \n]*)", text.split("\nOptions:\n")[1], re.M) for name in names.split(",")}


def completed(s: Suite, *words: str) -> set[str]:
    """What bash completes for the last word."""
    script = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _isopath; printf "%s\\n" "${COMPREPLY[@]}"'
    file = s.prefix / "share/bash-completion/completions/isopath"
    return set(subprocess.run(["bash", "-c", script, "bash", str(file), *words], capture_output=True, text=True, check=True, cwd=s.prefix).stdout.split())


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        s = Suite(Path(folder))
        installed = subprocess.run(["cmake", "--install", arguments.build, "--prefix", folder], capture_output=True, text=True, check=False)
        s.check("cmake --install", installed.returncode == 0, installed.stderr)
        for program in ("isopath", "isopath-check"):
            s.check(f"{program} --version", s.run(program, "--version").startswith(f"{program} 0."))
        verbs = re.findall(r"^  ([a-z-]+) ", s.run("isopath", "--help").split("\nSubcommands:\n")[1], re.M)
        s.check("verbs", {"equiv", "batch", "completions"} <= set(verbs) and set(verbs) <= completed(s, "isopath", ""), verbs)
        zsh, fish, manual = s.text("zsh/vendor-completions/_isopath"), s.text("fish/vendor_completions.d/isopath.fish"), s.text("man/man1/isopath.1")
        for verb in verbs:
            options = options_of(s.run("isopath", verb, "--help"))
            s.check(f"bash: {verb}", options == completed(s, "isopath", verb, "-"), options)
            part = re.search(rf"^    isopath/{verb}\) _arguments(.*?);;$", zsh, re.M | re.S)[1]
            s.check(f"zsh: {verb}", options == set(re.findall(r"'(--?[a-z-]+)\[", part)), options, part)
            known = re.findall(rf"^complete -c isopath -n '__fish_seen_subcommand_from {verb}' -([ls]) ([a-z-]+)", fish, re.M)
            s.check(f"fish: {verb}", options == {("--" if kind == "l" else "-") + name for kind, name in known}, options, known)
            section = re.search(rf"^\.SS {verb}[ \n](.*?)(?=^\.S)", manual.replace("\\-", "-"), re.M | re.S)[1]
            s.check(f"man: {verb}", options - {"-h", "--help"} == set(re.findall(r"^\.B (--?[a-z-]+)", section, re.M)), options, section)
        options = set(re.findall(r"--[a-z]+", s.run("isopath-check", "--help")))
        s.check("bash: isopath-check", options == completed(s, "isopath-check", "-"), options)
        s.check("bash: a prefix", completed(s, "isopath", "eq") == {"equiv"} and completed(s, "isopath", "equiv", "--j") == {"--json"})
        s.check("bash: activations", completed(s, "isopath", "equiv", "--activation", "") == {"tanh", "logistic"})
        s.check("bash: files", completed(s, "isopath", "equiv", "sh") == {"share"})
        for shell, name in (("zsh", "zsh/vendor-completions/_isopath"), ("fish", "fish/vendor_completions.d/isopath.fish")):
            if shutil.which(shell):
                read = subprocess.run([shell, "-n", str(s.prefix / "share" / name)], capture_output=True, text=True, check=False)
                s.check(f"{shell} reads its file", read.returncode == 0, read.stderr)
    print(f"{s.passed} passed, {s.failed} failed")
    return 1 if s.failed or not s.passed else 0


if __name__ == "__main__":
    sys.exit(main())
