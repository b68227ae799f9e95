"""One number of a layer's output: what torch computes, and how the lectures write it."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from torch import nn

from app.inspection.formulas import number
from app.inspection.lens import Steps, as_maps, as_maps_shape, look_at_unit
from app.inspection.lens_results import (
    Copied,
    Extreme,
    Merged,
    Normalised,
    ResponseNormalised,
    SoftmaxShare,
    Unit,
    WeightedSum,
    WindowMean,
)
from app.network.analysis import LayerAnalysis, analyse
from app.network.gallery import gallery_entry
from app.network.graph import Network
from app.network.layer import Layer
from app.network.layers import LAYER_KINDS
from app.network.layers.activation import ReLU, Softmax
from app.network.layers.adaptive import ChannelMaxPool
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add, Concatenate, Multiply
from app.network.layers.normalisation import (
    BatchNorm2d,
    Dropout,
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
from app.network.layers.transposed import ConvTranspose2d
from app.network.patterns import chain
from app.network.receptive import Rectangle, Sides
from app.training import own_layers
from tests.network.strategies import layers_of
from tests.network.windows import small_windows

pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")

Array = NDArray[np.float32]


def _module(layer: Layer, shape: tuple[int, ...]) -> nn.Module:
    """Torch's layer in eval mode with random weights and running statistics."""
    call = layer.torch_call(shape)
    kind = getattr(nn, call.name, None) or getattr(own_layers, call.name)
    module: nn.Module = kind(**call.arguments).eval()
    for name, value in module.state_dict().items():
        if value.dtype == torch.float32:
            value.copy_(
                torch.rand(value.shape) + 0.1 if "var" in name else torch.randn(value.shape)
            )
    return module


def _weights(module: nn.Module) -> dict[str, Array]:
    return {name: value.numpy() for name, value in module.state_dict().items()}


def _random(shape: tuple[int, ...]) -> Array:
    return torch.randn(shape).numpy()


WINDOWS = (
    *(Conv2d, Conv2d, Conv2d, Conv1d, Conv1d, ConvTranspose2d),
    *(MaxPool2d, MinPool2d, AvgPool2d, LPPool2d, DistanceWeightedAvgPool2d, MaxPool1d, AvgPool1d),
)
OTHERS = tuple(
    kind
    for kind in LAYER_KINDS
    if kind not in WINDOWS and kind is not Input and not kind.takes_several
)


@st.composite
def looks(draw: st.DrawFn, kinds: tuple[type[Layer], ...]) -> tuple[Layer, tuple[int, ...], float]:
    """A layer of one of the kinds, an input that it works on, and where in its output to look."""
    kind = draw(st.sampled_from(kinds))
    layer = draw(small_windows(kind, groups=3) if kind in WINDOWS else layers_of(kind))
    shape = draw(st.tuples(st.integers(1, 12), st.integers(1, 9), st.integers(1, 9)))
    if isinstance(layer, Reshape):
        layer = Reshape(shape[2], shape[0], shape[1])
    elif kind in (Conv1d, MaxPool1d, AvgPool1d):
        shape = (shape[0], shape[2])
    elif kind is Linear or layer.measure(shape).output is None:
        shape = shape[: draw(st.integers(1, 2))]
    assume(layer.measure(shape).output is not None)
    return layer, shape, draw(st.floats(0, 1))


def _agrees(layer: Layer, shape: tuple[int, ...], where: float) -> None:
    torch.manual_seed(0)
    module, image = _module(layer, shape), _random(shape)
    with torch.no_grad():
        # Two images, for torch refuses to normalise a batch of a single number.
        batch = torch.from_numpy(np.stack([image, image])).double()
        output = as_maps(module.double()(batch)[0].numpy())
    place = int(where * (output.size - 1))
    unit = Unit(*(int(at) for at in np.unravel_index(place, output.shape)))
    found = look_at_unit(layer, [image], _weights(module), unit)
    assert found.value == pytest.approx(output[unit], rel=1e-5, abs=1e-5)
    if math.isfinite(found.value):
        assert found.text.count(number(found.value)) or isinstance(found, Copied)
    if isinstance(found, WeightedSum):
        total = found.products.sum() + (found.bias or 0)
        assert total == pytest.approx(found.value, abs=1e-9)
        _stands_where_it_says(found, as_maps(image))


