"""TOML texts in the program's own style: for a new file, a new table, a new value."""

from __future__ import annotations

import re
from typing import Any, Final

import tomli_w

from entretien.model.plain import Plain
from entretien.pattern import pattern

_BARE: Final = pattern(r"[A-Za-z0-9_-]+")
_ESCAPED: Final = pattern(r'\\|"""|"\Z|[\x00-\x08\x0b-\x1f\x7f]')


def key_text(path: tuple[str, ...]) -> str:
    """A key, dotted where the path has several parts, quoted where it must be."""
    return ".".join(part if _BARE.fullmatch(part) else _scalar(part) for part in path)


def value_text(value: Any, *, on_one_line: bool = False) -> str:
    """A value; a text of several lines stands in triple quotes unless it has to be `on_one_line`."""
    if isinstance(value, list):
        return f"[{', '.join(value_text(item, on_one_line=True) for item in value)}]"
    if isinstance(value, dict):
        inside = ", ".join(entry_text((key,), item, on_one_line=True) for key, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, str) and "\n" in value and not on_one_line:
        return f'"""\n{_ESCAPED.sub(_escape, value)}"""'
    return _scalar(value)


def entry_text(path: tuple[str, ...], value: Any, *, on_one_line: bool = False) -> str:
    """`key = value`."""
    return f"{key_text(path)} = {value_text(value, on_one_line=on_one_line)}"


def section_text(path: tuple[str, ...], table: Plain) -> str:
    """One element of a list of tables: `[[path]]` and its entries."""
    return f"[[{key_text(path)}]]\n" + "".join(f"{entry_text((key,), value)}\n" for key, value in table.items())


def is_tables(value: Any) -> bool:
    """A list that is written as `[[sections]]`."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def file_text(plain: Plain) -> str:
    """The text of a new file: first the entries, then each element of a list of tables on its own."""
    entries = [f"{entry_text((key,), value)}\n" for key, value in plain.items() if not is_tables(value)]
    sections = [
        f"\n{section_text((key,), table)}" for key, value in plain.items() if is_tables(value) for table in value
    ]
    return "".join(entries + sections).removeprefix("\n")


def _scalar(value: Any) -> str:
    return tomli_w.dumps({"k": value})[4:-1]


def _escape(match: re.Match[str]) -> str:
    text = match[0]
    if text == "\\":
        return "\\\\"
    if text.startswith('"'):
        return text[:-1] + '\\"'
    return f"\\u{ord(text):04x}"
