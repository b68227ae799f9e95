"""What a project file tells of its training, as a folder of a run that a report can be made of."""

from __future__ import annotations

from pathlib import Path

from app.files.project import Project
from app.language import tr
from app.network.encoding import network_to_json
from app.training.divergence import Outlook
from app.training.events import EpochDone
from app.training.recipe import recipe_to_json
from app.training.run import Checkpoint, Run, RunError, Standing, open_run


def run_of(project: Project, folder: Path) -> Run:
    """Make `folder`, which is not there yet, a run with the curves and weights of the project.

    RunError where the file tells of no training, or where the disk does not take it.
    """
    curves = project.curves
    if curves is None:
        raise RunError(
            tr(
                "{name} tells of no training: it was saved untrained, or without its curves",
                name=project.network.name,
            )
        )
    try:
        folder.mkdir(parents=True)
        (folder / "recipe.json").write_bytes(recipe_to_json(curves.recipe))
        (folder / "network.json").write_bytes(network_to_json(project.network))
    except OSError as error:
        raise RunError(f"{folder}: {error.strerror or error}") from error
    run = open_run(folder)
    for event in curves.events:
        run.append(event)
    epochs = [event for event in curves.events if isinstance(event, EpochDone)]
    standing = Standing(
        step=curves.events[-1].step,
        epochs_done=len(epochs),
        loss_sum=0.0,
        correct=0,
        images=0,
        seconds=0.0,
        outlook=Outlook(),
        training_images=0,
    )
    weights = {f"module/{name}": array for name, array in (project.weights or {}).items()}
    run.save_checkpoint(Checkpoint(standing, weights))
    run.close()
    return run
