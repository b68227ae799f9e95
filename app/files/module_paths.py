"""The paths of modules as names of layers and of blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.network.graph import DEEPEST, name_problem

_LONGEST = 56
"""Letters of a layer's name, so that a number still fits behind it."""


def identifier(path: str) -> str:
    """A module's dotted path as a layer's name: "layer1.0.conv1" as "layer1_0_conv1".

    Underscores that Python asks for make no difference: "block._3x3" is "block_3x3".
    """
    return re.sub(r"_*\W+_*", "_", path, flags=re.ASCII).strip("_")


def layer_name(path: str, prefix: str) -> str:
    """What an import calls the layer at a path if no other has the name; "0" is prefix_0."""
    name = identifier(path)
    if not name[:1].isalpha():
        name = f"{prefix}_{name}"
    name = name[:_LONGEST].rstrip("_")
    return f"{name}_layer" if name_problem(name) else name


def blocks_of(scopes: Mapping[str, str]) -> dict[str, str]:
    """A block for every module that holds several layers: "layer1/layer1_0" for layer1.0."""
    paths = {name: _block_path(scope) for name, scope in scopes.items() if scope}
    counts: dict[str, int] = {}
    for path in paths.values():
        parts = path.split("/")
        for depth in range(len(parts)):
            outer = "/".join(parts[: depth + 1])
            counts[outer] = counts.get(outer, 0) + 1
    blocks = {}
    for name, path in paths.items():
        while path and counts[path] < 2:
            path = path.rpartition("/")[0]
        if path:
            blocks[name] = path
    return blocks


def _block_path(scope: str) -> str:
    found: list[str] = []
    for part in scope.split(".")[:DEEPEST]:
        part = identifier(part)
        if not part[:1].isalpha():
            part = f"{found[-1] if found else 'block'}_{part}"
        found.append(part[:64])
    return "/".join(found)
