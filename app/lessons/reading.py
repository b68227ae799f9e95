"""What the blocks of a lesson's scenes mean, and whether all of it makes sense.

A broken one gives a sentence with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec

from app.data.dataset import DataError
from app.data.matrices import parse_matrix
from app.data.probe_changes import ProbeChanges
from app.experiments.search_space import parse_space
from app.language import tr
from app.lessons.lesson import Lesson, PanelName, Scene, SceneForm
from app.lessons.notice import Notice, read_notice
from app.lessons.outline import LessonError, Outline, Part, outline_of, read_outline
from app.lessons.question import answer_of
from app.lessons.setting import Setting, SettingError, setting_of
from app.lessons.toml_block import TomlError, read_block
from app.lessons.words import plain_words
from app.network.analysis import analyse
from app.network.fields import made_from
from app.network.kernels import kernel_from_text

_OF_NO_LAYER = (
    *("score", "panel", "kinds", "explained", "curve", "window"),
    *("top error", "search", "ensemble error"),
)
"""Kinds of notices whose subject is something else than a layer."""
_ENLARGED = re.compile(r"\w+ \d+")
_LENS = re.compile(r"\w+( \d+){1,3}")


class _BlockError(ValueError):
    """Something wrong with what stands at a key of a block, or with one text in it."""

    def __init__(self, key: str, message: str, text: str = "") -> None:
        super().__init__(message)
        self.key, self.text = key, text


def read_lesson(path: Path) -> Lesson:
    """The lesson in a file; LessonError says what is wrong with it, and in which line."""
    return _lesson(read_outline(path), path.stem, path.name)


def lesson_of_text(text: str, name: str, file_name: str = tr("the lesson")) -> Lesson:
    """The lesson that a text holds; see `read_lesson`."""
    return _lesson(outline_of(text, file_name), name, file_name)


def _lesson(outline: Outline, name: str, file_name: str) -> Lesson:
    title = outline.title
    scenes: list[Scene] = []
    setting: Setting | None = None
    for at, part in enumerate(outline.parts):
        try:
            form = _form(part)
            before, setting = setting, setting_of(form, setting, title)
            notices = _checked(form, setting, before)
        except (_BlockError, SettingError) as error:
            line = _line_of(part, error.key, error.text)
            raise LessonError(
                tr(
                    "{file_name}, line {line}: {error}.",
                    file_name=file_name,
                    line=line,
                    error=error,
                ),
                at,
                str(error),
            ) from error
        words, then, notes = (
            plain_words("\n".join(lines)) for lines in (part.words, part.then, part.notes)
        )
        scenes.append(Scene(part.title, words, then, form, notes, notices))
    return Lesson(name, title, outline.about, tuple(scenes))


def settings_of_lesson(lesson: Lesson) -> tuple[Setting, ...]:
    """What is on the canvas in each scene."""
    found: list[Setting] = []
    for scene in lesson.scenes:
        found.append(setting_of(scene.form, found[-1] if found else None, lesson.title))
    return tuple(found)


# The blocks


def _form(part: Part) -> SceneForm:
    try:
        values = read_block(part.block)
    except TomlError as error:
        raise _BlockError(f"#{error.line}" if error.line else "", str(error)) from error
    try:
        return msgspec.convert(values, SceneForm)
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at ")
        if unknown := re.search(r"unknown field `(\w+)`", what):
            where = place.strip("`$. ")
            known = ", ".join(_keys_at(where))
            more = tr("; a scene has {known}", known=known)
            if where:
                more = tr("; {where} has {known}", where=where, known=known) if known else ""
            raise _BlockError(
                unknown[1],
                tr("{unknown!r} is nothing that is known{more}", unknown=unknown[1], more=more),
            ) from error
        path = place.strip("`").removeprefix("$").removeprefix(".")
        wrong, words = re.fullmatch(r"Invalid enum value '(.*)'", what), _words_at(path)
        if wrong and words:
            known = ", ".join(f'"{word}"' for word in words)
            raise _BlockError(
                path,
                tr(
                    "{word!r} is no word for {place}; write one of {known}",
                    word=wrong[1],
                    place=path,
                    known=known,
                ),
            ) from error
        raise _BlockError(
            path,
            tr(
                "{reason} at {place}",
                reason=_in_words(what),
                place=path or tr("the beginning"),
            ),
        ) from error


def _keys_at(where: str) -> list[str]:
    """The keys that a scene, or a table in it, may have; none where that is not known."""
    fields = msgspec.structs.fields(SceneForm)
    if not where:
        return [field.encode_name for field in fields]
    types = (get_args(field.type) for field in fields if field.encode_name == where)
    forms = (each for kinds in types for each in kinds if isinstance(each, type))
    return [
        field.encode_name
        for form in forms
        if issubclass(form, msgspec.Struct)
        for field in msgspec.structs.fields(form)
    ]


def _words_at(path: str) -> list[str]:
    """The words of which one has to stand at a key, such as where.method; none where any may."""
    kinds: list[Any] = [SceneForm]
    for key in path.split("."):
        forms = (kind for kind in kinds if isinstance(kind, type))
        fields = (
            field
            for form in forms
            if issubclass(form, msgspec.Struct)
            for field in msgspec.structs.fields(form)
        )
        types = [field.type for field in fields if field.encode_name == key]
        kinds = [inner for each in types for inner in (each, *get_args(each))]
    words = (word for kind in kinds if get_origin(kind) is Literal for word in get_args(kind))
    return [word for word in words if word]


_KINDS = {
    "int": tr("a whole number"),
    "float": tr("a number"),
    "str": tr("text in quotes"),
    "bool": tr("true or false"),
    "array": tr("a list in brackets"),
    "object": tr("a table in braces"),
}


def _in_words(what: str) -> str:
    """What msgspec finds wrong with a value, for people who write no programs."""
    if missing := re.fullmatch(r"Object missing required field `(\w+)`", what):
        return tr("{key} is missing", key=missing[1])
    if what == "Expected `array` of length >= 1":
        return tr("a list with something in it is needed")
    found = re.fullmatch(r"Expected `([\w |]+)`((?: [<>]=? \S+)?)(?:, got `(\w+)`)?", what)
    if found is None:
        return what[0].lower() + what[1:]
    kinds = [_KINDS.get(kind, kind) for kind in found[1].split(" | ") if kind != "null"]
    wanted = tr(" or ").join(kinds) + found[2]
    if found[3] is None:
        return tr("{wanted} is needed", wanted=wanted)
    return tr("{wanted} is needed, not {got},", wanted=wanted, got=_KINDS.get(found[3], found[3]))


def _checked(form: SceneForm, setting: Setting, before: Setting | None) -> tuple[Notice, ...]:
    """The notices of a scene, of which everything has been seen to make sense."""
    layers = setting.network.layers
    selected = [form.select] if isinstance(form.select, str) else form.select
    if form.lens and not _LENS.fullmatch(form.lens):
        raise _BlockError(
            "lens", tr("the lens takes a layer, channel, row and column: “conv1 0 2 3”")
        )
    named: Iterable[tuple[str, str]] = (
        *(("select", name) for name in selected),
        *(("kernels", name) for name in form.kernels),
        *(("mute", name) for name in form.mute),
        ("lens", form.lens.partition(" ")[0]),
        ("maps", form.maps.enlarge.partition(" ")[0] if form.maps is not None else ""),
        *(("zoom", name) for name in form.zoom.split() if name != "all"),
    )
    for key, name in named:
        if name and name not in layers:
            raise _BlockError(key, tr("there is no layer {name!r} in this scene", name=name), name)
    _check_panels(form)
    _check_numbers(form)
    _check_windows(form, setting)
    notices = []
    for text in form.notice:
        try:
            notice = read_notice(text)
        except ValueError as error:
            raise _BlockError("notice", str(error), text) from error
        layer = notice.layer if notice.kind == "count" else notice.subject
        if layer and notice.kind not in _OF_NO_LAYER and layer not in layers:
            raise _BlockError(
                "notice", tr("there is no layer {layer!r} in this scene", layer=layer), text
            )
        if notice.kind == "panel" and notice.subject not in get_args(PanelName):
            words = tr(
                "there is no panel {name!r}; write one of {panels}",
                name=notice.subject,
                panels=", ".join(get_args(PanelName)),
            )
            raise _BlockError("notice", words, text)
        notices.append(notice)
    if form.question is not None:
        if before is None:
            words = tr("the first scene cannot ask, for there is nothing to look at yet")
            raise _BlockError("question", words)
        if not form.question.ask.strip():
            raise _BlockError("question", tr("a question needs words: write what is asked"), "ask")
        try:
            answer_of(form.question, setting.network, analyse(setting.network))
        except ValueError as error:
            raise _BlockError("question", str(error), "answer") from error
    return tuple(notices)


def _check_panels(form: SceneForm) -> None:
    """One panel comes to the front, and what is enlarged is a channel."""
    if len(form.panels) > 1:
        raise _BlockError(
            form.panels[0],
            tr(
                "only one panel can come to the front, and this scene names "
                "{panels}: write one of panel, maps, where, excites, invariance, "
                "evaluation",
                panels=len(form.panels),
            ),
        )
    if form.maps is not None and form.maps.enlarge and not _ENLARGED.fullmatch(form.maps.enlarge):
        raise _BlockError("maps", tr("what is enlarged is a layer and a channel: “pool1 2”"))


def _check_windows(form: SceneForm, setting: Setting) -> None:
    """At most one window of its own, and a search over what there is."""
    if form.pattern and form.network is not None:
        raise _BlockError("pattern", tr("a scene opens a network or a pattern: write one of them"))
    windows = [name for name in ("preview", "search", "ensemble") if getattr(form, name)]
    if len(windows) > 1:
        words = tr("a scene opens one window, not {windows}", windows=tr(" and ").join(windows))
        raise _BlockError(windows[-1], words)
    if form.search is not None:
        try:
            parse_space(form.search.over, setting.network, setting.recipe)
        except ValueError as error:
            raise _BlockError("search", str(error).rstrip("."), "over") from error


def _check_numbers(form: SceneForm) -> None:
    """Kernels and matrices hold numbers, and changes of the image are within their limits."""
    for name, written in form.kernels.items():
        for text in [written] if isinstance(written, str) else written:
            try:
                kernel_from_text(text)
            except ValueError as error:
                raise _BlockError(
                    "kernels", tr("the kernel of {name}: {error}", name=name, error=error), name
                ) from error
    probe = form.probe
    if probe is None:
        return
    try:
        made_from(ProbeChanges, probe.changes)
        if probe.matrix:
            parse_matrix(probe.matrix, 1 if probe.levels == "0 or 1" else 255)
    except (ValueError, DataError) as error:
        raise _BlockError("probe", str(error).rstrip(".")) from error
    if sum((probe.image is not None, bool(probe.matrix), bool(probe.picture))) > 1:
        raise _BlockError(
            "probe", tr("the probe is an image, a matrix or a picture: write one of them")
        )


def _line_of(part: Part, path: str, text: str) -> int:
    """The line of the file in which a key of the block stands, or a text behind it."""
    if path.startswith("#"):
        return part.block_line + int(path[1:])
    keys = [key for key in re.split(r"[.\[\]]+", path) if key and not key.isdigit()]
    found = 0
    for key in (*keys, *([text] if text else [])):
        for number in range(found, len(part.block)):
            if key in part.block[number]:
                found = number
                break
    return part.block_line + 1 + found if keys and part.block_line else part.line
