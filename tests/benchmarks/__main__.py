"""`python -m tests.benchmarks`: every table, with what is allowed beside what was found."""

from __future__ import annotations

from itertools import chain

from tests.benchmarks import exchange, screen, shell


def main() -> None:
    """Print the rows as they are measured."""
    for what, found, allowed in chain(shell.rows(), screen.rows(), exchange.rows()):
        print(f"{what:<40} {found}   allowed: {allowed}", flush=True)


if __name__ == "__main__":
    main()