def _stands_where_it_says(found: WeightedSum, maps: Array) -> None:
    for term in found.largest_terms(5):
        assert term.product == pytest.approx(term.weight * term.value)
        assert term.value == (0 if term.source is None else maps[term.source])


@given(looks(WINDOWS))
@settings(max_examples=settings().max_examples * 4)
def test_b3_b4_the_arithmetic_of_a_window_gives_what_torch_gives(
    look: tuple[Layer, tuple[int, ...], float],
) -> None:
    _agrees(*look)


@given(looks(OTHERS))
@settings(max_examples=settings().max_examples * 4)
def test_the_arithmetic_of_every_other_layer_gives_what_torch_gives(
    look: tuple[Layer, tuple[int, ...], float],
) -> None:
    _agrees(*look)


@given(looks((*WINDOWS, *OTHERS)), st.sampled_from((np.inf, -np.inf, np.nan, 3e38)))
def test_numbers_of_a_network_that_diverged_are_shown_as_they_are(
    look: tuple[Layer, tuple[int, ...], float], wild: float
) -> None:
    layer, shape, where = look
    weights = _weights(_module(layer, shape))
    image = np.full(shape, wild, np.float32)
    image.flat[0] = 0
    output = as_maps_shape(layer.measure(shape).output or ())
    at = np.unravel_index(int(where * (math.prod(output) - 1)), output)
    found = look_at_unit(layer, [image], weights, Unit(*map(int, at)))
    assert found.text


@given(st.sampled_from((Add, Concatenate, Multiply)), st.integers(1, 4), st.floats(0, 1))
def test_merging_several_wires_gives_what_torch_gives(
    kind: type[Layer], wires: int, where: float
) -> None:
    torch.manual_seed(0)
    images = [_random((2, 3, 4)) for _ in range(wires)]
    if kind is Multiply:
        images += [_random((2,)), _random((2, 1, 1))]
    layer = kind()
    with torch.no_grad():
        given = [torch.from_numpy(image)[None] for image in images]
        output = _module(layer, (2, 3, 4))(*given)[0].numpy()
    unit = Unit(*(int(at) for at in np.unravel_index(int(where * (output.size - 1)), output.shape)))
    found = look_at_unit(layer, images, {}, unit)
    assert found.value == pytest.approx(output[unit], rel=1e-5)


