"""What the channels of a layer look for: in the images of the data set, and in images made so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.data.dataset import Dataset
from app.inspection.explanations import ChannelPatches, FoundPatches, ShownPatch
from app.inspection.questions import ChannelQuestion, PatchesQuestion
from app.language import tr
from app.network.tables import Table
from widgets.canvas.pixel import Pixel
from widgets.document import Document
from widgets.inquiries import Inquiries
from widgets.panels.explanation.asking import Asking
from widgets.panels.explanation.channel_pictures import ChannelPictures
from widgets.panels.explanation.made_image import MadeImage
from widgets.panels.explanation.patch_wall import PatchWall
from widgets.panels.explanation.work_bar import WorkBar
from widgets.panels.lettering import NoteLabel
from widgets.theme import GAP, NORMAL, font

_PARTS = (
    (tr("Validation images"), "validation"),
    (tr("Test images"), "test"),
    (tr("Training images"), "train"),
)
UNASKED = 5_000_000_000
"""Multiplications that a search may take which nobody asked for: a second or two."""
_USUAL = 1_000
_NO_LAYER = tr(
    "Select a layer on the canvas that works, such as a convolution, to see what its channels "
    "look for."
)


class FilterPage(QWidget):
    """Follows the layer that is selected on the canvas.

    `controls` say what is searched; they stand wherever there is room.
    """

    probe_chosen = Signal(str, int)
    pixel_chosen = Signal(object)

    def __init__(self, document: Document, inquiries: Inquiries, seen: Callable[[], bool]) -> None:
        super().__init__()
        self.setAccessibleName(tr("What it looks for"))
        self._document, self._seen = document, seen
        self._dataset: Dataset | None = None
        self._layer = ""
        self._known: object = None
        self._found: FoundPatches | None = None
        self._channel = 0
        self._step, self._training, self._untrained = 0, False, False
        self.search = Asking(inquiries, self._search_question, seen, self)
        self.detail = Asking(inquiries, self._detail_question, seen, self)
        self.made = MadeImage(inquiries, seen)
        self._make()
        self._lay_out()
        self._connect()
        self._follow()

    # Which layer

    @property
    def layer(self) -> str:
        """The layer whose channels are shown; empty while there is none."""
        return self._layer

    @property
    def found(self) -> FoundPatches | None:
        """What has been found for it."""
        return self._found

    def _follow(self) -> None:
        """Show the selected layer; without one the layer before, or else the first convolution."""
        layers = self._document.network.layers
        possible = [name for name in self._document.network.order if self._has_channels(name)]
        selected = [name for name in self._document.selection if name in possible]
        usual = [name for name in possible if layers[name].family == "convolution"]
        choices = (*selected[:1], *([self._layer] if self._layer in possible else []), *usual)
        self._turn_to(next(iter((*choices, *possible)), ""))

    def _has_channels(self, name: str) -> bool:
        analysis = self._document.analysis.layers[name]
        return analysis.output is not None and name not in self._document.network.inputs

    def _turn_to(self, layer: str) -> None:
        if layer != self._layer:
            self._layer, self._channel = layer, 0
            self._known = self._computed_from()
            self._forget()
        self._show()

    def _follow_network(self) -> None:
        """What was found stays while nothing that the layer is computed from has changed."""
        if self._computed_from() != self._known:
            self._known = self._computed_from()
            self.made.forget()
            self._forget()
        self._follow()

    def _computed_from(self) -> object:
        """The layers that the one on show is computed from, itself included, with their wires."""
        network = self._document.network
        if self._layer not in network.layers:
            return None
        names = (self._layer, *network.upstream(self._layer))
        return {name: (network.layers[name], network.sources_of[name]) for name in names}

    def _forget(self) -> None:
        self._found = None
        self.wall.show_patches(None, self._name)
        self._refusal = ""
        for asking in (self.search, self.detail):
            if asking.busy:
                asking.cancel()
        if self._layer and self._dataset is not None and self._is_quick:
            self.search.renew()

    def know_dataset(self, dataset: Dataset) -> None:
        """Search the images of this data set from now on."""
        self._dataset = dataset
        self._bound_count()
        self._forget()
        self._show()

    def show_step(self, step: int, *, untrained: bool) -> None:
        """The weights or the image are those of this step, or as they began."""
        changed, self._step, self._untrained = step != self._step, step, untrained
        if changed and not self._training and self._found is not None and self._is_quick:
            self.search.outdate(training=False)
        self._show_age()

    def note_training(self, *, training: bool) -> None:
        """Training has begun or stopped: at rest, patches that are quickly found come anew."""
        stopped, self._training = self._training and not training, training
        outdated = self._found is None or self._found.step != self._step
        if stopped and outdated and self._layer and self._is_quick:
            self.search.outdate(training=False)

    def rest(self) -> None:
        """The page cannot be seen any more."""
        for asking in (self.search, self.detail, self.made.asking):
            asking.rest()

    def resume(self) -> None:
        """The page can be seen again."""
        for asking in (self.search, self.detail, self.made.asking):
            asking.resume()

    @property
    def channel(self) -> int:
        """The channel that is shown closely."""
        return self._channel

    def show_channel(self, channel: int) -> None:
        """Show this channel of the layer, as a click on its picture does."""
        self._choose_channel(channel)
        self._show_channels()

    # What is asked

    @property
    def _is_quick(self) -> bool:
        """Whether to search unasked."""
        return self._document.analysis.macs * self.count.value() <= UNASKED

    def _search_question(self) -> PatchesQuestion | None:
        if not self._layer:
            return None
        return PatchesQuestion(self._layer, str(self.part.currentData()), self.count.value())

    def _detail_question(self) -> ChannelQuestion | None:
        return ChannelQuestion(self._found, self._channel) if self._found is not None else None

    def _search_anew(self) -> None:
        self.search.renew(slow=self.search.busy)

    def _search_elsewhere(self) -> None:
        self._bound_count()
        self._forget()
        self._show()

    def _bound_count(self) -> None:
        if self._dataset is None:
            return
        images = len(self._dataset.part(str(self.part.currentData())))
        with QSignalBlocker(self.count):
            self.count.setMaximum(max(1, images))
            self.count.setValue(min(_USUAL, images))

    # What is answered

    def _take_found(self, answer: object) -> None:
        assert isinstance(answer, FoundPatches)
        if answer.top.layer != self._layer:
            return
        self._found, self._refusal = answer, ""
        self._channel = min(self._channel, len(answer.strongest) - 1)
        self._show()
        self.detail.renew(slow=self.detail.busy)

    def _take_detail(self, answer: object) -> None:
        assert isinstance(answer, ChannelPatches)
        if answer.found is self._found and answer.channel == self._channel:
            self.wall.show_patches(answer, self._name)
            self._show_wall()

    def _refuse(self, why: str) -> None:
        self._refusal = why
        self._show()

    # What is shown

    def _name(self, label: int) -> str:
        classes = self._dataset.classes if self._dataset else ()
        return classes[label] if label < len(classes) else str(label)

    @property
    def _channels(self) -> int:
        analysis = self._document.analysis.layers.get(self._layer)
        return analysis.output[0] if analysis and analysis.output else 0

    @property
    def _gives_classes(self) -> bool:
        """Whether nothing computes on from the layer, which has a channel for each class."""
        last = not self._document.network.targets_of.get(self._layer, ())
        classes = self._dataset.classes if self._dataset else ()
        return last and self._channels == len(classes)

    def _show(self) -> None:
        self.title.setText(
            tr("{layer} · {channels} channels", layer=self._layer, channels=self._channels)
            if self._layer
            else ""
        )
        self.made.show_channel(self._layer, self._channel, self._channels)
        self._show_channels()
        self._show_wall()
        self._show_age()

    def _show_wall(self) -> None:
        empty = not self.wall.patches
        self.wall.setVisible(not empty)
        self.words.setVisible(empty)
        self.words.setText(self._why_empty())

    def _why_empty(self) -> str:
        if self._refusal:
            return self._refusal
        if not self._layer:
            return _NO_LAYER
        if self._found is not None:
            return (
                "" if self.detail.busy else tr("The units of this channel see nothing but padding.")
            )
        if self.search.busy:
            return tr("Searching …")
        if self._is_quick and not self.search.held:
            return tr("Looking …")
        return tr(
            "Search {count:,} images for those that excite the channels of "
            "{layer} most; training goes on meanwhile.",
            count=self.count.value(),
            layer=self._layer,
        )

    def _show_channels(self) -> None:
        """The strongest patch of every channel, or the image that was made for it."""
        class_name = self._name if self._gives_classes else None
        self.pictures.show_channels(self._channels, self._found, self.made.images, class_name)
        self.channels.mark(self._channel)

    def _show_age(self) -> None:
        """Say what was searched, and of which step it is."""
        found = self._found
        self.again.setText(tr("Search") if found is None else tr("Search again"))
        self.again.setVisible(bool(self._layer) and not self.search.busy)
        words = ""
        if found is not None:
            silent = len(found.top.silent)
            words = (
                tr("{silent} of {channels} silent", silent=silent, channels=self._channels)
                if silent
                else ""
            )
            if found.step != self._step:
                words = tr(
                    "As of step {step:,}; now {step2:,}. {words}",
                    step=found.step,
                    step2=self._step,
                    words=words,
                )
            elif self._untrained:
                words = tr("Before training. {words}", words=words)
        self.age.setText(words)
        self.age.setToolTip(words)

    # What the user does

    def _choose_channel(self, channel: int) -> None:
        self._channel = channel
        self.made.show_channel(self._layer, channel, self._channels)
        self.detail.renew(slow=self.detail.busy)

    def _choose_image(self, patch: ShownPatch) -> None:
        if self._found is not None:
            self.probe_chosen.emit(self._found.part, patch.number)

    def _choose_patch(self, patch: ShownPatch) -> None:
        """Look at the image, and pin the unit on the canvas."""
        layer, channel = self._layer, self._channel
        self._choose_image(patch)
        output = self._document.analysis.layers[layer].output or ()
        self._document.select((layer,))
        pixel = Pixel(layer, channel if len(output) > 1 else 0, *patch.position)
        self.pixel_chosen.emit(pixel)

    def table(self) -> Table | None:
        """The images that excite every channel most, with their values."""
        found = self._found
        if found is None:
            return None
        labels, top = found.dataset.part(found.part).labels, found.top
        rows = tuple(
            (
                str(channel),
                str(rank + 1),
                found.part,
                str(int(number)),
                self._name(int(labels[number])),
                f"{float(top.values[channel, rank]):.6g}",
                *(str(int(place)) for place in top.positions[channel, rank]),
            )
            for channel, images in enumerate(top.images)
            for rank, number in enumerate(images)
        )
        heads = ("channel", "rank", "part", "image", "class", "value", "row", "column")
        return Table(heads, rows, numbers=frozenset({0, 1, 3, 5, 6, 7}))

    # Making

    def _make(self) -> None:
        self._refusal = ""
        self.title = QLabel()
        self.title.setFont(font(NORMAL, bold=True))
        self.part = QComboBox()
        self.part.setAccessibleName(tr("Part of the data to search"))
        for text, name in _PARTS:
            self.part.addItem(text, name)
        self.count = QSpinBox()
        self.count.setRange(1, 1)
        self.count.setPrefix(tr("first "))
        self.count.setKeyboardTracking(False)
        self.count.setAccessibleName(tr("Images to search"))
        self.count.setToolTip(tr("So many images are searched, from the first"))
        self.again = QPushButton(tr("Search"))
        self.again.setToolTip(tr("Search the images with the weights of now"))
        self.age = NoteLabel()
        self.age.setWordWrap(False)
        self.age.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.work = WorkBar()
        self.work.setMaximumWidth(200)
        self.pictures = ChannelPictures()
        self.channels = self.pictures.grid
        self.wall: PatchWall = PatchWall()
        self.words = QLabel()
        self.words.setFont(font(NORMAL))
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setMargin(2 * GAP)

    def _connect(self) -> None:
        document = self._document
        document.selection_changed.connect(self._follow)
        document.network_changed.connect(self._follow_network)
        self.part.currentIndexChanged.connect(lambda _at: self._search_elsewhere())
        self.count.valueChanged.connect(lambda _count: self._search_if_quick())
        self.again.clicked.connect(self._search_anew)
        self.pictures.turned.connect(self._show_channels)
        self.channels.chosen.connect(self._choose_channel)
        self.wall.image_chosen.connect(self._choose_image)
        self.wall.patch_chosen.connect(self._choose_patch)
        self.made.grown.connect(self._show_growth)
        self.work.cancelled.connect(self._cancel)
        search = self.search
        search.began.connect(self.work.begin)
        search.began.connect(self._show_wall)
        search.progressed.connect(self.work.show_progress)
        search.ended.connect(self.work.end)
        search.ended.connect(self._show_age)
        search.answered.connect(self._take_found)
        search.refused.connect(self._refuse)
        self.detail.answered.connect(self._take_detail)
        self.detail.refused.connect(self._refuse)
        self.detail.ended.connect(self._show_wall)

    def _search_if_quick(self) -> None:
        if self._is_quick:
            self._search_anew()
        self._show_wall()

    def _show_growth(self, _channel: int) -> None:
        if self.pictures.shows_made:
            self._show_channels()

    def _cancel(self) -> None:
        self.search.cancel()
        self._show()

    def _lay_out(self) -> None:
        self.controls = QWidget()
        head = QHBoxLayout(self.controls)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(GAP)
        head.addWidget(self.title)
        head.addWidget(self.age, 1)
        head.addWidget(self.work)
        choices: tuple[QWidget, ...] = (self.part, self.count, self.again)
        for choice in choices:
            head.addWidget(choice)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.wall, 1)
        column.addWidget(self.words, 1)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        for widget, stretch in ((self.pictures, 2), (middle, 4), (self.made, 3)):
            self._split.addWidget(widget)
            self._split.setStretchFactor(self._split.count() - 1, stretch)
        self._split.setSizes([190, 380, 290])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP // 2)
        layout.addWidget(self._split, 1)
