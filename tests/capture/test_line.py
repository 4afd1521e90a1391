"""One line in, a draft out: each marker, the order, what has no marker, and bad input."""

from __future__ import annotations

from datetime import date

import pytest

from entretien.capture.draft import Draft, Reference
from entretien.capture.grammar import GRAMMAR
from entretien.capture.line import parse_line
from entretien.model.cadence import Cadence
from entretien.model.contact import Promise
from tests.capture.known import SALON, TODAY, context

FRIDAY = date(2026, 11, 27)


def read(text: str) -> Draft:
    return parse_line(text, context())


def test_everything_in_one_line() -> None:
    draft = read(
        "Léa Martin @Acme CEO #packaging +hec lea@acme.example 06 12 34 56 78 linkedin.com/in/lmartin "
        '<printer in Montreuil >intro to retail chains !"send the deck" fri ?"her quote" ~3m via Paul Roy ; red glasses'
    )
    assert draft.problem == ""
    assert draft.doubts == ()
    assert (draft.name, draft.org, draft.title, draft.cue, draft.note) == (
        "Léa Martin",
        "Acme",
        "CEO",
        "red glasses",
        "",
    )
    assert draft.tags == ("packaging",)
    assert draft.circles == (Reference("HEC Entrepreneur", "hec"),)
    assert draft.emails == ("lea@acme.example",)
    assert draft.phones == ("+33 6 12 34 56 78",)
    assert draft.links == ("https://linkedin.com/in/lmartin",)
    assert draft.seeks == ("printer in Montreuil",)
    assert draft.offers == ("intro to retail chains",)
    assert draft.promises == (
        Promise(what="send the deck", by="me", due=FRIDAY, made=TODAY),
        Promise(what="her quote", by="them", due=None, made=TODAY),
    )
    assert draft.cadence == Cadence(3, "month")
    assert draft.via == Reference("Paul Roy", "paul-roy")


@pytest.mark.parametrize(
    "parts",
    [
        ["#x", "Léa Martin", "@Acme", "CEO", "+hec"],
        ["+hec", "@Acme", "CEO", "#x", "Léa Martin"],
        ["~2w", "Léa Martin", "+hec", "#x", "@Acme", "CEO", "; hat"],
        ["lea@acme.example", "Léa Martin", "#x", "+hec", "@Acme", "CEO"],
    ],
)
def test_the_order_is_free(parts: list[str]) -> None:
    draft = read(" ".join(parts))
    assert (draft.name, draft.org, draft.title, draft.tags) == ("Léa Martin", "Acme", "CEO", ("x",))
    assert draft.circles == (Reference("HEC Entrepreneur", "hec"),)
    assert (draft.problem, draft.note) == ("", "")


@pytest.mark.parametrize(
    "name",
    ["Zoé", "Marie Dupont", "O'Brien", "Ludwig van den Berg", "MARTIN Zoé", "José García López", "王伟", "marie dupont",
     "Jean-Luc d’Ormesson", "M. Pierre Durand", 'William "Bill" Gates', "Nguyễn Thị Minh", "Łukasz Ødegård", "X Æ A-12",
     "María José de la Vega y Borbón", "Dupont, Marie", "R2D2", "may", "Sat", "Émile-Zola"],
)  # fmt: skip
def test_a_bare_name_is_enough(name: str) -> None:
    draft = read(name)
    assert (draft.name, draft.note, draft.problem) == (name, "", "")
    assert read(f"  {name}   #x").name == name


@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        ("Marie Dupont, met at the bar", "Marie Dupont", "met at the bar"),
        ("Marie Dupont met at the bar with Paul", "Marie Dupont", "met at the bar with Paul"),
        ("Ludwig van den Berg showed us the new printer", "Ludwig van den Berg", "showed us the new printer"),
        ("Léa #x tall, with a hat", "Léa", "tall, with a hat"),
        ("Léa: looks for a printer", "Léa", "looks for a printer"),
        ("tall woman from the printer stand", "tall woman from the printer stand", ""),
        ("Léa 3 for 2 <3 != ?? !! ~ & @ #", "Léa", "3 for 2 <3 != ?? !! ~ & @ #"),
    ],
)
def test_what_is_not_understood_is_the_note(text: str, name: str, note: str) -> None:
    draft = read(text)
    assert (draft.name, draft.note) == (name, note) or (draft.name + " " + draft.note) == text


