"""Looking at people: who is due, who is there, what is known about somebody, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from entretien.cli.shell import Shell
from entretien.collector import collector_at_rest
from entretien.i18n import _, ngettext
from entretien.vocabulary import ARROW, CHANNEL, PART, STATE, flags
from entretien.words import day_words, said_date, short_date

if TYPE_CHECKING:
    import argparse

    from entretien.book import Entry
    from entretien.model.contact import Contact
    from entretien.outlook import Network

MEANWHILE: Final = (
    "entretien.storage.schema", "rtoml", "entretien.storage.by_hand", "entretien.relationship.standing",
    "entretien.relationship.queue", "entretien.relationship.dormant",
)  # fmt: skip
"""What is needed as soon as a file was changed, see `Scout.meanwhile`."""


def configure(command: str, parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `due`, `list`, `show` and `why`."""
    match command:
        case "list":
            parser.add_argument(
                "query", nargs="*", metavar=_("QUERY"), help=_("words, #tag, +circle, @org, is:due; all must fit")
            )
        case "show" | "why":
            parser.add_argument("who", nargs="+", metavar=_("WHO"), help=_("an id or an unambiguous part of a name"))
    parser.add_argument("--json", action="store_true", help=_("data for scripts"))


def arguments(command: str, words: list[str]) -> dict[str, Any]:  # noqa: ARG001 - `list` alone takes any words
    """What the parser of `list` gives for words without an option."""
    return {"query": words, "json": False}


def run(command: str, shell: Shell, args: argparse.Namespace) -> int:
    """Carry out one of them."""
    match command:
        case "due":
            with collector_at_rest():
                code = _due(shell, args.json)
                shell.keep()
            return code
        case "list":
            with collector_at_rest():
                code = _list(shell, " ".join(args.query), args.json)
                shell.keep()
            return code
        case "show":
            return _show(shell, " ".join(args.who), args.json)
        case _:
            return _why(shell, " ".join(args.who), args.json)


def _due(shell: Shell, as_json: bool) -> int:
    network = shell.network
    if as_json:
        shell.out_json(
            [
                {
                    "id": line.who,
                    "name": line.name,
                    "reason": line.reason,
                    "state": line.state,
                    "why": line.why,
                    "last": _iso(line.last),
                    "due": _iso(line.due),
                }
                for line in network.places.values()
            ]
        )
        return 0
    for part, lines in groupby(network.places.values(), lambda line: line.part):
        if part:
            shell.out(_(PART[part]))
            shell.table([(line.name, line.why) for line in lines], indent=2)
    if not network.places:
        shell.tell(_("Nobody is waiting."))
    for entry in network.book.unconfirmed(network.today):
        shell.tell(_did_it_happen(network, entry))
    return 0


def _did_it_happen(network: Network, entry: Entry) -> str:
    name = network.book.shelf.outline(entry.owner).name
    return _("{name}: planned for {day}; did it happen? The program asks when it is opened.").format(
        name=name, day=said_date(entry.interaction.on, network.today)
    )


def _list(shell: Shell, query: str, as_json: bool) -> int:
    from entretien.search import Query, find_once

    asked = Query.parse(query)
    network = shell.network
    found = find_once(network, asked)
    if as_json:
        shell.out_json([_listed(network, who) for who in found])
        return 0
    ago = cache(lambda day: day_words(date.fromordinal(day), network.today) if day else "")
    shell.table([_row(network, who, ago) for who in found])
    shell.tell(ngettext("{n} contact", "{n} contacts", len(found)))
    return 0


def _listed(network: Network, who: str) -> dict[str, Any]:
    person, line = network.book.shelf.outline(who), network.line(who)
    return {
        "id": who,
        "name": person.name,
        "org": person.org,
        "title": person.title,
        "tags": list(person.tags),
        "circles": list(person.circles),
        "last": _iso(line.last),
        "due": _iso(line.due),
        "state": network.state(who),
    }


