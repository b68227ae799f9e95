"""A small project, and project files as they are not written by Convas."""

import io
import json
import zipfile
from typing import Any

import numpy as np

from app.files.project import Project
from app.network.encoding import network_to_json
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d
from app.network.patterns import chain
from app.training.recipe import Recipe, recipe_to_json

SMALL = chain("small", [Input(1, 8, 8), Conv2d(2, 3), BatchNorm2d(), Flatten(), Linear(10)])


def small_weights() -> dict[str, np.ndarray]:
    random = np.random.default_rng(0)

    def numbers(*shape: int) -> np.ndarray:
        return random.normal(size=shape).astype(np.float32)

    return {
        "conv1.weight": numbers(2, 1, 3, 3),
        "conv1.bias": numbers(2),
        "bn1.weight": numbers(2),
        "bn1.bias": numbers(2),
        "bn1.running_mean": numbers(2),
        "bn1.running_var": numbers(2),
        "bn1.num_batches_tracked": np.array(7, dtype=np.int64),
        "fc1.weight": numbers(10, 72),
        "fc1.bias": numbers(10),
    }


def same(one: Project, other: Project) -> bool:
    before, after = one.weights or {}, other.weights or {}
    return (
        (one.network, one.recipe, one.note) == (other.network, other.recipe, other.note)
        and before.keys() == after.keys()
        and all(
            np.array_equal(before[name], after[name]) and before[name].dtype == after[name].dtype
            for name in before
        )
    )


def document(**changes: Any) -> bytes:
    form = {
        "format": "convas",
        "version": 1,
        "network": json.loads(network_to_json(SMALL)),
        "recipe": json.loads(recipe_to_json(Recipe())),
    }
    return json.dumps({**form, **changes}).encode()


Member = tuple[str, bytes, int]
"""Name, content and compression of a member of a zip file."""


def zipped(*members: Member) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data, compression in members:
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return buffer.getvalue()


def project_member(data: bytes) -> Member:
    return "project.json", data, zipfile.ZIP_DEFLATED


def stored_weights(data: bytes) -> Member:
    return "weights.safetensors", data, zipfile.ZIP_STORED
