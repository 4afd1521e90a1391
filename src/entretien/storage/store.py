"""The folder of files as the rest of the program sees it: load, commit, undo, redo, refresh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from entretien.book import Book
from entretien.collector import collector_at_rest
from entretien.errors import StorageError
from entretien.i18n import _
from entretien.paths import Places
from entretien.storage.errors import HistoryError
from entretien.storage.folders import FOLDERS, path_of
from entretien.storage.index import Index
from entretien.storage.loader import EMPTY, Drawer, Folder, Progress, assemble, look_into, take_all, worn
from entretien.storage.reading import UnusableError, decode, read_bytes, understand
from entretien.storage.writer import TRIES, Writer

if TYPE_CHECKING:
    from typing import Unpack

    from entretien.config import Config
    from entretien.model.network import Kind
    from entretien.model.plain import Plain
    from entretien.outlook import Network
    from entretien.storage.late import Tell
    from entretien.storage.scout import Scout
    from entretien.storage.writer import HistoryOptions

_FEW_STALE: Final = 30
_PART_STALE: Final = 50
"""The index is written anew when more files than these, or one in so many, are others than it knows."""

_MANY: Final = 1000
"""So many files take a scout so long that something can be done meanwhile."""


class Store(Writer):
    """The files below `places.home`. Any number of stores, in any number of processes, can be at work on one folder."""

    def __init__(
        self,
        places: Places,
        *,
        indexed: bool = True,
        scout: Scout | None = None,
        **history: Unpack[HistoryOptions],
    ) -> None:
        """What a `scout` sees of the contacts is taken for the first look at them."""
        super().__init__(places, **history)
        self._taken: dict[Kind, Drawer] = {}
        self._indexed = indexed
        self._scout = scout
        self._index: Index | None = None
        self._known: dict[Kind, Drawer] = {}
        """What the index knows."""
        self._book: Book | None = None
        """The book of what was taken in last."""
        self._seen: tuple[int, ...] = ()
        """The state of the log when it was taken in."""

    @classmethod
    def configured(cls, places: Places, config: Config, scout: Scout | None = None) -> Self:
        """The store whose history is as long as the settings say."""
        return cls(
            places,
            history_steps=config.history_steps,
            history_days=config.history_days,
            history_megabytes=config.history_megabytes,
            scout=scout,
        )

    def load(self, progress: Progress | None = None) -> Book:
        """Read everything, most of it from the index. An interrupted change is finished first; nothing else is written.

        `progress` is called with the number of files done and of all that have to be read; what it raises ends it. What
        can't be used is the book's problems. Raises StorageError where an interrupted change can't be finished.
        """
        with collector_at_rest():
            self._index = Index.find(self.places) if self._indexed else None
            self._known = {kind: self._index.drawer(kind) for kind in FOLDERS} if self._index else {}
            self._taken = self._known
            return self._read(None, progress)

    def late_book(self, tell: Tell) -> Book:
        """A book of which only what somebody looks at is read. `tell` is given the problems that come up."""
        from entretien.storage.late import late_book

        self._settle()
        index = Index.find(self.places) if self._indexed else None

        def load(kind: Kind) -> Book:
            with collector_at_rest():
                known = {kind: index.drawer(kind)} if index else {}
                taken, folders, _seen = self._take((kind,), known, None)
                return assemble(taken, folders[kind].misplaced)

        return late_book(self.places.home, load, tell)

    def network(self, book: Book, today: date, config: Config) -> Network:
        """The network of a book of this store on a day; what the index knows of it isn't computed again."""
        from entretien.outlook import Network

        index = self._index
        if index is None or index.basis != _basis(today, config):
            return Network(book, today, config)
        with collector_at_rest():
            return Network(assemble(self._known), today, config, index).next(book, read=True)

    def keep(self, network: Network) -> None:
        """Write the index anew for the next start, if that is worth the while; never that of an older book.

        It never fails.
        """
        basis, index = _basis(network.today, network.config), self._index
        with self._mutex:
            taken = self._taken
            if network.book is not self._book or self._log.version() != self._seen:
                return
        if index is not None and index.basis == basis and not self._is_worn(taken):
            return
        from entretien.storage.indexing import write_index

        with suppress(OSError, ValueError, OverflowError, StorageError), collector_at_rest():
            write_index(self.places, taken, basis, network)

    def _is_worn(self, taken: Mapping[Kind, Drawer]) -> bool:
        """Whether so many files are others than the index knows that writing it anew is less than reading them."""
        most = max(_FEW_STALE, sum(len(drawer.names) for drawer in taken.values()) // _PART_STALE)
        if sum(len(drawer.changes) for drawer in taken.values()) <= most:
            return False
        return sum(worn(drawer, self._known.get(kind, EMPTY)) for kind, drawer in taken.items()) > most

    def refresh(self, book: Book) -> Book:
        """Look at every file again, read what changed, and give the book as it is now; `book` itself if nothing did.

        Can run in a thread while others commit: the result has every commit that was done before it returns. Where an
        interrupted change can't be finished the files are between two states, and `book` is still the truth.
        """
        try:
            return self._read(book, None)
        except StorageError:
            return book

    def plain(self, kind: Kind, id: str) -> Plain:
        """What a record's file says, unknown keys too. Raises StorageError where it can't be read."""
        path = self.path_of(kind, id)
        try:
            return understand(path, decode(path, read_bytes(path)[0]))
        except FileNotFoundError:
            raise StorageError(_("{path} isn't there.").format(path=path)) from None
        except UnusableError as error:
            problem = error.problems[0]
            raise StorageError(f"{problem.where}: {problem.reason}", problem.hint) from None

    def path_of(self, kind: Kind, id: str) -> Path:
        """Where a record's file stands. Raises StorageError for what can't be an id."""
        return path_of(self.places.home, kind, id)

    def _take(
        self, kinds: Iterable[Kind], known: Mapping[Kind, Drawer], progress: Progress | None
    ) -> tuple[dict[Kind, Drawer], dict[Kind, Folder], tuple[int, ...]]:
        """What the files of some kinds hold, with no change of anybody's half-way, and the state of the log then."""
        for _attempt in range(TRIES):
            with self._mutex:
                commits, seen = self._commits, self._log.version()
            self._settle()
            folders = {kind: self._look_into(kind, known.get(kind, EMPTY), seen) for kind in kinds}
            taken = take_all(self.places.home, folders, known, progress)
            known = taken
            with self._mutex:
                if (commits, seen) == (self._commits, self._log.version()):
                    break
        return taken, folders, seen

    def _look_into(self, kind: Kind, known: Drawer, version: tuple[int, ...]) -> Folder:
        home, scout = self.places.home, self._scout
        if scout is None:
            return look_into(home, kind, known)
        from entretien.storage.listener import Listener

        if len(known.names) < _MANY:
            scout.meanwhile = ()
        listener = Listener(home, kind, known)
        return listener.folder(scout.seen(f"{home / FOLDERS[kind]}", version, listener.hear if known.names else None))

    def _settle(self) -> None:
        """Wait for a change that is under way, or finish one that was interrupted, where that can be known."""
        if self._log.is_settled():
            return
        try:
            last = self._log.last()
        except HistoryError:
            return
        if last is not None and last.state != b"D":
            with self._writing():
                pass

    def _read(self, known: Book | None, progress: Progress | None) -> Book:
        if self._is_gone:
            from entretien.storage.edits import without_home

            return without_home(known or self._book or Book(), self.places.home)
        with self._mutex:
            taken = self._taken
        taken, folders, seen = self._take(FOLDERS, taken, progress)
        misplaced = [problem for folder in folders.values() for problem in folder.misplaced]
        book = assemble(taken, misplaced, known)
        strays = tuple(stray for folder in folders.values() for stray in folder.strays)
        with self._mutex:
            self._taken, self._strays, self._book, self._seen = taken, strays, book, seen
        return book


def _basis(today: date, config: Config) -> str:
    """What the lines of a network depend on, besides the files."""
    return f"{today} {config.default_cadence} {config.model}"
