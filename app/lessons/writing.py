"""A lesson as the Markdown file that `reading.py` reads, written so that a hand can go on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from app.atomic_file import atomic_file
from app.language import tr
from app.lessons.lesson import Lesson, Scene
from app.lessons.outline import LessonError
from app.lessons.words import WIDTH, broken_lines, one_line, stray_mark

_DOTTED = frozenset({"set", "kernels", "mute"})
"""Keys that stand with a layer on a line of their own, as a hand writes them."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_UNSEEN = re.compile('[\x00-\x1f\x7f-\x9f\u2028\u2029"\\\\]')
_COMMENT = re.compile(r"\s*#")


def lesson_text(lesson: Lesson) -> str:
    """The lesson's file; LessonError says which words it could not hold."""
    title = _title(lesson.title, tr("The lesson"))
    parts = [f"# {title}"]
    if lesson.about:
        parts.append("\n".join(_words(lesson.about, tr("What the lesson is about"))))
    for at, scene in enumerate(lesson.scenes):
        try:
            parts += _scene(scene)
        except LessonError as error:
            raise LessonError(str(error), at) from error
    return "\n\n".join(parts) + "\n"


def write_lesson(path: Path, lesson: Lesson) -> None:
    """Write the file whole or not at all; OSError where that cannot be."""
    data = lesson_text(lesson).encode("utf-8", "replace")  # a paste may bring half a letter
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_file(path) as file:
        file.write(data)


def comments_in(text: str) -> tuple[int, ...]:
    """The lines of a lesson's blocks that are comments, which no `Lesson` holds."""
    found, inside = [], False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("```"):
            inside = not inside
        elif inside and _COMMENT.match(line):
            found.append(number)
    return tuple(found)


def _scene(scene: Scene) -> Iterator[str]:
    where = tr("The scene “{title}”", title=scene.title)
    title = _title(scene.title, tr("A scene"))
    yield f"## {title}"
    if scene.words:
        yield "\n".join(_words(scene.words, where))
    block = block_lines(scene)
    if block or scene.then:
        yield "\n".join(("```toml", *block, "```"))
    if scene.then:
        yield "\n".join(_words(scene.then, where))
    if scene.notes:
        lines = broken_lines(scene.notes, "> ")
        yield "\n".join(line.rstrip() for line in lines)


def _title(text: str, what: str) -> str:
    if not one_line(text):
        raise LessonError(tr("{what} has no title yet: give it one.", what=what))
    return one_line(text)


def _words(text: str, where: str) -> list[str]:
    if mark := stray_mark(text):
        raise LessonError(
            tr(
                "{where} has a line that begins with “{mark}”, which means something "
                "else in a lesson's file: put a word before it.",
                where=where,
                mark=mark[:12],
            )
        )
    return broken_lines(text)


# The block


def block_lines(scene: Scene) -> list[str]:
    """The lines of a scene's block, with the keys in the order in which `SceneForm` has them."""
    lines: list[str] = []
    for key, value in _values(scene.form).items():
        if key in _DOTTED:
            for name, inner in value.items():
                lines += _entry((key, name), inner)
        elif key == "question":
            lines += _question(value)
        else:
            lines += _entry((key,), value)
    return lines


def _values(form: msgspec.Struct) -> dict[str, Any]:
    """What differs from the defaults, by the names in the file."""
    found = {}
    for field in msgspec.structs.fields(type(form)):
        value = getattr(form, field.name)
        default = field.default
        if field.default_factory is not msgspec.NODEFAULT:
            default = field.default_factory()
        if value == default and type(value) is type(default):
            continue
        found[field.encode_name] = _values(value) if isinstance(value, msgspec.Struct) else value
    return found


def _question(values: Mapping[str, Any]) -> list[str]:
    """On its line where that has room, or else as a table at the end of the block."""
    inline = f"question = {_inline(values)}"
    if len(inline) <= WIDTH:
        return [inline]
    lines = ["", "[question]"]
    for key, value in values.items():
        lines += _entry((key,), value)
    return lines


def _entry(path: tuple[str, ...], value: Any) -> list[str]:
    """A key with its value: on one line, or on several where that is too long."""
    key = ".".join(map(_key, path))
    line = f"{key} = {_inline(value)}"
    if len(line) <= WIDTH:
        return [line]
    if isinstance(value, Mapping):
        return [line for name, inner in value.items() for line in _entry((*path, name), inner)]
    if isinstance(value, list):
        items = [_item(each) for each in value]
        return [f"{key} = [", *(f"  {each}," for each in items), "]"]
    if isinstance(value, str):
        return _long_text(key, value)
    return [line]


def _item(value: Any) -> str:
    """An item of a list on a line of its own; long words go on in the next ones."""
    written = _inline(value)
    if not isinstance(value, str) or len(written) + 3 <= WIDTH:
        return written
    return "\n  ".join(_long_string(value))


def _long_text(key: str, text: str) -> list[str]:
    first, *others = _long_string(text)
    return [f"{key} = {first}", *others]


def _long_string(text: str) -> list[str]:
    """A text over several lines; TOML puts it together again."""
    lines, current = ['"""\\'], ""
    for word in re.split(r"(?<= )(?! )", text):
        escaped = _escaped(word)
        if current and len(current) + len(escaped) + 6 > WIDTH:
            lines.append(f"{current}\\")
            current = ""
        current += escaped
    return [*lines, f'{current}"""']


def _inline(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{_escaped(value)}"'
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{_key(name)} = {_inline(inner)}" for name, inner in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_inline, value))}]"
    return repr(value)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else f'"{_escaped(name)}"'


def _escaped(text: str) -> str:
    return _UNSEEN.sub(lambda sign: _ESCAPES.get(sign[0], f"\\u{ord(sign[0]):04x}"), text)
