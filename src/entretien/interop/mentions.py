"""People who are met in messages and meetings: dates of contact only, never the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from entretien.identity import email_key, linkedin_slug, name_key
from entretien.interop.candidates import Candidate
from entretien.model.contact import Contact
from entretien.model.interaction import Interaction

LONGEST_NAME: Final = 200
"""Characters of a name beyond which it is no name."""


class Me:
    """Who I am: addresses, profiles and names from the settings."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._keys = {key for text in texts for key in (email_key(text), linkedin_slug(text), name_key(text)) if key}

    def __contains__(self, text: object) -> bool:
        if not isinstance(text, str):
            return False
        return any(key in self._keys for key in (email_key(text), linkedin_slug(text), name_key(text)) if key)


@dataclass(slots=True)
class _Person:
    contact: Contact
    log: dict[Interaction, None] = field(default_factory=dict)


class Mentions:
    """The people of a source, by the key that it knows them by, with the days of contact."""

    def __init__(self) -> None:
        self._people: dict[str, _Person] = {}

    def __len__(self) -> int:
        return len(self._people)

    def know(self, key: str, contact: Contact) -> None:
        """A person; of one who is known already, a better name than an address is taken."""
        person = self._people.get(key)
        if person is None:
            self._people[key] = _Person(contact)
        elif "@" in person.contact.name and "@" not in contact.name:
            person.contact = replace(person.contact, name=contact.name)

    def add(self, key: str, interaction: Interaction) -> None:
        """Something that happened with a person who is known; the same twice counts once."""
        self._people[key].log.setdefault(interaction)

    def candidates(self, *, on_request: bool = True) -> tuple[Candidate, ...]:
        """The people who were in contact, in the order in which they came, counted from 1."""
        return tuple(
            Candidate(
                row=row,
                contact=replace(person.contact, interactions=tuple(sorted(person.log, key=lambda item: item.on))),
                key=key,
                label=person.contact.name,
                on_request=on_request,
            )
            for row, (key, person) in enumerate(self._people.items(), 1)
        )


def named(name: str, address: str = "") -> str:
    """A name fit for a contact: on one line, not too long, the address where there is none."""
    line = " ".join(name.split()).strip("'\" ")[:LONGEST_NAME]
    return line or address
