"""Which fields of the records are records themselves, or lists of them."""

from __future__ import annotations

from typing import Final

from entretien.model.cadence import Cadence
from entretien.model.contact import Anniversary, Contact, Met, Need, Promise
from entretien.model.interaction import Interaction
from entretien.model.network import Circle, Decision, Introduction, Session, Step

TABLES: Final[dict[tuple[type, str], type]] = {
    (Contact, "met"): Met,
    (Contact, "seeks"): Need,
    (Contact, "offers"): Need,
    (Contact, "dates"): Anniversary,
    (Contact, "promises"): Promise,
    (Contact, "interactions"): Interaction,
    (Introduction, "steps"): Step,
    (Session, "decisions"): Decision,
}
"""By the record and the field: what stands under it in a file, as a table or as many of them."""

CADENCES: Final[dict[tuple[type, str], type]] = {(Contact, "cadence"): Cadence, (Circle, "cadence"): Cadence}
"""Rhythms, which a file has as a text."""
