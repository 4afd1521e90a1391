"""Naming other people in a field: who is meant, and what may be meant."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process
from textual.suggester import Suggester

from entretien.book import Book
from entretien.i18n import _
from entretien.model.contact import Contact
from entretien.model.ids import fold

_SEPARATOR: Final = re.compile(r"[,;]")
_CLOSE_ENOUGH: Final = 70.0
"""Similarity (0 to 100) from which a name is taken for a misspelling of another."""
_NAMED: Final = 4
"""How many candidates a sentence names."""


def candidates(book: Book, text: str, *, without: Collection[str] = (), limit: int = 8) -> tuple[Contact, ...]:
    """The contacts that `text` may mean: names that begin so, then that contain it, else that are near it."""
    wanted = fold(text.strip())
    if not wanted:
        return ()
    known = [contact for contact in book.matching(text.strip()) if contact.id not in without]
    if known:
        known.sort(key=lambda contact: (not fold(contact.name).startswith(wanted), fold(contact.name)))
        return tuple(known[:limit])
    names = {id: fold(contact.name) for id, contact in book.contacts.items() if id not in without}
    near = process.extract(wanted, names, scorer=fuzz.partial_ratio, score_cutoff=_CLOSE_ENOUGH, limit=limit)
    return tuple(book.contacts[id] for _name, _score, id in near)


@dataclass(frozen=True, slots=True)
class Named:
    """The people that a field names: their ids, or why one of them isn't known."""

    ids: tuple[str, ...]
    problem: str = ""


def named(book: Book, text: str, *, without: Collection[str] = ()) -> Named:
    """Read a list of names separated by commas; each must mean one person."""
    ids: list[str] = []
    for part in filter(None, (part.strip() for part in _SEPARATOR.split(text))):
        exact = [contact for contact in book.matching(part) if contact.id not in without]
        if len(exact) == 1:
            ids.append(exact[0].id)
            continue
        maybe = exact or candidates(book, part, without=without, limit=_NAMED)
        if not maybe:
            return Named((), _('Nobody here is called "{name}".').format(name=part))
        names = ", ".join(contact.name for contact in maybe[:_NAMED])
        return Named((), _('Who is "{name}": {names}?').format(name=part, names=names))
    return Named(tuple(dict.fromkeys(ids)))


class NameSuggester(Suggester):
    """Completes the last of the names in a field with somebody from the book."""

    def __init__(self, book: Book, *, without: Collection[str] = ()) -> None:
        super().__init__(case_sensitive=True)
        self._names = sorted(contact.name for id, contact in book.contacts.items() if id not in without)

    async def get_suggestion(self, value: str) -> str | None:
        """The field with its last name written out; None where nobody's name begins so."""
        start = max((match.end() for match in _SEPARATOR.finditer(value)), default=0)
        start += len(value[start:]) - len(value[start:].lstrip())
        typed = value[start:]
        if not typed:
            return None
        wanted = fold(typed)
        found = next((name for name in self._names if fold(name[: len(typed)]) == wanted), None)
        return value + found[len(typed) :] if found else None
