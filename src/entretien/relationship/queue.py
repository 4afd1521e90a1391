"""Who is there to see, and why now: promises, replies owed, people just met, dates, rhythms, one tie to revive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from entretien.dataclass import dataclass
from entretien.i18n import _
from entretien.model.contact import Anniversary, Contact, Need, Promise
from entretien.model.ids import fold
from entretien.model.interaction import Interaction
from entretien.model.network import PARTS, Part
from entretien.relationship.days import shifted
from entretien.relationship.dormant import World, best_to_revive, sleeper, world_of
from entretien.relationship.follow_up import awaits_first_word
from entretien.relationship.line import Line, Rank, Reason
from entretien.relationship.needs import terms
from entretien.relationship.parameters import DEFAULTS, Parameters
from entretien.relationship.standing import Relationship
from entretien.relationship.tie import Tie
from entretien.vocabulary import STATE
from entretien.words import brief_span, day_words, decimal, said_date, span_words

_WRITTEN: Final = frozenset({"message", "letter"})
_LAST: Final[Rank] = (PARTS.index("revive"), 0, 0, 0, 0, "", "")


@dataclass(frozen=True, slots=True)
class Card:
    """One person in the queue, once, in the first part that fits."""

    contact: Contact
    relationship: Relationship
    part: Part
    reason: Reason
    on: date | None
    """The day it is about: of the promise, their message, the meeting, the date, the due day, the last sign of life."""
    promise: Promise | None = None
    interaction: Interaction | None = None
    anniversary: Anniversary | None = None
    late: bool = False
    """We met more than two days ago and the first word is still missing."""

    @property
    def who(self) -> str:
        """The contact's id."""
        return self.contact.id

    @property
    def today(self) -> date:
        """The day of the queue."""
        return self.relationship.today

    @property
    def why(self) -> str:
        """Why now, in one sentence."""
        match self.reason:
            case "promise":
                return _promise_sentence(self.promise, self.today) if self.promise else ""
            case "reply":
                return _reply_sentence(self)
            case "met":
                return _met_sentence(self)
            case "date":
                return _date_sentence(self)
            case "revive":
                return _(
                    "No sign of life for {span}; people are usually happier to hear from you than you expect."
                ).format(span=span_words(self.relationship.since_life or 0))
            case "last_call" | "late" | "quiet" | "due":
                from entretien.relationship import sentences

                return sentences.state_sentence(self.relationship)

    @property
    def brief(self) -> str:
        """The urgency in a word, for a narrow column: "4 d", "today", "last call", "1.3 ×", "2 years"."""
        match self.reason:
            case "last_call":
                return _(STATE["last_call"])
            case "late" | "quiet" | "due":
                if self.relationship.state == "new":
                    return _(STATE["new"])
                return f"{decimal(self.relationship.dueness or 0)} ×"
            case "revive":
                return span_words(self.relationship.since_life or 0)
            case "promise" | "reply" | "met" | "date":
                return _brief_day(self.on or self.today, self.today)


def queue(ties: Iterable[Tie], today: date, parameters: Parameters = DEFAULTS) -> tuple[Card, ...]:
    """Everybody there is to see on `today`, in the order of the parts, and at most one dormant tie to revive.

    Nobody is left out for lack of time: what fits a session is for the session to say.
    """
    known = {tie.contact.id: tie for tie in ties}
    lines = [line_for(tie, card_for(tie, today, parameters), today, parameters) for tie in known.values()]
    placed = arranged(lines, known.__getitem__, parameters, world_of(lines, parameters))
    cards = (placed_card(known[line.who], line, today, parameters) for line in placed)
    return tuple(card for card in cards if card)


def arranged(
    lines: Iterable[Line], tie_of: Callable[[str], Tie], parameters: Parameters, world: World
) -> tuple[Line, ...]:
    """The lines of those who are in the queue, in its order, with one more for the tie to revive.

    Lines of whom nothing calls and who can't be revived may be left out; `world` is that of everybody's.
    """
    active = [line for line in lines if line.status == "active"]
    ordered = sorted((line for line in active if line.rank), key=lambda line: line.rank or ())
    if revive := best_to_revive(active, world, parameters):
        why = revival_card(tie_of(revive.who)).why
        ordered.append(revive._replace(rank=_LAST, reason="revive", why=why))
    return tuple(ordered)


