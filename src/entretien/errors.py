"""Errors that a person can act on: what is wrong, where, and what to do."""

from __future__ import annotations


class EntretienError(Exception):
    """An error with a message for the user.

    `message` says what is wrong and where, `hint` what to do about it. `exit_code` is what the shell command
    returns: 1 for a failed action, 2 for a question the command line leaves open (unknown or ambiguous words).
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class UsageError(EntretienError):
    """The words of a command don't say enough, or say something that can't be: exit code 2."""

    exit_code = 2


class UnknownWhoError(UsageError):
    """No contact, or more than one, answers to a name. `candidates` holds the ids that might be meant."""

    def __init__(self, message: str, hint: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.candidates = candidates


class StorageError(EntretienError):
    """A file could not be read or written; the files are as they were before."""


class UnreadableSourceError(EntretienError):
    """A file is not of a format that can be imported."""
