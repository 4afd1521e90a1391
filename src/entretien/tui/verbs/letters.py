"""What a letter to somebody may begin with: the templates that fit the occasion, then a blank page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from entretien.book import Book
from entretien.i18n import _
from entretien.messages import Message, fill, fitting, title_of, values_of
from entretien.model.contact import Contact
from entretien.model.network import Part, Template
from entretien.relationship.follow_up import awaits_first_word
from entretien.tui.modals.write import Form

if TYPE_CHECKING:
    from entretien.outlook import Network
    from entretien.relationship.queue import Card

MOST_TEMPLATES: Final = 5


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why a letter is written: a part of the queue, or an introduction and the step that it is."""

    part: Part | Literal["introduction"]
    introduction: str = ""
    step: Literal["asked", "introduced"] = "asked"

    @property
    def key(self) -> str:
        """What tells the drafts of one contact apart."""
        return " ".join(filter(None, (self.part, self.introduction, self.step if self.introduction else "")))


def occasion_of(network: Network, who: str, card: Card | None) -> Occasion:
    """The occasion to write: a first word to somebody just met comes before anything else.

    Else that of the card in front, else of the card that the contact has in the queue.
    """
    tie = network.tie(who)
    if awaits_first_word(tie.contact, tie.log, network.today, network.parameters):
        return Occasion("met")
    known = card or network.card(who)
    return Occasion(known.part if known else "see")


def forms(book: Book, contact: Contact, occasion: Occasion, today: date) -> tuple[Form, ...]:
    """What to begin with, the fittest first; a blank page last."""
    templates = fitting(book.templates, contact, occasion.part, today)
    if occasion.introduction:
        wanted = "introduction" if occasion.step == "asked" else "introduced"
        templates = tuple(template for template in templates if template.occasion == wanted)

    def form(template: Template) -> Form:
        def filled(detail: str) -> Message:
            return fill(template, values_of(contact, book, today, detail=detail, introduction=occasion.introduction))

        return Form(template.id, title_of(template), filled)

    return (*map(form, templates[:MOST_TEMPLATES]), Form("", _("blank page"), lambda _detail: Message("", "")))


def addresses(book: Book, contact: Contact, occasion: Occasion) -> tuple[str, ...]:
    """Where the letter goes: their first address; for an introduction that is made, that of both."""
    people = [contact]
    if occasion.step == "introduced" and (record := book.introductions.get(occasion.introduction)):
        people = [book.contacts[id] for id in record.between if id in book.contacts]
    return tuple(person.emails[0] for person in people if person.emails)


def manner(contact: Contact) -> str:
    """How a contact is written to: "vous · fr"; empty where the card doesn't say."""
    return " · ".join(filter(None, (contact.address_as or "", contact.language)))
