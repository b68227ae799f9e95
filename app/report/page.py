"""A run as one HTML page: no scripts, nothing from elsewhere, and it prints well.

It is in the language that is spoken, with its numbers as that writes them.
Whatever a user has written (notes, names of networks, layers, classes and folders) is escaped.
"""

from __future__ import annotations

import base64
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import numpy as np

from app.data.catalogue import title_of
from app.inspection.evaluation import TOP_FIVE_FROM, Evaluation
from app.language import figures, spoken, tr
from app.network.analysis import LayerAnalysis, analyse, explain
from app.network.arithmetic import percent_text, shape_text
from app.network.graph import UNTITLED
from app.network.quantities import receptive_field_facts
from app.network.setting_titles import setting_title
from app.report.curves import accuracy_curve, loss_curve
from app.report.facts import LearnedFilters, RunFacts
from app.report.filter_sheet import MOST_FILTERS, filter_sheet
from app.report.matrix_plan import MatrixPlan, corner, matrix_plan
from app.report.style import STYLE
from app.training.recipe import settings_of, unused_settings
from app.training.run_list import origin_text, run_title

_MOST_MISTAKES = 20
_MOST_IN_ONE = 25
"""With more classes, the table of their accuracies has two columns."""
_ARITHMETIC = ("height", "width", "length", "features", "parameters")
"""What is told of a layer's arithmetic; the rest has columns of its own."""


BESIDE = ('<div class="beside"><div>\n', '</div><div class="next">\n', "</div></div>\n")
"""Begins, parts and ends what stands side by side; no text of a user can hold it."""
_LONGEST_LINE = 36
"""Letters of a cell that is not broken."""
_DRAWING = frozenset({"initialisation", "initial_value", "layer_initialisations"})
"""Settings of how weights are drawn, which make no difference where none were."""
_LONG_NAME = 12
"""Letters of a layer's name; a table with longer ones is set in smaller type on paper."""


class Picture(NamedTuple):
    """A picture of the page: SVG text, or a PNG."""

    name: str
    content: str | bytes
    words: str
    """What it shows, for those who do not see it."""


class Page(NamedTuple):
    """The page in HTML with a mark where each picture belongs, and the pictures."""

    title: str
    body: str
    pictures: Mapping[str, Picture]


def mark(name: str) -> str:
    """Where a picture belongs in the body of a page: no text of a user can hold it."""
    return f"<figure>\ue000{name}\ue001</figure>"


def html(page: Page) -> bytes:
    """The page as a file that needs no other."""
    body = page.body
    for name, picture in page.pictures.items():
        body = body.replace(mark(name), _shown(picture))
    return (
        f'<!DOCTYPE html>\n<html lang="{spoken()}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Convas">\n'
        f"<title>{_text(page.title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}</body>\n</html>\n"
    ).encode()


def page_of(facts: RunFacts, diagram: str) -> Page:
    """The page of a run; `diagram` is the network as SVG, or empty where it cannot be drawn."""
    named = facts.network.name not in ("", UNTITLED)
    title = facts.network.name if named else run_title(facts.summary.name, facts.network.name)
    pictures: dict[str, Picture] = {}

    def shown(picture: Picture) -> str:
        pictures[picture.name] = picture
        return mark(picture.name) + "\n"

    parts = [f"<h1>{_text(title)}</h1>\n", *_head(facts)]
    parts.append(_head_line("h2", tr("Curves")))
    if facts.epochs or facts.steps:
        loss = loss_curve(facts.epochs, facts.steps)
        accuracy = accuracy_curve(facts.epochs, facts.steps)
        parts.append(shown(Picture("loss", loss, tr("Loss over epochs"))).rstrip("\n"))
        parts.append(shown(Picture("accuracy", accuracy, tr("Accuracy over epochs"))))
    else:
        nothing = tr("Nothing was learned yet.")
        parts.append(f"<p>{_text(nothing)}</p>\n")
    if facts.remarks:
        parts.append(f"<ul>{''.join(f'<li>{_text(each)}</li>' for each in facts.remarks)}</ul>\n")
    parts.append(_head_line("h2", tr("Network")))
    if diagram:
        parts.append(shown(Picture("network", _inline(diagram), tr("The layers and their wires"))))
    parts.extend(_layers(facts))
    if facts.filters is not None:
        parts.extend(_filters(facts.filters, facts.weights_step, shown))
    parts.append(_head_line("h2", tr("Test images")))
    if facts.evaluation is None:
        parts.append(f"<p>{_text(facts.why_not_evaluated)}</p>\n")
    else:
        parts.extend(_evaluation(facts.evaluation))
    data, versions = _pairs(facts.data), _pairs(facts.versions)
    told, by = _head_line("h2", tr("Data")), _head_line("h2", tr("Written by"))
    parts.append(_beside(told + data, by + versions))
    parts.append(_head_line("h2", tr("Recipe")) + _in_columns(_recipe(facts), 3))
    return Page(title, "".join(parts), pictures)


