"""Finding people: an index that narrows as one types, and the orders of the list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from entretien.background import give_way
from entretien.collector import collector_at_rest
from entretien.lexicon import Lexicon, Lines
from entretien.model.ids import fold
from entretien.model.page import Page, folded_words
from entretien.query import Field, Query, QueryError, Term
from entretien.standings import STANDINGS

if TYPE_CHECKING:
    from entretien.model.cell import Outline
    from entretien.outlook import Network

__all__ = ["COLUMNS", "Column", "Finder", "Query", "QueryError", "circle_names", "sort_by"]

_FEW: Final = 3
"""With fewer hits than this, words that are nearly what was typed are hits as well."""
_SHORTEST_WITH_TYPO: Final = 4
_REMEMBERED: Final = 24
"""Queries whose answers are kept: of each beginning of what is typed, so that it can be taken back letter by letter."""
_TWO_TYPOS_FROM: Final = 8
_PART: Final = 5
"""Where more than one in so many come into question, it is quicker to look among the words of all than at each."""
_READ_AT_ONCE: Final = 100
"""So many texts are read in one go while a screen waits."""
_AT_ONCE: Final = 5000
"""So many contacts are looked through for a letter in one go."""
_MANY: Final = 1000
"""Changes after which the words are listed anew, without those that are gone."""


def find_once(network: Network, query: Query) -> tuple[str, ...]:
    """What a finder finds, for one question: where it is made of words, only their hits are looked at."""
    if query.words and len(query.words) == len(query.terms):
        pages = network.book.shelf.pages_with(query.words)
        if len(pages) >= _FEW:
            return tuple([page.id for page in _ranked(sorted(pages, key=_by_name), query.words)])
    return Finder(network).find(query)


def read_everybody(network: Network) -> None:
    """Have everybody's texts at hand, for a finder that is made soon. May be done in a thread."""
    with collector_at_rest():
        for number, (_id, page) in enumerate(network.book.shelf.pages()):
            page.read()
            if number % _READ_AT_ONCE == 0:
                give_way()


def _by_name(page: Page) -> tuple[str, str]:
    return page.name, page.id


