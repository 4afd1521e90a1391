from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entretien.book import Book
from entretien.config import Config
from entretien.i18n import set_language
from entretien.model.cadence import Cadence
from entretien.model.contact import Anniversary, Contact, Met, Need, Promise
from entretien.model.ids import fold
from entretien.model.interaction import Interaction
from entretien.model.network import Circle, Event
from entretien.model.shelf import Shelf
from entretien.outlook import Network
from entretien.relationship.standing import STATES
from entretien.search import COLUMNS, Finder, Query, QueryError, sort_by
from entretien.standings import STANDINGS

TODAY = date(2026, 11, 24)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def talk(days: int, note: str = "", **fields: object) -> Interaction:
    return replace(Interaction(on=ago(days), channel="call", note=note), **fields)  # type: ignore[arg-type]


PEOPLE = (
    Contact(
        id="marie-dupont",
        name="Marie Dupont",
        org="Acme Group",
        title="CEO",
        place="Montreuil",
        emails=("marie@acme.example",),
        phones=("+33 1 99 00 12 34",),
        tags=("packaging", "it"),
        circles=("hec", "sme"),
        met=Met(on=ago(500), event="salon-sme-2026", cue="red glasses", through="paul-roy"),
        seeks=(Need(what="printer in Montreuil", tags=("printing",)),),
        offers=(Need(what="intro to retail chains"),),
        notes="Sails. Two children.",
        interactions=(talk(10, "Launch slips to March"),),
    ),
    Contact(
        id="zoe-martin",
        name="Zoé Martin",
        nickname="Zaza",
        org="Dupont & Fils",
        tags=("italy",),
        circles=("hec",),
        solid=True,
        interactions=(talk(95),),
    ),
    Contact(
        id="lukasz-strasse",
        name="Łukasz Straße",
        cadence=Cadence(0),
        interactions=(talk(40, "Old boss of Zoé", event="salon-sme-2026"),),
    ),
    Contact(
        id="paul-roy",
        name="Paul Roy",
        org="Acme",
        promises=(Promise(what="send the deck", due=ago(-2)),),
        interactions=(talk(3, "Wrote", channel="message", direction="in"),),
    ),
    Contact(id="jean-pierre-o-connor", name="Jean-Pierre O'Connor", status="resting", interactions=(talk(120),)),
    Contact(id="ines-moreau", name="Inès Moreau", circles=("wine",), met=Met(on=ago(1))),
)


def network(people: Iterable[Contact] = PEOPLE) -> Network:
    circles = {
        "hec": Circle(id="hec", name="HEC Entrepreneur"),
        "sme": Circle(id="sme", name="Salon des PME"),
    }
    events = {"salon-sme-2026": Event(id="salon-sme-2026", name="Salon SME")}
    return Network(Book({contact.id: contact for contact in people}, circles, events), TODAY, Config())


