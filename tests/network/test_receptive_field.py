"""Receptive fields against what torch's gradients reach."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from app.network.analysis import ReceptiveField, analyse, explain
from app.network.layer import Layer
from app.network.layers.activation import ReLU, Softmax
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.pooling import AvgPool2d, MaxPool2d
from app.network.patterns import chain

pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")

Rectangle = tuple[int, int, int, int]
"""First row, first column, and one past the last of each; all zero where nothing is seen."""

kernels = st.integers(1, 4) | st.tuples(st.integers(1, 4), st.integers(1, 4))
strides = st.integers(1, 3) | st.tuples(st.integers(1, 3), st.integers(1, 3))
paddings = st.integers(0, 3) | st.tuples(st.integers(0, 3), st.integers(0, 3)) | st.just("same")
convolutions = st.builds(
    Conv2d,
    out_channels=st.integers(1, 2),
    kernel_size=kernels,
    stride=strides,
    padding=paddings,
    dilation=st.integers(1, 2),
    bias=st.just(False),
)
poolings = st.builds(AvgPool2d, kernel_size=kernels, stride=strides, padding=st.integers(0, 2))
stacks = st.lists(convolutions | poolings, min_size=1, max_size=4)
images = st.builds(Input, channels=st.just(1), height=st.integers(8, 20), width=st.integers(8, 20))


def _seen(
    image: Input, layers: list[Layer], row: float, column: float
) -> tuple[int, int, Rectangle]:
    """The unit at that share of the last map (its row, its column) and the pixels it reaches.

    All weights are one, so no gradient cancels another.
    """
    batch = torch.ones(1, *image.shape, dtype=torch.double, requires_grad=True)
    output = batch
    for layer in layers:
        call = layer.torch_call(tuple(output.shape[1:]))
        module = getattr(nn, call.name)(**call.arguments).double()
        for parameter in module.parameters():
            nn.init.ones_(parameter)
        output = module(output)
    y = x = 0
    if output.dim() == 4:
        y, x = int(row * (output.shape[2] - 1)), int(column * (output.shape[3] - 1))
        unit = output[0, 0, y, x]
    else:
        unit = output[0, 0]
    (gradient,) = torch.autograd.grad(unit, batch)
    reached = gradient[0].sum(0).nonzero()
    if not len(reached):
        return y, x, (0, 0, 0, 0)
    (top, left), (bottom, right) = reached.amin(0).tolist(), reached.amax(0).tolist()
    return y, x, (top, left, bottom + 1, right + 1)


def _rectangle(field: ReceptiveField, y: int, x: int) -> Rectangle:
    top, left = field.offset[0] + y * field.stride[0], field.offset[1] + x * field.stride[1]
    return top, left, top + field.size[0], left + field.size[1]


def _clipped(at: Rectangle, image: Input) -> Rectangle:
    top, left, bottom, right = at
    return max(0, top), max(0, left), min(image.height, bottom), min(image.width, right)


def _is_plain(layer: Layer) -> bool:
    """No dilation, and so little padding that even the first window looks at the input's first."""
    if not isinstance(layer, Conv2d | AvgPool2d):
        return True
    settings = layer.measure((1, 64, 64)).sizes
    return all(s.dilation == 1 and 2 * s.padding_after <= s.kernel - 1 for s in settings)


@given(images, stacks, st.floats(0, 1), st.floats(0, 1))
def test_a13_a_unit_sees_exactly_the_pixels_of_its_receptive_field(
    image: Input, layers: list[Layer], row: float, column: float
) -> None:
    analysis = analyse(chain("stack", [image, *layers]))
    if analysis.errors:
        return
    found = list(analysis.layers.values())[-1].receptive_field
    assert found is not None
    y, x, seen = _seen(image, layers, row, column)
    predicted = _rectangle(found, y, x)
    clipped = _clipped(predicted, image)
    exact = clipped == predicted or (all(map(_is_plain, layers)) and not analysis.problems)
    if exact:
        assert seen == clipped
    elif seen != (0, 0, 0, 0):
        # Padding between layers is no picture: a unit at the edge may see less, never more.
        assert clipped[0] <= seen[0] < seen[2] <= clipped[2]
        assert clipped[1] <= seen[1] < seen[3] <= clipped[3]


@given(images, st.lists((convolutions | poolings).filter(_is_plain), max_size=3))
def test_a13_a_dense_unit_sees_all_that_the_maps_before_it_saw(
    image: Input, layers: list[Layer]
) -> None:
    layers = [*layers, Flatten(), Linear(1), ReLU()]
    analysis = analyse(chain("stack", [image, *layers]))
    if analysis.problems:
        return
    found = list(analysis.layers.values())[-1].receptive_field
    assert found is not None
    assert found.stride == (0, 0)
    assert _rectangle(found, 5, 7) == _seen(image, layers, 0, 0)[2]


@pytest.mark.parametrize(("stacked", "large", "size"), [(2, 5, 5), (3, 7, 7)])
def test_a10_small_stacked_filters_see_as_much_as_a_large_one(
    stacked: int, large: int, size: int
) -> None:
    for layers in ([Conv2d(8, 3)] * stacked, [Conv2d(8, large)]):
        analysis = analyse(chain("stack", [Input(8, 16, 16), *layers]))
        field = list(analysis.layers.values())[-1].receptive_field
        assert field is not None
        assert field.size == (size, size)


def test_a13_the_receptive_field_grows_layer_by_layer() -> None:
    layers = [Input(1, 32, 32), Conv2d(6, 5), MaxPool2d(), Conv2d(16, 5), MaxPool2d()]
    analysis = analyse(chain("lenet", layers))
    fields = [layer.receptive_field for layer in analysis.layers.values()]
    assert [field.size[0] for field in fields if field] == [1, 5, 6, 14, 16]
    assert [field.stride[0] for field in fields if field] == [1, 1, 2, 2, 4]


def test_a_softmax_over_a_vector_sees_all_of_it() -> None:
    analysis = analyse(chain("x", [Input(1, 4, 6), Flatten(), Softmax()]))
    field = analysis.layers["softmax1"].receptive_field
    assert field is not None
    assert field.size == (4, 6)


def test_a_field_that_no_image_could_fill_is_not_followed() -> None:
    # Padded so, one pixel stays one pixel, while the field grows a thousandfold in every layer.
    window = Conv2d(1, 1024, 1024, 512)
    analysis = analyse(chain("strides", [Input(1, 1, 1), *[window] * 2_000])).layers
    third, last = analysis["conv3"].receptive_field, analysis["conv2000"]
    assert third is not None
    assert third.stride == (1024**3, 1024**3)
    assert (last.output, last.receptive_field) == ((1, 1, 1), None)
    assert dict(explain(last, analysis["conv1999"]))["output"] == "1×1×1"


def test_a_unit_that_only_looks_at_padding_sees_nothing() -> None:
    layers = [Input(1, 1, 1), Conv2d(1, 1, stride=8, padding=2), Flatten(), Linear(1)]
    field = analyse(chain("x", layers)).layers["fc1"].receptive_field
    assert field is not None
    assert field.size == (0, 0)
