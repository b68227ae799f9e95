"""Inputs of a merge that disagree, and the settings that make them agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.network.analysis import analyse
from app.network.graph import Network, Wire
from app.network.layer import Layer
from app.network.layers.activation import ReLU
from app.network.layers.adaptive import AdaptiveAvgPool2d
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add, Concatenate, Multiply
from app.network.layers.normalisation import BatchNorm2d
from app.network.layers.pooling import AvgPool2d, MaxPool2d
from app.network.layers.reshape import Reshape
from app.network.layers.transposed import ConvTranspose2d
from app.network.problems import Problem
from tests.network.strategies import layers_of

IMAGE = Input(16, 28, 28)
Branch = list[Layer]


def _merged(merge: Layer, *branches: Branch, image: Input = IMAGE) -> Network:
    """Branches from one Input to one merge; an empty branch is a shortcut."""
    layers: dict[str, Layer] = {"input": image}
    wires, ends = [], []
    for branch in branches:
        last = "input"
        for layer in branch:
            name = Network().free_name(layer, taken=layers)
            layers[name] = layer
            wires.append(Wire(last, name))
            last = name
        ends.append(last)
    layers["merge"] = merge
    return Network("merged", layers, (*wires, *(Wire(end, "merge") for end in ends)))


def _problem(network: Network) -> Problem:
    (problem,) = analyse(network).errors
    assert problem.layer == "merge"
    return problem


def _labels(network: Network) -> list[str]:
    """What is offered; all of it is made, too, and must leave no error."""
    fixes = _problem(network).fixes
    for fix in fixes:
        assert not analyse(fix.edit.apply(network)).errors, fix.label
    return [fix.label for fix in fixes]


def _inception(
    *, three: Layer | None = None, five: Layer | None = None, pool: Layer | None = None
) -> Network:
    return _merged(
        Concatenate(),
        [Conv2d(64, 1)],
        [Conv2d(96, 1), three or Conv2d(128, 3, padding=1)],
        [Conv2d(16, 1), five or Conv2d(32, 5, padding=2)],
        [pool or MaxPool2d(3, 1, 1), Conv2d(32, 1)],
    )


class TestInception:
    def test_the_sound_module_has_nothing_to_mend(self) -> None:
        assert not analyse(_inception()).problems

    def test_a_forgotten_padding_is_put_back(self) -> None:
        assert _labels(_inception(three=Conv2d(128, 3))) == ["padding 1 in conv3"]

    def test_a_stride_in_one_branch_is_taken_out_or_given_to_all(self) -> None:
        network = _inception(five=Conv2d(32, 5, 2, 2))
        assert _labels(network) == ["stride 1 in conv5", "stride 2 in conv1, conv3 and conv6"]

    def test_a_halving_pool_becomes_one_that_keeps_the_size(self) -> None:
        network = _inception(pool=MaxPool2d())
        assert _labels(network)[0] == "kernel 3, stride 1 and padding 1 in pool1"

    def test_a_pool_of_odd_size_keeps_its_window(self) -> None:
        network = _inception(pool=AvgPool2d(5, 2))
        assert _labels(network)[0] == "stride 1 and padding 2 in pool1"

    def test_several_branches_that_differ_are_mended_at_once(self) -> None:
        network = _inception(three=Conv2d(128, 3), five=Conv2d(32, 5))
        assert "padding 1 in conv3; padding 2 in conv5" in _labels(network)


def _residual(last: Layer, first: Layer | None = None) -> Network:
    first = first or Conv2d(16, 3, padding=1)
    return _merged(Add(), [first, BatchNorm2d(), ReLU(), last, BatchNorm2d(), ReLU()], [])


class TestResidual:
    def test_the_nearest_window_is_padded(self) -> None:
        assert _labels(_residual(Conv2d(16, 3))) == ["padding 1 in conv2"]

    def test_the_layer_that_strides_is_found_behind_one_that_does_not(self) -> None:
        network = _residual(Conv2d(16, 3, padding=1), Conv2d(16, 3, 2, 1))
        assert _labels(network) == [
            "stride 1 in conv1",
            "project input by 1×1, stride 2, to 16×14×14",
        ]

    def test_all_windows_are_padded_where_none_alone_would_do(self) -> None:
        network = _residual(Conv2d(16, 3), Conv2d(16, 3))
        assert _labels(network) == ["padding 1 in conv1 and conv2"]

    def test_the_last_convolution_gets_the_filters_of_the_shortcut(self) -> None:
        assert _labels(_residual(Conv2d(32, 3, padding=1))) == [
            "16 filters in conv2",
            "project relu2 by 1×1 to 16×28×28",
            "project input by 1×1 to 32×28×28",
        ]

    def test_stride_and_filters_are_mended_in_one_step(self) -> None:
        network = _residual(Conv2d(32, 3, 2, 1))
        assert _labels(network) == [
            "stride 1 and 16 filters in conv2",
            "project input by 1×1, stride 2, to 32×14×14",
        ]

    def test_padding_and_filters_may_belong_to_two_layers(self) -> None:
        network = _residual(Conv2d(32, 1), Conv2d(16, 3))
        assert _labels(network)[0] == "padding 1 in conv1; 16 filters in conv2"

    def test_a_projected_shortcut_can_follow_the_main_branch(self) -> None:
        network = _merged(Add(), [Conv2d(64, 3, 2, 1)], [Conv2d(32, 1)])
        assert _labels(network)[:2] == [
            "stride 1 and 32 filters in conv1",
            "stride 2 and 64 filters in conv2",
        ]


class TestOtherBranches:
    def test_a_height_and_a_width_may_need_different_paddings(self) -> None:
        network = _merged(Concatenate(), [Conv2d(4, (3, 5))], [])
        assert _labels(network) == ["padding 1×2 in conv1"]

    def test_a_dilated_window_needs_more_padding(self) -> None:
        assert _labels(_residual(Conv2d(16, 3, dilation=2))) == ["padding 2 in conv2"]

    def test_dense_branches_get_the_same_number_of_values(self) -> None:
        network = _merged(Add(), [Flatten(), Linear(10)], [Flatten(), Linear(12)])
        assert _labels(network) == ["out features 10 in fc2", "out features 12 in fc1"]

    def test_signals_are_mended_like_maps(self) -> None:
        signal: Branch = [Reshape(16, 0, 784)]
        network = _merged(Add(), [*signal, Conv1d(8, 5)], signal)
        assert _labels(network) == ["padding 2 and 16 filters in conv1"]

    def test_a_gate_gets_a_value_for_each_channel(self) -> None:
        gate: Branch = [AdaptiveAvgPool2d(1), Conv2d(4, 1), ReLU(), Conv2d(12, 1)]
        assert "16 filters in conv2" in _labels(_merged(Multiply(), [], gate))

    def test_layers_that_feed_others_as_well_stay_as_they_are(self) -> None:
        layers = {"input": IMAGE, "stem": Conv2d(16, 3), "side": ReLU(), "merge": Add()}
        wires = ("input stem", "stem side", "stem merge", "input merge")
        network = Network("stem", layers, tuple(Wire(*w.split()) for w in wires))
        assert not [label for label in _labels(network) if "stem" in label]

    def test_shapes_that_no_setting_reconciles_have_no_fix(self) -> None:
        assert not _labels(_merged(Concatenate(), [Flatten()], []))

    def test_of_many_branches_that_are_mended_at_once_three_are_named(self) -> None:
        branches: list[Branch] = [[Conv2d(4, 3)] for _ in range(6)]
        labels = _labels(_merged(Concatenate(), [], *branches))
        assert "padding 1 in conv1, conv2, conv3 and 3 more" in labels

    def test_the_layer_that_strides_may_lie_far_before_the_merge(self) -> None:
        deep: Branch = [Conv2d(16, 3, padding=1), ReLU()] * 10
        network = _merged(Add(), [Conv2d(16, 3, 2, 1), *deep], [])
        assert _labels(network)[0] == "stride 1 in conv1"


_WINDOWS = st.one_of(layers_of(Conv2d), layers_of(MaxPool2d), layers_of(AvgPool2d))
_LINKS = st.one_of(
    _WINDOWS, layers_of(ConvTranspose2d), st.builds(ReLU), st.builds(BatchNorm2d), layers_of(Conv1d)
)


@given(
    st.sampled_from([Add(), Concatenate(), Multiply()]),
    st.lists(st.lists(_LINKS, max_size=4), min_size=2, max_size=4),
    st.builds(Input, st.integers(1, 8), st.integers(1, 32), st.integers(1, 32)),
)
def test_every_offered_fix_removes_the_problem(
    merge: Layer, branches: list[Branch], image: Input
) -> None:
    if sum(not branch for branch in branches) > 1:
        branches = [branch or [ReLU()] for branch in branches]
    network = _merged(merge, *branches, image=image)
    analysis = analyse(network)
    for problem in analysis.layers["merge"].problems:
        for fix in problem.fixes:
            mended = analyse(fix.edit.apply(network))
            assert mended.layers["merge"].output is not None, fix.label
            assert not mended.errors, fix.label


@given(st.data(), st.sampled_from([Conv2d(8, 3, padding=1), Conv2d(8, 5, padding=2)]))
def test_a_changed_padding_or_stride_is_always_mended(data: st.DataObject, sound: Conv2d) -> None:
    """Whatever is done to a window that kept the size, some fix brings the sizes back."""
    kernel = sound.kernel_size
    stride, padding = data.draw(st.integers(1, 4)), data.draw(st.integers(0, 6))
    broken = Conv2d(8, kernel, stride, padding)
    size = data.draw(st.integers(8, 64))
    network = _merged(Concatenate(), [broken], [], image=Input(3, size, size))
    for problem in analyse(network).errors:
        assert any("conv1" in fix.label for fix in problem.fixes)


@pytest.mark.parametrize("merge", [Add(), Concatenate(), Multiply()])
def test_a_fix_may_be_undone_by_nothing_else_than_its_own_settings(merge: Layer) -> None:
    network = _merged(merge, [Conv2d(16, 3), ReLU()], [])
    (fix, *_) = _problem(network).fixes
    mended = fix.edit.apply(network)
    changed = {name for name in network.layers if mended.layers[name] != network.layers[name]}
    assert changed == {"conv1"}
    assert mended.wires == network.wires
