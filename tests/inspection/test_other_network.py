"""The network of a kept run in the place of the one on the canvas."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.data.fitted_preprocessing import fit_preprocessing
from app.inspection.other_network import OtherNetworks
from app.inspection.subject import Subject
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain
from app.session import Session
from app.training.recipe import Recipe

KEPT = "preprocessing.safetensors"


@pytest.fixture
def run_and_subject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Subject]:
    """A run of one step, and the network that it left."""
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path))
    session = Session()
    session.load_dataset("mnist", 0.5)
    session.set_network(chain("small", [Input(1, 28, 28), Flatten(), Linear(10)]))
    session.begin(Recipe(batch_size=500, epochs=1, preprocessing="pixel_mean"))
    session.advance()
    assert session.run is not None
    folder = session.run.folder
    assert folder is not None
    session.stop()
    assert session.original is not None
    session.set_probe(session.original.test.images[0])
    return folder, session.subject()


def _preprocessed_otherwise(subject: Subject) -> Subject:
    fitted = fit_preprocessing("none", subject.dataset.train.images[:100])
    return replace(subject, preprocessing=fitted)


def test_a_run_is_looked_at_with_its_own_preprocessing(
    run_and_subject: tuple[Path, Subject],
) -> None:
    folder, subject = run_and_subject
    like = _preprocessed_otherwise(subject)
    images = subject.dataset.test.images[:2]
    found = OtherNetworks().of(folder, like)
    np.testing.assert_array_equal(found.scaled(images), subject.scaled(images))
    assert not np.array_equal(found.scaled(images), like.scaled(images))


def test_a_run_that_kept_no_preprocessing_follows_the_one_in_use(
    run_and_subject: tuple[Path, Subject],
) -> None:
    folder, subject = run_and_subject
    (folder / KEPT).unlink()
    others = OtherNetworks()
    first = others.of(folder, subject)
    like = _preprocessed_otherwise(subject)
    second = others.of(folder, like)
    images = subject.dataset.test.images[:2]
    np.testing.assert_array_equal(second.scaled(images), like.scaled(images))
    assert second.weights is first.weights


def test_a_run_of_other_data_is_refused_in_words(run_and_subject: tuple[Path, Subject]) -> None:
    folder, subject = run_and_subject
    others = OtherNetworks()
    others.of(folder, subject)
    elsewhere = replace(subject, dataset=replace(subject.dataset, name="colour-shapes"))
    with pytest.raises(ValueError, match="learned from mnist, and here is colour-shapes"):
        others.of(folder, elsewhere)


def test_the_preprocessing_in_use_is_not_taken_for_images_of_another_size(
    run_and_subject: tuple[Path, Subject],
) -> None:
    folder, subject = run_and_subject
    (folder / KEPT).unlink()
    with pytest.raises(ValueError, match="images of another size"):
        OtherNetworks().of(folder, replace(subject, shape=(1, 32, 32)))


def test_a_run_that_is_gone_is_refused_in_words(run_and_subject: tuple[Path, Subject]) -> None:
    folder, subject = run_and_subject
    (folder / "checkpoint.safetensors").unlink()
    with pytest.raises(ValueError, match="is gone or has kept no weights"):
        OtherNetworks().of(folder, subject)
