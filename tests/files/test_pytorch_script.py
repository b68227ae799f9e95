"""Exported programs: the same network, readable, and running by themselves."""

import inspect
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
import safetensors.torch
import torch
from torch import nn

from app.data.catalogue import available
from app.data.preprocessing import fit_images
from app.files.module_calls import TORCH_DEFAULTS
from app.files.pytorch_script import ExportError, pytorch_script
from app.files.weights_file import read_weights
from app.network.analysis import analyse
from app.network.gallery import GalleryEntry
from app.network.graph import Network, Wire
from app.network.layer import Layer
from app.network.layers import LAYER_KINDS
from app.network.layers.activation import (
    ELU,
    GELU,
    Hardsigmoid,
    Hardswish,
    LeakyReLU,
    PReLU,
    ReLU,
    ReLU6,
    Sigmoid,
    SiLU,
    Softmax,
    Softplus,
    Tanh,
)
from app.network.layers.adaptive import AdaptiveAvgPool2d, AdaptiveMaxPool2d, ChannelMaxPool
from app.network.layers.channels import PadChannels
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add, Concatenate, Multiply
from app.network.layers.normalisation import (
    BatchNorm1d,
    BatchNorm2d,
    Dropout,
    Dropout2d,
    GroupNorm,
    InstanceNorm2d,
    LayerNorm,
    LocalResponseNorm,
)
from app.network.layers.pooling import (
    AvgPool1d,
    AvgPool2d,
    DistanceWeightedAvgPool2d,
    LPPool2d,
    MaxPool1d,
    MaxPool2d,
    MinPool2d,
)
from app.network.layers.reshape import Reshape
from app.network.layers.shape import Identity, Upsample, ZeroPad2d
from app.network.layers.transposed import ConvTranspose2d
from app.network.patterns import chain, lenet5
from app.training.module import build_module
from app.training.optimizer import make_optimizer
from app.training.recipe import OPTIMIZERS, OptimizerName, Recipe
from tests.gallery import WITH_DATA

EVERYTHING: list[Layer] = [
    Input(3, 32, 32),
    Conv2d(8, (3, 5), stride=(1, 2), padding=(1, 0), bias=False),
    BatchNorm2d(eps=1e-3, momentum=0.2),
    LeakyReLU(),
    MaxPool2d(3, stride=2, padding=1),
    Conv2d(8, 3, padding="same", groups=4, dilation=2),
    BatchNorm2d(affine=False),
    Tanh(),
    AvgPool2d((2, 1), stride=(2, 1)),
    Dropout(0.25),
    Sigmoid(),
    ZeroPad2d(0, 1, 2, 1),
    Upsample((1, 2), mode="bilinear"),
    ConvTranspose2d(8, 3, stride=2, padding=1, output_padding=1, groups=2),
    MinPool2d(3, stride=2, ceil_mode=True),
    PReLU(per_channel=True),
    LocalResponseNorm(3, k=2.0),
    DistanceWeightedAvgPool2d((3, 2), stride=1),
    GroupNorm(num_groups=2),
    GELU(approximate="tanh"),
    ChannelMaxPool(2),
    InstanceNorm2d(affine=True),
    PadChannels(before=1, after=3),
    LPPool2d(2, norm_type="4"),
    Dropout2d(),
    AdaptiveMaxPool2d((6, 6)),
    Conv2d(8, 3, padding=1, padding_mode="reflect"),
    LayerNorm(),
    AdaptiveAvgPool2d(4),
    Identity(),
    Reshape(8, 0, 16),
    Conv1d(6, 3, padding=2, dilation=2),
    MaxPool1d(3, stride=1, padding=1),
    ELU(),
    AvgPool1d(3, stride=2, count_include_pad=False),
    Softplus(beta=2.0),
    Flatten(),
    Linear(20, bias=False),
    BatchNorm1d(),
    SiLU(),
    Hardswish(),
    ReLU6(),
    Hardsigmoid(),
    Dropout(),
    ReLU(),
    Linear(10),
    Softmax(),
]


