"""What a year shows of the whole network: given and received, and whether it is all one circle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from entretien.dataclass import dataclass
from entretien.i18n import _, ngettext
from entretien.relationship.parameters import DEFAULTS, Parameters
from entretien.relationship.tie import Tie
from entretien.words import percent


@dataclass(frozen=True, slots=True)
class Year:
    """The network's year, for everyone who was not let go."""

    people: int
    given: int
    received: int
    """Exchanges of the last year in which I gave, and in which I received, with anybody."""
    largest_circle: str
    """The id of the circle with the most contacts; empty where there is none."""
    largest_share: float
    """Its share of all contacts, 0 to 1."""
    is_clump: bool
    """That is too much of the network."""

    @property
    def reciprocity_sentence(self) -> str:
        """Given and received across the network, since what one gives comes back from others; empty without any."""
        if not self.given + self.received:
            return ""
        return _("In a year you gave {given} and received {received}, all contacts together.").format(
            given=ngettext("{n} time", "{n} times", self.given),
            received=ngettext("{n} time", "{n} times", self.received),
        )

    def clump_sentence(self, name: str) -> str:
        """A word where most contacts share one circle, called `name`; else empty."""
        if not self.is_clump:
            return ""
        return _("{share} of the contacts are in {circle}: new ideas come from elsewhere too.").format(
            share=percent(self.largest_share), circle=name
        )


def year(ties: Iterable[Tie], parameters: Parameters = DEFAULTS) -> Year:
    """The last year of these ties."""
    people = [tie for tie in ties if tie.contact.status != "closed"]
    services = [tie.relationship.services_lately for tie in people]
    circles = Counter(circle for tie in people for circle in dict.fromkeys(tie.contact.circles))
    largest, count = min(circles.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    share = count / len(people) if people else 0.0
    return Year(
        people=len(people),
        given=sum(service.given for service in services),
        received=sum(service.received for service in services),
        largest_circle=largest,
        largest_share=share,
        is_clump=len(people) >= parameters.clump_people and share > parameters.clump_share,
    )
