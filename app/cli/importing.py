"""Networks and weights from elsewhere, as projects."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from torch import nn

from app.cli.printing import CommandError
from app.files.import_errors import ModuleImportError, ModuleRunError
from app.files.import_module import Imported, network_from_module
from app.files.project import Project, ProjectError, save_project
from app.files.torchvision_models import network_from_torchvision
from app.files.weights import WeightsError
from app.files.weights_file import match_weights, read_weights
from app.network.arithmetic import Shape
from app.packaged import packaged, python_needed
from app.training.recipe import Recipe

TORCHVISION = "torchvision:"
_USUAL_INPUT = (3, 224, 224)


def import_network(
    source: str,
    output: Path,
    input_text: str | None,
    weights: Path | None,
    load: Callable[[str], Project],
) -> tuple[str, ...]:
    """Write `source` as a project; what was left out and what fitted, in sentences.

    `source` is "torchvision:NAME", "FILE.py:NAME" or what `load` knows, whose own weights are
    kept where those of the file `weights` do not fit. Raises CommandError.
    """
    shape = _shape(input_text) if input_text else None
    if output.suffix != ".convas":
        raise CommandError("the file must end in .convas, so that it can be opened again")
    try:
        project, said = _source(source, shape, load)
        if weights:
            matched = match_weights(project.network, read_weights(weights))
            project = replace(project, weights={**(project.weights or {}), **matched.weights})
            said = (*said, matched.report)
        save_project(output, project)
    except (ModuleImportError, WeightsError, ProjectError) as error:
        raise CommandError(str(error)) from error
    return said


def _source(
    source: str, shape: Shape | None, load: Callable[[str], Project]
) -> tuple[Project, tuple[str, ...]]:
    if source.startswith(TORCHVISION):
        found = network_from_torchvision(source.removeprefix(TORCHVISION), shape)
    elif match := re.fullmatch(r"(.+\.py):([A-Za-z_]\w*)", source):
        found = _from_file(Path(match[1]), match[2], shape)
    elif re.search(r"\.py(:|$)", source):
        file = source.partition(".py")[0]
        raise CommandError(f"name the class in the file, too, like {file}.py:Net")
    else:
        if shape:
            raise CommandError("--input is for torchvision models and Python files alone")
        return load(source), ()
    recipe = Recipe(dataset="colour-shapes")
    return Project(found.network, recipe, found.weights or None), found.left_out


def _shape(text: str) -> Shape:
    """ "3x224x224" as numbers."""
    match = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})[x×](\d{1,5})", text.strip())
    if not match:
        raise CommandError(f"--input is channels, height and width, like 3x224x224, not {text!r}")
    channels, height, width = map(int, match.groups())
    return channels, height, width


def _from_file(path: Path, name: str, shape: Shape | None) -> Imported:
    """Run somebody's Python file, as asked, and import the module that `name` makes or is."""
    found = getattr(_run(path), name, None)
    if found is None:
        raise CommandError(f"{path.name} has no {name!r} at its top level")
    try:
        module = found if isinstance(found, nn.Module) else found()
    except Exception as error:
        raise CommandError(
            f"{name} in {path.name} cannot be made without arguments: {_words(error)}"
        ) from error
    if not isinstance(module, nn.Module):
        raise CommandError(f"{name} in {path.name} is no torch.nn.Module and makes none")
    try:
        return network_from_module(module, shape or _USUAL_INPUT, name)
    except ModuleRunError as error:
        if shape:
            raise
        hint = "if it is made for other images, say so with --input, like --input 1x28x28"
        raise CommandError(f"{error}; {hint}") from error


def _run(path: Path) -> Any:
    if not path.is_file():
        raise CommandError(f"there is no file {str(path)!r}")
    spec = importlib.util.spec_from_file_location(f"imported_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise CommandError(f"{path.name} is no Python file")
    program = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = program  # dataclasses and pickles look their module up
    sys.path.insert(0, str(path.resolve().parent))
    try:
        spec.loader.exec_module(program)
    except (Exception, SystemExit) as error:
        if packaged() and isinstance(error, ModuleNotFoundError):
            raise CommandError(
                f"{path.name} imports {error.name!r}, which the packaged Convas does not bring; "
                f"{python_needed()}"
            ) from error
        raise CommandError(f"{path.name} ends with an error: {_words(error)}") from error
    finally:
        sys.path.remove(str(path.resolve().parent))
    return program


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
