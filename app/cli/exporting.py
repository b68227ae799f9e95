"""Networks and weights for other programs; torch is loaded only where it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from app.atomic_file import atomic_file
from app.cli.printing import CommandError, cannot_write
from app.files.project import Project
from app.files.pytorch_script import ExportError, pytorch_script
from app.files.weights import Weights, weights_to_bytes


def export_network(project: Project, kind: str, output: Path) -> str:
    """Write a project as `kind` (an entry of `KINDS`); a sentence on what was written.

    Raises CommandError.
    """
    try:
        return KINDS[kind](project, output)
    except ExportError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise cannot_write(output, error) from error


def _export_script(project: Project, output: Path) -> str:
    _write(output, pytorch_script(project.network, project.recipe).encode())
    return f"Wrote {output}; run it with: python {output}"


def _export_onnx(project: Project, output: Path) -> str:
    from app.files.onnx_file import onnx_bytes

    _write(output, onnx_bytes(project.network, project.weights, project.recipe.seed))
    random = "" if project.weights else " The weights are random: the network was never trained."
    return f"Wrote {output}; it takes batches of any size.{random}"


def _export_safetensors(project: Project, output: Path) -> str:
    if output.suffix.lower() != ".safetensors":
        raise CommandError("the file must end in .safetensors, so that others know what it is")
    weights = _weights(project)
    _write(output, weights_to_bytes(weights))
    return f"Wrote {len(weights):,} tensors to {output}."


def _export_state_dict(project: Project, output: Path) -> str:
    weights = _weights(project)
    from app.files.weights_file import STATE_DICT_SUFFIXES, state_dict_bytes

    if output.suffix.lower() not in STATE_DICT_SUFFIXES:
        raise CommandError(f"a state_dict is kept in a file {' or '.join(STATE_DICT_SUFFIXES)}")
    _write(output, state_dict_bytes(weights))
    return f"Wrote {len(weights):,} tensors to {output}."


def _weights(project: Project) -> Weights:
    if not project.weights:
        raise CommandError("this network has no weights yet: train it first, and save it")
    return project.weights


def _write(path: Path, data: bytes) -> None:
    with atomic_file(path) as file:
        file.write(data)


KINDS: Mapping[str, Callable[[Project, Path], str]] = {
    "pytorch": _export_script,
    "onnx": _export_onnx,
    "safetensors": _export_safetensors,
    "state-dict": _export_state_dict,
}
