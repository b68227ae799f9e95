"""`explain` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.cli.commands import main
from app.data.catalogue import load
from app.data.fitted_preprocessing import fit_preprocessing
from app.data.preprocessing import fit_images
from app.files.project import Project, save_project
from app.inspection.attribution import attribute
from app.inspection.attribution_methods import METHODS, Attribution, method_named
from app.inspection.heat_picture import coloured
from app.inspection.target import Target
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.patterns import chain, lenet5
from app.training.module import build_module
from app.training.recipe import Recipe


@pytest.fixture
def trained(tmp_path: Path) -> Path:
    """LeNet-5 with weights, saved."""
    state = build_module(lenet5(), seed=5).state_dict()
    weights = {key: tensor.numpy() for key, tensor in state.items()}
    save_project(tmp_path / "lenet.convas", Project(lenet5(), Recipe(), weights))
    return tmp_path / "lenet.convas"


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_the_image_and_the_values_stand_side_by_side(method, trained: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    output = tmp_path / "seen.png"
    assert main(["explain", str(trained), "--method", method.name, "--output", str(output)]) == 0
    with Image.open(output) as picture:
        assert picture.size == (2 * 256 + 8, 256)
        pixels = np.asarray(picture)
    test_image = fit_images(load("mnist").test.images[:1], (1, 32, 32))[0, 0]
    np.testing.assert_array_equal(pixels[::8, :256:8, 0], test_image)


def test_what_is_printed_is_what_was_found(
    trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--method", "saliency", "--class", "3", "--number", "7", "--format", "json"]
    output = tmp_path / "seen.png"
    assert main(["explain", str(trained), *options, "--output", str(output)]) == 0
    told = json.loads(capsys.readouterr().out)
    data = load("mnist")
    images = fit_images(data.train.images, (1, 32, 32))
    fitted = fit_preprocessing("standardise", images)
    image = fitted.apply(fit_images(data.test.images[7:8], (1, 32, 32)))[0]
    found = attribute(build_module(lenet5(), seed=5), image, Target("fc2", 3), "saliency")
    assert told["class"] == "3"
    assert told["score"] == pytest.approx(found.score, rel=1e-3)
    assert told["highest"] == pytest.approx(float(found.values.max()), rel=1e-3)
    assert told["reading"] == method_named("saliency").reading


def test_a_picture_of_ones_own_can_be_explained(
    trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (50, 70, 3)).astype(np.uint8)).save(
        own
    )
    output = tmp_path / "seen.png"
    options = ["--image", str(own), "--method", "grad-cam", "--output", str(output)]
    assert main(["explain", str(trained), *options]) == 0
    said = capsys.readouterr().out
    assert "Grad-CAM for " in said
    assert "Seen from conv2." in said
    assert output.exists()


def test_random_weights_are_called_random(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "lenet-5", "--output", str(tmp_path / "seen.png")]) == 0
    assert "never trained" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--class", "eleven"], "no class 'eleven'; it has 0, 1, 2"),
        (["--number", "1000"], "the test images 0 to 999, not 1000"),
        (["--image", "gone.png"], "There is no file gone.png"),
        (["--method", "grad-cam", "--layer", "fc1"], "cannot look from fc1"),
        (["--method", "occlusion", "--stride", "9"], "never covered"),
        (["--steps", "1"], "steps"),
        (["--output", "seen.jpg"], "must end in .png"),
        (["--output", "nowhere/seen.png"], "no folder nowhere"),
    ],
)
def test_what_cannot_be_explained_is_said_in_one_sentence(
    options: list[str],
    words: str,
    trained: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    command = ["explain", str(trained), "--output", "seen.png", *options]
    assert main(command) == 2
    *_, said = capsys.readouterr().err.splitlines()  # behind the progress
    assert words in said
    assert not list(tmp_path.glob("seen.*"))


def test_a_network_that_ends_in_maps_decides_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    maps = tmp_path / "maps.convas"
    network = chain("maps", [Input(1, 28, 28), Conv2d(3, 3)])
    save_project(maps, Project(network, Recipe(), None))
    assert main(["explain", str(maps), "--output", str(tmp_path / "seen.png")]) == 2
    assert "must end in 10 values" in capsys.readouterr().err


def test_colours_are_white_at_zero_blue_below_and_red_above() -> None:
    values = np.array([[-2.0, 0.0, 1.0, 2.0]], np.float32)
    found = coloured(Attribution(method_named("occlusion"), Target("fc1", 0), values, 1.0))
    assert found[0, 1].tolist() == [255, 255, 255]
    assert found[0, 0].tolist() == [33, 102, 172]
    assert found[0, 3].tolist() == [178, 24, 43]
    assert (found[0, 3] < found[0, 2]).all()
    plain = Attribution(method_named("occlusion"), Target("fc1", 0), 0 * values, 1.0)
    assert (coloured(plain) == 255).all()


def test_colours_get_brighter_from_zero_on() -> None:
    values = np.linspace(0, 3, 9, dtype=np.float32)[np.newaxis]
    found = coloured(Attribution(method_named("grad-cam"), Target("fc1", 0), values, 1.0))
    assert found[0, 0].tolist() == [0, 0, 0]
    assert (np.diff(found[0].sum(axis=1, dtype=int)) > 0).all()
