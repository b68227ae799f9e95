"""What the training thread does for data sets: the one that was chosen last is loaded."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.data.changes import DataChanges
from app.language import tr

if TYPE_CHECKING:
    from app.data.dataset import Dataset
    from app.data.statistics import DatasetStatistics
    from app.session import Session

log = logging.getLogger(__name__)

DatasetWish = tuple[str, float, DataChanges]
"""Name and difficulty of a data set, and what is changed of it."""


@dataclass(frozen=True, eq=False)
class LoadedData:
    """A data set that is there, with its statistics, and what it was before it was changed."""

    dataset: Dataset
    statistics: DatasetStatistics
    original: Dataset


class DataDesk:
    """Takes wishes from the window, of which only the newest is fulfilled.

    `newest` has the data set, or else `message` says why there is none.
    """

    def __init__(self) -> None:
        self.newest: LoadedData | None = None
        self.message = ""
        self._wish: DatasetWish | None = None

    def ask(self, wish: DatasetWish) -> None:
        """Wish for another; called by the window."""
        self._wish = wish

    def turn(self, session: Session, wish: DatasetWish, original: Dataset | None) -> None:
        """Load what was wished for, unless another was chosen meanwhile."""
        if wish is not self._wish:
            return
        from app.data.statistics import describe

        try:
            dataset = session.load_dataset(*wish, original)
            data = LoadedData(dataset, describe(dataset), session.original or dataset)
        except (ValueError, OSError) as error:
            self.newest, self.message = None, str(error)
        except Exception as error:
            log.exception("a data set cannot be loaded")
            self.newest, self.message = (
                None,
                tr("{wish} could not be loaded: {error!r}", wish=wish[0], error=error),
            )
        else:
            self.message = ""
            self.newest = data
