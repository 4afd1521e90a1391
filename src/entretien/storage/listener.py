"""Taking in what has changed in a folder while a scout still tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entretien.storage.loader import Folder, Taken, found, look_into, may_hold_record, stamps_for, take
from entretien.storage.stamps import SIZE, differing

if TYPE_CHECKING:
    from pathlib import Path

    from entretien.model.network import Kind
    from entretien.storage.loader import Drawer
    from entretien.storage.scout import Seen


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
            if seen.listing != self._listing:
                self._names, self._stamps = seen.names, stamps_for(seen.names, self._known)
        for place in differing(stamps, self._stamps[first * SIZE : first * SIZE + len(stamps)]):
            name = self._names[first + place]
            if may_hold_record(name):
                self._taken[name] = take(found(self._home, self._kind, name))
            else:
                self._has_others = True

    def folder(self, seen: Seen | None) -> Folder:
        """The folder, of which the scout has told all if there is something `seen`."""
        if seen is None or seen is not self._heard:
            return look_into(self._home, self._kind, self._known, seen)
        if self._has_others:
            return look_into(self._home, self._kind, self._known, seen)._replace(taken=self._taken)
        return Folder(self._names, seen.stamps, taken=self._taken)
