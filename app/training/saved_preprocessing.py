"""The preprocessing that a run began with, as its folder keeps it."""

from __future__ import annotations

from app.data.dataset import DataError
from app.data.fitted_preprocessing import Preprocessing, preprocessing_from_arrays
from app.language import tr
from app.network.layers.dense import Input
from app.training.run import Run, RunError


def saved_preprocessing(run: Run) -> Preprocessing | None:
    """What was fitted to the training images when the run began; None where it was not kept.

    It is kept and not fitted again, for the directions of equal variance that whitening turns the
    images onto may differ from machine to machine. Raises RunError where the file cannot be used.
    """
    arrays = run.load_preprocessing()
    if not arrays:
        return None
    image = run.network.layers[run.network.inputs[0]]
    assert isinstance(image, Input)
    try:
        return preprocessing_from_arrays(arrays, (image.channels, image.height, image.width))
    except DataError as error:
        raise RunError(
            tr("the run {name} cannot go on: {error}", name=run.name, error=error)
        ) from error
