"""The program's own themes, a dark and a light one, and its colours in the themes of others."""

from __future__ import annotations

from typing import Final

from textual.color import Color
from textual.theme import Theme

from entretien.tui.palette import COLOURS, DARK, LIGHT, OWN


def _theme(name: str, *, dark: bool, selection: str) -> Theme:
    colours = COLOURS[name]
    return Theme(
        name=name,
        dark=dark,
        primary=colours["accent"],
        secondary=colours["secondary"],
        accent=colours["accent"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        success=colours["success"],
        warning=colours["warning"],
        error=colours["error"],
        variables={
            **{own: colours[own] for own in OWN},
            "block-cursor-background": colours["cursor"],
            "block-cursor-foreground": colours["foreground"],
            "block-cursor-text-style": "none",
            "input-selection-background": f"{colours['accent']} {selection}",
            "input-cursor-background": colours["accent"],
        },
    )


DARK_THEME: Final = _theme(DARK, dark=True, selection="35%")
LIGHT_THEME: Final = _theme(LIGHT, dark=False, selection="25%")

THEMES: Final = (DARK_THEME, LIGHT_THEME)


def derived_variables(variables: dict[str, str]) -> dict[str, str]:
    """The extra colours for a theme that doesn't define them, from Textual's variables of that theme."""
    background = variables["background"]
    hues = {
        "warm": variables["text-warning"],
        "cooling": variables["text-accent"],
        "cool": variables["text-primary"],
        "cold": variables["text-secondary"],
    }
    if background.startswith("ansi_"):
        grey = dict.fromkeys(("muted", "faint", "line"), "ansi_bright_black")
        return {**hues, **grey, "cursor": variables["input-selection-background"]}
    return {
        **hues,
        "muted": _opaque(variables["foreground-muted"], background),
        "faint": _opaque(variables["foreground-disabled"], background),
        "line": variables["primary-muted"],
        "cursor": _opaque(variables["block-cursor-blurred-background"], background),
    }


def _opaque(colour: str, background: str) -> str:
    """A translucent colour as it looks on the background: lists drawn line by line mix nothing themselves."""
    return (Color.parse(background) + Color.parse(colour)).hex
