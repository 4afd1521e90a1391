"""Made-up people for looking around: some sixty contacts, three years of exchanges, always fresh as of today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from shutil import rmtree

from entretien.demo.cast import circles, crowd, events, introductions
from entretien.demo.stories import stories
from entretien.i18n import _
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact
from entretien.model.ids import free_id
from entretien.paths import Places
from entretien.storage.store import Store


def demo_change(today: date) -> Change:
    """All of the made-up network as one change to an empty book; the same for the same day."""
    people: dict[str, Contact] = {}
    for person in (*stories(today), *crowd(today)):
        id = free_id(person.name, people)
        log = sorted(person.interactions, key=lambda interaction: interaction.on)
        people[id] = replace(person, id=id, interactions=tuple(log))
    return Change(
        _("Made-up people to look around"),
        (
            *(Edit("circle", None, circle) for circle in circles(today)),
            *(Edit("event", None, event) for event in events(today)),
            *(Edit("contact", None, person) for person in people.values()),
            *(Edit("introduction", None, introduction) for introduction in introductions(today)),
        ),
    )


def write_demo(places: Places, today: date) -> None:
    """Write the made-up network into an empty home, as if it had always been there: nothing to undo.

    Raises StorageError where it can't be written.
    """
    Store(places).commit(demo_change(today))
    rmtree(places.own)
