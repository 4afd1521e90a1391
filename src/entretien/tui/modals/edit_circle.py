"""A circle's name, stake and cadence, in a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from entretien.i18n import _
from entretien.model.cadence import Cadence
from entretien.model.network import Circle
from entretien.tui.modals.form import Field, FormModal


def circle_form(circle: Circle | None) -> FormModal[Circle]:
    """The form for a circle, or for a new one. It answers the circle as it is to be, without confirming its stake."""
    before = circle or Circle(name="")

    def understand(texts: Mapping[str, str]) -> tuple[Circle | None, str]:
        if not texts["name"]:
            return None, _("A circle needs a name.")
        cadence, line = None, _("No cadence of its own: its members keep theirs.")
        if texts["cadence"]:
            try:
                cadence = Cadence.parse(texts["cadence"])
            except ValueError as error:
                return None, str(error)
            line = _("Its members without a cadence of their own: {words}.").format(words=cadence.words())
        if not texts["stake"]:
            line = _("Without a stake a circle comes apart: what ties its members?")
        return replace(before, name=texts["name"], stake=texts["stake"], cadence=cadence), line

    fields = (
        Field("name", _("Name"), before.name, _("HEC Entrepreneur")),
        Field("stake", _("Stake"), before.stake, _("the strong reason that ties its members")),
        Field("cadence", _("Cadence"), before.cadence.typed() if before.cadence else "", _("3 months; empty: none")),
    )
    return FormModal(_("New circle") if circle is None else before.name, fields, understand)
