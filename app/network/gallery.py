"""The built-in networks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.network.graph import Network
from app.network.patterns import colour_net, fashion_dense, lenet5, mnist_net, pattern


@dataclass(frozen=True)
class GalleryEntry:
    """A built-in network: its name in files and commands, its title, a sentence, its data set."""

    name: str
    title: str
    sentence: str
    dataset: str
    build: Callable[[], Network]


GALLERY: tuple[GalleryEntry, ...] = (
    GalleryEntry(
        "lenet-5",
        "LeNet-5",
        "The network that read cheques in 1998, with ReLU and max pooling as used today.",
        "mnist",
        lenet5,
    ),
    GalleryEntry(
        "mnist-net",
        "MNIST net",
        "Two convolutions, one pooling, dropout: over a million parameters, nearly all dense.",
        "mnist",
        mnist_net,
    ),
    GalleryEntry(
        "fashion-dense",
        "Fashion dense net",
        "No convolution at all: what dense layers alone can do with clothes.",
        "fashion-mnist",
        fashion_dense,
    ),
    GalleryEntry(
        "colour-net",
        "Colour net",
        "Three small convolutions on colour images; few enough parameters to watch them all.",
        "colour-shapes",
        colour_net,
    ),
    GalleryEntry(
        "pattern",
        "The general pattern",
        "INPUT → [[CONV → RELU]·2 → POOL]·2 → [FC → RELU]·1 → FC, as most networks are built.",
        "mnist",
        lambda: pattern(2, 2, 1),
    ),
)


def gallery_entry(name: str) -> GalleryEntry:
    """The built-in network of that name; ValueError names those there are."""
    for entry in GALLERY:
        if entry.name == name:
            return entry
    known = ", ".join(entry.name for entry in GALLERY)
    raise ValueError(f"there is no built-in network {name!r}; there are {known}")
