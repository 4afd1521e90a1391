"""Circles: made, renamed, changed, dissolved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from entretien.book import Book
from entretien.i18n import _
from entretien.model.change import Change, Edit
from entretien.model.ids import free_id, slug
from entretien.model.network import Circle


def add_circle(book: Book, circle: Circle) -> Change:
    """A new circle, under a free id made from its name."""
    created = replace(circle, id=free_id(circle.name, book.taken("circle")))
    return Change(_("Made the circle {name}").format(name=created.name), (Edit("circle", None, created),))


def edit_circle(book: Book, circle: Circle) -> Change:
    """Other values for a circle. A new name moves the file, and its members follow in the same step."""
    before = book.circles[circle.id]
    if circle == before:
        return Change("", ())
    label = _("Changed the circle {name}").format(name=circle.name)
    renamed = circle
    if slug(circle.name) != slug(before.name):
        renamed = replace(circle, id=free_id(circle.name, book.taken("circle") - {before.id}))
    if renamed.id == before.id:
        return Change(label, (Edit("circle", before, renamed),))
    members = tuple(
        Edit(
            "contact",
            member,
            replace(
                member,
                circles=tuple(renamed.id if id == before.id else id for id in member.circles),
                interactions=tuple(
                    replace(item, circle=renamed.id) if item.circle == before.id else item
                    for item in member.interactions
                ),
            ),
        )
        for member in book.members(before.id)
    )
    return Change(label, (Edit("circle", before, renamed), *members))


def confirm_stake(book: Book, circle: str, today: date) -> Change:
    """The stake still holds."""
    before = book.circles[circle]
    after = replace(before, stake_confirmed=today)
    return Change(_("Stake confirmed: {name}").format(name=before.name), (Edit("circle", before, after),))


def dissolve_circle(book: Book, circle: str) -> Change:
    """Delete a circle; its members leave it and stay contacts."""
    before = book.circles[circle]
    members = tuple(
        Edit("contact", member, replace(member, circles=tuple(id for id in member.circles if id != circle)))
        for member in book.members(circle)
    )
    return Change(_("Dissolved the circle {name}").format(name=before.name), (Edit("circle", before, None), *members))
