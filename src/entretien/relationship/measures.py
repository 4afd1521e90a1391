"""The measures of a tie: regularity, intensity, quality, reciprocity, bond, warmth, pressure, cadence advice.

Each is a pure function of exchanges and days (proleptic ordinals); None where there is not enough history. Section
numbers are those of the model's document.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from entretien.model.cadence import PRESETS
from entretien.namedtuple import NamedTuple
from entretien.relationship.exchanges import Exchange
from entretien.relationship.parameters import Parameters

PRESET_DAYS: Final[tuple[int, ...]] = tuple(preset.days for preset in PRESETS if preset.days)


class Intensity(NamedTuple):
    """Depth and presence of the last two-way exchanges, with what it was counted from."""

    value: float
    """0 to 1."""
    of: int
    signs: int
    news: int
    substance: int
    meetings: int


class Quality(NamedTuple):
    """The last exchanges: how many were answered, useful, felt good."""

    value: float
    """0 to 1."""
    of: int
    answered: int
    useful: int
    felt_good: int
    felt: int
    """In how many of them a feeling was noted."""


class Initiative(NamedTuple):
    """Who started the exchanges of the last two years; those begun together count for neither."""

    mine: int
    theirs: int
    balance: float
    """-1 (they always start) to 1 (I always do), smoothed."""


class Services(NamedTuple):
    """Exchanges of the last two years in which I gave, and in which I received."""

    given: int
    received: int
    balance: float
    """-1 (they give) to 1 (I give), smoothed."""


class Waking(NamedTuple):
    """A dormant tie that woke up, with its last two-way exchange or the one before."""

    day: int
    silence: int
    """Days it had been silent for."""
    checked: bool
    """An exchange has followed since."""


class Pressure(NamedTuple):
    """The guard against writing too much: unanswered messages since the last sign of life."""

    value: float
    level: int
    """0 none, 1 wait, 2 bring something or change channel, 3 let it rest."""
    hold_until: int | None
    """The first day on which the hold is over; it may have passed."""
    exchanges: int
    given: int
    """How many of these brought something."""


def gaps(two_way: Sequence[Exchange], parameters: Parameters) -> tuple[int, ...]:
    """The last silences in days, oldest first: from one two-way exchange's last sign of life to the next's start."""
    kept = two_way[-parameters.gaps_kept - 1 :]
    return tuple(later.start - earlier.last_life for earlier, later in pairwise(kept) if earlier.last_life is not None)


def median(sorted_values: Sequence[int]) -> float:
    """The median of at least one value, given in ascending order."""
    middle = len(sorted_values) // 2
    if len(sorted_values) % 2:
        return sorted_values[middle]
    return (sorted_values[middle - 1] + sorted_values[middle]) / 2


def evenness(silences: Sequence[int], needed: int) -> float | None:
    """Evenness of silences, 0 (bursts) to 1 (a clock), about 0.5 for random timing (section 2.a).

    The small-sample burstiness of Kim & Jo 2016, turned round. None with fewer than `needed` silences (never fewer
    than two, for which the formula has no value).
    """
    n = len(silences)
    if n < max(needed, 2):
        return None
    mean = sum(silences) / n
    deviation = math.sqrt(sum((silence - mean) ** 2 for silence in silences) / n) / mean
    wide, narrow = math.sqrt(n + 1), math.sqrt(n - 1)
    burstiness = (wide * deviation - narrow) / ((wide - 2) * deviation + narrow)
    return min(1.0, max(0.0, (1 - burstiness) / 2))


def intensity(two_way: Sequence[Exchange], parameters: Parameters) -> Intensity | None:
    """Mean weight of the last two-way exchanges, over the most an exchange can weigh (section 2.b)."""
    recent = two_way[-parameters.last_exchanges :]
    if not recent:
        return None
    fullest = 3 * max(parameters.presence_written, parameters.presence_spoken, parameters.presence_met)
    depths = [exchange.depth for exchange in recent]
    return Intensity(
        sum(exchange.weight for exchange in recent) / len(recent) / fullest,
        len(recent),
        depths.count(1),
        depths.count(2),
        depths.count(3),
        sum(exchange.presence == parameters.presence_met for exchange in recent),
    )


def quality(episodes: Sequence[Exchange], now: int, parameters: Parameters) -> Quality | None:
    """Answered, useful, felt good, over the last exchanges (section 2.c). A young unanswered one is not judged yet."""
    recent = []
    for exchange in reversed(episodes):
        if exchange.two_way or now - exchange.start >= parameters.wait_days:
            recent.append(exchange)
            if len(recent) == parameters.last_exchanges:
                break
    if not recent:
        return None
    total = 0.0
    answered = useful = good = felt = 0
    for exchange in recent:
        brought = exchange.gave or exchange.received
        useful += brought
        total += brought
        if exchange.two_way:
            answered += 1
            good += exchange.felt == 1
            felt += exchange.felt is not None
            total += 1 + ((exchange.felt or 0) + 1) / 2
    return Quality(total / 3 / len(recent), len(recent), answered, useful, good, felt)


def initiative(episodes: Sequence[Exchange], now: int, parameters: Parameters) -> Initiative:
    """Who started, within the window of reciprocity (section 2.d)."""
    openers = [exchange.opened_by for exchange in _since(episodes, now - parameters.reciprocity_days)]
    mine, theirs = openers.count("out"), openers.count("in")
    return Initiative(mine, theirs, _balance(mine, theirs))


def services(episodes: Sequence[Exchange], now: int, days: int) -> Services:
    """In how many exchanges of the last `days` I gave and received (section 2.d)."""
    recent = _since(episodes, now - days)
    given = sum(exchange.gave for exchange in recent)
    received = sum(exchange.received for exchange in recent)
    return Services(given, received, _balance(given, received))


def bond(two_way: Sequence[Exchange], parameters: Parameters) -> float:
    """The long memory of a tie, 0 to 1; it never decays (section 2.b)."""
    total: float = sum(exchange.depth * exchange.presence for exchange in two_way)
    return 1.0 - math.exp2(-total / parameters.bond_half)


def kept(silences: Sequence[int], cadence: int, parameters: Parameters) -> tuple[int, int] | None:
    """Of the last silences, how many stayed within the cadence (with some tolerance), and how many there were."""
    recent = silences[-parameters.kept_of :]
    if not recent:
        return None
    longest = cadence * parameters.kept_tolerance
    return sum(silence <= longest for silence in recent), len(recent)


def dormant_after(cadence: int | None, median_gap: float | None, parameters: Parameters) -> float | None:
    """Days of silence after which the tie is dormant (section 2.e). None where neither rhythm is known."""
    rhythm = max(cadence or 0, median_gap or 0)
    if not rhythm:
        return None
    return min(max(parameters.dormant_multiple * rhythm, parameters.dormant_floor), parameters.dormant_ceiling)


def waking(
    two_way: Sequence[Exchange], silences: Sequence[int], cadence: int | None, parameters: Parameters
) -> Waking | None:
    """Whether one of the last two `silences` was that of a dormant tie (section 2.k); the rhythm is that before it."""
    for back in range(1, min(2, len(silences)) + 1):
        earlier, silence = silences[:-back], silences[-back]
        usual = median(sorted(earlier)) if len(earlier) >= parameters.gaps_needed else None
        limit = dormant_after(cadence, usual, parameters)
        if limit is not None and silence >= limit:
            return Waking(two_way[-back].start, silence, checked=back > 1)
    return None


def pressure(
    episodes: Sequence[Exchange], now: int, cadence: int | None, parameters: Parameters, upto: int | None = None
) -> Pressure:
    """The guard over the first `upto` exchanges (default: all), as seen on day `now` (section 2.g)."""
    value = 0.0
    count = given = 0
    last = None
    for index in range((len(episodes) if upto is None else upto) - 1, -1, -1):
        exchange = episodes[index]
        if exchange.two_way or now - exchange.start > parameters.pressure_days:
            break
        last = last or exchange.last
        count += 1
        given += exchange.gave
        if exchange.gave:
            value += parameters.weight_gave
        else:
            value += parameters.weight_asked if exchange.asked else parameters.weight_plain
    level = min(3, int(value))
    if last is None or level == 0:
        return Pressure(value, 0, None, count, given)
    holds = (parameters.wait_days, max(parameters.hold_days, cadence or 0), parameters.rest_days)
    return Pressure(value, level, last + holds[level - 1], count, given)


def advice(
    cadence: int | None,
    median_gap: float | None,
    closed: float | None,
    snoozes: int,
    parameters: Parameters,
    *,
    woke_after: int | None = None,
) -> int | None:
    """The rhythm to propose, in days; 0 proposes none at all, None nothing (sections 2.f and 2.k).

    Put off several times in a row: the next slower preset. Else, where a trusted rhythm is far from the chosen one:
    the preset nearest to it. Without a trusted rhythm, for a tie that woke up after so many days of silence and has
    been seen to since: the slowest preset within that silence.
    """
    if cadence is None:
        return None
    if snoozes >= parameters.snoozes_in_a_row:
        return next((preset for preset in PRESET_DAYS if preset > cadence), 0)
    if median_gap is None or closed is None or closed < parameters.drift_regularity:
        slowest = max((preset for preset in PRESET_DAYS if preset <= (woke_after or 0)), default=0)
        return slowest if slowest > cadence else None
    if parameters.advice_faster * cadence < median_gap < parameters.advice_slower * cadence:
        return None
    nearest = min(PRESET_DAYS, key=lambda preset: abs(math.log(preset / median_gap)))
    return nearest if nearest != cadence else None


def _since(episodes: Sequence[Exchange], first: int) -> Sequence[Exchange]:
    if not episodes or episodes[0].start >= first:
        return episodes
    return [exchange for exchange in episodes if exchange.start >= first]


def _balance(first: int, second: int) -> float:
    """The share by which one side leads; two imaginary events keep the first real ones from accusing anybody."""
    return (first - second) / (first + second + 2)