# Parts of the page


def _head(facts: RunFacts) -> Iterator[str]:
    summary = facts.summary
    if summary.note:
        yield f"<blockquote>{_text(summary.note)}</blockquote>\n"
    rows = []
    if (best := facts.best) is not None and (last := facts.last) is not None:
        watched = facts.validation_images
        rows += [
            (tr("best validation accuracy"), _after(best.validation_accuracy, watched, best.epoch)),
            (tr("last validation accuracy"), _after(last.validation_accuracy, watched, last.epoch)),
            (tr("last validation loss"), figures(f"{last.validation_loss:.4g}")),
            (tr("last training accuracy"), _share(last.train_accuracy, facts.training_images)),
        ]
    if facts.evaluation is not None:
        found = facts.evaluation
        words = tr(
            "{share} ({correct:,} of {all:,})",
            share=_share(found.accuracy, len(found)),
            correct=found.correct,
            all=len(found),
        )
        rows.append((tr("test accuracy"), words))
    run = [
        (tr("run"), run_title(summary.name, summary.network)),
        (tr("state"), facts.state),
        (
            tr("epochs"),
            tr(
                "{epochs_done:,} of {epochs:,}",
                epochs_done=summary.epochs_done,
                epochs=facts.recipe.epochs,
            ),
        ),
        (tr("steps"), _count(summary.step)),
        (tr("time spent on training steps"), _time(summary.seconds)),
        (tr("parameters"), _count(analyse(facts.network).parameters)),
        (tr("seed"), str(facts.recipe.seed)),
    ]
    if summary.origin is not None:
        run.append((tr("first weights"), origin_text(summary.origin, facts.recipe.seed)))
    yield _beside(_pairs(run), _pairs(rows)) if rows else _pairs(run)
    if facts.weights_step is not None and facts.weights_step != summary.step:
        words = tr(
            "The curves reach to step {step:,}; filters and test images are told of the weights "
            "after step {kept:,}, the last that were saved.",
            step=summary.step,
            kept=facts.weights_step,
        )
        yield f"<p>{_text(words)}</p>\n"


def _layers(facts: RunFacts) -> Iterator[str]:
    """A row for each layer; where names are long others give them room, and have two lines."""
    analysis = analyse(facts.network)
    dense = any(len(name) > _LONG_NAME for name in facts.network.order)
    rows = [_layer(analysis.layers[name], dense=dense) for name in facts.network.order]
    layer = tr("Layer")
    first = (layer, tr("Kind, settings")) if dense else (layer, tr("Kind"), tr("Settings"))
    at = len(first) + 1
    heads = (*first, tr("Output"), tr("Parameters"), "MACs", tr("Sees"), tr("Arithmetic"))
    counts = (_count(analysis.parameters), _count(analysis.macs))
    total = (f"<b>{_text(tr('all'))}</b>", *[""] * (at - 1), *counts, "", "")
    kind = "dense" if dense else ""
    yield _head_line("h3", tr("Layers")) + _table(
        heads, [*rows, total], numbers=(at, at + 1), kind=kind
    )


def _layer(layer: LayerAnalysis, *, dense: bool) -> tuple[str, ...]:
    kind, notation = _text(layer.layer.kind), _text(layer.layer.notation)
    sees = receptive_field_facts(layer.receptive_field)[0] if layer.receptive_field else ""
    name = f'<b class="name">{_text(layer.name)}</b>'
    return (
        *((name, f"{kind}<br>{notation}") if dense else (name, kind, notation)),
        _text(shape_text(layer.output)) if layer.output else "?",
        _count(layer.parameters) if layer.parameters else "",
        _count(layer.macs) if layer.macs else "",
        _text(sees),
        "<br>".join(map(_text, _arithmetic(layer))),
    )


