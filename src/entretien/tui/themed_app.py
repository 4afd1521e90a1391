"""What every app of the program has in common: its colours, one key at a time, and nothing but text on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.filter import LineFilter
from textual.theme import Theme

from entretien.background import screen_goes_first
from entretien.errors import StorageError
from entretien.paths import Places
from entretien.storage.settings import save_setting
from entretien.tui.stylesheet import OnceParsed
from entretien.tui.text_only import TextOnly
from entretien.tui.theme import THEMES, derived_variables
from entretien.tui.typeahead import TypeAhead


class ThemedApp(TypeAhead):
    """An app in one of the program's themes, or one of Textual's."""

    def __init__(self, theme: str, places: Places) -> None:
        """`theme` is the name of a theme; an unknown one is passed over. Another choice is kept in the settings."""
        super().__init__()
        self.places = places
        self._text_only = TextOnly()
        for own in THEMES:
            self.register_theme(own)
        if theme in self.available_themes:
            self.theme = theme
        self.stylesheet = OnceParsed(variables=self.get_css_variables())

    def on_load(self) -> None:
        """From now on, this thread answers keys."""
        screen_goes_first()

    def on_mount(self) -> None:
        """From now on, keep a theme that is chosen."""
        self.theme_changed_signal.subscribe(self, self._keep_theme)

    def _keep_theme(self, theme: Theme) -> None:
        try:
            save_setting(self.places, "theme", theme.name)
        except StorageError as error:
            self.notify(str(error), severity="warning", markup=False)

    def get_css_variables(self) -> dict[str, str]:
        """Textual's variables of the theme, with the program's own where the theme has none."""
        variables = super().get_css_variables()
        return {**derived_variables(variables), **variables}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, after the one that lets only text through."""
        return [self._text_only, *super().get_line_filters()]
