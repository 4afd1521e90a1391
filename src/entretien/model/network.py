"""What stands beside the contacts: circles, events, introductions, sessions and message templates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, Literal

from entretien.dataclass import dataclass
from entretien.model.cadence import Cadence
from entretien.model.contact import AddressAs, Contact
from entretien.model.parts import PARTS as PARTS
from entretien.model.parts import Part as Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A network or sub-network. Its members are the contacts that name it."""

    id: str = ""
    name: str
    stake: str = ""
    """The strong reason that ties its members."""
    stake_confirmed: date | None = None
    cadence: Cadence | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fair, a dinner, a meet-up."""

    id: str = ""
    name: str
    starts: date | None = None
    ends: date | None = None
    place: str = ""
    purpose: str = ""
    hope_to_meet: tuple[str, ...] = ()
    stopped: date | None = None
    """The day event mode was ended by hand, if before its last day."""
    notes: str = ""


IntroductionState = Literal["idea", "asked", "agreed", "declined", "introduced", "took", "did-not", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an introduction; `who` is the id of the side it is about, where it is about one side."""

    on: date
    state: IntroductionState
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """Bringing two contacts together, with the consent of both."""

    id: str = ""
    between: tuple[str, str]
    because: str = ""
    direct: bool = False
    """Both agreed beforehand to be introduced without being asked."""
    steps: tuple[Step, ...] = ()


Verdict = Literal[
    "done", "logged", "later", "cadence", "wrote", "promised", "introduced", "rested", "closed", "kept", "let-go"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided for one person in a session."""

    who: str
    part: Part
    did: Verdict
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One weekly session; `id` is the day it was started."""

    id: str = ""
    started: datetime
    finished: datetime | None = None
    minutes: int = 0
    """Minutes spent so far, pauses not counted."""
    offered: tuple[str, ...] = ()
    """The contacts the session offered when it was opened, so that a resumed session is the same one."""
    picked: tuple[str, ...] = ()
    """The contacts the user asked for beyond what fits."""
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A message to start from; `id` is its file's stem."""

    id: str = ""
    subject: str = ""
    text: str
    language: str = ""
    address_as: AddressAs | None = None
    occasion: str = ""


Record = Contact | Circle | Event | Introduction | Session | Template
Kind = Literal["contact", "circle", "event", "introduction", "session", "template"]

KINDS: Final[dict[Kind, type[Record]]] = {
    "contact": Contact,
    "circle": Circle,
    "event": Event,
    "introduction": Introduction,
    "session": Session,
    "template": Template,
}