def placed_card(tie: Tie, line: Line, today: date, parameters: Parameters = DEFAULTS) -> Card | None:
    """The card that stands behind a line of the queue."""
    return revival_card(tie) if line.reason == "revive" else card_for(tie, today, parameters)


def revival_card(tie: Tie) -> Card:
    """The card of the dormant tie to revive."""
    return Card(tie.contact, tie.relationship, "revive", "revive", tie.relationship.last_life)


def line_for(tie: Tie, card: Card | None, today: date, parameters: Parameters = DEFAULTS) -> Line:
    """What the queue and a list need of a tie; `card` is the tie's own."""
    contact, log, relationship = tie
    return Line(
        who=contact.id,
        name=contact.name,
        status=contact.status,
        state=relationship.state,
        due=relationship.due.toordinal() if relationship.due else None,
        last=relationship.last.on.toordinal() if relationship.last else None,
        is_due=relationship.is_due,
        warmth=relationship.warmth,
        alone=not log,
        rank=_rank(card) if card else None,
        reason=card.reason if card else None,
        why=card.why if card else "",
        since_life=relationship.since_life,
        circles=contact.circles,
        seeks=_terms(contact.seeks),
        offers=_terms(contact.offers),
        comes=_comes(contact, relationship),
        solid=contact.solid,
        sleeper=sleeper(tie, today, parameters),
    )


def _comes(contact: Contact, relationship: Relationship) -> int | None:
    if contact.status != "active":
        return None
    day = relationship.planned_on if relationship.state == "planned" else relationship.due
    if relationship.state != "planned" and day and relationship.hold_until and relationship.on_hold:
        day = max(day, relationship.hold_until)
    return day.toordinal() if day else None


def _terms(needs: Sequence[Need]) -> tuple[str, ...]:
    return tuple(sorted({term for need in needs for term in terms(need)}))


def card_for(tie: Tie, today: date, parameters: Parameters = DEFAULTS) -> Card | None:
    """The card of one contact in the first part that fits, dormant ties aside; None where nothing calls."""
    if tie.contact.status != "active":
        return None
    return (
        _promise_card(tie, today, parameters)
        or _reply_card(tie, today, parameters)
        or _met_card(tie, today, parameters)
        or _date_card(tie, today, parameters)
        or _see_card(tie)
    )


def why_not(tie: Tie, today: date, parameters: Parameters = DEFAULTS) -> str:
    """Why someone is not in the queue, in one sentence; empty where they are. One dormant tie comes at a time."""
    from entretien.relationship import sentences

    contact, _log, relationship = tie
    if contact.status == "closed":
        return _("The contact was let go; it can be brought back.")
    if contact.status == "resting":
        return _("The contact is left to rest until you bring it back.")
    if card_for(tie, today, parameters):
        return ""
    if relationship.state == "dormant":
        if relationship.on_hold:
            return sentences.hold(relationship)
        return _("{state} One dormant tie is offered at a time.").format(state=sentences.state_sentence(relationship))
    return sentences.state_sentence(relationship)


def promised_for(promise: Promise, today: date, parameters: Parameters) -> date:
    """The day a promise is due; one without a date some days after it was made, else now."""
    if promise.due:
        return promise.due
    return shifted(promise.made, parameters.promises_ahead) if promise.made else today


def _promise_card(tie: Tie, today: date, parameters: Parameters) -> Card | None:
    horizon = shifted(today, parameters.promises_ahead)
    pressing: list[tuple[date, bool, Promise]] = []
    for promise in tie.contact.promises:
        if not promise.is_open:
            continue
        mine = promise.by == "me"
        if mine or promise.due:
            due = promised_for(promise, today, parameters)
            if due <= (horizon if mine else today):
                pressing.append((due, not mine, promise))
    if not pressing:
        return None
    due, _theirs, promise = min(pressing, key=lambda item: item[:2])
    return Card(tie.contact, tie.relationship, "promise", "promise", due, promise=promise)