@pytest.mark.parametrize(
    ("text", "org", "title"),
    [
        ("@Acme", "Acme", ""),
        ("@Acme CEO", "Acme", "CEO"),
        ("@Acme Sales Director", "Acme", "Sales Director"),
        ("@Acme head of sales", "Acme", "head of sales"),
        ("@Acme packaging lead", "Acme", "packaging lead"),
        ("@Banque Populaire directrice commerciale", "Banque Populaire", "directrice commerciale"),
        ("@La Banque CEO", "La Banque", "CEO"),
        ("@Dupont & Fils gérant", "Dupont & Fils", "gérant"),
        ("@Institut de France chargée d'études", "Institut de France", "chargée d'études"),
        ('@"Acme and sons" boss', "Acme and sons", "boss"),
        ("@«Acme et fils» gérante", "Acme et fils", "gérante"),
        ("@acme corp ceo", "Acme Corp", "ceo"),
        ("@credit agricole chargée d'affaires", "Crédit Agricole", "chargée d'affaires"),
        ("@L'Oréal DRH", "L'Oréal", "DRH"),
        ("@Acme, CEO", "Acme", "CEO"),
    ],
)
def test_an_organisation_and_the_title_after_it(text: str, org: str, title: str) -> None:
    draft = read(f"Léa {text} #x")
    assert (draft.name, draft.org, draft.title, draft.note) == ("Léa", org, title, "")


def test_the_name_may_come_after_the_organisation() -> None:
    draft = read("@Acme CEO Léa Martin #x")
    assert (draft.name, draft.org, draft.title) == ("Léa Martin", "Acme", "CEO")


def test_a_second_organisation_goes_to_the_note() -> None:
    draft = read("Léa @Acme CEO @Globex CTO")
    assert (draft.org, draft.title, draft.note) == ("Acme", "CEO", "@Globex CTO")


def test_tags_and_circles() -> None:
    draft = read('Léa #a, #b #"two words" #food safety +sme, +HEC Entrepreneur +"cercle neuf" +hec')
    assert draft.tags == ("a", "b", "two words", "food safety")
    assert draft.circles == (
        Reference("SME", "sme"),
        Reference("HEC Entrepreneur", "hec"),
        Reference("cercle neuf", None),
    )
    assert draft.unknown_circles == ("cercle neuf",)
    assert [span.ok for span in draft.spans if span.role == "circle"] == [True, True, False, True]


@pytest.mark.parametrize(
    "typed",
    ["06 12 34 56 78", "06.12.34.56.78", "06-12-34-56-78", "0612345678", "+33612345678", "+33 6 12 34 56 78",
     "+33 (0)6 12 34 56 78", "0033 6 12 34 56 78", "(+33) 6 12 34 56 78", "06/12/34/56/78", "tel:+33612345678",
     "06\u00a012\u00a034\u00a056\u00a078", "０６ １２ ３４ ５６ ７８"],
)  # fmt: skip
def test_a_french_phone_number_in_any_shape(typed: str) -> None:
    draft = read(f"Léa {typed} #x")
    assert (draft.name, draft.phones, draft.tags, draft.note) == ("Léa", ("+33 6 12 34 56 78",), ("x",), "")


