"""The model once more, written from its document alone, plain and slow, to be compared with the program.

A history is a list of dictionaries with `day` (an integer), `dir`, `ch`, `depth`, `give`, `recv`, `ask`, `felt`. Every
step walks the whole history again; nothing is shared with the program but the words of the result.
"""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import fmean, median, pstdev
from typing import Any

Item = dict[str, Any]
Talk = list[Item]

PRESENCE = {"message": 1, "letter": 1, "call": 1.5, "video": 1.5, "meet": 2}
PRESETS = (7, 14, 21, 30, 60, 90, 180, 365)


def lives(talk: Talk) -> list[int]:
    return [item["day"] for item in talk if item["dir"] in ("in", "mutual")]


def talks_of(history: list[Item]) -> list[Talk]:
    talks: list[Talk] = []
    for item in history:
        if talks:
            talk = talks[-1]
            anchor = max(lives(talk)) if lives(talk) else talk[0]["day"]
            same = item["day"] - anchor <= 2
            late_reply = item["dir"] != "out" and not lives(talk) and item["day"] - talk[-1]["day"] <= 30
            if same or late_reply:
                talk.append(item)
                continue
        talks.append([item])
    return talks


def flag(talk: Talk, name: str) -> bool:
    return any(item[name] for item in talk)


def weight(talk: Talk) -> float:
    return float(max(item["depth"] for item in talk) * max(PRESENCE[item["ch"]] for item in talk))


def evenness(gaps: list[int]) -> float:
    n = len(gaps)
    r = pstdev(gaps) / fmean(gaps)
    a = (math.sqrt(n + 1) * r - math.sqrt(n - 1)) / ((math.sqrt(n + 1) - 2) * r + math.sqrt(n - 1))
    return (1 - a) / 2


def quality(talks: list[Talk], today: int) -> float | None:
    judged = [talk for talk in talks if lives(talk) or today - talk[0]["day"] >= 14][-5:]
    if not judged:
        return None
    marks = []
    for talk in judged:
        useful = 1 if flag(talk, "give") or flag(talk, "recv") else 0
        felt = [item["felt"] for item in talk if item["felt"] is not None]
        feeling = {-1: 0, 0: 0.5, 1: 1}[felt[-1]] if felt else 0.5
        marks.append((1 + useful + feeling) / 3 if lives(talk) else useful / 3)
    return fmean(marks)


def guard(talks: list[Talk], today: int, cadence: int | None) -> tuple[float, int, int | None]:
    answered = [number for number, talk in enumerate(talks) if lives(talk)]
    unanswered = talks[answered[-1] + 1 :] if answered else talks
    recent = [talk for talk in unanswered if today - talk[0]["day"] <= 365]
    p = sum(0.5 if flag(talk, "give") else 1.5 if flag(talk, "ask") else 1.0 for talk in recent)
    level = 3 if p >= 3 else 2 if p >= 2 else 1 if p >= 1 else 0
    if level == 0:
        return p, 0, None
    wait = {1: 14, 2: max(30, cadence or 0), 3: 180}[level]
    return p, level, max(item["day"] for talk in recent for item in talk) + wait


def limit(cadence: int | None, gaps: list[int]) -> float | None:
    rhythms = [cadence] if cadence is not None else []
    slower = max([*rhythms, median(gaps)] if len(gaps) >= 3 else rhythms, default=None)
    return None if slower is None else min(1095, max(90, 8 * slower))


def woke(cadence: int | None, gaps: list[int], ago: int) -> int | None:
    """The silence that was ended by the last exchange (`ago` 1) or the one before (2), if the tie was dormant."""
    asleep = limit(cadence, gaps[:-ago]) if len(gaps) >= ago else None
    return gaps[-ago] if asleep is not None and gaps[-ago] >= asleep else None


def advice(cadence: int | None, m: float | None, closed: float | None, slept: int | None) -> int | None:
    if cadence is None:
        return None
    if m is None or closed is None or closed < 0.5:
        slower = [preset for preset in PRESETS if cadence < preset <= (slept or 0)]
        return slower[-1] if slower else None
    if 0.6 * cadence < m < 1.5 * cadence:
        return None
    nearest = sorted(PRESETS, key=lambda preset: (abs(math.log(preset) - math.log(m)), preset))[0]
    return None if nearest == cadence else nearest


