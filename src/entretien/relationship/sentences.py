"""Every state and measure in one line of words, that explains by counting; never a score, never guilt."""

from __future__ import annotations

from datetime import date
from typing import Literal

from entretien.i18n import _, ngettext
from entretien.model.cadence import Cadence
from entretien.relationship.days import shifted
from entretien.relationship.parameters import BANDS, DEFAULTS, FAIRLY_REGULAR, REGULAR, Parameters
from entretien.relationship.standing import Relationship
from entretien.words import day_words, days_words, percent, said_date

Band = Literal["warm", "cooling", "cool", "cold", "dormant"]


def state_sentence(tie: Relationship) -> str:
    """Why the tie is in its state."""
    if tie.second_contact and tie.state in ("due", "late"):
        if tie.woke_after:
            return _("Last contact {ago}, after {silence} of silence; a second one keeps the tie awake.").format(
                ago=_days_ago(tie.since_touch or 0), silence=days_words(tie.woke_after)
            )
        return _("Last contact {ago}; a second one now makes the tie last.").format(ago=_days_ago(tie.since_touch or 0))
    match tie.state:
        case "none":
            return _("No rhythm is asked for, so nothing is ever due.")
        case "planned":
            return _planned(tie)
        case "snoozed":
            return _("Put off until {date}.").format(date=_date(tie, tie.snoozed_until))
        case "new":
            return _new(tie)
        case "dormant":
            return _("Dormant: {span} without a sign of life; the limit is {limit}.").format(
                span=days_words(tie.since_life or 0), limit=days_words(round(tie.dormant_after or 0))
            )
        case "rest" | "waiting":
            return hold(tie)
        case "last_call":
            return _("Last call: {span} without a sign of life, dormant after {limit}.").format(
                span=days_words(tie.since_life or 0), limit=days_words(round(tie.dormant_after or 0))
            )
        case "quiet":
            return silence(tie)
        case "late":
            return _("It has been a while: last contact {ago}; the rhythm is {cadence}.").format(
                ago=_days_ago(tie.since_touch or 0), cadence=_every(tie)
            )
        case "due":
            return _("Last contact {ago}; the rhythm is {cadence}.").format(
                ago=_days_ago(tie.since_touch or 0), cadence=_every(tie)
            )
        case "soon":
            return _soon(tie)
        case "ok":
            return _("In rhythm; next on {date}, {when}.").format(date=_date(tie, tie.due), when=_when(tie))


def what_would_change(tie: Relationship) -> str:
    """What would bring the contact into another state."""
    match tie.state:
        case "none":
            return _("Choosing a rhythm would bring reminders.")
        case "planned":
            return _("Once that day has passed, the rhythm counts from it.")
        case "snoozed":
            return _("That day the contact comes back; nothing else was changed.")
        case "new":
            return _("The first exchange noted starts the rhythm.")
        case "dormant":
            return _("Any sign of life wakes the tie up.")
        case "rest" | "waiting":
            return _("A sign of life from them ends the pause at once.")
        case "last_call" | "quiet" | "late" | "due" | "soon" | "ok":
            return _("An exchange noted today would make the next one due on {date}.").format(
                date=said_date(shifted(tie.today, tie.next_in or 0), tie.today)
            )


def silence(tie: Relationship) -> str:
    """How long the silence is, against the usual ones."""
    if tie.since_life is None:
        return _("No sign of life noted yet.")
    if tie.median_gap is None:
        return _("Last sign of life {ago}.").format(ago=_days_ago(tie.since_life))
    span, usual = days_words(tie.since_life), days_words(round(tie.median_gap))
    if not tie.longer_than:
        return _("Silent {span}; you usually speak every {usual}.").format(span=span, usual=usual)
    sentence = (
        _("Silent {span}; you usually speak every {usual}; longer than {count} of your last {of} silences.")
        if tie.longer_than < len(tie.gaps)
        else _("Silent {span}; you usually speak every {usual}; longer than {of} of your last {of} silences.")
    )
    return sentence.format(span=span, usual=usual, count=tie.longer_than, of=len(tie.gaps))


