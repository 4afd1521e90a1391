"""Our data classes and named tuples: declared sooner, and otherwise what the standard library's are."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from entretien.dataclass import MISSING, dataclass, field, fields, filler, replace
from entretien.model.contact import Contact
from entretien.model.network import KINDS
from entretien.namedtuple import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    name: str
    org: str = ""
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class Pile:
    cards: list[Card] = field(default_factory=list)
    top: int = 0
    total: int = field(init=False)

    def __post_init__(self) -> None:
        self.total = len(self.cards) + self.top


class Pair(NamedTuple):
    one: str
    other: int = 3

    @property
    def both(self) -> str:
        return f"{self.one}{self.other}"


ANY_CARD: Any = Card
ANY_PILE: Any = Pile


@pytest.mark.parametrize("made_before", [0, 50])
def test_objects_are_made_compared_and_shown_as_usual(made_before: int) -> None:
    for _number in range(made_before):
        Card(name="x")
        Pile([])
    card = Card(name="Ada", tags=("a",))
    assert (card.name, card.org, card.tags) == ("Ada", "", ("a",))
    assert repr(card) == "Card(name='Ada', org='', tags=('a',))"
    assert card == Card(name="Ada", org="", tags=("a",)) != Card(name="Bea")
    assert hash(card) == hash(Card(name="Ada", tags=("a",)))
    assert replace(card, org="Acme") == Card(name="Ada", org="Acme", tags=("a",))
    assert copy.deepcopy(card) == card
    pile = Pile([card], top=2)
    assert (pile.cards, pile.top, pile.total) == ([card], 2, 3)
    assert Pile().cards is not Pile().cards
    for wrong in (lambda: ANY_CARD("Ada"), ANY_CARD, lambda: ANY_CARD(name="Ada", age=3), lambda: ANY_PILE([], 1, 2)):
        with pytest.raises(TypeError):
            wrong()


def test_what_is_frozen_stays_and_what_is_not_has_no_hash() -> None:
    card: Any = Card(name="Ada")
    with pytest.raises(dataclasses.FrozenInstanceError):
        card.name = "Bea"
    with pytest.raises(AttributeError):
        del card.name
    with pytest.raises(TypeError):
        hash(Pile())


def test_what_is_filled_is_what_the_constructor_makes() -> None:
    fill: Any = filler(Card)
    for _number in range(150):
        card: Any = fill("Ada", "Acme", ("a",))
        assert card == Card(name="Ada", org="Acme", tags=("a",))
        assert hash(card) == hash(Card(name="Ada", org="Acme", tags=("a",)))
        with pytest.raises(dataclasses.FrozenInstanceError):
            card.name = "Bea"
        for wrong in (("Ada",), ("Ada", "Acme", (), "more")):
            with pytest.raises((TypeError, ValueError)):
                fill(*wrong)


def test_the_standard_library_takes_them_for_its_own() -> None:
    assert dataclasses.is_dataclass(Card)
    for kind in KINDS.values():
        ours: Any = fields(kind)
        theirs = dataclasses.fields(kind)
        assert [(item.name, item.type) for item in ours] == [(item.name, item.type) for item in theirs]
        for one, other in zip(ours, theirs, strict=True):
            assert other.default == (dataclasses.MISSING if one.default is MISSING else one.default)
    assert dataclasses.replace(Card(name="Ada"), name="Bea") == Card(name="Bea")
    assert dataclasses.asdict(Card(name="Ada")) == {"name": "Ada", "org": "", "tags": ()}


def test_pydantic_takes_them_for_the_standard_librarys() -> None:
    adapter = TypeAdapter(Contact)
    assert adapter.validate_python({"name": "Ada", "tags": ["x"]}) == Contact(name="Ada", tags=("x",))
    with pytest.raises(ValidationError):
        adapter.validate_python({"name": 3})


def test_named_tuples_are_as_usual() -> None:
    pair = Pair("a")
    assert (pair, pair.both, pair._replace(other=4), Pair._fields) == (("a", 3), "a3", ("a", 4), ("one", "other"))
    assert repr(pair) == "Pair(one='a', other=3)"
    assert pair._asdict() == {"one": "a", "other": 3}
    assert Pair._make(["x", 4]) == ("x", 4)
    assert copy.deepcopy(pair) == pickle.loads(pickle.dumps(pair)) == pair
    match pair:
        case Pair(one, other):
            assert (one, other) == ("a", 3)


def test_the_first_and_the_later_named_tuples_are_made_alike() -> None:
    class Three(NamedTuple):
        one: int
        two: int
        three: int = 3

    made: Any = Three
    for _number in range(150):
        assert made(1, 2, 4) == made(1, two=2, three=4) == (1, 2, 4)
        assert made(1, 2) == (1, 2, 3)
        assert type(made(1, 2, 3)) is Three
        for values, named in (((1,), {}), ((1, 2, 3, 4), {}), ((1, 2), {"four": 4})):
            with pytest.raises(TypeError):
                made(*values, **named)
        with pytest.raises(TypeError):
            made._make((1,))
        with pytest.raises(ValueError, match="four"):
            made(1, 2)._replace(four=4)
