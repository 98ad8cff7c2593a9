#!/usr/bin/env python3
"""What is installed: programs that run and pass their self-test, completions and a manual that know every verb and option, a
library that a project elsewhere builds with.

    install.py --build DIR
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
from typing import Any


class Suite:
    def __init__(self, prefix: Path) -> None:
        self.prefix, self.passed, self.failed = prefix, 0, 0

    def check(self, name: str, holds: bool, *shown: object) -> bool:
        self.passed, self.failed = self.passed + holds, self.failed + (not holds)
        if not holds:
            print(f"FAILED {name}", *(repr(item)[:1000] for item in shown))
        return holds

    def ended(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.prefix / "bin" / program), *arguments], capture_output=True, text=True, check=False
        )

    def run(self, program: str, *arguments: str) -> str:
        return self.ended(program, *arguments).stdout

    def text(self, name: str) -> str:
        return (self.prefix / "share" / name).read_text(encoding="utf-8")


def options_of(text: str) -> set[str]:
    """Of the help of a verb."""
    return {
        name
        for names in re.findall(r"^  (-[^ \n]*)", text.split("\nOptions:\n")[1], re.M)
        for name in names.split(",")
    }


def completed(s: Suite, *words: str) -> set[str]:
    """What bash completes for the last word."""
    script = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _isopath; printf "%s\\n" "${COMPREPLY[@]}"'
    file = s.prefix / "share/bash-completion/completions/isopath"
    return set(
        subprocess.run(
            ["bash", "-c", script, "bash", str(file), *words],
            capture_output=True,
            text=True,
            check=True,
            cwd=s.prefix,
        ).stdout.split()
    )


ROOT = Path(__file__).resolve().parents[3]
NETWORKS = ROOT / "tests" / "networks"


def options_of_programs(s: Suite) -> None:
    verbs = re.findall(r"^  ([a-z-]+) ", s.run("isopath", "--help").split("\nSubcommands:\n")[1], re.M)
    s.check(
        "verbs",
        {"equiv", "batch", "completions"} <= set(verbs) and set(verbs) <= completed(s, "isopath", ""),
        verbs,
    )
    zsh, fish, manual = (
        s.text("zsh/vendor-completions/_isopath"),
        s.text("fish/vendor_completions.d/isopath.fish"),
        s.text("man/man1/isopath.1"),
    )
    for verb in verbs:
        options = options_of(s.run("isopath", verb, "--help"))
        s.check(f"bash: {verb}", options == completed(s, "isopath", verb, "-"), options)
        part = re.search(rf"^    isopath/{verb}\) _arguments(.*?);;$", zsh, re.M | re.S)[1]
        s.check(f"zsh: {verb}", options == set(re.findall(r"'(--?[a-z-]+)\[", part)), options, part)
        known = re.findall(
            rf"^complete -c isopath -n '__fish_seen_subcommand_from {verb}' -([ls]) ([a-z-]+)", fish, re.M
        )
        s.check(
            f"fish: {verb}",
            options == {("--" if kind == "l" else "-") + name for kind, name in known},
            options,
            known,
        )
        section = re.search(rf"^\.SS {verb}[ \n](.*?)(?=^\.S)", manual.replace("\\-", "-"), re.M | re.S)[1]
        s.check(
            f"man: {verb}",
            options - {"-h", "--help"} == set(re.findall(r"^\.B (--?[a-z-]+)", section, re.M)),
            options,
            section,
        )
    options = set(re.findall(r"--[a-z]+", s.run("isopath-check", "--help")))
    s.check("bash: isopath-check", options == completed(s, "isopath-check", "-"), options)
    of_checker = s.text("man/man1/isopath-check.1").replace("\\-", "-")
    s.check(
        "man: isopath-check",
        options == set(re.findall(r"^\.TP\n\.BI? (--[a-z]+)", of_checker, re.M)),
        options,
    )
    codes = set(re.findall(r"  (\d+) [a-z]", s.run("isopath-check", "--help").split("exit codes:")[1]))
    s.check(
        "man: exit codes of isopath-check", codes == set(re.findall(r"^\.B (\d+)$", of_checker, re.M)), codes
    )
    if shutil.which("groff"):
        for page in (s.prefix / "share/man/man1").iterdir():
            done = subprocess.run(
                ["groff", "-man", "-Tutf8", "-ww", "-I", str(s.prefix / "share/man"), str(page)],
                capture_output=True,
                text=True,
                check=False,
            )
            s.check(f"groff sets {page.name}", done.returncode == 0 and not done.stderr, done.stderr)
    s.check(
        "bash: a prefix",
        completed(s, "isopath", "eq") == {"equiv"} and completed(s, "isopath", "equiv", "--j") == {"--json"},
    )
    s.check("bash: activations", completed(s, "isopath", "equiv", "--activation", "") == {"tanh", "logistic"})
    s.check(
        "bash: words of options",
        completed(s, "isopath", "render", "--to", "") == {"html", "latex", "markdown", "svg", "text"},
    )
    s.check(
        "bash: words after a verb",
        completed(s, "isopath", "cert", "") == {"info", "slice", "trim", "complete"}
        and completed(s, "isopath", "cert", "info", "sh") == {"share"}
        and completed(s, "isopath", "check-path", "--to", "sh") == {"share"},
    )
    s.check(
        "zsh, fish: words after a verb",
        "'1:word:(bash zsh fish)'" in zsh and "cert' -a 'info slice trim complete'" in fish,
    )
    s.check("bash: files", completed(s, "isopath", "equiv", "sh") == {"share"})
    for shell, name in (
        ("zsh", "zsh/vendor-completions/_isopath"),
        ("fish", "fish/vendor_completions.d/isopath.fish"),
    ):
        if shutil.which(shell):
            read = subprocess.run(
                [shell, "-n", str(s.prefix / "share" / name)], capture_output=True, text=True, check=False
            )
            s.check(f"{shell} reads its file", read.returncode == 0, read.stderr)


def library(s: Suite, folder: Path, build: str, is_release: bool) -> None:
    """The headers are closed, nothing names the folders of a release build, and docs/example builds and works."""
    include = s.prefix / "include" / "isopath"
    headers = {str(path.relative_to(include)) for path in include.rglob("*.hpp")}
    needed = {
        name
        for header in headers
        for name in re.findall(r'^#include "(.*)"', (include / header).read_text(), re.M)
    }
    s.check(
        "headers include what is installed",
        needed <= headers and "verify/tanh/equivalence/equivalence.hpp" in headers,
        needed - headers,
    )
    s.check(
        "no headers of programs",
        not any(
            header.startswith("programs/") or "/json/" in header or "/arrays/" in header for header in headers
        ),
    )
    named = [
        path
        for path in s.prefix.rglob("*")
        if path.is_file()
        and any(str(place).encode() in path.read_bytes() for place in (ROOT, Path(build).resolve()))
    ]
    s.check("nothing names the folders of the build", not named or not is_release, named)
    archives = next(path.parent for path in s.prefix.rglob("libisopath_exact.a"))
    version = archives / "cmake/isopath/isopath-config-version.cmake"
    probe = folder / "probe.cmake"
    probe.write_text(
        f"set(CMAKE_SIZEOF_VOID_P 8)\nset(PACKAGE_FIND_VERSION 0.1)\nset(PACKAGE_FIND_VERSION_MAJOR 0)\n"
        f'set(PACKAGE_FIND_VERSION_MINOR 1)\ninclude({version})\nmessage("${{PACKAGE_VERSION_COMPATIBLE}}")\n'
    )
    asked = subprocess.run(["cmake", "-P", str(probe)], capture_output=True, text=True, check=False)
    s.check("version 0.1 is another", asked.stderr.strip() == "FALSE", asked)

    example = ROOT / "docs" / "example"
    page = (ROOT / "docs" / "library.md").read_text()
    for file, kind in (("CMakeLists.txt", "cmake"), ("from_memory.cpp", "cpp"), ("same_function.cpp", "cpp")):
        s.check(f"docs/library.md shows {file}", f"```{kind}\n{(example / file).read_text()}```\n" in page)
    env = dict(os.environ, PKG_CONFIG_PATH=str(archives / "pkgconfig"))
    by_cmake, by_pkg_config = folder / "by_cmake", folder / "by_pkg_config"
    by_pkg_config.mkdir()
    commands = {
        "CMake": f"cmake -S {example} -B {by_cmake} -G Ninja -DCMAKE_PREFIX_PATH={s.prefix} -DCMAKE_CXX_FLAGS=-O0 && cmake --build {by_cmake}",
        "pkg-config": f"${{CXX:-c++}} -std=c++20 -O0 {example}/same_function.cpp $(pkg-config --cflags --libs isopath) -o {by_pkg_config}/same_function",
    }
    builds = {
        way: subprocess.Popen(
            ["sh", "-c", command], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for way, command in commands.items()
    }
    told = {way: build_of.communicate()[0] for way, build_of in builds.items()}
    for way, build_of in builds.items():
        s.check(f"docs/example builds by {way}", build_of.returncode == 0, told[way])
    if all(build_of.returncode == 0 for build_of in builds.values()):
        for programs in (by_cmake, by_pkg_config):
            same_function(s, programs)
        other_examples(s, by_cmake)


def run_example(program: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(program), *map(str, arguments)], capture_output=True, text=True, check=False)


def same_function(s: Suite, programs: Path) -> None:
    name, certificate = programs.name, programs / "certificate"
    same = [NETWORKS / f"sl2p_3.0_{name}.json" for name in ("S2B_LAI__s2tbx_txt", "S2C_LAI__opttbx_txt")]
    others = [NETWORKS / f"sl2p_2.1_LAI__prosailvae_{name}.json" for name in ("oldrev1", "py")]
    for pair, code, verdict in ((same, 0, "the same function"), (others, 1, "different functions")):
        done = run_example(programs / "same_function", *pair, certificate)
        s.check(f"{name}: {verdict}", done.returncode == code and done.stdout.startswith(verdict), done)
        checked = s.run(
            "isopath-check", str(certificate), "--network", str(pair[0]), "--network", str(pair[1])
        )
        s.check(f"{name}: {verdict}: its certificate", checked.startswith("s VERIFIED\n"), checked)
    done = run_example(programs / "same_function", same[0], NETWORKS / "pairs.json", programs / "none")
    s.check(
        f"{name}: a file that is no network",
        done.returncode == 2 and "pairs.json:1:1: $: expected an object" in done.stderr,
        done,
    )


def other_examples(s: Suite, programs: Path) -> None:
    done = run_example(programs / "from_memory")
    s.check("from_memory", done.returncode == 0 and done.stdout == "the same function, ranks 2 and 2\n", done)
    certificate, path = programs / "certificate", ROOT / "tests/paths/stroke_path.json"
    done = run_example(programs / "stays_the_same", path, certificate)
    s.check(
        "stays_the_same: it does",
        done.returncode == 0 and done.stdout == "the same function at every point of 6 segments\n",
        done,
    )
    checked = s.run("isopath-check", str(certificate), "--network", str(path))
    s.check(
        "stays_the_same: its certificate",
        checked.startswith("s VERIFIED\n") and "c kind: path valid\n" in checked,
        checked,
    )
    broken = json.loads(path.read_text())
    broken["vertices"][2]["d"] = ["1"]
    (programs / "broken.json").write_text(json.dumps(broken))
    done = run_example(programs / "stays_the_same", programs / "broken.json", certificate)
    s.check(
        "stays_the_same: it does not",
        done.returncode == 1 and done.stdout == "another function on these segments: 1 2\n",
        done,
    )
    checked = s.run("isopath-check", str(certificate))
    s.check(
        "stays_the_same: that is certified",
        checked.startswith("s VERIFIED\n") and "and on the first of them a point x" in checked,
        checked,
    )
    pair = [NETWORKS / f"sl2p_2.1_LAI__s2tbx_{name}.json" for name in ("txt", "xlsx")]
    done = run_example(programs / "how_far", *pair, 1)
    found = re.fullmatch(r"at least (\S+), at most (\S+)\n", done.stdout)
    s.check(
        "how_far",
        done.returncode == 0 and found is not None and 1e-11 < float(found[1]) < float(found[2]) < 1.5e-11,
        done,
    )
    done = run_example(programs / "how_far", *pair, "one")
    s.check("how_far: no number", done.returncode == 2 and "how_far: " in done.stderr, done)


def small_corpus(whole: Path, folder: Path) -> dict[str, Any]:
    """A corpus of one case of each group, and the files of these cases."""
    corpus = json.loads((whole / "corpus.json").read_text(encoding="utf-8"))
    for group in corpus["groups"]:
        group["cases"] = group["cases"][:1]
    words = {word for group in corpus["groups"] for word in group["cases"][0]["run"]}
    corpus["files"] = [file for file in corpus["files"] if file["name"] in words]
    for file in corpus["files"]:
        (folder / file["name"]).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(whole / file["name"], folder / file["name"])
    corpus.update(file_count=len(corpus["files"]), case_count=len(corpus["groups"]))
    return corpus


def selftest(s: Suite, folder: Path, run_whole: bool) -> None:
    """It passes where it is installed, and says what is wrong with a corpus or with a program."""
    whole, small = s.prefix / "share/isopath/selftest", folder / "corpus"
    if run_whole:
        done = s.ended("isopath", "selftest", "--jobs", "2")
        s.check("selftest", done.returncode == 0 and done.stdout.startswith("s PASSED\nc isopath 0."), done)
        s.check(
            "selftest: nothing fails",
            len(re.findall(r"^c .* runs, 0 not as expected$", done.stdout, re.M)) == 6,
            done.stdout,
        )
    corpus = small_corpus(whole, small)

    def on(stated: object, *arguments: str) -> subprocess.CompletedProcess[str]:
        (small / "corpus.json").write_text(
            stated if isinstance(stated, str) else json.dumps(stated), encoding="utf-8"
        )
        return s.ended("isopath", "selftest", "--corpus", str(small), *arguments)

    def fails(name: str, stated: object, *messages: str) -> None:
        done = on(stated)
        said = done.returncode == 1 and done.stdout.startswith("s FAILED\n")
        s.check(
            f"selftest: {name}", said and all(message in done.stdout for message in messages), messages, done
        )

    def malformed(name: str, stated: object, message: str) -> None:
        done = on(stated)
        s.check(
            f"selftest: {name}",
            done.returncode == 3 and not done.stdout and message in done.stderr,
            message,
            done,
        )

    def with_case(**changes: object) -> dict[str, Any]:
        """The first certificate is expected to be verified: something else is expected."""
        groups = [dict(group) for group in corpus["groups"]]
        groups[0]["cases"] = [dict(groups[0]["cases"][0], **changes)]
        return dict(corpus, groups=groups)

    done = on(corpus, "--json")
    answer = json.loads(done.stdout)
    counts = [(group["runs"], group["failed"]) for group in answer["groups"]]
    s.check(
        "selftest: a small corpus",
        done.returncode == 0
        and answer["passed"]
        and counts == [(1, 0), (1, 0), (2, 0), (2, 0), (1, 0), (1, 0)],
        done,
    )
    certificate, name = (
        small / corpus["groups"][0]["cases"][0]["run"][1],
        corpus["groups"][0]["cases"][0]["run"][1],
    )
    fails(
        "another exit code",
        with_case(exit=1),
        f"c FAILED check {name}\nc   expected exit 1, s VERIFIED\nc   found exit 0, s VERIFIED\n",
    )
    fails(
        "another verdict",
        with_case(verdict="s REJECTED"),
        "c   expected exit 0, s REJECTED\nc   found exit 0, s VERIFIED\n",
    )
    fails("another reason", with_case(reason="rule X9"), "c   expected exit 0, s VERIFIED, reason: rule X9\n")
    pair = corpus["groups"][2]["cases"][0]
    a, b = pair["run"][1:3]
    fails(
        "a certificate of other networks",
        with_case(**dict(pair, then=["check", "-", "--network", name, "--network", b])),
        f"{a} {b} --certificate -, then check -",
        "c   expected exit 0, s VERIFIED\nc   found exit ",
    )
    content = certificate.read_bytes()
    certificate.write_bytes(content + b" ")
    fails("one file changed", corpus, f"c FAILED {name}: expected the SHA-256 ", "c nothing was run\n")
    certificate.unlink()
    fails(
        "one file missing",
        corpus,
        f"c FAILED {name}: expected a file of the corpus, found none",
        "c nothing was run\n",
    )
    certificate.write_bytes(content)
    (small / "another").touch()
    fails(
        "one file more",
        corpus,
        "c FAILED another: expected the files of the corpus only",
        "c nothing was run\n",
    )
    (small / "another").unlink()
    (small / "more").symlink_to(folder)
    fails(
        "a link to a folder",
        corpus,
        "c FAILED more: expected the files of the corpus only",
        "c nothing was run\n",
    )
    (small / "more").unlink()
    above = Path(name).parts[0]
    fails(
        "a folder as a file",
        dict(
            corpus,
            files=[*corpus["files"], {"name": above, "sha256": ""}],
            file_count=len(corpus["files"]) + 1,
        ),
        f"c FAILED {above}: expected a file of the corpus, found none",
        "c nothing was run\n",
    )
    for other in (
        f"./{name}",
        f"{above}//{name.partition('/')[2]}",
        f"../{small.name}/{name}",
        str(small / name),
        f"{above}/",
        ".",
        "",
        f"{name}\0",
    ):
        malformed(
            f"a file named {other!r}",
            dict(corpus, files=[*corpus["files"], dict(corpus["files"][0], name=other)]),
            "expected the name of a file in the folder, without . and .., found",
        )
    malformed("no list", "", "corpus.json:1:1")
    malformed("half a list", json.dumps(corpus)[:400], "corpus.json:1:")
    malformed("no files", dict(corpus, files=[], file_count=0), "$.file_count: expected at least 1, found 0")
    malformed("no cases", dict(corpus, groups=[], case_count=0), "$.case_count: expected at least 1, found 0")
    malformed("fewer cases", dict(corpus, groups=corpus["groups"][1:]), "$.case_count: expected 6, found 5")
    malformed(
        "fewer files",
        dict(corpus, files=corpus["files"][1:]),
        f"$.file_count: expected {len(corpus['files'])}, found",
    )
    malformed("a file twice", dict(corpus, files=corpus["files"] * 2), "expected each name once, found")
    malformed(
        "a group without cases",
        dict(corpus, groups=[{"name": "none", "cases": []}]),
        "expected at least 1 case, found 0",
    )
    malformed(
        "nothing expected", with_case(verdict="", reason=""), "expected a verdict or a reason, found neither"
    )
    malformed(
        "a selftest within",
        with_case(run=["selftest"]),
        "expected a verb other than batch and selftest, found 'selftest'",
    )
    malformed("another format", dict(corpus, format="isopath-batch"), "$.format: expected 'isopath-selftest'")
    malformed("another version", dict(corpus, version=2), "$.version: expected version 1")
    done = s.ended("isopath", "selftest", "--corpus", str(folder / "none"))
    s.check(
        "selftest: no corpus",
        done.returncode == 3 and "none/corpus.json: expected a readable file" in done.stderr,
        done,
    )
    (s.prefix / "bin/isopath-check").rename(folder / "isopath-check")
    fails("no isopath-check", corpus, "isopath-check: can't be run", "c   found exit 70")
    alone = dict(corpus, groups=corpus["groups"][4:5], case_count=1)
    fails(
        "no isopath-check, and no run of it",
        alone,
        "c FAILED check --version\nc   expected exit 0, isopath-check and its version\nc   found exit 70",
    )
    (s.prefix / "bin/isopath-check").symlink_to("isopath")
    fails(
        "another program as isopath-check",
        alone,
        "c FAILED check --version\n",
        "c   found exit 0, isopath 0.",
    )
    (s.prefix / "bin/isopath-check").unlink()
    (folder / "isopath-check").rename(s.prefix / "bin/isopath-check")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    build = parser.parse_args().build
    cache = (Path(build) / "CMakeCache.txt").read_text()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        s = Suite(folder / "opt/isopath")  # installed for another place than where it is then used
        installed = subprocess.run(
            ["cmake", "--install", build, "--prefix", "/opt/isopath"],
            env=dict(os.environ, DESTDIR=name),
            capture_output=True,
            text=True,
            check=False,
        )
        s.check("cmake --install", installed.returncode == 0, installed.stderr)
        for program in ("isopath", "isopath-check"):
            s.check(f"{program} --version", s.run(program, "--version").startswith(f"{program} 0."))
        options_of_programs(s)
        is_sanitized = "ISOPATH_SANITIZE:BOOL=ON" in cache
        selftest(s, folder, run_whole=not is_sanitized)
        if not is_sanitized:  # archives with sanitizers are for no one else
            library(
                s,
                folder,
                build,
                is_release=re.search("^CMAKE_BUILD_TYPE:[A-Z]+=Release$", cache, re.M) is not None,
            )
    print(f"{s.passed} passed, {s.failed} failed")
    return 1 if s.failed or not s.passed else 0


if __name__ == "__main__":
    sys.exit(main())
