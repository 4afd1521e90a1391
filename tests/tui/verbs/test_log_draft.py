from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.book import Book
from entretien.model.interaction import Interaction
from entretien.model.network import Event
from entretien.tui.modals.log_draft import LogDraft, in_words, understood
from tests.tui.verbs.host import TODAY, contact

BOOK = Book(
    contacts={person.id: person for person in (contact("Marie Dupont"), contact("Paul Roy"))},
    events={"salon": Event(id="salon", name="Salon", starts=TODAY)},
)


def _draft(keys: str, **fields: str) -> LogDraft:
    draft = LogDraft(**fields)  # type: ignore[arg-type]
    for key in keys:
        pressed = draft.pressed(key)
        assert pressed is not None
        draft = pressed
    return draft


def _read(draft: LogDraft) -> Interaction | None:
    return understood(draft, BOOK, ["marie-dupont"], TODAY, day_first=True).interaction


@pytest.mark.parametrize(
    ("keys", "interaction"),
    [
        ("", Interaction(on=TODAY)),
        ("l3r", Interaction(on=TODAY, channel="letter", depth=3, received=True)),
        ("ci+", Interaction(on=TODAY, channel="call", direction="in", felt=1)),
        ("v-a", Interaction(on=TODAY, channel="video", felt=-1, asked=True)),
        ("f", Interaction(on=TODAY, channel="meet", event="salon")),
        ("fe", Interaction(on=TODAY, channel="meet")),
        ("me", Interaction(on=TODAY, event="salon")),
        ("2g2g", Interaction(on=TODAY)),
    ],
)
def test_keys_say_what_happened(keys: str, interaction: Interaction) -> None:
    assert _read(_draft(keys)) == interaction


def test_fields_say_when_with_whom_and_what() -> None:
    assert _read(_draft("f", day="20/11", others="paul", note="  Launch slips ")) == Interaction(
        on=date(2026, 11, 20), channel="meet", with_=("paul-roy",), note="Launch slips"
    )


def test_an_interaction_in_words() -> None:
    planned = Interaction(on=date(2026, 12, 1), channel="meet", with_=("paul-roy",), gave=True, asked=True, felt=0)
    assert in_words(planned, BOOK, TODAY).split(" · ") == [
        "meeting",
        "planned for Tue 1 Dec, in 7 days",
        "together",
        "news",
        "gave, asked",
        "neither good nor bad",
        "with Paul Roy",
    ]
    assert in_words(Interaction(on=TODAY), BOOK, TODAY) == "message · today · I started · sign"


@given(keys=st.text("mlcvf123oibgra+=-e", max_size=12), day=st.text(max_size=8), others=st.text(max_size=8))
def test_any_keys_give_an_interaction_or_a_reason(keys: str, day: str, others: str) -> None:
    meaning = understood(_draft(keys, day=day, others=others), BOOK, ["marie-dupont"], TODAY, day_first=False)
    assert meaning.line
    if meaning.interaction is not None:
        assert set(meaning.interaction.with_) <= {"paul-roy"}


@given(key=st.sampled_from("lcvf123oibgra+=-"))
def test_pressing_a_key_twice_takes_it_back(key: str) -> None:
    assert _draft(key + key) == LogDraft()
