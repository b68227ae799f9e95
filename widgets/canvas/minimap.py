"""The whole network, small, in a corner of the canvas, and what of it is in view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.language import tr
from app.network.layer import Family
from widgets.canvas.camera import CameraView
from widgets.canvas.layer_card import LayerCard
from widgets.canvas.placing import CARD
from widgets.canvas.scene import CanvasScene
from widgets.settings import settings
from widgets.theme import GAP, family_colour, least_pixels, theme

_LARGEST = QSize(220, 150)
_SMALLEST = 36
"""Pixels; a map of a long narrow network is no flatter."""
_NEEDS = QSize(420, 280)
"""A canvas smaller than this has no room to spare for a map."""
_PAD = 6.0
"""Pixels between the frame and the outermost cards."""
_BLOCK = 1.5
"""Pixels that the side of a card's block has at least."""
_KEY = "minimap"


class Minimap(QWidget):
    """Shows the cards as blocks of their family's colour; a click or a drag moves the view.

    It is there while the network does not fit into view, unless the user has switched it off. It
    lies at the lower right, or at the upper right so as not to hide what is selected.
    Moving the view repaints it from a picture that is made anew only for another network.
    """

    def __init__(self, view: CameraView, scene: CanvasScene) -> None:
        super().__init__(view)
        self._view = view
        self._scene = scene
        self._wanted = bool(settings().value(_KEY, True, type=bool))
        self._bounds = QRectF()
        self._picture: QPixmap | None = None
        self._subject: object = None
        """What the picture shows: places, collapsed blocks and kinds."""
        self._at_the_top = False
        self._before: QWidget | None = None
        """What hides it while it lies over it."""
        self._chosen: Callable[[], Sequence[QRectF]] = tuple
        self._grip: QPointF | None = None
        """While the mouse is down: from it to the middle of the view, in scene units."""
        self.setAccessibleName(tr("Minimap"))
        self.setToolTip(tr("Click or drag to move the view"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        scene.network_shown.connect(self._redraw)
        view.camera_moved.connect(self.follow)
        self._redraw()

    @property
    def wanted(self) -> bool:
        """Whether it is shown where the network does not fit into view."""
        return self._wanted

    def want(self, wanted: bool) -> None:
        """Switch it on or off, and remember that."""
        self._wanted = wanted
        settings().setValue(_KEY, wanted)
        self.follow()

    def make_way(self, chosen: Callable[[], Sequence[QRectF]]) -> None:
        """Lie over none of these places in the scene, if there is a corner for that."""
        self._chosen = chosen

    def hide_behind(self, widget: QWidget) -> None:
        """Be away while this one would cover a part of it."""
        self._before = widget
        widget.installEventFilter(self)

    def place_of(self, at: QPointF) -> QPointF:
        """The pixel of the map that stands for a point of the scene."""
        return self._to_map().map(at)

    def _redraw(self) -> None:
        """Another network; most edits neither move a card nor change its kind."""
        network = self._scene.network
        kinds = tuple(map(type, network.layers.values()))
        subject = (tuple(network.positions.values()), network.collapsed, kinds)
        if subject == self._subject:
            return
        self._subject = subject
        self._bounds = self._scene.bounds()
        self._picture = None
        self.follow()

    def follow(self) -> None:
        """The view shows another part of the scene, or something else is selected."""
        self._place()
        room = self._view.size()
        shown = (
            self._wanted
            and not least_pixels()  # large cards need the room
            and not self._bounds.isEmpty()
            and room.width() >= _NEEDS.width()
            and room.height() >= _NEEDS.height()
            and (self._grip is not None or not self._view.visible_rect().contains(self._bounds))
            and not self._is_covered()
        )
        if shown != self.isVisibleTo(self._view):
            self.setVisible(shown)
            self.raise_()
        if shown:
            self.update()

    def _place(self) -> None:
        """Into a corner at the right, in the shape of the network."""
        if self._bounds.isEmpty():
            return
        size = self._bounds.size().scaled(_LARGEST, Qt.AspectRatioMode.KeepAspectRatio).toSize()
        size = size.expandedTo(QSize(_SMALLEST, _SMALLEST))
        below, above = (self._corner(size, at_the_top=top) for top in (False, True))
        if self._grip is None:  # while it is dragged it stays under the mouse
            self._at_the_top = self._hidden(above) < self._hidden(below)
        place = above if self._at_the_top else below
        if place != self.geometry():
            if size != self.size():
                self._picture = None
            self.setGeometry(place)

    def _corner(self, size: QSize, *, at_the_top: bool) -> QRect:
        room = self._view.size()
        y = GAP if at_the_top else room.height() - size.height() - GAP
        return QRect(QPoint(room.width() - size.width() - GAP, y), size)

    def _hidden(self, place: QRect) -> int:
        """How many pixels of what is selected it would hide."""
        on_screen = (self._view.mapFromScene(rect).boundingRect() for rect in self._chosen())
        shared = (place.intersected(rect) for rect in on_screen)
        return sum(each.width() * each.height() for each in shared)

    def _is_covered(self) -> bool:
        before = self._before
        return (
            before is not None
            and before.isVisible()
            and before.geometry().intersects(self.geometry())
        )

    def _to_map(self) -> QTransform:
        """From the scene to pixels of the map, the network in its middle."""
        room = QRectF(self.rect()).adjusted(_PAD, _PAD, -_PAD, -_PAD)
        scale = min(room.width() / self._bounds.width(), room.height() / self._bounds.height())
        middle = self._bounds.center()
        to_map = QTransform.fromTranslate(room.center().x(), room.center().y())
        to_map.scale(scale, scale)
        to_map.translate(-middle.x(), -middle.y())
        return to_map

    def _drawn(self) -> QPixmap:
        """The picture without the frame of what is in view."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme().colour("card"))
        painter = QPainter(picture)
        to_map = self._to_map()
        side = max(CARD, _BLOCK / to_map.m11())
        blocks: defaultdict[Family, list[QRectF]] = defaultdict(list)
        for item in self._scene.items():
            if isinstance(item, LayerCard) and item.isVisible():
                blocks[item.facts.family].append(QRectF(item.x(), item.y(), side, side))
        painter.setTransform(to_map, True)
        painter.setPen(Qt.PenStyle.NoPen)
        for family, rects in blocks.items():
            painter.setBrush(family_colour(family))
            painter.drawRects(rects)
        painter.end()
        return picture

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture is None:
            self._picture = self._drawn()
        look = theme()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        inside = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        seen = self._to_map().mapRect(self._view.visible_rect())
        seen = seen.intersected(inside.adjusted(1.5, 1.5, -1.5, -1.5))
        self._veil(painter, seen, look.colour("window"))
        if not seen.isEmpty():
            painter.setPen(QPen(look.colour("selection"), 2))
            painter.drawRect(seen)
        painter.setPen(QPen(look.colour("card_border"), 1))
        painter.drawRect(inside)

    def _veil(self, painter: QPainter, seen: QRectF, colour: QColor) -> None:
        """Make what is out of view paler."""
        colour.setAlphaF(0.45)
        whole = QRectF(self.rect())
        if seen.isEmpty():
            painter.fillRect(whole, colour)
            return
        width, height = whole.width(), whole.height()
        for rect in (
            QRectF(0, 0, width, seen.top()),
            QRectF(0, seen.bottom(), width, height - seen.bottom()),
            QRectF(0, seen.top(), seen.left(), seen.height()),
            QRectF(seen.right(), seen.top(), width - seen.right(), seen.height()),
        ):
            painter.fillRect(rect, colour)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = self._scene_point(event)
        seen = self._view.visible_rect()
        self._grip = seen.center() - at if seen.contains(at) else QPointF()
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._view.show_point(self._scene_point(event) + self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = None
            self.follow()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Over the map the wheel zooms the view about its middle."""
        if event.angleDelta().y():
            self._view.zoom_by(1.2 ** (event.angleDelta().y() / 120))
        event.accept()

    def _scene_point(self, event: QMouseEvent) -> QPointF:
        inverted, _ = self._to_map().inverted()
        return inverted.map(event.position())

    # The widget

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        moves = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
        if watched is self._before and event.type() in moves:
            self.follow()
        return False

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._picture = None
            self.update()
        super().changeEvent(event)
