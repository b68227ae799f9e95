"""The catalogue of layer kinds as a Qt model: grouped by family, searchable, draggable."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import get_args

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from app.language import tr
from app.network.block_library import READY_BLOCKS
from app.network.graph import Network
from app.network.layer import Family, Layer
from app.network.layers import LAYER_KINDS
from widgets.canvas.library_blocks import BLOCK_MIME, OWN

LAYER_MIME = "application/x-convas-layer"
"""A drag of a layer kind carries its name under this type, in UTF-8."""

OWN_HEADING = tr("My blocks")
KIND_ROLE = Qt.ItemDataRole.UserRole
HELP_ROLE = Qt.ItemDataRole.UserRole + 1
FAMILY_ROLE = Qt.ItemDataRole.UserRole + 2
BLOCK_ROLE = Qt.ItemDataRole.UserRole + 3
"""The key of a block (see `widgets.canvas.library_blocks`); None for a layer kind."""
WORDS_ROLE = Qt.ItemDataRole.UserRole + 4
"""What the search looks at, best first: a list of lists of words."""

LECTURE_WORDS: Mapping[str, str] = {
    "Input": tr("INPUT image data"),
    "Conv2d": tr("CONV convolution filter kernel depthwise separable grouped dilated atrous"),
    "Conv1d": tr("CONV convolution filter kernel signal series sequence"),
    "ConvTranspose2d": tr("DECONV transposed convolution deconvolution upsampling"),
    "MaxPool2d": tr("POOL max pooling subsampling"),
    "AvgPool2d": tr("POOL average mean pooling subsampling"),
    "MinPool2d": tr("POOL min minimum pooling subsampling"),
    "LPPool2d": tr("POOL power norm pooling subsampling"),
    "DistanceWeightedAvgPool2d": tr("POOL average mean pooling subsampling"),
    "AdaptiveAvgPool2d": tr("GAP global average mean POOL pooling"),
    "AdaptiveMaxPool2d": tr("GMP global max POOL pooling"),
    "ChannelMaxPool": tr("maxout POOL pooling filters"),
    "MaxPool1d": tr("POOL max pooling subsampling signal series sequence"),
    "AvgPool1d": tr("POOL average mean pooling subsampling signal series sequence"),
    "ReLU": tr("RELU rectifier nonlinearity"),
    "LeakyReLU": tr("RELU leaky rectifier nonlinearity"),
    "Sigmoid": tr("logistic nonlinearity"),
    "Tanh": tr("hyperbolic tangent nonlinearity"),
    "PReLU": tr("RELU parametric learned leaky rectifier nonlinearity"),
    "ReLU6": tr("RELU clipped rectifier nonlinearity"),
    "ELU": tr("exponential nonlinearity"),
    "GELU": tr("gaussian nonlinearity"),
    "SiLU": tr("swish nonlinearity"),
    "Hardswish": tr("swish nonlinearity"),
    "Hardsigmoid": tr("logistic nonlinearity"),
    "Softplus": "nonlinearity",
    "Softmax": tr("probabilities output"),
    "BatchNorm2d": tr("BN batch norm"),
    "BatchNorm1d": tr("BN batch norm"),
    "LayerNorm": tr("LN layer norm"),
    "GroupNorm": tr("GN group norm"),
    "InstanceNorm2d": tr("IN instance norm"),
    "LocalResponseNorm": tr("LRN NORM local response"),
    "Dropout": tr("DO drop out regularisation"),
    "Dropout2d": tr("DO spatial drop out regularisation"),
    "Flatten": tr("FLAT reshape vector"),
    "Reshape": tr("view unflatten signal"),
    "Upsample": tr("enlarge interpolate nearest bilinear"),
    "ZeroPad2d": tr("padding zeros asymmetric"),
    "Identity": tr("nothing skip"),
    "Linear": tr("FC fully connected dense"),
}
"""What lecturers call the kinds, for the search."""

_FAMILIES: Mapping[Family, str] = {
    "input": tr("Input"),
    "convolution": tr("Convolution"),
    "pooling": tr("Pooling"),
    "activation": tr("Activation"),
    "normalisation": tr("Normalisation"),
    "dropout": tr("Dropout"),
    "shape": tr("Shape"),
    "merge": tr("Merge"),
    "dense": tr("Dense"),
}

Index = QModelIndex | QPersistentModelIndex


class LayerModel(QStandardItemModel):
    """Families as headings, with the layer kinds of each beneath; then blocks."""

    def __init__(self, kinds: Sequence[type[Layer]] = LAYER_KINDS) -> None:
        super().__init__()
        for family in get_args(Family):
            members = [kind for kind in kinds if kind.family == family]
            if not members:
                continue
            self.appendRow(_group(_FAMILIES[family], [_item(kind) for kind in members]))
        self.appendRow(
            _group(tr("Blocks"), [_block_item(b.title, b.help, b.name) for b in READY_BLOCKS])
        )

    def show_user_blocks(self, blocks: Mapping[str, Network]) -> None:
        """Show the user's own blocks as the last group; none where there are none."""
        last = self.item(self.rowCount() - 1)
        if last.text() == OWN_HEADING:
            self.removeRow(last.row())
        items = [
            _block_item(
                name,
                tr("Your block of {layers} layers.", layers=len(template.layers) - 1),
                OWN + name,
            )
            for name, template in blocks.items()
        ]
        if items:
            self.appendRow(_group(OWN_HEADING, items))

    def mimeTypes(self) -> list[str]:
        return [LAYER_MIME, BLOCK_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        for index in indexes:
            if key := index.data(BLOCK_ROLE):
                data.setData(BLOCK_MIME, key.encode())
            elif name := index.data(KIND_ROLE):
                data.setData(LAYER_MIME, name.encode())
        return data


def _item(kind: type[Layer]) -> QStandardItem:
    item = _entry(kind.__name__, kind.about)
    item.setData(kind.family, FAMILY_ROLE)
    item.setData(_search_words(kind), WORDS_ROLE)
    return item


def _block_item(title: str, help_text: str, key: str) -> QStandardItem:
    item = _entry(title, help_text)
    item.setData(key, BLOCK_ROLE)
    words = [_words(f"{title} {key}"), ["block"], _words(help_text)]
    item.setData(words, WORDS_ROLE)
    return item


def _entry(name: str, help_text: str) -> QStandardItem:
    item = QStandardItem(name)
    item.setFlags(
        Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
    )
    item.setData(name, KIND_ROLE)
    item.setData(help_text, HELP_ROLE)
    item.setToolTip(
        tr(
            "{help_text}\nDrag it onto the canvas, or press Enter to append it to the selection.",
            help_text=help_text,
        )
    )
    item.setData(f"{name}. {help_text}", Qt.ItemDataRole.AccessibleTextRole)
    return item


def _group(name: str, items: Sequence[QStandardItem]) -> QStandardItem:
    heading = QStandardItem(name)
    heading.setFlags(Qt.ItemFlag.NoItemFlags)
    heading.appendRows(items)
    return heading


class LayerSearch(QSortFilterProxyModel):
    """The layer kinds that match a search, best match first; all of them while it is empty.

    Every word searched must begin a word of the kind's name, of what lecturers call it, of its
    family or of its help, in falling order of rank.
    """

    def __init__(self, source: LayerModel) -> None:
        super().__init__()
        self._wanted: tuple[str, ...] = ()
        self._source = source  # asking sourceModel() makes PySide keep the model for ever
        source.setParent(self)  # whoever ends it, this is no longer there to be told
        self.setRecursiveFilteringEnabled(True)
        self.setSourceModel(source)
        self.sort(0)

    def search(self, text: str) -> None:
        """Show only what matches `text`."""
        self.beginFilterChange()
        self._wanted = tuple(text.lower().split())
        self.endFilterChange()
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        words = self._source.index(row, 0, parent).data(WORDS_ROLE)
        return words is not None and self._rank(words) is not None

    def lessThan(self, left: Index, right: Index) -> bool:
        return self._sort_key(left) < self._sort_key(right)

    def _sort_key(self, index: Index) -> tuple[int, int]:
        """A heading stands where the best of its kinds does."""
        words = index.data(WORDS_ROLE)
        if words is not None:
            return (self._rank(words) or 0, index.row())
        ranks = [
            self._rank(self._source.index(row, 0, index).data(WORDS_ROLE))
            for row in range(self._source.rowCount(index))
        ]
        return (min((rank for rank in ranks if rank is not None), default=0), index.row())

    def _rank(self, searched: Sequence[Sequence[str]]) -> int | None:
        """0 for a match in the name or lecture words, 1 family, 2 help; None for no match."""
        worst = 0
        for wanted in self._wanted:
            ranks = (
                rank
                for rank, words in enumerate(searched)
                if any(word.startswith(wanted) for word in words)
            )
            found = next(ranks, None)
            if found is None:
                return None
            worst = max(worst, found)
        return worst


def _search_words(kind: type[Layer]) -> list[list[str]]:
    name = kind.__name__
    parts = re.findall(r"[A-Z]+[a-z]*|\d+\w*", name)
    called = [name, *parts, *LECTURE_WORDS.get(name, "").split(), kind.prefix]
    return [[word.lower() for word in called], [kind.family], _words(kind.about)]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())
