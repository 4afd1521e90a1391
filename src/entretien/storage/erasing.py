"""Forgetting a person for good: which records change, which files go, which steps of the history have to go."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from entretien import disk
from entretien.book import Book
from entretien.dataclass import dataclass
from entretien.errors import StorageError
from entretien.i18n import _
from entretien.model.change import Change
from entretien.model.contact import Contact
from entretien.model.ids import ID_SHAPE
from entretien.model.network import Record
from entretien.model.plain import Plain, as_plain
from entretien.model.references import without_ids
from entretien.paths import Places
from entretien.storage.folders import FOLDERS, is_inside
from entretien.storage.index import forget_indexes
from entretien.storage.loader import conflict_original
from entretien.storage.log import FileChange
from entretien.storage.log import Record as Logged
from entretien.storage.reading import UnusableError, decode, read_bytes, understand
from entretien.storage.store import Store

_FOLDER: Final = FOLDERS["contact"]
_TELLING: Final = 5
"""Characters from which on an address tells who is meant."""


@dataclass(frozen=True, slots=True)
class Person:
    """All that somebody was ever called here."""

    ids: frozenset[str]
    names: frozenset[str]
    addresses: frozenset[str]
    """E-mail addresses, phone numbers and links."""

    @property
    def in_files(self) -> re.Pattern[str]:
        """What finds them in a file. A single word, which others may share, counts in quotes only."""
        known = {*self.ids, *self.names}
        alone = {word for word in known if re.fullmatch(r"\w+", word)}
        telling = (known - alone) | {address for address in self.addresses if len(address) >= _TELLING}
        return re.compile(rf"(?<!\w)(?:{_any_of(telling)})(?!\w)|([\"'])(?:{_any_of(alone)})\1", re.IGNORECASE)

    @property
    def in_labels(self) -> re.Pattern[str]:
        """What finds them in the label of a step."""
        return re.compile(rf"(?<!\w)(?:{_any_of(self.names)})(?!\w)")


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words; one that finds nothing where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word) or "(?!)"


class Mention(NamedTuple):
    """A line of a file that still names somebody who was erased."""

    path: Path
    line: int | None


def erase(store: Store, id: str) -> Person:
    """Forget a contact for good: the file, what names it elsewhere, the index, every step of the history with it.

    Also somebody whose card was deleted before, or can't be read. This can't be undone. Raises StorageError; what was
    done until then is done, and erasing again goes on.
    """
    book, path = store.load(), store.path_of("contact", id)
    _remove(lambda: forget_indexes(store.places))
    store.commit(erasure(book, id))
    traces = Traces(id)
    traces.learn(as_plain(book.contacts[id]) if id in book.contacts else _plain(path))
    for _pass in ("learn what they were called before", "forget all of it"):
        store.forget_steps(traces)
    _remove(lambda: _remove_files(store.places, traces.person.ids))
    _remove(lambda: forget_indexes(store.places))
    return traces.person


def _remove(remove: Callable[[], None]) -> None:
    try:
        remove()
    except OSError as error:
        raise StorageError(
            _("{path} can't be removed: {error}").format(path=error.filename, error=error.strerror)
        ) from error


def is_known(store: Store, book: Book, id: str) -> bool:
    """Whether there is anything to forget of an id that no card has: a file that can't be read, a record that
    names it, a step of the past, what an import remembers.
    """
    if not ID_SHAPE.fullmatch(id):
        return False
    name, quoted = f"{_FOLDER}/{id}.toml", f'"{id}"'.encode()
    return (
        any(_is_of(path, (id,)) for path in _listed(store.places.home / _FOLDER))
        or bool(erasure(book, id))
        or any(name in step.files for step in store.history())
        or any(quoted in path.read_bytes() for path in _listed(store.places.own / "imports"))
    )


def mentions(places: Places, person: Person) -> Iterator[Mention]:
    """Where files still name the person in words of somebody's own: notes, labels, copies that nobody knows of."""
    words = person.in_files
    for path in sorted((*places.home.rglob("*"), *places.config.rglob("*"))):
        if ".git" in path.parts or places.own in path.parents or path.is_symlink() or not path.is_file():
            continue
        try:
            text = read_bytes(path)[0].decode(errors="replace")
        except (UnusableError, OSError):
            continue
        found = words.search(text)
        if found or words.search(path.name):
            yield Mention(path, text.count("\n", 0, found.start()) + 1 if found else None)


