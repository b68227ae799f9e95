"""A lesson that is being made: its scenes can change places.

Each keeps its network, settings and image; learned or typed weights come from the scenes before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from app.language import tr
from app.lessons.lesson import Lesson, ProbeForm, Scene, SceneForm
from app.lessons.reading import settings_of_lesson
from app.lessons.recording import FIRST_PROBE, Screen, rebased, recorded
from app.lessons.setting import Setting, setting_of

_NEVER_ON_SCREEN = ("rows", "notice", "question", "gallery")
"""Keys that are written, not recorded: a scene keeps them when it is taken again."""
_WINDOWS = ("preview", "search", "ensemble")
"""A scene that is taken again while none of these is open keeps its own."""


_WEIGHTS = ("train", "kernels", "mute")
"""Keys that change weights."""


_LEARNS_NO_MORE = tr(
    "The scene trained, typed or muted something before, and nothing of it is on the screen now: "
    "it does so no longer. Undo brings it back."
)
_KEEPS_WINDOW = tr(
    "The scene still opens the window that it opened before: to be rid of it, delete the scene and "
    "take it anew."
)


@dataclass(frozen=True)
class Take:
    """A scene with what stands on the canvas in it, and what is looked at."""

    scene: Scene
    setting: Setting
    probe: ProbeForm


@dataclass(frozen=True)
class Draft:
    """The lesson as far as it has come; every change gives another one."""

    title: str = ""
    about: str = ""
    takes: tuple[Take, ...] = ()

    def lesson(self, name: str) -> Lesson:
        """What is played and written."""
        return Lesson(name, self.title, self.about, tuple(take.scene for take in self.takes))

    def with_scene(self, at: int, scene: Scene) -> Draft:
        """With other words, question or notices of a scene; what it shows stays."""
        return self._with(at, replace(self.takes[at], scene=scene))

    def taken(self, screen: Screen, title: str) -> tuple[Draft, tuple[str, ...]]:
        """With one more scene, and sentences on what it does not hold.

        Raises LinesError where the network cannot be written.
        """
        at = len(self.takes)
        take, gaps = self._take(at, screen, Scene(title, "", "", SceneForm()))
        return replace(self, takes=(*self.takes, take)), gaps

    def retaken(self, at: int, screen: Screen) -> tuple[Draft, tuple[str, ...]]:
        """With what is on the screen in the place of a scene, which keeps its words."""
        before = self.takes[at].scene
        take, gaps = self._take(at, screen, before)
        old, new = before.form, take.scene.form
        if any(getattr(old, name) and not getattr(new, name) for name in _WEIGHTS):
            gaps = (*gaps, _LEARNS_NO_MORE)
        return self._with(at, take)._based_anew(at + 1), gaps

    def without(self, at: int) -> Draft:
        """Without a scene, and without what it learned or typed."""
        takes = self.takes[:at] + self.takes[at + 1 :]
        return replace(self, takes=takes)._based_anew(at)

    def moved(self, at: int, to: int) -> Draft:
        """With a scene in another place, where it learns and types what it did."""
        takes = list(self.takes)
        takes.insert(to, takes.pop(at))
        return replace(self, takes=tuple(takes))._based_anew(min(at, to))

    def leaves_weights(self, at: int) -> bool:
        """Whether the scene behind `at` shows weights that `at` learned, typed or muted."""
        behind = at + 1 < len(self.takes) and not self._opens(at + 1)
        return behind and self._learn(at, at + 1)

    def first_to_play(self, at: int) -> int:
        """The scene from which `at` is to be played, so that its network has learned the same."""
        beginning = self._beginning(at)
        asks = self.takes[at].scene.form.question is not None
        return beginning if self._learn(beginning, at) else max(0, at - 1) if asks else at

    def has_learned(self, at: int) -> bool:
        """Whether the network of a scene has other weights than its first ones."""
        return self._learn(self._beginning(at), at + 1)

    def _beginning(self, at: int) -> int:
        """The scene that opens the network of another."""
        return max(number for number in range(at + 1) if self._opens(number))

    def _learn(self, at: int, end: int) -> bool:
        """Whether a scene from `at` to the one before `end` changes weights."""
        forms = (take.scene.form for take in self.takes[at:end])
        return any(getattr(form, name) for form in forms for name in _WEIGHTS)

    def _opens(self, at: int) -> bool:
        return at == 0 or self.takes[at].setting.fresh

    def _take(self, at: int, screen: Screen, scene: Scene) -> tuple[Take, tuple[str, ...]]:
        before = self.takes[at - 1] if at else None
        setting = before.setting if before is not None else None
        made = recorded(screen, setting, before.probe if before is not None else None)
        form = made.form
        kept = msgspec.structs.replace(
            form, **{name: getattr(scene.form, name) for name in _NEVER_ON_SCREEN}
        )
        gaps = made.gaps
        own = {name: getattr(scene.form, name) for name in _WINDOWS}
        if any(own.values()) and not any(getattr(form, name) for name in _WINDOWS):
            kept = msgspec.structs.replace(kept, **own)
            gaps = (*gaps, _KEEPS_WINDOW)
        scene = msgspec.structs.replace(scene, form=kept)
        return Take(scene, setting_of(form, setting, self.title), screen.probe), gaps

    def _with(self, at: int, take: Take) -> Draft:
        return replace(self, takes=(*self.takes[:at], take, *self.takes[at + 1 :]))

    def _based_anew(self, at: int) -> Draft:
        """With the scenes from `at` on as they were, behind others than before.

        Raises LinesError where a network cannot be written.
        """
        takes = list(self.takes)
        for number in range(at, len(takes)):
            take = takes[number]
            before = takes[number - 1] if number else None
            setting = before.setting if before is not None else None
            probes = (before.probe if before is not None else FIRST_PROBE, take.probe)
            form = rebased(take.scene.form, take.setting, setting, probes)
            scene = msgspec.structs.replace(take.scene, form=form)
            takes[number] = Take(scene, setting_of(form, setting, self.title), take.probe)
        return replace(self, takes=tuple(takes))


def draft_of(lesson: Lesson) -> Draft:
    """An existing lesson, to be gone on with."""
    probe = FIRST_PROBE
    takes = []
    for scene, setting in zip(lesson.scenes, settings_of_lesson(lesson), strict=True):
        probe = scene.form.probe or probe
        takes.append(Take(scene, setting, probe))
    return Draft(lesson.title, lesson.about, tuple(takes))
