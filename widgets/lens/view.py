"""The lens: how one number on the canvas came about, over the canvas and as live as it."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.inspection.lens import Steps, as_maps_shape, look_at_unit
from app.inspection.lens_results import Unit
from app.inspection.provenance import Place
from app.inspection.snapshot import LayerInside, Snapshot, Wanted
from app.language import tr
from app.network.arithmetic import Shape
from app.network.graph import Network
from app.network.layer import Layer
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Linear
from widgets.canvas.pixel import Pixel
from widgets.document import Document
from widgets.icons import icon
from widgets.inquiries import Inquiries
from widgets.later import later
from widgets.lens.film import Sliding
from widgets.lens.operating import Operating
from widgets.lens.origin import Origin
from widgets.lens.picture import LensPicture
from widgets.lens.place import pixel_of, unit_of
from widgets.lens.scales import MapScales
from widgets.lens.sums import value_text
from widgets.live_views import SnapshotView
from widgets.motion import step_ms
from widgets.surgery.filter_tools import ChosenFilter, FilterTools
from widgets.theme import GAP, LARGE, font, scaled, theme

WIDTH = 560
_SHARE, _OF_LITTLE, _LITTLE = 0.62, 0.74, 1_000
"""Of the canvas, that a lens in large type takes at most; of one of so few pixels it is more."""
_LEAST_HEIGHT = 150
_WITH_PACE = 330
"""Pixels that a row with the speed needs at a scale of 1."""
_READOUT = 34
"""Pixels at the bottom of the canvas where the number under the mouse is told."""
_PAGES = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_FASTEST, _SLOWEST = 40, 1_500
"""Milliseconds between two positions while playing."""


class Lens(SnapshotView):
    """Lies over the right of the canvas while a number is chosen; arrow keys go on to others.

    Left and Right step through the positions in the order in which the kernel slides, Up and Down
    go by rows, Page Up and Page Down (in a lesson with Ctrl) by channels, Space plays and Escape
    closes. F2, or a double click, types a weight, and K chooses a kernel.
    """

    moved = Signal(object)
    """Another `Pixel` is looked at, or None when the lens is closed."""
    film_wanted = Signal()
    """Export the positions as an animation."""
    covers = Signal(QRect)
    """What of the canvas the lens covers, whenever it shows another number."""

    def __init__(
        self, document: Document, canvas: QWidget, inquiries: Inquiries | None = None
    ) -> None:
        """With `inquiries`, numbers can be followed back to the pixels (see `origin`)."""
        super().__init__(canvas)
        self._document, self._canvas = document, canvas
        self._pixel: Pixel | None = None
        self.operating: Operating | None = None
        self._snapshot: Snapshot | None = None
        self._scales: MapScales | None = None
        self.setAccessibleName(tr("Lens"))
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.origin = Origin(document, inquiries)
        self.origin.grew.connect(self._place)
        self._timer = QTimer(self)
        self._timer.timeout.connect(lambda: self.step(1))
        self._lay_out()
        canvas.installEventFilter(self)
        document.network_changed.connect(self._follow_network)
        self.hide()

    def _lay_out(self) -> None:
        self.title = QLabel()
        self.title.setFont(font(LARGE))
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        close = _button("✕", tr("Close the lens (Esc)"), self.close_lens)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.picture = LensPicture()
        self.picture.setFocusProxy(self)  # the keys are the lens's
        self.picture.source_chosen.connect(self._go_to_source)
        self._scroll = _PictureArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(False)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.picture)
        self._scroll.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.after = QLabel()
        self.after.setTextFormat(Qt.TextFormat.PlainText)
        self.after.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GAP, GAP, GAP, GAP)
        self._column = layout
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.after)
        layout.addLayout(self._controls())
        layout.addWidget(self.origin)

    def _controls(self) -> QHBoxLayout:
        back = _button("◀", tr("The position before (Left)"), lambda: self.step(-1))
        self.play_button = _button("", tr("Play through all positions (Space)"), self.play)
        self._draw_play()
        on = _button("▶", tr("The next position (Right)"), lambda: self.step(1))
        self.speed = QSlider(Qt.Orientation.Horizontal)
        self.speed.setRange(0, 100)
        self.speed.setValue(55)
        self.speed.setMaximumWidth(140)
        self.speed.setToolTip(tr("How fast the positions are played"))
        self.speed.setAccessibleName(tr("Speed"))
        self.speed.valueChanged.connect(lambda _: self._timer.setInterval(self._interval()))
        row = QHBoxLayout()
        for widget in (back, self.play_button, on):
            row.addWidget(widget)
        row.addSpacing(GAP)
        slow, fast = QLabel(tr("slow")), QLabel(tr("fast"))
        self._pace = (slow, self.speed, fast)
        for label in (slow, fast):
            label.setBuddy(self.speed)
        row.addWidget(slow)
        row.addWidget(self.speed)
        row.addWidget(fast)
        row.addStretch(1)
        row.addWidget(
            _button("⤓", tr("Export the positions as an animation"), self.film_wanted.emit)
        )
        row.addWidget(self.origin.button)
        return row

    def operate_with(self, tools: FilterTools) -> None:
        """Let weights be changed from here on, with what that does to the accuracy below."""
        self.operating = Operating(tools, self.picture)
        self.operating.grew.connect(self._place)
        self.operating.began.connect(self._stop)
        self.operating.ended.connect(self.setFocus)
        editor = self.picture.editor
        self.operating.opened.connect(lambda: self._scroll.ensureWidgetVisible(editor))
        # Above all that grows and shrinks: the buttons must not slip away from the pointer.
        self._column.insertWidget(1, self.operating.buttons)
        self._column.addWidget(self.operating)

    # What is looked at

    @property
    def pixel(self) -> Pixel | None:
        """The number that is looked at; None while the lens is closed."""
        return self._pixel

    def look_at(self, pixel: Pixel) -> None:
        """Show how this number came about."""
        if self._pixel is None:
            self._forget_other_networks()
        self._pixel = pixel
        self.origin.look_at(Place(pixel.layer, unit_of(pixel, self._dimensions)))
        self._place()
        self.show()
        self.raise_()
        self.setFocus()
        self._show()
        self.moved.emit(pixel)
        self._cover()

    def _forget_other_networks(self) -> None:
        """What was seen before the lens was closed may be of a network that is there no more."""
        snapshot = self._snapshot
        if snapshot is not None and not snapshot.network.computes_like(self._document.network):
            self._snapshot = None

    def _cover(self) -> None:
        """Have what is explained stay in sight."""
        if self._pixel is not None:
            self.covers.emit(self.geometry())

    def close_lens(self) -> None:
        """Look at nothing any more."""
        self._stop()
        self._pixel = None
        self.origin.look_at(None)
        focused = self.window().focusWidget()
        if focused is not None and (focused is self or self.isAncestorOf(focused)):
            self._canvas.setFocus()  # and not while a setting is typed elsewhere
        self.hide()
        self.moved.emit(None)

    def wanted(self) -> Wanted:
        if self._pixel is None:
            return Wanted()
        following = self._activation_behind(self._document.network, self._pixel.layer)
        return Wanted(
            insides=frozenset({self._pixel.layer} | ({following} if following else set()))
        )

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._show()

    def _follow_network(self) -> None:
        """The number may have gone with an edit: its layer, or its place there."""
        pixel = self._pixel
        if pixel is None:
            return
        layer = self._document.analysis.layers.get(pixel.layer)
        if layer is None or (layer.output and not _has(layer.output, pixel)):
            self.close_lens()

    def _activation_behind(self, network: Network, name: str) -> str:
        """The activation that a layer's output goes through next, if it is the only way on."""
        targets = network.targets_of.get(name, ())
        if len(targets) == 1 and network.layers[targets[0]].family == "activation":
            return targets[0]
        return ""

    def _show(self) -> None:
        """Draw the arithmetic with the newest numbers, as far as they have come."""
        pixel, snapshot = self._pixel, self._snapshot
        if pixel is None:
            return
        self.title.setText(_title(pixel, self._document))
        inside = snapshot.insides.get(pixel.layer) if snapshot else None
        if snapshot is None or inside is None:
            self._say_what_is_there(pixel)
            return
        try:
            self._draw(pixel, snapshot, inside)
        except ValueError as error:
            self.picture.clear()
            self._say_after(str(error))

    def _say_what_is_there(self, pixel: Pixel) -> None:
        self.picture.clear()
        self._operate_on(None)
        if pixel.layer in self._document.network.inputs:
            self._say_after(tr("This is a pixel of the image: it is not computed, it is given."))
            self._place()
        else:
            self._say_after(tr("Looking …"))

    def _draw(self, pixel: Pixel, snapshot: Snapshot, inside: LayerInside) -> None:
        network = snapshot.network
        unit, layer = unit_of(pixel, inside.output.ndim), network.layers[pixel.layer]
        if not inside.inputs:
            self._say_what_is_there(pixel)
            return
        self.picture.setFixedWidth(self._scroll.viewport().width() - GAP)
        found = look_at_unit(layer, inside.inputs, inside.parameters, unit)
        self._operate_on(_filter_of(pixel.layer, layer, unit, inside))
        source = network.sources_of[pixel.layer][0]
        self.picture.show_arithmetic(found, layer, source, self._scales_of(inside.inputs[0]))
        self.title.setText(f"{_title(pixel, self._document)} = {value_text(found)}")
        following = self._activation_behind(network, pixel.layer)
        behind = snapshot.insides.get(following)
        words = ""
        if behind is not None:
            then = look_at_unit(network.layers[following], behind.inputs, behind.parameters, unit)
            words = tr("then {following}:   {text}", following=following, text=then.text)
        self._say_after(words)
        self._place()

    def _scales_of(self, maps: NDArray[np.floating]) -> MapScales:
        """Measured once for all positions of the same look."""
        if self._scales is None or self._scales.maps is not maps:
            self._scales = MapScales(maps)
        return self._scales

    def _say_after(self, words: str) -> None:
        """Tell this below the picture; without words the line takes no room."""
        self.after.setText(words)
        self.after.setVisible(bool(words))

    def _operate_on(self, chosen: ChosenFilter | None) -> None:
        """Let this filter be changed, if anything can be."""
        if self.operating is not None:
            self.operating.show_filter(chosen)

    # Going on

    def step(self, by: int) -> None:
        """Go on by so many positions, round and round."""
        if self._pixel is not None and (steps := self._steps(self._pixel)) is not None:
            index = steps.index_of(unit_of(self._pixel, self._dimensions))
            unit = steps[(index + by) % len(steps)].unit
            self.look_at(pixel_of(self._pixel.layer, unit, self._dimensions))

    def play(self) -> None:
        """Play through the positions, or stop."""
        if self._timer.isActive():
            self._stop()
        else:
            self._timer.start(self._interval())
            self._draw_play()

    @property
    def playing(self) -> bool:
        """Whether positions are being played."""
        return self._timer.isActive()

    def _stop(self) -> None:
        self._timer.stop()
        self._draw_play()

    def _draw_play(self) -> None:
        self.play_button.setIcon(icon("pause" if self.playing else "train"))

    def _interval(self) -> int:
        share = self.speed.value() / 100
        return step_ms(round(_SLOWEST * math.pow(_FASTEST / _SLOWEST, share)))

    @property
    def _dimensions(self) -> int:
        assert self._pixel is not None
        return len(self._document.analysis.layers[self._pixel.layer].output or ())

    def _steps(self, pixel: Pixel) -> Steps | None:
        layer = self._document.analysis.layers.get(pixel.layer)
        if layer is None or layer.output is None or not layer.inputs:
            return None
        vector = len(layer.output) == 1
        return Steps(layer, 0 if vector else pixel.channel)

    def _next_channel(self, by: int) -> None:
        pixel = self._pixel
        output = self._document.analysis.layers[pixel.layer].output if pixel else None
        if pixel is not None and output is not None and len(output) > 1:
            channel = (pixel.channel + by) % output[0]
            self.look_at(Pixel(pixel.layer, channel, pixel.row, pixel.column))

    def sliding(self) -> Sliding | None:
        """All positions of the channel that is looked at, with the newest numbers; None for none.

        While the lens is closed, or looks at what is given and not computed, there are none.
        """
        pixel, snapshot = self._pixel, self._snapshot
        inside = snapshot.insides.get(pixel.layer) if pixel and snapshot else None
        steps = self._steps(pixel) if pixel else None
        if pixel is None or snapshot is None or inside is None or steps is None:
            return None
        sources = snapshot.network.sources_of[pixel.layer]
        if not inside.inputs or inside.output.shape != steps.layer.output:
            return None
        return Sliding(steps.layer, sources[0], inside, pixel.channel, 0, len(steps) - 1)

    def _go_to_source(self, unit: Unit, wire: int) -> None:
        """Look at the number of an input that was clicked."""
        if self._pixel is None:
            return  # Esc closed the lens before the button was let go
        sources = self._document.network.sources_of[self._pixel.layer]
        if wire >= len(sources):
            return  # the wire has just been cut
        source = sources[wire]
        dimensions = len(self._document.analysis.layers[source].output or ())
        self.look_at(pixel_of(source, unit, dimensions))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = self._steps(self._pixel) if self._pixel else None
        width = steps.grid[1] if steps else 1
        keys = {
            Qt.Key.Key_Left: lambda: self.step(-1),
            Qt.Key.Key_Right: lambda: self.step(1),
            Qt.Key.Key_Up: lambda: self.step(-width),
            Qt.Key.Key_Down: lambda: self.step(width),
            Qt.Key.Key_PageUp: lambda: self._next_channel(-1),
            Qt.Key.Key_PageDown: lambda: self._next_channel(1),
            Qt.Key.Key_Space: self.play,
            Qt.Key.Key_Escape: self.close_lens,
            **(self.operating.keys if self.operating else {}),
        }
        act = keys.get(Qt.Key(event.key()))
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _PAGES:  # which lead on by themselves where a lesson is played
            modifiers &= ~Qt.KeyboardModifier.ControlModifier
        if act is None or modifiers:
            super().keyPressEvent(event)
        else:
            act()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "play_button"):
            self._draw_play()
        super().changeEvent(event)

    # Its place

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._place()
            if self._pixel is not None:
                # Later, for the canvas itself may show its network anew.
                later(0, self, self._cover)
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """At the right of the canvas, as high as the picture needs and the canvas has room for."""
        room = self._canvas.rect()
        share = _SHARE if room.width() >= _LITTLE else _OF_LITTLE
        wide = min(scaled(WIDTH), max(WIDTH, round(share * room.width())))
        width = min(wide, room.width() - 2 * GAP)
        for part in self._pace:  # words matter more where large type leaves no room
            part.setHidden(width < scaled(_WITH_PACE))
        self._scroll.updateGeometry()
        needed = self._column.totalHeightForWidth(width)
        height = min(needed, max(_LEAST_HEIGHT, room.height() - 2 * GAP - scaled(_READOUT)))
        self.setGeometry(room.right() - width - GAP, GAP, width, height)
        self.raise_()  # above the minimap, which may have come since

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme().colour("card_border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 400)


class _PictureArea(QScrollArea):
    """Asks for the room that the picture takes now; Qt remembers what it was at first."""

    def sizeHint(self) -> QSize:
        shown = self.widget()
        return shown.size() if shown is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().boundedTo(self.sizeHint())


def _filter_of(name: str, layer: Layer, unit: Unit, inside: LayerInside) -> ChosenFilter | None:
    """The filter that a number comes from, if its weights are learned."""
    if isinstance(layer, Conv1d | Conv2d | Linear):
        return ChosenFilter(name, unit.channel, inside.parameters["weight"][unit.channel])
    return None


def _has(output: Shape, pixel: Pixel) -> bool:
    """Whether an output of this shape has the number."""
    unit = unit_of(pixel, len(output))
    return all(0 <= at < size for at, size in zip(unit, as_maps_shape(output), strict=True))


def _title(pixel: Pixel, document: Document) -> str:
    dimensions = len(document.analysis.layers[pixel.layer].output or ())
    if dimensions == 1:
        return tr("{layer} · unit {column}", layer=pixel.layer, column=pixel.column)
    row = tr("row {row}, ", row=pixel.row) if dimensions == 3 else ""
    return tr(
        "{layer} · channel {channel} at {row}column {column}",
        layer=pixel.layer,
        channel=pixel.channel,
        row=row,
        column=pixel.column,
    )


def _button(text: str, tip: str, act: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAutoRaise(True)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda: act())
    return button
