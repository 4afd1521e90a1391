"""Where a text breaks."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.content import Content

from entretien.tui.widgets.prose import Prose


class Page(App[None]):
    """A text on a narrow page."""

    CSS = "Prose { width: 12; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        yield Prose(Content.styled(self.text, "bold"))


async def broken(text: str) -> list[str]:
    """The lines that the text takes, after a look at the height that they were given."""
    page = Page(text)
    async with page.run_test():
        prose = page.query_one(Prose)
        lines = prose.render().plain.split("\n")
        assert prose.size.height == len(lines)
        return lines


async def test_lines_break_at_plain_spaces_only() -> None:
    assert await broken("il est parti\N{NARROW NO-BREAK SPACE}; annuler") == [
        "il est",
        "parti\N{NARROW NO-BREAK SPACE};",
        "annuler",
    ]


async def test_line_breaks_stay() -> None:
    assert await broken("one\ntwo three four") == ["one", "two three", "four"]


async def test_a_long_word_is_cut() -> None:
    assert await broken("incomprehensibilities are") == ["incomprehens", "ibilities", "are"]
