"""`desktop`: Convas in the menu of a Linux desktop, and its files opened by a double-click."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from app.atomic_file import atomic_file
from app.cli.printing import CommandError, cannot_write, print_json
from app.packaged import own_command

SOURCE = Path(__file__).parents[2] / "resources" / "desktop"
PLACES = {
    "convas.desktop": "applications",
    "convas.xml": "mime/packages",
    "convas.svg": "icons/hicolor/scalable/apps",
}
"""Each file with its folder in the user's data folder (freedesktop.org's specifications)."""
_REFRESH_SECONDS = 60


def add_desktop_options(parser: argparse.ArgumentParser) -> None:
    """What `desktop` takes."""
    parser.description = (
        "Put Convas into the menu of a Linux desktop, for this user alone, so that .convas files "
        "and exercises open by a double-click; or take it out again. docs/desktop.md tells how "
        "the same is done on Windows and macOS."
    )
    parser.add_argument("what", choices=("install", "remove"))


def desktop(options: argparse.Namespace) -> int:
    """Carry out the command. Raises CommandError where the system is another."""
    if not sys.platform.startswith("linux"):
        raise CommandError(
            "menu entries of this kind are Linux's; docs/desktop.md tells how to do it here"
        )
    root = data_folder()
    paths = [root / folder / name for name, folder in PLACES.items()]
    try:
        if options.what == "install":
            _install(paths)
        else:
            for path in paths:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(Path(error.filename or root), error) from error
    _refresh(root)
    if options.format == "json":
        print_json({"files": [str(path) for path in paths]})
    else:
        done = "Wrote" if options.what == "install" else "Removed"
        print("\n".join(f"{done} {path}" for path in paths))
    return 0


def data_folder() -> Path:
    """`$XDG_DATA_HOME`, or `~/.local/share` where that is not set (or is relative)."""
    chosen = os.environ.get("XDG_DATA_HOME", "")
    return Path(chosen) if Path(chosen).is_absolute() else Path.home() / ".local" / "share"


def _install(paths: Sequence[Path]) -> None:
    for path in paths:
        text = (SOURCE / path.name).read_text(encoding="utf-8")
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_file(path) as file:
            file.write(text.replace("@PROGRAM@", program()).encode())
        path.chmod(0o644)


def program() -> str:
    """The command that starts this very Convas, as an Exec key states it."""
    return " ".join(map(quoted, own_command()))


def quoted(word: str) -> str:
    """A word of an Exec key: quoted, for a shell's signs are special within it, too.

    The key is a string, in which a backslash stands for itself only when doubled (Desktop Entry
    Specification 1.5, "The Exec key").
    """
    escaped = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in word)
    return f'"{escaped}"'.replace("\\", "\\\\").replace("%", "%%")


def _refresh(root: Path) -> None:
    """Have the desktop read it now; without these programs it does so when the user logs in."""
    for command in (
        ("update-mime-database", root / "mime"),
        ("update-desktop-database", root / "applications"),
        ("gtk-update-icon-cache", "--force", "--ignore-theme-index", root / "icons" / "hicolor"),
    ):
        found = shutil.which(command[0])
        if found and Path(command[-1]).is_dir():
            with suppress(OSError, subprocess.TimeoutExpired):
                arguments = [found, *map(str, command[1:])]
                subprocess.run(
                    arguments, capture_output=True, check=False, timeout=_REFRESH_SECONDS
                )
