"""The README's pictures, made from the demo data: `python -m tests.pictures` writes them to screenshots/."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from entretien.config import Config
from entretien.demo import write_demo
from entretien.i18n import set_language
from entretien.paths import Places

FOLDER = Path(__file__).parent.parent / "screenshots"
TODAY = date(2026, 11, 24)
LINE = 'Anna Keller @Acme CEO #packaging +hec anna@acme.example !"send the deck" fri ~3m ; red glasses'

PICTURES: dict[str, Sequence[str]] = {
    "triage": ["e", "e"],
    "contacts": ["C", "slash", *"+pack", "enter", "j", "j"],
    "timeline": ["L"],
    "circles": ["O", "j"],
    "quick-add": ["a", *LINE],
    "summary": ["e"] * 16,
    "plan": ["P"],
}

NAMES = {" ": "space", "@": "at", "#": "number_sign", "+": "plus", "!": "exclamation_mark", '"': "quotation_mark",
         ".": "full_stop", "~": "tilde", ";": "semicolon"}  # fmt: skip


async def picture(keys: Sequence[str], size: tuple[int, int] = (120, 36)) -> str:
    """The screen as SVG after these keys, in a fresh demo."""
    from entretien.tui.app import EntretienApp

    with TemporaryDirectory() as folder:
        root = Path(folder)
        places = Places(root / "home", root / "config", root / "cache")
        write_demo(places, TODAY)
        app = EntretienApp(places, Config(), TODAY)
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            for key in keys:
                await pilot.press(NAMES.get(key, key))
            await app.workers.wait_for_complete()
            await pilot.pause()
            return app.export_screenshot(title="Entretien", simplify=True)


def main() -> None:
    """Write all of them."""
    os.environ["COLORTERM"] = "truecolor"
    set_language("en")
    FOLDER.mkdir(exist_ok=True)
    for name, keys in PICTURES.items():
        (FOLDER / f"{name}.svg").write_text(asyncio.run(picture(keys)), encoding="utf-8")
        print(f"screenshots/{name}.svg")


if __name__ == "__main__":
    main()
