"""What is written is read as the same lesson, and a hand can go on with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lessons.lesson import Lesson, ProbeForm, QuestionForm, Scene, SceneForm, TrainForm
from app.lessons.library import BUNDLED
from app.lessons.outline import LessonError
from app.lessons.reading import lesson_of_text, read_lesson
from app.lessons.words import one_line, plain_words, rich_text, stray_mark
from app.lessons.writing import comments_in, lesson_text, write_lesson

FILES = sorted(BUNDLED.glob("*.md"))
FIRST = {"network": ["Input 1x28x28", "Conv2d 2 3x3", "Flatten", "Linear 10"]}

signs = st.characters(exclude_categories=("Cs",))
titles = st.text(signs, min_size=1, max_size=60).map(one_line).filter(bool)
markdown = st.lists(
    st.one_of(
        st.text(signs, max_size=160),
        st.lists(
            st.sampled_from(("a", "bb", "filter", "-", "#", "##", ">", "```", "**x**")), max_size=60
        ).map(" ".join),
        st.just("- an item\n- another"),
    ),
    max_size=4,
).map(lambda parts: plain_words("\n\n".join(parts)))
words = markdown.filter(lambda text: not stray_mark(text))
numbers = st.one_of(st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False))
texts = st.text(signs, max_size=150)
asked = texts.filter(str.strip)
questions = st.one_of(
    st.builds(QuestionForm, ask=asked, answer=numbers, because=texts, tolerance=st.floats(0, 1e6)),
    st.builds(
        lambda ask, choices: QuestionForm(ask, choices[0], choices),
        asked,
        st.lists(texts, min_size=1, max_size=5),
    ),
)
forms = st.builds(
    SceneForm,
    rows=st.lists(texts, max_size=3),
    set_=st.dictionaries(
        st.just("conv1"),
        st.fixed_dictionaries({"stride": st.integers(1, 3), "bias": st.booleans()}),
        max_size=1,
    ),
    recipe=st.fixed_dictionaries(
        {},
        optional={
            "learning_rate": st.floats(0, 10),
            "changes": st.just({"subset": 300}),
            "augmentation": st.just({}),
            "dataset": st.sampled_from(["mnist", "a folder/“of” images \\ with a long name" * 4]),
        },
    ),
    kernels=st.dictionaries(st.just("conv1"), st.just("1 2 3; -4 5e-3 6; 7 8 9"), max_size=1),
    probe=st.sampled_from(
        [None, ProbeForm(image=0), ProbeForm(matrix="010; 111; 010", changes={"rotate": 7.5})]
    ),
    select=st.sampled_from(["conv1", ["conv1", "flatten1"], []]),
    zoom=st.sampled_from(["", "all", "input conv1"]),
    train=st.sampled_from([None, TrainForm(steps=3), TrainForm(epochs=2, further=True)]),
    question=st.none() | questions,
)


@st.composite
def lessons(draw: st.DrawFn) -> Lesson:
    """Lessons in the one form that words have once they were read."""
    first = Scene(draw(titles), draw(words), draw(words), SceneForm(**FIRST), draw(markdown))
    others = draw(st.lists(st.builds(Scene, titles, words, words, forms, markdown), max_size=3))
    about = one_line(draw(words))
    scenes = (first, *others)
    return Lesson("drawn", draw(titles), "" if stray_mark(about) else about, scenes)


@given(lessons())
def test_what_was_written_is_read_as_the_same_lesson(lesson: Lesson) -> None:
    text = lesson_text(lesson)
    assert lesson_of_text(text, "drawn") == lesson
    assert lesson_text(lesson_of_text(text, "drawn")) == text


@given(lessons())
def test_lines_with_blanks_are_not_longer_than_a_hundred_characters(lesson: Lesson) -> None:
    plain = [line for line in lesson_text(lesson).splitlines() if not line.startswith("#")]
    # What would mean something at the beginning of a line stays on the one before.
    plain = [re.sub(r"( (##?|```\S*|>\S*|-))+$", "", line) for line in plain]
    assert all(len(line) <= 100 or max(map(len, line.split(" "))) > 60 for line in plain)


@given(markdown)
def test_broken_lines_say_the_same(text: str) -> None:
    assert rich_text(plain_words(text)) == rich_text(text)
    assert plain_words(plain_words(text)) == plain_words(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bundled_lesson_stays_the_same_when_it_is_written_anew(path: Path) -> None:
    lesson = read_lesson(path)
    text = lesson_text(lesson)
    assert lesson_of_text(text, path.stem) == lesson
    prose = [line for line in text.splitlines() if not line.startswith("#")]
    assert max(map(len, prose)) <= 100


def test_a_block_is_written_as_a_hand_would() -> None:
    form = SceneForm(
        rows=["A1"],
        set_={"conv1": {"stride": 2}},
        train=TrainForm(steps=4),
        notice=["conv1: 1×3×3", "parameters: 61,706", "receptive field of conv1: 5×5"] * 2,
        question=QuestionForm("How high is what comes out?", "height of conv1"),
    )
    first = Scene("One", "Words.", "", SceneForm(**FIRST))
    text = lesson_text(Lesson("x", "X", "", (first, Scene("Two", "", "Said.", form, "Wait."))))
    assert (
        text
        == """# X

## One

Words.

```toml
network = ["Input 1x28x28", "Conv2d 2 3x3", "Flatten", "Linear 10"]
```

## Two

```toml
rows = ["A1"]
set.conv1 = { stride = 2 }
train = { steps = 4 }
notice = [
  "conv1: 1×3×3",
  "parameters: 61,706",
  "receptive field of conv1: 5×5",
  "conv1: 1×3×3",
  "parameters: 61,706",
  "receptive field of conv1: 5×5",
]
question = { ask = "How high is what comes out?", answer = "height of conv1" }
```

Said.

> Wait.
"""
    )


@pytest.mark.parametrize("words", ["## no", "```", "> said"])
def test_words_that_a_file_cannot_hold_are_refused(words: str) -> None:
    lesson = Lesson("x", "X", "", (Scene("One", words, "", SceneForm(**FIRST)),))
    with pytest.raises(LessonError, match="put a word before it"):
        lesson_text(lesson)


def test_a_file_is_written_whole_and_without_leftovers(tmp_path: Path) -> None:
    path = tmp_path / "lessons" / "x.md"
    lesson = Lesson("x", "X", "", (Scene("One", "Words.", "", SceneForm(**FIRST)),))
    write_lesson(path, lesson)
    assert read_lesson(path) == lesson
    assert list(path.parent.iterdir()) == [path]


def test_half_a_letter_that_was_pasted_is_written_as_a_question_mark(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    write_lesson(path, Lesson("x", "X", "", (Scene("One", "a \ud83d", "", SceneForm(**FIRST)),)))
    assert read_lesson(path).scenes[0].words == "a ?"


def test_comments_in_blocks_are_found() -> None:
    assert comments_in("# T\n\n## S\n\n```toml\n# why\nrows = []\n```\n# words\n") == (6,)