@pytest.mark.parametrize(
    ("region", "typed", "kept"),
    [
        ("FR", "+44 20 7946 0958", "+44 20 7946 0958"),
        ("FR", "+1 (801) 555-0142", "+1 801-555-0142"),
        ("FR", "+49 (0) 40 6432131", "+49 40 6432131"),
        ("US", "(201) 555-0123", "+1 201-555-0123"),
        ("US", "201.555.0123", "+1 201-555-0123"),
        ("GB", "020 7946 0958", "+44 20 7946 0958"),
        ("ES", "612 34 56 78", "+34 612 34 56 78"),
        ("BE", "0470 12 34 56", "+32 470 12 34 56"),
    ],
)
def test_phone_numbers_of_other_countries(region: str, typed: str, kept: str) -> None:
    assert parse_line(f"Léa {typed}", context(region=region)).phones == (kept,)


@pytest.mark.parametrize(
    "text",
    ["2 000 000 euros", "552 100 554", "12/03/2026", "2026-11-24", "12.03.2027", "room 214", "SIRET 552 100 554 00013"],
)
def test_other_figures_are_no_phone_number(text: str) -> None:
    assert read(f"Léa #x {text}").phones == ()


def test_two_numbers_in_a_row() -> None:
    draft = read("Léa 06 12 34 56 78 01 99 00 12 34")
    assert draft.phones == ("+33 6 12 34 56 78", "+33 1 99 00 12 34")


@pytest.mark.parametrize(
    "typed",
    ["lea@acme.example", "<lea@acme.example>", "mailto:lea@acme.example", "<mailto:lea@acme.example>",
     "(lea@acme.example)", "lea@acme.example,", "[lea@acme.example]", "mailto:lea@acme.example?subject=hi"],
)  # fmt: skip
def test_an_address_pasted_with_what_was_around_it(typed: str) -> None:
    draft = read(f"Léa Martin {typed} #x")
    assert (draft.name, draft.emails, draft.note) == ("Léa Martin", ("lea@acme.example",), "")


def test_an_address_glued_to_the_name() -> None:
    draft = read("Léa Martin<lea@acme.example>")
    assert (draft.name, draft.emails, draft.seeks) == ("Léa Martin", ("lea@acme.example",), ())


def test_several_addresses() -> None:
    assert read("Léa a@x.example,b@y.example; c@z.example").emails == ("a@x.example", "b@y.example", "c@z.example")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("linkedin.com/in/lea", "https://linkedin.com/in/lea"),
        ("https://www.linkedin.com/in/lea/?trk=feed", "https://www.linkedin.com/in/lea/"),
        ("fr.linkedin.com/in/l%C3%A9a", "https://fr.linkedin.com/in/l%C3%A9a"),
        ("www.acme.example", "https://www.acme.example"),
        ("http://acme.example/a?b=c#d", "http://acme.example/a?b=c#d"),
        ("<https://acme.example/a>", "https://acme.example/a"),
        ("https://acme.example/a,", "https://acme.example/a"),
    ],
)
def test_links_with_and_without_their_scheme(typed: str, kept: str) -> None:
    draft = read(f"Léa {typed} #x")
    assert (draft.name, draft.links, draft.tags) == ("Léa", (kept,), ("x",))


def test_an_address_ends_a_free_text_unless_it_belongs_to_it() -> None:
    draft = read("Léa <printer lea@acme.example !send deck to paul@x.example fri")
    assert draft.seeks == ("printer",)
    assert draft.emails == ("lea@acme.example",)
    assert draft.promises == (Promise(what="send deck to paul@x.example", due=FRIDAY, made=TODAY),)


