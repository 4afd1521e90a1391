"""What a letter to somebody may begin with: the templates that fit the occasion, then a blank page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entretien.i18n import _
from entretien.model.contact import Contact
from entretien.outlook import Network
from entretien.relationship.queue import Card
from entretien.tui.modals.write import Form, Letter


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why a letter is written: the part of the queue, or an introduction (its id)."""

    name: str
    introduction: str = ""


def occasion_of(network: Network, who: str, card: Card | None) -> Occasion:
    """The occasion to write: that of the card in front, else of the card the contact has in the queue."""
    known = card or network.card(who)
    return Occasion(known.part if known else "see")


def manner(contact: Contact) -> str:
    """How a contact is written to: "vous · fr"; empty where the card doesn't say."""
    return " · ".join(filter(None, (contact.address_as or "", contact.language)))


def forms(network: Network, who: str, occasion: Occasion) -> Sequence[Form]:
    """What to begin with, the fittest first."""
    return (Form("", _("blank"), lambda _detail: Letter("", "")),)
