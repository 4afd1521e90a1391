from __future__ import annotations

from entretien.actions.promises import drop_promise, keep_promise, postpone_promise, promise
from entretien.model.contact import Promise
from tests.actions.people import MARIE, NEXT_WEEK, TODAY, book


def test_a_promise_is_written_down_for_either_side() -> None:
    mine = promise(book(), "paul-roy", Promise(what="call back", due=NEXT_WEEK, made=TODAY))
    assert mine.label == "Promise to Paul Roy: call back"
    assert book().apply(mine).contacts["paul-roy"].promises == (Promise(what="call back", due=NEXT_WEEK, made=TODAY),)
    assert promise(book(), "paul-roy", Promise(what="a quote", by="them")).label == "Promise of Paul Roy: a quote"


def test_a_promise_is_kept_moved_and_dropped_where_it_stands() -> None:
    kept = book().apply(keep_promise(book(), "marie-dupont", 0, TODAY)).contacts["marie-dupont"]
    assert kept.promises[0].done == TODAY
    assert kept.open_promises == (MARIE.promises[1],)
    moved = book().apply(postpone_promise(book(), "marie-dupont", 1, NEXT_WEEK)).contacts["marie-dupont"]
    assert moved.promises == (MARIE.promises[0], Promise(what="her quote", by="them", due=NEXT_WEEK))
    dropped = drop_promise(book(), "marie-dupont", 0)
    assert dropped.label == "Promise dropped: send the deck"
    assert book().apply(dropped).contacts["marie-dupont"].promises == (MARIE.promises[1],)
