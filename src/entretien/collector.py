"""The garbage collector, which has nothing to find among a hundred thousand new records."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_keeping = False


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Don't look for cycles meanwhile, nor at once among what came meanwhile. It may be nested."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            if not _keeping:
                gc.unfreeze()  # which leaves it all to the next full collection
            gc.enable()


def keep_for_good() -> None:
    """Don't look for cycles among what there is now, which stays: a look through it all takes longer than a key."""
    global _keeping
    _keeping = True
    gc.freeze()
