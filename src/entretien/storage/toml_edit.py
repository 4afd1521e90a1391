"""Changing what a TOML text says, touching only the lines of what differs.

Comments, unknown keys, order, spacing, line ends and a missing final line end stay as they are. Every result is
parsed again before it is returned.
"""

from __future__ import annotations

import re
from typing import Any, Final

from entretien.i18n import _
from entretien.model.plain import Plain
from entretien.pattern import pattern
from entretien.storage.comparing import pairs, same
from entretien.storage.errors import NotSaidError
from entretien.storage.reading import parse
from entretien.storage.toml_tree import Leaf, Node, Table, Tables, tree
from entretien.storage.toml_values import Splices, edit_value
from entretien.storage.writing import entry_text, is_tables, key_text, section_text

_COMMENTS: Final = pattern(r"(?:[ \t]*#[^\n]*(?:\n|\Z))+")
_COMMENTS_BEFORE: Final = pattern(r"(?:^[ \t]*#[^\n]*\n)+\Z", re.MULTILINE)
_BLANK_BEFORE: Final = pattern(r"(?:\A|\n)[ \t]*\r?\n\Z")
_BLANK_AFTER: Final = pattern(r"[ \t]*(?:\r?\n|\Z)")


def edit(text: str, said: Plain, wanted: Plain) -> str:
    """The text, which says `said`, changed so that it says exactly `wanted`.

    Raises NotSaidError where that can't be done safely.
    """
    if same(said, wanted):
        return text
    try:
        for change in (_appended, _edited):
            result = change(text, said, wanted)
            if result and same(parse(result), wanted):
                return result
    except (ValueError, RecursionError) as error:
        raise NotSaidError(_not_said()) from error
    raise NotSaidError(_not_said())


def _appended(text: str, said: Plain, wanted: Plain) -> str:
    """The text with a section at its end, where what is wanted is just one more of those it ends with; else nothing.

    It is what `_edited` makes of it, without a look at what stands before.
    """
    if said.keys() != wanted.keys():
        return ""
    changed = [key for key in said if not same(said[key], wanted[key])]
    if len(changed) != 1:
        return ""
    [key] = changed
    old, new = said[key], wanted[key]
    if not (is_tables(old) and is_tables(new)) or len(new) != len(old) + 1 or not same(old, new[:-1]):
        return ""
    start = text.rfind(f"\n[[{key_text((key,))}]]")
    if start < 0 or not _says(text[start + 1 :], {key: old[-1:]}):
        return ""
    splices = Splices(text)
    splices.lines(len(text), _set_off((key,), new[-1:], text, ""))
    return splices.apply()


def _says(text: str, wanted: Plain) -> bool:
    try:
        return same(parse(text), wanted)
    except ValueError:
        return False


def _edited(text: str, said: Plain, wanted: Plain) -> str:
    editor = _Editor(text)
    editor.table(editor.root, said, wanted)
    return editor.splices.apply()


def _set_off(path: tuple[str, ...], tables: list[Plain], before: str, after: str) -> str:
    """`[[path]]` sections, set off by blank lines from what stands before and after."""
    text = "\n".join(section_text(path, table) for table in tables)
    if before and not _BLANK_BEFORE.search(before):
        text = f"\n{text}"
    if after and not _BLANK_AFTER.match(after):
        text = f"{text}\n"
    return text


def _not_said() -> str:
    return _("The file is written in a way that can't be changed safely; it was left as it is.")