def found(text: str, people: Iterable[Contact] = PEOPLE) -> set[str]:
    return {who.split("-")[0] for who in Finder(network(people)).find(Query.parse(text))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {"marie", "zoe", "lukasz", "paul", "jean", "ines"}),
        ("marie", {"marie"}),
        ("MARIE dup", {"marie"}),
        ("dup mar", {"marie", "zoe"}),
        ("zoe", {"zoe", "lukasz"}),
        ("zaza", {"zoe"}),
        ("lukasz", {"lukasz"}),
        ("strasse", {"lukasz"}),
        ("ceo", {"marie"}),
        ("montreuil", {"marie"}),
        ("printer", {"marie"}),
        ("printing", {"marie"}),
        ("retail", {"marie"}),
        ("children", {"marie"}),
        ("slips", {"marie"}),
        ('"red glasses"', {"marie"}),
        ('"glasses red"', set()),
        ("glasses red", {"marie"}),
        ("deck", {"paul"}),
        ("marie@acme.example", {"marie"}),
        ("0012", {"marie"}),
        ("+331", {"marie"}),
        ("o'connor", {"jean"}),
        ("#packaging", {"marie"}),
        ("#pack", {"marie"}),
        ("#it", {"marie"}),
        ("#ital", {"zoe"}),
        ("#packaging #italy", set()),
        ("+hec", {"marie", "zoe"}),
        ("+entrep", {"marie", "zoe"}),
        ("+sme", {"marie"}),
        ("+pme", {"marie"}),
        ("+wine", {"ines"}),
        ('+"HEC Entrepreneur"', {"marie", "zoe"}),
        ("@acme", {"marie", "paul"}),
        ("@fils", {"zoe"}),
        ('@"acme group"', {"marie"}),
        ("@cme", set()),
        ("event:salon", {"marie", "lukasz"}),
        ("event:salon-sme-2026", {"marie", "lukasz"}),
        ("-acme", {"zoe", "lukasz", "jean", "ines"}),
        ('-"old boss" +hec', {"marie", "zoe"}),
        ("-#packaging @acme", {"paul"}),
        ("-is:resting -is:active", set()),
        ('# + @ - is: event: "', {"marie", "zoe", "lukasz", "paul", "jean", "ines"}),
        ("“red glasses”", {"marie"}),
        ("« red glasses »", {"marie"}),
        ('"red gla', {"marie"}),
    ],
)
def test_what_a_query_finds(text: str, expected: set[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is:due", {"zoe"}),
        ("is:ok", {"marie", "paul"}),
        ("is:none", {"lukasz"}),
        ("is:resting", {"jean"}),
        ("is:solid", {"zoe"}),
        ("is:promise", {"paul"}),
        ("is:reply", {"paul"}),
        ("is:met", {"ines"}),
        ("is:new", {"ines"}),
        ("is:warm", {"marie", "paul"}),
        ("is:last-call", set()),
        ("IS:Last_Call", set()),
        ("is:due -#italy", set()),
    ],
)
def test_where_somebody_stands(text: str, expected: set[str]) -> None:
    assert found(text) == expected


def test_due_is_everybody_to_see_again_and_never_who_is_left_to_rest() -> None:
    late = Contact(id="late-one", name="Late One", interactions=(talk(200),))
    assert found("is:due", [late]) == {"late"} == found("is:late", [late])
    assert found("is:due", [replace(late, status="resting")]) == set()


def test_a_date_of_theirs_is_near() -> None:
    birthday = Contact(id="bea-roux", name="Béa Roux", dates=(Anniversary(label="birthday", on="11-26"),))
    assert found("is:date", [birthday]) == {"bea"}


@pytest.mark.parametrize("word", [*STATES, "resting", "closed", "active", "promise", "reply", "met", "date", "solid"])
def test_every_state_can_be_asked_for(word: str) -> None:
    assert Query.parse(f"is:{word}").terms[0].text == word
    Finder(network()).find(Query.parse(f"is:{word}"))


def test_a_state_can_be_asked_for_in_the_language_that_is_spoken() -> None:
    set_language("fr")
    try:
        assert Query.parse("est:due") == Query.parse("is:due")
    finally:
        set_language("en")


def test_an_unknown_state_says_what_is_meant_and_keeps_the_rest() -> None:
    with pytest.raises(QueryError) as caught:
        Query.parse("marie is:dormnat #packaging")
    assert str(caught.value) == '"is:dormnat" is not known.\nDid you mean is:dormant?'
    assert caught.value.understood == Query.parse("marie #packaging")
    assert caught.value.exit_code == 2


def test_an_unknown_state_that_is_like_none_lists_them() -> None:
    with pytest.raises(QueryError) as caught:
        Query.parse("is:xyzzy")
    assert all(word.replace("_", "-") in caught.value.hint for word in STANDINGS)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("dupnot", {"marie", "zoe"}), ("mrtin", {"zoe"}), ("conor", {"jean"}), ("morau", {"ines"}), ("marei", {"marie"})],
)
def test_a_typo_is_forgiven(typed: str, expected: set[str]) -> None:
    assert expected <= found(typed)


