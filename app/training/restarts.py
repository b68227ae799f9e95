"""Which run processes that torchrun has started again go on with; needs no torch."""

from __future__ import annotations

from pathlib import Path

from app.atomic_file import atomic_file
from app.language import tr
from app.network.graph import Network
from app.training.recipe import Recipe
from app.training.run import Run, RunError, list_runs
from app.training.torchrun import Launch


def mark(run: Run, launch: Launch) -> None:
    """Note in a run's folder who has begun it; RunError where it cannot be written."""
    path = _mark_of(run)
    try:
        with atomic_file(path) as file:
            file.write(launch.name.encode())
    except OSError as error:
        raise RunError(
            tr("{path} cannot be written: {strerror}", path=path, strerror=error.strerror)
        ) from error


def begun_run(root: Path, launch: Launch, network: Network, recipe: Recipe) -> Path | None:
    """The run in `root` that the same torchrun began before a restart, of this network and recipe.

    torchrun counts no restart where a machine has joined or left, so the name alone decides.
    """
    for run in list_runs(root):
        try:
            name = _mark_of(run).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        if name == launch.name and run.recipe == recipe and run.network.computes_like(network):
            return run.folder
    return None


def _mark_of(run: Run) -> Path:
    return run.folder / "launch.txt"
