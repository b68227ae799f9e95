"""Weights from elsewhere: matched by names or by order, and never a way to run code."""

import io
import os
import pickle
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import safetensors.torch
import torch
from torch import Tensor, nn

from app.files.import_module import network_from_module
from app.files.torchvision_models import network_from_torchvision, torchvision_model
from app.files.weights import WeightsError, weights_to_bytes
from app.files.weights_file import match_weights, read_weights, state_dict_bytes
from app.network.graph import Network, Wire
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d
from app.network.patterns import chain, lenet5
from app.training.module import build_module


def state_of(network: Network, seed: int = 1) -> dict[str, Tensor]:
    return dict(build_module(network, seed=seed).state_dict())


def arrays(state: dict[str, Tensor]) -> dict[str, np.ndarray]:
    return {key: tensor.numpy() for key, tensor in state.items()}


def assert_alike(found: dict[str, np.ndarray], state: dict[str, Tensor]) -> None:
    assert found.keys() == state.keys()
    for key, tensor in state.items():
        np.testing.assert_array_equal(found[key], tensor.numpy())


def write_weights(path: Path, weights: dict[str, np.ndarray]) -> None:
    write = weights_to_bytes if path.suffix == ".safetensors" else state_dict_bytes
    path.write_bytes(write(weights))


NORMALISED = chain(
    "n", [Input(3, 8, 8), Conv2d(4, 3), BatchNorm2d(), ReLU(), Flatten(), Linear(10)]
)


@pytest.mark.parametrize("suffix", [".safetensors", ".pt", ".pth"])
def test_weights_come_back_as_they_were(tmp_path: Path, suffix: str) -> None:
    state = state_of(NORMALISED)
    write_weights(tmp_path / f"w{suffix}", arrays(state))
    matched = match_weights(NORMALISED, read_weights(tmp_path / f"w{suffix}"))
    assert_alike(dict(matched.weights), state)
    assert matched.report == "3 of 3 layers took weights, by name."


def test_torch_reads_what_was_written(tmp_path: Path) -> None:
    state = state_of(lenet5())
    write_weights(tmp_path / "w.pt", arrays(state))
    write_weights(tmp_path / "w.safetensors", arrays(state))
    for read in (
        torch.load(tmp_path / "w.pt", weights_only=True),
        safetensors.torch.load_file(tmp_path / "w.safetensors"),
    ):
        assert_alike(arrays(read), state)


def test_torchvisions_names_lead_to_the_imported_layers(tmp_path: Path) -> None:
    module = torchvision_model("squeezenet1_1")
    torch.save(module.state_dict(), tmp_path / "squeezenet.pth")
    found = network_from_torchvision("squeezenet1_1", (3, 64, 64))
    matched = match_weights(found.network, read_weights(tmp_path / "squeezenet.pth"))
    assert not matched.without
    assert not matched.unused
    ours = build_module(found.network, seed=0).eval()
    ours.load_state_dict({key: torch.from_numpy(w) for key, w in matched.weights.items()})
    images = torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        torch.testing.assert_close(ours(images), module(images), rtol=1e-5, atol=1e-5)


def test_numbered_modules_and_wrappers_are_understood() -> None:
    module = nn.Sequential(nn.Conv2d(1, 2, 3))
    layers = {"input": Input(1, 8, 8), "conv_0": Conv2d(2, 3)}
    network = Network("n", layers, (Wire("input", "conv_0"),))
    state = {f"module.{key}": value for key, value in module.state_dict().items()}
    assert match_weights(network, state).layers == ("conv_0",)


def test_a_file_finds_the_layers_that_the_import_of_its_module_named() -> None:
    module = nn.Sequential()
    for name in ("input", "class", "deep", "deep_" * 20 + "a", "deep_" * 20 + "b"):
        module.add_module(name, nn.Conv2d(3, 3, 1))
    network = network_from_module(module, (3, 8, 8)).network
    assert {"input_2", "class_layer", "deep"} < network.layers.keys()
    matched = match_weights(network, module.state_dict())
    assert not matched.by_order
    assert not matched.without
    for name, child in zip(network.order[1:], module, strict=True):
        assert np.array_equal(matched.weights[f"{name}.weight"], child.weight.detach().numpy())


def test_a_layer_takes_its_own_weights_before_those_of_its_namesake() -> None:
    layers = {"input": Input(1, 8, 8), "conv": Conv2d(2, 3), "conv_2": Conv2d(3, 3)}
    network = Network("n", layers, (Wire("input", "conv"), Wire("conv", "conv_2")))
    wrong, right = torch.zeros(3, 2, 3, 3), torch.ones(3, 2, 3, 3)
    found = {"conv.weight": wrong, "conv.bias": wrong[:, 0, 0, 0]}
    found |= {"conv_2.weight": right, "conv_2.bias": right[:, 0, 0, 0]}
    matched = match_weights(network, found)
    assert matched.layers == ("conv_2",)
    assert matched.weights["conv_2.weight"].all()


def test_layers_whose_shapes_are_not_known_take_nothing() -> None:
    network = Network("n", {"input": Input(1, 8, 8), "conv1": Conv2d(2, 3)})
    with pytest.raises(WeightsError, match="none of its 1 tensors fits"):
        match_weights(network, {"conv1.weight": torch.zeros(2, 1, 3, 3)})


def test_what_does_not_fit_is_reported_and_left_out() -> None:
    state = state_of(lenet5())
    state["fc2.weight"], state["fc2.bias"] = torch.zeros(1000, 84), torch.zeros(1000)
    state["extra.weight"] = torch.zeros(3)
    matched = match_weights(lenet5(), state)
    assert matched.report == (
        "4 of 5 layers took weights, by name. Nothing in the file fits fc2. "
        "Not used from the file: fc2, extra."
    )