@pytest.mark.parametrize(
    ("typed", "what", "due"),
    [
        ('!"send the deck" fri', "send the deck", FRIDAY),
        ("!send the deck fri", "send the deck", FRIDAY),
        ("!send deck by friday", "send deck", FRIDAY),
        ("!envoyer le deck d'ici vendredi", "envoyer le deck", FRIDAY),
        ("!«envoyer le deck» vendredi", "envoyer le deck", FRIDAY),
        ("!rappeler dans 15 jours", "rappeler", date(2026, 12, 8)),
        ('!"rappeler" le 3', "rappeler", date(2026, 12, 3)),
        ("!deck 12/03", "deck", date(2027, 3, 12)),
        ("!deck", "deck", None),
        ("!fri", "fri", None),
        ('!"deck fri"', "deck fri", None),
        ("!see if she may", "see if she may", None),
        ("!call Sam", "call Sam", None),
        ("!ask the Mars agency", "ask the Mars agency", None),
    ],
)
def test_a_promise_and_its_day(typed: str, what: str, due: date | None) -> None:
    draft = read(f"Léa {typed} #x")
    assert draft.promises == (Promise(what=what, due=due, made=TODAY),)
    assert (draft.tags, draft.note, draft.doubts) == (("x",), "", ())


@pytest.mark.parametrize(
    ("typed", "what", "note"),
    [
        ('!"deck" soonish', "deck", "soonish"),
        ("!deck thursday 31 nov", "deck thursday 31 nov", ""),
        ("!deck 12/03/2020", "deck 12/03/2020", ""),
        ("!deck yesterday", "deck yesterday", ""),
    ],
)
def test_a_day_that_is_not_understood_is_said_and_kept(typed: str, what: str, note: str) -> None:
    draft = read(f"Léa {typed}")
    assert draft.promises == (Promise(what=what, made=TODAY),)
    assert (draft.note, draft.problem) == (note, "")
    assert len(draft.doubts) == 1
    assert typed.split()[-1] in draft.doubts[0]


def test_a_day_after_quotes_leaves_the_rest_of_the_words() -> None:
    draft = read('Léa !"send the deck" next tuesday red glasses')
    assert draft.promises == (Promise(what="send the deck", due=date(2026, 12, 1), made=TODAY),)
    assert draft.note == "red glasses"


@pytest.mark.parametrize(
    ("typed", "cadence"),
    [("~3m", Cadence(3, "month")), ("~2w", Cadence(2, "week")), ("~3 mois", Cadence(3, "month")),
     ("~every 6 months", Cadence(6, "month")), ("~tous les 2 ans", Cadence(2, "year")), ("~none", Cadence(0)),
     ('~"3 months"', Cadence(3, "month"))],
)  # fmt: skip
def test_a_rhythm(typed: str, cadence: Cadence) -> None:
    draft = read(f"Léa {typed} #x")
    assert (draft.cadence, draft.tags, draft.note) == (cadence, ("x",), "")


def test_what_is_no_rhythm_is_said_and_kept() -> None:
    draft = read("Léa ~3x")
    assert (draft.cadence, draft.note, len(draft.doubts), draft.problem) == (None, "~3x", 1, "")
    assert read("Léa ~3m ~6m").note == "~6m"


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Léa via Paul Roy #x", Reference("Paul Roy", "paul-roy")),
        ("Léa @Acme CEO via polo #x", Reference("polo", "paul-roy")),
        ("Léa via Marie #x", Reference("Marie", "marie-dupont")),
        ("Léa via Paul #x", Reference("Paul", None)),
        ('Léa via "le frère de Zoé" #x', Reference("le frère de Zoé", None)),
        ("Léa via Jean Valjean #x", Reference("Jean Valjean", None)),
        ('Léa !"deck" fri via Paul Roy', Reference("Paul Roy", "paul-roy")),
        ("Léa via email #x", None),
        ("Via Veneto", None),
        ("Léa !send it via WeTransfer", None),
    ],
)
def test_through_whom(text: str, via: Reference | None) -> None:
    assert read(text).via == via


def test_cue_then_note() -> None:
    draft = read("Léa ; red glasses ; sails; two children #x")
    assert (draft.cue, draft.note, draft.tags) == ("red glasses", "sails\ntwo children", ("x",))
    assert read("Léa; red glasses").cue == "red glasses"
    assert read('Léa ;"red; blue" #x').cue == "red; blue"
    assert read("Léa ;").note == ""