def regularity(tie: Relationship, parameters: Parameters = DEFAULTS) -> str:
    """How even the silences are."""
    if tie.regularity is None:
        return _("Regularity —: {needed}").format(needed=_missing(tie.two_way, parameters.gaps_needed + 1))
    shortest, longest = min(tie.gaps), max(tie.gaps)
    figures = (
        _("silences of {shortest} to {longest} days").format(shortest=shortest, longest=longest)
        if shortest != longest
        else _("silences of {days}").format(days=days_words(shortest))
    )
    now = _(", and {days} now").format(days=days_words(tie.since_life or 0)) if (tie.since_life or 0) > longest else ""
    return _("{label}: {figures}{now}.").format(label=regularity_word(tie.regularity), figures=figures, now=now)


def regularity_word(value: float) -> str:
    """Regular, fairly regular, in fits and starts."""
    if value >= REGULAR:
        return _("Regular")
    return _("Fairly regular") if value >= FAIRLY_REGULAR else _("In fits and starts")


def intensity(tie: Relationship) -> str:
    """How deep and how present the last exchanges were."""
    counts = tie.intensity_counts
    if counts is None:
        return _("Intensity —: {needed}").format(needed=_missing(tie.two_way, 1))
    parts = [
        ngettext("{n} sign", "{n} signs", counts.signs) if counts.signs else "",
        ngettext("{n} with news", "{n} with news", counts.news) if counts.news else "",
        ngettext("{n} of substance", "{n} of substance", counts.substance) if counts.substance else "",
        ngettext("{n} meeting", "{n} meetings", counts.meetings) if counts.meetings else "",
    ]
    return _("Intensity {value}: {last}: {parts}.").format(
        value=percent(counts.value),
        last=ngettext("last exchange", "last {n} exchanges", counts.of),
        parts=", ".join(filter(None, parts)),
    )


def quality(tie: Relationship) -> str:
    """How many of the last exchanges were answered, useful, pleasant; the last only where feelings were noted."""
    counts = tie.quality_counts
    if counts is None:
        return _("Quality —: {needed}").format(needed=_missing(0, 1))
    parts = [
        ngettext("{n} answered", "{n} answered", counts.answered),
        ngettext("{n} useful", "{n} useful", counts.useful),
        ngettext("{n} felt good", "{n} felt good", counts.felt_good) if counts.felt else "",
    ]
    return ngettext("Quality of the last exchange: {parts}.", "Quality: of the last {n}, {parts}.", counts.of).format(
        parts=", ".join(filter(None, parts))
    )


def initiative(tie: Relationship, parameters: Parameters = DEFAULTS) -> str:
    """Who starts."""
    mine, theirs, balance = tie.initiative
    total = mine + theirs
    if total < parameters.balance_needed:
        return ngettext(
            "Initiative —: it takes {n} exchange that one of you started; noted so far: {there}.",
            "Initiative —: it takes {n} exchanges that one of you started; noted so far: {there}.",
            parameters.balance_needed,
        ).format(there=total)
    if balance < -parameters.balance_band:
        return ngettext(
            "They started {theirs} of the last {n}.", "They started {theirs} of the last {n}.", total
        ).format(theirs=theirs)
    return ngettext("You started {mine} of the last {n}.", "You started {mine} of the last {n}.", total).format(
        mine=mine
    )


def services(tie: Relationship, parameters: Parameters = DEFAULTS) -> str:
    """Who brought something; never phrased as a debt."""
    given, received, balance = tie.services
    if not given + received:
        return _("Nothing given or received noted in two years.")
    counts = _("you gave {given}, received {received}").format(
        given=ngettext("{n} time", "{n} times", given), received=ngettext("{n} time", "{n} times", received)
    )
    if given + received < parameters.balance_needed:
        return _("In two years {counts}.").format(counts=counts)
    if balance > parameters.balance_band:
        return _("You mostly give: in two years {counts}.").format(counts=counts)
    if balance < -parameters.balance_band:
        return _("They mostly give: in two years {counts}.").format(counts=counts)
    return _("Balanced: in two years {counts}.").format(counts=counts)


