"""What is known when a line is typed: the day, the settings, and the names that the line may mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final, Self

from entretien.book import Book
from entretien.config import Config
from entretien.dataclass import dataclass, field
from entretien.i18n import current_language
from entretien.model.contact import Contact
from entretien.model.ids import fold, slug
from entretien.model.network import Circle, Event
from entretien.model.shelf import Shelf

_EDGES: Final = " \t,.;:()[]\"'«»“”"


def plain(text: str) -> str:
    """Folded, without the punctuation around it and with single blanks: the form that names are compared in."""
    return " ".join(fold(text).strip(_EDGES).split())


def word_set(words: str) -> frozenset[str]:
    """The words of a text, to look them up."""
    return frozenset(words.split())


class Names:
    """Names of several words, found at the start of a run of words, the longest first."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self.spellings: dict[str, str] = {}
        for name, target in names:
            if key := plain(name):
                self.spellings.setdefault(key, target)
        self._longest = max((key.count(" ") + 1 for key in self.spellings), default=0)

    @classmethod
    def spelt(cls, spellings: dict[str, str]) -> Self:
        """Names that are in the form of `plain` already."""
        names = cls(())
        names.spellings = spellings
        names._longest = max((key.count(" ") + 1 for key in spellings), default=0)
        return names

    def get(self, name: str) -> str | None:
        """What exactly this name stands for."""
        return self.spellings.get(plain(name))

    def at_start(self, words: Sequence[str]) -> tuple[int, str] | None:
        """How many of the words are a known name, and what it stands for."""
        for count in range(min(len(words), self._longest), 0, -1):
            target = self.get(" ".join(words[:count]))
            if target is not None:
                return count, target
        return None


@dataclass(frozen=True)
class People:
    """The contacts, with what is needed to recognise one of them. Each index is built when it is first used."""

    contacts: Mapping[str, Contact] = field(default_factory=dict)

    def named(self, name: str) -> tuple[str, ...]:
        """Ids of those whom `name` means: an id, else a whole name or nickname, else whole words of a name."""
        if name in self.contacts:
            return (name,)
        wanted = plain(name)
        if not wanted:
            return ()
        if exact := self._by_name.get(wanted):
            return exact
        sets = [self._by_word.get(word, frozenset()) for word in wanted.split()]
        return tuple(sorted(frozenset.intersection(*sets)))

    @cached_property
    def names(self) -> Names:
        """Full names and nicknames, for those that are one person's only."""
        return Names.spelt({name: ids[0] for name, ids in self._by_name.items() if len(ids) == 1})

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        shelf = Shelf.holding(self.contacts)
        for (id, name), (_same, nickname) in zip(shelf.each("name"), shelf.each("nickname"), strict=True):
            for called in {plain(name), plain(nickname)} - {""}:
                found[called].append(id)
        return {name: tuple(ids) for name, ids in found.items()}

    @cached_property
    def _by_word(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for name, ids in self._by_name.items():
            for word in {*name.split(), *name.replace("-", " ").split()}:
                found[word].update(ids)
        return {word: frozenset(ids) for word, ids in found.items()}


@dataclass(frozen=True)
class Context:
    """What a line is read against."""

    today: date
    day_first: bool = False
    region: str = "FR"
    """ISO 3166 code of the country whose phone numbers are written without a prefix."""
    people: People = field(default_factory=People)
    circles: Mapping[str, Circle] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    event: Event | None = None
    """The event that is running."""

    @property
    def organisations(self) -> Names:
        """Organisations that contacts belong to."""
        return self._in_use[0]

    @property
    def tags(self) -> Names:
        """Tags in use."""
        return self._in_use[1]

    @cached_property
    def _in_use(self) -> list[Names]:
        found = Shelf.holding(self.people.contacts).distinct("org", "tags")
        return [Names((it, it) for it in names) for names in found]

    @cached_property
    def circle_names(self) -> Names:
        """Circles by id, by name, and by the id that the name asks for."""
        return Names(
            (name, id)
            for names in (
                ((id, id) for id in self.circles),
                ((circle.name, id) for id, circle in self.circles.items()),
                ((slug(circle.name), id) for id, circle in self.circles.items()),
            )
            for name, id in names
        )

    @cached_property
    def event_names(self) -> Names:
        """Events by id and by name."""
        return Names([*((id, id) for id in self.events), *((event.name, id) for id, event in self.events.items())])


def context_of(book: Book, config: Config, today: date) -> Context:
    """The context that a book and the settings give."""
    day_first = config.day_first if config.day_first is not None else current_language() == "fr"
    return Context(
        today=today,
        day_first=day_first,
        region=config.region,
        people=People(book.contacts),
        circles=book.circles,
        events=book.events,
        event=book.event_on(today),
    )
