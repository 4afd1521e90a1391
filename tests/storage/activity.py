"""Random actions of every kind, several files in one among them, as a user would do them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from entretien.book import Book
from entretien.model.change import Change, Edit
from entretien.model.contact import Contact, Need, Promise
from entretien.model.ids import free_id
from entretien.model.interaction import Interaction
from entretien.model.network import KINDS, Circle, Introduction
from entretien.model.plain import as_plain

NAMES: Final = ("Marie Dupont", "Zoé Laurent", "Ahmed Bernard", "Inès Moreau", "李 小龙", "O'Hara")


def random_change(book: Book, random: Random) -> Change:
    """Any action that makes sense for the book as it is."""
    people = sorted(book.contacts)
    kinds: list[Callable[[Book, Random], Change]] = [_create]
    if people:
        kinds += [_log, _log, _edit, _bulk, _create_circle, _delete, _rename]
    if len(people) > 1:
        kinds += [_introduce, _merge]
    return random.choice(kinds)(book, random)


def fingerprint(book: Book) -> str:
    """Tells two books apart by everything that their files say."""
    plain = {(kind, id): as_plain(record) for kind in KINDS for id, record in book.of(kind).items()}
    return hashlib.sha256(repr(sorted(plain.items())).encode()).hexdigest()


def _day(random: Random) -> date:
    return date(2026, 1, 1) + timedelta(days=random.randrange(300))


def _one(book: Book, random: Random) -> Contact:
    return book.contacts[random.choice(sorted(book.contacts))]


def _create(book: Book, random: Random) -> Change:
    name = random.choice(NAMES)
    contact = Contact(id=free_id(name, book.taken("contact")), name=name, notes="a\nb\n" * random.randrange(3))
    return Change(f"Added {name}", (Edit("contact", None, contact),))


def _log(book: Book, random: Random) -> Change:
    contact = _one(book, random)
    item = Interaction(on=_day(random), channel="meet", note=f"note {random.random()}", with_=("somebody",))
    after = replace(contact, interactions=(*contact.interactions, item), snoozed_until=None)
    return Change("Logged", (Edit("contact", contact, after),))


def _edit(book: Book, random: Random) -> Change:
    contact = _one(book, random)
    after = random.choice(
        [
            replace(contact, org=f"Org {random.random()}", notes="x\ny"),
            replace(contact, promises=(*contact.promises, Promise(what="the deck", due=_day(random)))),
            replace(contact, seeks=(Need(what=f"printer {random.random()}"), *contact.seeks)),
            replace(contact, promises=(), interactions=contact.interactions[1:], tags=("a", "b")),
        ]
    )
    return Change("Edited", (Edit("contact", contact, after),))


def _bulk(book: Book, random: Random) -> Change:
    tag = f"tag-{random.random()}"
    chosen = [contact for contact in book.contacts.values() if random.random() < 0.7]
    edits = (Edit("contact", contact, replace(contact, tags=(*contact.tags, tag))) for contact in chosen)
    return Change("Tagged many", tuple(edits))


def _create_circle(book: Book, random: Random) -> Change:
    contact = _one(book, random)
    id = free_id("hec", book.taken("circle"))
    circle = Circle(id=id, name="HEC", stake="A grand jury")
    after = replace(contact, circles=(*contact.circles, id))
    return Change("New circle", (Edit("circle", None, circle), Edit("contact", contact, after)))


def _delete(book: Book, random: Random) -> Change:
    contact = _one(book, random)
    return Change("Deleted", (Edit("contact", contact, None),))


def _rename(book: Book, random: Random) -> Change:
    contact = _one(book, random)
    new = free_id(random.choice(NAMES), book.taken("contact"))
    others = [other for other in book.contacts.values() if other.id != contact.id and random.random() < 0.5]
    edits = (Edit("contact", other, replace(other, tags=(*other.tags, new))) for other in others)
    return Change("Renamed", (Edit("contact", contact, replace(contact, id=new, nickname=new)), *edits))


def _introduce(book: Book, random: Random) -> Change:
    one, other = random.sample(sorted(book.contacts), 2)
    id = free_id(f"{one} {other}", book.taken("introduction"))
    introduction = Introduction(id=id, between=(one, other), because="printing")
    before = book.contacts[one]
    after = replace(before, place="met")
    return Change("Introduced", (Edit("introduction", None, introduction), Edit("contact", before, after)))


def _merge(book: Book, random: Random) -> Change:
    one, other = (book.contacts[id] for id in random.sample(sorted(book.contacts), 2))
    after = replace(one, interactions=one.interactions + other.interactions, tags=(*one.tags, *other.tags))
    return Change("Merged", (Edit("contact", one, after), Edit("contact", other, None)))
