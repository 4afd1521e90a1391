"""All verbs together."""

from __future__ import annotations

from entretien.tui.verbs.card import CardVerbs
from entretien.tui.verbs.introduce import IntroduceVerbs
from entretien.tui.verbs.promises import PromiseVerbs
from entretien.tui.verbs.rhythm import RhythmVerbs
from entretien.tui.verbs.touch import TouchVerbs


class ContactVerbs(PromiseVerbs, IntroduceVerbs, RhythmVerbs, CardVerbs, TouchVerbs):
    """A place in which every verb of the table CONTACT works, but for `fold`, which is the place's own.

    A place says whom they are about in `subjects`, and may give the triage's `card`.
    """
