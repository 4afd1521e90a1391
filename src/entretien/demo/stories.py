"""The people that the first look meets: each shows one reason to get in touch, or one reason not to."""

from __future__ import annotations

from datetime import date, timedelta

from entretien.i18n import _
from entretien.model.cadence import NO_CADENCE, Cadence
from entretien.model.contact import Anniversary, Contact, Met, Need, Promise
from entretien.model.interaction import Channel, Depth, Direction, Interaction

MONTHLY, QUARTERLY, HALF_YEARLY = Cadence(1, "month"), Cadence(3, "month"), Cadence(6, "month")


def stories(today: date) -> tuple[Contact, ...]:
    """The hand-made part of the demo, as of `today`; ids are not set."""
    return _Stories(today).all()


class _Stories:
    def __init__(self, today: date) -> None:
        self.today = today

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def met(
        self,
        days: int,
        note: str,
        channel: Channel = "meet",
        depth: Depth = 2,
        *,
        direction: Direction | None = None,
        gave: bool = False,
        received: bool = False,
        asked: bool = False,
        event: str = "",
        with_: tuple[str, ...] = (),
    ) -> Interaction:
        return Interaction(
            on=self.ago(days), channel=channel, depth=depth, direction=direction, note=note, gave=gave,
            received=received, asked=asked, event=event, with_=with_, planned=days < 0,
        )  # fmt: skip

    def wrote(self, days: int, note: str, *, gave: bool = False, asked: bool = False) -> Interaction:
        return self.met(days, note, "message", 1, direction="out", gave=gave, asked=asked)

    def heard(self, days: int, note: str) -> Interaction:
        return self.met(days, note, "message", 2, direction="in")

    def all(self) -> tuple[Contact, ...]:
        return (
            *self.promised(), *self.waiting_for_a_reply(), *self.just_met(), *self.a_date(),
            *self.to_see(), *self.dormant(), *self.left_alone(),
        )  # fmt: skip

    def promised(self) -> tuple[Contact, ...]:
        return (
            Contact(
                name="Marie Dupont", org="Papeteries Lenoir", title=_("CEO"), emails=("marie.dupont@lenoir.example",),
                phones=("+33 1 99 00 12 34",), links=("https://www.linkedin.com/in/marie-dupont-demo",),
                place="Montreuil", address_as="vous", tags=(_("packaging"),), circles=("hec", "packaging"),
                cadence=QUARTERLY,
                met=Met(on=self.ago(792), event="", through="paul-roy", cue=_("red glasses")),
                notes=_("Sails. Two children. Took over the family paper mill in 2021.\n"),
                seeks=(Need(what=_("printer in Montreuil"), tags=(_("printer"), "montreuil"), since=self.ago(18)),),
                offers=(Need(what=_("introductions to retail chains"), tags=(_("retail"),)),),
                promises=(Promise(what=_("send the deck"), due=self.ago(4), made=self.ago(18)),),
                interactions=(
                    self.met(792, _("First met at Paul's summer dinner"), with_=("paul-roy",)),
                    self.met(701, _("Tour of the mill; she worries about pulp prices"), depth=3, received=True),
                    self.met(612, _("Compared notes on hiring"), "call"),
                    self.met(520, _("Lunch; asked me about recycled liners"), gave=True),
                    self.met(433, _("Short call, all well"), "call"),
                    self.met(350, _("Visited the new line together"), depth=3),
                    self.met(266, _("Asked about packaging for the new range"), "call", direction="in", received=True),
                    self.met(181, _("Coffee at Gare de l'Est"), gave=True),
                    self.wrote(105, _("Sent the HEC article"), gave=True),
                    self.heard(103, _("Thanked, passed it to her team")),
                    self.met(18, _("Launch slips to March; looks for a printer in Montreuil"), depth=3),
                ),
            ),
            Contact(
                name="Ahmed Bernard", org="Atelier Bernard", title=_("Founder"),
                emails=("ahmed@atelier-bernard.example",),
                place="Lyon", address_as="tu", tags=("design",), circles=("lyon",), cadence=MONTHLY,
                offers=(Need(what=_("brand design for small companies"), tags=("design", _("brand"))),),
                promises=(
                    Promise(what=_("introduce him to the museum shop"), due=self.today, made=self.ago(12)),
                    Promise(what=_("the name of his accountant"), by="them", due=self.ago(-10), made=self.ago(12)),
                ),
                interactions=(
                    *(self.met(12 + 31 * n, note, "call") for n, note in enumerate(
                        (_("Third studio opens in spring"), _("Looking for a museum client"), _("Hired two juniors"),
                         _("Catching up"), _("His book is out"), _("Catching up after the holidays"))
                    )),
                ),
            ),
        )  # fmt: skip

    def waiting_for_a_reply(self) -> tuple[Contact, ...]:
        return (
            Contact(
                name="Léa Martin", org="Mairie de Nantes", title=_("Economic development"), address_as="vous",
                emails=("lea.martin@nantes.example",), place="Nantes", circles=("sme",), cadence=QUARTERLY,
                seeks=(Need(what=_("companies for the spring fair"), tags=(_("fair"), _("sme")), since=self.ago(6)),),
                interactions=(
                    self.met(330, _("Panel on local supply chains"), depth=2),
                    self.met(212, _("Visited two workshops together"), depth=3, received=True),
                    self.wrote(121, _("Sent the study she asked for"), gave=True),
                    self.heard(119, _("Used it in the council")),
                    self.heard(6, _("Would I open the spring fair with her?")),
                ),
            ),
            Contact(
                name="Tomasz Wójcik", org="Baltic Freight", title=_("Operations"), emails=("tomasz@baltic.example",),
                place="Gdańsk", language="en", tags=(_("logistics"),), circles=("logistics",), cadence=QUARTERLY,
                offers=(Need(what=_("rail capacity to Lyon"), tags=(_("logistics"), "rail")),),
                interactions=(
                    self.met(280, _("Site visit in Gdańsk"), depth=3),
                    self.met(188, _("Quarterly call"), "video"),
                    self.met(96, _("Quarterly call"), "video", received=True),
                    self.heard(2, _("Has a free wagon in January, do I know someone?")),
                ),
            ),
        )  # fmt: skip

    def just_met(self) -> tuple[Contact, ...]:
        fair, written = "salon-sme", ("Chiara Rossi", "Youssef El Amrani")
        people = (
            ("Paul Nguyen", "Fablab Bastille", _("Manager"), 1, _("yellow scarf"), _("prototypes in a week"), ""),
            ("Chiara Rossi", "Rossi Carta", _("Export"), 1, _("speaks with her hands"), "", _("French distributor")),
            ("Youssef El Amrani", "Atlas Data", _("CTO"), 1, _("conference badge from Rabat"), _("data audits"), ""),
            ("Jeanne Le Goff", "Crêperie Ty Breizh", _("Owner"), 0, _("striped jumper"), "", _("organic buckwheat")),
            ("Oskar Lindqvist", "Nordpack", _("Sales"), 0, _("very tall"), _("moulded fibre"), ""),
            ("Aïcha Diallo", "Sahel Textiles", _("Founder"), 0, _("blue notebook"), "", _("a mentor for exports")),
            ("Benoît Caron", "", "", 0, _("knew my brother at school"), "", ""),
        )
        return tuple(
            Contact(
                name=name, org=org, title=title, tags=(_("fair"),), circles=("sme",) if org else (),
                met=Met(on=self.ago(days), event=fair, cue=cue),
                offers=(Need(what=offer, since=self.ago(days)),) if offer else (),
                seeks=(Need(what=need, since=self.ago(days)),) if need else (),
                interactions=(
                    self.met(days, need or offer or cue, event=fair),
                    *((self.wrote(0, _("First message, with the catalogue"), gave=True),) if name in written else ()),
                ),
            )
            for name, org, title, days, cue, offer, need in people
        )  # fmt: skip

    def a_date(self) -> tuple[Contact, ...]:
        birthday = self.ago(-3)
        return (
            Contact(
                name="Hélène Fontaine", org="Fontaine & Associés", title=_("Lawyer"), address_as="tu",
                emails=("helene@fontaine.example",), place="Paris", circles=("hec",), cadence=QUARTERLY,
                dates=(Anniversary(label=_("birthday"), on=f"{birthday.month:02}-{birthday.day:02}"),),
                interactions=(
                    self.met(290, _("Reviewed the shareholders' agreement"), "call", depth=3, received=True),
                    self.met(200, _("Lunch near the court")),
                    self.met(110, _("Called about the lease"), "call", received=True),
                    self.met(30, _("Sent her a client"), "call", gave=True),
                ),
            ),
        )  # fmt: skip

    def to_see(self) -> tuple[Contact, ...]:
        return (
            Contact(
                name="Inès Moreau", org="Radio Locale", title=_("Journalist"), emails=("ines@radiolocale.example",),
                place="Lille", address_as="tu", tags=(_("press"),), circles=("press",), cadence=MONTHLY,
                offers=(Need(what=_("airtime for small companies"), tags=(_("press"), "radio")),),
                notes=_("Prefers to be called after the noon programme.\n"),
                interactions=(
                    self.met(395, _("Recorded the portrait of the workshop"), depth=3, received=True),
                    self.met(262, _("Coffee between two recordings"), gave=True),
                    self.met(191, _("Thinking about a podcast of her own"), depth=3),
                ),
            ),
            Contact(
                name="Hugo Blanc", org="Blanc Logistique", title=_("Managing director"), place="Dijon",
                emails=("hugo.blanc@blanc-log.example",), address_as="tu", circles=("logistics", "sme"),
                tags=(_("logistics"),), cadence=MONTHLY,
                seeks=(Need(what=_("a warehouse near Lyon"), tags=(_("warehouse"), "lyon"), since=self.ago(39)),),
                interactions=(
                    *(self.met(39 + 33 * n, note, "call", gave=n % 2 == 0) for n, note in enumerate(
                        (_("Needs a warehouse near Lyon"), _("Drivers are hard to find"), _("New fleet ordered"),
                         _("Budget season"), _("First talk about sharing trucks"))
                    )),
                ),
            ),
            Contact(
                name="Sofia Andersson", org="Fjord Design", title=_("Partner"), place="Göteborg", language="en",
                emails=("sofia@fjord.example",), tags=("design",), circles=("packaging",), cadence=HALF_YEARLY,
                interactions=(
                    *(self.met(70 + 24 * n, note, "video", received=n == 1) for n, note in enumerate(
                        (_("Sketches for the new box"), _("Material tests"), _("Kick-off of the box project"),
                         _("Budget agreed"), _("Idea of a common box"))
                    )),
                ),
            ),
            Contact(
                name="Nicolas Petit", org="Banque de l'Ouest", title=_("Adviser"), place="Rennes", address_as="vous",
                emails=("n.petit@bdo.example",), circles=("sme",), cadence=QUARTERLY,
                interactions=(
                    self.met(330, _("Loan for the second workshop")),
                    self.met(228, _("Yearly figures"), "call"),
                    self.met(143, _("Asked him for a contact at the region"), "call", asked=True, received=True),
                ),
            ),
            Contact(
                name="王伟 (Wang Wei)", org="Suzhou Paper", title=_("Export manager"), place="Suzhou", language="en",
                emails=("wang.wei@suzhou-paper.example",), tags=(_("paper"),), circles=("packaging",),
                cadence=QUARTERLY,
                interactions=(
                    self.met(286, _("Met at the Paris paper fair"), depth=3),
                    self.met(195, _("Samples arrived, good quality"), "video", received=True),
                    self.met(99, _("Prices for spring"), "video"),
                ),
            ),
        )  # fmt: skip

    def dormant(self) -> tuple[Contact, ...]:
        return (
            Contact(
                name="Zoé Laurent", org="Théâtre des Docks", title=_("Producer"), place="Marseille", address_as="tu",
                emails=("zoe.laurent@docks.example",), circles=("culture",), cadence=QUARTERLY,
                notes=_("We ran the student fair together for three years.\n"),
                interactions=(
                    self.met(985, _("Premiere in Marseille, then a long walk along the docks"), depth=3, received=True),
                    self.met(868, _("Lunch; she was about to take over the theatre"), depth=3),
                    self.met(741, _("Last call before her season began"), "call", depth=2),
                ),
            ),
            Contact(
                name="Giorgos Papadakis", org="Aegean Boats", title=_("Shipwright"), place="Piraeus", language="en",
                circles=("logistics",), cadence=MONTHLY,
                interactions=(
                    self.met(620, _("Boat show"), depth=2),
                    self.met(560, _("Short call"), "call"),
                ),
            ),
        )  # fmt: skip

    def left_alone(self) -> tuple[Contact, ...]:
        return (
            Contact(
                name="Camille Robert", org="Région Bretagne", title=_("Project officer"), cadence=MONTHLY,
                emails=("camille.robert@bretagne.example",), circles=("sme",), place="Rennes", address_as="vous",
                interactions=(
                    self.met(160, _("Workshop on grants")),
                    self.wrote(70, _("Asked about the next call"), asked=True),
                    self.wrote(40, _("Asked again"), asked=True),
                    self.wrote(11, _("A last word about the grant")),
                ),
            ),
            Contact(
                name="David Cohen", org="Cohen Conseil", title=_("Consultant"), place="Paris", address_as="tu",
                emails=("david@cohen-conseil.example",), circles=("hec",), cadence=MONTHLY,
                interactions=(
                    self.met(64, _("Breakfast; swapped reading lists"), gave=True, received=True),
                    self.wrote(4, _("Proposed a date for lunch")),
                ),
            ),
            Contact(
                name="Fatou Ndiaye", org="Teranga Foods", title=_("Founder"), place="Bordeaux", address_as="tu",
                emails=("fatou@teranga.example",), circles=("sme",), cadence=MONTHLY, snoozed_until=self.ago(-18),
                snoozes=1,
                seeks=(Need(what=_("glass jars in small runs"), tags=(_("packaging"),), since=self.ago(51)),),
                interactions=(
                    self.met(120, _("Tasting in Bordeaux"), depth=3),
                    self.met(51, _("Looks for glass jars in small runs"), "call"),
                ),
            ),
            Contact(
                name="Julien Garnier", org="Garnier Imprimeur", title=_("Printer"), place="Montreuil", address_as="tu",
                emails=("julien@garnier-imp.example",), tags=(_("printer"), "montreuil"), circles=("sme",),
                cadence=QUARTERLY,
                offers=(
                    Need(
                        what=_("printing in Montreuil, small runs"),
                        tags=(_("printer"), "montreuil"),
                        since=self.ago(60),
                    ),
                ),
                interactions=(
                    self.met(196, _("Visit of the workshop")),
                    self.met(118, _("Quote for the catalogue"), "call", received=True),
                    self.met(60, _("Catalogue printed, happy with it"), depth=2, gave=True),
                    self.met(-9, _("Lunch at the workshop")),
                ),
            ),
            Contact(
                name="Mamie Odette", notes=_("Family: no rhythm, she calls.\n"), cadence=NO_CADENCE, solid=True,
                interactions=tuple(self.met(9 + 14 * n, "", "call", direction="in") for n in range(12)),
            ),
            Contact(
                name="Rémi Chevalier", org="Chevalier Bois", status="resting", cadence=HALF_YEARLY,
                interactions=(self.met(240, _("Asked for some quiet until his firm is sold"), "call"),),
            ),
        )  # fmt: skip
