"""A network of any size, the same each time: contacts with ten interactions each, in a handful of circles."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

FIRST = ("Marie", "Ahmed", "Léa", "Tomasz", "Inès", "Hugo", "Zoé", "Paul", "Chiara", "Youssef", "Łukasz", "Amélie")
LAST = ("Dupont", "Bernard", "Martin", "Wójcik", "Moreau", "Blanc", "Laurent", "Nguyen", "Rossi", "Haddad", "O'Brien")
ORGS = (
    "Acme",
    "Atelier Nord",
    "Papeteries Lenoir",
    "Green Cartons",
    "Port de Nantes",
    "Radio Locale",
    "École des Mines",
)
NOTES = ("Coffee between two trains", "Asked how the team grows", "Talked about the new law", "Compared budgets")
CHANNELS = ("message", "call", "meet", "video")
CADENCES = {"1 month": 30, "2 months": 60, "3 months": 90, "6 months": 180, "1 year": 365}
DUE_SHARE = 0.02
"""How many are due; the others are well within their rhythm, as in a network that is kept up."""


def write_network(home: Path, contacts: int, today: date, interactions: int = 10) -> None:
    """Write `contacts` files with `interactions` lines each below `home`."""
    random = Random(contacts)
    folder = home / "contacts"
    folder.mkdir(parents=True, exist_ok=True)
    (home / "circles").mkdir(exist_ok=True)
    for circle in range(5):
        (home / "circles" / f"circle-{circle}.toml").write_text(f'name = "Circle {circle}"\nstake = "To each other"\n')
    for number in range(contacts):
        (folder / f"person-{number:06}.toml").write_text(
            _contact(random, number, today, interactions), encoding="utf-8"
        )


def _contact(random: Random, number: int, today: date, interactions: int) -> str:
    first, last = random.choice(FIRST), random.choice(LAST)
    cadence, days = random.choice(tuple(CADENCES.items()))
    lines = [
        f'name = "{first} {last} {number}"',
        f'org = "{random.choice(ORGS)}"',
        f'emails = ["person{number}@acme.example"]',
        f'tags = ["tag{number % 40}"]',
        f'circles = ["circle-{number % 5}"]',
        f'cadence = "{cadence}"',
    ]
    back = days + random.randint(1, 20) if random.random() < DUE_SHARE else random.randint(1, int(days * 0.75))
    day = today - timedelta(days=back)
    log = []
    for _ in range(interactions):
        log.append(
            f'\n[[interactions]]\non = {day}\nchannel = "{random.choice(CHANNELS)}"\n'
            f'gave = {str(random.random() < 0.3).lower()}\nnote = "{random.choice(NOTES)}, {number}"'
        )
        day -= timedelta(days=int(days * random.uniform(0.8, 1.2)) + 3)
    return "\n".join([*lines, *reversed(log)]) + "\n"
