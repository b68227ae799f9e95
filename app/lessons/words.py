"""The Markdown of a scene's words: its one form, broken lines for a file, rich text for Qt.

Paragraphs, lists with "- ", **bold**, *italic* and `code`; everything else stays as it is
written, and nothing is loaded or linked.
"""

from __future__ import annotations

import html
import re

_MARKS = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"(?<![\w*])\*(?!\s)(.+?)(?<!\s)\*(?![\w*])"), r"<i>\1</i>"),
)
_CODE = re.compile(r"`([^`]+)`")
_BLANK = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""Where a line may be broken; blanks that hold words together are not meant."""
_ITEM = "- "
_SPECIAL = re.compile(r"#{1,2} |#$|##$|```|>|-$|- ")
"""What means something at the beginning of a line."""
WIDTH = 100
"""Characters of a line in a file that is written."""


def plain_words(markdown: str) -> str:
    """The words with a line for each paragraph and each item of a list, however they were broken.

    An item goes on in lines that are indented.
    """
    paragraphs = re.split(r"\n[^\S\n]*\n", "\n".join(markdown.splitlines()).strip())
    return "\n\n".join(text for each in paragraphs if (text := "\n".join(_lines(each))))


def _lines(paragraph: str) -> list[str]:
    lines = [line for line in paragraph.splitlines() if line.strip()]
    items: list[str] = []
    for line in lines:
        if line.strip().startswith(_ITEM):
            items.append(line)
        elif items and line[0].isspace():
            items[-1] += f" {line}"
        else:
            items = []
            break
    return [text for each in items or [" ".join(lines)] if (text := one_line(each))]


def one_line(text: str) -> str:
    """The text without breaks, and with one blank where there are several."""
    return _BLANK.sub(" ", text).strip()


def broken_lines(markdown: str, before: str = "") -> list[str]:
    """The words in lines of at most `WIDTH` characters, each with this `before` it.

    No line begins with what would mean something there. Longer words keep a line of their own.
    """
    lines: list[str] = []
    for line in plain_words(markdown).splitlines():
        indent = "  " if line.startswith(_ITEM) else ""
        current = ""
        for word in line.split(" "):
            if not current:
                current = word
            elif len(before) + len(current) + 1 + len(word) > WIDTH and not _SPECIAL.match(word):
                lines.append(before + current)
                current = indent + word
            else:
                current = f"{current} {word}"
        lines.append((before + current).rstrip())
    return lines


def stray_mark(markdown: str) -> str:
    """The first line that a file would not hold as words, such as a heading; empty for none."""
    lines = plain_words(markdown).splitlines()
    return next((line for line in lines if line.startswith(("## ", "```", ">"))), "")


def rich_text(markdown: str) -> str:
    """The words as HTML."""
    return "".join(_paragraph(each) for each in plain_words(markdown).split("\n\n") if each)


def _paragraph(text: str) -> str:
    if text.startswith(_ITEM):
        items = (f"<li>{_inline(line[2:])}</li>" for line in text.splitlines())
        return f"<ul>{''.join(items)}</ul>"
    return f"<p>{_inline(text)}</p>"


def _inline(text: str) -> str:
    """Code first: what stands in it is shown as it is."""
    parts = _CODE.split(html.escape(text, quote=False))
    for number, part in enumerate(parts):
        if number % 2:
            parts[number] = f"<code>{part}</code>"
        else:
            for mark, replacement in _MARKS:
                part = mark.sub(replacement, part)
            parts[number] = part
    return "".join(parts)
