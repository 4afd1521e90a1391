"""The program on the screen: it holds the network, carries out changes, and tells the places what changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from typing import Any, ClassVar, Final

from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.message import Message
from textual.screen import Screen
from textual.theme import ThemeProvider

from entretien.book import Book
from entretien.config import Config
from entretien.errors import EntretienError
from entretien.i18n import _, ngettext
from entretien.outlook import Network
from entretien.paths import Places
from entretien.sorting import is_time_to_sort, to_sort
from entretien.storage.store import Store
from entretien.storage.watch import Watcher
from entretien.tui.capture_desk import CaptureDesk
from entretien.tui.changing import ChangingApp
from entretien.tui.commands import APP, BY_ID, MOVE, bindings, complaints, keymap_from, keys_of
from entretien.tui.first_paint import Start
from entretien.tui.loading import Loading
from entretien.tui.places import SCREENS
from entretien.tui.screens.place import Place
from entretien.tui.widgets.chrome import StatusLine, TopLine

_LOOK_AT_CALENDAR: Final = 30.0
"""Seconds between two looks at the calendar."""


class Reread(Message):
    """The book as it is after changes from outside, and the network it was compared with."""

    def __init__(self, network: Network, book: Book) -> None:
        super().__init__()
        self.network = network
        self.book = book


class EntretienApp(ChangingApp):
    """State flows down from here (`network`), decisions flow up (`apply`)."""

    TITLE = "Entretien"
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS = bindings(APP)
    CSS_PATH: ClassVar = [
        "styles/frame.tcss", "styles/verbs.tcss", "styles/card.tcss", "styles/triage.tcss", "styles/contacts.tcss",
        "styles/form.tcss", "styles/timeline.tcss", "styles/circles.tcss", "styles/quick_add.tcss", "styles/help.tcss",
        "styles/rounds.tcss", "styles/sort.tcss", "styles/exchange.tcss",
    ]  # fmt: skip
    MODES: ClassVar = SCREENS

    def __init__(
        self,
        places: Places,
        config: Config,
        today: date,
        *,
        place: str = "",
        clock: Callable[[], float] = time.monotonic,
        calendar: Callable[[], date] | None = None,
        over: Callable[[], Place] | None = None,
        start: Start | None = None,
    ) -> None:
        """`place` is where to begin; empty: triage if anybody waits, else the contacts. `clock` measures the minutes of
        a session; `calendar`, where given, is asked now and then whether another day has begun; `over` makes a place to
        begin with, over that one; `start` is what is known already.
        """
        super().__init__(config.theme, places)
        self.config = config
        self.today = today
        self.clock = clock
        self.store = start.store if start else Store.configured(places, config)
        self.network = start.network if start else None
        self.paint = start.paint if start else None
        self.capture_desk = CaptureDesk(config)
        self.keys = keymap_from(config.keys)
        self._first_place = place
        self._calendar = calendar
        self._first_over = over
        self._watcher = Watcher(places.home, self._files_changed)

    def on_load(self) -> None:
        """Take the terminal over."""
        if self.paint:
            self.paint.hand_over()

    def on_mount(self) -> None:
        """Draw the frame first, with the people if they are known; else these come a moment later."""
        if self.paint is not None and self._driver is not None:
            self._driver.write(self.paint.picture)
        self.set_keymap(self.keys)
        for complaint in complaints(self.config.keys):
            self.notify(complaint, severity="warning", timeout=15, markup=False)
        nobody_waits = self.network is not None and not self.network.places
        self._go(self._first_place or ("contacts" if nobody_waits else "triage"))
        if self.network is not None:
            self._loaded(self.network)
        else:
            self.run_worker(partial(self._load, Loading(self)), thread=True, exclusive=True, group="load")
        if self._calendar is not None:
            self.set_interval(_LOOK_AT_CALENDAR, self.look_at_calendar)

    def now(self) -> datetime:
        """This moment of `today`, to the second."""
        return datetime.combine(self.today, datetime.now().time().replace(microsecond=0))

    # The data

    def _load(self, loading: Loading) -> None:
        """In a thread: read everything, put the queue in order, then show it."""
        try:
            network = self.store.network(self.store.load(loading.report), self.today, self.config)
        except EntretienError as error:
            self.call_from_thread(self.exit, None, 1, str(error))
            return
        self.call_from_thread(self._loaded, network.prepared())

    def _loaded(self, network: Network) -> None:
        self.network = network
        undisturbed = self.current_mode == "triage" and self.screen is self.place
        if undisturbed and not self._first_place and not network.places:
            self._go("contacts")
        self.show_network()
        self.call_after_refresh(self._follow_files, network)
        if self._first_over is not None:
            self.push_screen(self._first_over())
        elif passed := self.network.book.unconfirmed(self.today):
            from entretien.tui.modals.past_plans import ask_about

            ask_about(self, passed)
        elif self.place is not None:
            self.place.call_later(self._offer_sorting, self.place)

    def _follow_files(self, network: Network) -> None:
        """Look in a thread for changes from now on and since the files were read, and get ready to look for people."""

        def follow() -> None:
            from entretien.search import read_everybody

            self.store.keep(network)
            self._watcher.start()
            self._files_changed()
            read_everybody(network)

        self.run_worker(follow, thread=True, group="watch")

    def _offer_sorting(self, place: Place) -> None:
        """Say that those who were met are not sorted yet, when it is time and there is nothing else to say."""
        keys, network = keys_of(BY_ID["app.sort"], self.keys), self.network
        quiet = place is self.place and place.query_one(StatusLine).is_quiet
        if network is not None and keys and quiet and is_time_to_sort(network, self.now().hour):
            waiting = len(to_sort(network))
            said = ngettext("{n} person you met is not sorted yet.", "{n} people you met are not sorted yet.", waiting)
            self.say(said, _("{key} sorts").format(key=keys[0]))

    def look_at_calendar(self) -> None:
        """After midnight, go on with the new day."""
        day = self._calendar() if self._calendar is not None else self.today
        if day != self.today and self.network is not None:
            self.today = day
            self.network = Network(self.network.book, day, self.config)
            self.show_network()

    def on_unmount(self) -> None:
        """Finish what is under way, and stop watching the files."""
        self.painted()
        self._watcher.stop()

    def show_network(self) -> None:
        """Let the place in front show the network as it is now; the others do when they come to the front."""
        place = self.place
        if place is not None and place.is_mounted and self.network is not None:
            place.query_one(TopLine).redraw()
            place.show_network(self.network)

    def _files_changed(self) -> None:
        """In the watcher's thread: read what changed, and hand it over."""
        network = self.network
        if network is not None and (book := self.store.refresh(network.book)) is not network.book:
            self.post_message(Reread(network, book))

    def on_reread(self, message: Reread) -> None:
        """Show what was changed from outside, unless an action came in between: then look again."""
        if message.network is not self.network:
            self.run_worker(self._files_changed, thread=True, group="reread")
        else:
            self.take_over(message.book)

    def say(self, text: str, hint: str = "") -> None:
        """One line of feedback in the place in front."""
        if self.place is not None:
            self.place.say(text, hint)

    # The places

    @property
    def place(self) -> Place | None:
        """The place in front, also while something is open over it."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Place)), None)

    def _go(self, name: str) -> None:
        if self.place is not None and self.place.PASSING:
            self.pop_screen()
        if self.current_mode != name:
            self.switch_mode(name)

    def action_triage(self) -> None:
        """Go to the triage."""
        self._go("triage")

    def action_contacts(self) -> None:
        """Go to the contacts."""
        self._go("contacts")

    def action_timeline(self) -> None:
        """Go to the timeline."""
        self._go("timeline")

    def action_circles(self) -> None:
        """Go to the circles."""
        self._go("circles")

    def open_contact(self, who: str) -> None:
        """Show a contact's card among the contacts."""
        self._go("contacts")
        if self.place is not None:
            self.place.open_contact(who)

    def open_query(self, query: str) -> None:
        """Show those contacts who answer a query."""
        self._go("contacts")
        if self.place is not None:
            self.place.open_query(query)

    # Over the places

    def action_add(self) -> None:
        """Capture somebody in one line."""
        from entretien.tui.modals.quick_add import QuickAdd

        self._open_over(QuickAdd)

    def action_help(self) -> None:
        """The keys of the place in front, as they are bound now."""
        from entretien.tui.modals.help import HelpModal

        self._open_over(HelpModal)

    def action_problems(self) -> None:
        """Files that could not be read, and why."""
        from entretien.tui.modals.problems import ProblemsModal

        self._open_over(ProblemsModal)

    def action_history(self) -> None:
        """What was done, step by step."""
        from entretien.tui.modals.history import HistoryModal

        self._open_over(HistoryModal)

    def action_event(self) -> None:
        """Start event mode, or stop it."""
        from entretien.tui.modals.event import open_event

        if self._is_free:
            open_event(self)

    def action_sort(self) -> None:
        """Sort those one has met."""
        from entretien.tui.screens.sort import SortScreen

        if not isinstance(self.screen, SortScreen):
            self._open_over(SortScreen)

    def action_plan(self) -> None:
        """The coming weeks, and what fits."""
        from entretien.tui.modals.plan import PlanModal

        self._open_over(PlanModal)

    def action_import(self) -> None:
        """Bring people in from a file."""
        from entretien.tui.modals.import_people import open_import

        if self._is_free:
            open_import(self)

    def action_duplicates(self) -> None:
        """The same person twice?"""
        from entretien.tui.screens.duplicates import DuplicatesScreen

        if not isinstance(self.screen, DuplicatesScreen):
            self._open_over(DuplicatesScreen)

    def action_agenda(self) -> None:
        """The next days' meetings, and who will be there."""
        from entretien.tui.screens.agenda import AgendaScreen

        if not isinstance(self.screen, AgendaScreen):
            self._open_over(AgendaScreen)

    def _open_over(self, modal: Callable[[], Screen[None]]) -> None:
        if self._is_free:
            self.push_screen(modal())

    @property
    def _is_free(self) -> bool:
        """The people are there, and nothing is open over the place in front."""
        return self.network is not None and isinstance(self.screen, Place)

    def action_palette(self) -> None:
        """Everything by name."""
        self.action_command_palette()

    def action_command_palette(self) -> None:
        """The palette of the commands."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("a command…"), id="--command-palette"))

    def search_themes(self) -> None:
        """The palette of the colours."""
        self.push_screen(CommandPalette([ThemeProvider], placeholder=_("a theme…")))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette: the commands of the place in front, and the choice of colours."""
        tables = (*screen.COMMAND_TABLES, APP) if isinstance(screen, Place) else (APP,)
        for table in tables:
            namespace = {APP: "app.", MOVE: "focused."}.get(table, "")
            for command in table.commands:
                if command is not BY_ID["app.palette"]:
                    run = partial(screen.run_action, f"{namespace}{command.action}")
                    yield SystemCommand(_(command.title), " ".join(keys_of(command, self.keys)), run)
        yield SystemCommand(_("Theme"), _("Choose the colours"), self.action_change_theme)
