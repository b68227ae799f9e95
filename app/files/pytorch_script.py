"""A network as a PyTorch program that runs by itself: `python exported.py` trains it.

The program is meant to be read: the module names its layers as the canvas does, each line of
`forward` tells the shape that it gives, and the loop is the lectures'. It finds its images in
the copy that comes with Convas, in a file given with --data, or through torchvision.
"""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Any

from app.data.bundled import FOLDER
from app.data.catalogue import available
from app.data.dataset import DatasetInfo
from app.data.preprocessing import pads
from app.files.pytorch_template import IMPORTS, LOAD, PROGRAM
from app.network.analysis import Analysis, analyse
from app.network.arithmetic import Shape, shape_text
from app.network.graph import Network
from app.network.layer import TorchCall
from app.network.layers.dense import Input
from app.network.problems import Problem, logits_layer, training_problems
from app.training.recipe import Recipe


class ExportError(ValueError):
    """A network that makes no program yet; the text says what is missing."""


def pytorch_script(network: Network, recipe: Recipe, bundled_data: Path = FOLDER) -> str:
    """The text of a program that trains `network` as `recipe` says.

    `bundled_data` is the folder in which the program looks for the data set first; elsewhere
    than on this machine it falls back on torchvision. Raises ExportError for a network that
    cannot be trained, or for a data set that is not known.
    """
    info = _dataset(recipe.dataset)
    analysis = analyse(network)
    outputs = {name: layer.output for name, layer in analysis.layers.items()}
    problems = training_problems(
        network, analysis.errors, outputs, info.image_shape, len(info.classes)
    )
    end = logits_layer(network)
    if problems or end is None:
        raise ExportError(_words(problems))
    if not analysis.parameters:
        raise ExportError("this network cannot be trained yet: no layer in it learns anything")
    path = [*reversed(network.upstream(end)), end]
    image = network.layers[path[0]]
    assert isinstance(image, Input)
    title = _plain(network.name)
    class_name = _class_name(network.name)
    return Template(PROGRAM).substitute(
        title=title,
        dataset=info.title,
        parameters=f"{analysis.parameters:,}",
        summary=f"{shape_text(image.shape)} → {len(info.classes)} classes",
        imports=IMPORTS[info.name],
        constants=_constants(info, recipe, bundled_data),
        class_name=class_name,
        layers=_layer_lines(path[1:], analysis),
        forward=_forward_lines(path, analysis),
        end="" if end in network.ends else "  # without the Softmax: the loss takes the scores",
        load_data=LOAD[info.name],
        to_input=_to_input_lines(info.image_shape, image.shape),
        image=shape_text(info.image_shape),
        input=shape_text(image.shape),
        device=_device(recipe),
        optimizer=_optimizer(recipe),
        schedule=_schedule(recipe),
        schedule_step="            schedule.step()\n" if recipe.schedule == "linear" else "",
        seed=recipe.seed,
        epochs=recipe.epochs,
        batch_size=recipe.batch_size,
    )


def _dataset(name: str) -> DatasetInfo:
    for info in available():
        if info.name == name:
            return info
    known = ", ".join(info.name for info in available())
    raise ExportError(f"there is no data set {_plain(name)!r} to train on; there are {known}")


def _words(problems: tuple[Problem, ...]) -> str:
    said = "; ".join(
        f"{problem.layer}: {problem.message}" if problem.layer else problem.message
        for problem in problems[:3]
    )
    more = f"; and {len(problems) - 3:,} more" if len(problems) > 3 else ""
    return f"this network cannot be trained yet: {said}{more}"


def _code(value: Any) -> str:
    """A value as Python text; strings in double quotes, with escapes for all that is not ASCII."""
    return json.dumps(value) if isinstance(value, str) else repr(value)


def _plain(text: str) -> str:
    """What of a name may stand in a docstring: a file from elsewhere must not bring code along."""
    return re.sub(r"[^\w ,.:+()×·→-]", "", text)[:60].strip() or "untitled"


def _class_name(network_name: str) -> str:
    """ "lenet-5" as "Lenet5"; a name that begins otherwise gets "Net" put before it."""
    words = re.findall(r"[A-Za-z0-9]+", network_name)
    name = "".join(word[0].upper() + word[1:] for word in words)[:40]
    if not name or not name[0].isalpha() or keyword.iskeyword(name) or name in _TAKEN:
        name = f"Net{name}"
    return name


_TAKEN = frozenset({"F", "Path", "ModuleType", "Tensor", "MNIST", "FashionMNIST", "BUNDLED"})


# The module