class Finder:
    """Answers queries on a network. Texts are folded once; a longer query looks only through the hits of the shorter.

    `show` takes in the network after a change, reading anew only the contacts that are other objects than before.
    """

    def __init__(self, network: Network) -> None:
        self._pages: dict[str, Page] = {}
        self._is_read = False
        self._lexicon, self._unlisted = Lexicon(), list[Page]()
        """The words of all texts, and those whose words aren't there yet."""
        self._vocabulary, self._unnamed = Lexicon(), list[Page]()
        """The same for names and organisations."""
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
        self._foreseeing = self._foreseen()
        if fresh or not known or len(pages) != len(known):
            self._pages = pages
            self._sorted = sorted(pages.values(), key=_by_name)
            self._is_read = False
            if self._lexicon.count > 2 * len(pages) + _MANY:
                self._lexicon, self._vocabulary, fresh = Lexicon(), Lexicon(), self._sorted
                self._unlisted, self._unnamed = [], []
            self._unlisted += fresh
            self._unnamed += fresh
            for name in ("_tags", "_lines"):
                self.__dict__.pop(name, None)

    def prepare(self, most: int | None = None) -> bool:
        """Fold and list the texts of at most so many contacts (None: all); True if some are left.

        Until then each search for a word looks through all texts, so that this may be done bit by bit while nothing
        else is.
        """
        for page in self._unlisted[:most]:
            page.read()
            self._lexicon.add(page, set(page.text.split()))
        del self._unlisted[:most]
        self._list_names(most)
        return bool(self._unlisted)

    def _list_names(self, most: int | None = None) -> None:
        for page in self._unnamed[:most]:
            self._vocabulary.add(page, {*page.names.split(), *page.org.split()})
        del self._unnamed[:most]

    def foresee(self) -> bool:
        """Go on finding who answers the letters, with one of which most searches begin; True if some are left."""
        return next(self._foreseeing, False)

    def _foreseen(self) -> Iterator[bool]:
        for letter in ascii_lowercase:
            term = Term("word", letter)
            hits, ranked = list[Page](), (list[Page](), list[Page](), list[Page](), list[Page]())
            for start in range(0, len(self._sorted), _AT_ONCE):
                some = self._answering(self._sorted[start : start + _AT_ONCE], term)
                hits += some
                for group, more in zip(ranked, _groups(some, (letter,)), strict=True):
                    group += more
                yield True
            self._letters[Query((term,))] = tuple([page.id for group in ranked for page in group]), hits

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
            pages = _ranked(pages, words, self._named(pages, words[0]))
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
            self._read()
            text = term.text
            having = self._having(text) if len(pages) > len(self._sorted) // _PART else None
            if having is not None:
                return [page for page in pages if (page in having) is not term.negated]
            if term.negated:
                return [page for page in pages if text not in page.text]
            return [page for page in pages if text in page.text]
        test = self._test(term)
        return [page for page in pages if test(page) is not term.negated]

    def _read(self) -> None:
        """Fold what isn't folded yet, which the first search for a word needs."""
        if not self._is_read:
            for page in self._unlisted:
                page.read()
            self._is_read = True

    def _named(self, pages: list[Page], text: str) -> list[Page] | None:
        """Those of many pages that have a text in their names, in the same order; None where that isn't known."""
        if self._unlisted or len(pages) <= len(self._sorted) // _PART:
            return None
        named = self._lines.having(text)
        if named is None or len(pages) == len(self._sorted):
            return named
        there = set(pages)
        return [page for page in named if page in there]

    def _having(self, text: str) -> set[Page] | None:
        """Those with a word that has a text in it, and maybe some who are gone; None where that isn't known."""
        return None if self._unlisted else self._lexicon.having(text)

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
    def _lines(self) -> Lines:
        return Lines(self._sorted)

    def _nearly(self, query: Query) -> list[Page]:
        """Who answers if each word may also be misspelt, or put together from the beginnings of a name."""
        pages = self._sorted
        for term in sorted(query.terms, key=lambda term: _COST[term.field]):
            if term.field != "word" or term.negated:
                pages = self._answering(pages, term)
                continue
            text, near = term.text, self._near(term.text)
            having = self._having(text)
            if having is not None:
                near |= having
                pages = [page for page in pages if page in near]
            else:
                pages = [page for page in pages if text in page.text or page in near]
        return pages

    def _near(self, word: str) -> set[Page]:
        """The pages with a name or organisation nearly so (compared as far as it is typed), or with such initials."""
        if len(word) < 2:
            return set()
        beginnings = re.compile(" " + r"(?:\S* )?".join(map(re.escape, word)))
        near = set(self._lines.matching(beginnings))
        if len(word) >= _SHORTEST_WITH_TYPO:
            from rapidfuzz.distance import OSA
            from rapidfuzz.process import extract

            self._list_names()
            known_words = self._vocabulary.pages
            words = list(known_words)
            most = 2 if len(word) >= _TWO_TYPOS_FROM else 1
            for length in (len(word), len(word) + 1):
                typed = [known[:length] for known in words]
                hits = extract(word, typed, scorer=OSA.distance, score_cutoff=most, limit=None)
                near.update(page for _typed, _distance, place in hits for page in known_words[words[place]])
        return near


_COST: Final[dict[Field, int]] = {"tag": 0, "word": 0, "phrase": 0, "org": 1, "circle": 1, "event": 2, "is": 3}


def _ranked(pages: Sequence[Page], words: Sequence[str], named: Sequence[Page] | None = None) -> list[Page]:
    """Names that begin with what was typed, names with words that do, names with it inside, then the rest.

    `named` are those with the first word inside, where that is known.
    """
    return list(chain.from_iterable(_groups(pages, words, named)))


def _groups(
    pages: Sequence[Page], words: Sequence[str], named: Sequence[Page] | None = None
) -> tuple[list[Page], list[Page], list[Page], list[Page]]:
    start = " " + " ".join(words)
    first = f" {words[0]}"
    others = words[1:]
    starts = [f" {word}" for word in others]
    if named is None:
        inside = words[0]
        named = [page for page in pages if inside in page.names]
    begins = [page for page in named if page.names.startswith(start)]
    has_starts, has = list[Page](), list[Page]()
    if len(begins) < len(named):
        for page in named:
            names = page.names
            if names.startswith(start):
                continue
            if first in names and (not others or all(word in names for word in starts)):
                has_starts.append(page)
            elif not others or all(word in names for word in others):
                has.append(page)
    if len(begins) + len(has_starts) + len(has) == len(pages):
        return begins, has_starts, has, []
    known = {*begins, *has_starts, *has}
    return begins, has_starts, has, [page for page in pages if page not in known]


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
