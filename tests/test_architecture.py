"""The direction of the imports, and what each command may load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "entretien"


def test_imports_point_one_way() -> None:
    contracts = pytest.importorskip("importlinter.api", reason="import-linter is part of the dev extra")
    assert contracts.read_configuration()["contracts_options"]
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([lint, "--no-cache"], cwd=SOURCE.parent.parent, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("module", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_is_too_long_to_read(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


def loaded_by(*words: str, home: Path, hours_later: int = 0) -> set[str]:
    """The top-level packages that a shell command has imported when it is done."""
    code = (
        "import sys, time; from entretien.cli.main import run\n"
        f"now = time.time_ns; time.time_ns = lambda: now() + {hours_later * 3_600_000_000_000}\n"
        f"try: run({list(words)!r})\n"
        "except SystemExit: pass\n"
        "print('\\n' + ' '.join({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"ENTRETIEN_HOME": str(home), "ENTRETIEN_CONFIG": str(home / "c"), "ENTRETIEN_CACHE": str(home / "k")},
    )
    return set(result.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "words", [("path",), ("due",), ("list",), ("add", "Zoé"), ("history",), ("--help",)], ids=lambda words: words[0]
)
def test_the_shell_never_loads_the_screen(words: tuple[str, ...], tmp_path: Path) -> None:
    assert not loaded_by(*words, home=tmp_path / "home") & {"textual", "rich"}


SLOW = {
    "textual", "rich", "pydantic", "pydantic_core", "icalendar", "phonenumbers", "rapidfuzz", "watchfiles", "tomllib",
    "dataclasses", "inspect", "platformdirs", "difflib", "shutil", "locale", "calendar", "threading",
}  # fmt: skip
"""What takes a quick command more time to import than all that it does."""


@pytest.mark.parametrize(
    ("words", "also"),
    [
        (("due",), {"json", "rtoml", "tomli_w"}),
        (("list", "zoe"), {"json", "rtoml", "tomli_w"}),
        (("list", "#x", "is:due"), {"json", "rtoml", "tomli_w"}),
        (("log", "zoe", "coffee"), set[str]()),
        (("log", "Zoé", "coffee"), set[str]()),
        (("add", "Ada Lovelace @Acme CEO #x +hec"), {"rtoml"}),
        (("path",), {"json", "rtoml", "tomli_w", "struct"}),
    ],
    ids=lambda it: " ".join(it) if isinstance(it, tuple) else "",
)
def test_a_quick_command_loads_nothing_slow(words: tuple[str, ...], also: set[str], tmp_path: Path) -> None:
    home = tmp_path / "home"
    for number, id in enumerate(("zoe", "zoe-a", "zoe-b")):
        path = home / "contacts" / f"{id}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'name = "{"Zoé" if id == "zoe" else f"Other Zoe {number}"}"\ntags = ["x"]\n', encoding="utf-8")
    loaded_by("due", home=home, hours_later=1)
    assert not loaded_by(*words, home=home) & (SLOW | also)
