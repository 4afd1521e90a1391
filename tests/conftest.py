"""What holds for every test: no clock decides, and files that nobody keeps are not written to a disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

MEMORY = Path("/dev/shm")
ENOUGH = 2_000_000_000
"""Bytes that the tests may need at the same time."""


def usable(folder: Path) -> bool:
    """Whether there is room for files, and programs among them can be run."""
    if not os.access(folder, os.W_OK):
        return False
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize > ENOUGH and not found.f_flag & os.ST_NOEXEC


settings.register_profile("by what happens", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("by what happens")

if "TMPDIR" not in os.environ and usable(MEMORY):
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None