def _arithmetic(layer: LayerAnalysis) -> Iterator[str]:
    lines = [line for line in explain(layer) if line.key in _ARITHMETIC]
    sizes = [line for line in lines if line.key in ("height", "width")]
    square = len({line.arithmetic for line in sizes}) == 1
    for line in lines:
        if line.key == "width" and square:
            continue
        named = f"{line.subject}: " if line in sizes and not square else ""
        yield named + line.arithmetic


def _filters(filters: LearnedFilters, step: int | None, shown: Any) -> Iterator[str]:
    number, channels, height, width = filters.values.shape
    title = tr("Filters of {layer}", layer=filters.layer)
    yield _head_line("h2", title)
    colours = tr("in colour, grey is 0") if channels == 3 else tr("blue below 0, red above")
    some = _count(number)
    if number > MOST_FILTERS:
        some = tr("the first {most} of {number:,}", most=MOST_FILTERS, number=number)
    channel = tr(", their first channel") if channels not in (1, 3) else ""
    words = tr(
        "After step {step:,}: {some} filters {size}{channel}; {colours}, all on one scale.",
        step=step or 0,
        some=some,
        size=f"{height}×{width}",
        channel=channel,
        colours=colours,
    )
    yield f"<p>{_text(words)}</p>\n"
    yield shown(Picture("filters", filter_sheet(filters.values), title))


def _evaluation(found: Evaluation) -> Iterator[str]:
    sentence = tr(
        "With the weights after {when}, {correct:,} of {all:,} test images are read rightly: "
        "{share}.",
        when=found.when,
        correct=found.correct,
        all=len(found),
        share=_share(found.accuracy, len(found)),
    )
    if len(found.classes) >= TOP_FIVE_FROM:
        sentence += " " + tr(
            "The right class is among the five most likely for {share}.",
            share=_share(1 - found.top_error(5), len(found)),
        )
    yield f"<p>{_text(sentence)}</p>\n"
    plan = matrix_plan(found)
    by_class = _head_line("h3", tr("By class")) + _by_class(found)
    if plan.kind is None:
        yield by_class + _head_line("h3", tr("The commonest mistakes")) + _mistakes(found)
        return
    mistakes = _head_line("h3", tr("What is taken for what")) + _confusion(found, plan)
    yield _beside(by_class, mistakes) if plan.beside else by_class + mistakes


def _by_class(found: Evaluation) -> str:
    counts = found.confusion()
    most = int(counts.sum(axis=1).max())
    rows = []
    for at, name in enumerate(found.classes):
        images = int(counts[at].sum())
        accuracy = float(counts[at, at] / images) if images else math.nan
        bar = f'<span class="bar" style="width:{accuracy * 12:.2f}rem"></span>' if images else ""
        right = _count(int(counts[at, at]))
        rows.append((_text(name), _count(images), right, _share(accuracy, most), bar))
    heads = (tr("Class"), tr("Images"), tr("Right"), tr("Accuracy"), "")
    if len(rows) <= _MOST_IN_ONE:
        return _table(heads, rows, numbers=(1, 2, 3))
    half = -(-len(rows) // 2)
    halves = (rows[:half], rows[half:])
    return _beside(*(_table(heads[:-1], [r[:-1] for r in part], (1, 2, 3)) for part in halves))


def _confusion(found: Evaluation, plan: MatrixPlan) -> str:
    """Rows for true classes, columns for predicted ones; the darker the more."""
    counts = found.confusion()
    most = np.maximum(1, counts.sum(axis=1))
    heads = "".join(f'<th align="right">{_text(name)}</th>' for name in plan.columns)
    lines = [f'<tr><th class="corner">{_text(corner())}</th>{heads}</tr>']
    for at, name in enumerate(plan.rows):
        cells = []
        for to, count in enumerate(counts[at]):
            share = min(1.0, float(count) / float(most[at]))
            colour = _tint(share, right=at == to) if count else "#ffffff"
            ink = "#ffffff" if at == to and share > 0.5 else "#16181d"
            number = f'<font color="{ink}">{_count(count)}</font>' if count else ""
            cells.append(f'<td class="number" align="right" bgcolor="{colour}">{number}</td>')
        lines.append(f'<tr><th class="side" align="left">{_text(name)}</th>{"".join(cells)}</tr>')
    return _framed("".join(lines), f"confusion {plan.kind}".strip())


def _tint(share: float, *, right: bool) -> str:
    """From white to blue on the diagonal; mistakes go to orange quickly, for they are few."""
    full = (0, 103, 165) if right else (232, 119, 34)
    strength = share if right else min(1.0, 0.15 + 3 * share)
    return "#" + "".join(f"{round(255 + (each - 255) * strength):02x}" for each in full)


def _mistakes(found: Evaluation) -> str:
    counts = found.confusion()
    np.fill_diagonal(counts, 0)
    rows = []
    for place in np.argsort(-counts, axis=None, kind="stable")[:_MOST_MISTAKES]:
        true, predicted = np.unravel_index(place, counts.shape)
        if counts[true, predicted]:
            names = (_text(found.classes[true]), _text(found.classes[predicted]))
            rows.append((*names, _count(int(counts[true, predicted]))))
    return _table((tr("True class"), tr("Taken for"), tr("Images")), rows, numbers=(2,))


def _recipe(facts: RunFacts) -> list[tuple[str, str]]:
    unused, origin = unused_settings(facts.recipe), facts.summary.origin
    if origin is not None and origin.learned and not origin.drawn:
        unused |= _DRAWING
    return [
        (tr("data set"), title_of(facts.recipe.dataset))
        if name == "dataset"
        else (setting_title(name), _value(value))
        for name, value in settings_of(facts.recipe).items()
        if name not in unused
    ]


# Pieces of HTML


def _text(words: object) -> str:
    """A user's words as text; control characters, which no HTML may hold, and marks go."""
    return escape(re.sub("[\x00-\x08\x0b-\x1f\x7f\ue000\ue001]", " ", str(words)))


def _value(value: object) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, float):
        return figures(f"{value:g}")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def _head_line(kind: str, words: str) -> str:
    """The title of a part, as h2 or h3."""
    return f"<{kind}>{_text(words)}</{kind}>\n"


