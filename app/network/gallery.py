"""The built-in networks: what they are in a sentence, and their files.

The files in `resources/networks` are made by `app.network.architectures` with
``python -m resources.networks.make``; a network is read when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from app.language import tr
from app.network.arithmetic import Shape
from app.network.encoding import network_from_json
from app.network.graph import Network, NetworkError

FOLDER = Path(__file__).parents[2] / "resources" / "networks"
PICTURES = FOLDER.parent / "datasets"

Group = Literal[
    "First networks",
    "Chains for ImageNet",
    "Inception",
    "Residual networks",
    "Squeeze and excite",
]
GROUP_TITLES: Mapping[Group, str] = {
    "First networks": tr("First networks"),
    "Chains for ImageNet": tr("Chains for ImageNet"),
    "Inception": "Inception",
    "Residual networks": tr("Residual networks"),
    "Squeeze and excite": tr("Squeeze and excite"),
}


class GalleryFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is told of a network before it is opened: its size, and the images it takes."""

    input: Shape
    layers: int
    parameters: int


@dataclass(frozen=True)
class GalleryEntry:
    """A built-in network: its name in files and commands, its title, a sentence, its group.

    `dataset` is the bundled data that it was made for; None for ImageNet, which is not bundled.
    `training` holds the settings of the recipe that the lectures give or that fit its size.
    """

    name: str
    title: str
    sentence: str
    group: Group
    dataset: str | None
    training: Mapping[str, Any] = field(default_factory=dict, hash=False)
    image: str = ""
    """The bundled picture that it looks at when it is opened, in place of an image of the data;
    such a network is for looking, not for training."""

    def build(self) -> Network:
        """The network, read from its file; NetworkError where that is missing or damaged."""
        return network_from_json(bundled_content(f"{self.name}.json"))

    @property
    def picture(self) -> Path:
        """Where the bundled picture is."""
        return PICTURES / self.image

    @property
    def facts(self) -> GalleryFacts:
        """Its size, known without opening it; NetworkError where the index is missing."""
        return _index()[self.name]

    @property
    def recipe(self) -> Mapping[str, Any]:
        """Settings for a training recipe: its own data, or else colour images that are at hand."""
        return {"dataset": self.dataset or "colour-shapes", **self.training}


def bundled_content(file_name: str) -> bytes:
    """A file that came with the program; NetworkError where it cannot be read."""
    try:
        return (FOLDER / file_name).read_bytes()
    except OSError as error:
        raise NetworkError(
            tr(
                "the bundled file {folder} cannot be read ({strerror}); install Convas again",
                folder=FOLDER / file_name,
                strerror=error.strerror,
            )
        ) from error


@cache
def _index() -> Mapping[str, GalleryFacts]:
    try:
        return msgspec.json.decode(bundled_content("index.json"), type=dict[str, GalleryFacts])
    except msgspec.MsgspecError as error:
        raise NetworkError(
            tr(
                "the bundled file {folder} is damaged ({error}); install Convas again",
                folder=FOLDER / "index.json",
                error=error,
            )
        ) from error


_SMALL_BATCHES = {"batch_size": 8}
"""What a large network's activations leave memory for."""

