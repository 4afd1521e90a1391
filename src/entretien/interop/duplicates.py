"""Contacts that may be one person, with what speaks for it; and people whose names look like somebody's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

from entretien.book import Book
from entretien.interop.matching import STRENGTH, Evidence, Keys, contradict, same_person
from entretien.model.contact import Contact
from entretien.namedtuple import NamedTuple

NEAR: Final = 88
"""Likeness of two names (0 to 100, the order of words ignored) from which they are worth a look."""
LARGEST_BLOCK: Final = 200
"""Contacts that share a key, such as a switchboard, beyond which sharing it tells nothing."""


class Pair(NamedTuple):
    """Two contacts that may be one person; `one` has the longer log."""

    one: str
    other: str
    evidence: Evidence


def duplicates(book: Book, region: str = "FR") -> tuple[Pair, ...]:
    """The pairs of contacts that may be one person, the strongest evidence first.

    Pairs that the user has told apart (`not_same_as`) and pairs with different LinkedIn profiles don't come.
    """
    keys = {who: Keys.of(contact, region) for who, contact in book.contacts.items()}
    found: dict[tuple[str, str], Evidence] = {}
    for one, other in _worth_comparing(keys):
        if (one, other) in found or _told_apart(book.contacts[one], book.contacts[other]):
            continue
        if evidence := _evidence(keys[one], keys[other]):
            found[one, other] = evidence
    pairs = [_in_order(book, one, other, evidence) for (one, other), evidence in found.items()]
    return tuple(sorted(pairs, key=lambda pair: (STRENGTH[pair.evidence], pair.one, pair.other)))


def similar(contact: Contact, others: Iterable[Contact], *, limit: int = 5) -> tuple[Contact, ...]:
    """The contacts whose names look most like this one's, the likest first: whom to offer for a merge."""
    from rapidfuzz import fuzz, process

    people = list(others)
    names = [Keys.of(person, "").name for person in people]
    hits = process.extract(
        Keys.of(contact, "").name, names, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=limit
    )
    return tuple(people[place] for _name, _score, place in hits)


def _evidence(one: Keys, other: Keys) -> Evidence | None:
    if evidence := same_person(one, other):
        return evidence
    if contradict(one, other):
        return None
    if one.name and one.name == other.name:
        return "name"
    from rapidfuzz import fuzz

    return "near" if fuzz.ratio(one.name, other.name, score_cutoff=NEAR) else None


def _worth_comparing(keys: Mapping[str, Keys]) -> Iterator[tuple[str, str]]:
    """Pairs that share a key or nearly a name, some of them more than once."""
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for who, own in keys.items():
        for block in {*own.all(), *_name_blocks(own.name)}:
            blocks[block].append(who)
    for people in blocks.values():
        if 1 < len(people) <= LARGEST_BLOCK:
            for one, other in combinations(people, 2):
                yield (one, other) if one < other else (other, one)


def _name_blocks(name: str) -> Iterator[tuple[str, str]]:
    """A word of the name with the first letter of another: names with one misspelt word share such a block."""
    words = name.split()
    if len(words) == 1:
        yield name[:4], ""
    for word in words:
        for initial in {other[0] for other in words if other is not word}:
            yield word, initial


def _told_apart(one: Contact, other: Contact) -> bool:
    return other.id in one.not_same_as or one.id in other.not_same_as


def _in_order(book: Book, one: str, other: str, evidence: Evidence) -> Pair:
    longer = len(book.contacts[other].interactions) > len(book.contacts[one].interactions)
    return Pair(other, one, evidence) if longer else Pair(one, other, evidence)
