"""The words and signs for the model's terms, in the field's standard language. `_()` translates them where shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from entretien.i18n import N_, _

if TYPE_CHECKING:
    from entretien.model.contact import Status
    from entretien.model.interaction import Channel, Depth, Direction, Interaction
    from entretien.model.network import IntroductionState, Part

CHANNEL: Final[dict[Channel, str]] = {
    "message": N_("message"),
    "letter": N_("letter"),
    "call": N_("call"),
    "video": N_("video call"),
    "meet": N_("meeting"),
}

ARROW: Final[dict[Direction, str]] = {"out": "→", "in": "←", "mutual": "⇄"}

DIRECTION: Final[dict[Direction, str]] = {
    "out": N_("I started"),
    "in": N_("they started"),
    "mutual": N_("together"),
}

DEPTH: Final[dict[Depth, str]] = {1: N_("sign"), 2: N_("news"), 3: N_("substance")}

PART: Final[dict[Part, str]] = {
    "promise": N_("Promises"),
    "reply": N_("Replies you owe"),
    "met": N_("Just met"),
    "date": N_("Dates"),
    "see": N_("To see again"),
    "revive": N_("One to revive"),
}

STATE: Final[dict[str, str]] = {
    "none": N_("no rhythm"),
    "planned": N_("planned"),
    "snoozed": N_("later"),
    "new": N_("new"),
    "dormant": N_("dormant"),
    "rest": N_("let it rest"),
    "waiting": N_("waiting"),
    "last_call": N_("last call"),
    "quiet": N_("unusual silence"),
    "late": N_("it has been a while"),
    "due": N_("due"),
    "soon": N_("soon"),
    "ok": N_("in touch"),
    "resting": N_("resting"),
    "closed": N_("closed"),
}

STATUS: Final[dict[Status, str]] = {
    "active": N_("active"),
    "resting": N_("resting"),
    "closed": N_("closed"),
}

INTRODUCTION: Final[dict[IntroductionState, str]] = {
    "idea": N_("idea"),
    "asked": N_("asked"),
    "agreed": N_("agreed"),
    "declined": N_("declined"),
    "introduced": N_("introduced"),
    "took": N_("it took"),
    "did-not": N_("it did not take"),
    "unknown": N_("no news"),
}


def flags(interaction: Interaction) -> str:
    """What the entry says beside its note: "gave, asked"; empty where it says nothing."""
    said = (
        (interaction.gave, _("gave")),
        (interaction.received, _("received")),
        (interaction.asked, _("asked")),
    )
    return ", ".join(word for flag, word in said if flag)
