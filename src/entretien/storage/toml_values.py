"""Changing arrays and inline tables in place, and collecting the changes of a text."""

from __future__ import annotations

from typing import Any, Final

from entretien.dataclass import dataclass, field
from entretien.model.plain import Plain
from entretien.pattern import pattern
from entretien.storage.comparing import pairs, same
from entretien.storage.toml_text import Value
from entretien.storage.writing import entry_text, value_text

_COMMA: Final = pattern(r"(?:[ \t\r\n]|#[^\n]*+)*+,")
_REST_OF_LINE: Final = pattern(r"[ \t]*(?:#[^\r\n]*)?")


@dataclass(slots=True)
class Splices:
    """Replacements of spans of a text, applied together."""

    text: str
    newline: str = field(init=False)
    _parts: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        first = self.text.find("\n")
        self.newline = "\r\n" if first > 0 and self.text[first - 1] == "\r" else "\n"

    def replace(self, start: int, end: int, text: str) -> None:
        """Put `text`, whose lines end in "\\n", in place of the span; an empty span inserts."""
        self._parts.append((start, end, text.replace("\n", self.newline)))

    def lines(self, position: int, text: str) -> None:
        """Insert whole lines at the start of a line, or after the last line whether it ends or not."""
        if position == len(self.text) and self.text and not self.text.endswith("\n"):
            text = f"\n{text}" if not any(part[0] == position for part in self._parts) else text
        self.replace(position, position, text)

    def apply(self) -> str:
        """The text with every change made. What had no final line end gets none."""
        pieces, position = [], 0
        for start, end, text in sorted(self._parts, key=lambda part: part[0]):
            pieces += [self.text[position:start], text]
            position = max(position, end)
        result = "".join((*pieces, self.text[position:]))
        if self.text and not self.text.endswith("\n"):
            result = result.rstrip("\r\n")
        return result


def edit_value(splices: Splices, value: Value, old: Any, new: Any, *, nested: bool = False) -> None:
    """Turn what a value says from `old` into `new`. `nested`: it stands in an array or an inline table."""
    if same(old, new):
        return
    if value.items is not None and isinstance(new, list):
        _edit_items(splices, value, old, new)
    elif value.entries is not None and isinstance(new, dict):
        _edit_entries(splices, value, old, new)
    else:
        splices.replace(value.start, value.end, value_text(new, on_one_line=nested))


def _edit_items(splices: Splices, array: Value, old: list[Any], new: list[Any]) -> None:
    items = array.items or []
    found = pairs(old, new)
    kept = [i for i, j in found if i is not None and j is not None]
    if not kept:
        splices.replace(array.start, array.end, value_text(new, on_one_line=True))
        return
    waiting: list[str] = []
    for i, j in found:
        if i is None:
            waiting.append(value_text(new[j or 0], on_one_line=True))
        elif j is not None:
            for text in waiting:
                splices.replace(items[i].start, items[i].start, f"{text},{_gap_before(splices.text, items[i])}")
            waiting.clear()
            edit_value(splices, items[i], old[i], new[j], nested=True)
        elif i < kept[-1]:
            splices.replace(items[i].start, items[i + 1].start, "")
    if waiting:
        _append(splices, array, items[kept[-1]], waiting)
    elif kept[-1] < len(items) - 1:
        splices.replace(items[kept[-1]].end, items[-1].end, "")


def _gap_before(text: str, item: Value) -> str:
    """What stands between an item and the one before it: a line end and the indent, or a space."""
    indent = text[text.rfind("\n", 0, item.start) + 1 : item.start]
    return " " if indent.strip() else f"\n{indent}"


def _append(splices: Splices, array: Value, last: Value, texts: list[str]) -> None:
    """Add items after the last one, each on its own line where the last one is."""
    gap = _gap_before(splices.text, last) if "\n" in splices.text[array.start : last.start] else " "
    comma = _COMMA.match(splices.text, last.end, array.end - 1)
    if gap == " ":
        splices.replace(last.end, last.end, "".join(f", {text}" for text in texts))
        return
    if comma is None:
        splices.replace(last.end, last.end, ",")
    after = comma.end() if comma else last.end
    rest = _REST_OF_LINE.match(splices.text, after)
    position = rest.end() if rest else after
    added = f",{gap}".join(texts)
    splices.replace(position, position, f"{gap}{added}{',' if comma else ''}")


def _edit_entries(splices: Splices, table: Value, old: Plain, new: Plain) -> None:
    entries = table.entries or []
    kept = [entry for entry in entries if entry.path[0] in new]
    dotted = {entry.path[0] for entry in entries if len(entry.path) > 1}
    if not kept or any(not same(old[key], new.get(key)) for key in dotted):
        splices.replace(table.start, table.end, value_text(new, on_one_line=True))
        return
    last = entries.index(kept[-1])
    for place, entry in enumerate(entries):
        key = entry.path[0]
        if key in new and key not in dotted:
            edit_value(splices, entry.value, old[key], new[key], nested=True)
        elif key not in new and place < last:
            splices.replace(entry.start, entries[place + 1].start, "")
    added = [f", {entry_text((key,), value, on_one_line=True)}" for key, value in new.items() if key not in old]
    splices.replace(kept[-1].end, entries[-1].end, "".join(added))
