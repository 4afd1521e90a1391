"""The entry point; nothing heavy is imported before a command needs it."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and give its exit code."""
    from entretien.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
