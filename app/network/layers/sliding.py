"""What convolution and pooling share: a window that slides over height and width."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.network.arithmetic import Shape, Window, WindowSize, shape_text
from app.network.fields import Field, IntOrPair, as_pair, fields_of, short_text
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


Allowed = Callable[[WindowSize], bool]
"""What a kind demands of its window beyond fitting."""


def needs_map(layer: Layer, shape: Shape) -> Fault | None:
    """A fault where the layer wants channels × height × width and gets a vector."""
    if len(shape) == 3:
        return None
    return Fault(
        "error",
        f"{layer.kind} needs channels × height × width, but its input is a vector of "
        f"{shape_text(shape)} values",
        (Repair("remove what makes it a vector", remove_flattening=True),),
    )


def too_large(
    layer: Layer, sizes: tuple[WindowSize, WindowSize], allowed: Allowed = lambda _: True
) -> Fault | None:
    """A fault where the window is larger than the padded input."""
    bad = {axis: size for axis, size in zip(AXES, sizes, strict=True) if size.free < 0}
    if not bad:
        return None
    arithmetic = _by_axis({axis: _excess_text(size) for axis, size in bad.items()})
    repairs = _fitting(layer, sizes, ("padding", "kernel_size", "dilation"), allowed)
    return Fault("error", f"the window is larger than its input: {arithmetic}", repairs)


def leftover(
    layer: Layer, sizes: tuple[WindowSize, WindowSize], allowed: Allowed = lambda _: True
) -> Fault | None:
    """A warning where rounding down leaves rows or columns of the input that no window sees."""
    bad = {axis: size for axis, size in zip(AXES, sizes, strict=True) if size.unseen}
    if not bad:
        return None
    arithmetic = _by_axis({axis: size.text for axis, size in bad.items()})
    lost = _lost_text(sizes[0].unseen, sizes[1].unseen)
    message = f"does not fit: {arithmetic}; PyTorch rounds down, so the last {lost} never seen"
    gap = max(size.gap for size in sizes)

    def sees_all(size: WindowSize) -> bool:
        return not size.unseen and size.gap <= gap and allowed(size)

    repairs = _fitting(layer, sizes, ("padding", "kernel_size", "stride"), sees_all)
    return Fault("warning", message, repairs)


def _by_axis(texts: Mapping[str, str]) -> str:
    """The arithmetic of each axis under its name, or once where both have the same."""
    if len(texts) == len(AXES) and len(set(texts.values())) == 1:
        return next(iter(texts.values()))
    return "; ".join(f"{axis}: {text}" for axis, text in texts.items())


def _excess_text(size: WindowSize) -> str:
    span = f"{size.span_text} = {size.span}" if size.dilation > 1 else f"{size.span}"
    pads = size.padding_before + size.padding_after
    padded = f"{size.size} + {pads} = {size.size + pads}" if pads else f"{size.size}"
    return f"{span} > {padded}"


def _lost_text(rows: int, columns: int) -> str:
    """What is lost, with its verb: "row and column are", "2 rows are", "column is"."""
    if rows == columns:
        return "row and column are" if rows == 1 else f"{rows} rows and columns are"
    parts = [
        f"{count} {noun}s" if count > 1 else noun
        for count, noun in ((rows, "row"), (columns, "column"))
        if count
    ]
    return " and the last ".join(parts) + (" is" if rows + columns == 1 else " are")


def _fitting(
    layer: Layer,
    sizes: tuple[WindowSize, WindowSize],
    names: tuple[str, ...],
    allowed: Allowed,
) -> tuple[Repair, ...]:
    """For each of the settings the nearest value with which the window fits, if there is one."""
    repairs = []
    for field in fields_of(type(layer)):
        if field.name not in names:
            continue
        value = _nearest(field, getattr(layer, field.name), sizes, allowed)
        if value is not None:
            word = "kernel" if field.name == "kernel_size" else field.name
            repairs.append(Repair(f"{word} {short_text(value)}", values={field.name: value}))
    repairs.sort(key=lambda repair: names.index(next(iter(repair.values or {}))))
    return tuple(repairs)


def _nearest(
    field: Field, now: IntOrPair, sizes: tuple[WindowSize, WindowSize], allowed: Allowed
) -> IntOrPair | None:
    """One number stays one number where that can fit; a pair changes only where it must."""
    values = range(int(field.minimum), int(field.maximum) + 1)

    def nearest(start: int, *along: WindowSize) -> int | None:
        for value in sorted(values, key=lambda value: (abs(value - start), value)):
            if all(_fits(_changed(size, field.name, value), allowed) for size in along):
                return value
        return None

    if isinstance(now, int) and (both := nearest(now, *sizes)) is not None:
        return both
    height, width = (nearest(at, size) for at, size in zip(as_pair(now), sizes, strict=True))
    if height is None or width is None:
        return None
    return height if height == width else (height, width)


def _changed(size: WindowSize, name: str, value: int) -> WindowSize:
    if name == "padding":
        return size._replace(padding_before=value, padding_after=value)
    return size._replace(**{"kernel" if name == "kernel_size" else name: value})


def _fits(size: WindowSize, allowed: Allowed) -> bool:
    return size.free >= 0 and allowed(size)
