"""The lectures' numbers; each test names its row."""

from __future__ import annotations

import pytest

from app.network.analysis import Analysis, analyse, explain
from app.network.layer import Layer
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import Dropout
from app.network.layers.pooling import AvgPool2d, MaxPool2d
from app.network.patterns import (
    chain,
    colour_net,
    fashion_dense,
    lenet5,
    mnist_net,
    pattern,
)


def _analysed(*layers: Layer) -> Analysis:
    return analyse(chain("scene", layers))


def _outputs(*layers: Layer) -> list[tuple[int, ...] | None]:
    return [layer.output for layer in list(_analysed(*layers).layers.values())[1:]]


@pytest.mark.parametrize(("stride", "size"), [(1, 5), (2, 3), (3, 2)])
def test_a1_seven_pixels_and_a_filter_of_three(stride: int, size: int) -> None:
    assert _outputs(Input(1, 7, 7), Conv2d(1, 3, stride)) == [(1, size, size)]


def test_a1_stride_three_does_not_fit_and_the_arithmetic_says_so() -> None:
    (problem,) = _analysed(Input(1, 7, 7), Conv2d(1, 3, 3)).problems
    assert problem.severity == "warning"
    assert problem.message == (
        "does not fit: (7 − 3)/3 + 1 = 2.33 → 2; PyTorch rounds down, "
        "so the last row and column are never seen"
    )
    assert [fix.label for fix in problem.fixes] == ["padding 1", "kernel 4", "stride 2"]


@pytest.mark.parametrize("stride", [1, 2])
def test_a1_what_fits_gives_no_warning(stride: int) -> None:
    assert not _analysed(Input(1, 7, 7), Conv2d(1, 3, stride)).problems


@pytest.mark.parametrize(("kernel", "padding"), [(3, 1), (5, 2), (7, 3)])
def test_a2_half_the_kernel_of_padding_keeps_the_size(kernel: int, padding: int) -> None:
    with_numbers = _outputs(Input(1, 7, 7), Conv2d(4, kernel, padding=padding))
    assert with_numbers == _outputs(Input(1, 7, 7), Conv2d(4, kernel, padding="same"))
    assert with_numbers == [(4, 7, 7)]


def test_a3_alexnet_conv1_is_96_by_55_by_55_and_pool1_halves_it() -> None:
    analysis = _analysed(Input(3, 227, 227), Conv2d(96, 11, 4), MaxPool2d(3, 2))
    conv1, pool1 = analysis.layers["conv1"], analysis.layers["pool1"]
    assert conv1.output == (96, 55, 55)
    assert conv1.parameters == 34_944
    assert explain(conv1)[0] == ("height", "(227 − 11)/4 + 1 = 55")
    assert pool1.output == (96, 27, 27)
    assert pool1.parameters == 0
    assert not analysis.problems


def test_a4_depth_is_the_number_of_filters() -> None:
    ten = _analysed(Input(3, 32, 32), Conv2d(10, 5, padding=2)).layers["conv1"]
    assert ten.output == (10, 32, 32)
    assert ten.parameters == 760
    assert _outputs(Input(3, 32, 32), Conv2d(6, 5)) == [(6, 28, 28)]


def test_a4_one_filter_has_75_weights_and_one_dense_neuron_3072() -> None:
    one_filter = _analysed(Input(3, 32, 32), Conv2d(1, 5)).layers["conv1"]
    assert (one_filter.weights, one_filter.biases) == (75, 1)
    neuron = _analysed(Input(3, 32, 32), Flatten(), Linear(1)).layers["fc1"]
    assert neuron.weights == 3_072


def test_a5_five_filters_of_three_have_50_parameters() -> None:
    conv = _analysed(Input(1, 7, 7), Conv2d(5, 3)).layers["conv1"]
    assert conv.parameters == 50
    assert ("parameters", "5·3·3·1 + 5 = 50") in explain(conv)


@pytest.mark.parametrize("pool", [MaxPool2d, AvgPool2d])
@pytest.mark.parametrize(("size", "kernel", "result"), [(28, 2, 14), (27, 3, 13)])
def test_a6_pooling_keeps_the_depth_and_learns_nothing(
    pool: type[Layer], size: int, kernel: int, result: int
) -> None:
    analysis = _analysed(Input(12, size, size), pool(kernel_size=kernel, stride=2))  # type: ignore[call-arg]
    assert analysis.layers["pool1"].output == (12, result, result)
    assert analysis.parameters == 0


def test_a7_dense_layers_need_a_weight_for_every_pixel() -> None:
    dense = _analysed(Input(1, 256, 256), Flatten(), Linear(10)).layers["fc1"]
    assert (dense.weights, dense.biases) == (655_360, 10)
    conv = _analysed(Input(1, 256, 256), Conv2d(1, 5)).layers["conv1"]
    assert (conv.weights, conv.biases) == (25, 1)


def test_a8_one_by_one_convolutions_change_the_depth_only() -> None:
    assert _outputs(Input(64, 56, 56), Conv2d(32, 1)) == [(32, 56, 56)]


