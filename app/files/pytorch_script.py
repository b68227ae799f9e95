"""A network as a PyTorch program that runs by itself: `python exported.py` trains it.

The program is meant to be read: the module names its layers as the canvas does, each line of
`forward` tells the shape that it gives, and the loop is the lectures'. It finds its images in
the copy that comes with Convas, in a file given with --data, or through torchvision.
"""

from __future__ import annotations

import keyword
import re
from dataclasses import replace
from pathlib import Path
from string import Template

from app.data.bundled import FOLDER
from app.data.catalogue import available, load
from app.data.changes import changes_values
from app.data.dataset import DatasetInfo
from app.data.own_images import is_own
from app.data.preprocessing import pads
from app.files.block_classes import program_classes
from app.files.layer_names import layer_tables
from app.files.module_calls import code
from app.files.own_classes import own_class_names
from app.files.pytorch_images import (
    augment_lines,
    batch_lines,
    import_lines,
    training_batch,
)
from app.files.pytorch_module import class_texts, needs_ordered_dict
from app.files.pytorch_recipe import (
    backward_lines,
    device_code,
    first_weights_lines,
    forward_lines,
    has_schedule,
    loss_code,
    optimizer_code,
    order_code,
    schedule_lines,
    uses_math,
)
from app.files.pytorch_template import IMPORTS, LOAD, LOAD_FROM_CONVAS, PROGRAM, weights_code
from app.network.analysis import analyse
from app.network.arithmetic import Shape, shape_text
from app.network.graph import Network
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
    info = _dataset(recipe)
    analysis = analyse(network)
    problems = training_problems(network, analysis, info.image_shape, len(info.classes))
    end = logits_layer(network)
    if problems or end is None:
        raise ExportError(_words(problems))
    if not analysis.parameters:
        raise ExportError("this network cannot be trained yet: no layer in it learns anything")
    path = (*reversed(network.upstream(end)), end)
    image = network.layers[path[0]]
    assert isinstance(image, Input)
    title = _plain(network.name)
    class_name = _class_name(network.name)
    program = program_classes(network, analysis, path, class_name, {*_TAKEN, *own_class_names()})
    tables = layer_tables(network, program)
    blocks = any("." in path for path in program.layers)
    without = "" if end in network.ends else "  # without the Softmax: the loss takes the scores"
    return Template(PROGRAM).substitute(
        title=title,
        dataset=info.title,
        parameters=f"{analysis.parameters:,}",
        summary=f"{shape_text(image.shape)} → {len(info.classes)} classes",
        math="import math\n" if uses_math(recipe) else "",
        imports=IMPORTS[info.name] if _simple(recipe) else "",
        constants=_constants(info, recipe, bundled_data),
        class_name=class_name,
        ordered="from collections import OrderedDict\n" if needs_ordered_dict(program) else "",
        re="import re\n" if blocks else "",
        classes=class_texts(network, program, tables, analysis, without),
        weights=weights_code(blocks=blocks, table=bool(tables[class_name])),
        load_data=LOAD[info.name] if _simple(recipe) else LOAD_FROM_CONVAS,
        to_input=_to_input_lines(info.image_shape, image.shape),
        torchvision=", torchvision" if recipe.augmentation.is_on else "",
        import_v2=import_lines(recipe),
        augment=augment_lines(recipe, image.shape),
        batch=batch_lines(recipe),
        training_batch=training_batch(recipe),
        image=shape_text(info.image_shape),
        input=shape_text(image.shape),
        device=device_code(recipe),
        first_weights=first_weights_lines(recipe, program.expressions("model")),
        optimizer=optimizer_code(recipe),
        schedule=schedule_lines(recipe),
        forward=forward_lines(recipe),
        loss=loss_code(recipe),
        order=order_code(recipe),
        backward=backward_lines(recipe),
        schedule_step="            schedule.step()\n" if has_schedule(recipe) else "",
        seed=recipe.seed,
        epochs=recipe.epochs,
        batch_size=recipe.batch_size,
    )


def _simple(recipe: Recipe) -> bool:
    """Whether the program can have the images without Convas, or with its generator alone."""
    return recipe.dataset in LOAD and not recipe.changes.in_words


def _dataset(recipe: Recipe) -> DatasetInfo:
    name = recipe.dataset
    if is_own(name):  # what it holds is known when it has been read
        return load(name, changes=recipe.changes).info
    for info in available():
        if info.name == name:
            return replace(info, classes=recipe.changes.classes or info.classes)
    known = ", ".join(info.name for info in available())
    raise ExportError(f"there is no data set {_plain(name)!r} to train on; there are {known}")


def _words(problems: tuple[Problem, ...]) -> str:
    said = "; ".join(problem.located for problem in problems[:3])
    more = f"; and {len(problems) - 3:,} more" if len(problems) > 3 else ""
    return f"this network cannot be trained yet: {said}{more}"


def _plain(text: str) -> str:
    """What of a name may stand in a docstring: a file from elsewhere must not bring code along."""
    return re.sub(r"[^\w ,.:+()×·→-]", "", text)[:60].strip() or "untitled"


def _class_name(network_name: str) -> str:
    """ "lenet-5" as "Lenet5"; a name that begins otherwise gets "Net" put before it."""
    words = re.findall(r"[A-Za-z0-9]+", network_name)
    name = "".join(word[0].upper() + word[1:] for word in words)[:40]
    taken = keyword.iskeyword(name) or name in _TAKEN or name in own_class_names()
    if taken or not name or not name[0].isalpha():
        name = f"Net{name}"
    return name


_TAKEN = frozenset(
    {
        *("F", "Path", "ModuleType", "Tensor", "ImportError", "RuntimeError"),
        *("OrderedDict", "MNIST", "FashionMNIST", "BUNDLED"),
        *("CONVAS", "DIFFICULTY", "DATASET", "CHANGES"),
    }
)


# The images


def _constants(info: DatasetInfo, recipe: Recipe, folder: Path) -> str:
    if info.name == "colour-shapes" or not _simple(recipe):
        program = Path(__file__).resolve().parents[2]
        lines = [
            f"CONVAS = {code(str(program))}  # it makes the images",
            f"DIFFICULTY = {recipe.difficulty!r}  # from 0 to 1",
        ]
        if not _simple(recipe):
            lines.append(f"DATASET = {code(info.name)}")
            lines.append(f"CHANGES = {changes_values(recipe.changes)!r}  # of what is learned from")
        return "\n".join(lines)
    path = str((folder / f"{info.name}.npz").resolve())
    return f"BUNDLED = Path({code(path)})  # comes with Convas"


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
