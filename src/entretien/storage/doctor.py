"""What is wrong with the files, and mending what can be mended without a doubt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from entretien.book import Book
from entretien.i18n import _, ngettext
from entretien.model.ids import slug
from entretien.model.network import KINDS, Kind
from entretien.model.problem import Problem
from entretien.model.references import references
from entretien.paths import is_so
from entretien.storage.errors import HistoryError
from entretien.storage.folders import FOLDERS, is_inside
from entretien.storage.loader import conflict_original
from entretien.storage.log import FileChange
from entretien.storage.reading import UnusableError, decode, read_bytes, understand
from entretien.storage.schema import dotted, misspellings, record_of
from entretien.storage.shape import shape_of
from entretien.storage.store import Store
from entretien.storage.toml_text import locate, respelt

_LOOSE: Final = 0o077


def examine(store: Store) -> tuple[Problem, ...]:
    """Everything that is wrong, by file and line: what `load` finds, dangling references, the history, files open to
    others.
    """
    book = store.load()
    found = [*book.problems, *dangling(store, book), *_history(store), *_open_to_others(store.places.home)]
    return tuple(sorted(found, key=lambda problem: (problem.path, problem.line or 0, problem.column or 0)))


def dangling(store: Store, book: Book) -> Iterator[Problem]:
    """A warning for each reference to a record that isn't there. Files that can't be read count as there."""
    for kind in KINDS:
        for record in book.of(kind).values():
            path = store.path_of(kind, record.id)
            for where, named, id in references(record):
                if id in book.of(named) or (named, id) in book.reserved:
                    continue
                line, column = _place(path, where)
                yield Problem(
                    path=path,
                    kind="dangling",
                    reason=_('{field} names "{id}", which has no file.').format(field=dotted(where), id=id),
                    hint=_("Expected: {path}.").format(path=f"{FOLDERS[named]}/{id}.toml"),
                    line=line,
                    column=column,
                    serious=False,
                )


def mend(store: Store) -> tuple[str, ...]:
    """Mend what is safe to mend, as one step of undo, and say line by line what was done.

    Misspelt keys are spelt right, files with a name that can't be an id get one that can, a sync program's copies
    that say the same as the file are removed, and files that others could read are closed to them (which is no part
    of the step). Everything else is left as it is.
    """
    done: list[str] = []
    changes: list[FileChange] = []
    for path in _files(store.places.home):
        mended = _mended(store.places.home, path, {change.path for change in changes})
        if mended:
            line, parts = mended
            done.append(line)
            changes += parts
    if changes:
        store.commit_files(ngettext("Mended {n} file", "Mended {n} files", len(done)), tuple(changes))
    for problem in _open_to_others(store.places.home):
        try:
            problem.path.chmod(0o700 if problem.path.is_dir() else 0o600)
        except OSError:
            continue
        done.append(_("{path}: closed to others").format(path=problem.path.name))
    return tuple(done)


def _mended(home: Path, path: Path, taken: set[str]) -> tuple[str, list[FileChange]] | None:
    """What can be done for one file: a line that says it, and the changes."""
    kind = next(kind for kind in KINDS if FOLDERS[kind] == path.parent.name)
    try:
        content, _stamp = read_bytes(path)
        text = decode(path, content)
        data = understand(path, text)
        original = conflict_original(path.stem, {twin.stem for twin in path.parent.iterdir()})
    except (UnusableError, OSError):
        return None
    name = str(path.relative_to(home))
    if original is not None:
        twin = path.with_name(f"{original}.toml")
        if not is_so(lambda: twin.is_file() and twin.read_bytes() == content):
            return None
        line = _("{path}: the same as {name}, removed").format(path=name, name=twin.name)
        return line, [FileChange(name, content, None)]
    result = text
    found = sorted(misspellings(shape_of(kind), data), key=lambda item: str(item[0]))
    for where, near in found:
        result = respelt(result, where, near)
    new = path.with_name(f"{slug(path.stem)}.toml")
    target = str(new.relative_to(home))
    if target != name and (new.exists() or target in taken):
        return None
    if (result == text and target == name) or not _is_good(kind, new, result):
        return None
    after = content[: len(content) - len(text.encode())] + result.encode()
    if target != name:
        line = _("{path}: now {name}").format(path=name, name=new.name)
        return line, [FileChange(name, content, None), FileChange(target, None, after)]
    words = ", ".join(f"{dotted(where)} → {near}" for where, near in found)
    return _("{path}: {words}").format(path=name, words=words), [FileChange(name, content, after)]


def _is_good(kind: Kind, path: Path, text: str) -> bool:
    try:
        record_of(kind, path.stem, understand(path, text), path, text)
    except UnusableError:
        return False
    return True


def _files(home: Path) -> Iterator[Path]:
    for folder in _folders(home):
        found: list[Path] = []
        with suppress(OSError):
            found = sorted(folder.glob("*.toml"))
        for path in found:
            if not path.name.startswith(".") and not is_so(path.is_symlink):
                yield path


def _folders(home: Path) -> Iterator[Path]:
    """The folders of records that can be looked into and are the home's own."""
    for folder in (home / name for name in FOLDERS.values()):
        if is_so(folder.is_dir) and is_inside(home, folder):
            yield folder


def _open_to_others(home: Path) -> Iterator[Problem]:
    for path in (home, *_folders(home), *_files(home)):
        if is_so(lambda: bool(path.stat().st_mode & _LOOSE)):  # noqa: B023 - called at once
            yield Problem(
                path=path,
                kind="permission",
                reason=_("Others on this computer may read this."),
                hint=_("`entretien doctor --fix` closes it to them."),
                serious=False,
            )


def _history(store: Store) -> Iterator[Problem]:
    try:
        store.history()
    except HistoryError as error:
        yield Problem(path=error.path, kind="not-a-file", reason=error.message, hint=error.hint)


def _place(path: Path, where: tuple[str | int, ...]) -> tuple[int | None, int | None]:
    try:
        return locate(decode(path, read_bytes(path)[0]), where) or (None, None)
    except (UnusableError, OSError, ValueError):
        return None, None
