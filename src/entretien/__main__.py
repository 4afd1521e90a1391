"""The entry point; nothing heavy is imported before a command needs it."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """Run the command line and give its exit code. What takes longest is under way before anything is imported.

    Imports leave no garbage: who works long enough to make some calls the collector back. Where nobody has, the process
    ends here, with everything said and written: to take apart what is left takes a tenth of a quick command's time.
    """
    gc.disable()
    from entretien.storage.scout import scout_for

    words = sys.argv[1:]
    scout = scout_for(words)
    try:
        from entretien.cli.main import run

        code = run(words, scout)
    finally:
        if scout is not None:
            scout.dismiss()
    if not gc.isenabled():
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            return code
        os._exit(code)
    return code


if __name__ == "__main__":
    sys.exit(main())
