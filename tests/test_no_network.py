"""No network access of any kind: no module asks for it, and no command tries."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import entretien

SOURCES = sorted(Path(entretien.__file__).parent.rglob("*.py"))
NETWORK = {
    "socket", "socketserver", "ssl", "http", "urllib.request", "urllib.error", "ftplib", "smtplib", "poplib", "imaplib",
    "telnetlib", "xmlrpc", "webbrowser", "requests", "httpx", "aiohttp", "urllib3",
}  # fmt: skip

WITHOUT_NETWORK = """\
import sys

def refuse(event, args):
    if event.startswith(("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostby", "socket.send")):
        raise SystemExit(f"network: {event} {args}")

sys.addaudithook(refuse)
from entretien.cli.main import run
for words in sys.argv[1:]:
    run(words.split())
"""

COMMANDS = (
    "add Marie Dupont marie@acme.example https://acme.example", "log marie coffee", "due", "list", "show marie",
    "why marie", "plan", "event list", "duplicates", "export marie", "export --format vcard", "history", "undo", "redo",
    "doctor", "path",
)  # fmt: skip


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_no_module_asks_for_the_network() -> None:
    asked = {
        f"{path.name}: {name}" for path in SOURCES for name in imported(path) if {name, name.split(".")[0]} & NETWORK
    }
    assert not asked


def test_no_command_tries_the_network(tmp_path: Path) -> None:
    folders = {f"ENTRETIEN_{name.upper()}": str(tmp_path / name) for name in ("home", "config", "cache")}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_NETWORK, *COMMANDS],
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **folders},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Marie Dupont" in done.stdout
