"""What the word under the cursor may become: names of people, organisations, tags, circles and events that exist."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from entretien.capture.context import Context
from entretien.dataclass import dataclass
from entretien.model.ids import fold
from entretien.pattern import pattern

MOST: Final = 4
"""Proposals at a time."""
_FEWEST_LETTERS: Final = 2
"""Typed letters from which a name without a marker is completed."""
_MARKED: Final = pattern(r"(?:^|(?<=\s))([@#+%])([^\s@#+%<>!?~;]*(?:\s[^\s@#+%<>!?~;]+)?)$")
_VIA: Final = pattern(r"(?:^|(?<=\s))via\s+([^@#+%<>!?~;]*)$", re.IGNORECASE)
_BARE: Final = pattern(r"\s*([^@#+%<>!?~;:]*)$")


@dataclass(frozen=True, slots=True)
class Completion:
    """A replacement for a stretch of the text."""

    start: int
    end: int
    text: str
    """What to put there, with the blank or colon after it."""
    label: str
    """What is shown: "+hec", "Marie Dupont"."""

    def applied(self, line: str) -> tuple[str, int]:
        """The line with the replacement, and the place of the cursor after it."""
        return line[: self.start] + self.text + line[self.end :], self.start + len(self.text)


class _Words:
    """Texts in the order of their folded form, found by the start of any of their words, the most used first."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._uses = Counter(texts)
        self._keys = sorted(
            (folded[start:], text) for text in self._uses for folded in (fold(text),) for start in _starts(folded)
        )

    def beginning_with(self, typed: str) -> Sequence[str]:
        wanted = fold(typed)
        first = bisect_left(self._keys, (wanted, ""))
        found: dict[str, None] = {}
        for key, text in self._keys[first : first + 200]:
            if not key.startswith(wanted):
                break
            found[text] = None
        return sorted(found, key=lambda text: (not fold(text).startswith(wanted), -self._uses[text], fold(text)))[:MOST]


class Completer:
    """Completes against what a context knows. The indexes are built when first used."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def complete(self, line: str, cursor: int) -> tuple[Completion, ...]:
        """The best proposals for what stands before the cursor; none in the middle of a word."""
        before = line[:cursor]
        if line[cursor : cursor + 1].strip():
            return ()
        if marked := _MARKED.search(before):
            mark, typed = marked[1], marked[2]
            words = {"@": self._organisations, "#": self._tags, "+": self._circles, "%": self._events}[mark]
            return self._proposals(words, typed, marked.start(), cursor, mark)
        if via := _VIA.search(before):
            return self._proposals(self._people, via[1], via.start(1), cursor, "") if via[1].strip() else ()
        bare = _BARE.match(before)
        if bare and len(bare[1].strip()) >= _FEWEST_LETTERS and not line[cursor:].strip():
            found = self._proposals(self._people, bare[1], bare.start(1), cursor, "")
            return tuple(Completion(it.start, it.end, f"{it.label}: ", it.label) for it in found)
        return ()

    def _proposals(self, words: _Words, typed: str, start: int, end: int, mark: str) -> tuple[Completion, ...]:
        return tuple(
            Completion(start, end, f"{mark}{_quoted(text) if mark else text} ", f"{mark}{text}")
            for text in words.beginning_with(typed)
            if fold(text) != fold(typed.strip())
        )

    @cached_property
    def _people(self) -> _Words:
        return _Words(contact.name for contact in self._context.people.contacts.values())

    @cached_property
    def _organisations(self) -> _Words:
        return _Words(contact.org for contact in self._context.people.contacts.values() if contact.org)

    @cached_property
    def _tags(self) -> _Words:
        return _Words(tag for contact in self._context.people.contacts.values() for tag in contact.tags)

    @cached_property
    def _circles(self) -> _Words:
        return _Words(circle.name for circle in self._context.circles.values())

    @cached_property
    def _events(self) -> _Words:
        return _Words(event.name for event in self._context.events.values())


def _starts(text: str) -> Iterable[int]:
    return (match.start() for match in re.finditer(r"(?<![^\W_])[^\W_]", text))


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text or text.endswith((",", ".", ";", ":")) else text
