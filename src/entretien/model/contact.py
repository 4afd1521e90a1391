"""A person: who they are, what they seek and offer, what was promised, and the log."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from entretien.dataclass import dataclass
from entretien.i18n import _
from entretien.model.cadence import Cadence
from entretien.model.interaction import Interaction
from entretien.pattern import pattern

Status = Literal["active", "resting", "closed"]
Party = Literal["me", "them"]
AddressAs = Literal["tu", "vous"]

_MONTH_DAY: Final = pattern(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """How we met: when, at which event (an id), through whom (an id or a name), and what to recognise them by."""

    on: date | None = None
    event: str = ""
    through: str = ""
    cue: str = ""
    kept: date | None = None
    """The day I decided to keep the tie, when those I had met were sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something the person seeks or offers."""

    what: str
    tags: tuple[str, ...] = ()
    since: date | None = None
    why: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Anniversary:
    """A date to remember each year: "05-03", or a full date where the year is known."""

    label: str
    on: date | str

    def __post_init__(self) -> None:
        if isinstance(self.on, str) and not _MONTH_DAY.fullmatch(self.on):
            raise ValueError(
                _('"{text}": write a month and a day as "05-03", or a full date as 1980-05-03').format(text=self.on)
            )

    @property
    def month_day(self) -> tuple[int, int]:
        """Month and day of the month."""
        if isinstance(self.on, date):
            return self.on.month, self.on.day
        return int(self.on[:2]), int(self.on[3:])

    def next_on(self, today: date) -> date:
        """The first occurrence on or after `today`; 29 February is kept on 1 March in other years."""
        month, day = self.month_day
        for year in (today.year, today.year + 1):
            try:
                occurrence = date(year, month, day)
            except ValueError:
                occurrence = date(year, 3, 1)
            if occurrence >= today:
                return occurrence
        raise AssertionError("a yearly date falls within two years")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Something promised by me or by them, open until `done`."""

    what: str
    by: Party = "me"
    due: date | None = None
    made: date | None = None
    done: date | bool = False

    @property
    def is_open(self) -> bool:
        """Not yet kept."""
        return not self.done


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A contact card. `id` is the stem of its file and stands nowhere inside it."""

    id: str = ""
    name: str
    nickname: str = ""
    org: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    place: str = ""
    language: str = ""
    address_as: AddressAs | None = None
    tags: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()
    cadence: Cadence | None = None
    """None: the shortest of the circles' cadences, else the default of the settings."""
    solid: bool = False
    """A strong but quiet tie: its warmth is not shown."""
    status: Status = "active"
    snoozed_until: date | None = None
    snoozes: int = 0
    met: Met | None = None
    photo: str = ""
    notes: str = ""
    vcard: tuple[str, ...] = ()
    """vCard properties that have no field here, word for word, so that an export gives them back."""
    not_same_as: tuple[str, ...] = ()
    """Ids of contacts that look like this one and are somebody else."""
    seeks: tuple[Need, ...] = ()
    offers: tuple[Need, ...] = ()
    dates: tuple[Anniversary, ...] = ()
    promises: tuple[Promise, ...] = ()
    interactions: tuple[Interaction, ...] = ()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError(_("a contact needs a name"))

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        """Promises not yet kept, mine and theirs."""
        return tuple(promise for promise in self.promises if promise.is_open)
