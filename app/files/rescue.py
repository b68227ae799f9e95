"""Work that is put aside when something went wrong, beside the user's own files."""

from __future__ import annotations

import re
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from app.files.project import SUFFIX, Project, ProjectError, save_project
from app.home import home
from app.language import tr

KEPT = 10
"""The newest files that stay."""
WAIT_SECONDS = 10.0
"""So long the weights may take to come: the batch that is being computed ends first."""


def rescue_folder() -> Path:
    """Where the files are; it may not exist yet."""
    return home() / "rescued"


def rescue(project: Project, weights: Future[Any] | None = None) -> Path:
    """Save the project into a new file, without weights at once and with them when they come.

    `weights` gives arrays by name, as `Project` has them. Raises ProjectError where it cannot be
    saved. For a thread that may wait.
    """
    folder = rescue_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(
            tr("{folder} cannot be made: {strerror}", folder=folder, strerror=error.strerror)
        ) from error
    path = _free(folder, project.network.name)
    save_project(path, project)
    if weights is not None:
        with suppress(Exception):  # of the thread that may be what went wrong
            if learned := weights.result(timeout=WAIT_SECONDS):
                save_project(path, replace(project, weights=learned))
    _forget_oldest(folder)
    return path


def _free(folder: Path, name: str) -> Path:
    plain = re.sub(r"[^\w()-]+", "-", name).strip("-")[:60] or "network"
    stem = f"{plain} {datetime.now():%Y-%m-%d %H-%M-%S}"
    path, number = folder / f"{stem}{SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{stem} {number}{SUFFIX}", number + 1
    return path


def _forget_oldest(folder: Path) -> None:
    with suppress(OSError):
        files = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime)
        for path in files[:-KEPT]:
            path.unlink(missing_ok=True)
