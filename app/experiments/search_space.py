"""What a search may change, as plain data: any setting of the recipe or of a layer, with its range.

A subject is `learning_rate` for a setting of the recipe and `conv1.out_channels` for one of a
layer. In text, as the command line has it::

    learning_rate=1e-4..1:log    conv1.out_channels=4..32    optimizer=sgd,adam
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.language import tr
from app.network.edits import SetFields
from app.network.fields import Field, fields_of
from app.network.graph import Network, NetworkError
from app.training.recipe import Recipe, with_settings

FIXED = ("epochs", "device", "precision", "difficulty")
"""Settings of the recipe that are no subject of a search: it decides the epochs itself, and all
trials are on the same data."""
MARGIN = 0.1
"""A narrowed range reaches this share of the old one beyond the best values, to each side."""
Value = float | int | str | bool


@dataclass(frozen=True)
class Range:
    """Numbers from `lowest` to `highest`, both included; `log` for those that count in factors."""

    lowest: float
    highest: float
    log: bool = False
    whole: bool = False

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lowest) and math.isfinite(self.highest)):
            raise ValueError(tr("a range goes from one number to another"))
        if not self.lowest < self.highest:
            raise ValueError(
                tr("{lowest:g} is not below {highest:g}", lowest=self.lowest, highest=self.highest)
            )
        if self.log and self.lowest <= 0:
            raise ValueError(
                tr("a range in factors begins above 0, not at {lowest:g}", lowest=self.lowest)
            )

    @property
    def text(self) -> str:
        ends = f"{_number(self.lowest, self.whole)}..{_number(self.highest, self.whole)}"
        return f"{ends}:log" if self.log else ends

    def share(self, value: float) -> float:
        """Where a value lies, 0 at the lowest and 1 at the highest."""
        low, high = self._scaled(self.lowest), self._scaled(self.highest)
        return (self._scaled(value) - low) / (high - low)

    def narrowed(self, best: Sequence[float]) -> Range:
        """The part of it around the best values, see `MARGIN`."""
        shares = [self.share(value) for value in best]
        lowest = self._at(max(0.0, min(shares) - MARGIN))
        highest = self._at(min(1.0, max(shares) + MARGIN))
        if self.whole:
            lowest, highest = float(math.floor(lowest)), float(math.ceil(highest))
            lowest, highest = max(self.lowest, lowest), min(self.highest, highest)
        return Range(lowest, highest, self.log, self.whole)

    def _scaled(self, value: float) -> float:
        return math.log(value) if self.log else value

    def _at(self, share: float) -> float:
        if share in (0.0, 1.0):  # the ends as they were given, not as logarithms have them
            return self.highest if share else self.lowest
        low, high = self._scaled(self.lowest), self._scaled(self.highest)
        value = low + share * (high - low)
        rounded = float(f"{math.exp(value) if self.log else value:.3g}")
        return min(max(rounded, self.lowest), self.highest)


@dataclass(frozen=True)
class Choices:
    """Some values to choose from."""

    values: tuple[Value, ...]

    def __post_init__(self) -> None:
        if len(set(self.values)) < 2:
            raise ValueError(tr("there must be at least two different values to choose from"))

    @property
    def text(self) -> str:
        return ",".join(_value_text(value) for value in self.values)

    def narrowed(self, best: Sequence[Value]) -> Choices:
        """Those among the best; all where only one would be left, for one is no choice."""
        kept = tuple(value for value in self.values if value in best)
        return Choices(kept) if len(kept) > 1 else self


@dataclass(frozen=True)
class SearchSpace:
    """The subjects of a search, each with what it may be."""

    over: Mapping[str, Range | Choices]

    def __post_init__(self) -> None:
        if not self.over:
            raise ValueError(tr("name at least one setting to search over"))

    def applied(
        self, network: Network, recipe: Recipe, values: Mapping[str, Value]
    ) -> tuple[Network, Recipe]:
        """Both with these values; ValueError or NetworkError where they do not fit."""
        settings = {}
        for subject, value in values.items():
            layer, _, name = subject.rpartition(".")
            if layer:
                network = SetFields(layer, {name: value}).apply(network)
            else:
                settings[name] = value
        return network, with_settings(recipe, settings)

    def narrowed(self, best: Sequence[Mapping[str, Value]]) -> SearchSpace:
        """The space around some good trials."""
        over: dict[str, Range | Choices] = {}
        for subject, among in self.over.items():
            values = [trial[subject] for trial in best]
            if isinstance(among, Range):
                over[subject] = among.narrowed([float(value) for value in values])
            else:
                over[subject] = among.narrowed(values)
        return SearchSpace(over)

    @property
    def texts(self) -> list[str]:
        """In text, a subject each, as `parse_space` reads them."""
        return [f"{subject}={among.text}" for subject, among in self.over.items()]


def subjects(network: Network) -> dict[str, Field]:
    """Everything that can be searched over, in the order of recipe and network."""
    found = {entry.name: entry for entry in fields_of(Recipe) if entry.name not in FIXED}
    for name, layer in network.layers.items():
        if layer.family != "input":
            found.update({f"{name}.{entry.name}": entry for entry in fields_of(type(layer))})
    return found


def parse_space(texts: Iterable[str], network: Network, recipe: Recipe) -> SearchSpace:
    """The space in texts such as "learning_rate=1e-4..1:log"; ValueError says what is wrong."""
    known = subjects(network)
    over: dict[str, Range | Choices] = {}
    for text in texts:
        subject, equals, among = (part.strip() for part in text.partition("="))
        if not equals:
            raise ValueError(
                tr(
                    "{text!r} names no values: write {subject}=LOW..HIGH",
                    text=text,
                    subject=subject or tr("setting"),
                )
            )
        if subject in over:
            raise ValueError(tr("{subject} is named twice", subject=subject))
        if subject not in known:
            raise ValueError(_unknown(subject, network))
        try:
            over[subject] = _parsed(known[subject], among)
        except ValueError as error:
            raise ValueError(f"{subject}: {error}") from error
    space = SearchSpace(over)
    for value in _corners(space):
        try:
            space.applied(network, recipe, value)
        except NetworkError as error:
            raise ValueError(str(error)) from error
    return space


def parse_value(text: str, network: Network) -> tuple[str, Value]:
    """The subject and the one value in a text such as "optimizer=sgd"; ValueError."""
    subject, equals, value = (part.strip() for part in text.partition("="))
    if not equals:
        raise ValueError(
            tr(
                "{text!r} names no value: write {subject}=VALUE",
                text=text,
                subject=subject or tr("setting"),
            )
        )
    known = subjects(network)
    if subject not in known:
        raise ValueError(_unknown(subject, network))
    return subject, _one(known[subject], value)


def usual_range(field: Field, value: Any) -> Range | Choices | None:
    """A range to begin with around a setting's present value; None where there is none."""
    if field.kind == "choice":
        return Choices(field.words)
    if field.kind == "flag":
        return Choices((True, False))
    if field.kind == "real":
        if field.maximum <= 1:
            return Range(field.minimum, min(field.maximum, 0.9) if field.minimum < 0.9 else 1.0)
        centre = value if isinstance(value, float) and value > 0 else 1e-3
        return Range(max(centre / 100, 1e-12), min(centre * 100, field.maximum), log=True)
    if isinstance(value, int):
        lowest, highest = max(int(field.minimum), value // 4), min(int(field.maximum), value * 4)
        if lowest < highest:
            return Range(lowest, highest, whole=True)
    return None


def _parsed(field: Field, text: str) -> Range | Choices:
    body, colon, scale = text.partition(":")
    if colon and scale.strip() != "log":
        raise ValueError(
            tr("after the colon stands log or nothing, not {scale!r}", scale=scale.strip())
        )
    if ".." not in body:
        if colon:
            raise ValueError(
                tr("log goes with a range, LOW..HIGH:log, not with {body!r}", body=body)
            )
        return Choices(tuple(_one(field, part.strip()) for part in body.split(",")))
    if field.kind in ("choice", "flag"):
        raise ValueError(
            tr("it is {allowed}: name some of them, with commas", allowed=field.allowed)
        )
    ends = body.split("..")
    if len(ends) != 2:
        raise ValueError(tr("{body!r} is no range: write LOW..HIGH", body=body))
    whole = field.kind in ("whole", "pair")
    lowest, highest = (_one(field, end.strip()) for end in ends)
    assert not isinstance(lowest, str)
    assert not isinstance(highest, str)
    return Range(lowest, highest, log=bool(colon), whole=whole)


def _one(field: Field, text: str) -> Value:
    """One value of a setting, from text."""
    value: Value = text
    if field.kind == "flag":
        value = {"true": True, "false": False}.get(text.lower(), text)
    elif field.kind != "choice" and text not in field.words:
        try:
            value = float(text)
        except ValueError:
            raise ValueError(tr("{text!r} is no number", text=text)) from None
        if field.kind != "real" and value.is_integer():
            value = int(value)
    checked: Value = field.checked(value)
    return checked


def _corners(space: SearchSpace) -> Iterable[dict[str, Value]]:
    """Every value that is named, on its own: each must be one that its setting takes."""
    for subject, among in space.over.items():
        values: tuple[Value, ...]
        if isinstance(among, Choices):
            values = among.values
        else:
            ends = (among.lowest, among.highest)
            values = tuple(int(end) for end in ends) if among.whole else ends
        yield from ({subject: value} for value in values)


def _unknown(subject: str, network: Network) -> str:
    layer, _, name = subject.rpartition(".")
    if not layer:
        names = ", ".join(e.name for e in fields_of(Recipe) if e.name not in FIXED)
        return tr(
            "{subject!r} cannot be searched over; of the recipe, these can: {names}",
            subject=subject,
            names=names,
        )
    if layer not in network.layers:
        return tr(
            "there is no layer {layer!r}; there are {layers}",
            layer=layer,
            layers=", ".join(network.layers),
        )
    names = ", ".join(entry.name for entry in fields_of(type(network.layers[layer])))
    return tr(
        "{layer} has no setting {name!r}; it has {settings}",
        layer=layer,
        name=name,
        settings=names or tr("none"),
    )


def _number(value: float, whole: bool) -> str:
    return str(int(value)) if whole else f"{value:.10g}"


def _value_text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
