"""Every kind of the catalogue, on inputs that suit it and on others, against torch."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from app.files.weights import fitting
from app.network.analysis import analyse
from app.network.arithmetic import Shape, WindowSize
from app.network.edits import Disconnect
from app.network.encoding import network_from_json, network_to_json
from app.network.graph import Network
from app.network.layer import Layer
from app.network.layers.activation import PReLU
from app.network.layers.adaptive import AdaptiveAvgPool2d, AdaptiveMaxPool2d, ChannelMaxPool
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import (
    BatchNorm1d,
    BatchNorm2d,
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
from app.network.layers.shape import Upsample, ZeroPad2d
from app.network.layers.transposed import ConvTranspose2d
from app.network.patterns import chain
from app.training import own_layers
from app.training.module import build_module
from tests.network.oracle import BATCH, ask
from tests.network.strategies import CHAINED, layers_of

pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")

maps = st.tuples(st.sampled_from((1, 2, 4, 6)), st.integers(1, 12), st.integers(1, 12))
signals = st.tuples(st.sampled_from((1, 2, 4, 6)), st.integers(1, 24))
vectors = st.tuples(st.integers(1, 24))
EXAMPLES = max(10, settings().max_examples // 2)


@pytest.mark.parametrize("kind", CHAINED, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=EXAMPLES)
def test_sizes_and_counts_are_torchs_or_the_fault_is_where_torch_stops(
    kind: type[Layer], data: st.DataObject
) -> None:
    layer = data.draw(layers_of(kind))
    usual = signals if kind.__name__.endswith("1d") else maps
    shape = data.draw(usual | usual | usual | st.one_of(maps, signals, vectors))
    measure = layer.measure(shape)
    refused = any(fault.severity == "error" for fault in measure.faults)
    assert refused == (measure.output is None)
    if isinstance(layer, Reshape) and refused:
        assert math.prod(shape) != math.prod(layer.shape)
        return
    # The meta device counts without computing, but does not refuse all that a processor does.
    answer = ask(layer, torch.zeros(BATCH, *shape))
    assert (answer is None) == refused, (layer, shape, measure.faults)
    if answer is None:
        return
    assert measure.output == tuple(answer.output.shape[1:])
    assert measure.weights.value + measure.biases.value == answer.parameters
    assert measure.macs.value == answer.macs


FITTING: dict[str, tuple[Shape, Layer]] = {
    "Linear": ((6,), Linear(4)),
    "Conv1d": ((4, 9), Conv1d(6, 3, 2, 1, groups=2, padding_mode="reflect")),
    "MaxPool1d": ((4, 9), MaxPool1d(3, 2, 1)),
    "AvgPool1d": ((4, 9), AvgPool1d(3, 2, 1)),
    "BatchNorm1d": ((6,), BatchNorm1d()),
    "Reshape": ((4, 6, 6), Reshape(2, 8, 9)),
    "PReLU": ((4, 6, 6), PReLU(per_channel=True)),
}
"""An input and settings for the kinds whose default does not work on 4×6×6."""


def _beginning(shape: Shape) -> list[Layer]:
    """Layers that end in `shape`."""
    if len(shape) == 3:
        return [Input(*shape)]
    if len(shape) == 2:
        return [Input(1, *shape), Reshape(shape[0], 0, shape[1])]
    return [Input(1, 1, shape[0]), Flatten()]


def _with(kind: type[Layer]) -> Network:
    """A network in which a layer of that kind stands between layers that learn."""
    shape, layer = FITTING.get(kind.__name__, ((4, 6, 6), kind()))
    start = _beginning(shape)
    learning: Layer = PReLU()  # so that a gradient must pass through the layer
    return chain("kind", [*start, learning, layer, Flatten(), Linear(3)])


@pytest.mark.parametrize("kind", CHAINED, ids=lambda kind: kind.__name__)
def test_every_kind_is_read_back_builds_and_learns(kind: type[Layer]) -> None:
    network = network_from_json(network_to_json(_with(kind)))
    assert network == _with(kind)
    analysis = analyse(network)
    assert not analysis.errors
    module = build_module(network, seed=3)
    assert sum(p.numel() for p in module.parameters()) == analysis.parameters
    optimizer = torch.optim.SGD(module.parameters(), lr=0.1)
    image = network.layers["input"]
    assert isinstance(image, Input)
    images = torch.randn(8, *image.shape, generator=torch.Generator().manual_seed(1))
    logits = module(images)
    assert logits.shape == (8, 3)
    nn.functional.cross_entropy(logits, torch.arange(8) % 3).backward()
    for name, parameter in module.named_parameters():
        assert parameter.grad is not None, name
        assert torch.isfinite(parameter.grad).all(), name
    before = [parameter.clone() for parameter in module.parameters()]
    optimizer.step()
    assert any(not torch.equal(p, old) for p, old in zip(module.parameters(), before, strict=True))


@pytest.mark.parametrize("kind", CHAINED, ids=lambda kind: kind.__name__)
def test_what_every_kind_has_learned_belongs_to_it_in_a_file(kind: type[Layer]) -> None:
    shape, layer = FITTING.get(kind.__name__, ((4, 6, 6), kind()))
    network = chain("kind", [*_beginning(shape), layer])
    state = build_module(network, seed=0).state_dict()
    weights = {name: tensor.numpy() for name, tensor in state.items()}
    assert fitting(network, weights) == (weights, ())
    cut = Disconnect(frozenset(network.wires[-1:])).apply(network)
    assert fitting(cut, weights) == (weights, ())


@pytest.mark.parametrize("kind", CHAINED, ids=lambda kind: kind.__name__)
def test_every_kind_begins_as_in_torch(kind: type[Layer]) -> None:
    shape, layer = FITTING.get(kind.__name__, ((4, 6, 6), kind()))
    network = chain("kind", [*_beginning(shape), layer])
    name = network.order[-1]
    call = layer.torch_call(shape)
    torchs = getattr(nn, call.name, None) or getattr(own_layers, call.name)
    torch.manual_seed(0)
    theirs = [torchs(**call.arguments).state_dict() for _ in range(40)]
    ours = [build_module(network, seed=seed).get_submodule(name).state_dict() for seed in range(40)]
    assert ours[0].keys() == theirs[0].keys()
    for key in theirs[0]:
        found, expected = (torch.stack([s[key] for s in states]) for states in (ours, theirs))
        assert found.shape == expected.shape
        assert found.dtype == expected.dtype
        if expected.unique().numel() == 1:
            assert torch.equal(found, expected)
            continue
        for measured in (torch.amin, torch.amax, torch.std):
            torch.testing.assert_close(measured(found), measured(expected), rtol=0.15, atol=0.0)


def _run(layer: Layer, values: list[list[float]] | torch.Tensor) -> torch.Tensor:
    """What the layer's module makes of one map, or of a batch of one."""
    batch = values if isinstance(values, torch.Tensor) else torch.tensor([[values]])
    call = layer.torch_call(tuple(batch.shape[1:]))
    kind = getattr(nn, call.name, None) or getattr(own_layers, call.name)
    module: nn.Module = kind(**call.arguments)
    output: torch.Tensor = module(batch)
    return output


