"""What the training thread does for the preview of preprocessing and augmentation."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from app.inspection.preview import Preview, PreviewWish
from app.language import tr

if TYPE_CHECKING:
    from app.session import Session

log = logging.getLogger(__name__)


class PreviewDesk:
    """Takes wishes from the window, of which only the newest is fulfilled; `newest` has it."""

    def __init__(self) -> None:
        self.newest: Preview | None = None
        self._wish: PreviewWish | None = None

    def ask(self, wish: PreviewWish) -> None:
        """Wish for something else; called by the window."""
        self._wish = wish

    def turn(self, session: Session) -> None:
        """Fulfil the newest wish. What goes wrong is said; training is none the worse for it."""
        wish, self._wish = self._wish, None
        if wish is None:
            return
        try:
            self.newest = session.preview(wish)
        except ValueError as error:
            self.newest = Preview(wish, message=str(error))
        except Exception as error:
            log.exception("a preview could not be made")
            self.newest = Preview(
                wish, message=tr("PyTorch could not do this: {error}", error=error)
            )
