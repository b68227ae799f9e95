"""The fixed text of an exported program; `app.files.pytorch_script` fills it in."""

from __future__ import annotations

from string import Template

PROGRAM = '''"""$title: $summary, $parameters parameters. Exported from Convas.

Run this file to train the network on $dataset; --help tells what can be set.
Needs PyTorch$torchvision and NumPy.
"""

import argparse
${math}${re}import sys
${ordered}from pathlib import Path
$imports
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
$import_v2
$constants


$classes


$weights


$load_data


def to_input(images):
    """Images $image of bytes as floats $input from 0 to 1."""
$to_input


${augment}def main():
    parser = argparse.ArgumentParser(description="Train $title on $dataset.")
    parser.add_argument("--epochs", type=int, default=$epochs)
    parser.add_argument(
        "--data",
        type=Path,
        metavar="FILE.npz",
        help="arrays train_images (bytes N×C×H×W), train_labels, test_images and test_labels",
    )
    parser.add_argument(
        "--weights", type=Path, metavar="FILE", help="weights of Convas to begin with"
    )
    parser.add_argument(
        "--save", type=Path, metavar="FILE.pt", help="write the learned weights, for Convas, too"
    )
    options = parser.parse_args()

    torch.manual_seed($seed)
    device = $device
    (images, labels), (test_images, test_labels) = load_images(options.data)

$batch

    model = $class_name().to(device)
$first_weights    if options.weights:
        load_weights(model, options.weights)
    optimizer = $optimizer
$schedule
    for epoch in range(1, options.epochs + 1):
        model.train()
        total_loss = correct = 0
        for which in $order.split($batch_size):
            x, y = $training_batch, labels[which].to(device)
$forward
            loss = $loss

            optimizer.zero_grad()
$backward
            optimizer.step()
$schedule_step
            total_loss += loss.item() * len(y)
            correct += (logits.argmax(dim=1) == y).sum().item()
        loss, accuracy = total_loss / len(images), correct / len(images)
        print(f"epoch {epoch}: loss {loss:.4f}, accuracy {accuracy:.2%}")

    model.eval()
    correct = 0
    with torch.no_grad():
        for which in torch.arange(len(test_images)).split(500):
            logits = model(batch(test_images, which))
            correct += (logits.argmax(dim=1).cpu() == test_labels[which]).sum().item()
    print(f"test accuracy {correct / len(test_images):.2%}")
    if options.save:
        save_weights(model, options.save)


if __name__ == "__main__":
    main()
'''

_FROM_FILE = """    with np.load(file) as arrays:
        return [
            (
                torch.from_numpy(arrays[f"{part}_images"]),
                torch.from_numpy(arrays[f"{part}_labels"]).long(),
            )
            for part in ("train", "test")
        ]"""

_LOAD_OR_DOWNLOAD = (
    '''def load_images(file):
    """(images, labels) to train on and to test with: from a file, or else from torchvision."""
    if file is None and BUNDLED.is_file():
        file = BUNDLED
    if file is None:
        return from_torchvision()
'''
    + _FROM_FILE
    + '''


def from_torchvision():
    """The full data set from the folder ./data, into which torchvision downloads it once."""
    try:
        from torchvision.datasets import $torchvision
    except RuntimeError:
        # This torchvision is for another build of PyTorch, so that its compiled operators do not
        # load. Data sets need none of them: leave out the module that asks for them.
        sys.modules["torchvision._meta_registrations"] = ModuleType("_meta_registrations")
        from torchvision.datasets import $torchvision
    except ImportError:
        sys.exit("There are no images: install torchvision, or name a file with --data.")
    parts = [$torchvision("data", train=train, download=True) for train in (True, False)]
    return [(part.data.unsqueeze(1), part.targets) for part in parts]'''
)

_LOAD_OR_GENERATE = (
    '''def load_images(file):
    """(images, labels) to train on and to test with: from a file, or else made by Convas."""
    if file is None:
        sys.path.append(CONVAS)
        try:
            from app.data.colour_shapes import generate_colour_shapes
        except ImportError:
            sys.exit(f"{CONVAS}, which makes the images, is not there: name a file with --data.")
        made = generate_colour_shapes(difficulty=DIFFICULTY, seed=0)
        return [
            (torch.from_numpy(part.images), torch.from_numpy(part.labels))
            for part in (made.train, made.test)
        ]
'''
    + _FROM_FILE
)

LOAD_FROM_CONVAS = (
    '''def load_images(file):
    """(images, labels) to train on and to test with: from a file, or else as Convas has them."""
    if file is None:
        sys.path.append(CONVAS)
        try:
            from app.data.catalogue import load
            from app.data.changes import changes_from_values
        except ImportError:
            sys.exit(f"{CONVAS}, which has the images, is not there: name a file with --data.")
        made = load(DATASET, difficulty=DIFFICULTY, changes=changes_from_values(CHANGES))
        return [
            (torch.from_numpy(part.images), torch.from_numpy(part.labels))
            for part in (made.train, made.test)
        ]
'''
    + _FROM_FILE
)
"""For every other data set, and for those of which something is changed."""

_READ = '''def load_weights(model, file):
    """Give the model the weights in a file that Convas wrote: .safetensors, or else .pt."""
    if file.suffix == ".safetensors":
        from safetensors.torch import load_file

        weights = load_file(file)
    else:
        weights = torch.load(file, map_location="cpu", weights_only=True)
'''
_PLAIN_WEIGHTS = (
    _READ
    + '''    model.load_state_dict(weights)


def save_weights(model, file):
    """Write the weights of the model to a file that Convas can read."""
    torch.save({key: tensor.cpu() for key, tensor in model.state_dict().items()}, file)'''
)
_RENAMED_WEIGHTS = (
    _READ
    + '''    names = convas_names(model)
    model.load_state_dict({key: weights[name] for key, name in names.items()})


def save_weights(model, file):
    """Write the weights of the model to a file that Convas can read."""
    names = convas_names(model)
    torch.save({names[key]: tensor.cpu() for key, tensor in model.state_dict().items()}, file)


def convas_names(model):
    """What Convas calls the weights: "block1.conv1.weight" is block1_conv1.weight there."""
    found = {}
    for key in model.state_dict():
        path, _, weight = key.rpartition(".")
        name = $named
        found[key] = f"{name}.{weight}"
    return found'''
)


def weights_code(*, blocks: bool, table: bool) -> str:
    """What reads and writes weights; a model with blocks calls them otherwise than Convas.

    `table` says whether the model tells of layers whose names do not follow from their paths.
    """
    if not blocks:
        return _PLAIN_WEIGHTS
    by_path = 're.sub(r"_*\\._*", "_", path).strip("_")'
    named = f"model._layer_names.get(path) or {by_path}" if table else by_path
    return Template(_RENAMED_WEIGHTS).substitute(named=named)


LOAD = {
    "mnist": Template(_LOAD_OR_DOWNLOAD).substitute(torchvision="MNIST"),
    "fashion-mnist": Template(_LOAD_OR_DOWNLOAD).substitute(torchvision="FashionMNIST"),
    "colour-shapes": _LOAD_OR_GENERATE,
}
IMPORTS = {
    "mnist": "from types import ModuleType\n",
    "fashion-mnist": "from types import ModuleType\n",
    "colour-shapes": "",
}
