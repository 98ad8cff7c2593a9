#!/usr/bin/env python3
"""What comments and documents refer to is there: files, folders, and sections, theorems and rules of docs/.

    references.py

It reads the comments of C++, JavaScript, Python and shell, the docstrings of Python, and every *.md. A reference to a
section is one to the document that its sentence names, or else the document that was named last in the file, or else
the certificate format in certificates/ and docs/mathematics.md elsewhere. In one of these documents it is one to the
document itself if its sentence names no other.
"""
from __future__ import annotations

import io
import re
import subprocess
import sys
import tokenize
from pathlib import Path
from typing import Iterator, NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = (".cpp", ".hpp", ".mjs", ".py", ".sh")
DOCUMENTS = {
    name: ROOT / "docs" / (name + ".md") for name in ("mathematics", "certificate-format", "network-files")
}

DOCUMENT = re.compile(r"\b(mathematics|certificate-format|network-files)(?:\.md)?\b|\b(?:of )?the (format)\b")
LIST = r"\d+(?:(?:,? (?:to|and|or) |, )\d+)*"
SECTIONS = re.compile(rf"(?<![\w-])[sS]ections? ({LIST})(?![\w.]\d)")
THEOREMS = re.compile(rf"\bTheorems? ({LIST})")
RULES = re.compile(r"\b[rR]ules? ([A-Z]\d+(?:(?:,? (?:to|and|or) |, )[A-Z]\d+)*)")
FOREIGN = re.compile(r"(?:RFC|IEEE)[\w -]*,\s*$")  # what stands before a section of another's document
FILE = re.compile(r"(?<![\w/.$:<{*~-])((?:[\w.-]+/)*[\w.-]*\w\.(?:hpp|cpp|mjs|py|sh|md|v))(?![\w/*(-])")
TOP = "exact|verify|certificates|programs|tests|docs|cmake"
FOLDER = re.compile(rf"(?<![\w/.$:<{{*~-])((?:{TOP})/(?:[\w-]+/)*)(?=[\s`,;:)]|\.\s|$)")
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
ELSEWHERE = re.compile(r"\b(?:eocrops|metrics)/|NAME")  # files of other repositories, and of any name


class Text(NamedTuple):
    """A comment, or a paragraph of a document."""

    line: int
    words: str


# --- texts


def comments_of_c(text: str, mark: str) -> Iterator[Text]:
    """Lines of comments that follow each other are one text."""
    begin, words = 0, ""
    for number, line in enumerate([*text.split("\n"), ""], 1):
        found = re.search(rf"(?:^|\s){mark}+(?:\s(.*))?$", line)
        if found and (not words or begin + words.count("\n") == number):
            begin = begin if words else number
            words += (found[1] or "") + "\n"
        elif words:
            yield Text(begin, words)
            begin, words = number, (found[1] or "") + "\n" if found else ""


def comments_of_python(text: str) -> Iterator[Text]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.STRING and token.string.startswith('"""'):
            yield Text(token.start[0], token.string.strip('"'))
    yield from comments_of_c(text, "#")


def paragraphs(text: str) -> Iterator[Text]:
    """A document without what it shows of code and of terminals."""
    shown = re.sub(r"^```.*?^```", lambda block: "\n" * block[0].count("\n"), text, flags=re.M | re.S)
    number = 1
    for part in re.split(r"(\n\s*\n)", shown):
        if part.strip():
            yield Text(number, part)
        number += part.count("\n")


def texts_of(path: Path) -> Iterator[Text]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return paragraphs(text)
    if path.suffix == ".py":
        return comments_of_python(text)
    return comments_of_c(text, "#" if path.suffix == ".sh" else "/")


# --- what there is


class There:
    def __init__(self, tracked: list[str]) -> None:
        texts = {name: path.read_text(encoding="utf-8") for name, path in DOCUMENTS.items()}
        self.sections = {n: set(map(int, re.findall(r"^## (\d+)\.", t, re.M))) for n, t in texts.items()}
        self.theorems = set(map(int, re.findall(r"\*\*Theorem (\d+)", texts["mathematics"])))
        self.rules = set(re.findall(r"\*\*([A-Z]\d+)\*\*", texts["certificate-format"]))
        self.files = set(tracked)
        self.folders = {str(parent) for name in tracked for parent in Path(name).parents}
        self.names = {Path(name).name for name in tracked}

    def leads_to(self, path: Path, name: str, known: set[str]) -> bool:
        """From the folder of the file or one above it, or from docs/."""
        here = path.relative_to(ROOT).parent
        for start in (here, *here.parents, Path("docs")):
            if str(Path(*collapsed((start / name).parts))) in known:
                return True
        return False


