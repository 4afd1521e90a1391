"""Where an organisation ends and a title begins, and where a name ends, when nothing marks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from entretien.capture.context import plain, word_set

_TITLES: Final = word_set(
    """
    ceo cto cfo coo cmo cio cpo cro ciso vp svp evp md president presidente chairman chairwoman chair founder cofounder
    co-founder fondateur fondatrice cofondateur cofondatrice co-fondateur co-fondatrice owner partner associe associee
    director directeur directrice dir dg pdg dga drh daf dsi rssi dircom manager manageur manageuse head chief lead
    leader responsable chef cheffe charge chargee gerant gerante secretary secretaire engineer ingenieur ingenieure
    developer developpeur developpeuse designer consultant consultante analyst analyste architect architecte advisor
    adviser conseiller conseillere assistant assistante buyer acheteur acheteuse commercial commerciale sales marketing
    professor professeur professeure prof teacher enseignant enseignante student etudiant etudiante researcher chercheur
    chercheuse doctor docteur lawyer avocat avocate journalist journaliste editor redacteur redactrice accountant
    comptable expert experte technician technicien technicienne officer recruiter recruteur recruteuse intern stagiaire
    apprenti apprentie alternant alternante general managing senior junior product project account hr rh r&d delegue
    deleguee coordinateur coordinatrice coordinator animateur animatrice artisan artisane freelance independant
    independante dirigeant dirigeante investor investisseur investisseuse maire mayor elu elue adjoint adjointe vice
    deputy regional specialist specialiste agent operations
    """
)
_PARTICLES: Final = word_set(
    "van von der den de del della di da dos das du la le les des d' ter ten zu zur y e i bin ibn al el ben st saint mac"
)
_JOINERS: Final = word_set("& et and de du des d' la le les l' of the for pour und y")
_ARTICLES: Final = word_set("la le les the l' el los die der das")
NAME_WORDS: Final = 4
"""Words that are taken for a name without looking at them."""
LONGEST_NAME: Final = 7


def organisation_words(words: Sequence[str]) -> int:
    """How many of the words after `@` are the organisation's, which is not a known one: at least one.

    The following words belong to it while they begin with a capital (or join two that do) and none is a title's.
    """
    count = 1
    for index in range(1, len(words)):
        word = words[index]
        if words[index - 1].endswith(",") or plain(word) in _TITLES:
            break
        if _begins_large(word) or word[:1].isdigit() or (count == index and plain(words[index - 1]) in _ARTICLES):
            count = index + 1
        elif plain(word) not in _JOINERS and word not in ("&", "+"):
            break
    return count


def title_words(words: Sequence[str]) -> int:
    """How many of the words end with the last one that titles are made of."""
    return max((index + 1 for index, word in enumerate(words) if plain(word) in _TITLES), default=0)


def name_words(words: Sequence[str]) -> int:
    """How many of the first words of a line are the name: up to a comma, and in a long run the words with capitals."""
    for index, word in enumerate(words[:-1]):
        if word.endswith(","):
            rest = len(words) - index - 1
            inverted = index == 0 and rest <= 2 and all(_begins_large(later) for later in words[1:])
            return len(words) if inverted else index + 1
    if len(words) <= NAME_WORDS:
        return len(words)
    count = 0
    for index, word in enumerate(words[:LONGEST_NAME]):
        if _begins_large(word):
            count = index + 1
        elif plain(word) not in _PARTICLES:
            break
    return count or len(words)


def _begins_large(word: str) -> bool:
    first = word.lstrip("\"'(«“’")[:1]
    return first.isalpha() and not first.islower()