TORCH_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "Conv2d": {"stride": 1, "padding": 0, "dilation": 1, "groups": 1, "bias": True},
    "MaxPool2d": {"padding": 0},
    "AvgPool2d": {"padding": 0},
    "LeakyReLU": {"negative_slope": 0.01},
    "BatchNorm2d": {"eps": 1e-5, "momentum": 0.1, "affine": True},
    "Dropout": {"p": 0.5},
    "Linear": {"bias": True},
}
"""What need not be written out. Stated here, because asking torch would mean loading it."""
_BY_PLACE = frozenset(
    {"in_channels", "out_channels", "in_features", "out_features", "num_features"}
)
"""Arguments that everybody gives without their name."""


def _layer_lines(names: list[str], analysis: Analysis) -> str:
    lines = []
    for name in names:
        known = analysis.layers[name]
        call = known.layer.torch_call(known.input or ())
        lines.append(f"        self.{name} = nn.{call.name}({_arguments(call)})")
    return "\n".join(lines)


def _arguments(call: TorchCall) -> str:
    defaults = TORCH_DEFAULTS.get(call.name, {})
    given = dict(call.arguments)
    by_place = _BY_PLACE
    if "Pool" in call.name:  # MaxPool2d(2): the window, which is the stride, too
        by_place = frozenset({"kernel_size"})
        if given["stride"] == given["kernel_size"]:
            del given["stride"]
    return ", ".join(
        f"{_code(value)}" if name in by_place else f"{name}={_code(value)}"
        for name, value in given.items()
        if not (name in defaults and defaults[name] == value)
    )


def _forward_lines(path: list[str], analysis: Analysis) -> str:
    calls = [f"x = self.{name}(x)" for name in path[1:]]
    width = max(map(len, calls))
    lines = [
        f"        {call:<{width}}  # {shape_text(analysis.layers[name].output)}"
        for call, name in zip(calls, path[1:], strict=True)
    ]
    return "\n".join(lines)


# The images


def _constants(info: DatasetInfo, recipe: Recipe, folder: Path) -> str:
    if info.name == "colour-shapes":
        program = Path(__file__).resolve().parents[2]
        return (
            f"CONVAS = {_code(str(program))}  # it makes the images\n"
            f"DIFFICULTY = {recipe.difficulty!r}  # from 0 to 1"
        )
    path = str((folder / f"{info.name}.npz").resolve())
    return f"BUNDLED = Path({_code(path)})  # comes with Convas"


def _to_input_lines(images: Shape, wanted: Shape) -> str:
    """The lines that make `wanted` of float images of shape `images`."""
    lines = []
    if (images[0], wanted[0]) == (3, 1):
        lines += [
            "luma = torch.tensor([0.299, 0.587, 0.114], device=x.device).view(3, 1, 1)",
            "x = (x * luma).sum(dim=1, keepdim=True)  # colours turned into grey",
        ]
    (old_height, old_width), (height, width) = images[1:], wanted[1:]
    if pads((old_height, old_width), (height, width)):
        top, left = (height - old_height) // 2, (width - old_width) // 2
        around = (left, width - old_width - left, top, height - old_height - top)
        lines.append(f"x = F.pad(x, {around})  # left, right, top, bottom")
    elif (old_height, old_width) != (height, width):
        size = f"size={(height, width)}"
        lines.append(f'x = F.interpolate(x, {size}, mode="bilinear", antialias=True)')
    if (images[0], wanted[0]) == (1, 3):
        lines.append("x = x.expand(-1, 3, -1, -1)  # grey copied into 3 channels")
    if not lines:
        return "    return images.float() / 255"
    return "\n".join(f"    {line}" for line in ("x = images.float() / 255", *lines, "return x"))


# The recipe


def _device(recipe: Recipe) -> str:
    if recipe.device == "auto":
        return 'torch.device("cuda" if torch.cuda.is_available() else "cpu")'
    return f"torch.device({_code(recipe.device)})"


def _schedule(recipe: Recipe) -> str:
    if recipe.schedule == "constant":
        return ""
    return (
        f"    steps = options.epochs * -(-len(images) // {recipe.batch_size})\n"
        "    # The learning rate falls evenly, to zero after the last step.\n"
        "    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, steps)\n"
    )


def _optimizer(recipe: Recipe) -> str:
    momentum = f", momentum={recipe.momentum!r}"
    ahead = ", nesterov=True" if recipe.momentum else ""  # torch refuses it without momentum
    kind, extra = {
        "sgd": ("SGD", ""),
        "momentum": ("SGD", momentum),
        "nesterov": ("SGD", momentum + ahead),
        "adam": ("Adam", ""),
        "adamw": ("AdamW", ""),
        "rmsprop": ("RMSprop", ""),
    }[recipe.optimizer]
    if recipe.weight_decay or kind == "AdamW":  # AdamW alone has another default than 0
        extra += f", weight_decay={recipe.weight_decay!r}"
    return f"torch.optim.{kind}(model.parameters(), lr={recipe.learning_rate!r}{extra})"