GALLERY: tuple[GalleryEntry, ...] = (
    GalleryEntry(
        "lenet-5",
        tr("LeNet-5"),
        tr("The network that read cheques in 1998, with ReLU and max pooling as used today."),
        "First networks",
        "mnist",
    ),
    GalleryEntry(
        "mnist-net",
        tr("MNIST net"),
        tr("Two convolutions, one pooling, dropout: over a million parameters, nearly all dense."),
        "First networks",
        "mnist",
        {"batch_size": 128},
    ),
    GalleryEntry(
        "fashion-dense",
        tr("Fashion dense net"),
        tr("No convolution at all: what dense layers alone can do with clothes."),
        "First networks",
        "fashion-mnist",
        {"optimizer": "sgd", "learning_rate": 0.1},
    ),
    GalleryEntry(
        "colour-net",
        tr("Colour net"),
        tr("Three small convolutions on colour images; few enough parameters to watch them all."),
        "First networks",
        "colour-shapes",
    ),
    GalleryEntry(
        "cifar-net",
        tr("CIFAR-10 net"),
        tr("Two convolutions of 64 large filters, each pooled, and one dense layer."),
        "First networks",
        "colour-shapes",
        {"batch_size": 250, "optimizer": "adam"},
    ),
    GalleryEntry(
        "all-cnn",
        tr("All-CNN"),
        tr("Nothing but convolutions: strides of two do what poolings do elsewhere."),
        "First networks",
        "colour-shapes",
    ),
    GalleryEntry(
        "vgg-small",
        tr("Small VGG"),
        tr("Three stages of two 3×3 convolutions, normalised: VGG for clothes and digits."),
        "First networks",
        "fashion-mnist",
        {"batch_size": 128, "learning_rate": 0.004, "schedule": "one_cycle", "epochs": 10},
    ),
    GalleryEntry(
        "signal-net",
        tr("Signal net"),
        tr("Two convolutions along time, each pooled by four: it tells ten waveforms apart."),
        "First networks",
        "signals",
        {"epochs": 6},
    ),
    GalleryEntry(
        "one-filter",
        tr("One filter"),
        tr("A single filter on a picture: blur, sharpen, Sobel, or the numbers you type into it."),
        "First networks",
        "mnist",
        {"preprocessing": "none"},
        image="scene.png",
    ),
    GalleryEntry(
        "pattern",
        tr("The general pattern"),
        tr("INPUT → [[CONV → RELU]·2 → POOL]·2 → [FC → RELU]·1 → FC, as most networks are built."),
        "First networks",
        "mnist",
    ),
    GalleryEntry(
        "normalised-pattern",
        tr("The normalised pattern"),
        tr("INPUT → CONV → RELU → BN → POOL → FC → DO → FC → DO, and the scores of the classes."),
        "First networks",
        "mnist",
    ),
    GalleryEntry(
        "alexnet",
        tr("AlexNet"),
        tr("Won ImageNet in 2012 and began it all: large filters first, then three dense layers."),
        "Chains for ImageNet",
        None,
        _SMALL_BATCHES,
    ),
    GalleryEntry(
        "zfnet",
        tr("ZFNet"),
        tr(
            "AlexNet looked into and improved: smaller filters at first, more of them in the "
            "middle."
        ),
        "Chains for ImageNet",
        None,
        _SMALL_BATCHES,
    ),
    GalleryEntry(
        "vgg-a",
        "VGG A (VGG-11)",
        tr("Eight 3×3 convolutions in five stages that halve the size and double the filters."),
        "Chains for ImageNet",
        None,
        _SMALL_BATCHES,
    ),
    GalleryEntry(
        "vgg-a-lrn",
        "VGG A-LRN",
        tr(
            "VGG A with AlexNet's normalisation behind the first layer, which turned out not "
            "to help."
        ),
        "Chains for ImageNet",
        None,
        _SMALL_BATCHES,
    ),
    GalleryEntry(
        "vgg-b",
        "VGG B (VGG-13)",
        tr("Two 3×3 convolutions in every stage: together they see as much as one of 5×5."),
        "Chains for ImageNet",
        None,
        _SMALL_BATCHES,
    ),
    GalleryEntry(
        "vgg-c",
        "VGG C",
        tr("The last three stages end in 1×1 convolutions: more layers that see no more."),
        "Chains for ImageNet",
        None,
        _SMALL_BATCHES,
    ),
    GalleryEntry(
        "vgg-16",
        "VGG D (VGG-16)",
        tr("Thirteen 3×3 convolutions and three dense layers, which hold most of its parameters."),
        "Chains for ImageNet",
        None,
        _SMALL_BATCHES,
    ),
    GalleryEntry(
        "vgg-19",
        "VGG E (VGG-19)",
        tr("The deepest of its family: sixteen 3×3 convolutions."),
        "Chains for ImageNet",
        None,
        _SMALL_BATCHES,
    ),
    GalleryEntry(
        "inception-module",
        tr("An inception module"),
        tr("1×1, 3×3, 5×5 and pooling side by side, concatenated by depth: GoogLeNet's first."),
        "Inception",
        "colour-shapes",
    ),
    GalleryEntry(
        "googlenet",
        tr("GoogLeNet"),
        tr("Nine inception modules and no hidden dense layer: a ninth of AlexNet's parameters."),
        "Inception",
        None,
        _SMALL_BATCHES,
    ),
    GalleryEntry(
        "residual-block",
        tr("A residual block"),
        tr("Two convolutions learn what to add to their input, which goes round them."),
        "Residual networks",
        "colour-shapes",
    ),
    GalleryEntry(
        "bottleneck-block",
        tr("A bottleneck block"),
        tr("1×1 down, 3×3, 1×1 up: depth at the price of a narrow middle."),
        "Residual networks",
        "colour-shapes",
    ),
    GalleryEntry(
        "plain-20",
        tr("Plain-20"),
        tr("ResNet-20 without its shortcuts, to see what they are good for."),
        "Residual networks",
        "colour-shapes",
    ),
    GalleryEntry(
        "resnet-20",
        tr("ResNet-20"),
        tr("Nine residual blocks for small images; its shortcuts learn nothing."),
        "Residual networks",
        "colour-shapes",
    ),
    GalleryEntry(
        "resnet-32",
        tr("ResNet-32"),
        tr("Fifteen residual blocks for small images."),
        "Residual networks",
        "colour-shapes",
    ),
    GalleryEntry(
        "resnet-44",
        tr("ResNet-44"),
        tr("Twenty-one residual blocks for small images."),
        "Residual networks",
        "colour-shapes",
    ),
    GalleryEntry(
        "resnet-56",
        tr("ResNet-56"),
        tr("Twenty-seven residual blocks: fifty-five convolutions that can still be trained."),
        "Residual networks",
        "colour-shapes",
    ),
    GalleryEntry(
        "resnet-18",
        tr("ResNet-18"),
        tr("Eight residual blocks for ImageNet, two for each size of feature map."),
        "Residual networks",
        None,
        _SMALL_BATCHES,
    ),
    GalleryEntry(
        "resnet-34",
        tr("ResNet-34"),
        tr("Sixteen residual blocks; it computes less than a fifth of what VGG-19 does."),
        "Residual networks",
        None,
        _SMALL_BATCHES,
    ),
    GalleryEntry(
        "resnet-50",
        tr("ResNet-50"),
        tr("Sixteen bottleneck blocks: deeper than ResNet-34 at nearly the same cost."),
        "Residual networks",
        None,
        _SMALL_BATCHES,
    ),
    GalleryEntry(
        "se-block",
        tr("A squeeze-and-excite block"),
        tr("Means of all channels decide how much each of them counts."),
        "Squeeze and excite",
        "colour-shapes",
    ),
    GalleryEntry(
        "se-small",
        tr("A small SE net"),
        tr("Three convolutions whose channels are weighed for every image anew."),
        "Squeeze and excite",
        "colour-shapes",
    ),
    GalleryEntry(
        "se-resnet-50",
        tr("SE-ResNet-50"),
        tr("ResNet-50 with every block's channels weighed: the idea that won ImageNet in 2017."),
        "Squeeze and excite",
        None,
        _SMALL_BATCHES,
    ),
)


def gallery_entry(name: str) -> GalleryEntry:
    """The built-in network of that name; ValueError names those there are."""
    for entry in GALLERY:
        if entry.name == name:
            return entry
    known = ", ".join(entry.name for entry in GALLERY)
    raise ValueError(
        tr("there is no built-in network {name!r}; there are {known}", name=name, known=known)
    )