B4 = [[1.0, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        (MaxPool2d(2, 2), [[6, 8], [3, 4]]),
        (MinPool2d(2, 2), [[1, 2], [1, 0]]),
        (AvgPool2d(2, 2), [[3.25, 5.25], [2, 2]]),
        # The four pixels of a 2×2 window lie equally far from its middle.
        (DistanceWeightedAvgPool2d(2, 2), [[3.25, 5.25], [2, 2]]),
        (LPPool2d(2, 2, norm_type="1"), [[13, 21], [8, 8]]),
        (LPPool2d(2, 2), [[63**0.5, 133**0.5], [18**0.5, 26**0.5]]),
    ],
    ids=lambda value: value.kind if isinstance(value, Layer) else "",
)
def test_b4_pooling_and_its_variants(layer: Layer, expected: list[list[float]]) -> None:
    torch.testing.assert_close(_run(layer, B4)[0, 0], torch.tensor(expected, dtype=torch.float))


def test_b4_the_middle_of_a_window_counts_most_in_a_distance_weighted_mean() -> None:
    window = [[0.0, 0, 0], [0, 1, 0], [0, 0, 0]]
    weights = [1 / (1 + math.hypot(y - 1, x - 1)) for y in range(3) for x in range(3)]
    middle = _run(DistanceWeightedAvgPool2d(3, 1), window).item()
    assert middle == pytest.approx(1 / sum(weights))
    corner = _run(DistanceWeightedAvgPool2d(3, 1), [[1.0, 0, 0], [0, 0, 0], [0, 0, 0]]).item()
    assert corner == pytest.approx(1 / (1 + 2**0.5) / sum(weights))
    constant = _run(DistanceWeightedAvgPool2d((3, 5), 2), torch.full((2, 3, 9, 9), 7.0))
    torch.testing.assert_close(constant, torch.full((2, 3, 4, 3), 7.0))


