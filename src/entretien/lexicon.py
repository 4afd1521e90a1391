"""The words of many pages, each once: a part of a word is sooner found among these than in all that is written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import re

    from entretien.model.page import Page

_PART: Final = 5
"""Where more words than one in so many of the pages have a part in them, it is as quick to look at the pages."""


class Lexicon:
    """Which pages have which words. Pages are only added; who asks leaves out those that are gone."""

    def __init__(self) -> None:
        self.pages: dict[str, list[Page]] = {}
        """The pages that have or had a word, by words."""
        self.count = 0
        """How often a page was added."""
        self._joined = "\n"
        self._words = 0

    def add(self, page: Page, words: Collection[str]) -> None:
        """Note the words of a page, each given once."""
        self.count += 1
        for word in words:
            known = self.pages.get(word)
            if known is None:
                self.pages[word] = [page]
            else:
                known.append(page)

    def having(self, part: str) -> set[Page] | None:
        """The pages with a word that has this part in it; None where they are better looked at one by one."""
        joined = self._join()
        if part.split() != [part] or joined.count(part) > self.count // _PART:
            return None
        found: list[list[Page]] = []
        place = joined.find(part)
        while place >= 0:
            end = joined.find("\n", place)
            found.append(self.pages[joined[joined.rfind("\n", 0, place) + 1 : end]])
            place = joined.find(part, end)
        pages: set[Page] = set()
        return pages.union(*found)

    def _join(self) -> str:
        """The words, each between two line ends."""
        if self._words < len(self.pages):
            new = list(self.pages)[self._words :]
            self._joined += "\n".join(new) + "\n"
            self._words = len(self.pages)
        return self._joined


class Lines:
    """The names of pages, each on a line, in the order of the pages."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        names = [page.names for page in pages]
        self._joined = "\n".join(names)
        self._ends = list(accumulate(len(name) + 1 for name in names))

    def having(self, part: str) -> list[Page] | None:
        """The pages with this part in their names; None where they are better looked at one by one."""
        joined, ends = self._joined, self._ends
        if "\n" in part or joined.count(part) > len(ends) // _PART:
            return None
        found: list[Page] = []
        position = joined.find(part)
        while position >= 0:
            place = bisect_left(ends, position + 1)
            found.append(self._pages[place])
            position = joined.find(part, ends[place])
        return found

    def matching(self, pattern: re.Pattern[str]) -> list[Page]:
        """The pages in whose names a pattern is found that matches no line end; some of them more than once."""
        ends = self._ends
        return [self._pages[bisect_left(ends, match.start() + 1)] for match in pattern.finditer(self._joined)]