class _Editor:
    """Collects the splices that turn what a text says into what is wanted."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.splices = Splices(text)
        self.root = tree(text)
        self.headers = [section.start for section in self.root.sections() if section.path]

    def table(self, table: Table, old: Plain, new: Plain) -> None:
        """Turn what `table` says from `old` into `new`."""
        for key in old.keys() - new.keys():
            self._remove(table.nodes[key])
        line_anchor: int | None = None
        block_anchor: int | None = None
        headless: list[str] = []
        for key, value in new.items():
            node = table.nodes.get(key)
            if node is not None and self._can_stay(node, value, table):
                self._change(node, old[key], value)
                if (end := _end_in_body(node, table)) is not None:
                    line_anchor = end
                else:
                    block_anchor = node.end
                continue
            if node is not None:
                self._remove(node)
            if is_tables(value) and not table.is_dotted:
                position = self._after_block(block_anchor or _body_end(table))
                block_anchor = self._add_sections((*table.path, key), value, position)
            elif table.section is None:
                headless.append(entry_text((key,), value))
            else:
                line_anchor = self._add_line(table, key, value, line_anchor)
        if headless:
            start = min(section.start for section in table.sections())
            lines = "\n".join((f"[{key_text(table.path)}]", *headless, "", ""))
            self.splices.lines(start, lines)

    def _can_stay(self, node: Node, value: Any, table: Table) -> bool:
        """Whether the key can keep the kind of statement that it has."""
        match node:
            case Leaf():
                return bool(node.line.entry.value.items) or not is_tables(value) or table.is_dotted
            case Table():
                return isinstance(value, dict) and (bool(value) or (node.section is not None and not node.is_dotted))
            case Tables():
                return is_tables(value)

    def _change(self, node: Node, old: Any, new: Any) -> None:
        if same(old, new):
            return
        match node:
            case Leaf():
                edit_value(self.splices, node.line.entry.value, old, new)
            case Table():
                self.table(node, old, new)
            case Tables():
                self._elements(node.elements, old, new)

    def _elements(self, elements: list[Table], old: list[Plain], new: list[Plain]) -> None:
        """Turn the elements of a list of `[[sections]]` from `old` into `new`."""
        position = self._before_block(min(section.start for section in elements[0].sections()))
        for i, j in pairs(old, new):
            if i is None and j is not None:
                position = self._add_sections(elements[0].path, [new[j]], position)
            elif i is not None:
                if j is None:
                    self._remove(elements[i])
                else:
                    self.table(elements[i], old[i], new[j])
                position = self._after_block(elements[i].end)

    def _add_line(self, table: Table, key: str, value: Any, anchor: int | None) -> int:
        """Insert `key = value` after `anchor`, or after the last entry of the table."""
        assert table.section is not None
        lines = table.section.lines
        position = anchor if anchor is not None else _body_end(table)
        indent = self.text[lines[-1].start : lines[-1].entry.start] if lines else ""
        self.splices.lines(position, f"{indent}{entry_text((*table.prefix, key), value)}\n")
        return position

    def _add_sections(self, path: tuple[str, ...], tables: list[Plain], position: int) -> int:
        """Insert `[[path]]` sections, set off by blank lines. Returns `position`, for what comes after them."""
        self.splices.lines(position, _set_off(path, tables, self.text[:position], self.text[position:]))
        return position

    def _after_block(self, end: int) -> int:
        """Where a section goes after the one that ends at `end`: behind the comments that belong to it."""
        if not any(header >= end for header in self.headers):
            return len(self.text)
        match = _COMMENTS.match(self.text, end)
        return match.end() if match and _BLANK_AFTER.match(self.text, match.end()) else end

    def _before_block(self, start: int) -> int:
        """Where a section goes before the one that starts at `start`: before the comments on top of it."""
        match = _COMMENTS_BEFORE.search(self.text[:start])
        return match.start() if match else start

    def _remove(self, node: Node) -> None:
        sections = [] if isinstance(node, Leaf) else list(node.sections())
        for section in sections:
            blank = _BLANK_BEFORE.search(self.text[: section.start])
            start = self.text.rfind("\n", 0, section.start - 1) + 1 if blank else section.start
            self.splices.replace(start, section.end, "")
        for leaf in [node] if isinstance(node, Leaf) else node.leaves() if isinstance(node, Table) else []:
            if leaf.section not in sections:
                self.splices.replace(leaf.line.start, leaf.line.end, "")


def _body_end(table: Table) -> int:
    """Where the entries of a table end that stand under its own header."""
    ends = [end for node in table.nodes.values() if (end := _end_in_body(node, table)) is not None]
    if ends:
        return max(ends)
    if table.section is not None:
        return table.section.end if table.is_dotted else table.section.body
    return min(section.start for section in table.sections())


def _end_in_body(node: Node, table: Table) -> int | None:
    """Where the last entry of `node` ends among the entries of `table`; None where it stands under headers."""
    if isinstance(node, Leaf):
        return node.end
    if isinstance(node, Table) and node.is_dotted:
        return max((leaf.end for leaf in node.leaves() if leaf.section is table.section), default=None)
    return None
