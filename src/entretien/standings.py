"""What can be asked with `is:`: the states of a tie, the statuses, the parts of the queue, the bands of warmth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from entretien.dataclass import replace
from entretien.i18n import N_, _
from entretien.model.ids import fold
from entretien.model.parts import Part
from entretien.relationship.states import STATES, State
from entretien.vocabulary import STATE, STATUS

if TYPE_CHECKING:
    from entretien.model.contact import Status
    from entretien.outlook import Network
    from entretien.relationship.sentences import Band

Standing = Callable[["Network", str], bool]


def _in_state(state: State, network: Network, who: str) -> bool:
    line = network.line(who)
    return line.status == "active" and line.state == state


def _is_due(network: Network, who: str) -> bool:
    """Someone to see again now, in whichever words: due, late, unusually silent, last call, or new and expected."""
    line = network.line(who)
    return line.status == "active" and line.is_due


def _has_status(status: Status, network: Network, who: str) -> bool:
    return network.book.shelf.outline(who).status == status


def _has_promise(network: Network, who: str) -> bool:
    return bool(network.book.contacts[who].open_promises)


def _in_part(part: Part, network: Network, who: str) -> bool:
    """What the queue would show them for if nothing had been promised."""
    line = network.line(who)
    if line.reason != "promise":
        return line.part == part
    from entretien.relationship.queue import card_for

    tie = network.tie(who)
    card = card_for(tie._replace(contact=replace(tie.contact, promises=())), network.today, network.parameters)
    return card is not None and card.part == part


def _is_solid(network: Network, who: str) -> bool:
    return network.book.contacts[who].solid


def _in_band(wanted: Band, network: Network, who: str) -> bool:
    from entretien.relationship.sentences import band

    warmth = network.line(who).warmth
    return warmth is not None and band(warmth) == wanted and not _is_solid(network, who)


_STATUSES: Final[tuple[Status, ...]] = ("active", "resting", "closed")
_PARTS: Final[tuple[Part, ...]] = ("reply", "met", "date")
_BANDS: Final[tuple[Band, ...]] = ("warm", "cooling", "cool", "cold")

STANDINGS: Final[Mapping[str, Standing]] = {
    **{state: partial(_in_state, state) for state in STATES},
    "due": _is_due,
    **{status: partial(_has_status, status) for status in _STATUSES},
    "promise": _has_promise,
    **{part: partial(_in_part, part) for part in _PARTS},
    "solid": _is_solid,
    **{name: partial(_in_band, name) for name in _BANDS},
}
"""Each word with its test."""

_LABELS: Final[Mapping[str, str]] = {
    **STATE,
    **{status: STATUS[status] for status in _STATUSES},
    "promise": N_("promise"),
    "reply": N_("reply"),
    "met": N_("met"),
    "date": N_("date"),
    "solid": N_("solid"),
    "warm": N_("warm"),
    "cooling": N_("cooling"),
    "cool": N_("cool"),
    "cold": N_("cold"),
}


def standing_named(text: str) -> str:
    """The one of STANDINGS that a word means, in English or the current language; empty where there is none."""
    return _names().get(_key(text), "")


def nearest_standing(text: str) -> str:
    """A word of STANDINGS, as it is typed, that may have been meant; empty where nothing is near."""
    key, names = _key(text), _names()
    begun = [name for name in names if key and name.startswith(key)]
    import difflib

    near = begun or difflib.get_close_matches(key, names, n=1)
    return near[0].replace("_", "-") if near else ""


def _names() -> dict[str, str]:
    return {**{_key(_(label)): word for word, label in _LABELS.items()}, **{word: word for word in STANDINGS}}


def _key(text: str) -> str:
    return "_".join(fold(text).replace("-", " ").replace("_", " ").split())
