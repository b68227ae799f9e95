"""Weights as others keep them: `.safetensors` files and the `state_dict` files of torch.

A state_dict file is a pickle, which may hold code. It is read with torch's own guard
(`weights_only`), which makes tensors and plain containers and refuses everything else.
"""

from __future__ import annotations

import io
import pickle
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
import safetensors
import safetensors.torch
import torch
from torch import Tensor, nn

from app.files.block_classes import program_classes
from app.files.module_paths import identifier, layer_name
from app.files.project import MAX_WEIGHTS_BYTES
from app.files.weights import Weights, WeightsError
from app.language import tr
from app.network.analysis import analyse
from app.network.graph import Network
from app.network.problems import logits_layer
from app.training import own_layers

STATE_DICT_SUFFIXES = (".pt", ".pth", ".bin")
_MAX_HEADER_BYTES = 16 * 2**20
_WRAPPINGS = ("state_dict", "model_state_dict", "model", "net")
"""Under these words, training programs keep the state_dict in what they save."""
_PREFIXES = ("module.", "_orig_mod.")
"""What wrappers for several devices and compiled modules put before each name."""
_OPTIONAL = "num_batches_tracked"
"""Files from before PyTorch 0.4.1 lack it, and it is only counted, never computed with."""

Shapes = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Matched:
    """Weights of a file by the names of layers, and what fitted.

    `by_order` says that no name fitted, so layers were matched by their order and shapes.
    """

    weights: Weights
    layers: tuple[str, ...]
    without: tuple[str, ...]
    unused: tuple[str, ...]
    by_order: bool = False

    @property
    def report(self) -> str:
        """What fitted and what did not, in sentences."""
        how = (
            tr("by their order and shapes, for no name fitted") if self.by_order else tr("by name")
        )
        total = len(self.layers) + len(self.without)
        said = [
            tr(
                "{layers} of {total} layers took weights, {how}.",
                layers=len(self.layers),
                total=total,
                how=how,
            )
        ]
        if self.without:
            said.append(tr("Nothing in the file fits {named}.", named=_named(self.without)))
        if self.unused:
            said.append(tr("Not used from the file: {named}.", named=_named(self.unused)))
        return " ".join(said)


