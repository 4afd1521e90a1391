"""Records from plain data that is right beyond doubt, made without the library that checks everything else.

Importing Pydantic and preparing it costs a quick command more than all that it does. What isn't exactly of the type
that a field has is left to it: nothing is refused here, and nothing is converted that it would convert otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final, get_args

from entretien.model.cadence import Cadence
from entretien.model.contact import Anniversary, Contact, Met, Need, Promise
from entretien.model.interaction import CHANNELS, Interaction
from entretien.model.network import (
    KINDS,
    PARTS,
    Circle,
    Decision,
    Event,
    Introduction,
    IntroductionState,
    Kind,
    Record,
    Session,
    Step,
    Template,
    Verdict,
)
from entretien.model.plain import Plain


class _DoubtError(Exception):
    """Not exactly what the field holds."""


Take = Callable[[Any], Any]
"""What a value of a file stands for. Raises _DoubtError, or ValueError for what the model itself refuses."""


def _exactly(*types: type) -> Take:
    def take(value: Any) -> Any:
        if type(value) not in types:
            raise _DoubtError
        return value

    return take


def _one_of(*values: Any) -> Take:
    known = frozenset((type(value), value) for value in values)

    def take(value: Any) -> Any:
        if type(value) not in (str, int) or (type(value), value) not in known:
            raise _DoubtError
        return value

    return take


def _each(take_one: Take) -> Take:
    def take(value: Any) -> Any:
        if type(value) is not list:
            raise _DoubtError
        return tuple([take_one(item) for item in value])

    return take


def _table(model: Any) -> Take:
    def take(value: Any) -> Any:
        if type(value) is not dict:
            raise _DoubtError
        return _make(model, value)

    return take


def _pair(value: Any) -> Any:
    pair = _texts(value)
    if len(pair) != 2:
        raise _DoubtError
    return pair


def _cadence(value: Any) -> Any:
    return Cadence.parse(_text(value))


_text: Final = _exactly(str)
_texts: Final = _each(_text)
_flag: Final = _exactly(bool)
_day: Final = _exactly(date)
_moment: Final = _exactly(datetime)
_address: Final = _one_of("tu", "vous")


_FIELDS: Final[dict[type, dict[str, Take]]] = {
    Met: {"on": _day, "event": _text, "through": _text, "cue": _text, "kept": _day},
    Need: {"what": _text, "tags": _texts, "since": _day, "why": _text, "until": _day},
    Anniversary: {"label": _text, "on": _exactly(date, str)},
    Promise: {"what": _text, "by": _one_of("me", "them"), "due": _day, "made": _day, "done": _exactly(date, bool)},
    Interaction: {
        "on": _day, "direction": _one_of("out", "in", "mutual"), "channel": _one_of(*CHANNELS),
        "depth": _one_of(1, 2, 3), "gave": _flag, "received": _flag, "asked": _flag, "felt": _one_of(-1, 0, 1),
        "no_reply": _flag, "planned": _flag, "with": _texts, "event": _text, "circle": _text, "progress": _flag,
        "judging": _flag, "note": _text,
    },
    Contact: {
        "name": _text, "nickname": _text, "org": _text, "title": _text, "emails": _texts, "phones": _texts,
        "links": _texts, "place": _text, "language": _text, "address_as": _address, "tags": _texts, "circles": _texts,
        "cadence": _cadence, "solid": _flag, "status": _one_of("active", "resting", "closed"), "snoozed_until": _day,
        "snoozes": _exactly(int), "met": _table(Met), "photo": _text, "notes": _text, "vcard": _texts,
        "not_same_as": _texts, "seeks": _each(_table(Need)), "offers": _each(_table(Need)),
        "dates": _each(_table(Anniversary)), "promises": _each(_table(Promise)),
        "interactions": _each(_table(Interaction)),
    },
    Circle: {"name": _text, "stake": _text, "stake_confirmed": _day, "cadence": _cadence, "notes": _text},
    Event: {
        "name": _text, "starts": _day, "ends": _day, "place": _text, "purpose": _text, "hope_to_meet": _texts,
        "stopped": _day, "notes": _text,
    },
    Step: {"on": _day, "state": _one_of(*get_args(IntroductionState)), "who": _text},
    Introduction: {"between": _pair, "because": _text, "direct": _flag, "steps": _each(_table(Step))},
    Decision: {"who": _text, "part": _one_of(*PARTS), "did": _one_of(*get_args(Verdict)), "at": _moment},
    Session: {
        "started": _moment, "finished": _moment, "minutes": _exactly(int), "offered": _texts, "picked": _texts,
        "decisions": _each(_table(Decision)),
    },
    Template: {
        "subject": _text, "text": _text, "language": _text, "address_as": _address, "occasion": _text,
    },
}  # fmt: skip


def record_by_hand(kind: Kind, id: str, data: Plain) -> Record | None:
    """The record that a file's data describes; None where that takes a closer look."""
    try:
        record: Record = _make(KINDS[kind], data, id=id)
    except (_DoubtError, ValueError, TypeError):
        return None
    return record


def _make(model: type, data: Plain, **more: Any) -> Any:
    takes = _FIELDS[model]
    for key, value in data.items():
        if take := takes.get(key):
            more["with_" if key == "with" else key] = take(value)
    return model(**more)
