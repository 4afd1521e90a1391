"""What marks a vCard as written here: the id of its contact, and the UID that is made from it."""

from __future__ import annotations

import uuid
from typing import Final

ID_PROPERTY: Final = "X-ENTRETIEN-ID"


def own_uid(id: str) -> str:
    """The UID of a card whose contact came from no card; the same in every export."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"entretien:contact/{id}"))
