"""Taking people away: what the formats need to know beside the cards, told from the network."""

from __future__ import annotations

from collections.abc import Collection

from entretien.errors import StorageError
from entretien.interop.exporting import Selection
from entretien.model.network import Kind
from entretien.model.plain import Plain
from entretien.outlook import Network
from entretien.storage.store import Store


def selection(network: Network, store: Store, who: Collection[str] | None = None) -> Selection:
    """These contacts, or everybody (with None), as an export needs them: with the days they are due and were heard of,
    and all that their files say.

    Who rests or was let go is due on no day.
    """
    ids = network.book.contacts if who is None else who
    ties = [network.tie(id) for id in ids]

    def said(kind: Kind, id: str) -> Plain:
        try:
            return store.plain(kind, id)
        except StorageError:
            return {}

    return Selection(
        said=said,
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