@pytest.mark.parametrize("typed", ["mdup", "madu", "zom", "jpo"])
def test_the_beginnings_of_a_name_are_enough(typed: str) -> None:
    assert len(found(typed)) == 1


def test_typos_are_not_looked_for_where_there_are_hits() -> None:
    people = [Contact(id=f"martin-{n}", name=f"Martin {n}") for n in range(5)]
    people.append(Contact(id="marten-x", name="Marten X"))
    assert found("martin", people) == {"martin"}
    assert found("martin", people[4:]) == {"martin", "marten"}


def test_names_that_begin_so_come_first() -> None:
    names = ["Anna Marot", "Omar Vidal", "Marc Petit", "Zoé Tamar"]
    people = [Contact(id=str(n), name=name) for n, name in enumerate(names)]
    people.append(Contact(id="9", name="Abel Noir", notes="brother of Marc"))
    finder = Finder(network(people))
    book = {contact.id: contact.name for contact in people}
    order = [book[who] for who in finder.find(Query.parse("mar"))]
    assert order == ["Marc Petit", "Anna Marot", "Omar Vidal", "Zoé Tamar", "Abel Noir"]


def test_the_spans_of_a_match_are_those_of_the_text_as_written() -> None:
    query = Query.parse("stra le -foo #tag")
    text = "Straße LÉA œle"
    assert [text[start:end] for start, end in query.spans(text)] == ["Stra", "LÉ", "le"]
    assert Query.parse("ss").spans("Straße") == ((4, 5),)
    assert Query.parse("#pack").spans("packaging") == ()
    assert Query.parse("#pack").spans("packaging", "tag") == ((0, 4),)


def test_overlapping_matches_are_one_span() -> None:
    assert Query.parse("mar ari rie").spans("Marie") == ((0, 5),)
    assert Query.parse("aa").spans("aaaa") == ((0, 4),)


def test_the_finder_follows_a_change() -> None:
    before = network()
    finder = Finder(before)
    assert finder.find(Query.parse("yacht")) == ()
    contacts = dict(before.book.contacts)
    contacts["paul-roy"] = replace(contacts["paul-roy"], notes="Has a yacht")
    del contacts["zoe-martin"]
    finder.show(before.next(replace(before.book, contacts=contacts)))
    assert finder.find(Query.parse("yacht")) == ("paul-roy",)
    assert "zoe-martin" not in finder.find(Query.parse("+hec"))


def test_texts_can_be_prepared_bit_by_bit() -> None:
    finder = Finder(network())
    assert finder.prepare(4)
    assert not finder.prepare(4)
    assert finder.find(Query.parse("slips")) == ("marie-dupont",)


WORDS = st.sampled_from(
    ["mar", "marie", "zoe", "e", "#it", "#italy", "+hec", "-acme", "-a", "@ac", "is:ok", '"ma', "x"]
)


@given(st.lists(WORDS, max_size=4))
def test_typing_on_finds_what_typing_at_once_finds(words: list[str]) -> None:
    text = " ".join(words)
    people = network()
    typed = Finder(people)
    for end in range(len(text) + 1):
        try:
            query = Query.parse(text[:end])
        except QueryError as error:
            query = error.understood
        assert typed.find(query) == Finder(people).find(query)


TEXTS = st.text(st.sampled_from("abn É-\n\x1c"), max_size=8)
PERSON = st.builds(
    lambda id, name, org, notes: Contact(id=id, name=name.strip() or id, org=org, notes=notes),
    st.sampled_from("stuvwxyz"), TEXTS, TEXTS, TEXTS,
)  # fmt: skip
LOOKED_FOR = st.lists(
    st.sampled_from(["a", "b", "ab", "-a", "-bn", "é", "nn", '"b n"', '"a b n"', "baaa", "n"]), max_size=3
)