@given(st.sampled_from(WINDOWS).flatmap(lambda kind: small_windows(kind, groups=3)))
def test_the_patch_shows_the_window_that_the_receptive_field_gives(layer: Layer) -> None:
    shape = (6, 9) if "1d" in layer.kind else (6, 8, 9)
    if layer.measure(shape).output is None or isinstance(layer, ConvTranspose2d):
        return
    steps = Steps(_behind_input(layer, shape))
    module = _module(layer, shape)
    for step in steps[:: max(1, len(steps) // 5)]:
        found = look_at_unit(layer, [_random(shape)], _weights(module), step.unit)
        assert isinstance(found, WeightedSum | WindowMean | Extreme)
        rows, columns = found.patch.rows, found.patch.columns
        window = Rectangle(rows[0], columns[0], rows[-1] + 1, columns[-1] + 1)
        assert step.window == window


def _behind_input(layer: Layer, shape: tuple[int, ...]) -> LayerAnalysis:
    image = Input(shape[0], shape[1] if len(shape) == 3 else 1, shape[-1])
    before = [Reshape(shape[0], 0, shape[1])] if len(shape) == 2 else []
    return list(analyse(chain("x", [image, *before, layer])).layers.values())[-1]


def _map(layer: Layer, image: Array, weights: dict[str, Array] | None = None) -> list[list[float]]:
    """The first channel of the output, each number by the lens."""
    steps = Steps(_behind_input(layer, image.shape))
    values = [look_at_unit(layer, [image], weights or {}, step.unit).value for step in steps]
    return np.reshape(values, steps.grid).tolist()


BINARY = np.array(
    [
        [1, 0, 0, 0, 0, 1],
        [0, 1, 0, 0, 1, 0],
        [0, 0, 1, 1, 0, 0],
        [1, 0, 0, 0, 1, 0],
        [0, 1, 0, 0, 1, 0],
        [0, 0, 1, 0, 1, 0],
    ],
    np.float32,
)[None]
GREY = np.array(
    [
        [95, 242, 186, 152, 39],
        [39, 14, 220, 153, 180],
        [5, 247, 212, 54, 46],
        [46, 77, 133, 110, 74],
        [156, 35, 74, 93, 116],
    ],
    np.float32,
)[None]
LAPLACIAN = {"weight": np.array([[[[0, 1, 0], [1, -4, 1], [0, 1, 0]]]], np.float32)}


def test_b1_a_binary_image_and_two_kernels() -> None:
    diagonal = {"weight": (2 * np.eye(3, dtype=np.float32) - 1)[None, None]}
    once = Conv2d(1, 3, bias=False)
    found = _map(once, BINARY, diagonal)
    assert found == [[3, -1, -3, -1], [-3, 1, 0, -3], [-3, -3, 0, 1], [3, -2, -2, -1]]
    assert _map(Conv2d(1, 3, 2, bias=False), BINARY, diagonal) == [[3, -3], [-3, 0]]
    assert _map(MaxPool2d(), np.array([found], np.float32)) == [[3, 0], [3, 1]]
    upright = {"weight": np.array([[[[-1, 1, -1]] * 3]], np.float32)}
    assert _map(once, BINARY, upright) == [
        [-1, -1, -1, -1],
        [-1, -1, -2, 1],
        [-1, -1, -2, 1],
        [-1, 0, -4, 3],
    ]


def test_b2_grey_values_with_stride_and_padding() -> None:
    once = [[692, -315, -6], [-680, -194, 305], [153, -59, -86]]
    assert _map(Conv2d(1, 3, bias=False), GREY, LAPLACIAN) == once
    assert _map(Conv2d(1, 3, 2, bias=False), GREY, LAPLACIAN) == [[692, -6], [153, -86]]
    assert _map(Conv2d(1, 3, padding=1, bias=False), GREY, LAPLACIAN) == [
        [-99, -673, -130, -230, 176],
        [-42, 692, -315, -6, -482],
        [312, -680, -194, 305, 124],
        [54, 153, -59, -86, -24],
        [-543, 167, -35, -72, -297],
    ]


def test_b2_the_formula_is_written_with_the_numbers() -> None:
    found = look_at_unit(Conv2d(1, 3, bias=False), [GREY], LAPLACIAN, Unit(0))
    assert found.text == ("0·95 + 1·242 + 0·186 + 1·39 − 4·14 + 1·220 + 0·5 + 1·247 + 0·212 = 692")


def test_b2_the_cells_in_the_padding_are_marked() -> None:
    layer = Conv2d(1, 3, padding=1, bias=False)
    found = look_at_unit(layer, [GREY], LAPLACIAN, Unit(0, 0, 0))
    assert isinstance(found, WeightedSum)
    assert found.patch.inside.tolist() == [[False] * 3, [False, True, True], [False, True, True]]
    assert found.patch.values[0].tolist() == [[0, 0, 0], [0, 95, 242], [0, 39, 14]]
    assert found.patch.source(0, 1, 2) == Unit(0, 0, 1)
    assert found.patch.source(0, 0, 0) is None


def test_padding_that_mirrors_says_which_pixel_stands_there() -> None:
    layer = Conv2d(1, 3, padding=1, padding_mode="reflect", bias=False)
    found = look_at_unit(layer, [GREY], LAPLACIAN, Unit(0, 0, 0))
    assert isinstance(found, WeightedSum)
    assert found.patch.values[0, 0, 0] == 14
    assert not found.patch.inside[0, 0]
    assert found.patch.source(0, 0, 0) == Unit(0, 1, 1)


def test_b3_a_filter_over_depth_is_27_products_and_a_bias() -> None:
    layer = Conv2d(2, 3, stride=2, padding=1)
    module, image = _module(layer, (3, 5, 5)), _random((3, 5, 5))
    found = look_at_unit(layer, [image], _weights(module), Unit(1, 1, 2))
    assert isinstance(found, WeightedSum)
    assert found.products.shape == (3, 3, 3)
    assert found.bias == pytest.approx(module.bias[1].item())
    assert found.channel_sums.sum() + found.bias == pytest.approx(found.value)
    steps = Steps(_behind_input(layer, (3, 5, 5)), channel=1)
    assert len(steps) == 9
    assert [tuple(step.unit) for step in steps[:4]] == [(1, 0, 0), (1, 0, 1), (1, 0, 2), (1, 1, 0)]
    assert steps[0].window == (-1, -1, 2, 2)
    assert steps.padding == Sides(1, 1, 1, 1)
    assert steps.index_of(Unit(1, 1, 2)) == 5


def test_b4_max_pooling_marks_the_winner() -> None:
    image = np.array([[[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]], np.float32)
    assert _map(MaxPool2d(), image) == [[6, 8], [3, 4]]
    assert _map(MinPool2d(), image) == [[1, 2], [1, 0]]
    assert _map(AvgPool2d(), image) == [[3.25, 5.25], [2, 2]]
    found = look_at_unit(MaxPool2d(), [image], {}, Unit(0, 0, 1))
    assert isinstance(found, Extreme)
    assert (found.winner, found.winning_cell) == (Unit(0, 1, 3), (0, 1, 1))
    assert found.text == "max(2, 4, 7, 8) = 8"
    mean = look_at_unit(AvgPool2d(), [image], {}, Unit(0, 0, 0))
    assert mean.text == "(1 + 1 + 5 + 6)/4 = 3.25"


def test_b4_b5_of_equals_the_first_wins_as_in_torch() -> None:
    image = np.array([[[0, 2], [2, 2]]], np.float32)
    found = look_at_unit(MaxPool2d(), [image], {}, Unit(0))
    _, index = nn.MaxPool2d(2, return_indices=True)(torch.from_numpy(image))
    assert isinstance(found, Extreme)
    assert found.winner == Unit(0, *divmod(index.item(), 2))


def test_b6_max_pooling_hardly_sees_a_shift() -> None:
    layer = MaxPool1d(3, 1, padding=1)
    before = _map(layer, np.array([[0.1, 1, 0.2, 0.1]], np.float32))
    after = _map(layer, np.array([[0.3, 0.1, 1, 0.2]], np.float32))
    assert np.allclose(before, [[1, 1, 1, 0.2]])
    assert np.allclose(after, [[0.3, 1, 1, 1]])
    differ = ~np.isclose(before, after)
    assert differ.sum() == 2  # of four, though all inputs are others


def test_b8_the_same_three_weights_serve_every_position() -> None:
    layer = Conv1d(1, 3, padding=1, bias=False)
    kernel = np.array([[[1.0, -2, 3]]], np.float32)
    steps = Steps(_behind_input(layer, (1, 7)))
    looks = [
        look_at_unit(layer, [np.ones((1, 7), np.float32)], {"weight": kernel}, each.unit)
        for each in steps
    ]
    assert len(looks) == 7
    for found in looks:
        assert isinstance(found, WeightedSum)
        np.testing.assert_array_equal(found.weights.ravel(), [1, -2, 3])
    # As a dense layer it would be a matrix of 49 weights, all but three in a row zero.
    with torch.no_grad():
        matrix = nn.functional.conv1d(torch.eye(7)[:, None], torch.from_numpy(kernel), padding=1)
    dense = matrix[:, 0].T
    assert (dense != 0).sum(0).tolist() == [2, 3, 3, 3, 3, 3, 2]
    for offset, weight in zip((-1, 0, 1), (1.0, -2.0, 3.0), strict=True):
        assert set(dense.diagonal(offset).tolist()) == {weight}
    assert layer.measure((1, 7)).weights.value == 3
    assert Linear(7, bias=False).measure((7,)).weights.value == 49


def test_b9_pooling_across_four_maps_keeps_the_largest_at_each_place() -> None:
    maps = _random((4, 2, 3))
    assert np.allclose(_map(ChannelMaxPool(4), maps), maps.max(axis=0))
    found = look_at_unit(ChannelMaxPool(4), [maps], {}, Unit(0, 1, 2))
    assert isinstance(found, Extreme)
    assert found.winner == Unit(int(maps[:, 1, 2].argmax()), 1, 2)


def test_c2_softmax_shows_all_exponentials_which_share_one_sum() -> None:
    logits = np.array([2.0, 1.0, 0.0], np.float32)
    found = [look_at_unit(Softmax(), [logits], {}, Unit(at)) for at in range(3)]
    assert sum(each.value for each in found) == pytest.approx(1)
    assert isinstance(found[0], SoftmaxShare)
    assert np.allclose(found[0].exponentials, np.exp([2, 1, 0]))
    assert found[0].text == "e^2/(e^2 + e^1 + e^0) = 7.389/11.11 = 0.6652"


@pytest.mark.parametrize("size", [1_000.0, -1_000.0])
def test_softmax_of_huge_logits_stays_finite(size: float) -> None:
    logits = np.array([size, size - 1, size - 2], np.float32)
    value = look_at_unit(Softmax(), [logits], {}, Unit(0)).value
    assert value == pytest.approx(torch.tensor([2.0, 1.0, 0.0]).softmax(0)[0].item())


def test_c3_batch_normalisation_is_written_step_by_step() -> None:
    names = ("running_mean", "running_var", "weight", "bias")
    weights = {
        name: np.array([x], np.float32) for name, x in zip(names, (1, 4, 3, -2), strict=True)
    }
    image = np.full((1, 2, 2), 5, np.float32)
    found = look_at_unit(BatchNorm2d(eps=1e-12), [image], weights, Unit(0, 1, 1))
    assert isinstance(found, Normalised)
    assert found.text == "(5 − 1)/√(4 + 10⁻¹²) = 2; 3·2 − 2 = 4"
    assert (found.normalised, found.value) == (pytest.approx(2), pytest.approx(4))


def test_c4_dropout_changes_nothing_when_testing() -> None:
    found = look_at_unit(Dropout(0.5), [np.array([3.0], np.float32)], {}, Unit(0))
    assert found.value == 3
    assert found.text == (
        "testing drops nothing: 3; training makes it 0 with probability 0.5, and else "
        "3/(1 − 0.5) = 6"
    )


def test_c5_local_response_normalisation_sums_over_neighbouring_channels() -> None:
    maps = np.arange(1, 7, dtype=np.float32).reshape(6, 1, 1)
    found = look_at_unit(LocalResponseNorm(5, alpha=5, beta=1, k=2), [maps], {}, Unit(0))
    assert isinstance(found, ResponseNormalised)
    assert found.channels == range(3)
    assert found.text == "1/(2 + 5/5·14)^1 = 0.0625"


@pytest.mark.parametrize(("name", "shape"), [("norm1", (96, 27, 27)), ("norm2", (256, 13, 13))])
def test_c5_alexnets_norm_layers_give_what_torch_gives(
    name: str, shape: tuple[int, int, int]
) -> None:
    found = analyse(gallery_entry("alexnet").build()).layers[name]
    assert found.output == shape
    image = 10 * _random(shape)
    theirs = nn.functional.local_response_norm(
        torch.from_numpy(image).double()[None], size=5, alpha=5e-4, beta=0.75, k=2.0
    )[0]
    for unit in (Unit(0, 0, 0), Unit(10, 5, 12), Unit(shape[0] - 1, 12, 3)):
        value = look_at_unit(found.layer, [image], {}, unit).value
        assert value == pytest.approx(theirs[unit].item(), rel=1e-5)


def test_the_products_of_a_dense_unit_are_sorted_by_size() -> None:
    weights = {"weight": np.array([[1.0, -3.0, 2.0]], np.float32), "bias": np.ones(1, np.float32)}
    found = look_at_unit(Linear(1), [np.array([1, 2, 1], np.float32)], weights, Unit(0))
    assert isinstance(found, WeightedSum)
    assert [term.source for term in found.largest_terms(2)] == [Unit(1), Unit(2)]
    assert found.text == "1·1 − 3·2 + 2·1 + 1 = −2"


def test_long_sums_show_their_ends() -> None:
    weights = {"weight": np.ones((1, 100), np.float32)}
    found = look_at_unit(Linear(1, bias=False), [np.arange(100.0)], weights, Unit(0))
    assert found.text == "1·0 + 1·1 + 1·2 + … + 1·99 = 4950"


def test_flattening_counts_row_by_row() -> None:
    found = look_at_unit(Flatten(), [_random((2, 3, 4))], {}, Unit(18))
    assert isinstance(found, Copied)
    assert found.source == Unit(1, 1, 2)
    assert found.text.startswith("value 18 = 1·12 + 1·4 + 2: channel 1, row 1, column 2 = ")


def test_features_are_stepped_through_in_order() -> None:
    steps = Steps(_behind_input(Flatten(), (2, 2, 2)))
    assert [step.unit.channel for step in steps] == list(range(8))
    assert steps[-1].window == (1, 1, 2, 2)
    assert steps.index_of(Unit(5)) == 5


def test_a_sum_names_its_wires() -> None:
    found = look_at_unit(Add(), [np.array([1.0]), np.array([-2.0])], {}, Unit(0))
    assert isinstance(found, Merged)
    assert (found.values, found.text) == ((1.0, -2.0), "1 − 2 = −1")


@pytest.mark.parametrize(
    ("layer", "shape", "unit", "words"),
    [
        (Conv2d(1, 9), (1, 5, 5), Unit(0), "the window is larger than its input"),
        (ReLU(), (1, 5, 5), Unit(0, 5, 0), "The output is 1×5×5"),
        (Conv2d(1, 3), (1, 5, 5), Unit(0), "The weights are not those of this layer"),
    ],
)
def test_what_cannot_be_shown_is_said_in_words(
    layer: Layer, shape: tuple[int, ...], unit: Unit, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        look_at_unit(layer, [_random(shape)], {}, unit)


def test_a_layer_without_an_input_has_no_arithmetic() -> None:
    with pytest.raises(ValueError, match="it has no input"):
        look_at_unit(ReLU(), [], {}, Unit(0))


def test_a_layer_without_an_output_has_no_steps() -> None:
    with pytest.raises(ValueError, match="conv1 has no output"):
        Steps(analyse(Network("x", {"conv1": Conv2d()})).layers["conv1"])


def test_a_channel_that_is_not_there_has_no_steps() -> None:
    with pytest.raises(ValueError, match="no channel 2"):
        Steps(_behind_input(Conv2d(2, 1), (1, 3, 3)), channel=2)
