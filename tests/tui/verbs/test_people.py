from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from entretien.book import Book
from entretien.tui.verbs.people import Named, NameSuggester, candidates, named
from tests.tui.verbs.host import contact

PEOPLE = [contact(name) for name in ("Marie Dupont", "Marielle Roy", "Paul Roy", "Zoé Laurent", "王伟")]
BOOK = Book(contacts={person.id: person for person in PEOPLE})
PAUL, ZOE = "paul-roy", "zoe-laurent"


def _names(text: str, without: tuple[str, ...] = ()) -> list[str]:
    return [person.name for person in candidates(BOOK, text, without=without)]


def test_names_that_begin_so_come_first_and_misspellings_are_found() -> None:
    assert _names("mari") == ["Marie Dupont", "Marielle Roy"]
    assert _names("roy") == ["Marielle Roy", "Paul Roy"]
    assert _names("roy", without=(PAUL,)) == ["Marielle Roy"]
    assert _names("zoe lorent") == ["Zoé Laurent"]
    assert _names("王") == ["王伟"]
    assert _names("  ") == _names("xyzzy") == []


def test_a_list_of_names_means_one_person_each() -> None:
    assert named(BOOK, "paul; Zoé ,paul roy,") == Named((PAUL, ZOE))
    assert named(BOOK, "") == Named(())
    assert named(BOOK, "marie dupont").ids == ("marie-dupont",)
    assert named(BOOK, "mari").problem == 'Who is "mari": Marie Dupont, Marielle Roy?'
    assert named(BOOK, "mari", without=("marie-dupont",)).ids == ("marielle-roy",)
    assert named(BOOK, "paul, xyzzy").problem == 'Nobody here is called "xyzzy".'


async def test_the_last_name_of_a_field_is_completed() -> None:
    suggester = NameSuggester(BOOK, without=(PAUL,))
    assert await suggester.get_suggestion("Paul Roy, zo") == "Paul Roy, zoé Laurent"
    assert await suggester.get_suggestion("mariel") == "marielle Roy"
    assert await suggester.get_suggestion("paul") is None
    assert await suggester.get_suggestion("Zoé Laurent, ") is None


@given(st.text(max_size=30))
def test_any_text_names_known_people_or_is_asked_about(text: str) -> None:
    answer = named(BOOK, text)
    assert set(answer.ids) <= set(BOOK.contacts)
    assert not (answer.ids and answer.problem)