@given(
    st.lists(st.lists(st.tuples(PERSON, st.booleans()), max_size=9), min_size=1, max_size=4),
    st.lists(LOOKED_FOR, min_size=1, max_size=4),
    st.sampled_from([-20, 1_000]),
    st.sampled_from([0.001, 5]),
)
def test_what_was_prepared_finds_what_a_look_at_everybody_finds(
    changes: list[list[tuple[Contact, bool]]], queries: list[list[str]], most_gone: int, share: float
) -> None:
    shelf: Shelf[Contact] = Shelf({})
    finder = Finder(network(()))
    for change in changes:
        shelf = shelf.putting((person.id, None if goes else person) for person, goes in change)
        now = Network(Book(shelf), TODAY, Config())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("entretien.search._MANY", most_gone)
            patch.setattr("entretien.lexicon._PART", share)
            finder.show(now)
            while finder.prepare(3) or finder.foresee():
                pass
            answers = [finder.find(Query.parse(" ".join(words))) for words in queries]
        for words, found in zip(queries, answers, strict=True):
            query = Query.parse(" ".join(words))
            exactly = plainly(now, query)
            assert found[: len(exactly)] == exactly
            assert len(exactly) < 3 or len(found) == len(exactly)
            assert found == Finder(now).find(query)


def plainly(people: Network, query: Query) -> tuple[str, ...]:
    """Whose texts answer the words of a query, in order."""
    ranked: list[tuple[int, str, str]] = []
    for who, page in people.book.shelf.pages():
        page.read()
        if not all((term.text in page.text) is not term.negated for term in query.terms):
            continue
        rank = (
            0 if not query.words or page.names.startswith(" " + " ".join(query.words))
            else 1 if all(f" {word}" in page.names for word in query.words)
            else 2 if all(word in page.names for word in query.words)
            else 3
        )  # fmt: skip
        ranked.append((rank, page.name, who))
    return tuple(who for _rank, _name, who in sorted(ranked))


@given(st.text(max_size=60))
def test_any_text_is_a_query(text: str) -> None:
    try:
        query = Query.parse(text)
    except QueryError as error:
        query = error.understood
    Finder(network()).find(query)
    for start, end in query.spans(text, "tag", "org", "circle"):
        assert 0 <= start < end <= len(text)


@given(st.text(max_size=12), st.text(max_size=12))
def test_a_word_is_marked_exactly_where_it_can_be_found(word: str, text: str) -> None:
    words = Query.parse(f'"{word}"').words
    assert bool(Query.parse(f'"{word}"').spans(text)) == any(needle in fold(text) for needle in words)


def test_the_orders_of_the_columns() -> None:
    people = network()
    who = list(people.book.contacts)

    def order(column: str, reverse: bool = False) -> list[str]:
        assert column in COLUMNS
        return [id.split("-")[0] for id in sort_by(people, who, column, reverse=reverse)]

    assert order("name") == ["ines", "jean", "lukasz", "marie", "paul", "zoe"]
    assert order("name", reverse=True) == ["zoe", "paul", "marie", "lukasz", "jean", "ines"]
    assert order("org") == ["paul", "marie", "zoe", "ines", "jean", "lukasz"]
    assert order("org", reverse=True)[:3] == ["zoe", "marie", "paul"]
    assert order("circles") == ["zoe", "marie", "ines", "jean", "lukasz", "paul"]
    assert order("last") == ["paul", "marie", "lukasz", "zoe", "jean", "ines"]
    assert order("next")[0] == "zoe"
    assert order("next")[-2:] == ["jean", "lukasz"]
    assert order("warmth")[:2] == ["paul", "marie"]
    assert order("warmth")[-3:] == ["ines", "lukasz", "zoe"]
