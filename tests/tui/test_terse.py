from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from entretien.tui.terse import TerseStrip

CONSOLE = Console(color_system="truecolor", force_terminal=True)
COLOURS = st.sampled_from([None, "#c0caf5", "#1a1b26", "red", "color(200)", "default"])
SWITCHES = st.sampled_from([None, True, False])
STYLES = st.none() | st.builds(
    Style, color=COLOURS, bgcolor=COLOURS, bold=SWITCHES, italic=SWITCHES, reverse=SWITCHES, underline=SWITCHES
)
SEGMENTS = st.lists(st.builds(Segment, st.text("abé 漢", min_size=1, max_size=3), STYLES), max_size=8)


def shown(written: str) -> Iterator[tuple[str, frozenset[str], str, str]]:
    """Each character with the attributes and the colours that a terminal gives it."""
    attributes, fore, back = set[str](), "39", "49"
    for piece in re.split(r"(\x1b\[[\d;]*m)", written):
        if not piece.startswith("\x1b"):
            yield from ((char, frozenset(attributes), fore, back) for char in piece)
            continue
        codes = iter(piece[2:-1].split(";"))
        for code in codes:
            if code == "0":
                attributes, fore, back = set(), "39", "49"
            elif code in ("38", "48"):
                kind = next(codes)
                colour = ";".join([kind, *(next(codes) for _part in range(3 if kind == "2" else 1))])
                fore, back = (colour, back) if code == "38" else (fore, colour)
            elif code in ("39",) or 30 <= int(code) <= 37 or 90 <= int(code) <= 97:
                fore = code
            elif code in ("49",) or 40 <= int(code) <= 47 or 100 <= int(code) <= 107:
                back = code
            else:
                attributes.add(code)
    assert (attributes, fore, back) == (set(), "39", "49"), "what comes behind must not be styled"


@given(SEGMENTS)
def test_it_looks_like_what_textual_writes(segments: list[Segment]) -> None:
    usual, terse = Strip(segments).render(CONSOLE), TerseStrip(segments).render(CONSOLE)
    assert list(shown(terse)) == list(shown(usual))


@given(SEGMENTS)
def test_it_is_never_longer(segments: list[Segment]) -> None:
    assert len(TerseStrip(segments).render(CONSOLE)) <= len(Strip(segments).render(CONSOLE))


def test_what_stays_is_said_once() -> None:
    muted, red = Style.parse("#565f89 on #1a1b26"), Style.parse("red on #1a1b26")
    row = [Segment("Acme", muted), Segment(" ", muted), Segment("x", red)]
    assert TerseStrip(row).render(CONSOLE) == "\x1b[38;2;86;95;137;48;2;26;27;38mAcme \x1b[31mx\x1b[0m"


def test_everything_is_said_anew_where_that_is_less() -> None:
    row = [Segment("a", Style.parse("#c0caf5 on #1a1b26")), Segment("b", Style(underline=True))]
    assert TerseStrip(row).render(CONSOLE).endswith("a\x1b[0;4mb\x1b[0m")


def test_a_link_is_written_as_textual_does() -> None:
    segments = [Segment("here", Style.parse("link https://acme.example"))]
    assert "https://acme.example" in TerseStrip(segments).render(CONSOLE)
