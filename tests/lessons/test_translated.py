"""Lessons in other languages: the same scenes, with words of the window that speaks it."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from app.language import languages, words_of
from app.lessons.lesson import QuestionForm, Scene
from app.lessons.library import BUNDLED, bundled_lessons, lesson_entries
from app.lessons.notice import Notice
from app.lessons.reading import read_lesson
from app.network.imagenet import imagenet_winners

ENGLISH = sorted(BUNDLED.glob("*.md"))
TRANSLATED = sorted(BUNDLED.glob("*/*.md"))
SAID = ("panel", "window", "gallery", "problem")
"""Notices of words that the window shows."""
_NO_WORDS = re.compile(r"[^A-Za-zÀ-ÿ]*[\d×±·=%:][^A-Za-zÀ-ÿ]*")
"""Numbers and signs, which stand in a text as values."""


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def asked(question: QuestionForm | None) -> tuple[object, ...]:
    """What is the same of a question in all languages."""
    if question is None:
        return ()
    right = question.answer
    if question.choices:
        right = question.choices.index(str(right))
    return right, len(question.choices), question.tolerance, bool(question.because)


def shown(scene: Scene) -> tuple[object, ...]:
    """What is the same of a scene in all languages, but for what there is to notice."""
    form = msgspec.structs.replace(scene.form, notice=[], question=None)
    words = bool(scene.words), bool(scene.then), bool(scene.notes)
    return msgspec.to_builtins(form), asked(scene.form.question), words


def stated(notice: Notice) -> tuple[object, ...]:
    """What is the same of a notice in all languages."""
    return (notice.kind, notice.subject) if notice.kind in SAID else (notice,)


def test_all_lessons_are_there_in_german() -> None:
    assert [path.name for path in bundled_lessons("de")] == [path.name for path in ENGLISH]
    assert all(path.parent.name == "de" for path in bundled_lessons("de"))


def test_folders_are_of_languages_and_files_of_lessons() -> None:
    assert {path.parent.name for path in TRANSLATED} <= set(languages())
    assert {path.name for path in TRANSLATED} <= {path.name for path in ENGLISH}


def test_a_language_without_a_lesson_has_it_in_english() -> None:
    assert list(bundled_lessons("tlh")) == ENGLISH


@pytest.mark.usefixtures("german")
def test_lessons_are_listed_in_the_language_of_the_window() -> None:
    first = lesson_entries()[0]
    assert first.title == "Warum nicht vollvernetzt?"
    assert first.about.endswith(" 7 Szenen.")


@pytest.mark.parametrize("path", TRANSLATED, ids=name_of)
def test_a_translated_lesson_shows_and_asks_the_same(path: Path) -> None:
    here, english = read_lesson(path), read_lesson(BUNDLED / path.name)
    assert here.title != english.title or here.about != english.about
    assert len(here.scenes) == len(english.scenes)
    for scene, original in zip(here.scenes, english.scenes, strict=True):
        assert shown(scene) == shown(original), scene.title
        assert [*map(stated, scene.notices)] == [*map(stated, original.notices)], scene.title


@pytest.mark.parametrize("path", TRANSLATED, ids=name_of)
def test_words_that_are_looked_for_are_words_of_the_window(path: Path) -> None:
    """Or they are the same in all languages, such as names."""
    language = path.parent.name
    winners = (f"{w.title}, {w.translated.get(language)}" for w in imagenet_winners().winners)
    texts = " | ".join((*words_of(language).values(), *winners)).casefold()
    english = [scene.notices for scene in read_lesson(BUNDLED / path.name).scenes]
    for scene, originals in zip(read_lesson(path).scenes, english, strict=True):
        for notice, original in zip(scene.notices, originals, strict=True):
            if notice.kind in SAID and notice.words != original.words:
                for part in _NO_WORDS.split(notice.words):
                    known = part.strip().casefold()
                    assert known in texts or part in original.words, notice.text