def read_weights(path: Path) -> dict[str, Tensor]:
    """The tensors in a file by their names there, in its order; WeightsError says what is wrong."""
    try:
        if path.suffix.lower() == ".safetensors":
            return _from_safetensors(path)
        if path.suffix.lower() in STATE_DICT_SUFFIXES:
            return _from_state_dict(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WeightsError(
            tr("{name} cannot be read: {reason}", name=path.name, reason=reason)
        ) from error
    known = ", ".join((".safetensors", *STATE_DICT_SUFFIXES))
    raise WeightsError(
        tr(
            "{name} is no file of weights that Convas knows: use one of {known}",
            name=path.name,
            known=known,
        )
    )


def _from_safetensors(path: Path) -> dict[str, Tensor]:
    with path.open("rb") as file:
        header_bytes = int.from_bytes(file.read(8), "little")
    if header_bytes > _MAX_HEADER_BYTES:
        raise WeightsError(tr("{name} is damaged: its list of contents has no end", name=path.name))
    try:
        found = safetensors.torch.load_file(path)
    except (safetensors.SafetensorError, ValueError, KeyError) as error:
        raise WeightsError(
            tr("{name} is no safetensors file, or it is damaged", name=path.name)
        ) from error
    return {key: value for key, value in found.items() if _is_weight(key, value)}


def _from_state_dict(path: Path) -> dict[str, Tensor]:
    _check_unpacked_size(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about the age of the file
            found = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise WeightsError(
            tr(
                "{name} holds more than plain weights, and that could run code, so "
                "Convas does not read it; save the weights alone: "
                "torch.save(model.state_dict(), …)",
                name=path.name,
            )
        ) from error
    except OSError:
        raise
    except MemoryError as error:
        raise WeightsError(tr("{name} needs more memory than is free", name=path.name)) from error
    except Exception as error:  # a broken pickle may end anywhere in the reader
        raise WeightsError(
            tr("{name} is no state_dict file, or it is damaged", name=path.name)
        ) from error
    for word in _WRAPPINGS:
        if isinstance(found, dict) and isinstance(found.get(word), dict):
            found = found[word]
    tensors = found if isinstance(found, dict) else {}
    tensors = {key: value for key, value in tensors.items() if _is_weight(key, value)}
    if not tensors:
        raise WeightsError(
            tr("there are no weights by name in {name}; it is no state_dict", name=path.name)
        )
    return tensors


def _is_weight(key: Any, value: Any) -> bool:
    """Whether this is an ordinary array of real numbers under a name."""
    return (
        isinstance(key, str)
        and isinstance(value, Tensor)
        and value.device.type == "cpu"
        and value.layout is torch.strided
        and not (value.is_nested or value.is_quantized or value.is_complex())
    )


def _check_unpacked_size(path: Path) -> None:
    """A small file must not unpack to more memory than there is; torch packs none of its own."""
    try:
        if not zipfile.is_zipfile(path):
            return
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
            packed = any(info.compress_type != zipfile.ZIP_STORED for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise WeightsError(tr("{name} is damaged", name=path.name)) from error
    if packed or unpacked > path.stat().st_size:
        raise WeightsError(tr("{name} is packed, which torch.save never does", name=path.name))
    if unpacked > 4 * MAX_WEIGHTS_BYTES:
        raise WeightsError(
            tr(
                "{name} holds {unpacked:,.0f} GB, which is too much",
                name=path.name,
                unpacked=unpacked / 1000000000.0,
            )
        )


def match_weights(network: Network, found: Mapping[str, Tensor]) -> Matched:
    """The tensors of a file that belong to layers of `network`, each layer whole or not at all.

    Matched by the layers' names, or by paths of modules as `network_from_module` names them;
    where not a single one fits, by order and shapes. Raises WeightsError where nothing fits.
    """
    groups = _groups(found)
    wanted = {name: shapes for name, shapes in _shapes(network) if shapes}
    forms = {path: {key: tuple(t.shape) for key, t in group.items()} for path, group in groups}
    by_name = _by_name(network, wanted, forms)
    pairs = by_name or _by_order(wanted, forms)
    if not pairs:
        raise WeightsError(
            tr(
                "none of its {found} tensors fits a layer of this network, by name or by shape",
                found=len(found),
            )
        )
    by_path = dict(groups)
    weights = {}
    for name in wanted:
        if name in pairs:
            for key in wanted[name]:
                tensor = by_path[pairs[name]].get(key, torch.tensor(0))
                weights[f"{name}.{key}"] = _array(tensor, counts=key == _OPTIONAL)
    used = set(pairs.values())
    return Matched(
        weights,
        layers=tuple(name for name in wanted if name in pairs),
        without=tuple(name for name in wanted if name not in pairs),
        unused=tuple(path for path, _ in groups if path not in used),
        by_order=not by_name,
    )


def _groups(found: Mapping[str, Tensor]) -> list[tuple[str, dict[str, Tensor]]]:
    """The tensors by the module they belong to, in the file's order."""
    groups: dict[str, dict[str, Tensor]] = {}
    for key, tensor in found.items():
        for prefix in _PREFIXES:
            key = key.removeprefix(prefix)
        path, _, parameter = key.rpartition(".")
        groups.setdefault(path, {})[parameter] = tensor
    return list(groups.items())


def _by_name(
    network: Network, wanted: Mapping[str, Shapes], forms: Mapping[str, Shapes]
) -> dict[str, str]:
    """Layers and modules paired by name: first by the very name, then as an import would name it.

    A program that was exported is known by its paths. Else "layer1.0.conv1" is layer1_0_conv1,
    "0" is conv_0, and "input" input_2 beside the Input.
    """
    pairs: dict[str, str] = {}
    exported = _exported(network)
    for path, shapes in forms.items():
        name = exported.get(path) or identifier(path)
        if name in wanted and name not in pairs and _fits(shapes, wanted[name]):
            pairs[name] = path
    prefixes = sorted({network.layers[name].prefix for name in wanted})
    used = set(pairs.values())
    for path in (path for path in forms if path not in used):
        for base in dict.fromkeys(layer_name(path, prefix) for prefix in prefixes):
            name, number = base, 2
            while name in pairs or (name in network.layers and name not in wanted):
                name, number = f"{base}_{number}", number + 1
            if name in wanted and _fits(forms[path], wanted[name]):
                pairs[name] = path
                break
    return pairs


def _exported(network: Network) -> Mapping[str, str]:
    """The layers by the paths that they have in an exported program; none where there is none."""
    end, analysis = logits_layer(network), analyse(network)
    path = (*reversed(network.upstream(end)), end) if end else ()
    if len(network.inputs) != 1 or any(not analysis.layers[name].output for name in path):
        return {}
    return program_classes(network, analysis, path, "Network").layers if len(path) > 1 else {}


def _shapes(network: Network) -> Iterator[tuple[str, Shapes]]:
    """What each layer that works keeps: the shapes of its tensors by torch's names."""
    analysis = analyse(network)
    for name in network.order:
        layer = analysis.layers[name]
        if layer.output is None or not layer.input:
            continue
        call = layer.layer.torch_call(layer.input)
        with torch.device("meta"):
            kind = getattr(nn, call.name, None) or getattr(own_layers, call.name)
            state = kind(**call.arguments).state_dict()
        yield name, {key: tuple(tensor.shape) for key, tensor in state.items()}


def _fits(have: Shapes, want: Shapes) -> bool:
    return {**have, **_uncounted(want)} == {**want, **_uncounted(want)}


def _uncounted(shapes: Shapes) -> Shapes:
    return {key: () for key in shapes if key == _OPTIONAL}


def _by_order(wanted: Mapping[str, Shapes], forms: Mapping[str, Shapes]) -> dict[str, str]:
    """Layers and modules paired where stretches of both have the same shapes."""

    def form(shapes: Shapes) -> tuple[tuple[str, tuple[int, ...]], ...]:
        return tuple(sorted((key, size) for key, size in shapes.items() if key != _OPTIONAL))

    names, paths = list(wanted), list(forms)
    matcher = SequenceMatcher(
        None,
        [form(wanted[name]) for name in names],
        [form(forms[path]) for path in paths],
        autojunk=False,
    )
    return {
        names[block.a + offset]: paths[block.b + offset]
        for block in matcher.get_matching_blocks()
        for offset in range(block.size)
    }


def _array(tensor: Tensor, *, counts: bool) -> np.ndarray:
    """The numbers as layers keep them: 32-bit floats, or a whole number that counts batches."""
    kept = tensor.detach().to(torch.int64 if counts else torch.float32)
    return np.array(kept.resolve_neg().numpy())


def state_dict_bytes(weights: Weights) -> bytes:
    """The weights as a file that `load_state_dict(torch.load(…))` takes."""
    buffer = io.BytesIO()
    torch.save({key: torch.from_numpy(array) for key, array in weights.items()}, buffer)
    return buffer.getvalue()


def _named(names: tuple[str, ...]) -> str:
    more = tr(" and {names:,} more", names=len(names) - 3) if len(names) > 3 else ""
    said = ", ".join(name[:60] for name in names[:3]) + more
    return said.encode("utf-8", "replace").decode("utf-8")  # a pickle may hold halves of signs