def test_b6_max_pooling_a_signal_is_nearly_invariant_to_shifts() -> None:
    signals = torch.tensor([[[0.1, 1, 0.2, 0.1]], [[0.3, 0.1, 1, 0.2]]])
    pooled = _run(MaxPool1d(3, 1, 1), signals)
    torch.testing.assert_close(pooled, torch.tensor([[[1, 1, 1, 0.2]], [[0.3, 1, 1, 1]]]))


def test_b9_four_maps_give_one_map_of_their_maxima() -> None:
    stacked = torch.randn(2, 4, 3, 5, generator=torch.Generator().manual_seed(0))
    assert torch.equal(_run(ChannelMaxPool(4), stacked)[:, 0], stacked.amax(dim=1))
    assert ChannelMaxPool(4).measure((4, 3, 5)).output == (1, 3, 5)


def test_b9_neighbouring_channels_are_compared() -> None:
    stacked = torch.randn(2, 6, 3, 3, generator=torch.Generator().manual_seed(0))
    pooled = _run(ChannelMaxPool(2), stacked)
    for group in range(3):
        assert torch.equal(pooled[:, group], stacked[:, 2 * group : 2 * group + 2].amax(dim=1))


def test_channels_that_do_not_divide_are_told_with_what_would() -> None:
    (fault,) = ChannelMaxPool(4).measure((6, 3, 3)).faults
    assert fault.message == "6 channels do not fall into groups of 4: 6/4 = 1.50"
    assert [repair.label for repair in fault.repairs] == ["groups of 3", "groups of 6"]


