"""Where what was learned stays though the network on show goes: in the folder of its run."""

from __future__ import annotations

from app.language import tr
from app.training.events import Finished
from widgets.training_run import History

_GOES_ON = tr("The run itself can be continued later, with Train ▸ Continue a run.")
_IS_OVER = tr("The run itself is kept, and can be opened again from the panel Runs.")


def where_run_is_kept(history: History) -> str:
    """A sentence about the run that reported this; one that is over cannot be continued."""
    over = bool(history.events) and isinstance(history.events[-1], Finished)
    return _IS_OVER if over else _GOES_ON
