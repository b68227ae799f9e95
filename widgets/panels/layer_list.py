"""The catalogue of layer kinds as a Qt model: grouped by family, searchable, draggable."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import get_args

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from app.network.layer import Family, Layer, help_of
from app.network.layers import LAYER_KINDS

LAYER_MIME = "application/x-convas-layer"
"""A drag of a layer kind carries its name under this type, in UTF-8."""

KIND_ROLE = Qt.ItemDataRole.UserRole
HELP_ROLE = Qt.ItemDataRole.UserRole + 1
FAMILY_ROLE = Qt.ItemDataRole.UserRole + 2

LECTURE_WORDS: Mapping[str, str] = {
    "Input": "INPUT image data",
    "Conv2d": "CONV convolution filter kernel depthwise separable grouped dilated atrous",
    "Conv1d": "CONV convolution filter kernel signal series sequence",
    "ConvTranspose2d": "DECONV transposed convolution deconvolution upsampling",
    "MaxPool2d": "POOL max pooling subsampling",
    "AvgPool2d": "POOL average mean pooling subsampling",
    "MinPool2d": "POOL min minimum pooling subsampling",
    "LPPool2d": "POOL power norm pooling subsampling",
    "DistanceWeightedAvgPool2d": "POOL average mean pooling subsampling",
    "AdaptiveAvgPool2d": "GAP global average mean POOL pooling",
    "AdaptiveMaxPool2d": "GMP global max POOL pooling",
    "ChannelMaxPool": "maxout POOL pooling filters",
    "MaxPool1d": "POOL max pooling subsampling signal series sequence",
    "AvgPool1d": "POOL average mean pooling subsampling signal series sequence",
    "ReLU": "RELU rectifier nonlinearity",
    "LeakyReLU": "RELU leaky rectifier nonlinearity",
    "Sigmoid": "logistic nonlinearity",
    "Tanh": "hyperbolic tangent nonlinearity",
    "PReLU": "RELU parametric learned leaky rectifier nonlinearity",
    "ReLU6": "RELU clipped rectifier nonlinearity",
    "ELU": "exponential nonlinearity",
    "GELU": "gaussian nonlinearity",
    "SiLU": "swish nonlinearity",
    "Hardswish": "swish nonlinearity",
    "Hardsigmoid": "logistic nonlinearity",
    "Softplus": "nonlinearity",
    "Softmax": "probabilities output",
    "BatchNorm2d": "BN batch norm",
    "BatchNorm1d": "BN batch norm",
    "LayerNorm": "LN layer norm",
    "GroupNorm": "GN group norm",
    "InstanceNorm2d": "IN instance norm",
    "LocalResponseNorm": "LRN NORM local response",
    "Dropout": "DO drop out regularisation",
    "Dropout2d": "DO spatial drop out regularisation",
    "Flatten": "FLAT reshape vector",
    "Reshape": "view unflatten signal",
    "Upsample": "enlarge interpolate nearest bilinear",
    "ZeroPad2d": "padding zeros asymmetric",
    "Identity": "nothing skip",
    "Linear": "FC fully connected dense",
}
"""What lecturers call the kinds, for the search."""

Index = QModelIndex | QPersistentModelIndex


class LayerModel(QStandardItemModel):
    """Families as headings, with the layer kinds of each beneath."""

    def __init__(self, kinds: Sequence[type[Layer]] = LAYER_KINDS) -> None:
        super().__init__()
        for family in get_args(Family):
            members = [kind for kind in kinds if kind.family == family]
            if not members:
                continue
            heading = QStandardItem(family.capitalize())
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            for kind in members:
                heading.appendRow(_item(kind))
            self.appendRow(heading)

    def mimeTypes(self) -> list[str]:
        return [LAYER_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        for index in indexes:
            if name := index.data(KIND_ROLE):
                data.setData(LAYER_MIME, name.encode())
        return data


def _item(kind: type[Layer]) -> QStandardItem:
    item = QStandardItem(kind.__name__)
    item.setFlags(
        Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
    )
    item.setData(kind.__name__, KIND_ROLE)
    item.setData(help_of(kind), HELP_ROLE)
    item.setData(kind.family, FAMILY_ROLE)
    item.setToolTip(
        f"{help_of(kind)}\nDrag it onto the canvas, or press Enter to append it to the selection."
    )
    item.setData(f"{kind.__name__}. {help_of(kind)}", Qt.ItemDataRole.AccessibleTextRole)
    return item


class LayerSearch(QSortFilterProxyModel):
    """The layer kinds that match a search, best match first; all of them while it is empty.

    Every word searched must begin a word of the kind's name, of what lecturers call it, of its
    family or of its help, in falling order of rank.
    """

    def __init__(self, source: LayerModel) -> None:
        super().__init__()
        self._wanted: tuple[str, ...] = ()
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
        name = self.sourceModel().index(row, 0, parent).data(KIND_ROLE)
        return name is not None and self._rank(name) is not None

    def lessThan(self, left: Index, right: Index) -> bool:
        return self._sort_key(left) < self._sort_key(right)

    def _sort_key(self, index: Index) -> tuple[int, int]:
        """A heading stands where the best of its kinds does."""
        name = index.data(KIND_ROLE)
        if name is not None:
            return (self._rank(name) or 0, index.row())
        model = self.sourceModel()
        ranks = [
            self._rank(model.index(row, 0, index).data(KIND_ROLE))
            for row in range(model.rowCount(index))
        ]
        return (min((rank for rank in ranks if rank is not None), default=0), index.row())

    def _rank(self, name: str) -> int | None:
        """0 for a match in the name or lecture words, 1 family, 2 help; None for no match."""
        worst = 0
        for wanted in self._wanted:
            ranks = (
                rank
                for rank, words in enumerate(_search_words(name))
                if any(word.startswith(wanted) for word in words)
            )
            found = next(ranks, None)
            if found is None:
                return None
            worst = max(worst, found)
        return worst


@cache
def _search_words(name: str) -> tuple[tuple[str, ...], ...]:
    kind = next(kind for kind in LAYER_KINDS if kind.__name__ == name)
    parts = re.findall(r"[A-Z]+[a-z]*|\d+\w*", name)
    called = [name, *parts, *LECTURE_WORDS.get(name, "").split(), kind.prefix]
    return (
        tuple(word.lower() for word in called),
        (kind.family,),
        tuple(re.findall(r"\w+", help_of(kind).lower())),
    )
