"""Whether two cards are one person, and what says so. Never on a name alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

from entretien.i18n import _
from entretien.identity import email_key, is_shared_mailbox, linkedin_slug, name_key, org_key, phone_key
from entretien.model.contact import Contact
from entretien.namedtuple import NamedTuple

Evidence = Literal[
    "source", "id", "uid", "email", "linkedin", "phone", "name-org", "name-met", "nothing-new", "name", "near", "chosen"
]

STRENGTH: Final[dict[Evidence, int]] = {evidence: place for place, evidence in enumerate(get_args(Evidence))}
"""0 is the strongest."""
DECISIVE: Final[frozenset[Evidence]] = frozenset({"source", "id", "uid", "email", "linkedin", "phone"})
"""Evidence that also joins two rows of one source; the rest joins a row to a card, and only one row."""


class Match(NamedTuple):
    """A contact that a card may mean, and why."""

    who: str
    evidence: Evidence


def evidence_words(evidence: Evidence) -> str:
    """The evidence in words."""
    match evidence:
        case "source":
            return _("imported before as this contact")
        case "id":
            return _("same id, name and history")
        case "uid":
            return _("the same card (UID)")
        case "email":
            return _("same e-mail")
        case "linkedin":
            return _("same LinkedIn profile")
        case "phone":
            return _("same phone number")
        case "name-org":
            return _("same name and organisation")
        case "name-met":
            return _("same name and day of meeting")
        case "nothing-new":
            return _("same name, and nothing new is said")
        case "name":
            return _("same name")
        case "near":
            return _("similar name")
        case "chosen":
            return _("chosen by you")


@dataclass(frozen=True, slots=True)
class Keys:
    """What a card can be recognised by."""

    contact: Contact
    emails: frozenset[str]
    slugs: frozenset[str]
    phones: frozenset[str]
    uids: frozenset[str]
    name: str
    org: str
    met: str

    @classmethod
    def of(cls, contact: Contact, region: str) -> Keys:
        """The keys of a card; phone numbers are read as dialled in `region`."""
        return cls(
            contact=contact,
            emails=frozenset(key for email in contact.emails if (key := email_key(email))),
            slugs=frozenset(key for link in contact.links if (key := linkedin_slug(link))),
            phones=frozenset(key for phone in contact.phones if (key := phone_key(phone, region))),
            uids=card_uids(contact),
            name=name_key(contact.name),
            org=org_key(contact.org),
            met=contact.met.on.isoformat() if contact.met and contact.met.on else "",
        )

    @property
    def is_named(self) -> bool:
        """Whether the name is one, and not an address or a number for want of a name."""
        return "@" not in self.contact.name and any(map(str.isalpha, self.name))

    def all(self) -> Iterable[tuple[str, str]]:
        """Each key with its kind."""
        for kind, values in (
            ("email", self.emails), ("linkedin", self.slugs), ("phone", self.phones), ("uid", self.uids)
        ):  # fmt: skip
            for value in values:
                yield kind, value
        if self.name:
            yield "name", self.name


def card_uids(contact: Contact) -> frozenset[str]:
    """The UIDs of the vCards that a contact came from."""
    return frozenset(line.partition(":")[2].strip() for line in contact.vcard if line[:4].upper() in ("UID:", "UID;"))


def contradict(one: Keys, other: Keys) -> bool:
    """Whether two cards name different LinkedIn profiles, which makes them two people."""
    return bool(one.slugs and other.slugs and not one.slugs & other.slugs)


def same_person(one: Keys, other: Keys) -> Evidence | None:
    """The strongest evidence that two cards are one person; None where there is none, or their profiles differ.

    A mailbox such as info@ and a phone number can be shared by colleagues: they count where the names have a word in
    common.
    """
    if one.uids & other.uids:
        return "uid"
    if contradict(one, other):
        return None
    same_name = bool(one.name) and one.name == other.name
    if (
        same_name
        and one.contact.id
        and one.contact.id == other.contact.id
        and _share_history(one.contact, other.contact)
    ):
        return "id"
    related = (
        same_name or bool(set(one.name.split()) & set(other.name.split())) or not (one.is_named and other.is_named)
    )
    if any(related or not is_shared_mailbox(address) for address in one.emails & other.emails):
        return "email"
    if one.slugs & other.slugs:
        return "linkedin"
    if related and one.phones & other.phones:
        return "phone"
    if same_name and one.org and one.org == other.org:
        return "name-org"
    if same_name and one.met and one.met == other.met:
        return "name-met"
    return None


def _share_history(one: Contact, other: Contact) -> bool:
    """Whether two cards have a date, a note or a line of the log in common. An id is only a name written otherwise."""
    return bool(
        (one.notes.strip() and one.notes.strip() == other.notes.strip())
        or set(one.dates) & set(other.dates)
        or {(item.on, item.channel, item.note) for item in one.interactions}
        & {(item.on, item.channel, item.note) for item in other.interactions}
    )


class Index:
    """Contacts by all that they can be recognised by."""

    def __init__(self, contacts: Iterable[Contact], region: str) -> None:
        self._region = region
        self._keys: dict[str, Keys] = {}
        self._places: dict[tuple[str, str], list[str]] = defaultdict(list)
        for contact in contacts:
            self.add(contact.id, contact)

    def add(self, who: str, contact: Contact) -> None:
        """Know one more card, under the id `who`."""
        keys = Keys.of(contact, self._region)
        self._keys[who] = keys
        for place in keys.all():
            self._places[place].append(who)

    def match(self, keys: Keys, *, leave_out: Container[str] = ()) -> Match | None:
        """The contact with the strongest evidence; between equals, one of the same name, then the first."""
        best: tuple[tuple[int, bool], Match] | None = None
        for who in dict.fromkeys(who for place in keys.all() for who in self._places.get(place, ())):
            if who in leave_out:
                continue
            evidence = same_person(keys, self._keys[who])
            if evidence is None:
                continue
            rank = (STRENGTH[evidence], self._keys[who].name != keys.name)
            if best is None or rank < best[0]:
                best = rank, Match(who, evidence)
        return best[1] if best else None

    def may_be_called(self, who: str, keys: Keys) -> bool:
        """Whether a card's name goes with a contact's: the words of one are among those of the other."""
        one, other = set(self._keys[who].name.split()), set(keys.name.split())
        return one <= other or other <= one

    def of_name(self, keys: Keys) -> tuple[str, ...]:
        """The contacts of exactly that name whose profiles don't say they are somebody else."""
        return tuple(who for who in self._places.get(("name", keys.name), ()) if not contradict(keys, self._keys[who]))