def test_other_names_are_matched_by_order_and_shape() -> None:
    state = state_of(lenet5())
    names = {"conv1": "a", "conv2": "b", "conv3": "c", "fc1": "d", "fc2": "e"}
    renamed = {f"{names[key.split('.')[0]]}.{key.split('.')[1]}": v for key, v in state.items()}
    matched = match_weights(lenet5(), renamed)
    assert matched.by_order
    assert_alike(dict(matched.weights), state)
    assert "by their order and shapes, for no name fitted" in matched.report


def test_half_precision_becomes_single() -> None:
    state = {key: value.bfloat16() for key, value in state_of(lenet5()).items()}
    matched = match_weights(lenet5(), state)
    assert {array.dtype.name for array in matched.weights.values()} == {"float32"}


def test_files_without_the_counter_of_batches_are_read() -> None:
    state = state_of(NORMALISED)
    del state["bn1.num_batches_tracked"]
    assert not match_weights(NORMALISED, state).without


def test_a_state_dict_inside_a_checkpoint_is_found(tmp_path: Path) -> None:
    torch.save({"epoch": 3, "state_dict": state_of(lenet5())}, tmp_path / "c.pt")
    assert not match_weights(lenet5(), read_weights(tmp_path / "c.pt")).without


# Files that mean harm, or nothing


class Attack:
    """What, unpickled, makes a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self.path),))


@pytest.mark.parametrize("form", ["torch", "pickle", "legacy"])
def test_a_pickle_that_would_run_code_is_refused_without_running_it(
    tmp_path: Path, form: str
) -> None:
    file, mark = tmp_path / "evil.pt", tmp_path / "ran"
    content = {"conv1.weight": torch.zeros(2), "x": Attack(mark)}
    if form == "torch":
        torch.save(content, file)
    elif form == "legacy":
        torch.save(content, file, _use_new_zipfile_serialization=False)
    else:
        file.write_bytes(pickle.dumps({"x": Attack(mark)}))
    with pytest.raises(WeightsError, match="could run code, so Convas does not read it"):
        read_weights(file)
    assert not mark.exists()


def test_a_whole_pickled_module_is_refused_in_words(tmp_path: Path) -> None:
    torch.save(nn.Conv2d(1, 2, 3), tmp_path / "m.pt")
    with pytest.raises(WeightsError, match=r"torch\.save\(model\.state_dict\(\), …\)"):
        read_weights(tmp_path / "m.pt")


def test_a_file_that_unpacks_to_more_than_its_own_size_is_refused(tmp_path: Path) -> None:
    torch.save({"conv1.weight": torch.zeros(1000)}, tmp_path / "plain.pt")
    with (
        zipfile.ZipFile(tmp_path / "plain.pt") as plain,
        zipfile.ZipFile(tmp_path / "bomb.pt", "w", zipfile.ZIP_DEFLATED) as bomb,
    ):
        for name in plain.namelist():
            bomb.writestr(name, plain.read(name))
    with pytest.raises(WeightsError, match=r"bomb\.pt is packed"):
        read_weights(tmp_path / "bomb.pt")


@pytest.mark.parametrize(
    "odd",
    [
        torch.zeros(3, device="meta"),
        torch.zeros(3, dtype=torch.complex64),
        torch.zeros(3, 3).to_sparse(),
    ],
    ids=["without numbers", "complex", "sparse"],
)
def test_tensors_that_are_no_weights_are_passed_over(tmp_path: Path, odd: torch.Tensor) -> None:
    torch.save({"a.weight": odd, "b.weight": torch.ones(2)}, tmp_path / "odd.pt")
    assert list(read_weights(tmp_path / "odd.pt")) == ["b.weight"]


def test_whole_numbers_become_the_floats_that_layers_keep() -> None:
    network = chain("one", [Input(1, 4, 4), Conv2d(1, 3)])
    whole = {"conv1.weight": torch.ones(1, 1, 3, 3, dtype=torch.int8), "conv1.bias": torch.ones(1)}
    assert match_weights(network, whole).weights["conv1.weight"].dtype == np.float32


@pytest.mark.parametrize("zipped", [True, False], ids=["zip", "legacy"])
def test_no_broken_byte_escapes_as_another_error(tmp_path: Path, zipped: bool) -> None:
    made = io.BytesIO()
    torch.save({"a.weight": torch.ones(2)}, made, _use_new_zipfile_serialization=zipped)
    whole = made.getvalue()
    chance = random.Random(0)
    for _ in range(150):
        broken = bytearray(whole)
        broken[chance.randrange(len(broken))] = chance.randrange(256)
        (tmp_path / "w.pt").write_bytes(broken)
        with suppress(WeightsError):
            read_weights(tmp_path / "w.pt")


@pytest.mark.parametrize("suffix", [".safetensors", ".pt"])
@pytest.mark.parametrize("content", [b"", b"no weights", b"\xff" * 100, b"PK\x03\x04" + b"0" * 60])
def test_damaged_files_are_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    (tmp_path / f"w{suffix}").write_bytes(content)
    with pytest.raises(WeightsError, match=r"w\.(safetensors|pt) "):
        read_weights(tmp_path / f"w{suffix}")


def test_missing_and_foreign_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"w\.pt cannot be read: no such file"):
        read_weights(tmp_path / "w.pt")
    with pytest.raises(WeightsError, match=r"w\.h5 is no file of weights that Convas knows"):
        read_weights(tmp_path / "w.h5")
    torch.save([1, 2], tmp_path / "list.pt")
    with pytest.raises(WeightsError, match="no weights by name"):
        read_weights(tmp_path / "list.pt")
