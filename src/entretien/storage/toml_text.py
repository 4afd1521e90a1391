"""Where things stand in a TOML text: every statement, key and value with its span, nothing lost, nothing judged.

The text must be valid TOML (1.0, or the few liberties of 1.1 that the parser takes); what it says is the parser's
business. Offsets count characters. Lines end in "\\n" or "\\r\\n".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from entretien.dataclass import dataclass, field
from entretien.pattern import pattern
from entretien.storage.reading import parse

Way = tuple[str | int, ...]
"""Keys and places in lists that lead to a value: ("interactions", 3, "note")."""

_BLANK: Final = pattern(r"[ \t]*")
_FILLER: Final = pattern(r"(?:[ \t\r\n]|#[^\n]*)*")
_REST_OF_LINE: Final = pattern(r"[ \t]*(?:#[^\n]*)?(?:\r?\n|\r?\Z)")
_DOT: Final = pattern(r"[ \t]*\.[ \t]*")
_KEY: Final = pattern(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_SCALAR: Final = pattern(
    r'''"""(?:[^\\]|\\.)*?"""(?:"{0,2})'''
    r"""|'{3}.*?'{3}(?:'{0,2})"""
    r'''|"(?:[^"\\\n]|\\.)*"'''
    r"""|'[^'\n]*'"""
    r"""|\d{4}-\d\d-\d\d[ ]\d\d:[^\s,\]}#]+|[^\s,\]}#]+""",
    re.DOTALL,
)


@dataclass(slots=True)
class Value:
    """A value's span, and for an array its items, for an inline table its entries."""

    start: int
    end: int
    items: list[Value] | None = None
    entries: list[Entry] | None = None


@dataclass(slots=True)
class Entry:
    """`path = value`; `start` is where the key begins."""

    start: int
    path: tuple[str, ...]
    value: Value

    @property
    def end(self) -> int:
        """Where the value ends."""
        return self.value.end


@dataclass(slots=True)
class Line:
    """An entry that stands as a statement: from the start of its line to the start of the next statement's."""

    start: int
    entry: Entry
    end: int


@dataclass(slots=True)
class Section:
    """A header and the statements under it; the first section of a text has no header and an empty path."""

    start: int
    path: tuple[str, ...]
    of_array: bool
    body: int
    """Where the header's line ends."""
    lines: list[Line] = field(default_factory=list)
    column: int = 0

    @property
    def end(self) -> int:
        """Where the last statement ends, comments after it left out."""
        return self.lines[-1].end if self.lines else self.body


def scan(text: str) -> list[Section]:
    """The sections of a valid TOML text, in their order. Raises ValueError where the text can't be followed."""
    sections = [Section(0, (), False, 0)]
    position = 0
    while (position := _end(_FILLER, text, position)) < len(text):
        start = text.rfind("\n", 0, position) + 1
        if text[position] == "[":
            of_array = text.startswith("[[", position)
            path, after = _key(text, position + 1 + of_array)
            end = _line_end(text, text.index("]", after) + 1 + of_array)
            sections.append(Section(start, path, of_array, end, column=position - start))
        else:
            entry = _entry(text, position)
            end = _line_end(text, entry.end)
            sections[-1].lines.append(Line(start, entry, end))
        position = end
    return sections


def locate(text: str, path: Way) -> tuple[int, int] | None:
    """Line and column (from 1) of the key or value at `path`, or of the nearest that stands above it."""
    best = max(_places(scan(text)), key=lambda place: _common(place[0], path), default=None)
    if best is None or not _common(best[0], path):
        return None
    offset = best[1]
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def respelt(text: str, path: Way, key: str) -> str:
    """The text with the last part of the key at `path` written `key`."""
    for place, offset in _places(scan(text)):
        if place == path:
            whole, end = _key(text, offset)
            part = text[offset:end]
            if len(whole) == 1 and not part.startswith("["):
                return text[:offset] + key + text[end:]
    return text


def _common(place: Way, path: Way) -> tuple[int, int]:
    """How far `place` leads towards `path`; it must not lead past it by more than it shares."""
    shared = 0
    for one, other in zip(place, path, strict=False):
        if one != other:
            break
        shared += 1
    return (shared, -len(place)) if shared else (0, 0)


def _places(sections: list[Section]) -> Iterator[tuple[Way, int]]:
    counts: dict[Way, int] = {}
    for section in sections:
        path: Way = ()
        for depth, part in enumerate(section.path, 1):
            path += (part,)
            if section.of_array and depth == len(section.path):
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path += (counts[path],)
        if section.path:
            yield path, section.start + section.column
        for line in section.lines:
            yield from _inside(path, line.entry)


def _inside(above: Way, entry: Entry) -> Iterator[tuple[Way, int]]:
    path = above + entry.path
    yield path, entry.start
    yield from _in_value(path, entry.value)


def _in_value(path: Way, value: Value) -> Iterator[tuple[Way, int]]:
    for entry in value.entries or ():
        yield from _inside(path, entry)
    for index, item in enumerate(value.items or ()):
        yield (*path, index), item.start
        yield from _in_value((*path, index), item)


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    if match is None:
        raise ValueError(f"unexpected text at character {position}")
    return match.end()


def _line_end(text: str, position: int) -> int:
    return _end(_REST_OF_LINE, text, position)


def _key(text: str, position: int) -> tuple[tuple[str, ...], int]:
    parts = []
    position = _end(_BLANK, text, position)
    while True:
        end = _end(_KEY, text, position)
        raw = text[position:end]
        parts.append(parse(f"key = {raw}")["key"] if raw[0] in "\"'" else raw)
        dot = _DOT.match(text, end)
        if dot is None:
            return tuple(parts), end
        position = dot.end()


def _entry(text: str, position: int) -> Entry:
    path, end = _key(text, position)
    return Entry(position, path, _value(text, _end(_BLANK, text, text.index("=", end) + 1)))


def _value(text: str, position: int) -> Value:
    opening = text[position : position + 1]
    if opening not in ("[", "{"):
        return Value(position, _end(_SCALAR, text, position))
    items: list[Value] = []
    entries: list[Entry] = []
    at = _end(_FILLER, text, position + 1)
    while text[at : at + 1] not in ("]", "}"):
        if opening == "[":
            items.append(_value(text, at))
            at = items[-1].end
        else:
            entries.append(_entry(text, at))
            at = entries[-1].end
        at = _end(_FILLER, text, at)
        if text[at : at + 1] == ",":
            at = _end(_FILLER, text, at + 1)
    return Value(position, at + 1, items) if opening == "[" else Value(position, at + 1, entries=entries)
