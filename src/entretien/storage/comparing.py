"""Comparing plain data: equality that tells 1 from 1.0 and from true, and the pairing of two lists."""

from __future__ import annotations

from typing import Any

Pair = tuple[int | None, int | None]
"""A place in the old list and one in the new: (3, None) was removed, (None, 4) was added."""


def same(one: Any, other: Any) -> bool:
    """Equal in TOML's sense: of the same type and value; not-a-number is equal to itself. The order of keys is free.

    Texts tell most equal data apart from unequal at a third of the cost.
    """
    return repr(one) == repr(other) or _same(one, other)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if type(one) is not type(other):
        return False
    if isinstance(one, float):
        return repr(one) == repr(other)
    return bool(one == other)


def pairs(old: list[Any], new: list[Any]) -> list[Pair]:
    """Which items of `old` live on in `new`, in the order of both.

    Equal items are paired first; between them what remains is paired by likeness, then in order, so that within one
    gap items are either only removed or only added beside the pairs.
    """
    head = 0
    while head < min(len(old), len(new)) and same(old[head], new[head]):
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and same(old[-1 - tail], new[-1 - tail]):
        tail += 1
    found: list[Pair] = [(i, i) for i in range(head)]
    old_end, new_end = len(old) - tail, len(new) - tail
    if old_end == head or new_end == head:
        found += _in_gap(old, new, range(head, old_end), range(head, new_end))
    else:
        found += _between(old, new, range(head, old_end), range(head, new_end))
    found += [(old_end + i, new_end + i) for i in range(tail)]
    return found


def _between(old: list[Any], new: list[Any], olds: range, news: range) -> list[Pair]:
    """Pair what is equal, then what lies between."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, [_key(old[i]) for i in olds], [_key(new[j]) for j in news], autojunk=False)
    found: list[Pair] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        mine, theirs = olds[i1:i2], news[j1:j2]
        found += list(zip(mine, theirs, strict=True)) if tag == "equal" else _in_gap(old, new, mine, theirs)
    return found


def _in_gap(old: list[Any], new: list[Any], olds: range, news: range) -> list[Pair]:
    """Pair all of the shorter side with the likeliest of the longer, without crossing."""
    swap = len(olds) > len(news)
    short, long = (news, olds) if swap else (olds, news)
    paired: list[Pair] = []
    free = long.start
    for place, item in enumerate(short):
        last = long.stop - (len(short) - place - 1)
        best = max(range(free, last), key=lambda other: (likeness(_of(swap, old, new, item, other)), -other))
        paired += [(None, skipped) for skipped in range(free, best)] + [(item, best)]
        free = best + 1
    paired += [(None, skipped) for skipped in range(free, long.stop)]
    return [(second, first) for first, second in paired] if swap else paired


def _of(swap: bool, old: list[Any], new: list[Any], short: int, long: int) -> tuple[Any, Any]:
    return (old[long], new[short]) if swap else (old[short], new[long])


def likeness(couple: tuple[Any, Any]) -> int:
    """How many keys two tables share with the same value; for other values 1 where they are equal."""
    one, other = couple
    if isinstance(one, dict) and isinstance(other, dict):
        return sum(key in other and same(value, other[key]) for key, value in one.items())
    return int(same(one, other))


def _key(value: Any) -> str:
    """A text that is equal for items that are the same, whatever the order of their keys."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{key!r}:{_key(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_key, value)) + "]"
    return repr(value)
