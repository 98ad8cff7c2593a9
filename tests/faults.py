"""Faults as data: tables in TOML that say how a good file is made bad, and what refuses it.

A table file begins with what its faults have in common; then comes a table for each fault, which is named
as its file is. A table that has an `each` and a `*` in its name is a fault for each entry of it: the label of
the entry stands for the `*`, its text for `{text}`, and the second text of an entry that has two for
`{reason}`.
"""
import re
import tomllib
from pathlib import Path
from typing import Any, Iterator

Entry = dict[str, Any]


def filled(value: Any, text: str, reason: str) -> Any:
    if isinstance(value, str):
        return value.replace("{text}", text).replace("{reason}", reason)
    if isinstance(value, dict):
        return {key: filled(inner, text, reason) for key, inner in value.items()}
    return value


def read_faults(path: Path) -> Iterator[tuple[str, Entry]]:
    """The name and the entry of each fault, in the order of the file."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    common = {key: value for key, value in tables.items() if not isinstance(value, dict)}
    for name, table in tables.items():
        if not isinstance(table, dict):
            continue
        entry = {**common, **table}
        each = entry.pop("each", None)
        if each is None:
            yield name, entry
            continue
        for label, texts in each.items():
            text, reason = (texts, "") if isinstance(texts, str) else texts
            yield name.replace("*", label), filled(entry, text, reason)


def replaced(text: str, old: str, new: str, times: int = 1) -> str:
    """`old` must stand in the text `times` times; the last of them is replaced."""
    if text.count(old) != times:
        raise SystemExit(f"{old!r} stands {text.count(old)} times in {text!r}, not {times} times")
    before, _, after = text.rpartition(old)
    return before + new + after


def set_at(value: Any, place: str, new: Any) -> None:
    """Sets what stands in a JSON value at a place such as $.units[3].a or $['0.bias'].shape."""
    steps = re.findall(r"\.(\w+)|\[(\d+)\]|\['([^']+)'\]", place)
    keys = [int(index) if index else word or quoted for word, index, quoted in steps]
    for key in keys[:-1]:
        value = value[key]
    value[keys[-1]] = new
