"""Introductions, step by step, with the consent of both."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from entretien.book import Book
from entretien.i18n import _
from entretien.model.change import Change, Edit
from entretien.model.ids import free_id
from entretien.model.network import Introduction, IntroductionState, Step


def propose(book: Book, first: str, second: str, because: str, today: date) -> Change:
    """Note the idea of bringing two contacts together."""
    a, b = book.contacts[first], book.contacts[second]
    idea = Introduction(
        id=free_id(f"{a.name} {b.name}", book.taken("introduction")),
        between=(first, second),
        because=because,
        steps=(Step(on=today, state="idea"),),
    )
    return Change(_("Introduction: {a} and {b}").format(a=a.name, b=b.name), (Edit("introduction", None, idea),))


def advance(book: Book, introduction: str, state: IntroductionState, today: date, who: str = "") -> Change:
    """The introduction's next step; `who` is the side it is about, for asked, agreed and declined."""
    before = book.introductions[introduction]
    after = replace(before, steps=(*before.steps, Step(on=today, state=state, who=who)))
    names = [contact.name if (contact := book.contacts.get(id)) else id for id in before.between]
    return Change(
        _("Introduction of {a} and {b}: a step further").format(a=names[0], b=names[1]),
        (Edit("introduction", before, after),),
    )
