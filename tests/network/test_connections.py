"""B8: which inputs reach a unit and by which weight, against what torch's derivatives say."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from app.network.analysis import LayerAnalysis, analyse
from app.network.connections import Connection, Wiring, as_dense, usual_reach, without_sharing
from app.network.graph import Network, Wire
from app.network.layer import Layer
from app.network.layers.activation import ReLU, Softmax
from app.network.layers.adaptive import AdaptiveAvgPool2d, ChannelMaxPool
from app.network.layers.channels import PadChannels
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import (
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
)
from app.network.layers.reshape import Reshape
from app.network.layers.shape import Upsample, ZeroPad2d
from app.network.layers.transposed import ConvTranspose2d
from app.network.patterns import chain
from app.network.unit_lines import (
    Along,
    Slice,
    choices_of,
    input_channel,
    lines_of,
    weight_place,
    wiring_of,
)
from app.training import own_layers
from tests.network.strategies import layers_of
from tests.network.windows import small_windows

pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")

KERNELS = (Conv2d, Conv2d, ConvTranspose2d, Conv1d)
POOLS = (MaxPool2d, AvgPool2d, LPPool2d, DistanceWeightedAvgPool2d, MaxPool1d, AvgPool1d)
OTHERS = (
    *(AdaptiveAvgPool2d, ChannelMaxPool, PadChannels, ZeroPad2d, Upsample, ReLU, Softmax),
    *(LocalResponseNorm, LayerNorm, GroupNorm, InstanceNorm2d),
)


NORMALISING = (LayerNorm, GroupNorm, InstanceNorm2d)


def analysed(layer: Layer, *shape: int) -> LayerAnalysis:
    """The layer behind an Input of this shape: C×H×W, or C×L."""
    image = Input(shape[0], 1 if len(shape) == 2 else shape[1], shape[-1])
    if len(shape) == 3:
        network = chain("one", [image, layer])
    else:
        layers = {"input": image, "signal": Reshape(shape[0], 0, shape[1]), "layer": layer}
        network = Network("one", layers, (Wire("input", "signal"), Wire("signal", "layer")))
    return analyse(network).layers[network.order[-1]]


def made(layer: LayerAnalysis) -> nn.Module:
    call = layer.layer.torch_call(layer.inputs[0])
    kind = getattr(nn, call.name, None) or getattr(own_layers, call.name)
    module: nn.Module = kind(**call.arguments)
    return module.double().eval()


def kernel_row(chosen: Slice, weight: Tensor) -> Tensor:
    """1 for the weights that a slice may carry by its place across the line, else 0."""
    mask = torch.zeros_like(weight)
    axes = weight.dim() - 2
    if chosen.along == "channels":
        mask[(..., *(size // 2 for size in weight.shape[2:]))] = 1
    elif axes == 1:
        mask[:] = 1
    elif chosen.along == "width":
        mask[:, :, chosen.across] = 1
    else:
        mask[..., chosen.across] = 1
    return mask


def dependence(layer: LayerAnalysis, chosen: Slice) -> Tensor | None:
    """How ∂out/∂in between the units of a line depends on the weights: target × source × weight.

    A line across the width lies in one row of the output, which any of its rows will do for in
    which the kernel's row does not fall into the padding; None where it does in all.
    """
    module, like = made(layer), torch.float64
    image = torch.rand(*layer.inputs[0], dtype=like)
    weight = torch.rand_like(module.weight)  # type: ignore[arg-type]
    mask = kernel_row(chosen, weight)

    def give(weights: Tensor, pixels: Tensor) -> Tensor:
        replaced = {"weight": weights * mask}
        found: Tensor = torch.func.functional_call(module, replaced, (pixels[None],), strict=False)
        return found[0]

    depends = torch.func.jacrev(torch.func.jacrev(give, 1), 0)(weight, image).flatten(
        2 * image.dim()
    )
    if image.dim() == 2:
        depends = depends.unsqueeze(1).unsqueeze(4)  # as maps of one row
    below = input_channel(layer, chosen)
    if chosen.along == "channels":
        rows = depends.sum((4, 5)).flatten(1, 2).movedim(1, 0)
    elif chosen.along == "height":
        rows = depends[chosen.filter][:, :, below].sum(3).movedim(1, 0)
    else:
        rows = depends[chosen.filter][:, :, below].sum(2)
    touched = [row for row in rows if row.any()]
    return touched[0] if touched else None


def all_connections(wiring: Wiring) -> tuple[Connection, ...]:
    cells = [cell for target in range(wiring.outputs) for cell in wiring.cells(target)]
    every = range(min(cells, default=0), max(cells, default=-1) + 1)
    return wiring.between(every, range(wiring.outputs))


@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_connections_carry_the_weights_on_which_torchs_jacobian_depends(
    data: st.DataObject,
) -> None:
    kind = data.draw(st.sampled_from(KERNELS))
    groups = data.draw(st.integers(1, 2))
    size = st.integers(1, 6)
    shape = (groups * data.draw(st.integers(1, 2)), data.draw(size))
    if not kind.__name__.endswith("1d"):
        shape = (*shape, data.draw(size))
    layer = analysed(data.draw(small_windows(kind, groups=groups)), *shape)
    assume(layer.output is not None and math.prod(layer.output) <= 100)
    along = data.draw(st.sampled_from(lines_of(layer)))
    most = choices_of(layer, along)
    numbers = [st.integers(0, each - 1) for each in (most.filters, most.channels, most.across)]
    chosen = Slice(along, *(data.draw(number) for number in numbers))
    depends = dependence(layer, chosen)
    assume(depends is not None)
    assert depends is not None

    wiring = wiring_of(layer, along)
    connections = all_connections(wiring)
    weight_shape = made(layer).weight.shape  # type: ignore[union-attr]
    carried = torch.zeros(wiring.outputs, wiring.inputs, *weight_shape, dtype=torch.float64)
    for connection in connections:
        unit, place = wiring.unit_in(connection.cell), weight_place(layer, chosen, connection)
        assert place is not None
        if unit is not None:
            carried[(connection.target, unit, *place)] += 1
    torch.testing.assert_close(depends, carried.flatten(2))

    weights = {connection.weight for connection in connections}
    assert len(weights) <= wiring.weights
    assert wiring.count == len(connections)
    outside = [each for each in connections if not 0 <= each.cell < wiring.inputs]
    assert wiring.padded == len(outside)


def changed_by(layer: LayerAnalysis, along: Along) -> Tensor:
    """Which outputs of a line change with which of its inputs: bool, target × source.

    Everything is raised across the line, so that no place there matters; several times, for
    normalisation of two values gives the same whatever their distance.
    """
    module, axis = made(layer), {"height": 1, "channels": 0, "units": 0}.get(along, -1)
    wiring = wiring_of(layer, along)
    changed = torch.zeros(wiring.outputs, wiring.inputs, dtype=torch.bool)
    for source in range(wiring.inputs):
        for step in (0.5, 3.0):
            image = torch.rand(*layer.inputs[0], dtype=torch.float64) * 1e-3
            # What lies across has different values: a mean over it would hide nothing.
            raised = image.clone()
            line = raised.select(axis, source)
            line += step * (1 + torch.rand_like(line))
            with torch.no_grad():
                difference = (module(raised[None]) - module(image[None]))[0]
            others = [each for each in range(difference.dim()) if each != axis % difference.dim()]
            found = difference.abs().amax(others) if others else difference.abs()
            changed[:, source] |= found > 1e-12
    return changed


@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_layers_without_kernels_connect_what_changes_with_what_in_torch(
    data: st.DataObject,
) -> None:
    kind = data.draw(st.sampled_from((*POOLS, *OTHERS)))
    size = st.integers(1, 7)
    shape = (data.draw(st.integers(1, 4)), data.draw(size))
    if not kind.__name__.endswith("1d"):
        shape = (*shape, data.draw(size))
    made_small = small_windows(kind) if kind in POOLS else layers_of(kind)
    given_layer = data.draw(made_small)
    if isinstance(given_layer, LocalResponseNorm):
        given_layer = LocalResponseNorm(given_layer.size, alpha=1.0)
    layer = analysed(given_layer, *shape)
    assume(layer.output is not None)
    # Of one value, or two, normalisation leaves nothing that could change.
    few = math.prod(shape[1:]) * (shape[0] if not isinstance(layer.layer, InstanceNorm2d) else 1)
    groups = getattr(layer.layer, "num_groups", 1)
    assume(not isinstance(layer.layer, NORMALISING) or few > 2 * groups)
    along = data.draw(st.sampled_from(lines_of(layer)))
    assume(not isinstance(layer.layer, Softmax) or shape[0] > 1)
    wiring = wiring_of(layer, along)
    drawn = torch.zeros(wiring.outputs, wiring.inputs, dtype=torch.bool)
    for connection in all_connections(wiring):
        assert connection.weight is None
        if (unit := wiring.unit_in(connection.cell)) is not None:
            drawn[connection.target, unit] = True
    torch.testing.assert_close(drawn, changed_by(layer, along))
    assert wiring.weights == 0
    assert wiring.count == len(all_connections(wiring))


def test_b8_of_a_width_3_kernel_one_input_reaches_3_outputs_and_in_a_dense_layer_all() -> None:
    wiring = wiring_of(analysed(Conv1d(1, 3, padding=1), 1, 8), "length")
    assert usual_reach(wiring) == (3, 3)
    assert wiring.axis.forward(1 << 4) == 0b111000
    assert wiring.axis.back(1 << 4) == 0b111000
    dense = as_dense(wiring)
    assert usual_reach(dense) == (8, 8)
    assert (wiring.count, dense.count) == (24, 64)


def test_b8_the_same_weight_serves_every_position_unless_nothing_is_shared() -> None:
    wiring = wiring_of(analysed(Conv1d(1, 3, padding=1), 1, 8), "length")
    for target in range(8):
        carried = wiring.between(wiring.cells(target), range(target, target + 1))
        assert [each.weight for each in carried] == [0, 1, 2]
    assert wiring.weights == 3
    local = without_sharing(wiring)
    assert local.weights == local.count == 24
    connections = all_connections(local)
    assert len({each.weight for each in connections}) == 24
    assert {each[:2] for each in connections} == {each[:2] for each in all_connections(wiring)}
    assert as_dense(wiring).weights == 64


def test_a_transposed_convolution_without_sharing_has_a_weight_for_each_connection() -> None:
    wiring = wiring_of(analysed(ConvTranspose2d(1, 3, 2, 1), 1, 4, 4), "width")
    local = without_sharing(wiring)
    assert len({each.weight for each in all_connections(local)}) == local.weights == wiring.count


def test_a_dense_layer_has_a_weight_for_each_connection() -> None:
    network = chain("dense", [Input(1, 2, 3), Flatten(), Linear(5)])
    layer = analyse(network).layers["fc1"]
    wiring = wiring_of(layer, "units")
    weight = made(layer).weight
    places = {weight_place(layer, Slice("units"), each) for each in all_connections(wiring)}
    assert len(places) == wiring.weights == weight.numel()  # type: ignore[operator]


def test_batch_normalisation_has_one_weight_for_all_positions_of_a_channel() -> None:
    layer = analysed(BatchNorm2d(), 4, 3, 5)
    along, through = wiring_of(layer, "width"), wiring_of(layer, "channels")
    assert (along.weights, along.count) == (1, 5)
    assert (through.weights, through.count) == (4, 4)


def test_a_line_that_a_layer_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="no line along its height"):
        wiring_of(analysed(Conv1d(1, 3), 1, 8), "height")
