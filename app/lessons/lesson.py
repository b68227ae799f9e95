"""A lesson as data: scenes with words, what each puts on the screen, and what it asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec

from app.lessons.looking import (
    EvaluationLook,
    ExcitesLook,
    InvarianceLook,
    MapsLook,
    WhereLook,
)
from app.lessons.notice import Notice

PanelName = Literal[
    "palette",
    "inspector",
    "recipe",
    "curves",
    "feature_maps",
    "filters",
    "data",
    "probe",
    "summary",
    "problems",
    "evaluation",
    "layer_health",
    "runs",
    "invariance",
    "backprop",
    "functions",
    "explanation",
    "structure",
    "predictions",
]
"""The panels of the window, by the names of their docks."""

_Number = int | float

MOST_STEPS = 100_000
"""Of training in one scene."""


class _Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the blocks of a lesson's file are made of."""


class ProbeForm(_Form, frozen=True):
    """The image to look at: of the data set, typed as a matrix, or the bundled picture."""

    image: Annotated[int, msgspec.Meta(ge=0)] | None = None
    part: Literal["train", "validation", "test"] = "test"
    matrix: str = ""
    levels: Literal["0 or 1", "0 to 255"] = "0 or 1"
    picture: Literal["", "scene"] = ""
    changes: dict[str, _Number] = {}
    """Shift, turn and so on, by the names of `ProbeChanges`."""


class TrainForm(_Form, frozen=True):
    """How far to train: from the first weights of the recipe's seed, or `further` from here."""

    epochs: Annotated[int, msgspec.Meta(ge=0, le=100)] = 0
    steps: Annotated[int, msgspec.Meta(ge=0, le=MOST_STEPS)] = 0
    further: bool = False


class SearchForm(_Form, frozen=True):
    """A search for settings, as the window Search settings takes it: coarse, then fine."""

    over: Annotated[list[str], msgspec.Meta(min_length=1)]
    """Settings with their ranges, "learning_rate=1e-4..1:log"."""
    trials: Annotated[int, msgspec.Meta(ge=1, le=100)]
    epochs: Annotated[int, msgspec.Meta(ge=1, le=100)] = 1
    fine_trials: Annotated[int, msgspec.Meta(ge=0, le=100)] = 0
    fine_epochs: Annotated[int, msgspec.Meta(ge=1, le=100)] = 1


class EnsembleForm(_Form, frozen=True):
    """An ensemble, as the window Ensemble takes it; `epochs` of each, or of all snapshots."""

    members: Annotated[int, msgspec.Meta(ge=2, le=20)]
    epochs: Annotated[int, msgspec.Meta(ge=1, le=100)]
    method: Literal["bagging", "snapshots"] = "bagging"


class QuestionForm(_Form, frozen=True):
    """Something to predict before the scene is shown.

    `answer` is a number, one of the `choices`, or words such as "height of conv1" that are
    worked out from the network of the scene.
    """

    ask: str
    answer: _Number | str
    choices: list[str] = []
    tolerance: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    because: str = ""
    """Said with the answer where no arithmetic makes it."""


class SceneForm(_Form, frozen=True):
    """The block of one scene, as it stands in the file."""

    rows: list[str] = []
    network: str | list[str] | None = None
    pattern: dict[str, Any] = {}
    """Numbers of the general pattern, by the names of `Pattern`; `image` and `classes` as well."""
    set_: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict, name="set")
    add: list[str] = []
    remove: list[str] = []
    recipe: dict[str, Any] = {}
    kernels: dict[str, str | list[str]] = {}
    mute: dict[str, list[Annotated[int, msgspec.Meta(ge=0)]]] = {}
    """Filters of layers, or units of dense ones, that answer zero to everything."""
    probe: ProbeForm | None = None
    select: str | list[str] = []
    zoom: str = ""
    lens: str = ""
    panel: PanelName | None = None
    maps: MapsLook | None = None
    where: WhereLook | None = None
    excites: ExcitesLook | None = None
    invariance: InvarianceLook | None = None
    evaluation: EvaluationLook | None = None
    gallery: str = ""
    """Shown over canvas and panels: "winners", or words that are searched for."""
    train: TrainForm | None = None
    preview: Literal["", "augmentation", "preprocessing"] = ""
    search: SearchForm | None = None
    ensemble: EnsembleForm | None = None
    notice: list[str] = []
    question: QuestionForm | None = None

    @property
    def panels(self) -> tuple[PanelName, ...]:
        """The panels that are to come to the front; more than one makes no sense."""
        looks: tuple[tuple[PanelName, object], ...] = (
            ("feature_maps", self.maps),
            ("explanation", self.where),
            ("explanation", self.excites),
            ("invariance", self.invariance),
            ("evaluation", self.evaluation),
        )
        named = (self.panel,) if self.panel is not None else ()
        return (*named, *(name for name, look in looks if look is not None))


class Scene(msgspec.Struct, frozen=True):
    """One scene: what is said, and its block."""

    title: str
    words: str
    """Markdown, said when the scene begins."""
    then: str
    """Markdown, said once the question is answered; what stands behind the block."""
    form: SceneForm
    notes: str = ""
    """Markdown, which only the lecturer sees."""
    notices: tuple[Notice, ...] = ()
    """What must be seen when the scene is on the screen."""


class Lesson(msgspec.Struct, frozen=True):
    """A title, what it is about, and the scenes in their order."""

    name: str
    """The file's, without its ending."""
    title: str
    about: str
    scenes: tuple[Scene, ...]

    @property
    def rows(self) -> Mapping[str, tuple[str, ...]]:
        """The rows of the lectures that it shows, each with the titles of the scenes."""
        found: dict[str, tuple[str, ...]] = {}
        for scene in self.scenes:
            for row in scene.form.rows:
                found[row] = (*found.get(row, ()), scene.title)
        return found
