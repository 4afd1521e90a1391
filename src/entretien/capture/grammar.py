"""The line's grammar as a table, for the help screen and the manual."""

from __future__ import annotations

from typing import Final

from entretien.i18n import N_
from entretien.namedtuple import NamedTuple


class Rule(NamedTuple):
    """What a marker means. `meaning` and `example` are translated where they are shown."""

    marker: str
    meaning: str
    example: str


GRAMMAR: Final = (
    Rule("", N_("the first words: the name; a bare name is enough"), N_("Marie Dupont")),
    Rule("@", N_("organisation, and the title after it"), N_("@Acme CEO")),
    Rule("#", N_("tag"), N_("#packaging")),
    Rule("+", N_("circle; a new one is made"), N_("+hec")),
    Rule("<", N_("seeks"), N_("<printer in Montreuil")),
    Rule(">", N_("offers"), N_(">intro to retail chains")),
    Rule("!", N_("my promise, with its day"), N_('!"send the deck" fri')),
    Rule("?", N_("their promise, with its day"), N_('?"her quote" in 2 weeks')),
    Rule("~", N_("rhythm"), N_("~3m")),
    Rule("via", N_("through whom we met"), N_("via Paul")),
    Rule("%", N_("event, if not the one that is running"), N_("%salon-sme")),
    Rule(";", N_("what to recognise them by; after a second one, a note"), N_("; red glasses ; sails")),
    Rule(
        ":", N_("after the name of a contact: log what happened"), N_("marie: coffee yesterday, launch slips to March")
    ),
    Rule('" "', N_("several words as one value"), N_('@"La Poste"')),
    Rule("\\", N_("the next character is only a character"), N_("\\@home")),
)
"""In any order on the line; e-mail addresses, links and phone numbers need no marker."""
