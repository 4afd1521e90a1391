"""Introducing people: whom to whom, why, and the steps with the consent of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from entretien.actions.introductions import open_steps
from entretien.book import Book
from entretien.i18n import N_, _
from entretien.model.contact import Contact
from entretien.model.network import Introduction, IntroductionState
from entretien.outlook import Network
from entretien.plaintext import one_line
from entretien.relationship.introductions import Proposal, progress
from entretien.relationship.needs import terms
from entretien.tui.modals.choice import ChoiceModal
from entretien.tui.modals.line import LineModal
from entretien.tui.verbs.people import candidates
from entretien.vocabulary import INTRODUCTION
from entretien.words import short_date

SOMEBODY: Final = "somebody"

_MOST_RUNNING: Final = 6
"""Introductions under way that have a key; with the proposals they are nine at the most."""

Pick = Introduction | Proposal | Literal["somebody"]

STEP_KEYS: Final[dict[IntroductionState, str]] = {
    "asked": "a", "agreed": "y", "declined": "n", "introduced": "i", "took": "t", "did-not": "d", "unknown": "u",
}  # fmt: skip
_STEPS: Final[dict[IntroductionState, str]] = {
    "idea": N_("The idea"),
    "asked": N_("I asked {name}"),
    "agreed": N_("{name} would like to"),
    "declined": N_("{name} would rather not"),
    "introduced": N_("I introduced them"),
    "took": N_("It took"),
    "did-not": N_("It did not take"),
    "unknown": N_("No news"),
}


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """What to do about an introduction: take a step, write the letter that is one, note consent given beforehand."""

    deed: Literal["step", "direct", "write"]
    state: IntroductionState = "idea"
    who: str = ""


def pick_choice(
    title: str, network: Network, running: Sequence[Introduction], proposed: Sequence[Proposal], who: str
) -> ChoiceModal[Pick]:
    """Which introduction: one that is under way, one that suggests itself, or with somebody else."""
    options: list[tuple[str, str, Pick]] = []
    for introduction in running[:_MOST_RUNNING]:
        key = str(len(options) + 1)
        other = _other_name(network.book, introduction, who)
        options.append((key, f"{other} · {stage_words(network, introduction)}", introduction))
    for proposal in proposed:
        options.append((str(len(options) + 1), _proposed(proposal, who), proposal))
    options.append(("n", _("somebody else…"), SOMEBODY))
    return ChoiceModal(title, options)


def person_line(title: str, book: Book, who: str = "", placeholder: str = "") -> LineModal:
    """Ask for somebody other than `who` by name; the answer is an id."""

    def reading(text: str) -> tuple[str | None, str]:
        found = candidates(book, text, without=(who,), limit=4)
        if not found:
            said = _('Nobody here is called "{name}".').format(name=text.strip())
            return None, said if text.strip() else _("a part of the name is enough")
        first, *others = (_who(contact) for contact in found)
        return found[0].id, _("{first} (or {others})").format(
            first=first, others=", ".join(others)
        ) if others else first

    return LineModal(title, reading, placeholder=placeholder or _("to whom?"))


def because_line(title: str, suggestion: str) -> LineModal:
    """Ask why they should meet; the answer is a text, empty if nothing is said."""
    return LineModal(
        title,
        lambda text: (text.strip(), _("What would it bring either of them? One line.")),
        value=suggestion,
        placeholder=_("because…"),
    )


def steps_choice(book: Book, introduction: Introduction, today: date) -> ChoiceModal[StepAnswer]:
    """The next step of an introduction, each on one key."""
    options: list[tuple[str, str, StepAnswer]] = []
    for state, who in open_steps(introduction, today):
        label = _(_STEPS[state]).format(name=name_of(book, who))
        options.append((STEP_KEYS[state], label, StepAnswer("step", state, who)))
    reached = progress(introduction, today)
    if reached.stage == "ask":
        write = _("Write to {name}").format(name=name_of(book, reached.who))
        options.append(("w", write, StepAnswer("write", "asked", reached.who)))
        options.append(("b", _("Both agreed beforehand"), StepAnswer("direct")))
    elif reached.stage == "ready":
        options.append(("w", _("Write to both"), StepAnswer("write", "introduced", introduction.between[0])))
    a, b = (name_of(book, id) for id in introduction.between)
    return ChoiceModal(f"{a} ⇄ {b}", options, "\n".join(_told(book, introduction, today)))


def stage_words(network: Network, introduction: Introduction) -> str:
    """How far an introduction has come, in words."""
    reached = progress(introduction, network.today, network.parameters)
    match reached.stage:
        case "ask":
            text = _("{name} is to be asked")
        case "waiting":
            text = _("waiting for {name}'s answer")
        case "ready":
            text = _("both agreed")
        case "outcome":
            text = _("did it take?")
        case "introduced" | "took" | "did-not" | "declined" | "unknown":
            text = _(INTRODUCTION[reached.stage])
    return text.format(name=name_of(network.book, reached.who))


def name_of(book: Book, who: str) -> str:
    """The name on the card; the id where there is no card."""
    contact = book.contacts.get(who)
    return one_line(contact.name, 40) if contact else who


def _told(book: Book, introduction: Introduction, today: date) -> list[str]:
    lines = [one_line(introduction.because, 200)] if introduction.because else []
    for step in introduction.steps[-4:]:
        what = _(_STEPS[step.state]).format(name=name_of(book, step.who))
        lines.append(f"{short_date(step.on, today)}  {what}")
    return lines


def _proposed(proposal: Proposal, who: str) -> str:
    """What the other side seeks or offers, which is why they are proposed."""
    if who == proposal.offerer.id:
        name, what, text = proposal.seeker.name, proposal.need.what, _('{name} seeks "{what}"')
    else:
        offers = [offer.what for offer in proposal.offerer.offers if not terms(offer).isdisjoint(proposal.shared)]
        name, what, text = proposal.offerer.name, ", ".join(offers), _('{name} offers "{what}"')
    return text.format(name=one_line(name, 40), what=one_line(what, 60))


def _other_name(book: Book, introduction: Introduction, who: str) -> str:
    first, second = introduction.between
    return name_of(book, second if first == who else first)


def _who(contact: Contact) -> str:
    return one_line(f"{contact.name}, {contact.org}" if contact.org else contact.name, 50)
