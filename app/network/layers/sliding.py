"""What convolution and pooling share: a window that slides over a feature map or a signal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from app.language import tr
from app.network.arithmetic import Shape, Window, WindowSize
from app.network.fields import Field, IntOrPair, as_pair, fields_of, short_text, values_of
from app.network.layer import Fault, Layer, Repair
from app.network.layers.reshape import needs_map, needs_signal

Sizes = tuple[WindowSize, ...]
"""The arithmetic of a window along (height, width), or along the length of a signal."""

Allowed = Callable[[WindowSize], bool]
"""What a kind demands of its window beyond fitting."""


def window_sizes(
    shape: Shape,
    kernel_size: IntOrPair,
    stride: IntOrPair,
    padding: IntOrPair | str,
    dilation: IntOrPair = 1,
    *,
    rounds_up: bool = False,
) -> Sizes:
    """The arithmetic of a window over a C×H×W or C×L `shape`.

    "same" pads so that stride 1 keeps the size; an odd total puts the extra pixel at the end,
    as torch.nn.Conv2d does.
    """
    kernels, strides, dilations = as_pair(kernel_size), as_pair(stride), as_pair(dilation)
    if isinstance(padding, str):
        totals = [d * (k - 1) for d, k in zip(dilations, kernels, strict=True)]
        pads = [(total // 2, total - total // 2) for total in totals]
    else:
        pads = [(p, p) for p in as_pair(padding)]
    return tuple(
        WindowSize(pixels, kernels[i], strides[i], *pads[i], dilations[i], rounds_up)
        for i, pixels in enumerate(shape[1:])
    )


def window_of(sizes: Sizes) -> Window:
    """The receptive-field step of a sliding window; a signal lies on one row."""
    height, width = sizes if len(sizes) == 2 else (_ROW, *sizes)
    return Window(
        span=(height.span, width.span),
        stride=(height.stride, width.stride),
        padding=(height.padding_before, width.padding_before),
    )


_ROW = WindowSize(size=1, kernel=1, stride=1, padding_before=0, padding_after=0)


def wrong_form(layer: Layer, shape: Shape, axes: int) -> Fault | None:
    """A fault where the input is no feature map (2 axes), or no signal (1 axis)."""
    return needs_map(layer, shape) if axes == 2 else needs_signal(layer, shape)


def by_axis(sizes: Sizes) -> dict[str, WindowSize]:
    """Each size under the name of its axis."""
    names = ("height", "width") if len(sizes) == 2 else ("length",)
    return dict(zip(names, sizes, strict=True))


def too_large(layer: Layer, sizes: Sizes, allowed: Allowed = lambda _: True) -> Fault | None:
    """A fault where the window is larger than the padded input."""
    bad = {axis: size for axis, size in by_axis(sizes).items() if size.value < 1}
    if not bad:
        return None
    arithmetic = axis_texts({axis: _excess_text(size) for axis, size in bad.items()}, len(sizes))

    def repairs() -> tuple[Repair, ...]:
        usual = _usual_kernels(layer, sizes, allowed)
        names = ("padding", "dilation") if usual else ("padding", "kernel_size", "dilation")
        return usual + _fitting(layer, sizes, names, allowed)

    return Fault(
        "error",
        tr("the window is larger than its input: {arithmetic}", arithmetic=arithmetic),
        repairs,
    )


def leftover(layer: Layer, sizes: Sizes, allowed: Allowed = lambda _: True) -> Fault | None:
    """A warning where rounding down leaves rows or columns of the input that no window sees."""
    bad = {axis: size for axis, size in by_axis(sizes).items() if size.unseen}
    if not bad:
        return None
    arithmetic = axis_texts({axis: size.text for axis, size in bad.items()}, len(sizes))
    lost = _lost_text({axis: size.unseen for axis, size in bad.items()})
    message = tr(
        "does not fit: {arithmetic}; PyTorch rounds down, so {lost}",
        arithmetic=arithmetic,
        lost=lost,
    )
    gap = max(size.gap for size in sizes)

    def sees_all(size: WindowSize) -> bool:
        return not size.unseen and size.gap <= gap and allowed(size)

    def repairs() -> tuple[Repair, ...]:
        found = _fitting(layer, sizes, ("padding", "kernel_size", "stride"), sees_all)
        can_round = any(field.name == "ceil_mode" for field in fields_of(type(layer)))
        if can_round and all(sees_all(size._replace(rounds_up=True)) for size in sizes):
            found += (Repair(tr("round up (ceil mode)"), values={"ceil_mode": True}),)
        return found

    return Fault("warning", message, repairs)


def axis_texts(texts: Mapping[str, str], axes: int) -> str:
    """The arithmetic of each axis under its name, or once where all have the same."""
    if len(texts) == axes and len(set(texts.values())) == 1:
        return next(iter(texts.values()))
    return "; ".join(f"{_AXES[axis]}: {text}" for axis, text in texts.items())


_AXES = {"height": tr("height"), "width": tr("width"), "length": tr("length")}


def _excess_text(size: WindowSize) -> str:
    span = f"{size.span_text} = {size.span}" if size.dilation > 1 else f"{size.span}"
    pads = size.padding_before + size.padding_after
    padded = f"{size.size} + {pads} = {size.size + pads}" if pads else f"{size.size}"
    return f"{span} > {padded}"


def _lost_text(lost: Mapping[str, int]) -> str:
    """What no window sees: "the last 2 rows are never seen"."""
    match lost:
        case {"height": 1, "width": 1}:
            return tr("the last row and column are never seen")
        case {"height": rows, "width": columns} if rows == columns:
            return tr("the last {count} rows and columns are never seen", count=rows)
        case {"height": rows, "width": columns}:
            return tr(
                "{rows} and {columns} are never seen",
                rows=tr("the last row") if rows == 1 else tr("the last {count} rows", count=rows),
                columns=tr("the last column")
                if columns == 1
                else tr("the last {count} columns", count=columns),
            )
        case {"height": 1}:
            return tr("the last row is never seen")
        case {"height": rows}:
            return tr("the last {count} rows are never seen", count=rows)
        case {"width": 1}:
            return tr("the last column is never seen")
        case {"width": columns}:
            return tr("the last {count} columns are never seen", count=columns)
        case {"length": 1}:
            return tr("the last value is never seen")
    return tr("the last {count} values are never seen", count=lost["length"])


_USUAL_KERNELS = {"convolution": (3, 5), "pooling": (2, 3)}
"""The kernels of most networks, by family; the most usual first."""


def _usual_kernels(layer: Layer, sizes: Sizes, allowed: Allowed) -> tuple[Repair, ...]:
    """The usual kernels with which every window fits and leaves no gap to the next."""
    if not isinstance(values_of(layer)["kernel_size"], int):
        return ()

    def fits(kernel: int) -> bool:
        changed = [_changed(size, "kernel_size", kernel) for size in sizes]
        return all(size.free >= 0 and not size.gap and allowed(size) for size in changed)

    usual = filter(fits, _USUAL_KERNELS[layer.family])
    return tuple(Repair(f"kernel {kernel}", {"kernel_size": kernel}) for kernel in usual)


def _fitting(
    layer: Layer, sizes: Sizes, names: tuple[str, ...], allowed: Allowed
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


def _nearest(field: Field, now: IntOrPair, sizes: Sizes, allowed: Allowed) -> IntOrPair | None:
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
    if len(sizes) == 1:
        return nearest(starts[0], sizes, everything)
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
    if name == "padding":
        return size._replace(padding_before=value, padding_after=value)
    if name == "kernel_size":
        return size._replace(kernel=value)
    return size._replace(stride=value) if name == "stride" else size._replace(dilation=value)