def collapsed(parts: tuple[str, ...]) -> list[str]:
    out: list[str] = []
    for part in parts:
        if part == ".." and out:
            out.pop()
        elif part != ".":
            out.append(part)
    return out


# --- what is referred to


def numbers(listed: str) -> list[int]:
    found = [int(n) for n in re.findall(r"\d+", listed)]
    if " to " in listed:
        return list(range(found[0], found[-1] + 1))
    return found


def named_document(path: Path) -> str:
    if path.stem in DOCUMENTS:
        return path.stem
    return "certificate-format" if path.is_relative_to(ROOT / "certificates") else "mathematics"


def documents_before(words: str, document: str) -> list[tuple[int, str]]:
    """Where a document is named, and which; a sentence that names one after its section is that one's, too."""
    places = [(0, document)]
    for match in DOCUMENT.finditer(words):
        name = match[1] or "certificate-format"
        of = re.search(rf"[sS]ections? {LIST}(?:\s+and\s+\w+)?\s+of\s+(?:docs/)?$", words[: match.start()])
        places.append((of.start() if of else match.start(), name))
    return sorted(places)


def stale_sections(there: There, words: str, document: str) -> Iterator[str]:
    places = documents_before(words, document)
    for match in SECTIONS.finditer(words):
        if FOREIGN.search(words[: match.start()]):
            continue
        name = [name for place, name in places if place <= match.start()][-1]
        for number in numbers(match[1]):
            if number not in there.sections[name]:
                yield f"section {number} of docs/{name}.md"


def stale_names(there: There, words: str) -> Iterator[str]:
    for match in THEOREMS.finditer(words):
        yield from (f"Theorem {n}" for n in numbers(match[1]) if n not in there.theorems)
    for match in RULES.finditer(words):
        yield from (f"rule {rule}" for rule in re.findall(r"[A-Z]\d+", match[1]) if rule not in there.rules)


def stale_paths(there: There, path: Path, text: Text) -> Iterator[str]:
    for match in FILE.finditer(text.words):
        name = match[1]
        by_name = "/" not in name and name in there.names
        if not (by_name or ELSEWHERE.search(name) or there.leads_to(path, name, there.files)):
            yield f"the file {name}"
    for match in LINK.finditer(text.words) if path.suffix == ".md" else ():
        if not (path.parent / match[1]).exists():
            yield f"the target {match[1]} of a link"
    for match in FOLDER.finditer(text.words):
        if not there.leads_to(path, match[1].rstrip("/"), there.folders):
            yield f"the folder {match[1]}"


def stale(there: There, path: Path) -> Iterator[str]:
    document = named_document(path)
    for text in texts_of(path):
        words = re.sub(r"\s+", " ", text.words)
        found = [*stale_names(there, words), *stale_paths(there, path, text)]
        for part in re.split(r"(?<=[.;:]) ", words) if path.stem in DOCUMENTS else [words]:
            found += stale_sections(there, part, document)
        for reference in found:
            yield f"{path.relative_to(ROOT)}:{text.line}: {reference} is not there"
        if path.stem not in DOCUMENTS:
            document = documents_before(words, document)[-1][1]


def main() -> int:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    tracked = [name for name in listed.stdout.splitlines() if (ROOT / name).exists()]
    there = There(tracked)
    read = [ROOT / name for name in tracked if Path(name).suffix in (*CODE, ".md")]
    faults = [fault for path in read for fault in stale(there, path)]
    for fault in faults:
        print(f"FAILED {fault}")
    wrong = {fault.split(":")[0] for fault in faults}
    print(f"{len(read) - len(wrong)} passed, {len(wrong)} failed")
    return 1 if faults or not read else 0


if __name__ == "__main__":
    sys.exit(main())
