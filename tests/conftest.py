"""What holds for every test: no clock decides, and files that nobody keeps are not written to a disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

MEMORY = Path("/dev/shm")
ENOUGH = 2_000_000_000
"""Bytes that the tests may need at the same time."""

settings.register_profile("by what happens", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("by what happens")

if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None
