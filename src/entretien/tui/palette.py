"""The colours of the program's own themes, and what each style of a line is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DARK: Final = "entretien-dark"
LIGHT: Final = "entretien-light"

COLOURS: Final[Mapping[str, Mapping[str, str]]] = {
    DARK: {
        "accent": "#e8a35c",
        "secondary": "#8fb8ad",
        "foreground": "#e6e1d8",
        "background": "#17181c",
        "surface": "#1c1e23",
        "panel": "#262930",
        "success": "#8ec07c",
        "warning": "#e3c26f",
        "error": "#e5786d",
        "muted": "#9a968d",
        "faint": "#5b5f69",
        "line": "#4a4238",
        "cursor": "#34302a",
        "warm": "#f0a868",
        "cooling": "#e3c26f",
        "cool": "#8fb8c9",
        "cold": "#8a9bc4",
    },
    LIGHT: {
        "accent": "#9a5414",
        "secondary": "#2f6b5e",
        "foreground": "#2b2822",
        "background": "#faf7f1",
        "surface": "#f4efe6",
        "panel": "#e9e2d5",
        "success": "#3f6f2c",
        "warning": "#7a5c00",
        "error": "#a8332a",
        "muted": "#6a645a",
        "faint": "#a39b8d",
        "line": "#d9c7ad",
        "cursor": "#eadcc6",
        "warm": "#a34d00",
        "cooling": "#7a5c00",
        "cool": "#2d6280",
        "cold": "#4a578a",
    },
}
"""By the name of the theme: its colours by name. Contrast is checked by a test."""

OWN: Final = ("muted", "faint", "line", "cursor", "warm", "cooling", "cool", "cold")
"""The colours beyond Textual's own; a built-in theme gets them derived from its palette."""
