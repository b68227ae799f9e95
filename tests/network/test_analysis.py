"""The analysis of half-built and absurd networks, its sums, and the lines of arithmetic."""

from __future__ import annotations

from hypothesis import given

from app.network.analysis import Analysis, Explanation, analyse, explain
from app.network.graph import Network, Wire
from app.network.layer import Layer
from app.network.layers.activation import ReLU
from app.network.layers.adaptive import AdaptiveAvgPool2d
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add
from app.network.layers.normalisation import BatchNorm2d
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from tests.network.strategies import networks


def _analysed(*layers: Layer) -> Analysis:
    return analyse(chain("scene", layers))


def _lines(analysis: Analysis, name: str, source: str) -> dict[str, str]:
    return dict(explain(analysis.layers[name], analysis.layers[source]))


@given(networks(small=False))
def test_any_network_can_be_analysed_and_explained(network: Network) -> None:
    analysis = analyse(network)
    assert list(analysis.layers) == list(network.order)
    for name, layer in analysis.layers.items():
        source = network.source_of.get(name)
        lines = explain(layer, analysis.layers[source] if source else None)
        assert all(isinstance(line, Explanation) for line in lines)
        assert (layer.output is None) == (layer.activations == 0)
        if layer.receptive_field:
            assert min(layer.receptive_field.size) >= 0
    assert analysis.parameters == sum(layer.parameters for layer in analysis.layers.values())
    assert analysis.training_bytes == 2 * analysis.forward_bytes


@given(networks())
def test_a_layer_has_an_output_unless_something_before_it_is_broken(network: Network) -> None:
    analysis = analyse(network)
    for name, layer in analysis.layers.items():
        broken = [
            problem
            for at in (name, *network.upstream(name))
            for problem in analysis.layers[at].problems
            if problem.severity == "error"
        ]
        assert (layer.output is None) == bool(broken)


def test_a_network_with_more_than_a_billion_parameters_is_only_counted() -> None:
    analysis = _analysed(Input(3, 1_000, 1_000), Flatten(), Linear(1_000))
    assert analysis.parameters == 3_000_001_000
    assert analysis.macs == 3_000_000_000


def test_memory_counts_four_bytes_for_every_number() -> None:
    conv = _analysed(Input(1, 6, 6), Conv2d(2, 3)).layers["conv1"]
    assert conv.forward_bytes == 4 * (2 * 4 * 4 + 20)
    assert conv.training_bytes == 2 * conv.forward_bytes


def test_an_empty_canvas_has_no_problem() -> None:
    analysis = analyse(Network())
    assert not analysis.problems
    assert analysis.parameters == 0


def test_each_of_two_inputs_gives_its_own_image_to_the_receptive_field() -> None:
    network = Network(
        layers={"a": Input(1, 4, 4), "b": Input(1, 9, 9), "flatten1": Flatten(), "fc1": Linear()},
        wires=(Wire("b", "flatten1"), Wire("flatten1", "fc1")),
    )
    field = analyse(network).layers["fc1"].receptive_field
    assert field is not None
    assert field.size == (9, 9)


class TestExplanations:
    def test_of_a_convolution(self) -> None:
        analysis = _analysed(Input(1, 28, 28), Conv2d(6, 5, padding=2))
        assert _lines(analysis, "conv1", "input") == {
            "height": "(28 + 2·2 − 5)/1 + 1 = 28",
            "width": "(28 + 2·2 − 5)/1 + 1 = 28",
            "output": "6×28×28",
            "parameters": "6·5·5·1 + 6 = 156",
            "MACs": "6·28·28·5·5·1 = 117,600",
            "activations": "6·28·28 = 4,704",
            "receptive field": "1 + (5 − 1)·1 = 5",
        }

    def test_of_a_convolution_with_all_its_settings(self) -> None:
        conv = Conv2d(6, (3, 4), 1, "same", dilation=(2, 1), groups=2, bias=False)
        lines = _lines(_analysed(Input(4, 9, 9), conv), "conv1", "input")
        assert lines["height"] == "(9 + 2·2 − (2·(3 − 1) + 1))/1 + 1 = 9"
        assert lines["width"] == "(9 + 1 + 2 − 4)/1 + 1 = 9"
        assert lines["parameters"] == "6·3·4·2 = 144"
        assert lines["receptive field"] == "1 + (5 − 1)·1 = 5 high, 1 + (4 − 1)·1 = 4 wide"

    def test_of_a_pooling(self) -> None:
        analysis = _analysed(Input(1, 28, 28), Conv2d(6, 5), MaxPool2d())
        lines = _lines(analysis, "pool1", "conv1")
        assert lines["height"] == "(24 − 2)/2 + 1 = 12"
        assert lines["receptive field"] == "5 + (2 − 1)·1 = 6"
        assert "parameters" not in lines
        assert "MACs" not in lines

    def test_of_flatten_and_a_dense_layer(self) -> None:
        analysis = _analysed(Input(1, 28, 28), Flatten(), Linear(300))
        assert _lines(analysis, "flatten1", "input")["features"] == "1·28·28 = 784"
        lines = _lines(analysis, "fc1", "flatten1")
        assert lines["parameters"] == "784·300 + 300 = 235,500"
        assert lines["MACs"] == "784·300 = 235,200"
        assert lines["receptive field"] == "28×28: all that the layers before it see"

    def test_of_batch_normalisation(self) -> None:
        lines = _lines(_analysed(Input(3, 8, 8), BatchNorm2d()), "bn1", "input")
        assert lines["parameters"] == "3 + 3 = 6"

    def test_of_a_window_that_does_not_fit(self) -> None:
        lines = _lines(_analysed(Input(1, 3, 3), Conv2d(1, 5)), "conv1", "input")
        assert lines == {
            "height": "(3 − 5)/1 + 1 = −1",
            "width": "(3 − 5)/1 + 1 = −1",
        }

    def test_of_a_layer_whose_input_is_not_known(self) -> None:
        analysis = analyse(Network(layers={"relu1": ReLU()}))
        assert explain(analysis.layers["relu1"]) == ()


def test_branches_too_far_apart_for_a_projection_are_a_problem_without_that_fix() -> None:
    wires = [("input", "pool"), ("input", "add"), ("pool", "add")]
    network = Network(
        layers={"input": Input(1, 4096, 4096), "pool": AdaptiveAvgPool2d(1), "add": Add()},
        wires=tuple(Wire(*ends) for ends in wires),
    )
    (problem,) = analyse(network).errors
    assert problem.layer == "add"
    assert not any("project" in fix.label for fix in problem.fixes)
