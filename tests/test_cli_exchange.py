"""`import` and `export` on the command line."""

import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import safetensors.numpy
import torch

from app.cli.commands import main
from app.files.project import Project, load_project, save_project
from app.network.analysis import analyse
from app.network.patterns import lenet5
from app.training.module import build_module
from app.training.recipe import Recipe

MODEL = """
import torch
from torch import nn
from beside import WIDTH


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, WIDTH, 3, padding=1)
        self.fc = nn.Linear(WIDTH, 10)

    def forward(self, x):
        return self.fc(torch.relu(self.conv(x)).mean((2, 3)))


class Needy(nn.Module):
    def __init__(self, width):
        super().__init__()


made = Net()
number = 3
"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    (tmp_path / "beside.py").write_text("WIDTH = 4\n")
    (tmp_path / "model.py").write_text(MODEL)
    return tmp_path / "model.py"


@pytest.fixture
def trained(tmp_path: Path) -> Path:
    """LeNet-5 with weights, saved."""
    state = build_module(lenet5(), seed=5).state_dict()
    weights = {key: tensor.numpy() for key, tensor in state.items()}
    save_project(tmp_path / "lenet.convas", Project(lenet5(), Recipe(), weights))
    return tmp_path / "lenet.convas"


def sentence(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What a command that is refused says."""
    assert main([str(argument) for argument in arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_a_torchvision_model_becomes_a_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "r.convas"
    arguments = ["import", "torchvision:resnet18", "--input", "3x64x64", "--output", str(output)]
    assert main([*arguments, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"output": str(output), "notes": []}
    project = load_project(output)
    assert analyse(project.network).parameters == 11_689_512
    assert project.network.name == "resnet18"
    assert project.weights is None


@pytest.mark.parametrize("name", ["Net", "made"])
def test_a_class_or_module_of_a_file_becomes_a_project_with_its_weights(
    model: Path, tmp_path: Path, name: str
) -> None:
    output = tmp_path / "n.convas"
    source = f"{model}:{name}"
    assert main(["import", source, "--input", "3x16x16", "--output", str(output)]) == 0
    project = load_project(output)
    assert [layer.kind for layer in project.network.layers.values()] == [
        "Input",
        "Conv2d",
        "ReLU",
        "AdaptiveAvgPool2d",
        "Flatten",
        "Linear",
    ]
    assert project.weights is not None
    assert project.weights["conv.weight"].shape == (4, 3, 3, 3)


def test_weights_are_put_into_a_network(
    trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, output = tmp_path / "w.pth", tmp_path / "out.convas"
    state = build_module(lenet5(), seed=6).state_dict()
    torch.save({key: value for key, value in state.items() if "fc2" not in key}, file)
    assert main(["import", str(trained), "--weights", str(file), "--output", str(output)]) == 0
    assert "4 of 5 layers took weights, by name. Nothing in the file fits fc2." in (
        capsys.readouterr().out
    )
    weights, before = load_project(output).weights, load_project(trained).weights
    assert weights is not None
    assert before is not None
    np.testing.assert_array_equal(weights["fc1.weight"], state["fc1.weight"].numpy())
    np.testing.assert_array_equal(weights["fc2.weight"], before["fc2.weight"])


def test_weights_are_exported_for_both_worlds(trained: Path, tmp_path: Path) -> None:
    weights = load_project(trained).weights
    assert weights is not None
    for kind, name in (("safetensors", "w.safetensors"), ("state-dict", "w.pt")):
        assert main(["export", str(trained), "--to", kind, "--output", str(tmp_path / name)]) == 0
    one = safetensors.numpy.load_file(tmp_path / "w.safetensors")
    other = torch.load(tmp_path / "w.pt", weights_only=True)
    for key, array in weights.items():
        np.testing.assert_array_equal(one[key], array)
        np.testing.assert_array_equal(other[key].numpy(), array)


def test_onnx_is_exported_with_the_weights(trained: Path, tmp_path: Path) -> None:
    output = tmp_path / "net.onnx"
    assert main(["export", str(trained), "--to", "onnx", "--output", str(output)]) == 0
    session = onnxruntime.InferenceSession(output)
    images = torch.randn(4, 1, 32, 32, generator=torch.Generator().manual_seed(0))
    module = build_module(lenet5(), seed=5).eval()
    with torch.no_grad():
        expected = module(images).numpy()
    (found,) = session.run(None, {"input": images.numpy()})
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4)


def test_help_says_that_a_file_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "--help"]) == 0
    words = " ".join(capsys.readouterr().out.split())
    assert "imported by running that file with all that is in it" in words


def test_what_cannot_be_imported_is_said_in_one_sentence(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.convas"
    (tmp_path / "broken.py").write_text("1 / 0\n")
    (tmp_path / "leaving.py").write_text("import sys\nsys.exit(0)\n")
    for source, options, words in (
        ("torchvision:nothing", (), "torchvision has no model 'nothing'; there are alexnet"),
        ("torchvision:vit_b_16", (), "permute in VisionTransformer has no counterpart"),
        (f"{model}:Other", (), "model.py has no 'Other' at its top level"),
        (f"{model}:Needy", (), "Needy in model.py cannot be made without arguments: TypeError"),
        (f"{model}:number", (), "number in model.py cannot be made"),
        (f"{tmp_path / 'broken.py'}:Net", (), "broken.py ends with an error: ZeroDivisionError"),
        (f"{tmp_path / 'leaving.py'}:Net", (), "leaving.py ends with an error: SystemExit"),
        (f"{tmp_path / 'none.py'}:Net", (), "there is no file"),
        (f"{model}:Net", ("--input", "1x8x8"), "'conv' cannot be run on images 1×8×8"),
        (f"{model}:Net", ("--input", "3,8,8"), "--input is channels, height and width"),
        ("lenet-5", ("--input", "1x8x8"), "--input is for torchvision models and Python files"),
        ("lenet-5", ("--weights", tmp_path / "none.pt"), "none.pt cannot be read: no such file"),
        (model, (), f"name the class in the file, too, like {model}:Net"),
        (f"{model}:Net()", (), f"name the class in the file, too, like {model}:Net"),
        ("nothing", (), "there is no file 'nothing'"),
    ):
        said = sentence(capsys, "import", source, *options, "--output", output)
        assert words in said
        assert said.startswith("convas: ")
        assert said.count("\n") == 1
        assert not output.exists()


def test_a_module_for_other_images_than_the_usual_asks_for_their_shape(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    grey = tmp_path / "grey.py"
    grey.write_text("from torch import nn\nnet = nn.Sequential(nn.Conv2d(1, 4, 3))\n")
    said = sentence(capsys, "import", f"{grey}:net", "--output", tmp_path / "out.convas")
    assert "cannot be run on images 3×224×224" in said
    assert said.endswith("say so with --input, like --input 1x28x28\n")


def test_a_project_is_written_under_a_name_that_opens_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = sentence(capsys, "import", "lenet-5", "--output", tmp_path / "out.txt")
    assert "the file must end in .convas" in said
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_exported_is_said_in_one_sentence(
    trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind, network, name, words in (
        ("safetensors", "lenet-5", "w.safetensors", "has no weights yet: train it first"),
        ("state-dict", trained, "w.safetensors", "a state_dict is kept in a file .pt or .pth"),
        ("safetensors", trained, "w.pt", "the file must end in .safetensors"),
        ("onnx", trained, "none/net.onnx", "net.onnx cannot be written"),
    ):
        said = sentence(capsys, "export", network, "--to", kind, "--output", tmp_path / name)
        assert words in said
