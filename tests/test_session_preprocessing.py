"""The session looks at images as the weights have learned to see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from app.data.fitted_preprocessing import fit_preprocessing
from app.data.preprocessing import fit_images
from app.inspection.preview import PreviewWish
from app.inspection.snapshot import Wanted
from app.network.edits import SetFields
from app.network.patterns import lenet5
from app.session import Session
from app.training.augmentation_settings import Augmentation
from app.training.module import UntrainableError
from app.training.recipe import Recipe

MEAN_IMAGE = Recipe(preprocessing="pixel_mean", epochs=1, device="cpu")
PREDICTIONS = Wanted(frozenset(), frozenset(), predictions=True)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path))
    session = Session()
    session.set_network(lenet5())
    dataset = session.load_dataset("mnist", 0.5)
    session.set_probe(dataset.test.images[0])
    return session


def probabilities(session: Session, preprocessing: Any) -> np.ndarray[Any, Any]:
    """What the network says of the probe image, preprocessed by hand."""
    dataset = session.load_dataset("mnist", 0.5)
    train = fit_images(dataset.train.images, (1, 32, 32))
    fitted = fit_preprocessing(preprocessing, train)
    image = torch.from_numpy(fitted.apply(fit_images(dataset.test.images[:1], (1, 32, 32))))
    with torch.no_grad():
        module = session._live.module.eval()
        return np.asarray(module(image).softmax(dim=1)[0])


def seen(session: Session) -> np.ndarray[Any, Any]:
    found = session.look(PREDICTIONS).probabilities
    assert found is not None
    return found


def test_before_a_run_the_recipe_says_how_images_are_looked_at(session: Session) -> None:
    np.testing.assert_allclose(seen(session), probabilities(session, "standardise"), atol=1e-4)
    session.change(MEAN_IMAGE)
    np.testing.assert_allclose(seen(session), probabilities(session, "pixel_mean"), atol=1e-4)


def test_after_a_run_images_are_looked_at_as_the_weights_learned_them(session: Session) -> None:
    session.begin(MEAN_IMAGE)
    session.advance()
    session.stop()
    session.change(Recipe(preprocessing="none"))
    np.testing.assert_allclose(seen(session), probabilities(session, "pixel_mean"), atol=1e-4)
    session.reset_weights(0)
    np.testing.assert_allclose(seen(session), probabilities(session, "none"), atol=1e-4)


def test_weights_from_a_file_are_looked_through_with_the_files_recipe(session: Session) -> None:
    session.begin(MEAN_IMAGE)
    session.advance()
    weights = session.weights()
    other = Session()
    other.set_network(lenet5(), forget=True)
    other.change(MEAN_IMAGE)
    other.load_weights(weights)
    dataset = other.load_dataset("mnist", 0.5)
    other.set_probe(dataset.test.images[0])
    np.testing.assert_allclose(seen(other), seen(session), atol=1e-4)
    other.change(Recipe())
    np.testing.assert_allclose(seen(other), seen(session), atol=1e-4)
    session.stop()


def test_an_input_too_large_to_be_whitened_is_refused_by_the_run_and_looked_at_plainly(
    session: Session,
) -> None:
    recipe = Recipe(preprocessing="zca_whitening")
    session.change(recipe)
    session.set_network(SetFields("input", {"height": 64, "width": 64}).apply(lenet5()))
    assert session.look(PREDICTIONS) is not None
    with pytest.raises(UntrainableError, match=r"up to 3,072 values"):
        session.begin(recipe)


def test_a_preview_shows_one_image_of_each_class_and_its_draws(session: Session) -> None:
    wish = PreviewWish(augmentation=Augmentation(rotate=30), samples=4, draws=3)
    preview = session.preview(wish)
    assert preview.augmented is not None
    assert preview.augmented.classes == ("0", "1", "2", "3")
    assert preview.augmented.before.shape == (4, 1, 32, 32)
    assert preview.augmented.after.shape == (4, 3, 1, 32, 32)
    again = session.preview(wish)
    assert again.augmented is not None
    np.testing.assert_array_equal(again.augmented.after, preview.augmented.after)
    assert again.preprocessed is preview.preprocessed  # nothing was fitted anew


@pytest.mark.parametrize(
    ("preprocessing", "mean", "deviation"),
    [
        ("none", 0.10, 0.28),
        ("bytes", 25.5, 71.4),
        ("pixel_mean", 0.0, 0.227),
        ("standardise", 0.0, 1.0),
    ],
)
def test_a_preview_tells_the_figures_of_the_values(
    session: Session, preprocessing: Any, mean: float, deviation: float
) -> None:
    shown = session.preview(PreviewWish(preprocessing=preprocessing)).preprocessed
    assert shown is not None
    assert shown.before.mean == pytest.approx(0.10, abs=0.01)
    assert shown.after.mean == pytest.approx(mean, abs=0.02, rel=0.05)
    assert shown.after.deviation == pytest.approx(deviation, abs=0.02, rel=0.05)
    assert shown.after.counts.sum() >= 0.99 * shown.after.points.shape[0] * 32 * 32
    correlation = np.corrcoef(shown.after.points.T)[0, 1]
    assert shown.after.correlation == pytest.approx(correlation, abs=1e-3)


def test_a_preview_without_data_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="No data set is loaded"):
        Session().preview(PreviewWish())