def _count(count: int) -> str:
    return figures(f"{count:,}")


def _after(accuracy: float, images: int, epoch: int) -> str:
    return tr("{share} after epoch {epoch:,}", share=_share(accuracy, images), epoch=epoch)


def _share(share: float, images: int) -> str:
    """A share of so many images; 0 where their number is not known."""
    return "–" if math.isnan(share) else percent_text(share, 2, of=images)


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return tr("{hours:,} h {minutes} min", hours=hours, minutes=minutes)
    return f"{minutes} min {rest} s" if minutes else figures(f"{seconds:.1f} s")


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    lines = (
        f'<tr><th class="side" align="left">{_text(what)}</th>{_cell(_text(value))}</tr>'
        for what, value in pairs
    )
    return _framed("\n".join(lines), "pairs")


def _cell(content: str) -> str:
    """A cell of words, which stay in one line where they are few."""
    few = all(len(line) <= _LONGEST_LINE for line in re.split("<[^>]*>", content))
    return f'<td class="line">{content}</td>' if few else f"<td>{content}</td>"


def _in_columns(pairs: Sequence[tuple[str, str]], columns: int) -> str:
    """Pairs in so many columns, from top to bottom."""
    each = -(-len(pairs) // columns)
    return _beside(*(_pairs(pairs[at : at + each]) for at in range(0, len(pairs), each)))


def _beside(*parts: str) -> str:
    """Parts of a page side by side, where there is room."""
    begin, between, end = BESIDE
    return begin + between.join(parts) + end


def _table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    numbers: Sequence[int] = (),
    kind: str = "",
) -> str:
    """Cells are HTML already; the columns `numbers` are right-aligned."""

    def cell(at: int, content: str) -> str:
        if at in numbers:
            return f'<td class="number" align="right">{content}</td>'
        return _cell(content)

    head = "".join(
        f'<th align="{"right" if at in numbers else "left"}">{title}</th>'
        for at, title in enumerate(heads)
    )
    body = "\n".join(
        f"<tr>{''.join(cell(at, content) for at, content in enumerate(row))}</tr>" for row in rows
    )
    return _framed(f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>", kind)


def _framed(rows: str, kind: str) -> str:
    named = f' class="{kind}"' if kind else ""
    table = f'<table{named} cellspacing="0" cellpadding="2">\n{rows}\n</table>'
    return f'<div class="wide">{table}</div>\n'


def _inline(svg: str) -> str:
    """An SVG file as part of a page: without what may only begin a file."""
    return svg[svg.index("<svg") :].strip()


def _shown(picture: Picture) -> str:
    if isinstance(picture.content, str):
        content = picture.content
    else:
        data = base64.b64encode(picture.content).decode()
        content = f'<img alt="{_text(picture.words)}" src="data:image/png;base64,{data}">'
    return f'<figure class="{picture.name}">{content}</figure>'