@given(
    size=st.integers(1, 40),
    kernel=st.integers(1, 9),
    stride=st.integers(1, 9),
    padding=st.integers(0, 4),
    dilation=st.integers(1, 4),
)
@settings(max_examples=settings().max_examples * 5)
def test_ceil_mode_rounds_as_torch_does(
    size: int, kernel: int, stride: int, padding: int, dilation: int
) -> None:
    padding = min(padding, kernel // 2)
    found = WindowSize(size, kernel, stride, padding, padding, dilation, rounds_up=True).value
    pool = nn.MaxPool2d(kernel, stride, padding, dilation, ceil_mode=True)
    batch = torch.zeros(1, 1, size, size, device="meta")
    if found < 1:
        with pytest.raises(RuntimeError, match="too small"):
            pool(batch)
    else:
        assert pool(batch).shape[-1] == found


def test_ceil_mode_gives_googlenets_pooled_sizes() -> None:
    # 112 → 56 → 28 → 14 → 7 with 3×3 windows, stride 2, no padding (torchvision's googlenet).
    for size, pooled in ((112, 56), (56, 28), (28, 14), (14, 7)):
        measure = MaxPool2d(3, 2, ceil_mode=True).measure((8, size, size))
        assert measure.output == (8, pooled, pooled)
        assert not measure.faults
        assert measure.sizes[0].text == f"({size} − 3)/2 + 1 = {(size - 3) / 2 + 1:.2f} → {pooled}"


def test_rounding_up_is_offered_where_rounding_down_loses_a_row() -> None:
    (fault,) = MaxPool2d(3, 2).measure((8, 112, 112)).faults
    rounding = next(repair for repair in fault.repairs if repair.values == {"ceil_mode": True})
    assert rounding.label == "round up (ceil mode)"


def test_a_convolution_with_as_many_groups_as_channels_has_one_filter_for_each() -> None:
    measure = Conv2d(16, 3, padding=1, groups=16, bias=False).measure((16, 8, 8))
    assert measure.weights.value == 16 * 9
    assert measure.macs.value == 16 * 8 * 8 * 9


def test_a_transposed_convolution_explains_its_size() -> None:
    network = chain("up", [Input(3, 14, 14), ConvTranspose2d(8, 4, 2, 1)])
    measure = analyse(network).layers["deconv1"].measure
    assert measure is not None
    assert measure.output == (8, 28, 28)
    assert measure.sizes[0].text == "(14 − 1)·2 − 2·1 + 4 = 28"


def test_a_signal_is_made_from_an_image_row_by_row() -> None:
    image = torch.arange(12.0).reshape(1, 2, 2, 3)
    expected = torch.tensor([[[0.0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]]])
    assert torch.equal(_run(Reshape(2, 0, 6), image), expected)


@pytest.mark.parametrize(
    ("shape", "layer", "labels"),
    [
        ((3, 4, 5), Conv1d(), ["add Reshape to 3×20 before"]),
        ((20,), Conv1d(), ["add Reshape to 1×20 before"]),
        ((3, 20), Conv2d(8, (1, 3)), ["add Reshape to 3×1×20 before"]),
        ((784,), Reshape(1, 14, 28), ["reshape to 2×14×28", "reshape to 1×14×56"]),
        ((8, 8, 8), BatchNorm1d(), ["add Flatten before"]),
        ((8, 8, 8), GroupNorm(num_groups=3), ["groups 2", "groups 1"]),
        ((8, 1, 1), InstanceNorm2d(), ["remove it"]),
        ((1, 3, 3), ConvTranspose2d(1, 2, 1, 3), ["padding 1"]),
        ((1, 3, 3), ConvTranspose2d(1, 2, 2, output_padding=2), ["output padding 1"]),
        ((1, 3, 3), Conv2d(1, 7, 1, 3, padding_mode="reflect"), ["padding mode zeros"]),
    ],
)
def test_what_does_not_fit_says_what_would(shape: Shape, layer: Layer, labels: list[str]) -> None:
    (fault,) = layer.measure(shape).faults
    assert [repair.label for repair in fault.repairs][: len(labels)] == labels


@pytest.mark.parametrize(
    ("layer", "notation"),
    [
        (Conv2d(8, 3, padding=1, padding_mode="circular"), "8 · 3×3 · s1 p1 · circular"),
        (Conv1d(8, 5, 2), "8 · 5 · s2 p0"),
        (ConvTranspose2d(8, 3, 2, 1, 1), "8 · 3×3 · s2 p1 + 1"),
        (MaxPool2d(3, 2, ceil_mode=True), "3×3 · s2 · ceil"),
        (MaxPool1d(4), "4 · s2"),
        (AdaptiveAvgPool2d(), "to 1×1"),
        (ChannelMaxPool(4), "of 4"),
        (Upsample(), "×2 nearest"),
        (ZeroPad2d(), "1"),
        (ZeroPad2d(0, 1, 0, 1), "→1 ↓1"),
        (Reshape(1, 0, 784), "1×784"),
        (LocalResponseNorm(), "n 5"),
        (BatchNorm2d(), ""),
    ],
)
def test_notation_names_only_what_is_unusual(layer: Layer, notation: str) -> None:
    assert layer.notation == notation


def test_a_unit_behind_global_pooling_or_layer_norm_sees_the_whole_image() -> None:
    for layer in (AdaptiveAvgPool2d(), AdaptiveMaxPool2d(), LayerNorm(), GroupNorm()):
        network = chain("all", [Input(4, 8, 9), layer])
        field = analyse(network).layers[network.order[-1]].receptive_field
        assert field is not None
        assert (field.size, field.stride) == ((8, 9), (0, 0))


def test_adaptive_pooling_to_a_divisor_is_a_sliding_window() -> None:
    network = chain("half", [Input(1, 8, 9), AdaptiveAvgPool2d((4, 3))])
    field = analyse(network).layers["pool1"].receptive_field
    assert field is not None
    assert (field.size, field.stride, field.offset) == ((2, 3), (2, 3), (0, 0))


def test_zero_padding_moves_receptive_fields() -> None:
    network = chain("pad", [Input(1, 8, 8), ZeroPad2d(1, 0, 2, 0), Conv2d(1, 3)])
    field = analyse(network).layers["conv1"].receptive_field
    assert field is not None
    assert (field.size, field.offset) == ((3, 3), (-2, -1))


def test_what_a_unit_of_an_enlarged_map_sees_is_not_followed() -> None:
    for layer in (Upsample(), ConvTranspose2d(), AdaptiveAvgPool2d(3)):
        network = chain("up", [Input(1, 8, 8), layer])
        assert analyse(network).layers[network.order[-1]].receptive_field is None


def test_a_signal_has_receptive_fields_along_one_row() -> None:
    layers = [Input(2, 1, 16), Reshape(2, 0, 16), Conv1d(4, 3, 2), MaxPool1d(3, 1)]
    field = analyse(chain("signal", layers)).layers["pool1"].receptive_field
    assert field is not None
    assert (field.size, field.stride) == ((1, 7), (1, 2))