def erasure(book: Book, id: str) -> Change:
    """The change that takes a contact out of every file."""

    def left(record: Record) -> Record | None:
        return None if isinstance(record, Contact) and record.id == id else without_ids(record, (id,))

    return Change(_("Erased a contact"), tuple(book.edits(left)))


def _remove_files(places: Places, ids: Collection[str]) -> None:
    """Remove what is left of the contact's file, a sync program's copies of it and of the program's own files."""
    folder = places.home / _FOLDER
    if is_inside(places.home, folder):
        for path in _listed(folder):
            if _is_of(path, ids):
                path.unlink(missing_ok=True)
    folders = (places.own, places.own / "imports")
    for path in (path for folder in folders for path in _listed(folder)):
        if conflict_original(path.name.removesuffix(".json"), ()):
            path.unlink(missing_ok=True)
    disk.sweep((*(places.home / name for name in FOLDERS.values()), *folders))


def _is_of(path: Path, ids: Collection[str]) -> bool:
    """Whether a file is that of one of the contacts, or a sync program's copy of it."""
    stem = path.name.removesuffix(".toml")
    return stem in ids or (conflict_original(stem, ids) or "") in ids


def _listed(folder: Path) -> list[Path]:
    """The files of a folder that is none of somebody else's."""
    if folder.is_symlink() or not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if path.is_symlink() or not path.is_dir()]


def _plain(path: Path) -> Plain:
    """What a file says, as far as it can be understood."""
    try:
        return understand(path, decode(path, read_bytes(path)[0]))
    except (UnusableError, OSError):
        return {}


class Traces:
    """Tells the steps of the history that hold something of a contact. Steps are asked for newest first.

    A step holds something if it touched the contact's file, under whatever id the contact had then, if a file in it
    names the contact by its id, or if its label or a file in it has a name or an address of the contact.
    """

    def __init__(self, id: str) -> None:
        self._ids = {id}
        self._names: set[str] = set()
        self._addresses: set[str] = set()

    @property
    def person(self) -> Person:
        """What is known of the contact, by now."""
        return Person(frozenset(self._ids), frozenset(self._names), frozenset(self._addresses))

    def __call__(self, record: Logged, changes: Sequence[FileChange]) -> bool:
        """Whether the step has to go."""
        own = {f"{_FOLDER}/{id}.toml" for id in self._ids}
        touched = [change for change in changes if change.path in own]
        if any(change.after is not None for change in touched):
            gone = (change for change in changes if change.after is None and change.path.startswith(f"{_FOLDER}/"))
            renamed = [change for change in gone if change.path not in own]
            self._ids |= {change.path.removeprefix(f"{_FOLDER}/").removesuffix(".toml") for change in renamed}
            touched += renamed
        sides = [side for change in changes for side in change.sides if side is not None]
        for side in (side for change in touched for side in change.sides if side is not None):
            try:
                self.learn(understand(_FOLDER, decode(_FOLDER, side)))
            except UnusableError:
                continue
        if touched or self.person.in_labels.search(record.label):
            return True
        words = self.person.in_files
        return any(words.search(side.decode(errors="replace")) for side in sides)

    def learn(self, said: Plain) -> None:
        """Note what a contact's file calls them."""
        if isinstance(name := said.get("name"), str):
            self._names.add(name)
        for key in ("emails", "phones", "links"):
            value = said.get(key)
            self._addresses.update(item for item in (value if isinstance(value, list) else ()) if isinstance(item, str))
