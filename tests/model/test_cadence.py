"""A rhythm as it is typed and read again, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from entretien.i18n import set_language
from entretien.model.cadence import NO_CADENCE, PRESETS, Cadence


@pytest.fixture
def in_french() -> Iterator[None]:
    set_language("fr")
    yield
    set_language("en")


RHYTHMS = [*PRESETS, NO_CADENCE, Cadence(10, "day"), Cadence(2, "year")]


@pytest.mark.parametrize("cadence", RHYTHMS)
def test_what_a_field_shows_is_read_again(cadence: Cadence) -> None:
    assert cadence.typed() == str(cadence)
    assert Cadence.parse(cadence.typed()) == cadence


@pytest.mark.usefixtures("in_french")
@pytest.mark.parametrize("cadence", RHYTHMS)
def test_what_a_field_shows_in_french_is_read_again(cadence: Cadence) -> None:
    assert Cadence.parse(cadence.typed()) == cadence


@pytest.mark.usefixtures("in_french")
def test_rhythms_in_french() -> None:
    assert Cadence(3, "month").typed() == "3 mois"
    assert NO_CADENCE.typed() == "aucun"
