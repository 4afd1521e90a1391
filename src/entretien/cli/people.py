"""Looking at people: who is due, who is there, what is known about somebody, and why."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from entretien.book import Entry
from entretien.cli.shell import Shell
from entretien.i18n import _, ngettext
from entretien.model.contact import Contact
from entretien.model.network import PARTS
from entretien.model.plain import as_plain
from entretien.outlook import Network
from entretien.relationship.sentences import explanation
from entretien.vocabulary import ARROW, CHANNEL, PART, STATE, flags
from entretien.words import day_words, said_date, short_date


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


def run(command: str, shell: Shell, args: argparse.Namespace) -> int:
    """Carry out one of them."""
    match command:
        case "due":
            return _due(shell, args.json)
        case "list":
            return _list(shell, " ".join(args.query), args.json)
        case "show":
            return _show(shell, " ".join(args.who), args.json)
        case _:
            return _why(shell, " ".join(args.who), args.json)


def _due(shell: Shell, as_json: bool) -> int:
    network = shell.network
    cards = network.queue()
    if as_json:
        shell.out_json(
            [
                {
                    "id": card.who,
                    "name": network.book.contacts[card.who].name,
                    "reason": card.reason,
                    "state": network.relationship(card.who).state,
                    "why": card.why,
                    "last": _last(network, card.who),
                    "due": _iso(network.relationship(card.who).due),
                }
                for card in cards
            ]
        )
        return 0
    for part in PARTS:
        in_part = [card for card in cards if card.part == part]
        if in_part:
            shell.out(_(PART[part]))
            shell.table([(network.book.contacts[card.who].name, card.why) for card in in_part], indent=2)
    if not cards:
        shell.tell(_("Nobody is waiting."))
    for entry in network.book.unconfirmed(network.today):
        name, day = network.book.contacts[entry.owner].name, said_date(entry.interaction.on, network.today)
        shell.tell(
            _("{name}: planned for {day}; did it happen? The program asks when it is opened.").format(
                name=name, day=day
            )
        )
    return 0


def _list(shell: Shell, query: str, as_json: bool) -> int:
    from entretien.search import Finder, Query

    network = shell.network
    asked = Query.parse(query)
    found = [network.book.contacts[who] for who in Finder(network).find(asked)]
    if as_json:
        shell.out_json([_listed(network, contact) for contact in found])
        return 0
    shell.table([_row(network, contact) for contact in found])
    shell.tell(ngettext("{n} contact", "{n} contacts", len(found)))
    return 0


def _listed(network: Network, contact: Contact) -> dict[str, Any]:
    return {
        "id": contact.id,
        "name": contact.name,
        "org": contact.org,
        "title": contact.title,
        "tags": list(contact.tags),
        "circles": list(contact.circles),
        "last": _last(network, contact.id),
        "due": _iso(network.relationship(contact.id).due),
        "state": network.state(contact.id),
    }


def _row(network: Network, contact: Contact) -> tuple[str, ...]:
    relationship = network.relationship(contact.id)
    last = day_words(relationship.last.on, network.today) if relationship.last else ""
    circles = " ".join(f"+{circle}" for circle in contact.circles)
    return (contact.id, contact.name, contact.org, circles, last, _(STATE[network.state(contact.id)]))


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
    sentences = dict.fromkeys(
        (
            network.why(contact.id),
            *explanation(network.relationship(contact.id), network.parameters, solid=contact.solid),
        )
    )
    if as_json:
        shell.out_json({"id": contact.id, "state": network.state(contact.id), "sentences": list(sentences)})
        return 0
    shell.out(contact.name)
    for sentence in sentences:
        shell.out(f"  {sentence}")
    return 0


def _last(network: Network, who: str) -> str | None:
    last = network.relationship(who).last
    return last.on.isoformat() if last else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
