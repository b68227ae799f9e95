"""One pass over a network: shapes, counts, memory, receptive fields and problems per layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from app.language import figures, tr
from app.network.arithmetic import Shape, Window, shape_text
from app.network.edits import Edit
from app.network.graph import Network, NetworkError
from app.network.layer import Layer, Measure
from app.network.layers.dense import Input
from app.network.layers.merge import Add, Concatenate
from app.network.problems import Problem, layer_problems, network_problems

BYTES_PER_NUMBER = 4
"""Activations, parameters and gradients are 32-bit floats."""


class ReceptiveField(NamedTuple):
    """Which pixels of the input one unit sees, each entry as (height, width).

    The unit at row y, column x sees `size` pixels beginning at `offset + (y, x) · stride`; a
    negative offset lies in the padding. A unit that sees all its layer's input has stride 0.
    Beyond a million million pixels, which only rows of huge strides reach, it is not followed:
    the numbers would gain digits with every layer.
    Source of the recursion: Araujo, Norris, Sim, "Computing Receptive Fields of Convolutional
    Neural Networks", Distill 2019.
    """

    size: tuple[int, int]
    stride: tuple[int, int]
    offset: tuple[int, int]


_LARGEST_FIELD = 10**12
_PIXEL = ReceptiveField(size=(1, 1), stride=(1, 1), offset=(0, 0))


class Given(NamedTuple):
    """What a wire brings, as far as sizes and receptive fields are concerned."""

    shape: Shape | None
    receptive_field: ReceptiveField | None
    grid: tuple[int, int] | None


@dataclass(frozen=True)
class LayerAnalysis:
    """What is known of one layer; `given` is what its wires bring, in their order."""

    name: str
    layer: Layer
    given: tuple[Given, ...]
    measure: Measure | None
    receptive_field: ReceptiveField | None
    grid: tuple[int, int] | None
    """(height, width) of the feature maps this layer's units lie on, or came from if flattened."""
    problems: tuple[Problem, ...] = ()

    @cached_property
    def inputs(self) -> tuple[Shape, ...]:
        """The shapes that come in; empty where there are none or not all are known."""
        shapes = tuple(given.shape for given in self.given if given.shape is not None)
        return shapes if len(shapes) == len(self.given) else ()

    @property
    def input(self) -> Shape | None:
        """The shape that comes in, the first of several; None while it is not known."""
        return self.inputs[0] if self.inputs else None

    @cached_property
    def output(self) -> Shape | None:
        return self.measure.output if self.measure else None

    @cached_property
    def gives(self) -> Given:
        """What the layers behind this one depend on."""
        return Given(self.output, self.receptive_field, self.grid)

    @cached_property
    def weights(self) -> int:
        """Learned numbers without the biases."""
        return self.measure.weights.value if self.measure and self.output else 0

    @cached_property
    def biases(self) -> int:
        return self.measure.biases.value if self.measure and self.output else 0

    @cached_property
    def parameters(self) -> int:
        return self.weights + self.biases

    @cached_property
    def macs(self) -> int:
        """Multiply-accumulates for one image."""
        return self.measure.macs.value if self.measure and self.output else 0

    @cached_property
    def activations(self) -> int:
        """Numbers in the output for one image."""
        count = 1 if self.output else 0
        for size in self.output or ():
            count *= size
        return count

    @property
    def forward_bytes(self) -> int:
        """Memory for the output of one image and the parameters."""
        return BYTES_PER_NUMBER * (self.activations + self.parameters)

    @property
    def training_bytes(self) -> int:
        """The same with a gradient beside every activation and parameter."""
        return 2 * self.forward_bytes


@dataclass(frozen=True)
class Analysis:
    """The whole network, layer by layer in order, with the totals."""

    layers: Mapping[str, LayerAnalysis]
    problems: tuple[Problem, ...]

    @cached_property
    def parameters(self) -> int:
        return sum(layer.parameters for layer in self.layers.values())

    @cached_property
    def weights(self) -> int:
        """Learned numbers without the biases."""
        return sum(layer.weights for layer in self.layers.values())

    @cached_property
    def macs(self) -> int:
        return sum(layer.macs for layer in self.layers.values())

    @cached_property
    def activations(self) -> int:
        return sum(layer.activations for layer in self.layers.values())

    @cached_property
    def forward_bytes(self) -> int:
        return BYTES_PER_NUMBER * (self.activations + self.parameters)

    @cached_property
    def training_bytes(self) -> int:
        return 2 * self.forward_bytes

    @cached_property
    def outputs(self) -> dict[str, Shape | None]:
        """The output shape of each layer; None where it is not known."""
        return {name: layer.output for name, layer in self.layers.items()}

    @cached_property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "error")


