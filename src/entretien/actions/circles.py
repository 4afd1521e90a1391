"""Circles: made, renamed, changed, dissolved."""

from __future__ import annotations

from datetime import date

from entretien.book import Book
from entretien.dataclass import replace
from entretien.i18n import _
from entretien.model.change import Change, Edit
from entretien.model.ids import free_id, slug
from entretien.model.network import Circle
from entretien.model.references import with_ids, without_ids


def add_circle(book: Book, circle: Circle) -> Change:
    """A new circle, under a free id made from its name."""
    created = replace(circle, id=free_id(circle.name, book.taken("circle")))
    return Change(_("Made the circle {name}").format(name=created.name), (Edit("circle", None, created),))


def edit_circle(book: Book, circle: Circle, begun: Circle | None = None) -> Change:
    """Other values for a circle. A new name moves the file, and whatever names it follows in the same step.

    `begun` is the circle as it was when its editing began: what was changed elsewhere since stays.
    """
    before = begun or book.circles[circle.id]
    if circle == before:
        return Change("", ())
    label = _("Changed the circle {name}").format(name=circle.name)
    renamed = circle
    if slug(circle.name) != slug(before.name):
        renamed = replace(circle, id=free_id(circle.name, book.taken("circle") - {before.id}))
    if renamed.id == before.id:
        return Change(label, (Edit("circle", before, renamed),))
    followers = book.edits(lambda record: with_ids(record, {before.id: renamed.id}, "circle"))
    return Change(label, (Edit("circle", before, renamed), *followers))


def confirm_stake(book: Book, circle: str, today: date) -> Change:
    """The stake still holds."""
    before = book.circles[circle]
    after = replace(before, stake_confirmed=today)
    return Change(_("Stake confirmed: {name}").format(name=before.name), (Edit("circle", before, after),))


def dissolve_circle(book: Book, circle: str) -> Change:
    """Delete a circle; its members leave it and stay contacts."""
    before = book.circles[circle]
    label = _("Dissolved the circle {name}").format(name=before.name)
    left = book.edits(lambda record: without_ids(record, (circle,), "circle"))
    return Change(label, (Edit("circle", before, None), *left))
