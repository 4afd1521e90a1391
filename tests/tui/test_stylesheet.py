from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

from entretien.config import Config
from entretien.tui.app import EntretienApp
from entretien.tui.stylesheet import _understood
from tests.tui.places.helpers import network, write

TODAY = date(2026, 11, 24)


def rules(sheet: Stylesheet) -> list[object]:
    return [
        (rule.selectors, rule.is_default_rules, rule.tie_breaker, str(rule.styles.get_rules())) for rule in sheet.rules
    ]


async def test_no_sheet_is_parsed_twice_and_the_rules_are_those_of_textual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = []

    def recorded(scope: str, css: str, read_from: CSSLocation, *, tie_breaker: int, **more: Any) -> Iterable[RuleSet]:
        parsed.append((read_from, tie_breaker))
        return parse(scope, css, read_from, tie_breaker=tie_breaker, **more)

    _understood.cache_clear()
    monkeypatch.setattr("textual.css.stylesheet.parse", recorded)
    app = EntretienApp(write(tmp_path, network()), Config(), TODAY, place="contacts")
    async with app.run_test() as pilot:
        await pilot.press("L", "O", "T", "a")
        assert {read_from for read_from, _breaker in parsed} == app.stylesheet.source.keys()
        assert len(parsed) == len(set(parsed))

        textuals = Stylesheet(variables=app.get_css_variables())
        textuals.source = app.stylesheet.source
        textuals.parse()
        assert rules(app.stylesheet) == rules(textuals)


async def test_another_theme_has_its_own_rules_and_the_first_ones_come_back(tmp_path: Path) -> None:
    app = EntretienApp(write(tmp_path, network()), Config(), TODAY, place="contacts")
    async with app.run_test() as pilot:
        first, dark = app.theme, rules(app.stylesheet)
        app.theme = "entretien-light"
        await pilot.pause()
        light = rules(app.stylesheet)
        assert light != dark
        app.theme = first
        await pilot.pause()
        assert rules(app.stylesheet) == dark