def _row(network: Network, who: str, ago: Callable[[int | None], str]) -> tuple[str, ...]:
    line, org = network.line(who), network.book.shelf.value(who, "org")
    circles = " ".join([f"+{circle}" for circle in line.circles])
    state = line.state if line.status == "active" else line.status
    return (who, line.name, org, circles, ago(line.last), _(STATE[state]))


def _show(shell: Shell, who: str, as_json: bool) -> int:
    from entretien.relationship.standing import as_json as relationship_json

    network = shell.network
    contact = network.book.find(who)
    timeline = tuple(reversed(network.book.timeline(contact.id)))
    if as_json:
        shell.out_json(
            {
                "id": contact.id,
                "contact": shell.store.plain("contact", contact.id),
                "interactions": [_as_data(entry, contact.id) for entry in timeline],
                "relationship": relationship_json(network.relationship(contact.id)),
                "why": network.why(contact.id),
            }
        )
        return 0
    shell.out(contact.name)
    shell.table(_card(network, contact), indent=2)
    for entry in timeline:
        shell.out(_timeline_line(network, entry, contact.id))
    return 0


def _card(network: Network, contact: Contact) -> list[tuple[str, str]]:
    rows = [
        (_("id"), contact.id),
        (_("why now"), network.why(contact.id)),
        (_("work"), ", ".join(filter(None, (contact.title, contact.org)))),
        (_("e-mail"), ", ".join(contact.emails)),
        (_("phone"), ", ".join(contact.phones)),
        (_("links"), " ".join(contact.links)),
        (_("place"), contact.place),
        (_("circles"), " ".join(f"+{circle}" for circle in contact.circles)),
        (_("tags"), " ".join(f"#{tag}" for tag in contact.tags)),
        (_("seeks"), "; ".join(need.what for need in contact.seeks)),
        (_("offers"), "; ".join(need.what for need in contact.offers)),
        (_("promises"), "; ".join(_promise(promise.what, promise.by) for promise in contact.open_promises)),
        (_("notes"), contact.notes.strip()),
    ]
    return [(label, text) for label, text in rows if text]


def _promise(what: str, by: str) -> str:
    return (_("mine: {what}") if by == "me" else _("theirs: {what}")).format(what=what)


def _timeline_line(network: Network, entry: Entry, who: str) -> str:
    item = entry.interaction
    others = [id for id in (entry.owner, *item.with_) if id != who]
    names = [contact.name if (contact := network.book.contacts.get(id)) else id for id in others]
    said = [item.note, flags(item), _("with {names}").format(names=", ".join(names)) if names else ""]
    line = " · ".join(part for part in said if part)
    what = f"{ARROW[item.effective_direction]} {_(CHANNEL[item.channel])}"
    return f"{short_date(item.on, network.today):>14}  {what}  {line}".rstrip()


def _as_data(entry: Entry, who: str) -> dict[str, Any]:
    from entretien.model.plain import as_plain

    data = as_plain(entry.interaction)
    data["direction"] = entry.interaction.effective_direction
    data["channel"] = entry.interaction.channel
    data["depth"] = entry.interaction.effective_depth
    if entry.owner != who:
        data["in"] = entry.owner
    return data


def _why(shell: Shell, who: str, as_json: bool) -> int:
    network = shell.network
    contact = network.book.find(who)
    sentences = network.explain(contact.id)
    if as_json:
        shell.out_json({"id": contact.id, "state": network.state(contact.id), "sentences": list(sentences)})
        return 0
    shell.out(contact.name)
    for sentence in sentences:
        shell.out(f"  {sentence}")
    for entry in network.book.unconfirmed(network.today):
        if contact.id in (entry.owner, *entry.interaction.with_):
            shell.tell(_did_it_happen(network, entry))
    return 0


def _iso(day: int | None) -> str | None:
    return date.fromordinal(day).isoformat() if day else None
