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


def open_steps(introduction: Introduction) -> tuple[tuple[IntroductionState, str], ...]:
    """The steps that may come next, each with the side it is about (empty: both).

    One side is asked at a time, and nobody is introduced before both have agreed; a no is final.
    """
    last = introduction.steps[-1].state if introduction.steps else "idea"
    said = {step.who: step.state for step in introduction.steps if step.who}
    if "declined" in said.values() or last in ("declined", "took", "did-not", "unknown"):
        return ()
    if last == "introduced":
        return ("took", ""), ("did-not", ""), ("unknown", "")
    if introduction.direct or all(said.get(side) == "agreed" for side in introduction.between):
        return (("introduced", ""),)
    asked = next((side for side in introduction.between if said.get(side) == "asked"), None)
    if asked is not None:
        return ("agreed", asked), ("declined", asked)
    return tuple(("asked", side) for side in introduction.between if side not in said)


def advance(book: Book, introduction: str, state: IntroductionState, today: date, who: str = "") -> Change:
    """The introduction's next step; `who` is the side it is about, for asked, agreed and declined."""
    before = book.introductions[introduction]
    after = replace(before, steps=(*before.steps, Step(on=today, state=state, who=who)))
    return Change(_label(book, before, state, who), (Edit("introduction", before, after),))


def agreed_beforehand(book: Book, introduction: str) -> Change:
    """Both have said before that they like to be introduced without being asked."""
    before = book.introductions[introduction]
    first, second = _names(book, before)
    return Change(
        _("{a} and {b} agreed beforehand").format(a=first, b=second),
        (Edit("introduction", before, replace(before, direct=True)),),
    )


def _names(book: Book, introduction: Introduction) -> tuple[str, str]:
    first, second = (contact.name if (contact := book.contacts.get(id)) else id for id in introduction.between)
    return first, second


def _label(book: Book, introduction: Introduction, state: IntroductionState, who: str) -> str:
    a, b = _names(book, introduction)
    if who == introduction.between[1]:
        a, b = b, a
    match state:
        case "idea":
            text = _("Introduction: {a} and {b}")
        case "asked":
            text = _("Asked {a} about meeting {b}")
        case "agreed":
            text = _("{a} would like to meet {b}")
        case "declined":
            text = _("{a} would rather not meet {b}")
        case "introduced":
            text = _("Introduced {a} and {b}")
        case "took":
            text = _("It took between {a} and {b}")
        case "did-not":
            text = _("It did not take between {a} and {b}")
        case "unknown":
            text = _("No news of {a} and {b}")
    return text.format(a=a, b=b)
