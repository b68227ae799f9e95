"""The language of the window: what is written in English in the code, said in another one.

The words stand in `resources/translations/convas_LANGUAGE.ts`, the format of Qt Linguist, and are
read from there as they are; `docs/translating.md` tells how a language is added.
"""

from __future__ import annotations

import numbers
import re
import string
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "translations"
ENGLISH = "en"
_FILE = "convas_{}.ts"
_words: dict[str, str] = {}
_spoken = [ENGLISH]
_marks: dict[int, str] = {}
"""What the language writes for the comma and the point of an English number."""
_in_english = ContextVar("in_english", default=False)
"""Of a thread, so that the window goes on in its language while a file is written."""


def tr(text: str, /, **values: object) -> str:
    """`text` in the window's language, with `{names}` in it replaced by `values`, formatted.

    Numbers among the values are written as the language does: "1,234.5" is "1.234,5" in German.

    Text that has no translation stays English. What is made when a module is loaded is said in the
    language chosen by then: `speak` comes before such imports.
    """
    if _in_english.get():
        return text.format(**values) if values else text
    said = _words.get(text, text)
    if _marks and values:
        return _FORMATTER.vformat(said, (), values)
    return said.format(**values) if values else said


def figures(text: str) -> str:
    """A number with English marks, "1,234.5 %", as the window's language writes it.

    For what people read; what programs read (files, code, names, the command line) keeps its point.
    """
    return text.translate(_marks) if _marks and not _in_english.get() else text


@contextmanager
def in_english() -> Iterator[None]:
    """Say everything in English meanwhile, for a file that programs read.

    What was said when its module was loaded stays as it is.
    """
    before = _in_english.set(True)
    try:
        yield
    finally:
        _in_english.reset(before)


def plain_figures(text: str) -> str:
    """What somebody typed as the language writes numbers, with English marks: the way back."""
    return text.translate({ord(said): chr(mark) for mark, said in _marks.items() if said})


def typed(text: str) -> str:
    """A typed number with English marks, whichever of the two ways it is written: 0,5 or 0.5.

    A mark that stands alone is that before decimals: 1.234 is a little more than one.
    """
    return plain_figures(text) if decimal_mark() in text else text


def decimal_mark() -> str:
    """What stands before the decimals of a number that people read."""
    return _marks.get(ord("."), ".")


def listed(written: Iterable[str]) -> str:
    """Numbers one after the other: apart by semicolons where they have commas themselves."""
    return list_mark().join(written)


def list_mark() -> str:
    """What stands between numbers, and its space."""
    return "; " if decimal_mark() == "," else ", "


class _Formatter(string.Formatter):
    """Formats numbers as the language writes them, and all else as Python does."""

    def format_field(self, value: object, format_spec: str) -> str:
        text = format(value, format_spec)
        return figures(text) if isinstance(value, numbers.Number) else text


_FORMATTER = _Formatter()


def speak(language: str) -> None:
    """Say everything from now on in this language; English if there are no words of it.

    Raises OSError or ValueError if its words cannot be read; everything is English then.
    """
    _words.clear()
    _marks.clear()
    _spoken[:] = [ENGLISH]
    if language in languages() and language != ENGLISH:
        _words.update(words_of(language))
        _spoken[:] = [language]
        marks = re.fullmatch(r"1(\D?)234(\D)5", tr("1,234.5"))
        if marks and marks[0] != "1,234.5":
            _marks.update({ord(","): marks[1], ord("."): marks[2]})


def spoken() -> str:
    """The language that everything is said in."""
    return _spoken[0]


def languages() -> tuple[str, ...]:
    """The languages that there are words for, as ISO 639 codes, English first."""
    found = (re.fullmatch(r"convas_(\w+)\.ts", path.name) for path in FOLDER.glob("*.ts"))
    return (ENGLISH, *sorted(match[1] for match in found if match))


def translated(path: Path, language: str) -> Path:
    """The file of that name in the folder of a language beside it; itself where there is none."""
    other = path.parent / language / path.name
    return other if other.is_file() else path


def words_of(language: str) -> Mapping[str, str]:
    """English texts with their translations, those not finished left out.

    Raises OSError if the file cannot be read, ValueError if it is no file of Qt Linguist.
    """
    path = FOLDER / _FILE.format(language)
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise ValueError(f"{path.name} is damaged: {error}") from error
    return {
        message.findtext("source", ""): translation.text
        for message in root.iter("message")
        if (translation := message.find("translation")) is not None
        and translation.get("type") is None
        and translation.text
    }
