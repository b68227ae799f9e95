"""Will it fit? What training needs at least, against what this machine has free."""

from __future__ import annotations

import ctypes
import math
import os
import sys
from pathlib import Path

from app.language import figures, tr
from app.network.analysis import BYTES_PER_NUMBER, Analysis
from app.network.arithmetic import Shape, shape_text
from app.training.recipe import OptimizerName

NUMBERS_PER_PARAMETER: dict[OptimizerName, int] = {
    "sgd": 2,
    "momentum": 3,
    "nesterov": 3,
    "adam": 4,
    "adamw": 4,
    "rmsprop": 3,
}
"""The weight, its gradient, and what the optimiser remembers of it (Adam: two moments)."""


def available_memory() -> int | None:
    """Bytes that a program may still take without swapping; None where that cannot be known."""
    if sys.platform == "win32":
        return _available_on_windows()
    try:
        for line in Path("/proc/meminfo").read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    try:  # macOS tells only the total, which is an upper limit.
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return None


def _available_on_windows() -> int | None:
    class Status(ctypes.Structure):  # MEMORYSTATUSEX of the Windows API
        _fields_ = (
            ("length", ctypes.c_uint32),
            ("load", ctypes.c_uint32),
            ("total", ctypes.c_uint64),
            ("available", ctypes.c_uint64),
            ("others", ctypes.c_uint64 * 5),
        )

    status = Status(length=ctypes.sizeof(Status))
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (unknown to the other systems' stubs)
    return status.available if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else None


def why_it_cannot_be_built(analysis: Analysis, available: int | None) -> str:
    """A sentence where not one image can be learned from; empty where memory suffices for it.

    Counted are the parameters and the activations of an image, each with its gradient. A network
    that is built only to be looked at needs half of that, but filling most of the memory with what
    was typed by mistake would hold up the whole machine. `available` is in bytes.
    """
    needed = analysis.training_bytes
    if available is None or needed <= available:
        return ""
    return tr(
        "this network needs at least {_text} of memory, but {_text2} are free: "
        "{parameters:,} parameters and {activations:,} activations of {bytes_per_number} bytes, "
        "each with its gradient. {advice}",
        _text=_text(needed),
        _text2=_text(available),
        parameters=analysis.parameters,
        bytes_per_number=BYTES_PER_NUMBER,
        activations=analysis.activations,
        advice=_advice(analysis),
    )


def why_it_cannot_be_trained(
    analysis: Analysis, optimizer: OptimizerName, batch_size: int, available: int | None
) -> str:
    """A sentence where training cannot fit into memory; empty where it can.

    Counted is what must be there at once: the weights, their gradients and the optimiser's
    memory of them, and the activations of a batch, which the backward pass needs.
    """
    per_parameter = BYTES_PER_NUMBER * NUMBERS_PER_PARAMETER[optimizer]
    for_batch = BYTES_PER_NUMBER * analysis.activations * batch_size
    needed = per_parameter * analysis.parameters + for_batch
    if available is None or needed <= available:
        return ""
    if for_batch > available // 2:
        advice = tr("Take a smaller batch, or smaller images.")
    else:
        advice = _advice(analysis)
    return tr(
        "training this network needs at least {_text} of memory, but {_text2} "
        "are free: {parameters:,} parameters × {per_parameter} bytes for "
        "{optimizer} + {batch_size} images × {activations:,} activations × "
        "{bytes_per_number} bytes. {advice}",
        _text=_text(needed),
        _text2=_text(available),
        parameters=analysis.parameters,
        per_parameter=per_parameter,
        optimizer=optimizer,
        batch_size=batch_size,
        activations=analysis.activations,
        bytes_per_number=BYTES_PER_NUMBER,
        advice=advice,
    )


def why_images_do_not_fit(images: int, input_shape: Shape, available: int | None) -> str:
    """A sentence where so many images of a byte per pixel cannot be kept; empty where they can."""
    needed = images * math.prod(input_shape)
    if available is None or needed <= available:
        return ""
    return tr(
        "{images:,} images of {shape} take {_text} of memory, but {_text2} are "
        "free. Make the Input smaller.",
        images=images,
        shape=shape_text(input_shape),
        _text=_text(needed),
        _text2=_text(available),
    )


def _advice(analysis: Analysis) -> str:
    largest = max(analysis.layers.values(), key=lambda layer: layer.forward_bytes)
    return tr("Most of it is in {name}: make that smaller, or pool before it.", name=largest.name)


def _text(size: int) -> str:
    """Bytes in the unit people buy memory in: "1.5 GB"."""
    return figures(f"{size / 1e9:,.1f} GB") if size >= 1e8 else figures(f"{size / 1e6:,.1f} MB")
