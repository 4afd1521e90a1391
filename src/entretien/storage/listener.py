"""Taking in what has changed in a folder while a scout still tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from entretien.storage.loader import FEW, Folder, Taken, found, look_into, may_hold_record, stamps_for, take
from entretien.storage.stamps import SIZE, differing, realigned

if TYPE_CHECKING:
    from pathlib import Path

    from entretien.model.network import Kind
    from entretien.storage.loader import Drawer
    from entretien.storage.scout import Seen


_STEP: Final = 256
"""Characters of a listing that are compared at first."""


def unlike(listing: str, other: str) -> tuple[list[tuple[int, str]], list[int]]:
    """The names, with their places, that one of two listings has alone, and the places of those that the other has.

    Both are in order, with a slash between two names. What is the same is passed by in strides.
    """
    mine, theirs = f"{listing}/" if listing else "", f"{other}/" if other else ""
    fresh, gone = list[tuple[int, str]](), list[int]()
    here = there = place = known = 0
    while here < len(mine) or there < len(theirs):
        same = _alike(mine, here, theirs, there)
        passed = mine.count("/", here, here + same)
        here, there, place, known = here + same, there + same, place + passed, known + passed
        name = mine[here : mine.find("/", here) + 1]
        unknown = theirs[there : theirs.find("/", there) + 1]
        if name and (not unknown or name[:-1] < unknown[:-1]):
            fresh.append((place, name[:-1]))
            here, place = here + len(name), place + 1
        elif unknown:
            gone.append(known)
            there, known = there + len(unknown), known + 1
    return fresh, gone


def _alike(text: str, start: int, other: str, begin: int) -> int:
    """How many characters two texts have in common from there on, up to the end of a name."""
    step, length = _STEP, 0
    while step:
        if text[start + length : start + length + step] == other[begin + length : begin + length + step] != "":
            length += step
            step *= 2
        else:
            step //= 4 if step > _STEP else 2
    length = min(length, len(text) - start, len(other) - begin)
    return max(0, text.rfind("/", start, start + length) + 1 - start)


class Listener:
    """Takes in each file that has another stamp than known, as soon as a scout tells of it."""

    def __init__(self, home: Path, kind: Kind, known: Drawer) -> None:
        self._home = home
        self._kind: Kind = kind
        self._known = known
        self._listing = "/".join(known.names)
        self._names = known.names
        self._stamps: bytes | bytearray = known.stamps
        """Those of the files that are told of, and the stamps that are known of them."""
        self._heard: Seen | None = None
        self._taken: dict[str, Taken | None] = {}
        self._has_others = False
        """Files that can't hold a record were told of."""

    def hear(self, seen: Seen, first: int, stamps: bytes) -> None:
        """See `scout.Hear`."""
        if seen is not self._heard:
            self._heard = seen
            self._compare(seen)
        for place in differing(stamps, self._stamps[first * SIZE : first * SIZE + len(stamps)]):
            name = self._names[first + place]
            if may_hold_record(name):
                self._taken[name] = take(found(self._home, self._kind, name))
            else:
                self._has_others = True

    def _compare(self, seen: Seen) -> None:
        """Find out which files have come and gone, without taking the listing apart: most names are known ones."""
        if seen.listing == self._listing:
            return
        fresh, gone = unlike(seen.listing, self._listing)
        if len(fresh) + len(gone) > FEW:
            self._names, self._stamps = seen.names, stamps_for(seen.names, self._known)
            return
        self._names = list(self._names)
        for place in reversed(gone):
            del self._names[place]
        for place, name in fresh:
            self._names.insert(place, name)
        self._stamps = realigned(self._stamps, [place for place, _name in fresh], gone)

    def folder(self, seen: Seen | None) -> Folder:
        """The folder, of which the scout has told all if there is something `seen`."""
        if seen is None or seen is not self._heard:
            return look_into(self._home, self._kind, self._known, seen)
        if self._has_others:
            return look_into(self._home, self._kind, self._known, seen)._replace(taken=self._taken)
        return Folder(self._names, seen.stamps, taken=self._taken)
