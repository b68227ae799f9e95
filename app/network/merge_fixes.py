"""Settings in the branches before a merge that would make its inputs go together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from math import prod
from operator import lt
from typing import Any, NamedTuple

from app.language import tr
from app.network.arithmetic import Shape, WindowSize
from app.network.edits import Edit, SetFields, Together
from app.network.fields import IntOrPair, as_pair, fields_of, short_text, values_of
from app.network.graph import Network
from app.network.layer import Layer
from app.network.setting_titles import setting_title

Outputs = Callable[[str], Shape | None]
"""The output shape of each layer as the network stands."""

Settings = Mapping[str, Mapping[str, Any]]
"""By layer, the settings to change and their new values."""

_WORDS = {"kernel_size": "kernel"}
_COUNTS = ("out_channels", "out_features")
"""The settings that say how many channels or values a layer gives."""
_TRIED = 4
"""So many layers of a branch are tried for a setting, the nearest to the merge first."""
_TARGETS = 3
"""So many of the shapes that meet are tried as what all others should become."""
_AT_ONCE = 16
"""So many branches are changed at once."""
_COMPARED = 16
"""So many different shapes are compared with all others."""
_LARGEST = 1_024


class Mend(NamedTuple):
    """A way to make the inputs agree, in words and as an edit."""

    label: str
    edit: Edit


def merge_mends(network: Network, merge: str, outputs: Outputs) -> tuple[Mend, ...]:
    """The settings that make the inputs of a merge go together, the likeliest first.

    Tried are the paddings, strides and numbers of filters of layers that lead to the merge by one
    branch and nowhere else, so that nothing but that branch changes. Where several branches
    differ from the rest, a mend changes them all at once.
    """
    branches = [_Branch(network, merge, source, outputs) for source in network.sources_of[merge]]
    found: dict[str, Mend] = {}
    for target in _targets(branches):
        for settings in _agreeing(branches, target):
            mend = _mend(settings)
            found.setdefault(mend.label, mend)
    return tuple(found.values())


def _targets(branches: list[_Branch]) -> list[Shape]:
    """The shapes to agree on: those that most inputs go with, then the largest maps.

    Windows that were not padded make maps smaller than they were meant to be.
    """
    merge = branches[0].merging
    shapes = Counter(branch.now for branch in branches)
    going = {
        shape: sum(count for other, count in shapes.items() if _agree(merge, other, shape))
        for shape in list(shapes)[:_COMPARED]
    }
    ranked = sorted(going, key=lambda shape: (-going[shape], -prod(shape[1:])))
    targets: list[Shape] = []
    for shape in ranked:
        if not any(_agree(merge, shape, target) for target in targets):
            targets.append(shape)
    return targets[:_TARGETS]


def _agreeing(branches: list[_Branch], target: Shape) -> list[Settings]:
    """What would bring every input to `target`; several only where one branch differs."""
    merge = branches[0].merging
    differing = [branch for branch in branches if not _agree(merge, branch.now, target)]
    if not 1 <= len(differing) <= _AT_ONCE:
        return []
    ways = [list(branch.ways_to(target)) for branch in differing]
    if not all(ways):
        return []
    if len(ways) == 1:
        return ways[0]
    return [{name: values for settings in ways for name, values in settings[0].items()}]


def _agree(merge: Layer, shape: Shape | None, target: Shape) -> bool:
    return shape is not None and merge.measure_all((target, shape)).output is not None


def _mend(settings: Settings) -> Mend:
    """The edit, and its words: "padding 1 in conv2", "stride 2 in conv1 and conv4"."""
    alike: dict[str, list[str]] = {}
    for name, values in settings.items():
        alike.setdefault(_values_text(values), []).append(name)
    label = "; ".join(
        tr("{settings} in {layers}", settings=text, layers=_listed(names))
        for text, names in alike.items()
    )
    edits = tuple(SetFields(name, values) for name, values in settings.items())
    if len(edits) == 1:
        return Mend(label, edits[0])
    return Mend(label, Together(tr("Set {settings}", settings=label), edits))


def _values_text(values: Mapping[str, Any]) -> str:
    return _listed([_value_text(name, value) for name, value in values.items()])


def _value_text(name: str, value: Any) -> str:
    if name == "out_channels":
        return tr("1 filter") if value == 1 else tr("{count:,} filters", count=value)
    return f"{_WORDS.get(name) or setting_title(name)} {short_text(value)}"


def _listed(words: list[str]) -> str:
    """The words in one phrase, short enough for a button."""
    if len(words) > 4:
        words = [*words[:3], tr("{count} more", count=len(words) - 3)]
    *first, last = words
    return tr("{first} and {last}", first=", ".join(first), last=last) if first else last


@dataclass(frozen=True)
class _Branch:
    """What leads to a merge by its wire from `source`, and nowhere else."""

    network: Network
    merge: str
    source: str
    outputs: Outputs

    @property
    def merging(self) -> Layer:
        return self.network.layers[self.merge]

    @cached_property
    def now(self) -> Shape:
        shape = self.outputs(self.source)
        assert shape is not None  # or the merge would not have been measured
        return shape

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The layers of this branch alone, the nearest to the merge first."""
        targets = self.network.targets_of
        if targets[self.source] != (self.merge,):
            return ()
        own = {self.source}
        for name in self.network.upstream(self.source):
            if own.issuperset(targets[name]):
                own.add(name)
        ordered = (self.source, *self.network.upstream(self.source))
        return tuple(name for name in ordered if name in own)

    def given(self, name: str) -> tuple[Shape | None, ...]:
        """What comes into a layer now."""
        return tuple(map(self.outputs, self.network.sources_of[name]))

    def shape_with(self, changed: Mapping[str, Layer]) -> Shape | None:
        """What the branch gives when some of its layers have other settings."""
        new: dict[str, Shape | None] = {}
        for name in reversed(self.names):
            sources = self.network.sources_of[name]
            if name not in changed and not any(source in new for source in sources):
                continue
            shapes = [new[s] if s in new else self.outputs(s) for s in sources]
            known = tuple(shape for shape in shapes if shape is not None)
            if not known or len(known) < len(shapes):
                return None
            layer = changed.get(name, self.network.layers[name])
            new[name] = layer.measure_all(known).output
        return new.get(self.source, self.now)

    def ways_to(self, target: Shape) -> Iterator[Settings]:
        """Settings that make this branch's shape agree with `target`."""
        merge = self.merging
        for settings in self._windows_to(target):
            changed = self._changed(settings)
            if _agree(merge, self.shape_with(changed), target):
                yield settings
            elif counted := self._counting(settings, target):
                yield counted

    def _changed(self, settings: Settings) -> dict[str, Layer]:
        layers = self.network.layers
        return {name: replace(layers[name], **values) for name, values in settings.items()}

    def _counting(self, settings: Settings, target: Shape) -> Settings | None:
        """The nearest layer whose number of filters makes the channels agree, too."""
        counted = [(n, c) for n in self.names if (c := _count_of(self.network.layers[n]))]
        for name, count in counted[:_TRIED]:
            both = {**settings, name: {**settings.get(name, {}), count: target[0]}}
            try:
                changed = self._changed(both)
            except ValueError:  # beyond the limits of the setting
                continue
            if _agree(self.merging, self.shape_with(changed), target):
                return both
        return None

    def _windows_to(self, target: Shape) -> Iterator[Settings]:
        """Settings of windows that bring height and width to those of `target`."""
        if _agree(self.merging, (target[0], *self.now[1:]), target):
            yield {}  # only the number of channels is another
            return
        if len(self.now) != len(target):
            return
        grows = prod(target[1:]) > prod(self.now[1:])
        windows = [name for name in self.names if self._is_window(name)]
        padded = [name for name in windows if self._can_change(name, "padding", larger=grows)]
        strided = [name for name in windows if self._can_change(name, "stride", larger=not grows)]
        windows = windows[:_TRIED]
        found = (
            _first(self._padding(name, target) for name in padded[:_TRIED]),
            _first(self._stride(name, target) for name in strided[:_TRIED]),
        )
        ways = [way for way in found if way]
        ways = ways or [
            way
            for way in (
                self._usual_paddings(target),
                _first(self._stride_and_padding(name, target) for name in windows),
                _first(self._all_three(name, target) for name in windows),
            )
            if way
        ]
        yield from ways

    def _is_window(self, name: str) -> bool:
        (shape, *_) = self.given(name)
        layer = self.network.layers[name]
        if layer.takes_several or shape is None or not hasattr(layer, "stride"):
            return False
        sizes = layer.measure(shape).sizes
        return bool(sizes) and all(isinstance(size, WindowSize) for size in sizes)

    def _can_change(self, name: str, setting: str, *, larger: bool) -> bool:
        """Whether a setting can become larger, or else smaller: the map has to grow or shrink."""
        layer = self.network.layers[name]
        values = values_of(layer)
        if setting not in values or values[setting] == "same":
            return False
        now = as_pair(values[setting])
        if not larger:
            return max(now) > (1 if setting == "stride" else 0)
        halves = [size.span // 2 for size in self._sizes(layer, name)]
        return setting == "stride" or any(map(lt, now, halves))

    def _padding(self, name: str, target: Shape, **others: Any) -> Settings | None:
        """The padding, of half the window at most, that leads to the target's sizes."""
        layer = self.network.layers[name]
        if "padding" not in values_of(layer):
            return None
        spans = [size.span for size in self._sizes(_with(layer, padding=0), name)]
        most = [_most_padding(layer, span, axis) for axis, span in enumerate(spans)]
        ranges = [range(limit + 1) for limit in most]
        usual = [(span - 1) // 2 for span in spans]
        return self._solved(name, "padding", ranges, usual, target, others)

    def _stride(self, name: str, target: Shape) -> Settings | None:
        layer = self.network.layers[name]
        if getattr(layer, "padding", 0) == "same":
            return None
        sizes = self._sizes(layer, name)
        ranges = [range(min(_LARGEST, size.size), 0, -1) for size in sizes]
        usual = [1 for _ in sizes]
        return self._solved(name, "stride", ranges, usual, target, {})

    def _sizes(self, layer: Layer, name: str) -> tuple[WindowSize, ...]:
        (shape, *_) = self.given(name)
        assert shape is not None
        return tuple(s for s in layer.measure(shape).sizes if isinstance(s, WindowSize))

    def _solved(
        self,
        name: str,
        setting: str,
        ranges: list[range],
        usual: list[int],
        target: Shape,
        others: Mapping[str, Any],
    ) -> Settings | None:
        """The value of one setting that gives the target's sizes, searched by halving.

        `ranges` hold the values for each axis in the order in which they make the output larger.
        """
        layer = self.network.layers[name]
        if len(ranges) != len(target) - 1:
            return None

        def size(axis: int, step: int) -> int:
            values = tuple(each[min(step, len(each) - 1)] for each in ranges)
            shape = self._shape_if(name, {**others, setting: _written(values)})
            return shape[axis + 1] if shape else 0

        found: list[list[int]] = []
        for axis, values in enumerate(ranges):
            steps = range(len(values))
            wanted = target[axis + 1]
            along = partial(size, axis)
            first = bisect_left(steps, wanted, key=along)
            after = bisect_right(steps, wanted, key=along)
            found.append(sorted(values[step] for step in range(first, after)))
        if not all(found):
            return None
        now = getattr(layer, setting)
        before = usual if isinstance(now, str) else list(as_pair(now))
        best = _chosen(found, usual, before)
        settings = {name: {**others, setting: best}}
        if not others and best == now:
            return None
        return settings if self._sizes_agree(settings, target) else None

    def _shape_if(self, name: str, values: Mapping[str, Any]) -> Shape | None:
        return self.shape_with({name: replace(self.network.layers[name], **values)})

    def _sizes_agree(self, settings: Settings, target: Shape) -> bool:
        shape = self.shape_with(self._changed(settings))
        return shape is not None and shape[1:] == target[1:]

    def _usual_paddings(self, target: Shape) -> Settings | None:
        """The padding (F − 1)/2 for every window of the branch."""
        settings: dict[str, Mapping[str, Any]] = {}
        for name in reversed(self.names):
            layer = self.network.layers[name]
            if "padding" in values_of(layer) and self._is_window(name):
                padding = _keeping_size(self._sizes(_with(layer, padding=0), name))
                if padding != values_of(layer)["padding"]:
                    settings[name] = {"padding": padding}
        return settings if settings and self._sizes_agree(settings, target) else None

    def _stride_and_padding(self, name: str, target: Shape) -> Settings | None:
        layer = self.network.layers[name]
        (given, *_) = self.given(name)
        assert given is not None
        ratio = max(1, round(given[1] / target[1]))
        for stride in sorted({1, 2, min(ratio, _LARGEST)}):
            if getattr(layer, "stride", None) != stride:
                way = self._padding(name, target, stride=stride)
                if way:
                    return way
        return None

    def _all_three(self, name: str, target: Shape) -> Settings | None:
        """A window of odd size that keeps the size, in place of an even one, which cannot."""
        layer = self.network.layers[name]
        values = values_of(layer)
        if "padding" not in values or not isinstance(values["kernel_size"], int):
            return None
        kernel = values["kernel_size"] + 1 - values["kernel_size"] % 2
        if kernel > _LARGEST:
            return None
        odd = _with(layer, kernel_size=kernel, stride=1, padding=0)
        padding = _keeping_size(self._sizes(odd, name))
        wanted = {"kernel_size": kernel, "stride": 1, "padding": padding}
        settings = {name: {key: value for key, value in wanted.items() if values[key] != value}}
        return settings if self._sizes_agree(settings, target) else None


def _with(layer: Layer, **values: Any) -> Layer:
    return replace(layer, **values)


def _first(ways: Iterator[Settings | None]) -> Settings | None:
    return next((way for way in ways if way), None)


def _count_of(layer: Layer) -> str:
    """The setting that gives the number of channels; empty where the layer has none."""
    return next((f.name for f in fields_of(type(layer)) if f.name in _COUNTS), "")


def _most_padding(layer: Layer, span: int, axis: int) -> int:
    """Half the window: with more, whole windows would lie in the padding."""
    if layer.family == "pooling":  # torch counts a pooling's kernel without its dilation
        span = as_pair(values_of(layer)["kernel_size"])[axis]
    return min(span // 2, _LARGEST // 2)


def _keeping_size(sizes: tuple[WindowSize, ...]) -> IntOrPair:
    """(F − 1)/2 for each axis, which keeps the size of the map at stride 1."""
    return _written(tuple((size.span - 1) // 2 for size in sizes))


def _written(values: tuple[int, ...]) -> IntOrPair:
    """One number where both axes, or the only one, have it."""
    return values[0] if values[0] == values[-1] else (values[0], values[-1])


def _chosen(found: list[list[int]], usual: list[int], now: list[int]) -> IntOrPair:
    """The usual value if it will do, else the nearest to the present; one for both axes if any."""
    common = sorted(set(found[0]).intersection(*found[1:]))
    choices = [common] * len(found) if common else found
    best = []
    for axis, values in enumerate(choices):
        near = now[axis] if axis < len(now) else now[-1]
        wanted = usual[axis] if usual[axis] in values else near
        best.append(_nearest(values, wanted))
    return best[0] if common else _written(tuple(best))


def _nearest(values: list[int], wanted: int) -> int:
    return min(values, key=lambda value: abs(value - wanted))
