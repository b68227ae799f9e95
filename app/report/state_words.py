"""What became of a run, in a few words that say it of this very run."""

from __future__ import annotations

from collections.abc import Sequence

from app.language import tr
from app.training.events import Stopped, TrainingEvent
from app.training.run_list import STATE_WORDS, AtWork, RunSummary


def state_words(
    summary: RunSummary, events: Sequence[TrainingEvent], at_work: AtWork | None
) -> str:
    """How it ended, or what a window does with the run that is `at_work`."""
    if at_work and summary.state in ("unfinished", "stopped"):
        paused = tr("paused after step {step:,}", step=summary.step)
        return paused if at_work == "paused" else STATE_WORDS[at_work]
    match summary.state:
        case "finished":
            early = any(isinstance(event, Stopped) for event in events)
            return _early(summary) if early else tr("finished: all epochs are done")
        case "stopped":
            return tr("stopped after step {step:,}", step=summary.step)
        case "diverged":
            return tr("diverged: the loss exploded at step {step:,}", step=summary.step)
        case "unfinished":
            return tr("unfinished: cut off, or open in another window")
    return STATE_WORDS[summary.state]


def _early(summary: RunSummary) -> str:
    epochs = summary.epochs_done
    return tr("finished: stopped early by its recipe, after epoch {epoch:,}", epoch=epochs)