def _reply_card(tie: Tie, today: date, parameters: Parameters) -> Card | None:
    last = tie.relationship.last
    if (
        last is None
        or last.no_reply
        or last.channel not in _WRITTEN
        or last.effective_direction != "in"
        or (today - last.on).days > parameters.reply_days
    ):
        return None
    return Card(tie.contact, tie.relationship, "reply", "reply", last.on, interaction=last)


def _met_card(tie: Tie, today: date, parameters: Parameters) -> Card | None:
    met = tie.contact.met.on if tie.contact.met else None
    if met is None or not awaits_first_word(tie.contact, tie.log, today, parameters):
        return None
    late = (today - met).days * 24 > parameters.follow_up_hours
    return Card(tie.contact, tie.relationship, "met", "met", met, late=late)


def _date_card(tie: Tie, today: date, parameters: Parameters) -> Card | None:
    if not tie.contact.dates:
        return None
    coming = [(anniversary.next_on(today), anniversary) for anniversary in tie.contact.dates]
    day, anniversary = min(coming, key=lambda item: item[0])
    if (day - today).days > parameters.dates_ahead:
        return None
    shown_since = shifted(day, -parameters.dates_ahead)
    if any(shown_since <= item.on <= today and item.effective_direction != "in" for item in tie.log):
        return None
    return Card(tie.contact, tie.relationship, "date", "date", day, anniversary=anniversary)


def _see_card(tie: Tie) -> Card | None:
    relationship = tie.relationship
    if not relationship.is_due:
        return None
    match relationship.state:
        case "last_call" | "late" | "quiet" | "due" as state:
            return Card(tie.contact, relationship, "see", state, relationship.due)
        case _:
            return Card(tie.contact, relationship, "see", "due", relationship.due)


def _rank(card: Card) -> Rank:
    """The place in the queue: the part; by day, or last calls then due-ness; lower warmth, older contact, name."""
    tie = card.relationship
    name = fold(card.contact.name)
    part = PARTS.index(card.part)
    if card.part != "see":
        theirs = card.promise is not None and card.promise.by == "them"
        return part, (card.on or card.today).toordinal(), theirs, 0, 0, name, card.who
    dueness = tie.dueness if tie.dueness is not None else 1.0
    warmth = tie.warmth if tie.warmth is not None else 1.0
    last = tie.last.on.toordinal() if tie.last else 0
    return part, card.reason != "last_call", -dueness, warmth, last, name, card.who


def _promise_sentence(promise: Promise, today: date) -> str:
    day = said_date(promise.due, today) if promise.due else ""
    if promise.by == "them":
        return _('They promised "{what}" for {date}.').format(what=promise.what, date=day)
    if promise.due:
        return _('You promised "{what}" for {date}.').format(what=promise.what, date=day)
    if promise.made:
        return _('You promised "{what}" {when}.').format(what=promise.what, when=day_words(promise.made, today))
    return _('You promised "{what}".').format(what=promise.what)


def _reply_sentence(card: Card) -> str:
    day = card.on or card.today
    sentence = (
        _("Their letter of {date} waits for an answer.")
        if card.interaction and card.interaction.channel == "letter"
        else _("Their message of {date} waits for an answer.")
    )
    return sentence.format(date=said_date(day, card.today))


def _met_sentence(card: Card) -> str:
    day = card.on or card.today
    when = day_words(day, card.today)
    if card.late:
        return _("You met {when}; a first word is still welcome.").format(when=when)
    return _("You met {when}; a first word within two days is remembered.").format(when=when)


def _date_sentence(card: Card) -> str:
    day = card.on or card.today
    label = card.anniversary.label if card.anniversary else ""
    if day == card.today:
        return _("{label}: today.").format(label=label)
    return _("{label}: {date}, {when}.").format(
        label=label, date=said_date(day, card.today), when=day_words(day, card.today)
    )


def _brief_day(day: date, today: date) -> str:
    days = (day - today).days
    if days > 0:
        return _("in {span}").format(span=brief_span(days))
    return brief_span(-days) if days else _("today")