def balance(first: int, second: int) -> float:
    return (first - second) / (first + second + 2)


def judge(everything: list[Item], cadence: int | None, today: int) -> dict[str, Any]:
    """All figures of a history, under the names that `show --json` uses; days as numbers."""
    history = [item for item in everything if item["day"] <= today]
    talks = talks_of(history)
    two_way = [talk for talk in talks if lives(talk)]
    gaps = [later[0]["day"] - max(lives(earlier)) for earlier, later in pairwise(two_way)][-8:]
    s_touch = today - history[-1]["day"] if history else None
    s_exch = today - max(lives(two_way[-1])) if two_way else None
    m = median(gaps) if len(gaps) >= 3 else None
    closed = evenness(gaps) if len(gaps) >= 3 else None
    record = s_exch is not None and len(gaps) >= 3 and s_exch > max(gaps)
    regular = evenness([*gaps, s_exch]) if record and s_exch is not None else closed

    dormant = None if s_exch is None else limit(cadence, gaps)
    warmth = None if dormant is None or s_exch is None else 0.5 ** (s_exch / (dormant / 4))

    pace = cadence
    if two_way and cadence is not None and s_touch is not None and woke(cadence, gaps, 1):
        since_waking = today - two_way[-1][0]["day"]
        if since_waking - s_touch <= 14 and since_waking <= 60:
            pace = min(cadence, 30)
    d = None if s_touch is None or pace is None else s_touch / pace
    x = None if s_exch is None or m is None else s_exch / m
    trusted = closed is not None and closed >= 0.5
    u = max(d, x / 2) if d is not None and x is not None and trusted else d
    drift = trusted and x is not None and x >= 2
    p, level, hold = guard(talks, today, cadence)
    holding = hold is not None and today < hold

    if cadence is None:
        state = "none"
    elif len(history) < len(everything):
        state = "planned"
    elif d is None or u is None:
        state = "new"
    elif dormant is not None and s_exch is not None and s_exch >= dormant:
        state = "dormant"
    elif holding:
        state = "waiting" if level == 1 else "rest"
    elif warmth is not None and warmth <= 0.125:
        state = "last_call"
    elif d < 1 and drift:
        state = "quiet"
    else:
        state = "late" if u >= 1.5 else "due" if u >= 1 else "soon" if u >= 0.8 else "ok"

    lately = [talk for talk in talks if today - talk[0]["day"] <= 730]
    mine = sum(talk[0]["dir"] == "out" for talk in lately)
    theirs = sum(talk[0]["dir"] == "in" for talk in lately)
    given = sum(flag(talk, "give") for talk in lately)
    taken = sum(flag(talk, "recv") for talk in lately)
    return {
        "state": state,
        "exchanges": len(talks),
        "two_way": len(two_way),
        "gaps": gaps,
        "median_gap": m,
        "regularity": regular,
        "intensity": fmean([weight(talk) for talk in two_way[-5:]]) / 6 if two_way else None,
        "quality": quality(talks, today),
        "since_touch": s_touch,
        "since_life": s_exch,
        "dormant_after": dormant,
        "half_life": dormant / 4 if dormant is not None else None,
        "warmth": warmth,
        "pressure": p,
        "level": level,
        "hold_until": hold,
        "plan": d,
        "silence": x,
        "dueness": u,
        "drift": drift,
        "kept": [sum(gap <= 1.25 * cadence for gap in gaps[-6:]), len(gaps[-6:])] if cadence and gaps else None,
        "advice": advice(cadence, m, closed, None if woke(cadence, gaps, 1) else woke(cadence, gaps, 2)),
        "bond": 1 - 0.5 ** (sum(weight(talk) for talk in two_way) / 12),
        "initiative": {"out": mine, "in": theirs, "balance": balance(mine, theirs)},
        "services": {"given": given, "received": taken, "balance": balance(given, taken)},
    }
