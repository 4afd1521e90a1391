"""The settings in config.toml: read, checked, with the key, the line and a suggestion for what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from entretien.dataclass import dataclass, field, fields, replace
from entretien.errors import EntretienError
from entretien.i18n import _, current_language
from entretien.model.cadence import PRESETS, Cadence
from entretien.relationship.parameters import DEFAULTS, Parameters

LanguageChoice = Literal["auto", "en", "fr"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings, with their defaults."""

    language: LanguageChoice = "auto"
    theme: str = "entretien-dark"
    session_minutes: int = 30
    """Length of a weekly session, 5 to 240 minutes."""
    minutes_per_touch: int = 6
    """What one person takes in a session, 1 to 60 minutes."""
    default_cadence: Cadence = PRESETS[5]
    """For a contact that has no cadence and whose circles have none."""
    day_first: bool | None = None
    """Read 12/03 as 12 March. None: as the language does (French yes, English no)."""
    region: str = "FR"
    """ISO 3166 code of the country whose phone numbers are written without a prefix."""
    me: tuple[str, ...] = ()
    """My own addresses, so that calendars and mailboxes don't show me as a contact."""
    calendar: str = ""
    """The .ics file, or the folder of them, that the agenda shows; empty: the one that was opened last."""
    history_steps: int = 1000
    """Undo steps kept."""
    history_days: int = 365
    """Age in days after which an undo step is forgotten."""
    history_megabytes: int = 200
    """Size that the undo steps may have together; beyond it the oldest are forgotten."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Command id to the keys that run it."""
    model: Parameters = DEFAULTS

    @property
    def reads_day_first(self) -> bool:
        """Whether 12/03 is 12 March: as set, else as the language has it."""
        return current_language() == "fr" if self.day_first is None else self.day_first


_RANGES = {
    "session_minutes": (5, 240),
    "minutes_per_touch": (1, 60),
    "history_steps": (1, 100_000),
    "history_days": (1, 36_500),
    "history_megabytes": (1, 10_000),
}


class ConfigError(EntretienError):
    """A setting that can't be used: the file, the line, the key, what was found and what is accepted."""


def load_config(path: Path) -> Config:
    """The settings in `path`, or the defaults if there is no such file. Raises ConfigError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(_("{path} can't be read: {error}").format(path=path, error=error)) from error
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(_("{path} is not valid TOML: {error}").format(path=path, error=error)) from error
    return _Reader(path, text).config(data)


@dataclass(frozen=True, slots=True)
class _Reader:
    path: Path
    text: str

    def config(self, data: Mapping[str, Any]) -> Config:
        names = [item.name for item in fields(Config)]
        values: dict[str, Any] = {}
        for key, value in data.items():
            if key not in names:
                raise self._unknown(key, names)
            values[key] = self._value(key, value)
        return Config(**values)

    def _value(self, key: str, value: Any) -> Any:
        match key:
            case "language":
                return self._expect(key, value, value in ("auto", "en", "fr"), '"auto", "en", "fr"')
            case _ if key in _RANGES:
                low, high = _RANGES[key]
                good = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
                return self._expect(
                    key, value, good, _("a whole number from {low} to {high}").format(low=low, high=high)
                )
            case "default_cadence":
                try:
                    return Cadence.parse(str(value))
                except ValueError:
                    return self._expect(key, value, False, _('a rhythm such as "3 months" or "none"'))
            case "day_first":
                return self._expect(key, value, isinstance(value, bool), _("true or false"))
            case "me":
                return self._texts(key, value)
            case "keys":
                self._expect(key, value, isinstance(value, dict), _("a table [keys]"))
                return {command: self._texts(command, keys) for command, keys in value.items()}
            case "model":
                self._expect(key, value, isinstance(value, dict), _("a table [model]"))
                return self._parameters(value)
        return self._expect(key, value, isinstance(value, str) and value != "", _("a text in quotes"))

    def _texts(self, key: str, value: Any) -> tuple[str, ...]:
        texts = [value] if isinstance(value, str) else value
        good = isinstance(texts, list) and all(isinstance(text, str) for text in texts)
        self._expect(key, value, good, _('a text, or a list such as ["a", "b"]'))
        return tuple(texts)

    def _parameters(self, table: Mapping[str, Any]) -> Parameters:
        names = [item.name for item in fields(Parameters)]
        parameters = DEFAULTS
        for key, value in table.items():
            if key not in names:
                raise self._unknown(key, names)
            try:
                chosen: dict[str, Any] = {key: value}
                parameters = replace(parameters, **chosen)
            except (TypeError, ValueError) as error:
                self._expect(key, value, False, str(error))
        return parameters

    def _expect(self, key: str, value: Any, good: bool, accepted: str) -> Any:
        if good:
            return value
        raise ConfigError(
            _("{where}: {key} = {value!r} can't be used; accepted: {accepted}.").format(
                where=self._where(key), key=key, value=value, accepted=accepted
            )
        )

    def _unknown(self, key: str, names: list[str]) -> ConfigError:
        import difflib

        near = difflib.get_close_matches(key, names, n=1)
        hint = (
            _('Did you mean "{name}"?').format(name=near[0])
            if near
            else _("Known: {names}.").format(names=", ".join(names))
        )
        return ConfigError(_('{where}: there is no setting "{key}".').format(where=self._where(key), key=key), hint)

    def _where(self, key: str) -> str:
        for number, line in enumerate(self.text.splitlines(), 1):
            if line.lstrip().removeprefix("[").lstrip().strip('"').startswith(key):
                return f"{self.path}:{number}"
        return str(self.path)
