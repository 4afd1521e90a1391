"""The coming weeks from the shell."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from entretien.actions.plan import accept_fix
from entretien.cli.shell import Shell
from entretien.errors import UsageError
from entretien.i18n import _, ngettext
from entretien.relationship.plan import Plan, Week, by_circle, plan
from entretien.relationship.year import year
from entretien.words import short_date

_BAR = "█"
_BEYOND = "░"


def configure(command: str, parser: argparse.ArgumentParser) -> None:  # noqa: ARG001 - one command here
    """Declare the arguments of `plan`."""
    parser.add_argument(
        "--weeks", type=int, default=12, metavar="N", help=_("how many weeks, 1 to 104; 12 if left out")
    )
    parser.add_argument(
        "--accept", action="store_true", help=_("take the proposed slower rhythms, as one step of undo")
    )
    parser.add_argument("--json", action="store_true", help=_("data for scripts"))


def run(command: str, shell: Shell, args: argparse.Namespace) -> int:  # noqa: ARG001 - one command here
    """Show the plan, or accept its proposal."""
    if not 1 <= args.weeks <= 104:
        raise UsageError(_("--weeks takes a number from 1 to 104."))
    network, config = shell.network, shell.config
    coming = plan(
        network.ties(), shell.today, args.weeks, config.session_minutes, config.minutes_per_touch, config.model
    )
    if args.accept:
        change = accept_fix(network.book, coming.fix.slowings)
        if change:
            shell.commit(change)
        else:
            shell.tell(_("Nothing needs to change."))
    elif args.json:
        shell.out_json(_data(coming))
    else:
        _print(shell, coming)
    return 0


def _print(shell: Shell, coming: Plan) -> None:
    shell.out(coming.load.sentence)
    for week, after in zip(coming.weeks, coming.weeks_after, strict=True):
        bar = _BAR * (week.people - week.overflow) + _BEYOND * week.overflow
        line = f"{short_date(week.starts, shell.today):>14}  {bar} {week.people}"
        shell.out(f"{line} → {after.people}" if coming.fix.slowings else line)
    shell.table(_circles(shell, coming), indent=2)
    if coming.fix.slowings:
        shell.out(coming.fix.sentence)
        names = [shell.book.contacts[slowing.who].name for slowing in coming.fix.slowings]
        shell.out(f"  {', '.join(names)}")
        shell.tell(_("`entretien plan --accept` takes this proposal."))
    else:
        shell.tell(ngettext("room for {n} person a week", "room for {n} people a week", coming.room))
    past = year(shell.network.ties(), shell.config.model)
    circle = shell.book.circles.get(past.largest_circle)
    for sentence in (past.reciprocity_sentence, past.clump_sentence(circle.name if circle else past.largest_circle)):
        if sentence:
            shell.out(sentence)


def _circles(shell: Shell, coming: Plan) -> list[tuple[str, str]]:
    """The circles that ask for something in these weeks, those that ask for most first; before and after the fix."""
    sums, sums_after = by_circle(coming.weeks), by_circle(coming.weeks_after)
    rows = []
    for id, total in sums.most_common():
        circle = shell.book.circles.get(id)
        touches = ngettext("{n} touch", "{n} touches", total)
        name = circle.name if circle else id or _("in no circle")
        rows.append((name, f"{touches} → {sums_after[id]}" if sums_after[id] != total else touches))
    return rows


def _data(coming: Plan) -> dict[str, object]:
    return {
        "touches": round(coming.load.touches, 3),
        "minutes": round(coming.load.minutes, 1),
        "room": coming.room,
        "fits": coming.load.fits,
        "weeks": _weeks(coming.weeks),
        "fix": [
            {"id": slowing.who, "before": slowing.before, "after": slowing.after} for slowing in coming.fix.slowings
        ],
        "weeks_after": _weeks(coming.weeks_after),
    }


def _weeks(weeks: Sequence[Week]) -> list[dict[str, object]]:
    return [
        {
            "starts": week.starts.isoformat(),
            "people": week.people,
            "overflow": week.overflow,
            "circles": dict(week.by_circle),
        }
        for week in weeks
    ]
