"""The rest of the made-up network: circles, events, an introduction, and a crowd with rhythms of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from entretien.i18n import N_, _
from entretien.model.cadence import PRESETS, Cadence
from entretien.model.contact import Contact, Met, Need
from entretien.model.ids import slug
from entretien.model.interaction import Channel, Depth, Direction, Interaction
from entretien.model.network import Circle, Event, Introduction, IntroductionState, Step


def circles(today: date) -> tuple[Circle, ...]:
    """The circles, each with its stake; one has none yet."""
    lately, long_ago = today - timedelta(days=90), today - timedelta(days=420)
    return (
        Circle(
            id="hec", name="HEC Entrepreneur", stake=_("Real missions for students, a grand jury every June"),
            stake_confirmed=lately, cadence=Cadence(6, "month"),
        ),
        Circle(
            id="sme", name=_("Small firms of the West"), stake=_("Buy from each other before buying far away"),
            stake_confirmed=lately, cadence=Cadence(3, "month"),
        ),
        Circle(
            id="packaging", name=_("Packaging without plastic"), stake=_("One common box by next year"),
            stake_confirmed=lately, cadence=Cadence(3, "month"),
        ),
        Circle(
            id="logistics", name=_("Rail and river"), stake=_("Move ten lorries a week to the rails"),
            stake_confirmed=long_ago, cadence=Cadence(3, "month"),
        ),
        Circle(id="press", name=_("Press"), cadence=Cadence(6, "month")),
        Circle(id="lyon", name="Lyon", stake=_("A place to work when we pass through"), stake_confirmed=lately),
        Circle(
            id="culture", name=_("Theatres and museums"), stake=_("A season ticket that firms can share"),
            stake_confirmed=long_ago, cadence=Cadence(1, "year"),
        ),
    )  # fmt: skip


def events(today: date) -> tuple[Event, ...]:
    """A fair that is on, and one of the spring."""
    return (
        Event(
            id="salon-sme", name=_("Salon SME"), starts=today - timedelta(days=1), ends=today + timedelta(days=1),
            place="Paris", purpose=_("Two printers and one distributor"), hope_to_meet=("julien-garnier",),
        ),
        Event(
            id="paper-fair", name=_("Paper fair"), starts=today - timedelta(days=286), ends=today - timedelta(days=285),
            place="Paris",
        ),
    )  # fmt: skip


def introductions(today: date) -> tuple[Introduction, ...]:
    """One introduction that took, and one that waits for an answer."""

    def step(days: int, state: IntroductionState, who: str = "") -> Step:
        return Step(on=today - timedelta(days=days), state=state, who=who)

    return (
        Introduction(
            id="helene-fontaine-david-cohen", between=("helene-fontaine", "david-cohen"),
            because=_("He has a client in need of a lawyer"),
            steps=(
                step(80, "idea"), step(79, "asked", "helene-fontaine"), step(77, "agreed", "helene-fontaine"),
                step(76, "asked", "david-cohen"), step(75, "agreed", "david-cohen"), step(74, "introduced"),
                step(58, "took"),
            ),
        ),
        Introduction(
            id="marie-dupont-julien-garnier", between=("marie-dupont", "julien-garnier"),
            because=_("She looks for a printer in Montreuil; he is one"),
            steps=(step(5, "idea"), step(5, "asked", "julien-garnier")),
        ),
    )  # fmt: skip


_NAMES = (
    ("Paul Roy", "Roy Conseil", "hec sme"), ("Élodie Chauvin", "Chauvin Traiteur", "sme"),
    ("Mathieu Lefèvre", "École des Mines", "hec"), ("Nadia Benali", "Green Cartons", "packaging"),
    ("Guillaume Perrin", "Port de Nantes", "logistics"), ("Clémence Hubert", "Musée d'Arts", "culture"),
    ("Antoine Dubois", "Dubois & Fils", "sme"), ("Priya Raman", "Chennai Textiles", "packaging"),
    ("Luc Van den Berg", "Gent Barges", "logistics"), ("Maëlys Girard", "Le Progrès", "press lyon"),
    ("Karim Haddad", "Haddad Énergie", "hec"), ("Sylvie Marchand", "CCI Ouest", "sme"),
    ("Peter O'Brien", "Cork Brewing", "packaging"), ("Françoise Lambert", "Lambert Notaires", "lyon"),
    ("Yuki Tanaka", "Kyoto Paper", "packaging"), ("Thibault Renaud", "Renaud Vins", "sme"),
    ("Amélie Rousseau", "Opéra de Lyon", "culture lyon"), ("João Pereira", "Porto Cork", "packaging"),
    ("Laure Fabre", "Incubateur Sud", "hec"), ("Olivier Masson", "Masson Rail", "logistics"),
    ("Agnieszka Łukasik", "Kraków Studio", "culture"), ("Romain Gauthier", "Gauthier Meubles", "sme"),
    ("Sarah Lévy", "Lévy Capital", "hec"), ("Ousmane Traoré", "Bamako Coton", "packaging"),
    ("Pauline Mercier", "Ouest France", "press"), ("Étienne Leroy", "Leroy Bois", "sme"),
    ("Anna Schmidt", "Bremen Hafen", "logistics"), ("Caroline Baptiste", "Baptiste RH", "hec lyon"),
    ("Vincent Colin", "Théâtre du Nord", "culture"), ("Mónica Álvarez", "Bilbao Rail", "logistics"),
    ("Quentin Barbier", "Barbier Cycles", "lyon"), ("Marion Picard", "Picard Graines", "sme"),
    ("Emre Yılmaz", "Bosphorus Print", "packaging"), ("Isabelle Renard", "Fondation Renard", "culture"),
    ("Samuel Adjei", "Accra Tech", "hec"),
)  # fmt: skip


def crowd(today: date) -> tuple[Contact, ...]:
    """People in good order: most are in touch, a few are due soon. Ids are not set."""
    random = Random(1887)
    return tuple(
        _person(random, today, place, name, org, tuple(circle_ids.split()))
        for place, (name, org, circle_ids) in enumerate(_NAMES)
    )


def _person(random: Random, today: date, place: int, name: str, org: str, circle_ids: tuple[str, ...]) -> Contact:
    cadence = PRESETS[(4, 5, 6, 5, 5)[place % 5]]
    days = cadence.days or 90
    stem, first = (slug(text).partition("-")[0] for text in (org, name))
    log = tuple(_log(random, today, days))
    return Contact(
        name=name, org=org, emails=(f"{first}@{stem}.example",), circles=circle_ids,
        address_as="tu" if place % 2 else "vous", cadence=cadence,
        met=Met(on=log[0].on) if log else None, tags=tuple(map(_, _TAGS[place % len(_TAGS)])),
        seeks=(Need(what=_(_SEEKS[place % 5]), since=today - timedelta(days=9 * place)),) if place % 4 == 1 else (),
        offers=(Need(what=_(_OFFERS[place % 4])),) if place % 3 == 0 else (),
        interactions=log,
    )  # fmt: skip


def _log(random: Random, today: date, cadence: int) -> Iterator[Interaction]:
    """Three years of exchanges at about the rhythm, the last one well within it."""
    back = int(cadence * random.uniform(0.1, 0.86))
    days = [back]
    while days[-1] < 1050 and len(days) < 14:
        days.append(days[-1] + int(cadence * random.uniform(0.85, 1.2)))
    for ago in reversed(days):
        note = _(random.choice(_NOTES))
        channel, direction, depth = random.choice(_KINDS if ago > back else _SPOKEN)
        yield Interaction(
            on=today - timedelta(days=ago),
            channel=channel,
            direction=direction,
            depth=depth,
            gave=random.random() < 0.3,
            received=random.random() < 0.25,
            note=note,
        )
        if direction == "out":
            yield Interaction(
                on=today - timedelta(days=max(0, ago - 1)), direction="in", note=_("Answered the next day")
            )


_SPOKEN: tuple[tuple[Channel, Direction | None, Depth | None], ...] = (
    ("call", None, None), ("meet", None, None), ("meet", None, 3), ("video", None, None), ("call", "in", 2),
)  # fmt: skip
_KINDS = (*_SPOKEN, ("message", "out", 2), ("message", "in", 2))

_TAGS = ((), ("mentor",), (), (N_("supplier"),), ("client",), (), (N_("paper"),))


_NOTES = (
    N_("Coffee between two trains"), N_("Asked how the team grows"), N_("Talked about the new law"),
    N_("Wished a happy new year"), N_("Swapped the names of good suppliers"), N_("Visited the new office"),
    N_("A long talk about succession"), N_("Sent an article on circular design"), N_("Congratulated on the prize"),
    N_("Met by chance on the platform"), N_("Compared budgets"), N_("Prepared the June jury"),
    N_("Told me about the merger"), N_("Recommended a trainer"), N_("Lunch in the canteen"),
)  # fmt: skip
_SEEKS = (
    N_("an intern for spring"), N_("a bookkeeper who knows exports"), N_("a second-hand press"),
    N_("a speaker on cash flow"), N_("shelf space in organic shops"),
)  # fmt: skip
_OFFERS = (
    N_("a meeting room in the centre"), N_("translations into German"), N_("a seat at the fair"),
    N_("advice on patents"),
)  # fmt: skip
