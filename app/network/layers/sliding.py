"""What convolution and pooling share: a window that slides over height and width."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

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
        lambda: (Repair("remove what makes it a vector", remove_flattening=True),),
    )


def too_large(
    layer: Layer, sizes: tuple[WindowSize, WindowSize], allowed: Allowed = lambda _: True
) -> Fault | None:
    """A fault where the window is larger than the padded input."""
    bad = {axis: size for axis, size in zip(AXES, sizes, strict=True) if size.free < 0}
    if not bad:
        return None
    arithmetic = _by_axis({axis: _excess_text(size) for axis, size in bad.items()})
    repairs = partial(_fitting, layer, sizes, ("padding", "kernel_size", "dilation"), allowed)
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

    repairs = partial(_fitting, layer, sizes, ("padding", "kernel_size", "stride"), sees_all)
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
    declared = {field.name: field for field in fields_of(type(layer))}
    for name in names:
        if name not in declared:
            continue
        value = _nearest(declared[name], getattr(layer, name), sizes, allowed)
        if value is not None:
            word = "kernel" if name == "kernel_size" else name
            repairs.append(Repair(f"{word} {short_text(value)}", values={name: value}))
    return tuple(repairs)


def _nearest(
    field: Field, now: IntOrPair, sizes: tuple[WindowSize, WindowSize], allowed: Allowed
) -> IntOrPair | None:
    """One number stays one where one not far off fits both axes; a pair changes where it must."""

    def nearest(start: int, along: Sequence[WindowSize], reach: int) -> int | None:
        first, last = max(int(field.minimum), start - reach), min(int(field.maximum), start + reach)
        for size in along:
            smallest, largest = _fitting_range(size, field.name)
            first, last = max(first, smallest), min(last, largest)
        for value in _outwards(start, first, last):
            if all(allowed(_changed(size, field.name, value)) for size in along):
                return value
        return None

    starts = as_pair(now)
    everything = int(field.maximum)
    height, width = (nearest(starts[i], sizes[i : i + 1], everything) for i in range(2))
    if height is None or width is None:
        return None
    if height == width:
        return height
    if isinstance(now, int):
        # What is left over repeats with the stride, so looking further would find nothing new.
        reach = max(abs(height - now), abs(width - now)) + max(size.stride for size in sizes)
        if (both := nearest(now, sizes, reach)) is not None:
            return both
    return height, width


_ENDLESS = 2**62


def _fitting_range(size: WindowSize, name: str) -> tuple[int, int]:
    """From where to where a setting may go while the window is no larger than the padded input."""
    padded = size.size + size.padding_before + size.padding_after
    if name == "padding":
        return -((size.size - size.span) // 2), _ENDLESS
    if name == "kernel_size":
        return 1, (padded - 1) // size.dilation + 1
    if name == "dilation" and size.kernel > 1:
        return 1, (padded - 1) // (size.kernel - 1)
    return 1, _ENDLESS if size.free >= 0 else 0


def _outwards(start: int, first: int, last: int) -> Iterator[int]:
    """The whole numbers from `first` to `last`, the nearest to `start` first, then the smaller."""
    lower, upper = min(start, last), max(start + 1, first)
    while lower >= first or upper <= last:
        if upper > last or (lower >= first and start - lower <= upper - start):
            yield lower
            lower -= 1
        else:
            yield upper
            upper += 1


def _changed(size: WindowSize, name: str, value: int) -> WindowSize:
    pixels, kernel, stride, before, after, dilation = size
    if name == "padding":
        before = after = value
    elif name == "kernel_size":
        kernel = value
    elif name == "stride":
        stride = value
    else:
        dilation = value
    return WindowSize(pixels, kernel, stride, before, after, dilation)
