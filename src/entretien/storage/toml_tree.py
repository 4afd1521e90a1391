"""The tables of a TOML text, with the statements that make them up."""

from __future__ import annotations

from collections.abc import Iterator

from entretien.dataclass import dataclass, field
from entretien.storage.toml_text import Line, Section, scan


@dataclass(slots=True)
class Leaf:
    """A key with a value on the right of its `=`."""

    line: Line
    section: Section

    @property
    def end(self) -> int:
        """Where its line ends."""
        return self.line.end


@dataclass(slots=True)
class Table:
    """A table that is made by statements: the root, a `[header]`, one `[[element]]`, or dotted keys.

    `section` is where its own entries stand, behind the keys of `prefix` where it is made by dotted keys. It is None
    for a table that only exists as part of another's header.
    """

    path: tuple[str, ...]
    section: Section | None = None
    prefix: tuple[str, ...] = ()
    nodes: dict[str, Node] = field(default_factory=dict)

    @property
    def is_dotted(self) -> bool:
        """Made by dotted keys."""
        return bool(self.prefix)

    @property
    def end(self) -> int:
        """Where the last of its statements ends, those of the tables inside it included."""
        ends = [node.end for node in self.nodes.values()]
        if self.section is not None and not self.is_dotted:
            ends.append(self.section.body)
        return max(ends)

    def leaves(self) -> Iterator[Leaf]:
        """Every entry in it, also in the tables inside it."""
        for node in self.nodes.values():
            for table in [node] if isinstance(node, Table) else node.elements if isinstance(node, Tables) else []:
                yield from table.leaves()
            if isinstance(node, Leaf):
                yield node

    def sections(self) -> Iterator[Section]:
        """Every section that it is made of, its own first."""
        if self.section is not None and not self.is_dotted:
            yield self.section
        for node in self.nodes.values():
            if not isinstance(node, Leaf):
                yield from node.sections()


@dataclass(slots=True)
class Tables:
    """A list of tables, each under its own `[[header]]`."""

    elements: list[Table]

    @property
    def end(self) -> int:
        """Where the last element ends."""
        return self.elements[-1].end

    def sections(self) -> Iterator[Section]:
        """Every section of every element."""
        for element in self.elements:
            yield from element.sections()


Node = Leaf | Table | Tables


def tree(text: str) -> Table:
    """The root table of a valid TOML text. Raises ValueError where the text can't be followed."""
    root = Table(())
    for section in scan(text):
        table = _table_of(root, section)
        for line in section.lines:
            holder = table
            for part in line.entry.path[:-1]:
                inner = holder.nodes.setdefault(part, Table((*holder.path, part), section, (*holder.prefix, part)))
                if not isinstance(inner, Table):
                    raise ValueError(f"{part} is not a table")
                holder = inner
            holder.nodes[line.entry.path[-1]] = Leaf(line, section)
    return root


def _table_of(root: Table, section: Section) -> Table:
    """The table that a section's entries belong to, made where it isn't there yet."""
    table = root
    for depth, part in enumerate(section.path, 1):
        is_last = depth == len(section.path)
        if is_last and section.of_array:
            tables = table.nodes.setdefault(part, Tables([]))
            if not isinstance(tables, Tables):
                raise ValueError(f"{part} is not a list of tables")
            tables.elements.append(Table((*table.path, part)))
            table = tables.elements[-1]
            continue
        node = table.nodes.setdefault(part, Table((*table.path, part)))
        if isinstance(node, Tables):
            node = node.elements[-1]
        if not isinstance(node, Table):
            raise ValueError(f"{part} is not a table")
        table = node
    table.section = section
    return table
