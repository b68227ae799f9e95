"""The text of the layers that torch has no class for, which a program must bring along."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path

_OWN_LAYERS = Path(__file__).parents[1] / "training" / "own_layers.py"


@cache
def _own_classes() -> Mapping[str, str]:
    """The text of each class by its name; read, since loading it loads torch."""
    text = _OWN_LAYERS.read_text(encoding="utf-8")
    return {
        node.name: ast.get_source_segment(text, node) or ""
        for node in ast.parse(text).body
        if isinstance(node, ast.ClassDef)
    }


def own_class_names() -> Collection[str]:
    """The classes of Convas that a program may have to bring along."""
    return _own_classes().keys()


def own_class_texts(names: Iterable[str]) -> str:
    """The classes of these names that are ours, each followed by two empty lines."""
    found = _own_classes()
    needed = [name for name in dict.fromkeys(names) if name in found]
    return "".join(found[name].replace("Tensor", "torch.Tensor") + "\n\n\n" for name in needed)
