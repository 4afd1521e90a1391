"""Finding people: an index that narrows as one types, and the orders of the list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from entretien.model.ids import fold
from entretien.model.page import Page, folded_words
from entretien.query import Field, Query, QueryError, Term
from entretien.standings import STANDINGS

if TYPE_CHECKING:
    from entretien.model.shelf import Outline
    from entretien.outlook import Network

__all__ = ["COLUMNS", "Column", "Finder", "Query", "QueryError", "circle_names", "sort_by"]

_FEW: Final = 3
"""With fewer hits than this, words that are nearly what was typed are hits as well."""
_SHORTEST_WITH_TYPO: Final = 4
_REMEMBERED: Final = 24
"""Queries whose answers are kept: of each beginning of what is typed, so that it can be taken back letter by letter."""
_TWO_TYPOS_FROM: Final = 8


def find_once(network: Network, query: Query) -> tuple[str, ...]:
    """What a finder finds, for one question: where it is made of words, only their hits are looked at."""
    if query.words and len(query.words) == len(query.terms):
        pages = network.book.shelf.pages_with(query.words)
        if len(pages) >= _FEW:
            return tuple([page.id for page in _ranked(sorted(pages, key=_by_name), query.words)])
    return Finder(network).find(query)


def _by_name(page: Page) -> tuple[str, str]:
    return page.name, page.id


class Finder:
    """Answers queries on a network. Texts are folded once; a longer query looks only through the hits of the shorter.

    `show` takes in the network after a change, reading anew only the contacts that are other objects than before.
    """

    def __init__(self, network: Network) -> None:
        self._pages: dict[str, Page] = {}
        self._unread: list[Page] = []
        self.show(network)

    def show(self, network: Network) -> None:
        """Look through these people from now on."""
        known = self._pages
        pages = dict(network.book.shelf.pages())
        fresh = [page for who, page in pages.items() if known.get(who) is not page]
        self._network = network
        self._known: dict[Query, list[Page]] = {}
        self._found: dict[Query, tuple[str, ...]] = {}
        self._letters: dict[Query, tuple[tuple[str, ...], list[Page]]] = {}
        if fresh or not known or len(pages) != len(known):
            self._pages = pages
            self._unread += [page for page in fresh if not page.text]
            self._sorted = sorted(pages.values(), key=_by_name)
            for name in ("_tags", "_vocabulary"):
                self.__dict__.pop(name, None)

    def prepare(self, most: int | None = None) -> bool:
        """Fold the texts of at most so many contacts (None: all); True if some are left.

        The first search for a word does all that is left, so that this may be done bit by bit while nothing else is.
        """
        for page in self._unread[:most]:
            page.read()
        del self._unread[:most]
        return bool(self._unread)

    def foresee(self) -> bool:
        """Find who answers one more of the letters, with one of which most searches begin; True if some are left."""
        for letter in ascii_lowercase:
            query = Query((Term("word", letter),))
            if query not in self._letters:
                self._letters[query] = (self._find(query), self._known.pop(query))
                return True
        return False

    def find(self, query: Query) -> tuple[str, ...]:
        """The ids of who answers: names that begin so first; near misses last, and only where hits are few."""
        if query in self._letters:
            return self._letters[query][0]
        found = self._found.get(query)
        if found is None:
            found = self._find(query)
            if len(self._found) >= _REMEMBERED:
                del self._found[next(iter(self._found))]
            self._found[query] = found
        return found

    def _find(self, query: Query) -> tuple[str, ...]:
        pages = self._exact(query)
        if words := query.words:
            pages = _ranked(pages, words)
            if len(pages) < _FEW:
                there = set(pages)
                pages += [page for page in self._nearly(query) if page not in there]
        return tuple([page.id for page in pages])

    def _exact(self, query: Query) -> list[Page]:
        """Who answers, in the order of the names; sought among the fewest who are known to answer less."""
        letters = ((letter, hits) for letter, (_found, hits) in self._letters.items())
        wider = (hits for known, hits in (*self._known.items(), *letters) if known and query.narrows(known))
        pages = min(wider, key=len, default=self._sorted)
        for term in sorted(query.terms, key=lambda term: _COST[term.field]):
            pages = self._answering(pages, term)
        if len(self._known) >= _REMEMBERED:
            del self._known[next(iter(self._known))]
        self._known[query] = pages
        return pages

    def _answering(self, pages: list[Page], term: Term) -> list[Page]:
        if term.field in ("word", "phrase"):
            self.prepare()
            text = term.text
            if term.negated:
                return [page for page in pages if text not in page.text]
            return [page for page in pages if text in page.text]
        test = self._test(term)
        return [page for page in pages if test(page) is not term.negated]

    def _test(self, term: Term) -> Callable[[Page], bool]:
        text = term.text
        match term.field:
            case "tag":
                tags = {text} if text in self._tags else {tag for tag in self._tags if tag.startswith(text)}
                return lambda page: not tags.isdisjoint(page.tags)
            case "circle":
                circles = self._circles(text)
                return lambda page: not circles.isdisjoint(page.cell.outline.circles)
            case "org":
                start = folded_words(text)
                return lambda page: start in page.org
            case "event":
                named = {id for id, event in self._network.book.events.items() if text in fold(event.name)}
                return lambda page: any(id in named or text in id for id in page.cell.outline.events)
            case "is":
                standing, network = STANDINGS[text], self._network
                return lambda page: standing(network, page.id)
            case "word" | "phrase":
                return lambda page: text in page.text

    def _circles(self, text: str) -> frozenset[str]:
        """The circles that are called so, else those one of whose words begins so."""
        names = {id: folded_words(circle.name) for id, circle in self._network.book.circles.items()}
        for page in self._sorted:
            for id in page.cell.outline.circles:
                names.setdefault(id, folded_words(id))
        wanted = folded_words(text)
        called = frozenset(id for id, name in names.items() if text == id or wanted == name)
        start = folded_words(text)
        return called or frozenset(id for id, name in names.items() if id.startswith(text) or start in name)

    @cached_property
    def _tags(self) -> frozenset[str]:
        return frozenset(tag for page in self._sorted for tag in page.tags)

    @cached_property
    def _vocabulary(self) -> dict[str, list[Page]]:
        """The words of names and organisations, with those who have them."""
        vocabulary: dict[str, list[Page]] = {}
        for page in self._sorted:
            for word in {*page.names.split(), *page.org.split()}:
                vocabulary.setdefault(word, []).append(page)
        return vocabulary

    def _nearly(self, query: Query) -> list[Page]:
        """Who answers if each word may also be misspelt, or put together from the beginnings of a name."""
        pages = self._sorted
        for term in sorted(query.terms, key=lambda term: _COST[term.field]):
            if term.field != "word" or term.negated:
                pages = self._answering(pages, term)
                continue
            text, near = term.text, self._near(term.text)
            pages = [page for page in pages if text in page.text or page in near]
        return pages

    def _near(self, word: str) -> set[Page]:
        """The pages with a name or organisation nearly so (compared as far as it is typed), or with such initials."""
        if len(word) < 2:
            return set()
        beginnings = re.compile(" " + r"(?:\S* )?".join(map(re.escape, word)))
        near = {page for page in self._sorted if beginnings.search(page.names)}
        if len(word) >= _SHORTEST_WITH_TYPO:
            from rapidfuzz.distance import OSA
            from rapidfuzz.process import extract

            words = list(self._vocabulary)
            most = 2 if len(word) >= _TWO_TYPOS_FROM else 1
            for length in (len(word), len(word) + 1):
                typed = [known[:length] for known in words]
                hits = extract(word, typed, scorer=OSA.distance, score_cutoff=most, limit=None)
                near.update(page for _typed, _distance, place in hits for page in self._vocabulary[words[place]])
        return near


_COST: Final[dict[Field, int]] = {"tag": 0, "word": 0, "phrase": 0, "org": 1, "circle": 1, "event": 2, "is": 3}


def _ranked(pages: Sequence[Page], words: Sequence[str]) -> list[Page]:
    """Names that begin with what was typed, names with words that do, names with it inside, then the rest."""
    start = " " + " ".join(words)
    first = f" {words[0]}"
    others = words[1:]
    starts = [f" {word}" for word in others]
    inside = words[0]
    named = [page for page in pages if inside in page.names]
    begins = [page for page in named if page.names.startswith(start)]
    has_starts, has, unlike = list[Page](), list[Page](), list[Page]()
    if len(begins) < len(named):
        for page in named:
            names = page.names
            if names.startswith(start):
                continue
            if first in names and (not others or all(word in names for word in starts)):
                has_starts.append(page)
            elif not others or all(word in names for word in others):
                has.append(page)
            else:
                unlike.append(page)
    if len(named) == len(pages):
        return [*begins, *has_starts, *has, *unlike]
    if unlike:
        known = {*begins, *has_starts, *has}
        return [*begins, *has_starts, *has, *[page for page in pages if page not in known]]
    return [*begins, *has_starts, *has, *[page for page in pages if inside not in page.names]]


Column = Literal["name", "org", "circles", "last", "next", "warmth"]
COLUMNS: Final[tuple[Column, ...]] = get_args(Column)


def sort_by(network: Network, who: Iterable[str], column: Column, *, reverse: bool = False) -> tuple[str, ...]:
    """Contacts in the order of a column: texts from A, the latest, the soonest, the warmest first.

    Who has nothing in that column comes last, whichever way it is sorted; equals stand in the order of their names.
    """
    named = sorted(map(network.book.shelf.outline, who), key=lambda person: (fold(person.name), person.id))
    keys = {person.id: _sort_key(network, person, column) for person in named}
    there = sorted((id for id, key in keys.items() if key is not None), key=lambda id: keys[id], reverse=reverse)
    return (*there, *(id for id, key in keys.items() if key is None))


def _sort_key(network: Network, person: Outline, column: Column) -> Any:
    """What is compared; None where there is nothing in that column."""
    match column:
        case "name":
            return fold(person.name)
        case "org":
            return fold(person.org) or None
        case "circles":
            return fold(", ".join(circle_names(network, person.circles))) or None
        case "last":
            last = network.line(person.id).last
            return None if last is None else -last
        case "next":
            return network.line(person.id).comes
        case "warmth":
            line = network.line(person.id)
            return None if line.solid or line.warmth is None else -line.warmth


def circle_names(network: Network, ids: Iterable[str]) -> tuple[str, ...]:
    """The names of circles; an id where there is no such circle."""
    circles = network.book.circles
    return tuple(circles[id].name if id in circles else id for id in ids)
