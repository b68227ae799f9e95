"""A lesson's Markdown file, taken apart into scenes; their blocks are left as they are written.

    # Title of the lesson
    What it is about.

    ## Title of a scene
    Words that are shown.

    ```toml
    network = ["Input 1x7x7", "Conv2d 1 3x3"]
    notice = ["conv1: 1×5×5"]
    ```

    Words that are shown once the scene's question is answered.

    > What only the lecturer reads, anywhere in the scene.

Nothing in a file is carried out: the blocks hold values alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.language import tr
from app.lessons.words import one_line

BLOCK = "```toml"
"""The line with which a scene's block begins."""
LARGEST = 2**20
"""Bytes of a file that is read."""


class LessonError(ValueError):
    """A lesson that cannot be played; the text says what is wrong, and in which line.

    `scene` is the place of the scene with the mistake, from 0, and `reason` what is wrong there,
    for who has no lines before their eyes; None and empty where it is in no scene.
    """

    def __init__(self, text: str, scene: int | None = None, reason: str = "") -> None:
        super().__init__(text)
        self.scene, self.reason = scene, reason


class LessonGoneError(LessonError):
    """There is no file."""


@dataclass
class Part:
    """A scene as it stands in the file."""

    title: str
    line: int
    words: list[str] = field(default_factory=list)
    then: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Of the lecturer, without the sign before them."""
    block: list[str] = field(default_factory=list)
    block_line: int = 0
    """The line of the file before the block's first; 0 where there is no block."""


@dataclass(frozen=True)
class Outline:
    """A lesson as it stands in its file."""

    title: str
    about: str
    parts: tuple[Part, ...]


def read_outline(path: Path) -> Outline:
    """The outline of a file; LessonError where that is no lesson."""
    return outline_of(read_text(path), path.name)


def read_text(path: Path) -> str:
    """The text of a file; LessonError where it cannot be read, or is too large for a lesson."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise LessonError(
                tr(
                    "{name} is too large for a lesson: {largest:,} bytes at most.",
                    name=path.name,
                    largest=LARGEST,
                )
            )
        return content.decode("utf-8").replace("\r\n", "\n")
    except FileNotFoundError as error:
        raise LessonGoneError(tr("There is no file {path}.", path=path)) from error
    except OSError as error:
        raise LessonError(
            tr("{name} cannot be read: {strerror}.", name=path.name, strerror=error.strerror)
        ) from error
    except UnicodeDecodeError as error:
        raise LessonError(
            tr("{name} is no lesson, for it is not text in UTF-8.", name=path.name)
        ) from error


def outline_of(text: str, file_name: str) -> Outline:
    """The outline of a text; LessonError says what is wrong with its Markdown, and where."""
    title, about = "", []
    parts: list[Part] = []
    part: Part | None = None
    in_block = False
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if in_block and part is not None:
            in_block = line.strip() != "```"
            if in_block:
                part.block.append(line)
        elif line.startswith("```"):
            if not any(line.strip() == BLOCK for line in lines):
                raise LessonError(_other_markdown(file_name))
            if line.strip() != BLOCK or part is None or part.block_line:
                raise LessonError(
                    tr(
                        "{file_name}, line {number}: each scene has one block, which "
                        "begins with ```toml below the scene's title.",
                        file_name=file_name,
                        number=number,
                    )
                )
            part.block_line, in_block = number, True
        elif line.startswith("## "):
            part = Part(line[3:].strip(), number)
            parts.append(part)
        elif line.startswith("# ") and not title:
            title = line[2:].strip()
        elif part is None:
            about.append(line)
        elif line.startswith(">"):
            part.notes.append(line[1:])
        else:
            (part.then if part.block_line else part.words).append(line)
    if in_block and part is not None:
        raise LessonError(
            tr(
                "{file_name}, line {block_line}: this block has no end; add ```.",
                file_name=file_name,
                block_line=part.block_line,
            )
        )
    if not title:
        raise LessonError(
            tr(
                "{file_name}, line 1: a lesson begins with its title, “# Title”.",
                file_name=file_name,
            )
        )
    if not parts:
        raise LessonError(
            tr(
                "{file_name}: a lesson has scenes, each with a title, “## Title”.",
                file_name=file_name,
            )
        )
    return Outline(title, one_line("\n".join(about)), tuple(parts))


def _other_markdown(file_name: str) -> str:
    """What is said of, say, a README: it has code, but nothing of a lesson's."""
    return tr(
        "{file_name} is no lesson, for no block of it says what is on the canvas. A "
        "lesson has a title, “# Title”, and scenes, “## Title”, and its first scene names "
        "a network in a block that begins with ```toml.",
        file_name=file_name,
    )