def test_an_event() -> None:
    assert read("Léa %salon-sme").event == SALON.id
    assert read("Léa %Salon SME 2026 #x").event == SALON.id
    draft = read("Léa %elsewhere")
    assert (draft.event, draft.note, len(draft.doubts)) == ("", "%elsewhere", 1)
    assert parse_line("Léa", context(event=SALON)).event == SALON.id


@pytest.mark.parametrize(
    ("text", "name", "note"),
    [
        (r"Léa \@home", "Léa @home", ""),
        (r"Léa \#1", "Léa #1", ""),
        (r"AC\DC", r"AC\DC", ""),
        (r"Léa #x \!done", "Léa", "!done"),
        (r'"Léa @ Acme" #x', "Léa @ Acme", ""),
        (r'"Léa \"Bo\" Martin"', 'Léa "Bo" Martin', ""),
    ],
)
def test_quoting_and_escaping(text: str, name: str, note: str) -> None:
    draft = read(text)
    assert (draft.name, draft.note) == (name, note)


def test_a_quote_that_is_not_closed_goes_to_the_end() -> None:
    assert read('Léa @"La Poste').org == "La Poste"
    assert read('Léa !"send the deck').promises == (Promise(what="send the deck", made=TODAY),)


def test_a_pasted_page() -> None:
    draft = read(
        "Léa Martin @Acme CEO\n> quoted !not a promise\nlea@acme.example\n06 12 34 56 78\nhttps://acme.example/x"
    )
    assert (draft.name, draft.org, draft.title) == ("Léa Martin", "Acme", "CEO")
    assert draft.emails == ("lea@acme.example",)
    assert draft.phones == ("+33 6 12 34 56 78",)
    assert draft.links == ("https://acme.example/x",)
    assert (draft.promises, draft.offers) == ((), ())
    assert draft.note == "> quoted !not a promise\nlea@acme.example\n06 12 34 56 78\nhttps://acme.example/x"


@pytest.mark.parametrize(
    "text", ["", "   ", "@", "#x", "+hec", "@ # +", "lea@acme.example", "; red glasses", "\n\n", "!deck", "\x00", "—"]
)
def test_without_a_name_it_says_so(text: str) -> None:
    draft = read(text)
    assert draft.problem == "A name is missing."
    assert draft.text == text


def test_too_long_for_a_name() -> None:
    draft = read("x" * 10_000)
    assert "too long" in draft.problem
    assert draft.text == "x" * 10_000
    assert read("Léa ; " + "very " * 2_000).problem == ""


def test_three_days_leave_only_one() -> None:
    draft = read("Léa !deck fri ?quote mon !call 12/03")
    assert [promise.due for promise in draft.promises] == [FRIDAY, date(2026, 11, 30), date(2027, 3, 12)]


def test_control_characters_and_turned_text_are_blanks() -> None:
    draft = read("Léa\x1b[31m Martin\x00 #x\u202e ‪+33 6 12 34 56 78‬")
    assert "\x1b" not in draft.name
    assert draft.tags == ("x",)
    assert draft.phones == ("+33 6 12 34 56 78",)
    assert read("L\udce9a").name == "L\ufffda"


def test_spans_are_what_they_say() -> None:
    text = 'Léa Martin @Acme CEO +new !"send" fri ; hat'
    spans = [(text[span.start : span.end], span.role, span.ok) for span in read(text).spans]
    assert spans == [
        ("Léa Martin", "name", True),
        ("@Acme", "org", True),
        ("CEO", "title", True),
        ("+new", "circle", False),
        ('!"send"', "promise", True),
        ("fri", "due", True),
        ("; hat", "cue", True),
    ]


def test_the_table_of_the_grammar_tells_the_truth() -> None:
    for rule in GRAMMAR:
        line = rule.example if rule.marker in ("", ":", "\\") else f"Léa {rule.example}"
        draft = parse_line(line, context())
        assert (draft.problem, draft.doubts) == ("", ()), rule
        assert draft.note in ("", "sails"), rule
