"""Putting together two changes of the same data, and putting the result into a file's own data."""

from __future__ import annotations

from typing import Any, Final, Literal

from entretien.dataclass import dataclass, field
from entretien.model.plain import Plain
from entretien.storage.comparing import likeness, pairs, same
from entretien.storage.shape import Shape

Resolution = Literal["mine", "theirs"]
Difference = tuple[str, Any, Any, Any]
"""Dotted field, base, mine, theirs."""


class _Absent:
    def __repr__(self) -> str:
        return "absent"


ABSENT: Final = _Absent()


@dataclass(slots=True)
class Merge:
    """A three-way merge; `differences` collects the fields where `mine` and `theirs` can't both be had.

    With `has_mine`, theirs may have been built on mine already: an addition that both have is one, not two.
    """

    resolution: Resolution | None = None
    has_mine: bool = False
    differences: list[Difference] = field(default_factory=list)

    def tables(self, base: Plain, mine: Plain, theirs: Plain, shape: Shape, where: str = "") -> Plain:
        """The table with both changes, its keys in the order of `shape`."""
        merged: Plain = {}
        for key, known in shape.fields.items():
            sides = (base.get(key, ABSENT), mine.get(key, ABSENT), theirs.get(key, ABSENT))
            value = self._value(*sides, known.table, known.many, f"{where}{key}")
            if value is not ABSENT:
                merged[key] = value
        return merged

    def _value(self, base: Any, mine: Any, theirs: Any, table: Shape | None, many: bool, where: str) -> Any:
        if same(mine, base) or same(mine, theirs):
            return theirs
        if same(theirs, base):
            return mine
        if many:
            lists = tuple([] if side is ABSENT else side for side in (base, mine, theirs))
            merged = self._lists(lists, table, where) if table else _sets(*lists)
            return merged or ABSENT
        if table and isinstance(mine, dict) and isinstance(theirs, dict):
            return self.tables(base if isinstance(base, dict) else {}, mine, theirs, table, f"{where}.")
        return self._choose(base, mine, theirs, where)

    def _choose(self, base: Any, mine: Any, theirs: Any, where: str) -> Any:
        if self.resolution is None:
            shown = [None if side is ABSENT else side for side in (base, mine, theirs)]
            self.differences.append((where, shown[0], shown[1], shown[2]))
        return theirs if self.resolution == "theirs" else mine

    def _lists(self, lists: tuple[list[Any], ...], table: Shape, where: str) -> list[Any]:
        """Additions of both sides in their places (theirs first), changes and removals of either."""
        base, mine, theirs = lists
        mine_at, mine_added = _followed(base, mine)
        theirs_at, theirs_added = _followed(base, theirs)
        if self.has_mine:
            known = [item for items in theirs_added.values() for item in items]
            mine_added = {at: [item for item in items if item not in known] for at, items in mine_added.items()}
        merged: list[Any] = theirs_added.get(-1, []) + mine_added.get(-1, [])
        for place, item in enumerate(base):
            ours = mine_at.get(place, ABSENT)
            other = theirs_at.get(place, ABSENT)
            value = self._value(item, ours, other, table, False, f"{where}.{place + 1}")
            if value is not ABSENT:
                merged.append(value)
            merged += theirs_added.get(place, []) + mine_added.get(place, [])
        return merged


def _followed(base: list[Any], side: list[Any]) -> tuple[dict[int, Any], dict[int, list[Any]]]:
    """What became of each item of `base`, and what was added after each (-1: before the first).

    An item that shares nothing with the one in its place is another one: one removed and one added.
    """
    kept: dict[int, Any] = {}
    added: dict[int, list[Any]] = {}
    last = -1
    for i, j in pairs(base, side):
        if i is not None:
            last = i
        if i is not None and j is not None and likeness((base[i], side[j])):
            kept[i] = side[j]
        elif j is not None:
            added.setdefault(last, []).append(side[j])
    return kept, added


def _sets(base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    """Theirs, without what I removed, with what I added."""
    removed = [item for item in base if item not in mine]
    added = [item for item in mine if item not in base and item not in theirs]
    return [item for item in theirs if item not in removed] + added


def combine(raw: Plain, old: Plain, new: Plain, shape: Shape) -> Plain:
    """A file's own data, which says `old`, changed to say `new`: unknown keys and ways of writing stay.

    A new key stands behind the nearest of those that come before it in `shape`.
    """
    result = dict(raw)
    for key, known in shape.fields.items():
        before, after = old.get(key, ABSENT), new.get(key, ABSENT)
        if same(before, after):
            continue
        if after is ABSENT:
            result.pop(key, None)
        elif key in result:
            result[key] = _combined(result[key], before, after, known.table)
        else:
            result = _inserted(result, key, after, shape)
    return result


def _combined(raw: Any, old: Any, new: Any, table: Shape | None) -> Any:
    if table and isinstance(raw, dict) and isinstance(new, dict):
        return combine(raw, old if isinstance(old, dict) else {}, new, table)
    if table and isinstance(raw, list) and isinstance(old, list) and len(raw) == len(old):
        kept = {j: i for i, j in pairs(old, new) if j is not None}
        return [item if (i := kept[j]) is None else combine(raw[i], old[i], item, table) for j, item in enumerate(new)]
    return new


def _inserted(table: Plain, key: str, value: Any, shape: Shape) -> Plain:
    order = list(shape.fields)
    before = [known for known in order[: order.index(key)] if known in table]
    if not before:
        return {key: value, **table}
    result: Plain = {}
    for present, content in table.items():
        result[present] = content
        if present == before[-1]:
            result[key] = value
    return result
