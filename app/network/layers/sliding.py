"""What convolution and pooling share: a window that slides over height and width."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from app.network.arithmetic import Shape, Window, WindowSize, shape_text
from app.network.fields import IntOrPair, as_pair, fields_of, short_text
from app.network.layer import Fault, Layer, Repair

AXES = ("height", "width")


def window_sizes(
    shape: Shape,
    kernel_size: IntOrPair,
    stride: IntOrPair,
    padding: IntOrPair | str,
    dilation: IntOrPair = 1,
) -> tuple[WindowSize, WindowSize]:
    """The arithmetic of a window along height and width of a C×H×W `shape`.

    "same" pads so that stride 1 keeps the size; an odd total puts the extra pixel at the end,
    as torch.nn.Conv2d does.
    """
    kernels, strides, dilations = as_pair(kernel_size), as_pair(stride), as_pair(dilation)
    if isinstance(padding, str):
        totals = [d * (k - 1) for d, k in zip(dilations, kernels, strict=True)]
        pads = [(total // 2, total - total // 2) for total in totals]
    else:
        pads = [(p, p) for p in as_pair(padding)]
    height, width = (
        WindowSize(shape[1 + i], kernels[i], strides[i], pads[i][0], pads[i][1], dilations[i])
        for i in range(2)
    )
    return height, width


def window_of(sizes: tuple[WindowSize, WindowSize]) -> Window:
    """The receptive-field step of a sliding window."""
    height, width = sizes
    return Window(
        span=(height.span, width.span),
        stride=(height.stride, width.stride),
        padding=(height.padding_before, width.padding_before),
    )


def needs_map(layer: Layer, shape: Shape) -> Fault | None:
    """A fault where the layer wants channels × height × width and gets a vector."""
    if len(shape) == 3:
        return None
    return Fault(
        "error",
        f"{layer.kind} needs channels × height × width, but its input is a vector of "
        f"{shape_text(shape)} values",
        (Repair("Remove the layer before", remove_previous=True),),
    )


Sizes = Callable[[Any], tuple[WindowSize, WindowSize] | None]
"""The window arithmetic of a changed layer; None where the change is not allowed."""


def too_large(layer: Layer, sizes: tuple[WindowSize, WindowSize], sizes_of: Sizes) -> Fault | None:
    """A fault where the window is larger than the padded input."""
    bad = [i for i in range(2) if sizes[i].free < 0]
    if not bad:
        return None
    arithmetic = "; ".join(f"{AXES[i]}: {sizes[i].span} > {_padded_text(sizes[i])}" for i in bad)
    repairs = _fitting(
        layer, sizes_of, lambda size: size.free >= 0, fields=("padding", "kernel_size")
    )
    return Fault("error", f"the window is larger than its input — {arithmetic}", repairs)


def leftover(layer: Layer, sizes: tuple[WindowSize, WindowSize], sizes_of: Sizes) -> Fault | None:
    """A warning where rounding down leaves rows or columns of the input that no window sees."""
    bad = [i for i in range(2) if sizes[i].unseen]
    if not bad:
        return None
    arithmetic = "; ".join(f"{AXES[i]}: {sizes[i].text}" for i in bad)
    lost = " and ".join(
        f"{sizes[i].unseen} {('row', 'column')[i]}{'s' if sizes[i].unseen > 1 else ''}" for i in bad
    )
    verb = "is" if sum(sizes[i].unseen for i in bad) == 1 else "are"
    message = (
        f"does not fit: {sizes[bad[0]].exact:.2f} — {arithmetic}; PyTorch rounds down, "
        f"so the last {lost} {verb} never seen"
    )
    return Fault("warning", message, _fitting(layer, sizes_of, lambda size: not size.unseen))


def _padded_text(size: WindowSize) -> str:
    pads = size.padding_before + size.padding_after
    return f"{size.size} + {pads} = {size.size + pads}" if pads else str(size.size)


def _fitting(
    layer: Layer,
    sizes_of: Sizes,
    fits: Callable[[WindowSize], bool],
    fields: Iterable[str] = ("padding", "kernel_size", "stride"),
) -> tuple[Repair, ...]:
    """For each setting the nearest value that makes both dimensions fit, smallest change first."""
    repairs = []
    limits = {field.name: field for field in fields_of(type(layer))}
    for name in fields:
        now = getattr(layer, name)
        start = max(as_pair(now)) if not isinstance(now, str) else 0
        lowest = int(limits[name].minimum)
        nearest = sorted(range(lowest, start + 65), key=lambda value: (abs(value - start), value))
        for value in nearest:
            if value == now:
                continue
            changed = replace(layer, **{name: value})
            sizes = sizes_of(changed)
            if sizes and all(size.free >= 0 and fits(size) for size in sizes):
                word = {"kernel_size": "kernel"}.get(name, name)
                repairs.append(Repair(f"{word} {short_text(value)}", values={name: value}))
                break
    return tuple(repairs)
