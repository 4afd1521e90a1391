"""Taking people away: what the formats need to know beside the cards, told from the network."""

from __future__ import annotations

from collections.abc import Collection

from entretien.interop.exporting import Selection
from entretien.outlook import Network


def selection(network: Network, who: Collection[str] | None = None) -> Selection:
    """These contacts, or everybody (with None), as an export needs them: with the days they are due and were heard of.

    Who rests or was let go is due on no day.
    """
    ids = network.book.contacts if who is None else who
    ties = [network.tie(id) for id in ids]
    return Selection(
        book=network.book,
        today=network.today,
        who=who,
        due={
            tie.contact.id: tie.relationship.due
            for tie in ties
            if tie.contact.status == "active" and tie.relationship.due is not None
        },
        last_contact={tie.contact.id: tie.relationship.last.on for tie in ties if tie.relationship.last is not None},
    )
