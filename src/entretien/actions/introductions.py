"""Introductions, step by step, with the consent of both."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from entretien.actions.common import joined
from entretien.actions.interactions import with_interaction
from entretien.book import Book
from entretien.dataclass import replace
from entretien.i18n import _
from entretien.model.change import Change, Edit
from entretien.model.contact import Need
from entretien.model.ids import free_id
from entretien.model.interaction import Interaction
from entretien.model.network import Introduction, IntroductionState, Step
from entretien.relationship.introductions import Proposal, progress, proposals
from entretien.relationship.needs import terms
from entretien.relationship.parameters import Parameters
from entretien.relationship.tie import Tie


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


def open_steps(introduction: Introduction, today: date) -> tuple[tuple[IntroductionState, str], ...]:
    """The steps that may come next, each with the side it is about (empty: both).

    One side is asked after the other, and nobody is introduced before both have agreed; a no is final.
    """
    reached = progress(introduction, today)
    match reached.stage:
        case "ask":
            return (("asked", reached.who),)
        case "waiting":
            return ("agreed", reached.who), ("declined", reached.who)
        case "ready":
            return (("introduced", ""),)
        case "introduced" | "outcome":
            return ("took", ""), ("did-not", ""), ("unknown", "")
        case "took" | "did-not" | "declined" | "unknown":
            return ()


def proposals_for(
    who: str,
    ties: Iterable[Tie],
    introductions: Collection[Introduction],
    today: date,
    parameters: Parameters,
) -> tuple[Proposal, ...]:
    """The introductions most worth making between this contact and somebody else, the best first."""
    everyone = tuple(ties)
    me = next(tie for tie in everyone if tie.contact.id == who)
    sought, offered = _terms(me.contact.seeks), _terms(me.contact.offers)
    matching = (
        tie
        for tie in everyone
        if tie is not me
        and not (sought.isdisjoint(_terms(tie.contact.offers)) and offered.isdisjoint(_terms(tie.contact.seeks)))
    )
    found = [
        proposal for tie in matching for proposal in proposals((me, tie), introductions, today, parameters, most=1)
    ]
    return tuple(sorted(found, key=lambda proposal: -proposal.score)[: parameters.proposals_most])


def _terms(needs: Iterable[Need]) -> frozenset[str]:
    return frozenset(term for need in needs for term in terms(need))


def advance(book: Book, introduction: str, state: IntroductionState, today: date, who: str = "") -> Change:
    """The introduction's next step; `who` is the side it is about, for asked, agreed and declined."""
    before = book.introductions[introduction]
    after = replace(before, steps=(*before.steps, Step(on=today, state=state, who=who)))
    return Change(_label(book, before, state, who), (Edit("introduction", before, after),))


def take_step(book: Book, introduction: str, state: IntroductionState, today: date, who: str = "") -> Change:
    """The next step, with what it means for the log: I wrote to whoever was asked or introduced, who answered wrote.

    Introducing two people gives both something. The reason for a "no" is not kept.
    """
    step = advance(book, introduction, state, today, who)
    between = book.introductions[introduction].between
    sides = between if state == "introduced" else (who,)
    noted = [
        Change("", (Edit("contact", contact, with_interaction(contact, item)),))
        for side in sides
        if (contact := book.contacts.get(side)) and (item := _noted(book, between, side, state, today))
    ]
    return joined(step.label, [step, *noted])


def _noted(
    book: Book, between: tuple[str, str], side: str, state: IntroductionState, today: date
) -> Interaction | None:
    """The line of the log that a step is for one side; None for a step without a message."""
    other = between[1] if side == between[0] else between[0]
    name = known.name if (known := book.contacts.get(other)) else other
    match state:
        case "asked":
            return Interaction(on=today, direction="out", note=_("Asked about meeting {name}").format(name=name))
        case "agreed":
            return Interaction(on=today, direction="in", note=_("Would like to meet {name}").format(name=name))
        case "declined":
            return Interaction(on=today, direction="in")
        case "introduced":
            note = _("Introduced to {name}").format(name=name)
            return Interaction(on=today, direction="out", depth=2, gave=True, note=note)
        case "idea" | "took" | "did-not" | "unknown":
            return None


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
