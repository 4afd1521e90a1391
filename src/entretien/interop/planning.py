"""Which contact every row of a source is about, before anything is compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from typing import Final

from entretien.book import Book
from entretien.identity import org_key
from entretien.interop.candidates import Candidate
from entretien.interop.fields import combine
from entretien.interop.matching import DECISIVE, Evidence, Index, Keys, Match
from entretien.interop.memory import Entry, ImportMemory
from entretien.model.contact import Contact
from entretien.model.ids import ID_SHAPE, fold, free_id

_SURE: Final[frozenset[Evidence]] = frozenset({"source", "id", "uid"})
"""Evidence that no other row's can question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A row and the contact it is about: one of the book, or a new one of the id `who`."""

    candidate: Candidate
    who: str
    evidence: Evidence | None
    """None for the row that makes a new contact."""
    last: Entry | None
    """What the row said when it was last imported."""
    namesakes: tuple[str, ...] = ()
    """For a new contact: those of the book with the same name, which is no evidence by itself."""
    was_deleted: bool = False
    """The contact that the row had become isn't there any more."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row that repeats an earlier one of the same key; what it adds stands in that one."""

    candidate: Candidate
    first: int
    """The row that it repeats."""


def without_repeats(candidates: Iterable[Candidate], region: str) -> tuple[list[Candidate], list[Repeat]]:
    """The candidates, one a key, and the rows that went into them."""
    first: dict[str, Candidate] = {}
    repeats = []
    for candidate in candidates:
        earlier = first.get(candidate.key)
        if earlier is None:
            first[candidate.key] = candidate
            continue
        united, _diffs = combine(earlier.contact, candidate.contact, region=region)
        on_request = earlier.on_request and candidate.on_request
        first[candidate.key] = replace(earlier, contact=united, on_request=on_request)
        repeats.append(Repeat(candidate, earlier.row))
    return list(first.values()), repeats


class Planner:
    """Finds the contacts that the rows of a source are about.

    First every row that surely means someone of the book; then the others, where weaker evidence may join a row to
    a contact that no other row is about, and strong evidence to a person that an earlier row has made.
    """

    def __init__(self, book: Book, memory: ImportMemory, region: str) -> None:
        self._book = book
        self._region = region
        self._memory = memory
        self._starts_afresh = not memory.concerns(book.contacts)
        self._index = Index(book.contacts.values(), region)
        self._made = Index((), region)
        self._taken = set(book.taken("contact"))
        self._claimed: set[str] = set()
        self._looks = _unique_looks(book.contacts.values())

    def plan(self, candidates: list[Candidate]) -> list[Plan]:
        """A plan a candidate, in their order."""
        keys = [Keys.of(candidate.contact, self._region) for candidate in candidates]
        last = [self._memory.last(candidate.key) for candidate in candidates]
        sure = self._unquestioned([self._decisive(*pair) for pair in zip(keys, last, strict=True)], keys)
        self._claimed = {match.who for match in sure if match}
        return [
            self._planned(candidate, sure[place] or self._weaker(candidate, keys[place], last[place]), last[place])
            for place, candidate in enumerate(candidates)
        ]

    def _decisive(self, keys: Keys, last: Entry | None) -> Match | None:
        if last is not None and last.who in self._book.contacts:
            return Match(last.who, "source")
        match = self._index.match(keys)
        return match if match and match.evidence in DECISIVE else None

    def _unquestioned(self, matches: list[Match | None], keys: list[Keys]) -> list[Match | None]:
        """The matches, without those by which two rows of different names would both be one contact."""
        claims = Counter(match.who for match in matches if match)
        kept: list[Match | None] = []
        for match, own in zip(matches, keys, strict=True):
            contested = match and claims[match.who] > 1 and match.evidence not in _SURE
            kept.append(match if match and (not contested or self._index.may_be_called(match.who, own)) else None)
        return kept

    def _weaker(self, candidate: Candidate, keys: Keys, last: Entry | None) -> Match | None:
        made = self._made.match(keys)
        if made and made.evidence in DECISIVE and self._made.may_be_called(made.who, keys):
            return made
        if match := self._index.match(keys, leave_out=self._claimed):
            return match
        if last is not None:
            who = self._looks.get(_looks(candidate.contact), "")
            if who and who not in self._claimed:
                return Match(who, "source")
        name = candidate.contact.name
        for who in sorted(self._index.of_name(keys), key=lambda who: self._book.contacts[who].name != name):
            if who not in self._claimed and self._says_nothing_new(who, candidate.contact):
                return Match(who, "nothing-new")
        return None

    def _planned(self, candidate: Candidate, match: Match | None, last: Entry | None) -> Plan:
        if match is not None:
            self._claimed.add(match.who)
            return Plan(candidate=candidate, who=match.who, evidence=match.evidence, last=last)
        who = new_id(candidate.contact, self._taken)
        self._taken.add(who)
        self._made.add(who, candidate.contact)
        was_deleted = last is not None and not self._starts_afresh
        namesakes = self._index.of_name(Keys.of(candidate.contact, self._region))
        return Plan(
            candidate=candidate, who=who, evidence=None, last=None, namesakes=namesakes, was_deleted=was_deleted
        )

    def _says_nothing_new(self, who: str, theirs: Contact) -> bool:
        mine = self._book.contacts[who]
        _after, diffs = combine(mine, theirs, region=self._region, log=self._book.log_of(who))
        return all(diff.field == "name" for diff in diffs)


def new_id(contact: Contact, taken: Container[str]) -> str:
    """The id for a new contact: the one it had where it comes from, if that is free, else its name's."""
    has_own = ID_SHAPE.fullmatch(contact.id) and contact.id not in taken
    return contact.id if has_own else free_id(contact.name, taken)


def _looks(contact: Contact) -> tuple[str, str, str]:
    met = contact.met.on.isoformat() if contact.met and contact.met.on else ""
    return org_key(contact.org), fold(contact.title.strip()), met


def _unique_looks(contacts: Iterable[Contact]) -> dict[tuple[str, str, str], str]:
    """Contacts that can be told by organisation, title and day of meeting: how a renamed one is found again."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for contact in contacts:
        looks = _looks(contact)
        if sum(map(bool, looks)) >= 2:
            found[looks].append(contact.id)
    return {looks: ids[0] for looks, ids in found.items() if len(ids) == 1}
