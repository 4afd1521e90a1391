"""`python -m tests.benchmarks.pauses REPORT`: the program, which notes how long it didn't look at its keys.

REPORT gets the seconds until everything was there, the longest pause and whether a progress bar was shown.
"""

from __future__ import annotations

import sys
from asyncio import sleep
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import ClassVar

import entretien.tui.app as app_module
from entretien.config import load_config
from entretien.paths import find_places
from entretien.tui.app import EntretienApp
from entretien.tui.widgets.chrome import StatusLine

_STEP = 0.002


class WatchedApp(EntretienApp):
    """Looks at the clock all the time, until the people are there and shown."""

    CSS_PATH: ClassVar = [Path(app_module.__file__).parent / path for path in EntretienApp.CSS_PATH]
    report = Path()

    async def look(self) -> None:
        """Note the longest time that a wait took beyond the time asked for; what it takes to look isn't counted."""
        begun = now = perf_counter()
        longest, bar, after = 0.0, False, 0
        while after < 200:
            asked = perf_counter()
            await sleep(_STEP)
            now = perf_counter()
            longest = max(longest, now - asked - _STEP)
            bar = bar or any("━" in str(line.content) for line in self.screen.query(StatusLine))
            after += self.network is not None
        part = self.report.with_suffix(".part")
        part.write_text(f"{now - begun} {longest} {int(bar)}")
        part.replace(self.report)

    def on_ready(self) -> None:
        """The first frame is drawn."""
        self.run_worker(self.look())


if __name__ == "__main__":
    places = find_places()
    app = WatchedApp(places, load_config(places.config_file), date.today())
    app.report = Path(sys.argv[1])
    app.run()
