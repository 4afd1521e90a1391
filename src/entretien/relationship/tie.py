"""A contact together with the log and where the tie stands: what everything above single measures works on."""

from __future__ import annotations

from collections.abc import Sequence

from entretien.model.contact import Contact
from entretien.model.interaction import Interaction
from entretien.namedtuple import NamedTuple
from entretien.relationship.standing import Relationship


class Tie(NamedTuple):
    """A contact, everything that happened with them (oldest first), and where the tie stands on a day."""

    contact: Contact
    log: Sequence[Interaction]
    relationship: Relationship
