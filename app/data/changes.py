"""Changes to a data set for teaching: fewer images, fewer classes, imbalance, wrong labels.

They are plain values, so that a recipe can record them; `app.data.changing` makes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.language import tr
from app.network.arithmetic import percent_text
from app.network.fields import check_fields, fields_of, made_from, real, values_of, whole

MOST_CLASSES = 10_000


@dataclass(frozen=True)
class DataChanges:
    """What is done to a data set before it is learned from; the default is nothing.

    `classes` are the names of those that are kept, in all parts; none named keeps all of them.
    Everything else concerns the training images alone. ValueError for a value out of range.
    """

    classes: tuple[str, ...] = ()
    subset: int = whole(
        0,
        minimum=0,
        maximum=100_000_000,
        unit="images",
        help=tr("Train on so many images, each class in proportion; 0 takes all."),
    )
    imbalance: float = real(
        1.0,
        minimum=1.0,
        maximum=1_000.0,
        help=tr(
            "How many times as many images the first class has as the last; between them the "
            "numbers fall evenly by a factor. 1 leaves them."
        ),
    )
    label_noise: float = real(
        0.0,
        minimum=0.0,
        maximum=1.0,
        help=tr("Share of the training images that get a wrong label, any other alike."),
    )
    seed: int = whole(
        0,
        minimum=0,
        maximum=2_147_483_647,
        help=tr("Which images these are: another seed, others."),
    )

    def __post_init__(self) -> None:
        names = self.classes
        if (
            not isinstance(names, (tuple, list))
            or len(names) > MOST_CLASSES
            or not all(isinstance(name, str) for name in names)
        ):
            raise ValueError(tr("classes must be names of classes, not {names!r}", names=names))
        object.__setattr__(self, "classes", tuple(names))
        check_fields(self)

    @property
    def in_words(self) -> str:
        """ "classes cat, dog; 500 images; 20 % wrong labels"; empty where nothing is changed."""
        said = []
        if self.classes:
            shown = ", ".join(self.classes[:6]) + (" …" if len(self.classes) > 6 else "")
            said.append(tr("only {shown}", shown=shown))
        if self.imbalance > 1:
            said.append(tr("classes 1 to {imbalance:g} imbalanced", imbalance=self.imbalance))
        if self.subset:
            said.append(tr("{subset:,} training images at most", subset=self.subset))
        if self.label_noise:
            said.append(
                tr(
                    "{percent} of the training labels wrong",
                    percent=percent_text(self.label_noise, 0),
                )
            )
        return "; ".join(said)


UNCHANGED = DataChanges()


def changes_values(changes: DataChanges) -> dict[str, Any]:
    """The changes as a file states them: what differs from the default, by name."""
    values = {"classes": list(changes.classes), **values_of(changes)}
    defaults = {"classes": []} | {field.name: field.default for field in fields_of(DataChanges)}
    return {name: value for name, value in values.items() if value != defaults[name]}


def changes_from_values(values: Any) -> DataChanges:
    """The changes that a file states; ValueError for what `DataChanges` does not have."""
    if not isinstance(values, Mapping):
        raise ValueError(tr("changes must be settings by name, not {values!r}", values=values))  # noqa: TRY004
    rest = dict(values)
    classes = rest.pop("classes", ())
    return replace(made_from(DataChanges, rest), classes=classes)
