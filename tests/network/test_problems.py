"""What does not fit, and whether the offered ways out lead out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.network.analysis import analyse
from app.network.fields import as_pair
from app.network.graph import Network, Position, Wire
from app.network.layer import Fault, Layer
from app.network.layers.activation import ReLU, Softmax
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d, Dropout
from app.network.layers.pooling import MaxPool2d
from app.network.layers.reshape import Reshape
from app.network.patterns import chain
from app.network.problems import Problem, logits_layer, training_problems
from tests.network.strategies import images, layers, networks


def _network(*behind: Layer, image: Input | None = None) -> Network:
    return chain("scene", [image or Input(1, 7, 7), *behind])


def _only_problem(*behind: Layer, image: Input | None = None) -> Problem:
    (problem,) = analyse(_network(*behind, image=image)).problems
    return problem


def _labels(problem: Problem) -> list[str]:
    return [fix.label for fix in problem.fixes]


def _what(problem: Problem) -> tuple[str, str]:
    """A problem without its numbers, which a fix may change without mending anything."""
    return problem.layer, re.sub(r"\d+", "#", problem.message.partition(":")[0])


def _check_fixes(network: Network, problem: Problem) -> None:
    for fix in problem.fixes:
        mended = analyse(fix.edit.apply(network))
        assert _what(problem) not in [_what(left) for left in mended.problems], fix


@given(networks(small=True))
def test_every_fix_of_a_network_applies_and_removes_its_problem(network: Network) -> None:
    for problem in analyse(network).problems:
        _check_fixes(network, problem)


@given(images(), st.lists(layers(small=False), min_size=1, max_size=4))
def test_fixes_hold_for_settings_as_large_as_allowed(image: Input, behind: list[Layer]) -> None:
    network = _network(*behind, image=image)
    for problem in analyse(network).problems:
        _check_fixes(network, problem)


@given(images(), st.lists(layers(), max_size=3).map(lambda some: [*some, Conv2d(4, 9, 3)]))
def test_fixes_of_a_window_make_it_fit(image: Input, behind: list[Layer]) -> None:
    network = _network(*behind, image=image)
    for problem in analyse(network).problems:
        if problem.message.startswith(("the window is larger", "does not fit")):
            assert problem.fixes
        for fix in problem.fixes:
            left = analyse(fix.edit.apply(network)).layers[problem.layer].problems
            if problem.message.startswith("does not fit"):
                assert not left
            elif problem.message.startswith("the window is larger"):
                assert all(other.severity == "warning" for other in left)


def _mends(changed: Conv2d, window: Conv2d, image: Input, fault: Fault) -> bool:
    """Whether the changed window is free of the fault, and leaves no wider gaps than before."""
    after, before = changed.measure(image.shape), window.measure(image.shape)
    if fault.severity == "error":
        return after.output is not None
    return not any(size.unseen for size in after.sizes) and max(
        size.gap for size in after.sizes
    ) <= max(size.gap for size in before.sizes)


@given(
    st.builds(Input, st.just(1), st.integers(1, 60), st.integers(1, 60)),
    st.builds(
        Conv2d,
        *(st.just(1), st.integers(1, 24), st.integers(1, 24), st.integers(0, 24)),
        dilation=st.integers(1, 4),
    ),
)
def test_no_number_nearer_than_the_offered_one_fits_but_for_usual_kernels(
    image: Input, window: Conv2d
) -> None:
    for fault in window.measure(image.shape).faults:
        for repair in fault.repairs:
            if fault.severity == "error" and repair.label in ("kernel 3", "kernel 5"):
                continue
            ((name, offered),) = (repair.values or {}).items()
            now = getattr(window, name)
            distance = max(abs(number - now) for number in as_pair(offered))
            lowest = 0 if name == "padding" else 1
            for nearer in range(max(lowest, now - distance + 1), now + distance):
                assert not _mends(replace(window, **{name: nearer}), window, image, fault)


class TestWindows:
    def test_both_axes_are_named_where_their_arithmetic_differs(self) -> None:
        problem = _only_problem(MaxPool2d(4, 3), image=Input(1, 8, 9))
        assert problem.message == (
            "does not fit: height: (8 − 4)/3 + 1 = 2.33 → 2; width: (9 − 4)/3 + 1 = 2.67 → 2; "
            "PyTorch rounds down, so the last row and the last 2 columns are never seen"
        )

    @pytest.mark.parametrize(
        ("height", "width", "words"),
        [
            (8, 7, "the last row is never seen"),
            (9, 7, "the last 2 rows are never seen"),
            (7, 8, "the last column is never seen"),
            (7, 9, "the last 2 columns are never seen"),
            (8, 8, "the last row and column are never seen"),
            (9, 9, "the last 2 rows and columns are never seen"),
            (9, 8, "the last 2 rows and the last column are never seen"),
        ],
    )
    def test_what_is_lost_is_said_in_words(self, height: int, width: int, words: str) -> None:
        problem = _only_problem(Conv2d(1, 4, 3), image=Input(1, height, width))
        assert problem.message.endswith(words)

    def test_padding_that_is_cut_off_is_no_loss(self) -> None:
        assert not analyse(_network(Conv2d(1, 3, 2, 1), image=Input(1, 8, 8))).problems

    @pytest.mark.parametrize("size", [55, 56])
    @pytest.mark.parametrize("window", [Conv2d(8, 1, 2), Conv2d(8, 3, 2, 1), Conv2d(8, 7, 2, 3)])
    def test_what_strided_residual_networks_skip_on_purpose_is_no_loss(
        self, window: Conv2d, size: int
    ) -> None:
        assert not analyse(_network(window, image=Input(3, size, size))).problems

    def test_a_row_that_only_one_more_window_would_see_is_a_loss_behind_a_gap_too(self) -> None:
        assert not analyse(_network(MaxPool2d(2, 3), image=Input(1, 9, 9))).problems
        problem = _only_problem(MaxPool2d(2, 3), image=Input(1, 10, 9))
        assert problem.message.endswith("so the last row is never seen")

    def test_a_window_larger_than_its_input_shows_both_sizes(self) -> None:
        problem = _only_problem(Conv2d(1, 11, padding=1))
        assert problem.severity == "error"
        assert problem.message == "the window is larger than its input: 11 > 7 + 2 = 9"
        assert _labels(problem) == ["kernel 3", "kernel 5", "padding 2"]

    @pytest.mark.parametrize(
        ("window", "labels"),
        [
            (Conv2d(1, 20, 4), ["kernel 5", "padding 7"]),  # a 3×3 window would leave gaps
            (Conv2d(1, 20, 9), ["padding 7", "kernel 7"]),
            (MaxPool2d(20, 2), ["kernel 2", "kernel 3", "padding 7"]),
            (Conv2d(1, 20, dilation=2), ["kernel 3", "padding 16"]),  # 5 values span 9 pixels
        ],
    )
    def test_a_usual_kernel_is_offered_where_it_fits_and_leaves_no_gap(
        self, window: Layer, labels: list[str]
    ) -> None:
        assert _labels(_only_problem(window)) == labels

    def test_what_leaves_an_error_in_a_later_layer_is_offered_last(self) -> None:
        network = _network(Conv2d(1, 20), Reshape(1, 3, 3))  # 7 − 5 + 1 = 3, but 7 − 3 + 1 = 5
        (problem,) = analyse(network).problems
        assert _labels(problem) == ["kernel 5", "kernel 3", "padding 7"]
        left = [len(analyse(fix.edit.apply(network)).errors) for fix in problem.fixes]
        assert left == [0, 1, 1]

    def test_a_dilated_window_shows_what_it_spans(self) -> None:
        problem = _only_problem(Conv2d(1, 3, dilation=4))
        assert problem.message.endswith("4·(3 − 1) + 1 = 9 > 7")
        assert _labels(problem) == ["padding 1", "kernel 2", "dilation 3"]

    def test_a_pair_changes_only_along_the_axis_that_does_not_fit(self) -> None:
        assert _labels(_only_problem(Conv2d(1, (3, 9)))) == ["padding 1", "kernel 3×7"]
        assert "stride 2×1" in _labels(_only_problem(Conv2d(1, 3, (3, 1))))

    def test_one_number_becomes_a_pair_only_where_no_number_fits_both_axes(self) -> None:
        problem = _only_problem(MaxPool2d(3, 3), image=Input(1, 9, 10))
        assert _labels(problem) == ["padding 0×1", "kernel 3×4", "stride 1", "round up (ceil mode)"]

    def test_a_fix_does_not_open_gaps_between_the_windows(self) -> None:
        # A 2×2 window with stride 3 would end at the last pixel but skip every third before it.
        problem = _only_problem(MaxPool2d(3, 3), image=Input(1, 8, 8))
        assert _labels(problem) == ["padding 1", "kernel 5", "stride 1", "round up (ceil mode)"]

    def test_same_padding_needs_stride_one(self) -> None:
        problem = _only_problem(Conv2d(1, 5, 2, "same"))
        assert "stride 1, not 2" in problem.message
        assert _labels(problem) == ["stride 1", "padding 2"]

    def test_same_padding_is_not_replaced_by_more_than_the_limit(self) -> None:
        assert _labels(_only_problem(Conv2d(1, 1024, 2, "same", 1024))) == ["stride 1"]

    def test_same_padding_is_not_replaced_by_numbers_that_do_not_fit(self) -> None:
        problem = _only_problem(Conv2d(1, 2, 2, "same"), image=Input(1, 1, 1))
        assert _labels(problem) == ["stride 1"]

    def test_no_fix_goes_beyond_the_limits_of_its_setting(self) -> None:
        problem = _only_problem(Conv2d(1, 1024, dilation=1024))
        assert _labels(problem) == ["kernel 1"]

    def test_pooling_takes_padding_up_to_half_its_window(self) -> None:
        assert not analyse(_network(MaxPool2d(3, 2, 1))).errors
        problem = _only_problem(MaxPool2d((3, 5), 2, (2, 2)))
        assert problem.message == "padding 2 is more than half the window of 3×5"
        assert _labels(problem) == ["padding 1"]

    def test_groups_must_divide_the_channels(self) -> None:
        problem = _only_problem(Conv2d(16, 3, groups=2), image=Input(3, 8, 8))
        assert problem.message == (
            "2 groups cannot share the 3 channels going in equally: 3/2 = 1.50"
        )
        assert _labels(problem) == ["groups 1", "groups 3 and 15 filters: depthwise"]

    def test_as_many_groups_as_channels_are_a_depthwise_convolution(self) -> None:
        assert not analyse(_network(Conv2d(32, 3, groups=16), image=Input(16, 8, 8))).problems
        problem = _only_problem(Conv2d(32, 3, groups=3), image=Input(16, 8, 8))
        assert "3 groups cannot share the 16 channels going in" in problem.message
        assert _labels(problem) == ["groups 2", "groups 1", "groups 16 and 32 filters: depthwise"]


class TestShapes:
    def test_a_dense_layer_after_maps_asks_for_flatten(self) -> None:
        network = _network(Conv2d(2, 3), Linear(10))
        (problem,) = analyse(network).problems
        assert "2×5×5" in problem.message
        assert "2·5·5 = 50" in problem.message
        assert _labels(problem) == ["add Flatten before"]
        mended = problem.fixes[0].edit.apply(network)
        assert [mended.layers[name].kind for name in mended.order] == [
            *("Input", "Conv2d", "Flatten", "Linear")
        ]
        assert not analyse(mended).problems

    @pytest.mark.parametrize("layer", [Conv2d(), MaxPool2d(), BatchNorm2d()])
    def test_a_map_layer_after_a_vector_offers_to_remove_what_made_it(self, layer: Layer) -> None:
        network = _network(Flatten(), Linear(5), ReLU(), layer, image=Input(1, 8, 8))
        (problem,) = analyse(network).problems
        assert "a vector of 5 values" in problem.message
        assert _labels(problem) == ["remove flatten1 and fc1"]
        assert not analyse(problem.fixes[0].edit.apply(network)).problems

    def test_of_many_layers_to_remove_the_button_names_three(self) -> None:
        network = _network(Flatten(), *[Linear(5)] * 4, Conv2d(), image=Input(1, 8, 8))
        (problem,) = analyse(network).problems
        assert _labels(problem) == ["remove flatten1, fc1, fc2 and 2 more"]
        assert not analyse(problem.fixes[0].edit.apply(network)).problems

    def test_layers_behind_a_broken_one_have_no_problem_of_their_own(self) -> None:
        assert _only_problem(Conv2d(4, 9), MaxPool2d(), Flatten(), Linear(10)).layer == "conv1"


class TestWires:
    def test_a_loose_layer_is_offered_the_nearest_end(self) -> None:
        network = Network(
            layers={"input": Input(), "a": ReLU(), "b": ReLU(), "far": ReLU(), "loose": ReLU()},
            wires=(Wire("input", "a"), Wire("input", "b"), Wire("input", "far")),
            positions={
                "a": Position(0, 0),
                "b": Position(200, 0),
                "far": Position(-900, 0),
                "loose": Position(300, 0),
            },
        )
        (problem,) = analyse(network).problems
        assert problem.layer == "loose"
        assert _labels(problem) == ["connect b", "connect a"]

    def test_an_input_that_nothing_follows_can_feed_a_loose_layer(self) -> None:
        network = Network(layers={"input": Input(), "loose": ReLU()})
        (problem,) = analyse(network).problems
        assert _labels(problem) == ["connect input"]

    def test_the_same_problem_has_other_fixes_in_another_network(self) -> None:
        network = Network(layers={"input": Input(), "loose": ReLU()})
        longer = Network(
            layers={"input": Input(), "a": ReLU(), "loose": ReLU()}, wires=(Wire("input", "a"),)
        )
        (before,), (after,) = analyse(network).problems, analyse(longer).problems
        assert before == after
        assert (_labels(before), _labels(after)) == (["connect input"], ["connect a"])

    def test_a_network_without_an_input_offers_one(self) -> None:
        network = Network(layers={"conv1": Conv2d()}, positions={"conv1": Position(50, 60)})
        (fix,) = next(p for p in analyse(network).problems if not p.layer).fixes
        mended = fix.edit.apply(network)
        assert mended.inputs == ("input",)
        assert mended.positions["input"].x < 50

    def test_a_second_input_can_be_deleted(self) -> None:
        network = Network(layers={"input": Input(), "other": Input()})
        (problem,) = analyse(network).problems
        assert problem.layer == "other"
        assert _labels(problem) == ["delete other"]


def _training(network: Network, classes: int = 10) -> tuple[Problem, ...]:
    return training_problems(network, analyse(network), (1, 28, 28), classes)


class TestTraining:
    def test_a_network_that_ends_in_the_classes_can_be_trained(self) -> None:
        assert not _training(_network(Flatten(), Linear(10)))
        assert not _training(_network(Flatten(), Linear(10), Softmax()))

    def test_an_empty_canvas_says_what_to_do(self) -> None:
        (problem,) = _training(Network())
        assert "empty" in problem.message

    def test_errors_of_the_analysis_come_first(self) -> None:
        (problem,) = _training(_network(Linear(10)))
        assert "needs a vector" in problem.message

    @pytest.mark.parametrize("behind", [[], [Softmax()], [ReLU(), Dropout()]])
    def test_a_wrong_number_of_classes_is_set_in_the_last_dense_layer(
        self, behind: list[Layer]
    ) -> None:
        network = _network(Flatten(), Linear(7), *behind)
        (problem,) = _training(network)
        assert (problem.layer, _labels(problem)) == (
            "fc1",
            ["fit the network's end to the data: out features 10 in fc1"],
        )
        assert "must end in 10 values, not 7" in problem.message
        assert not _training(problem.fixes[0].edit.apply(network))

    def test_of_several_dense_layers_the_last_alone_is_resized(self) -> None:
        network = _network(Flatten(), Linear(120), ReLU(), Linear(84), ReLU(), Linear(7))
        (problem,) = _training(network)
        fixed = problem.fixes[0].edit.apply(network)
        sizes = [each.out_features for each in fixed.layers.values() if isinstance(each, Linear)]
        assert sizes == [120, 84, 10]
        assert not _training(fixed)

    def test_a_network_ending_in_maps_gets_flatten_and_linear(self) -> None:
        network = _network(Conv2d(4))
        (problem,) = _training(network)
        assert "not 4×5×5" in problem.message
        assert _labels(problem) == ["fit the network's end to the data: add Flatten and Linear"]
        assert problem.fixes[0].edit.label == "Fit the network's end to the data"
        assert not _training(problem.fixes[0].edit.apply(network))

    def test_the_dense_layer_goes_before_a_softmax(self) -> None:
        network = _network(Conv2d(4), Softmax())
        (problem,) = _training(network)
        assert _labels(problem) == [
            "fit the network's end to the data: add Flatten and Linear before softmax1"
        ]
        mended = problem.fixes[0].edit.apply(network)
        assert [mended.layers[name].kind for name in mended.order[2:]] == [
            *("Flatten", "Linear", "Softmax")
        ]
        assert not _training(mended)

    def test_an_input_alone_gets_an_end(self) -> None:
        network = _network()
        (problem,) = _training(network)
        assert "nothing follows" in problem.message
        assert not _training(problem.fixes[0].edit.apply(network))

    def test_of_several_ends_one_can_be_kept_with_its_whole_branch(self) -> None:
        network = Network(
            layers={
                **{"input": Input(), "flatten1": Flatten(), "fc1": Linear(), "fc2": Linear(20)},
                **{"relu1": ReLU(), "fc3": Linear(10)},
            },
            wires=(
                *(Wire("input", "flatten1"), Wire("flatten1", "fc1"), Wire("flatten1", "fc2")),
                *(Wire("fc2", "relu1"), Wire("relu1", "fc3")),
            ),
        )
        (problem,) = _training(network)
        assert "ends in fc1 and fc3" in problem.message
        assert _labels(problem) == ["keep only fc1", "keep only fc3"]
        first, second = (fix.edit.apply(network) for fix in problem.fixes)
        assert set(first.layers) == {"input", "flatten1", "fc1"}
        assert set(second.layers) == set(network.layers) - {"fc1"}
        assert not _training(first)
        assert not _training(second)

    def test_of_many_ends_three_are_named(self) -> None:
        ends = [f"end{number}" for number in range(2_000)]
        network = Network(
            layers={"input": Input(), **dict.fromkeys(ends, ReLU())},
            wires=tuple(Wire("input", end) for end in ends),
        )
        (problem,) = _training(network)
        assert problem.message.endswith("it ends in end0, end1, end2 and 1,997 more")
        assert problem.fixes[0].edit.apply(network).ends == ("end0",)

    def test_an_input_with_five_channels_takes_no_images(self) -> None:
        network = _network(Flatten(), Linear(10), image=Input(5, 8, 8))
        (problem,) = _training(network)
        assert "1 or 3 channels" in problem.message
        assert not _training(problem.fixes[0].edit.apply(network))

    @given(networks())
    def test_every_fix_applies_and_repeating_them_ends_in_a_trainable_network(
        self, network: Network
    ) -> None:
        for _ in range(60):
            fixes = [fix for problem in _training(network) for fix in problem.fixes]
            for fix in fixes:
                fix.edit.apply(network)
            if not fixes:
                break
            network = fixes[0].edit.apply(network)
        assert not network.layers or not _training(network)


def test_the_loss_takes_what_comes_before_a_softmax() -> None:
    assert logits_layer(_network(Flatten(), Linear(10), Softmax())) == "fc1"
    assert logits_layer(_network(Flatten(), Linear(10))) == "fc1"
    assert logits_layer(Network()) is None
