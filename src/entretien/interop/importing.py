"""An import from its first look to its memory: what the shell and the screens call."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from entretien.book import Book
from entretien.config import Config
from entretien.i18n import current_language
from entretien.interop.candidates import Context, Reading, ignore_progress
from entretien.interop.formats import read_file
from entretien.interop.memory import ColumnMemory, ImportMemory
from entretien.interop.preview import Preview, preview
from entretien.paths import Places


def memory_folder(places: Places) -> Path:
    """Where the memory of imports is."""
    return places.own / "imports"


def read_source(
    path: Path,
    config: Config,
    today: date,
    *,
    format: str | None = None,
    mapping: Mapping[str, str] | None = None,
    places: Places | None = None,
    progress: Callable[[int], None] = ignore_progress,
) -> Reading:
    """Read a file or a folder with the user's settings. Raises as `read_file` does.

    `mapping` says which columns of a table of no known make hold what; without one, what was said for such a table
    before is taken from `places`.
    """
    day_first = config.day_first if config.day_first is not None else current_language() == "fr"
    context = Context(
        today=today,
        region=config.region,
        me=config.me,
        day_first=day_first,
        mapping=mapping or {},
        mappings=ColumnMemory.load(memory_folder(places)).mappings if places else {},
        progress=progress,
    )
    return read_file(path, format=format, context=context)


def look(
    book: Book, reading: Reading, places: Places, config: Config, *, undone: Container[str] = frozenset()
) -> Preview:
    """The preview of a reading. `undone`: the numbers of the undo steps that are taken back, as texts."""
    memory = ImportMemory.load(memory_folder(places), reading.format, undone=undone)
    return preview(book, reading, memory, region=config.region)


def remember(done: Preview, places: Places, step: str) -> None:
    """Note what the source said, once the preview's change was committed as the undo step `step` ("": no change).

    Where it can't be noted the import stands all the same.
    """
    folder = memory_folder(places)
    with suppress(OSError):
        done.remembered(step).save(folder)
        if done.reading.signature and done.reading.mapping:
            ColumnMemory.load(folder).with_mapping(done.reading.signature, done.reading.mapping).save(folder)
