"""A command of the program, carried out in this process, and what it said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.cli.commands import main
from app.files.project import Project, save_project
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain
from app.training.recipe import Recipe


class Answer(NamedTuple):
    """What a command has said."""

    code: int
    output: str
    complaints: str

    @property
    def form(self) -> Any:
        return json.loads(self.output)


Convas = Callable[..., Answer]
"""What the fixture `convas` gives: it carries out a command with these arguments."""
TINY = chain("tiny", [Input(1, 8, 8), Flatten(), Linear(16), ReLU(), Linear(10)])
"""Learns in a second."""


def told(arguments: tuple[object, ...], capsys: pytest.CaptureFixture[str]) -> Answer:
    """Carry out a command."""
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return Answer(code, said.out, said.err)


def saved(folder: Path, network: Network, recipe: Recipe | None = None) -> Path:
    """A file of the network."""
    path = folder / f"{network.name}.convas"
    save_project(path, Project(network, recipe or Recipe()))
    return path
