"""Records from plain data that is right beyond doubt, made without the library that checks everything else.

Importing Pydantic and preparing it costs a quick command more than all that it does, and ten thousand files are
understood sooner without it. What isn't exactly of the type that a field has is left to it: nothing is refused here,
and nothing is converted that it would convert otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final, get_args

from entretien.dataclass import MISSING, fields, filler
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
from entretien.namedtuple import NamedTuple
from entretien.storage.shape import resembling

_MOST_SORTS: Final = 1000


class _DoubtError(Exception):
    """Not exactly what the field holds."""


class _Take(NamedTuple):
    """What a field holds: a value of exactly one of these types, and what it stands for, if not for itself."""

    types: tuple[type, ...]
    meaning: Callable[[Any], Any] | None = None
    """Raises _DoubtError or a LookupError, and ValueError for what the model itself refuses."""


_Meanings = tuple[tuple[str, Callable[[Any], Any]], ...]
"""The keys of a table at whose values one has to look, and what these stand for."""


class _Mould:
    """How records of a class are made of the tables of a file. It is prepared with the first one."""

    __slots__ = ("_check", "_empty", "_fill", "_model", "_sorts")

    def __init__(self, model: type) -> None:
        self._model: Any = model
        self._sorts: dict[tuple[Any, ...], tuple[_Meanings, bool]] = {}
        """By the keys of a table and the types of its values: what else there is to do."""

    def make(self, table: Plain, id: str = "") -> Any:
        """The record of a table; `id` is that of a record which has one."""
        if type(table) is not dict:
            raise _DoubtError
        meanings, has_others = self._sorts.get((*table, *map(type, table.values()))) or self._sorted(table)
        if has_others:
            takes = _FIELDS[self._model]
            table = {key: value for key, value in table.items() if key in takes}
        values = self._empty | table
        for key, meaning in meanings:
            values[key] = meaning(values[key])
        if id:
            values["id"] = id
        record = self._fill(*values.values())
        if self._check is not None:
            self._check(record)
        return record

    def _sorted(self, table: Plain) -> tuple[_Meanings, bool]:
        """Look at the keys of a table and the types of its values, for all that have the same.

        Raises _DoubtError, also where a key looks misspelt.
        """
        if not self._sorts:
            self._prepare()
        takes = _FIELDS[self._model]
        if any(value is MISSING and key not in table for key, value in self._empty.items()):
            raise _DoubtError
        known = [(key, takes[key], type(value)) for key, value in table.items() if key in takes]
        if not all(found in take.types for _key, take, found in known) or resembling(table, frozenset(takes)):
            raise _DoubtError
        meanings = tuple((key, take.meaning) for key, take, _found in known if take.meaning is not None)
        if len(self._sorts) >= _MOST_SORTS:
            self._sorts.clear()
        sort = self._sorts[(*table, *map(type, table.values()))] = meanings, len(known) < len(table)
        return sort

    def _prepare(self) -> None:
        self._empty = {field.name.rstrip("_"): field.default for field in fields(self._model)}
        self._fill = filler(self._model)
        self._check = getattr(self._model, "__post_init__", None)


def _one_of(*values: Any) -> _Take:
    return _Take((type(values[0]),), {value: value for value in values}.__getitem__)


def _as_texts(value: list[Any]) -> tuple[Any, ...]:
    for item in value:
        if type(item) is not str:
            raise _DoubtError
    return tuple(value)


def _as_pair(value: list[Any]) -> tuple[Any, ...]:
    pair = _as_texts(value)
    if len(pair) != 2:
        raise _DoubtError
    return pair


def _table(model: type) -> _Take:
    return _Take((dict,), _Mould(model).make)


def _tables(model: type) -> _Take:
    make = _Mould(model).make
    return _Take((list,), lambda value: tuple([make(item) for item in value]))


_text: Final = _Take((str,))
_texts: Final = _Take((list,), _as_texts)
_flag: Final = _Take((bool,))
_number: Final = _Take((int,))
_day: Final = _Take((date,))
_moment: Final = _Take((datetime,))
_cadence: Final = _Take((str,), Cadence.parse)
_address: Final = _one_of("tu", "vous")


_FIELDS: Final[dict[type, dict[str, _Take]]] = {
    Met: {"on": _day, "event": _text, "through": _text, "cue": _text, "kept": _day},
    Need: {"what": _text, "tags": _texts, "since": _day, "why": _text, "until": _day},
    Anniversary: {"label": _text, "on": _Take((date, str))},
    Promise: {"what": _text, "by": _one_of("me", "them"), "due": _day, "made": _day, "done": _Take((date, bool))},
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
        "snoozes": _number, "met": _table(Met), "photo": _text, "notes": _text, "vcard": _texts,
        "not_same_as": _texts, "seeks": _tables(Need), "offers": _tables(Need),
        "dates": _tables(Anniversary), "promises": _tables(Promise), "interactions": _tables(Interaction),
    },
    Circle: {"name": _text, "stake": _text, "stake_confirmed": _day, "cadence": _cadence, "notes": _text},
    Event: {
        "name": _text, "starts": _day, "ends": _day, "place": _text, "purpose": _text, "hope_to_meet": _texts,
        "stopped": _day, "notes": _text,
    },
    Step: {"on": _day, "state": _one_of(*get_args(IntroductionState)), "who": _text},
    Introduction: {
        "between": _Take((list,), _as_pair), "because": _text, "direct": _flag, "steps": _tables(Step),
    },
    Decision: {"who": _text, "part": _one_of(*PARTS), "did": _one_of(*get_args(Verdict)), "at": _moment},
    Session: {
        "started": _moment, "finished": _moment, "minutes": _number, "offered": _texts, "picked": _texts,
        "decisions": _tables(Decision),
    },
    Template: {
        "subject": _text, "text": _text, "language": _text, "address_as": _address, "occasion": _text,
    },
}  # fmt: skip

_MOULDS: Final = {kind: _Mould(model) for kind, model in KINDS.items()}


def record_by_hand(kind: Kind, id: str, data: Plain) -> Record | None:
    """The record that a file's data describes; None where that takes a closer look."""
    try:
        record: Record = _MOULDS[kind].make(data, id)
    except (_DoubtError, LookupError, ValueError):
        return None
    return record
