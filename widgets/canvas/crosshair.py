"""Where a number comes from and where it goes: framed in every layer that is in view (A13)."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.language import listed, tr
from app.network.analysis import Analysis
from app.network.graph import Network
from app.network.layers.activation import Softmax
from app.network.layers.adaptive import ChannelMaxPool
from app.network.layers.merge import Add
from app.network.layers.normalisation import BatchNorm1d, BatchNorm2d, InstanceNorm2d
from app.network.receptive import Reach, Rectangle, reached_from, seen_by
from widgets.canvas.pixel import Pixel, lies_on, pixel_at, rects_of, value_of
from widgets.canvas.scene import CanvasScene
from widgets.number_text import number_text
from widgets.theme import CHOSEN, REACHED, SEEN


class Crosshair:
    """Follows one number of one layer; paints frames over the cards, and says what it is."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self._of: tuple[Network, Pixel] | None = None
        self._seen: dict[str, Reach] = {}
        self._reached: dict[str, Rectangle] = {}
        self._channels: dict[str, int | None] = {}
        """The one channel that counts in a layer; None where all do."""

    @property
    def pixel(self) -> Pixel | None:
        """The number that is followed."""
        return self._of[1] if self._of else None

    def find(self, at: QPointF, zoom: float) -> Pixel | None:
        """The number under a point of the scene."""
        for card in self._scene.cards_in(QRectF(at.x(), at.y(), 1e-6, 1e-6)):
            if pixel := pixel_at(card, at, zoom):
                return pixel
        return None

    def follow(self, pixel: Pixel | None, network: Network, analysis: Analysis) -> bool:
        """Follow another number, or none; whether that changes anything."""
        of = None if pixel is None else (network, pixel)
        if of == self._of:
            return False
        self._of, self._seen, self._reached, self._channels = of, {}, {}, {}
        if pixel is not None:
            try:
                self._seen = seen_by(network, analysis, pixel.layer, pixel.at)
                self._reached = reached_from(network, analysis, pixel.layer, pixel.at)
            except ValueError:  # the maps are of a network that was just edited
                self._of = None
            else:
                self._channels = _channels(network, pixel, self._seen, self._reached)
        return True

    @property
    def frames(self) -> dict[str, tuple[Rectangle, int | None]]:
        """What is framed in each layer, and in which of its channels (None: in all)."""
        if self.pixel is None:
            return {}
        seen = {name: reach.seen for name, reach in self._seen.items() if reach.seen is not None}
        places = {**seen, self.pixel.layer: self.pixel.at, **self._reached}
        return {name: (at, self._channels.get(name)) for name, at in places.items()}

    def draw(self, painter: QPainter, zoom: float) -> None:
        """Frame the number, what it sees of earlier layers, and what it reaches of later ones."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for name, (at, channel) in self.frames.items():
            card = self._scene.card_picturing(name)
            if card is not None:
                for rect in rects_of(card, at, zoom, channel):
                    _draw_frame(painter, rect, self._colour(name))

    def _colour(self, name: str) -> QColor:
        if self.pixel is not None and name == self.pixel.layer:
            return QColor(CHOSEN)
        return QColor(SEEN if name in self._seen else REACHED)

    def words(self) -> str:
        """What the number is, and which part of the image it sees."""
        pixel = self.pixel
        card = self._scene.card_picturing(pixel.layer) if pixel else None
        if pixel is None or card is None or card.picture is None:
            return ""
        picture = card.picture
        if not lies_on(pixel, picture.values):  # it is of the network before an edit, or after it
            return ""
        if pixel.layer in self._scene.network.inputs and picture.in_colour:
            levels = picture.values[:, pixel.row, pixel.column]
            value = listed(number_text(float(level)) for level in levels)
        else:
            value = number_text(value_of(picture, pixel))
        words = f"{_place(pixel, picture.values.ndim, channels=not picture.is_image)} = {value}"
        return words + self._sight()

    def _sight(self) -> str:
        first = next(iter(self._scene.network.inputs), "")
        reach = self._seen.get(first)
        if reach is None:
            return ""
        if reach.seen is None:
            return tr("   sees nothing but padding of {first}", first=first)
        top, left, bottom, right = reach.seen
        rows, columns = bottom - top, right - left
        size = f"{rows}×{columns}" if reach.grid[0] > 1 else f"{columns}"
        place = tr("columns {left}–{right}", left=left, right=right - 1)
        if reach.grid[0] > 1:
            place = tr("rows {top}–{bottom}, {place}", top=top, bottom=bottom - 1, place=place)
        padded = tr(" and padding") if any(reach.padding) else ""
        return tr(
            "   sees {size} of {first}: {place}{padded}",
            size=size,
            first=first,
            place=place,
            padded=padded,
        )


def _place(pixel: Pixel, dimensions: int, *, channels: bool) -> str:
    if dimensions == 1:
        return tr("{layer}   unit {column}", layer=pixel.layer, column=pixel.column)
    places = [tr("channel {channel}", channel=pixel.channel)] if channels else []
    if dimensions == 3:
        places.append(tr("row {row}", row=pixel.row))
    places.append(tr("column {column}", column=pixel.column))
    return f"{pixel.layer}   {', '.join(places)}"


def _channels(
    network: Network, pixel: Pixel, seen: Iterable[str], reached: Iterable[str]
) -> dict[str, int | None]:
    """In which layers only one channel has to do with the pixel, and which."""
    found: dict[str, int | None] = {pixel.layer: pixel.channel}
    behind = {name: tuple(network.targets_of[name]) for name in (*seen, pixel.layer)}
    for name in reversed(list(seen)):
        through = [target for target in behind[name] if target in found]
        kept = {found[target] for target in through if _keeps_channels(network, target)}
        whole = any(not _keeps_channels(network, target) for target in through)
        found[name] = None if whole or len(kept) != 1 else kept.pop()
    for name in reached:
        sources = [source for source in network.sources_of[name] if source in found]
        kept = {found[source] for source in sources}
        single = _keeps_channels(network, name) and len(kept) == 1
        found[name] = kept.pop() if single else None
    return found


def _keeps_channels(network: Network, name: str) -> bool:
    """Whether each channel that a layer gives is made of the same channel that it takes alone."""
    layer = network.layers[name]
    kept = layer.family in ("activation", "pooling", "dropout") or isinstance(
        layer, BatchNorm2d | BatchNorm1d | InstanceNorm2d | Add
    )
    return kept and not isinstance(layer, Softmax | ChannelMaxPool)


def _draw_frame(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """A line with a dark rim, which can be seen on any picture."""
    for ink, width in ((QColor(0, 0, 0, 150), 3.0), (colour, 1.5)):
        pen = QPen(ink, width)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(rect)
