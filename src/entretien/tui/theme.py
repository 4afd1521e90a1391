"""The program's own themes, a dark and a light one. Contrast is checked by a test."""

from __future__ import annotations

from typing import Final

from textual.color import Color
from textual.theme import Theme

DARK: Final = Theme(
    name="entretien-dark",
    dark=True,
    primary="#e8a35c",
    secondary="#8fb8ad",
    accent="#e8a35c",
    foreground="#e6e1d8",
    background="#17181c",
    surface="#1c1e23",
    panel="#262930",
    success="#8ec07c",
    warning="#e3c26f",
    error="#e5786d",
    variables={
        "muted": "#9a968d",
        "faint": "#5b5f69",
        "line": "#4a4238",
        "cursor": "#34302a",
        "warm": "#f0a868",
        "cooling": "#e3c26f",
        "cool": "#8fb8c9",
        "cold": "#8a9bc4",
        "block-cursor-background": "#34302a",
        "block-cursor-foreground": "#e6e1d8",
        "block-cursor-text-style": "none",
        "input-selection-background": "#e8a35c 35%",
        "input-cursor-background": "#e8a35c",
    },
)

LIGHT: Final = Theme(
    name="entretien-light",
    dark=False,
    primary="#9a5414",
    secondary="#2f6b5e",
    accent="#9a5414",
    foreground="#2b2822",
    background="#faf7f1",
    surface="#f4efe6",
    panel="#e9e2d5",
    success="#3f6f2c",
    warning="#7a5c00",
    error="#a8332a",
    variables={
        "muted": "#6a645a",
        "faint": "#a39b8d",
        "line": "#d9c7ad",
        "cursor": "#eadcc6",
        "warm": "#a34d00",
        "cooling": "#7a5c00",
        "cool": "#2d6280",
        "cold": "#4a578a",
        "block-cursor-background": "#eadcc6",
        "block-cursor-foreground": "#2b2822",
        "block-cursor-text-style": "none",
        "input-selection-background": "#9a5414 25%",
        "input-cursor-background": "#9a5414",
    },
)

THEMES: Final = (DARK, LIGHT)

EXTRA_VARIABLES: Final = ("muted", "faint", "line", "cursor", "warm", "cooling", "cool", "cold")
"""Colours that the style sheets use beyond Textual's own; a built-in theme gets them derived from its palette."""


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