def analyse(network: Network, before: Analysis | None = None) -> Analysis:
    """Shapes, counts, receptive fields and problems of every layer. Never raises.

    Layers are measured once per distinct settings and input shape. With `before`, the analysis
    of the network before an edit, what is known of the layers that the edit did not touch is
    taken over as it is, which also tells views what need not be drawn anew.
    """
    known = before.layers if before and _same_images(network, before) else {}
    found: dict[str, LayerAnalysis] = {}
    for name in network.order:
        layer = network.layers[name]
        given = tuple([found[source].gives for source in network.sources_of[name]])
        old = known.get(name)
        # The fixes of a problem are edits of the network that it was found in.
        if old and old.layer is layer and old.given == given and not old.problems:
            found[name] = old
        else:
            found[name] = _analyse_layer(network, name, layer, found, given)
    problems = [problem for layer in found.values() for problem in layer.problems]
    # Without an Input nothing is connected: what all others follow from is told first.
    return Analysis(layers=found, problems=(*network_problems(network), *problems))


def why_no_scores(network: Network, of_end: str = "") -> str:
    """A sentence on why a network gives no scores of classes, for one of which that is known.

    It names the first layer that does not work: the end is not to blame for one before it. `of_end`
    is what there is to say of the end where all layers work.
    """
    errors = analyse(network).errors
    if errors:
        return tr("The network does not work yet. {problem}", problem=errors[0].located)
    return of_end or tr("The network must end in one layer that gives a number for each class.")


def _same_images(network: Network, before: Analysis) -> bool:
    """Whether the Inputs are those of before: their size cuts what dense layers see."""
    return all(
        name in before.layers and before.layers[name].layer is network.layers[name]
        for name in network.inputs
    )


def _analyse_layer(
    network: Network,
    name: str,
    layer: Layer,
    found: Mapping[str, LayerAnalysis],
    given: tuple[Given, ...],
) -> LayerAnalysis:
    def output_of(source: str) -> Shape | None:
        return found[source].output

    def errors_left(edit: Edit) -> int:
        try:
            changed = edit.apply(network)
        except NetworkError:  # no way out then
            return len(network.layers) + 1
        return len(analyse(changed, Analysis(found, ())).errors)

    if isinstance(layer, Input):
        return LayerAnalysis(name, layer, (), layer.measure(()), _PIXEL, _grid(layer.shape))
    inputs = tuple([each.shape for each in given if each.shape is not None])
    if not inputs or len(inputs) < len(given):
        problems = layer_problems(network, name, None, output_of, errors_left)
        return LayerAnalysis(name, layer, given, None, None, None, problems)
    measure = _measured(layer, inputs)
    sources = [found[source] for source in network.sources_of[name]]
    field = _receptive_field(sources, measure, network)
    grid = _grid(measure.output) or sources[0].grid
    problems = ()
    if measure.faults:
        problems = layer_problems(network, name, measure, output_of, errors_left)
    return LayerAnalysis(name, layer, given, measure, field, grid, problems)


def _grid(shape: Shape | None) -> tuple[int, int] | None:
    if shape is None or len(shape) == 1:
        return None
    return (shape[1], shape[2]) if len(shape) == 3 else (1, shape[1])


@lru_cache(maxsize=32_768)
def _measured(layer: Layer, input_shapes: tuple[Shape, ...]) -> Measure:
    return layer.measure_all(input_shapes)


def _receptive_field(
    sources: Sequence[LayerAnalysis], measure: Measure, network: Network
) -> ReceptiveField | None:
    if measure.output is None:
        return None
    if len(sources) > 1:
        return _seen_together(sources, network)
    source = sources[0]
    before = source.receptive_field
    if before is None:
        return None
    if measure.loses_positions:
        return before if before.stride == (0, 0) else None
    if measure.window:
        return _through_window(before, measure.window)
    if measure.sees_all and source.grid and before.stride != (0, 0):
        return _union(before, source.grid, _image_size(source, network))
    return before


def _image_size(source: LayerAnalysis, network: Network) -> tuple[int, int]:
    image = network.layers[network.input_of[source.name]]
    assert isinstance(image, Input)
    return image.height, image.width


def _seen_together(sources: Sequence[LayerAnalysis], network: Network) -> ReceptiveField | None:
    """What a unit sees through several branches: the smallest rectangle around all they see.

    Where one branch sees everything, so does the unit. Branches whose units lie at different
    distances on the image have no rectangle that moves with the unit: None.
    """
    fields = []
    everything = any(s.receptive_field and s.receptive_field.stride == (0, 0) for s in sources)
    for source in sources:
        field = source.receptive_field
        if field is None:
            return None
        if everything and field.stride != (0, 0) and source.grid:
            field = _union(field, source.grid, _image_size(source, network))
        fields.append(field)
    if len({field.stride for field in fields}) > 1:
        return None
    starts = [min(field.offset[i] for field in fields) for i in range(2)]
    stops = [max(field.offset[i] + field.size[i] for field in fields) for i in range(2)]
    return ReceptiveField(
        size=(stops[0] - starts[0], stops[1] - starts[1]),
        stride=fields[0].stride,
        offset=(starts[0], starts[1]),
    )


