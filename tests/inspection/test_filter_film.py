"""The filters of a run at the moments that were kept of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.data.progress import no_report
from app.inspection.filter_film import filmed_layers, moment_words, read_film
from app.network.patterns import lenet5
from app.training.events import EpochDone, StepDone
from app.training.moments import Moments
from app.training.recipe import Recipe
from app.training.run import Run, RunError, new_run


def weights_of_size(size: float) -> dict[str, np.ndarray]:
    return {
        "conv1.weight": np.full((6, 1, 5, 5), size, np.float32),
        "conv2.weight": np.full((16, 6, 5, 5), -2 * size, np.float32),
    }


@pytest.fixture
def run(tmp_path: Path) -> Run:
    run = new_run(tmp_path, lenet5(), Recipe())
    for step, size in ((0, 0.1), (1, 0.5), (16, 0.3)):
        Moments(run.folder).keep(step, weights_of_size(size))
    run.append(StepDone(1, 1, 2.0, 0.1))
    run.append(StepDone(16, 1, 1.0, 0.5))
    run.append(EpochDone(1, 16, 1.0, 0.5, 0.9, 0.6, 1.0))
    run.close()
    return run


def test_a_film_has_a_frame_for_each_moment_and_one_scale_over_all(run: Run) -> None:
    film = read_film(run.folder, ("conv1", "conv2"), no_report)
    assert [frame.step for frame in film.frames] == [0, 1, 16]
    assert film.limits == pytest.approx({"conv1": 0.5, "conv2": 1.0})
    np.testing.assert_array_equal(
        film.frames[2].filters["conv1"], weights_of_size(0.3)["conv1.weight"]
    )


def test_the_corner_says_epoch_and_step(run: Run) -> None:
    film = read_film(run.folder, ("conv1",), no_report)
    assert [frame.words for frame in film.frames] == [
        "before training · step 0",
        "epoch 1 · step 1",
        "after epoch 1 · step 16",
    ]
    assert moment_words(7, ()) == "step 7"


def test_a_damaged_moment_is_left_out_and_counted(run: Run) -> None:
    (run.folder / "moments" / f"{1:012}.safetensors").write_bytes(b"broken")
    film = read_film(run.folder, ("conv1",), no_report)
    assert [frame.step for frame in film.frames] == [0, 16]
    assert film.lost == 1


def test_a_run_without_moments_says_what_to_do(tmp_path: Path) -> None:
    run = new_run(tmp_path, lenet5(), Recipe())
    with pytest.raises(RunError, match="Train a little first"):
        read_film(run.folder, ("conv1",), no_report)


def test_only_the_part_that_is_shown_is_kept_of_large_layers(tmp_path: Path) -> None:
    run = new_run(tmp_path, lenet5(), Recipe())
    Moments(run.folder).keep(0, {"conv1.weight": np.ones((100, 40, 3, 3), np.float32)})
    film = read_film(run.folder, ("conv1",), no_report)
    assert film.frames[0].filters["conv1"].shape == (64, 16, 3, 3)
    assert film.sizes["conv1"] == (100, 40)


def test_weights_that_exploded_do_not_set_the_scale(run: Run) -> None:
    Moments(run.folder).keep(17, weights_of_size(np.nan))
    assert read_film(run.folder, ("conv1",), no_report).limits["conv1"] == pytest.approx(0.5)


def test_the_filmed_layers_are_the_convolutions_in_their_order() -> None:
    assert filmed_layers(lenet5()) == ("conv1", "conv2", "conv3")
