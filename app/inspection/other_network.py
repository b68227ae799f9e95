"""The network of a kept run, looked at in the place of the one on the canvas; needs no torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from app.data.fitted_preprocessing import Preprocessing
from app.data.preprocessing import fit_images
from app.inspection.subject import Subject
from app.language import tr
from app.network.layers.dense import Input
from app.training.run import RunError, open_run
from app.training.saved_preprocessing import saved_preprocessing

_MODULE = "module/"


@dataclass(frozen=True)
class _Kept:
    """What was read of a run; `preprocessing` is None where it has kept none."""

    subject: Subject
    preprocessing: Preprocessing | None
    dataset: str


class OtherNetworks:
    """Reads the runs that are compared with; the last one is kept while its weights stay."""

    def __init__(self) -> None:
        self._known: tuple[tuple[Path, int], _Kept] | None = None
        """With folder and time of the weights."""

    def of(self, folder: Path, like: Subject) -> Subject:
        """The weights that a run ended with, on the data and the probe image of `like`.

        The same weights and network as the last time, where these have not changed since.
        ValueError, with words, where the run cannot be read or compared.
        """
        try:
            stamp = (folder / "checkpoint.safetensors").stat().st_mtime_ns
        except OSError as error:
            raise ValueError(
                tr(
                    "The run {name} is gone or has kept no weights: choose another one.",
                    name=folder.name,
                )
            ) from error
        if self._known is None or self._known[0] != (folder, stamp):
            self._known = ((folder, stamp), _read(folder, like))
        kept = self._known[1]
        _check_comparable(folder, kept, like)
        return replace(
            kept.subject,
            dataset=like.dataset,
            preprocessing=kept.preprocessing or like.preprocessing,
            probe=_fitted(like, kept.subject),
        )


def _check_comparable(folder: Path, kept: _Kept, like: Subject) -> None:
    if kept.dataset != like.dataset.name:
        raise ValueError(
            tr(
                "The run {name} learned from {dataset}, and here is {name2}: its "
                "classes are others. Choose a run of the same data.",
                name=folder.name,
                dataset=kept.dataset,
                name2=like.dataset.name,
            )
        )
    if kept.preprocessing is None and kept.subject.shape != like.shape:
        raise ValueError(
            tr(
                "The run {name} has not kept its preprocessing, and the one here is "
                "for images of another size: choose another run.",
                name=folder.name,
            )
        )


def _read(folder: Path, like: Subject) -> _Kept:
    try:
        run = open_run(folder)
        checkpoint = run.load_checkpoint(only=(_MODULE,))
        own = saved_preprocessing(run)
    except RunError as error:
        raise ValueError(
            tr("The run {name} cannot be looked at: {error}.", name=folder.name, error=error)
        ) from error
    if not run.network.inputs:
        raise ValueError(tr("The network of {name} has no Input.", name=folder.name))
    image = run.network.layers[run.network.inputs[0]]
    assert isinstance(image, Input)
    weights: Mapping[str, np.ndarray] = {
        name.removeprefix(_MODULE): array for name, array in checkpoint.tensors.items()
    }
    shape = (image.channels, image.height, image.width)
    step = checkpoint.standing.step
    subject = Subject(
        run.network, weights, step, like.dataset, shape, own or like.preprocessing, None
    )
    return _Kept(subject, own, run.recipe.dataset)


def _fitted(like: Subject, other: Subject) -> np.ndarray | None:
    return None if like.probe is None else fit_images(like.probe[None], other.shape)[0]
