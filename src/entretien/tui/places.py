"""The four places: their names, and how each is made when it is first gone to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from entretien.i18n import N_

if TYPE_CHECKING:
    from textual.screen import Screen

PLACES: Final[tuple[tuple[str, str], ...]] = (
    ("triage", N_("Triage")),
    ("contacts", N_("Contacts")),
    ("timeline", N_("Timeline")),
    ("circles", N_("Circles")),
)


def _triage() -> Screen[Any]:
    from entretien.tui.screens.triage import TriageScreen

    return TriageScreen()


def _contacts() -> Screen[Any]:
    from entretien.tui.screens.contacts import ContactsScreen

    return ContactsScreen()


def _timeline() -> Screen[Any]:
    from entretien.tui.screens.timeline import TimelineScreen

    return TimelineScreen()


def _circles() -> Screen[Any]:
    from entretien.tui.screens.circles import CirclesScreen

    return CirclesScreen()


SCREENS: Final[dict[str, str | Callable[[], Screen[Any]]]] = {
    "triage": _triage,
    "contacts": _contacts,
    "timeline": _timeline,
    "circles": _circles,
}
