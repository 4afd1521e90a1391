"""What every verb starts from: whom it is about, and the network as it is when the answer comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from entretien.book import Book
from entretien.i18n import _, ngettext
from entretien.model.change import Change
from entretien.model.contact import Contact
from entretien.model.network import Verdict
from entretien.plaintext import one_line
from entretien.tui.screens.place import Place

if TYPE_CHECKING:
    from entretien.outlook import Network
    from entretien.relationship.queue import Card
    from entretien.tui.modals.log_draft import LogDraft


class People(NamedTuple):
    """Whom a verb is about, as they are now."""

    network: Network
    who: tuple[str, ...]
    card: Card | None
    """The card of the triage, where the verb is about one person of it."""

    @property
    def first(self) -> Contact:
        """The one, or the first of several."""
        return self.network.book.contacts[self.who[0]]

    def title(self, verb: str) -> str:
        """The title of what opens: the verb, and the name or how many they are."""
        name = one_line(self.first.name, 60)
        return f"{verb} · {name if len(self.who) == 1 else ngettext('{n} contact', '{n} contacts', len(self.who))}"


class VerbPlace(Place):
    """A place whose lines are people."""

    def __init__(self) -> None:
        super().__init__()
        self.log_drafts: dict[tuple[str, ...], LogDraft] = {}
        """Logs begun and not saved, by whom they are about."""

    def subjects(self) -> tuple[str, ...]:
        """The ids of the contacts that are marked, else of the one under the cursor."""
        raise NotImplementedError

    def card(self) -> Card | None:
        """The card for which the one contact is shown; only the triage has one."""
        return None

    def people(self) -> People | None:
        """Whom the verb is about; nobody is said on the line of feedback."""
        network = self.app.network
        if network is None:
            return None
        who = tuple(id for id in dict.fromkeys(self.subjects()) if id in network.book.contacts)
        if not who:
            self.say(_("Nobody is chosen here."))
            return None
        card = self.card()
        return People(network, who, card if card is not None and who == (card.who,) else None)

    def only_one(self) -> People | None:
        """As `people`, for a verb that is about one person."""
        people = self.people()
        if people is not None and len(people.who) > 1:
            self.say(_("This is for one person at a time."))
            return None
        return people

    @property
    def book(self) -> Book:
        """The book as it is now. Only for after `people`."""
        assert self.app.network is not None
        return self.app.network.book

    def still(self, who: Sequence[str]) -> tuple[str, ...]:
        """Those who are still in the book when an answer comes."""
        return tuple(id for id in who if id in self.book.contacts)

    def do(self, change: Change, verdict: Verdict | None = None) -> bool:
        """Carry out a change, or say that there is nothing to change."""
        if not change:
            self.say(_("Nothing changes."))
            return False
        return self.perform(change, verdict)