def _vgg16() -> list[Layer]:
    layers: list[Layer] = [Input(3, 224, 224)]
    for filters, convolutions in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        layers += [Conv2d(filters, 3, padding=1), ReLU()] * convolutions
        layers.append(MaxPool2d())
    return [*layers, Flatten(), Linear(4096), ReLU(), Linear(4096), ReLU(), Linear(1000)]


def test_a9_vgg16_totals() -> None:
    analysis = _analysed(*_vgg16())
    assert analysis.weights == 138_344_128
    assert analysis.parameters == 138_357_544
    assert analysis.layers["fc1"].weights == 102_760_448
    in_place = ("relu", "flatten")
    rows = [at for name, at in analysis.layers.items() if not name.startswith(in_place)]
    assert round(sum(at.activations for at in rows) / 1e6, 1) == 15.2
    relu = sum(at.activations for name, at in analysis.layers.items() if name.startswith("relu"))
    assert round((sum(at.activations for at in rows) + relu) / 1e6, 1) == 28.8


def test_a10_stacked_filters_need_fewer_weights() -> None:
    depth = 64
    large = _analysed(Input(depth, 16, 16), Conv2d(depth, 5)).weights
    stacked = _analysed(Input(depth, 16, 16), Conv2d(depth, 3), Conv2d(depth, 3)).weights
    assert large == depth * (5 * 5 * depth)
    assert stacked == 2 * depth * (3 * 3 * depth)


@pytest.mark.parametrize("size", [32, 64, 96, 224])
def test_a14_sizes_that_halve_cleanly_give_no_warning(size: int) -> None:
    assert not _analysed(Input(3, size, size), *[MaxPool2d()] * 5).problems


def test_a14_a_pooling_that_drops_a_row_is_warned_of() -> None:
    analysis = _analysed(Input(1, 30, 28), MaxPool2d(), MaxPool2d())
    (problem,) = analysis.problems
    assert (problem.layer, problem.severity) == ("pool2", "warning")
    assert problem.message == (
        "does not fit: height: (15 − 2)/2 + 1 = 7.50 → 7; PyTorch rounds down, "
        "so the last row is never seen"
    )


def test_e1_lenet5_has_61706_parameters() -> None:
    analysis = analyse(lenet5())
    assert analysis.parameters == 61_706
    assert [analysis.layers[name].output for name in ("pool1", "pool2", "conv3")] == [
        (6, 14, 14),
        (16, 5, 5),
        (120, 1, 1),
    ]


def test_e9_the_mnist_net_has_1199882_parameters() -> None:
    analysis = analyse(mnist_net())
    assert analysis.parameters == 1_199_882
    kinds = [layer.layer.kind for layer in analysis.layers.values()]
    assert [kind for kind in kinds if kind in ("Conv2d", "MaxPool2d", "Dropout", "Linear")] == [
        *("Conv2d", "Conv2d", "MaxPool2d", "Dropout", "Linear", "Dropout", "Linear")
    ]


def test_e10_the_cifar_net_adds_up() -> None:
    analysis = _analysed(
        Input(3, 32, 32),
        *(Conv2d(64, 5), ReLU(), MaxPool2d(), Conv2d(64, 5), ReLU(), MaxPool2d()),
        *(Flatten(), Linear(10)),
    )
    counts = [layer.parameters for layer in analysis.layers.values() if layer.parameters]
    assert counts == [4_864, 102_464, 16_010]
    assert analysis.parameters == 123_338


def test_e11_the_fashion_dense_net_adds_up() -> None:
    analysis = analyse(fashion_dense())
    counts = [layer.parameters for layer in analysis.layers.values() if layer.parameters]
    assert counts == [235_500, 30_100, 1_010]
    assert analysis.parameters == 266_610


def test_e12_the_colour_net_adds_up() -> None:
    analysis = analyse(colour_net())
    counts = [layer.parameters for layer in analysis.layers.values() if layer.parameters]
    assert counts == [1_216, 8_020, 10_020, 3_210]
    assert analysis.parameters == 22_466


_LETTERS = {Conv2d: "C", ReLU: "R", MaxPool2d: "P", Linear: "F", Dropout: "D"}


@pytest.mark.parametrize("pool", [True, False])
@pytest.mark.parametrize("dense", range(3))
@pytest.mark.parametrize("stages", range(4))
@pytest.mark.parametrize("convolutions", range(4))
def test_a11_the_general_pattern(convolutions: int, stages: int, dense: int, pool: bool) -> None:
    network = pattern(convolutions, stages, dense, pool=pool)
    letters = [_LETTERS.get(type(network.layers[name]), "") for name in network.order]
    stage = "CR" * convolutions + "P" * pool
    assert "".join(letters) == stage * stages + "FR" * dense + "F"
    analysis = analyse(network)
    assert not analysis.errors
    assert analysis.layers[network.ends[0]].output == (10,)


@pytest.mark.parametrize(
    ("n", "m", "k"), [(-1, 1, 1), (4, 1, 1), (1, -1, 1), (1, 1, 3), (1, 1, -1)]
)
def test_a11_the_pattern_refuses_what_lies_outside_its_limits(n: int, m: int, k: int) -> None:
    with pytest.raises(ValueError, match="0 ≤ N ≤ 3, M ≥ 0 and 0 ≤ K ≤ 2"):
        pattern(n, m, k)
