"""Where units look and what they reach, against what torch's gradients and changes reach."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn

from app.network.analysis import analyse
from app.network.gallery import gallery_entry
from app.network.graph import Network, Wire
from app.network.layer import Layer
from app.network.layers.activation import ReLU, Softmax
from app.network.layers.adaptive import AdaptiveAvgPool2d, AdaptiveMaxPool2d, ChannelMaxPool
from app.network.layers.channels import PadChannels
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add, Concatenate, Multiply
from app.network.layers.normalisation import (
    BatchNorm2d,
    Dropout,
    GroupNorm,
    InstanceNorm2d,
    LayerNorm,
    LocalResponseNorm,
)
from app.network.layers.pooling import (
    AvgPool1d,
    AvgPool2d,
    DistanceWeightedAvgPool2d,
    LPPool2d,
    MaxPool1d,
    MaxPool2d,
    MinPool2d,
)
from app.network.layers.reshape import Reshape
from app.network.layers.shape import Identity, Upsample, ZeroPad2d
from app.network.layers.transposed import ConvTranspose2d
from app.network.patterns import chain
from app.network.receptive import (
    Rectangle,
    Sides,
    crosshair,
    grid_of,
    reached_from,
    seen_by,
    window_at,
)
from app.training import own_layers
from tests.network.strategies import layers_of
from tests.network.windows import small_windows

pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")

SLIDING = (
    *(Conv2d, Conv2d, ConvTranspose2d, MaxPool2d, AvgPool2d, MinPool2d, LPPool2d),
    DistanceWeightedAvgPool2d,
)
MAPS = (
    *(*SLIDING, *SLIDING, AdaptiveAvgPool2d, AdaptiveMaxPool2d, ChannelMaxPool),
    *(PadChannels, Upsample, ZeroPad2d, Identity, BatchNorm2d, InstanceNorm2d),
)
ANYWHERE = (ReLU, Softmax, Dropout, LayerNorm, GroupNorm, LocalResponseNorm, Flatten)
SIGNALS = (Conv1d, Conv1d, MaxPool1d, AvgPool1d)
WINDOWS = (MaxPool2d, MinPool2d, LPPool2d, MaxPool1d)
NORMALISING = (LayerNorm, GroupNorm, InstanceNorm2d)


def _suits(layer: Layer, shape: tuple[int, ...]) -> bool:
    """One value has no variance, and is all of its softmax: nothing could be seen through that."""
    size = math.prod(shape)
    if isinstance(layer, GroupNorm):
        return size > 2 * layer.num_groups
    if isinstance(layer, InstanceNorm2d):
        return size > 2 * shape[0]
    return not isinstance(layer, LayerNorm | Softmax) or (size > 2 and shape[0] > 1)


@st.composite
def branching(draw: st.DrawFn, *, signals: bool) -> Network:
    """Layers that fit, each behind any of those before it, and merges of what goes together."""
    size = st.integers(3, 9)
    height = 1 if signals else draw(size)
    image = Input(draw(st.integers(1, 4)), height, draw(size))
    layers: dict[str, Layer] = {"input": image}
    wires: list[Wire] = []
    shapes: dict[str, tuple[int, ...]] = {"input": image.shape}
    if signals:
        layers["signal"] = Reshape(image.channels, 0, image.width)
        wires.append(Wire("input", "signal"))
        shapes["signal"] = (image.channels, image.width)
    single = st.sampled_from((*(SIGNALS if signals else MAPS), *ANYWHERE, Linear, Reshape))
    merging = st.sampled_from((Add, Concatenate, Multiply))
    for count in range(draw(st.integers(3, 8))):
        source = draw(st.sampled_from(list(reversed(shapes))))
        others = [name for name in shapes if name != source]
        name = f"layer{count}"
        if others and draw(st.booleans()):
            layer: Layer = draw(merging)()
            sources = [source, draw(st.sampled_from(others))]
        else:
            kind = draw(single)
            small = kind in SIGNALS or kind in SLIDING
            layer = draw(small_windows(kind) if small else layers_of(kind))
            sources = [source]
            if isinstance(layer, Reshape) and len(shapes[source]) == 3:
                channels, rows, columns = shapes[source]
                layer = Reshape(channels, columns, rows)
        output = layer.measure_all(tuple(shapes[each] for each in sources)).output
        if output and math.prod(output) <= 4_000 and _suits(layer, shapes[source]):
            layers[name], shapes[name] = layer, output
            wires.extend(Wire(each, name) for each in sources)
    return Network("random", layers, tuple(wires))


class _Smooth(nn.Module):
    """What a pooling sees, with random weights in place of a choice that hides the others."""

    def __init__(self, pool: Layer, output: tuple[int, ...]) -> None:
        super().__init__()
        self.pool, self.output = pool, output

    def forward(self, maps: Tensor) -> Tensor:
        axes = maps.dim() - 2

        def each(name: str, default: int) -> list[int]:
            value = getattr(self.pool, name, default)
            return list(value) if isinstance(value, tuple) else [value] * axes

        kernel, stride = each("kernel_size", 1), each("stride", 1)
        padding, dilation = each("padding", 0), each("dilation", 1)
        sides: list[int] = []
        for axis in reversed(range(axes)):  # a last window may reach over the end
            sides += [padding[axis], padding[axis] + stride[axis] + kernel[axis] * dilation[axis]]
        channels = maps.shape[1]
        weight = torch.rand(channels, 1, *kernel, dtype=maps.dtype) + 0.1
        convolve = nn.functional.conv2d if axes == 2 else nn.functional.conv1d
        found = convolve(
            nn.functional.pad(maps, sides), weight, None, stride, 0, dilation, channels
        )
        return found[(..., *(slice(size) for size in self.output[1:]))]


def _module(layer: Layer, before: tuple[int, ...], after: tuple[int, ...]) -> nn.Module:
    if isinstance(layer, WINDOWS):
        return _Smooth(layer, after)
    if isinstance(layer, AdaptiveMaxPool2d):
        return nn.AdaptiveAvgPool2d(layer.output_size)
    if isinstance(layer, ReLU):
        return nn.Softplus()
    call = layer.torch_call(before)
    arguments = dict(call.arguments)
    if isinstance(layer, NORMALISING):
        arguments["eps"] = 0.5
    if isinstance(layer, LocalResponseNorm):
        arguments |= {"alpha": 0.1, "k": 1.0, "beta": 0.7}
    kind = getattr(nn, call.name, None) or getattr(own_layers, call.name)
    module: nn.Module = kind(**arguments).double().eval()
    for parameter in module.parameters():
        nn.init.normal_(parameter)
    return module


def _run(network: Network, at: str, noise: Tensor | None = None) -> dict[str, Tensor]:
    """Every output, with random weights that are the same each time, `noise` added to one.

    Random scales and shifts behind every layer keep sums from being constant by chance: the mean
    of what was normalised, a product with the zeros of a padding.
    """
    torch.manual_seed(1)
    analysis = analyse(network).layers
    outputs: dict[str, Tensor] = {}
    for name in network.order:
        sources = network.sources_of[name]
        shape = analysis[name].output
        assert shape is not None
        if not sources:
            output = torch.randn(1, *shape, dtype=torch.double, requires_grad=True)
        elif isinstance(network.layers[name], ChannelMaxPool):
            output = outputs[sources[0]].reshape(1, shape[0], -1, *shape[1:]).sum(2)
        else:
            module = _module(network.layers[name], analysis[name].inputs[0], shape)
            output = module(*(outputs[source] for source in sources))
        scale = torch.rand(output.shape, dtype=torch.double) + 0.5
        output = output * scale + torch.randn(output.shape, dtype=torch.double)
        outputs[name] = output if noise is None or name != at else output + noise
    return outputs


def _box(values: Tensor) -> Rectangle | None:
    """Around what is more than rounding, of values 1×shape."""
    shape = values.shape[1:]
    plane = values[0] if len(shape) < 3 else values[0].abs().sum(0)
    if len(shape) == 2:
        plane = plane.abs().sum(0)
    plane = plane.abs().reshape(grid_of(tuple(shape)))
    reached = (plane > 1e-11 * plane.max()).nonzero() if plane.max() > 1e-30 else []
    if not len(reached):
        return None
    (top, left), (bottom, right) = reached.amin(0).tolist(), reached.amax(0).tolist()
    return Rectangle(top, left, bottom + 1, right + 1)


def _marked(shape: tuple[int, ...], at: Rectangle) -> Tensor:
    """Random values at the positions, in all channels, and zero elsewhere."""
    height, width = grid_of(shape)
    mask = torch.zeros(height, width, dtype=torch.double)
    mask[at.top : at.bottom, at.left : at.right] = 1
    return torch.randn(1, *shape, dtype=torch.double) * mask.reshape(
        (1, *shape) if len(shape) == 1 else (1, 1, *shape[1:])
    )


@st.composite
def probes(draw: st.DrawFn) -> tuple[Network, str, Rectangle]:
    network = draw(branching(signals=draw(st.sampled_from((False, False, True)))))
    name = draw(st.sampled_from(list(reversed(network.order))))
    height, width = grid_of(analyse(network).layers[name].output or ())
    top, left = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
    bottom = draw(st.integers(top + 1, min(height, top + 3)))
    return network, name, Rectangle(top, left, bottom, draw(st.integers(left + 1, width)))


@given(probes())
def test_a13_what_a_unit_sees_of_each_layer_is_where_its_gradient_goes(
    probe: tuple[Network, str, Rectangle],
) -> None:
    network, name, at = probe
    found = seen_by(network, analyse(network), name, at)
    outputs = _run(network, name)
    assert set(found) == set(network.upstream(name))
    shape = tuple(outputs[name].shape[1:])
    names = list(found)
    if not names:
        return
    gradients = torch.autograd.grad(
        (outputs[name] * _marked(shape, at)).sum(),
        [outputs[each] for each in names],
        allow_unused=True,
    )
    for each, gradient in zip(names, gradients, strict=True):
        assert found[each].seen == (None if gradient is None else _box(gradient)), each


@given(probes())
def test_what_is_seen_lies_in_the_window_that_the_sizes_give(
    probe: tuple[Network, str, Rectangle],
) -> None:
    network, name, at = probe
    modes = [getattr(layer, "padding_mode", "zeros") for layer in network.layers.values()]
    for reach in seen_by(network, analyse(network), name, at).values():
        seen, window = reach.seen, reach.window
        # What repeats the picture in the padding may stand at its other end.
        if seen is not None and set(modes) == {"zeros"}:
            assert window.top <= seen.top < seen.bottom <= window.bottom
            assert window.left <= seen.left < seen.right <= window.right


@given(probes())
def test_a13_a_unit_reaches_what_changes_with_it(probe: tuple[Network, str, Rectangle]) -> None:
    network, name, at = probe
    found = reached_from(network, analyse(network), name, at)
    before = _run(network, name)
    with torch.no_grad():
        noise = _marked(tuple(before[name].shape[1:]), at)
        after = _run(network, name, noise)
        for each in network.downstream(name):
            assert found.get(each) == _box(after[each] - before[each]), each


@given(
    st.lists(st.sampled_from((Conv2d, AvgPool2d)).flatmap(small_windows), min_size=1, max_size=4),
    st.integers(0, 3),
    st.integers(0, 3),
)
def test_a13_the_window_is_the_receptive_field_of_the_analysis(
    layers: list[Layer], row: int, column: int
) -> None:
    network = chain("stack", [Input(1, 32, 32), *layers])
    analysis = analyse(network)
    last = network.order[-1]
    field = analysis.layers[last].receptive_field
    if field is None:
        return
    found = seen_by(network, analysis, last, Rectangle(row, column, row + 1, column + 1))
    top, left = field.offset[0] + row * field.stride[0], field.offset[1] + column * field.stride[1]
    assert found["input"].window == (top, left, top + field.size[0], left + field.size[1])


def test_a10_a13_two_small_filters_see_five_pixels_of_which_a_corner_misses_two() -> None:
    network = chain("x", [Input(1, 7, 7), Conv2d(1, 3, padding=1), Conv2d(1, 3, padding=1)])
    middle = seen_by(network, analyse(network), "conv2", Rectangle(3, 3, 4, 4))
    assert middle["conv1"].seen == (2, 2, 5, 5)
    assert middle["input"].seen == (1, 1, 6, 6)
    assert middle["input"].padding == Sides(0, 0, 0, 0)
    corner = seen_by(network, analyse(network), "conv2", Rectangle(0, 6, 1, 7))
    assert corner["input"].seen == (0, 4, 3, 7)
    assert corner["input"].padding == Sides(top=2, left=0, bottom=0, right=2)


def test_a13_a_crosshair_goes_through_the_whole_of_lenet() -> None:
    network = gallery_entry("lenet-5").build()
    boxes = crosshair(network, analyse(network), "pool1", Rectangle(5, 6, 6, 7))
    assert boxes["input"] == (10, 12, 16, 18)
    assert boxes["conv1"] == (10, 12, 12, 14)
    assert boxes["pool1"] == (5, 6, 6, 7)
    assert boxes["conv2"] == (1, 2, 6, 7)
    assert boxes["fc2"] == (0, 0, 1, 10)


def test_a_feature_behind_flatten_is_one_pixel() -> None:
    network = chain("x", [Input(2, 3, 4), Flatten()])
    found = seen_by(network, analyse(network), "flatten1", Rectangle(0, 12 + 6, 1, 12 + 7))
    assert found["input"].seen == (1, 2, 2, 3)


def test_b8_one_input_reaches_three_outputs_of_a_convolution_and_all_of_a_dense_layer() -> None:
    network = chain(
        "x", [Input(1, 1, 9), Reshape(1, 0, 9), Conv1d(1, 3, padding=1), Flatten(), Linear(5)]
    )
    reached = reached_from(network, analyse(network), "reshape1", Rectangle(0, 4, 1, 5))
    assert reached["conv1"] == (0, 3, 1, 6)
    assert reached["fc1"] == (0, 0, 1, 5)


def test_a_unit_that_only_looks_at_padding_sees_nothing_there() -> None:
    network = chain("x", [Input(1, 1, 1), Conv2d(1, 1, stride=8, padding=2)])
    analysis = analyse(network)
    found = seen_by(network, analysis, "conv1", Rectangle(0, 0, 1, 1))["input"]
    assert (found.seen, found.window) == (None, (-2, -2, -1, -1))
    assert found.padding == Sides(2, 2, 0, 0)
    assert reached_from(network, analysis, "input", Rectangle(0, 0, 1, 1)) == {}


def test_the_window_of_one_position_reaches_into_the_padding() -> None:
    network = chain("x", [Input(1, 5, 5), Conv2d(1, 3, stride=2, padding=1)])
    assert window_at(analyse(network).layers["conv1"], 0, 1) == (-1, 1, 2, 4)


@pytest.mark.parametrize("at", [(0, 0, 0, 1), (4, 0, 6, 1), (-1, 0, 1, 1)])
def test_positions_that_a_layer_does_not_have_are_refused(at: tuple[int, int, int, int]) -> None:
    network = chain("x", [Input(1, 5, 5), ReLU()])
    with pytest.raises(ValueError, match="relu1 gives 1×5×5"):
        seen_by(network, analyse(network), "relu1", Rectangle(*at))


def test_a_layer_without_an_output_is_refused() -> None:
    network = Network("x", {"conv1": Conv2d()})
    with pytest.raises(ValueError, match="conv1 has no output"):
        reached_from(network, analyse(network), "conv1", Rectangle(0, 0, 1, 1))
