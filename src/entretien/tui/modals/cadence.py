"""Choosing a rhythm on one key, with the present one marked and what the log suggests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from entretien.i18n import _
from entretien.model.cadence import NO_CADENCE, PRESETS, Cadence
from entretien.model.contact import Contact
from entretien.tui.modals.choice import ChoiceModal

AS_CIRCLES: Final = "circles"

CadenceAnswer = Cadence | Literal["circles"]


def cadence_choice(
    title: str, contacts: Sequence[Contact], inherited: int | None, note: str = ""
) -> ChoiceModal[CadenceAnswer]:
    """Ask for a rhythm for these contacts.

    `inherited` is what their circles or the settings give, in days (None: no rhythm). A rhythm that all of them share
    is marked as the present one.
    """
    rhythms = {contact.cadence for contact in contacts}
    shared = len(rhythms) == 1
    present = next(iter(rhythms)) if shared else None
    presets = [*((str(number), preset) for number, preset in enumerate(PRESETS, 1)), ("0", NO_CADENCE)]
    options: list[tuple[str, str, CadenceAnswer]] = [
        (key, _marked(preset.words(), present is not None and present.days == preset.days), preset)
        for key, preset in presets
    ]
    words = (Cadence.of_days(inherited) if inherited else NO_CADENCE).words()
    as_circles = _("as the circles have it: {cadence}").format(cadence=words)
    options.append(("d", _marked(as_circles, shared and present is None), AS_CIRCLES))
    return ChoiceModal(title, options, note)


def _marked(label: str, now: bool) -> str:
    return f"{label}  ● {_('now')}" if now else label
