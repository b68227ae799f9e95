"""Words in other languages: all there, with the same places for values, and used."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import app.language
from app.language import figures, languages, listed, speak, tr, typed, words_of

ROOT = Path(__file__).parents[1]
OTHERS = languages()[1:]


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every `tr(…)` of the program, with the place where it stands."""
    for folder in ("app", "widgets"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tr":
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def text_of(call: ast.Call) -> str | None:
    text = call.args[0]
    return text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else None


CALLS = list(calls())
TEXTS = {text for _, call in CALLS if (text := text_of(call))}
WITH_VALUES = {text for _, call in CALLS if call.keywords and (text := text_of(call))}


def places(text: str) -> Counter[str]:
    """The values that are put into a text, with how they are written."""
    return Counter(
        f"{name}!{conversion}:{form}"
        for _, name, form, conversion in Formatter().parse(text)
        if name is not None
    )


@pytest.fixture
def english_again() -> Iterator[None]:
    yield
    speak("en")


def test_values_go_where_the_text_names_them() -> None:
    wrong = [
        place
        for place, call in CALLS
        if call.keywords
        and (text := text_of(call))
        and {name.partition("!")[0] for name in places(text)} != {one.arg for one in call.keywords}
    ]
    assert not wrong


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_words_for_all_texts(language: str) -> None:
    words = words_of(language)
    assert not TEXTS - words.keys(), "run make words, and translate what is new"
    assert not words.keys() - TEXTS, "run make words: texts that are gone"


@pytest.mark.parametrize("language", OTHERS)
def test_translated_texts_take_the_same_values(language: str) -> None:
    wrong = {
        text: said
        for text, said in words_of(language).items()
        if text in WITH_VALUES and places(text).keys() != places(said).keys()
    }
    assert not wrong


@pytest.mark.parametrize("language", OTHERS)
def test_what_has_a_key_in_the_menu_keeps_one(language: str) -> None:
    wrong = {
        text: said
        for text, said in words_of(language).items()
        if len(re.findall(r"&\w(?![a-z]*;)", text)) != len(re.findall(r"&\w(?![a-z]*;)", said))
    }
    assert not wrong


@pytest.mark.parametrize("language", OTHERS)
def test_space_around_a_text_stays(language: str) -> None:
    """A text may be glued to others, or be the end of a number."""

    def around(text: str) -> tuple[bool, bool]:
        return text[:1].isspace(), text[-1:].isspace()

    assert not {
        text: said for text, said in words_of(language).items() if around(text) != around(said)
    }


@pytest.mark.usefixtures("english_again")
def test_texts_are_said_in_the_language_with_their_values() -> None:
    speak("de")
    assert tr("{epochs:,} epochs", epochs=1200) == "1.200 Epochen"
    assert tr("no such text of {things}", things=3) == "no such text of 3"
    speak("en")
    assert tr("{epochs:,} epochs", epochs=1200) == "1,200 epochs"


@pytest.mark.usefixtures("english_again")
def test_numbers_are_written_as_in_the_language() -> None:
    speak("de")
    assert tr("no such loss {loss:.3f}, {name}", loss=1234.5, name="1.5") == (
        "no such loss 1234,500, 1.5"
    )
    assert figures("1,234.5 %") == "1.234,5 %"
    assert listed(["0,5", "1"]) == "0,5; 1"
    speak("en")
    assert tr("no such loss {loss:,.1f}", loss=1234.5) == "no such loss 1,234.5"
    assert figures("1,234.5 %") == "1,234.5 %"
    assert listed(["0.5", "1"]) == "0.5, 1"


@pytest.mark.usefixtures("english_again")
@pytest.mark.parametrize(
    ("text", "plain"),
    [("0,5", "0.5"), ("0.5", "0.5"), ("1.234,5", "1,234.5"), ("1.234", "1.234"), ("7", "7")],
)
def test_a_number_may_be_typed_with_either_mark(text: str, plain: str) -> None:
    speak("de")
    assert typed(text) == plain
    speak("en")
    assert typed(text) == text


@pytest.mark.usefixtures("english_again")
def test_a_language_without_words_is_english() -> None:
    speak("tlh")
    assert tr("1 epoch") == "1 epoch"


@pytest.mark.usefixtures("english_again")
@pytest.mark.parametrize(
    ("said", "shown"),
    [("1'234,5", "9'876,5"), ("1234,5", "9876,5"), ("rund 1234", "9,876.5"), ("", "9,876.5")],
)
def test_numbers_have_the_marks_that_the_words_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, shown: str
) -> None:
    message = f"<source>1,234.5</source><translation>{said}</translation>"
    ts = f"<TS><context><name>x</name><message>{message}</message></context></TS>"
    (tmp_path / "convas_fr.ts").write_text(ts)
    monkeypatch.setattr(app.language, "FOLDER", tmp_path)
    speak("fr")
    assert figures("9,876.5") == shown
    assert typed("6,5" if "," in said else "6.5") == "6.5"


def test_damaged_words_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "convas_fr.ts").write_text("<TS><context>")
    monkeypatch.setattr(app.language, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"convas_fr\.ts is damaged"):
        speak("fr")


def test_the_command_line_stays_english() -> None:
    """Programs read it, whatever the system speaks."""
    done = subprocess.run(
        [sys.executable, "main.py", "summary", "lenet-5"],
        cwd=ROOT,
        env={"LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "parameters" in done.stdout