def _through_window(before: ReceptiveField, window: Window) -> ReceptiveField | None:
    (size_y, size_x), (step_y, step_x), (at_y, at_x) = before
    if max(size_y, size_x, step_y, step_x) > _LARGEST_FIELD:
        return None
    return ReceptiveField(
        size=(size_y + (window.span[0] - 1) * step_y, size_x + (window.span[1] - 1) * step_x),
        stride=(step_y * window.stride[0], step_x * window.stride[1]),
        offset=(at_y - window.padding[0] * step_y, at_x - window.padding[1] * step_x),
    )


def _union(field: ReceptiveField, grid: tuple[int, int], image: tuple[int, int]) -> ReceptiveField:
    """What all units of a grid see together, cut to the image."""
    starts = [max(0, field.offset[i]) for i in range(2)]
    stops = [
        min(image[i], field.offset[i] + (grid[i] - 1) * field.stride[i] + field.size[i])
        for i in range(2)
    ]
    return ReceptiveField(
        size=(max(0, stops[0] - starts[0]), max(0, stops[1] - starts[1])),
        stride=(0, 0),
        offset=(starts[0], starts[1]),
    )


class Explanation(NamedTuple):
    """One line of arithmetic for the inspector: of what, as `_SUBJECTS` has it, and the line."""

    key: str
    arithmetic: str

    @property
    def subject(self) -> str:
        """What it is about, in the window's language."""
        return _SUBJECTS[self.key]


_SUBJECTS: Mapping[str, str] = {
    "height": tr("height"),
    "width": tr("width"),
    "length": tr("length"),
    "output": tr("output"),
    "features": tr("features"),
    "parameters": tr("parameters"),
    "MACs": tr("MACs"),
    "activations": tr("activations"),
    "receptive field": tr("receptive field"),
}


def explain(layer: LayerAnalysis, source: LayerAnalysis | None = None) -> tuple[Explanation, ...]:
    """The formulas of one layer with its numbers; `source` is the layer that feeds it."""
    measure = layer.measure
    if measure is None:
        return ()
    axes = ("height", "width") if len(measure.sizes) == 2 else ("length",)
    lines = [Explanation(axis, size.text) for axis, size in zip(axes, measure.sizes, strict=False)]
    if measure.output is None:
        return tuple(lines)
    if len(layer.inputs) > 1:
        lines.append(Explanation("output", _merging_text(layer, measure.output)))
    elif layer.input and len(layer.input) > 1 and len(measure.output) == 1:
        product = "·".join(map(str, layer.input))
        lines.append(Explanation("features", f"{product} = {figures(f'{measure.output[0]:,}')}"))
    else:
        lines.append(Explanation("output", shape_text(measure.output)))
    if layer.parameters:
        lines.append(Explanation("parameters", _parameters_text(measure)))
    if layer.macs:
        lines.append(Explanation("MACs", f"{measure.macs.text} = {figures(f'{layer.macs:,}')}"))
    lines.append(Explanation("activations", _product_text(measure.output)))
    field_before = source.receptive_field if source else None
    if field_before and layer.receptive_field and measure.window:
        lines.extend(_field_lines(field_before, layer.receptive_field, measure.window))
    elif layer.receptive_field and layer.receptive_field.stride == (0, 0):
        height, width = layer.receptive_field.size
        seen = tr("{height}×{width}: all that the layers before it see", height=height, width=width)
        lines.append(Explanation("receptive field", seen))
    return tuple(lines)


def _merging_text(layer: LayerAnalysis, output: Shape) -> str:
    """How the shapes of several inputs make that of the output."""
    if isinstance(layer.layer, Concatenate):
        channels = " + ".join(str(shape[0]) for shape in layer.inputs)
        rest = tr(" channels: {shape}", shape=shape_text(output)) if len(output) > 1 else ""
        return f"{channels} = {figures(f'{output[0]:,}')}{rest}"
    sign = " + " if isinstance(layer.layer, Add) else " · "
    return f"{sign.join(map(shape_text, layer.inputs))} → {shape_text(output)}"


def _parameters_text(measure: Measure) -> str:
    total = measure.weights.value + measure.biases.value
    text = measure.weights.text
    if measure.biases.value:
        text += f" + {measure.biases.text}"
    return f"{text} = {figures(f'{total:,}')}" if text != str(total) else figures(f"{total:,}")


def _product_text(shape: Shape) -> str:
    count = 1
    for size in shape:
        count *= size
    return (
        f"{'·'.join(map(str, shape))} = {figures(f'{count:,}')}"
        if len(shape) > 1
        else figures(f"{count:,}")
    )


def _field_lines(
    before: ReceptiveField, after: ReceptiveField, window: Window
) -> list[Explanation]:
    def line(i: int) -> str:
        return f"{before.size[i]} + ({window.span[i]} − 1)·{before.stride[i]} = {after.size[i]}"

    if line(0) == line(1):
        return [Explanation("receptive field", line(0))]
    return [
        Explanation(
            "receptive field", tr("{height} high, {width} wide", height=line(0), width=line(1))
        )
    ]