def before_asking(tie: Relationship, parameters: Parameters = DEFAULTS) -> str:
    """A word before asking for something again; empty where there is nothing to say."""
    given, received, _balance = tie.services_lately
    if received - given < parameters.asking_balance:
        return ""
    return _("They helped {received} this year, you {given}: perhaps bring something first.").format(
        received=ngettext("{n} time", "{n} times", received), given=ngettext("{n} time", "{n} times", given)
    )


def band(warmth: float) -> Band:
    """The band that a warmth of 0 to 1 falls in."""
    warm, cooling, cool, dormant = BANDS
    if warmth >= warm:
        return "warm"
    if warmth >= cool:
        return "cooling" if warmth >= cooling else "cool"
    return "cold" if warmth > dormant else "dormant"


def band_word(name: Band) -> str:
    """Warm, cooling, cool, cold, dormant."""
    match name:
        case "warm":
            return _("warm")
        case "cooling":
            return _("cooling")
        case "cool":
            return _("cool")
        case "cold":
            return _("cold")
        case "dormant":
            return _("dormant")


def warmth(tie: Relationship, *, solid: bool = False) -> str:
    """How warm the tie is and how fast that fades; for a solid tie, that it needs no such words."""
    if solid:
        return _("A solid tie: it keeps without being measured.")
    if tie.warmth is None or tie.half_life is None or tie.dormant_after is None:
        if tie.since_life is not None:
            return _("Warmth —: it takes a rhythm, chosen or known from the exchanges.")
        return _("Warmth —: {needed}").format(needed=_missing(tie.two_way, 1))
    return _("Warmth {value}, {band}: halves every {half} of silence; dormant after {limit}.").format(
        value=percent(tie.warmth),
        band=band_word(band(tie.warmth)),
        half=days_words(round(tie.half_life)),
        limit=days_words(round(tie.dormant_after)),
    )


def hold(tie: Relationship) -> str:
    """What the guard against writing too much says; empty where it has nothing to say."""
    if not tie.level:
        return ""
    sent = ngettext(
        "{n} message since their last sign of life", "{n} messages since their last sign of life", tie.unanswered
    )
    given = (
        ngettext("{n} brought something", "{n} brought something", tie.unanswered_given)
        if tie.unanswered_given
        else _("nothing given")
    )
    if not tie.on_hold:
        return _("{sent}, {given}.").format(sent=sent, given=given)
    until = _date(tie, tie.hold_until)
    if tie.level == 1:
        return _("{sent}, {given}. Leave time for an answer until {date}.").format(sent=sent, given=given, date=until)
    if tie.level == 2:
        return _("{sent}, {given}. Bring something or change channel; not before {date}.").format(
            sent=sent, given=given, date=until
        )
    return _("{sent}, {given}. Let it rest until {date}.").format(sent=sent, given=given, date=until)


def rhythm(tie: Relationship) -> str:
    """The chosen rhythm, the real one, and how regular it is: "every 3 months · usually 80 to 95 days · regular"."""
    chosen = _every(tie)
    if tie.regularity is None:
        return chosen
    shortest, longest = min(tie.gaps), max(tie.gaps)
    usual = (
        _("usually {shortest} to {longest} days").format(shortest=shortest, longest=longest)
        if shortest != longest
        else _("usually {days}").format(days=days_words(shortest))
    )
    return " · ".join((chosen, usual, regularity_word(tie.regularity).lower()))


def kept(tie: Relationship) -> str:
    """How often the silences stayed within the present rhythm; empty where there is none."""
    if tie.cadence is None:
        return ""
    if tie.kept is None:
        return _("Rhythm kept —: {needed}").format(needed=_missing(tie.two_way, 2))
    within, of = tie.kept
    return ngettext(
        "Rhythm kept {within} of the last {n} time.", "Rhythm kept {within} of the last {n} times.", of
    ).format(within=within)


