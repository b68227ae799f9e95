"""Lessons are read from Markdown; what is wrong with a file is said with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.lessons.library import BUNDLED, lesson_entries, own_folder
from app.lessons.notice import read_notice
from app.lessons.outline import LARGEST, LessonError
from app.lessons.reading import lesson_of_text, read_lesson, settings_of_lesson
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import pattern

TEXT = """# Steps
What a stride does,
in two scenes.

## A filter
It *slides*.

```toml
rows = ["A1"]
network = ["Input 1x7x7", "Conv2d 1 3x3"]
notice = ["conv1: 1×5×5", "parameters: 10"]
```

## Steps of two
How many?

```toml
rows = ["A1", "A6"]
set.conv1 = { stride = 2 }
add = ["MaxPool2d 2x2 after conv1"]
question = { ask = "How high?", answer = "height of conv1" }
```

Three.
"""


def test_a_lesson_is_a_title_what_it_is_about_and_scenes_with_words() -> None:
    lesson = lesson_of_text(TEXT, "steps")
    assert (lesson.name, lesson.title) == ("steps", "Steps")
    assert lesson.about == "What a stride does, in two scenes."
    first, second = lesson.scenes
    assert (first.title, first.words, first.then) == ("A filter", "It *slides*.", "")
    assert (second.words, second.then) == ("How many?", "Three.")
    assert [notice.text for notice in first.notices] == ["conv1: 1×5×5", "parameters: 10"]
    assert lesson.rows == {"A1": ("A filter", "Steps of two"), "A6": ("Steps of two",)}


def test_a_scene_changes_the_network_of_the_one_before() -> None:
    first, second = settings_of_lesson(lesson_of_text(TEXT, "steps"))
    assert first.fresh
    assert not second.fresh
    assert dict(first.network.layers)["conv1"] == Conv2d(1, 3)
    assert dict(second.network.layers)["conv1"] == Conv2d(1, 3, stride=2)
    assert dict(second.network.layers)["pool1"] == MaxPool2d()
    assert [edit.label for edit in second.edits] == ["Add MaxPool2d", "Set stride 2 of conv1"]


def broken(before: str, after: str) -> str:
    assert before in TEXT
    with pytest.raises(LessonError) as caught:
        lesson_of_text(TEXT.replace(before, after), "steps", "steps.md")
    return str(caught.value)


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("stride = 2", "stride = ", 19, "no TOML"),
        ("stride = 2", "stride = 0", 19, "stride"),
        ("stride = 2", "strides = 2", 19, "strides"),
        ("set.conv1", "set.conv7", 19, "there is no layer 'conv7'"),
        ("set.conv1", "sets.conv1", 19, "'sets' is nothing that is known; a scene has"),
        ("after conv1", "behind conv1", 20, "does not say where"),
        ("after conv1", "after conv2", 20, "there is no layer 'conv2'"),
        ("MaxPool2d 2x2", "Maxpol 2x2", 20, "names no layer that there is"),
        ("Conv2d 1 3x3", "Conv2d 1 3x3 q5", 10, "'q5' is no setting"),
        ("Input 1x7x7", "Input 7", 10, "an Input has a shape"),
        ('network = ["Input 1x7x7", "Conv2d 1 3x3"]', 'network = "nonet"', 10, "nonet"),
        ("parameters: 10", "ten parameters", 11, "cannot be checked"),
        ("conv1: 1×5×5", "conv3: 1×5×5", 11, "there is no layer 'conv3'"),
        ("height of conv1", "size of conv1", 21, "cannot be worked out"),
        ('answer = "height of conv1"', "tolerance = 1", 21, "answer"),
        ('rows = ["A1", "A6"]', 'rows = "A1"', 18, "a list in brackets is needed, not text"),
        (
            "set.conv1 = { stride = 2 }",
            'train = { steps = "many" }',
            19,
            "a whole number is needed",
        ),
        (
            "set.conv1 = { stride = 2 }",
            "train = { epoch = 1 }",
            19,
            "train has epochs, steps, further",
        ),
        ("set.conv1 = { stride = 2 }", "train = 3", 19, "a table in braces is needed"),
        ('ask = "How high?", ', "", 21, "ask is missing at question"),
        ("How high?", " ", 21, "write what is asked"),
        ("set.conv1 = { stride = 2 }", "train = { epochs = 1000 }", 19, "<= 100"),
        (
            "set.conv1 = { stride = 2 }",
            'panel = "curve"',
            19,
            '\'curve\' is no word for panel; write one of "palette", "inspector", ',
        ),
        (
            "set.conv1 = { stride = 2 }",
            'evaluation = { part = "tests" }',
            19,
            "'tests' is no word for evaluation.part; write one of",
        ),
        (
            "set.conv1 = { stride = 2 }",
            "search = { over = [], trials = 1 }",
            19,
            "a list with something in it is needed at search.over",
        ),
        ("set.conv1 = { stride = 2 }", 'kernels.conv1 = "1 2; 3"', 19, "equally long"),
        ("set.conv1 = { stride = 2 }", 'probe = { matrix = "0 7" }', 19, "0 or 1"),
        ("set.conv1 = { stride = 2 }", "recipe = { learning_rate = -1.0 }", 19, "learning_rate"),
        ("set.conv1 = { stride = 2 }", 'lens = "conv1"', 19, "the lens takes"),
        ("set.conv1 = { stride = 2 }", "pattern = { stage = 2 }", 19, "stage"),
        ("set.conv1 = { stride = 2 }", 'preview = "whitening"', 19, "preview"),
        ("set.conv1 = { stride = 2 }", "ensemble = { members = 1, epochs = 1 }", 19, ">= 2"),
        (
            "set.conv1 = { stride = 2 }",
            'search = { over = ["conv9.stride=1,2"], trials = 2 }',
            19,
            "conv9",
        ),
        (
            "set.conv1 = { stride = 2 }",
            'preview = "augmentation"\nsearch = { over = ["seed=1,2"], trials = 2 }',
            20,
            "a scene opens one window, not preview and search",
        ),
        ("parameters: 10", "weights near zero in conv3 ≥ 5 %", 11, "there is no layer 'conv3'"),
        ("set.conv1 = { stride = 2 }", 'where = { method = "guess" }', 19, "guess"),
        ("set.conv1 = { stride = 2 }", 'maps = { enlarge = "conv9 0" }', 19, "conv9"),
        ("set.conv1 = { stride = 2 }", 'maps = { enlarge = "conv1" }', 19, "a layer and a channel"),
        ("set.conv1 = { stride = 2 }", "invariance = { images = 1 }", 19, ">= 10"),
        ("set.conv1 = { stride = 2 }", 'panel = "data"\nevaluation = {}', 19, "only one panel"),
        ("parameters: 10", "gradient of conv8: 1", 11, "there is no layer 'conv8'"),
        ("parameters: 10", "panel curve says: 2.3", 11, "there is no panel 'curve'; write one of"),
        ("Three.\n", "```toml\n```\n", 24, "one block"),
        ("# Steps\n", "Steps\n", 1, "begins with its title"),
        ('network = ["Input 1x7x7", "Conv2d 1 3x3"]\n', "", 5, "must say which network"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    before: str, after: str, line: int, words: str
) -> None:
    said = broken(before, after)
    assert said.startswith(f"steps.md, line {line}: ")
    assert words in said
    assert said.endswith(".")


def test_the_first_scene_cannot_ask() -> None:
    asks = 'question = { ask = "How high?", answer = 5 }\nnotice = '
    assert "the first scene cannot ask" in broken("notice = ", asks)


def test_a_block_without_end_is_said(tmp_path: Path) -> None:
    path = tmp_path / "open.md"
    path.write_text("# Title\n\n## Scene\n\n```toml\nrows = []\n", encoding="utf-8")
    with pytest.raises(LessonError, match=r"open\.md, line 5: this block has no end"):
        read_lesson(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "not text in UTF-8"),
        (b"#" * (LARGEST + 1), "too large"),
        (b"# T\n\n## One\n\n```python\n```\n", r"^x\.md is no lesson, for no block of it says"),
        (b"# T", "scenes"),
    ],
)
def test_what_is_no_lesson_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(content)
    with pytest.raises(LessonError, match=words):
        read_lesson(path)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(LessonError, match=r"^There is no file .*gone\.md\.$"):
        read_lesson(tmp_path / "gone.md")


def test_the_bundled_lessons_are_listed_by_their_titles() -> None:
    paths = sorted(BUNDLED.glob("*.md"))
    lessons = [read_lesson(path) for path in paths]
    titles = [lesson.title for lesson in lessons]
    assert len(set(titles)) == len(titles)
    bundled = lesson_entries()[: len(paths)]
    assert [entry.title for entry in bundled] == titles
    assert bundled[0].about == f"{lessons[0].about} {len(lessons[0].scenes)} scenes."


def test_own_lessons_are_listed_and_broken_ones_say_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path))
    own_folder().mkdir()
    (own_folder() / "steps.md").write_text(TEXT, encoding="utf-8")
    (own_folder() / "wrong.md").write_text("no title", encoding="utf-8")
    good, wrong = lesson_entries()[-2:]
    assert (good.title, good.about) == ("Steps", "What a stride does, in two scenes. 2 scenes.")
    why = "wrong.md, line 1: a lesson begins with its title, “# Title”."
    assert (wrong.title, wrong.about) == ("wrong.md", why)


@pytest.mark.parametrize(
    ("sentence", "kind", "subject"),
    [
        ("gradient of pool1: 1 −2; 3 4", "gradient", "pool1"),
        ("Conv2d layers: 0", "kinds", "Conv2d"),
        ("filters of conv1: 1,920", "filters", "conv1"),
        ("enlarged: relu1 24×24, pool1 12×12", "enlarged", ""),
        ("grad-cam explains: Ankle boot", "explained", "grad-cam"),
        ("patches of conv1: 5x5", "patches", "conv1"),
        ("image made for conv1 channel 3", "made", "conv1"),
        ("accuracy at angle −90 ≤ 50 %", "curve", "angle"),
        ("test accuracy >= 80 %", "score", "test accuracy"),
        ("gallery says: VGG C: 133,638,952 parameters", "gallery", ""),
        ("parameters: 10", "count", "parameters"),
        ("conv1: 1x5x5", "shape", "conv1"),
    ],
)
def test_what_there_is_to_notice_is_taken_apart(sentence: str, kind: str, subject: str) -> None:
    notice = read_notice(sentence)
    assert (notice.kind, notice.subject) == (kind, subject)


def test_numbers_of_what_there_is_to_notice_are_read() -> None:
    curve = read_notice("accuracy at angle −90 ≤ 50 %")
    assert (curve.amount, curve.words, curve.number) == (-90.0, "≤", 0.5)
    assert read_notice("gradient of pool1 channel 2: 1 −2; 3 4").values == ((1, -2), (3, 4))
    assert read_notice("patches of conv1: 5x3").values == ((5, 3),)


def test_a_class_is_chosen_by_its_own_word() -> None:
    where = 'where = { method = "grad-cam", class = 7 }\nnotice = '
    scene = lesson_of_text(TEXT.replace("notice = ", where), "steps").scenes[0]
    assert scene.form.panels == ("explanation",)
    assert scene.form.where is not None
    assert (scene.form.where.method, scene.form.where.of) == ("grad-cam", 7)


def test_a_pattern_is_the_network_that_its_numbers_make() -> None:
    """A11: N = 2, M = 1, K = 1 on colour images of 32 by 32."""
    text = (
        "# T\n\n## One\n\n```toml\npattern = { convolutions = 2, stages = 1, dense = 1, "
        'image = "3x32x32", classes = 4 }\n```\n'
    )
    (setting,) = settings_of_lesson(lesson_of_text(text, "t"))
    assert setting.fresh
    expected = pattern(2, 1, 1, image=Input(3, 32, 32), classes=4)
    assert setting.network.layers == expected.layers
    assert setting.network.wires == expected.wires
