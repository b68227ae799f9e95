"""The layers whose part in training is looked at, and what they did in the last step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.inspection.snapshot import InTraining, LayerInside, Snapshot
from app.inspection.step_watch import StepWatch, watchable
from app.training.module import NetworkModule


class WatchedLayers:
    """Watches steps for those layers whose insides were looked at last, if they differ there."""

    def __init__(self) -> None:
        self._wanted: frozenset[str] = frozenset()
        self._watch: StepWatch | None = None
        self._seen: Mapping[str, InTraining] = {}
        self._of: NetworkModule | None = None
        """The network that `_seen` was seen in."""

    @property
    def wanted(self) -> bool:
        """Whether steps are watched, so that they must be made one by one."""
        return bool(self._wanted)

    def begin(self, module: NetworkModule) -> None:
        """A step is about to be made."""
        if self._wanted:
            self._watch = StepWatch(module, self._wanted)

    def end(self, module: NetworkModule, step: int) -> None:
        """The step has been made; an end of an epoch leaves what was seen as it was."""
        watch, self._watch = self._watch, None
        if watch is not None and (seen := watch.end(step)):
            self._seen, self._of = seen, module

    def complete(self, snapshot: Snapshot, module: NetworkModule) -> Snapshot:
        """The snapshot of a network with what its layers did in the last step, if it was seen."""
        self._wanted = watchable(module, snapshot.insides)
        if self._of is not module or not snapshot.insides:
            return snapshot
        insides: dict[str, LayerInside] = {
            name: replace(inside, in_training=self._seen.get(name))
            for name, inside in snapshot.insides.items()
        }
        return replace(snapshot, insides=insides)

    def forget(self) -> None:
        """The weights are others."""
        self._seen, self._of = {}, None
