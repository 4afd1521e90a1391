"""The weekly session: each judgement is written in the same step as what it does, so that one undo takes both back."""

from __future__ import annotations

from datetime import datetime

from entretien.actions.common import joined
from entretien.book import Book
from entretien.dataclass import replace
from entretien.model.change import Change, Edit
from entretien.model.network import Decision, Session


def decide(
    book: Book, session: Session, change: Change, decision: Decision, *, minutes: int, finished: datetime | None = None
) -> Change:
    """`change` with its judgement recorded in the session, which begins with the first one.

    `session` is the session as it goes on, or as it would begin; `minutes` were spent in it so far; `finished` is
    given with the last judgement. Sessions that were left open before it are closed in the same step.
    """
    after = replace(
        session, decisions=(*session.decisions, decision), minutes=max(minutes, session.minutes), finished=finished
    )
    record = Edit("session", book.sessions.get(session.id), after)
    return joined(change.label, (change, Change("", (record, *_closed(book, session)))))


def pick(book: Book, session: Session, label: str) -> Change:
    """Record whom the user asked for beyond what fits; `session` holds them already."""
    return Change(label, (Edit("session", book.sessions.get(session.id), session), *_closed(book, session)))


def _closed(book: Book, session: Session) -> tuple[Edit, ...]:
    """The edits that close the sessions left open before this one, at the time of their last judgement."""
    return tuple(
        Edit("session", left, replace(left, finished=_ended(left)))
        for left in book.sessions.values()
        if left.finished is None and left.id < session.id
    )


def _ended(session: Session) -> datetime:
    return next((decision.at for decision in reversed(session.decisions) if decision.at), session.started)
