"""A theme that is chosen is there the next time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from entretien.config import Config, load_config
from entretien.demo import write_demo
from entretien.paths import Places
from entretien.tui.app import EntretienApp

TODAY = date(2026, 11, 24)


async def test_a_chosen_theme_is_kept_and_the_rest_of_the_settings_stays(tmp_path: Path) -> None:
    places = Places(tmp_path / "home", tmp_path / "config", tmp_path / "cache")
    write_demo(places, TODAY)
    places.config.mkdir()
    places.config_file.write_text("# mine\nsession_minutes = 20  # short\n")
    app = EntretienApp(places, load_config(places.config_file), TODAY)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        app.theme = "nord"
        await pilot.pause()
    assert places.config_file.read_text().startswith("# mine\nsession_minutes = 20  # short\n")
    assert load_config(places.config_file).theme == "nord"


async def test_opening_writes_no_settings(tmp_path: Path) -> None:
    places = Places(tmp_path / "home", tmp_path / "config", tmp_path / "cache")
    write_demo(places, TODAY)
    app = EntretienApp(places, Config(theme="entretien-light"), TODAY)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.theme == "entretien-light"
    assert not places.config.exists()