def advice(tie: Relationship, parameters: Parameters = DEFAULTS) -> str:
    """Another rhythm, proposed; empty where the present one fits."""
    if tie.advice is None:
        return ""
    if tie.snoozes >= parameters.snoozes_in_a_row:
        reason = ngettext("Put off {n} time in a row", "Put off {n} times in a row", tie.snoozes)
    elif tie.woke_after and (tie.closed_regularity or 0) < parameters.drift_regularity:
        reason = _("Awake again after {silence} of silence").format(silence=days_words(tie.woke_after))
    else:
        reason = _("You usually speak every {usual}").format(usual=days_words(round(tie.median_gap or 0)))
    if tie.advice == 0:
        return _("{reason}: perhaps no rhythm suits better.").format(reason=reason)
    return _("{reason}: perhaps {cadence} suits better.").format(
        reason=reason, cadence=Cadence.of_days(tie.advice).words()
    )


def explanation(
    tie: Relationship, parameters: Parameters = DEFAULTS, *, solid: bool = False, active: bool = True
) -> tuple[str, ...]:
    """All that `why` prints about a tie: its state first, then each measure, then what would change an active one."""
    lines = (
        state_sentence(tie),
        "" if _tells_the_silence(tie) else silence(tie),
        "" if _tells_the_rhythm(tie) else _("The rhythm is {cadence}.").format(cadence=_every(tie)),
        kept(tie),
        regularity(tie, parameters),
        intensity(tie),
        quality(tie),
        initiative(tie, parameters),
        services(tie, parameters),
        warmth(tie, solid=solid),
        hold(tie),
        advice(tie, parameters),
        what_would_change(tie) if active else "",
    )
    return tuple(dict.fromkeys(filter(None, lines)))


def _tells_the_silence(tie: Relationship) -> bool:
    """The sentence of the state counts the very days that `silence` would, and no usual silence is known."""
    if tie.median_gap is not None:
        return False
    return tie.state in ("dormant", "last_call") or (
        tie.state in ("due", "late") and tie.since_touch == tie.since_life and tie.since_life is not None
    )


def _tells_the_rhythm(tie: Relationship) -> bool:
    """The sentence of the state names the rhythm, or there is none."""
    return tie.cadence is None or (tie.state in ("due", "late") and not tie.second_contact)


def _planned(tie: Relationship) -> str:
    if tie.planned_on is None:
        return _("Planned.")
    return _("Planned for {date}, {when}.").format(
        date=_date(tie, tie.planned_on), when=day_words(tie.planned_on, tie.today)
    )


def _new(tie: Relationship) -> str:
    if tie.due is None:
        return _("No exchange noted yet.")
    if tie.due <= tie.today:
        return _("No exchange noted yet: a good time for a first word.")
    return _("No exchange noted yet; a first word on {date}, {when}.").format(date=_date(tie, tie.due), when=_when(tie))


def _soon(tie: Relationship) -> str:
    if tie.plan is not None and tie.dueness is not None and tie.dueness > tie.plan:
        return silence(tie)
    return _("Soon: due on {date}, {when}.").format(date=_date(tie, tie.due), when=_when(tie))


def _missing(there: int, needed: int) -> str:
    """What is missing for a measure."""
    return ngettext(
        "it takes {n} exchange; noted so far: {there}.", "it takes {n} exchanges; noted so far: {there}.", needed
    ).format(there=there)


def _every(tie: Relationship) -> str:
    return Cadence.of_days(tie.cadence).words() if tie.cadence else _("no rhythm")


def _date(tie: Relationship, day: date | None) -> str:
    return said_date(day, tie.today) if day else "—"


def _when(tie: Relationship) -> str:
    return day_words(tie.due, tie.today) if tie.due else "—"


def _days_ago(days: int) -> str:
    """A span as it is counted: "65 days ago"."""
    if days < 2:
        return day_words(date.fromordinal(2 - days), date.fromordinal(2))
    return _("{span} ago").format(span=days_words(days))