def _names_of(script: str) -> dict[str, Any]:
    """What the program defines, without running its `main`."""
    names: dict[str, Any] = {"__name__": "exported"}
    exec(compile(script, "exported.py", "exec"), names)
    return names


def _module_of(script: str) -> nn.Module:
    return _made(script, _names_of(script))


def _made(script: str, names: dict[str, Any]) -> nn.Module:
    made: nn.Module = names[re.findall(r"^class (\w+)\(nn\.Module\)", script, re.M)[-1]]()
    return made


def _compare(network: Network, recipe: Recipe) -> None:
    """The exported module and ours: the same weights, by a file of ours, and the same outputs."""
    ours = build_module(network, seed=1).eval()
    script = pytorch_script(network, recipe)
    names = _names_of(script)
    exported = _made(script, names).eval()
    assert sum(p.numel() for p in exported.parameters()) == analyse(network).parameters
    with TemporaryDirectory() as folder:
        file = Path(folder) / "weights.safetensors"
        safetensors.torch.save_file(ours.state_dict(), file)
        names["load_weights"](exported, file)
    image = network.layers["input"]
    assert isinstance(image, Input)
    images = torch.randn(3, *image.shape, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        assert torch.equal(exported(images), ours(images))


@pytest.mark.parametrize("entry", WITH_DATA, ids=lambda entry: entry.name)
def test_built_in_networks_compute_the_same(entry: GalleryEntry) -> None:
    _compare(entry.build(), Recipe(**entry.recipe))


def test_every_kind_of_layer_computes_the_same() -> None:
    network = chain("everything", EVERYTHING)
    assert {type(layer) for layer in EVERYTHING} == {
        kind for kind in LAYER_KINDS if not kind.takes_several
    }
    _compare(network, Recipe(dataset="colour-shapes"))


def test_branches_are_written_as_sums_products_and_concatenations() -> None:
    layers: dict[str, Layer] = {
        "input": Input(3, 16, 16),
        "conv1": Conv2d(8, 3, padding=1),
        "relu1": ReLU(),
        "conv2": Conv2d(8, 3, padding=1),
        "add1": Add(),
        "pool1": MaxPool2d(16, stride=16),
        "flatten1": Flatten(),
        "fc1": Linear(8),
        "multiply1": Multiply(),
        "concat1": Concatenate(),
        "flatten2": Flatten(),
        "fc2": Linear(10),
    }
    wires = """input conv1, conv1 relu1, relu1 conv2, conv2 add1, relu1 add1, add1 pool1,
        pool1 flatten1, flatten1 fc1, add1 multiply1, fc1 multiply1, multiply1 concat1,
        input concat1, concat1 flatten2, flatten2 fc2"""
    network = Network(
        name="branches",
        layers=layers,
        wires=tuple(Wire(*pair.split()) for pair in wires.split(",")),
    )
    recipe = Recipe(dataset="colour-shapes")
    _compare(network, recipe)
    script = pytorch_script(network, recipe)
    assert " add1 = out + relu1 " in script
    assert " out = add1 * out[:, :, None, None] " in script
    assert " out = torch.cat((out, x), dim=1) " in script


@pytest.mark.parametrize("merge", [Add(), Multiply(), Concatenate()], ids=lambda m: m.kind)
def test_a_merge_with_one_wire_is_written_as_what_it_is(merge: Layer) -> None:
    _compare(chain("one wire", [Input(), merge, Flatten(), Linear(10)]), Recipe())


def test_a_vector_scales_the_channels_of_a_signal() -> None:
    wires = """input conv, conv signal, conv pool, pool vector, signal scaled, vector scaled,
        scaled flat, flat fc"""
    network = Network(
        layers={
            **{"input": Input(), "conv": Conv2d(4, 5, stride=4), "signal": Reshape(4, 0, 36)},
            **{"pool": AdaptiveAvgPool2d(1), "vector": Flatten(), "scaled": Multiply()},
            **{"flat": Flatten(), "fc": Linear(10)},
        },
        wires=tuple(Wire(*pair.split()) for pair in wires.split(",")),
    )
    _compare(network, Recipe())


def test_names_that_look_alike_stay_apart() -> None:
    wires = [("input", "x"), ("x", "x_out"), ("x_out", "relu"), ("relu", "one"), ("x", "one")]
    wires += [("one", "two"), ("x_out", "two"), ("two", "flatten"), ("flatten", "fc")]
    network = Network(
        layers={
            **{"input": Input(), "x": Conv2d(2, 3, padding=1), "x_out": Sigmoid()},
            **{"relu": ReLU(), "one": Add(), "two": Add(), "flatten": Flatten()},
            "fc": Linear(10),
        },
        wires=tuple(Wire(*ends) for ends in wires),
    )
    _compare(network, Recipe())


@pytest.mark.parametrize("name", ["reshape", "MinPool2d", "CONVAS"])
def test_a_networks_name_hides_none_of_the_programs(name: str) -> None:
    layers = [Input(), Reshape(1, 14, 56), Flatten(), Linear(10)]
    _compare(replace(chain("plain", layers), name=name), Recipe())


@pytest.mark.parametrize("kind", TORCH_DEFAULTS)
def test_what_is_left_out_is_torchs_own_default(kind: str) -> None:
    signature = inspect.signature(getattr(nn, kind))
    for name, value in TORCH_DEFAULTS[kind].items():
        assert signature.parameters[name].default == value


def test_layers_are_written_as_one_writes_them_by_hand() -> None:
    script = pytorch_script(lenet5(), Recipe())
    assert "        self.conv1 = nn.Conv2d(1, 6, kernel_size=5)\n" in script
    assert "        self.pool1 = nn.MaxPool2d(2)\n" in script
    assert "        self.fc1 = nn.Linear(120, 84)\n" in script
    assert "        x = self.conv1(x)     # 6×28×28\n" in script
    assert '"""lenet-5: 1×32×32 → 10 classes, 61,706 parameters. Exported from Convas.' in script


def test_a_softmax_at_the_end_is_left_out_with_a_word() -> None:
    layers = [Input(), Flatten(), Linear(10), Softmax()]
    script = pytorch_script(chain("n", layers), Recipe())
    assert "nn.Softmax" not in script
    assert "return x  # without the Softmax" in script


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("decay", [0.0, 0.01])
@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_the_optimiser_is_the_recipes(
    optimizer: OptimizerName, decay: float, momentum: float
) -> None:
    recipe = Recipe(optimizer=optimizer, weight_decay=decay, momentum=momentum, learning_rate=0.03)
    (line,) = re.findall(r"optimizer = (.*)", pytorch_script(lenet5(), recipe))
    model = nn.Linear(1, 1)
    exported = eval(line, {"torch": torch, "model": model})
    ours = make_optimizer(recipe, model.parameters(), torch.device("cpu"))
    assert type(exported) is type(ours)
    exported.defaults["fused"] = ours.defaults.get("fused")  # only how fast the same is computed
    assert exported.defaults == {"fused": None, **ours.defaults}


@pytest.mark.parametrize(
    ("dataset", "image"),
    [
        ("mnist", Input(1, 28, 28)),
        ("mnist", Input(1, 32, 32)),
        ("mnist", Input(1, 31, 28)),
        ("mnist", Input(3, 56, 40)),
        ("mnist", Input(1, 14, 14)),
        ("colour-shapes", Input(1, 32, 32)),
        ("colour-shapes", Input(3, 35, 36)),
        ("colour-shapes", Input(1, 20, 64)),
    ],
)
def test_images_are_fitted_as_in_convas(dataset: str, image: Input) -> None:
    network = chain("n", [image, Flatten(), Linear(10)])
    shape = next(info.image_shape for info in available() if info.name == dataset)
    images = np.random.default_rng(0).integers(0, 256, (5, *shape), dtype=np.uint8)
    to_input = _names_of(pytorch_script(network, Recipe(dataset=dataset)))["to_input"]
    fitted = to_input(torch.from_numpy(images))
    assert fitted.shape == (5, *image.shape)
    # Ours are rounded to whole grey levels, once for the colours and once for the size.
    difference = fitted.numpy() * 255 - fit_images(images, image.shape)
    assert np.abs(difference).max() <= 1.01


@pytest.fixture
def run_exported(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run an exported program in an empty folder, as its owner would."""

    def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "exported.py").write_text(script, encoding="utf-8")
        return subprocess.run(
            [sys.executable, "exported.py", *arguments],
            cwd=tmp_path,
            env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": ""},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )

    return run


def _small_data(path: Path, shape: tuple[int, ...] = (1, 28, 28)) -> None:
    """A quarter of the picture is lit; which one is the label."""
    random = np.random.default_rng(0)
    arrays = {}
    for part, count in (("train", 400), ("test", 100)):
        labels = random.integers(0, 4, count).astype(np.uint8)
        images = random.integers(0, 60, (count, *shape), dtype=np.uint8)
        half = shape[1] // 2
        for image, label in zip(images, labels, strict=True):
            top, left = half * (label // 2), half * (label % 2)
            image[:, top : top + half, left : left + half] += 120
        arrays[f"{part}_images"], arrays[f"{part}_labels"] = images, labels
    np.savez(path, **arrays)


def _test_accuracy(output: str) -> float:
    return float(re.findall(r"test accuracy ([\d.]+)%", output)[0])


def test_a_program_learns_from_a_file_it_is_given(
    tmp_path: Path, run_exported: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    _small_data(tmp_path / "small.npz")
    script = pytorch_script(lenet5(), Recipe(batch_size=32))
    done = run_exported(script, "--data", "small.npz", "--epochs", "3")
    assert done.stderr == ""
    assert done.stdout.count("epoch ") == 3
    assert _test_accuracy(done.stdout) > 90


def test_a_program_begins_with_the_weights_that_another_run_saved(
    tmp_path: Path, run_exported: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    _small_data(tmp_path / "small.npz")
    layers = [Input(), Conv2d(4, 3), AdaptiveAvgPool2d(4), Flatten(), Linear(10)]
    network = chain("n", layers).with_blocks({"conv1": "stem", "pool1": "stem"})
    script = pytorch_script(network, Recipe(batch_size=32))
    learned = run_exported(script, "--data", "small.npz", "--epochs", "3", "--save", "learned.pt")
    assert learned.stderr == ""
    assert "conv1.weight" in read_weights(tmp_path / "learned.pt")
    again = run_exported(script, "--data", "small.npz", "--epochs", "0", "--weights", "learned.pt")
    assert _test_accuracy(again.stdout) == _test_accuracy(learned.stdout) > 50


def test_a_program_finds_the_bundled_data_by_itself(
    tmp_path: Path, run_exported: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    _small_data(tmp_path / "fashion-mnist.npz")
    network = chain("dense", [Input(), Flatten(), Linear(10)])
    recipe = Recipe(dataset="fashion-mnist", epochs=2)
    done = run_exported(pytorch_script(network, recipe, bundled_data=tmp_path))
    assert done.stderr == ""
    assert done.stdout.count("epoch ") == 2
    assert _test_accuracy(done.stdout) > 90


def test_the_bundled_data_is_where_a_program_looks_for_it() -> None:
    for entry in WITH_DATA:
        names = _names_of(pytorch_script(entry.build(), Recipe(**entry.recipe)))
        if entry.dataset not in ("colour-shapes", "signals"):  # these are made by Convas
            assert names["BUNDLED"].is_file()


def test_generated_images_come_from_convas() -> None:
    network = chain("n", [Input(3, 32, 32), Flatten(), Linear(10)])
    names = _names_of(pytorch_script(network, Recipe(dataset="colour-shapes", difficulty=0.1)))
    (images, labels), (test_images, _) = names["load_images"](None)
    assert images.shape == (4000, 3, 32, 32)
    assert images.dtype == torch.uint8
    assert labels.dtype == torch.int64
    assert len(test_images) == 1000


def test_elsewhere_a_program_takes_torchvisions_copy(
    tmp_path: Path, run_exported: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    raw = tmp_path / "data" / "MNIST" / "raw"
    raw.mkdir(parents=True)
    random = np.random.default_rng(0)
    for part, count in (("train", 50), ("t10k", 20)):
        images = random.integers(0, 256, (count, 28, 28), dtype=np.uint8)
        labels = random.integers(0, 10, count, dtype=np.uint8)
        _write_idx(raw / f"{part}-images-idx3-ubyte", images)
        _write_idx(raw / f"{part}-labels-idx1-ubyte", labels)
    network = chain("dense", [Input(), Flatten(), Linear(10)])
    script = pytorch_script(network, Recipe(epochs=1), bundled_data=tmp_path / "nowhere")
    done = run_exported(script)
    assert "epoch 1: loss" in done.stdout, done.stderr


def _write_idx(path: Path, array: np.ndarray) -> None:
    """The format of the MNIST files: 0, 0, type 8 (bytes), dimensions, their sizes, the data."""
    sizes = b"".join(size.to_bytes(4, "big") for size in array.shape)
    path.write_bytes(bytes([0, 0, 8, array.ndim]) + sizes + array.tobytes())


class TestWhatCannotBeExported:
    @pytest.mark.parametrize(
        ("network", "words"),
        [
            (Network(), "the canvas is empty"),
            (chain("n", [Input(), Linear(10)]), "fc1: Linear needs a vector"),
            (chain("n", [Input(), Flatten(), Linear(7)]), "fc1: the data has 10 classes"),
            (Network(layers={"conv1": Conv2d(2, 3)}), "conv1: not connected"),
            (chain("n", [Input(1, 2, 5), Flatten()]), "no layer in it learns"),
        ],
    )
    def test_a_network_that_cannot_be_trained(self, network: Network, words: str) -> None:
        with pytest.raises(ExportError, match=f"cannot be trained yet: .*{words}"):
            pytorch_script(network, Recipe())

    def test_an_unknown_data_set(self) -> None:
        with pytest.raises(
            ExportError, match=r"there is no data set 'dogs' to train on; there are mnist"
        ):
            pytorch_script(lenet5(), Recipe(dataset="dogs"))


class TestHostileNames:
    @pytest.mark.parametrize(
        "name",
        [
            '"""\nimport os; os.abort()\n"""',
            "'''; raise SystemExit",
            "\\",
            "${seed}",
            "{x}",
            "nn.Module): pass #",
            "",
            "path",
            "F",
            "none",
            "5",
            "\ud800",
            "网络",
            "a" * 1000,
        ],
    )
    def test_a_networks_name_brings_no_code_along(self, name: str) -> None:
        network = replace(lenet5(), name=name)
        script = pytorch_script(network, Recipe())
        plain = pytorch_script(replace(network, name="plain"), Recipe())
        assert len(script.splitlines()) == len(plain.splitlines())
        assert sum(p.numel() for p in _module_of(script).parameters()) == 61_706
        assert script.encode()

    def test_a_data_sets_name_brings_no_code_along(self) -> None:
        with pytest.raises(ExportError, match=r"no data set .aos\.abort"):
            pytorch_script(lenet5(), Recipe(dataset='a"""\nos.abort()'))

    def test_a_strange_folder_is_quoted(self, tmp_path: Path) -> None:
        folder = tmp_path / 'a"b\\c\nd é'
        script = pytorch_script(lenet5(), Recipe(), bundled_data=folder)
        assert _names_of(script)["BUNDLED"] == folder.resolve() / "mnist.npz"
