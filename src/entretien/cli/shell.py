"""What every command stands on: the folders, the settings, the day, the store, and how to print."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from entretien.book import Book
from entretien.config import Config, load_config
from entretien.dataclass import dataclass
from entretien.errors import UsageError
from entretien.i18n import _, ngettext, set_language
from entretien.paths import Places, find_places
from entretien.plaintext import LONGEST, active, is_plain, on_one_line, one_line

if TYPE_CHECKING:
    from entretien.model.change import Change
    from entretien.model.problem import Problem
    from entretien.outlook import Network
    from entretien.storage.pending import Receipt
    from entretien.storage.scout import Scout
    from entretien.storage.store import Store


@dataclass(frozen=True)
class Shell:
    """One run of a shell command. Stdout is data, stderr is narration."""

    places: Places
    config: Config
    today: date
    scout: Scout | None = None
    """Somebody who is looking at the contacts already."""

    @classmethod
    def open(cls, home: str | None, scout: Scout | None = None) -> Shell:
        """Find the folders, read the settings, settle the language and the day."""
        places = find_places(home)
        config = load_config(places.config_file)
        if config.language != "auto":
            set_language(config.language)
        return cls(places, config, today_from(os.environ.get("ENTRETIEN_TODAY")), scout)

    @cached_property
    def store(self) -> Store:
        """The files."""
        from entretien.storage.store import Store

        return Store.configured(self.places, self.config, self.scout)

    @cached_property
    def book(self) -> Book:
        """Everything that could be read; what could not is told on stderr, a line each."""
        book = self.store.load()
        self._tell_of(book.problems)
        return book

    @cached_property
    def late_book(self) -> Book:
        """The same, of which only what the command looks at is read, for what is about one person."""
        return self.store.late_book(self._tell_of)

    def _tell_of(self, problems: Iterable[Problem]) -> None:
        serious = [problem for problem in problems if problem.serious]
        for problem in serious[:20]:
            self.tell(f"{problem.where}: {one_line(problem.reason)}")
        if len(serious) > 20:
            more = len(serious) - 20
            self.tell(
                ngettext(
                    "and {n} more file; see `entretien doctor`", "and {n} more files; see `entretien doctor`", more
                )
            )

    @cached_property
    def network(self) -> Network:
        """The people with where each tie stands today."""
        return self.store.network(self.book, self.today, self.config)

    def keep(self) -> None:
        """Once everything is said: keep for the next start what was worked out."""
        sys.stdout.flush()
        self.store.keep(self.network)

    def commit(self, change: Change) -> Receipt:
        """Write a change to disk and say what was done."""
        receipt = self.store.commit(change)
        self.tell(receipt.label)
        return receipt

    def out(self, text: str) -> None:
        """A line of data."""
        sys.stdout.write(f"{on_one_line(text)}\n")

    def tell(self, text: str) -> None:
        """A line of narration."""
        sys.stderr.write(f"{on_one_line(text)}\n")

    def out_json(self, data: Any) -> None:
        """Data for scripts: UTF-8, dates as YYYY-MM-DD, nothing that acts on a terminal."""
        import json

        text = json.dumps(data, ensure_ascii=False, indent=2, default=str)
        escapes = {code: f"\\u{code:04x}" for code in active() if code >= 0x7F}
        sys.stdout.write(text.translate(escapes) + "\n")

    def table(self, rows: Iterable[Sequence[str]], *, indent: int = 0, widest: int = 36) -> None:
        """Rows as aligned columns, each but the last at most `widest` cells wide."""
        given = list(rows)
        if not given:
            return
        plain = is_plain("".join([cell for row in given for cell in row]))
        lines = [[cell if plain and len(cell) <= LONGEST else one_line(cell) for cell in row] for row in given]
        measure, pad = (len, fit_plain) if plain else (cells, fit)
        widths = [min(widest, max(map(measure, column))) for column in list(zip(*lines, strict=True))[:-1]]
        space = " " * indent
        shown = [space + "  ".join([*map(pad, row[:-1], widths), row[-1]]).rstrip() for row in lines]
        sys.stdout.write("\n".join(shown) + "\n")


def today_from(text: str | None) -> date:
    """The day to work with: ENTRETIEN_TODAY if set, else the system's. Raises UsageError for what is no date."""
    if not text:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            _('ENTRETIEN_TODAY is "{text}", which is not a date.').format(text=text),
            _("Write it as 2026-11-24."),
        ) from error


_FIRST_COMBINING = "\u0300"
"""Every character before this one takes one column."""


def cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii() or max(text) < _FIRST_COMBINING:
        return len(text)
    import unicodedata

    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def fit_plain(text: str, width: int) -> str:
    """What `fit` gives for a text of which each character takes one column."""
    return text.ljust(width) if len(text) <= width else f"{text[: width - 1]}…"


def fit(text: str, width: int) -> str:
    """The text in exactly `width` columns, cut with an ellipsis where it is longer."""
    taken = cells(text)
    if taken > width:
        while text and cells(text) > width - 1:
            text = text[:-1]
        text += "…"
        taken = cells(text)
    return text + " " * (width - taken)
